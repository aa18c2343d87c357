"""From marks to what the engine is asked to remove, each file with who stays for it. No Qt.

Takes some 20 us a file: for a worker thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from photofinder.core.cleanup import TrashChoice
from photofinder.core.types import PairClass
from photofinder.ui.duplicates_ledger import Mark, Origin
from photofinder.ui.duplicates_review import NO_UNIT, Lock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from photofinder.ui.duplicates_steps import MarkSnapshot


def choices_of(snapshot: MarkSnapshot) -> list[TrashChoice]:
    """Return what is marked for the trash, each with the file that stays for it.

    That is the nearest that stays: one of the same bytes, of the same pixels, of the same shot, of
    the series; of several the first that the user keeps, else the suggested one.
    """
    chooser = _Chooser(snapshot)
    return [chooser.choice(row) for row in np.flatnonzero(snapshot.marks == Mark.TRASH).tolist()]


class _Chooser:
    """Finds who stays for a file."""

    def __init__(self, snapshot: MarkSnapshot) -> None:
        review = self._review = snapshot.review
        # lists: reading single numbers of an array takes ten times as long
        self._marks: list[int] = snapshot.marks.tolist()
        self._origins: list[int] = snapshot.origins.tolist()
        self._contents: list[int] = review.files.contents.tolist()
        self._units: list[int] = review.files.units.tolist()
        self._ranks: list[int] = review.ranks.tolist()
        self._gone: list[bool] = snapshot.gone.tolist()
        groups = np.flatnonzero(review.group_bond >= 0)
        self._group_of_bond = dict(
            zip(review.group_bond[groups].tolist(), groups.tolist(), strict=True)
        )

    def choice(self, row: int) -> TrashChoice:
        keeper, pair_class = self._keeper(row)
        files = self._review.files
        reason, rule = self._reason(row, keeper)
        return TrashChoice(
            files.path(row),
            files.path(keeper),
            pair_class,
            reason,
            rule,
            self._contents[row],
            self._contents[keeper],
        )

    def _keeper(self, row: int) -> tuple[int, PairClass]:
        files = self._review.files
        unit = self._units[row]
        if unit != NO_UNIT:
            bond = self._review.bonds[unit].tolist()
            alike = [other for other in bond if self._contents[other] == self._contents[row]]
            # a second name of the same file is the last to count as a copy
            alike.sort(key=lambda other: bool(files.locks[other] == Lock.HARD_LINK))
            for near, pair_class in (
                (alike, PairClass.IDENTICAL_FILE),
                (bond, PairClass.IDENTICAL_PICTURE),
            ):
                found = self._best(near)
                if found is not None:
                    return found, pair_class
        for pair_class in (PairClass.SAME_SHOT, PairClass.SERIES):
            for bond in self._bonds(row, pair_class):
                found = self._best(bond)
                if found is not None:
                    return found, pair_class
        raise AssertionError(f"nothing stays for {files.paths[row]}")

    def _bonds(self, row: int, pair_class: PairClass) -> Iterator[list[int]]:
        """Return the files of the groups of a class that a file is part of, shown there or not."""
        for bond in self._review.bonds_of[row].tolist():
            group = self._group_of_bond.get(bond)
            if group is None or self._gone[group]:
                continue
            if self._ranks[group] == pair_class.rank:
                yield self._review.bonds[bond].tolist()

    def _best(self, rows: Iterable[int]) -> int | None:
        """Return the first that the user keeps, else the first that does not go."""
        first = None
        for row in rows:
            if self._marks[row] == Mark.KEEP and self._origins[row] == Origin.USER:
                return row
            if first is None and self._marks[row] != Mark.TRASH:
                first = row
        return first

    def _reason(self, row: int, keeper: int) -> tuple[str, str]:
        """Return the engine's reason where it suggested this keeper; "" where the user chose it."""
        for group in self._review.groups_of[row].tolist():
            members = self._review.members[group]
            if members[0] == keeper and not self._gone[group]:
                return self._review.reasons[group], self._review.rules[group]
        return "", ""
