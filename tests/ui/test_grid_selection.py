"""The chosen photos of a grid, against a set."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photofinder.ui.grid_selection import GridSelection

COUNT = 40
NUMBERS = st.integers(0, COUNT - 1)


def runs_of(numbers: set[int]) -> np.ndarray:
    """Split into runs of at most 5, as lines of a grid do: some touch each other."""
    runs = []
    for number in sorted(numbers):
        if runs and runs[-1][1] == number and number - runs[-1][0] < 5:
            runs[-1][1] += 1
        else:
            runs.append([number, number + 1])
    return np.array(runs, np.int64).reshape(-1, 2)


@given(st.sets(NUMBERS), st.lists(st.sets(NUMBERS), min_size=1), st.booleans())
def test_a_band_turns_over_what_it_touches_last(
    before: set[int], bands: list[set[int]], keep: bool
) -> None:
    selection = GridSelection(COUNT)
    for number in before:
        selection.toggle(number)
    selection.begin_band(keep=keep)
    for band in bands:
        selection.draw_band(runs_of(band))
    selection.end_band()
    expected = before ^ bands[-1] if keep else bands[-1]
    assert set(selection.numbers.tolist()) == expected
    assert selection.chosen == len(expected)


@given(st.lists(st.tuples(st.sampled_from(["toggle", "until", "keep", "only"]), NUMBERS)))
def test_clicks_against_a_set(clicks: list[tuple[str, int]]) -> None:
    selection = GridSelection(COUNT)
    expected: set[int] = set()
    anchor = -1
    for kind, number in clicks:
        if kind == "toggle":
            selection.toggle(number)
            expected ^= {number}
            anchor = number
        elif kind == "only":
            selection.choose_only(number)
            expected = {number}
            anchor = number
        else:
            selection.choose_until(number, keep=kind == "keep")
            anchor = number if anchor < 0 else anchor
            run = set(range(min(anchor, number), max(anchor, number) + 1))
            expected = expected | run if kind == "keep" else run
        assert selection.anchor == anchor
        assert set(selection.numbers.tolist()) == expected
        assert selection.chosen == len(expected)
        assert [selection.holds(n) for n in range(COUNT)] == [n in expected for n in range(COUNT)]


def test_a_newer_list_keeps_what_is_chosen_by_file_id() -> None:
    selection = GridSelection(4)
    old = np.array([10, 11, 12, 13])
    selection.toggle(1)
    selection.toggle(3)
    selection.restore(np.array([9, 11, 12, 14, 13]), selection.ids(old))
    assert selection.numbers.tolist() == [1, 4]
    assert selection.chosen == 2


def test_nothing_is_chosen_outside_the_list() -> None:
    selection = GridSelection(2)
    assert not selection.holds(-1)
    assert not selection.holds(2)
    selection.choose_all()
    assert selection.all_of(range(2))
    assert selection.slice(range(1, 2)) == [True]
    selection.drop_run(range(1))
    assert selection.numbers.tolist() == [1]
    assert not selection.all_of(range(2))


@pytest.mark.measured
def test_a_band_over_one_column_of_a_million_costs_a_few_passes_over_the_mask() -> None:
    count, columns = 1_000_000, 10
    selection = GridSelection(count)
    firsts = np.arange(0, count, columns)
    runs = np.stack((firsts, firsts + 3), axis=1)
    selection.begin_band(keep=True)
    passes = np.zeros(count, np.int64)
    baseline = min(_seconds(lambda: np.cumsum(passes)) for _ in range(5))
    assert min(_seconds(lambda: selection.draw_band(runs)) for _ in range(5)) < 20 * baseline
    assert selection.chosen == 300_000


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
