"""Which files are one photo, as the catalog knows it and as the disk confirms it.

Reads may come from any thread; every public method that changes something is one transaction. What
the names say is written by the scanner (``named_lead_id``, ``companion``); `settle` takes back what
the pictures, once read, contradict. `unit_of_path` trusts neither: what it names may be removed, so
every file is looked at again, and what is not certain to belong is left out and stays.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from photofinder.core.assets import AssetKind
from photofinder.storage.asset_files import (
    SAME_PRESS_S,
    AssetFile,
    AssetMembers,
    AssetRow,
    AssetUnit,
    FoundCompanion,
    KnownCompanion,
    UnknownFilm,
    on_disk,
    proven,
    stand_together,
)
from photofinder.storage.beside_rows import note_owners
from photofinder.storage.file_rows import MAX_VARIABLES, FolderRemoved, blob_to_path, path_to_blob
from photofinder.storage.folder_assets import FolderAssets

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from photofinder.storage.database import Database
    from photofinder.storage.file_rows import WalkScope

PAGE_ROWS = 2_000

_PLACES = " FROM file f JOIN folder d ON d.id = f.folder_id"
#: by names it belongs there, the one that leads is there and can be read, and the clocks agree
_STANDS = (
    "EXISTS (SELECT 1 FROM file l WHERE l.id = f.named_lead_id"
    " AND l.state IN ('pending', 'indexed') AND (f.state <> 'indexed' OR l.state <> 'indexed'"
    " OR coalesce((SELECT abs(strftime('%s', substr(a.taken_at, 1, 19))"
    " - strftime('%s', substr(b.taken_at, 1, 19))) FROM content a, content b"
    f" WHERE a.id = l.content_id AND b.id = f.content_id), 0) <= {SAME_PRESS_S}))"
)
_SETTLED = f"CASE WHEN {_STANDS} THEN f.named_lead_id END"


#: what somebody made and may have changed since
_REVIEWED = frozenset({AssetKind.SIDECAR, AssetKind.EDITS})


_ROW = (
    "SELECT f.id, f.lead_id, d.path, f.relpath, f.size_bytes, f.mtime_ns, f.state,"
    f" c.taken_at, c.phash{_PLACES} LEFT JOIN content c ON c.id = f.content_id"
)


class AssetStore:
    """Photos of several files.

    Parameters
    ----------
    database : Database

    Notes
    -----
    ``file.lead_id`` is set for a photo behind another one: lists leave it out, and whoever counts
    photos does. `leads_of` and `kinds_of` tell for any file ids.
    """

    def __init__(self, database: Database) -> None:
        self._db = database

    # -- questions -----------------------------------------------------------------------------

    def unit_of_path(self, path: Path, disk: FolderAssets | None = None) -> AssetUnit:
        """Return what must be kept, removed and restored together with a file.

        Parameters
        ----------
        path : Path
            Any file: a photo, a RAW behind one, a sidecar; also one that the library does not
            know, which is by itself.
        disk : FolderAssets, optional
            Folders as they are now; whoever asks for many files lists each folder once.

        Returns
        -------
        AssetUnit
            ``files`` of kind ``photo`` (the one that leads), ``raw``, ``sidecar``, ``edits``,
            ``film``, ``sound``, ``other``, all regular files on the disk at this moment. Empty
            when not even ``path`` is there.

        Notes
        -----
        Left out, because taking them along might lose a picture: RAW files that were not read,
        that have changed since, or whose capture time differs by more than `SAME_PRESS_S` (where
        a time is missing: that look different); films without the photo's identifier; whatever
        belongs to another file, or to several, by the names that lie in the folder now; what
        changed since the scan. They stay where they are.

        **A unit that is removed takes its RAW along.** Before that, see to it that the unit that
        is kept holds each of them too (same digest); that the leading files are duplicates says
        nothing about the RAW.
        """
        disk = disk or FolderAssets()
        row = self._row_at(path)
        if row is None:
            owner = self._owner_of(path)
            row = None if owner is None else self._row(owner)
        unit = None if row is None else self._unit_of(row, disk)
        if unit is None or all(file.path != path for file in unit.files):
            lone = on_disk(path, AssetKind.PHOTO)
            return AssetUnit(path, () if lone is None else (lone,))
        return unit

    def _unit_of(self, row: AssetRow, disk: FolderAssets) -> AssetUnit:
        lead = row
        if row.lead_id is not None:
            found = self._row(row.lead_id)
            lead = found if found is not None and stand_together(found, row, disk) else row
        photos = [lead]
        if lead.lead_id is None:
            behind = self._rows("f.lead_id = ?", lead.file_id)
            photos += [raw for raw in behind if stand_together(lead, raw, disk)]
        files = [on_disk(lead.path, AssetKind.PHOTO)]
        files += [on_disk(raw.path, AssetKind.RAW) for raw in photos[1:]]
        companions, unsettled = self._companions_on_disk(photos, disk)
        files += companions
        return AssetUnit(lead.path, tuple(file for file in files if file is not None), unsettled)

    def members(self, file_id: int) -> AssetMembers | None:
        """Return what belongs together with a photo, by the catalog; None when it is gone."""
        row = self._row(file_id)
        if row is None:
            return None
        lead = row if row.lead_id is None else self._row(row.lead_id) or row
        behind = self._rows("f.lead_id = ? AND f.state <> 'missing'", lead.file_id)
        numbers = [photo.file_id for photo in (lead, *behind)]
        companions = self._db.read(
            "SELECT d.path, p.relpath FROM companion p JOIN folder d ON d.id = p.folder_id"
            f" WHERE p.file_id IN ({','.join('?' * len(numbers))}) AND p.is_sure = 1"
            " ORDER BY p.relpath",
            tuple(numbers),
        )
        return AssetMembers(
            lead.path,
            (lead.path, *(photo.path for photo in behind)),
            tuple(blob_to_path(*row) for row in companions),
        )

    def leads_of(self, file_ids: Sequence[int]) -> dict[int, int]:
        """Return for files behind another one the id of the one that is shown.

        Ids that are not in the answer lead, or are by themselves. Files of one unit (equal by
        ``leads.get(id, id)``) are never duplicates of each other.
        """
        rows = self._of_many(
            "SELECT id, lead_id FROM file WHERE lead_id IS NOT NULL AND id IN ({marks})", file_ids
        )
        return dict(rows)

    def kinds_of(self, file_ids: Sequence[int]) -> dict[int, frozenset[AssetKind]]:
        """Return what each photo's unit consists of, by the id that was asked for.

        For keeper rules: ``AssetKind.RAW in kinds.get(file_id, ())`` says that the camera's
        original lies beside the picture that leads. Photos by themselves are not in the answer.
        Only what belongs for sure by names, clocks and identifiers counts.
        """
        leads = self.leads_of(file_ids)
        asked = {number: leads.get(number, number) for number in file_ids}
        units = sorted(set(asked.values()))
        found: dict[int, set[AssetKind]] = {}
        rows = self._of_many(
            "SELECT lead_id, 'raw' FROM file WHERE lead_id IN ({marks}) AND state <> 'missing'",
            units,
        )
        rows += self._of_many(
            "SELECT coalesce(f.lead_id, f.id), p.kind FROM companion p"
            " JOIN file f ON f.id = p.file_id WHERE p.is_sure = 1 AND p.file_id IN (SELECT id"
            " FROM file WHERE id IN ({marks}) UNION ALL SELECT id FROM file WHERE lead_id IN"
            " ({marks}))",
            units,
            times=2,
        )
        for lead_id, kind in rows:
            found.setdefault(lead_id, {AssetKind.PHOTO}).add(AssetKind(kind))
        return {n: frozenset(found[lead]) for n, lead in asked.items() if lead in found}

    # -- what a walk writes --------------------------------------------------------------------

    def known_companions(self, folder_id: int, scope: WalkScope) -> Iterator[KnownCompanion]:
        """Iterate over what is known of a folder's companions, in the byte order of their paths.

        Pages, as `Catalog.known_files`; ``scope`` is as there.
        """
        prefix = scope.under + b"/" if scope.under else b""
        after, upper = prefix, scope.under + b"0" if scope.under else None
        while True:
            page = self._db.read(
                "SELECT p.relpath, p.kind, p.size_bytes, p.mtime_ns, f.relpath, p.is_sure"
                " FROM companion p JOIN file f ON f.id = p.file_id"
                " WHERE p.folder_id = ?1 AND p.relpath > ?2"
                " AND (?3 IS NULL OR p.relpath < ?3) ORDER BY p.relpath LIMIT ?4",
                (folder_id, after, upper, PAGE_ROWS),
            ).fetchall()
            for row in page:
                after = row[0]
                below = after[len(prefix) :].find(b"/")
                if scope.recursive or below < 0:
                    relpath, kind, size_bytes, mtime_ns, owner, flag = row
                    is_sure = None if flag is None else bool(flag)
                    yield KnownCompanion(relpath, kind, size_bytes, mtime_ns, owner, is_sure)
                    continue
                after = after[: len(prefix) + below] + b"0"  # behind this sub-folder
                break
            else:
                if len(page) < PAGE_ROWS:
                    return

    def apply_walk(
        self,
        folder_id: int,
        *,
        leads: Sequence[tuple[bytes, bytes | None]] = (),
        companions: Sequence[FoundCompanion] = (),
        gone: Sequence[bytes] = (),
    ) -> None:
        """Write what the names say, in one transaction.

        Parameters
        ----------
        folder_id : int
        leads : sequence of (bytes, bytes or None)
            Photos with the one they stand behind, None for none any more.
        companions : sequence of FoundCompanion
            New ones, and those that changed.
        gone : sequence of bytes
            Companions that are no more, or belong to nothing any more.

        Raises
        ------
        FolderRemoved

        Notes
        -----
        Files that the catalog does not hold are passed over: the next walk finds them again.
        """
        with self._db.transaction() as connection:
            held = connection.execute("SELECT 1 FROM folder WHERE id = ?", (folder_id,))
            if held.fetchone() is None:
                raise FolderRemoved
            connection.executemany(
                "UPDATE file SET lead_id = NULL, named_lead_id = (SELECT l.id FROM file l"
                " WHERE l.folder_id = ?1 AND l.relpath = ?3) WHERE folder_id = ?1 AND relpath = ?2",
                [(folder_id, relpath, lead) for relpath, lead in leads],
            )
            connection.executemany(
                f"UPDATE file AS f SET lead_id = {_SETTLED} WHERE folder_id = ? AND relpath = ?",
                [(folder_id, relpath) for relpath, lead in leads if lead is not None],
            )
            changed = [(folder_id, name) for name in (*gone, *(one.relpath for one in companions))]
            note_owners(connection, changed)
            connection.executemany(
                "DELETE FROM companion WHERE folder_id = ? AND relpath = ?",
                [(folder_id, relpath) for relpath in gone],
            )
            _write_companions(connection, folder_id, companions)
            note_owners(connection, changed)

    def settle(self) -> int:
        """Take apart what the pictures contradict, and put together what stands again.

        Returns
        -------
        int
            How many photos are shown or hidden now that were not.

        Notes
        -----
        Looks at every photo that stands behind another one by its name: 4 us each.
        """
        rows = self._db.read(
            f"SELECT f.id, {_SETTLED} AS settled FROM file f INDEXED BY file_by_named_lead"
            " WHERE f.named_lead_id IS NOT NULL AND f.lead_id IS NOT settled"
        ).fetchall()
        if rows:
            with self._db.transaction() as connection:
                connection.executemany(
                    f"UPDATE file AS f SET lead_id = {_SETTLED} WHERE id = ?",
                    [(file_id,) for file_id, _ in rows],
                )
        return len(rows)

    # -- films ---------------------------------------------------------------------------------

    def unknown_films(self, after: tuple[int, bytes], limit: int) -> list[UnknownFilm]:
        """Return films of which it is not known whether they belong to their photo.

        ``after`` is the (folder id, relative path) of the last one seen, ``(0, b"")`` to begin.
        """
        rows = self._db.read(
            "SELECT p.folder_id, p.relpath, d.path, f.relpath FROM companion p"
            " INDEXED BY companion_unknown JOIN folder d ON d.id = p.folder_id"
            " JOIN file f ON f.id = p.file_id WHERE p.is_sure IS NULL AND d.online = 1"
            " AND (p.folder_id, p.relpath) > (?, ?) ORDER BY p.folder_id, p.relpath LIMIT ?",
            (*after, limit),
        )
        return [
            UnknownFilm(number, film, blob_to_path(root, film), blob_to_path(root, photo))
            for number, film, root, photo in rows
        ]

    def set_sure(self, films: Sequence[tuple[UnknownFilm, bool]]) -> None:
        """Remember whether films belong to their photos."""
        with self._db.transaction() as connection:
            connection.executemany(
                "UPDATE companion SET is_sure = ? WHERE folder_id = ? AND relpath = ?",
                [(int(sure), film.folder_id, film.relpath) for film, sure in films],
            )
            note_owners(connection, [(film.folder_id, film.relpath) for film, _ in films])

    # -- private -------------------------------------------------------------------------------

    def _companions_on_disk(
        self, photos: Sequence[AssetRow], disk: FolderAssets
    ) -> tuple[list[AssetFile], tuple[Path, ...]]:
        """Return what belongs to photos as the disk says, and what nobody has reviewed of it."""
        rows = self._db.read(
            "SELECT d.path, p.relpath, p.size_bytes, p.mtime_ns, p.is_sure"
            " FROM companion p JOIN folder d ON d.id = p.folder_id"
            f" WHERE p.file_id IN ({','.join('?' * len(photos))}) ORDER BY p.relpath",
            tuple(photo.file_id for photo in photos),
        ).fetchall()
        known = {blob_to_path(root, relpath): facts for root, relpath, *facts in rows}
        unit = {photo.path for photo in photos}
        found: list[AssetFile] = []
        unsettled: list[Path] = []
        for photo in photos:
            for belonging in disk.companions(photo.path):
                if belonging.kind is AssetKind.RAW:
                    continue
                file = on_disk(photo.path.with_name(belonging.name), belonging.kind)
                if file is None or (belonging.is_by_stem and not disk.is_whole(photo.path, unit)):
                    continue
                *stamp, is_sure = known.get(file.path, (None, None, None))
                is_as_known = stamp == [file.size_bytes, file.mtime_ns]
                if belonging.can_be_proven:
                    is_known_film = is_as_known and file.kind is AssetKind.FILM
                    is_sure = is_sure if is_known_film and is_sure is not None else None
                    if file.path in known and proven(file, photo.path, is_sure):
                        found.append(file)
                elif belonging.is_sure and is_as_known:
                    found.append(file)
                elif belonging.is_sure and file.kind in _REVIEWED:
                    unsettled.append(file.path)
        found.sort(key=lambda file: os.fsencode(file.path))
        return found, tuple(unsettled)

    def _row_at(self, path: Path) -> AssetRow | None:
        for number, blob in self._db.read("SELECT id, path FROM folder").fetchall():
            root = blob_to_path(blob)
            if path.is_relative_to(root):
                relpath = path_to_blob(path.relative_to(root))
                rows = self._rows("f.folder_id = ? AND f.relpath = ?", number, relpath)
                if rows:
                    return rows[0]
        return None

    def _owner_of(self, path: Path) -> int | None:
        for number, blob in self._db.read("SELECT id, path FROM folder").fetchall():
            root = blob_to_path(blob)
            if path.is_relative_to(root):
                row = self._db.read(
                    "SELECT file_id FROM companion WHERE folder_id = ? AND relpath = ?"
                    " AND is_sure = 1",
                    (number, path_to_blob(path.relative_to(root))),
                ).fetchone()
                if row is not None:
                    return int(row[0])
        return None

    def _row(self, file_id: int) -> AssetRow | None:
        rows = self._rows("f.id = ?", file_id)
        return rows[0] if rows else None

    def _rows(self, where: str, *values: object) -> list[AssetRow]:
        rows = self._db.read(f"{_ROW} WHERE {where} ORDER BY f.relpath", values)
        return [
            AssetRow(file_id, lead_id, blob_to_path(root, relpath), *known)
            for file_id, lead_id, root, relpath, *known in rows
        ]

    def _of_many(
        self, sql: str, numbers: Sequence[int], *, times: int = 1
    ) -> list[tuple[int, Any]]:
        found: list[tuple[int, Any]] = []
        step = MAX_VARIABLES // times
        for start in range(0, len(numbers), step):
            chunk = tuple(int(number) for number in numbers[start : start + step])
            marks = ",".join("?" * len(chunk))
            found += self._db.read(sql.format(marks=marks), chunk * times).fetchall()
        return found


# -- rows ------------------------------------------------------------------------------------------


def _write_companions(
    connection: sqlite3.Connection, folder_id: int, companions: Sequence[FoundCompanion]
) -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO companion (folder_id, relpath, kind, size_bytes, mtime_ns,"
        " file_id, is_sure) SELECT ?, ?, ?, ?, ?, id, ? FROM file"
        " WHERE folder_id = ? AND relpath = ?",
        [
            (
                folder_id,
                found.relpath,
                found.kind.value,
                found.stamp.size_bytes,
                found.stamp.mtime_ns,
                found.is_sure,
                folder_id,
                found.owner,
            )
            for found in companions
        ],
    )
