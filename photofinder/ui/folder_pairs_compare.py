"""Two folders beside each other: what only the one has, what both have, what only the other has.

GUI thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from photofinder.core.views import PhotoList, PhotoQuery
from photofinder.ui import theme, words
from photofinder.ui.elided_label import ElidedLabel
from photofinder.ui.folder_pairs_words import names_of
from photofinder.ui.grid_view import GridView
from photofinder.ui.photo_model import PhotoModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent

    from photofinder.core.folder_pairs import FolderComparison, FolderPhoto
    from photofinder.ui.context import PageContext

_CELL_PX = 110
_MIN_COLUMN_PX = 150


class PhotoColumn(QWidget):
    """Some photos under a heading."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = ElidedLabel(self, Qt.TextElideMode.ElideMiddle)
        self.heading.setProperty("role", "heading")
        self.model = PhotoModel(context.bridge, self)
        self.grid = GridView(context.thumbnails, self)
        self.grid.setModel(self.model)
        self.grid.set_cell_px(_CELL_PX)
        self.grid.photoActivated.connect(
            lambda row: context.requests.photoShowRequested.emit(row.path)
        )
        self.setMinimumWidth(_MIN_COLUMN_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        column.addLayout(head)
        column.addWidget(self.grid, 1)

    def show_photos(self, heading: str, photos: Sequence[FolderPhoto]) -> None:
        """Show photos; those that stay in the list stay in sight."""
        self.heading.setText(heading)
        self.grid.setAccessibleName(heading)
        ids = np.array([photo.file_id for photo in photos], np.int64)
        self.model.set_list(PhotoList(PhotoQuery(), ids), stale=True)


class FolderComparisonView(QSplitter):
    """The three lists.

    Signals
    -------
    shown()
        A comparison is there.
    """

    shown = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(theme.GROUP)
        self.setStyleSheet("QSplitter::handle { background: transparent; }")
        self.only_first, self.both, self.only_second = (
            PhotoColumn(context, self) for _ in range(3)
        )
        for column in (self.only_first, self.both, self.only_second):
            self.addWidget(column)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on; as a focus proxy the list would catch the Tab key in a circle."""
        super().focusInEvent(event)
        self.only_first.grid.setFocus(event.reason())

    def show_comparison(self, found: FolderComparison) -> None:
        """Show another comparison."""
        first, second = names_of(found.pair)
        only = self.tr("Only in {folder} ({count})")
        self.only_first.show_photos(
            only.format(folder=first, count=words.count_text(len(found.only_first))),
            found.only_first,
        )
        self.both.show_photos(
            self.tr("In both ({count})").format(count=words.count_text(len(found.both))),
            found.both,
        )
        self.only_second.show_photos(
            only.format(folder=second, count=words.count_text(len(found.only_second))),
            found.only_second,
        )
        self.shown.emit()
