"""An unchanged library is scanned again: only stats, no file is opened."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from figures import Figure, seconds
from synthetic import tiny_files

from photofinder.app.events import EventBus
from photofinder.app.folder_walk import WalkRules
from photofinder.app.jobs import NULL_CONTEXT
from photofinder.app.scanner import Scanner
from photofinder.storage.catalog import Catalog
from photofinder.storage.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from figures import Settings


def run(settings: Settings) -> Iterator[Figure]:
    """Measure walking and comparing ``settings.count`` files against a bare walk with stats."""
    yield _measured(settings, "files", ())
    yield _measured(settings, "files, a third of them RAW, a third sidecars", (".CR2", ".xmp"))


def _measured(settings: Settings, what: str, beside: tuple[str, ...]) -> Figure:
    """Measure a library in which each photo has files of these suffixes beside it."""
    photos = settings.work / f"rescan{len(beside)}"
    count = settings.count // (1 + len(beside))
    tiny_files(photos, count)
    for path in list(photos.rglob("*.jpg")) if beside else ():
        for suffix in beside:
            path.with_suffix(suffix).touch()
    database = Database(settings.work / f"rescan{len(beside)}.sqlite3", settings.work)
    catalog = Catalog(database)
    scanner = Scanner(catalog, EventBus(), WalkRules)
    folder = catalog.add_folder(photos)
    first_s = seconds(lambda: scanner.scan(folder, NULL_CONTEXT))
    with database.transaction() as connection:
        connection.execute("UPDATE file SET state = 'indexed'")
    bare_s = min(seconds(lambda: _bare_walk(photos)) for _ in range(3))
    again_s = min(seconds(lambda: scanner.scan(folder, NULL_CONTEXT)) for _ in range(3))
    database.close()
    return Figure(
        f"unchanged re-scan, {count * (1 + len(beside)):,} {what}",
        f"{again_s:.2f} s",
        f"{again_s / bare_s:.1f} x a bare walk with stats ({bare_s:.2f} s);"
        f" first walk {first_s:.2f} s",
        "5 s at 100,000",
    )


def _bare_walk(root: Path) -> int:
    """Stat every file below a folder: the least that any re-scan must do."""
    number, stack = 0, [os.fspath(root)]
    while stack:
        with os.scandir(stack.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    stack.append(entry.path)
                else:
                    entry.stat(follow_symlinks=False)
                    number += 1
    return number
