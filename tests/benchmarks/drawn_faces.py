"""Faces drawn by script, with skin: what they do can be said exactly, and done by half.

Lengths are shares of the face's width, places lie around its middle.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFilter

if TYPE_CHECKING:
    import random

    from numpy.typing import NDArray

Colour = tuple[int, int, int]

SKINS: tuple[Colour, ...] = (
    (224, 172, 140),
    (198, 134, 98),
    (141, 85, 54),
    (240, 200, 175),
    (96, 60, 42),
)
HAIRS: tuple[Colour, ...] = ((40, 30, 25), (90, 60, 35), (190, 160, 100), (120, 120, 120))
IRISES: tuple[Colour, ...] = ((70, 50, 30), (60, 90, 130), (70, 100, 60))
LIPS: Colour = (170, 80, 75)
TEETH: Colour = (250, 245, 240)
#: drawn so many times as large, so that edges are smooth
_FINER = 3
#: hair and chin reach further than the width
_CANVAS = 1.5
_EYE_X, _EYE_Y, _MOUTH_Y = 0.18, -0.1, 0.3
#: an eye that is open less than this shows its lid
_SHUT = 0.3
#: size of the grain of skin in 300ths of a face, and how strong it is in grey levels
_SKIN_GRAIN = ((2, 2.0), (5, 3.0), (12, 4.0), (30, 5.0))


@dataclass(frozen=True, slots=True)
class Face:
    """A face and what it does.

    Attributes
    ----------
    width_px : float
    centre : tuple of float
        Where it is on the picture, pixels from the left and the top.
    skin, hair, iris : tuple of int
    smile : float
        By how much the corners of the mouth are higher than its middle.
    mouth_open : float
        Height of what is seen of the teeth.
    eyes_open : float
        0 shut, 1 open.
    gaze : float
        -1 to the left, 1 to the right.
    tilt_deg : float
    grain_seed : int
        Of the skin.
    """

    width_px: float
    centre: tuple[float, float]
    skin: Colour = SKINS[0]
    hair: Colour = HAIRS[0]
    iris: Colour = IRISES[0]
    smile: float = 0.0
    mouth_open: float = 0.0
    eyes_open: float = 1.0
    gaze: float = 0.0
    tilt_deg: float = 0.0
    grain_seed: int = 0

    @classmethod
    def anyone(cls, rng: random.Random, width_px: float, centre: tuple[float, float]) -> Face:
        """Return somebody with open eyes."""
        return cls(
            width_px,
            centre,
            skin=rng.choice(SKINS),
            hair=rng.choice(HAIRS),
            iris=rng.choice(IRISES),
            smile=rng.uniform(-0.02, 0.05),
            mouth_open=rng.choice([0.0, 0.0, 0.03]),
            gaze=rng.uniform(-0.25, 0.25),
            tilt_deg=rng.uniform(-12, 12),
            grain_seed=rng.getrandbits(32),
        )

    def on(self, picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return a picture with the face on it; uint8, (h, w, 3)."""
        side = int(self.width_px * _CANVAS)
        large = Image.new("RGBA", (side * _FINER, side * _FINER), (0, 0, 0, 0))
        _Pencil(self, large).draw()
        large = large.rotate(self.tilt_deg, Image.Resampling.BICUBIC)
        large = large.filter(ImageFilter.GaussianBlur(_FINER * 0.9))
        small = self._with_skin(large.resize((side, side), Image.Resampling.LANCZOS))
        whole = Image.fromarray(picture)
        corner = int(self.centre[0] - side / 2), int(self.centre[1] - side / 2)
        whole.paste(small, corner, small)
        return np.asarray(whole)

    def _with_skin(self, drawn: Image.Image) -> Image.Image:
        """Add grain, and light that comes from one side."""
        noise, side = np.random.default_rng(self.grain_seed), drawn.width
        grain = np.zeros((side, side), np.float32)
        for size, strength in _SKIN_GRAIN:
            step = max(1, int(side * size / 300))
            coarse = noise.normal(0, 1, (side // step + 2, side // step + 2)).astype(np.float32)
            large = cv2.resize(coarse, (side, side), interpolation=cv2.INTER_CUBIC)
            grain += strength * large
        y, x = np.mgrid[-1 : 1 : side * 1j, -1 : 1 : side * 1j]
        light = 1 + 0.12 * x * np.cos(self.grain_seed) + 0.1 * y * np.sin(self.grain_seed)
        light -= 0.12 * (x * x + y * y)
        pixels = np.asarray(drawn).astype(np.float32)
        pixels[..., :3] = pixels[..., :3] * light[..., None] + grain[..., None]
        return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


class _Pencil:
    """Draws a face, enlarged, without skin."""

    def __init__(self, face: Face, onto: Image.Image) -> None:
        self._face = face
        self._draw = ImageDraw.Draw(onto)
        self._middle = onto.width / 2
        self._unit = int(face.width_px) * _FINER
        self._shade = _darker(face.skin, 0.8)

    def draw(self) -> None:
        """Draw all of it."""
        face = self._face
        self._oval((0, -0.1), (0.53, 0.62), face.hair)
        self._oval((0, 0.02), (0.45, 0.58), face.skin)
        self._oval((0.12, 0.1), (0.3, 0.42), _darker(face.skin, 0.95))
        for x in (-_EYE_X, _EYE_X):
            self._line([(x - 0.09, -0.2), (x, -0.235), (x + 0.09, -0.2)], face.hair, 0.03)
            self._eye(x)
        self._line([(0, -0.08), (0.05, 0.1), (-0.02, 0.11)], self._shade, 0.018)
        self._mouth()

    def _eye(self, x: float) -> None:
        face, is_open = self._face, self._face.eyes_open > _SHUT
        if is_open:
            looks_at = x + face.gaze * 0.1
            iris = 0.036, 0.036 * min(1.0, face.eyes_open * 1.1)
            self._oval((x, _EYE_Y), (0.085, 0.045 * face.eyes_open), (240, 238, 235))
            self._oval((looks_at, _EYE_Y), iris, face.iris)
            self._oval((looks_at, _EYE_Y), (0.017, 0.017), (10, 10, 10))
            self._oval((looks_at + 0.012, -0.112), (0.007, 0.007), (250, 250, 250))
        else:
            self._oval((x, _EYE_Y), (0.085, 0.045), self._shade)
        from_deg, to_deg = (200, 340) if is_open else (20, 160)
        box = (*self._at((x - 0.085, -0.15)), *self._at((x + 0.085, -0.05)))
        self._draw.arc(box, from_deg, to_deg, fill=(50, 30, 25, 255), width=self._width(0.014))

    def _mouth(self) -> None:
        face = self._face
        half = 0.16 + 0.8 * max(0.0, face.smile)
        x = np.linspace(-half, half, 25)
        thick = 1 - (x / half) ** 2
        bow = _MOUTH_Y + face.smile * (1 - 2 * (x / half) ** 2)
        self._between(x, bow - 0.02 * thick, bow + (0.035 + face.mouth_open) * thick, LIPS)
        if face.mouth_open > 0:
            below = bow + (0.01 + face.mouth_open * 0.8) * thick
            self._between(x * 0.8, bow, below, TEETH)

    def _between(
        self,
        x: NDArray[np.float64],
        top: NDArray[np.float64],
        low: NDArray[np.float64],
        fill: Colour,
    ) -> None:
        edge = [*zip(x, top, strict=True), *zip(x[::-1], low[::-1], strict=True)]
        self._draw.polygon([self._at(point) for point in edge], fill=(*fill, 255))

    def _oval(self, middle: tuple[float, float], half: tuple[float, float], fill: Colour) -> None:
        (x, y), (across, down) = middle, half
        box = (*self._at((x - across, y - down)), *self._at((x + across, y + down)))
        self._draw.ellipse(box, fill=(*fill, 255))

    def _line(self, points: list[tuple[float, float]], fill: Colour, width: float) -> None:
        placed = [self._at(point) for point in points]
        self._draw.line(placed, fill=(*fill, 255), width=self._width(width))

    def _at(self, point: tuple[float, float]) -> tuple[float, float]:
        return self._middle + point[0] * self._unit, self._middle + point[1] * self._unit

    def _width(self, share: float) -> int:
        return max(1, int(share * self._unit))


def _darker(colour: Colour, share: float) -> Colour:
    red, green, blue = (int(value * share) for value in colour)
    return red, green, blue
