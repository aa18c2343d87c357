"""What a file is, judged by its first bytes, and how risky it is to decode.

The suffix only decides whether a file is looked at; what is done with it is decided by content,
because a HEIC named ``.jpg`` is common. Nothing here decodes a pixel. Any thread.
"""

from __future__ import annotations

import struct
from pathlib import PurePath

from photofinder.core.jpeg_header import scan_jpeg

_RAW_SUFFIX_LIST = (
    ".3fr .arq .arw .bay .cap .cr2 .cr3 .crw .cs1 .dcr .dng .drf .eip .erf .fff .gpr .iiq .k25 "
    ".kdc .mdc .mef .mos .mrw .nef .nrw .orf .ori .pef .ptx .pxn .raf .raw .rw2 .rwl .rwz .sr2 "
    ".srf .srw .sti .x3f"
)
_PICTURE_SUFFIX_LIST = (
    ".jpg .jpeg .jpe .jfif .mpo .png .apng .webp .gif .tif .tiff .bmp .dib .heic .heics .heif "
    ".heifs .hif .avif .avifs"
)

RAW_SUFFIXES = frozenset(_RAW_SUFFIX_LIST.split())
"""Suffixes that camera makers give their RAW files."""

PHOTO_SUFFIXES = RAW_SUFFIXES | frozenset(_PICTURE_SUFFIX_LIST.split())
"""Lower-case suffixes of the files that a scan looks at."""

