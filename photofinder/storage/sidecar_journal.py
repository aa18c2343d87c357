"""The journal of sidecars that clean-ups wrote: before and after, so that each can be taken back.

As `storage.journal`: reads from any thread, each change is one transaction that is on the disk when
it returns.
"""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING

from photofinder.core.cleanup import phrase_of
from photofinder.core.cleanup_past import BatchSidecar, SidecarState
from photofinder.errors import CleanupRefused
from photofinder.storage.durable import durable
from photofinder.storage.file_rows import blob_to_path, params_to_json, path_to_blob

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photofinder.core.cleanup import SidecarChange
    from photofinder.storage.database import Database

_COLUMNS = (
    "id, batch_id, photo, path, before, before_mtime_ns, after, state, error_code, error_params,"
    " changed_at"
)


class SidecarJournal:
    """Sidecars by batch.

    Parameters
    ----------
    database : Database
    """

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, batch_id: int, changes: Sequence[SidecarChange]) -> list[BatchSidecar]:
        """Write down what is going to be written, before it is."""
        with durable(self._db) as connection:
            connection.executemany(
                "INSERT INTO cleanup_sidecar (batch_id, state, photo, path, before,"
                " before_mtime_ns, after, changed_at) VALUES (?, 'planned', ?, ?, ?, ?, ?, ?)",
                [
                    (
                        batch_id,
                        path_to_blob(change.photo),
                        path_to_blob(change.path),
                        change.before,
                        change.before_mtime_ns,
                        change.after,
                        _now(),
                    )
                    for change in changes
                ],
            )
        return self.of_batch(batch_id)

    def set_state(
        self, sidecar_id: int, state: SidecarState, error: CleanupRefused | None = None
    ) -> None:
        """Write what became of a sidecar."""
        with durable(self._db) as connection:
            connection.execute(
                "UPDATE cleanup_sidecar SET state = ?, error_code = ?, error_params = ?,"
                " changed_at = ? WHERE id = ?",
                (
                    state.value,
                    error and error.code,
                    error and params_to_json(error.params),
                    _now(),
                    sidecar_id,
                ),
            )

    def of_batch(self, batch_id: int | None) -> list[BatchSidecar]:
        """Return the sidecars of a batch, or of all, in the order they were planned."""
        where, values = ("", ()) if batch_id is None else (" WHERE batch_id = ?", (batch_id,))
        rows = self._db.read(f"SELECT {_COLUMNS} FROM cleanup_sidecar{where} ORDER BY id", values)
        return [_sidecar(*row) for row in rows]

    def unused(self, retried: int | None = None, *, failed: bool = False) -> list[BatchSidecar]:
        """Return what was written for photos none of which is gone now.

        Parameters
        ----------
        retried : int, optional
            A batch of which also those are returned that could not be taken back before.
        failed : bool
            Those of every batch.
        """
        rows = self._db.read(
            f"SELECT {_COLUMNS} FROM cleanup_sidecar"
            " WHERE (state = 'written' OR (state = 'failed' AND (? OR batch_id = ?)))"
            # as one list: per sidecar it would be the square of a large batch
            " AND (batch_id, photo) NOT IN (SELECT batch_id, keeper_path FROM cleanup_item"
            " WHERE batch_id IN (SELECT batch_id FROM cleanup_sidecar)"
            " AND state IN ('planned', 'moving', 'trashed', 'unclear', 'restoring'))"
            " ORDER BY id",
            (failed, retried),
        )
        return [_sidecar(*row) for row in rows]

    def later(self, row: BatchSidecar) -> list[BatchSidecar]:
        """Return what later clean-ups wrote into the same sidecar, and did not take back."""
        rows = self._db.read(
            f"SELECT {_COLUMNS} FROM cleanup_sidecar WHERE path = ? AND id > ?"
            " AND state IN ('written', 'failed') ORDER BY id",
            (path_to_blob(row.path), row.sidecar_id),
        )
        return [_sidecar(*row) for row in rows]

    def unfinished(self) -> list[BatchSidecar]:
        """Return what was going to be written when the program ended."""
        rows = self._db.read(
            f"SELECT {_COLUMNS} FROM cleanup_sidecar WHERE state = 'planned' ORDER BY id"
        )
        return [_sidecar(*row) for row in rows]


def _sidecar(
    sidecar_id: int,
    batch_id: int,
    photo: bytes,
    path: bytes,
    before: bytes | None,
    before_mtime_ns: int | None,
    after: bytes,
    *rest: str,
) -> BatchSidecar:
    state, code, params, changed_at = rest
    problem = None if code is None else phrase_of(CleanupRefused(code, **json.loads(params)))
    return BatchSidecar(
        sidecar_id,
        batch_id,
        blob_to_path(photo),
        blob_to_path(path),
        before,
        before_mtime_ns,
        after,
        SidecarState(state),
        problem,
        changed_at,
    )


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
