"""Rows of the catalog's ``file`` table: how they are written, and the values they become.

Paths are stored as the file system's own bytes, ``/`` between the parts, because names need not be
valid text.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from photofinder.core.text_filter import name_key
from photofinder.core.types import CatalogFile, FileStamp, FileState

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from photofinder.errors import EnvironmentProblem, PhotoUnreadable

#: SQLite's default limit of bound variables is 32,766 since 3.32; half of it leaves room
MAX_VARIABLES = 16_000
#: what may be different the next time the file is looked at, without the file having changed
TRANSIENT_CODES = frozenset({"no_permission", "vanished", "changed", "io_error"})

#: rounds of looking that were completed; a scan, or what a watch hears until it is quiet
ROUND = "(SELECT coalesce(max(CAST(value AS INTEGER)), 0) FROM meta WHERE key = 'round')"
#: what a decode may say because the machine was busy or short of memory: tried once more
UNLUCKY_CODES = ("too_slow", "too_much_memory", "crashed_decoder")

FILE_COLUMNS = (
    "f.id, f.folder_id, d.path, f.relpath, f.size_bytes, f.mtime_ns, f.device, f.inode, "
    "f.state, f.content_id"
)


def path_to_blob(path: str | Path) -> bytes:
    """Encode a path as the file system does (invalid UTF-8 included), ``/`` between parts."""
    text = os.fspath(path)
    return os.fsencode(text.replace(os.sep, "/") if os.sep != "/" else text)


def blob_to_path(*parts: bytes) -> Path:
    """Join stored parts into a path."""
    return Path(*(os.fsdecode(part) for part in parts if part))


@dataclass(frozen=True, slots=True)
class KnownFile:
    """What the catalog holds of a path, for the difference against the disk.

    ``lead`` is the relative path of the photo that it stands behind, by their names.
    """

    relpath: bytes
    file_id: int
    stamp: FileStamp
    state: FileState
    error_code: str | None
    lead: bytes | None = None


class FolderRemoved(Exception):
    """The folder was taken out of the library while it was walked: nothing was written."""


@dataclass(frozen=True, slots=True)
class WalkScope:
    """The part of a folder that was walked; ``under`` is empty for its root."""

    under: bytes = b""
    recursive: bool = True


@dataclass(frozen=True, slots=True)
class WalkChanges:
    """The difference between disk and catalog for one folder, ready to be written."""

    new: Sequence[tuple[bytes, FileStamp]] = ()
    changed: Sequence[tuple[int, FileStamp]] = ()
    returned: Sequence[int] = ()
    retried: Sequence[int] = ()
    #: the same file, told by the system under another number
    restamped: Sequence[tuple[int, FileStamp]] = ()
    missing: Sequence[int] = ()
    refused: Sequence[tuple[bytes, FileStamp, PhotoUnreadable]] = ()
    problems: Sequence[tuple[bytes, EnvironmentProblem]] = ()
    #: what was walked: its earlier problems are forgotten. None: they stay
    scope: WalkScope | None = None


@dataclass(frozen=True, slots=True)
class FileCounts:
    """Files per state over all folders; ``offline`` are those in folders that are not there.

    ``behind`` are those of them all that stand behind another one: lists show them as one photo.
    """

    indexed: int = 0
    pending: int = 0
    unreadable: int = 0
    missing: int = 0
    offline: int = 0
    behind: int = 0

    @property
    def present(self) -> int:
        """Files on disk now."""
        return self.indexed + self.pending + self.unreadable


def write_file_error(
    connection: sqlite3.Connection, file: CatalogFile, error: PhotoUnreadable
) -> None:
    """Record a file's own error inside a transaction, unless its stamp was renewed meanwhile."""
    connection.execute(
        "UPDATE file SET state = 'unreadable', error_code = ?, error_params = ?"
        " WHERE id = ? AND size_bytes = ? AND mtime_ns = ?",
        (
            error.code,
            params_to_json(error.params),
            file.file_id,
            file.stamp.size_bytes,
            file.stamp.mtime_ns,
        ),
    )


def params_to_json(params: Mapping[str, object]) -> str:
    """Encode an error's facts; surrogates of undecodable names are escaped, so nothing is lost."""
    return json.dumps({key: _plain(value) for key, value in params.items()})


def _plain(value: object) -> object:
    return value if isinstance(value, int | float | str | bool | None) else str(value)


def upsert_file(
    connection: sqlite3.Connection,
    folder_id: int,
    relpath: bytes,
    stamp: FileStamp,
    state: FileState,
    error: PhotoUnreadable | None = None,
) -> None:
    """Write a file's row, new or known, inside a transaction."""
    connection.execute(
        "INSERT INTO file (folder_id, relpath, size_bytes, mtime_ns, device, inode, state,"
        " error_code, error_params, name_key, added_s) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
        " CAST(strftime('%s', 'now') AS INTEGER))"
        " ON CONFLICT (folder_id, relpath) DO UPDATE SET size_bytes = excluded.size_bytes,"
        " mtime_ns = excluded.mtime_ns, device = excluded.device, inode = excluded.inode,"
        " state = excluded.state, error_code = excluded.error_code,"
        " error_params = excluded.error_params",
        (
            folder_id,
            relpath,
            *stamp_row(stamp),
            state.value,
            error and error.code,
            error and params_to_json(error.params),
            name_key(relpath),
        ),
    )


def stamp_row(stamp: FileStamp) -> tuple[int, int, int, int]:
    """Return a stamp as the columns size, time, device and inode."""
    # inode numbers of 64 and 128 bits (ReFS, some network drives) do not fit SQLite's signed 64
    mask = (1 << 63) - 1
    return stamp.size_bytes, stamp.mtime_ns, stamp.device & mask, stamp.inode & mask


def catalog_file(row: Sequence[object]) -> CatalogFile:
    """Return a row of `FILE_COLUMNS` as a value."""
    file_id, folder_id, folder, relpath, size, mtime, device, inode, state, content_id = row
    return CatalogFile(
        file_id,  # type: ignore[arg-type]  # SQLite columns, typed by the schema
        folder_id,  # type: ignore[arg-type]
        blob_to_path(folder, relpath),  # type: ignore[arg-type]
        FileStamp(size, mtime, device, inode),  # type: ignore[arg-type]
        FileState(str(state)),
        content_id,  # type: ignore[arg-type]
    )
