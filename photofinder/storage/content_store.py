"""What is known of pictures, wherever they lie: contents and embeddings.

Reads may come from any thread; every public method that changes something is one transaction.
A content is written once and never changed: another picture is another digest. Only one that
could not be decoded is replaced when it is tried again.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from photofinder.core.types import Content
from photofinder.storage.file_rows import MAX_VARIABLES
from photofinder.storage.index_commit import (
    BatchWriter,
    CommitReport,
    IndexedFile,
    insert_embedding,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from photofinder.storage.database import Database, Rows

#: rows fetched at a time when vectors are streamed: 16 MB of 256-d vectors
VECTOR_CHUNK_ROWS = 16_384


class ContentStore:
    """Contents and everything that hangs on them.

    Parameters
    ----------
    database : Database
    """

    def __init__(self, database: Database) -> None:
        self._db = database

    # -- contents ------------------------------------------------------------------------------

    def find(self, digest: bytes) -> tuple[int, bool] | None:
        """Return (content id, whether it is readable) of a digest.

        None when it is unknown, or is to be tried once more (`Catalog.retry_unlucky`).
        """
        row = self._read(
            "SELECT id, error_code IS NULL FROM content WHERE digest = ? AND (error_code IS NULL"
            " OR coalesce(json_extract(error_params, '$.tried'), 0) <> 1)",
            (digest,),
        ).fetchone()
        return None if row is None else (int(row[0]), bool(row[1]))

    def contents(self, content_ids: Sequence[int]) -> dict[int, Content]:
        """Return contents by id; unknown ids are left out."""
        found: dict[int, Content] = {}
        for start in range(0, len(content_ids), MAX_VARIABLES):
            chunk = tuple(int(number) for number in content_ids[start : start + MAX_VARIABLES])
            rows = self._read(
                "SELECT id, digest, size_bytes, width, height, format, taken_at, metadata,"
                " sharpness, pixel_digest FROM content"
                f" WHERE id IN ({','.join('?' * len(chunk))})",
                chunk,
            )
            for row in rows:
                found[row[0]] = _content(row)
        return found

    def known_without_embedding(self, model_id: int, after: int, limit: int) -> list[int]:
        """Return readable contents on disk that the model has not seen, by id, after an id."""
        rows = self._read(
            "SELECT c.id FROM content c WHERE c.id > ? AND c.error_code IS NULL"
            " AND NOT EXISTS (SELECT 1 FROM embedding e"
            "   WHERE e.content_id = c.id AND e.model_id = ?)"
            " AND EXISTS (SELECT 1 FROM file f JOIN folder d ON d.id = f.folder_id"
            "   WHERE f.content_id = c.id AND f.state = 'indexed' AND d.online = 1)"
            " ORDER BY c.id LIMIT ?",
            (after, model_id, limit),
        )
        return [int(row[0]) for row in rows]

    def count_without_embedding(self, model_id: int) -> int:
        """Count the readable contents on disk that the model has not seen."""
        row = self._read(
            "SELECT count(*) FROM content c WHERE c.error_code IS NULL"
            " AND NOT EXISTS (SELECT 1 FROM embedding e"
            "   WHERE e.content_id = c.id AND e.model_id = ?)"
            " AND EXISTS (SELECT 1 FROM file f JOIN folder d ON d.id = f.folder_id"
            "   WHERE f.content_id = c.id AND f.state = 'indexed' AND d.online = 1)",
            (model_id,),
        )
        return int(row.fetchone()[0])

    def forgotten_digests(self, kept: set[bytes]) -> list[bytes]:
        """Return those of ``kept`` that are no content any more."""
        known = {bytes(row[0]) for row in self._read("SELECT digest FROM content")}
        return sorted(kept - known)

    def forget_unplaced(self) -> int:
        """Forget contents that lie in no file of any folder; return how many there were."""
        with self._db.transaction() as connection:
            return connection.execute(
                "DELETE FROM content WHERE NOT EXISTS"
                " (SELECT 1 FROM file WHERE file.content_id = content.id)"
            ).rowcount

    def repeated_contents(self) -> list[int]:
        """Return contents that lie in more than one file now."""
        rows = self._read(
            "SELECT f.content_id FROM file f JOIN folder d ON d.id = f.folder_id"
            " WHERE f.state = 'indexed' AND d.online = 1"
            " GROUP BY f.content_id HAVING count(*) > 1 ORDER BY f.content_id"
        )
        return [int(row[0]) for row in rows]

    def pixel_digests(self, content_ids: Sequence[int]) -> dict[int, tuple[str, bytes | None]]:
        """Return (state, digest) of the pixels; the states are those of the schema."""
        found: dict[int, tuple[str, bytes | None]] = {}
        for start in range(0, len(content_ids), MAX_VARIABLES):
            chunk = tuple(int(number) for number in content_ids[start : start + MAX_VARIABLES])
            rows = self._read(
                "SELECT id, pixel_state, pixel_digest FROM content"
                f" WHERE id IN ({','.join('?' * len(chunk))})",
                chunk,
            )
            found.update({row[0]: (row[1], row[2]) for row in rows})
        return found

    def set_pixel_digests(self, digests: Mapping[int, tuple[str, bytes | None]]) -> None:
        """Store (state, digest) of the pixels by content id."""
        with self._db.transaction() as connection:
            connection.executemany(
                "UPDATE content SET pixel_state = ?, pixel_digest = ? WHERE id = ?",
                [(state, digest, number) for number, (state, digest) in digests.items()],
            )

    def replace_pixel_digest(self, old: bytes, new: bytes) -> None:
        """Give all contents with one digest another: what proves them the same says more now."""
        with self._db.transaction() as connection:
            connection.execute(
                "UPDATE content SET pixel_state = 'known', pixel_digest = ? WHERE pixel_digest = ?",
                (new, old),
            )

    def wanted_pixel_digests(self) -> list[int]:
        """Return contents on disk whose pixels should be digested and could not be so far."""
        rows = self._read(
            "SELECT c.id FROM content c WHERE c.pixel_state IN ('wanted', 'failed_once') AND EXISTS"
            " (SELECT 1 FROM file f JOIN folder d ON d.id = f.folder_id"
            "   WHERE f.content_id = c.id AND f.state = 'indexed' AND d.online = 1) ORDER BY c.id"
        )
        return [int(row[0]) for row in rows]

    def same_pixel_contents(self) -> list[int]:
        """Return contents that share their pixel digest with another one."""
        rows = self._read(
            "SELECT id FROM content WHERE pixel_digest IN (SELECT pixel_digest FROM content"
            " WHERE pixel_digest IS NOT NULL GROUP BY pixel_digest HAVING count(*) > 1) ORDER BY id"
        )
        return [int(row[0]) for row in rows]

    # -- indexing ------------------------------------------------------------------------------

    def commit(self, batch: Sequence[IndexedFile], model_id: int) -> CommitReport:
        """Write what the indexer found out, all or nothing.

        A file whose stamp was renewed since it was listed stays pending; one whose content is
        still on its way (a copy decoded in a later batch) comes back as ``unresolved``.
        """
        writer = BatchWriter(model_id)
        with self._db.transaction() as connection:
            for item in batch:
                writer.write_content(connection, item)
            for item in batch:
                writer.write_file(connection, item)
        return writer.report()

    def add_embeddings(
        self, content_ids: Sequence[int], vectors: NDArray[np.float32], model_id: int
    ) -> list[int]:
        """Add the vectors of a further model to contents that are known; return their seqs."""
        with self._db.transaction() as connection:
            return [
                insert_embedding(connection, content_id, model_id, vector)
                for content_id, vector in zip(content_ids, vectors, strict=True)
            ]

    # -- embeddings ----------------------------------------------------------------------------

    def model_id(self, key: str, dim: int) -> int:
        """Return the number of an embedding space; it is made at its first use."""
        row = self._read("SELECT id FROM model WHERE key = ?", (key,)).fetchone()
        if row is not None:
            return int(row[0])
        if self._db.read_only:
            return -1  # no row has it: a library that never saw this model is empty to it
        with self._db.transaction() as connection:
            connection.execute("INSERT OR IGNORE INTO model (key, dim) VALUES (?, ?)", (key, dim))
            row = connection.execute("SELECT id FROM model WHERE key = ?", (key,)).fetchone()
        return int(row[0])

    def last_seq(self) -> int:
        """Return the highest seq that was ever given out; also to what has been forgotten since."""
        row = self._read("SELECT seq FROM sqlite_sequence WHERE name = 'embedding'").fetchone()
        return 0 if row is None else int(row[0])

    def embedding_count(self, model_id: int, after_seq: int = 0) -> int:
        """Count the vectors of a model, those above ``after_seq`` only."""
        row = self._read(
            "SELECT count(*) FROM embedding WHERE model_id = ? AND seq > ?", (model_id, after_seq)
        )
        return int(row.fetchone()[0])

    def vectors_after(
        self, model_id: int, after_seq: int, dim: int
    ) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]:
        """Stream (seqs (n,), vectors (n, dim)) in order of seq, `VECTOR_CHUNK_ROWS` at a time."""
        while True:
            rows = self._read(
                "SELECT seq, vector FROM embedding WHERE model_id = ? AND seq > ?"
                " ORDER BY seq LIMIT ?",
                (model_id, after_seq, VECTOR_CHUNK_ROWS),
            ).fetchall()
            if not rows:
                return
            seqs = np.fromiter((row[0] for row in rows), np.int64, len(rows))
            vectors = np.frombuffer(b"".join(row[1] for row in rows), np.float32)
            yield seqs, vectors.reshape(len(rows), dim)
            after_seq = int(seqs[-1])

    def vector_of(self, content_id: int, model_id: int) -> NDArray[np.float32] | None:
        """Return the stored embedding of a content, (dim,)."""
        row = self._read(
            "SELECT vector FROM embedding WHERE content_id = ? AND model_id = ?",
            (content_id, model_id),
        ).fetchone()
        return None if row is None else np.frombuffer(row[0], np.float32)

    def vectors(self, seqs: Sequence[int]) -> dict[int, NDArray[np.float32]]:
        """Return vectors (dim,) by seq; seqs that are gone are left out."""
        found: dict[int, NDArray[np.float32]] = {}
        for start in range(0, len(seqs), MAX_VARIABLES):
            chunk = tuple(int(number) for number in seqs[start : start + MAX_VARIABLES])
            rows = self._read(
                f"SELECT seq, vector FROM embedding WHERE seq IN ({','.join('?' * len(chunk))})",
                chunk,
            )
            found.update({row[0]: np.frombuffer(row[1], np.float32) for row in rows})
        return found

    def contents_of_seqs(self, seqs: Sequence[int]) -> dict[int, int]:
        """Return content ids by seq; seqs that are gone are left out."""
        found: dict[int, int] = {}
        for start in range(0, len(seqs), MAX_VARIABLES):
            chunk = tuple(int(number) for number in seqs[start : start + MAX_VARIABLES])
            rows = self._read(
                "SELECT seq, content_id FROM embedding"
                f" WHERE seq IN ({','.join('?' * len(chunk))})",
                chunk,
            )
            found.update(dict(rows.fetchall()))
        return found

    def _read(self, sql: str, values: tuple[object, ...] = ()) -> Rows:
        return self._db.read(sql, values)


def _content(row: Sequence[object]) -> Content:
    metadata = json.loads(str(row[7]))
    return Content(
        content_id=row[0],  # type: ignore[arg-type]  # SQLite columns, typed by the schema
        digest=row[1],  # type: ignore[arg-type]
        size_bytes=row[2],  # type: ignore[arg-type]
        width=row[3],  # type: ignore[arg-type]
        height=row[4],  # type: ignore[arg-type]
        format=row[5],  # type: ignore[arg-type]
        taken_at=row[6],  # type: ignore[arg-type]
        has_camera=bool(metadata.get("camera_model") or metadata.get("camera_make")),
        metadata_fields=len(metadata),
        sharpness=row[8],  # type: ignore[arg-type]
        pixel_digest=row[9],  # type: ignore[arg-type]
        burst=metadata.get("sequence_hint"),
        subsec_s=metadata.get("subsec_s"),
    )
