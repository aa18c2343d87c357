"""Work on pairs that nobody waits for: on the background lane, while nothing is indexed.

Pictures that may be identical, and are of two formats or saved anew, are decoded in full; until
then they are a pair like others. Same shots that no capture time proves are looked at closely. Then
what an older verifier compared is compared anew; its pairs
serve until each picture's turn. A job that is stopped, or killed, goes on after the next indexing
where it was.
"""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING

from photofinder.app.decode_pool import DecodePool
from photofinder.app.events import PairsFound
from photofinder.app.jobs import Lane
from photofinder.app.looking_closer import CloserLooks, look_version
from photofinder.app.pairing import comparison_version
from photofinder.app.pixel_proofs import PixelProofs
from photofinder.core.pair_rules import CosineBounds
from photofinder.errors import JobCancelled, PhotofinderError

if TYPE_CHECKING:
    from collections.abc import Callable

    from photofinder.app.engine import ModelRoom
    from photofinder.app.events import EventBus
    from photofinder.app.jobs import JobHandle, JobRunner
    from photofinder.app.pairing import PairFinder
    from photofinder.core.types import WorkContext
    from photofinder.storage.catalog import Catalog
    from photofinder.storage.content_store import ContentStore
    from photofinder.storage.pair_store import PairStore

log = logging.getLogger(__name__)

#: what the jobs are called
COMPARE_AGAIN = "compare again"
PROVE = "prove identical"
LOOK = "look closely"
#: photos that cannot be read are not tried after each one that is indexed
RETRY_S = 600.0


class ComparingAgain:
    """The jobs that prove pictures identical, look closely, and do older pairs again.

    Parameters
    ----------
    catalog : Catalog
    store : ContentStore
    pairs : PairStore
    finder : PairFinder
    events : EventBus
    jobs : JobRunner
    decode_threads : callable
        Gives the setting as it is now; 0 lets the program choose.
    """

    def __init__(
        self,
        catalog: Catalog,
        store: ContentStore,
        pairs: PairStore,
        finder: PairFinder,
        *,
        events: EventBus,
        jobs: JobRunner,
        decode_threads: Callable[[], int],
    ) -> None:
        self._catalog = catalog
        self._store = store
        self._pairs = pairs
        self._finder = finder
        self._events = events
        self._jobs = jobs
        self._decode_threads = decode_threads
        self._running: list[JobHandle[int]] = []
        self._lock = threading.Lock()
        self._in_vain: set[tuple[int, int]] = set()  # background lane only
        self._in_vain_since_s = time.monotonic()

    def start(self, room: ModelRoom) -> None:
        """Queue the jobs for which something is left to be done. Index lane."""
        if self._store.wanted_pixel_digests():
            self._submit(PROVE, self._prove)
        if self._pairs.to_look_count(look_version()):
            self._submit(LOOK, self._look)
        if not self._pairs.due_count(room.model_id, comparison_version(), again=True):
            return
        bounds = CosineBounds.of_model(room.manifest.thresholds.same_shot)

        def compare(pool: DecodePool, ctx: WorkContext) -> int:
            found = self._finder.run(room.model_id, bounds, pool, ctx, again=True)
            self._look(pool, ctx)  # at pairs that are new, and those that were replaced
            return found

        self._submit(COMPARE_AGAIN, compare)

    def stop(self) -> None:
        """Stop the jobs and wait for them: what is new comes first. Index lane."""
        with self._lock:
            jobs, self._running = self._running, []
        for job in jobs:
            job.cancel()
        for job in jobs:
            try:
                job.result()
            except JobCancelled:
                continue
            except PhotofinderError as error:  # a full disk: whoever indexes now meets it, too
                log.info("%s: %s", job.name, error)
            except Exception as error:  # noqa: BLE001 - a bug there, logged; indexing goes on
                log.info("%s: %r", job.name, error)

    def _submit(self, name: str, work: Callable[[DecodePool, WorkContext], int]) -> None:
        def run(ctx: WorkContext) -> int:
            pool = DecodePool(self._decode_threads())
            try:
                return work(pool, ctx)
            finally:
                pool.close()

        with self._lock:
            self._running.append(self._jobs.submit(Lane.BACKGROUND, name, run))

    def _prove(self, pool: DecodePool, ctx: WorkContext) -> int:
        proofs = PixelProofs(self._catalog, self._store, pool)
        return proofs.retry(ctx, lambda digested: self._events.publish(PairsFound(digested)))

    def _look(self, pool: DecodePool, ctx: WorkContext) -> int:
        if time.monotonic() - self._in_vain_since_s > RETRY_S:
            self._in_vain, self._in_vain_since_s = set(), time.monotonic()
        looks = CloserLooks(self._catalog, self._store, self._pairs, pool, self._in_vain)
        looked = looks.run(ctx, lambda moved: self._events.publish(PairsFound(moved)))
        if looked:  # all of them are more certain, or less
            self._events.publish(PairsFound(looked))
        return looked
