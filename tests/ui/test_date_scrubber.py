"""The timeline beside the grid leads to months and years, by mouse and keys."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from photofinder.core.views import PhotoList, PhotoQuery, PhotoSort, Section
from photofinder.ui import date_scrubber, theme
from photofinder.ui.context import PageContext
from photofinder.ui.date_scrubber import DateScrubber
from photofinder.ui.grid_view import GridView
from photofinder.ui.photo_model import PhotoModel

MONTHS = ("2020-12", "2020-03", "2019-07", "2019-06", "2019-01", "2018-05", "")
PER_MONTH = 200


def month_list(sort: PhotoSort = PhotoSort.DATE, months: tuple[str, ...] = MONTHS) -> PhotoList:
    sections = tuple(Section(key, n * PER_MONTH, PER_MONTH) for n, key in enumerate(months))
    ids = np.arange(PER_MONTH * len(months), dtype=np.int64)
    return PhotoList(PhotoQuery(sort=sort), ids, sections)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def scrubber(qtbot: QtBot, window: QWidget, context: PageContext) -> DateScrubber:
    grid = GridView(context.thumbnails, window)
    grid.setModel(PhotoModel(context.bridge, grid))
    scrubber = DateScrubber(grid, window)
    layout = QHBoxLayout(window)
    layout.addWidget(grid, 1)
    layout.addWidget(scrubber)
    window.resize(900, 600)
    window.show()
    window.activateWindow()
    show(scrubber, month_list())
    return scrubber


def show(scrubber: DateScrubber, photos: PhotoList) -> None:
    scrubber._grid.photos.set_list(photos)
    scrubber.set_list(photos)


def topmost(scrubber: DateScrubber) -> str:
    """The month of the uppermost photo in view."""
    grid = scrubber._grid
    number = next(n for n in grid.visible() if grid.cell_rect(n).bottom() >= 0)
    return MONTHS[number // PER_MONTH]


def test_shown_only_where_there_are_dates(scrubber: DateScrubber) -> None:
    assert scrubber.isVisible()
    for photos, visible in (
        (month_list(PhotoSort.FOLDER), False),
        (month_list(PhotoSort.ADDED, ("2020-12-24", "2020-12-23")), True),
        (month_list(months=("2020-12",)), False),
        (PhotoList(PhotoQuery(sort=PhotoSort.NAME), np.arange(50)), False),
        (month_list(), True),
    ):
        show(scrubber, photos)
        assert scrubber.isVisible() == visible


def test_follows_the_grid(scrubber: DateScrubber) -> None:
    assert scrubber.value() == 0
    grid = scrubber._grid
    for section in (4, 2, 6):
        grid.verticalScrollBar().setValue(grid.grid.section_top(section) + 10)
        assert scrubber.value() == section
        assert scrubber.accessibleDescription() == grid.photos.section_title(section)


def test_press_and_drag_jump_and_say_where(scrubber: DateScrubber) -> None:
    place = QPoint(10, scrubber._y_of(2) + 3)
    QTest.mousePress(scrubber, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert topmost(scrubber) == "2019-07"
    assert scrubber.bubble.isVisible()
    assert scrubber.bubble.text() == "July 2019"
    drag_to = QPointF(10, scrubber._y_of(5) + 3)
    event = QMouseEvent(
        QEvent.Type.MouseMove, drag_to, scrubber.mapToGlobal(drag_to), Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(scrubber, event)
    assert topmost(scrubber) == "2018-05"
    assert scrubber.bubble.text() == "May 2018"
    bubble, grid = scrubber.bubble, scrubber._grid
    assert grid.rect().contains(bubble.geometry())
    assert bubble.fontMetrics().horizontalAdvance(bubble.text()) <= bubble.width()
    outside = QPoint(-200, 50)
    QTest.mouseRelease(scrubber, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, outside)
    assert not bubble.isVisible()


def test_ends_of_the_timeline_are_ends_of_the_list(scrubber: DateScrubber) -> None:
    bar = scrubber._grid.verticalScrollBar()
    none = Qt.KeyboardModifier.NoModifier
    for y, value in ((scrubber.height() - 1, bar.maximum()), (0, 0)):
        QTest.mouseClick(scrubber, Qt.MouseButton.LeftButton, none, QPoint(5, y))
        assert bar.value() == value


def test_hovering_only_says_what_is_there(scrubber: DateScrubber) -> None:
    QTest.mouseMove(scrubber, QPoint(10, scrubber._y_of(1) + 2))
    QApplication.processEvents()
    assert scrubber.bubble.text() == "March 2020"
    assert scrubber._grid.verticalScrollBar().value() == 0
    QApplication.sendEvent(scrubber, QEvent(QEvent.Type.Leave))
    assert not scrubber.bubble.isVisible()


def test_keys(qtbot: QtBot, scrubber: DateScrubber) -> None:
    scrubber.setFocus()
    qtbot.waitUntil(scrubber.hasFocus)
    steps = (
        (Qt.Key.Key_Down, "2020-03"),
        (Qt.Key.Key_Down, "2019-07"),
        (Qt.Key.Key_Up, "2020-03"),
        (Qt.Key.Key_PageDown, "2019-07"),
        (Qt.Key.Key_PageDown, "2018-05"),
        (Qt.Key.Key_PageUp, "2019-07"),
        (Qt.Key.Key_Down, "2019-06"),
        (Qt.Key.Key_PageUp, "2019-07"),
        (Qt.Key.Key_PageUp, "2020-12"),
        (Qt.Key.Key_PageUp, "2020-12"),
        (Qt.Key.Key_End, ""),
        (Qt.Key.Key_Down, ""),
        (Qt.Key.Key_Home, "2020-12"),
    )
    for key, month in steps:
        QTest.keyClick(scrubber, key)
        assert MONTHS[scrubber.value()] == month
        assert topmost(scrubber) == month
        assert scrubber.bubble.text() == scrubber.accessibleDescription()
    scrubber._grid.setFocus()
    assert not scrubber.bubble.isVisible()


def test_months_on_the_last_screen_can_be_reached_one_by_one(
    qtbot: QtBot, scrubber: DateScrubber
) -> None:
    sections = tuple(Section(f"2019-{12 - n:02}", n, 1) for n in range(12))
    show(scrubber, PhotoList(PhotoQuery(), np.arange(12), sections))
    scrubber.setFocus()
    reached = []
    for _ in range(11):
        QTest.keyClick(scrubber, Qt.Key.Key_Down)
        reached.append(scrubber.value())
    assert reached == list(range(1, 12))


def test_screen_reader_finds_a_named_slider(scrubber: DateScrubber) -> None:
    interface = QAccessible.queryAccessibleInterface(scrubber)
    assert interface.text(QAccessible.Text.Name) == "Timeline"
    assert interface.text(QAccessible.Text.Description) == "December 2020"
    assert interface.role() == QAccessible.Role.Slider


def test_years_are_painted_once_and_apart(scrubber: DateScrubber) -> None:
    picture = scrubber.grab().toImage()
    ground, ink = theme.colour("base").rgb(), theme.colour("muted")
    right = scrubber.width() - 12

    def has_text(top: int, bottom: int) -> bool:
        return any(
            picture.pixel(x, y) != ground for y in range(top, bottom) for x in range(2, right)
        )

    line = scrubber.fontMetrics().height()
    for section, begins_year in ((0, True), (2, True), (3, False), (5, True)):
        y = scrubber._y_of(section) + 4  # below the mark of where the grid is
        assert has_text(y, y + line - 4) == begins_year
    assert ink.isValid()


def test_position_strikes_no_year_out(qtbot: QtBot, scrubber: DateScrubber) -> None:
    def years() -> bytes:
        picture = scrubber.grab().toImage()
        ratio = picture.devicePixelRatio()
        width = round((scrubber.width() - date_scrubber._MARK_WIDTH_PX) * ratio)
        return bytes(picture.copy(0, 0, width, picture.height()).constBits())

    bar = scrubber._grid.verticalScrollBar()
    bar.setValue(0)
    at_top = years()
    bar.setValue(bar.maximum() // 2)
    assert years() == at_top
