"""How certain two pictures have to be one shot, in percent as people choose it. Pure.

Window and command line mean the same by a number: what is shown as 97 % passes "at least 97 %".
"""

from __future__ import annotations

MOST_PERCENT = 100


def at_least_of(percent: int) -> float:
    """Return the least probability that is shown as so many percent, 0..1.

    Parameters
    ----------
    percent : int
        0..100; 0 lets everything pass, also what was not verified yet.

    Notes
    -----
    Half a percent lower, as shares are shown rounded.
    """
    return max(percent - 0.5, 0.0) / MOST_PERCENT
