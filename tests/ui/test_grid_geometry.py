"""Cells, lines and headers of the grid are found again where they are laid."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect

from photofinder.ui.grid_geometry import GridGeometry, Measures


@st.composite
def geometries(draw: st.DrawFn) -> GridGeometry:
    counts = draw(st.lists(st.integers(1, 60), max_size=12))
    measures = Measures(
        width=draw(st.integers(1, 900)),
        cell_width=draw(st.integers(20, 120)),
        cell_height=draw(st.integers(10, 150)),
        header_height=draw(st.sampled_from([0, 1, 30])),
        margin=draw(st.sampled_from([0, 8])),
    )
    return GridGeometry(counts, measures)


def cells(geometry: GridGeometry) -> list[QRect]:
    return [geometry.rect(index) for index in range(geometry.count)]


def headers(geometry: GridGeometry) -> list[QRect]:
    return [geometry.header_rect(section) for section in range(geometry.section_count)]


@given(geometries())
def test_every_point_of_a_cell_leads_back_to_it(geometry: GridGeometry) -> None:
    for index, rect in enumerate(cells(geometry)):
        for point in (rect.topLeft(), rect.center(), rect.bottomRight()):
            assert geometry.index_at(point.x(), point.y()) == index
            assert geometry.nearest_index(point.x(), point.y()) == index


@given(geometries())
def test_cells_and_headers_never_overlap_and_stay_inside(geometry: GridGeometry) -> None:
    places = cells(geometry) + [rect for rect in headers(geometry) if rect.height()]
    for number, rect in enumerate(places):
        assert rect.top() >= 0
        assert rect.bottom() < geometry.height
        for other in places[max(number - 15, 0) : number]:
            assert not rect.intersects(other)
    for rect, other in zip(cells(geometry), cells(geometry)[1:], strict=False):
        assert not rect.intersects(other)


@given(geometries(), st.integers(-50, 3_000), st.integers(-50, 3_000))
def test_a_point_is_in_the_cell_that_is_found_there(geometry: GridGeometry, x: int, y: int) -> None:
    expected = [i for i, rect in enumerate(cells(geometry)) if rect.contains(QPoint(x, y))]
    assert geometry.index_at(x, y) == (expected[0] if expected else -1)


@given(geometries(), st.integers(-100, 3_000), st.integers(0, 900))
def test_visible_are_the_cells_that_reach_into_the_view(
    geometry: GridGeometry, top: int, height: int
) -> None:
    bottom = top + height
    expected = [
        index
        for index, rect in enumerate(cells(geometry))
        if height and rect.top() < bottom and rect.bottom() >= top
    ]
    assert list(geometry.visible(top, bottom)) == expected


@given(
    geometries(),
    st.integers(-100, 1_000),
    st.integers(-100, 3_000),
    st.integers(0, 1_000),
    st.integers(0, 2_000),
)
def test_a_rubber_band_holds_the_cells_it_touches(
    geometry: GridGeometry, x: int, y: int, width: int, height: int
) -> None:
    area = QRect(x, y, width, height)
    touched = [i for i, rect in enumerate(cells(geometry)) if rect.intersects(area)]
    expected = [] if area.isEmpty() else touched  # to Qt, some empty areas intersect
    found = [index for start, end in geometry.within(area).tolist() for index in range(start, end)]
    assert found == expected


@given(geometries(), st.integers(-100, 3_000), st.integers(0, 900))
def test_headers_in_view(geometry: GridGeometry, top: int, height: int) -> None:
    expected = [
        section
        for section, rect in enumerate(headers(geometry))
        if height and rect.height() and rect.top() < top + height and rect.bottom() >= top
    ]
    assert list(geometry.sections_between(top, top + height)) == expected


@given(geometries(), st.data())
def test_a_move_by_lines_keeps_the_column_or_ends_in_a_shorter_line(
    geometry: GridGeometry, data: st.DataObject
) -> None:
    if not geometry.count:
        return
    index = data.draw(st.integers(0, geometry.count - 1))
    lines = data.draw(st.integers(-20, 20))
    tops = sorted({rect.top() for rect in cells(geometry)})
    here = geometry.rect(index)
    there = geometry.rect(geometry.moved(index, lines))
    wanted = min(max(tops.index(here.top()) + lines, 0), len(tops) - 1)
    assert there.top() == tops[wanted]
    if there.left() != here.left():
        line = [rect for rect in cells(geometry) if rect.top() == there.top()]
        assert there == line[-1]
        assert there.left() < here.left()


@given(geometries())
def test_sections_follow_each_other(geometry: GridGeometry) -> None:
    end = 0
    for section in range(geometry.section_count):
        run = geometry.section_cells(section)
        assert run.start == end
        end = run.stop
        assert all(geometry.section_of(index) == section for index in run)
        assert geometry.section_at(geometry.section_top(section)) == section
        assert geometry.section_at(geometry.section_top(section + 1) - 1) == section
    assert end == geometry.count
    assert geometry.section_at(10**9) == geometry.section_count - 1


def test_cells_widen_to_fill_the_width() -> None:
    geometry = GridGeometry([10], Measures(width=500, cell_width=120, cell_height=100, margin=8))
    assert geometry.columns == 4
    assert geometry.cell_width == 121
    assert geometry.rect(3).right() <= 500 - 8


def test_a_grid_narrower_than_a_cell_has_one_column() -> None:
    geometry = GridGeometry([3], Measures(width=10, cell_width=120, cell_height=100))
    assert [geometry.rect(index).top() for index in range(3)] == [0, 100, 200]


def test_an_empty_grid() -> None:
    geometry = GridGeometry([], Measures(width=500, cell_width=120, cell_height=100))
    assert geometry.height == 0
    assert geometry.index_at(5, 5) == geometry.nearest_index(5, 5) == geometry.section_at(0) == -1
    assert list(geometry.visible(0, 1_000)) == []
    assert geometry.within(QRect(0, 0, 500, 500)).shape == (0, 2)


def test_an_empty_section_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="at least one"):
        GridGeometry([3, 0], Measures(width=500, cell_width=120, cell_height=100))


@pytest.mark.measured
def test_a_million_cells_cost_what_a_thousand_cost() -> None:
    measures = Measures(width=1_900, cell_width=120, cell_height=120, header_height=30)

    def cost(geometry: GridGeometry) -> float:
        rng = np.random.default_rng(1)
        points = rng.integers(0, geometry.height, 2_000).tolist()
        best = float("inf")
        for _ in range(5):
            started = time.perf_counter()
            for y in points:
                index = geometry.nearest_index(400, y)
                geometry.rect(index)
                geometry.visible(y, y + 1_000)
            best = min(best, time.perf_counter() - started)
        return best

    small = cost(GridGeometry([100] * 10, measures))
    large = cost(GridGeometry([1_000] * 1_000, measures))
    assert large < 4 * small
