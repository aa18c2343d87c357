"""Every shortcut, made from the actions themselves so that none is missing or wrong. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QMenu,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from photofinder.ui import theme
from photofinder.ui.words import plain, tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_WIDTH_PX, _HEIGHT_PX = 640, 600
_KEYS_PX = 220


def own_keys() -> dict[str, list[tuple[str, str]]]:
    """Return the keys that belong to views and not to actions: group, then (text, keys)."""
    return {
        tr("In a list of photos"): [
            (tr("Move"), _keys("Left", "Right", "Up", "Down")),
            (tr("First and last photo"), _keys("Home", "End")),
            (tr("A screenful up or down"), _keys("PgUp", "PgDown")),
            (tr("Choose up to here"), tr("Shift with a key that moves")),
            (tr("Choose one more, or one less"), _keys("Ctrl+Space")),
            (tr("Choose all"), _keys("Ctrl+A")),
            (tr("Choose none; close the message; leave the full screen"), _keys("Esc")),
            (tr("Filter"), tr("Type; words with S or C: / first")),
            (tr("Size of the thumbnails"), tr("Ctrl and the mouse wheel")),
        ],
        tr("In the settings"): [
            (tr("Move a keeper rule"), _keys("Alt+Up", "Alt+Down")),
        ],
        tr("In a filter"): [
            (tr("To the list"), _keys("Return", "Down")),
            (tr("Clear it, then to the list"), _keys("Esc")),
        ],
    }


class ShortcutsDialog(QDialog):
    """The shortcuts in groups, with a filter.

    Parameters
    ----------
    actions : sequence of QAction
        Those without a shortcut are left out; their menu is their group.
    extra : mapping, optional
        Keys that are no actions: group to pairs of text and keys; `own_keys` by default.
    """

    def __init__(
        self,
        actions: Sequence[QAction],
        parent: QWidget | None = None,
        *,
        extra: Mapping[str, Sequence[tuple[str, str]]] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.resize(_WIDTH_PX, _HEIGHT_PX)
        self._build()
        groups = self._groups_of(actions)
        for title, rows in (own_keys() if extra is None else extra).items():
            groups.setdefault(title, []).extend(rows)
        for title, rows in groups.items():
            self._add_group(title, rows)
        self.list.expandAll()

    def _build(self) -> None:
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(self.tr("Filter by word or key"))
        self.filter.setAccessibleName(self.tr("Filter"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._on_filter)
        self.list = QTreeWidget(self)
        self.list.setAccessibleName(self.tr("Keyboard shortcuts"))
        self.list.setColumnCount(2)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setIndentation(theme.GROUP)
        self.list.setUniformRowHeights(True)
        self.list.setObjectName("shortcuts")
        self.list.setStyleSheet("QTreeWidget#shortcuts { show-decoration-selected: 0; }")
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, _KEYS_PX)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GROUP, theme.GROUP, theme.GROUP, theme.GAP + 4)
        column.setSpacing(theme.GAP)
        column.addWidget(self.filter)
        column.addWidget(self.list, 1)
        column.addWidget(buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """Measure the rows in the dress that they have by now."""
        super().showEvent(event)
        self.list.doItemsLayout()

    def _groups_of(self, actions: Sequence[QAction]) -> dict[str, list[tuple[str, str]]]:
        groups: dict[str, list[tuple[str, str]]] = {}
        for action in actions:
            keys = keys_text(action)
            if keys:
                title = _menu_of(action) or self.tr("Elsewhere")
                groups.setdefault(title, []).append((plain(action.text()), keys))
        return groups

    def _add_group(self, title: str, rows: Sequence[tuple[str, str]]) -> None:
        group = QTreeWidgetItem(self.list, [title, ""])
        group.setFirstColumnSpanned(True)
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = self.font()
        font.setBold(True)
        group.setFont(0, font)
        for text, keys in rows:
            item = QTreeWidgetItem(group, [text, keys])
            item.setForeground(1, theme.colour("muted"))
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{text}: {keys}")

    def _on_filter(self, text: str) -> None:
        """Show only what has every word of the filter; a group goes with its last row."""
        wanted = text.casefold().split()
        for number in range(self.list.topLevelItemCount()):
            group = self.list.topLevelItem(number)
            if group is None:
                continue
            shown = 0
            for row in range(group.childCount()):
                item = group.child(row)
                if item is None:
                    continue
                found = f"{item.text(0)} {item.text(1)}".casefold()
                hidden = not all(word in found for word in wanted)
                item.setHidden(hidden)
                shown += not hidden
            group.setHidden(shown == 0)


def keys_text(action: QAction) -> str:
    """Return an action's shortcuts as the system writes them."""
    return ", ".join(_native(keys) for keys in action.shortcuts() if not keys.isEmpty())


def _menu_of(action: QAction) -> str:
    for owner in action.associatedObjects():
        if isinstance(owner, QMenu) and owner.title():
            return plain(owner.title())
    return ""


def _keys(*names: str) -> str:
    return ", ".join(_native(QKeySequence(name)) for name in names)


def _native(keys: QKeySequence) -> str:
    return keys.toString(QKeySequence.SequenceFormat.NativeText)
