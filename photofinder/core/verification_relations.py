"""What was done to one picture of a pair to get the other, from where and how they agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from photofinder.core import pair_rules
from photofinder.core import verification_words as words
from photofinder.core.phrases import Phrase
from photofinder.core.types import Box, PairClass, Relation
from photofinder.core.verification_alignment import apply
from photofinder.core.verification_odds import corners, frame_shares

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photofinder.core.pair_features import PictureFeatures
    from photofinder.core.pair_rules import Candidate
    from photofinder.core.verification_agreement import Shading
    from photofinder.core.verification_alignment import Placement
    from photofinder.core.verification_odds import Seen

#: less is missing from copies that were scaled and rounded
_CROPPED_SHARE = 0.985
_TURNED_DEG = 0.3
#: bars of less are the picture's own dark edge
_BARS_SHARE = 0.04
#: more than compression changes
_GAIN = 0.06
_LEVELS = 3.5
#: telling blocks that changed, and pixels
_OVERLAY_SHARE = 0.008
_OVERLAY_PIXELS = 40


def relations_of(seen: Seen, facts: Candidate, pair_class: PairClass) -> tuple[Relation, ...]:
    """Name all that was done, what names the pair first."""
    names: list[Relation] = []
    if pair_class is PairClass.SERIES:
        names.append(Relation.BURST if _is_burst(facts) else Relation.SAME_SCENE)
    names += [name for name, is_so in _changes(seen, pair_class) if is_so]
    names += _stored(facts, cropped=Relation.CROPPED in names)
    return tuple(names)


def _is_burst(facts: Candidate) -> bool:
    apart_s = pair_rules.camera_seconds_apart(facts)
    near = apart_s is not None and apart_s <= pair_rules.SERIES_MAX_S
    return near or pair_rules.are_of_one_burst(facts)


def words_for(seen: Seen, facts: Candidate, names: Sequence[Relation]) -> str:
    """Return the words for the second picture as seen from the first, as they are stored."""
    if Relation.BURST in names or Relation.SAME_SCENE in names:
        return words.stored([_moments(seen, facts, names)])
    said = {
        Relation.SCREENSHOT_OF: _either(has_bars(seen.second), words.SCREENSHOT),
        Relation.MIRRORED: Phrase(words.MIRRORED),
        Relation.ROTATED: _turned(seen.placement),
        Relation.CROPPED: _cropped(seen),
        Relation.OVERLAY: _drawn(seen.changes.drawn),
        Relation.GREY: _either(seen.second.is_grey, words.GREY),
        Relation.COLOUR_EDITED: Phrase(words.EDITED),
    }
    if said[Relation.ROTATED] == words.UPSIDE_DOWN:  # which says both
        del said[Relation.MIRRORED]
    telling = [said[name] for name in names if name in said]
    # other formats and sizes are told with their numbers where the files are known
    return words.stored(telling or [Phrase(words.RECOMPRESSED)] * (Relation.RECOMPRESSED in names))


def _either(is_second: bool, text: str) -> Phrase:
    return Phrase(text if is_second else words.FROM_THE_OTHER[text])


def _drawn(more: float) -> Phrase:
    if abs(more) < _ON_BOTH:
        return Phrase(words.DRAWN_OTHERWISE)
    return _either(more > 0, words.DRAWN_ON)


#: letters on both have about as much structure
_ON_BOTH = 0.12


def _turned(placement: Placement) -> Phrase:
    if placement.is_mirrored and abs(abs(placement.rotation_deg) - 180) < _TURNED_DEG:
        return Phrase(words.UPSIDE_DOWN)
    return Phrase(words.TURNED, {"degrees": round(-placement.rotation_deg) % 360})


def _cropped(seen: Seen) -> Phrase:
    first, second = frame_shares(seen.placement, seen.first, seen.second)
    percent = {"percent": round(100 * min(first, second))}
    if max(first, second) < _CROPPED_SHARE:
        return Phrase(words.SHIFTED, percent)
    return Phrase(words.CROPPED if first < second else words.UNCROPPED, percent)


def _moments(seen: Seen, facts: Candidate, names: Sequence[Relation]) -> Phrase:
    apart_s = pair_rules.camera_seconds_apart(facts)
    if apart_s and apart_s >= 1:
        return _apart(apart_s)
    if apart_s is None and Relation.BURST in names:
        return Phrase(words.BURST)
    if apart_s is not None:
        return Phrase(words.SAME_SECOND)
    outside = min(frame_shares(seen.placement, seen.first, seen.second))
    return Phrase(words.MOVED_CAMERA if outside < _CROPPED_SHARE else words.MOVED)


def _apart(apart_s: float) -> Phrase:
    for from_s, unit_s, text, name in _UNITS:
        if apart_s >= from_s:
            return Phrase(text, {name: round(apart_s / unit_s)})
    return Phrase(words.APART, {"seconds": max(1, round(apart_s))})


#: from how many seconds on a time is told in days, hours, minutes
_UNITS = (
    (172_800, 86_400, words.APART_DAYS, "days"),
    (7_200, 3_600, words.APART_HOURS, "hours"),
    (300, 60, words.APART_MINUTES, "minutes"),
)


def _changes(seen: Seen, pair_class: PairClass) -> list[tuple[Relation, bool]]:
    first, second, placement = seen.first, seen.second, seen.placement
    shown = min(frame_shares(placement, first, second))
    series = pair_class is PairClass.SERIES
    drawn = seen.changes.share > _OVERLAY_SHARE and seen.changes.pixels > _OVERLAY_PIXELS
    grey = first.is_grey != second.is_grey
    return [
        (Relation.SCREENSHOT_OF, has_bars(first) != has_bars(second)),
        (Relation.MIRRORED, placement.is_mirrored),
        (Relation.ROTATED, abs(placement.rotation_deg) > _TURNED_DEG and not series),
        (Relation.CROPPED, shown < _CROPPED_SHARE and not series),
        (Relation.OVERLAY, drawn and not series),
        (Relation.GREY, grey),
        (Relation.COLOUR_EDITED, not grey and not series and _is_edited(seen.shading)),
    ]


def _is_edited(shading: Shading) -> bool:
    return shading.difference > _LEVELS and any(
        abs(gain - 1) > _GAIN or abs(offset) > _LEVELS
        for gain, offset in zip(shading.gains, shading.offsets, strict=True)
    )


def _stored(facts: Candidate, *, cropped: bool) -> list[Relation]:
    one, two = facts.first, facts.second
    stored = []
    if one.format != two.format:
        stored.append(Relation.FORMAT_CHANGED)
    if not cropped and {one.width, one.height} != {two.width, two.height}:
        stored.append(Relation.RESIZED)
    return stored or [Relation.RECOMPRESSED]


def has_bars(picture: PictureFeatures) -> bool:
    """Whether it lies between bars, as on a screen."""
    inner = picture.inner
    return inner.width * inner.height < (1 - _BARS_SHARE) * picture.width * picture.height


def overlap_box(
    placement: Placement, first: PictureFeatures, second: PictureFeatures
) -> Box | None:
    """Return the part of the first picture that the second shows too."""
    inner = first.inner
    x, y = apply(placement.matrix, corners(second.inner)).T
    left, right = np.clip([x.min(), x.max()], inner.left, inner.right) / first.width
    top, bottom = np.clip([y.min(), y.max()], inner.top, inner.bottom) / first.height
    if right <= left or bottom <= top:
        return None
    return Box(*(round(float(value), 5) for value in (left, top, right, bottom)))


def shares(
    placement: Placement, first: PictureFeatures, second: PictureFeatures
) -> tuple[float, float, float, float, float, float]:
    """Return the placement in shares of both pictures' sides."""
    (a, b, c), (d, e, f) = placement.matrix
    across, down = second.width, second.height
    values = (
        a * across / first.width,
        b * down / first.width,
        c / first.width,
        d * across / first.height,
        e * down / first.height,
        f / first.height,
    )
    a, b, c, d, e, f = (round(float(value), 6) for value in values)
    return a, b, c, d, e, f
