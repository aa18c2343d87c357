"""The tables of the history: clean-ups, and the files of one. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from photofinder.core.cleanup_past import ItemState
from photofinder.ui import cleanup_words, words
from photofinder.ui.cleanup_plan_view import name_column, sentence_column
from photofinder.ui.table_model import Column
from photofinder.ui.words import tr

if TYPE_CHECKING:
    from photofinder.core.cleanup_past import BatchItem


def batch_columns() -> list[Column]:
    """Return columns for clean-ups."""
    return [
        Column(
            tr("Date"), lambda batch: words.moment_text(batch.started_at), lambda b: b.started_at
        ),
        Column(
            tr("Files"),
            lambda batch: words.count_text(batch.files),
            lambda batch: batch.files,
            is_number=True,
        ),
        Column(
            tr("Size"),
            lambda batch: words.size_text(batch.bytes),
            lambda batch: batch.bytes,
            is_number=True,
        ),
        Column(tr("State"), cleanup_words.batch_state),
        Column(
            tr("Problems"),
            lambda batch: words.count_text(batch.problems) if batch.problems else "",
            lambda batch: batch.problems,
        ),
    ]


def item_columns() -> list[Column]:
    """Return columns for the files of a clean-up."""
    return [
        name_column(),
        Column(
            tr("Came from"),
            lambda item: words.path_text(item.path.parent),
            is_path=True,
        ),
        Column(tr("State"), lambda item: cleanup_words.item_state(item.state)),
        Column(
            tr("Stayed instead"),
            lambda item: words.path_text(item.keeper.path),
            is_path=True,
        ),
        Column(tr("Why"), cleanup_words.item_reason),
        sentence_column(tr("Problem"), _problem_text),
    ]


def _problem_text(item: BatchItem) -> str:
    if item.problem is not None:
        return words.phrase_text(item.problem)
    if item.state is ItemState.TRASHED and item.in_quarantine and item.place is not None:
        return tr("It lies at {path}.").format(path=words.path_text(item.place))
    return ""


def full_text(item: BatchItem) -> str:
    """Return everything that a line about a file says."""
    problem = _problem_text(item)
    return "\n".join(part for part in (cleanup_words.full_item(item), problem) if part)
