"""The catalog's folders and files: where contents lie, and in which state.

Reads may come from any thread; every public method that changes something is one transaction.
Paths are stored as the file system's own bytes, ``/`` between the parts.
"""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import TYPE_CHECKING

from photofinder.core.types import (
    CatalogFile,
    FileStamp,
    FileState,
    Folder,
    PhotoProblem,
)
from photofinder.errors import EnvironmentProblem, PhotoUnreadable
from photofinder.storage.asset_store import AssetStore
from photofinder.storage.file_rows import (
    FILE_COLUMNS,
    MAX_VARIABLES,
    ROUND,
    UNLUCKY_CODES,
    FileCounts,
    FolderRemoved,
    KnownFile,
    WalkChanges,
    WalkScope,
    blob_to_path,
    catalog_file,
    params_to_json,
    path_to_blob,
    stamp_row,
    upsert_file,
    write_file_error,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from photofinder.storage.database import Database, Rows

#: rows of one page of an iteration
PAGE_ROWS = 2_000
#: a content is only remembered for a missing file where it was proven to be the file's: not while
#: the file had changed and waited to be read
_MARK_MISSING = (
    f"UPDATE file SET state = 'missing', missing_round = {ROUND},"
    " content_id = CASE WHEN state = 'pending'"
    " OR (state = 'unreadable' AND error_code IS NOT NULL) THEN NULL ELSE content_id END"
    " WHERE id = ?"
)


class Catalog:
    """Folders, files and small facts.

    Parameters
    ----------
    database : Database
    """

    def __init__(self, database: Database) -> None:
        self._db = database
        #: which files are one photo
        self.assets = AssetStore(database)

    # -- small facts ---------------------------------------------------------------------------

    def get_meta(self, key: str) -> str | None:
        """Return a stored fact, None when it was never set."""
        row = self._read("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def set_meta(self, key: str, value: str) -> None:
        """Store a fact."""
        with self._db.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    # -- folders -------------------------------------------------------------------------------

    def folders(self) -> list[Folder]:
        """Return the library's folders by path."""
        rows = self._read("SELECT id, path, online FROM folder ORDER BY path")
        return [Folder(row[0], blob_to_path(row[1]), bool(row[2])) for row in rows]

    def add_folder(self, path: Path, inside: Sequence[Folder] = ()) -> Folder:
        """Add a folder; folders of the library ``inside`` it become part of it.

        Their files keep their rows, so nothing is read again.
        """
        with self._db.transaction() as connection:
            cursor = connection.execute(
                "INSERT INTO folder (path, added_at) VALUES (?, ?) RETURNING id",
                (path_to_blob(path), _now()),
            )
            folder_id = int(cursor.fetchone()[0])
            for child in inside:
                prefix = path_to_blob(child.path.relative_to(path)) + b"/"
                connection.execute(
                    "UPDATE OR IGNORE file SET folder_id = ?, relpath = CAST(? || relpath AS BLOB)"
                    " WHERE folder_id = ?",
                    (folder_id, prefix, child.folder_id),
                )
                connection.execute("DELETE FROM folder WHERE id = ?", (child.folder_id,))
        return Folder(folder_id, path)

    def remove_folder(self, folder_id: int, *, forget: bool) -> None:
        """Take a folder out. What was learnt of its pictures stays unless ``forget``."""
        with self._db.transaction() as connection:
            if forget:  # not what lies in another folder too, or was removed to be kept
                connection.execute(
                    "DELETE FROM content WHERE id IN"
                    " (SELECT content_id FROM file WHERE folder_id = ?1) AND NOT EXISTS (SELECT 1"
                    " FROM file WHERE file.content_id = content.id AND file.folder_id <> ?1)",
                    (folder_id,),
                )
            connection.execute("DELETE FROM folder WHERE id = ?", (folder_id,))

    def folder(self, folder_id: int) -> Folder | None:
        """Return a folder as it is now; None when it was taken out."""
        row = self._read("SELECT id, path, online FROM folder WHERE id = ?", (folder_id,))
        found = row.fetchone()
        return found and Folder(found[0], blob_to_path(found[1]), bool(found[2]))

    def set_online(self, folder_id: int, online: bool) -> None:
        """Say whether a folder is there."""
        with self._db.transaction() as connection:
            connection.execute("UPDATE folder SET online = ? WHERE id = ?", (online, folder_id))

    # -- files ---------------------------------------------------------------------------------

    def known_files(self, folder_id: int, scope: WalkScope) -> Iterator[KnownFile]:
        """Iterate over what is known of a folder's files, in the byte order of their paths.

        Parameters
        ----------
        folder_id : int
        scope : WalkScope
            Only what lies below ``scope.under``; without ``recursive`` only directly below.

        Notes
        -----
        Read in pages: what is written behind the iterator does not disturb it.
        """
        prefix = scope.under + b"/" if scope.under else b""
        after, upper = prefix, scope.under + b"0" if scope.under else None
        while True:
            page = self._known_page(folder_id, after, upper)
            for row in page:
                after = row.relpath
                below = row.relpath[len(prefix) :].find(b"/")
                if scope.recursive or below < 0:
                    yield row
                    continue
                # "0" is the character after "/": the next page begins behind this sub-folder
                after = row.relpath[: len(prefix) + below] + b"0"
                break
            else:
                if len(page) < PAGE_ROWS:
                    return

    def _known_page(self, folder_id: int, after: bytes, upper: bytes | None) -> list[KnownFile]:
        rows = self._read(
            "SELECT f.relpath, f.id, f.size_bytes, f.mtime_ns, f.device, f.inode, f.state,"
            " f.error_code, l.relpath FROM file f LEFT JOIN file l ON l.id = f.named_lead_id"
            " WHERE f.folder_id = ?1 AND f.relpath > ?2 AND (?3 IS NULL OR f.relpath < ?3)"
            " ORDER BY f.relpath LIMIT ?4",
            (folder_id, after, upper, PAGE_ROWS),
        ).fetchall()
        return [
            KnownFile(row[0], row[1], FileStamp(*row[2:6]), FileState(row[6]), *row[7:])
            for row in rows
        ]

    def apply_walk(self, folder_id: int, changes: WalkChanges) -> None:
        """Write what a walk found, in one transaction.

        Raises
        ------
        FolderRemoved
        """
        with self._db.transaction() as connection:
            held = connection.execute("SELECT 1 FROM folder WHERE id = ?", (folder_id,))
            if held.fetchone() is None:
                raise FolderRemoved
            for relpath, stamp in changes.new:
                upsert_file(connection, folder_id, relpath, stamp, FileState.PENDING)
            connection.executemany(
                "UPDATE file SET size_bytes = ?, mtime_ns = ?, device = ?, inode = ?,"
                " state = 'pending', error_code = NULL, error_params = NULL WHERE id = ?",
                [(*stamp_row(stamp), file_id) for file_id, stamp in changes.changed],
            )
            connection.executemany(
                "UPDATE file SET device = ?, inode = ? WHERE id = ?",
                [(*stamp_row(stamp)[2:], file_id) for file_id, stamp in changes.restamped],
            )
            # it is back as it was: its content is still known, unless it never was
            connection.executemany(
                "UPDATE file SET state = CASE WHEN content_id IS NULL THEN 'pending'"
                " WHEN EXISTS (SELECT 1 FROM content c WHERE c.id = content_id"
                "   AND c.error_code IS NOT NULL) THEN 'unreadable' ELSE 'indexed' END"
                " WHERE id = ?",
                [(file_id,) for file_id in changes.returned],
            )
            connection.executemany(
                "UPDATE file SET state = 'pending', error_code = NULL, error_params = NULL"
                " WHERE id = ?",
                [(file_id,) for file_id in changes.retried],
            )
            connection.executemany(_MARK_MISSING, [(file_id,) for file_id in changes.missing])
            for relpath, stamp, error in changes.refused:
                upsert_file(connection, folder_id, relpath, stamp, FileState.UNREADABLE, error)
            self._write_walk_problems(connection, folder_id, changes)

    @staticmethod
    def _write_walk_problems(
        connection: sqlite3.Connection, folder_id: int, changes: WalkChanges
    ) -> None:
        if changes.scope is not None:
            under, recursive = changes.scope.under, changes.scope.recursive
            connection.execute(
                "DELETE FROM walk_problem WHERE folder_id = ?1 AND (relpath = ?2 OR (?3 AND"
                " (?2 = x'' OR (relpath >= ?4 AND relpath < ?5))))",
                (folder_id, under, recursive, under + b"/", under + b"0"),
            )
        connection.executemany(
            "INSERT OR REPLACE INTO walk_problem VALUES (?, ?, ?, ?)",
            [
                (folder_id, relpath, error.code, params_to_json(error.params))
                for relpath, error in changes.problems
            ],
        )

    def end_round(self) -> None:
        """Say that everything was looked at and indexed: what is missing now was not moved.

        Not called when a scan is stopped or killed; the next one takes its round up.
        """
        with self._db.transaction() as connection:
            connection.execute(f"INSERT OR REPLACE INTO meta SELECT 'round', {ROUND} + 1")

    def forget_errors(self) -> int:
        """Mark every unreadable photo as pending again; return how many."""
        with self._db.transaction() as connection:
            cursor = connection.execute(
                "UPDATE file SET state = 'pending', content_id = NULL, error_code = NULL,"
                " error_params = NULL WHERE state = 'unreadable'"
            )
            connection.execute("DELETE FROM content WHERE error_code IS NOT NULL")
        return cursor.rowcount

    def forget_missing(self) -> int:
        """Forget the places of missing files in folders that are there; return how many."""
        with self._db.transaction() as connection:
            return connection.execute(
                "DELETE FROM file WHERE state = 'missing' AND state <> 'indexed'"
                " AND folder_id IN (SELECT id FROM folder WHERE online = 1)"
            ).rowcount

    def retry_unlucky(self) -> int:
        """Mark photos as pending that were given up once and may do better now; return how many.

        Notes
        -----
        ``tried`` among the error's facts says where a content is: none, 1 while the second
        attempt is due, 2 after it. The third never comes by itself, only by `forget_errors`.
        """
        codes = ",".join("?" * len(UNLUCKY_CODES))
        with self._db.transaction() as connection:
            cursor = connection.execute(
                "UPDATE file SET state = 'pending' WHERE state = 'unreadable'"
                " AND error_code IS NULL AND content_id IN (SELECT id FROM content"
                f" WHERE error_code IN ({codes})"
                " AND coalesce(json_extract(error_params, '$.tried'), 1) = 1)",
                UNLUCKY_CODES,
            )
            connection.execute(
                "UPDATE content SET error_params = json_set(error_params, '$.tried', 1)"
                f" WHERE error_code IN ({codes}) AND json_extract(error_params, '$.tried') IS NULL"
                " AND id IN (SELECT content_id FROM file WHERE state = 'pending')",
                UNLUCKY_CODES,
            )
        return cursor.rowcount

    def pending_files(
        self, after: tuple[int, bytes], limit: int
    ) -> list[tuple[CatalogFile, tuple[int, bytes]]]:
        """Return pending files of the folders that are online, in path order, with their key.

        Parameters
        ----------
        after : (int, bytes)
            The key (folder id, relative path) of the last one seen; ``(0, b"")`` to begin.
        limit : int
        """
        rows = self._read(
            f"SELECT {FILE_COLUMNS} FROM file f JOIN folder d ON d.id = f.folder_id"
            " WHERE f.state = 'pending' AND d.online = 1 AND (f.folder_id, f.relpath) > (?, ?)"
            " ORDER BY f.folder_id, f.relpath LIMIT ?",
            (*after, limit),
        )
        return [(catalog_file(row), (row[1], row[3])) for row in rows]

    def pending_count(self) -> int:
        """Count what `pending_files` would give."""
        row = self._read(
            "SELECT count(*) FROM file f JOIN folder d ON d.id = f.folder_id"
            " WHERE f.state = 'pending' AND d.online = 1"
        )
        return int(row.fetchone()[0])

    def file_at(self, path: Path) -> CatalogFile | None:
        """Return the file of the library at an absolute path."""
        for folder in self.folders():
            if not path.is_relative_to(folder.path):
                continue
            row = self._read(
                f"SELECT {FILE_COLUMNS} FROM file f JOIN folder d ON d.id = f.folder_id"
                " WHERE f.folder_id = ? AND f.relpath = ?",
                (folder.folder_id, path_to_blob(path.relative_to(folder.path))),
            ).fetchone()
            if row is not None:
                return catalog_file(row)
        return None

    def files_of(self, content_ids: Sequence[int]) -> dict[int, list[CatalogFile]]:
        """Return where contents lie now (on disk, folder online), each list by path."""
        found: dict[int, list[CatalogFile]] = {}
        for start in range(0, len(content_ids), MAX_VARIABLES):
            chunk = content_ids[start : start + MAX_VARIABLES]
            marks = ",".join("?" * len(chunk))
            rows = self._read(
                f"SELECT {FILE_COLUMNS} FROM file f JOIN folder d ON d.id = f.folder_id"
                f" WHERE f.content_id IN ({marks}) AND f.state = 'indexed' AND d.online = 1"
                " ORDER BY d.path, f.relpath",
                tuple(int(number) for number in chunk),
            )
            for row in rows:
                file = catalog_file(row)
                found.setdefault(row[9], []).append(file)
        return found

    def mark_unreadable(self, file: CatalogFile, error: PhotoUnreadable) -> None:
        """Record why a file cannot be read, unless it has changed since it was listed."""
        with self._db.transaction() as connection:
            write_file_error(connection, file, error)

    # -- summaries -----------------------------------------------------------------------------

    def counts(self) -> FileCounts:
        """Count files by state; those in offline folders are counted apart."""
        online = {folder.folder_id for folder in self.folders() if folder.online}
        found: dict[str, int] = {}
        for folder_id, states in self._counts_by_state().items():
            for state, number in states.items():
                what = state if folder_id in online else "offline"
                found[what] = found.get(what, 0) + number
        return FileCounts(**found, behind=self._behind_count())

    def _behind_count(self) -> int:
        """Count what stands behind another photo, reading rows only of what is missing."""
        row = self._read(
            "SELECT (SELECT count(*) FROM file INDEXED BY file_behind_lead"
            " WHERE lead_id IS NOT NULL) - (SELECT count(*) FROM file INDEXED BY file_by_state"
            " WHERE state = 'missing' AND state <> 'indexed' AND lead_id IS NOT NULL)"
        ).fetchone()
        return int(row[0])

    def counts_by_folder(self) -> dict[int, int]:
        """Count the photos of each folder, missing ones apart."""
        return {
            folder_id: sum(states.values()) - states.get(FileState.MISSING.value, 0)
            for folder_id, states in self._counts_by_state().items()
        }

    def _counts_by_state(self) -> dict[int, dict[str, int]]:
        """Count the files of each folder by state, reading rows only of what is not indexed."""
        indexed = FileState.INDEXED.value
        found: dict[int, dict[str, int]] = {}
        rows = self._read(  # one statement: nothing is committed between the two counts
            "SELECT folder_id, '' AS state, count(*) FROM file GROUP BY folder_id UNION ALL"
            " SELECT folder_id, state, count(*) FROM file INDEXED BY file_by_state"
            " WHERE state <> 'indexed' GROUP BY folder_id, state ORDER BY state"
        )
        for folder_id, state, number in rows:  # the total of a folder comes first
            if not state:
                found[int(folder_id)] = {indexed: int(number)}
                continue
            found[int(folder_id)][str(state)] = int(number)
            found[int(folder_id)][indexed] -= int(number)
        return found

    def photo_problems(self) -> list[PhotoProblem]:
        """Return every unreadable photo with its reason, by path."""
        rows = self._read(
            "SELECT d.path, f.relpath, coalesce(f.error_code, c.error_code),"
            " coalesce(f.error_params, c.error_params)"
            " FROM file f JOIN folder d ON d.id = f.folder_id"
            " LEFT JOIN content c ON c.id = f.content_id"
            # the second condition says that the index of what is not indexed serves
            " WHERE f.state = 'unreadable' AND f.state <> 'indexed' AND d.online = 1"
            " ORDER BY d.path, f.relpath"
        )
        problems = []
        for folder, relpath, code, params in rows:
            error = PhotoUnreadable(code or "damaged", **json.loads(params or "{}"))
            problems.append(PhotoProblem(blob_to_path(folder, relpath), error.code, error.message))
        return problems

    def walk_problems(self) -> list[EnvironmentProblem]:
        """Return the sub-folders that could not be entered by the last scan."""
        rows = self._read(
            "SELECT error_code, error_params FROM walk_problem ORDER BY folder_id, relpath"
        )
        return [EnvironmentProblem(code, **json.loads(params)) for code, params in rows]

    def _read(self, sql: str, values: tuple[object, ...] = ()) -> Rows:
        return self._db.read(sql, values)


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
