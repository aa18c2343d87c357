"""The groups are read again while somebody looks: nothing moves to another photo."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from photofinder.app.questions import Desk
from photofinder.core.types import PairClass
from photofinder.ui.context import PageContext, Requests, Session
from photofinder.ui.duplicates_ledger import Mark
from photofinder.ui.duplicates_page import DuplicatesPage
from photofinder.ui.thumbnail_provider import ThumbnailProvider

FILE, PICTURE, SHOT, SERIES = PairClass
PATIENCE_MS = 20_000
KEY = Qt.Key


class Reviewed:
    """A page on a library of copies, and what happens to the library behind its back."""

    def __init__(self, qtbot, bridge, library, session: Session | None = None) -> None:
        self._qtbot, self.bridge, self._library = qtbot, bridge, library
        self.requests = Requests(bridge)
        self.thumbnails = ThumbnailProvider(bridge)
        self.session = session or Session()
        self.page = DuplicatesPage(
            PageContext(bridge, self.requests, self.thumbnails, self.session)
        )
        self.page.resize(1_100, 780)
        self.page.show()
        qtbot.waitUntil(lambda: self.page.marks is not None, timeout=PATIENCE_MS)
        qtbot.waitUntil(lambda: not self.page._loader.busy, timeout=PATIENCE_MS)

    def set_state(self, state: str, *paths: Path) -> None:
        for path in paths:
            relpath = str(path.relative_to(self._library.photos)).encode()
            self._library.rows("UPDATE file SET state = ? WHERE relpath = ?", state, relpath)

    def read_again(self) -> None:
        self.page._loader.reload_now()
        self._qtbot.waitUntil(lambda: not self.page._loader.busy, timeout=PATIENCE_MS)

    def press(self, key: Qt.Key) -> None:
        self._qtbot.keyClick(self.page.board.list, key)

    @property
    def trash(self) -> set[str]:
        marks = self.page.marks
        files = marks.review.files
        return {files.path(n).name for n in range(len(files)) if marks.mark(n) is Mark.TRASH}

    def close(self) -> None:
        self.thumbnails.close()
        self.page.close()
        self.page.deleteLater()


@pytest.fixture
def desk(qtbot, open_bridge, with_copies):
    desk = Reviewed(qtbot, open_bridge(with_copies), with_copies)
    yield desk
    desk.close()


def test_last_group_goes_while_it_is_shown(desk, qtbot) -> None:
    board = desk.page.board
    board.list.go_to(board.groups.rowCount() - 1)
    review = desk.page.marks.review
    everything = [review.files.path(row) for row in range(len(review.files))]
    desk.set_state("missing", *everything)
    desk.read_again()
    assert len(desk.page.marks.review.files) == 0
    assert board.detail.current_path() is None
    desk.page.grab()  # is painted
    desk.set_state("indexed", *everything)
    desk.read_again()
    assert len(desk.page.marks.review.files) == len(everything)
    desk.page.grab()


def test_current_file_stays_the_current_one(desk) -> None:
    page, board = desk.page, desk.page.board
    page.show_class(SHOT)
    board.list.go_to(0)
    board.detail.cards.go_to(len(board.detail.paths()) - 1)
    was = board.detail.current_path()
    first = page.marks.live(FILE.rank)[0]
    rows = page.marks.review.members[int(first)]
    others = [page.marks.review.files.path(int(row)) for row in rows[1:]]
    assert was not in others
    desk.set_state("missing", *others)
    desk.read_again()
    assert board.detail.current_path() == was


def test_key_for_a_group_that_went_is_not_applied_to_the_next(desk) -> None:
    page, board = desk.page, desk.page.board
    page.show_class(SHOT)
    board.list.go_to(0)
    looked_at = board.detail.paths()
    before = desk.trash
    desk.set_state("missing", *looked_at[1:])
    desk.read_again()
    assert board.detail.paths() != looked_at
    desk.press(KEY.Key_2)
    assert desk.trash <= before
    assert "has changed or is gone" in board.foot.said.text()
    desk.press(KEY.Key_2)  # looked at, and meant
    assert desk.trash - before


def test_going_on_counts_as_looking(desk) -> None:
    page, board = desk.page, desk.page.board
    page.show_class(FILE)
    board.list.go_to(0)
    desk.set_state("missing", *board.detail.paths()[1:])
    desk.read_again()
    desk.press(KEY.Key_N)
    desk.press(KEY.Key_A)
    assert all(mark != "trash" for mark in page.current_marks().values())


def test_card_menu_acts_on_the_file_it_was_opened_for(desk) -> None:
    page, board = desk.page, desk.page.board
    page.show_class(SHOT)
    board.list.go_to(0)
    looked_at = board.detail.paths()
    board.detail.cards.go_to(1)
    board._on_card_menu(board.detail.cards.rect().center())
    menu = board.findChildren(QMenu)[-1]
    before = desk.trash
    desk.set_state("missing", *looked_at[1:])
    desk.read_again()
    menu.actions()[0].trigger()
    menu.close()
    assert desk.trash <= before
    assert "changed meanwhile" in board.foot.said.text()


def test_rule_marks_what_it_asked_about(desk, qtbot) -> None:
    page = desk.page
    page.show_class(SHOT)
    page.head.text.setText("p04")
    qtbot.waitUntil(lambda: page.board.groups.rowCount() == 1, timeout=PATIENCE_MS)
    page.rule.ask()
    before = desk.trash
    page.head.clear_filter()
    qtbot.waitUntil(lambda: page.board.groups.rowCount() > 1, timeout=PATIENCE_MS)
    page.rule_bar.mark.click()
    assert desk.trash == before
    assert page.rule_bar.isVisible()  # asks again, about what is listed now
    page.rule_bar.mark.click()
    assert desk.trash > before


def test_reading_is_taken_while_somebody_types(desk, qtbot) -> None:
    page = desk.page
    page.head.text.setText("p0")
    qtbot.waitUntil(lambda: page._matched is not None, timeout=PATIENCE_MS)
    gates = [threading.Event() for _ in range(2)]
    for gate in gates:
        desk.bridge.run(
            desk.bridge, lambda gate=gate: gate.wait(20), lambda _: None, desk=Desk.VIEW
        )
    before = page.marks.review
    page._loader.reload_now()
    qtbot.waitUntil(lambda: not page._loader.busy, timeout=PATIENCE_MS)
    page.head.text.setText("p04")
    qtbot.wait(400)  # the filter waits for the end of typing
    for gate in gates:
        gate.set()
    qtbot.waitUntil(lambda: page.marks.review is not before, timeout=PATIENCE_MS)
    page.show_class(SHOT)
    qtbot.waitUntil(lambda: page.board.groups.rowCount() == 1, timeout=PATIENCE_MS)


def test_marks_outlive_the_window(desk, qtbot, with_copies) -> None:
    desk.page.show_class(FILE)
    desk.page.board.list.go_to(0)
    desk.press(KEY.Key_A)
    kept = desk.trash
    again = Reviewed(qtbot, desk.bridge, with_copies, desk.session)
    try:
        assert again.trash == kept
        again.page.board.undo()
        assert again.trash > kept
    finally:
        again.close()


def test_comparing_says_when_a_photo_is_not_in_the_group_any_more(desk) -> None:
    page = desk.page
    page.show_class(SHOT)
    page.board.list.go_to(0)
    told = []
    desk.requests.noticeRaised.connect(told.append)
    before = desk.trash
    page.apply_mark(Path("/nowhere/else.jpg"), "trash")
    assert desk.trash == before
    assert "else.jpg does not belong to the group" in told[-1].text


def test_last_identical_file_does_not_go_for_another_version(desk) -> None:
    page, board = desk.page, desk.page.board
    page.show_class(FILE)
    names = [board.groups.data(board.groups.index(n)) for n in range(board.groups.rowCount())]
    board.list.go_to(names.index("p05_small.jpg"))  # p05.jpg is a version of it
    for place in range(len(board.detail.paths())):
        board.detail.cards.go_to(place)
        if list(page.current_marks().values())[place] != "trash":
            desk.press(KEY.Key_T)
    assert "only another version" in board.foot.said.text()
    assert list(page.current_marks().values()).count("trash") < len(board.detail.paths())
