"""The session starts photofinder, hidden: one entry on each system, switched on and off."""

from __future__ import annotations

import plistlib
from pathlib import Path

import pytest

from photofinder.desktop.autostart import RUN_KEY, RUN_NAME, Autostart
from photofinder.desktop.entries import EntryState
from photofinder.desktop.windows_registry import MemoryRegistry
from photofinder.ui.arguments import parse


@pytest.mark.parametrize("platform", ["linux", "darwin"])
@pytest.mark.parametrize("kind", ["plain", "nasty"])
def test_entry_goes_in_and_out(
    tmp_path: Path, places_at, tree, platform: str, kind: str, request: pytest.FixtureRequest
) -> None:
    launch = request.getfixturevalue(f"{kind}_launch")
    before = tree(tmp_path)
    autostart = Autostart(launch, places=places_at(tmp_path), platform=platform)
    assert not autostart.enabled
    assert autostart.enable().state is EntryState.INSTALLED
    assert autostart.enabled
    assert autostart.enable().state is EntryState.INSTALLED
    other = Autostart(("/old/one",), places=places_at(tmp_path), platform=platform).status()
    assert other.state is EntryState.OUTDATED
    assert other.problem is not None
    assert other.problem.code == "entry_other_command"
    assert autostart.disable().state is EntryState.ABSENT
    assert not autostart.enabled
    assert tree(tmp_path) == before


def test_agent_starts_hidden(tmp_path: Path, places_at, nasty_launch) -> None:
    Autostart(nasty_launch, places=places_at(tmp_path), platform="darwin").enable()
    (path,) = (tmp_path / "Library" / "LaunchAgents").iterdir()
    agent = plistlib.loads(path.read_bytes())
    assert agent["ProgramArguments"] == [*nasty_launch, "--hidden"]
    assert agent["RunAtLoad"] is True


def test_session_reads_what_the_window_reads() -> None:
    arguments = parse(["--hidden"])
    assert arguments is not None
    assert arguments.hidden


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_switched_off_by_the_desktop_is_off(
    tmp_path: Path, places_at, plain_launch, line: str
) -> None:
    autostart = Autostart(plain_launch, places=places_at(tmp_path), platform="linux")
    autostart.enable()
    path = tmp_path / ".config" / "autostart" / "photofinder.desktop"
    text = path.read_text().replace("X-GNOME-Autostart-enabled=true", "")
    path.write_text(f"{text}{line}\n")
    assert not autostart.enabled
    autostart.enable()
    assert autostart.enabled


def test_windows_run_value() -> None:
    registry = MemoryRegistry()
    registry.write(RUN_KEY, {"OneDrive": "x"})
    launch = ("C:\\Program Files\\50% photo\\photofinder.exe",)
    autostart = Autostart(launch, registry=registry)
    assert autostart.enable().state is EntryState.INSTALLED
    assert autostart.enabled
    assert registry.values(RUN_KEY) == {
        "OneDrive": "x",
        RUN_NAME: '"C:\\Program Files\\50% photo\\photofinder.exe" --hidden',
    }
    assert Autostart(("C:\\new.exe",), registry=registry).status().state is EntryState.OUTDATED
    assert autostart.disable().state is EntryState.ABSENT
    assert registry.values(RUN_KEY) == {"OneDrive": "x"}


def test_somebody_elses_run_value_is_left() -> None:
    registry = MemoryRegistry()
    registry.write(RUN_KEY, {RUN_NAME: "C:\\other.exe /tray"})
    autostart = Autostart(("C:\\photofinder.exe",), registry=registry)
    assert autostart.enable().state is EntryState.FOREIGN
    assert autostart.disable().state is EntryState.FOREIGN
    assert not autostart.enabled
    assert registry.values(RUN_KEY) == {RUN_NAME: "C:\\other.exe /tray"}
