"""Icons are drawn in the theme's colours, and again when the theme changes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from photofinder.paths import resources_dir
from photofinder.ui import icons, theme

NEEDED = [
    "all-photos",
    "recent",
    "duplicates",
    "series",
    "problems",
    "history",
    "folder",
    "folders",
    "folder-offline",
    "add",
    "search",
    "settings",
    "pause",
    "resume",
    "cancel",
    "undo",
    "redo",
    "trash",
    "keep",
    "compare",
    "zoom-in",
    "zoom-out",
    "fit",
    "back",
    "forward",
    "info",
    "warning",
    "error",
    "close",
    "details",
    "region",
    "similar",
    "sort",
    "filter",
    "menu",
    "check",
    "star",
    "copy",
    "open",
    "sync",
    "flip",
    "difference",
]


@pytest.fixture
def themed(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    theme.apply(qapp, "light")


def inks(image: QImage) -> set[str]:
    """Return the colours of the fully opaque pixels."""
    found = set()
    for y in range(image.height()):
        for x in range(image.width()):
            pixel = image.pixelColor(x, y)
            if pixel.alpha() == 255:
                found.add(pixel.name())
    return found


def drawn(name: str, mode: QIcon.Mode = QIcon.Mode.Normal, state: QIcon.State | None = None) -> set:
    state = QIcon.State.Off if state is None else state
    return inks(icons.icon(name).pixmap(QSize(40, 40), mode, state).toImage())


@pytest.mark.parametrize("name", NEEDED)
def test_every_icon_that_the_window_needs_is_there_and_draws(name: str, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    assert drawn(name) == {theme.LIGHT["text"]}


def test_no_icon_has_a_colour_of_its_own() -> None:
    for path in (resources_dir() / "icons").glob("*.svg"):
        if path.stem != "photofinder":
            assert "#" not in path.read_text(encoding="utf-8"), path.name


def test_disabled_selected_and_checked_ones_are_told_apart(themed: QApplication) -> None:
    theme.apply(themed, "light")
    assert drawn("trash", QIcon.Mode.Disabled) == {theme.LIGHT["disabled"]}
    assert drawn("trash", QIcon.Mode.Selected) == {theme.LIGHT["accent"]}
    assert drawn("trash", QIcon.Mode.Normal, QIcon.State.On) == {theme.LIGHT["accent"]}


def test_an_icon_is_drawn_once_per_theme(themed: QApplication) -> None:
    theme.apply(themed, "light")
    light = icons.icon("folder")
    assert icons.icon("folder").cacheKey() == light.cacheKey()
    theme.apply(themed, "dark")
    assert icons.icon("folder").cacheKey() != light.cacheKey()
    assert drawn("folder") == {theme.DARK["text"]}


def test_redressing_follows_the_theme(themed: QApplication, qtbot: QtBot) -> None:
    theme.apply(themed, "light")
    window = QWidget()
    qtbot.addWidget(window)
    button = QToolButton(window)
    bare = QToolButton(window)
    icons.dress(button, "search")
    theme.apply(themed, "dark")
    icons.redress(window)
    assert inks(button.icon().pixmap(40).toImage()) == {theme.DARK["text"]}
    assert bare.icon().isNull()


@pytest.mark.parametrize(("role", "ink"), [("primary", "on_accent"), ("danger", "base")])
def test_on_a_filled_button_it_has_the_colour_of_the_text(
    themed: QApplication, qtbot: QtBot, role: str, ink: str
) -> None:
    theme.apply(themed, "light")
    window = QWidget()
    qtbot.addWidget(window)
    button = QPushButton(window)
    button.setProperty("role", role)
    icons.dress(button, "compare")
    assert inks(button.icon().pixmap(40).toImage()) == {theme.LIGHT[ink]}
    disabled = button.icon().pixmap(QSize(40, 40), QIcon.Mode.Disabled, QIcon.State.Off)
    assert inks(disabled.toImage()) == {theme.LIGHT["disabled"]}
    theme.apply(themed, "dark")
    icons.redress(window)
    assert inks(button.icon().pixmap(40).toImage()) == {theme.DARK[ink]}


def test_an_icon_in_another_colour_is_sharp_on_a_dense_screen(qapp: QApplication) -> None:
    made = icons.pixmap("warning", 20, 2.0, QColor("#8a5200"))
    assert (made.width(), made.devicePixelRatio()) == (40, 2.0)
    assert inks(made.toImage()) == {"#8a5200"}


def test_the_program_icon_is_there_in_every_size(qapp: QApplication) -> None:
    for edge in (16, 32, 256):
        assert icons.program_icon().pixmap(edge).width() == edge
    assert len(inks(icons.icon("photofinder").pixmap(64).toImage())) > 5


def test_a_missing_icon_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon")
