"""The photos of a grid for screen readers: a list with an item for each photo. GUI thread.

PySide6 lets Python make accessible interfaces, within limits that were found by trying (6.8.3,
6.9.3, 6.10.2 and 6.11.3; `QAccessible.installFactory`):

- Overriding ``interface_cast`` in Python ends the process, whatever it returns. So items have no
  interface for selection or actions: name and state tell what is chosen, and the keys change it.
- Qt's cache deletes interfaces and knows nothing of their Python halves. While it has one, its
  Python half must live, or it dangles there: those of grids are kept for good (PySide6 itself lets
  go of them too early at the end), items are only let go by way of the cache.
- Qt asks for another interface of the same grid whenever PySide6 changes its meta object, which it
  does when something is connected. So a grid may have several, and none of them owns the items.
- The factory is called for every kind of object, also for those half destroyed, and an exception in
  it stays unseen: it compares a name and does no more.
"""

from __future__ import annotations

import weakref
from collections import OrderedDict
from functools import cache, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleStateChangeEvent,
)
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import isValid

from photofinder.ui.words import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QWindow

    from photofinder.ui.grid_view import GridView

#: a screen reader asks for what is near; the items of others are let go
MAX_ITEMS = 1_024
_CLASS = "GridView"


#: of all grids there ever were: see above
_kept: list[GridAccessible] = []


@cache
def install() -> None:
    """Let Qt ask here for the interface of a grid."""
    QAccessible.installFactory(_made)


def _made(key: str, target: QObject) -> QAccessibleInterface | None:
    if key != _CLASS:
        return None
    interface = GridAccessible(target)  # type: ignore[arg-type]  # the only class of that name
    _kept.append(interface)
    return interface


class GridItems:
    """The accessible items of one grid, made when they are asked for.

    Parameters
    ----------
    view : GridView
        Which has this, and is not kept by it.
    """

    def __init__(self, view: GridView) -> None:
        self._view = weakref.ref(view)
        self._items: OrderedDict[int, ItemAccessible] = OrderedDict()
        # the signal tells when Qt deletes the view, but not when Python does
        view.destroyed.connect(partial(_let_go, self._items))
        weakref.finalize(view, _let_go, self._items)

    def item(self, number: int) -> ItemAccessible:
        """Return the item of a photo."""
        item = self._items.get(number)
        if item is None or not isValid(item):  # a screen reader may delete one on its own
            item = ItemAccessible(self._view, number)
            while len(self._items) >= MAX_ITEMS:
                _delete(self._items.popitem(last=False)[1])
            self._items[number] = item
        self._items.move_to_end(number)
        return item

    def forget(self) -> None:
        """Let go of all items: other photos have their numbers."""
        _let_go(self._items)


class GridAccessible(QAccessibleWidget):
    """A grid as a list.

    Parameters
    ----------
    view : GridView
    """

    def __init__(self, view: GridView) -> None:
        super().__init__(view, QAccessible.Role.List)
        self._view = weakref.ref(view)

    @property
    def view(self) -> GridView | None:
        """The grid while it lives."""
        view = self._view()
        return view if view is not None and isValid(view) else None

    def childCount(self) -> int:
        """Return how many photos there are."""
        view = self.view
        return 0 if view is None else view.count

    def child(self, number: int) -> QAccessibleInterface | None:  # type: ignore[override]  # None
        """Return a photo."""
        view = self.view
        return view.items.item(number) if view and 0 <= number < view.count else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return the number of a photo."""
        return child.number if isinstance(child, ItemAccessible) else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return the photo at a point of the screen."""
        view = self.view
        if view is None:
            return None
        return self.child(view.number_at(view.viewport().mapFromGlobal(QPoint(x, y))))

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return the current photo while the grid has the focus."""
        view = self.view
        return self.child(view.current) if view is not None and view.hasFocus() else None

    def state(self) -> QAccessible.State:
        """Return the grid's state: several photos can be chosen."""
        state = super().state()
        state.multiSelectable = True
        state.extSelectable = True
        return state


