"""Compares anew what an older verifier compared: on the background lane, while nothing is indexed.

The pairs of the older verifier serve until each picture's turn. A job that is stopped, or killed,
goes on after the next indexing where it was.
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from photofinder.app.decode_pool import DecodePool
from photofinder.app.jobs import Lane
from photofinder.app.pairing import comparison_version
from photofinder.core.pair_rules import CosineBounds
from photofinder.errors import JobCancelled, PhotofinderError

if TYPE_CHECKING:
    from collections.abc import Callable

    from photofinder.app.engine import ModelRoom
    from photofinder.app.jobs import JobHandle, JobRunner
    from photofinder.app.pairing import PairFinder
    from photofinder.core.types import WorkContext
    from photofinder.storage.pair_store import PairStore

log = logging.getLogger(__name__)

#: what the job is called
COMPARE_AGAIN = "compare again"


class ComparingAgain:
    """The one job that does pairs of an older verifier again.

    Parameters
    ----------
    pairs : PairStore
    finder : PairFinder
    jobs : JobRunner
    decode_threads : callable
        Gives the setting as it is now; 0 lets the program choose.
    """

    def __init__(
        self,
        pairs: PairStore,
        finder: PairFinder,
        jobs: JobRunner,
        decode_threads: Callable[[], int],
    ) -> None:
        self._pairs = pairs
        self._finder = finder
        self._jobs = jobs
        self._decode_threads = decode_threads
        self._job: JobHandle[int] | None = None
        self._lock = threading.Lock()

    def start(self, room: ModelRoom) -> None:
        """Queue the job where something is left to be done. Index lane."""
        if not self._pairs.due_count(room.model_id, comparison_version(), again=True):
            return
        bounds = CosineBounds.of_model(room.manifest.thresholds.same_shot)

        def compare(ctx: WorkContext) -> int:
            pool = DecodePool(self._decode_threads())
            try:
                return self._finder.run(room.model_id, bounds, pool, ctx, again=True)
            finally:
                pool.close()

        with self._lock:
            self._job = self._jobs.submit(Lane.BACKGROUND, COMPARE_AGAIN, compare)

    def stop(self) -> None:
        """Stop the job and wait for it: what is new comes first. Index lane."""
        with self._lock:
            job, self._job = self._job, None
        if job is None:
            return
        job.cancel()
        try:
            job.result()
        except JobCancelled:
            return
        except PhotofinderError as error:  # a full disk: whoever indexes now will meet it too
            log.info("comparing again: %s", error)
