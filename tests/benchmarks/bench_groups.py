"""The review of 50,000 groups of duplicates: reading, marking, scrolling, the longest block.

Reading stands beside SQLite's own reading of the same rows. Every other time stands beside the same
on 500 groups: what the window does must not grow with the list.
Times of steps are processor time of the GUI thread, painting included, so that a busy machine
tells the same; blocks are what the event loop saw, beside those of a window that does nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import time
from typing import TYPE_CHECKING

from figures import MODEL, Figure, median, percentile
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
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from figures import Settings

GROUPS, FEW = 50_000, 500
THUMBNAILS = 3_000
BLOCK_GOAL_MS = 16
TICK_MS = 2
REPEATS = 9
_IDLE = "idle"
_FULL = Box(0.0, 0.0, 1.0, 1.0)
METADATA = json.dumps(
    {"camera_make": "Canon", "camera_model": "Canon EOS 5D Mark III", "lens": "EF24-105mm f/4L",
     "exposure_s": 0.00125, "f_number": 8.0, "iso": 100, "focal_mm": 35.0, "software": "Adobe",
     "latitude": 47.123456, "longitude": 8.123456}
)  # fmt: skip
#: words and evidence of a pair
_WORDS = {
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
#: what the engine has to know, whatever it makes of it
_ROWS = (
    (
        "SELECT id, digest, size_bytes, width, height, format, taken_at, metadata, sharpness,"
        " pixel_digest FROM content"
    ),
    (
        "SELECT id, folder_id, relpath, size_bytes, mtime_ns, device, inode, content_id, lead_id"
        " FROM file WHERE state = 'indexed'"
    ),
    "SELECT first_id, second_id, class, relation, score, hash_distance, evidence FROM pair",
)
#: of ten groups: identical files, identical pictures, the same shot, series
KINDS = ("file", "file", "file", "picture", "shot", "shot", "shot", "shot", "series", "series")


def run(settings: Settings) -> Iterator[Figure]:
    """Measure with few groups, then with many."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    few = _Review(_make_library(settings.work, FEW))
    small = few.measure()
    few.close()
    many = _Review(_make_library(settings.work, GROUPS))
    large = many.measure()
    idle = many.blocks.pop(_IDLE)
    blocks = many.blocks
    many.close()
    yield from _reading(many)
    for name, value in large.items():
        yield Figure(
            f"duplicates, {GROUPS:,} groups: {name}",
            f"{value:.1f} ms",
            f"{value / max(small[name], 1e-3):.1f} x with {FEW} groups ({small[name]:.1f} ms)",
            f"{BLOCK_GOAL_MS} ms",
        )
    for name, gaps in blocks.items():
        yield Figure(
            f"duplicates, {GROUPS:,} groups: longest block, {name}",
            f"{max(gaps):.0f} ms",
            f"99 % of {len(gaps)} turns of the event loop below {percentile(gaps, 99):.0f} ms;"
            f" idle: {max(idle):.0f} ms, 99 % below {percentile(idle, 99):.0f} ms",
            f"{BLOCK_GOAL_MS} ms",
        )


def _reading(many: _Review) -> Iterator[Figure]:
    """Tell how long reading takes, alone and with a window that shows it."""
    rows_s = f"SQLite's reading of the rows ({many.rows_ms / 1e3:.2f} s)"
    yield Figure(
        f"duplicates, {GROUPS:,} groups: first reading by the engine, processor time",
        f"{many.engine_ms / 1e3:.1f} s",
        f"{many.engine_ms / many.rows_ms:.1f} x {rows_s}",
        "5 s",
    )
    yield Figure(
        f"duplicates, {GROUPS:,} groups: the first are painted",
        f"{many.first_ms / 1e3:.2f} s",
        f"{many.first_ms / many.all_ms:.2f} x until all are there",
    )
    yield Figure(
        f"duplicates, {GROUPS:,} groups: all are there",
        f"{many.all_ms / 1e3:.1f} s",
        f"{many.all_ms / many.alone_ms:.2f} x the engine without a window"
        f" ({many.alone_ms / 1e3:.1f} s)",
    )


