"""The buttons above the photos that are compared. GUI thread."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from photofinder.ui import theme
from photofinder.ui.elided_label import ElidedLabel
from photofinder.ui.tool_strip import ToolStrip

if TYPE_CHECKING:
    from collections.abc import Callable


class CompareMode(StrEnum):
    """How the photos are seen."""

    SIDE = "side"
    FLIP = "flip"
    DIFFERENCE = "difference"


class CompareBar(ToolStrip):
    """Back, title, modes, zoom, and the next group."""

    backRequested = Signal()
    modeRequested = Signal(object)
    syncToggled = Signal(bool)
    alignToggled = Signal(bool)
    movedRequested = Signal()
    fitRequested = Signal()
    actualRequested = Signal()
    factsToggled = Signal(bool)
    previousRequested = Signal()
    nextRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = self.row
        back = self.button("back", self.tr("Back"), "Esc", self.backRequested.emit)
        row.addWidget(back)
        row.addSpacing(theme.GAP)
        self._title = ElidedLabel(self)
        self._title.setProperty("role", "heading")
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(self._title, 1)
        self._modes = self._mode_buttons(row)
        row.addSpacing(theme.GROUP)
        self._sync = self.toggle("sync", self.tr("Move together"), "S", self.syncToggled.emit)
        self._sync.setChecked(True)
        self._align = self.toggle("align", self.tr("Align"), "A", self.alignToggled.emit)
        self._align.setChecked(True)
        self._moved = self.button(
            "moved", self.tr("Show what moved"), "M", self.movedRequested.emit
        )
        self._fit_all = self.button("fit", self.tr("Fit"), "0", self.fitRequested.emit)
        self._actual = self.button("", self.tr("100 %"), "Z", self.actualRequested.emit)
        self._facts = self.toggle("details", self.tr("Facts"), "I", self.factsToggled.emit)
        self._facts.setChecked(True)
        row.addWidget(self._sync)
        row.addWidget(self._align)
        self.keep_words(self._moved)
        for button in (self._moved, self._fit_all, self._actual, self._facts):
            row.addWidget(button)
        self._previous = self.button(
            "back", self.tr("Previous group"), "P", self.previousRequested.emit, words=False
        )
        self._next = self.button(
            "forward", self.tr("Next group"), "N", self.nextRequested.emit, words=False
        )
        self._others = QWidget(self)
        others = QHBoxLayout(self._others)
        others.setContentsMargins(theme.GROUP, 0, 0, 0)
        others.setSpacing(theme.TIGHT)
        others.addWidget(self._previous)
        others.addWidget(self._next)
        row.addWidget(self._others)

    def _mode_buttons(self, row: QHBoxLayout) -> dict[CompareMode, QToolButton]:
        group = QButtonGroup(self)
        buttons = {}
        for mode, icon, text, key in (
            (CompareMode.SIDE, "compare", self.tr("Side by side"), "B"),
            (CompareMode.FLIP, "flip", self.tr("Flip"), "F"),
            (CompareMode.DIFFERENCE, "difference", self.tr("Difference"), "D"),
        ):
            button = self.toggle(icon, text, key, self._asker(mode))
            group.addButton(button)
            row.addWidget(button)
            buttons[mode] = button
        return buttons

    def _asker(self, mode: CompareMode) -> Callable[[bool], None]:
        return lambda checked: self.modeRequested.emit(mode) if checked else None

    # -- what is shown -------------------------------------------------------------------------

    def set_title(self, title: str) -> None:
        """Say what is compared."""
        self._title.setText(title)

    def set_mode(self, mode: CompareMode) -> None:
        """Show the mode without asking for it."""
        button = self._modes[mode]
        button.blockSignals(True)
        button.setChecked(True)
        button.blockSignals(False)

    def set_can_review(self, can: bool) -> None:
        """Show the way to other groups, or not."""
        self._others.setVisible(can)
        self.remeasure()

    def set_can_align(self, can: bool) -> None:
        """Offer to lay photos as the suggested one lies, or not."""
        self._align.setVisible(can)
        self.remeasure()

    @property
    def can_align(self) -> bool:
        """Whether that is offered."""
        return not self._align.isHidden()

    def set_can_show_moved(self, can: bool) -> None:
        """Offer to show where something moved between the photos, or not."""
        self._moved.setVisible(can)
        self.remeasure()

    @property
    def can_show_moved(self) -> bool:
        """Whether that is offered."""
        return not self._moved.isHidden()

    def toggle_align(self) -> None:
        """Lay photos as the suggested one lies, or as they are."""
        self._align.toggle()

    def toggle_sync(self) -> None:
        """Let photos move together, or each alone."""
        self._sync.toggle()

    def toggle_facts(self) -> None:
        """Show the table, or leave the room to the photos."""
        self._facts.toggle()
