"""Where two pictures that belong together differ: something drawn on one, or something that moved.

Text and logos are of one colour, and lie on one picture only; what moved is gone in one place and
came in another, darker here and brighter there. Any thread.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from photofinder.core.images import load_opencv

if TYPE_CHECKING:
    from photofinder.core.verification_agreement import Blocks, Frames

#: blocks of less structure say nothing about small changes
_TELLING_LEVELS = 4.0
#: a block that differs this many times as much as most do has changed
_OUTLYING = 4.0
_TYPICAL = 0.012
_CHANGED = 0.94
#: so much of all brightness differences is compression and grain
_NOISE_LEVELS = 8.0
_MIN_PIXELS = 12
#: thin letters are not as white as they were once they are scaled down
_WHITE_LEVEL = 205
#: too little to learn from how brightness as a whole differs
_MIN_REST = 100


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs.

    Attributes
    ----------
    share : float
        Of the telling blocks, 0..1.
    lowest : float
        Correlation of the third worst block: one or two may be an accident.
    typical : float
        Median correlation of the blocks.
    balance : float
        Of what got brighter and what got darker, the lesser over the greater; 0..1.
    evenness : float
        Spread of brightness where they differ, the lesser over the greater; low where something
        of one colour was drawn.
    whiteness : float
        Share of the changed brightness, squared, where the brighter picture is white.
    pixels : int
        That changed.
    drawn : float
        -1..1, on which picture there is more structure where they differ, 1 the second of the pair.
    flow : float
        Pixels of 320 that the fifth farthest block has moved by, of those that moved as a whole.
    flowing : float
        Share of such blocks of the telling ones, 0..1.
    place : tuple of int, or None
        Left, top, right and bottom of where most of what changed lies, pixels of the frame; None
        where it is scattered, or nothing changed.
    gain : tuple of float
        And offset, from ``one`` to ``two``: how brightness differs where nothing changed.
    """

    share: float = 0.0
    lowest: float = 1.0
    typical: float = 1.0
    balance: float = 0.0
    evenness: float = 0.0
    whiteness: float = 0.0
    pixels: int = 0
    drawn: float = 0.0
    flow: float = 0.0
    flowing: float = 0.0
    place: tuple[int, int, int, int] | None = None
    gain: tuple[float, float] = (1.0, 0.0)


def find_changes(pair: Frames, blocks: Blocks) -> Changes:
    """Measure where two aligned pictures differ."""
    telling = blocks.weights >= _TELLING_LEVELS
    same = blocks.same[telling]
    if len(same) < 8:
        return Changes()
    flow, flowing = _flow(pair, blocks, telling)
    typical = float(np.median(same))
    bound = 1 - _OUTLYING * max(_TYPICAL, 1 - typical)
    changed = blocks.same < min(bound, _CHANGED)
    lowest = float(np.partition(same, 2)[2])
    share = float(changed[telling].mean())
    if not changed.any():
        return Changes(share, lowest, typical, flow=flow, flowing=flowing)
    places = _pixels(pair, blocks, changed)
    more = float((blocks.two - blocks.one)[changed].sum())
    drawn = more / float((blocks.two + blocks.one)[changed].sum())
    drawn = -drawn if pair.exchanged else drawn
    return _described(
        pair, places, Changes(share, lowest, typical, drawn=drawn, flow=flow, flowing=flowing)
    )


