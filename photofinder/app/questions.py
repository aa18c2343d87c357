"""Threads for questions: what the window asks and somebody waits for.

Jobs change things and have lanes of their own (`app.jobs`); a question only reads, so that several
may run beside each other and beside any job.
"""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor, wait
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
T = TypeVar("T")


class Desk(StrEnum):
    """Where a question queues, so that a slow one keeps no quick one waiting."""

    VIEW = "view"
    """Rows, details, lists: what is being looked at."""
    PICTURE = "picture"
    """Decoding pictures in full, which may take seconds each."""
    WAIT = "wait"
    """Searches and plans: what the user asked for and waits for, one after the other."""
    SLOW = "slow"
    """What reads a whole folder or catalog: adding folders, the groups of duplicates."""


#: two pictures can be decoded side by side, as the compare view wants them
_THREADS = {Desk.VIEW: 2, Desk.PICTURE: 2, Desk.WAIT: 1, Desk.SLOW: 1}


class Questions:
    """The threads of one window. Threads start with the first question; close it."""

    def __init__(self) -> None:
        self._desks = {
            desk: ThreadPoolExecutor(threads, thread_name_prefix=f"photofinder-{desk}")
            for desk, threads in _THREADS.items()
        }
        self._open: set[Future[Any]] = set()
        self._lock = threading.Lock()

    def submit(
        self, desk: Desk, question: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        """Queue a question. Any thread."""
        future = self._desks[desk].submit(question, *args, **kwargs)
        with self._lock:
            self._open.add(future)
        future.add_done_callback(self._on_done)
        return future

    def _on_done(self, future: Future[Any]) -> None:
        with self._lock:
            self._open.discard(future)

    def close(self, timeout_s: float | None = None) -> bool:
        """Drop what is queued, wait for what runs, end the threads.

        Returns
        -------
        bool
            False where something still runs after ``timeout_s``: its thread ends when it does.
        """
        for desk in self._desks.values():
            desk.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            running = set(self._open)
        if wait(running, timeout_s).not_done:
            return False
        for desk in self._desks.values():
            desk.shutdown(wait=True)
        return True
