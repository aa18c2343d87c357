"""The review: what is listed, marked, told and asked, by mouse and by keys, on a real library."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from photofinder.core.types import PairClass
from photofinder.ui.context import CompareRequest, PageContext, Requests
from photofinder.ui.duplicates_ledger import Mark
from photofinder.ui.duplicates_page import DuplicatesPage
from photofinder.ui.thumbnail_provider import ThumbnailProvider

FILE, PICTURE, SHOT, SERIES = PairClass
PATIENCE_MS = 20_000
KEY = Qt.Key


@pytest.fixture
def make_page(qtbot, open_bridge) -> Iterator:
    made = []

    def make(library, *, writable: bool = True, load: bool = True) -> DuplicatesPage:
        bridge = open_bridge(library, writable=writable)
        thumbnails = ThumbnailProvider(bridge)
        page = DuplicatesPage(PageContext(bridge, Requests(bridge), thumbnails))
        page.resize(1_100, 780)
        made.append((page, thumbnails))
        page.show()
        qtbot.waitExposed(page)
        if load:
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


def press(qtbot, page: DuplicatesPage, *keys: object, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        qtbot.keyClick(page.board.list, key, modifier)


def listed(page: DuplicatesPage) -> list[str]:
    model = page.board.groups
    return [model.data(model.index(row)) for row in range(model.rowCount())]


def shown(page: DuplicatesPage) -> list[str]:
    return [path.name for path in page.board.detail.paths()]


def marked(page: DuplicatesPage) -> dict[str, str]:
    return {path.name: mark for path, mark in page.current_marks().items()}


def go_to(page: DuplicatesPage, pair_class: PairClass, keeper: str) -> None:
    page.show_class(pair_class)
    page.board.list.go_to(listed(page).index(keeper))


def trash(page: DuplicatesPage) -> set[str]:
    files = page.marks.review.files
    rows = range(len(files))
    return {files.path(row).name for row in rows if page.marks.mark(row) is Mark.TRASH}


# -- what is listed --------------------------------------------------------------------------------


def test_classes_are_tabs_with_counts_and_bytes(page) -> None:
    texts = [page.head.tabs.tabText(number) for number in range(4)]
    kinds = ["Identical files 3 · ", "Identical pictures 1 · ", "Same shot 2 · ", "Series 1"]
    assert [text[: len(kind)] for text, kind in zip(texts, kinds, strict=True)] == kinds
    sizes = page.marks.gain(FILE.rank)[1]
    assert sizes.files == 4
    assert texts[FILE.rank].endswith("kB")
    assert texts[SERIES.rank] == "Series 1", "a series is nothing to gain"


def test_counts_are_told_for_the_sidebar(page, qtbot) -> None:
    with qtbot.waitSignal(page.countsChanged) as told:
        page.board.keep_all()
    assert told.args[0] == {FILE: 3, PICTURE: 1, SHOT: 2, SERIES: 1}


def test_group_shows_who_stays_and_why_and_the_files_with_facts(page) -> None:
    go_to(page, SHOT, "p04.jpg")
    assert shown(page) == ["p04.jpg", "p04_small.jpg"]
    model = page.board.groups
    spoken = model.data(model.index(page.board.row), Qt.ItemDataRole.AccessibleTextRole)
    assert "Keep p04.jpg: 300 x 200 instead of 210 x 140" in spoken
    members = page.board.detail.members
    texts = [
        members.data(members.index(place), Qt.ItemDataRole.AccessibleTextRole) for place in (0, 1)
    ]
    assert "Suggested: 300 x 200 instead of 210 x 140" in texts[0]
    assert "210 x 140 instead of 300 x 200" in texts[1]
    assert str(page.board.detail.paths()[1].parent) in texts[1]


def test_series_are_related_and_never_called_copies(page) -> None:
    page.show_class(SERIES)
    model = page.board.groups
    spoken = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Series of 3 photo(s). Related, not copies: taken 1 s apart. nothing marked"
    assert set(marked(page).values()) == {""}
    assert not page.board.foot.rule.isVisible()


def test_largest_groups_come_first_or_those_of_one_folder_together(page) -> None:
    gains = [int(page._loaded.gains[group]) for group in page.board.groups.groups]
    assert gains == sorted(gains, reverse=True)
    page.head.order.setCurrentIndex(1)
    page.head.order.activated.emit(1)
    keepers = [
        str(page.marks.review.files.path(page.marks.keeper(int(group))))
        for group in page.board.groups.groups
    ]
    assert keepers == sorted(keepers)


def test_filters_leave_groups_with_something_there(page, qtbot) -> None:
    page.head.text.setText("SMALL")
    qtbot.waitUntil(lambda: listed(page) == ["p05_small.jpg"], timeout=PATIENCE_MS)
    page.show_class(PICTURE)
    assert listed(page) == []
    assert page.message.isVisible()
    page.message.actionRequested.emit()
    assert listed(page) == ["p02.tif"]


def test_folder_filter_takes_groups_that_have_a_file_below(page, qtbot, with_copies) -> None:
    qtbot.waitUntil(lambda: page.head.folder.count() == 3, timeout=PATIENCE_MS)
    page.head.choose_folders([with_copies.photos / "2020"])
    qtbot.waitUntil(lambda: len(listed(page)) == 2, timeout=PATIENCE_MS)
    assert set(listed(page)) == {"p00.jpg", "p01.jpg"}


# -- keys ------------------------------------------------------------------------------------------


def test_keys_move_between_groups_and_files(page, qtbot) -> None:
    names = listed(page)
    assert shown(page)[0] == names[0]
    press(qtbot, page, KEY.Key_N)
    assert shown(page)[0] == names[1]
    press(qtbot, page, KEY.Key_Down, KEY.Key_Down, KEY.Key_Up)
    press(qtbot, page, KEY.Key_P, KEY.Key_P)
    assert shown(page)[0] == names[0]
    first = page.current_paths()
    press(qtbot, page, KEY.Key_Left)
    assert page.current_paths() != first


def test_number_keeps_one_and_marks_the_others(page, qtbot) -> None:
    go_to(page, FILE, "p00.jpg")
    assert marked(page) == {"p00.jpg": "trash", "p00 copy.jpg": "trash"} | marked(page)
    press(qtbot, page, KEY.Key_2)
    values = list(page.current_marks().values())
    assert values == ["trash", "keep", "trash"]
    assert "Marked: 1" in page.board.foot.said.text()
    press(qtbot, page, KEY.Key_A)
    assert set(page.current_marks().values()) == {"keep"}
    press(qtbot, page, KEY.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert list(page.current_marks().values()) == values
    press(qtbot, page, KEY.Key_Y, modifier=Qt.KeyboardModifier.ControlModifier)
    assert set(page.current_marks().values()) == {"keep"}


def test_trash_key_toggles_the_current_file_and_says_when_it_may_not(page, qtbot) -> None:
    go_to(page, FILE, "p01.jpg")
    assert list(page.current_marks().values()) == ["keep", "trash"]
    press(qtbot, page, KEY.Key_T)
    assert list(page.current_marks().values()) == ["keep", "keep"]
    press(qtbot, page, KEY.Key_Delete)
    press(qtbot, page, KEY.Key_Left, KEY.Key_T)
    assert list(page.current_marks().values()) == ["keep", "trash"]
    assert (
        page.board.foot.said.text() == "1 file(s) not marked: nothing of its group would be left."
    )


def test_all_groups_are_marked_after_a_question_and_undone_in_one_step(page, qtbot) -> None:
    page.show_class(SHOT)
    before = trash(page)
    press(qtbot, page, KEY.Key_R)
    assert page.rule_bar.isVisible()
    assert "Mark 2 files" in page.rule_bar.text.text()
    assert trash(page) == before, "nothing is marked before the answer"
    page.rule_bar.mark.click()
    assert trash(page) == before | {"p04_small.jpg", "p05_small.jpg"}
    assert not page.rule_bar.isVisible()
    press(qtbot, page, KEY.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert trash(page) == before


def test_question_about_series_warns_and_waits_on_cancel(page, qtbot) -> None:
    page.show_class(SERIES)
    press(qtbot, page, KEY.Key_R)
    assert "exists only once" in page.rule_bar.text.text()
    assert page.rule_bar.cancel.hasFocus()
    qtbot.keyClick(page.rule_bar.cancel, KEY.Key_Escape)
    assert not page.rule_bar.isVisible()
    assert marked(page) == {"IMG_0000.jpg": "", "IMG_0001.jpg": "", "IMG_0002.jpg": ""}


def test_letters_in_the_filter_are_no_commands(page, qtbot) -> None:
    before = trash(page)
    page.focus_filter()
    qtbot.keyClicks(page.head.text, "axt1")
    assert page.head.text.text() == "axt1"
    assert trash(page) == before


# -- mouse -----------------------------------------------------------------------------------------


def test_buttons_on_a_card_mark_it(page, qtbot) -> None:
    go_to(page, SHOT, "p04.jpg")
    cards = page.board.detail.cards
    button = cards.button_rect(1, Mark.TRASH)
    qtbot.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=button.center())
    assert marked(page) == {"p04.jpg": "", "p04_small.jpg": "trash"}
    button = cards.button_rect(0, Mark.TRASH)
    qtbot.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=button.center())
    assert marked(page)["p04.jpg"] == ""
    assert page.board.foot.said.text()
    keep = cards.button_rect(1, Mark.KEEP)
    qtbot.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=keep.center())
    assert marked(page)["p04_small.jpg"] == "keep"


def test_kept_copy_is_shown_in_the_keepers_place_elsewhere(page) -> None:
    go_to(page, SHOT, "p05.jpg")
    small = [path for path in page.board.detail.paths() if "small" in path.name]
    for path in small:
        page.apply_mark(path, "trash")
    go_to(page, FILE, "p05.jpg")
    assert shown(page) == ["p05_small.jpg", "p05_small copy.jpg", "p05.jpg"]


# -- not duplicates --------------------------------------------------------------------------------


def test_no_duplicates_is_remembered_and_can_be_taken_back(page, qtbot, make_page) -> None:
    go_to(page, SHOT, "p04.jpg")
    library = page._context.bridge.library
    press(qtbot, page, KEY.Key_X)
    assert listed(page) == ["p05.jpg"]
    qtbot.waitUntil(lambda: len(library.cleanup.decisions()) == 1, timeout=PATIENCE_MS)
    page._loader.reload_now()
    qtbot.waitUntil(lambda: not page._loader.busy, timeout=PATIENCE_MS)
    assert listed(page) == ["p05.jpg"]
    press(qtbot, page, KEY.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: sorted(listed(page)) == ["p04.jpg", "p05.jpg"], timeout=PATIENCE_MS)
    assert library.cleanup.decisions() == []


def test_group_comes_back_when_the_decision_cannot_be_written(page, qtbot, monkeypatch) -> None:
    from photofinder.app.cleanup import CleanUp
    from photofinder.errors import EnvironmentProblem

    def fail(cleanup, paths):
        raise EnvironmentProblem("disk_full", path=Path("/data"))

    monkeypatch.setattr(CleanUp, "decide_not_duplicates", fail)
    go_to(page, SHOT, "p04.jpg")
    with qtbot.waitSignal(page._context.bridge.noticeRaised, timeout=PATIENCE_MS) as told:
        page.board.dismiss()
    assert "No space is left" in told.args[0].text
    assert sorted(listed(page)) == ["p04.jpg", "p05.jpg"]


def test_series_that_is_none_parts_its_photos_from_the_first_only(page, qtbot) -> None:
    page.show_class(SERIES)
    paths = page.board.detail.paths()
    assert len(paths) == 3
    page.board.dismiss()
    page._loader.reload_now()  # at the same desk
    qtbot.waitUntil(lambda: not page._loader.busy, timeout=PATIENCE_MS)
    cleanup = page._context.bridge.library.cleanup
    assert sorted(map(cleanup.photos_of, cleanup.decisions())) == sorted(
        sorted([paths[0], other]) for other in paths[1:]
    )
    page.board.undo()
    qtbot.waitUntil(lambda: cleanup.decisions() == [], timeout=PATIENCE_MS)


def test_decision_that_fails_half_way_is_not_remembered_at_all(page, qtbot, monkeypatch) -> None:
    from photofinder.app.cleanup import CleanUp
    from photofinder.errors import EnvironmentProblem

    decide = CleanUp.decide_not_duplicates

    def fail_later(cleanup, paths):
        if cleanup.decisions():
            raise EnvironmentProblem("disk_full", path=Path("/data"))
        return decide(cleanup, paths)

    monkeypatch.setattr(CleanUp, "decide_not_duplicates", fail_later)
    page.show_class(SERIES)
    with qtbot.waitSignal(page._context.bridge.noticeRaised, timeout=PATIENCE_MS):
        page.board.dismiss()
    assert page._context.bridge.library.cleanup.decisions() == []
    assert len(listed(page)) == 1


def test_taken_back_before_it_was_remembered(page, qtbot) -> None:
    go_to(page, SHOT, "p04.jpg")
    page.board.dismiss()
    page.board.undo()
    assert shown(page)[0] == "p04.jpg"
    page._loader.reload_now()  # at the same desk, after both
    qtbot.waitUntil(lambda: not page._loader.busy, timeout=PATIENCE_MS)
    assert page._context.bridge.library.cleanup.decisions() == []
    assert sorted(listed(page)) == ["p04.jpg", "p05.jpg"]


def test_copies_of_one_of_two_shots_stay_copies_when_the_shots_are_parted(page, qtbot) -> None:
    go_to(page, SHOT, "p05.jpg")
    page.board.dismiss()
    page._loader.reload_now()
    qtbot.waitUntil(lambda: not page._loader.busy, timeout=PATIENCE_MS)
    assert listed(page) == ["p04.jpg"]
    page.show_class(FILE)
    assert "p05_small.jpg" in listed(page)


def test_identical_files_are_kept_and_hidden(page, qtbot) -> None:
    go_to(page, FILE, "p01.jpg")
    assert page.board.detail.dismiss.text() == "Keep and hide"
    page.board.dismiss()
    page._loader.reload_now()
    qtbot.waitUntil(lambda: not page._loader.busy, timeout=PATIENCE_MS)
    assert sorted(listed(page)) == ["p00.jpg", "p05_small.jpg"]
    assert not trash(page) & {"p01.jpg"}


# -- refresh ---------------------------------------------------------------------------------------


def test_group_and_marks_stay_when_the_library_is_read_again(page, qtbot) -> None:
    go_to(page, SHOT, "p05.jpg")
    press(qtbot, page, KEY.Key_T)
    before, marks = page.current_paths(), page.current_marks()
    page._loader.reload_now()
    qtbot.waitUntil(lambda: not page._loader.busy, timeout=PATIENCE_MS)
    assert (page.current_paths(), page.current_marks()) == (before, marks)


def test_changes_are_read_every_few_seconds_at_most(page, qtbot) -> None:
    read = []
    page._loader.loaded.connect(read.append)
    for _ in range(20):
        page._context.bridge.duplicatesChanged.emit()
        qtbot.wait(20)
    assert read == []
    assert page._loader._wait.isActive()


# -- what others are asked -------------------------------------------------------------------------


def test_compare_gets_the_keeper_and_the_current_file_first(page, qtbot) -> None:
    go_to(page, FILE, "p00.jpg")
    page.board.detail.cards.go_to(2)
    with qtbot.waitSignal(page._context.requests.compareRequested) as asked:
        press(qtbot, page, KEY.Key_C)
    request = asked.args[0]
    assert isinstance(request, CompareRequest)
    paths = page.board.detail.paths()
    assert request.paths == (paths[0], paths[2], paths[1])
    assert request.keeper == paths[0]


def test_compare_view_marks_through_the_page(page) -> None:
    go_to(page, SHOT, "p04.jpg")
    small = page.board.detail.paths()[1]
    page.apply_mark(small, "trash")
    assert page.current_marks()[small] == "trash"
    page.apply_mark(small, "keep")
    assert page.current_marks()[small] == "keep"
    page.apply_mark(Path("/somewhere/else.jpg"), "trash")
    assert page.next_group() != page.previous_group() or len(listed(page)) > 1


def test_find_similar_takes_the_current_file(page, qtbot) -> None:
    with qtbot.waitSignal(page._context.requests.similarRequested) as asked:
        press(qtbot, page, KEY.Key_S)
    assert [image.path for image in asked.args[0].like] == page.current_paths()


def test_clean_up_can_be_asked_for_again_after_it_failed(page, qtbot, monkeypatch) -> None:
    from photofinder.errors import EnvironmentProblem

    def fail(snapshot):
        raise EnvironmentProblem("disk_full", path=Path("/data"))

    monkeypatch.setattr("photofinder.ui.duplicates_board.choices_of", fail)
    with qtbot.waitSignal(page._context.bridge.noticeRaised, timeout=PATIENCE_MS):
        page.board.foot.clean_up.click()
    assert page.board.foot.clean_up.isEnabled()


def test_clean_up_asks_for_the_plan_of_what_is_marked(page, qtbot) -> None:
    total = page.marks.total
    assert f"{total.files} file(s)" in page.board.foot.clean_up.text()
    with qtbot.waitSignal(page._context.requests.cleanUpRequested, timeout=PATIENCE_MS) as asked:
        page.board.foot.clean_up.click()
    choices = asked.args[0]
    assert {choice.path.name for choice in choices} == trash(page)
    plan = page._context.bridge.library.cleanup.plan(choices)
    assert (len(plan.items), plan.refused) == (total.files, ())


def test_button_says_why_it_rests(page) -> None:
    for pair_class in (FILE, PICTURE):
        page.show_class(pair_class)
        page.board.foot.clear.click()
    assert page.marks.total.files == 0
    assert not page.board.foot.clean_up.isEnabled()
    assert page.board.foot.clean_up.toolTip() == "Nothing is marked for the trash."


def test_library_that_another_program_writes_is_only_shown(make_page, with_copies) -> None:
    page = make_page(with_copies, writable=False)
    assert not page.board.foot.clean_up.isEnabled()
    assert "only be read" in page.board.foot.clean_up.toolTip()


# -- states ----------------------------------------------------------------------------------------


def test_says_that_it_looks(make_page, with_copies) -> None:
    page = make_page(with_copies, load=False)
    assert page.message.isVisible()
    assert page.message._heading.text() == "Looking for duplicates..."


def test_says_that_there_are_no_duplicates_in_so_many_photos(make_page, indexed) -> None:
    page = make_page(indexed)
    assert page.message._heading.text() == "No duplicates found in 36 photos"


def test_says_to_add_a_folder_first(make_page, library, qtbot) -> None:
    page = make_page(library)
    assert page.message._heading.text() == "Add a folder first"
    with qtbot.waitSignal(page._context.requests.pageRequested) as asked:
        page.message.actionRequested.emit()
    assert asked.args == ["all"]


def test_says_how_many_are_still_to_be_compared(make_page, indexed) -> None:
    indexed.rows("UPDATE embedding SET paired = 0 WHERE seq <= 5")
    page = make_page(indexed)
    assert page.message._heading.text() == "Still comparing: 5 to go"


def test_says_why_the_groups_cannot_be_read_and_tries_again(
    make_page, with_copies, qtbot, monkeypatch
) -> None:
    from photofinder.app.library import Library
    from photofinder.errors import EnvironmentProblem

    duplicates = Library.first_duplicates

    def fail(library, **choices):
        raise EnvironmentProblem("catalog_busy", path=Path("/data/library.sqlite3"))

    monkeypatch.setattr(Library, "first_duplicates", fail)
    page = make_page(with_copies, load=False)
    heading = page.message._heading
    qtbot.waitUntil(lambda: "cannot be shown" in heading.text(), timeout=PATIENCE_MS)
    assert "locked by another program" in page.message._text.text()
    monkeypatch.setattr(Library, "first_duplicates", duplicates)
    page.message.actionRequested.emit()
    qtbot.waitUntil(lambda: page.marks is not None, timeout=PATIENCE_MS)
    assert page.board.isVisible()


def test_numbers_come_before_anybody_looks(qtbot, open_bridge, with_copies) -> None:
    bridge = open_bridge(with_copies)
    thumbnails = ThumbnailProvider(bridge)
    page = DuplicatesPage(PageContext(bridge, Requests(bridge), thumbnails))
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.countsChanged, timeout=PATIENCE_MS) as told:
        assert not page._loader.busy, "the window comes up first"
    assert sum(told.args[0].values()) == 7
    thumbnails.close()


# -- how it is reached -----------------------------------------------------------------------------


def test_lists_are_read_by_screen_readers(page) -> None:
    interface = QAccessible.queryAccessibleInterface(page.board.list)
    assert interface.text(QAccessible.Text.Name) == "Groups"
    assert interface.childCount() >= page.board.groups.rowCount()
    child = interface.child(interface.childCount() - 1)
    assert "identical file" in child.text(QAccessible.Text.Name)


def test_every_control_has_a_name(page) -> None:
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

    for kind in (QAbstractButton, QComboBox, QLineEdit):
        for widget in page.findChildren(kind):
            if widget.isVisible() and not widget.objectName().startswith("qt_"):
                name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
                assert name, widget


def test_both_lists_are_painted_in_both_themes(page, qtbot) -> None:
    from photofinder.ui import theme

    application = QApplication.instance()
    pictures = []
    for choice in ("dark", "light"):
        theme.apply(application, choice)
        qtbot.wait(50)
        image = page.board.list.viewport().grab().toImage()
        pictures.append(image.pixelColor(QPoint(image.width() - 6, image.height() - 6)).lightness())
    assert pictures[0] < 128 < pictures[1]


def test_another_preset_suggests_other_keepers_and_the_question_follows(page, qtbot) -> None:
    page.show_class(SHOT)
    page.board.ask_rule()
    bar = page.rule_bar
    assert bar.preset.isVisible()
    assert bar.preset.chosen() == "default"
    own = ("path_length", "protected")
    library = page._context.bridge.library
    library.edit_settings(lambda old: dataclasses.replace(old, presets={"short": own}))
    loaded = page._loaded
    bar.preset.presetChosen.emit("short")
    assert not bar.mark.isEnabled(), "what it says is not true any more"
    qtbot.waitUntil(lambda: page._loaded is not loaded, timeout=PATIENCE_MS)
    assert (library.settings.preset, library.settings.keeper_rules) == ("short", own)
    assert bar.isVisible()
    assert bar.mark.isEnabled()
    assert bar.preset.chosen() == "short"
    page.rule_bar.mark.click()
    assert not bar.isVisible()


def test_next_group_is_known_before_one_goes_there(page) -> None:
    page.show_class(SHOT)
    page.board.list.go_to(0)
    ahead = page.next_paths()
    assert page.next_group()
    assert set(ahead) == set(page.board.detail.paths())
    assert page.next_paths() == [], "there is none after the last"
