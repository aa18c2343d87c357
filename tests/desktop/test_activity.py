"""What the user is doing: on a real X server with a window manager, and where nothing is told."""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from photofinder.desktop import activity
from photofinder.desktop.activity import LastInput, LinuxActivity, Sight, ticks_between

PATIENCE_S = 30.0
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="X11 and Wayland are Linux")

#: a window of another program; it fills the screen, and does not any more, as it is told
WINDOW = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
from PySide6.QtCore import QSocketNotifier
app = QApplication([])
window = QWidget()
window.resize(200, 100)
window.show()
def told():
    word = sys.stdin.readline().strip()
    if not word:
        app.quit()
    elif word == "full":
        window.showFullScreen()
    else:
        window.showNormal()
    window.activateWindow()
notifier = QSocketNotifier(0, QSocketNotifier.Type.Read)
notifier.activated.connect(told)
print("ready", flush=True)
app.exec()
"""


def needs(*programs: str) -> None:
    missing = [name for name in programs if shutil.which(name) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


def end(process: subprocess.Popen) -> None:
    process.terminate()
    process.wait(PATIENCE_S)


@contextlib.contextmanager
def x_server() -> Iterator[tuple[str, subprocess.Popen]]:
    """Run an X server; give its display and its process."""
    needs("Xvfb")
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "640x480x24", "-nolisten", "tcp"],
        pass_fds=(writer,), stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writer)
    try:
        with os.fdopen(reader) as told:
            assert select.select([told], [], [], PATIENCE_S)[0], "Xvfb does not start"
            number = told.readline().strip()
        if not number:
            pytest.skip("Xvfb does not start here")
        yield f":{number}", server
    finally:
        end(server)


@pytest.fixture
def display(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Start an X server of the test's own."""
    with x_server() as (name, _):
        monkeypatch.setenv("DISPLAY", name)
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
        monkeypatch.delenv("XAUTHORITY", raising=False)
        yield name


