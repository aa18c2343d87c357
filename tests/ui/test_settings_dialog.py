"""Every choice in the settings applies at once, or is taken back with its reason."""

from __future__ import annotations

import dataclasses
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from photofinder import settings as settings_file
from photofinder.app.questions import Desk
from photofinder.keeper_rules import KEEPER_PRESETS
from photofinder.paths import bundled_models_dir
from photofinder.settings import DEFAULT_EXCLUDED, DEFAULT_KEEPER_RULES, Settings
from photofinder.ui.bridge import Bridge
from photofinder.ui.context import PageContext, Requests
from photofinder.ui.settings_dialog import SettingsDialog
from photofinder.ui.settings_keepers import rule_text
from photofinder.ui.settings_presets import ask_name

PATIENCE_MS = 30_000


class Opened:
    """The dialog, and what it told."""

    def __init__(self, qtbot: QtBot, bridge: Bridge) -> None:
        self.bridge = bridge
        self.dialog = SettingsDialog(PageContext(bridge, Requests(bridge), None))  # type: ignore[arg-type]
        self.saved: list[Settings] = []
        self.dialog.settingsChanged.connect(self.saved.append)
        self.folders_changed: list[bool] = []
        self.dialog.foldersChanged.connect(lambda: self.folders_changed.append(True))
        self._qtbot = qtbot
        self.dialog.open()

    def page(self, name: str):  # type: ignore[no-untyped-def]
        self.dialog.show_page(name)
        return self.dialog.pages[name]

    def settings(self) -> Settings:
        assert self.bridge.library is not None
        return self.bridge.library.settings

    def on_disk(self) -> Settings:
        assert self.bridge.library is not None
        return settings_file.load(self.bridge.library.paths.settings)

    def wait_saved(self, **fields: object) -> None:
        """Wait until the fields are told, used and on disk."""

        def done() -> bool:
            return bool(self.saved) and all(
                getattr(self.saved[-1], name) == value for name, value in fields.items()
            )

        self._qtbot.waitUntil(done, timeout=PATIENCE_MS)
        assert self.settings() == self.saved[-1] == self.on_disk()


@pytest.fixture
def opened(qtbot: QtBot, bridge: Bridge):  # type: ignore[no-untyped-def]
    made = Opened(qtbot, bridge)
    yield made
    if isValid(made.dialog):
        made.dialog.close()


# -- appearance ----------------------------------------------------------------------------------


def test_theme_and_language_apply_at_once(opened: Opened) -> None:
    page = opened.page("appearance")
    page._theme.setCurrentIndex(page._theme.findData("dark"))
    opened.wait_saved(theme="dark")
    page._language.setCurrentIndex(page._language.findData("zh_CN"))
    opened.wait_saved(theme="dark", language="zh_CN")


def test_the_languages_are_written_in_themselves(opened: Opened) -> None:
    page = opened.page("appearance")
    names = [page._language.itemText(row) for row in range(page._language.count())]
    assert names[1:] == ["English", "Deutsch", "简体中文"]


def test_a_language_from_the_file_is_shown_and_kept(bridge: Bridge, qtbot: QtBot) -> None:
    assert bridge.library is not None
    bridge.library.change_settings(dataclasses.replace(bridge.library.settings, language="fr"))
    opened = Opened(qtbot, bridge)
    assert opened.page("appearance")._language.currentText() == "fr"
    assert opened.saved == []
    opened.dialog.close()


def test_without_a_notification_area_the_choice_is_off_with_a_word(
    bridge: Bridge, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for available in (False, True):
        monkeypatch.setattr(
            QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda a=available: a)
        )
        opened = Opened(qtbot, bridge)
        page = opened.page("appearance")
        assert page._tray.isEnabled() is available
        assert ("no notification area" in page._tray_note.text()) is not available
        if available:
            page._tray.click()
            opened.wait_saved(close_to_tray=True)
        opened.dialog.close()


# -- watching ------------------------------------------------------------------------------------


