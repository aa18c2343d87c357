"""The whole program in this process: opened, spoken in another language, failed, taken down."""

from __future__ import annotations

import dataclasses
import gc
import os
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu
from shiboken6 import isValid

from photofinder.core.views import PhotoSort, QueryImage, SimilarQuery
from photofinder.desktop.single_instance import Message
from photofinder.paths import AppPaths
from photofinder.ui import application, theme, words
from photofinder.ui.arguments import WindowArguments
from photofinder.ui.context import CompareRequest
from photofinder.ui.desktop_program import ACTIVATION_NAME, DesktopProgram
from photofinder.ui.tray import Tray

PATIENCE_MS = 30_000
Start = Callable[..., DesktopProgram]


@pytest.fixture
def start(qapp: QApplication) -> Iterator[Start]:
    programs: list[DesktopProgram] = []

    def begin(data: Path, **arguments: Any) -> DesktopProgram:
        paths = AppPaths.at(data)
        settings = application.load_settings(paths)
        program = DesktopProgram(qapp, paths, settings, WindowArguments(**arguments))
        programs.append(program)
        program.start()
        return program

    yield begin
    for program in programs:
        program.close()
        for translator in program._translators:
            qapp.removeTranslator(translator)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    theme.apply(qapp, "light")


def count(program: DesktopProgram) -> int:
    return program.window.library_page.model.rowCount()


def test_window_is_there_before_the_library(qtbot, start: Start, indexed) -> None:
    program = start(indexed.data)
    assert program.window.isVisible()
    assert program.bridge.library is None
    qtbot.waitUntil(lambda: count(program) == 36, timeout=PATIENCE_MS)


def test_all_pages_are_built_after_a_while(qtbot, start: Start, indexed) -> None:
    program = start(indexed.data)
    qtbot.waitUntil(lambda: program.window.stack.count() == 7, timeout=PATIENCE_MS)
    assert program.window.stack.shown == "library"


def test_photos_that_come_are_seen_without_a_hand(
    qtbot, start: Start, indexed, pictures: Any
) -> None:
    program = start(indexed.data)
    qtbot.waitUntil(lambda: program.background.watching, timeout=PATIENCE_MS)
    pictures.save(indexed.photos / "new.jpg", 77)
    qtbot.waitUntil(lambda: count(program) == 37, timeout=PATIENCE_MS)


def test_language_and_theme_change_at_once(qtbot, start: Start, indexed) -> None:
    program = start(indexed.data)
    qtbot.waitUntil(lambda: count(program) == 36, timeout=PATIENCE_MS)
    first = program.window
    library = program.bridge.library
    assert library is not None
    settings = dataclasses.replace(library.settings, language="de", theme="dark")
    library.change_settings(settings)
    program._on_settings_changed(settings)
    assert program.window is not first
    assert theme.is_dark()
    qtbot.waitUntil(lambda: count(program) == 36, timeout=PATIENCE_MS)
    assert program.window.actions_by_name["quit"].text().replace("&", "") == "Beenden"


def speak(program: DesktopProgram, language: str) -> None:
    """Choose a language, and let the old window go."""
    library = program.bridge.library
    assert library is not None
    settings = dataclasses.replace(library.settings, language=language)
    library.change_settings(settings)
    program._on_settings_changed(settings)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_settings_stay_open_at_their_page_when_the_language_changes(
    qtbot, start: Start, indexed
) -> None:
    program = start(indexed.data)
    qtbot.waitUntil(lambda: count(program) == 36, timeout=PATIENCE_MS)
    program.show_settings("appearance")
    first = program._settings_dialog
    assert first is not None
    speak(program, "de")
    dialog = program._settings_dialog
    assert dialog is not None
    assert dialog is not first
    assert dialog.isVisible()
    assert dialog.parent() is program.window
    assert (dialog.page_shown, dialog.windowTitle()) == ("appearance", "Einstellungen")
    dialog.close()
    assert program._settings_dialog is None
    speak(program, "en")
    assert program._settings_dialog is None, "closed settings stay closed"


