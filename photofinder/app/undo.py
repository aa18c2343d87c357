"""Putting photos back where they were: never over another file, byte for byte.

A photo and what went with it come back together or not at all: a sidecar that came back alone would
be taken for that of whatever has the photo's name by then.

Interactive lane. Works for any batch of the past, after a restart, for some of its photos, and
again for those that could not be put back.
"""

from __future__ import annotations

import contextlib
import errno
import logging
import os
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from photofinder.app.cleanup_move import has_digest
from photofinder.app.cleanup_news import INITIATOR, Announcer
from photofinder.app.events import ChangeSet
from photofinder.app.folder_walk import stamp_of
from photofinder.app.moving import copy_without_replacing, move_without_replacing, sync_folders
from photofinder.core.cleanup import phrase_of
from photofinder.core.cleanup_past import CleanupProblem, ItemState, UndoReport
from photofinder.core.types import FileStamp
from photofinder.errors import CleanupRefused, JobCancelled

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from photofinder.app.cleanup_sidecars import Sidecars
    from photofinder.app.trash import TrashBin
    from photofinder.core.cleanup_past import BatchItem
    from photofinder.core.types import WorkContext
    from photofinder.storage.journal import Journal, JournalEntry

log = logging.getLogger(__name__)

_MTIME_LIMIT = (1 << 63) - 1
_UNDOABLE = (ItemState.TRASHED, ItemState.UNCLEAR)


#: nothing is left of these; what belongs to a photo does not keep it away when it is lost itself
_LOST = frozenset({"trash_gone", "trash_unknown"})


