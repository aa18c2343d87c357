"""The grid of photos: what is current and chosen, and how that is shown. GUI thread.

The selection is a mask (`grid_selection`); the selection model of Qt only has the current index.
Layout, scrolling and zoom are in `grid_surface`, mouse and keys in `grid_input`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QRegion
from PySide6.QtWidgets import QAbstractItemView

from photofinder.ui import grid_accessible
from photofinder.ui.grid_input import GridInput
from photofinder.ui.grid_painting import GridPainting
from photofinder.ui.grid_surface import MAX_CELL_PX, MIN_CELL_PX
from photofinder.ui.photo_delegate import DEFAULT_CELL_PX

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray
    from PySide6.QtCore import QAbstractItemModel, QItemSelection, QPersistentModelIndex
    from PySide6.QtGui import (
        QContextMenuEvent,
        QFocusEvent,
        QKeyEvent,
        QMouseEvent,
    )
    from PySide6.QtWidgets import QWidget

    from photofinder.core.views import PhotoRow
    from photofinder.ui.thumbnail_provider import ThumbnailProvider

__all__ = ["DEFAULT_CELL_PX", "MAX_CELL_PX", "MIN_CELL_PX", "GridPlace", "GridView"]


@dataclass(frozen=True, slots=True)
class GridPlace:
    """Where the user was in a list: by file ids, with heights in the viewport."""

    chosen: NDArray[np.int64]
    current_id: int
    current: int
    anchor_id: int
    looked_at: list[tuple[int, int]]


class GridView(GridPainting):
    """Photos in equal cells.

    Parameters
    ----------
    thumbnails : ThumbnailProvider
    parent : QWidget, optional

    Signals
    -------
    photoActivated(PhotoRow)
        Enter or a double click.
    previewRequested()
        Space.
    contextMenuRequested(QPoint)
        Where on the screen.
    selectionCountChanged(int)
        After every change of the selection, also to as many other photos.
    currentIndexChanged(QModelIndex)
        Another photo is current; a newer list alone does not change that.
    cellSizeChanged(int), layoutChanged(), typed(str)
    """

    photoActivated = Signal(object)
    previewRequested = Signal()
    contextMenuRequested = Signal(QPoint)
    selectionCountChanged = Signal(int)
    currentIndexChanged = Signal(QModelIndex)
    typed = Signal(str)

    def __init__(self, thumbnails: ThumbnailProvider, parent: QWidget | None = None) -> None:
        grid_accessible.install()
        super().__init__(thumbnails, parent)
        self.items = grid_accessible.GridItems(self)
        self._input = GridInput(self)
        self._place: GridPlace | None = None
        self._resumed: GridPlace | None = None
        self._current_id = -1
        self._taking_over = False
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.viewport().setMouseTracking(True)
        self._strip.pressed.connect(self._on_strip_pressed)
        self._dress()

    # -- the list ------------------------------------------------------------------------------

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show the photos of a `PhotoModel`."""
        if self._photos is not None:
            self._photos.modelAboutToBeReset.disconnect(self._on_model_about_to_be_reset)
            self._photos.modelReset.disconnect(self._on_model_reset)
        self._photos = model  # type: ignore[assignment]  # the only model there is
        super().setModel(model)
        if self._photos is not None:
            # after the base class and the selection model, which both forget the current index
            self._photos.modelAboutToBeReset.connect(self._on_model_about_to_be_reset)
            self._photos.modelReset.connect(self._on_model_reset)
        self._on_model_reset()

    def place(self) -> GridPlace:
        """Return where the user is."""
        ids = self.photos.file_ids
        current, anchor = self.currentIndex().row(), self.chosen.anchor
        return GridPlace(
            chosen=self.chosen.ids(ids),
            current_id=int(ids[current]) if 0 <= current < ids.size else -1,
            current=current,
            anchor_id=int(ids[anchor]) if 0 <= anchor < ids.size else -1,
            looked_at=[(int(ids[number]), self._top_of(number)) for number in self._looked_at()],
        )

    def resume(self, place: GridPlace) -> None:
        """Go on where a grid of the same list was, once the list is here."""
        self._resumed = place

    def _on_model_about_to_be_reset(self) -> None:
        self._place = self.place()

    def _on_model_reset(self) -> None:
        place, self._place = self._place, None
        keeps = self._photos is not None and self._photos.keeps_place
        if self.count and self._resumed is not None:
            place, self._resumed, keeps = self._resumed, None, True
        before = self.chosen.chosen
        self._input.cancel()
        self._hovered = -1
        self._painted = range(0)
        self._held = None
        self.chosen.reset(self.count)
        self._lay_out()
        if place is not None and keeps and self.count:
            self._restore(place)
        else:
            self.verticalScrollBar().setValue(0)
            self._tell_current(-1)
        self.viewport().update()
        self._strip.update()
        self.items.forget()
        if before or self.chosen.chosen:
            self.selectionCountChanged.emit(self.chosen.chosen)

    def _restore(self, place: GridPlace) -> None:
        """Have what was looked at, chosen and current as it was in the list before."""
        ids = self.photos.file_ids
        if place.chosen.size:
            self.chosen.restore(ids, place.chosen)
        self.chosen.anchor = self.photos.number_of(place.anchor_id)
        current = self.photos.number_of(place.current_id)
        if current < 0 <= place.current_id:  # it is gone: the one that took its place
            current = min(place.current, self.count - 1)
        if current >= 0:
            self.set_current(current, scroll=False)
        there = np.isin([file_id for file_id, _ in place.looked_at], ids)
        for (file_id, top), is_there in zip(place.looked_at, there, strict=True):
            if is_there:
                self._put_at(self.photos.number_of(file_id), top)
                return

    def dataChanged(
        self,
        first: QModelIndex | QPersistentModelIndex,
        last: QModelIndex | QPersistentModelIndex,
        _roles: Sequence[int] = (),
    ) -> None:
        """Paint anew what is visible of the photos that changed."""
        run = self.visible()
        for number in range(max(first.row(), run.start), min(last.row() + 1, run.stop)):
            self._update_cell(number)
        if first.row() <= self.current <= last.row() and self.hasFocus():
            grid_accessible.tell_name(self)

    # -- the current photo ---------------------------------------------------------------------

    def set_current(self, number: int, *, scroll: bool = True) -> None:
        """Make a photo the current one; the selection stays."""
        index = self.photos.index(number)
        no_change = QItemSelectionModel.SelectionFlag.NoUpdate
        self.selectionModel().setCurrentIndex(index, no_change)
        if scroll:
            self.scrollTo(index)

    def choose(self, number: int) -> None:
        """Make a photo current and the only chosen one, and bring it into view."""
        self.change_selection(lambda: self.chosen.choose_only(number))
        self.set_current(number)

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Show which photo is current; say so if it is another one, not just another list."""
        for index in (previous, current):
            if index.isValid():
                self._update_cell(index.row())
        self._tell_current(current.row() if current.isValid() else -1)

    def _tell_current(self, number: int) -> None:
        file_id = int(self.photos.file_ids[number]) if number >= 0 else -1
        if file_id == self._current_id:
            return
        self._current_id = file_id
        index = self.photos.index(number) if number >= 0 else QModelIndex()
        self.currentIndexChanged.emit(index)
        if number >= 0 and self.hasFocus():
            grid_accessible.tell_focus(self)

    def activate(self, number: int) -> None:
        """Say that a photo was activated, as soon as its row is there."""
        ids = self.photos.file_ids[number : number + 1]

        def tell(rows: Sequence[PhotoRow]) -> None:
            for row in rows:
                self.photoActivated.emit(row)

        self.photos.ask_rows(ids, tell, key="activate")

    # -- the selection -------------------------------------------------------------------------

    def selected_file_ids(self) -> NDArray[np.int64]:
        """Return the file ids of all chosen photos, in order."""
        return self.chosen.ids(self.photos.file_ids)

    def select_ids(self, file_ids: NDArray[np.int64]) -> None:
        """Choose the photos of the list that have these file ids, and no others."""
        self.change_selection(lambda: self.chosen.restore(self.photos.file_ids, file_ids))

    def ask_selected_rows(self, on_rows: Callable[[list[PhotoRow]], None]) -> None:
        """Hand over all chosen photos, in order: at once, or when their rows have been fetched."""
        self.photos.ask_rows(self.selected_file_ids(), on_rows, key="selected")

    def change_selection(self, change: Callable[[], object]) -> None:
        """Let ``change`` work on `chosen`, show the difference and tell it."""
        run = self.visible()
        before = self.chosen.slice(run)
        change()
        after = self.chosen.slice(run)
        for number, was, is_now in zip(run, before, after, strict=True):
            if was != is_now:
                self._update_cell(number)
                if number == self.current:
                    grid_accessible.tell_selected(self)
        self.selectionCountChanged.emit(self.chosen.chosen)

    def selectAll(self) -> None:
        """Choose all photos."""
        self.change_selection(self.chosen.choose_all)

    def clearSelection(self) -> None:
        """Choose none."""
        self.change_selection(self.chosen.clear)

    def selectedIndexes(self) -> list[QModelIndex]:
        """Return the chosen photos one by one; better use `selected_file_ids`."""
        return [self.photos.index(number) for number in self.chosen.numbers.tolist()]

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Take over what somebody chose through the selection model."""
        super().selectionChanged(selected, deselected)
        if self._taking_over:
            return
        model = self.selectionModel()
        parts = list(model.selection())  # type: ignore[call-overload]  # a list, but not in the stubs
        ranges = [range(part.top(), part.bottom() + 1) for part in parts]
        self._taking_over = True
        model.clearSelection()
        self._taking_over = False

        def choose() -> None:
            self.chosen.clear()
            for run in ranges:
                self.chosen.choose_run(run, keep=True)
            self.chosen.anchor = ranges[0].start if ranges else -1

        self.change_selection(choose)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Choose what an area of the viewport touches."""
        runs = self.grid.within(rect.translated(0, self.verticalOffset())).tolist()
        clear = bool(command & QItemSelectionModel.SelectionFlag.Clear)

        def choose() -> None:
            if clear:
                self.chosen.clear()
            for start, end in runs:
                self.chosen.choose_run(range(start, end), keep=True)

        if command != QItemSelectionModel.SelectionFlag.NoUpdate:
            self.change_selection(choose)

    def visualRegionForSelection(self, _selection: QItemSelection) -> QRegion:
        """Return nothing: what is chosen through the selection model is taken over at once."""
        return QRegion()

    def press_section(self, section: int, modifiers: Qt.KeyboardModifier) -> None:
        """Choose all photos of a section; with Ctrl besides others, or not any more."""
        run = self.grid.section_cells(section)
        keep = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if keep and self.chosen.all_of(run):
            self.change_selection(lambda: self.chosen.drop_run(run))
        else:
            self.change_selection(lambda: self.chosen.choose_run(run, keep=keep))
            self.chosen.anchor = run.start
            self.set_current(run.start, scroll=False)

    def _on_strip_pressed(self, y: int, modifiers: Qt.KeyboardModifier) -> None:
        if self.grid.section_count:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.press_section(self._section_of_strip(y), modifiers)

    # -- events --------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font and the theme."""
        super().changeEvent(event)
        kinds = (QEvent.Type.FontChange, QEvent.Type.PaletteChange, QEvent.Type.StyleChange)
        if event.type() in kinds and hasattr(self, "_input"):
            self._dress()
            self._lay_out_around(next(self._looked_at(), -1))

    def _paint_over(self, painter: QPainter) -> None:
        """Paint the rubber band."""
        self._input.paint_band(painter)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what is painted, and a rubber band with it."""
        super().scrollContentsBy(dx, dy)
        self._input.on_scrolled()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose, or begin a rubber band."""
        self._input.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw a rubber band, or drag photos out."""
        self._input.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End what the press began."""
        self._input.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Activate a photo."""
        self._input.double_click(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Show no photo as under the pointer."""
        self.hover(-1)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, choose, activate, zoom, or pass text on."""
        self._input.key(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the chosen photos."""
        self._input.context_menu(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which photo is current, and tell it."""
        super().focusInEvent(event)
        self._update_cell(self.current)
        if self.current >= 0:
            grid_accessible.tell_focus(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show no photo as having the focus."""
        super().focusOutEvent(event)
        self._update_cell(self.current)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Return the photo that a key leads to."""
        number = self._input.led_to(action)
        return self.photos.index(number) if number >= 0 else QModelIndex()
