"""The icon in the notification area: state, a short menu, word of new duplicates. GUI thread.

Where the desktop has no such area nothing of this is seen, and nothing else is different.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from photofinder.app.questions import Desk
from photofinder.ui import icons, job_words
from photofinder.ui.hold_words import go_on_text, hold_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from photofinder.core.duplicates import CopiedFiles
    from photofinder.ui.bridge import JobInfo
    from photofinder.ui.context import PageContext

#: a notice more often than this is a nuisance
NEWS_EVERY_S = 300.0
#: the tooltip goes through the desktop's message bus
_TOOLTIP_MS = 1_000


class DuplicateNews:
    """How many duplicates came since the user last looked. A pure value.

    Parameters
    ----------
    clock : callable
        Seconds, monotonic.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self.forget()

    def forget(self) -> None:
        """Begin anew: what the next count finds is no news."""
        self._seen: NDArray[np.int64] | None = None
        self._last = np.zeros(0, np.int64)
        self._counted_s: float | None = None
        self._told = 0

    @property
    def wait_s(self) -> float:
        """Seconds until it is time to count again."""
        if self._counted_s is None:
            return 0.0
        return max(self._counted_s + NEWS_EVERY_S - self._clock(), 0.0)

    def looked(self) -> None:
        """Note that the user has the window before him: what there is, is no news."""
        if self._seen is not None:
            self._seen = self._last
        self._told = 0

    def counted(self, copied: CopiedFiles) -> int:
        """Note the copies that there are now; return how many of them to tell of, 0 for none.

        Parameters
        ----------
        copied : CopiedFiles
            The one to keep of each group among them: which one that is may change, and is no news.
        """
        self._counted_s = self._clock()
        self._last = np.unique(copied.files)
        if self._seen is None:
            self._seen = self._last
            return 0
        is_new = ~np.isin(copied.files, self._seen)
        sizes = np.bincount(copied.groups)
        # of a group that is new as a whole one file is no duplicate
        new = int(
            np.minimum(np.bincount(copied.groups[is_new], minlength=len(sizes)), sizes - 1).sum()
        )
        if new <= self._told:
            return 0
        self._told = new
        return new


