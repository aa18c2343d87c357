"""What of all earlier pictures each new one is compared with, pixel by pixel. Index lane.

Five ways in: embeddings, perceptual hashes under eight turns, hashes without borders, the time of
capture, the name. All of them are exhaustive over the pictures of a lower row and take the nearest
in a fixed order, so that the candidates do not depend on how the work was cut.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from photofinder.app.near_codes import near_codes
from photofinder.app.near_hashes import near_hashes, near_inner
from photofinder.core.hashing import hamming_distances
from photofinder.core.pair_rules import NEAR_BITS, OTHER_FORMAT_BITS
from photofinder.storage.pair_store import NO_STEM, UNKNOWN_S

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from photofinder.app.decode_pool import DecodePool
    from photofinder.core.pair_rules import CosineBounds
    from photofinder.core.types import WorkContext
    from photofinder.storage.pair_store import CompareTable

#: of one new picture, whatever the size of the library: at 2 ms each the work stays bounded. A
#: picture of a time-lapse, or one of a thousand documents, meets no more of its like than these
MAX_CANDIDATES = 40
#: of each way in, nearest first
MAX_BY_EMBEDDING = 24
MAX_BY_HASH = 16
MAX_BY_BORDERS = 8
MAX_BY_TIME = 12
MAX_BY_NAME = 6
#: frames of one scene; what is farther apart is found by its look
NEAR_TIME_S = 60
#: shares of the model's threshold for copies. Measured with lite0 (0.5) on a generated library of
#: 800 files: two unrelated pictures of 100 reach 0.21, of 1,000 0.4; turned copies 0.34 and more,
#: grey and marked ones 0.41, all others 0.8
LOOK_SHARE = 0.8
#: time, name and hashes of ten and more bits make it likelier
HINT_SHARE = 0.4

_Rows = tuple["NDArray[np.int64]", "NDArray[np.int64]"]
_NONE = np.zeros(0, np.int64)
_HOPELESS = np.iinfo(np.int64).max
#: of hashes, borders, embeddings, times and names, in this order
_CAPS = (MAX_BY_HASH, MAX_BY_BORDERS, MAX_BY_EMBEDDING, MAX_BY_TIME, MAX_BY_NAME)
_LOOK = 2


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of rows of the table, by ``later``, the most promising first.

    Attributes
    ----------
    later, earlier : ndarray, int64, (n,)
    distance, turn : ndarray, uint8, (n,)
        Of the hashes under the best turn.
    cosine : ndarray, float32, (n,)
    chosen : ndarray, bool, (n,)
        Within the caps: to be verified.
    provable : ndarray, bool, (n,)
        May have the same pixels; also beyond the caps.
    """

    later: NDArray[np.int64]
    earlier: NDArray[np.int64]
    distance: NDArray[np.uint8]
    turn: NDArray[np.uint8]
    cosine: NDArray[np.float32]
    chosen: NDArray[np.bool_]
    provable: NDArray[np.bool_]


def find_candidates(
    table: CompareTable,
    rows: NDArray[np.int64],
    vectors: Callable[[NDArray[np.int64]], NDArray[np.float32]],
    bounds: CosineBounds,
    *,
    pool: DecodePool,
    ctx: WorkContext,
) -> Candidates:
    """Return what each row is to be compared with, of the rows before it.

    Parameters
    ----------
    table : CompareTable
    rows : ndarray, int64, (m,)
        Ascending.
    vectors : callable
        Gives the embeddings of rows, (k, dim), unit norm; zeros for what is gone.
    bounds : CosineBounds
    pool : DecodePool
        Lends its threads: nothing is decoded meanwhile.
    ctx : WorkContext
    """
    hashes = list(near_hashes(table, rows, pool, ctx))
    by_hash = (
        np.array([near.later for near in hashes], np.int64),
        np.array([near.earlier for near in hashes], np.int64),
    )
    by_look = near_codes(table, rows, pool, ctx)
    by_borders = near_inner(table, rows, pool, ctx)
    by_time, by_name = _near_times(table, rows), _near_names(table, rows)
    sources = (by_hash, by_borders, by_look, by_time, by_name)
    later, earlier = _union(sources, len(table.seqs))
    cosine = _cosines(later, earlier, vectors)
    distance, turn = _hash_distances(table, later, earlier)
    promise = _promise(
        sources, (later, earlier), cosine, _floors(distance, bounds), len(table.seqs)
    )
    order = np.lexsort((earlier, -cosine, promise, later))
    later, earlier, promise = later[order], earlier[order], promise[order]
    place = np.arange(len(later)) - np.searchsorted(later, later)
    chosen = (promise < _HOPELESS) & (place < MAX_CANDIDATES)
    provable = table.sizes[later] == table.sizes[earlier]
    provable &= (turn[order] == 0) & (distance[order] <= OTHER_FORMAT_BITS)
    provable &= cosine[order] >= bounds.proof
    keep = chosen | provable
    order = order[keep]
    return Candidates(
        later[keep],
        earlier[keep],
        distance[order],
        turn[order],
        cosine[order],
        chosen[keep],
        provable[keep],
    )


