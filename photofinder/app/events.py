"""What the rest of the program may want to know, as values on a bus.

Events are published by the thread that made the change; receivers must be quick and hand over
to their own thread.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from photofinder.core.types import Folder, PhotoProblem

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What changed in the library. ``initiator`` lets a view skip what it did itself."""

    added: tuple[Path, ...] = ()
    changed: tuple[Path, ...] = ()
    moved: tuple[tuple[Path, Path], ...] = ()
    missing: tuple[Path, ...] = ()
    initiator: str = ""

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.moved or self.missing)


@dataclass(frozen=True, slots=True)
class FolderStateChanged:
    """A folder came or went."""

    path: Path
    online: bool


@dataclass(frozen=True, slots=True)
class IndexSwapped:
    """A new segment answers from now on."""

    generation: int
    count: int
    recall: float


@dataclass(frozen=True, slots=True)
class ProblemsFound:
    """Photos that cannot be read."""

    problems: tuple[PhotoProblem, ...]


@dataclass(frozen=True, slots=True)
class ListsChanged:
    """Photos came, went or got another state, without a word on which; problems likewise.

    Published as soon as a walk has written what it found, long before that is indexed. What a
    `ChangeSet` tells is not told again.

    Attributes
    ----------
    went : bool
        Some are not where they were, so that groups of duplicates may have changed.
    """

    went: bool = False


@dataclass(frozen=True, slots=True)
class FoldersChanged:
    """A folder was added to the library or taken out of it."""


@dataclass(frozen=True, slots=True)
class FoldersLost:
    """Folders went away while their photos were read; somebody has to look for them."""

    folders: tuple[Folder, ...]


@dataclass(frozen=True, slots=True)
class PairsFound:
    """Pictures were found that belong together, or files of the same content.

    ``count`` are the new ones of this batch: pairs, and files that repeat another.
    """

    count: int


@dataclass(frozen=True, slots=True)
class ProviderFailed:
    """An accelerator failed in the middle of work; the CPU goes on, and nothing was lost.

    Attributes
    ----------
    provider : str
        By onnxruntime's name.
    reason : str
    """

    provider: str
    reason: str


@dataclass(frozen=True, slots=True)
class DecisionsChanged:
    """The user decided about copies, or took a decision back."""


Event = (
    ChangeSet
    | DecisionsChanged
    | FoldersChanged
    | FolderStateChanged
    | FoldersLost
    | IndexSwapped
    | ListsChanged
    | PairsFound
    | ProblemsFound
    | ProviderFailed
)


class EventBus:
    """Publish and subscribe. Any thread."""

    def __init__(self) -> None:
        self._receivers: list[Callable[[Event], None]] = []
        self._lock = threading.Lock()

    def subscribe(self, receiver: Callable[[Event], None]) -> Callable[[], None]:
        """Call ``receiver`` with every event from now on; the result ends that."""
        with self._lock:
            self._receivers.append(receiver)

        def unsubscribe() -> None:
            with self._lock:
                self._receivers.remove(receiver)

        return unsubscribe

    def publish(self, event: Event) -> None:
        """Hand an event to every receiver; one that fails does not stop the others."""
        with self._lock:
            receivers = list(self._receivers)
        for receiver in receivers:
            try:
                receiver(event)
            except Exception:
                log.exception("a receiver of %s failed", type(event).__name__)
