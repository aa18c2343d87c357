"""What files hold beside their picture is found, and plain photos hold nothing."""

from __future__ import annotations

import io
import struct

import numpy as np
import pytest
from PIL import Image

from photofinder.core.enclosed import Enclosed, enclosed, holdings_of_jpeg

FILM = (
    struct.pack(">I", 24) + b"ftypmp42" + bytes(4) + b"isommp42" + b"\0\0\x08\0mdat" + bytes(2040)
)


def noise(seed: int, width: int = 160, height: int = 120) -> Image.Image:
    values = np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)
    return Image.fromarray(values)


def jpeg(seed: int = 1, **options: object) -> bytes:
    out = io.BytesIO()
    noise(seed).save(out, "JPEG", quality=80, **options)
    return out.getvalue()


def mpo() -> bytes:
    out = io.BytesIO()
    noise(1).save(out, "MPO", save_all=True, append_images=[noise(2, 80, 60)])
    return out.getvalue()


def preview_listed() -> bytes:
    """Return an MPO whose second picture is a "large thumbnail", as Sony and Nikon write it."""
    data = mpo()
    start = data.find(b"MPF\0") + 4
    order = "<" if data[start : start + 2] == b"II" else ">"
    undefined = struct.pack(order + "L", 0)
    entries = data.find(undefined, start + 8 + 2 + 3 * 12 + 4 + 16)
    return data[:entries] + struct.pack(order + "L", 0x010002) + data[entries + 4 :]


def with_xmp(data: bytes, words: bytes) -> bytes:
    packet = b"http://ns.adobe.com/xap/1.0/\0" + words
    return data[:2] + b"\xff\xe1" + struct.pack(">H", len(packet) + 2) + packet + data[2:]


def box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", 8 + len(body)) + name + body


def heif(meta: bytes = b"", more: bytes = b"") -> bytes:
    brands = box(b"ftyp", b"heic" + bytes(4) + b"mif1heic")
    return brands + box(b"meta", bytes(4) + meta) + box(b"mdat", b"\xff\xd9" * 900) + more


def auxiliary(urn: bytes) -> bytes:
    return box(b"auxC", bytes(4) + urn + b"\0")


def both(data: bytes) -> set[Enclosed | None]:
    return {enclosed(io.BytesIO(data), at_a_glance=glance) for glance in (False, True)}


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (jpeg() + FILM, Enclosed.FILM),
        (jpeg() + b"\0\0\x30\x0a\x10\0\0\0MotionPhoto_Data" + FILM + b"SEFT", Enclosed.FILM),
        (with_xmp(jpeg(), b'GCamera:MotionPhoto="1"') + FILM, Enclosed.FILM),
        (with_xmp(jpeg(), b'hdrgm:Version="1.0"') + jpeg(2), Enclosed.GAIN_MAP),
        (with_xmp(jpeg(), b'GAudio:Mime="audio/mp4"'), Enclosed.DATA),
        (jpeg() + b"SEFHe\0\0\0RIFF" + b"\x7f" * 3000 + b"SEFT", Enclosed.DATA),
        (mpo(), Enclosed.PICTURE),
        (heif(more=box(b"mpvd", FILM)), Enclosed.FILM),
        (heif(more=box(b"sefd", b"\x7f" * 3000)), Enclosed.DATA),
        (heif(more=b"\x01\x02" * 3000), Enclosed.DATA),
        (heif(auxiliary(b"urn:com:apple:photo:2020:aux:hdrgainmap")), Enclosed.GAIN_MAP),
        (heif(auxiliary(b"urn:mpeg:hevc:2015:auxid:2")), Enclosed.PICTURE),
        (heif(box(b"infe", b"\2\0\0\0\0\3\0\0tmap\0")), Enclosed.GAIN_MAP),
    ],
)
def test_what_is_lost_with_the_file_is_found(data: bytes, kind: Enclosed) -> None:
    assert both(data) == {kind}


@pytest.mark.parametrize(
    "data",
    [
        jpeg(),
        jpeg(progressive=True),
        jpeg(restart_marker_rows=1),
        jpeg() + bytes(3000),
        jpeg() + b"SEFHe\0\0\0Image_UTC_Data1500000000000SEFT",
        with_xmp(jpeg(), b'GCamera:MotionPhoto="0"'),
        with_xmp(jpeg(), FILM),
        preview_listed(),
        heif(),
        heif(auxiliary(b"urn:mpeg:hevc:2015:auxid:1")),
        heif(more=box(b"free", bytes(9000))),
        b"\x89PNG\r\n\x1a\n" + FILM,
        b"",
    ],
)
def test_plain_photo_holds_nothing_more(data: bytes) -> None:
    assert both(data) == {None}


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"restart_marker_rows": 1}])
def test_pictures_and_data_behind_a_jpeg_are_told_apart(options: dict[str, object]) -> None:
    found = holdings_of_jpeg(jpeg(**options) + b"\0\xff" + jpeg(2) + bytes(7) + b"tail\0\0")
    assert (found.pictures, found.rest, found.is_whole) == (1, b"tail", True)


def test_jpeg_without_an_end_says_so() -> None:
    assert not holdings_of_jpeg(jpeg()[:-2]).is_whole
    assert holdings_of_jpeg(jpeg()[:-2] + FILM).kind is Enclosed.FILM


@pytest.mark.parametrize("cut", range(0, 4000, 97))
def test_damaged_files_are_read_without_an_error(cut: int) -> None:
    for data in (mpo(), heif(more=box(b"mpvd", FILM))):
        both(data[:cut])
        both(data[: cut % len(data)] + data[cut % len(data) + 3 :])
