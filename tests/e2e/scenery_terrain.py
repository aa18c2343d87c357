"""Land seen in perspective: a height map, lit, with haze, water and things that stand on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PIL import Image, ImageDraw
from scenery_brushes import (
    MAP,
    Array,
    Sky,
    blur,
    colour,
    mirrored_at,
    mix,
    noise_map,
    paint_sky,
    sample,
    smooth,
    water_of,
)

#: map pixels in one unit of length
SCALE = 32.0
STEPS = 560
NEAR, FAR = 0.35, 42.0

Pen = ImageDraw.ImageDraw
#: draws a thing of a height in pixels with its foot at (x, y), in a colour that has the haze
Sprite = Callable[[Pen, np.random.Generator, float, float, float, Callable[[str], tuple]], None]


@dataclass(frozen=True)
class Land:
    """What the land is like and where the camera stands.

    Attributes
    ----------
    form : {"alpine", "hills", "dunes", "mesa", "plain"}
    tones : tuple of str
        Colours from the lowest land to the highest.
    steep : str
        Colour of what is steep; empty for none.
    snow : float
        Height from which snow lies; 9 for none.
    water : float
        Height of the water; -9 for none.
    rise : float
        Height of the mountains.
    """

    form: str
    tones: tuple[str, ...]
    rise: float = 3.0
    steep: str = ""
    snow: float = 9.0
    water: float = -9.0
    deep: str = "24425a"
    waves: float = 0.25
    camera: float = 1.2
    horizon: float = 0.45
    fog: float = 0.05
    sun: tuple[float, float, float] = (0.6, -0.2, 0.5)
    stripes: tuple[str, str] | None = None
    things: tuple[tuple[Sprite, int, float], ...] = ()
    field_of_view: float = 0.9
    valley: float = 1.0
    patchy: float = 0.05


def paint_land(
    sky: Sky,
    land: Land,
    rng: np.random.Generator,
    width: int,
    height: int,
    hang: Callable[[Array], Array] = lambda heaven: heaven,
) -> Array:
    """Paint land below a sky, into which more may be hung."""
    heaven = hang(paint_sky(sky, rng, width, height, land.horizon + 0.03))
    heights = _heights(land, rng)
    painted = _dress(land, sky, heights, rng)
    view = _View(land, sky, heights, painted, (width, height), rng)
    picture, depth = view.look(heaven, above=True)
    if land.water > -9:
        flipped = mirrored_at(heaven, int(land.horizon * height))
        mirrored, _ = view.look(flipped, above=False)
        surface = water_of(mirrored, rng, land.horizon, waves=land.waves, deep=land.deep)
        is_water = view.water & np.isfinite(depth)
        share = np.where(is_water, np.exp(-land.fog * 0.5 * np.minimum(depth, FAR)), 0)
        ground = np.where(is_water[..., None], sky.fog, picture)
        picture = mix(ground, surface, blur(share.astype(np.float32), 0.8)[..., None])
    for sprite, count, size in land.things:
        picture = view.place(picture, depth, sprite, count, size)
    return picture


def _heights(land: Land, rng: np.random.Generator) -> Array:
    """Return the height map; the camera looks along a valley at its middle column."""
    if land.form == "plain":
        return noise_map(rng, 3.0, longest=400) * 0.04
    if land.form == "hills":
        return (noise_map(rng, 3.4, longest=260) + 0.03 * noise_map(rng, 2.0)) * 0.1 * land.rise
    if land.form == "dunes":
        return _dunes(rng) * land.rise / 3
    base = noise_map(rng, 3.2, longest=420)
    rough = noise_map(rng, 2.3, longest=200)
    if land.form == "mesa":
        raised = smooth(0.15, 0.45, base + rough * 0.1) + 0.7 * smooth(0.9, 1.1, base)
        floor = noise_map(rng, 2.8, longest=200) * 0.06
        return (raised * land.rise * _away(2.0, 5.0) + rough * 0.02 + floor).astype(np.float32)
    ridges = np.clip(1 - np.abs(noise_map(rng, 3.1, longest=260)) * 1.1, -0.5, 1)
    peaks = np.clip(base * 0.42 + 0.42, 0.02, None) * (0.6 + 0.5 * ridges) + rough * 0.03
    across = np.abs(np.arange(MAP) - MAP / 2) / SCALE
    opening = smooth(0.2, 0.2 + 6 * land.valley, across.astype(np.float32))
    shaped = peaks * (0.06 + opening * _away(1.0, 7.0)) * land.rise
    return (shaped + base * 0.08).astype(np.float32)


def _away(near: float, far: float) -> Array:
    """Return 0 where the camera stands and 1 from a distance on."""
    y, x = np.mgrid[0:MAP, 0:MAP].astype(np.float32)
    distance = np.hypot((x - MAP / 2) * 0.7, np.minimum(y, MAP - y)) / SCALE
    return smooth(near, far, distance)


def _dunes(rng: np.random.Generator) -> Array:
    """Return crests across the view: a long slope to the wind, a short one behind."""
    y, x = np.mgrid[0:MAP, 0:MAP].astype(np.float32)
    bend = noise_map(rng, 6.0, longest=300)
    phase = (y / MAP * 9 + x / MAP * 3 + bend * 0.55) % 1
    saw = np.where(phase < 0.7, phase / 0.7, (1 - phase) / 0.3)
    tall = 0.6 + 0.35 * noise_map(rng, 6.0, longest=300)
    crest = saw**1.5 * np.clip(tall, 0.1, 2) * _away(1.2, 4.0)
    return (crest + 0.2 * bend).astype(np.float32)


def _dress(land: Land, sky: Sky, heights: Array, rng: np.random.Generator) -> Array:
    """Return the lit colours of the land."""
    low = max(land.water, float(np.percentile(heights, 2)))
    high = float(np.percentile(heights, 99.5))
    detail = noise_map(rng, 1.5, longest=120)
    level = (heights - low) / max(high - low, 1e-3) + detail * land.patchy
    places = np.linspace(0, 1, len(land.tones))
    table = np.stack([colour(tone) for tone in land.tones])
    ground = np.stack([np.interp(level, places, table[:, i]) for i in range(3)], -1)
    if land.stripes:
        _stripe(ground, land.stripes, heights, detail)
    slope_y, slope_x = np.gradient(heights * SCALE)
    steepness = np.hypot(slope_x, slope_y)
    if land.steep:
        bare = smooth(0.7, 1.3, steepness + detail * 0.1)
        ground = mix(ground, colour(land.steep), bare[..., None])
    if land.snow < 9:
        lies = smooth(land.snow - 0.25, land.snow + 0.25, heights + detail * 0.12)
        lies *= 1 - smooth(1.3, 2.3, steepness + detail * 0.2)
        ground = mix(ground, colour("f4f7fb"), lies[..., None])
    ground = ground * (1 + detail * land.patchy * 1.4)[..., None]
    length = np.sqrt(slope_x**2 + slope_y**2 + 1)
    sun = np.array(land.sun) / np.linalg.norm(land.sun)
    facing = (-slope_x * sun[0] - slope_y * sun[1] + sun[2]) / length
    direct = np.clip(facing, 0, 1)[..., None] * colour(sky.light) * 1.05
    around = (0.34 + 0.2 / length)[..., None] * colour(sky.ambient)
    return np.clip(ground * (direct + around), 0, 1).astype(np.float32)


def _stripe(ground: Array, tones: tuple[str, str], heights: Array, detail: Array) -> None:
    """Plant rows that run away from the camera, and leave far hills as they are."""
    x = np.arange(MAP)[None, :] + heights * 3
    row = (np.sin(x * 2 * np.pi / 8) + detail * 0.25)[..., None]
    planted = mix(colour(tones[1]), colour(tones[0]), smooth(-0.5, 0.25, row))
    ground[:] = mix(ground, planted, 0.95)


class _View:
    """The camera. It stands at the middle of the map's lower edge and looks along y."""

    def __init__(
        self,
        land: Land,
        sky: Sky,
        heights: Array,
        painted: Array,
        size: tuple[int, int],
        rng: np.random.Generator,
    ) -> None:
        self._land, self._sky, self._rng = land, sky, rng
        self._heights, self._painted = heights, painted
        self._width, self._height = size
        self._focal = self._height / land.field_of_view
        self.water = np.zeros((self._height, self._width), bool)
        here = float(heights[0, MAP // 2 - 3 : MAP // 2 + 4].max())
        self._eye = max(here, land.water) + land.camera
        self._far = NEAR * (FAR / NEAR) ** (np.arange(STEPS, dtype=np.float32) / (STEPS - 1))
        across = (np.arange(self._width, dtype=np.float32) - self._width / 2) / self._focal
        self._x = MAP / 2 + across[None, :] * self._far[:, None] * SCALE
        self._y = np.broadcast_to(self._far[:, None] * SCALE, self._x.shape)
        self._ground = sample(heights, self._x, self._y)

    def _row(self, height: Array, distance: Array) -> Array:
        return self._land.horizon * self._height - (height - self._eye) / distance * self._focal

    def look(self, behind: Array, *, above: bool) -> tuple[Array, Array]:
        """Return the picture and how far everything in it is.

        Below the water's surface is what a still one mirrors: the land seen from as far below.
        """
        land = self._land
        level = np.maximum(self._ground, land.water)
        if not above:
            level = np.where(self._ground > land.water, 2 * land.water - self._ground, 1e6)
        rows = self._row(level, self._far[:, None])
        wanted = np.arange(self._height, dtype=np.float32)
        hit = np.empty((self._height, self._width), np.int64)
        if above:
            nearest = np.minimum.accumulate(rows, axis=0)
            for x in range(self._width):
                hit[:, x] = np.searchsorted(-nearest[:, x], -wanted)
        else:
            nearest = np.maximum.accumulate(rows, axis=0)
            for x in range(self._width):
                hit[:, x] = np.searchsorted(nearest[:, x], wanted)
        seen = hit < STEPS
        at = np.minimum(hit, STEPS - 1)
        column = np.broadcast_to(np.arange(self._width), at.shape)
        step = self._between(nearest, at, column, wanted[:, None])
        distance = NEAR * (FAR / NEAR) ** (step / (STEPS - 1))
        x = MAP / 2 + (column - self._width / 2) / self._focal * distance * SCALE
        tone = sample(self._painted, x, distance * SCALE)
        tone *= self._close_up(x, distance)[..., None]
        if above:
            self.water = seen & (sample(self._heights, x, distance * SCALE) <= land.water)
        clear = np.exp(-land.fog * distance)
        picture = mix(self._sky.fog, tone, clear[..., None])
        edge = blur(seen.astype(np.float32), 0.6)[..., None]
        return mix(behind, picture, edge), np.where(seen, distance, np.inf).astype(np.float32)

    @staticmethod
    def _between(nearest: Array, at: Array, column: Array, row: Array) -> Array:
        """Return the step at which a row is met, with its fraction."""
        here, before = nearest[at, column], nearest[np.maximum(at - 1, 0), column]
        span = before - here
        share = np.where(np.abs(span) > 1e-3, (before - row) / np.where(span == 0, 1, span), 1)
        return (np.maximum(at - 1, 0) + np.clip(share, 0, 1)).astype(np.float32)

    def _close_up(self, x: Array, distance: Array) -> Array:
        """Return light and dark of small things, which only show near the camera."""
        fine = noise_map(np.random.default_rng(5), 1.2, longest=60)
        near = np.exp(-distance * 0.35)
        return 1 + sample(fine, x * 9, distance * SCALE * 9) * 0.1 * near

    def place(self, picture: Array, depth: Array, sprite: Sprite, count: int, size: float) -> Array:
        """Set things on the land, the farthest first; what a hill hides is left out."""
        image = Image.fromarray((np.clip(picture, 0, 1) * 255).astype(np.uint8))
        pen = ImageDraw.Draw(image)
        distances = np.sort(np.exp(self._rng.uniform(0.5, 3.3, count)))[::-1]
        for distance in distances:
            x = self._rng.uniform(-0.05, 1.05) * self._width
            across = (x - self._width / 2) / self._focal * distance
            there = np.array([MAP / 2 + across * SCALE]), np.array([distance * SCALE])
            ground = float(sample(self._heights, *there)[0])
            row = float(self._row(np.float32(ground), np.float32(distance)))
            if ground <= self._land.water + 0.02 or not self._is_seen(depth, x, row, distance):
                continue
            clear = float(np.exp(-self._land.fog * distance))
            tall = size * self._focal / distance * self._rng.uniform(0.75, 1.25)
            sprite(pen, self._rng, x, row + 1, tall, self._tinted(clear))
        return np.asarray(image, np.float32) / 255

    def _is_seen(self, depth: Array, x: float, row: float, distance: float) -> bool:
        column, line = int(x), int(row) + 1
        if not (0 <= column < self._width and 0 <= line < self._height):
            return False
        return bool(abs(depth[line, column] - distance) < 0.12 * distance)

    def _tinted(self, clear: float) -> Callable[[str], tuple]:
        light = mix(colour(self._sky.ambient), colour(self._sky.light), 0.6)

        @lru_cache
        def tint(text: str) -> tuple:
            tone = mix(self._sky.fog, colour(text) * light, clear)
            return tuple(int(v * 255) for v in np.clip(tone, 0, 1))

        return tint
