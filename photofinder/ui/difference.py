"""Where two pictures differ: laid over each other, amplified. Worker threads.

Copies of the same shape are brought to one size; of others the second is laid on the first by the
transform that verification has found, and what lies outside of both is not compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QSize, Qt

from photofinder.ui import difference_warp
from photofinder.ui.picture_image import ImageLevels, make_levels, resized
from photofinder.ui.placing import SAME_PLACE, Placing

if TYPE_CHECKING:
    from numpy.typing import NDArray

GAIN = 8
"""A difference of 32 of 255 levels is as bright as it gets: eyes hardly see 2, JPEG leaves 5."""

VISIBLE_LEVELS = 16
"""Pixels count as different from here on; recompression stays below."""

MAX_EDGE_PX = 4_096
MAX_ASPECT_RATIO = 1.02
"""Copies that were scaled down keep their aspect up to the rounding of the short edge."""

_STRIP_ROWS = 128
_GREY_SHARE = 0.35
_GREY_OF_RGB = (0.299, 0.587, 0.114)  # ITU-R BT.601
_OUTSIDE_SHARE = 0.12
"""What the second picture does not show is nearly black, but can be made out."""

_MARK_RGB = (255, 176, 0)
"""Amber on darkened grey: 8 : 1 and more, also for the colour-blind; the same in every theme."""


@dataclass(frozen=True, slots=True, eq=False)
class Difference:
    """What was found.

    Attributes
    ----------
    pixels : ImageLevels
        The first picture in dark grey, the differences bright; as large as the first picture.
    compared : QSize
        At which size.
    visible_share : float
        Share of the pixels that differ by more than `VISIBLE_LEVELS`, 0..1.
    mean_levels, most_levels : float, int
        Over all pixels, of 255.
    overlap_share : float
        Share of the first picture that was compared, 0..1; the rest is dimmed.
    """

    pixels: ImageLevels
    compared: QSize
    visible_share: float
    mean_levels: float
    most_levels: int
    overlap_share: float = 1.0


def shapes_agree(first: QSize, second: QSize) -> bool:
    """Tell whether two pictures can be laid over each other."""
    one = first.width() / max(1, first.height())
    other = second.width() / max(1, second.height())
    return max(one, other) <= MAX_ASPECT_RATIO * min(one, other)


def compute_difference(
    first: ImageLevels, second: ImageLevels, placing: Placing | None = None
) -> Difference:
    """Compare what is there of two pictures.

    Parameters
    ----------
    first, second : ImageLevels
    placing : Placing, optional
        Where the second lies on the first; without it both have the same shape.

    Notes
    -----
    They are scaled to the smaller of both, at most `MAX_EDGE_PX`. About 70 ms a megapixel, and
    a quarter of a second to lead a placing to where both agree best.
    """
    exact = SAME_PLACE if placing is None else difference_warp.snapped(placing)
    if exact == SAME_PLACE and (placing is None or shapes_agree(first.size, second.size)):
        size = _common_size(first, second)
        other, covered = _at_size(second, size), None
    else:
        if placing is not None and exact == placing:
            exact = difference_warp.fitted(first, second, placing)
        size = _placed_size(first, second, exact)
        other, covered = difference_warp.laid(second, exact, size)
    return _compared(first, _at_size(first, size), other, covered, is_complete=second.complete)


def _compared(
    first: ImageLevels,
    one: NDArray[np.uint8],
    other: NDArray[np.uint8],
    covered: NDArray[np.bool_] | None,
    *,
    is_complete: bool,
) -> Difference:
    height, width = one.shape[:2]
    marked = np.empty((height, width, 3), np.uint8)
    visible, total, most, count = 0, 0, 0, 0
    for top in range(0, height, _STRIP_ROWS):
        strip = slice(top, top + _STRIP_ROWS)
        levels = _distance(one[strip], other[strip])
        inside = None if covered is None else covered[strip]
        if inside is not None:
            levels[~inside] = 0
        marked[strip] = _marked(one[strip], levels, inside)
        visible += int(np.count_nonzero(levels > VISIBLE_LEVELS))
        total += int(levels.sum(dtype=np.int64))
        most = max(most, int(levels.max(initial=0)))
        count += levels.size if inside is None else int(np.count_nonzero(inside))
    at_its_best = (first.complete and is_complete) or max(marked.shape) == MAX_EDGE_PX
    pixels = make_levels(marked, first.size, complete=at_its_best)
    compared = max(1, count)
    return Difference(
        pixels,
        QSize(width, height),
        visible / compared,
        total / compared,
        most,
        count / max(1, width * height),
    )


def _placed_size(first: ImageLevels, second: ImageLevels, placing: Placing) -> QSize:
    """Return the size of the first at which the second is not enlarged."""
    long = max(first.size.width(), first.size.height())
    shown = second.levels[0].size()
    area = placing.area * first.size.width() * first.size.height()
    scale = (shown.width() * shown.height() / area) ** 0.5
    edge = max(1, min(first.edge_px, round(long * scale), MAX_EDGE_PX))
    size = first.levels[0].size().scaled(edge, edge, Qt.AspectRatioMode.KeepAspectRatio)
    return size.expandedTo(QSize(1, 1))


def _common_size(first: ImageLevels, second: ImageLevels) -> QSize:
    edge = min(first.edge_px, second.edge_px, MAX_EDGE_PX)
    size = first.levels[0].size().scaled(edge, edge, Qt.AspectRatioMode.KeepAspectRatio)
    return size.expandedTo(QSize(1, 1))


def _at_size(pixels: ImageLevels, size: QSize) -> NDArray[np.uint8]:
    """Return a picture at a size, shape (h, w, 3), RGB."""
    longest = max(pixels.size.width(), pixels.size.height())
    wanted = max(size.width(), size.height())
    image = pixels.levels[pixels.level_for(wanted / longest)]
    if image.size() != size:
        image = resized(image, size)
    pixels_of = np.frombuffer(image.constBits(), np.uint8)
    blue_green_red_any = pixels_of.reshape(size.height(), size.width(), 4)
    return blue_green_red_any[..., 2::-1].copy()


def _distance(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the largest difference of the three channels, (h, w)."""
    apart: NDArray[np.uint8] = np.maximum(one, other) - np.minimum(one, other)
    return np.maximum(np.maximum(apart[..., 0], apart[..., 1]), apart[..., 2])


def _marked(
    picture: NDArray[np.uint8], levels: NDArray[np.uint8], inside: NDArray[np.bool_] | None
) -> NDArray[np.uint8]:
    weights = np.asarray(_GREY_OF_RGB, np.float32) * _GREY_SHARE
    grey = (picture @ weights)[..., None]
    if inside is not None:
        grey[~inside] *= _OUTSIDE_SHARE / _GREY_SHARE
    strength = np.minimum(levels.astype(np.float32) * (GAIN / 255), 1.0)[..., None]
    mixed: NDArray[np.float32] = grey + (np.asarray(_MARK_RGB, np.float32) - grey) * strength
    return mixed.astype(np.uint8)
