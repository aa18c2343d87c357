"""The main window by keyboard alone: where the keys go, and that they go somewhere seen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from photofinder.ui.background import Background
from photofinder.ui.context import PageContext
from photofinder.ui.main_window import MainWindow

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
    for _ in range(7):
        places.append(window.sidebar.current_place())
        press(Qt.Key.Key_Down)
        assert focused() is window.sidebar
    assert places == ["all", "recent", "similar", "duplicates", "series", "problems", "history"]
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
