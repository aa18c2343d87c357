"""The small window that answers "is this a duplicate?" for one file or several. GUI thread.

A window of its own: who asks from a file manager wants the answer, not the library. Files are
looked at one after the other; the answer of the one that is chosen is shown.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from photofinder.app.questions import Desk
from photofinder.core.views import QueryImage, SimilarQuery
from photofinder.errors import PhotofinderError
from photofinder.ui import check_words, icons, photo_actions, theme, words
from photofinder.ui.check_panel import CheckPanel
from photofinder.ui.context import CompareRequest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QHideEvent

    from photofinder.core.checking import CheckAnswer
    from photofinder.ui.bridge import Asked
    from photofinder.ui.context import PageContext

log = logging.getLogger(__name__)

_WIDTH_PX, _LIST_PX = 520, 340


@dataclass(slots=True)
class _Entry:
    """A file, and what came of it."""

    path: Path
    answer: CheckAnswer | None = None
    error: Exception | None = None

    @property
    def is_done(self) -> bool:
        return self.answer is not None or self.error is not None


class CheckWindow(QDialog):
    """The answers. Made hidden; `check` shows it.

    Parameters
    ----------
    context : PageContext

    Signals
    -------
    windowWanted()
        What is asked of the main window follows; it is to be seen.
    closed()
    answered(int)
        The answer of the entry with this number is there, or why there is none.
    """

    windowWanted = Signal()
    closed = Signal()
    answered = Signal(int)

    def __init__(self, context: PageContext) -> None:
        super().__init__(None)
        self._context = context
        self._entries: list[_Entry] = []
        self._items: list[QTreeWidgetItem] = []
        self._asked: Asked | None = None
        self.setWindowTitle(self.tr("Is this a duplicate?"))
        self.setWindowIcon(icons.program_icon())
        self._build()
        context.bridge.opened.connect(self._go_on)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GROUP, theme.GROUP, theme.GROUP, theme.GROUP)
        column.setSpacing(theme.GAP + 4)
        self.counts = QLabel(self)
        self.counts.setProperty("role", "title")
        self.counts.setWordWrap(True)
        self.list = QTreeWidget(self)
        self.list.setAccessibleName(self.tr("Files"))
        self.list.setHeaderLabels([self.tr("File"), self.tr("Answer")])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setMinimumWidth(_LIST_PX)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.currentItemChanged.connect(lambda *_: self._show_current())
        self.panel = CheckPanel(self._context.bridge, self)
        self.panel.setMinimumWidth(_WIDTH_PX)
        middle = QHBoxLayout()
        middle.setSpacing(theme.GROUP)
        middle.addWidget(self.list, 1)
        middle.addWidget(self.panel, 2)
        column.addWidget(self.counts)
        column.addLayout(middle, 1)
        column.addWidget(self._make_buttons())

    def _make_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        action = QDialogButtonBox.ButtonRole.ActionRole
        self.show_here = QPushButton(self.tr("&Show in photofinder"), self)
        self.show_here.setDefault(True)
        self.show_here.setProperty("role", "primary")
        self.show_here.clicked.connect(self.show_in_program)
        icons.dress(self.show_here, "compare")
        self.show_there = QPushButton(self.tr("Show in file &manager"), self)
        self.show_there.clicked.connect(self.show_in_file_manager)
        self.show_there.setAutoDefault(False)
        icons.dress(self.show_there, "folder")
        buttons.addButton(self.show_here, action)
        buttons.addButton(self.show_there, action)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        return buttons

    # -- asking --------------------------------------------------------------------------------

    def check(self, paths: Sequence[Path]) -> None:
        """Answer for other files; those asked about before are forgotten."""
        self._stop()
        self._entries = [_Entry(path) for path in dict.fromkeys(paths)]
        several = len(self._entries) > 1
        self.counts.setVisible(several)
        self.list.setVisible(several)
        self.list.clear()
        self._items = []
        for entry in self._entries:
            item = QTreeWidgetItem([words.path_text(entry.path.name), self.tr("waiting")])
            item.setToolTip(0, words.plain_tip(words.path_text(entry.path)))
            self._items.append(item)
        self.list.addTopLevelItems(self._items)
        if self._items:
            self.list.setCurrentItem(self._items[0])
        self._show_current()
        self._tell_counts()
        self.adjustSize()
        self.show()
        if several:
            self.list.setFocus()
        self._go_on()

    @property
    def is_checking(self) -> bool:
        """Whether an answer is still to come."""
        return not all(entry.is_done for entry in self._entries)

    @Slot()
    def _go_on(self) -> None:
        """Ask about the next file, once the library is open."""
        if self._asked is not None and not self._asked.cancelled:
            return
        number = next((n for n, one in enumerate(self._entries) if not one.is_done), None)
        if number is None or self._context.bridge.library is None:
            return
        path = self._entries[number].path
        self._asked = self._context.bridge.ask(
            self,
            lambda library: library.check(path),
            partial(self._on_answer, number, self._entries),
            partial(self._on_error, number, self._entries),
            desk=Desk.WAIT,
        )

    def _on_answer(self, number: int, entries: list[_Entry], answer: CheckAnswer) -> None:
        if entries is not self._entries:  # other files were asked about meanwhile
            return
        entries[number].answer = answer
        log.debug("checked %s: %s", answer.path, answer.pair_class)
        self._on_done(number, check_words.short_verdict(answer), check_words.icon_name(answer))

    def _on_error(self, number: int, entries: list[_Entry], error: Exception) -> None:
        if entries is not self._entries:
            return
        entries[number].error = error
        log.info("not checked: %s", error)
        self._on_done(number, self.tr("could not be checked"), "warning")
        if not isinstance(error, PhotofinderError):
            raise error

    def _on_done(self, number: int, text: str, icon: str) -> None:
        self._asked = None
        item = self._items[number]
        item.setText(1, text)
        item.setIcon(1, icons.icon(icon))
        if number == self._row():
            self._show_current()
        self._tell_counts()
        self.answered.emit(number)
        self._go_on()

    def _stop(self) -> None:
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None

    # -- showing -------------------------------------------------------------------------------

    def _row(self) -> int:
        item = self.list.currentItem()
        return 0 if item is None else max(self.list.indexOfTopLevelItem(item), 0)

    def _current(self) -> _Entry | None:
        return self._entries[self._row()] if self._entries else None

    def _show_current(self) -> None:
        entry = self._current()
        if entry is None:
            return
        if entry.answer is not None:
            self.panel.show_answer(entry.answer)
        elif entry.error is not None:
            self.panel.show_error(entry.path, entry.error)
        else:
            self.panel.show_waiting(entry.path)
        shown = self._shown_path(entry)
        self.show_here.setEnabled(entry.answer is not None)
        if entry.answer is not None and self.list.isHidden():
            self.show_here.setFocus()  # it could not have it before
        self.show_there.setEnabled(shown is not None)

    def _tell_counts(self) -> None:
        done = [entry for entry in self._entries if entry.is_done]
        yes = sum(entry.answer is not None and entry.answer.is_duplicate for entry in done)
        failed = sum(entry.error is not None for entry in done)
        self.counts.setText(check_words.counts_text(len(done), len(self._entries), yes, failed))

    @staticmethod
    def _shown_path(entry: _Entry) -> Path | None:
        """Return the photo of the library that is shown."""
        answer = entry.answer
        if answer is None:
            return None
        found = [*answer.copies, *answer.related]
        if found:
            return found[0].path
        return None if answer.nearest is None else answer.nearest.path

    # -- what can be done ----------------------------------------------------------------------

    def show_in_program(self) -> None:
        """Show copies side by side, or what looks like the file; the answer has been read."""
        entry = self._current()
        if entry is None or entry.answer is None:
            return
        found = entry.answer.copies or entry.answer.related
        there = [copy for copy in found if copy.online]
        self.windowWanted.emit()
        requests = self._context.requests
        if there:
            most = photo_actions.MAX_COMPARED - 1
            paths = (entry.path, *(copy.path for copy in there[:most]))
            told = {copy.path: check_words.found_text(copy) for copy in there[:most]}
            title = check_words.verdict(entry.answer)
            requests.compareRequested.emit(CompareRequest(paths, title=title, told=told))
        else:
            image = QueryImage(path=entry.path)
            requests.similarRequested.emit(SimilarQuery(like=(image,)))
        if len(self._entries) == 1:
            self.accept()

    def show_in_file_manager(self) -> None:
        """Show the photo of the library where it lies."""
        entry = self._current()
        path = None if entry is None else self._shown_path(entry)
        if path is not None:
            photo_actions.show_in_folder(self._context, path)

    # -- Qt ------------------------------------------------------------------------------------

    def hideEvent(self, event: QHideEvent) -> None:
        """Ask no further once nobody looks."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._stop()
            self._entries = []
            self.closed.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons anew in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            icons.redress(self)
