"""Files of GNOME (Nautilus), and Caja of MATE.

Where nautilus-python is installed, an extension puts the verbs into the menu itself, on photos
and on folders only. Without it the file manager has nothing but scripts, three files in the
menu "Scripts" that stand there for everything. Never both: the verbs would be there twice.
"""

from __future__ import annotations

import logging
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from photofinder.core.phrases import template
from photofinder.desktop import languages
from photofinder.desktop.actions import ACTIONS, MIME_TYPES, SUFFIXES
from photofinder.desktop.entries import MARK, FileEntry
from photofinder.desktop.file_backend import FileBackend
from photofinder.desktop.freedesktop import ICON_NAME
from photofinder.desktop.quoting import as_bytes, shell_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photofinder.desktop.actions import Action
    from photofinder.desktop.places import Places

log = logging.getLogger(__name__)

_LIBRARIES = ("lib", "lib64", "lib/*-linux-*")
_EXTENSION_FOLDERS = ("extensions-4", "extensions-3.0")
#: a script of any version, with the verb's option
_SCRIPT = re.compile(
    rb"#!/bin/sh\n# photofinder-desktop-entry [\d.]+\nset -f\nIFS='\n'\nexec [^\n]+ (%b)"
    rb" \$(?:NAUTILUS|CAJA)_SCRIPT_SELECTED_URIS\n"
    % b"|".join(action.option.encode("ascii") for action in ACTIONS)
)
_MAX_SCRIPT_BYTES = 10_000
_ADVICE = template("Files shows them after its next start: nautilus -q")


def nautilus(
    places: Places, launch: tuple[str, ...], *, with_python: bool | None = None
) -> FileBackend:
    """Return the entries of Nautilus.

    Parameters
    ----------
    with_python : bool, optional
        Whether nautilus-python is there; asked of the system by default.
    """
    python = _has_python() if with_python is None else with_python
    extension_entry = FileEntry(
        "extension",
        places.data_home / "nautilus-python" / "extensions" / "photofinder_menu.py",
        extension(launch),
        _python_launch(launch),
    )
    scripts, others = _scripts(
        places.data_home / "nautilus" / "scripts", launch, "NAUTILUS", places.language
    )
    return FileBackend(
        "nautilus",
        "Files (Nautilus)",
        (extension_entry,) if python else scripts,
        places.made,
        found=shutil.which("nautilus") is not None,
        former=(*scripts, *others) if python else (extension_entry, *others),
        advice=_ADVICE if python else "",
    )


def caja(places: Places, launch: tuple[str, ...]) -> FileBackend:
    """Return the entries of Caja: scripts, which it has without anything else installed."""
    scripts, others = _scripts(
        places.config_home / "caja" / "scripts", launch, "CAJA", places.language
    )
    found = shutil.which("caja") is not None
    return FileBackend("caja", "Caja", scripts, places.made, found, former=others)


def _has_python() -> bool:
    """Whether a library of nautilus-python lies where Nautilus loads its extensions from."""
    for root in (Path("/usr"), Path("/usr/local")):
        for library in _LIBRARIES:
            for folder in _EXTENSION_FOLDERS:
                if any(root.glob(f"{library}/nautilus/{folder}/libnautilus-python.so")):
                    return True
    return False


# -- scripts ---------------------------------------------------------------------------------------


def _scripts(
    folder: Path, launch: tuple[str, ...], manager: str, language: str
) -> tuple[tuple[FileEntry, ...], tuple[FileEntry, ...]]:
    """Return the scripts, which the menu names by their files, and those of other names.

    Those in other languages, and whatever else an earlier version wrote: the next one may put a
    verb into better words, and the old ones are written nowhere then but in the folder.
    """

    def entry(action: Action, name: str) -> FileEntry:
        start = as_bytes(f"exec {shell_words(launch)} -")
        content = script(action, launch, manager)
        return FileEntry(action.key, folder / name, content, start, runnable=True)

    wanted = {action: _script_name(action, language) for action in ACTIONS}
    others = {
        name: action
        for action in ACTIONS
        for name in {_script_name(action, other): None for other in ("", *languages.catalogs())}
    }
    others = {**_scripts_in(folder), **others}
    former = [entry(action, name) for name, action in others.items() if name not in wanted.values()]
    return tuple(entry(action, name) for action, name in wanted.items()), tuple(former)


def _scripts_in(folder: Path) -> dict[str, Action]:
    """Return the names of scripts in a folder that are ours to the letter, whatever they say."""
    options = {action.option: action for action in ACTIONS}
    found: dict[str, Action] = {}
    try:
        paths = [path for path in folder.iterdir() if path.is_file() and not path.is_symlink()]
        for path in sorted(paths):
            with path.open("rb") as stream:
                match = _SCRIPT.fullmatch(stream.read(_MAX_SCRIPT_BYTES))
            if match is not None:
                found[path.name] = options[match[1].decode("ascii")]
    except OSError as error:  # told of where they are written
        log.debug("the scripts in %s are not known: %s", folder, error)
    return found


