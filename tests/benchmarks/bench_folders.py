"""Which folders hold the same photos: 100,000 files in 2,000 folders, with copied trees.

Times stand beside reading the same rows from SQLite and nothing else. The library has what makes
the naive way slow: a tree copied whole, folders half of which lie elsewhere, photos scattered over
other folders, and an icon that lies in every folder.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from figures import Figure, median

from photofinder.app.folder_pairs import FolderPairs
from photofinder.paths import AppPaths
from photofinder.storage.database import Database
from photofinder.storage.file_rows import path_to_blob

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from figures import Settings

FOLDERS = 2_000
#: what lies below the first part of the folders is copied whole, or by half, or scattered
COPIED, HALVED, SCATTERED = 0.2, 0.15, 0.1
REPEATS = 3
LIMIT = 100
_ICON = 1


def run(settings: Settings) -> Iterator[Figure]:
    """Measure the ranked list, and one pair of the largest folders."""
    paths = AppPaths.at(settings.work / "folders")
    paths.ensure()
    photos = settings.work / "photos"
    database = Database(paths.catalog, paths.backup_dir)
    try:
        with database.transaction() as connection:
            count = _fill(connection, photos, settings.count)
        pairs = FolderPairs(database, lambda: ())
        scan_ms = _time(lambda: _scan(database))
        for deep, name in ((True, "with subfolders"), (False, "without subfolders")):
            found = pairs.ranked(LIMIT, with_subfolders=deep)
            assert found[0].relation.is_contained
            yield _figure(
                f"folders, {count:,} files in {FOLDERS:,}: ranked {name}, {len(found)} pairs",
                _time(lambda deep=deep: pairs.ranked(LIMIT, with_subfolders=deep)),
                scan_ms,
            )
        largest = photos / "camera", photos / "backup"
        yield _figure(
            f"folders, {count:,} files: the two largest compared",
            _time(lambda: pairs.compare(*largest)),
            scan_ms,
        )
    finally:
        database.close()


def _figure(name: str, took_ms: float, scan_ms: float) -> Figure:
    text = f"{took_ms / scan_ms:.1f} x reading the rows alone ({scan_ms:.0f} ms)"
    return Figure(name, f"{took_ms:.0f} ms", text)


def _time(work: Callable[[], object]) -> float:
    times = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1e3)
    return median(times)


def _scan(database: Database) -> int:
    """Read what every file is and where it lies, as any answer has to."""
    rows = database.read(
        "SELECT f.id, f.folder_id, f.relpath, f.content_id, c.pixel_digest, f.size_bytes, f.inode"
        " FROM file f JOIN folder d ON d.id = f.folder_id"
        " LEFT JOIN content c ON c.id = f.content_id WHERE d.online = 1"
    )
    return len(rows.fetchall())


# -- the library -----------------------------------------------------------------------------------


def _fill(connection: sqlite3.Connection, photos: Path, count: int) -> int:
    """Write a catalog of so many files; return how many there are."""
    connection.execute(
        "INSERT INTO folder (id, path, added_at) VALUES (1, ?, '2026-01-01')",
        (path_to_blob(photos),),
    )
    writer = _Writer(connection)
    originals = round(FOLDERS / (1 + COPIED + HALVED + SCATTERED))
    per_folder = max(2, count // FOLDERS - 1)
    for folder in range(originals):
        writer.folder(f"camera/{folder // 100:03d}/{folder:05d}", writer.new(per_folder))
    copied, halved = round(originals * COPIED), round(originals * HALVED)
    for folder in range(copied):
        writer.folder(f"backup/camera/{folder // 100:03d}/{folder:05d}", writer.held[folder])
    for folder in range(copied, copied + halved):
        half = writer.held[folder][: per_folder // 2]
        writer.folder(f"phone/{folder:05d}", half + writer.new(per_folder - len(half)))
    for number in range(FOLDERS - originals - copied - halved):
        start = copied + halved + number * 3
        rest = originals - start
        scattered = [
            writer.held[start + place % max(rest, 1)][place] for place in range(per_folder)
        ]
        writer.folder(f"best/{number:05d}", scattered)
    return writer.files


class _Writer:
    """Writes rows as a scan does."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._contents = 0
        self.files = 0
        self.held: list[list[int]] = []
        self.new(1)  # the icon

    def new(self, count: int) -> list[int]:
        """Write contents."""
        first = self._contents + 1
        self._contents += count
        self._connection.executemany(
            "INSERT INTO content (id, digest, size_bytes) VALUES (?, ?, 4000000)",
            [(number, number.to_bytes(32, "big")) for number in range(first, first + count)],
        )
        return list(range(first, first + count))

    def folder(self, below: str, contents: list[int]) -> None:
        """Write a folder with these contents and the icon."""
        self.held.append(contents)
        rows = [
            (f"{below}/IMG_{place:05d}.jpg".encode(), content, self.files + place + 1)
            for place, content in enumerate([*contents, _ICON])
        ]
        self.files += len(rows)
        self._connection.executemany(
            "INSERT INTO file (folder_id, relpath, size_bytes, mtime_ns, content_id, state,"
            " device, inode) VALUES (1, ?, 4000000, 1, ?, 'indexed', 7, ?)",
            rows,
        )
