"""Find similar: header and results belong together, whatever comes when; the way back; words."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QMainWindow,
    QMenu,
    QPushButton,
    QWidget,
)

from photofinder.app.library import Library
from photofinder.core.views import PhotoRow, QueryImage, Region, SimilarList, SimilarQuery
from photofinder.ui.bridge import Bridge
from photofinder.ui.context import Notice, PageContext, Requests
from photofinder.ui.similar_page import RESULTS, VEIL_DELAY_MS, SimilarPage
from photofinder.ui.similar_refresh import moves_nothing
from photofinder.ui.thumbnail_provider import ThumbnailProvider


class Engine:
    """Stands before the library's search: counts, and holds answers back."""

    def __init__(self, find: Callable[[SimilarQuery], SimilarList]) -> None:
        self._find = find
        self.asked: list[SimilarQuery] = []
        self._gates: dict[Path, threading.Event] = {}

    def hold(self, path: Path) -> threading.Event:
        """Have answers to a photo wait for the event."""
        return self._gates.setdefault(path, threading.Event())

    def find_similar(self, query: SimilarQuery) -> SimilarList:
        self.asked.append(query)
        gate = self._gates.get(query.like[0].path or Path())
        if gate is not None:
            assert gate.wait(20)
        return self._find(query)

    def release(self) -> None:
        for gate in self._gates.values():
            gate.set()


def chosen_rows(page: SimilarPage) -> list[PhotoRow]:
    """Return the rows of what is chosen in a page's grid, as far as they are known."""
    return page.model.known_rows(page.grid.selected_file_ids())


