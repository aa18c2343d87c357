"""Two groups of controls side by side, one above the other where there is no room. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from photofinder.ui import theme


class FoldingRow(QWidget):
    """As narrow as the wider of its groups.

    Attributes
    ----------
    first, second : QHBoxLayout
        Where whoever builds the row puts the controls.

    Parameters
    ----------
    extra_px : int
        Room that the first group needs beside the second one beyond its own minimum: words that
        wrap, or are cut short.
    """

    def __init__(self, parent: QWidget | None = None, *, extra_px: int = 0) -> None:
        super().__init__(parent)
        self._extra_px = extra_px
        self.first, self.second = QHBoxLayout(), QHBoxLayout()
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(theme.GAP)
        for group in (self.first, self.second):
            group.setSpacing(theme.GAP)
            self._both.addLayout(group, 1 if group is self.first else 0)

    @property
    def is_folded(self) -> bool:
        """Whether the groups lie one above the other."""
        return self._both.direction() == QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        """Return the room of the wider group; the height is that of how they lie now."""
        widest = max(group.minimumSize().width() for group in (self.first, self.second))
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the groups as there is room for them."""
        first = self.first.minimumSize().width() + self._extra_px
        needed = first + theme.GAP + self.second.minimumSize().width()
        directions = QBoxLayout.Direction
        folds = event.size().width() < needed
        self._both.setDirection(directions.TopToBottom if folds else directions.LeftToRight)
        super().resizeEvent(event)
