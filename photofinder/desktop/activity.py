"""What the user is doing: when he last typed, and whether a program fills the screen. One thread.

"Unknown" is an answer: Wayland tells a program nothing of the others, but GNOME tells how long
nobody typed, and programs that still run through X11 (most games) are seen. macOS has no word for
a full screen that a program without rights could hear.

References
----------
Windows: GetLastInputInfo, SHQueryUserNotificationState. macOS:
CGEventSourceSecondsSinceLastEventType. GNOME: org.gnome.Mutter.IdleMonitor.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import logging
import os
import re
import subprocess
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Protocol

from photofinder.desktop.x11 import XServer

if TYPE_CHECKING:
    from collections.abc import Mapping

log = logging.getLogger(__name__)

_GDBUS = (
    "gdbus", "call", "--session", "--timeout", "1",
    "--dest", "org.gnome.Mutter.IdleMonitor",
    "--object-path", "/org/gnome/Mutter/IdleMonitor/Core",
    "--method", "org.gnome.Mutter.IdleMonitor.GetIdletime",
)  # fmt: skip
#: closing the program waits for it; where GNOME runs it takes 10 ms
_GDBUS_LIMIT_S = 2.0
_GNOME_ANSWER = re.compile(r"\(uint64 (\d+),\)")
#: QUNS_BUSY, QUNS_RUNNING_D3D_FULL_SCREEN, QUNS_PRESENTATION_MODE
_WINDOWS_FULL = frozenset({2, 3, 4})
#: kCGEventSourceStateCombinedSessionState, kCGAnyInputEventType
_MAC_SESSION, _MAC_ANY_INPUT = 0, 0xFFFFFFFF
_TICKS = 1 << 32


class Sight(StrEnum):
    """How much a platform tells."""

    ALL = "all"
    SOME = "some"
    NONE = "none"


class Activity(Protocol):
    """Where the readings come from."""

    @property
    def sees_input(self) -> Sight:
        """Whether `idle_s` can be known."""

    @property
    def sees_full_screen(self) -> Sight:
        """Whether `full_screen` can be known; SOME of programs that run through X11 only."""

    def idle_s(self) -> float | None:
        """Seconds since the last key or movement; None where it cannot be told."""

    def full_screen(self) -> bool | None:
        """Whether another program fills the screen; None where it cannot be told."""

    def close(self) -> None:
        """Let go of everything."""


def open_activity(environment: Mapping[str, str] | None = None) -> Activity:
    """Return the readings of this session. Never fails: what cannot be had is unknown.

    Parameters
    ----------
    environment : mapping, optional
        Names the displays on Linux; the process's own by default.
    """
    if sys.platform == "win32":
        return WindowsActivity()
    if sys.platform == "darwin":
        return MacActivity()
    return LinuxActivity(os.environ if environment is None else environment)


class LinuxActivity:
    """X11, or what Wayland leaves.

    Parameters
    ----------
    environment : mapping
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._is_wayland = bool(environment.get("WAYLAND_DISPLAY"))
        self._is_gnome = "GNOME" in environment.get("XDG_CURRENT_DESKTOP", "").upper().split(":")
        self._server: XServer | None = None
        if environment.get("DISPLAY"):
            try:
                self._server = XServer()
            except (OSError, AttributeError) as error:  # no such library, or one without a function
                log.info("what programs show cannot be told: %s", error)

    @property
    def sees_input(self) -> Sight:
        """On X11 by its screen saver, on Wayland by GNOME."""
        return Sight.NONE if self.idle_s() is None else Sight.ALL

    @property
    def sees_full_screen(self) -> Sight:
        """On X11 of all programs."""
        if self._server is None:
            return Sight.NONE
        return Sight.SOME if self._is_wayland else Sight.ALL

    def idle_s(self) -> float | None:
        """On X11 0.2 ms; GNOME on Wayland 10 ms in another process."""
        if self._is_wayland:  # XWayland hears only what goes to its own windows
            return gnome_idle_s() if self._is_gnome else None
        server = self._alive()
        return None if server is None else server.idle_s()

    def full_screen(self) -> bool | None:
        """Of the window that has the keyboard, unless it is our own; 0.2 ms."""
        server = self._alive()
        if server is None:
            return None
        window = server.active_window()
        if not window:
            return None if self._is_wayland else False
        return server.is_full_screen(window) and server.process_of(window) != os.getpid()

    def close(self) -> None:
        """End the connection."""
        server, self._server = self._server, None
        if server is not None:
            server.close()

    def _alive(self) -> XServer | None:
        if self._server is not None and not self._server.alive:
            self.close()
        return self._server


