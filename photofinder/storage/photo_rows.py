"""Lists and rows of photos for whoever shows them. Reads only; any thread.

Ordering and filtering happen inside SQLite, which works without Python's lock but for the folding
of names, so that a window is not held up by a list of 100,000 photos.
"""

from __future__ import annotations

import json
import os
import time
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from photofinder.core.metadata import PhotoMetadata
from photofinder.core.text_filter import folder_key, holds_words, natural_key, words_of
from photofinder.core.types import FileState, PhotoProblem
from photofinder.core.views import FolderShare, PhotoDetails, PhotoQuery, PhotoRow, PhotoSort
from photofinder.errors import PhotoUnreadable
from photofinder.storage.file_rows import MAX_VARIABLES, blob_to_path, path_to_blob

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from photofinder.storage.database import Database, Rows

DAY_S = 86_400
#: what is known of a file's content counts unless the file has changed since
_JOINED = (
    " FROM file f JOIN folder d ON d.id = f.folder_id"
    " LEFT JOIN content c ON c.id = f.content_id AND f.state <> 'pending'"
)
#: the camera's clock, else the file's; a file without a clock (1970) has no date
SHOWN_DATE = (
    "coalesce(c.taken_at, CASE WHEN f.mtime_ns > 0 THEN"
    " strftime('%Y-%m-%dT%H:%M:%S', f.mtime_ns / 1000000000, 'unixepoch', 'localtime') END)"
)
_ADDED_DAY = "CASE WHEN f.added_s > 0 THEN date(f.added_s, 'unixepoch', 'localtime') END"
_CAMERA = (
    "coalesce(json_extract(c.metadata, '$.camera_make'), '') || ' ' ||"
    " coalesce(json_extract(c.metadata, '$.camera_model'), '')"
)
#: section and order of each sort; {way} is ASC or DESC
_SORTS = {
    PhotoSort.DATE: (
        f"substr({SHOWN_DATE}, 1, 7)",
        f"{SHOWN_DATE} IS NULL, {SHOWN_DATE} {{way}}, d.path {{way}}, f.relpath {{way}}",
    ),
    PhotoSort.ADDED: (
        _ADDED_DAY,
        "f.added_s {way}, d.path {way}, f.relpath {way}",
    ),
    PhotoSort.NAME: ("NULL", "name_key(f.relpath) {way}, d.path {way}, f.relpath {way}"),
    PhotoSort.FOLDER: (
        "place(d.path, f.relpath)",
        "place_key(d.path, f.relpath) {way}, name_key(f.relpath) {way}, f.relpath {way}",
    ),
    PhotoSort.SIZE: ("NULL", "f.size_bytes {way}, d.path {way}, f.relpath {way}"),
}
_ROW = (
    "SELECT f.id, d.path, f.relpath, f.state, d.online, f.size_bytes, f.mtime_ns, c.id, c.width,"
    " c.height, c.format, c.taken_at, (SELECT count(*) FROM file o WHERE o.content_id = c.id"
    " AND o.id <> f.id AND o.state NOT IN ('missing', 'pending'))"
)
_METADATA_FIELDS = frozenset(field.name for field in fields(PhotoMetadata))


@dataclass(frozen=True, slots=True)
class Condition:
    """A part of a WHERE clause with its values."""

    sql: str
    values: tuple[object, ...] = ()


IS_ONLINE = Condition("d.online = 1")


