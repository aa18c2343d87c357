"""The problems of the library as a list in groups, for a tree view. GUI thread."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication

from photofinder.core.phrases import Phrase
from photofinder.ui import icons, theme, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photofinder.core.views import ProblemReport
    from photofinder.errors import EnvironmentProblem

Index = QModelIndex | QPersistentModelIndex

NAME, PLACE, REASON = range(3)
_ROOT = QModelIndex()
#: the internal id of a group; of what is in it, the group's row + 1
_GROUP_ID = 0


class ProblemKind(StrEnum):
    """What a problem is about, in the order in which they are listed."""

    OFFLINE = "offline"
    CLOSED = "closed"
    UNREADABLE = "unreadable"
    POLLED = "polled"


_ICONS = {
    ProblemKind.OFFLINE: "folder-offline",
    ProblemKind.CLOSED: "folder",
    ProblemKind.UNREADABLE: "photo",
    ProblemKind.POLLED: "recent",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One line: a file or folder, and what is wrong with it.

    Attributes
    ----------
    path : Path or None
        None where the engine only has words.
    reason : str
        In the user's language; what to do is on a line of its own.
    """

    kind: ProblemKind
    path: Path | None
    reason: str

    @property
    def name(self) -> str:
        """The last part of the path."""
        return "" if self.path is None else words.path_text(self.path.name or self.path)

    @property
    def place(self) -> str:
        """Where it lies."""
        return "" if self.path is None else words.path_text(self.path.parent)

    def texts(self) -> tuple[str, str, str]:
        """Return what stands in the three columns."""
        reason = " ".join(self.reason.split("\n"))
        return (reason, "", "") if self.path is None else (self.name, self.place, reason)


@dataclass
class Group:
    """Problems of one kind; ``count`` is greater than their number where not all are listed."""

    kind: ProblemKind
    problems: list[Problem] = field(default_factory=list)
    count: int = 0


class ProblemsModel(QAbstractItemModel):
    """Groups of problems. Thousands of lines are made of nothing but their texts."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: list[Group] = []
        self._bold = QGuiApplication.font()
        self._bold.setBold(True)
        self._polled: tuple[Problem, ...] = ()
        self._report: ProblemReport | None = None

    # -- contents ------------------------------------------------------------------------------

    def set_report(self, report: ProblemReport) -> None:
        """Show what the library says."""
        self._report = report
        self._rebuild()

    def set_polled(self, problems: Sequence[EnvironmentProblem]) -> None:
        """Show the folders that are looked at from time to time instead of watched."""
        self._polled = tuple(
            Problem(ProblemKind.POLLED, _path_of(problem), words.error_text(problem))
            for problem in problems
        )
        self._rebuild()

    def _rebuild(self) -> None:
        report = self._report
        offline = self.tr("It is not there at the moment.\nConnect its drive, or remove it here.")
        found: dict[ProblemKind, list[Problem]] = {kind: [] for kind in ProblemKind}
        found[ProblemKind.POLLED] += self._polled
        if report is not None:
            found[ProblemKind.OFFLINE] += (
                Problem(ProblemKind.OFFLINE, folder.path, offline) for folder in report.offline
            )
            found[ProblemKind.CLOSED] += (
                Problem(ProblemKind.CLOSED, _path_in(text), words.phrase_text(text))
                for text in report.walk
            )
            found[ProblemKind.UNREADABLE] += (
                Problem(ProblemKind.UNREADABLE, one.path, words.phrase_text(one.message))
                for one in report.unreadable
            )
        counts = {kind: len(problems) for kind, problems in found.items()}
        if report is not None:
            counts[ProblemKind.UNREADABLE] = report.unreadable_count
        self.beginResetModel()
        self._groups = [Group(kind, list(p), counts[kind]) for kind, p in found.items() if p]
        self.endResetModel()

    @property
    def groups(self) -> Sequence[Group]:
        """What is listed."""
        return self._groups

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to worry about."""
        return not self._groups

    def count(self, kind: ProblemKind) -> int:
        """Return how many problems of a kind there are, listed or not."""
        return sum(group.count for group in self._groups if group.kind is kind)

    def problem(self, index: Index) -> Problem | None:
        """Return the problem of a line; None for a group's line."""
        if not index.isValid() or index.internalId() == _GROUP_ID:
            return None
        return self._groups[index.internalId() - 1].problems[index.row()]

    def index_of(self, problem: Problem) -> QModelIndex:
        """Return the line of a problem, an invalid index where it is over."""
        for number, group in enumerate(self._groups):
            if group.kind is problem.kind and problem in group.problems:
                return self.createIndex(group.problems.index(problem), NAME, number + 1)
        return QModelIndex()

    def title(self, group: Group) -> str:
        """Return a group's heading with its number."""
        number = words.count_text(group.count)
        text = {
            ProblemKind.OFFLINE: self.tr("Folders that are offline ({count})"),
            ProblemKind.CLOSED: self.tr("Folders that could not be read ({count})"),
            ProblemKind.UNREADABLE: self.tr("Photos that cannot be read ({count})"),
            ProblemKind.POLLED: self.tr(
                "Folders that are looked at from time to time instead of watched ({count})"
            ),
        }[group.kind].format(count=number)
        if group.count > len(group.problems):
            shown = self.tr("{heading}, the first {count} are listed")
            return shown.format(heading=text, count=words.count_text(len(group.problems)))
        return text

    # -- Qt ------------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        """Return the index of a line's cell."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _GROUP_ID)

    def parent(self, index: Index = _ROOT) -> QModelIndex:  # type: ignore[override]  # QObject's
        """Return the group's line of a problem."""
        if not index.isValid() or index.internalId() == _GROUP_ID:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, NAME, _GROUP_ID)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many groups there are, or problems in one."""
        if not parent.isValid():
            return len(self._groups)
        if parent.internalId() != _GROUP_ID or parent.column() != NAME:
            return 0
        return len(self._groups[parent.row()].problems)

    def columnCount(self, _parent: Index = _ROOT) -> int:
        """Name, folder, reason."""
        return 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Name"), self.tr("Folder"), self.tr("What is wrong"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's text, icon or tooltip."""
        problem = self.problem(index)
        if problem is None:
            return self._group_data(self._groups[index.row()], index.column(), role)
        if role == Qt.ItemDataRole.DisplayRole:
            return problem.texts()[index.column()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == NAME:
            return icons.icon(_ICONS[problem.kind])
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.plain_tip(problem.texts()[index.column()])
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == NAME:
            return ", ".join(text for text in problem.texts() if text)
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == PLACE:
            return theme.colour("muted")
        return None

    def _group_data(self, group: Group, column: int, role: int) -> object:
        if column == NAME and role == Qt.ItemDataRole.DisplayRole:
            return self.title(group)
        if role == Qt.ItemDataRole.FontRole:
            return self._bold
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let problems be chosen, headings only be opened."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.problem(index) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort the problems of each group; a negative column leaves the library's order."""
        if column < 0:
            return
        self.beginResetModel()
        for group in self._groups:
            group.problems.sort(
                key=lambda problem: (problem.texts()[column].casefold(), problem.texts()),
                reverse=order is Qt.SortOrder.DescendingOrder,
            )
        self.endResetModel()


def _path_of(problem: EnvironmentProblem) -> Path | None:
    path = problem.params.get("path")
    return None if path is None else Path(str(path))


def _path_in(text: str) -> Path | None:
    """Return the path that a sentence of the engine tells of."""
    path = text.params.get("path") if isinstance(text, Phrase) else None
    return None if path is None else Path(str(path))
