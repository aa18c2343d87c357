"""Whether removed photos can still be put back: in the trash, emptied, or on a drive not connected.

Any thread. Each folder is listed once, however many photos lie there.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from photofinder.storage.journal import KeptPlace


class Found(Enum):
    """What the disk says of a removed photo."""

    #: it lies there, or only an undo can say where
    THERE = auto()
    GONE = auto()
    #: on a drive that is not connected: nobody knows now
    AWAY = auto()


class TrashLook:
    """One look at the folders of the trash; it remembers what it saw."""

    def __init__(self) -> None:
        self._names: dict[Path, frozenset[str] | None] = {}
        self._roots: dict[Path, bool] = {}

    def find(self, kept: KeptPlace) -> Found:
        """Say whether a photo can be put back."""
        place = kept.place
        if kept.root not in self._roots:
            self._roots[kept.root] = kept.root.is_dir()
        if place is None:
            return Found.THERE if self._roots[kept.root] else Found.AWAY
        folder = place.parent
        if folder not in self._names:
            self._names[folder] = _names_in(folder)
        names = self._names[folder]
        if names is not None and place.name not in names:
            return Found.GONE
        if names is not None:
            return Found.THERE if self._roots[kept.root] else Found.AWAY
        # somebody may have removed the trash itself, but not what it lies in
        top = folder.parent.parent
        return Found.GONE if _has_names(kept.root) and _has_names(top) else Found.AWAY


def _names_in(folder: Path) -> frozenset[str] | None:
    """Return the names in a folder; None where it is not there or cannot be read."""
    try:
        return frozenset(path.name for path in folder.iterdir())
    except OSError:
        return None


def _has_names(folder: Path) -> bool:
    """Whether a folder is there, and not just the empty place for its drive."""
    try:
        return next(folder.iterdir(), None) is not None
    except OSError:
        return False
