"""What a close look tells of copies and of other moments, on scenes with faces made by script."""

from __future__ import annotations

import functools
import io
import math
import random
import sys
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont, ImageOps

from photofinder.core.close_look import (
    EDGE_PX,
    MIN_EDGE_PX,
    CloseLook,
    Sight,
    large_picture,
    look_closer,
)
from photofinder.core.types import Box

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from drawn_faces import Face
from moment_pictures import landscape

Picture = NDArray[np.uint8]
Transform = tuple[float, float, float, float, float, float]

WIDTH, HEIGHT = 1280, 960
WHOLE: Transform = (1, 0, 0, 0, 1, 0)
MIRRORED: Transform = (-1, 0, 1, 0, 1, 0)
#: of a picture that was turned by 90 degrees, anticlockwise
TURNED: Transform = (0, -1, 1, 1, 0, 0)
#: widths of faces, in shares of the picture's
NARROW, WIDE = 1 / 25, 1 / 10
MOMENTS = {
    "smile": {"smile": 0.08, "mouth_open": 0.04},
    "blink": {"eyes_open": 0.0},
    "gaze": {"gaze": 0.55},
}
#: where that is seen, in shares of the face's width from its middle
EYES, MOUTH = [(-0.18, -0.1), (0.18, -0.1)], [(-0.2, 0.3), (0.0, 0.32), (0.2, 0.3)]
#: places are told apart by so much, and have some of what is around
AROUND_PX = 24


@functools.cache
def behind(seed: int) -> Picture:
    return landscape(random.Random(seed), (WIDTH, HEIGHT))


def somebody(share: float) -> Face:
    return Face(WIDTH * share, (520.0, 430.0), smile=0.01, tilt_deg=4.0, grain_seed=5)


@functools.cache
def frame(share: float, moment: str = "", seed: int = 1) -> Picture:
    """Return what the lens projects: a landscape with a face of a share of the width."""
    face = somebody(share)
    changed = replace(face, **MOMENTS[moment]) if moment else face
    return changed.on(behind(seed))


def shot(share: float, moment: str = "", *, seed: int = 1, grain: float = 2.5) -> Image.Image:
    """Return what the camera takes of it; no two have the same grain."""
    rng = np.random.default_rng([seed, len(moment), int(100 * share)])
    pixels = frame(share, moment, seed) + rng.normal(0, grain, (HEIGHT, WIDTH, 1))
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def saved(picture: Image.Image, quality: int = 90, kind: str = "JPEG") -> Picture:
    """Return a picture that was saved and read again."""
    buffer = io.BytesIO()
    picture.save(buffer, kind, quality=quality)
    return np.ascontiguousarray(np.asarray(Image.open(buffer).convert("RGB")))


@functools.cache
def original(share: float, seed: int = 1) -> Picture:
    picture = saved(shot(share, seed=seed), 92)
    picture.flags.writeable = False
    return picture


def inverse(transform: Transform) -> Transform:
    matrix = np.linalg.inv(np.array([*transform, 0, 0, 1]).reshape(3, 3))
    a, b, c, d, e, f = matrix[:2].ravel().tolist()
    return a, b, c, d, e, f


def both_ways(first: Picture, second: Picture, transform: Transform) -> list[CloseLook]:
    """Look at two pictures, and at the same two with the other one first."""
    return [
        look_closer(first, second, transform),
        look_closer(second, first, inverse(transform)),
    ]


def shows(place: Box | None, moment: str, share: float, onto: Transform = WHOLE) -> bool:
    """Whether a place has an eye or the mouth of the face in it, and is no larger than the face.

    ``onto`` leads from the picture that it is a place of to the one with the upright face.
    """
    assert place is not None
    a, b, c, d, e, f = inverse(onto)
    face, parts = somebody(share), MOUTH if moment == "smile" else EYES
    for part in parts:
        x = (face.centre[0] + part[0] * face.width_px) / WIDTH
        y = (face.centre[1] + part[1] * face.width_px) / HEIGHT
        at = a * x + b * y + c, d * x + e * y + f
        if place.left < at[0] < place.right and place.top < at[1] < place.bottom:
            largest = max(place.right - place.left, place.bottom - place.top)
            return largest < 1.4 * share + AROUND_PX / HEIGHT
    return False


