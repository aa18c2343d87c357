"""The window fits small screens, and no page makes it wider."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from photofinder.ui import application
from photofinder.ui.background import Background
from photofinder.ui.context import PageContext
from photofinder.ui.folding_row import FoldingRow
from photofinder.ui.main_window import LEAST_PAGE_PX, MainWindow

PATIENCE_MS = 20_000
#: what is left of a screen of 900 px beside a frame
MOST_PX = 880
PLACES = ("all", "recent", "similar", "duplicates", "series", "folders", "problems", "history")


@pytest.fixture(params=["en", "de", "zh_CN"])
def window(
    request: pytest.FixtureRequest,
    qtbot: Any,
    qapp: QApplication,
    context: PageContext,
    tmp_path: Path,
) -> Iterator[MainWindow]:
    translators = application.install_language(qapp, request.param)
    background = Background(context.bridge)
    made = MainWindow(context, background, tmp_path / "window.ini")
    made.show()
    context.bridge.opened.emit()
    qtbot.waitUntil(lambda: made.library_page.model.rowCount() > 0, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: made.duplicates_page.marks is not None, timeout=PATIENCE_MS)
    yield made
    made.hide()
    background.close()
    made.deleteLater()
    for translator in translators:
        qapp.removeTranslator(translator)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))


def test_window_is_narrow_on_every_page_and_none_makes_it_wider(
    qtbot: Any, window: MainWindow
) -> None:
    window.resize(MOST_PX, 700)
    assert window.width() == MOST_PX
    for place in PLACES:
        window.show_place(place)
        qtbot.wait(1)
        page = window.stack.currentWidget()
        assert page.minimumSizeHint().width() <= LEAST_PAGE_PX, place
        assert window.width() == MOST_PX, place
        assert page.width() >= page.minimumSizeHint().width(), place


def test_folders_that_could_be_added_make_no_page_wider(
    qtbot: Any, window: MainWindow, context: PageContext, tmp_path: Path
) -> None:
    window.resize(MOST_PX, 700)
    library = context.bridge.library
    assert library is not None
    known = library.folders()[0].path
    unknown = [tmp_path / (f"{number} " + "long name " * 20).strip() for number in range(2)]
    for folder in unknown:
        folder.mkdir()
    page, bar = window.duplicates_page, window.duplicates_page.head.scope
    for folders in ([known, unknown[0]], [known, *unknown], unknown[:1], unknown):
        shows_some = known in folders
        window.find_duplicates(folders)
        qtbot.waitUntil(
            lambda shows_some=shows_some: bar.isVisible() and bar.add.isVisible() is shows_some,
            timeout=PATIENCE_MS,
        )
        assert page.minimumSizeHint().width() <= LEAST_PAGE_PX, folders
        assert window.width() == MOST_PX, folders


def test_details_go_where_there_is_no_room_and_come_back(qtbot: Any, window: MainWindow) -> None:
    window.resize(1280, 700)
    window.library_page.grid.choose(0)
    qtbot.waitUntil(lambda: window.details is not None, timeout=PATIENCE_MS)
    details = window.details
    assert details is not None
    qtbot.waitUntil(details.isVisible, timeout=PATIENCE_MS)
    window.resize(MOST_PX, 700)
    assert not details.isVisible()
    window.actions_by_name["details"].trigger()  # they are not wanted any more
    assert window.message_bar.current is None
    window.actions_by_name["details"].trigger()
    assert not details.isVisible()
    assert window.message_bar.current is not None, "asked for, not there, and nothing said"
    window.resize(1280, 700)
    assert details.isVisible()


def test_row_folds_where_both_halves_have_no_room(qtbot: Any) -> None:
    row = FoldingRow(extra_px=50)
    qtbot.addWidget(row)
    row.first.addWidget(QLabel("some words"))
    row.second.addWidget(QPushButton("a button"))
    row.show()
    row.resize(600, 80)
    assert not row.is_folded
    row.resize(row.minimumSizeHint().width() + 20, 80)
    assert row.is_folded
    row.resize(600, 80)
    assert not row.is_folded