@pytest.fixture
def engine(bridge: Bridge, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    assert bridge.library is not None
    standing = Engine(bridge.library.find_similar)
    monkeypatch.setattr(bridge.library, "find_similar", standing.find_similar)
    yield standing
    standing.release()


@pytest.fixture
def notices(context: PageContext) -> list[Notice]:
    heard: list[Notice] = []
    context.requests.noticeRaised.connect(heard.append)
    return heard


@pytest.fixture
def page(qtbot, context: PageContext, engine: Engine) -> SimilarPage:
    widget = SimilarPage(context)
    qtbot.addWidget(widget)
    widget.resize(736, 620)
    widget.show()
    widget.setFocus()
    widget.header.threshold.slider.setValue(0)
    return widget


@pytest.fixture
def photos(indexed) -> list[Path]:
    return sorted(indexed.photos.rglob("*.*"))


def like(*paths: Path, **fields: object) -> SimilarQuery:
    return SimilarQuery(like=tuple(QueryImage(path=path) for path in paths), **fields)


def settled(qtbot, page: SimilarPage) -> None:
    """Wait until the answer is shown and the rows of the first photos are there."""
    qtbot.waitUntil(lambda: not page.is_searching)
    if page.model.rowCount():
        qtbot.waitUntil(lambda: page.model.photo(page.model.rowCount() - 1) is not None)
        qtbot.waitUntil(lambda: page.model.photo(0) is not None)


def search(qtbot, page: SimilarPage, query: SimilarQuery) -> None:
    page.search(query)
    settled(qtbot, page)


def paths_shown(page: SimilarPage) -> list[Path]:
    rows = page.model.known_rows(page.model.file_ids)
    return [row.path for row in rows]


def pictures_of(page: SimilarPage) -> list[tuple[str, bool]]:
    """Return name and "less like" of the header's cards."""
    return [(card.name, card.unlike) for card in page.header.strip.cards]


def words_shown(page: SimilarPage) -> str:
    """Return what stands in place of photos."""
    assert not page.results.shows_photos
    message = page.results._message
    labels = [child.text() for child in message.findChildren(QWidget) if hasattr(child, "text")]
    return "\n".join(labels)


def press_button(page: SimilarPage, text: str) -> None:
    (button,) = (b for b in page.findChildren(QPushButton) if b.text() == text and b.isVisible())
    button.click()


# -- answers -------------------------------------------------------------------------------------


def test_results_are_best_first_and_those_of_the_library(qtbot, page, engine, photos) -> None:
    search(qtbot, page, like(photos[0]))
    expected = engine._find(replace(like(photos[0]), k=RESULTS))
    assert page.model.file_ids.tolist() == expected.file_ids.tolist()
    assert len(page.model.file_ids) == len(photos) - 1
    assert (np.diff(page.model.scores) <= 0).all()
    assert photos[0] not in paths_shown(page)
    assert pictures_of(page) == [(photos[0].name, False)]
    assert page.header.threshold.count_text.startswith("35 photo")


def test_begin_says_how(page) -> None:
    assert "What looks like this one?" in words_shown(page)
    assert not page.header.strip.isVisible()
    assert not page.header.threshold.isEnabled()


def test_quick_answer_comes_without_a_veil(qtbot, page, photos) -> None:
    search(qtbot, page, like(photos[0]))
    shown: list[QEvent.Type] = []

    class Spy(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            shown.append(event.type())
            return False

    page._late.setInterval(5_000)  # the machine of a test may be slow; what counts is the order
    spy = Spy()
    page.results.veil.installEventFilter(spy)
    before = page.model.file_ids.tolist()
    page.search(like(photos[1]))
    while page.is_searching:  # header and results change together
        assert pictures_of(page) == [(photos[0].name, False)]
        assert page.model.file_ids.tolist() == before
        qtbot.wait(1)
    assert pictures_of(page) == [(photos[1].name, False)]
    assert page.model.file_ids.tolist() != before
    assert QEvent.Type.Show not in shown


def test_slow_answer_marks_what_is_left_of_the_earlier_search(qtbot, page, engine, photos) -> None:
    search(qtbot, page, like(photos[0]))
    before = page.model.file_ids.tolist()
    gate = engine.hold(photos[1])
    page.search(like(photos[1]))
    qtbot.waitUntil(lambda: page.results.is_old)
    assert pictures_of(page) == [(photos[1].name, False)]
    assert page.model.file_ids.tolist() == before
    assert page.header.threshold.count_text == "Searching..."
    gate.set()
    settled(qtbot, page)
    assert not page.results.is_old
    assert page.model.file_ids.tolist() != before


def test_first_slow_answer_says_searching(qtbot, page, engine, photos) -> None:
    gate = engine.hold(photos[1])
    page.search(like(photos[1]))
    qtbot.waitUntil(lambda: "Searching" in words_shown(page))
    gate.set()
    settled(qtbot, page)
    assert page.results.shows_photos


def test_late_answer_to_an_earlier_query_is_dropped(qtbot, page, engine, photos) -> None:
    first, second = engine.hold(photos[0]), engine.hold(photos[1])
    page.search(like(photos[0]))
    qtbot.waitUntil(lambda: len(engine.asked) == 1)
    page.search(like(photos[1]))
    first.set()
    qtbot.waitUntil(lambda: len(engine.asked) == 2)
    qtbot.wait(2 * VEIL_DELAY_MS)
    assert page.model.rowCount() == 0
    second.set()
    settled(qtbot, page)
    assert page.results.answer.query.like == like(photos[1]).like
    assert pictures_of(page) == [(photos[1].name, False)]


def test_leaving_while_searching_goes_back_without_the_step_that_was_never_seen(
    qtbot, page, engine, photos
) -> None:
    search(qtbot, page, like(photos[0]))
    engine.hold(photos[1])
    page.search(like(photos[1]))
    qtbot.waitUntil(lambda: page.results.is_old)
    page.go_back()
    assert not page.is_searching
    assert not page.results.is_old
    assert pictures_of(page) == [(photos[0].name, False)]
    engine.release()
    qtbot.wait(50)
    assert page.results.answer.query.like == like(photos[0]).like


def test_search_before_the_library_is_open_is_asked_when_it_is(qtbot, indexed) -> None:
    bridge = Bridge()
    thumbnails = ThumbnailProvider(bridge)
    page = SimilarPage(PageContext(bridge, Requests(bridge), thumbnails))
    qtbot.addWidget(page)
    page.show()
    page.search(like(indexed.photos / "2020" / "p00.jpg"))
    bridge.open(lambda: Library.open(indexed.paths, writable=False))
    try:
        qtbot.waitUntil(lambda: page.results.answer is not None, timeout=20_000)
    finally:
        thumbnails.close()
        bridge.close()


# -- bad input -----------------------------------------------------------------------------------


def test_unreadable_picture_is_told_in_the_header_and_leaves_no_results(
    qtbot, page, photos, tmp_path, notices
) -> None:
    search(qtbot, page, like(photos[0]))
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(photos[0].read_bytes()[:200])
    search(qtbot, page, like(broken))
    assert "broken.jpg" in page.header.strip.problem
    assert page.model.rowCount() == 0
    assert "Nothing was searched for" in words_shown(page)
    assert notices == []
    assert page.header.strip.cards[0].accessibleDescription()


def test_one_bad_picture_of_several_can_be_left_out(qtbot, page, photos, tmp_path) -> None:
    gone = tmp_path / "gone.jpg"
    search(qtbot, page, like(photos[0], gone))
    assert "gone.jpg" in page.header.strip.problem
    press_button(page, "Search without it")
    settled(qtbot, page)
    assert page.header.strip.problem == ""
    assert pictures_of(page) == [(photos[0].name, False)]
    assert page.model.rowCount() > 0


def test_try_again_after_the_file_came_back(qtbot, page, photos, tmp_path, pictures) -> None:
    path = tmp_path / "outside.jpg"
    search(qtbot, page, like(path))
    assert page.header.strip.problem
    pictures.save(path, 77)
    press_button(page, "Try again")
    settled(qtbot, page)
    assert page.header.strip.problem == ""
    assert page.model.rowCount() == len(photos)
    qtbot.waitUntil(lambda: page.header.strip.cards[0].picture.is_loaded)


def test_going_back_from_a_failure_shows_the_results_before(qtbot, page, photos, tmp_path) -> None:
    search(qtbot, page, like(photos[0]))
    search(qtbot, page, like(tmp_path / "gone.jpg"))
    page.go_back()
    settled(qtbot, page)
    assert page.header.strip.problem == ""
    assert page.model.rowCount() > 0


def test_photo_of_an_offline_folder_is_found_and_said_to_be_offline(
    qtbot, page, indexed, photos
) -> None:
    indexed.rows("UPDATE folder SET online = 0")
    search(qtbot, page, like(photos[0]))
    assert page.model.rowCount() == len(photos) - 1
    assert not page.model.photo(0).online


# -- threshold -----------------------------------------------------------------------------------


def test_threshold_cuts_without_another_search(qtbot, page, engine, photos) -> None:
    search(qtbot, page, like(photos[0]))
    scores = page.results.answer.scores
    asked = len(engine.asked)
    for percent in (5, 30, 10, 0):
        page.header.threshold.slider.setValue(percent)
        lowest = percent / 100 - 0.005 if percent else -1.0
        expected = int((scores >= lowest).sum())
        assert page.model.rowCount() == expected
    assert len(engine.asked) == asked
    assert page.header.threshold.count_text.startswith("35 photo")


def test_selection_survives_the_threshold(qtbot, page, photos) -> None:
    search(qtbot, page, like(photos[0]))
    page.grid.choose(0)
    chosen = page.grid.selected_file_ids().tolist()
    scores = page.results.answer.scores
    page.header.threshold.slider.setValue(int(scores[2] * 100))
    assert 0 < page.model.rowCount() < len(scores)
    assert page.grid.selected_file_ids().tolist() == chosen


def test_no_result_above_the_threshold_offers_all(qtbot, page, photos) -> None:
    search(qtbot, page, like(photos[0]))
    page.header.threshold.slider.setValue(100)
    assert "No photo is that similar" in words_shown(page)
    best = round(float(page.results.answer.scores[0]) * 100)
    assert f"{best} %" in words_shown(page)
    press_button(page, "Show all")
    assert page.results.shows_photos
    assert page.model.rowCount() == len(page.results.answer.file_ids)


# -- filters -------------------------------------------------------------------------------------


def test_filters_are_part_of_the_query(qtbot, page, indexed, photos) -> None:
    search(qtbot, page, like(photos[0]))
    folder = indexed.photos / "2021"
    page.header.filters._folder = folder
    page.header.filters.exclude_copies.click()
    qtbot.waitUntil(lambda: page.query.folder == folder)
    settled(qtbot, page)
    assert page.query.exclude_copies
    assert {path.parent for path in paths_shown(page)} == {folder}
    assert page.header.filter_button.text() == "Filters (2)"
    page.go_back()
    settled(qtbot, page)
    assert page.query.folder is None
    assert not page.header.filters.exclude_copies.isChecked()
    page.go_forward()
    settled(qtbot, page)
    assert page.header.filters.filters.folder == folder


def test_results_are_old_as_soon_as_a_filter_changes(qtbot, page, engine, photos) -> None:
    search(qtbot, page, like(photos[0]))
    asked = len(engine.asked)
    page.header.filters.exclude_copies.click()
    assert page.results.is_old
    page.header.filters.exclude_copies.click()  # back again before anything was asked
    qtbot.waitUntil(lambda: len(engine.asked) == asked + 1)
    settled(qtbot, page)
    assert not page.results.is_old
    assert not page.header.back.isEnabled()


def test_no_photo_of_that_time(qtbot, page, photos) -> None:
    search(qtbot, page, like(photos[0], taken_from="1999-01-01", taken_to="1999-02-01"))
    assert "No photo fits the filters" in words_shown(page)
    press_button(page, "Clear filters")
    settled(qtbot, page)
    assert page.model.rowCount() == len(photos) - 1
    assert page.query.taken_from is None


def test_folder_outside_the_library_is_refused_in_words(page, notices) -> None:
    page.header.filters.folderRefused.emit(Path("/elsewhere"))
    assert "/elsewhere holds no photos of the library" in notices[0].text


# -- chaining ------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_S])
def test_search_from_a_result_by_key(qtbot, page, photos, key) -> None:
    search(qtbot, page, like(photos[0]))
    page.grid.setFocus()
    page.grid.choose(3)
    path = chosen_rows(page)[0].path
    qtbot.keyClick(page.grid, key)
    settled(qtbot, page)
    assert page.query.like == (QueryImage(path=path),)


def test_search_from_several_results(qtbot, page, photos) -> None:
    search(qtbot, page, like(photos[0]))
    page.grid.change_selection(lambda: page.grid.chosen.choose_run(range(1, 4)))
    wanted = [row.path for row in chosen_rows(page)]
    qtbot.keyClick(page.grid, Qt.Key.Key_S)
    settled(qtbot, page)
    assert [image.path for image in page.query.like] == wanted


def test_key_without_selection_means_the_current_result(qtbot, page, photos) -> None:
    search(qtbot, page, like(photos[0]))
    assert page.grid.current == 0
    best = page.model.photo(0).path
    qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    settled(qtbot, page)
    assert page.query.like == (QueryImage(path=best),)


def test_add_and_less_like_by_keys(qtbot, page, photos) -> None:
    search(qtbot, page, like(photos[0]))
    page.grid.choose(0)
    added = chosen_rows(page)[0].path
    qtbot.keyClick(page.grid, Qt.Key.Key_A)
    settled(qtbot, page)
    page.grid.choose(0)
    unliked = chosen_rows(page)[0].path
    qtbot.keyClick(page.grid, Qt.Key.Key_L)
    settled(qtbot, page)
    assert pictures_of(page) == [
        (photos[0].name, False),
        (added.name, False),
        (unliked.name, True),
    ]
    card = page.header.strip.cards[2]
    assert "Less like this" in card.accessibleName()


def test_added_picture_that_was_unliked_changes_sides(qtbot, page, photos) -> None:
    search(qtbot, page, like(photos[0], unlike=(QueryImage(path=photos[1]),)))
    page.add([QueryImage(path=photos[1])])
    settled(qtbot, page)
    assert pictures_of(page) == [(photos[0].name, False), (photos[1].name, False)]
    page.less_like([QueryImage(path=photos[0])])
    settled(qtbot, page)
    assert pictures_of(page) == [(photos[1].name, False), (photos[0].name, True)]


def test_the_last_picture_cannot_become_unlike(qtbot, page, photos, notices) -> None:
    search(qtbot, page, like(photos[0]))
    page.less_like([QueryImage(path=photos[0])])
    assert "At least one picture must stay" in notices[0].text
    assert page.query.like == like(photos[0]).like


def test_ten_pictures_are_the_limit(qtbot, page, photos, notices) -> None:
    search(qtbot, page, like(*photos[:9]))
    page.add([QueryImage(path=path) for path in photos[9:12]])
    assert "At most 10 pictures" in notices[0].text
    assert len(page.query.like) == 9
    page.add([QueryImage(path=photos[9])])
    settled(qtbot, page)
    assert len(page.header.strip.cards) == 10


def test_letters_in_a_filter_are_letters(qtbot, page, photos) -> None:
    search(qtbot, page, like(photos[0]))
    query = page.query
    page.header.filter_button.setChecked(True)
    for control in (page.header.filters.folder, page.header.filters.taken_from):
        control.setFocus()
        for key in (Qt.Key.Key_S, Qt.Key.Key_L, Qt.Key.Key_A):
            qtbot.keyClick(control, key)
    qtbot.wait(250)
    assert page.query is query


def test_menu_of_a_result_searches_with_the_filters_that_are_set(
    qtbot, page, indexed, photos, context
) -> None:
    outside: list[SimilarQuery] = []
    context.requests.similarRequested.connect(outside.append)
    folder = indexed.photos / "2020"
    search(qtbot, page, like(photos[0], folder=folder))
    page.grid.choose(1)
    path = chosen_rows(page)[0].path
    menu = page.actions_on_results.menu()
    assert isinstance(menu, QMenu)
    texts = [action.text().split("\t")[0] for action in menu.actions()]
    assert texts[:2] == ["Add to search", "Less like this"]
    next(a for a in menu.actions() if a.text().startswith("Find similar")).trigger()
    menu.deleteLater()
    settled(qtbot, page)
    assert page.query == SimilarQuery(like=(QueryImage(path=path),), k=RESULTS, folder=folder)
    assert outside == []


# -- the way back --------------------------------------------------------------------------------


def test_back_and_forward_keep_threshold_scroll_and_selection(qtbot, page, engine, photos) -> None:
    page.resize(500, 420)
    search(qtbot, page, like(photos[0]))
    page.header.threshold.slider.setValue(1)
    bar = page.grid.verticalScrollBar()
    page.grid.choose(4)
    page.grid.change_selection(lambda: page.grid.chosen.toggle(6))
    chosen = page.grid.selected_file_ids().tolist()
    assert bar.maximum() > 90
    bar.setValue(90)
    first_ids = page.model.file_ids.tolist()
    search(qtbot, page, like(photos[5]))
    assert bar.value() == 0
    page.header.threshold.slider.setValue(3)
    asked = len(engine.asked)
    qtbot.keyClick(page.grid, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.model.file_ids.tolist() == first_ids
    assert page.header.threshold.slider.value() == 1
    assert bar.value() == 90
    assert page.grid.selected_file_ids().tolist() == chosen
    assert page.grid.current == 4
    qtbot.keyClick(page.grid, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert page.header.threshold.slider.value() == 3
    assert pictures_of(page) == [(photos[5].name, False)]
    assert len(engine.asked) == asked  # the answers are still right


def test_side_buttons_of_the_mouse(qtbot, page, photos) -> None:
    search(qtbot, page, like(photos[0]))
    search(qtbot, page, like(photos[1]))
    qtbot.mouseClick(page.grid.viewport(), Qt.MouseButton.BackButton)
    assert pictures_of(page) == [(photos[0].name, False)]
    qtbot.mouseClick(page.header, Qt.MouseButton.ForwardButton)
    assert pictures_of(page) == [(photos[1].name, False)]


def test_ways_are_enabled_as_far_as_they_lead(qtbot, page, photos) -> None:
    ways = page.header.back, page.header.forward
    assert [way.isEnabled() for way in ways] == [False, False]
    search(qtbot, page, like(photos[0]))
    search(qtbot, page, like(photos[1]))
    assert [way.isEnabled() for way in ways] == [True, False]
    page.header.back.trigger()
    assert [way.isEnabled() for way in ways] == [False, True]


def test_same_search_again_is_no_new_step(qtbot, page, engine, photos) -> None:
    search(qtbot, page, like(photos[0]))
    search(qtbot, page, like(photos[0]))
    assert len(engine.asked) == 2
    assert not page.header.back.isEnabled()


def test_removing_the_last_picture_begins_anew_and_back_returns(qtbot, page, photos) -> None:
    search(qtbot, page, like(photos[0]))
    card = page.header.strip.cards[0]
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Delete)
    assert "What looks like this one?" in words_shown(page)
    assert page.query is None
    page.go_back()
    settled(qtbot, page)
    assert pictures_of(page) == [(photos[0].name, False)]


def test_answers_are_asked_again_after_the_library_changed(
    qtbot, page, engine, photos, bridge
) -> None:
    search(qtbot, page, like(photos[0]))
    search(qtbot, page, like(photos[1]))
    with qtbot.waitSignal(bridge.photosChanged):
        bridge.tell("photosChanged")
    asked = len(engine.asked)
    page.go_back()
    settled(qtbot, page)
    assert len(engine.asked) > asked


# -- the strip -----------------------------------------------------------------------------------


def average(card) -> np.ndarray:
    """Return the mean colour of a card's picture."""
    image = card.picture._pixmap.toImage()
    image = image.scaled(1, 1, mode=Qt.TransformationMode.SmoothTransformation)
    colour = image.pixelColor(0, 0)
    return np.array([colour.red(), colour.green(), colour.blue()])


def two_halves(path: Path) -> Path:
    from PIL import Image

    picture = Image.new("RGB", (400, 200), (220, 20, 20))
    picture.paste((20, 20, 220), (200, 0, 400, 200))
    picture.save(path, quality=95)
    return path


def test_region_is_shown_as_a_cut_out(qtbot, page, tmp_path) -> None:
    path = two_halves(tmp_path / "halves.jpg")
    right = Region(0.5, 0.0, 0.5, 1.0)
    search(qtbot, page, SimilarQuery(like=(QueryImage(path=path, region=right),)))
    (card,) = page.header.strip.cards
    qtbot.waitUntil(lambda: card.picture.is_loaded)
    assert np.abs(average(card) - (20, 20, 220)).max() < 12
    assert "Like this part" in card.accessibleName()


def test_pasted_picture_is_shown(qtbot, page, pictures) -> None:
    image = QueryImage(data=pictures.data(3, "PNG"), name="Pasted picture")
    search(qtbot, page, SimilarQuery(like=(image,)))
    (card,) = page.header.strip.cards
    qtbot.waitUntil(lambda: card.picture.is_loaded)
    assert card.name == "Pasted picture"
    mean = np.asarray(pictures.image(3)).mean((0, 1))
    assert np.abs(average(card) - mean).max() < 25


def test_photo_of_the_library_is_shown_from_its_thumbnail(qtbot, page, photos) -> None:
    search(qtbot, page, like(photos[0]))
    qtbot.waitUntil(lambda: page.header.strip.cards[0].picture.is_loaded)


def test_card_can_be_turned_round_and_searched_with_alone(qtbot, page, photos) -> None:
    search(qtbot, page, like(photos[0], photos[1]))
    strip = page.header.strip
    strip._turn(strip.cards[1])
    settled(qtbot, page)
    assert pictures_of(page) == [(photos[0].name, False), (photos[1].name, True)]
    strip._turn(strip.cards[1])
    settled(qtbot, page)
    assert pictures_of(page) == [(photos[0].name, False), (photos[1].name, False)]
    strip._only(strip.cards[1])
    settled(qtbot, page)
    assert pictures_of(page) == [(photos[1].name, False)]


def test_focus_stays_in_the_strip_when_a_card_goes(qtbot, page, photos) -> None:
    search(qtbot, page, like(*photos[:3]))
    card = page.header.strip.cards[1]
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Delete)
    settled(qtbot, page)
    assert page.window().focusWidget() is page.header.strip.cards[1]
    assert page.header.strip.cards[1].name == photos[2].name


def test_picture_dropped_on_the_strip_joins_the_search(qtbot, page, photos) -> None:
    search(qtbot, page, like(photos[0]))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(photos[4]))])
    strip, copy = page.header.strip, Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QGuiApplication.sendEvent(strip, QDragEnterEvent(QPoint(4, 4), copy, mime, left, none))
    drop = QDropEvent(QPointF(4, 4), copy, mime, left, none, QEvent.Type.Drop)
    QGuiApplication.sendEvent(strip, drop)
    qtbot.waitUntil(lambda: len(page.query.like) == 2)
    settled(qtbot, page)
    assert pictures_of(page) == [(photos[0].name, False), (photos[4].name, False)]


