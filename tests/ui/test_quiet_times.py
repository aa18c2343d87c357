"""Work waits while the computer is wanted for something else; the window says why, and how not."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSystemTrayIcon, QToolButton
from pytestqt.qtbot import QtBot

from photofinder.desktop.quiet_policy import HoldReason, Reading
from photofinder.desktop.surroundings import Surroundings
from photofinder.ui import quiet_times
from photofinder.ui.background import Background
from photofinder.ui.bridge import Bridge
from photofinder.ui.context import Notice, PageContext, Requests
from photofinder.ui.go_on_button import GoOnButton
from photofinder.ui.jobs_panel import JobsPanel
from photofinder.ui.pause_button import PauseButton
from photofinder.ui.progress_status import ProgressStatus
from photofinder.ui.quiet_times import QuietTimes
from photofinder.ui.tray import Tray

PATIENCE_MS = 30_000
BATTERY, PLUGGED = Reading(on_battery=True, full_screen=False), Reading(False, False, 500.0)


class Eyes:
    """Stands for the thread that looks; the test says what it sees, from a thread of its own."""

    def __init__(self, on_reading: Callable[[Reading], None]) -> None:
        self._on_reading = on_reading
        self.wanted: frozenset[HoldReason] = frozenset()
        self.open = False

    def start(self) -> None:
        self.open = True

    def close(self) -> None:
        self.open = False

    def want(self, reasons: frozenset[HoldReason]) -> None:
        self.wanted = reasons

    def see(self, reading: Reading) -> None:
        thread = threading.Thread(target=self._on_reading, args=(reading,))
        thread.start()
        thread.join()


class Stage:
    """A bridge with quiet times, a clock of the test's own, and what shows them."""

    def __init__(self, bridge: Bridge, qtbot: QtBot) -> None:
        self.bridge, self._qtbot = bridge, qtbot
        self.now_s = 0.0
        self.eyes: list[Eyes] = []
        self.quiet = QuietTimes(bridge, bridge, make=self._make, clock=lambda: self.now_s)  # type: ignore[arg-type]
        self.quiet.start()

    def _make(self, on_reading: Callable[[Reading], None]) -> Eyes:
        self.eyes.append(Eyes(on_reading))
        return self.eyes[-1]

    def see(self, reading: Reading, *, times: int = 1) -> None:
        for _ in range(times):
            self.now_s += 5
            with self._qtbot.waitSignal(self.quiet._readingCame, timeout=PATIENCE_MS):
                self.eyes[0].see(reading)
            QGuiApplication.processEvents()

    @property
    def held_by(self) -> str:
        assert self.bridge.library is not None
        return self.bridge.library.held_by

    def choose(self, **choices: bool) -> None:
        library = self.bridge.library
        assert library is not None
        library.change_settings(dataclasses.replace(library.settings, **choices))


