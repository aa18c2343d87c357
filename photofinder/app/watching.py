"""Staying: the watcher's hints become scans, and scans become index jobs.

Hints arrive on the watcher's thread; scans run on the scan lane, indexing on the index lane, so
that a long index job does not keep the watcher from looking.
"""

from __future__ import annotations

import functools
import logging
import threading
import time
from typing import TYPE_CHECKING

from photofinder.app.events import ChangeSet, FoldersLost
from photofinder.app.jobs import Lane
from photofinder.app.watcher import SETTLE_MAX_S, DirtyFolder, Watcher
from photofinder.errors import JobCancelled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from photofinder.app.events import Event, EventBus
    from photofinder.app.jobs import JobHandle, JobRunner
    from photofinder.app.scanner import Scanner
    from photofinder.core.types import Folder, WorkContext
    from photofinder.errors import EnvironmentProblem

log = logging.getLogger(__name__)

#: both ends of a move are heard of together, unless one folder is never quiet (`SETTLE_MAX_S`)
ROUND_GAP_S = SETTLE_MAX_S + 10.0


class Watching:
    """The user's hold on a running `Watch`. Close it, or use it as a context manager.

    Attributes
    ----------
    problems : tuple of EnvironmentProblem
        Folders that are polled instead of watched, and why.
    """

    def __init__(self, watch: Watch, turn: int) -> None:
        self._watch = watch
        self._turn = turn
        self.problems = watch.problems

    def __enter__(self) -> Watching:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def wait(self, timeout_s: float) -> None:
        """Wait at most so long; raise what made the work impossible (a full disk)."""
        self._watch.wait(timeout_s)

    def close(self) -> None:
        """Stop watching, unless `Library.watch` was asked again since: that one goes on.

        Jobs that run are ended by the library.
        """
        self._watch.close(self._turn)