def test_open_image_searches_and_joins(qtbot, page, photos, monkeypatch) -> None:
    from photofinder.ui import image_drop

    monkeypatch.setattr(image_drop, "choose_image", lambda _: photos[6])
    page.open_image()
    qtbot.waitUntil(lambda: page.query is not None)
    settled(qtbot, page)
    monkeypatch.setattr(image_drop, "choose_image", lambda _: photos[7])
    page.header.openRequested.emit(True)
    qtbot.waitUntil(lambda: len(page.query.like) == 2)
    settled(qtbot, page)
    assert [image.path for image in page.query.like] == [photos[6], photos[7]]


# -- while the library changes -------------------------------------------------------------------


def test_photo_that_is_gone_leaves_the_results(qtbot, page, indexed, photos, bridge) -> None:
    search(qtbot, page, like(photos[0]))
    gone = page.model.photo(2)
    page.grid.choose(0)
    chosen = page.grid.selected_file_ids().tolist()
    indexed.rows("UPDATE file SET state = 'missing' WHERE id = ?", gone.file_id)
    bridge.tell("photosChanged")
    qtbot.waitUntil(lambda: gone.file_id not in page.model.file_ids.tolist())
    assert page.model.rowCount() == len(photos) - 2
    assert page.grid.selected_file_ids().tolist() == chosen
    assert page.results.banner == ""


