"""Whether what differs in a few places was drawn on a picture: letters, a logo. Any thread.

Letters are many parts of one ink, which mixes with what it covers everywhere in the same way, and
all edges are on the picture that has them. A logo is large, and mostly of exactly one colour, as
nothing that a camera sees. What moved takes edges away in one place and brings them to another; an
eye that is shut is neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from photofinder.core.images import load_opencv

if TYPE_CHECKING:
    from photofinder.core.close_residual import Residual

#: colours differ by so many levels, so many times the noise, and so much of what differs most: a
#: copy that was scaled differs a little along every edge
_STRONG_LEVELS, _STRONG_NOISE, _STRONG_SHARE, _MOST = 9.0, 5.0, 0.25, 0.99
_MIN_PIXELS = 12
#: so much of the edges of letters is on one picture
_ONE_SIDED = 0.62
#: eyes of two or three people are fewer, a mouth is not as high
_MIN_LETTERS = 6
_LETTER_SHARE, _LETTER_AREA, _MIN_LETTER_PX = 0.45, 0.08, 8
#: other white letters on both pictures; the white of an eye is not as white, and no arm that moves
#: before a bright window is letters
_MIN_WHITE_LETTERS, _WHITE_LEVEL, _WHITE_SHARE = 4, 243, 0.6
#: so much of what changed has to be explained by one ink
_EXPLAINED = 0.88
#: ink stands out from what is around it by so many levels
_CONTRAST = 28.0
#: so much of a logo is of one colour, as exactly as compression leaves it, and it is so large
_FLAT_SHARE = 0.48
_FLAT_LEVELS = 5
_FLAT_PX = 40
#: what is around a place
_RING_PX = 15


def is_drawn(seen: Residual, changed: NDArray[np.bool_]) -> bool:
    """Return whether letters or a logo explain what changed.

    Parameters
    ----------
    seen : Residual
    changed : ndarray of bool, (h, w)
        Where the pictures differ, with what lies right beside.
    """
    place = _Place.of(seen, changed)
    if place is None:
        return False
    if any(_is_flat(each, place.strong, place.beside) for each in (place.one, place.two)):
        return True
    letters = _letters(place.strong)
    if letters >= _MIN_WHITE_LETTERS and place.whiteness > _WHITE_SHARE:
        return True
    share = _edges_of_two(place)
    if 1 - _ONE_SIDED < share < _ONE_SIDED or letters < _MIN_LETTERS:
        return False
    plain, inked = (place.one, place.two) if share > 0.5 else (place.two, place.one)
    return _is_ink(plain[place.strong], inked[place.strong], place.beside)


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """Both pictures around a place, as sharp and coloured alike, and where they differ much."""

    one: NDArray[np.float32]
    two: NDArray[np.float32]
    strong: NDArray[np.bool_]
    beside: NDArray[np.float32]
    whiteness: float

    @classmethod
    def of(cls, seen: Residual, changed: NDArray[np.bool_]) -> _Place | None:
        """Return None where hardly a pixel differs."""
        near = _near(changed)
        region = _filled(changed[near])
        around = _ring(region)
        one, two = (
            _soft(rgb[near], sigma)
            for rgb, sigma in zip((seen.one, seen.two), seen.softened_px, strict=True)
        )
        two = _as_coloured(two, one, around)
        differ = np.abs(two - one).max(axis=2)
        most = _STRONG_SHARE * float(np.quantile(differ[region], _MOST))
        strong = region & (differ > max(_STRONG_NOISE * seen.noise, _STRONG_LEVELS, most))
        if np.count_nonzero(strong) < _MIN_PIXELS:
            return None
        rgbs = seen.one[near][strong], seen.two[near][strong]
        return cls(one, two, strong, one[around].mean(axis=0), _whiteness(*rgbs, differ[strong]))


def _whiteness(
    one: NDArray[np.uint8], two: NDArray[np.uint8], differ: NDArray[np.float32]
) -> float:
    """Return how much of what differs is white on the brighter picture, whichever that is."""
    lowest = np.where(two.sum(axis=1) > one.sum(axis=1), two.min(axis=1), one.min(axis=1))
    power = differ * differ
    return float(power[lowest > _WHITE_LEVEL].sum() / power.sum())


def _near(mask: NDArray[np.bool_]) -> tuple[slice, slice]:
    """Return the rows and columns of a mask, with what is around it."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return (
        slice(max(int(rows[0]) - _RING_PX, 0), int(rows[-1]) + _RING_PX + 1),
        slice(max(int(columns[0]) - _RING_PX, 0), int(columns[-1]) + _RING_PX + 1),
    )


