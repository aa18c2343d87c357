"""Which pairs of folders are worth looking at, among all of a library. Pure; any thread.

Only folders that share a picture are ever paired. Three bounds keep the work small:

- A picture that lies in more than `COMMON_FOLDERS` folders (an icon, a logo) pairs no folders: it
  would pair all of them with each other. It counts in the pairs that others find.
- At most `MAX_MEETINGS` meetings of a picture in two folders are looked at, those of the rarest
  pictures, which say most, first.
- At most `MAX_MEASURED_ROWS` files are counted, and `MEASURED_PER_PAIR` pairs for each that is
  wanted, the likeliest first.

What a pair says is always counted in full; the bounds can only leave pairs out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from photofinder.core.folder_overlap import measure, measure_both
from photofinder.core.folder_pairs import FolderRelation
from photofinder.core.folder_table import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from photofinder.core.folder_overlap import Overlap
    from photofinder.core.folder_table import FolderTable, Ids, Run

COMMON_FOLDERS = 64
"""2,016 meetings at most of one picture."""

MAX_MEETINGS = 2_000_000
"""Some 0.4 s of sorting, 100 MB while it lasts."""

MAX_MEASURED_ROWS = 8_000_000
"""Some 2 s of searching."""

MEASURED_PER_PAIR = 8
"""So many likely pairs are counted for each that is wanted."""


_STRENGTH = {
    FolderRelation.EQUAL: 0,
    FolderRelation.CONTAINED: 0,
    FolderRelation.MOSTLY_CONTAINED: 1,
    FolderRelation.OVERLAPPING: 2,
}
_NONE = 3


@dataclass(frozen=True, slots=True, eq=False)
class _Meetings:
    """Pairs of folders with the photos of each that were seen in the other, each (n,)."""

    first: Ids
    second: Ids
    shared_first: Ids
    shared_second: Ids

    @classmethod
    def summed(cls, first: Ids, second: Ids, counts: tuple[Ids, Ids], folders: int) -> _Meetings:
        """Add up what belongs to the same two folders; the one with the lower number is first."""
        swap = first > second
        low, high = np.where(swap, second, first), np.where(swap, first, second)
        keys, places = np.unique(low * folders + high, return_inverse=True)
        sums = [
            np.bincount(places, weights=np.where(swap, other, one), minlength=len(keys))
            for one, other in (counts, counts[::-1])
        ]
        return cls(keys // folders, keys % folders, *(total.astype(np.int64) for total in sums))


def ranked_overlaps(table: FolderTable, limit: int, *, deep: bool) -> list[Overlap]:
    """Return the pairs that are worth most: what is wholly contained first, then bytes to gain.

    Of a tree that is contained in another one only the whole is named, not each of its folders
    once more.

    Parameters
    ----------
    table : FolderTable
    limit : int
        At most this many.
    deep : bool
        Count each folder with everything below it.
    """
    met = _direct_meetings(table)
    if deep:
        met = _with_parents(table, met)
    found: list[Overlap] = []
    contained = _Findings(table)
    rows_left, pairs_left = MAX_MEASURED_ROWS, MEASURED_PER_PAIR * limit
    for first, second in _likeliest(table, met, deep=deep):
        if deep and contained.tells(first, second):
            continue
        rows_left -= min(_length(table, first, deep=deep), _length(table, second, deep=deep))
        if rows_left < 0 or pairs_left <= 0:
            break
        overlap = _better(table, *measure_both(table, first, second, deep=deep))
        if deep and contained.mirrors(overlap):
            continue
        pairs_left -= 1
        if _is_news(table, overlap, deep=deep):
            found.append(overlap)
        if overlap.relation.is_contained:
            contained.add(overlap)
    found.sort(key=lambda overlap: rank_key(table, overlap))
    return _without_parts(table, found, limit, deep=deep)


def rank_key(table: FolderTable, overlap: Overlap) -> tuple[object, ...]:
    """Return what pairs are ordered by."""
    worth = overlap.relation.is_contained and overlap.gain_bytes > 0
    return (
        not worth,
        -overlap.gain_bytes,
        _is_nested(table, overlap),
        overlap.other_photos,
        -overlap.share,
        int(table.ends[overlap.second]) - overlap.second,
        table.folders[overlap.first],
        table.folders[overlap.second],
    )


def _is_news(table: FolderTable, overlap: Overlap, *, deep: bool) -> bool:
    """Whether a pair says something: that half of a folder is in the rest of it does not."""
    is_nested = deep and _is_nested(table, overlap)
    weakest = FolderRelation.MOSTLY_CONTAINED if is_nested else FolderRelation.OVERLAPPING
    return _STRENGTH.get(overlap.relation, _NONE) <= _STRENGTH[weakest]


def _is_nested(table: FolderTable, overlap: Overlap) -> bool:
    return table.holds(overlap.first, overlap.second) or table.holds(overlap.second, overlap.first)


def _better(table: FolderTable, one: Overlap, two: Overlap) -> Overlap:
    """Return the side that is rather contained; of equal folders the deeper one."""
    return max(
        (one, two),
        key=lambda overlap: (
            overlap.relation.is_contained and overlap.gain_bytes > 0,
            overlap.share,
            overlap.gain_bytes,
            -overlap.photos,
            table.folders[overlap.first].count(b"/"),
            overlap.first,
        ),
    )


# -- candidates ------------------------------------------------------------------------------------


def _direct_meetings(table: FolderTable) -> _Meetings:
    """Return which folders hold the same picture directly."""
    folders = len(table.folders)
    keys, counts = np.unique(
        table.pictures.ranks * folders + table.columns.folders, return_counts=True
    )
    pictures, places = keys // folders if folders else keys, keys % max(folders, 1)
    starts = np.flatnonzero(np.diff(pictures, prepend=-1))
    sizes = np.diff(starts, append=len(pictures))
    left, parts = MAX_MEETINGS, []
    for size in range(2, COMMON_FOLDERS + 1):
        chosen = starts[sizes == size]
        one, two = np.triu_indices(size, 1)
        chosen = chosen[: left // len(one)]
        left -= len(chosen) * len(one)
        if len(chosen):
            parts.append(
                ((chosen[:, None] + one).ravel(), (chosen[:, None] + two).ravel()),
            )
    if not parts:
        none = np.zeros(0, np.int64)
        return _Meetings(none, none, none, none)
    first = np.concatenate([part[0] for part in parts])
    second = np.concatenate([part[1] for part in parts])
    shared = (counts[first].astype(np.int64), counts[second].astype(np.int64))
    return _Meetings.summed(places[first], places[second], shared, folders)


def _with_parents(table: FolderTable, met: _Meetings) -> _Meetings:
    """Add the folders above: what is below either belongs to both."""
    if not len(met.first):
        return met
    is_distinct = _distinct(table)
    chains_first = list(_chain(table, met.first))
    chains_second = list(_chain(table, met.second))
    steps = max(1, MAX_MEETINGS // (len(chains_first) * len(chains_second)))
    likely = np.argsort(-(met.shared_first + met.shared_second), kind="stable")[:steps]
    parts: list[tuple[Ids, Ids, Ids, Ids]] = []
    for first in chains_first:
        for second in chains_second:
            one, two = first[likely], second[likely]
            there = np.flatnonzero((one != NOWHERE) & (two != NOWHERE))
            one, two, at = one[there], two[there], likely[there]
            both = _hold(table, one, met.second[at]) & _hold(table, two, met.first[at])
            apart = np.flatnonzero(~both & is_distinct[one] & is_distinct[two])
            at = at[apart]
            parts.append((one[apart], two[apart], met.shared_first[at], met.shared_second[at]))
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    return _Meetings.summed(
        columns[0], columns[1], (columns[2], columns[3]), max(len(table.folders), 1)
    )


def _distinct(table: FolderTable) -> NDArray[np.bool_]:
    """Return which folders hold more than one folder of theirs; others are named by that one."""
    runs = [table.run_of(number, deep=True) for number in range(len(table.folders))]
    below = [table.parents[number] == number - 1 for number in range(1, len(runs))]
    same = [is_below and runs[number] == runs[number + 1] for number, is_below in enumerate(below)]
    return ~np.array([*same, False], np.bool_)


def _chain(table: FolderTable, folders: Ids) -> Iterator[Ids]:
    """Yield the folders, then those above them, then those above these."""
    while np.any(folders != NOWHERE):
        yield folders
        folders = np.where(folders == NOWHERE, NOWHERE, table.parents[folders])


def _hold(table: FolderTable, outer: Ids, inner: Ids) -> NDArray[np.bool_]:
    return (outer <= inner) & (inner < table.ends[outer])


def _likeliest(table: FolderTable, met: _Meetings, *, deep: bool) -> list[tuple[int, int]]:
    """Return pairs to be measured, those first that seem to be contained and gain most."""
    runs = [table.run_of(number, deep=deep) for number in range(len(table.folders))]
    lengths = np.array([end - start for start, end in runs], np.int64)
    gains = _sums(table.columns.gains, runs)
    commons = _sums(_is_common(table), runs)  # any of them may be in any folder
    best = np.zeros((3, len(met.first)))
    for folder, shared in ((met.first, met.shared_first), (met.second, met.shared_second)):
        share = np.minimum((shared + commons[folder]) / np.maximum(lengths[folder], 1), 1.0)
        gain = share * gains[folder]
        is_full = (share >= 1.0) & (gain > 0)
        better = (is_full > best[0]) | ((is_full == best[0]) & (gain > best[1]))
        best[:2] = np.where(better, (is_full, gain), best[:2])
    best[2] = lengths[met.first] + lengths[met.second]
    order = np.lexsort((met.second, met.first, best[2], -best[1], -best[0]))
    return list(zip(met.first[order].tolist(), met.second[order].tolist(), strict=True))


def _sums(values: NDArray[Any], runs: Sequence[Run]) -> Ids:
    total = np.concatenate(([0], np.cumsum(values)))
    return np.array([total[end] - total[start] for start, end in runs], np.int64)


def _is_common(table: FolderTable) -> NDArray[np.bool_]:
    """Return which files hold a picture that lies in too many folders to pair them."""
    folders = max(len(table.folders), 1)
    keys = np.unique(table.pictures.ranks * folders + table.columns.folders)
    counts = np.bincount(keys // folders, minlength=1)
    return (counts > COMMON_FOLDERS)[table.pictures.ranks]


def _length(table: FolderTable, folder: int, *, deep: bool) -> int:
    start, end = table.run_of(folder, deep=deep)
    return end - start


# -- one finding, one line -------------------------------------------------------------------------


class _Findings:
    """Pairs of folders that were found, to know the same finding in their sub-folders."""

    def __init__(self, table: FolderTable) -> None:
        self._table = table
        self._others: dict[int, list[_Other]] = {}

    def add(self, overlap: Overlap) -> None:
        """Remember a pair."""
        strength = _STRENGTH[overlap.relation]
        is_equal = overlap.relation is FolderRelation.EQUAL
        for folder, other in (
            (overlap.first, _Other(overlap.second, strength, with_above=True)),
            (overlap.second, _Other(overlap.first, strength, with_above=is_equal)),
        ):
            self._others.setdefault(folder, []).append(other)

    def tells(self, first: int, second: int) -> bool:
        """Whether nothing better can be said of two folders than a pair that was found.

        That the one lies in a smaller part of the other would be better.
        """
        return self._has_part(first, second, 0, or_less=False) or self._has_part(
            second, first, 0, or_less=False
        )

    def holds(self, first: int, second: int, strength: int) -> bool:
        """Whether two folders only repeat a pair that was found and says at least as much."""
        return self._has_part(first, second, strength, or_less=True) or self._has_part(
            second, first, strength, or_less=True
        )

    def mirrors(self, overlap: Overlap) -> bool:
        """Whether a pair only tells of the second folder of one that was found what it has there.

        When A is contained in B, a part of B may be contained in A, and so in what lies above A.
        """
        above = overlap.first
        while above != NOWHERE:
            for other in self._others.get(above, ()):
                if other.with_above or not self._table.holds(overlap.second, other.folder):
                    continue
                inner = measure(self._table, overlap.first, other.folder, deep=True)
                if inner.share >= overlap.share:
                    return True
            above = int(self._table.parents[above])
        return False

    def _has_part(self, first: int, second: int, strength: int, *, or_less: bool) -> bool:
        above = first
        while above != NOWHERE:
            for other in self._others.get(above, ()):
                is_less = above == first and second != other.folder
                is_less = is_less and self._table.holds(other.folder, second)
                if is_less and not or_less:
                    continue
                if other.strength <= strength and self._meets(other, second):
                    return True
            above = int(self._table.parents[above])
        return False

    def _meets(self, other: _Other, folder: int) -> bool:
        if self._table.holds(other.folder, folder):
            return True
        return other.with_above and self._table.holds(folder, other.folder)


@dataclass(frozen=True, slots=True)
class _Other:
    """The other folder of a pair that was found.

    ``with_above``: a part of the one is not named with what lies above the other one either.
    """

    folder: int
    strength: int
    with_above: bool


def _without_parts(
    table: FolderTable, ranked: list[Overlap], limit: int, *, deep: bool
) -> list[Overlap]:
    """Return the best pairs, each finding once."""
    kept: list[Overlap] = []
    seen = _Findings(table)
    for overlap in ranked:
        if len(kept) >= limit:
            break
        strength = _STRENGTH[overlap.relation]
        if deep and seen.holds(overlap.first, overlap.second, strength):
            continue
        if deep and (seen.mirrors(overlap) or any(_adds_none(table, k, overlap) for k in kept)):
            continue
        kept.append(overlap)
        seen.add(overlap)
    return kept


def _adds_none(table: FolderTable, kept: Overlap, later: Overlap) -> bool:
    """Whether a pair of folders around those of a pair that is kept has no photo more than it."""
    return (
        table.holds(later.first, kept.first)
        and table.holds(later.second, kept.second)
        and later.files + later.pictures == kept.files + kept.pictures
    )
