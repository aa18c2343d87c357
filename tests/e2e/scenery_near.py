"""What is no land in perspective: the sea, streets of lights, woods, flowers, a table, aurora."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from PIL import Image, ImageDraw
from scenery_brushes import (
    Array,
    Sky,
    blur,
    colour,
    grid,
    mirrored_at,
    mix,
    noise_map,
    paint_sky,
    ramp,
    sample,
    smooth,
    water_of,
)
from scenery_terrain import Sprite

Rng = np.random.Generator


@dataclass(frozen=True)
class Sea:
    """The sea below a sky; ``beach`` is the share of the picture that is sand."""

    waves: float = 0.6
    deep: str = "17384f"
    horizon: float = 0.5
    beach: float = 0.0
    things: tuple[tuple[Sprite, float, float], ...] = ()


@dataclass(frozen=True)
class City:
    """A skyline above water, with so much of its windows lit."""

    wall: str = "2a3148"
    lit: float = 0.35
    horizon: float = 0.68
    tall: float = 0.42


@dataclass(frozen=True)
class Forest:
    """Trunks in mist. Tones: mist, far leaves, near leaves, trunk, ground."""

    tones: tuple[str, str, str, str, str]
    trunks: int = 7
    bright: bool = False


@dataclass(frozen=True)
class Flower:
    """A blossom close up, in front of what is out of focus.

    ``rings`` of ``petals`` of a length and width; ``heart`` is the share of the middle.
    """

    petals: int
    rings: int
    tones: tuple[str, str, str]
    heart: float = 0.25
    heart_tones: tuple[str, str] = ("6b4a10", "e8b82c")
    wide: float = 1.0
    ground: tuple[str, str, str] = ("1f3318", "4f7a32", "a9c46a")
    others: int = 3


@dataclass(frozen=True)
class Table:
    """A table seen from above, with things that are round."""

    wood: tuple[str, str] = ("6b4428", "a8744a")
    dishes: tuple[str, ...] = ("coffee",)


@dataclass(frozen=True)
class Aurora:
    """Northern lights over another picture's sky: strength and colours from below."""

    tones: tuple[str, str] = ("5cf09a", "8a5ad8")
    curtains: int = 3


def paint_sea(sky: Sky, sea: Sea, rng: Rng, width: int, height: int) -> Array:
    """Paint the sea, what swims on it and the beach before it."""
    picture = paint_sky(sky, rng, width, height, sea.horizon)
    line = int(sea.horizon * height)
    mirrored = mirrored_at(picture, line)
    water = water_of(mirrored, rng, sea.horizon, waves=sea.waves, deep=sea.deep)
    picture[line:] = water[line:]
    if sea.beach:
        picture = _beach(picture, sea, sky, rng)
    image = Image.fromarray((np.clip(picture, 0, 1) * 255).astype(np.uint8))
    for sprite, x, tall in sea.things:
        at = line + tall * height * 0.12
        light = mix(colour(sky.ambient), colour(sky.light), 0.6)

        def tint(text: str, light: Array = light) -> tuple:
            tone = mix(sky.fog, colour(text) * light, 0.85)
            return tuple(int(v * 255) for v in np.clip(tone, 0, 1))

        sprite(ImageDraw.Draw(image), rng, x * width, at, tall * height, tint)
    return np.asarray(image, np.float32) / 255


def _beach(picture: Array, sea: Sea, sky: Sky, rng: Rng) -> Array:
    height, width = picture.shape[:2]
    x, y = grid(width, height)
    curve = sample(noise_map(rng, 3.0), x * 90, y * 0 + 40) * 0.02
    shore = 1 - sea.beach + curve + (x - 0.7) * 0.12
    inland = y - shore
    sand = mix(colour("8f7a5a"), colour("e2cba0"), smooth(0.0, 0.09, inland)[..., None])
    fine = sample(noise_map(rng, 1.4, stretch=0.5), x * 700 / (y + 0.2), y * 900)
    sand = sand * (colour(sky.light) * 0.75 + colour(sky.ambient) * 0.25)
    sand = sand * (1 + fine * 0.05)[..., None]
    foam = np.exp(-((inland + 0.004 + fine * 0.003) ** 2) / 0.00005)
    foam += 0.55 * np.exp(-((inland + 0.05 + fine * 0.006) ** 2) / 0.00008)
    picture = mix(picture, sand, smooth(-0.006, 0.006, inland)[..., None])
    return mix(picture, colour("ffffff") * sky.fog, np.clip(foam, 0, 0.85)[..., None])


