"""When two pictures are called a pair, and which: the first cut, by hash and cosine alone.

A CNN cosine cannot tell a copy from another page of text (unrelated documents reach 0.99), and a
perceptual hash of a sky is noise. So both must agree, and the hash must have something to say.
What only looks alike is not reported here; verified pairs will come in beside these rules.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from photofinder.core.phrases import Phrase, register, template
from photofinder.core.types import PairClass, PairEvidence, Relation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photofinder.core.types import Content

# Measured on two generated libraries with known truth (1,289 true pairs, 800,000 others): with
# these bounds 0 to 2 false pairs and 0.82 to 0.84 of the true ones, mostly missing crops,
# screenshots and large watermarks.

#: below this contrast the hash bits are noise (skies, dark frames; photos begin at 0.45)
MIN_CONTRAST = 0.3
#: below this a picture is mostly empty (pages, screens): different ones lie 10 bits apart
PLAIN_CONTRAST = 0.8
PLAIN_BITS = 4
#: hashes this close are of one picture, unless the CNN contradicts outright
NEAR_BITS = 10
#: turned and mirrored: seven more chances of an accident, and the CNN sees another picture
TURNED_BITS = 8
#: hashes this close need the CNN to agree
LOOSE_BITS = 14
#: the same pixels in another format are scaled by another way before they are hashed
OTHER_FORMAT_BITS = 4


@dataclass(frozen=True, slots=True)
class CosineBounds:
    """What the CNN must say beside the hash; every embedding space has its own.

    Given as shares of the way from the model's ``same_shot`` threshold, under which no copy lies
    that is not turned, up to 1. Measured with lite0, where it is 0.5: near 0.5, turned 0.4, loose
    0.85, plain 0.97, proof 0.98.
    """

    near: float
    turned: float
    loose: float
    plain: float
    proof: float

    @classmethod
    def of_model(cls, same_shot: float) -> CosineBounds:
        """Derive the bounds from a model's measured threshold."""
        gap = 1.0 - same_shot
        return cls(
            near=same_shot,
            turned=same_shot * 0.8,
            loose=1.0 - gap * 0.3,
            plain=1.0 - gap * 0.06,
            proof=1.0 - gap * 0.04,
        )


#: pictures of one camera taken this close together are a series, not copies
SERIES_MAX_S = 60.0
#: two frames of the same second differ more than a picture that was saved again
SAME_SECOND_BITS = 2

#: what lies on the other under turn i of `core.hashing.describe`
TURN_WORDS = (
    "",
    "mirrored",
    "turned by 180 degrees",
    "mirrored top to bottom",
    "mirrored and turned",
    "turned by 90 degrees",
    "mirrored and turned",
    "turned by 90 degrees",
)


