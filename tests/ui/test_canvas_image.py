"""The canvas: what it paints, how it is moved, the rectangle."""

from __future__ import annotations

import statistics
import time

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPalette, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photofinder.core.views import Region
from photofinder.ui import picture_image
from photofinder.ui.canvas_view import FIT, CanvasView
from photofinder.ui.image_canvas import CanvasState, ImageCanvas
from photofinder.ui.picture_image import ImageLevels, make_levels


def noise(width: int, height: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)


def levels(width: int = 1200, height: int = 900, *, seed: int = 0) -> ImageLevels:
    return make_levels(noise(width, height, seed), QSize(width, height), complete=True)


def flat(width: int, height: int, colour: tuple[int, int, int]) -> ImageLevels:
    rgb = np.empty((height, width, 3), np.uint8)
    rgb[:] = colour
    return make_levels(rgb, QSize(width, height), complete=True)


@pytest.fixture
def canvas(qtbot: QtBot) -> ImageCanvas:
    widget = ImageCanvas()
    widget.resize(400, 300)
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def shown(canvas: ImageCanvas, pixels: ImageLevels, name: str = "a.jpg") -> ImageCanvas:
    canvas.start_loading(name)
    canvas.show_pixels(pixels)
    return canvas


def pixels_of(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def wheel(canvas: ImageCanvas, at: QPoint, turned: int) -> None:
    event = QWheelEvent(
        QPointF(at), canvas.mapToGlobal(QPointF(at)), QPoint(), QPoint(0, turned),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase,
        False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)


def square(left: float, top: float, edge: float) -> tuple[tuple[float, float], ...]:
    right, bottom = left + edge, top + edge
    return ((left, top), (right, top), (right, bottom), (left, bottom))


@pytest.mark.parametrize("ground", [(0, 0, 0), (255, 255, 255), (138, 82, 0)])
def test_place_that_moved_is_dashed_on_any_ground(
    canvas: ImageCanvas, ground: tuple[int, int, int]
) -> None:
    shown(canvas, flat(400, 300, ground))
    canvas.clearFocus()
    canvas.set_shapes((), [square(0.25, 0.2, 0.5)])

    def stands_out() -> np.ndarray:
        """Return where along its upper line the frame is seen."""
        line = pixels_of(canvas.grab().toImage())[56:64, 104:296].astype(int)
        return (np.abs(line - ground).max(axis=2) > 60).any(axis=0)

    dashed = stands_out()
    assert 0.5 < dashed.mean() < 0.9
    assert np.count_nonzero(dashed[1:] & ~dashed[:-1]) > 10, "many dashes, not one line"
    canvas.set_shapes([square(0.25, 0.2, 0.5)])
    assert stands_out().all(), "what others show has a whole frame"
    assert canvas.moved_shapes == ()


def test_small_place_that_moved_keeps_free_what_is_inside(canvas: ImageCanvas) -> None:
    shown(canvas, flat(4000, 3000, (90, 120, 60)))
    canvas.clearFocus()
    bare = pixels_of(canvas.grab().toImage())
    canvas.set_shapes((), [square(0.5, 0.5, 0.004)])
    changed = (pixels_of(canvas.grab().toImage()) != bare).any(axis=2)
    rows, columns = np.flatnonzero(changed.any(axis=1)), np.flatnonzero(changed.any(axis=0))
    assert np.ptp(rows) >= 20
    assert np.ptp(columns) >= 20
    middle = round(rows.mean()), round(columns.mean())
    inside = changed[middle[0] - 6 : middle[0] + 7, middle[1] - 6 : middle[1] + 7]
    assert not inside.any()
    canvas.set_shapes((), [()])
    assert (pixels_of(canvas.grab().toImage()) == bare).all(), "a place that is not on it"


def test_100_percent_shows_the_pixels_themselves(canvas: ImageCanvas) -> None:
    shown(canvas, levels())
    canvas.clearFocus()
    canvas.zoom_to_actual()
    assert canvas.scale == 1.0
    painted = pixels_of(canvas.grab().toImage())
    ratio = canvas.devicePixelRatioF()
    width, height = round(400 * ratio), round(300 * ratio)
    left, top = (1200 - width) // 2, (900 - height) // 2
    expected = noise(1200, 900)[top : top + height, left : left + width]
    assert np.array_equal(painted[4:-4, 4:-4], expected[4:-4, 4:-4])


def test_magnified_pixels_are_squares(canvas: ImageCanvas) -> None:
    shown(canvas, levels(64, 48))
    canvas.set_view(CanvasView(64 * 8))
    painted = pixels_of(canvas.grab().toImage())
    distinct = np.unique(painted[100:180, 100:180].reshape(-1, 3), axis=0)
    assert len(distinct) <= 11 * 11 + 1


def test_a_reduced_picture_is_averaged(canvas: ImageCanvas) -> None:
    shown(canvas, levels(4000, 3000))
    painted = pixels_of(canvas.grab().toImage())[40:260, 40:360].astype(float)
    assert painted.std() < 20  # single pixels of the noise would keep its 74
    assert abs(painted.mean() - 127.5) < 4


def test_the_old_picture_is_gone_at_once(canvas: ImageCanvas) -> None:
    shown(canvas, flat(4000, 3000, (200, 10, 10)), "red.jpg")
    assert canvas.grab().toImage().pixelColor(200, 100) == QColor(200, 10, 10)
    canvas.start_loading("next.jpg")
    painted = pixels_of(canvas.grab().toImage())
    assert not (painted == (200, 10, 10)).all(axis=2).any()
    assert canvas.state is CanvasState.LOADING
    assert canvas.name == "next.jpg"
    assert canvas.accessibleName() == "next.jpg"


def test_a_thumbnail_stands_for_the_picture_until_it_comes(
    canvas: ImageCanvas, qtbot: QtBot
) -> None:
    thumbnail = QImage(40, 30, QImage.Format.Format_RGB32)
    thumbnail.fill(QColor(10, 150, 20))
    canvas.start_loading("green.jpg", thumbnail, QSize(4000, 3000))
    assert canvas.grab().toImage().pixelColor(200, 100) == QColor(10, 150, 20)
    assert canvas.state is CanvasState.LOADING
    qtbot.waitUntil(lambda: canvas._angle_deg > 0)  # the spinner turns
    assert canvas.grab().toImage().pixelColor(200, 100) == QColor(10, 150, 20)


def test_finer_pixels_leave_the_view_alone(canvas: ImageCanvas, qtbot: QtBot) -> None:
    coarse = make_levels(noise(600, 450), QSize(6000, 4500), complete=False)
    shown(canvas, coarse)
    with qtbot.waitSignal(canvas.detailWanted) as wanted:
        canvas.zoom_to_actual()
    assert wanted.args == [6000]
    view = canvas.view
    canvas.show_pixels(levels(6000, 4500))
    assert canvas.view == view
    assert canvas.scale == pytest.approx(1.0)


def test_no_finer_pixels_are_asked_for_than_are_seen(canvas: ImageCanvas, qtbot: QtBot) -> None:
    shown(canvas, make_levels(noise(800, 600), QSize(8000, 6000), complete=False))
    with qtbot.assertNotEmitted(canvas.detailWanted, wait=300):
        canvas.set_view(CanvasView(700))


def test_the_wheel_zooms_under_the_pointer(canvas: ImageCanvas, qtbot: QtBot) -> None:
    shown(canvas, levels(4000, 3000))
    fit = canvas.scale
    before = canvas._placement().fraction_at(QPointF(100, 80) * canvas.devicePixelRatioF())
    with qtbot.waitSignal(canvas.viewChanged):
        wheel(canvas, QPoint(100, 80), 360)
    after = canvas._placement().fraction_at(QPointF(100, 80) * canvas.devicePixelRatioF())
    assert canvas.scale == pytest.approx(2 * fit, rel=0.01)
    assert (after - before).manhattanLength() < 2e-3


def test_keys_zoom_and_move(canvas: ImageCanvas, qtbot: QtBot) -> None:
    shown(canvas, levels(4000, 3000))
    fit = canvas.scale
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.scale > fit
    qtbot.keyClick(canvas, Qt.Key.Key_1)
    assert canvas.scale == 1.0
    x = canvas.view.x
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.view.x > x
    qtbot.keyClick(canvas, Qt.Key.Key_Minus)
    assert canvas.scale < 1.0
    qtbot.keyClick(canvas, Qt.Key.Key_0)
    assert canvas.view == FIT


def test_arrows_go_on_to_the_parent_when_all_is_seen(canvas: ImageCanvas, qtbot: QtBot) -> None:
    shown(canvas, levels(4000, 3000))
    seen = []

    class Parent(type(canvas)):
        def keyPressEvent(self, event: QEvent) -> None:
            seen.append(event.key())

    parent = Parent()
    qtbot.addWidget(parent)
    canvas.setParent(parent)
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    canvas.zoom_to_actual()
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    canvas.setParent(None)
    assert seen == [Qt.Key.Key_Right]


def test_dragging_moves_the_picture_with_the_pointer(canvas: ImageCanvas, qtbot: QtBot) -> None:
    shown(canvas, levels(4000, 3000))
    canvas.zoom_to_actual()
    before = canvas._placement().rect.topLeft()
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    assert canvas.cursor().shape() == Qt.CursorShape.ClosedHandCursor
    qtbot.mouseMove(canvas, QPoint(230, 140))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(230, 140))
    moved = canvas._placement().rect.topLeft() - before
    assert moved == QPointF(30, -10) * canvas.devicePixelRatioF()
    assert canvas.cursor().shape() == Qt.CursorShape.OpenHandCursor


