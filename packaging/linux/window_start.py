#!/usr/bin/env python3
"""How long a start takes until something is painted, on an X server of its own (Xvfb).

    python3 window_start.py [--cold FOLDER] [--times N] [--shot FILE.png] COMMAND...

Seen from outside, so that any program can be measured: the screen is read until it shows a window
with more than a few colours. ``--cold`` drops the pages of FOLDER's files from the cache before
each start; the system's own libraries stay in it. Needs Xvfb, and ImageMagick for ``--shot``.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import ctypes.util
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

_SIZE = (1280, 900)
_DISPLAYS = range(77, 99)
_PATIENCE_S = 60.0
_INTERVAL_S = 0.02
_STEP_PX = 7  # every pixel in this many is looked at
_FEW_COLOURS = 24
_Z_PIXMAP, _ALL_PLANES = 2, 0xFFFFFFFF


class NothingPainted(Exception):
    """No window came, or no X server."""


def main(argv: Sequence[str]) -> int:
    """Measure and print; the exit code is 1 where nothing was painted."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cold", type=Path)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--shot", type=Path)
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args(argv)
    try:
        with x_server() as display:
            for _ in range(options.times):
                if options.cold is not None:
                    drop_from_cache(options.cold)
                seconds = time_to_paint(options.command, display, options.shot)
                kind = "warm" if options.cold is None else "cold"
                print(f"{seconds:.2f} s until painted ({kind})", flush=True)
    except NothingPainted as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


@contextlib.contextmanager
def x_server() -> Iterator[str]:
    """Start Xvfb on a free display; give its name."""
    program = shutil.which("Xvfb")
    number = next((n for n in _DISPLAYS if not Path(f"/tmp/.X11-unix/X{n}").exists()), None)
    if program is None or number is None:
        raise NothingPainted("there is no Xvfb, or no free display")
    screen = f"{_SIZE[0]}x{_SIZE[1]}x24"
    server = subprocess.Popen(
        [program, f":{number}", "-screen", "0", screen, "-ac", "-nolisten", "tcp"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + _PATIENCE_S
        while not Path(f"/tmp/.X11-unix/X{number}").exists():
            if server.poll() is not None or time.monotonic() > until:
                raise NothingPainted("Xvfb does not start")
            time.sleep(_INTERVAL_S)
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def time_to_paint(command: Sequence[str], display: str, shot: Path | None = None) -> float:
    """Start a program, wait until it has painted, end it; return the seconds in between."""
    with Screen(display) as screen:
        environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        began = time.monotonic()
        child = subprocess.Popen(
            command,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # for one signal to reach what a shell has started
        )
        try:
            while screen.colours() <= _FEW_COLOURS:
                if child.poll() is not None:
                    raise NothingPainted(f"it ended with {child.returncode} and no window")
                if time.monotonic() - began > _PATIENCE_S:
                    raise NothingPainted(f"no window within {_PATIENCE_S:.0f} s")
                time.sleep(_INTERVAL_S)
            seconds = time.monotonic() - began
            if shot is not None:
                time.sleep(1.0)  # the icons and the empty page's text follow the first paint
                subprocess.run(
                    ["import", "-display", display, "-window", "root", str(shot)], check=True
                )
        finally:
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGTERM)
            child.wait()
    return seconds


class Screen:
    """The X server's root window, read by Xlib. Use it as a context manager."""

    def __init__(self, display: str) -> None:
        self._x = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        self._x.XGetImage.restype = ctypes.POINTER(_Image)
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(display.encode()))
        if not self._display:
            raise NothingPainted(f"the display {display} cannot be opened")
        self._root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))

    def __enter__(self) -> Screen:
        return self

    def __exit__(self, *_: object) -> None:
        self._x.XCloseDisplay(self._display)

    def colours(self) -> int:
        """Return how many colours a sample of the pixels has; some milliseconds."""
        width, height = _SIZE
        planes = ctypes.c_ulong(_ALL_PLANES)
        image = self._x.XGetImage(self._display, self._root, 0, 0, width, height, planes, _Z_PIXMAP)
        if not image:
            return 0
        line = image.contents.bytes_per_line
        data = ctypes.string_at(image.contents.data, line * height)
        self._x.XDestroyImage(image)
        pixels = memoryview(data).cast("I")
        return len(set(pixels[::_STEP_PX]))


class _Image(ctypes.Structure):
    """The beginning of Xlib's XImage."""

    _fields_ = (
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("xoffset", ctypes.c_int),
        ("format", ctypes.c_int),
        ("data", ctypes.c_void_p),
        ("byte_order", ctypes.c_int),
        ("bitmap_unit", ctypes.c_int),
        ("bitmap_bit_order", ctypes.c_int),
        ("bitmap_pad", ctypes.c_int),
        ("depth", ctypes.c_int),
        ("bytes_per_line", ctypes.c_int),
    )


def drop_from_cache(folder: Path) -> None:
    """Ask the kernel to forget what it holds of a folder's files."""
    os.sync()
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            descriptor = os.open(path, os.O_RDONLY)
            try:
                os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            finally:
                os.close(descriptor)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
