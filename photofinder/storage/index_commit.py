"""One commit of the indexer: contents, embeddings and files, all or nothing.

`BatchWriter` lives inside one transaction of `ContentStore.commit`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from photofinder.core.name_stems import stem_number
from photofinder.core.types import FileState
from photofinder.storage.file_rows import ROUND, blob_to_path, params_to_json, write_file_error

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from photofinder.core.types import CatalogFile
    from photofinder.errors import PhotoUnreadable


@dataclass(frozen=True, slots=True)
class NewContent:
    """A picture that was just decoded, or could not be (``error``)."""

    digest: bytes
    size_bytes: int
    width: int = 0
    height: int = 0
    format: str = ""
    frames: int = 1
    taken_at: str | None = None
    metadata: Mapping[str, object] | None = None
    phash: NDArray[np.uint64] | None = None
    hash_contrast: float = 0.0
    sharpness: float = 0.0
    inner_phash: int | None = None
    error: PhotoUnreadable | None = None


@dataclass(frozen=True, slots=True)
class IndexedFile:
    """What the indexer found out about one pending file.

    ``error`` is the file's own (it vanished, may not be read); a picture that cannot be decoded
    is ``content.error``. ``content`` and ``vector`` are None when the digest was known already.
    """

    file: CatalogFile
    digest: bytes = b""
    content: NewContent | None = None
    vector: NDArray[np.float32] | None = None
    error: PhotoUnreadable | None = None


@dataclass(frozen=True, slots=True)
class CommitReport:
    """What one commit changed, in files; ``new_seqs`` and ``new_vectors`` belong together."""

    indexed: int = 0
    reused: int = 0
    unreadable: int = 0
    new_seqs: tuple[int, ...] = ()
    new_vectors: tuple[NDArray[np.float32], ...] = ()
    moved: tuple[tuple[Path, Path], ...] = ()
    #: read again, and still the same content
    touched: tuple[Path, ...] = ()
    #: files of a content that lies elsewhere too
    repeated: int = 0
    unresolved: tuple[IndexedFile, ...] = ()


#: one that is there stays, unless it could not be decoded and has now been tried again
_WRITE_CONTENT = (
    "INSERT INTO content (digest, size_bytes, width, height, format, frames,"
    " taken_at, metadata, phash, hash_contrast, sharpness, inner_phash, name_stem, error_code,"
    " error_params) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (digest) DO UPDATE SET width = excluded.width, height = excluded.height,"
    " format = excluded.format, frames = excluded.frames, taken_at = excluded.taken_at,"
    " metadata = excluded.metadata, phash = excluded.phash,"
    " hash_contrast = excluded.hash_contrast, sharpness = excluded.sharpness,"
    " inner_phash = excluded.inner_phash, name_stem = excluded.name_stem,"
    " error_code = excluded.error_code,"
    " error_params = json_set(excluded.error_params, '$.tried', 2)"
    " WHERE content.error_code IS NOT NULL"
    " AND json_extract(content.error_params, '$.tried') = 1 RETURNING id"
)


class BatchWriter:
    """One commit's bookkeeping; lives inside one transaction."""

    def __init__(self, model_id: int) -> None:
        self._model_id = model_id
        self._indexed = 0
        self._reused = 0
        self._unreadable = 0
        self._new: set[bytes] = set()
        self._seqs: list[int] = []
        self._vectors: list[NDArray[np.float32]] = []
        self._moved: list[tuple[Path, Path]] = []
        self._touched: list[Path] = []
        self._repeated = 0
        self._unresolved: list[IndexedFile] = []

    def report(self) -> CommitReport:
        """Return what was written so far."""
        return CommitReport(
            self._indexed,
            self._reused,
            self._unreadable,
            tuple(self._seqs),
            tuple(self._vectors),
            tuple(self._moved),
            tuple(self._touched),
            self._repeated,
            tuple(self._unresolved),
        )

    def write_content(self, connection: sqlite3.Connection, item: IndexedFile) -> None:
        """Write a new content with its embedding; all contents of a batch before its files."""
        content = item.content
        if content is None:
            return
        row = connection.execute(
            _WRITE_CONTENT,
            _content_row(content, item.file.path.name),
        ).fetchone()
        if row is None:  # decoded twice at once: the first one stays
            return
        self._new.add(content.digest)
        if item.vector is not None:
            seq = insert_embedding(connection, int(row[0]), self._model_id, item.vector)
            self._seqs.append(seq)
            self._vectors.append(item.vector)

    def write_file(self, connection: sqlite3.Connection, item: IndexedFile) -> None:
        """Say which content a file holds, or why it cannot be read."""
        if item.error is not None:
            write_file_error(connection, item.file, item.error)
            self._unreadable += 1
            return
        row = connection.execute(
            "SELECT id, error_code FROM content WHERE digest = ?", (item.digest,)
        ).fetchone()
        if row is None:
            self._unresolved.append(item)
            return
        content_id, error_code = int(row[0]), row[1]
        state = FileState.INDEXED if error_code is None else FileState.UNREADABLE
        stamp = item.file.stamp
        cursor = connection.execute(
            "UPDATE file SET content_id = ?, state = ?, error_code = NULL, error_params = NULL"
            " WHERE id = ? AND size_bytes = ? AND mtime_ns = ?",
            (content_id, state.value, item.file.file_id, stamp.size_bytes, stamp.mtime_ns),
        )
        if cursor.rowcount == 0:
            return
        if item.digest in self._new:
            self._new.discard(item.digest)
            self._indexed += error_code is None
        else:
            self._reused += error_code is None
        self._unreadable += error_code is not None
        if item.file.content_id == content_id:
            self._touched.append(item.file.path)
            return
        if self._take_over_missing(connection, content_id, item.file):
            return
        if state is FileState.INDEXED and self._lies_elsewhere(connection, content_id, item.file):
            self._repeated += 1

    @staticmethod
    def _lies_elsewhere(connection: sqlite3.Connection, content_id: int, file: CatalogFile) -> bool:
        row = connection.execute(
            "SELECT 1 FROM file f JOIN folder d ON d.id = f.folder_id WHERE f.content_id = ?"
            " AND f.id <> ? AND f.state = 'indexed' AND d.online = 1 LIMIT 1",
            (content_id, file.file_id),
        ).fetchone()
        return row is not None

    def _take_over_missing(
        self, connection: sqlite3.Connection, content_id: int, file: CatalogFile
    ) -> bool:
        """Call it a move when a content appears in the round in which one of its places went.

        A place that went long ago stays: what appears now is a copy from elsewhere.
        """
        row = connection.execute(
            "SELECT f.id, d.path, f.relpath FROM file f JOIN folder d ON d.id = f.folder_id"
            " WHERE f.content_id = ? AND f.state = 'missing' AND d.online = 1"
            f" AND f.missing_round = {ROUND}"
            " ORDER BY f.id LIMIT 1",
            (content_id,),
        ).fetchone()
        if row is not None:
            connection.execute("DELETE FROM file WHERE id = ?", (row[0],))
            self._moved.append((blob_to_path(row[1], row[2]), file.path))
        return row is not None


def insert_embedding(
    connection: sqlite3.Connection, content_id: int, model_id: int, vector: NDArray[np.float32]
) -> int:
    """Write one vector; return its seq."""
    row = connection.execute(
        "INSERT INTO embedding (content_id, model_id, vector) VALUES (?, ?, ?)"
        " ON CONFLICT (content_id, model_id) DO UPDATE SET vector = excluded.vector RETURNING seq",
        (content_id, model_id, np.ascontiguousarray(vector, "<f4").tobytes()),
    ).fetchone()
    return int(row[0])


def _content_row(content: NewContent, name: str) -> tuple[object, ...]:
    phash = None if content.phash is None else np.asarray(content.phash, "<u8").tobytes()
    inner = None if content.inner_phash is None else content.inner_phash.to_bytes(8, "little")
    error = content.error
    return (
        content.digest,
        content.size_bytes,
        content.width,
        content.height,
        content.format,
        content.frames,
        content.taken_at,
        params_to_json(content.metadata or {}),
        phash,
        content.hash_contrast,
        content.sharpness,
        inner,
        stem_number(name),
        error and error.code,
        error and params_to_json(error.params),
    )
