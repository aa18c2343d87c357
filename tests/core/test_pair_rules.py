"""When two pictures are a pair: both witnesses must agree, and moments apart is no copy."""

from __future__ import annotations

import dataclasses

import pytest

from photofinder.core import pair_rules as rules
from photofinder.core.pair_rules import Candidate, judge, may_be_identical, seconds_apart
from photofinder.core.types import Content, PairClass

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
        (candidate(rules.NEAR_BITS, rules.NEAR_COSINE), True),
        (candidate(rules.NEAR_BITS, rules.NEAR_COSINE - 0.01), False),
        (candidate(rules.NEAR_BITS + 1, rules.NEAR_COSINE), False),
        (candidate(rules.LOOSE_BITS, rules.LOOSE_COSINE), True),
        (candidate(rules.LOOSE_BITS + 1, 0.999), False),
        (candidate(rules.TURNED_BITS, rules.TURNED_COSINE, turn=5), True),
        (candidate(rules.TURNED_BITS + 1, 0.99, turn=5), False),
        (candidate(0, 1.0, contrast=rules.MIN_CONTRAST - 0.01), False),
        (candidate(rules.PLAIN_BITS, rules.PLAIN_COSINE, contrast=0.5), True),
        (candidate(rules.PLAIN_BITS + 1, 0.999, contrast=0.5), False),
        (candidate(0, 0.999, contrast=0.5, turn=1), False),
    ],
)
def test_hash_and_cnn_must_agree(pair: Candidate, near: bool) -> None:
    assert (judge(pair, same_pixels=False) is not None) == near


def test_equal_pixels_need_no_other_witness() -> None:
    evidence = judge(candidate(30, 0.1, contrast=0.0), same_pixels=True)
    assert evidence is not None
    assert evidence.pair_class is PairClass.IDENTICAL_PICTURE
    assert evidence.score == 1.0


def test_evidence_has_the_smaller_id_first() -> None:
    pair = candidate(2, 0.9)
    turned = dataclasses.replace(pair, first=pair.second, second=pair.first)
    for one in (pair, turned):
        evidence = judge(one, same_pixels=False)
        assert evidence is not None
        assert (evidence.first_id, evidence.second_id) == (1, 2)


@pytest.mark.parametrize(
    ("first", "second", "distance", "expected", "words"),
    [
        ("2024-05-01T10:00:00", "2024-05-01T10:00:05", 5, PairClass.SERIES, "taken 5 s apart"),
        ("2024-05-01T10:00:00", "2024-05-01T10:01:01", 5, PairClass.SAME_SHOT, ""),
        ("2024-05-01T10:00:00", "2024-05-01T10:00:00", 1, PairClass.SAME_SHOT, ""),
        ("2024-05-01T10:00:00", "2024-05-01T10:00:00", 5, PairClass.SERIES, "same second"),
        ("2024-05-01T10:00:00", None, 5, PairClass.SAME_SHOT, ""),
    ],
)
def test_shots_of_one_camera_moments_apart_are_a_series(
    first: str, second: str | None, distance: int, expected: PairClass, words: str
) -> None:
    pair = Candidate(shot(1, first), shot(2, second), distance, 0, 0.95, 1.5)
    evidence = judge(pair, same_pixels=False)
    assert evidence is not None
    assert evidence.pair_class is expected
    assert words in evidence.relation


def test_without_a_camera_it_is_no_series() -> None:
    first, second = shot(1, "2024-05-01T10:00:00"), shot(2, "2024-05-01T10:00:05", camera=False)
    evidence = judge(Candidate(first, second, 5, 0, 0.95, 1.5), same_pixels=False)
    assert evidence is not None
    assert evidence.pair_class is PairClass.SAME_SHOT


@pytest.mark.parametrize("turn", range(1, 8))
def test_turned_copies_say_how(turn: int) -> None:
    evidence = judge(candidate(2, 0.8, turn=turn), same_pixels=False)
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
    assert may_be_identical(candidate(0, 1.0))
    assert not may_be_identical(candidate(0, 1.0, width=3999))
    assert not may_be_identical(candidate(0, 1.0, turn=1))
    assert not may_be_identical(candidate(1, 1.0))
    assert may_be_identical(candidate(2, 0.995, format="PNG"))
