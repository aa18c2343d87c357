"""Whether a copy is of the same moment, seen at four times the size of a thumbnail.

On a thumbnail a face is a few pixels wide, and nobody can say whether it smiled. Where no capture
times prove that two pictures are one shot, they are compared again at `EDGE_PX`: what was done to
all of a picture is taken away (`core.close_residual`), and a place that differs many times as much
as others do is another moment, unless it was drawn on the picture (`core.close_marks`). Any
thread.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from photofinder.core.close_marks import is_drawn
from photofinder.core.close_residual import CELL_PX, pixels_of, residual_of
from photofinder.core.images import decode_scaled, load_opencv, shrink_to_edge
from photofinder.core.types import Box
from photofinder.core.verification_alignment import apply

if TYPE_CHECKING:
    from pathlib import Path

    from photofinder.core.close_residual import Residual

    #: left, top, width and height
    _Cells = tuple[int, int, int, int]

#: goes up when the same pictures may get another answer; pairs of an older one are looked at again
VERSION = 1
#: a mouth of a face that is a thirtieth of the picture wide has 15 pixels
EDGE_PX = 1280
#: smaller ones show no more than their thumbnails
MIN_EDGE_PX = 400

#: a place that differs so many times as much as usual, and as the rest does, is another
_PEAK = 20.0
_AHEAD = 8.0
#: where colours were edited, the rest is not brought together as exactly
_EDITED_PEAK = 100.0
_EDITED_AHEAD = 40.0
#: the rest are all places but the few in thousand that differ most
_REST = 0.998
#: places with something to see; fewer do not tell what is usual
_MIN_REST = 400
#: what belongs to a place that changed
_WARM = 8.0
#: places beside the one that changed most: the other eye, the mouth
_MOST_PLACES = 12
_FAINTER = 25.0
#: more of a picture is no moment but an edit
_MOST_AREA = 0.2
#: less says nothing of the whole
_MIN_USABLE = 0.05


class Sight(enum.Enum):
    """What a close look has shown."""

    SAME = "same"
    """Nothing differs but compression and what was done to all of it."""
    MOVED = "moved"
    """A place is another: someone smiled, blinked, looked elsewhere, something moved."""
    DRAWN = "drawn"
    """Text or a logo."""
    UNDECIDED = "undecided"
    """Too small, too much edited, or too little in common."""


@dataclass(frozen=True, slots=True)
class CloseLook:
    """What a close look has shown.

    Attributes
    ----------
    sight : Sight
    place : Box or None
        Where most differs, in shares of the first picture; None where nothing does.
    """

    sight: Sight
    place: Box | None = None


def large_picture(source: bytes | Path) -> NDArray[np.uint8]:
    """Decode a photo for `look_closer`; uint8, (h, w, 3), the long edge at most `EDGE_PX`.

    Raises
    ------
    PhotoUnreadable
    """
    return shrink_to_edge(decode_scaled(source, thumbnail_edge_px=EDGE_PX).rgb, EDGE_PX)


def look_closer(
    first: NDArray[np.uint8],
    second: NDArray[np.uint8],
    transform: tuple[float, float, float, float, float, float],
) -> CloseLook:
    """Compare two pictures that were verified on their thumbnails.

    Parameters
    ----------
    first, second : ndarray, uint8, (h, w, 3)
        sRGB, upright, the long edge at most `EDGE_PX`.
    transform : tuple of float, (6,)
        From the second to the first, see `core.types.Verification`.

    Notes
    -----
    0.1 to 0.2 s for two pictures of 1280 x 960.
    """
    if min(max(first.shape[:2]), max(second.shape[:2])) < MIN_EDGE_PX:
        return CloseLook(Sight.UNDECIDED)
    onto_first = _in_pixels(transform, first, second)
    seen = residual_of(first, second, onto_first)
    if seen is None or float(seen.usable.mean()) < _MIN_USABLE:
        return CloseLook(Sight.UNDECIDED)
    places = _Places(seen.cells)
    peak, ahead = (_EDITED_PEAK, _EDITED_AHEAD) if seen.is_edited else (_PEAK, _AHEAD)
    if places.peak < peak:
        return CloseLook(Sight.SAME)
    changed = places.foremost()
    rest = seen.cells[seen.usable & ~changed]
    area = np.count_nonzero(changed) / np.count_nonzero(seen.usable)
    textured = np.count_nonzero(seen.textured & ~changed)
    if textured < _MIN_REST or area > _MOST_AREA:
        return CloseLook(Sight.UNDECIDED)
    settled = _Places(seen.settled(places.each()).cells)
    if settled.peak < peak:
        return CloseLook(Sight.SAME)
    usual = float(np.quantile(rest, _REST))
    if settled.peak < ahead * usual:
        return CloseLook(Sight.UNDECIDED)
    if is_drawn(seen, pixels_of(changed, seen.difference.shape)):
        return CloseLook(Sight.DRAWN)
    return CloseLook(Sight.MOVED, _box(settled.main, seen, first, onto_first))


def _in_pixels(
    transform: tuple[float, float, float, float, float, float],
    first: NDArray[np.uint8],
    second: NDArray[np.uint8],
) -> NDArray[np.float64]:
    matrix = np.array(transform, np.float64).reshape(2, 3)
    size = np.array([[first.shape[1]], [first.shape[0]]], np.float64)
    scaled: NDArray[np.float64] = matrix * size / [second.shape[1], second.shape[0], 1.0]
    return scaled


class _Places:
    """Places that differ more than usual, the one that differs most first."""

    def __init__(self, cells: NDArray[np.float32]) -> None:
        cv2 = load_opencv()
        warm = cv2.dilate((cells > _WARM).astype(np.uint8), np.ones((3, 3), np.uint8))
        count, self._labels, self._sizes, _ = cv2.connectedComponentsWithStats(warm)
        peaks = np.array([_peak(cells[self._labels == each]) for each in range(1, count)])
        self._order = np.argsort(-peaks, kind="stable") + 1
        self._peaks = peaks[self._order - 1]

    @property
    def peak(self) -> float:
        """How much more than usual the foremost differs; 0 where none does."""
        return float(self._peaks[0]) if len(self._peaks) else 0.0

    def each(self) -> list[NDArray[np.bool_]]:
        """Return the places that stand out, with what is right beside them."""
        far = self._peaks >= self._peaks[0] / _FAINTER
        kernel = np.ones((3, 3), np.uint8)
        return [
            load_opencv().dilate((self._labels == number).astype(np.uint8), kernel) > 0
            for number in self._order[far][:_MOST_PLACES]
        ]

    def foremost(self) -> NDArray[np.bool_]:
        """Return all of them, with what is beside."""
        mask = np.any(self.each(), axis=0).astype(np.uint8)
        grown: NDArray[np.bool_] = load_opencv().dilate(mask, np.ones((3, 3), np.uint8)) > 0
        return grown

    @property
    def main(self) -> _Cells:
        """Left, top, width and height, in cells."""
        left, top, width, height = self._sizes[self._order[0]][:4]
        return int(left), int(top), int(width), int(height)


def _peak(values: NDArray[np.float32]) -> float:
    """Return the mean of the three that differ most: one cell may be an accident."""
    return float(np.sort(values)[-3:].mean())


def _box(
    cells: _Cells,
    seen: Residual,
    first: NDArray[np.uint8],
    onto_first: NDArray[np.float64],
) -> Box | None:
    """Return a place in shares of the first picture."""
    left, top, width, height = (CELL_PX * each for each in cells)
    corners = np.array(
        [(left, top), (left + width, top), (left + width, top + height), (left, top + height)],
        np.float64,
    )
    corners += seen.corner
    if seen.exchanged:
        corners = apply(onto_first, corners)
    x, y = (corners / [first.shape[1], first.shape[0]]).clip(0, 1).round(5).T
    if x.max() <= x.min() or y.max() <= y.min():
        return None
    return Box(float(x.min()), float(y.min()), float(x.max()), float(y.max()))
