"""What the user says about whole groups, on its way to the library. GUI thread.

The library is asked at one desk, one question after the other: what was said first is remembered
first, so that a decision can be taken back before its number is known here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from photofinder.app.questions import Desk
from photofinder.core.types import PairClass
from photofinder.ui.duplicates_review import CLASSES, NO_UNIT

if TYPE_CHECKING:
    from pathlib import Path

    from photofinder.app.library import Library
    from photofinder.ui.bridge import Bridge
    from photofinder.ui.duplicates_review import GroupKey, Review

_IDENTICAL = (PairClass.IDENTICAL_FILE, PairClass.IDENTICAL_PICTURE)


class Decisions(QObject):
    """Remembers decisions, and takes them back.

    Parameters
    ----------
    bridge : Bridge
    numbers : dict
        What was remembered so far, by the group's key; filled here.
    parent : QObject, optional

    Signals
    -------
    failed(object, object)
        The key of the group, and the error.
    """

    failed = Signal(object, object)

    def __init__(
        self, bridge: Bridge, numbers: dict[GroupKey, list[int]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        #: written and read at the one desk only
        self._numbers = numbers

    def remember(self, key: GroupKey, paths: list[Path]) -> None:
        """Remember that a group is none, or that all of it stays.

        Of a group that is none each photo is parted from the first, which it was shown beside;
        nothing was said of the others among each other. It is remembered whole or not at all.
        """
        identical = CLASSES[key[0]] in _IDENTICAL

        def decide(library: Library) -> None:
            if identical:
                self._numbers[key] = [library.cleanup.decide_keep_all(paths)]
            else:
                self._numbers[key] = _part_from_first(library, paths)

        self._ask(key, decide)

    def withdraw(self, key: GroupKey) -> None:
        """Take a decision back; one that could not be remembered is none."""

        def take_back(library: Library) -> None:
            for number in self._numbers.pop(key, ()):
                library.cleanup.withdraw_decision(number)

        self._ask(key, take_back)

    def _ask(self, key: GroupKey, work: object) -> None:
        self._bridge.ask(
            self,
            work,  # type: ignore[arg-type]  # one of the two above
            lambda _: self._bridge.tell("decisionsChanged"),
            lambda error: self.failed.emit(key, error),
            desk=Desk.SLOW,
        )


def _part_from_first(library: Library, paths: list[Path]) -> list[int]:
    numbers: list[int] = []
    try:
        for path in paths[1:]:
            number = library.cleanup.decide_not_duplicates([paths[0], path])
            numbers.append(number)
    except Exception:
        for number in numbers:
            library.cleanup.withdraw_decision(number)
        raise
    return numbers


def photos_to_part(review: Review, group: int) -> list[Path]:
    """Return the photos that a decision about a group is told with.

    Of identical files all; otherwise one of each picture, the keeper's first: its copies stay its
    copies.
    """
    rows = review.members[group].tolist()
    pair_class = review.pair_class(group)
    if pair_class is PairClass.IDENTICAL_FILE:
        return [review.files.path(row) for row in rows]
    chosen: dict[int, int] = {}
    for row in rows:
        unit = int(review.files.units[row])
        if pair_class is not PairClass.IDENTICAL_PICTURE and unit != NO_UNIT:
            row = int(review.bonds[unit][0])  # noqa: PLW2901  # the one that stands for its copies
        chosen.setdefault(int(review.files.contents[row]), row)
    return [review.files.path(row) for row in chosen.values()]
