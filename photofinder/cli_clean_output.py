"""What `clean`, `undo` and `history` print, as text and as JSON. Pure; prints nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from photofinder.cli_output import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from photofinder.core.cleanup import CleanupPlan, PlanItem
    from photofinder.core.cleanup_past import (
        BatchInfo,
        BatchItem,
        BatchSidecar,
        CleanupProblem,
        CleanupReport,
        UndoReport,
    )

Answer = tuple[object, list[str]]


def plan(found: CleanupPlan, at_least: int) -> tuple[dict[str, Any], list[str]]:
    """Say what a clean-up would do; ``at_least`` is how certain a shot had to be, in percent."""
    lines = list(plan_lines(found))
    if at_least:
        lines.insert(0, f"same shot: only what is at least {at_least} % certain")
    return {"at_least": at_least, **plan_as_json(found)}, lines


def plan_lines(plan: CleanupPlan) -> Iterator[str]:
    """Say what goes, photo by photo, and why it does; then by folder."""
    for item in plan.items:
        yield f"remove  {printable(item.path)}"
        yield f"        {_class_name(item)}; keep {printable(item.keeper.path)}"
        if item.reason:
            yield f"        because: {printable(item.reason)}"
        if item.also_moves is not None:
            yield f"        {printable(item.also_moves)}"
    for change in plan.sidecars:
        yield f"{'write ' if change.added else 'leave '}  {printable(change.path)}"
        for added in change.added:
            yield f"        add {printable(added)}"
        for conflict in change.conflicts:
            yield f"        left as it is: {printable(conflict)}"
    for refusal in plan.refused:
        yield f"refused {printable(refusal.path)}"
        yield f"        {printable(refusal.reason)}"
    for share in plan.by_folder():
        yield f"{_files(share.files)}, {_size(share.bytes)} in {printable(share.folder)}"
    if plan.quarantined:
        yield (
            f"{_photos(plan.quarantined)} of a drive without a trash: kept in a folder"
            " .photofinder-quarantine there, which only you empty"
        )
    yield (
        f"{_photos(len(plan.items))} to remove ({_files(plan.files)}, {_size(plan.bytes)}), "
        f"{len(plan.refused)} refused"
    )


def plan_as_json(plan: CleanupPlan) -> dict[str, Any]:
    """Return a plan as `clean --json` prints it."""
    return {
        "photos": len(plan.items),
        "files": plan.files,
        "bytes": plan.bytes,
        "quarantined": plan.quarantined,
        "items": [_item_as_json(item) for item in plan.items],
        "refused": [{"path": str(path), "reason": str(why)} for path, why in plan.refused],
        "folders": [
            {"path": str(share.folder), "files": share.files, "bytes": share.bytes}
            for share in plan.by_folder()
        ],
        "sidecars": [
            {
                "photo": str(change.photo),
                "path": str(change.path),
                "added": [str(added) for added in change.added],
                "conflicts": [str(conflict) for conflict in change.conflicts],
            }
            for change in plan.sidecars
        ],
    }


def _item_as_json(item: PlanItem) -> dict[str, Any]:
    return {
        "path": str(item.path),
        "bytes": item.bytes,
        "class": item.pair_class.value,
        "keeper": str(item.keeper.path),
        "reason": str(item.reason),
        "rule": item.rule,
        "together": [
            {"path": str(file.facts.path), "role": file.role, "bytes": file.facts.size_bytes}
            for file in item.together
        ],
    }


def report_lines(report: CleanupReport) -> Iterator[str]:
    """Say what was done."""
    yield from _problem_lines(report.problems)
    if report.stopped_by is not None:
        yield f"stopped: {printable(report.stopped_by)}"
    if not report.batch_id:
        yield "Nothing was done."
        return
    yield f"{_photos(report.trashed)} removed ({_size(report.bytes)})."
    yield f"To take it back: photofinder undo {report.batch_id}"


def report_as_json(report: CleanupReport) -> dict[str, Any]:
    """Return what was done as `clean --json` prints it."""
    return {
        "batch": report.batch_id or None,
        "removed": report.trashed,
        "bytes": report.bytes,
        "quarantined": report.quarantined,
        "unclear": report.unclear,
        "cancelled": report.cancelled,
        "stopped_by": None if report.stopped_by is None else str(report.stopped_by),
        "problems": _problems_as_json(report.problems),
    }


def undo_lines(report: UndoReport) -> Iterator[str]:
    """Say what is back, and what is not."""
    yield from _problem_lines(report.problems)
    yield f"{_photos(report.restored)} of clean-up {report.batch_id} put back."
    if report.sidecars:
        yield f"{_sidecars(report.sidecars)} of kept photos taken back."


def undo_as_json(report: UndoReport) -> dict[str, Any]:
    """Return what is back as `undo --json` prints it."""
    return {
        "batch": report.batch_id,
        "restored": report.restored,
        "sidecars": report.sidecars,
        "cancelled": report.cancelled,
        "problems": _problems_as_json(report.problems),
    }


def history(batches: Sequence[BatchInfo]) -> Answer:
    """List the clean-ups of the past, the newest first."""
    lines = [
        f"{info.batch_id:>4}  {info.started_at[:19].replace('T', ' ')}  {_photos(info.files)}, "
        f"{_size(info.bytes)}: {info.restorable} can be put back, {info.restored} are back"
        + (f", {info.away} on drives that are not there" if info.away else "")
        + (f", {info.problems} with problems" if info.problems else "")
        + (f", {_sidecars(info.sidecars_left)} not taken back" if info.sidecars_left else "")
        for info in batches
    ]
    values = [
        {
            "batch": info.batch_id,
            "started_at": info.started_at,
            "photos": info.files,
            "bytes": info.bytes,
            "restorable": info.restorable,
            "restored": info.restored,
            "away": info.away,
            "problems": info.problems,
            "sidecars_left": info.sidecars_left,
        }
        for info in batches
    ]
    return {"batches": values}, lines or ["No clean-up was done yet."]


def batch(number: int, items: Sequence[BatchItem], sidecars: Sequence[BatchSidecar]) -> Answer:
    """List the photos of one clean-up, with where they lie now."""
    lines: list[str] = []
    for item in items:
        indent = "" if item.lead_id is None else "  "
        lines.append(f"{indent}{item.state.value:10} {printable(item.path)}")
        if item.place is not None and item.state.value != "restored":
            where = "in the quarantine" if item.in_quarantine else "in the trash"
            lines.append(f"{indent}           {where}: {printable(item.place)}")
        if item.problem is not None:
            lines.append(f"{indent}           {printable(item.problem)}")
    lines += [f"{change.state:10} {printable(change.path)}" for change in sidecars]
    values = [
        {
            "path": str(item.path),
            "state": item.state.value,
            "role": item.role,
            "unit": item.lead_id or item.item_id,
            "keeper": str(item.keeper.path),
            "place": None if item.place is None else str(item.place),
            "in_quarantine": item.in_quarantine,
            "problem": None if item.problem is None else str(item.problem),
        }
        for item in items
    ]
    written = [
        {"path": str(c.path), "photo": str(c.photo), "state": str(c.state)} for c in sidecars
    ]
    return {"batch": number, "items": values, "sidecars": written}, lines


def exported(path: Path, number: int) -> Answer:
    """Confirm an export."""
    text = f"Wrote {printable(path)} ({_files(number)})"
    return {"export": str(path), "items": number}, [text]


def _problem_lines(problems: Sequence[CleanupProblem]) -> Iterator[str]:
    for problem in problems:
        yield f"problem {printable(problem.path)}"
        yield f"        {printable(problem.message)}"


def _problems_as_json(problems: Sequence[CleanupProblem]) -> list[dict[str, str]]:
    return [{"path": str(one.path), "reason": str(one.message)} for one in problems]


def _class_name(item: PlanItem) -> str:
    return item.pair_class.value.replace("_", " ")


def _photos(number: int) -> str:
    return f"{number} photo" if number == 1 else f"{number} photos"


def _sidecars(number: int) -> str:
    return f"{number} sidecar" if number == 1 else f"{number} sidecars"


def _files(number: int) -> str:
    return f"{number} file" if number == 1 else f"{number} files"


def _size(size_bytes: int) -> str:
    return f"{size_bytes / 1e6:.1f} MB"