def test_new_photos_are_offered_not_forced(qtbot, page, indexed, photos, bridge) -> None:
    hidden = indexed.rows("SELECT id FROM file ORDER BY id LIMIT 20")
    ids = [number for (number,) in hidden]
    marks = ",".join("?" * len(ids))
    indexed.rows(f"UPDATE file SET state = 'missing' WHERE id IN ({marks})", *ids)
    search(qtbot, page, like(photos[0]))
    before = page.model.file_ids.tolist()
    assert len(before) < len(photos) - 1
    indexed.rows("UPDATE file SET state = 'indexed'")
    bridge.tell("photosChanged")
    qtbot.waitUntil(lambda: bool(page.results.banner))
    assert "has changed" in page.results.banner
    assert page.model.file_ids.tolist() == before
    press_button(page, "Update results")
    qtbot.waitUntil(lambda: page.model.rowCount() == len(photos) - 1)
    assert page.results.banner == ""


def test_banner_says_how_many_photos_can_be_found_yet(qtbot, page, indexed, photos) -> None:
    indexed.rows("UPDATE file SET state = 'pending' WHERE id % 2 = 0")
    search(qtbot, page, like(photos[0]))
    qtbot.waitUntil(lambda: bool(page.results.banner))
    assert page.results.banner == "18 of 36 photos are searchable yet."


