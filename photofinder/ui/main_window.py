"""The main window: pages in a stack, folders at the left, details at the right. GUI thread.

It answers what pages ask of each other (`Requests`) and owns the menus; what a page does is the
page's own.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSettings, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photofinder.core.types import PairClass
from photofinder.core.views import QueryImage, SimilarQuery
from photofinder.ui import icons, image_drop, photo_actions, words
from photofinder.ui.compare_view import CompareView
from photofinder.ui.context import Notice
from photofinder.ui.details_panel import DetailsPanel
from photofinder.ui.duplicates_page import DuplicatesPage
from photofinder.ui.folder_control import FolderControl
from photofinder.ui.history_page import HistoryPage
from photofinder.ui.jobs_panel import JobsPanel
from photofinder.ui.library_page import LibraryPage
from photofinder.ui.message_bar import MessageBar
from photofinder.ui.problems_page import ProblemsPage
from photofinder.ui.progress_status import ProgressStatus
from photofinder.ui.sidebar import Sidebar
from photofinder.ui.similar_page import SimilarPage
from photofinder.ui.window_menus import build_menus

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QCloseEvent

    from photofinder.core.cleanup import TrashChoice
    from photofinder.core.views import PhotoRow
    from photofinder.ui.background import Background
    from photofinder.ui.context import CompareRequest, PageContext

START_WIDTH_PX, START_HEIGHT_PX = 1280, 820
_SIDEBAR_PX, _DETAILS_PX = 232, 312


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
        self._before_compare: QWidget | None = None
        self.setWindowTitle("photofinder")
        self.setWindowIcon(icons.icon("photofinder"))
        self._build_pages()
        self._build_frame()
        self.actions_by_name = build_menus(self)
        self._connect()
        self._restore_state()
        self.sidebar.choose("all", quietly=True)
        self._show_page(self.library_page)

    # -- building ------------------------------------------------------------------------------

    def _build_pages(self) -> None:
        context = self._context
        self.library_page = LibraryPage(context, self)
        self.similar_page = SimilarPage(context, self)
        self.duplicates_page = DuplicatesPage(context, self)
        self.problems_page = ProblemsPage(context, self)
        self.history_page = HistoryPage(context, self)
        self.compare_view = CompareView(context, self)
        self.stack = QStackedWidget(self)
        for page in (
            self.library_page,
            self.similar_page,
            self.duplicates_page,
            self.problems_page,
            self.history_page,
            self.compare_view,
        ):
            self.stack.addWidget(page)

    def _build_frame(self) -> None:
        self.sidebar = Sidebar(self)
        self.folders = FolderControl(self._context, self._background, self.sidebar, self)
        self.details = DetailsPanel(self._context, self)
        self.message_bar = MessageBar(self)
        self.jobs_panel = JobsPanel(self._context, self)
        self.jobs_panel.hide()
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.message_bar)
        column.addWidget(self.stack, 1)
        column.addWidget(self.jobs_panel)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        for widget, stretch in ((self.sidebar, 0), (middle, 1), (self.details, 0)):
            self.splitter.addWidget(widget)
            self.splitter.setStretchFactor(self.splitter.indexOf(widget), stretch)
        self.splitter.setSizes(
            [_SIDEBAR_PX, START_WIDTH_PX - _SIDEBAR_PX - _DETAILS_PX, _DETAILS_PX]
        )
        self.setCentralWidget(self.splitter)
        self.progress = ProgressStatus(self._context, self)
        self.statusBar().addWidget(self.progress, 1)
        self.statusBar().setSizeGripEnabled(False)
        self.intake = image_drop.PictureIntake(self._context, self)
        self.intake.picturesTaken.connect(self._on_pictures_taken)
        image_drop.DropTarget(self, self.intake)

    def _connect(self) -> None:
        requests, bridge = self._context.requests, self._context.bridge
        requests.similarRequested.connect(self.find_similar)
        requests.compareRequested.connect(self.compare)
        requests.photoShowRequested.connect(self.show_photo)
        requests.noticeRaised.connect(self.message_bar.show_notice)
        requests.cleanUpRequested.connect(self._on_clean_up)
        requests.pageRequested.connect(self.show_place)
        bridge.noticeRaised.connect(self.message_bar.show_notice)
        bridge.opened.connect(self._load_problem_count)
        bridge.problemsChanged.connect(self._load_problem_count)
        self.sidebar.placeChosen.connect(self.show_place)
        self.folders.folderRemoved.connect(self._on_folder_removed)
        self.library_page.addRequested.connect(self.folders.choose)
        self.library_page.folderOffered.connect(self.folders.add)
        self.library_page.previewRequested.connect(self.preview)
        self.library_page.currentChanged.connect(self._on_current)
        self.library_page.selectionChanged.connect(self._on_selection)
        self.library_page.firstRunChanged.connect(self._show_details)
        self.similar_page.currentChanged.connect(self._on_current)
        self.similar_page.previewRequested.connect(self.preview)
        self.duplicates_page.countsChanged.connect(self._on_duplicate_counts)
        self.duplicates_page.classChanged.connect(self._on_duplicate_class)
        bridge.pausedChanged.connect(self._on_paused)
        self._background.pollingChanged.connect(self.problems_page.show_polled)
        self.progress.detailsRequested.connect(self.toggle_jobs)
        self.jobs_panel.closeRequested.connect(self.jobs_panel.hide)
        self.problems_page.folderRemoved.connect(self._on_folder_removed)
        self._connect_compare()

    def _connect_compare(self) -> None:
        view, page = self.compare_view, self.duplicates_page
        view.closed.connect(self._leave_compare)
        view.keepRequested.connect(lambda path: self._mark(path, "keep"))
        view.trashRequested.connect(lambda path: self._mark(path, "trash"))
        view.nextRequested.connect(lambda: self._compare_other(page.next_group))
        view.previousRequested.connect(lambda: self._compare_other(page.previous_group))

    # -- places --------------------------------------------------------------------------------

    def show_place(self, place: str | Path) -> None:
        """Show a view by name, or a folder."""
        self._place = place
        pages = {
            "similar": self.similar_page,
            "duplicates": self.duplicates_page,
            "series": self.duplicates_page,
            "problems": self.problems_page,
            "history": self.history_page,
        }
        page = pages.get(place) if isinstance(place, str) else None
        if page is None:
            self.library_page.show_place(place)
            page = self.library_page
        if page is self.duplicates_page:
            page.show_class(PairClass.SERIES if place == "series" else None)
        self.sidebar.choose(place, quietly=True)
        self._show_page(page)

    def _show_page(self, page: QWidget) -> None:
        self.stack.setCurrentWidget(page)
        self._show_details()
        title = "photofinder"
        if isinstance(self._place, Path) and page is self.library_page:
            title = self.tr("{place} \u2013 photofinder").format(
                place=words.path_text(self._place.name)
            )
        self.setWindowTitle(title)
        if not page.hasFocus():
            page.setFocus()

    @Slot()
    def _show_details(self) -> None:
        page = self.stack.currentWidget()
        has_photos = page is self.similar_page or (
            page is self.library_page and not self.library_page.is_first_run
        )
        self.details.setVisible(has_photos and self._wants_details())

    def _wants_details(self) -> bool:
        action = self.actions_by_name.by_name.get("details") if self._has_menus() else None
        return action is None or action.isChecked()

    def _has_menus(self) -> bool:
        return hasattr(self, "actions_by_name")

    @property
    def context(self) -> PageContext:
        """What the pages were built with."""
        return self._context

    def show_photo(self, path: Path) -> None:
        """Show a photo among all."""
        self._place = "all"
        self.sidebar.choose("all", quietly=True)
        self._show_page(self.library_page)
        self.library_page.show_photo(path)

    def find_similar(self, query: SimilarQuery) -> None:
        """Show what looks like the query."""
        self._place = "similar"
        self.sidebar.choose("similar", quietly=True)
        self._show_page(self.similar_page)
        self.similar_page.search(query)

    # -- chosen photos -------------------------------------------------------------------------

    def selected_rows(self) -> list[PhotoRow]:
        """Return the chosen photos of the page that is shown."""
        page = self.stack.currentWidget()
        if page is self.library_page:
            return self.library_page.selected_rows()
        if page is self.similar_page:
            return self.similar_page.selected_rows()
        return []

    def selected_paths(self) -> list[Path]:
        """Return the paths of the chosen photos; on the duplicates page of the current one."""
        if self.stack.currentWidget() is self.duplicates_page:
            return self.duplicates_page.current_paths()
        return [row.path for row in self.selected_rows()]

    def search_selected(self) -> None:
        """Find what is like the chosen photos."""
        photo_actions.find_similar(self._context, self.selected_paths())

    def compare_selected(self) -> None:
        """Compare the chosen photos, or the current group."""
        if self.stack.currentWidget() is self.duplicates_page:
            request = self.duplicates_page.current_request()
            if request is not None:
                self.compare(request)
            return
        photo_actions.compare_photos(self._context, self.selected_paths())

    def compare(self, request: CompareRequest) -> None:
        """Show photos side by side; Esc leads back."""
        page = self.stack.currentWidget()
        if page is not self.compare_view:
            self._before_compare = page
        self._show_page(self.compare_view)
        self.compare_view.show_photos(request)
        if self._before_compare is self.duplicates_page:
            self.compare_view.set_marks(self.duplicates_page.current_marks())
        else:
            self.compare_view.set_can_mark(False)

    def _leave_compare(self) -> None:
        self._show_page(self._before_compare or self.library_page)

    def _mark(self, path: Path, mark: str) -> None:
        if self._before_compare is self.duplicates_page:
            self.duplicates_page.apply_mark(path, mark)
            self.compare_view.set_marks(self.duplicates_page.current_marks())

    def _compare_other(self, move: Callable[[], bool]) -> None:
        if self._before_compare is not self.duplicates_page:
            return
        move()
        request = self.duplicates_page.current_request()
        if request is not None:
            self.compare(request)

    def preview(self) -> None:
        """Show the current photo large."""
        from photofinder.ui.preview_window import PreviewWindow

        for page in (self.library_page, self.similar_page):
            if page is self.stack.currentWidget():
                PreviewWindow.show_for(self._context, page.grid, self)

    def _on_current(self, row: PhotoRow | None) -> None:
        if self.sender() is self.stack.currentWidget() or row is not None:
            self.details.show_file(row.file_id if row is not None else None)

    def _on_selection(self) -> None:
        rows = self.selected_rows()
        if len(rows) > 1:
            self.details.show_rows(rows)
        elif rows:
            self.details.show_file(rows[0].file_id)

    # -- counts --------------------------------------------------------------------------------

    def _on_folder_removed(self, path: Path) -> None:
        self._background.restart()
        if self._place == path:
            self.show_place("all")

    def _load_problem_count(self) -> None:
        self._context.bridge.ask(
            self,
            lambda library: library.problems(),
            lambda report: self.sidebar.set_count("problems", report.count),
            key="problems",
        )

    def _on_duplicate_class(self, pair_class: PairClass) -> None:
        self._place = "series" if pair_class is PairClass.SERIES else "duplicates"
        if self.stack.currentWidget() is self.duplicates_page:
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
        self.jobs_panel.setVisible(not self.jobs_panel.isVisible())

    def toggle_details(self) -> None:
        """Show or hide the details."""
        self._show_details()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or not any more."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def zoom(self, steps: int) -> None:
        """Make the thumbnails of the page that is shown larger or smaller."""
        page = self.similar_page if self.stack.currentWidget() is self.similar_page else None
        (page or self.library_page).grid.zoom_by(steps)

    def show_in_folder(self) -> None:
        """Show the first chosen photo in the file manager."""
        for path in self.selected_paths()[:1]:
            photo_actions.show_in_folder(self._context, path)

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
        if self.stack.currentWidget() is not self.duplicates_page:
            self.show_place("all" if isinstance(self._place, str) else self._place)
            self.library_page.filter.setFocus()
            self.library_page.filter.selectAll()
        else:
            self.duplicates_page.focus_filter()

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
