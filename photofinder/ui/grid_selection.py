"""Which photos of a grid are chosen: a mask, so that a million cost one pass over a megabyte.

`QItemSelectionModel` keeps ranges, and takes quadratic time once they are many: a rubber band
drawn over a few columns of a long list makes one range for each line. No Qt here; GUI thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class GridSelection:
    """The chosen ones of ``count`` photos, and the anchor that ranges are drawn from.

    Attributes
    ----------
    anchor : int
        -1 for none.
    """

    def __init__(self, count: int = 0) -> None:
        self._mask = np.zeros(count, np.bool_)
        self._before_band: NDArray[np.bool_] | None = None
        self._chosen = 0
        self.anchor = -1

    @property
    def chosen(self) -> int:
        """How many are chosen."""
        return self._chosen

    @property
    def numbers(self) -> NDArray[np.int64]:
        """The chosen ones, ascending."""
        return np.flatnonzero(self._mask)

    def holds(self, number: int) -> bool:
        """Whether one is chosen."""
        return 0 <= number < self._mask.size and bool(self._mask[number])

    def slice(self, run: range) -> list[bool]:
        """Return for each of a run whether it is chosen."""
        return self._mask[run.start : run.stop].tolist()

    def all_of(self, run: range) -> bool:
        """Whether every one of a run is chosen."""
        return bool(self._mask[run.start : run.stop].all())

    def ids(self, file_ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the file ids of the chosen ones; ``file_ids`` are those of all."""
        return file_ids[self._mask]

    # -- changes -------------------------------------------------------------------------------

    def clear(self) -> None:
        """Choose none."""
        self._mask[:] = False
        self._chosen = 0

    def choose_all(self) -> None:
        """Choose all."""
        self._mask[:] = True
        self._chosen = self._mask.size

    def choose_only(self, number: int) -> None:
        """Choose one and no other; ranges begin there."""
        self.clear()
        self._mask[number] = True
        self._chosen = 1
        self.anchor = number

    def toggle(self, number: int) -> None:
        """Choose one, or not any more; ranges begin there."""
        self._mask[number] = not self._mask[number]
        self._chosen += 1 if self._mask[number] else -1
        self.anchor = number

    def choose_until(self, number: int, *, keep: bool = False) -> None:
        """Choose everything from the anchor to one; ``keep`` what was chosen before, or not."""
        if not 0 <= self.anchor < self._mask.size:
            self.anchor = number
        first, last = sorted((self.anchor, number))
        self.choose_run(range(first, last + 1), keep=keep)

    def choose_run(self, run: range, *, keep: bool = False) -> None:
        """Choose a run; ``keep`` what was chosen before, or not."""
        if not keep:
            self._mask[:] = False
        self._mask[run.start : run.stop] = True
        self._count()

    def drop_run(self, run: range) -> None:
        """Choose nothing of a run."""
        self._mask[run.start : run.stop] = False
        self._count()

    # -- the rubber band -----------------------------------------------------------------------

    def begin_band(self, *, keep: bool) -> None:
        """Begin to draw a band; with ``keep`` it turns over what it touches."""
        self._before_band = self._mask.copy() if keep else np.zeros_like(self._mask)

    def draw_band(self, runs: NDArray[np.int64]) -> None:
        """Choose what a band touches now.

        Parameters
        ----------
        runs : ndarray, int64, (k, 2)
            First and one after the last, ascending and apart.
        """
        if self._before_band is None:
            return
        change = np.zeros(self._mask.size + 1, np.int8)
        change[runs[:, 0]] += 1
        change[runs[:, 1]] -= 1  # where one run begins at another's end, both fall away
        touched = np.cumsum(change[:-1], dtype=np.int8).astype(np.bool_)
        self._mask = self._before_band ^ touched
        self._count()

    def end_band(self) -> None:
        """Keep what the band chose."""
        self._before_band = None

    # -- another list --------------------------------------------------------------------------

    def reset(self, count: int) -> None:
        """Begin anew with another list."""
        self._mask = np.zeros(count, np.bool_)
        self._before_band = None
        self._chosen = 0
        self.anchor = -1

    def restore(self, file_ids: NDArray[np.int64], chosen: NDArray[np.int64]) -> None:
        """Choose those of a list that have one of these file ids."""
        self._mask = np.isin(file_ids, chosen)
        self._before_band = None
        self._count()

    def _count(self) -> None:
        self._chosen = int(np.count_nonzero(self._mask))
