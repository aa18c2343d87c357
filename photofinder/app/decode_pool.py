"""Threads that decode, and isolated processes for what could hurt this one.

Pillow and OpenCV release the GIL, so threads suffice for ordinary photos; formats and sizes that
could crash, hang or eat the memory are decoded in one of a few child processes, which have a time
and a memory limit each. A thread borrows one for the length of a call.
"""

from __future__ import annotations

import os
import queue
import threading
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from photofinder.app.isolated_decoder import IsolatedDecoder
from photofinder.app.priority import is_lowered, lower_thread
from photofinder.core.formats import needs_isolation
from photofinder.errors import JobCancelled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from photofinder.core.types import WorkContext

P = ParamSpec("P")
T = TypeVar("T")

#: more threads than this wait for the disk and for each other
MAX_THREADS = 4
#: a child that decodes a 12-megapixel HEIC or TIFF has 140 MB: with more of them, indexing would
#: need more than 700 MB
MAX_CHILDREN = 3
#: a child that was just being started is met by the next round
_INTERRUPT_INTERVAL_S = 0.05
_CANCEL_POLL_S = 0.1


def default_threads() -> int:
    """Return how many threads decode unless the user chose otherwise."""
    return min(MAX_THREADS, os.cpu_count() or 1)


class DecodePool:
    """A fixed number of decode threads. Close it; its child processes end with it.

    Parameters
    ----------
    threads : int
        0 takes `default_threads`.

    Notes
    -----
    Made in a thread that yields to other programs, its own threads and child processes yield too.
    """

    def __init__(self, threads: int = 0) -> None:
        self.threads = threads or default_threads()
        self._executor = ThreadPoolExecutor(
            self.threads,
            thread_name_prefix="photofinder-decode",
            initializer=lower_thread if is_lowered() else None,
        )
        self._decoders = [
            IsolatedDecoder(low_priority=is_lowered())
            for _ in range(min(self.threads, MAX_CHILDREN))
        ]
        # last in, first out: where one child suffices, only one is ever started
        self._idle: queue.LifoQueue[IsolatedDecoder] = queue.LifoQueue()
        for decoder in self._decoders:
            self._idle.put(decoder)
        self._running: set[Future[Any]] = set()
        self._closed = False
        self._lock = threading.Lock()

    def submit(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run ``work`` on a decode thread."""
        future = self._executor.submit(work, *args, **kwargs)
        with self._lock:
            self._running.add(future)
        future.add_done_callback(self._forget)
        return future

    def decode(
        self,
        function: Callable[..., T],
        source: bytes | Path,
        *args: object,
        full_size: bool = False,
        can_be_cut: bool = False,
    ) -> T:
        """Call ``function(source, *args)``, isolated where the source asks for it.

        Runs in the calling thread, which should be one of the pool's.

        Parameters
        ----------
        function : callable
            Importable by name.
        source : bytes or Path
            A path is always isolated: the file is too large for memory.
        full_size : bool
            Whether the function decodes every pixel, which costs more than the scaled decode.
        can_be_cut : bool
            Isolate it whatever it is, so that `close` need not wait for it.

        Raises
        ------
        PhotoUnreadable
            From the function, or because it took too long, too much memory, or crashed.
        """
        is_ours = isinstance(source, bytes) and not needs_isolation(source, full_size=full_size)
        if is_ours and not can_be_cut:
            return function(source, *args)
        decoder = self._idle.get()
        try:
            if self._closed:
                raise JobCancelled("cancelled")
            return decoder.run(function, source, *args)
        finally:
            self._idle.put(decoder)

    def close(self) -> None:
        """Drop what is queued, cut short what child processes decode, and end them.

        Who wants a result waits for it before.
        """
        self._closed = True
        self._executor.shutdown(wait=False, cancel_futures=True)
        while True:
            with self._lock:
                running = list(self._running)
            for decoder in self._decoders:
                decoder.interrupt()
            if not wait(running, timeout=_INTERRUPT_INTERVAL_S).not_done:
                break
        self._executor.shutdown(wait=True)
        for decoder in self._decoders:
            decoder.close()

    def _forget(self, future: Future[Any]) -> None:
        with self._lock:
            self._running.discard(future)


def wait_for(future: Future[T], ctx: WorkContext) -> T:
    """Wait for a decode thread, which may need seconds, without missing a cancellation."""
    while True:
        ctx.check_cancelled()
        try:
            return future.result(_CANCEL_POLL_S)
        except TimeoutError:
            if future.done():  # the work itself raised it
                raise
