"""Telling views what a clean-up or an undo moved: from time to time, not file by file."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: who published a change set
INITIATOR = "clean-up"
#: views hear of removed photos this often
PUBLISH_EVERY_S = 0.5


class Announcer:
    """Collects paths and hands them on from time to time, and at the end.

    Parameters
    ----------
    publish : callable
        Takes the paths since the last call.
    """

    def __init__(self, publish: Callable[[tuple[Path, ...]], None]) -> None:
        self._publish = publish
        self._paths: list[Path] = []
        self._last = time.monotonic()

    def add(self, path: Path) -> None:
        """Take a path."""
        self._paths.append(path)
        if time.monotonic() - self._last >= PUBLISH_EVERY_S:
            self.flush()

    def flush(self) -> None:
        """Hand on what is there."""
        if self._paths:
            self._publish(tuple(self._paths))
        self._paths = []
        self._last = time.monotonic()
