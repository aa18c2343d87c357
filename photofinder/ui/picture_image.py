"""A photo as a canvas paints it: a pyramid of images, made in a worker thread.

PySide holds Python's lock while `QImage` converts or scales, and with it the window: 0.6 s for
100 megapixels. Here it is done in strips of a millisecond or two, between which the lock is free.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from photofinder.core.metadata import PhotoMetadata
    from photofinder.core.views import Picture

#: the pyramid ends with a level whose long edge is no longer than this
_TOP_EDGE_PX = 1_024
_STRIP_PIXELS = 500_000


@dataclass(frozen=True, slots=True, eq=False)
class ImageLevels:
    """Pixels to be painted at any scale.

    Attributes
    ----------
    size : QSize
        Full size; the first level may be smaller.
    levels : tuple of QImage
        RGB32, each half as long and wide as the one before.
    complete : bool
        There is nothing finer to be had.
    """

    size: QSize
    levels: tuple[QImage, ...]
    complete: bool

    @property
    def edge_px(self) -> int:
        """Long edge of what is there."""
        return max(self.levels[0].width(), self.levels[0].height())

    @property
    def memory_bytes(self) -> int:
        """What all levels take."""
        return sum(level.sizeInBytes() for level in self.levels)

    def level_for(self, scale: float) -> int:
        """Return the number of the smallest level that serves a scale (1.0: full size)."""
        wanted = scale * max(self.size.width(), self.size.height())
        number = 0
        for index, level in enumerate(self.levels):
            if max(level.width(), level.height()) >= wanted * 0.999:
                number = index
        return number


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What the file was when it was read: its size, and when it was last written."""

    size_bytes: int
    mtime_ns: int


@dataclass(frozen=True, slots=True, eq=False)
class PictureImage:
    """A decoded photo. ``facts`` tell whether the file is still the same."""

    path: Path
    pixels: ImageLevels
    format: str
    metadata: PhotoMetadata
    facts: FileFacts


def make_picture_image(picture: Picture, facts: FileFacts, *, complete: bool) -> PictureImage:
    """Prepare a decoded photo for the canvas. Worker threads.

    Parameters
    ----------
    picture : Picture
    facts : FileFacts
    complete : bool
        It was asked for at full size.
    """
    height, width = picture.rgb.shape[:2]
    size = QSize(max(1, picture.width), max(1, picture.height))
    whole = complete or max(width, height) >= max(size.width(), size.height())
    pixels = make_levels(picture.rgb, size, complete=whole)
    return PictureImage(picture.path, pixels, picture.format, picture.metadata, facts)


def make_levels(rgb: NDArray[np.uint8], size: QSize, *, complete: bool) -> ImageLevels:
    """Build the pyramid of a picture, shape (h, w, 3). Worker threads.

    Raises
    ------
    MemoryError
    """
    levels = [_converted(np.ascontiguousarray(rgb))]
    while max(levels[-1].width(), levels[-1].height()) > _TOP_EDGE_PX:
        levels.append(_halved(levels[-1]))
    return ImageLevels(size, tuple(levels), complete)


def _converted(rgb: NDArray[np.uint8]) -> QImage:
    height, width = rgb.shape[:2]
    image = _blank(width, height)
    painter = QPainter(image)
    for top, rows in _strips(width, height):
        part = rgb[top : top + rows]
        strip = QImage(part.data, width, rows, 3 * width, QImage.Format.Format_RGB888)
        painter.drawImage(0, top, strip)
    painter.end()
    return image


def _halved(image: QImage) -> QImage:
    return resized(image, QSize(max(1, image.width() // 2), max(1, image.height() // 2)))


def resized(image: QImage, size: QSize) -> QImage:
    """Scale an image, to half its size at the least, without holding the window up.

    Notes
    -----
    Bilinear sampling between two pixels averages them: at half the size blocks of two by two.
    """
    scaled = _blank(size.width(), size.height())
    across, down = image.width() / scaled.width(), image.height() / scaled.height()
    painter = QPainter(scaled)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for top, rows in _strips(scaled.width(), scaled.height()):
        source = QRectF(0, top * down, scaled.width() * across, rows * down)
        painter.drawImage(QRectF(0, top, scaled.width(), rows), image, source)
    painter.end()
    return scaled


def _blank(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    if image.isNull():
        raise MemoryError
    return image


def _strips(width: int, height: int) -> Iterator[tuple[int, int]]:
    """Return first row and number of rows of strips of about as many pixels."""
    rows = max(1, _STRIP_PIXELS // width)
    for top in range(0, height, rows):
        yield top, min(rows, height - top)


def levels_of_thumbnail(image: QImage, size: QSize) -> ImageLevels:
    """Return a thumbnail as the best that can be had of a picture of a full size. Any thread."""
    full = size if not size.isEmpty() else image.size()
    return ImageLevels(full, (image.convertToFormat(QImage.Format.Format_RGB32),), complete=True)
