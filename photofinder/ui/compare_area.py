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

_WIDE = 2.4
"""From this aspect on three photos are seen larger in a row than in a grid of two by two."""
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
    """Share an area out among widgets: two in a row, more in a grid, row by row."""
    if count == 0:
        return []
    columns = min(count, 2)
    if count == 3 and area.width() >= _WIDE * area.height():  # three photos
        columns = 3
    rows = -(-count // columns)
    gap = theme.GAP
    width = max(1, (area.width() - gap * (columns - 1)) // columns)
    height = max(1, (area.height() - gap * (rows - 1)) // rows)
    return [
        QRect(
            area.left() + (index % columns) * (width + gap),
            area.top() + (index // columns) * (height + gap),
            width,
            height,
        )
        for index in range(count)
    ]
