"""A widget that lies over another one, whatever its size becomes, and lets the mouse through."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget


class Cover(QWidget):
    """The base of veils and highlights. GUI thread.

    Parameters
    ----------
    target : QWidget
        Is covered whole, while shown.
    text : str
        What the cover says.
    """

    def __init__(self, target: QWidget, text: str) -> None:
        super().__init__(target)
        self._target = target
        self.text = text
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(text)
        self.hide()
        target.installEventFilter(self)

    def cover(self) -> None:
        """Lie over the target."""
        self.setGeometry(self._target.rect())
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the target's size."""
        if event.type() == QEvent.Type.Resize and watched is self._target:
            self.setGeometry(self._target.rect())
        return False
