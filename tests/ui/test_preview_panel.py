"""The large preview: going through a list, late rows, what is gone, searches from it, keys."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from photofinder.core.views import PhotoList, PhotoQuery, PhotoRow
from photofinder.ui.bridge import Bridge
from photofinder.ui.canvas_surface import CanvasState
from photofinder.ui.context import PageContext
from photofinder.ui.grid_view import GridView
from photofinder.ui.photo_model import PhotoModel
from photofinder.ui.preview_panel import PreviewPanel
from photofinder.ui.preview_window import PreviewWindow
from photofinder.ui.tool_strip import ToolStrip


class HeldViewing:
    """A library's viewing whose rows can be held up."""

    def __init__(self, viewing: object) -> None:
        self._viewing = viewing
        self.free = threading.Event()
        self.free.set()
        self.pictures: list[str] = []

    def rows(self, file_ids: list[int]) -> dict[int, PhotoRow]:
        assert self.free.wait(20)
        return self._viewing.rows(file_ids)

    def picture(self, path: object, edge_px: int | None) -> object:
        self.pictures.append(path.name)
        return self._viewing.picture(path, edge_px)

    def __getattr__(self, name: str) -> object:
        return getattr(self._viewing, name)


@pytest.fixture
def viewing(bridge: Bridge) -> Iterator[HeldViewing]:
    held = HeldViewing(bridge.library.viewing)
    bridge.library.viewing = held
    yield held
    held.free.set()


@pytest.fixture
def photos(bridge: Bridge) -> PhotoList:
    return bridge.library.viewing.photo_list(PhotoQuery(sort="name", descending=False))


@pytest.fixture
def ids(photos: PhotoList) -> np.ndarray:
    return photos.file_ids


@pytest.fixture
def panel(context: PageContext, viewing: HeldViewing, qtbot: QtBot) -> PreviewPanel:
    widget = PreviewPanel(context)
    qtbot.addWidget(widget)
    widget.resize(900, 600)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def wait_shown(qtbot: QtBot, panel: PreviewPanel, file_id: int) -> None:
    done = (CanvasState.SHOWN, CanvasState.FAILED)

    def shown() -> bool:
        row = panel.row
        return row is not None and row.file_id == file_id and panel.canvas.state in done

    qtbot.waitUntil(shown, timeout=20_000)


def test_a_photo_of_the_list_is_shown_with_name_and_place(
    panel: PreviewPanel, ids: np.ndarray, qtbot: QtBot
) -> None:
    panel.show_photos(ids, 4)
    wait_shown(qtbot, panel, ids[4])
    assert panel.bar._name.text() == panel.row.path.name == panel.canvas.name
    assert panel.bar._place.text() == "5 of 36"
    assert "300 × 200" in panel.bar._facts.text()  # noqa: RUF001


def test_arrows_go_through_the_list_and_stop_at_its_ends(
    panel: PreviewPanel, ids: np.ndarray, qtbot: QtBot
) -> None:
    panel.show_photos(ids, 0)
    wait_shown(qtbot, panel, ids[0])
    with qtbot.assertNotEmitted(panel.currentChanged):
        qtbot.keyClick(panel.canvas, Qt.Key.Key_Left)
    assert not panel.bar.previous.isEnabled()
    with qtbot.waitSignal(panel.currentChanged) as changed:
        qtbot.keyClick(panel.canvas, Qt.Key.Key_Right)
    assert changed.args == [ids[1]]
    qtbot.keyClick(panel.canvas, Qt.Key.Key_End)
    wait_shown(qtbot, panel, ids[-1])
    assert not panel.bar.next.isEnabled()
    qtbot.keyClick(panel.canvas, Qt.Key.Key_PageUp)
    wait_shown(qtbot, panel, ids[-2])
    qtbot.keyClick(panel.canvas, Qt.Key.Key_Home)
    wait_shown(qtbot, panel, ids[0])


def test_arrows_move_the_picture_while_it_is_zoomed(
    panel: PreviewPanel, ids: np.ndarray, qtbot: QtBot
) -> None:
    panel.show_photos(ids, 3)
    wait_shown(qtbot, panel, ids[3])
    for _ in range(8):
        panel.canvas.zoom_in()
    x = panel.canvas.view.x
    qtbot.keyClick(panel.canvas, Qt.Key.Key_Right)
    assert panel.canvas.view.x > x
    assert panel.file_id == ids[3]
    qtbot.keyClick(panel.canvas, Qt.Key.Key_N)
    wait_shown(qtbot, panel, ids[4])
    assert panel.canvas.view.edge_px is None


