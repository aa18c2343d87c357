"""The details panel: the newest choice wins, what cannot be shown says so, searches from it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photofinder.core.views import PhotoDetails, PhotoQuery, PhotoRow
from photofinder.ui import theme, words
from photofinder.ui.bridge import Bridge
from photofinder.ui.canvas_surface import CanvasState
from photofinder.ui.context import PageContext, Requests
from photofinder.ui.details_panel import REST_MS, DetailsPanel
from photofinder.ui.photo_facts import Fact
from photofinder.ui.thumbnail_provider import ThumbnailProvider


class CountedViewing:
    """A library's viewing that counts questions and can hold them up."""

    def __init__(self, viewing: object) -> None:
        self._viewing = viewing
        self.asked: list[int] = []
        self.free = threading.Event()
        self.free.set()

    def details(self, file_id: int) -> PhotoDetails | None:
        self.asked.append(file_id)
        assert self.free.wait(20)
        return self._viewing.details(file_id)

    def __getattr__(self, name: str) -> object:
        return getattr(self._viewing, name)


@pytest.fixture
def viewing(bridge: Bridge) -> Iterator[CountedViewing]:
    counted = CountedViewing(bridge.library.viewing)
    bridge.library.viewing = counted
    yield counted
    counted.free.set()


@pytest.fixture
def rows(bridge: Bridge) -> list[PhotoRow]:
    found = bridge.library.viewing.photo_list(PhotoQuery(sort="name", descending=False))
    rows = bridge.library.viewing.rows([int(number) for number in found.file_ids])
    return list(rows.values())


def ids_of(rows: list[PhotoRow]) -> NDArray[np.int64]:
    return np.array([row.file_id for row in rows], np.int64)


def made(context: PageContext, qtbot: QtBot) -> DetailsPanel:
    panel = DetailsPanel(context)
    qtbot.addWidget(panel)
    panel.resize(312, 700)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


@pytest.fixture
def panel(context: PageContext, qtbot: QtBot) -> DetailsPanel:
    return made(context, qtbot)


def shown_id(panel: DetailsPanel) -> int | None:
    details = panel.sheet.details
    return None if details is None else details.row.file_id


def wait_shown(qtbot: QtBot, panel: DetailsPanel, row: PhotoRow) -> None:
    canvas = panel.sheet.canvas
    done = (CanvasState.SHOWN, CanvasState.FAILED)
    qtbot.waitUntil(lambda: shown_id(panel) == row.file_id and canvas.state in done, timeout=20_000)


def test_nothing_chosen_says_what_to_do(panel: DetailsPanel) -> None:
    assert panel.stack.currentWidget() is panel.empty
    assert panel.empty.message.title == "No photo selected"
    assert panel.empty.accessibleName() == "No photo selected"


def test_a_photo_is_shown_with_its_facts(
    panel: DetailsPanel, rows: list[PhotoRow], qtbot: QtBot
) -> None:
    row = rows[3]
    panel.show_file(row.file_id)
    wait_shown(qtbot, panel, row)
    assert panel.stack.currentWidget() is panel.sheet
    assert panel.sheet.name.toPlainText() == row.path.name
    assert panel.sheet.path.toPlainText() == str(row.path)
    assert panel.sheet.canvas.path == row.path
    facts = panel.sheet.facts.shown()
    assert facts[Fact.PIXELS].startswith("300 × 200")  # noqa: RUF001
    assert Fact.CAMERA not in facts
    panel.show_file(None)
    assert panel.stack.currentWidget() is panel.empty


def test_a_key_that_is_held_down_queues_nothing_up(
    panel: DetailsPanel, viewing: CountedViewing, rows: list[PhotoRow], qtbot: QtBot
) -> None:
    for row in rows[:30]:
        panel.show_file(row.file_id)
    wait_shown(qtbot, panel, rows[29])
    assert viewing.asked == [rows[0].file_id, rows[29].file_id]


