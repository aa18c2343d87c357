"""Find similar: from pictures to the photos of the library that look like them. Any thread.

One question has three steps: pictures become vectors, the vectors become one direction, and the
nearest photos that pass the filters are looked up. The index answers unless the filters leave so
little that comparing with all of it is quicker.
"""

from __future__ import annotations

import math
import os
import re
import time
from typing import TYPE_CHECKING

import numpy as np

from photofinder.app.query_vectors import QueryVectors
from photofinder.core.similarity import EMPTY, combined, merge, top_k
from photofinder.core.types import Match, RankedIds, SimilarResult
from photofinder.core.views import QueryImage, SimilarList
from photofinder.errors import UsageProblem
from photofinder.storage.photo_conditions import IS_ONLINE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from photofinder.app.engine import ModelRoom
    from photofinder.app.pictures import Pictures
    from photofinder.app.query_vectors import QueryVector
    from photofinder.core.views import Region, SimilarQuery
    from photofinder.storage.catalog import Catalog
    from photofinder.storage.content_store import ContentStore
    from photofinder.storage.photo_conditions import Condition
    from photofinder.storage.photo_rows import PhotoRows
    from photofinder.storage.photo_search import PhotoSearch

#: asked for beyond k at first, and this share: the query itself, and hits whose files are gone
SPARE_HITS = 10
SPARE_SHARE = 0.05
#: filters that leave no more pictures than this are searched exactly: 10 MB of vectors
NARROW_COUNT = 10_000
#: asked of the index at most; exact search costs less than that many approximate neighbours
INDEX_MAX_HITS = 20_000
#: asked for anew: what the hits so far promise, and this much more
GROWTH_SLACK = 1.5
_EDGE_SLACK = 1e-6
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


