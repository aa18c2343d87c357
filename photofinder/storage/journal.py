"""The journal of clean-ups: written before anything is moved, true after every kill.

Reads may come from any thread; every public method that changes something is one transaction that
is on the disk when it returns, also if the power goes. Where a photo went and that its file is
missing are one transaction, so that catalog and journal never disagree.
"""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from photofinder.core.cleanup import LEAD_ROLE, FileFacts, phrase_of
from photofinder.core.cleanup_past import BatchItem, ItemState
from photofinder.core.phrases import from_data, to_data
from photofinder.core.types import PairClass
from photofinder.errors import CleanupRefused
from photofinder.storage.durable import durable
from photofinder.storage.file_rows import blob_to_path, params_to_json, path_to_blob, stamp_row

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from pathlib import Path

    from photofinder.core.cleanup import PlanItem
    from photofinder.core.types import FileStamp
    from photofinder.storage.database import Database

_COLUMNS = (
    "id, batch_id, state, class, reason, rule, root, path, size_bytes, mtime_ns, digest,"
    " keeper_root, keeper_path, keeper_size_bytes, keeper_mtime_ns, keeper_digest, place,"
    " in_quarantine, device, inode, error_code, error_params, changed_at, lead_id, role"
)
#: a batch was stopped before these: nothing is wrong with them
_STOPPED = ("cancelled", "interrupted", "restore_stopped")


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """A row of the journal: the item, and what only its recovery needs.

    ``device`` and ``inode`` are what the system knew the file by when it was moved.
    """

    item: BatchItem
    keeper_root: Path
    device: int
    inode: int


@dataclass(frozen=True, slots=True)
class BatchCounts:
    """The journal's own figures of a batch; what of it can be restored only the disk knows."""

    batch_id: int
    started_at: str
    files: int
    bytes: int
    restored: int
    problems: int


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """Where in the trash a photo lies, if that is known, and the library's folder it is from."""

    batch_id: int
    state: ItemState
    root: Path
    place: Path | None


