"""What is left of a picture without uniform bars at its edges: screenshots, films, scans.

Any thread; numpy only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: grey levels that compression moves a uniform area by
_LEVELS = 10
#: of a line of a bar; the rest is a clock, a battery, a caption
_UNIFORM_SHARE = 0.8
#: bars thinner than this, together, leave the picture's hash as it is
_MIN_SHARE = 0.02
#: of a side; what leaves less is no bar but the picture's background
_MIN_LEFT = 0.25
#: most pictures have no bars: a few lines tell
_LINES_AT_ONCE = 8


def without_borders(grey: NDArray[np.uint8]) -> NDArray[np.uint8] | None:
    """Cut off lines at the edges that are of one grey, nearly all of them.

    Parameters
    ----------
    grey : ndarray, uint8, (h, w)

    Returns
    -------
    ndarray, uint8, or None
        A view of what lies between the bars; None when there are none, or nothing is left.

    Notes
    -----
    0.2 ms at 320 px without bars. Above and below first, then left and right of what is left,
    then above and below again: a picture in a window has bars of two greys.
    """
    top, bottom = _bars(grey)
    left, right = _bars(grey[top:bottom].T)
    more_top, more_bottom = _bars(grey[top:bottom, left:right])
    top, bottom = top + more_top, top + more_bottom
    height, width = grey.shape
    if bottom - top < _MIN_LEFT * height or right - left < _MIN_LEFT * width:
        return None
    if height - (bottom - top) < _MIN_SHARE * height and width - (right - left) < (
        _MIN_SHARE * width
    ):
        return None
    return grey[top:bottom, left:right]


def _bars(grey: NDArray[np.uint8]) -> tuple[int, int]:
    """Return the first and the last line, exclusive, between bars above and below."""
    if not grey.size:
        return 0, len(grey)
    top = _bar(grey)
    return (top, len(grey) - _bar(grey[::-1])) if top < len(grey) else (0, len(grey))


def _bar(grey: NDArray[np.uint8]) -> int:
    """Return how many lines from the first on are of the first line's grey."""
    level = int(np.median(grey[0]))
    low, high = max(0, level - _LEVELS), min(255, level + _LEVELS)
    for start in range(0, len(grey), _LINES_AT_ONCE):
        lines = grey[start : start + _LINES_AT_ONCE]
        other = ((lines >= low) & (lines <= high)).mean(axis=1) < _UNIFORM_SHARE
        if other.any():
            return start + int(other.argmax())
    return len(grey)
