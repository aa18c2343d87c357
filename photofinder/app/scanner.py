"""The difference between a folder on disk and the catalog. Runs on the scan lane.

Nothing is decoded or even opened here: new and changed files become pending, files that are gone
become missing (and are remembered), a folder that is not there is offline and keeps everything.
"""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from photofinder.app.events import ChangeSet, EventBus, FolderStateChanged
from photofinder.app.folder_walk import (
    WalkEntry,
    WalkProblem,
    WalkRules,
    folder_unreadable,
    walk,
)
from photofinder.core.types import FileState
from photofinder.storage.catalog import (
    TRANSIENT_CODES,
    KnownFile,
    WalkChanges,
    WalkScope,
    blob_to_path,
    path_to_blob,
)

if TYPE_CHECKING:
    from pathlib import Path

    from photofinder.core.types import FileStamp, Folder, WorkContext
    from photofinder.errors import EnvironmentProblem, PhotoUnreadable
    from photofinder.storage.catalog import Catalog

log = logging.getLogger(__name__)

#: rows of one transaction: the writer lock is held for some tens of milliseconds
ROWS_PER_COMMIT = 5_000
PROGRESS_EVERY = 500


@dataclass
class _Difference:
    """Collects what a walk finds; the lists of `WalkChanges`, growing."""

    new: list[tuple[bytes, FileStamp]] = field(default_factory=list)
    changed: list[tuple[int, FileStamp]] = field(default_factory=list)
    changed_paths: list[bytes] = field(default_factory=list)
    returned: list[int] = field(default_factory=list)
    retried: list[int] = field(default_factory=list)
    refused: list[tuple[bytes, FileStamp, PhotoUnreadable]] = field(default_factory=list)
    problems: list[tuple[bytes, EnvironmentProblem]] = field(default_factory=list)
    seen: int = 0

    def take(self, item: WalkEntry | WalkProblem, known: dict[bytes, KnownFile]) -> None:
        relpath = path_to_blob(item.relpath)
        if isinstance(item, WalkProblem):
            self.problems.append((relpath, item.error))
            known.pop(relpath, None)
            return
        self.seen += 1
        row = known.pop(relpath, None)
        if item.error is not None:
            if row is None or row.error_code != item.error.code or row.state is FileState.MISSING:
                self.refused.append((relpath, item.stamp, item.error))
        elif row is None:
            self.new.append((relpath, item.stamp))
        elif _stamps_differ(row.stamp, item.stamp) or row.error_code == "not_a_file":
            self.changed.append((row.file_id, item.stamp))
            self.changed_paths.append(relpath)
        elif row.state is FileState.MISSING:
            self.returned.append(row.file_id)
        elif row.state is FileState.UNREADABLE and row.error_code in TRANSIENT_CODES:
            self.retried.append(row.file_id)

    def below_a_problem(self, relpath: bytes) -> bool:
        """Whether a file lies where the walk could not go; it must not be called missing."""
        return any(relpath == path or relpath.startswith(path + b"/") for path, _ in self.problems)


@dataclass(frozen=True, slots=True)
class FolderScan:
    """What the scan of one folder found."""

    folder: Folder
    online: bool
    changes: ChangeSet = field(default_factory=ChangeSet)
    seen: int = 0


