"""Past clean-ups in the window: listed, explained, undone, exported, also after a restart."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from photofinder.core.cleanup import TrashChoice
from photofinder.core.cleanup_past import BatchInfo, ItemState
from photofinder.core.types import PairClass
from photofinder.ui import cleanup_words
from photofinder.ui.context import Notice, PageContext, Requests
from photofinder.ui.history_page import HistoryPage
from photofinder.ui.thumbnail_provider import ThumbnailProvider

PATIENCE_MS = 20_000


def clean_up(library, *names: str) -> int:
    """Move copies to the system's trash, which is a folder of the test run."""
    with library.open(writable=True) as opened:
        groups = opened.duplicates(frozenset({PairClass.IDENTICAL_FILE}))
        choices = [
            TrashChoice.of_member(group, member)
            for group in groups
            for member in group.members
            if member.path.name in names
        ]
        report = opened.cleanup.carry_out(opened.cleanup.plan(choices)).result(20)
        assert (report.trashed, report.problems) == (len(choices), ())
        return report.batch_id


@pytest.fixture
def open_page(qtbot, open_bridge) -> Iterator[Callable[..., HistoryPage]]:
    made = []

    def open_it(library, *, writable: bool = True) -> HistoryPage:
        bridge = open_bridge(library, writable=writable)
        thumbnails = ThumbnailProvider(bridge)
        page = HistoryPage(PageContext(bridge, Requests(bridge), thumbnails))
        page.heard = []
        page._context.requests.noticeRaised.connect(page.heard.append)
        made.append((page, thumbnails))
        page.resize(1_000, 700)
        with qtbot.waitSignal(page.loaded, timeout=PATIENCE_MS):
            page.show()
        return page

    yield open_it
    for page, thumbnails in made:
        thumbnails.close()
        page.close()
        page.deleteLater()


def facts(table) -> list[list[str]]:
    return [[column.text(row) for column in table.table.columns] for row in table.table.rows]


def items_there(qtbot, page: HistoryPage, count: int) -> None:
    qtbot.waitUntil(lambda: len(page.items.table.rows) == count, timeout=PATIENCE_MS)


def test_empty_history_says_what_will_be_there(open_page, indexed, qtbot) -> None:
    page = open_page(indexed)
    assert page.message.isVisible()
    assert page.message._heading.text() == "No clean-ups yet"
    assert not page.export_all.isEnabled()
    with qtbot.waitSignal(page._context.requests.pageRequested) as asked:
        page.message.actionRequested.emit()
    assert asked.args == ["duplicates"]


def test_clean_ups_are_listed_with_their_files_and_reasons(open_page, with_copies, qtbot) -> None:
    clean_up(with_copies, "p00 copy.jpg")
    clean_up(with_copies, "p01.jpg", "p05_small copy.jpg")
    page = open_page(with_copies)
    rows = facts(page.batches)
    assert [row[1] for row in rows] == ["2", "1"], "the newest first"
    assert {row[3] for row in rows} == {"In the trash"}
    items_there(qtbot, page, 2)
    page.batches.selectRow(1)
    items_there(qtbot, page, 1)
    ((name, folder, state, stayed, why, problem),) = facts(page.items)
    assert (name, state, problem) == ("p00 copy.jpg", "In the trash", "")
    assert folder == str(with_copies.photos / "2020")
    assert stayed == str(with_copies.photos / "2020" / "p00.jpg")
    assert why.startswith("Identical file: its name does not look like a copy's")
    page.items.selectRow(0)
    assert "Stays: " in page.row_text.toPlainText()


