"""Cleaning up in the window: the plan first, then the trash, the result, the way back."""

from __future__ import annotations

import dataclasses
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from photofinder.core.cleanup import (
    CleanupPlan,
    FileFacts,
    PlanItem,
    SidecarChange,
    TrashChoice,
    UnitFile,
)
from photofinder.core.phrases import Phrase
from photofinder.core.types import PairClass
from photofinder.errors import CleanupRefused, EnvironmentProblem
from photofinder.storage.journal import Journal
from photofinder.ui import cleanup_words
from photofinder.ui.cleanup_dialog import CleanupDialog
from photofinder.ui.cleanup_faces import Faces
from photofinder.ui.cleanup_plan_view import PlanView
from photofinder.ui.context import Notice, PageContext, Requests
from photofinder.ui.thumbnail_provider import ThumbnailProvider

FILE = PairClass.IDENTICAL_FILE
PATIENCE_MS = 20_000


class Trash:
    """A trash that moves into a folder of the test; it can refuse, and it can wait."""

    is_quarantine = False

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.refuses = False
        self.loses = False
        self.moved = 0
        self.waits_after: int | None = None
        self.go_on = threading.Event()
        folder.mkdir()

    def serves(self, path: Path) -> bool:
        return True

    def place_for(self, path: Path, root: Path, batch_id: int) -> Path | None:
        return None

    def move(self, path: Path, place: Path | None) -> Path | None:
        if self.refuses:
            raise CleanupRefused("trash_refused", reason="full")
        if self.moved == self.waits_after:
            assert self.go_on.wait(20)
        self.moved += 1
        if self.loses:
            path.rename(self.folder / f"lost {path.name}")
            return self.folder / "nowhere.jpg"
        there = self.folder / f"{self.moved} {path.name}"
        path.rename(there)
        return there

    def find(self, path: Path, stamp: object) -> Path | None:
        return None

    def forget(self, place: Path) -> None:
        """Nothing was written about it."""


@pytest.fixture
def trash(tmp_path: Path) -> Trash:
    return Trash(tmp_path / "trash")


@pytest.fixture
def page_context(open_bridge, with_copies, trash) -> Iterator[PageContext]:
    bridge = open_bridge(with_copies)
    bridge.library.cleanup._bins = (trash,)
    thumbnails = ThumbnailProvider(bridge)
    yield PageContext(bridge, Requests(bridge), thumbnails)
    thumbnails.close()


@pytest.fixture
def notices(page_context) -> list[Notice]:
    heard: list[Notice] = []
    page_context.requests.noticeRaised.connect(heard.append)
    return heard


