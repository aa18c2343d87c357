"""What groups of duplicates are made of, read in one go or only around what changed.

Reads only, from any thread. Everything is keyed by content; ``group_change``, which triggers write,
tells which contents to look at again.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from photofinder.core.group_matter import GroupMatter
from photofinder.core.types import CatalogFile, Content, FileStamp, FileState, Folder
from photofinder.storage.beside_rows import beside_of
from photofinder.storage.file_rows import MAX_VARIABLES, blob_to_path
from photofinder.storage.group_outline import read_outline
from photofinder.storage.pair_store import PAIR_COLUMNS, pair_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from photofinder.storage.database import Database, Rows
    from photofinder.storage.group_outline import Outline

#: in the order of `Content`; SQLite reads the facts of 100,000 photos in half the time of Python.
#: The name of the burst is left out: it made pairs, and groups do not ask for it
_CONTENT = (
    "SELECT id, digest, size_bytes, width, height, format, taken_at,"
    " metadata <> '{}' AND coalesce(nullif(json_extract(metadata, '$.camera_model'), ''),"
    " nullif(json_extract(metadata, '$.camera_make'), '')) IS NOT NULL,"
    " CASE metadata WHEN '{}' THEN 0 ELSE (SELECT count(*) FROM json_each(metadata)) END,"
    " sharpness, pixel_digest FROM content"
)
#: contents of which a file leads one of the other: what one of them is told of the others
_SHARED = "SELECT f.content_id, l.content_id FROM file f JOIN file l ON l.id = f.lead_id"
_ASSETS = (f"{_SHARED} WHERE f.content_id IN", f"{_SHARED} WHERE l.content_id IN")
_LINKS = (
    "SELECT second_id FROM pair WHERE first_id IN",
    "SELECT first_id FROM pair WHERE second_id IN",
    "SELECT o.id FROM content c JOIN content o USING (pixel_digest) WHERE c.id IN",
    "SELECT l.content_id FROM file f JOIN file l ON l.id = f.lead_id WHERE f.content_id IN",
    "SELECT f.content_id FROM file l JOIN file f ON f.lead_id = l.id WHERE l.content_id IN",
)
#: a library without either is asked once, not for each of its files
_HAS_ASSETS = (
    "SELECT EXISTS (SELECT 1 FROM file WHERE lead_id IS NOT NULL), EXISTS (SELECT 1 FROM companion)"
)


class GroupStore:
    """Reads the matter of groups.

    Parameters
    ----------
    database : Database
    """

    def __init__(self, database: Database) -> None:
        self._db = database

    def folders(self) -> tuple[Folder, ...]:
        """Return the library's folders: where files lie, and whether they are there."""
        rows = self._db.read("SELECT id, path, online FROM folder ORDER BY id")
        return tuple(Folder(row[0], blob_to_path(row[1]), bool(row[2])) for row in rows)

    def last_change(self) -> int:
        """Return the number of the last change; it never goes down."""
        row = self._db.read("SELECT seq FROM sqlite_sequence WHERE name = 'group_change'")
        found = row.fetchone()
        return 0 if found is None else int(found[0])

    def changed_after(self, number: int) -> list[int]:
        """Return the contents that changed after a number."""
        rows = self._db.read("SELECT content_id FROM group_change WHERE number > ?", (number,))
        return [row[0] for row in rows]

    def of_digests(self, digests: Collection[bytes]) -> list[int]:
        """Return the contents of digests."""
        return [row[0] for row in self._in("SELECT id FROM content WHERE digest IN", digests)]

    def outline(self) -> Outline:
        """Return every content that may be in a group, by what hangs together."""
        return read_outline(self._db)

    def linked(self, content_ids: Collection[int]) -> set[int]:
        """Return what contents are paired with, have the pixels of, or share an asset with."""
        rows = (row for sql in _LINKS for row in self._in(sql, content_ids))
        return {row[0] for row in rows if row[0] is not None}

    def matter(
        self,
        content_ids: Collection[int],
        folders: Iterable[Folder],
        *,
        pairs_with_others: bool = False,
    ) -> GroupMatter:
        """Read everything about contents, and about all that shares an asset with them.

        Parameters
        ----------
        content_ids : collection of int
        folders : iterable of Folder
        pairs_with_others : bool
            Pairs with contents that are not read, too.
        """
        matter = GroupMatter()
        online = {folder.folder_id: folder.path for folder in folders if folder.online}
        has_leads, has_companions = self._db.read(_HAS_ASSETS).fetchone()
        assets = _ASSETS if has_leads else ()
        wanted = set(content_ids)
        while wanted:
            for number, digest, size, width, height, kind, taken_at, camera, *rest in self._in(
                f"{_CONTENT} WHERE id IN", wanted
            ):
                matter.contents[number] = Content(
                    number, digest, size, width, height, kind, taken_at, camera == 1, *rest
                )
            self._add_places(matter, wanted, online)
            shared = {(led, lead) for sql in assets for led, lead in self._in(sql, wanted)}
            matter.shared.update((led, lead) for led, lead in shared if led and lead)
            wanted = {n for one in matter.shared for n in one} - matter.contents.keys()
        if has_leads or has_companions:
            matter.beside = beside_of(self._db, _leads_in(matter))
        known = matter.contents
        rows = self._in(f"SELECT {PAIR_COLUMNS} FROM pair WHERE first_id IN", known)
        matter.pairs = [pair_of(row) for row in rows if pairs_with_others or row[1] in known]
        if pairs_with_others:
            rows = self._in(f"SELECT {PAIR_COLUMNS} FROM pair WHERE second_id IN", known)
            matter.pairs += [pair_of(row) for row in rows if row[0] not in known]
        return matter

    def _add_places(
        self, matter: GroupMatter, content_ids: Collection[int], online: dict[int, Path]
    ) -> None:
        """Add files."""
        rows = self._in(
            "SELECT id, folder_id, relpath, size_bytes, mtime_ns, device, inode, content_id,"
            " lead_id FROM file WHERE state = 'indexed' AND content_id IN",
            content_ids,
        )
        paths = _Paths(online)
        for file_id, folder_id, relpath, size, mtime, device, inode, content_id, lead_id in rows:
            if folder_id not in online:
                continue
            file = CatalogFile(
                file_id,
                folder_id,
                paths.path(folder_id, relpath),
                FileStamp(size, mtime, device, inode),
                FileState.INDEXED,
                content_id,
            )
            matter.places.setdefault(content_id, []).append(file)
            if lead_id is not None:
                matter.leads[file_id] = lead_id

    def _in(self, sql: str, values: Collection[Any]) -> Iterator[Sequence[Any]]:
        """Run ``sql (?, ?, ...)`` for as many values at a time as SQLite takes."""
        every = list(values)
        for start in range(0, len(every), MAX_VARIABLES):
            chunk = tuple(every[start : start + MAX_VARIABLES])
            rows: Rows = self._db.read(f"{sql} ({','.join('?' * len(chunk))})", chunk)
            yield from rows.fetchall()


def _leads_in(matter: GroupMatter) -> set[int]:
    """Return the files that lead those of a matter, most of which lead themselves."""
    files = (file.file_id for places in matter.places.values() for file in places)
    return {matter.leads.get(number, number) for number in files}


class _Paths:
    """Makes paths; that of a file in a folder met before costs a third of one made anew."""

    def __init__(self, roots: Mapping[int, Path]) -> None:
        self._roots = roots
        self._parents: dict[tuple[int, str], Path] = {}

    def path(self, folder_id: int, relpath: bytes) -> Path:
        """Return the path of a file."""
        below, _, name = os.fsdecode(relpath).rpartition("/")
        parent = self._parents.get((folder_id, below))
        if parent is None:
            parent = self._parents[folder_id, below] = self._roots[folder_id] / below
        return parent / name
