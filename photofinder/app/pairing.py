"""Finds the pairs of every newly embedded picture among all before it. Index lane.

Every picture is compared with those of a lower seq only, exhaustively, so that the pairs do not
depend on how the work was cut, by batches or by a kill. Whether two pictures are identical is not
a pair: both get a pixel digest, and equal digests prove it.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import numpy as np

from photofinder.app.decode_pool import wait_for
from photofinder.app.events import PairsFound
from photofinder.app.near_hashes import Near, near_hashes
from photofinder.app.photo_reader import read_photo
from photofinder.core.pair_rules import Candidate, CosineBounds, judge, may_be_identical
from photofinder.core.pixel_digest import pixel_digest
from photofinder.errors import PhotoUnreadable
from photofinder.storage.file_rows import UNLUCKY_CODES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future

    from photofinder.app.decode_pool import DecodePool
    from photofinder.app.events import EventBus
    from photofinder.core.types import CatalogFile, Content, PairEvidence, WorkContext
    from photofinder.storage.catalog import Catalog
    from photofinder.storage.content_store import ContentStore
    from photofinder.storage.pair_store import HashTable, PairStore

log = logging.getLogger(__name__)

BATCH = 256
#: a time-lapse of thousands of frames would otherwise store millions of pairs
MAX_PAIRS_PER_PICTURE = 100
#: digests computed at a time: what a kill costs
DIGEST_BATCH = 32
#: these say that the picture itself cannot be compared; anything else may be better next time
_FINAL_CODES = frozenset({"damaged", "truncated", "unsupported", "too_large", "empty"})
_FRESH_STATES = frozenset({"unknown"})
_RETRIED_STATES = frozenset({"wanted", "failed_once"})


class PairFinder:
    """Compares new pictures with all others.

    Parameters
    ----------
    catalog : Catalog
    store : ContentStore
    pairs : PairStore
    events : EventBus
    """

    def __init__(
        self, catalog: Catalog, store: ContentStore, pairs: PairStore, events: EventBus
    ) -> None:
        self._catalog = catalog
        self._store = store
        self._pairs = pairs
        self._events = events

    def run(self, model_id: int, bounds: CosineBounds, pool: DecodePool, ctx: WorkContext) -> int:
        """Compare until every embedding of the model is compared; return the pairs found.

        Parameters
        ----------
        model_id : int
        bounds : CosineBounds
            Of that model.
        """
        self._digest_pixels(self._store.wanted_pixel_digests(), _RETRIED_STATES, pool, ctx)
        total = self._pairs.unpaired_count(model_id)
        if total == 0:
            return 0
        table = self._pairs.hash_table(model_id)
        done, found = 0, 0
        while batch := self._pairs.unpaired(model_id, BATCH):
            ctx.check_cancelled()
            seqs = [seq for seq, _ in batch]
            candidates = self._candidates(table, seqs, pool, ctx)
            provable = [pair for pair in candidates if may_be_identical(pair, bounds)]
            ids = {c.content_id for pair in provable for c in (pair.first, pair.second)}
            self._digest_pixels(sorted(ids), _FRESH_STATES, pool, ctx)
            pairs = _judged(candidates, bounds)
            self._pairs.add(pairs, seqs)
            self._tell(pairs, provable)
            done += len(batch)
            found += len(pairs)
            ctx.progress(done, max(total, done), "comparing")
        return found

    def _tell(self, pairs: Sequence[PairEvidence], provable: Sequence[Candidate]) -> None:
        """Publish what a batch found: pairs, and pictures that proved to be the same."""
        ids = sorted({c.content_id for pair in provable for c in (pair.first, pair.second)})
        digests = {n: digest for n, (_, digest) in self._store.pixel_digests(ids).items()}
        found = {(pair.first_id, pair.second_id) for pair in pairs}
        for pair in provable:
            low, high = sorted((pair.first.content_id, pair.second.content_id))
            if digests.get(low) is not None and digests.get(low) == digests.get(high):
                found.add((low, high))
        if found:
            self._events.publish(PairsFound(len(found)))

    def _candidates(
        self, table: HashTable, seqs: Sequence[int], pool: DecodePool, ctx: WorkContext
    ) -> list[Candidate]:
        rows = np.searchsorted(table.seqs, np.asarray(seqs, np.int64))
        near = list(near_hashes(table, rows, pool, ctx))
        met = sorted({row for n in near for row in (n.later, n.earlier)})
        contents = self._store.contents([int(table.content_ids[row]) for row in met])
        vectors = self._store.vectors([int(table.seqs[row]) for row in met])

        def candidate(n: Near) -> Candidate | None:
            first = contents.get(int(table.content_ids[n.earlier]))
            second = contents.get(int(table.content_ids[n.later]))
            one = vectors.get(int(table.seqs[n.earlier]))
            two = vectors.get(int(table.seqs[n.later]))
            if first is None or second is None or one is None or two is None:
                return None  # forgotten meanwhile
            contrast = float(min(table.contrast[n.earlier], table.contrast[n.later]))
            return Candidate(first, second, n.distance, n.turn, float(one @ two), contrast)

        return [made for made in map(candidate, near) if made is not None]

    def _digest_pixels(
        self,
        content_ids: Sequence[int],
        states_wanted: frozenset[str],
        pool: DecodePool,
        ctx: WorkContext,
    ) -> None:
        """Digest the pixels of contents that have none yet; what is not there now stays wanted."""
        states = self._store.pixel_digests(content_ids)
        open_ids = [n for n, (state, _) in states.items() if state in states_wanted]
        for start in range(0, len(open_ids), DIGEST_BATCH):
            ctx.check_cancelled()
            ids = open_ids[start : start + DIGEST_BATCH]
            places, contents = self._catalog.files_of(ids), self._store.contents(ids)
            futures: dict[int, Future[tuple[str, bytes | None]]] = {
                number: pool.submit(
                    _digest_of, content, states[number][0], places.get(number, []), pool
                )
                for number, content in contents.items()
            }
            found = {number: wait_for(future, ctx) for number, future in futures.items()}
            self._store.set_pixel_digests(found)
        ctx.check_cancelled()


def _judged(candidates: Sequence[Candidate], bounds: CosineBounds) -> list[PairEvidence]:
    """Return what the rules accept, at most `MAX_PAIRS_PER_PICTURE` for each new picture."""
    found: dict[int, list[PairEvidence]] = {}
    for pair in candidates:
        evidence = judge(pair, bounds)
        if evidence is not None:
            found.setdefault(pair.second.content_id, []).append(evidence)
    kept: list[PairEvidence] = []
    for pairs in found.values():
        pairs.sort(key=lambda p: (p.pair_class.rank, p.hash_distance, -p.score, p.first_id))
        kept += pairs[:MAX_PAIRS_PER_PICTURE]
    return kept


def _digest_of(
    content: Content, state: str, places: Sequence[CatalogFile], pool: DecodePool
) -> tuple[str, bytes | None]:
    """Return (state, digest) of a content's pixels. Decode thread.

    What was too slow or took too much memory is tried once more, by a later scan.
    """
    for file in places:
        try:
            photo = read_photo(file.path, file.stamp)
            if photo.digest != content.digest:  # changed since it was indexed, stamp and all
                continue
            digest = pool.decode(pixel_digest, photo.source, full_size=True)
        except PhotoUnreadable as error:
            log.info("the pixels of %s cannot be compared: %s", file.path, error)
            if error.code in _FINAL_CODES:
                return "unprovable", None
            if error.code in UNLUCKY_CODES:
                return ("unprovable" if state == "failed_once" else "failed_once"), None
            continue
        return ("unprovable" if digest is None else "known"), digest
    return ("failed_once" if state == "failed_once" else "wanted"), None
