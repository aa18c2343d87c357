"""What a sketch says must be what the full digest says: never more, and enough to be of use."""

from __future__ import annotations

import io
import itertools
import struct
import zlib
from functools import cache

import numpy as np
import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from photofinder.core.pixel_digest import pixel_digest
from photofinder.core.pixel_sketch import NOTHING_KNOWN, is_coded, pixel_sketch
from photofinder.errors import PhotoUnreadable

SIZE = (203, 151)
TOP_PX = 32
VIDEO = struct.pack(">I", 24) + b"ftypmp42" + bytes(4) + b"isommp42" + b"\0\0\0\x08mdat"
ADOBE = b"Adobe\0\x64\0\0\0\0"


def scene(seed: int = 3) -> Image.Image:
    rng = np.random.default_rng(seed)
    coarse = rng.integers(40, 216, (12, 16, 3), dtype=np.uint8)
    return Image.fromarray(coarse).resize(SIZE, Image.Resampling.BICUBIC)


def encoded(image: Image.Image, format_name: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, format_name, **options)
    return buffer.getvalue()


def decoded(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).copy()


def segment(data: bytes, marker: int, body: bytes) -> bytes:
    """Add a segment to a JPEG, behind its first one."""
    at = 4 + int.from_bytes(data[4:6], "big")
    return data[:at] + bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body + data[at:]


def without_jfif(data: bytes) -> bytes:
    assert data[2:4] == b"\xff\xe0"
    return data[:2] + data[4 + int.from_bytes(data[4:6], "big") :]


def xmp(words: str) -> bytes:
    return b"http://ns.adobe.com/xap/1.0/\0" + words.encode()


def turned_tag(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return exif


def camera() -> Image.Exif:
    exif = Image.Exif()
    exif[271], exif[272], exif[306] = "Maker", "Model", "2024:05:06 07:08:09"
    return exif


def chunk(data: bytes, name: bytes, body: bytes) -> bytes:
    """Add a chunk to a PNG, behind its header."""
    check = struct.pack(">I", zlib.crc32(name + body))
    return data[:33] + struct.pack(">I", len(body)) + name + body + check + data[33:]


def recut(data: bytes) -> bytes:
    """Cut a PNG's stream of pixels into chunks of another size."""
    at, stream, head = 8, b"", data[:33]
    while at < len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] == b"IDAT":
            stream += data[at + 8 : at + 8 + length]
        at += 12 + length
    out = head
    for start in range(0, len(stream), 700):
        body = stream[start : start + 700]
        out += struct.pack(">I", len(body)) + b"IDAT" + body
        out += struct.pack(">I", zlib.crc32(b"IDAT" + body))
    return out + struct.pack(">I", 0) + b"IEND" + struct.pack(">I", zlib.crc32(b"IEND"))


def wide_profile() -> bytes:
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    at = profile.index(b"rXYZ") + 4
    where = int.from_bytes(profile[at : at + 4], "big")
    profile[where + 8 : where + 12] = struct.pack(">i", round(0.6 * 65536))
    return bytes(profile)


def jpegs() -> dict[str, bytes]:
    base = encoded(scene(), "JPEG", quality=88)
    keep = {"qtables": Image.open(io.BytesIO(base)).quantization, "subsampling": 2}
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    tagged = segment(base, 0xE1, xmp('<rdf:Description xmp:Rating="5"/>'))
    bare = without_jfif(base)
    return {
        "base": base,
        "comment": segment(base, 0xFE, b"a note"),
        "rated": tagged,
        "camera": encoded(decoded(base), "JPEG", exif=camera(), **keep),
        "exif": segment(base, 0xE1, b"Exif\0\0" + camera().tobytes()[6:]),
        "turned 3": segment(base, 0xE1, turned_tag(3).tobytes()),
        "turned 6": segment(base, 0xE1, turned_tag(6).tobytes()),
        "turned 1": segment(base, 0xE1, turned_tag(1).tobytes()),
        "srgb": segment(base, 0xE2, b"ICC_PROFILE\0\x01\x01" + srgb),
        "wide": segment(base, 0xE2, b"ICC_PROFILE\0\x01\x01" + wide_profile()),
        "no jfif": bare,
        "adobe ycc": bare[:2] + b"\xff\xee\0\x0e" + ADOBE[:11] + b"\x01" + bare[2:],
        "adobe rgb": bare[:2] + b"\xff\xee\0\x0e" + ADOBE[:11] + b"\x00" + bare[2:],
        "jfif and adobe rgb": segment(base, 0xEE, ADOBE[:11] + b"\x00"),
        "padded": base + bytes(900),
        "tail": base + b"tail",
        "rated tail": tagged + b"tail",
        "film": base + VIDEO,
        "rated film": tagged + VIDEO,
        "film in xmp": segment(base, 0xE1, xmp('<x GCamera:MotionPhoto="1"/>')),
        "gain map": segment(base, 0xE1, xmp('<x hdrgm:Version="1.0"/>')),
        "depths": segment(base, 0xE1, xmp('<x GDepth:Mime="image/png"/>')),
        "progressive": encoded(scene(), "JPEG", quality=88, progressive=True),
        "recompressed": encoded(decoded(base), "JPEG", quality=70),
        "full colour": encoded(scene(), "JPEG", quality=88, subsampling=0),
        "other": encoded(scene(4), "JPEG", quality=88),
        "two": encoded(scene(), "MPO", save_all=True, append_images=[scene(4)]),
        "cmyk": encoded(scene().convert("CMYK"), "JPEG"),
        "restarts": encoded(scene(), "JPEG", quality=88, restart_marker_rows=1),
    }


