"""Reading one photo's bytes once: digest and decoder are fed from the same read.

Runs in decode threads.
"""

from __future__ import annotations

import hashlib
import os
import stat as stat_bits
from dataclasses import dataclass
from typing import TYPE_CHECKING

from photofinder.app.folder_walk import stamp_of
from photofinder.errors import PhotoUnreadable

if TYPE_CHECKING:
    from pathlib import Path

    from photofinder.core.types import FileStamp

#: larger files are not held in memory: they are digested in pieces and decoded from the path
IN_MEMORY_MAX_BYTES = 64 << 20
#: 1 GiB is 5 to 10 s of reading from a slow disk: more would break the bound of one photo
FILE_MAX_BYTES = 1 << 30
_CHUNK_BYTES = 1 << 20
#: a pipe that took a photo's place after the walk must not block the thread for ever
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class ReadPhoto:
    """A photo's identity and where a decoder gets it: the bytes, or the path of a large file.

    ``stamp`` is what the file had while it was digested.
    """

    digest: bytes
    size_bytes: int
    source: bytes | Path
    stamp: FileStamp


def read_photo(path: Path, expected: FileStamp | None = None) -> ReadPhoto:
    """Read a file and digest it.

    Parameters
    ----------
    path : Path
    expected : FileStamp, optional
        What the catalog holds; another size or time means that the file is being changed.

    Raises
    ------
    PhotoUnreadable
        ``vanished``, ``no_permission``, ``changed``, ``not_a_file``, ``empty``, ``too_big_file``
        or ``io_error``.
    """
    try:
        descriptor = os.open(path, _OPEN_FLAGS)
        with os.fdopen(descriptor, "rb", buffering=0) as file:
            before = os.fstat(descriptor)
            _check(before, expected)
            digest = hashlib.sha256()
            source: bytes | Path = path
            if before.st_size <= IN_MEMORY_MAX_BYTES:
                source = file.readall()
                digest.update(source)
            else:
                while chunk := file.read(_CHUNK_BYTES):
                    digest.update(chunk)
            if _differs(before, stamp_of(os.fstat(descriptor))):
                raise PhotoUnreadable("changed")
    except OSError as error:
        raise file_error(error) from error
    return ReadPhoto(digest.digest(), before.st_size, source, stamp_of(before))


def check_still_there(photo: ReadPhoto) -> None:
    """Make sure, after a decoder has read a path itself, that it read what was digested.

    Raises
    ------
    PhotoUnreadable
        ``changed``, ``vanished``, ``no_permission`` or ``io_error``: of the file, not of the
        content. Never for a photo whose bytes are in memory.
    """
    if isinstance(photo.source, bytes):
        return
    try:
        found = photo.source.stat()
    except OSError as error:
        raise file_error(error) from error
    if _differs(found, photo.stamp):
        raise PhotoUnreadable("changed")


def is_away(stamp: FileStamp, root: Path) -> bool:
    """Tell whether a file cannot be read because its whole drive or folder is gone.

    Parameters
    ----------
    stamp : FileStamp
        As it was when it was there.
    root : Path
        The library's folder.

    Notes
    -----
    Gone is a root that is no folder any more, or an empty one on another device than the file
    was: what is left of a mount point. The next walk judges by the same (`Scanner`).
    """
    try:
        if not root.is_dir():
            return True
        if next(root.iterdir(), None) is not None:
            return False
        return stamp.device not in (0, stamp_of(root.stat()).device)
    except OSError:
        return True  # not even that can be asked


def file_error(error: OSError) -> PhotoUnreadable:
    """Say why a file cannot be opened or read."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return PhotoUnreadable("vanished")
    if isinstance(error, PermissionError):
        return PhotoUnreadable("no_permission")
    if isinstance(error, IsADirectoryError):
        return PhotoUnreadable("not_a_file", kind="folder")
    return PhotoUnreadable("io_error", reason=error.strerror or type(error).__name__)


def _check(found: os.stat_result, expected: FileStamp | None) -> None:
    if not stat_bits.S_ISREG(found.st_mode):
        kind = "folder" if stat_bits.S_ISDIR(found.st_mode) else "device"
        raise PhotoUnreadable("not_a_file", kind=kind)
    if expected is not None and _differs(found, expected):
        raise PhotoUnreadable("changed")
    if found.st_size == 0:
        raise PhotoUnreadable("empty")
    if found.st_size > FILE_MAX_BYTES:
        raise PhotoUnreadable(
            "too_big_file", size_mb=found.st_size >> 20, limit_mb=FILE_MAX_BYTES >> 20
        )


def _differs(stat: os.stat_result, stamp: FileStamp) -> bool:
    found = stamp_of(stat)
    return (found.size_bytes, found.mtime_ns) != (stamp.size_bytes, stamp.mtime_ns)