def test_a_key_that_is_held_down_ends_at_the_right_photo(
    panel: PreviewPanel, viewing: HeldViewing, ids: np.ndarray, qtbot: QtBot
) -> None:
    panel.show_photos(ids, 0)
    for _ in range(30):
        qtbot.keyClick(panel.canvas, Qt.Key.Key_Right)
    wait_shown(qtbot, panel, ids[30])
    assert panel.canvas.image.path == panel.row.path
    assert len(viewing.pictures) < 12


def test_the_old_photo_goes_when_the_next_is_slow(
    panel: PreviewPanel, viewing: HeldViewing, ids: np.ndarray, qtbot: QtBot
) -> None:
    panel.show_photos(ids, 0)
    wait_shown(qtbot, panel, ids[0])
    viewing.free.clear()
    panel.step(1)
    qtbot.waitUntil(lambda: panel.canvas.state is CanvasState.EMPTY, timeout=5_000)
    assert panel.bar._name.text() == ""
    assert panel.canvas.pixels is None
    viewing.free.set()
    wait_shown(qtbot, panel, ids[1])


def test_neighbours_are_loaded_ahead(
    panel: PreviewPanel, viewing: HeldViewing, ids: np.ndarray, qtbot: QtBot
) -> None:
    panel.show_photos(ids, 10)
    wait_shown(qtbot, panel, ids[10])
    qtbot.waitUntil(lambda: len(viewing.pictures) == 4, timeout=20_000)
    panel.step(1)
    wait_shown(qtbot, panel, ids[11])
    names = [panel._context.bridge.library.viewing.rows([int(n)]) for n in ids[8:14]]
    by_number = {number: next(iter(rows.values())).path.name for number, rows in enumerate(names)}
    assert set(viewing.pictures[:4]) == {by_number[k] for k in (1, 2, 3, 4)}


def test_a_deleted_photo_says_so_and_the_next_one_is_shown(
    panel: PreviewPanel, ids: np.ndarray, qtbot: QtBot
) -> None:
    rows = panel._context.bridge.library.viewing.rows([int(ids[2])])
    rows[int(ids[2])].path.unlink()
    panel.show_photos(ids, 2)
    wait_shown(qtbot, panel, ids[2])
    assert panel.canvas.state is CanvasState.FAILED
    assert not panel.bar.region.isEnabled()
    panel.step(1)
    wait_shown(qtbot, panel, ids[3])
    assert panel.canvas.state is CanvasState.SHOWN


def test_a_photo_that_is_gone_from_the_library_says_so(
    panel: PreviewPanel, ids: np.ndarray, qtbot: QtBot
) -> None:
    panel.show_photos(np.array([10**12, ids[0]]), 0)
    qtbot.waitUntil(lambda: "no longer" in panel.canvas.message.title, timeout=5_000)
    panel.step(1)
    wait_shown(qtbot, panel, ids[0])


def test_a_newer_list_keeps_the_photo(panel: PreviewPanel, ids: np.ndarray, qtbot: QtBot) -> None:
    panel.show_photos(ids, 5)
    wait_shown(qtbot, panel, ids[5])
    image = panel.canvas.image
    panel.set_photos(ids[3:])
    assert panel.bar._place.text() == "3 of 33"
    assert panel.canvas.image is image
    panel.set_photos(np.delete(ids[3:], 2))  # it is gone: the one that took its place
    wait_shown(qtbot, panel, ids[6])
    panel.set_photos(ids[:0])
    assert panel.canvas.state is CanvasState.EMPTY
    assert panel.file_id is None


def test_find_similar_closes_and_asks(
    panel: PreviewPanel, context: PageContext, ids: np.ndarray, qtbot: QtBot
) -> None:
    panel.show_photos(ids, 0)
    wait_shown(qtbot, panel, ids[0])
    path = panel.row.path
    asked = context.requests.similarRequested
    with qtbot.waitSignal(panel.closeRequested), qtbot.waitSignal(asked) as waited:
        qtbot.keyClick(panel.canvas, Qt.Key.Key_S)
    assert waited.args[0].like[0].path == path


def test_a_region_is_searched_and_esc_leaves_only_the_region(
    panel: PreviewPanel, context: PageContext, ids: np.ndarray, qtbot: QtBot
) -> None:
    panel.show_photos(ids, 0)
    wait_shown(qtbot, panel, ids[0])
    qtbot.keyClick(panel.canvas, Qt.Key.Key_R)
    assert panel.bar.region.isChecked()
    with qtbot.assertNotEmitted(panel.closeRequested):
        qtbot.keyClick(panel.canvas, Qt.Key.Key_Escape)
    assert not panel.bar.region.isChecked()
    panel.bar.region.click()
    with qtbot.waitSignal(context.requests.similarRequested) as asked:
        qtbot.keyClick(panel.canvas, Qt.Key.Key_Return)
    assert asked.args[0].like[0].region.width == pytest.approx(0.5)
    with qtbot.waitSignal(panel.closeRequested):
        qtbot.keyClick(panel.canvas, Qt.Key.Key_Escape)