def test_a_double_click_shows_the_pixels_there_and_back(canvas: ImageCanvas, qtbot: QtBot) -> None:
    shown(canvas, levels(4000, 3000))
    qtbot.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    assert canvas.scale == 1.0
    qtbot.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    assert canvas.view == FIT


def test_set_view_is_not_taken_for_the_user(canvas: ImageCanvas, qtbot: QtBot) -> None:
    shown(canvas, levels())
    with qtbot.assertNotEmitted(canvas.viewChanged):
        canvas.set_view(CanvasView(3000, 0.2, 0.2))
    with qtbot.waitSignal(canvas.viewChanged):
        canvas.zoom_in()


def test_a_failure_says_what_and_what_to_do(canvas: ImageCanvas) -> None:
    canvas.start_loading("bad.jpg")
    canvas.show_failure("The file is empty.\nRestore it.")
    assert canvas.state is CanvasState.FAILED
    assert canvas.message.title == "bad.jpg"
    assert "Restore it." in canvas.accessibleDescription()
    assert canvas.scale == 0.0
    canvas.zoom_in()  # nothing to zoom
    canvas.set_region_mode(True)
    assert not canvas.region_mode


@pytest.mark.parametrize("size", [(0, 0), (1, 1), (3, 200), (39, 39), (5000, 2)])
def test_any_size_of_the_canvas_can_be_painted(canvas: ImageCanvas, size: tuple[int, int]) -> None:
    canvas.resize(*size)
    for pixels in (levels(), levels(1, 1), levels(5000, 3), levels(3, 5000)):
        shown(canvas, pixels)
        canvas.grab()
        canvas.zoom_in()
        canvas.zoom_to_actual()
        canvas.grab()
    canvas.show_failure("words " * 200)
    canvas.grab()
    canvas.start_loading("name " * 100)
    canvas.grab()


