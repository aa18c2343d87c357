"""Lets the background work wait while the computer is wanted for something else. GUI thread.

The readings come from a thread of `desktop.surroundings`; here they become a decision, which the
library is told. The user's own pause is another matter, and wins.
"""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication

from photofinder.desktop.quiet_policy import (
    QuietState,
    decide,
    go_on_anyway,
    only_of,
    wanted_reasons,
)
from photofinder.desktop.surroundings import Surroundings

if TYPE_CHECKING:
    from collections.abc import Callable

    from photofinder.desktop.quiet_policy import Reading
    from photofinder.ui.bridge import Bridge

log = logging.getLogger(__name__)

#: platforms of Qt without a desktop, on which nobody works beside the program
_WITHOUT_DESKTOP = frozenset({"offscreen", "minimal", "vnc", "linuxfb", "eglfs"})


class QuietTimes(QObject):
    """Decides when work waits; follows the settings that the library has at each reading.

    Parameters
    ----------
    bridge : Bridge
    make : callable, optional
        Makes the thread that looks, given where its readings go; None where there is no desktop to
        look at.
    clock : callable
        Seconds, monotonic.
    """

    _readingCame = Signal(object)

    def __init__(
        self,
        bridge: Bridge,
        parent: QObject | None = None,
        *,
        make: Callable[[Callable[[Reading], None]], Surroundings] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._make = make or (None if _is_without_desktop() else Surroundings)
        self._clock = clock
        self._surroundings: Surroundings | None = None
        self._state = QuietState()
        self._readingCame.connect(self._on_reading, Qt.ConnectionType.QueuedConnection)
        bridge.goOnRequested.connect(self.go_on_anyway)
        bridge.opened.connect(self.follow_settings)
        bridge.settingsChanged.connect(self.follow_settings)

    def start(self) -> None:
        """Begin to look; again does nothing."""
        if self._make is not None and self._surroundings is None:
            self._surroundings = self._make(self._readingCame.emit)
            self._surroundings.start()
        self.follow_settings()

    def close(self) -> None:
        """Look no more. Waits for a reading on its way."""
        surroundings, self._surroundings = self._surroundings, None
        if surroundings is not None:
            surroundings.close()

    @Slot()
    def follow_settings(self) -> None:
        """Look for what the user now wants work to wait for."""
        library = self._bridge.library
        if library is None or self._surroundings is None:
            return
        wanted = wanted_reasons(library.settings)
        self._surroundings.want(wanted)
        self._state = only_of(self._state, wanted)  # at once: no reading may come
        self._tell()

    @Slot()
    def go_on_anyway(self) -> None:
        """Let the work go on until what it waited for has gone and come again."""
        log.info("the user wants work to go on: %s", self._state.reason)
        self._state = go_on_anyway(self._state)
        self._tell()

    @Slot(object)
    def _on_reading(self, reading: Reading) -> None:
        library = self._bridge.library
        if library is None or self._surroundings is None:
            return
        wanted = wanted_reasons(library.settings)
        self._surroundings.want(wanted)
        self._state = decide(self._state, wanted, reading, self._clock())
        self._tell()

    def _tell(self) -> None:
        reason = self._state.reason
        library = self._bridge.library
        if library is not None and library.held_by != (reason or ""):
            log.info("work in the background waits: %s", reason or "not any more")
        self._bridge.hold(reason or "")


def _is_without_desktop() -> bool:
    return QGuiApplication.platformName() in _WITHOUT_DESKTOP
