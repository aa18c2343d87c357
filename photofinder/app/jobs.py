"""Jobs on one-thread lanes, with progress that is polled and cancellation that is asked for.

A lane is a thread: what runs on one lane never runs beside itself, which is the single-writer
rule. Handles may be used from any thread.
"""

from __future__ import annotations

import logging
import threading
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from photofinder.app.priority import lower_thread
from photofinder.errors import JobCancelled, PhotofinderError

if TYPE_CHECKING:
    from collections.abc import Callable

    from photofinder.core.types import WorkContext

log = logging.getLogger(__name__)

T = TypeVar("T")


class Lane(StrEnum):
    """What the user waits for, what looks at the disk, what computes, what nobody waits for."""

    INTERACTIVE = "interactive"
    SCAN = "scan"
    INDEX = "index"
    BACKGROUND = "background"


#: what waits while the user pauses; what he waits for himself goes on
PAUSED_LANES = frozenset({Lane.SCAN, Lane.INDEX, Lane.BACKGROUND})
#: what computes for long, and yields to other programs where the user wants that
LOW_LANES = frozenset({Lane.INDEX, Lane.BACKGROUND})


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


class PauseGate:
    """Where the jobs of some lanes wait while the user wants the machine for something else.

    Two may close it: the user himself, and what the program sees of the machine. Jobs go on when
    neither keeps it closed.
    """

    def __init__(self) -> None:
        self._paused = False
        self._held_by = ""
        self._changed = threading.Condition()

    @property
    def closed(self) -> bool:
        """Whether jobs wait at their next check."""
        return self._paused or bool(self._held_by)

    @property
    def paused(self) -> bool:
        """Whether the user closed it."""
        return self._paused

    @property
    def held_by(self) -> str:
        """Why it is closed without the user; empty where it is not."""
        return self._held_by

    def set_paused(self, paused: bool) -> None:
        """Let jobs wait, or go on, as the user wants."""
        with self._changed:
            self._paused = paused
            self._changed.notify_all()

    def hold(self, reason: str) -> None:
        """Let jobs wait for a reason; an empty one lets them go on."""
        with self._changed:
            self._held_by = reason
            self._changed.notify_all()

    def wake(self) -> None:
        """Let those who wait look again at what they wait for."""
        # without the lock where nobody waits: Ctrl-C in the wrong instant would leave it taken
        if self.closed:
            with self._changed:
                self._changed.notify_all()

    def wait_while_paused(self, cancelled: threading.Event) -> None:
        """Return when jobs may go on, or this one was cancelled."""
        if self.closed:
            with self._changed:
                self._changed.wait_for(lambda: not self.closed or cancelled.is_set())