class _Review:
    """The page on a library."""

    def __init__(self, paths: AppPaths) -> None:
        from PySide6.QtWidgets import QApplication

        from photofinder.app.library import Library
        from photofinder.ui import theme
        from photofinder.ui.bridge import Bridge
        from photofinder.ui.context import PageContext, Requests
        from photofinder.ui.duplicates_page import DuplicatesPage
        from photofinder.ui.thumbnail_provider import ThumbnailProvider

        application = QApplication.instance() or QApplication([])
        theme.apply(application, "light")  # type: ignore[arg-type]  # it is a QApplication
        with Library.open(paths, writable=True) as library:
            self.rows_ms = _rows_ms(library.paths.catalog)
            started, computed = time.perf_counter(), time.thread_time()
            library.duplicates()
            self.engine_ms = (time.thread_time() - computed) * 1e3
            self.alone_ms = (time.perf_counter() - started) * 1e3
        self.blocks: dict[str, list[float]] = {}
        self.bridge = Bridge()
        self.thumbnails = ThumbnailProvider(self.bridge)
        self.page = DuplicatesPage(PageContext(self.bridge, Requests(), self.thumbnails))
        self.page.resize(1_200, 900)
        self.page.show()
        started = time.perf_counter()
        with self._watched("while they are read"):
            self.bridge.open(lambda: Library.open(paths, writable=True))
            self._wait(lambda: self.page.board.groups.rowCount() > 0)
            self._turn()
            self.first_ms = (time.perf_counter() - started) * 1e3
            self._wait(lambda: self.page._loaded is not None and not self.page._loaded.unread)
            self._turn()
            self.all_ms = (time.perf_counter() - started) * 1e3
        self._pause(1_000)
        with self._watched(_IDLE):
            self._pause(3_000)

    def close(self) -> None:
        self.thumbnails.close()
        self.page.close()
        self.page.deleteLater()
        self.bridge.close()
        self._settle()

    def measure(self) -> dict[str, float]:
        """Time what the user does, each as long as the event loop is held up, painting included."""
        from photofinder.core.types import PairClass

        page = self.page
        found: dict[str, float] = {}
        classes = [PairClass.SAME_SHOT, PairClass.IDENTICAL_FILE]
        page.show_class(PairClass.IDENTICAL_FILE)
        turns = iter(classes * REPEATS)
        found["another class"] = self._time(lambda: page.show_class(next(turns)))
        page.show_class(PairClass.SAME_SHOT)
        found["next group"] = self._time(page.next_group)
        found["keep one"] = self._time(lambda: page.board.keep_number(2))
        found["mark all"] = self._time(page.board.mark_by_rule, undo=page.board.undo)
        page.board.mark_by_rule()
        found["undo of mark all"] = self._time(page.board.undo, undo=page.board.redo)
        bar = page.board.list.verticalScrollBar()
        found["scroll by a page"] = self._time(lambda: bar.setValue(bar.value() + bar.pageStep()))
        ends = iter([bar.maximum(), 0] * REPEATS)
        found["scroll to the other end"] = self._time(lambda: bar.setValue(next(ends)))
        loaded = page._loaded
        assert loaded is not None
        with self._watched("while scrolling"):
            bar.setValue(0)
            for _ in range(100):
                bar.setValue(bar.value() + bar.pageStep() // 3)
                self._pause(10)
        with self._watched("while they are read again"):
            before = page._loaded
            page._loader.reload_now()
            self._wait(lambda: page._loaded is not before)
            self._settle()
        return found

    def _time(self, work: Callable[[], object], undo: Callable[[], object] | None = None) -> float:
        times = []
        for _ in range(REPEATS):
            self._settle()
            started = time.thread_time()
            work()
            self._turn()
            times.append((time.thread_time() - started) * 1e3)
            if undo is not None:
                undo()
        return median(times)

    def _watched(self, name: str) -> _Watch:
        watch = _Watch()
        self.blocks[name] = watch.gaps
        return watch

    @staticmethod
    def _turn() -> None:
        """Do what is waiting, painting above all."""
        from PySide6.QtCore import QCoreApplication

        QCoreApplication.processEvents()

    def _wait(self, condition: Callable[[], object]) -> None:
        deadline = time.monotonic() + 300
        while not condition():
            self._pause(10)
            if time.monotonic() > deadline:
                raise TimeoutError("the groups were not read in five minutes")

    def _settle(self) -> None:
        self._pause(30)

    @staticmethod
    def _pause(milliseconds: int) -> None:
        """Let the window live, as it does: `QTest.qWait` sleeps with the interpreter's lock held.

        With that a thread that reads beside it got a quarter of its time.
        """
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()


class _Watch:
    """Notes how long the event loop was away between two turns."""

    def __init__(self) -> None:
        self.gaps: list[float] = []

    def __enter__(self) -> _Watch:
        from PySide6.QtCore import Qt, QTimer

        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start(TICK_MS)
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.stop()

    def _on_tick(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1e3 - TICK_MS)
        self._last = now


def _rows_ms(catalog: Path) -> float:
    """Return the processor time in which SQLite hands out all that groups are made of."""
    with contextlib.closing(sqlite3.connect(catalog)) as connection:
        started = time.thread_time()
        for sql in _ROWS:
            for _ in connection.execute(sql):
                pass
        return (time.thread_time() - started) * 1e3


# -- the library -----------------------------------------------------------------------------------


def _make_library(work: Path, groups: int) -> AppPaths:
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
            (first, second, kind, *_WORDS[kind]),
        )


def _digest(number: int) -> bytes:
    return hashlib.sha256(b"c%d" % number).digest()


def _fill_thumbnails(paths: AppPaths, groups: int) -> None:
    cache = ThumbnailCache(paths.thumbnail_dir)
    kinds = [make_picture(seed, 320, 213 + seed % 3 * 53, quality=80) for seed in range(40)]
    for number in range(1, min(THUMBNAILS, 2 * groups) + 1):
        cache.put(_digest(number), kinds[number % len(kinds)])
