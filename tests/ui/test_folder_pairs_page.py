"""The page of folders that hold the same photos: list, comparison, choosing two, cleaning up."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from photofinder.core.folder_pairs import FolderPair, FolderRelation
from photofinder.core.types import PairClass
from photofinder.ui import folder_pairs_words, theme
from photofinder.ui.background import Background
from photofinder.ui.context import PageContext, Requests
from photofinder.ui.folder_pairs_page import FolderPairsPage
from photofinder.ui.main_window import MainWindow
from photofinder.ui.thumbnail_provider import ThumbnailProvider

PATIENCE_MS = 20_000


@pytest.fixture
def albums(library, pictures):
    """Give a library: 4 of 5 photos of ``a`` lie in ``b``, all of ``a/sub`` do."""
    for number in range(4):
        pictures.save(library.photos / "a" / f"p{number}.jpg", number)
    pictures.save(library.photos / "a" / "sub" / "q.jpg", 10)
    (library.photos / "b").mkdir()
    for number in range(3):
        shutil.copy(library.photos / "a" / f"p{number}.jpg", library.photos / "b" / f"{number}.jpg")
    shutil.copy(library.photos / "a" / "sub" / "q.jpg", library.photos / "b" / "q.jpg")
    for number in range(2):
        pictures.save(library.photos / "b" / f"more{number}.jpg", 20 + number)
    library.add()
    library.scan()
    return library


@pytest.fixture
def open_page(open_bridge, qtbot) -> Iterator[Callable[..., FolderPairsPage]]:
    """Give a function that opens the page on a library."""
    providers: list[ThumbnailProvider] = []

    def open_it(library, *, writable: bool = True) -> FolderPairsPage:
        bridge = open_bridge(library, writable=writable)
        providers.append(ThumbnailProvider(bridge))
        context = PageContext(bridge, Requests(bridge), providers[-1])
        page = FolderPairsPage(context)
        page.heard = []
        context.requests.noticeRaised.connect(page.heard.append)
        page.chosen = []
        context.requests.cleanUpRequested.connect(page.chosen.append)
        qtbot.addWidget(page)
        page.resize(1_000, 700)
        with qtbot.waitSignal(page.loaded, timeout=PATIENCE_MS):
            page.show()
        return page

    yield open_it
    for provider in providers:
        provider.close()


def texts(page: FolderPairsPage) -> list[list[str]]:
    table = page.list.table
    return [
        [table.index(row, column).data() for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def compare(page: FolderPairsPage, qtbot, act: Callable[[], object]) -> None:
    with qtbot.waitSignal(page.comparison.shown, timeout=PATIENCE_MS):
        act()


def test_pairs_are_listed_with_their_numbers(open_page, albums) -> None:
    page = open_page(albums)
    first, second = texts(page)
    assert first[:4] == ["photos/a/sub", "is contained in", "photos/b", "1 of 1"]
    assert second[:4] == ["photos/a", "overlaps with", "photos/b", "4 of 5"]
    assert second[5] == "1"
    assert page.summary.text().startswith("2 pair(s)")
    assert page.detail.sentence.toPlainText() == "sub is contained in b (1 of 1 identical)"
    page.list.selectRow(1)
    assert page.detail.sentence.toPlainText() == "a and b overlap (4 of 5 identical, 1 only in a)"
    assert "to gain" in page.detail.facts.text()
    assert page.detail.clean.text() == "Clean up a..."
    assert page.picks.chosen() == (albums.photos / "a", albums.photos / "b")


def test_without_subfolders(open_page, albums, qtbot) -> None:
    page = open_page(albums)
    with qtbot.waitSignal(page.loaded, timeout=PATIENCE_MS):
        page.deep.click()
    assert [row[3] for row in texts(page)] == ["1 of 1", "3 of 4"]


def test_comparison_shows_what_only_one_has(open_page, albums, qtbot) -> None:
    page = open_page(albums)
    page.list.selectRow(1)
    compare(page, qtbot, page.detail.open.click)
    view = page.comparison
    assert page.stack.currentWidget() is view
    headings = [c.heading.text() for c in (view.only_first, view.both, view.only_second)]
    assert headings == ["Only in a (1)", "In both (4)", "Only in b (2)"]
    qtbot.waitUntil(lambda: view.only_first.model.photo(0) is not None, timeout=PATIENCE_MS)
    assert view.only_first.model.photo(0).path == albums.photos / "a" / "p3.jpg"
    assert view.only_first.grid.accessibleName() == "Only in a (1)"
    page.back.click()
    assert page.stack.currentWidget() is page.list
    assert page.pair == page.list.current()


def test_any_two_folders_found_by_typing(open_page, albums, qtbot) -> None:
    page = open_page(albums)
    picks = page.picks
    for box, folder in ((picks.first, "b"), (picks.second, "a/sub")):
        box.setEditText("nothing like that")
        assert not picks.compare.isEnabled()
        box.setEditText(str(albums.photos / folder))
    compare(page, qtbot, lambda: QTest.keyClick(picks.second, Qt.Key.Key_Return))
    assert page.pair.first == albums.photos / "b"
    assert page.detail.sentence.toPlainText() == "b and sub overlap (1 of 6 identical, 5 only in b)"
    compare(page, qtbot, page.detail.swap.click)
    assert page.detail.sentence.toPlainText() == "sub is contained in b (1 of 1 identical)"
    picks.first.setEditText(picks.second.currentText())
    assert not picks.compare.isEnabled()  # one folder twice


def test_every_folder_of_the_library_is_offered(open_page, albums) -> None:
    page = open_page(albums)
    offered = [page.picks.first.itemText(i) for i in range(page.picks.first.count())]
    assert offered == [str(albums.photos / name) for name in ("", "a", "a/sub", "b")]


def test_clean_up_asks_for_what_the_other_folder_keeps(open_page, albums, qtbot) -> None:
    page = open_page(albums)
    page.list.selectRow(1)
    page.detail.clean.click()
    qtbot.waitUntil(lambda: bool(page.chosen), timeout=PATIENCE_MS)
    (choices,) = page.chosen
    assert sorted(choice.path.name for choice in choices) == ["p0.jpg", "p1.jpg", "p2.jpg", "q.jpg"]
    assert {choice.keeper.parent for choice in choices} == {albums.photos / "b"}
    assert {choice.pair_class for choice in choices} == {PairClass.IDENTICAL_FILE}
    assert len(list((albums.photos / "a").rglob("*.jpg"))) == 5  # only asked


def test_library_that_another_program_writes_is_only_shown(open_page, albums) -> None:
    page = open_page(albums, writable=False)
    assert not page.detail.clean.isEnabled()
    assert "only be read" in page.detail.clean.toolTip()
    assert page.detail.open.isEnabled()


def test_list_follows_the_library(open_page, albums, qtbot) -> None:
    page = open_page(albums)
    page.list.selectRow(1)
    (albums.photos / "a" / "sub" / "q.jpg").unlink()
    library = page._context.bridge.library
    library.scan().result(60)
    qtbot.waitUntil(lambda: len(page.list.table.rows) == 1, timeout=PATIENCE_MS)
    assert texts(page)[0][3] == "3 of 4"
    assert page.pair.first == albums.photos / "a"


def test_comparison_follows_the_library(open_page, albums, qtbot) -> None:
    page = open_page(albums)
    page.list.selectRow(1)
    compare(page, qtbot, page.detail.open.click)
    (albums.photos / "a" / "p3.jpg").unlink()
    page._context.bridge.library.scan().result(60)
    heading = page.comparison.only_first.heading
    qtbot.waitUntil(lambda: heading.text() == "Only in a (0)", timeout=PATIENCE_MS)
    assert page.stack.currentWidget() is page.comparison
    assert page.pair.relation is FolderRelation.CONTAINED


def test_comparison_of_a_folder_that_went_ends_in_the_list(open_page, albums, qtbot) -> None:
    page = open_page(albums)
    compare(page, qtbot, page.detail.open.click)
    shutil.rmtree(albums.photos / "a" / "sub")
    page._context.bridge.library.scan().result(60)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.list, timeout=PATIENCE_MS)
    assert page.heard == []


def test_nothing_in_common_is_said(open_page, indexed) -> None:
    page = open_page(indexed)
    assert page.stack.currentWidget() is page.message
    assert "No two folders hold the same photo" in page.message._heading.text()
    assert not page.detail.isVisible()
    assert page.picks.first.count() == 4


def test_empty_library(open_page, library) -> None:
    with library.open(writable=True):
        pass
    page = open_page(library)
    assert page.message._heading.text() == "No photos yet"
    assert not page.picks.compare.isEnabled()


def test_keyboard(open_page, albums, qtbot) -> None:
    page = open_page(albums)
    page.activateWindow()
    page.setFocus()
    qtbot.waitUntil(page.list.hasFocus, timeout=PATIENCE_MS)
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    compare(page, qtbot, lambda: QTest.keyClick(page.list, Qt.Key.Key_Return))
    grid = page.comparison.only_first.grid
    qtbot.waitUntil(grid.hasFocus, timeout=PATIENCE_MS)
    QTest.keyClick(grid, Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is page.list
    assert page.list.hasFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: bool(page.chosen), timeout=PATIENCE_MS)


def test_copied_line_says_what_the_list_says(open_page, albums) -> None:
    page = open_page(albums)
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("photos/a/sub\tis contained in\tphotos/b")


def test_every_control_has_a_name(open_page, albums) -> None:
    page = open_page(albums)
    for widget in (page.list, page.picks.first, page.picks.second, page.detail.sentence):
        assert widget.accessibleName()
    for button in page.findChildren(QPushButton):
        assert button.accessibleName() or button.text() or button is page.message._button
    assert (
        page.list.table.index(0, 0)
        .data(Qt.ItemDataRole.ToolTipRole)
        .startswith("sub is contained in b")
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [640, 1_200])
def test_nothing_needs_more_room_than_there_is(
    open_page, albums, qtbot, qapp: QApplication, scheme: str, width: int
) -> None:
    page = open_page(albums)
    theme.apply(qapp, scheme)
    try:
        page.resize(width, 500)
        assert page.minimumSizeHint().width() <= 640
        compare(page, qtbot, page.detail.open.click)
        assert page.minimumSizeHint().width() <= 640
        assert not page.grab().isNull()
    finally:
        theme.apply(qapp, "light")


def test_sentence_tells_folders_of_one_name_apart() -> None:
    pair = FolderPair(
        Path("/p/2019"), Path("/backup/2019"), True, FolderRelation.MOSTLY_CONTAINED,
        420, 500, 400, 12, 88, 1, 0, 3,
    )  # fmt: skip
    assert folder_pairs_words.sentence_text(pair) == (
        "p/2019 is mostly contained in backup/2019 (412 of 420 identical, 8 only in p/2019)"
    )
    facts = folder_pairs_words.facts_text(pair)
    assert "12 of them identical as pictures only" in facts
    assert "3 could not be compared" in facts


def test_page_is_in_the_window(context, qtbot, tmp_path: Path) -> None:
    window = MainWindow(context, Background(context.bridge), tmp_path / "window.ini")
    qtbot.addWidget(window)
    window.show()
    window.actions_by_name["show-folders"].trigger()
    assert window.stack.shown == "folders"
    assert window.sidebar.current_place() == "folders"
