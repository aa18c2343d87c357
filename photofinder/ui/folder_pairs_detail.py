"""What is said of two folders, and what can be done about them. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from photofinder.ui import folder_pairs_words, icons, theme
from photofinder.ui.elided_label import ElidedLabel
from photofinder.ui.words import plain_tip
from photofinder.ui.wrapped_text import WrappedText

if TYPE_CHECKING:
    from photofinder.core.folder_pairs import FolderPair

_SENTENCE_LINES = 3
#: of a folder's name on a button
_NAME_PX = 160


class FolderPairDetail(QFrame):
    """The sentence about a pair above its numbers and buttons.

    Signals
    -------
    compareRequested(), swapRequested(), cleanRequested()
    """

    compareRequested = Signal()
    swapRequested = Signal()
    cleanRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.sentence = WrappedText(self, max_lines=_SENTENCE_LINES)
        self.sentence.setAccessibleName(self.tr("What the two folders have in common"))
        self.facts = ElidedLabel(self)
        self.facts.setProperty("role", "muted")
        self.pictures = QCheckBox(self.tr("Also identical p&ictures"), self)
        self.pictures.setChecked(True)
        self.pictures.setToolTip(
            self.tr("Photos with exactly the same pixels, whose metadata or format may differ")
        )
        self.swap = QPushButton(self.tr("S&wap"), self)
        self.swap.setToolTip(self.tr("Clean up the other folder of the two"))
        self.swap.clicked.connect(self.swapRequested)
        self.open = QPushButton(self.tr("Compare f&olders"), self)
        self.open.clicked.connect(self.compareRequested)
        icons.dress(self.open, "compare")
        self.clean = QPushButton(self)
        self.clean.setProperty("role", "primary")
        self.clean.clicked.connect(self.cleanRequested)
        facts, foot = QHBoxLayout(), QHBoxLayout()
        facts.addWidget(self.facts, 1)
        facts.addWidget(self.pictures)
        foot.addStretch(1)
        for widget in (self.swap, self.open, self.clean):
            foot.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GROUP, theme.GAP, theme.GROUP, theme.GAP)
        column.setSpacing(theme.GAP)
        column.addWidget(self.sentence)
        for row in (facts, foot):
            row.setSpacing(theme.GAP)
            column.addLayout(row)

    def show_pair(self, pair: FolderPair | None, *, is_writable: bool, is_compared: bool) -> None:
        """Tell of a pair; of none the card is hidden.

        Parameters
        ----------
        pair : FolderPair or None
        is_writable : bool
            Whether this window may change the library.
        is_compared : bool
            Its photos are in sight.
        """
        self.setVisible(pair is not None)
        if pair is None:
            return
        self.sentence.set_text(folder_pairs_words.sentence_text(pair))
        self.facts.setText(folder_pairs_words.facts_text(pair))
        name, other = folder_pairs_words.names_of(pair)
        short = self.clean.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, _NAME_PX)
        self.clean.setText(self.tr("Clean up {folder}...").format(folder=short.replace("&", "&&")))
        self.clean.setEnabled(is_writable and bool(pair.identical))
        what = self.tr("Move what {other} has too from {folder} to the trash, after a look")
        self.clean.setToolTip(
            plain_tip(what.format(folder=name, other=other))
            if is_writable
            else self.tr("Another program has this library open; here it can only be read.")
        )
        self.pictures.setVisible(bool(pair.pictures))
        self.open.setVisible(not is_compared)
