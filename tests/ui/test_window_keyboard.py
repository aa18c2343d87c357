"""The main window by keyboard alone: where the keys go, and that they go somewhere seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from photofinder.ui.background import Background
from photofinder.ui.bridge import Bridge
from photofinder.ui.context import Notice, PageContext, Requests
from photofinder.ui.main_window import MainWindow
from photofinder.ui.shortcuts_dialog import ShortcutsDialog
from photofinder.ui.thumbnail_provider import ThumbnailProvider

PATIENCE_MS = 20_000


@contextmanager
def shown(qtbot: Any, context: PageContext, state_file: Path) -> Iterator[MainWindow]:
    """Yield a window on an open library, in front."""
    background = Background(context.bridge)
    window = MainWindow(context, background, state_file)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    context.bridge.opened.emit()
    yield window
    window.hide()
    background.close()
    window.deleteLater()


@pytest.fixture
def window(qtbot: Any, context: PageContext, tmp_path: Path) -> Iterator[MainWindow]:
    """Give a window of a library with photos."""
    with shown(qtbot, context, tmp_path / "window.ini") as made:
        model = made.library_page.model
        qtbot.waitUntil(lambda: model.rowCount() > 0, timeout=PATIENCE_MS)
        yield made


@pytest.fixture
def empty_window(
    qtbot: Any, open_bridge: Callable[..., Bridge], library: Any, tmp_path: Path
) -> Iterator[MainWindow]:
    """Give a window of a library without folders."""
    bridge = open_bridge(library)
    thumbnails = ThumbnailProvider(bridge)
    context = PageContext(bridge, Requests(bridge), thumbnails)
    with shown(qtbot, context, tmp_path / "window.ini") as made:
        qtbot.waitUntil(lambda: made.library_page.is_first_run, timeout=PATIENCE_MS)
        yield made
    thumbnails.close()


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifiers)


# -- the sidebar ---------------------------------------------------------------------------------


def test_arrows_walk_through_the_sidebar_and_enter_goes_in(qtbot: Any, window: MainWindow) -> None:
    window.sidebar.setFocus()
    places = []
    for _ in range(8):
        places.append(window.sidebar.current_place())
        press(Qt.Key.Key_Down)
        assert focused() is window.sidebar
    assert places == list(PLACES)
    assert window.stack.shown == "library"  # of the first folder
    press(Qt.Key.Key_Return)
    assert focused() is window.library_page.grid


def test_click_in_the_sidebar_goes_in(qtbot: Any, window: MainWindow) -> None:
    sidebar = window.sidebar
    sidebar.setFocus()
    item = sidebar.itemBelow(sidebar.currentItem())
    point = sidebar.visualItemRect(item).center()
    qtbot.mouseClick(sidebar.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert window.stack.shown == "library"
    assert focused() is not sidebar


def test_shortcut_of_a_place_goes_in(qtbot: Any, window: MainWindow) -> None:
    window.sidebar.setFocus()
    window.show_place("similar")
    assert window.stack.currentWidget().isAncestorOf(focused())


# -- the keyboard is on something that is seen ---------------------------------------------------

PLACES = ("all", "recent", "similar", "duplicates", "series", "folders", "problems", "history")


def settled(window: MainWindow) -> bool:
    """Whether every page has heard from the library."""
    return window.duplicates_page.marks is not None


def assert_seen(window: MainWindow, place: str) -> None:
    widget = window.focusWidget()
    assert widget is not None, place
    assert widget.isVisible(), (place, widget)
    assert window.stack.currentWidget().isAncestorOf(widget), (place, widget)


def test_keyboard_is_on_something_seen_on_every_page_without_photos(
    qtbot: Any, empty_window: MainWindow
) -> None:
    for _ in range(2):  # before its answer is there and after
        for place in PLACES:
            empty_window.show_place(place)
            assert_seen(empty_window, place)
        qtbot.waitUntil(lambda: settled(empty_window), timeout=PATIENCE_MS)


def test_keyboard_is_on_something_seen_on_every_page_with_photos(
    qtbot: Any, window: MainWindow
) -> None:
    for _ in range(2):
        for place in PLACES:
            window.show_place(place)
            assert_seen(window, place)
        qtbot.waitUntil(lambda: settled(window), timeout=PATIENCE_MS)


def test_button_of_an_empty_page_is_pressed_by_the_keyboard(
    qtbot: Any, empty_window: MainWindow
) -> None:
    empty_window.show_place("history")
    button = focused()
    assert isinstance(button, QPushButton)
    press(Qt.Key.Key_Space)
    assert empty_window.stack.shown == "duplicates"
    assert_seen(empty_window, "duplicates")


def test_keyboard_follows_when_a_filter_leaves_nothing(qtbot: Any, window: MainWindow) -> None:
    page = window.library_page
    page.grid.setFocus()
    for letter in "zzqq":
        QTest.keyClicks(focused(), letter)
    qtbot.waitUntil(lambda: not page.grid.isVisible(), timeout=PATIENCE_MS)
    assert focused() is page.filter
    press(Qt.Key.Key_Return)
    assert isinstance(focused(), QPushButton)
    press(Qt.Key.Key_Space)  # clear the filter
    qtbot.waitUntil(page.grid.isVisible, timeout=PATIENCE_MS)
    assert focused() is page.grid


def test_keyboard_follows_when_the_last_photo_goes(qtbot: Any, window: MainWindow) -> None:
    page = window.library_page
    page.grid.setFocus()
    page._show_state("no-photos")
    assert_seen(window, "no photos")
    page._show_state("first-run")
    assert_seen(window, "first run")
    page._show_state("photos")
    assert focused() is page.grid


def test_message_is_read_aloud(window: MainWindow) -> None:
    page = window.library_page
    page.grid.setFocus()
    page._show_state("nothing-new")
    assert focused().accessibleName() == "Nothing was added lately"
    assert "30 days" in focused().accessibleDescription()


# -- filters -------------------------------------------------------------------------------------


def write(text: str) -> None:
    for letter in text:
        QTest.keyClicks(focused(), letter)


def test_slash_begins_a_filter_that_typing_alone_cannot_begin(
    qtbot: Any, window: MainWindow
) -> None:
    page = window.library_page
    page.grid.setFocus()
    write("/sc")
    assert focused() is page.filter
    assert page.filter.text() == "sc"
    assert window.stack.shown == "library"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down])
def test_keys_lead_from_the_filter_to_the_photos(window: MainWindow, key: Qt.Key) -> None:
    page = window.library_page
    page.filter.setFocus()
    press(key)
    assert focused() is page.grid


def test_escape_clears_the_filter_and_then_leads_to_the_photos(window: MainWindow) -> None:
    page = window.library_page
    page.filter.setFocus()
    write("p")
    press(Qt.Key.Key_Escape)
    assert (page.filter.text(), focused()) == ("", page.filter)
    press(Qt.Key.Key_Escape)
    assert focused() is page.grid


def test_filter_key_opens_the_filters_of_the_page(qtbot: Any, window: MainWindow) -> None:
    window.show_place("similar")
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.stack.shown == "similar"
    assert focused() is window.similar_page.header.filters.folder
    press(Qt.Key.Key_Escape)
    assert isinstance(focused(), QPushButton)  # open an image: there are no results
    window.show_place("duplicates")
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert focused() is window.duplicates_page.head.text
    press(Qt.Key.Key_Escape)
    assert_seen(window, "duplicates")
    assert focused() is not window.duplicates_page.head.text


@pytest.mark.parametrize("place", ["problems", "history"])
def test_filter_key_does_nothing_where_there_is_no_filter(window: MainWindow, place: str) -> None:
    window.show_place(place)
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.stack.shown == place
    assert not window.actions_by_name["filter"].isEnabled()


# -- the message bar and the full screen ---------------------------------------------------------


def tell(window: MainWindow, *, with_action: bool = True) -> list[str]:
    done: list[str] = []
    act = (lambda: done.append("undone")) if with_action else None
    window.message_bar.show_notice(Notice("2 files went", "info", "Undo", act, key="went"))
    return done


def test_key_leads_to_the_action_of_a_notice_and_back(qtbot: Any, window: MainWindow) -> None:
    window.library_page.grid.setFocus()
    done = tell(window)
    press(Qt.Key.Key_F6)
    assert focused().text() == "Undo"
    press(Qt.Key.Key_Return)
    assert done == ["undone"]
    assert focused() is window.library_page.grid


def test_notice_without_an_action_is_closed_by_its_key(window: MainWindow) -> None:
    window.library_page.grid.setFocus()
    tell(window, with_action=False)
    press(Qt.Key.Key_F6)
    assert window.message_bar.isAncestorOf(focused())
    press(Qt.Key.Key_Escape)
    assert window.message_bar.current is None
    assert focused() is window.library_page.grid


@pytest.mark.parametrize("place", PLACES)
def test_escape_closes_the_notice_from_every_page(window: MainWindow, place: str) -> None:
    window.show_place(place)
    tell(window)
    press(Qt.Key.Key_Escape)
    assert window.message_bar.current is None
    assert_seen(window, place)


def test_escape_first_clears_what_is_chosen(window: MainWindow) -> None:
    grid = window.library_page.grid
    grid.choose(0)
    grid.setFocus()
    tell(window)
    press(Qt.Key.Key_Escape)
    assert not grid.chosen.chosen
    assert window.message_bar.current is not None


def test_notice_stays_while_the_keyboard_is_in_it(window: MainWindow) -> None:
    tell(window)
    press(Qt.Key.Key_F6)
    window.message_bar._on_time_over()
    assert window.message_bar.current is not None
    window.library_page.grid.setFocus()
    window.message_bar._on_time_over()
    assert window.message_bar.current is None


def test_escape_leaves_the_full_screen_after_the_notice(window: MainWindow) -> None:
    window.toggle_full_screen()
    window.library_page.grid.setFocus()
    tell(window)
    press(Qt.Key.Key_Escape)
    assert window.isFullScreen()
    press(Qt.Key.Key_Escape)
    assert not window.isFullScreen()


def test_keys_of_messages_and_filters_are_told(qtbot: Any, window: MainWindow) -> None:
    dialog = ShortcutsDialog(window.actions(), window)
    qtbot.addWidget(dialog)
    told = {}
    for number in range(dialog.list.topLevelItemCount()):
        group = dialog.list.topLevelItem(number)
        rows = [group.child(row) for row in range(group.childCount())]
        told |= {row.text(0): row.text(1) for row in rows}
    assert told["Go to the message"] == "F6"
    assert told["To the list"] == "Return, Down"
    assert "/" in told["Filter"]
