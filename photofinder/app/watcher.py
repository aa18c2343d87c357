"""Hears that something changed in a folder, and says where to look once it is quiet.

watchdog's events are hints: "created" fires when a copy starts, queues overflow, network drives
say nothing. So an event only marks a folder as dirty; it is handed over when nothing was heard of
it for `SETTLE_S`. Where the system cannot watch, every folder is handed over every
``poll_interval_s`` instead.
"""

from __future__ import annotations

import errno
import logging
import os
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from photofinder.app.file_systems import file_system_of
from photofinder.errors import EnvironmentProblem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from photofinder.core.types import Folder

log = logging.getLogger(__name__)

#: a camera or a browser writes a photo in less; longer writes mark the folder again
SETTLE_S = 1.5
#: what belongs together (both ends of a move) is heard of together, but for this part of it
SETTLE_SLACK = 0.1
#: something that is written all the time is looked at now and then all the same
SETTLE_MAX_S = 30.0
INOTIFY_LIMIT_REMEDY = (
    "To watch it, raise the limit: sudo sysctl fs.inotify.max_user_watches=1048576"
)
_LIMIT_ERRORS = frozenset({errno.ENOSPC, errno.EMFILE, errno.ENFILE})


@dataclass(frozen=True, slots=True)
class DirtyFolder:
    """A place to look at again.

    ``relpath`` is below the library folder, with ``/``; ``recursive`` when sub-folders came, went
    or were not watched.
    """

    folder: Folder
    relpath: str
    recursive: bool


@dataclass(slots=True)
class _Mark:
    first_s: float
    last_s: float
    recursive: bool


