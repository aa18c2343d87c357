"""Orders of keeper rules under names, folders to keep photos in, and how they change. GUI thread.

The functions make new settings of old ones; they run where settings are saved, in a worker.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QInputDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from photofinder.keeper_rules import AVOID_NAME, KEEPER_PRESETS, PREFER_NAME
from photofinder.settings import preset_rules
from photofinder.ui import words
from photofinder.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from photofinder.settings import Settings

_FIRST = "protected"


def preset_text(name: str) -> str:
    """Return the name of a preset as it is shown; the user's own stay as they are."""
    return {
        "default": tr("The usual order"),
        "largest": tr("The largest picture first"),
        "oldest": tr("The oldest first"),
        "newest": tr("The newest first"),
        "my folders first": tr("My folders first"),
    }.get(name, name)


def current_preset(settings: Settings) -> str:
    """Return the preset whose order is in use; empty for an order of its own."""
    known = {**KEEPER_PRESETS, **settings.presets}
    if known.get(settings.preset) == settings.keeper_rules:
        return settings.preset
    return next((name for name, rules in known.items() if rules == settings.keeper_rules), "")


# -- changes: in a worker thread -------------------------------------------------------------------


def with_preset(settings: Settings, name: str) -> Settings:
    """Use the order of a preset."""
    return dataclasses.replace(settings, preset=name, keeper_rules=preset_rules(settings, name))


def with_saved(settings: Settings, name: str) -> Settings:
    """Save the order in use under a name."""
    presets = {**settings.presets, name: settings.keeper_rules}
    return dataclasses.replace(settings, presets=presets, preset=name)


def without_saved(settings: Settings, name: str) -> Settings:
    """Forget a saved order; what is in use stays in use."""
    presets = {known: rules for known, rules in settings.presets.items() if known != name}
    preset = "" if settings.preset == name else settings.preset
    return dataclasses.replace(settings, presets=presets, preset=preset)


def with_pattern(settings: Settings, pattern: str, *, prefers: bool) -> Settings:
    """Put a rule about names before all others but protected folders."""
    rule = (PREFER_NAME if prefers else AVOID_NAME) + pattern
    others = tuple(known for known in settings.keeper_rules if known != rule)
    place = 1 if others[:1] == (_FIRST,) else 0
    return dataclasses.replace(settings, keeper_rules=(*others[:place], rule, *others[place:]))


def with_preferred(settings: Settings, folder: Path) -> Settings:
    """Keep photos below a folder, after the folders that are listed already."""
    if folder in settings.folder_priority:
        return settings
    return dataclasses.replace(settings, folder_priority=(*settings.folder_priority, folder))


def without_preferred(settings: Settings, folder: Path) -> Settings:
    """Take a folder off that list."""
    others = tuple(known for known in settings.folder_priority if known != folder)
    return dataclasses.replace(settings, folder_priority=others)


def with_moved(settings: Settings, folder: Path, step: int) -> Settings:
    """Move a folder up (-1) or down (1) that list."""
    folders = list(settings.folder_priority)
    if folder not in folders:
        return settings
    place = folders.index(folder)
    folders.insert(min(max(place + step, 0), len(folders) - 1), folders.pop(place))
    return dataclasses.replace(settings, folder_priority=tuple(folders))


# -- fields ----------------------------------------------------------------------------------------


class PresetBox(QComboBox):
    """The presets; nothing is chosen where the order is one of its own.

    Signals
    -------
    presetChosen(str)
        By the user.
    """

    presetChosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Preset of rules"))
        self.setPlaceholderText(self.tr("An order of your own"))
        self.activated.connect(lambda place: self.presetChosen.emit(self.itemData(place)))

    def show_presets(self, settings: Settings) -> None:
        """List the presets there are, and which one is in use."""
        names = [*KEEPER_PRESETS, *settings.presets]
        if names != [self.itemData(place) for place in range(self.count())]:
            self.clear()
            for name in names:
                self.addItem(preset_text(name), name)
        current = current_preset(settings)
        self.setCurrentIndex(names.index(current) if current else -1)

    def chosen(self) -> str:
        """Return the name of the preset in use; empty for an order of its own."""
        return self.currentData() or ""


def ask_name(parent: QWidget, known: Sequence[str], then: Callable[[str], None]) -> QInputDialog:
    """Ask for the name of a preset."""
    dialog = QInputDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(tr("Save the order"))
    dialog.setLabelText(tr("Name of the order; one of the same name is replaced."))
    dialog.setComboBoxEditable(True)
    dialog.setComboBoxItems(["", *known])
    dialog.textValueSelected.connect(lambda text: then(text.strip()) if text.strip() else None)
    dialog.open()
    return dialog


class PatternLine(QLineEdit):
    """A line whose Return adds what it says; the dialog around it stays open."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Return from the dialog's button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.returnPressed.emit()
            event.accept()
        else:
            super().keyPressEvent(event)


class FolderOrder(QListWidget):
    """Folders in an order; Alt+Up and Alt+Down move the current one, Del takes it off.

    Signals
    -------
    moveRequested(object, int), removeRequested(object)
        A folder, and -1 or 1.
    """

    moveRequested = Signal(object, int)
    removeRequested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Folders to keep photos in, the dearest first"))
        self.setAccessibleDescription(self.tr("Alt+Up and Alt+Down move a folder"))
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)

    def folders(self) -> tuple[Path, ...]:
        """Return the folders that are shown."""
        items = (self.item(row) for row in range(self.count()))
        return tuple(item.data(Qt.ItemDataRole.UserRole) for item in items)

    def show_folders(self, folders: Sequence[Path]) -> None:
        """Show folders; the current one stays current."""
        if tuple(folders) == self.folders():
            return
        current = self.current_folder()
        self.clear()
        for folder in folders:
            item = QListWidgetItem(words.path_text(folder), self)
            item.setData(Qt.ItemDataRole.UserRole, folder)
            item.setToolTip(words.plain_tip(words.path_text(folder)))
            if folder == current:
                self.setCurrentItem(item)

    def current_folder(self) -> Path | None:
        """Return the current folder."""
        item = self.currentItem()
        return None if item is None else item.data(Qt.ItemDataRole.UserRole)

    def ask_move(self, step: int) -> None:
        """Want the current folder up (-1) or down (1)."""
        folder, row = self.current_folder(), self.currentRow() + step
        if folder is not None and 0 <= row < self.count():
            self.moveRequested.emit(folder, step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by Alt and an arrow, take off by Del."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.ask_move(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Delete and self.current_folder() is not None:
            self.removeRequested.emit(self.current_folder())
        else:
            super().keyPressEvent(event)
