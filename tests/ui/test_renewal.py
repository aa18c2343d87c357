"""One question at a time, asked again as things change: an answer comes, however often they do."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from photofinder.app.library import Library
from photofinder.ui.bridge import Bridge
from photofinder.ui.context import PageContext
from photofinder.ui.library_page import LibraryPage
from photofinder.ui.renewal import Renewal

PATIENCE_S = 20


class Gate:
    """Answers with numbers, each when it is let through."""

    def __init__(self) -> None:
        self.asked = 0
        self._free = threading.Semaphore(0)

    def question(self, _: Library) -> int:
        self.asked += 1
        number = self.asked
        assert self._free.acquire(timeout=PATIENCE_S)
        return number

    def let_through(self, count: int = 1) -> None:
        self._free.release(count)


@pytest.fixture
def gate():  # type: ignore[no-untyped-def]
    made = Gate()
    yield made
    made.let_through(100)


def test_an_answer_on_its_way_is_waited_for_however_much_changes(
    qtbot, bridge: Bridge, gate: Gate
) -> None:
    answers: list[int] = []
    renewal = Renewal(bridge, gate.question, answers.append, bridge)
    renewal.ask()
    for _ in range(50):
        renewal.renew()
    gate.let_through()
    qtbot.waitUntil(lambda: answers == [1])
    gate.let_through()
    qtbot.waitUntil(lambda: answers == [1, 2])
    assert gate.asked == 2, "fifty changes are one more question"


def test_another_question_takes_the_place_of_the_one_on_its_way(
    qtbot, bridge: Bridge, gate: Gate
) -> None:
    answers: list[object] = []
    renewal = Renewal(bridge, gate.question, answers.append, bridge)
    renewal.ask()
    renewal.ask(lambda _: "other words")
    gate.let_through()
    qtbot.waitUntil(lambda: answers == ["other words"])
    qtbot.wait(50)
    assert answers == ["other words"]


def test_what_failed_is_asked_again_when_something_changed(qtbot, bridge: Bridge) -> None:
    answers: list[object] = []
    fails = [True]

    def question(_: Library) -> str:
        if fails.pop():
            fails.append(False)
            raise bridge_problem()
        return "well"

    renewal = Renewal(bridge, question, answers.append, bridge)
    with qtbot.waitSignal(bridge.noticeRaised):
        renewal.ask()
    fails.append(False)
    renewal.renew()
    qtbot.waitUntil(lambda: answers == ["well"])


def bridge_problem() -> Exception:
    from photofinder.errors import EnvironmentProblem

    return EnvironmentProblem("catalog_busy", path=Path("/x"))


def test_list_appears_while_photos_are_indexed(
    qtbot, bridge: Bridge, context: PageContext, gate: Gate
) -> None:
    page = LibraryPage(context)
    qtbot.addWidget(page)
    library = bridge.library
    assert library is not None
    reading = library.viewing.photo_list

    def slow(query: object) -> object:  # longer than changes take to come
        gate.question(library)
        return reading(query)

    library.viewing.photo_list = slow
    page.reload()
    for number in range(8):
        with qtbot.waitSignal(bridge.photosChanged):
            bridge.tell("photosChanged")
        if number == 5:
            gate.let_through()
    qtbot.waitUntil(lambda: page.model.rowCount() == 36)


def test_a_library_that_is_let_go_of_answers_what_waited(
    qtbot, bridge: Bridge, indexed, gate: Gate
) -> None:
    owner = QObject(bridge)
    failed: list[Exception] = []
    answers: list[object] = []
    for _ in range(2):  # both threads of the desk
        bridge.ask(owner, gate.question, answers.append)
    bridge.ask(owner, lambda _: "late", answers.append, failed.append)
    renewal = Renewal(bridge, lambda _: "list", answers.append, bridge)
    renewal.ask()
    qtbot.waitUntil(lambda: gate.asked == 2)
    threading.Timer(0.2, lambda: gate.let_through(2)).start()
    bridge.release()
    with qtbot.waitSignal(bridge.opened):
        bridge.open(lambda: Library.open(indexed.paths, writable=True))
    assert [type(error).__name__ for error in failed] == ["JobCancelled"]
    assert sorted(a for a in answers if isinstance(a, int)) == [1, 2]
    renewal.renew()
    qtbot.waitUntil(lambda: "list" in answers, timeout=PATIENCE_S * 1_000)
    assert "late" not in answers


def test_rows_and_pictures_come_after_the_library_was_let_go_of(
    qtbot, bridge: Bridge, context: PageContext, indexed, gate: Gate
) -> None:
    from photofinder.app.questions import Desk
    from photofinder.ui.picture_loader import PictureLoader

    page = LibraryPage(context)
    qtbot.addWidget(page)
    loader = PictureLoader(bridge)
    loaded: list[int] = []
    loader.loaded.connect(lambda ticket, _: loaded.append(ticket))
    page.reload()
    qtbot.waitUntil(lambda: page.model.rowCount() == 36)
    for desk in (Desk.VIEW, Desk.VIEW, Desk.PICTURE, Desk.PICTURE):
        bridge.ask(bridge, gate.question, lambda _: None, desk=desk)
    qtbot.waitUntil(lambda: gate.asked == 4)
    page.model.mark_stale()
    page.model.photo(0)
    qtbot.waitUntil(lambda: page.model._asking)
    ticket = loader.request(next(indexed.photos.rglob("*.jpg")), 100)
    threading.Timer(0.2, lambda: gate.let_through(4)).start()
    bridge.release()
    with qtbot.waitSignal(bridge.opened):
        bridge.open(lambda: Library.open(indexed.paths, writable=True))
    qtbot.waitUntil(lambda: loaded == [ticket])
    page.model.photo(0)
    row = lambda: page.model._cache.get(int(page.model.file_ids[0]))  # noqa: E731
    qtbot.waitUntil(lambda: row() is not None and row().age == page.model._age)
