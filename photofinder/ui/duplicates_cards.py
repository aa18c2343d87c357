"""The files of a group as cards side by side: large thumbnail, facts, mark. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from photofinder.ui import (
    canvas_painting,
    duplicates_paint,
    duplicates_why,
    duplicates_words,
    theme,
    words,
)
from photofinder.ui.duplicates_ledger import Mark
from photofinder.ui.duplicates_model import MemberModel, facts_text
from photofinder.ui.duplicates_paint import Dress, Kit

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent

    from photofinder.core.views import PhotoRow
    from photofinder.ui.thumbnail_provider import ThumbnailProvider

#: widths of a card with the room beside it; the view shares its width out between these
MIN_CELL_PX, MAX_CELL_PX = 236, 400
#: a picture's place is so high for its width
_PICTURE_SHAPE = 0.75
_PAD = theme.GAP + theme.TIGHT
_BUTTON_HEIGHT = 28
_FOCUS = 2.0
_LAST_KEY = 9
#: a list view breaks a line that is just full
_SLACK = 2
#: folder, facts, date, difference; those of what it is and why come with the group
_SMALL_LINES, _RELATION_LINES, _WHY_LINES = 4, 3, 2
#: from here on a class is written in green
_CERTAIN = 0.9
#: of a group with thousands of files the first ones tell how high their cards are
_MOST_MEASURED = 60


class CardDelegate(QStyledItemDelegate):
    """Paints one file of a group, with two buttons.

    Signals
    -------
    markRequested(int, object)
        Place of the file in the group, and the `Mark`.
    """

    markRequested = Signal(int, object)

    def __init__(self, thumbnails: ThumbnailProvider, view: QWidget) -> None:
        super().__init__(view)
        self.kit = Kit(thumbnails, view)
        self.cell_px = MIN_CELL_PX
        self._more_lines = _RELATION_LINES
        self.current_place = 0

    def measure(self, model: MemberModel) -> None:
        """See how many lines the files of a group take at the present width."""
        self._more_lines = 1
        marks, group = model.marks, model.group
        if marks is None or group is None:
            return
        for place, row in enumerate(model.rows[:_MOST_MEASURED]):
            text = duplicates_words.relation_text(marks, group, row)
            lines = self.kit.broken(text, self._inner_px, _RELATION_LINES, self.kit.small)
            why = 0 if model.sight(place) is None else _WHY_LINES
            self._more_lines = max(self._more_lines, len(lines) + why)

    @property
    def _inner_px(self) -> int:
        return self.cell_px - theme.GAP - 2 * _PAD

    @property
    def picture_height(self) -> int:
        """How high a picture can be."""
        return round(self._inner_px * _PICTURE_SHAPE)

    @property
    def size(self) -> QSize:
        """The size of every card, with the room between them."""
        lines = self.kit.line + (_SMALL_LINES + self._more_lines) * self.kit.small_line
        height = 2 * _PAD + self.picture_height + theme.GAP + lines + theme.GAP + _BUTTON_HEIGHT
        return QSize(self.cell_px, height + theme.GAP)

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size of every card."""
        return self.size

    # -- places --------------------------------------------------------------------------------

    @staticmethod
    def _card(cell: QRect) -> QRect:
        return cell.adjusted(0, 0, -theme.GAP, -theme.GAP)

    def buttons(self, cell: QRect) -> dict[Mark, QRect]:
        """Return where a card's buttons are."""
        inner = self._card(cell).adjusted(_PAD, _PAD, -_PAD, -_PAD)
        width = (inner.width() - theme.GAP) // 2
        top = inner.bottom() + 1 - _BUTTON_HEIGHT
        keep = QRect(inner.left(), top, width, _BUTTON_HEIGHT)
        return {Mark.KEEP: keep, Mark.TRASH: keep.translated(width + theme.GAP, 0)}

    # -- painting ------------------------------------------------------------------------------

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a card."""
        model = index.model()
        if not isinstance(model, MemberModel) or model.marks is None or model.group is None:
            return
        place = index.row()
        photo, row = model.photo(place), model.rows[place]
        mark = model.marks.mark(row)
        self._plate(painter, self._card(option.rect), option.state)
        inner = self._card(option.rect).adjusted(_PAD, _PAD, -_PAD, -_PAD)
        picture = QRect(inner.topLeft(), QSize(inner.width(), self.picture_height))
        covered = self.kit.thumbnail(painter, picture, photo, trashed=mark is Mark.TRASH)
        for shape in duplicates_why.shapes(model, place, self.current_place):
            canvas_painting.paint_shape(painter, shape, QRectF(covered), theme.colour)
        for shape in duplicates_why.moved_shapes(model, place, self.current_place):
            canvas_painting.paint_moved(painter, shape, QRectF(covered), theme.colour)
        if place < _LAST_KEY:
            number = words.count_text(place + 1)
            pill = self.kit.pill(number, Dress.QUIET, "", painter.device().devicePixelRatio())
            painter.drawPixmap(picture.topLeft(), pill)
        below = QRect(inner.left(), picture.bottom() + 1 + theme.GAP, inner.width(), 0)
        self._lines(painter, below, model, place, photo)
        self._buttons(painter, option.rect, mark)

    @staticmethod
    def _plate(painter: QPainter, card: QRect, state: QStyle.StateFlag) -> None:
        flags = QStyle.StateFlag
        selected = bool(state & flags.State_Selected)
        border = theme.colour("accent" if selected else "border")
        ground = theme.colour("hover" if state & flags.State_MouseOver else "raised")
        focused = selected and bool(state & flags.State_Active and state & flags.State_HasFocus)
        duplicates_paint.frame(painter, card, ground, border, _FOCUS if focused or selected else 1)

    def _lines(
        self, painter: QPainter, place: QRect, model: MemberModel, number: int, photo: PhotoRow
    ) -> None:
        """Write name, folder, facts, date, what it is, why, and in what it differs."""
        assert model.marks is not None
        assert model.group is not None
        kit, middle = self.kit, Qt.TextElideMode.ElideMiddle
        row = model.rows[number]
        keeper = model.marks.keeper(model.group)
        stays = model.photo_of_row(keeper)
        is_keeper = row == keeper
        difference = "" if is_keeper else duplicates_words.differences(photo, stays)
        relation = duplicates_words.relation_text(model.marks, model.group, row)
        sight = model.sight(number)
        pair_class = model.marks.review.pair_class(model.group)
        certain = "" if sight is None else duplicates_why.certainty_text(pair_class, sight)
        why = "" if sight is None else duplicates_why.why_text(sight)
        chance = None if sight is None else sight.probability
        is_certain = chance is not None and chance >= _CERTAIN
        right = Qt.TextElideMode.ElideRight
        top = place.top()
        for text, font, ink, mode, most in (
            (words.path_text(photo.path.name), kit.bold, "text", middle, 1),
            (words.path_text(photo.path.parent), kit.small, "muted", middle, 1),
            (facts_text(photo), kit.small, "text", right, 1),
            (words.moment_text(photo.taken_at), kit.small, "muted", right, 1),
            (relation, kit.small, "text", right, _RELATION_LINES),
            (certain, kit.small, "success" if is_certain else "warning", right, 1),
            (why, kit.small, "muted", right, 1),
            (difference, kit.small, "muted", right, 1),
        ):
            for part in kit.broken(text, place.width(), most, font):
                height = kit.line if font is kit.bold else kit.small_line
                line = QRect(place.left(), top, place.width(), height)
                kit.text(painter, line, part, font=font, ink=ink, mode=mode)
                top += height

    def _buttons(self, painter: QPainter, cell: QRect, mark: Mark) -> None:
        dpr = painter.device().devicePixelRatio()
        dresses = {Mark.KEEP: Dress.SUCCESS, Mark.TRASH: Dress.DANGER}
        names = {Mark.KEEP: "check", Mark.TRASH: "trash"}
        for one, area in self.buttons(cell).items():
            dress = dresses[one] if mark is one else None
            text = duplicates_words.mark_word(one)
            button = self.kit.button(text, names[one], dress, area.size(), dpr)
            painter.drawPixmap(area.topLeft(), button)

    # -- mouse ---------------------------------------------------------------------------------

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Take clicks on the buttons."""
        if (
            event.type() == QEvent.Type.MouseButtonRelease
            and isinstance(event, QMouseEvent)
            and event.button() == Qt.MouseButton.LeftButton
        ):
            for mark, area in self.buttons(option.rect).items():
                if area.contains(event.position().toPoint()):
                    self.markRequested.emit(index.row(), mark)
                    return True
        return super().editorEvent(event, model, option, index)


