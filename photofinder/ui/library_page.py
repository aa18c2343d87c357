"""The library as a grid: filter, order and zoom above it, words where there is nothing. GUI thread.

The list of ids is asked for in a worker thread, again after every change; the grid keeps what is
looked at in its place.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSlider,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from photofinder.core.views import PhotoQuery, PhotoSort
from photofinder.ui import icons, photo_actions, theme
from photofinder.ui.date_scrubber import DateScrubber
from photofinder.ui.empty_page import EmptyPage, Message
from photofinder.ui.filter_edit import FilterEdit
from photofinder.ui.grid_view import MAX_CELL_PX, MIN_CELL_PX, GridView
from photofinder.ui.photo_model import PhotoModel
from photofinder.ui.renewal import Renewal
from photofinder.ui.turning import has_focus_within

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex, QPoint
    from PySide6.QtGui import QFocusEvent

    from photofinder.app.library import Library
    from photofinder.core.views import PhotoList, PhotoRow
    from photofinder.ui.context import PageContext
    from photofinder.ui.grid_view import GridPlace

#: a filter that is being typed is not asked for at every letter
FILTER_DELAY_MS = 150
RECENT_DAYS = 30
_SLIDER_WIDTH_PX = 120
_FILTER_MIN_PX = 180
#: in the stack
_PHOTOS = 0


@dataclasses.dataclass(frozen=True, slots=True)
class LibraryView:
    """What the page shows, for the one that comes after it in another language."""

    query: PhotoQuery
    filter_text: str
    place: GridPlace


class LibraryPage(QWidget):
    """All photos, those added recently, or those of a folder.

    Signals
    -------
    currentChanged(object)
        The `PhotoRow` that is current now, or None.
    firstRunChanged(bool)
        Whether there is no folder yet.
    """

    currentChanged = Signal(object)
    selectionChanged = Signal()
    firstRunChanged = Signal(bool)
    previewRequested = Signal()
    addRequested = Signal()
    folderOffered = Signal(object)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._query = PhotoQuery()
        self._show_after: Path | None = None
        self._state = ""
        self.model = PhotoModel(context.bridge, self)
        self.grid = GridView(context.thumbnails, self)
        self.grid.setModel(self.model)
        self.grid.setAccessibleName(self.tr("Photos"))
        self._scrubber = DateScrubber(self.grid, self)
        self._list = Renewal(context.bridge, _list_of(self._query), self._on_list, self)
        self._build()
        self._typing = QTimer(self, singleShot=True, interval=FILTER_DELAY_MS)
        self._typing.timeout.connect(self._apply_filter)
        self._connect()
        self._show_state("loading")

    # -- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._tools = QWidget(self)
        self._tools.setLayout(self._tool_row())
        layout.addWidget(self._tools)
        self._empty = EmptyPage(self)
        self._message = Message(self)
        photos = QWidget(self)
        beside = QHBoxLayout(photos)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self.grid, 1)
        beside.addWidget(self._scrubber)
        self._stack = QStackedWidget(self)
        for page in (photos, self._empty, self._message):
            self._stack.addWidget(page)
        layout.addWidget(self._stack, 1)

    def _tool_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.GROUP, theme.GAP, theme.GROUP, theme.GAP)
        row.setSpacing(theme.GAP)
        self.filter = FilterEdit(self)
        self.filter.setPlaceholderText(self.tr("Filter by name, folder, camera or date"))
        self.filter.setAccessibleName(self.tr("Filter photos"))
        self.filter.setToolTip(
            self.tr(
                "Type among the photos, or press / first. Words that begin with S or C need the /: "
                "these letters alone search and compare."
            )
        )
        self.filter.setMinimumWidth(_FILTER_MIN_PX)
        self.filter.setMaximumWidth(_FILTER_MIN_PX * 2)
        self.filter.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        row.addWidget(self.filter, 3)  # before the gap grows, the hint has to fit
        row.addStretch(1)
        self.sort = QComboBox(self)
        self.sort.setAccessibleName(self.tr("Sort by"))
        self.sort.setToolTip(self.tr("Sort by"))
        for text, value in (
            (self.tr("Date taken"), PhotoSort.DATE),
            (self.tr("Name"), PhotoSort.NAME),
            (self.tr("Folder"), PhotoSort.FOLDER),
            (self.tr("Size"), PhotoSort.SIZE),
            (self.tr("Date added"), PhotoSort.ADDED),
        ):
            self.sort.addItem(text, value)
        row.addWidget(self.sort)
        self.direction = QToolButton(self)
        self.direction.setCheckable(True)
        self._name_direction()
        row.addWidget(self.direction)
        row.addSpacing(theme.GAP)
        self.zoom = QSlider(Qt.Orientation.Horizontal, self)
        self.zoom.setRange(MIN_CELL_PX, MAX_CELL_PX)
        self.zoom.setPageStep(32)
        self.zoom.setValue(self.grid.cell_px)
        self.zoom.setFixedWidth(_SLIDER_WIDTH_PX)
        self.zoom.setAccessibleName(self.tr("Size of thumbnails"))
        self.zoom.setToolTip(self.tr("Size of thumbnails (Ctrl+wheel)"))
        row.addWidget(self.zoom)
        return row

    def _connect(self) -> None:
        self.filter.textChanged.connect(lambda _: self._typing.start())
        self.filter.left.connect(self.take_focus)
        self.sort.currentIndexChanged.connect(self._on_sort)
        self.direction.toggled.connect(self._on_direction)
        self.zoom.valueChanged.connect(self.grid.set_cell_px)
        self.grid.cellSizeChanged.connect(self.zoom.setValue)
        self.grid.typed.connect(self._on_typed)
        self.grid.photoActivated.connect(lambda _: self.previewRequested.emit())
        self.grid.previewRequested.connect(self.previewRequested)
        self.grid.contextMenuRequested.connect(self._on_menu)
        self.grid.selectionCountChanged.connect(lambda _: self.selectionChanged.emit())
        self.grid.currentIndexChanged.connect(self._on_current)
        self.model.rowsArrived.connect(self._on_rows)
        self._empty.addRequested.connect(self.addRequested)
        self._empty.folderOffered.connect(self.folderOffered)
        self._message.actionRequested.connect(self.filter.clear)
        bridge = self._context.bridge
        bridge.opened.connect(self.reload)
        bridge.photosChanged.connect(self._list.renew)
        bridge.foldersChanged.connect(self._list.renew)

    # -- what is listed ------------------------------------------------------------------------

    def show_place(self, place: str | Path) -> None:
        """List all photos, the recent ones, or a folder's."""
        recent = place == "recent"
        sort = PhotoSort.ADDED if recent else self._query.sort
        if self._query.added_within_days is not None and not recent:
            sort = PhotoSort.DATE
        self._set_query(
            folder=place if isinstance(place, Path) else None,
            added_within_days=RECENT_DAYS if recent else None,
            sort=sort,
        )
        if not isinstance(place, Path):
            self.filter.clear()

    def show_photo(self, path: Path) -> None:
        """Make a photo the current one; filters that hide it go."""
        self._show_after = path
        self.filter.clear()
        self._set_query(text="", folder=None, added_within_days=None)
        self.reload()

    def reload(self) -> None:
        """Ask for the list, at once."""
        self._list.ask(_list_of(self._query))

    @property
    def view(self) -> LibraryView:
        """What is listed, and where the user is in it."""
        return LibraryView(self._query, self.filter.text(), self.grid.place())

    def take_over(self, view: LibraryView) -> None:
        """Go on where another page was, which is let go of."""
        self.filter.setText(view.filter_text)
        self._typing.stop()  # nobody types
        self.grid.resume(view.place)
        self._list_query(dataclasses.replace(view.query, text=view.filter_text.strip()))

    def _set_query(self, **changes: object) -> None:
        self._list_query(dataclasses.replace(self._query, **changes))  # type: ignore[arg-type]

    def _list_query(self, query: PhotoQuery) -> None:
        if query == self._query:
            return
        self._query = query
        for control, value in ((self.sort, self.sort.findData(query.sort)),):
            control.blockSignals(True)
            control.setCurrentIndex(value)
            control.blockSignals(False)
        self.direction.blockSignals(True)
        self.direction.setChecked(not query.descending)
        self.direction.blockSignals(False)
        self._name_direction()
        self.reload()

    def _on_list(self, answer: tuple[PhotoList, bool]) -> None:
        photos, has_folders = answer
        self.model.set_list(photos, stale=True)
        self._scrubber.set_list(photos)
        if len(photos.file_ids):
            self._show_state("photos")
        elif not has_folders:
            self._show_state("first-run")
        elif self._query.text:
            self._show_state("no-match")
        elif self._query.added_within_days is not None:
            self._show_state("nothing-new")
        else:
            self._show_state("no-photos")
        if self._show_after is not None:
            path, self._show_after = self._show_after, None
            self._find(path)

    def _find(self, path: Path) -> None:
        def found(rows: list[PhotoRow]) -> None:
            # a RAW is shown by the picture that was rendered of it
            shown = [row.lead_id or row.file_id for row in rows]
            number = self.model.number_of(shown[0]) if shown else -1
            if number >= 0:
                self.grid.choose(number)
                self.grid.setFocus()

        self._context.bridge.ask(
            self, lambda library: library.viewing.rows_of_paths([path]), found, key="find"
        )

    def show_failure(self, text: str) -> None:
        """Say that there is no library to show."""
        self._show_state("failed")
        what, _, remedy = text.partition("\n")
        self._message.say(self.tr("The library cannot be opened"), f"{what}\n\n{remedy}".strip())

    @property
    def is_first_run(self) -> bool:
        """Whether there is no folder yet."""
        return self._state == "first-run"

    def _show_state(self, state: str) -> None:
        was_first_run, self._state = self.is_first_run, state
        follows = self._focus_follows(state)
        if self.is_first_run != was_first_run:
            self.firstRunChanged.emit(self.is_first_run)
        self._tools.setVisible(state != "first-run")
        if state == "photos":
            self._stack.setCurrentIndex(_PHOTOS)
        elif state == "first-run":
            self._stack.setCurrentWidget(self._empty)
        else:
            self._message.say(*self._words_of(state))
            self._stack.setCurrentWidget(self._message)
        if follows:
            self.take_focus()

    def _focus_follows(self, state: str) -> bool:
        """Whether the keyboard goes to what is shown from now on: to nothing that is hidden."""
        focused = self.window().focusWidget()
        if not self.isVisible():
            return False
        if focused in (None, self) or has_focus_within(self._stack):
            return True
        if state == "first-run":
            return has_focus_within(self._tools)
        was_empty = self._stack.currentIndex() != _PHOTOS
        is_filter_done = focused is self.filter and not self.filter.text()
        return state == "photos" and was_empty and is_filter_done

    @Slot()
    def take_focus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the keyboard to the photos, or to what can be done about there being none."""
        if self._stack.currentIndex() == _PHOTOS:
            self.grid.setFocus(reason)
        else:
            (self._empty if self.is_first_run else self._message).setFocus(reason)

    def _words_of(self, state: str) -> tuple[str, str, str]:
        if state == "no-match":
            return (
                self.tr("No photo fits the filter"),
                self.tr("Nothing here has \u201c{text}\u201d in its name, folder, camera or date.")
                .format(text=self._query.text),
                self.tr("Clear the filter"),
            )  # fmt: skip
        if state == "nothing-new":
            text = self.tr("Photos of the last {days} days appear here as they come.")
            return self.tr("Nothing was added lately"), text.format(days=RECENT_DAYS), ""
        if state == "no-photos":
            return (
                self.tr("No photos here"),
                self.tr("They appear as soon as they are found; the folder is being watched."),
                "",
            )
        return self.tr("Opening the library"), "", ""

    # -- slots ---------------------------------------------------------------------------------

    def _apply_filter(self) -> None:
        self._set_query(text=self.filter.text().strip())

    def focus_filter(self) -> None:
        """Go to the filter, where there is one."""
        if self._tools.isVisible():
            self.filter.begin()

    def _on_typed(self, text: str) -> None:
        self.filter.setFocus()
        self.filter.setText(self.filter.text() + text)

    def _on_sort(self, _: int) -> None:
        sort = PhotoSort(self.sort.currentData())  # Qt hands back a plain str
        by_name = sort in (PhotoSort.NAME, PhotoSort.FOLDER)
        self._set_query(sort=sort, descending=not by_name)

    def _on_direction(self, ascending: bool) -> None:
        self._set_query(descending=not ascending)

    def _name_direction(self) -> None:
        descending = self._query.descending
        text = self.tr("Descending") if descending else self.tr("Ascending")
        self.direction.setIcon(icons.icon("sort-descending" if descending else "sort-ascending"))
        self.direction.setToolTip(text)
        self.direction.setAccessibleName(text)

    def _on_current(self, index: QModelIndex) -> None:
        self.currentChanged.emit(self.model.row_at(index) if index.isValid() else None)

    def _on_rows(self) -> None:
        """Tell of the current photo once its row is there."""
        self._on_current(self.grid.currentIndex())

    def _on_menu(self, position: QPoint) -> None:
        chosen = photo_actions.ChosenPhotos.of_grid(self.grid)
        if not chosen.count:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        photo_actions.fill_chosen_menu(menu, self._context, chosen)
        menu.popup(position)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on; as a focus proxy the grid would catch the Tab key in a circle."""
        super().focusInEvent(event)
        self.take_focus(event.reason())


def _list_of(query: PhotoQuery) -> Callable[[Library], tuple[PhotoList, bool]]:
    """Return the question for a list, and whether there is any folder."""
    return lambda library: (library.viewing.photo_list(query), bool(library.folders()))
