"""The slider of the same shot: groups split, marks stay where they still mean the same."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from photofinder.core.types import PairClass, Relation, Verification
from photofinder.ui.context import PageContext, Requests, Session
from photofinder.ui.duplicates_certainty import CertaintyBar, at_least_of
from photofinder.ui.duplicates_ledger import Mark
from photofinder.ui.duplicates_page import DuplicatesPage
from photofinder.ui.duplicates_why import percent_text
from photofinder.ui.thumbnail_provider import ThumbnailProvider

PATIENCE_MS = 20_000
SHOT, FILE = PairClass.SAME_SHOT, PairClass.IDENTICAL_FILE
KEY = Qt.Key


def as_sure(pair, certain: float):
    same_place = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
    verified = Verification(
        (Relation.RESIZED,), same_place, None, 0.99, 80, certain, 1 - certain, 1
    )
    return dataclasses.replace(pair, verified=verified)


@pytest.fixture
def make_page(qtbot, open_bridge, with_copies) -> Iterator:
    """Give a page on which ``p04_small.jpg`` is 90 % certain and ``p05_small.jpg`` 60 %."""
    bridge = open_bridge(with_copies)
    ((small,),) = with_copies.rows(
        "SELECT content_id FROM file WHERE relpath = ?", b"backup/p04_small.jpg"
    )
    store = bridge.library._groups._store
    found = store.matter

    def matter(*asked, **choices):
        read = found(*asked, **choices)
        pairs = [
            as_sure(pair, 0.9 if small in (pair.first_id, pair.second_id) else 0.6)
            if pair.pair_class is SHOT
            else pair
            for pair in read.pairs
        ]
        return dataclasses.replace(read, pairs=pairs)

    store.matter = matter
    thumbnails = ThumbnailProvider(bridge)
    session = Session()
    made = []

    def make() -> DuplicatesPage:
        page = DuplicatesPage(PageContext(bridge, Requests(bridge), thumbnails, session))
        page.resize(1_100, 780)
        made.append(page)
        page.show()
        qtbot.waitUntil(lambda: page.marks is not None, timeout=PATIENCE_MS)
        page.show_class(SHOT)
        return page

    yield make
    thumbnails.close()
    for page in made:
        page.close()
        page.deleteLater()


def keepers(page: DuplicatesPage) -> list[str]:
    model = page.board.groups
    return sorted(model.data(model.index(row)) for row in range(model.rowCount()))


def trash(page: DuplicatesPage) -> set[str]:
    files = page.marks.review.files
    rows = range(len(files))
    return {files.path(row).name for row in rows if page.marks.mark(row) is Mark.TRASH}


def set_slider(qtbot, page: DuplicatesPage, step: int) -> None:
    loaded = page._loaded
    page.head.certainty.slider.setValue(step)
    qtbot.waitUntil(lambda: page._loaded is not loaded, timeout=PATIENCE_MS)


def test_what_is_told_in_percent_is_what_the_slider_lets_stay() -> None:
    for step in (1, 50, 97, 99):
        assert percent_text(at_least_of(step)) == f"{step} %" or step % 2
        assert round(at_least_of(step) * 100 + 0.01) == step
    assert at_least_of(0) == 0


def test_slider_is_of_the_same_shot_only_and_reached_by_keys(make_page, qtbot) -> None:
    page = make_page()
    bar = page.head.certainty
    assert bar.isVisible()
    assert bar.slider.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert bar.count.text() == "2 group(s) with 5 file(s)"
    qtbot.keyClick(bar.slider, KEY.Key_PageUp)
    assert bar.slider.value() == 10
    assert bar.value.text() == "at least 10 %"
    page.show_class(FILE)
    assert not bar.isVisible()


def test_members_that_are_less_certain_leave_and_come_back(make_page, qtbot) -> None:
    page = make_page()
    assert keepers(page) == ["p04.jpg", "p05.jpg"]
    page.head.certainty.slider.setValue(80)
    assert page.head.certainty.count.text() == "1 group(s) with 2 file(s)", "told at once"
    qtbot.waitUntil(lambda: keepers(page) == ["p04.jpg"], timeout=PATIENCE_MS)
    set_slider(qtbot, page, 95)
    assert keepers(page) == []
    assert page.message.isVisible()
    page.message.actionRequested.emit()
    qtbot.waitUntil(lambda: keepers(page) == ["p04.jpg", "p05.jpg"], timeout=PATIENCE_MS)


def test_marks_stay_but_nothing_goes_that_is_not_shown(make_page, qtbot) -> None:
    page = make_page()
    before = trash(page)
    page.board.mark_by_rule()
    assert trash(page) - before == {"p04_small.jpg", "p05_small.jpg"}
    set_slider(qtbot, page, 80)
    assert "p04_small.jpg" in trash(page), "its group is as it was"
    assert "p05_small.jpg" not in trash(page), "nobody sees the shot it was to go for"
    assert page.marks.total.files == len(trash(page))
    set_slider(qtbot, page, 0)
    assert "p04_small.jpg" in trash(page)
    assert "p05_small.jpg" not in trash(page), "what was dropped is not taken up unseen"


def test_choice_is_kept_for_the_session(make_page, qtbot) -> None:
    page = make_page()
    set_slider(qtbot, page, 80)
    page.hide()
    other = make_page()
    assert other.head.certainty.slider.value() == 80
    qtbot.waitUntil(lambda: keepers(other) == ["p04.jpg"], timeout=PATIENCE_MS)


def test_bar_tells_the_ends_in_words(qtbot) -> None:
    bar = CertaintyBar()
    qtbot.addWidget(bar)
    assert bar.value.text() == "all that were found"
    bar.slider.setValue(100)
    assert bar.value.text() == "only what is certain: 100 %"
    bar.set_at_least(at_least_of(42))
    assert (bar.slider.value(), bar.at_least) == (42, at_least_of(42))
