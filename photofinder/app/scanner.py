"""The difference between a folder on disk and the catalog. Runs on the scan lane.

Nothing is decoded or even opened here: new and changed files become pending, files that are gone
become missing (and are remembered), a folder that is not there is offline and keeps everything.
"""

from __future__ import annotations

import logging
import os
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from photofinder.app.asset_scan import AssetDifference
from photofinder.app.events import EventBus, FolderStateChanged, ListsChanged
from photofinder.app.folder_walk import (
    WalkCompanion,
    WalkEntry,
    WalkProblem,
    folder_unreadable,
    walk,
)
from photofinder.core.types import FileState
from photofinder.storage.file_rows import (
    TRANSIENT_CODES,
    FolderRemoved,
    KnownFile,
    WalkChanges,
    WalkScope,
    blob_to_path,
    path_to_blob,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from photofinder.app.folder_walk import WalkRules
    from photofinder.core.types import FileStamp, Folder, WorkContext
    from photofinder.errors import EnvironmentProblem, PhotoUnreadable
    from photofinder.storage.catalog import Catalog

log = logging.getLogger(__name__)

#: rows of one transaction: the writer lock is held for some tens of milliseconds
ROWS_PER_COMMIT = 5_000
PROGRESS_EVERY = 20
#: what progress says
LOOKING = "looking for photos"
#: a slow drive gives a few photos a second: they are shown all the same
COMMIT_INTERVAL_S = 1.0


@dataclass
class _Difference:
    """Collects what a walk finds, until it is written; never more than one commit of it."""

    new: list[tuple[bytes, FileStamp]] = field(default_factory=list)
    changed: list[tuple[int, FileStamp]] = field(default_factory=list)
    returned: list[int] = field(default_factory=list)
    retried: list[int] = field(default_factory=list)
    restamped: list[tuple[int, FileStamp]] = field(default_factory=list)
    refused: list[tuple[bytes, FileStamp, PhotoUnreadable]] = field(default_factory=list)

    def __len__(self) -> int:
        rows = len(self.new) + len(self.changed) + len(self.refused)
        return rows + len(self.returned) + len(self.retried) + len(self.restamped)

    def take(self, relpath: bytes, item: WalkEntry, row: KnownFile | None) -> None:
        if item.error is not None:
            if row is None or row.error_code != item.error.code or row.state is FileState.MISSING:
                self.refused.append((relpath, item.stamp, item.error))
        elif row is None:
            self.new.append((relpath, item.stamp))
        elif _stamps_differ(row.stamp, item.stamp) or row.error_code == "not_a_file":
            self.changed.append((row.file_id, item.stamp))
        else:
            self._take_unchanged(item.stamp, row)

    def _take_unchanged(self, stamp: FileStamp, row: KnownFile) -> None:
        if stamp != row.stamp:  # mounted under another number
            self.restamped.append((row.file_id, stamp))
        if row.state is FileState.MISSING:
            self.returned.append(row.file_id)
        elif row.state is FileState.UNREADABLE and row.error_code in TRANSIENT_CODES:
            self.retried.append(row.file_id)

    def as_changes(self) -> WalkChanges:
        return WalkChanges(
            new=self.new,
            changed=self.changed,
            returned=self.returned,
            retried=self.retried,
            restamped=self.restamped,
            refused=self.refused,
        )


@dataclass
class _Walked:
    """What is only known, or only safe to write, once the whole walk is done."""

    seen: int = 0
    added: int = 0
    changed: int = 0
    problems: list[tuple[bytes, EnvironmentProblem]] = field(default_factory=list)
    gone: list[tuple[bytes, KnownFile]] = field(default_factory=list)
    written_s: float = field(default_factory=time.monotonic)
    #: photos and companions whose belonging together is another one now
    units: int = 0

    def is_late(self) -> bool:
        """Whether what was found should be seen by now, although it is little."""
        return time.monotonic() - self.written_s > COMMIT_INTERVAL_S

    def miss(self, relpath: bytes, row: KnownFile) -> None:
        """Note a known file that the walk did not meet, unless it could not go there."""
        if row.state is not FileState.MISSING and self.could_go(relpath):
            self.gone.append((relpath, row))

    def could_go(self, relpath: bytes) -> bool:
        """Whether the walk came by a place."""
        return not any(
            relpath == path or relpath.startswith(path + b"/") for path, _ in self.problems
        )


@dataclass(frozen=True, slots=True)
class FolderScan:
    """What the scan of one folder found; ``missing`` are the photos that are newly gone."""

    folder: Folder
    online: bool
    seen: int = 0
    added: int = 0
    changed: int = 0
    missing: tuple[Path, ...] = ()


class Scanner:
    """Compares folders with the catalog.

    Parameters
    ----------
    catalog : Catalog
    events : EventBus
    rules : callable
        Gives what is left out as it is now.
    """

    def __init__(self, catalog: Catalog, events: EventBus, rules: Callable[[], WalkRules]) -> None:
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

        Returns
        -------
        FolderScan
            Of a folder that was taken out meanwhile: that nothing was found.
        """
        known = self._catalog.folder(folder.folder_id)
        if known is None:
            return FolderScan(folder, online=folder.online)
        try:
            return self._scan(known, ctx, under, recursive=recursive)
        except FolderRemoved:
            log.info("%s was taken out while it was walked", folder.path)
            return FolderScan(folder, online=folder.online)

    def _scan(self, folder: Folder, ctx: WorkContext, under: str, *, recursive: bool) -> FolderScan:
        if not self._rules_of(folder).reaches(folder.path, under):
            return FolderScan(folder, online=folder.online)
        scope = WalkScope(path_to_blob(under), recursive)
        try:
            walked = self._walk(folder, scope, under, ctx)
        except OSError as error:
            if under and folder.path.is_dir():
                return self._subtree_gone(folder, scope, under, error)
            log.info("%s is offline: %s", folder.path, error)
            return self._offline(folder, error)
        if not under and recursive and self._is_unmounted(folder, walked):
            log.info("%s is empty although photos are known: offline", folder.path)
            return self._offline(folder)
        return self._finish(folder, scope, walked)

    def reaches(self, folder: Folder, under: str) -> bool:
        """Whether scans look into a sub-folder: no part is hidden, excluded or a link."""
        return self._rules().reaches(folder.path, under)

    def _rules_of(self, folder: Folder) -> WalkRules:
        """Leave out what is a folder of the library by itself: its photos count once."""
        others = [
            other.path
            for other in self._catalog.folders()
            if other.path != folder.path and other.path.is_relative_to(folder.path)
        ]
        return self._rules().without(others)

    def _walk(self, folder: Folder, scope: WalkScope, under: str, ctx: WorkContext) -> _Walked:
        """Merge the walk with the catalog, both in the order of paths, writing as it goes.

        Neither side is ever held in memory whole. What is missing is only collected: the drive
        may have gone while it was walked.
        """
        walked, found = _Walked(), _Difference()
        units = AssetDifference(self._catalog.assets, folder.folder_id, scope)
        known = self._catalog.known_files(folder.folder_id, scope)
        row = next(known, None)
        items = walk(folder.path, under, self._rules_of(folder), recursive=scope.recursive)
        for number, item in enumerate(items):
            ctx.check_cancelled()  # each: a slow drive gives a few a second
            if number % PROGRESS_EVERY == 0:
                ctx.progress(number, 0, LOOKING)
            relpath = path_to_blob(item.relpath)
            if isinstance(item, WalkProblem):
                walked.problems.append((relpath, item.error))
                continue
            if isinstance(item, WalkCompanion):
                units.take_companion(relpath, item)
                continue
            while row is not None and row.relpath < relpath:
                walked.miss(row.relpath, row)
                row = next(known, None)
            match = row if row is not None and row.relpath == relpath else None
            if match is not None:
                row = next(known, None)
            found.take(relpath, item, match)
            units.take_photo(relpath, item.lead, match)
            walked.seen += 1
            if len(found) >= ROWS_PER_COMMIT or (len(found) and walked.is_late()):
                found = self._flush(folder, found, walked)
                units.write(up_to=relpath)
        folder.path.stat()
        while row is not None:
            walked.miss(row.relpath, row)
            row = next(known, None)
        self._flush(folder, found, walked)
        units.finish(walked.could_go)
        walked.units = units.written
        return walked

    def _flush(self, folder: Folder, found: _Difference, walked: _Walked) -> _Difference:
        walked.added += len(found.new)
        walked.changed += len(found.changed)
        if len(found):
            self._catalog.apply_walk(folder.folder_id, found.as_changes())
            self._events.publish(ListsChanged())
        walked.written_s = time.monotonic()
        return _Difference()

    @staticmethod
    def _is_unmounted(folder: Folder, walked: _Walked) -> bool:
        """Tell a mount point without its drive: empty, and on another device than its photos were.

        A folder that the user emptied lies on the device of its photos; if that cannot be told
        (mounted from the same device, numbers used again), its photos are missing, which is
        remembered as well.
        """
        if walked.seen or walked.problems:
            return False
        devices = {row.stamp.device for _, row in walked.gone}
        if not devices or next(folder.path.iterdir(), None) is not None:
            return False
        return folder.path.stat().st_dev not in devices

    def _offline(self, folder: Folder, error: OSError | None = None) -> FolderScan:
        if error is not None and not isinstance(error, FileNotFoundError | NotADirectoryError):
            problem = folder_unreadable(os.fspath(folder.path), error)
            self._catalog.apply_walk(folder.folder_id, WalkChanges(problems=[(b"", problem)]))
            self._events.publish(ListsChanged())
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
            walked = _Walked()
            for row in self._catalog.known_files(folder.folder_id, whole):
                walked.miss(row.relpath, row)
            return self._finish(folder, whole, walked)
        problem = folder_unreadable(os.fspath(folder.path / under), error)
        self._catalog.apply_walk(folder.folder_id, WalkChanges(problems=[(scope.under, problem)]))
        self._events.publish(ListsChanged())
        return FolderScan(folder, online=True)

    def _finish(self, folder: Folder, scope: WalkScope, walked: _Walked) -> FolderScan:
        for start in range(0, max(len(walked.gone), 1), ROWS_PER_COMMIT):
            part = walked.gone[start : start + ROWS_PER_COMMIT]
            self._catalog.apply_walk(
                folder.folder_id,
                WalkChanges(
                    missing=[row.file_id for _, row in part],
                    problems=walked.problems if start == 0 else (),
                    scope=scope if start == 0 else None,
                ),
            )
        is_whole = not scope.under and scope.recursive  # also what a kill left unsettled
        if walked.gone or walked.units or is_whole:
            walked.units += self._catalog.assets.settle()
        if walked.gone or walked.problems or walked.units:
            self._events.publish(ListsChanged(went=bool(walked.gone)))
        if not folder.online:
            self._catalog.set_online(folder.folder_id, True)
            self._events.publish(FolderStateChanged(folder.path, True))
        root = path_to_blob(folder.path)
        return FolderScan(
            folder,
            online=True,
            seen=walked.seen,
            added=walked.added,
            changed=walked.changed,
            missing=tuple(blob_to_path(root, relpath) for relpath, _ in walked.gone),
        )


def _stamps_differ(known: FileStamp, found: FileStamp) -> bool:
    """Tell another file in a file's place, also one of the same size and time (``mv b a``).

    On another device the inode says nothing: a drive was mounted under another number, or a
    backup was restored to a new disk.
    """
    if (known.size_bytes, known.mtime_ns) != (found.size_bytes, found.mtime_ns):
        return True
    numbered = known.inode != 0 and found.inode != 0
    return numbered and known.device == found.device and known.inode != found.inode
