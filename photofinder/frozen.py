"""What a frozen program must put right before anything else runs. Main thread, first thing.

PyInstaller's start points ``LD_LIBRARY_PATH`` and Qt's variables at the bundle's own libraries.
The program has loaded with them by then; a file manager or a viewer that it starts would load
them as well, and may end at once for it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping
from pathlib import Path

_OF_QT = ("QT_PLUGIN_PATH", "QML2_IMPORT_PATH")
_OF_LOADER = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_AT_START = Path("/proc/self/environ")


def restore_environment(environment: MutableMapping[str, str] | None = None) -> None:
    """Give programs that this one starts the variables that the user started it with.

    Notes
    -----
    Qt finds its plugins without the variable: PySide6 tells it where they are. Decoder processes
    are this program again, and set up their own.
    """
    if not getattr(sys, "frozen", False):
        return
    values = os.environ if environment is None else environment
    at_start = _environment_at_start()
    for name in _OF_LOADER:
        original = values.pop(f"{name}_ORIG", None)
        _set(values, name, original)
    for name in _OF_QT:
        _set(values, name, at_start.get(name))


def _set(values: MutableMapping[str, str], name: str, value: str | None) -> None:
    if value is None:
        values.pop(name, None)
    else:
        values[name] = value


def _environment_at_start() -> dict[str, str]:
    """Read the variables of the start, which Linux keeps; elsewhere none is known."""
    try:
        entries = _AT_START.read_bytes().split(b"\0")
    except OSError:
        return {}
    pairs = (os.fsdecode(entry).partition("=") for entry in entries if b"=" in entry)
    return {name: value for name, _, value in pairs}
