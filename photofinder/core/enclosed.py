"""What a file holds beside its picture: a film, a gain map, a second picture, a sound.

None of it is seen by who decodes the picture, and all of it is lost with the file. Read from the
bytes of JPEG and of the formats made of ISO boxes (HEIF, AVIF); other formats hold nothing that is
looked for here. Any thread; 5 ms per megabyte of JPEG, 0.6 ms at a glance.
"""

from __future__ import annotations

import os
import re
import struct
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from typing import BinaryIO

    from numpy.typing import NDArray


class Enclosed(StrEnum):
    """What is worth more than the picture alone; the value is part of `CleanupRefused` codes."""

    FILM = "film"
    GAIN_MAP = "gain_map"
    #: a second picture or a map of depths
    PICTURE = "picture"
    #: sounds, and what nobody knows
    DATA = "data"


@dataclass(frozen=True, slots=True)
class Holdings:
    """What was found.

    Attributes
    ----------
    kind : Enclosed or None
    pictures : int
        Whole JPEGs behind the first one.
    rest : bytes
        What is neither picture nor padding.
    behind : bytes
        All that lies behind the first picture of a JPEG: ``rest`` and the other pictures.
    is_in_header : bool
        Some of it is not behind the picture.
    is_whole : bool
        The end of the picture was found, so that the other attributes say all.
    """

    kind: Enclosed | None = None
    pictures: int = 0
    rest: bytes = b""
    behind: bytes = b""
    is_in_header: bool = False
    is_whole: bool = True


_NOTHING = Holdings()
_SIGN_BYTES = 16
_HEAD_BYTES, _TAIL_BYTES = 1 << 18, 1 << 16
_MAX_BYTES = 1 << 30
#: notes of the camera in a trailer, as Samsung's time and mode, are smaller; a sound is larger
_NOTE_BYTES = 2048

_JPEG, _END_OF_IMAGE = b"\xff\xd8\xff", b"\xff\xd9"
_PADDING = re.compile(rb"(?:\x00+|\xff(?!\xd8))*")
_MAX_SEGMENTS = 1 << 16
_FILL, _RESTARTS = 0xFF, (0xD0, 0xD7)
_ALONE = (0x01, 0xD8)
_END = 0xD9
#: entries of 16 bytes, the type of each picture first; 1 is "large thumbnail"
_LIST_MARK, _LIST_TAG, _PREVIEW_CLASS = b"MPF\0", 0xB002, 1

#: https://developer.android.com/media/platform/motion-photo-format and the one before it, of the
#: namespace GCamera or Camera; Ultra HDR, ISO 21496-1 and Apple's; Google's camera's extended XMP,
#: with depths, a sound, the other eye's picture
_MARKS = (
    (b"Camera:MotionPhoto", Enclosed.FILM),
    (b"Camera:MicroVideo", Enclosed.FILM),
    (b"hdrgm:Version", Enclosed.GAIN_MAP),
    (b"urn:iso:std:iso:ts:21496:-1", Enclosed.GAIN_MAP),
    (b"HDRGainMapVersion", Enclosed.GAIN_MAP),
    (b"GDepth:Mime", Enclosed.DATA),
    (b"GAudio:Mime", Enclosed.DATA),
    (b"GImage:Mime", Enclosed.DATA),
)
#: "there is none", in an attribute or an element
_DENIED = re.compile(rb"\s*(?:=\s*[\"']|>)\s*0")

_VIDEO = b"ftyp"
"""The first box of an MP4 (ISO/IEC 14496-12, 4.3): its size in four bytes, this, its brands."""

_MIN_BOX_BYTES, _MAX_BOX_BYTES = 16, 512
_KNOWN_BOXES = frozenset({b"ftyp", b"meta", b"mdat", b"free", b"skip", b"wide", b"uuid", b"idat"})
_FILM_BOXES = frozenset({b"mpvd", b"moov"})
_MAX_META_BYTES = 1 << 24
_AUXILIARY = re.compile(rb"auxC....([^\0]{1,200})\0", re.DOTALL)
_ALPHA = (b"auxid:1", b"auxiliary:alpha")
_TONE_MAP = b"tmap"