class Journal:
    """Batches of removed photos.

    Parameters
    ----------
    database : Database
    """

    def __init__(self, database: Database) -> None:
        self._db = database

    # -- a batch -------------------------------------------------------------------------------

    def start(self, items: Sequence[PlanItem]) -> int:
        """Write a whole batch down before its first photo is touched; return its number."""
        with durable(self._db) as connection:
            cursor = connection.execute(
                "INSERT INTO cleanup_batch (started_at) VALUES (?)", (_now(),)
            )
            batch_id = int(cursor.lastrowid or 0)
            for item in items:
                lead_id = _insert(connection, batch_id, item, None, LEAD_ROLE)
                for file in item.together:
                    _insert(connection, batch_id, item.member(file), lead_id, file.role)
        return batch_id

    def set_moving(
        self, item_id: int, stamp: FileStamp, place: Path | None, *, in_quarantine: bool
    ) -> None:
        """Say that a photo is about to be moved, and to where if that is known before."""
        device, inode = stamp_row(stamp)[2:]
        with durable(self._db) as connection:
            connection.execute(
                "UPDATE cleanup_item SET state = 'moving', place = ?, in_quarantine = ?,"
                " device = ?, inode = ?, error_code = NULL, error_params = NULL, changed_at = ?"
                " WHERE id = ?",
                (_blob(place), in_quarantine, device, inode, _now(), item_id),
            )

    def set_trashed(self, entry: JournalEntry, place: Path | None) -> None:
        """Say that a photo lies in the trash, and that its file is missing."""
        with durable(self._db) as connection:
            connection.execute(
                "UPDATE cleanup_item SET state = 'trashed', place = coalesce(?, place),"
                " error_code = NULL, error_params = NULL, changed_at = ? WHERE id = ?",
                (_blob(place), _now(), entry.item.item_id),
            )
            _mark_missing(connection, entry.item.victim)

    def set_unclear(self, entry: JournalEntry, place: Path | None, error: CleanupRefused) -> None:
        """Say that a photo is gone from its place, and that somebody has to look where it is."""
        with durable(self._db) as connection:
            _write_state(connection, entry.item.item_id, ItemState.UNCLEAR, error)
            connection.execute(
                "UPDATE cleanup_item SET place = coalesce(?, place) WHERE id = ?",
                (_blob(place), entry.item.item_id),
            )
            _mark_missing(connection, entry.item.victim)

    def set_state(
        self, item_ids: Sequence[int], state: ItemState, error: CleanupRefused | None
    ) -> None:
        """Write a state that says nothing of where a photo lies, with its reason."""
        with durable(self._db) as connection:
            for item_id in item_ids:
                _write_state(connection, item_id, state, error)

    def set_restored(self, entry: JournalEntry, stamp: FileStamp) -> bool:
        """Say that a photo is back, and that the catalog's file is there again.

        Returns
        -------
        bool
            Whether the catalog knows the file again; otherwise a scan finds it.
        """
        with durable(self._db) as connection:
            _write_state(connection, entry.item.item_id, ItemState.RESTORED, None)
            return _mark_returned(connection, entry.item.victim, stamp)

    # -- reading -------------------------------------------------------------------------------

    def entries(self, batch_id: int | None = None) -> list[JournalEntry]:
        """Return the photos of a batch, or of all, in the order they were planned."""
        where, values = ("", ()) if batch_id is None else (" WHERE batch_id = ?", (batch_id,))
        rows = self._db.read(f"SELECT {_COLUMNS} FROM cleanup_item{where} ORDER BY id", values)
        return [_entry(row) for row in rows]

    def entry(self, item_id: int) -> JournalEntry:
        """Return one photo of a batch."""
        row = self._db.read(f"SELECT {_COLUMNS} FROM cleanup_item WHERE id = ?", (item_id,))
        return _entry(row.fetchone())

    def unit(self, lead_id: int) -> list[JournalEntry]:
        """Return a photo of a batch and what belongs to it, the photo first."""
        rows = self._db.read(
            f"SELECT {_COLUMNS} FROM cleanup_item WHERE id = ? OR lead_id = ? ORDER BY id",
            (lead_id, lead_id),
        )
        return [_entry(row) for row in rows]

    def open_entries(self) -> list[JournalEntry]:
        """Return what was planned, being moved or being restored when the program ended."""
        rows = self._db.read(
            f"SELECT {_COLUMNS} FROM cleanup_item"
            " WHERE state IN ('planned', 'moving', 'restoring') ORDER BY id"
        )
        return [_entry(row) for row in rows]

    def torn_entries(self) -> list[JournalEntry]:
        """Return what lies in the trash of units whose other files are at their places.

        The program was killed between two files. What could not be put back once, and has its
        reason, is not named again: only the user asks for it again.
        """
        units = self._db.read(
            "SELECT unit FROM (SELECT lead_id AS unit, state FROM cleanup_item"
            " WHERE lead_id IS NOT NULL UNION ALL SELECT l.id, l.state FROM cleanup_item l"
            " WHERE l.id IN (SELECT lead_id FROM cleanup_item WHERE lead_id IS NOT NULL))"
            " GROUP BY unit HAVING sum(state = 'trashed') > 0"
            " AND sum(state IN ('skipped', 'failed', 'restored')) > 0 ORDER BY unit"
        ).fetchall()
        found: list[JournalEntry] = []
        for (unit,) in units:
            rows = self._db.read(
                f"SELECT {_COLUMNS} FROM cleanup_item WHERE (id = ? OR lead_id = ?)"
                " AND state = 'trashed' AND error_code IS NULL ORDER BY id",
                (unit, unit),
            )
            found += [_entry(row) for row in rows]
        return found

    def has_batch(self, batch_id: int) -> bool:
        """Whether there is such a batch."""
        row = self._db.read("SELECT 1 FROM cleanup_batch WHERE id = ?", (batch_id,)).fetchone()
        return row is not None

    def batches(self) -> list[BatchCounts]:
        """Return every batch, the newest first."""
        stopped = ",".join("?" * len(_STOPPED))
        removed = "state IN ('moving', 'trashed', 'unclear', 'restoring', 'restored')"
        rows = self._db.read(
            f"SELECT b.id, b.started_at, coalesce(sum({removed} AND lead_id IS NULL), 0),"
            f" coalesce(sum(CASE WHEN {removed} THEN i.size_bytes ELSE 0 END), 0),"
            " coalesce(sum(state = 'restored' AND lead_id IS NULL), 0),"
            f" coalesce(sum(i.error_code IS NOT NULL AND i.error_code NOT IN ({stopped})), 0)"
            " FROM cleanup_batch b LEFT JOIN cleanup_item i ON i.batch_id = b.id"
            " GROUP BY b.id ORDER BY b.id DESC",
            _STOPPED,
        )
        return [BatchCounts(*row) for row in rows]

    def kept(self) -> list[KeptPlace]:
        """Return where every photo lies that is gone from its place and not back.

        What went with a photo is only told where that is back, and this is not.
        """
        gone = "state IN ('trashed', 'unclear', 'moving', 'restoring')"
        rows = self._db.read(
            f"SELECT batch_id, state, root, place FROM cleanup_item i WHERE {gone}"
            " AND (lead_id IS NULL OR NOT EXISTS (SELECT 1 FROM cleanup_item l"
            f" WHERE l.id = i.lead_id AND l.{gone}))"
        )
        return [
            KeptPlace(
                int(batch_id),
                ItemState(state),
                blob_to_path(root),
                None if place is None else blob_to_path(place),
            )
            for batch_id, state, root, place in rows
        ]


def _insert(
    connection: sqlite3.Connection, batch_id: int, item: PlanItem, lead_id: int | None, role: str
) -> int:
    cursor = connection.execute(
        "INSERT INTO cleanup_item (batch_id, state, class, reason, rule, root, path,"
        " size_bytes, mtime_ns, digest, keeper_root, keeper_path, keeper_size_bytes,"
        " keeper_mtime_ns, keeper_digest, changed_at, lead_id, role)"
        " VALUES (?, 'planned', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            batch_id,
            item.pair_class.value,
            json.dumps(to_data(item.reason)),
            item.rule,
            path_to_blob(item.root),
            *_facts_row(item.victim),
            path_to_blob(item.keeper_root),
            *_facts_row(item.keeper),
            _now(),
            lead_id,
            role,
        ),
    )
    return int(cursor.lastrowid or 0)


