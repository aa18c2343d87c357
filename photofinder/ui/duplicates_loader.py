"""When the groups are read again, and what is read. GUI thread; the reading is a worker's.

While photos are indexed the library tells changes twice a second; the groups are read at most every
few seconds, and rarer where reading them takes long or nobody looks. The first time those that free
most are read and shown before the others.
"""

from __future__ import annotations

import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from photofinder.app.held_garbage import garbage_held_back
from photofinder.app.questions import Desk
from photofinder.ui.duplicates_build import build_review
from photofinder.ui.duplicates_evidence import ShotCertainty
from photofinder.ui.duplicates_ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from photofinder.app.library import Library
    from photofinder.ui.bridge import Bridge

#: between the end of one reading and the next; times as long as a reading took
MIN_PAUSE_S, PAUSE_FACTOR = 3.0, 4.0
#: the same while the page is not seen: only the numbers in the sidebar wait for it
HIDDEN_PAUSE_S = 15.0
START_PAUSE_MS = 1_500
#: how often threads change while the groups are read
SWITCH_S = 0.001


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """What was read.

    Attributes
    ----------
    gains : ndarray, int64, (groups,)
        Bytes that each group would free.
    photos : int
        Photos on disk.
    waiting : int
        Photos that were not read, or not compared with the others yet.
    has_folders : bool
    writable : bool
    seconds : float
        How long the reading took.
    at_least : float
        How certain versions of the same shot had to be, 0..1.
    certainty : ShotCertainty or None
        What is left at each certainty; known of a reading of all only.
    unread : int
        Photos in groups that are still being read, those that free less.
    """

    ledger: Ledger
    gains: NDArray[np.int64]
    photos: int
    waiting: int
    has_folders: bool
    writable: bool
    seconds: float
    at_least: float = 0.0
    certainty: ShotCertainty | None = None
    unread: int = 0


def read_duplicates(library: Library, at_least: float = 0.0, *, only_first: bool = False) -> Loaded:
    """Read the groups with the marks from the start, and how far comparing is. Worker thread.

    Parameters
    ----------
    library : Library
    at_least : float
        Versions of the same shot that are less certain, 0..1, are none.
    only_first : bool
        Those that free most are enough, where not all are known.
    """
    started = time.monotonic()
    unread = 0
    with considerately():
        if only_first:
            so_far = library.first_duplicates(same_shot_at_least=at_least)
            groups, unread = so_far.groups, so_far.unread
        else:
            groups = library.duplicates(same_shot_at_least=at_least)
        review = build_review(groups, library.settings.protected)
    status = library.status()
    return Loaded(
        Ledger.of(review),
        review.gains(),
        status.counts.present,
        status.counts.pending + status.uncompared,
        bool(status.folders),
        library.writable,
        time.monotonic() - started,
        at_least,
        None if at_least or unread else ShotCertainty.of(review),
        unread,
    )


_considerate = threading.Lock()


@contextmanager
def considerately() -> Iterator[None]:
    """Let a worker make many objects without the GUI thread waiting for it.

    Notes
    -----
    Each time the GUI thread wants the interpreter's lock back it waits for a switch, 5 ms by
    default, several times in one turn of the event loop: 20 ms were measured, 4 ms with 1 ms
    between switches. And with half a million objects on their way to columns a full collection
    stops every thread for 100 to 200 ms, for nothing: none of them is part of a cycle.
    """
    with _considerate, garbage_held_back():
        interval = sys.getswitchinterval()
        sys.setswitchinterval(min(SWITCH_S, interval))
        try:
            yield
        finally:
            sys.setswitchinterval(interval)


class DuplicatesLoader(QObject):
    """Reads the groups at the start and after changes.

    Signals
    -------
    loaded(object)
        `Loaded`; where some are unread, another one follows.
    failed(object)
        The error.
    """

    loaded = Signal(object)
    failed = Signal(object)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._busy = False
        self._stale = False
        self._eager = False
        self._next_at = 0.0
        self._last_s = 0.0
        self._at_least = 0.0
        self._has_all = False
        self._wait = QTimer(self, singleShot=True)
        self._wait.timeout.connect(self._on_time)
        bridge.opened.connect(self._on_opened)
        bridge.closed.connect(self._wait.stop)
        for signal in (bridge.duplicatesChanged, bridge.decisionsChanged, bridge.foldersChanged):
            signal.connect(self.on_changed)
        if bridge.library is not None:  # pages may be made later than the library is opened
            self._on_opened()

    @Slot()
    def _on_opened(self) -> None:
        """Read at once for who looks; otherwise let the window come up first."""
        self._stale = True
        self._has_all = False
        self._last_s, self._next_at = 0.0, 0.0
        if self._eager:
            self._ask()
        else:
            self._wait.start(START_PAUSE_MS)

    @property
    def busy(self) -> bool:
        """Whether the groups are being read."""
        return self._busy

    def set_eager(self, eager: bool) -> None:
        """Say whether somebody looks at the groups."""
        self._eager = eager
        if eager and self._stale and not self._busy and self._bridge.library is not None:
            if self._next_at:
                self._schedule()
            else:
                self.reload_now()

    def set_certainty(self, at_least: float) -> None:
        """Read from now on only what is so certain, 0..1; at once where the library is open."""
        if at_least != self._at_least:
            self._at_least = at_least
            if self._bridge.library is not None:
                self.reload_now()

    @Slot()
    def on_changed(self) -> None:
        """Read again, soon."""
        self._stale = True
        if not self._busy and self._bridge.library is not None:
            self._schedule()

    @Slot()
    def reload_now(self) -> None:
        """Read again at once; a reading that is on its way is dropped."""
        self._wait.stop()
        self._ask()

    def _schedule(self) -> None:
        pause = max(MIN_PAUSE_S if self._eager else HIDDEN_PAUSE_S, self._last_s * PAUSE_FACTOR)
        due = self._next_at + pause
        self._wait.start(max(round((due - time.monotonic()) * 1_000), 0))

    @Slot()
    def _on_time(self) -> None:
        if self._stale and not self._busy:
            self._ask()

    def _ask(self) -> None:
        self._stale = False
        self._busy = self._bridge.library is not None
        # once all are shown, a few in their place would be a step back
        self._read(only_first=not self._has_all)

    def _read(self, *, only_first: bool) -> None:
        at_least = self._at_least
        self._bridge.ask(
            self,
            lambda library: read_duplicates(library, at_least, only_first=only_first),
            self._on_loaded,
            self._on_failed,
            key="groups",
            desk=Desk.SLOW,
        )

    def _on_loaded(self, loaded: Loaded) -> None:
        if loaded.unread:
            self._read(only_first=False)
            self.loaded.emit(loaded)
            return
        self._has_all = True
        self._last_s = loaded.seconds
        self._end()
        self.loaded.emit(loaded)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self.failed.emit(error)

    def _end(self) -> None:
        self._busy = False
        self._next_at = time.monotonic()
        if self._stale:
            self._schedule()
