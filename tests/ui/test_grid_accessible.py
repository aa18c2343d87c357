"""What a screen reader is told of the grid: a list, its photos, what is chosen and current."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from photofinder.core.views import PhotoList, PhotoQuery, PhotoSort
from photofinder.ui import grid_accessible
from photofinder.ui.context import PageContext
from photofinder.ui.grid_view import GridView
from photofinder.ui.photo_model import PhotoModel

Role, State, Text = QAccessible.Role, QAccessible.State, QAccessible.Text


@pytest.fixture
def active(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A screen reader is there."""
    QAccessible.setActive(True)
    # without a screen, Qt up to 6.8 says no all the same
    monkeypatch.setattr(QAccessible, "isActive", staticmethod(lambda: True))
    yield
    QAccessible.setActive(False)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def grid(qtbot: QtBot, window: QWidget, context: PageContext, active: None) -> GridView:
    grid = GridView(context.thumbnails, window)
    grid.setAccessibleName("Photos")
    model = PhotoModel(context.bridge, window)
    grid.setModel(model)
    window.resize(760, 620)
    grid.resize(760, 620)
    window.show()
    window.activateWindow()
    grid.setFocus()
    qtbot.waitUntil(grid.hasFocus)
    model.set_list(context.bridge.library.viewing.photo_list(PhotoQuery(sort=PhotoSort.NAME)))
    qtbot.waitUntil(lambda: len(model.known_rows(model.file_ids)) == 36)
    return grid


def interface(grid: GridView) -> grid_accessible.GridAccessible:
    found = QAccessible.queryAccessibleInterface(grid)
    assert isinstance(found, grid_accessible.GridAccessible)
    return found


def test_grid_is_a_list_of_its_photos(grid: GridView) -> None:
    photos = interface(grid)
    assert photos.role() == Role.List
    assert photos.text(Text.Name) == "Photos"
    assert photos.isValid()
    assert photos.childCount() == 36
    assert photos.child(-1) is None
    assert photos.child(36) is None
    state = photos.state()
    assert state.multiSelectable
    assert state.focusable
    item = photos.child(5)
    assert item is photos.child(5)
    assert item.role() == Role.ListItem
    assert item.isValid()
    assert item.parent() is photos
    assert photos.indexOfChild(item) == 5
    assert (item.childCount(), item.child(0), item.childAt(1, 1)) == (0, None, None)
    assert item.window() is grid.window().windowHandle()


def test_photo_is_named_with_what_is_seen(grid: GridView) -> None:
    item = interface(grid).child(3)
    row = grid.photos.photo(3)
    assert item.text(Text.Name) == row.path.name
    assert item.text(Text.Description) == str(row.path)
    assert item.text(Text.Value) == ""
    grid.choose(3)
    assert item.text(Text.Name) == f"{row.path.name}, selected"


def test_photo_whose_row_is_not_there_is_named_by_its_place(grid: GridView) -> None:
    grid.photos.set_list(PhotoList(PhotoQuery(), np.arange(5_000, 5_010)))
    assert interface(grid).child(3).text(Text.Name) == "Photo 4 of 10"


def test_states(grid: GridView) -> None:
    photos = interface(grid)
    grid.choose(2)
    grid.change_selection(lambda: grid.chosen.toggle(7))
    states = {number: photos.child(number).state() for number in (2, 3, 7, 35)}
    assert [n for n, state in states.items() if state.selected] == [2, 7]
    assert [n for n, state in states.items() if state.focused] == [2]
    assert all(state.selectable and state.focusable for state in states.values())
    assert states[35].offscreen
    assert not states[3].offscreen
    assert photos.focusChild() is photos.child(2)


def test_places_on_the_screen(grid: GridView) -> None:
    photos = interface(grid)
    for number in (0, 6):
        rect = photos.child(number).rect()
        assert rect.size() == grid.cell_rect(number).size()
        middle = rect.center()
        assert photos.childAt(middle.x(), middle.y()) is photos.child(number)
    outside = grid.mapToGlobal(QPoint(-5, -5))
    assert photos.childAt(outside.x(), outside.y()) is None


