"""Folders and views at the left: what the stack shows is chosen here. GUI thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
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

_Action = QAbstractItemView.CursorAction
_PLACE = Qt.ItemDataRole.UserRole
_ICON = Qt.ItemDataRole.UserRole + 1
_ICON_PX = 18
_MIN_WIDTH_PX, _MIN_COUNT_PX = 216, 24
#: five digits with what is around them
_COUNT_PX = 56
_RADIUS_PX = 4


@dataclass(frozen=True, slots=True)
class _Line:
    """A folder as it is to be shown."""

    path: Path
    name: str
    photos: int
    icon: str


class Sidebar(QTreeWidget):
    """The views, the review pages and the folders.

    Signals
    -------
    placeChosen(object)
        The name of a view (``all``, ``recent``, ``duplicates``, ``series``, ``folders``,
        ``problems``, ``history``, ``similar``) or the `Path` of a folder. The keyboard stays here.
    placeEntered()
        Enter or a click: the keyboard is to go to what was chosen.
    subfoldersWanted(object)
        A folder was opened; `set_subfolders` fills it.
    folderMenuRequested(object, object)
        A `Path` and the global position.
    """

    placeChosen = Signal(object)
    placeEntered = Signal()
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
        # also while its folder is not loaded, or gone for a while
        self._chosen: str | Path | None = None
        self._build()
        self.currentItemChanged.connect(self._on_current_changed)
        self.itemClicked.connect(self._on_clicked)
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
            (review, "folders", "folders", self.tr("Duplicate folders")),
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
        lines = []
        for folder in folders:
            name = words.path_text(folder.path.name or folder.path)
            if not folder.online:
                name = self.tr("{name} (offline)").format(name=name)
            icon = "folder" if folder.online else "folder-offline"
            lines.append(_Line(folder.path, name, counts.get(folder.path, 0), icon))
        self._show_lines(self._folder_group, lines)
        for path, item in list(self._folders.items()):
            if item.isExpanded():
                self.subfoldersWanted.emit(path)

    def set_subfolders(self, parent: Path, shares: Sequence[FolderShare]) -> None:
        """Show what lies directly below a folder; what is open and chosen below stays so."""
        item = self._folders.get(parent)
        if item is None:
            return
        lines = [
            _Line(share.path, words.path_text(share.path.name), share.photos, "folder")
            for share in shares
        ]
        self._show_lines(item, lines)
        _show_indicator(item, bool(shares))
        for share in shares:
            _show_indicator(self._folders[share.path], share.has_subfolders)

    def _show_lines(self, parent: QTreeWidgetItem, lines: Sequence[_Line]) -> None:
        """Have these folders below an item: in place, so that nothing closes or moves."""
        blocked = self.blockSignals(True)
        wanted = {line.path for line in lines}
        for child in _children(parent):
            if child.data(0, _PLACE) not in wanted:
                self._drop(child)
        for number, line in enumerate(lines):
            item = parent.child(number)
            if item is None or item.data(0, _PLACE) != line.path:
                known = self._folders.get(line.path)
                if known is not None:  # it stands elsewhere
                    self._drop(known)
                item = self._add_folder(parent, number, line.path)
            if item.text(0) != line.name:
                item.setText(0, line.name)
            if item.data(0, _ICON) != line.icon:
                _give_icon(item, line.icon)
            count = words.count_text(line.photos)
            if item.text(1) != count:
                item.setText(1, count)
        self.blockSignals(blocked)
        if isinstance(self._chosen, Path):
            self.choose(self._chosen, quietly=True)

    def _drop(self, item: QTreeWidgetItem) -> None:
        """Take a folder out, with all below it."""
        self._forget(item)
        current = self.currentItem()
        while current is not None and current is not item:
            current = current.parent()
        if current is item:  # else Qt would choose a neighbour, which nobody did
            self.setCurrentIndex(QModelIndex())
        (item.parent() or self.invisibleRootItem()).removeChild(item)

    def _forget(self, item: QTreeWidgetItem) -> None:
        for child in _children(item):
            self._forget(child)
        self._folders.pop(item.data(0, _PLACE), None)

    def _add_folder(self, parent: QTreeWidgetItem, number: int, path: Path) -> QTreeWidgetItem:
        item = QTreeWidgetItem(["", ""])
        parent.insertChild(number, item)
        item.setToolTip(0, words.plain_tip(words.path_text(path)))
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
        self._chosen = place
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
            self._chosen = item.data(0, _PLACE)
            self.placeChosen.emit(self._chosen)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Leave the headings out: there is nothing to choose in them."""
        here, index = self.currentIndex(), super().moveCursor(action, modifiers)
        if not here.isValid():  # the keyboard has just come in, which chooses nothing
            return index
        step = self.indexAbove if action == _Action.MoveUp else self.indexBelow
        while index.isValid() and index.siblingAtColumn(0).data(_PLACE) is None:
            index = here if action == _Action.MoveLeft else step(index)
        return index if index.isValid() else here

    def _on_clicked(self, item: QTreeWidgetItem) -> None:
        if item.data(0, _PLACE) is not None:
            self.placeEntered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter leads to what is chosen; every other key moves in the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.current_place() is not None:
                self.placeEntered.emit()
        else:
            super().keyPressEvent(event)

    def _on_expanded(self, item: QTreeWidgetItem) -> None:
        place = item.data(0, _PLACE)
        if isinstance(place, Path):
            self.subfoldersWanted.emit(place)

    def _on_menu(self, position: object) -> None:
        item = self.itemAt(position)  # type: ignore[call-overload]  # a QPoint
        place = None if item is None else item.data(0, _PLACE)
        if isinstance(place, Path):
            self.folderMenuRequested.emit(place, self.viewport().mapToGlobal(position))  # type: ignore[call-overload]


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    children = (item.child(number) for number in range(item.childCount()))
    return [child for child in children if child is not None]


def _show_indicator(item: QTreeWidgetItem, shown: bool) -> None:
    policies = QTreeWidgetItem.ChildIndicatorPolicy
    item.setChildIndicatorPolicy(policies.ShowIndicator if shown else policies.DontShowIndicator)


def _give_icon(item: QTreeWidgetItem, name: str) -> None:
    item.setIcon(0, icons.icon(name))
    item.setData(0, _ICON, name)