class Scanner:
    """Compares folders with the catalog.

    Parameters
    ----------
    catalog : Catalog
    events : EventBus
    rules : WalkRules
        What is left out.
    """

    def __init__(self, catalog: Catalog, events: EventBus, rules: WalkRules) -> None:
        self._catalog = catalog
        self._events = events
        self._rules = rules

    def scan(
        self, folder: Folder, ctx: WorkContext, under: str = "", *, recursive: bool = True
    ) -> FolderScan:
        """Bring the catalog up to date with a folder, or with one sub-folder of it.

        Parameters
        ----------
        folder : Folder
        ctx : WorkContext
        under : str
            Relative path with ``/`` of a sub-folder; only this is looked at.
        recursive : bool
            Whether sub-folders are entered. What the watcher heard of is one folder's files.
        """
        if not self.reaches(folder, under):
            return FolderScan(folder, online=folder.online)
        known = self._known(folder, under, recursive=recursive)
        known.pop(path_to_blob(under), None)  # a folder with a photo's name is its parent's matter
        scope = WalkScope(path_to_blob(under), recursive)
        try:
            found = self._walk(folder, scope, under, known, ctx)
        except OSError as error:
            if under and folder.path.is_dir():
                return self._subtree_gone(folder, scope, under, error)
            log.info("%s is offline: %s", folder.path, error)
            return self._offline(folder, error)
        if not under and recursive and self._is_unmounted(folder, found, known):
            log.info("%s is empty although photos are known: offline", folder.path)
            return self._offline(folder)
        return self._write(folder, scope, found, known)

    def reaches(self, folder: Folder, under: str) -> bool:
        """Whether scans look into a sub-folder: no part is hidden, excluded or a link."""
        return self._rules.reaches(folder.path, under)

    def _known(self, folder: Folder, under: str, *, recursive: bool) -> dict[bytes, KnownFile]:
        known = self._catalog.known_files(folder.folder_id, path_to_blob(under))
        if recursive:
            return known
        start = len(path_to_blob(under)) + 1 if under else 0
        return {relpath: row for relpath, row in known.items() if b"/" not in relpath[start:]}

    def _walk(
        self,
        folder: Folder,
        scope: WalkScope,
        under: str,
        known: dict[bytes, KnownFile],
        ctx: WorkContext,
    ) -> _Difference:
        found = _Difference()
        walked = walk(folder.path, under, self._rules, recursive=scope.recursive)
        for number, item in enumerate(walked):
            if number % PROGRESS_EVERY == 0:
                ctx.check_cancelled()
                ctx.progress(number, 0, "looking for photos")
            found.take(item, known)
        folder.path.stat()  # the drive may have gone while it was walked: then nothing counts
        return found

    @staticmethod
    def _is_unmounted(folder: Folder, found: _Difference, known: dict[bytes, KnownFile]) -> bool:
        """Tell a mount point without its drive: empty, and on another device than its photos were.

        A folder that the user emptied lies on the device of its photos; if that cannot be told
        (mounted from the same device, numbers used again), its photos are missing, which is
        remembered as well.
        """
        if found.seen or found.problems:
            return False
        devices = {row.stamp.device for row in known.values() if row.state is not FileState.MISSING}
        if not devices or next(folder.path.iterdir(), None) is not None:
            return False
        return folder.path.stat().st_dev not in devices

    def _offline(self, folder: Folder, error: OSError | None = None) -> FolderScan:
        if error is not None and not isinstance(error, FileNotFoundError | NotADirectoryError):
            problem = folder_unreadable(os.fspath(folder.path), error)
            self._catalog.apply_walk(folder.folder_id, WalkChanges(problems=[(b"", problem)]))
        if folder.online:
            self._catalog.set_online(folder.folder_id, False)
            self._events.publish(FolderStateChanged(folder.path, False))
        return FolderScan(folder, online=False)

    def _subtree_gone(
        self, folder: Folder, scope: WalkScope, under: str, error: OSError
    ) -> FolderScan:
        """Answer for a sub-folder that cannot be listed: gone, or closed to us."""
        if isinstance(error, FileNotFoundError | NotADirectoryError):
            whole = WalkScope(scope.under, recursive=True)
            known = self._known(folder, under, recursive=True)
            return self._write(folder, whole, _Difference(), known)
        problem = folder_unreadable(os.fspath(folder.path / under), error)
        self._catalog.apply_walk(folder.folder_id, WalkChanges(problems=[(scope.under, problem)]))
        return FolderScan(folder, online=True)

    def _write(
        self,
        folder: Folder,
        scope: WalkScope,
        found: _Difference,
        unseen: dict[bytes, KnownFile],
    ) -> FolderScan:
        gone = {
            relpath: row
            for relpath, row in unseen.items()
            if row.state is not FileState.MISSING and not found.below_a_problem(relpath)
        }
        for start in range(0, max(len(found.new), len(found.changed), 1), ROWS_PER_COMMIT):
            part = slice(start, start + ROWS_PER_COMMIT)
            first = start == 0
            self._catalog.apply_walk(
                folder.folder_id,
                WalkChanges(
                    new=found.new[part],
                    changed=found.changed[part],
                    returned=found.returned if first else (),
                    retried=found.retried if first else (),
                    missing=[row.file_id for row in gone.values()] if first else (),
                    refused=found.refused if first else (),
                    problems=found.problems if first else (),
                    scope=scope if first else None,
                ),
            )
        if not folder.online:
            self._catalog.set_online(folder.folder_id, True)
            self._events.publish(FolderStateChanged(folder.path, True))
        changes = ChangeSet(
            added=self._paths(folder, [relpath for relpath, _ in found.new]),
            changed=self._paths(folder, found.changed_paths),
            missing=self._paths(folder, list(gone)),
        )
        return FolderScan(folder, online=True, changes=changes, seen=found.seen)

    @staticmethod
    def _paths(folder: Folder, relpaths: list[bytes]) -> tuple[Path, ...]:
        root = path_to_blob(folder.path)
        return tuple(blob_to_path(root, relpath) for relpath in relpaths)


def _stamps_differ(known: FileStamp, found: FileStamp) -> bool:
    return (known.size_bytes, known.mtime_ns) != (found.size_bytes, found.mtime_ns)