def _flow(pair: Frames, blocks: Blocks, telling: NDArray[np.bool_]) -> tuple[float, float]:
    """Ask each block where it went, and believe those that are explained by it.

    What was drawn on a picture or compressed is not explained by any way to move it.
    """
    cv2 = load_opencv()
    one, two = pair.one, pair.two
    gain = float((cv2.norm(one) + 1) / (cv2.norm(two) + 1))
    both = (one + gain * two) / 2
    gx = cv2.Sobel(both, cv2.CV_32F, 1, 0, ksize=3, scale=1 / 8)
    gy = cv2.Sobel(both, cv2.CV_32F, 0, 1, ksize=3, scale=1 / 8)
    left = one - gain * two
    rows, columns = blocks.rows[telling], blocks.columns[telling]

    def mean(values: NDArray[np.float32]) -> NDArray[np.float32]:
        means: NDArray[np.float32] = blocks.grid.means(values)[rows, columns]
        return means

    xx, xy, yy = mean(gx * gx), mean(gx * gy), mean(gy * gy)
    xr, yr, rr = mean(gx * left), mean(gy * left), mean(left * left)
    little = 0.05 * (xx + yy) + _FLAT_GRADIENT
    xx, yy = xx + little, yy + little
    area = xx * yy - xy * xy
    dx, dy = (yy * xr - xy * yr) / area, (xx * yr - xy * xr) / area
    explained = (dx * xr + dy * yr) / (rr + _NOISE_POWER)
    moved = np.hypot(dx, dy) * np.minimum(1.0, explained / _EXPLAINED)
    flow = float(np.partition(moved, -5)[-5]) * _REFERENCE_PX / max(one.shape)
    return flow, float(((explained > _EXPLAINED) & (moved > _MOVED_PX)).mean())


_FLAT_GRADIENT = 0.02
#: what compression leaves, squared levels of structure
_NOISE_POWER = 0.5
_EXPLAINED = 0.5
_MOVED_PX = 0.25
_REFERENCE_PX = 320


def _pixels(pair: Frames, blocks: Blocks, changed: NDArray[np.bool_]) -> NDArray[np.bool_]:
    grid = np.zeros(blocks.grid.shape, np.uint8)
    grid[blocks.rows[changed], blocks.columns[changed]] = 1
    height, width = pair.one.shape
    cv2 = load_opencv()
    grown = cv2.resize(grid, (width, height), interpolation=cv2.INTER_NEAREST)
    grown = cv2.dilate(grown, np.ones((9, 9), np.uint8))
    mask: NDArray[np.bool_] = (grown > 0) & _inside(pair)
    return mask


def _inside(pair: Frames) -> NDArray[np.bool_]:
    return np.ones(pair.one.shape, bool) if pair.inside is None else pair.inside > 0


def _described(pair: Frames, places: NDArray[np.bool_], known: Changes) -> Changes:
    rest = _inside(pair) & ~places
    if rest.sum() < _MIN_REST:
        rest = _inside(pair)
    one, two = pair.one_grey.astype(np.float32), pair.two_grey.astype(np.float32)
    a, b = one[rest], two[rest]
    spread = float(a.std())
    gain = float(((a - a.mean()) * (b - b.mean())).mean() / max(spread**2, 1.0))
    usable = max(gain, _MIN_GAIN)
    fitted = gain * (one[places] - a.mean()) + b.mean()
    there = two[places]
    left = there - fitted
    strong = np.abs(left) > _NOISE_LEVELS
    if strong.sum() < _MIN_PIXELS:
        return known
    brighter, darker = left[strong & (left > 0)], -left[strong & (left < 0)]
    up, down = float(brighter.sum()), float(darker.sum())
    spreads = sorted((float(there[strong].std()), float(fitted[strong].std())))
    white = np.where(left > 0, there, one[places])[strong] > _WHITE_LEVEL
    power = left[strong] ** 2
    return dataclasses.replace(
        known,
        balance=min(up, down) / max(up, down, 1.0),
        evenness=spreads[0] / max(spreads[1], 1.0),
        whiteness=float(power[white].sum() / power.sum()),
        pixels=int(strong.sum()),
        place=_main_place(places, left**2),
        gain=(usable, float(b.mean()) - usable * float(a.mean())),
    )


#: a picture of less contrast cannot be brought to the other's
_MIN_GAIN = 0.2


def _main_place(
    places: NDArray[np.bool_], power: NDArray[np.float32]
) -> tuple[int, int, int, int] | None:
    """Return the place where most of what changed lies, if one does."""
    cv2 = load_opencv()
    count, labels, stats, _ = cv2.connectedComponentsWithStats(places.view(np.uint8))
    powers = np.bincount(labels[places], power, count)
    chosen = int(powers.argmax())
    if powers[chosen] < _MAIN_SHARE * powers.sum():
        return None
    x, y, width, height, _ = map(int, stats[chosen])
    return x, y, x + width, y + height


#: of the squared brightness differences
_MAIN_SHARE = 0.5
