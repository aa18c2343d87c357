"""Digests prove, perceptual hashes hint: both must be right about what they say."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from PIL import Image, ImageCms

from photofinder.core import hashing
from photofinder.core.hashing import pixel_digest
from photofinder.core.images import decode_scaled
from photofinder.errors import PhotoUnreadable

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
needs_shared = pytest.mark.skipif(
    not (SHARED / "photos").is_dir(), reason="the shared sample photos are not beside the checkout"
)

_TRANSPOSES = {
    1: Image.Transpose.FLIP_LEFT_RIGHT,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.FLIP_TOP_BOTTOM,
    4: Image.Transpose.TRANSPOSE,
    5: Image.Transpose.ROTATE_270,
    6: Image.Transpose.TRANSVERSE,
    7: Image.Transpose.ROTATE_90,
}


def scene(width: int = 200, height: int = 150, seed: int = 3) -> Image.Image:
    rng = np.random.default_rng(seed)
    coarse = rng.integers(0, 256, (12, 16, 3), dtype=np.uint8)
    return Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC)


def encoded(image: Image.Image, format_name: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, format_name, **options)
    return buffer.getvalue()


def decoded(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).copy()


def noisy(level: float, seed: int, *, slope: float = 0.0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    ramp = np.linspace(0, slope, 300)[None, :, None]
    grey = (level + ramp + rng.normal(0, 1.5, (200, 300, 1))).clip(0, 255).astype(np.uint8)
    return grey.repeat(3, axis=2)


def hash_of(rgb: np.ndarray, transform: int = 0) -> int:
    return int(hashing.describe(rgb).phash[transform])


def contrast_of(rgb: np.ndarray) -> float:
    return hashing.describe(rgb).contrast


def sharpness_of(rgb: np.ndarray) -> float:
    return hashing.describe(rgb).sharpness


# --- perceptual hash ------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(500, 375), (375, 500), (320, 320), (123, 457), (32, 32)])
@pytest.mark.parametrize("transform", range(1, 8))
def test_hash_of_a_transformed_picture_is_the_transformed_hash(
    transform: int, size: tuple[int, int]
) -> None:
    picture = scene(*size)
    turned = picture.transpose(_TRANSPOSES[transform])
    expected = hash_of(np.asarray(turned))
    found = hash_of(np.asarray(picture), transform)
    assert (found ^ expected).bit_count() <= 2


def test_recompressed_and_shrunk_picture_keeps_its_hash() -> None:
    picture = scene(1200, 900)
    small = decode_scaled(encoded(picture.resize((500, 375)), "JPEG", quality=40)).rgb
    assert (hash_of(np.asarray(picture)) ^ hash_of(small)).bit_count() <= 4


def test_different_pictures_have_different_hashes() -> None:
    hashes = np.array([hash_of(np.asarray(scene(seed=n))) for n in range(20)], np.uint64)
    distances = hashing.hamming_distances(hashes[:, None], hashes[None, :])
    assert distances[~np.eye(20, dtype=bool)].min() > 12


@pytest.mark.parametrize("level", [0, 8, 128, 255])
def test_flat_pictures_have_too_little_contrast(level: int) -> None:
    for slope in (0.0, 30.0):
        assert contrast_of(noisy(level, 1, slope=slope)) < hashing.MIN_HASH_CONTRAST
    assert contrast_of(np.asarray(scene())) > hashing.MIN_HASH_CONTRAST


def test_blank_page_has_always_the_same_hash() -> None:
    blank = np.full((300, 400, 3), 255, np.uint8)
    assert len({int(bits) for bits in hashing.describe(blank).phash}) == 1


@pytest.mark.shared
@needs_shared
def test_contrast_of_real_photos_is_sufficient() -> None:
    files = sorted((SHARED / "photos" / "sample").glob("*.JPEG"))[::40]
    for path in files:
        contrast = contrast_of(decode_scaled(path).rgb)
        assert contrast > hashing.MIN_HASH_CONTRAST, path.name


@given(hnp.arrays(np.uint8, hnp.array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=40)))
def test_any_picture_has_a_hash(grey: np.ndarray) -> None:
    rgb = np.dstack([grey] * 3)
    described = hashing.describe(rgb)
    assert described.phash.shape == (8,)
    assert described.phash.dtype == np.uint64
    assert np.isfinite([described.contrast, described.sharpness]).all()


# --- distances ------------------------------------------------------------------------------

_HASHES = hnp.arrays(np.uint64, st.integers(0, 9), elements=st.integers(0, 2**64 - 1))


@given(_HASHES, _HASHES)
def test_vectorised_distances_agree_with_counting_bits(a: np.ndarray, b: np.ndarray) -> None:
    found = hashing.hamming_distances(a[:, None], b[None, :])
    expected = [[f"{int(x) ^ int(y):b}".count("1") for y in b] for x in a]
    assert found.shape == (len(a), len(b))
    assert np.array_equal(found, np.array(expected, np.uint8).reshape(found.shape))


@given(_HASHES)
def test_distances_without_numpy_2(a: np.ndarray) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(np, "bitwise_count", raising=False)
        found = hashing.hamming_distances(a[:, None], a[None, :])
    assert np.array_equal(found, hashing.hamming_distances(a[:, None], a[None, :]))
    assert found.dtype == np.uint8


# --- sharpness ------------------------------------------------------------------------------


def test_blurred_picture_is_less_sharp() -> None:
    rng = np.random.default_rng(0)
    sharp = Image.fromarray(rng.integers(0, 256, (240, 320, 3), dtype=np.uint8))
    blurred = sharp.resize((80, 60)).resize((320, 240))
    assert sharpness_of(np.asarray(sharp)) > 5 * sharpness_of(np.asarray(blurred))
    assert sharpness_of(np.full((100, 100, 3), 90, np.uint8)) == 0


# --- pixel digest ---------------------------------------------------------------------------


_LOSSLESS = ("PNG", "TIFF", "BMP", "WEBP")


def test_metadata_does_not_change_the_picture() -> None:
    exif = Image.Exif()
    exif[271] = "Maker"
    plain = encoded(scene(), "JPEG")
    block = b"Exif\0\0" + exif.tobytes().removeprefix(b"Exif\0\0")
    segments = b"".join(
        marker + struct.pack(">H", len(body) + 2) + body
        for marker, body in ((b"\xff\xe1", block), (b"\xff\xfe", b"hello"))
    )
    tagged = plain[:2] + segments + plain[2:]
    assert plain != tagged
    assert pixel_digest(plain) == pixel_digest(tagged)


@pytest.mark.parametrize(
    ("mode", "format_name"),
    [("CMYK", "TIFF"), *((mode, name) for mode in ("RGB", "L") for name in _LOSSLESS)],
)
def test_lossless_copy_of_a_jpeg_is_identical(mode: str, format_name: str) -> None:
    jpeg = encoded(scene().convert(mode), "JPEG")
    lossless = {"lossless": True} if format_name == "WEBP" else {}
    copy = encoded(decoded(jpeg), format_name, **lossless)
    assert pixel_digest(jpeg) == pixel_digest(copy)


@pytest.mark.parametrize("compression", ["raw", "tiff_lzw", "tiff_deflate", "packbits"])
def test_compression_of_a_tiff_does_not_matter(compression: str) -> None:
    assert pixel_digest(encoded(scene(), "TIFF", compression=compression)) == pixel_digest(
        encoded(scene(), "PNG")
    )


def test_requantised_jpeg_differs() -> None:
    jpeg = encoded(scene(), "JPEG", quality=90)
    assert pixel_digest(jpeg) != pixel_digest(encoded(decoded(jpeg), "JPEG", quality=89))


def test_one_changed_level_differs() -> None:
    pixels = np.asarray(scene()).copy()
    before = encoded(Image.fromarray(pixels), "PNG")
    pixels[149, 199, 2] ^= 1
    assert pixel_digest(before) != pixel_digest(encoded(Image.fromarray(pixels), "PNG"))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_turned_by_tag_equals_turned_by_pixels(orientation: int) -> None:
    exif = Image.Exif()
    exif[274] = orientation
    tagged = encoded(scene(), "JPEG", exif=exif)
    shown = decoded(tagged)
    if orientation > 1:
        shown = shown.transpose(_TRANSPOSES[orientation - 1])
    assert pixel_digest(tagged) == pixel_digest(encoded(shown, "PNG"))
    if orientation > 1:
        assert pixel_digest(tagged) != pixel_digest(encoded(scene(), "JPEG"))


def test_modes_that_say_the_same_are_equal() -> None:
    grey = scene().convert("L")
    palette = scene().quantize(100)
    bits = scene().convert("1")
    opaque = scene().convert("RGBA")
    for a, b in (
        (grey, grey.convert("RGB")),
        (grey, grey.convert("LA")),
        (palette, palette.convert("RGB")),
        (bits, bits.convert("L")),
        (opaque, scene()),
    ):
        assert pixel_digest(encoded(a, "PNG")) == pixel_digest(encoded(b, "PNG"))


def test_modes_that_say_more_differ() -> None:
    picture = scene()
    translucent = picture.convert("RGBA")
    translucent.putpixel((5, 5), (*translucent.getpixel((5, 5))[:3], 254))
    grey = picture.convert("L")
    deep = Image.fromarray(np.asarray(grey).astype(np.uint16) * 257)
    assert pixel_digest(encoded(translucent, "PNG")) != pixel_digest(encoded(picture, "PNG"))
    assert pixel_digest(encoded(deep, "PNG")) != pixel_digest(encoded(grey, "PNG"))
    assert pixel_digest(encoded(deep, "PNG")) == pixel_digest(encoded(deep, "TIFF"))
    cmyk = encoded(picture.convert("CMYK"), "TIFF")
    assert pixel_digest(cmyk) != pixel_digest(encoded(picture, "TIFF"))


def test_size_is_part_of_the_picture() -> None:
    flat = Image.new("L", (20, 30), 7)
    assert pixel_digest(encoded(flat, "PNG")) != pixel_digest(
        encoded(flat.transpose(Image.Transpose.ROTATE_90), "PNG")
    )


def test_sixteen_bit_colour_is_not_claimed_to_be_known() -> None:
    import cv2

    deep = np.random.default_rng(1).integers(0, 65536, (50, 60, 3), dtype=np.uint16)
    for suffix in (".png", ".tiff"):
        assert pixel_digest(bytes(cv2.imencode(suffix, deep)[1])) is None


def gamma_profile() -> bytes:
    """A profile with sRGB's primaries swapped, so that colours differ."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    tags = {}
    for index in range(struct.unpack_from(">I", profile, 128)[0]):
        name, offset, size = struct.unpack_from(">4sII", profile, 132 + 12 * index)
        tags[name] = (offset, bytes(profile[offset : offset + size]))
    for name, other in ((b"rXYZ", b"gXYZ"), (b"gXYZ", b"rXYZ")):
        profile[tags[name][0] : tags[name][0] + 20] = tags[other][1]
    return bytes(profile)