def test_clean_up_is_undone_after_a_restart(open_page, with_copies, qtbot) -> None:
    copy = with_copies.photos / "2020" / "p00 copy.jpg"
    before = copy.read_bytes(), copy.stat().st_mtime_ns
    clean_up(with_copies, "p00 copy.jpg")
    assert not copy.exists()
    page = open_page(with_copies)
    assert page.undo.text() == "Undo: put back 1 file(s)"
    page.undo.click()
    qtbot.waitUntil(lambda: page._handle is None, timeout=PATIENCE_MS)
    assert (copy.read_bytes(), copy.stat().st_mtime_ns) == before
    qtbot.waitUntil(
        lambda: [row[3] for row in facts(page.batches)[:1]] == ["Undone"], timeout=PATIENCE_MS
    )
    qtbot.waitUntil(
        lambda: [row[2] for row in facts(page.items)[:1]] == ["Put back"], timeout=PATIENCE_MS
    )
    assert not page.undo.isEnabled()
    assert page.undo.toolTip() == "Everything is back already."
    assert page.heard[-1] == Notice("1 file(s) are back where they were.", key="clean-up")


def test_undo_never_overwrites_and_says_so(open_page, with_copies, qtbot) -> None:
    copy = with_copies.photos / "2020" / "p00 copy.jpg"
    clean_up(with_copies, "p00 copy.jpg")
    copy.write_bytes(b"somebody else's")
    page = open_page(with_copies)
    page.undo.click()
    qtbot.waitUntil(lambda: page._handle is None, timeout=PATIENCE_MS)
    assert copy.read_bytes() == b"somebody else's"
    assert page.heard[-1].level == "warning"
    assert "1 file(s) could not be put back" in page.heard[-1].text
    qtbot.waitUntil(  # the list is empty while it is read again
        lambda: any("it is not overwritten" in row[5] for row in facts(page.items)),
        timeout=PATIENCE_MS,
    )


def test_trash_that_was_emptied_offers_nothing(open_page, with_copies) -> None:
    batch = clean_up(with_copies, "p00 copy.jpg")
    with with_copies.open() as opened:
        (item,) = opened.cleanup.items(batch)
    item.place.unlink()
    page = open_page(with_copies)
    assert facts(page.batches)[0][3] == "Not in the trash any more"
    assert not page.undo.isEnabled()
    assert page.undo.toolTip() == "The files are not in the trash any more."


def test_library_that_another_program_writes_is_only_shown(open_page, with_copies) -> None:
    clean_up(with_copies, "p00 copy.jpg")
    page = open_page(with_copies, writable=False)
    assert not page.undo.isEnabled()
    assert "only be read" in page.undo.toolTip()


def test_choice_stays_when_the_history_is_read_again(open_page, with_copies, qtbot) -> None:
    first = clean_up(with_copies, "p00 copy.jpg")
    clean_up(with_copies, "p01.jpg")
    page = open_page(with_copies)
    page.batches.selectRow(1)
    with qtbot.waitSignal(page.loaded, timeout=PATIENCE_MS):
        page._context.bridge.photosChanged.emit()
    assert page.batches.current().batch_id == first


@pytest.mark.parametrize(
    ("typed", "kind", "written"),
    [
        ("out.csv", "Table (*.csv)", "out.csv"),
        ("out", "Table (*.csv)", "out.csv"),
        ("out", "JSON (*.json)", "out.json"),
        ("out.json", "Table (*.csv)", "out.json"),
    ],
)
def test_journal_is_exported(
    open_page, with_copies, qtbot, monkeypatch, tmp_path, typed, kind, written
) -> None:
    clean_up(with_copies, "p00 copy.jpg")
    clean_up(with_copies, "p01.jpg", "p05_small copy.jpg")
    page = open_page(with_copies)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / typed), kind))
    page.export_all.click()
    qtbot.waitUntil(lambda: bool(page.heard), timeout=PATIENCE_MS)
    out = tmp_path / written
    assert page.heard[0].text == f"3 file(s) of the journal were written to {out}."
    if written.endswith(".csv"):
        with out.open(newline="", encoding="utf-8-sig") as stream:
            rows = list(csv.DictReader(stream))
    else:
        rows = json.loads(out.read_text())["photos"]
    names = {Path(row["path"]).name for row in rows}
    assert names == {"p00 copy.jpg", "p01.jpg", "p05_small copy.jpg"}


