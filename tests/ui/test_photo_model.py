"""Ids in order, rows when they are painted: what is asked for, what is kept, what is told."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtTest import QAbstractItemModelTester

from photofinder.core.types import FileState
from photofinder.core.views import PhotoList, PhotoQuery, PhotoRow, PhotoSort, Section
from photofinder.errors import EnvironmentProblem
from photofinder.ui import photo_model
from photofinder.ui.bridge import Asked, Bridge
from photofinder.ui.photo_model import PAGE_ROWS, PhotoModel


def row_of(number: int, **changes: object) -> PhotoRow:
    row = PhotoRow(
        number, Path(f"/photos/IMG_{number}.jpg"), FileState.INDEXED, True, 3_400_000, 1, number,
        4000, 3000, "JPEG", "2019-07-05T12:00:00",
    )  # fmt: skip
    return dataclasses.replace(row, **changes)


class Viewing:
    def __init__(self) -> None:
        self.known = {number: row_of(number) for number in range(5_000)}

    def rows(self, file_ids: Sequence[int]) -> dict[int, PhotoRow]:
        return {number: self.known[number] for number in file_ids if number in self.known}


class ManualBridge(QObject):
    """A bridge whose answers come when the test wants them."""

    photosChanged = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.viewing = Viewing()
        self.asked: list[list[int]] = []
        self.waiting: list[Callable[[], None]] = []
        self.reported: list[Exception] = []
        self.closed = False

    def ask(self, owner, question, on_answer, on_error=None, *, key="", desk=None) -> Asked:
        asked = Asked()
        if self.closed:
            asked.cancel()
            return asked

        outer = self

        class Library:
            class viewing:  # noqa: N801
                @staticmethod
                def rows(file_ids: Sequence[int]) -> dict[int, PhotoRow]:
                    outer.asked.append(list(file_ids))
                    return outer.viewing.rows(file_ids)

        answer = question(Library)
        self.waiting.append(lambda: on_answer(answer))
        self.on_error = on_error
        return asked

    def report(self, error: Exception) -> None:
        self.reported.append(error)

    def answer(self) -> None:
        self.waiting.pop(0)()


@pytest.fixture
def manual(qapp) -> ManualBridge:
    return ManualBridge()


@pytest.fixture
def model(manual: ManualBridge) -> PhotoModel:
    model = PhotoModel(manual)
    model.set_list(photos(range(1_000)))
    return model


def photos(ids: Sequence[int], query: PhotoQuery | None = None, *sections: Section) -> PhotoList:
    return PhotoList(query or PhotoQuery(), np.array(ids, np.int64), sections)


def told(model: PhotoModel) -> list[tuple[int, int]]:
    changes: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: changes.append((first.row(), last.row())))
    return changes


def test_qt_finds_nothing_wrong(manual: ManualBridge, model: PhotoModel) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_list(photos(range(30)))
    model.set_ranked(np.arange(9), np.linspace(1, 0, 9, dtype=np.float32))
    model.set_list(photos([]))
    assert tester.model() is model


def test_row_comes_with_its_page_and_is_told_once(qtbot, manual, model) -> None:
    changes = told(model)
    assert model.photo(70) is None
    assert model.photo(71) is None
    qtbot.waitUntil(lambda: bool(manual.waiting))
    assert manual.asked == [list(range(64, 128))]
    manual.answer()
    assert changes == [(64, 127)]
    assert model.photo(70) == row_of(70)
    assert model.row_at(model.index(71)) == row_of(71)
    qtbot.wait(20)
    assert not manual.waiting


def test_one_question_at_a_time_and_the_latest_wish_first(qtbot, manual, model) -> None:
    model.photo(0)
    qtbot.waitUntil(lambda: len(manual.waiting) == 1)
    for number in range(0, 1_000, PAGE_ROWS):  # scrolled through meanwhile
        model.photo(number)
    qtbot.wait(20)
    assert len(manual.waiting) == 1
    manual.answer()
    qtbot.waitUntil(lambda: len(manual.asked) == 2)
    assert len(manual.asked[1]) <= photo_model.MAX_ASKED
    assert 999 in manual.asked[1]
    assert 0 not in manual.asked[1]


def test_row_that_is_gone_is_not_asked_for_again(qtbot, manual, model) -> None:
    del manual.viewing.known[3]
    model.photo(3)
    qtbot.waitUntil(lambda: bool(manual.waiting))
    manual.answer()
    assert model.photo(3) is None
    qtbot.wait(20)
    assert len(manual.asked) == 1


def test_stale_row_is_shown_until_the_new_one_is_there(qtbot, manual, model) -> None:
    model.photo(5)
    qtbot.waitUntil(lambda: bool(manual.waiting))
    manual.answer()
    manual.viewing.known[5] = row_of(5, copies=2)
    changes = told(model)
    manual.photosChanged.emit()
    assert changes == [(0, 999)]  # painted again, and asked for by that
    assert model.photo(5) == row_of(5)
    qtbot.waitUntil(lambda: bool(manual.waiting))
    manual.answer()
    assert model.photo(5).copies == 2
    assert changes == [(0, 999), (5, 5)]  # the others are as they were


def test_answer_for_another_list_is_kept_by_id(qtbot, manual, model) -> None:
    model.photo(0)
    qtbot.waitUntil(lambda: bool(manual.waiting))
    model.set_list(photos([7, 3]))
    changes = told(model)
    manual.answer()
    assert changes == [(0, 1)]
    assert model.photo(0) == row_of(7)


def test_failure_is_reported_and_tried_again_when_painted(qtbot, manual, model) -> None:
    model.photo(0)
    qtbot.waitUntil(lambda: bool(manual.waiting))
    problem = EnvironmentProblem("catalog_busy", path="x")
    manual.waiting.clear()
    manual.on_error(problem)
    assert manual.reported == [problem]
    qtbot.wait(20)
    assert not manual.waiting
    model.photo(0)
    qtbot.waitUntil(lambda: bool(manual.waiting))


def test_closed_library_is_asked_again_later(qtbot, manual, model) -> None:
    manual.closed = True
    model.photo(0)
    qtbot.wait(20)
    manual.closed = False
    model.photo(0)
    qtbot.waitUntil(lambda: bool(manual.waiting))


def test_kept_rows_are_bounded(qtbot, manual, model, monkeypatch) -> None:
    monkeypatch.setattr(photo_model, "MAX_CACHED", 100)
    for page in range(4):
        model.photo(page * PAGE_ROWS)
        qtbot.waitUntil(lambda: bool(manual.waiting))
        manual.answer()
    assert model.known(0) is None
    assert model.known(3 * PAGE_ROWS) is not None


def test_rows_of_a_selection_are_handed_over_whole(qtbot, manual, model) -> None:
    handed: list[list[int]] = []

    def take(rows: list[PhotoRow]) -> None:
        handed.append([row.file_id for row in rows])

    del manual.viewing.known[2]
    model.ask_rows(np.array([900, 2, 1]), take)
    assert handed == []
    manual.answer()
    assert handed == [[900, 1]]
    model.photo(1)
    qtbot.waitUntil(lambda: bool(manual.waiting))
    manual.answer()
    model.ask_rows(np.array([1, 4]), take)  # known: at once
    assert handed[-1] == [1, 4]


def test_only_a_newer_version_of_the_same_list_keeps_the_place(manual, model) -> None:
    kept: list[bool] = []
    model.modelReset.connect(lambda: kept.append(model.keeps_place))
    model.set_list(photos([1, 2, 3]))
    model.set_list(photos([1], PhotoQuery(text="sea")))
    scores = np.ones(2, np.float32)
    model.set_ranked(np.array([1, 2]), scores)
    model.set_ranked(np.array([1, 2]), scores, keep=True)
    model.set_ranked(np.array([1, 2]), scores)
    assert kept == [True, False, False, True, False]


def test_lists_that_do_not_fit_are_refused(model) -> None:
    with pytest.raises(ValueError, match="sections"):
        model.set_list(photos([1, 2], None, Section("2019-07", 0, 3)))
    with pytest.raises(ValueError, match="score"):
        model.set_ranked(np.array([1]), np.ones(2, np.float32))


def test_what_a_photo_says(qtbot, manual, model) -> None:
    manual.viewing.known[0] = row_of(0, copies=2)
    manual.viewing.known[1] = row_of(1, state=FileState.UNREADABLE, taken_at=None)
    manual.viewing.known[2] = row_of(2, online=False)
    index = model.index(0)
    assert index.data() is None
    qtbot.waitUntil(lambda: bool(manual.waiting))
    manual.answer()
    assert index.data() == "IMG_0.jpg"
    assert index.data(PhotoModel.PhotoRole).file_id == 0
    assert index.data(PhotoModel.FileIdRole) == 0
    assert index.data(PhotoModel.ScoreRole) is None
    spoken = [model.index(n).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(3)]
    assert spoken[0].startswith("IMG_0.jpg, Friday, July 5, 2019, 2 identical file")
    assert spoken[1] == "IMG_1.jpg, Unreadable"
    assert spoken[2] == "IMG_2.jpg, Friday, July 5, 2019, Offline"
    tip = index.data(Qt.ItemDataRole.ToolTipRole)
    for part in ("/photos/IMG_0.jpg", "4000 x 3000", "3.4 MB", "2 identical"):
        assert part in tip


def test_score_is_told(qtbot, manual, model) -> None:
    model.set_ranked(np.array([8]), np.array([0.934], np.float32))
    index = model.index(0)
    index.data()
    qtbot.waitUntil(lambda: bool(manual.waiting))
    manual.answer()
    assert index.data(PhotoModel.ScoreRole) == pytest.approx(0.934)
    assert "93 % alike" in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_known_files_travel_as_files(qtbot, manual, model) -> None:
    model.photo(0)
    qtbot.waitUntil(lambda: bool(manual.waiting))
    manual.answer()
    mime = model.mimeData([model.index(0), model.index(2), model.index(500)])
    assert [url.toLocalFile() for url in mime.urls()] == ["/photos/IMG_0.jpg", "/photos/IMG_2.jpg"]
    assert set(model.mimeTypes()) <= set(mime.formats())


@pytest.mark.parametrize(
    ("sort", "key", "title", "place"),
    [
        (PhotoSort.DATE, "2019-07", "July 2019", ""),
        (PhotoSort.DATE, "", "Without a date", ""),
        (PhotoSort.ADDED, "2019-07-05", "Friday, July 5, 2019", ""),
        (PhotoSort.FOLDER, "/photos/2019/Lisbon", "Lisbon", "/photos/2019"),
    ],
)
def test_titles_of_sections(model, sort: PhotoSort, key: str, title: str, place: str) -> None:
    model.set_list(photos([1, 2], PhotoQuery(sort=sort), Section(key, 0, 2)))
    assert model.section_title(0) == title
    assert model.section_place(0).replace("\\", "/") == place


def test_rows_of_a_real_library(qtbot, bridge: Bridge) -> None:
    model = PhotoModel(bridge)
    model.set_list(bridge.library.viewing.photo_list(PhotoQuery(sort=PhotoSort.NAME)))
    with qtbot.waitSignal(model.rowsArrived):
        model.photo(0)
    assert model.photo(0).path.name == model.index(0).data()
    assert model.photo(35).state is FileState.INDEXED
    assert model.number_of(model.photo(35).file_id) == 35
    assert model.number_of(10**9) == -1
    assert model.rowCount(model.index(0)) == 0
    assert model.row_at(QModelIndex()) is None