class SimilarSearch:
    """One question to the library.

    Parameters
    ----------
    catalog : Catalog
    store : ContentStore
    search : PhotoSearch
    rows : PhotoRows
    room : ModelRoom
        The model that answers.
    pictures : Pictures
        Decodes what is not known.
    """

    def __init__(
        self,
        catalog: Catalog,
        store: ContentStore,
        search: PhotoSearch,
        rows: PhotoRows,
        room: ModelRoom,
        pictures: Pictures,
    ) -> None:
        self._store = store
        self._search = search
        self._rows = rows
        self._room = room
        self._vectors = QueryVectors(catalog, store, room, pictures)

    def find(self, query: SimilarQuery) -> SimilarList:
        """Search; see `Library.find_similar`."""
        _check_query(query)
        self._room.load_index()
        like = [self._vectors.of(image) for image in query.like]
        unlike = [self._vectors.of(image) for image in query.unlike]
        direction = combined([v.vector for v in like], [v.vector for v in unlike])
        started = time.perf_counter()
        conditions = self._search.filters(query.folder, query.taken_from, query.taken_to)
        places = _Places(
            self._search, self._store, conditions, [*like, *unlike], once=query.exclude_copies
        )
        found, _ = self._nearest(direction, query.k, places)
        elapsed_ms = (time.perf_counter() - started) * 1e3
        return SimilarList(query, found.ids, found.scores, round(elapsed_ms, 3))

    def run(self, image: Path, *, k: int, min_score: float) -> SimilarResult:
        """Search for one file among the photos that can be reached; see `Library.similar`."""
        _check_numbers(k, min_score)
        if not os.path.lexists(image):
            raise UsageProblem("no_such_file", path=image)
        self._room.load_index()
        query = self._vectors.of(QueryImage(image))
        started = time.perf_counter()
        places = _Places(self._search, self._store, [], [query], once=False, online_only=True)
        found, kind = self._nearest(query.vector, k, places, min_score=min_score)
        rows = self._rows.rows(found.ids.tolist())
        elapsed_ms = (time.perf_counter() - started) * 1e3
        matches = [
            Match(rows[number].path, round(min(score, 1.0), 4), rows[number].content_id or 0)
            for number, score in zip(found.ids.tolist(), found.scores.tolist(), strict=True)
            if number in rows
        ]
        return SimilarResult(image, tuple(matches), round(elapsed_ms, 3), kind)

    def nearest(self, query: QueryVector, k: int) -> RankedIds:
        """Return the photos nearest to a vector, also those on drives that are not there.

        Parameters
        ----------
        query : QueryVector
            Its own file is no answer.
        k : int
        """
        self._room.load_index()
        places = _Places(self._search, self._store, [], [query], once=False)
        found, _ = self._nearest(query.vector, k, places)
        return found

    # -- private -------------------------------------------------------------------------------

    def _nearest(
        self,
        direction: NDArray[np.float32],
        k: int,
        places: _Places,
        *,
        min_score: float = -1.0,
    ) -> tuple[RankedIds, str]:
        """Return the ``k`` best files by id, and how they were found."""
        seqs: NDArray[np.int64] | None = None
        if places.is_filtered:
            seqs = self._search.seqs(places.conditions, self._room.model_id, NARROW_COUNT + 1)
        if seqs is None or len(seqs) > NARROW_COUNT:
            found = self._from_index(direction, k, places, min_score)
            if found is not None:
                kind = "annoy" if self._room.index.is_approximate else "exact"
                return found, kind
            if seqs is not None:
                seqs = self._search.seqs(places.conditions, self._room.model_id)
        return self._exactly(direction, k, places, min_score, seqs), "exact"

    def _from_index(
        self, direction: NDArray[np.float32], k: int, places: _Places, min_score: float
    ) -> RankedIds | None:
        """Ask the index for more until ``k`` are found; None where exact search is better."""
        index = self._room.index
        wanted, count = _with_spare(k), index.count
        while not index.is_approximate or min(wanted, count) <= INDEX_MAX_HITS:
            asked = min(wanted, max(count, 1))
            hits, _ = index.search(direction, asked)
            near = _at_least(hits, min_score)
            found = places.files_of(near)
            if len(found.ids) >= k or asked >= count or len(near.ids) < len(hits.ids):
                return _first(found, k)
            if len(hits.ids) < asked:  # an approximate search that ran out of candidates
                return None
            wanted = _more(asked, k, len(found.ids))
        return None

    def _exactly(
        self,
        direction: NDArray[np.float32],
        k: int,
        places: _Places,
        min_score: float,
        seqs: NDArray[np.int64] | None,
    ) -> RankedIds:
        """Compare with every vector, or with those of ``seqs``, and take the best that pass."""
        ranked = _at_least(self._all_ranked(direction, seqs), min_score)
        page = _with_spare(k)
        while True:
            found = places.files_of(_first(ranked, page))
            if len(found.ids) >= k or page >= len(ranked.ids):
                return _first(found, k)
            page = _more(page, k, len(found.ids))

    def _all_ranked(
        self, direction: NDArray[np.float32], seqs: NDArray[np.int64] | None
    ) -> RankedIds:
        if seqs is not None and len(seqs) <= NARROW_COUNT:
            by_seq = self._store.vectors(seqs.tolist())
            if not by_seq:
                return EMPTY
            numbers = np.fromiter(by_seq, np.int64, len(by_seq))
            return top_k(direction, np.stack(list(by_seq.values())), numbers, len(numbers))
        parts = []
        stream = self._store.vectors_after(self._room.model_id, 0, len(direction))
        for numbers, vectors in stream:
            scores = vectors @ direction
            kept = np.isin(numbers, seqs) if seqs is not None else slice(None)
            parts.append(RankedIds(numbers[kept], scores[kept]))
        return merge(parts, sum(len(part.ids) for part in parts))


