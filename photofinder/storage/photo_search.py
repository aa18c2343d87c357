"""What a search needs beside the vectors: filters, and the files behind the hits. Any thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from photofinder.storage.asset_store import AssetStore
from photofinder.storage.file_rows import MAX_VARIABLES
from photofinder.storage.photo_conditions import (
    SHOWN_DATE,
    Condition,
    all_of,
    lies_below,
    values_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from photofinder.storage.database import Database

#: sorts behind the rest of a date of which only the beginning is given
_AFTER_EVERY_TIME = "~"


class PhotoSearch:
    """Looks up what passes a filter and where it lies. Reads only.

    Parameters
    ----------
    database : Database
    """

    def __init__(self, database: Database) -> None:
        self._db = database

    def filters(
        self, folder: Path | None, taken_from: str | None, taken_to: str | None
    ) -> list[Condition]:
        """Return the conditions of a folder and of dates; parts of dates mean all of them."""
        found = [] if folder is None else [lies_below(self._db, folder)]
        if taken_from is not None:
            found.append(Condition(f"{SHOWN_DATE} >= ?", (taken_from,)))
        if taken_to is not None:
            upper = taken_to + _AFTER_EVERY_TIME
            found.append(Condition(f"{SHOWN_DATE} BETWEEN '0' AND ?", (upper,)))
        return found

    def seqs(
        self, conditions: Sequence[Condition], model_id: int, limit: int = -1
    ) -> NDArray[np.int64]:
        """Return the embeddings of photos that fulfil filters, at most ``limit`` of them."""
        rows = self._db.read(
            # from the files on: the planner would begin with the embeddings, four times slower
            "SELECT DISTINCT e.seq FROM file f CROSS JOIN content c ON c.id = f.content_id"
            " CROSS JOIN embedding e ON e.content_id = c.id AND e.model_id = ?"
            f" WHERE f.state = 'indexed' AND {all_of(conditions)} LIMIT ?",
            (model_id, *values_of(conditions), limit),
        ).fetchall()
        return np.fromiter((row[0] for row in rows), np.int64, len(rows))

    def files_of(
        self, content_ids: Sequence[int], conditions: Sequence[Condition]
    ) -> dict[int, list[int]]:
        """Return the photos of contents that fulfil conditions; those in reach first.

        For a file that stands behind another photo (a RAW) that one, the one that is shown.
        """
        found: dict[int, list[int]] = {}
        for start in range(0, len(content_ids), MAX_VARIABLES):
            chunk = tuple(int(number) for number in content_ids[start : start + MAX_VARIABLES])
            rows = self._db.read(
                "SELECT f.content_id, coalesce(f.lead_id, f.id)"
                " FROM file f INDEXED BY file_by_content"
                " JOIN folder d ON d.id = f.folder_id JOIN content c ON c.id = f.content_id"
                f" WHERE f.content_id IN ({','.join('?' * len(chunk))}) AND f.state = 'indexed'"
                f" AND {all_of(conditions)} ORDER BY d.online DESC, d.path, f.relpath",
                (*chunk, *values_of(conditions)),
            )
            for content_id, file_id in rows:
                found.setdefault(content_id, []).append(file_id)
        return found

    def shown(self, file_ids: set[int]) -> set[int]:
        """Return files with the photos that are shown for them."""
        return file_ids | set(AssetStore(self._db).leads_of(sorted(file_ids)).values())

    def related(self, content_ids: set[int]) -> dict[int, set[int]]:
        """Return for contents those of the same pixels and those that are a pair with them."""
        found: dict[int, set[int]] = {}
        numbers = sorted(content_ids)
        for start in range(0, len(numbers), MAX_VARIABLES // 3):
            chunk = tuple(numbers[start : start + MAX_VARIABLES // 3])
            marks = ",".join("?" * len(chunk))
            rows = self._db.read(
                f"SELECT first_id, second_id FROM pair WHERE first_id IN ({marks})"
                f" UNION SELECT second_id, first_id FROM pair WHERE second_id IN ({marks})"
                " UNION SELECT c.id, o.id FROM content c JOIN content o"
                f" ON o.pixel_digest = c.pixel_digest AND o.id <> c.id WHERE c.id IN ({marks})",
                chunk * 3,
            )
            for one, other in rows:
                found.setdefault(one, set()).add(other)
        return found
