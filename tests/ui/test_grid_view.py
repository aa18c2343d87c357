"""The photo grid by mouse and keys: what is current, what is chosen, what stays in its place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from photofinder.core.views import PhotoList, PhotoQuery, PhotoRow, PhotoSort, Section
from photofinder.ui import grid_painting, theme
from photofinder.ui.context import PageContext
from photofinder.ui.grid_view import MAX_CELL_PX, MIN_CELL_PX, GridView
from photofinder.ui.photo_model import PhotoModel

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton
SIZE = (760, 620)  # four columns


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def grid(qtbot: QtBot, window: QWidget, context: PageContext) -> GridView:
    """A grid of four columns with the 36 pictures by name, all rows known."""
    grid = GridView(context.thumbnails, window)
    model = PhotoModel(context.bridge, window)
    grid.setModel(model)
    window.resize(*SIZE)
    grid.resize(*SIZE)
    window.show()
    window.activateWindow()
    grid.setFocus()
    qtbot.waitUntil(grid.hasFocus)
    model.set_list(context.bridge.library.viewing.photo_list(PhotoQuery(sort=PhotoSort.NAME)))
    qtbot.waitUntil(lambda: len(model.known_rows(model.file_ids)) == 36)
    assert grid.grid.columns == 4
    return grid


def number_list(ids: Sequence[int], text: str = "", sections: Sequence[int] = ()) -> PhotoList:
    """A list of photos that need not exist, in sections of these sizes."""
    starts = np.cumsum([0, *sections]).tolist()
    named = tuple(
        Section(f"{2020 - n // 12}-{12 - n % 12:02}", starts[n], count)
        for n, count in enumerate(sections)
    )
    return PhotoList(PhotoQuery(text=text), np.asarray(ids, np.int64), named)


def chosen(grid: GridView) -> list[int]:
    return grid.chosen.numbers.tolist()


def click(grid: GridView, number: int, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(grid.viewport(), LEFT, modifiers, grid.cell_rect(number).center())


def press(grid: GridView, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(grid, key, modifiers)


def mouse(
    grid: GridView,
    kind: QEvent.Type,
    point: QPoint,
    modifiers: Qt.KeyboardModifier = NONE,
    *,
    held: bool = True,
) -> None:
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else LEFT
    buttons = LEFT if held else Qt.MouseButton.NoButton
    at = QPointF(point)
    place = grid.viewport().mapToGlobal(at)
    event = QMouseEvent(kind, at, place, button, buttons, modifiers)
    QApplication.sendEvent(grid.viewport(), event)


def drag_over(
    grid: GridView, start: QPoint, *points: QPoint, modifiers: Qt.KeyboardModifier = NONE
) -> None:
    mouse(grid, QEvent.Type.MouseButtonPress, start, modifiers)
    for point in points:
        mouse(grid, QEvent.Type.MouseMove, point, modifiers)


def let_go(grid: GridView, point: QPoint) -> None:
    mouse(grid, QEvent.Type.MouseButtonRelease, point, held=False)


def beside(grid: GridView, number: int) -> QPoint:
    """A point in a cell, but beside its plate."""
    return grid.cell_rect(number).topLeft() + QPoint(1, 1)


def wheel(grid: GridView, notches: int, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
    point = QPointF(at)
    event = QWheelEvent(
        point, grid.viewport().mapToGlobal(point), QPoint(), QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(grid.viewport(), event)


# -- clicks ----------------------------------------------------------------------------------------


def test_click_chooses_one_ctrl_adds_shift_extends(grid: GridView) -> None:
    counts: list[int] = []
    grid.selectionCountChanged.connect(counts.append)
    click(grid, 2)
    assert (chosen(grid), grid.current) == ([2], 2)
    click(grid, 5, CTRL)
    assert (chosen(grid), grid.current) == ([2, 5], 5)
    click(grid, 7, SHIFT)
    assert chosen(grid) == [5, 6, 7]
    click(grid, 3, SHIFT)  # from the same anchor
    assert chosen(grid) == [3, 4, 5]
    click(grid, 1, CTRL)
    click(grid, 0, CTRL | SHIFT)
    assert chosen(grid) == [0, 1, 3, 4, 5]
    click(grid, 1, CTRL)
    assert chosen(grid) == [0, 3, 4, 5]
    assert counts[0] == 1
    assert counts[-1] == 4


def test_click_on_a_chosen_photo_narrows_when_let_go(grid: GridView) -> None:
    grid.selectAll()
    place = grid.cell_rect(4).center()
    mouse(grid, QEvent.Type.MouseButtonPress, place)
    assert len(chosen(grid)) == 36  # it might become a drag
    let_go(grid, place)
    assert chosen(grid) == [4]


def test_click_beside_everything_chooses_nothing(grid: GridView) -> None:
    grid.choose(3)
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    below = grid.cell_rect(35).bottomLeft() + QPoint(20, 4)
    QTest.mouseClick(grid.viewport(), LEFT, CTRL, below)
    assert chosen(grid) == [3]
    QTest.mouseClick(grid.viewport(), LEFT, NONE, below)
    assert chosen(grid) == []
    assert grid.current == 3


def test_right_click_chooses_what_is_under_it_unless_it_is_chosen(grid: GridView) -> None:
    asked: list[QPoint] = []
    grid.contextMenuRequested.connect(asked.append)
    grid.selectAll()
    for number, expected in ((2, 36), (2, 36)):
        place = grid.cell_rect(number).center()
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.RightButton, NONE, place)
        assert len(chosen(grid)) == expected
    grid.choose(0)
    place = grid.cell_rect(6).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.RightButton, NONE, place)
    assert chosen(grid) == [6]
    everywhere = grid.viewport().mapToGlobal(place)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, everywhere)
    QApplication.sendEvent(grid.viewport(), event)
    assert asked == [everywhere]


def test_double_click_activates(qtbot: QtBot, grid: GridView) -> None:
    with qtbot.waitSignal(grid.photoActivated) as activated:
        QTest.mouseDClick(grid.viewport(), LEFT, NONE, grid.cell_rect(6).center())
    assert activated.args == [grid.photos.photo(6)]


def test_header_chooses_its_section(grid: GridView) -> None:
    grid.photos.set_list(number_list(range(100, 130), "", [5, 3, 22]))
    second = grid.grid.header_rect(1).translated(0, -grid.verticalOffset()).center()
    QTest.mouseClick(grid.viewport(), LEFT, NONE, second)
    assert chosen(grid) == [5, 6, 7]
    QTest.mouseClick(grid._strip, LEFT, CTRL, QPoint(30, 10))
    assert chosen(grid) == [0, 1, 2, 3, 4, 5, 6, 7]
    QTest.mouseClick(grid.viewport(), LEFT, CTRL, second)
    assert chosen(grid) == [0, 1, 2, 3, 4]


# -- the rubber band -------------------------------------------------------------------------------


def test_band_chooses_what_it_touches(grid: GridView) -> None:
    end = grid.cell_rect(5).center()
    drag_over(grid, beside(grid, 0), QPoint(30, 30), end)
    assert chosen(grid) == [0, 1, 4, 5]
    mouse(grid, QEvent.Type.MouseMove, grid.cell_rect(4).center())
    assert chosen(grid) == [0, 4]
    let_go(grid, grid.cell_rect(4).center())
    assert chosen(grid) == [0, 4]
    assert grid.current == 4


def test_band_with_ctrl_turns_over(grid: GridView) -> None:
    grid.choose(1)
    click(grid, 7, CTRL)
    end = grid.cell_rect(1).center()
    drag_over(grid, beside(grid, 0), QPoint(30, 30), end, modifiers=CTRL)
    assert 7 in chosen(grid)
    assert 1 not in chosen(grid)
    let_go(grid, end)


def test_band_goes_on_while_the_grid_scrolls_below_it(qtbot: QtBot, grid: GridView) -> None:
    below = QPoint(grid.cell_rect(1).center().x(), grid.viewport().height() + 200)
    drag_over(grid, beside(grid, 0), QPoint(30, 30), below)
    bar = grid.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    let_go(grid, below)
    assert chosen(grid) == [n for n in range(36) if n % 4 < 2]


def test_band_is_seen(qtbot: QtBot, grid: GridView) -> None:
    before = grid.viewport().grab().toImage()
    end = QPoint(12, 300)
    drag_over(grid, QPoint(1, 1), QPoint(6, 200), end)
    seen = grid.viewport().grab().toImage()
    assert seen.pixelColor(4, 150) != before.pixelColor(4, 150)
    let_go(grid, end)
    assert grid.viewport().grab().toImage().pixelColor(4, 150) == before.pixelColor(4, 150)


# -- dragging out ----------------------------------------------------------------------------------


@pytest.fixture
def drags(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The files of each drag."""
    dragged: list[list[str]] = []

    def record(drag: QDrag, *_: object) -> Qt.DropAction:
        assert not drag.pixmap().isNull()
        dragged.append([url.fileName() for url in drag.mimeData().urls()])
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", record)
    monkeypatch.setattr(QGuiApplication, "mouseButtons", staticmethod(lambda: LEFT))
    return dragged


