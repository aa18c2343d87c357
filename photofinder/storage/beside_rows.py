"""What lies beside photos, by the catalog alone: for the rules that choose the one to keep.

Reads from any thread. What changes it is not a column of the tables whose triggers note changes of
groups, so whoever writes companions notes it with `note_owners`, in the same transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from photofinder.core.assets import AssetKind
from photofinder.storage.file_rows import MAX_VARIABLES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator

    from photofinder.core.keeper_beside import Beside
    from photofinder.storage.database import Database

#: a RAW that was not read is not taken along when its picture goes (`AssetStore.unit_of_path`)
_RAWS = "SELECT lead_id, 'raw' FROM file WHERE lead_id IN ({marks}) AND state = 'indexed'"
_COMPANIONS = (
    "SELECT coalesce(f.lead_id, f.id), p.kind FROM companion p JOIN file f ON f.id = p.file_id"
    " WHERE p.is_sure = 1 AND p.kind <> 'other'"
)
#: the photo that leads the owner, too: of a RAW that cannot be read there is nothing to note
_NOTE = (
    "INSERT OR REPLACE INTO group_change (content_id) SELECT DISTINCT o.content_id FROM companion p"
    " JOIN file f ON f.id = p.file_id JOIN file o ON o.id IN (f.id, f.lead_id)"
    " WHERE p.folder_id = ? AND p.relpath = ? AND o.content_id IS NOT NULL"
)


def beside_of(database: Database, leads: Collection[int]) -> dict[int, Beside]:
    """Return what lies beside photos, by the id of the file that leads; nothing of lone ones.

    Parameters
    ----------
    database : Database
    leads : collection of int

    Notes
    -----
    Only what belongs for sure by names, clocks and identifiers counts. 1 us for each file beside.
    """
    found: dict[int, list[AssetKind]] = {}
    for lead_id, kind in _rows(database, leads):
        found.setdefault(lead_id, []).append(AssetKind(kind))
    same: dict[Beside, Beside] = {}  # of a library there are a few
    tuples = ((lead_id, tuple(sorted(kinds))) for lead_id, kinds in found.items())
    return {lead_id: same.setdefault(kinds, kinds) for lead_id, kinds in tuples}


def note_owners(connection: sqlite3.Connection, companions: Iterable[tuple[int, bytes]]) -> None:
    """Note that groups of those may change to which companions belong now.

    Parameters
    ----------
    connection : sqlite3.Connection
        In a transaction; before companions go or get another owner, and after they came.
    companions : iterable of (int, bytes)
        Folder id and relative path.
    """
    connection.executemany(_NOTE, companions)


def _rows(database: Database, leads: Collection[int]) -> Iterator[tuple[int, str]]:
    every = list(leads)
    step = MAX_VARIABLES // 2
    for start in range(0, len(every), step):
        chunk = tuple(every[start : start + step])
        marks = ",".join("?" * len(chunk))
        yield from database.read(_RAWS.format(marks=marks), chunk).fetchall()
        yield from database.read(
            f"{_COMPANIONS} AND p.file_id IN (SELECT id FROM file WHERE id IN ({marks}) UNION ALL"
            f" SELECT id FROM file WHERE lead_id IN ({marks}))",
            chunk * 2,
        ).fetchall()