def _floors(distance: NDArray[np.uint8], bounds: CosineBounds) -> list[NDArray[np.float64]]:
    """Return for each way in, and each pair, the cosine below which it is not worth a look."""
    anything = np.full(len(distance), -1.0)
    hint = np.full(len(distance), bounds.near * HINT_SHARE)
    near = np.where(distance <= NEAR_BITS, anything, hint)
    return [near, anything, np.full(len(distance), bounds.near * LOOK_SHARE), hint, hint]


def _promise(
    sources: Sequence[_Rows],
    pairs: _Rows,
    cosine: NDArray[np.float32],
    floors: Sequence[NDArray[np.float64]],
    count: int,
) -> NDArray[np.int64]:
    """Return the best rank of each pair in any way in, `_HOPELESS` where all of them drop it."""
    promise = np.full(len(cosine), _HOPELESS)
    for number, (source, floor, cap) in enumerate(zip(sources, floors, _CAPS, strict=True)):
        place = _places(source, pairs, count)
        good = (place >= 0) & (cosine >= floor)
        order_by = -cosine.astype(np.float64) if number == _LOOK else place.astype(np.float64)
        rank = _ranks(pairs, good, order_by)
        promise = np.where(good & (rank < cap), np.minimum(promise, rank), promise)
    return promise


def _union(sources: Sequence[_Rows], count: int) -> _Rows:
    """Return every pair once, by (later, earlier)."""
    keys = np.unique(np.concatenate([later * count + earlier for later, earlier in sources]))
    return keys // count, keys % count


def _places(source: _Rows, pairs: _Rows, count: int) -> NDArray[np.int64]:
    """Return where in a source each pair stands; -1 where it does not."""
    keys = source[0] * count + source[1]
    wanted = pairs[0] * count + pairs[1]
    if not len(keys):
        return np.full(len(wanted), -1)
    order = np.argsort(keys, kind="stable")
    found = np.minimum(np.searchsorted(keys[order], wanted), len(keys) - 1)
    return np.where(keys[order][found] == wanted, order[found], -1)


def _ranks(
    pairs: _Rows, good: NDArray[np.bool_], order_by: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Return the rank of each good pair among those of the same later row, from 0."""
    later, earlier = pairs
    ranks = np.zeros(len(later), np.int64)
    chosen = np.flatnonzero(good)
    order = chosen[np.lexsort((earlier[chosen], order_by[chosen], later[chosen]))]
    of = later[order]
    ranks[order] = np.arange(len(order)) - np.searchsorted(of, of)
    return ranks


def _cosines(
    later: NDArray[np.int64],
    earlier: NDArray[np.int64],
    vectors: Callable[[NDArray[np.int64]], NDArray[np.float32]],
) -> NDArray[np.float32]:
    met = np.unique(np.concatenate([later, earlier]))
    if not len(met):
        return np.zeros(0, np.float32)
    table = vectors(met)
    one, two = np.searchsorted(met, later), np.searchsorted(met, earlier)
    cosines: NDArray[np.float32] = np.einsum("ij,ij->i", table[one], table[two])
    return cosines


def _hash_distances(
    table: CompareTable, later: NDArray[np.int64], earlier: NDArray[np.int64]
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return bits and turn; upright wherever that is near: symmetric pictures are not turned."""
    distances = hamming_distances(table.hashes[later], table.hashes[earlier, 0][:, None])
    turn = np.where(distances[:, 0] <= NEAR_BITS, 0, distances.argmin(axis=1)).astype(np.uint8)
    return distances[np.arange(len(later)), turn], turn


def _near_times(table: CompareTable, rows: NDArray[np.int64]) -> _Rows:
    """Return pictures taken within `NEAR_TIME_S` of each other, the nearest moments first."""
    known = np.flatnonzero(table.taken_s != UNKNOWN_S)
    known = known[np.argsort(table.taken_s[known], kind="stable")]
    times = table.taken_s[known]
    found: list[_Rows] = []
    for row in rows[table.taken_s[rows] != UNKNOWN_S]:
        moment = table.taken_s[row]
        first, last = np.searchsorted(times, (moment - NEAR_TIME_S, moment + NEAR_TIME_S + 1))
        others = known[first:last]
        others = others[others < row]
        # of the same second the latest before it: bursts are indexed in the order of their names
        order = np.lexsort((-others, np.abs(table.taken_s[others] - moment)))[:MAX_BY_TIME]
        found.append((np.full(len(order), row), others[order]))
    return _joined(found)


def _near_names(table: CompareTable, rows: NDArray[np.int64]) -> _Rows:
    """Return pictures whose names have one stem, the latest before each first."""
    known = np.flatnonzero(table.stems != NO_STEM)
    known = known[np.argsort(table.stems[known], kind="stable")]
    stems = table.stems[known]
    found: list[_Rows] = []
    for row in rows[table.stems[rows] != NO_STEM]:
        first, last = (
            np.searchsorted(stems, table.stems[row], side="left"),
            np.searchsorted(stems, table.stems[row], side="right"),
        )
        others = known[first:last]
        others = others[others < row][::-1][:MAX_BY_NAME]
        found.append((np.full(len(others), row), others))
    return _joined(found)


def _joined(found: Sequence[_Rows]) -> _Rows:
    return (
        np.concatenate([_NONE, *(later for later, _ in found)]),
        np.concatenate([_NONE, *(earlier for _, earlier in found)]),
    )
