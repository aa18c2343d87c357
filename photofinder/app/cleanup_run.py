"""Carrying a clean-up out: journal, check, move, verify, mark; one photo after the other.

Interactive lane. Whatever fails, fails one photo; killed at any point, the journal and the disk
together tell what happened (`app.cleanup_recovery`).
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from photofinder.app.cleanup_checks import PlacesSeen
from photofinder.app.cleanup_move import Unclear, move_to_trash
from photofinder.app.cleanup_news import INITIATOR, Announcer
from photofinder.app.cleanup_sidecars import read_sidecar
from photofinder.app.events import ChangeSet
from photofinder.app.undo import UndoRun
from photofinder.core.cleanup import phrase_of
from photofinder.core.cleanup_past import CleanupProblem, CleanupReport, ItemState
from photofinder.errors import CleanupRefused, EnvironmentProblem, JobCancelled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from photofinder.app.cleanup_checks import CleanupChecks
    from photofinder.app.cleanup_sidecars import Sidecars
    from photofinder.app.trash import TrashBin
    from photofinder.core.cleanup import PlanItem, SidecarChange
    from photofinder.core.types import WorkContext
    from photofinder.storage.journal import Journal, JournalEntry

log = logging.getLogger(__name__)


@dataclass
class _Done:
    #: no longer at their place, whether or not the journal could be told
    gone: int = 0
    #: of these the journal knows
    marked: int = 0
    in_quarantine: bool = False
    trashed: int = 0
    bytes: int = 0
    quarantined: int = 0
    problems: list[CleanupProblem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Step:
    """One file that is to go: ``unit`` is all of its photo, ``gone`` what went of it already."""

    item: PlanItem
    entry: JournalEntry
    unit: PlanItem
    gone: Sequence[Path]


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
        *,
        sidecars: Sidecars,
    ) -> None:
        self._journal = journal
        self._bins = bins
        self._checks = checks
        self._undo = UndoRun(journal, bins, publish, sidecars)
        self._sidecars = sidecars
        self._unkept: dict[Path, CleanupRefused] = {}
        #: by photo what keeps its metadata
        self._kept_in: dict[Path, SidecarChange] = {}
        self._gone = Announcer(lambda paths: publish(ChangeSet(missing=paths, initiator=INITIATOR)))

    def run(
        self, items: Sequence[PlanItem], ctx: WorkContext, sidecars: Sequence[SidecarChange] = ()
    ) -> CleanupReport:
        """Remove photos; what could not be is told with its reason.

        Sidecars are written before the first photo goes; where one cannot be, the photos whose
        metadata it was to keep stay.

        Raises
        ------
        EnvironmentProblem
            The journal cannot be written, and nothing was moved. Where that happens later, nothing
            more is moved, and the report says why.
        """
        ctx.check_cancelled()
        batch_id = self._journal.start(items)
        units = _units(self._journal.entries(batch_id))
        done = _Done()
        cancelled = False
        stopped_by = None
        try:
            self._write_sidecars(batch_id, items, sidecars, done)
            cancelled = self._remove_units(items, units, ctx, done)
            self._sidecars.take_back()
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
            unclear=done.gone - done.marked,
            stopped_by=stopped_by,
        )

    def _write_sidecars(
        self,
        batch_id: int,
        items: Sequence[PlanItem],
        changes: Sequence[SidecarChange],
        done: _Done,
    ) -> None:
        """Write what is to be kept, beside keepers that are as they were reviewed."""
        wanted: list[SidecarChange] = []
        items_of: dict[Path, list[PlanItem]] = {}
        for item in items if changes else ():
            items_of.setdefault(item.keeper.path, []).append(item)
        for change in changes:
            self._unkept.update(change.refused)
        for change in changes:
            for item in items_of.get(change.photo, ()):
                try:
                    self._checks.check_at_a_glance(item, PlacesSeen())
                except (CleanupRefused, OSError) as error:
                    self._unkept[item.path] = _as_refusal(error)
            if not any(path in self._unkept for path in change.victims):
                wanted.append(change)
            else:  # some stay: what is written would not be what was planned
                stays = CleanupRefused("unkept", path=change.path)
                self._unkept.update({p: self._unkept.get(p, stays) for p in change.victims})
        problems, refused = self._sidecars.write(batch_id, wanted)
        self._unkept.update(refused)
        self._kept_in.update((path, change) for change in wanted for path in change.victims)
        done.problems += problems

    def _remove_units(
        self,
        items: Sequence[PlanItem],
        units: Sequence[Sequence[JournalEntry]],
        ctx: WorkContext,
        done: _Done,
    ) -> bool:
        """Remove photos one by one; return whether that was stopped."""
        with self._checks.arrivals:
            for number, (item, entries) in enumerate(zip(items, units, strict=True)):
                ctx.progress(number, len(items), item.path.name)
                try:
                    ctx.check_cancelled()
                    self._remove_unit(item, entries, ctx, done)
                except JobCancelled:
                    self._skip_planned(units[number:], CleanupRefused("cancelled"))
                    return True
        ctx.progress(len(items), len(items))
        return False

    def _remove_unit(
        self, item: PlanItem, entries: Sequence[JournalEntry], ctx: WorkContext, done: _Done
    ) -> None:
        """Remove a photo and what belongs to it, the photo last; all of it or nothing."""
        lead, members = entries[0], entries[1:]
        parts = [item.member(file) for file in item.together]
        part = item
        try:
            if item.path in self._unkept:
                raise self._unkept[item.path]
            if parts:
                self._checks.check_unit(item)
            for part in (item, *parts) if parts else ():
                self._checks.check(part, ctx)  # none goes where another one cannot
        except (CleanupRefused, OSError) as error:
            refused = _as_refusal(error)
            self._journal.set_state([e.item.item_id for e in members], ItemState.SKIPPED, refused)
            self._note(item, lead, ItemState.SKIPPED, _told_of(refused, part, item), done)
            return
        gone: list[JournalEntry] = []
        try:
            for part, entry in zip((*parts, item), (*members, lead), strict=True):
                step = _Step(part, entry, item, [one.item.path for one in gone])
                if not self._remove(step, ctx, done, bins=self._bins):
                    self._bring_back(item, lead, entry, gone, done)
                    return
                gone.append(entry)
        except JobCancelled:
            self._bring_back(item, lead, lead, gone, done)
            raise
        done.trashed += 1
        done.bytes += item.bytes
        done.quarantined += done.in_quarantine

    def _bring_back(
        self,
        item: PlanItem,
        lead: JournalEntry,
        failed: JournalEntry,
        gone: Sequence[JournalEntry],
        done: _Done,
    ) -> None:
        """Put back what went already of a unit of which something stays."""
        if failed is not lead:
            told = done.problems.pop()
            refused = CleanupRefused(
                "unit_refused", name=failed.item.path.name, reason=told.message
            )
            self._note(item, lead, ItemState.SKIPPED, refused, done)
        self._gone.flush()
        for entry in reversed(gone):
            now = self._journal.entry(entry.item.item_id)
            problem = self._undo.restore(now)
            if problem is None:
                came = CleanupRefused("unit_came_back")
                self._journal.set_state([entry.item.item_id], ItemState.SKIPPED, came)
                done.gone -= 1
                done.marked -= 1
            else:
                done.problems.append(problem)
        self._undo.flush()
        self._skip_planned([[lead]], CleanupRefused("unit_came_back"))

    def _skip_planned(self, units: Sequence[Sequence[JournalEntry]], why: CleanupRefused) -> None:
        """Mark the files of units whose turn does not come."""
        first, rest = self._journal.unit(units[0][0].item.item_id), units[1:]
        waiting = [e.item.item_id for e in first if e.item.state is ItemState.PLANNED]
        waiting += [entry.item.item_id for unit in rest for entry in unit]
        self._journal.set_state(waiting, ItemState.SKIPPED, why)

    def _remove(
        self, step: _Step, ctx: WorkContext, done: _Done, *, bins: Sequence[TrashBin]
    ) -> bool:
        """Remove one file and mark what became of it; return whether it is gone for sure."""
        item, entry = step.item, step.entry
        try:
            stamp = self._checks.check(item, ctx)
            # last: reading takes a moment, in which somebody may save edits beside it
            self._checks.check_unit(step.unit, step.gone)
            self._check_kept(step.unit)
            trash = next(trash for trash in bins if trash.serves(item.path))
            place = trash.place_for(item.path, item.root, entry.item.batch_id)
        except (CleanupRefused, OSError) as error:
            self._note(item, entry, ItemState.SKIPPED, _as_refusal(error), done)
            return False
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
            return False
        except CleanupRefused as error:
            others = bins[bins.index(trash) + 1 :]
            if error.code == "no_trash" and others:  # some drives only tell when asked to move
                return self._remove(step, ctx, done, bins=others)
            self._note(item, entry, ItemState.FAILED, error, done)
            return False
        done.gone += 1
        self._journal.set_trashed(entry, arrived)
        done.marked += 1
        done.in_quarantine = trash.is_quarantine
        self._gone.add(item.path)
        return True

    def _check_kept(self, unit: PlanItem) -> None:
        """Make sure that what was written of a photo beside its keeper is there as it was written.

        A clean-up takes minutes, and other programs write over sidecars that they do not know.
        """
        change = self._kept_in.get(unit.path)
        if change is None:
            return
        try:
            is_kept = read_sidecar(change.path) == change.after
        except OSError as error:
            log.info("%s cannot be looked at: %s", change.path, error)
            is_kept = False
        if not is_kept:
            raise CleanupRefused("sidecar_changed", path=change.path)

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


def _units(entries: Sequence[JournalEntry]) -> list[list[JournalEntry]]:
    """Part the rows of a batch by photo, the photo itself first."""
    units: dict[int, list[JournalEntry]] = {}
    for entry in entries:
        units.setdefault(entry.item.lead_id or entry.item.item_id, []).append(entry)
    return list(units.values())


def _as_refusal(error: CleanupRefused | OSError) -> CleanupRefused:
    """Return why a file stays; a folder above may be closed to us, or the drive fail."""
    if isinstance(error, CleanupRefused):
        return error
    return CleanupRefused("unreadable", reason=error.strerror or str(error))


def _told_of(refused: CleanupRefused, part: PlanItem, item: PlanItem) -> CleanupRefused:
    """Return why a photo stays, where it does because of another file of its unit."""
    if part is item:
        return refused
    return CleanupRefused("unit_refused", name=part.path.name, reason=phrase_of(refused))
