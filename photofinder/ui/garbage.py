"""When Python looks for garbage: while the window has nothing to do. GUI thread.

A full collection looks at every object that lives, with Python's lock held: 20 to 100 ms in the
middle of scrolling through a large library. What has no cycles, nearly everything, is freed at once
without it.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, QTimer

_LOOK_MS = 2_000
#: of that time, what the GUI thread computes at most while nobody scrolls, types or drags
_CALM_SHARE = 0.05
#: middling collections come after so many of the youngest: 2,000 objects, 2 ms, not Python's 7,000
_YOUNG = 2
#: middling collections since the last full one that make another worth its time
_WORTH = 30
#: so many more than at the last look are one large answer, 120,000 objects that will live; looking
#: at a plan of 50,000 files took 0.5 s, and found nothing
_BURST = 60
#: with so many, it is done although the window is busy
_OVERDUE = 6_000
_NEVER = 1_000_000_000
#: after the window was made anew, until it stands and the old one is gone
_SETTLE_MS = 3_000


class IdleCollector(QObject):
    """Takes over full collections from Python; young ones, of 2 ms, stay automatic."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before: tuple[int, int, int] | None = None
        self._computed_s = 0.0
        #: middling collections since the last full one, at the last look
        self._middling = 0
        self._closed = False
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._freeze)

    def start(self) -> None:
        """Begin, once the window stands: what lives then is never looked at again.

        Python collects from now on, also where it did not before (`application.run_window`).
        """
        if self._closed or self._before is not None:
            return
        gc.enable()
        self._before = gc.get_threshold()
        self._freeze()
        gc.set_threshold(self._before[0], _YOUNG, _NEVER)
        self._computed_s = time.thread_time()
        self._timer.start()

    def thaw(self) -> None:
        """Have what lives looked at again, before the window is made anew: the old one is garbage.

        What lives when the new one stands is left alone from then on.
        """
        if self._before is not None:
            gc.unfreeze()
            self._settle.start()

    def _freeze(self) -> None:
        gc.collect()
        gc.freeze()

    def _look(self) -> None:
        computed_s = time.thread_time()
        share = (computed_s - self._computed_s) / (_LOOK_MS / 1_000)
        if not self.leave_burst_alone():
            self.collect_if_calm(share)
        self._middling = gc.get_count()[2]
        self._computed_s = time.thread_time()

    def leave_burst_alone(self) -> bool:
        """Leave a large answer that has just come out of every collection; tell whether it came.

        Plain values go without a collection, when nobody holds them any more.
        """
        if gc.get_count()[2] - self._middling < _BURST:
            return False
        gc.freeze()
        return True

    def collect_if_calm(self, share: float) -> bool:
        """Collect where it is worth it and nobody notices; tell whether it was done.

        Parameters
        ----------
        share : float
            Of the time since the last look, what this thread was computing.
        """
        if gc.get_count()[2] < (_WORTH if share < _CALM_SHARE else _OVERDUE):
            return False
        gc.collect()
        return True

    def close(self) -> None:
        """Let Python collect as before."""
        self._closed = True
        self._timer.stop()
        self._settle.stop()
        if self._before is not None:
            gc.set_threshold(*self._before)
            gc.unfreeze()
            self._before = None