def test_the_colours_are_those_of_the_present_theme(canvas: ImageCanvas) -> None:
    canvas.clear("Nothing")
    app = QApplication.instance()
    before = app.palette()
    try:
        for ground in ("#f0f0f0", "#202020"):
            palette = QPalette(QColor(ground))
            app.setPalette(palette)
            corner = canvas.grab().toImage().pixelColor(10, 10)
            assert abs(corner.lightness() - QColor(ground).lightness()) < 24
    finally:
        app.setPalette(before)


# -- the rectangle -------------------------------------------------------------------------------


def test_a_rectangle_is_pulled_up_by_the_mouse(canvas: ImageCanvas, qtbot: QtBot) -> None:
    shown(canvas, levels(4000, 3000))
    canvas.set_region_mode(True)
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 75))
    qtbot.mouseMove(canvas, QPoint(300, 225))
    with qtbot.waitSignal(canvas.regionChosen) as chosen:
        qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(300, 225))
    region = chosen.args[0]
    assert (region.left, region.top) == pytest.approx((0.25, 0.25))
    assert (region.width, region.height) == pytest.approx((0.5, 0.5))
    assert not canvas.region_mode
    assert canvas.region == region


def test_a_rectangle_ends_at_the_rim_of_the_picture(canvas: ImageCanvas, qtbot: QtBot) -> None:
    shown(canvas, levels(3000, 3000))
    canvas.set_region_mode(True)
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    qtbot.mouseMove(canvas, QPoint(399, 299))
    with qtbot.waitSignal(canvas.regionChosen) as chosen:
        qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(399, 299))
    region = chosen.args[0]
    assert region.left + region.width == pytest.approx(1.0)


