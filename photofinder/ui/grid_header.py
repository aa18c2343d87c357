"""Headers of a grid's sections: in the content, and the one that stays at the top. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from photofinder.ui import theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QMouseEvent, QPaintEvent

#: the text stands nearer to the photos it belongs to than to those before
_ABOVE_PX, _BELOW_PX = theme.GROUP, theme.GAP
_GROWS = 1.15
_LEAST_DETAIL_PX = 48


class HeaderPainter:
    """Paints a header: what the section is, and beside it how many photos it has, and where."""

    def __init__(self) -> None:
        self.dress(QFont())

    def dress(self, font: QFont) -> None:
        """Take a font and the present theme's colours; call it when either has changed."""
        self._detail_font = QFont(font)
        self._title_font = QFont(font)
        self._title_font.setWeight(QFont.Weight.DemiBold)
        if font.pointSizeF() > 0:
            self._title_font.setPointSizeF(font.pointSizeF() * _GROWS)
        self._metrics = QFontMetrics(self._title_font)
        self._detail_metrics = QFontMetrics(self._detail_font)
        self._ink: QColor = theme.colour("text")
        self._muted: QColor = theme.colour("muted")

    @property
    def height(self) -> int:
        """Of a header."""
        return _ABOVE_PX + self._metrics.height() + _BELOW_PX

    def paint(self, painter: QPainter, area: QRect, title: str, details: tuple[str, ...]) -> None:
        """Paint a header; the last detail is what gives way where there is no room for all."""
        base = area.top() + _ABOVE_PX + self._metrics.ascent()
        x, right = area.left(), area.right()
        painter.setFont(self._title_font)
        painter.setPen(self._ink)
        title = self._metrics.elidedText(title, Qt.TextElideMode.ElideMiddle, area.width())
        painter.drawText(x, base, title)
        x += self._metrics.horizontalAdvance(title) + 2 * theme.GAP
        painter.setFont(self._detail_font)
        painter.setPen(self._muted)
        for detail in details:
            if right - x < _LEAST_DETAIL_PX:
                return
            middle = Qt.TextElideMode.ElideMiddle
            shown = self._detail_metrics.elidedText(detail, middle, right - x)
            painter.drawText(x, base, shown)
            x += self._detail_metrics.horizontalAdvance(shown) + 2 * theme.GAP


class StickyHeader(QWidget):
    """The strip above the photos that shows the section which the topmost of them belong to.

    It is the uppermost part of the content: the next section's header pushes the present one out.
    Kept apart from the photos, so that scrolling can move what is painted already.
    """

    pressed = Signal(int, object)

    def __init__(self, parent: QWidget, paint: Callable[[QPainter, QWidget], None]) -> None:
        super().__init__(parent)
        self._paint = paint
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what the grid says is there."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.palette().base())
        self._paint(painter, self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell the grid where the strip was pressed."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit(round(event.position().y()), event.modifiers())
