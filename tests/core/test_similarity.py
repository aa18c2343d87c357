"""Exact search and merging, against the plainest way to write them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photofinder.core.similarity import (
    EMPTY,
    combined,
    cosine_from_angular,
    merge,
    recall,
    top_k,
)
from photofinder.core.types import RankedIds

seeds = st.integers(0, 10_000)


def ranked(pairs: list[tuple[int, float]]) -> RankedIds:
    ordered = sorted(pairs, key=lambda pair: (-np.float32(pair[1]), pair[0]))
    return RankedIds(
        np.array([number for number, _ in ordered], np.int64),
        np.array([score for _, score in ordered], np.float32),
    )


@given(seeds, st.integers(0, 60), st.integers(1, 70))
def test_top_k_is_what_sorting_everything_gives(seed: int, count: int, k: int) -> None:
    rng = np.random.default_rng(seed)
    vectors = rng.normal(size=(count, 8)).astype(np.float32)
    ids = rng.permutation(1_000)[:count].astype(np.int64)
    query = rng.normal(size=8).astype(np.float32)
    found = top_k(query, vectors, ids, k)
    scores = vectors @ query
    expected = sorted(zip(-scores, ids, strict=True))[:k]
    assert found.ids.tolist() == [number for _, number in expected]
    assert found.scores.tolist() == [-score for score, _ in expected]


def test_ties_are_broken_by_id() -> None:
    vectors = np.ones((5, 2), np.float32)
    ids = np.array([9, 3, 7, 1, 5], np.int64)
    assert top_k(np.ones(2, np.float32), vectors, ids, 5).ids.tolist() == [1, 3, 5, 7, 9]


@pytest.mark.parametrize("k", [0, -1])
def test_nothing_is_found_for_no_results_wanted(k: int) -> None:
    vectors, ids = np.ones((2, 2), np.float32), np.array([1, 2], np.int64)
    assert top_k(vectors[0], vectors, ids, k) is EMPTY
    assert merge([ranked([(1, 0.5)])], k) is EMPTY


lists = st.lists(
    st.lists(st.tuples(st.integers(0, 20), st.floats(-1, 1, width=32)), max_size=12), max_size=4
)


@given(lists, st.integers(1, 30))
def test_merge_keeps_the_best_score_of_each(parts: list[list[tuple[int, float]]], k: int) -> None:
    unique = [dict(sorted(part, key=lambda pair: pair[1])) for part in parts]
    best: dict[int, float] = {}
    for part in unique:
        for number, score in part.items():
            best[number] = max(score, best.get(number, -2.0))
    expected = sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))[:k]
    found = merge([ranked(list(part.items())) for part in unique], k)
    assert found.ids.tolist() == [number for number, _ in expected]
    assert found.scores.tolist() == [score for _, score in expected]


@given(seeds)
def test_angular_distance_and_cosine_agree(seed: int) -> None:
    one, two = np.random.default_rng(seed).normal(size=(2, 16))
    one, two = one / np.linalg.norm(one), two / np.linalg.norm(two)
    angular = np.array([np.linalg.norm(one - two)], np.float32)
    assert cosine_from_angular(angular)[0] == pytest.approx(one @ two, abs=1e-5)


def test_recall_is_the_share_that_was_found() -> None:
    truth = np.array([1, 2, 3, 4], np.int64)
    assert recall(np.array([4, 2, 9], np.int64), truth) == 0.5
    assert recall(np.array([], np.int64), truth) == 0.0
    assert recall(np.array([1], np.int64), np.array([], np.int64)) == 1.0


def units(seed: int, count: int) -> list[np.ndarray]:
    vectors = np.random.default_rng(seed).normal(size=(count, 8)).astype(np.float32)
    return list(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


@given(seeds, st.integers(1, 6), st.integers(0, 6))
def test_direction_lies_between_what_is_wanted_and_away_from_the_rest(
    seed: int, wanted: int, unwanted: int
) -> None:
    like, unlike = units(seed, wanted), units(seed + 1, unwanted)
    found = combined(like, unlike)
    assert abs(float(np.linalg.norm(found)) - 1.0) < 1e-5
    plain = combined(like)
    mean = np.mean(like, axis=0)
    assert float(plain @ mean) > 0.999 * float(np.linalg.norm(mean))
    if unlike:
        away = np.mean(unlike, axis=0)
        assert float(found @ away) <= float(plain @ away) + 1e-5
        assert float(found @ plain) > 0.5  # it still looks for what is wanted


def test_direction_of_one_picture_is_its_own() -> None:
    (vector,) = units(1, 1)
    np.testing.assert_allclose(combined([vector]), vector, atol=1e-6)
    np.testing.assert_allclose(combined([vector], [vector]), vector, atol=1e-6)


def test_opposite_pictures_have_a_direction_all_the_same() -> None:
    (vector,) = units(2, 1)
    assert float(np.linalg.norm(combined([vector, -vector]))) == pytest.approx(1.0)
