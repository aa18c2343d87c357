"""Sidecars of photos that stay are written, and come back with what was taken over into them.

Interactive lane; what is written was planned by `app.cleanup_union`. The photos themselves are
never changed. A sidecar is only ever written over the very bytes that were planned
from, and only taken back while it is as it was written.
"""

from __future__ import annotations

import contextlib
import glob
import logging
import os
import stat as stat_bits
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from photofinder.app.moving import drop_reservation, move_without_replacing, sync_folders
from photofinder.core.cleanup import SidecarChange, phrase_of
from photofinder.core.cleanup_past import CleanupProblem, SidecarState
from photofinder.core.xmp_tree import MAX_BYTES
from photofinder.errors import CleanupRefused
from photofinder.files import TEMP_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photofinder.core.cleanup_past import BatchSidecar
    from photofinder.storage.sidecar_journal import SidecarJournal

log = logging.getLogger(__name__)


def read_sidecar(path: Path) -> bytes | None:
    """Return a sidecar's bytes, None where there is none.

    Raises
    ------
    OSError
        Also for what is no regular file, or no sidecar by its size.
    """
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None
    if not stat_bits.S_ISREG(found.st_mode) or found.st_size > MAX_BYTES:
        raise OSError(f"{path.name} is no sidecar")
    return path.read_bytes()


class Sidecars:
    """Writes the sidecars of a batch and takes them back.

    Parameters
    ----------
    journal : SidecarJournal
    """

    def __init__(self, journal: SidecarJournal) -> None:
        self._journal = journal

    def write(
        self, batch_id: int, changes: Sequence[SidecarChange]
    ) -> tuple[list[CleanupProblem], dict[Path, CleanupRefused]]:
        """Write the sidecars of a batch, each journalled before.

        Returns
        -------
        list of CleanupProblem
        dict of Path to CleanupRefused
            Photos whose metadata could not be kept, with the reason: they must not go.
        """
        problems: list[CleanupProblem] = []
        refused: dict[Path, CleanupRefused] = {}
        wanted = [change for change in changes if change.added]
        if not wanted:
            return problems, refused
        for change, row in zip(wanted, self._journal.add(batch_id, wanted), strict=True):
            try:
                _replace(change.path, change.before, change.after)
            except (CleanupRefused, OSError) as error:
                why = _unwritable(change.path, error)
                self._journal.set_state(row.sidecar_id, SidecarState.SKIPPED, why)
                problems.append(CleanupProblem(change.path, phrase_of(why)))
                refused.update(dict.fromkeys(change.victims, why))
            else:
                self._journal.set_state(row.sidecar_id, SidecarState.WRITTEN)
        return problems, refused

    def take_back(self, batch_id: int | None = None) -> list[CleanupProblem]:
        """Take back what was written for photos that stayed, or are all back.

        What was changed since is left and told of; it is tried again for ``batch_id``, and where
        a later clean-up's addition to the same sidecar came out.
        """
        problems: list[CleanupProblem] = []
        freed: set[Path] = set()
        for row in reversed(self._journal.unused(batch_id)):
            problem = self._take_back(row)
            if problem is None:
                freed.add(row.path)
            elif batch_id in (None, row.batch_id):  # others were told of when it was their turn
                problems.append(problem)
        for row in reversed(self._journal.unused(failed=True)) if freed else ():
            if row.path in freed and row.state is SidecarState.FAILED:
                self._take_back(row)
        return problems

    def left(self, batch_id: int) -> list[BatchSidecar]:
        """Return what a batch wrote for photos that are back, and that is there still."""
        return [row for row in self._journal.unused(failed=True) if row.batch_id == batch_id]

    def recover(self) -> None:
        """Write the truth about sidecars that a killed program was at."""
        for row in self._journal.unfinished():
            try:
                is_written = read_sidecar(row.path) == row.after
            except OSError as error:
                log.info("%s cannot be looked at, asked again later: %s", row.path, error)
                continue
            _sweep(row, is_written=is_written)
            if is_written:
                self._journal.set_state(row.sidecar_id, SidecarState.WRITTEN)
            else:
                stopped = CleanupRefused("interrupted")
                self._journal.set_state(row.sidecar_id, SidecarState.SKIPPED, stopped)

    def _take_back(self, row: BatchSidecar) -> CleanupProblem | None:
        state = SidecarState.FAILED
        try:
            found = read_sidecar(row.path)
            if found not in (row.before, row.after):
                later = [one for one in self._journal.later(row) if one.after == found]
                if later:  # it is in there still, and comes out after that one
                    state = SidecarState.WRITTEN
                    raise CleanupRefused("sidecar_later", path=row.path, number=later[-1].batch_id)
            if found != row.before:
                _restore(row)
            elif row.before_mtime_ns is not None:
                _set_time(row.path, row.before_mtime_ns)
        except (CleanupRefused, OSError) as error:
            why = _unwritable(row.path, error)
            log.info("%s is not taken back: %s", row.path, why)
            self._journal.set_state(row.sidecar_id, state, why)
            return CleanupProblem(row.path, phrase_of(why))
        self._journal.set_state(row.sidecar_id, SidecarState.RESTORED)
        return None


