"""A line of keys and what they do; the tooltip has those for which there is no room. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from photofinder.ui import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

_SMALLER = 0.88
_CAP_PAD = 5
_CAP_RADIUS = 3.0


class KeyLegend(QWidget):
    """Keys as caps, each with a word.

    Parameters
    ----------
    keys : sequence of (str, str)
        The keys of one action, separated by blanks, and what they do; the most needed first.
    """

    def __init__(self, keys: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: tuple[tuple[str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_keys(keys)

    def set_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show other keys."""
        self._keys = tuple(keys)
        text = "\n".join(f"{caps}\t{words}" for caps, words in keys)
        self.setToolTip(text)
        self.setAccessibleName(self.tr("Keys"))
        self.setAccessibleDescription(text)
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        return QSize(0, self.fontMetrics().height() + 2 * theme.TIGHT)

    def minimumSizeHint(self) -> QSize:
        """Let any width do."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the keys that fit."""
        font = QFont(self.font())
        if font.pointSizeF() > 0:
            font.setPointSizeF(font.pointSizeF() * _SMALLER)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        left = 0
        for keys, words in self._keys:
            caps = keys.split(" ")
            cap_widths = [metrics.horizontalAdvance(cap) + 2 * _CAP_PAD for cap in caps]
            width = sum(cap_widths) + theme.TIGHT * len(caps) + metrics.horizontalAdvance(words)
            if left + width > self.width():
                return
            for cap, cap_width in zip(caps, cap_widths, strict=True):
                self._paint_cap(painter, metrics, left, cap_width, cap)
                left += cap_width + theme.TIGHT
            painter.setPen(theme.colour("muted"))
            painter.drawText(
                QRect(left, 0, width, self.height()), Qt.AlignmentFlag.AlignVCenter, words
            )
            left += metrics.horizontalAdvance(words) + theme.GROUP

    def _paint_cap(
        self, painter: QPainter, metrics: QFontMetrics, left: int, width: int, cap: str
    ) -> None:
        height = metrics.height() + 2
        area = QRectF(left + 0.5, (self.height() - height) / 2 + 0.5, width - 1, height - 1)
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.setBrush(theme.colour("raised"))
        painter.drawRoundedRect(area, _CAP_RADIUS, _CAP_RADIUS)
        painter.setPen(theme.colour("text"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, cap)
