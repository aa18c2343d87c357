"""What is said of several photos at once. GUI thread; what they sum up to is counted by a worker.

The number is told at once and is that of all chosen photos, painted or not. The rest follows when
the choice comes to rest: reading the rows of 100,000 photos takes a second.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from photofinder.ui import icons, photo_actions, theme, words
from photofinder.ui.photo_actions import ChosenPhotos

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from PySide6.QtGui import QShowEvent

    from photofinder.app.library import Library
    from photofinder.core.views import PhotoRow
    from photofinder.ui.context import PageContext

#: photos are read so many at a time, so that a million of them need no room
_CHUNK = 512
_REST_MS = 80


@dataclass(frozen=True, slots=True)
class _Sums:
    """What is told of photos besides their number; days are ISO texts, empty for none."""

    size_bytes: int
    first_day: str
    last_day: str
    folders: int


def _sum_up(library: Library, file_ids: NDArray[np.int64]) -> _Sums:
    """Sum photos up. Worker thread."""
    size_bytes, days, folders = 0, [""], set()
    for start in range(0, len(file_ids), _CHUNK):
        rows = library.viewing.rows(file_ids[start : start + _CHUNK].tolist()).values()
        size_bytes += sum(row.size_bytes for row in rows)
        folders |= {row.path.parent for row in rows}
        found = [*days, *(row.taken_at[:10] for row in rows if row.taken_at)]
        days = [min(filter(None, found), default=""), max(found)]
    return _Sums(size_bytes, days[0], days[-1], len(folders))


class SelectionSummary(QWidget):
    """Count, bytes, dates, and what can be done with all of them."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._file_ids = np.empty(0, np.int64)
        self._counting = False
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._count)
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

    def show_chosen(self, file_ids: NDArray[np.int64]) -> None:
        """Sum photos up."""
        if np.array_equal(file_ids, self._file_ids) and self.bytes_label.text():
            return
        self._file_ids = file_ids
        self.count_label.setText(self.tr("%n photo(s) selected", "", len(file_ids)))
        for label in (self.bytes_label, self.dates_label, self.folders_label):
            label.clear()
        self.compare.setVisible(len(file_ids) <= photo_actions.MAX_COMPARED)
        self._rest.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Sum up what was chosen while nobody looked."""
        super().showEvent(event)
        if not self.bytes_label.text():
            self._rest.start()

    @Slot()
    def _count(self) -> None:
        """Ask for the sums; one question is on its way at a time."""
        file_ids = self._file_ids
        if self._counting or not len(file_ids) or not self.isVisible():
            return

        def counted(sums: _Sums) -> None:
            self._counting = False
            if file_ids is self._file_ids:
                self._tell(sums)
            else:
                self._rest.start()

        def failed(error: Exception) -> None:
            self._counting = False
            self._context.bridge.report(error)

        asked = self._context.bridge.ask(
            self, lambda library: _sum_up(library, file_ids), counted, failed
        )
        self._counting = not asked.cancelled

    def _tell(self, sums: _Sums) -> None:
        self.bytes_label.setText(words.size_text(sums.size_bytes))
        self.dates_label.setText(self._dates_text(sums))
        self.dates_label.setVisible(bool(self.dates_label.text()))
        self.folders_label.setText(self.tr("in %n folder(s)", "", sums.folders))

    def _dates_text(self, sums: _Sums) -> str:
        if not sums.first_day:
            return ""
        first, last = words.day_text(sums.first_day), words.day_text(sums.last_day)
        if first == last:
            return first
        return self.tr("{first} to {last}").format(first=first, last=last)

    def _chosen(self) -> ChosenPhotos:
        bridge, file_ids = self._context.bridge, self._file_ids

        def ask(act: Callable[[Sequence[Path]], None], most: int | None) -> None:
            wanted = file_ids[:most].tolist()

            def arrived(rows: dict[int, PhotoRow]) -> None:
                act([rows[number].path for number in wanted if number in rows])

            bridge.ask(self, lambda library: library.viewing.rows(wanted), arrived)

        return ChosenPhotos(len(file_ids), ask)

    @Slot()
    def _on_similar(self) -> None:
        photo_actions.find_similar_to(self._context, self._chosen())

    @Slot()
    def _on_compare(self) -> None:
        photo_actions.compare_chosen(self._context, self._chosen())