def test_empty_library_says_so_and_fills(qtbot, page, indexed, photos, bridge) -> None:
    indexed.rows("UPDATE file SET state = 'pending'")
    search(qtbot, page, like(photos[0]))
    assert "nothing to compare with yet" in words_shown(page)
    indexed.rows("UPDATE file SET state = 'indexed'")
    bridge.tell("photosChanged")
    qtbot.waitUntil(lambda: page.results.shows_photos)
    assert page.model.rowCount() == len(photos) - 1


def answer(ids: list[int]) -> SimilarList:
    scores = np.linspace(0.9, 0.1, len(ids)).astype(np.float32)
    return SimilarList(like(Path("/a")), np.array(ids, np.int64), scores, 1.0)


@pytest.mark.parametrize(
    ("old", "new", "calm"),
    [
        ([1, 2, 3], [1, 3], True),
        ([1, 2, 3], [1, 3, 9], True),
        ([1, 2, 3], [1, 9, 2, 3], False),
        ([1, 2, 3], [9, 1, 2, 3], False),
        ([1, 2, 3], [2, 1, 3], False),
        ([], [4, 5], True),
        ([1, 2], [], True),
    ],
)
def test_only_additions_before_the_end_move_what_is_looked_at(old, new, calm) -> None:
    assert moves_nothing(answer(old), answer(new)) is calm


