"""Putting photos back where they were: never over another file, byte for byte.

Interactive lane. Works for any batch of the past, after a restart, for some of its photos, and
again for those that could not be put back.
"""

from __future__ import annotations

import contextlib
import errno
import logging
import os
from typing import TYPE_CHECKING

from photofinder.app.cleanup_move import has_digest
from photofinder.app.cleanup_news import INITIATOR, Announcer
from photofinder.app.events import ChangeSet
from photofinder.app.folder_walk import stamp_of
from photofinder.app.moving import copy_without_replacing, move_without_replacing, sync_folders
from photofinder.core.cleanup import CleanupProblem, ItemState, UndoReport, phrase_of
from photofinder.core.types import FileStamp
from photofinder.errors import CleanupRefused, JobCancelled

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from photofinder.app.cleanup_sidecars import Sidecars
    from photofinder.app.trash import TrashBin
    from photofinder.core.cleanup import BatchItem
    from photofinder.core.types import WorkContext
    from photofinder.storage.journal import Journal, JournalEntry

log = logging.getLogger(__name__)

_MTIME_LIMIT = (1 << 63) - 1
_UNDOABLE = (ItemState.TRASHED, ItemState.UNCLEAR)


class UndoRun:
    """One undo.

    Parameters
    ----------
    journal : Journal
    bins : sequence of TrashBin
        Those that the photos were moved to.
    publish : callable
        Takes the `ChangeSet` of what is back.
    sidecars : Sidecars
        Takes back what the batch wrote beside keepers.
    """

    def __init__(
        self,
        journal: Journal,
        bins: Sequence[TrashBin],
        publish: Callable[[ChangeSet], None],
        sidecars: Sidecars,
    ) -> None:
        self._sidecars = sidecars
        self._journal = journal
        self._bins = bins
        self._back = Announcer(lambda paths: publish(ChangeSet(added=paths, initiator=INITIATOR)))

    def run(self, batch_id: int, item_ids: Collection[int] | None, ctx: WorkContext) -> UndoReport:
        """Put the photos of a batch back, or some of them.

        Raises
        ------
        EnvironmentProblem
            The journal cannot be written: nothing more is moved.
        """
        entries = [
            entry
            for entry in _of_units(self._journal.entries(batch_id), item_ids)
            if entry.item.state in _UNDOABLE
        ]
        restored = 0
        problems: list[CleanupProblem] = []
        cancelled = False
        try:
            for number, entry in enumerate(entries):
                ctx.progress(number, len(entries), entry.item.path.name)
                try:
                    ctx.check_cancelled()
                except JobCancelled:
                    cancelled = True
                    break
                problem = self.restore(entry)
                restored += problem is None and entry.item.lead_id is None
                if problem is not None:
                    problems.append(problem)
        finally:
            self.flush()
        problems += self._sidecars.take_back(batch_id)
        log.info("undo of clean-up %d: %d of %d photos", batch_id, restored, len(entries))
        return UndoReport(batch_id, restored, tuple(problems), cancelled)

    def restore(self, entry: JournalEntry) -> CleanupProblem | None:
        """Put one photo back and mark it; return why it could not be."""
        item = entry.item
        try:
            place = self._restore(entry)
        except CleanupRefused as error:
            refused = error
        except OSError as error:  # before anything was moved: a folder closed to us, a bad drive
            refused = CleanupRefused("restore_refused", reason=error.strerror or str(error))
        else:
            self.finish(entry, place)
            return None
        log.info("%s is not put back: %s", item.path, refused)
        self._journal.set_state([item.item_id], item.state, refused)
        return CleanupProblem(item.path, phrase_of(refused))

    def finish(self, entry: JournalEntry, place: Path | None) -> None:
        """Mark a photo that is back, and let the trash forget it."""
        if place is not None:
            self.bin_of(entry.item).forget(place)
        self._journal.set_restored(entry, _set_time(entry))
        self._back.add(entry.item.path)

    def flush(self) -> None:
        """Tell of what is back since the last time."""
        self._back.flush()

    def bin_of(self, item: BatchItem) -> TrashBin:
        """Return the trash that a photo was moved to."""
        return next(bin_ for bin_ in self._bins if bin_.is_quarantine == item.in_quarantine)

    # -- one photo -----------------------------------------------------------------------------

    def _restore(self, entry: JournalEntry) -> Path | None:
        """Move one photo back; return where in the trash it was."""
        item = entry.item
        path, digest = item.path, item.victim.digest
        if not item.root.is_dir():
            raise CleanupRefused("folder_gone", folder=item.root)
        place = self._place(entry)
        if os.path.lexists(path):
            if place is None and has_digest(path, digest):  # put back by hand
                return None
            raise CleanupRefused("place_taken", path=path)
        if place is None:
            if item.place is None:
                raise CleanupRefused("trash_unknown", name=path.name)
            raise CleanupRefused("trash_gone", place=item.place)
        if not has_digest(place, digest):
            raise CleanupRefused("trash_changed", place=place, name=path.name)
        made = _make_way(path, item.root)
        self._journal.set_state([item.item_id], ItemState.RESTORING, None)
        try:
            self._move_back(place, item)
        except BaseException:
            for folder in reversed(made):
                with contextlib.suppress(OSError):
                    folder.rmdir()
            raise
        return place

    def _place(self, entry: JournalEntry) -> Path | None:
        """Return where in the trash a photo is now; None where it is not."""
        item = entry.item
        if item.place is not None and os.path.lexists(item.place):
            return item.place
        return self.bin_of(item).find(item.path, stamp_of_entry(entry))

    @staticmethod
    def _move_back(place: Path, item: BatchItem) -> None:
        path = item.path
        try:
            try:
                move_without_replacing(place, path)
            except OSError as error:
                if error.errno != errno.EXDEV:
                    raise
                copy_without_replacing(place, path, item.victim.digest)
        except FileExistsError as error:
            raise CleanupRefused("place_taken", path=path) from error
        except OSError as error:
            raise CleanupRefused("restore_refused", reason=error.strerror or str(error)) from error