@dataclass(slots=True)
class _Ready:
    """A file that can be put back.

    ``place`` is where in the trash it is, None for one that is back already; ``seen`` is what it
    was known by when its bytes were read, ``made`` are the folders that were made for it.
    """

    entry: JournalEntry
    place: Path | None
    seen: FileStamp | None
    made: list[Path] = field(default_factory=list)


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
        restored = number = 0
        problems: list[CleanupProblem] = []
        cancelled = False
        try:
            for unit in by_unit(entries):
                ctx.progress(number, len(entries), unit[0].item.path.name)
                try:
                    ctx.check_cancelled()
                except JobCancelled:
                    cancelled = True
                    break
                refused = self.restore_unit(unit)
                number += len(unit)
                is_back = all(problem.path != unit[0].item.path for problem in refused)
                restored += is_back and unit[0].item.lead_id is None
                problems += refused
        finally:
            self.flush()
        left = len(self._sidecars.left(batch_id))
        problems += self._sidecars.take_back(batch_id)
        taken_back = left - len(self._sidecars.left(batch_id))
        log.info("undo of clean-up %d: %d of %d photos", batch_id, restored, len(entries))
        return UndoReport(batch_id, restored, tuple(problems), cancelled, taken_back)

    def restore(self, entry: JournalEntry) -> CleanupProblem | None:
        """Put one file back and mark it; return why it could not be."""
        return next(iter(self.restore_unit([entry])), None)

    def restore_unit(self, entries: Sequence[JournalEntry]) -> list[CleanupProblem]:
        """Put a photo and what went with it back, all or nothing; return why what is not.

        Parameters
        ----------
        entries : sequence of JournalEntry
            Of one photo, the photo first. Where it is not one of them it must be at its place.

        Notes
        -----
        The photo goes first and, if need be, back into the trash last: killed in between, there
        is never a sidecar without its photo. What is gone from the trash for good is told of, and
        keeps nothing else there.
        """
        ready: list[_Ready] = []
        refused: dict[int, CleanupRefused] = {}
        for entry in entries:
            try:
                ready.append(self._ready(entry, is_alone=entry is entries[0]))
            except (CleanupRefused, OSError) as error:
                refused[entry.item.item_id] = _as_refusal(error)
        lost = {e.item.item_id for e in entries[1:] if _is_lost(refused.get(e.item.item_id))}
        if refused.keys() - lost:
            return self._refuse(entries, refused)
        moved: list[_Ready] = []
        for one in ready:
            try:
                self._move(one)
            except (CleanupRefused, OSError) as error:
                refused[one.entry.item.item_id] = _as_refusal(error)
                back = self._put_away(moved)
                stays = [e for e in entries if e.item.item_id not in back]
                return self._refuse(stays, refused)
            moved.append(one)
        for one in moved:
            self.finish(one.entry, one.place)
        return self._refuse([e for e in entries if e.item.item_id in lost], refused)

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

    def _refuse(
        self, entries: Sequence[JournalEntry], refused: dict[int, CleanupRefused]
    ) -> list[CleanupProblem]:
        """Mark what stays in the trash, each file with its own reason or another one's."""
        problems = []
        for entry in entries:
            item = entry.item
            why = refused.get(item.item_id)
            if why is None:
                other, reason = next(iter(refused.items()))
                name = self._journal.entry(other).item.path.name
                why = CleanupRefused("unit_stays_away", name=name, reason=phrase_of(reason))
            log.info("%s is not put back: %s", item.path, why)
            self._journal.set_state([item.item_id], item.state, why)
            problems.append(CleanupProblem(item.path, phrase_of(why)))
        return problems

    def _ready(self, entry: JournalEntry, *, is_alone: bool) -> _Ready:
        """Make sure that one file can be put back; nothing is changed."""
        item = entry.item
        path, digest = item.path, item.victim.digest
        if not item.root.is_dir():
            raise CleanupRefused("folder_gone", folder=item.root)
        if is_alone and item.lead_id is not None:
            self._check_lead(item.lead_id)
        place = self._place(entry)
        if os.path.lexists(path):
            if place is None and has_digest(path, digest):  # put back by hand
                return _Ready(entry, None, None)
            raise CleanupRefused("place_taken", path=path)
        if place is None:
            if item.place is None:
                raise CleanupRefused("trash_unknown", name=path.name)
            raise CleanupRefused("trash_gone", place=item.place)
        seen = stamp_of(place.lstat())
        if not has_digest(place, digest):
            raise CleanupRefused("trash_changed", place=place, name=path.name)
        return _Ready(entry, place, seen)

    def _check_lead(self, lead_id: int) -> None:
        """Make sure that the photo that a file belongs to is at its place, byte for byte."""
        lead = self._journal.entry(lead_id).item
        if not has_digest(lead.path, lead.victim.digest):
            code = "changed" if os.path.lexists(lead.path) else "vanished"
            reason = phrase_of(CleanupRefused(code))
            raise CleanupRefused("unit_stays_away", name=lead.path.name, reason=reason)

    def _move(self, one: _Ready) -> None:
        """Move one file back; the trash does not forget it yet."""
        item, place = one.entry.item, one.place
        if place is None:
            return
        if stamp_of(place.lstat()) != one.seen:  # the bytes were read a moment ago
            raise CleanupRefused("trash_changed", place=place, name=item.path.name)
        one.made = _make_way(item.path, item.root)
        self._journal.set_state([item.item_id], ItemState.RESTORING, None)
        try:
            self._move_back(place, item)
        except BaseException:
            _remove_folders(one.made)
            raise

    def _put_away(self, moved: Sequence[_Ready]) -> set[int]:
        """Move files into the trash again; return the items that are at their places all the same.

        Nothing is deleted: a file that was copied from another drive goes to the trash besides.
        """
        stuck = set()
        for one in reversed(moved):
            item, place = one.entry.item, one.place
            if place is None:
                continue
            try:
                if os.path.lexists(place):
                    bin_ = self.bin_of(item)
                    bin_.move(item.path, bin_.place_for(item.path, item.root, item.batch_id))
                else:
                    move_without_replacing(item.path, place)
            except (CleanupRefused, OSError) as error:
                log.info("%s stays where it was put back: %s", item.path, error)
                self.finish(one.entry, place)
                stuck.add(item.item_id)
            else:
                _remove_folders(one.made)
        return stuck

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


def by_unit(entries: Sequence[JournalEntry]) -> list[list[JournalEntry]]:
    """Part rows by photo, the photo itself first."""

    def unit(entry: JournalEntry) -> int:
        return entry.item.lead_id or entry.item.item_id

    ordered = sorted(entries, key=lambda entry: (unit(entry), entry.item.item_id))
    return [list(group) for _, group in groupby(ordered, key=unit)]


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
        _remove_folders(made)
        reason = error.strerror or str(error)
        raise CleanupRefused("restore_refused", reason=reason) from error
    return made


def _remove_folders(made: Sequence[Path]) -> None:
    """Remove folders that were made in vain."""
    for folder in reversed(made):
        with contextlib.suppress(OSError):
            folder.rmdir()


def _as_refusal(error: CleanupRefused | OSError) -> CleanupRefused:
    """Return why a file is not put back; a folder may be closed to us, or the drive fail."""
    if isinstance(error, CleanupRefused):
        return error
    return CleanupRefused("restore_refused", reason=error.strerror or str(error))


def _is_lost(refused: CleanupRefused | None) -> bool:
    return refused is not None and refused.code in _LOST
