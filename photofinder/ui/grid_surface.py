"""The lower half of the photo grid: layout, scrolling and zoom of equal cells. GUI thread.

Geometry is arithmetic (`grid_geometry`): nothing is done for every photo of the list. What stays
in place while the layout changes is decided here: the photo under the pointer, the current one, or
the one at the top.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyle

from photofinder.ui import theme
from photofinder.ui.grid_geometry import GridGeometry, Measures
from photofinder.ui.grid_header import HeaderPainter, StickyHeader
from photofinder.ui.photo_delegate import DEFAULT_CELL_PX, PhotoDelegate
from photofinder.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QPersistentModelIndex
    from PySide6.QtGui import QPainter, QResizeEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from photofinder.ui.photo_model import PhotoModel
    from photofinder.ui.thumbnail_provider import ThumbnailProvider

#: widths of a cell; pictures are 16 px less, and thumbnails are 320 px long at most
MIN_CELL_PX, MAX_CELL_PX = 80, 336
MARGIN_PX = theme.GAP
_ZOOM_STEP = 1.15
_ZOOM_GRAIN = 8
_NOTCH = 120
#: while the size still changes, thumbnails of the size before are shown, scaled
_SETTLE_MS = 150


class GridSurface(QAbstractItemView):
    """Equal cells in sections, in a viewport.

    The strip above the viewport is the uppermost part of the content, so that the viewport itself
    can be scrolled by moving what is painted.
    """

    cellSizeChanged = Signal(int)
    layoutChanged = Signal()

    def __init__(self, thumbnails: ThumbnailProvider, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photos: PhotoModel | None = None
        self._delegate = PhotoDelegate(thumbnails, self)
        self._headers = HeaderPainter()
        self._strip = StickyHeader(self, self._paint_strip)
        self.grid = GridGeometry([], Measures(1, DEFAULT_CELL_PX, DEFAULT_CELL_PX))
        #: the photo that stays in its place while the width changes, and its height there
        self._held: tuple[int, int] | None = None
        self._is_laying_out = False
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._on_settled)
        self.setItemDelegate(self._delegate)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAutoScroll(False)

    @property
    def photos(self) -> PhotoModel:
        """The model."""
        if self._photos is None:
            raise RuntimeError("the grid has no model yet")
        return self._photos

    @property
    def count(self) -> int:
        """How many photos there are."""
        return 0 if self._photos is None else len(self._photos.file_ids)

    # -- layout --------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        """Lay the cells for the present list, width and size."""
        sections = self._photos.sections if self._photos is not None else ()
        header = self._headers.height if sections else 0
        counts = [section.count for section in sections] or [self.count] * bool(self.count)
        frame = self.frameWidth()
        width, height = self.width() - 2 * frame, self.height() - 2 * frame
        bar = self.verticalScrollBar()
        self.grid = self._geometry(counts, width, header)
        if self.grid.height > height and not self.style().styleHint(
            QStyle.StyleHint.SH_ScrollBar_Transient, None, bar
        ):
            self.grid = self._geometry(counts, width - bar.sizeHint().width(), header)
        if self.viewportMargins().top() != header:
            self.setViewportMargins(0, header, 0, 0)
        self._strip.setVisible(header > 0)
        self._strip.setGeometry(frame, frame, self.grid.measures.width, header)
        bar.setPageStep(max(height - header, 1))
        bar.setSingleStep(max(self._delegate.cell_height // 3, 1))
        bar.setRange(0, max(self.grid.height - height, 0))
        self.layoutChanged.emit()

    def _geometry(self, counts: list[int], width: int, header: int) -> GridGeometry:
        cell = self._delegate
        measures = Measures(max(width, 1), cell.cell_px, cell.cell_height, header, MARGIN_PX)
        return GridGeometry(counts, measures)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep a photo where it is while lines grow longer or shorter: the same all along."""
        super().resizeEvent(event)
        if self._held is None:
            number = next(self._looked_at(), -1)
            self._held = (number, self._top_of(number)) if number >= 0 else None
        self._is_laying_out = True
        self._lay_out_around(*(self._held or (-1,)))
        self._is_laying_out = False

    def _lay_out_around(self, number: int, top: int | None = None) -> None:
        """Lay the cells anew with one photo staying at its height, or coming to another."""
        if number >= 0 and top is None:
            top = self._top_of(number)
        self._lay_out()
        if number >= 0 and top is not None:
            self._put_at(number, top)
        self.viewport().update()
        self._strip.update()

    def _looked_at(self) -> Iterator[int]:
        """Yield what must stay in its place, best first; nothing at the very top of the list."""
        run = self.visible()
        current = self.currentIndex().row()
        if current in run:
            yield current
        if self.verticalScrollBar().value() > 0:
            top = self.verticalOffset()
            yield from (number for number in run if self.grid.rect(number).top() >= top)
            yield from run

    def _top_of(self, number: int) -> int:
        return self.grid.rect(number).top() - self.verticalOffset()

    def _put_at(self, number: int, top: int) -> None:
        """Scroll so that a photo is so far below the viewport's upper edge."""
        offset = self.grid.rect(number).top() - top
        self.verticalScrollBar().setValue(offset - self.grid.measures.header_height)

    # -- zoom ----------------------------------------------------------------------------------

    @property
    def cell_px(self) -> int:
        """Width of a cell; pictures are 16 px less."""
        return self._delegate.cell_px

    def set_cell_px(self, cell_px: int) -> None:
        """Change the size of the cells; the current photo, or the one at the top, stays."""
        self._zoom(cell_px, next(self._looked_at(), -1), None)

    def zoom_by(self, steps: float, at: QPoint | None = None) -> None:
        """Make the cells larger or smaller; what is at a point of the viewport stays there."""
        wanted = self.cell_px * _ZOOM_STEP**steps
        cell_px = round(wanted / _ZOOM_GRAIN) * _ZOOM_GRAIN
        if cell_px == self.cell_px:
            cell_px += _ZOOM_GRAIN if steps > 0 else -_ZOOM_GRAIN
        if at is None:
            self.set_cell_px(cell_px)
        else:
            number = self.grid.nearest_index(at.x(), at.y() + self.verticalOffset())
            self._zoom(cell_px, number, at.y())

    def reset_zoom(self) -> None:
        """Go back to the size of a new grid."""
        self.set_cell_px(DEFAULT_CELL_PX)

    def _zoom(self, cell_px: int, number: int, y: int | None) -> None:
        """Change the size around a photo: its point at height ``y`` stays, or its middle."""
        cell_px = min(max(cell_px, MIN_CELL_PX), MAX_CELL_PX)
        if cell_px == self.cell_px:
            return
        before = self.cell_rect(number) if number >= 0 else QRect()
        held = before.center().y() if y is None else y
        if self._delegate.fetched_px is None:
            self._delegate.fetched_px = self._delegate.edge_px
        self._delegate.cell_px = cell_px
        self._settle.start()
        if number >= 0:
            share = (held - before.top()) / before.height()
            self._lay_out_around(number, held - round(share * self._delegate.cell_height))
        else:
            self._lay_out_around(-1)
        self.cellSizeChanged.emit(cell_px)

    def _on_settled(self) -> None:
        self._delegate.fetched_px = None
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or zoom with Ctrl."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        steps = event.angleDelta().y() / _NOTCH
        if steps:
            self.zoom_by(steps, event.position().toPoint())
        event.accept()

    # -- scrolling and places ------------------------------------------------------------------

    def horizontalOffset(self) -> int:
        """Return 0: lines are as wide as the view."""
        return 0

    def verticalOffset(self) -> int:
        """Return how much of the content is above the viewport; the strip shows the last of it."""
        return self.verticalScrollBar().value() + self.grid.measures.header_height

    def scrollContentsBy(self, _dx: int, dy: int) -> None:
        """Move what is painted; only what comes into view is painted anew."""
        if not self._is_laying_out:
            self._held = None
        if abs(dy) < self.viewport().height():
            self.viewport().scroll(0, dy)
        else:
            self.viewport().update()
        self._strip.update()

    def visible(self) -> range:
        """Return the photos that are at least partly visible."""
        top = self.verticalOffset()
        return self.grid.visible(top, top + self.viewport().height())

    def cell_rect(self, number: int) -> QRect:
        """Return the place of a photo's cell in the viewport."""
        return self.grid.rect(number).translated(0, -self.verticalOffset())

    def number_at(self, point: QPoint) -> int:
        """Return the photo whose cell is at a point of the viewport; -1 for none."""
        return self.grid.index_at(point.x(), point.y() + self.verticalOffset())

    def is_on_picture(self, point: QPoint) -> bool:
        """Whether a point of the viewport is on a picture or its name, not beside it."""
        number = self.number_at(point)
        if number < 0:
            return False
        cell = self.cell_rect(number)
        picture = self._delegate.picture_rect(cell, self.photos.known(number))
        return picture.contains(point) or point.y() > cell.top() + self.cell_px

    def visualRect(self, index: QModelIndex | QPersistentModelIndex) -> QRect:
        """Return the place of a photo's cell in the viewport."""
        valid = index.isValid() and index.row() < self.grid.count
        return self.cell_rect(index.row()) if valid else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Return the photo whose cell is at a point of the viewport."""
        number = self.number_at(point)
        return self.photos.index(number) if number >= 0 else QModelIndex()

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a photo into view."""
        if not index.isValid() or index.row() >= self.grid.count:
            return
        number, height = index.row(), self.viewport().height()
        rect = self.cell_rect(number)
        if hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            self._put_at(number, (height - rect.height()) // 2)
        elif hint == QAbstractItemView.ScrollHint.PositionAtTop or rect.top() < 0:
            self._put_at(number, 0)
        elif hint == QAbstractItemView.ScrollHint.PositionAtBottom or rect.bottom() >= height:
            self._put_at(number, max(height - rect.height(), 0))

    def isIndexHidden(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        """Return False for every photo of the list."""
        return not index.isValid()

    # -- headers -------------------------------------------------------------------------------

    def section_at(self, y: int) -> int:
        """Return the section whose header is at a height of the viewport; -1 for none."""
        content_y = y + self.verticalOffset()
        if not self.grid.measures.header_height or not 0 <= content_y < self.grid.height:
            return -1
        section = self.grid.section_at(content_y)
        return section if self.grid.header_rect(section).contains(0, content_y) else -1

    def _section_of_strip(self, y: int) -> int:
        """Return the section whose header is at a height of the strip."""
        return self.grid.section_at(y + self.verticalScrollBar().value())

    def _paint_header(self, painter: QPainter, section: int, area: QRect) -> None:
        cell = self.grid.rect(self.grid.section_cells(section).start)
        left = self._delegate.picture_rect(cell, None).left()  # in line with the photos
        inner = area.adjusted(left, 0, -theme.GROUP, 0)
        count = tr("%Ln photo(s)", "", len(self.grid.section_cells(section)))
        place = self.photos.section_place(section)
        details = (count, place) if place else (count,)
        self._headers.paint(painter, inner, self.photos.section_title(section), details)

    def _paint_strip(self, painter: QPainter, strip: QWidget) -> None:
        if self._photos is None or not self._photos.sections:
            return
        value, height = self.verticalScrollBar().value(), strip.height()
        section = self.grid.section_at(value)
        below = self.grid.section_top(section + 1) - value
        area = QRect(0, min(below - height, 0), strip.width(), height)
        self._paint_header(painter, section, area)
        if below < height and section + 1 < self.grid.section_count:
            self._paint_header(painter, section + 1, area.translated(0, below - area.top()))
        if value > self.grid.section_top(section):
            painter.fillRect(0, height - 1, strip.width(), 1, theme.colour("border"))
