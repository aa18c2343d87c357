"""Staying: the watcher's hints become scans, and scans become index jobs.

Hints arrive on the watcher's thread; scans run on the scan lane, indexing on the index lane, so
that a long index job does not keep the watcher from looking.
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from photofinder.app.events import ChangeSet
from photofinder.app.jobs import Lane
from photofinder.app.watcher import DirtyFolder, Watcher
from photofinder.core.types import Folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from photofinder.app.events import Event, EventBus
    from photofinder.app.jobs import JobHandle, JobRunner
    from photofinder.app.scanner import Scanner
    from photofinder.core.types import WorkContext
    from photofinder.errors import EnvironmentProblem

log = logging.getLogger(__name__)


class Watching:
    """A running watch. Close it, or use it as a context manager.

    Parameters
    ----------
    scanner : Scanner
    jobs : JobRunner
    events : EventBus
    folders : list of Folder
    index : callable
        Indexes what is pending; runs on the index lane.
    poll_interval_s : float

    Attributes
    ----------
    problems : tuple of EnvironmentProblem
        Folders that are polled instead of watched, and why.
    """

    def __init__(
        self,
        scanner: Scanner,
        jobs: JobRunner,
        events: EventBus,
        folders: list[Folder],
        index: Callable[[WorkContext], object],
        *,
        poll_interval_s: float,
    ) -> None:
        self._scanner = scanner
        self._jobs = jobs
        self._events = events
        self._index = index
        self._online = {folder.folder_id: folder.online for folder in folders}
        self._queued: JobHandle[None] | None = None
        self._looks = 0
        self._lock = threading.Lock()
        self._missing: list[Path] = []
        self._failed = threading.Event()
        self._failure: BaseException | None = None
        self._watcher = Watcher(self._on_settled, poll_interval_s=poll_interval_s)
        self.problems: tuple[EnvironmentProblem, ...] = tuple(self._watcher.start(folders))
        # what came while nobody watched, and between the last scan and the watch
        for folder in folders:
            self._on_settled(DirtyFolder(folder, "", recursive=True))

    def __enter__(self) -> Watching:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def wait(self, timeout_s: float) -> None:
        """Wait at most so long; raise what made the work impossible (a full disk)."""
        if self._failed.wait(timeout_s) and self._failure is not None:
            raise self._failure

    def close(self) -> None:
        """Stop watching; jobs that run are ended by the library."""
        self._watcher.close()

    def _on_settled(self, dirty: DirtyFolder) -> None:
        if not self._scanner.reaches(dirty.folder, dirty.relpath):
            return  # its own data folder, when it lies among the photos, would never be quiet
        with self._lock:
            self._looks += 1
        self._jobs.submit(Lane.SCAN, "look again", lambda ctx: self._look(dirty, ctx))

    def _look(self, dirty: DirtyFolder, ctx: WorkContext) -> None:
        try:
            self._scan(dirty, ctx)
        except Exception as error:
            self._fail(error)
            raise
        with self._lock:
            self._looks -= 1
            last = self._looks == 0
        if last:  # both ends of a move must have been looked at before it can be told
            self._index_soon()

    def _scan(self, dirty: DirtyFolder, ctx: WorkContext) -> None:
        known = dirty.folder
        folder = Folder(known.folder_id, known.path, self._online[known.folder_id])
        found = self._scanner.scan(folder, ctx, dirty.relpath, recursive=dirty.recursive)
        self._online[known.folder_id] = found.online
        if not found.online:
            self._watcher.mark_offline(known)
        with self._lock:
            self._missing += found.missing

    def _index_soon(self) -> None:
        """Queue one index job; one that has not begun yet will see these changes too."""
        with self._lock:
            if self._queued is None:
                self._queued = self._jobs.submit(Lane.INDEX, "index", self._run_index)

    def _run_index(self, ctx: WorkContext) -> None:
        with self._lock:
            self._queued = None
            missing, self._missing = self._missing, []
        moved: set[Path] = set()

        def note_moves(event: Event) -> None:
            if isinstance(event, ChangeSet):
                moved.update(old for old, _ in event.moved)

        unsubscribe = self._events.subscribe(note_moves)
        try:
            self._index(ctx)
        except Exception as error:
            self._fail(error)
            raise
        finally:
            unsubscribe()
        gone = tuple(path for path in missing if path not in moved)
        if gone:
            self._events.publish(ChangeSet(missing=gone))

    def _fail(self, error: BaseException) -> None:
        self._failure = error
        self._failed.set()
