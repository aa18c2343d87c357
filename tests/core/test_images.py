"""Decoding: formats, orientation, colour, cost bounds, and nothing but PhotoUnreadable."""

from __future__ import annotations

import contextlib
import io
import struct
import time
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, TiffImagePlugin

from photofinder.core import images, jpeg_header
from photofinder.core.images import FitSpec, decode_scaled, fit_square, needs_isolation
from photofinder.core.pixel_digest import pixel_digest
from photofinder.errors import PhotoUnreadable

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
needs_shared = pytest.mark.skipif(
    not (SHARED / "photos").is_dir(), reason="the shared sample photos are not beside the checkout"
)


def scene(width: int = 640, height: int = 480, seed: int = 7) -> Image.Image:
    """A picture without any symmetry, smooth enough for JPEG."""
    rng = np.random.default_rng(seed)
    coarse = rng.integers(0, 256, (6, 8, 3), dtype=np.uint8)
    return Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC)


def encoded(image: Image.Image, format_name: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, format_name, **options)
    return buffer.getvalue()


def exif_of(**tags: object) -> Image.Exif:
    exif = Image.Exif()
    for tag, value in tags.items():
        exif[int(tag[1:])] = value
    return exif


def reason(data: bytes | Path) -> str:
    with pytest.raises(PhotoUnreadable) as caught:
        decode_scaled(data)
    assert "0x" not in str(caught.value)
    assert "BytesIO" not in str(caught.value)
    return caught.value.code


def difference(a: np.ndarray, b: np.ndarray) -> float:
    assert a.shape == b.shape
    return float(np.abs(a.astype(int) - b.astype(int)).mean())


# --- names and formats ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["a.jpg", "A.JPG", "x.HeIc", "b.cr2", "c.tiff", "ä ö.JPEG", "d.dng"]
)
def test_photo_names_are_known_by_suffix(name: str) -> None:
    assert images.is_photo_name(name)


@pytest.mark.parametrize("name", ["a.txt", "jpg", ".jpg", "._IMG_1.jpg", "a.jpg.part", "a.psd", ""])
def test_other_names_are_not_photos(name: str) -> None:
    assert not images.is_photo_name(name)


@pytest.mark.parametrize(
    "format_name", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "DIB", "TIFF", "AVIF"]
)
def test_every_format_is_told_by_content_and_decoded(format_name: str) -> None:
    data = encoded(scene(), format_name)
    decoded = decode_scaled(data)
    assert images.sniff_format(data) == decoded.format == format_name
    assert (decoded.width, decoded.height) == (640, 480)
    assert decoded.rgb.dtype == np.uint8
    assert min(decoded.rgb.shape[:2]) >= 256
    assert difference(decoded.rgb, np.asarray(scene())) < 12


