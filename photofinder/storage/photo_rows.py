"""Photos, folders and problems as rows for whoever shows them. Reads only; any thread."""

from __future__ import annotations

import json
import os
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from photofinder.core.assets import AssetKind, unit_kind
from photofinder.core.metadata import PhotoMetadata
from photofinder.core.phrases import of_error
from photofinder.core.text_filter import folder_key
from photofinder.core.types import FileState, PhotoProblem
from photofinder.core.views import FolderShare, PhotoDetails, PhotoRow
from photofinder.errors import PhotoUnreadable
from photofinder.storage.asset_store import AssetStore
from photofinder.storage.file_rows import MAX_VARIABLES, blob_to_path, path_to_blob
from photofinder.storage.photo_conditions import CONTENT_JOIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from photofinder.storage.database import Database, Rows

_JOINED = f" FROM file f JOIN folder d ON d.id = f.folder_id{CONTENT_JOIN}"
_ROW = (
    "SELECT f.id, d.path, f.relpath, f.state, d.online, f.size_bytes, f.mtime_ns, c.id, c.width,"
    " c.height, c.format, c.taken_at, (SELECT count(*) FROM file o WHERE o.content_id = c.id"
    " AND o.id <> f.id AND o.state NOT IN ('missing', 'pending')), f.lead_id"
)
_COLUMNS = 14
_STATES = {state.value: state for state in FileState}
_METADATA_FIELDS = frozenset(field.name for field in fields(PhotoMetadata))


class PhotoRows:
    """Rows of photos.

    Parameters
    ----------
    database : Database
    """

    def __init__(self, database: Database) -> None:
        self._db = database
        self._assets = AssetStore(database)

    def rows(self, file_ids: Sequence[int]) -> dict[int, PhotoRow]:
        """Return rows by file id; unknown ids are left out."""
        found: dict[int, PhotoRow] = {}
        for start in range(0, len(file_ids), MAX_VARIABLES):
            chunk = tuple(int(number) for number in file_ids[start : start + MAX_VARIABLES])
            rows = self._read(
                f"{_ROW}{_JOINED} WHERE f.id IN ({','.join('?' * len(chunk))})", chunk
            )
            kinds = self._assets.kinds_of(chunk)
            found.update({row[0]: _photo_row(row, kinds.get(row[0], ())) for row in rows})
        return found

    def ids_of_paths(self, paths: Sequence[Path]) -> list[int]:
        """Return the file ids at absolute paths, in their order; unknown ones are left out."""
        folders = [
            (int(number), bytes(path).rstrip(b"/") + b"/")
            for number, path in self._read("SELECT id, path FROM folder ORDER BY path")
        ]
        found = []
        for path in paths:
            blob = path_to_blob(path)
            for number, root in folders:
                if not blob.startswith(root):
                    continue
                row = self._read(
                    "SELECT id FROM file WHERE folder_id = ? AND relpath = ?",
                    (number, blob[len(root) :]),
                ).fetchone()
                if row is not None:
                    found.append(int(row[0]))
                    break
        return found

    def details(self, file_id: int) -> PhotoDetails | None:
        """Return everything known of a photo."""
        row = self._read(
            f"{_ROW}, c.metadata, f.error_code, f.error_params, c.error_code, c.error_params"
            f"{_JOINED} WHERE f.id = ?",
            (file_id,),
        ).fetchone()
        if row is None:
            return None
        metadata, *errors = row[_COLUMNS:]
        kinds = self._assets.kinds_of([file_id])
        photo = _photo_row(row[:_COLUMNS], kinds.get(file_id, ()))
        members = self._assets.members(file_id)
        return PhotoDetails(
            photo,
            _metadata(photo, metadata),
            self._copies(photo),
            _problem(photo, errors[:2]) or _problem(photo, errors[2:]),
            () if members is None else (*members.photos, *members.companions),
        )

    # -- folders -------------------------------------------------------------------------------

    def folder_counts(self) -> dict[Path, int]:
        """Count the photos of each folder of the library, missing ones apart.

        Files that are one photo count once.
        """
        rows = self._read(
            "SELECT d.path, (SELECT count(*) FROM file f WHERE f.folder_id = d.id) -"
            " (SELECT count(*) FROM file f WHERE f.folder_id = d.id AND f.lead_id IS NOT NULL) -"
            " (SELECT count(*) FROM file f WHERE f.folder_id = d.id AND f.state = 'missing'"
            "  AND f.state <> 'indexed' AND f.lead_id IS NULL) FROM folder d"
        )
        return {blob_to_path(path): int(number) for path, number in rows}

    def subfolders(self, parent: Path) -> list[FolderShare]:
        """Return what lies directly below a folder, with the photos anywhere below it."""
        found: dict[Path, FolderShare] = {}
        for number, blob in self._read("SELECT id, path FROM folder").fetchall():
            root = blob_to_path(blob)
            if not parent.is_relative_to(root):
                continue
            below = path_to_blob(parent.relative_to(root)) + b"/" if parent != root else b""
            for name, photos, is_deep in self._children(int(number), below):
                path = parent / os.fsdecode(name)
                known = found.get(path, FolderShare(path, 0, has_subfolders=False))
                found[path] = FolderShare(
                    path, known.photos + photos, known.has_subfolders or is_deep
                )
        return sorted(found.values(), key=lambda share: folder_key(os.fsencode(share.path.name)))

    def _children(self, folder_id: int, below: bytes) -> Iterator[tuple[bytes, int, bool]]:
        """Yield (name, photos anywhere below, whether it has sub-folders), one jump each."""
        start, after = len(below) + 1, below
        end = below[:-1] + b"0" if below else None  # "0" follows "/"
        while True:
            row = self._read(
                f"SELECT substr(relpath, {start}) FROM file WHERE folder_id = ?1 AND relpath > ?2"
                f" AND (?3 IS NULL OR relpath < ?3) AND instr(substr(relpath, {start}), x'2f') > 0"
                " ORDER BY relpath LIMIT 1",
                (folder_id, after, end),
            ).fetchone()
            if row is None:
                return
            name = bytes(row[0]).partition(b"/")[0]
            first, after = below + name + b"/", below + name + b"0"
            photos = self._count_between(folder_id, first, after)
            deeper = self._read(
                "SELECT 1 FROM file WHERE folder_id = ? AND relpath > ? AND relpath < ?"
                f" AND instr(substr(relpath, {len(first) + 1}), x'2f') > 0 LIMIT 1",
                (folder_id, first, after),
            ).fetchone()
            if photos:
                yield name, photos, deeper is not None

    def _count_between(self, folder_id: int, first: bytes, end: bytes) -> int:
        """Count without looking at more than the indices, but for the few that are missing."""
        row = self._read(
            "SELECT (SELECT count(*) FROM file WHERE folder_id = ?1 AND relpath > ?2"
            " AND relpath < ?3) - (SELECT count(*) FROM file INDEXED BY file_behind_lead"
            " WHERE lead_id IS NOT NULL AND folder_id = ?1 AND relpath > ?2 AND relpath < ?3)"
            " - (SELECT count(*) FROM file INDEXED BY file_by_state"
            " WHERE state = 'missing' AND state <> 'indexed' AND lead_id IS NULL"
            " AND folder_id = ?1 AND relpath > ?2 AND relpath < ?3)",
            (folder_id, first, end),
        ).fetchone()
        return int(row[0])

    # -- problems ------------------------------------------------------------------------------

    def unreadable(self, limit: int) -> tuple[list[PhotoProblem], int]:
        """Return the first unreadable photos by path, and how many there are."""
        where = (
            " FROM file f JOIN folder d ON d.id = f.folder_id"
            " LEFT JOIN content c ON c.id = f.content_id"
            " WHERE f.state = 'unreadable' AND f.state <> 'indexed' AND d.online = 1"
        )
        total = self._read(f"SELECT count(*){where}").fetchone()[0]
        rows = self._read(
            "SELECT d.path, f.relpath, coalesce(f.error_code, c.error_code, 'damaged'),"
            f" coalesce(f.error_params, c.error_params, '{{}}'){where}"
            " ORDER BY d.path, f.relpath LIMIT ?",
            (limit,),
        )
        problems = []
        for folder, relpath, code, params in rows:
            error = PhotoUnreadable(code, **json.loads(params))
            problems.append(PhotoProblem(blob_to_path(folder, relpath), code, of_error(error)))
        return problems, int(total)

    def missing_count(self) -> int:
        """Count the photos that are not where they were, in folders that are there."""
        row = self._read(
            "SELECT count(*) FROM file f JOIN folder d ON d.id = f.folder_id"
            " WHERE f.state = 'missing' AND f.state <> 'indexed' AND d.online = 1"
        ).fetchone()
        return int(row[0])

    # -- private -------------------------------------------------------------------------------

    def _copies(self, photo: PhotoRow) -> tuple[Path, ...]:
        rows = self._read(
            "SELECT d.path, f.relpath FROM file f JOIN folder d ON d.id = f.folder_id"
            " WHERE f.content_id = ? AND f.id <> ? AND f.state NOT IN ('missing', 'pending')"
            " ORDER BY d.path, f.relpath",
            (photo.content_id, photo.file_id),
        )
        return tuple(blob_to_path(*row) for row in rows)

    def _read(self, sql: str, values: tuple[object, ...] = ()) -> Rows:
        return self._db.read(sql, values)


