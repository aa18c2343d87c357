"""Carrying a clean-up out: journal, check, move, verify, mark; one photo after the other.

Interactive lane. Whatever fails, fails one photo; killed at any point, the journal and the disk
together tell what happened (`app.cleanup_recovery`).
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from photofinder.app.cleanup_move import Unclear, move_to_trash
from photofinder.app.events import ChangeSet
from photofinder.core.cleanup import CleanupProblem, CleanupReport, ItemState, phrase_of
from photofinder.errors import CleanupRefused, EnvironmentProblem, JobCancelled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from photofinder.app.cleanup_checks import CleanupChecks
    from photofinder.app.trash import TrashBin
    from photofinder.core.cleanup import PlanItem
    from photofinder.core.types import WorkContext
    from photofinder.storage.journal import Journal, JournalEntry

log = logging.getLogger(__name__)

#: who published a change set
INITIATOR = "clean-up"
#: views hear of removed photos this often
PUBLISH_EVERY_S = 0.5


class Announcer:
    """Collects paths and hands them on from time to time, and at the end.

    Parameters
    ----------
    publish : callable
        Takes the paths since the last call.
    """

    def __init__(self, publish: Callable[[tuple[Path, ...]], None]) -> None:
        self._publish = publish
        self._paths: list[Path] = []
        self._last = time.monotonic()

    def add(self, path: Path) -> None:
        """Take a path."""
        self._paths.append(path)
        if time.monotonic() - self._last >= PUBLISH_EVERY_S:
            self.flush()

    def flush(self) -> None:
        """Hand on what is there."""
        if self._paths:
            self._publish(tuple(self._paths))
        self._paths = []
        self._last = time.monotonic()


@dataclass
class _Done:
    #: no longer at their place, whether or not the journal could be told
    gone: int = 0
    trashed: int = 0
    bytes: int = 0
    quarantined: int = 0
    problems: list[CleanupProblem] = field(default_factory=list)


class CleanupRun:
    """One clean-up.

    Parameters
    ----------
    journal : Journal
    bins : sequence of TrashBin
        The first that serves a photo's drive takes it.
    checks : CleanupChecks
    publish : callable
        Takes the `ChangeSet` of what is gone.
    """

    def __init__(
        self,
        journal: Journal,
        bins: Sequence[TrashBin],
        checks: CleanupChecks,
        publish: Callable[[ChangeSet], None],
    ) -> None:
        self._journal = journal
        self._bins = bins
        self._checks = checks
        self._gone = Announcer(lambda paths: publish(ChangeSet(missing=paths, initiator=INITIATOR)))

    def run(self, items: Sequence[PlanItem], ctx: WorkContext) -> CleanupReport:
        """Remove photos; what could not be is told with its reason.

        Raises
        ------
        EnvironmentProblem
            The journal cannot be written, and nothing was moved. Where that happens later, nothing
            more is moved, and the report says why.
        """
        ctx.check_cancelled()
        batch_id = self._journal.start(items)
        entries = self._journal.entries(batch_id)
        done = _Done()
        cancelled = False
        stopped_by = None
        try:
            for number, (item, entry) in enumerate(zip(items, entries, strict=True)):
                ctx.progress(number, len(items), item.path.name)
                try:
                    ctx.check_cancelled()
                    self._remove(item, entry, ctx, done, bins=self._bins)
                except JobCancelled:
                    cancelled = True
                    left = [left.item.item_id for left in entries[number:]]
                    stopped = CleanupRefused("cancelled")
                    self._journal.set_state(left, ItemState.SKIPPED, stopped)
                    break
            else:
                ctx.progress(len(items), len(items))
        except EnvironmentProblem as error:
            if not done.gone:
                raise
            log.info("clean-up %d is stopped: %s", batch_id, error)
            stopped_by = phrase_of(error)
        finally:
            self._gone.flush()
        log.info("clean-up %d: %d of %d photos removed", batch_id, done.trashed, len(items))
        return CleanupReport(
            batch_id,
            done.trashed,
            done.bytes,
            tuple(done.problems),
            quarantined=done.quarantined,
            cancelled=cancelled,
            planned=len(items),
            unclear=done.gone - done.trashed,
            stopped_by=stopped_by,
        )

    def _remove(
        self,
        item: PlanItem,
        entry: JournalEntry,
        ctx: WorkContext,
        done: _Done,
        *,
        bins: Sequence[TrashBin],
    ) -> None:
        """Remove one photo and mark what became of it."""
        try:
            stamp = self._checks.check(item, ctx)
            trash = next(trash for trash in bins if trash.serves(item.path))
            place = trash.place_for(item.path, item.root, entry.item.batch_id)
        except CleanupRefused as error:
            self._note(item, entry, ItemState.SKIPPED, error, done)
            return
        except OSError as error:  # a folder above that was closed to us, a drive that fails
            unreadable = CleanupRefused("unreadable", reason=error.strerror or str(error))
            self._note(item, entry, ItemState.SKIPPED, unreadable, done)
            return
        self._journal.set_moving(
            entry.item.item_id, stamp, place, in_quarantine=trash.is_quarantine
        )
        try:
            arrived = move_to_trash(item, stamp, trash, place, self._checks)
        except Unclear as unclear:
            done.gone += 1
            log.warning("%s: %s", item.path, unclear.error)
            self._journal.set_unclear(entry, unclear.place, unclear.error)
            self._gone.add(item.path)
            done.problems.append(CleanupProblem(item.path, phrase_of(unclear.error)))
            return
        except CleanupRefused as error:
            others = bins[bins.index(trash) + 1 :]
            if error.code == "no_trash" and others:  # some drives only tell when asked to move
                self._remove(item, entry, ctx, done, bins=others)
                return
            self._note(item, entry, ItemState.FAILED, error, done)
            return
        done.gone += 1
        self._journal.set_trashed(entry, arrived)
        self._gone.add(item.path)
        done.trashed += 1
        done.bytes += item.victim.size_bytes
        done.quarantined += trash.is_quarantine

    def _note(
        self,
        item: PlanItem,
        entry: JournalEntry,
        state: ItemState,
        error: CleanupRefused,
        done: _Done,
    ) -> None:
        """Write down that a photo is where it was, and why."""
        log.info("%s stays: %s", item.path, error)
        self._journal.set_state([entry.item.item_id], state, error)
        done.problems.append(CleanupProblem(item.path, phrase_of(error)))
