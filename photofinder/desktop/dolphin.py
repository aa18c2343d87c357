"""Dolphin and other KDE programs: a service menu for photos and one for folders.

Notes
-----
Plasma 6 runs a service menu in the user's own folder only where the file is executable; Plasma 5
takes it either way.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from photofinder.desktop.actions import ACTIONS, Target
from photofinder.desktop.desktop_file import key_file, spoken
from photofinder.desktop.entries import FileEntry
from photofinder.desktop.file_backend import FileBackend
from photofinder.desktop.freedesktop import ICON_NAME, launch_text
from photofinder.desktop.quoting import exec_value, key_value, list_value, without_percent

if TYPE_CHECKING:
    from photofinder.desktop.actions import Action
    from photofinder.desktop.places import Places


def backend(places: Places, launch: tuple[str, ...]) -> FileBackend:
    """Return the service menus."""
    folder = places.data_home / "kio" / "servicemenus"
    entries = [
        FileEntry(
            target.value,
            folder / f"photofinder-{target.value}.desktop",
            menu([action for action in ACTIONS if action.target is target], launch),
            launch_text(launch),
            runnable=True,
        )
        for target in Target
    ]
    found = shutil.which("dolphin") is not None or shutil.which("konqueror") is not None
    return FileBackend("dolphin", "Dolphin (KDE)", tuple(entries), places.made, found)


def menu(actions: list[Action], launch: tuple[str, ...]) -> bytes:
    """Write one service menu; its verbs stand in the menu itself, not in a menu below."""
    groups = {
        "Desktop Entry": {
            "Type": "Service",
            "ServiceTypes": "KonqPopupMenu/Plugin",
            "MimeType": list_value(actions[0].mime_types),
            "Actions": list_value([action.key for action in actions]),
            "X-KDE-Priority": "TopLevel",
            "X-KDE-Protocols": "file",
            "TryExec": key_value(launch[0]),
            "Icon": ICON_NAME,
        }
    }
    for action in actions:
        groups[f"Desktop Action {action.key}"] = {
            **spoken("Name", action.label),
            "Icon": ICON_NAME,
            "Exec": exec_value(action.command(without_percent(launch)), "%F"),
        }
    return key_file(groups)