def test_old_window_is_collected_when_the_language_changes(qtbot, start: Start, indexed) -> None:
    program = start(indexed.data)
    qtbot.waitUntil(lambda: program.window.stack.count() == 7, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: program._collector.runs, timeout=PATIENCE_MS)
    old = weakref.ref(program.window)
    model = weakref.ref(program.window.library_page.model)
    speak(program, "de")
    qtbot.waitUntil(lambda: count(program) == 36, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: gc.collect() >= 0 and old() is None, timeout=PATIENCE_MS)
    assert model() is None


def test_crash_report_that_is_open_goes_over_to_the_new_window(
    qtbot, start: Start, indexed, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start(indexed.data)
    qtbot.waitUntil(lambda: count(program) == 36, timeout=PATIENCE_MS)
    monkeypatch.setattr(program.crashes, "_before", (lambda *_: None, lambda _: None))
    program.crashes._on_uncaught(ValueError, ValueError("a bug"), None)
    qtbot.waitUntil(lambda: program.crashes._dialog is not None, timeout=PATIENCE_MS)
    speak(program, "de")
    dialog = program.crashes._dialog
    assert dialog is not None
    assert isValid(dialog)
    assert dialog.isVisible()
    assert dialog.parent() is program.window
    program.crashes._on_uncaught(KeyError, KeyError("another"), None)
    qtbot.waitUntil(lambda: "another" in dialog.report(), timeout=PATIENCE_MS)
    dialog.close()
    monkeypatch.undo()


def test_damaged_settings_are_told_and_can_be_mended(
    qtbot, start: Start, indexed, expected_warnings: list[str]
) -> None:
    expected_warnings.append("The settings file .* cannot be read")
    indexed.paths.settings.write_text("{")
    program = start(indexed.data)
    bar = program.window.message_bar
    qtbot.waitUntil(lambda: bar.current is not None, timeout=PATIENCE_MS)
    notice = bar.current
    assert notice is not None
    assert "settings" in notice.text
    indexed.paths.settings.unlink()
    assert notice.action is not None
    notice.action()
    qtbot.waitUntil(lambda: count(program) == 36, timeout=PATIENCE_MS)


def test_library_that_another_program_writes_is_shown_for_reading(
    qtbot, start: Start, indexed
) -> None:
    with indexed.open(writable=True):
        program = start(indexed.data)
        qtbot.waitUntil(lambda: count(program) == 36, timeout=PATIENCE_MS)
        notice = program.window.message_bar.current
        assert notice is not None
        assert notice.key == "read-only"
    assert notice.action is not None
    notice.action()
    qtbot.waitUntil(
        lambda: program.bridge.library is not None and program.bridge.library.writable,
        timeout=PATIENCE_MS,
    )


def test_second_start_brings_its_pictures(qtbot, start: Start, indexed) -> None:
    program = start(indexed.data)
    photo = next(indexed.photos.rglob("*.jpg"))
    assert program.on_second_start(Message(tuple(WindowArguments(similar=(photo,)).to_texts())))
    qtbot.waitUntil(lambda: program.window.stack.shown == "similar", timeout=PATIENCE_MS)
    page = program.window.similar_page
    qtbot.waitUntil(lambda: page.model.rowCount() > 0, timeout=PATIENCE_MS)


def test_photos_side_by_side_are_let_go_of_wherever_one_goes(qtbot, start: Start, indexed) -> None:
    program = start(indexed.data)
    qtbot.waitUntil(lambda: count(program) == 36, timeout=PATIENCE_MS)
    paths = tuple(sorted(indexed.photos.rglob("*.jpg"))[:2])
    program.requests.compareRequested.emit(CompareRequest(paths))
    view = program.window.compare_view
    assert [pane.path for pane in view.panes] == list(paths)
    program.window.show_place("recent")
    assert program.window.stack.shown == "library"
    assert not any(pane.path for pane in view.all_panes)


def test_what_adding_a_folder_tells_is_translated(
    qtbot, start: Start, indexed, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start(indexed.data)
    qtbot.waitUntil(lambda: count(program) == 36, timeout=PATIENCE_MS)
    monkeypatch.setattr(words, "engine_text", lambda template, _: f"translated: {template}")
    with qtbot.waitSignal(program.requests.noticeRaised, timeout=PATIENCE_MS) as raised:
        program.window.folders.add(indexed.photos / "2020")
    assert raised.args[0].text.startswith("translated: {path} is part of {folder}")


def test_folder_is_added_and_removed(qtbot, start: Start, library, pictures: Any) -> None:
    for seed in range(3):
        pictures.save(library.photos / f"p{seed}.jpg", seed)
    program = start(library.data, add=(library.photos,))
    qtbot.waitUntil(lambda: count(program) == 3, timeout=PATIENCE_MS)
    program.window.folders.remove(library.photos, forget=False)
    qtbot.waitUntil(lambda: program.window.library_page.is_first_run, timeout=PATIENCE_MS)
    assert sum(1 for _ in library.photos.iterdir()) == 3


def test_drive_that_goes_and_comes_back_is_told(
    qtbot, start: Start, indexed, expected_warnings
) -> None:
    expected_warnings.append("cannot watch all of")
    program = start(indexed.data)
    qtbot.waitUntil(lambda: count(program) == 36, timeout=PATIENCE_MS)
    bar = program.window.message_bar
    away = indexed.photos.with_name("pocket")
    indexed.photos.rename(away)
    program.background.scan()

    def told(words: str) -> bool:
        return bar.current is not None and f"{words}: {indexed.photos}." in bar.current.text

    qtbot.waitUntil(lambda: told("Not connected"), timeout=PATIENCE_MS)
    assert bar.current.action_label == "Look again"
    away.rename(indexed.photos)
    bar.current.action()
    qtbot.waitUntil(lambda: told("Connected again"), timeout=PATIENCE_MS)


@pytest.mark.parametrize("name", ["copy", "copy-path"])
def test_all_that_is_chosen_is_copied_whether_it_was_painted_or_not(
    qtbot, start: Start, indexed, name: str
) -> None:
    program = start(indexed.data)
    qtbot.waitUntil(lambda: count(program) == 36, timeout=PATIENCE_MS)
    page = program.window.library_page
    qtbot.waitUntil(lambda: len(page.model._cache) == 36, timeout=PATIENCE_MS)
    for file_id in page.model.file_ids[10:].tolist():  # as in a list longer than the screen
        del page.model._cache[file_id]
    page.grid.selectAll()
    details = program.window.details
    assert details is not None
    assert details.selection.count_label.text().startswith("36 photo")
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    program.window.actions_by_name[name].trigger()
    qtbot.waitUntil(lambda: bool(clipboard.text()), timeout=PATIENCE_MS)
    assert len(clipboard.text().splitlines()) == 36
    assert len(clipboard.mimeData().urls()) == (36 if name == "copy" else 0)


def test_menu_is_for_all_that_is_chosen(qtbot, start: Start, indexed) -> None:
    program = start(indexed.data)
    qtbot.waitUntil(lambda: count(program) == 36, timeout=PATIENCE_MS)
    page = program.window.library_page
    page.grid.selectAll()
    page.model._cache.clear()
    page._on_menu(QPoint())
    menu = page.findChild(QMenu)
    actions = {action.text().partition("\t")[0]: action for action in menu.actions()}
    assert actions["Copy path"].isEnabled()
    assert not actions["Compare"].isEnabled()
    QGuiApplication.clipboard().clear()
    actions["Copy path"].trigger()
    clipboard = QGuiApplication.clipboard()
    qtbot.waitUntil(lambda: len(clipboard.text().splitlines()) == 36, timeout=PATIENCE_MS)
    menu.close()


def test_size_of_the_window_is_remembered(qtbot, start: Start, indexed) -> None:
    program = start(indexed.data)
    program.window.library_page.grid.set_cell_px(200)
    program.window.save_state()
    program.close()  # before the library was even opened
    again = start(indexed.data)
    assert again.window.library_page.grid.cell_px == 200


def test_closing_while_everything_is_going_on_is_quick(
    qtbot, start: Start, library, pictures: Any
) -> None:
    for seed in range(60):
        pictures.save(library.photos / f"p{seed}.jpg", seed)
    program = start(library.data, add=(library.photos,))
    qtbot.waitUntil(lambda: count(program) > 5, timeout=PATIENCE_MS)
    program.close()
    assert program.bridge.library is None


def test_another_language_keeps_the_place_and_the_searches(qtbot, start: Start, indexed) -> None:
    program = start(indexed.data)
    qtbot.waitUntil(lambda: count(program) == 36, timeout=PATIENCE_MS)
    photos = sorted(indexed.photos.rglob("*.jpg"))[:2]
    first = program.window.similar_page
    for photo in photos:
        program.window.find_similar(SimilarQuery(like=(QueryImage(path=photo),)))
        qtbot.waitUntil(lambda: not first.is_searching, timeout=PATIENCE_MS)
    assert program.window.place == "similar"
    program._change_language("de")
    page = program.window.similar_page
    assert program.window.stack.shown == "similar"
    assert page.query is not None
    assert page.query.like[0].path == photos[1]
    qtbot.waitUntil(lambda: page.model.rowCount() > 0, timeout=PATIENCE_MS)
    page.go_back()
    assert page.query.like[0].path == photos[0]


def test_another_language_keeps_the_chosen_folder(qtbot, start: Start, indexed) -> None:
    program = start(indexed.data)
    qtbot.waitUntil(lambda: count(program) == 36, timeout=PATIENCE_MS)
    program.window.show_place(indexed.photos)
    program._change_language("de")
    assert program.window.place == indexed.photos
    sidebar = program.window.sidebar
    qtbot.waitUntil(lambda: sidebar.current_place() == indexed.photos, timeout=PATIENCE_MS)


def test_another_language_keeps_filter_order_and_scroll_place(qtbot, start: Start, indexed) -> None:
    program = start(indexed.data)
    qtbot.waitUntil(lambda: count(program) == 36, timeout=PATIENCE_MS)
    program.window.resize(700, 500)
    page = program.window.library_page
    page.grid.set_cell_px(200)
    page.sort.setCurrentIndex(page.sort.findData(PhotoSort.NAME))
    page.direction.setChecked(False)  # descending
    page.filter.setText(".jpg ")
    qtbot.waitUntil(lambda: count(program) == 18, timeout=PATIENCE_MS)
    page.grid.choose(2)
    page.grid.verticalScrollBar().setValue(page.grid.verticalScrollBar().maximum() // 2)
    ids = page.model.file_ids.tolist()
    photo = page.grid.place().looked_at[0][0]
    seen_at = page.grid.visualRect(page.model.index(page.model.number_of(photo))).top()
    chosen = page.grid.selected_file_ids().tolist()
    assert page.grid.verticalOffset() > 0
    assert len(chosen) == 1
    for language in ("de", "en"):  # and once more
        program._change_language(language)
        page = program.window.library_page
        assert page.filter.text() == ".jpg "
        assert PhotoSort(page.sort.currentData()) is PhotoSort.NAME
        assert not page.direction.isChecked()
        qtbot.waitUntil(lambda: count(program) == 18, timeout=PATIENCE_MS)
        assert page.model.file_ids.tolist() == ids
        assert page.grid.selected_file_ids().tolist() == chosen
        number = page.model.number_of(photo)  # words of another length make it wider
        assert page.grid.visualRect(page.model.index(number)).top() == seen_at
    page.filter.clear()
    qtbot.waitUntil(lambda: count(program) == 36, timeout=PATIENCE_MS)


def test_another_language_keeps_a_filter_that_is_being_typed(qtbot, start: Start, indexed) -> None:
    program = start(indexed.data)
    qtbot.waitUntil(lambda: count(program) == 36, timeout=PATIENCE_MS)
    program.window.show_place("recent")
    qtbot.waitUntil(lambda: count(program) == 36, timeout=PATIENCE_MS)
    program.window.library_page.filter.setText("p01")
    program._change_language("de")  # before it was asked for
    qtbot.waitUntil(lambda: count(program) == 1, timeout=PATIENCE_MS)
    page = program.window.library_page
    assert page.filter.text() == "p01"
    assert PhotoSort(page.sort.currentData()) is PhotoSort.ADDED
    assert program.window.place == "recent"


# -- what another start asks for -------------------------------------------------------------------


def asked(program: DesktopProgram, **wanted: Any) -> bool:
    return program.on_second_start(Message(tuple(WindowArguments(**wanted).to_texts())))


def answer(program: DesktopProgram) -> str:
    window = program._check_window
    return "" if window is None else window.panel.verdict.text()


def test_start_for_a_check_shows_the_answer_and_not_the_library(
    qtbot, start: Start, indexed
) -> None:
    photo = next(indexed.photos.rglob("*.jpg"))
    program = start(indexed.data, check=(photo,))
    assert not program.window.isVisible()
    assert program._check_window is not None
    assert program._check_window.isVisible(), "it is seen that something happens"
    assert answer(program).startswith("Looking for it")
    qtbot.waitUntil(lambda: answer(program) == "No duplicate", timeout=PATIENCE_MS)
    assert not program.window.isVisible()
    program._check_window.show_in_program()
    assert program.window.isVisible()
    assert program.window.stack.shown == "similar"


def test_program_that_was_only_to_answer_ends_with_its_answer(
    qtbot, start: Start, indexed, monkeypatch: pytest.MonkeyPatch
) -> None:
    quits: list[bool] = []
    monkeypatch.setattr(DesktopProgram, "quit", lambda _: quits.append(True))
    monkeypatch.setattr(Tray, "available", property(lambda _: False))
    photo = next(indexed.photos.rglob("*.jpg"))
    program = start(indexed.data, check=(photo,))
    qtbot.waitUntil(lambda: answer(program) == "No duplicate", timeout=PATIENCE_MS)
    program._check_window.close()
    assert quits == [True]


@pytest.mark.parametrize("later", [False, True])
def test_an_answer_ends_no_program_that_was_started_hidden(
    qtbot, start: Start, indexed, later: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    quits: list[bool] = []
    monkeypatch.setattr(DesktopProgram, "quit", lambda _: quits.append(True))
    monkeypatch.setattr(Tray, "available", property(lambda _: True))
    photo = next(indexed.photos.rglob("*.jpg"))
    program = start(indexed.data, hidden=not later, check=(photo,) if later else ())
    qtbot.waitUntil(lambda: program.bridge.library is not None, timeout=PATIENCE_MS)
    assert not program._settings.close_to_tray
    assert asked(program, hidden=True) if later else asked(program, check=(photo,))
    qtbot.waitUntil(lambda: answer(program) == "No duplicate", timeout=PATIENCE_MS)
    program._check_window.close()
    assert quits == []
    assert not program.window.isVisible()


def test_a_library_that_did_not_open_is_tried_again_by_the_next_start(
    qtbot, start: Start, indexed, expected_warnings: list[str]
) -> None:
    expected_warnings.append("The settings file .* cannot be read")
    indexed.paths.settings.write_text("{")
    program = start(indexed.data)
    qtbot.waitUntil(lambda: program.window.message_bar.current is not None, timeout=PATIENCE_MS)
    indexed.paths.settings.unlink()
    assert asked(program, check=(next(indexed.photos.rglob("*.jpg")),))
    qtbot.waitUntil(lambda: answer(program) == "No duplicate", timeout=PATIENCE_MS)
    assert program.window.message_bar.current is None
    assert program.bridge.library.writable


def test_check_of_another_start_leaves_the_window_as_it_is(qtbot, start: Start, indexed) -> None:
    program = start(indexed.data)
    qtbot.waitUntil(lambda: count(program) == 36, timeout=PATIENCE_MS)
    program.window.hide()
    assert asked(program, check=(next(indexed.photos.rglob("*.jpg")),))
    qtbot.waitUntil(lambda: answer(program) == "No duplicate", timeout=PATIENCE_MS)
    assert not program.window.isVisible()


def test_library_that_does_not_open_is_said_although_only_a_check_was_wanted(
    qtbot, start: Start, indexed, expected_warnings: list[str]
) -> None:
    expected_warnings.append("The settings file .* cannot be read")
    indexed.paths.settings.write_text("{")
    program = start(indexed.data, check=(next(indexed.photos.rglob("*.jpg")),))
    qtbot.waitUntil(lambda: program.window.isVisible(), timeout=PATIENCE_MS)
    assert program.window.message_bar.current is not None
    indexed.paths.settings.unlink()
    program.window.message_bar.current.action()
    qtbot.waitUntil(lambda: answer(program) == "No duplicate", timeout=PATIENCE_MS)


def test_duplicates_of_a_folder_are_shown_once_the_library_is_open(
    qtbot, start: Start, with_copies
) -> None:
    program = start(with_copies.data, duplicates=(with_copies.photos / "2020",))
    qtbot.waitUntil(lambda: program.window.stack.shown == "duplicates", timeout=PATIENCE_MS)
    page = program.window.duplicates_page
    qtbot.waitUntil(lambda: page.board.groups.rowCount() == 2, timeout=PATIENCE_MS)
    assert page.head.scope.isVisible()


def test_folder_that_another_start_names_is_added_by_a_click(
    qtbot, start: Start, with_copies, pictures: Any, tmp_path: Path
) -> None:
    new = tmp_path / "new"
    pictures.save(new / "a.jpg", 71)
    pictures.save(new / "b.png", 72)
    (new / "c.jpg").write_bytes((new / "a.jpg").read_bytes())
    program = start(with_copies.data)
    qtbot.waitUntil(lambda: count(program) > 0, timeout=PATIENCE_MS)
    assert asked(program, duplicates=(new,))
    page = program.window.duplicates_page
    qtbot.waitUntil(
        lambda: "not in the library yet" in page.message.accessibleName(), timeout=PATIENCE_MS
    )
    assert [folder.path for folder in program.bridge.library.folders()] == [with_copies.photos]
    page.message.actionRequested.emit()
    qtbot.waitUntil(lambda: page.board.groups.rowCount() == 1, timeout=PATIENCE_MS)
    assert page.head.chosen_folders == (new,)


def test_what_did_not_fit_is_counted(qtbot, start: Start, indexed) -> None:
    program = start(indexed.data)
    qtbot.waitUntil(lambda: count(program) == 36, timeout=PATIENCE_MS)
    with qtbot.waitSignal(program.requests.noticeRaised, timeout=PATIENCE_MS) as raised:
        assert program.on_second_start(Message(("--similar",), left_out=7))
    assert raised.args[0].text in (  # the English plurals are a translation, too
        "7 file(s) left out: too many at once.",
        "7 files left out: too many at once.",
    )


def test_what_is_not_understood_is_refused(
    start: Start, indexed, expected_warnings: list[str]
) -> None:
    expected_warnings.append("are not understood")
    program = start(indexed.data)
    assert not program.on_second_start(Message(("--of-a-later-version",)))


def test_what_the_desktop_gave_lets_the_window_to_the_front_and_goes_no_further(
    qtbot, start: Start, indexed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(ACTIVATION_NAME, raising=False)
    program = start(indexed.data)
    seen: list[str | None] = []
    monkeypatch.setattr(
        type(program.window), "activateWindow", lambda _: seen.append(os.environ[ACTIVATION_NAME])
    )
    assert program.on_second_start(Message((), activation="token"))
    assert seen == ["token"]
    qtbot.waitUntil(lambda: ACTIVATION_NAME not in os.environ, timeout=PATIENCE_MS)
