"""What is worth comparing, and what cameras say of a pair."""

from __future__ import annotations

import dataclasses

import pytest

from photofinder.core.pair_rules import (
    Candidate,
    CosineBounds,
    are_at_once,
    are_of_one_burst,
    camera_seconds_apart,
    chance_apart,
    exchanged,
    may_be_identical,
    seconds_apart,
)
from photofinder.core.types import Content

BOUNDS = CosineBounds.of_model(0.5)
BASE = Content(1, b"1", 100_000, 4000, 3000, "JPEG")


def candidate(
    distance: int = 0, cosine: float = 1.0, *, turn: int = 0, contrast: float = 1.5, **second
) -> Candidate:
    other = dataclasses.replace(BASE, content_id=2, digest=b"2", **second)
    return Candidate(BASE, other, distance, turn, cosine, contrast)


def shot(content_id: int, taken_at: str | None, *, camera: bool = True, burst=None) -> Content:
    return dataclasses.replace(
        BASE, content_id=content_id, taken_at=taken_at, has_camera=camera, burst=burst
    )


def of_shots(first: Content, second: Content) -> Candidate:
    return Candidate(first, second, 0, 0, 1.0, 1.5)


def test_bounds_follow_the_model() -> None:
    assert (BOUNDS.near, BOUNDS.turned, BOUNDS.loose) == pytest.approx((0.5, 0.4, 0.85))
    assert (BOUNDS.plain, BOUNDS.proof) == pytest.approx((0.97, 0.98))


@pytest.mark.parametrize(
    ("first", "second", "by_look", "series"),
    [
        ("2024-05-01T10:00:00", "2024-05-01T10:00:05", 0.0, True),
        ("2024-05-01T10:00:00.10", "2024-05-01T10:00:00.35", 0.0, True),
        ("2024-05-01T10:00:00", "2024-05-03T17:21:09", 0.0, True),
        ("2024-05-01T10:00:00", "2024-05-01T10:00:00", 0.02, False),
        ("2024-05-01T10:00:00", "2024-05-01T10:00:00", 0.9, True),
        ("2024-05-01T10:00:00", None, 0.02, False),
        ("2024-05-01T10:00:00", None, 0.9, True),
        # a clock set to another time zone afterwards
        ("2024-05-01T10:00:00", "2024-05-01T12:00:00", 0.02, False),
        ("2024-05-01T10:00:00", "2024-05-01T12:00:00", 0.9, True),
    ],
)
def test_cameras_are_believed_before_the_look(
    first: str, second: str | None, by_look: float, series: bool
) -> None:
    pair = of_shots(shot(1, first), shot(2, second))
    assert (chance_apart(pair, by_look) > 0.5) == series


def test_a_time_that_no_camera_wrote_says_nothing() -> None:
    pair = of_shots(shot(1, "2024-05-01T10:00:00"), shot(2, "2024-05-01T10:00:05", camera=False))
    assert camera_seconds_apart(pair) is None
    assert chance_apart(pair, 0.1) == 0.1


def test_shots_of_one_burst_share_its_name() -> None:
    assert are_of_one_burst(of_shots(shot(1, None, burst="b"), shot(2, None, burst="b")))
    assert not are_of_one_burst(of_shots(shot(1, None), shot(2, None)))


def test_exchanged_sees_the_pair_from_the_other_side() -> None:
    pair = candidate(3, 0.9)
    assert (exchanged(pair).first, exchanged(pair).second) == (pair.second, pair.first)
    assert exchanged(exchanged(pair)) == pair


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (None, "2024-05-01T10:00:00", None),
        ("2024-05-01T10:00:00", "2024-05-01T09:59:30", 30.0),
        ("2024-05-01T10:00:00+02:00", "2024-05-01T10:00:01", 1.0),
        ("2024-05-01T10:00:00+02:00", "2024-05-01T08:00:01+00:00", 1.0),
    ],
)
def test_seconds_apart(first: str | None, second: str | None, expected: float | None) -> None:
    assert seconds_apart(first, second) == expected


@pytest.mark.parametrize(
    ("pair", "worth_it"),
    [
        (candidate(0, BOUNDS.proof), True),
        (candidate(1, 1.0), False),
        (candidate(0, BOUNDS.proof - 0.01), False),
        (candidate(0, 1.0, turn=1), False),
        (candidate(0, 1.0, width=2000, height=1500), False),
        (candidate(4, 1.0, format="PNG"), True),
        (candidate(5, 1.0, format="PNG"), False),
    ],
)
def test_pixels_are_only_compared_where_they_may_be_equal(pair: Candidate, worth_it: bool) -> None:
    assert may_be_identical(pair, BOUNDS) == worth_it


@pytest.mark.parametrize(
    ("first", "second", "apart_s"),
    [
        (("10:00:00", 0.1), ("10:00:00", 0.35), 0.25),
        (("10:00:00", 0.9), ("10:00:01", 0.1), 0.2),
        (("10:00:01", 0.1), ("10:00:00", 0.9), 0.2),
        (("10:00:00", 0.1), ("10:00:01", 0.9), 1.8),
        (("10:00:00", 0.123), ("10:00:00", 0.12), 0.0),  # a program kept two digits
        (("10:00:00", 0.123), ("10:00:00", 0.123), 0.0),
        (("10:00:00", 0.123456), ("10:00:00", 0.123), 0.0),  # or three of six
        (("10:00:00", 0.123), ("10:00:00", 0.131), 0.008),  # 120 shots a second
        (("10:00:00", 0.999), ("10:00:01", 0.007), 0.008),
        (("10:00:00", 0.5), ("10:00:00", None), 0.0),
        (("10:00:00", 0.5), ("10:00:00", 0.0), 0.0),  # what programs write that know none
        (("10:00:00", 0.5), ("10:00:07", 0.1), 7.0),
        (("10:00:00", None), ("10:00:00", None), 0.0),
    ],
)
def test_fractions_of_a_second_tell_shots_of_a_burst(first, second, apart_s: float) -> None:
    one, two = (
        dataclasses.replace(shot(number, f"2024-05-01T{clock}"), subsec_s=subsec_s)
        for number, (clock, subsec_s) in enumerate((first, second), start=1)
    )
    pair = of_shots(one, two)
    assert camera_seconds_apart(pair) == pytest.approx(apart_s, abs=1e-6)
    assert (chance_apart(pair, 0.02) > 0.5) is (apart_s > 0)
    known = bool(first[1] and second[1])
    assert are_at_once(pair) is (known and apart_s == 0)
    assert are_at_once(of_shots(one, dataclasses.replace(two, has_camera=False))) is False