class _Places:
    """Where contents lie, as far as the question wants to see them.

    Parameters
    ----------
    search : PhotoSearch
    store : ContentStore
    conditions : sequence of Condition
        What every photo must fulfil.
    queries : sequence of QueryVector
        Their own files are never an answer.
    once : bool
        Leave out their copies too, and show of pictures that belong together the nearest only.
    online_only : bool
        Leave out what lies on drives that are not there.
    """

    def __init__(
        self,
        search: PhotoSearch,
        store: ContentStore,
        conditions: Sequence[Condition],
        queries: Sequence[QueryVector],
        *,
        once: bool,
        online_only: bool = False,
    ) -> None:
        self._search = search
        self._store = store
        self._present = (*conditions, IS_ONLINE) if online_only else tuple(conditions)
        self.conditions = tuple(conditions)
        self._once = once
        self._own_files = search.shown({q.file_id for q in queries if q.file_id is not None})
        self._own_contents = {query.content_id for query in queries if query.content_id is not None}

    @property
    def is_filtered(self) -> bool:
        """Whether photos may fail a condition, apart from being there."""
        return bool(self.conditions)

    def files_of(self, hits: RankedIds) -> RankedIds:
        """Return the files of ranked embeddings by file id, best first."""
        by_seq = self._store.contents_of_seqs(hits.ids.tolist())
        ranked = [
            (by_seq[seq], score)
            for seq, score in zip(hits.ids.tolist(), hits.scores.tolist(), strict=True)
            if seq in by_seq
        ]
        if self._once:
            ranked = self._one_of_each(ranked)
        places = self._search.files_of([content for content, _ in ranked], self._present)
        ids: list[int] = []
        scores: list[float] = []
        seen = set(self._own_files)
        for content_id, score in ranked:
            # a RAW and its JPEG are one photo: the better hit counts
            files = [n for n in dict.fromkeys(places.get(content_id, [])) if n not in seen]
            files = files[:1] if self._once else files
            seen.update(files)
            ids += files
            scores += [score] * len(files)
        return RankedIds(np.array(ids, np.int64), np.array(scores, np.float32))

    def _one_of_each(self, ranked: list[tuple[int, float]]) -> list[tuple[int, float]]:
        """Leave out what belongs to a query picture, or to a picture that comes before."""
        related = self._search.related({content for content, _ in ranked} | self._own_contents)
        hidden = set(self._own_contents)
        for content_id in self._own_contents:
            hidden |= related.get(content_id, set())
        kept = []
        for content_id, score in ranked:
            if content_id not in hidden:
                kept.append((content_id, score))
                hidden |= related.get(content_id, set())
        return kept


def _with_spare(k: int) -> int:
    return k + SPARE_HITS + int(k * SPARE_SHARE)


def _first(ranked: RankedIds, k: int) -> RankedIds:
    return RankedIds(ranked.ids[:k], ranked.scores[:k])


def _at_least(ranked: RankedIds, min_score: float) -> RankedIds:
    """Cut a ranked list, best first, where the scores fall below."""
    return _first(ranked, int(np.searchsorted(-ranked.scores, -min_score, side="right")))


def _more(asked: int, k: int, found: int) -> int:
    """Return how many to ask for next, from what share of the hits so far passed."""
    return max(asked * 2, min(int(asked * k / max(found, 1) * GROWTH_SLACK), asked * 16))


def _check_query(query: SimilarQuery) -> None:
    if not query.like:
        raise UsageProblem("no_query")
    _check_numbers(query.k, -1.0)
    for image in (*query.like, *query.unlike):
        if image.region is not None:
            _check_region(image.region)
    for date in (query.taken_from, query.taken_to):
        if date is not None and not _DATE.fullmatch(date):
            raise UsageProblem("bad_date", value=date)


def _check_region(region: Region) -> None:
    left, top, width, height = region.left, region.top, region.width, region.height
    limit = 1 + _EDGE_SLACK
    # each number by itself: with a NaN no comparison holds
    is_inside = left >= 0 and top >= 0 and width > 0 and height > 0
    is_inside = is_inside and left + width <= limit and top + height <= limit
    if not is_inside:
        raise UsageProblem("bad_region", left=left, top=top, width=width, height=height)


def _check_numbers(k: int, min_score: float) -> None:
    if k < 1:
        raise UsageProblem("bad_number", name="-k", value=k, reason="at least 1")
    if math.isnan(min_score) or not -1.0 <= min_score <= 1.0:
        raise UsageProblem(
            "bad_number", name="--min-score", value=min_score, reason="between -1 and 1"
        )
