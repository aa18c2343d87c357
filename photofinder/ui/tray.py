"""The icon in the notification area: state, a short menu, word of new duplicates. GUI thread.

Where the desktop has no such area nothing of this is seen, and nothing else is different.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from photofinder.app.questions import Desk
from photofinder.core.types import PairClass
from photofinder.ui import icons, job_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from photofinder.app.library import Library
    from photofinder.ui.bridge import JobInfo
    from photofinder.ui.context import PageContext

#: a notice more often than this is a nuisance, and counting reads every pair of the library
NEWS_EVERY_S = 300.0
#: the tooltip goes through the desktop's message bus
_TOOLTIP_MS = 1_000
_COPIES = frozenset({PairClass.IDENTICAL_FILE, PairClass.IDENTICAL_PICTURE, PairClass.SAME_SHOT})


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
        self._seen: frozenset[str] | None = None
        self._last: frozenset[str] = frozenset()
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

    def counted(self, groups: Collection[Collection[str]]) -> int:
        """Note the groups that there are now; return how many duplicates to tell of, 0 for none.

        Parameters
        ----------
        groups : collection of collections of str
            The files of each group, the one to keep among them: which one that is may change, and
            is no news.
        """
        self._counted_s = self._clock()
        self._last = frozenset(file for group in groups for file in group)
        if self._seen is None:
            self._seen = self._last
            return 0
        # of a group that is new as a whole one file is no duplicate
        new = sum(
            min(sum(file not in self._seen for file in group), len(group) - 1) for group in groups
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
        self._menu.addAction(self._open)
        self._menu.addAction(self._pause)
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
        self._quit.triggered.connect(self.quitRequested)
        self._icon.activated.connect(self._on_activated)
        self._icon.messageClicked.connect(self._on_message_clicked)
        self._tooltip_clock.timeout.connect(self._tell_state)
        self._news_clock.timeout.connect(self._count)
        bridge = self._context.bridge
        bridge.progressChanged.connect(self._on_progress)
        bridge.pausedChanged.connect(self._on_paused)
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
        if self._pause.isChecked():
            text = self.tr("photofinder – paused")
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
        self._context.bridge.ask(self, _copied_files, self._on_groups, key="news", desk=Desk.SLOW)

    def _on_groups(self, groups: tuple[tuple[str, ...], ...]) -> None:
        number = self._news.counted(groups)
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


def _copied_files(library: Library) -> tuple[tuple[str, ...], ...]:
    """Return the files of each group of copies. Worker thread."""
    return tuple(
        (str(group.keeper), *(str(member.path) for member in group.members))
        for group in library.duplicates(_COPIES)
    )