def greys() -> dict[str, bytes]:
    base = encoded(scene().convert("L"), "JPEG", quality=80)
    return {
        "grey": base,
        "grey rated": segment(base, 0xE1, xmp('<x xmp:Rating="5"/>')),
        # the same coefficients in other scans
        "grey progressive": encoded(scene().convert("L"), "JPEG", quality=80, progressive=True),
        "grey restarts": encoded(scene().convert("L"), "JPEG", quality=80, restart_marker_rows=2),
        "grey png": encoded(decoded(base), "PNG"),
        "grey as colour": encoded(decoded(base).convert("RGB"), "PNG"),
    }


def lossless(picture: Image.Image, name: str) -> dict[str, bytes]:
    """Save a picture without loss in whatever way."""
    text = PngInfo()
    text.add_text("Comment", "a note")
    text.add_itxt("XML:com.adobe.xmp", '<x tiff:Orientation="6"/>')
    note = PngInfo()
    note.add_text("Author", "somebody", zip=True)
    base = encoded(picture, "PNG")
    webp = encoded(picture, "WEBP", lossless=True)
    opaque = picture.convert("RGBA")
    clear = opaque.copy()
    clear.putalpha(Image.linear_gradient("L").resize(picture.size))
    found = {
        "png": base,
        "png 1": encoded(picture, "PNG", compress_level=1),
        "png note": encoded(picture, "PNG", pnginfo=note),
        "png recut": recut(base),
        "png xmp": encoded(picture, "PNG", pnginfo=text),
        "png time": chunk(base, b"tIME", bytes((7, 232, 1, 2, 3, 4, 5))),
        "png dpi": chunk(base, b"pHYs", struct.pack(">IIB", 3000, 3000, 1)),
        "png turned 6": encoded(picture, "PNG", exif=turned_tag(6)),
        "png turned 1": encoded(picture, "PNG", exif=turned_tag(1)),
        "png srgb": chunk(base, b"sRGB", b"\0"),
        "png gamma": chunk(base, b"gAMA", struct.pack(">I", 100_000)),
        "png cicp": chunk(base, b"cICP", bytes((9, 16, 0, 1))),
        "png wide": encoded(picture, "PNG", icc_profile=wide_profile()),
        "png opaque": encoded(opaque, "PNG"),
        "png clear": encoded(clear, "PNG"),
        "tiff": encoded(picture, "TIFF"),
        "tiff lzw": encoded(picture, "TIFF", compression="tiff_lzw"),
        "bmp": encoded(picture, "BMP"),
        "webp lossless": webp,
        "webp camera": encoded(picture, "WEBP", lossless=True, exif=camera()),
        "webp turned": encoded(picture, "WEBP", lossless=True, exif=turned_tag(6)),
        "webp clear": encoded(clear, "WEBP", lossless=True, exact=True),
    }
    return {f"{name} {kind}": data for kind, data in found.items()}


def lossy() -> dict[str, bytes]:
    clear = scene().convert("RGBA")
    clear.putalpha(Image.linear_gradient("L").resize(SIZE))
    base = encoded(scene(), "WEBP", quality=80)
    xmp_options = {"xmp": b'<x xmp:Rating="5"/>', "exif": camera()}
    return {
        "lossy": base,
        "lossy rated": encoded(scene(), "WEBP", quality=80, **xmp_options),
        "lossy less": encoded(scene(), "WEBP", quality=40),
        "lossy clear": encoded(clear, "WEBP", quality=80),
        "lossy png": encoded(decoded(base), "PNG"),
        "lossy tiff": encoded(decoded(base), "TIFF"),
        "palette": encoded(scene().quantize(32), "PNG"),
        "palette as colour": encoded(scene().quantize(32).convert("RGB"), "PNG"),
        "16 bits": encoded(Image.fromarray(np.arange(30_000, dtype=np.uint16).reshape(150, 200)),
                           "PNG"),
    }  # fmt: skip


@cache
def pictures() -> dict[str, bytes]:
    turned = scene().transpose(Image.Transpose.ROTATE_180)
    found = {**jpegs(), **greys(), **lossless(scene(), "scene"), **lossy()}
    found |= lossless(decoded(found["base"]), "of jpeg")
    found["stored turned"] = encoded(turned, "PNG", exif=turned_tag(3))
    found["cut short"] = found["base"][:-300]
    return found


