"""Filters and threshold: told once, in order, by mouse and keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtWidgets import QWidget

from photofinder.core.views import QueryImage, SimilarQuery
from photofinder.ui.similar_filters import ANY_DATE, NO_FILTERS, FilterBar, Filters
from photofinder.ui.similar_threshold import ThresholdBar, passing

FOLDERS = (Path("/photos/2020"), Path("/photos/2021"))


@pytest.fixture
def asked_folders() -> list[Path | None]:
    """Give what the folder dialog will answer, in turn."""
    return []


@pytest.fixture
def bar(qtbot, asked_folders: list[Path | None]) -> FilterBar:
    def ask(_: QWidget, start: Path | None) -> Path | None:
        return asked_folders.pop(0)

    widget = FilterBar(ask_folder=ask)
    qtbot.addWidget(widget)
    widget.set_folders(FOLDERS)
    widget.show()
    return widget


def choose(bar: FilterBar, text: str) -> None:
    row = bar.folder.findText(text)
    assert row >= 0
    bar.folder.setCurrentIndex(row)
    bar.folder.activated.emit(row)


def told(qtbot, bar: FilterBar, change: Callable[[], object]) -> Filters:
    with qtbot.waitSignal(bar.changed) as signal:
        change()
    return signal.args[0]


def test_folder_of_the_library(qtbot, bar: FilterBar) -> None:
    assert told(qtbot, bar, lambda: choose(bar, "2021")) == Filters(folder=FOLDERS[1])
    assert told(qtbot, bar, lambda: choose(bar, "All folders")) == NO_FILTERS


def test_chosen_folder_below_the_library_is_offered_from_then_on(
    qtbot, bar: FilterBar, asked_folders
) -> None:
    below = FOLDERS[0] / "holidays"
    asked_folders.append(below)
    assert told(qtbot, bar, lambda: choose(bar, "Choose a folder...")) == Filters(folder=below)
    assert bar.folder.currentText() == "holidays"


def test_chosen_folder_above_the_library_is_taken(qtbot, bar: FilterBar, asked_folders) -> None:
    asked_folders.append(Path("/photos"))
    assert told(qtbot, bar, lambda: choose(bar, "Choose a folder...")).folder == Path("/photos")


def test_folder_without_photos_is_refused(qtbot, bar: FilterBar, asked_folders) -> None:
    asked_folders.append(Path("/elsewhere"))
    with (
        qtbot.waitSignal(bar.folderRefused) as refused,
        qtbot.assertNotEmitted(bar.changed, wait=250),
    ):
        choose(bar, "Choose a folder...")
    assert refused.args == [Path("/elsewhere")]
    assert bar.folder.currentText() == "All folders"


def test_folder_dialog_that_is_left_changes_nothing(qtbot, bar: FilterBar, asked_folders) -> None:
    told(qtbot, bar, lambda: choose(bar, "2020"))
    asked_folders.append(None)
    with qtbot.assertNotEmitted(bar.changed, wait=250):
        choose(bar, "Choose a folder...")
    assert bar.filters.folder == FOLDERS[0]
    assert bar.folder.currentText() == "2020"


def test_several_changes_in_a_row_are_told_once(qtbot, bar: FilterBar) -> None:
    heard: list[Filters] = []
    bar.changed.connect(heard.append)
    bar.exclude_copies.click()
    bar.taken_from.setDate(QDate(2020, 1, 1))
    choose(bar, "2020")
    qtbot.waitUntil(lambda: bool(heard))
    qtbot.wait(200)
    assert heard == [Filters(FOLDERS[0], "2020-01-01", None, True)]


def test_setting_filters_tells_nothing(qtbot, bar: FilterBar) -> None:
    with qtbot.assertNotEmitted(bar.changed, wait=250):
        bar.exclude_copies.click()
        bar.set_filters(Filters(FOLDERS[0], "2020-01-01", "2020-12-31", False))
    assert bar.filters == Filters(FOLDERS[0], "2020-01-01", "2020-12-31", False)


def test_new_folders_of_the_library_keep_the_choice(bar: FilterBar) -> None:
    bar.set_filters(Filters(folder=FOLDERS[1]))
    bar.set_folders([Path("/photos/1999"), *FOLDERS])
    assert bar.filters.folder == FOLDERS[1]
    assert bar.folder.currentText() == "2021"


@pytest.mark.parametrize("first", ["taken_from", "taken_to"])
def test_range_stays_in_order(qtbot, bar: FilterBar, first: str) -> None:
    bar.set_filters(Filters(taken_from="2020-03-01", taken_to="2020-06-01"))
    date = QDate(2021, 1, 1) if first == "taken_from" else QDate(2019, 1, 1)
    filters = told(qtbot, bar, lambda: getattr(bar, first).setDate(date))
    iso = date.toString(Qt.DateFormat.ISODate)
    assert (filters.taken_from, filters.taken_to) == (iso, iso)


def test_any_date_by_keys(qtbot, bar: FilterBar) -> None:
    edit = bar.taken_from
    edit.setFocus()
    assert edit.text() == "any"
    qtbot.keyClick(edit, Qt.Key.Key_Up)
    assert edit.date() == QDate.currentDate()
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    assert edit.date() == ANY_DATE
    assert edit.iso is None


def test_date_can_be_typed_into_any(qtbot, bar: FilterBar) -> None:
    edit = bar.taken_to
    edit.setDisplayFormat("yyyy-MM-dd")
    edit.setFocus()
    qtbot.keyClicks(edit, "20190704")
    assert edit.iso == "2019-07-04"


def test_years_have_four_digits(bar: FilterBar) -> None:
    bar.taken_from.set_iso("2019-07-04")
    assert "2019" in bar.taken_from.text()


def test_calendar_opens_at_today_not_in_1800(qtbot, bar: FilterBar) -> None:
    edit = bar.taken_from
    qtbot.mouseClick(edit, Qt.MouseButton.LeftButton, pos=QPoint(edit.width() - 8, 12))
    calendar = edit.calendarWidget()
    assert calendar.isVisible()
    assert calendar.yearShown() == QDate.currentDate().year()
    assert edit.is_any
    calendar.window().close()


def test_clear_appears_with_the_first_filter(qtbot, bar: FilterBar) -> None:
    assert not bar.clear_button.isVisible()
    told(qtbot, bar, bar.exclude_copies.click)
    assert bar.clear_button.isVisible()
    assert told(qtbot, bar, bar.clear_button.click) == NO_FILTERS
    assert not bar.clear_button.isVisible()


def test_filters_go_into_a_query_and_come_out_of_it() -> None:
    query = SimilarQuery(like=(QueryImage(path=Path("/a.jpg")),), k=7)
    filters = Filters(FOLDERS[0], "2020-01-01", "2020-02-01", True)
    filtered = filters.on(query)
    assert (filtered.like, filtered.k) == (query.like, 7)
    assert Filters.of(filtered) == filters


def test_every_control_has_a_name_and_a_place_in_the_tab_order(bar: FilterBar) -> None:
    for control in (bar.folder, bar.taken_from, bar.taken_to):
        assert control.accessibleName()
    for control in (*bar.findChildren(QWidget),):
        if control in (bar.folder, bar.taken_from, bar.taken_to, bar.exclude_copies):
            assert control.focusPolicy() & Qt.FocusPolicy.TabFocus


# -- threshold -----------------------------------------------------------------------------------

scores = st.lists(st.floats(-1, 1, width=32), max_size=60).map(
    lambda values: np.array(sorted(values, reverse=True), np.float32)
)


@given(scores, st.integers(1, 100))
def test_passing_counts_what_is_shown_as_reaching_the_threshold(
    best_first: np.ndarray, percent: int
) -> None:
    count = passing(best_first, percent / 100)
    lowest = percent / 100 - 0.005
    assert all(value >= lowest - 1e-6 for value in best_first[:count].tolist())
    assert all(value < lowest + 1e-6 for value in best_first[count:].tolist())


def test_zero_lets_negative_scores_through() -> None:
    assert passing(np.array([0.5, -0.2, -0.9], np.float32), 0.0) == 3


def test_same_picture_passes_the_highest_threshold() -> None:
    assert passing(np.array([0.9999999, 0.98], np.float32), 1.0) == 1


def test_threshold_by_keys(qtbot) -> None:
    bar = ThresholdBar()
    qtbot.addWidget(bar)
    bar.show()
    bar.set_threshold(0.5)
    heard: list[float] = []
    bar.thresholdChanged.connect(heard.append)
    bar.slider.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_PageUp, Qt.Key.Key_Left):
        qtbot.keyClick(bar.slider, key)
    assert heard == [0.51, 0.61, 0.6]
    assert "60 %" in bar.slider.accessibleDescription()


def test_setting_the_threshold_tells_nothing(qtbot) -> None:
    bar = ThresholdBar()
    qtbot.addWidget(bar)
    with qtbot.assertNotEmitted(bar.thresholdChanged):
        bar.set_threshold(0.7)
    assert bar.threshold == 0.7


def test_count_in_words(qtbot) -> None:
    bar = ThresholdBar()
    qtbot.addWidget(bar)
    bar.set_count(12, 500)
    assert bar.count_text.startswith("12 of 500 photo")
    bar.set_count(3, 3)
    assert bar.count_text.startswith("3 photo")