def test_only_a_profile_with_other_colours_is_part_of_the_picture() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    plain = pixel_digest(encoded(scene(), "PNG"))
    assert pixel_digest(encoded(scene(), "PNG", icc_profile=srgb)) == plain
    assert pixel_digest(encoded(scene(), "PNG", icc_profile=gamma_profile())) != plain
    assert pixel_digest(encoded(scene(), "PNG", icc_profile=b"broken")) != plain


def png_with(*chunks: tuple[bytes, bytes]) -> bytes:
    plain = encoded(scene(), "PNG")
    added = b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )
    return plain[:33] + added + plain[33:]


def corners(*values: float) -> tuple[bytes, bytes]:
    return b"cHRM", struct.pack(">8I", *(round(value * 100_000) for value in values))


SRGB_CORNERS = corners(0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06)
P3_CORNERS = corners(0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06)
USUAL_GAMMA = (b"gAMA", struct.pack(">I", 45455))


@pytest.mark.parametrize(
    "chunks",
    [
        [(b"sRGB", b"\0")],
        [USUAL_GAMMA],
        [USUAL_GAMMA, SRGB_CORNERS],
        [(b"sRGB", b"\0"), USUAL_GAMMA, SRGB_CORNERS],
        [(b"cICP", bytes((1, 13, 0, 1)))],
    ],
)
def test_marks_that_mean_srgb_do_not_change_the_picture(chunks: list) -> None:
    assert pixel_digest(png_with(*chunks)) == pixel_digest(encoded(scene(), "PNG"))


