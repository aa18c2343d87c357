"""Only one process changes a library at a time; any number may read.

The operating system drops the lock when its process ends, in whatever way.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from typing import TYPE_CHECKING

from photofinder.errors import EnvironmentProblem

if TYPE_CHECKING:
    from pathlib import Path

#: Windows locks bytes that others then cannot read: one far behind the process id
_WINDOWS_LOCK_OFFSET = 1 << 30
#: what the system answers when another process has the lock
_HELD = frozenset({errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK})


class LibraryLock:
    """The writer's lock on ``library.lock``.

    Parameters
    ----------
    path : Path

    Raises
    ------
    EnvironmentProblem
        ``library_locked`` with the process that has it, or ``data_dir_unwritable``.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise EnvironmentProblem(
                "data_dir_unwritable", path=path.parent, reason=error.strerror or str(error)
            ) from error
        try:
            _lock(self._descriptor)
        except OSError as error:
            holder = os.read(self._descriptor, 32).decode("ascii", "replace").strip()
            os.close(self._descriptor)
            if error.errno not in _HELD:  # some network drives know no locks
                raise EnvironmentProblem(
                    "data_dir_unwritable",
                    path=path.parent,
                    reason=f"it cannot be locked: {error.strerror or error}",
                ) from error
            raise EnvironmentProblem(
                "library_locked", path=path.parent, pid=holder or "?"
            ) from error
        with contextlib.suppress(OSError):  # a full disk: the number is only for the message
            os.ftruncate(self._descriptor, 0)
            os.write(self._descriptor, str(os.getpid()).encode())

    def release(self) -> None:
        """Let the next writer in."""
        os.close(self._descriptor)


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, _WINDOWS_LOCK_OFFSET, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
