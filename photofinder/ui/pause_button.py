"""The button that lets the background work wait, wherever it stands. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Slot
from PySide6.QtWidgets import QToolButton, QWidget

from photofinder.ui import icons

if TYPE_CHECKING:
    from photofinder.ui.context import PageContext


class PauseButton(QToolButton):
    """Pauses and resumes the library's work; follows it where others do the same."""

    _paused: bool | None = None

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = context.bridge
        self.setProperty("role", "flat")
        self.setAutoRaise(True)
        self.clicked.connect(self._on_clicked)
        for signal in (self._bridge.opened, self._bridge.closed, self._bridge.pausedChanged):
            signal.connect(self.sync)
        self.sync()

    @Slot()
    def sync(self) -> None:
        """Show what the library does."""
        library = self._bridge.library
        self.setEnabled(library is not None)
        paused = library is not None and library.paused
        if paused is self._paused:
            return
        self._paused = paused
        self._retell()

    def _retell(self) -> None:
        icons.dress(self, "resume" if self._paused else "pause")
        text = self.tr("Go on with the work") if self._paused else self.tr("Pause the work")
        self.setAccessibleName(text)
        self.setToolTip(
            text
            if self._paused
            else self.tr("Pause the work: nothing is indexed and no folder is looked at meanwhile")
        )

    @Slot()
    def _on_clicked(self) -> None:
        self._bridge.set_paused(not self._paused)

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._paused is not None:
            icons.dress(self, "resume" if self._paused else "pause")
        elif event.type() == QEvent.Type.LanguageChange:
            self._retell()
