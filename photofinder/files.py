"""Replacing a file so that a reader, or a power cut, sees the old one or the new one, never half.

Lowest layer but ``errors``: settings, manifests, thumbnails and indexes are all written through
here. Any thread.
"""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from photofinder.errors import EnvironmentProblem

TEMP_SUFFIX = ".photofinder-tmp"
"""Ends the name of every unfinished file. A killed process can leave one; a cache may remove it."""

_FULL = frozenset(
    getattr(errno, name) for name in ("ENOSPC", "EDQUOT") if hasattr(errno, name)
)  # Windows has no quota code; it reports a full disk as ENOSPC


def write_atomic(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Write ``data`` to ``path``, replacing what is there in one step.

    Parameters
    ----------
    path : Path
        The file to write; its folder must exist.
    data : bytes
        The whole new content.
    durable : bool
        Wait until the bytes are on the disk. False suits caches, whose readers verify what they
        read: a power cut may then leave an empty file, and nothing waits for the disk.

    Raises
    ------
    EnvironmentProblem
        ``disk_full`` when the disk or the quota is exhausted.
    OSError
        Anything else that the system refuses; the old file is untouched.

    Notes
    -----
    Any thread; two writers of one path both succeed and the later one stays. The new file is
    readable by its owner only, as ``tempfile`` makes it.
    """
    with full_disk_reported(path):
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=TEMP_SUFFIX)
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(data)
                stream.flush()
                if durable:
                    os.fsync(stream.fileno())
            temporary.replace(path)
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                temporary.unlink()
            raise
        if durable:
            _sync_folder(path.parent)


@contextlib.contextmanager
def full_disk_reported(path: Path) -> Iterator[None]:
    """Turn "no space left" and "quota exceeded" inside the block into ``disk_full``.

    Parameters
    ----------
    path : Path
        The file or folder that the message names.

    Raises
    ------
    EnvironmentProblem
        ``disk_full``; every other exception passes unchanged.
    """
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise EnvironmentProblem("disk_full", path=path) from error
        raise


def _sync_folder(folder: Path) -> None:
    """Make the rename itself survive a power cut, on the systems where a folder can be synced."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # some network and FUSE file systems cannot sync folders; the data itself is synced
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
            raise
    finally:
        os.close(descriptor)
