"""The library as a grid: what is listed, filtered, ordered; words where there is nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from photofinder.app.library import Library
from photofinder.core.views import PhotoRow, PhotoSort
from photofinder.ui.bridge import Bridge
from photofinder.ui.context import PageContext, Requests
from photofinder.ui.library_page import LibraryPage
from photofinder.ui.thumbnail_provider import ThumbnailProvider


@pytest.fixture
def page(qtbot, context: PageContext) -> LibraryPage:
    made = LibraryPage(context)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    made.reload()
    qtbot.waitUntil(lambda: made.model.rowCount() == 36)
    return made


def chosen_rows(page: LibraryPage) -> list[PhotoRow]:
    """Return the rows of what is chosen in a page's grid, as far as they are known."""
    return page.model.known_rows(page.grid.selected_file_ids())


def names(page: LibraryPage) -> list[str]:
    model = page.model
    return [row.path.name for row in model.known_rows(model.file_ids)]


def test_filter_is_applied_as_it_is_typed(qtbot, page: LibraryPage) -> None:
    page.filter.setFocus()
    qtbot.keyClicks(page.filter, "2021 p1")
    qtbot.waitUntil(lambda: page.model.rowCount() == 8)  # 2021/p12 to p19
    page.filter.clear()
    qtbot.waitUntil(lambda: page.model.rowCount() == 36)


def test_filter_that_fits_nothing_says_so_and_can_be_cleared(qtbot, page: LibraryPage) -> None:
    page.filter.setText("no such photo")
    qtbot.waitUntil(lambda: page._message.isVisible())
    assert "no such photo" in page._message._text.text()
    qtbot.mouseClick(page._message._button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.rowCount() == 36)


def test_typing_in_the_grid_begins_the_filter(qtbot, page: LibraryPage) -> None:
    page.grid.setFocus()
    qtbot.keyClicks(page.grid, "p0")
    qtbot.waitUntil(lambda: page.filter.text() == "p0")
    assert page.filter.hasFocus()
    qtbot.waitUntil(lambda: page.model.rowCount() == 10)


def test_order_by_name_goes_both_ways(qtbot, page: LibraryPage) -> None:
    page.sort.setCurrentIndex(page.sort.findData(PhotoSort.NAME))
    qtbot.waitUntil(lambda: names(page)[:1] == ["p00.jpg"])
    page.direction.toggle()
    qtbot.waitUntil(lambda: names(page)[:1] == ["p35.webp"])


@pytest.mark.parametrize("sort", [PhotoSort.DATE, PhotoSort.FOLDER])
def test_headers_are_the_same_after_the_box_was_used(qtbot, page: LibraryPage, sort) -> None:
    """Qt hands back a plain text for what the box holds."""
    choose = page.sort.setCurrentIndex
    if sort is not PhotoSort.DATE:
        choose(page.sort.findData(sort))
        qtbot.waitUntil(lambda: page.model.query is not None and page.model.query.sort == sort)
    else:
        choose(page.sort.findData(PhotoSort.NAME))
        qtbot.waitUntil(lambda: page.model.sections == ())
        choose(page.sort.findData(sort))
        qtbot.waitUntil(lambda: page.model.sections != ())
    assert page.model.query.sort is sort
    titles = [page.model.section_title(n) for n in range(len(page.model.sections))]
    assert titles
    assert not any(("T" in title and ":" in title) or "\0" in title for title in titles)
    assert len(titles) < page.model.rowCount()


def test_folder_shows_what_lies_below(qtbot, page: LibraryPage, indexed) -> None:
    page.show_place(indexed.photos / "2021")
    qtbot.waitUntil(lambda: page.model.rowCount() == 12)
    page.show_place("all")
    qtbot.waitUntil(lambda: page.model.rowCount() == 36)


def test_shown_photo_becomes_the_current_one_whatever_was_filtered(
    qtbot, page: LibraryPage, indexed
) -> None:
    page.filter.setText("2020")
    qtbot.waitUntil(lambda: page.model.rowCount() == 12)
    wanted = indexed.photos / "2022" / "p30.png"
    page.show_photo(wanted)
    qtbot.waitUntil(lambda: [row.path for row in chosen_rows(page)] == [wanted])
    assert page.filter.text() == ""


def test_new_photos_come_in_without_moving_the_chosen_one(
    qtbot, page: LibraryPage, indexed, pictures, bridge: Bridge
) -> None:
    wanted = indexed.photos / "2021" / "p15.webp"
    page.show_photo(wanted)
    qtbot.waitUntil(lambda: [row.path for row in chosen_rows(page)] == [wanted])
    pictures.save(indexed.photos / "new.jpg", 99)
    assert bridge.library is not None
    bridge.library.scan().result(60)
    qtbot.waitUntil(lambda: page.model.rowCount() == 37)
    assert [row.path for row in chosen_rows(page)] == [wanted]


def test_library_without_folders_explains_itself_and_offers_one_button(
    qtbot, tmp_path: Path, open_bridge: Callable[..., Bridge]
) -> None:
    bridge = open_bridge(tmp_path / "data")
    provider = ThumbnailProvider(bridge)
    page = LibraryPage(PageContext(bridge, Requests(bridge), provider))
    qtbot.addWidget(page)
    page.show()
    page.reload()
    qtbot.waitUntil(lambda: page._empty.isVisible())
    with qtbot.waitSignal(page.addRequested):
        qtbot.mouseClick(page._empty.add_button, Qt.MouseButton.LeftButton)
    provider.close()


def test_photos_appear_while_indexing_goes_on(
    qtbot, library, pictures, open_bridge: Callable[..., Bridge]
) -> None:
    for seed in range(40):
        pictures.save(library.photos / f"p{seed}.jpg", seed)
    library.add()
    bridge = open_bridge(library)
    provider = ThumbnailProvider(bridge)
    page = LibraryPage(PageContext(bridge, Requests(bridge), provider))
    qtbot.addWidget(page)
    page.show()
    assert isinstance(bridge.library, Library)
    handle = bridge.library.scan()
    seen_early = []
    bridge.photosChanged.connect(lambda: seen_early.append(not handle.done))
    qtbot.waitUntil(lambda: page.model.rowCount() == 40, timeout=60_000)
    qtbot.waitUntil(lambda: handle.done, timeout=60_000)
    assert any(seen_early)
    provider.close()
