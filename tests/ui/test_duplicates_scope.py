"""Duplicates of some folders only, as a file manager asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from photofinder.core.types import PairClass
from photofinder.ui.context import PageContext, Requests
from photofinder.ui.duplicates_page import DuplicatesPage
from photofinder.ui.thumbnail_provider import ThumbnailProvider

PATIENCE_MS = 30_000


@pytest.fixture
def make_page(qtbot, open_bridge) -> Iterator[Callable[..., DuplicatesPage]]:
    made = []

    def make(library: Any) -> DuplicatesPage:
        bridge = open_bridge(library)
        thumbnails = ThumbnailProvider(bridge)
        page = DuplicatesPage(PageContext(bridge, Requests(bridge), thumbnails))
        page.resize(1_100, 780)
        made.append((page, thumbnails))
        page.show()
        qtbot.waitUntil(lambda: page.marks is not None, timeout=PATIENCE_MS)
        return page

    yield make
    for page, thumbnails in made:
        thumbnails.close()
        page.close()
        page.deleteLater()


@pytest.fixture
def page(make_page, with_copies) -> DuplicatesPage:
    return make_page(with_copies)


def listed(page: DuplicatesPage) -> list[str]:
    model = page.board.groups
    return [model.data(model.index(row)) for row in range(model.rowCount())]


def says(page: DuplicatesPage) -> str:
    return page.message.accessibleName()


def test_only_groups_of_the_folder_are_listed_and_it_is_said(qtbot, page, with_copies) -> None:
    everything = len(listed(page))
    page.show_folders([with_copies.photos / "2020"])
    qtbot.waitUntil(lambda: page.head.scope.isVisible(), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: 0 < len(listed(page)) < everything, timeout=PATIENCE_MS)
    assert page.head.scope.text.text().endswith(str(with_copies.photos / "2020"))
    assert page.head.scope.add.isHidden()
    page.head.scope.all.click()
    qtbot.waitUntil(lambda: len(listed(page)) == everything, timeout=PATIENCE_MS)
    assert page.head.scope.isHidden()


def test_one_lands_where_the_folder_has_something(qtbot, page, with_copies) -> None:
    series = with_copies.photos / "series"
    series.mkdir()
    assert page.head.pair_class is PairClass.IDENTICAL_FILE
    page.show_folders([series])
    qtbot.waitUntil(lambda: "Nothing in series" in says(page), timeout=PATIENCE_MS)
    page.head.text.setText("something else")
    page.show_folders([with_copies.photos])
    qtbot.waitUntil(lambda: len(listed(page)) == 3, timeout=PATIENCE_MS)
    assert page.head.text.text() == ""


def test_a_link_leads_to_the_same_folder(qtbot, page, with_copies, tmp_path: Path) -> None:
    link = tmp_path / "link"
    try:
        link.symlink_to(with_copies.photos)
    except OSError:
        pytest.skip("no links here")
    page.show_folders([link / "backup"])
    qtbot.waitUntil(lambda: page.head.scope.isVisible(), timeout=PATIENCE_MS)
    assert page.head.chosen_folders == (with_copies.photos / "backup",)


def test_a_folder_outside_is_only_added_by_a_click(qtbot, page, tmp_path: Path) -> None:
    outside = tmp_path / "new \n photos"
    outside.mkdir()
    asked: list[Path] = []
    page._context.requests.folderAddRequested.connect(asked.append)
    page.show_folders([outside])
    qtbot.waitUntil(lambda: "is not in the library yet" in says(page), timeout=PATIENCE_MS)
    assert not asked
    said = page.head.scope.text.text()
    assert said.startswith("Only groups with something in ")
    assert said.endswith("new \u21b5 photos")
    assert "is not in the library" not in said, "the page says so"
    assert page.head.explanation.text() == ""
    page.show_class(PairClass.SAME_SHOT)
    assert not page.head.certainty.isVisible()
    button = page.message.findChild(QPushButton)
    assert button.text() == "Add 1 folder(s) and look for duplicates"
    button.click()
    assert asked == [outside]
    library = page._context.bridge.library
    library.add_folder(outside)
    qtbot.waitUntil(lambda: page.head.chosen_folders == (outside,), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: "Nothing in new" in says(page), timeout=PATIENCE_MS)


def test_of_several_folders_those_known_are_shown_and_the_rest_offered(
    qtbot, page, with_copies, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    asked: list[Path] = []
    page._context.requests.folderAddRequested.connect(asked.append)
    page.show_folders([outside, with_copies.photos / "backup", with_copies.photos / "2020"])
    bar = page.head.scope
    qtbot.waitUntil(lambda: bar.isVisible() and bool(listed(page)), timeout=PATIENCE_MS)
    assert bar.text.text() == f"{outside} is not in the library yet."
    bar.add.click()
    assert asked == [outside]


def test_a_folder_above_the_library_shows_the_library_and_offers_the_rest(
    qtbot, page, with_copies
) -> None:
    page.show_folders([with_copies.photos.parent.parent])
    bar = page.head.scope
    qtbot.waitUntil(lambda: bar.isVisible() and bool(listed(page)), timeout=PATIENCE_MS)
    assert page.head.chosen_folders == (with_copies.photos,)
    assert bar.add.isVisible()


def test_a_long_name_of_a_folder_fits_and_is_said_in_full(qtbot, page, with_copies) -> None:
    folder = with_copies.photos / ("photos of the summer " * 4).strip()
    (with_copies.photos / "backup").rename(folder)
    page.show_folders([folder])
    qtbot.waitUntil(lambda: page.head.chosen_folders == (folder,), timeout=PATIENCE_MS)
    box = page.head.folder
    assert box.fontMetrics().horizontalAdvance(box.currentText()) < box.width() - 40
    said = box.currentData(Qt.ItemDataRole.AccessibleTextRole)
    assert said == folder.name


@pytest.mark.parametrize("name", ["gone", "a.jpg", "\0"])
def test_what_is_no_folder_is_said(qtbot, page, tmp_path: Path, name: str) -> None:
    (tmp_path / "a.jpg").write_bytes(b"")
    with qtbot.waitSignal(page._context.bridge.noticeRaised, timeout=PATIENCE_MS) as raised:
        page.show_folders([tmp_path / name])
    assert raised.args[0].level == "error"
    assert listed(page)


def test_choosing_by_hand_ends_it(qtbot, page, with_copies, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    page.show_folders([outside])
    qtbot.waitUntil(lambda: "is not in the library yet" in says(page), timeout=PATIENCE_MS)
    page.head.folder.setCurrentIndex(0)
    page.head.folder.activated.emit(0)
    qtbot.waitUntil(lambda: bool(listed(page)) and page.board.isVisible(), timeout=PATIENCE_MS)
    assert page.head.scope.isHidden()
