"""Moving a file without ever overwriting another one. Any thread.

A plain rename replaces what is there. Every system has a rename that refuses; where the file
system of a drive does not know it, the name is taken by a file of ours first, which refuses as well
and says whose it is: should the program be killed before the rename, `drop_reservation` finds it.
Never is a second name made and the first one deleted: it may be another file's by then.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import functools
import hashlib
import logging
import os
import shutil
import stat as stat_bits
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from photofinder.files import TEMP_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)

_AT_FDCWD = -100
_RENAME_NOREPLACE = 1
_RENAME_EXCL = 4
#: what a system or file system answers that does not know the wanted way
_NOT_KNOWN = frozenset(
    getattr(errno, name)
    for name in ("EINVAL", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "ENOTTY", "EPERM", "EMLINK")
    if hasattr(errno, name)
)
_CHUNK_BYTES = 1 << 20
RESERVED = b"photofinder was about to move a file here.\n"
"""What a file says that takes a name; a kill before it is said leaves it empty."""

#: how far a file's time may lie from when the journal was told: FAT counts by 2 s, drives wake up
_BEFORE_S, _AFTER_S = 2.0, 60.0
_TWO_NAMES = 2


def move_without_replacing(source: Path, target: Path) -> None:
    """Move a file within its drive.

    Parameters
    ----------
    source, target : Path
        The folder of ``target`` must exist.

    Raises
    ------
    FileExistsError
        There is something at ``target``; nothing was changed.
    OSError
        Anything else that the system refuses, ``EXDEV`` for another drive; nothing was changed.
    """
    if sys.platform == "win32":
        source.rename(target)  # refuses where there is a target
        return
    exclusive = _exclusive_rename() or _reserve_and_rename
    try:
        exclusive(source, target)
    except OSError as error:
        if exclusive is _reserve_and_rename or error.errno not in _NOT_KNOWN:
            raise
        _reserve_and_rename(source, target)
    sync_folders(source.parent, target.parent)


def sync_folders(*folders: Path) -> None:
    """Bring what was renamed in folders to the disk, as far as the drive lets itself be asked.

    Without it a cut of the power may bring a photo back, or its note alone, of which the journal
    says that it is moved. Windows knows no such thing.
    """
    if sys.platform == "win32":
        return
    for folder in dict.fromkeys(folders):
        try:
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        except OSError as error:  # folders that may not be listed, drives that do not know it
            log.debug("%s is not synchronised: %s", folder, error)


def drop_second_name(name: Path, kept: Path) -> bool:
    """Remove one of two names of a file; return whether it was one.

    Only where both are names of one file on one drive, which counts them: of a folder that is
    mounted twice there is one name, seen twice.
    """
    try:
        first, second = name.lstat(), kept.lstat()
        if not stat_bits.S_ISREG(first.st_mode) or not os.path.samestat(first, second):
            return False
        if not first.st_ino or first.st_nlink < _TWO_NAMES or _are_one_name(name, kept):
            return False
        name.unlink()
    except OSError as error:
        log.info("the second name %s is left: %s", name, error)
        return False
    return True


def drop_reservation(path: Path, at_s: float | None = None) -> bool:
    """Remove a file that took a name for one which did not come; return whether it was one.

    Parameters
    ----------
    path : Path
        Where the journal says that a file was to be moved.
    at_s : float, optional
        When, in seconds since 1970: an empty file is only ours if it was made then.
    """
    try:
        found = path.lstat()
        if not stat_bits.S_ISREG(found.st_mode) or found.st_nlink > 1:
            return False
        if found.st_size == 0:
            if at_s is None or not -_BEFORE_S <= found.st_mtime - at_s <= _AFTER_S:
                return False
        elif not _says_reserved(path, found):
            return False
        path.unlink()
    except OSError as error:
        log.info("the reservation %s is left: %s", path, error)
        return False
    sync_folders(path.parent)
    return True


def _says_reserved(path: Path, found: os.stat_result) -> bool:
    return found.st_size == len(RESERVED) and path.read_bytes() == RESERVED


def _are_one_name(first: Path, second: Path) -> bool:
    """Whether two paths are one entry of one folder, in whatever case of letters."""
    same_folder = first.parent.samefile(second.parent)
    return same_folder and first.name.casefold() == second.name.casefold()


def copy_without_replacing(source: Path, target: Path, digest: bytes) -> None:
    """Bring a file to another drive; the source stays.

    The copy takes its name only once its bytes are on the disk and have the SHA-256 ``digest``.

    Raises
    ------
    FileExistsError
        There is something at ``target``.
    OSError
        Anything else that the system refuses, or ``EIO`` when the copy is not the original.
    """
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=TEMP_SUFFIX)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream, source.open("rb") as original:
            shutil.copyfileobj(original, stream, _CHUNK_BYTES)
            stream.flush()
            os.fsync(stream.fileno())
        with temporary.open("rb") as copied:
            if hashlib.file_digest(copied, "sha256").digest() != digest:
                raise OSError(errno.EIO, "the copy differs from the original", os.fspath(target))
        shutil.copystat(source, temporary)
        move_without_replacing(temporary, target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()
        raise


@functools.cache
def _exclusive_rename() -> Callable[[Path, Path], None] | None:
    """Return this system's rename that refuses to replace; None where it has none."""
    libc: Any = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin":
        function = getattr(libc, "renamex_np", None)
        before: tuple[int, ...] = ()
        between: tuple[int, ...] = ()
        flag = _RENAME_EXCL
    else:
        function = getattr(libc, "renameat2", None)
        before, between, flag = (_AT_FDCWD,), (_AT_FDCWD,), _RENAME_NOREPLACE
    if function is None:
        return None

    def rename(source: Path, target: Path) -> None:
        result = function(
            *before, os.fsencode(source), *between, os.fsencode(target), ctypes.c_uint(flag)
        )
        if result != 0:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), os.fspath(source), None, os.fspath(target))

    return rename


def _reserve_and_rename(source: Path, target: Path) -> None:
    """Take the name with a file of ours first, for drives whose rename cannot refuse."""
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    descriptor = os.open(target, flags, 0o600)
    try:
        reserved = os.fstat(descriptor)
        with contextlib.suppress(OSError):  # a full drive: then it stays empty
            os.write(descriptor, RESERVED)
    finally:
        os.close(descriptor)
    try:
        if not _is_reserved(target, reserved):  # somebody wrote into it: it is theirs now
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), os.fspath(target))
        source.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            if _is_reserved(target, reserved):
                target.unlink()
        raise


def _is_reserved(target: Path, reserved: os.stat_result) -> bool:
    """Whether a file is the one that was made, and nothing else was written into it."""
    found = target.lstat()
    if not os.path.samestat(found, reserved):
        return False
    return found.st_size == 0 or _says_reserved(target, found)
