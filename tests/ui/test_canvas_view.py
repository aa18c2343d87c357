"""Where a picture lies: arithmetic without a window."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF

from photofinder.ui.canvas_view import FIT, MAX_SCALE, ZOOM_STEP, CanvasView, Frame

PORT = QSizeF(800, 600)


def frame(width: int, height: int, port: QSizeF = PORT, *, enlarge: bool = False) -> Frame:
    return Frame(QSize(width, height), port, enlarge)


def test_all_of_a_large_picture_is_shown_in_the_middle() -> None:
    placed = frame(4000, 2000).place(FIT)
    assert placed.scale == pytest.approx(0.2)
    assert (placed.rect.left(), placed.rect.width()) == (0, 800)
    assert placed.rect.center().y() == pytest.approx(300)


def test_a_small_picture_is_enlarged_only_where_wanted() -> None:
    assert frame(200, 100).place(FIT).scale == 1.0
    assert frame(200, 100, enlarge=True).place(FIT).scale == pytest.approx(4.0)


def test_the_point_under_the_pointer_stays_when_zooming() -> None:
    large = frame(4000, 3000)
    at = QPointF(200, 450)
    before = large.place(FIT).fraction_at(at)
    view = FIT
    for _ in range(4):
        view = large.zoomed(view, ZOOM_STEP, at)
    after = large.place(view).fraction_at(at)
    assert after.x() == pytest.approx(before.x(), abs=1e-3)
    assert after.y() == pytest.approx(before.y(), abs=1e-3)


@pytest.mark.parametrize(
    "part", [QRectF(0.5, 0.4, 0.05, 0.05), QRectF(0.5, 0.4, 0.2, 0.02), QRectF(0.4, 0.3, 0.01, 0.3)]
)
def test_a_part_takes_a_share_of_the_canvas_that_is_in_the_middle_of_it(part: QRectF) -> None:
    large = frame(4000, 3000)
    placed = large.place(large.showing(part, 0.4))
    across, down = part.width() * placed.rect.width(), part.height() * placed.rect.height()
    assert max(across / PORT.width(), down / PORT.height()) == pytest.approx(0.4)
    middle = placed.fraction_at(QPointF(PORT.width() / 2, PORT.height() / 2))
    assert middle.y() == pytest.approx(part.center().y(), abs=1e-3)
    assert middle.x() == pytest.approx(part.center().x(), abs=1e-3)


def test_a_part_at_the_rim_leaves_no_empty_rim_and_a_large_one_shows_all() -> None:
    large = frame(4000, 3000)
    placed = large.place(large.showing(QRectF(0, 0, 0.1, 0.1), 1 / 3))
    assert (placed.rect.left(), placed.rect.top()) == (0, 0)
    assert large.showing(QRectF(0.1, 0.1, 0.5, 0.5), 1 / 3) == FIT
    dot = frame(300, 200).showing(QRectF(0.5, 0.5, 0.0001, 0.0001), 1 / 3)
    assert frame(300, 200).place(dot).scale == pytest.approx(MAX_SCALE)


def test_zooming_halts_at_100_percent_and_ends_at_the_size_that_fits() -> None:
    large = frame(4000, 3000)
    scales = []
    view = FIT
    for _ in range(40):
        view = large.zoomed(view, ZOOM_STEP)
        scales.append(large.place(view).scale)
    assert 1.0 in scales
    assert scales[-1] == MAX_SCALE
    for _ in range(60):
        view = large.zoomed(view, 1 / ZOOM_STEP)
    assert view == FIT


def test_a_small_picture_that_was_enlarged_can_be_seen_at_100_percent() -> None:
    small = frame(200, 100, enlarge=True)
    view = FIT
    for _ in range(20):
        view = small.zoomed(view, 1 / ZOOM_STEP)
    assert small.place(view).scale == 1.0


def test_moving_stops_at_the_rim() -> None:
    large = frame(4000, 3000)
    view = large.at_scale(FIT, 1.0)
    for _ in range(100):
        view = large.panned(view, QPointF(90, 90))
    assert large.place(view).rect.topLeft() == QPointF(0, 0)
    back = large.panned(view, QPointF(-10, 0))
    assert large.place(back).rect.left() == -10


def test_a_picture_that_fits_does_not_move() -> None:
    large = frame(4000, 3000)
    assert not large.can_pan(FIT)
    assert large.place(large.panned(FIT, QPointF(50, 50))).rect == large.place(FIT).rect


def test_scaled_copies_show_the_same_content_at_the_same_place() -> None:
    large, small = frame(4000, 3000), frame(1000, 750)
    view = large.at_scale(FIT, 0.9, QPointF(700, 100))
    assert small.place(view).rect == large.place(view).rect
    assert small.place(view).scale == pytest.approx(4 * large.place(view).scale)


def test_a_canvas_without_size_is_no_problem() -> None:
    nothing = frame(4000, 3000, QSizeF(0, 0))
    placed = nothing.place(FIT)
    assert placed.rect.width() >= 1
    view = nothing.zoomed(FIT, ZOOM_STEP, QPointF(0, 0))
    assert nothing.place(nothing.panned(view, QPointF(3, 3))).scale > 0


@given(
    width=st.integers(1, 20_000),
    height=st.integers(1, 20_000),
    edge=st.floats(1, 60_000),
    x=st.floats(-1, 2),
    y=st.floats(-1, 2),
)
def test_no_empty_rim_beside_a_picture_that_is_larger_than_the_canvas(
    width: int, height: int, edge: float, x: float, y: float
) -> None:
    view = CanvasView(edge, x, y)
    rect = frame(width, height).place(view).rect
    assert rect.left() <= max(0.5, (PORT.width() - rect.width()) / 2 + 0.5)
    assert rect.right() >= min(PORT.width(), rect.left() + rect.width()) - 1
    if rect.width() >= PORT.width():
        assert rect.left() <= 0
        assert rect.right() >= PORT.width() - 1
    if rect.height() >= PORT.height():
        assert rect.top() <= 0
        assert rect.bottom() >= PORT.height() - 1
