"""What hangs together, by numbers: as a walk from each to its neighbours finds it."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from photofinder.storage import group_outline

COUNT = 12
EDGES = st.lists(st.tuples(st.integers(0, COUNT - 1), st.integers(0, COUNT - 1)), max_size=20)


@given(EDGES)
def test_each_is_known_by_the_smallest_it_hangs_together_with(edges: list[tuple[int, int]]) -> None:
    labels = group_outline._labels(COUNT, np.array(edges, np.int64).reshape(-1, 2))
    assert labels.tolist() == [min(reached(number, edges)) for number in range(COUNT)]


def reached(number: int, edges: list[tuple[int, int]]) -> set[int]:
    found, more = {number}, {number}
    while more:
        more = {n for edge in edges if found & set(edge) for n in edge} - found
        found |= more
    return found


def test_a_long_chain_is_one() -> None:
    order = np.random.default_rng(1).permutation(5_000)
    chain = np.stack([order[:-1], order[1:]], axis=1)
    assert not group_outline._labels(5_000, chain).any()
