"""Building and calibrating one Annoy segment from the catalog's vectors.

One pass over the catalog adds the vectors and, at the same time, finds the exact neighbours of a
sample of them; after the build, ``search_k`` is raised until the sample's recall is reached.
"""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING, Any

import numpy as np

from photofinder.core.similarity import recall
from photofinder.files import write_atomic
from photofinder.storage.index_files import (
    MANIFEST_VERSION,
    SegmentManifest,
    file_digest,
    sampled_digest,
    segment_path,
    seqs_path,
    write_manifest,
)

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from photofinder.core.types import WorkContext
    from photofinder.storage.content_store import ContentStore

log = logging.getLogger(__name__)

#: a forest's quality for a given search_k saturates; more trees cost disk and building time
TREES = 40
#: a fixed seed: two builds of the same vectors answer alike
SEED = 20_200_501
#: recall@10 that calibration asks for; above the 0.99 promised, as the sample is small
WANTED_RECALL = 0.993
CALIBRATION_QUERIES = 200
CALIBRATION_K = 10
SEARCH_K_FIRST = 500
SEARCH_K_LAST = 200_000
SEARCH_K_STEP = 1.3
#: Annoy's node of an item: 4 bytes of count, 8 of children, the vector
NODE_HEADER_BYTES = 12
#: nodes per item and tree beside the items: 1/74 at 100,000 and 1/45 at a million, measured
SPLIT_NODES_PER_ITEM = 1 / 35


def segment_bytes_estimate(count: int, dim: int) -> int:
    """Return an upper estimate of the bytes that building a segment needs on disk."""
    nodes = count * (1 + TREES * SPLIT_NODES_PER_ITEM)
    return int(nodes * (NODE_HEADER_BYTES + 4 * dim)) + (16 << 20)


class SegmentBuild:
    """One build. Not reusable.

    Parameters
    ----------
    folder : Path
    store : ContentStore
    model_id : int
    dim : int
    """

    def __init__(self, folder: Path, store: ContentStore, model_id: int, dim: int) -> None:
        self._folder = folder
        self._store = store
        self._model_id = model_id
        self._dim = dim

    def run(
        self, generation: int, model_key: str, expected: int, ctx: WorkContext
    ) -> SegmentManifest:
        """Build generation ``generation`` and make it the one that counts."""
        from annoy import AnnoyIndex

        building = self._folder / f"building-{generation}-{os.getpid()}.ann"
        annoy = AnnoyIndex(self._dim, "angular")
        try:
            annoy.set_seed(SEED)
            annoy.on_disk_build(str(building))  # pages of the file, not anonymous memory
            truth = _ExactNeighbours(self._sample(expected), self._dim)
            seqs = self._add_all(annoy, truth, expected, ctx)
            ctx.check_cancelled()
            ctx.progress(len(seqs), len(seqs), "building the index")
            annoy.build(TREES, n_jobs=-1)
            search_k, measured = self._calibrate(annoy, seqs, truth, ctx)
        except BaseException:
            annoy.unload()
            building.unlink(missing_ok=True)
            raise
        annoy.unload()
        return self._publish(building, generation, model_key, seqs, search_k, measured)

    def _sample(self, count: int) -> NDArray[np.int64]:
        """Choose the rows whose neighbours are searched exactly."""
        rng = np.random.default_rng(SEED)
        chosen = rng.choice(count, min(CALIBRATION_QUERIES, count), replace=False)
        return np.sort(chosen).astype(np.int64)

    def _add_all(
        self, annoy: Any, truth: _ExactNeighbours, expected: int, ctx: WorkContext
    ) -> NDArray[np.int64]:
        truth.fetch_queries(self._store, self._model_id)
        numbers: list[NDArray[np.int64]] = []
        row = 0
        for seqs, vectors in self._store.vectors_after(self._model_id, 0, self._dim):
            ctx.check_cancelled()
            for vector in vectors.tolist():
                annoy.add_item(row, vector)
                row += 1
            truth.add(seqs, vectors)
            numbers.append(seqs)
            ctx.progress(row, max(expected, row), "reading vectors")
        return np.concatenate(numbers) if numbers else np.empty(0, np.int64)

    def _calibrate(
        self, annoy: Any, seqs: NDArray[np.int64], truth: _ExactNeighbours, ctx: WorkContext
    ) -> tuple[int, float]:
        """Return the smallest ``search_k`` that reaches the wanted recall, and what it reaches."""
        search_k = SEARCH_K_FIRST
        while True:
            ctx.check_cancelled()
            measured = truth.recall_of(annoy, seqs, search_k)
            log.debug("search_k %d: recall@%d %.4f", search_k, CALIBRATION_K, measured)
            if measured >= WANTED_RECALL or search_k >= min(SEARCH_K_LAST, 2 * len(seqs) * TREES):
                return search_k, measured
            search_k = int(search_k * SEARCH_K_STEP)

    def _publish(
        self,
        building: Path,
        generation: int,
        model_key: str,
        seqs: NDArray[np.int64],
        search_k: int,
        measured: float,
    ) -> SegmentManifest:
        path = segment_path(self._folder, generation)
        with building.open("rb+") as file:
            os.fsync(file.fileno())
        building.replace(path)
        numbers = seqs_path(self._folder, generation)
        write_atomic(numbers, _npy_bytes(seqs))
        stat = path.stat()
        manifest = SegmentManifest(
            version=MANIFEST_VERSION,
            generation=generation,
            model=model_key,
            dim=self._dim,
            count=len(seqs),
            trees=TREES,
            search_k=search_k,
            recall=round(measured, 4),
            max_seq=int(seqs[-1]) if len(seqs) else 0,
            size_bytes=stat.st_size,
            mtime_ns=stat.st_mtime_ns,
            sampled_sha256=sampled_digest(path),
            sha256=file_digest(path),
            seqs_sha256=file_digest(numbers),
        )
        write_manifest(self._folder, manifest)
        return manifest


