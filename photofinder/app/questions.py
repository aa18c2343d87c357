"""Threads for questions: what the window asks and somebody waits for.

Jobs change things and have lanes of their own (`app.jobs`); a question only reads, so that several
may run beside each other and beside any job.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from enum import StrEnum
from typing import TYPE_CHECKING, ParamSpec, TypeVar

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

    def submit(
        self, desk: Desk, question: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        """Queue a question. Any thread."""
        return self._desks[desk].submit(question, *args, **kwargs)

    def close(self) -> None:
        """Drop what is queued, wait for what runs, end the threads."""
        for desk in self._desks.values():
            desk.shutdown(wait=False, cancel_futures=True)
        for desk in self._desks.values():
            desk.shutdown(wait=True)