class CardView(QListView):
    """The cards.

    Parameters
    ----------
    model : MemberModel
    thumbnails : ThumbnailProvider
    handle_key : callable
        Is asked about every key first; True when it was one of the page's.

    Signals
    -------
    markRequested(int, object)
        Place of the file in the group, and the `Mark`.
    """

    markRequested = Signal(int, object)

    def __init__(
        self,
        model: MemberModel,
        thumbnails: ThumbnailProvider,
        handle_key: Callable[[QKeyEvent], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._members = model
        self._thumbnails = thumbnails
        self._handle_key = handle_key
        self._delegate = CardDelegate(thumbnails, self)
        self._delegate.markRequested.connect(self.markRequested)
        self.setAccessibleName(self.tr("Files of the group"))
        self.setObjectName("cards")
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("#cards { background: transparent; border: 0; }")
        self.setMouseTracking(True)
        self._fit()
        for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            signal.connect(self._share_width)
        thumbnails.thumbnailReady.connect(self._on_thumbnail)
        thumbnails.thumbnailFailed.connect(self._on_thumbnail)

    def _fit(self) -> None:
        self._delegate.kit.dress(self.font())
        self._share_width()

    @Slot()
    def _share_width(self) -> None:
        """Let the cards fill the width, beside a scroll bar that may be there."""
        room = self.width() - self.verticalScrollBar().sizeHint().width() - _SLACK
        columns = min(max(room // MIN_CELL_PX, 1), max(self._members.rowCount(), 1))
        self._delegate.cell_px = max(min(room // columns, MAX_CELL_PX), MIN_CELL_PX)
        self._delegate.measure(self._members)
        if self.gridSize() != self._delegate.size:
            self.setGridSize(self._delegate.size)
            self.verticalScrollBar().setSingleStep(self._delegate.size.height() // 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width out; the current file stays in view, the first row from its top."""
        self._share_width()
        super().resizeEvent(event)
        self.executeDelayedItemsLayout()
        self._keep_in_view()

    def _keep_in_view(self) -> None:
        """Show the current card; the first row stays at the top where both have room."""
        current = self.currentIndex()
        if not current.isValid():
            return
        card = self.visualRect(current).translated(0, self.verticalOffset())
        if card.top() < card.height() or card.bottom() < self.viewport().height():
            self.verticalScrollBar().setValue(0)
        else:
            self.scrollTo(current, QAbstractItemView.ScrollHint.EnsureVisible)

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Frame what the current file shows, on the others' pictures."""
        super().currentChanged(current, previous)
        self._delegate.current_place = current.row()
        self.viewport().update()

    def button_rect(self, place: int, mark: Mark) -> QRect:
        """Return where in the viewport a card's button is."""
        return self._delegate.buttons(self.visualRect(self._members.index(place)))[mark]

    def current_place(self) -> int:
        """Return the place of the current file in the group; -1 without one."""
        return self.currentIndex().row()

    def go_to(self, place: int) -> None:
        """Make a file current."""
        count = self._members.rowCount()
        if count:
            self.setCurrentIndex(self._members.index(min(max(place, 0), count - 1)))

    @Slot(object)
    def _on_thumbnail(self, file_id: int) -> None:
        if self._members.marks is None or not self.isVisible():
            return
        ids = self._members.marks.review.files.ids
        for place, row in enumerate(self._members.rows):
            if ids[row] == file_id:
                self.update(self._members.index(place))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and forget thumbnails of the group before."""
        super().paintEvent(event)
        if self._members.marks is not None:
            ids = self._members.marks.review.files.ids[list(self._members.rows)]
            self._thumbnails.keep_only(self, ids.tolist())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the page have its keys; the others move."""
        if self._handle_key(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Ignore letters: they are the page's keys."""

    def changeEvent(self, event: QEvent) -> None:
        """Follow font and theme."""
        super().changeEvent(event)
        kinds = (QEvent.Type.FontChange, QEvent.Type.PaletteChange, QEvent.Type.StyleChange)
        if event.type() in kinds and isinstance(self.itemDelegate(), CardDelegate):
            self._fit()
