"""Whether the computer runs on its battery, from what the systems say."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

import pytest

from photofinder.desktop.power import (
    PowerStatus,
    linux_on_battery,
    on_battery,
    pmset_on_battery,
    windows_on_battery,
)

AC_ON, AC_OFF = {"type": "Mains", "online": "1"}, {"type": "Mains", "online": "0"}
FULL = {"type": "Battery", "status": "Full", "scope": "System"}
CHARGING = {"type": "Battery", "status": "Charging"}
DRAINING = {"type": "Battery", "status": "Discharging"}
RESTING = {"type": "Battery", "status": "Not charging"}
MOUSE = {"type": "Battery", "status": "Discharging", "scope": "Device", "online": "1"}
USB_ON, USB_OFF = {"type": "USB", "online": "1"}, {"type": "USB", "online": "0"}
WIRELESS = {"type": "Wireless", "online": "1"}
UPS_ON, UPS_OFF = {"type": "UPS", "status": "Charging"}, {"type": "UPS", "status": "Discharging"}


def supplies(root: Path, *supplies: dict[str, str]) -> Path:
    """Write what the kernel would show, each file ending with a line's end."""
    for number, facts in enumerate(supplies):
        folder = root / f"{facts['type']}{number}"
        folder.mkdir(parents=True)
        for name, value in facts.items():
            (folder / name).write_text(value + "\n")
    root.mkdir(exist_ok=True)
    return root


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        pytest.param([], False, id="desktop"),
        pytest.param([MOUSE], False, id="desktop with a wireless mouse"),
        pytest.param([AC_ON, FULL], False, id="laptop on mains"),
        pytest.param([AC_OFF, DRAINING], True, id="laptop on battery"),
        pytest.param([AC_OFF, DRAINING, MOUSE], True, id="a mouse feeds no laptop"),
        pytest.param([AC_ON, DRAINING], False, id="weak charger: the battery helps out"),
        pytest.param([AC_OFF, RESTING, DRAINING], True, id="two batteries, one after the other"),
        pytest.param([AC_ON, RESTING, CHARGING], False, id="two batteries on mains"),
        pytest.param([USB_ON, CHARGING], False, id="charged by USB"),
        pytest.param([USB_OFF, AC_OFF, DRAINING], True, id="nothing plugged in"),
        pytest.param([WIRELESS, DRAINING], False, id="on a charging pad"),
        pytest.param([DRAINING], True, id="no charger known"),
        pytest.param([UPS_ON], False, id="uninterruptible supply, fed"),
        pytest.param([UPS_OFF], True, id="uninterruptible supply, mains gone"),
        pytest.param([{"type": "Battery"}], False, id="a battery that says nothing"),
        pytest.param([{"type": "Mains"}, DRAINING], True, id="a charger that says nothing"),
    ],
)
def test_supplies_of_linux(tmp_path: Path, there: list[dict[str, str]], expected: bool) -> None:
    assert linux_on_battery(supplies(tmp_path / "power", *there)) is expected


def test_a_usb_port_that_charges_a_phone_feeds_nothing(tmp_path: Path) -> None:
    root = supplies(tmp_path / "power", USB_ON, DRAINING)
    role = root / "USB0" / "device" / "typec" / "port0" / "power_role"
    role.parent.mkdir(parents=True)
    role.write_text("[source] sink\n")
    assert linux_on_battery(root) is True
    role.write_text("source [sink]\n")
    assert linux_on_battery(root) is False
    role.write_text("[source] sink\n")
    other = role.parent.parent / "port1" / "power_role"
    other.parent.mkdir()
    other.write_text("source [sink]\n")
    assert linux_on_battery(root) is False, "one port charges a phone, the other one feeds"


def test_without_the_kernels_word_it_is_unknown(tmp_path: Path) -> None:
    assert linux_on_battery(tmp_path / "nowhere") is None


def test_a_supply_that_is_unplugged_meanwhile_is_passed_over(tmp_path: Path) -> None:
    root = supplies(tmp_path / "power", DRAINING)
    (root / "gone").symlink_to(tmp_path / "no such supply")
    assert linux_on_battery(root) is True


@pytest.mark.parametrize(("line", "expected"), [(0, True), (1, False), (255, None), (7, None)])
def test_windows(line: int, expected: bool | None) -> None:
    assert windows_on_battery(PowerStatus(ac_line_status=line)) is expected


def test_the_status_of_windows_has_its_layout() -> None:
    assert ctypes.sizeof(PowerStatus) == 12
    assert PowerStatus.battery_life_time.offset == 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Now drawing from 'Battery Power'\n -InternalBattery-0 97%; discharging", True),
        ("Now drawing from 'AC Power'\n -InternalBattery-0 100%; charged", False),
        ("Now drawing from 'AC Power'\n", False),
        ("Now drawing from 'UPS Power'\n", True),
        ("", None),
        ("pmset: something else", None),
    ],
)
def test_macos(text: str, expected: bool | None) -> None:
    assert pmset_on_battery(text) is expected


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads this Linux machine")
def test_this_machine_has_an_answer() -> None:
    assert on_battery() in (True, False, None)
