"""Goes through every screen of the real program and takes pictures; played by window_driver.py.

What can be measured of each screen is noted beside its picture.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop_screens import held, its_folders, questions
from PySide6.QtWidgets import QApplication, QTreeView
from screen_album import Album
from window_driver import Driver, Script
from window_scripts import KEY, chosen_rows, later, opened

WIDTH, HEIGHT = 1400, 900
#: five photos in a row
CELL_PX = 148
#: of all photos, enough that the grid has something to show while the rest is read
ENOUGH = 24


def tour(d: Driver) -> Script:
    """Go through everything, from the first run on; files are as before at the end."""
    yield from opened(d)
    album = Album(d)
    d.window.resize(WIDTH, HEIGHT)
    yield from _first_run(d, album)
    yield from _grid(d, album)
    yield from _similar(d, album)
    yield from _duplicates(d, album)
    yield from _compare(d, album)
    yield from its_folders(d, album)
    yield from _clean_up(d, album)
    yield from _around(d, album)
    yield from _dialogs(d, album)
    yield from questions(d, album)


def sharp_grid(d: Driver) -> Script:
    """Take the grid of a library that is there, on a screen of twice the pixels."""
    yield from opened(d)
    album = Album(d)
    d.window.resize(WIDTH, HEIGHT)
    d.window.folders.add(Path(d.values["photos"]))
    yield from _all_indexed(d)
    yield from _choose(d, ("DSC_0413.JPG",))
    yield from _details(d, d.window.library_page)
    yield from album.take("grid")
    d.seen["ratio"] = d.window.devicePixelRatioF()


# -- beginning -----------------------------------------------------------------------------------


def _first_run(d: Driver, album: Album) -> Script:
    page = d.window.library_page
    yield lambda: page.is_first_run
    yield from album.take("empty")
    d.window.folders.add(Path(d.values["photos"]))
    d.window.toggle_jobs()
    library = d.window.context.bridge.library
    yield lambda: page.model.rowCount() >= ENOUGH and library.status().counts.indexed >= ENOUGH
    yield from album.take("indexing", still=False, review=False)
    yield from held(d, album)
    yield from _all_indexed(d)
    yield from album.take("jobs-none")
    d.window.toggle_jobs()
    d.window.show_place("duplicates")  # they are counted sooner where somebody looks
    duplicates = d.window.duplicates_page
    yield lambda: duplicates.marks is not None and duplicates.board.groups.rowCount()


def _all_indexed(d: Driver) -> Script:
    """Wait until everything is found, embedded and compared."""
    library, count = d.window.context.bridge.library, int(d.values["count"])
    yield lambda: d.window.library_page.model.rowCount() == count
    yield lambda: not library.status().counts.pending and not library.status().uncompared
    yield lambda: not library.jobs()


def _choose(d: Driver, names: tuple[str, ...]) -> Script:
    """Choose photos of the grid by name, the last is the current one."""
    page = d.window.library_page
    d.window.show_place("all")
    rows: list[int] = []
    for name in names:
        path = next(Path(d.values["photos"]).glob(f"20*/*/{name}"))
        d.window.show_photo(path)
        yield lambda path=path: [row.path for row in chosen_rows(page)] == [path]
        rows.append(page.grid.currentIndex().row())
    if len(rows) > 1:
        page.grid.select_ids(page.model.file_ids[rows])
    yield lambda: len(chosen_rows(page)) == len(names)


def _grid(d: Driver, album: Album) -> Script:
    page = d.window.library_page
    page.grid.set_cell_px(CELL_PX)
    yield from _choose(d, ("IMG_6205.JPG",))
    yield from _details(d, page)
    yield from album.take("grid")
    yield from _choose(d, ("IMG_2041.JPG", "IMG_2044.JPG", "IMG_2048.JPG"))
    yield from album.take("grid-selection")
    menu_at = page.grid.visualRect(page.grid.currentIndex()).center()
    page.grid.contextMenuRequested.emit(page.grid.viewport().mapToGlobal(menu_at))
    yield lambda: QApplication.activePopupWidget() is not None
    yield from album.take("grid-menu", review=False)
    QApplication.activePopupWidget().close()
    page.filter.setText("nothing like this")
    yield lambda: page.model.rowCount() == 0
    yield from album.take("grid-no-match")
    page.filter.clear()
    yield lambda: page.model.rowCount() == int(d.values["count"])
    yield from _choose(d, ("DSC_0422.JPG",))
    later(d.window.preview)
    yield lambda: QApplication.activeModalWidget() is not None
    yield lambda: QApplication.activeModalWidget().panel.canvas.image is not None
    yield from album.take("preview")
    QApplication.activeModalWidget().close()
    yield lambda: QApplication.activeModalWidget() is None


def _similar(d: Driver, album: Album) -> Script:
    page = d.window.similar_page
    d.window.show_place("similar")
    yield from album.take("similar-empty")
    yield from _choose(d, ("DSC_0412.JPG",))
    d.window.search_selected()
    yield lambda: d.window.stack.currentWidget() is page and page.model.rowCount() > 0
    yield lambda: not page.is_searching and page.model.photo(4) is not None
    page.header.filter_button.setChecked(True)
    page.grid.choose(1)
    yield from _details(d, page)
    yield from album.take("similar")
    d.window.search_files([Path(d.values["photos"]) / "2022/10 Autumn/DSC_1885.JPG"])
    yield lambda: d.window.message_bar.isVisible()
    yield from album.take("notice")
    d.window.message_bar.dismiss_all()


def _details(d: Driver, page: Any) -> Script:
    """Wait until the details are those of the current photo."""
    yield lambda: chosen_rows(page) and d.window.details.sheet.details is not None
    wanted = chosen_rows(page)[0].file_id
    yield lambda: d.window.details.sheet.details.row.file_id == wanted


# -- duplicates ----------------------------------------------------------------------------------


def _duplicates(d: Driver, album: Album) -> Script:
    from photofinder.core.types import PairClass

    page = d.window.duplicates_page
    d.window.show_place("duplicates")
    yield lambda: page.marks is not None and page.board.list.current_group() is not None
    for pair_class, name in (
        (PairClass.IDENTICAL_FILE, "duplicates"),
        (PairClass.IDENTICAL_PICTURE, "duplicates-same-picture"),
        (PairClass.SERIES, "series"),
        (PairClass.SAME_SHOT, "duplicates-same-shot"),
    ):
        page.show_class(pair_class)
        page.setFocus()
        yield lambda: page.board.list.current_group() is not None
        yield from album.take(name)
        if pair_class is PairClass.SAME_SHOT:
            page.board.ask_rule()
            yield from album.take("duplicates-rule")
            page.rule_bar.close_bar()


def _compare(d: Driver, album: Album) -> Script:
    """Compare the group of the same shot that is shown."""
    view = d.window.compare_view
    d.window.compare_selected()
    yield lambda: d.window.stack.currentWidget() is view and len(view.panes) >= 2
    yield lambda: all(pane.canvas.image is not None for pane in view.panes)
    yield from album.take("compare")
    d.key(KEY.Key_F)
    yield from album.take("compare-flip")
    d.key(KEY.Key_D)
    yield lambda: view.difference.canvas.pixels is not None
    yield from album.take("compare-difference")
    d.key(KEY.Key_Escape)
    d.key(KEY.Key_Escape)
    yield lambda: d.window.stack.currentWidget() is d.window.duplicates_page


def _clean_up(d: Driver, album: Album) -> Script:
    yield from _keep_the_plainer(d)
    later(d.window.duplicates_page.board.foot.clean_up.click)
    yield lambda: d.dialog("CleanupDialog") is not None
    dialog = d.dialog("CleanupDialog")
    yield dialog.go.isVisible
    dialog.plan_view.union.setChecked(True)  # sidecars, of which one is in the way of the undo
    yield from album.take("clean-up-plan")
    later(dialog.go.click)
    yield dialog.undo.isVisible
    yield from album.take("clean-up-result")
    later(dialog.close)
    yield lambda: d.dialog("CleanupDialog") is None
    d.window.show_place("history")
    page = d.window.history_page
    yield lambda: d.window.stack.currentWidget() is page and page.undo.isEnabled()
    yield lambda: page.items.table.rowCount() > 0
    yield from album.take("history")
    yield from _undo(d, album)


def _keep_the_plainer(d: Driver) -> Script:
    """Of an identical picture keep the one that knows less: a sidecar is written for it."""
    from photofinder.core.types import PairClass

    page = d.window.duplicates_page
    page.show_class(PairClass.IDENTICAL_PICTURE)
    yield lambda: page.board.list.current_group() is not None
    for mark, is_album in (("keep", False), ("trash", True)):
        for path in page.current_marks():
            if ("Albums" in path.parts) is is_album:
                page.apply_mark(path, mark)
    yield lambda: set(page.current_marks().values()) == {"keep", "trash"}


def _undo(d: Driver, album: Album) -> Script:
    """Take the clean-up back: all but a sidecar that was changed since, then that one, too."""
    page, library = d.window.history_page, d.window.context.bridge.library
    photos, files = Path(d.values["photos"]), int(d.values["files"])
    sidecar = min(photos.rglob("*.xmp"))
    written = sidecar.read_bytes()
    sidecar.write_bytes(written + b"<!-- changed by another program -->")
    page.undo.click()
    yield lambda: sum(path.is_file() for path in photos.rglob("*")) == files + 1
    yield lambda: not library.jobs() and page.sidecars.isVisible()
    yield from album.take("history-sidecars")
    sidecar.write_bytes(written)
    yield page.undo.isEnabled
    page.undo.click()
    yield lambda: sum(path.is_file() for path in photos.rglob("*")) == files
    yield lambda: not library.jobs() and not page.sidecars.isVisible()
    yield from album.take("history-undone")


# -- around --------------------------------------------------------------------------------------


def _around(d: Driver, album: Album) -> Script:
    d.window.show_place("folders")
    folders = d.window.stack.currentWidget()
    yield lambda: folders.list.table.rows
    yield from album.take("folders")
    folders.compare_current()
    yield lambda: folders.stack.currentWidget() is folders.comparison
    yield from album.take("folders-compared")
    folders.show_list()
    d.window.show_place("problems")
    page = d.window.stack.currentWidget()
    view = page.findChild(QTreeView, "problems")
    yield lambda: view.model().rowCount() > 0
    view.setCurrentIndex(view.model().index(0, 0, view.model().index(0, 0)))
    yield from album.take("problems")


def _dialogs(d: Driver, album: Album) -> Script:
    d.window.show_place("all")
    window = d.window
    yield from _dialog(d, album, "SettingsDialog", window.settingsRequested.emit, "")
    yield from _dialog(d, album, "AboutDialog", window.aboutRequested.emit, "about")
    yield from _dialog(d, album, "ShortcutsDialog", window.shortcutsRequested.emit, "shortcuts")


def _dialog(d: Driver, album: Album, kind: str, ask: Callable[[], None], name: str) -> Script:
    later(ask)
    yield lambda: d.dialog(kind) is not None
    dialog = d.dialog(kind)
    if name:
        if kind == "AboutDialog":
            yield lambda: bool(dialog._check.isEnabled())
        yield from album.take(name)
    else:
        for page in dialog.pages:
            dialog.show_page(page)
            if page == "desktop":
                yield from _menus_read(dialog)
            yield from album.take(f"settings-{page}")
        yield from _more_settings(dialog, album)
    later(dialog.close)
    yield lambda: d.dialog(kind) is None


def _menus_read(dialog: Any) -> Script:
    """Wait until the page says what stands in other programs' folders."""
    page = dialog.pages["desktop"]
    yield page._install.isEnabled
    yield page._autostart.isEnabled


def _more_settings(dialog: Any, album: Album) -> Script:
    """Show what is further down on the pages, and the right-click actions once installed."""
    keepers = dialog.pages["keepers"]
    dialog.show_page("keepers")
    rules = keepers._rules
    rules.setCurrentRow(list(rules.rules()).index("has_edits"))
    rules.scrollToItem(rules.currentItem(), rules.ScrollHint.PositionAtTop)
    yield from album.take("settings-keepers-rules", review=False)
    keepers.verticalScrollBar().setValue(keepers.verticalScrollBar().maximum())
    yield from album.take("settings-keepers-folders", review=False)
    desktop = dialog.pages["desktop"]
    dialog.show_page("desktop")
    desktop._install.click()
    yield desktop._remove.isEnabled
    yield from album.take("settings-desktop-installed")
    desktop._remove.click()
    yield desktop._install.isEnabled
