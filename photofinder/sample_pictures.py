"""Small pictures of every format that the program claims, made at run time for its self-test.

HEIC is the exception: nothing that ships with the program writes it, so one lies in `resources`,
made from `painted(HEIC_SEED)`. Any thread; Pillow is imported when the first picture is made.
"""

from __future__ import annotations

import hashlib
import io
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from photofinder.paths import resources_dir

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray
    from PIL import Image

SIZE = (320, 240)
HEIC_SEED = 9
HEIC_SAMPLE = "self-test.heic"

_SHAPES = 6
_COARSE = (6, 9, 3)
_GRAIN = 6
_BYTES_PER_SHAPE = 8


@dataclass(frozen=True, slots=True)
class Sample:
    """One file of one format.

    Attributes
    ----------
    suffix : str
        With its dot, as files of the format are named.
    format : str
        As `core.formats.sniff_format` names it.
    data : bytes
    rgb : ndarray, uint8, (h, w, 3)
        What its decoder should come near to.
    """

    suffix: str
    format: str
    data: bytes
    rgb: NDArray[np.uint8]


def painted(seed: int, size: tuple[int, int] = SIZE) -> Image.Image:
    """Paint light and dark areas, some shapes and a little grain; the same for the same seed.

    Notes
    -----
    SHAKE-256 gives the numbers: unlike numpy's generators it will give them in any version.
    """
    from PIL import Image, ImageDraw

    width, height = size
    stream = hashlib.shake_256(struct.pack("<I", seed))
    coarse_bytes = int(np.prod(_COARSE))
    numbers = stream.digest(coarse_bytes + _SHAPES * _BYTES_PER_SHAPE + width * height)
    coarse = np.frombuffer(numbers[:coarse_bytes], np.uint8).reshape(_COARSE)
    picture = Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC)
    pen = ImageDraw.Draw(picture)
    for number in range(_SHAPES):
        at = coarse_bytes + number * _BYTES_PER_SHAPE
        x, y, wide, high, red, green, blue, kind = numbers[at : at + _BYTES_PER_SHAPE]
        left, top = x * width // 256, y * height // 256
        box = [left, top, left + 20 + wide % 80, top + 20 + high % 80]
        shape = pen.ellipse if kind % 2 else pen.rectangle
        shape(box, fill=(red, green, blue))
    grain = np.frombuffer(numbers[-width * height :], np.uint8).reshape(height, width, 1)
    pixels = np.asarray(picture, np.int16) + (grain % (2 * _GRAIN + 1)) - _GRAIN
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def every_format() -> list[Sample]:
    """Return a picture in each format that `core.formats.sniff_format` knows.

    Raises
    ------
    OSError
        The HEIC sample is missing: an incomplete installation.
    """
    found = [_made(number, *made) for number, made in enumerate(_WRITTEN, start=1)]
    bitmap = _made(len(_WRITTEN) + 1, ".dib", "DIB", "DIB", {})
    heic = (resources_dir() / HEIC_SAMPLE).read_bytes()
    preview = painted(HEIC_SEED + 1)
    return [
        *found,
        bitmap,
        Sample(".heic", "HEIF", heic, np.asarray(painted(HEIC_SEED))),
        Sample(".dng", "RAW", dng(encoded(preview, "JPEG", quality=90)), np.asarray(preview)),
    ]


_WRITTEN: tuple[tuple[str, str, str, dict[str, object]], ...] = (
    (".jpg", "JPEG", "JPEG", {"quality": 90}),
    (".png", "PNG", "PNG", {}),
    (".webp", "WEBP", "WEBP", {"quality": 90}),
    (".gif", "GIF", "GIF", {}),
    (".tif", "TIFF", "TIFF", {"compression": "tiff_lzw"}),
    (".bmp", "BMP", "BMP", {}),
    (".avif", "AVIF", "AVIF", {"quality": 90}),
)
"""Suffix, format, Pillow's name of it, and how it is written."""


def encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    """Write a picture as Pillow's format ``kind``."""
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def _made(
    seed: int, suffix: str, format_name: str, kind: str, options: dict[str, object]
) -> Sample:
    picture = painted(seed)
    return Sample(suffix, format_name, encoded(picture, kind, **options), np.asarray(picture))


