"""The review of 50,000 groups of duplicates: reading, marking, scrolling, the longest block.

Reading stands beside SQLite's own reading of the same rows. Every other time stands beside the same
on 500 groups: what the window does must not grow with the list.
Times of steps are processor time of the GUI thread, painting included, so that a busy machine
tells the same; blocks are what the event loop saw, beside those of a window that does nothing.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from typing import TYPE_CHECKING

from figures import Figure, median, percentile
from group_library import make_library, make_series

from photofinder.app.duplicate_book import DuplicateBook
from photofinder.core.keepers import KeeperPolicy
from photofinder.storage.database import Database
from photofinder.storage.decisions import Decisions
from photofinder.storage.group_store import GroupStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from figures import Settings

    from photofinder.paths import AppPaths

GROUPS, FEW = 50_000, 500
SERIES = 20_000
BLOCK_GOAL_MS = 16
TICK_MS = 2
REPEATS = 9
_IDLE = "idle"
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


def run(settings: Settings) -> Iterator[Figure]:
    """Measure with few groups, then with many."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    few = _Review(make_library(settings.work, FEW))
    small = few.measure()
    few.close()
    many = _Review(make_library(settings.work, GROUPS))
    large = many.measure()
    idle = many.blocks.pop(_IDLE)
    blocks = many.blocks
    many.close()
    yield from _reading(many)
    yield _series(settings.work)
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


def _series(work: Path) -> Figure:
    """Tell what a change of one picture costs where all hang together: a time lapse."""
    database = Database(work / "series.sqlite3", work)
    try:
        make_series(database, SERIES)
        book = DuplicateBook(GroupStore(database), KeeperPolicy, Decisions(database).all)
        first_ms, *times = (_change_ms(database, book, number) for number in range(REPEATS + 2))
    finally:
        database.close()
    value = median(times[1:])  # what is large is kept from its first change on
    return Figure(
        f"duplicates, one series of {SERIES:,}: again after a change of one, processor time",
        f"{value:.0f} ms",
        f"{value / first_ms:.3f} x the first reading ({first_ms:.0f} ms); the first change:"
        f" {times[0]:.0f} ms",
        "0.2 x",
    )


def _change_ms(database: Database, book: DuplicateBook, number: int) -> float:
    with database.transaction() as connection:
        connection.execute(
            "UPDATE file SET state = iif(state = 'indexed', 'missing', 'indexed') WHERE id = ?",
            (SERIES // 3 + number // 2,),
        )
    started = time.thread_time()
    book.groups()
    return (time.thread_time() - started) * 1e3


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