# -- other moments


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize(
    ("share", "quality", "scale", "is_first"),
    [
        (WIDE, 60, 1.0, False),
        (WIDE, 85, 0.5, True),
        (NARROW, 60, 1.0, True),
        (NARROW, 85, 0.75, False),
    ],
)
def test_a_face_that_does_something_else_is_another_moment(
    moment: str, share: float, quality: int, scale: float, is_first: bool
) -> None:
    other = shot(share, moment, grain=3.5)
    other = other.resize((int(WIDTH * scale), int(HEIGHT * scale)), Image.Resampling.LANCZOS)
    pair = original(share), saved(other, quality)
    look = look_closer(*(reversed(pair) if is_first else pair), WHOLE)
    assert look.sight is Sight.MOVED
    assert shows(look.place, moment, share)


@pytest.mark.parametrize("off_px", [1.5, -3.0])
def test_thumbnails_place_pictures_only_to_a_few_pixels(off_px: float) -> None:
    transform: Transform = (1, 0, off_px / WIDTH, 0, 1, off_px / HEIGHT)
    first = original(WIDE)
    smile = look_closer(first, saved(shot(WIDE, "smile"), 75), transform)
    assert smile.sight is Sight.MOVED
    assert shows(smile.place, "smile", WIDE)
    assert look_closer(first, saved(shot(WIDE), 60), transform).sight is Sight.SAME


def test_another_frame_in_which_nothing_moved_is_the_same() -> None:
    """As nobody can tell."""
    first, other = original(WIDE), saved(shot(WIDE, grain=4.0), 80)
    assert [each.sight for each in both_ways(first, other, WHOLE)] == [Sight.SAME] * 2


# -- copies

