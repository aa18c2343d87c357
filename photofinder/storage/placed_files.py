"""Files of the library by path, many at once, with what their content is. Any thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from photofinder.core.types import FileState
from photofinder.storage.file_rows import (
    FILE_COLUMNS,
    MAX_VARIABLES,
    blob_to_path,
    catalog_file,
    path_to_blob,
)

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from photofinder.core.types import CatalogFile
    from photofinder.storage.database import Database


@dataclass(frozen=True, slots=True)
class PlacedFile:
    """A file that was indexed, the library's folder it lies in, and what its content is."""

    file: CatalogFile
    root: Path
    digest: bytes
    pixel_digest: bytes | None
    format: str = ""


class PlacedFiles:
    """Looks files up by path.

    Parameters
    ----------
    database : Database
    """

    def __init__(self, database: Database) -> None:
        self._db = database

    def at(self, paths: Collection[Path]) -> dict[Path, PlacedFile]:
        """Return the indexed files at paths; others are left out."""
        wanted = {path_to_blob(path): path for path in paths}
        found: dict[Path, PlacedFile] = {}
        folders = self._db.read("SELECT id, path FROM folder ORDER BY length(path)")
        for folder_id, folder in folders.fetchall():
            prefix = folder.rstrip(b"/") + b"/"
            below = [blob[len(prefix) :] for blob in wanted if blob.startswith(prefix)]
            for start in range(0, len(below), MAX_VARIABLES):
                for placed in self._in_folder(folder_id, folder, below[start:][:MAX_VARIABLES]):
                    found[wanted[path_to_blob(placed.file.path)]] = placed
        return found

    def with_digests(self, digests: Collection[bytes]) -> dict[bytes, list[Path]]:
        """Return where contents lie now, by digest."""
        found: dict[bytes, list[Path]] = {}
        numbers = list(digests)
        for start in range(0, len(numbers), MAX_VARIABLES):
            chunk = tuple(numbers[start : start + MAX_VARIABLES])
            rows = self._db.read(
                "SELECT c.digest, d.path, f.relpath FROM content c"
                " JOIN file f ON f.content_id = c.id JOIN folder d ON d.id = f.folder_id"
                f" WHERE c.digest IN ({','.join('?' * len(chunk))}) AND f.state = 'indexed'"
                " ORDER BY d.path, f.relpath",
                chunk,
            )
            for digest, folder, relpath in rows:
                found.setdefault(bytes(digest), []).append(blob_to_path(folder, relpath))
        return found

    def _in_folder(self, folder_id: int, folder: bytes, names: list[bytes]) -> list[PlacedFile]:
        rows = self._db.read(
            f"SELECT {FILE_COLUMNS}, c.digest, c.pixel_digest, c.format FROM file f"
            " JOIN folder d ON d.id = f.folder_id JOIN content c ON c.id = f.content_id"
            f" WHERE f.folder_id = ? AND f.state = '{FileState.INDEXED.value}'"
            f" AND f.relpath IN ({','.join('?' * len(names))})",
            (folder_id, *names),
        )
        root = blob_to_path(folder)
        return [PlacedFile(catalog_file(row[:-3]), root, *row[-3:]) for row in rows]
