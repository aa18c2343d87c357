"""What two folders of a table have in common, counted exactly. Pure; any thread."""

from __future__ import annotations

from dataclasses import dataclass, field
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
    """

    leads: Ids
    as_file: Flags
    as_picture: Flags


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
    return measure_both(table, first, second, deep=deep)[0]


def measure_both(
    table: FolderTable, first: int, second: int, *, deep: bool
) -> tuple[Overlap, Overlap]:
    """Count from either side.

    Notes
    -----
    As long as the smaller folder is large: of the larger one only what is the same is looked at.
    """
    sides = table.sides(first, second, deep=deep)
    lengths = [sum(end - start for start, end in runs) for runs in sides]
    small = lengths.index(min(lengths))
    rows = rows_of(sides[small])
    found = [_Side.of(table, runs) for runs in sides]
    for places, name in ((table.files, "files"), (table.pictures, "pictures")):
        there = np.zeros(len(rows), np.bool_)
        for run in sides[1 - small]:
            there |= places.first_in(rows, *run) != NOWHERE
        same = rows[there]
        others = [places.all_in(same, *run) for run in sides[1 - small]]
        setattr(found[small], name, _whole(table, same))
        setattr(found[1 - small], name, _whole(table, np.concatenate(others)))
    one, two = found
    return one.against(first, second, two), two.against(second, first, one)


@dataclass(slots=True)
class _Side:
    """A folder that is being counted; the photos that the other one has too."""

    photos: int
    unread: int
    unit_gains: Ids
    files: Ids = field(default_factory=lambda: _NO_ROWS)
    pictures: Ids = field(default_factory=lambda: _NO_ROWS)

    @classmethod
    def of(cls, table: FolderTable, runs: Sequence[Run]) -> _Side:
        return cls(*table.counts_in(runs), table.units.gains)

    def against(self, number: int, other_number: int, other: _Side) -> Overlap:
        gain = int(self.unit_gains[self.pictures].sum())
        return Overlap(
            number,
            other_number,
            photos=self.photos,
            other_photos=other.photos,
            files=len(self.files),
            pictures=len(self.pictures) - len(self.files),
            only_second=other.photos - len(other.pictures),
            gain_bytes=gain,
            picture_gain_bytes=gain - int(self.unit_gains[self.files].sum()),
            unread=self.unread,
        )


def _whole(table: FolderTable, rows: Ids) -> Ids:
    """Return the photos all of whose files are among the rows, which are all different."""
    units, counts = np.unique(table.units.of_row[rows], return_counts=True)
    whole: Ids = units[counts == table.units.sizes[units]]
    return whole


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
        return SideMatches(_NO_ROWS, none, none)
    in_files = np.zeros(len(rows), np.bool_)
    in_pictures = np.zeros(len(rows), np.bool_)
    for run in others:
        in_files |= table.files.first_in(rows, *run) != NOWHERE
        in_pictures |= table.pictures.first_in(rows, *run) != NOWHERE
    return SideMatches(
        rows[starts],
        np.logical_and.reduceat(in_files, starts),
        np.logical_and.reduceat(in_pictures, starts),
    )