def paint_city(sky: Sky, city: City, rng: Rng, width: int, height: int) -> Array:
    """Paint three rows of houses and what a river mirrors of them."""
    picture = paint_sky(sky, rng, width, height, city.horizon)
    line = int(city.horizon * height)
    lights = np.zeros((height, width), np.float32)
    for row in range(3):
        near = (row + 1) / 3
        wall = mix(sky.fog, colour(city.wall), 0.3 + 0.62 * near)
        x = -width * 0.02
        while x < width:
            wide = width * rng.uniform(0.025, 0.075) * (0.7 + near * 0.5)
            tower = rng.random() < 0.16
            tall = height * city.tall * rng.uniform(0.3, 0.62) * (1.15 - near * 0.45)
            tall *= 1.7 if tower else 1.0
            left, right = int(max(0, x)), int(min(width, x + wide))
            top = max(4, int(line - tall))
            if right > left:
                shade = rng.uniform(0.85, 1.12)
                picture[top:line, left:right] = wall * shade
                if tower and row < 2:
                    middle = (left + right) // 2
                    picture[top - int(tall * 0.18) : top, middle : middle + 2] = wall * 0.8
                _light_windows(lights, rng, (left, top, right, line), city.lit * near)
            x += wide * rng.uniform(0.95, 1.3)
    warm = colour("ffcf7a")
    picture = mix(picture, warm, lights[..., None])
    picture = np.clip(picture + blur(lights, 5)[..., None] * warm * 0.7, 0, 1)
    mirrored = mirrored_at(picture, line)
    picture[line:] = water_of(mirrored, rng, city.horizon, waves=0.45, deep="10182a")[line:]
    return picture


def _light_windows(lights: Array, rng: Rng, box: tuple[int, int, int, int], share: float) -> None:
    left, top, right, low = box
    for y in range(top + 6, low - 5, 9):
        for x in range(left + 4, right - 5, 7):
            if rng.random() < share:
                lights[y : y + 4, x : x + 3] = rng.uniform(0.35, 1.0)


def paint_forest(forest: Forest, rng: Rng, width: int, height: int) -> Array:
    """Paint layer before layer, each nearer, darker and sharper; the mist needs fewer pixels."""
    x, y = grid(round(width * 0.7), round(height * 0.7))
    mist, far, near, bark, ground = (colour(tone) for tone in forest.tones)
    light = np.exp(-np.hypot(x - 0.85, y - 0.25) * 1.5)
    picture = mix(mist * 0.86, np.minimum(mist * 1.18, 1), light[..., None])
    layers = 5
    for layer in range(layers):
        share = (layer + 1) / layers
        leaves = sample(noise_map(rng, 1.9, longest=140), x * 160 / (0.4 + share), y * 190)
        crowns = smooth(0.9 - 0.25 * share, 1.5, leaves + (0.52 - y) * 2.6)
        tone = mix(mist, mix(far, near, share), 0.16 + 0.74 * share**1.2)
        bright = 1 + 0.16 * leaves + light * 0.35 * (1 - share)
        cover = blur(crowns, 2.4 - 2 * share)[..., None] * 0.9
        picture = mix(picture, tone * bright[..., None], cover)
        low = 0.66 + 0.05 * layer
        trunks = _trunks(rng, x, y, max(3, round(forest.trunks * (1.5 - share))), share, low)
        edge = mix(mist, bark, 0.12 + 0.85 * share**1.3)
        roundness = 0.8 + 0.35 * trunks[1]
        stem = edge * roundness[..., None]
        if forest.bright:
            marks = sample(noise_map(rng, 1.5, stretch=3.0), x * 900, y * 260)
            stem = mix(stem, edge * 0.25, smooth(0.9, 1.2, marks)[..., None] * 0.75)
        picture = mix(picture, stem, trunks[0][..., None])
        floor = smooth(low - 0.02, low + 0.03, y + 0.012 * leaves)
        litter = 0.85 + 0.14 * sample(noise_map(rng, 1.3), x * 420, y * 900) + 0.25 * light
        soil = mix(mist, ground, 0.22 + 0.7 * share) * litter[..., None]
        picture = mix(picture, soil, (floor * (0.45 if layer < layers - 1 else 0.9))[..., None])
    picture = np.clip(picture + (light**3 * 0.22)[..., None] * mist, 0, 1)
    small = Image.fromarray((picture * 255).astype(np.uint8))
    return np.asarray(small.resize((width, height), Image.Resampling.BICUBIC), np.float32) / 255


