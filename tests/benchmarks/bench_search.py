"""Find similar at 100,000 and 1,000,000 photos: latency, recall against exact search, memory."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
from figures import Figure, anonymous_mb, base_embeddings, median, percentile, seconds
from synthetic import fill_catalog

from photofinder.app.jobs import NULL_CONTEXT
from photofinder.core.similarity import EMPTY, merge, recall, top_k
from photofinder.storage.catalog import Catalog
from photofinder.storage.content_store import ContentStore
from photofinder.storage.database import Database
from photofinder.storage.vector_index import VectorIndex

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from figures import Settings
    from numpy.typing import NDArray

QUERIES = 300
K = 10
MODEL_KEY = "benchmark@0"
LARGE = 1_000_000


def run(settings: Settings) -> Iterator[Figure]:
    """Measure at ``settings.count`` photos, and at a million if asked to."""
    base = base_embeddings()
    sizes = [(settings.count, "15 ms", 0.99)]
    if settings.large:
        sizes.append((LARGE, "25 ms", 0.97))
    for count, goal_ms, goal_recall in sizes:
        yield from _measure(settings.work / f"search-{count}", base, count, goal_ms, goal_recall)


def _measure(
    folder: Path, base: NDArray[np.float32], count: int, goal_ms: str, goal_recall: float
) -> Iterator[Figure]:
    folder.mkdir()
    database = Database(folder / "library.sqlite3", folder)
    store, catalog = ContentStore(database), Catalog(database)
    model_id = fill_catalog(
        database, store, base=base, count=count, model_key=MODEL_KEY, folder=folder / "photos"
    )
    index = VectorIndex(
        folder / "index", store, model_id=model_id, model_key=MODEL_KEY, dim=base.shape[1]
    )
    building_s = seconds(lambda: index.rebuild(NULL_CONTEXT))
    queries, truth, exact_ms = _truth(store, model_id, count, base.shape[1])
    before_mb = anonymous_mb()
    found, search_ms, answer_ms = _ask(index, store, catalog, queries)
    after_mb = anonymous_mb()
    measured = float(np.mean([recall(f, t) for f, t in zip(found, truth, strict=True)]))
    name = f"{count:,} photos"
    yield Figure(
        f"find similar, {name}: p95",
        f"{percentile(answer_ms, 95):.1f} ms",
        f"median {median(answer_ms):.1f}; index alone p95 {percentile(search_ms, 95):.1f};"
        f" exact search {exact_ms:.1f} = {exact_ms / median(search_ms):.0f} x the index",
        goal_ms,
    )
    yield Figure(
        f"find similar, {name}: recall@{K}",
        f"{measured:.4f}",
        f"{QUERIES} queries",
        str(goal_recall),
    )
    yield Figure(
        f"find similar, {name}: anonymous memory",
        f"{after_mb:.0f} MB",
        f"{before_mb:.0f} before the queries; built in {building_s:.0f} s",
        "600 MB",
    )
    index.close()
    database.close()


def _truth(
    store: ContentStore, model_id: int, count: int, dim: int
) -> tuple[NDArray[np.float32], list[NDArray[np.int64]], float]:
    """Return queries from the library, their exact neighbours, and the time of one exact search."""
    rng = np.random.default_rng(3)
    chosen = np.sort(rng.choice(count, QUERIES, replace=False)) + 1  # seqs count from 1
    vectors = store.vectors(chosen.tolist())
    queries = np.stack([vectors[seq] for seq in chosen.tolist()])
    best = [EMPTY] * QUERIES
    spent = 0.0
    for seqs, chunk in store.vectors_after(model_id, 0, dim):
        started = time.perf_counter()
        parts = [top_k(query, chunk, seqs, K + 1) for query in queries]
        spent += time.perf_counter() - started
        best = [merge([old, part], K + 1) for old, part in zip(best, parts, strict=True)]
    truth = [b.ids[b.ids != seq] for b, seq in zip(best, chosen.tolist(), strict=True)]
    return queries, truth, spent / QUERIES * 1e3


def _ask(
    index: VectorIndex, store: ContentStore, catalog: Catalog, queries: NDArray[np.float32]
) -> tuple[list[NDArray[np.int64]], list[float], list[float]]:
    """Ask as the program does: search, then map to contents and to files."""
    for query in queries[:20]:
        index.search(query, K + 1)
    found, search_ms, answer_ms = [], [], []
    for query in queries:
        started = time.perf_counter()
        hits, _ = index.search(query, K + 1)
        searched = time.perf_counter()
        contents = store.contents_of_seqs(hits.ids.tolist())
        catalog.files_of(list(contents.values()))
        ended = time.perf_counter()
        found.append(hits.ids)
        search_ms.append((searched - started) * 1e3)
        answer_ms.append((ended - started) * 1e3)
    return found, search_ms, answer_ms