# -- a RAW file ------------------------------------------------------------------------------------

_TagValue = bytes | tuple[int, ...]
_Tag = tuple[int, int, _TagValue]
_SENSOR = (64, 48)
_BYTE, _ASCII, _SHORT, _LONG, _SRATIONAL = 1, 2, 3, 4, 10
_CODES = {_BYTE: "B", _SHORT: "H", _LONG: "I", _SRATIONAL: "i"}
_STRIP_OFFSET, _SUB_DIRECTORY = 273, 330


def dng(preview: bytes, preview_size: tuple[int, int] = SIZE) -> bytes:
    """Write a small DNG: an uncompressed Bayer picture, and a JPEG preview as cameras add it.

    Parameters
    ----------
    preview : bytes
        A JPEG.
    preview_size : tuple of int
        Its width and height.

    References
    ----------
    Adobe, Digital Negative Specification 1.4, chapter 4.
    """
    width, height = _SENSOR
    sensor = (np.arange(width * height, dtype="<u2") * 20).tobytes()
    raw = _picture_tags(0, width, height, (16,), compression=1, photometric=32803)
    raw += [(279, _LONG, (len(sensor),)), (33421, _SHORT, (2, 2))]
    raw += [(33422, _BYTE, bytes([0, 1, 1, 2]))]
    main = _picture_tags(1, *preview_size, (8, 8, 8), compression=7, photometric=6)
    main += [(279, _LONG, (len(preview),)), (_SUB_DIRECTORY, _LONG, (0,))]
    main += [(271, _ASCII, b"Maker\0"), (272, _ASCII, b"Model\0"), (274, _SHORT, (1,))]
    identity = tuple(
        number for row in np.eye(3, dtype=int).tolist() for x in row for number in (x, 1)
    )
    main += [(50706, _BYTE, bytes([1, 4, 0, 0])), (50708, _ASCII, b"Maker Model\0")]
    main += [(50721, _SRATIONAL, identity), (50778, _SHORT, (21,))]
    raw_at = 8 + len(_directory(main, 8))
    sensor_at = raw_at + len(_directory(raw, raw_at))
    places = {_STRIP_OFFSET: (sensor_at + len(sensor),), _SUB_DIRECTORY: (raw_at,)}
    head = b"II*\0" + struct.pack("<I", 8) + _directory(main, 8, places)
    return head + _directory(raw, raw_at, {_STRIP_OFFSET: (sensor_at,)}) + sensor + preview


def _picture_tags(
    kind: int,
    width: int,
    height: int,
    bits: tuple[int, ...],
    *,
    compression: int,
    photometric: int,
) -> list[_Tag]:
    return [
        (254, _LONG, (kind,)),
        (256, _LONG, (width,)),
        (257, _LONG, (height,)),
        (258, _SHORT, bits),
        (259, _SHORT, (compression,)),
        (262, _SHORT, (photometric,)),
        (_STRIP_OFFSET, _LONG, (0,)),
        (277, _SHORT, (len(bits),)),
        (278, _LONG, (height,)),
    ]


def _directory(
    tags: Sequence[_Tag], at: int, places: Mapping[int, tuple[int, ...]] | None = None
) -> bytes:
    """Lay out one TIFF directory and what does not fit into its entries; ``places`` fills in."""
    entries, extra = b"", b""
    extra_at = at + 2 + 12 * len(tags) + 4
    for tag, kind, value in sorted(tags):
        count, raw = _packed(kind, (places or {}).get(tag, value))
        if len(raw) > 4:
            where = extra_at + len(extra)
            extra += raw + b"\0" * (len(raw) % 2)
            raw = struct.pack("<I", where)
        entries += struct.pack("<HHI", tag, kind, count) + raw.ljust(4, b"\0")
    return struct.pack("<H", len(tags)) + entries + bytes(4) + extra


def _packed(kind: int, value: _TagValue) -> tuple[int, bytes]:
    if isinstance(value, bytes):
        return len(value), value
    count = len(value) // 2 if kind == _SRATIONAL else len(value)
    return count, struct.pack(f"<{len(value)}{_CODES[kind]}", *value)