def _trunks(
    rng: Rng, x: Array, y: Array, count: int, share: float, low: float
) -> tuple[Array, Array]:
    """Return where trunks are, and how far each point is turned to the light."""
    cover, turned = np.zeros_like(x), np.zeros_like(x)
    height = len(x)
    for _ in range(count):
        at, wide = rng.uniform(0, 1.5), rng.uniform(0.006, 0.014) * (0.4 + 2.2 * share**2)
        lean = rng.normal(0, 0.025)
        left = int((at - abs(lean) - wide * 2) * height)
        part = np.s_[:, max(0, left) : max(0, int((at + abs(lean) + wide * 2) * height))]
        here, down = x[part], y[part]
        middle = at + lean * (down - 0.5) + 0.004 * np.sin(down * 9 + at * 30)
        away = (here - middle) / (wide * (0.8 + 0.45 * down))
        stem = smooth(1.08, 0.92, np.abs(away)) * (down < low + 0.03 * share)
        cover[part] = np.maximum(cover[part], stem)
        turned[part] = np.where(stem > 0.01, away, turned[part])
    return cover, turned


def paint_flower(flower: Flower, rng: Rng, width: int, height: int) -> Array:
    """Paint one blossom sharp and others behind it out of focus."""
    picture = _bokeh(flower, rng, width, height)
    if flower.others:
        for _ in range(flower.others):
            place = (rng.uniform(0.05, width / height - 0.1), rng.uniform(0.1, 0.9))
            _blossom(picture, flower, rng, place, rng.uniform(0.1, 0.2))
        picture = blur(picture, 13)
    size = rng.uniform(0.34, 0.44) * min(1, width / height)
    middle = width / height * rng.uniform(0.4, 0.6)
    _blossom(picture, flower, rng, (middle, rng.uniform(0.44, 0.54)), size)
    return np.clip(picture, 0, 1)