def enclosed(file: BinaryIO, *, at_a_glance: bool = False) -> Enclosed | None:
    """Return what a file holds beside its picture.

    Parameters
    ----------
    file : binary file
        At its beginning.
    at_a_glance : bool
        Do not read a JPEG whole whose header and end say nothing: for plans of many photos.

    Raises
    ------
    OSError
    """
    head = file.read(_SIGN_BYTES)
    if head[4:8] == _VIDEO:
        return holdings_of_boxes(file).kind
    if not head.startswith(_JPEG):
        return None
    head += file.read(_HEAD_BYTES)
    if at_a_glance:
        found = _kind_by_header(head, 0, len(head))
        if found is None and _listed_pictures(head)[1]:
            found = Enclosed.PICTURE
        if found is not None or _ends_as_picture(file):
            return found
        file.seek(len(head))
    return holdings_of_jpeg(head + file.read(_MAX_BYTES)).kind


def holdings_of_jpeg(data: bytes) -> Holdings:
    """Return what is in a JPEG beside its picture, and behind it."""
    markers = _markers(data)
    end = _end_of_jpeg(data, markers, 0)
    found = _kind_by_header(data, 0, end or len(data))
    is_in_header = found is Enclosed.DATA
    if end is None:
        unclear = _kind_of_rest(data)
        return Holdings(found or (unclear if unclear is Enclosed.FILM else None), is_whole=False)
    pictures = 0
    behind_at = _skip_padding(data, end)
    while True:
        end = _skip_padding(data, end)
        next_end = _end_of_jpeg(data, markers, end) if data.startswith(_JPEG, end) else None
        if next_end is None:
            break
        found = found or _kind_by_header(data, end, next_end)
        pictures += 1
        end = next_end
    rest = data[end:].rstrip(b"\0\xff")
    if found is None:
        found = _kind_of_rest(rest)
    if found is None and pictures > _listed_pictures(data)[0]:
        found = Enclosed.PICTURE
    behind = data[behind_at:].rstrip(b"\0\xff")
    return Holdings(found, pictures, rest, behind, is_in_header)


def holds_the_same(one: BinaryIO, two: BinaryIO) -> bool:
    """Whether what two JPEGs hold behind their pictures is the same, byte for byte, and all.

    Of other formats that is not known.

    Raises
    ------
    OSError
    """
    found = []
    for file in (one, two):
        data = file.read(_MAX_BYTES)
        if not data.startswith(_JPEG):
            return False
        found.append(holdings_of_jpeg(data))
    is_known = all(held.is_whole and not held.is_in_header and held.behind for held in found)
    return is_known and found[0].behind == found[1].behind


def holdings_of_boxes(file: BinaryIO) -> Holdings:
    """Return what is in a HEIF or AVIF beside its picture."""
    size = file.seek(0, os.SEEK_END)
    at = 0
    kinds: set[Enclosed | None] = set()
    rest = []
    is_sequence = False
    while at < size:
        file.seek(at)
        head = file.read(16)
        name, length = head[4:8], int.from_bytes(head[:4], "big")
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        end = size if length == 0 else at + length
        if length != 0 and (length < len(name) * 2 or end > size):
            name, end = b"", size  # no box: a trailer
        if name == _VIDEO:
            is_sequence = b"avis" in head + file.read(min(end - at, _MAX_BOX_BYTES))
        elif name == b"meta":
            file.seek(at)
            kinds.add(_kind_of_meta(file.read(min(end - at, _MAX_META_BYTES))))
        elif name in _FILM_BOXES and not (is_sequence and name == b"moov"):
            kinds.add(Enclosed.FILM)
        elif name not in _KNOWN_BOXES and name != b"moov":
            file.seek(at)
            rest.append(file.read(end - at))
        at = end
    behind = b"".join(rest)
    kinds.add(_kind_of_rest(behind))
    return Holdings(next((kind for kind in Enclosed if kind in kinds), None), 0, behind)


def says_film(packet: bytes | str) -> bool:
    """Whether a photo's XMP says that it has a film."""
    data = packet.encode("utf-8", "replace") if isinstance(packet, str) else packet
    return _kind_by_header(data, 0, len(data)) is Enclosed.FILM