class WindowsActivity:
    """The session of this user."""

    sees_input = Sight.ALL
    sees_full_screen = Sight.ALL

    def idle_s(self) -> float | None:
        """By GetLastInputInfo."""
        if sys.platform == "win32":
            found = LastInput(size=ctypes.sizeof(LastInput))
            if ctypes.windll.user32.GetLastInputInfo(ctypes.byref(found)):
                now = ctypes.windll.kernel32.GetTickCount()
                return ticks_between(found.ticks, now) / 1000
        return None

    def full_screen(self) -> bool | None:
        """By SHQueryUserNotificationState, unless our own window is in front."""
        if sys.platform == "win32":
            user = ctypes.windll.user32
            process = ctypes.c_uint32(0)
            user.GetForegroundWindow.restype = ctypes.c_void_p
            user.GetWindowThreadProcessId.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
            user.GetWindowThreadProcessId(user.GetForegroundWindow(), ctypes.byref(process))
            if process.value == os.getpid():
                return False
            state = ctypes.c_int(0)
            if not ctypes.windll.shell32.SHQueryUserNotificationState(ctypes.byref(state)):
                return state.value in _WINDOWS_FULL
        return None

    def close(self) -> None:
        """Nothing is held."""


class LastInput(ctypes.Structure):
    """LASTINPUTINFO."""

    _fields_: ClassVar = [("size", ctypes.c_uint32), ("ticks", ctypes.c_uint32)]


class MacActivity:
    """The session of this user."""

    sees_full_screen = Sight.NONE

    def __init__(self) -> None:
        self._services: ctypes.CDLL | None = None
        found = ctypes.util.find_library("ApplicationServices")
        if found is not None:
            self._services = ctypes.CDLL(found)
            since = self._services.CGEventSourceSecondsSinceLastEventType
            since.restype = ctypes.c_double
            since.argtypes = [ctypes.c_int32, ctypes.c_uint32]

    @property
    def sees_input(self) -> Sight:
        """By the event source of the session."""
        return Sight.NONE if self._services is None else Sight.ALL

    def idle_s(self) -> float | None:
        """By CGEventSourceSecondsSinceLastEventType; needs no right of the user's."""
        if self._services is None:
            return None
        since = self._services.CGEventSourceSecondsSinceLastEventType
        return float(since(_MAC_SESSION, _MAC_ANY_INPUT))

    def full_screen(self) -> bool | None:
        """Not told."""
        return None

    def close(self) -> None:
        """Nothing is held."""


def gnome_idle_s() -> float | None:
    """Ask GNOME's shell how long nobody typed; None where it does not answer."""
    try:
        done = subprocess.run(
            _GDBUS, capture_output=True, text=True, timeout=_GDBUS_LIMIT_S, check=False
        )
    except (OSError, subprocess.SubprocessError) as error:
        log.debug("GNOME does not tell: %s", error)
        return None
    found = _GNOME_ANSWER.fullmatch(done.stdout.strip())
    return None if found is None else int(found[1]) / 1000


def ticks_between(first: int, second: int) -> int:
    """Milliseconds between two values of Windows' 32-bit clock, which begins anew every 50 days."""
    return (second - first) % _TICKS
