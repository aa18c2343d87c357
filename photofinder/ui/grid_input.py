"""What mouse and keys do in the photo grid. GUI thread.

As in file managers: a click chooses one, Ctrl adds or takes away, Shift chooses up to here; a band
drawn beside the pictures chooses what it touches; a picture is dragged out as a file. What is
chosen already is only narrowed to one photo when the button is let go, so that many can be dragged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QContextMenuEvent, QDrag, QGuiApplication, QKeySequence, QPen
from PySide6.QtWidgets import QAbstractItemView, QApplication

from photofinder.core.types import FileState
from photofinder.ui import theme
from photofinder.ui.file_urls import files_as_mime

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

    from photofinder.core.views import PhotoRow
    from photofinder.ui.grid_view import GridView

_SCROLL_MS = 16
#: pixels of scrolling in each step for each pixel that the pointer is beyond the edge
_SCROLL_SHARE = 0.25
_BAND_ALPHA = 48
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_META = Qt.KeyboardModifier.MetaModifier
_Action = QAbstractItemView.CursorAction
_MOVES = {
    Qt.Key.Key_Left: _Action.MoveLeft,
    Qt.Key.Key_Right: _Action.MoveRight,
    Qt.Key.Key_Up: _Action.MoveUp,
    Qt.Key.Key_Down: _Action.MoveDown,
    Qt.Key.Key_Home: _Action.MoveHome,
    Qt.Key.Key_End: _Action.MoveEnd,
    Qt.Key.Key_PageUp: _Action.MovePageUp,
    Qt.Key.Key_PageDown: _Action.MovePageDown,
}


class GridInput:
    """Turns events into changes of what is current and chosen.

    Parameters
    ----------
    view : GridView
    """

    def __init__(self, view: GridView) -> None:
        self._view = view
        self._pressed_at: QPoint | None = None
        self._keeps = False
        self._on_picture = False
        self._narrow_to = -1
        #: the band's fixed corner in the content, its loose one in the viewport
        self._band_from: QPoint | None = None
        self._band_to = QPoint()
        self._scroll = QTimer(view, interval=_SCROLL_MS)
        self._scroll.timeout.connect(self._scroll_on)

    def cancel(self) -> None:
        """Forget a press or a band: the list is another one."""
        self._pressed_at = None
        self._narrow_to = -1
        self._band_from = None
        self._scroll.stop()

    # -- mouse ---------------------------------------------------------------------------------

    def press(self, event: QMouseEvent) -> None:
        """Choose what is pressed."""
        view, point = self._view, event.position().toPoint()
        number = view.number_at(point)
        if event.button() == Qt.MouseButton.RightButton:
            if number >= 0 and not view.chosen.holds(number):
                view.change_selection(lambda: view.chosen.choose_only(number))
            if number >= 0:
                view.set_current(number, scroll=False)
            return
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._pressed_at = point
        self._keeps = bool(event.modifiers() & (_CTRL | _SHIFT))
        self._on_picture = view.is_on_picture(point)
        self._narrow_to = -1
        section = view.section_at(point.y())
        if section >= 0:
            self._pressed_at = None
            view.press_section(section, event.modifiers())
        elif number >= 0:
            self._press_photo(number, event.modifiers())
        elif not self._keeps and view.chosen.chosen:
            view.clearSelection()

    def _press_photo(self, number: int, modifiers: Qt.KeyboardModifier) -> None:
        view, chosen = self._view, self._view.chosen
        if modifiers & _SHIFT:
            keep = bool(modifiers & _CTRL)
            view.change_selection(lambda: chosen.choose_until(number, keep=keep))
        elif modifiers & _CTRL:
            view.change_selection(lambda: chosen.toggle(number))
        elif chosen.holds(number):
            self._narrow_to = number
        else:
            view.change_selection(lambda: chosen.choose_only(number))
        view.set_current(number)

    def move(self, event: QMouseEvent) -> None:
        """Begin or go on with a drag or a band; else show what the pointer is over."""
        view, point = self._view, event.position().toPoint()
        if not event.buttons() & Qt.MouseButton.LeftButton:
            view.hover(view.number_at(point))
            return
        if self._band_from is not None:
            self._band_to = point
            self._draw_band()
        elif self._pressed_at is not None:
            far = (point - self._pressed_at).manhattanLength()
            if far < QApplication.startDragDistance():
                return
            if self._on_picture:
                self._begin_drag()
            else:
                self._begin_band(point)

    def release(self, event: QMouseEvent) -> None:
        """End a band; narrow the selection where no drag came of the press."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        view, narrow_to = self._view, self._narrow_to
        if self._band_from is not None:
            self._end_band()
        elif narrow_to >= 0:
            view.change_selection(lambda: view.chosen.choose_only(narrow_to))
        self.cancel()

    def double_click(self, event: QMouseEvent) -> None:
        """Activate a photo."""
        number = self._view.number_at(event.position().toPoint())
        plain = not event.modifiers() & (_CTRL | _SHIFT)
        if event.button() == Qt.MouseButton.LeftButton and number >= 0 and plain:
            self.cancel()
            self._view.activate(number)
        else:
            self.press(event)

    def context_menu(self, event: QContextMenuEvent) -> None:
        """Ask for the menu, at the pointer or at the current photo."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self._view.contextMenuRequested.emit(event.globalPos())
        else:
            self._ask_menu()

    def _ask_menu(self) -> None:
        view = self._view
        number = view.current
        point = view.viewport().rect().center()
        if number >= 0:
            view.scrollTo(view.photos.index(number))
            point = view.cell_rect(number).center()
            if not view.chosen.chosen:
                view.change_selection(lambda: view.chosen.choose_only(number))
        view.contextMenuRequested.emit(view.viewport().mapToGlobal(point))

    # -- the rubber band -----------------------------------------------------------------------

    def _begin_band(self, point: QPoint) -> None:
        if self._pressed_at is None:
            return
        self._band_from = self._pressed_at + QPoint(0, self._view.verticalOffset())
        self._band_to = point
        self._narrow_to = -1
        self._view.chosen.begin_band(keep=self._keeps)
        self._scroll.start()
        self._draw_band()

    def _end_band(self) -> None:
        view = self._view
        view.viewport().update(self._band().adjusted(-1, -1, 1, 1))
        view.chosen.end_band()
        offset = view.verticalOffset()
        number = view.grid.nearest_index(self._band_to.x(), self._band_to.y() + offset)
        if view.chosen.holds(number):
            view.set_current(number, scroll=False)
            view.chosen.anchor = number

    def _band(self) -> QRect:
        """Return the band's place in the viewport."""
        if self._band_from is None:
            return QRect()
        start = self._band_from - QPoint(0, self._view.verticalOffset())
        left, right = sorted((start.x(), self._band_to.x()))
        top, bottom = sorted((start.y(), self._band_to.y()))
        return QRect(left, top, right - left + 1, bottom - top + 1)

    def _draw_band(self) -> None:
        view = self._view
        band = self._band()
        runs = view.grid.within(band.translated(0, view.verticalOffset()))
        view.change_selection(lambda: view.chosen.draw_band(runs))
        view.viewport().update()  # where the band was and where it is: it may be as large

    def paint_band(self, painter: QPainter) -> None:
        """Paint the band over the photos."""
        if self._band_from is None:
            return
        accent = theme.colour("accent")
        ground = QColor(accent)
        ground.setAlpha(_BAND_ALPHA)
        painter.setPen(QPen(accent, 1.0))
        painter.setBrush(ground)
        painter.drawRect(self._band().adjusted(0, 0, -1, -1))

    def _scroll_on(self) -> None:
        """Scroll while the band is drawn beyond an edge, the faster the further."""
        view = self._view
        beyond = min(self._band_to.y(), 0) + max(self._band_to.y() - view.viewport().height(), 0)
        if beyond:
            bar = view.verticalScrollBar()
            step = round(beyond * _SCROLL_SHARE) or (1 if beyond > 0 else -1)
            bar.setValue(bar.value() + step)

    def on_scrolled(self) -> None:
        """Follow with the band's fixed corner; its loose one is where the pointer is."""
        if self._band_from is not None:
            self._draw_band()

    # -- dragging out --------------------------------------------------------------------------

    def _begin_drag(self) -> None:
        """Drag the chosen photos, once the rows of all of them are there."""
        self._pressed_at = None
        self._narrow_to = -1
        if self._view.chosen.chosen:
            self._view.ask_selected_rows(self._drag)

    def _drag(self, rows: list[PhotoRow]) -> None:
        if not QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            return  # let go while the rows were fetched
        there = [row for row in rows if row.online and row.state is not FileState.MISSING]
        if there:
            self.start_drag(files_as_mime([row.path for row in there]), len(there))

    def start_drag(self, mime: QMimeData, count: int) -> None:
        """Drag files out; returns when they were dropped somewhere."""
        view = self._view
        drag = QDrag(view)
        drag.setMimeData(mime)
        number = view.current
        row = view.photos.known(number) if number >= 0 else None
        picture = view.drag_picture(row, count)
        drag.setPixmap(picture)
        drag.setHotSpot(QPoint(theme.GROUP, theme.GROUP))
        drag.exec(Qt.DropAction.CopyAction)

    # -- keys ----------------------------------------------------------------------------------

    def key(self, event: QKeyEvent) -> None:
        """Do what a key says; what has no meaning here goes on to the parents."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        action = _MOVES.get(Qt.Key(event.key()))
        if action is not None and not modifiers & (_ALT | _META):
            self._move(action, modifiers)
            return
        act = self._meaning(event, modifiers)
        if act is not None:
            act()
        elif _is_text(event):
            self._view.typed.emit(event.text())
        else:
            event.ignore()

    def _meaning(
        self, event: QKeyEvent, modifiers: Qt.KeyboardModifier
    ) -> Callable[[], object] | None:
        """Return what a key does; None for nothing of the grid's own."""
        view, number, key = self._view, self._view.current, event.key()
        plain = modifiers == Qt.KeyboardModifier.NoModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and number >= 0:
            return lambda: view.activate(number)
        if key == Qt.Key.Key_Space and plain:
            return view.previewRequested.emit
        if key == Qt.Key.Key_Space and modifiers == _CTRL and number >= 0:
            return lambda: view.change_selection(lambda: view.chosen.toggle(number))
        if key == Qt.Key.Key_Menu or (key == Qt.Key.Key_F10 and modifiers == _SHIFT):
            return self._ask_menu
        if key == Qt.Key.Key_Escape and plain and view.chosen.chosen:
            return view.clearSelection
        if event.matches(QKeySequence.StandardKey.SelectAll):
            return view.selectAll
        if modifiers & _CTRL and not modifiers & (_ALT | _META):
            return {
                Qt.Key.Key_Plus: lambda: view.zoom_by(1),
                Qt.Key.Key_Equal: lambda: view.zoom_by(1),
                Qt.Key.Key_Minus: lambda: view.zoom_by(-1),
                Qt.Key.Key_0: view.reset_zoom,
            }.get(Qt.Key(key))
        return None

    def _move(self, action: _Action, modifiers: Qt.KeyboardModifier) -> None:
        view, chosen = self._view, self._view.chosen
        number = self.led_to(action)
        if number < 0:
            return
        keep = bool(modifiers & _CTRL)
        if modifiers & _SHIFT:
            if chosen.anchor < 0:
                chosen.anchor = max(view.current, 0)
            view.change_selection(lambda: chosen.choose_until(number, keep=keep))
        elif not keep:
            view.change_selection(lambda: chosen.choose_only(number))
        view.set_current(number)

    def led_to(self, action: _Action) -> int:
        """Return the photo that a key leads to from the current one; -1 in an empty grid."""
        view, grid = self._view, self._view.grid
        if not grid.count:
            return -1
        if view.current < 0:  # begin with what is in view
            ends = {_Action.MoveHome: 0, _Action.MoveEnd: grid.count - 1}
            first = next((n for n in view.visible() if view.cell_rect(n).top() >= 0), 0)
            return ends.get(action, first)
        page = max(view.viewport().height() // grid.measures.cell_height, 1)
        lines = {
            _Action.MoveUp: -1,
            _Action.MoveDown: 1,
            _Action.MovePageUp: -page,
            _Action.MovePageDown: page,
        }
        if action in lines:
            return grid.moved(view.current, lines[action])
        steps = {
            _Action.MoveLeft: view.current - 1,
            _Action.MovePrevious: view.current - 1,
            _Action.MoveRight: view.current + 1,
            _Action.MoveNext: view.current + 1,
            _Action.MoveHome: 0,
            _Action.MoveEnd: grid.count - 1,
        }
        return min(max(steps[action], 0), grid.count - 1)


def _is_text(event: QKeyEvent) -> bool:
    """Whether a key wrote something; AltGr counts as Ctrl+Alt on some systems."""
    text, modifiers = event.text(), event.modifiers()
    alone = not modifiers & (_CTRL | _ALT | _META)
    alt_gr = bool(modifiers & _CTRL) and bool(modifiers & _ALT)
    return bool(text) and text.isprintable() and not text.isspace() and (alone or alt_gr)
