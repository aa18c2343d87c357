"""Jobs on three one-thread lanes, with progress that is polled and cancellation that is asked for.

A lane is a thread: what runs on one lane never runs beside itself, which is the single-writer
rule. Handles may be used from any thread.
"""

from __future__ import annotations

import logging
import threading
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

from photofinder.errors import JobCancelled, PhotofinderError

if TYPE_CHECKING:
    from collections.abc import Callable

    from photofinder.core.types import WorkContext

log = logging.getLogger(__name__)

T = TypeVar("T")


class Lane(StrEnum):
    """What the user waits for, what looks at the disk, what computes."""

    INTERACTIVE = "interactive"
    SCAN = "scan"
    INDEX = "index"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is. ``total`` is 0 while unknown."""

    done: int = 0
    total: int = 0
    what: str = ""


class NullContext:
    """Takes progress and is never cancelled: the same code runs without a job."""

    def progress(self, done: int, total: int, what: str = "") -> None:
        """Ignore the progress."""

    def check_cancelled(self) -> None:
        """Go on."""


NULL_CONTEXT = NullContext()


class JobContext:
    """The inside of a running job. Written by the job's thread, read by any."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()
        self._progress = Progress()

    @property
    def current(self) -> Progress:
        """The last progress told; poll it."""
        return self._progress

    @property
    def cancelled(self) -> threading.Event:
        """Set when the user asked to stop; long waits wait on it."""
        return self._cancelled

    def progress(self, done: int, total: int, what: str = "") -> None:
        """Say how far the job is."""
        self._progress = Progress(done, total, what)

    def check_cancelled(self) -> None:
        """Raise `JobCancelled` when the user asked to stop."""
        if self._cancelled.is_set():
            raise JobCancelled("cancelled")

    def cancel(self) -> None:
        """Ask the job to stop at its next check."""
        self._cancelled.set()


class JobHandle(Generic[T]):
    """The outside of a job.

    Parameters
    ----------
    name : str
    context : JobContext
    future : Future
    """

    def __init__(self, name: str, context: JobContext, future: Future[T]) -> None:
        self.name = name
        self._context = context
        self._future = future

    @property
    def progress(self) -> Progress:
        """The last progress told."""
        return self._context.current

    @property
    def done(self) -> bool:
        """Whether the job has ended, in whatever way."""
        return self._future.done()

    def cancel(self) -> None:
        """Ask the job to stop; `result` then raises `JobCancelled`."""
        self._context.cancel()
        self._future.cancel()

    def when_done(self, call: Callable[[], None]) -> None:
        """Call ``call`` once the job has ended, in the job's thread, or at once if it has."""
        self._future.add_done_callback(lambda _: call())

    def result(self, timeout_s: float | None = None) -> T:
        """Wait for the job and return what it made, or raise what it raised.

        Raises
        ------
        TimeoutError
            It is still running after ``timeout_s``.
        JobCancelled
            It was cancelled, before or while it ran.
        """
        try:
            return self._future.result(timeout_s)
        except CancelledError:
            raise JobCancelled("cancelled") from None


class JobRunner:
    """The three lanes. `close` cancels what runs and waits for it."""

    def __init__(self) -> None:
        self._lanes = {
            lane: ThreadPoolExecutor(1, thread_name_prefix=f"photofinder-{lane}") for lane in Lane
        }
        self._running: set[JobContext] = set()
        self._lock = threading.Lock()

    def submit(self, lane: Lane, name: str, work: Callable[[WorkContext], T]) -> JobHandle[T]:
        """Queue ``work(context)`` on a lane."""
        context = JobContext()
        with self._lock:
            self._running.add(context)
        future = self._lanes[lane].submit(self._run, name, context, work)
        future.add_done_callback(lambda _: self._forget(context))
        return JobHandle(name, context, future)

    def close(self) -> None:
        """Cancel every job, wait for the running ones, end the threads."""
        with self._lock:
            running = list(self._running)
        for context in running:
            context.cancel()
        for lane in self._lanes.values():
            lane.shutdown(wait=True, cancel_futures=True)

    def _forget(self, context: JobContext) -> None:
        with self._lock:
            self._running.discard(context)

    @staticmethod
    def _run(name: str, context: JobContext, work: Callable[[WorkContext], T]) -> T:
        try:
            context.check_cancelled()
            return work(context)
        except JobCancelled:
            log.info("job %s: stopped on request", name)
            raise
        except PhotofinderError as error:  # whoever waits for the job shows it
            log.info("job %s: %s", name, error)
            raise
        except TimeoutError as error:  # a handle's TimeoutError says that the job still runs
            log.exception("job %s failed", name)
            # without its errno: with it, Python would make a TimeoutError of this one too
            raise OSError(f"the system gave up waiting: {error}") from error
        except Exception:
            log.exception("job %s failed", name)
            raise
