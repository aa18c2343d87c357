"""Which pictures were compared, with what result, and the hashes that they are compared by.

Reads may come from any thread; every public method that changes something is one transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from photofinder.core.types import PairClass, PairEvidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from photofinder.storage.database import Database, Rows

#: rows fetched at a time
CHUNK_ROWS = 16_384


@dataclass(frozen=True, slots=True)
class HashTable:
    """The perceptual hashes of all contents with an embedding of one model, by ``seq``.

    Attributes
    ----------
    seqs, content_ids : ndarray, int64, (n,)
    hashes : ndarray, uint64, (n, 8)
        As written by `core.hashing.describe`; column 0 is the picture as it is.
    contrast : ndarray, float32, (n,)
    sizes : ndarray, int64, (n,)
        ``width << 32 | height``.
    """

    seqs: NDArray[np.int64]
    content_ids: NDArray[np.int64]
    hashes: NDArray[np.uint64]
    contrast: NDArray[np.float32]
    sizes: NDArray[np.int64]


class PairStore:
    """Pairs of contents, and who is still to be compared.

    Parameters
    ----------
    database : Database
    """

    def __init__(self, database: Database) -> None:
        self._db = database

    def hash_table(self, model_id: int) -> HashTable:
        """Load the hashes of every embedded content: 92 bytes each in memory."""
        rows = self._read(
            "SELECT e.seq, c.id, c.phash, c.hash_contrast, c.width << 32 | c.height"
            " FROM embedding e JOIN content c ON c.id = e.content_id"
            " WHERE e.model_id = ? AND c.phash IS NOT NULL ORDER BY e.seq",
            (model_id,),
        )
        parts = [_hash_rows([])]
        while chunk := rows.fetchmany(CHUNK_ROWS):
            parts.append(_hash_rows(chunk))
        return HashTable(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))

    def unpaired(self, model_id: int, limit: int) -> list[tuple[int, int]]:
        """Return (seq, content id) of embeddings not yet compared with the others, in order."""
        rows = self._read(
            "SELECT seq, content_id FROM embedding WHERE model_id = ? AND paired = 0"
            " ORDER BY seq LIMIT ?",
            (model_id, limit),
        )
        return [(int(row[0]), int(row[1])) for row in rows]

    def unpaired_count(self, model_id: int) -> int:
        """Count the embeddings not yet compared with the others."""
        row = self._read(
            "SELECT count(*) FROM embedding WHERE model_id = ? AND paired = 0", (model_id,)
        )
        return int(row.fetchone()[0])

    def add(self, pairs: Sequence[PairEvidence], paired_seqs: Sequence[int]) -> None:
        """Store pairs, and that these embeddings have been compared with all before them."""
        with self._db.transaction() as connection:
            connection.executemany(
                # a content that was forgotten meanwhile has no pairs
                "INSERT OR REPLACE INTO pair (first_id, second_id, class, relation, score,"
                " hash_distance) SELECT ?1, ?2, ?3, ?4, ?5, ?6"
                " WHERE (SELECT count(*) FROM content WHERE id IN (?1, ?2)) = 2",
                [
                    (p.first_id, p.second_id, p.pair_class.value, p.relation, p.score,
                     p.hash_distance)
                    for p in pairs
                ],
            )  # fmt: skip
            connection.executemany(
                "UPDATE embedding SET paired = 1 WHERE seq = ?",
                [(int(seq),) for seq in paired_seqs],
            )

    def forget(self, model_id: int) -> None:
        """Drop all pairs and mark a model's embeddings as not compared: another model serves."""
        with self._db.transaction() as connection:
            connection.execute("DELETE FROM pair")
            connection.execute("UPDATE embedding SET paired = 0 WHERE model_id = ?", (model_id,))

    def all(self) -> list[PairEvidence]:
        """Return every stored pair, by ids."""
        rows = self._read(
            "SELECT first_id, second_id, class, relation, score, hash_distance FROM pair"
            " ORDER BY first_id, second_id"
        )
        return [PairEvidence(r[0], r[1], PairClass(r[2]), r[3], r[4], r[5]) for r in rows]

    def _read(self, sql: str, values: tuple[object, ...] = ()) -> Rows:
        return self._db.read(sql, values)


def _hash_rows(rows: Sequence[tuple[int, int, bytes, float, int]]) -> tuple[NDArray[Any], ...]:
    number = len(rows)
    return (
        np.fromiter((row[0] for row in rows), np.int64, number),
        np.fromiter((row[1] for row in rows), np.int64, number),
        np.frombuffer(b"".join(row[2] for row in rows), "<u8").reshape(number, 8),
        np.fromiter((row[3] for row in rows), np.float32, number),
        np.fromiter((row[4] for row in rows), np.int64, number),
    )
