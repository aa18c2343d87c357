"""Which pictures were compared, with what result, and what they are compared by.

Reads may come from any thread; every public method that changes something is one transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from photofinder.core.types import PairClass, PairEvidence
from photofinder.storage.pair_evidence import verification_of, verification_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from photofinder.storage.database import Database, Rows

#: rows fetched at a time: 4 MB of 256-d vectors
CHUNK_ROWS = 4_096
#: what `pair_of` reads
PAIR_COLUMNS = "first_id, second_id, class, relation, score, hash_distance, evidence"
#: of a pair: what is offline cannot be looked at
_BOTH_ARE_THERE = " AND ".join(
    "EXISTS (SELECT 1 FROM file f JOIN folder d ON d.id = f.folder_id"
    f" WHERE f.content_id = pair.{column} AND f.state = 'indexed' AND d.online = 1)"
    for column in ("first_id", "second_id")
)
#: no picture was taken then: it is not known when this one was
UNKNOWN_S = -1
#: 0 stands for a name that says nothing
NO_STEM = 0


@dataclass(frozen=True, slots=True)
class CompareTable:
    """What is known of all contents with an embedding of one model, in the order of ``seq``.

    Attributes
    ----------
    seqs, content_ids : ndarray, int64, (n,)
    hashes : ndarray, uint64, (n, 8)
        As written by `core.hashing.describe`; column 0 is the picture as it is.
    contrast : ndarray, float32, (n,)
    sizes : ndarray, int64, (n,)
        ``width << 32 | height``.
    inner : ndarray, uint64, (n,)
        Hash without borders; only where ``has_inner``.
    has_inner : ndarray, bool, (n,)
    stems : ndarray, int64, (n,)
        `core.name_stems.stem_number`; `NO_STEM` where the name says nothing.
    taken_s : ndarray, int64, (n,)
        Seconds by the camera's own clock; `UNKNOWN_S` where it is not known.
    codes : ndarray, uint64, (n, words)
        The signs of the embedding, a bit per dimension.
    """

    seqs: NDArray[np.int64]
    content_ids: NDArray[np.int64]
    hashes: NDArray[np.uint64]
    contrast: NDArray[np.float32]
    sizes: NDArray[np.int64]
    inner: NDArray[np.uint64]
    has_inner: NDArray[np.bool_]
    stems: NDArray[np.int64]
    taken_s: NDArray[np.int64]
    codes: NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Due:
    """A picture that is to be compared with all of lower ``seq``."""

    seq: int
    content_id: int


class PairStore:
    """Pairs of contents, and who is still to be compared.

    Parameters
    ----------
    database : Database
    """

    def __init__(self, database: Database) -> None:
        self._db = database

    def table(self, model_id: int, after_seq: int = 0) -> CompareTable:
        """Load what every embedded content is compared by: 150 bytes each in memory.

        Parameters
        ----------
        model_id : int
        after_seq : int
            Only those of a higher seq.
        """
        rows = self._read(
            "SELECT e.seq, c.id, c.phash, c.hash_contrast, c.width << 32 | c.height,"
            " c.inner_phash, c.name_stem, strftime('%s', substr(c.taken_at, 1, 19)), e.vector"
            " FROM embedding e JOIN content c ON c.id = e.content_id"
            " WHERE e.model_id = ? AND e.seq > ? AND c.phash IS NOT NULL ORDER BY e.seq",
            (model_id, after_seq),
        )
        parts = []
        while chunk := rows.fetchmany(CHUNK_ROWS):
            parts.append(_columns(chunk))
        if not parts:
            parts = [_columns([])]
        return CompareTable(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))

    def due(self, model_id: int, version: int, limit: int, *, again: bool = False) -> list[Due]:
        """Return pictures that were not compared by a verifier of this version, oldest seq first.

        Parameters
        ----------
        model_id : int
        version : int
        limit : int
        again : bool
            Those that an older verifier compared, instead of those that none did.
        """
        rows = self._read(
            "SELECT seq, content_id FROM embedding WHERE model_id = ?1"
            " AND paired BETWEEN ?2 AND ?3 ORDER BY paired, seq LIMIT ?4",
            (model_id, *((1, version - 1) if again else (0, 0)), limit),
        )
        return [Due(int(seq), int(content_id)) for seq, content_id in rows]

    def due_count(self, model_id: int, version: int, *, again: bool = False) -> int:
        """Count what `due` would give."""
        row = self._read(
            "SELECT count(*) FROM embedding WHERE model_id = ?1 AND paired BETWEEN ?2 AND ?3",
            (model_id, *((1, version - 1) if again else (0, 0))),
        )
        return int(row.fetchone()[0])

    def replace(
        self, model_id: int, compared: Sequence[Due], pairs: Sequence[PairEvidence], version: int
    ) -> None:
        """Store the pairs of pictures with those of lower seq; what was known of them goes.

        Parameters
        ----------
        model_id : int
        compared : sequence of Due
            All that were compared now, also those without a pair.
        pairs : sequence of PairEvidence
        version : int
            Of the verifier.
        """
        with self._db.transaction() as connection:
            for column, other in (("first_id", "second_id"), ("second_id", "first_id")):
                connection.executemany(
                    f"DELETE FROM pair WHERE {column} = ?1 AND {other} IN (SELECT content_id"
                    " FROM embedding WHERE model_id = ?2 AND seq < ?3)",
                    [(due.content_id, model_id, due.seq) for due in compared],
                )
            connection.executemany(
                # a content that was forgotten meanwhile has no pairs
                "INSERT OR REPLACE INTO pair (first_id, second_id, class, relation, score,"
                " hash_distance, evidence, verifier) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8"
                " WHERE (SELECT count(*) FROM content WHERE id IN (?1, ?2)) = 2",
                [(*_pair_row(pair), version) for pair in pairs],
            )
            connection.executemany(
                "UPDATE embedding SET paired = ? WHERE seq = ? AND model_id = ?",
                [(version, due.seq, model_id) for due in compared],
            )

    def to_look(
        self, seen_by: int, limit: int, after: tuple[int, int] = (0, 0)
    ) -> list[PairEvidence]:
        """Return same shots that are there and were last looked at by one version, by ids.

        Parameters
        ----------
        seen_by : int
            Version of the close look; 0 gives pairs that none has seen.
        limit : int
        after : tuple of int
            Only those behind this pair of ids.

        Notes
        -----
        In the order of its index, which is asked for by name: without it, one pair that is left
        costs a walk through the whole table.
        """
        rows = self._read(
            f"SELECT {PAIR_COLUMNS} FROM pair INDEXED BY pair_to_look"
            " WHERE class = 'same_shot' AND looked = ?1 AND (first_id, second_id) > (?2, ?3)"
            f" AND {_BOTH_ARE_THERE} ORDER BY first_id, second_id LIMIT ?4",
            (seen_by, *after, limit),
        )
        return [pair_of(row) for row in rows]

    def to_look_count(self, version: int) -> int:
        """Count the same shots that are there and that no look of this version has seen.

        Notes
        -----
        5 us for each that is left, there or not; nothing for the others.
        """
        row = self._read(
            "SELECT count(*) FROM pair INDEXED BY pair_to_look"
            f" WHERE class = 'same_shot' AND looked < ? AND {_BOTH_ARE_THERE}",
            (version,),
        )
        return int(row.fetchone()[0])

    def set_looked(self, version: int, looked: Sequence[tuple[PairEvidence, PairEvidence]]) -> None:
        """Store what a close look made of pairs; what was compared anew meanwhile stays as it is.

        Parameters
        ----------
        version : int
        looked : sequence of (PairEvidence, PairEvidence)
            As `to_look` gave it, and as it is now; the same where nothing was seen.
        """
        with self._db.transaction() as connection:
            for before, after in looked:
                was, now = _pair_row(before), _pair_row(after)
                ids, text = was[:2], was[-1]
                same = "first_id = ? AND second_id = ? AND evidence = ?"
                if now == was:
                    connection.execute(
                        f"UPDATE pair SET looked = ? WHERE {same}", (version, *ids, text)
                    )
                    continue
                connection.execute(
                    "UPDATE pair SET looked = ?, class = ?, relation = ?, evidence = ?"
                    f" WHERE {same}",
                    (version, now[2], now[3], now[-1], *ids, text),
                )

    def forget(self, model_id: int) -> None:
        """Drop all pairs and mark a model's embeddings as not compared: another model serves."""
        with self._db.transaction() as connection:
            connection.execute("DELETE FROM pair")
            connection.execute("UPDATE embedding SET paired = 0 WHERE model_id = ?", (model_id,))

    def all(self) -> list[PairEvidence]:
        """Return every stored pair, by ids."""
        return list(self.each())

    def each(self) -> Iterator[PairEvidence]:
        """Iterate over every stored pair, by ids."""
        rows = self._read(f"SELECT {PAIR_COLUMNS} FROM pair ORDER BY first_id, second_id")
        return (pair_of(row) for row in rows)

    def _read(self, sql: str, values: tuple[object, ...] = ()) -> Rows:
        return self._db.read(sql, values)