def names(grid: GridView, numbers: Sequence[int]) -> list[str]:
    return [grid.photos.photo(number).path.name for number in numbers]


def test_picture_is_dragged_out_as_a_file(grid: GridView, drags: list[list[str]]) -> None:
    start = grid.cell_rect(5).center()
    drag_over(grid, start, start + QPoint(3, 3), start + QPoint(80, 60))
    assert drags == [names(grid, [5])]
    let_go(grid, start)


def test_all_chosen_photos_are_dragged(grid: GridView, drags: list[list[str]]) -> None:
    for number in (1, 5, 6):
        click(grid, number, CTRL)
    start = grid.cell_rect(5).center()
    drag_over(grid, start, start + QPoint(80, 60))
    let_go(grid, start + QPoint(80, 60))
    assert drags == [names(grid, [1, 5, 6])]
    assert chosen(grid) == [1, 5, 6]  # not narrowed: it was no click


def test_photos_that_were_never_in_sight_are_dragged_too(
    qtbot: QtBot, grid: GridView, drags: list[list[str]]
) -> None:
    grid.photos.mark_stale()
    grid.selectAll()
    start = grid.cell_rect(5).center()
    drag_over(grid, start, start + QPoint(80, 60))
    qtbot.waitUntil(lambda: bool(drags))
    assert drags == [names(grid, range(36))]
    let_go(grid, start)