@pytest.fixture
def open_dialog(qtbot, page_context, with_copies) -> Iterator[Callable[..., CleanupDialog]]:
    window = QWidget()
    window.resize(1_000, 700)
    window.show()
    qtbot.waitExposed(window)

    def open_it(names: list[str] | None = None, *, ready: bool = True) -> CleanupDialog:
        dialog = CleanupDialog(page_context, choices(page_context, names), window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        if ready:
            qtbot.waitUntil(lambda: dialog._plan is not None, timeout=PATIENCE_MS)
        return dialog

    yield open_it
    window.close()
    window.deleteLater()


def choices(context: PageContext, names: list[str] | None = None) -> list[TrashChoice]:
    """Choose every identical file but the keepers, or some by name."""
    groups = context.bridge.library.duplicates(frozenset({FILE}))
    return [
        TrashChoice.of_member(group, member)
        for group in groups
        for member in group.members
        if names is None or member.path.name in names
    ]


def facts(table) -> list[list[str]]:
    model = table.table
    return [[column.text(row) for column in model.columns] for row in model.rows]


def run(qtbot, dialog: CleanupDialog) -> None:
    dialog.go.click()
    qtbot.waitUntil(lambda: dialog._report is not None, timeout=PATIENCE_MS)


# -- the plan --------------------------------------------------------------------------------------


def test_plan_tells_files_folders_and_what_stays(open_dialog, with_copies) -> None:
    dialog = open_dialog()
    assert dialog.plan_view.title.text().startswith("Clean up 4 file(s) · ")
    assert dialog.go.text() == "Move 4 file(s) to the trash"
    assert "undo this in History" in dialog.plan_view.what.text()
    rows = {row[0]: row for row in facts(dialog.plan_view.files)}
    assert set(rows) == {"p00 copy.jpg", "p00.jpg", "p01.jpg", "p05_small copy.jpg"}
    assert rows["p00 copy.jpg"][3] == str(Path("photos/2020/p00.jpg"))
    assert "its name does not look like a copy's" in rows["p00 copy.jpg"][4]
    folders = facts(dialog.plan_view.folders)
    assert sorted((Path(row[0]).name, row[1]) for row in folders) == [
        ("2020", "1"),
        ("backup", "3"),
    ]


def test_folders_of_a_plan_are_counted_in_a_worker(open_dialog, monkeypatch) -> None:
    by_folder = CleanupPlan.by_folder
    threads = []

    def counted(self: CleanupPlan) -> object:
        threads.append(threading.current_thread())
        return by_folder(self)

    monkeypatch.setattr(CleanupPlan, "by_folder", counted)
    open_dialog()
    assert len(threads) == 1
    assert threads[0] is not threading.main_thread()


def test_quarantine_is_not_called_the_systems_trash(open_dialog, qtbot, trash) -> None:
    trash.is_quarantine = True
    dialog = open_dialog()
    assert dialog.go.text() == "Move 4 file(s) to the quarantine"
    assert ".photofinder-quarantine" in dialog.plan_view.what.text()
    assert "system's trash" not in dialog.plan_view.what.text()
    run(qtbot, dialog)
    assert dialog.result_title.text().startswith("4 file(s) moved to the quarantine")
    assert "Emptying" not in dialog.result_text.text()


def test_plan_says_what_goes_to_the_quarantine_only(qtbot) -> None:
    view = PlanView()
    qtbot.addWidget(view)
    view.show_faces(
        Faces.of(CleanupPlan((item(1), item(200)), without_trash=frozenset({Path("/photos/2")})))
    )
    assert "system's trash" in view.what.text()
    assert "1 of them lie on a drive without a trash" in view.what.text()


def test_enter_and_escape_do_no_harm(open_dialog, qtbot, trash) -> None:
    dialog = open_dialog()
    assert dialog.cancel.hasFocus()
    assert not dialog.go.isDefault()
    assert not dialog.go.autoDefault()
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert trash.moved == 0


def test_plan_says_what_is_left_alone_and_why(open_dialog, page_context, with_copies) -> None:
    copy = with_copies.photos / "2020" / "p00 copy.jpg"
    copy.write_bytes(copy.read_bytes() + b"x")
    dialog = open_dialog()
    assert dialog.plan_view.tabs.tabText(2) == "Left alone (1)"
    ((name, _, why),) = facts(dialog.plan_view.refused)
    assert (name, why[:38]) == ("p00 copy.jpg", "It changed since it was indexed. Scan ")
    dialog.plan_view.tabs.setCurrentIndex(2)
    dialog.plan_view.refused.selectRow(0)
    assert dialog.plan_view.row_text.toPlainText().startswith(str(copy))
    assert dialog.go.text() == "Move 3 file(s) to the trash"


def test_plan_of_nothing_has_nothing_to_press(open_dialog, with_copies) -> None:
    (with_copies.photos / "2020" / "p01.jpg").unlink()
    dialog = open_dialog(["p01.jpg"])
    assert dialog.plan_view.title.text() == "There is nothing to clean up"
    assert not dialog.go.isVisible()
    assert dialog.close_button.hasFocus()


def test_photos_without_a_copy_are_warned_of(qtbot) -> None:
    view = PlanView()
    qtbot.addWidget(view)
    view.show_faces(Faces.of(CleanupPlan((item(1, PairClass.SERIES), item(2, FILE)))))
    assert "of a series, of which there is no copy" in view.classes.text()
    assert view.classes.property("role") == "warning"


def item(number: int, pair_class: PairClass = FILE) -> PlanItem:
    victim = FileFacts(Path(f"/photos/{number // 100}/{number}.jpg"), 1_000 + number, 1, b"d")
    keeper = FileFacts(Path(f"/photos/{number}k.jpg"), 1_000, 1, b"d")
    return PlanItem(victim, keeper, pair_class, "", "", Path("/photos"), Path("/photos"))


@pytest.mark.measured
def test_plan_of_thousands_is_shown_at_once_and_sorted(qtbot) -> None:
    view = PlanView()
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    qtbot.waitExposed(view)
    small, large = CleanupPlan((item(1),)), CleanupPlan(tuple(map(item, range(8_000))))
    started = time.perf_counter()
    view.show_faces(Faces.of(small))
    view.files.viewport().grab()
    base = time.perf_counter() - started
    started = time.perf_counter()
    view.show_faces(Faces.of(large))
    view.files.viewport().grab()
    assert time.perf_counter() - started < 20 * base + 0.2
    view.files.horizontalHeader().setSortIndicator(2, Qt.SortOrder.DescendingOrder)
    sizes = [row.victim.size_bytes for row in view.files.table.rows]
    assert sizes == sorted(sizes, reverse=True)


# -- carrying out ----------------------------------------------------------------------------------


def test_files_go_to_the_trash_and_come_back_byte_for_byte(
    open_dialog, qtbot, trash, with_copies
) -> None:
    before = contents(with_copies.photos)
    dialog = open_dialog()
    run(qtbot, dialog)
    assert dialog.result_title.text().startswith("4 file(s) moved to the trash · ")
    assert len(list(trash.folder.iterdir())) == 4
    assert len(contents(with_copies.photos)) == len(before) - 4
    dialog.undo.click()
    qtbot.waitUntil(lambda: dialog._undone is not None, timeout=PATIENCE_MS)
    assert dialog.result_title.text() == "Undone"
    assert contents(with_copies.photos) == before
    assert list(trash.folder.iterdir()) == []


def contents(folder: Path) -> dict[Path, tuple[bytes, int]]:
    return {
        path: (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_message_bar_keeps_the_way_back(
    open_dialog, qtbot, notices, with_copies, page_context
) -> None:
    before = contents(with_copies.photos)
    dialog = open_dialog()
    run(qtbot, dialog)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close_button.click()
    (notice,) = notices
    assert notice.action_label == "Undo"
    assert notice.text.startswith("4 file(s) moved to the trash")
    notice.action()
    qtbot.waitUntil(lambda: len(notices) == 2, timeout=PATIENCE_MS)
    assert notices[1].text == "4 file(s) are back where they were."
    assert notices[1].key == notice.key, "it takes the place of the first"
    assert contents(with_copies.photos) == before


def test_keeper_that_vanished_meanwhile_saves_its_copy(
    open_dialog, qtbot, notices, with_copies
) -> None:
    dialog = open_dialog()
    keeper = next(i.keeper.path for i in dialog._plan.items if i.path.name == "p01.jpg")
    copy = next(i.path for i in dialog._plan.items if i.path.name == "p01.jpg")
    keeper.unlink()
    run(qtbot, dialog)
    assert copy.exists()
    ((name, _, what),) = facts(dialog.problems)
    assert name == "p01.jpg"
    assert "is not there any more" in what
    assert str(keeper) in dialog.row_text.toPlainText()
    dialog.accept()
    assert notices[0].level == "warning"
    assert "1 file(s) could not be moved" in notices[0].text


def test_trash_that_fails_is_told_and_nothing_is_lost(
    open_dialog, qtbot, trash, with_copies, notices
) -> None:
    before = contents(with_copies.photos)
    trash.refuses = True
    dialog = open_dialog()
    run(qtbot, dialog)
    assert dialog.result_title.text() == "Nothing was moved to the trash"
    assert len(facts(dialog.problems)) == 4
    assert not dialog.undo.isVisible()
    assert contents(with_copies.photos) == before
    dialog.accept()
    assert notices == [], "there is nothing to undo"


def test_journal_that_fails_in_the_middle_leaves_the_way_back(
    open_dialog, qtbot, with_copies, notices, monkeypatch
) -> None:
    set_moving = Journal.set_moving
    begun: list[int] = []

    def sometimes(self: Journal, item_id: int, *args: object, **named: bool) -> None:
        begun.append(item_id)
        if len(begun) == 3:
            raise EnvironmentProblem("disk_full", path=Path("/data"))
        set_moving(self, item_id, *args, **named)

    monkeypatch.setattr(Journal, "set_moving", sometimes)
    before = contents(with_copies.photos)
    dialog = open_dialog()
    run(qtbot, dialog)
    assert dialog.result_title.text().startswith("2 file(s) moved to the trash")
    assert "2 of 4 moved, then: No space is left" in dialog.result_text.text()
    assert dialog.history.isVisible()
    dialog.undo.click()
    qtbot.waitUntil(lambda: dialog._undone is not None, timeout=PATIENCE_MS)
    assert contents(with_copies.photos) == before


def test_file_to_look_for_can_be_undone(
    open_dialog, qtbot, trash, notices, expected_warnings
) -> None:
    expected_warnings.append("the trash does not say where")
    trash.loses = True
    dialog = open_dialog(["p01.jpg"])
    run(qtbot, dialog)
    assert dialog.result_title.text() == "1 file(s) to look for"
    assert "Undo looks for them" in dialog.result_text.text()
    assert dialog.undo.isVisible()
    dialog.accept()
    assert notices[0].action_label == "Undo"


def test_stopping_keeps_the_rest_where_it_is(open_dialog, qtbot, trash, with_copies) -> None:
    trash.waits_after = 1
    dialog = open_dialog()
    dialog.go.click()
    qtbot.waitUntil(lambda: trash.moved == 1, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: dialog.progress.maximum() == 4, timeout=PATIENCE_MS)
    assert dialog.cancel.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible(), "it says first what was done"
    trash.go_on.set()
    qtbot.waitUntil(lambda: dialog._report is not None, timeout=PATIENCE_MS)
    assert dialog._report.cancelled
    assert "the rest is where it was" in dialog.result_text.text()
    assert len(list(trash.folder.iterdir())) == dialog._report.trashed < 4


def test_plan_that_cannot_be_made_is_told(open_dialog, qtbot, monkeypatch, page_context) -> None:
    def fail(self, choices, **asked):
        raise EnvironmentProblem("disk_full", path=Path("/data"))

    monkeypatch.setattr("photofinder.app.cleanup.CleanUp.plan", fail)
    dialog = open_dialog([], ready=False)
    qtbot.waitUntil(lambda: dialog.result_view.isVisible(), timeout=PATIENCE_MS)
    assert dialog.result_title.text() == "That did not work"
    assert "No space is left" in dialog.result_text.text()
    assert dialog.close_button.hasFocus()


def test_closing_while_the_plan_is_made_hears_no_more_of_it(open_dialog, qtbot) -> None:
    dialog = open_dialog(ready=False)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.cancel.click()
    qtbot.wait(100)


# -- what belongs to photos, and what copies know --------------------------------------------------


def sidecar(number: int) -> SidecarChange:
    photo = Path(f"/photos/keep{number}.jpg")
    added = (Phrase("the caption {text}", {"text": "Ada at the sea"}),)
    return SidecarChange(
        photo, photo.with_suffix(".xmp"), added, (), None, b"<x/>", (Path("/photos/copy.jpg"),)
    )


def test_files_that_belong_to_a_photo_are_counted_and_named(qtbot) -> None:
    raw = UnitFile(FileFacts(Path("/photos/1.CR2"), 5_000, 1, b"r"), "raw")
    xmp = UnitFile(FileFacts(Path("/photos/1.xmp"), 10, 1, b"x"), "sidecar")
    unit = dataclasses.replace(item(1, FILE), together=(raw, xmp))
    view = PlanView()
    qtbot.addWidget(view)
    view.show_faces(Faces.of(CleanupPlan((unit, item(2, FILE)))))
    assert view.title.text().startswith("Clean up 4 file(s)")
    names = [row[0] for row in facts(view.files)]
    assert names[0] == f"{unit.path.name} + 2"
    assert names[1] == item(2, FILE).path.name
    assert cleanup_words.full_item(unit).splitlines()[1] == "also moves 1.CR2, 1.xmp"
    assert "1.CR2" not in cleanup_words.full_item(item(2, FILE))


def test_what_only_copies_know_is_offered_and_shown(qtbot) -> None:
    view = PlanView()
    qtbot.addWidget(view)
    view.show()
    view.show_faces(Faces.of(CleanupPlan((item(1, FILE),))))
    assert not view.union.isVisible()
    told = [dataclasses.replace(sidecar(n), victims=(item(1).path,)) for n in (1, 2)]
    view.show_faces(Faces.of(CleanupPlan((item(1, FILE),), sidecars=tuple(told))))
    assert view.union.isVisible()
    assert not view.union.isChecked(), "nothing is written that was not asked for"
    assert "goes to the trash" in view.union_note.text()
    titles = [view.tabs.tabText(number) for number in range(view.tabs.count())]
    assert "Taken over (2)" in titles
    assert facts(view.sidecars)[0] == [
        "keep1.jpg",
        "keep1.xmp",
        "the caption Ada at the sea",
        "",
    ]
    told = cleanup_words.full_sidecar(sidecar(1))
    assert told.splitlines()[1:] == ["Is added: the caption Ada at the sea", "From copy.jpg"]
    view.union.setChecked(True)
    assert view.union_note.text().startswith("2 sidecar(s) will be written")


@pytest.mark.parametrize("asked", [True, False])
def test_sidecars_are_written_only_where_that_was_asked_for(
    open_dialog, monkeypatch, asked
) -> None:
    dialog = open_dialog()
    plan = dataclasses.replace(dialog._plan, sidecars=(sidecar(1),))
    dialog._on_plan(Faces.of(plan))
    given = []
    cleanup = dialog._context.bridge.library.cleanup
    monkeypatch.setattr(cleanup, "carry_out", lambda plan: given.append(plan))
    monkeypatch.setattr(dialog._context.bridge, "follow", lambda *_: None)
    dialog.plan_view.union.setChecked(asked)
    dialog.go.click()
    assert len(given[0].sidecars) == (1 if asked else 0)
    assert given[0].items == plan.items
    dialog._end_work()


def refusing(number: int, *paths: Path) -> SidecarChange:
    why = CleanupRefused("unmergeable", path=Path("/photos/keep.xmp"), reason="it is damaged")
    return dataclasses.replace(sidecar(number), refused=tuple((path, why) for path in paths))


def taken_over(number: int) -> PlanItem:
    """Return a photo with a sidecar that only goes because it is taken over."""
    xmp = UnitFile(FileFacts(Path(f"/photos/{number}.xmp"), 10, 1, b"x"), "sidecar", None, True)
    return dataclasses.replace(item(number), together=(xmp,))


def test_what_is_counted_is_what_goes_with_and_without_the_check_mark(open_dialog) -> None:
    dialog = open_dialog()
    items = (item(1), item(2), item(3), taken_over(4))
    plan = CleanupPlan(items, sidecars=(refusing(1, items[0].path, items[1].path),))
    dialog._on_plan(Faces.of(plan))
    view = dialog.plan_view
    assert view.title.text().startswith("Clean up 3 file(s) · ")
    assert dialog.go.text() == "Move 3 file(s) to the trash"
    assert "With the check mark 1 more photo(s) can go" in view.union_note.text()
    assert "With the check mark 2 photo(s) stay" in view.union_note.text()
    assert "goes to the trash with them" not in view.union_note.text(), "it was of no photo here"
    assert dialog._plan.sidecars == ()
    ((name, _, why),) = facts(view.refused)
    assert (name, why[:12]) == ("4.jpg", "4.xmp belong")
    view.union.setChecked(True)
    assert view.title.text().startswith("Clean up 3 file(s) · "), "another one, with its sidecar"
    assert [row[0] for row in facts(view.files)] == ["3.jpg", "4.jpg + 1"]
    rows = {row[0]: row[2] for row in facts(view.refused)}
    assert set(rows) == {"1.jpg", "2.jpg"}
    assert all("it is damaged" in why for why in rows.values())
    assert [view.tabs.tabText(n) for n in range(4)] == [
        "Files (2)", "Folders (1)", "Taken over (1)", "Left alone (2)",
    ]  # fmt: skip
    view.tabs.setCurrentWidget(view.refused)
    view.union.setChecked(False)
    assert view.tabs.currentWidget() is view.refused, "what is looked at stays in front"
    assert "Left alone (1)" in [view.tabs.tabText(n) for n in range(view.tabs.count())]


def test_photos_that_only_go_when_merged_can_be_let_go(open_dialog) -> None:
    dialog = open_dialog()
    dialog._on_plan(Faces.of(CleanupPlan((taken_over(1),))))
    assert dialog.plan_view.union.isVisible()
    assert not dialog.go.isEnabled()
    note = "With the check mark 1 more photo(s) can go: their sidecar is not lost then."
    assert dialog.plan_view.union_note.text() == note
    dialog.plan_view.union.setChecked(True)
    assert dialog.go.isEnabled()
    assert dialog.go.text() == "Move 2 file(s) to the trash"
    assert "Nothing has to be written" in dialog.plan_view.union_note.text()


def test_quarantine_is_counted_of_what_goes(qtbot) -> None:
    items = (item(100), item(1), taken_over(101))
    plan = CleanupPlan(items, without_trash=frozenset({Path("/photos/1")}))
    faces = Faces.of(plan)
    assert (faces.plain.plan.quarantined, faces.merged.plan.quarantined) == (1, 2)


@pytest.mark.parametrize("merges", [True, False])
def test_counts_of_a_real_plan_come_true(
    open_dialog, qtbot, with_copies, page_context, merges: bool
) -> None:
    """One copy with a sidecar that cannot be read, one that only goes when it is taken over."""
    from photofinder.core.xmp import Notes
    from photofinder.core.xmp_writing import with_notes

    photos = with_copies.photos
    rated = with_notes(None, Notes(rating=4))
    (photos / "2020" / "p00 copy.jpg.xmp").write_bytes(rated)
    (photos / "2020" / "p01.jpg.xmp").write_bytes(b"garbage")
    kept = next(photos.rglob("backup/p01*.jpg"))
    kept.with_name(kept.name + ".xmp").write_bytes(b"")
    chosen = choices(page_context)
    page_context.bridge.library.scan().result(60)
    before = set(contents(photos))
    dialog = CleanupDialog(page_context, chosen)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog._plan is not None, timeout=PATIENCE_MS)
    dialog.plan_view.union.setChecked(merges)
    planned, refused = dialog._plan.files, len(facts(dialog.plan_view.refused))
    run(qtbot, dialog)
    assert refused >= 1
    assert dialog._report.problems == (), "all that would be refused was told before"
    assert dialog._report.trashed == len(dialog._plan.items)
    written = {change.path for change in dialog._plan.sidecars if change.added}
    assert len(before - set(contents(photos))) == planned
    assert set(contents(photos)) - before == (written - before)
