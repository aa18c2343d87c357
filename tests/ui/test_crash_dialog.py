"""A bug is reported once, from any thread, and the report names no photo unless it may."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from photofinder.paths import AppPaths
from photofinder.ui import crash_dialog
from photofinder.ui.crash_dialog import CrashDialog, CrashReporter
from photofinder.ui.crash_report import (
    MAX_RECORDS,
    CrashBook,
    CrashRecord,
    record_of,
    report_text,
    scrubbed,
)


def caught(error: BaseException) -> BaseException:
    """Raise and catch, so that there is a traceback."""
    try:
        raise error
    except BaseException as same:  # noqa: BLE001
        return same


# -- the report ----------------------------------------------------------------------------------


SECRET = "Geheimnis"


@pytest.mark.parametrize(
    "message",
    [
        f"'/home/{SECRET}/a.txt'",
        f"cannot open /home/anna/{SECRET} pictures/trip to {SECRET}.jpg: denied",
        f"C:\\Users\\{SECRET}\\x.png is damaged",
        f"\\\\server\\{SECRET}\\share",
        f"file:///home/{SECRET}",
        f"~/{SECRET}/x",
        f"{SECRET}.jpg",
        f"the picture My {SECRET} (2).HEIC ends too early",
        f"b'/photos/{SECRET}'",
        f"Path('{SECRET} holiday.webp')",
        f'no such "{SECRET}.dng" here',
        f"line one\n/data/{SECRET}\nline three",
        f'  File "/home/{SECRET}/x.jpg", line 3, in y',
        f'  File "/home/photofinder/{SECRET}/x.jpg", line 3, in y',
        f"x={SECRET}/../{SECRET}.sqlite3",
        f"(/{SECRET})",
    ],
)
def test_names_are_left_out(message: str) -> None:
    record = record_of(caught(ValueError(message)))
    text = report_text([record], 1, {})
    assert SECRET not in text
    assert "ValueError" in text
    assert "test_crash_dialog.py" in text, "where it happened is what a report is for"
    assert SECRET in report_text([record], 1, {}, include_paths=True)


def test_an_os_error_keeps_its_number_and_loses_its_file() -> None:
    error = caught(FileNotFoundError(2, "No such file or directory", f"/home/{SECRET}/a b.jpg"))
    text = scrubbed(record_of(error).text)
    assert "FileNotFoundError" in text
    assert SECRET not in text


names = st.text(
    st.characters(codec="utf-8", exclude_characters="/\\\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"),
    min_size=1,
)


@given(st.lists(names, min_size=1, max_size=4), st.sampled_from(["{}", "'{}'", "at {}: no"]))
@example([" ", "'"], "{}")
@example(["a'b", 'c"d'], "'{}'")
def test_no_absolute_path_survives(parts: list[str], form: str) -> None:
    marked = [f"{part}{SECRET}" for part in parts]
    for path in ("/" + "/".join(marked), "D:\\" + "\\".join(marked)):
        for told in (path, repr(path)):
            text = "ValueError: " + form.format(told)
            assert SECRET not in scrubbed(text)


def test_where_code_lies_is_told_without_the_users_folders() -> None:
    text = scrubbed(
        "Traceback (most recent call last):\n"
        f'  File "/home/{SECRET}/venv/lib/python3.11/site-packages/photofinder/ui/x.py", line 3,'
        " in go\n    self.go(1 / 0)\n"
        f'  File "C:\\Users\\{SECRET}\\Lib\\json\\decoder.py", line 7, in decode\n'
        f'  File "/opt/{SECRET}/other.py", line 1, in <module>\n'
        '  File "<frozen importlib._bootstrap>", line 9, in _load\n'
        "ZeroDivisionError: division by zero"
    )
    assert SECRET not in text
    assert '"photofinder/ui/x.py", line 3, in go' in text
    assert '"Lib/json/decoder.py", line 7' in text
    assert '"other.py", line 1' in text
    assert '"<frozen importlib._bootstrap>"' in text
    assert "self.go(1 / 0)" not in text or "1" in text
    assert text.endswith("ZeroDivisionError: division by zero")


def test_the_causes_are_told() -> None:
    def fail() -> None:
        try:
            raise KeyError("inner")
        except KeyError as error:
            raise RuntimeError("outer") from error

    with pytest.raises(RuntimeError) as info:
        fail()
    text = scrubbed(record_of(info.value).text)
    assert "KeyError: 'inner'" in text
    assert "direct cause" in text
    assert "RuntimeError: outer" in text


def test_the_book_tells_each_bug_once_and_counts_all() -> None:
    book = CrashBook()
    assert book.add(CrashRecord("text", "a", "MainThread"))
    assert not book.add(CrashRecord("text", "a", "MainThread"))
    for number in range(20):
        assert book.add(CrashRecord("text", f"other {number}", "MainThread"))
    assert (len(book.records), book.count) == (MAX_RECORDS, 22)
    book.begin()
    assert not book.add(CrashRecord("text", "a", "MainThread")), "seen in this run"
    assert (len(book.records), book.count) == (0, 1)


# -- the dialog ----------------------------------------------------------------------------------


class Quiet:
    """The hooks that were there before, which must still be told."""

    def __init__(self) -> None:
        self.told: list[BaseException] = []

    def excepthook(self, _kind: object, error: BaseException, _trace: object) -> None:
        self.told.append(error)

    def thread_hook(self, args: threading.ExceptHookArgs) -> None:
        assert args.exc_value is not None
        self.told.append(args.exc_value)


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> Quiet:
    made = Quiet()
    monkeypatch.setattr(sys, "excepthook", made.excepthook)
    monkeypatch.setattr(threading, "excepthook", made.thread_hook)
    return made


@pytest.fixture
def reporter(quiet: Quiet, tmp_path: Path, qapp: object) -> Iterator[CrashReporter]:
    made = CrashReporter(AppPaths.at(tmp_path))
    made.install(None)
    yield made
    made.remove()
    QCoreApplication.processEvents()
    made.deleteLater()


def crash(error: BaseException) -> None:
    """Let an exception reach the hook, as Qt's slots do."""
    same = caught(error)
    sys.excepthook(type(same), same, same.__traceback__)


