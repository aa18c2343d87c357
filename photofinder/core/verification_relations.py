"""What was done to one picture of a pair to get the other, from where and how they agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from photofinder.core import pair_rules
from photofinder.core.types import Box, PairClass, Relation
from photofinder.core.verification_alignment import apply

if TYPE_CHECKING:
    from photofinder.core.pair_features import PictureFeatures
    from photofinder.core.pair_rules import Candidate
    from photofinder.core.verification_agreement import Agreement
    from photofinder.core.verification_alignment import Placement

#: less is missing from copies that were scaled and rounded
_CROPPED_SHARE = 0.985
_TURNED_DEG = 0.5
#: bars of less are the picture's own dark edge
_BARS_SHARE = 0.04
#: more than compression changes
_GAIN = 0.06
_LEVELS = 4.0
_OVERLAY_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Relations:
    """All that was seen, the one that names the pair first, and the words for it."""

    names: tuple[Relation, ...]
    words: str


def relations_of(
    first: PictureFeatures,
    second: PictureFeatures,
    placement: Placement,
    seen: Agreement,
    facts: Candidate,
    pair_class: PairClass,
) -> Relations:
    """Name what was done."""
    names: list[Relation] = []
    if pair_class is PairClass.SERIES:
        names.append(Relation.BURST if pair_rules.cameras_say_apart(facts) else Relation.SAME_SCENE)
    if bars(first) != bars(second):
        names.append(Relation.SCREENSHOT_OF)
    names += [name for name, is_so in _changes(first, second, placement, seen) if is_so]
    names += _stored(facts, cropped=Relation.CROPPED in names)
    return Relations(
        tuple(names) or (Relation.RECOMPRESSED,),
        pair_rules.words_of(names, facts, placement.rotation_deg),
    )


def _changes(
    first: PictureFeatures, second: PictureFeatures, placement: Placement, seen: Agreement
) -> list[tuple[Relation, bool]]:
    shown = min(seen_share(placement, first, second))
    overlay = seen.one_only + seen.two_only + seen.both_differ > _OVERLAY_SHARE
    grey = first.is_grey != second.is_grey
    edited = any(abs(gain - 1) > _GAIN for gain in seen.gains) or seen.plain_residual > _LEVELS
    return [
        (Relation.CROPPED, shown < _CROPPED_SHARE),
        (Relation.MIRRORED, placement.is_mirrored),
        (Relation.ROTATED, abs(placement.rotation_deg) > _TURNED_DEG),
        (Relation.OVERLAY, overlay),
        (Relation.GREY, grey),
        (Relation.COLOUR_EDITED, edited and not grey),
    ]


def _stored(facts: Candidate, *, cropped: bool) -> list[Relation]:
    one, two = facts.first, facts.second
    stored = []
    if one.format != two.format:
        stored.append(Relation.FORMAT_CHANGED)
    if not cropped and {one.width, one.height} != {two.width, two.height}:
        stored.append(Relation.RESIZED)
    if not stored:
        stored.append(Relation.RECOMPRESSED)
    return stored


def bars(picture: PictureFeatures) -> bool:
    """Whether it lies between bars, as on a screen."""
    inner = picture.inner
    return inner.width * inner.height < (1 - _BARS_SHARE) * picture.width * picture.height


def seen_share(
    placement: Placement, first: PictureFeatures, second: PictureFeatures
) -> tuple[float, float]:
    """Return what share of each one's inner part lies in the other's frame."""
    return (
        _share(placement.inverse(), first, second),
        _share(placement.matrix, second, first),
    )


def _share(matrix: np.ndarray, picture: PictureFeatures, other: PictureFeatures) -> float:
    box, onto = picture.inner, other.inner
    x = np.linspace(box.left, box.right, 41)[:-1] + box.width / 80
    y = np.linspace(box.top, box.bottom, 41)[:-1] + box.height / 80
    points = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    u, v = apply(matrix, points).T
    inside = (u >= onto.left) & (u <= onto.right) & (v >= onto.top) & (v <= onto.bottom)
    return float(inside.mean())


def overlap_box(
    placement: Placement, first: PictureFeatures, second: PictureFeatures
) -> Box | None:
    """Return the part of the first picture that the second shows too."""
    box = second.inner
    corners = np.array(
        [
            (box.left, box.top),
            (box.right, box.top),
            (box.right, box.bottom),
            (box.left, box.bottom),
        ],
        np.float64,
    )
    x, y = apply(placement.matrix, corners).T
    left, right = np.clip([x.min() / first.width, x.max() / first.width], 0, 1)
    top, bottom = np.clip([y.min() / first.height, y.max() / first.height], 0, 1)
    if right <= left or bottom <= top:
        return None
    return Box(*(round(float(value), 5) for value in (left, top, right, bottom)))


def shares(
    placement: Placement, first: PictureFeatures, second: PictureFeatures
) -> tuple[float, float, float, float, float, float]:
    """Return the placement in shares of both pictures' sides."""
    (a, b, c), (d, e, f) = placement.matrix
    values = (
        a * second.width / first.width,
        b * second.height / first.width,
        c / first.width,
        d * second.width / first.height,
        e * second.height / first.height,
        f / first.height,
    )
    a, b, c, d, e, f = (round(float(value), 6) for value in values)
    return a, b, c, d, e, f
