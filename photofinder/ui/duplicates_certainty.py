"""The slider of the same shot: how certain a version has to be to stay in its group. GUI thread.

What is left at each certainty is told while the slider moves, from the last reading of all; the
groups themselves are read again once it rests, because what leaves a group may belong to another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from photofinder.core.certainty import MOST_PERCENT, at_least_of
from photofinder.ui import theme, words

if TYPE_CHECKING:
    from photofinder.ui.duplicates_evidence import ShotCertainty

STEPS = MOST_PERCENT
#: the groups are not read at every step of a drag
REST_MS = 250
_PAGE_STEPS = 10
_LEAST_PX, _MOST_PX = 120, 280
#: from here on only what nobody doubts is left
_CERTAIN_STEP = 99


class CertaintyBar(QWidget):
    """The slider, what it means, and what is left.

    Signals
    -------
    chosen(float)
        The least probability, 0..1, once the slider rests.
    """

    chosen = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curve: ShotCertainty | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(lambda: self.chosen.emit(self.at_least))
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(0, STEPS)
        self.slider.setPageStep(_PAGE_STEPS)
        self.slider.setMinimumWidth(_LEAST_PX)
        self.slider.setMaximumWidth(_MOST_PX)
        self.slider.setAccessibleName(self.tr("How certain a version has to be"))
        self.slider.setToolTip(
            self.tr(
                "Versions that are less certain leave their group, and so does what was not "
                "verified yet. To the left: everything that was found; to the right: only what "
                "nobody doubts."
            )
        )
        label = QLabel(self.tr("Cer&tainty"), self)
        label.setBuddy(self.slider)
        self.value = QLabel(self)
        self.count = QLabel(self)
        self.count.setProperty("role", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        for widget in (label, self.slider, self.value, self.count):
            row.addWidget(widget)
        row.setStretchFactor(self.slider, 1)
        row.addStretch(1)
        self.slider.valueChanged.connect(self._on_value)
        self._show_value()

    @property
    def at_least(self) -> float:
        """The least probability that stays, 0..1; 0 lets all stay."""
        return at_least_of(self.slider.value())

    def set_at_least(self, at_least: float) -> None:
        """Show a choice without telling."""
        before = self.slider.blockSignals(True)
        self.slider.setValue(round(at_least * STEPS + 0.5) if at_least else 0)
        self.slider.blockSignals(before)
        self._show_value()

    def set_curve(self, curve: ShotCertainty) -> None:
        """Take what is left at each certainty, from a reading of all."""
        self._curve = curve

    def tell(self, groups: int, files: int) -> None:
        """Say how much is left, as it was read; not while another reading is coming."""
        if not self._rest.isActive():
            self._say(groups, files)

    def _say(self, groups: int, files: int) -> None:
        parts = (self.tr("%Ln group(s)", "", groups), self.tr("%Ln file(s)", "", files))
        text = self.tr("{groups} with {files}").format(groups=parts[0], files=parts[1])
        self.count.setText(text)
        spoken = self.tr("{value}: {left}").format(value=self.value.text(), left=text)
        self.slider.setAccessibleDescription(spoken)

    def _on_value(self, _: int) -> None:
        self._show_value()
        if self._curve is not None:
            self._say(*self._curve.left(self.at_least))
        self._rest.start()

    def _show_value(self) -> None:
        step = self.slider.value()
        if step == 0:
            text = self.tr("all that were found")
        elif step >= _CERTAIN_STEP:
            text = self.tr("only what is certain: {percent} %")
        else:
            text = self.tr("at least {percent} %")
        self.value.setText(text.format(percent=words.count_text(step)))
