"""What stands above the large photo: name, facts, place in the list, buttons. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from photofinder.ui import icons, theme, words
from photofinder.ui.elided_label import ElidedLabel
from photofinder.ui.tool_strip import ToolStrip

if TYPE_CHECKING:
    pass

_ICON_PX = 20


class PreviewBar(ToolStrip):
    """Buttons and words; decides nothing. Its icons are for a dark ground."""

    closeRequested = Signal()
    stepRequested = Signal(int)
    similarRequested = Signal()
    regionToggled = Signal(bool)
    fitRequested = Signal()
    actualRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = self.row
        self.close_button = self.button("close", self.tr("Close"), "Esc", self.closeRequested.emit)
        row.addWidget(self.close_button)
        row.addSpacing(theme.GAP)
        row.addLayout(self._words(), 1)
        self._place = QLabel(self)
        self._place.setProperty("role", "muted")
        row.addWidget(self._place)
        self.previous = self.button(
            "back", self.tr("Previous photo"), "←", self._on_previous, words=False
        )
        self.next = self.button("forward", self.tr("Next photo"), "→", self._on_next, words=False)
        row.addWidget(self.previous)
        row.addWidget(self.next)
        row.addSpacing(theme.GAP)
        self._scale = QLabel(self)
        self._scale.setProperty("role", "muted")
        self._scale.setMinimumWidth(self.fontMetrics().horizontalAdvance("0000 %"))
        self._scale.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._scale)
        row.addWidget(self.button("fit", self.tr("Fit"), "0", self.fitRequested.emit))
        row.addWidget(self.button("", self.tr("100 %"), "1", self.actualRequested.emit))
        row.addSpacing(theme.GAP)
        self.similar = self.button(
            "similar", self.tr("Find similar"), "S", self.similarRequested.emit
        )
        self.region = self.button("region", self.tr("Search by a region"), "R", self._on_region)
        self.region.setCheckable(True)
        row.addWidget(self.similar)
        row.addWidget(self.region)

    def _words(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        self._name = ElidedLabel(self, Qt.TextElideMode.ElideMiddle)
        self._name.setProperty("role", "heading")
        self._facts = ElidedLabel(self)
        self._facts.setProperty("role", "muted")
        column.addWidget(self._name)
        column.addWidget(self._facts)
        return column

    def set_icon(self, button: QToolButton, name: str) -> None:
        """Give a button an icon for a dark ground."""
        ratio, made = self.devicePixelRatioF(), QIcon()
        for mode, colour in ((QIcon.Mode.Normal, "text"), (QIcon.Mode.Disabled, "disabled")):
            made.addPixmap(icons.pixmap(name, _ICON_PX, ratio, QColor(theme.DARK[colour])), mode)
        button.setIcon(made)
        button.setIconSize(QSize(_ICON_PX, _ICON_PX))

    def _on_previous(self) -> None:
        self.stepRequested.emit(-1)

    def _on_next(self) -> None:
        self.stepRequested.emit(1)

    def _on_region(self) -> None:
        self.regionToggled.emit(self.region.isChecked())

    # -- what is shown -------------------------------------------------------------------------

    def set_photo(self, name: str, facts: str) -> None:
        """Say whose picture it is."""
        self._name.setText(name)
        self._facts.setText(facts)

    def set_path(self, path: str) -> None:
        """Say where it lies, to those who ask."""
        self._facts.setAccessibleDescription(path)
        self._name.setAccessibleDescription(path)

    def set_place(self, number: int, count: int) -> None:
        """Say where in the list the photo stands, counted from 0."""
        text = self.tr("{number} of {count}").format(
            number=words.count_text(number + 1), count=words.count_text(count)
        )
        self._place.setText(text if count else "")
        self.previous.setEnabled(number > 0)
        self.next.setEnabled(number < count - 1)

    @Slot(float)
    def set_scale(self, scale: float) -> None:
        """Say how large the photo is seen."""
        text = self.tr("{percent} %").format(percent=round(scale * 100)) if scale else ""
        self._scale.setText(text)

    @Slot(bool)
    def set_region_mode(self, on: bool) -> None:
        """Show whether a rectangle is being chosen."""
        self.region.setChecked(on)

    def set_can_search(self, *, photo: bool, region: bool) -> None:
        """Say what there is to search with."""
        self.similar.setEnabled(photo)
        self.region.setEnabled(photo and region)
