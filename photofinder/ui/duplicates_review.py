"""The groups of duplicates as columns: what a review looks at, quick also for 50,000 groups.

Made in a worker thread, frozen, read on the GUI thread. No Qt.

Each class is reviewed by itself: a group of the engine that holds members of several classes
becomes one group for each of them, all with the same keeper. What keeps the last copy from going
is a *bond*: a set of files of which one has to stay. A group of the same shot or of a series is a
bond together with the other files of the keeper's pixels; files of identical pixels are one
unless a group of the same shot holds them all, which is the wider bond of the two.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from photofinder.core.text_filter import fold, words_of
from photofinder.core.types import PairClass
from photofinder.ui.ragged import Ragged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from photofinder.ui.duplicates_evidence import Evidence, PairSight


CLASSES = tuple(PairClass)
NO_UNIT = -1

GroupKey = tuple[int, tuple[int, ...]]


class Lock(IntEnum):
    """Why a file can never be marked for the trash."""

    NONE = 0
    PROTECTED = 1
    #: the keeper's own file under another name
    HARD_LINK = 2
    #: nothing but pairs whose pixels nobody has compared says that there is another one of it
    UNVERIFIED = 3


@dataclass(frozen=True, slots=True)
class Totals:
    """A number of files and what they weigh."""

    files: int = 0
    bytes: int = 0


NOTHING = Totals()


@dataclass(frozen=True, slots=True, eq=False)
class Files:
    """One row for each file that lies in a group, however many those are.

    Attributes
    ----------
    ids, contents, sizes : ndarray, int64, (n,)
    widths, heights : ndarray, int32, (n,)
    locks : ndarray, int8, (n,)
        `Lock`.
    units : ndarray, int64, (n,)
        Equal for files of identical pixels; `NO_UNIT` for one that has no such.
    classes : ndarray, uint8, (n,)
        Bit ``rank`` is set where a group of that class shows the file.
    order : ndarray, int64, (n,)
        Rows by ascending id.
    """

    ids: NDArray[np.int64]
    contents: NDArray[np.int64]
    sizes: NDArray[np.int64]
    widths: NDArray[np.int32]
    heights: NDArray[np.int32]
    locks: NDArray[np.int8]
    units: NDArray[np.int64]
    classes: NDArray[np.uint8]
    order: NDArray[np.int64]
    paths: list[str]

    def __len__(self) -> int:
        return len(self.paths)

    def path(self, row: int) -> Path:
        """Return where a file lies."""
        return Path(self.paths[row])

    def rows_of(self, ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the row of each file id; -1 where there is none."""
        if len(self) == 0:
            return np.full(len(ids), -1, np.int64)
        places = np.searchsorted(self.ids, ids, sorter=self.order)
        rows = self.order[np.minimum(places, len(self) - 1)]
        return np.where(self.ids[rows] == ids, rows, -1)


@dataclass(frozen=True, slots=True, eq=False)
class Review:
    """Everything that there is to decide.

    Attributes
    ----------
    files : Files
    ranks : ndarray, int8, (g,)
        Rank of each group's class.
    members : Ragged
        Rows of the files that a group shows, the keeper first.
    seconds : Ragged
        Other files of the keeper's pixels, which the group does not show.
    bonds : Ragged
        Sets of files of which one has to stay.
    group_bond : ndarray, int64, (g,)
        The bond that a group of the same shot or series is.
    covers : Ragged
        By group: bonds of identical files that rest while the group is there.
    groups_of, bonds_of : Ragged
        By file: the groups that show it, the bonds it is part of.
    strongest, shots : ndarray, int64, (n,)
        By file: the first group of the strongest class that shows it; the first of the same shot,
        -1 where there is none.
    relations : list of str
        What each member is to the keeper, aligned with ``members.values``; a keeper has "".
    reasons, rules : list of str
        By group: why the keeper is the one to keep; the keeper rule that decided.
    evidence : Evidence
        Why each member is one, aligned with ``members.values``.
    """

    files: Files
    ranks: NDArray[np.int8]
    members: Ragged
    seconds: Ragged
    bonds: Ragged
    group_bond: NDArray[np.int64]
    covers: Ragged
    groups_of: Ragged
    bonds_of: Ragged
    strongest: NDArray[np.int64]
    shots: NDArray[np.int64]
    relations: list[str]
    reasons: list[str]
    rules: list[str]
    evidence: Evidence

    def __len__(self) -> int:
        return len(self.ranks)

    def pair_class(self, group: int) -> PairClass:
        """Return the class of a group."""
        return CLASSES[self.ranks[group]]

    def key(self, group: int) -> GroupKey:
        """Return what a group is known by after the next look at the library."""
        ids = self.files.ids[self.members[group]]
        return int(self.ranks[group]), tuple(ids.tolist())

    def sight(self, group: int, row: int) -> PairSight | None:
        """Return what comparing a file with a group's suggested keeper has shown."""
        places = np.flatnonzero(self.members[group] == row)
        if not len(places):
            return None
        return self.evidence.sight(int(self.members.starts[group] + places[0]))

    def find(self, key: GroupKey) -> int | None:
        """Return the group of a key; None when it is not the same any more."""
        found = self.find_like(key)
        return found if found is not None and self.key(found) == key else None

    def find_like(self, key: GroupKey) -> int | None:
        """Return the group of a key's class that shows the first of its files that is left."""
        rank, ids = key
        for row in self.files.rows_of(np.array(ids, np.int64)).tolist():
            if row >= 0:
                for group in self.groups_of[row].tolist():
                    if self.ranks[group] == rank:
                        return int(group)
        return None

    def of_class(self, rank: int) -> NDArray[np.int64]:
        """Return the groups of a class, in the engine's order."""
        return np.flatnonzero(self.ranks == rank)

    def gains(self) -> NDArray[np.int64]:
        """Return what each group would free if only its keeper stayed, in bytes."""
        owners, values = self.members.spread(np.arange(len(self)))
        sizes = np.where(self.files.locks[values] == Lock.HARD_LINK, 0, self.files.sizes[values])
        sizes[self.members.starts[:-1]] = 0
        return np.bincount(owners, sizes, len(self)).astype(np.int64)

    def matching(self, text: str, folders: Sequence[Path]) -> NDArray[np.bool_]:
        """Return which groups show a file below one of the folders whose path holds every word.

        Parameters
        ----------
        text : str
            Words; empty for all.
        folders : sequence of Path
            None for all.

        Notes
        -----
        About 0.3 us a letter and file: ask it in a worker thread.
        """
        words = words_of(text)
        below = tuple(os.path.join(folder, "") for folder in folders)  # noqa: PTH118  # with the /
        hits = np.fromiter(
            (
                (not below or path.startswith(below))
                and (not words or all(word in fold(path) for word in words))
                for path in self.files.paths
            ),
            np.bool_,
            len(self.files),
        )
        if len(self) == 0:
            return np.zeros(0, np.bool_)
        return np.logical_or.reduceat(hits[self.members.values], self.members.starts[:-1])


EMPTY = np.zeros(0, np.int64)
