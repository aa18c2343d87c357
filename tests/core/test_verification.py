"""What two pictures are to each other, on pictures made by script: every relation, and none."""

from __future__ import annotations

import dataclasses
import io
import itertools
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageEnhance, ImageFont, ImageOps

from photofinder.core.pair_features import EDGE_PX, PictureFeatures, describe_picture
from photofinder.core.pair_rules import Candidate
from photofinder.core.types import Content, PairClass, PairEvidence, Relation
from photofinder.core.verification import VERSION, look, verify
from photofinder.core.verification_bends import is_bent

ORIENTATION = Path(__file__).resolve().parents[3] / "shared" / "photos" / "orientation"
WIDTH, HEIGHT = 960, 720
ONE = Content(1, b"1", 500_000, WIDTH, HEIGHT, "JPEG")
TWO = Content(2, b"2", 400_000, WIDTH, HEIGHT, "JPEG")


def scene(seed: int, width: int = WIDTH, height: int = HEIGHT) -> Image.Image:
    """Paint hills of shapes: enough to find again, and nothing twice."""
    rng = np.random.default_rng(seed)
    coarse = rng.integers(40, 220, (5, 6, 3), np.uint8)
    picture = Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(picture)
    for _ in range(140):
        x, y = rng.integers(0, width), rng.integers(0, height)
        side = int(rng.integers(8, 90))
        colour = tuple(int(v) for v in rng.integers(0, 256, 3))
        corners = [(int(x + rng.integers(-side, side)), int(y + rng.integers(-side, side)))
                   for _ in range(4)]  # fmt: skip
        if rng.random() < 0.5:
            draw.polygon(corners, fill=colour)
        else:
            draw.ellipse((int(x), int(y), int(x + side), int(y + side * 0.7)), fill=colour)
    return picture


def page(seed: int) -> Image.Image:
    """Write a page of words that no other seed has."""
    rng = np.random.default_rng(seed)
    picture = Image.new("RGB", (HEIGHT, WIDTH), (248, 247, 243))
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(16)
    for y in range(60, WIDTH - 60, 24):
        words = ["".join(map(chr, rng.integers(97, 123, rng.integers(2, 10)))) for _ in range(9)]
        draw.text((60, y), " ".join(words)[:60], font=font, fill=(30, 30, 30))
    return picture


def sky(seed: int) -> Image.Image:
    """Shade a sky, and one far bird in it."""
    rng = np.random.default_rng(seed)
    shade = np.linspace(rng.integers(90, 150), rng.integers(190, 240), HEIGHT)[:, None]
    pixels = np.stack([shade * 0.55 + 40, shade * 0.8 + 20, np.minimum(255, shade + 15)], -1)
    pixels = pixels + rng.normal(0, 3, (HEIGHT, WIDTH, 1))
    picture = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    x, y = int(rng.integers(50, WIDTH - 50)), int(rng.integers(200, 500))
    ImageDraw.Draw(picture).line((x, y, x + 30, y - 15), fill=(30, 30, 30), width=4)
    return picture


def dark(seed: int) -> Image.Image:
    """Leave the lid on, with a few lamps."""
    rng = np.random.default_rng(seed)
    pixels = np.clip(rng.normal(9, 4, (HEIGHT, WIDTH, 1)).repeat(3, 2), 0, 255).astype(np.uint8)
    picture = Image.fromarray(pixels)
    draw = ImageDraw.Draw(picture)
    for _ in range(6):
        x, y, side = (int(rng.integers(low, high)) for low, high in ((0, 930), (0, 690), (4, 16)))
        draw.ellipse((x, y, x + side, y + side), fill=(250, 220, 160))
    return picture