# -- keys ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (Qt.Key.Key_Left, 12),
        (Qt.Key.Key_Right, 14),
        (Qt.Key.Key_Up, 9),
        (Qt.Key.Key_Down, 17),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_End, 35),
        (Qt.Key.Key_PageDown, 25),
        (Qt.Key.Key_PageUp, 1),
    ],
)
def test_keys_move_and_choose(grid: GridView, key: Qt.Key, expected: int) -> None:
    grid.choose(13)
    press(grid, key)
    assert grid.current == expected
    assert chosen(grid) == [expected]
    assert grid.viewport().rect().contains(grid.cell_rect(expected))
    grid.choose(13)
    press(grid, key, SHIFT)
    first, last = sorted((13, expected))
    assert chosen(grid) == list(range(first, last + 1))
    grid.choose(13)
    press(grid, key, CTRL)
    assert (grid.current, chosen(grid)) == (expected, [13])


def test_ctrl_and_space_choose_here_and_there(grid: GridView) -> None:
    grid.choose(0)
    press(grid, Qt.Key.Key_Right, CTRL)
    press(grid, Qt.Key.Key_Right, CTRL)
    press(grid, Qt.Key.Key_Space, CTRL)
    assert chosen(grid) == [0, 2]
    press(grid, Qt.Key.Key_Right, CTRL | SHIFT)
    assert chosen(grid) == [0, 2, 3]
    press(grid, Qt.Key.Key_Space, CTRL)
    assert chosen(grid) == [0, 2]
    press(grid, Qt.Key.Key_A, CTRL)
    assert len(chosen(grid)) == 36
    press(grid, Qt.Key.Key_Escape)
    assert chosen(grid) == []


def test_first_key_begins_with_what_is_in_view(grid: GridView) -> None:
    # what the focus made current is not chosen yet
    grid.photos.set_list(number_list(range(200)))
    grid.selectionModel().clearCurrentIndex()
    grid.verticalScrollBar().setValue(grid.cell_rect(80).top())
    press(grid, Qt.Key.Key_Down)
    assert grid.current in (80, 84)
    grid.photos.set_list(number_list([], "none"))
    press(grid, Qt.Key.Key_Down)
    assert grid.current == -1


