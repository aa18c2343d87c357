"""The marks of files, and the bonds that keep the last of them: checked, written, added up. No Qt.

See `duplicates_marks` for what the user does with it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

import numpy as np

from photofinder.core.types import PairClass
from photofinder.ui.duplicates_review import CLASSES, EMPTY, Lock, Totals

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from photofinder.ui.duplicates_review import Review

    Rows = NDArray[np.int64]
    Small = NDArray[np.int8]


#: the classes whose copies are marked from the start
PRETICKED = (PairClass.IDENTICAL_FILE.rank, PairClass.IDENTICAL_PICTURE.rank)


class Mark(IntEnum):
    """What is to become of a file."""

    UNDECIDED = 0
    KEEP = 1
    TRASH = 2


class Origin(IntEnum):
    """Who gave a file its mark."""

    #: from the start
    DEFAULT = 0
    #: the keeper rules, asked to by the user
    RULE = 1
    USER = 2


class Refused(StrEnum):
    """Why a file was not marked for the trash."""

    LAST = "last"
    """Nothing of its group would stay."""
    LAST_IDENTICAL = "last_identical"
    """Only another version of it would stay, and the group shown is of identical ones."""
    PROTECTED = "protected"
    HARD_LINK = "hard_link"
    UNVERIFIED = "unverified"


_OF_LOCK = {
    Lock.PROTECTED: Refused.PROTECTED,
    Lock.HARD_LINK: Refused.HARD_LINK,
    Lock.UNVERIFIED: Refused.UNVERIFIED,
}


@dataclass(slots=True)
class _Tally:
    """Files marked for the trash, all and by class."""

    files: int = 0
    bytes: int = 0
    by_class: list[list[int]] = field(default_factory=lambda: [[0, 0] for _ in CLASSES])


class Ledger:
    """Marks on the files of a review, without a memory.

    Attributes
    ----------
    marks : ndarray, int8, (files,)
        `Mark`.
    origins : ndarray, int8, (files,)
        `Origin`.
    gone : ndarray, bool, (groups,)
        Groups that are no duplicates, by the user's word.
    """

    def __init__(self, review: Review) -> None:
        self.review = review
        files = len(review.files)
        self.marks = np.zeros(files, np.int8)
        self.origins = np.zeros(files, np.int8)
        self.gone = np.zeros(len(review), np.bool_)
        self._left = review.bonds.lengths()
        #: how many groups of the same shot let a bond of identical files rest
        self._covered = np.bincount(review.covers.values, minlength=len(review.bonds))
        self._void = np.zeros(len(review.bonds), np.bool_)
        self._tally = _Tally()

    @classmethod
    def of(cls, review: Review) -> Ledger:
        """Open a ledger with the marks from the start: copies in the two identical classes go.

        Takes some 50 ms for 50,000 groups: call it in the thread that made the review.
        """
        ledger = cls(review)
        rows, marks = ledger.rule(np.flatnonzero(np.isin(review.ranks, PRETICKED)))
        allowed, _ = ledger.judge(rows, marks)
        rows, marks = rows[allowed], marks[allowed]
        ledger.put(rows, marks, np.full(len(rows), Origin.DEFAULT, np.int8))
        return ledger

    # -- reading -------------------------------------------------------------------------------

    @property
    def total(self) -> Totals:
        """Everything that is marked for the trash."""
        return Totals(self._tally.files, self._tally.bytes)

    def marked(self, rank: int) -> Totals:
        """Return what is marked for the trash among the files that a class shows."""
        return Totals(*self._tally.by_class[rank])

    def weigh(self, rows: Rows) -> Totals:
        """Return what files are together."""
        return Totals(len(rows), int(self.review.files.sizes[rows].sum()))

    def others(self, groups: Rows) -> Rows:
        """Return the members of groups without their keepers; one of several groups repeatedly."""
        _, values = self.review.members.spread(groups)
        lengths = self.review.members.lengths()[groups]
        is_other = np.ones(len(values), np.bool_)
        is_other[np.cumsum(lengths) - lengths] = False
        return values[is_other]

    def rule(self, groups: Rows) -> tuple[Rows, Small]:
        """Return files of groups that the user left open, and the marks the rule gives them.

        The keeper stays, the rest goes; a group whose keeper goes is left alone.
        """
        review, marks = self.review, self.marks
        groups = groups[~self.gone[groups]]
        keepers = review.members.values[review.members.starts[groups]]
        stays = marks[keepers] != Mark.TRASH
        given = np.full(len(marks), Mark.UNDECIDED, np.int8)
        given[self.others(groups[stays])] = Mark.TRASH
        given[review.files.locks != Lock.NONE] = Mark.UNDECIDED
        given[keepers[stays]] = Mark.KEEP
        kept_by_default = (marks == Mark.KEEP) & (self.origins != Origin.USER)
        is_open = (marks == Mark.UNDECIDED) | kept_by_default
        rows = np.flatnonzero(is_open & (given != Mark.UNDECIDED))
        return rows, given[rows]

    # -- checking ------------------------------------------------------------------------------

    def judge(
        self, rows: Rows, marks: Small
    ) -> tuple[NDArray[np.bool_], tuple[tuple[int, Refused], ...]]:
        """Say which files may have their marks, and why others may not.

        Of each bond one file has to stay; where these marks would take them all, the first of
        them stays.
        """
        locks = self.review.files.locks[rows]
        allowed = (marks != Mark.TRASH) | (locks == Lock.NONE)
        reasons = {
            int(row): _OF_LOCK[Lock(lock)]
            for row, lock in zip(rows[~allowed], locks[~allowed], strict=True)
        }
        last = self._last(rows, marks, allowed)
        allowed[last] = False
        reasons |= dict.fromkeys(rows[last].tolist(), Refused.LAST)
        return allowed, tuple(reasons.items())

    def _last(self, rows: Rows, marks: Small, allowed: NDArray[np.bool_]) -> Rows:
        """Return places in ``rows`` of files that have to stay so that no bond is left empty."""
        was_trash = self.marks[rows] == Mark.TRASH
        going = np.flatnonzero(allowed & (marks == Mark.TRASH) & ~was_trash)
        coming = np.flatnonzero(allowed & (marks != Mark.TRASH) & was_trash)
        owners, bonds = self.review.bonds_of.spread(rows[going])
        if not len(bonds):
            return EMPTY
        _, freed = self.review.bonds_of.spread(rows[coming])
        left = self._left - _counts(bonds, len(self._left)) + _counts(freed, len(self._left))
        empty = (left <= 0) & (self._covered == 0) & ~self._void
        empties = np.flatnonzero(empty[bonds])
        _, first = np.unique(bonds[empties], return_index=True)
        return np.unique(going[owners[empties[first]]])

    # -- writing -------------------------------------------------------------------------------

    def put(self, rows: Rows, marks: Small, origins: Small) -> None:
        """Write marks and keep the sums. Nothing is checked here; each row only once."""
        was, becomes = self.marks[rows] == Mark.TRASH, marks == Mark.TRASH
        self.marks[rows] = marks
        self.origins[rows] = origins
        for changed, sign in ((rows[becomes & ~was], 1), (rows[was & ~becomes], -1)):
            if len(changed):
                _, bonds = self.review.bonds_of.spread(changed)
                self._left -= sign * _counts(bonds, len(self._left))
                self._add_up(changed, sign)

    def _add_up(self, rows: Rows, sign: int) -> None:
        added = self.weigh(rows)
        self._tally.files += sign * added.files
        self._tally.bytes += sign * added.bytes
        classes = self.review.files.classes[rows]
        for rank, sums in enumerate(self._tally.by_class):
            of_class = self.weigh(rows[(classes >> rank) & 1 == 1])
            sums[0] += sign * of_class.files
            sums[1] += sign * of_class.bytes

    def set_gone(self, group: int, *, gone: bool) -> None:
        """Take a group out, or back in, with the bond that it is."""
        review = self.review
        if self.gone[group] == gone:
            return
        self.gone[group] = gone
        self._covered[review.covers[group]] += -1 if gone else 1
        if review.group_bond[group] >= 0:
            self._void[review.group_bond[group]] = gone

    def unfounded(self, group: int) -> Rows:
        """Return files that were only to go because of a group that is gone now.

        Those that no other group shows as copies, or only as something weaker; and one of each
        set of identical files of which nothing stays.
        """
        rank = self.review.ranks[group]
        found = set()
        for row in self.review.members[group].tolist():
            groups = self.review.groups_of[row]
            groups = groups[~self.gone[groups]]
            if self.marks[row] == Mark.TRASH and not (self.review.ranks[groups] <= rank).any():
                found.add(row)
        for bond in self.review.covers[group].tolist():
            holds = self._covered[bond] == 0 and not self._void[bond]
            files = self.review.bonds[bond].tolist()
            if holds and self._left[bond] == 0 and found.isdisjoint(files):
                found.add(files[0])
        return np.array(sorted(found), np.int64)


def _counts(values: Rows, count: int) -> Rows:
    """Return how often each of 0 to ``count - 1`` occurs among values."""
    return np.bincount(values, minlength=count)
