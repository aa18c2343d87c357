"""The compare view: modes, views that move together, keys, marks, photos that cannot be shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from photofinder.ui import theme
from photofinder.ui.canvas_view import FIT, CanvasView
from photofinder.ui.compare_area import cells
from photofinder.ui.compare_bar import CompareMode
from photofinder.ui.compare_view import CompareView
from photofinder.ui.context import CompareRequest, PageContext
from photofinder.ui.image_canvas import CanvasState

Saver = Callable[..., Path]


@pytest.fixture
def photos(tmp_path: Path, pictures: type) -> list[Path]:
    """Give a photo, its half-size copy, an edited copy and a stranger of another shape."""
    base = pictures.image(7, (1200, 800))
    found = [tmp_path / f"photo-{number}.jpg" for number in range(1, 5)]
    base.save(found[0], quality=92)
    base.resize((600, 400)).save(found[1], quality=92)
    edited = base.copy()
    edited.paste((255, 0, 255), (100, 100, 400, 300))
    edited.save(found[2], quality=92)
    pictures.image(8, (500, 700)).save(found[3])
    return found


@pytest.fixture
def view(context: PageContext, qtbot: QtBot) -> CompareView:
    widget = CompareView(context)
    qtbot.addWidget(widget)
    widget.resize(1000, 700)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def show(qtbot: QtBot, view: CompareView, paths: list[Path], keeper: Path | None = None) -> None:
    view.show_photos(CompareRequest(tuple(paths), keeper))
    wait_settled(qtbot, view)


def wait_settled(qtbot: QtBot, view: CompareView) -> None:
    done = (CanvasState.SHOWN, CanvasState.FAILED)
    qtbot.waitUntil(lambda: all(p.canvas.state in done for p in view.panes), timeout=20_000)


def visible(view: CompareView) -> list[int]:
    return [pane.number for pane in view.all_panes if pane.isVisible()]


def press(qtbot: QtBot, view: CompareView, key: Qt.Key) -> None:
    qtbot.keyClick(view._current_canvas(), key)


def test_photos_are_shown_beside_each_other_with_their_paths(
    view: CompareView, photos: list[Path], qtbot: QtBot
) -> None:
    show(qtbot, view, photos[:2])
    assert visible(view) == [1, 2]
    left, right = view.panes
    assert left.geometry().right() < right.geometry().left()
    assert left.geometry().top() == right.geometry().top()
    for pane, path in zip(view.panes, photos, strict=False):
        assert pane.path_label.path_text == str(path)
        assert pane.path_label.toolTip() == str(path)
        assert pane.path_label.accessibleDescription() == str(path)
    assert "600 × 400" in right._summary.text()  # noqa: RUF001


def test_photos_are_laid_out_as_they_are_seen_largest() -> None:
    high = QRect(0, 0, 1000, 900)
    four = cells(high, 4)
    assert four[0].top() == four[1].top() < four[2].top() == four[3].top()
    assert four[0].left() == four[2].left() < four[1].left()
    assert cells(high, 3) == four[:3]
    wide = cells(QRect(0, 0, 1400, 500), 3)
    assert len({cell.top() for cell in wide}) == 1
    assert len({cell.top() for cell in cells(QRect(0, 0, 1400, 700), 4)}) == 2
    two = cells(QRect(0, 0, 500, 900), 2)
    assert two[0].top() == two[1].top()
    for count in range(5):
        for area in (QRect(0, 0, 0, 0), high, QRect(5, 7, 300, 3000)):
            found = cells(area, count)
            assert len(found) == count
            assert not any(
                a.intersects(b) for n, a in enumerate(found) for b in found[n + 1 :] if area.width()
            )


def test_at_most_four_photos_and_none_twice(
    view: CompareView, photos: list[Path], qtbot: QtBot
) -> None:
    show(qtbot, view, [photos[0], photos[0], *photos, *photos])
    assert [pane.path for pane in view.panes] == photos


def test_scaled_copies_show_the_same_content_at_the_same_place(
    view: CompareView, photos: list[Path], qtbot: QtBot
) -> None:
    show(qtbot, view, photos[:2])
    large, small = (pane.canvas for pane in view.panes)
    large.zoom_to_actual()
    qtbot.keyClick(large, Qt.Key.Key_Right)
    assert large.view != FIT
    assert small.view == large.view
    assert small.scale == pytest.approx(2 * large.scale)
    assert small._placement().rect == large._placement().rect


def test_photos_move_alone_when_they_are_not_tied(
    view: CompareView, photos: list[Path], qtbot: QtBot
) -> None:
    show(qtbot, view, photos[:2])
    press(qtbot, view, Qt.Key.Key_S)
    one, other = (pane.canvas for pane in view.panes)
    one.zoom_to_actual()
    assert other.view == FIT
    press(qtbot, view, Qt.Key.Key_S)  # tied again: the others come to the chosen one's view
    assert other.view == one.view


def test_a_photo_that_loads_late_comes_at_the_common_view(
    view: CompareView, photos: list[Path], qtbot: QtBot
) -> None:
    show(qtbot, view, photos[:2])
    late = view.panes[1].canvas
    late.show_photo(photos[2])
    view.panes[0].canvas.zoom_in()
    wait_settled(qtbot, view)
    assert late.view == view.panes[0].canvas.view != FIT


def test_flipping_keeps_the_place_and_changes_the_name(
    view: CompareView, photos: list[Path], qtbot: QtBot
) -> None:
    show(qtbot, view, photos[:3])
    press(qtbot, view, Qt.Key.Key_F)
    assert visible(view) == [1]
    before = view.panes[0].canvas.mapTo(view, QPoint(0, 0)), view.panes[0].canvas.size()
    view.panes[0].canvas.set_view(CanvasView(3000, 0.3, 0.4))
    view.panes[0].canvas.zoom_in()
    place = view.panes[0].canvas._placement().rect
    press(qtbot, view, Qt.Key.Key_Space)
    assert visible(view) == [2]
    canvas = view.panes[1].canvas
    assert (canvas.mapTo(view, QPoint(0, 0)), canvas.size()) == before
    assert canvas._placement().rect == place
    assert view.panes[1]._name.text() == "photo-2.jpg"
    press(qtbot, view, Qt.Key.Key_F)
    press(qtbot, view, Qt.Key.Key_F)
    assert visible(view) == [1]
    press(qtbot, view, Qt.Key.Key_3)
    assert visible(view) == [3]
    press(qtbot, view, Qt.Key.Key_B)
    assert visible(view) == [1, 2, 3]


def test_the_difference_of_a_copy_and_of_an_edited_photo(
    view: CompareView, photos: list[Path], qtbot: QtBot
) -> None:
    show(qtbot, view, [photos[0], photos[1], photos[2]])
    press(qtbot, view, Qt.Key.Key_D)
    canvas = view.difference.canvas
    qtbot.waitUntil(lambda: canvas.state is CanvasState.SHOWN, timeout=20_000)
    copy_words = view.difference.words_shown
    assert "photo-2.jpg" in view.difference._title.text()
    assert visible(view) == []
    press(qtbot, view, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: view.difference.words_shown not in ("", copy_words), timeout=20_000)
    assert "photo-3.jpg" in view.difference._title.text()

    def share(words: str) -> float:
        return float(words.split(" %")[0])

    assert share(copy_words) < 1.0
    assert share(view.difference.words_shown) == pytest.approx(6.25, abs=1.0)
    press(qtbot, view, Qt.Key.Key_D)
    assert visible(view) == [1, 2, 3]
    assert not view.difference.isVisible()


def test_a_difference_is_computed_finer_where_it_is_looked_at_closely(
    view: CompareView, tmp_path: Path, pictures: type, qtbot: QtBot
) -> None:
    large = [tmp_path / f"large-{number}.jpg" for number in range(2)]
    base = pictures.image(9, (4800, 3200))
    base.save(large[0])
    base.save(large[1], quality=60)
    show(qtbot, view, large)
    view.set_mode(CompareMode.DIFFERENCE)
    canvas = view.difference.canvas
    qtbot.waitUntil(lambda: canvas.state is CanvasState.SHOWN, timeout=20_000)
    coarse = canvas.pixels.edge_px
    assert coarse < 4000
    view.zoom_to_actual()
    qtbot.waitUntil(lambda: canvas.pixels.edge_px > coarse, timeout=20_000)
    assert canvas.pixels.edge_px == 4096
    assert canvas.scale == pytest.approx(1.0)


def test_shapes_that_differ_get_words_instead_of_a_difference(
    view: CompareView, photos: list[Path], qtbot: QtBot
) -> None:
    show(qtbot, view, [photos[0], photos[3]])
    view.set_mode(CompareMode.DIFFERENCE)
    canvas = view.difference.canvas
    assert canvas.state is CanvasState.EMPTY
    assert "shapes differ" in canvas.message.title
    assert "1200 × 800" in canvas.message.text  # noqa: RUF001


def test_a_difference_that_comes_late_is_not_shown_for_other_photos(
    view: CompareView, photos: list[Path], qtbot: QtBot
) -> None:
    show(qtbot, view, photos[:3])
    view.set_mode(CompareMode.DIFFERENCE)
    view.show_photos(CompareRequest((photos[0], photos[3])))
    wait_settled(qtbot, view)
    with qtbot.assertNotEmitted(view.difference.canvas.stateChanged, wait=400):
        pass
    assert view.difference.canvas.state is CanvasState.EMPTY


def test_photos_that_cannot_be_shown_say_so_and_the_others_work(
    view: CompareView, photos: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    bad = tmp_path / "bad.jpg"
    bad.write_bytes(b"no picture")
    gone = tmp_path / "gone.jpg"
    show(qtbot, view, [bad, photos[0], gone])
    states = [pane.canvas.state for pane in view.panes]
    assert states == [CanvasState.FAILED, CanvasState.SHOWN, CanvasState.FAILED]
    view.panes[1].canvas.zoom_to_actual()
    assert view.panes[1].canvas.scale == 1.0
    view.set_mode(CompareMode.DIFFERENCE)
    assert "bad.jpg" in view.difference.canvas.message.text


def test_a_photo_deleted_while_it_is_compared_says_so(
    view: CompareView, context: PageContext, photos: list[Path], qtbot: QtBot
) -> None:
    show(qtbot, view, photos[:2])
    photos[1].unlink()
    context.bridge.photosChanged.emit()
    pane = view.panes[1]
    qtbot.waitUntil(lambda: pane.canvas.state is CanvasState.FAILED, timeout=20_000)
    assert view.panes[0].canvas.state is CanvasState.SHOWN


def test_the_next_photos_never_show_the_pixels_of_the_last(
    view: CompareView, photos: list[Path], qtbot: QtBot
) -> None:
    show(qtbot, view, photos[:2])
    view.panes[0].canvas.zoom_to_actual()
    view.show_photos(CompareRequest((photos[3], photos[2])))
    for pane in view.panes:
        assert pane.canvas.pixels is None or pane.canvas.image.path == pane.path
        assert pane.canvas.view == FIT
    wait_settled(qtbot, view)
    assert [pane.canvas.image.path for pane in view.panes] == [photos[3], photos[2]]


def test_orientation_is_applied(view: CompareView, tmp_path: Path, qtbot: QtBot) -> None:
    turned, upright = tmp_path / "turned.jpg", tmp_path / "upright.jpg"
    image = Image.new("RGB", (400, 200), (200, 30, 30))
    exif = Image.Exif()
    exif[274] = 6
    image.save(turned, exif=exif)
    image.rotate(-90, expand=True).save(upright)
    show(qtbot, view, [turned, upright])
    sizes = {pane.canvas.pixels.size.toTuple() for pane in view.panes}
    assert sizes == {(200, 400)}


def test_the_table_says_what_differs_in_words_and_weight(
    view: CompareView, photos: list[Path], qtbot: QtBot
) -> None:
    show(qtbot, view, photos[:2])
    table = view.table
    rows = {table.item(row, 0).text(): row for row in range(table.rowCount())}
    size, kind = rows["Size"], rows["Format"]
    assert table.item(size, 1).text() == "≠ differs"
    assert table.item(size, 2).font().bold()
    assert "higher resolution" in table.item(size, 2).text()
    assert table.item(kind, 1).text() == "= same"
    assert not table.item(kind, 2).font().bold()
    view.only_differences.setChecked(True)
    kept = {table.item(row, 0).text() for row in range(table.rowCount())}
    assert "Format" not in kept
    assert "Size" in kept


def test_marks_are_asked_for_and_shown_in_words(
    view: CompareView, photos: list[Path], qtbot: QtBot
) -> None:
    show(qtbot, view, photos[:2], keeper=photos[0])
    with qtbot.assertNotEmitted(view.keepRequested):
        press(qtbot, view, Qt.Key.Key_K)  # nobody takes marks yet
    view.set_marks({photos[0]: "keep", photos[1]: ""})
    assert view.panes[0]._mark_label.text() == "Keep"
    press(qtbot, view, Qt.Key.Key_2)
    with qtbot.waitSignal(view.trashRequested) as trash:
        press(qtbot, view, Qt.Key.Key_T)
    assert trash.args == [photos[1]]
    assert view.panes[1].mark == ""  # only who decides changes it
    view.set_marks({photos[0]: "keep", photos[1]: "trash"})
    assert view.panes[1]._mark_label.text() == "Trash"
    assert view.panes[1]._trash.isChecked()
    with qtbot.waitSignal(view.keepRequested) as keep:
        qtbot.mouseClick(view.panes[1]._keep, Qt.MouseButton.LeftButton)
    assert keep.args == [photos[1]]
    assert view.panes[1]._trash.isChecked()
    assert not view.panes[1]._keep.isChecked()


def test_leaving_lets_go_of_the_pictures(
    view: CompareView, photos: list[Path], qtbot: QtBot
) -> None:
    show(qtbot, view, photos[:2])
    with qtbot.waitSignal(view.closed):
        press(qtbot, view, Qt.Key.Key_Escape)
    assert all(pane.canvas.pixels is None for pane in view.all_panes)
    assert view.table.rowCount() == 0
    show(qtbot, view, photos[1:3])
    assert visible(view) == [1, 2]


def test_a_new_theme_is_taken_at_once(
    view: CompareView, photos: list[Path], qtbot: QtBot, qapp: QApplication
) -> None:
    show(qtbot, view, photos[:2])

    def ground() -> int:
        return view.panes[0].canvas.grab().toImage().pixelColor(2, 2).lightness()

    assert ground() > 200
    try:
        theme.apply(qapp, "dark")
        assert ground() < 64
        assert view.panes[0].canvas.state is CanvasState.SHOWN
    finally:
        theme.apply(qapp, "light")


def test_keys_ask_for_other_groups_and_lead_back(
    view: CompareView, photos: list[Path], qtbot: QtBot
) -> None:
    show(qtbot, view, photos[:2])
    view.set_marks({})
    for key, signal in (
        (Qt.Key.Key_N, view.nextRequested),
        (Qt.Key.Key_P, view.previousRequested),
        (Qt.Key.Key_Escape, view.closed),
    ):
        with qtbot.waitSignal(signal):
            press(qtbot, view, key)
    view.set_mode(CompareMode.FLIP)
    with qtbot.assertNotEmitted(view.closed):
        press(qtbot, view, Qt.Key.Key_Escape)
    assert view.mode is CompareMode.SIDE


def test_keys_are_ours_although_the_window_has_shortcuts_of_the_same_letters(
    view: CompareView, photos: list[Path], qtbot: QtBot
) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(view)
    action = QAction("Find similar", window)
    action.setShortcut(QKeySequence("S"))
    window.addAction(action)
    window.resize(1000, 700)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    show(qtbot, view, photos[:2])
    view.panes[0].canvas.setFocus()
    with qtbot.assertNotEmitted(action.triggered):
        qtbot.keyClick(view.panes[0].canvas, Qt.Key.Key_S)
    assert not view._is_synchronous
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_S)
    assert view._is_synchronous
    window.takeCentralWidget()


def test_everything_has_a_name_and_can_be_reached_by_tab(
    view: CompareView, photos: list[Path], qtbot: QtBot
) -> None:
    show(qtbot, view, photos[:2])
    view.set_marks({})
    first = view.bar
    seen, widget = set(), first
    for _ in range(200):
        widget = widget.nextInFocusChain()
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            seen.add(widget)
    named = [w for w in seen if not (w.accessibleName() or getattr(w, "text", str)())]
    assert not named
    assert {pane.canvas for pane in view.panes} <= seen
    assert {pane.path_label for pane in view.panes} <= seen
    assert view.table in seen


def test_the_path_is_whole_where_it_can_be_copied(
    view: CompareView, photos: list[Path], qtbot: QtBot
) -> None:
    show(qtbot, view, photos[:2])
    label = view.panes[0].path_label
    view.resize(400, 500)
    qtbot.waitUntil(lambda: "…" in label.text())
    label.setFocus()
    assert label.text() == str(photos[0])
    assert label.selectedText() == str(photos[0])
    view.panes[0].canvas.setFocus()
    assert "…" in label.text()


def test_no_photos_and_a_tiny_window_are_no_problem(view: CompareView, qtbot: QtBot) -> None:
    view.show_photos(CompareRequest(()))
    for key in (Qt.Key.Key_F, Qt.Key.Key_D, Qt.Key.Key_1, Qt.Key.Key_Z, Qt.Key.Key_0):
        qtbot.keyClick(view, key)
    view.resize(1, 1)
    view.grab()