def test_enter_space_and_menu(qtbot: QtBot, grid: GridView) -> None:
    grid.choose(4)
    with qtbot.waitSignal(grid.photoActivated) as activated:
        press(grid, Qt.Key.Key_Return)
    assert activated.args == [grid.photos.photo(4)]
    with qtbot.waitSignal(grid.previewRequested):
        press(grid, Qt.Key.Key_Space)
    for key, modifiers in ((Qt.Key.Key_Menu, NONE), (Qt.Key.Key_F10, SHIFT)):
        with qtbot.waitSignal(grid.contextMenuRequested) as asked:
            press(grid, key, modifiers)
        place = grid.viewport().mapFromGlobal(asked.args[0])
        assert grid.cell_rect(4).contains(place)


def test_text_is_passed_on_and_other_keys_go_to_the_parents(qtbot: QtBot, grid: GridView) -> None:
    typed: list[str] = []
    grid.typed.connect(typed.append)
    QTest.keyClicks(grid, "Lis9")
    umlaut = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Adiaeresis, NONE, "ä")
    QApplication.sendEvent(grid, umlaut)
    assert typed == list("Lis9ä")
    passed: list[int] = []

    class Parent(QWidget):
        def keyPressEvent(self, event) -> None:
            if event.key() != Qt.Key.Key_Control:
                passed.append(event.key())

    parent = Parent()
    qtbot.addWidget(parent)
    grid.setParent(parent)
    press(grid, Qt.Key.Key_S, CTRL)
    press(grid, Qt.Key.Key_F5)
    press(grid, Qt.Key.Key_Escape)  # nothing is chosen
    press(grid, Qt.Key.Key_Return, CTRL)
    assert passed == [Qt.Key.Key_S, Qt.Key.Key_F5, Qt.Key.Key_Escape, Qt.Key.Key_Return]
    assert typed == list("Lis9ä")


# -- current and chosen ----------------------------------------------------------------------------


def test_current_photo_is_told_once(grid: GridView) -> None:
    current: list[int] = []
    grid.currentIndexChanged.connect(lambda index: current.append(index.row()))
    grid.choose(3)
    grid.choose(3)
    grid.photos.set_list(PhotoList(grid.photos.query, grid.photos.file_ids[1:]))
    assert grid.current == 2  # the same photo
    assert current == [3]
    grid.photos.set_list(number_list([5], "other"))
    assert current == [3, -1]


def test_rows_of_what_is_chosen(qtbot: QtBot, grid: GridView) -> None:
    for number in (4, 2):
        click(grid, number, CTRL)
    ids = grid.photos.file_ids
    assert grid.selected_file_ids().tolist() == [ids[2], ids[4]]
    known = grid.photos.known_rows(grid.selected_file_ids())
    assert [row.file_id for row in known] == [ids[2], ids[4]]
    assert [index.row() for index in grid.selectedIndexes()] == [2, 4]
    handed: list[PhotoRow] = []
    grid.photos.mark_stale()
    grid.ask_selected_rows(handed.extend)
    qtbot.waitUntil(lambda: bool(handed))
    assert [row.file_id for row in handed] == [ids[2], ids[4]]
    grid.select_ids(ids[[7, 9]])
    assert chosen(grid) == [7, 9]
    grid.clearSelection()
    assert grid.selected_file_ids().size == 0


def test_area_can_be_chosen(grid: GridView) -> None:
    flag = QItemSelectionModel.SelectionFlag
    grid.choose(7)
    area = grid.cell_rect(0).united(grid.cell_rect(5))
    grid.setSelection(area, flag.NoUpdate)
    assert chosen(grid) == [7]
    grid.setSelection(area, flag.Select)
    assert chosen(grid) == [0, 1, 4, 5, 7]
    grid.setSelection(area, flag.ClearAndSelect)
    assert chosen(grid) == [0, 1, 4, 5]


def test_choice_through_the_selection_model_counts(grid: GridView) -> None:
    flag = QItemSelectionModel.SelectionFlag
    model = grid.selectionModel()
    for number in (6, 8, 6):
        model.setCurrentIndex(grid.photos.index(number), flag.ClearAndSelect)
        assert (grid.current, chosen(grid)) == (number, [number])


