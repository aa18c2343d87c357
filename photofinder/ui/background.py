"""What goes on by itself while the window is open: the watch, or a scan where watching is off.

GUI thread; starting and stopping a watch walks folders, so that happens in a worker thread.
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from photofinder.app.questions import Desk
from photofinder.errors import PhotofinderError
from photofinder.ui import words
from photofinder.ui.bridge import CLOSE_S
from photofinder.ui.context import Notice
from photofinder.ui.hold_words import go_on_text, hold_text
from photofinder.ui.quiet_times import QuietTimes

if TYPE_CHECKING:
    from collections.abc import Callable

    from photofinder.app.library import Library
    from photofinder.app.watching import Watching
    from photofinder.core.types import ScanReport
    from photofinder.ui.bridge import Bridge

log = logging.getLogger(__name__)

#: how often a watch is asked whether it still works
HEALTH_MS = 1_000
#: after a failed watch (a full disk), so long until it is tried again by itself
RETRY_MS = 60_000


class Background(QObject):
    """Keeps the library up to date.

    Parameters
    ----------
    bridge : Bridge

    Signals
    -------
    pollingChanged(tuple of EnvironmentProblem)
        The folders that are polled instead of watched, and why.
    """

    pollingChanged = Signal(object)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._watching: Watching | None = None
        self._restarts = 0
        self._quiet = QuietTimes(bridge, self)
        self._health = QTimer(self, interval=HEALTH_MS)
        self._health.timeout.connect(self._check_health)
        self._retry = QTimer(self, singleShot=True, interval=RETRY_MS)
        self._retry.timeout.connect(self.restart)

    @property
    def watching(self) -> bool:
        """Whether changes in the folders are noticed by themselves."""
        return self._watching is not None

    def restart(self) -> None:
        """Begin to watch, or begin anew after the folders or the settings changed."""
        library = self._bridge.library
        if library is None or not library.writable:
            return
        self._quiet.start()
        self._retry.stop()
        self._health.stop()
        old, self._watching = self._watching, None
        self._restarts += 1
        turn = self._restarts
        wanted = library.settings.watch

        def begin(library: Library) -> Watching | None:
            if wanted and library.folders():
                return library.watch()  # a running one goes on, with the folders as they are now
            if old is not None:
                old.close()
            return None

        def begun(watching: Watching | None) -> None:
            self._on_begun(watching, turn)

        self._bridge.ask(self, begin, begun, desk=Desk.SLOW)
        if not wanted:
            self._scan()

    def _on_begun(self, watching: Watching | None, turn: int) -> None:
        if turn != self._restarts:  # begun anew meanwhile: this one is over
            if watching is not None:
                self._bridge.ask(self, lambda _: watching.close(), _nothing, desk=Desk.SLOW)
            return
        self._watching = watching
        self.pollingChanged.emit(() if watching is None else watching.problems)
        if watching is None:
            return
        self._health.start()
        for problem in watching.problems:
            self._bridge.noticeRaised.emit(
                Notice(words.error_text(problem), level="info", key=f"watch-{problem.code}")
            )

    def scan(
        self, *, retry: bool = False, on_done: Callable[[ScanReport], None] | None = None
    ) -> None:
        """Look at every folder once, as the user asked; with ``retry`` also at what was unreadable.

        Where work waits for something else than his own word, he is told, with a way out.
        """
        library = self._bridge.library
        if library is not None and library.held_by and not library.paused:
            self._bridge.noticeRaised.emit(
                Notice(
                    hold_text(library.held_by),
                    action_label=go_on_text(),
                    action=self._bridge.goOnRequested.emit,
                    key="held",
                )
            )
        self._scan(retry=retry, on_done=on_done)

    def _scan(
        self, *, retry: bool = False, on_done: Callable[[ScanReport], None] | None = None
    ) -> None:
        library = self._bridge.library
        if library is None or not library.writable:
            return

        def done(report: ScanReport) -> None:
            self._bridge.tell("photosChanged", "problemsChanged", "foldersChanged")
            if on_done is not None:
                on_done(report)

        self._bridge.follow(self, library.scan(retry=retry), done)

    def close(self) -> None:
        """Stop watching. Waits a while for the watcher's threads; then they end by themselves.

        Nothing is lost by that: the watcher only tells where to look, and the library's own end
        waits for it again, away from this thread.
        """
        self._quiet.close()
        self._health.stop()
        self._retry.stop()
        self._restarts += 1
        watching, self._watching = self._watching, None
        if watching is None:
            return
        closing = threading.Thread(target=watching.close, name="photofinder-watch-closing")
        closing.start()
        closing.join(CLOSE_S)
        if closing.is_alive():  # a drive that does not answer
            log.warning("the watch still runs after %.0f s: it is not waited for", CLOSE_S)

    def _check_health(self) -> None:
        if self._watching is None:
            return
        try:
            self._watching.wait(0.0)
        except PhotofinderError as error:
            self._health.stop()
            log.warning("watching stopped: %s", error)
            self._bridge.noticeRaised.emit(
                Notice(
                    words.error_text(error),
                    level="error",
                    action_label=self.tr("Try again"),
                    action=self.restart,
                    key="watch-failed",
                )
            )
            self._retry.start()


def _nothing(_: object) -> None:
    """Take an answer that says nothing."""
