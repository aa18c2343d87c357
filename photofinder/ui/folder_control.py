"""Folders of the library: added, removed, shown with their counts in the sidebar. GUI thread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from photofinder.app.questions import Desk
from photofinder.ui import icons, photo_actions, words
from photofinder.ui.context import Notice
from photofinder.ui.renewal import Renewal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photofinder.app.library import Library
    from photofinder.core.types import Folder
    from photofinder.core.views import FolderShare
    from photofinder.ui.background import Background
    from photofinder.ui.context import PageContext
    from photofinder.ui.sidebar import Sidebar


class FolderControl(QObject):
    """What the window does with folders.

    Signals
    -------
    folderRemoved(Path)
    """

    folderRemoved = Signal(object)

    def __init__(
        self, context: PageContext, background: Background, sidebar: Sidebar, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._background = background
        self._sidebar = sidebar
        self._window = parent
        self._below: dict[Path, Renewal] = {}
        self._online: dict[Path, bool] = {}
        bridge = context.bridge
        self._counts = Renewal(bridge, _folders_and_counts, self._on_folders, self)
        bridge.opened.connect(self._counts.ask)
        bridge.foldersChanged.connect(self._counts.renew)
        bridge.photosChanged.connect(self._counts.renew)
        sidebar.subfoldersWanted.connect(self._load_subfolders)
        sidebar.folderMenuRequested.connect(self._on_menu)

    # -- adding and removing -------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for a folder to add."""
        place = QFileDialog.getExistingDirectory(
            self._window, self.tr("Add a folder of photos"), str(Path.home())
        )
        if place:
            self.add(Path(place))

    def add(self, path: Path) -> None:
        """Take a folder into the library and index it."""

        def added(answer: tuple[Folder, str | None]) -> None:
            note = answer[1]
            if note:
                self._context.requests.noticeRaised.emit(
                    Notice(words.phrase_text(note), key="folder")
                )
            self._context.bridge.tell("foldersChanged", "photosChanged")
            self._background.restart()

        self._context.bridge.ask(
            self, lambda library: library.add_folder(path), added, desk=Desk.SLOW
        )

    def remove(self, path: Path, forget: bool) -> None:
        """Take a folder out of the library; the photos stay where they are."""

        def removed(_: Folder) -> None:
            bridge = self._context.bridge
            bridge.tell("foldersChanged", "photosChanged", "duplicatesChanged", "problemsChanged")
            self.folderRemoved.emit(path)
            self._background.restart()
            self._context.requests.noticeRaised.emit(self._removal_notice(path, forget))

        self._context.bridge.ask(
            self,
            lambda library: library.remove_folder(path, forget=forget),
            removed,
            desk=Desk.SLOW,
        )

    def _removal_notice(self, path: Path, forget: bool) -> Notice:
        name = words.path_text(path)
        if forget:
            text = self.tr("{folder} was taken out of the library. Its photos were not touched.")
            return Notice(text.format(folder=name), key="folder")
        text = self.tr(
            "{folder} was taken out of the library. Its photos were not touched, and what was "
            "learnt of them is kept."
        )
        return Notice(
            text.format(folder=name),
            action_label=self.tr("Add it again"),
            action=lambda: self.add(path),
            key="folder",
        )

    def _on_menu(self, path: Path, position: QPoint) -> None:
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        show = menu.addAction(icons.icon("folder"), self.tr("Show in file manager"))
        show.triggered.connect(lambda: photo_actions.open_photos(self._context, [path]))
        if self._sidebar.is_root(path):
            menu.addSeparator()
            keep = menu.addAction(self.tr("Remove from the library"))
            keep.triggered.connect(lambda: self.remove(path, forget=False))
            forget = menu.addAction(self.tr("Remove and forget what was learnt"))
            forget.triggered.connect(lambda: self.remove(path, forget=True))
        menu.popup(position)

    # -- the sidebar ---------------------------------------------------------------------------

    def _on_folders(self, answer: tuple[list[Folder], dict[Path, int]]) -> None:
        folders, counts = answer
        roots = {folder.path for folder in folders}
        for path in [p for p in self._below if not roots & {p, *p.parents}]:
            self._below.pop(path).deleteLater()
        self._tell_of_drives(folders)
        self._sidebar.set_folders(folders, counts)
        self._sidebar.set_count("all", sum(counts.values()))

    def _tell_of_drives(self, folders: Sequence[Folder]) -> None:
        """Say which folders went away, and which came back, since they were looked at last."""
        before, self._online = self._online, {folder.path: folder.online for folder in folders}
        turned = {path: now for path, now in self._online.items() if before.get(path, now) != now}
        if not turned:
            return
        is_back = all(turned.values())
        names = ", ".join(words.path_text(path) for path, now in turned.items() if now == is_back)
        if is_back:
            text = self.tr("Connected again: {folder}.")
            notice = Notice(text.format(folder=names), key="drives")
        else:
            text = self.tr(
                "Not connected: {folder}. Nothing of it is forgotten; what was not indexed yet "
                "is taken up when it is back."
            )
            notice = Notice(
                text.format(folder=names),
                level="warning",
                action_label=self.tr("Look again"),
                action=self._background.scan,
                key="drives",
            )
        self._context.requests.noticeRaised.emit(notice)

    def _load_subfolders(self, parent: Path) -> None:
        """Show what is below a folder that is open, or renew it."""
        if parent in self._below:
            self._below[parent].renew()
            return

        def found(shares: list[FolderShare]) -> None:
            self._sidebar.set_subfolders(parent, shares)

        def question(library: Library) -> list[FolderShare]:
            return library.viewing.subfolders(parent)

        renewal = self._below[parent] = Renewal(self._context.bridge, question, found, self)
        renewal.ask()


def _folders_and_counts(library: Library) -> tuple[list[Folder], dict[Path, int]]:
    return library.folders(), library.viewing.folder_counts()