# -- a newer list ----------------------------------------------------------------------------------


def test_insertions_above_do_not_move_what_is_looked_at(grid: GridView) -> None:
    model = grid.photos
    model.set_list(number_list(range(1_000, 3_000), "", [500] * 4))
    grid.verticalScrollBar().setValue(9_000)
    grid.chosen.choose_run(range(600, 700))
    first = next(n for n in grid.visible() if grid.cell_rect(n).top() >= 0)
    file_id, top = int(model.file_ids[first]), grid.cell_rect(first).top()
    ids = [*range(3_000, 3_101), *range(1_000, 3_000)]
    model.set_list(number_list(ids, "", [601, *[500] * 3]))
    number = model.number_of(file_id)
    assert number == first + 101
    assert grid.cell_rect(number).top() == top
    assert set(grid.selected_file_ids().tolist()) == set(range(1_600, 1_700))


def test_current_photo_stays_where_it_is_if_it_is_in_view(grid: GridView) -> None:
    model = grid.photos
    model.set_list(number_list(range(1_000)))
    grid.choose(6)
    place = grid.cell_rect(6)
    model.set_list(number_list([*range(5_000, 5_009), *range(1_000)]))
    assert grid.current == 15
    assert chosen(grid) == [15]
    assert grid.cell_rect(15).top() == place.top()


def test_top_of_the_list_stays_the_top(grid: GridView) -> None:
    model = grid.photos
    model.set_list(number_list(range(1_000)))
    model.set_list(number_list([*range(5_000, 5_009), *range(1_000)]))
    assert grid.verticalScrollBar().value() == 0


def test_photos_that_go_leave_their_neighbours_in_place(grid: GridView) -> None:
    model = grid.photos
    model.set_list(number_list(range(1_000)))
    grid.verticalScrollBar().setValue(8_000)
    first = next(n for n in grid.visible() if grid.cell_rect(n).top() >= 0)
    top = grid.cell_rect(first).top()
    ids = [n for n in range(1_000) if n not in (first, first + 1, 17)]
    model.set_list(number_list(ids))
    assert abs(grid.cell_rect(model.number_of(first + 2)).top() - top) < grid.cell_rect(0).height()


def test_next_photo_becomes_current_when_the_current_one_goes(grid: GridView) -> None:
    model = grid.photos
    model.set_list(number_list(range(10)))
    grid.choose(4)
    model.set_list(number_list([n for n in range(10) if n != 4]))
    assert int(model.file_ids[grid.current]) == 5
    assert chosen(grid) == []
    grid.choose(8)
    model.set_list(number_list(range(3)))
    assert grid.current == 2


def test_range_goes_on_from_its_anchor_in_a_newer_list(grid: GridView) -> None:
    model = grid.photos
    model.set_list(number_list(range(20)))
    click(grid, 2)
    model.set_list(number_list([90, *range(20)]))
    click(grid, 5, SHIFT)
    assert grid.selected_file_ids().tolist() == [2, 3, 4]


def test_another_list_begins_at_its_top(grid: GridView) -> None:
    grid.photos.set_list(number_list(range(1_000)))
    grid.choose(900)
    counts: list[int] = []
    grid.selectionCountChanged.connect(counts.append)
    grid.photos.set_list(number_list(range(1_000), "other"))
    assert grid.verticalScrollBar().value() == 0
    assert (grid.current, chosen(grid), counts) == (-1, [], [0])


# -- layout and zoom -------------------------------------------------------------------------------


def test_zoom_keeps_the_photo_under_the_pointer(grid: GridView) -> None:
    grid.photos.set_list(number_list(range(2_000), "", [700, 600, 700]))
    grid.verticalScrollBar().setValue(30_000)
    for notches in (2, 3, -6, -2, 1):
        at = QPoint(300, 333)
        number = grid.grid.nearest_index(at.x(), at.y() + grid.verticalOffset())
        cell = grid.cell_rect(number)
        share = (at.y() - cell.top()) / cell.height()
        wheel(grid, notches, at, CTRL)
        cell = grid.cell_rect(number)
        assert abs(cell.top() + share * cell.height() - at.y()) <= 1