# -- values ----------------------------------------------------------------------------------------


def _photo_row(row: Sequence[object], kinds: Iterable[AssetKind]) -> PhotoRow:
    file_id, folder, relpath, state, online, size, mtime, content_id, *known = row
    width, height, kind, taken_at, copies, lead_id = known
    # one string is parsed quicker than two are joined
    path = Path(os.fsdecode(folder.rstrip(b"/") + b"/" + relpath))  # type: ignore[attr-defined]
    return PhotoRow(
        file_id,  # type: ignore[arg-type]  # SQLite columns, typed by the schema
        path,
        _STATES[state],  # type: ignore[index]
        bool(online),
        size,  # type: ignore[arg-type]
        mtime,  # type: ignore[arg-type]
        content_id,  # type: ignore[arg-type]
        width or 0,  # type: ignore[arg-type]
        height or 0,  # type: ignore[arg-type]
        kind or "",  # type: ignore[arg-type]
        taken_at,  # type: ignore[arg-type]
        copies,  # type: ignore[arg-type]
        unit_kind(path.name, kinds),
        lead_id,  # type: ignore[arg-type]
    )


def _metadata(photo: PhotoRow, stored: str | None) -> PhotoMetadata | None:
    if stored is None or photo.state is FileState.UNREADABLE:
        return None
    values = {k: v for k, v in json.loads(stored).items() if k in _METADATA_FIELDS}
    return PhotoMetadata(taken_at=photo.taken_at, **values)


def _problem(photo: PhotoRow, error: Sequence[str | None]) -> str | None:
    code, params = error
    if code is None or photo.state is not FileState.UNREADABLE:
        return None
    return of_error(PhotoUnreadable(code, **json.loads(params or "{}")))
