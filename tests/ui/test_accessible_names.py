"""Whatever the keyboard can reach says what it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QWidget

from photofinder.ui.about_dialog import AboutDialog
from photofinder.ui.context import PageContext
from photofinder.ui.settings_dialog import SettingsDialog
from photofinder.ui.similar_page import SimilarPage

Make = Callable[[PageContext, Any], QWidget]
MAKERS: dict[str, Make] = {
    "settings": lambda context, _: SettingsDialog(context),
    "about": lambda context, indexed: AboutDialog(context, indexed.paths),
    "similar": lambda context, _: SimilarPage(context),
}


def nameless(root: QWidget) -> list[str]:
    """Name what can have the keyboard and says nothing of itself."""
    found = []
    for widget in [root, *root.findChildren(QWidget)]:
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or widget.isWindow():
            continue
        if widget.focusProxy() is not None or widget.objectName() == "qt_scrollarea_viewport":
            continue  # hand the keyboard on
        if widget.window() is not root or isinstance(widget, QLabel):
            continue  # a calendar that pops up; words that are only there at times
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is not None and not interface.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


@pytest.mark.parametrize("name", MAKERS)
def test_what_the_keyboard_reaches_says_what_it_is(
    qtbot: Any, context: PageContext, indexed: Any, name: str
) -> None:
    made = MAKERS[name](context, indexed)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.show()
    assert nameless(made) == []
