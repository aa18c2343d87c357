"""When two pictures are a pair: both witnesses must agree, and moments apart is no copy."""

from __future__ import annotations

import dataclasses

import pytest

from photofinder.core import pair_rules as rules
from photofinder.core.pair_rules import (
    Candidate,
    CosineBounds,
    judge,
    may_be_identical,
    seconds_apart,
)
from photofinder.core.types import Content, PairClass

BOUNDS = CosineBounds.of_model(0.5)
BASE = Content(1, b"1", 100_000, 4000, 3000, "JPEG")


def candidate(
    distance: int = 0, cosine: float = 1.0, *, turn: int = 0, contrast: float = 1.5, **second
) -> Candidate:
    other = dataclasses.replace(BASE, content_id=2, digest=b"2", **second)
    return Candidate(BASE, other, distance, turn, cosine, contrast)


def shot(content_id: int, taken_at: str | None, *, camera: bool = True) -> Content:
    return dataclasses.replace(BASE, content_id=content_id, taken_at=taken_at, has_camera=camera)


@pytest.mark.parametrize(
    ("pair", "near"),
    [
        (candidate(0, 0.99), True),
        (candidate(rules.NEAR_BITS, BOUNDS.near), True),
        (candidate(rules.NEAR_BITS, BOUNDS.near - 0.01), False),
        (candidate(rules.NEAR_BITS + 1, BOUNDS.near), False),
        (candidate(rules.LOOSE_BITS, BOUNDS.loose), True),
        (candidate(rules.LOOSE_BITS + 1, 0.999), False),
        (candidate(rules.TURNED_BITS, BOUNDS.turned, turn=5), True),
        (candidate(rules.TURNED_BITS + 1, 0.99, turn=5), False),
        (candidate(0, 1.0, contrast=rules.MIN_CONTRAST - 0.01), False),
        (candidate(rules.PLAIN_BITS, BOUNDS.plain, contrast=0.5), True),
        (candidate(rules.PLAIN_BITS + 1, 0.999, contrast=0.5), False),
        (candidate(0, 0.999, contrast=0.5, turn=1), False),
    ],
)
def test_hash_and_cnn_must_agree(pair: Candidate, near: bool) -> None:
    assert (judge(pair, BOUNDS) is not None) == near


def test_bounds_follow_the_model() -> None:
    assert (BOUNDS.near, BOUNDS.turned, BOUNDS.loose) == pytest.approx((0.5, 0.4, 0.85))
    assert (BOUNDS.plain, BOUNDS.proof) == pytest.approx((0.97, 0.98))
    strict = CosineBounds.of_model(0.8)
    assert judge(candidate(8, 0.7), BOUNDS) is not None
    assert judge(candidate(8, 0.7), strict) is None


def test_evidence_has_the_smaller_id_first() -> None:
    pair = candidate(2, 0.9)
    turned = dataclasses.replace(pair, first=pair.second, second=pair.first)
    for one in (pair, turned):
        evidence = judge(one, BOUNDS)
        assert evidence is not None
        assert (evidence.first_id, evidence.second_id) == (1, 2)


@pytest.mark.parametrize(
    ("first", "second", "distance", "expected", "words"),
    [
        ("2024-05-01T10:00:00", "2024-05-01T10:00:05", 5, PairClass.SERIES, "taken 5 s apart"),
        ("2024-05-01T10:00:00", "2024-05-01T10:00:00", 1, PairClass.SAME_SHOT, ""),
        ("2024-05-01T10:00:00", "2024-05-01T10:00:00", 5, PairClass.SERIES, "same second"),
        ("2024-05-01T10:00:00", None, 5, PairClass.SAME_SHOT, ""),
    ],
)
def test_shots_of_one_camera_moments_apart_are_a_series(
    first: str, second: str | None, distance: int, expected: PairClass, words: str
) -> None:
    pair = Candidate(shot(1, first), shot(2, second), distance, 0, 0.95, 1.5)
    evidence = judge(pair, BOUNDS)
    assert evidence is not None
    assert evidence.pair_class is expected
    assert words in evidence.relation


def test_without_a_camera_it_is_no_series() -> None:
    first, second = shot(1, "2024-05-01T10:00:00"), shot(2, "2024-05-01T10:00:05", camera=False)
    evidence = judge(Candidate(first, second, 5, 0, 0.95, 1.5), BOUNDS)
    assert evidence is not None
    assert evidence.pair_class is PairClass.SAME_SHOT


@pytest.mark.parametrize("turn", range(1, 8))
def test_turned_copies_say_how(turn: int) -> None:
    evidence = judge(candidate(2, 0.8, turn=turn), BOUNDS)
    assert evidence is not None
    assert evidence.relation == rules.TURN_WORDS[turn] != ""


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2024-05-01T10:00:00", "2024-05-01T10:00:01.5", 1.5),
        ("2024-05-01T10:00:00", None, None),
        (None, None, None),
        ("", "2024-05-01T10:00:00", None),
        ("2024-05-01T10:00:00+02:00", "2024-05-01T08:00:00+00:00", 0.0),
        ("2024-05-01T10:00:00+02:00", "2024-05-01T10:00:01", 1.0),
    ],
)
def test_times_with_and_without_zones_are_compared(first, second, expected) -> None:
    assert seconds_apart(first, second) == expected


def test_only_what_can_be_identical_is_decoded_in_full() -> None:
    def decoded(pair: Candidate) -> bool:
        return may_be_identical(pair, BOUNDS)

    assert decoded(candidate(0, 1.0))
    assert decoded(candidate(0, 0.985))  # another provider rounds in another way
    assert not decoded(candidate(0, 1.0, width=3999))
    assert not decoded(candidate(0, 1.0, turn=1))
    assert not decoded(candidate(1, 1.0))
    assert not decoded(candidate(0, 0.9))
    assert decoded(candidate(2, 0.995, format="PNG"))


def test_frames_of_one_burst_are_a_series_at_any_time() -> None:
    first, second = shot(1, None), shot(2, None)
    first, second = (dataclasses.replace(c, burst="7F1C") for c in (first, second))
    evidence = judge(Candidate(first, second, 5, 0, 0.95, 1.5), BOUNDS)
    assert evidence is not None
    assert (evidence.pair_class, evidence.relation) == (PairClass.SERIES, "of the same burst")


@pytest.mark.parametrize("second", ["2024-05-01T10:01:01", "2025-05-01T10:00:00"])
def test_camera_photos_of_other_moments_are_no_copies(second: str) -> None:
    """A tripod takes the same view again; programs keep a photo's time or drop it."""
    first = "2024-05-01T10:00:00"
    assert judge(Candidate(shot(1, first), shot(2, second), 0, 0, 0.99, 1.5), BOUNDS) is None
    unknown = Candidate(shot(1, first), shot(2, None, camera=False), 0, 0, 0.99, 1.5)
    assert judge(unknown, BOUNDS) is not None