def test_export_never_overwrites_a_name_that_was_not_asked_about(
    open_page, with_copies, qtbot, monkeypatch, tmp_path
) -> None:
    clean_up(with_copies, "p00 copy.jpg")
    page = open_page(with_copies)
    (tmp_path / "out.csv").write_text("mine")
    typed = str(tmp_path / "out")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (typed, "Table (*.csv)"))
    with qtbot.waitSignal(page._context.bridge.noticeRaised, timeout=PATIENCE_MS) as told:
        page.export_all.click()
    assert "not overwritten" in told.args[0].text
    assert (tmp_path / "out.csv").read_text() == "mine"


def test_files_that_did_not_change_are_not_set_again(
    open_page, with_copies, qtbot, monkeypatch
) -> None:
    clean_up(with_copies, "p00 copy.jpg")
    page = open_page(with_copies)
    items_there(qtbot, page, 1)
    answers = []
    on_items = page._on_items
    monkeypatch.setattr(page, "_on_items", lambda found: (answers.append(found), on_items(found)))
    page._context.bridge.photosChanged.emit()
    qtbot.waitUntil(lambda: answers == [None], timeout=PATIENCE_MS)
    assert len(page.items.table.rows) == 1


def test_history_is_read_once_when_an_undo_has_ended(
    open_page, with_copies, qtbot, monkeypatch
) -> None:
    clean_up(with_copies, "p00 copy.jpg")
    page = open_page(with_copies)
    items_there(qtbot, page, 1)
    loads = []
    load = page._load
    monkeypatch.setattr(page, "_load", lambda: (loads.append(page._handle), load()))
    page.undo.click()
    page._context.bridge.photosChanged.emit()
    assert loads == []
    qtbot.waitUntil(
        lambda: [row[2] for row in facts(page.items)[:1]] == ["Put back"], timeout=PATIENCE_MS
    )
    assert loads
    assert set(loads) == {None}, "not while it worked"


def test_one_clean_up_is_exported(open_page, with_copies, qtbot, tmp_path) -> None:
    clean_up(with_copies, "p00 copy.jpg")
    last = clean_up(with_copies, "p01.jpg")
    page = open_page(with_copies)
    page.export_to(tmp_path / "one.json", last)
    qtbot.waitUntil(lambda: bool(page.heard), timeout=PATIENCE_MS)
    rows = json.loads((tmp_path / "one.json").read_text())["photos"]
    assert [Path(row["path"]).name for row in rows] == ["p01.jpg"]


def test_export_that_cannot_be_written_is_told(open_page, with_copies, qtbot, tmp_path) -> None:
    clean_up(with_copies, "p00 copy.jpg")
    page = open_page(with_copies)
    with qtbot.waitSignal(page._context.bridge.noticeRaised, timeout=PATIENCE_MS) as told:
        page.export_to(tmp_path / "nowhere" / "one.csv", None)
    assert "cannot be written" in told.args[0].text


@pytest.mark.parametrize(
    ("files", "restorable", "restored", "state"),
    [
        (3, 3, 0, "In the trash"),
        (3, 1, 2, "Undone in part: 2 of 3"),
        (3, 0, 3, "Undone"),
        (3, 0, 0, "Not in the trash any more"),
        (0, 0, 0, "Nothing was removed"),
    ],
)
def test_state_of_a_clean_up_in_words(qapp, files, restorable, restored, state) -> None:
    batch = BatchInfo(1, "2026-01-01T10:00:00+00:00", files, 10, restorable, restored, 0)
    assert cleanup_words.batch_state(batch) == state


@pytest.mark.parametrize(
    ("restorable", "unclear", "away", "state"),
    [
        (3, 1, 0, "1 file(s) to look for"),
        (0, 0, 3, "On a drive that is not connected"),
        (1, 0, 2, "In the trash"),
    ],
)
def test_state_of_a_clean_up_that_is_not_certain(qapp, restorable, unclear, away, state) -> None:
    started = "2026-01-01T10:00:00+00:00"
    batch = BatchInfo(1, started, 3, 10, restorable, 0, 0, unclear, away)
    assert cleanup_words.batch_state(batch) == state


