"""Undoing a clean-up from wherever it is offered: dialog, message bar, history. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from photofinder.errors import PhotofinderError
from photofinder.ui import cleanup_words
from photofinder.ui.context import Notice
from photofinder.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from photofinder.app.jobs import JobHandle
    from photofinder.core.cleanup_past import CleanupReport, UndoReport
    from photofinder.ui.context import PageContext

NOTICE_KEY = "clean-up"


def start_undo(
    context: PageContext,
    batch_id: int,
    on_done: Callable[[UndoReport], None] | None = None,
    on_error: Callable[[Exception], None] | None = None,
    *,
    owner: QObject | None = None,
) -> JobHandle[UndoReport] | None:
    """Put the photos of a clean-up back.

    Parameters
    ----------
    context : PageContext
    batch_id : int
    on_done, on_error : callable, optional
        Without them report and error become notices.
    owner : QObject, optional
        Whose these are: nothing is told once it is destroyed, but the photos come back all the
        same.

    Returns
    -------
    JobHandle or None
        None without a library.
    """
    bridge = context.bridge
    if bridge.library is None:
        return None

    def done(report: UndoReport) -> None:
        bridge.tell("photosChanged", "duplicatesChanged")
        (on_done or (lambda told: tell_undone(context, told)))(report)

    try:
        handle = bridge.library.cleanup.undo(batch_id)
    except PhotofinderError as error:
        (on_error or bridge.report)(error)
        return None
    bridge.follow(owner or bridge, handle, done, on_error)
    return handle


def tell_undone(context: PageContext, report: UndoReport) -> None:
    """Say in the message bar what an undo did."""
    text = cleanup_words.undo_text(report)
    if report.problems:
        notice = Notice(text, "warning", tr("Show"), lambda: _show_history(context), NOTICE_KEY)
    else:
        notice = Notice(text, key=NOTICE_KEY)
    context.requests.noticeRaised.emit(notice)


def offer_undo(context: PageContext, report: CleanupReport) -> None:
    """Say in the message bar what a clean-up did, with a button to take it back."""
    text = cleanup_words.report_title(report)
    level = "info"
    if report.problems:
        level = "warning"
        more = tr("%Ln file(s) could not be moved; History says why.", "", len(report.problems))
        text = f"{text}\n{more}"
    context.requests.noticeRaised.emit(
        Notice(
            text,
            level,  # type: ignore[arg-type]  # one of the two above
            tr("Undo"),
            lambda: _undo(context, report.batch_id),
            NOTICE_KEY,
        )
    )


def _undo(context: PageContext, batch_id: int) -> None:
    start_undo(context, batch_id)


def _show_history(context: PageContext) -> None:
    context.requests.pageRequested.emit("history")
