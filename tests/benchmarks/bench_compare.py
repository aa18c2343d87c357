"""Candidates of new pictures among 100,000: time and memory, beside bare bit counting.

What is verified of them afterwards is bounded, and is measured in ``bench_verify``.
"""

from __future__ import annotations

import dataclasses
import time
from typing import TYPE_CHECKING

import numpy as np
from figures import Figure, anonymous_mb, base_embeddings, median
from synthetic import fill_catalog

from photofinder.app.candidates import find_candidates
from photofinder.app.decode_pool import DecodePool
from photofinder.app.jobs import NullContext
from photofinder.app.pairing import BATCH
from photofinder.core.hashing import hamming_distances
from photofinder.core.pair_rules import CosineBounds
from photofinder.storage.content_store import ContentStore
from photofinder.storage.database import Database
from photofinder.storage.pair_store import PairStore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from figures import Settings
    from numpy.typing import NDArray

MODEL_KEY = "benchmark@0"
ROUNDS = 5
BLOCK = 4_096
BLANK_SHARE = 20
GOAL_MS = 2.0


@dataclasses.dataclass
class _Peak(NullContext):
    """Notes the highest memory seen at each block."""

    mb: float = 0.0

    def check_cancelled(self) -> None:
        """Look at the memory."""
        self.mb = max(self.mb, anonymous_mb())


def run(settings: Settings) -> Iterator[Figure]:
    """Look for candidates of the last pictures of a large library, one in twenty is blank."""
    folder = settings.work / "compare"
    folder.mkdir()
    database = Database(folder / "library.sqlite3", folder)
    store, pairs = ContentStore(database), PairStore(database)
    model_id = fill_catalog(
        database,
        store,
        base=base_embeddings(),
        count=settings.count,
        model_key=MODEL_KEY,
        folder=folder / "photos",
    )
    with database.transaction() as connection:
        connection.execute(
            "UPDATE content SET hash_contrast = 0, phash = zeroblob(64) WHERE id % ? = 0",
            (BLANK_SHARE,),
        )
    before_mb, peak, pool = anonymous_mb(), _Peak(), DecodePool(1)
    table, bounds = pairs.table(model_id), CosineBounds.of_model(0.5)
    new = min(BATCH, settings.count)

    def vectors(rows: NDArray[np.int64]) -> NDArray[np.float32]:
        known = store.vectors(table.seqs[rows].tolist())
        return np.stack([known[number] for number in table.seqs[rows].tolist()])

    def look(rows: NDArray[np.int64]) -> tuple[float, int]:
        started = time.perf_counter()
        found = find_candidates(table, rows, vectors, bounds, pool=pool, ctx=peak)
        return (time.perf_counter() - started) / new * 1e3, int(found.chosen.sum())

    taken, bare, found = [], [], 0
    for number in range(ROUNDS):
        last = settings.count - number * new
        rows = np.arange(max(last - new, 0), last)
        bare.append(_bare_ms(table.hashes, rows))
        milliseconds, chosen = look(rows)
        taken.append(milliseconds)
        found += chosen
    pool.close()
    database.close()
    ratios = [one / other for one, other in zip(taken, bare, strict=True)]
    yield Figure(
        f"candidates among {settings.count:,} photos",
        f"{min(taken):.2f} ms",
        f"a photo, one thread; {median(ratios):.2f} x bare counting of the hashes' bits"
        f" ({min(bare):.2f} ms); {found / new / ROUNDS:.1f} candidates each; every"
        f" {BLANK_SHARE}th is blank",
        f"{GOAL_MS:.0f} ms",
    )
    yield Figure(
        "memory while looking for them", f"{peak.mb:.0f} MB", f"anonymous; {before_mb:.0f} before"
    )


def _bare_ms(hashes: NDArray[np.uint64], rows: NDArray[np.int64]) -> float:
    """Count the bits of the same comparisons, all turns, and nothing else; return ms a row."""
    started, close = time.perf_counter(), 0
    for start in range(0, len(rows), 64):
        mine = hashes[rows[start : start + 64]]
        for column in range(0, int(rows[-1]), BLOCK):
            others = hashes[column : column + BLOCK, 0]
            close += int((hamming_distances(mine[:, :, None], others[None, None, :]) < 3).sum())
    return (time.perf_counter() - started) / len(rows) * 1e3