def test_zoom_by_keys_keeps_the_current_photo_in_place(qtbot: QtBot, grid: GridView) -> None:
    grid.photos.set_list(number_list(range(2_000)))
    grid.choose(1_000)
    sizes: list[int] = []
    grid.cellSizeChanged.connect(sizes.append)
    middle = grid.cell_rect(1_000).center().y()
    before = grid.cell_px
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Equal):
        press(grid, key, CTRL)
        assert abs(grid.cell_rect(1_000).center().y() - middle) <= 3
    assert sizes[0] > before
    press(grid, Qt.Key.Key_0, CTRL)
    assert grid.cell_px == before
    for _ in range(30):
        press(grid, Qt.Key.Key_Minus, CTRL)
    assert grid.cell_px == MIN_CELL_PX
    grid.set_cell_px(9_999)
    assert grid.cell_px == MAX_CELL_PX


def test_wheel_scrolls_by_a_line(grid: GridView) -> None:
    grid.photos.set_list(number_list(range(2_000)))
    wheel(grid, -1, QPoint(100, 100), NONE)
    line = grid.cell_rect(4).top() - grid.cell_rect(0).top()
    assert abs(grid.verticalScrollBar().value() - line) <= 3


def test_other_width_keeps_what_is_looked_at(grid: GridView) -> None:
    grid.photos.set_list(number_list(range(2_000)))
    grid.verticalScrollBar().setValue(12_345)
    first = next(n for n in grid.visible() if grid.cell_rect(n).top() >= 0)
    top = grid.cell_rect(first).top()
    for width in (500, 1_200, SIZE[0]):
        grid.resize(width, SIZE[1])
        assert grid.cell_rect(first).top() == top
        assert grid.grid.measures.width == grid.viewport().width()


def test_lines_fill_the_width_with_and_without_a_scroll_bar(qtbot: QtBot, grid: GridView) -> None:
    for count in (3, 1_000, 3):
        grid.photos.set_list(number_list(range(count), str(count)))
        qtbot.wait(5)
        assert grid.verticalScrollBar().isVisible() == (count > 100)
        assert grid.grid.measures.width == grid.viewport().width()


def test_scrolling_to_photos(grid: GridView) -> None:
    grid.photos.set_list(number_list(range(2_000)))
    hints = GridView.ScrollHint
    view = grid.viewport().rect()
    for number in (1_500, 3, 700):
        grid.scrollTo(grid.photos.index(number))
        assert view.contains(grid.cell_rect(number))
    grid.scrollTo(grid.photos.index(900), hints.PositionAtTop)
    assert grid.cell_rect(900).top() == 0
    grid.scrollTo(grid.photos.index(900), hints.PositionAtCenter)
    assert abs(grid.cell_rect(900).center().y() - view.center().y()) <= 1
    grid.scrollTo(grid.photos.index(900), hints.PositionAtBottom)
    assert grid.cell_rect(900).bottom() == view.bottom()
    assert grid.indexAt(grid.cell_rect(900).center()).row() == 900
    assert grid.visualRect(grid.photos.index(900)) == grid.cell_rect(900)


def test_header_at_the_top_is_that_of_what_is_below(qtbot: QtBot, grid: GridView) -> None:
    grid.photos.set_list(number_list(range(300), "", [100, 100, 100]))
    drawn: list[tuple[int, int]] = []
    paint = grid._paint_header

    def record(painter, section, area) -> None:
        if painter.device() is grid._strip:
            drawn.append((section, area.top()))
        paint(painter, section, area)

    grid._paint_header = record
    height = grid._strip.height()
    bar = grid.verticalScrollBar()
    for value, expected in (
        (0, [(0, 0)]),
        (400, [(0, 0)]),
        (grid.grid.section_top(1) - 10, [(0, 10 - height), (1, 10)]),  # pushed out
        (grid.grid.section_top(1), [(1, 0)]),
    ):
        bar.setValue(value)
        drawn.clear()
        grid._strip.repaint()
        assert drawn == expected
    # the strip and the viewport together show the content without a gap
    assert grid._strip.geometry().bottom() + 1 == grid.viewport().geometry().top()


# -- painting --------------------------------------------------------------------------------------


