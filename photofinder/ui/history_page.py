"""Past clean-ups: what went, why, where it is now, and the way back. GUI thread."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QStandardPaths, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from photofinder.app.questions import Desk
from photofinder.errors import JobCancelled, UsageProblem
from photofinder.ui import cleanup_words, history_columns, history_sidecars, icons, theme, words
from photofinder.ui.cleanup_undo import start_undo, tell_undone
from photofinder.ui.context import Notice
from photofinder.ui.elided_label import ElidedLabel
from photofinder.ui.empty_page import Message
from photofinder.ui.history_sidecars import SidecarsLeft
from photofinder.ui.row_text import RowText
from photofinder.ui.table_view import TableView
from photofinder.ui.turning import turn_to

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QShowEvent

    from photofinder.app.jobs import JobHandle
    from photofinder.app.library import Library
    from photofinder.core.cleanup_past import BatchInfo, BatchItem, ItemState, UndoReport
    from photofinder.core.phrases import Phrase
    from photofinder.ui.context import PageContext

    #: what tells one reading of a clean-up's files from another
    Marks = tuple[tuple[int, ItemState, str, Phrase | None], ...]

_POLL_MS = 100
_BATCHES_PX, _ITEMS_PX = 220, 420
_BATCH_WIDTHS = (180, 90, 100, 300)
_ITEM_WIDTHS = (160, 180, 100, 200, 280)


class HistoryPage(QWidget):
    """Clean-ups of the past, newest first."""

    #: tests and the window wait for it
    loaded = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._stale = True
        self._batch: BatchInfo | None = None
        self._shown: Marks = ()
        self._handle: JobHandle[UndoReport] | None = None
        self._poll = QTimer(self, interval=_POLL_MS)
        self._poll.timeout.connect(self._on_poll)
        self._build()
        bridge = context.bridge
        for signal in (bridge.opened, bridge.photosChanged, bridge.duplicatesChanged):
            signal.connect(self._on_changed)

    # -- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GROUP, theme.GROUP, theme.GROUP, theme.GROUP)
        column.setSpacing(theme.GAP + theme.TIGHT)
        title = QLabel(self.tr("History"), self)
        title.setProperty("role", "title")
        self.export_all = QPushButton(self.tr("Export all..."), self)
        self.export_all.clicked.connect(lambda: self._choose_export(None))
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.export_all)
        column.addLayout(head)
        self.message = Message(self)
        self.message.say(
            self.tr("No clean-ups yet"),
            self.tr(
                "What you move to the trash in Duplicates is listed here, with the way back, for "
                "as long as the trash is not emptied."
            ),
            self.tr("Go to Duplicates"),
        )
        self.message.actionRequested.connect(
            lambda: self._context.requests.pageRequested.emit("duplicates")
        )
        self._stack = QStackedLayout()
        self._stack.addWidget(self.message)
        self._stack.addWidget(self._make_content())
        column.addLayout(self._stack, 1)

    def _make_content(self) -> QWidget:
        content = self._content = QSplitter(Qt.Orientation.Vertical, self)
        content.setChildrenCollapsible(False)
        content.setHandleWidth(theme.GROUP)
        content.setStyleSheet("QSplitter::handle { background: transparent; height: 16px; }")
        self.batches = TableView(history_columns.batch_columns(), _BATCH_WIDTHS, content)
        self.batches.setAccessibleName(self.tr("Clean-ups"))
        self.batches.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.batches.rowChosen.connect(self._on_batch)
        content.addWidget(self.batches)
        content.addWidget(self._make_detail())
        content.setSizes([_BATCHES_PX, _ITEMS_PX])
        content.setStretchFactor(0, 1)
        content.setStretchFactor(1, 2)
        return content

    def _make_detail(self) -> QWidget:
        detail = QWidget(self._content)
        self.title = QLabel(detail)
        self.title.setProperty("role", "heading")
        self.state = ElidedLabel(detail)
        self.state.setProperty("role", "muted")
        self.export = QPushButton(self.tr("Export..."), detail)
        self.export.clicked.connect(lambda: self._choose_export(self._batch))
        self.undo = QPushButton(self.tr("Undo"), detail)
        self.undo.setProperty("role", "primary")
        self.undo.clicked.connect(self._undo)
        self.cancel = QPushButton(self.tr("Stop"), detail)
        self.cancel.clicked.connect(self._cancel)
        self.cancel.hide()
        self.progress = QProgressBar(detail)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Progress of the undo"))
        self.progress.hide()
        self.items = TableView(history_columns.item_columns(), _ITEM_WIDTHS, detail)
        self.items.setAccessibleName(self.tr("Files of the clean-up"))
        head = QHBoxLayout()
        head.setSpacing(theme.GAP)
        head.addWidget(self.title)
        head.addWidget(self.state, 1)
        for button in (self.export, self.undo, self.cancel):
            head.addWidget(button)
        column = QVBoxLayout(detail)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addLayout(head)
        column.addWidget(self.progress)
        column.addWidget(self.items, 1)
        self.row_text = RowText(detail)
        self.row_text.follow(self.items, history_columns.full_text)
        self.sidecars = SidecarsLeft(detail)
        self.row_text.follow(self.sidecars.table, history_sidecars.full_text)
        column.addWidget(self.sidecars)
        column.addWidget(self.row_text)
        return detail

    # -- contents ------------------------------------------------------------------------------

    @Slot()
    def _on_changed(self) -> None:
        self._stale = True
        if self.isVisible() and self._handle is None:  # an undo reads it once, at its end
            self._load()

    def _load(self) -> None:
        self._stale = False
        self._context.bridge.ask(
            self,
            lambda library: library.cleanup.history(),
            self._on_history,
            key="history",
            desk=Desk.SLOW,
        )

    def _on_history(self, batches: list[BatchInfo]) -> None:
        """List the clean-ups; the current one stays, and so does what is seen of it."""
        chosen = self._batch.batch_id if self._batch is not None else None
        self.export_all.setEnabled(bool(batches))
        if batches:
            turn_to(self._stack, self._content, self.batches)
        else:
            turn_to(self._stack, self.message, self.message)
        if batches != self.batches.table.rows:
            numbers = [batch.batch_id for batch in batches]
            place = numbers.index(chosen) if chosen in numbers else 0
            self.batches.set_rows(batches)
            self.batches.selectRow(place)
        if batches:
            self._load_items()
        self.loaded.emit()

    @Slot(object)
    def _on_batch(self, batch: BatchInfo | None) -> None:
        if batch is None:
            return
        changed = self._batch is None or batch.batch_id != self._batch.batch_id
        self._batch = batch
        self._retell()
        if changed:
            self._shown = ()
            self.items.set_rows([])
            self._load_items()

    def _load_items(self) -> None:
        batch = self._batch
        if batch is None:
            return
        shown = self._shown
        self._context.bridge.ask(
            self,
            lambda library: _items_unlike(library, batch.batch_id, shown),
            self._on_items,
            key="items",
        )
        self._context.bridge.ask(
            self,
            lambda library: library.cleanup.sidecars_left(batch.batch_id),
            self.sidecars.show_rows,
            key="sidecars",
        )

    def _on_items(self, found: tuple[Marks, list[BatchItem]] | None) -> None:
        """Show the files of the clean-up, unless they are as they were."""
        if found is not None:
            self._shown, items = found
            self.items.set_rows(items)

    def _retell(self) -> None:
        batch = self._batch
        if batch is None:
            return
        self.title.setText(words.moment_text(batch.started_at))
        files = self.tr("%Ln file(s)", "", batch.files)
        text = self.tr("{files} · {size} · {state}")
        state = cleanup_words.batch_state(batch)
        size = words.size_text(batch.bytes)
        self.state.setText(text.format(files=files, size=size, state=state))
        library = self._context.bridge.library
        writable = library is not None and library.writable
        working = self._handle is not None
        self.undo.setVisible(not working)
        self.cancel.setVisible(working)
        self.progress.setVisible(working)
        # a drive may be connected again since
        can_try = batch.restorable or batch.away or batch.sidecars_left
        self.undo.setEnabled(bool(can_try) and writable)
        if batch.restorable:
            self.undo.setText(self.tr("Undo: put back %Ln file(s)", "", batch.restorable))
        elif batch.sidecars_left:
            self.undo.setText(self.tr("Undo: take back %Ln sidecar(s)", "", batch.sidecars_left))
        else:
            self.undo.setText(self.tr("Undo"))
        self.undo.setToolTip(self._why_not(batch, writable=writable))

    def _why_not(self, batch: BatchInfo, *, writable: bool) -> str:
        if not writable:
            return self.tr("Another program has this library open; here it can only be read.")
        if batch.restorable or batch.sidecars_left:
            return ""
        if batch.away:
            return self.tr("The files are on a drive that is not connected.")
        if batch.restored >= batch.files:
            return self.tr("Everything is back already.")
        return self.tr("The files are not in the trash any more.")

    # -- undo ----------------------------------------------------------------------------------

    @Slot()
    def _undo(self) -> None:
        if self._batch is None or self._handle is not None:
            return
        self.progress.setRange(0, 0)
        self._handle = start_undo(
            self._context, self._batch.batch_id, self._on_undone, self._on_failed, owner=self
        )
        if self._handle is not None:
            self._poll.start()
        self._retell()

    @Slot()
    def _cancel(self) -> None:
        if self._handle is not None:
            self._handle.cancel()

    @Slot()
    def _on_poll(self) -> None:
        if self._handle is not None and self._handle.progress.total:
            self.progress.setRange(0, self._handle.progress.total)
            self.progress.setValue(self._handle.progress.done)

    def _end(self) -> None:
        self._poll.stop()
        self._handle = None
        self._retell()
        self._load()

    def _on_undone(self, report: UndoReport) -> None:
        self._end()
        tell_undone(self._context, report)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, JobCancelled):
            self._context.bridge.report(error)

    # -- export --------------------------------------------------------------------------------

    def _choose_export(self, batch: BatchInfo | None) -> None:
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(documents) or Path.home())
        name = "clean-ups.csv" if batch is None else f"clean-up-{batch.batch_id}.csv"
        csv, json = self.tr("Table (*.csv)"), self.tr("JSON (*.json)")
        chosen, kind = QFileDialog.getSaveFileName(
            self, self.tr("Export the journal"), str(folder / name), f"{csv};;{json}"
        )
        if chosen:
            path = Path(chosen)
            if path.suffix.lower() not in (".csv", ".json"):
                path = path.with_name(path.name + (".json" if kind == json else ".csv"))
                if os.path.lexists(path):  # the dialog asked about another name
                    self._context.bridge.report(UsageProblem("file_exists", path=path))
                    return
            self.export_to(path, None if batch is None else batch.batch_id)

    def export_to(self, path: Path, batch_id: int | None) -> None:
        """Write the journal of one clean-up, or of all, in the form that the name asks for."""
        form: Any = "json" if path.suffix.lower() == ".json" else "csv"

        def written(count: int) -> None:
            text = self.tr("%Ln file(s) of the journal were written to {path}.", "", count)
            notice = Notice(text.format(path=words.path_text(path)), key="export")
            self._context.requests.noticeRaised.emit(notice)

        self._context.bridge.ask(
            self,
            lambda library: library.cleanup.export(batch_id, path, form, replace_file=True),
            written,
            desk=Desk.SLOW,
        )

    # -- Qt ------------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on; as a focus proxy the list would catch the Tab key in a circle."""
        super().focusInEvent(event)
        shows_batches = self._stack.currentWidget() is self._content
        (self.batches if shows_batches else self.message).setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while the page was not seen."""
        super().showEvent(event)
        if self._stale:
            self._load()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons anew in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            icons.redress(self)


def _items_unlike(
    library: Library, batch_id: int, shown: Marks
) -> tuple[Marks, list[BatchItem]] | None:
    """Return the files of a clean-up, None where they are those shown; in a worker thread."""
    items = library.cleanup.items(batch_id)
    marks = tuple((item.item_id, item.state, item.changed_at, item.problem) for item in items)
    return None if marks == shown else (marks, items)
