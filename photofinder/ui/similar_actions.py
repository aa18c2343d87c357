"""What can be done with the results of "Find similar": keys, menu, side buttons. GUI thread.

The keys are single letters, so they count only while the grid has the focus: in a date field an L
is an L. They are taken before the window's own shortcuts of the same letter.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu

from photofinder.core.views import QueryImage, SimilarQuery
from photofinder.ui import photo_actions
from photofinder.ui.context import PageContext, Requests
from photofinder.ui.photo_actions import MAX_QUERY_PHOTOS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QAbstractScrollArea

    from photofinder.core.views import PhotoRow
    from photofinder.ui.grid_view import GridView

SEARCH_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_S)
ADD_KEY = Qt.Key.Key_A
UNLIKE_KEY = Qt.Key.Key_L
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class ResultActions(QObject):
    """What the user wants of chosen results.

    Parameters
    ----------
    context : PageContext
    grid : GridView

    Signals
    -------
    searchWanted(images), addWanted(images), unlikeWanted(images)
        Tuples of `QueryImage`, never empty.
    backWanted(), forwardWanted()
    """

    searchWanted = Signal(object)
    addWanted = Signal(object)
    unlikeWanted = Signal(object)
    backWanted = Signal()
    forwardWanted = Signal()

    def __init__(self, context: PageContext, grid: GridView, parent: QObject) -> None:
        super().__init__(parent)
        self._grid = grid
        self._context = replace(context, requests=self._requests(context.requests))
        on_key: dict[Qt.Key, Callable[[], None]] = dict.fromkeys(SEARCH_KEYS, self.search)
        on_key |= {ADD_KEY: self.add, UNLIKE_KEY: self.less_like}
        on_button = {
            Qt.MouseButton.BackButton: self.backWanted.emit,
            Qt.MouseButton.ForwardButton: self.forwardWanted.emit,
        }
        self._keys = ResultKeys(grid, on_key, on_button)
        grid.contextMenuRequested.connect(self._on_menu)

    def search(self) -> None:
        """Search from the chosen results."""
        self._with_images(self.searchWanted.emit)

    def add(self) -> None:
        """Search with the chosen results too."""
        self._with_images(self.addWanted.emit)

    def less_like(self) -> None:
        """Search for what is less like the chosen results."""
        self._with_images(self.unlikeWanted.emit)

    def menu(self) -> QMenu | None:
        """Return the menu of the chosen results; None while there are none."""
        chosen = photo_actions.ChosenPhotos.of_grid(self._grid)
        if not chosen.count:
            return None
        menu = QMenu(self._grid)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Add to search") + "\tA", self.add)
        menu.addAction(self.tr("Less like this") + "\tL", self.less_like)
        menu.addSeparator()
        photo_actions.fill_chosen_menu(menu, self._context, chosen)
        return menu

    def _with_images(self, act: Callable[[tuple[QueryImage, ...]], None]) -> None:
        """Act with the chosen results, or with the current one; one more than may be."""
        grid = self._grid
        ids = grid.selected_file_ids()
        if not ids.size and grid.current >= 0:
            ids = grid.photos.file_ids[grid.current : grid.current + 1]

        def with_rows(rows: list[PhotoRow]) -> None:
            if rows:
                act(tuple(QueryImage(path=row.path) for row in rows))

        grid.photos.ask_rows(ids[: MAX_QUERY_PHOTOS + 1], with_rows, key="act")

    @Slot(QPoint)
    def _on_menu(self, position: QPoint) -> None:
        menu = self.menu()
        if menu is not None:
            menu.popup(position)

    def _requests(self, outer: Requests) -> Requests:
        """Return requests of which "find similar" stays here, with the filters that are set."""
        own = Requests(self)
        own.similarRequested.connect(self._on_similar)
        own.compareRequested.connect(outer.compareRequested)
        own.photoShowRequested.connect(outer.photoShowRequested)
        own.cleanUpRequested.connect(outer.cleanUpRequested)
        own.noticeRaised.connect(outer.noticeRaised)
        own.pageRequested.connect(outer.pageRequested)
        own.folderAddRequested.connect(outer.folderAddRequested)
        return own

    @Slot(object)
    def _on_similar(self, query: SimilarQuery) -> None:
        self.searchWanted.emit(query.like)


class ResultKeys(QObject):
    """Hands the keys and the side buttons of the mouse over the results to the page.

    Parameters
    ----------
    grid : QAbstractScrollArea
    on_key : mapping of Qt.Key to callable
    on_button : mapping of Qt.MouseButton to callable
    """

    def __init__(
        self,
        grid: QAbstractScrollArea,
        on_key: Mapping[Qt.Key, Callable[[], None]],
        on_button: Mapping[Qt.MouseButton, Callable[[], None]],
    ) -> None:
        super().__init__(grid)
        self._on_key = dict(on_key)
        self._on_button = dict(on_button)
        grid.installEventFilter(self)
        grid.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take what is ours."""
        if isinstance(event, QKeyEvent):
            return self._on_key_event(event)
        if isinstance(event, QMouseEvent) and event.button() in self._on_button:
            if event.type() == QEvent.Type.MouseButtonPress:
                self._on_button[event.button()]()
            return True
        return False

    def _on_key_event(self, event: QKeyEvent) -> bool:
        act = self._on_key.get(Qt.Key(event.key()))
        if act is None or event.modifiers() not in _PLAIN:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress:
            if not event.isAutoRepeat():
                act()
            return True
        return False
