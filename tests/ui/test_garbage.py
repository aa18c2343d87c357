"""Full collections wait until the window is calm, and come in the end."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from photofinder.ui import garbage
from photofinder.ui.garbage import IdleCollector


@pytest.fixture
def collector(qapp) -> Iterator[IdleCollector]:
    before = gc.get_threshold()
    collector = IdleCollector()
    collector.start()
    yield collector
    collector.close()
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0


@pytest.fixture
def full() -> Iterator[list[int]]:
    """The full collections that happen."""
    seen: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "stop" and info["generation"] == 2:
            seen.append(info["collected"])

    gc.callbacks.append(note)
    yield seen
    gc.callbacks.remove(note)


def age(young_collections: int) -> None:
    for _ in range(young_collections):
        gc.collect(1)


def test_python_itself_makes_no_full_collection(collector, full) -> None:
    kept = [[[] for _ in range(1_000)] for _ in range(300)]
    assert gc.get_count()[2] > 10
    assert full == []
    del kept


def test_collects_once_the_window_is_calm(collector, full) -> None:
    assert not collector.collect_if_calm(0.0)  # nothing to do yet
    age(garbage._WORTH)
    assert not collector.collect_if_calm(0.5)  # somebody scrolls
    assert full == []
    assert collector.collect_if_calm(0.01)
    assert len(full) == 1
    assert not collector.collect_if_calm(0.01)


def test_collects_in_the_end_though_it_is_never_calm(collector, full, monkeypatch) -> None:
    monkeypatch.setattr(garbage, "_OVERDUE", 20)
    age(20)
    assert collector.collect_if_calm(1.0)


def test_what_lives_at_the_start_is_not_looked_at_again(collector) -> None:
    assert gc.get_freeze_count() > 10_000


def test_starts_once_and_may_be_closed_without(collector: IdleCollector) -> None:
    kept = gc.get_freeze_count()
    collector.start()
    assert gc.get_freeze_count() == kept
    other = IdleCollector()
    other.close()
    assert gc.get_freeze_count() == kept


def test_timer_looks(qtbot: QtBot, collector, full) -> None:
    collector._timer.setInterval(10)
    age(garbage._WORTH)
    qtbot.waitUntil(lambda: bool(full))


def test_large_answer_is_left_alone_and_goes_by_itself(collector, full) -> None:
    assert not collector.leave_burst_alone()
    age(garbage._BURST)
    frozen = gc.get_freeze_count()
    kept = [[number] for number in range(100)]
    assert collector.leave_burst_alone()
    assert full == []
    assert gc.get_freeze_count() > frozen + len(kept)
