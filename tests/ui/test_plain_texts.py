"""What a user's files, folders and cameras are called is shown as it is, never read as markup."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6 import QtGui
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QLabel, QTreeView, QWidget

from photofinder.core.views import QueryImage, SimilarQuery
from photofinder.ui import words
from photofinder.ui.background import Background
from photofinder.ui.bridge import Bridge
from photofinder.ui.check_window import CheckWindow
from photofinder.ui.context import PageContext, Requests
from photofinder.ui.main_window import MainWindow
from photofinder.ui.path_label import PathLabel
from photofinder.ui.settings_dialog import SettingsDialog
from photofinder.ui.thumbnail_provider import ThumbnailProvider

PATIENCE_MS = 30_000
FOLDER, COPIES = "<i>trip<i>", "<u>copies<u>"
NAME = "<b>x<b><img src=a>.jpg"
PLACES = ("all", "recent", "similar", "duplicates", "series", "folders", "problems", "history")
WORD_JOINER = "\N{WORD JOINER}"
_LEVELS = 4
TIP = Qt.ItemDataRole.ToolTipRole


# -- the helper ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        NAME,
        "/photos/<i>x</i>/a.jpg",
        "a &lt; b",
        "<?xml version='1.0'?><b>x",
        "<!DOCTYPE html>",
        "&lt;&lt;<b>",
        "  <br />",
    ],
)
def test_tip_is_no_markup_and_looks_like_the_text(qapp: QApplication, text: str) -> None:
    tip = words.plain_tip(text)
    assert QtGui.Qt.mightBeRichText(text)
    assert not QtGui.Qt.mightBeRichText(tip)
    assert tip.replace(WORD_JOINER, "") == text
    plain, guessed = QLabel(text), QLabel(tip)
    plain.setTextFormat(Qt.TextFormat.PlainText)
    for label in (plain, guessed):
        label.resize(plain.sizeHint())
    assert plain.grab().toImage() == guessed.grab().toImage()


@pytest.mark.parametrize("text", ["", "a.jpg", "2 < 3", "a\n<b>x</b>", "Tom & Jerry"])
def test_tip_of_what_is_plain_anyway_stays(text: str) -> None:
    assert words.plain_tip(text) == text


# -- the window ------------------------------------------------------------------------------------


@pytest.fixture
def evil(library: Any, pictures: Any) -> Any:
    """Give a library whose photos, folders and camera are called like tags."""
    if sys.platform == "win32":
        pytest.skip("Windows has no such names")
    from PIL import Image

    exif = Image.Exif()
    exif[271] = "<b>Canon</b>"  # make
    exif[270] = "<i>a caption</i>"  # description
    photo = library.photos / FOLDER / NAME
    pictures.save(photo, 1, exif=exif)
    for seed in range(2, 8):
        pictures.save(photo.with_name(f"<s>{seed}<s>.jpg"), seed)
    (library.photos / COPIES).mkdir()
    for path in sorted(photo.parent.iterdir()):
        shutil.copy(path, library.photos / COPIES)
    photo.with_name("<u>broken<u>.jpg").write_bytes(b"no photo")
    library.add()
    library.scan()
    return library


@pytest.fixture
def context(open_bridge: Callable[..., Bridge], evil: Any) -> Iterator[PageContext]:
    bridge = open_bridge(evil)
    thumbnails = ThumbnailProvider(bridge)
    yield PageContext(bridge, Requests(bridge), thumbnails)
    thumbnails.close()


@pytest.fixture
def window(qtbot: Any, context: PageContext, tmp_path: Path) -> Iterator[MainWindow]:
    background = Background(context.bridge)
    made = MainWindow(context, background, tmp_path / "window.ini")
    made.resize(1300, 800)
    made.show()
    context.bridge.opened.emit()
    qtbot.waitUntil(lambda: made.library_page.model.rowCount() > 0, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: made.duplicates_page.marks is not None, timeout=PATIENCE_MS)
    yield made
    made.hide()
    background.close()
    made.deleteLater()


def indexes(model: QAbstractItemModel, levels: int, parent: QModelIndex) -> Iterator[QModelIndex]:
    for row in range(model.rowCount(parent)):
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
        for column in range(columns):
            index = model.index(row, column, parent)
            yield index
            if column == 0 and levels > 1:
                yield from indexes(model, levels - 1, index)


def texts_of(widget: QWidget) -> Iterator[tuple[str, str]]:
    """Yield each text that Qt may read as markup, and where it is."""
    kind = type(widget).__name__
    yield f"tip of {kind}", widget.toolTip()
    if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText:
        yield f"text of {kind}", widget.text()
    if isinstance(widget, QAbstractItemView | QComboBox) and widget.model() is not None:
        levels = _LEVELS if isinstance(widget, QTreeView) else 1
        for index in indexes(widget.model(), levels, QModelIndex()):
            yield f"item of {kind}", str(index.data(TIP) or "")


def seen_in(root: QWidget) -> list[tuple[str, str]]:
    found = []
    for widget in [root, *root.findChildren(QWidget)]:
        if isinstance(widget, QLabel) and widget.text() in ("<b>Error</b>", "<b>Warning</b>"):
            continue  # our own words
        found += texts_of(widget)
    return found


def markup(seen: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(where, text) for where, text in seen if QtGui.Qt.mightBeRichText(text)]


def named(seen: list[tuple[str, str]]) -> set[str]:
    """Return where names of ours were found at all: a walk over nothing proves nothing."""
    return {where for where, text in seen if "<" in text}


def test_no_name_is_markup_anywhere_in_the_window(
    qtbot: Any, window: MainWindow, context: PageContext, evil: Any
) -> None:
    seen: list[tuple[str, str]] = []
    photo = evil.photos / FOLDER / NAME
    for place in PLACES:
        window.show_place(place)
        qtbot.wait(1)
        seen += seen_in(window)
    window.show_photo(photo)
    qtbot.waitUntil(lambda: window.details is not None, timeout=PATIENCE_MS)
    details = window.details
    assert details is not None
    qtbot.waitUntil(lambda: any(NAME in text for _, text in plain(details)), timeout=PATIENCE_MS)
    query = SimilarQuery(like=(QueryImage(path=photo),))
    context.requests.similarRequested.emit(query)
    page = window.similar_page
    qtbot.waitUntil(lambda: page.grid.model().rowCount() > 0, timeout=PATIENCE_MS)
    seen += seen_in(window)
    window.find_duplicates([evil.photos / FOLDER])
    scope = window.duplicates_page.head.scope
    qtbot.waitUntil(scope.isVisible, timeout=PATIENCE_MS)
    seen += seen_in(window)
    assert markup(seen) == []
    found = named(seen)
    assert {"tip of QueryCard", "item of QComboBox", "item of GridView"} <= found


def test_no_name_is_markup_in_the_windows_beside_it(
    qtbot: Any, context: PageContext, evil: Any
) -> None:
    settings, check = SettingsDialog(context), CheckWindow(context)
    for dialog in (settings, check):
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        qtbot.addWidget(dialog)
        dialog.show()
    with qtbot.waitSignal(check.answered, timeout=PATIENCE_MS):
        check.check([evil.photos / FOLDER / NAME])
    seen = seen_in(settings) + seen_in(check)
    assert markup(seen) == []
    assert "item of QTreeWidget" in named(seen)


def test_path_label_shows_the_path_as_it_is(qtbot: Any) -> None:
    label = PathLabel()
    qtbot.addWidget(label)
    label.set_path(Path("/photos") / FOLDER / NAME)
    assert markup(seen_in(label)) == []
    assert label.path_text.endswith(NAME)


def test_bubble_of_the_scrubber_names_folders_as_they_are(qtbot: Any, window: MainWindow) -> None:
    bubble = window.library_page.grid.findChild(QLabel)
    assert bubble is not None
    assert bubble.textFormat() == Qt.TextFormat.PlainText


def plain(root: QWidget) -> list[tuple[str, str]]:
    return [(where, text.replace(WORD_JOINER, "")) for where, text in seen_in(root)]
