"""Between the library and the window: questions out, answers and events in, on the GUI thread.

Everything here is called on the GUI thread, except where a method says otherwise. The window never
waits: it asks, and gets an answer by a call later, or none when the asker is gone meanwhile.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from photofinder.app.events import (
    ChangeSet,
    FoldersChanged,
    FoldersLost,
    FolderStateChanged,
    IndexSwapped,
    ListsChanged,
    ProblemsFound,
    ProviderFailed,
)
from photofinder.app.questions import Desk, Questions
from photofinder.errors import JobCancelled, PhotofinderError
from photofinder.ui import words
from photofinder.ui.context import Notice

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from photofinder.app.events import Event
    from photofinder.app.jobs import JobHandle
    from photofinder.app.library import Library

T = TypeVar("T")

log = logging.getLogger(__name__)

#: views hear of changes at once, but not more often than this; what comes between is merged
MERGE_MS = 500
#: how often the progress of jobs is read while there are any, and while there are none
BUSY_POLL_MS, IDLE_POLL_MS = 100, 1_000
#: how long closing waits for questions, and then for jobs: a drive that hangs may never answer
CLOSE_S = 5.0


@dataclass(frozen=True, slots=True)
class JobInfo:
    """A job as the status bar and the job panel show it."""

    name: str
    done: int
    total: int
    what: str
    paused: bool
    handle: JobHandle[Any]


class Asked:
    """A question on its way."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()
        self._future: Future[Any] | None = None

    @property
    def cancelled(self) -> bool:
        """Whether nobody wants the answer any more. Any thread."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Drop the answer; a question that has not begun is not asked at all."""
        self._cancelled.set()
        if self._future is not None:
            self._future.cancel()


@dataclass(frozen=True, slots=True)
class _Answer:
    asked: Asked
    owner: QObject
    key: str
    value: Any
    error: Exception | None
    on_answer: Callable[[Any], None]
    on_error: Callable[[Exception], None] | None


