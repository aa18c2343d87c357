"""One question that is asked again as what it is about changes. GUI thread.

While photos are indexed, changes are told twice a second. A question that takes longer than that
would be dropped each time for a newer one of the same words, and no answer would ever come. So the
one on its way is waited for; then it is asked once more, after a pause as long as it took.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, QTimer, Slot

from photofinder.app.questions import Desk

if TYPE_CHECKING:
    from collections.abc import Callable

    from photofinder.app.library import Library
    from photofinder.ui.bridge import Asked, Bridge

#: between an answer and the next question, in times of what the answer took
PAUSE_FACTOR = 1.0
#: after a question that failed, at least
RETRY_MS = 1_000


class _Timed(NamedTuple):
    value: Any
    seconds: float


class Renewal(QObject):
    """Keeps an answer fresh.

    Parameters
    ----------
    bridge : Bridge
    question : callable
        Runs in a worker thread with the library; nothing is asked yet.
    on_answer : callable
        Gets each answer, on the GUI thread.
    parent : QObject
        Whoever asks.
    desk : Desk
    """

    def __init__(
        self,
        bridge: Bridge,
        question: Callable[[Library], Any],
        on_answer: Callable[[Any], None],
        parent: QObject,
        *,
        desk: Desk = Desk.VIEW,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._on_answer = on_answer
        self._desk = desk
        self._question = question
        self._asked: Asked | None = None
        self._stale = False
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._on_pause_over)

    def ask(self, question: Callable[[Library], Any] | None = None) -> None:
        """Ask at once, another question if one is given; the one on its way is dropped."""
        self._question = question or self._question
        self._ask()

    def renew(self) -> None:
        """Have the answer renewed, as soon as that is no burden."""
        if self._asked is not None or self._pause.isActive():
            self._stale = True
        else:
            self._ask()

    def _ask(self) -> None:
        self._pause.stop()
        self._stale = False
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None
        question = self._question

        def timed(library: Library) -> _Timed:
            started = time.monotonic()
            value = question(library)
            return _Timed(value, time.monotonic() - started)

        asked = self._bridge.ask(self, timed, self._on_answered, self._on_failed, desk=self._desk)
        if not asked.cancelled:  # else the library is not open: whoever opens it asks again
            self._asked = asked

    def _on_answered(self, answer: _Timed) -> None:
        self._asked = None
        self._pause.start(round(answer.seconds * PAUSE_FACTOR * 1_000))
        self._on_answer(answer.value)

    def _on_failed(self, error: Exception) -> None:
        self._asked = None
        self._pause.start(RETRY_MS)
        self._bridge.report(error)

    @Slot()
    def _on_pause_over(self) -> None:
        if self._stale:
            self._ask()
