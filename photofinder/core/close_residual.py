"""What is left of the difference of two pictures without everything that was done to all of it.

One is laid on the other at the coarser one's resolution; colours, brightness that changes slowly
from place to place, and sharpness are brought together. What is left is compression and grain,
which grow with how much there is to see in a place, and whatever is really different there. Any
thread.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from photofinder.core.close_frame import MIN_INSIDE, lay
from photofinder.core.images import load_opencv

if TYPE_CHECKING:
    from collections.abc import Sequence

_Number = TypeVar("_Number", np.uint8, np.float32)

#: places are told apart at this size, in pixels
CELL_PX = 6
_GREY = np.array([0.299, 0.587, 0.114], np.float32)
#: what differs in brightness from place to place by less than this is shading
_SHADING_PX = 49
_MIN_GAIN, _MAX_GAIN = 0.5, 2.0
_LITTLE_VARIANCE = 30.0
#: how much softer one may be, sigma in pixels
_SOFTER = (0.0, 0.4, 0.6, 0.8, 1.0, 1.3, 1.7, 2.2, 3.0)
#: a median, or a spread, that moved by more was edited
_EDITED_LEVELS = 4.0
_EDITED_SPREAD = 0.06
_GREY_LEVELS = 6
_WHITE, _BLACK = 249, 5
#: and what lies beside what was cut off is softened with it
_CUT_OFF_PX = 15


@dataclass(frozen=True, slots=True, eq=False)
class Residual:
    """Two pictures in one frame, and how much more than elsewhere they differ in each place.

    Attributes
    ----------
    one, two : ndarray, uint8, (h, w, 3)
        ``one`` is the picture whose frame it is, without its bars.
    difference : ndarray, float32, (h, w)
        Grey levels of ``one`` less those of ``two``, everything alike brought together.
    cells : ndarray, float32, (h // CELL_PX, w // CELL_PX)
        Power of the difference in a place, as a multiple of what places with as much to see
        usually have; 0 where nothing can be said.
    usable : ndarray of bool, like ``cells``
        Where something can be said.
    textured : ndarray of bool, like ``cells``
        And there is something to see.
    is_edited : bool
        Whether colours or brightness were changed as a whole.
    noise : float
        Of the difference, grey levels, the median.
    exchanged : bool
        Whether ``one`` is the second picture of the pair.
    corner : tuple of int
        Where ``one`` begins in its picture, left and top, behind the bars.
    softened_px : tuple of float
        By what each was softened to be as sharp as the other, sigma.
    grey : ndarray, float32, (h, w)
        The mean of both.
    usual : ndarray, float32, like ``cells``
        Power that places with as much to see usually have, squared grey levels.
    """

    one: NDArray[np.uint8]
    two: NDArray[np.uint8]
    difference: NDArray[np.float32]
    cells: NDArray[np.float32]
    usable: NDArray[np.bool_]
    textured: NDArray[np.bool_]
    is_edited: bool
    noise: float
    exchanged: bool
    corner: tuple[int, int]
    softened_px: tuple[float, float]
    grey: NDArray[np.float32]
    usual: NDArray[np.float32]

    def settled(self, places: Sequence[NDArray[np.bool_]]) -> Residual:
        """Return what is left where each place may lie a little elsewhere, and be less sharp.

        A copy that was turned is laid right to fractions of a pixel, here better, there worse.

        Parameters
        ----------
        places : sequence of ndarray of bool, like ``cells``
        """
        left = self.difference.copy()
        for place in places:
            mask = pixels_of(place, left.shape)
            left[mask] = _without_moves(self.grey, left, mask)
        return dataclasses.replace(
            self, difference=left, cells=_multiples(left, self.usual, self.usable)
        )


def residual_of(
    first: NDArray[np.uint8], second: NDArray[np.uint8], matrix: NDArray[np.float64]
) -> Residual | None:
    """Lay two pictures on each other and take away all that they have in common.

    Parameters
    ----------
    first, second : ndarray, uint8, (h, w, 3)
    matrix : ndarray, (2, 3)
        From the second to the first, pixels from the corners, right to a few pixels.

    Returns
    -------
    Residual or None
        None when too little overlaps.
    """
    laid = lay(first, second, matrix)
    if laid is None:
        return None
    one, two, inside = laid.one, laid.two, laid.inside
    is_edited = _is_edited(_some(one, inside), _some(two, inside))
    if is_edited:  # what was cut off at white or black cannot be compared
        inside &= ~_grown(_is_cut_off(one) != _is_cut_off(two), _CUT_OFF_PX)
        if np.count_nonzero(inside) < MIN_INSIDE:
            return None
    grey, other = _toned(one, two, inside)
    softened_px = _softening(grey, other, inside)
    difference, both = _difference(
        _soft(grey, softened_px[0]), _soft(other, softened_px[1]), inside
    )
    usable = _cells(inside.astype(np.float32)) > _ALL
    if not usable.any():
        return None
    power, structure = _power(difference), _structure(both)
    usual = _usual(structure[usable], power[usable], structure)
    return Residual(
        one=one,
        two=two,
        difference=difference,
        cells=_multiples(difference, usual, usable),
        usable=usable,
        textured=usable & (structure > _TEXTURED),
        is_edited=is_edited,
        noise=float(np.sqrt(np.median(power[usable]))),
        exchanged=laid.exchanged,
        corner=laid.corner,
        softened_px=softened_px,
        grey=both,
        usual=usual,
    )


def _some(values: NDArray[_Number], inside: NDArray[np.bool_]) -> NDArray[_Number]:
    """Return every ninth value inside, as a list."""
    return values[::3, ::3][inside[::3, ::3]]


def _grown(mask: NDArray[np.bool_], by_px: int) -> NDArray[np.bool_]:
    kernel = np.ones((by_px, by_px), np.uint8)
    grown: NDArray[np.bool_] = load_opencv().dilate(mask.astype(np.uint8), kernel) > 0
    return grown


def _is_cut_off(rgb: NDArray[np.uint8]) -> NDArray[np.bool_]:
    cv2 = load_opencv()
    red, green, blue = cv2.split(rgb)
    highest, lowest = cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)
    cut: NDArray[np.bool_] = (highest >= _WHITE) | (lowest <= _BLACK)
    return cut


def _is_grey(colours: NDArray[np.uint8]) -> bool:
    spread = colours.max(axis=1) - colours.min(axis=1)
    return float(np.quantile(spread, 0.98)) <= _GREY_LEVELS


def _is_edited(one: NDArray[np.uint8], two: NDArray[np.uint8]) -> bool:
    """Whether one has other colours, or another contrast, as a whole.

    A black and white copy is as bright as it was, and brightness is what is compared.
    """
    seen, other = (one @ _GREY, two @ _GREY) if _is_grey(one) or _is_grey(two) else (one, two)
    moved = np.abs(np.median(seen, axis=0) - np.median(other, axis=0)).max()
    spreads = sorted((float(seen.std()), float(other.std())))
    return bool(moved > _EDITED_LEVELS or spreads[1] > (1 + _EDITED_SPREAD) * max(spreads[0], 1.0))


# -- everything alike -------------------------------------------------------------------------


def _toned(
    one: NDArray[np.uint8], two: NDArray[np.uint8], inside: NDArray[np.bool_]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the brightness of one, and what the other's colours make of it, float32."""
    cv2 = load_opencv()
    grey = cv2.transform(one, _GREY[None]).astype(np.float32)
    weights, offset = _mixed(_some(two, inside).astype(np.float32), _some(grey, inside))
    other = cv2.transform(two.astype(np.float32), weights[None]) + np.float32(offset)
    levels = np.clip(other, 0, 255).astype(np.uint8)
    curve = _curve(_some(levels, inside), _some(grey, inside) - _some(other, inside))
    return grey, other + cv2.LUT(levels, curve)


def _mixed(
    colours: NDArray[np.float32], grey: NDArray[np.float32]
) -> tuple[NDArray[np.float32], float]:
    """Fit grey levels by colours, without the tenth that fits worst; doubtful, as brightness is."""
    little = 0.05 * len(grey)
    for _ in range(3):
        design = np.hstack([colours, np.ones((len(grey), 1), np.float32)])
        normal = (design.T @ design).astype(np.float64) + np.diag([little] * 3 + [0.0])
        asked = (design.T @ grey).astype(np.float64) + np.append(_GREY, 0) * little
        fitted = np.linalg.solve(normal + np.eye(4) * 1e-3, asked)
        left = np.abs(design @ fitted.astype(np.float32) - grey)
        good = left <= np.quantile(left, 0.9)
        colours, grey = colours[good], grey[good]
    return fitted[:3].astype(np.float32), float(fitted[3])


def _curve(levels: NDArray[np.uint8], above: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return by how much each level is to be raised, (256,), smooth."""
    count = np.bincount(levels, minlength=256).astype(np.float64)
    total = np.bincount(levels, weights=above, minlength=256)
    near = np.exp(-0.5 * (np.arange(-12, 13) / 4.0) ** 2)
    count, total = np.convolve(count, near, "same"), np.convolve(total, near, "same")
    known = np.flatnonzero(count > 0.5)
    raised = np.interp(np.arange(256), known, total[known] / count[known])
    return raised.astype(np.float32)


def _softening(
    grey: NDArray[np.float32], other: NDArray[np.float32], inside: NDArray[np.bool_]
) -> tuple[float, float]:
    """Return by what each is to be softened, the sharper one until both differ least."""
    fine = [float(np.mean(_some(_detail(each), inside) ** 2)) for each in (grey, other)]
    sharper, softer = (grey, other) if fine[0] > fine[1] else (other, grey)
    target = _some(softer, inside)
    best, chosen = np.inf, 0.0
    for sigma in _SOFTER:
        differ = float(np.abs(_some(_soft(sharper, sigma), inside) - target).mean())
        if differ > best:
            break
        best, chosen = differ, sigma
    return (chosen, 0.0) if fine[0] > fine[1] else (0.0, chosen)


def _soft(grey: NDArray[np.float32], sigma_px: float) -> NDArray[np.float32]:
    if not sigma_px:
        return grey
    soft: NDArray[np.float32] = load_opencv().GaussianBlur(grey, (0, 0), sigma_px)
    return soft


def _detail(grey: NDArray[np.float32]) -> NDArray[np.float32]:
    detail: NDArray[np.float32] = grey - load_opencv().GaussianBlur(grey, (0, 0), 1.0)
    return detail


def _difference(
    grey: NDArray[np.float32], other: NDArray[np.float32], inside: NDArray[np.bool_]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the difference without shading and fine grain, and the mean of both."""
    cv2 = load_opencv()
    one, two = (cv2.GaussianBlur(each, (0, 0), 1.0) for each in (grey, other))
    around = (_SHADING_PX, _SHADING_PX)
    cover = inside.astype(np.float32)
    share = cv2.blur(cover, around) + np.float32(1e-6)

    def mean(values: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.asarray(cv2.blur(values * cover, around) / share, np.float32)

    mean_one, mean_two = mean(one), mean(two)
    spread = mean(two * two) - mean_two * mean_two
    common = mean(one * two) - mean_one * mean_two
    gain = np.clip((common + _LITTLE_VARIANCE) / (spread + _LITTLE_VARIANCE), _MIN_GAIN, _MAX_GAIN)
    difference = one - mean_one - gain * (two - mean_two)
    return np.asarray(difference, np.float32), np.asarray((one + two) / 2, np.float32)


# -- place by place ---------------------------------------------------------------------------


def _cells(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Average each cell."""
    height, width = values.shape
    size = (width // CELL_PX, height // CELL_PX)
    cut = values[: size[1] * CELL_PX, : size[0] * CELL_PX]
    return np.asarray(load_opencv().resize(cut, size, interpolation=load_opencv().INTER_AREA))


def pixels_of(cells: NDArray[np.bool_], shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Return the pixels of cells, as a mask of that shape."""
    pixels = np.zeros(shape, bool)
    large = np.repeat(np.repeat(cells, CELL_PX, axis=0), CELL_PX, axis=1)
    pixels[: large.shape[0], : large.shape[1]] = large
    return pixels


def _power(difference: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(load_opencv().blur(_cells(difference * difference), (2, 2)))


def _multiples(
    difference: NDArray[np.float32], usual: NDArray[np.float32], usable: NDArray[np.bool_]
) -> NDArray[np.float32]:
    return np.where(usable, _power(difference) / usual, 0).astype(np.float32)


def _gradients(grey: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    cv2 = load_opencv()
    across = cv2.Sobel(grey, cv2.CV_32F, 1, 0, ksize=3, scale=1 / 8)
    down = cv2.Sobel(grey, cv2.CV_32F, 0, 1, ksize=3, scale=1 / 8)
    return across, down


def _structure(grey: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how much there is to see in each cell, the logarithm of squared gradients."""
    across, down = _gradients(grey)
    soft = load_opencv().GaussianBlur(across * across + down * down, (0, 0), 3.0)
    return np.asarray(np.log(_cells(soft) + np.float32(0.05)), np.float32)


_ALL = 0.99
#: gradients of a grey level per pixel
_TEXTURED = 0.0
_BINS = 12
_MIN_IN_BIN = 40
#: squared levels that rounding leaves
_ROUNDING = 0.15


def _without_moves(
    grey: NDArray[np.float32], left: NDArray[np.float32], mask: NDArray[np.bool_]
) -> NDArray[np.float32]:
    """Take away what a small shift of a place, and other sharpness there, explain."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    near = slice(max(rows[0] - 4, 0), rows[-1] + 5), slice(max(columns[0] - 4, 0), columns[-1] + 5)
    here, there = mask[near], grey[near]
    across, down = _gradients(there)
    bend = load_opencv().Laplacian(there, load_opencv().CV_32F)
    design = np.stack([across[here], down[here], bend[here]], axis=1)
    normal = (design.T @ design).astype(np.float64) + np.eye(3)
    asked = np.linalg.solve(normal, (design.T @ left[mask]).astype(np.float64))
    moved_px = float(np.hypot(*asked[:2]))
    asked[:2] *= min(1.0, _NEARLY_PX / max(moved_px, 1e-6))
    return np.asarray(left[mask] - design @ asked.astype(np.float32), np.float32)


#: a place that lies further away has moved
_NEARLY_PX = 0.6


def _usual(
    seen: NDArray[np.float32], power: NDArray[np.float32], everywhere: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Return the power that places with as much to see usually have."""
    lowest, highest = float(seen.min()), float(seen.max())
    number = ((seen - lowest) * (_BINS / max(highest - lowest, 1e-3))).astype(np.int64)
    at, level = [], []
    for each in range(_BINS + 1):
        there = number == each
        if np.count_nonzero(there) >= _MIN_IN_BIN:
            at.append(float(seen[there].mean()))
            level.append(float(np.quantile(power[there], 0.75)))
    if not at:
        at, level = [0.0], [float(np.quantile(power, 0.75))]
    rising = np.log(np.maximum.accumulate(level) + _ROUNDING)
    return np.exp(np.interp(everywhere, at, rising)).astype(np.float32)
