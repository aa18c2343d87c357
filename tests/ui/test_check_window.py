"""The answer to "is this a duplicate?", and what can be done about it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices

from photofinder.core.types import PairClass
from photofinder.ui import theme
from photofinder.ui.check_window import CheckWindow
from photofinder.ui.context import PageContext, Requests
from photofinder.ui.thumbnail_provider import ThumbnailProvider

PATIENCE_MS = 30_000
FILE, PICTURE, SHOT, SERIES = PairClass


@pytest.fixture
def make_window(qtbot, open_bridge) -> Iterator[Callable[..., CheckWindow]]:
    made: list[tuple[CheckWindow, ThumbnailProvider]] = []

    def make(library: Any) -> CheckWindow:
        bridge = open_bridge(library)
        thumbnails = ThumbnailProvider(bridge)
        window = CheckWindow(PageContext(bridge, Requests(bridge), thumbnails))
        made.append((window, thumbnails))
        return window

    yield make
    for window, thumbnails in made:
        window.close()
        thumbnails.close()
        window.deleteLater()


@pytest.fixture
def window(make_window, with_copies) -> CheckWindow:
    return make_window(with_copies)


def check(qtbot, window: CheckWindow, *paths: Path) -> None:
    window.check(paths)
    qtbot.waitUntil(lambda: not window.is_checking, timeout=PATIENCE_MS)


def has_picture(label: Any) -> bool:
    return not label._picture.pixmap().isNull()


def test_copy_is_named_with_class_reason_and_place(qtbot, window, with_copies) -> None:
    check(qtbot, window, with_copies.photos / "2020" / "p01.jpg")
    panel = window.panel
    assert window.isVisible()
    assert panel.verdict.text() == "Yes: you have this very file"
    assert panel.reason.toPlainText() == "Identical files · same bytes"
    assert panel.place.toPlainText() == str(with_copies.photos / "backup" / "p01.jpg")
    assert not panel.notes.isVisible()
    qtbot.waitUntil(lambda: has_picture(panel.asked), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: has_picture(panel.found), timeout=PATIENCE_MS)
    assert not window.list.isVisible(), "there is one file"


def test_several_copies_are_counted(qtbot, window, with_copies) -> None:
    check(qtbot, window, with_copies.photos / "2020" / "p00.jpg")
    assert window.panel.place.toPlainText().endswith("and 1 more")


def test_version_says_what_was_done_and_how_certain_it_is(qtbot, window, with_copies) -> None:
    check(qtbot, window, with_copies.photos / "backup" / "p04_small.jpg")
    assert window.panel.verdict.text() == "Yes: you have another version of this shot"
    assert "210 x 140 instead of 300 x 200" in window.panel.reason.toPlainText()


def test_series_is_no_duplicate(qtbot, window, with_copies) -> None:
    check(qtbot, window, with_copies.photos / "IMG_0001.jpg")
    assert window.panel.verdict.text() == "No duplicate, but one of a series that you have"


def test_unknown_file_is_shown_beside_the_nearest(
    qtbot, window, with_copies, pictures, tmp_path: Path
) -> None:
    odd = pictures.save(tmp_path / "new\nline %20 '\" \U0001f4f7.jpg", 400)
    check(qtbot, window, odd)
    panel = window.panel
    assert panel.verdict.text() == "No duplicate"
    assert panel.reason.toPlainText().startswith("Looks most like it: ")
    qtbot.waitUntil(lambda: has_picture(panel.asked), timeout=PATIENCE_MS)
    assert "\n" not in panel.asked._name.text()


def test_what_cannot_be_checked_is_said(qtbot, window, tmp_path: Path) -> None:
    text = tmp_path / "text.jpg"
    text.write_text("no picture")
    check(qtbot, window, text)
    assert window.panel.verdict.text() == "This file could not be checked"
    assert str(text) in window.panel.reason.toPlainText()
    assert not window.panel.found.isVisible()
    assert not window.show_here.isEnabled()
    assert not window.show_there.isEnabled()


def test_several_files_are_a_list_with_counts(
    qtbot, window, with_copies, pictures, tmp_path: Path
) -> None:
    new = pictures.save(tmp_path / "new.jpg", 400)
    folder = with_copies.photos / "2020"
    check(qtbot, window, folder / "p00.jpg", new, tmp_path / "gone.jpg", folder / "p01.jpg")
    assert window.counts.text() == "2 duplicate(s) · 1 not · 1 could not be checked"
    answers = [window.list.topLevelItem(row).text(1) for row in range(4)]
    assert answers == ["Identical files", "No duplicate", "could not be checked", "Identical files"]
    qtbot.keyClick(window.list, Qt.Key.Key_Down)
    assert window.panel.verdict.text() == "No duplicate"
    qtbot.keyClick(window.list, Qt.Key.Key_Down)
    assert window.panel.verdict.text() == "This file could not be checked"


def test_hundreds_of_files_are_checked_one_after_the_other(qtbot, window, with_copies) -> None:
    source = with_copies.photos / "2020" / "p01.jpg"
    elsewhere = with_copies.photos.with_name("hundreds")
    elsewhere.mkdir()
    paths = [elsewhere / f"{number:03}.jpg" for number in range(300)]
    for path in paths:
        shutil.copy(source, path)
    for path in paths[250:]:
        path.unlink()
    check(qtbot, window, *paths, *paths)
    assert window.counts.text() == "250 duplicate(s) · 0 not · 50 could not be checked"


def test_other_files_take_the_place_of_those_before(qtbot, window, with_copies) -> None:
    folder = with_copies.photos / "2020"
    window.check([folder / f"p{number:02}.jpg" for number in (0, 1, 4)])
    check(qtbot, window, folder / "p01.jpg")
    assert not window.list.isVisible()
    assert window.panel.place.toPlainText().endswith("p01.jpg")


def test_escape_closes_and_ends_the_questions(qtbot, window, with_copies) -> None:
    window.check(sorted(with_copies.photos.rglob("*.jpg")))
    with qtbot.waitSignal(window.closed, timeout=PATIENCE_MS):
        qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()
    assert not window.is_checking


def test_enter_shows_file_and_copies_side_by_side(qtbot, window, with_copies) -> None:
    path = with_copies.photos / "2020" / "p00.jpg"
    check(qtbot, window, path)
    requests = window._context.requests
    with (
        qtbot.waitSignals([window.windowWanted, requests.compareRequested], order="strict"),
        qtbot.waitSignal(window.closed),
    ):
        qtbot.keyClick(window, Qt.Key.Key_Return)


def test_compare_begins_with_the_file_that_was_asked_about(qtbot, window, with_copies) -> None:
    path = with_copies.photos / "2020" / "p00.jpg"
    check(qtbot, window, path)
    with qtbot.waitSignal(window._context.requests.compareRequested) as asked:
        window.show_in_program()
    request = asked.args[0]
    assert request.paths[0] == path
    assert [one.name for one in request.paths[1:]] == ["p00 copy.jpg", "p00.jpg"]


def test_without_a_copy_what_is_similar_is_shown(qtbot, window, pictures, tmp_path: Path) -> None:
    new = pictures.save(tmp_path / "new.jpg", 400)
    check(qtbot, window, new)
    with qtbot.waitSignal(window._context.requests.similarRequested) as asked:
        window.show_in_program()
    assert asked.args[0].like[0].path == new


def test_copy_is_shown_where_it_lies(qtbot, window, with_copies, monkeypatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.path()) or True)
    monkeypatch.setattr("photofinder.ui.photo_actions.sys.platform", "linux")
    check(qtbot, window, with_copies.photos / "2020" / "p01.jpg")
    window.show_there.click()
    assert opened == [str(with_copies.photos / "backup")]


def test_a_long_name_makes_no_card_wider(
    qtbot, window, with_copies, pictures, tmp_path: Path
) -> None:
    names = ("a.jpg", "a name that is far longer than a card is wide, as of a scan " * 3 + ".jpg")
    for name in names:
        shutil.copy(with_copies.photos / "2020" / "p01.jpg", tmp_path / name)
        check(qtbot, window, tmp_path / name)
        boxes = (window.panel.asked, window.panel.found)
        for box in boxes:
            qtbot.waitUntil(lambda box=box: box.is_settled, timeout=PATIENCE_MS)
        assert abs(boxes[0].width() - boxes[1].width()) <= 1
        for box in boxes:
            middle = box._picture.geometry().center().x()
            assert abs(middle - box.rect().center().x()) <= 1


def test_the_first_answer_has_the_room_of_the_next(qtbot, qapp, window, with_copies) -> None:
    theme.apply(qapp, "light")  # the style sheet is what a size depends on
    sizes = set()
    for _ in range(2):
        check(qtbot, window, with_copies.photos / "2020" / "p01.jpg")
        qtbot.waitUntil(lambda: window.panel.found.is_settled, timeout=PATIENCE_MS)
        sizes.add(window.size())
        window.hide()
    assert len(sizes) == 1


def test_everything_has_a_name(qtbot, window, with_copies) -> None:
    check(qtbot, window, *sorted((with_copies.photos / "2020").glob("*.jpg"))[:3])
    for widget in (window.list, window.panel.reason, window.panel.place, window.panel.notes):
        assert widget.accessibleName()
    assert window.panel.asked._picture.accessibleName().startswith("This file: ")