class _ExactNeighbours:
    """The exact nearest neighbours of a sample, found while the vectors stream past."""

    def __init__(self, rows: NDArray[np.int64], dim: int) -> None:
        self._rows = rows
        self._queries = np.empty((len(rows), dim), np.float32)
        self._query_seqs = np.empty(len(rows), np.int64)
        # itself is found too, and taken out at the end
        self._k = CALIBRATION_K + 1
        self._seqs = np.full((len(rows), self._k), -1, np.int64)
        self._scores = np.full((len(rows), self._k), -2.0, np.float32)

    def fetch_queries(self, store: ContentStore, model_id: int) -> None:
        """Read the sample's vectors: a pass over the catalog that keeps only them."""
        start = 0
        for seqs, vectors in store.vectors_after(model_id, 0, self._queries.shape[1]):
            low, high = np.searchsorted(self._rows, (start, start + len(seqs)))
            wanted = self._rows[low:high] - start
            self._queries[low:high] = vectors[wanted]
            self._query_seqs[low:high] = seqs[wanted]
            start += len(seqs)

    def add(self, seqs: NDArray[np.int64], vectors: NDArray[np.float32]) -> None:
        scores = np.concatenate([self._scores, self._queries @ vectors.T], axis=1)
        numbers = np.concatenate(
            [self._seqs, np.broadcast_to(seqs, (len(self._rows), len(seqs)))], axis=1
        )
        best = np.argpartition(scores, scores.shape[1] - self._k, axis=1)[:, -self._k :]
        self._scores = np.take_along_axis(scores, best, axis=1)
        self._seqs = np.take_along_axis(numbers, best, axis=1)

    def recall_of(self, annoy: Any, seqs: NDArray[np.int64], search_k: int) -> float:
        if not len(self._rows):
            return 1.0
        total = 0.0
        for number, query in enumerate(self._queries):
            rows = annoy.get_nns_by_vector(query, self._k, search_k)
            itself = self._query_seqs[number]
            truth = self._seqs[number]
            found = seqs[np.asarray(rows, np.int64)]
            total += recall(found, truth[(truth != itself) & (truth >= 0)])
        return total / len(self._queries)


def _npy_bytes(array: NDArray[np.int64]) -> bytes:
    import io

    buffer = io.BytesIO()
    np.save(buffer, array)
    return buffer.getvalue()