def test_marks_of_other_colours_are_part_of_the_picture() -> None:
    marked = [
        [],
        [(b"gAMA", struct.pack(">I", 100_000))],
        [USUAL_GAMMA, P3_CORNERS],
        [(b"cICP", bytes((12, 13, 0, 1)))],
        [(b"cICP", bytes((9, 16, 0, 1)))],
    ]
    digests = {pixel_digest(png_with(*chunks)) for chunks in marked}
    assert None not in digests
    assert len(digests) == len(marked)


def test_colour_codes_of_an_avif_are_part_of_the_picture() -> None:
    plain = encoded(scene(), "AVIF")
    mark = plain.index(b"colrnclx") + 8
    assert plain[mark : mark + 4] == struct.pack(">HH", 1, 13)
    wide = plain[:mark] + struct.pack(">HH", 12, 13) + plain[mark + 4 :]
    assert pixel_digest(plain) == pixel_digest(encoded(decoded(plain), "PNG"))
    assert pixel_digest(wide) is not None
    assert pixel_digest(wide) != pixel_digest(plain)
    assert pixel_digest(plain.replace(b"colrnclx", b"freenclx")) is None


@pytest.mark.shared
@needs_shared
def test_colour_codes_of_a_heif_are_part_of_the_picture() -> None:
    folder = SHARED / "photos" / "camera"
    data = (folder / "heic__mobile__HMD_Nokia_8.3_5G_hdr.heif").read_bytes()
    mark = data.index(b"colrnclx") + 8
    srgb = data[:mark] + struct.pack(">HH", 1, 13) + data[mark + 4 :]
    assert pixel_digest(srgb) not in (None, pixel_digest(data))
    unmarked = (folder / "heic__samplefilehub.heif").read_bytes()
    assert pixel_digest(unmarked) is not None


