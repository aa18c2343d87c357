"""Where a picture lies on another: ways there and back, what both show, how it has to be turned."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photofinder.ui.placing import SAME_PLACE, Placing, Turn, shape_area

CROP = Placing(0.5, 0, 0.25, 0, 0.4, 0.1)
share = st.floats(-2, 2, allow_nan=False)
TURNS = [Turn(*flags) for flags in ((s, x, y) for s in (0, 1) for x in (0, 1) for y in (0, 1))]


def close(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return math.dist(one, other) < 1e-6


def test_crop_lies_where_it_was_cut_out() -> None:
    assert CROP.point(0, 0) == (0.25, 0.1)
    assert CROP.point(1, 1) == (0.75, 0.5)
    assert CROP.area == pytest.approx(0.2)
    assert CROP.covered() == pytest.approx(0.2)
    assert set(CROP.overlap()) == {(0.25, 0.1), (0.75, 0.1), (0.75, 0.5), (0.25, 0.5)}


def test_what_shows_more_covers_all_and_is_covered_in_part() -> None:
    assert CROP.inverse().covered() == pytest.approx(1)
    assert SAME_PLACE.covered() == 1
    beside = Placing(1, 0, 0.5, 0, 1, 0)
    assert beside.covered() == pytest.approx(0.5)
    assert Placing(1, 0, 1.5, 0, 1, 0).overlap() == ()


def test_turned_picture_has_a_quadrilateral() -> None:
    lean = math.radians(30)
    turned = Placing(
        0.4 * math.cos(lean),
        -0.4 * math.sin(lean),
        0.5,
        0.4 * math.sin(lean),
        0.4 * math.cos(lean),
        0.2,
    )
    assert len(turned.overlap()) == 4
    assert turned.covered() == pytest.approx(0.16)
    assert turned.turn() == Turn()


@given(st.tuples(*[share] * 6), share, share)
def test_way_back_leads_back(values: tuple[float, ...], x: float, y: float) -> None:
    placing = Placing.of(values)
    if placing is None or placing.area < 0.01:
        return
    there = placing.point(x, y)
    assert close(placing.inverse().point(*there), (x, y))
    assert close(placing.then(placing.inverse()).point(x, y), (x, y))
    assert close(placing.then(CROP).point(x, y), CROP.point(*there))
    assert 0 <= placing.covered() <= 1


@pytest.mark.parametrize("values", [(0,) * 6, (math.nan,) * 6, (1, 1, 0, 1, 1, 0), (math.inf,) * 6])
def test_numbers_that_place_nothing_are_refused(values: tuple[float, ...]) -> None:
    assert Placing.of(values) is None


@pytest.mark.parametrize("turn", TURNS)
def test_turned_picture_lies_as_the_other_does(turn: Turn) -> None:
    assert turn.placing().turn() == turn
    seen = turn.placing().inverse().then(turn.placing())
    assert seen.turn().is_plain
    assert shape_area(turn.placing().overlap()) == pytest.approx(1)
    assert turn.is_plain == (turn == Turn())
