"""Finds the pairs of every newly embedded picture among all before it. Index lane.

Every picture is compared with those of a lower seq only, exhaustively, so that the pairs do not
depend on how the work was cut, by batches or by a kill.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from photofinder.app.photo_reader import read_photo
from photofinder.core.hashing import hamming_distances
from photofinder.core.pair_rules import LOOSE_BITS, Candidate, judge, may_be_identical
from photofinder.core.pixel_digest import pixel_digest
from photofinder.errors import PhotoUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Future

    from numpy.typing import NDArray

    from photofinder.app.decode_pool import DecodePool
    from photofinder.core.types import CatalogFile, Content, PairEvidence, WorkContext
    from photofinder.storage.catalog import Catalog
    from photofinder.storage.content_store import ContentStore, HashTable

log = logging.getLogger(__name__)

BATCH = 256
#: 64 x 8 x 4,096 hashes of 8 bytes: 16 MB in flight
_ROWS_AT_ONCE = 64
_COLUMNS_AT_ONCE = 4_096
#: a time-lapse of thousands of frames would otherwise store millions of pairs
MAX_PAIRS_PER_PICTURE = 100


@dataclass(frozen=True, slots=True)
class _Near:
    """Rows of the hash table whose hashes are close: ``earlier`` < ``later``."""

    later: int
    earlier: int
    distance: int
    turn: int


class PairFinder:
    """Compares new pictures with all others.

    Parameters
    ----------
    catalog : Catalog
    store : ContentStore
    """

    def __init__(self, catalog: Catalog, store: ContentStore) -> None:
        self._catalog = catalog
        self._store = store

    def run(self, model_id: int, pool: DecodePool, ctx: WorkContext) -> int:
        """Compare until every embedding of the model is compared; return the pairs found."""
        total = self._store.unpaired_count(model_id)
        if total == 0:
            return 0
        table = self._store.hash_table(model_id)
        done, found = 0, 0
        while batch := self._store.unpaired(model_id, BATCH):
            ctx.check_cancelled()
            seqs = [seq for seq, _ in batch]
            pairs = self._pairs(table, seqs, pool, ctx)
            self._store.add_pairs(pairs, seqs)
            done += len(batch)
            found += len(pairs)
            ctx.progress(done, max(total, done), "comparing")
        return found

    def _pairs(
        self, table: HashTable, seqs: Sequence[int], pool: DecodePool, ctx: WorkContext
    ) -> list[PairEvidence]:
        rows = np.searchsorted(table.seqs, np.asarray(seqs, np.int64))
        near = list(near_hashes(table.hashes, rows, ctx))
        if not near:
            return []
        candidates = self._candidates(table, near)
        equal = self._equal_pixels([pair for pair in candidates if may_be_identical(pair)], pool)
        found: dict[int, list[PairEvidence]] = {}
        for pair in candidates:
            key = (pair.first.content_id, pair.second.content_id)
            evidence = judge(pair, same_pixels=key in equal)
            if evidence is not None:
                found.setdefault(pair.second.content_id, []).append(evidence)
        kept: list[PairEvidence] = []
        for pairs in found.values():
            pairs.sort(key=lambda p: (p.pair_class.rank, p.hash_distance, -p.score, p.first_id))
            kept += pairs[:MAX_PAIRS_PER_PICTURE]
        return kept

    def _candidates(self, table: HashTable, near: Sequence[_Near]) -> list[Candidate]:
        rows = sorted({row for n in near for row in (n.later, n.earlier)})
        contents = self._store.contents([int(table.content_ids[row]) for row in rows])
        vectors = self._store.vectors([int(table.seqs[row]) for row in rows])
        candidates = []
        for n in near:
            first = contents.get(int(table.content_ids[n.earlier]))
            second = contents.get(int(table.content_ids[n.later]))
            if first is None or second is None:  # forgotten meanwhile
                continue
            one, two = vectors[int(table.seqs[n.earlier])], vectors[int(table.seqs[n.later])]
            contrast = float(min(table.contrast[n.earlier], table.contrast[n.later]))
            cosine = float(one @ two)
            candidates.append(Candidate(first, second, n.distance, n.turn, cosine, contrast))
        return candidates

    def _equal_pixels(
        self, candidates: Sequence[Candidate], pool: DecodePool
    ) -> set[tuple[int, int]]:
        """Return the (first, second) content ids whose pixels are equal, decoding where needed."""
        ids = sorted({c.content_id for pair in candidates for c in (pair.first, pair.second)})
        digests = self._pixel_digests(ids, pool)
        equal = set()
        for pair in candidates:
            first, second = pair.first.content_id, pair.second.content_id
            digest = digests.get(first)
            if digest is not None and digest == digests.get(second):
                equal.add((first, second))
        return equal

    def _pixel_digests(
        self, content_ids: Sequence[int], pool: DecodePool
    ) -> dict[int, bytes | None]:
        known = self._store.pixel_digests(content_ids)
        digests = {number: digest for number, (_, digest) in known.items()}
        unknown = [number for number, (state, _) in known.items() if state == "unknown"]
        if not unknown:
            return digests
        places = self._catalog.files_of(unknown)
        contents = self._store.contents(unknown)
        futures: dict[int, Future[tuple[bool, bytes | None]]] = {
            number: pool.submit(_digest_of, contents[number], places[number], pool)
            for number in unknown
            if number in places
        }
        for number, future in futures.items():
            certain, digest = future.result()
            digests[number] = digest
            if certain:
                self._store.set_pixel_digest(number, digest)
        return digests


def near_hashes(
    hashes: NDArray[np.uint64], rows: NDArray[np.int64], ctx: WorkContext
) -> Iterator[_Near]:
    """Yield, for each row, the rows before it within `LOOSE_BITS`, under the best turn.

    Parameters
    ----------
    hashes : ndarray, uint64, (n, 8)
    rows : ndarray, int64, (m,)
        Ascending.
    """
    upright = np.ascontiguousarray(hashes[:, 0])
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        chunk = rows[start : start + _ROWS_AT_ONCE]
        turned = hashes[chunk]  # (m, 8)
        for column in range(0, int(chunk[-1]), _COLUMNS_AT_ONCE):
            ctx.check_cancelled()
            others = upright[column : min(column + _COLUMNS_AT_ONCE, int(chunk[-1]))]
            distance = hamming_distances(turned[:, :, None], others[None, None, :])
            best = distance.min(axis=1)
            for i, j in np.argwhere(best <= LOOSE_BITS).tolist():
                later, earlier = int(chunk[i]), column + j
                if earlier < later:
                    turn = int(distance[i, :, j].argmin())
                    yield _Near(later, earlier, int(best[i, j]), turn)


def _digest_of(
    content: Content, places: Sequence[CatalogFile], pool: DecodePool
) -> tuple[bool, bytes | None]:
    """Return (whether this is final, digest of the pixels). Decode thread."""
    for file in places:
        try:
            photo = read_photo(file.path, file.stamp)
        except PhotoUnreadable as error:
            log.info("%s cannot be compared now: %s", file.path, error)
            continue
        if photo.digest != content.digest:  # changed since it was indexed, with the same stamp
            continue
        try:
            return True, pool.decode(pixel_digest, photo.source, full_size=True)
        except PhotoUnreadable as error:
            log.info("the pixels of %s cannot be proven: %s", file.path, error)
            return True, None
    return False, None
