"""Where everything in a grid of equal cells lies: arithmetic, no widgets. Any thread.

Rows and headers are prefix sums over the sections, so that a million photos cost no more than a
hundred. Lengths are device-independent pixels; y counts from the top of the whole content.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Measures:
    """The lengths that a grid is laid out with.

    Attributes
    ----------
    width : int
        Of the whole grid.
    cell_width : int
        The least; cells widen to fill the width.
    cell_height : int
    header_height : int
        Of a section's header; sections without words have none (0).
    margin : int
        At the left, the right and the bottom.
    """

    width: int
    cell_width: int
    cell_height: int
    header_height: int = 0
    margin: int = 0


class GridGeometry:
    """The layout of ``sum(counts)`` cells in sections.

    Parameters
    ----------
    counts : sequence of int
        Cells per section, each at least 1; a list without sections is one section.
    measures : Measures
    """

    def __init__(self, counts: Sequence[int], measures: Measures) -> None:
        self.measures = measures
        room = max(measures.width - 2 * measures.margin, measures.cell_width)
        self.columns = room // measures.cell_width
        self.cell_width = room // self.columns
        self._left = measures.margin + (room - self.cell_width * self.columns) // 2
        sizes = np.asarray(counts, np.int64)
        if sizes.size and int(sizes.min()) < 1:
            raise ValueError("a section must hold at least one cell")
        lines = -(-sizes // self.columns)
        # one entry more than there are sections: the end
        self._starts = np.concatenate(([0], np.cumsum(sizes)))
        self._lines = np.concatenate(([0], np.cumsum(lines)))
        heights = lines * measures.cell_height + measures.header_height
        tops = np.concatenate(([0], np.cumsum(heights)))
        # bisect on lists answers for one cell in a tenth of the time of searchsorted
        self._start_list: list[int] = self._starts.tolist()
        self._line_list: list[int] = self._lines.tolist()
        self._top_list: list[int] = tops.tolist()

    @property
    def count(self) -> int:
        """How many cells there are."""
        return self._start_list[-1]

    @property
    def section_count(self) -> int:
        """How many sections there are."""
        return len(self._start_list) - 1

    @property
    def line_count(self) -> int:
        """How many lines of cells there are."""
        return self._line_list[-1]

    @property
    def height(self) -> int:
        """Of the whole content."""
        bottom = self._top_list[-1]
        return bottom + self.measures.margin if bottom else 0

    # -- cells ---------------------------------------------------------------------------------

    def rect(self, index: int) -> QRect:
        """Return the place of a cell."""
        section = bisect_right(self._start_list, index) - 1
        line, column = divmod(index - self._start_list[section], self.columns)
        top = self._top_list[section] + self.measures.header_height
        height = self.measures.cell_height
        x = self._left + column * self.cell_width
        return QRect(x, top + line * height, self.cell_width, height)

    def index_at(self, x: int, y: int) -> int:
        """Return the cell at a point; -1 where there is none."""
        if not 0 <= y < self._top_list[-1] or x < self._left:
            return -1
        column = (x - self._left) // self.cell_width
        if column >= self.columns:
            return -1
        section = self.section_at(y)
        below = y - self._top_list[section] - self.measures.header_height
        if below < 0:
            return -1
        line = below // self.measures.cell_height
        index = self._start_list[section] + line * self.columns + column
        return index if index < self._start_list[section + 1] else -1

    def nearest_index(self, x: int, y: int) -> int:
        """Return the cell whose line is nearest to a point; -1 in an empty grid."""
        if not self.count:
            return -1
        column = min(max((x - self._left) // self.cell_width, 0), self.columns - 1)
        return self._in_line(self._line_at(y), column)

    def visible(self, top: int, bottom: int) -> range:
        """Return the cells of all lines that reach into ``top <= y < bottom``."""
        if bottom <= top or not self.count:
            return range(0)
        first, end = self._line_from(top), self._line_until(bottom)
        if first >= end:
            return range(0)
        return range(self._line_start(first), self._line_end(end - 1))

    def within(self, area: QRect) -> NDArray[np.int64]:
        """Return the cells that an area touches as runs.

        Returns
        -------
        ndarray, int64, (k, 2)
            First cell and the one after the last, ascending; at most one run for each line.
        """
        bottom = area.y() + area.height()
        first, end = self._line_from(area.y()), self._line_until(bottom)
        lower = max((area.x() - self._left) // self.cell_width, 0)
        upper = min((area.x() + area.width() - 1 - self._left) // self.cell_width, self.columns - 1)
        if area.isEmpty() or first >= end or lower > upper:
            return np.empty((0, 2), np.int64)
        lines = np.arange(first, end)
        sections = np.searchsorted(self._lines, lines, "right") - 1
        starts = self._starts[sections] + (lines - self._lines[sections]) * self.columns
        section_ends = self._starts[sections + 1]
        runs = np.stack(
            (
                np.minimum(starts + lower, section_ends),
                np.minimum(starts + upper + 1, section_ends),
            ),
            axis=1,
        )
        return runs[runs[:, 0] < runs[:, 1]]

    def moved(self, index: int, lines: int) -> int:
        """Return the cell so many lines further down or up, in the same column where there is one.

        A move past the first or last line ends in that line.
        """
        section = bisect_right(self._start_list, index) - 1
        line, column = divmod(index - self._start_list[section], self.columns)
        wanted = self._line_list[section] + line + lines
        return self._in_line(min(max(wanted, 0), self.line_count - 1), column)

    # -- sections ------------------------------------------------------------------------------

    def section_of(self, index: int) -> int:
        """Return the section of a cell."""
        return bisect_right(self._start_list, index) - 1

    def section_at(self, y: int) -> int:
        """Return the section at a height, the first or last beyond the ends; -1 without any."""
        return min(max(bisect_right(self._top_list, y) - 1, 0), self.section_count - 1)

    def sections_between(self, top: int, bottom: int) -> range:
        """Return the sections whose headers reach into ``top <= y < bottom``."""
        height = self.measures.header_height
        if not height or bottom <= top or not self.section_count:
            return range(0)
        first = bisect_right(self._top_list, top - height)
        end = bisect_right(self._top_list, bottom - 1)
        return range(first, min(end, self.section_count))

    def section_top(self, section: int) -> int:
        """Return where a section begins; for the number of sections, where the last ends."""
        return self._top_list[section]

    def section_cells(self, section: int) -> range:
        """Return the cells of a section."""
        return range(self._start_list[section], self._start_list[section + 1])

    def header_rect(self, section: int) -> QRect:
        """Return the place of a section's header."""
        width = max(self.measures.width, 1)
        return QRect(0, self._top_list[section], width, self.measures.header_height)

    # -- lines ---------------------------------------------------------------------------------

    def _line_from(self, y: int) -> int:
        """Return the first line that ends below ``y``."""
        if y < 0:
            return 0
        if y >= self._top_list[-1]:
            return self.line_count
        section = self.section_at(y)
        below = y - self._top_list[section] - self.measures.header_height
        return self._line_list[section] + max(below, 0) // self.measures.cell_height

    def _line_until(self, y: int) -> int:
        """Return the first line that begins at ``y`` or below."""
        if y <= 0:
            return 0
        if y >= self._top_list[-1]:
            return self.line_count
        section = self.section_at(y)
        below = y - self._top_list[section] - self.measures.header_height
        return self._line_list[section] + -(-max(below, 0) // self.measures.cell_height)

    def _line_at(self, y: int) -> int:
        return min(self._line_from(max(y, 0)), self.line_count - 1)

    def _line_start(self, line: int) -> int:
        section = bisect_right(self._line_list, line) - 1
        return self._start_list[section] + (line - self._line_list[section]) * self.columns

    def _line_end(self, line: int) -> int:
        section = bisect_right(self._line_list, line) - 1
        end = self._line_start(line) + self.columns
        return min(end, self._start_list[section + 1])

    def _in_line(self, line: int, column: int) -> int:
        return min(self._line_start(line) + column, self._line_end(line) - 1)