def _restore(row: BatchSidecar) -> None:
    if read_sidecar(row.path) != row.after:
        raise CleanupRefused("sidecar_changed", path=row.path)
    if row.before is None:
        row.path.unlink()  # ours, byte for byte; it holds nothing that nobody else knows
        sync_folders(row.path.parent)
        return
    _replace(row.path, row.after, row.before, row.before_mtime_ns)


def _set_time(path: Path, mtime_ns: int) -> None:
    found = path.lstat()
    if found.st_mtime_ns != mtime_ns:
        os.utime(path, ns=(found.st_atime_ns, mtime_ns))


def _keep_attributes(path: Path, temporary: Path) -> None:
    """Give a new file the labels of the one that it replaces, where the system has such."""
    if not hasattr(os, "listxattr"):
        return
    with contextlib.suppress(OSError):  # a drive that has none, a label that is not ours to give
        for name in os.listxattr(path):
            with contextlib.suppress(OSError):
                os.setxattr(temporary, name, os.getxattr(path, name))


def _replace(path: Path, before: bytes | None, after: bytes, mtime_ns: int | None = None) -> None:
    """Write a sidecar in one step, over the very bytes that are expected there."""
    if read_sidecar(path) != before:
        raise CleanupRefused("sidecar_changed", path=path)
    if before is not None and path.stat().st_nlink > 1:
        raise CleanupRefused("sidecar_linked", path=path)
    mode = 0o644 if before is None else stat_bits.S_IMODE(path.stat().st_mode)
    descriptor, name = tempfile.mkstemp(
        dir=path.parent, prefix=f".{path.name}.", suffix=TEMP_SUFFIX
    )
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(after)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(mode)
        if before is not None:
            _keep_attributes(path, temporary)
        if mtime_ns is not None:  # before it takes its place: nobody sees it with another time
            _set_time(temporary, mtime_ns)
        if before is None:
            move_without_replacing(temporary, path)
        elif read_sidecar(path) != before:
            raise CleanupRefused("sidecar_changed", path=path)
        else:
            temporary.replace(path)
            sync_folders(path.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _sweep(row: BatchSidecar, *, is_written: bool) -> None:
    """Remove what a killed program left unfinished of a sidecar, and beside it.

    What took the name of a new sidecar goes only while what was to be renamed lies beside it,
    with the bytes of the journal: an empty file may be somebody's.
    """
    for left in row.path.parent.glob(f".{glob.escape(row.path.name)}.*{TEMP_SUFFIX}"):
        with contextlib.suppress(OSError):
            if row.before is None and not is_written and left.read_bytes() == row.after:
                drop_reservation(row.path, left.lstat().st_mtime)
            left.unlink()


def _unwritable(path: Path, error: CleanupRefused | OSError) -> CleanupRefused:
    if isinstance(error, CleanupRefused):
        return error
    reason = error.strerror or str(error)
    return CleanupRefused("sidecar_unwritable", path=path, reason=reason)
