"""Where two pictures differ: laid over each other at one size, amplified. Worker threads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QSize, Qt

from photofinder.ui.picture_image import ImageLevels, make_levels, resized

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
    """

    pixels: ImageLevels
    compared: QSize
    visible_share: float
    mean_levels: float
    most_levels: int


def shapes_agree(first: QSize, second: QSize) -> bool:
    """Tell whether two pictures can be laid over each other."""
    one = first.width() / max(1, first.height())
    other = second.width() / max(1, second.height())
    return max(one, other) <= MAX_ASPECT_RATIO * min(one, other)


def compute_difference(first: ImageLevels, second: ImageLevels) -> Difference:
    """Compare what is there of two pictures of the same shape.

    Notes
    -----
    They are scaled to the smaller of both, at most `MAX_EDGE_PX`. About 70 ms a megapixel.
    """
    size = _common_size(first, second)
    one, other = _at_size(first, size), _at_size(second, size)
    marked = np.empty((size.height(), size.width(), 3), np.uint8)
    visible, total, most = 0, 0, 0
    for top in range(0, size.height(), _STRIP_ROWS):
        strip = slice(top, top + _STRIP_ROWS)
        levels = _distance(one[strip], other[strip])
        marked[strip] = _marked(one[strip], levels)
        visible += int(np.count_nonzero(levels > VISIBLE_LEVELS))
        total += int(levels.sum(dtype=np.int64))
        most = max(most, int(levels.max(initial=0)))
    count = max(1, size.width() * size.height())
    at_its_best = (first.complete and second.complete) or max(marked.shape) == MAX_EDGE_PX
    pixels = make_levels(marked, first.size, complete=at_its_best)
    return Difference(pixels, size, visible / count, total / count, most)


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


def _marked(picture: NDArray[np.uint8], levels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    weights = np.asarray(_GREY_OF_RGB, np.float32) * _GREY_SHARE
    grey = (picture @ weights)[..., None]
    strength = np.minimum(levels.astype(np.float32) * (GAIN / 255), 1.0)[..., None]
    mixed: NDArray[np.float32] = grey + (np.asarray(_MARK_RGB, np.float32) - grey) * strength
    return mixed.astype(np.uint8)
