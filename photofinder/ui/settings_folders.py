"""Settings: the folders of the library. GUI thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from photofinder.app.questions import Desk
from photofinder.errors import PhotofinderError
from photofinder.ui import icons, theme, words
from photofinder.ui.folder_chooser import choose_folder
from photofinder.ui.settings_keepers import with_protected, without_protected
from photofinder.ui.settings_page import SettingsPage

if TYPE_CHECKING:
    from photofinder.app.library import Library
    from photofinder.core.types import Folder
    from photofinder.settings import Settings

_LIST_PX = 208
_COUNT_PX, _STATE_PX = 96, 200
_ICON_PX = 18


@dataclass(frozen=True, slots=True)
class _Folders:
    folders: tuple[Folder, ...]
    counts: dict[Path, int]


class FoldersPage(SettingsPage):
    """Folders with what is known of them; added, removed and protected here."""

    def build(self) -> None:
        """Make the fields."""
        self._known = _Folders((), {})
        self._busy = False
        self._asked_about: Path | None = None
        self._list = QTreeWidget(self)
        self._list.setAccessibleName(self.tr("Folders of the library"))
        self._list.setColumnCount(3)
        self._list.setHeaderLabels([self.tr("Folder"), self.tr("Photos"), self.tr("State")])
        self._list.setRootIsDecorated(False)
        self._list.setUniformRowHeights(True)
        self._list.setIconSize(QSize(_ICON_PX, _ICON_PX))
        self._list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._list.setFixedHeight(_LIST_PX)
        header = self._list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in ((1, _COUNT_PX), (2, _STATE_PX)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, width)
        self._list.currentItemChanged.connect(self._on_current)
        self.add_wide(self._list)
        self._build_buttons()
        self._note = self.add_wide(self._build_question())
        self._protected = QCheckBox(self.tr("&Protected"), self)
        self._protected.toggled.connect(self._on_protected)
        self._protected_note = self.add_wide(
            self._protected,
            self.tr("A clean-up never removes a photo of a protected folder."),
        )
        bridge = self.editor.context.bridge
        bridge.foldersChanged.connect(self._ask)
        self._ask()

    def _build_buttons(self) -> None:
        self._add = QPushButton(self.tr("&Add a folder..."), self)
        self._add.clicked.connect(self._on_add)
        icons.dress(self._add, "add")
        self._remove = QPushButton(self.tr("&Remove..."), self)
        self._remove.clicked.connect(self._on_remove)
        icons.dress(self._remove, "remove")
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        for button in (self._add, self._remove):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        self.grid.addLayout(row, self.grid.rowCount(), 0, 1, 2)

    def _build_question(self) -> QFrame:
        """Return the question that removing a folder asks, in place."""
        self._question = QFrame(self)
        self._question.setProperty("role", "card")
        column = QVBoxLayout(self._question)
        column.setContentsMargins(theme.GROUP, theme.GAP + 4, theme.GROUP, theme.GAP + 4)
        column.setSpacing(theme.GAP)
        self._question_text = QLabel(self._question)
        self._question_text.setWordWrap(True)
        self._question_text.setTextFormat(Qt.TextFormat.PlainText)
        column.addWidget(self._question_text)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        keep = QPushButton(self.tr("Remove, keep what was learnt"), self._question)
        keep.setProperty("role", "primary")
        keep.clicked.connect(lambda: self.remove(forget=False))
        forget = QPushButton(self.tr("Remove and forget"), self._question)
        forget.setProperty("role", "danger")
        forget.clicked.connect(lambda: self.remove(forget=True))
        self._cancel = QPushButton(self.tr("Cancel"), self._question)
        self._cancel.clicked.connect(self._on_cancel)
        for button in (keep, forget, self._cancel):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self._question.hide()
        return self._question

    # -- contents ------------------------------------------------------------------------------

    @Slot()
    def _ask(self) -> None:
        self.editor.context.bridge.ask(
            self, _folders_of, self._on_folders, key="folders", desk=Desk.SLOW
        )

    def _on_folders(self, known: _Folders) -> None:
        self._known = known
        if self._asked_about not in [folder.path for folder in known.folders]:
            self._close_question()  # it is no folder of the library any more
        self.reload()

    def load(self, settings: Settings) -> None:
        """Show the folders and which are protected."""
        chosen = self.current_folder()
        self._list.clear()
        for folder in self._known.folders:
            protected = _is_protected(folder.path, settings)
            item = QTreeWidgetItem(self._list, self._texts(folder, protected))
            item.setData(0, Qt.ItemDataRole.UserRole, folder.path)
            item.setToolTip(0, words.plain_tip(words.path_text(folder.path)))
            item.setIcon(0, icons.icon("folder" if folder.online else "folder-offline"))
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setForeground(2, theme.colour("muted"))
            if folder.path == chosen:
                self._list.setCurrentItem(item)
        first = self._list.topLevelItem(0)
        if self._list.currentItem() is None and first is not None:
            self._list.setCurrentItem(first)
        self._tell_current(settings)

    def _texts(self, folder: Folder, protected: bool) -> list[str]:
        states = (
            self.tr("protected") if protected else "",
            "" if folder.online else self.tr("offline"),
        )
        return [
            words.path_text(folder.path),
            words.count_text(self._known.counts.get(folder.path, 0)),
            ", ".join(state for state in states if state) or self.tr("available"),
        ]

    def current_folder(self) -> Path | None:
        """Return the chosen folder."""
        item = self._list.currentItem()
        return None if item is None else item.data(0, Qt.ItemDataRole.UserRole)

    @Slot()
    def _on_current(self) -> None:
        if not self._loading:
            self._close_question()
            self._loading = True
            self._tell_current(self.editor.settings)
            self._loading = False

    def _tell_current(self, settings: Settings) -> None:
        folder = self.current_folder()
        self._add.setEnabled(self.editor.writable and not self._busy)
        self._remove.setEnabled(folder is not None and self._add.isEnabled())
        self._protected.setEnabled(folder is not None)
        protected = folder is not None and _is_protected(folder, settings)
        self._protected.setChecked(protected)
        if folder is not None and protected and folder not in settings.protected:
            self._protected.setEnabled(False)  # a folder above it is: see the keeper rules

    # -- doing ---------------------------------------------------------------------------------

    @Slot()
    def _on_add(self) -> None:
        choose_folder(self, self.tr("Add a folder of photos"), self.add)

    def add(self, folder: Path) -> None:
        """Take a folder into the library."""
        self._start()
        self.editor.context.bridge.ask(
            self,
            lambda library: library.add_folder(folder),
            lambda answer: self._on_done(answer[1] or ""),
            self._on_failed,
            desk=Desk.SLOW,
        )

    @Slot()
    def _on_remove(self) -> None:
        folder = self.current_folder()
        if folder is None:
            return
        text = self.tr(
            "Take {folder} out of the library? Its photos stay where they are. If what was "
            "learnt of them is kept, adding the folder again takes no time."
        )
        self._asked_about = folder
        self._question_text.setText(text.format(folder=words.path_text(folder)))
        self._question.show()
        self._cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_cancel(self) -> None:
        self._close_question()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_question(self) -> None:
        self._asked_about = None
        self._question.hide()

    def remove(self, *, forget: bool) -> None:
        """Take the folder that the question names out of the library, whichever is chosen now."""
        folder = self._asked_about
        self._close_question()
        if folder is None:
            return
        self._start()
        self.editor.context.bridge.ask(
            self,
            lambda library: library.remove_folder(folder, forget=forget),
            lambda _: self._on_done(""),
            self._on_failed,
            desk=Desk.SLOW,
        )

    def _start(self) -> None:
        self._busy = True
        self._note.clear_error()
        self._tell_current(self.editor.settings)

    def _on_done(self, note: str) -> None:
        self._busy = False
        self._note.say(words.phrase_text(note))
        self.editor.foldersChanged.emit()
        self._ask()

    def _on_failed(self, error: Exception) -> None:
        self._busy = False
        self.reload()
        if not isinstance(error, PhotofinderError):
            raise error
        self._note.refuse(words.error_text(error))

    def _on_protected(self, checked: bool) -> None:
        folder = self.current_folder()
        if folder is None or self._loading:
            return
        change = with_protected if checked else without_protected
        self.edit(self._protected_note, lambda settings: change(settings, folder))


def _is_protected(folder: Path, settings: Settings) -> bool:
    return any(folder.is_relative_to(other) for other in settings.protected)


def _folders_of(library: Library) -> _Folders:
    return _Folders(tuple(library.folders()), library.viewing.folder_counts())