def test_png_named_jpg_is_decoded_as_png(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(encoded(scene(), "PNG"))
    assert decode_scaled(path).format == "PNG"


@pytest.mark.parametrize("format_name", ["PPM", "PCX", "TGA", "SGI", "ICO", "ICNS"])
def test_formats_that_are_not_ours_are_refused(format_name: str) -> None:
    assert reason(encoded(scene(256, 256), format_name)) == "unsupported"


def test_an_iso_media_file_of_another_kind_is_refused() -> None:
    assert (
        reason(struct.pack(">I4s4sI", 24, b"ftyp", b"isom", 0) + b"mp42avc1" * 9) == "unsupported"
    )


@pytest.mark.parametrize(
    ("brands", "expected"),
    [
        (b"heic\0\0\0\0mif1heic", "HEIF"),
        (b"mif1\0\0\0\0mif1avif", "AVIF"),
        (b"mif1\0\0\0\0miafheic", "HEIF"),
        (b"avif\0\0\0\0avifmif1", "AVIF"),
        (b"crx \0\0\0\0crx isom", "RAW"),
        (b"qt  \0\0\0\0qt  qt  ", None),
    ],
)
def test_container_brands(brands: bytes, expected: str | None) -> None:
    box = struct.pack(">I", 8 + len(brands)) + b"ftyp" + brands
    assert images.sniff_format(box + bytes(64)) == expected


# --- size and scaling -----------------------------------------------------------------------


def test_large_jpeg_is_scaled_while_decoding() -> None:
    decoded = decode_scaled(encoded(scene(4000, 3000), "JPEG"))
    assert decoded.rgb.shape == (375, 500, 3)
    assert (decoded.width, decoded.height) == (4000, 3000)


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("size", [(1, 1), (3, 900), (900, 3), (255, 255), (257, 511), (1200, 260)])
def test_small_and_thin_pictures_are_not_enlarged(format_name: str, size: tuple[int, int]) -> None:
    decoded = decode_scaled(encoded(scene(*size), format_name))
    assert (decoded.width, decoded.height) == size
    height, width = decoded.rgb.shape[:2]
    assert (width, height) == size or min(width, height) >= min(256, *size)


def test_panorama_is_bounded_in_its_long_edge() -> None:
    decoded = decode_scaled(encoded(scene(9000, 300), "JPEG"))
    assert decoded.rgb.shape[1] == images.MAX_EDGE_PX


def test_scaled_formats_agree() -> None:
    picture = scene(2000, 1500)
    jpeg = decode_scaled(encoded(picture, "JPEG", quality=95)).rgb
    png = decode_scaled(encoded(picture, "PNG")).rgb
    jpeg = np.asarray(Image.fromarray(jpeg).resize(png.shape[1::-1]))
    assert difference(jpeg, png) < 3


# --- orientation ----------------------------------------------------------------------------

_UNDO = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_orientation_shows_the_same_upright_picture(format_name: str, orientation: int) -> None:
    upright = scene(640, 400)
    stored = upright.transpose(_UNDO[orientation]) if orientation > 1 else upright
    data = encoded(stored, format_name, exif=exif_of(_274=orientation))
    decoded = decode_scaled(data)
    assert (decoded.width, decoded.height) == (640, 400)
    assert difference(decoded.rgb, np.asarray(upright)) < 12


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_impossible_orientation_is_none(orientation: int) -> None:
    decoded = decode_scaled(encoded(scene(), "JPEG", exif=exif_of(_274=orientation)))
    assert decoded.orientation == 1


@pytest.mark.shared
@needs_shared
@pytest.mark.parametrize("shape", ["Landscape", "Portrait"])
def test_camera_orientations_all_show_the_same_shape(shape: str) -> None:
    for index in range(9):
        decoded = decode_scaled(SHARED / "photos" / "orientation" / f"{shape}_{index}.jpg")
        assert (decoded.width > decoded.height) == (shape == "Landscape")


# --- colour ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mode", "format_name"),
    [
        ("1", "PNG"),
        ("L", "PNG"),
        ("L", "JPEG"),
        ("LA", "PNG"),
        ("P", "PNG"),
        ("P", "GIF"),
        ("RGBA", "PNG"),
        ("RGBA", "WEBP"),
        ("CMYK", "JPEG"),
        ("CMYK", "TIFF"),
        ("YCbCr", "TIFF"),
        ("LAB", "TIFF"),
        ("1", "TIFF"),
    ],
)
def test_every_colour_mode_becomes_the_rgb_that_pillow_shows(mode: str, format_name: str) -> None:
    picture = Image.new("RGB", (300, 300), (200, 60, 30))
    if mode == "LAB":
        srgb, lab = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
        stored = ImageCms.profileToProfile(picture, srgb, lab, outputMode="LAB")
    else:
        stored = picture.convert(mode)
    decoded = decode_scaled(encoded(stored, format_name)).rgb
    expected = stored.convert("RGB") if mode != "LAB" else picture
    assert np.abs(decoded.mean((0, 1)) - np.asarray(expected).mean((0, 1))).max() < 8


def test_transparency_is_shown_on_white() -> None:
    clear = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    assert decode_scaled(encoded(clear, "PNG")).rgb.min() == 255
    palette = Image.new("P", (300, 300), 0)
    palette.putpalette([0, 0, 0, 255, 0, 0])
    assert decode_scaled(encoded(palette, "PNG", transparency=0)).rgb.min() == 255


