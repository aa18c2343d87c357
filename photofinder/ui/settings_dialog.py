"""The settings: every choice applies at once, in a worker thread. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QTabWidget, QVBoxLayout, QWidget

from photofinder.ui import icons, theme
from photofinder.ui.settings_appearance import AppearancePage
from photofinder.ui.settings_desktop import DesktopPage
from photofinder.ui.settings_folders import FoldersPage
from photofinder.ui.settings_keepers import KeeperPage
from photofinder.ui.settings_page import SettingsEditor
from photofinder.ui.settings_recognition import RecognitionPage
from photofinder.ui.settings_watching import WatchingPage

if TYPE_CHECKING:
    from photofinder.ui.context import PageContext
    from photofinder.ui.settings_page import SettingsPage

_WIDTH_PX, _HEIGHT_PX = 720, 600


class SettingsDialog(QDialog):
    """Pages of settings; open it only while the library is open.

    Signals
    -------
    settingsChanged(Settings)
        After each choice that was saved.
    foldersChanged()
        A folder was added or taken out.
    """

    settingsChanged = Signal(object)
    foldersChanged = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Settings"))
        self.resize(_WIDTH_PX, _HEIGHT_PX)
        self.editor = SettingsEditor(context, self)
        self.editor.settingsChanged.connect(self.settingsChanged)
        self.editor.settingsChanged.connect(lambda _: context.bridge.settingsChanged.emit())
        self.editor.foldersChanged.connect(self.foldersChanged)
        context.bridge.closed.connect(self.reject)
        self._tabs = QTabWidget(self)
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setAccessibleName(self.tr("Pages of the settings"))
        self.pages: dict[str, SettingsPage] = {}
        for name, title, kind in (
            ("folders", self.tr("Folders"), FoldersPage),
            ("recognition", self.tr("Recognition"), RecognitionPage),
            ("watching", self.tr("Watching"), WatchingPage),
            ("keepers", self.tr("Keeper rules"), KeeperPage),
            ("desktop", self.tr("Desktop"), DesktopPage),
            ("appearance", self.tr("Appearance"), AppearancePage),
        ):
            page: SettingsPage = kind(self.editor, self)
            page.setEnabled(self.editor.writable)
            self.pages[name] = page
            self._tabs.addTab(page, title)
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.GAP + 4)
        column.setSpacing(theme.GAP)
        if not self.editor.writable:
            note = QLabel(
                self.tr("Another photofinder is writing to this library. Change settings there."),
                self,
            )
            note.setProperty("role", "warning")
            note.setWordWrap(True)
            note.setContentsMargins(theme.GROUP, theme.GROUP, theme.GROUP, 0)
            column.addWidget(note)
        column.addWidget(self._tabs, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        buttons.setContentsMargins(theme.GROUP, 0, theme.GROUP, 0)
        column.addWidget(buttons)

    def show_page(self, name: str) -> None:
        """Turn to a page: folders, recognition, watching, keepers, desktop, appearance."""
        self._tabs.setCurrentWidget(self.pages[name])

    @property
    def page_shown(self) -> str:
        """The name of the page that is turned to."""
        current = self._tabs.currentWidget()
        return next(name for name, page in self.pages.items() if page is current)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons anew in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            icons.redress(self)