def dialogs() -> list[CrashDialog]:
    return [w for w in QGuiApplication.instance().topLevelWidgets() if isinstance(w, CrashDialog)]  # type: ignore[union-attr]


def wait_for_dialog(qtbot: QtBot) -> CrashDialog:
    qtbot.waitUntil(lambda: len(dialogs()) == 1 and dialogs()[0].isVisible())
    return dialogs()[0]


def button(dialog: CrashDialog, text: str) -> QPushButton:
    return next(w for w in dialog.findChildren(QPushButton) if w.text().replace("&", "") == text)


def test_a_bug_is_logged_as_before_and_shown(
    reporter: CrashReporter, quiet: Quiet, qtbot: QtBot
) -> None:
    crash(ZeroDivisionError("oops"))
    assert [type(error) for error in quiet.told] == [ZeroDivisionError]
    dialog = wait_for_dialog(qtbot)
    assert "ZeroDivisionError: oops" in dialog.report()
    assert "photofinder: " in dialog.report()
    assert "Qt: " in dialog.report()
    assert not dialog.isModal(), "a report must not stand in the way"


def test_a_storm_is_one_dialog_with_a_number(
    reporter: CrashReporter, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crash_dialog, "COUNT_MS", 10)
    for _ in range(200):
        crash(ZeroDivisionError("painting"))
    dialog = wait_for_dialog(qtbot)
    crash(ZeroDivisionError("painting"))
    crash(KeyError("another"))
    qtbot.waitUntil(lambda: "KeyError" in dialog._text.toPlainText())
    assert len(dialogs()) == 1
    assert any("202" in label.text() for label in dialog.findChildren(QLabel))
    assert dialog.report().count("ZeroDivisionError: painting") == 1