@pytest.mark.parametrize("format_name", ["PNG", "TIFF"])
def test_sixteen_bit_grey_keeps_its_high_byte(format_name: str) -> None:
    ramp = np.linspace(0, 65535, 300, dtype=np.uint16)[None].repeat(300, axis=0)
    decoded = decode_scaled(encoded(Image.fromarray(ramp), format_name))
    assert decoded.bit_depth == 16
    assert np.array_equal(decoded.rgb[0, :, 0], ramp[0] >> 8)


@pytest.mark.parametrize(
    "values",
    [
        np.linspace(0, 1, 300, dtype=np.float32),
        np.linspace(0, 255, 300, dtype=np.float32),
        np.linspace(-5, 5000, 300, dtype=np.float32),
        np.linspace(0, 65535, 300).astype(np.int32),
        np.linspace(-(2**31), 2**31 - 1, 300).astype(np.int32),
    ],
)
def test_float_and_32_bit_greys_use_the_whole_range(values: np.ndarray) -> None:
    picture = Image.fromarray(np.repeat(values[None], 300, axis=0))
    rgb = decode_scaled(encoded(picture, "TIFF")).rgb
    assert rgb.min() <= 1
    assert rgb.max() >= 254
    assert np.all(np.diff(rgb[0, :, 0].astype(int)) >= 0)


def test_not_a_number_is_black_not_a_crash() -> None:
    values = np.full((300, 300), np.nan, np.float32)
    assert decode_scaled(encoded(Image.fromarray(values), "TIFF")).rgb.max() == 0