class Bridge(QObject):
    """The window's way to the library.

    Attributes
    ----------
    library : Library or None
        None until `opened`, and after `close`.
    """

    opened = Signal()
    openFailed = Signal(object)
    closed = Signal()
    photosChanged = Signal()
    foldersChanged = Signal()
    problemsChanged = Signal()
    duplicatesChanged = Signal()
    decisionsChanged = Signal()
    progressChanged = Signal(object)
    pausedChanged = Signal(bool)
    heldChanged = Signal(str)
    goOnRequested = Signal()
    settingsChanged = Signal()
    noticeRaised = Signal(object)
    _answered = Signal(object)
    _eventHeard = Signal()
    _providerFailed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.library: Library | None = None
        self._fresh: Library | None = None
        self._questions = Questions()
        self._open_keys: dict[tuple[int, str], Asked] = {}
        self._heard: set[str] = set()
        self._heard_lock = threading.Lock()
        self._unsubscribe: Callable[[], None] | None = None
        self._closing = False
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)
        self._eventHeard.connect(self._on_event_heard, Qt.ConnectionType.QueuedConnection)
        self._providerFailed.connect(self._on_provider_failed, Qt.ConnectionType.QueuedConnection)
        self._told = QElapsedTimer()
        self._merge = QTimer(self, singleShot=True)
        self._merge.timeout.connect(self._tell_changes)
        self._poll = QTimer(self, interval=IDLE_POLL_MS)
        self._poll.timeout.connect(self._tell_progress)
        self._had_jobs = False

    # -- opening and closing -------------------------------------------------------------------

    def open(self, opener: Callable[[], Library]) -> None:
        """Open the library in a worker thread; `opened` or `openFailed` follows."""
        if self._closing:
            return

        def failed(error: Exception) -> None:
            if isinstance(error, PhotofinderError):
                self.openFailed.emit(error)
            else:
                raise error

        def kept() -> Library:
            self._fresh = opener()
            return self._fresh

        self._submit(self, Desk.WAIT, kept, self._on_opened, failed, key="open")

    def _on_opened(self, library: Library) -> None:
        self.library, self._fresh = library, None
        self._unsubscribe = library.events.subscribe(self._on_event)
        self._poll.start()
        self.opened.emit()

    def release(self) -> None:
        """Let go of the library, to open it again. Waits for its questions and jobs.

        What waits its turn is told that it was cancelled: whoever has one question on its way at a
        time would never ask again.
        """
        self._let_go()
        self._questions = Questions()

    def close(self) -> None:
        """Stop every question and job, and let go of the library. Waits a while for what runs."""
        if not self._closing:
            self._closing = True
            self._let_go()
            self.closed.emit()

    def _let_go(self) -> None:
        if not self._questions.close(CLOSE_S):
            log.warning("a question still runs after %.0f s: it is not waited for", CLOSE_S)
        self._poll.stop()
        self._merge.stop()
        # one that was opened and not delivered any more has its lock all the same
        library, self.library = self.library or self._fresh, None
        self._fresh = None
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        if library is not None:
            closing = threading.Thread(target=library.close, name="photofinder-closing")
            closing.start()
            closing.join(CLOSE_S)
            if closing.is_alive():
                log.warning("a job still runs after %.0f s: it is not waited for", CLOSE_S)

    # -- questions -----------------------------------------------------------------------------

    def ask(
        self,
        owner: QObject,
        question: Callable[[Library], T],
        on_answer: Callable[[T], None],
        on_error: Callable[[Exception], None] | None = None,
        *,
        key: str = "",
        desk: Desk = Desk.VIEW,
    ) -> Asked:
        """Ask the library in a worker thread; the answer comes on the GUI thread.

        Parameters
        ----------
        owner : QObject
            Whoever asks: once it is destroyed, nothing is delivered.
        question : callable
            Runs in a worker thread with the library.
        on_answer, on_error : callable
            Without ``on_error`` a known problem becomes a notice; a bug is always reported. One of
            the two comes, but for an owner that is gone, a question that was cancelled, and after
            `close`; `JobCancelled` where the library was let go of before the question began.
        key : str
            A newer question of the same owner and key takes the place of an older one.
        desk : Desk
        """
        library = self.library
        if library is None:
            asked = Asked()
            asked.cancel()
            return asked
        return self._submit(owner, desk, lambda: question(library), on_answer, on_error, key=key)

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        on_answer: Callable[[T], None],
        on_error: Callable[[Exception], None] | None = None,
        *,
        key: str = "",
        desk: Desk = Desk.SLOW,
    ) -> Asked:
        """Do in a worker thread what needs no library; otherwise like `ask`."""
        return self._submit(owner, desk, work, on_answer, on_error, key=key)

    def _submit(
        self,
        owner: QObject,
        desk: Desk,
        work: Callable[[], T],
        on_answer: Callable[[T], None],
        on_error: Callable[[Exception], None] | None,
        *,
        key: str,
    ) -> Asked:
        asked = Asked()
        if self._closing:
            asked.cancel()
            return asked
        if key:
            earlier = self._open_keys.pop((id(owner), key), None)
            if earlier is not None:
                earlier.cancel()
            self._open_keys[id(owner), key] = asked

        def run() -> None:
            if asked.cancelled:
                return
            value, problem = None, None
            try:
                value = work()
            except Exception as error:  # noqa: BLE001  # a thread's edge: delivered, not hidden
                problem = error
            if not (asked.cancelled or self._closing):
                self._answered.emit(_Answer(asked, owner, key, value, problem, on_answer, on_error))

        def done(future: Future[None]) -> None:
            """Tell of a question that `release` dropped before it began. Any thread."""
            if future.cancelled() and not (asked.cancelled or self._closing):
                error = JobCancelled("cancelled")
                self._answered.emit(_Answer(asked, owner, key, None, error, on_answer, on_error))

        asked._future = self._questions.submit(desk, run)
        asked._future.add_done_callback(done)
        return asked

    def follow(
        self,
        owner: QObject,
        handle: JobHandle[T],
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None] | None = None,
    ) -> None:
        """Deliver a job's result on the GUI thread; a job that was cancelled is no error."""
        asked = Asked()

        def finished() -> None:
            value, problem = None, None
            try:
                value = handle.result()
            except Exception as error:  # noqa: BLE001  # a thread's edge: delivered, not hidden
                problem = error
            if not self._closing:
                self._answered.emit(_Answer(asked, owner, "", value, problem, on_done, on_error))

        handle.when_done(finished)

    @Slot(object)
    def _on_answered(self, answer: _Answer) -> None:
        if answer.key and self._open_keys.get((id(answer.owner), answer.key)) is answer.asked:
            del self._open_keys[id(answer.owner), answer.key]
        if self._closing or answer.asked.cancelled or not isValid(answer.owner):
            return
        if answer.error is None:
            answer.on_answer(answer.value)
        elif answer.on_error is not None:
            answer.on_error(answer.error)
        else:
            self.report(answer.error)

    def report(self, error: Exception) -> None:
        """Show a known problem as a notice; a bug rises into the crash report."""
        if isinstance(error, JobCancelled):
            return
        if not isinstance(error, PhotofinderError):
            raise error
        log.info("shown to the user: %s", error)
        self.noticeRaised.emit(Notice(words.error_text(error), level="error", key=error.code))

    # -- events --------------------------------------------------------------------------------

    def _on_event(self, event: Event) -> None:
        """Note that something changed. Any thread."""
        if isinstance(event, ProviderFailed):
            self._providerFailed.emit(event)
            return
        with self._heard_lock:
            first = not self._heard
            self._heard |= _changes_of(event)
            first = first and bool(self._heard)
        if first:
            self._eventHeard.emit()

    @Slot()
    def _on_event_heard(self) -> None:
        if not self._merge.isActive() and not self._closing:
            since_ms = self._told.elapsed() if self._told.isValid() else MERGE_MS
            self._merge.start(max(0, MERGE_MS - since_ms))

    @Slot()
    def _tell_changes(self) -> None:
        with self._heard_lock:
            heard, self._heard = self._heard, set()
        self._told.start()
        for name in sorted(heard):
            getattr(self, name).emit()

    @Slot(object)
    def _on_provider_failed(self, event: ProviderFailed) -> None:
        text = self.tr(
            "{device} failed while photos were read ({reason}). The processor goes on in its "
            "place until the program is started again; no photo was left out."
        ).format(device=words.provider_text(event.provider), reason=event.reason)
        self.noticeRaised.emit(Notice(text, level="warning", key=f"failed-{event.provider}"))

    def tell(self, *names: str) -> None:
        """Let views hear of changes that the window itself made; merged with the others."""
        with self._heard_lock:
            self._heard |= set(names)
        self._on_event_heard()

    # -- progress ------------------------------------------------------------------------------

    def set_paused(self, paused: bool) -> None:
        """Let the work in the background wait, or go on; everything that shows it follows."""
        library = self.library
        if library is None:
            return
        if paused:
            library.pause()
        else:
            library.resume()
        self.pausedChanged.emit(paused)
        self._tell_progress()

    def hold(self, reason: str) -> None:
        """Let the work wait for a reason that is not the user's own; an empty one ends that."""
        library = self.library
        if library is None or library.held_by == reason:
            return
        library.hold(reason)
        self.heldChanged.emit(reason)
        self._tell_progress()

    def _tell_progress(self) -> None:
        if self.library is None:
            return
        jobs = tuple(
            JobInfo(h.name, h.progress.done, h.progress.total, h.progress.what, h.paused, h)
            for h in self.library.jobs()
        )
        if jobs or self._had_jobs:
            self.progressChanged.emit(jobs)
        self._had_jobs = bool(jobs)
        interval = BUSY_POLL_MS if jobs else IDLE_POLL_MS
        if self._poll.interval() != interval:
            self._poll.setInterval(interval)


def _changes_of(event: Event) -> set[str]:
    """Return the signals that an event sets off."""
    if isinstance(event, ChangeSet):
        return {"photosChanged", "problemsChanged", "duplicatesChanged"}
    if isinstance(event, ListsChanged):
        changes = {"photosChanged", "problemsChanged"}
        return changes | {"duplicatesChanged"} if event.went else changes
    if isinstance(event, FoldersChanged | FolderStateChanged):
        return {"foldersChanged", "photosChanged", "problemsChanged", "duplicatesChanged"}
    if isinstance(event, ProblemsFound):
        return {"problemsChanged", "photosChanged"}
    if isinstance(event, IndexSwapped | FoldersLost):
        return set()
    return {"duplicatesChanged"}
