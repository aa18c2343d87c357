"""What groups of duplicates are made of, read in one go or only around what changed.

Reads only, from any thread. Everything is keyed by content; ``group_change``, which triggers write,
tells which contents to look at again.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from photofinder.core.types import CatalogFile, Content, FileStamp, FileState, Folder
from photofinder.storage.file_rows import MAX_VARIABLES, blob_to_path
from photofinder.storage.pair_store import PAIR_COLUMNS, pair_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from photofinder.core.types import PairEvidence
    from photofinder.storage.database import Database, Rows

_CONTENT = (
    "SELECT id, digest, size_bytes, width, height, format, taken_at, metadata, sharpness,"
    " pixel_digest FROM content"
)
_NO_METADATA = "{}"
_LINKS = (
    "SELECT second_id FROM pair WHERE first_id IN",
    "SELECT first_id FROM pair WHERE second_id IN",
    "SELECT o.id FROM content c JOIN content o USING (pixel_digest) WHERE c.id IN",
    "SELECT l.content_id FROM file f JOIN file l ON l.id = f.lead_id WHERE f.content_id IN",
    "SELECT f.content_id FROM file l JOIN file f ON f.lead_id = l.id WHERE l.content_id IN",
)


@dataclass(slots=True)
class GroupMatter:
    """Contents with all that decides about their groups, but for the user's own choices.

    Attributes
    ----------
    contents : dict of int to Content
    places : dict of int to list of CatalogFile
        Where they lie now: on disk, folder online.
    pairs : list of PairEvidence
        Between any two of them.
    leads : dict of int to int
        By file id the file that leads its asset, of files that others lead.
    """

    contents: dict[int, Content] = field(default_factory=dict)
    places: dict[int, list[CatalogFile]] = field(default_factory=dict)
    pairs: list[PairEvidence] = field(default_factory=list)
    leads: dict[int, int] = field(default_factory=dict)


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

    def related(self) -> set[int]:
        """Return every content that may be in a group: paired, repeated or with equal pixels."""
        found = {row[0] for row in self._db.read("SELECT first_id FROM pair")}
        found.update(row[0] for row in self._db.read("SELECT second_id FROM pair"))
        rows = self._db.read(
            "SELECT content_id FROM file WHERE content_id IS NOT NULL AND state = 'indexed'"
            " GROUP BY content_id HAVING count(*) > 1"
        )
        found.update(row[0] for row in rows)
        rows = self._db.read(
            "SELECT id FROM content WHERE pixel_digest IN (SELECT pixel_digest FROM content"
            " WHERE pixel_digest IS NOT NULL GROUP BY pixel_digest HAVING count(*) > 1)"
        )
        found.update(row[0] for row in rows)
        return found

    def linked(self, content_ids: Collection[int]) -> set[int]:
        """Return what contents are paired with, have the pixels of, or share an asset with."""
        found: set[int] = set()
        for sql in _LINKS:
            found.update(row[0] for row in self._in(sql, content_ids) if row[0] is not None)
        return found

    def matter(
        self, content_ids: Collection[int], folders: Iterable[Folder], *, whole: bool = False
    ) -> GroupMatter:
        """Read everything about contents, and about the leads of their assets.

        Parameters
        ----------
        content_ids : collection of int
        folders : iterable of Folder
        whole : bool
            These are all that have pairs: which is quicker than asking for each.
        """
        matter = GroupMatter()
        online = {f.folder_id: os.path.join(f.path, "") for f in folders if f.online}  # noqa: PTH118  # with the separator
        wanted: Collection[int] = set(content_ids)
        while wanted:
            for row in self._in(f"{_CONTENT} WHERE id IN", wanted):
                matter.contents[row[0]] = _content(row)
            wanted = self._add_places(matter, wanted, online)
        if whole:
            rows = self._db.read(f"SELECT {PAIR_COLUMNS} FROM pair")
            matter.pairs = [pair_of(row) for row in rows]
        else:
            pairs = self._in(f"SELECT {PAIR_COLUMNS} FROM pair WHERE first_id IN", matter.contents)
            matter.pairs = [pair_of(row) for row in pairs if row[1] in matter.contents]
        return matter

    def _add_places(
        self, matter: GroupMatter, content_ids: Collection[int], online: dict[int, str]
    ) -> set[int]:
        """Add files; return the contents of their leads that are still to be read."""
        leads = set()
        rows = self._in(
            "SELECT id, folder_id, relpath, size_bytes, mtime_ns, device, inode, content_id,"
            " lead_id FROM file WHERE state = 'indexed' AND content_id IN",
            content_ids,
        )
        for file_id, folder_id, relpath, *stamp, content_id, lead_id in rows:
            root = online.get(folder_id)
            if root is None:
                continue
            file = CatalogFile(
                file_id,
                folder_id,
                Path(root + os.fsdecode(relpath)),  # one string is parsed quicker than two
                FileStamp(*stamp),
                FileState.INDEXED,
                content_id,
            )
            matter.places.setdefault(content_id, []).append(file)
            if lead_id is not None:
                matter.leads[file_id] = lead_id
                leads.add(lead_id)
        wanted = self._in(
            "SELECT content_id FROM file WHERE content_id IS NOT NULL AND id IN", leads
        )
        return {row[0] for row in wanted if row[0] not in matter.contents}

    def _in(self, sql: str, values: Collection[Any]) -> Iterator[Sequence[Any]]:
        """Run ``sql (?, ?, ...)`` for as many values at a time as SQLite takes."""
        every = list(values)
        for start in range(0, len(every), MAX_VARIABLES):
            chunk = tuple(every[start : start + MAX_VARIABLES])
            rows: Rows = self._db.read(f"{sql} ({','.join('?' * len(chunk))})", chunk)
            yield from rows.fetchall()


def _content(row: Sequence[Any]) -> Content:
    has_camera, fields, burst = False, 0, None
    if row[7] != _NO_METADATA:
        metadata = json.loads(row[7])
        has_camera = bool(metadata.get("camera_model") or metadata.get("camera_make"))
        fields, burst = len(metadata), metadata.get("sequence_hint")
    number, digest, size, width, height, kind, taken_at, _, sharpness, pixels = row
    return Content(
        number, digest, size, width, height, kind, taken_at, has_camera, fields, sharpness,
        pixels, burst,
    )  # fmt: skip
