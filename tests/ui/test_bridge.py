"""Questions out, answers in: on the GUI thread, in order, and to nobody who is gone."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject

from photofinder.app.events import ChangeSet, FolderStateChanged
from photofinder.app.questions import Desk
from photofinder.errors import EnvironmentProblem
from photofinder.ui import bridge as bridge_module
from photofinder.ui.bridge import Bridge


def test_question_runs_elsewhere_and_its_answer_comes_here(qtbot, bridge: Bridge) -> None:
    answers: list[tuple[int, int]] = []

    def question(library: object) -> int:
        return threading.get_ident()

    bridge.ask(bridge, question, lambda thread: answers.append((thread, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(answers))
    asked, answered = answers[0]
    assert asked != threading.get_ident()
    assert answered == threading.get_ident()


def test_newer_question_of_the_same_key_takes_the_place_of_the_older(qtbot, bridge: Bridge) -> None:
    go_on = threading.Event()
    answers: list[str] = []

    def slow(library: object) -> str:
        go_on.wait(10)
        return "old"

    bridge.ask(bridge, slow, answers.append, key="k")
    bridge.ask(bridge, lambda _: "new", answers.append, key="k")
    bridge.ask(bridge, lambda _: "other", answers.append, key="another")
    go_on.set()
    qtbot.waitUntil(lambda: len(answers) == 2)
    qtbot.wait(50)
    assert sorted(answers) == ["new", "other"]


def test_destroyed_owner_gets_no_answer(qtbot, bridge: Bridge) -> None:
    import shiboken6

    owner = QObject()
    go_on = threading.Event()
    answers: list[object] = []
    bridge.ask(owner, lambda _: go_on.wait(10), answers.append)
    shiboken6.delete(owner)
    go_on.set()
    bridge.ask(bridge, lambda _: "last", answers.append)
    qtbot.waitUntil(lambda: "last" in answers)
    qtbot.wait(50)
    assert answers == ["last"]


def test_known_problem_becomes_a_notice(qtbot, bridge: Bridge) -> None:
    def question(library: object) -> None:
        raise EnvironmentProblem("folder_missing", path="/nowhere")

    with qtbot.waitSignal(bridge.noticeRaised) as raised:
        bridge.ask(bridge, question, lambda _: None)
    notice = raised.args[0]
    assert notice.level == "error"
    assert "/nowhere" in notice.text


def test_bug_rises_into_the_exception_hook(qtbot, bridge: Bridge) -> None:
    def question(library: object) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as errors:
        bridge.ask(bridge, question, lambda _: None)
        qtbot.waitUntil(lambda: bool(errors))
    assert errors[0][0] is ZeroDivisionError


def test_error_handler_of_a_question_gets_the_error(qtbot, bridge: Bridge) -> None:
    errors: list[Exception] = []
    bridge.ask(bridge, lambda _: 1 / 0, lambda _: None, errors.append, desk=Desk.WAIT)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], ZeroDivisionError)


def test_job_is_followed_to_its_result(qtbot, bridge: Bridge) -> None:
    assert bridge.library is not None
    reports: list[object] = []
    bridge.follow(bridge, bridge.library.scan(), reports.append)
    qtbot.waitUntil(lambda: bool(reports), timeout=20_000)
    assert reports[0].photos == 36


def test_thousand_changes_are_told_once(qtbot, bridge: Bridge) -> None:
    from pathlib import Path

    assert bridge.library is not None
    told: list[str] = []
    bridge.photosChanged.connect(lambda: told.append("photos"))
    bridge.foldersChanged.connect(lambda: told.append("folders"))
    for number in range(1_000):
        bridge.library.events.publish(ChangeSet(added=(Path(f"/p/{number}.jpg"),)))
    bridge.library.events.publish(FolderStateChanged(Path("/p"), False))
    qtbot.waitUntil(lambda: "folders" in told)
    assert told.count("photos") == 1


def test_nothing_is_delivered_after_closing(
    qtbot, indexed: object, open_bridge: Callable[..., Bridge]
) -> None:
    bridge = open_bridge(indexed)
    answers: list[object] = []
    bridge.ask(bridge, lambda _: 1, answers.append)
    bridge.close()
    qtbot.wait(50)
    assert answers == []
    assert bridge.ask(bridge, lambda _: 1, answers.append).cancelled


def test_closing_does_not_wait_for_ever(
    qtbot,
    indexed: object,
    open_bridge: Callable[..., Bridge],
    monkeypatch: pytest.MonkeyPatch,
    expected_warnings: list[str],
) -> None:
    expected_warnings += ["a question still runs", "a job still runs"]
    monkeypatch.setattr(bridge_module, "CLOSE_S", 0.05)
    bridge = open_bridge(indexed)
    library = bridge.library
    assert library is not None
    answers = threading.Event()
    closing = library.close
    monkeypatch.setattr(library, "close", lambda: (answers.wait(20), closing()))
    begun = threading.Event()
    bridge.ask(bridge, lambda _: (begun.set(), answers.wait(20)), lambda _: None)
    assert begun.wait(20)
    bridge.close()
    assert bridge.library is None
    names = [thread.name for thread in threading.enumerate()]
    assert "photofinder-closing" in names, "it goes on, and was not waited for"
    answers.set()
    for thread in threading.enumerate():
        if thread.name.startswith("photofinder-closing"):
            thread.join(20)


def test_missing_library_is_told(qtbot, tmp_path) -> None:
    bridge = Bridge()

    def opener() -> object:
        raise EnvironmentProblem("folder_missing", path=tmp_path)

    with qtbot.waitSignal(bridge.openFailed) as failed:
        bridge.open(opener)
    assert failed.args[0].code == "folder_missing"
    bridge.close()