def said_in_header(data: bytes) -> Enclosed | None:
    """Return what a JPEG says in its header that it holds, wherever that lies."""
    return _kind_by_header(data, 0, len(data))


# -- JPEG ------------------------------------------------------------------------------------------


def _markers(data: bytes) -> NDArray[np.intp]:
    """Return where the markers of a JPEG are, those in other data among them.

    Inside entropy-coded data FF is followed by 00 or the mark of a restart.
    """
    octets = np.frombuffer(data, np.uint8)
    at: NDArray[np.intp] = np.flatnonzero(octets[:-1] == _FILL)
    after = octets[at + 1]
    is_marker = (after != 0) & (after != _FILL) & ((after < _RESTARTS[0]) | (after > _RESTARTS[1]))
    found: NDArray[np.intp] = at[is_marker]
    return found


def _end_of_jpeg(data: bytes, markers: NDArray[np.intp], at: int) -> int | None:
    """Return where a JPEG that begins here ends; None where its end is missing."""
    at += 2
    for _ in range(_MAX_SEGMENTS):
        number = int(np.searchsorted(markers, at))
        if number == len(markers):
            return None
        at = int(markers[number]) + 2
        marker = data[at - 1]
        if marker == _END:
            return at
        if marker not in _ALONE:
            at += max(int.from_bytes(data[at : at + 2], "big"), 2)
    return None


def _skip_padding(data: bytes, at: int) -> int:
    found = _PADDING.match(data, at)
    return at if found is None else found.end()


def _ends_as_picture(file: BinaryIO) -> bool:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _TAIL_BYTES))
    return file.read(_TAIL_BYTES).rstrip(b"\0").endswith(_END_OF_IMAGE)


def _kind_by_header(data: bytes, start: int, end: int) -> Enclosed | None:
    """Return what a JPEG's header says: XMP, the mark of a gain map."""
    end = min(end, start + _HEAD_BYTES)
    for mark, kind in _MARKS:
        at = data.find(mark, start, end)
        if at >= 0 and not (kind is Enclosed.FILM and _DENIED.match(data, at + len(mark))):
            return kind
    return None


def _listed_pictures(data: bytes) -> tuple[int, int]:
    """Return how many previews, and how many other pictures, a JPEG lists (CIPA DC-007, MPF)."""
    start = data.find(_LIST_MARK, 0, _HEAD_BYTES)
    if start < 0:
        return 0, 0
    body = data[start + len(_LIST_MARK) : start + _HEAD_BYTES]
    order = "<" if body.startswith(b"II") else ">"
    try:
        (at,) = struct.unpack_from(order + "L", body, 4)
        (count,) = struct.unpack_from(order + "H", body, at)
        for entry in range(at + 2, at + 2 + 12 * count, 12):
            tag, _, length, where = struct.unpack_from(order + "HHLL", body, entry)
            if tag == _LIST_TAG:
                of_all = struct.iter_unpack(order + "LLLHH", body[where : where + length])
                kinds = [(found[0] >> 16) & 0xFF for found in of_all][1:]
                previews = kinds.count(_PREVIEW_CLASS)
                return previews, len(kinds) - previews
    except struct.error:
        pass  # a damaged list lists nothing; the pictures are counted where they lie
    return 0, 0


# -- what lies behind, and boxes -------------------------------------------------------------------


def _kind_of_rest(rest: bytes) -> Enclosed | None:
    at = rest.find(_VIDEO)
    while at >= 0:
        size = int.from_bytes(rest[max(at - 4, 0) : at], "big")
        if _MIN_BOX_BYTES <= size <= _MAX_BOX_BYTES:
            return Enclosed.FILM
        at = rest.find(_VIDEO, at + 1)
    return Enclosed.DATA if len(rest) > _NOTE_BYTES else None


def _kind_of_meta(meta: bytes) -> Enclosed | None:
    """Return what pictures of a HEIF are beside the first one; transparency is part of it."""
    found = [text for text in _AUXILIARY.findall(meta) if not text.endswith(_ALPHA)]
    if _TONE_MAP in meta or any(b"gainmap" in text for text in found):
        return Enclosed.GAIN_MAP
    return Enclosed.PICTURE if found else None
