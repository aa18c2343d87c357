"""What the user says about duplicates: kept, trashed, not decided; each step can be undone. No Qt.

A file has one mark, in however many groups it is shown. Of every bond (see `duplicates_review`)
one file stays, always: a mark that would take the last is refused. Only files of the two identical
classes are marked from the start.

Used by one thread, the GUI's: marking 50,000 groups at once takes some milliseconds.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from photofinder.core.types import PairClass
from photofinder.ui.duplicates_ledger import Ledger, Mark, Origin, Refused
from photofinder.ui.duplicates_review import EMPTY, NOTHING, Lock, Totals

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from photofinder.ui.duplicates_review import GroupKey, Review

    Rows = NDArray[np.int64]
    Small = NDArray[np.int8]

#: more than this nobody takes back one by one; marks of all groups count by their files
MAX_STEPS, MAX_STEP_FILES = 1_000, 4_000_000
_NO_CONTENT = -1


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a step did.

    Attributes
    ----------
    changed : int
        Files whose mark is another now.
    trashed : Totals
        Those of them that go.
    refused : tuple of (int, Refused)
        Rows of files that stay as they were, and why.
    """

    changed: int = 0
    trashed: Totals = NOTHING
    refused: tuple[tuple[int, Refused], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """Files by id and content, so that it can be undone after another look at the library."""

    ids: NDArray[np.int64]
    contents: NDArray[np.int64]
    before: Small
    after: Small
    origins_before: Small
    origins_after: Small

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that the user did. ``dismissed`` is the group it called no duplicates."""

    change: Change
    dismissed: GroupKey | None = None


@dataclass(frozen=True, slots=True, eq=False)
class MarkSnapshot:
    """The marks of a moment, to be read in a worker thread."""

    review: Review
    marks: Small
    origins: Small
    gone: NDArray[np.bool_]


class Marks:
    """The marks on a review.

    Parameters
    ----------
    ledger : Ledger
        A new one; it belongs to the marks from now on.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self._load(ledger)

    def _load(self, ledger: Ledger) -> None:
        self.review = ledger.review
        self._ledger = ledger
        self._gains: dict[int, tuple[int, Totals]] = {}

    # -- reading -------------------------------------------------------------------------------

    def mark(self, row: int) -> Mark:
        """Return the mark of a file."""
        return Mark(self._ledger.marks[row])

    def is_gone(self, group: int) -> bool:
        """Whether the user called a group no duplicates."""
        return bool(self._ledger.gone[group])

    def live(self, rank: int) -> Rows:
        """Return the groups of a class without those that are no duplicates."""
        groups = self.review.of_class(rank)
        return groups[~self._ledger.gone[groups]]

    def shown(self, group: int) -> tuple[int, ...]:
        """Return the files to show for a group: its members, and who stays in the keeper's place.

        The keeper may go because another file stays for it: one of the same pixels, or, where all
        of them go, one of the same shot. The group itself would not show that one.
        """
        members = tuple(self.review.members[group].tolist())
        if self._ledger.marks[members[0]] != Mark.TRASH:
            return members
        bonds = [self.review.seconds[group]]
        if all(self.mark(row) is Mark.TRASH for row in members):
            groups = self.review.groups_of[members[0]]
            groups = groups[~self._ledger.gone[groups]]
            bonds += [self._bond(wider) for wider in groups.tolist()]
        for row in itertools.chain.from_iterable(bonds):
            if row not in members and self.mark(int(row)) is not Mark.TRASH:
                return (*members, int(row))
        return members

    def _bond(self, group: int) -> Rows:
        """Return the files that hold together by a group of the same shot; none for another."""
        if self.review.pair_class(group) is not PairClass.SAME_SHOT:
            return EMPTY
        return self.review.bonds[int(self.review.group_bond[group])]

    def keeper(self, group: int) -> int:
        """Return the file that stays for a group.

        The first that the user keeps; else the suggested one, or the first that does not go.
        """
        shown = np.array(self.shown(group))
        marks, origins = self._ledger.marks[shown], self._ledger.origins[shown]
        chosen = (marks == Mark.KEEP) & (origins == Origin.USER)
        for wanted in (chosen, marks != Mark.TRASH):
            found = np.flatnonzero(wanted)
            if len(found):
                return int(shown[found[0]])
        return int(shown[0])

    def trash_of(self, group: int) -> Totals:
        """Return what is marked for the trash among the members of a group."""
        rows = self.review.members[group]
        return self._ledger.weigh(rows[self._ledger.marks[rows] == Mark.TRASH])

    @property
    def total(self) -> Totals:
        """Everything that is marked for the trash."""
        return self._ledger.total

    def marked(self, rank: int) -> Totals:
        """Return what is marked for the trash among the files that a class shows."""
        return self._ledger.marked(rank)

    def gain(self, rank: int) -> tuple[int, Totals]:
        """Return the groups of a class, and what they would free if only keepers stayed."""
        if rank not in self._gains:
            groups = self.live(rank)
            others = np.zeros(len(self.review.files), np.bool_)
            others[self._ledger.others(groups)] = True
            others &= self.review.files.locks != Lock.HARD_LINK
            self._gains[rank] = len(groups), self._ledger.weigh(np.flatnonzero(others))
        return self._gains[rank]

    def snapshot(self) -> MarkSnapshot:
        """Return a copy for another thread."""
        ledger = self._ledger
        return MarkSnapshot(
            self.review, ledger.marks.copy(), ledger.origins.copy(), ledger.gone.copy()
        )

    # -- marking -------------------------------------------------------------------------------

    def toggle(self, row: int) -> Outcome:
        """Mark a file for the trash, or keep it after all."""
        return self.set(row, Mark.KEEP if self.mark(row) == Mark.TRASH else Mark.TRASH)

    def set(self, row: int, mark: Mark) -> Outcome:
        """Give one file a mark."""
        return self._do(np.array([row]), np.array([mark], np.int8))

    def keep_only(self, group: int, row: int) -> Outcome:
        """Keep one file of a group; the others go, except in a series, where nothing else is said.

        Parameters
        ----------
        group : int
        row : int
            One of `shown`.
        """
        if self.review.pair_class(group) is PairClass.SERIES:
            return self.set(row, Mark.KEEP)
        rows = np.array(self.shown(group))
        return self._do(rows, np.where(rows == row, Mark.KEEP, Mark.TRASH).astype(np.int8))

    def keep_all(self, group: int) -> Outcome:
        """Keep every file of a group."""
        rows = self.review.members[group]
        return self._do(rows, np.full(len(rows), Mark.KEEP, np.int8))

    def mark_by_rule(self, groups: Rows) -> Outcome:
        """Keep the keepers of groups and trash the rest, as far as the user left that open."""
        return self._do(*self._ledger.rule(groups), Origin.RULE)

    def preview_rule(self, groups: Rows) -> Totals:
        """Return what `mark_by_rule` would mark for the trash."""
        rows, marks = self._ledger.rule(groups)
        allowed, _ = self._ledger.judge(rows, marks)
        return self._ledger.weigh(rows[allowed & (marks == Mark.TRASH)])

    def clear(self, groups: Rows) -> Outcome:
        """Take every mark of groups away."""
        _, values = self.review.members.spread(groups[~self._ledger.gone[groups]])
        marked = np.zeros(len(self.review.files), np.bool_)
        marked[values] = self._ledger.marks[values] != Mark.UNDECIDED
        rows = np.flatnonzero(marked)
        return self._do(rows, np.full(len(rows), Mark.UNDECIDED, np.int8))

    def dismiss(self, group: int) -> Outcome:
        """Call a group no duplicates: it goes from the list, with the trash marks made for it."""
        self._set_gone(group, gone=True)
        rows = self._ledger.unfounded(group)
        marks = np.full(len(rows), Mark.UNDECIDED, np.int8)
        change = self._put(rows, marks, Origin.USER)
        self._remember(Step(change, self.review.key(group)))
        return Outcome(len(change))

    def _set_gone(self, group: int, *, gone: bool) -> None:
        self._ledger.set_gone(group, gone=gone)
        self._gains.clear()

    def _do(self, rows: Rows, marks: Small, origin: Origin = Origin.USER) -> Outcome:
        """Give files marks as far as they may have them, and remember how it was."""
        ledger = self._ledger
        allowed, refused = ledger.judge(rows, marks)
        differs = (ledger.marks[rows] != marks) | (ledger.origins[rows] != origin)
        rows, marks = rows[allowed & differs], marks[allowed & differs]
        trashed = ledger.weigh(rows[(marks == Mark.TRASH) & (ledger.marks[rows] != Mark.TRASH)])
        changed = int((ledger.marks[rows] != marks).sum())
        if len(rows):
            self._remember(Step(self._put(rows, marks, origin)))
        return Outcome(changed, trashed, refused)

    def _put(self, rows: Rows, marks: Small, origin: Origin) -> Change:
        files, ledger = self.review.files, self._ledger
        origins = np.full(len(rows), origin, np.int8)
        change = Change(
            files.ids[rows],
            files.contents[rows],
            ledger.marks[rows],
            marks,
            ledger.origins[rows],
            origins,
        )
        ledger.put(rows, marks, origins)
        return change

    # -- undo ----------------------------------------------------------------------------------

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether there is something to do again."""
        return bool(self._redo)

    def undo(self) -> Step | None:
        """Take the last step back; None when there is none."""
        if not self._undo:
            return None
        step = self._undo.pop()
        self._redo.append(step)
        self._replay(step, step.change.before, step.change.origins_before, gone=False)
        return step

    def redo(self) -> Step | None:
        """Do the last step again that was taken back."""
        if not self._redo:
            return None
        step = self._redo.pop()
        self._undo.append(step)
        self._replay(step, step.change.after, step.change.origins_after, gone=True)
        return step

    def restore_group(self, key: GroupKey) -> None:
        """Take a group back that was called no duplicates, when that could not be remembered."""
        group = self.review.find(key)
        if group is not None:
            self._set_gone(group, gone=False)

    def _remember(self, step: Step) -> None:
        self._undo.append(step)
        self._redo.clear()
        while len(self._undo) > MAX_STEPS or (
            len(self._undo) > 1 and sum(map(_files_of, self._undo)) > MAX_STEP_FILES
        ):
            del self._undo[0]

    def _replay(self, step: Step, marks: Small, origins: Small, *, gone: bool) -> None:
        """Put marks on the files that are still there as they were."""
        group = None if step.dismissed is None else self.review.find(step.dismissed)
        if group is not None:
            self._set_gone(group, gone=gone)
        rows, same = self._rows_of(step.change.ids, step.change.contents)
        marks, origins = marks[same], origins[same]
        allowed, _ = self._ledger.judge(rows, marks)
        self._ledger.put(rows[allowed], marks[allowed], origins[allowed])

    def _rows_of(self, ids: Rows, contents: Rows) -> tuple[Rows, NDArray[np.bool_]]:
        """Return rows of the files that still hold what they held, and which those are."""
        rows = self.review.files.rows_of(ids)
        same = rows >= 0
        same[same] = self.review.files.contents[rows[same]] == contents[same]
        return rows[same], same

    # -- another look at the library -----------------------------------------------------------

    def renew(self, ledger: Ledger) -> None:
        """Take what the library says now; the user's marks stay where they still mean the same.

        A file has to have the content it had. A mark for the trash also needs what is nearest to
        it to be what it was: nothing goes for a photo that was not seen beside it.
        """
        files, old = self.review.files, self._ledger
        gone = [self.review.key(int(group)) for group in np.flatnonzero(old.gone)]
        touched = np.flatnonzero(old.origins != Origin.DEFAULT)
        marks, origins = old.marks[touched], old.origins[touched]
        ids, contents = files.ids[touched], files.contents[touched]
        seen = self._nearest(touched)
        self._load(ledger)
        for key in gone:
            group = self.review.find(key)
            if group is not None:
                self._set_gone(group, gone=True)
        rows, same = self._rows_of(ids, contents)
        marks, origins = marks[same], origins[same]
        now, seen = self._nearest(rows), seen[same]
        unchanged = (now == seen) | (seen == _NO_CONTENT)
        stays_true = (marks != Mark.TRASH) | unchanged.all(axis=1)
        rows, marks, origins = rows[stays_true], marks[stays_true], origins[stays_true]
        allowed, _ = self._ledger.judge(rows, marks)
        self._ledger.put(rows[allowed], marks[allowed], origins[allowed])

    def _nearest(self, rows: Rows) -> NDArray[np.int64]:
        """Return what each file is seen beside; (n, 3).

        The strongest class that shows it, the content of the keeper there, and of the keeper of
        the same shot.
        """
        review = self.review
        keepers = review.files.contents[review.members.values[review.members.starts[:-1]]]
        strongest, shots = review.strongest[rows], review.shots[rows]
        shot_keepers = np.where(shots >= 0, keepers[shots], _NO_CONTENT)
        return np.stack([review.ranks[strongest], keepers[strongest], shot_keepers], axis=1)


def _files_of(step: Step) -> int:
    return len(step.change)
