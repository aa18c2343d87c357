"""One picture laid over another by the stored transform, and moved until it fits. Worker threads.

The transform was found on pictures of some 320 pixels: at the size that is looked at it is a few
pixels off. Before two pictures are compared it is led to where their grey values agree best.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QTransform

from photofinder.ui.picture_image import resized
from photofinder.ui.placing import Placing

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from photofinder.ui.picture_image import ImageLevels

    Grey = NDArray[np.float32]

#: a placing that is so near to one of the eight exact ones is that one: a copy of all of it
_SNAP = 0.008
_STRIP_ROWS = 128
_FIT_EDGE_PX = 448
_FIT_STEPS = 15
#: in shares: a hundredth of a pixel at the size of fitting
_FIT_ENOUGH = 2e-5
#: the overlap has to hold so many pixels for a fit
_FIT_LEAST_PX = 1_000
_GREY_OF_RGB = (0.299, 0.587, 0.114)  # ITU-R BT.601


def snapped(placing: Placing) -> Placing:
    """Return the exact turn that a placing is meant to be, where it is one."""
    exact = placing.turn().placing()
    return exact if _apart(placing, exact) < _SNAP else placing


def _apart(one: Placing, other: Placing) -> float:
    corners = ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0))
    pairs = ((one.point(x, y), other.point(x, y)) for x, y in corners)
    return max(max(abs(a[0] - b[0]), abs(a[1] - b[1])) for a, b in pairs)


def laid(
    pixels: ImageLevels, placing: Placing, size: QSize
) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """Return a picture as it lies on another, and where it does.

    Parameters
    ----------
    pixels : ImageLevels
    placing : Placing
        Where its points lie on the other picture.
    size : QSize
        Of the other picture.

    Returns
    -------
    ndarray, uint8, (h, w, 3)
        RGB; black where the picture does not reach.
    ndarray, bool, (h, w)
    """
    image = _level(pixels, placing, size)
    way = _transform(image.size(), placing, size)
    back, _ = way.inverted()
    width, height = size.width(), size.height()
    rgb = np.zeros((height, width, 3), np.uint8)
    covered = np.zeros((height, width), np.bool_)
    for top in range(0, height, _STRIP_ROWS):
        rows = min(_STRIP_ROWS, height - top)
        strip = QImage(width, rows, QImage.Format.Format_ARGB32_Premultiplied)
        strip.fill(0)
        painter = QPainter(strip)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setTransform(way * QTransform.fromTranslate(0, -top))
        seen = back.mapRect(QRectF(0, top, width, rows)) & QRectF(image.rect())
        if not seen.isEmpty():
            wider = seen.adjusted(-2, -2, 2, 2) & QRectF(image.rect())
            painter.drawImage(wider, image, wider)
        painter.end()
        found = np.frombuffer(strip.constBits(), np.uint8).reshape(rows, width, 4)
        rgb[top : top + rows] = found[..., 2::-1]
        covered[top : top + rows] = found[..., 3] == np.iinfo(np.uint8).max
    return rgb, covered


def _level(pixels: ImageLevels, placing: Placing, size: QSize) -> QImage:
    """Return the level that is as fine as what it is drawn at, or up to twice."""
    area = placing.area * size.width() * size.height()
    scale = (area / (pixels.size.width() * pixels.size.height())) ** 0.5
    return pixels.levels[pixels.level_for(scale)]


def _transform(source: QSize, placing: Placing, target: QSize) -> QTransform:
    """Return the way from pixels of one picture to those of another."""
    across, down = 1 / source.width(), 1 / source.height()
    width, height = target.width(), target.height()
    return QTransform(
        placing.a * across * width,
        placing.d * across * height,
        placing.b * down * width,
        placing.e * down * height,
        placing.c * width,
        placing.f * height,
    )


# -- fitting -------------------------------------------------------------------------------------


def fitted(first: ImageLevels, second: ImageLevels, placing: Placing) -> Placing:
    """Return the placing at which two pictures agree best, near a given one; that one at worst.

    References
    ----------
    Lucas and Kanade 1981, with gain and offset of the light taken out at every step.
    """
    one, other = _grey(first), _grey(second)
    grid = _grid(one.shape[0], one.shape[1])
    here = one[1::2, 1::2].ravel()
    down, across = np.gradient(other, 1 / other.shape[0], 1 / other.shape[1])
    slopes: tuple[Grey, Grey] = (np.asarray(down, np.float32), np.asarray(across, np.float32))
    best, best_match = placing, _match(here, other, grid, placing)
    found = placing
    for _ in range(_FIT_STEPS):
        moved = _step(here, other, slopes, grid, found)
        if moved is None:
            break
        change = _apart(moved, found)
        found = moved
        match = _match(here, other, grid, found)
        if match > best_match:
            best, best_match = found, match
        if change < _FIT_ENOUGH:
            break
    return best


def _grey(pixels: ImageLevels) -> Grey:
    longest = max(pixels.size.width(), pixels.size.height())
    image = pixels.levels[pixels.level_for(min(_FIT_EDGE_PX / longest, 1.0))]
    share = min(_FIT_EDGE_PX / max(image.width(), image.height()), 1.0)
    size = QSize(max(2, round(image.width() * share)), max(2, round(image.height() * share)))
    image = resized(image, size)
    found = np.frombuffer(image.constBits(), np.uint8).reshape(size.height(), size.width(), 4)
    grey: Grey = found[..., 2::-1].astype(np.float32) @ np.asarray(_GREY_OF_RGB, np.float32)
    return grey


def _grid(height: int, width: int) -> tuple[Grey, Grey]:
    """Return every second pixel of a picture, in shares of it."""
    y, x = np.mgrid[1:height:2, 1:width:2].astype(np.float32)
    return (x.ravel() + 0.5) / width, (y.ravel() + 0.5) / height


def _seen(
    here: Grey, shape: tuple[int, ...], grid: tuple[Grey, Grey], placing: Placing
) -> tuple[NDArray[np.bool_], NDArray[np.intp], NDArray[np.intp], Grey, Grey] | None:
    """Return which pixels the second picture reaches, and where in it they are."""
    back, (x, y) = placing.inverse(), grid
    height, width = shape
    column = (back.a * x + back.b * y + back.c) * width - 0.5
    row = (back.d * x + back.e * y + back.f) * height - 0.5
    inside = (column >= 0) & (column < width - 1) & (row >= 0) & (row < height - 1)
    if np.count_nonzero(inside) < min(_FIT_LEAST_PX, len(here) // 4):
        return None
    column, row = column[inside], row[inside]
    left, top = column.astype(np.intp), row.astype(np.intp)
    across, down = (column - left).astype(np.float32), (row - top).astype(np.float32)
    return inside, left, top, across, down


def _sampled(
    picture: Grey, left: NDArray[np.intp], top: NDArray[np.intp], across: Grey, down: Grey
) -> Grey:
    upper = picture[top, left] * (1 - across) + picture[top, left + 1] * across
    lower = picture[top + 1, left] * (1 - across) + picture[top + 1, left + 1] * across
    return np.asarray(upper * (1 - down) + lower * down, np.float32)


def _match(here: Grey, other: Grey, grid: tuple[Grey, Grey], placing: Placing) -> float:
    """Return the correlation where both are; -1 where they hardly meet."""
    seen = _seen(here, other.shape, grid, placing)
    if seen is None:
        return -1.0
    one = _centred(here[seen[0]])
    two = _centred(_sampled(other, *seen[1:]))
    size = float(np.sqrt((one @ one) * (two @ two)))
    return float(one @ two) / size if size > 0 else -1.0


def _centred(values: Grey) -> Grey:
    return np.asarray(values - values.mean(), np.float32)


def _step(
    here: Grey,
    other: Grey,
    slopes: tuple[Grey, Grey],
    grid: tuple[Grey, Grey],
    placing: Placing,
) -> Placing | None:
    """Return the placing after one step of least squares; None where there is none."""
    seen = _seen(here, other.shape, grid, placing)
    if seen is None:
        return None
    inside, places = seen[0], seen[1:]
    x, y = grid[0][inside], grid[1][inside]
    two = _sampled(other, *places)
    down, across = _sampled(slopes[0], *places), _sampled(slopes[1], *places)
    one = here[inside]
    spread = float(two.std())
    if spread == 0 or float(one.std()) == 0:
        return None
    target = (one - one.mean()) * (spread / float(one.std())) + two.mean()
    columns = np.stack([across * x, across * y, across, down * x, down * y, down], axis=1)
    wanted = columns.T @ columns
    wanted[np.diag_indices(6)] *= 1 + 1e-6
    try:
        change = np.linalg.solve(wanted.astype(np.float64), columns.T @ (target - two))
    except np.linalg.LinAlgError:
        return None
    back = placing.inverse()
    numbers = (back.a, back.b, back.c, back.d, back.e, back.f)
    moved = Placing.of(np.add(numbers, change).tolist())
    return None if moved is None else Placing.of(_numbers(moved.inverse()))


def _numbers(placing: Placing) -> tuple[float, ...]:
    return (placing.a, placing.b, placing.c, placing.d, placing.e, placing.f)
