"""A short list of texts that can be added to and taken from. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QPushButton, QVBoxLayout, QWidget

from photofinder.ui import icons, theme

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEIGHT_PX = 148


class PatternList(QWidget):
    """Texts in a list, a line to write another, and buttons.

    Parameters
    ----------
    name : str
        What the texts are, for screen readers.

    Signals
    -------
    addRequested(str), removeRequested(list of str)
    """

    addRequested = Signal(str)
    removeRequested = Signal(list)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QListWidget(self)
        self.list.setAccessibleName(name)
        self.list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)  # rows get their height when shown
        self.list.setFixedHeight(_HEIGHT_PX)
        self.list.installEventFilter(self)
        self.list.itemSelectionChanged.connect(self._on_selection)
        self.line = QLineEdit(self)
        self.line.setAccessibleName(self.tr("Another one"))
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._on_text)
        self._add = QPushButton(self.tr("Add"), self)
        self._add.setAutoDefault(False)
        self._add.clicked.connect(self._on_add)
        icons.dress(self._add, "add")
        self._remove = QPushButton(self.tr("Remove"), self)
        self._remove.setAutoDefault(False)
        self._remove.clicked.connect(self._on_remove)
        icons.dress(self._remove, "remove")
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(self.line, 1)
        row.addWidget(self._add)
        row.addWidget(self._remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.list)
        column.addLayout(row)
        self._on_text("")
        self._on_selection()

    def set_texts(self, texts: Sequence[str]) -> None:
        """Show texts; what is chosen stays chosen."""
        if texts == [self.list.item(row).text() for row in range(self.list.count())]:
            return
        row = self.list.currentRow()
        self.list.clear()
        self.list.addItems(list(texts))
        if row >= 0 and self.list.count():
            self.list.setCurrentRow(min(row, self.list.count() - 1))

    def clear_line(self) -> None:
        """Empty the line after its text was taken."""
        self.line.clear()

    @Slot(str)
    def _on_text(self, text: str) -> None:
        self._add.setEnabled(bool(text.strip()))

    @Slot()
    def _on_selection(self) -> None:
        self._remove.setEnabled(bool(self.list.selectedItems()))

    @Slot()
    def _on_add(self) -> None:
        text = self.line.text().strip()
        if text:
            self.addRequested.emit(text)

    @Slot()
    def _on_remove(self) -> None:
        texts = [item.text() for item in self.list.selectedItems()]
        if texts:
            self.removeRequested.emit(texts)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete takes the chosen ones out; Return in the line adds instead of closing a dialog."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.list and event.key() == Qt.Key.Key_Delete:
                self._on_remove()
                return True
            if watched is self.line and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_add()
                return True
        return super().eventFilter(watched, event)
