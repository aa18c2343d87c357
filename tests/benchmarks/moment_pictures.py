"""Pairs of large pictures with known truth: small things that moved, and what is done to copies.

Each scene gives a first picture and several derived from it, as files. Moments: somebody smiles,
blinks, looks elsewhere; a place bends; something small moves; nothing does. Faces are a
thirty-third to a fifth of the picture wide. Copies: what people and programs do to one. Every
file has a size and a quality of its own. Drawn anew for every seed, on photos or on nothing.
"""

from __future__ import annotations

import dataclasses
import io
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np
from drawn_faces import Face
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont, ImageOps
from verifier_pictures import EDITS, Studio

from photofinder.core.images import decode_scaled
from photofinder.errors import PhotoUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

#: of a face
FACE_MOMENTS = ("smile", "blink", "gaze")
#: another frame in which nothing moved cannot be told from a copy
MOMENTS = (*FACE_MOMENTS, "bend", "moved", "still")
#: letters and logos on the first picture
DRAWN = ("watermark", "logo", "stamp", "small_text", "small_logo")
#: made of the first picture, all of it alike
COPIES = (
    *(name for name in EDITS if name not in (*DRAWN, "cropped_watermark", "retouch")),
    "webp",
    "bright",
    "clahe",
    "sharpen",
    "denoise",
    "rotate25",
)
#: made of the first picture, one place so that it looks like another
PLACES = ("retouch", "sticker", "pixelated")
FRAME = (2600, 1950)
COPIES_PER_SCENE = 12
#: photos that are smaller on their short edge are given texture where they are enlarged
_SMALL_PX = 1100
_LANDSCAPE_SHAPES = 260


@dataclass(frozen=True, slots=True)
class Taken:
    """A file and how it came about; ``how`` is empty for the first of a scene.

    Attributes
    ----------
    how : str
    face : float
        Width of the face that moves, as a share of the first picture's.
    data : bytes
    """

    how: str
    face: float
    data: bytes


def take_scene(name: str, background: Image.Image | None) -> Iterator[Taken]:
    """Yield the files of a scene: the first, every kind of moment, some kinds of copies.

    Parameters
    ----------
    name : str
        Seeds all that is random.
    background : Image or None
        None: a landscape drawn by script.
    """
    rng = random.Random(name)
    studio = FaceStudio(rng, background)
    yield Taken("", studio.face_share, _file(studio.first, rng.choice([88, 92, 95])))
    for how in MOMENTS:
        made = _scaled(studio.make(how), rng)
        yield Taken(how, studio.face_share, _file(made, rng.choice([60, 75, 90])))
    for how in rng.sample((*COPIES, *DRAWN, *PLACES), COPIES_PER_SCENE):
        made = studio.make(how)
        if how not in ("resize", "screenshot"):
            made = _scaled(made, rng)
        kind = "WEBP" if how == "webp" else "JPEG"
        yield Taken(how, studio.face_share, _file(made, rng.choice([35, 60, 75, 90]), kind))


def background_of(path: Path) -> Image.Image | None:
    """Decode a photo; None when nobody can, or when nothing is left of it at this size."""
    try:
        rgb = decode_scaled(path, min_edge_px=1400, thumbnail_edge_px=FRAME[0]).rgb
    except PhotoUnreadable:
        return None
    return Image.fromarray(rgb) if min(rgb.shape[:2]) >= 200 else None


def _scaled(picture: Image.Image, rng: random.Random) -> Image.Image:
    scale = rng.choice([1, 1, 0.62, 0.4])
    if scale == 1:
        return picture
    kinds = (Image.Resampling.LANCZOS, Image.Resampling.BICUBIC, Image.Resampling.BILINEAR)
    size = int(picture.width * scale), int(picture.height * scale)
    return picture.resize(size, rng.choice(kinds))


def _file(picture: Image.Image, quality: int, kind: str = "JPEG") -> bytes:
    buffer = io.BytesIO()
    options = {"method": 2} if kind == "WEBP" else {}
    picture.convert("L" if picture.mode == "L" else "RGB").save(
        buffer, kind, quality=quality, **options
    )
    return buffer.getvalue()


