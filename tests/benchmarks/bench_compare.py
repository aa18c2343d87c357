"""Comparing every picture with all before it for copies, beside the bare bit counting."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np
from figures import Figure, anonymous_mb, base_embeddings, seconds
from synthetic import fill_catalog

from photofinder.app.decode_pool import DecodePool
from photofinder.app.events import EventBus
from photofinder.app.jobs import NullContext
from photofinder.app.pairing import PairFinder
from photofinder.core.hashing import hamming_distances
from photofinder.core.pair_rules import CosineBounds
from photofinder.storage.catalog import Catalog
from photofinder.storage.content_store import ContentStore
from photofinder.storage.database import Database
from photofinder.storage.pair_store import PairStore
from photofinder.storage.thumbnail_cache import ThumbnailCache

if TYPE_CHECKING:
    from collections.abc import Iterator

    from figures import Settings

MODEL_KEY = "benchmark@0"
COMPARED = 5_000
BLOCK = 4_096
BLANK_SHARE = 20


@dataclasses.dataclass
class _Peak(NullContext):
    """Notes the highest memory seen at each block."""

    mb: float = 0.0

    def check_cancelled(self) -> None:
        """Look at the memory."""
        self.mb = max(self.mb, anonymous_mb())


def run(settings: Settings) -> Iterator[Figure]:
    """Compare the last pictures of a large library, one in twenty of which is blank."""
    folder = settings.work / "compare"
    folder.mkdir()
    database = Database(folder / "library.sqlite3", folder)
    store, catalog = ContentStore(database), Catalog(database)
    pairs = PairStore(database)
    model_id = fill_catalog(
        database,
        store,
        base=base_embeddings(),
        count=settings.count,
        model_key=MODEL_KEY,
        folder=folder / "photos",
    )
    new = min(COMPARED, settings.count)
    with database.transaction() as connection:
        connection.execute(
            "UPDATE content SET hash_contrast = 0, phash = zeroblob(64) WHERE id % ? = 0",
            (BLANK_SHARE,),
        )
        connection.execute("UPDATE embedding SET paired = 0 WHERE seq > ?", (settings.count - new,))
    hashes = pairs.table(model_id).hashes
    bare_s = seconds(lambda: _bare(hashes, new))
    before_mb, peak, pool = anonymous_mb(), _Peak(), DecodePool(0)
    bounds = CosineBounds.of_model(0.5)
    finder = PairFinder(catalog, store, pairs, ThumbnailCache(folder / "thumbnails"), EventBus())
    taken_s = seconds(lambda: finder.run(model_id, bounds, pool, peak))
    pool.close()
    database.close()
    yield Figure(
        f"comparing with {settings.count:,} photos",
        f"{taken_s / new * 1e3:.2f} ms",
        f"a photo; {taken_s / bare_s:.1f} x the bare bit counting; every {BLANK_SHARE}th is blank",
    )
    yield Figure(
        "memory while comparing", f"{peak.mb:.0f} MB", f"anonymous; {before_mb:.0f} before"
    )


def _bare(hashes: np.ndarray, new: int) -> int:
    """Count the bits of the same comparisons, and nothing else."""
    close = 0
    for start in range(len(hashes) - new, len(hashes), 64):
        rows = hashes[start : start + 64]
        for column in range(0, start, BLOCK):
            others = hashes[column : column + BLOCK, 0]
            close += int((hamming_distances(rows[:, :, None], others[None, None, :]) < 3).sum())
    return close