class ItemAccessible(QAccessibleInterface):
    """One photo of a grid.

    Parameters
    ----------
    view : weak reference to GridView
    number : int
        In the list.
    """

    def __init__(self, view: weakref.ref[GridView], number: int) -> None:
        super().__init__()
        self._grid = view
        self.number = number

    @property
    def _view(self) -> GridView | None:
        """The grid while it has this photo."""
        view = self._grid()
        there = view is not None and isValid(view) and self.number < view.count
        return view if there else None

    def isValid(self) -> bool:
        """Return whether there is such a photo (still)."""
        return self._view is not None

    def object(self) -> QObject | None:  # type: ignore[override]  # there is none
        """Return None: a photo is no object."""
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]  # before it is shown
        """Return the grid's window."""
        view = self._view
        return None if view is None else view.window().windowHandle()

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]  # gone
        """Return the grid."""
        view = self._view
        return None if view is None else QAccessible.queryAccessibleInterface(view)

    def child(self, _number: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return None: a photo has no parts."""
        return None

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return None: a photo has no parts."""
        return None

    def childCount(self) -> int:
        """Return 0: a photo has no parts."""
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        """Return -1: a photo has no parts."""
        return -1

    def rect(self) -> QRect:
        """Return the place of the photo on the screen, also where it would be."""
        view = self._view
        if view is None:
            return QRect()
        cell = view.cell_rect(self.number)
        return QRect(view.viewport().mapToGlobal(cell.topLeft()), cell.size())

    def role(self) -> QAccessible.Role:
        """Return that of an item of a list."""
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        """Return whether the photo is chosen, current and in view."""
        state, view = QAccessible.State(), self._view
        if view is None:
            state.invalid = True
            return state
        state.selectable = state.focusable = state.multiSelectable = True
        state.selected = view.chosen.holds(self.number)
        state.active = self.number == view.current
        state.focused = state.active and view.hasFocus()
        state.offscreen = state.invisible = self.number not in view.visible()
        return state

    def text(self, kind: QAccessible.Text) -> str:
        """Return name ("IMG_1.jpg, Friday, July 5, 2019, selected") or place on disk."""
        view = self._view
        if view is None:
            return ""
        index = view.photos.index(self.number)
        if kind == QAccessible.Text.Description:
            return index.data(Qt.ItemDataRole.AccessibleDescriptionRole) or ""
        if kind != QAccessible.Text.Name:
            return ""
        name: str = index.data(Qt.ItemDataRole.AccessibleTextRole) or tr(
            "Photo {number} of {count}"
        ).format(number=self.number + 1, count=view.count)
        if view.chosen.holds(self.number):
            return tr("{name}, selected").format(name=name)
        return name

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        """Do nothing: names are changed in the file manager."""


def tell_focus(view: GridView) -> None:
    """Tell screen readers which photo has the focus."""
    _tell(view, QAccessible.Event.Focus)


def tell_name(view: GridView) -> None:
    """Tell screen readers that the current photo's name is known now."""
    _tell(view, QAccessible.Event.NameChanged)


def tell_selected(view: GridView) -> None:
    """Tell screen readers that the current photo was chosen, or is not any more."""
    if QAccessible.isActive():
        changed = QAccessible.State()
        changed.selected = True
        event = QAccessibleStateChangeEvent(view, changed)
        event.setChild(view.current)
        QAccessible.updateAccessibility(event)


def _tell(view: GridView, kind: QAccessible.Event) -> None:
    if QAccessible.isActive() and view.current >= 0:
        event = QAccessibleEvent(view, kind)
        event.setChild(view.current)
        QAccessible.updateAccessibility(event)


def _let_go(items: OrderedDict[int, ItemAccessible]) -> None:
    while items:
        _delete(items.popitem()[1])


def _delete(item: ItemAccessible) -> None:
    """Delete an item by way of Qt's cache, which may know it, or comes to know it thereby."""
    if isValid(item):
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(item))