def screen(seed: int) -> Image.Image:
    """Draw a list on a telephone; only words and colours differ."""
    rng = np.random.default_rng(seed)
    picture = Image.new("RGB", (HEIGHT, WIDTH), (245, 246, 248))
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(20)
    draw.rectangle((0, 0, HEIGHT, 68), fill=(25, 118, 210))
    for row in range(8):
        y = 90 + row * 106
        colour = tuple(int(v) for v in rng.integers(60, 220, 3))
        draw.ellipse((24, y, 92, y + 68), fill=colour)
        for line in range(2):
            text = "".join(map(chr, rng.integers(97, 123, rng.integers(12, 34))))
            draw.text((104, y + line * 28), text, font=font, fill=(60, 60, 60))
    return picture


def seen(picture: Image.Image, quality: int = 90) -> PictureFeatures:
    """Return what indexing knows of a picture that was saved as JPEG."""
    buffer = io.BytesIO()
    picture.convert("RGB").save(buffer, "JPEG", quality=quality)
    whole = np.asarray(Image.open(buffer))
    scale = min(1.0, EDGE_PX / max(whole.shape[:2]))
    size = round(whole.shape[1] * scale), round(whole.shape[0] * scale)
    small = cv2.resize(whole, size, interpolation=cv2.INTER_AREA)
    _, jpeg = cv2.imencode(".jpg", small[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, 85])
    decoded = cv2.imdecode(jpeg, cv2.IMREAD_COLOR)
    return describe_picture(np.ascontiguousarray(decoded[:, :, ::-1]))


def compare(
    first: Image.Image,
    second: Image.Image,
    *,
    quality: int = 90,
    one: Content = ONE,
    two: Content = TWO,
) -> PairEvidence | None:
    facts = Candidate(
        dataclasses.replace(one, width=first.width, height=first.height),
        dataclasses.replace(two, width=second.width, height=second.height),
        0, 0, 0.9, 1.0,
    )  # fmt: skip
    return verify(seen(first, 92), seen(second, quality), facts)