# -- in a window -----------------------------------------------------------------------------------


def test_keys_of_the_page_come_before_the_same_keys_of_the_window(qtbot, page, photos) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    heard: list[str] = []
    for key in ("S", "L", "A", "Return"):
        action = QAction(key, window)
        action.setShortcut(key)
        action.triggered.connect(lambda _=False, key=key: heard.append(key))
        window.addAction(action)
    window.setCentralWidget(page)
    window.show()
    window.activateWindow()
    search(qtbot, page, like(photos[0]))
    page.grid.setFocus()
    page.grid.choose(2)
    path = chosen_rows(page)[0].path
    qtbot.keyClick(page.grid, Qt.Key.Key_S)
    settled(qtbot, page)
    assert page.query.like == (QueryImage(path=path),)
    page.header.add_button.setFocus()
    qtbot.keyClick(page.header.add_button, Qt.Key.Key_S)
    assert heard == ["S"]
    window.takeCentralWidget()  # it is closed by itself


def test_page_fits_beside_the_panels_of_a_small_window(qtbot, page, photos) -> None:
    page.header.filter_button.setChecked(True)
    search(qtbot, page, like(*photos[:6], exclude_copies=True, taken_from="2000-01-01"))
    assert page.minimumSizeHint().width() <= 660


# -- accessibility -------------------------------------------------------------------------------


def test_every_control_has_words_and_a_place_in_the_tab_order(qtbot, page, photos) -> None:
    page.header.filter_button.setChecked(True)
    search(qtbot, page, like(photos[0], photos[1]))
    controls = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.isVisibleTo(page)
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.objectName().startswith("qt_")
    ]
    for widget in controls:
        text = widget.text() if isinstance(widget, QAbstractButton) else ""
        assert widget.accessibleName() or text, widget
    reached = set()
    widget = page.grid
    for _ in range(200):
        widget = widget.nextInFocusChain()
        reached.add(id(widget))
    assert {id(w) for w in controls} <= reached | {id(page.grid)}


def test_focus_follows_from_words_to_photos(qtbot, page, photos) -> None:
    page.activateWindow()
    page.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    assert isinstance(QApplication.focusWidget(), QPushButton)
    search(qtbot, page, like(photos[0]))
    assert QApplication.focusWidget() is page.grid