def test_move_of_the_current_photo_is_told(grid: GridView, monkeypatch) -> None:
    told: list[tuple[QAccessible.Event, str]] = []
    update = QAccessible.updateAccessibility

    def record(event) -> None:
        told.append((event.type(), event.accessibleInterface().text(Text.Name)))
        update(event)

    monkeypatch.setattr(QAccessible, "updateAccessibility", staticmethod(record))
    names = [grid.photos.photo(number).path.name for number in range(3)]
    grid.choose(1)
    grid.set_current(2)
    assert (QAccessible.Event.Focus, f"{names[1]}, selected") in told
    assert told[-1] == (QAccessible.Event.Focus, names[2])
    grid.change_selection(lambda: grid.chosen.toggle(2))
    assert told[-1] == (QAccessible.Event.StateChanged, f"{names[2]}, selected")
    grid.photos.mark_stale()
    assert told[-1] == (QAccessible.Event.NameChanged, f"{names[2]}, selected")
    grid.clearFocus()
    grid.setFocus()
    assert told[-1] == (QAccessible.Event.Focus, f"{names[2]}, selected")


def test_items_of_another_list_are_let_go(grid: GridView) -> None:
    photos = interface(grid)
    items = [photos.child(number) for number in range(36)]
    known = [QAccessible.uniqueId(item) for item in items[:10]]
    assert QAccessible.accessibleInterface(known[3]) is items[3]
    grid.photos.set_list(PhotoList(PhotoQuery(), np.arange(5)))
    assert not any(shiboken6.isValid(item) for item in items)
    assert QAccessible.accessibleInterface(known[3]) is None
    assert photos.childCount() == 5
    assert photos.child(3).isValid()


def test_items_are_bounded(grid: GridView, monkeypatch) -> None:
    monkeypatch.setattr(grid_accessible, "MAX_ITEMS", 8)
    photos = interface(grid)
    items = [photos.child(number) for number in range(36)]
    assert [shiboken6.isValid(item) for item in items] == [False] * 28 + [True] * 8
    assert photos.child(0).text(Text.Name)


def test_item_that_a_screen_reader_deletes_is_made_again(grid: GridView) -> None:
    photos = interface(grid)
    QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(photos.child(4)))
    assert photos.child(4).text(Text.Name)


def test_interface_does_not_keep_the_grid(qtbot: QtBot, grid: GridView) -> None:
    photos = interface(grid)
    item = photos.child(1)
    QAccessible.uniqueId(item)
    shiboken6.delete(grid)
    assert photos.view is None
    assert not shiboken6.isValid(photos)
    assert not shiboken6.isValid(item)
    gc.collect()


_PROGRAM = """
import gc, sys
import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPushButton
from photofinder.core.views import PhotoList, PhotoQuery
from photofinder.ui.bridge import Bridge
from photofinder.ui.grid_view import GridView
from photofinder.ui.photo_model import PhotoModel
from photofinder.ui.thumbnail_provider import ThumbnailProvider

app = QApplication([])
QAccessible.setActive(True)
if "cache-first" in sys.argv:
    button = QPushButton("first")
    QAccessible.uniqueId(QAccessible.queryAccessibleInterface(button))
bridge = Bridge()
thumbnails = ThumbnailProvider(bridge)
kept = []
for turn in range(40):
    view = GridView(thumbnails)
    model = PhotoModel(bridge, view)
    view.setModel(model)
    model.set_list(PhotoList(PhotoQuery(), np.arange(3_000)))
    view.show()
    photos = QAccessible.queryAccessibleInterface(view)
    for number in range(0, 3_000, 2):
        QAccessible.uniqueId(photos.child(number))
        view.set_current(number, scroll=False)
    app.processEvents()
    model.set_list(PhotoList(PhotoQuery(text=str(turn)), np.arange(100)))
    photos.child(turn).text(QAccessible.Text.Name)
    if "keep" in sys.argv:
        kept.append(view)
    elif turn % 2:
        view.deleteLater()
        app.processEvents()
    del view, model, photos
    gc.collect()
thumbnails.close()
bridge.close()
if "delete" in sys.argv:
    import shiboken6
    shiboken6.delete(app)
print("ended well")
"""


@pytest.mark.parametrize("how", ["", "keep", "cache-first", "cache-first keep", "delete keep"])
def test_process_survives_many_grids_and_its_own_end(how: str) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", _PROGRAM, *how.split()],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "ended well" in done.stdout