class Watcher:
    """Watches folders until closed.

    Parameters
    ----------
    on_settled : callable
        Called from the watcher's own thread with the `DirtyFolder` of what got quiet together.
    poll_interval_s : float
        How often folders that cannot be watched are handed over, and the others are looked at
        for having been unplugged.
    """

    def __init__(
        self, on_settled: Callable[[list[DirtyFolder]], None], *, poll_interval_s: float
    ) -> None:
        self._on_settled = on_settled
        self._poll_interval_s = poll_interval_s
        self._marks: dict[tuple[Folder, str], _Mark] = {}
        #: guards the two that follow: folders are added by one thread, polled by another
        self._following = threading.Lock()
        self._watched: dict[Folder, tuple[Any, tuple[int, int]]] = {}
        #: and why they are not watched; None for one that was unplugged
        self._polled: dict[Folder, EnvironmentProblem | None] = {}
        self._offline: set[Folder] = set()
        self._next_poll_s = time.monotonic() + poll_interval_s
        self._changed = threading.Condition()
        self._closed = False
        self._observer: Any = None
        self._thread = threading.Thread(target=self._run, name="photofinder-watcher")

    def start(self) -> None:
        """Begin; what to watch is said by `follow`."""
        from watchdog.observers import Observer

        self._observer = Observer()
        self._observer.start()
        self._thread.start()

    def follow(self, folders: Sequence[Folder]) -> list[Folder]:
        """Watch these folders from now on and no others; return the ones that are new.

        What was heard of the others before is still handed over.
        """
        wanted = {(folder.folder_id, folder.path): folder for folder in folders}
        with self._following:
            known = {(f.folder_id, f.path): f for f in (*self._watched, *self._polled)}
            for key in known.keys() - wanted.keys():
                self._polled.pop(known[key], None)
                watch = self._watched.pop(known[key], None)
                if watch is not None:
                    self._observer.unschedule(watch[0])
            new = [wanted[key] for key in wanted if key not in known]
            for folder in new:
                problem = self._watch(folder)
                if problem is not None:
                    level = logging.INFO if problem.code == "network_drive" else logging.WARNING
                    log.log(level, "%s", problem)
                    self._polled[folder] = problem
        return new

    @property
    def problems(self) -> tuple[EnvironmentProblem, ...]:
        """Why some folders are polled instead of watched."""
        with self._following:
            return tuple(problem for problem in self._polled.values() if problem is not None)

    @property
    def polled(self) -> tuple[Path, ...]:
        """What is looked at now and then instead of being watched."""
        with self._following:
            return tuple(folder.path for folder in self._polled)

    def poll_every(self, interval_s: float) -> None:
        """Look at what cannot be watched this often from now on."""
        with self._changed:
            self._poll_interval_s = interval_s
            self._next_poll_s = min(self._next_poll_s, time.monotonic() + interval_s)
            self._changed.notify()

    def close(self) -> None:
        """Stop watching and wait for the threads."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        if self._thread.ident is not None:
            self._thread.join()
        if self._observer is not None:
            self._observer.stop()
            self._observer.join()

    def mark(
        self, folder: Folder, relpath: str, *, recursive: bool, at_s: float | None = None
    ) -> None:
        """Note that something changed in a folder; called by watchdog's thread.

        Both ends of a move have the same ``at_s``, to be handed over together.
        """
        now = time.monotonic() if at_s is None else at_s
        with self._changed:
            mark = self._marks.setdefault((folder, relpath), _Mark(now, now, recursive))
            mark.last_s = now
            mark.recursive = mark.recursive or recursive
            self._changed.notify()

    def mark_offline(self, folder: Folder) -> None:
        """Note that a folder was not there, to look for it at every poll. Any thread.

        It may be back already, as the same folder, without an event that says so.
        """
        with self._changed:
            self._offline.add(folder)

    # -- private -------------------------------------------------------------------------------

    def _watch(self, folder: Folder) -> EnvironmentProblem | None:
        """Watch a folder; where that fails, or would not hear everything, say why."""
        file_system = file_system_of(folder.path)
        if file_system.is_remote:
            return EnvironmentProblem(
                "network_drive",
                path=folder.path,
                kind=file_system.name,
                interval_s=round(self._poll_interval_s),
            )
        try:
            identity = _identity(folder.path)
            handler = _event_handler(self, folder)
            # the observer runs, so the emitter starts here and its errors come to us
            watch = self._observer.schedule(handler, str(folder.path), recursive=True)
        except OSError as error:
            limit = error.errno in _LIMIT_ERRORS
            return EnvironmentProblem(
                "watch_limit",
                path=folder.path,
                reason=error.strerror or str(error),
                interval_s=round(self._poll_interval_s),
                remedy=INOTIFY_LIMIT_REMEDY if limit else "If it is on a drive, connect it.",
            )
        self._watched[folder] = (watch, identity)
        return None

    def _run(self) -> None:
        while True:
            with self._changed:
                if self._closed:
                    return
                self._changed.wait(self._wait_s())
                settled = self._take_settled()
            dirty = [*settled, *self._take_polled()]
            if not dirty:
                continue
            try:
                self._on_settled(dirty)
            except Exception:
                log.exception("looking at %s again failed", dirty[0].folder.path)

    def _wait_s(self) -> float:
        """Return the seconds until something may be settled or a poll is due."""
        now = time.monotonic()
        due = [self._next_poll_s] + [_due_s(mark) for mark in self._marks.values()]
        return max(min(due) - now, 0.0)

    def _take_settled(self) -> list[DirtyFolder]:
        soon = time.monotonic() + SETTLE_S * SETTLE_SLACK
        keys = [key for key, mark in self._marks.items() if _due_s(mark) <= soon]
        return [
            DirtyFolder(folder, relpath, self._marks.pop((folder, relpath)).recursive)
            for folder, relpath in keys
        ]

    def _take_polled(self) -> list[DirtyFolder]:
        """Every poll: unplugged folders go to polling, those that came back are watched again."""
        if time.monotonic() < self._next_poll_s:
            return []
        self._next_poll_s = time.monotonic() + self._poll_interval_s
        with self._changed:
            offline, self._offline = self._offline, set()
        with self._following:
            for folder, (watch, identity) in list(self._watched.items()):
                if folder in offline or _is_other(folder.path, identity):
                    del self._watched[folder]
                    self._observer.unschedule(watch)
                    self._polled[folder] = None
            handed = [DirtyFolder(folder, "", recursive=True) for folder in self._polled]
            # those that are back are watched again
            self._polled = {
                folder: reason and problem
                for folder, reason in self._polled.items()
                if (problem := self._watch(folder)) is not None
            }
        return handed


def _due_s(mark: _Mark) -> float:
    return min(mark.last_s + SETTLE_S, mark.first_s + SETTLE_MAX_S)


def _identity(path: Path) -> tuple[int, int]:
    stat = path.stat()
    return stat.st_dev, stat.st_ino


def _is_other(path: Path, identity: tuple[int, int]) -> bool:
    try:
        return _identity(path) != identity
    except OSError as error:
        log.info("%s is gone: %s", path, error)
        return True


def _event_handler(watcher: Watcher, folder: Folder) -> Any:
    """Make watchdog's handler; its base class is only known once watchdog is imported."""
    from watchdog.events import FileSystemEvent, FileSystemEventHandler

    root = os.fsencode(folder.path)

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            if event.event_type in ("opened", "closed_no_write"):
                return
            if event.is_directory and event.event_type == "modified":
                return  # its entry was changed; what changed in it has an event of its own
            now = time.monotonic()
            for path in (event.src_path, event.dest_path):
                if path:
                    self._mark(os.fsencode(path), now, is_directory=event.is_directory)

        @staticmethod
        def _mark(path: bytes, at_s: float, *, is_directory: bool) -> None:
            if not path.startswith(root):
                return
            relpath = os.fsdecode(path[len(root) :]).replace(os.sep, "/").strip("/")
            if not is_directory:
                relpath = relpath.rpartition("/")[0]
            watcher.mark(folder, relpath, recursive=is_directory, at_s=at_s)

    return Handler()