@pytest.mark.shared
@needs_shared
def test_heif_with_more_than_its_picture_is_not_compared() -> None:
    folder = SHARED / "photos" / "camera"
    still = (folder / "heic__samplefilehub.heif").read_bytes()
    film = struct.pack(">I", 8 + len(VIDEO)) + b"mpvd" + VIDEO
    assert pixel_digest(still) is not None
    assert pixel_digest(still + film) is None
    assert pixel_digest(still + b"\0\0\0\x0cfree" + bytes(4)) == pixel_digest(still)
    with_gain_map = folder / "heic__mobile__iphone_13_pro_max.HEIC"
    assert b"hdrgainmap" in with_gain_map.read_bytes()
    assert pixel_digest(with_gain_map) is None


def test_primaries_of_a_tiff_are_part_of_the_picture() -> None:
    tags = {319: (0.68, 0.32, 0.265, 0.69, 0.15, 0.06)}
    assert pixel_digest(encoded(scene(), "TIFF", tiffinfo=tags)) != pixel_digest(
        encoded(scene(), "TIFF")
    )


@pytest.mark.parametrize("format_name", ["GIF", "WEBP", "PNG", "TIFF", "MPO"])
def test_every_frame_counts(format_name: str) -> None:
    first, second, third = (scene(60, 50, seed=n) for n in (1, 2, 3))
    options = {"save_all": True, "duration": 100}
    one = encoded(first, format_name)
    two = encoded(first, format_name, append_images=[second], **options)
    other = encoded(first, format_name, append_images=[third], **options)
    digests = {pixel_digest(data) for data in (one, two, other)}
    assert len(digests) == 3
    assert None not in digests
    assert pixel_digest(two) == pixel_digest(bytes(two))


def test_animation_equals_its_copy_in_another_container() -> None:
    frames = [scene(60, 50, seed=n).quantize(64).convert("RGB") for n in range(3)]
    options = {"save_all": True, "append_images": frames[1:], "duration": 100}
    png = encoded(frames[0], "PNG", **options)
    assert pixel_digest(png) == pixel_digest(encoded(frames[0], "WEBP", lossless=True, **options))


