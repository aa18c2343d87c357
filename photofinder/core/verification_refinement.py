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
    cv2 = load_opencv()
    both = pair.one + pair.two
    gx = cv2.Sobel(both, cv2.CV_32F, 1, 0, ksize=3, scale=1 / 16)[2:-2:2, 2:-2:2]
    gy = cv2.Sobel(both, cv2.CV_32F, 0, 1, ksize=3, scale=1 / 16)[2:-2:2, 2:-2:2]
    keep = cv2.erode(pair.inside, np.ones((5, 5), np.uint8))[2:-2:2, 2:-2:2] > 0
    if keep.sum() < _MIN_PIXELS:
        return None
    rows, columns = np.nonzero(keep)
    x = (columns * 2 + 2.5).astype(np.float32)
    y = (rows * 2 + 2.5).astype(np.float32)
    gx, gy = gx[keep], gy[keep]
    one, two = pair.one[2:-2:2, 2:-2:2][keep], pair.two[2:-2:2, 2:-2:2][keep]
    gain = float(np.sqrt((one @ one + 1) / (two @ two + 1)))
    left = one - gain * two
    spread = 2 * float(np.median(np.abs(left))) + 0.5
    weight = 1 / (1 + (left / spread) ** 2)
    height, width = pair.one.shape
    x, y = x / width - np.float32(0.5), y / height - np.float32(0.5)
    rows_of = np.stack([gx * x, gx * y, gx, gy * x, gy * y, gy])
    weighted = rows_of * weight
    normal = (weighted @ rows_of.T).astype(np.float64)
    normal += np.eye(6) * (1e-3 * np.trace(normal) / 6 + 1e-6)
    solved = np.linalg.solve(normal, (weighted @ left).astype(np.float64)).reshape(2, 3)
    a, b, c = solved.T
    step: NDArray[np.float64] = np.stack([a / width, b / height, c - (a + b) / 2], axis=1)
    return step


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
