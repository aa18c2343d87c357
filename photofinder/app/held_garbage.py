"""Making many objects without Python looking at them again and again for garbage."""

from __future__ import annotations

import gc
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MUCH = 20_000

_lock = threading.Lock()
_holding = 0
_collected_before = False


@contextmanager
def garbage_held_back() -> Iterator[None]:
    """Let no garbage be collected meanwhile; any thread, several at once.

    Notes
    -----
    For making half a million objects that stay and are part of no cycle: looking at them again and
    again is a third of the time that it takes, and each full look stops every thread for 100 ms and
    more. In the end they count as looked at: as old ones, or frozen where somebody froze what lived
    before (`ui.garbage`) and will thaw it. What other threads left behind meanwhile is collected
    with the old ones. Nothing changes where nobody collects in the first place.
    """
    global _holding, _collected_before
    with _lock:
        if _holding == 0:
            _collected_before = gc.isenabled()
            gc.disable()
        _holding += 1
    try:
        yield
    finally:
        with _lock:
            _holding -= 1
            if _holding == 0:
                _take_as_old()
                if _collected_before:
                    gc.enable()


def is_garbage_held_back() -> bool:
    """Whether somebody does not want anything collected now."""
    return _holding > 0


def _take_as_old() -> None:
    """Move all that lives out of the young generations without a look at it, if it is much.

    Of a small answer a look is cheap, and finds what others left behind.
    """
    if gc.get_count()[0] < _MUCH:
        return
    keeps_frozen = gc.get_freeze_count() > 0
    gc.freeze()
    if not keeps_frozen:
        gc.unfreeze()
