"""The page of what could not be read, and of folders that are not there. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from photofinder.ui import icons, photo_actions, theme, words
from photofinder.ui.context import Notice
from photofinder.ui.empty_page import Message
from photofinder.ui.problem_details import ProblemDetails
from photofinder.ui.problems_model import (
    NAME,
    PLACE,
    REASON,
    Problem,
    ProblemKind,
    ProblemsModel,
)
from photofinder.ui.turning import turn_to

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from photofinder.core.types import ScanReport
    from photofinder.core.views import ProblemReport
    from photofinder.errors import EnvironmentProblem
    from photofinder.ui.context import PageContext

_NAME_PX, _PLACE_PX = 260, 260
_ICON_PX = 16
#: a line is chosen as a whole, so its cells must not look like pills
_VIEW_SHEET = """
QTreeView#problems::item { border-radius: 0; }
QTreeView#problems { show-decoration-selected: 0; }
"""


class _Sentences(QStyledItemDelegate):
    """Shortens sentences at their end, where paths are shortened in the middle."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideRight


class ProblemsPage(QWidget):
    """Unreadable photos with their reasons, folders that are away, and what to do about them."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._stale = True
        self._retrying = False
        self._model = ProblemsModel(self)
        self._build()
        bridge = context.bridge
        for signal in (bridge.opened, bridge.problemsChanged, bridge.foldersChanged):
            signal.connect(self._on_changed)

    # -- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GROUP, theme.GROUP, theme.GROUP, theme.GROUP)
        column.setSpacing(theme.GAP + 4)
        column.addLayout(self._head())
        self._nothing = Message(self)
        self._nothing.say("", "")  # until the library has answered
        self._list = QWidget(self)
        below = QVBoxLayout(self._list)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(theme.GAP + 4)
        below.addWidget(self._make_view(), 1)
        self._details = ProblemDetails(self._list)
        self._details.showRequested.connect(self._show_in_folder)
        self._details.copyRequested.connect(lambda path: photo_actions.copy_paths([path]))
        self._details.removeConfirmed.connect(self._remove)
        below.addWidget(self._details)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self._list)
        column.addLayout(self._stack, 1)
        self._retell()

    def _head(self) -> QHBoxLayout:
        title = QLabel(self.tr("Problems"), self)
        title.setProperty("role", "title")
        self._summary = QLabel(self)
        self._summary.setProperty("role", "muted")
        self._copy = QPushButton(self.tr("Copy the list"), self)
        self._copy.clicked.connect(self.copy_list)
        icons.dress(self._copy, "copy")
        self._retry = QPushButton(self.tr("Try all again"), self)
        self._retry.clicked.connect(self.retry)
        icons.dress(self._retry, "sync")
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(title)
        row.addWidget(self._summary, 1)
        row.addWidget(self._copy)
        row.addWidget(self._retry)
        return row

    def _make_view(self) -> QTreeView:
        view = self._view = QTreeView(self._list)
        view.setAccessibleName(self.tr("Problems"))
        view.setObjectName("problems")
        view.setStyleSheet(_VIEW_SHEET)
        view.setModel(self._model)
        view.setItemDelegateForColumn(REASON, _Sentences(view))
        view.setUniformRowHeights(True)
        view.setRootIsDecorated(False)
        view.setItemsExpandable(True)
        view.setIconSize(QSize(_ICON_PX, _ICON_PX))
        view.setIndentation(theme.GROUP)
        view.setSelectionMode(QTreeView.SelectionMode.ExtendedSelection)
        view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._on_menu)
        view.activated.connect(self._on_activated)
        view.setSortingEnabled(True)
        header = view.header()
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.resizeSection(NAME, _NAME_PX)
        header.resizeSection(PLACE, _PLACE_PX)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._model.modelReset.connect(self._on_reset)
        self._model.modelAboutToBeReset.connect(self._remember_choice)
        view.selectionModel().selectionChanged.connect(self._on_chosen)
        self._chosen: list[Problem] = []
        return view

    # -- contents ------------------------------------------------------------------------------

    def show_polled(self, problems: Sequence[EnvironmentProblem]) -> None:
        """List the folders that a running watch looks at from time to time instead."""
        self._model.set_polled(problems)
        self._retell()

    @Slot()
    def _on_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self._load()

    def _load(self) -> None:
        self._stale = False
        self._context.bridge.ask(
            self, lambda library: library.problems(), self._on_report, key="problems"
        )

    def _on_report(self, report: ProblemReport) -> None:
        self._nothing.say(
            self.tr("No problems"),
            self.tr("Every photo can be read, and every folder of the library is there."),
        )
        self._model.set_report(report)
        self._retell()

    def _retell(self) -> None:
        model = self._model
        if model.is_empty:
            turn_to(self._stack, self._nothing, self._nothing)
        else:
            turn_to(self._stack, self._list, self._view)
        unreadable, offline = (
            model.count(ProblemKind.UNREADABLE),
            model.count(ProblemKind.OFFLINE) + model.count(ProblemKind.CLOSED),
        )
        parts = [
            self.tr("%Ln photo(s)", "", unreadable) if unreadable else "",
            self.tr("%Ln folder(s)", "", offline) if offline else "",
        ]
        self._summary.setText(" \N{MIDDLE DOT} ".join(part for part in parts if part))
        self._copy.setEnabled(not model.is_empty)
        library = self._context.bridge.library
        writable = library is not None and library.writable
        self._details.set_writable(writable)
        self._retry.setEnabled(writable and not self._retrying and bool(unreadable or offline))

    @Slot()
    def _remember_choice(self) -> None:
        self._chosen = self.chosen()

    @Slot()
    def _on_reset(self) -> None:
        """Open the groups, and choose again what was chosen."""
        for row in range(self._model.rowCount()):
            self._view.setFirstColumnSpanned(row, QModelIndex(), True)
            group = self._model.index(row, NAME)
            self._view.setExpanded(group, True)
            for number, problem in enumerate(self._model.groups[row].problems):
                if problem.path is None:
                    self._view.setFirstColumnSpanned(number, group, True)
        selection = self._view.selectionModel()
        for problem in self._chosen:
            index = self._model.index_of(problem)
            if index.isValid():
                flags = selection.SelectionFlag
                selection.setCurrentIndex(index, flags.Select | flags.Rows)
        self._on_chosen()

    # -- choosing ------------------------------------------------------------------------------

    def chosen(self) -> list[Problem]:
        """Return the chosen problems, in the order of the list."""
        rows = sorted(
            self._view.selectionModel().selectedRows(NAME),
            key=lambda index: (index.parent().row(), index.row()),
        )
        return [problem for row in rows if (problem := self._model.problem(row)) is not None]

    def selected_paths(self) -> list[Path]:
        """Return the paths of the chosen files and folders."""
        return [problem.path for problem in self.chosen() if problem.path is not None]

    @Slot()
    def _on_chosen(self) -> None:
        chosen = self.chosen()
        problem = chosen[0] if len(chosen) == 1 else None
        if problem != self._details.problem:
            self._details.show_problem(problem)

    def _on_activated(self, index: QModelIndex) -> None:
        problem = self._model.problem(index)
        if problem is None:
            group = index.siblingAtColumn(NAME)
            self._view.setExpanded(group, not self._view.isExpanded(group))
        elif problem.path is not None:
            self._show_in_folder(problem.path)

    def _on_menu(self, position: QPoint) -> None:
        paths = self.selected_paths()
        if not paths:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if len(paths) == 1:
            show = menu.addAction(icons.icon("folder"), self.tr("Show in file manager"))
            show.triggered.connect(lambda: self._show_in_folder(paths[0]))
        copy = menu.addAction(icons.icon("copy"), self.tr("Copy %Ln path(s)", "", len(paths)))
        copy.triggered.connect(lambda: photo_actions.copy_paths(paths))
        if self._details.problem is not None:
            kind = self._details.problem.kind
            if kind is ProblemKind.OFFLINE:
                remove = menu.addAction(icons.icon("remove"), self.tr("Remove from the library..."))
                remove.triggered.connect(self._details.start_removal)
        menu.popup(self._view.viewport().mapToGlobal(position))

    # -- doing ---------------------------------------------------------------------------------

    @Slot()
    def retry(self) -> None:
        """Look at every folder and try every unreadable photo again."""
        library = self._context.bridge.library
        if library is None or self._retrying:
            return
        before = self._model.count(ProblemKind.UNREADABLE)
        self._retrying = True
        self._retry.setText(self.tr("Trying again..."))
        self._retell()

        def done(report: ScanReport) -> None:
            self._on_retried()
            healed = max(before - report.unreadable, 0)
            text = (
                self.tr("%Ln photo(s) can be read now.", "", healed)
                if healed
                else self.tr("Nothing has changed: the same photos cannot be read.")
                if before
                else self.tr("The folders were looked at again.")
            )
            self._context.requests.noticeRaised.emit(Notice(text, key="retried"))

        def failed(error: Exception) -> None:
            self._on_retried()
            self._context.bridge.report(error)

        self._context.bridge.follow(self, library.scan(retry=True), done, failed)

    def _on_retried(self) -> None:
        self._retrying = False
        self._retry.setText(self.tr("Try all again"))
        self._context.bridge.tell("problemsChanged", "foldersChanged", "photosChanged")
        self._load()

    def _show_in_folder(self, path: Path) -> None:
        photo_actions.show_in_folder(self._context, path)

    def _remove(self, path: Path, forget: bool) -> None:
        self._context.requests.folderRemoveRequested.emit(path, forget)

    @Slot()
    def copy_list(self) -> None:
        """Put the list on the clipboard: path, tab, reason."""
        lines = []
        for group in self._model.groups:
            lines.append(self._model.title(group))
            for problem in group.problems:
                path = "" if problem.path is None else words.path_text(problem.path)
                reason = " ".join(problem.reason.split("\n"))
                lines.append("\t".join(text for text in (path, reason) if text))
            lines.append("")
        QGuiApplication.clipboard().setText("\n".join(lines))
        number = sum(len(group.problems) for group in self._model.groups)
        self._context.requests.noticeRaised.emit(
            Notice(self.tr("%Ln line(s) were copied.", "", number), key="copied")
        )

    # -- Qt ------------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on; as a focus proxy the list would catch the Tab key in a circle."""
        super().focusInEvent(event)
        shows_list = self._stack.currentWidget() is self._list
        (self._view if shows_list else self._nothing).setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while the page was not seen."""
        super().showEvent(event)
        if self._stale:
            self._load()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes an offline folder out, after a question."""
        if event.key() == Qt.Key.Key_Delete:
            self._details.start_removal()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons anew in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            icons.redress(self)
