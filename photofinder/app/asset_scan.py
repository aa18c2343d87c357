"""Which files are one photo: what a walk finds against what the catalog holds. Scan lane only.

Both sides come in the byte order of the paths, so nothing is held but the differences. A file can
be told to belong to another one only once that one is in the catalog: differences wait until the
walk has passed both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from photofinder.storage.asset_files import FoundCompanion, KnownCompanion
from photofinder.storage.file_rows import path_to_blob

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from photofinder.app.folder_walk import WalkCompanion
    from photofinder.storage.asset_store import AssetStore
    from photofinder.storage.file_rows import KnownFile, WalkScope

#: rows of one transaction
_ROWS_PER_COMMIT = 5_000


class AssetDifference:
    """Collects what of the belonging together is new, in one walk.

    Parameters
    ----------
    store : AssetStore
    folder_id : int
    scope : WalkScope
        What is walked.
    """

    def __init__(self, store: AssetStore, folder_id: int, scope: WalkScope) -> None:
        self._store = store
        self._folder_id = folder_id
        self._known: Iterator[KnownCompanion] = store.known_companions(folder_id, scope)
        self._row = next(self._known, None)
        self._leads: list[tuple[bytes, bytes | None]] = []
        self._companions: list[FoundCompanion] = []
        self._gone: list[bytes] = []
        #: differences that were written
        self.written = 0

    def take_photo(self, relpath: bytes, lead: str | None, row: KnownFile | None) -> None:
        """Note behind which photo one stands, if that is news."""
        found = None if lead is None else path_to_blob(lead)
        if found != (None if row is None else row.lead):
            self._leads.append((relpath, found))

    def take_companion(self, relpath: bytes, item: WalkCompanion) -> None:
        """Note a companion, if it is new or changed."""
        while self._row is not None and self._row.relpath < relpath:
            self._gone.append(self._row.relpath)
            self._row = next(self._known, None)
        found = FoundCompanion(
            relpath, item.kind, item.stamp, path_to_blob(item.owner), item.is_sure
        )
        match = None
        if self._row is not None and self._row.relpath == relpath:
            match, self._row = self._row, next(self._known, None)
        known = None if match is None else match.is_sure
        # what was proven stays so; what a new neighbour of the same name makes doubtful does not
        stays = known if found.is_sure is None else found.is_sure
        if match != KnownCompanion(
            relpath, item.kind.value, item.stamp.size_bytes, item.stamp.mtime_ns, found.owner, stays
        ):
            self._companions.append(found)

    def write(self, *, up_to: bytes | None = None) -> None:
        """Write what concerns files the catalog holds: those up to a path; None: all."""
        leads, companions = self._leads, self._companions
        self._leads, self._companions = [], []
        if up_to is not None:
            self._leads = [item for item in leads if item[1] is not None and item[1] > up_to]
            self._companions = [item for item in companions if item.owner > up_to]
            leads = [item for item in leads if item[1] is None or item[1] <= up_to]
            companions = [item for item in companions if item.owner <= up_to]
        for start in range(0, max(len(leads), len(companions)), _ROWS_PER_COMMIT):
            end = start + _ROWS_PER_COMMIT
            self._store.apply_walk(
                self._folder_id, leads=leads[start:end], companions=companions[start:end]
            )
        self.written += len(leads) + len(companions)

    def finish(self, could_go: Callable[[bytes], bool]) -> None:
        """Write the rest, and forget companions that the walk did not meet though it came by."""
        self.write()
        while self._row is not None:
            self._gone.append(self._row.relpath)
            self._row = next(self._known, None)
        gone = [relpath for relpath in self._gone if could_go(relpath)]
        for start in range(0, len(gone), _ROWS_PER_COMMIT):
            self._store.apply_walk(self._folder_id, gone=gone[start : start + _ROWS_PER_COMMIT])
        self.written += len(gone)
