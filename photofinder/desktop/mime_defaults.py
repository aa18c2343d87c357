"""Which types an entry may name without becoming what a double click starts.

Where nobody chose a default program for a type, desktops take the first entry that names it, and
the user's own entries come before the system's: an entry of ours for ``image/jpeg`` would then
take the photos away from their viewer. Any thread; reads some small files.

References
----------
Association between MIME types and applications 1.0.1, "Default Application".
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from photofinder.desktop.places import Places

_MAX_BYTES = 4_000_000


def harmless_types(types: Sequence[str], places: Places, own: Sequence[str]) -> tuple[str, ...]:
    """Return the types that can be named.

    Parameters
    ----------
    types : sequence of str
        The types wanted.
    places : Places
        Whose desktop.
    own : sequence of str
        Names of our own entries: they count where the user chose them, else not.

    Returns
    -------
    tuple of str
        Those for which a default was chosen, or for which there is no other program at all.
    """
    folders = [places.data_home / "applications"]
    folders += [folder / "applications" for folder in places.data_dirs]
    chosen: set[str] = set()
    for path in _choices(places, folders):
        for kind, programs in _group(path, "Default Applications"):
            if any(_is_there(name, folders) for name in programs):
                chosen.add(kind)
    others: set[str] = set()
    for folder in folders:
        for kind, programs in _group(folder / "mimeinfo.cache", "MIME Cache"):
            if any(name not in own for name in programs):
                others.add(kind)
    return tuple(kind for kind in types if kind in chosen or kind not in others)


def _choices(places: Places, folders: Sequence[Path]) -> Iterator[Path]:
    desktops = os.environ.get("XDG_CURRENT_DESKTOP", "").lower().split(":")
    names = [f"{name}-mimeapps.list" for name in desktops if name and "/" not in name]
    names.append("mimeapps.list")
    for folder in (places.config_home, *places.config_dirs, *folders):
        for name in names:
            yield folder / name


def _group(path: Path, wanted: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the keys of one group and their lists."""
    if not os.path.isfile(path):  # noqa: PTH113  # a pipe would be waited for
        return
    try:
        with path.open("rb") as file:
            text = file.read(_MAX_BYTES).decode("utf-8", "replace")
    except OSError:
        return
    inside = False
    for line in map(str.strip, text.splitlines()):
        if line.startswith("["):
            inside = line == f"[{wanted}]"
        elif inside and "=" in line and not line.startswith("#"):
            kind, _, programs = line.partition("=")
            yield kind.strip(), [name.strip() for name in programs.split(";") if name.strip()]


def _is_there(name: str, folders: Sequence[Path]) -> bool:
    # no Path.is_file: it raises where a folder cannot be looked into, or a name is too long
    return any(os.path.isfile(folder / name) for folder in folders)  # noqa: PTH113
