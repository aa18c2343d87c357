"""Pairs of pictures with known truth, harder than a library: things that moved, nearly empty ones.

Each scene gives a first picture and several derived from it. Moments: a smile (a place that is
stretched), something that moved, two layers that moved against each other, the camera held by hand.
Edits: what people and programs do to a copy. Empty: pages, screens, skies, dark frames. Drawn
anew for every seed, from photos or from nothing; only what `core.verification` sees, 320 pixels
wide, after JPEG.
"""

from __future__ import annotations

import io
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFont, ImageOps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

#: taken at other moments
MOMENTS = ("smile", "moved", "parallax", "handheld", "handheld_moved", "handheld_smile")
#: made from the first picture
EDITS = (
    "jpeg",
    "resize",
    "crop",
    "straighten",
    "colour",
    "grey",
    "vignette",
    "watermark",
    "logo",
    "stamp",
    "cropped_watermark",
    "retouch",
    "screenshot",
    "mirror",
    "turn",
)
EMPTY = ("page", "screen", "dark", "sky", "clouds")
#: edits that leave something to recognise of nearly nothing
EMPTY_EDITS = ("jpeg", "resize", "crop", "colour", "grey", "mirror", "turn", "screenshot")
FRAME = (1160, 870)
THUMBNAIL_PX = 320


@dataclass(frozen=True, slots=True)
class Derived:
    """A picture and how it came about; ``how`` is empty for the first of a scene."""

    scene: int
    how: str
    rgb: NDArray[np.uint8]


def photo_scenes(photos: list[Path], seed: int, count: int) -> Iterator[Derived]:
    """Yield scenes from photos: a first picture, two other moments of it and three edits."""
    rng = random.Random(seed)
    chosen = rng.sample(photos, min(count, len(photos)))
    for scene, path in enumerate(chosen):
        studio = Studio(random.Random(f"{seed}/{scene}"), Image.open(path))
        yield Derived(scene, "", _stored(studio.first, 92))
        for how in (*rng.sample(MOMENTS, 2), *rng.sample(EDITS, 3)):
            yield Derived(scene, how, _stored(studio.make(how), rng.choice([35, 60, 75, 90])))


def empty_scenes(seed: int, count: int) -> Iterator[Derived]:
    """Yield scenes of nearly nothing: a first picture and three edits of it."""
    rng = random.Random(f"{seed}/empty")
    for scene in range(count):
        studio = Studio(random.Random(f"{seed}/empty/{scene}"), None)
        studio.first = empty_picture(EMPTY[scene % len(EMPTY)], rng)
        yield Derived(scene, "", _stored(studio.first, 92))
        for how in rng.sample(EMPTY_EDITS, 3):
            yield Derived(scene, how, _stored(studio.make(how), rng.choice([35, 60, 75, 90])))


def _stored(picture: Image.Image, quality: int) -> NDArray[np.uint8]:
    """Return the thumbnail of a picture that was saved as JPEG, saved as JPEG."""
    buffer = io.BytesIO()
    picture.convert("RGB").save(buffer, "JPEG", quality=quality)
    whole = np.asarray(Image.open(buffer))
    scale = THUMBNAIL_PX / max(whole.shape[:2])
    size = (max(1, round(whole.shape[1] * scale)), max(1, round(whole.shape[0] * scale)))
    small = whole if scale >= 1 else cv2.resize(whole, size, interpolation=cv2.INTER_AREA)
    _, jpeg = cv2.imencode(".jpg", small[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, 85])
    return np.ascontiguousarray(cv2.imdecode(jpeg, cv2.IMREAD_COLOR)[:, :, ::-1])


