"""The middle of the photo grid: painting the visible cells, in slices where there is much to do.

A full screen of small cells takes Python longer than a frame may last on a slow machine, so that
what becomes visible or known is painted for a few milliseconds at once; input comes in between.
GUI thread.
"""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtGui import QPainter, QRegion

from photofinder.ui.grid_selection import GridSelection
from photofinder.ui.grid_surface import GridSurface

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QPixmap
    from PySide6.QtWidgets import QWidget

    from photofinder.core.views import PhotoRow
    from photofinder.ui.thumbnail_provider import ThumbnailProvider

#: what is painted at once
_BUDGET_S = 0.005
#: however slow the machine is
_LEAST_CELLS = 12


class GridPainting(GridSurface):
    """Paints what is current, chosen and under the pointer.

    Attributes
    ----------
    chosen : GridSelection
    """

    def __init__(self, thumbnails: ThumbnailProvider, parent: QWidget | None = None) -> None:
        self.chosen = GridSelection()
        self._hovered = -1
        self._painted = range(0)
        self._hurries = False
        self._unpainted = QRegion()
        super().__init__(thumbnails, parent)
        self._thumbnails = thumbnails
        self._paint_on = QTimer(self, singleShot=True, interval=0)
        self._paint_on.timeout.connect(self._on_paint_on)
        thumbnails.thumbnailReady.connect(self._on_thumbnail)
        thumbnails.thumbnailFailed.connect(self._on_thumbnail)

    @property
    def current(self) -> int:
        """The number of the current photo; -1 for none."""
        return self.currentIndex().row()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells and headers that need it."""
        if self._photos is None:
            return
        with self._thumbnails.held():
            self._paint(event.region())
            self._tell_painted()

    def _paint(self, region: QRegion) -> None:
        painter = QPainter(self.viewport())
        area, top = region.boundingRect(), self.verticalOffset()
        first, end = area.top() + top, area.bottom() + 1 + top
        for section in self.grid.sections_between(first, end):
            place = self.grid.header_rect(section).translated(0, -top)
            self._paint_header(painter, section, place)
        self._paint_cells(painter, self.grid.visible(first, end), region)
        self._paint_over(painter)
        painter.end()

    def _paint_over(self, painter: QPainter) -> None:
        """Paint what lies over the photos."""

    def _paint_cells(self, painter: QPainter, run: range, region: QRegion) -> None:
        photos, delegate, top = self.photos, self._delegate, self.verticalOffset()
        dpr = self.viewport().devicePixelRatioF()
        chosen = self.chosen.slice(run)
        current = self.current if self.hasFocus() else -1
        until = time.perf_counter() + _BUDGET_S if self._hurries else math.inf
        self._hurries = False
        painted = 0
        for number, selected in zip(run, chosen, strict=True):
            cell = self.grid.rect(number).translated(0, -top)
            if not region.intersects(cell):
                continue
            if painted >= _LEAST_CELLS and time.perf_counter() > until:
                self._paint_later(region, cell)
                return
            painted += 1
            delegate.paint_photo(
                painter,
                cell,
                photos.photo(number),
                dpr,
                score=None if photos.scores is None else float(photos.scores[number]),
                selected=selected,
                focused=number == current,
                hovered=number == self._hovered,
            )

    def _paint_later(self, region: QRegion, cell: QRect) -> None:
        """Leave this cell and those after it to the next turn of the event loop: input first."""
        area = self.viewport().rect()
        beside = QRect(cell.topLeft(), QPoint(area.right(), cell.bottom()))
        below = QRect(QPoint(0, cell.bottom() + 1), area.bottomRight())
        rest = QRegion(beside).united(below).intersected(region)
        self._unpainted = self._unpainted.united(rest)
        self._paint_on.start()

    def _on_paint_on(self) -> None:
        region, self._unpainted = self._unpainted, QRegion()
        self._hurries = True
        self.viewport().update(region)

    def _tell_painted(self) -> None:
        """Let go of wishes for thumbnails that were scrolled past."""
        run = self.visible()
        if run != self._painted:
            self._painted = run
            ids = self.photos.file_ids[run.start : run.stop].tolist()
            self._thumbnails.keep_only(self, ids)

    def _update_cell(self, number: int) -> None:
        if 0 <= number < self.grid.count:
            self._hurries = True
            self.viewport().update(self.cell_rect(number))

    def _on_thumbnail(self, file_id: int) -> None:
        run = self.visible() if self._photos is not None else range(0)
        if not run:
            return
        for number in np.flatnonzero(self.photos.file_ids[run.start : run.stop] == file_id):
            self._update_cell(run.start + int(number))

    def hover(self, number: int) -> None:
        """Show which photo the pointer is over; -1 for none."""
        if number != self._hovered:
            before, self._hovered = self._hovered, number
            self._update_cell(before)
            self._update_cell(number)

    def drag_picture(self, row: PhotoRow | None, count: int) -> QPixmap:
        """Return what is dragged along with photos: one of them, and how many there are."""
        return self._delegate.drag_picture(row, count, self.devicePixelRatioF())

    def _dress(self) -> None:
        """Take the present font and theme."""
        self._delegate.dress(self.font())
        self._headers.dress(self.font())

    def _lay_out(self) -> None:
        """Lay the cells anew; all of them are to be painted then."""
        self._hurries = True
        super()._lay_out()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what is painted, and what is still to be."""
        self._hurries = True
        self._unpainted.translate(0, dy)
        super().scrollContentsBy(dx, dy)
