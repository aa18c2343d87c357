"""Removing copies safely: plan, carry out, undo, look back, decide.

`CleanUp` is what command line and window call. Questions are answered in the calling thread, work
runs on the interactive lane, one job at a time. The protocol for each photo is in
`app.cleanup_run`, what must be true before in `app.cleanup_checks`.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from photofinder.app.cleanup_checks import CleanupChecks
from photofinder.app.cleanup_export import belongs_to_a_photo, may_be_replaced, write_journal
from photofinder.app.cleanup_plan import make_plan
from photofinder.app.cleanup_recovery import CleanupRecovery
from photofinder.app.cleanup_run import CleanupRun
from photofinder.app.cleanup_sidecars import Sidecars
from photofinder.app.cleanup_union import plan_sidecars
from photofinder.app.cleanup_units import UnitsOfPlan
from photofinder.app.events import DecisionsChanged, ListsChanged
from photofinder.app.jobs import Lane
from photofinder.app.trash import Quarantine, SystemTrash
from photofinder.app.trash_look import Found, TrashLook
from photofinder.app.undo import UndoRun
from photofinder.core.cleanup import CleanupPlan, DecisionKind
from photofinder.core.cleanup_past import (
    BatchInfo,
    BatchItem,
    BatchSidecar,
    CleanupReport,
    ItemState,
    UndoReport,
)
from photofinder.core.close_look import VERSION as LOOK_VERSION
from photofinder.core.duplicate_units import Decided
from photofinder.core.verification import VERSION
from photofinder.errors import PhotofinderError, UsageProblem
from photofinder.storage.asset_store import AssetStore
from photofinder.storage.decisions import Decisions
from photofinder.storage.journal import Journal
from photofinder.storage.pair_doubts import PairDoubts
from photofinder.storage.placed_files import PlacedFiles
from photofinder.storage.sidecar_journal import SidecarJournal

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from photofinder.app.events import EventBus
    from photofinder.app.jobs import JobHandle, JobRunner
    from photofinder.app.trash import TrashBin
    from photofinder.core.cleanup import Decision, TrashChoice
    from photofinder.core.types import WorkContext
    from photofinder.settings import Settings
    from photofinder.storage.catalog import Catalog
    from photofinder.storage.database import Database

log = logging.getLogger(__name__)

_SEVERAL = 2


class CleanUp:
    """Clean-ups and decisions of one library.

    Parameters
    ----------
    database : Database
    catalog : Catalog
    jobs : JobRunner
    events : EventBus
    settings : callable
        Gives the settings as they are now: protected folders count from the moment they are set.
    writable : bool
        Whether this process has the writer's lock.
    bins : sequence of TrashBin, optional
        The system's trash, then a quarantine on the photo's drive.
    """

    def __init__(
        self,
        database: Database,
        catalog: Catalog,
        jobs: JobRunner,
        *,
        events: EventBus,
        settings: Callable[[], Settings],
        writable: bool,
        bins: Sequence[TrashBin] | None = None,
    ) -> None:
        self._catalog = catalog
        self._jobs = jobs
        self._events = events
        self._settings = settings
        self._writable = writable
        self._bins = bins if bins is not None else (SystemTrash(), Quarantine())
        #: what one run has under way is no business of a recovery
        self._working = threading.Lock()
        self._journal = Journal(database)
        self._sidecar_journal = SidecarJournal(database)
        self._sidecars = Sidecars(self._sidecar_journal)
        self._placed = PlacedFiles(database)
        self._assets = AssetStore(database)
        self._decisions = Decisions(database)
        self._doubts = PairDoubts(database, VERSION, LOOK_VERSION)

    # -- clean up ------------------------------------------------------------------------------

    def plan(self, choices: Sequence[TrashChoice], *, merge_metadata: bool = False) -> CleanupPlan:
        """Say what a clean-up would do, and what it would refuse. Nothing is changed.

        Parameters
        ----------
        choices : sequence of TrashChoice
        merge_metadata : bool
            Also find what only the photos to remove know (position, time, title, caption,
            keywords, rating), to be written into sidecars of those that stay. Carry out what its
            ``without_unkept`` gives, or ``without_merge``: they say what happens.

        Notes
        -----
        Looks at every file on disk: some 0.2 ms each on a local one, 1 ms with metadata.
        """
        paths = {path for choice in choices for path in (choice.path, choice.keeper)}
        folders = self._catalog.folders()
        placed = self._placed.at(paths)
        units = UnitsOfPlan(self._assets, self._placed, placed, merges=merge_metadata)
        decided = Decided(self._decisions.all())
        protected = self._settings().protected
        plan = make_plan(choices, placed, folders, protected, units, decided, self._doubts)
        sidecars = plan_sidecars(plan.items, self._assets) if merge_metadata else ()
        return replace(plan, without_trash=self._without_trash(plan), sidecars=sidecars)

    def carry_out(self, plan: CleanupPlan) -> JobHandle[CleanupReport]:
        """Remove the photos of a plan; each is checked again, byte for byte, before it goes.

        Returns
        -------
        JobHandle of CleanupReport
            A job that is stopped while it runs has a report too; one that never began raises
            `JobCancelled`.
        """
        self._check_writable()

        def work(ctx: WorkContext) -> CleanupReport:
            with self._working:
                self._recover()
                if not plan.items:
                    return CleanupReport(0, 0, 0)
                queued = [path for item in plan.items for path in item.paths]
                folders = self._catalog.folders()
                decided = Decided(self._decisions.all())
                checks = CleanupChecks(folders, self._settings().protected, queued, decided)
                run = CleanupRun(
                    self._journal, self._bins, checks, self._events.publish, sidecars=self._sidecars
                )
                return run.run(plan.items, ctx, plan.sidecars)

        return self._jobs.submit(Lane.INTERACTIVE, "clean-up", work)

    def undo(self, batch_id: int, item_ids: Collection[int] | None = None) -> JobHandle[UndoReport]:
        """Put the photos of a clean-up back where they were; never over another file.

        Parameters
        ----------
        batch_id : int
        item_ids : collection of int, optional
            Only these photos of it; all by default.

        Raises
        ------
        UsageProblem
            ``no_such_batch``.
        """
        self._check_writable()
        self._check_batch(batch_id)

        def work(ctx: WorkContext) -> UndoReport:
            with self._working:
                self._recover()
                return self._undo_run().run(batch_id, item_ids, ctx)

        return self._jobs.submit(Lane.INTERACTIVE, "undo", work)

    def recover(self) -> None:
        """Find out what became of the photos that a killed program was at; when opening."""
        try:
            with self._working:
                number = self._recover()
        except PhotofinderError as error:
            log.warning("what was left of the last clean-up is looked at later: %s", error)
            return
        if number:
            log.info("%d photos of an interrupted clean-up were looked at", number)

    # -- looking back --------------------------------------------------------------------------

    def history(self) -> list[BatchInfo]:
        """Return the clean-ups of the past, the newest first.

        Notes
        -----
        Lists the folders of the trash once, so that nothing is promised that was emptied.
        """
        left = Counter(row.batch_id for row in self._sidecar_journal.unused(failed=True))
        there: Counter[int] = Counter()
        unclear: Counter[int] = Counter()
        away: Counter[int] = Counter()
        disk = TrashLook()
        for kept in self._journal.kept():
            found = disk.find(kept)
            there[kept.batch_id] += found is Found.THERE
            away[kept.batch_id] += found is Found.AWAY
            unclear[kept.batch_id] += found is Found.THERE and kept.state is not ItemState.TRASHED
        return [
            BatchInfo(
                batch.batch_id,
                batch.started_at,
                batch.files,
                batch.bytes,
                there[batch.batch_id],
                batch.restored,
                batch.problems,
                unclear[batch.batch_id],
                away[batch.batch_id],
                left[batch.batch_id],
            )
            for batch in self._journal.batches()
        ]

    def items(self, batch_id: int) -> list[BatchItem]:
        """Return the photos of a clean-up, with what became of each.

        Raises
        ------
        UsageProblem
            ``no_such_batch``.
        """
        self._check_batch(batch_id)
        return [entry.item for entry in self._journal.entries(batch_id)]

    def sidecars(self, batch_id: int) -> list[BatchSidecar]:
        """Return what a clean-up wrote beside keepers, with what became of it.

        Raises
        ------
        UsageProblem
            ``no_such_batch``.
        """
        self._check_batch(batch_id)
        return self._sidecar_journal.of_batch(batch_id)

    def sidecars_left(self, batch_id: int) -> list[BatchSidecar]:
        """Return what a clean-up wrote beside keepers, and an undo could not take back.

        Each with its reason; an undo tries again.

        Raises
        ------
        UsageProblem
            ``no_such_batch``.
        """
        self._check_batch(batch_id)
        return self._sidecars.left(batch_id)

    def export(
        self,
        batch_id: int | None,
        path: Path,
        form: Literal["csv", "json"] = "csv",
        *,
        replace_file: bool = False,
    ) -> int:
        """Write the journal of one clean-up, or of all, to a file; return the number of photos.

        Parameters
        ----------
        path : Path
            A new file, or a journal that was exported before.
        replace_file : bool
            The user said that any file there may be replaced; never a photo of the library or
            what belongs to a photo.

        Raises
        ------
        UsageProblem
            ``no_such_batch``; ``file_exists``.
        EnvironmentProblem
            ``output_unwritable``, ``disk_full``.
        """
        if batch_id is not None:
            self._check_batch(batch_id)
        names = (path.absolute(), Path(os.path.realpath(path)))
        taken = any(self._catalog.file_at(n) is not None or belongs_to_a_photo(n) for n in names)
        if taken or not (replace_file or may_be_replaced(path)):
            raise UsageProblem("file_exists", path=path)
        items = [entry.item for entry in self._journal.entries(batch_id)]
        write_journal(items, self._sidecar_journal.of_batch(batch_id), path, form)
        return len(items)

    # -- decisions -----------------------------------------------------------------------------

    def decide_not_duplicates(self, paths: Sequence[Path]) -> int:
        """Remember that photos are no copies of each other; return the decision's number.

        Raises
        ------
        UsageProblem
            ``photo_not_added``, ``bad_number``.
        """
        return self._decide(DecisionKind.NOT_DUPLICATES, paths)

    def decide_keep_all(self, paths: Sequence[Path]) -> int:
        """Remember that photos stay, copies or not; return the decision's number.

        Raises
        ------
        UsageProblem
            ``photo_not_added``, ``bad_number``.
        """
        return self._decide(DecisionKind.KEEP_ALL, paths)

    def withdraw_decision(self, decision: int | Sequence[Path]) -> int:
        """Take back a decision by its number, or all that part any two of some photos.

        Returns
        -------
        int
            How many were taken back.
        """
        if isinstance(decision, int):
            wanted = [found for found in self.decisions() if found.decision_id == decision]
        else:
            digests = self._digests(decision)
            wanted = [found for found in self.decisions() if _parts(found, digests)]
        self._decisions.remove([found.decision_id for found in wanted])
        self._events.publish(DecisionsChanged())
        return len(wanted)

    def decisions(self) -> list[Decision]:
        """Return every decision, the oldest first."""
        return self._decisions.all()

    def photos_of(self, decision: Decision) -> list[Path]:
        """Return the photos of the library that a decision is about."""
        found = self._placed.with_digests(decision.digests)
        return sorted(path for paths in found.values() for path in paths)

    # -- private -------------------------------------------------------------------------------

    def _without_trash(self, plan: CleanupPlan) -> frozenset[Path]:
        """Return folders whose photos no system's trash takes; one photo of each is asked."""
        found: set[Path] = set()
        for folder, photo in {item.path.parent: item.path for item in plan.items}.items():
            with contextlib.suppress(OSError):  # told of this photo when it is its turn
                trash = next((bin_ for bin_ in self._bins if bin_.serves(photo)), None)
                if trash is not None and trash.is_quarantine:
                    found.add(folder)
        return frozenset(found)

    def _undo_run(self) -> UndoRun:
        return UndoRun(self._journal, self._bins, self._events.publish, self._sidecars)

    def _recover(self) -> int:
        self._sidecars.recover()
        number = CleanupRecovery(self._journal, self._undo_run()).run()
        self._sidecars.take_back()
        if number:
            self._events.publish(ListsChanged(went=True))
        return number

    def _decide(self, kind: DecisionKind, paths: Sequence[Path]) -> int:
        digests = self._digests(paths)
        if len(digests) < _SEVERAL:
            reason = f"at least {_SEVERAL}"
            raise UsageProblem("bad_number", name="photos", reason=reason, value=len(digests))
        number = self._decisions.add(kind, digests)
        self._events.publish(DecisionsChanged())
        return number

    def _digests(self, paths: Sequence[Path]) -> list[bytes]:
        """Return the digest of each photo, twice of two files with the same bytes."""
        placed = self._placed.at(set(paths))
        for path in paths:
            if path not in placed:
                raise UsageProblem("photo_not_added", path=path)
        return [placed[path].digest for path in dict.fromkeys(paths)]

    def _check_batch(self, batch_id: int) -> None:
        if not self._journal.has_batch(batch_id):
            raise UsageProblem("no_such_batch", number=batch_id)

    def _check_writable(self) -> None:
        if not self._writable:
            raise RuntimeError("a clean-up needs a library that was opened for writing")


def _parts(decision: Decision, digests: Sequence[bytes]) -> bool:
    """Whether a decision is about two of these files together."""
    counts = Counter(digests)
    if any(counts[digest] >= _SEVERAL for digest in decision.copies):
        return True
    return len(decision.digests & counts.keys()) >= _SEVERAL
