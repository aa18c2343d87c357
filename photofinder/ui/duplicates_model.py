"""Groups of duplicates, and the members of one, as models for views. GUI thread.

Both read what is shown from `Marks` when it is painted: a change of marks costs the views a
repaint and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from photofinder.core.types import FileState
from photofinder.core.views import PhotoRow
from photofinder.ui import duplicates_why, duplicates_words, words
from photofinder.ui.duplicates_review import EMPTY
from photofinder.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from photofinder.ui.duplicates_evidence import PairSight
    from photofinder.ui.duplicates_marks import Marks

    Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()


class GroupModel(QAbstractListModel):
    """Groups in an order, of one class.

    Attributes
    ----------
    marks : Marks or None
    groups : ndarray, int64, (n,)
        Numbers of the review's groups, in the order of showing.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.marks: Marks | None = None
        self.groups: NDArray[np.int64] = EMPTY

    def show_groups(self, marks: Marks, groups: NDArray[np.int64]) -> None:
        """List other groups."""
        self.beginResetModel()
        self.marks, self.groups = marks, groups
        self.endResetModel()

    def group(self, row: int) -> int:
        """Return the group in a row."""
        return int(self.groups[row])

    def row_of(self, group: int) -> int:
        """Return the row of a group; -1 where it is not listed."""
        found = np.flatnonzero(self.groups == group)
        return int(found[0]) if len(found) else -1

    def remove(self, row: int) -> None:
        """Take a group out of the list."""
        self.beginRemoveRows(_NOWHERE, row, row)
        self.groups = np.delete(self.groups, row)
        self.endRemoveRows()

    def touch(self) -> None:
        """Let every group that is seen be painted anew."""
        if len(self.groups):
            self.dataChanged.emit(self.index(0), self.index(len(self.groups) - 1))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of groups."""
        return 0 if parent.isValid() else len(self.groups)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return texts: what is painted is read from the marks."""
        marks = self.marks
        if marks is None or not index.isValid() or index.row() >= len(self.groups):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            keeper = marks.keeper(self.group(index.row()))
            return words.path_text(marks.review.files.path(keeper).name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(marks, self.group(index.row()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.plain_tip(self._spoken(marks, self.group(index.row())))
        return None

    @staticmethod
    def _spoken(marks: Marks, group: int) -> str:
        review = marks.review
        title = duplicates_words.group_title(review.pair_class(group), len(review.members[group]))
        parts = (
            title,
            duplicates_words.keeper_text(marks, group),
            duplicates_words.marked_text(marks, group),
        )
        return ". ".join(parts)


class MemberModel(QAbstractListModel):
    """The files of one group.

    Attributes
    ----------
    group : int or None
    rows : tuple of int
        Rows of the review's files, the suggested keeper first.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.marks: Marks | None = None
        self.group: int | None = None
        self.rows: tuple[int, ...] = ()
        self._photos: Mapping[int, PhotoRow] = {}

    def show_group(self, marks: Marks | None, group: int | None) -> None:
        """Show another group, or none."""
        self.beginResetModel()
        self.marks, self.group = marks, group
        self.rows = () if marks is None or group is None else marks.shown(group)
        self.endResetModel()

    def follow_marks(self) -> None:
        """Show the group as it is marked now; the file that stays in the keeper's place comes."""
        if self.marks is None or self.group is None:
            return
        shown = self.marks.shown(self.group)
        if shown[: len(self.rows)] == self.rows and len(shown) > len(self.rows):
            self.beginInsertRows(_NOWHERE, len(self.rows), len(shown) - 1)
            self.rows = shown
            self.endInsertRows()
        elif self.rows[: len(shown)] == shown and len(shown) < len(self.rows):
            self.beginRemoveRows(_NOWHERE, len(shown), len(self.rows) - 1)
            self.rows = shown
            self.endRemoveRows()
        elif shown != self.rows:
            self.beginResetModel()
            self.rows = shown
            self.endResetModel()
        self.touch()

    def set_photos(self, photos: Mapping[int, PhotoRow]) -> None:
        """Take what the library knows of the files, by id; dates above all."""
        self._photos = photos
        self.touch()

    def touch(self) -> None:
        """Let every file be painted anew."""
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def is_suggested(self, place: int) -> bool:
        """Whether a file is the one that the group was put together around."""
        if self.marks is None or self.group is None or not 0 <= place < len(self.rows):
            return False
        return self.rows[place] == int(self.marks.review.members[self.group][0])

    def sight(self, place: int) -> PairSight | None:
        """Return what comparing a file with the suggested one has shown."""
        if self.marks is None or self.group is None or not 0 <= place < len(self.rows):
            return None
        return self.marks.review.sight(self.group, self.rows[place])

    def photo(self, place: int) -> PhotoRow:
        """Return one of the files as far as it is known."""
        return self.photo_of_row(self.rows[place])

    def photo_of_row(self, row: int) -> PhotoRow:
        """Return a file of the review as far as it is known."""
        if self.marks is None:
            raise RuntimeError("no group is shown")
        return photo_of(self.marks, row, self._photos)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of files."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return texts: what is painted is read from the marks."""
        if self.marks is None or not index.isValid() or index.row() >= len(self.rows):
            return None
        photo = self.photo(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return words.path_text(photo.path.name)
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.plain_tip(duplicates_why.tip_text(self, index.row()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row(), photo)
        return None

    def _spoken(self, place: int, photo: PhotoRow) -> str:
        assert self.marks is not None
        assert self.group is not None
        row = self.rows[place]
        parts = (
            tr("{number}: {name}").format(number=place + 1, name=words.path_text(photo.path.name)),
            duplicates_words.mark_word(self.marks.mark(row)),
            duplicates_words.relation_text(self.marks, self.group, row),
            duplicates_why.member_told(self, place),
            facts_text(photo),
            words.path_text(photo.path.parent),
        )
        return ", ".join(part for part in parts if part)


def photo_of(marks: Marks, row: int, photos: Mapping[int, PhotoRow] | None = None) -> PhotoRow:
    """Return a file of a review as the rest of the window knows photos."""
    files = marks.review.files
    file_id, content_id = int(files.ids[row]), int(files.contents[row])
    known = (photos or {}).get(file_id)
    if known is not None and known.content_id == content_id:
        return known
    return PhotoRow(
        file_id,
        files.path(row),
        FileState.INDEXED,
        True,
        int(files.sizes[row]),
        0,
        content_id,
        int(files.widths[row]),
        int(files.heights[row]),
    )


def facts_text(photo: PhotoRow) -> str:
    """Return size in pixels and bytes."""
    parts = []
    if photo.width:
        form = tr("{width} × {height}")  # noqa: RUF001  # the sign that is meant
        parts.append(form.format(width=photo.width, height=photo.height))
    parts.append(words.size_text(photo.size_bytes))
    return duplicates_words.DOT.join(parts)
