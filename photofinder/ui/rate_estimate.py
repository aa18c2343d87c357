"""How fast work goes, and how long the rest of it will take. A pure value without Qt."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

#: the speed is that of the last so many seconds: photos differ, and a big one must not make it jump
WINDOW_S = 20.0
#: before that, any number would be a guess
FIRST_S = 2.0
#: samples closer than this are not kept
_STEP_S = 0.25


class RateEstimate:
    """Speed and remaining time of one job, from what it says it has done.

    Parameters
    ----------
    clock : callable
        Seconds, monotonic.

    Notes
    -----
    Time in which the job is paused does not count.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last_s: float | None = None
        self._was_paused = False
        self._worked_s = 0.0
        self._samples: deque[tuple[float, int]] = deque()
        self._done = 0
        self._total = 0

    def update(self, done: int, total: int, *, paused: bool = False) -> None:
        """Note how far the job is now; ``total`` is 0 while unknown."""
        now = self._clock()
        if self._last_s is not None and not self._was_paused:
            self._worked_s += now - self._last_s
        self._last_s = now
        self._was_paused = paused
        if done < self._done:  # the next stage counts from the beginning
            self._samples.clear()
        self._done, self._total = done, total
        if not self._samples or self._worked_s - self._samples[-1][0] >= _STEP_S:
            self._samples.append((self._worked_s, done))
        while len(self._samples) > 2 and self._worked_s - self._samples[1][0] >= WINDOW_S:
            self._samples.popleft()

    @property
    def per_s(self) -> float | None:
        """How many are done in a second; None while nobody can tell."""
        if not self._samples:
            return None
        began_s, began_at = self._samples[0]
        seconds, done = self._worked_s - began_s, self._done - began_at
        if seconds < FIRST_S or done <= 0:
            return None
        return done / seconds

    @property
    def remaining_s(self) -> float | None:
        """Seconds until all is done; None while nobody can tell."""
        rate = self.per_s
        if rate is None or self._total <= 0:
            return None
        return max(self._total - self._done, 0) / rate
