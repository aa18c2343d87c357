"""The photos of a grid: ids in order, and rows that are fetched once they are painted. GUI thread.

The model holds file ids only. A row that is asked for and not there is fetched with its neighbours
in a worker thread; one question is on its way at a time, and what was scrolled past meanwhile is
not asked for at all.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from photofinder.core.assets import UnitKind
from photofinder.core.types import FileState
from photofinder.core.views import PhotoList, PhotoRow, PhotoSort
from photofinder.ui import unit_words, words
from photofinder.ui.file_urls import files_as_mime
from photofinder.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray
    from PySide6.QtCore import QObject

    from photofinder.core.views import PhotoQuery, Section
    from photofinder.ui.bridge import Bridge

#: neighbours that are fetched together
PAGE_ROWS = 64
#: rows of one question: making them takes Python's lock for 2 ms, in which nothing is painted
MAX_ASKED = 128
#: several times what a large screen shows at the smallest size; more would make the collector of
#: garbage, which looks at each, hold up the window
MAX_CACHED = 4_096
#: what was wanted before so many others has been scrolled past
_MAX_WANTED = 2_048
_NO_INDEX = QModelIndex()

AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(slots=True)
class _Cached:
    """A row as it was at a time; None for a file that is gone."""

    row: PhotoRow | None
    age: int


class PhotoModel(QAbstractListModel):
    """The photos of one list.

    Parameters
    ----------
    bridge : Bridge
    parent : QObject, optional

    Attributes
    ----------
    file_ids : ndarray, int64, (n,)
    scores : ndarray, float32, (n,) or None
    sections : tuple of Section
    query : PhotoQuery or None
        None for a ranked list.
    keeps_place : bool
        While the model is reset: whether the list is a newer version of the one before, so that
        what is looked at stays where it is.
    """

    PhotoRole = Qt.ItemDataRole.UserRole + 1
    ScoreRole = Qt.ItemDataRole.UserRole + 2
    FileIdRole = Qt.ItemDataRole.UserRole + 3

    rowsArrived = Signal()

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.file_ids: NDArray[np.int64] = np.empty(0, np.int64)
        self.scores: NDArray[np.float32] | None = None
        self.sections: tuple[Section, ...] = ()
        self.query: PhotoQuery | None = None
        self.keeps_place = False
        self._cache: OrderedDict[int, _Cached] = OrderedDict()
        self._age = 0
        self._version = 0
        self._wanted: dict[int, None] = {}
        self._asking = False
        self._fetch = QTimer(self, singleShot=True, interval=0)
        self._fetch.timeout.connect(self._ask_wanted)
        bridge.photosChanged.connect(self.mark_stale)

    # -- lists ---------------------------------------------------------------------------------

    def set_list(self, photos: PhotoList, *, stale: bool = False) -> None:
        """Show another list, or a newer version of the same query.

        Parameters
        ----------
        photos : PhotoList
        stale : bool
            What is known of the photos may have changed too.
        """
        if photos.sections and sum(s.count for s in photos.sections) != len(photos.file_ids):
            raise ValueError("the sections do not cover the list")
        keep = self.query is not None and self.query == photos.query
        self._replace(photos.file_ids, None, photos.sections, photos.query, keep=keep, stale=stale)

    def set_ranked(
        self,
        file_ids: NDArray[np.int64],
        scores: NDArray[np.float32],
        *,
        keep: bool = False,
        stale: bool = False,
    ) -> None:
        """Show photos best first.

        Parameters
        ----------
        file_ids : ndarray, int64, (n,)
        scores : ndarray, float32, (n,)
        keep : bool
            The same search with another threshold or filter: what is looked at stays.
        stale : bool
            What is known of the photos may have changed too.
        """
        if len(file_ids) != len(scores):
            raise ValueError("there must be a score for each photo")
        keep = keep and self.scores is not None
        self._replace(file_ids, scores, (), None, keep=keep, stale=stale)

    def _replace(
        self,
        file_ids: NDArray[np.int64],
        scores: NDArray[np.float32] | None,
        sections: tuple[Section, ...],
        query: PhotoQuery | None,
        *,
        keep: bool,
        stale: bool,
    ) -> None:
        self.keeps_place = keep
        self.beginResetModel()
        self.file_ids, self.scores = np.asarray(file_ids, np.int64), scores
        self.sections, self.query = sections, query
        self._version += 1
        self._age += stale
        self._wanted.clear()
        self.endResetModel()
        self.keeps_place = False

    def number_of(self, file_id: int) -> int:
        """Return where a photo stands in the list; -1 when it is not there."""
        found = np.flatnonzero(self.file_ids == file_id)
        return int(found[0]) if found.size else -1

    def section_title(self, section: int) -> str:
        """Return what a section's header says."""
        key = self.sections[section].key
        if self.query is None or self.query.sort is PhotoSort.DATE:
            return words.month_text(key)
        if self.query.sort is PhotoSort.ADDED:
            return words.day_text(key)
        return words.path_text(PurePath(key).name or key)

    def section_place(self, section: int) -> str:
        """Return the folder that a section's folder is in; empty where sections are dates."""
        if self.query is None or self.query.sort is not PhotoSort.FOLDER:
            return ""
        return words.path_text(str(PurePath(self.sections[section].key).parent))

    # -- rows ----------------------------------------------------------------------------------

    def row_at(self, index: AnyIndex) -> PhotoRow | None:
        """Return a photo; None until its row is there, and for one that is gone."""
        return self.photo(index.row()) if index.isValid() else None

    def photo(self, number: int) -> PhotoRow | None:
        """Return the photo at a place of the list, or None and fetch it."""
        file_id = int(self.file_ids[number])
        cached = self._cache.get(file_id)
        if cached is None or cached.age != self._age:
            self._wanted.pop(number, None)  # the latest is fetched first
            self._wanted[number] = None
            if not self._asking and not self._fetch.isActive():
                self._fetch.start()
        if cached is None:
            return None
        self._cache.move_to_end(file_id)
        return cached.row

    def known(self, number: int) -> PhotoRow | None:
        """Return a photo as far as it is known, and fetch nothing."""
        cached = self._cache.get(int(self.file_ids[number]))
        return None if cached is None else cached.row

    def known_rows(self, file_ids: NDArray[np.int64]) -> list[PhotoRow]:
        """Return the photos of these ids that are known, in their order."""
        rows = (self._cache.get(file_id) for file_id in file_ids.tolist())
        return [cached.row for cached in rows if cached is not None and cached.row is not None]

    def ask_rows(
        self, file_ids: NDArray[np.int64], on_rows: Callable[[list[PhotoRow]], None], key: str = ""
    ) -> None:
        """Hand over the photos of these ids, known or not, in their order; gone ones are left out.

        At once when all are known.
        """
        wanted = file_ids.tolist()
        if all((cached := self._cache.get(i)) and cached.age == self._age for i in wanted):
            on_rows(self.known_rows(file_ids))
            return

        def arrived(rows: dict[int, PhotoRow]) -> None:
            on_rows([rows[file_id] for file_id in wanted if file_id in rows])

        self._bridge.ask(self, lambda library: library.viewing.rows(wanted), arrived, key=key)

    def mark_stale(self) -> None:
        """Have every row fetched again once it is painted; until then the old one is shown."""
        self._age += 1
        if self.file_ids.size:
            self.dataChanged.emit(self.index(0), self.index(len(self.file_ids) - 1))

    # -- fetching ------------------------------------------------------------------------------

    def _ask_wanted(self) -> None:
        """Ask for what was wanted last and its neighbours."""
        if self._asking or not self._wanted:
            return
        numbers = self._wanted_pages()
        self._wanted.clear()
        if not numbers:
            return
        age, version = self._age, self._version
        file_ids = self.file_ids[numbers].tolist()

        def arrived(rows: dict[int, PhotoRow]) -> None:
            self._asking = False
            self._keep(file_ids, rows, age, numbers if version == self._version else None)

        def failed(error: Exception) -> None:
            self._asking = False
            self._bridge.report(error)

        self._asking = True
        asked = self._bridge.ask(
            self, lambda library: library.viewing.rows(file_ids), arrived, failed
        )
        if asked.cancelled:  # the library is not open (any more)
            self._asking = False

    def _wanted_pages(self) -> list[int]:
        """Return the places to fetch, whole pages around the latest wishes, ascending."""
        pages: dict[int, None] = {}
        for number in list(reversed(self._wanted))[:_MAX_WANTED]:
            pages[number // PAGE_ROWS] = None
        numbers: list[int] = []
        for page in pages:
            end = min((page + 1) * PAGE_ROWS, len(self.file_ids))
            for number in range(page * PAGE_ROWS, end):
                cached = self._cache.get(int(self.file_ids[number]))
                if cached is None or cached.age != self._age:
                    numbers.append(number)
            if len(numbers) >= MAX_ASKED:
                break
        return sorted(numbers[:MAX_ASKED])

    def _keep(
        self,
        file_ids: list[int],
        rows: dict[int, PhotoRow],
        age: int,
        numbers: list[int] | None,
    ) -> None:
        """Remember what arrived and tell which places of the list changed by it."""
        changed: list[int] = []
        for place, file_id in enumerate(file_ids):
            row, before = rows.get(file_id), self._cache.get(file_id)
            if (before is None or before.row != row) and numbers is not None:
                changed.append(numbers[place])
            self._cache[file_id] = _Cached(row, age)
            self._cache.move_to_end(file_id)
        while len(self._cache) > MAX_CACHED:
            self._cache.popitem(last=False)
        if numbers is None and self.file_ids.size:
            self.dataChanged.emit(self.index(0), self.index(len(self.file_ids) - 1))
        for first, last in _runs(changed):
            self.dataChanged.emit(self.index(first), self.index(last))
        if changed or numbers is None:
            self.rowsArrived.emit()
        if self._wanted:
            self._fetch.start()

    # -- Qt ------------------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        """Return how many photos there are."""
        return 0 if parent.isValid() else len(self.file_ids)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a photo's name, row, score, id, or the words about it."""
        if not index.isValid():
            return None
        if role == self.PhotoRole:
            return self.photo(index.row())
        if role == self.ScoreRole:
            return None if self.scores is None else float(self.scores[index.row()])
        if role == self.FileIdRole:
            return int(self.file_ids[index.row()])
        row = self.photo(index.row())
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return words.path_text(row.path.name)
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.plain_tip(self._tool_tip(row))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._accessible_text(row, index.row())
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return words.path_text(row.path)
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Let every photo be chosen and dragged out."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def mimeTypes(self) -> list[str]:
        """Return how photos travel: as files."""
        return ["text/uri-list", "text/plain"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the files of these photos, as far as their rows are there."""
        rows = (self.known(index.row()) for index in indexes)
        return files_as_mime([row.path for row in rows if row is not None])

    def supportedDragActions(self) -> Qt.DropAction:
        """Files are copied out; nothing is moved."""
        return Qt.DropAction.CopyAction

    # -- words ---------------------------------------------------------------------------------

    def _tool_tip(self, row: PhotoRow) -> str:
        lines = [words.path_text(row.path)]
        if row.width:
            facts = self.tr("{width} x {height} pixels, {size}")
            size = words.size_text(row.size_bytes)
            lines.append(facts.format(width=row.width, height=row.height, size=size))
        if row.taken_at:
            lines.append(words.moment_text(row.taken_at))
        if row.copies:
            lines.append(self.tr("%Ln identical file(s) elsewhere", "", row.copies))
        if row.unit is not UnitKind.LONE:
            lines.append(unit_words.told(row))
        if not row.online:
            lines.append(self.tr("Its drive or folder is not connected"))
        return "\n".join(lines)

    def _accessible_text(self, row: PhotoRow, number: int) -> str:
        parts = [words.path_text(row.path.name)]
        if self.scores is not None:
            percent = round(float(self.scores[number]) * 100)
            parts.append(self.tr("{percent} % alike").format(percent=percent))
        if row.taken_at:
            parts.append(words.day_text(row.taken_at[:10]))
        if row.copies:
            parts.append(self.tr("%Ln identical file(s) elsewhere", "", row.copies))
        if row.unit is not UnitKind.LONE:
            parts.append(unit_words.told(row))
        state = state_text(row)
        if state:
            parts.append(state)
        return ", ".join(parts)


def state_text(row: PhotoRow) -> str:
    """Return the word for a photo that is not simply there; empty for one that is."""
    if row.state is FileState.UNREADABLE:
        return tr("Unreadable")
    if not row.online:
        return tr("Offline")
    if row.state is FileState.MISSING:
        return tr("Missing")
    if row.state is FileState.PENDING:
        return tr("Waiting")
    return ""


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Return the first and last of each run of ascending numbers."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
