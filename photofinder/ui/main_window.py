"""The main window: pages in a stack, folders at the left, details at the right. GUI thread.

It answers what pages ask of each other (`Requests`) and owns the menus; what a page does is the
page's own.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QEvent, QSettings, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QMainWindow,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from photofinder.core.types import PairClass
from photofinder.core.views import QueryImage, SimilarQuery
from photofinder.ui import details_place, icons, image_drop, photo_actions, words
from photofinder.ui.compare_control import CompareControl
from photofinder.ui.context import Notice
from photofinder.ui.details_place import DetailsPlace
from photofinder.ui.folder_control import FolderControl
from photofinder.ui.message_bar import MessageBar
from photofinder.ui.page_stack import PageStack
from photofinder.ui.photo_actions import ChosenPhotos
from photofinder.ui.progress_status import ProgressStatus
from photofinder.ui.renewal import Renewal
from photofinder.ui.sidebar import Sidebar
from photofinder.ui.window_menus import build_menus

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent

    from photofinder.core.cleanup import TrashChoice
    from photofinder.core.views import PhotoRow
    from photofinder.ui.background import Background
    from photofinder.ui.compare_view import CompareView
    from photofinder.ui.context import PageContext
    from photofinder.ui.details_panel import DetailsPanel
    from photofinder.ui.duplicates_page import DuplicatesPage
    from photofinder.ui.history_page import HistoryPage
    from photofinder.ui.jobs_panel import JobsPanel
    from photofinder.ui.library_page import LibraryPage
    from photofinder.ui.similar_page import SimilarPage

START_WIDTH_PX, START_HEIGHT_PX = 1280, 820
#: after the library was opened, until the pages that nobody asked for are built
LATE_MS = 400
_GRID_PAGES = ("library", "similar")
_FILTERED_PAGES = frozenset({"library", "similar", "duplicates"})
_PAGE_OF = {
    "similar": "similar",
    "duplicates": "duplicates",
    "series": "duplicates",
    "folders": "folders",
    "problems": "problems",
    "history": "history",
}
_SIDEBAR_PX = 232
#: no page needs more, in no language (tests/ui/test_window_width.py)
LEAST_PAGE_PX = 624


class MainWindow(QMainWindow):
    """The window.

    Parameters
    ----------
    context : PageContext
    background : Background
    state_file : Path
        Where size and place of the window are remembered.
    """

    closeRequested = Signal()
    settingsRequested = Signal()
    quitRequested = Signal()
    aboutRequested = Signal()
    shortcutsRequested = Signal()

    def __init__(self, context: PageContext, background: Background, state_file: Path) -> None:
        super().__init__()
        self._context = context
        self._background = background
        self._state = QSettings(str(state_file), QSettings.Format.IniFormat)
        self._place: str | Path = "all"
        self.jobs_panel: JobsPanel | None = None
        self.setWindowTitle("photofinder")
        self.setWindowIcon(icons.icon("photofinder"))
        self._build_stack()
        self._build_frame()
        self.stack.page("library")
        self.actions_by_name = build_menus(self)
        self._connect()
        self._restore_state()
        self.sidebar.choose("all", quietly=True)
        self.stack.show_page("library")

    # -- building ------------------------------------------------------------------------------

    def _build_stack(self) -> None:
        self.stack = PageStack(self._context, self)
        self.stack.pageBuilt.connect(self._on_page_built)
        self.stack.pageShown.connect(self._on_page_shown)
        self.comparing = CompareControl(self._context, self.stack)

    @property
    def library_page(self) -> LibraryPage:
        """The grid of the library."""
        return self.stack.page("library")

    @property
    def similar_page(self) -> SimilarPage:
        """Find similar."""
        return self.stack.page("similar")

    @property
    def duplicates_page(self) -> DuplicatesPage:
        """The review of duplicates."""
        return self.stack.page("duplicates")

    @property
    def history_page(self) -> HistoryPage:
        """Past clean-ups."""
        return self.stack.page("history")

    @property
    def compare_view(self) -> CompareView:
        """Photos side by side."""
        return self.stack.page("compare")

    def _on_page_built(self, name: str, page: Any) -> None:
        """Connect a page, when it is there."""
        if name == "library":
            page.addRequested.connect(self.folders.choose)
            page.folderOffered.connect(self.folders.add)
            page.firstRunChanged.connect(self._show_details)
        if name in ("library", "similar"):
            page.selectionChanged.connect(self._on_selection)
            page.previewRequested.connect(self.preview)
            page.currentChanged.connect(self._on_current)
        elif name == "duplicates":
            page.countsChanged.connect(self._on_duplicate_counts)
            page.classChanged.connect(self._on_duplicate_class)
        elif name == "problems":
            self._background.pollingChanged.connect(page.show_polled)
        elif name == "compare":
            self.comparing.connect_view(page)

    def _build_frame(self) -> None:
        self.sidebar = Sidebar(self)
        self.folders = FolderControl(self._context, self._background, self.sidebar, self)
        # its own minimum, or the window would grow with what a page has to say
        self.setMinimumWidth(self.sidebar.minimumWidth() + LEAST_PAGE_PX)
        self.message_bar = MessageBar(self)
        middle = QWidget(self)
        self._column = column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.message_bar)
        column.addWidget(self.stack, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        for widget, stretch in ((self.sidebar, 0), (middle, 1)):
            self.splitter.addWidget(widget)
            self.splitter.setStretchFactor(self.splitter.indexOf(widget), stretch)
        self._details = DetailsPlace(self._context, self.splitter)
        page_px = START_WIDTH_PX - _SIDEBAR_PX - details_place.WIDTH_PX
        self.splitter.setSizes([_SIDEBAR_PX, page_px, details_place.WIDTH_PX])
        self.setCentralWidget(self.splitter)
        self.progress = ProgressStatus(self._context, self)
        self.statusBar().addWidget(self.progress, 1)
        self.statusBar().setSizeGripEnabled(False)
        self.intake = image_drop.PictureIntake(self._context, self)
        self.intake.picturesTaken.connect(self._on_pictures_taken)
        image_drop.DropTarget(self, self.intake)

    def _connect(self) -> None:
        requests, bridge = self._context.requests, self._context.bridge
        self._problems = Renewal(
            bridge,
            lambda library: library.problems().count,
            lambda count: self.sidebar.set_count("problems", count),
            self,
        )
        requests.similarRequested.connect(self.find_similar)
        requests.photoShowRequested.connect(self.show_photo)
        requests.folderAddRequested.connect(self.folders.add)
        requests.folderRemoveRequested.connect(self.folders.remove)
        requests.noticeRaised.connect(self.message_bar.show_notice)
        requests.cleanUpRequested.connect(self._on_clean_up)
        requests.pageRequested.connect(self.show_place)
        bridge.noticeRaised.connect(self.message_bar.show_notice)
        bridge.opened.connect(self._problems.ask)
        bridge.problemsChanged.connect(self._problems.renew)
        self.sidebar.placeChosen.connect(lambda place: self.show_place(place, focus=False))
        self.sidebar.placeEntered.connect(self.stack.focus_page)
        self.folders.folderRemoved.connect(self._on_folder_removed)
        bridge.pausedChanged.connect(self._on_paused)
        bridge.opened.connect(self._build_late)
        self.progress.detailsRequested.connect(self.toggle_jobs)

    def _build_late(self) -> None:
        """Build what the first paint did not need."""
        QTimer.singleShot(LATE_MS, self, self.stack.build_rest)

    # -- places --------------------------------------------------------------------------------

    @property
    def place(self) -> str | Path:
        """What was chosen at the left."""
        return self._place

    def show_place(self, place: str | Path, *, focus: bool = True) -> None:
        """Show a view by name, or a folder; ``focus`` gives it the keyboard."""
        self._place = place
        name = _PAGE_OF.get(place, "library") if isinstance(place, str) else "library"
        if name == "library":
            self.library_page.show_place(place)
        elif name == "duplicates":
            self.duplicates_page.show_class(PairClass.SERIES if place == "series" else None)
        self.sidebar.choose(place, quietly=True)
        self.stack.show_page(name, focus=focus)

    def _on_page_shown(self, name: str) -> None:
        self._show_details()
        if self._has_menus():
            self.actions_by_name["filter"].setEnabled(name in _FILTERED_PAGES)
        title = "photofinder"
        if isinstance(self._place, Path) and name == "library":
            title = self.tr("{place} – photofinder").format(place=words.path_text(self._place.name))
        self.setWindowTitle(title)
        if name in _GRID_PAGES and self.details is not None:
            # not what the page before had chosen
            self.details.show_chosen(self.stack.page(name).grid.selected_file_ids())

    @property
    def details(self) -> DetailsPanel | None:
        """What is told of chosen photos; None until there was one."""
        return self._details.panel

    @Slot()
    def _show_details(self) -> None:
        """Show the details beside photos, where the page keeps what it needs."""
        shown = self.stack.shown
        has_photos = shown == "similar" or (
            shown == "library" and not self.library_page.is_first_run
        )
        page = self.stack.currentWidget()
        least = LEAST_PAGE_PX if page is None else page.minimumSizeHint().width()
        room_px = self.width() - self.sidebar.minimumWidth() - least
        self._details.arrange(has_photos=has_photos, room_px=room_px)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the details where they take the room from the photos, or bring them back."""
        super().resizeEvent(event)
        self._show_details()

    def _has_menus(self) -> bool:
        return hasattr(self, "actions_by_name")

    @property
    def context(self) -> PageContext:
        """What the pages were built with."""
        return self._context

    def find_duplicates(self, folders: Sequence[Path]) -> None:
        """Show the duplicates of some folders; asks to add those that the library does not know."""
        self.show_place("duplicates")
        self.duplicates_page.show_folders(folders)

    def show_photo(self, path: Path) -> None:
        """Show a photo among all."""
        self._place = "all"
        self.sidebar.choose("all", quietly=True)
        self.stack.show_page("library").show_photo(path)

    def find_similar(self, query: SimilarQuery) -> None:
        """Show what looks like the query."""
        self._place = "similar"
        self.sidebar.choose("similar", quietly=True)
        self.stack.show_page("similar").search(query)

    # -- chosen photos -------------------------------------------------------------------------

    def chosen_photos(self) -> ChosenPhotos:
        """Return what is chosen on the page that is shown."""
        shown = self.stack.shown
        if shown in _GRID_PAGES:
            return ChosenPhotos.of_grid(self.stack.page(shown).grid)
        if shown == "duplicates":
            return ChosenPhotos.of_paths(self.duplicates_page.current_paths())
        if shown == "problems":
            return ChosenPhotos.of_paths(self.stack.page("problems").selected_paths())
        return ChosenPhotos.of_paths(())

    def search_selected(self) -> None:
        """Find what is like the chosen photos."""
        photo_actions.find_similar_to(self._context, self.chosen_photos())

    def compare_selected(self) -> None:
        """Compare the chosen photos, or the current group."""
        most = photo_actions.MAX_COMPARED + 1
        self.chosen_photos().ask(self.comparing.compare_chosen, most)

    def preview(self) -> None:
        """Show the current photo large."""
        if self.stack.shown in _GRID_PAGES:
            from photofinder.ui.preview_window import PreviewWindow

            PreviewWindow.show_for(self._context, self.stack.page(self.stack.shown).grid, self)

    def _on_current(self, row: PhotoRow | None) -> None:
        if row is not None or self.sender() is self.stack.currentWidget():
            self._details.show_photo(row)

    def _on_selection(self) -> None:
        if self.stack.shown in _GRID_PAGES:
            self._details.show_chosen(self.stack.page(self.stack.shown).grid.selected_file_ids())

    # -- counts --------------------------------------------------------------------------------

    def _on_folder_removed(self, path: Path) -> None:
        self._background.restart()
        if self._place == path:
            self.show_place("all")

    def _on_duplicate_class(self, pair_class: PairClass) -> None:
        self._place = "series" if pair_class is PairClass.SERIES else "duplicates"
        if self.stack.shown == "duplicates":
            self.sidebar.choose(self._place, quietly=True)

    def _on_duplicate_counts(self, counts: dict[PairClass, int]) -> None:
        series = counts.get(PairClass.SERIES, 0)
        self.sidebar.set_count("series", series)
        self.sidebar.set_count("duplicates", sum(counts.values()) - series)

    # -- pictures from outside -----------------------------------------------------------------

    def open_image(self) -> None:
        """Ask for a picture to search with."""
        path = image_drop.choose_image(self)
        if path is not None:
            self.search_files([path])

    def paste(self) -> None:
        """Search with what is on the clipboard."""
        self.intake.paste()

    def search_files(self, paths: Sequence[Path]) -> None:
        """Look for what is like these files; another program's or another start's wish."""
        self.intake.take_paths(paths)

    def _on_pictures_taken(self, images: tuple[QueryImage, ...]) -> None:
        self.find_similar(SimilarQuery(like=images))

    # -- around --------------------------------------------------------------------------------

    def _on_clean_up(self, choices: list[TrashChoice]) -> None:
        from photofinder.ui.cleanup_dialog import CleanupDialog

        dialog = CleanupDialog(self._context, choices, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def toggle_jobs(self) -> None:
        """Show or hide what is being done."""
        if self.jobs_panel is None:
            from photofinder.ui.jobs_panel import JobsPanel

            self.jobs_panel = JobsPanel(self._context, self)
            self.jobs_panel.hide()
            self.jobs_panel.closeRequested.connect(self.jobs_panel.hide)
            self._column.addWidget(self.jobs_panel)
        self.jobs_panel.setVisible(not self.jobs_panel.isVisible())

    def toggle_details(self) -> None:
        """Show or hide the details."""
        self._details.want(self.actions_by_name["details"].isChecked())

    def toggle_full_screen(self) -> None:
        """Fill the screen, or not any more."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def zoom(self, steps: int) -> None:
        """Make the thumbnails of the page that is shown larger or smaller."""
        shown = self.stack.shown
        self.stack.page(shown if shown in _GRID_PAGES else "library").grid.zoom_by(steps)

    def show_in_folder(self) -> None:
        """Show the first chosen photo in the file manager."""
        photo_actions.show_chosen(self._context, self.chosen_photos())

    def scan_now(self) -> None:
        """Look at every folder."""
        self._background.scan()

    def retry_unreadable(self) -> None:
        """Try again what could not be read."""
        self._background.scan(retry=True)

    def toggle_pause(self) -> None:
        """Let work in the background wait, or go on."""
        self.set_paused(self.actions_by_name["pause"].isChecked())

    def show_failure(self, text: str, again: Callable[[], None]) -> None:
        """Say why the library cannot be opened."""
        self.message_bar.show_notice(
            Notice(text, "error", self.tr("Try again"), again, key="open-failed")
        )
        self.library_page.show_failure(text)

    def focus_filter(self) -> None:
        """Go to the filter of the page that is shown."""
        if self.stack.shown in _FILTERED_PAGES:
            self.stack.page(self.stack.shown).focus_filter()

    def focus_notice(self) -> None:
        """Go to what the message bar offers."""
        self.message_bar.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody needed closes the message; without one it leaves the full screen."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.message_bar.current is not None:
            self.message_bar.dismiss()
        elif self.isFullScreen():
            self.toggle_full_screen()

    def set_paused(self, paused: bool) -> None:
        """Let work in the background wait, or go on."""
        self._context.bridge.set_paused(paused)

    def _on_paused(self, paused: bool) -> None:
        """Follow a pause that began or ended elsewhere."""
        self.actions_by_name["pause"].setChecked(paused)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons anew in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._has_menus():
            QTimer.singleShot(0, self, self._renew_icons)

    def _renew_icons(self) -> None:
        icons.redress(self)
        self.sidebar.renew_icons()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave it to the application whether that ends the program or goes to the tray."""
        self.save_state()
        event.ignore()
        self.closeRequested.emit()

    def save_state(self) -> None:
        """Remember size and place of the window."""
        self._state.setValue("geometry", self.saveGeometry())
        self._state.setValue("splitter", self.splitter.saveState())
        self._state.setValue("cell_px", self.library_page.grid.cell_px)
        self._state.setValue("details", self.actions_by_name["details"].isChecked())
        self._state.sync()

    def _restore_state(self) -> None:
        self.resize(START_WIDTH_PX, START_HEIGHT_PX)
        for name, restore in (
            ("geometry", self.restoreGeometry),
            ("splitter", self.splitter.restoreState),
        ):
            value = self._state.value(name)
            if isinstance(value, QByteArray):
                restore(value)
        cell = self._state.value("cell_px", type=int)
        if cell:
            self.library_page.grid.set_cell_px(int(cell))  # type: ignore[call-overload]
        if self._state.value("details") == "false":
            self.actions_by_name["details"].setChecked(False)
            self._details.want(False)