def _bokeh(flower: Flower, rng: Rng, width: int, height: int) -> Array:
    """Return what is too far away to be sharp."""
    x, y = grid(width // 4, height // 4)
    broad = sample(noise_map(rng, 3.2, longest=300), x * 150, y * 150)
    picture = ramp(flower.ground, 0.45 + 0.22 * broad - 0.25 * (y - 0.5))
    for _ in range(34):
        at_x, at_y, wide = rng.uniform(0, 1.5), rng.uniform(0, 1), rng.uniform(0.015, 0.06)
        disc = smooth(wide, wide * 0.86, np.hypot(x - at_x, y - at_y)) * rng.uniform(0.04, 0.22)
        picture = mix(picture, colour(flower.ground[2]) * 1.15, disc[..., None])
    small = Image.fromarray((np.clip(picture, 0, 1) * 255).astype(np.uint8))
    return np.asarray(small.resize((width, height), Image.Resampling.BICUBIC), np.float32) / 255


def _around(
    picture: Array, place: tuple[float, float], reach: float
) -> tuple[tuple[slice, slice], Array, Array]:
    """Return the part of a picture around a place, and the way of each pixel from there."""
    height, width = picture.shape[:2]
    left, top = (max(0, int((at - reach) * height)) for at in place)
    right, low = (int((at + reach) * height) for at in place)
    part = np.s_[top : min(height, max(low, top)), left : min(width, max(right, left))]
    x, y = grid(width, height)
    return part, x[part] - place[0], y[part] - place[1]


def _blossom(
    picture: Array, flower: Flower, rng: Rng, place: tuple[float, float], size: float
) -> None:
    """Lay rings of petals on each other, the outermost first, then the heart."""
    _stem(picture, flower, place, size)
    part, dx, dy = _around(picture, place, size * 1.35)
    local, dy = picture[part], dy * 1.1
    radius, angle = np.hypot(dx, dy) / size, np.arctan2(dy, dx)
    shadow = smooth(1.25, 0.5, np.hypot(dx - 0.02, dy - 0.04) / size) * 0.4
    local = local * (1 - shadow)[..., None]
    start = rng.uniform(0, 2 * np.pi)
    for ring in range(flower.rings):
        reach = 1 - ring * (1 - flower.heart) / (flower.rings + 0.4)
        turn = start + ring * np.pi / flower.petals + rng.normal(0, 0.06)
        jitter = rng.uniform(0.88, 1.06, 256).astype(np.float32)
        inner = _within(radius, reach * 1.08)
        polar = (radius[inner] / reach, angle[inner] + turn, jitter)
        for odd in (0, 1):
            local[inner] = _petals(local[inner], flower, polar, odd, ring)
    if flower.heart > 0.02:
        local = _heart(local, flower, radius / flower.heart, angle)
    picture[part] = local


def _within(radius: Array, limit: float) -> tuple[slice, slice]:
    """Return the smallest part that holds every radius up to a limit."""
    near = radius < limit
    rows, columns = np.flatnonzero(near.any(1)), np.flatnonzero(near.any(0))
    if not len(rows):
        return np.s_[:0, :0]
    return np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _heart(local: Array, flower: Flower, inside: Array, angle: Array) -> Array:
    """Paint seeds in the spirals that sunflowers have."""
    count = 330
    turn, far = np.arange(count) * 2.39996, np.sqrt((np.arange(count) + 0.5) / count)
    height, width = inside.shape
    across, down = inside * np.cos(angle), inside * np.sin(angle)
    row = np.abs(down[:, width // 2][:, None] - (far * np.sin(turn))[None, :]).argmin(0)
    column = np.abs(across[height // 2][:, None] - (far * np.cos(turn))[None, :]).argmin(0)
    grain = np.zeros_like(inside)
    grain[row, column] = 1
    pitch = max(1.2, float(np.count_nonzero(inside < 1)) ** 0.5 * 0.016)
    dots = np.clip(blur(grain, pitch) * 22, 0, 1)
    tone = mix(colour(flower.heart_tones[0]), colour(flower.heart_tones[1]), dots[..., None])
    tone = tone * (1.1 - 0.45 * np.clip(inside, 0, 1) ** 2)[..., None]
    return mix(local, tone, smooth(1.04, 0.94, inside)[..., None])


def _stem(picture: Array, flower: Flower, place: tuple[float, float], size: float) -> None:
    height, width = picture.shape[:2]
    wide = int((size * 0.08 + 0.06) * height)
    at = int(place[0] * height)
    part = np.s_[int(place[1] * height) :, max(0, at - wide) : min(width, at + wide)]
    x, y = (one[part] for one in grid(width, height))
    away = (x - place[0] - 0.05 * np.sin((y - place[1]) * 3)) / (size * 0.055)
    green = mix(colour(flower.ground[0]), colour(flower.ground[1]), (0.6 - away * 0.4)[..., None])
    picture[part] = mix(picture[part], green, smooth(1.1, 0.85, np.abs(away))[..., None])


def _petals(
    local: Array, flower: Flower, polar: tuple[Array, Array, Array], odd: int, ring: int
) -> Array:
    """Lay every second petal of a ring."""
    radius, angle, jitter = polar
    step = 2 * np.pi / flower.petals
    number = np.floor(angle / step + 0.5).astype(np.int64)
    across = (angle / step - number) * 2
    number %= flower.petals
    along = radius / jitter[number]
    form = np.sin(np.clip(along, 0, 1) ** 0.85 * np.pi * 0.995) ** 0.55 * flower.wide
    inside = smooth(0, 0.07, form - np.abs(across) * 0.98) * smooth(1.0, 0.97, along)
    inside = inside * ((number % 2) == odd)
    veins = 1 + 0.05 * np.sin(across * 26 + 3 * np.sin(along * 4))
    tone = ramp(flower.tones, np.clip(along * 1.05 - 0.05, 0, 1))
    depth = 0.72 + 0.28 * (1 - np.abs(across)) + 0.05 * ring / max(flower.rings, 1)
    light = 1 + 0.16 * np.cos(angle + 2.2)
    tone = tone * (veins * depth * light)[..., None]
    return mix(local, np.clip(tone, 0, 1), inside[..., None])


def paint_table(table: Table, rng: Rng, width: int, height: int) -> Array:
    """Paint boards and what stands on them."""
    x, y = grid(width, height)
    board = np.floor(y * 5 + 0.3)
    shade = rng.uniform(0.82, 1.1, 12)[board.astype(np.int64) % 12]
    lines = sample(noise_map(rng, 1.9, stretch=0.12), x * 200 + board * 137, y * 700)
    picture = mix(colour(table.wood[0]), colour(table.wood[1]), (0.5 + 0.2 * lines)[..., None])
    gap = np.abs((y * 5 + 0.3) % 1 - 0.0)
    picture = picture * (shade * (1 - 0.55 * smooth(0.025, 0.0, gap)))[..., None]
    places = [(0.78, 0.5)] if len(table.dishes) == 1 else [(0.45, 0.42), (1.08, 0.6), (0.95, 0.16)]
    for dish, place in zip(table.dishes, places, strict=False):
        _dish(picture, dish, rng, place, 0.33 if len(table.dishes) == 1 else 0.26)
    window = np.exp(-(((x - 0.2) ** 2) + (y - 0.1) ** 2) * 1.1)
    return np.clip(picture * (0.7 + 0.55 * window)[..., None], 0, 1)


def _dish(picture: Array, dish: str, rng: Rng, place: tuple[float, float], size: float) -> None:
    part, dx, dy = _around(picture, place, size * 1.4)
    local, dx, dy = picture[part], dx / size, dy / size
    radius, angle = np.hypot(dx, dy), np.arctan2(dy, dx)
    shadow = blur(smooth(1.1, 0.95, np.hypot(dx - 0.09, dy - 0.12)), 14)
    local = local * (1 - 0.55 * shadow)[..., None]
    lit = 0.93 + 0.1 * np.cos(angle + 2.4) * smooth(0.5, 1, radius)
    plate = colour("f1ece2") * (lit - 0.12 * np.exp(-((radius - 0.72) ** 2) / 0.0009))[..., None]
    local = mix(local, plate, smooth(1.0, 0.985, radius)[..., None])
    paint = _coffee if dish == "coffee" else _fruit
    picture[part] = paint(local, dish, rng, dx, dy)


def _coffee(local: Array, _dish: str, rng: Rng, dx: Array, dy: Array) -> Array:
    radius, angle = np.hypot(dx, dy), np.arctan2(dy, dx)
    shadow = blur(smooth(0.68, 0.5, np.hypot(dx - 0.06, dy - 0.07)), 8)
    local = local * (1 - 0.4 * shadow)[..., None]
    local = mix(local, colour("f7f3ea"), smooth(0.6, 0.58, radius)[..., None])
    milk = sample(noise_map(rng, 2.6), dx * 60, dy * 60)
    swirl = np.sin(radius * 26 + 1.3 * np.cos(angle * 2) + milk)
    leaf = smooth(0.42, 0.3, np.hypot(dx * 1.1, dy + 0.36 * np.abs(dx)))
    share = np.clip(0.25 + 0.3 * swirl + leaf * 0.45, 0, 1)
    brew = mix(colour("7a4522"), colour("efd9b4"), share[..., None])
    return mix(local, brew, smooth(0.535, 0.52, radius)[..., None])


#: tones from shade to shine, size and number of what lies on a plate
FRUIT = {
    "oranges": (("b85a0e", "f79a2a", "ffd08a"), 0.34, 5),
    "cherries": (("4a0812", "a81c2c", "f08a8a"), 0.15, 26),
    "buns": (("6a3a1c", "c98a52", "fbe8c8"), 0.28, 7),
    "plums": (("241438", "5a3a7a", "b8a0d8"), 0.24, 9),
}


def _fruit(local: Array, dish: str, _rng: Rng, dx: Array, dy: Array) -> Array:
    tones, wide, count = FRUIT[dish]
    for number in range(count):
        far, turn = 0.62 * np.sqrt((number + 0.3) / count), number * 2.39996
        ex, ey = (dx - far * np.cos(turn)) / wide, (dy - far * np.sin(turn)) / wide
        away = np.hypot(ex, ey)
        part = _within(away, 1.3)
        ex, ey, away, under = ex[part], ey[part], away[part], local[part]
        under = under * (1 - 0.3 * smooth(1.25, 0.8, np.hypot(ex - 0.15, ey - 0.2)))[..., None]
        bright = np.clip(0.62 - 0.42 * away**2 - 0.22 * (ex + ey), 0, 1)
        shine = np.exp(-((ex + 0.35) ** 2 + (ey + 0.4) ** 2) * 22)
        ball = ramp(tones, np.clip(bright + shine, 0, 1))
        local[part] = mix(under, ball, smooth(1.0, 0.95, away)[..., None])
    return local


def add_aurora(picture: Array, aurora: Aurora, rng: Rng, horizon: float) -> Array:
    """Hang curtains of light into the sky of a picture."""
    height, width = picture.shape[:2]
    x, y = grid(width, height)
    streaks = noise_map(rng, 1.8, stretch=0.2)[0][None, :]
    for curtain in range(aurora.curtains):
        phase = rng.uniform(0, 6, 3)
        low = horizon * (0.62 - 0.16 * curtain) + 0.06 * np.sin(x * 2.3 + phase[0])
        low += 0.03 * np.sin(x * 6.1 + phase[1]) + 0.012 * np.sin(x * 17 + phase[2])
        fold = sample(streaks, (x + 0.05 * np.sin(x * 6.1)) * 170 + curtain * 300, y * 0)
        reach = 0.13 * (1 + 0.3 * np.sin(x * 3.7 + phase[1])) + 0.03 * fold
        up = low - y
        strength = np.where(up > 0, np.exp(-up / np.clip(reach, 0.04, 1)), np.exp(up / 0.012))
        strength = strength * np.clip(0.65 + 0.3 * fold, 0.1, 1.4) * (0.75 - 0.18 * curtain)
        low_tone, high_tone = (colour(tone) for tone in aurora.tones)
        tone = mix(low_tone, high_tone, smooth(0.03, 0.3, up)[..., None])
        picture = picture + strength[..., None] * tone * (y < horizon + 0.2)[..., None]
    return np.clip(picture, 0, 1)


def at_night(sky: Sky) -> Sky:
    """Return a clear night."""
    return replace(sky, clouds=0.0, stars=900, reach=0.05)
