"""Which notice the message bar shows, and which wait. A pure value without Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from photofinder.ui.context import Notice

#: more than these nobody reads one by one; the log has them all
MAX_KEPT = 20

_WEIGHT = {"error": 2, "warning": 1, "info": 0}


@dataclass
class NoticeQueue:
    """Notices in the order they came, the weightiest level first.

    Attributes
    ----------
    dropped : int
        Notices that were given up because too many waited, since the queue was last empty.
    """

    dropped: int = 0
    _notices: list[Notice] = field(default_factory=list)

    @property
    def current(self) -> Notice | None:
        """The notice to show: the first of the highest level."""
        return max(self._notices, key=_weight, default=None)  # the first of equals

    @property
    def waiting(self) -> int:
        """How many follow the current one."""
        return max(len(self._notices) - 1, 0)

    def push(self, notice: Notice) -> None:
        """Add a notice; one of the same key (or, without keys, text) is replaced in its place."""
        for place, known in enumerate(self._notices):
            if _key(known) == _key(notice):
                self._notices[place] = notice
                return
        self._notices.append(notice)
        if len(self._notices) > MAX_KEPT:
            # the lightest goes first, of those the one that has waited longest
            self._notices.remove(min(self._notices, key=_weight))
            self.dropped += 1

    def dismiss(self) -> None:
        """Take the current one away."""
        current = self.current
        if current is not None:
            self._notices.remove(current)
        if not self._notices:
            self.dropped = 0

    def withdraw(self, key: str) -> None:
        """Take away what is no longer true, shown or waiting."""
        self._notices = [notice for notice in self._notices if _key(notice) != key]
        if not self._notices:
            self.dropped = 0

    def clear(self) -> None:
        """Take all away."""
        self._notices.clear()
        self.dropped = 0


def _weight(notice: Notice) -> int:
    return _WEIGHT[notice.level]


def _key(notice: Notice) -> str:
    return notice.key or notice.text