def test_a_click_is_no_rectangle(canvas: ImageCanvas, qtbot: QtBot) -> None:
    shown(canvas, levels())
    canvas.set_region_mode(True)
    before = canvas.region
    with qtbot.assertNotEmitted(canvas.regionChosen):
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 75))
    assert canvas.region_mode
    assert canvas.region == before


def test_a_rectangle_is_chosen_by_keys_alone(canvas: ImageCanvas, qtbot: QtBot) -> None:
    shown(canvas, levels())
    canvas.set_region_mode(True)
    assert canvas.region == Region(0.25, 0.25, 0.5, 0.5)
    for _ in range(5):
        qtbot.keyClick(canvas, Qt.Key.Key_Left)
    qtbot.keyClick(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(canvas.regionChosen) as chosen:
        qtbot.keyClick(canvas, Qt.Key.Key_Return)
    region = chosen.args[0]
    assert region.left == pytest.approx(0.15)
    assert (region.width, region.height) == pytest.approx((0.5, 0.52))


def test_a_rectangle_stays_inside_whatever_the_keys(canvas: ImageCanvas, qtbot: QtBot) -> None:
    shown(canvas, levels())
    canvas.set_region_mode(True)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        for _ in range(40):
            qtbot.keyClick(canvas, key)
            qtbot.keyClick(canvas, key, Qt.KeyboardModifier.ShiftModifier)
    region = canvas.region
    assert region == Region(0.0, 0.0, 1.0, 1.0)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
        for _ in range(80):
            qtbot.keyClick(canvas, key, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.region.width == pytest.approx(0.02)


def test_esc_leaves_the_rectangle(canvas: ImageCanvas, qtbot: QtBot) -> None:
    shown(canvas, levels())
    canvas.set_region_mode(True)
    with qtbot.waitSignal(canvas.regionModeChanged) as left:
        qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert left.args == [False]
    assert canvas.region is None


def test_another_photo_ends_the_choice(canvas: ImageCanvas) -> None:
    shown(canvas, levels())
    canvas.set_region_mode(True)
    canvas.start_loading("other.jpg")
    assert not canvas.region_mode
    assert canvas.region is None


# -- speed ---------------------------------------------------------------------------------------


@pytest.mark.measured
def test_painting_costs_what_is_seen_not_what_the_picture_has(canvas: ImageCanvas) -> None:
    """A picture of 64 times the pixels takes at most three times as long, measured here and now."""

    def cost_ms(edge_px: int) -> float:
        shown(canvas, levels(edge_px, edge_px * 3 // 4))
        samples = []
        for scale in (0.3, 0.6, 1.0, 1.7, 3.0):
            canvas.set_view(CanvasView(canvas.pixels.size.width() * scale))
            canvas._coarse = False
            for _ in range(5):
                began = time.perf_counter()
                canvas.grab()
                samples.append((time.perf_counter() - began) * 1_000)
        return statistics.median(samples)

    small = cost_ms(1_000)
    assert cost_ms(8_000) < 3 * small + 2


def test_preparing_a_large_picture_leaves_the_window_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python's lock is let go of between strips; no call of Qt's has more than one to do."""
    called: list[int] = []

    class Painter(QPainter):
        def drawImage(self, *arguments: object) -> None:
            target = arguments[0]
            whole = isinstance(target, QRectF)  # scaled into a rectangle, or put at x and y
            size = target.size().toSize() if whole else arguments[2].size()
            called.append(size.width() * size.height())
            super().drawImage(*arguments)

    monkeypatch.setattr(picture_image, "QPainter", Painter)
    made = make_levels(np.zeros((5_000, 8_000, 3), np.uint8), QSize(8_000, 5_000), complete=True)
    assert max(called) <= 500_000
    pixels = sum(level.width() * level.height() for level in made.levels)
    assert sum(called) == pixels, "every pixel of every level is made in a strip"


def test_the_pyramid_is_the_picture_averaged() -> None:
    rgb = noise(2_048, 1_304)
    made = make_levels(rgb, QSize(2_048, 1_304), complete=True)
    assert [level.size().toTuple() for level in made.levels] == [
        (2_048, 1_304), (1_024, 652),
    ]  # fmt: skip
    assert np.array_equal(pixels_of(made.levels[0]), rgb)
    blocks = rgb.reshape(652, 2, 1_024, 2, 3).mean(axis=(1, 3))
    assert np.abs(pixels_of(made.levels[1]) - blocks).max() <= 3.0
