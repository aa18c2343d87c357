"""When Python looks for garbage: on the GUI thread, and fully while it has nothing to do.

Python itself collects on whichever thread happens to make an object. A window or dialog that is
part of a cycle would be destroyed there, in a worker: its destructor takes Qt's locks and waits for
Python's, while the GUI thread has Python's and waits for Qt's, and both wait for ever. So Python
collects nothing by itself while the window is there.

A full collection looks at every object that lives, with Python's lock held: 20 to 100 ms in the
middle of scrolling through a large library. What has no cycles, nearly everything, is freed at once
without any.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, QTimer

from photofinder.app.held_garbage import is_garbage_held_back

_LOOK_MS = 2_000
#: of that time, what the GUI thread computes at most while nobody scrolls, types or drags
_CALM_SHARE = 0.05
_YOUNG_MS = 100
#: objects made since the last look at young ones that make another worth its time, about 1 ms
_YOUNG = 2_000
#: so many are one large answer that will live; looking at a plan of 50,000 files took 0.5 s, and
#: found nothing
_BURST = 40_000
#: objects looked at while they were young, since the last full collection, that make another worth
#: its time
_WORTH = 60_000
#: with so many, it is done although the window is busy
_OVERDUE = 12_000_000
#: after the window was made anew, until it stands and the old one is gone
_SETTLE_MS = 3_000


class IdleCollector(QObject):
    """Takes over all collections from Python."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_enabled: bool | None = None
        self._computed_s = 0.0
        self._grown = 0
        self._closed = False
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._young_timer = QTimer(self, interval=_YOUNG_MS)
        self._young_timer.timeout.connect(self.look_at_young)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._freeze)

    @property
    def runs(self) -> bool:
        """Whether it has begun."""
        return self._was_enabled is not None

    def start(self) -> None:
        """Begin, once the window stands: what lives then is never looked at again."""
        if self._closed or self.runs:
            return
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._freeze()
        self._computed_s = time.thread_time()
        self._timer.start()
        self._young_timer.start()

    def thaw(self) -> None:
        """Have what lives looked at again, before the window is made anew: the old one is garbage.

        What lives when the new one stands is left alone from then on.
        """
        if self.runs:
            gc.unfreeze()
            self._settle.start()

    def _freeze(self) -> None:
        gc.collect()
        gc.freeze()
        self._grown = 0

    def _look(self) -> None:
        computed_s = time.thread_time()
        self.collect_if_calm((computed_s - self._computed_s) / (_LOOK_MS / 1_000))
        self._computed_s = time.thread_time()

    def look_at_young(self) -> None:
        """Collect what was made and left since the last look.

        A large answer is left out of every collection: plain values go without one, when nobody
        holds them any more.
        """
        made = gc.get_count()[0]
        if made < _YOUNG or is_garbage_held_back():
            return
        if made >= _BURST:
            gc.freeze()
            return
        gc.collect(1)
        self._grown += made

    def collect_if_calm(self, share: float) -> bool:
        """Collect where it is worth it and nobody notices; tell whether it was done.

        Parameters
        ----------
        share : float
            Of the time since the last look, what this thread was computing.
        """
        if self._grown < (_WORTH if share < _CALM_SHARE else _OVERDUE):
            return False
        gc.collect()
        self._grown = 0
        return True

    def close(self) -> None:
        """Let Python collect as before."""
        self._closed = True
        for timer in (self._timer, self._young_timer, self._settle):
            timer.stop()
        if self.runs:
            gc.unfreeze()
            if self._was_enabled:
                gc.enable()
            self._was_enabled = None
