"""Photos laid on each other: one place at every zoom, turned copies upright, the difference."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from pytestqt.qtbot import QtBot

from photofinder.ui import difference_warp
from photofinder.ui.canvas_view import FIT
from photofinder.ui.compare_bar import CompareMode
from photofinder.ui.compare_moved import MovedPlace
from photofinder.ui.compare_view import CompareView
from photofinder.ui.context import CompareRequest, PageContext
from photofinder.ui.difference import compute_difference
from photofinder.ui.image_canvas import CanvasState
from photofinder.ui.picture_image import ImageLevels, make_levels
from photofinder.ui.placing import SAME_PLACE, Placing, Turn

CROP = Placing(0.5, 0, 0.25, 0, 0.5, 0.3)
MIRRORED = Placing(-1, 0, 1, 0, 1, 0)
QUARTER = Placing(0, -1, 1, 1, 0, 0)
SIZE = (1200, 800)


@pytest.fixture
def whole(pictures: type) -> Image.Image:
    return pictures.image(7, SIZE)


@pytest.fixture
def photos(tmp_path: Path, whole: Image.Image) -> list[Path]:
    """Give a photo, a part of it, its mirror image and one on its side."""
    made = [
        whole,
        whole.crop((300, 240, 900, 640)),
        ImageOps.mirror(whole).resize((600, 400)),
        whole.rotate(90, expand=True),
    ]
    paths = [tmp_path / f"photo-{number}.jpg" for number in range(len(made))]
    for picture, path in zip(made, paths, strict=True):
        picture.save(path, quality=95)
    return paths


@pytest.fixture
def view(context: PageContext, qtbot: QtBot, photos: list[Path]) -> CompareView:
    widget = CompareView(context)
    qtbot.addWidget(widget)
    widget.resize(1000, 700)
    widget.show()
    qtbot.waitExposed(widget)
    placings = dict(zip(photos, (SAME_PLACE, CROP, MIRRORED, QUARTER), strict=True))
    told = {photos[1]: "97 % the same shot"}
    widget.show_photos(CompareRequest(tuple(photos), photos[0], "", placings, told))
    shown = CanvasState.SHOWN
    qtbot.waitUntil(lambda: all(p.canvas.state is shown for p in widget.panes), timeout=20_000)
    return widget


def seen_at(view: CompareView, number: int, x: float, y: float) -> tuple[float, float]:
    """Return where a point of the whole is in a pane, from the pane's middle."""
    canvas = view.panes[number].canvas
    placing = view.alignment._seen(view.panes[number])
    across, down = placing.inverse().point(x, y)
    rect = canvas._placement().rect
    left = rect.left() + across * rect.width() - canvas.width() / 2
    return left, rect.top() + down * rect.height() - canvas.height() / 2


def levels(picture: Image.Image) -> ImageLevels:
    pixels = np.asarray(picture.convert("RGB"))
    return make_levels(pixels, QSize(picture.width, picture.height), complete=True)


def test_crop_shows_the_same_place_when_one_is_moved(view: CompareView, qtbot: QtBot) -> None:
    first = view.panes[0].canvas
    assert all(pane.canvas.view == FIT for pane in view.panes), "each is seen whole at first"
    first.zoom_to_actual()
    qtbot.keyClick(first, Qt.Key.Key_Left)
    for number in (1, 2, 3):
        assert seen_at(view, number, 0.4, 0.5) == pytest.approx(seen_at(view, 0, 0.4, 0.5), abs=1.5)
    assert view.panes[1].canvas.scale == pytest.approx(first.scale)
    crop = view.panes[1].canvas
    crop.zoom_in()
    assert seen_at(view, 0, 0.5, 0.6) == pytest.approx(seen_at(view, 1, 0.5, 0.6), abs=1.5)
    view.zoom_to_fit()
    assert all(pane.canvas.view == FIT for pane in view.panes)