def show_all_thumbnails(qtbot: QtBot, grid: GridView, context: PageContext) -> None:
    rows = [grid.photos.photo(number) for number in grid.visible()]
    edge, dpr = grid._delegate.edge_px, grid.devicePixelRatioF()
    qtbot.waitUntil(
        lambda: all(context.thumbnails.pixmap(row, edge, dpr) is not None for row in rows)
    )


def test_thumbnails_appear(qtbot: QtBot, grid: GridView, context: PageContext) -> None:
    show_all_thumbnails(qtbot, grid, context)
    seen = grid.viewport().grab().toImage()
    placeholder = theme.colour("placeholder")
    for number in grid.visible():
        middle = grid.cell_rect(number).center() - QPoint(0, 20)
        if grid.viewport().rect().contains(middle):
            patch = {seen.pixelColor(middle.x() + 7 * i, middle.y()).name() for i in range(-8, 8)}
            assert patch != {placeholder.name()}
            assert len(patch) > 1


def test_what_is_painted_in_slices_is_painted_whole(
    qtbot: QtBot, grid: GridView, context: PageContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    show_all_thumbnails(qtbot, grid, context)
    painted: list[int] = []
    paint = grid._delegate.paint_photo

    def record(painter, cell, row, dpr, **how) -> None:
        painted.append(row.file_id)
        paint(painter, cell, row, dpr, **how)

    grid._delegate.paint_photo = record
    monkeypatch.setattr(grid_painting, "_BUDGET_S", 0.0)
    monkeypatch.setattr(grid_painting, "_LEAST_CELLS", 3)
    grid._lay_out_around(-1)
    slices: list[int] = []
    update = grid._on_paint_on

    def count() -> None:
        slices.append(len(painted))
        update()

    grid._paint_on.timeout.disconnect(grid._on_paint_on)
    grid._paint_on.timeout.connect(count)
    wanted = {int(grid.photos.file_ids[number]) for number in grid.visible()}
    qtbot.waitUntil(lambda: set(painted) >= wanted)
    assert len(slices) >= len(wanted) // 3 - 1
    assert all(later - earlier <= 8 for earlier, later in pairwise(slices))


def test_chosen_and_current_photos_look_different(qtbot: QtBot, grid: GridView) -> None:
    def looks(number: int) -> bytes:
        picture = grid.viewport().grab(grid.cell_rect(number)).toImage()
        return bytes(picture.constBits())

    plain = looks(5)
    grid.choose(5)
    both = looks(5)
    press(grid, Qt.Key.Key_Space, CTRL)
    current = looks(5)
    press(grid, Qt.Key.Key_Space, CTRL)
    press(grid, Qt.Key.Key_Right, CTRL)
    only_chosen = looks(5)
    assert len({plain, both, current, only_chosen}) == 4


def test_grid_follows_the_theme(qtbot: QtBot, grid: GridView, qapp: QApplication) -> None:
    try:
        theme.apply(qapp, "dark")
        qtbot.wait(10)
        seen = grid.viewport().grab().toImage()
        assert seen.pixelColor(2, 2) == theme.colour("base")
        assert grid._delegate._ink == theme.colour("text")
    finally:
        theme.apply(qapp, "light")


def test_pointer_marks_a_photo(grid: GridView) -> None:
    for number in (5, 6):
        mouse(grid, QEvent.Type.MouseMove, grid.cell_rect(number).center(), held=False)
        assert grid._hovered == number
    QApplication.sendEvent(grid, QEvent(QEvent.Type.Leave))
    assert grid._hovered == -1
    assert grid.indexAt(grid.cell_rect(6).center()).data(Qt.ItemDataRole.ToolTipRole)
    QToolTip.hideText()


def test_two_grids_share_thumbnails(qtbot: QtBot, grid: GridView, context: PageContext) -> None:
    other = GridView(context.thumbnails)  # without a list, and with another one
    qtbot.addWidget(other)
    other.show()
    show_all_thumbnails(qtbot, grid, context)
    other.setModel(PhotoModel(context.bridge, other))
    other.photos.set_ranked(grid.photos.file_ids[:5], np.linspace(1, 0.5, 5, dtype=np.float32))
    qtbot.waitUntil(lambda: other.photos.photo(4) is not None)
    other.grab()
    assert other.count == 5
