"""The vectors that came after the segment, searched exactly, in bounded memory.

Held in chunks that are never moved: adding copies nothing, and a search that runs meanwhile goes
on with the rows it saw. Beyond `TAIL_MAX` rows nothing more is held; what lies above is read from
the catalog at each search, slower but never forgotten, until the index is built again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from photofinder.core.similarity import EMPTY, merge, top_k

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from photofinder.core.types import RankedIds
    from photofinder.storage.content_store import ContentStore

#: held in memory: 105 MB of 256-d vectors, searched in 2 ms
TAIL_MAX = 100_000
_CHUNK_ROWS = 4_096


@dataclass(frozen=True, slots=True)
class ExactTail:
    """An immutable view; `with_rows` gives the next one.

    Attributes
    ----------
    after_seq : int
        The rows held begin above this.
    chunks : tuple of (ndarray int64 (rows,), ndarray float32 (rows, dim))
        All full but the last, of which ``count`` says how much is filled.
    count : int
        Rows held.
    overflows : bool
        More rows are only in the catalog, above `last_seq`.
    """

    dim: int
    after_seq: int = 0
    chunks: tuple[tuple[NDArray[np.int64], NDArray[np.float32]], ...] = ()
    count: int = 0
    overflows: bool = False

    @classmethod
    def read(cls, store: ContentStore, model_id: int, dim: int, after_seq: int) -> ExactTail:
        """Read what the catalog holds above a seq, as far as it may be held."""
        tail = cls(dim, after_seq)
        for seqs, vectors in store.vectors_after(model_id, after_seq, dim):
            tail = tail.with_rows(seqs, vectors)
            if tail.overflows:
                break
        return tail

    @property
    def last_seq(self) -> int:
        """The highest seq held."""
        if self.count == 0:
            return self.after_seq
        return int(self.chunks[-1][0][(self.count - 1) % _CHUNK_ROWS])

    def with_rows(
        self, seqs: Sequence[int] | NDArray[np.int64], vectors: NDArray[np.float32]
    ) -> ExactTail:
        """Return the tail with further rows, ascending by seq, above all before."""
        room = TAIL_MAX - self.count
        overflows = self.overflows or len(seqs) > room
        if self.overflows or room <= 0:
            return ExactTail(self.dim, self.after_seq, self.chunks, self.count, overflows)
        numbers = np.asarray(seqs, np.int64)[:room]
        chunks, count = list(self.chunks), self.count
        start = 0
        while start < len(numbers):
            at = count % _CHUNK_ROWS
            if at == 0:
                empty = np.empty(_CHUNK_ROWS, np.int64), np.empty((_CHUNK_ROWS, self.dim), "f4")
                chunks.append(empty)
            size = min(_CHUNK_ROWS - at, len(numbers) - start)
            # rows behind the filled ones are seen by no older view
            chunks[-1][0][at : at + size] = numbers[start : start + size]
            chunks[-1][1][at : at + size] = vectors[start : start + size]
            start += size
            count += size
        return ExactTail(self.dim, self.after_seq, tuple(chunks), count, overflows)

    def search(
        self, query: NDArray[np.float32], k: int, store: ContentStore, model_id: int
    ) -> RankedIds:
        """Return the nearest rows, best first; see `core.similarity.top_k`."""
        parts = []
        for number, (seqs, vectors) in enumerate(self.chunks):
            filled = min(self.count - number * _CHUNK_ROWS, _CHUNK_ROWS)
            parts.append(top_k(query, vectors[:filled], seqs[:filled], k))
        best = merge(parts, k) if parts else EMPTY
        if self.overflows:
            for seqs, vectors in store.vectors_after(model_id, self.last_seq, self.dim):
                best = merge([best, top_k(query, vectors, seqs, k)], k)
        return best