def lettered(picture: Image.Image, text: str, size: int, alpha: int = 255) -> Image.Image:
    layer = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    place = (picture.width // 20, int(picture.height * 0.8))
    font = ImageFont.load_default(size)
    ImageDraw.Draw(layer).text(place, text, font=font, fill=(255, 255, 255, alpha))
    return Image.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")


def tiled(picture: Image.Image) -> Image.Image:
    layer = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    font = ImageFont.load_default(picture.height // 10)
    for y in range(0, picture.height, picture.height // 4):
        ImageDraw.Draw(layer).text((20, y), "SAMPLE " * 5, font=font, fill=(255, 255, 255, 110))
    return Image.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")


def screenshot(picture: Image.Image) -> Image.Image:
    shown = picture.resize((picture.width // 2, picture.height // 2))
    whole = Image.new("RGB", (shown.width, shown.height + 110), (32, 33, 36))
    whole.paste(shown, (0, 60))
    font = ImageFont.load_default(18)
    ImageDraw.Draw(whole).text((8, 4), "12:34", font=font, fill=(128, 128, 128))
    return whole


def coloured(picture: Image.Image) -> Image.Image:
    darker = ImageEnhance.Brightness(picture).enhance(0.85)
    return ImageEnhance.Color(ImageEnhance.Contrast(darker).enhance(0.9)).enhance(0.8)


def by_hand(seed: int, dx: float, dy: float, turned_deg: float) -> Image.Image:
    """Take a scene again, with the camera held a little differently."""
    larger = scene(seed, int(WIDTH * 1.1), int(HEIGHT * 1.1)).rotate(
        turned_deg, Image.Resampling.BICUBIC
    )
    x, y = WIDTH * (0.05 + dx), HEIGHT * (0.05 + dy)
    return larger.crop((int(x), int(y), int(x) + WIDTH, int(y) + HEIGHT))


def smiling(picture: Image.Image) -> Image.Image:
    """Bend one place, as a mouth is."""
    pixels = np.asarray(picture)
    x, y = np.meshgrid(np.arange(WIDTH, dtype=np.float32), np.arange(HEIGHT, dtype=np.float32))
    u, v = (x - 480) / 90, (y - 330) / 70
    strength = np.clip(1 - u * u - v * v, 0, 1) ** 1.5 * 22
    bent = cv2.remap(
        pixels, x, (y + strength * (2 * u * u - 0.5)).astype(np.float32), cv2.INTER_CUBIC
    )
    return Image.fromarray(bent)


SAME = {
    "recompressed": (lambda p: p, Relation.RECOMPRESSED),
    "resized": (lambda p: p.resize((p.width // 5, p.height // 5)), Relation.RESIZED),
    "cropped": (lambda p: p.crop((90, 40, 880, 650)), Relation.CROPPED),
    "mirrored": (ImageOps.mirror, Relation.MIRRORED),
    "upside down": (ImageOps.flip, Relation.MIRRORED),
    "turned": (lambda p: p.transpose(Image.Transpose.ROTATE_90), Relation.ROTATED),
    "turned a little": (lambda p: p.rotate(25, expand=True), Relation.ROTATED),
    "edited": (coloured, Relation.COLOUR_EDITED),
    "grey": (ImageOps.grayscale, Relation.GREY),
    "lettered": (lambda p: lettered(p, "(c) Anna Example", 60, 200), Relation.OVERLAY),
    "tiled": (tiled, Relation.OVERLAY),
    "screenshot": (screenshot, Relation.SCREENSHOT_OF),
    "squashed": (lambda p: p.resize((600, 600)), Relation.RESIZED),
}


@pytest.mark.parametrize("name", SAME)
def test_what_was_done_to_a_copy_is_seen(name: str) -> None:
    edit, relation = SAME[name]
    for seed in (1, 2):
        first = scene(seed)
        found = compare(first, edit(first), quality=70)
        assert found is not None
        assert found.verified is not None
        assert found.pair_class is PairClass.SAME_SHOT
        assert relation in found.verified.relations
        assert found.verified.version == VERSION
        assert found.probability > 0.5


@pytest.mark.parametrize("kind", [scene, page, screen, dark, sky])
def test_unrelated_pictures_are_no_pair(kind) -> None:
    pictures = [kind(seed) for seed in range(5)]
    found = [compare(one, two) for one, two in itertools.combinations(pictures, 2)]
    assert found == [None] * len(found)


@pytest.mark.parametrize("kind", [page, screen, dark, sky])
@pytest.mark.parametrize("scale", [1.0, 0.5])
def test_copies_of_nearly_empty_pictures_are_found(kind, scale: float) -> None:
    first = kind(7)
    copy = first.resize((int(first.width * scale), int(first.height * scale)))
    found = compare(first, copy, quality=75)
    assert found is not None
    assert found.pair_class is PairClass.SAME_SHOT


def test_nothing_is_said_of_pictures_without_anything_on_them() -> None:
    for level in (0, 128, 255):
        blank = Image.new("RGB", (WIDTH, HEIGHT), (level, level, level))
        assert compare(blank, blank.resize((400, 300))) is None


def test_a_different_smile_is_a_series() -> None:
    for seed in (3, 4, 5, 8, 14, 16):
        first = scene(seed)
        found = compare(first, smiling(first))
        assert found is not None
        assert found.pair_class is PairClass.SERIES
        assert found.verified is not None
        assert found.verified.relations[0] is Relation.SAME_SCENE
        assert "something moved" in found.relation


def stuck_on(picture: Image.Image) -> Image.Image:
    """Put a face where the smile would be."""
    copy = picture.copy()
    draw = ImageDraw.Draw(copy)
    draw.ellipse((430, 280, 530, 380), fill=(255, 205, 40), outline=(180, 120, 0), width=4)
    for x in (455, 495):
        draw.ellipse((x, 310, x + 10, 326), fill=(60, 40, 0))
    draw.arc((450, 310, 510, 362), 20, 160, fill=(60, 40, 0), width=6)
    return copy


def blurred_out(picture: Image.Image) -> Image.Image:
    """Make a face unrecognisable."""
    copy = picture.copy()
    box = (430, 280, 530, 380)
    copy.paste(picture.crop(box).resize((6, 6)).resize((100, 100), Image.Resampling.BICUBIC), box)
    return copy


def cloned_over(picture: Image.Image) -> Image.Image:
    """Cover a place with what lies beside it."""
    copy = picture.copy()
    mask = Image.new("L", (90, 90))
    ImageDraw.Draw(mask).ellipse((5, 5, 85, 85), fill=255)
    copy.paste(picture.crop((560, 285, 650, 375)), (435, 285), mask)
    return copy


@pytest.mark.parametrize("edit", [stuck_on, blurred_out, cloned_over])
@pytest.mark.parametrize("by_px", [0.0, 0.4])
def test_what_was_put_in_the_place_of_a_smile_is_not_bent(edit, by_px: float) -> None:
    """Also where a program that scaled the copy moved it by a fraction of a pixel."""
    for seed in (3, 8, 12, 14):
        first = scene(seed)
        copy = edit(first)
        moved = copy.transform(copy.size, Image.Transform.AFFINE, (1, 0, by_px, 0, 1, by_px),
                               Image.Resampling.BICUBIC)  # fmt: skip
        pair = look(seen(first, 92), seen(moved, 80))
        assert pair is not None
        assert not is_bent(pair)


def test_little_or_nothing_that_differs_is_not_bent() -> None:
    first = scene(8)
    for other in (first, coloured(first), first.resize((240, 180)), tiled(first)):
        pair = look(seen(first, 92), seen(other, 60))
        assert pair is not None
        assert not is_bent(pair)


def test_a_smile_is_bent_whichever_picture_is_first() -> None:
    plain, smile = seen(scene(8), 92), seen(smiling(scene(8)), 80)
    for pair in (look(plain, smile), look(smile, plain)):
        assert pair is not None
        assert pair.changes.place is not None
        assert is_bent(pair)


@pytest.mark.parametrize(
    ("dx", "dy", "turned_deg"), [(0.02, 0.01, 0.5), (-0.03, 0.02, 0.0), (0.01, -0.02, -0.9)]
)
def test_a_camera_held_by_hand_takes_a_series(dx: float, dy: float, turned_deg: float) -> None:
    found = compare(by_hand(6, 0, 0, 0), by_hand(6, dx, dy, turned_deg))
    assert found is not None
    assert found.pair_class is PairClass.SERIES
    assert "the camera moved" in found.relation


def test_capture_times_make_a_burst_whatever_the_pictures_look_like() -> None:
    first = scene(8)
    when = ["2024-05-01T10:00:00", "2024-05-01T10:00:02"]
    one, two = (
        dataclasses.replace(content, taken_at=taken_at, has_camera=True)
        for content, taken_at in zip((ONE, TWO), when, strict=True)
    )
    found = compare(first, first, one=one, two=two)
    assert found is not None
    assert found.verified is not None
    assert found.pair_class is PairClass.SERIES
    assert found.verified.relations[0] is Relation.BURST
    assert found.relation == "taken 2 s apart"
    assert found.probability > 0.9


def test_shots_of_the_same_second_are_a_burst_by_their_fractions() -> None:
    first = scene(8)
    one, two = (
        dataclasses.replace(
            content, taken_at="2024-05-01T10:00:00", has_camera=True, subsec_s=subsec_s
        )
        for content, subsec_s in zip((ONE, TWO), (0.12, 0.22), strict=True)
    )
    found = compare(first, first, one=one, two=two)
    assert found is not None
    assert found.verified is not None
    assert found.pair_class is PairClass.SERIES
    assert found.verified.relations[0] is Relation.BURST
    assert "within the same second" in found.relation


def test_transform_and_overlap_say_where_a_crop_lies() -> None:
    first = scene(9)
    found = compare(first, first.crop((96, 72, 864, 648)))
    assert found is not None
    assert found.verified is not None
    box, transform = found.verified.overlap, found.verified.transform
    assert box is not None
    assert (box.left, box.top, box.right, box.bottom) == pytest.approx(
        (0.1, 0.1, 0.9, 0.9), abs=0.005
    )
    assert transform == pytest.approx((0.8, 0, 0.1, 0, 0.8, 0.1), abs=0.005)
    assert found.verified.keypoints > 20
    assert found.relation == "cropped to 64 %"


def test_mirroring_is_in_the_transform() -> None:
    first = scene(10)
    found = compare(first, ImageOps.mirror(first))
    assert found is not None
    assert found.verified is not None
    assert found.verified.transform == pytest.approx((-1, 0, 1, 0, 1, 0), abs=0.005)


def test_the_smaller_id_is_first_whichever_is_given_first() -> None:
    first, crop = seen(scene(11)), seen(scene(11).crop((96, 72, 864, 648)))
    facts = Candidate(ONE, dataclasses.replace(TWO, width=768, height=576), 0, 0, 0.9, 1.0)
    straight = verify(first, crop, facts)
    swapped = verify(
        crop, first, dataclasses.replace(facts, first=facts.second, second=facts.first)
    )
    assert straight is not None
    assert straight == swapped
    assert (straight.first_id, straight.second_id) == (1, 2)


def test_the_same_pictures_get_the_same_answer() -> None:
    def answer() -> PairEvidence | None:
        return compare(scene(12), tiled(scene(12).crop((50, 60, 800, 700))), quality=60)

    answers = {answer() for _ in range(4)}
    assert len(answers) == 1
    assert None not in answers


@pytest.mark.parametrize(
    "size", [(1, 1), (1, 5000), (5000, 1), (2, 3), (16, 16), (40, 700), (319, 7), (17, 320)]
)
def test_odd_sizes_are_compared_or_not_but_never_fail(size: tuple[int, int]) -> None:
    rng = np.random.default_rng(1)
    odd = describe_picture(rng.integers(0, 256, (size[1], size[0], 3), np.uint8))
    photo = seen(scene(13))
    facts = Candidate(ONE, TWO, 0, 0, 0.9, 1.0)
    for other in (odd, photo):
        verify(odd, other, facts)
        verify(other, odd, facts)
    assert verify(photo, odd, facts) is None


def test_grey_arrays_and_larger_ones_are_taken() -> None:
    photo = np.asarray(scene(14))
    grey = describe_picture(cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY))
    assert max(grey.width, grey.height) == EDGE_PX
    found = verify(describe_picture(photo), grey, Candidate(ONE, TWO, 0, 0, 0.9, 1.0))
    assert found is not None
    assert found.verified is not None
    assert Relation.GREY in found.verified.relations
    assert found.relation == "black and white"


def test_bars_on_one_side_only_are_part_of_the_picture() -> None:
    photo = np.asarray(scene(15)).copy()
    photo[:200] = 255
    assert describe_picture(photo).inner.top == 0
    photo[-200:] = 255
    inner = describe_picture(photo).inner
    assert inner.top > 0
    assert inner.bottom < 240


@pytest.mark.shared
@pytest.mark.skipif(not ORIENTATION.is_dir(), reason="no shared photos beside the checkout")
@pytest.mark.parametrize("name", ["Landscape", "Portrait"])
def test_orientations_of_a_picture_are_one_shot(name: str) -> None:
    upright = [
        ImageOps.exif_transpose(Image.open(path)).convert("RGB")
        for path in sorted(ORIENTATION.glob(f"{name}_*.jpg"))
    ]
    assert len(upright) == 9
    for other in upright[1:]:
        found = compare(upright[0], other)
        assert found is not None
        assert found.pair_class is PairClass.SAME_SHOT
