"""What lies beside a file that could be kept: how much that speaks for it, in words too. Pure.

Whoever removes a photo removes its unit, and a unit is only removed where the one that stays has
all of it too (`app.cleanup_units`). So of equal pictures the one with a RAW, a film or edits beside
it is the one to keep: the other one goes without leaving anything lying, or being refused.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from photofinder.core.assets import AssetKind
from photofinder.core.phrases import Phrase, template

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from photofinder.core.keeper_words import Candidate

Beside = tuple[AssetKind, ...]
"""The kinds of all files of a unit but the candidate itself, sorted; a kind may be there twice."""

_PHOTO, _RAW, _FILM = AssetKind.PHOTO, AssetKind.RAW, AssetKind.FILM
_EDITS, _SIDECAR, _SOUND = AssetKind.EDITS, AssetKind.SIDECAR, AssetKind.SOUND
#: what the camera wrote besides, the weightiest first; for a RAW it is the picture before it
ORIGINALS = ((_PHOTO, _RAW), (_FILM,))
#: what people made; edits cannot be made again, notes may be in the photo too
MADE = ((_EDITS,), (_SOUND,), (_SIDECAR,))
#: more files beside one photo count as that many
_MOST = 1 << 8

_Kinds = tuple[tuple[AssetKind, ...], ...]


def _kinds(**texts: str) -> Mapping[frozenset[str], str]:
    """Return templates by the kinds that they name, joined by "_"."""
    return {frozenset(names.split("_")): text for names, text in texts.items()}


_WORDS = _kinds(
    raw=template("has its RAW beside it"),
    film=template("has its film beside it"),
    raw_film=template("has its RAW and its film beside it"),
    photo=template("has its picture beside it"),
    photo_film=template("has its picture and its film beside it"),
    edits=template("has edits beside it"),
    sidecar=template("has a sidecar beside it"),
    sound=template("has a sound recording beside it"),
    edits_sidecar=template("has edits and a sidecar beside it"),
    edits_sound=template("has edits and a sound recording beside it"),
    sidecar_sound=template("has a sidecar and a sound recording beside it"),
    edits_sidecar_sound=template("has edits, a sidecar and a sound recording beside it"),
)
_MORE = template("has more files beside it ({number} instead of {other})")
_MORE_THAN_ANY = template("has more files beside it ({number} instead of at most {other})")


@functools.lru_cache(maxsize=1_024)
def weight(beside: Beside, kinds: _Kinds) -> int:
    """Return how much files of some kinds speak for a photo; 0 where there are none.

    A photo that has all that another one has, and more, has the greater weight: by kinds first,
    then by the number of files.
    """
    found = [any(kind in beside for kind in alike) for alike in kinds]
    rank = sum(1 << place for place, has in enumerate(reversed(found)) if has)
    return rank * _MOST + min(_count(beside, kinds), _MOST - 1)


def say(kinds: _Kinds, keeper: Candidate, rivals: Sequence[Candidate]) -> Phrase:
    """Say what lies beside the keeper and not beside every rival, or how many files do."""
    mine = _of(keeper.beside, kinds)
    missing = mine - frozenset.intersection(*(_of(rival.beside, kinds) for rival in rivals))
    if missing:
        return Phrase(_WORDS[frozenset(kind.value for kind in missing)])
    numbers = {_count(rival.beside, kinds) for rival in rivals}
    facts = {"number": _count(keeper.beside, kinds), "other": max(numbers)}
    return Phrase(_MORE if len(numbers) == 1 else _MORE_THAN_ANY, facts)


def _of(beside: Beside, kinds: _Kinds) -> frozenset[AssetKind]:
    found = (next((kind for kind in alike if kind in beside), None) for alike in kinds)
    return frozenset(kind for kind in found if kind is not None)


def _count(beside: Beside, kinds: _Kinds) -> int:
    return sum(kind in alike for kind in beside for alike in kinds)
