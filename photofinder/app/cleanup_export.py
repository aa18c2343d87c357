"""The journal of clean-ups as a file for people and other programs. Any thread."""

from __future__ import annotations

import csv
import io
import json
import os
from typing import TYPE_CHECKING

from photofinder.core.assets import pair_assets
from photofinder.errors import EnvironmentProblem
from photofinder.files import write_atomic

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from photofinder.core.cleanup import FileFacts
    from photofinder.core.cleanup_past import BatchItem, BatchSidecar


def write_journal(
    items: Sequence[BatchItem], sidecars: Sequence[BatchSidecar], path: Path, form: str
) -> None:
    """Write photos of clean-ups as CSV or JSON, in one step.

    Parameters
    ----------
    items : sequence of BatchItem
    sidecars : sequence of BatchSidecar
        What was written beside photos that stayed; in CSV lines of the role "metadata".
    path : Path
        Replaced where it is there: see `may_be_replaced` and `belongs_to_a_photo`.
    form : {"csv", "json"}
        CSV is UTF-8 with the mark that spreadsheets look for. Bytes of names that are not text
        are written out as a backslash, x and two digits in both.

    Raises
    ------
    EnvironmentProblem
        ``output_unwritable``, ``disk_full``.
    """
    rows = [_row(item) for item in items]
    if form == "json":
        written = [_sidecar_row(sidecar) for sidecar in sidecars]
        values = {"format": _FORMAT, "photos": rows, "sidecars": written}
        data = json.dumps(values, indent=2, ensure_ascii=False).encode() + b"\n"
    elif form == "csv":
        rows += [_sidecar_line(sidecar) for sidecar in sidecars]
        data = _as_csv(rows).encode("utf-8-sig")
    else:
        raise ValueError(f"form must be csv or json, not {form}")
    try:
        write_atomic(path, data)
    except OSError as error:
        reason = error.strerror or str(error)
        raise EnvironmentProblem("output_unwritable", path=path, reason=reason) from error


def may_be_replaced(path: Path) -> bool:
    """Whether a name is free for a journal: nothing is there, or a journal that we wrote."""
    if not os.path.lexists(path):
        return True
    if path.is_symlink() or not path.is_file():
        return False
    try:
        with path.open("rb") as stream:
            start = stream.read(max(map(len, _STARTS)))
    except OSError:  # then nobody knows what it is
        return False
    return start.startswith(_STARTS)


def belongs_to_a_photo(path: Path) -> bool:
    """Whether a name is that of a photo's sidecar, whoever wrote it and in any folder."""
    try:
        names = [entry.name for entry in path.parent.iterdir()]
    except OSError:  # writing tells why
        return False
    return path.name in names and path.name in pair_assets(names)


def _row(item: BatchItem) -> dict[str, object]:
    return {
        "batch": item.batch_id,
        "item": item.item_id,
        "unit": item.lead_id or item.item_id,
        "role": item.role,
        "state": item.state.value,
        "class": item.pair_class.value,
        **_facts("", item.victim),
        **_facts("keeper_", item.keeper),
        "reason": _text(item.reason),
        "rule": item.rule,
        "place": None if item.place is None else _text(item.place),
        "in_quarantine": item.in_quarantine,
        "problem": None if item.problem is None else _text(item.problem),
        "changed_at": item.changed_at,
    }


def _sidecar_row(sidecar: BatchSidecar) -> dict[str, object]:
    """Return a sidecar with its text before and after, which others can take back too."""
    before = sidecar.before
    return {
        "batch": sidecar.batch_id,
        "state": sidecar.state.value,
        "path": _text(sidecar.path),
        "photo": _text(sidecar.photo),
        "before": None if before is None else before.decode("utf-8", "backslashreplace"),
        "after": sidecar.after.decode("utf-8", "backslashreplace"),
        "problem": None if sidecar.problem is None else _text(sidecar.problem),
        "changed_at": sidecar.changed_at,
    }


def _sidecar_line(sidecar: BatchSidecar) -> dict[str, object]:
    return {
        "batch": sidecar.batch_id,
        "role": "metadata",
        "state": sidecar.state.value,
        "path": _text(sidecar.path),
        "bytes": len(sidecar.after),
        "keeper_path": _text(sidecar.photo),
        "problem": None if sidecar.problem is None else _text(sidecar.problem),
        "changed_at": sidecar.changed_at,
    }


def _facts(who: str, facts: FileFacts) -> dict[str, object]:
    return {
        f"{who}path": _text(facts.path),
        f"{who}bytes": facts.size_bytes,
        f"{who}mtime_ns": facts.mtime_ns,
        f"{who}sha256": facts.digest.hex(),
    }


def _text(value: object) -> str:
    """Return text that every program can read, with undecodable bytes written out."""
    return str(value).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _as_csv(rows: Sequence[dict[str, object]]) -> str:
    stream = io.StringIO(newline="")
    names = list(_COLUMNS)
    writer = csv.DictWriter(stream, names)
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


_COLUMNS = (
    "batch",
    "item",
    "unit",
    "role",
    "state",
    "class",
    "path",
    "bytes",
    "mtime_ns",
    "sha256",
    "keeper_path",
    "keeper_bytes",
    "keeper_mtime_ns",
    "keeper_sha256",
    "reason",
    "rule",
    "place",
    "in_quarantine",
    "problem",
    "changed_at",
)

_FORMAT = "photofinder clean-up journal"
#: how the files that we write begin, in both forms
_STARTS = (
    ",".join(_COLUMNS[:7]).encode("utf-8-sig"),
    json.dumps({"format": _FORMAT}, indent=2).encode()[:-2],
)
