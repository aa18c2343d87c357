"""The other places of the same file: to go to, or to be shown in the file manager. GUI thread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QMenu, QVBoxLayout, QWidget

from photofinder.ui import icons, photo_actions, theme, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from photofinder.ui.context import PageContext

_MAX_ROWS_SHOWN = 5
_PATH = Qt.ItemDataRole.UserRole


class _Places(QListWidget):
    """A list that opens an entry by Enter on every system."""

    opened = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current entry by Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self.opened.emit(self.currentItem().data(_PATH))
        else:
            super().keyPressEvent(event)


class CopiesList(QWidget):
    """Where else the same bytes lie; takes no room where there are none.

    Signals
    -------
    photoChosen(Path)
        By a double click or Enter.
    """

    photoChosen = Signal(object)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP)
        self._heading = QLabel(self)
        self._heading.setProperty("role", "heading")
        layout.addWidget(self._heading)
        self.list = _Places(self)
        self.list.setAccessibleName(self.tr("Other places of the same file"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._on_menu)
        self.list.itemDoubleClicked.connect(self._on_item)
        self.list.opened.connect(self.photoChosen)
        layout.addWidget(self.list)
        self.show_copies(())

    def show_copies(self, paths: Sequence[Path]) -> None:
        """Show the places of other files of the same bytes."""
        if [self.list.item(row).data(_PATH) for row in range(self.list.count())] != list(paths):
            self.list.clear()
            for path in paths:
                item = QListWidgetItem(words.path_text(path), self.list)
                item.setData(_PATH, path)
                item.setToolTip(words.plain_tip(words.path_text(path)))
        self._heading.setText(self.tr("%n identical file(s) elsewhere", "", len(paths)))
        rows = min(_MAX_ROWS_SHOWN, max(1, len(paths)))
        height = self.list.sizeHintForRow(0) if paths else self.fontMetrics().lineSpacing()
        self.list.setFixedHeight(rows * height + 2 * self.list.frameWidth() + 2)
        self.setVisible(bool(paths))

    def _on_item(self, item: QListWidgetItem) -> None:
        self.photoChosen.emit(item.data(_PATH))

    def menu_for(self, path: Path) -> QMenu:
        """Return what can be done with a place."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for icon, text, act in (
            ("photo", self.tr("Show in library"), self.photoChosen.emit),
            ("folder", self.tr("Show in file manager"), self._show_in_folder),
            ("copy", self.tr("Copy path"), self._copy_path),
        ):
            action = menu.addAction(icons.icon(icon), text)
            action.triggered.connect(lambda _checked, act=act: act(path))
        return menu

    def _show_in_folder(self, path: Path) -> None:
        photo_actions.show_in_folder(self._context, path)

    def _copy_path(self, path: Path) -> None:
        photo_actions.copy_paths([path])

    def _on_menu(self, position: QPoint) -> None:
        item = self.list.itemAt(position)
        if item is not None:
            self.menu_for(item.data(_PATH)).popup(self.list.viewport().mapToGlobal(position))
