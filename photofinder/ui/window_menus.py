"""The menus of the main window. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from photofinder.ui import photo_actions
from photofinder.ui.window_actions import WindowActions
from photofinder.ui.words import tr

if TYPE_CHECKING:
    from photofinder.ui.main_window import MainWindow


def build_menus(window: MainWindow) -> WindowActions:
    """Give the window its menu bar."""
    actions = WindowActions(window)
    _file_menu(actions, window)
    _photo_menu(actions, window)
    _view_menu(actions, window)
    _library_menu(actions, window)
    _help_menu(actions, window)
    return actions


def _file_menu(actions: WindowActions, window: MainWindow) -> None:
    menu = actions.menu(tr("&File"))
    actions.add(
        menu, "add", tr("&Add a folder..."), window.folders.choose, keys="Ctrl+Shift+N", icon="add"
    )
    menu.addSeparator()
    actions.add(
        menu, "open-image", tr("&Open image..."), window.open_image, keys="Ctrl+O", icon="open"
    )
    actions.add(
        menu, "paste", tr("Search with &clipboard"), window.paste, keys="Ctrl+V", icon="similar"
    )
    menu.addSeparator()
    actions.add(
        menu,
        "settings",
        tr("&Settings..."),
        window.settingsRequested.emit,
        keys="Ctrl+,",
        icon="settings",
    )
    actions.add(menu, "close", tr("Close &window"), window.close, keys="Ctrl+W")
    actions.add(menu, "quit", tr("&Quit"), window.quitRequested.emit, keys="Ctrl+Q")


def _photo_menu(actions: WindowActions, window: MainWindow) -> None:
    context = window.context
    menu = actions.menu(tr("&Photo"))
    actions.add(
        menu, "similar", tr("Find &similar"), window.search_selected, keys="S", icon="similar"
    )
    actions.add(menu, "compare", tr("&Compare"), window.compare_selected, keys="C", icon="compare")
    actions.add(menu, "preview", tr("&Preview"), window.preview, keys="Ctrl+Space", icon="fit")
    menu.addSeparator()
    actions.add(
        menu,
        "open",
        tr("&Open"),
        lambda: photo_actions.open_chosen(context, window.chosen_photos()),
        keys="Ctrl+Return",
        icon="open",
    )
    actions.add(
        menu,
        "show-in-folder",
        tr("Show in &file manager"),
        window.show_in_folder,
        keys="Ctrl+Shift+R",
        icon="folder",
    )
    menu.addSeparator()
    actions.add(
        menu,
        "copy",
        tr("Cop&y"),
        lambda: window.chosen_photos().ask(photo_actions.copy_photos, None),
        keys=QKeySequence.StandardKey.Copy,
        icon="copy",
    )
    actions.add(
        menu,
        "copy-path",
        tr("Copy p&ath"),
        lambda: window.chosen_photos().ask(photo_actions.copy_paths, None),
        keys="Ctrl+Shift+C",
    )


def _view_menu(actions: WindowActions, window: MainWindow) -> None:
    menu = actions.menu(tr("&View"))
    for number, (name, icon, text) in enumerate(
        (
            ("all", "all-photos", tr("All photos")),
            ("recent", "recent", tr("Recently added")),
            ("similar", "similar", tr("Find similar")),
            ("duplicates", "duplicates", tr("Duplicates")),
            ("series", "series", tr("Series")),
            ("folders", "folders", tr("Duplicate folders")),
            ("problems", "problems", tr("Problems")),
            ("history", "history", tr("History")),
        ),
        start=1,
    ):
        actions.add(
            menu,
            f"show-{name}",
            text,
            lambda name=name: window.show_place(name),  # type: ignore[misc]
            keys=f"Ctrl+{number}",
            icon=icon,
        )
    menu.addSeparator()
    actions.add(
        menu, "filter", tr("&Filter"), window.focus_filter, keys=("Ctrl+F", "/"), icon="search"
    )
    actions.add(menu, "notice", tr("Go to the &message"), window.focus_notice, keys="F6")
    details = actions.add(
        menu,
        "details",
        tr("&Details"),
        window.toggle_details,
        keys="Ctrl+I",
        icon="details",
        checkable=True,
    )
    details.setChecked(True)
    grid = window.library_page.grid
    actions.add(
        menu,
        "zoom-in",
        tr("Larger thumbnails"),
        lambda: window.zoom(1),
        keys=("Ctrl++", "Ctrl+="),
        icon="zoom-in",
    )
    actions.add(
        menu,
        "zoom-out",
        tr("Smaller thumbnails"),
        lambda: window.zoom(-1),
        keys="Ctrl+-",
        icon="zoom-out",
    )
    actions.add(menu, "zoom-reset", tr("Usual size"), grid.reset_zoom, keys="Ctrl+0")
    menu.addSeparator()
    actions.add(menu, "full-screen", tr("F&ull screen"), window.toggle_full_screen, keys="F11")


def _library_menu(actions: WindowActions, window: MainWindow) -> None:
    menu = actions.menu(tr("&Library"))
    actions.add(menu, "scan", tr("&Look for changes now"), window.scan_now, keys="F5", icon="sync")
    actions.add(menu, "retry", tr("Try &unreadable photos again"), window.retry_unreadable)
    pause = actions.add(
        menu,
        "pause",
        tr("&Pause"),
        window.toggle_pause,
        keys="Ctrl+P",
        icon="pause",
        checkable=True,
    )
    pause.setToolTip(tr("Indexing waits until you go on"))
    actions.add(menu, "jobs", tr("&Jobs"), window.toggle_jobs, keys="Ctrl+J")


def _help_menu(actions: WindowActions, window: MainWindow) -> None:
    menu = actions.menu(tr("&Help"))
    actions.add(
        menu,
        "shortcuts",
        tr("&Keyboard shortcuts"),
        window.shortcutsRequested.emit,
        keys=("F1", "?"),
    )
    actions.add(menu, "about", tr("&About photofinder"), window.aboutRequested.emit, icon="info")
