"""Find similar: from an image file to the photos of the library that look like it. Any thread."""

from __future__ import annotations

import math
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from photofinder.app.decode_pool import DecodePool
from photofinder.app.photo_reader import read_photo
from photofinder.core.analysis import analyse
from photofinder.core.types import FileState, Match, SimilarResult
from photofinder.errors import PhotoUnreadable, UsageProblem

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from photofinder.app.engine import ModelRoom
    from photofinder.core.types import RankedIds
    from photofinder.storage.catalog import Catalog
    from photofinder.storage.content_store import ContentStore

#: asked for beyond k at first: the query itself, and hits whose files are gone
SPARE_HITS = 10
MORE_HITS_FACTOR = 4


class SimilarSearch:
    """One question to the library.

    Parameters
    ----------
    catalog : Catalog
    store : ContentStore
    room : ModelRoom
        The model that answers.
    """

    def __init__(self, catalog: Catalog, store: ContentStore, room: ModelRoom) -> None:
        self._catalog = catalog
        self._store = store
        self._room = room

    def run(self, image: Path, *, k: int, min_score: float) -> SimilarResult:
        """Search; see `Library.similar`."""
        _check(image, k, min_score)
        query = Path(os.path.realpath(image))
        self._room.load_index()
        try:
            vector = self._query_vector(query)
        except PhotoUnreadable as error:
            raise PhotoUnreadable(error.code, **{**error.params, "path": image}) from error
        started = time.perf_counter()
        matches, kind = self._search(vector, query, k, min_score)
        elapsed_ms = (time.perf_counter() - started) * 1e3
        return SimilarResult(image, tuple(matches), round(elapsed_ms, 3), kind)

    def _query_vector(self, query: Path) -> NDArray[np.float32]:
        """Return the stored embedding where the file is known, else decode and embed it."""
        file = self._catalog.file_at(query)
        if file is not None and file.state is FileState.INDEXED and file.content_id is not None:
            stat = query.stat()
            if (stat.st_size, stat.st_mtime_ns) == (file.stamp.size_bytes, file.stamp.mtime_ns):
                vector = self._store.vector_of(file.content_id, self._room.model_id)
                if vector is not None:
                    return vector
        photo = read_photo(query)
        known = self._store.find(photo.digest)
        if known is not None:
            vector = self._store.vector_of(known[0], self._room.model_id)
            if vector is not None:
                return vector
        pool = DecodePool(1)
        try:
            analysed = pool.decode(analyse, photo.source, self._room.fit)
        finally:
            pool.close()
        embedded: NDArray[np.float32] = self._room.engine.embed(
            np.asarray(analysed.model_input)[None]
        )[0]
        return embedded

    def _search(
        self, vector: NDArray[np.float32], query: Path, k: int, min_score: float
    ) -> tuple[list[Match], str]:
        wanted = k + SPARE_HITS
        while True:
            hits, kind = self._room.index.search(vector, wanted)
            matches = self._matches(hits, query, min_score)
            exhausted = len(hits.ids) < wanted or float(hits.scores[-1]) < min_score
            if len(matches) >= k or exhausted:
                return matches[:k], kind
            wanted *= MORE_HITS_FACTOR

    def _matches(self, hits: RankedIds, query: Path, min_score: float) -> list[Match]:
        seqs = hits.ids.tolist()
        contents = self._store.contents_of_seqs(seqs)
        places = self._catalog.files_of(list(contents.values()))
        matches = []
        for seq, score in zip(seqs, hits.scores.tolist(), strict=True):
            content_id = contents.get(seq)
            if content_id is None or score < min_score:
                continue
            matches += [
                Match(file.path, round(min(score, 1.0), 4), content_id)
                for file in places.get(content_id, [])
                if file.path != query
            ]
        return matches


def _check(image: Path, k: int, min_score: float) -> None:
    if k < 1:
        raise UsageProblem("bad_number", name="-k", value=k, reason="at least 1")
    if math.isnan(min_score) or not -1.0 <= min_score <= 1.0:
        raise UsageProblem(
            "bad_number", name="--min-score", value=min_score, reason="between -1 and 1"
        )
    if not os.path.lexists(image):
        raise UsageProblem("no_such_file", path=image)
    if image.is_dir():
        raise UsageProblem("not_an_image_file", path=image)
