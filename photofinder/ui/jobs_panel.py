"""The list of what is being done, with a way to stop each. GUI thread.

There are never more than a handful of jobs, so each has widgets of its own, kept while it runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from photofinder.ui import icons, job_words, theme
from photofinder.ui.elided_label import ElidedLabel
from photofinder.ui.empty_page import line
from photofinder.ui.go_on_button import GoOnButton
from photofinder.ui.hold_words import hold_text
from photofinder.ui.pause_button import PauseButton

if TYPE_CHECKING:
    from photofinder.ui.bridge import JobInfo
    from photofinder.ui.context import PageContext
    from photofinder.ui.rate_estimate import RateEstimate

_BAR_STEPS = 1_000
_ICON_PX = 16
_MAX_HEIGHT_PX = 220


class JobsPanel(QFrame):
    """What is being done now.

    Signals
    -------
    closeRequested()
        The panel hides itself; this tells whoever has a switch for it.
    """

    closeRequested = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._meter = job_words.JobMeter()
        self._rows: dict[int, _JobRow] = {}
        self.setProperty("role", "panel")
        self._build(context)
        self._bridge = context.bridge
        context.bridge.progressChanged.connect(self._on_progress)
        context.bridge.closed.connect(lambda: self._on_progress(()))

    def _build(self, context: PageContext) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._edge = line(self)
        self._head_row = self._head(context)
        outer.addWidget(self._edge)
        outer.addLayout(self._head_row)
        self._list = QWidget(self)
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(theme.GROUP, 0, theme.GAP, theme.GAP)
        self._column.setSpacing(theme.GAP)
        self._nothing = ElidedLabel(self._list)
        self._nothing.setProperty("role", "muted")
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setWidget(self._list)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setMinimumHeight(2 * theme.GROUP)  # one line of text
        outer.addWidget(self._scroll)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._name_parts()

    def _head(self, context: PageContext) -> QHBoxLayout:
        self._title = QLabel(self)
        self._title.setProperty("role", "heading")
        self._go_on = GoOnButton(context, self)
        self._pause = PauseButton(context, self)
        self._close = QToolButton(self)
        self._close.setProperty("role", "flat")
        self._close.clicked.connect(self._on_close)
        icons.dress(self._close, "close")
        row = QHBoxLayout()
        row.setContentsMargins(theme.GROUP, theme.GAP, theme.GAP, theme.GAP)
        row.setSpacing(theme.GAP)
        row.addWidget(self._title)
        row.addStretch(1)
        row.addWidget(self._go_on)
        for button in (self._pause, self._close):
            button.setIconSize(QSize(_ICON_PX, _ICON_PX))
            row.addWidget(button)
        return row

    def _name_parts(self) -> None:
        self.setAccessibleName(self.tr("Jobs"))
        self._title.setText(self.tr("Jobs"))
        self._close.setAccessibleName(self.tr("Close the list of jobs"))
        self._close.setToolTip(self.tr("Close"))
        self._nothing.setText(
            self.tr("Nothing is being done. New and changed photos are read when they come.")
        )

    def sizeHint(self) -> QSize:
        """Take as much as the jobs need, up to a limit."""
        head = self._edge.sizeHint().height() + self._head_row.sizeHint().height()
        wanted = head + self._list.sizeHint().height()
        return QSize(super().sizeHint().width(), min(wanted, _MAX_HEIGHT_PX))

    @Slot(object)
    def _on_progress(self, jobs: tuple[JobInfo, ...]) -> None:
        self._meter.update(jobs)
        before = set(self._rows)
        for key in before - {id(job.handle) for job in jobs}:
            self._drop(self._rows.pop(key))
        for job in jobs:
            row = self._rows.get(id(job.handle))
            if row is None:
                row = self._rows[id(job.handle)] = _JobRow(job, self._list)
                self._column.insertWidget(self._column.count() - 1, row)
            row.tell(job, self._meter.rate(job), held_by=self._held_by())
        if before != set(self._rows):
            self._nothing.setVisible(not self._rows)
            # the rows themselves are shown, and count, a moment later
            QTimer.singleShot(0, self, self.updateGeometry)

    def _held_by(self) -> str:
        library = self._bridge.library
        return "" if library is None or library.paused else library.held_by

    def _drop(self, row: _JobRow) -> None:
        """Take a finished job away; the focus that its button had stays in the panel."""
        if row.cancel.hasFocus():
            self._close.setFocus(Qt.FocusReason.OtherFocusReason)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    @Slot()
    def _on_close(self) -> None:
        self.hide()
        self.closeRequested.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            icons.redress(self)
        elif event.type() == QEvent.Type.LanguageChange:
            self._name_parts()


class _JobRow(QWidget):
    """One job: what it does, how far it is, and the button that stops it."""

    def __init__(self, job: JobInfo, parent: QWidget) -> None:
        super().__init__(parent)
        self._handle = job.handle  # kept: its identity is the row's key
        self._title = ElidedLabel(self)
        self._detail = ElidedLabel(self)
        self._detail.setProperty("role", "muted")
        self._bar = QProgressBar(self)
        self._bar.setRange(0, _BAR_STEPS)
        self._bar.setTextVisible(False)
        self.cancel = QToolButton(self)
        self.cancel.setProperty("role", "flat")
        self.cancel.setIconSize(QSize(_ICON_PX, _ICON_PX))
        self.cancel.clicked.connect(self._on_cancel)
        icons.dress(self.cancel, "cancel")
        texts = QHBoxLayout()
        texts.setSpacing(theme.GAP)
        texts.addWidget(self._title, 1)
        texts.addWidget(self._detail)
        left = QVBoxLayout()
        left.setSpacing(theme.TIGHT)
        left.addLayout(texts)
        left.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addLayout(left, 1)
        row.addWidget(self.cancel)

    def tell(self, job: JobInfo, rate: RateEstimate, *, held_by: str = "") -> None:
        """Show how far the job is, and why it waits."""
        self._title.setText(job_words.title(job))
        self._detail.setText(self._details(job, rate, held_by))
        share = job_words.share(job)
        self._bar.setValue(0 if share is None else round(share * _BAR_STEPS))
        self._bar.setAccessibleName(job_words.title(job))
        if not self._handle.cancelled:
            text = self.tr("Stop: {job}").format(job=job_words.title(job))
            self.cancel.setAccessibleName(text)
            self.cancel.setToolTip(self.tr("Stop this job; what is done stays"))

    def _details(self, job: JobInfo, rate: RateEstimate, held_by: str) -> str:
        if self._handle.cancelled:
            return self.tr("stopping...")
        if job.paused:
            return hold_text(held_by) if held_by else self.tr("paused")
        if not self._handle.running:
            return self.tr("waiting")
        parts = (job_words.speed(job, rate), job_words.remaining(job, rate))
        return " \N{MIDDLE DOT} ".join(part for part in parts if part)

    @Slot()
    def _on_cancel(self) -> None:
        self._handle.cancel()
        self.cancel.setEnabled(False)
        self._detail.setText(self.tr("stopping..."))
