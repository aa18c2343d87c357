"""A large library for the window: rows, dates, vectors, real (tiny) files, some thumbnails.

A scan of it finds everything unchanged, so that a started program has nothing to do.
"""

from __future__ import annotations

import datetime
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from figures import MODEL, base_embeddings
from picture_maker import make_picture
from synthetic import fill_catalog, tiny_files

from photofinder.core.model_manifest import read_manifest
from photofinder.paths import AppPaths, bundled_models_dir
from photofinder.storage.content_store import ContentStore
from photofinder.storage.database import Database
from photofinder.storage.thumbnail_cache import ThumbnailCache

if TYPE_CHECKING:
    import sqlite3

#: photos are spread over so many days before this one
DAYS, LAST_DAY = 5_000, datetime.date(2026, 6, 30)
THUMBNAILS = 4_000
CAMERAS = ("Canon EOS 80D", "iPhone 11", "ILCE-6400", "Pixel 6")


def make_window_library(work: Path, count: int, thumbnails: int = THUMBNAILS) -> AppPaths:
    """Make a library of ``count`` photos below ``work``, or find it there; return its paths."""
    paths = AppPaths.at(work / f"window-{count}" / "data")
    photos = work / f"window-{count}" / "photos"
    done = paths.data_dir / "made"
    if done.exists():
        return paths
    paths.ensure()
    tiny_files(photos, count + 1)
    (photos / "00000" / "IMG_0000000.jpg").unlink()  # numbers of rows begin at 1
    database = Database(paths.catalog, paths.backup_dir)
    try:
        key = read_manifest(bundled_models_dir() / MODEL).model_id
        fill_catalog(
            database, ContentStore(database), base=base_embeddings(), count=count, model_key=key,
            folder=photos,
        )  # fmt: skip
        with database.transaction() as connection:
            _give_stamps(connection, photos)
            _give_dates(connection, count)
            connection.execute("INSERT INTO meta VALUES ('serving_model', ?)", (key,))
    finally:
        database.close()
    _fill_thumbnails(paths, count, thumbnails)
    done.touch()
    return paths


def _give_stamps(connection: sqlite3.Connection, photos: Path) -> None:
    stamps = []
    for folder in sorted(photos.iterdir()):
        for file in folder.iterdir():
            stat = file.stat()
            name = f"{folder.name}/{file.name}".encode()
            stamps.append((stat.st_size, stat.st_mtime_ns, stat.st_dev, stat.st_ino, name))
    connection.executemany(
        "UPDATE file SET size_bytes = ?, mtime_ns = ?, device = ?, inode = ?"
        " WHERE folder_id = 1 AND relpath = ?",
        stamps,
    )


def _give_dates(connection: sqlite3.Connection, count: int) -> None:
    rows = []
    for number in range(1, count + 1):
        day = LAST_DAY - datetime.timedelta(days=number * DAYS // count)
        taken = f"{day.isoformat()}T{number % 24:02d}:{number % 60:02d}:{number * 7 % 60:02d}"
        camera = CAMERAS[number * 11 // 1_000 % len(CAMERAS)]
        rows.append((taken, f'{{"camera_model": "{camera}"}}', number))
    connection.executemany("UPDATE content SET taken_at = ?, metadata = ? WHERE id = ?", rows)


def _fill_thumbnails(paths: AppPaths, count: int, thumbnails: int) -> None:
    """Put thumbnails into the cache, the newest photos' first."""
    cache = ThumbnailCache(paths.thumbnail_dir)
    kinds = [make_picture(seed, 320, 213 + seed % 3 * 53, quality=80) for seed in range(40)]
    for number in range(1, min(count, thumbnails) + 1):
        digest = hashlib.sha256(number.to_bytes(8, "little")).digest()
        cache.put(digest, kinds[number % len(kinds)])