class Tray(QObject):
    """The icon.

    Signals
    -------
    openRequested(), quitRequested(), pauseToggled(bool)
    """

    openRequested = Signal()
    quitRequested = Signal()
    pauseToggled = Signal(bool)

    def __init__(self, context: PageContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._jobs: tuple[JobInfo, ...] = ()
        self._said_that_it_stays = False
        self._closed = False
        self._news = DuplicateNews()
        self._build()
        self._connect()
        self.retranslate()
        self._icon.show()

    @property
    def available(self) -> bool:
        """Whether the desktop has a notification area now."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def _build(self) -> None:
        self._icon = QSystemTrayIcon(icons.program_icon(), self)
        self._menu = QMenu()  # a tray icon takes no ownership, and is no widget to be its parent
        self._open = QAction(self._menu)
        self._pause = QAction(self._menu)
        self._pause.setCheckable(True)
        self._quit = QAction(self._menu)
        self._go_on = QAction(self._menu)
        self._go_on.setVisible(False)
        self._menu.addAction(self._open)
        self._menu.addAction(self._pause)
        self._menu.addAction(self._go_on)
        self._menu.addSeparator()
        self._menu.addAction(self._quit)
        self._menu.setDefaultAction(self._open)
        self._icon.setContextMenu(self._menu)
        self._tooltip_clock = QTimer(self, singleShot=True, interval=_TOOLTIP_MS)
        self._news_clock = QTimer(self, singleShot=True)
        self._news_clock.setTimerType(Qt.TimerType.VeryCoarseTimer)

    def _connect(self) -> None:
        self._open.triggered.connect(self.openRequested)
        self._pause.triggered.connect(self.pauseToggled)
        self._go_on.triggered.connect(self._context.bridge.goOnRequested)
        self._quit.triggered.connect(self.quitRequested)
        self._icon.activated.connect(self._on_activated)
        self._icon.messageClicked.connect(self._on_message_clicked)
        self._tooltip_clock.timeout.connect(self._tell_state)
        self._news_clock.timeout.connect(self._count)
        bridge = self._context.bridge
        bridge.progressChanged.connect(self._on_progress)
        bridge.pausedChanged.connect(self._on_paused)
        bridge.heldChanged.connect(self._tell_state)
        bridge.opened.connect(self._on_opened)
        bridge.duplicatesChanged.connect(self._on_duplicates_changed)
        bridge.closed.connect(self._on_closed)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_application_state)

    def retranslate(self) -> None:
        """Speak the present language."""
        self._open.setText(self.tr("Open photofinder"))
        self._pause.setText(self.tr("Pause watching"))
        self._go_on.setText(go_on_text())
        self._quit.setText(self.tr("Quit"))
        self._tell_state()

    def close(self) -> None:
        """Take the icon away."""
        self._closed = True
        self._news_clock.stop()
        self._tooltip_clock.stop()
        self._icon.hide()
        self._menu.deleteLater()

    def say_once_that_it_stays(self) -> None:
        """Tell where the program is, the first time its window is closed."""
        if not self._said_that_it_stays:
            self._said_that_it_stays = True
            self._say(self.tr("photofinder goes on here. To end it, choose Quit in the menu."))

    # -- state ---------------------------------------------------------------------------------

    @Slot(object)
    def _on_progress(self, jobs: tuple[JobInfo, ...]) -> None:
        self._jobs = tuple(job_words.worth_telling(jobs))
        if not self._tooltip_clock.isActive():
            self._tooltip_clock.start()

    @Slot(bool)
    def _on_paused(self, paused: bool) -> None:
        if not self._closed:
            self._pause.setChecked(paused)
            self._tell_state()

    @Slot()
    def _tell_state(self) -> None:
        if self._closed:
            return
        job = job_words.foremost(self._jobs)
        library = self._context.bridge.library
        held_by = "" if library is None or library.paused else library.held_by
        self._go_on.setVisible(bool(held_by))
        if self._pause.isChecked():
            text = self.tr("photofinder – paused")
        elif held_by:
            text = self.tr("photofinder – {work}").format(work=hold_text(held_by))
        elif job is not None:
            text = self.tr("photofinder – {work}").format(work=job_words.title(job))
        else:
            text = "photofinder"
        if text != self._icon.toolTip():
            self._icon.setToolTip(text)

    @Slot(QSystemTrayIcon.ActivationReason)
    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (
            QSystemTrayIcon.ActivationReason.Trigger,
            QSystemTrayIcon.ActivationReason.DoubleClick,
        ):
            self.openRequested.emit()

    # -- news ----------------------------------------------------------------------------------

    @Slot()
    def _on_opened(self) -> None:
        library = self._context.bridge.library
        self._on_paused(library is not None and library.paused)
        self._news.forget()
        self._on_duplicates_changed()

    @Slot()
    def _on_closed(self) -> None:
        self._news_clock.stop()
        self._jobs = ()
        self._tell_state()

    @Slot()
    def _on_duplicates_changed(self) -> None:
        """Count soon, but seldom; where nobody could see the notice not at all."""
        if (
            self.available
            and QSystemTrayIcon.supportsMessages()
            and not self._news_clock.isActive()
        ):
            self._news_clock.start(round(self._news.wait_s * 1_000))

    @Slot()
    def _count(self) -> None:
        self._context.bridge.ask(
            self,
            lambda library: library.copied_files(),
            self._on_counted,
            key="news",
            desk=Desk.SLOW,
        )

    def _on_counted(self, copied: CopiedFiles) -> None:
        number = self._news.counted(copied)
        if QGuiApplication.applicationState() is Qt.ApplicationState.ApplicationActive:
            self._news.looked()
        elif number:
            self._say(self.tr("%Ln new duplicate(s)", "", number))

    @Slot(Qt.ApplicationState)
    def _on_application_state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self._news.looked()

    def _say(self, text: str) -> None:
        if self.available and QSystemTrayIcon.supportsMessages():
            self._icon.showMessage("photofinder", text, icons.program_icon())

    @Slot()
    def _on_message_clicked(self) -> None:
        self.openRequested.emit()
        self._context.requests.pageRequested.emit("duplicates")
