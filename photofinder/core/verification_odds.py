"""How likely what was seen of two pictures is to be seen of one shot, a series, or of neither.

Three logistic models, over few measured values each, fitted by ``tests/benchmarks/fit_verifier.py``
on generated libraries with known truth; see there for what they were fitted on and judged by.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from photofinder.core.images import load_opencv
from photofinder.core.pair_features import InnerBox
from photofinder.core.verification_agreement import warped
from photofinder.core.verification_alignment import apply
from photofinder.core.verification_coefficients import DENSE, MOMENTS, SPARSE

if TYPE_CHECKING:
    from photofinder.core.pair_features import PictureFeatures
    from photofinder.core.verification_agreement import Blocks, Frames, Shading
    from photofinder.core.verification_alignment import Placement
    from photofinder.core.verification_changes import Changes


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """All that was measured of a pair at its best place."""

    first: PictureFeatures
    second: PictureFeatures
    placement: Placement
    pair: Frames
    blocks: Blocks
    shading: Shading
    changes: Changes
    detail: float


#: from here on a pair is related, or its pictures moments apart
ACCEPTED = {"dense": 0.5, "sparse": 0.5, "moments": 0.5}
#: with structure in less of the overlap, a watermark would outweigh a whole sky
_DENSE_SHARE = 0.3
_MIN_BLOCKS = 8.0
_MANY_BLOCKS = 40.0


def related(seen: Seen) -> float:
    """Return how likely the two show the same scene at all, 0..1."""
    if is_dense(seen):
        return _logistic(DENSE, dense_values(seen))
    if seen.placement.inliers < _FEW_KEYPOINTS and not _is_whole(seen):
        return 0.0  # the same bird in two skies
    return _logistic(SPARSE, sparse_values(seen))


def moments_apart(seen: Seen) -> float:
    """Return how likely two related pictures are of different moments, by look alone, 0..1."""
    return _logistic(MOMENTS, moment_values(seen))


def is_dense(seen: Seen) -> bool:
    """Whether there is enough structure to compare."""
    count = seen.blocks.count
    return count >= _MANY_BLOCKS or (count >= _MIN_BLOCKS and _structured(seen) >= _DENSE_SHARE)


def _structured(seen: Seen) -> float:
    return len(seen.blocks.same) / max(seen.blocks.covered, 1)


def _keypoints(placement: Placement) -> float:
    """Return how much the keypoints say: how many agree, of those that look alike."""
    return float(np.log1p(placement.inliers)) * placement.inliers / max(placement.matches, 1)


def dense_values(seen: Seen) -> NDArray[np.float64]:
    """Return what decides where there is structure."""
    share, structure = seen.blocks.same_share, seen.blocks.structure
    plain = max(seen.first.plainness, seen.second.plainness)
    return np.array(
        [
            share,
            structure,
            _keypoints(seen.placement),
            plain,
            plain * share,
            plain * structure,
            min(_structured(seen), 0.5),
            seen.shading.correlation,
            seen.detail,
        ]
    )


def sparse_values(seen: Seen) -> NDArray[np.float64]:
    """Return what decides for skies and dark frames: little structure, and equal shading."""
    blocks, shading = seen.blocks, seen.shading
    count = min(blocks.count, 20.0)
    whole = float(_is_whole(seen))
    return np.array(
        [
            blocks.same_share if blocks.count else 0.5,
            np.log1p(count) * (2 * blocks.same_share - 1),
            _keypoints(seen.placement),
            np.log(shading.difference + 0.3),
            np.log(shading.residual + 0.3),
            np.log(1.02 - min(shading.correlation, 1.0)),
            np.log1p(shading.contrast),
            whole,
        ]
    )


def _is_whole(seen: Seen) -> bool:
    """Whether both show all that the other shows."""
    return min(frame_shares(seen.placement, seen.first, seen.second)) > _WHOLE


_WHOLE = 0.97
_FEW_KEYPOINTS = 12


def moment_values(seen: Seen) -> NDArray[np.float64]:
    """Return what decides whether the camera moved between two pictures, or what it saw."""
    placement = seen.placement
    outside = outside_px(seen)
    turned = abs((placement.rotation_deg + 45) % 90 - 45)
    # nobody holds a camera so: it was turned afterwards
    turned = 0.0 if turned > _HANDHELD_DEG else np.log1p(turned / _STILL_DEG)
    outside = np.log1p(max(outside - _STILL_PX, 0.0))
    changes = seen.changes
    worse = max(0.0, (1 - changes.lowest) - 3 * (1 - changes.typical))
    moved = np.log1p(10 * worse)
    extent = np.log1p(changes.pixels / 50)
    flow = np.log1p(changes.flow / _STILL_FLOW_PX)
    # other letters on both get brighter here and darker there, too, but white wherever they are
    unlettered = 1 - float(np.clip((changes.whiteness - _LETTERED) / _SURELY, 0, 1))
    moved, flow, extent = moved * unlettered, flow * unlettered, extent * unlettered
    balance = changes.balance
    balance *= min(1.0, changes.pixels / _FEW_PIXELS)
    return np.array(
        [
            outside,
            turned,
            outside * turned,
            turned * np.log1p(slack_px(seen)),
            flow,
            flow * balance,
            flow * np.exp(-2 * moved),
            moved,
            moved * balance,
            extent * balance,
            extent * changes.evenness,
            extent * changes.whiteness,
            np.log1p(seen.shading.residual) * moved,
        ]
    )


_STILL_FLOW_PX = 0.1
_LETTERED, _SURELY = 0.44, 0.06
_FEW_PIXELS = 60
#: what refinement errs by
_STILL_DEG = 0.03
_STILL_PX = 0.6
_HANDHELD_DEG = 6.0


def outside_px(seen: Seen) -> float:
    """Return how far the pictures stick out of each other, the one that does so less.

    Where one sticks out over the other's bars but shows the same there, it does not: a crop of a
    picture with dark edges has other edges.
    """
    first, second, placement = seen.first, seen.second, seen.placement
    onto_first = _outside(placement.matrix, first, second)
    onto_second = _outside(placement.inverse(), second, first)
    return min(onto_first, onto_second)


def _outside(matrix: NDArray[np.float64], onto: PictureFeatures, picture: PictureFeatures) -> float:
    inner = _beyond(matrix, onto.inner, picture.inner)
    if inner <= _STILL_PX or onto.inner == _whole(onto):
        return inner
    whole = _beyond(matrix, _whole(onto), picture.inner)
    return whole if whole < inner and _bars_agree(matrix, onto, picture) else inner


def _whole(picture: PictureFeatures) -> InnerBox:
    return InnerBox(0, 0, picture.width, picture.height)


def _bars_agree(
    matrix: NDArray[np.float64], onto: PictureFeatures, picture: PictureFeatures
) -> bool:
    """Whether a picture shows what the other's bars show, where it lies on them."""
    size = (onto.width, onto.height)
    there = warped(picture.grey, matrix, size)
    seen = warped(np.full_like(picture.grey, 255), matrix, size, border=0) > _OPAQUE
    box = onto.inner
    seen[box.top : box.bottom, box.left : box.right] = False
    if not seen.any():
        return True
    differ = np.abs(there[seen].astype(np.int16) - onto.grey[seen])
    return float(np.mean(differ)) <= _BAR_DIFFERENCE


