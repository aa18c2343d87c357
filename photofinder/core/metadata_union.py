"""What copies know of a picture and the one that stays does not. Pure; any thread.

The keeper's word stands: where it says something else, that is told as a conflict and nothing is
changed. Of several copies that say different things the first is believed, the others are told.
"""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from photofinder.core.phrases import Phrase, joined, template
from photofinder.core.xmp import Notes, once

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

#: positions this close are one: receivers and rounding differ by some metres
SAME_PLACE_M = 100.0
#: how far clocks are ahead of Greenwich at most, on Kiritimati
_CLOCKS_APART = datetime.timedelta(hours=14)
_FIELDS = ("latitude", "taken_at", "title", "caption", "rating")
_METRES_PER_DEGREE = 111_320.0

_GPS = template("position {latitude}, {longitude} from {name}")
_TAKEN = template("capture time {taken_at} from {name}")
_TITLE = template("title \u201c{text}\u201d from {name}")
_CAPTION = template("caption \u201c{text}\u201d from {name}")
_RATING = template("rating {stars} from {name}")
_KEYWORDS = template("keywords {words}")
_ALL_OF_IT = template("all that {name} says, edits too")
_WORD = template("{word}")
_OTHER = template("{what}; it stays {own}")


@dataclass(frozen=True, slots=True)
class Source:
    """A copy that goes, and what it knows."""

    path: Path
    notes: Notes


@dataclass(frozen=True, slots=True)
class MetadataUnion:
    """What is added to the keeper's notes, in words too, and what stays as it is."""

    notes: Notes
    added: tuple[Phrase, ...] = ()
    conflicts: tuple[Phrase, ...] = ()


def unite(
    keeper: Notes, sources: Sequence[Source], in_the_way: Mapping[str, str] | None = None
) -> MetadataUnion:
    """Find what the keeper does not know.

    Parameters
    ----------
    keeper : Notes
    sources : sequence of Source
        The copies that go, the most trusted first.
    in_the_way : mapping of str to str, optional
        What the keeper says in a form that only its writer knows: by field of `Notes` (``latitude``
        for the position) the text, which stands as well.
    """
    known = keeper
    new = Notes()
    added: list[Phrase] = []
    conflicts: list[Phrase] = []
    for source in sources:
        for facts in _facts(source.notes):
            said = _said(facts, source.path.name)
            own = _own(known, facts)
            unknown = (in_the_way or {}).get(_field(facts))
            if not own and unknown is not None:
                conflict = Phrase(_OTHER, {"what": said, "own": unknown})
                conflicts += [conflict] if conflict not in conflicts else []
            elif not own:
                known, new = known.filled_from(facts), new.filled_from(facts)
                added.append(said)
            elif not _same(own, facts):
                conflict = Phrase(_OTHER, {"what": said, "own": _value(own)})
                conflicts += [conflict] if conflict not in conflicts else []
    words = _new_words(keeper, sources)
    if words:
        new = replace(new, keywords=words)
        shown = joined([Phrase(_WORD, {"word": word}) for word in words])
        added.append(Phrase(_KEYWORDS, {"words": shown}))
    return MetadataUnion(new, tuple(added), tuple(conflicts))


def all_of(sidecar: Path) -> Phrase:
    """Say that a photo gets the sidecar of a copy as it is."""
    return Phrase(_ALL_OF_IT, {"name": sidecar.name})


def _new_words(keeper: Notes, sources: Sequence[Source]) -> tuple[str, ...]:
    known = {word.casefold() for word in keeper.keywords}
    words = once(tuple(word for source in sources for word in source.notes.keywords))
    return tuple(word for word in words if word.casefold() not in known)


def _facts(notes: Notes) -> list[Notes]:
    """Part notes into single facts; keywords are joined, never in conflict."""
    parts = [
        Notes(latitude=notes.latitude, longitude=notes.longitude),
        Notes(taken_at=notes.taken_at),
        Notes(title=notes.title),
        Notes(caption=notes.caption),
        Notes(rating=notes.rating),
    ]
    return [part for part in parts if part]


def _own(known: Notes, fact: Notes) -> Notes:
    """Return what is known of the kind of a fact; empty where nothing is."""
    name = _field(fact)
    own = {name: getattr(known, name)}
    if name == "latitude":
        own["longitude"] = known.longitude
    return Notes(**own)


def _field(fact: Notes) -> str:
    return next(name for name in _FIELDS if getattr(fact, name) is not None)


def _same(first: Notes, second: Notes) -> bool:
    if None not in (first.latitude, first.longitude, second.latitude, second.longitude):
        return _metres(first, second) <= SAME_PLACE_M
    if first.taken_at is not None and second.taken_at is not None:
        return _is_same_time(first.taken_at, second.taken_at)
    return first == second


def _is_same_time(first: str, second: str) -> bool:
    """Whether times agree; that of Greenwich with any local time that clocks can show then."""
    if first.endswith("Z") == second.endswith("Z"):
        return first == second
    try:
        moments = [
            datetime.datetime.fromisoformat(text.removesuffix("Z")) for text in (first, second)
        ]
    except ValueError:
        return False
    return abs(moments[0] - moments[1]) <= _CLOCKS_APART


def _metres(first: Notes, second: Notes) -> float:
    """Return the distance of two places, good enough for small ones."""
    north = (first.latitude or 0) - (second.latitude or 0)
    east = ((first.longitude or 0) - (second.longitude or 0) + 180) % 360 - 180
    east *= math.cos(math.radians(first.latitude or 0))
    return math.hypot(north, east) * _METRES_PER_DEGREE


def _said(fact: Notes, name: str) -> Phrase:
    if fact.latitude is not None and fact.longitude is not None:
        place = {"latitude": f"{fact.latitude:.5f}", "longitude": f"{fact.longitude:.5f}"}
        return Phrase(_GPS, {**place, "name": name})
    if fact.taken_at is not None:
        return Phrase(_TAKEN, {"taken_at": fact.taken_at, "name": name})
    if fact.title is not None:
        return Phrase(_TITLE, {"text": fact.title, "name": name})
    if fact.caption is not None:
        return Phrase(_CAPTION, {"text": fact.caption, "name": name})
    return Phrase(_RATING, {"stars": fact.rating, "name": name})


def _value(fact: Notes) -> str:
    if fact.latitude is not None and fact.longitude is not None:
        return f"{fact.latitude:.5f}, {fact.longitude:.5f}"
    text = fact.taken_at or fact.title or fact.caption
    return f"\u201c{text}\u201d" if text and not fact.taken_at else str(text or fact.rating)
