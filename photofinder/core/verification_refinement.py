"""Move a placement by fractions of a pixel until the structure of both pictures lies together.

Keypoints are right to half a pixel; a hand that held a camera moves a picture by less than that,
and a copy by nothing. Any thread.

References
----------
Lucas and Kanade, An iterative image registration technique, IJCAI 1981; with the mean of both
gradients (Benhimane and Malis, IROS 2004), which converges in two rounds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from photofinder.core.images import load_opencv
from photofinder.core.verification_agreement import frames
from photofinder.core.verification_alignment import Placement, invert

if TYPE_CHECKING:
    from photofinder.core.pair_features import PictureFeatures
    from photofinder.core.verification_agreement import Frames

_ROUNDS = 3
#: what is nearer is where it was
_SETTLED_PX = 0.03
#: a frame that was laid exactly and moves by less stays exact
_EXACT_PX = 0.15
#: one that moves further was not near the right place
_LOST_PX = 6.0
_MIN_PIXELS = 200


def refine(
    first: PictureFeatures, second: PictureFeatures, placement: Placement, pair: Frames
) -> tuple[Placement, Frames]:
    """Return the placement moved to where structure agrees best, and both pictures there."""
    best, seen = placement, pair
    for number in range(_ROUNDS):
        step = _step(seen)
        if step is None:
            break
        moved = _largest_move(step, seen)
        settled = _EXACT_PX if number == 0 and placement.inliers == 0 else _SETTLED_PX
        if moved <= settled or moved > _LOST_PX:
            break
        better = _moved(best, seen, step)
        there = frames(first, second, better, exchanged=seen.exchanged)
        if there is None:
            break
        best, seen = better, there
    return best, seen


def _step(pair: Frames) -> NDArray[np.float64] | None:
    """Return the affine displacement (2, 3) that the gradients ask for, frame coordinates."""
    height, width = pair.one.shape
    here = _Sampled(pair)
    if here.weight.sum() < _MIN_PIXELS:
        return None
    left = here.one - here.gain * here.two
    spread = 2 * float(np.median(np.abs(left))) + 0.5
    weight = here.weight / (1 + (left / spread) ** 2)
    x = ((here.columns + 0.5) / width - 0.5).astype(np.float32)
    y = ((here.rows + 0.5) / height - 0.5).astype(np.float32)[:, None]
    gx, gy = here.gx, here.gy
    design = np.stack([gx * x, gx * y, gx, gy * x, gy * y, gy]).reshape(6, -1)
    weighted = design * weight.ravel()
    # not numpy's products, which wake a thread per core for less than a millisecond's work
    cv2 = load_opencv()
    normal = cv2.gemm(weighted, design, 1.0, None, 0.0, flags=cv2.GEMM_2_T).astype(np.float64)
    asked = cv2.gemm(weighted, left.reshape(1, -1), 1.0, None, 0.0, flags=cv2.GEMM_2_T)
    normal += np.eye(6) * (1e-3 * np.trace(normal) / 6 + 1e-6)
    solved = np.linalg.solve(normal, asked.astype(np.float64)).reshape(2, 3)
    a, b, c = solved.T
    step: NDArray[np.float64] = np.stack([a / width, b / height, c - (a + b) / 2], axis=1)
    return step


class _Sampled:
    """Every third pixel of both, with the mean of their gradients."""

    def __init__(self, pair: Frames) -> None:
        height, width = pair.one.shape
        self.rows = np.arange(2, height - 2, _STRIDE)
        self.columns = np.arange(2, width - 2, _STRIDE)

        def at(values: NDArray[np.float32], down: int = 0, across: int = 0) -> NDArray[np.float32]:
            rows = slice(2 + down, height - 2 + down, _STRIDE)
            return values[rows, 2 + across : width - 2 + across : _STRIDE]

        one, two = pair.one, pair.two
        self.one, self.two = at(one), at(two)
        cv2 = load_opencv()
        self.gain = float((cv2.norm(one) + 1) / (cv2.norm(two) + 1))
        both = one + np.float32(self.gain) * two
        self.gx = (at(both, 0, 1) - at(both, 0, -1)) / 4
        self.gy = (at(both, 1, 0) - at(both, -1, 0)) / 4
        if pair.inside is None:
            self.weight = np.ones(self.one.shape, np.float32)
        else:
            self.weight = at(pair.inside.astype(np.float32))


_STRIDE = 3


def _largest_move(step: NDArray[np.float64], pair: Frames) -> float:
    height, width = pair.one.shape
    corners = np.array([(0, 0), (width, 0), (0, height), (width, height)], np.float64)
    return float(np.abs(corners @ step[:, :2].T + step[:, 2]).max())


def _moved(placement: Placement, pair: Frames, step: NDArray[np.float64]) -> Placement:
    """Apply a displacement of the frame to a placement."""
    grown = np.vstack([np.eye(2, 3) + step, [0, 0, 1]])
    origin = np.vstack([pair.origin, [0, 0, 1]])
    whole = origin @ grown @ np.linalg.inv(origin)
    back = np.vstack([invert(pair.matrix), [0, 0, 1]]) @ whole  # frame -> picture of two
    matrix = back[:2] if pair.exchanged else invert(back[:2])
    return Placement(matrix, placement.inliers, placement.matches)
