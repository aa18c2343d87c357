"""What is worth comparing, and what cameras say of a pair: all that is known beside the pixels.

A CNN cosine cannot tell a copy from another page of text (unrelated documents reach 0.99), and a
perceptual hash of a sky is noise. So they only propose; `core.verification` decides.
"""

from __future__ import annotations

import dataclasses
import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from photofinder.core.verification_words import OF_THE_SERIES, relation_phrase

if TYPE_CHECKING:
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


def exchanged(pair: Candidate) -> Candidate:
    """Return the same candidate seen from the other side."""
    return dataclasses.replace(pair, first=pair.second, second=pair.first)


def are_of_one_burst(pair: Candidate) -> bool:
    """Whether the camera gave both the same burst."""
    return pair.first.burst is not None and pair.first.burst == pair.second.burst


def camera_seconds_apart(pair: Candidate) -> float | None:
    """Return the time between two shots of cameras; None when one is not known to be one.

    With the fractions of a second where both cameras noted them: a burst is ten shots a second.
    """
    if not (pair.first.has_camera and pair.second.has_camera):
        return None
    whole_s = seconds_apart(pair.first.taken_at, pair.second.taken_at)
    fractions = [each.subsec_s or None for each in (pair.first, pair.second)]
    if whole_s is None or whole_s > 1 or None in fractions:
        return whole_s
    return _with_fractions(pair)


def are_at_once(pair: Candidate) -> bool:
    """Whether two cameras noted the same moment to fractions of a second, which no two shots have.

    Zeros are what programs write that know no fractions.
    """
    known = all(each.has_camera and each.subsec_s for each in (pair.first, pair.second))
    return known and camera_seconds_apart(pair) == 0


def _with_fractions(pair: Candidate) -> float:
    first, second = pair.first, pair.second
    assert first.taken_at is not None  # the caller has the time between them
    assert second.taken_at is not None
    later = first.taken_at > second.taken_at
    whole_s = seconds_apart(first.taken_at, second.taken_at) or 0.0
    more = (first.subsec_s or 0.0) - (second.subsec_s or 0.0)
    apart_s = abs((whole_s if later else -whole_s) + more)
    has_two_digits = any(_has_two_digits(each.subsec_s) for each in (first, second))
    return 0.0 if apart_s < (_OF_TWO_DIGITS_S if has_two_digits else _OF_THREE_S) else apart_s


def _has_two_digits(fraction_s: float | None) -> bool:
    hundredths = (fraction_s or 0.0) * 100
    return abs(hundredths - round(hundredths)) < 1e-4


#: what programs lose that keep two digits of three, or three of six; the fastest cameras take a
#: shot every 8 ms
_OF_TWO_DIGITS_S = 0.011
_OF_THREE_S = 0.0015


def chance_apart(pair: Candidate, by_look: float) -> float:
    """Return how likely two related pictures are of different moments, 0..1.

    Parameters
    ----------
    pair : Candidate
    by_look : float
        What the pixels say, 0..1.

    Notes
    -----
    Programs that scale or compress a photo keep the capture time or drop it, so cameras that say
    different times took different shots. Only a clock that was set right by whole quarters of an
    hour, as for a time zone, is left to the pixels.
    """
    apart_s = camera_seconds_apart(pair)
    if not apart_s:
        return by_look
    if apart_s >= _ZONE_S and apart_s % _ZONE_S == 0 and apart_s <= _LARGEST_ZONE_S:
        return by_look
    return max(_CERTAIN, by_look)


_ZONE_S = 15 * 60.0
_LARGEST_ZONE_S = 26 * 3600.0
_CERTAIN = 0.99


def seconds_apart(first: str | None, second: str | None) -> float | None:
    """Return the time between two capture times (ISO 8601), None when one is unknown."""
    if not first or not second:
        return None
    moments = [datetime.datetime.fromisoformat(text) for text in (first, second)]
    if any(moment.tzinfo is None for moment in moments):  # then only the clocks can be compared
        moments = [moment.replace(tzinfo=None) for moment in moments]
    return abs((moments[0] - moments[1]).total_seconds())


__all__ = [
    "OF_THE_SERIES",
    "Candidate",
    "CosineBounds",
    "are_at_once",
    "are_of_one_burst",
    "camera_seconds_apart",
    "chance_apart",
    "exchanged",
    "may_be_identical",
    "relation_phrase",
    "seconds_apart",
]
