"""Finds the pairs of every newly embedded picture among all before it. Index lane.

Every picture is compared with those of a lower seq only, exhaustively, so that the pairs do not
depend on how the work was cut, by batches or by a kill. What an older verifier compared is done
again in the background; its pairs serve until then. Whether two pictures are identical is not a
pair: both get a pixel digest, and equal digests prove it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from photofinder.app.candidates import find_candidates
from photofinder.app.decode_pool import wait_for
from photofinder.app.events import PairsFound
from photofinder.app.pixel_proofs import PixelProofs
from photofinder.app.verifying import Verifier
from photofinder.core.pair_rules import Candidate, may_be_identical

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from photofinder.app.candidates import Candidates
    from photofinder.app.decode_pool import DecodePool
    from photofinder.app.events import EventBus
    from photofinder.core.pair_rules import CosineBounds
    from photofinder.core.types import WorkContext
    from photofinder.storage.catalog import Catalog
    from photofinder.storage.content_store import ContentStore
    from photofinder.storage.pair_store import CompareTable, PairStore
    from photofinder.storage.thumbnail_cache import ThumbnailCache

#: pictures compared at a time: what a kill costs
BATCH = 256
#: a picture that was turned without loss is scaled with other rounding; its file is about as large
SHARPNESS_SHARE = 0.005
SIZE_SHARE, SIZE_BYTES = 0.25, 200_000
#: what progress says
COMPARING = "comparing"
COMPARING_AGAIN = "comparing again"


def comparison_version() -> int:
    """Return what `embedding.paired` holds of a picture that was compared as now.

    1 is what programs wrote that compared hashes alone.
    """
    from photofinder.core import verification

    return verification.VERSION + 1


class PairFinder:
    """Compares pictures with all before them.

    Parameters
    ----------
    catalog : Catalog
    store : ContentStore
    pairs : PairStore
    thumbnails : ThumbnailCache
    events : EventBus
    """

    def __init__(
        self,
        catalog: Catalog,
        store: ContentStore,
        pairs: PairStore,
        thumbnails: ThumbnailCache,
        events: EventBus,
    ) -> None:
        self._catalog = catalog
        self._store = store
        self._pairs = pairs
        self._thumbnails = thumbnails
        self._events = events

    def run(
        self,
        model_id: int,
        bounds: CosineBounds,
        pool: DecodePool,
        ctx: WorkContext,
        *,
        again: bool = False,
    ) -> int:
        """Compare until every embedding of the model is compared; return the pairs found.

        Parameters
        ----------
        model_id : int
        bounds : CosineBounds
            Of that model.
        pool : DecodePool
        ctx : WorkContext
        again : bool
            What an older verifier compared, instead of what none did.
        """
        proofs = PixelProofs(self._catalog, self._store, pool)
        version = comparison_version()
        total = self._pairs.due_count(model_id, version, again=again)
        if total == 0:
            return 0
        batches = _Batches(self._store, self._pairs.table(model_id), bounds, pool, ctx)
        verifier = Verifier(self._catalog, self._thumbnails, pool)
        done, found = 0, 0
        while due := self._pairs.due(model_id, version, BATCH, again=again):
            ctx.check_cancelled()
            batch = batches.batch([one.seq for one in due])
            same = proofs.prove(batch.provable, ctx)
            work = [
                pool.submit(verifier.verify_all, [c for c in each if _ids(c) not in same], ctx)
                for each in batch.of_each
            ]
            pairs = [pair for future in work for pair in wait_for(future, ctx)]
            self._pairs.replace(model_id, due, pairs, version)
            if news := same | {(pair.first_id, pair.second_id) for pair in pairs}:
                self._events.publish(PairsFound(len(news)))
            done += len(due)
            found += len(pairs)
            ctx.progress(done, max(total, done), COMPARING_AGAIN if again else COMPARING)
        return found


@dataclass(frozen=True, slots=True)
class _Batch:
    """What a few pictures are compared with.

    ``of_each`` holds the candidates of each picture that has some, the most promising first;
    ``provable`` the content ids of pairs that may have the same pixels.
    """

    of_each: list[list[Candidate]]
    provable: list[tuple[int, int]]


class _Batches:
    """Makes candidates of rows of the table."""

    def __init__(
        self,
        store: ContentStore,
        table: CompareTable,
        bounds: CosineBounds,
        pool: DecodePool,
        ctx: WorkContext,
    ) -> None:
        self._store = store
        self._table = table
        self._bounds = bounds
        self._pool = pool
        self._ctx = ctx

    def batch(self, seqs: Sequence[int]) -> _Batch:
        """Return what pictures are compared with; one that is not in the table with nothing."""
        wanted = np.unique(np.asarray(seqs, np.int64))
        rows = np.searchsorted(self._table.seqs, wanted)
        rows = rows[rows < len(self._table.seqs)]
        rows = rows[np.isin(self._table.seqs[rows], wanted)]
        found = find_candidates(
            self._table, rows, self._vectors, self._bounds, pool=self._pool, ctx=self._ctx
        )
        of_each: dict[int, list[Candidate]] = {}
        provable = []
        for pair, chosen, may_be_same in self._as_values(found):
            if chosen:
                of_each.setdefault(pair.second.content_id, []).append(pair)
            if may_be_same and may_be_identical(pair, self._bounds) and _as_sharp(pair):
                provable.append(_ids(pair))
        return _Batch(list(of_each.values()), provable)

    def _as_values(self, found: Candidates) -> Iterator[tuple[Candidate, bool, bool]]:
        table = self._table
        met = np.unique(np.concatenate([found.later, found.earlier]))
        contents = self._store.contents(table.content_ids[met].tolist())
        contrast = np.minimum(table.contrast[found.later], table.contrast[found.earlier])
        for number in range(len(found.later)):
            first = contents.get(int(table.content_ids[found.earlier[number]]))
            second = contents.get(int(table.content_ids[found.later[number]]))
            if first is None or second is None:  # forgotten meanwhile
                continue
            pair = Candidate(
                first,
                second,
                int(found.distance[number]),
                int(found.turn[number]),
                float(found.cosine[number]),
                float(contrast[number]),
            )
            yield pair, bool(found.chosen[number]), bool(found.provable[number])

    def _vectors(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        known = self._store.vectors(self._table.seqs[rows].tolist())
        dim = len(next(iter(known.values()))) if known else 1
        vectors = np.zeros((len(rows), dim), np.float32)  # of what was forgotten meanwhile
        for row, seq in enumerate(self._table.seqs[rows].tolist()):
            if seq in known:
                vectors[row] = known[seq]
        return vectors


def _as_sharp(pair: Candidate) -> bool:
    """Whether two files of one format were decoded to what may be the same picture.

    The same decoder makes the same small picture of the same pixels, whatever else is in the file;
    of a recompressed one it makes another, a few per cent sharper or softer, and a full decode is
    saved. Of two formats nothing can be said: a JPEG that is shrunk while it is decoded looks up to
    twice as sharp as a PNG of its very pixels.
    """
    one, two = pair.first, pair.second
    if one.format != two.format or one.sharpness == two.sharpness:
        return True
    allowed = max(SIZE_SHARE * max(one.size_bytes, two.size_bytes), SIZE_BYTES)
    if abs(one.size_bytes - two.size_bytes) > allowed:
        return False
    return abs(one.sharpness - two.sharpness) <= SHARPNESS_SHARE * max(one.sharpness, two.sharpness)


def _ids(pair: Candidate) -> tuple[int, int]:
    one, two = pair.first.content_id, pair.second.content_id
    return (one, two) if one < two else (two, one)
