"""The groups as a list of rows of one height: thumbnails, who stays and why. GUI thread.

A table with a single column: with fixed sections it takes another 50,000 rows in 2 ms, where a
list view needs 140 and a tree view 75, and screen readers know it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from photofinder.ui import duplicates_paint, duplicates_words, theme, words
from photofinder.ui.duplicates_ledger import Mark
from photofinder.ui.duplicates_model import GroupModel, photo_of
from photofinder.ui.duplicates_paint import Dress, Kit
from photofinder.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent

    from photofinder.ui.duplicates_marks import Marks
    from photofinder.ui.thumbnail_provider import ThumbnailProvider

THUMBNAIL_PX = 64
_PAD = theme.GAP
_DISC = 20
_FOCUS = 2.0
#: thumbnails of a row, at the widest
_MOST_SEEN = 64


class GroupDelegate(QStyledItemDelegate):
    """Paints one group: its keeper's name, its files, why that one stays."""

    def __init__(self, thumbnails: ThumbnailProvider, view: QWidget) -> None:
        super().__init__(view)
        self.kit = Kit(thumbnails, view)

    @property
    def height(self) -> int:
        """The height of every row."""
        return 3 * _PAD + THUMBNAIL_PX + 2 * (self.kit.line + theme.TIGHT)

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size of every row."""
        return QSize(THUMBNAIL_PX, self.height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a row."""
        model = index.model()
        if not isinstance(model, GroupModel) or model.marks is None:
            return
        group = model.group(index.row())
        area = option.rect
        self._ground(painter, area, option.state)
        inner = area.adjusted(_PAD + theme.TIGHT, _PAD, -_PAD - theme.TIGHT, -_PAD)
        line = self.kit.line
        self._head(painter, QRect(inner.topLeft(), QSize(inner.width(), line)), model.marks, group)
        strip = QRect(inner.left(), inner.top() + line + theme.TIGHT, inner.width(), THUMBNAIL_PX)
        self._strip(painter, strip, model.marks, group)
        foot = QRect(inner.left(), strip.bottom() + 1 + theme.TIGHT, inner.width(), line)
        reason = duplicates_words.keeper_text(model.marks, group)
        self.kit.text(painter, foot, reason, font=self.kit.small, ink="muted")

    def _ground(self, painter: QPainter, area: QRect, state: QStyle.StateFlag) -> None:
        flags = QStyle.StateFlag
        plate = area.adjusted(theme.TIGHT, 2, -theme.TIGHT, -2)
        selected = bool(state & flags.State_Selected)
        hovered = bool(state & flags.State_MouseOver)
        if selected or hovered:
            ground = theme.colour("accent_soft" if selected else "hover")
            focused = selected and bool(state & flags.State_HasFocus)
            border = theme.colour("accent") if focused else None
            duplicates_paint.frame(painter, plate, ground, border, _FOCUS)
        elif area.bottom() > 0:
            painter.setPen(theme.colour("border"))
            painter.drawLine(
                plate.left() + _PAD, area.bottom(), plate.right() - _PAD, area.bottom()
            )

    def _head(self, painter: QPainter, place: QRect, marks: Marks, group: int) -> None:
        review = marks.review
        count = len(review.members[group])
        marked = duplicates_words.marked_text(marks, group)
        ink = "danger" if marks.trash_of(group).files else "muted"
        right = Qt.AlignmentFlag.AlignRight
        width = self.kit.text(painter, place, marked, font=self.kit.small, ink=ink, align=right)
        name = words.path_text(review.files.path(marks.keeper(group)).name)
        title = duplicates_words.group_title(review.pair_class(group), count)
        left = place.adjusted(0, 0, -width - 2 * _PAD, 0)
        drawn = self.kit.text(
            painter, left, name, font=self.kit.bold, mode=Qt.TextElideMode.ElideMiddle
        )
        rest = left.adjusted(drawn + _PAD, 0, 0, 0)
        if rest.width() > THUMBNAIL_PX:
            self.kit.text(painter, rest, title, font=self.kit.small, ink="muted")

    def _strip(self, painter: QPainter, strip: QRect, marks: Marks, group: int) -> None:
        """Paint as many files as there is room for, and how many more there are."""
        rows = marks.shown(group)
        step = THUMBNAIL_PX + _PAD
        room = max((strip.width() + _PAD) // step, 1)
        fits = len(rows) if len(rows) <= room else max(room - 1, 1)
        for place, row in enumerate(rows[:fits]):
            cell = QRect(strip.left() + place * step, strip.top(), THUMBNAIL_PX, THUMBNAIL_PX)
            self._photo(painter, cell, marks, row)
        if fits < len(rows):
            cell = QRect(strip.left() + fits * step, strip.top(), THUMBNAIL_PX, THUMBNAIL_PX)
            more = tr("+{count}", "as many more").format(count=words.count_text(len(rows) - fits))
            centre = Qt.AlignmentFlag.AlignHCenter
            self.kit.text(painter, cell, more, ink="muted", align=centre)

    def _photo(self, painter: QPainter, cell: QRect, marks: Marks, row: int) -> None:
        mark = marks.mark(row)
        photo = photo_of(marks, row)
        covered = self.kit.thumbnail(painter, cell, photo, trashed=mark is Mark.TRASH)
        if mark is Mark.UNDECIDED:
            return
        dpr = painter.device().devicePixelRatio()
        icon, dress = ("check", Dress.SUCCESS) if mark is Mark.KEEP else ("trash", Dress.DANGER)
        corner = QPoint(covered.right() + 3 - _DISC, covered.bottom() + 3 - _DISC)
        painter.drawPixmap(corner, self.kit.disc(icon, dress, _DISC, dpr))


class GroupList(QTableView):
    """The list of groups.

    Parameters
    ----------
    model : GroupModel
    thumbnails : ThumbnailProvider
    handle_key : callable
        Is asked about every key first; True when it was one of the page's.

    Signals
    -------
    groupChanged(object)
        The number of the current group, or None.
    """

    groupChanged = Signal(object)

    def __init__(
        self,
        model: GroupModel,
        thumbnails: ThumbnailProvider,
        handle_key: Callable[[QKeyEvent], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._groups = model
        self._thumbnails = thumbnails
        self._handle_key = handle_key
        self._delegate = GroupDelegate(thumbnails, self)
        self.setAccessibleName(self.tr("Groups"))
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self._dress()
        self._forget = QTimer(self, singleShot=True, interval=0)
        self._forget.timeout.connect(self._drop_wishes)
        thumbnails.thumbnailReady.connect(self._on_thumbnail)
        thumbnails.thumbnailFailed.connect(self._on_thumbnail)

    def _dress(self) -> None:
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit_rows()

    def _fit_rows(self) -> None:
        self._delegate.kit.dress(self.font())
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(self._delegate.height)
        self.verticalScrollBar().setSingleStep(self._delegate.height // 3)

    # -- where one is --------------------------------------------------------------------------

    def current_group(self) -> int | None:
        """Return the number of the current group."""
        index = self.currentIndex()
        return self._groups.group(index.row()) if index.isValid() else None

    def top_offset(self) -> int:
        """Return how far below the view's top the current row begins."""
        return self.rowViewportPosition(self.currentIndex().row())

    def go_to(self, row: int, top: int | None = None) -> None:
        """Make a row current; at ``top`` pixels below the view's top where that is given."""
        if not self._groups.rowCount():
            return
        row = min(max(row, 0), self._groups.rowCount() - 1)
        index = self._groups.index(row)
        if top is None:
            self.setCurrentIndex(index)
            return
        # without the scrolling that comes with a new current row
        self.setAutoScroll(False)
        self.setCurrentIndex(index)
        self.setAutoScroll(True)
        self.verticalScrollBar().setValue(row * self._delegate.height - top)

    def step(self, by: int) -> bool:
        """Go to another row; False at the end."""
        row = self.currentIndex().row() + by
        if not 0 <= row < self._groups.rowCount():
            return False
        self.go_to(row)
        return True

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Tell which group is current."""
        super().currentChanged(current, previous)
        self.groupChanged.emit(self._groups.group(current.row()) if current.isValid() else None)

    # -- thumbnails ----------------------------------------------------------------------------

    def visible_rows(self) -> range:
        """Return the rows that are seen, in part at least."""
        first = self.rowAt(0)
        last = self.rowAt(self.viewport().height() - 1)
        if first < 0:
            return range(0)
        return range(first, (last if last >= 0 else self._groups.rowCount() - 1) + 1)

    @Slot(object)
    def _on_thumbnail(self, file_id: int) -> None:
        marks = self._groups.marks
        if marks is None or not self.isVisible():
            return
        for row in self.visible_rows():
            shown = marks.shown(self._groups.group(row))[:_MOST_SEEN]
            if file_id in marks.review.files.ids[list(shown)]:
                self.update(self._groups.index(row))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and forget thumbnails that scrolled away before they came."""
        super().paintEvent(event)
        if not self._forget.isActive():
            self._forget.start()

    def _drop_wishes(self) -> None:
        marks = self._groups.marks
        if marks is None:
            return
        shown: set[int] = set()
        for row in self.visible_rows():
            rows = marks.shown(self._groups.group(row))[:_MOST_SEEN]
            shown.update(marks.review.files.ids[list(rows)].tolist())
        self._thumbnails.keep_only(self, shown)

    # -- Qt ------------------------------------------------------------------------------------

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
        if event.type() in kinds and isinstance(self.itemDelegate(), GroupDelegate):
            self._fit_rows()

    def minimumSizeHint(self) -> QSize:
        """Ask for two thumbnails."""
        return QSize(2 * THUMBNAIL_PX + 5 * _PAD, 2 * self._delegate.height)
