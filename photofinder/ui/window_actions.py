"""The window's actions: each with its text, key and place in a menu. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from photofinder.ui import icons

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMainWindow, QMenu


class WindowActions:
    """Makes actions and puts them into the menu bar.

    Attributes
    ----------
    by_name : dict of str to QAction
    """

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self.by_name: dict[str, QAction] = {}

    def menu(self, title: str) -> QMenu:
        """Add a menu to the menu bar."""
        return self._window.menuBar().addMenu(title)

    def add(
        self,
        menu: QMenu,
        name: str,
        text: str,
        act: Callable[[], object],
        *,
        keys: str | QKeySequence.StandardKey | tuple[str, ...] = "",
        icon: str = "",
        checkable: bool = False,
    ) -> QAction:
        """Add an action; ``keys`` work wherever the window has the focus."""
        action = QAction(text, self._window)
        action.setObjectName(name)
        if icon:
            icons.dress(action, icon)
        if isinstance(keys, tuple):
            action.setShortcuts([QKeySequence(one) for one in keys])
        elif keys:
            action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setCheckable(checkable)
        action.triggered.connect(lambda _checked=False: act())
        menu.addAction(action)
        self._window.addAction(action)
        self.by_name[name] = action
        return action

    def __getitem__(self, name: str) -> QAction:
        return self.by_name[name]