def _filled(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return a mask without holes: the middle of a large logo looks like shading."""
    cv2 = load_opencv()
    whole = mask.astype(np.uint8)
    outlines, _ = cv2.findContours(whole, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    filled: NDArray[np.bool_] = cv2.drawContours(whole, outlines, -1, 1, -1) > 0
    return filled


def _ring(region: NDArray[np.bool_]) -> NDArray[np.bool_]:
    kernel = np.ones((2 * _RING_PX + 1, 2 * _RING_PX + 1), np.uint8)
    grown = load_opencv().dilate(region.astype(np.uint8), kernel) > 0
    ring: NDArray[np.bool_] = grown & ~region
    return ring if ring.any() else region


def _soft(rgb: NDArray[np.uint8], sigma_px: float) -> NDArray[np.float32]:
    """Return a picture as sharp as the other one, and without the grain of single pixels."""
    sigma = float(np.hypot(sigma_px, 0.7))
    soft: NDArray[np.float32] = load_opencv().GaussianBlur(rgb.astype(np.float32), (0, 0), sigma)
    return soft


def _as_coloured(
    picture: NDArray[np.float32], like: NDArray[np.float32], around: NDArray[np.bool_]
) -> NDArray[np.float32]:
    """Return a picture with the other's colours, as what is around the place has them."""
    here, there = picture[around], like[around]
    centre, other = here.mean(axis=0), there.mean(axis=0)
    spread = here.var(axis=0) + _LITTLE_VARIANCE
    gain = ((here - centre) * (there - other)).mean(axis=0) + _LITTLE_VARIANCE
    coloured: NDArray[np.float32] = np.clip(gain / spread, 0.4, 2.5) * (picture - centre) + other
    return coloured


_LITTLE_VARIANCE = 20.0


def _edges_of_two(place: _Place) -> float:
    """Return how much of the edges that differ is on the second one, 0..1 unless both move."""
    cv2 = load_opencv()
    near = cv2.dilate(place.strong.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    power = on_two = 0.0
    for across, down in ((1, 0), (0, 1)):
        a, b = (
            cv2.Sobel(each.mean(axis=2), cv2.CV_32F, across, down, ksize=3, scale=1 / 8)[near]
            for each in (place.one, place.two)
        )
        power += float((b - a) @ (b - a))
        on_two += float((b - a) @ b)
    return on_two / max(power, 1e-6)


def _letters(strong: NDArray[np.bool_]) -> int:
    """Count the separate parts of what changed that are about as large as the largest."""
    cv2 = load_opencv()
    _, _, sizes, _ = cv2.connectedComponentsWithStats(strong.astype(np.uint8), connectivity=8)
    heights, areas = sizes[1:, cv2.CC_STAT_HEIGHT], sizes[1:, cv2.CC_STAT_AREA]
    high = heights >= max(_LETTER_SHARE * heights.max(initial=0), _MIN_LETTER_PX)
    return int(np.count_nonzero(high & (areas >= _LETTER_AREA * areas.max(initial=0))))


def _is_ink(
    plain: NDArray[np.float32], inked: NDArray[np.float32], beside: NDArray[np.float32]
) -> bool:
    """Whether all changed towards one colour that is not around."""
    moved = inked - plain
    square = (moved * moved).sum(axis=1)
    total = float(square.sum())
    ink = _meeting(plain, inked, moved, square)
    way = ink - plain
    share = np.clip((moved * way).sum(axis=1) / ((way * way).sum(axis=1) + 25), 0, 1)
    left = float(((moved - share[:, None] * way) ** 2).sum())
    if 1 - left / total > _EXPLAINED and np.linalg.norm(ink - beside) > _CONTRAST:
        return True
    # over a flat colour all lines are one, and meet everywhere
    _, vectors = np.linalg.eigh(moved.T @ moved)
    along = moved @ vectors[:, -1]
    ahead = np.maximum(along if along.sum() > 0 else -along, 0)
    return bool(float(ahead @ ahead) > _EXPLAINED * total and np.sqrt(square).max() > _CONTRAST)


def _meeting(
    plain: NDArray[np.float32],
    inked: NDArray[np.float32],
    moved: NDArray[np.float32],
    square: NDArray[np.float32],
) -> NDArray[np.float64]:
    """Return the colour that the lines from what was to what became pass nearest by, squared."""
    direction = moved / np.sqrt(square + 1e-3)[:, None]
    across = square[:, None, None] * (np.eye(3) - direction[:, :, None] * direction[:, None, :])
    normal = across.sum(axis=0)
    asked = np.einsum("nij,nj->i", across, plain)
    little = 1e-4 * float(np.trace(normal)) + 1e-6
    solved = np.linalg.solve(normal + np.eye(3) * little, asked + little * inked.mean(axis=0))
    met: NDArray[np.float64] = np.clip(solved, 0, 255)
    return met


def _is_flat(
    inked: NDArray[np.float32], strong: NDArray[np.bool_], beside: NDArray[np.float32]
) -> bool:
    """Whether most of what changed has exactly one colour, which is not around."""
    colours = inked[strong]
    typical = colours[int(np.argmax(_neighbours(colours)))]
    flat = np.abs(colours - typical).max(axis=1) <= _FLAT_LEVELS
    if float(flat.mean()) <= _FLAT_SHARE or np.linalg.norm(typical - beside) <= _CONTRAST:
        return False
    place = np.zeros(strong.shape, np.uint8)
    place[strong] = flat
    return _largest_side(place) >= _FLAT_PX


def _largest_side(mask: NDArray[np.uint8]) -> int:
    """Return the shorter side of the largest connected part, in pixels."""
    cv2 = load_opencv()
    _, _, sizes, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    largest = sizes[1:][int(np.argmax(sizes[1:, cv2.CC_STAT_AREA]))]
    return int(min(largest[cv2.CC_STAT_WIDTH], largest[cv2.CC_STAT_HEIGHT]))


def _neighbours(colours: NDArray[np.float32]) -> NDArray[np.int64]:
    """Count how many colours fall into the same cube, for each."""
    cubes = np.round(colours / _FLAT_LEVELS).astype(np.int64)
    keys = (cubes[:, 0] * 256 + cubes[:, 1]) * 256 + cubes[:, 2]
    _, inverse, count = np.unique(keys, return_inverse=True, return_counts=True)
    counts: NDArray[np.int64] = count[inverse]
    return counts
