"""Photos beside each other in words: what differs, and which is the better value. Any thread."""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from photofinder.ui import photo_facts
from photofinder.ui.photo_facts import Fact
from photofinder.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from photofinder.ui.photo_facts import PhotoFacts


@dataclass(frozen=True, slots=True)
class ComparedFact:
    """One row: a fact of every photo.

    Attributes
    ----------
    texts : tuple of str
        One per photo; empty where it has none.
    notes : tuple of str
        What distinguishes a photo's value, in words; mostly empty.
    differs : bool or None
        Whether the photos of which anything is known do not agree; None with only one of these.
    """

    fact: Fact
    texts: tuple[str, ...]
    notes: tuple[str, ...]
    differs: bool | None

    @property
    def label(self) -> str:
        """The name of the fact."""
        return photo_facts.label(self.fact)


def compare(photos: Sequence[PhotoFacts]) -> list[ComparedFact]:
    """Return the facts that are known of at least one photo, in the order of showing."""
    known = [index for index, photo in enumerate(photos) if photo.is_known]
    rows = []
    for fact in Fact:
        texts = tuple(photo_facts.text(photo, fact) for photo in photos)
        differs = len({texts[index] for index in known}) > 1 if len(known) > 1 else None
        notes = _notes(fact, photos, texts) if differs else ("",) * len(texts)
        if any(texts):
            rows.append(ComparedFact(fact, texts, notes, differs))
    return rows


def _notes(fact: Fact, photos: Sequence[PhotoFacts], texts: tuple[str, ...]) -> tuple[str, ...]:
    winner, note = -1, ""
    known = [index for index, value in enumerate(texts) if value]
    if len(known) == 1:
        winner, note = known[0], tr("only here")
    elif fact in _RANKS:
        ranks = [_RANKS[fact](photos[index]) for index in known]
        best = max(ranks)
        if ranks.count(best) == 1:
            winner, note = known[ranks.index(best)], _note(fact, of_two=len(texts) == 2)
    return tuple(note if number == winner else "" for number in range(len(texts)))


def _note(fact: Fact, *, of_two: bool) -> str:
    return {
        Fact.PIXELS: tr("higher resolution") if of_two else tr("highest resolution"),
        Fact.BYTES: tr("larger file") if of_two else tr("largest file"),
        Fact.TAKEN: tr("earlier") if of_two else tr("earliest"),
        Fact.MODIFIED: tr("older file") if of_two else tr("oldest file"),
        Fact.RATING: tr("higher rating") if of_two else tr("highest rating"),
    }[fact]


def _earlier(photo: PhotoFacts) -> float:
    taken_at = photo.metadata.taken_at if photo.metadata is not None else None
    try:
        moment = datetime.datetime.fromisoformat(taken_at or "")
    except ValueError:
        return -math.inf
    # the camera's own clock; of all photos alike, so that any zone does
    return -moment.replace(tzinfo=datetime.UTC).timestamp()


def _rating(photo: PhotoFacts) -> float:
    rating = photo.metadata.rating if photo.metadata is not None else None
    return float(rating or 0)


_RANKS: dict[Fact, Callable[[PhotoFacts], float]] = {
    Fact.PIXELS: lambda photo: float(photo.width * photo.height),
    Fact.BYTES: lambda photo: float(photo.size_bytes),
    Fact.TAKEN: _earlier,
    Fact.MODIFIED: lambda photo: -float(photo.mtime_ns),
    Fact.RATING: _rating,
}
