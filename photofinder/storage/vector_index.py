"""The vector index of one model: an immutable Annoy segment and an exact tail.

The catalog holds every vector; all of this can be thrown away. Searches read one snapshot and may
come from any thread. `VectorIndex.add` and `VectorIndex.rebuild` belong to one thread (the index
lane), `VectorIndex.load` to any; each swaps the snapshot in a single assignment under a lock.
"""

from __future__ import annotations

import logging
import shutil
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from photofinder.core.similarity import cosine_from_angular, merge
from photofinder.core.types import RankedIds
from photofinder.errors import EnvironmentProblem
from photofinder.storage.exact_tail import TAIL_MAX, ExactTail
from photofinder.storage.index_build import SegmentBuild, segment_bytes_estimate
from photofinder.storage.index_files import (
    SegmentManifest,
    read_manifest,
    remove_other_files,
    segment_path,
    segment_problem,
    seqs_path,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from photofinder.core.types import WorkContext
    from photofinder.storage.content_store import ContentStore

log = logging.getLogger(__name__)

#: below this, exact search takes under a millisecond and no segment is made
SEGMENT_MIN_COUNT = 20_000
#: the tail may grow to this share of the segment, or to the lower bound
TAIL_SHARE = 0.2
TAIL_MIN = 20_000
#: while a long scan runs, the tail may overflow to this share before the index is built anew:
#: building takes 100 s for a million, and this way happens seven times on the way there
OVERFLOW_SHARE = 0.5
#: vectors compared with the catalog before a segment is used: under a millisecond
CHECKED_ROWS = 32
#: Annoy needs room for more candidates than results; so many nodes per wanted result at least
SEARCH_K_PER_RESULT = 40


@dataclass(frozen=True, slots=True)
class IndexInfo:
    """What `status` shows. ``recall`` is None while everything is searched exactly."""

    generation: int
    segment_count: int
    tail_count: int
    recall: float | None
    search_k: int | None
    size_bytes: int


@dataclass(frozen=True, slots=True)
class _Segment:
    """A loaded Annoy file; ``annoy`` is an ``AnnoyIndex``, which has no types."""

    manifest: SegmentManifest
    annoy: Any
    seqs: NDArray[np.int64]

    def search(self, query: NDArray[np.float32], k: int) -> RankedIds:
        k = min(k, self.manifest.count)  # Annoy takes no numbers beyond 31 bits
        wanted = max(self.manifest.search_k, k * SEARCH_K_PER_RESULT)
        rows, distances = self.annoy.get_nns_by_vector(query, k, wanted, include_distances=True)
        return RankedIds(
            self.seqs[np.asarray(rows, np.int64)],
            cosine_from_angular(np.asarray(distances, np.float32)),
        )


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """What a search reads: a segment and the exact tail above it."""

    segment: _Segment | None
    tail: ExactTail


class VectorIndex:
    """Approximate nearest neighbours that never forget a fresh photo.

    Parameters
    ----------
    folder : Path
        Holds the segment files of this model only.
    store : ContentStore
        Where the vectors are.
    model_id : int
        The model's number in the catalog.
    model_key : str
        The embedding space; a segment of another one is not loaded.
    dim : int
        Length of the vectors.
    """

    def __init__(
        self, folder: Path, store: ContentStore, *, model_id: int, model_key: str, dim: int
    ) -> None:
        self._folder = folder
        self._store = store
        self._model_id = model_id
        self._model_key = model_key
        self._dim = dim
        self._changing = threading.RLock()
        self._snapshot = _Snapshot(None, ExactTail(dim))

    # -- reading -------------------------------------------------------------------------------

    def search(self, query: NDArray[np.float32], k: int) -> tuple[RankedIds, str]:
        """Return the nearest seqs with their cosines, best first, and how they were found.

        Parameters
        ----------
        query : ndarray, float32, (dim,), unit norm
        k : int

        Returns
        -------
        RankedIds
            At most ``k``; the seqs may since have left the catalog.
        str
            ``"annoy"`` (segment and exact tail) or ``"exact"``.
        """
        snapshot = self._snapshot
        tail = snapshot.tail.search(query, k, self._store, self._model_id)
        if snapshot.segment is None:
            return tail, "exact"
        return merge([snapshot.segment.search(query, k), tail], k), "annoy"

    @property
    def is_approximate(self) -> bool:
        """Whether a segment answers; without one every search is exact."""
        return self._snapshot.segment is not None

    @property
    def count(self) -> int:
        """How many vectors a search goes through, those forgotten since included."""
        snapshot = self._snapshot
        segment = snapshot.segment.manifest.count if snapshot.segment else 0
        if not snapshot.tail.overflows:
            return segment + snapshot.tail.count
        after = snapshot.segment.manifest.max_seq if snapshot.segment else 0
        return segment + self._store.embedding_count(self._model_id, after)

    def info(self) -> IndexInfo:
        """Describe the index from its manifest, without loading it."""
        manifest = read_manifest(self._folder)
        if manifest is not None and segment_problem(self._folder, manifest) is not None:
            manifest = None
        if manifest is None or not self._is_ours(manifest):
            return IndexInfo(0, 0, self._store.embedding_count(self._model_id), None, None, 0)
        return IndexInfo(
            manifest.generation,
            manifest.count,
            self._store.embedding_count(self._model_id, manifest.max_seq),
            manifest.recall,
            manifest.search_k,
            manifest.size_bytes,
        )

    def problem(self) -> str | None:
        """Read the whole segment and say what is wrong with it; None when it is sound."""
        manifest = read_manifest(self._folder)
        if manifest is None:
            return None
        return segment_problem(self._folder, manifest, thorough=True)

    # -- changing ------------------------------------------------------------------------------

    def load(self) -> None:
        """Load the segment that the manifest names, and the tail from the catalog.

        A segment that is missing, damaged or of another model is left alone: exact search
        answers until the next rebuild.
        """
        with self._changing:  # what is added meanwhile waits, and is not lost
            segment = self._load_segment()
            after = segment.manifest.max_seq if segment else 0
            tail = ExactTail.read(self._store, self._model_id, self._dim, after)
            self._snapshot = _Snapshot(segment, tail)

    def add(self, seqs: Sequence[int], vectors: NDArray[np.float32]) -> None:
        """Add vectors to the tail; they are found at once.

        Parameters
        ----------
        seqs : sequence of int, (n,)
            Ascending, above all before.
        vectors : ndarray, float32, (n, dim), unit norm
            NaN is refused with ValueError: Annoy would take it.
        """
        if len(seqs) == 0:
            return
        if not np.isfinite(vectors).all():
            raise ValueError("a vector holds NaN or infinity")
        with self._changing:
            old = self._snapshot
            self._snapshot = _Snapshot(old.segment, old.tail.with_rows(seqs, vectors))

    def wants_rebuild(self) -> bool:
        """Whether the tail has grown beyond what should be searched exactly."""
        snapshot = self._snapshot
        if snapshot.tail.overflows:
            return True
        if snapshot.segment is None:
            return snapshot.tail.count > SEGMENT_MIN_COUNT
        share = int(snapshot.segment.manifest.count * TAIL_SHARE)
        return snapshot.tail.count > max(TAIL_MIN, share)

    def is_overfull(self) -> bool:
        """Whether so much of the tail is not in memory that a running scan should rebuild."""
        snapshot = self._snapshot
        if not snapshot.tail.overflows:
            return False
        indexed = snapshot.segment.manifest.count if snapshot.segment else 0
        total = self._store.embedding_count(self._model_id)
        return total - indexed > max(TAIL_MAX, indexed * OVERFLOW_SHARE)

    def rebuild(self, ctx: WorkContext) -> SegmentManifest:
        """Build a new segment of all vectors, calibrate it and let it answer.

        Raises
        ------
        EnvironmentProblem
            ``disk_full`` when the disk has no room for it; nothing was changed.
        JobCancelled
            Nothing was changed.

        Notes
        -----
        Searches go on meanwhile. Killed at any instant, the old manifest still counts.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        count = self._store.embedding_count(self._model_id)
        # Annoy writes through a mapped file: a disk that fills up would kill the process
        if shutil.disk_usage(self._folder).free < segment_bytes_estimate(count, self._dim):
            raise EnvironmentProblem("disk_full", path=self._folder)
        old = read_manifest(self._folder)
        generation = (old.generation if old else 0) + 1
        build = SegmentBuild(self._folder, self._store, self._model_id, self._dim)
        manifest = build.run(generation, self._model_key, count, ctx)
        self.load()
        remove_other_files(self._folder, manifest.generation)
        return manifest

    def close(self) -> None:
        """Let go of the mapped file, when the last search that reads it has ended."""
        with self._changing:
            self._snapshot = _Snapshot(None, ExactTail(self._dim))

    # -- private -------------------------------------------------------------------------------

    def _load_segment(self) -> _Segment | None:
        manifest = read_manifest(self._folder)
        if manifest is None:
            return None
        if not self._is_ours(manifest):
            log.warning(
                "the vector index in %s is of another model or catalog and will be rebuilt",
                self._folder,
            )
            return None
        problem = segment_problem(self._folder, manifest)
        if problem is not None:
            log.warning("the vector index is not used and will be rebuilt: %s", problem)
            return None
        from annoy import AnnoyIndex

        annoy = AnnoyIndex(self._dim, "angular")
        # load() answers True for a file of another dimension, with 0 items
        annoy.load(str(segment_path(self._folder, manifest.generation)))
        seqs = np.load(seqs_path(self._folder, manifest.generation), mmap_mode="r")
        if annoy.get_n_items() != manifest.count or len(seqs) != manifest.count:
            log.warning("the vector index is not used and will be rebuilt: wrong count")
            annoy.unload()
            return None
        if not self._holds_our_vectors(annoy, seqs):
            log.warning("the vector index is of another catalog and will be rebuilt")
            annoy.unload()
            return None
        return _Segment(manifest, annoy, seqs)

    def _is_ours(self, manifest: SegmentManifest) -> bool:
        """Tell by the manifest whether a segment is of this model and can be of this catalog."""
        if (manifest.model, manifest.dim) != (self._model_key, self._dim):
            return False
        return manifest.max_seq <= self._store.last_seq()

    def _holds_our_vectors(self, annoy: Any, seqs: NDArray[np.int64]) -> bool:
        """Compare some vectors: a catalog made anew or restored gives the same seqs to others."""
        count = len(seqs)
        rows = {*range(0, count, max(count // CHECKED_ROWS, 1)), *range(count)[-CHECKED_ROWS:]}
        ours = self._store.vectors([int(seqs[row]) for row in sorted(rows)])
        return all(
            np.allclose(annoy.get_item_vector(row), ours[int(seqs[row])], atol=1e-6)
            for row in rows
            if int(seqs[row]) in ours
        )
