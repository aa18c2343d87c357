"""Below the groups: what is marked, the button to clean up, the keys. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from photofinder.ui import duplicates_words, theme
from photofinder.ui.elided_label import ElidedLabel
from photofinder.ui.folding_row import FoldingRow

if TYPE_CHECKING:
    from photofinder.ui.duplicates_review import Totals


#: for what the last step did, cut short
_WORDS_PX = 120


class DuplicatesFoot(QWidget):
    """What is marked, the button to clean up, and the keys.

    Signals
    -------
    cleanUpRequested(), ruleRequested(), clearRequested()
    """

    cleanUpRequested = Signal()
    ruleRequested = Signal()
    clearRequested = Signal()

    def __init__(self, legend: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rule = QPushButton(self.tr("Mark all by rule..."), self)
        self.rule.setToolTip(self.tr("Keep the suggested file of every group, mark the others (R)"))
        self.rule.clicked.connect(self.ruleRequested)
        self.clear = QPushButton(self.tr("Clear marks"), self)
        self.clear.setToolTip(self.tr("Take away every mark in the groups that are listed"))
        self.clear.clicked.connect(self.clearRequested)
        self.said = ElidedLabel(self)
        self.clean_up = QPushButton(self)
        self.clean_up.setProperty("role", "primary")
        self.clean_up.clicked.connect(self.cleanUpRequested)
        row = FoldingRow(self, extra_px=_WORDS_PX)
        row.first.addWidget(self.rule)
        row.first.addWidget(self.clear)
        row.first.addWidget(self.said, 1)
        row.second.addStretch(1)
        row.second.addWidget(self.clean_up)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(row)
        column.addWidget(legend)

    def say(self, text: str, *, warns: bool = False) -> None:
        """Say what the last step did, or why not."""
        self.said.setText(text)
        self.said.setProperty("role", "warning" if warns else "muted")
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
        if text and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.said, text))

    def tell_total(self, total: Totals, *, writable: bool) -> None:
        """Show what a clean-up would take; without anything the button says why it rests."""
        self.clean_up.setEnabled(bool(total.files) and writable)
        if total.files:
            text = self.tr("Clean up {totals}...")
            text = text.format(totals=duplicates_words.totals_text(total))
        else:
            text = self.tr("Clean up...")
        self.clean_up.setText(text)
        reason = ""
        if not writable:
            reason = self.tr("Another program has this library open; here it can only be read.")
        elif not total.files:
            reason = self.tr("Nothing is marked for the trash.")
        self.clean_up.setToolTip(reason or self.tr("See what would go before anything does"))
        self.clean_up.setAccessibleDescription(reason)
