"""A path in one line: shortened in the middle, whole when it is to be copied. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from photofinder.ui import theme, words

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QFocusEvent, QResizeEvent


_INNER_MARGIN_PX = 2
"""What every QLineEdit leaves at the left; without it the text is in line with labels."""


class PathLabel(QLineEdit):
    """Looks like a label; with the keyboard in it all of the path is there, selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path_text = ""
        self.setReadOnly(True)
        self.setFrame(False)
        self.setTextMargins(-_INNER_MARGIN_PX, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        # the dress of an input field would promise that it can be written
        self.setStyleSheet(
            "QLineEdit, QLineEdit:focus { background: transparent; border: 0; padding: 0;"
            " min-height: 0; }"
        )
        self.setAccessibleName(self.tr("Path"))

    @property
    def path_text(self) -> str:
        """The whole path."""
        return self._path_text

    def set_path(self, path: Path | None) -> None:
        """Show a path, or nothing."""
        self._path_text = "" if path is None else words.path_text(path)
        self.setToolTip(words.plain_tip(self._path_text))
        self.setAccessibleDescription(self._path_text)
        self._show()

    def minimumSizeHint(self) -> QSize:
        """Let any width do."""
        return QSize(theme.GROUP, super().minimumSizeHint().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show all of it, to be copied."""
        self.setText(self._path_text)
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Shorten it again."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten it to the new width."""
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        if self.hasFocus():
            self.setText(self._path_text)
            return
        room = self.width() - theme.TIGHT
        mode = Qt.TextElideMode.ElideMiddle
        self.setText(self.fontMetrics().elidedText(self._path_text, mode, room))
        self.setCursorPosition(0)
