"""Brushes for painted photos: noise, gradients, skies, water, and the look of a camera.

Pictures are float32 arrays (height, width, 3), 0..1. Everything follows from a seed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Array = NDArray[np.float32]

#: edge of the noise maps; they repeat without a seam
MAP = 1024
#: steps of a ramp; grain hides them
SHADES = 1024
#: longest edge of a picture
LARGEST = 1320


def colour(text: str) -> Array:
    """Return a colour written as hexadecimal digits."""
    return np.array([int(text[i : i + 2], 16) / 255 for i in (0, 2, 4)], np.float32)


def mix(a: Array, b: Array, share: Array | float) -> Array:
    return a + (b - a) * np.asarray(share, np.float32)


def smooth(low: float, high: float, value: Array) -> Array:
    """Return 0 below low, 1 above high, and a soft step between."""
    t = np.clip((value - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def ramp(stops: tuple[str, ...], value: Array) -> Array:
    """Return colours for values 0..1, through the stops at equal distances."""
    table = np.stack([colour(stop) for stop in stops])
    places, fine = np.linspace(0, 1, len(stops)), np.linspace(0, 1, SHADES)
    shades = np.stack([np.interp(fine, places, table[:, band]) for band in range(3)], -1)
    at = np.clip(value, 0, 1) * (SHADES - 1)
    return shades.astype(np.float32)[(at + 0.5).astype(np.int32)]


def noise_map(
    rng: np.random.Generator, roughness: float, *, stretch: float = 1.0, longest: int = MAP
) -> Array:
    """Return clouds of all sizes, mean 0, deviation 1; a part of one large sheet.

    Parameters
    ----------
    roughness : float
        The exponent of the spectrum: 1.5 is rugged, 3 is smooth.
    stretch : float
        Above 1 what is seen lies along x.
    longest : int
        Nothing is larger than this many pixels.
    """
    sheet = _sheet(roughness, stretch, longest)
    sheet = sheet[:: rng.choice((-1, 1)), :: rng.choice((-1, 1))]
    return np.roll(sheet, (int(rng.integers(MAP)), int(rng.integers(MAP))), (0, 1))


@lru_cache(maxsize=24)
def _sheet(roughness: float, stretch: float, longest: int) -> Array:
    rng = np.random.default_rng(round(roughness * 100) + round(stretch * 10_000) + longest)
    fy = np.fft.fftfreq(MAP)[:, None] * stretch
    fx = np.fft.rfftfreq(MAP)[None, :]
    frequency = np.hypot(fy, fx)
    frequency[0, 0] = 1
    shape = (MAP, MAP // 2 + 1)
    waves = rng.normal(size=shape) + 1j * rng.normal(size=shape)
    waves *= frequency ** (-(roughness + 1) / 2)
    waves *= 1 / (1 + (frequency * longest) ** -4.0)
    waves[0, 0] = 0
    field = np.fft.irfft2(waves, s=(MAP, MAP)).astype(np.float32)
    return field / field.std()


def sample(field: Array, x: Array, y: Array) -> Array:
    """Look a repeating map up between its pixels."""
    height, width = field.shape[:2]
    x0, y0 = np.floor(x), np.floor(y)
    fx, fy = (x - x0).astype(np.float32), (y - y0).astype(np.float32)
    left, top = x0.astype(np.int64) % width, y0.astype(np.int64) % height
    right, below = (left + 1) % width, (top + 1) % height
    if field.ndim == 3:
        fx, fy = fx[..., None], fy[..., None]
    upper = mix(field[top, left], field[top, right], fx)
    lower = mix(field[below, left], field[below, right], fx)
    return mix(upper, lower, fy)


def blur(picture: Array, radius: float) -> Array:
    """Blur a picture or a mask."""
    if radius <= 0:
        return picture
    bands = picture[..., None] if picture.ndim == 2 else picture
    pixels = (np.clip(bands, 0, 1) * 255).astype(np.uint8)
    filtered = [
        np.asarray(Image.fromarray(pixels[..., band]).filter(ImageFilter.GaussianBlur(radius)))
        for band in range(bands.shape[2])
    ]
    result = np.stack(filtered, -1).astype(np.float32) / 255
    return result[..., 0] if picture.ndim == 2 else result


def grid(width: int, height: int) -> tuple[Array, Array]:
    """Return x and y of every pixel, y from 0 to 1, x with the same unit."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    return x / height, y / height


# -- sky -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sky:
    """A time of day.

    ``stops`` are colours from the zenith to the horizon; ``sun`` is its place as shares of width
    and height, its colour and how far its glow reaches. ``clouds`` is the share of the sky that
    they cover, lit in ``lit`` and shaded in ``shade``.
    """

    stops: tuple[str, ...]
    sun: tuple[float, float] = (0.7, 0.3)
    glow: str = "fff4d8"
    reach: float = 0.25
    disc: float = 0.0
    clouds: float = 0.5
    streak: float = 1.3
    lit: str = "ffffff"
    shade: str = "9fb0c4"
    stars: int = 0
    light: str = "fff3dc"
    ambient: str = "8fa9cc"
    haze: str = ""

    @property
    def fog(self) -> Array:
        """What far things fade into."""
        return colour(self.haze or self.stops[-1])


