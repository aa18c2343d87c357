"""Rows of values as a table: what to show of each is told by columns. GUI thread.

For lists of any length that are read once: plans, journals. Texts are made when they are painted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from photofinder.ui.words import plain_tip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Column:
    """What a column shows of a row.

    Attributes
    ----------
    title : str
    text : callable
        Gives the text of a row.
    order : callable, optional
        Gives what the column is sorted by; the text without it.
    tip : callable, optional
        Gives more than there is room for; the text without it.
    is_path : bool
        Shortened in the middle, not at the end.
    is_number : bool
        At the right.
    """

    title: str
    text: Callable[[Any], str]
    order: Callable[[Any], Any] | None = None
    tip: Callable[[Any], str] | None = None
    is_path: bool = False
    is_number: bool = False


class TableModel(QAbstractTableModel):
    """Rows under columns.

    Parameters
    ----------
    columns : sequence of Column

    Attributes
    ----------
    rows : list
    """

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: list[Any] = []

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return text, tip or alignment of a cell."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        column, row = self.columns[index.column()], self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip((column.tip or column.text)(row))
        if role == Qt.ItemDataRole.TextAlignmentRole and column.is_number:
            return _RIGHT
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return the title of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            return _RIGHT if self.columns[section].is_number else left
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; what is equal there stays as it was. The selection is let go."""
        if not 0 <= column < len(self.columns):
            return
        by = self.columns[column].order or self.columns[column].text
        self.beginResetModel()
        self.rows.sort(key=by, reverse=order == Qt.SortOrder.DescendingOrder)
        self.endResetModel()