class Watch:
    """The one watch of a library: hears, looks, indexes.

    Parameters
    ----------
    scanner : Scanner
    jobs : JobRunner
    events : EventBus
    index : callable
        Indexes what is pending; runs on the index lane.
    end_round : callable
        Called when both ends of every move so far were seen and indexed; any thread.
    poll_interval_s : float
    """

    def __init__(
        self,
        scanner: Scanner,
        jobs: JobRunner,
        events: EventBus,
        index: Callable[[WorkContext], object],
        *,
        end_round: Callable[[], None],
        poll_interval_s: float,
    ) -> None:
        self._end_round = end_round
        self._scanner = scanner
        self._jobs = jobs
        self._events = events
        self._index = index
        self._queued: JobHandle[None] | None = None
        self._looks = 0
        self._awaited: set[DirtyFolder] = set()
        self._indexing = False
        self._changed_s: float | None = None
        self._lock = threading.Lock()
        self._missing: list[Path] = []
        self._failed = threading.Event()
        self._failure: BaseException | None = None
        #: guards the two that follow: one thread may close while another follows
        self._turning = threading.Lock()
        self._closed = False
        self._turn = 0
        self._watcher = Watcher(self._on_settled, poll_interval_s=poll_interval_s)
        self._watcher.start()

    @property
    def problems(self) -> tuple[EnvironmentProblem, ...]:
        """Why some folders are polled instead of watched."""
        return self._watcher.problems

    @property
    def polled(self) -> tuple[Path, ...]:
        """Folders that are looked at now and then, also those that were unplugged."""
        return () if self._closed else self._watcher.polled

    def follow(self, folders: Sequence[Folder], poll_interval_s: float) -> Watching | None:
        """Watch these folders from now on; look at those that are new, or at all after a failure.

        What was heard and queued before goes on: nothing is lost, nothing is looked at twice.
        None when the watch was closed.
        """
        with self._turning:
            if self._closed:
                return None
            self._turn += 1
            self._watcher.poll_every(poll_interval_s)
            unheard = self._watcher.follow(folders)
            if self._failed.is_set():  # what was being looked at then is not known
                self._failed.clear()
                self._failure = None
                unheard = list(folders)
            # what came while nobody watched, and between the last scan and the watch
            self._on_settled([DirtyFolder(folder, "", recursive=True) for folder in unheard])
            return Watching(self, self._turn)

    def wait(self, timeout_s: float) -> None:
        """Wait at most so long; raise what made the work impossible."""
        if self._failed.wait(timeout_s) and self._failure is not None:
            raise self._failure

    def close(self, turn: int | None = None) -> None:
        """Stop watching; jobs that run are ended by the library.

        Parameters
        ----------
        turn : int, optional
            Whose watch is meant: one that was followed by another is over already.
        """
        with self._turning:
            if self._closed or turn not in (None, self._turn):
                return
            self._closed = True
            self._watcher.close()
        with self._lock:
            over = not self._looks and self._queued is None and not self._indexing
            over = over and self._changed_s is not None
        if over:
            self._end_round()

    def _on_settled(self, heard: list[DirtyFolder]) -> None:
        # its own data folder, when it lies among the photos, would never be quiet
        places = [d for d in heard if self._scanner.reaches(d.folder, d.relpath)]
        with self._lock:  # all of them, before the first is looked at
            # one look that has not begun sees it all: a slow drive is not polled into a queue
            places = [dirty for dirty in places if dirty not in self._awaited]
            self._awaited.update(places)
            self._looks += len(places)
        for dirty in places:
            whole = dirty.recursive and not dirty.relpath  # one sub-folder is over at once
            self._jobs.submit(
                Lane.SCAN, "look again", functools.partial(self._look, dirty), shown=whole
            )

    def _look(self, dirty: DirtyFolder, ctx: WorkContext) -> None:
        with self._lock:
            self._awaited.discard(dirty)
        try:
            self._end_round_if_over()
            self._scan(dirty, ctx)
        except JobCancelled:  # by the user: what changes next is looked at again
            raise
        except Exception as error:
            self._fail(error)
            raise
        finally:
            with self._lock:
                self._looks -= 1
                last = self._looks == 0
        if last:  # both ends of a move must have been looked at before it can be told
            self._index_soon()

    def _scan(self, dirty: DirtyFolder, ctx: WorkContext) -> None:
        found = self._scanner.scan(dirty.folder, ctx, dirty.relpath, recursive=dirty.recursive)
        if not found.online:
            self._watcher.mark_offline(dirty.folder)
        with self._lock:
            self._missing += found.missing
            if found.missing or found.added or found.changed:
                self._changed_s = time.monotonic()

    def _index_soon(self) -> None:
        """Queue one index job; one that has not begun yet will see these changes too."""
        with self._lock:
            if self._queued is None:
                self._queued = self._jobs.submit(Lane.INDEX, "index", self._run_index)

    def _run_index(self, ctx: WorkContext) -> None:
        with self._lock:
            self._queued = None
            self._indexing = True
            missing, self._missing = self._missing, []
        moved: set[Path] = set()
        lost: list[Folder] = []

        def note_moves(event: Event) -> None:
            if isinstance(event, ChangeSet):
                moved.update(old for old, _ in event.moved)
            elif isinstance(event, FoldersLost):
                lost.extend(event.folders)

        unsubscribe = self._events.subscribe(note_moves)
        try:
            self._index(ctx)
        except JobCancelled:  # by the user: the next job takes up what is pending
            self._keep(missing)
            raise
        except Exception as error:
            self._keep(missing)
            self._fail(error)
            raise
        finally:
            unsubscribe()
            with self._lock:
                self._indexing = False
        gone = tuple(path for path in missing if path not in moved)
        if gone:
            self._events.publish(ChangeSet(missing=gone))
        if lost:  # found offline, they are looked for at every poll, and indexed when they are back
            self._on_settled([DirtyFolder(folder, "", recursive=True) for folder in lost])

    def _keep(self, missing: list[Path]) -> None:
        """Tell of what is missing after the next index job, which knows what of it was moved."""
        with self._lock:
            self._missing = missing + self._missing

    def _end_round_if_over(self) -> None:
        """Tell what changes from now on from what changed before: no move has an end in both."""
        with self._lock:
            if self._changed_s is None or self._indexing or self._queued is not None:
                return
            if time.monotonic() - self._changed_s < ROUND_GAP_S:
                return
            self._changed_s = None
        self._end_round()

    def _fail(self, error: BaseException) -> None:
        self._failure = error
        self._failed.set()
