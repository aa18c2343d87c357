"""Words for clean-ups: what will happen, what did, and what became of each photo. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from photofinder.core.cleanup import PlanItem
from photofinder.core.cleanup_past import ItemState
from photofinder.core.types import PairClass
from photofinder.ui import words
from photofinder.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from photofinder.core.cleanup import CleanupPlan, SidecarChange
    from photofinder.core.cleanup_past import BatchInfo, BatchItem, CleanupReport, UndoReport
    from photofinder.core.phrases import Phrase
    from photofinder.ui.cleanup_faces import Faces


def class_counts(plan: CleanupPlan) -> str:
    """Return how many files of each class go."""
    counts = dict.fromkeys(PairClass, 0)
    for item in plan.items:
        counts[item.pair_class] += 1
    forms = {
        PairClass.IDENTICAL_FILE: tr("%Ln identical file(s)", "", counts[PairClass.IDENTICAL_FILE]),
        PairClass.IDENTICAL_PICTURE: tr(
            "%Ln identical picture(s)", "", counts[PairClass.IDENTICAL_PICTURE]
        ),
        PairClass.SAME_SHOT: tr("%Ln other version(s) of a shot", "", counts[PairClass.SAME_SHOT]),
        PairClass.SERIES: tr(
            "%Ln photo(s) of a series, of which there is no copy", "", counts[PairClass.SERIES]
        ),
    }
    return ", ".join(forms[one] for one in PairClass if counts[one])


def reason_text(reason: str) -> str:
    """Say why a keeper stays; the user's own choice has no reason of the engine's."""
    return words.phrase_text(reason) if reason else tr("You chose the one to keep")


def item_reason(item: PlanItem | BatchItem) -> str:
    """Say what a file is, and why the other one stays."""
    form = tr("{what}: {reason}", "class of a pair, why the other one stays")
    what = {
        PairClass.IDENTICAL_FILE: tr("Identical file"),
        PairClass.IDENTICAL_PICTURE: tr("Identical picture"),
        PairClass.SAME_SHOT: tr("Same shot"),
        PairClass.SERIES: tr("Series"),
    }[item.pair_class]
    return form.format(what=what, reason=reason_text(item.reason))


def full(path: Path, sentence: str) -> str:
    """Return a file with a sentence about it, on lines of their own."""
    return f"{words.path_text(path)}\n{words.phrase_text(sentence)}"


def full_item(item: PlanItem | BatchItem) -> str:
    """Return everything that a line of a plan or a journal says."""
    stays = tr("Stays: {path}").format(path=words.path_text(item.keeper.path))
    more = item.also_moves if isinstance(item, PlanItem) else None
    lines = [words.path_text(item.path), stays, item_reason(item)]
    if more is not None:
        lines.insert(1, words.phrase_text(more))
    return "\n".join(lines)


def unit_name(item: PlanItem) -> str:
    """Return a photo's name, and how many files go with it."""
    name = words.path_text(item.path.name)
    if not item.together:
        return name
    text = tr("{name} + {count}", "a photo and the number of files that belong to it")
    return text.format(name=name, count=words.count_text(len(item.together)))


def unit_told(item: PlanItem) -> str:
    """Return where a photo lies, and what goes with it."""
    more = item.also_moves
    path = words.path_text(item.path)
    return path if more is None else f"{path}\n{words.phrase_text(more)}"


def sentences(phrases: Sequence[Phrase]) -> str:
    """Return several sentences of the engine as one line."""
    return "; ".join(words.phrase_text(phrase) for phrase in phrases)


def full_sidecar(change: SidecarChange) -> str:
    """Return everything that a line about a sidecar says."""
    lines = [words.path_text(change.path)]
    if change.added:
        lines.append(tr("Is added: {what}").format(what=sentences(change.added)))
    if change.conflicts:
        text = tr("Stays as it is, though copies say otherwise: {what}")
        lines.append(text.format(what=sentences(change.conflicts)))
    from_them = ", ".join(words.path_text(path.name) for path in change.victims)
    if from_them:
        lines.append(tr("From {files}").format(files=from_them))
    return "\n".join(lines)


def union_note(faces: Faces, *, merges: bool) -> str:
    """Say what taking over what the copies know means, or leaving it."""
    written = len([change for change in faces.merged.plan.sidecars if change.added])
    parts = []
    if merges and written:
        parts.append(
            tr(
                "%Ln sidecar(s) will be written; no photo is changed, and an undo takes them back. "
                "The list shows what is written where.",
                "",
                written,
            )
        )
    elif merges:
        parts.append(tr("Nothing has to be written: the kept photos know all of it."))
    elif faces.forgotten:
        parts.append(
            tr(
                "Copies of %Ln kept photo(s) know something that the photo itself does not. "
                "Without the check mark that goes to the trash with them.",
                "",
                faces.forgotten,
            )
        )
    if faces.only_merged and not merges:
        text = tr(
            "With the check mark %Ln more photo(s) can go: their sidecar is not lost then.",
            "",
            faces.only_merged,
        )
        parts.append(text)
    if faces.only_plain and not merges:
        text = tr(
            "With the check mark %Ln photo(s) stay whose metadata cannot be kept.",
            "",
            faces.only_plain,
        )
        parts.append(text)
    return " ".join(parts)