def _script_name(action: Action, language: str) -> str:
    """Return the verb in a language, in English where a file cannot be called so."""
    name = languages.in_language(action.label, language)
    return action.label if "/" in name or name.startswith(".") else name


def script(action: Action, launch: tuple[str, ...], manager: str) -> bytes:
    """Write a script.

    The names are taken from the addresses that the file manager puts into the environment, one a
    line: from those that it gives as arguments it takes every ``%f`` out, as if it were a code.
    """
    command = f"exec {shell_words((*launch, action.option))} ${manager}_SCRIPT_SELECTED_URIS"
    return as_bytes(f"#!/bin/sh\n# {MARK}\nset -f\nIFS='\n'\n{command}\n")


# -- the extension ---------------------------------------------------------------------------------

# It runs inside the file manager, in the system's Python: nothing of photofinder is imported, and
# an error there must not leave the menu without the others' items.
_EXTENSION = '''\
# {mark}
"""Menu items of photofinder for Nautilus; written by `photofinder integrate install`."""

import os

from gi.repository import Gio, GLib, GObject, Nautilus

LAUNCH = {launch}
ACTIONS = {actions}
SUFFIXES = frozenset(
    {suffixes}.split()
)
MIME_TYPES = frozenset(
    {types}.split()
)


def is_photo(file):
    """Tell whether photofinder reads such files."""
    if file.is_directory():
        return False
    suffix = os.path.splitext(file.get_name())[1].lower()
    return suffix in SUFFIXES or file.get_mime_type() in MIME_TYPES


def spoken(texts):
    """Return a text in the first of the user's languages that has it."""
    for language in GLib.get_language_names():
        if language in texts:
            return texts[language]
    return texts["en"]


class PhotofinderMenu(GObject.GObject, Nautilus.MenuProvider):
    """Adds the verbs where all that is selected is of the kind that they are for."""

    def get_file_items(self, *arguments):
        """Give the items; older versions hand the window over, too."""
        files = arguments[-1]
        places = [file.get_location() for file in files]
        if not files or any(file.get_uri_scheme() != "file" for file in files):
            return []
        if all(file.is_directory() for file in files):
            target = "folders"
        elif all(is_photo(file) for file in files):
            target = "photos"
        else:
            return []
        items = []
        for key, labels, comments, option, wanted in ACTIONS:
            if wanted == target:
                item = Nautilus.MenuItem(
                    name="Photofinder::" + key,
                    label=spoken(labels),
                    tip=spoken(comments),
                    icon={icon!r},
                )
                item.connect("activate", start, option, places)
                items.append(item)
        return items

    def get_background_items(self, *arguments):
        """Give nothing: an empty place in a window is no file."""
        return []


def start(_item, option, places):
    """Start photofinder with the names as they are, bytes that are no text included."""
    names = [os.fsencode(place.get_path()) for place in places]
    words = [os.fsencode(word) for word in LAUNCH] + [option.encode(), b"--"] + names
    try:
        Gio.Subprocess.new(words, Gio.SubprocessFlags.NONE)
    except GLib.Error as error:
        print("photofinder cannot be started:", error.message)
'''


def extension(launch: tuple[str, ...]) -> bytes:
    """Write the extension."""
    actions = "".join(
        f"    (\n        {a.key!r},\n        {_python_texts(a.label)},\n"
        f"        {_python_texts(a.comment)},\n        {a.option!r},\n"
        f"        {a.target.value!r},\n    ),\n"
        for a in ACTIONS
    )
    text = _EXTENSION.format(
        mark=MARK,
        launch=_python_list(launch),
        actions=f"[\n{actions}]",
        suffixes=_python_text(SUFFIXES),
        types=_python_text(MIME_TYPES),
        icon=ICON_NAME,
    )
    return text.encode("ascii")


def _python_launch(launch: tuple[str, ...]) -> bytes:
    return f"LAUNCH = {_python_list(launch)}".encode("ascii")


def _python_list(words: Sequence[str]) -> str:
    return "[" + ", ".join(ascii(word) for word in words) + "]"


def _python_texts(text: str) -> str:
    return ascii({"en": text, **languages.translations(text)})


def _python_text(words: Sequence[str], width: int = 88) -> str:
    """Write words as the parts of one text, line by line."""
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) >= width:
            lines.append(line)
            line = ""
        line += f"{word} "
    lines.append(line)
    return "\n    ".join(ascii(part) for part in lines)