def test_watching_is_switched_and_timed(opened: Opened) -> None:
    page = opened.page("watching")
    page._watch.click()
    opened.wait_saved(watch=False)
    page._poll.setValue(300)
    opened.wait_saved(watch=False, watch_poll_s=300.0)


def test_excluded_names_are_added_removed_and_restored(opened: Opened, qtbot: QtBot) -> None:
    page = opened.page("watching")
    names = page._excluded
    names.line.setText("  renders ")
    qtbot.keyClick(names.line, Qt.Key.Key_Return)
    opened.wait_saved(excluded=(*DEFAULT_EXCLUDED, "renders"))
    assert opened.dialog.isVisible(), "Return in a field must not close the dialog"
    assert names.line.text() == ""
    names.list.setCurrentRow(0)
    qtbot.keyClick(names.list, Qt.Key.Key_Delete)
    opened.wait_saved(excluded=(*DEFAULT_EXCLUDED[1:], "renders"))
    page._restore.click()
    opened.wait_saved(excluded=DEFAULT_EXCLUDED)
    assert not page._restore.isEnabled()


@pytest.mark.parametrize("text", ["a/b", "a\\b", "@EADIR", "*", "*.*"])
def test_a_name_that_makes_no_sense_is_refused_beside_the_field(opened: Opened, text: str) -> None:
    page = opened.page("watching")
    page._excluded.line.setText(text)
    page._excluded._add.click()
    assert page._excluded_note.is_error
    assert page._excluded.line.text() == text, "what was typed stays to be mended"
    assert opened.settings().excluded == DEFAULT_EXCLUDED


def test_what_cannot_be_saved_is_taken_back_with_the_reason(opened: Opened, qtbot: QtBot) -> None:
    assert opened.bridge.library is not None
    opened.bridge.library.paths.settings.mkdir()  # writing the file must fail
    page = opened.page("watching")
    page._watch.click()
    qtbot.waitUntil(lambda: page._watch_note.is_error, timeout=PATIENCE_MS)
    assert page._watch.isChecked()
    assert opened.saved == []
    opened.bridge.library.paths.settings.rmdir()
    page._watch.click()
    opened.wait_saved(watch=False)
    assert not page._watch_note.is_error


# -- keeper rules --------------------------------------------------------------------------------


def test_every_rule_is_told_in_words(qapp: object) -> None:
    texts = {rule_text(name) for name in DEFAULT_KEEPER_RULES}
    assert len(texts) == len(DEFAULT_KEEPER_RULES)
    assert not texts & set(DEFAULT_KEEPER_RULES)