@cache
def truth() -> dict[str, bytes | None]:
    digests = {}
    for name, data in pictures().items():
        try:
            digests[name] = pixel_digest(data)
        except PhotoUnreadable:
            digests[name] = None
    return digests


@cache
def sketches() -> dict:
    return {name: pixel_sketch(data) for name, data in pictures().items()}


def same_coded(one: str, two: str) -> bool:
    coded = sketches()[one].coded
    return coded is not None and coded == sketches()[two].coded


def test_a_sketch_never_says_what_the_full_digest_does_not() -> None:
    digests, drawn = truth(), sketches()
    counted = {"same": 0, "other": 0, "open": 0}
    for one, two in itertools.combinations(pictures(), 2):
        are_same = digests[one] is not None and digests[one] == digests[two]
        if same_coded(one, two):
            assert are_same, (one, two)
            counted["same"] += 1
        elif drawn[one].rules_out(drawn[two]):
            assert not are_same, (one, two)
            assert drawn[two].rules_out(drawn[one])
            counted["other"] += 1
        else:
            counted["open"] += 1
    assert min(counted.values()) > 50, counted


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("base", "comment"),
        ("base", "rated"),
        ("base", "exif"),
        ("base", "turned 1"),
        ("base", "srgb"),
        ("base", "no jfif"),
        ("base", "adobe ycc"),
        ("base", "jfif and adobe rgb"),
        ("base", "padded"),
        ("tail", "rated tail"),
        ("film", "rated film"),
        ("grey", "grey rated"),
        ("scene png", "scene png note"),
        ("scene png", "scene png recut"),
        ("scene png", "scene png time"),
        ("scene png", "scene png dpi"),
        ("scene webp lossless", "scene webp camera"),
        ("lossy", "lossy rated"),
    ],
)
def test_other_metadata_are_proven_the_same(one: str, two: str) -> None:
    assert truth()[one] == truth()[two]
    assert same_coded(one, two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("base", "recompressed"),
        ("base", "full colour"),
        ("base", "other"),
        ("base", "wide"),
        ("base", "adobe rgb"),
        ("base", "lossy"),
        ("base", "scene png"),
        ("lossy", "lossy less"),
        ("lossy", "scene png"),
        ("lossy", "of jpeg png"),
        ("scene png", "scene png gamma"),
        ("scene png", "scene png cicp"),
        ("grey", "base"),
        ("palette", "scene png"),
    ],
)
def test_other_pictures_are_ruled_out(one: str, two: str) -> None:
    assert truth()[one] != truth()[two]
    assert sketches()[one].rules_out(sketches()[two])


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("base", "progressive"),
        ("base", "restarts"),
        ("progressive", "of jpeg png"),
        ("grey", "grey progressive"),
        ("grey", "grey restarts"),
        ("grey", "grey png"),
        ("grey png", "grey as colour"),
        ("base", "of jpeg png"),
        ("base", "of jpeg tiff"),
        ("base", "of jpeg webp lossless"),
        ("lossy", "lossy png"),
        ("scene png", "scene png 1"),
        ("scene png", "scene png opaque"),
        ("scene png", "scene bmp"),
        ("scene png", "stored turned"),
        ("palette", "palette as colour"),
    ],
)
def test_the_same_pixels_saved_anew_are_left_to_the_full_digest(one: str, two: str) -> None:
    assert truth()[one] == truth()[two] is not None
    assert not sketches()[one].rules_out(sketches()[two])


@pytest.mark.parametrize(
    "name", ["base", "progressive", "restarts", "scene png", "scene png 1", "lossy", "lossy rated"]
)
def test_first_rows_are_those_of_the_whole_picture(name: str) -> None:
    """A picture whose rows below are others has the same ones."""
    data = pictures()[name]
    below = decoded(data).convert("RGB")
    below.paste((1, 2, 3), (0, TOP_PX, *SIZE))
    one, two = sketches()[name], pixel_sketch(encoded(below, "PNG"))
    assert one.rows is not None
    assert one.rows == two.rows
    below.putpixel((100, TOP_PX - 1), (9, 9, 9))
    assert one.rows != pixel_sketch(encoded(below, "PNG")).rows


@pytest.mark.parametrize("name", ["two", "16 bits", "of jpeg tiff", "scene bmp"])
def test_nothing_is_said_of_what_is_not_known(name: str) -> None:
    assert sketches()[name] == NOTHING_KNOWN


def test_a_file_that_is_not_whole_proves_nothing() -> None:
    for name in ("base", "scene png", "scene webp lossless", "lossy"):
        assert sketches()[name].coded is not None
        try:
            assert pixel_sketch(pictures()[name][:-300]).coded is None
        except PhotoUnreadable:
            continue


def test_coded_digests_are_told_from_full_ones() -> None:
    assert is_coded(sketches()["base"].coded)
    assert not is_coded(truth()["base"])
    assert not is_coded(None)
    assert not is_coded(b"coded:" + bytes(26))
