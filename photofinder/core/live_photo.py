"""Whether a film is the moving part of a Live Photo. Opens both files, decodes nothing. Any thread.

Apple writes one random identifier into both: into the photo's maker note (tag 17) and into the
film's metadata (``com.apple.quicktime.content.identifier``). It is text in either, so it is looked
for as such: no parser stands between a damaged file and the answer, and 122 random bits do not
occur twice by chance.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

log = logging.getLogger(__name__)

#: a film of three seconds has 20 to 60 KB of tables; more is read of no film
MAX_TABLES_BYTES = 4 << 20
#: the maker note stands in the first KBs of a JPEG, and behind the picture in some HEIC files
MAX_PHOTO_BYTES = 64 << 20
_MAX_BOXES = 64
_CHUNK_BYTES = 1 << 18
_IDENTIFIER = re.compile(rb"[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}")
_IDENTIFIER_BYTES = 36
_KEY = b"com.apple.quicktime.content.identifier"


def is_film_of(film: Path, photo: Path) -> bool:
    """Tell whether a film and a photo carry the same identifier.

    Raises
    ------
    OSError
        One of them cannot be read.

    Notes
    -----
    Reads the film's tables and the photo up to its maker note: 0.2 ms from the cache for most.
    """
    with film.open("rb") as stream:
        tables = _tables(stream)
    if _KEY not in tables:
        return False
    identifiers = set(_IDENTIFIER.findall(tables))
    if not identifiers:
        return False
    with photo.open("rb") as stream:
        return any(identifier in chunk for chunk in _chunks(stream) for identifier in identifiers)


def _tables(stream: BinaryIO) -> bytes:
    """Return the film's ``moov`` box; empty for what is no film."""
    at, end = 0, stream.seek(0, 2)
    for _ in range(_MAX_BOXES):
        stream.seek(at)
        head = stream.read(16)
        if len(head) < 8:
            return b""
        size, kind = int.from_bytes(head[:4], "big"), head[4:8]
        if size == 1:  # more than 4 GB
            size = int.from_bytes(head[8:16], "big")
        elif size == 0:
            size = end - at
        if kind == b"moov":
            stream.seek(at)
            return stream.read(min(size, MAX_TABLES_BYTES))
        if size < 8:
            return b""
        at += size
    return b""


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    """Read a file in parts that overlap, so that nothing is cut in two."""
    before = b""
    for _ in range(MAX_PHOTO_BYTES // _CHUNK_BYTES):
        chunk = stream.read(_CHUNK_BYTES)
        if not chunk:
            return
        yield before + chunk
        before = chunk[-_IDENTIFIER_BYTES:]
