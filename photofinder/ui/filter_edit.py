"""A line that filters a list; the keyboard leads from the one to the other. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

_TO_LIST = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down})


class FilterEdit(QLineEdit):
    """Esc clears it, and leaves it once it is empty; Enter and Down leave it with what it says.

    Signals
    -------
    left()
        The keyboard is to go to the list.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(True)

    def begin(self) -> None:
        """Take the keyboard; what is typed replaces what is there."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear, leave, or write."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Escape or event.key() in _TO_LIST:
            self.left.emit()
        else:
            super().keyPressEvent(event)
