"""What this program is, what it is made of, and whether it computes rightly here. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QUrl, Slot, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from photofinder import __version__
from photofinder.app.questions import Desk
from photofinder.app.versions import COMPONENTS, versions
from photofinder.errors import PhotofinderError
from photofinder.ui import icons, self_check, theme, words
from photofinder.ui.settings_page import FieldNote
from photofinder.ui.wrapped_text import WrappedText

if TYPE_CHECKING:
    from photofinder.core.model_manifest import FoundModels
    from photofinder.paths import AppPaths
    from photofinder.ui.context import PageContext
    from photofinder.ui.self_check import SelfCheck

_WIDTH_PX, _HEIGHT_PX = 600, 560
_ICON_PX = 64
#: what tells most about a problem; the others are in the list of what it is made with
_MAIN = ("photofinder", "System", "Python", "Qt", "ONNX Runtime", "SQLite")


class AboutDialog(QDialog):
    """Versions, self-check, data folder, licences.

    Parameters
    ----------
    context : PageContext
        The library may be closed: then there is no self-check.
    paths : AppPaths
    """

    def __init__(
        self, context: PageContext, paths: AppPaths, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bridge = context.bridge
        self._paths = paths
        self._versions: dict[str, str] = {}
        self.setWindowTitle(self.tr("About photofinder"))
        self.resize(_WIDTH_PX, _HEIGHT_PX)
        self._build()
        self._bridge.run(self, versions, self._on_versions, key="versions")
        if self._bridge.library is not None:
            self._bridge.ask(
                self,
                lambda library: library.models(),
                self._on_models,
                key="models",
                desk=Desk.SLOW,
            )
            self.check()

    # -- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GROUP, theme.GROUP, theme.GROUP, theme.GAP + 4)
        column.setSpacing(theme.GAP + 4)
        column.addLayout(self._head())
        tabs = QTabWidget(self)
        tabs.tabBar().setAccessibleName(self.tr("About photofinder"))
        tabs.setDocumentMode(True)
        tabs.addTab(self._state_page(), self.tr("This computer"))
        tabs.addTab(self._licences_page(), self.tr("Made with"))
        column.addWidget(tabs, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        self._copy = buttons.addButton(
            self.tr("Copy versions"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self._copy.clicked.connect(self.copy_versions)
        icons.dress(self._copy, "copy")
        column.addWidget(buttons)

    def _head(self) -> QHBoxLayout:
        picture = QLabel(self)
        picture.setPixmap(icons.program_icon().pixmap(_ICON_PX))
        title = QLabel(self.tr("photofinder {version}").format(version=__version__), self)
        title.setProperty("role", "title")
        what = QLabel(
            self.tr(
                "Finds similar photos and copies in your own library, wholly on your computer: no "
                "account, no upload, no network."
            ),
            self,
        )
        what.setProperty("role", "muted")
        what.setWordWrap(True)
        texts = QVBoxLayout()
        texts.setSpacing(theme.TIGHT)
        texts.addWidget(title)
        texts.addWidget(what)
        row = QHBoxLayout()
        row.setSpacing(theme.GROUP)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        return row

    def _state_page(self) -> QWidget:
        page = QWidget(self)
        form = QFormLayout(page)
        form.setContentsMargins(0, theme.GROUP, 0, theme.GAP)
        form.setHorizontalSpacing(theme.GROUP)
        form.setVerticalSpacing(theme.GAP)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._check_note = FieldNote(self.tr("The library is not open."), page)
        self._check = QPushButton(self.tr("Check again"), page)
        self._check.setEnabled(self._bridge.library is not None)
        self._check.clicked.connect(self.check)
        icons.dress(self._check, "sync")
        form.addRow(self.tr("Self-check"), self._check_note)
        form.addRow("", _left(self._check))
        folder = WrappedText(page, max_lines=3)
        folder.set_text(words.path_text(self._paths.data_dir))
        folder.setAccessibleName(self.tr("Data folder"))
        show = QPushButton(self.tr("Open the data folder"), page)
        show.clicked.connect(self._on_show_folder)
        icons.dress(show, "folder")
        form.addRow(self.tr("Data folder"), folder)
        form.addRow("", _left(show))
        self._version_text = WrappedText(page, max_lines=12)
        self._version_text.setAccessibleName(self.tr("Versions"))
        form.addRow(self.tr("Versions"), self._version_text)
        for button in (self._check, show):
            button.setAutoDefault(False)
        return page

    def _licences_page(self) -> QWidget:
        self._licences = QTreeWidget(self)
        self._licences.setAccessibleName(self.tr("Made with, and under which licence"))
        self._licences.setHeaderLabels([self.tr("Name"), self.tr("Version"), self.tr("Licence")])
        self._licences.setRootIsDecorated(False)
        self._licences.setUniformRowHeights(True)
        for component in COMPONENTS:
            QTreeWidgetItem(self._licences, [component.name, "", component.licence])
        header = self._licences.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        return self._licences

    # -- answers -------------------------------------------------------------------------------

    def _on_versions(self, found: dict[str, str]) -> None:
        self._versions = {**found, "Qt": qVersion()}
        main = {name: self._versions[name] for name in _MAIN if name in self._versions}
        self._version_text.set_text(_listed(main))
        for row in range(self._licences.topLevelItemCount()):
            item = self._licences.topLevelItem(row)
            if item is not None:
                item.setText(1, self._versions.get(item.text(0), ""))

    def _on_models(self, found: FoundModels) -> None:
        """Add the user's own models, whose licences are their own."""
        for _, manifest in sorted(found.models.items()):
            if manifest.folder.is_relative_to(self._paths.models_dir):
                QTreeWidgetItem(
                    self._licences, [manifest.title, manifest.version, manifest.licence]
                )

    @Slot()
    def check(self) -> None:
        """Compute the test card now, in a worker thread."""
        self._check.setEnabled(False)
        self._check_note.say(self.tr("Checking..."))
        self._bridge.ask(
            self,
            self_check.check_model,
            self._on_checked,
            self._on_check_failed,
            key="check",
            desk=Desk.SLOW,
        )

    def _on_checked(self, check: SelfCheck) -> None:
        self._check.setEnabled(True)
        self._check_note.say(self_check.check_text(check))

    def _on_check_failed(self, error: Exception) -> None:
        self._check.setEnabled(True)
        if not isinstance(error, PhotofinderError):
            raise error
        self._check_note.refuse(words.error_text(error))

    # -- doing ---------------------------------------------------------------------------------

    @Slot()
    def copy_versions(self) -> None:
        """Put versions and the answer of the self-check on the clipboard."""
        parts = (_listed(self._versions), self._check_note.text())
        QGuiApplication.clipboard().setText("\n".join(part for part in parts if part))

    @Slot()
    def _on_show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._paths.data_dir)))

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons anew in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            icons.redress(self)


def _listed(versions_by_name: dict[str, str]) -> str:
    return "\n".join(f"{name} {version}" for name, version in versions_by_name.items())


def _left(widget: QWidget) -> QHBoxLayout:
    """Return a row in which a button keeps its own width."""
    row = QHBoxLayout()
    row.addWidget(widget)
    row.addStretch(1)
    return row
