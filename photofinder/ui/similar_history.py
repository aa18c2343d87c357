"""Back and forward in "Find similar": what was asked, and how its answer was being looked at.

Plain values and one bounded list; no Qt. The answers are kept too, so that going back shows them at
once; one that the library has outgrown since is asked for again by the page.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from photofinder.core.views import SimilarList, SimilarQuery

#: steps that are kept: a session's worth, 6 KB each
MAX_STEPS = 50
#: bytes of pasted pictures that the history may hold; those on disk cost a path
MAX_PASTED_BYTES = 64_000_000


@dataclass(frozen=True, slots=True, eq=False)
class ViewState:
    """How results were being looked at.

    ``scroll_px`` is the scroll position; ``selected`` and ``current`` are file ids.
    """

    scroll_px: int = 0
    selected: tuple[int, ...] = ()
    current: int | None = None


START = ViewState()


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One search of the history.

    Attributes
    ----------
    threshold : float
        The lowest score that was shown, 0..1.
    answer : SimilarList or None
        None until it came, and after the library changed.
    seen : bool
        The user has been shown its results, or why there are none.
    """

    query: SimilarQuery
    threshold: float
    view: ViewState = START
    answer: SimilarList | None = None
    seen: bool = False


class SearchHistory:
    """The steps taken, and where in them the user is. GUI thread."""

    def __init__(self, max_steps: int = MAX_STEPS, max_bytes: int = MAX_PASTED_BYTES) -> None:
        self._steps: list[Step] = []
        self._at = 0  # one after the last: no step is current
        self._max_steps = max_steps
        self._max_bytes = max_bytes

    def __len__(self) -> int:
        return len(self._steps)

    @property
    def current(self) -> Step | None:
        """Where the user is; None before the first search and after `leave`."""
        return self._steps[self._at] if self._at < len(self._steps) else None

    @property
    def can_go_back(self) -> bool:
        """Whether there is a step before."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a step after."""
        return self._at + 1 < len(self._steps)

    def push(self, step: Step) -> None:
        """Go on to a new step. What lay ahead is dropped, and so is a step that was never seen."""
        if self.current is not None and self.current.seen:
            self._at += 1
        self._steps[self._at :] = [step]
        self._trim()

    def leave(self) -> None:
        """Stand after the last step, at none; what lay ahead is dropped."""
        if self.current is not None:
            del self._steps[self._at + 1 :]
            self._at += 1

    def change(self, **changes: object) -> None:
        """Replace fields of the current step."""
        if self._at < len(self._steps):
            self._steps[self._at] = replace(self._steps[self._at], **changes)  # type: ignore[arg-type]  # names are those of Step

    def back(self) -> Step | None:
        """Go one step back and return it; None at the first."""
        return self._go(-1) if self.can_go_back else None

    def forward(self) -> Step | None:
        """Go one step forward and return it; None at the last."""
        return self._go(1) if self.can_go_forward else None

    def forget_answers(self) -> None:
        """Have every step asked again when the user comes back to it: the library changed."""
        self._steps = [replace(step, answer=None) for step in self._steps]

    def _go(self, by: int) -> Step:
        self._at += by
        return self._steps[self._at]

    def _trim(self) -> None:
        """Drop the oldest steps; the current one stays, whatever it weighs."""
        while self._at > 0 and (len(self._steps) > self._max_steps or self._is_heavy()):
            del self._steps[0]
            self._at -= 1

    def _is_heavy(self) -> bool:
        pictures = {
            id(image.data): len(image.data)
            for step in self._steps
            for image in (*step.query.like, *step.query.unlike)
            if image.data is not None
        }
        return sum(pictures.values()) > self._max_bytes