COPIES = {
    "at 35": lambda p: saved(p, 35),
    "at 60": lambda p: saved(p, 60),
    "at 90": lambda p: saved(p, 90),
    "WebP": lambda p: saved(p, 60, "WEBP"),
    "PNG": lambda p: saved(p, kind="PNG"),
    "half": lambda p: saved(p.resize((WIDTH // 2, HEIGHT // 2)), 80),
    "third": lambda p: saved(p.resize((int(WIDTH * 0.35), int(HEIGHT * 0.35))), 85),
    "squashed": lambda p: saved(p.resize((800, 800)), 85),
    "grey": lambda p: saved(ImageOps.grayscale(p), 80),
    "brighter": lambda p: saved(ImageEnhance.Brightness(p).enhance(1.4), 85),
    "darker": lambda p: saved(ImageEnhance.Brightness(p).enhance(0.6), 85),
    "more contrast": lambda p: saved(ImageEnhance.Contrast(p).enhance(1.3), 85),
    "less colour": lambda p: saved(ImageEnhance.Color(p).enhance(0.4), 85),
    "sharpened": lambda p: saved(p.filter(ImageFilter.UnsharpMask(2, 120, 2)), 85),
    "blurred": lambda p: saved(p.filter(ImageFilter.GaussianBlur(1.5)), 85),
    "median": lambda p: saved(Image.fromarray(cv2.medianBlur(np.asarray(p), 3)), 85),
}


@pytest.mark.parametrize(("number", "name"), [*enumerate(COPIES)])
def test_copies_are_of_the_same_moment(number: int, name: str) -> None:
    """In two scenes, by turns, the copy first in one of them."""
    is_first = number % 2 == 0
    share, seed = (WIDE, 1) if is_first else (NARROW, 2)
    copy = COPIES[name](shot(share, seed=seed))
    pair = (copy, original(share, seed)) if is_first else (original(share, seed), copy)
    assert look_closer(*pair, WHOLE) == CloseLook(Sight.SAME)


def cropped(picture: Image.Image) -> tuple[Image.Image, Transform]:
    box = (131, 77, 1203, 893)
    across, down = (box[2] - box[0]) / WIDTH, (box[3] - box[1]) / HEIGHT
    return picture.crop(box), (across, 0, box[0] / WIDTH, 0, down, box[1] / HEIGHT)


def mirrored(picture: Image.Image) -> tuple[Image.Image, Transform]:
    return ImageOps.mirror(picture), MIRRORED


def turned(picture: Image.Image) -> tuple[Image.Image, Transform]:
    return picture.transpose(Image.Transpose.ROTATE_90), TURNED


def turned_a_little(picture: Image.Image) -> tuple[Image.Image, Transform]:
    copy = picture.rotate(25, Image.Resampling.BICUBIC, expand=True)
    cos, sin = math.cos(math.radians(25)), math.sin(math.radians(25))
    x = WIDTH / 2 - cos * copy.width / 2 + sin * copy.height / 2
    y = HEIGHT / 2 - sin * copy.width / 2 - cos * copy.height / 2
    across, down = copy.width, copy.height
    return copy, (
        cos * across / WIDTH, -sin * down / WIDTH, x / WIDTH,
        sin * across / HEIGHT, cos * down / HEIGHT, y / HEIGHT,
    )  # fmt: skip


def between_bars(picture: Image.Image) -> tuple[Image.Image, Transform]:
    """Make a screenshot, with the time above."""
    shown = picture.resize((960, 720), Image.Resampling.BILINEAR)
    whole = Image.new("RGB", (1000, 900), (32, 33, 36))
    whole.paste(shown, (20, 110))
    font = ImageFont.load_default(24)
    ImageDraw.Draw(whole).text((8, 8), "12:34", font=font, fill=(128, 128, 128))
    return whole, (1000 / 960, 0, -20 / 960, 0, 900 / 720, -110 / 720)


ELSEWHERE = {each.__name__: each for each in (cropped, mirrored, turned, turned_a_little,
                                              between_bars)}  # fmt: skip


@pytest.mark.parametrize("name", ELSEWHERE)
def test_copies_that_lie_elsewhere_are_of_the_same_moment(name: str) -> None:
    copy, transform = ELSEWHERE[name](shot(NARROW, seed=2))
    for look in both_ways(original(NARROW, 2), saved(copy, 75), transform):
        assert look == CloseLook(Sight.SAME)


@pytest.mark.parametrize(
    ("name", "moment"),
    [
        ("cropped", "blink"),
        ("mirrored", "blink"),
        ("mirrored", "smile"),
        ("turned", "smile"),
        ("turned_a_little", "blink"),
        ("between_bars", "smile"),
    ],
)
def test_the_place_is_one_of_the_first_picture_wherever_the_other_lies(
    name: str, moment: str
) -> None:
    other, transform = ELSEWHERE[name](shot(WIDE, moment))
    there, back = both_ways(original(WIDE), saved(other, 75), transform)
    assert (there.sight, back.sight) == (Sight.MOVED, Sight.MOVED)
    assert shows(there.place, moment, WIDE)
    assert shows(back.place, moment, WIDE, onto=transform)


# -- what is drawn on a copy


def lettered(picture: Image.Image, fill: tuple[int, ...], size: int) -> Image.Image:
    layer = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    font = ImageFont.load_default(size)
    ImageDraw.Draw(layer).text((90, 800), "(c) Anna Example", font=font, fill=fill)
    return Image.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")


def with_logo(picture: Image.Image, fill: tuple[int, ...], size: int) -> Image.Image:
    copy = picture.copy()
    draw = ImageDraw.Draw(copy)
    draw.ellipse((1100, 40, 1100 + size, 40 + size), fill=fill)
    font = ImageFont.load_default(size // 2)
    draw.text((1100 + size * 0.2, 40 + size * 0.2), "AB", font=font, fill="white")
    return copy


@pytest.mark.parametrize(
    ("seed", "draw", "fill", "size"),
    [
        (1, lettered, (255, 255, 255, 140), 70),
        (2, lettered, (255, 255, 255, 255), 36),
        (2, lettered, (255, 60, 30, 200), 50),
        (1, with_logo, (20, 60, 190), 110),
        (2, with_logo, (210, 40, 40), 80),
    ],
)
def test_letters_and_logos_are_drawn(seed: int, draw, fill: tuple[int, ...], size: int) -> None:
    copy = saved(draw(shot(WIDE, seed=seed), fill, size), 75)
    for look in both_ways(original(WIDE, seed), copy, WHOLE):
        assert look == CloseLook(Sight.DRAWN)


# -- what nothing can be said of


def test_small_pictures_are_left_undecided() -> None:
    first = original(WIDE)
    for edge_px, sight in ((MIN_EDGE_PX - 1, Sight.UNDECIDED), (MIN_EDGE_PX, Sight.SAME)):
        small = saved(shot(WIDE).resize((edge_px, edge_px * 3 // 4)))
        assert [each.sight for each in both_ways(first, small, WHOLE)] == [sight] * 2


def sky(bird_x: int) -> Image.Image:
    """Shade a sky, and one far bird in it."""
    rng = np.random.default_rng(bird_x)
    shade = np.linspace(120, 210, HEIGHT)[:, None]
    pixels = np.stack([shade * 0.55 + 40, shade * 0.8 + 20, shade + 15], -1)
    pixels = np.broadcast_to(pixels, (HEIGHT, WIDTH, 3)) + rng.normal(0, 1.5, (HEIGHT, WIDTH, 1))
    picture = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    ImageDraw.Draw(picture).line((bird_x, 400, bird_x + 40, 380), fill=(30, 30, 30), width=5)
    return picture


def test_pictures_with_hardly_anything_to_see_are_left_undecided() -> None:
    looks = both_ways(saved(sky(300)), saved(sky(360), 80), WHOLE)
    assert [each.sight for each in looks] == [Sight.UNDECIDED] * 2


def test_too_little_in_common_is_left_undecided() -> None:
    picture = original(WIDE)
    for transform in ((1, 0, 5, 0, 1, 0), (1, 0, 0.95, 0, 1, 0.95), (1e-4, 0, 0, 0, 1e-4, 0)):
        for look in both_ways(picture, picture, transform):
            assert look == CloseLook(Sight.UNDECIDED)


def test_unrelated_pictures_are_no_other_moment() -> None:
    for look in both_ways(original(WIDE), original(WIDE, 2), WHOLE):
        assert look.sight is not Sight.MOVED


# -- odd input


def flat(height: int, width: int, level: int = 0) -> Picture:
    return np.full((height, width, 3), level, np.uint8)


@pytest.mark.parametrize(
    "picture",
    [
        flat(1, WIDTH),
        flat(HEIGHT, 1),
        flat(2, WIDTH, 255),
        flat(HEIGHT, WIDTH),
        flat(HEIGHT, WIDTH, 255),
        flat(HEIGHT, WIDTH, 128),
    ],
    ids=["row", "column", "two rows", "black", "white", "grey"],
)
def test_nothing_moves_in_pictures_of_nothing(picture: Picture) -> None:
    scene = original(WIDE)
    for pair in ((picture, picture), (picture, scene), (scene, picture)):
        assert look_closer(*pair, WHOLE).sight in (Sight.SAME, Sight.UNDECIDED)


def test_equal_pictures_are_the_same() -> None:
    picture = original(WIDE)
    assert look_closer(picture, picture.copy(), WHOLE) == CloseLook(Sight.SAME)


def test_a_look_leaves_its_pictures_alone_and_is_repeatable() -> None:
    first, second = original(WIDE), saved(shot(WIDE, "smile"))
    second.flags.writeable = False
    before = first.copy(), second.copy()
    assert look_closer(first, second, WHOLE) == look_closer(first, second, WHOLE)
    assert np.array_equal(first, before[0])
    assert np.array_equal(second, before[1])


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(numbers=st.tuples(*[st.floats(-3, 3)] * 6), tall=st.booleans())
def test_any_transform_gives_an_answer(numbers: Transform, tall: bool) -> None:
    """Also one that turns a picture into a line."""
    picture = cv2.resize(behind(1), (480, 360))
    other = np.ascontiguousarray(picture.transpose(1, 0, 2)) if tall else picture
    look = look_closer(picture, other, numbers)
    if look.place is not None:
        assert 0 <= look.place.left < look.place.right <= 1
        assert 0 <= look.place.top < look.place.bottom <= 1


# -- what is decoded


@pytest.mark.parametrize("size", [(2600, 1950), (1950, 2600), (1280, 960), (700, 500)])
def test_photos_are_decoded_at_the_size_of_a_close_look(size: tuple[int, int]) -> None:
    buffer = io.BytesIO()
    shot(WIDE).resize(size).save(buffer, "JPEG")
    picture = large_picture(buffer.getvalue())
    assert picture.dtype == np.uint8
    assert max(picture.shape[:2]) == min(EDGE_PX, max(size))
    assert picture.shape[1] / picture.shape[0] == pytest.approx(size[0] / size[1], rel=0.01)
