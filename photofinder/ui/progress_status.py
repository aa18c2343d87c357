"""The left part of the status bar: what is being done, how fast, how long yet. GUI thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QToolButton, QWidget

from photofinder.app.questions import Desk
from photofinder.ui import icons, job_words, theme, words
from photofinder.ui.elided_label import ElidedLabel
from photofinder.ui.go_on_button import GoOnButton
from photofinder.ui.hold_words import hold_text
from photofinder.ui.pause_button import PauseButton

if TYPE_CHECKING:
    from photofinder.app.library import Library
    from photofinder.ui.bridge import JobInfo
    from photofinder.ui.context import PageContext

_BAR_WIDTH_PX = 144
_BAR_STEPS = 1_000
_ICON_PX = 16


@dataclass(frozen=True, slots=True)
class _Rest:
    """What there is to say while nothing is done."""

    photos: int
    pending: int
    offline_folders: int


class ProgressStatus(QWidget):
    """What is done in words, a thin bar, and the buttons for pausing and for details.

    Signals
    -------
    detailsRequested()
    """

    detailsRequested = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = context.bridge
        self._meter = job_words.JobMeter()
        self._jobs: tuple[JobInfo, ...] = ()
        self._rest: _Rest | None = None
        self._failed = False
        self._build(context)
        self._connect()
        self._retell()

    def text(self) -> str:
        """Return what is shown."""
        return self._label.text()

    def _build(self, context: PageContext) -> None:
        self._bar = QProgressBar(self)
        self._bar.setFixedWidth(_BAR_WIDTH_PX)
        self._bar.setRange(0, _BAR_STEPS)
        self._bar.setTextVisible(False)
        self._bar.hide()
        self._label = ElidedLabel(self)
        self._go_on = GoOnButton(context, self)
        self._pause = PauseButton(context, self)
        self._details = QToolButton(self)
        self._details.setProperty("role", "flat")
        self._details.clicked.connect(self.detailsRequested)
        icons.dress(self._details, "menu")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GAP, 0, theme.GAP, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._label, 1)
        row.addWidget(self._go_on)
        for button in (self._pause, self._details):
            button.setIconSize(QSize(_ICON_PX, _ICON_PX))
            row.addWidget(button)
        self._name_parts()

    def _name_parts(self) -> None:
        self._bar.setAccessibleName(self.tr("Progress"))
        self._details.setAccessibleName(self.tr("Show what is being done"))
        self._details.setToolTip(self.tr("Show what is being done, with a way to stop each job"))

    def _connect(self) -> None:
        bridge = self._bridge
        bridge.progressChanged.connect(self._on_progress)
        bridge.pausedChanged.connect(self._retell)
        bridge.heldChanged.connect(self._retell)
        bridge.openFailed.connect(self._on_open_failed)
        bridge.closed.connect(self._on_closed)
        for signal in (bridge.opened, bridge.photosChanged, bridge.foldersChanged):
            signal.connect(self._on_changed)
        if bridge.library is not None:
            self._on_changed()

    # -- hearing -------------------------------------------------------------------------------

    @Slot(object)
    def _on_progress(self, jobs: tuple[JobInfo, ...]) -> None:
        was_busy = bool(self._jobs)
        self._jobs = tuple(job_words.worth_telling(jobs))
        self._meter.update(self._jobs)
        if was_busy and not self._jobs:
            self._on_changed()
        self._retell()

    @Slot()
    def _on_changed(self) -> None:
        """Count again; while jobs run their own words are shown, and counting can wait."""
        self._failed = False
        if not self._jobs:
            self._bridge.ask(self, _rest_of, self._on_rest, key="rest", desk=Desk.SLOW)

    def _on_rest(self, rest: _Rest) -> None:
        self._rest = rest
        self._retell()

    @Slot(object)
    def _on_open_failed(self, _error: object) -> None:
        self._failed = True
        self._retell()

    @Slot()
    def _on_closed(self) -> None:
        self._jobs, self._rest = (), None
        self._retell()

    # -- telling -------------------------------------------------------------------------------

    @Slot()
    def _retell(self) -> None:
        job = job_words.foremost(self._jobs)
        text = self._idle_text() if job is None else self._busy_text(job)
        if text != self._label.text():
            self._label.setText(text)
        share = None if job is None else job_words.share(job)
        self._bar.setVisible(share is not None)
        if share is not None:
            self._bar.setValue(round(share * _BAR_STEPS))

    def _busy_text(self, job: JobInfo) -> str:
        rate = self._meter.rate(job)
        parts = [
            self._pause_text() if job.paused else "",
            job_words.title(job),
            job_words.speed(job, rate),
            job_words.remaining(job, rate),
        ]
        others = len(self._jobs) - 1
        if others > 0:
            parts.append(self.tr("%n more job(s)", "", others))
        return _listed(parts)

    def _idle_text(self) -> str:
        library, rest = self._bridge.library, self._rest
        if library is None:
            return self.tr("The library is not open") if self._failed else self.tr("Opening...")
        if rest is None:
            return ""
        if rest.photos == 0:
            return self.tr("No photos yet")
        return _listed(
            [
                self.tr("{count} photos").format(count=words.count_text(rest.photos))
                if rest.photos != 1
                else self.tr("1 photo"),
                self._state_text(library, rest),
                self.tr("%n folder(s) offline", "", rest.offline_folders)
                if rest.offline_folders
                else "",
            ]
        )

    def _pause_text(self) -> str:
        library = self._bridge.library
        return hold_text("" if library is None or library.paused else library.held_by)

    def _state_text(self, library: Library, rest: _Rest) -> str:
        if library.paused:
            return self.tr("paused")
        if library.held_by:
            return self._pause_text()
        if rest.pending:
            return self.tr("%n not read yet", "", rest.pending)
        return self.tr("up to date")

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            icons.redress(self)
        elif event.type() == QEvent.Type.LanguageChange:
            self._name_parts()
            self._retell()


def _listed(parts: list[str]) -> str:
    return " \N{MIDDLE DOT} ".join(part for part in parts if part)


def _rest_of(library: Library) -> _Rest:
    status = library.status()
    counts = status.counts
    return _Rest(
        photos=counts.present + counts.offline - counts.behind,
        pending=counts.pending,
        offline_folders=sum(not folder.online for folder in status.folders),
    )
