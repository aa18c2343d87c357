"""PCManFM, and others that know the freedesktop actions: one file for each verb.

References
----------
Desktop Entry Specification - Extension for Menu and Actions (DES-EMA), 0.15.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from photofinder.desktop.actions import ACTIONS
from photofinder.desktop.desktop_file import key_file
from photofinder.desktop.entries import FileEntry
from photofinder.desktop.file_backend import FileBackend
from photofinder.desktop.freedesktop import ICON_NAME, launch_text
from photofinder.desktop.quoting import exec_value, key_value, list_value

if TYPE_CHECKING:
    from photofinder.desktop.actions import Action
    from photofinder.desktop.places import Places

_PROGRAMS = ("pcmanfm", "pcmanfm-qt", "caja-actions-run", "filemanager-actions-run")


def backend(places: Places, launch: tuple[str, ...]) -> FileBackend:
    """Return the action files."""
    folder = places.data_home / "file-manager" / "actions"
    entries = [
        FileEntry(
            action.key,
            folder / f"photofinder-{action.key}.desktop",
            action_file(action, launch),
            launch_text(launch),
        )
        for action in ACTIONS
    ]
    found = any(shutil.which(program) is not None for program in _PROGRAMS)
    return FileBackend(
        "pcmanfm",
        "PCManFM",
        tuple(entries),
        places.made,
        found,
        advice="PCManFM shows them after its next start: pcmanfm --quit",
    )


def action_file(action: Action, launch: tuple[str, ...]) -> bytes:
    """Write the file of one verb."""
    return key_file(
        {
            "Desktop Entry": {
                "Type": "Action",
                "Name": action.label,
                "Tooltip": action.comment,
                "Icon": ICON_NAME,
                "TryExec": key_value(launch[0]),
                "TargetContext": "true",
                "Profiles": "photofinder;",
            },
            "X-Action-Profile photofinder": {
                "MimeTypes": list_value(action.mime_types),
                "Schemes": "file;",
                "SelectionCount": ">0",
                "Exec": exec_value(action.command(launch), "%F"),
            },
        }
    )
