"""The icon in the notification area: state, menu, and word of new duplicates, not too often."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from photofinder.app.jobs import JobRunner, Lane
from photofinder.core.duplicates import CopiedFiles
from photofinder.ui.bridge import Bridge, JobInfo
from photofinder.ui.context import PageContext, Requests
from photofinder.ui.tray import NEWS_EVERY_S, DuplicateNews, Tray

PATIENCE_MS = 60_000


class Clock:
    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def copied(groups: list[tuple[str, ...]]) -> CopiedFiles:
    """Give every name a number of its own."""
    files = [int.from_bytes(name.encode(), "big") for group in groups for name in group]
    sizes = [len(group) for group in groups]
    return CopiedFiles(np.array(files, np.int64), np.repeat(np.arange(len(groups)), sizes))


# -- what is news --------------------------------------------------------------------------------


def test_what_is_there_at_the_start_is_no_news() -> None:
    news = DuplicateNews(Clock())
    assert news.counted(copied([("a", "a1"), ("b", "b1", "b2")])) == 0


def test_new_copies_are_counted_without_the_one_to_keep() -> None:
    news = DuplicateNews(Clock())
    news.counted(copied([("a", "a1")]))
    assert news.counted(copied([("a", "a1", "a2"), ("c", "c1", "c2")])) == 3


def test_another_keeper_is_no_news() -> None:
    news = DuplicateNews(Clock())
    news.counted(copied([("a", "a1")]))
    assert news.counted(copied([("a1", "a")])) == 0


def test_the_number_grows_until_the_user_looks() -> None:
    news = DuplicateNews(Clock())
    news.counted(copied([]))
    assert news.counted(copied([("a", "a1")])) == 1
    assert news.counted(copied([("a", "a1")])) == 0, "told already"
    assert news.counted(copied([("a", "a1"), ("b", "b1")])) == 2
    news.looked()
    assert news.counted(copied([("a", "a1"), ("b", "b1")])) == 0
    assert news.counted(copied([("a", "a1"), ("b", "b1", "b2")])) == 1


def test_what_came_after_the_look_is_news() -> None:
    news = DuplicateNews(Clock())
    news.counted(copied([("a", "a1")]))
    news.looked()
    assert news.counted(copied([("a", "a1", "a2")])) == 1


def test_fewer_copies_are_no_news() -> None:
    news = DuplicateNews(Clock())
    news.counted(copied([("a", "a1"), ("b", "b1")]))
    assert news.counted(copied([("a", "a1")])) == 0


def test_it_is_counted_seldom() -> None:
    clock = Clock()
    news = DuplicateNews(clock)
    assert news.wait_s == 0
    news.counted(copied([]))
    assert news.wait_s == NEWS_EVERY_S
    clock.now_s = NEWS_EVERY_S - 1
    assert news.wait_s == 1
    clock.now_s = NEWS_EVERY_S + 1
    assert news.wait_s == 0


# -- the icon ------------------------------------------------------------------------------------


@pytest.fixture
def messages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give a desktop with a notification area, and what is told there."""
    told: list[str] = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", staticmethod(lambda: True))
    monkeypatch.setattr(
        QSystemTrayIcon, "showMessage", lambda _self, _title, text, *_: told.append(text)
    )
    return told


@pytest.fixture
def tray(bridge: Bridge) -> Iterator[Tray]:
    made = Tray(PageContext(bridge, Requests(bridge), None), bridge)  # type: ignore[arg-type]
    bridge.opened.emit()
    yield made
    made.close()


def entry(tray: Tray, text: str) -> QAction:
    return next(action for action in tray._menu.actions() if action.text() == text)


def test_without_a_notification_area_nothing_breaks(
    bridge: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: False))
    tray = Tray(PageContext(bridge, Requests(bridge), None), bridge)  # type: ignore[arg-type]
    bridge.opened.emit()
    bridge.duplicatesChanged.emit()
    tray.say_once_that_it_stays()
    assert not tray.available
    assert not tray._news_clock.isActive()
    tray.close()


def test_the_menu_opens_pauses_and_ends(tray: Tray, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tray.openRequested):
        entry(tray, "Open photofinder").trigger()
    with qtbot.waitSignal(tray.quitRequested):
        entry(tray, "Quit").trigger()
    with qtbot.waitSignal(tray.pauseToggled) as paused:
        entry(tray, "Pause watching").trigger()
    assert paused.args == [True]


def test_a_click_on_the_icon_opens_the_window(tray: Tray, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tray.openRequested):
        tray._icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    with qtbot.assertNotEmitted(tray.openRequested):
        tray._icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)


def test_it_follows_a_pause_from_elsewhere(tray: Tray, bridge: Bridge) -> None:
    bridge.set_paused(True)
    assert entry(tray, "Pause watching").isChecked()
    assert "paused" in tray._icon.toolTip()
    bridge.set_paused(False)
    assert not entry(tray, "Pause watching").isChecked()


def test_the_tooltip_tells_what_is_done(tray: Tray, bridge: Bridge, qtbot: QtBot) -> None:
    runner = JobRunner()
    handle = runner.submit(Lane.INDEX, "index", lambda _: None)
    handle.result(20)
    bridge.progressChanged.emit((JobInfo("index", 5, 10, "indexing", False, handle),))
    qtbot.waitUntil(lambda: "Indexing 5 of 10" in tray._icon.toolTip())
    bridge.progressChanged.emit(())
    qtbot.waitUntil(lambda: tray._icon.toolTip() == "photofinder")
    runner.close()


def test_new_duplicates_are_told_while_nobody_looks(
    messages: list[str],
    indexed: object,
    bridge: Bridge,
    tray: Tray,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    away = Qt.ApplicationState.ApplicationInactive
    monkeypatch.setattr(QGuiApplication, "applicationState", staticmethod(lambda: away))
    qtbot.waitUntil(lambda: tray._news._seen is not None, timeout=PATIENCE_MS)
    photo = next(indexed.photos.rglob("*.jpg"))  # type: ignore[attr-defined]
    shutil.copy(photo, photo.with_name("copy of it.jpg"))
    assert bridge.library is not None
    bridge.library.scan().result(60)
    tray._news._counted_s = None  # the minutes have passed
    tray._news_clock.stop()
    bridge.duplicatesChanged.emit()
    qtbot.waitUntil(lambda: len(messages) == 1, timeout=PATIENCE_MS)
    assert messages[0].startswith("1 new duplicate")
    with qtbot.waitSignal(tray._context.requests.pageRequested) as page:
        tray._icon.messageClicked.emit()
    assert page.args == ["duplicates"]


def test_that_it_stays_is_said_once(messages: list[str], tray: Tray) -> None:
    tray.say_once_that_it_stays()
    tray.say_once_that_it_stays()
    assert len(messages) == 1


def test_its_menu_goes_with_it(bridge: Bridge, qtbot: QtBot) -> None:
    tray = Tray(PageContext(bridge, Requests(bridge), None), bridge)  # type: ignore[arg-type]
    menu: QMenu = tray._menu
    with qtbot.waitSignal(menu.destroyed):
        tray.close()
