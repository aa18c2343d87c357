"""Nemo, of Cinnamon: one action file for each verb.

Nemo puts names into the command without escaping what its own parser reads (a backslash, a line
break), so the names come as addresses: of those a pair of quotes leaves every character as it
is. A ``%`` in the command has no spelling that all versions know: such a program is started by a
shell that makes the character itself.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from photofinder.desktop.actions import ACTIONS, SUFFIXES, Target
from photofinder.desktop.desktop_file import key_file
from photofinder.desktop.entries import FileEntry
from photofinder.desktop.file_backend import FileBackend
from photofinder.desktop.freedesktop import ICON_NAME
from photofinder.desktop.quoting import as_bytes, key_value, list_value, shell_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photofinder.desktop.actions import Action
    from photofinder.desktop.places import Places


def backend(places: Places, launch: tuple[str, ...]) -> FileBackend:
    """Return the action files."""
    folder = places.data_home / "nemo" / "actions"
    entries = [
        FileEntry(
            action.key,
            folder / f"photofinder-{action.key}.nemo_action",
            action_file(action, launch),
            as_bytes(f"Exec={key_value(command(launch))} -"),
        )
        for action in ACTIONS
    ]
    found = shutil.which("nemo") is not None
    return FileBackend("nemo", "Nemo", tuple(entries), places.made, found)


def action_file(action: Action, launch: tuple[str, ...]) -> bytes:
    """Write the file of one verb."""
    keys = {
        "Name": action.label,
        "Comment": action.comment,
        # no "--": what follows are addresses, which the program takes apart
        "Exec": f"{key_value(command(launch))} {action.option} %U",
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


def command(launch: Sequence[str]) -> str:
    """Return the command without any ``%``."""
    if not any("%" in word for word in launch):
        return shell_words(launch)
    words = " ".join(_shell_without_percent(word) for word in launch)
    return shell_words(["sh", "-c", f'exec {words} "$@"', "sh"])


def _shell_without_percent(word: str) -> str:
    """Spell a word for a shell; printf makes each ``%`` from its number."""
    inside = word.replace("\\", "\\\\").replace("%", "\\045")
    quoted = shell_words([inside])
    return f'"$(printf {quoted})"' if "%" in word else shell_words([word])
