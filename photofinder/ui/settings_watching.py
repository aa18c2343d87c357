"""Settings: looking for changes, and folders that are never entered. GUI thread."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QPushButton, QSpinBox

from photofinder.settings import DEFAULT_EXCLUDED, MAX_POLL_S, MIN_POLL_S
from photofinder.ui.pattern_list import PatternList
from photofinder.ui.settings_page import SettingsPage

if TYPE_CHECKING:
    from photofinder.settings import Settings

_FIELD_PX = 120


class WatchingPage(SettingsPage):
    """When folders are looked at, and which are not."""

    def build(self) -> None:
        """Make the fields."""
        self._watch = QCheckBox(self.tr("&Notice new, changed and removed photos by itself"), self)
        self._watch.toggled.connect(self._on_watch)
        self._watch_note = self.add_wide(
            self._watch,
            self.tr("Without it the folders are looked at when the program starts, and by F5."),
        )
        self._poll = QSpinBox(self)
        self._poll.setRange(round(MIN_POLL_S), round(MAX_POLL_S))
        self._poll.setSuffix(self.tr(" s"))
        self._poll.setGroupSeparatorShown(True)
        self._poll.setKeyboardTracking(False)
        self._poll.setMinimumWidth(_FIELD_PX)
        self._poll.valueChanged.connect(self._on_poll)
        self._poll_note = self.add_field(
            self.tr("&Look every"),
            self._poll,
            self.tr("Only for folders that the system cannot watch, such as network drives."),
        )
        self.add_heading(self.tr("Folders that are never entered"))
        self._excluded = PatternList(self.tr("Names of folders that are never entered"), self)
        self._excluded.line.setPlaceholderText(self.tr("A name, such as cache or *.tmp"))
        self._excluded.addRequested.connect(self._on_add)
        self._excluded.removeRequested.connect(self._on_remove)
        self._excluded_note = self.add_wide(
            self._excluded,
            self.tr(
                "Names of folders, upper and lower case alike; * stands for any letters. "
                "Photos in them leave the library at the next look; nothing is deleted."
            ),
        )
        self._restore = QPushButton(self.tr("Restore the usual names"), self)
        self._restore.setAutoDefault(False)
        self._restore.clicked.connect(self._on_restore)
        self.add_wide(self._restore)

    def load(self, settings: Settings) -> None:
        """Show the settings."""
        self._watch.setChecked(settings.watch)
        self._poll.setValue(round(settings.watch_poll_s))
        self._excluded.set_texts(list(settings.excluded))
        self._restore.setEnabled(settings.excluded != DEFAULT_EXCLUDED)

    def _on_watch(self, checked: bool) -> None:
        self.change(self._watch_note, watch=checked)

    def _on_poll(self, seconds: int) -> None:
        self.change(self._poll_note, watch_poll_s=float(seconds))

    def _on_add(self, text: str) -> None:
        known = self.editor.settings.excluded
        if any(mark in text for mark in "/\\"):
            self._excluded_note.refuse(
                self.tr("Give the name of a folder without the folders above it.")
            )
        elif text.casefold() in (name.casefold() for name in known):
            self._excluded_note.refuse(self.tr("This name is in the list already."))
        elif not text.strip("*?. "):
            self._excluded_note.refuse(self.tr("This would leave out every folder."))
        else:
            self._excluded.clear_line()
            self.edit(self._excluded_note, lambda settings: _with_excluded(settings, text))

    def _on_remove(self, texts: list[str]) -> None:
        self.edit(self._excluded_note, lambda settings: _without_excluded(settings, texts))

    def _on_restore(self) -> None:
        self.change(self._excluded_note, excluded=DEFAULT_EXCLUDED)


def _with_excluded(settings: Settings, text: str) -> Settings:
    if text.casefold() in (name.casefold() for name in settings.excluded):
        return settings
    return dataclasses.replace(settings, excluded=(*settings.excluded, text))


def _without_excluded(settings: Settings, texts: list[str]) -> Settings:
    left = tuple(name for name in settings.excluded if name not in texts)
    return dataclasses.replace(settings, excluded=left)
