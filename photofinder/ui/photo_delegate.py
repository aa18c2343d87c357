"""How one photo of a grid looks: thumbnail, name, badges, selection and focus. GUI thread.

A screenful must be painted in less than a frame, in Python: a cell is a handful of calls with whole
numbers, and what costs is drawn once and kept (`photo_marks`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap, QStaticText
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from photofinder.core.assets import UnitKind
from photofinder.core.types import FileState
from photofinder.ui import photo_marks, theme, unit_words, words
from photofinder.ui.photo_marks import BADGE_HEIGHT, Marks
from photofinder.ui.photo_model import PhotoModel, state_text
from photofinder.ui.words import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
    from PySide6.QtWidgets import QStyleOptionViewItem

    from photofinder.core.views import PhotoRow
    from photofinder.ui.thumbnail_provider import ThumbnailProvider

#: between a cell's edge and its plate, and between the plate and the picture
PLATE_PX = PICTURE_PX = theme.TIGHT
#: smaller cells have no room for a name; their badges have icons only
NAMED_FROM_PX = 128
DEFAULT_CELL_PX = 176
_INSET = PLATE_PX + PICTURE_PX
_BADGE_INSET = theme.TIGHT
_BIG_ICON = 24
_MAX_NAMES = 1_024
#: badges never sit on less than this, however narrow the picture
_LEAST_WIDTH, _LEAST_HEIGHT = 72, 48
_DIMMED = 0.45
_DRAG_EDGE = 96
#: names are a little smaller than other text
_NAME_SCALE, _LEAST_POINTS = 0.92, 7.0


class PhotoDelegate(QStyledItemDelegate):
    """Paints photos in cells of one size.

    Parameters
    ----------
    thumbnails : ThumbnailProvider
    parent : QObject, optional
        Whose wishes for thumbnails these are.

    Attributes
    ----------
    edge_px : int
        The longest edge of a picture in a cell.
    cell_height : int
    fetched_px : int or None
        Edge that thumbnails are fetched for while the cells' own size still changes.
    """

    def __init__(self, thumbnails: ThumbnailProvider, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._owner = parent
        self.fetched_px: int | None = None
        self._marks = Marks()
        self._names: dict[str, QStaticText] = {}
        self._cell_px = DEFAULT_CELL_PX
        self.dress(QFont())

    def dress(self, font: QFont) -> None:
        """Take a font and the present theme's colours; call it when either has changed."""
        self._font = QFont(font)
        if font.pointSizeF() > 0:
            self._font.setPointSizeF(max(font.pointSizeF() * _NAME_SCALE, _LEAST_POINTS))
        self._metrics = QFontMetrics(self._font)
        self._ink: QColor = theme.colour("text")
        self._placeholder: QColor = theme.colour("placeholder")
        self._marks.dress(self._font)
        self.cell_px = self._cell_px

    @property
    def cell_px(self) -> int:
        """Width of a cell."""
        return self._cell_px

    @cell_px.setter
    def cell_px(self, cell_px: int) -> None:
        self._cell_px = cell_px
        self._named = cell_px >= NAMED_FROM_PX
        self.edge_px = cell_px - 2 * _INSET
        self.cell_height = cell_px + (self._metrics.height() + theme.TIGHT) * self._named
        self._plate_size = QSize(cell_px - 2 * PLATE_PX, self.cell_height - 2 * PLATE_PX)
        self._names.clear()

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size of every cell."""
        return QSize(self._cell_px, self.cell_height)

    def picture_rect(self, cell: QRect, row: PhotoRow | None) -> QRect:
        """Return where in a cell the picture is, as far as its proportions are known."""
        edge = self.edge_px
        width, height = self._shape(row)
        x = cell.x() + (cell.width() - edge) // 2 + (edge - width) // 2
        return QRect(x, cell.y() + _INSET + (edge - height) // 2, width, height)

    def _shape(self, row: PhotoRow | None) -> tuple[int, int]:
        """Return width and height of a picture in a cell; small ones are not enlarged."""
        edge = self.edge_px
        if row is None or not row.width or not row.height or row.state is FileState.UNREADABLE:
            return edge, edge
        width, height = row.width, row.height
        if width <= edge and height <= edge:
            return width, height
        if width >= height:
            return edge, max(edge * height // width, 1)
        return max(edge * width // height, 1), edge

    # -- painting ------------------------------------------------------------------------------

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a cell of any view whose model has the roles of `PhotoModel`."""
        state = option.state
        self.paint_photo(
            painter,
            option.rect,
            index.data(PhotoModel.PhotoRole),
            painter.device().devicePixelRatioF(),
            score=index.data(PhotoModel.ScoreRole),
            selected=bool(state & QStyle.StateFlag.State_Selected),
            focused=bool(state & QStyle.StateFlag.State_HasFocus),
            hovered=bool(state & QStyle.StateFlag.State_MouseOver),
        )

    def paint_photo(
        self,
        painter: QPainter,
        cell: QRect,
        row: PhotoRow | None,
        dpr: float,
        *,
        score: float | None = None,
        selected: bool = False,
        focused: bool = False,
        hovered: bool = False,
    ) -> None:
        """Paint a cell; None for a photo whose row is not there yet."""
        left = cell.x() + (cell.width() - self._cell_px) // 2
        top = cell.y()
        if selected or hovered or focused:
            plate = self._marks.plate(
                self._plate_size, dpr, selected=selected, focused=focused, hovered=hovered
            )
            painter.drawPixmap(left + PLATE_PX, top + PLATE_PX, plate)
        if row is None:
            edge = self.edge_px
            painter.fillRect(left + _INSET, top + _INSET, edge, edge, self._placeholder)
        else:
            self._paint_row(painter, left, top, row, score, dpr)
        if selected:
            inset = PLATE_PX + theme.TIGHT
            painter.drawPixmap(left + inset, top + inset, self._marks.check(dpr))

    def _paint_row(
        self, painter: QPainter, left: int, top: int, row: PhotoRow, score: float | None, dpr: float
    ) -> None:
        """Paint picture, badges and name of a cell whose upper left corner is given."""
        edge = self.edge_px
        width, height = self._shape(row)
        pixmap = None
        if row.state is not FileState.UNREADABLE:
            pixmap = self._thumbnails.pixmap(row, self.fetched_px or edge, dpr, self._owner)
        if pixmap is not None and not row.width:  # the picture itself tells its shape
            size = pixmap.deviceIndependentSize().toSize()
            size.scale(edge, edge, Qt.AspectRatioMode.KeepAspectRatio)
            width, height = max(size.width(), 1), max(size.height(), 1)
        x = left + _INSET + (edge - width) // 2
        y = top + _INSET + (edge - height) // 2
        if pixmap is None:
            self._paint_stand_in(painter, QRect(x, y, width, height), row, dpr)
        else:
            dimmed = not row.online or row.state is FileState.MISSING
            if dimmed:
                painter.setOpacity(_DIMMED)
            drawn_width, drawn_height = round(pixmap.width() / dpr), round(pixmap.height() / dpr)
            if abs(drawn_width - width) <= 1 and abs(drawn_height - height) <= 1:
                painter.drawPixmap(x, y, pixmap)
            else:  # of another size: the right one is on its way
                painter.drawPixmap(x, y, width, height, pixmap)
            if dimmed:
                painter.setOpacity(1.0)
        is_plain = row.online and row.state is FileState.INDEXED and row.unit is UnitKind.LONE
        if row.copies or score is not None or not is_plain:
            # on the picture, or on more than that where it is narrow
            wider = max(min(_LEAST_WIDTH, edge) - width, 0)
            higher = max(min(_LEAST_HEIGHT, edge) - height, 0)
            ground = QRect(x - wider // 2, y - higher // 2, width + wider, height + higher)
            self._paint_badges(painter, ground, row, score, dpr)
        if self._named:
            self._paint_name(painter, left, top, row)

    def _paint_stand_in(self, painter: QPainter, place: QRect, row: PhotoRow, dpr: float) -> None:
        """Paint what stands for a thumbnail: a calm ground, or an icon over a word on it."""
        if row.state is FileState.UNREADABLE:
            painter.fillRect(place, theme.colour("danger_soft"))
            icon, word, ink = "warning", state_text(row), "danger"
        elif self._thumbnails.has_failed(row):
            painter.fillRect(place, self._placeholder)
            icon, word, ink = "photo", tr("No preview"), "muted"
        else:
            painter.fillRect(place, self._placeholder)
            return
        line = self._metrics.height()
        middle, top = place.center().x(), place.center().y() - (_BIG_ICON + line) // 2
        drawn = self._marks.icon(icon, _BIG_ICON, ink, dpr)
        painter.drawPixmap(middle - _BIG_ICON // 2, top, drawn)
        painter.setPen(theme.colour(ink))
        painter.setFont(self._font)
        area = QRect(place.left(), top + _BIG_ICON, place.width(), line)
        word = self._metrics.elidedText(word, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, word)

    def _paint_badges(
        self, painter: QPainter, ground: QRect, row: PhotoRow, score: float | None, dpr: float
    ) -> None:
        """Paint copies and state at the right, the score or what belongs to it at the left."""
        right = ground.x() + ground.width() - _BADGE_INSET
        bottom = ground.y() + ground.height() - _BADGE_INSET - BADGE_HEIGHT
        if row.copies:
            count = words.count_text(row.copies) if self._named else ""
            badge = self._marks.badge("copy", count, photo_marks.PLAIN, dpr)
            painter.drawPixmap(right - badge.width, ground.y() + _BADGE_INSET, badge.pixmap)
        if score is not None:
            text = tr("{percent} %").format(percent=round(score * 100))
            badge = self._marks.badge("", text, photo_marks.PLAIN, dpr)
            painter.drawPixmap(ground.x() + _BADGE_INSET, bottom, badge.pixmap)
        elif row.unit is not UnitKind.LONE and self._named:
            badge = self._marks.badge("", unit_words.badge_text(row), photo_marks.QUIET, dpr)
            painter.drawPixmap(ground.x() + _BADGE_INSET, bottom, badge.pixmap)
        if row.state is FileState.UNREADABLE:
            return
        word = state_text(row)
        if word:
            waits = row.online and row.state is FileState.PENDING
            icon = "recent" if waits else "folder-offline"
            tint = photo_marks.QUIET if waits else photo_marks.WARNING
            badge = self._marks.badge(icon, word if self._named else "", tint, dpr)
            painter.drawPixmap(right - badge.width, bottom, badge.pixmap)

    def _paint_name(self, painter: QPainter, left: int, top: int, row: PhotoRow) -> None:
        name = row.path.name
        text = self._names.get(name)
        if text is None:
            text = self._laid_out(name)
        painter.setFont(self._font)
        painter.setPen(self._ink)
        x = left + (self._cell_px - round(text.size().width())) // 2
        painter.drawStaticText(x, top + self._cell_px - PLATE_PX, text)

    def _laid_out(self, name: str) -> QStaticText:
        shown = words.path_text(name)
        shown = self._metrics.elidedText(shown, Qt.TextElideMode.ElideMiddle, self.edge_px)
        text = QStaticText(shown)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.prepare(font=self._font)
        if len(self._names) >= _MAX_NAMES:  # one by one: to drop all at once takes 10 ms
            del self._names[next(iter(self._names))]
        self._names[name] = text
        return text

    def drag_picture(self, row: PhotoRow | None, count: int, dpr: float) -> QPixmap:
        """Return a picture to drag along: the thumbnail, small, and how many photos there are."""
        made = QPixmap(QSize(_DRAG_EDGE, _DRAG_EDGE) * dpr)
        made.setDevicePixelRatio(dpr)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = QRect(0, 0, _DRAG_EDGE, _DRAG_EDGE)
        pixmap = None if row is None else self._thumbnails.pixmap(row, self.edge_px, dpr)
        if pixmap is None:
            painter.fillRect(place, self._placeholder)
        else:
            size = pixmap.deviceIndependentSize().toSize()
            place.setSize(size.scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio))
            painter.drawPixmap(place, pixmap)
        if count > 1:
            badge = self._marks.badge("", words.count_text(count), photo_marks.COUNT, dpr)
            painter.drawPixmap(theme.TIGHT, theme.TIGHT, badge.pixmap)
        painter.end()
        return made