def pair_of(row: Sequence[Any]) -> PairEvidence:
    """Return a row of the table as a value."""
    first, second, kind, relation, score, distance, evidence = row
    return PairEvidence(
        first, second, PairClass(kind), relation, score, distance, verification_of(evidence)
    )


def _pair_row(pair: PairEvidence) -> tuple[object, ...]:
    return (
        pair.first_id,
        pair.second_id,
        pair.pair_class.value,
        pair.relation,
        pair.score,
        pair.hash_distance,
        verification_text(pair.verified),
    )


def _columns(rows: Sequence[tuple[Any, ...]]) -> tuple[NDArray[Any], ...]:
    number = len(rows)
    inner = [row[5] for row in rows]
    dim = len(rows[0][8]) // 4 if rows else 0
    vectors = np.frombuffer(b"".join(row[8] for row in rows), "<f4").reshape(number, dim)
    return (
        np.fromiter((row[0] for row in rows), np.int64, number),
        np.fromiter((row[1] for row in rows), np.int64, number),
        np.frombuffer(b"".join(row[2] for row in rows), "<u8").reshape(number, 8),
        np.fromiter((row[3] for row in rows), np.float32, number),
        np.fromiter((row[4] for row in rows), np.int64, number),
        np.frombuffer(b"".join(blob or bytes(8) for blob in inner), "<u8"),
        np.fromiter((blob is not None for blob in inner), np.bool_, number),
        np.fromiter((row[6] or NO_STEM for row in rows), np.int64, number),
        np.fromiter(
            (UNKNOWN_S if row[7] is None else int(row[7]) for row in rows), np.int64, number
        ),
        sign_codes(vectors),
    )


def sign_codes(vectors: NDArray[np.float32]) -> NDArray[np.uint64]:
    """Return a bit per dimension, whether it is positive, in words of 64: (n, words)."""
    number, dim = vectors.shape
    words = max(1, -(-dim // 64))
    bits = np.zeros((number, words * 64), np.bool_)
    bits[:, :dim] = vectors > 0
    return np.packbits(bits, axis=1).view("<u8").astype(np.uint64).reshape(number, words)
