"""The message bar shows what happened: one at a time, the weightiest first, never a storm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from photofinder.ui import message_bar
from photofinder.ui.context import Notice
from photofinder.ui.message_bar import MessageBar
from photofinder.ui.notice_queue import MAX_KEPT, NoticeQueue
from photofinder.ui.wrapped_text import WrappedText


class Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        self.bar = MessageBar(self)
        self.field = QLineEdit(self)
        column.addWidget(self.bar)
        column.addWidget(self.field)
        column.addStretch(1)
        self.resize(800, 300)

    @property
    def text(self) -> WrappedText:
        found = self.bar.findChild(WrappedText)
        assert found is not None
        return found

    @property
    def action(self) -> QPushButton:
        return self.bar.findChildren(QPushButton)[0]

    @property
    def close_button(self) -> QToolButton:
        found = self.bar.findChild(QToolButton)
        assert found is not None
        return found


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SHOWN_MS", "SHOWN_MS_PER_LETTER", "SHOWN_WITH_ACTION_MS"):
        monkeypatch.setattr(message_bar, name, 1)


# -- the queue -----------------------------------------------------------------------------------


def test_the_weightiest_is_shown_and_of_equals_the_first() -> None:
    queue = NoticeQueue()
    for notice in (
        Notice("info"),
        Notice("first", "error"),
        Notice("beside", "warning"),
        Notice("second", "error"),
    ):
        queue.push(notice)
    seen = []
    while (current := queue.current) is not None:
        seen.append(current.text)
        queue.dismiss()
    assert seen == ["first", "second", "beside", "info"]


def test_the_same_key_replaces_in_its_place() -> None:
    queue = NoticeQueue()
    queue.push(Notice("1 photo", key="photos"))
    queue.push(Notice("other"))
    queue.push(Notice("2 photos", key="photos"))
    assert queue.current is not None
    assert (queue.current.text, queue.waiting) == ("2 photos", 1)


def test_the_same_text_is_shown_once() -> None:
    queue = NoticeQueue()
    for _ in range(100):
        queue.push(Notice("The disk is full.", "error"))
    assert queue.waiting == 0


def test_a_storm_keeps_what_weighs_most_and_counts_the_rest() -> None:
    queue = NoticeQueue()
    queue.push(Notice("the one that matters", "error"))
    for number in range(100):
        queue.push(Notice(f"note {number}"))
    assert queue.waiting == MAX_KEPT - 1
    assert queue.dropped == 101 - MAX_KEPT
    assert queue.current is not None
    assert queue.current.text == "the one that matters"
    queue.clear()
    assert (queue.current, queue.waiting, queue.dropped) == (None, 0, 0)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["info", "warning", "error"]), st.sampled_from("abcdef") | st.text()
        )
    )
)
def test_no_queue_is_longer_than_its_limit_and_none_hides_an_error(
    notices: list[tuple[str, str]],
) -> None:
    queue = NoticeQueue()
    for level, key in notices:
        queue.push(Notice(f"text {key}", level, key=key))  # type: ignore[arg-type]
    levels = []
    while (current := queue.current) is not None:
        levels.append(current.level)
        queue.dismiss()
    assert len(levels) <= MAX_KEPT
    assert levels == sorted(levels, key=["error", "warning", "info"].index)


# -- the bar -------------------------------------------------------------------------------------


def test_the_bar_is_only_there_when_it_has_something_to_say(window: Window) -> None:
    assert not window.bar.isVisible()
    window.bar.show_notice(Notice("Something happened.", "error"))
    assert window.bar.isVisible()
    assert window.text.toPlainText() == "Something happened."
    window.close_button.click()
    assert not window.bar.isVisible()


def test_the_next_one_follows_and_the_number_of_those_is_told(window: Window) -> None:
    for number in range(3):
        window.bar.show_notice(Notice(f"problem {number}", "error"))
    assert window.bar.waiting == 2
    assert any("2" in label.text() for label in window.bar.findChildren(type(window.bar._more)))
    window.close_button.click()
    assert window.text.toPlainText() == "problem 1"


def test_close_all_ends_a_storm(window: Window) -> None:
    for number in range(30):
        window.bar.show_notice(Notice(f"problem {number}", "error"))
    window.bar._all.click()
    assert not window.bar.isVisible()
    assert window.bar.current is None


def test_the_action_is_called_once_and_closes_the_notice(window: Window) -> None:
    called: list[str] = []
    window.bar.show_notice(
        Notice("36 photos trashed.", action_label="Undo", action=lambda: called.append("undo"))
    )
    assert window.action.text() == "Undo"
    window.action.click()
    assert called == ["undo"]
    assert not window.bar.isVisible()


def test_an_action_may_raise_the_next_notice(window: Window) -> None:
    window.bar.show_notice(
        Notice("a", action_label="More", action=lambda: window.bar.show_notice(Notice("b")))
    )
    window.action.click()
    assert window.text.toPlainText() == "b"


def test_a_notice_without_an_action_has_no_button(window: Window) -> None:
    window.bar.show_notice(Notice("with", action_label="Go", action=lambda: None))
    window.bar.show_notice(Notice("without", "error"))
    assert not window.action.isVisible()


@pytest.mark.usefixtures("quick")
def test_an_information_goes_by_itself(window: Window, qtbot: QtBot) -> None:
    window.bar.show_notice(Notice("Done."))
    qtbot.waitUntil(lambda: not window.bar.isVisible())


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("level", ["warning", "error"])
def test_what_went_wrong_stays(window: Window, level: str) -> None:
    window.bar.show_notice(Notice("Wrong.", level))  # type: ignore[arg-type]
    assert not window.bar._clock.isActive()


@pytest.mark.usefixtures("quick")
def test_notices_wait_for_the_window(qtbot: QtBot) -> None:
    window = Window()
    qtbot.addWidget(window)
    window.field.setFocus()
    window.bar.show_notice(Notice("early"))
    assert not window.bar._clock.isActive()
    with qtbot.waitSignal(window.bar._clock.timeout):
        window.show()
    qtbot.waitUntil(lambda: window.bar.current is None)


@pytest.mark.usefixtures("quick")
def test_nothing_goes_while_it_has_the_focus(window: Window, qtbot: QtBot) -> None:
    window.activateWindow()
    window.bar.show_notice(Notice("read me"))
    window.close_button.setFocus()
    qtbot.waitUntil(window.close_button.hasFocus)
    with qtbot.waitSignals([window.bar._clock.timeout] * 2):
        pass
    assert window.bar.isVisible()


def test_esc_closes_it_and_the_focus_goes_back(window: Window, qtbot: QtBot) -> None:
    window.activateWindow()
    window.field.setFocus()
    qtbot.waitUntil(window.field.hasFocus)
    window.bar.show_notice(Notice("Wrong.", "error"))
    assert window.field.hasFocus(), "a notice must not take the focus"
    window.close_button.setFocus()
    qtbot.keyClick(window.close_button, Qt.Key.Key_Escape)
    assert not window.bar.isVisible()
    assert window.field.hasFocus()


def test_what_is_over_is_withdrawn(window: Window) -> None:
    window.bar.show_notice(Notice("The drive is away.", "warning", key="drive"))
    window.bar.show_notice(Notice("Other.", "warning"))
    window.bar.withdraw("drive")
    assert window.text.toPlainText() == "Other."


def test_its_level_is_told_by_word_and_to_screen_readers(window: Window) -> None:
    window.bar.show_notice(Notice("No space is left.", "error"))
    assert window.bar.accessibleName() == "Problem: No space is left."
    assert window.bar.property("role") == "notice-error"


def test_a_path_of_any_length_fits_and_stays_as_it_is(window: Window) -> None:
    path = "/" + "a-very-long-name" * 100
    window.bar.show_notice(Notice(path, "error"))
    assert window.minimumSizeHint().width() < 600
    assert window.text.toPlainText() == path
    assert window.text.height() <= window.text.fontMetrics().lineSpacing() * 6


def test_markup_is_shown_as_text(window: Window) -> None:
    window.bar.show_notice(Notice("<b>x</b>.jpg is damaged", "error"))
    assert window.text.toPlainText() == "<b>x</b>.jpg is damaged"
