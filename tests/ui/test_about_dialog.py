"""The about dialog tells versions, licences, the data folder and whether the model computes."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QPushButton, QTreeWidget
from pytestqt.qtbot import QtBot

from photofinder import __version__
from photofinder.app.versions import COMPONENTS
from photofinder.paths import AppPaths
from photofinder.ui.about_dialog import AboutDialog
from photofinder.ui.bridge import Bridge
from photofinder.ui.context import PageContext, Requests

PATIENCE_MS = 30_000


def opened(bridge: Bridge, paths: AppPaths) -> AboutDialog:
    dialog = AboutDialog(PageContext(bridge, Requests(bridge), None), paths)  # type: ignore[arg-type]
    dialog.open()
    return dialog


def button(dialog: AboutDialog, text: str) -> QPushButton:
    return next(w for w in dialog.findChildren(QPushButton) if w.text() == text)


def test_versions_and_the_self_check_are_told(
    bridge: Bridge, indexed: object, qtbot: QtBot
) -> None:
    dialog = opened(bridge, indexed.paths)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: "rightly on" in dialog._check_note.text(), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: bool(dialog._versions), timeout=PATIENCE_MS)
    button(dialog, "Copy versions").click()
    copied = QGuiApplication.clipboard().text()
    for words in (f"photofinder {__version__}", f"Qt {qVersion()}", "ONNX Runtime", "SQLite"):
        assert words in copied
    assert "rightly on" in copied
    dialog.close()


def test_a_check_that_fails_says_why(bridge: Bridge, indexed: object, qtbot: QtBot) -> None:
    assert bridge.library is not None
    bridge.library.settings = dataclasses.replace(bridge.library.settings, model="gone")
    dialog = opened(bridge, indexed.paths)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: dialog._check_note.is_error, timeout=PATIENCE_MS)
    assert "no model named gone" in dialog._check_note.text()
    bridge.library.settings = dataclasses.replace(
        bridge.library.settings, model="efficientnet-lite0"
    )
    button(dialog, "Check again").click()
    qtbot.waitUntil(lambda: not dialog._check_note.is_error and dialog._check.isEnabled(),
                    timeout=PATIENCE_MS)  # fmt: skip
    assert "rightly on" in dialog._check_note.text()
    dialog.close()


def test_every_component_is_listed_with_its_licence(
    bridge: Bridge, indexed: object, qtbot: QtBot
) -> None:
    dialog = opened(bridge, indexed.paths)  # type: ignore[attr-defined]
    view = dialog.findChild(QTreeWidget)
    qtbot.waitUntil(lambda: view.topLevelItem(0).text(1) != "", timeout=PATIENCE_MS)
    rows = [
        (view.topLevelItem(row).text(0), view.topLevelItem(row).text(2))
        for row in range(view.topLevelItemCount())
    ]
    assert rows == [(component.name, component.licence) for component in COMPONENTS]
    dialog.close()


def test_the_data_folder_is_opened(
    bridge: Bridge, indexed: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    urls: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", staticmethod(urls.append))
    dialog = opened(bridge, indexed.paths)  # type: ignore[attr-defined]
    button(dialog, "Open the data folder").click()
    assert Path(urls[0].toLocalFile()) == indexed.data  # type: ignore[attr-defined]
    dialog.close()


def test_without_a_library_there_is_no_check_but_everything_else(
    tmp_path: Path, qtbot: QtBot
) -> None:
    bridge = Bridge()
    dialog = opened(bridge, AppPaths.at(tmp_path))
    assert not dialog._check.isEnabled()
    qtbot.waitUntil(lambda: bool(dialog._versions), timeout=PATIENCE_MS)
    dialog.close()
    bridge.close()
