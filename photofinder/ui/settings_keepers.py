"""Settings: which of several equal pictures is kept, and folders nothing is removed from."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photofinder.keeper_rules import DEFAULT_KEEPER_RULES, KEEPER_RULE_NAMES, pattern_of
from photofinder.ui import icons, theme, words
from photofinder.ui.folder_chooser import choose_folder
from photofinder.ui.settings_page import SettingsPage
from photofinder.ui.settings_presets import (
    FolderOrder,
    PatternLine,
    PresetBox,
    ask_name,
    with_moved,
    with_pattern,
    with_preferred,
    with_preset,
    with_saved,
    without_preferred,
    without_saved,
)
from photofinder.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from photofinder.settings import Settings

_RULES_PX, _PREFERRED_PX, _PROTECTED_PX = 300, 144, 104


def rule_text(name: str) -> str:
    """Return a keeper rule in words."""
    pattern = pattern_of(name)
    if pattern is not None:
        text = tr("Is named like {pattern}") if pattern[1] else tr("Is not named like {pattern}")
        return text.format(pattern=pattern[0])
    return {
        "protected": tr("Lies in a protected folder"),
        "has_original": tr("Has its RAW or its film beside it"),
        "has_edits": tr("Has edits or a sidecar beside it"),
        "raw": tr("Is the camera's RAW file"),
        "camera": tr("Has the camera's data"),
        "resolution": tr("Has the higher resolution"),
        "format": tr("Has the more original format"),
        "compression": tr("Is less compressed"),
        "oldest": tr("Has the earlier capture time"),
        "newest": tr("Has the later capture time"),
        "folder_priority": tr("Lies in a preferred folder"),
        "metadata": tr("Has more metadata"),
        "not_copied_name": tr("Has no name like a copy's, such as \u201cphoto (1)\u201d"),
        "folder_depth": tr("Lies in fewer folders"),
        "path_length": tr("Has the shorter path"),
    }.get(name, name)


class RuleList(QListWidget):
    """The rules in their order; Alt+Up and Alt+Down move the current one."""

    def __init__(self, page: KeeperPage) -> None:
        super().__init__(page)
        self._page = page
        self.setAccessibleName(self.tr("Rules, the weightiest first"))
        self.setAccessibleDescription(self.tr("Alt+Up and Alt+Down move a rule"))
        self.setResizeMode(QListWidget.ResizeMode.Adjust)  # rows get their height when shown
        self.setFixedHeight(_RULES_PX)

    def set_rules(self, rules: Sequence[str]) -> None:
        """Show the rules in use, then the others without a check mark."""
        current = self.current_rule()
        self.clear()
        for name in (*rules, *(name for name in KEEPER_RULE_NAMES if name not in rules)):
            item = QListWidgetItem(rule_text(name), self)
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if name in rules else Qt.CheckState.Unchecked)
            if name == current:
                self.setCurrentItem(item)

    def rules(self) -> tuple[str, ...]:
        """Return the rules that are checked, in their order."""
        items = (self.item(row) for row in range(self.count()))
        return tuple(
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )

    def current_rule(self) -> str | None:
        """Return the name of the current rule."""
        item = self.currentItem()
        return None if item is None else item.data(Qt.ItemDataRole.UserRole)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by Alt and an arrow."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self._page.move_rule(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class KeeperPage(SettingsPage):
    """Keeper rules, preferred and protected folders."""

    _add_rule: QPushButton

    def build(self) -> None:
        """Make the fields."""
        self.add_heading(self.tr("Which copy is kept"))
        self._presets = PresetBox(self)
        self._presets.presetChosen.connect(self._on_preset)
        self._save = self._button(self.tr("Save as..."), "add", self._on_save)
        self._delete = self._button(self.tr("Delete"), "remove", self._on_delete)
        self._preset_note = self.add_wide(
            self._in_row(self._presets, self._save, self._delete),
            self.tr("An order that you save can be chosen here, and for marking duplicates."),
        )
        self._rules = RuleList(self)
        self._rules.itemChanged.connect(self._on_checked)
        self._rules.currentRowChanged.connect(self._tell_buttons)
        self._up = self._button(self.tr("Up"), "up", lambda: self.move_rule(-1))
        self._down = self._button(self.tr("Down"), "down", lambda: self.move_rule(1))
        self._restore = self._button(self.tr("Restore the usual order"), "undo", self._on_restore)
        self._rules_note = self.add_wide(
            self._beside(self._rules, (self._up, self._down, self._restore)),
            self.tr(
                "Of several equal pictures the one is kept that wins by the first rule that tells "
                "them apart. Nothing is removed by this alone; each suggestion says its reason."
            ),
        )
        self._build_patterns()
        self._build_preferred()
        self.add_heading(self.tr("Protected folders"))
        self._protected = QListWidget(self)
        self._protected.setAccessibleName(self.tr("Protected folders"))
        self._protected.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._protected.setFixedHeight(_PROTECTED_PX)
        self._protected.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._protected.currentRowChanged.connect(self._tell_buttons)
        delete = QShortcut(QKeySequence.StandardKey.Delete, self._protected)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._on_remove)
        self._add = self._button(self.tr("Add..."), "add", self._on_add)
        self._remove = self._button(self.tr("Remove"), "remove", self._on_remove)
        self._protected_note = self.add_wide(
            self._beside(self._protected, (self._add, self._remove)),
            self.tr("A clean-up never removes a photo below these folders."),
        )

    def _build_patterns(self) -> None:
        self._kind = QComboBox(self)
        self._kind.setAccessibleName(self.tr("What a name does"))
        self._kind.addItem(self.tr("Keep names like"), True)
        self._kind.addItem(self.tr("Do not keep names like"), False)
        self._pattern = PatternLine(self)
        self._pattern.setAccessibleName(self.tr("Pattern of names"))
        self._pattern.setPlaceholderText(self.tr("for example *_edited.*"))
        self._pattern.returnPressed.connect(self._on_pattern)
        self._pattern.textChanged.connect(
            lambda text: self._add_rule.setEnabled(bool(text.strip()))
        )
        self._add_rule = self._button(self.tr("Add rule"), "add", self._on_pattern)
        self._add_rule.setEnabled(False)
        self._pattern_note = self.add_wide(
            self._in_row(self._pattern, self._add_rule, before=self._kind),
            self.tr(
                "* stands for any letters, ? for one. The rule is put on top of the list; without "
                "its check mark it is forgotten."
            ),
        )

    def _build_preferred(self) -> None:
        self.add_heading(self.tr("Preferred folders"))
        self._preferred = FolderOrder(self)
        self._preferred.setFixedHeight(_PREFERRED_PX)
        self._preferred.currentRowChanged.connect(self._tell_buttons)
        self._preferred.moveRequested.connect(self._on_preferred_moved)
        self._preferred.removeRequested.connect(self._on_not_preferred)
        self._prefer = self._button(self.tr("Add..."), "add", self._on_prefer)
        self._prefer_up = self._button(self.tr("Up"), "up", lambda: self._preferred.ask_move(-1))
        self._prefer_down = self._button(
            self.tr("Down"), "down", lambda: self._preferred.ask_move(1)
        )
        self._not_preferred = self._button(
            self.tr("Remove"),
            "remove",
            lambda: self._on_not_preferred(self._preferred.current_folder()),
        )
        buttons = (self._prefer, self._prefer_up, self._prefer_down, self._not_preferred)
        self._preferred_note = self.add_wide(
            self._beside(self._preferred, buttons),
            self.tr(
                "Of equal photos the one below the first of these folders is kept, where the rule "
                "\u201cLies in a preferred folder\u201d has its turn."
            ),
        )

    def _in_row(
        self, field: QWidget, *buttons: QPushButton, before: QWidget | None = None
    ) -> QWidget:
        """Return a field in one row with what belongs to it."""
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        if before is not None:
            row.addWidget(before)
        row.addWidget(field, 1)
        for button in buttons:
            row.addWidget(button)
        return box

    def _button(self, text: str, icon: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: act())
        icons.dress(button, icon)
        return button

    def _beside(self, view: QWidget, buttons: Sequence[QPushButton]) -> QWidget:
        """Return a list with buttons at its right."""
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(view, 1)
        column = QVBoxLayout()
        column.setSpacing(theme.GAP)
        for button in buttons:
            column.addWidget(button)
        column.addStretch(1)
        row.addLayout(column)
        return box

    def load(self, settings: Settings) -> None:
        """Show the settings."""
        if self._rules.rules() != settings.keeper_rules or not self._rules.count():
            self._rules.set_rules(settings.keeper_rules)
        self._restore.setEnabled(settings.keeper_rules != DEFAULT_KEEPER_RULES)
        self._presets.show_presets(settings)
        self._delete.setEnabled(self._presets.chosen() in settings.presets)
        self._preferred.show_folders(settings.folder_priority)
        if list(settings.protected) != self._shown_folders():
            self._protected.clear()
            for folder in settings.protected:
                item = QListWidgetItem(words.path_text(folder), self._protected)
                item.setData(Qt.ItemDataRole.UserRole, folder)
        self._tell_buttons()

    @Slot()
    def _tell_buttons(self) -> None:
        row = self._rules.currentRow()
        self._up.setEnabled(row > 0)
        self._down.setEnabled(0 <= row < self._rules.count() - 1)
        self._remove.setEnabled(self._protected.currentRow() >= 0)
        preferred, last = self._preferred.currentRow(), self._preferred.count() - 1
        self._prefer_up.setEnabled(preferred > 0)
        self._prefer_down.setEnabled(0 <= preferred < last)
        self._not_preferred.setEnabled(preferred >= 0)

    # -- presets -------------------------------------------------------------------------------

    def _on_preset(self, name: str) -> None:
        self.edit(self._preset_note, lambda settings: with_preset(settings, name))

    def _on_save(self) -> None:
        ask_name(self, list(self.editor.settings.presets), self.save_preset)

    def save_preset(self, name: str) -> None:
        """Save the order in use under a name."""
        self.edit(self._preset_note, lambda settings: with_saved(settings, name))

    def _on_delete(self) -> None:
        name = self._presets.chosen()
        self.edit(self._preset_note, lambda settings: without_saved(settings, name))

    # -- names and preferred folders -----------------------------------------------------------

    def _on_pattern_text(self, text: str) -> None:
        self._add_rule.setEnabled(bool(text.strip()))

    def _on_pattern(self) -> None:
        pattern, prefers = self._pattern.text().strip(), bool(self._kind.currentData())
        if pattern:
            self._pattern.clear()
            self.edit(
                self._pattern_note,
                lambda settings: with_pattern(settings, pattern, prefers=prefers),
            )

    def _on_prefer(self) -> None:
        choose_folder(self, self.tr("Prefer a folder"), self.prefer)

    def prefer(self, folder: Path) -> None:
        """Keep photos below a folder rather than elsewhere."""
        self.edit(self._preferred_note, lambda settings: with_preferred(settings, folder))

    def _on_preferred_moved(self, folder: Path, step: int) -> None:
        self.edit(self._preferred_note, lambda settings: with_moved(settings, folder, step))

    def _on_not_preferred(self, folder: Path | None) -> None:
        if folder is not None:
            self.edit(self._preferred_note, lambda settings: without_preferred(settings, folder))

    # -- rules ---------------------------------------------------------------------------------

    def move_rule(self, step: int) -> None:
        """Move the current rule up (-1) or down (1)."""
        row = self._rules.currentRow()
        if row < 0 or not 0 <= row + step < self._rules.count():
            return
        self._loading = True
        item = self._rules.takeItem(row)
        self._rules.insertItem(row + step, item)
        self._rules.setCurrentRow(row + step)
        self._loading = False
        self._tell_buttons()
        self._save_rules()

    def _on_checked(self) -> None:
        self._save_rules()

    def _save_rules(self) -> None:
        rules = self._rules.rules()
        same = self.editor.settled and rules == self.editor.settings.keeper_rules
        if not self._loading and not same:
            self.change(self._rules_note, keeper_rules=rules)

    def _on_restore(self) -> None:
        self.change(self._rules_note, keeper_rules=DEFAULT_KEEPER_RULES, preset="")

    # -- protected folders ---------------------------------------------------------------------

    def _on_add(self) -> None:
        choose_folder(self, self.tr("Protect a folder"), self.protect)

    def protect(self, folder: Path) -> None:
        """Protect a folder and all below it."""
        known = self.editor.settings.protected
        if any(folder.is_relative_to(other) for other in known):
            self._protected_note.refuse(self.tr("This folder is protected already."))
            return
        self.edit(self._protected_note, lambda settings: with_protected(settings, folder))

    def _on_remove(self) -> None:
        item = self._protected.currentItem()
        if item is not None:
            folder = item.data(Qt.ItemDataRole.UserRole)
            self.edit(self._protected_note, lambda settings: without_protected(settings, folder))

    def _shown_folders(self) -> list[Path]:
        items = (self._protected.item(row) for row in range(self._protected.count()))
        return [item.data(Qt.ItemDataRole.UserRole) for item in items]


def with_protected(settings: Settings, folder: Path) -> Settings:
    """Return settings that protect a folder; those below it are so without being listed."""
    known = settings.protected
    if any(folder.is_relative_to(other) for other in known):
        return settings
    others = (other for other in known if not other.is_relative_to(folder))
    return dataclasses.replace(settings, protected=(*others, folder))


def without_protected(settings: Settings, folder: Path) -> Settings:
    """Return settings that do not list a folder as protected."""
    others = tuple(other for other in settings.protected if other != folder)
    return dataclasses.replace(settings, protected=others)