def is_quarantined(plan: CleanupPlan) -> bool:
    """Whether everything of a plan goes to the quarantine, as far as is known."""
    return 0 < len(plan.items) <= plan.quarantined


def go_text(plan: CleanupPlan) -> str:
    """Say what the button does."""
    if is_quarantined(plan):
        return tr("Move %Ln file(s) to the quarantine", "", plan.files)
    return tr("Move %Ln file(s) to the trash", "", plan.files)


def report_title(report: CleanupReport) -> str:
    """Say what a clean-up did."""
    if not report.trashed and report.unclear:
        return tr("%Ln file(s) to look for", "", report.unclear)
    if not report.trashed:
        return tr("Nothing was moved to the trash")
    if report.quarantined >= report.trashed:
        text = tr("%Ln file(s) moved to the quarantine", "", report.trashed)
    else:
        text = tr("%Ln file(s) moved to the trash", "", report.trashed)
    return tr("{files} · {size}").format(files=text, size=words.size_text(report.bytes))


def report_text(report: CleanupReport) -> str:
    """Say what else there is to know."""
    parts = []
    if report.stopped_by is not None:
        text = tr("{done} of {count} moved, then: {error}")
        done, count = words.count_text(report.trashed), words.count_text(report.planned)
        error = words.phrase_text(report.stopped_by)
        parts.append(text.format(done=done, count=count, error=error))
    if report.cancelled:
        parts.append(tr("You stopped it: the rest is where it was."))
    if report.unclear:
        parts.append(
            tr(
                "%Ln file(s) are gone from their place and not certainly in the trash; Undo looks "
                "for them.",
                "",
                report.unclear,
            )
        )
    if report.quarantined:
        parts.append(
            tr(
                "%Ln file(s) lie in the folder .photofinder-quarantine on their own drive, which "
                "has no trash; it is emptied by nobody but you.",
                "",
                report.quarantined,
            )
        )
    if 0 < report.trashed <= report.quarantined:
        parts.append(tr("You can undo this here, and later in History."))
    elif report.trashed:
        parts.append(
            tr(
                "You can undo this here, and later in History, as long as the trash is not "
                "emptied. Emptying it frees the space."
            )
        )
    return " ".join(parts)


def undo_text(report: UndoReport) -> str:
    """Say what an undo did."""
    parts = []
    if report.restored:
        parts.append(tr("%Ln file(s) are back where they were.", "", report.restored))
    if report.sidecars:
        parts.append(
            tr(
                "%Ln sidecar(s) of kept photos say no more what was taken over.",
                "",
                report.sidecars,
            )
        )
    if not (report.restored or report.sidecars or report.problems):
        parts.append(tr("There was nothing to put back."))
    if report.cancelled:
        parts.append(tr("You stopped it: the rest is still in the trash."))
    if report.problems:
        parts.append(
            tr("%Ln file(s) could not be put back or taken back.", "", len(report.problems))
        )
    return " ".join(parts)


def batch_state(batch: BatchInfo) -> str:
    """Say what became of a past clean-up."""
    if not batch.files:
        return tr("Nothing was removed")
    if batch.restored >= batch.files:
        if batch.sidecars_left:
            return tr("Undone, but for %Ln sidecar(s)", "", batch.sidecars_left)
        return tr("Undone")
    if batch.restored:
        text = tr("Undone in part: {restored} of {files}")
        return text.format(
            restored=words.count_text(batch.restored), files=words.count_text(batch.files)
        )
    if batch.unclear:
        return tr("%Ln file(s) to look for", "", batch.unclear)
    if batch.restorable:
        return tr("In the trash")
    if batch.away:
        return tr("On a drive that is not connected")
    return tr("Not in the trash any more")


def item_state(state: ItemState) -> str:
    """Say where a photo of a past clean-up is."""
    return {
        ItemState.PLANNED: tr("Not reached"),
        ItemState.MOVING: tr("Being moved"),
        ItemState.TRASHED: tr("In the trash"),
        ItemState.SKIPPED: tr("Left alone"),
        ItemState.FAILED: tr("Could not be moved"),
        ItemState.UNCLEAR: tr("Look for it"),
        ItemState.RESTORING: tr("Being put back"),
        ItemState.RESTORED: tr("Put back"),
    }[state]
