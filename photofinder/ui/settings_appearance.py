"""Settings: language, theme, and what closing the window does. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QSystemTrayIcon

from photofinder.ui.settings_page import SettingsPage

if TYPE_CHECKING:
    from photofinder.settings import Settings

#: each in its own words, so that who lands in a foreign language finds back
_LANGUAGES = (("en", "English"), ("de", "Deutsch"), ("zh_CN", "\u7b80\u4f53\u4e2d\u6587"))
_FIELD_PX = 220


class AppearancePage(SettingsPage):
    """How the program looks."""

    def build(self) -> None:
        """Make the fields."""
        self._language = QComboBox(self)
        self._language.setMinimumWidth(_FIELD_PX)
        self._language.addItem(self.tr("The system's"), "")
        for code, name in _LANGUAGES:
            self._language.addItem(name, code)
        self._language_note = self.add_field(self.tr("&Language"), self._language)
        self._language.currentIndexChanged.connect(self._on_language)
        self._theme = QComboBox(self)
        self._theme.setMinimumWidth(_FIELD_PX)
        for value, name in (
            ("system", self.tr("Like the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        ):
            self._theme.addItem(name, value)
        self._theme_note = self.add_field(self.tr("&Theme"), self._theme)
        self._theme.currentIndexChanged.connect(self._on_theme)
        self.add_heading(self.tr("Closing the window"))
        self._tray = QCheckBox(self.tr("&Go on in the notification area"), self)
        self._tray_note = self.add_wide(self._tray)
        self._tray.toggled.connect(self._on_tray)
        self._tell_tray()

    def _tell_tray(self) -> None:
        available = QSystemTrayIcon.isSystemTrayAvailable()
        self._tray.setEnabled(available)
        self._tray_note.say(
            self.tr(
                "New photos are read and new duplicates are told while the window is closed. "
                "Quit is in the menu of the icon."
            )
            if available
            else self.tr(
                "This desktop has no notification area, so closing the window ends the program."
            )
        )

    def load(self, settings: Settings) -> None:
        """Show the settings."""
        index = self._language.findData(settings.language)
        if index < 0:  # chosen by hand in the file: kept, and shown
            self._language.addItem(settings.language, settings.language)
            index = self._language.count() - 1
        self._language.setCurrentIndex(index)
        self._theme.setCurrentIndex(self._theme.findData(settings.theme))
        self._tray.setChecked(settings.close_to_tray and self._tray.isEnabled())

    def _on_language(self) -> None:
        self.change(self._language_note, language=self._language.currentData())

    def _on_theme(self) -> None:
        self.change(self._theme_note, theme=self._theme.currentData())

    def _on_tray(self, checked: bool) -> None:
        self.change(self._tray_note, close_to_tray=checked)
