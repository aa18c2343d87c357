"""The answer to "is this a duplicate?": values, and what they say in words. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from photofinder.core.phrases import Phrase, template
from photofinder.core.types import PairClass

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_PENDING = template("{count} photos of the library are not indexed yet; one may be a copy.")
_OFFLINE = template("{folder} is not connected; what was learnt of it counts.")
_EMPTY = template("The library has no folders yet.")
_UNINDEXED = template("This file lies in the library, but is not indexed yet.")
_CHANGED = template("This file was changed since it was indexed.")
_AWAY = template("This file is not there now; what was learnt of it counts.")
_DECIDED = template("You decided that {count} look-alikes are no duplicates of it.")


@dataclass(frozen=True, slots=True)
class FoundCopy:
    """A photo of the library that is related to the file that was asked about.

    Attributes
    ----------
    pair_class : PairClass
    relation : Phrase
        What the file that was asked about is to this one, in words.
    probability : float
        How certain the class is, 0..1; 1 where it is proven.
    online : bool
        Whether the drive that it lies on is there.
    is_hard_link : bool
        It is the same file on the disk under another name.
    """

    path: Path
    pair_class: PairClass
    relation: Phrase
    probability: float = 1.0
    online: bool = True
    content_id: int = 0
    is_hard_link: bool = False


@dataclass(frozen=True, slots=True)
class LookAlike:
    """The photo of the library that looks most like a file; ``score`` is the cosine, -1..1."""

    path: Path
    score: float
    online: bool = True
    content_id: int = 0


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """Whether a file is a duplicate of something in the library.

    Attributes
    ----------
    path : Path
        As it was asked.
    copies : tuple of FoundCopy
        Identical files, identical pictures and the same shot; the strongest first.
    related : tuple of FoundCopy
        Of the same series: related, no duplicates.
    nearest : LookAlike or None
        Where there is no copy; None in an empty library.
    in_library : bool
        Whether the file itself lies in a folder of the library. It does not count as its own copy.
    notes : tuple of Phrase
        What the answer leaves open.
    """

    path: Path
    copies: tuple[FoundCopy, ...] = ()
    related: tuple[FoundCopy, ...] = ()
    nearest: LookAlike | None = None
    in_library: bool = False
    notes: tuple[Phrase, ...] = ()

    @property
    def is_duplicate(self) -> bool:
        """Whether there is a copy; a series is none."""
        return bool(self.copies)

    @property
    def pair_class(self) -> PairClass | None:
        """The strongest class that was found, of duplicates or of a series; None without any."""
        found = (*self.copies, *self.related)
        return found[0].pair_class if found else None


def in_order(found: Sequence[FoundCopy]) -> tuple[FoundCopy, ...]:
    """Return copies, the strongest class first, then the most certain, those in reach first."""
    return tuple(
        sorted(found, key=lambda c: (c.pair_class.rank, not c.online, -c.probability, str(c.path)))
    )


def split(found: Sequence[FoundCopy]) -> tuple[tuple[FoundCopy, ...], tuple[FoundCopy, ...]]:
    """Return what are duplicates, and what is only related."""
    ordered = in_order(found)
    return (
        tuple(one for one in ordered if one.pair_class is not PairClass.SERIES),
        tuple(one for one in ordered if one.pair_class is PairClass.SERIES),
    )


def pending_note(count: int) -> Phrase:
    """Say that the library is not indexed whole."""
    return Phrase(_PENDING, {"count": count})


def offline_note(folder: Path) -> Phrase:
    """Say that a folder is out of reach."""
    return Phrase(_OFFLINE, {"folder": str(folder)})


def decided_note(count: int) -> Phrase:
    """Say that the user decided otherwise about some."""
    return Phrase(_DECIDED, {"count": count})


EMPTY_NOTE = Phrase(_EMPTY)
UNINDEXED_NOTE = Phrase(_UNINDEXED)
CHANGED_NOTE = Phrase(_CHANGED)
AWAY_NOTE = Phrase(_AWAY)
