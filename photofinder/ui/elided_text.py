"""A label of a few lines that shortens what does not fit, and asks for no width. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from photofinder.ui.words import plain_tip


class ElidedText(QLabel):
    """A sentence on one line, or on as many as it takes up to a limit.

    What does not fit becomes three dots, and the whole a tooltip.

    Parameters
    ----------
    most_lines : int
    """

    def __init__(self, parent: QWidget | None = None, *, most_lines: int = 2) -> None:
        super().__init__(parent)
        self._most_lines = most_lines
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def lines(self, width: int) -> list[str]:
        """Return the lines that are drawn at a width."""
        layout = QTextLayout(self.text(), self.font())
        layout.setTextOption(QTextOption(self.alignment()))
        layout.beginLayout()
        starts: list[int] = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            starts.append(line.textStart())
        layout.endLayout()
        cut = starts[: self._most_lines]
        ends = [*cut[1:], len(self.text())]
        lines = [self.text()[a:b].rstrip() for a, b in zip(cut, ends, strict=True)]
        if lines:
            elide = Qt.TextElideMode.ElideRight
            lines[-1] = self.fontMetrics().elidedText(lines[-1], elide, width)
        return lines

    def hasHeightForWidth(self) -> bool:
        """Tell that narrow ones are higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines at a width; one at the least."""
        return max(len(self.lines(width)), 1) * self.fontMetrics().lineSpacing()

    def sizeHint(self) -> QSize:
        """Ask for the present width's height."""
        return QSize(0, self.heightForWidth(max(self.width(), 1)))

    def minimumSizeHint(self) -> QSize:
        """Let any width do."""
        return QSize(0, self.fontMetrics().lineSpacing())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much as there is room for."""
        place = self.contentsRect()
        shown = self.lines(place.width())
        whole = "".join("".join(shown).split()) == "".join(self.text().split())
        tip = "" if whole else plain_tip(self.text())
        if tip != self.toolTip():
            self.setToolTip(tip)
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        top = place.top() + self.fontMetrics().ascent()
        for number, line in enumerate(shown):
            painter.drawText(
                QPointF(place.left(), top + number * self.fontMetrics().lineSpacing()), line
            )
        painter.end()
