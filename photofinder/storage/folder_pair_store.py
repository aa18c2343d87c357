"""Every file of the library by folder, read at once for comparing folders. Reads only; any thread.

Folders that are offline are left out: nothing can be said of what is not there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from photofinder.core.folder_table import FileColumns, FolderTable
from photofinder.storage.file_rows import MAX_VARIABLES, blob_to_path, path_to_blob

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from photofinder.core.folder_table import Ids
    from photofinder.storage.database import Database

    #: as `_FILES` selects them
    _FileRow = tuple[int, int, int, bytes, int | None, bytes | None, int, int, int]

_FILES = (
    "SELECT f.id, coalesce(f.lead_id, f.id), f.folder_id, f.relpath,"
    " CASE WHEN f.state = 'indexed' THEN f.content_id END, c.pixel_digest,"
    " f.size_bytes, f.device, f.inode FROM file f JOIN folder d ON d.id = f.folder_id"
    " LEFT JOIN content c ON c.id = f.content_id AND f.state = 'indexed'"
    " WHERE d.online = 1 AND f.state <> 'missing'"
)
#: what belongs to a photo and is more than words about it
_FILMS = (
    "SELECT l.id, l.folder_id, l.relpath, p.kind, p.size_bytes FROM companion p"
    " JOIN file f ON f.id = p.file_id JOIN file l ON l.id = coalesce(f.lead_id, f.id)"
    " JOIN folder d ON d.id = l.folder_id WHERE d.online = 1 AND l.state <> 'missing'"
    " AND p.is_sure = 1 AND p.kind IN ('film', 'sound', 'other')"
)
#: contents of films are told by kind and size, below the numbers of files that were not read
_FIRST_FILM = -(1 << 48)
_COLUMNS = 8
_PAGE_ROWS = 10_000


@dataclass(frozen=True, slots=True)
class PlacedPhoto:
    """A file as it is shown."""

    path: Path
    size_bytes: int
    content_id: int | None


class FolderPairStore:
    """Reads what folders hold.

    Parameters
    ----------
    database : Database
    """

    def __init__(self, database: Database) -> None:
        self._db = database

    def table(self, protected: Sequence[Path] = ()) -> FolderTable:
        """Read every file of the folders that are online.

        Parameters
        ----------
        protected : sequence of Path
            Folders whose photos are never removed: there is nothing to gain in them.

        Notes
        -----
        Some 0.6 s for 100,000 files.
        """
        roots = dict(self._db.read("SELECT id, path FROM folder WHERE online = 1").fetchall())
        reading = _Reading(roots)
        rows = self._db.read(_FILES)
        while page := rows.fetchmany(_PAGE_ROWS):
            reading.add(page)
        reading.add_films(self._db.read(_FILMS).fetchall())
        return reading.table([path_to_blob(path) for path in protected])

    def photos(self, file_ids: Ids) -> dict[int, PlacedPhoto]:
        """Return files by id; those that are gone are left out."""
        found: dict[int, PlacedPhoto] = {}
        for start in range(0, len(file_ids), MAX_VARIABLES):
            chunk = tuple(file_ids[start : start + MAX_VARIABLES].tolist())
            rows = self._db.read(
                "SELECT f.id, d.path, f.relpath, f.size_bytes,"
                " CASE WHEN f.state = 'indexed' THEN f.content_id END"
                " FROM file f JOIN folder d ON d.id = f.folder_id"
                f" WHERE f.id IN ({','.join('?' * len(chunk))})",
                chunk,
            )
            for number, root, relpath, size, content in rows:
                found[number] = PlacedPhoto(blob_to_path(root, relpath), size, content)
        return found


class _Reading:
    """Files column by column, while they are read."""

    def __init__(self, roots: dict[int, bytes]) -> None:
        self._roots = roots
        #: a library folder and the path below it, with the last ``/``
        self._places: dict[tuple[int, bytes], int] = {}
        self._pictures: dict[bytes, int] = {}
        self._films: dict[tuple[str, int], int] = {}
        #: (8, n) each: id, lead, folder, content, picture, size, device, inode
        self._pages: list[Ids] = []

    def add(self, page: Sequence[_FileRow]) -> None:
        """Take rows of files."""
        ids, leads, roots, relpaths, known, pixels, *facts = zip(*page, strict=True)
        # one that was not read is like none
        contents = [-ids[row] if number is None else number for row, number in enumerate(known)]
        pictures = [
            content if digest is None else self._pictures.setdefault(digest, content)
            for content, digest in zip(contents, pixels, strict=True)
        ]
        places = self._numbers(roots, relpaths)
        self._pages.append(np.array([ids, leads, places, contents, pictures, *facts], np.int64))

    def add_films(self, films: Sequence[tuple[int, int, bytes, str, int]]) -> None:
        """Take what belongs to photos; it is the same where kind and size are."""
        if not films:
            return
        leads, roots, relpaths, kinds, sizes = zip(*films, strict=True)
        numbers = [
            self._films.setdefault(fact, _FIRST_FILM - len(self._films))
            for fact in zip(kinds, sizes, strict=True)
        ]
        none = [0] * len(films)
        places = self._numbers(roots, relpaths)
        columns = [none, leads, places, numbers, numbers, sizes, none, none]
        self._pages.append(np.array(columns, np.int64))

    def table(self, protected: Sequence[bytes]) -> FolderTable:
        """Return what was read."""
        folders, places = self._with_parents()
        columns = np.concatenate([np.zeros((_COLUMNS, 0), np.int64), *self._pages], axis=1)
        ids, leads, direct, contents, pictures, sizes, devices, inodes = columns
        links = _links(devices, inodes)
        kept = np.array([_lies_in(folder, protected) for folder in folders], np.bool_)
        placed = places[direct]
        gains = np.where((links > 0) | kept[placed], 0, sizes) if len(ids) else sizes
        unread = (contents < 0) & (contents > _FIRST_FILM)
        return FolderTable(
            folders,
            list(self._roots.values()),
            FileColumns(ids, leads, placed, contents, pictures, sizes, gains, links, unread),
        )

    def _numbers(self, roots: Sequence[int], relpaths: Sequence[bytes]) -> list[int]:
        """Return the number of each file's folder."""
        places = self._places
        return [
            places.setdefault((root, path[: path.rfind(b"/") + 1]), len(places))
            for root, path in zip(roots, relpaths, strict=True)
        ]

    def _with_parents(self) -> tuple[list[bytes], Ids]:
        """Return the paths of all folders up to the roots, and where each that was met is there."""
        numbers: dict[bytes, int] = {}
        places = np.zeros(len(self._places), np.int64)
        for (root, below), place in self._places.items():
            above = below.rstrip(b"/")
            path = _joined(self._roots[root], above)
            places[place] = numbers.setdefault(path, len(numbers))
            while above:
                above = above.rpartition(b"/")[0]
                numbers.setdefault(_joined(self._roots[root], above), len(numbers))
        return list(numbers), places


def _joined(root: bytes, below: bytes) -> bytes:
    return root.rstrip(b"/") + b"/" + below if below else root


def _lies_in(folder: bytes, others: Sequence[bytes]) -> bool:
    return any(folder == other or folder.startswith(other.rstrip(b"/") + b"/") for other in others)


def _links(devices: Ids, inodes: Ids) -> Ids:
    """Give numbers to files that have several names in the library; 0 for all others."""
    links = np.zeros(len(inodes), np.int64)
    known = np.flatnonzero(inodes != 0)
    if len(known):
        pairs = np.stack((devices[known], inodes[known]))
        _, numbers, counts = np.unique(pairs, axis=1, return_inverse=True, return_counts=True)
        numbers = numbers.reshape(-1)
        links[known] = np.where(counts[numbers] > 1, numbers + 1, 0)
    return links
