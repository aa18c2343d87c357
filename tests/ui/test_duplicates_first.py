"""Those that free most are reviewed while the other groups are still being read."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from photofinder.app.duplicate_book import DuplicateBook
from photofinder.core.types import PairClass
from photofinder.errors import EnvironmentProblem
from photofinder.storage import group_outline
from photofinder.ui.context import PageContext, Requests, Session
from photofinder.ui.duplicates_ledger import Mark
from photofinder.ui.duplicates_page import DuplicatesPage
from photofinder.ui.thumbnail_provider import ThumbnailProvider

FILE, PICTURE, SHOT, SERIES = PairClass
PATIENCE_MS = 30_000


class Rest:
    """Holds up the reading of all groups until it is let go."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.may_go = threading.Event()
        self.problem: EnvironmentProblem | None = None
        read = DuplicateBook.groups

        def groups(book: DuplicateBook, at_least: float = 0.0) -> list[object]:
            assert self.may_go.wait(PATIENCE_MS / 1e3)
            if self.problem is not None:
                raise self.problem
            return read(book, at_least)

        patch.setattr(group_outline, "FIRST_OF_CLASS", 1)
        patch.setattr(DuplicateBook, "groups", groups)


class Opened:
    """A page that shows the first groups."""

    def __init__(self, qtbot, bridge, session: Session | None = None) -> None:
        self.qtbot = qtbot
        self.session = session or Session()
        self.thumbnails = ThumbnailProvider(bridge)
        context = PageContext(bridge, Requests(bridge), self.thumbnails, self.session)
        self.page = DuplicatesPage(context)
        self.counts: list[dict[PairClass, int]] = []
        self.page.countsChanged.connect(self.counts.append)
        self.page.resize(1_100, 780)
        self.page.show()

    def wait(self, *, for_all: bool) -> None:
        self.qtbot.waitUntil(lambda: self.page._loaded is not None, timeout=PATIENCE_MS)
        if for_all:
            self.qtbot.waitUntil(lambda: not self.page._loaded.unread, timeout=PATIENCE_MS)

    def press(self, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.page.board.list, key, modifier)

    def marks_of(self, path) -> Mark:
        review = self.page.marks.review
        return self.page.marks.mark(review.files.paths.index(str(path)))

    def close(self) -> None:
        self.thumbnails.close()
        self.page.close()
        self.page.deleteLater()


@pytest.fixture
def rest(monkeypatch: pytest.MonkeyPatch) -> Iterator[Rest]:
    held = Rest(monkeypatch)
    yield held
    held.may_go.set()  # whatever failed: the thread must end


@pytest.fixture
def opened(qtbot, rest, open_bridge, with_copies) -> Iterator[Opened]:
    opened = Opened(qtbot, open_bridge(with_copies))
    yield opened
    rest.may_go.set()
    opened.close()


def test_first_groups_are_listed_and_nothing_is_counted_yet(opened, rest) -> None:
    opened.wait(for_all=False)
    page = opened.page
    assert page._loaded.unread
    assert page.board.groups.rowCount() > 0
    assert page.board.isVisible()
    assert "to go" in page.head.state.text()
    assert not any(letter.isdigit() for letter in page.head.tabs.tabText(FILE.rank))
    assert opened.counts == []
    some = len(page.marks.review)
    rest.may_go.set()
    opened.wait(for_all=True)
    assert len(page.marks.review) > some
    assert page.head.state.text() == ""
    assert opened.counts[-1] == {one: len(page.marks.live(one.rank)) for one in PairClass}
    assert any(letter.isdigit() for letter in page.head.tabs.tabText(FILE.rank))


def test_what_is_decided_meanwhile_stays_decided(opened, rest) -> None:
    opened.wait(for_all=False)
    page, board = opened.page, opened.page.board
    page.show_class(SHOT)
    looked_at, key = board.detail.paths(), board.current_key()
    assert len(looked_at) > 1
    opened.press(Qt.Key.Key_2)
    assert opened.marks_of(looked_at[0]) is Mark.TRASH
    rest.may_go.set()
    opened.wait(for_all=True)
    assert board.current_key() == key
    assert board.detail.paths()[: len(looked_at)] == looked_at
    assert opened.marks_of(looked_at[0]) is Mark.TRASH
    assert opened.marks_of(looked_at[1]) is Mark.KEEP
    board.undo()
    assert opened.marks_of(looked_at[0]) is not Mark.TRASH
    board.redo()
    assert opened.marks_of(looked_at[0]) is Mark.TRASH


def test_group_that_was_dismissed_meanwhile_does_not_come_back(opened, rest) -> None:
    opened.wait(for_all=False)
    page, board = opened.page, opened.page.board
    page.show_class(FILE)
    key = board.current_key()
    board.dismiss()
    rest.may_go.set()
    opened.wait(for_all=True)
    found = page.marks.review.find(key)
    assert found is None or page.marks.is_gone(found)


def test_slider_moved_meanwhile_holds_for_all(opened, rest) -> None:
    opened.wait(for_all=False)
    opened.page.head.certainty.slider.setValue(opened.page.head.certainty.slider.maximum())
    opened.qtbot.waitUntil(lambda: opened.session.same_shot_at_least > 0, timeout=PATIENCE_MS)
    chosen = opened.session.same_shot_at_least
    rest.may_go.set()
    opened.qtbot.waitUntil(
        lambda: opened.page._loaded.at_least == chosen and not opened.page._loaded.unread,
        timeout=PATIENCE_MS,
    )


def test_marks_of_a_window_before_wait_for_all(qtbot, rest, open_bridge, with_copies) -> None:
    bridge, session = open_bridge(with_copies), Session()
    rest.may_go.set()
    before = Opened(qtbot, bridge, session)
    before.wait(for_all=True)
    page = before.page
    page.show_class(SHOT)
    for group in range(page.board.groups.rowCount()):
        page.board.list.go_to(group)
        page.board.keep_all()
    kept = int((page.marks._ledger.origins == 2).sum())
    before.close()
    bridge.library._groups._deciding = None  # as after opening it again
    rest.may_go.clear()
    after = Opened(qtbot, bridge, session)
    came = []
    after.page._loader.loaded.connect(came.append)
    qtbot.waitUntil(lambda: bool(came), timeout=PATIENCE_MS)
    assert came[0].unread
    assert after.page.marks is None
    rest.may_go.set()
    after.wait(for_all=True)
    assert int((after.page.marks._ledger.origins == 2).sum()) == kept
    after.close()


def test_rest_that_cannot_be_read_is_tried_again(opened, rest) -> None:
    opened.wait(for_all=False)
    rest.problem = EnvironmentProblem("catalog_busy", path="x")
    rest.may_go.set()
    opened.qtbot.waitUntil(lambda: opened.page.message.isVisible(), timeout=PATIENCE_MS)
    rest.problem = None
    opened.page._on_remedy()
    opened.wait(for_all=True)
    assert opened.page.board.isVisible()
