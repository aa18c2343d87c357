"""From the engine's groups to the columns of a review. Worker thread; no Qt."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import numpy as np

from photofinder.core.keepers import KeeperPolicy
from photofinder.core.types import PairClass
from photofinder.ui.duplicates_evidence import EvidenceRows
from photofinder.ui.duplicates_review import CLASSES, NO_UNIT, Files, Lock, Review
from photofinder.ui.ragged import Ragged

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from photofinder.core.types import DuplicateGroup, DuplicateMember

_RANKS = {pair_class: pair_class.rank for pair_class in PairClass}
_IDENTICAL_RANKS = (PairClass.IDENTICAL_FILE.rank, PairClass.IDENTICAL_PICTURE.rank)


def build_review(groups: list[DuplicateGroup], protected: Sequence[Path] = ()) -> Review:
    """Turn the engine's groups into columns.

    Parameters
    ----------
    groups : list of DuplicateGroup
        Is empty afterwards: half a million objects that are freed at once would stop every
        thread, the GUI's too, for 100 ms; they go one after the other.
    protected : sequence of Path
        Folders whose photos are never marked.

    Notes
    -----
    Half a second for 50,000 groups, in pieces that leave the GUI thread its turn.
    """
    builder = _Builder(protected)
    groups.reverse()
    while groups:
        builder.add(groups.pop())
    return builder.finish()


class _Rows:
    """A ragged table that grows."""

    def __init__(self) -> None:
        self.lengths = array("q")
        self.values = array("q")

    def __len__(self) -> int:
        return len(self.lengths)

    def append(self, row: Sequence[int]) -> None:
        self.lengths.append(len(row))
        self.values.extend(row)

    def table(self) -> Ragged:
        return Ragged.of(self.lengths, self.values)


#: of each file: id, content, bytes, width, height
_FACTS = 5


class _Builder:
    """Collects rows; see `build_review`.

    Bonds of identical files and bonds of groups are numbered apart while they are collected; in
    the end those of identical files come first, so that a unit's number is its bond's.
    """

    def __init__(self, protected: Sequence[Path]) -> None:
        self._policy = KeeperPolicy(protected=tuple(protected)) if protected else None
        self._rows: dict[int, int] = {}
        self._facts = array("q")
        self._paths: list[str] = []
        self._locks = bytearray()
        self._units = array("q")
        self._unit_rows = _Rows()
        self._bond_rows = _Rows()
        self._group_bonds = array("q")
        self._ranks = bytearray()
        self._members = _Rows()
        self._seconds = _Rows()
        self._relations: list[str] = []
        self._reasons: list[str] = []
        self._rules: list[str] = []
        self._evidence = EvidenceRows()
        #: files with a pair that nobody has verified, and with one that is beyond doubt
        self._doubted: set[int] = set()
        self._proven: set[int] = set()
        #: groups with a member that is in them by such a pair only
        self._doubts: list[tuple[int, int]] = []
        self._words: dict[str, str] = {}

    def add(self, group: DuplicateGroup) -> None:
        """Take a group of the engine, one for each class that it has members of."""
        keeper = self._row(
            group.keeper,
            group.keeper_file_id,
            (
                group.keeper_content_id,
                group.keeper_bytes,
                group.keeper_width,
                group.keeper_height,
            ),
        )
        by_rank: dict[int, list[DuplicateMember]] = {}
        rows: dict[int, list[int]] = {}
        for member in group.members:
            rank = _RANKS[member.pair_class]
            by_rank.setdefault(rank, []).append(member)
            rows.setdefault(rank, []).append(self._member_row(member))
        identical = [row for rank in _IDENTICAL_RANKS for row in rows.get(rank, ())]
        if identical:
            self._add_unit([keeper, *identical])
        for rank, members in by_rank.items():
            own = set(rows[rank]) if rank in _IDENTICAL_RANKS else set()
            seconds = [row for row in identical if row not in own]
            self._ranks.append(rank)
            self._members.append([keeper, *rows[rank]])
            self._seconds.append(seconds)
            self._evidence.add(group, members)
            if rank != PairClass.SERIES.rank:
                self._note_doubts(keeper, rows[rank], members)
            self._add_bond(rank, [keeper, *rows[rank], *seconds])
            self._relations += ["", *(self._one_of(member.relation) for member in members)]
            self._reasons.append(self._one_of(group.reason))
            self._rules.append(group.rule)

    def _note_doubts(
        self, keeper: int, rows: Sequence[int], members: Sequence[DuplicateMember]
    ) -> None:
        for row, member in zip(rows, members, strict=True):
            pair = member.evidence
            is_doubted = pair is not None and pair.verified is None
            (self._doubted if is_doubted else self._proven).update((keeper, row))
            if is_doubted:
                self._doubts.append((len(self._ranks) - 1, row))

    def _add_unit(self, rows: list[int]) -> None:
        for row in rows:
            self._units[row] = len(self._unit_rows)
        self._unit_rows.append(rows)

    def _add_bond(self, rank: int, rows: list[int]) -> None:
        if rank in _IDENTICAL_RANKS:
            self._group_bonds.append(-1)
            return
        self._group_bonds.append(len(self._bond_rows))
        self._bond_rows.append(rows)

    def _member_row(self, member: DuplicateMember) -> int:
        row = self._row(
            member.path,
            member.file_id,
            (member.content_id, member.size_bytes, member.width, member.height),
        )
        if member.is_hard_link and not self._locks[row]:
            self._locks[row] = Lock.HARD_LINK
        return row

    def _row(self, path: Path, file_id: int, facts: tuple[int, int, int, int]) -> int:
        row = self._rows.get(file_id)
        if row is None:
            row = self._rows[file_id] = len(self._paths)
            self._facts.append(file_id)
            self._facts.extend(facts)
            self._paths.append(str(path))
            protected = self._policy is not None and self._policy.protects(path)
            self._locks.append(Lock.PROTECTED if protected else Lock.NONE)
            self._units.append(NO_UNIT)
        return row

    def _one_of(self, words: str) -> str:
        """Return one object for equal sentences: most relations are the same few."""
        return self._words.setdefault(words, words)

    # -- finishing -----------------------------------------------------------------------------

    def finish(self) -> Review:
        """Make the columns."""
        for row in self._doubted - self._proven:
            self._locks[row] = self._locks[row] or Lock.UNVERIFIED
        ranks = np.frombuffer(self._ranks, np.int8)
        members = self._members.table()
        groups, values = members.spread(np.arange(len(ranks)))
        bonds, group_bond = self._bonds()
        return Review(
            self._files(ranks[groups], values),
            ranks,
            members,
            self._seconds.table(),
            bonds,
            group_bond,
            self._covers(ranks, bonds, group_bond),
            members.inverse(len(self._paths)),
            bonds.inverse(len(self._paths)),
            *self._firsts(ranks, groups, values),
            self._relations,
            self._reasons,
            self._rules,
            self._evidence.table(),
        )

    def _files(self, ranks: NDArray[np.int8], rows: NDArray[np.int64]) -> Files:
        """Make the files' columns; ``rows`` are shown by groups of these ``ranks``."""
        facts = np.array(self._facts, np.int64).reshape(-1, _FACTS)
        classes = np.zeros(len(facts), np.uint8)
        for rank in range(len(CLASSES)):
            classes[rows[ranks == rank]] |= 1 << rank
        ids = np.ascontiguousarray(facts[:, 0])
        return Files(
            ids,
            np.ascontiguousarray(facts[:, 1]),
            np.ascontiguousarray(facts[:, 2]),
            facts[:, 3].astype(np.int32),
            facts[:, 4].astype(np.int32),
            np.frombuffer(self._locks, np.int8),
            np.array(self._units, np.int64),
            classes,
            np.argsort(ids),
            self._paths,
        )

    def _firsts(
        self, ranks: NDArray[np.int8], groups: NDArray[np.int64], rows: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        strongest = np.full(len(self._paths), -1, np.int64)
        shots = strongest.copy()
        groups, rows = groups[::-1], rows[::-1]  # the last that is written stays
        for rank in reversed(range(len(CLASSES))):
            of_class = ranks[groups] == rank
            strongest[rows[of_class]] = groups[of_class]
            if rank == PairClass.SAME_SHOT.rank:
                shots[rows[of_class]] = groups[of_class]
        return strongest, shots

    def _bonds(self) -> tuple[Ragged, NDArray[np.int64]]:
        """Return all bonds, those of units first, and the bond of each group."""
        units = len(self._unit_rows)
        lengths = self._unit_rows.lengths + self._bond_rows.lengths
        values = self._unit_rows.values + self._bond_rows.values
        group_bonds = np.array(self._group_bonds, np.int64)
        return Ragged.of(lengths, values), np.where(group_bonds < 0, -1, group_bonds + units)

    def _covers(
        self, ranks: NDArray[np.int8], bonds: Ragged, group_bond: NDArray[np.int64]
    ) -> Ragged:
        """Return the bonds of identical files that each group of the same shot lets rest.

        Those that it holds whole: a file that it does not show must not be what stays of it. None
        that was not verified: of such copies one stays, whatever else does.
        """
        shots = np.flatnonzero(ranks == PairClass.SAME_SHOT.rank)
        owners, rows = bonds.spread(group_bond[shots])
        units = np.array(self._units, np.int64)[rows]
        known = units != NO_UNIT
        pairs, held = np.unique(
            np.stack([shots[owners[known]], units[known]], axis=1), axis=0, return_counts=True
        )
        pairs = pairs[held == bonds.lengths()[pairs[:, 1]]]
        doubts = {(group, self._units[row]) for group, row in self._doubts}
        if doubts:
            pairs = pairs[[tuple(pair) not in doubts for pair in pairs.tolist()]]
        starts = np.zeros(len(ranks) + 1, np.int64)
        np.cumsum(np.bincount(pairs[:, 0], minlength=len(ranks)), out=starts[1:])
        return Ragged(starts, pairs[:, 1].copy())