def test_the_newest_choice_wins_over_a_late_answer(
    panel: DetailsPanel, viewing: CountedViewing, rows: list[PhotoRow], qtbot: QtBot
) -> None:
    viewing.free.clear()
    panel.show_file(rows[0].file_id)
    qtbot.waitUntil(lambda: viewing.asked == [rows[0].file_id])
    panel.show_file(rows[1].file_id)
    qtbot.waitUntil(lambda: len(viewing.asked) == 2)
    viewing.free.set()
    wait_shown(qtbot, panel, rows[1])
    qtbot.wait(2 * REST_MS)
    assert panel.sheet.canvas.path == rows[1].path
    assert panel.sheet.name.toPlainText() == rows[1].path.name


def test_the_old_photo_goes_when_the_next_is_slow(
    panel: DetailsPanel, viewing: CountedViewing, rows: list[PhotoRow], qtbot: QtBot
) -> None:
    panel.show_file(rows[0].file_id)
    wait_shown(qtbot, panel, rows[0])
    viewing.free.clear()
    panel.show_file(rows[1].file_id)
    qtbot.waitUntil(lambda: panel.sheet.details is None, timeout=5_000)
    assert panel.sheet.canvas.pixels is None
    assert panel.sheet.name.toPlainText() == ""
    assert not panel.sheet.similar.isEnabled()
    viewing.free.set()
    wait_shown(qtbot, panel, rows[1])


def test_the_same_photo_again_leaves_the_picture_alone(
    panel: DetailsPanel, context: PageContext, rows: list[PhotoRow], qtbot: QtBot
) -> None:
    panel.show_file(rows[0].file_id)
    wait_shown(qtbot, panel, rows[0])
    image = panel.sheet.canvas.image
    panel.sheet.canvas.zoom_in()
    view = panel.sheet.canvas.view
    context.bridge.photosChanged.emit()
    qtbot.wait(3 * REST_MS)
    assert panel.sheet.canvas.image is image
    assert panel.sheet.canvas.view == view


def test_a_hidden_panel_looks_nothing_up(
    panel: DetailsPanel, viewing: CountedViewing, rows: list[PhotoRow], qtbot: QtBot
) -> None:
    panel.hide()
    panel.show_file(rows[0].file_id)
    qtbot.wait(2 * REST_MS)
    assert viewing.asked == []
    panel.show()
    wait_shown(qtbot, panel, rows[0])


def test_a_photo_that_is_gone_from_the_library_is_no_longer_shown(
    panel: DetailsPanel, rows: list[PhotoRow], qtbot: QtBot
) -> None:
    panel.show_file(rows[0].file_id)
    wait_shown(qtbot, panel, rows[0])
    panel.show_file(10**12)
    qtbot.waitUntil(lambda: panel.stack.currentWidget() is panel.empty, timeout=5_000)
    assert panel.sheet.details is None


def test_a_deleted_file_says_so_and_keeps_its_facts(
    panel: DetailsPanel, rows: list[PhotoRow], qtbot: QtBot
) -> None:
    rows[0].path.unlink()
    panel.show_file(rows[0].file_id)
    wait_shown(qtbot, panel, rows[0])
    assert panel.sheet.canvas.state is CanvasState.FAILED
    assert "gone" in panel.sheet.canvas.message.text
    assert panel.sheet.facts.shown()[Fact.FORMAT] == "JPEG"
    assert not panel.sheet.region.isEnabled()


@pytest.fixture
def opened(open_bridge: Callable[..., Bridge]) -> Iterator[Callable[..., PageContext]]:
    """Give a function that opens a library as pages see it."""
    made: list[PageContext] = []

    def open_it(library: object) -> PageContext:
        bridge = open_bridge(library)
        made.append(PageContext(bridge, Requests(bridge), ThumbnailProvider(bridge)))
        return made[-1]

    yield open_it
    for context in made:
        context.thumbnails.close()


def test_an_unreadable_photo_tells_why(
    library: object, opened: Callable[..., PageContext], qtbot: QtBot, expected_warnings: list[str]
) -> None:
    expected_warnings.append("")
    (library.photos / "bad.jpg").write_bytes(b"\xff\xd8\xff no picture")
    library.add()
    library.scan()
    context = opened(library)
    panel = made(context, qtbot)
    row = context.bridge.library.viewing.rows_of_paths([library.photos / "bad.jpg"])[0]
    panel.show_file(row.file_id)
    wait_shown(qtbot, panel, row)
    assert panel.sheet.state.isVisible()
    assert panel.sheet.state.toPlainText() == words.phrase_text(panel.sheet.details.problem)
    assert "ends too early" in panel.sheet.state.toPlainText()
    assert panel.sheet.canvas.state is CanvasState.FAILED