_BURST = template("of the same burst")
_SAME_SECOND = template("taken within the same second")
_APART = template("taken {seconds} s apart")
#: said of the copies of a shot in the groups of another one
OF_THE_SERIES = template("copy of another shot of the series")
_APART_WORDS = re.compile(r"taken (\d+) s apart")
register(*TURN_WORDS[1:])


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two contents whose hashes are close.

    Attributes
    ----------
    first, second : Content
    hash_distance : int
        Bits, 0..64, under the best turn.
    turn : int
        0..7, index into `TURN_WORDS`.
    cosine : float
        Of the embeddings, -1..1.
    contrast : float
        The lower of the two, see `core.hashing.PictureDescription`.
    """

    first: Content
    second: Content
    hash_distance: int
    turn: int
    cosine: float
    contrast: float


def may_be_identical(pair: Candidate, bounds: CosineBounds) -> bool:
    """Whether it is worth decoding both in full to compare their pixels."""
    first, second = pair.first, pair.second
    if pair.turn != 0 or (first.width, first.height) != (second.width, second.height):
        return False
    bits = 0 if first.format == second.format else OTHER_FORMAT_BITS
    return pair.hash_distance <= bits and pair.cosine >= bounds.proof


def judge(pair: Candidate, bounds: CosineBounds) -> PairEvidence | None:
    """Say what two pictures are to each other; None when nothing is certain enough.

    Identical pictures are not judged here: equal pixel digests prove them.
    """
    if not _is_near(pair, bounds) or _are_other_moments(pair):
        return None
    low, high = sorted((pair.first.content_id, pair.second.content_id))
    pair_class = PairClass.SERIES if _is_series(pair) else PairClass.SAME_SHOT
    return PairEvidence(
        low, high, pair_class, _words(pair, pair_class), pair.cosine, pair.hash_distance
    )


def _is_near(pair: Candidate, bounds: CosineBounds) -> bool:
    if pair.contrast < MIN_CONTRAST:
        return False
    if pair.contrast < PLAIN_CONTRAST:
        upright = pair.turn == 0
        return upright and pair.hash_distance <= PLAIN_BITS and pair.cosine >= bounds.plain
    if pair.turn != 0:
        return pair.hash_distance <= TURNED_BITS and pair.cosine >= bounds.turned
    if pair.hash_distance <= NEAR_BITS:
        return pair.cosine >= bounds.near
    return pair.hash_distance <= LOOSE_BITS and pair.cosine >= bounds.loose


def _are_other_moments(pair: Candidate) -> bool:
    """Whether a camera took both, at times too far apart for a series: alike, but no copies.

    Programs that scale or compress a photo keep the capture time or drop it.
    """
    apart_s = seconds_apart(pair.first.taken_at, pair.second.taken_at)
    if apart_s is None or not (pair.first.has_camera and pair.second.has_camera):
        return False
    return apart_s > SERIES_MAX_S and not _of_one_burst(pair)


def _of_one_burst(pair: Candidate) -> bool:
    return pair.first.burst is not None and pair.first.burst == pair.second.burst


def _is_series(pair: Candidate) -> bool:
    """Whether both come straight from a camera, moments apart."""
    if not (pair.first.has_camera and pair.second.has_camera) or pair.turn != 0:
        return False
    apart_s = seconds_apart(pair.first.taken_at, pair.second.taken_at)
    if not _of_one_burst(pair) and (apart_s is None or apart_s > SERIES_MAX_S):
        return False
    return bool(apart_s) or pair.hash_distance > SAME_SECOND_BITS


def exchanged(pair: Candidate) -> Candidate:
    """Return the same candidate seen from the other side."""
    return dataclasses.replace(pair, first=pair.second, second=pair.first)


def cameras_say_apart(pair: Candidate) -> bool:
    """Whether cameras wrote different capture times into both."""
    if not (pair.first.has_camera and pair.second.has_camera):
        return False
    return bool(seconds_apart(pair.first.taken_at, pair.second.taken_at))


def words_of(names: Sequence[Relation], pair: Candidate, rotation_deg: float) -> str:
    """Return the words for what was seen of a pair, the telling ones."""
    if Relation.BURST in names:
        return _words(pair, PairClass.SERIES)
    said = {
        Relation.SAME_SCENE: _SCENE,
        Relation.SCREENSHOT_OF: _SCREENSHOT,
        Relation.CROPPED: _CROPPED,
        Relation.MIRRORED: TURN_WORDS[1],
        Relation.ROTATED: Phrase(_TURNED, {"degrees": round(abs(rotation_deg))}),
        Relation.OVERLAY: _OVERLAY,
        Relation.GREY: _GREY,
        Relation.COLOUR_EDITED: _COLOURS,
    }
    return ", ".join(said[name] for name in names if name in said)


_SCENE = template("another moment of the same scene")
_SCREENSHOT = template("screenshot of it")
_CROPPED = template("cropped")
_TURNED = template("turned by {degrees} degrees")
_OVERLAY = template("text or a logo on it")
_GREY = template("black and white")
_COLOURS = template("colours edited")


def seconds_apart(first: str | None, second: str | None) -> float | None:
    """Return the time between two capture times (ISO 8601), None when one is unknown."""
    if not first or not second:
        return None
    moments = [datetime.datetime.fromisoformat(text) for text in (first, second)]
    if any(moment.tzinfo is None for moment in moments):  # then only the clocks can be compared
        moments = [moment.replace(tzinfo=None) for moment in moments]
    return abs((moments[0] - moments[1]).total_seconds())


def relation_phrase(text: str) -> Phrase:
    """Return the words of a stored pair as a phrase that can be translated."""
    apart = _APART_WORDS.fullmatch(text)
    if apart:
        return Phrase(_APART, {"seconds": int(apart[1])})
    known = text in TURN_WORDS or text in _FIXED_WORDS
    return Phrase(text) if known else Phrase("{text}", {"text": text})


_FIXED_WORDS = frozenset({_BURST, _SAME_SECOND, OF_THE_SERIES})


def _words(pair: Candidate, pair_class: PairClass) -> str:
    if pair_class is PairClass.SERIES:
        apart_s = seconds_apart(pair.first.taken_at, pair.second.taken_at)
        if apart_s is None:
            return _BURST
        return _SAME_SECOND if not apart_s else Phrase(_APART, {"seconds": round(apart_s)}).text
    return TURN_WORDS[pair.turn]