def test_photo_to_look_for_is_undone(open_page, with_copies, qtbot) -> None:
    copy = with_copies.photos / "2020" / "p00 copy.jpg"
    clean_up(with_copies, "p00 copy.jpg")
    with with_copies.open(writable=True) as opened:
        database = opened.cleanup._journal._db
        with database.transaction() as connection:
            connection.execute("UPDATE cleanup_item SET state = 'unclear'")
    page = open_page(with_copies)
    assert facts(page.batches)[0][3] == "1 file(s) to look for"
    assert page.undo.isEnabled()
    page.undo.click()
    qtbot.waitUntil(lambda: page._handle is None, timeout=PATIENCE_MS)
    assert copy.exists()


def test_drive_that_is_not_connected_is_said_and_tried_again(open_page, with_copies, qtbot) -> None:
    copy = with_copies.photos / "2020" / "p00 copy.jpg"
    clean_up(with_copies, "p00 copy.jpg")
    unplugged = with_copies.photos.with_name("unplugged")
    with_copies.photos.rename(unplugged)
    page = open_page(with_copies)
    assert facts(page.batches)[0][3] == "On a drive that is not connected"
    assert page.undo.toolTip() == "The files are on a drive that is not connected."
    unplugged.rename(with_copies.photos)
    page.undo.click()
    qtbot.waitUntil(lambda: page._handle is None, timeout=PATIENCE_MS)
    assert copy.exists()


def test_every_state_of_a_photo_has_a_word(qapp) -> None:
    assert len({cleanup_words.item_state(state) for state in ItemState}) == len(ItemState)


def test_sidecar_that_an_undo_could_not_take_back_is_shown_until_it_is(
    open_page, with_copies, qtbot
) -> None:
    from photofinder.core.xmp import Notes
    from photofinder.core.xmp_writing import with_notes

    copy = with_copies.photos / "2020" / "p00 copy.jpg"
    keeper = copy.with_name("p00.jpg")
    copy.with_name("p00 copy.jpg.xmp").write_bytes(with_notes(None, Notes(keywords=("sea",))))
    with_copies.scan()
    choice = TrashChoice(copy, keeper, PairClass.IDENTICAL_FILE)
    with with_copies.open(writable=True) as opened:
        plan = opened.cleanup.plan([choice], merge_metadata=True)
        opened.cleanup.carry_out(plan).result(20)
    sidecar = keeper.with_name("p00.jpg.xmp")
    ours = sidecar.read_bytes()
    sidecar.write_bytes(b"somebody else's")
    page = open_page(with_copies)
    items_there(qtbot, page, 2)
    assert not page.sidecars.isVisible(), "its photo is in the trash still"
    page.undo.click()
    qtbot.waitUntil(page.sidecars.isVisible, timeout=PATIENCE_MS)
    assert copy.exists()
    ((name, folder, why),) = facts(page.sidecars.table)
    assert (name, folder) == (sidecar.name, str(sidecar.parent))
    assert "changed by another program" in why
    assert page.sidecars.title.text().startswith("1 sidecar(s) of kept photos still say")
    page.sidecars.table.selectRow(0)
    assert page.row_text.toPlainText().startswith(str(sidecar))
    assert str(keeper) in page.row_text.toPlainText()
    assert facts(page.batches)[0][3] == "Undone, but for 1 sidecar(s)"
    assert page.undo.isEnabled()
    assert page.undo.text() == "Undo: take back 1 sidecar(s)"
    sidecar.write_bytes(ours)
    page.undo.click()
    qtbot.waitUntil(lambda: not page.sidecars.isVisible(), timeout=PATIENCE_MS)
    assert not sidecar.exists()
    assert not page.undo.isEnabled()
    assert page.heard[-1].text == "1 sidecar(s) of kept photos say no more what was taken over."