def test_a_photo_on_a_drive_that_is_away_shows_what_is_kept_of_it(
    indexed: object, opened: Callable[..., PageContext], qtbot: QtBot
) -> None:
    indexed.rows("UPDATE folder SET online = 0")
    context = opened(indexed)
    panel = made(context, qtbot)
    number = context.bridge.library.viewing.photo_list(PhotoQuery()).file_ids[0]
    row = context.bridge.library.viewing.rows([int(number)])[int(number)]
    assert not row.online
    panel.show_file(row.file_id)
    wait_shown(qtbot, panel, row)
    assert panel.sheet.canvas.state is CanvasState.SHOWN
    assert panel.sheet.canvas.pixels.size.toTuple() == (row.width, row.height)
    assert "not connected" in panel.sheet.state.toPlainText()
    assert panel.sheet.similar.isEnabled()
    assert not panel.sheet.region.isEnabled()


# -- several -------------------------------------------------------------------------------------


def test_several_photos_are_summed_up(
    panel: DetailsPanel, context: PageContext, rows: list[PhotoRow], qtbot: QtBot
) -> None:
    panel.show_chosen(ids_of(rows[:3]))
    assert panel.stack.currentWidget() is panel.selection
    assert panel.selection.count_label.text().startswith("3 photo")
    total = sum(row.size_bytes for row in rows[:3]) / 1000
    qtbot.waitUntil(lambda: panel.selection.bytes_label.text() == f"{total:.1f} kB")
    assert panel.selection.folders_label.text() == "in 1 folder(s)"
    with qtbot.waitSignal(context.requests.compareRequested) as compared:
        panel.selection.compare.click()
    assert compared.args[0].paths == tuple(row.path for row in rows[:3])
    with qtbot.waitSignal(context.requests.similarRequested) as similar:
        panel.selection.similar.click()
    assert [image.path for image in similar.args[0].like] == [row.path for row in rows[:3]]
    panel.show_chosen(ids_of(rows[:9]))
    assert not panel.selection.compare.isVisible()


def test_sums_are_those_of_the_newest_choice(
    panel: DetailsPanel, rows: list[PhotoRow], qtbot: QtBot, viewing: CountedViewing
) -> None:
    held = threading.Event()
    reading = viewing._viewing.rows

    def rows_later(file_ids: list[int]) -> dict[int, PhotoRow]:
        assert held.wait(20)
        return reading(file_ids)

    viewing.rows = rows_later
    panel.show_chosen(ids_of(rows[:3]))
    qtbot.waitUntil(lambda: panel.selection._counting)
    panel.show_chosen(ids_of(rows[:5]))
    assert panel.selection.count_label.text().startswith("5 photo")
    held.set()
    total = sum(row.size_bytes for row in rows[:5]) / 1000
    qtbot.waitUntil(lambda: panel.selection.bytes_label.text() == f"{total:.1f} kB")


def test_one_and_no_photo_of_several(
    panel: DetailsPanel, rows: list[PhotoRow], qtbot: QtBot
) -> None:
    panel.show_chosen(ids_of(rows[:1]))
    wait_shown(qtbot, panel, rows[0])
    panel.show_chosen(ids_of(rows[:2]))
    panel.show_chosen(ids_of([]))
    assert panel.stack.currentWidget() is panel.empty


# -- what leads on -------------------------------------------------------------------------------


def test_find_similar_asks_with_the_photo(
    panel: DetailsPanel, context: PageContext, rows: list[PhotoRow], qtbot: QtBot
) -> None:
    panel.show_file(rows[0].file_id)
    wait_shown(qtbot, panel, rows[0])
    with qtbot.waitSignal(context.requests.similarRequested) as asked:
        panel.sheet.similar.click()
    assert asked.args[0].like[0].path == rows[0].path
    assert asked.args[0].like[0].region is None


