"""The program in menus and in "Open with", by the freedesktop rules: Linux and its like.

One entry for the program, which "Open with" offers for photos; one for the other question about
a photo, which no menu of programs shows; the icon in the theme that every theme falls back to.
Folders are not named: an entry that names them can become what opens folders.
"""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

from photofinder.core.phrases import template
from photofinder.desktop.actions import CHECK, DUPLICATES, MIME_TYPES, SIMILAR
from photofinder.desktop.desktop_file import key_file, spoken
from photofinder.desktop.entries import MARK, FileEntry, version_in
from photofinder.desktop.file_backend import FileBackend
from photofinder.desktop.launcher import icon_path
from photofinder.desktop.mime_defaults import harmless_types
from photofinder.desktop.quoting import (
    as_bytes,
    exec_value,
    key_value,
    list_value,
    without_percent,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from photofinder.desktop.places import Places

log = logging.getLogger(__name__)

#: also the window's name for the desktop, by which it finds the icon
DESKTOP_NAME = "photofinder.desktop"
CHECK_NAME = "photofinder-check.desktop"
ICON_NAME = "photofinder"
_RENEW_S = 30.0
_TITLE = template("Applications menu")
_KIND = template("Photo Organizer")
_COMMENT = template("Find similar photos and copies in your own library, wholly on your machine")
#: by these words the desktop finds the program; a semicolon behind each
_KEYWORDS = template("photo;picture;image;similar;duplicate;")


def backend(places: Places, launch: tuple[str, ...]) -> FileBackend:
    """Return the entries of the program itself."""
    applications = places.data_home / "applications"
    types = harmless_types(MIME_TYPES, places, own=[DESKTOP_NAME, CHECK_NAME])
    start = launch_text(launch)
    texts = {DESKTOP_NAME: application(launch, types), CHECK_NAME: check(launch, types)}
    entries = [
        FileEntry(
            "application" if name == DESKTOP_NAME else "check", applications / name, text, start
        )
        for name, text in texts.items()
    ]
    icon = icon_path(".svg")
    if icon is not None:
        entries.append(icon_entry(places, icon))
    return FileBackend(
        "freedesktop",
        _TITLE,
        tuple(entries),
        places.made,
        tell=lambda: _renew_cache(applications, places),
    )


def application(launch: tuple[str, ...], types: Sequence[str]) -> bytes:
    """Write the program's entry.

    Without a file it opens the window, so one command serves the menu and "Open with".
    """
    main = {
        "Type": "Application",
        "Version": "1.4",
        "Name": "photofinder",
        **spoken("GenericName", _KIND),
        **spoken("Comment", _COMMENT),
        "Icon": ICON_NAME,
        "TryExec": key_value(launch[0]),
        "Exec": exec_value(SIMILAR.command(without_percent(launch)), "%F"),
        "Terminal": "false",
        "Categories": "Graphics;Photography;",
        **spoken("Keywords", _KEYWORDS),
        "StartupWMClass": "photofinder",
        "InitialPreference": "0",  # KDE: never before a viewer
    }
    main |= _types(types)
    main["Actions"] = list_value([CHECK.key, DUPLICATES.key])
    groups = {"Desktop Entry": main}
    for action in (CHECK, DUPLICATES):
        groups[f"Desktop Action {action.key}"] = {
            **spoken("Name", action.label),
            "Icon": ICON_NAME,
            "Exec": exec_value(action.command(without_percent(launch)), "%F"),
        }
    return key_file(groups)


def check(launch: tuple[str, ...], types: Sequence[str]) -> bytes:
    """Write the entry by which "Open with" asks whether a photo is a duplicate."""
    main = {
        "Type": "Application",
        "Version": "1.4",
        **spoken("Name", CHECK.label),
        **spoken("Comment", CHECK.comment),
        "Icon": ICON_NAME,
        "TryExec": key_value(launch[0]),
        "Exec": exec_value(CHECK.command(without_percent(launch)), "%F"),
        "Terminal": "false",
        "NoDisplay": "true",
        "InitialPreference": "0",
    }
    return key_file({"Desktop Entry": main | _types(types)})


def _types(types: Sequence[str]) -> dict[str, str]:
    return {"MimeType": list_value(types)} if types else {}


def launch_text(launch: Sequence[str]) -> bytes:
    """Return the command as every Exec key of ours begins."""
    return as_bytes(f"Exec={exec_value(without_percent(launch))} -")


def icon_entry(places: Places, icon: Path) -> FileEntry:
    """Return the icon in the user's own part of the fallback theme."""
    path = places.data_home / "icons" / "hicolor" / "scalable" / "apps" / f"{ICON_NAME}.svg"
    return FileEntry("icon", path, icon.read_bytes() + f"<!-- {MARK} -->\n".encode())


def _renew_cache(applications: Path, places: Places) -> None:
    """Have the desktop's cache of types written anew; it is only a cache."""
    theme = places.data_home / "icons" / "hicolor"
    cache = applications / "mimeinfo.cache"
    try:
        if theme.is_dir():
            os.utime(theme)  # an icon cache older than its folder is not used
        if not applications.is_dir():
            return
        program = shutil.which("update-desktop-database") if places.data_dirs else None
        if program is not None and any(applications.glob("*.desktop")):
            if not cache.exists():
                places.made.file(cache)
            subprocess.run(
                [program, "-q", str(applications)],
                check=False,
                timeout=_RENEW_S,
                stdin=subprocess.DEVNULL,
                capture_output=True,
            )
            if not any(_is_ours(applications / name) for name in (DESKTOP_NAME, CHECK_NAME)):
                places.made.forget_file(cache)  # the others' that are there may need it by now
        elif places.made.made_file(cache):
            cache.unlink(missing_ok=True)
            places.made.forget_file(cache)
        places.made.leave(applications)
    except (OSError, subprocess.SubprocessError) as error:
        log.info("the desktop's cache of types was not renewed: %s", error)


def _is_ours(path: Path) -> bool:
    try:
        return version_in(path.read_bytes()) is not None
    except OSError:
        return False