class Studio:
    """Takes pictures of one scene, and edits the first one."""

    def __init__(self, rng: random.Random, photo: Image.Image | None) -> None:
        self.rng = rng
        self.noise = np.random.default_rng(rng.getrandbits(32))
        self.grain = rng.uniform(1, 4)
        if photo is None:
            return
        upright = ImageOps.exif_transpose(photo).convert("RGB")
        self.size = FRAME if upright.width >= upright.height else FRAME[::-1]
        larger = (int(self.size[0] * 1.08), int(self.size[1] * 1.08))
        self.scene = ImageOps.fit(upright, larger, Image.Resampling.BICUBIC)
        self.still = self._frame(0, 0, 1, 0)
        self.first = self._grained(self.still)

    def make(self, how: str) -> Image.Image:
        """Return another picture of the scene."""
        made: Callable[[], Image.Image] = getattr(self, f"_{how}")
        return made()

    # -- other moments

    def _smile(self) -> Image.Image:
        return self._grained(self._stretched(self.still))

    def _moved(self) -> Image.Image:
        return self._grained(self._shifted(self.still))

    def _handheld(self) -> Image.Image:
        return self._grained(self._by_hand())

    def _handheld_moved(self) -> Image.Image:
        return self._grained(self._shifted(self._by_hand()))

    def _handheld_smile(self) -> Image.Image:
        return self._grained(self._stretched(self._by_hand()))

    def _by_hand(self) -> Image.Image:
        rng = self.rng
        shift = rng.uniform(-0.03, 0.03), rng.uniform(-0.03, 0.03)
        taken = self._frame(*shift, rng.uniform(1, 1.03), rng.uniform(-1.2, 1.2))
        return ImageEnhance.Brightness(taken).enhance(rng.uniform(0.94, 1.06))

    def _frame(self, dx: float, dy: float, zoom: float, turned_deg: float) -> Image.Image:
        width, height = self.size
        scene = self.scene.rotate(turned_deg, Image.Resampling.BICUBIC)
        across, down = width / zoom, height / zoom
        x = scene.width / 2 + dx * width - across / 2
        y = scene.height / 2 + dy * height - down / 2
        x = min(max(x, 0), scene.width - across)
        y = min(max(y, 0), scene.height - down)
        box = (x, y, x + across, y + down)
        return scene.transform(self.size, Image.Transform.EXTENT, box, Image.Resampling.BICUBIC)

    def _grained(self, picture: Image.Image) -> Image.Image:
        pixels = np.asarray(picture).astype(np.float32)
        pixels += self.noise.normal(0, self.grain, pixels.shape[:2])[..., None]
        return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))

    def _stretched(self, picture: Image.Image) -> Image.Image:
        """Bend a place that has something to bend, as a mouth is."""
        pixels, rng = np.asarray(picture), self.rng
        height, width = pixels.shape[:2]
        radius = rng.uniform(0.05, 0.11) * width
        edges = np.abs(cv2.Laplacian(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), cv2.CV_32F))
        busy = cv2.blur(edges, (int(radius), int(radius)))
        edge = int(radius)
        busy[:edge], busy[-edge:], busy[:, :edge], busy[:, -edge:] = 0, 0, 0, 0
        rows, columns = np.nonzero(busy > np.percentile(busy, 90))
        chosen = rng.randrange(len(rows))
        x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
        u = (x - columns[chosen]) / radius
        v = (y - rows[chosen]) / (radius * 0.7)
        strength = np.clip(1 - u * u - v * v, 0, 1) ** 1.5 * rng.uniform(0.01, 0.025) * width
        bent_x = (x + 0.5 * strength * u).astype(np.float32)
        bent_y = (y + strength * (2 * u * u - 0.4)).astype(np.float32)
        return Image.fromarray(cv2.remap(pixels, bent_x, bent_y, cv2.INTER_CUBIC))

    def _shifted(self, picture: Image.Image) -> Image.Image:
        """Move an oval part of the scene a little."""
        pixels, rng = np.asarray(picture), self.rng
        height, width = pixels.shape[:2]
        half = int(width * rng.uniform(0.04, 0.12)), int(height * rng.uniform(0.05, 0.17))
        centre = (
            rng.randint(width // 8 + half[0], width - half[0] - width // 8),
            rng.randint(height // 8 + half[1], height - half[1] - height // 8),
        )
        mask = np.zeros((height, width), np.float32)
        cv2.ellipse(mask, centre, half, 0, 0, 360, 1, -1)
        mask = cv2.GaussianBlur(mask, (0, 0), width / 400)
        by = int(width * rng.choice([-1, 1]) * rng.uniform(0.012, 0.06))
        down = int(height * rng.uniform(-0.02, 0.02))
        there = np.roll(mask, (down, by), (0, 1))[..., None]
        thing = np.roll(pixels, (down, by), (0, 1))
        return Image.fromarray((pixels * (1 - there) + thing * there).astype(np.uint8))

    def _parallax(self) -> Image.Image:
        pixels, rng = np.asarray(self.still), self.rng
        height, width = pixels.shape[:2]
        line = np.cumsum(self.noise.normal(0, 3, width)).astype(np.float32)
        line = cv2.blur(line[None], (61, 1))[0] + height * rng.uniform(0.35, 0.65)
        near = (np.arange(height)[:, None] > line[None]).astype(np.float32)
        near = cv2.GaussianBlur(near, (0, 0), width / 400)[..., None]
        by = int(width * rng.uniform(0.006, 0.03)) * rng.choice([-1, 1])
        both = pixels * (1 - near) + np.roll(pixels, by, 1) * near
        return self._grained(Image.fromarray(both.astype(np.uint8)))

    # -- edits

    def _jpeg(self) -> Image.Image:
        return self.first

    def _resize(self) -> Image.Image:
        scale = self.rng.choice([0.15, 0.25, 0.5])
        return self.first.resize((int(self.first.width * scale), int(self.first.height * scale)))

    def _crop(self) -> Image.Image:
        first, rng = self.first, self.rng
        kept = 1 - rng.uniform(0.05, 0.2)
        width, height = int(first.width * kept), int(first.height * kept)
        x, y = rng.randint(0, first.width - width), rng.randint(0, first.height - height)
        return first.crop((x, y, x + width, y + height))

    def _straighten(self) -> Image.Image:
        turned_deg = self.rng.uniform(0.4, 3) * self.rng.choice([-1, 1])
        first, angle = self.first, np.radians(abs(turned_deg))
        longer = max(first.width / first.height, first.height / first.width)
        kept = 1 / (np.cos(angle) + longer * np.sin(angle))
        dx, dy = first.width * (1 - kept) / 2, first.height * (1 - kept) / 2
        turned = first.rotate(turned_deg, Image.Resampling.BICUBIC)
        return turned.crop((int(dx), int(dy), int(first.width - dx), int(first.height - dy)))

    def _colour(self) -> Image.Image:
        made = self.first
        for kind, low, high in (
            (ImageEnhance.Brightness, 0.7, 1.35),
            (ImageEnhance.Contrast, 0.75, 1.4),
            (ImageEnhance.Color, 0.3, 1.7),
        ):
            made = kind(made).enhance(self.rng.uniform(low, high))
        return made

    def _grey(self) -> Image.Image:
        return ImageOps.grayscale(self.first)

    def _vignette(self) -> Image.Image:
        pixels = np.asarray(self.first).astype(np.float32)
        height, width = pixels.shape[:2]
        y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
        return Image.fromarray((pixels * (1 - (x * x + y * y) / 4)[..., None]).astype(np.uint8))

    def _watermark(self) -> Image.Image:
        return self._marked(self.first)

    def _cropped_watermark(self) -> Image.Image:
        return self._marked(self._crop())

    def _marked(self, picture: Image.Image) -> Image.Image:
        rng = self.rng
        colour = rng.choice([(255, 255, 255), (255, 255, 255), (0, 0, 0), (255, 60, 30)])
        font = ImageFont.load_default(int(picture.height * rng.uniform(0.05, 0.12)))
        layer = Image.new("RGBA", picture.size, (0, 0, 0, 0))
        draw = ImageDraw.Draw(layer)
        if rng.random() < 0.5:
            place = (
                picture.width * rng.uniform(0.03, 0.4),
                picture.height * rng.uniform(0.05, 0.85),
            )
            draw.text(place, "(c) Max Muster", font=font, fill=(*colour, rng.randint(120, 255)))
        else:
            for y in range(0, picture.height, picture.height // 4):
                draw.text((20, y), "PREVIEW  " * 4, font=font, fill=(*colour, rng.randint(90, 140)))
        return Image.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")

    def _logo(self) -> Image.Image:
        made, rng = self.first.copy(), self.rng
        draw = ImageDraw.Draw(made)
        side = int(made.height * rng.uniform(0.08, 0.16))
        x, y = rng.randint(0, made.width - side), int(made.height * rng.choice([0.03, 0.82]))
        colour = tuple(rng.randint(0, 255) for _ in range(3))
        draw.ellipse((x, y, x + side, y + side), fill=colour)
        font = ImageFont.load_default(max(8, side // 2))
        draw.text((x + side * 0.2, y + side * 0.2), "AB", font=font, fill="white")
        return made

    def _stamp(self) -> Image.Image:
        made = self.first.copy()
        text = f"2014 07 {self.rng.randint(10, 30)} 1{self.rng.randint(0, 9)}:25"
        font = ImageFont.load_default(int(made.height * 0.045))
        place = (made.width * 0.62, made.height * 0.9)
        ImageDraw.Draw(made).text(place, text, font=font, fill=(255, 150, 30))
        return made

    def _retouch(self) -> Image.Image:
        pixels = np.asarray(self.first)
        height, width = pixels.shape[:2]
        mask = np.zeros((height, width), np.uint8)
        centre = int(self.rng.uniform(0.2, 0.8) * width), int(self.rng.uniform(0.2, 0.8) * height)
        cv2.circle(mask, centre, int(width * 0.012), 255, -1)
        return Image.fromarray(cv2.inpaint(pixels, mask, 5, cv2.INPAINT_TELEA))

    def _screenshot(self) -> Image.Image:
        rng = self.rng
        scale = rng.uniform(0.4, 0.8)
        size = int(self.first.width * scale), int(self.first.height * scale)
        shown = self.first.resize(size, Image.Resampling.BILINEAR)
        above, below = (int(size[1] * rng.uniform(0.05, 0.2)) for _ in range(2))
        beside = int(size[0] * rng.uniform(0, 0.06))
        whole = (size[0] + 2 * beside, size[1] + above + below)
        made = Image.new("RGB", whole, rng.choice(["black", "white", (32, 33, 36)]))
        made.paste(shown, (beside, above))
        text = f"{rng.randint(10, 23)}:{rng.randint(10, 59)}"
        font = ImageFont.load_default(max(10, above // 3))
        ImageDraw.Draw(made).text((8, 4), text, font=font, fill=(128, 128, 128))
        return made

    def _mirror(self) -> Image.Image:
        return ImageOps.mirror(self.first)

    def _turn(self) -> Image.Image:
        turns = (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270)
        return self.first.transpose(self.rng.choice(turns))


# -- nearly nothing ---------------------------------------------------------------------------


def empty_picture(kind: str, rng: random.Random) -> Image.Image:
    """Draw a page, a screen, a dark frame, a sky with a bird, or clouds."""
    drawn: Callable[[random.Random], Image.Image] = globals()[f"_{kind}"]
    return drawn(rng)


def _words(rng: random.Random, count: int) -> str:
    letters = "abcdefghijklmnoprstuvw"
    return " ".join("".join(rng.choices(letters, k=rng.randint(2, 10))) for _ in range(count))


def _page(rng: random.Random) -> Image.Image:
    width, height = FRAME[::-1]
    made = Image.new("RGB", (width, height), (248, 247, 243))
    draw, font = ImageDraw.Draw(made), ImageFont.load_default(height // 58)
    for y in range(int(height * 0.07), int(height * 0.93), height // 42):
        if rng.random() > 0.12:
            draw.text(
                (width * 0.09, y), _words(rng, rng.randint(5, 9))[:64], font=font, fill=(30, 30, 30)
            )
    return made


def _screen(rng: random.Random) -> Image.Image:
    width, height = FRAME[::-1]
    made = Image.new("RGB", (width, height), (245, 246, 248))
    draw, font = ImageDraw.Draw(made), ImageFont.load_default(height // 48)
    draw.rectangle((0, 0, width, height // 14), fill=(25, 118, 210))
    for row in range(8):
        x, y, side = width // 30, height // 12 + row * height // 9, height // 14
        colour = tuple(rng.randint(60, 220) for _ in range(3))
        draw.ellipse((x, y, x + side, y + side), fill=colour)
        for line in range(2):
            place = (x + height // 12, y + line * height // 36)
            draw.text(place, _words(rng, 4)[:32], font=font, fill=(60, 60, 60))
    return made


def _dark(rng: random.Random) -> Image.Image:
    width, height = FRAME
    noise = np.random.default_rng(rng.getrandbits(32))
    pixels = np.clip(noise.normal(9, 4, (height, width, 1)).repeat(3, 2), 0, 255)
    made = Image.fromarray(pixels.astype(np.uint8))
    draw = ImageDraw.Draw(made)
    for _ in range(rng.randint(3, 9)):
        x, y, side = rng.randrange(width), rng.randrange(height), rng.randint(2, width // 60)
        draw.ellipse((x, y, x + side, y + side), fill=(250, 220, rng.randint(120, 200)))
    return made


def _sky(rng: random.Random) -> Image.Image:
    width, height = FRAME
    noise = np.random.default_rng(rng.getrandbits(32))
    shade = np.linspace(rng.randint(90, 150), rng.randint(190, 240), height)[:, None]
    blue = np.minimum(255, shade + 15)
    pixels = np.stack([shade * 0.55 + 40, shade * 0.8 + 20, blue], -1)
    pixels = pixels + noise.normal(0, 3, (height, width, 1))
    made = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    x, y = rng.randrange(width), int(height * rng.uniform(0.3, 0.8))
    bird = (x, y, x + width // 30, y - width // 60)
    ImageDraw.Draw(made).line(bird, fill=(30, 30, 30), width=max(2, width // 300))
    return made


def _clouds(rng: random.Random) -> Image.Image:
    width, height = FRAME
    noise = np.random.default_rng(rng.getrandbits(32))
    shape = np.zeros((height, width), np.float32)
    for octave in range(2, 6):
        coarse = noise.normal(0, 1, (2**octave, 2**octave)).astype(np.float32)
        large = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
        shape += large / 2 ** (octave * 0.9)
    colour = [rng.uniform(120, 180), rng.uniform(150, 200), rng.uniform(200, 240)]
    pixels = np.stack([level + shape * rng.uniform(6, 18) for level in colour], -1)
    pixels = pixels + noise.normal(0, 2, (height, width, 1))
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