def test_too_much_to_compare_is_none() -> None:
    data = encoded(Image.new("L", (20_000, 21_000)), "JPEG", quality=10)
    assert pixel_digest(data) is None


def test_truncated_file_has_no_digest() -> None:
    data = encoded(scene(), "JPEG")
    with pytest.raises(PhotoUnreadable):
        pixel_digest(data[:-300])


# -- motion photos ---------------------------------------------------------------------------------

VIDEO = struct.pack(">I", 24) + b"ftypmp42" + bytes(4) + b"isommp42" + b"\0\0\0\x08mdat"


def with_xmp(data: bytes, words: bytes) -> bytes:
    packet = b"http://ns.adobe.com/xap/1.0/\0" + words
    return data[:2] + b"\xff\xe1" + struct.pack(">H", len(packet) + 2) + packet + data[2:]


@pytest.mark.parametrize(
    "motion",
    [
        lambda data: data + VIDEO,
        lambda data: data + b"\0\0\x30\x0a\x10\0\0\0MotionPhoto_Data" + VIDEO + b"SEFT",
        lambda data: with_xmp(data, b'<rdf:Description GCamera:MotionPhoto="1"/>'),
        lambda data: with_xmp(data, b'<rdf:Description Camera:MotionPhoto="1"/>'),
        lambda data: with_xmp(data, b"<GCamera:MicroVideo>1</GCamera:MicroVideo>"),
    ],
)
def test_motion_photo_is_never_proven_to_be_its_still(motion, tmp_path: Path) -> None:
    still = encoded(scene(), "JPEG")
    assert pixel_digest(still) is not None
    found = pixel_digest(motion(still))
    assert found != pixel_digest(still)
    path = tmp_path / "motion.jpg"
    path.write_bytes(motion(still))
    assert pixel_digest(path) == found
    # of two with the same film the metadata may differ
    assert pixel_digest(with_xmp(motion(still), b"<rdf:Description/>")) == found
    assert pixel_digest(motion(still) + b"x") not in (None, found)


@pytest.mark.parametrize(
    "more",
    [
        lambda data: data + bytes(5000),
        lambda data: data + b"\xff\xff\0",
        lambda data: with_xmp(data, VIDEO),
        lambda data: with_xmp(data, b'<rdf:Description GCamera:MotionPhoto="0"/>'),
        lambda data: with_xmp(data, b'<rdf:Description xmp:Rating="5"/>'),
    ],
)
def test_padding_and_metadata_around_the_picture_do_not_count(more) -> None:
    still = encoded(scene(), "JPEG")
    assert pixel_digest(more(still)) == pixel_digest(still)


@pytest.mark.parametrize("tail", [b"tail", b"SEFHe\0\0\0RIFF" + b"\x7f" * 3000 + b"SEFT"])
def test_data_behind_a_picture_is_part_of_it(tail: bytes) -> None:
    still = encoded(scene(), "JPEG")
    assert pixel_digest(still + tail) not in (None, pixel_digest(still))
    rated = with_xmp(still, b'<rdf:Description xmp:Rating="5"/>')
    assert pixel_digest(rated + tail) == pixel_digest(still + tail)
    assert pixel_digest(still + tail + b"x") != pixel_digest(still + tail)


def test_photo_with_a_gain_map_is_never_proven_to_be_its_plain_copy() -> None:
    still, gain = encoded(scene(), "JPEG"), encoded(scene(120, 80), "JPEG")
    marked = with_xmp(still, b'<rdf:Description hdrgm:Version="1.0"/>')
    # Pillow shows none of these as a frame
    digests = [pixel_digest(data) for data in (still, marked, marked + gain, still + gain)]
    assert len(set(digests)) == 4
    other = encoded(scene(121, 80), "JPEG")
    assert pixel_digest(marked + other) not in digests
    rated = with_xmp(marked, b'<rdf:Description xmp:Rating="5"/>')
    assert pixel_digest(rated + gain) == digests[2]
