"""Which pictures have perceptual hashes close to a given one: exhaustive, in blocks.

Pure numpy, which lets other threads run. What is certainly no candidate is dropped inside the
blocks: a thousand blank pages would otherwise make a million of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from photofinder.app.bit_blocks import BitBlock, places_of
from photofinder.core.hashing import hamming_distances
from photofinder.core.pair_rules import (
    MIN_CONTRAST,
    NEAR_BITS,
    OTHER_FORMAT_BITS,
    PLAIN_BITS,
    PLAIN_CONTRAST,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from photofinder.app.decode_pool import DecodePool
    from photofinder.core.types import WorkContext
    from photofinder.storage.pair_store import CompareTable

#: 64 x 4,096 hashes of 8 bytes: 2 MB in flight, which fits the processor's caches
_ROWS_AT_ONCE = 64
_COLUMNS_AT_ONCE = 4_096
#: of pictures that look alike a time-lapse has thousands; the nearest of them suffice
MAX_NEAR = 200
#: farther than what `core.pair_rules` believes: the pixels decide. Two pictures that have nothing
#: in common lie this close three times in 100,000
UPRIGHT_BITS = 16
#: seven more chances of an accident: once in 100,000
TURNED_BITS = 12
#: hashes without borders, to be as rare although three are compared
INNER_BITS = 12


class Near(NamedTuple):
    """Rows of the hash table whose hashes are close: ``earlier`` < ``later``."""

    later: int
    earlier: int
    distance: int
    turn: int


@dataclass(slots=True)
class _Found:
    """Columns of `Near`, block after block, for one chunk of rows."""

    later: list[NDArray[np.int64]]
    earlier: list[NDArray[np.int64]]
    distance: list[NDArray[np.uint8]]
    turn: list[NDArray[np.uint8]]


def near_hashes(
    table: CompareTable, rows: NDArray[np.int64], pool: DecodePool, ctx: WorkContext
) -> Iterator[Near]:
    """Yield, for each row, the rows before it that may be the same picture, nearest first.

    Parameters
    ----------
    table : CompareTable
        Of n pictures.
    rows : ndarray, int64, (m,)
        Ascending.
    pool : DecodePool
        Lends its threads: nothing is decoded meanwhile.
    ctx : WorkContext
        Asked for cancellation after each block.

    Notes
    -----
    A millisecond per row and core at 100,000 pictures. At most `MAX_NEAR` per row.
    """
    chunks = [rows[start : start + _ROWS_AT_ONCE] for start in range(0, len(rows), _ROWS_AT_ONCE)]
    for found in [pool.submit(_search_chunk, table, chunk, ctx) for chunk in chunks]:
        yield from found.result()


def _search_chunk(table: CompareTable, chunk: NDArray[np.int64], ctx: WorkContext) -> list[Near]:
    found = _Found([], [], [], [])
    block = BitBlock(len(chunk), _COLUMNS_AT_ONCE)
    for column in range(0, int(chunk[-1]), _COLUMNS_AT_ONCE):
        ctx.check_cancelled()
        _search_block(table, chunk, column, found, block)
    return list(_nearest(found)) if found.later else []


def _search_block(
    table: CompareTable,
    chunk: NDArray[np.int64],
    column: int,
    found: _Found,
    block: BitBlock,
) -> None:
    end = min(column + _COLUMNS_AT_ONCE, int(chunk[-1]))
    others = np.ascontiguousarray(table.hashes[column:end, 0])
    ours = table.hashes[chunk]
    close = block.distances(ours[:, 0], others) <= UPRIGHT_BITS
    for number in range(1, ours.shape[1]):
        close |= block.distances(ours[:, number], others) <= TURNED_BITS
    i, j = places_of(close)
    before = column + j < chunk[i]
    i, j = i[before], j[before]
    later, earlier = chunk[i], column + j
    distance = hamming_distances(ours[i], others[j][:, None])
    straight = distance[:, 0]
    contrast = np.minimum(table.contrast[later], table.contrast[earlier])
    # of nearly empty pictures only what may be proven identical by its pixels
    same_size = table.sizes[later] == table.sizes[earlier]
    provable = (straight <= OTHER_FORMAT_BITS) & same_size
    plain = (contrast >= MIN_CONTRAST) & (straight <= PLAIN_BITS)
    keep = (contrast >= PLAIN_CONTRAST) | plain | provable
    distance = distance[keep]
    turn = np.where(distance[:, 0] <= NEAR_BITS, 0, distance.argmin(axis=1))
    found.later.append(later[keep])
    found.earlier.append(earlier[keep])
    found.distance.append(distance[np.arange(len(turn)), turn])
    found.turn.append(turn.astype(np.uint8))


def _nearest(found: _Found) -> Iterator[Near]:
    later, earlier = np.concatenate(found.later), np.concatenate(found.earlier)
    distance, turn = np.concatenate(found.distance), np.concatenate(found.turn)
    order = np.lexsort((earlier, distance, later))
    later = later[order]
    # the place of each row among those of the same `later`
    starts = np.searchsorted(later, later)
    order = order[np.arange(len(later)) - starts < MAX_NEAR]
    columns = (np.concatenate(found.later)[order], earlier[order], distance[order], turn[order])
    for values in zip(*(column.tolist() for column in columns), strict=True):
        yield Near(*values)


def near_inner(
    table: CompareTable, rows: NDArray[np.int64], pool: DecodePool, ctx: WorkContext
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return (later, earlier) of pictures one of which is the other with borders around it.

    Parameters
    ----------
    table : CompareTable
    rows : ndarray, int64, (m,)
        Ascending.
    pool : DecodePool
        Lends its threads.
    ctx : WorkContext
        Asked for cancellation after each chunk.

    Notes
    -----
    Nearest first. Two pictures with borders are compared without them, too. At most `MAX_NEAR`
    per row.
    """
    chunks = [rows[start : start + _ROWS_AT_ONCE] for start in range(0, len(rows), _ROWS_AT_ONCE)]
    bordered = np.flatnonzero(table.has_inner)
    futures = [pool.submit(_search_inner, table, chunk, bordered, ctx) for chunk in chunks]
    found = [future.result() for future in futures]
    empty = np.zeros(0, np.int64)
    return (
        np.concatenate([empty, *(later for later, _ in found)]),
        np.concatenate([empty, *(earlier for _, earlier in found)]),
    )


