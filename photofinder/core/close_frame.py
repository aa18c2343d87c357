"""One of two large pictures laid on the other, right to fractions of a pixel. Any thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from photofinder.core.images import load_opencv
from photofinder.core.pair_features import PictureFeatures
from photofinder.core.verification_agreement import frames, warped
from photofinder.core.verification_alignment import Placement
from photofinder.core.verification_refinement import refine

if TYPE_CHECKING:
    from photofinder.core.verification_agreement import Frames

#: 150 x 150 pixels
MIN_INSIDE = 22_500
#: edges of bars and of pictures are nobody's
_EDGE_PX = 10
_OPAQUE = 250
#: thumbnails differ in scale by 5 at most, these pictures by 3.2 times more; softening for more, as
#: for a picture that is laid on a point, takes minutes
_MAX_SCALE = 20.0


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """Two pictures in the frame of the coarser one.

    Attributes
    ----------
    one, two : ndarray, uint8, (h, w, 3)
        ``one`` is the picture whose frame it is, without its bars.
    inside : ndarray of bool, (h, w)
        Where both show something.
    exchanged : bool
        Whether ``one`` is the second picture of the pair.
    corner : tuple of int
        Where ``one`` begins in its picture, left and top, behind the bars.
    """

    one: NDArray[np.uint8]
    two: NDArray[np.uint8]
    inside: NDArray[np.bool_]
    exchanged: bool
    corner: tuple[int, int]


def lay(
    first: NDArray[np.uint8], second: NDArray[np.uint8], matrix: NDArray[np.float64]
) -> Laid | None:
    """Lay the finer picture on the coarser one; None when too little overlaps.

    Parameters
    ----------
    first, second : ndarray, uint8, (h, w, 3)
    matrix : ndarray, (2, 3)
        From the second to the first, pixels from the corners, right to a few pixels.
    """
    pictures = PictureFeatures(first), PictureFeatures(second)
    placement = Placement(matrix)
    if not 1 / _MAX_SCALE < placement.scale < _MAX_SCALE:
        return None
    pair = frames(*pictures, placement)
    if pair is None:
        return None
    _, pair = refine(*pictures, placement, pair)
    one, two = reversed(pictures) if pair.exchanged else pictures
    box = one.inner
    onto = pair.matrix.copy()
    onto[:, 2] -= [box.left, box.top]
    size = (box.width, box.height)
    inside = _inside(pair, two, onto, size)
    if np.count_nonzero(inside) < MIN_INSIDE:
        return None
    shown = np.ascontiguousarray(one.rgb[box.top : box.bottom, box.left : box.right])
    laid = warped(two.rgb, onto, size)
    return Laid(shown, laid, inside, pair.exchanged, (box.left, box.top))


def _inside(
    pair: Frames, two: PictureFeatures, onto: NDArray[np.float64], size: tuple[int, int]
) -> NDArray[np.bool_]:
    box = two.inner
    shown = np.zeros((two.height, two.width), np.uint8)
    shown[box.top : box.bottom, box.left : box.right] = 255
    inside = warped(shown, onto, size, border=0) > _OPAQUE
    if pair.inside is not None:
        inside &= pair.inside > 0
    cv2 = load_opencv()
    kernel = np.ones((2 * _EDGE_PX + 1, 2 * _EDGE_PX + 1), np.uint8)
    shrunk: NDArray[np.bool_] = (
        cv2.erode(inside.astype(np.uint8), kernel, borderType=cv2.BORDER_CONSTANT, borderValue=0)
        > 0
    )
    return shrunk