class FaceStudio(Studio):
    """Takes pictures of one scene with faces, and edits the first one."""

    def __init__(self, rng: random.Random, background: Image.Image | None) -> None:
        super().__init__(rng, None)
        self._behind = self._prepared(background)
        height, width = self._behind.shape[:2]
        self.faces = self._people(width, height)
        self.face_share = self.faces[0].width_px / width
        self.still = self._with(self.faces)
        self.first = self._grained(self.still)

    def _prepared(self, background: Image.Image | None) -> NDArray[np.uint8]:
        if background is None:
            return landscape(self.rng, FRAME)
        upright = background.convert("RGB")
        size = FRAME if upright.width >= upright.height else FRAME[::-1]
        pixels = np.asarray(ImageOps.fit(upright, size, Image.Resampling.BICUBIC))
        return _textured(pixels, self.noise) if min(upright.size) < _SMALL_PX else pixels

    def _people(self, width: int, height: int) -> list[Face]:
        rng = self.rng
        usual_px = width * float(np.exp(rng.uniform(np.log(0.03), np.log(0.2))))
        people = []
        for _ in range(rng.randint(1, 3)):
            side = usual_px * rng.uniform(0.85, 1.15)
            centre = rng.uniform(side, width - side), rng.uniform(side, height - side)
            people.append(Face.anyone(rng, side, centre))
        return people

    def _with(self, faces: list[Face]) -> Image.Image:
        pixels = self._behind
        for face in faces:
            pixels = face.on(pixels)
        return Image.fromarray(pixels)

    # -- other moments

    def _smile(self) -> Image.Image:
        face, rng = self.faces[0], self.rng
        by = rng.choice([0.05, 0.07, 0.09])
        mouth_open = face.mouth_open
        if rng.random() < 0.4:
            mouth_open = 0.0 if mouth_open else 0.05
        return self._another(smile=face.smile + by, mouth_open=mouth_open)

    def _blink(self) -> Image.Image:
        return self._another(eyes_open=self.rng.choice([0.0, 0.0, 0.4]))

    def _gaze(self) -> Image.Image:
        by = self.rng.choice([-1, 1]) * self.rng.uniform(0.35, 0.6)
        return self._another(gaze=self.faces[0].gaze + by)

    def _another(self, **changes: float) -> Image.Image:
        changed = dataclasses.replace(self.faces[0], **changes)
        return self._grained(self._with([changed, *self.faces[1:]]))

    def _still(self) -> Image.Image:
        return self._grained(self.still)

    def _bend(self) -> Image.Image:
        """Bend a small place that has something to bend."""
        pixels, rng = np.asarray(self.still), self.rng
        height, width = pixels.shape[:2]
        radius = rng.uniform(0.008, 0.03) * width
        column, row = _busy_place(pixels, int(radius), rng)
        x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
        u, v = (x - column) / radius, (y - row) / (radius * 0.7)
        strength = np.clip(1 - u * u - v * v, 0, 1) ** 1.5 * radius * rng.uniform(0.2, 0.3)
        bent_x = (x + 0.5 * strength * u).astype(np.float32)
        bent_y = (y + strength * (2 * u * u - 0.4)).astype(np.float32)
        bent = cv2.remap(pixels, bent_x, bent_y, cv2.INTER_CUBIC)
        return self._grained(Image.fromarray(bent))

    def _moved(self) -> Image.Image:
        """Move a small oval part of the scene."""
        pixels, rng = np.asarray(self.still), self.rng
        height, width = pixels.shape[:2]
        half = int(width * rng.uniform(0.01, 0.03)), int(width * rng.uniform(0.01, 0.03))
        centre = (
            rng.randint(width // 8, width - width // 8),
            rng.randint(height // 8, height - height // 8),
        )
        mask = np.zeros((height, width), np.float32)
        cv2.ellipse(mask, centre, half, 0, 0, 360, 1, -1)
        mask = cv2.GaussianBlur(mask, (0, 0), 3)
        across = int(half[0] * rng.uniform(0.3, 0.8) * rng.choice([-1, 1]))
        down = int(half[1] * rng.uniform(-0.3, 0.3))
        there = np.roll(mask, (down, across), (0, 1))[..., None]
        thing = np.roll(pixels, (down, across), (0, 1))
        mixed = pixels * (1 - there) + thing * there
        return self._grained(Image.fromarray(mixed.astype(np.uint8)))

    # -- copies that `Studio` does not make

    def _small_text(self) -> Image.Image:
        made, rng = self.first.copy(), self.rng
        font = ImageFont.load_default(made.height * rng.uniform(0.02, 0.05))
        place = made.width * rng.uniform(0.03, 0.7), made.height * rng.uniform(0.05, 0.9)
        fill = rng.choice([(255, 255, 255), (0, 0, 0), (255, 60, 30)])
        ImageDraw.Draw(made).text(place, "(c) Max Muster", font=font, fill=fill)
        return made

    def _small_logo(self) -> Image.Image:
        made, rng = self.first.copy(), self.rng
        side = int(made.height * rng.uniform(0.03, 0.08))
        x, y = rng.randint(0, made.width - side), int(made.height * rng.choice([0.03, 0.9]))
        fill = tuple(rng.randint(0, 255) for _ in range(3))
        draw, font = ImageDraw.Draw(made), ImageFont.load_default(max(8, side // 2))
        draw.ellipse((x, y, x + side, y + side), fill=fill)
        draw.text((x + side * 0.2, y + side * 0.2), "AB", font=font, fill="white")
        return made

    def _webp(self) -> Image.Image:
        return self.first

    def _bright(self) -> Image.Image:
        return ImageEnhance.Brightness(self.first).enhance(self.rng.choice([1.5, 1.7, 0.5]))

    def _clahe(self) -> Image.Image:
        lab = cv2.cvtColor(np.asarray(self.first), cv2.COLOR_RGB2LAB)
        local = cv2.createCLAHE(self.rng.choice([1.5, 2.5]), (8, 8))
        lab[..., 0] = local.apply(np.ascontiguousarray(lab[..., 0]))
        return Image.fromarray(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB))

    def _sharpen(self) -> Image.Image:
        radius, percent = self.rng.choice([2, 4]), self.rng.choice([80, 150])
        return self.first.filter(ImageFilter.UnsharpMask(radius, percent, 2))

    def _denoise(self) -> Image.Image:
        pixels = np.asarray(self.first)
        kind = self.rng.choice(["median", "bilateral", "soft"])
        if kind == "median":
            return Image.fromarray(cv2.medianBlur(pixels, 5))
        if kind == "bilateral":
            return Image.fromarray(cv2.bilateralFilter(pixels, 7, 25, 5))
        return Image.fromarray(cv2.GaussianBlur(pixels, (0, 0), 2))

    def _rotate25(self) -> Image.Image:
        return self.first.rotate(25, Image.Resampling.BICUBIC, expand=True)

    # -- places that are made anew

    def _sticker(self) -> Image.Image:
        made, rng = self.first.copy(), self.rng
        side = int(made.height * rng.uniform(0.04, 0.12))
        x, y = rng.randint(0, made.width - side), rng.randint(0, made.height - side)
        draw, ink = ImageDraw.Draw(made), (60, 40, 0)
        line = max(2, side // 20)
        yellow, brown = (255, 205, 40), (180, 120, 0)
        draw.ellipse((x, y, x + side, y + side), fill=yellow, outline=brown, width=line)
        for eye in (0.3, 0.62):
            left, top = x + side * eye, y + side * 0.3
            draw.ellipse((left, top, left + side * 0.1, top + side * 0.16), fill=ink)
        mouth = (x + side * 0.2, y + side * 0.3, x + side * 0.8, y + side * 0.8)
        draw.arc(mouth, 20, 160, fill=ink, width=line)
        return made

    def _pixelated(self) -> Image.Image:
        made, face = self.first.copy(), self.faces[0]
        (x, y), side = face.centre, face.width_px
        box = (
            max(int(x - side * 0.5), 0),
            max(int(y - side * 0.6), 0),
            min(int(x + side * 0.5), made.width),
            min(int(y + side * 0.6), made.height),
        )
        kind = self.rng.choice([Image.Resampling.NEAREST, Image.Resampling.BICUBIC])
        shown = made.crop(box)
        made.paste(shown.resize((8, 9)).resize(shown.size, kind), box)
        return made


def _busy_place(pixels: NDArray[np.uint8], radius_px: int, rng: random.Random) -> tuple[int, int]:
    """Return where much is to be seen, column and row."""
    soft = cv2.GaussianBlur(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), (0, 0), 3)
    busy = cv2.blur(np.abs(cv2.Laplacian(soft, cv2.CV_32F)), (radius_px, radius_px))
    edge = 2 * radius_px
    busy[:edge], busy[-edge:], busy[:, :edge], busy[:, -edge:] = 0, 0, 0, 0
    rows, columns = np.nonzero(busy > np.percentile(busy, 90))
    chosen = rng.randrange(len(rows))
    return int(columns[chosen]), int(rows[chosen])


# -- what is behind ---------------------------------------------------------------------------


def landscape(rng: random.Random, size: tuple[int, int]) -> NDArray[np.uint8]:
    """Paint hills of shapes with texture; uint8, (h, w, 3)."""
    noise = np.random.default_rng(rng.getrandbits(32))
    width, height = size
    coarse = noise.integers(40, 220, (5, 6, 3), np.uint8)
    picture = Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(picture)
    for _ in range(_LANDSCAPE_SHAPES):
        x, y = rng.uniform(0, width), rng.uniform(0, height)
        side = width * rng.uniform(0.008, 0.09)
        fill = tuple(rng.randint(0, 255) for _ in range(3))
        around = [(x + rng.uniform(-side, side), y + rng.uniform(-side, side)) for _ in range(4)]
        if rng.random() < 0.5:
            draw.polygon(around, fill=fill)
        else:
            draw.ellipse((x, y, x + side, y + side * 0.7), fill=fill)
    return _textured(np.asarray(picture.filter(ImageFilter.GaussianBlur(1.2))), noise)


def _textured(pixels: NDArray[np.uint8], noise: np.random.Generator) -> NDArray[np.uint8]:
    """Add structure of several sizes, as lawns and walls have it."""
    height, width = pixels.shape[:2]
    added = np.zeros((height, width), np.float32)
    for step, strength in ((1, 1.5), (2, 2.0), (4, 3.0)):
        coarse = noise.normal(0, 1, (height // step + 1, width // step + 1)).astype(np.float32)
        added += strength * cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.clip(pixels + added[..., None], 0, 255).astype(np.uint8)
