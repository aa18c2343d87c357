"""Python collects on the GUI thread alone, and fully only while the window is calm."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from photofinder.app.held_garbage import garbage_held_back
from photofinder.ui import garbage
from photofinder.ui.garbage import IdleCollector

PATIENCE_MS = 30_000


@pytest.fixture
def collector(qapp) -> Iterator[IdleCollector]:
    gc.enable()
    collector = IdleCollector()
    collector.start()
    assert not gc.isenabled()
    yield collector
    collector.close()
    assert gc.isenabled()
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


def make(count: int) -> list[list[int]]:
    return [[number] for number in range(count)]


class Knot(QObject):
    """Part of a cycle, as a dialog whose buttons call its methods; notes where it ends."""

    def __init__(self, ended_on: list[threading.Thread]) -> None:
        super().__init__()
        self.itself = self
        weakref.finalize(self, lambda: ended_on.append(threading.current_thread()))


def test_widgets_in_cycles_end_on_the_gui_thread_whoever_makes_objects(
    qtbot: QtBot, collector: IdleCollector
) -> None:
    """On another one both threads could wait for each other, one with Qt's lock, for ever."""
    ended_on: list[threading.Thread] = []
    Knot(ended_on)
    worker = threading.Thread(target=lambda: [make(1_000) for _ in range(100)])
    worker.start()
    worker.join()
    kept = make(garbage._YOUNG)
    assert ended_on == []
    qtbot.waitUntil(lambda: bool(ended_on), timeout=PATIENCE_MS)
    assert ended_on == [threading.main_thread()]
    assert len(kept) == garbage._YOUNG


def test_nothing_is_collected_while_somebody_holds_it_back(collector: IdleCollector) -> None:
    ended_on: list[threading.Thread] = []
    Knot(ended_on)
    kept = make(garbage._YOUNG)
    with garbage_held_back():
        collector.look_at_young()
        assert ended_on == []
    collector.look_at_young()
    assert ended_on == [threading.main_thread()]
    assert len(kept) == garbage._YOUNG


def test_python_itself_collects_nothing(collector: IdleCollector, full: list[int]) -> None:
    ended_on: list[threading.Thread] = []
    Knot(ended_on)
    kept = make(300_000)
    assert full == []
    assert ended_on == []
    del kept


def test_collects_once_the_window_is_calm(collector: IdleCollector, full: list[int]) -> None:
    assert not collector.collect_if_calm(0.0)  # nothing to do yet
    collector._grown = garbage._WORTH
    assert not collector.collect_if_calm(0.5)  # somebody scrolls
    assert full == []
    assert collector.collect_if_calm(0.01)
    assert len(full) == 1
    assert not collector.collect_if_calm(0.01)


def test_collects_in_the_end_though_it_is_never_calm(collector: IdleCollector) -> None:
    collector._grown = garbage._OVERDUE
    assert collector.collect_if_calm(1.0)


def test_what_was_looked_at_young_counts(collector: IdleCollector) -> None:
    kept = make(garbage._YOUNG)
    collector.look_at_young()
    assert collector._grown >= len(kept)


def test_what_lives_at_the_start_is_not_looked_at_again(collector: IdleCollector) -> None:
    assert gc.get_freeze_count() > 10_000


def test_starts_once_and_may_be_closed_without(collector: IdleCollector) -> None:
    kept = gc.get_freeze_count()
    collector.start()
    assert gc.get_freeze_count() == kept
    other = IdleCollector()
    other.close()
    assert gc.get_freeze_count() == kept


def test_timer_looks(qtbot: QtBot, collector: IdleCollector, full: list[int]) -> None:
    collector._timer.setInterval(10)
    collector._grown = garbage._WORTH
    qtbot.waitUntil(lambda: bool(full), timeout=PATIENCE_MS)


def test_large_answer_is_left_alone_and_goes_by_itself(
    collector: IdleCollector, full: list[int]
) -> None:
    frozen = gc.get_freeze_count()
    kept = make(garbage._BURST)
    collector.look_at_young()
    assert full == []
    assert gc.get_freeze_count() >= frozen + len(kept)
