"""What the user says about duplicates: kept, trashed, not decided; each step can be undone. No Qt.

A file has one mark, in however many groups it is shown. Of every bond (see `duplicates_review`)
one file stays, always: a mark that would take the last is refused. Only files of the two identical
classes are marked from the start.

Used by one thread, the GUI's: marking 50,000 groups at once takes some milliseconds.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np

from photofinder.core.types import PairClass
from photofinder.ui.duplicates_ledger import Ledger, Mark, Origin, Refused
from photofinder.ui.duplicates_review import EMPTY, Lock, Totals
from photofinder.ui.duplicates_steps import Change, MarkSnapshot, Outcome, Step

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import NDArray

    from photofinder.ui.duplicates_review import GroupKey

    Rows = NDArray[np.int64]
    Small = NDArray[np.int8]

#: more than this nobody takes back one by one; marks of all groups count by their files
MAX_STEPS, MAX_STEP_FILES = 1_000, 4_000_000
_NO_CONTENT = -1


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
        #: groups that are not shown any more, also those that are not in this reading
        self._dismissed: dict[GroupKey, None] = {}
        #: (id, content) of files that the user kept, and that are not in this reading
        self._away: dict[tuple[int, int], None] = {}
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

    def toggle(self, row: int, group: int | None = None) -> Outcome:
        """Mark a file for the trash, or keep it after all."""
        return self.set(row, Mark.KEEP if self.mark(row) == Mark.TRASH else Mark.TRASH, group)

    def set(self, row: int, mark: Mark, group: int | None = None) -> Outcome:
        """Give one file a mark.

        Parameters
        ----------
        row : int
        mark : Mark
        group : int, optional
            Where it was given. In a group of identical ones the last does not go for
            another version of it, which is not in sight there.
        """
        rows, marks = np.array([row]), np.array([mark], np.int8)
        if mark is Mark.TRASH and group is not None and self._is_last_identical(group, row):
            allowed, _ = self._ledger.judge(rows, marks)
            if allowed.all():
                return Outcome(refused=((row, Refused.LAST_IDENTICAL),))
        return self._do(rows, marks)

    def _is_last_identical(self, group: int, row: int) -> bool:
        if self.review.pair_class(group) not in (
            PairClass.IDENTICAL_FILE,
            PairClass.IDENTICAL_PICTURE,
        ):
            return False
        members = self.review.members[group]
        others = members[members != row]
        return bool((self._ledger.marks[others] == Mark.TRASH).all())

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

    def dismiss(self, group: int, photos: Iterable[Path] = ()) -> Outcome:
        """Call a group no duplicates: it goes from the list, with the trash marks made for it.

        Parameters
        ----------
        group : int
        photos : iterable of Path
            What the library is told, to tell it again.
        """
        key = self.review.key(group)
        self._dismiss_key(key, gone=True)
        rows = self._ledger.unfounded(group)
        marks = np.full(len(rows), Mark.UNDECIDED, np.int8)
        change = self._put(rows, marks, Origin.USER)
        self._remember(Step(change, key, tuple(photos)))
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
            self._nearest(rows),
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
        self._dismiss_key(key, gone=False)

    def _remember(self, step: Step) -> None:
        self._undo.append(step)
        self._redo.clear()
        while len(self._undo) > MAX_STEPS or (
            len(self._undo) > 1 and sum(map(_files_of, self._undo)) > MAX_STEP_FILES
        ):
            del self._undo[0]

    def _replay(self, step: Step, marks: Small, origins: Small, *, gone: bool) -> None:
        """Put marks on the files that are still there as they were."""
        if step.dismissed is not None:
            self._dismiss_key(step.dismissed, gone=gone)
        change = step.change
        self._put_again(change.ids, change.contents, change.seen, marks, origins)

    def _dismiss_key(self, key: GroupKey, *, gone: bool) -> None:
        """Hide a group or show it again, now or when it is read next."""
        if gone:
            self._dismissed[key] = None
        else:
            self._dismissed.pop(key, None)
        group = self.review.find(key)
        if group is not None:
            self._set_gone(group, gone=gone)

    def _put_again(
        self, ids: Rows, contents: Rows, seen: NDArray[np.int64], marks: Small, origins: Small
    ) -> None:
        """Give files marks that they had once, where they still mean the same.

        A file has to have the content it had. A mark for the trash also needs what is nearest to
        it to be what it was: nothing goes for a photo that was not seen beside it.
        """
        rows, same = self._rows_of(ids, contents)
        marks, origins, seen = marks[same], origins[same], seen[same]
        unchanged = (self._nearest(rows) == seen) | (seen == _NO_CONTENT)
        stays_true = (marks != Mark.TRASH) | unchanged.all(axis=1)
        rows, marks, origins = rows[stays_true], marks[stays_true], origins[stays_true]
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

        What the user kept stays kept also where its file is not there for a while: a drive that
        is unplugged and comes back must not offer for the trash what was spared before.
        """
        files, old = self.review.files, self._ledger
        touched = np.flatnonzero(old.origins != Origin.DEFAULT)
        marks, origins = old.marks[touched], old.origins[touched]
        ids, contents = files.ids[touched], files.contents[touched]
        seen = self._nearest(touched)
        self._load(ledger)
        for key in self._dismissed:
            group = self.review.find(key)
            if group is not None:
                self._set_gone(group, gone=True)
        self._put_again(ids, contents, seen, marks, origins)
        self._spare(ids, contents, (marks == Mark.KEEP) & (origins == Origin.USER))

    def _spare(self, ids: Rows, contents: Rows, kept: NDArray[np.bool_]) -> None:
        """Remember the files that the user kept and that are away; keep those that are back."""
        back = np.array(list(self._away), np.int64).reshape(-1, 2)
        _, here = self._rows_of(ids, contents)
        gone = kept & ~here
        self._away.update(
            dict.fromkeys(zip(ids[gone].tolist(), contents[gone].tolist(), strict=True))
        )
        rows, came = self._rows_of(back[:, 0], back[:, 1])
        for pair in back[came].tolist():
            del self._away[tuple(pair)]
        still_open = self._ledger.origins[rows] != Origin.USER
        rows = rows[still_open]
        self._ledger.put(
            rows,
            np.full(len(rows), Mark.KEEP, np.int8),
            np.full(len(rows), Origin.USER, np.int8),
        )

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
