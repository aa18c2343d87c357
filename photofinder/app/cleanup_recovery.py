"""After a kill: the journal says what was begun, the disk says how far it came.

Runs when a library is opened for writing, and before each clean-up and undo. Nothing is decided
while a drive is not there.
"""

from __future__ import annotations

import contextlib
import datetime
import logging
import os
from typing import TYPE_CHECKING

from photofinder.app.cleanup_move import has_digest, is_the_file
from photofinder.app.moving import drop_reservation, drop_second_name
from photofinder.app.undo import UndoRun, by_unit, stamp_of_entry
from photofinder.core.cleanup_past import ItemState
from photofinder.errors import CleanupRefused

if TYPE_CHECKING:
    from pathlib import Path

    from photofinder.storage.journal import Journal, JournalEntry

log = logging.getLogger(__name__)


class CleanupRecovery:
    """Finds out what became of the photos that a killed program was at.

    Parameters
    ----------
    journal : Journal
    undo : UndoRun
        Knows the trash of each photo, and puts one back whose keeper went with it.
    """

    def __init__(self, journal: Journal, undo: UndoRun) -> None:
        self._journal = journal
        self._undo = undo

    def run(self) -> int:
        """Write the truth about every photo that was begun; return how many there were."""
        entries = self._journal.open_entries()
        waiting = [entry.item.item_id for entry in entries if entry.item.state is ItemState.PLANNED]
        if waiting:
            self._journal.set_state(waiting, ItemState.SKIPPED, CleanupRefused("interrupted"))
        for entry in entries:
            if entry.item.state is ItemState.PLANNED:
                continue
            try:
                self._look_at(entry)
            except OSError as error:
                log.info("%s cannot be looked at, asked again later: %s", entry.item.path, error)
        number = len(entries)
        for unit in by_unit(self._journal.torn_entries()):  # killed between two of its files
            if _drive_is_there(unit[0]):
                number += len(unit) - len(self._undo.restore_unit(unit))
        self._undo.flush()
        return number

    def _look_at(self, entry: JournalEntry) -> None:
        if not _drive_is_there(entry):
            log.info("%s: its drive is not there, asked again later", entry.item.path)
        elif entry.item.state is ItemState.MOVING:
            self._after_moving(entry)
        else:
            self._after_restoring(entry)

    def _after_moving(self, entry: JournalEntry) -> None:
        item = entry.item
        if _is_at_its_place(entry):
            bin_ = self._undo.bin_of(item)
            bin_.give_up(item.path, stamp_of_entry(entry), item.place)
            stopped = CleanupRefused("interrupted")
            self._journal.set_state([item.item_id], ItemState.SKIPPED, stopped)
            return
        place = self._place(entry)
        if place is None:
            log.warning("%s is gone and not in the trash", item.path)
            self._journal.set_unclear(
                entry, None, CleanupRefused("trash_lost", name=item.path.name)
            )
            return
        self._journal.set_trashed(entry, place)
        if not _keeper_is_left(entry):  # the program was killed before it could look itself
            log.warning("%s is put back: its keeper %s is gone", item.path, item.keeper.path)
            self._undo.restore(self._journal.entry(item.item_id))

    def _after_restoring(self, entry: JournalEntry) -> None:
        item = entry.item
        place = self._place(entry)
        if _is_at_its_place(entry):
            if place is not None:
                drop_second_name(place, item.path)  # killed between the new and the old one
                drop_reservation(place, _changed_at_s(entry))
            self._undo.finish(entry, place or item.place)
        elif place is not None:
            drop_reservation(item.path, _changed_at_s(entry))  # it would keep the photo away
            self._journal.set_state([item.item_id], ItemState.TRASHED, None)
        else:
            log.warning("%s is neither back nor in the trash", item.path)
            self._journal.set_unclear(
                entry, None, CleanupRefused("trash_lost", name=item.path.name)
            )

    def _place(self, entry: JournalEntry) -> Path | None:
        """Return where in the trash a photo is; None where it is not."""
        item = entry.item
        if item.place is not None and os.path.lexists(item.place):
            return item.place
        return self._undo.bin_of(item).find(item.path, stamp_of_entry(entry))


def _is_at_its_place(entry: JournalEntry) -> bool:
    """Whether the photo is where it was; by its bytes on drives that number their files anew."""
    path = entry.item.path
    return is_the_file(path, stamp_of_entry(entry)) or has_digest(path, entry.item.victim.digest)


def _changed_at_s(entry: JournalEntry) -> float:
    return datetime.datetime.fromisoformat(entry.item.changed_at).timestamp()


def _drive_is_there(entry: JournalEntry) -> bool:
    """Whether the library's folder is there, and not just the empty place for its drive."""
    root = entry.item.root
    with contextlib.suppress(OSError):
        return next(root.iterdir(), None) is not None or _is_device(root, entry.device)
    return False


def _is_device(folder: Path, device: int) -> bool:
    return device != 0 and folder.stat().st_dev == device


def _keeper_is_left(entry: JournalEntry) -> bool:
    """Whether the keeper is there with its bytes; one whose drive is not is not missed.

    By its bytes: a kill may come before the look that `check_keeper_is_left` takes, and what has
    the keeper's name then may be anything.
    """
    keeper = entry.item.keeper
    return has_digest(keeper.path, keeper.digest) or not entry.keeper_root.is_dir()
