"""The status bar and the list of jobs say what is done, how fast, and let it wait or stop."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QProgressBar, QToolButton
from pytestqt.qtbot import QtBot

from photofinder.app.jobs import JobRunner, Lane
from photofinder.core.types import WorkContext
from photofinder.ui import job_words
from photofinder.ui.bridge import Bridge, JobInfo
from photofinder.ui.context import PageContext, Requests
from photofinder.ui.elided_label import ElidedLabel
from photofinder.ui.jobs_panel import JobsPanel
from photofinder.ui.pause_button import PauseButton
from photofinder.ui.progress_status import ProgressStatus
from photofinder.ui.rate_estimate import RateEstimate

PATIENCE_S = 20.0


class Stage:
    """A lane with a job on it that says what the test wants, until it is told to end."""

    def __init__(self) -> None:
        self.runner = JobRunner()
        self._over = threading.Event()

    def start(self, lane: Lane, name: str, *steps: tuple[int, int, str]) -> JobInfo:
        told = threading.Event()

        def work(context: WorkContext) -> None:
            for step in steps:
                context.progress(*step)
            told.set()
            while not self._over.wait(0.01):
                context.check_cancelled()

        handle = self.runner.submit(lane, name, work)
        assert told.wait(PATIENCE_S)
        return self.info(handle)

    def queue(self, lane: Lane, name: str) -> JobInfo:
        return self.info(self.runner.submit(lane, name, lambda context: context.check_cancelled()))

    @staticmethod
    def info(handle) -> JobInfo:  # type: ignore[no-untyped-def]
        now = handle.progress
        return JobInfo(handle.name, now.done, now.total, now.what, handle.paused, handle)

    def close(self) -> None:
        self._over.set()
        self.runner.resume()
        self.runner.close()


@pytest.fixture
def stage() -> Iterator[Stage]:
    made = Stage()
    yield made
    made.close()


@pytest.fixture
def closed_context(qapp: object) -> PageContext:
    """Give a context whose library was not opened yet."""
    bridge = Bridge()
    return PageContext(bridge, Requests(bridge), None)  # type: ignore[arg-type]


@pytest.fixture
def open_context(bridge: Bridge) -> PageContext:
    return PageContext(bridge, Requests(bridge), None)  # type: ignore[arg-type]


# -- words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ((1_234, 40_000, "indexing"), "Indexing 1,234 of 40,000"),
        ((5, 0, "embedding with the new model"), "Reading with the new model, 5 so far"),
        ((300, 0, "looking for photos"), "Looking for changes, 300 photos so far"),
        ((10, 20, "comparing"), "Comparing 10 of 20"),
        ((0, 0, ""), "Looking for changes"),
        ((3, 9, "a stage nobody told us {of}"), "A stage nobody told us {of}, 3 of 9"),
    ],
)
def test_what_is_done_is_told_in_words(
    stage: Stage, step: tuple[int, int, str], words: str
) -> None:
    job = stage.start(Lane.INDEX, "look again" if not step[2] else "index", step)
    if "{of}" in words:
        job = JobInfo("other", *step, False, job.handle)
    assert job_words.title(job) == words


def test_speed_and_remaining_time_are_told_once_they_are_known(stage: Stage) -> None:
    job = stage.start(Lane.INDEX, "index", (100, 1_000, "indexing"))
    now = [0.0]
    rate = RateEstimate(lambda: now[0])
    rate.update(0, 1_000)
    assert job_words.speed(job, rate) == job_words.remaining(job, rate) == ""
    now[0] = 10.0
    rate.update(100, 1_000)
    assert job_words.speed(job, rate) == "10 photos/s"
    assert "left" in job_words.remaining(job, rate)
    slow = RateEstimate(lambda: now[0])
    slow.update(0, 1_000)
    now[0] = 50.0
    slow.update(100, 1_000)
    assert job_words.speed(job, slow) == "2.5 photos/s"


def test_a_job_that_waits_for_another_is_not_told_twice(stage: Stage) -> None:
    waits = stage.start(Lane.SCAN, "scan")
    works = stage.start(Lane.INDEX, "index", (1, 9, "indexing"))
    assert job_words.worth_telling([waits, works]) == [works]
    assert job_words.worth_telling([waits]) == [waits]
    assert job_words.foremost([waits, works]) is works


# -- the status bar ------------------------------------------------------------------------------


def test_before_the_library_is_open_it_says_so(closed_context: PageContext, qtbot: QtBot) -> None:
    status = ProgressStatus(closed_context)
    qtbot.addWidget(status)
    assert status.text() == "Opening..."
    closed_context.bridge.openFailed.emit(RuntimeError("disk"))
    assert status.text() == "The library is not open"


def test_at_rest_it_counts_the_photos(open_context: PageContext, qtbot: QtBot) -> None:
    status = ProgressStatus(open_context)
    qtbot.addWidget(status)
    qtbot.waitUntil(lambda: status.text() == "36 photos \N{MIDDLE DOT} up to date")
    assert not status.findChild(QProgressBar).isVisibleTo(status)


def test_folders_that_are_away_are_told(
    indexed: object, open_bridge: Callable[..., Bridge], qtbot: QtBot, tmp_path: Path
) -> None:
    indexed.photos.rename(tmp_path / "unplugged")  # type: ignore[attr-defined]
    bridge = open_bridge(indexed)
    status = ProgressStatus(PageContext(bridge, Requests(bridge), None))  # type: ignore[arg-type]
    qtbot.addWidget(status)
    assert bridge.library is not None
    bridge.library.scan().result(PATIENCE_S)
    qtbot.waitUntil(lambda: "offline" in status.text() and "36 photos" in status.text())


def test_progress_is_shown_with_a_bar(
    open_context: PageContext, stage: Stage, qtbot: QtBot
) -> None:
    status = ProgressStatus(open_context)
    qtbot.addWidget(status)
    job = stage.start(Lane.INDEX, "index", (250, 1_000, "indexing"))
    open_context.bridge.progressChanged.emit((job,))
    assert status.text() == "Indexing 250 of 1,000"
    bar = status.findChild(QProgressBar)
    assert bar.isVisibleTo(status)
    assert bar.value() == bar.maximum() // 4
    open_context.bridge.progressChanged.emit(())
    qtbot.waitUntil(lambda: "36 photos" in status.text())
    assert not bar.isVisibleTo(status)


def test_the_pause_button_stops_the_work_and_lets_it_go_on(
    open_context: PageContext, qtbot: QtBot
) -> None:
    status = ProgressStatus(open_context)
    panel = JobsPanel(open_context)
    qtbot.addWidget(status)
    qtbot.addWidget(panel)
    library = open_context.bridge.library
    assert library is not None
    one, other = status.findChild(PauseButton), panel.findChild(PauseButton)
    one.click()
    assert library.paused
    assert one.accessibleName() == other.accessibleName() == "Go on with the work"
    qtbot.waitUntil(lambda: "paused" in status.text())
    other.click()
    assert not library.paused
    assert one.accessibleName() == "Pause the work"
    qtbot.waitUntil(lambda: "up to date" in status.text())


def test_a_real_scan_passes_through_the_status_bar(
    library: object, pictures: type, open_bridge: Callable[..., Bridge], qtbot: QtBot
) -> None:
    for seed in range(12):
        pictures.save(library.photos / f"p{seed}.jpg", seed)  # type: ignore[attr-defined]
    library.add()  # type: ignore[attr-defined]
    bridge = open_bridge(library)
    status = ProgressStatus(PageContext(bridge, Requests(bridge), None))  # type: ignore[arg-type]
    qtbot.addWidget(status)
    qtbot.waitUntil(lambda: status.text() != "Opening...")
    assert bridge.library is not None
    bridge.set_paused(True)
    bridge.library.scan()
    qtbot.waitUntil(lambda: status.text().startswith("Paused"), timeout=20_000)
    bridge.set_paused(False)
    qtbot.waitUntil(lambda: status.text() == "12 photos \N{MIDDLE DOT} up to date", timeout=60_000)


def test_a_long_text_makes_the_window_no_wider(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.setText("Indexing 1,234 of 40,000 " * 20)
    label.resize(120, 20)
    assert label.minimumSizeHint().width() == 0
    label.grab()
    assert label.toolTip() == label.text()


# -- the list of jobs ----------------------------------------------------------------------------


def titles(panel: JobsPanel) -> list[str]:
    return [
        label.text()
        for label in panel.findChildren(ElidedLabel)
        if label.isVisibleTo(panel) and label.property("role") != "muted"
    ]


def states(panel: JobsPanel) -> list[str]:
    """Return what stands at the right of each job."""
    rows = panel.findChildren(ElidedLabel)
    return [w.text() for w in rows if w.property("role") == "muted" and w is not panel._nothing]


def cancel_buttons(panel: JobsPanel) -> list[QToolButton]:
    return [
        button
        for button in panel.findChildren(QToolButton)
        if button.accessibleName().startswith("Stop")
    ]


def test_each_job_has_a_row_that_goes_with_it(
    open_context: PageContext, stage: Stage, qtbot: QtBot
) -> None:
    panel = JobsPanel(open_context)
    qtbot.addWidget(panel)
    panel.show()
    empty = next(w for w in panel.findChildren(QLabel) if w.text().startswith("Nothing"))
    assert empty.isVisible()
    first = stage.start(Lane.SCAN, "scan", (5, 0, "looking for photos"))
    second = stage.start(Lane.INDEX, "index", (5, 10, "indexing"))
    open_context.bridge.progressChanged.emit((first, second))
    both = ["Looking for changes, 5 photos so far", "Indexing 5 of 10"]
    qtbot.waitUntil(lambda: titles(panel) == both)
    assert not empty.isVisible()
    open_context.bridge.progressChanged.emit((second,))
    assert titles(panel) == ["Indexing 5 of 10"]
    open_context.bridge.progressChanged.emit(())
    assert empty.isVisible()


def test_a_job_is_stopped_by_its_button(
    open_context: PageContext, stage: Stage, qtbot: QtBot
) -> None:
    panel = JobsPanel(open_context)
    qtbot.addWidget(panel)
    panel.show()
    job = stage.start(Lane.INDEX, "index", (5, 10, "indexing"))
    open_context.bridge.progressChanged.emit((job,))
    (button,) = cancel_buttons(panel)
    assert button.accessibleName() == "Stop: Indexing 5 of 10"
    button.click()
    assert job.handle.cancelled
    qtbot.waitUntil(lambda: job.handle.done)
    assert not button.isEnabled()


def test_queued_and_paused_jobs_are_told_apart(
    open_context: PageContext, stage: Stage, qtbot: QtBot
) -> None:
    panel = JobsPanel(open_context)
    qtbot.addWidget(panel)
    running = stage.start(Lane.INDEX, "index", (5, 10, "indexing"))
    queued = stage.queue(Lane.INDEX, "index")
    open_context.bridge.progressChanged.emit((running, queued))
    assert states(panel) == ["", "waiting"]
    stage.runner.pause()
    open_context.bridge.progressChanged.emit(
        (Stage.info(running.handle), Stage.info(queued.handle))
    )
    assert states(panel) == ["paused", "paused"]


def test_closing_the_panel_is_told(open_context: PageContext, qtbot: QtBot) -> None:
    panel = JobsPanel(open_context)
    qtbot.addWidget(panel)
    panel.show()
    with qtbot.waitSignal(panel.closeRequested):
        panel._close.click()
    assert not panel.isVisible()
