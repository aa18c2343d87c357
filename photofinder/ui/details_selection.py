"""What is said of several photos at once. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from photofinder.ui import icons, photo_actions, theme, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photofinder.core.views import PhotoRow
    from photofinder.ui.context import PageContext


class SelectionSummary(QWidget):
    """Count, bytes, dates, and what can be done with all of them."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._rows: tuple[PhotoRow, ...] = ()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.GROUP, theme.GROUP, theme.GROUP, theme.GROUP)
        layout.setSpacing(theme.GAP)
        self.count_label = QLabel(self)
        self.count_label.setProperty("role", "heading")
        self.bytes_label = QLabel(self)
        self.dates_label = QLabel(self)
        self.dates_label.setWordWrap(True)
        self.folders_label = QLabel(self)
        self.folders_label.setProperty("role", "muted")
        for label in (self.count_label, self.bytes_label, self.dates_label, self.folders_label):
            layout.addWidget(label)
        layout.addSpacing(theme.GAP)
        self.similar = QPushButton(self.tr("Find similar to these"), self)
        icons.dress(self.similar, "similar")
        self.similar.clicked.connect(self._on_similar)
        self.compare = QPushButton(self.tr("Compare"), self)
        icons.dress(self.compare, "compare")
        self.compare.clicked.connect(self._on_compare)
        layout.addWidget(self.similar)
        layout.addWidget(self.compare)
        layout.addStretch(1)

    def show_rows(self, rows: Sequence[PhotoRow]) -> None:
        """Sum photos up."""
        self._rows = tuple(rows)
        self.count_label.setText(self.tr("%n photo(s) selected", "", len(rows)))
        self.bytes_label.setText(words.size_text(sum(row.size_bytes for row in rows)))
        self.dates_label.setText(self._dates_text())
        self.dates_label.setVisible(bool(self.dates_label.text()))
        folders = len({row.path.parent for row in rows})
        self.folders_label.setText(self.tr("in %n folder(s)", "", folders))
        self.compare.setVisible(len(rows) <= photo_actions.MAX_COMPARED)

    def _dates_text(self) -> str:
        days = sorted(row.taken_at[:10] for row in self._rows if row.taken_at)
        if not days:
            return ""
        first, last = words.day_text(days[0]), words.day_text(days[-1])
        if first == last:
            return first
        return self.tr("{first} to {last}").format(first=first, last=last)

    def _on_similar(self) -> None:
        photo_actions.find_similar(self._context, [row.path for row in self._rows])

    def _on_compare(self) -> None:
        photo_actions.compare_photos(self._context, [row.path for row in self._rows])
