"""Catalogs with groups of duplicates of every class, or one long series; of none of them a file."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from figures import MODEL
from picture_maker import make_picture

from photofinder.core.model_manifest import read_manifest
from photofinder.core.types import Box, Relation, Verification
from photofinder.paths import AppPaths, bundled_models_dir
from photofinder.storage.content_store import ContentStore
from photofinder.storage.database import Database
from photofinder.storage.file_rows import path_to_blob
from photofinder.storage.pair_evidence import verification_text
from photofinder.storage.thumbnail_cache import ThumbnailCache

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

THUMBNAILS = 3_000
_FULL = Box(0.0, 0.0, 1.0, 1.0)
METADATA = json.dumps(
    {"camera_make": "Canon", "camera_model": "Canon EOS 5D Mark III", "lens": "EF24-105mm f/4L",
     "exposure_s": 0.00125, "f_number": 8.0, "iso": 100, "focal_mm": 35.0, "software": "Adobe",
     "latitude": 47.123456, "longitude": 8.123456}
)  # fmt: skip
#: words and evidence of a pair
WORDS = {
    "same_shot": (
        "resized; recompressed",
        verification_text(
            Verification((Relation.RESIZED, Relation.RECOMPRESSED), (1.0, 0.000012, 0.0, 0.00001,
                         0.999998, 0.0), _FULL, 0.987654, 123, 0.987123, 0.011, 1)
        ),
    ),
    "series": (
        "taken 2 s apart",
        verification_text(
            Verification((Relation.BURST,), None, None, 0.612345, 45, 0.012, 0.981, 1)
        ),
    ),
}  # fmt: skip
#: of ten groups: identical files, identical pictures, the same shot, series
KINDS = ("file", "file", "file", "picture", "shot", "shot", "shot", "shot", "series", "series")


def make_library(work: Path, groups: int) -> AppPaths:
    """Write a catalog with so many groups; some of its thumbnails, none of its files."""
    paths = AppPaths.at(work / f"groups-{groups}")
    paths.ensure()
    database = Database(paths.catalog, paths.backup_dir)
    try:
        store = ContentStore(database)
        store.model_id(read_manifest(bundled_models_dir() / MODEL).model_id, 256)
        with database.transaction() as connection:
            _fill(connection, work / "photos", groups)
    finally:
        database.close()
    _fill_thumbnails(paths, groups)
    return paths


def _fill(connection: sqlite3.Connection, folder: Path, groups: int) -> None:
    connection.execute(
        "INSERT INTO folder (id, path, added_at) VALUES (1, ?, '2026-01-01')",
        (path_to_blob(folder),),
    )
    writer = _Writer(connection)
    for group in range(groups):
        kind = KINDS[group % len(KINDS)]
        keeper = writer.content(group, kind, 0)
        writer.file(group, keeper, "keeper")
        others = 1 + group // len(KINDS) % 3
        for number in range(1, others + 1):
            if kind == "file":
                writer.file(group, keeper, f"copy{number}")
                continue
            other = writer.content(group, kind, number)
            writer.file(group, other, f"other{number}")
            if kind in ("shot", "series"):
                writer.pair(keeper, other, "same_shot" if kind == "shot" else "series")


class _Writer:
    """Writes rows as a scan does."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._contents = 0
        self._files = 0

    def content(self, group: int, kind: str, number: int) -> int:
        self._contents += 1
        pixels = hashlib.sha256(b"p%d" % group).digest() if kind == "picture" else None
        self._connection.execute(
            "INSERT INTO content (id, digest, size_bytes, width, height, format, pixel_digest,"
            " pixel_state, taken_at, metadata) VALUES (?, ?, ?, ?, ?, 'JPEG', ?, ?,"
            " strftime('%Y-%m-%dT%H:%M:%S', 1e9 + ? * 61, 'unixepoch'), ?)",
            (
                self._contents,
                _digest(self._contents),
                4_000_000 - number,
                4_000 - 1_000 * number * (kind == "shot"),
                3_000 - 750 * number * (kind == "shot"),
                pixels,
                "known" if pixels else "unknown",
                group,
                METADATA,
            ),
        )
        return self._contents

    def file(self, group: int, content: int, name: str) -> None:
        self._files += 1
        name = f"{group // 500:05d}/IMG_{group:06d} {name}.jpg"
        self._connection.execute(
            "INSERT INTO file (id, folder_id, relpath, size_bytes, mtime_ns, content_id, state)"
            " VALUES (?, 1, ?, 4000000, 1, ?, 'indexed')",
            (self._files, name.encode(), content),
        )

    def pair(self, first: int, second: int, kind: str) -> None:
        self._connection.execute(
            "INSERT INTO pair (first_id, second_id, class, relation, score, hash_distance,"
            " evidence) VALUES (?, ?, ?, ?, 0.95, 2, ?)",
            (first, second, kind, *WORDS[kind]),
        )


def _digest(number: int) -> bytes:
    return hashlib.sha256(b"c%d" % number).digest()


def make_series(database: Database, count: int) -> None:
    """Write a time lapse: each picture is of one series with the two before it."""
    with database.transaction() as connection:
        connection.execute(
            "INSERT INTO folder (id, path, added_at) VALUES (1, '/photos', '2026-01-01')"
        )
        writer = _Writer(connection)
        for number in range(1, count + 1):
            writer.file(number, writer.content(number, "series", 0), "frame")
            for earlier in (number - 2, number - 1):
                if earlier > 0:
                    writer.pair(earlier, number, "series")


def _fill_thumbnails(paths: AppPaths, groups: int) -> None:
    cache = ThumbnailCache(paths.thumbnail_dir)
    kinds = [make_picture(seed, 320, 213 + seed % 3 * 53, quality=80) for seed in range(40)]
    for number in range(1, min(THUMBNAILS, 2 * groups) + 1):
        cache.put(_digest(number), kinds[number % len(kinds)])
