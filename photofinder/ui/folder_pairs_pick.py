"""Two folders of the library chosen by the user. GUI thread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from photofinder.ui import icons, theme, words

if TYPE_CHECKING:
    from collections.abc import Sequence

#: a folder's path may be long; the box is not
_MIN_CHARACTERS = 12
_SHOWN_ROWS = 15


class FolderPick(QComboBox):
    """One folder of the library: from a list, or found by typing any part of its path."""

    def __init__(self, model: QStringListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_MIN_CHARACTERS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(_SHOWN_ROWS)
        self.setModel(model)
        completer = QCompleter(model, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(_SHOWN_ROWS)
        self.setCompleter(completer)
        self.setCurrentIndex(-1)

    def number(self) -> int:
        """Return which folder is named; -1 for a text that is none."""
        return self.findText(self.currentText(), Qt.MatchFlag.MatchExactly)


#: of a path, as much as says which it is; the rest is seen where there is room
_LEAST_PX = 140


class FolderPicks(QWidget):
    """Two folders, and the button that compares them.

    Signals
    -------
    compareRequested(Path, Path)
    """

    compareRequested = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folders: list[Path] = []
        self._names = QStringListModel(self)
        self.first = FolderPick(self._names, self)
        self.first.setAccessibleName(self.tr("First folder"))
        self.second = FolderPick(self._names, self)
        self.second.setAccessibleName(self.tr("Second folder"))
        self.compare = QPushButton(self.tr("Compare"), self)
        self.compare.setAccessibleName(self.tr("Compare these two folders"))
        self.compare.clicked.connect(self._on_compare)
        icons.dress(self.compare, "compare")
        for box, hint in (
            (self.first, self.tr("Any folder")),
            (self.second, self.tr("Another folder")),
        ):
            box.setMinimumWidth(_LEAST_PX)
            box.editTextChanged.connect(self._retell)
            line = box.lineEdit()
            assert line is not None
            line.setPlaceholderText(hint)
            line.returnPressed.connect(self._on_compare)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        label = QLabel(self.tr("&Two folders:"), self)
        label.setBuddy(self.first)
        label.setProperty("role", "muted")
        between = QLabel(self.tr("and"), self)
        between.setProperty("role", "muted")
        row.addWidget(label)
        row.addWidget(self.first, 1)
        row.addWidget(between)
        row.addWidget(self.second, 1)
        row.addWidget(self.compare)
        self._retell()

    def set_folders(self, folders: Sequence[Path]) -> None:
        """Offer these folders; what is chosen or typed stays."""
        if list(folders) == self._folders:
            return
        typed = self.first.currentText(), self.second.currentText()
        self._folders = list(folders)
        self._names.setStringList([words.path_text(folder) for folder in folders])
        for box, text in zip((self.first, self.second), typed, strict=True):
            box.setCurrentIndex(-1)
            box.setEditText(text)
        self._retell()

    def choose(self, first: Path, second: Path) -> None:
        """Show two folders as the chosen ones."""
        self.first.setEditText(words.path_text(first))
        self.second.setEditText(words.path_text(second))

    def chosen(self) -> tuple[Path, Path] | None:
        """Return the two folders; None while there are not two different ones."""
        one, two = self.first.number(), self.second.number()
        if -1 in (one, two) or one == two:
            return None
        return self._folders[one], self._folders[two]

    @Slot()
    def _retell(self) -> None:
        self.compare.setEnabled(self.chosen() is not None)

    @Slot()
    def _on_compare(self) -> None:
        chosen = self.chosen()
        if chosen is not None:
            self.compareRequested.emit(*chosen)