def test_a_bug_in_a_thread_is_shown_on_the_gui_thread(
    reporter: CrashReporter, quiet: Quiet, qtbot: QtBot
) -> None:
    def work() -> None:
        raise LookupError("in a thread")

    thread = threading.Thread(target=work, name="photofinder-view")
    thread.start()
    thread.join()
    dialog = wait_for_dialog(qtbot)
    assert "In thread photofinder-view" in dialog.report()
    assert "LookupError: in a thread" in dialog.report()
    assert len(quiet.told) == 1


def test_a_bug_in_a_real_slot_is_shown(reporter: CrashReporter, quiet: Quiet, qtbot: QtBot) -> None:
    class Sender(QObject):
        fired = Signal()

    def broken() -> None:
        raise ArithmeticError("in a slot")

    sender = Sender()
    sender.fired.connect(broken)
    sender.fired.emit()
    assert "ArithmeticError: in a slot" in wait_for_dialog(qtbot).report()


def test_going_on_keeps_a_known_bug_quiet_and_a_new_one_for_later(
    reporter: CrashReporter, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    crash(ZeroDivisionError("first"))
    button(wait_for_dialog(qtbot), "Go on").click()
    qtbot.waitUntil(lambda: dialogs() == [])
    crash(ZeroDivisionError("first"))
    QCoreApplication.processEvents()
    assert not reporter._later.isActive()
    crash(KeyError("second"))
    qtbot.waitUntil(reporter._later.isActive)
    assert dialogs() == []
    reporter._closed_s = None  # the minute has passed
    reporter._later.timeout.emit()
    assert "KeyError" in wait_for_dialog(qtbot).report()


def test_paths_come_in_only_when_the_user_says_so(reporter: CrashReporter, qtbot: QtBot) -> None:
    crash(ValueError("cannot read /home/anna/Geheimnis.jpg"))
    dialog = wait_for_dialog(qtbot)
    button(dialog, "Copy report").click()
    assert "Geheimnis" not in QGuiApplication.clipboard().text()
    assert "Geheimnis" not in dialog._text.toPlainText()
    dialog._paths_box.click()
    assert "Geheimnis" in dialog._text.toPlainText()
    button(dialog, "Copy report").click()
    assert "Geheimnis" in QGuiApplication.clipboard().text()


def test_quit_ends_the_program(
    reporter: CrashReporter, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[bool] = []
    monkeypatch.setattr(QCoreApplication, "quit", staticmethod(lambda: ended.append(True)))
    crash(ZeroDivisionError("x"))
    button(wait_for_dialog(qtbot), "Quit").click()
    assert ended == [True]


def test_an_interrupt_is_no_bug(reporter: CrashReporter, quiet: Quiet) -> None:
    crash(KeyboardInterrupt())
    QCoreApplication.processEvents()
    assert dialogs() == []
    assert len(quiet.told) == 1


def test_a_dialog_that_went_with_its_window_does_not_come_back_as_a_bug(
    reporter: CrashReporter, quiet: Quiet, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crash_dialog, "PAUSE_S", 0.0)
    window = QWidget()
    reporter.install(window)
    reporter._on_uncaught(ValueError, ValueError("first"), None)
    qtbot.waitUntil(lambda: reporter._dialog is not None)
    shiboken6.delete(window)
    with qtbot.captureExceptions() as exceptions:
        reporter._on_uncaught(KeyError, KeyError("second"), None)
        qtbot.waitUntil(lambda: reporter._dialog is not None and isValid(reporter._dialog))
        assert "second" in reporter._dialog.report()
        other = QWidget()
        reporter.install(other)
        shiboken6.delete(other)
        reporter.remove()
    assert not exceptions


def test_after_removal_the_hooks_are_as_before(quiet: Quiet, tmp_path: Path, qtbot: QtBot) -> None:
    before = sys.excepthook, threading.excepthook
    reporter = CrashReporter(AppPaths.at(tmp_path))
    reporter.install(None)
    reporter.install(None)
    assert sys.excepthook != before[0]
    crash(ZeroDivisionError("x"))
    wait_for_dialog(qtbot)
    reporter.remove()
    assert (sys.excepthook, threading.excepthook) == before
    qtbot.waitUntil(lambda: dialogs() == [])