def paint_sky(sky: Sky, rng: np.random.Generator, width: int, height: int, horizon: float) -> Array:
    """Paint the sky over the whole picture; ``horizon`` is a share of the height."""
    x, y = grid(width, height)
    elevation = np.clip(1 - y / horizon, 0, 1)
    picture = ramp(sky.stops[::-1], np.sqrt(elevation))
    if sky.stars:
        picture += _stars(sky.stars, rng, width, height)[..., None]
    sun_x, sun_y = sky.sun[0] * width / height, sky.sun[1]
    distance = np.hypot(x - sun_x, y - sun_y)
    near = np.exp(-distance / max(sky.reach, 1e-3))
    glow = colour(sky.glow)
    picture += near[..., None] ** 1.5 * glow * 0.7
    if sky.disc:
        edge = 0.004
        picture = mix(picture, glow, smooth(sky.disc + edge, sky.disc, distance)[..., None])
    if sky.clouds:
        picture = _add_clouds(picture, sky, rng, (x - sun_x, elevation, near))
    return np.clip(picture, 0, 1)


def _stars(count: int, rng: np.random.Generator, width: int, height: int) -> Array:
    field = np.zeros((height, width), np.float32)
    field[rng.integers(0, height, count), rng.integers(0, width, count)] = rng.random(count) ** 4
    return np.clip(blur(field, 0.7) * 5, 0, 1)


def _add_clouds(
    picture: Array, sky: Sky, rng: np.random.Generator, place: tuple[Array, Array, Array]
) -> Array:
    """Lay clouds on a plane above, smaller towards the horizon."""
    x, elevation, near = place
    field = noise_map(rng, 2.2, stretch=sky.streak, longest=300)
    rows = slice(0, int(np.count_nonzero(elevation[:, 0])) + 1)
    x, elevation, near = x[rows], elevation[rows], near[rows]
    depth = 1 / (elevation + 0.16)
    u, v = x * depth * 120 + 300, depth * 190
    density = sample(field, u, v)
    towards_sun = sample(field, u - 8 * np.sign(x), v + 8)
    limit = 1.7 - 2.9 * sky.clouds
    cover = smooth(limit, limit + 0.9, density) * smooth(0.0, 0.1, elevation)
    bright = np.clip(0.75 + 0.5 * (density - towards_sun) - 0.22 * (density - limit), 0, 1)
    tone = mix(colour(sky.shade), colour(sky.lit), np.clip(bright + near * 0.5, 0, 1)[..., None])
    picture[rows] = mix(picture[rows], tone, (cover * 0.94)[..., None])
    return picture


# -- water ---------------------------------------------------------------------------------------


def mirrored_at(picture: Array, line: int) -> Array:
    """Return a picture on its head, so that this line stays where it is."""
    rows = np.abs(2 * line - np.arange(len(picture)))
    return picture[np.minimum(rows, len(picture) - 1)]


def water_of(
    mirrored: Array, rng: np.random.Generator, horizon: float, *, waves: float, deep: str
) -> Array:
    """Turn a picture that stands on its head below the horizon into water.

    Parameters
    ----------
    mirrored : ndarray
        What a still surface would show; only rows below the horizon count.
    waves : float
        0 is a pond, 1 the open sea.
    """
    height, width = mirrored.shape[:2]
    top = int(horizon * height)
    x, y = grid(width, height)
    x, y = x[top:], y[top:]
    below = np.clip(y - horizon, 0.002, 1)
    depth = 1 / (below + 0.01)
    swell = noise_map(rng, 1.7, stretch=0.35)
    u, v = (x - 0.75) * depth * 55, depth * 95
    slope = sample(swell, u, v)
    fade = np.clip(below * 7, 0.12, 1)
    shift_y = slope * waves * fade * 0.11 * height
    shift_x = np.roll(slope, width // 3, 1) * waves * fade * 0.03 * height
    rows = np.clip(y * height + np.abs(shift_y), 0, height - 1)
    columns = np.clip(x * height + shift_x, 0, width - 1)
    seen = mirrored[rows.astype(np.int64), columns.astype(np.int64)]
    steep = np.clip(0.16 + below * 0.75 + slope * 0.13 * waves, 0.05, 0.88)
    surface = mirrored.copy()
    surface[top:] = mix(seen, colour(deep), steep[..., None])
    return surface


# -- camera --------------------------------------------------------------------------------------


def develop(
    picture: Array, rng: np.random.Generator, *, grain: float = 0.018, vignette: float = 0.28
) -> Image.Image:
    """Give a painting the look of a photo: contrast, dark corners, grain."""
    height, width = picture.shape[:2]
    picture = np.clip(picture, 0, 1)
    picture = mix(picture, picture * picture * (3 - 2 * picture), 0.25)
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    picture = picture * (1 - vignette * ((x * x + y * y) / 2) ** 1.5)[..., None]
    film = _film()
    shift = int(rng.integers(film.shape[0])), int(rng.integers(film.shape[1]))
    film = np.roll(film, shift, (0, 1))[:height, :width]
    picture = picture + film * grain * (1.1 - 0.6 * picture)
    return Image.fromarray((np.clip(picture, 0, 1) * 255).astype(np.uint8))


@lru_cache(maxsize=1)
def _film() -> Array:
    """Return grain, more of light than of colour, for the largest picture that is painted."""
    rng = np.random.default_rng(0)
    light = rng.normal(0, 1, (LARGEST, LARGEST, 1)).astype(np.float32)
    return light + rng.normal(0, 0.35, (LARGEST, LARGEST, 3)).astype(np.float32)
