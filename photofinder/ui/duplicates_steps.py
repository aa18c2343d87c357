"""What the user did to marks, step by step, so that it can be taken back. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from photofinder.ui.duplicates_review import NOTHING, Totals

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from photofinder.ui.duplicates_ledger import Refused
    from photofinder.ui.duplicates_review import GroupKey, Review

    Small = NDArray[np.int8]


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
    """Files by id and content, so that it can be undone after another look at the library.

    ``seen`` is what each was seen beside then, (n, 3).
    """

    ids: NDArray[np.int64]
    contents: NDArray[np.int64]
    seen: NDArray[np.int64]
    before: Small
    after: Small
    origins_before: Small
    origins_after: Small

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that the user did.

    ``dismissed`` is the group it called no duplicates, ``photos`` what the library was told of it.
    """

    change: Change
    dismissed: GroupKey | None = None
    photos: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class MarkSnapshot:
    """The marks of a moment, to be read in a worker thread."""

    review: Review
    marks: Small
    origins: Small
    gone: NDArray[np.bool_]