def test_a_region_is_searched_by_keys_alone(
    panel: DetailsPanel, context: PageContext, rows: list[PhotoRow], qtbot: QtBot
) -> None:
    panel.show_file(rows[0].file_id)
    wait_shown(qtbot, panel, rows[0])
    panel.sheet.region.setFocus()
    qtbot.keyClick(panel.sheet.region, Qt.Key.Key_Space)
    canvas = panel.sheet.canvas
    assert canvas.region_mode
    assert panel.sheet._region_help.isVisible()
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    with qtbot.waitSignal(context.requests.similarRequested) as asked:
        qtbot.keyClick(canvas, Qt.Key.Key_Return)
    image = asked.args[0].like[0]
    assert image.path == rows[0].path
    assert image.region.left == pytest.approx(0.23)
    assert not panel.sheet.region.isChecked()
    assert not panel.sheet._region_help.isVisible()
    assert canvas.region == image.region


def test_copies_are_listed_and_lead_to_their_photo(
    indexed: object, opened: Callable[..., PageContext], qtbot: QtBot
) -> None:
    original = min(indexed.photos.rglob("*.jpg"))
    copy = original.with_name("again.jpg")
    copy.write_bytes(original.read_bytes())
    indexed.scan()
    context = opened(indexed)
    panel = made(context, qtbot)
    row = context.bridge.library.viewing.rows_of_paths([original])[0]
    panel.show_file(row.file_id)
    wait_shown(qtbot, panel, row)
    copies = panel.sheet.copies
    assert copies.isVisible()
    assert [copies.list.item(n).text() for n in range(copies.list.count())] == [str(copy)]
    copies.list.setCurrentRow(0)
    with qtbot.waitSignal(context.requests.photoShowRequested) as shown:
        qtbot.keyClick(copies.list, Qt.Key.Key_Return)
    assert shown.args == [copy]
    menu = copies.menu_for(copy)
    assert [action.text() for action in menu.actions()] == [
        "Show in library",
        "Show in file manager",
        "Copy path",
    ]
    menu.actions()[2].trigger()
    assert QApplication.clipboard().text() == str(copy)
    menu.deleteLater()


def test_a_new_theme_reaches_all_words(
    panel: DetailsPanel, rows: list[PhotoRow], qtbot: QtBot, qapp: QApplication
) -> None:
    panel.show_file(rows[0].file_id)
    wait_shown(qtbot, panel, rows[0])
    try:
        theme.apply(qapp, "dark")
        path = panel.sheet.path
        qtbot.waitUntil(
            lambda: path.palette().text().color().name() == theme.DARK["muted"], timeout=2_000
        )
        panel.grab()
    finally:
        theme.apply(qapp, "light")
    assert panel.sheet.path.palette().text().color().name() == theme.LIGHT["muted"]


def test_tiny_panels_are_no_problem(
    panel: DetailsPanel, rows: list[PhotoRow], qtbot: QtBot
) -> None:
    panel.show_file(rows[0].file_id)
    wait_shown(qtbot, panel, rows[0])
    for size in ((1, 1), (40, 2000), (2000, 40)):
        panel.resize(*size)
        panel.grab()


def test_names_that_are_no_text_are_shown(
    panel: DetailsPanel, rows: list[PhotoRow], tmp_path: Path
) -> None:
    strange = Path(str(tmp_path / "caf\udce9\n.jpg"))
    row = rows[0].__class__(
        file_id=1, path=strange, state=rows[0].state, online=False, size_bytes=1, mtime_ns=0
    )
    panel.sheet.show_details(PhotoDetails(row, None, (strange,), None))
    assert "\N{REPLACEMENT CHARACTER}" in panel.sheet.name.toPlainText()
    panel.grab()


def test_what_is_wrong_is_seen_as_a_whole(
    library: object, opened: Callable[..., PageContext], qtbot: QtBot, expected_warnings: list[str]
) -> None:
    expected_warnings.append("")
    (library.photos / "bad.jpg").write_bytes(b"\xff\xd8\xff no picture")
    library.add()
    library.scan()
    context = opened(library)
    panel = made(context, qtbot)
    row = context.bridge.library.viewing.rows_of_paths([library.photos / "bad.jpg"])[0]
    panel.show_file(row.file_id)
    wait_shown(qtbot, panel, row)
    state = panel.sheet.state
    for width in (320, 260):  # of three lines, and of four
        panel.resize(width, 800)
        qtbot.waitUntil(lambda: state.height() >= state.document().size().height())
        assert state.verticalScrollBar().value() == 0
