"""Which pictures look most like a given one, by the signs of their embeddings: exhaustive.

Not by the vector index, whose answers depend on when it was built: the pairs of a library must
not. Pure numpy, which lets other threads run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from photofinder.app.bit_blocks import BitBlock, places_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from photofinder.app.decode_pool import DecodePool
    from photofinder.core.types import WorkContext
    from photofinder.storage.pair_store import CompareTable

#: 64 x 4,096 codes, 8 bytes of each at a time: 3 MB in flight
_ROWS_AT_ONCE = 64
_COLUMNS_AT_ONCE = 4_096
#: the nearest by signs, of which the nearest by cosine are taken
MAX_CODES = 64
#: of the bits; vectors at right angles differ in half of them, at a cosine of 0.3 in two fifths
_MAX_SHARE = 0.44


def near_codes(
    table: CompareTable, rows: NDArray[np.int64], pool: DecodePool, ctx: WorkContext
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return (later, earlier): for each row the `MAX_CODES` rows before it with the nearest signs.

    Parameters
    ----------
    table : CompareTable
    rows : ndarray, int64, (m,)
        Ascending.
    pool : DecodePool
        Lends its threads.
    ctx : WorkContext
        Asked for cancellation after each block.

    Notes
    -----
    Half a millisecond per row and core at 100,000 pictures of 256 dimensions. What is equally near
    is taken in the order of the rows, so that the answer does not depend on what lies behind a row.
    """
    chunks = [rows[start : start + _ROWS_AT_ONCE] for start in range(0, len(rows), _ROWS_AT_ONCE)]
    found = [
        part.result()
        for part in [pool.submit(_search_chunk, table, chunk, ctx) for chunk in chunks]
    ]
    empty = np.zeros(0, np.int64)
    later = np.concatenate([empty, *(part[0] for part in found)])
    earlier = np.concatenate([empty, *(part[1] for part in found)])
    return later, earlier


def _search_chunk(
    table: CompareTable, chunk: NDArray[np.int64], ctx: WorkContext
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    words = table.codes.shape[1]
    block = BitBlock(len(chunk), _COLUMNS_AT_ONCE)
    summed = np.empty((len(chunk), _COLUMNS_AT_ONCE), np.uint16)
    limit = np.full(len(chunk), int(words * 64 * _MAX_SHARE), np.int64)
    best = _Best.empty()
    for column, end in _blocks(int(chunk[-1])):
        ctx.check_cancelled()
        distance = summed[:, : end - column]
        distance[:] = 0
        for word in range(words):
            others = np.ascontiguousarray(table.codes[column:end, word])
            distance += block.distances(table.codes[chunk, word], others)
        i, j = places_of(distance <= limit[:, None])
        before = column + j < chunk[i]
        i, j = i[before], j[before]
        if len(i):
            best = best.joined(i, column + j, distance[i, j].astype(np.int64))
            best.lower(limit)
    return chunk[best.row], best.column


def _blocks(end: int) -> Iterator[tuple[int, int]]:
    for column in range(0, end, _COLUMNS_AT_ONCE):
        yield column, min(column + _COLUMNS_AT_ONCE, end)


class _Best:
    """The nearest so far of each row of a chunk, nearest first."""

    def __init__(
        self,
        row: NDArray[np.int64],
        column: NDArray[np.int64],
        distance: NDArray[np.int64],
    ) -> None:
        self.row = row
        self.column = column
        self.distance = distance

    @classmethod
    def empty(cls) -> _Best:
        return cls(*(np.zeros(0, np.int64) for _ in range(3)))

    def joined(
        self,
        row: NDArray[np.int64],
        column: NDArray[np.int64],
        distance: NDArray[np.int64],
    ) -> _Best:
        row = np.concatenate([self.row, row])
        column = np.concatenate([self.column, column])
        distance = np.concatenate([self.distance, distance])
        # one number to sort by, of 16, 16 and 32 bits: a tenth of sorting by three columns
        keys = np.sort(row << 48 | distance << 32 | column)
        row = keys >> 48
        # the place of each among those of the same row
        place = np.arange(len(keys)) - np.searchsorted(row, row)
        keys = keys[place < MAX_CODES]
        return _Best(keys >> 48, keys & 0xFFFF_FFFF, keys >> 32 & 0xFFFF)

    def lower(self, limit: NDArray[np.int64]) -> None:
        """Lower the limit of rows that have all they may: nothing farther is of use."""
        counts = np.bincount(self.row, minlength=len(limit))
        full = np.flatnonzero(counts >= MAX_CODES)
        last = np.searchsorted(self.row, full, side="right") - 1
        limit[full] = self.distance[last] - 1
