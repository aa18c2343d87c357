"""A start without a window ends in the notification area, or minimised: never nowhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from photofinder.ui.context import Notice, Requests
from photofinder.ui.hidden_start import HiddenStart


class Tray:
    available = False


class Session:
    """A window, a panel that may come, and what was told."""

    def __init__(self, patience_ms: int) -> None:
        self.tray, self.window, self.requests = Tray(), QWidget(), Requests()
        self.notices: list[Notice] = []
        self.requests.noticeRaised.connect(self.notices.append)
        self.start = HiddenStart(
            self.tray,  # type: ignore[arg-type]
            lambda: self.window,  # type: ignore[arg-type, return-value]
            self.requests,
            self.requests,
            patience_ms=patience_ms,
        )


@pytest.fixture
def session(qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Session]:
    made = Session(getattr(request, "param", 3_600_000))
    qtbot.addWidget(made.window)
    yield made
    made.start._poll.stop()


def test_with_a_notification_area_no_window_is_shown(session: Session) -> None:
    session.tray.available = True
    session.start.begin()
    assert not session.start.waiting
    assert not session.window.isVisible()
    assert session.notices == []


def test_the_area_is_waited_for(session: Session, qtbot: QtBot) -> None:
    session.start.begin()
    assert session.start.waiting
    assert not session.window.isVisible()
    session.tray.available = True
    qtbot.waitUntil(lambda: not session.start.waiting, timeout=30_000)
    assert not session.window.isVisible()


@pytest.mark.parametrize("session", [0], indirect=True)
def test_without_one_the_window_waits_minimised_and_says_why(session: Session) -> None:
    session.start.begin()
    assert session.window.isVisible()
    assert session.window.isMinimized()
    assert not session.start.waiting
    assert "no notification area" in session.notices[0].text


def test_a_window_that_was_asked_for_meanwhile_stays(session: Session, qtbot: QtBot) -> None:
    session.start.begin()
    session.window.show()
    qtbot.waitUntil(lambda: not session.start.waiting, timeout=30_000)
    assert not session.window.isMinimized()
    assert session.notices == []