class JobContext:
    """The inside of a running job. Written by the job's thread, read by any.

    Parameters
    ----------
    gate : PauseGate, optional
        Where `check_cancelled` waits; without one the job is never paused.
    """

    def __init__(self, gate: PauseGate | None = None) -> None:
        self._cancelled = threading.Event()
        self._progress = Progress()
        self._gate = gate

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
        """Wait while jobs are paused; raise `JobCancelled` when the user asked to stop.

        Never called inside a transaction or under a lock: a job may wait here for days.
        """
        if self._gate is not None:
            self._gate.wait_while_paused(self._cancelled)
        if self._cancelled.is_set():
            raise JobCancelled("cancelled")

    @property
    def paused(self) -> bool:
        """Whether the job waits, or will at its next check."""
        return self._gate is not None and self._gate.closed and not self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the job to stop at its next check."""
        self._cancelled.set()
        if self._gate is not None:
            self._gate.wake()


class JobHandle(Generic[T]):
    """The outside of a job.

    Parameters
    ----------
    name : str
    lane : Lane
    context : JobContext
    future : Future
    """

    def __init__(self, name: str, lane: Lane, context: JobContext, future: Future[T]) -> None:
        self.name = name
        self.lane = lane
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

    @property
    def running(self) -> bool:
        """Whether the job has begun and not ended; one that is paused runs."""
        return self._future.running()

    @property
    def paused(self) -> bool:
        """Whether the job waits for `JobRunner.resume`."""
        return self._context.paused and not self.done

    @property
    def cancelled(self) -> bool:
        """Whether the job was asked to stop; it may still be on its way to."""
        return self._context.cancelled.is_set()

    def when_done(self, receiver: Callable[[], None]) -> None:
        """Call ``receiver`` once the job has ended, from its thread; at once when it has."""
        self._future.add_done_callback(lambda _: receiver())

    def cancel(self) -> None:
        """Ask the job to stop; `result` then raises `JobCancelled`."""
        self._context.cancel()
        self._future.cancel()

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
    """The lanes. `close` cancels what runs and waits for it.

    Parameters
    ----------
    low_priority : callable, optional
        Whether jobs of `LOW_LANES` that begin now yield to other programs; they do not by default.

    Notes
    -----
    A thread that yields can never be brought back (`app.priority`), so that each of those lanes has
    a second one: the lane's own waits while the other works, and there is still one job at a time.
    """

    def __init__(self, low_priority: Callable[[], bool] = lambda: False) -> None:
        self._lanes = {
            lane: ThreadPoolExecutor(1, thread_name_prefix=f"photofinder-{lane}") for lane in Lane
        }
        self._low_priority = low_priority
        self._yielding = {
            lane: ThreadPoolExecutor(
                1, thread_name_prefix=f"photofinder-{lane}-low", initializer=lower_thread
            )
            for lane in LOW_LANES
        }
        self._gate = PauseGate()
        #: in the order in which they came
        self._open: dict[JobContext, JobHandle[Any] | None] = {}
        self._closed = False
        self._lock = threading.Lock()

    def submit(
        self, lane: Lane, name: str, work: Callable[[WorkContext], T], *, shown: bool = True
    ) -> JobHandle[T]:
        """Queue ``work(context)`` on a lane.

        Parameters
        ----------
        lane : Lane
        name : str
        work : callable
        shown : bool
            Whether `jobs` names it; not where another job speaks for it, or it is over at once.
        """
        context = JobContext(self._gate if lane in PAUSED_LANES else None)
        with self._lock:
            self._open[context] = None
            is_late = self._closed
        if is_late:  # by a job that was on its last steps: nobody would cancel this one
            context.cancel()
        try:
            future = self._lanes[lane].submit(self._begin, lane, name, context, work)
        except BaseException:
            self._forget(context)
            raise
        handle = JobHandle(name, lane, context, future)
        with self._lock:
            if shown:
                self._open[context] = handle
        future.add_done_callback(lambda _: self._forget(context))
        return handle

    def jobs(self) -> list[JobHandle[Any]]:
        """Return the jobs that are queued or run, as far as the user may see them."""
        with self._lock:
            handles = list(self._open.values())
        return [handle for handle in handles if handle is not None and not handle.done]

    @property
    def paused(self) -> bool:
        """Whether the user lets the lanes that compute wait."""
        return self._gate.paused

    @property
    def held_by(self) -> str:
        """Why they wait without the user's having said so; empty where they do not."""
        return self._gate.held_by

    def hold(self, reason: str) -> None:
        """Let the jobs of `PAUSED_LANES` wait for a reason; an empty one lets them go on.

        The user's own `pause` is another matter: jobs go on when neither keeps them.
        """
        self._gate.hold(reason)

    def pause(self) -> None:
        """Let the jobs of `PAUSED_LANES` wait at their next check; they can be cancelled."""
        self._gate.set_paused(True)

    def resume(self) -> None:
        """Let them go on."""
        self._gate.set_paused(False)

    def close(self) -> None:
        """Cancel every job, wait for the running ones, end the threads."""
        with self._lock:
            self._closed = True
            running = list(self._open)
        for context in running:
            context.cancel()
        for lane in (*self._lanes.values(), *self._yielding.values()):
            lane.shutdown(wait=True, cancel_futures=True)

    def _forget(self, context: JobContext) -> None:
        with self._lock:
            self._open.pop(context, None)

    def _begin(
        self, lane: Lane, name: str, context: JobContext, work: Callable[[WorkContext], T]
    ) -> T:
        """Run a job in the lane's thread, or in the one that yields while this one waits for it."""
        if lane in LOW_LANES and self._low_priority():
            return self._yielding[lane].submit(self._run, name, context, work).result()
        return self._run(name, context, work)

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