def test_rules_are_moved_by_buttons_and_by_keys(opened: Opened, qtbot: QtBot) -> None:
    page = opened.page("keepers")
    page._rules.setCurrentRow(2)
    first, second, third, *rest = DEFAULT_KEEPER_RULES
    page._up.click()
    opened.wait_saved(keeper_rules=(first, third, second, *rest))
    qtbot.keyClick(page._rules, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    opened.wait_saved(keeper_rules=(third, first, second, *rest))
    assert page._rules.current_rule() == third
    assert not page._up.isEnabled()
    qtbot.keyClick(page._rules, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    opened.wait_saved(keeper_rules=(first, third, second, *rest))
    page._restore.click()
    opened.wait_saved(keeper_rules=DEFAULT_KEEPER_RULES)


def test_quick_moves_arrive_in_their_order(opened: Opened, qtbot: QtBot) -> None:
    page = opened.page("keepers")
    page._rules.setCurrentRow(0)
    for _ in range(5):
        qtbot.keyClick(page._rules, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    first, *rest = DEFAULT_KEEPER_RULES
    wanted = (*rest[:5], first, *rest[5:])
    opened.wait_saved(keeper_rules=wanted)
    assert page._rules.rules() == wanted


def test_a_rule_is_left_out_and_taken_back(opened: Opened) -> None:
    page = opened.page("keepers")
    item = page._rules.item(1)
    item.setCheckState(Qt.CheckState.Unchecked)
    left = (DEFAULT_KEEPER_RULES[0], *DEFAULT_KEEPER_RULES[2:])
    opened.wait_saved(keeper_rules=left)
    names = [page._rules.item(n).data(Qt.ItemDataRole.UserRole) for n in range(page._rules.count())]
    assert set(DEFAULT_KEEPER_RULES) <= set(names)  # what is left out is offered still


def test_protected_folders_are_added_once_and_removed(
    opened: Opened, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened.page("keepers")
    inner, outer = tmp_path / "a" / "b", tmp_path / "a"
    page.protect(inner)
    opened.wait_saved(protected=(inner,))
    page.protect(outer)
    opened.wait_saved(protected=(outer,))
    page.protect(inner)
    assert page._protected_note.is_error
    opened.dialog.activateWindow()
    page._protected.setFocus()
    qtbot.waitUntil(page._protected.hasFocus)
    page._protected.setCurrentRow(0)
    qtbot.keyClick(page._protected, Qt.Key.Key_Delete)
    opened.wait_saved(protected=())


# -- while another question has the desk ---------------------------------------------------------


@pytest.fixture
def busy(bridge: Bridge) -> Iterator[threading.Event]:
    """Give what lets go of the desk where settings are saved: a search has it meanwhile."""
    release = threading.Event()
    bridge.run(bridge, lambda: release.wait(PATIENCE_MS / 1_000), lambda _: None, desk=Desk.WAIT)
    yield release
    release.set()


def test_every_folder_that_is_protected_quickly_is_protected(
    opened: Opened, busy: threading.Event, tmp_path: Path
) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    page = opened.page("keepers")
    page.protect(first)
    page.protect(second)
    opened.page("folders")._protected.click()
    assert opened.settings().protected == (), "nothing is saved yet"
    busy.set()
    opened.wait_saved(protected=(first, second, opened.page("folders").current_folder()))


def test_what_is_unprotected_is_the_folder_not_its_row(
    opened: Opened, busy: threading.Event, tmp_path: Path, qtbot: QtBot
) -> None:
    library = opened.bridge.library
    assert library is not None
    folders = tuple(tmp_path / name for name in "abc")
    library.change_settings(dataclasses.replace(library.settings, protected=folders))
    page = opened.page("keepers")
    page.reload()
    page._protected.setCurrentRow(1)
    page._on_remove()
    page._on_remove()  # once more, before the list shows that it is gone
    busy.set()
    opened.wait_saved(protected=(folders[0], folders[2]))
    qtbot.waitUntil(lambda: page._protected.count() == 2, timeout=PATIENCE_MS)


def test_every_name_that_is_excluded_quickly_is_excluded(
    opened: Opened, busy: threading.Event
) -> None:
    page = opened.page("watching")
    for name in ("one", "two", "one"):
        page._on_add(name)
    page._on_remove([DEFAULT_EXCLUDED[0]])
    busy.set()
    opened.wait_saved(excluded=(*DEFAULT_EXCLUDED[1:], "one", "two"))


def test_rules_moved_to_and_fro_end_where_they_are_seen(
    opened: Opened, busy: threading.Event, qtbot: QtBot
) -> None:
    page = opened.page("keepers")
    page._rules.setCurrentRow(0)
    page.move_rule(1)
    page.move_rule(-1)
    busy.set()
    qtbot.waitUntil(lambda: len(opened.saved) == 2, timeout=PATIENCE_MS)
    assert opened.on_disk().keeper_rules == DEFAULT_KEEPER_RULES == page._rules.rules()


# -- recognition ---------------------------------------------------------------------------------


def test_models_are_listed_with_their_sizes(opened: Opened, qtbot: QtBot) -> None:
    page = opened.page("recognition")
    qtbot.waitUntil(lambda: page._model.count() >= 2, timeout=PATIENCE_MS)
    assert page._model.currentData() == opened.settings().model
    assert all("MB" in page._model.itemText(row) for row in range(page._model.count()))


def test_another_model_is_tried_and_saved(opened: Opened, qtbot: QtBot) -> None:
    page = opened.page("recognition")
    qtbot.waitUntil(lambda: page._model.count() >= 2, timeout=PATIENCE_MS)
    page._model.setCurrentIndex(page._model.findData("efficientnet-lite0-int8"))
    opened.wait_saved(model="efficientnet-lite0-int8")


def test_a_damaged_model_is_refused_and_the_old_one_stays(bridge: Bridge, qtbot: QtBot) -> None:
    assert bridge.library is not None
    folder = bridge.library.paths.models_dir / "mine"
    shutil.copytree(bundled_models_dir() / "efficientnet-lite0-int8", folder)
    manifest = folder / "manifest.json"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(
        text.replace('"name": "efficientnet-lite0-int8"', '"name": "mine"'), encoding="utf-8"
    )
    model = next(folder.glob("*.onnx"))
    data = bytearray(model.read_bytes())
    data[-1] ^= 0xFF
    model.write_bytes(data)
    opened = Opened(qtbot, bridge)
    page = opened.page("recognition")
    qtbot.waitUntil(lambda: page._model.findData("mine") >= 0, timeout=PATIENCE_MS)
    page._model.setCurrentIndex(page._model.findData("mine"))
    qtbot.waitUntil(lambda: page._model_note.is_error, timeout=PATIENCE_MS)
    assert "damaged" in page._model_note.text()
    assert page._model.currentData() == opened.settings().model == "efficientnet-lite0"
    opened.dialog.close()


def test_devices_that_are_not_here_cannot_be_chosen(opened: Opened, qtbot: QtBot) -> None:
    page = opened.page("recognition")
    qtbot.waitUntil(
        lambda: "not found" in page._device.itemText(page._device.findData("directml")),
        timeout=PATIENCE_MS,
    )
    model = page._device.model()
    enabled = {
        page._device.itemData(row): bool(model.item(row).flags() & Qt.ItemFlag.ItemIsEnabled)
        for row in range(page._device.count())
    }
    assert enabled["auto"]
    assert enabled["cpu"]
    assert not enabled["directml"]
    page._device.setCurrentIndex(page._device.findData("cpu"))
    opened.wait_saved(device="cpu")


def test_the_self_check_says_where_the_model_runs(opened: Opened, qtbot: QtBot) -> None:
    page = opened.page("recognition")
    page._check.click()
    assert not page._check.isEnabled()
    qtbot.waitUntil(page._check.isEnabled, timeout=PATIENCE_MS)
    assert "computes the test card rightly on" in page._check_note.text()
    assert not page._check_note.is_error


def test_threads_are_chosen(opened: Opened) -> None:
    page = opened.page("recognition")
    page._threads.setValue(3)
    opened.wait_saved(decode_threads=3)


# -- folders -------------------------------------------------------------------------------------


def button(page, text: str) -> QPushButton:  # type: ignore[no-untyped-def]
    return next(w for w in page.findChildren(QPushButton) if w.text().replace("&", "") == text)


def shown_folders(page) -> list[str]:  # type: ignore[no-untyped-def]
    return [page._list.topLevelItem(row).text(0) for row in range(page._list.topLevelItemCount())]


def test_a_folder_is_added_and_told(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    page = opened.page("folders")
    folder = tmp_path / "more"
    folder.mkdir()
    qtbot.waitUntil(lambda: len(shown_folders(page)) == 1, timeout=PATIENCE_MS)
    page.add(folder)
    qtbot.waitUntil(lambda: str(folder) in shown_folders(page), timeout=PATIENCE_MS)
    assert opened.folders_changed
    assert page._list.topLevelItem(1).text(1) in {"0", "36"}


def test_the_button_opens_a_dialog_for_a_folder(opened: Opened, qtbot: QtBot) -> None:
    page = opened.page("folders")
    qtbot.waitUntil(page._add.isEnabled, timeout=PATIENCE_MS)
    page._add.click()
    dialog = page.findChild(QFileDialog)
    assert dialog.fileMode() is QFileDialog.FileMode.Directory
    dialog.reject()


def test_a_folder_that_cannot_be_added_is_refused_in_place(
    opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened.page("folders")
    page.add(tmp_path / "nowhere")
    qtbot.waitUntil(lambda: page._note.is_error, timeout=PATIENCE_MS)
    assert "does not exist" in page._note.text()
    assert not opened.folders_changed


@pytest.mark.parametrize("forget", [False, True])
def test_a_folder_is_removed_after_a_question(
    opened: Opened, indexed: object, qtbot: QtBot, forget: bool
) -> None:
    page = opened.page("folders")
    qtbot.waitUntil(page._remove.isEnabled, timeout=PATIENCE_MS)
    page._remove.click()
    assert page._question.isVisible()
    button(page, "Cancel").click()
    assert not page._question.isVisible()
    page._remove.click()
    button(page, "Remove and forget" if forget else "Remove, keep what was learnt").click()
    qtbot.waitUntil(lambda: shown_folders(page) == [], timeout=PATIENCE_MS)
    assert opened.folders_changed
    contents = indexed.rows("SELECT count(*) FROM content")[0][0]  # type: ignore[attr-defined]
    assert (contents == 0) is forget
    assert len(list(indexed.photos.rglob("*.*"))) == 36, "photos are never touched"  # type: ignore[attr-defined]


def test_the_folder_that_was_asked_about_is_removed_and_no_other(
    opened: Opened, qtbot: QtBot, indexed: object, tmp_path: Path
) -> None:
    library = opened.bridge.library
    assert library is not None
    inner = tmp_path / "zz" / "in"
    inner.mkdir(parents=True)
    library.add_folder(inner)
    page = opened.page("folders")
    page._ask()
    qtbot.waitUntil(lambda: len(shown_folders(page)) == 2, timeout=PATIENCE_MS)
    page._list.setCurrentItem(page._list.topLevelItem(shown_folders(page).index(str(inner))))
    page._remove.click()
    assert str(inner) in page._question_text.text()
    forget = button(page, "Remove and forget")
    library.remove_folder(inner)  # by another window's wish, or taken in by a folder above it
    opened.bridge.tell("foldersChanged")
    qtbot.waitUntil(lambda: len(shown_folders(page)) == 1, timeout=PATIENCE_MS)
    assert not page._question.isVisible()
    forget.clicked.emit()  # a click that was on its way
    qtbot.wait(50)
    assert [folder.path for folder in library.folders()] == [indexed.photos]  # type: ignore[attr-defined]


def test_a_folder_is_protected(opened: Opened, indexed: object, qtbot: QtBot) -> None:
    page = opened.page("folders")
    qtbot.waitUntil(page._protected.isEnabled, timeout=PATIENCE_MS)
    page._protected.click()
    opened.wait_saved(protected=(indexed.photos,))  # type: ignore[attr-defined]
    assert page._list.topLevelItem(0).text(2) == "protected"
    page._protected.click()
    opened.wait_saved(protected=())


def test_a_folder_below_a_protected_one_is_so_too(
    opened: Opened, indexed: object, qtbot: QtBot
) -> None:
    page = opened.page("folders")
    qtbot.waitUntil(page._protected.isEnabled, timeout=PATIENCE_MS)
    opened.page("keepers").protect(indexed.photos.parent)  # type: ignore[attr-defined]
    opened.wait_saved(protected=(indexed.photos.parent,))  # type: ignore[attr-defined]
    assert page._protected.isChecked()
    assert not page._protected.isEnabled()


# -- the dialog ----------------------------------------------------------------------------------


def test_a_reader_may_only_look(
    indexed: object, open_bridge: Callable[..., Bridge], qtbot: QtBot
) -> None:
    opened = Opened(qtbot, open_bridge(indexed, writable=False))
    assert not any(page.isEnabled() for page in opened.dialog.pages.values())
    assert any("Another photofinder" in w.text() for w in opened.dialog.findChildren(QLabel))
    opened.dialog.close()


def test_every_field_has_a_name_for_screen_readers(opened: Opened) -> None:
    from PySide6.QtGui import QAccessible
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QListWidget, QSpinBox

    for name in opened.dialog.pages:
        page = opened.page(name)
        for kind in (QAbstractButton, QComboBox, QLineEdit, QListWidget, QSpinBox):
            for field in page.findChildren(kind):
                if field.focusPolicy() == Qt.FocusPolicy.NoFocus or not field.isVisible():
                    continue
                if field.objectName().startswith("qt_"):
                    continue
                interface = QAccessible.queryAccessibleInterface(field)
                assert interface.text(QAccessible.Text.Name), f"{name}: {field}"


def test_the_dialog_ends_with_the_library(opened: Opened) -> None:
    opened.bridge.closed.emit()
    assert not opened.dialog.isVisible()


# -- presets, names, preferred folders -------------------------------------------------------------


def chosen_preset(page: object) -> str:
    return page._presets.chosen()  # type: ignore[attr-defined]


def test_preset_is_chosen_and_an_order_of_ones_own_is_saved_and_deleted(
    opened: Opened, qtbot: QtBot
) -> None:
    page = opened.page("keepers")
    assert chosen_preset(page) == "default"
    page._presets.presetChosen.emit("oldest")
    opened.wait_saved(keeper_rules=KEEPER_PRESETS["oldest"], preset="oldest")
    qtbot.waitUntil(lambda: chosen_preset(page) == "oldest")
    assert not page._delete.isEnabled(), "it comes ready-made"
    page._rules.setCurrentRow(3)
    page._up.click()
    qtbot.waitUntil(lambda: chosen_preset(page) == "")
    page.save_preset("by Ada")
    qtbot.waitUntil(lambda: chosen_preset(page) == "by Ada")
    rules = opened.settings().keeper_rules
    opened.wait_saved(presets={"by Ada": rules}, preset="by Ada")
    page._delete.click()
    opened.wait_saved(presets={}, preset="", keeper_rules=rules)


def test_ready_made_presets_are_not_overwritten(opened: Opened, qtbot: QtBot) -> None:
    page = opened.page("keepers")
    page.save_preset("oldest")
    qtbot.waitUntil(lambda: "ready-made" in page._preset_note.text())
    assert opened.settings().presets == {}


def test_name_is_asked_for_and_an_empty_one_saves_nothing(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    heard: list[str] = []
    for text in ("  ", " mine "):
        dialog = ask_name(window, ["mine", "yours"], heard.append)
        dialog.setTextValue(text)
        dialog.accept()
    assert heard == ["mine"]


def test_names_make_rules_on_top_of_the_list_but_below_protection(
    opened: Opened, qtbot: QtBot
) -> None:
    page = opened.page("keepers")
    page._kind.setCurrentIndex(1)
    page._pattern.setText("*_edited.*")
    qtbot.keyClick(page._pattern, Qt.Key.Key_Return)
    rules = ("protected", "not_name:*_edited.*", *DEFAULT_KEEPER_RULES[1:])
    opened.wait_saved(keeper_rules=rules)
    qtbot.waitUntil(lambda: page._rules.item(1).text() == "Is not named like *_edited.*")
    assert page._pattern.text() == ""
    assert not page._add_rule.isEnabled()
    page._rules.item(1).setCheckState(Qt.CheckState.Unchecked)
    opened.wait_saved(keeper_rules=DEFAULT_KEEPER_RULES)


def test_preferred_folders_are_added_moved_and_removed_by_keys(
    opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened.page("keepers")
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two, one):
        page.prefer(folder)
    opened.wait_saved(folder_priority=(one, two))
    qtbot.waitUntil(lambda: page._preferred.count() == 2)
    page._preferred.setCurrentRow(1)
    qtbot.keyClick(page._preferred, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    opened.wait_saved(folder_priority=(two, one))
    qtbot.waitUntil(lambda: page._preferred.folders() == (two, one))
    assert page._preferred.current_folder() == two
    qtbot.keyClick(page._preferred, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(page._preferred, Qt.Key.Key_Delete)
    opened.wait_saved(folder_priority=(one,))
