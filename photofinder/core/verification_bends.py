"""Whether a small change between two whole frames is the same thing, bent: a smile, not a sticker.

What was drawn or pasted on a copy cannot be had by moving the pixels that lay there; a mouth that
smiles can, by a few pixels that change slowly from place to place. Grain and shifts by fractions of
a pixel tell less: compression hides the one, and programs that scale make the other. Any thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from photofinder.core.images import load_opencv
from photofinder.core.pair_features import EDGE_PX

if TYPE_CHECKING:
    from photofinder.core.verification_odds import Seen

#: bending takes so much of what differs away; of stickers and of cloned places 0.7, in the median
_BENT = 0.96
#: fewer pixels are compression
_MIN_PIXELS = 20
#: larger places are no mouths, eyes or hands, and would cost milliseconds
_MAX_SIDE_PX = 112
_MARGIN_PX = 8
_ROUNDS = 8
#: neighbours bend alike: with less, letters could be bent, too
_SMOOTH_PX = 4.0
_MAX_STEP_PX = 1.0
_MAX_BEND_PX = 6.0


def is_bent(seen: Seen) -> bool:
    """Return whether the one small place that changed is the same thing, bent.

    Parameters
    ----------
    seen : Seen
        Of related pictures.

    Notes
    -----
    Nothing is said of pictures that are smaller than the thumbnail, nor of larger changes. Costs
    one to two milliseconds where one small place changed, and nothing elsewhere: of a generated
    library 1 % of what verifying takes.
    """
    place = seen.changes.place
    if place is None or seen.placement.is_mirrored or _is_small(seen):
        return False
    left, top, right, bottom = place
    if max(right - left, bottom - top) > _MAX_SIDE_PX:
        return False
    return _explained(seen, place) > _BENT


def _is_small(seen: Seen) -> bool:
    return any(max(each.width, each.height) < EDGE_PX for each in (seen.first, seen.second))


def _explained(seen: Seen, place: tuple[int, int, int, int]) -> float:
    """Return the share of what differs there that is gone once one is bent onto the other, 0..1."""
    cv2 = load_opencv()
    height, width = seen.pair.one.shape
    left, top = max(place[0] - _MARGIN_PX, 0), max(place[1] - _MARGIN_PX, 0)
    rows = slice(top, min(place[3] + _MARGIN_PX, height))
    columns = slice(left, min(place[2] + _MARGIN_PX, width))
    one, two = (
        cv2.GaussianBlur(grey, (3, 3), 0.8).astype(np.float32)
        for grey in (seen.pair.one_grey, seen.pair.two_grey)
    )
    noise = _NOISE * float(np.median(np.abs(one[::3, ::3] - two[::3, ::3]))) ** 2 + 1
    gain = seen.changes.gain
    one, two = one[rows, columns], (two[rows, columns] - gain[1]) / gain[0]
    before = (one - two) ** 2
    strong = before > 4 * noise
    if np.count_nonzero(strong) < _MIN_PIXELS:
        return 0.0
    after = np.maximum((one - _bent_onto(one, two)) ** 2 - noise, 0)
    return 1 - float(after[strong].sum() / before[strong].sum())


#: times the squared median difference: of compression, grain and other colours, and where that is
#: large nothing is said
_NOISE = 4.0


def _bent_onto(one: NDArray[np.float32], two: NDArray[np.float32]) -> NDArray[np.float32]:
    """Bend the second one smoothly until it lies on the first, Lucas and Kanade at every pixel."""
    cv2 = load_opencv()
    height, width = one.shape
    x0, y0 = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    across, down = np.zeros_like(one), np.zeros_like(one)
    bent = two
    for _ in range(_ROUNDS):
        both = (one + bent) / 2
        gx = cv2.Sobel(both, cv2.CV_32F, 1, 0, ksize=3, scale=1 / 8)
        gy = cv2.Sobel(both, cv2.CV_32F, 0, 1, ksize=3, scale=1 / 8)
        left = one - bent
        xx, xy, yy, xr, yr = (
            cv2.GaussianBlur(each, (0, 0), _SMOOTH_PX)
            for each in (gx * gx, gx * gy, gy * gy, gx * left, gy * left)
        )
        little = 0.1 * (xx + yy) + 1
        xx, yy = xx + little, yy + little
        area = xx * yy - xy * xy
        across += np.clip((yy * xr - xy * yr) / area, -_MAX_STEP_PX, _MAX_STEP_PX)
        down += np.clip((xx * yr - xy * xr) / area, -_MAX_STEP_PX, _MAX_STEP_PX)
        np.clip(across, -_MAX_BEND_PX, _MAX_BEND_PX, out=across)
        np.clip(down, -_MAX_BEND_PX, _MAX_BEND_PX, out=down)
        bent = cv2.remap(
            two, x0 + across, y0 + down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
    return bent