def display_p3() -> bytes:
    """A profile with Display P3's primaries: sRGB's, with the red, green and blue replaced."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    primaries = {b"rXYZ": (0.5151, 0.2412, -0.0011), b"gXYZ": (0.2920, 0.6922, 0.0419)}
    primaries[b"bXYZ"] = (0.1571, 0.0666, 0.7841)
    for index in range(struct.unpack_from(">I", profile, 128)[0]):
        name, offset, _ = struct.unpack_from(">4sII", profile, 132 + 12 * index)
        if name in primaries:
            numbers = [round(value * 65536) for value in primaries[name]]
            struct.pack_into(">3i", profile, offset + 8, *numbers)
    return bytes(profile)


def test_wide_gamut_photo_is_shown_in_srgb() -> None:
    picture = Image.new("RGB", (300, 300), (200, 60, 30))
    plain = decode_scaled(encoded(picture, "PNG")).rgb[0, 0].astype(int)
    wide = decode_scaled(encoded(picture, "PNG", icc_profile=display_p3())).rgb[0, 0].astype(int)
    assert wide[0] > plain[0] + 8
    assert wide[1] < plain[1]


@pytest.mark.parametrize("profile", [b"nonsense", b"\0" * 200, display_p3()[:300]])
def test_broken_profile_is_ignored(profile: bytes) -> None:
    picture = Image.new("RGB", (300, 300), (200, 60, 30))
    decoded = decode_scaled(encoded(picture, "PNG", icc_profile=profile))
    assert tuple(decoded.rgb[0, 0]) == (200, 60, 30)


# --- several frames -------------------------------------------------------------------------


@pytest.mark.parametrize("format_name", ["GIF", "WEBP", "PNG", "TIFF", "MPO", "AVIF"])
def test_the_first_frame_is_shown_and_all_are_counted(format_name: str) -> None:
    first, second = scene(300, 300, 1), scene(300, 300, 2)
    data = encoded(first, format_name, save_all=True, append_images=[second], duration=100)
    decoded = decode_scaled(data)
    assert decoded.frames == 2
    assert difference(decoded.rgb, np.asarray(first)) < 12
    assert decoded.format == ("JPEG" if format_name == "MPO" else format_name)


# --- damage and cost ------------------------------------------------------------------------


def png_header(width: int, height: int, *, interlaced: bool = False) -> bytes:
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, interlaced)
    chunk = struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body))
    return b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I", 0) + b"IDAT" + bytes(4)


def test_empty_file() -> None:
    assert reason(b"") == "empty"


def test_missing_file(tmp_path: Path) -> None:
    assert reason(tmp_path / "gone.jpg") == "vanished"


def test_folder_named_like_a_photo(tmp_path: Path) -> None:
    assert reason(tmp_path) in ("not_a_file", "no_permission")  # Windows says the latter


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF", "AVIF"])
def test_half_a_file_is_truncated_or_damaged(format_name: str) -> None:
    data = encoded(scene(), format_name)
    assert reason(data[: len(data) // 2]) in ("truncated", "damaged")


def test_half_a_jpeg_is_called_truncated() -> None:
    data = encoded(scene(), "JPEG")
    assert reason(data[: len(data) // 2]) == "truncated"


@pytest.mark.parametrize("edge", [30_000, 65_000])
def test_decompression_bomb_is_refused_by_its_header(edge: int) -> None:
    assert reason(png_header(edge, edge)) == "too_large"


def test_size_that_no_picture_has_is_called_damaged() -> None:
    assert reason(png_header(2**31 - 1, 2**31 - 1)) == "damaged"


def test_huge_webp_is_refused_before_its_canvas_exists() -> None:
    size = (16_382).to_bytes(3, "little") * 2
    chunk = b"VP8X" + struct.pack("<I", 10) + b"\x02\0\0\0" + size
    data = b"RIFF" + struct.pack("<I", 4 + len(chunk)) + b"WEBP" + chunk
    assert reason(data) == "too_large"


def test_huge_baseline_jpeg_costs_little_and_is_read() -> None:
    data = encoded(Image.new("L", (20_000, 15_000), 128), "JPEG", quality=30)
    decoded = decode_scaled(data)
    assert (decoded.width, decoded.height) == (20_000, 15_000)


def jpeg_with_scans(width: int, height: int, scans: int) -> bytes:
    """A progressive JPEG that claims a size and repeats its last scan."""
    data = encoded(Image.new("RGB", (64, 64), (90, 120, 30)), "JPEG", progressive=True)
    start = data.rindex(b"\xff\xda")
    frame = data.index(b"\xff\xc2")
    sized = data[: frame + 5] + struct.pack(">HH", height, width) + data[frame + 9 : start]
    return sized + data[start:-2] * scans + b"\xff\xd9"


def test_progressive_jpeg_of_many_scans_is_refused_by_its_header() -> None:
    assert reason(jpeg_with_scans(9000, 9000, 2000)) == "too_slow"


def test_progressive_jpeg_of_huge_size_is_refused() -> None:
    assert reason(jpeg_with_scans(30_000, 30_000, 1)) == "too_large"


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


@pytest.mark.parametrize(
    "padding",
    [
        b"\xff" * 5_000_000,
        segment(0xE1, b"Exif\0\0II*\0" + bytes(60_000)) * 100,
        segment(0xE2, b"ICC_PROFILE\0\x01\xc8" + bytes(60_000)) * 100,
    ],
)
def test_padded_jpeg_header_is_skipped_quickly(padding: bytes) -> None:
    data = encoded(scene(), "JPEG")
    started = time.monotonic()
    assert decode_scaled(data[:2] + padding + data[2:]).width == 640
    assert time.monotonic() - started < 20  # byte by byte with a copy each: minutes


def test_headers_made_to_take_time_are_refused() -> None:
    jpeg = encoded(scene(), "JPEG")
    assert reason(jpeg[:2] + segment(0xE4, b"ab") * 100_000 + jpeg[2:]) == "damaged"
    png = encoded(scene(64, 64), "PNG")
    chunk = struct.pack(">I", 3) + b"tEXtk\0v" + struct.pack(">I", zlib.crc32(b"tEXtk\0v"))
    assert reason(png[:33] + chunk * 100_000 + png[33:]) == "damaged"


def test_conversion_in_bands_leaves_no_seams() -> None:
    picture = scene(1600, 3000).convert("RGBA")
    banded = decode_scaled(encoded(picture, "PNG", compress_level=1)).rgb
    plain = decode_scaled(encoded(picture.convert("RGB"), "PNG", compress_level=1)).rgb
    assert np.array_equal(banded, plain)


def test_webp_is_the_same_through_both_decoders() -> None:
    picture = scene(1000, 700)
    one = decode_scaled(encoded(picture, "WEBP", lossless=True)).rgb
    assert difference(one, decode_scaled(encoded(picture, "PNG")).rgb) < 1


def test_only_bounded_formats_decode_in_process() -> None:
    small = scene(64, 64)
    for format_name in ("JPEG", "PNG", "WEBP", "GIF", "BMP"):
        assert not needs_isolation(encoded(small, format_name)), format_name
    for format_name in ("TIFF", "AVIF"):
        assert needs_isolation(encoded(small, format_name)), format_name
    assert needs_isolation(jpeg_with_scans(2000, 2000, 60))
    assert needs_isolation(png_header(9000, 9000))
    assert not needs_isolation(b"not a picture")


def test_jpeg_facts() -> None:
    plain = jpeg_header.scan_jpeg(encoded(scene(), "JPEG", subsampling="4:2:0"))
    assert plain is not None
    assert (plain.width, plain.height, plain.samples_per_pixel) == (640, 480, 1.5)
    assert not plain.buffered
    full = jpeg_header.scan_jpeg(encoded(scene(), "JPEG", subsampling="4:4:4", progressive=True))
    assert full is not None
    assert (full.samples_per_pixel, full.buffered) == (3.0, True)
    assert full.scans > 3


def test_jpeg_whose_exif_breaks_the_reader_is_still_shown() -> None:
    data = encoded(scene(), "JPEG", exif=exif_of(_271="Maker", _274=6))
    at = data.index(b"Exif\0\0") + 6
    for damage in (b"\xff" * 40, b"II*\0\xff\xff\xff\xff", b"MM\0*\0\0\0\x08\xff\xff"):
        broken = data[:at] + damage + data[at + len(damage) :]
        assert decode_scaled(broken).rgb.shape[2] == 3


_SEEDS = {
    name: encoded(scene(48, 40), name, exif=exif_of(_271="M", _306="2020:01:01 00:00:00"))
    for name in ("JPEG", "PNG", "WEBP", "TIFF")
}
_SEEDS["GIF"] = encoded(scene(48, 40), "GIF")
_SEEDS["BMP"] = encoded(scene(48, 40), "BMP")
_SEEDS["PROGRESSIVE"] = encoded(scene(48, 40), "JPEG", progressive=True)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    name=st.sampled_from(sorted(_SEEDS)),
    edits=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=12),
    keep=st.floats(0, 1),
    cut=st.booleans(),
)
def test_damaged_bytes_never_raise_anything_else(
    name: str, edits: list[tuple[float, int]], keep: float, cut: bool
) -> None:
    data = bytearray(_SEEDS[name])
    for where, value in edits:
        data[min(int(where * len(data)), len(data) - 1)] = value
    broken = bytes(data[: int(keep * len(data))] if cut else data)
    for read in (decode_scaled, pixel_digest):
        with contextlib.suppress(PhotoUnreadable):
            read(broken)
    needs_isolation(broken)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200), st.sampled_from([b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM", b""]))
def test_arbitrary_bytes_never_raise_anything_else(tail: bytes, head: bytes) -> None:
    with pytest.raises(PhotoUnreadable):
        decode_scaled(head + tail)
    needs_isolation(head + tail)


@pytest.mark.shared
@needs_shared
def test_every_camera_file_is_read_with_its_metadata() -> None:
    files = sorted((SHARED / "photos" / "camera").iterdir())
    read = {path.name: decode_scaled(path) for path in files}
    assert read["heic__IMG_5195.HEIC"].metadata.camera_model == "iPhone 11 Pro Max"
    assert (read["heic__IMG_5195.HEIC"].width, read["heic__IMG_5195.HEIC"].height) == (2566, 3313)
    assert read["jpg__gps__DSCN0010.jpg"].metadata.gps_latitude == pytest.approx(43.46745, abs=1e-4)
    assert sum(photo.metadata.taken_at is not None for photo in read.values()) > 65


# --- RAW ------------------------------------------------------------------------------------


def make_dng(*, preview: Image.Image | None, orientation: int = 1) -> bytes:
    """A minimal DNG: an uncompressed Bayer picture of 64 x 48 and perhaps a JPEG preview."""
    width, height = 64, 48
    sensor = np.arange(width * height, dtype="<u2").reshape(height, width) * 20
    jpeg = encoded(preview, "JPEG") if preview else b""
    raw_tags: list[tuple[int, int, list[int] | bytes]] = [
        (254, 4, [0]),
        (256, 4, [width]),
        (257, 4, [height]),
        (258, 3, [16]),
        (259, 3, [1]),
        (262, 3, [32803]),
        (273, 4, [0]),  # filled in below
        (277, 3, [1]),
        (278, 4, [height]),
        (279, 4, [sensor.nbytes]),
        (33421, 3, [2, 2]),
        (33422, 1, bytes([0, 1, 1, 2])),
    ]
    common: list[tuple[int, int, list[int] | bytes]] = [
        (271, 2, b"Maker\0"),
        (272, 2, b"Model\0"),
        (274, 3, [orientation]),
        (50706, 1, bytes([1, 4, 0, 0])),
        (50708, 2, b"Maker Model\0"),
        (50721, 10, [1, 1, 0, 1, 0, 1, 0, 1, 1, 1, 0, 1, 0, 1, 0, 1, 1, 1]),
        (50778, 3, [21]),
    ]
    if preview is None:
        main, sub = sorted(raw_tags + common), None
    else:
        thumb: list[tuple[int, int, list[int] | bytes]] = [
            (254, 4, [1]),
            (256, 4, [preview.width]),
            (257, 4, [preview.height]),
            (258, 3, [8, 8, 8]),
            (259, 3, [7]),
            (262, 3, [6]),
            (273, 4, [0]),
            (277, 3, [3]),
            (278, 4, [preview.height]),
            (279, 4, [len(jpeg)]),
            (330, 4, [0]),
        ]
        main, sub = sorted(thumb + common), raw_tags
    return _lay_out(main, sub, sensor.tobytes(), jpeg)


def _lay_out(main: list, sub: list | None, sensor: bytes, jpeg: bytes) -> bytes:
    sizes = {1: 1, 2: 1, 3: 2, 4: 4, 10: 4}
    codes = {1: "B", 3: "H", 4: "I", 10: "i"}

    def packed(kind: int, value: list[int] | bytes) -> tuple[int, bytes]:
        if isinstance(value, bytes):
            return len(value), value
        raw = struct.pack(f"<{len(value)}{codes[kind]}", *value)
        return len(raw) // (8 if kind == 10 else sizes[kind]), raw

    def size_of(tags: list) -> int:
        extra = sum(
            len(raw) + 1 for _, kind, value in tags if len(raw := packed(kind, value)[1]) > 4
        )
        return 2 + 12 * len(tags) + 4 + extra

    def directory(tags: list, at: int) -> bytes:
        entries, extra = b"", b""
        extra_at = at + 2 + 12 * len(tags) + 4
        for tag, kind, value in tags:
            count, raw = packed(kind, value)
            if len(raw) > 4:
                where = extra_at + len(extra)
                extra += raw + b"\0" * (len(raw) % 2)
                raw = struct.pack("<I", where)
            entries += struct.pack("<HHI", tag, kind, count) + raw.ljust(4, b"\0")
        return struct.pack("<H", len(tags)) + entries + bytes(4) + extra

    sub_at = 8 + size_of(main)
    data_at = sub_at + (size_of(sub) if sub else 0)
    jpeg_at = data_at + len(sensor)

    def placed(tags: list, strip: int) -> list:
        where = {273: [strip], 330: [sub_at]}
        return [(tag, kind, where.get(tag, value)) for tag, kind, value in tags]

    head = b"II*\0" + struct.pack("<I", 8)
    head += directory(placed(main, jpeg_at if sub else data_at), 8)
    head = head.ljust(sub_at, b"\0")
    if sub:
        head += directory(placed(sub, data_at), sub_at)
    return head.ljust(data_at, b"\0") + sensor + jpeg


def test_raw_is_told_from_tiff() -> None:
    assert images.sniff_format(make_dng(preview=scene(320, 240))) == "RAW"
    tiff = encoded(scene(), "TIFF", tiffinfo=exif_of(_271="Maker", _272="Model"))
    assert images.sniff_format(tiff) == "TIFF"
    assert needs_isolation(make_dng(preview=None))


def test_raw_shows_its_preview_and_tells_the_size_of_the_sensor() -> None:
    decoded = decode_scaled(make_dng(preview=scene(640, 480)))
    assert decoded.format == "RAW"
    assert (decoded.width, decoded.height) == (64, 48)
    assert difference(decoded.rgb, np.asarray(scene(640, 480))) < 12
    assert pixel_digest(make_dng(preview=scene(640, 480))) is None


def test_raw_preview_is_turned_as_the_raw_says() -> None:
    decoded = decode_scaled(make_dng(preview=scene(640, 480), orientation=6))
    turned = scene(640, 480).transpose(Image.Transpose.ROTATE_270)
    assert (decoded.width, decoded.height) == (48, 64)
    assert difference(decoded.rgb, np.asarray(turned)) < 12


def test_raw_without_preview_is_developed() -> None:
    decoded = decode_scaled(make_dng(preview=None))
    assert decoded.rgb.ndim == 3
    assert max(decoded.rgb.shape) <= 64


def test_damaged_raw_is_photo_unreadable() -> None:
    data = make_dng(preview=scene(64, 48))
    assert reason(data[:400]) in ("no_preview", "damaged", "truncated")


# --- thumbnail and model input --------------------------------------------------------------


def test_thumbnail_keeps_aspect_and_colours() -> None:
    picture = np.asarray(scene(500, 375))
    thumbnail = Image.open(io.BytesIO(images.thumbnail_jpeg(picture)))
    assert thumbnail.size == (320, 240)
    small = scene(500, 375).resize((320, 240), Image.Resampling.BOX)
    assert difference(np.asarray(thumbnail), np.asarray(small)) < 4


def test_thumbnail_of_a_small_picture_is_not_enlarged() -> None:
    thumbnail = Image.open(io.BytesIO(images.thumbnail_jpeg(np.asarray(scene(40, 30)))))
    assert thumbnail.size == (40, 30)


@pytest.mark.parametrize("resample", ["area", "box", "bilinear", "bicubic", "lanczos"])
@pytest.mark.parametrize("fit", ["squash", "crop", "pad"])
@pytest.mark.parametrize("size", [(500, 375), (100, 800), (1, 1), (2000, 7)])
def test_fit_gives_the_size_asked_for(fit: str, resample: str, size: tuple[int, int]) -> None:
    fitted = fit_square(np.asarray(scene(*size)), FitSpec(224, 192, fit, resample))
    assert fitted.shape == (192, 224, 3)
    assert fitted.dtype == np.uint8


def test_area_agrees_with_the_exact_average() -> None:
    picture = scene(500, 375)
    fitted = fit_square(np.asarray(picture), FitSpec(224, 224, "squash", "area"))
    exact = picture.resize((224, 224), Image.Resampling.BOX)
    assert difference(fitted, np.asarray(exact)) < 1.5


def test_pad_borders_are_neutral_and_crop_keeps_the_middle() -> None:
    wide = np.zeros((100, 200, 3), np.uint8)
    wide[:, 50:150] = 255
    padded = fit_square(wide, FitSpec(100, 100, "pad", "area"))
    assert set(np.unique(padded[:20])) == {images.PAD_LEVEL}
    assert fit_square(wide, FitSpec(100, 100, "crop", "area")).min() == 255


def test_two_pages_of_tiff_with_a_broken_second_show_the_first() -> None:
    data = bytearray(encoded(scene(64, 64), "TIFF", save_all=True, append_images=[scene(64, 64)]))
    with Image.open(io.BytesIO(bytes(data))) as image:
        assert isinstance(image, TiffImagePlugin.TiffImageFile)
        image.seek(1)
        second = image._frame_pos[1]
    data[second : second + 2] = b"\xff\xff"
    assert decode_scaled(bytes(data)).rgb.shape == (64, 64, 3)


@pytest.mark.parametrize("kind", ["WEBP", "PNG", "GIF"])
def test_animations_are_digested_in_isolation(kind: str) -> None:
    """Their frames are decoded one by one, and the header does not say how many."""
    frames = [Image.new("RGB", (40, 30), (level, 0, 0)) for level in (0, 90, 200)]
    moving, still = io.BytesIO(), io.BytesIO()
    frames[0].save(moving, kind, save_all=True, append_images=frames[1:])
    frames[0].save(still, kind)
    assert needs_isolation(moving.getvalue(), full_size=True)
    assert not needs_isolation(moving.getvalue())
    assert needs_isolation(still.getvalue(), full_size=True) == (kind == "GIF")
