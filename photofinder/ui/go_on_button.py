"""The button that lets work go on which waits for the battery, a film, or the user. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Slot
from PySide6.QtWidgets import QToolButton, QWidget

from photofinder.ui.hold_words import go_on_hint, go_on_text

if TYPE_CHECKING:
    from photofinder.ui.context import PageContext


class GoOnButton(QToolButton):
    """Shown while work waits without the user's having said so."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = context.bridge
        self.clicked.connect(self._bridge.goOnRequested)
        bridge = self._bridge
        for signal in (bridge.opened, bridge.closed, bridge.pausedChanged, bridge.heldChanged):
            signal.connect(self.sync)
        self.sync()

    @Slot()
    def sync(self) -> None:
        """Follow the library."""
        library = self._bridge.library
        reason = "" if library is None or library.paused else library.held_by
        self.setText(go_on_text())
        self.setToolTip(go_on_hint(reason))
        self.setVisible(bool(reason))

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.sync()
