"""The thread that looks at the computer: only what is wanted, and it never stops the program."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from photofinder.desktop.activity import Sight
from photofinder.desktop.quiet_policy import HoldReason, Reading
from photofinder.desktop.surroundings import Surroundings

PATIENCE_S = 30.0
BATTERY, FULL, ACTIVE = HoldReason.BATTERY, HoldReason.FULL_SCREEN, HoldReason.ACTIVE


class Computer:
    """A computer whose state the test sets; counts what is asked."""

    sees_input = sees_full_screen = Sight.ALL

    def __init__(self) -> None:
        self.battery: bool | None = False
        self.asked: list[str] = []
        self.readings: list[Reading] = []
        self.opened = 0
        self.threads: set[str] = set()
        self.fails = False

    def on_battery(self) -> bool | None:
        self.asked.append("battery")
        if self.fails:
            raise ValueError("a bug")
        return self.battery

    def open(self) -> Computer:
        self.opened += 1
        return self

    def idle_s(self) -> float:
        self.asked.append("idle")
        return 3.0

    def full_screen(self) -> bool:
        self.asked.append("full screen")
        return True

    def close(self) -> None:
        self.opened -= 1

    def hear(self, reading: Reading) -> None:
        self.threads.add(threading.current_thread().name)
        self.readings.append(reading)


@pytest.fixture
def computer() -> Computer:
    return Computer()


@pytest.fixture
def surroundings(computer: Computer) -> Iterator[Surroundings]:
    made = Surroundings(
        computer.hear, battery=computer.on_battery, activity=computer.open, interval_s=0.01
    )
    made.start()
    yield made
    made.close()
    assert computer.opened == 0, "what was opened is closed"


def test_only_what_is_wanted_is_read(
    computer: Computer, surroundings: Surroundings, wait_until
) -> None:
    surroundings.want(frozenset({BATTERY}))
    wait_until(lambda: len(computer.readings) > 2)
    assert set(computer.readings) == {Reading(on_battery=False)}
    assert computer.opened == 0
    surroundings.want(frozenset({FULL, ACTIVE}))
    wait_until(lambda: Reading(full_screen=True, idle_s=3.0) in computer.readings)
    assert computer.opened == 1
    assert computer.threads == {"photofinder-surroundings"}


def test_without_a_wish_nothing_is_read(computer: Computer, surroundings: Surroundings) -> None:
    surroundings.want(frozenset({BATTERY}))
    surroundings.want(frozenset())
    surroundings.close()
    assert set(computer.asked) <= {"battery"}
    assert len(computer.readings) == len(computer.asked)


def test_a_change_is_seen(computer: Computer, surroundings: Surroundings, wait_until) -> None:
    surroundings.want(frozenset({BATTERY}))
    wait_until(lambda: computer.readings)
    computer.battery = True
    wait_until(lambda: computer.readings[-1] == Reading(on_battery=True))


def test_it_ends_at_once_however_seldom_it_looks(computer: Computer) -> None:
    made = Surroundings(computer.hear, battery=computer.on_battery, interval_s=1e6)
    made.start()
    made.want(frozenset({BATTERY}))
    made.close()
    made.close()


def test_one_that_was_never_started_is_closed(computer: Computer) -> None:
    Surroundings(computer.hear).close()


def test_a_bug_lets_the_work_go_on(computer: Computer, surroundings, wait_until, caplog) -> None:
    surroundings.want(frozenset({BATTERY}))
    computer.battery = True
    wait_until(lambda: computer.readings and computer.readings[-1].on_battery)
    computer.fails = True
    wait_until(lambda: computer.readings[-1] == Reading())
    wait_until(lambda: "is not looked at any more" in caplog.text)
    heard, asked = len(computer.readings), len(computer.asked)
    wait_until(lambda: len(computer.readings) > heard + 2)  # a reason goes only once that lasts
    assert set(computer.readings[heard:]) == {Reading()}
    assert len(computer.asked) == asked
    assert caplog.text.count("is not looked at any more") == 1