# -- the window ----------------------------------------------------------------------------------


@pytest.fixture
def grid(context: PageContext, photos: PhotoList, qtbot: QtBot) -> GridView:
    model = PhotoModel(context.bridge)
    view = GridView(context.thumbnails)
    model.setParent(view)
    view.setModel(model)
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show()
    model.set_list(photos)
    return view


def test_the_window_begins_with_the_current_photo_which_follows(
    context: PageContext, grid: GridView, ids: np.ndarray, qtbot: QtBot
) -> None:
    grid.choose(7)
    window = PreviewWindow.show_for(context, grid, grid)
    wait_shown(qtbot, window.panel, ids[7])
    qtbot.keyClick(window.panel.canvas, Qt.Key.Key_Right)
    assert grid.current == 8
    assert list(grid.selected_file_ids()) == [ids[8]]
    wait_shown(qtbot, window.panel, ids[8])
    qtbot.keyClick(window.panel.canvas, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not isValid(window))


def test_the_window_follows_a_newer_list(
    context: PageContext, grid: GridView, photos: PhotoList, ids: np.ndarray, qtbot: QtBot
) -> None:
    grid.choose(7)
    window = PreviewWindow.show_for(context, grid, grid)
    wait_shown(qtbot, window.panel, ids[7])
    grid.photos.set_list(PhotoList(photos.query, ids[5:]))
    assert window.panel.file_id == ids[7]
    assert window.panel.bar._place.text() == "3 of 31"
    window.close()
    qtbot.waitUntil(lambda: not isValid(window))
    grid.photos.set_list(photos)  # reaches nobody


def test_there_is_no_window_without_photos(
    context: PageContext, grid: GridView, photos: PhotoList, ids: np.ndarray
) -> None:
    grid.photos.set_list(PhotoList(photos.query, ids[:0]))
    assert PreviewWindow.show_for(context, grid, grid) is None


def test_the_window_is_dark_whatever_the_theme(
    context: PageContext, grid: GridView, qtbot: QtBot
) -> None:
    window = PreviewWindow.show_for(context, grid, grid)
    image = window.grab().toImage()
    for point in ((3, 3), (window.width() - 3, window.height() - 3)):
        assert image.pixelColor(*point).lightness() < 64
    window.close()
    qtbot.waitUntil(lambda: not isValid(window))


# -- the buttons ---------------------------------------------------------------------------------


def test_buttons_leave_their_words_out_where_there_is_no_room(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    strip = ToolStrip(holder)
    made = [strip.button("fit", f"Some long words {n}", "F", lambda: None) for n in range(5)]
    for button in made:
        strip.row.addWidget(button)
    text = strip.button("", "100 %", "Z", lambda: None)
    strip.row.addWidget(text)
    holder.resize(2000, 100)
    strip.resize(2000, 50)
    holder.show()
    qtbot.waitExposed(holder)
    words = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    assert {button.toolButtonStyle() for button in made} == {words}
    strip.resize(300, 50)
    assert {b.toolButtonStyle() for b in made} == {Qt.ToolButtonStyle.ToolButtonIconOnly}
    assert text.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextOnly
    assert all("Some long words" in button.toolTip() for button in made)
    strip.resize(2000, 50)
    assert {button.toolButtonStyle() for button in made} == {words}


def test_button_that_is_rarely_there_keeps_its_word_the_longest(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    strip = ToolStrip(holder)
    made = [strip.button("fit", f"Some long words {n}", "F", lambda: None) for n in range(5)]
    rare = made[2]
    strip.keep_words(rare)
    for button in made:
        strip.row.addWidget(button)
    holder.show()
    qtbot.waitExposed(holder)
    words, icon = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
    all_px, rare_px = strip._wide_px, strip._middle_px
    for width, of_rare, of_others in (
        (all_px, words, words),
        (all_px - 1, words, icon),
        (rare_px, words, icon),
        (rare_px - 1, icon, icon),
        (all_px - 1, words, icon),
    ):
        strip.resize(width, 50)
        assert rare.toolButtonStyle() == of_rare
        assert {b.toolButtonStyle() for b in made if b is not rare} == {of_others}
    rare.hide()
    strip.remeasure()
    assert {b.toolButtonStyle() for b in made if b is not rare} == {words}, "its room is free"
