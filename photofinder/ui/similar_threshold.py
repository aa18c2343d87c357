"""The live threshold: a slider over the scores of an answer, and how many photos it lets through.

GUI thread. No search runs for it: the answer holds up to 500 photos, best first, and the threshold
cuts it. 0 lets every photo through, also those of a negative score.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from photofinder.ui import theme

if TYPE_CHECKING:
    from numpy.typing import NDArray

STEPS = 100
#: unrelated photos mostly lie below, what has something in common above [measured: 600 photos]
START = 0.2
_PAGE_STEPS = 10
_SLIDER_LEAST_PX, _SLIDER_MOST_PX = 80, 240


def passing(scores: NDArray[np.float32], threshold: float) -> int:
    """Return how many of the best scores reach a threshold.

    Parameters
    ----------
    scores : ndarray, float32, (n,)
        Best first.
    threshold : float
        0..1; 0 lets all through.
    """
    if threshold <= 0:
        return len(scores)
    # half a step lower: 80 % shows what is said to be 80 % alike
    lowest = threshold - 0.5 / STEPS
    return int(np.searchsorted(-scores, -lowest, side="right"))


def percent_text(score: float) -> str:
    """Return a score as the slider and the grid show it."""
    text = QCoreApplication.translate("similar_threshold", "{percent} %")
    return text.format(percent=round(score * 100))


class ThresholdBar(QWidget):
    """The slider, its value and the count.

    Signals
    -------
    thresholdChanged(float)
        By the user.
    """

    thresholdChanged = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(0, STEPS)
        self.slider.setPageStep(_PAGE_STEPS)
        self.slider.setMinimumWidth(_SLIDER_LEAST_PX)
        self.slider.setMaximumWidth(_SLIDER_MOST_PX)
        self.slider.setToolTip(
            self.tr("Show photos that are at least so similar: 100 % is the same picture")
        )
        label = QLabel(self.tr("Si&milarity"), self)
        label.setBuddy(self.slider)
        self.slider.setAccessibleName(self.tr("Lowest similarity"))
        self._value = QLabel(self)
        self._value.setMinimumWidth(self._value.fontMetrics().horizontalAdvance("\u2265 100 %"))
        self._count = QLabel(self)
        self._count.setProperty("role", "muted")
        self._count.setMinimumWidth(
            self._count.fontMetrics().horizontalAdvance("000 of 000 photos")
        )
        self._count.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        for widget in (label, self.slider, self._value, self._count):
            row.addWidget(widget)
        row.setStretchFactor(self.slider, 1)
        row.addStretch(0)
        self.slider.setValue(round(START * STEPS))
        self.slider.valueChanged.connect(self._on_value)
        self._show_value()

    @property
    def threshold(self) -> float:
        """The lowest score that is shown, 0..1."""
        return self.slider.value() / STEPS

    def set_threshold(self, threshold: float) -> None:
        """Show a threshold without telling."""
        before = self.slider.blockSignals(True)
        self.slider.setValue(round(threshold * STEPS))
        self.slider.blockSignals(before)
        self._show_value()

    def set_count(self, shown: int, found: int) -> None:
        """Say how many photos are shown of those found."""
        if shown == found:
            text = self.tr("%n photo(s)", "", found)
        else:
            text = self.tr("{shown} of %n photo(s)", "", found).format(shown=shown)
        self._count.setText(text)

    def set_busy(self) -> None:
        """Say that the count is being found."""
        self._count.setText(self.tr("Searching..."))

    def clear_count(self) -> None:
        """Say nothing."""
        self._count.clear()

    @property
    def count_text(self) -> str:
        """What is said of the count."""
        return self._count.text()

    def _on_value(self, _: int) -> None:
        self._show_value()
        self.thresholdChanged.emit(self.threshold)

    def _show_value(self) -> None:
        value = percent_text(self.threshold)
        self._value.setText(self.tr("all") if self.threshold == 0 else f"\u2265 {value}")
        self.slider.setAccessibleDescription(self._value.text())