_HEIF_BRANDS = frozenset(
    (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1")
)
_AVIF_BRANDS = frozenset((b"avif", b"avis"))
_RAW_MAGICS = (
    b"IIU\0",  # Panasonic, Leica
    b"IIRO",  # Olympus
    b"IIRS",
    b"MMOR",
    b"FUJIFILMCCD-RAW",
    b"FOVb",  # Sigma
    b"\0MRM",  # Minolta
    b"II\x1a\0\0\0HEAP",  # Canon CRW
)
_TIFF_MAGICS = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_DIB_HEADER_BYTES = frozenset((12, 40, 52, 56, 64, 108, 124))
_BMP_DEPTHS = frozenset((1, 4, 8, 16, 24, 32))

ISOLATED_MB = 150
"""A decode that needs more memory than this is not done in the program's own process, where
several decode at a time; for a PNG that is 37 megapixels, and a second of decoding."""

ISOLATED_SCANS = 50
_ISOLATED_BASELINE_PIXELS = 150_000_000  # 0.6 s of entropy decoding
_ISOLATED_GIF_BYTES = 20_000_000  # counting its frames takes a second
_ALWAYS_ISOLATED = frozenset(("TIFF", "HEIF", "AVIF", "RAW"))
_BYTES_PER_PIXEL = {"PNG": 4, "WEBP": 8, "GIF": 1, "BMP": 4, "DIB": 4}
_MAX_PNG_CHUNKS = 10_000


def is_photo_name(name: str) -> bool:
    """Tell whether a file of this name is looked at.

    Names that begin with a dot are hidden files or a macOS copy's ``._`` shadow, never photos.
    """
    return not name.startswith(".") and PurePath(name).suffix.lower() in PHOTO_SUFFIXES


def sniff_format(head: bytes) -> str | None:
    """Name the format from a file's first bytes.

    Parameters
    ----------
    head : bytes
        The beginning, at least 64 bytes. RAW files that are TIFF inside are told from plain
        TIFF only if their first directory is within ``head``; give the whole file if it is there.

    Returns
    -------
    str or None
        ``JPEG PNG WEBP GIF BMP DIB TIFF HEIF AVIF RAW``, or None for anything else.
    """
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if head[4:8] == b"ftyp":
        return _sniff_ftyp(head)
    if head.startswith(_RAW_MAGICS):
        return "RAW"
    if head.startswith(_TIFF_MAGICS):
        return "RAW" if _is_tiff_raw(head) else "TIFF"
    return _sniff_bitmap(head)


def header_size(data: bytes, format_name: str) -> tuple[int, int] | None:
    """Read the stored width and height without a decoder.

    Parameters
    ----------
    data : bytes
        The file; for formats other than JPEG its first 64 bytes suffice.
    format_name : str
        As ``sniff_format`` names it.

    Returns
    -------
    tuple of int, or None
        None where it takes a parser (TIFF, HEIF, AVIF, RAW) or the header is damaged.
    """
    try:
        if format_name == "JPEG":
            facts = scan_jpeg(data)
            return (facts.width, facts.height) if facts else None
        if format_name == "PNG":
            return struct.unpack_from(">II", data, 16)
        if format_name == "GIF":
            return struct.unpack_from("<HH", data, 6)
        if format_name == "WEBP":
            return _webp_size(data)
        if format_name in ("BMP", "DIB"):
            return _bitmap_size(data, 14 if format_name == "BMP" else 0)
    except struct.error:
        return None
    return None


def needs_isolation(data: bytes, *, full_size: bool = False) -> bool:
    """Tell whether decoding in this process could crash it, or cost much without a way to stop.

    Parameters
    ----------
    data : bytes
        The whole file, or its beginning: a JPEG's scans are counted in what is given.
    full_size : bool
        The picture is wanted at full size (``pixel_digest``), which scaling does not make cheap.

    Notes
    -----
    TIFF, HEIF, AVIF and RAW decoders have a history of crashes and unbounded allocations.
    The others are bounded by their header. About 20 us; 1 ms per MB for progressive JPEG.
    """
    format_name = sniff_format(data)
    if format_name is None:
        return False  # refused before any decoder sees it
    if format_name in _ALWAYS_ISOLATED:
        return True
    if format_name == "GIF" and len(data) > _ISOLATED_GIF_BYTES:
        return True
    if full_size and _may_be_animated(data, format_name):
        return True  # every frame is decoded, and their number is not in the header
    size = header_size(data, format_name)
    if size is None:
        return False
    pixels = size[0] * size[1]
    need = pixels * _BYTES_PER_PIXEL.get(format_name, 0)
    if format_name == "JPEG" and (facts := scan_jpeg(data)) is not None:
        if facts.sof not in (0xC0, 0xC1, 0xC2) or facts.scans > ISOLATED_SCANS:
            return True
        if not facts.buffered and pixels > _ISOLATED_BASELINE_PIXELS:
            return True
        need = facts.coefficient_bytes + (4 * pixels if full_size else 0)
    return need > ISOLATED_MB * 1_000_000


def _may_be_animated(data: bytes, format_name: str) -> bool:
    if format_name == "WEBP":
        return data[12:16] == b"VP8X" and bool(data[20:21] and data[20] & 0x02)
    if format_name == "PNG":  # the animation's chunk stands before the first picture data
        return 0 <= data.find(b"acTL") < data.find(b"IDAT")
    return format_name == "GIF"


def too_many_chunks(data: bytes) -> bool:
    """Tell whether a PNG consists of so many chunks that reading them takes seconds."""
    at, count = 8, 0
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] != b"IDAT":
            count += 1
            if count > _MAX_PNG_CHUNKS:
                return True
        at += 12 + length
    return False


def _sniff_ftyp(head: bytes) -> str | None:
    box_bytes = min(int.from_bytes(head[:4], "big"), 256, len(head))
    brands = {head[8:12]} | {head[at : at + 4] for at in range(16, box_bytes - 3, 4)}
    if b"crx " in brands:
        return "RAW"
    if brands & _AVIF_BRANDS:
        return "AVIF"
    return "HEIF" if brands & _HEIF_BRANDS else None


def _sniff_bitmap(head: bytes) -> str | None:
    """BMP, or a bitmap without its file header; both have weak magic numbers, so check more."""
    at = 14 if head[:2] == b"BM" else 0
    if len(head) < at + 16 or int.from_bytes(head[at : at + 4], "little") not in _DIB_HEADER_BYTES:
        return None
    short = head[at] == 12
    planes, depth = struct.unpack_from("<HH", head, at + (8 if short else 12))
    if planes != 1 or depth not in _BMP_DEPTHS:
        return None
    return "BMP" if at else "DIB"