@pytest.fixture
def stage(bridge: Bridge, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(bridge, qtbot)
    yield made
    made.quiet.close()


def test_work_waits_on_battery_and_goes_on_when_plugged_in(stage: Stage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(stage.bridge.heldChanged, timeout=PATIENCE_MS) as told:
        stage.see(BATTERY)
    assert told.args == [HoldReason.BATTERY]
    library = stage.bridge.library
    assert library is not None
    job = library.scan()
    with pytest.raises(TimeoutError):
        job.result(0.3)
    assert job.paused
    assert not library.paused, "the user did not say so"
    stage.see(PLUGGED, times=4)
    assert stage.held_by == ""
    assert job.result(60).photos == 36


def test_it_follows_the_settings_as_they_are(stage: Stage) -> None:
    assert stage.eyes[0].wanted == {HoldReason.BATTERY, HoldReason.FULL_SCREEN}
    stage.see(BATTERY)
    stage.choose(pause_on_battery=False)
    stage.see(BATTERY)
    assert stage.held_by == ""
    assert stage.eyes[0].wanted == {HoldReason.FULL_SCREEN}
    stage.choose(pause_while_active=True)
    stage.see(dataclasses.replace(BATTERY, idle_s=1.0))
    assert stage.held_by == HoldReason.ACTIVE
    stage.choose(pause_full_screen=False, pause_while_active=False)
    stage.quiet.follow_settings()
    assert (stage.held_by, stage.eyes[0].wanted) == ("", frozenset())


def test_the_users_pause_wins(stage: Stage) -> None:
    library = stage.bridge.library
    assert library is not None
    stage.bridge.set_paused(True)
    stage.see(BATTERY)
    stage.bridge.goOnRequested.emit()
    assert stage.held_by == ""
    job = library.scan()
    with pytest.raises(TimeoutError):
        job.result(0.3)
    stage.see(PLUGGED, times=4)
    assert library.paused
    assert job.paused
    stage.bridge.set_paused(False)
    job.result(60)


def test_ending_the_pause_does_not_end_the_other_reason(stage: Stage) -> None:
    library = stage.bridge.library
    assert library is not None
    stage.see(BATTERY)
    stage.bridge.set_paused(True)
    stage.bridge.set_paused(False)
    job = library.scan()
    with pytest.raises(TimeoutError):
        job.result(0.3)
    stage.bridge.goOnRequested.emit()
    job.result(60)


def test_status_bar_jobs_and_tray_say_why_and_let_it_go_on(
    stage: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    context = PageContext(stage.bridge, Requests(stage.bridge), None)  # type: ignore[arg-type]
    status, panel = ProgressStatus(context), JobsPanel(context)
    tray = Tray(context, stage.bridge)
    qtbot.addWidget(status)
    qtbot.addWidget(panel)
    library = stage.bridge.library
    assert library is not None
    buttons = [status.findChild(GoOnButton), panel.findChild(GoOnButton)]
    assert not any(button.isVisibleTo(button.parentWidget()) for button in buttons)
    qtbot.waitUntil(lambda: "up to date" in status.text(), timeout=PATIENCE_MS)
    stage.see(BATTERY)
    assert "Paused: on battery" in status.text()
    assert tray._icon.toolTip() == "photofinder – Paused: on battery"
    assert tray._go_on.isVisible()
    assert all(button.isVisibleTo(button.parentWidget()) for button in buttons)
    assert buttons[0].text() == "Go on anyway"
    job = library.scan()
    qtbot.waitUntil(lambda: "Paused: on battery" in _texts(panel), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: status.text().startswith("Paused: on battery"), timeout=PATIENCE_MS)
    # the user's own pause is what is told then
    status.findChild(PauseButton).click()
    assert "on battery" not in tray._icon.toolTip()
    assert not tray._go_on.isVisible()
    assert not buttons[0].isVisibleTo(status)
    status.findChild(PauseButton).click()
    buttons[0].click()
    assert stage.held_by == ""
    assert not any(button.isVisibleTo(button.parentWidget()) for button in buttons)
    assert not tray._go_on.isVisible()
    job.result(60)
    tray.close()


def _texts(panel: JobsPanel) -> str:
    from photofinder.ui.elided_label import ElidedLabel

    return "\n".join(label.text() for label in panel.findChildren(ElidedLabel))


def test_the_entry_in_the_tray_lets_it_go_on(stage: Stage) -> None:
    context = PageContext(stage.bridge, Requests(stage.bridge), None)  # type: ignore[arg-type]
    tray = Tray(context, stage.bridge)
    stage.see(BATTERY)
    tray._go_on.trigger()
    assert stage.held_by == ""
    tray.close()


def test_who_asks_for_a_look_is_told_that_it_waits(stage: Stage, qtbot: QtBot) -> None:
    background = Background(stage.bridge, stage.bridge)
    notices: list[Notice] = []
    stage.bridge.noticeRaised.connect(notices.append)
    reports: list[object] = []
    stage.see(BATTERY)
    background.scan(on_done=reports.append)
    assert [notice.text for notice in notices] == ["Paused: on battery"]
    assert notices[0].action is not None
    notices[0].action()
    qtbot.waitUntil(lambda: len(reports) == 1, timeout=PATIENCE_MS)
    background.close()


def test_another_library_is_held_too(stage: Stage, indexed: object, qtbot: QtBot) -> None:
    from photofinder.app.library import Library

    stage.see(BATTERY)
    stage.bridge.release()
    with qtbot.waitSignal(stage.bridge.opened, timeout=PATIENCE_MS):
        stage.bridge.open(lambda: Library.open(indexed.paths, writable=True))  # type: ignore[attr-defined]
    assert stage.held_by == HoldReason.BATTERY


def test_a_reading_on_its_way_meets_a_closed_window(stage: Stage) -> None:
    stage.eyes[0].see(BATTERY)
    stage.quiet.close()
    assert not stage.eyes[0].open
    QGuiApplication.processEvents()
    assert stage.held_by == ""


def test_without_a_desktop_nobody_looks(bridge: Bridge, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    monkeypatch.setattr(quiet_times, "Surroundings", made.append)
    assert QGuiApplication.platformName() == "offscreen"
    quiet = QuietTimes(bridge, bridge)
    quiet.start()
    quiet.close()
    assert made == []


def test_the_real_thread_reads_and_ends(bridge: Bridge, qtbot: QtBot) -> None:
    quiet = QuietTimes(
        bridge,
        bridge,
        make=lambda hear: Surroundings(hear, battery=lambda: True, interval_s=0.01),
    )
    quiet.start()
    quiet.start()
    assert bridge.library is not None
    qtbot.waitUntil(lambda: bridge.library.held_by == "battery", timeout=PATIENCE_MS)
    quiet.close()


def test_the_buttons_are_named(stage: Stage, qtbot: QtBot) -> None:
    context = PageContext(stage.bridge, Requests(stage.bridge), None)  # type: ignore[arg-type]
    status = ProgressStatus(context)
    qtbot.addWidget(status)
    stage.see(BATTERY)
    for button in status.findChildren(QToolButton):
        assert button.accessibleName() or button.text()
        assert button.toolTip()
