"""What two folders of a table have in common, counted exactly. Pure; any thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from photofinder.core.folder_pairs import relation_of
from photofinder.core.folder_table import NOWHERE, FolderTable, rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from photofinder.core.folder_pairs import FolderRelation
    from photofinder.core.folder_table import Ids, Run

    Flags = NDArray[np.bool_]

_NO_ROWS = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class SideMatches:
    """The photos of one folder, and which of them the other folder has too.

    Attributes
    ----------
    leads : ndarray, int64, (k,)
        The row that shows each photo.
    as_file, as_picture : ndarray, bool, (k,)
        All files of the photo are there byte for byte; or at least pixel for pixel.
    gains : ndarray, int64, (k,)
        Bytes of all its files.
    unread : ndarray, bool, (k,)
    """

    leads: Ids
    as_file: Flags
    as_picture: Flags
    gains: Ids
    unread: Flags


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two folders of a table by number, and what was counted; see `FolderPair`."""

    first: int
    second: int
    photos: int
    other_photos: int
    files: int
    pictures: int
    only_second: int
    gain_bytes: int
    picture_gain_bytes: int
    unread: int

    @property
    def relation(self) -> FolderRelation:
        """What the first is to the second."""
        return relation_of(self.photos, self.files + self.pictures, self.only_second)

    @property
    def share(self) -> float:
        """The part of the first that the second has too, 0..1."""
        return (self.files + self.pictures) / self.photos if self.photos else 0.0


def measure(table: FolderTable, first: int, second: int, *, deep: bool) -> Overlap:
    """Count what the first folder has that the second has too, and the other way round."""
    one, two = match(table, first, second, deep=deep)
    return _overlap(first, second, one, two)


def measure_both(
    table: FolderTable, first: int, second: int, *, deep: bool
) -> tuple[Overlap, Overlap]:
    """Count from either side."""
    one, two = match(table, first, second, deep=deep)
    return _overlap(first, second, one, two), _overlap(second, first, two, one)


def match(
    table: FolderTable, first: int, second: int, *, deep: bool
) -> tuple[SideMatches, SideMatches]:
    """Find the photos of each folder in the other one."""
    one, two = table.sides(first, second, deep=deep)
    return _matches(table, one, two), _matches(table, two, one)


def copies_of(table: FolderTable, rows: Ids, others: Sequence[Run]) -> Ids:
    """Return the row of the other folder that is the same as each row, bytes before pixels.

    A name of the same file on disk (a hard link) is no copy. `NOWHERE` where there is none.
    """
    found = np.full(len(rows), NOWHERE, np.int64)
    links = table.columns.links
    for places in (table.files, table.pictures):
        for start, end in others:
            left = np.flatnonzero(found == NOWHERE)
            starts = np.full(len(left), start)
            while len(left):  # again for those that found their own file under another name
                at = places.first_in(rows[left], starts, end)
                left, at = left[at != NOWHERE], at[at != NOWHERE]
                linked = (links[rows[left]] > 0) & (links[rows[left]] == links[at])
                found[left[~linked]] = at[~linked]
                left, starts = left[linked], at[linked] + 1
    return found


def _matches(table: FolderTable, side: Sequence[Run], others: Sequence[Run]) -> SideMatches:
    rows = rows_of(side)
    starts = np.flatnonzero(table.is_lead[rows])
    if not len(starts):
        none = np.zeros(0, np.bool_)
        return SideMatches(_NO_ROWS, none, none, _NO_ROWS, none)
    in_files = np.zeros(len(rows), np.bool_)
    in_pictures = np.zeros(len(rows), np.bool_)
    for run in others:
        in_files |= table.files.first_in(rows, *run) != NOWHERE
        in_pictures |= table.pictures.first_in(rows, *run) != NOWHERE
    return SideMatches(
        rows[starts],
        np.logical_and.reduceat(in_files, starts),
        np.logical_and.reduceat(in_pictures, starts),
        np.add.reduceat(table.columns.gains[rows], starts),
        np.logical_or.reduceat(table.columns.unread[rows], starts),
    )


def _overlap(first: int, second: int, one: SideMatches, two: SideMatches) -> Overlap:
    pictures = one.as_picture & ~one.as_file
    return Overlap(
        first,
        second,
        photos=len(one.leads),
        other_photos=len(two.leads),
        files=int(one.as_file.sum()),
        pictures=int(pictures.sum()),
        only_second=int((~two.as_picture).sum()),
        gain_bytes=int(one.gains[one.as_picture].sum()),
        picture_gain_bytes=int(one.gains[pictures].sum()),
        unread=int(one.unread.sum()),
    )
