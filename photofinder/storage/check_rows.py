"""What the catalog knows of one content, wherever its files lie. Reads only, any thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from photofinder.core.types import FileStamp
from photofinder.storage.file_rows import MAX_VARIABLES, blob_to_path
from photofinder.storage.pair_store import PAIR_COLUMNS, pair_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from photofinder.core.types import PairEvidence
    from photofinder.storage.database import Database


@dataclass(frozen=True, slots=True)
class FilePlace:
    """A file that was indexed.

    ``asset`` is the id of the file that leads what is one photo with it; ``online`` tells whether
    its folder, ``root``, was there at the last look.
    """

    file_id: int
    content_id: int
    path: Path
    stamp: FileStamp
    asset: int
    online: bool
    root: Path


class CheckRows:
    """Looks around one content.

    Parameters
    ----------
    database : Database
    """

    def __init__(self, database: Database) -> None:
        self._db = database

    def places(self, content_ids: Collection[int]) -> list[FilePlace]:
        """Return where contents lie, on drives that are not there too."""
        found = []
        numbers = sorted(content_ids)
        for start in range(0, len(numbers), MAX_VARIABLES):
            chunk = tuple(numbers[start : start + MAX_VARIABLES])
            rows = self._db.read(
                "SELECT f.id, f.content_id, d.path, f.relpath, f.size_bytes, f.mtime_ns,"
                " coalesce(f.lead_id, f.id), d.online, f.device FROM file f"
                " JOIN folder d ON d.id = f.folder_id"
                f" WHERE f.state = 'indexed' AND f.content_id IN ({','.join('?' * len(chunk))})",
                chunk,
            )
            for file_id, content_id, folder, relpath, size, mtime, asset, online, device in rows:
                path, root = blob_to_path(folder, relpath), blob_to_path(folder)
                stamp = FileStamp(size, mtime, device)
                found.append(FilePlace(file_id, content_id, path, stamp, asset, bool(online), root))
        return found

    def asset_of(self, file_id: int) -> int:
        """Return the file that leads what is one photo with a file; itself where it is alone."""
        row = self._db.read("SELECT lead_id FROM file WHERE id = ?", (file_id,)).fetchone()
        return file_id if row is None or row[0] is None else int(row[0])

    def pairs(self, content_id: int) -> list[PairEvidence]:
        """Return what was found to be the same shot or series."""
        rows = self._db.read(
            f"SELECT {PAIR_COLUMNS} FROM pair WHERE first_id = ?1"
            f" UNION ALL SELECT {PAIR_COLUMNS} FROM pair WHERE second_id = ?1",
            (content_id,),
        )
        return [pair_of(row) for row in rows]

    def same_pixels(self, content_id: int) -> list[int]:
        """Return the other contents that were proven to have the same pixels."""
        rows = self._db.read(
            "SELECT o.id FROM content c JOIN content o USING (pixel_digest)"
            " WHERE c.id = ?1 AND o.id <> ?1",
            (content_id,),
        )
        return [int(row[0]) for row in rows]

    def is_compared(self, content_id: int, model_id: int) -> bool:
        """Whether a content, and all that came after it, was compared with what was before."""
        row = self._db.read(
            "SELECT seq FROM embedding WHERE model_id = ? AND content_id = ?",
            (model_id, content_id),
        ).fetchone()
        if row is None:
            return False
        later = self._db.read(
            "SELECT EXISTS (SELECT 1 FROM embedding WHERE model_id = ? AND paired = 0"
            " AND seq >= ?)",
            (model_id, row[0]),
        )
        return not later.fetchone()[0]