def _search_inner(
    table: CompareTable, chunk: NDArray[np.int64], bordered: NDArray[np.int64], ctx: WorkContext
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    before = bordered[: np.searchsorted(bordered, chunk[-1])]
    mine = chunk[table.has_inner[chunk]]
    whole, inner = np.ascontiguousarray(table.hashes[:, 0]), table.inner
    empty = np.zeros(0, np.int64)
    parts = [(empty, empty, empty)]
    for later, ours, theirs, columns in (
        (chunk, whole[chunk], inner, before),
        (mine, inner[mine], inner, before),
        (mine, inner[mine], whole, np.arange(chunk[-1])),
    ):
        for first in range(0, len(columns), _COLUMNS_AT_ONCE):
            ctx.check_cancelled()
            numbers = columns[first : first + _COLUMNS_AT_ONCE]
            distance = hamming_distances(ours[:, None], theirs[numbers][None, :])
            i, j = np.nonzero(distance <= INNER_BITS)
            parts.append((later[i], numbers[j], distance[i, j].astype(np.int64)))
    later, earlier, distance = (np.concatenate(column) for column in zip(*parts, strict=True))
    contrast = np.minimum(table.contrast[later], table.contrast[earlier])
    keep = (earlier < later) & (contrast >= MIN_CONTRAST)
    later, earlier, distance = later[keep], earlier[keep], distance[keep]
    order = np.lexsort((earlier, distance, later))
    later, earlier = later[order], earlier[order]
    keep = np.arange(len(later)) - np.searchsorted(later, later) < MAX_NEAR
    return later[keep], earlier[keep]
