"""Whether anything came into a folder since it was listed, without listing it again. Linux only.

A clean-up lists the folder anew before each move: 20 ms for 30,000 names. The folder's time would
not do instead: our own moves change it each time, and what came between the last look at it and the
end of a move would be taken for ours for ever after; FAT counts by 2 s, and network drives keep
what they know of a folder for seconds. The kernel's own list of arrivals has none of that: it is
begun before a listing, what came is in it before whoever made it hears that it is there, and our
moves out of the folder are no arrivals. So a folder is taken as it was listed only while

- it lies on a local file system whose every change goes through this kernel,
- no name was made in it or moved into it, and the list did not overflow,
- it is still the same folder under that path,
- the listing is young, as what went is not waited for.

Anything else, other systems included, means: list it. One thread at a time.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import logging
import os
import struct
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from photofinder.app.file_systems import file_system_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

log = logging.getLogger(__name__)

#: on these nobody else writes: no other computer, no program of its own below (FUSE), no layer
_LOCAL = frozenset({"ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "jfs", "nilfs2", "tmpfs"})
#: what went is looked for when a listing is as old
MAX_AGE_S = 1.0
#: folders that are watched at a time; users may have 8,192 in all
_MAX_FOLDERS = 64

# include/uapi/linux/inotify.h
_IN_MOVED_TO, _IN_CREATE, _IN_DELETE_SELF, _IN_MOVE_SELF = 0x80, 0x100, 0x400, 0x800
_IN_Q_OVERFLOW = 0x4000
_IN_ONLYDIR = 0x01000000
_ARRIVALS = _IN_MOVED_TO | _IN_CREATE | _IN_DELETE_SELF | _IN_MOVE_SELF | _IN_ONLYDIR
_EVENT = struct.Struct("iIII")
_BUFFER_BYTES = 1 << 16


@dataclass(slots=True)
class _Watched:
    number: int
    identity: tuple[int, int]
    listed_s: float
    is_quiet: bool = True


class Arrivals:
    """Watches the folders of one clean-up; a context, which ends the watching."""

    def __init__(self) -> None:
        self._queue: int | None = None
        self._folders: dict[Path, _Watched] = {}

    def __enter__(self) -> Arrivals:
        """Begin."""
        self._queue = _new_queue()
        return self

    def __exit__(self, *_: object) -> None:
        """Watch nothing any more."""
        self._folders.clear()
        if self._queue is not None:
            os.close(self._queue)
            self._queue = None

    def is_as_listed(self, folder: Path) -> bool:
        """Whether nothing came into a folder since `listing`, for sure."""
        known = self._folders.get(folder)
        if known is None:
            return False
        if time.monotonic() - known.listed_s > MAX_AGE_S:
            return False
        self._hear()
        return known.is_quiet and _identity(folder) == known.identity

    @contextlib.contextmanager
    def listing(self, folder: Path) -> Iterator[None]:
        """Watch a folder from before it is listed, in the block; not where that fails."""
        self._begin(folder)
        try:
            yield
        except BaseException:
            self._folders.pop(folder, None)
            raise

    def _begin(self, folder: Path) -> None:
        if self._queue is None:
            return
        known = self._folders.pop(folder, None)
        if known is None and len(self._folders) >= _MAX_FOLDERS:
            self._end(next(iter(self._folders)))
        identity = _identity(folder)
        if known is not None and known.identity == identity and known.is_quiet:
            self._hear()  # of what came before the listing nobody needs to know
            self._folders[folder] = _Watched(known.number, known.identity, time.monotonic())
            return
        if identity is None or file_system_of(folder).name not in _LOCAL:
            return
        number = _watch(self._queue, folder)
        if number is None:
            return
        self._hear()
        if _identity(folder) == identity:  # what is watched is what was looked at
            self._folders[folder] = _Watched(number, identity, time.monotonic())

    def _end(self, folder: Path) -> None:
        known = self._folders.pop(folder)
        if self._queue is not None:
            _libc().inotify_rm_watch(self._queue, known.number)

    def _hear(self) -> None:
        """Take in what the kernel has noted so far."""
        loud: set[int] = set()
        while data := self._noted():
            at = 0
            while at < len(data):
                number, mask, _, length = _EVENT.unpack_from(data, at)
                loud.add(-1 if mask & _IN_Q_OVERFLOW else number)
                at += _EVENT.size + length
        for known in self._folders.values() if loud else ():
            if known.number in loud or -1 in loud:
                known.is_quiet = False

    def _noted(self) -> bytes:
        if self._queue is None:
            return b""
        try:
            return os.read(self._queue, _BUFFER_BYTES)
        except BlockingIOError:
            return b""


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        found = folder.stat()
    except OSError:  # told of where it is listed
        return None
    return found.st_dev, found.st_ino


@functools.cache
def _libc() -> Any:
    return ctypes.CDLL(None, use_errno=True)


def _new_queue() -> int | None:
    if sys.platform != "linux":
        return None
    with contextlib.suppress(OSError, AttributeError):  # a C library that has it not
        queue = _libc().inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        if queue >= 0:
            return int(queue)
        log.info("folders are not watched: %s", os.strerror(ctypes.get_errno()))
    return None


def _watch(queue: int, folder: Path) -> int | None:
    number = _libc().inotify_add_watch(queue, os.fsencode(folder), ctypes.c_uint32(_ARRIVALS))
    if number < 0:
        log.info("%s is not watched: %s", folder, os.strerror(ctypes.get_errno()))
        return None
    return int(number)
