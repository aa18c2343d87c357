"""The table below the photos that are compared: a row a fact, a column a photo. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from photofinder.ui import compare_facts, theme, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from photofinder.ui.compare_facts import ComparedFact
    from photofinder.ui.photo_facts import PhotoFacts

_NAME_COLUMN, _VERDICT_COLUMN, _FIRST_PHOTO = 0, 1, 2
_ROW_PX = 24
_OWN_KEYS = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)


class CompareTable(QTableWidget):
    """Says in words and by weight what differs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._only_differences = False
        self._photos: tuple[PhotoFacts, ...] = ()
        self.setAccessibleName(self.tr("Facts compared"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_PX)
        # in line with the headings
        self.setStyleSheet(f"QTableView::item {{ padding: 0 {theme.GAP}px; }}")
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def set_only_differences(self, only: bool) -> None:
        """Leave out what the photos agree on."""
        self._only_differences = only
        self._fill()

    def show_facts(self, photos: Sequence[PhotoFacts]) -> None:
        """Compare photos."""
        photos = tuple(photos)
        if photos != self._photos:
            self._photos = photos
            self._fill()

    def _fill(self) -> None:
        rows = [
            row
            for row in compare_facts.compare(self._photos)
            if row.differs or not self._only_differences
        ]
        self.setColumnCount(_FIRST_PHOTO + len(self._photos))
        self.setRowCount(len(rows))
        self.setHorizontalHeaderLabels(
            ["", "", *(self._heading(number) for number in range(len(self._photos)))]
        )
        for number, row in enumerate(rows):
            self._fill_row(number, row)
        self._share_width()

    def _heading(self, number: int) -> str:
        name = words.path_text(self._photos[number].path.name)
        return self.tr("{number}   {name}").format(number=number + 1, name=name)

    def _fill_row(self, number: int, row: ComparedFact) -> None:
        verdict = self.tr("≠ differs") if row.differs else self.tr("= same")
        if row.differs is None:
            verdict = ""
        cells = [row.label, verdict, *map(self._value, row.texts, row.notes)]
        for column, text in enumerate(cells):
            item = QTableWidgetItem(text)
            if row.differs and column != _NAME_COLUMN:
                font = QFont(self.font())
                font.setBold(True)
                item.setFont(font)
            item.setToolTip(words.plain_tip(text))
            self.setItem(number, column, item)

    def _value(self, text: str, note: str) -> str:
        if not text:
            return "–"  # a dash
        return self.tr("{value}  –  {note}").format(value=text, note=note) if note else text

    def _share_width(self) -> None:
        header, modes = self.horizontalHeader(), QHeaderView.ResizeMode
        for column in range(self.columnCount()):
            is_photo = column >= _FIRST_PHOTO
            mode = modes.Stretch if is_photo else modes.ResizeToContents
            header.setSectionResizeMode(column, mode)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by arrows; letters and digits are keys of the compare view, no search."""
        if Qt.Key(event.key()) in _OWN_KEYS:
            super().keyPressEvent(event)
        else:
            event.ignore()
