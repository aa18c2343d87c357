"""Speed and remaining time, with a clock of our own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photofinder.ui.rate_estimate import FIRST_S, WINDOW_S, RateEstimate


class Clock:
    def __init__(self) -> None:
        self.now_s = 1_000.0

    def __call__(self) -> float:
        return self.now_s


class Job:
    """Tells a rate estimate how far it is, ten times a second."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.rate = RateEstimate(self.clock)
        self.done = 0.0

    def work(self, seconds: float, per_s: float, total: int = 0, *, paused: bool = False) -> None:
        for _ in range(round(seconds * 10)):
            self.clock.now_s += 0.1
            self.done += per_s * 0.1
            self.rate.update(int(self.done), total, paused=paused)


def test_nothing_is_said_at_the_beginning() -> None:
    job = Job()
    assert job.rate.per_s is None
    job.work(FIRST_S / 2, 100, 1_000)
    assert job.rate.per_s is None
    assert job.rate.remaining_s is None


def test_a_steady_job_is_measured_rightly() -> None:
    job = Job()
    job.work(10, 50, 2_000)
    assert job.rate.per_s == pytest.approx(50, rel=0.03)
    assert job.rate.remaining_s == pytest.approx(1_500 / 50, rel=0.05)


def test_the_speed_of_long_ago_is_forgotten() -> None:
    job = Job()
    job.work(100, 200)
    job.work(WINDOW_S + 5, 10)
    assert job.rate.per_s == pytest.approx(10, rel=0.1)


def test_one_slow_photo_changes_the_speed_little() -> None:
    job = Job()
    job.work(WINDOW_S, 50)
    job.work(2, 0)
    rate = job.rate.per_s
    assert rate is not None
    assert 40 < rate < 50


def test_a_pause_does_not_count() -> None:
    job = Job()
    job.work(10, 50, 2_000)
    before = job.rate.remaining_s
    job.work(600, 0, 2_000, paused=True)
    assert job.rate.remaining_s == pytest.approx(before, rel=0.05)
    job.work(10, 50, 2_000)
    assert job.rate.per_s == pytest.approx(50, rel=0.05)


def test_the_next_stage_begins_anew() -> None:
    job = Job()
    job.work(10, 500, 5_000)
    job.done = 0
    job.work(0.1, 5, 100)
    assert job.rate.per_s is None
    job.work(10, 5, 100)
    assert job.rate.per_s == pytest.approx(5, rel=0.1)


def test_a_job_that_hangs_says_nothing_rather_than_an_old_number() -> None:
    job = Job()
    job.work(10, 50, 2_000)
    job.work(WINDOW_S + 1, 0, 2_000)
    assert job.rate.remaining_s is None


@given(st.lists(st.tuples(st.floats(0, 60), st.integers(0, 10**6), st.booleans()), max_size=60))
def test_no_course_of_things_gives_a_negative_number(
    steps: list[tuple[float, int, bool]],
) -> None:
    clock = Clock()
    rate = RateEstimate(clock)
    for seconds, done, paused in steps:
        clock.now_s += seconds
        rate.update(done, 500_000, paused=paused)
        assert rate.per_s is None or rate.per_s > 0
        assert rate.remaining_s is None or rate.remaining_s >= 0
