"""Parts of queries that lists and searches share: which photos, and under which date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from photofinder.storage.file_rows import blob_to_path, path_to_blob

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from photofinder.storage.database import Database

#: what is known of a file's content counts unless the file has changed since
CONTENT_JOIN = " LEFT JOIN content c ON c.id = f.content_id AND f.state <> 'pending'"
#: the camera's clock, else the file's; empty for a file without a clock (1970)
SHOWN_DATE = (
    "coalesce(c.taken_at, CASE WHEN f.mtime_ns > 0 THEN"
    " strftime('%Y-%m-%dT%H:%M:%S', f.mtime_ns / 1000000000, 'unixepoch', 'localtime') END, '')"
)


@dataclass(frozen=True, slots=True)
class Condition:
    """A part of a WHERE clause with its values; ``f``, ``d``, ``c``: file, folder, content."""

    sql: str
    values: tuple[object, ...] = ()


IS_ONLINE = Condition("d.online = 1")
#: not behind another photo: files that are one photo are shown and counted once
IS_SHOWN = Condition("f.lead_id IS NULL")


def all_of(conditions: Sequence[Condition]) -> str:
    """Return what a WHERE clause says of several conditions."""
    return " AND ".join(part.sql for part in conditions) or "1"


def values_of(conditions: Sequence[Condition]) -> tuple[object, ...]:
    """Return the values that belong to `all_of`."""
    return tuple(value for part in conditions for value in part.values)


def lies_below(database: Database, folder: Path) -> Condition:
    """Return what holds for the photos below a folder, in whichever library folders."""
    parts: list[Condition] = []
    for number, blob in database.read("SELECT id, path FROM folder"):
        root = blob_to_path(blob)
        if root.is_relative_to(folder):
            parts.append(Condition("f.folder_id = ?", (number,)))
        elif folder.is_relative_to(root):
            below = path_to_blob(folder.relative_to(root))
            parts.append(
                Condition(
                    "(f.folder_id = ? AND f.relpath > ? AND f.relpath < ?)",
                    (number, below + b"/", below + b"0"),  # "0" follows "/"
                )
            )
    if not parts:
        return Condition("0")
    return Condition(f"({' OR '.join(part.sql for part in parts)})", values_of(parts))
