"""Folders and views at the left: what the stack shows is chosen here. GUI thread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from photofinder.ui import icons, theme, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photofinder.core.types import Folder
    from photofinder.core.views import FolderShare

_PLACE = Qt.ItemDataRole.UserRole
_LOADED = Qt.ItemDataRole.UserRole + 1
_ICON = Qt.ItemDataRole.UserRole + 2
_ICON_PX = 18
_MIN_WIDTH_PX, _MIN_COUNT_PX = 216, 24
#: five digits with what is around them
_COUNT_PX = 56
_RADIUS_PX = 4


class Sidebar(QTreeWidget):
    """The views, the review pages and the folders.

    Signals
    -------
    placeChosen(object)
        The name of a view (``all``, ``recent``, ``duplicates``, ``series``, ``problems``,
        ``history``, ``similar``) or the `Path` of a folder.
    subfoldersWanted(object)
        A folder was opened; `set_subfolders` fills it.
    folderMenuRequested(object, object)
        A `Path` and the global position.
    """

    placeChosen = Signal(object)
    subfoldersWanted = Signal(object)
    folderMenuRequested = Signal(object, object)
    addRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Views and folders"))
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("sidebar")
        self.setIndentation(theme.GROUP)
        self.setRootIsDecorated(False)
        self.setIconSize(QSize(_ICON_PX, _ICON_PX))
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(_MIN_COUNT_PX)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._items: dict[str, QTreeWidgetItem] = {}
        self._folders: dict[Path, QTreeWidgetItem] = {}
        self._build()
        self.currentItemChanged.connect(self._on_current_changed)
        self.itemExpanded.connect(self._on_expanded)
        self.customContextMenuRequested.connect(self._on_menu)

    def _build(self) -> None:
        library = self._group(self.tr("Library"))
        review = self._group(self.tr("Review"))
        self._folder_group = self._group(self.tr("Folders"))
        for group, name, icon, text in (
            (library, "all", "all-photos", self.tr("All photos")),
            (library, "recent", "recent", self.tr("Recently added")),
            (library, "similar", "similar", self.tr("Find similar")),
            (review, "duplicates", "duplicates", self.tr("Duplicates")),
            (review, "series", "series", self.tr("Series")),
            (review, "problems", "problems", self.tr("Problems")),
            (review, "history", "history", self.tr("History")),
        ):
            item = QTreeWidgetItem(group, [text, ""])
            _give_icon(item, icon)
            item.setData(0, _PLACE, name)
            self._dress_count(item)
            self._items[name] = item
        self.expandAll()
        self.setMinimumWidth(max(_MIN_WIDTH_PX, self.sizeHintForColumn(0) + _COUNT_PX))

    def _group(self, text: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self, [text, ""])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = self.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 0.9)
        item.setFont(0, font)
        item.setForeground(0, theme.colour("muted"))
        item.setFirstColumnSpanned(True)
        return item

    @staticmethod
    def _dress_count(item: QTreeWidgetItem) -> None:
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setForeground(1, theme.colour("muted"))

    # -- contents ------------------------------------------------------------------------------

    def set_count(self, name: str, count: int) -> None:
        """Show a number beside a view; nothing for 0."""
        text = words.count_text(count) if count else ""
        self._items[name].setText(1, text)
        spoken = f"{self._items[name].text(0)}, {text}" if text else self._items[name].text(0)
        self._items[name].setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)

    def set_folders(self, folders: Sequence[Folder], counts: dict[Path, int]) -> None:
        """Show the library's folders; what is open and chosen stays so."""
        chosen = self.current_place()
        expanded = {path for path, item in self._folders.items() if item.isExpanded()}
        self.blockSignals(True)
        self._folder_group.takeChildren()
        self._folders.clear()
        for folder in folders:
            item = self._add_folder(
                self._folder_group, folder.path, words.path_text(folder.path.name or folder.path)
            )
            if not folder.online:
                _give_icon(item, "folder-offline")
                item.setText(0, self.tr("{name} (offline)").format(name=item.text(0)))
            item.setText(1, words.count_text(counts.get(folder.path, 0)))
        self.blockSignals(False)
        for path in sorted(expanded):
            if path in self._folders:
                self._folders[path].setExpanded(True)
                self.subfoldersWanted.emit(path)
        self.choose(chosen, quietly=True)

    def set_subfolders(self, parent: Path, shares: Sequence[FolderShare]) -> None:
        """Show what lies directly below a folder."""
        item = self._folders.get(parent)
        if item is None:
            return
        chosen = self.current_place()
        self.blockSignals(True)
        for number in range(item.childCount()):
            child = item.child(number)
            if child is not None:
                self._folders.pop(child.data(0, _PLACE), None)
        item.takeChildren()
        item.setData(0, _LOADED, True)
        for share in shares:
            child = self._add_folder(item, share.path, words.path_text(share.path.name))
            child.setText(1, words.count_text(share.photos))
            if not share.has_subfolders:
                child.setChildIndicatorPolicy(
                    QTreeWidgetItem.ChildIndicatorPolicy.DontShowIndicator
                )
        if not shares:
            item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.DontShowIndicator)
        self.blockSignals(False)
        if isinstance(chosen, Path):
            self.choose(chosen, quietly=True)

    def _add_folder(self, parent: QTreeWidgetItem, path: Path, name: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(parent, [name, ""])
        _give_icon(item, "folder")
        item.setToolTip(0, words.path_text(path))
        item.setData(0, _PLACE, path)
        item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
        self._dress_count(item)
        self._folders[path] = item
        return item

    def is_root(self, path: Path) -> bool:
        """Tell whether a folder is one of the library's own, not one below."""
        item = self._folders.get(path)
        return item is not None and item.parent() is self._folder_group

    def renew_icons(self) -> None:
        """Draw icons and greys anew, after the theme changed."""
        muted = theme.colour("muted")
        for number in range(self.topLevelItemCount()):
            group = self.topLevelItem(number)
            if group is not None:
                group.setForeground(0, muted)
        for item in (*self._items.values(), *self._folders.values()):
            item.setIcon(0, icons.icon(item.data(0, _ICON)))
            item.setForeground(1, muted)

    # -- choosing ------------------------------------------------------------------------------

    def current_place(self) -> str | Path | None:
        """Return what is chosen: a view's name or a folder."""
        item = self.currentItem()
        return None if item is None else item.data(0, _PLACE)

    def choose(self, place: str | Path | None, *, quietly: bool = False) -> None:
        """Mark a view or folder as the current one; ``quietly`` tells nobody."""
        item = self._folders.get(place) if isinstance(place, Path) else self._items.get(place or "")
        if item is None or item is self.currentItem():
            return
        blocked = self.blockSignals(quietly)
        self.setCurrentItem(item)
        self.blockSignals(blocked)

    def drawRow(
        self,
        painter: QPainter,
        options: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the ground of the chosen row in one piece; the style draws each column alone."""
        if self.selectionModel().isSelected(index):
            row = options.rect
            row.setLeft(0)
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(theme.colour("accent" if self.hasFocus() else "accent_soft"))
            painter.setBrush(theme.colour("accent_soft"))
            painter.drawRoundedRect(
                row.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS_PX, _RADIUS_PX
            )
            painter.restore()
        super().drawRow(painter, options, index)

    def _on_current_changed(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and item.data(0, _PLACE) is not None:
            self.placeChosen.emit(item.data(0, _PLACE))

    def _on_expanded(self, item: QTreeWidgetItem) -> None:
        place = item.data(0, _PLACE)
        if isinstance(place, Path) and not item.data(0, _LOADED):
            self.subfoldersWanted.emit(place)

    def _on_menu(self, position: object) -> None:
        item = self.itemAt(position)  # type: ignore[call-overload]  # a QPoint
        place = None if item is None else item.data(0, _PLACE)
        if isinstance(place, Path):
            self.folderMenuRequested.emit(place, self.viewport().mapToGlobal(position))  # type: ignore[call-overload]


def _give_icon(item: QTreeWidgetItem, name: str) -> None:
    item.setIcon(0, icons.icon(name))
    item.setData(0, _ICON, name)
