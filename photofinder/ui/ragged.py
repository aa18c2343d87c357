"""A table whose rows have different lengths, as two arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from array import array

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Ragged:
    """Row ``i`` is ``values[starts[i]:starts[i + 1]]``.

    Attributes
    ----------
    starts : ndarray, int64, (n + 1,)
    values : ndarray, int64, (m,)
    """

    starts: NDArray[np.int64]
    values: NDArray[np.int64]

    @classmethod
    def of(cls, lengths: array[int], values: array[int]) -> Ragged:
        """Make a table of 64-bit arrays that were filled row by row."""
        starts = np.zeros(len(lengths) + 1, np.int64)
        np.cumsum(np.array(lengths, np.int64), out=starts[1:])
        return cls(starts, np.array(values, np.int64))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, row: int) -> NDArray[np.int64]:
        return self.values[self.starts[row] : self.starts[row + 1]]

    def lengths(self) -> NDArray[np.int64]:
        """Return how long each row is."""
        return np.diff(self.starts)

    def spread(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the values of several rows, each beside its row's place in ``rows``."""
        lengths = self.starts[rows + 1] - self.starts[rows]
        owners = np.repeat(np.arange(len(rows)), lengths)
        ends = np.cumsum(lengths)
        inside = np.arange(len(owners)) - np.repeat(ends - lengths, lengths)
        return owners, self.values[np.repeat(self.starts[rows], lengths) + inside]

    def inverse(self, count: int) -> Ragged:
        """Return which rows hold each value, for values 0 to ``count - 1``."""
        order = np.argsort(self.values, kind="stable")
        rows = np.repeat(np.arange(len(self)), self.lengths())
        starts = np.zeros(count + 1, np.int64)
        np.cumsum(np.bincount(self.values, minlength=count), out=starts[1:])
        return Ragged(starts, rows[order])
