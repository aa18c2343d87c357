"""Where the panes of the compare view lie: side by side, or one at a time. GUI thread.

Places are computed here rather than by a layout, so that a photo that is flipped to lies exactly
where the one before lay, also when it is seen for the first time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QWidget

from photofinder.ui import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

_COMMON_ASPECT = 4 / 3
_WORDS_PX = 76
"""What name, path and facts of a photo take of its pane."""
_MIN_PANE_W_PX, _MIN_PANE_H_PX = 180, 160


class PaneArea(QWidget):
    """Lays widgets out; knows nothing of what is in them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panes: list[QWidget] = []
        self._only: QWidget | None = None

    def set_panes(self, panes: Sequence[QWidget]) -> None:
        """Say which widgets there are, in order; others are hidden."""
        self._panes = list(panes)
        self._arrange()

    def show_only(self, pane: QWidget | None) -> None:
        """Show one widget on all of the area; None: all beside each other."""
        self._only = pane
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Keep room enough for two photos."""
        return QSize(2 * _MIN_PANE_W_PX + theme.GAP, _MIN_PANE_H_PX)

    def sizeHint(self) -> QSize:
        """Return the room that makes comparing worthwhile."""
        return QSize(900, 600)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room out."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        area = self.rect().adjusted(theme.TIGHT, 0, -theme.TIGHT, -theme.TIGHT)
        shown = self._panes if self._only is None else [self._only]
        places = cells(area, len(self._panes))
        for pane, place in zip(self._panes, places, strict=True):
            # also those that are hidden: flipped to, they are at once where the other was
            pane.setGeometry(place if self._only is None else area)
        if self._only is not None:
            self._only.setGeometry(area)
        for child in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            child.setVisible(child in shown)


def cells(area: QRect, count: int) -> list[QRect]:
    """Share an area out among widgets, row by row: two in a row, more as they are seen largest."""
    if count == 0:
        return []
    columns = max({min(count, 2), count}, key=lambda number: _picture_px(area, count, number))
    rows = -(-count // columns)
    width, height = _cell_size(area, columns, rows)
    return [
        QRect(
            area.left() + (index % columns) * (width + theme.GAP),
            area.top() + (index // columns) * (height + theme.GAP),
            width,
            height,
        )
        for index in range(count)
    ]


def _cell_size(area: QRect, columns: int, rows: int) -> tuple[int, int]:
    width = (area.width() - theme.GAP * (columns - 1)) // columns
    height = (area.height() - theme.GAP * (rows - 1)) // rows
    return max(1, width), max(1, height)


def _picture_px(area: QRect, count: int, columns: int) -> float:
    """Return how high a common photo is seen with so many columns."""
    width, height = _cell_size(area, columns, -(-count // columns))
    return min(width / _COMMON_ASPECT, height - _WORDS_PX)