def _of_units(
    entries: Sequence[JournalEntry], item_ids: Collection[int] | None
) -> list[JournalEntry]:
    """Return the rows of some photos with all that belongs to them; of every photo by default."""
    if item_ids is None:
        return list(entries)
    units = {e.item.lead_id or e.item.item_id for e in entries if e.item.item_id in item_ids}
    return [e for e in entries if (e.item.lead_id or e.item.item_id) in units]


def _set_time(entry: JournalEntry) -> FileStamp:
    """Give a photo its time again where a drive did not keep it; return what it is known by."""
    path, mtime_ns = entry.item.path, entry.item.victim.mtime_ns
    try:
        found = path.lstat()
        if found.st_mtime_ns != mtime_ns and abs(mtime_ns) < _MTIME_LIMIT:
            os.utime(path, ns=(found.st_atime_ns, mtime_ns))
            found = path.lstat()
    except OSError as error:
        log.info("the time of %s cannot be set: %s", path, error)
        return stamp_of_entry(entry)
    return stamp_of(found)


def stamp_of_entry(entry: JournalEntry) -> FileStamp:
    """Return what a photo was known by when it was moved."""
    victim = entry.item.victim
    return FileStamp(victim.size_bytes, victim.mtime_ns, entry.device, entry.inode)


def _make_way(path: Path, root: Path) -> list[Path]:
    """Make the folders that are gone below the library's folder; return those made.

    Raises
    ------
    CleanupRefused
        ``link``: a folder on the way leads elsewhere now; ``restore_refused``.
    """
    made: list[Path] = []
    real = os.path.realpath(path.parent)
    expected = os.path.join(os.path.realpath(root), path.parent.relative_to(root))  # noqa: PTH118
    if os.path.normcase(real) != os.path.normcase(os.path.normpath(expected)):
        raise CleanupRefused("link", target=real)
    try:
        for folder in reversed(path.parents):
            if folder.is_relative_to(root) and not folder.is_dir():
                folder.mkdir()
                made.append(folder)
                sync_folders(folder.parent)
    except OSError as error:
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                folder.rmdir()
        reason = error.strerror or str(error)
        raise CleanupRefused("restore_refused", reason=reason) from error
    return made
