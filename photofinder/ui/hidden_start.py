"""A start without a window: into the notification area, or minimised where there is none.

GUI thread. A session starts programs before its panel is there: the area is waited for.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Slot

from photofinder.ui.context import Notice

if TYPE_CHECKING:
    from collections.abc import Callable

    from photofinder.ui.context import Requests
    from photofinder.ui.main_window import MainWindow
    from photofinder.ui.tray import Tray

log = logging.getLogger(__name__)

#: a panel is there a few seconds after the session began, on a slow disk too
PATIENCE_MS = 20_000
_POLL_MS = 500


class HiddenStart(QObject):
    """Keeps the window away, or lets it wait minimised: never nowhere.

    Parameters
    ----------
    tray : Tray
    window : callable
        Gives the window as it is then.
    requests : Requests
    """

    def __init__(
        self,
        tray: Tray,
        window: Callable[[], MainWindow],
        requests: Requests,
        parent: QObject | None = None,
        *,
        patience_ms: int = PATIENCE_MS,
    ) -> None:
        super().__init__(parent)
        self._tray, self._window, self._requests = tray, window, requests
        self._patience_ms = patience_ms
        self._since = QElapsedTimer()
        self._poll = QTimer(self, interval=_POLL_MS)
        self._poll.timeout.connect(self._look)

    def begin(self) -> None:
        """Show nothing yet."""
        self._since.start()
        self._poll.start()
        self._look()

    @property
    def waiting(self) -> bool:
        """Whether it is still open where the program will be found."""
        return self._poll.isActive()

    @Slot()
    def _look(self) -> None:
        if self._tray.available:
            log.info("started in the notification area")
            self._poll.stop()
        elif self._window().isVisible():  # somebody asked for it meanwhile
            self._poll.stop()
        elif self._since.elapsed() >= self._patience_ms:
            self._poll.stop()
            self._minimise()

    def _minimise(self) -> None:
        log.info("there is no notification area: the window waits minimised")
        self._window().showMinimized()
        self._requests.noticeRaised.emit(
            Notice(
                self.tr(
                    "This desktop has no notification area, so photofinder started as a minimised "
                    "window. Closing the window ends it."
                ),
                key="started-minimised",
            )
        )
