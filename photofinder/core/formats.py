"""What a file is, judged by its first bytes, and how risky it is to decode.

The suffix only decides whether a file is looked at; what is done with it is decided by content,
because a HEIC named ``.jpg`` is common. Nothing here decodes a pixel. Any thread.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

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

# Above these a decode in a thread takes longer than a person waits and cannot be stopped.
ISOLATED_MEGAPIXELS = 50
ISOLATED_BASELINE_MEGAPIXELS = 150
ISOLATED_SCANS = 50
_ALWAYS_ISOLATED = frozenset(("TIFF", "HEIF", "AVIF", "RAW"))


@dataclass(frozen=True, slots=True)
class JpegFacts:
    """What a JPEG's header says, for the cost estimate.

    Attributes
    ----------
    sof : int
        Low byte of the start-of-frame marker: 0xC0, 0xC1 sequential, 0xC2 progressive.
    samples_per_pixel : float
        1.5 for 4:2:0 colour, 3.0 for 4:4:4.
    buffered : bool
        The decoder must hold every coefficient (progressive, or one scan per component).
    scans : int
        Number of scans if ``buffered``, else 1.
    """

    width: int
    height: int
    sof: int
    samples_per_pixel: float
    buffered: bool
    scans: int


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


def scan_jpeg(data: bytes) -> JpegFacts | None:
    """Walk a JPEG's segments up to its first scan.

    Returns
    -------
    JpegFacts or None
        None if there is no frame header before the image data.
    """
    frame: tuple[int, int, int, int, float] | None = None
    for marker, start, end in _jpeg_segments(data):
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            frame = _jpeg_frame(marker, data[start:end])
        elif marker == 0xDA and frame is not None:
            sof, width, height, components, samples = frame
            in_first_scan = data[start] if start < end else 0
            buffered = sof not in (0xC0, 0xC1, 0xC3, 0xC9) or in_first_scan < components
            # inside entropy-coded data FF is always stuffed, so the pair is a marker
            scans = data.count(b"\xff\xda", end) + 1 if buffered else 1
            return JpegFacts(width, height, sof, samples, buffered, scans)
    return None


def needs_isolation(data: bytes) -> bool:
    """Tell whether decoding in this process could crash it, or take long without a way to stop.

    Parameters
    ----------
    data : bytes
        The whole file, or its beginning: a JPEG's scans are counted in what is given.

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
    if format_name == "JPEG":
        facts = scan_jpeg(data)
        if facts is None:
            return False
        megapixels = facts.width * facts.height / 1e6
        limit = ISOLATED_MEGAPIXELS if facts.buffered else ISOLATED_BASELINE_MEGAPIXELS
        return (
            facts.sof not in (0xC0, 0xC1, 0xC2)
            or facts.scans > ISOLATED_SCANS
            or megapixels > limit
        )
    size = header_size(data, format_name)
    return size is not None and size[0] * size[1] > ISOLATED_MEGAPIXELS * 1_000_000


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


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield (marker, start, end) of each header segment's payload."""
    at = 2
    while (at := data.find(b"\xff", at)) >= 0 and at + 3 < len(data):
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker in (0x00, 0x01) or 0xD0 <= marker <= 0xD8:
            at += 2
        elif marker == 0xD9:
            return
        else:
            length = int.from_bytes(data[at + 2 : at + 4], "big")
            yield marker, at + 4, min(at + 2 + length, len(data))
            at += 2 + max(length, 2)


def _jpeg_frame(marker: int, body: bytes) -> tuple[int, int, int, int, float]:
    """Frame header -> (marker, width, height, components, samples per pixel)."""
    if len(body) < 6:
        return marker, 0, 0, 0, 0.0
    height, width, components = struct.unpack_from(">HHB", body, 1)
    factors = [body[at] for at in range(7, min(6 + 3 * components, len(body)), 3)]
    areas = [max(1, factor >> 4) * max(1, factor & 15) for factor in factors]
    largest = max((factor >> 4 for factor in factors), default=1) * max(
        (factor & 15 for factor in factors), default=1
    )
    samples = sum(areas) / largest if largest else float(components)
    return marker, width, height, components, samples


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