_OPAQUE = 250
_BAR_DIFFERENCE = 8.0


def _beyond(matrix: NDArray[np.float64], onto: InnerBox, box: InnerBox) -> float:
    mapped = apply(matrix, corners(box))
    low = np.array([onto.left, onto.top]) - mapped
    high = mapped - np.array([onto.right, onto.bottom])
    return float(max(low.max(), high.max(), 0.0))


def slack_px(seen: Seen) -> float:
    """Return how far the corners of the one inside keep from the other's edges, in the mean.

    A picture that was straightened touches them, as large as it can be; one that was taken with a
    little more zoom does not.
    """
    first, second, placement = seen.first.inner, seen.second.inner, seen.placement
    if placement.scale <= 1.0:
        return _slack(placement.matrix, first, second)
    return _slack(placement.inverse(), second, first)


def _slack(matrix: NDArray[np.float64], onto: InnerBox, box: InnerBox) -> float:
    mapped = apply(matrix, corners(box))
    low = np.abs(mapped - [onto.left, onto.top])
    high = np.abs(mapped - [onto.right, onto.bottom])
    return float(np.minimum(low, high).min(axis=1).clip(0, _MAX_SLACK_PX).mean())


_MAX_SLACK_PX = 6.0


def corners(box: InnerBox) -> NDArray[np.float64]:
    """Return the four corners, (4, 2), clockwise from the upper left."""
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    return np.array([(left, top), (right, top), (right, bottom), (left, bottom)], np.float64)


def frame_shares(
    placement: Placement, first: PictureFeatures, second: PictureFeatures
) -> tuple[float, float]:
    """Return what share of each one's inner part lies in the other's, first and second."""
    return (
        _share(placement.inverse(), first.inner, second.inner),
        _share(placement.matrix, second.inner, first.inner),
    )


def _share(matrix: NDArray[np.float64], box: InnerBox, onto: InnerBox) -> float:
    mapped = apply(matrix, corners(box)).astype(np.float32)
    common, _ = load_opencv().intersectConvexConvex(mapped, corners(onto).astype(np.float32))
    area = abs(np.linalg.det(matrix[:, :2])) * box.width * box.height
    return float(min(1.0, common / area))


def _logistic(coefficients: tuple[float, ...], values: NDArray[np.float64]) -> float:
    weights = np.array(coefficients)
    odds = float(weights[0] + weights[1:] @ values)
    return float(1 / (1 + np.exp(-np.clip(odds, -30, 30))))