def test_turned_copies_lie_as_the_suggested_one(view: CompareView, qtbot: QtBot) -> None:
    turns = [pane.canvas.turn for pane in view.panes]
    assert turns == [Turn(), Turn(), MIRRORED.turn(), QUARTER.turn()]
    assert view.panes[3].canvas.laid_size == QSize(*SIZE)
    plain, mirrored, turned = (view.panes[n].canvas.grab().toImage() for n in (0, 2, 3))
    middle = plain.height() // 2
    for x in range(plain.width() // 4, plain.width() * 3 // 4, 9):
        colours = [image.pixelColor(x, middle) for image in (plain, mirrored, turned)]
        for one in colours[1:]:
            apart = abs(one.red() - colours[0].red()) + abs(one.green() - colours[0].green())
            assert apart < 60
    qtbot.keyClick(view._current_canvas(), Qt.Key.Key_A)
    assert all(pane.canvas.turn == Turn() for pane in view.panes)
    assert view.panes[3].canvas.laid_size == QSize(SIZE[1], SIZE[0])
    view.panes[0].canvas.zoom_to_actual()
    assert view.panes[1].canvas.view == view.panes[0].canvas.view, "as if nothing were known"


def test_part_that_others_show_is_framed(view: CompareView) -> None:
    (shape,) = view.panes[0].canvas.shapes
    assert min(shape) == pytest.approx((0.25, 0.3))
    assert max(shape) == pytest.approx((0.75, 0.8))
    assert view.panes[1].canvas.shapes == ()
    assert len(view.panes[2].canvas.shapes) == len(view.panes[3].canvas.shapes) == 1
    assert "97 % the same shot" in view.panes[1]._summary.text()


def test_flip_lays_the_crop_on_the_whole(view: CompareView) -> None:
    view.flip()
    assert view.mode is CompareMode.FLIP
    assert seen_at(view, 1, 0.5, 0.5) == pytest.approx(seen_at(view, 0, 0.5, 0.5), abs=1.5)
    view.set_mode(CompareMode.SIDE)
    assert all(pane.canvas.view == FIT for pane in view.panes)


def test_place_that_is_not_on_a_crop_is_told(view: CompareView) -> None:
    canvas = view.panes[0].canvas
    canvas.zoom_to_actual()
    for _ in range(40):
        canvas._pan(QPointF(50, 50))
    crop = view.panes[1].canvas
    assert not crop._placement().rect.intersects(QRectF(crop.rect()))
    crop.grab()


def test_difference_of_a_crop_is_that_of_what_both_show(view: CompareView, qtbot: QtBot) -> None:
    view.choose(2)
    view.set_mode(CompareMode.DIFFERENCE)
    qtbot.waitUntil(lambda: bool(view.difference.words_shown), timeout=20_000)
    assert "Both show 25 % of the first" in view.difference.words_shown
    assert view.difference.words_shown.startswith("0.")


def test_photos_without_a_place_offer_no_alignment(view: CompareView, photos: list[Path]) -> None:
    assert view.bar.can_align
    view.show_photos(CompareRequest(tuple(photos[:2]), photos[0]))
    assert not view.bar.can_align
    assert all(pane.canvas.shapes == () for pane in view.panes)


# -- what moved ------------------------------------------------------------------------------------

#: on the whole picture: a part that the crop shows too
MOVED = ((0.4, 0.4), (0.5, 0.4), (0.5, 0.5), (0.4, 0.5))
PLACINGS = (SAME_PLACE, CROP, MIRRORED, QUARTER)


def show_moved(
    view: CompareView, qtbot: QtBot, photos: list[Path], numbers: tuple[int, ...]
) -> None:
    """Show photos of which something moved between the first and each other."""
    paths = tuple(photos[number] for number in numbers)
    places = tuple(
        MovedPlace(photos[0], photos[number], MOVED, PLACINGS[number].inverse().laid(MOVED))
        for number in numbers[1:]
    )
    placings = {photos[number]: PLACINGS[number] for number in numbers}
    view.show_photos(CompareRequest(paths, photos[0], "", placings, {}, places))
    shown = CanvasState.SHOWN
    qtbot.waitUntil(lambda: all(p.canvas.state is shown for p in view.panes), timeout=20_000)


def bounds(shape: tuple[tuple[float, float], ...]) -> QRectF:
    across, down = zip(*shape, strict=True)
    return QRectF(QPointF(min(across), min(down)), QPointF(max(across), max(down)))


def frame_seen(view: CompareView, number: int) -> QRectF:
    """Return where on a pane's canvas the dashed frame lies."""
    canvas = view.panes[number].canvas
    part, rect = bounds(canvas.moved_shapes[0]), canvas._placement().rect
    return QRectF(
        rect.left() + part.left() * rect.width(),
        rect.top() + part.top() * rect.height(),
        part.width() * rect.width(),
        part.height() * rect.height(),
    )


@pytest.mark.parametrize("number", [1, 2, 3])
def test_what_moved_is_framed_and_shown_large_on_both(
    view: CompareView, qtbot: QtBot, photos: list[Path], number: int
) -> None:
    show_moved(view, qtbot, photos, (0, number))
    assert view.bar.can_show_moved
    assert len(view.panes[0].canvas.moved_shapes) == len(view.panes[1].canvas.moved_shapes) == 1
    qtbot.keyClick(view._current_canvas(), Qt.Key.Key_M)
    frames = [frame_seen(view, pane) for pane in (0, 1)]
    for frame, pane in zip(frames, view.panes, strict=True):
        canvas = pane.canvas
        shares = frame.width() / canvas.width(), frame.height() / canvas.height()
        assert max(shares) == pytest.approx(1 / 3, abs=0.03)
        middle = frame.center() - QRectF(canvas.rect()).center()
        assert max(abs(middle.x()), abs(middle.y())) < 3
    assert frames[0].width() == pytest.approx(frames[1].width(), rel=0.02)
    view.zoom_to_fit()
    assert all(pane.canvas.view == FIT for pane in view.panes)


def test_frame_of_what_moved_follows_the_way_a_photo_is_laid(
    view: CompareView, qtbot: QtBot, photos: list[Path]
) -> None:
    show_moved(view, qtbot, photos, (0, 2))
    laid = bounds(view.panes[1].canvas.moved_shapes[0])
    assert (laid.left(), laid.top()) == pytest.approx((0.4, 0.4)), "mirrored back"
    qtbot.keyClick(view._current_canvas(), Qt.Key.Key_A)
    as_it_is = bounds(view.panes[1].canvas.moved_shapes[0])
    assert (as_it_is.left(), as_it_is.top()) == pytest.approx((0.5, 0.4))
    qtbot.keyClick(view._current_canvas(), Qt.Key.Key_M)
    assert view.alignment.is_on, "the same place is seen on both only where they lie alike"
    assert frame_seen(view, 0).center().x() == pytest.approx(
        frame_seen(view, 1).center().x(), abs=3
    )


def test_each_photo_has_its_own_place_and_the_suggested_one_all(
    view: CompareView, qtbot: QtBot, photos: list[Path]
) -> None:
    other = tuple((x - 0.3, y - 0.3) for x, y in MOVED)
    show_moved(view, qtbot, photos, (0, 2, 3))
    (near, far) = view.alignment.moved._places
    far = dataclasses.replace(far, on_first=other, on_second=QUARTER.inverse().laid(other))
    placings = dict(zip(photos, PLACINGS, strict=True))
    paths = (photos[0], photos[2], photos[3])
    view.show_photos(CompareRequest(paths, photos[0], "", placings, {}, (near, far)))
    shown = CanvasState.SHOWN
    qtbot.waitUntil(lambda: all(p.canvas.state is shown for p in view.panes), timeout=20_000)
    assert [len(pane.canvas.moved_shapes) for pane in view.panes] == [2, 1, 1]
    first = view.panes[0].canvas
    middles = []
    for _ in range(3):
        view.show_moved()
        middles.append(first.middle_of(first.view))
    assert middles[0] == pytest.approx((0.45, 0.45), abs=0.01)
    assert middles[1] != pytest.approx(middles[0], abs=0.01)
    assert middles[2] == pytest.approx(middles[0])
    view.choose(3)
    view.show_moved()
    assert first.middle_of(first.view) == pytest.approx(middles[1], abs=0.01)
    view.choose(2)
    view.show_moved()
    assert first.middle_of(first.view) == pytest.approx(middles[0], abs=0.01)


def test_what_moved_is_framed_on_the_difference_and_kept_when_flipping(
    view: CompareView, qtbot: QtBot, photos: list[Path]
) -> None:
    show_moved(view, qtbot, photos, (0, 1, 2))
    qtbot.keyClick(view._current_canvas(), Qt.Key.Key_2)
    view.set_mode(CompareMode.DIFFERENCE)
    qtbot.waitUntil(lambda: bool(view.difference.words_shown), timeout=20_000)
    (shape,) = view.difference.canvas.moved_shapes
    assert bounds(shape).topLeft().x() == pytest.approx(0.4)
    qtbot.keyClick(view._current_canvas(), Qt.Key.Key_M)
    assert view.difference.canvas.view == view.panes[0].canvas.view != FIT
    view.flip()
    assert frame_seen(view, 0).center().x() == pytest.approx(
        frame_seen(view, 1).center().x(), abs=3
    )


def test_nothing_is_offered_where_nothing_moved(
    view: CompareView, qtbot: QtBot, photos: list[Path]
) -> None:
    assert not view.bar.can_show_moved
    qtbot.keyClick(view._current_canvas(), Qt.Key.Key_M)
    assert all(pane.canvas.view == FIT for pane in view.panes)
    assert all(pane.canvas.moved_shapes == () for pane in view.panes)
    gone = MovedPlace(photos[0], photos[3], MOVED, MOVED)
    view.show_photos(CompareRequest(tuple(photos[:2]), photos[0], moved=(gone,)))
    assert not view.bar.can_show_moved, "the other photo is not seen"
    view.release_photos()
    view.show_moved()


# -- pixels ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
def test_placing_is_led_to_where_both_agree(whole: Image.Image, seed: int) -> None:
    part = whole.crop((300, 240, 900, 640)).point(lambda value: min(255, value * 0.8 + 30))
    errors = np.random.default_rng(seed).normal(0, 0.004, 6)
    near = Placing(*np.add((0.5, 0, 0.25, 0, 0.5, 0.3), errors).tolist())
    found = difference_warp.fitted(levels(whole), levels(part), near)
    assert difference_warp._apart(found, CROP) < 0.3 * difference_warp._apart(near, CROP)


def test_placing_stays_where_pictures_have_nothing_in_common(pictures: type) -> None:
    flat = Image.new("RGB", (300, 200), (90, 90, 90))
    assert difference_warp.fitted(levels(flat), levels(flat), CROP) == CROP
    far = Placing(1, 0, 4, 0, 1, 0)
    assert difference_warp.fitted(levels(pictures.image(1)), levels(flat), far) == far


def test_changed_part_of_a_crop_is_found_and_the_rest_is_dimmed(whole: Image.Image) -> None:
    part = whole.crop((300, 240, 900, 640))
    part.paste((255, 0, 255), (100, 100, 200, 200))
    found = compute_difference(levels(whole), levels(part), CROP)
    assert found.overlap_share == pytest.approx(0.25, abs=0.005)
    assert found.visible_share == pytest.approx(100 * 100 / (600 * 400), rel=0.2)
    image = found.pixels.levels[0]
    bright = image.pixelColor(450, 390)
    assert bright.red() > 150
    assert image.pixelColor(20, 20).lightness() <= 0.13 * 255


@pytest.mark.parametrize("placing", [MIRRORED, QUARTER])
def test_exact_turns_differ_in_nothing(whole: Image.Image, placing: Placing) -> None:
    other = ImageOps.mirror(whole) if placing is MIRRORED else whole.rotate(90, expand=True)
    near = Placing(placing.a, placing.b + 0.002, placing.c, placing.d, placing.e, placing.f - 0.001)
    found = compute_difference(levels(whole), levels(other), near)
    assert found.most_levels <= 2, "the mirror image is sampled between pixels"
    assert found.overlap_share == 1.0
