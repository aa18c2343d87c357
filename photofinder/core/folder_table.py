"""Every file of a library by folder, and which of them are the same: arrays for quick counting.

Files lie in the order of their folders, each folder before those below it: what lies directly in
a folder is one run of rows, and so is what lies anywhere below it. Whether a content occurs in a
run is two binary searches, so two folders are compared in the time of the smaller one, whatever
the size of the library.

Pure; any thread. A table is never changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Ids = NDArray[np.int64]
    Flags = NDArray[np.bool_]

#: rows from, and to before
Run = tuple[int, int]
NOWHERE = -1


@dataclass(frozen=True, slots=True, eq=False)
class FileColumns:
    """Files in any order, column by column, each (n,).

    Attributes
    ----------
    file_ids : ndarray, int64
        0 for a film or a sound that belongs to a photo.
    lead_ids : ndarray, int64
        The file that shows the photo: its own id, or that of another row of the same folder.
    folders : ndarray, int64
        Place of its folder in the list of folders.
    contents, pictures : ndarray, int64
        Equal numbers are the same bytes, or the same pixels.
    sizes : ndarray, int64
        In bytes.
    gains : ndarray, int64
        What the disk gains without it, in bytes.
    links : ndarray, int64
        Equal numbers above 0 are names of one file (hard links).
    unread : ndarray, bool
        Nothing is known of its content.
    """

    file_ids: Ids
    lead_ids: Ids
    folders: Ids
    contents: Ids
    pictures: Ids
    sizes: Ids
    gains: Ids
    links: Ids
    unread: Flags


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """Photos: one file or several that are one.

    Attributes
    ----------
    of_row : ndarray, int64, (n,)
        The photo that a file belongs to.
    sizes : ndarray, int64, (u,)
        How many files each has.
    gains : ndarray, int64, (u,)
        What the disk gains without it, in bytes.
    unread_before : ndarray, int64, (u + 1,)
        How many before it were not read.
    """

    of_row: Ids
    sizes: Ids
    gains: Ids
    unread_before: Ids


class _Occurrences:
    """Where each of some numbers occurs."""

    def __init__(self, numbers: Ids) -> None:
        self._count = len(numbers)
        _, ranks = np.unique(numbers, return_inverse=True)
        self.ranks: Ids = ranks.astype(np.int64)
        self._places = np.sort(self.ranks * self._count + np.arange(self._count))

    def first_in(self, rows: Ids, start: int | Ids, end: int) -> Ids:
        """Return the first row from ``start`` to before ``end`` with the number of each row.

        `NOWHERE` where there is none.
        """
        base = self.ranks[rows] * self._count
        at = np.searchsorted(self._places, base + start)
        found = self._places[np.minimum(at, self._count - 1)]
        there = (at < self._count) & (found < base + end)
        return np.where(there, found - base, NOWHERE)

    def all_in(self, rows: Ids, start: int, end: int) -> Ids:
        """Return every row from ``start`` to before ``end`` that has the number of one of these."""
        base = np.unique(self.ranks[rows]) * self._count
        first = np.searchsorted(self._places, base + start)
        counts = np.searchsorted(self._places, base + end) - first
        before = np.cumsum(counts) - counts
        at = np.repeat(first - before, counts) + np.arange(counts.sum())
        found: Ids = self._places[at] % max(self._count, 1)
        return found


class FolderTable:
    """The files of a library by folder.

    Parameters
    ----------
    folders : sequence of bytes
        Paths, ``/`` between the parts; every folder between a library's root and a file is there.
    roots : sequence of bytes
        The library's own folders; none lies inside another.
    columns : FileColumns

    Attributes
    ----------
    folders : tuple of bytes
        Each before those below it.
    parents : ndarray, int64, (m,)
        `NOWHERE` for a root.
    ends : ndarray, int64, (m,)
        The folders below folder ``i`` are ``i + 1`` up to, not including, ``ends[i]``.
    columns : FileColumns
        In the order of the folders; the files of a photo one after the other, its lead first.
    is_lead : ndarray, bool, (n,)
    """

    def __init__(
        self, folders: Sequence[bytes], roots: Sequence[bytes], columns: FileColumns
    ) -> None:
        # a NUL sorts before whatever a name may hold, so what is below comes at once
        order = sorted(range(len(folders)), key=lambda i: folders[i].replace(b"/", b"\0"))
        self.folders = tuple(folders[i] for i in order)
        self._numbers = {path: number for number, path in enumerate(self.folders)}
        self.parents, self.ends = self._tree(frozenset(roots))
        places = np.empty(len(order), np.int64)
        places[order] = np.arange(len(order))
        self.columns, self.is_lead = _in_order(columns, places)
        self._starts = np.searchsorted(self.columns.folders, np.arange(len(order) + 1))

    def _tree(self, roots: frozenset[bytes]) -> tuple[Ids, Ids]:
        parents = np.full(len(self.folders), NOWHERE, np.int64)
        ends = np.arange(1, len(self.folders) + 1)
        for number, path in enumerate(self.folders):
            if path not in roots:
                parents[number] = self._numbers[path.rpartition(b"/")[0] or b"/"]
        for number in range(len(self.folders) - 1, -1, -1):
            if parents[number] != NOWHERE:
                ends[parents[number]] = max(ends[parents[number]], ends[number])
        return parents, ends

    def number_of(self, path: bytes) -> int | None:
        """Return the number of a folder; None where there are no photos of the library."""
        return self._numbers.get(path)

    @cached_property
    def files(self) -> _Occurrences:
        """Where the same bytes lie."""
        return _Occurrences(self.columns.contents)

    @cached_property
    def pictures(self) -> _Occurrences:
        """Where the same pixels lie."""
        return _Occurrences(self.columns.pictures)

    def holds(self, outer: int, inner: int) -> bool:
        """Whether a folder is another one, or lies above it."""
        return bool(outer <= inner < self.ends[outer])

    def run_of(self, folder: int, *, deep: bool) -> Run:
        """Return the rows of a folder, with those of the folders below it."""
        end = self.ends[folder] if deep else folder + 1
        return int(self._starts[folder]), int(self._starts[end])

    @cached_property
    def _leads_before(self) -> Ids:
        return np.concatenate(([0], np.cumsum(self.is_lead))).astype(np.int64)

    @cached_property
    def units(self) -> Units:
        """The photos that the files make up."""
        starts = np.flatnonzero(self.is_lead)
        if not len(starts):
            none = np.zeros(0, np.int64)
            return Units(none, none, none, none)
        return Units(
            np.cumsum(self.is_lead) - 1,
            np.diff(starts, append=len(self.is_lead)),
            np.add.reduceat(self.columns.gains, starts),
            np.concatenate(([0], np.cumsum(np.add.reduceat(self.columns.unread, starts) > 0))),
        )

    def counts_in(self, runs: Sequence[Run]) -> tuple[int, int]:
        """Count the photos of some runs, and those among them that were not read."""
        photos = unread = 0
        for start, end in runs:
            first, last = int(self._leads_before[start]), int(self._leads_before[end])
            photos += last - first
            unread += int(self.units.unread_before[last] - self.units.unread_before[first])
        return photos, unread

    def sides(self, first: int, second: int, *, deep: bool) -> tuple[list[Run], list[Run]]:
        """Return the rows of two folders; an outer one is without the inner one."""
        one, two = self.run_of(first, deep=deep), self.run_of(second, deep=deep)
        if deep and self.holds(first, second):
            return [(one[0], two[0]), (two[1], one[1])], [two]
        if deep and self.holds(second, first):
            return [one], [(two[0], one[0]), (one[1], two[1])]
        return [one], [two]


def _in_order(columns: FileColumns, places: Ids) -> tuple[FileColumns, Flags]:
    """Sort files by folder and photo; a file whose lead lies elsewhere is its own."""
    folders = places[columns.folders] if len(columns.folders) else columns.folders
    is_own = columns.lead_ids == columns.file_ids
    order = np.lexsort((columns.file_ids, ~is_own, columns.lead_ids, folders))
    leads, folders = columns.lead_ids[order], folders[order]
    is_lead = np.ones(len(order), np.bool_)
    is_lead[1:] = (leads[1:] != leads[:-1]) | (folders[1:] != folders[:-1])
    sorted_columns = FileColumns(
        columns.file_ids[order],
        leads,
        folders,
        columns.contents[order],
        columns.pictures[order],
        columns.sizes[order],
        columns.gains[order],
        columns.links[order],
        columns.unread[order],
    )
    return sorted_columns, is_lead


def rows_of(runs: Sequence[Run]) -> Ids:
    """Return the numbers of the rows of some runs."""
    return np.concatenate([np.arange(start, end, dtype=np.int64) for start, end in runs])
