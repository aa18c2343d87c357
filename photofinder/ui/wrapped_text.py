"""Text that wraps anywhere, so that a long path makes no window wider, and can be selected."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPalette, QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from photofinder.ui import theme

#: beyond these lines the text scrolls
MAX_LINES = 6


class WrappedText(QTextEdit):
    """A label for texts of any length, as high as its text. GUI thread.

    Parameters
    ----------
    max_lines : int
        Height limit; longer texts scroll.
    """

    def __init__(self, parent: QWidget | None = None, *, max_lines: int = MAX_LINES) -> None:
        super().__init__(parent)
        self._max_lines = max_lines
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        self.set_colour("text")

    def set_text(self, text: str) -> None:
        """Show a plain text; what looks like HTML stays as it is."""
        self.setPlainText(text)
        self._fit()

    def set_colour(self, name: str) -> None:
        """Write in one of the theme's colours, on the ground that lies below."""
        self._colour_name = name
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Text, theme.colour(name))
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        """Take the colour of a new theme; its style sheet has put the old palette back."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_colour_name"):
            self.set_colour(self._colour_name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def minimumSizeHint(self) -> QSize:
        """Let any width do."""
        return QSize(theme.GROUP, self.fontMetrics().lineSpacing())

    def _fit(self) -> None:
        self.document().setTextWidth(max(self.viewport().width(), 1))
        wanted = math.ceil(self.document().size().height())
        limit = self.fontMetrics().lineSpacing() * self._max_lines
        scrolls = wanted > limit
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
            if scrolls
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setFixedHeight(limit if scrolls else wanted)