class PhotoRows:
    """Lists and rows of photos.

    Parameters
    ----------
    database : Database
    """

    def __init__(self, database: Database) -> None:
        self._db = database

    def ids(self, query: PhotoQuery) -> list[tuple[int, str | bytes | None]]:
        """Return (file id, section key) of the photos of a query, in its order."""
        section, order = _SORTS[query.sort]
        conditions = [Condition("f.state <> 'missing'"), *self._conditions(query)]
        self._add_functions()
        return self._read(
            f"SELECT f.id, {section}{_JOINED}"
            f" WHERE {_all(conditions)}"
            f" ORDER BY {order.format(way='DESC' if query.descending else 'ASC')}",
            _values(conditions),
        ).fetchall()

    def rows(self, file_ids: Sequence[int]) -> dict[int, PhotoRow]:
        """Return rows by file id; unknown ids are left out."""
        found: dict[int, PhotoRow] = {}
        for start in range(0, len(file_ids), MAX_VARIABLES):
            chunk = tuple(int(number) for number in file_ids[start : start + MAX_VARIABLES])
            rows = self._read(
                f"{_ROW}{_JOINED} WHERE f.id IN ({','.join('?' * len(chunk))})", chunk
            )
            found.update({row[0]: _photo_row(row) for row in rows})
        return found

    def ids_of_paths(self, paths: Sequence[Path]) -> list[int]:
        """Return the file ids at absolute paths, in their order; unknown ones are left out."""
        folders = [
            (number, blob_to_path(path))
            for number, path in self._read("SELECT id, path FROM folder ORDER BY path")
        ]
        found = []
        for path in paths:
            for number, folder in folders:
                if not path.is_relative_to(folder):
                    continue
                row = self._read(
                    "SELECT id FROM file WHERE folder_id = ? AND relpath = ?",
                    (number, path_to_blob(path.relative_to(folder))),
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
        metadata, *errors = row[13:]
        photo = _photo_row(row[:13])
        return PhotoDetails(
            photo,
            _metadata(photo, metadata),
            self._copies(photo),
            _problem(photo, errors[:2]) or _problem(photo, errors[2:]),
        )

    def folder_counts(self) -> dict[Path, int]:
        """Count the photos of each folder of the library, missing ones apart."""
        rows = self._read(
            "SELECT d.path, (SELECT count(*) FROM file f WHERE f.folder_id = d.id) -"
            " (SELECT count(*) FROM file f WHERE f.folder_id = d.id AND f.state = 'missing'"
            "  AND f.state <> 'indexed') FROM folder d"
        )
        return {blob_to_path(path): int(number) for path, number in rows}

    def subfolders(self, parent: Path) -> list[FolderShare]:
        """Return what lies directly below a folder, with the photos anywhere below it."""
        found: dict[Path, FolderShare] = {}
        for number, blob in self._read("SELECT id, path FROM folder").fetchall():
            root = blob_to_path(blob)
            if not parent.is_relative_to(root):
                continue
            below = path_to_blob(parent.relative_to(root)) if parent != root else b""
            start = len(below) + 2 if below else 1
            rest = f"substr(relpath, {start})"
            after = f"substr({rest}, instr({rest}, x'2f') + 1)"
            rows = self._read(
                f"SELECT substr({rest}, 1, instr({rest}, x'2f') - 1) AS part, count(*),"
                f" max(instr({after}, x'2f') > 0) FROM file WHERE folder_id = ?1"
                " AND (?2 = x'' OR (relpath > ?3 AND relpath < ?4))"
                f" AND instr({rest}, x'2f') > 0 AND state <> 'missing' GROUP BY part",
                (number, below, below + b"/", below + b"0"),
            )
            for part, count, deeper in rows:
                path = parent / os.fsdecode(part)
                known = found.get(path, FolderShare(path, 0, has_subfolders=False))
                deep = known.has_subfolders or bool(deeper)
                found[path] = FolderShare(path, known.photos + count, deep)
        return sorted(found.values(), key=lambda share: folder_key(share.path.name))

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
            problems.append(PhotoProblem(blob_to_path(folder, relpath), code, error.message))
        return problems, int(total)

    def missing_count(self) -> int:
        """Count the photos that are not where they were."""
        row = self._read(
            "SELECT count(*) FROM file WHERE state = 'missing' AND state <> 'indexed'"
        ).fetchone()
        return int(row[0])

    # -- for searches --------------------------------------------------------------------------

    def filters(
        self, folder: Path | None, taken_from: str | None, taken_to: str | None
    ) -> list[Condition]:
        """Return the conditions of a folder and of dates; parts of dates mean all of them."""
        found = [] if folder is None else [self._below(folder)]
        if taken_from is not None:
            found.append(Condition(f"{SHOWN_DATE} >= ?", (taken_from,)))
        if taken_to is not None:
            found.append(Condition(f"substr({SHOWN_DATE}, 1, {len(taken_to)}) <= ?", (taken_to,)))
        return found

    def seqs(
        self, conditions: Sequence[Condition], model_id: int, limit: int = -1
    ) -> NDArray[np.int64]:
        """Return the embeddings of photos that fulfil conditions, at most ``limit`` of them."""
        rows = self._read(
            f"SELECT DISTINCT e.seq{_JOINED.replace('LEFT JOIN', 'JOIN')}"
            " JOIN embedding e ON e.content_id = c.id AND e.model_id = ?"
            f" WHERE f.state = 'indexed' AND {_all(conditions)} LIMIT ?",
            (model_id, *_values(conditions), limit),
        ).fetchall()
        return np.fromiter((row[0] for row in rows), np.int64, len(rows))

    def files_of(
        self, content_ids: Sequence[int], conditions: Sequence[Condition]
    ) -> dict[int, list[int]]:
        """Return the indexed files of contents that fulfil conditions; those in reach first."""
        found: dict[int, list[int]] = {}
        for start in range(0, len(content_ids), MAX_VARIABLES):
            chunk = tuple(int(number) for number in content_ids[start : start + MAX_VARIABLES])
            rows = self._read(
                "SELECT f.content_id, f.id FROM file f INDEXED BY file_by_content"
                " JOIN folder d ON d.id = f.folder_id JOIN content c ON c.id = f.content_id"
                f" WHERE f.content_id IN ({','.join('?' * len(chunk))}) AND f.state = 'indexed'"
                f" AND {_all(conditions)} ORDER BY d.online DESC, d.path, f.relpath",
                (*chunk, *_values(conditions)),
            )
            for content_id, file_id in rows:
                found.setdefault(content_id, []).append(file_id)
        return found

    def related(self, content_ids: set[int]) -> dict[int, set[int]]:
        """Return for contents those of the same pixels and those that are a pair with them."""
        found: dict[int, set[int]] = {}
        numbers = sorted(content_ids)
        for start in range(0, len(numbers), MAX_VARIABLES // 3):
            chunk = tuple(numbers[start : start + MAX_VARIABLES // 3])
            marks = ",".join("?" * len(chunk))
            rows = self._read(
                f"SELECT first_id, second_id FROM pair WHERE first_id IN ({marks})"
                f" UNION SELECT second_id, first_id FROM pair WHERE second_id IN ({marks})"
                " UNION SELECT c.id, o.id FROM content c JOIN content o"
                f" ON o.pixel_digest = c.pixel_digest AND o.id <> c.id WHERE c.id IN ({marks})",
                chunk * 3,
            )
            for one, other in rows:
                found.setdefault(one, set()).add(other)
        return found

    def _below(self, folder: Path) -> Condition:
        """Return what holds for the photos below a folder, in whichever library folders."""
        parts: list[Condition] = []
        for number, blob in self._read("SELECT id, path FROM folder"):
            root = blob_to_path(blob)
            if root.is_relative_to(folder):
                parts.append(Condition("f.folder_id = ?", (number,)))
            elif folder.is_relative_to(root):
                below = path_to_blob(folder.relative_to(root))
                parts.append(
                    Condition(
                        "(f.folder_id = ? AND f.relpath > ? AND f.relpath < ?)",
                        (number, below + b"/", below + b"0"),  # "0" follows "/"
                    )
                )
        if not parts:
            return Condition("0")
        values = tuple(value for part in parts for value in part.values)
        return Condition(f"({' OR '.join(part.sql for part in parts)})", values)

    # -- private -------------------------------------------------------------------------------

    def _conditions(self, query: PhotoQuery) -> list[Condition]:
        found = []
        if query.folder is not None:
            found.append(self._below(query.folder))
        if query.added_within_days is not None:
            since = int(time.time()) - query.added_within_days * DAY_S
            found.append(Condition("f.added_s >= ?", (since,)))
        words = words_of(query.text)
        if words:
            date, camera = f"coalesce({SHOWN_DATE}, '')", _CAMERA
            found.append(
                Condition(
                    f"holds_words(d.path, f.relpath, {camera}, {date}, ?)", ("\n".join(words),)
                )
            )
        return found

    def _copies(self, photo: PhotoRow) -> tuple[Path, ...]:
        rows = self._read(
            "SELECT d.path, f.relpath FROM file f JOIN folder d ON d.id = f.folder_id"
            " WHERE f.content_id = ? AND f.id <> ? AND f.state NOT IN ('missing', 'pending')"
            " ORDER BY d.path, f.relpath",
            (photo.content_id, photo.file_id),
        )
        return tuple(blob_to_path(*row) for row in rows)

    def _add_functions(self) -> None:
        """Teach the calling thread's connection how names are folded; a few microseconds."""
        connection = self._db.connection
        for name, arguments, function in (
            ("holds_words", 5, _holds_words),
            ("name_key", 1, _name_key),
            ("place", 2, _place),
            ("place_key", 2, _place_key),
        ):
            connection.create_function(name, arguments, function, deterministic=True)

    def _read(self, sql: str, values: tuple[object, ...] = ()) -> Rows:
        return self._db.read(sql, values)


def _all(conditions: Sequence[Condition]) -> str:
    return " AND ".join(part.sql for part in conditions) or "1"


def _values(conditions: Sequence[Condition]) -> tuple[object, ...]:
    return tuple(value for part in conditions for value in part.values)


# -- inside queries --------------------------------------------------------------------------------


def _holds_words(root: bytes, relpath: bytes, camera: str, date: str, words: str) -> bool:
    """Look for the words in the library folder's own name and the path below it, camera, date."""
    name = root.rpartition(b"/")[2]
    return holds_words(f"{os.fsdecode(name)}/{os.fsdecode(relpath)}\n{camera}\n{date}", words)


def _name_key(relpath: bytes) -> bytes:
    return _encoded(natural_key(os.fsdecode(relpath.rpartition(b"/")[2])))


def _place(root: bytes, relpath: bytes) -> bytes:
    below = relpath.rpartition(b"/")[0]
    return root.rstrip(b"/") + b"/" + below if below else root


def _place_key(root: bytes, relpath: bytes) -> bytes:
    return _folder_key(_place(root, relpath))


@lru_cache(maxsize=4_096)
def _folder_key(place: bytes) -> bytes:
    return _encoded(folder_key(os.fsdecode(place)))


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


# -- values ----------------------------------------------------------------------------------------


def _photo_row(row: Sequence[object]) -> PhotoRow:
    file_id, folder, relpath, state, online, size, mtime, content_id, *known = row
    width, height, kind, taken_at, copies = known
    return PhotoRow(
        file_id,  # type: ignore[arg-type]  # SQLite columns, typed by the schema
        blob_to_path(folder, relpath),  # type: ignore[arg-type]
        FileState(str(state)),
        bool(online),
        size,  # type: ignore[arg-type]
        mtime,  # type: ignore[arg-type]
        content_id,  # type: ignore[arg-type]
        width or 0,  # type: ignore[arg-type]
        height or 0,  # type: ignore[arg-type]
        kind or "",  # type: ignore[arg-type]
        taken_at,  # type: ignore[arg-type]
        copies,  # type: ignore[arg-type]
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
    return PhotoUnreadable(code, **json.loads(params or "{}")).message