def _bitmap_size(data: bytes, at: int) -> tuple[int, int]:
    if data[at] == 12:
        return struct.unpack_from("<HH", data, at + 4)
    width, height = struct.unpack_from("<ii", data, at + 4)
    return abs(width), abs(height)


def _webp_size(data: bytes) -> tuple[int, int] | None:
    kind = data[12:16]
    if kind == b"VP8X":
        return (
            int.from_bytes(data[24:27], "little") + 1,
            int.from_bytes(data[27:30], "little") + 1,
        )
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", data, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return None


# --- RAW files that are TIFF inside ---------------------------------------------------------

_TAG_NEW_SUBFILE_TYPE = 254
_TAG_COMPRESSION = 259
_TAG_PHOTOMETRIC = 262
_TAG_MAKE = 271
_TAG_SUB_IFDS = 330
_TAG_DNG_VERSION = 50706
_PHOTOMETRIC_CFA = 32803
_PHOTOMETRIC_LINEAR_RAW = 34892
_RAW_COMPRESSIONS = frozenset((32767, 32769, 32770, 34713, 65000, 65535))
"""Sony, packed, Samsung, Nikon, Kodak and Pentax codings, which no plain TIFF has."""


def _is_tiff_raw(data: bytes) -> bool:
    """Canon's and Phase One's own marks, a DNG version, or a maker with a reduced first image."""
    if data[8:10] == b"CR" or data[8:12] in (b"IIII", b"MMMM"):
        return True
    order = "<" if data[:2] == b"II" else ">"
    if struct.unpack_from(order + "H", data, 2)[0] != 42 or len(data) < 8:
        return False  # BigTIFF: no camera writes it
    first = _tiff_directory(data, order, struct.unpack_from(order + "I", data, 4)[0])
    if _TAG_DNG_VERSION in first:
        return True
    if _TAG_MAKE not in first:
        return False
    children = [
        _tiff_directory(data, order, offset)
        for offset in _tiff_offsets(data, order, first.get(_TAG_SUB_IFDS))
    ]
    if any(_holds_sensor_data(directory) for directory in (first, *children)):
        return True
    return bool(children) and first.get(_TAG_NEW_SUBFILE_TYPE, (0, 0))[1] == 1


def _holds_sensor_data(directory: dict[int, tuple[int, int]]) -> bool:
    photometric = directory.get(_TAG_PHOTOMETRIC, (0, 0))[1]
    return (
        photometric in (_PHOTOMETRIC_CFA, _PHOTOMETRIC_LINEAR_RAW)
        or directory.get(_TAG_COMPRESSION, (0, 0))[1] in _RAW_COMPRESSIONS
    )


def _tiff_directory(data: bytes, order: str, offset: int) -> dict[int, tuple[int, int]]:
    """Directory at ``offset`` -> tag: (count, value or offset); empty where it is not in data."""
    if offset < 8 or offset + 2 > len(data):
        return {}
    (entries,) = struct.unpack_from(order + "H", data, offset)
    found: dict[int, tuple[int, int]] = {}
    for at in range(offset + 2, min(offset + 2 + 12 * entries, len(data) - 11), 12):
        tag, kind, count = struct.unpack_from(order + "HHI", data, at)
        short = kind == 3 and count == 1
        (value,) = struct.unpack_from(order + ("H" if short else "I"), data, at + 8)
        found[tag] = (count, value)
    return found


def _tiff_offsets(data: bytes, order: str, entry: tuple[int, int] | None) -> tuple[int, ...]:
    if entry is None:
        return ()
    count, value = entry
    if count == 1:
        return (value,)
    count = min(count, 16)
    if value + 4 * count > len(data):
        return ()
    return struct.unpack_from(f"{order}{count}I", data, value)