@pytest.fixture
def desktop(display: str, tmp_path: Path) -> Iterator[str]:
    """Start a window manager there."""
    needs("openbox")
    manager = subprocess.Popen(
        ["openbox", "--sm-disable"], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    yield display
    end(manager)


@pytest.fixture
def other_program(desktop: str) -> Iterator[Callable[[str], None]]:
    """Start another program; what it is told to do it does a moment later."""
    pytest.importorskip("PySide6")
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb"}
    process = subprocess.Popen(
        [sys.executable, "-c", WINDOW], env=environment, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    if process.stdout.readline() != "ready\n":
        _, error = process.communicate(timeout=PATIENCE_S)
        pytest.skip(f"Qt opens no window on X11 here: {error[-200:]}")

    def tell(word: str) -> None:
        process.stdin.write(word + "\n")  # type: ignore[union-attr]
        process.stdin.flush()  # type: ignore[union-attr]

    yield tell
    end(process)
    process.communicate()


@pytest.fixture
def open_linux() -> Iterator[Callable[..., LinuxActivity]]:
    """Give a function that opens readings for an environment."""
    made: list[LinuxActivity] = []

    def open_it(**environment: str) -> LinuxActivity:
        made.append(LinuxActivity({**os.environ, **environment}))
        return made[-1]

    yield open_it
    for one in made:
        one.close()


def test_a_program_that_fills_the_screen_is_seen(open_linux, other_program, wait_until) -> None:
    seen = open_linux()
    assert seen.sees_full_screen is Sight.ALL
    server = seen._server
    wait_until(lambda: server.active_window() and seen.full_screen() is False)
    other_program("full")
    wait_until(lambda: seen.full_screen() is True)
    other_program("normal")
    wait_until(lambda: seen.full_screen() is False)


def test_our_own_full_screen_is_no_reason(open_linux, other_program, wait_until, monkeypatch):
    seen = open_linux()
    other_program("full")
    wait_until(lambda: seen.full_screen() is True)
    owner = seen._server.process_of(seen._server.active_window())
    assert owner not in (0, os.getpid())
    monkeypatch.setattr(activity.os, "getpid", lambda: owner)
    assert seen.full_screen() is False


def test_the_time_since_the_last_input_is_told(display, open_linux, wait_until) -> None:
    needs("xdotool")
    seen = open_linux()
    assert seen.sees_input is Sight.ALL
    wait_until(lambda: seen.idle_s() > 0.5)
    before = seen.idle_s()
    subprocess.run(["xdotool", "mousemove", "50", "60", "key", "a"], check=True)
    wait_until(lambda: seen.idle_s() < before)


def test_an_empty_screen_is_not_filled(display, open_linux) -> None:
    assert open_linux().full_screen() is False


def test_a_server_that_goes_away_is_unknown_and_ends_nothing(
    monkeypatch, open_linux, wait_until
) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("XAUTHORITY", raising=False)
    with x_server() as (name, server):
        monkeypatch.setenv("DISPLAY", name)
        seen = open_linux()
        assert seen.full_screen() is False
        end(server)
        wait_until(lambda: seen.full_screen() is None)
        assert seen.idle_s() is None
        assert seen.sees_full_screen is Sight.NONE


def test_without_a_display_nothing_is_told(open_linux, monkeypatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    seen = open_linux()
    assert (seen.idle_s(), seen.full_screen()) == (None, None)
    assert (seen.sees_input, seen.sees_full_screen) == (Sight.NONE, Sight.NONE)


def test_a_display_that_is_not_there_is_unknown(open_linux, monkeypatch) -> None:
    monkeypatch.setenv("DISPLAY", ":9876")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert open_linux().full_screen() is None


def test_wayland_tells_of_x11_programs_only(display, open_linux) -> None:
    seen = open_linux(WAYLAND_DISPLAY="wayland-0", XDG_CURRENT_DESKTOP="sway")
    assert seen.sees_full_screen is Sight.SOME
    assert seen.full_screen() is None, "another program may fill it, unseen"
    assert seen.idle_s() is None


def test_an_x11_program_that_fills_a_wayland_screen_is_seen(
    open_linux, other_program, wait_until
) -> None:
    seen = open_linux(WAYLAND_DISPLAY="wayland-0")
    other_program("full")
    wait_until(lambda: seen.full_screen() is True)


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("echo '(uint64 12345,)'", 12.345),
        ("echo '(uint64 0,)'", 0.0),
        ("echo 'Error: org.freedesktop.DBus.Error.ServiceUnknown' >&2; exit 1", None),
        ("echo '(uint32 5)'", None),
    ],
)
def test_gnome_is_asked_on_wayland(
    open_linux, monkeypatch, tmp_path: Path, says: str, expected: float | None
) -> None:
    asked = tmp_path / "asked"
    program = tmp_path / "gdbus"
    program.write_text(f'#!/bin/sh\necho "$@" > {asked}\n{says}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.delenv("DISPLAY", raising=False)
    seen = open_linux(WAYLAND_DISPLAY="wayland-0", XDG_CURRENT_DESKTOP="ubuntu:GNOME")
    assert seen.idle_s() == expected
    assert "org.gnome.Mutter.IdleMonitor.GetIdletime" in asked.read_text()
    assert seen.sees_input is (Sight.NONE if expected is None else Sight.ALL)


def test_without_gdbus_gnome_is_unknown(open_linux, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("DISPLAY", raising=False)
    assert open_linux(WAYLAND_DISPLAY="w", XDG_CURRENT_DESKTOP="GNOME").idle_s() is None


def test_the_clock_of_windows_begins_anew() -> None:
    assert ticks_between(1_000, 61_000) == 60_000
    assert ticks_between((1 << 32) - 500, 1_500) == 2_000
    assert ctypes.sizeof(LastInput) == 8