def _facts_row(facts: FileFacts) -> tuple[bytes, int, int, bytes]:
    return path_to_blob(facts.path), facts.size_bytes, facts.mtime_ns, facts.digest


def _blob(path: Path | None) -> bytes | None:
    return None if path is None else path_to_blob(path)


def _write_state(
    connection: sqlite3.Connection, item_id: int, state: ItemState, error: CleanupRefused | None
) -> None:
    connection.execute(
        "UPDATE cleanup_item SET state = ?, error_code = ?, error_params = ?, changed_at = ?"
        " WHERE id = ?",
        (
            state.value,
            error and error.code,
            error and params_to_json(error.params),
            _now(),
            item_id,
        ),
    )


def _entry(row: tuple[object, ...]) -> JournalEntry:
    (
        item_id, batch_id, state, pair_class, reason, rule, root, path, size, mtime, digest,
        keeper_root, keeper_path, keeper_size, keeper_mtime, keeper_digest, place,
        in_quarantine, device, inode, code, params, changed_at, lead_id, role,
    ) = row  # fmt: skip
    problem = None
    if code is not None:
        problem = phrase_of(CleanupRefused(str(code), **json.loads(str(params))))
    item = BatchItem(
        item_id=item_id,  # type: ignore[arg-type]  # SQLite columns, typed by the schema
        batch_id=batch_id,  # type: ignore[arg-type]
        victim=FileFacts(blob_to_path(path), size, mtime, digest),  # type: ignore[arg-type]
        keeper=FileFacts(
            blob_to_path(keeper_path),  # type: ignore[arg-type]
            keeper_size,  # type: ignore[arg-type]
            keeper_mtime,  # type: ignore[arg-type]
            keeper_digest,  # type: ignore[arg-type]
        ),
        pair_class=PairClass(str(pair_class)),
        reason=from_data(json.loads(str(reason))),
        rule=str(rule),
        root=blob_to_path(root),  # type: ignore[arg-type]
        state=ItemState(str(state)),
        place=None if place is None else blob_to_path(place),  # type: ignore[arg-type]
        in_quarantine=bool(in_quarantine),
        problem=problem,
        changed_at=str(changed_at),
        lead_id=lead_id,  # type: ignore[arg-type]
        role=str(role),
    )
    return JournalEntry(item, blob_to_path(keeper_root), device, inode)  # type: ignore[arg-type]


# -- the catalog's file ----------------------------------------------------------------------------


def _places(connection: sqlite3.Connection, path: bytes) -> list[tuple[int, bytes]]:
    """Return folder and relative path of a path in every folder that holds it, innermost first."""
    found = []
    for folder_id, folder in connection.execute("SELECT id, path FROM folder"):
        prefix = folder.rstrip(b"/") + b"/"
        if path.startswith(prefix):
            found.append((folder_id, path[len(prefix) :]))
    return sorted(found, key=lambda place: len(place[1]))


def _mark_missing(connection: sqlite3.Connection, victim: FileFacts) -> None:
    # without a round: a copy that appears now is no move of this one, which comes back at an undo
    for folder_id, relpath in _places(connection, path_to_blob(victim.path)):
        connection.execute(
            "UPDATE file SET state = 'missing', missing_round = NULL, error_code = NULL,"
            " error_params = NULL, content_id = (SELECT id FROM content WHERE digest = ?)"
            " WHERE folder_id = ? AND relpath = ?",
            (victim.digest, folder_id, relpath),
        )


def _mark_returned(connection: sqlite3.Connection, victim: FileFacts, stamp: FileStamp) -> bool:
    content = connection.execute(
        "SELECT id, error_code IS NULL FROM content WHERE digest = ?", (victim.digest,)
    ).fetchone()
    places = _places(connection, path_to_blob(victim.path))
    if content is None or not content[1] or not places:
        return False
    size, mtime, device, inode = stamp_row(stamp)
    for folder_id, relpath in places:
        # an inode that was worth nothing when the file was found is worth nothing now
        cursor = connection.execute(
            "UPDATE file SET state = 'indexed', content_id = ?, size_bytes = ?, mtime_ns = ?,"
            " device = ?, inode = CASE WHEN inode = 0 THEN 0 ELSE ? END, missing_round = NULL,"
            " error_code = NULL, error_params = NULL WHERE folder_id = ? AND relpath = ?",
            (content[0], size, mtime, device, inode, folder_id, relpath),
        )
        if cursor.rowcount:
            return True
    folder_id, relpath = places[0]
    connection.execute(
        "INSERT INTO file (folder_id, relpath, size_bytes, mtime_ns, device, inode, content_id,"
        " state, added_s) VALUES (?, ?, ?, ?, ?, 0, ?, 'indexed',"
        " CAST(strftime('%s', 'now') AS INTEGER))",
        (folder_id, relpath, size, mtime, device, content[0]),
    )
    return True


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
