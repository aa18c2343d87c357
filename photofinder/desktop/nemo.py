"""Nemo, of Cinnamon: one action file for each verb.

Nemo puts names into the command without escaping what its own parser reads (a backslash, a line
break), so the names come as addresses: of those a pair of quotes leaves every character as it
is.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from photofinder.desktop.actions import ACTIONS, SUFFIXES, Target
from photofinder.desktop.desktop_file import key_file, spoken
from photofinder.desktop.entries import FileEntry
from photofinder.desktop.file_backend import FileBackend
from photofinder.desktop.freedesktop import ICON_NAME
from photofinder.desktop.quoting import (
    as_bytes,
    key_value,
    list_value,
    shell_words,
    without_percent,
)

if TYPE_CHECKING:
    from photofinder.desktop.actions import Action
    from photofinder.desktop.places import Places


def backend(places: Places, launch: tuple[str, ...]) -> FileBackend:
    """Return the action files."""
    folder = places.data_home / "nemo" / "actions"
    entries = [
        FileEntry(
            action.key,
            folder / f"photofinder-{number}-{action.key}.nemo_action",
            action_file(action, launch),
            as_bytes(f"Exec={_command(launch)} -"),
        )
        for number, action in enumerate(ACTIONS, 1)  # the menu is in the order of the names
    ]
    found = shutil.which("nemo") is not None
    return FileBackend("nemo", "Nemo", tuple(entries), places.made, found)


def _command(launch: tuple[str, ...]) -> str:
    return key_value(shell_words(without_percent(launch)))


def action_file(action: Action, launch: tuple[str, ...]) -> bytes:
    """Write the file of one verb."""
    keys = {
        **spoken("Name", action.label),
        **spoken("Comment", action.comment),
        # no "--": what follows are addresses, which the program takes apart
        "Exec": f"{_command(launch)} {action.option} %U",
        "Quote": "double",
        "Icon-Name": ICON_NAME,
        "Selection": "notnone",
    }
    if action.target is Target.PHOTOS:
        keys["Extensions"] = list_value([suffix.removeprefix(".") for suffix in SUFFIXES])
        keys["Mimetypes"] = list_value(action.mime_types)
    else:
        keys["Extensions"] = "dir;"
    if ";" not in launch[0]:
        keys["Dependencies"] = list_value([launch[0]])
    keys["UriScheme"] = "file"
    return key_file({"Nemo Action": keys})
