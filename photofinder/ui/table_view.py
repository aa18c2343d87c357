"""A table of rows chosen as a whole, with the columns' own way of shortening. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from photofinder.ui import theme
from photofinder.ui.table_model import TableModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from photofinder.ui.table_model import Column

_ROW_PAD = 2 * theme.TIGHT


class _Cells(QStyledItemDelegate):
    """Shortens paths in their middle; paints no frame around the one cell with the keyboard."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        model = index.model()
        if isinstance(model, TableModel) and model.columns[index.column()].is_path:
            option.textElideMode = Qt.TextElideMode.ElideMiddle


class TableView(QTableView):
    """A table.

    Parameters
    ----------
    columns : sequence of Column
    widths : sequence of int
        Of the columns in pixels; the last takes what is left.

    Signals
    -------
    rowChosen(object)
        The value of the current row, or None.
    """

    rowChosen = Signal(object)

    def __init__(
        self, columns: Sequence[Column], widths: Sequence[int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.table = TableModel(columns, self)
        self.setModel(self.table)
        self.setItemDelegate(_Cells(self))
        self.setObjectName("table")
        self.setStyleSheet("#table::item { padding: 0 5px; }")  # as the titles above
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._dress(widths)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.table.modelReset.connect(lambda: self.rowChosen.emit(None))

    def _dress(self, widths: Sequence[int]) -> None:
        lines = self.verticalHeader()
        lines.hide()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines.setMinimumSectionSize(1)
        lines.setDefaultSectionSize(self.fontMetrics().height() + 2 * _ROW_PAD)
        titles = self.horizontalHeader()
        titles.setHighlightSections(False)
        titles.setStretchLastSection(True)
        titles.setSortIndicatorShown(True)
        titles.setSortIndicatorClearable(False)
        titles.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        titles.setSectionsClickable(True)
        titles.sortIndicatorChanged.connect(self.table.sort)
        for number, width in enumerate(widths):
            titles.resizeSection(number, width)

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows, in their own order."""
        titles = self.horizontalHeader()
        titles.blockSignals(True)
        titles.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        titles.blockSignals(False)
        self.table.set_rows(rows)

    def current(self) -> Any:
        """Return the value of the current row; None without one."""
        row = self.currentIndex().row()
        return self.table.rows[row] if 0 <= row < len(self.table.rows) else None

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.rowChosen.emit(self.table.rows[index.row()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the chosen rows as text; a tab between columns."""
        if event.matches(QKeySequence.StandardKey.Copy):
            chosen = sorted({index.row() for index in self.selectedIndexes()})
            lines = (
                "\t".join(column.text(self.table.rows[row]) for column in self.table.columns)
                for row in chosen
            )
            QGuiApplication.clipboard().setText("\n".join(lines))
            event.accept()
        else:
            super().keyPressEvent(event)
