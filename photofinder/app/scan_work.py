"""One scan from walk to index: what runs on the scan and index lanes."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from photofinder.app.asset_proof import prove_assets
from photofinder.app.comparing_again import ComparingAgain
from photofinder.app.decode_pool import DecodePool
from photofinder.app.events import EventBus, IndexSwapped, ListsChanged
from photofinder.app.indexer import Indexer, IndexTotals
from photofinder.app.jobs import JobRunner, Lane
from photofinder.app.pairing import PairFinder
from photofinder.core.pair_rules import CosineBounds
from photofinder.core.types import ScanReport
from photofinder.errors import EnvironmentProblem, JobCancelled

if TYPE_CHECKING:
    from collections.abc import Callable

    from photofinder.app.engine import ModelRoom, ModelRooms
    from photofinder.app.scanner import FolderScan, Scanner
    from photofinder.core.types import Folder, WorkContext
    from photofinder.storage.catalog import Catalog
    from photofinder.storage.content_store import ContentStore
    from photofinder.storage.pair_store import PairStore
    from photofinder.storage.thumbnail_cache import ThumbnailCache

log = logging.getLogger(__name__)

#: where the catalog keeps the execution provider that ran last
PROVIDER_KEY = "provider"
_UNTRIMMED = "thumbnails_since_trim"
#: thumbnails written before the cache is measured again: about 10 MB of a cap of 4 GB
TRIM_AFTER = 500
#: a file that changed while it was read is looked at once more in the same scan
SCAN_ROUNDS = 2
#: how often a scan that waits for the index lane looks whether it was cancelled
CANCEL_POLL_S = 0.1


class ScanWork:
    """Walks, indexes, compares and rebuilds.

    Parameters
    ----------
    catalog : Catalog
    store : ContentStore
    pairs : PairStore
    thumbnails : ThumbnailCache
    events : EventBus
    scanner : Scanner
    rooms : ModelRooms
    jobs : JobRunner
    decode_threads : callable
        Gives the setting as it is now; 0 lets the program choose.
    """

    def __init__(
        self,
        catalog: Catalog,
        store: ContentStore,
        pairs: PairStore,
        thumbnails: ThumbnailCache,
        *,
        events: EventBus,
        scanner: Scanner,
        rooms: ModelRooms,
        jobs: JobRunner,
        decode_threads: Callable[[], int],
    ) -> None:
        self._catalog = catalog
        self._store = store
        self._pairs = pairs
        self._thumbnails = thumbnails
        self._events = events
        self._scanner = scanner
        self._rooms = rooms
        self._jobs = jobs
        self._decode_threads = decode_threads
        self._finder = PairFinder(catalog, store, pairs, thumbnails, events)
        self._again = ComparingAgain(
            catalog,
            store,
            pairs,
            self._finder,
            events=events,
            jobs=jobs,
            decode_threads=decode_threads,
        )

    def scan(self, ctx: WorkContext, *, retry: bool) -> ScanReport:
        """Look at every folder and index until nothing is pending. Scan lane only."""
        started = time.monotonic()
        retried = self._catalog.forget_errors() if retry else self._catalog.retry_unlucky()
        if retried:
            self._events.publish(ListsChanged())
        totals = IndexTotals()
        walks: list[FolderScan] = []
        for round_number in range(SCAN_ROUNDS):
            found = [self._scanner.scan(folder, ctx) for folder in self._catalog.folders()]
            walks += found if round_number == 0 else []
            part = self._index(ctx)
            totals.merge(part)
            walks += self._look_for(part.lost, ctx)
            if not part.changed_while_read:
                break
        self._catalog.end_round()
        return self._report(walks, totals, time.monotonic() - started)

    def _look_for(self, lost: frozenset[Folder], ctx: WorkContext) -> list[FolderScan]:
        """Look whether folders are there that went away while they were indexed."""
        return [self._scanner.scan(folder, ctx) for folder in lost]

    def _index(self, ctx: WorkContext) -> IndexTotals:
        """Let the index lane do the work; this job speaks for it, and its context serves both."""
        job = self._jobs.submit(Lane.INDEX, "index", lambda _: self.index_pending(ctx), shown=False)
        while True:
            try:
                return job.result(CANCEL_POLL_S)
            except TimeoutError:  # it may wait its turn behind another, or be paused
                try:
                    ctx.check_cancelled()
                except JobCancelled:
                    job.cancel()

    def _report(self, walks: list[FolderScan], totals: IndexTotals, seconds: float) -> ScanReport:
        counts = self._catalog.counts()
        return ScanReport(
            photos=counts.present,
            indexed=totals.indexed,
            reused=totals.reused,
            unreadable=counts.unreadable,
            seconds=seconds,
            added=sum(walk.added for walk in walks),
            changed=sum(walk.changed for walk in walks),
            moved=totals.moved,
            missing=counts.missing,
            offline_folders=tuple(
                dict.fromkeys(walk.folder.path for walk in walks if not walk.online)
            ),
            notes=tuple(str(problem) for problem in self._catalog.walk_problems()),
        )

    def index_pending(self, ctx: WorkContext) -> IndexTotals:
        """Embed, compare and, where needed, rebuild the index. Index lane only."""
        room = self._rooms.chosen()
        self._again.stop()
        try:
            totals = self._index_pending(room, ctx)
        except JobCancelled:
            self._again.start(room)  # what had to make way goes on
            raise
        self._again.start(room)
        return totals

    def _index_pending(self, room: ModelRoom, ctx: WorkContext) -> IndexTotals:
        pool = DecodePool(self._decode_threads())
        try:
            totals = IndexTotals()
            indexer = Indexer(self._catalog, self._store, self._thumbnails, self._events)
            has_work = self._has_work(room)
            if has_work:
                engine = room.engine
                try:
                    totals = indexer.run(engine, pool, ctx, lambda ctx: self._rebuild(room, ctx))
                    indexer.embed_known(engine, pool, ctx)
                finally:  # an accelerator may have failed meanwhile
                    self._catalog.set_meta(PROVIDER_KEY, engine.embedder.provider)
            self._rooms.take_over(room)
            prove_assets(self._catalog.assets, self._events, ctx, has_read=has_work)
            bounds = CosineBounds.of_model(room.manifest.thresholds.same_shot)
            self._finder.run(room.model_id, bounds, pool, ctx)
        finally:
            pool.close()
        self._rebuild_if_needed(room, ctx)
        self._trim_thumbnails(totals.indexed)
        return totals

    def _trim_thumbnails(self, indexed: int) -> None:
        """Keep the cache below its cap; that looks at every thumbnail, so not after each photo."""
        if not indexed:
            return
        written = indexed + int(self._catalog.get_meta(_UNTRIMMED) or 0)
        if written >= TRIM_AFTER:
            self._thumbnails.trim()
            written = 0
        self._catalog.set_meta(_UNTRIMMED, str(written))

    def _has_work(self, room: ModelRoom) -> bool:
        if self._catalog.counts().pending:
            return True
        return bool(self._store.known_without_embedding(room.model_id, 0, 1))

    def _rebuild_if_needed(self, room: ModelRoom, ctx: WorkContext) -> None:
        room.load_index()
        if room.index.wants_rebuild():
            self._rebuild(room, ctx)

    def _rebuild(self, room: ModelRoom, ctx: WorkContext) -> None:
        """Build the vector index; where that fails, exact search goes on."""
        try:
            manifest = room.index.rebuild(ctx)
        except (EnvironmentProblem, OSError, UnicodeError) as error:
            # Annoy takes paths only in the system's own encoding, and writes them itself
            log.warning("%s Meanwhile every search is exact, and slower.", error)
            return
        self._events.publish(IndexSwapped(manifest.generation, manifest.count, manifest.recall))
