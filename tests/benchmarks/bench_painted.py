"""Find similar as the user sees it: from the key press to painted results, with 100,000 photos.

The page of the real window is driven by keys without a screen: S on a result searches from it.
Painted means that every visible cell has its photo, name and score; the thumbnails are those that
the grid fetches anyway. Beside it stands the bare search for the same photos in the same run.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import numpy as np
from figures import Figure, median, percentile
from window_library import make_window_library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from figures import Settings

    from photofinder.paths import AppPaths
    from photofinder.ui.bridge import Bridge
    from photofinder.ui.context import PageContext
    from photofinder.ui.similar_page import SimilarPage

QUERIES = 120
WARM_UP = 10
SIZE = (1280, 820)
PATIENCE_MS = 60_000
#: between two key presses: what the one before left to do is done
PAUSE_MS = 60
GOAL = "p95 <= 100 ms"


def run(settings: Settings) -> Iterator[Figure]:
    """Measure at ``settings.count`` photos."""
    try:
        import PySide6  # noqa: F401  # is it installed at all?
    except ImportError:
        return
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from photofinder.app.library import Library
    from photofinder.ui import theme
    from photofinder.ui.bridge import Bridge
    from photofinder.ui.context import PageContext, Requests
    from photofinder.ui.thumbnail_provider import ThumbnailProvider

    paths = make_window_library(settings.work, settings.count)
    _build_index(paths)
    application = QApplication.instance() or QApplication([])
    theme.apply(application, "light")
    bridge = Bridge()
    bridge.open(lambda: Library.open(paths))
    _wait_until(lambda: bridge.library is not None)
    thumbnails = ThumbnailProvider(bridge)
    try:
        yield from _measure(PageContext(bridge, Requests(), thumbnails), settings.count)
    finally:
        thumbnails.close()
        bridge.close()


def _build_index(paths: AppPaths) -> None:
    """Let the first scan do what it does: it finds nothing new and builds the index."""
    from photofinder.app.library import Library

    with Library.open(paths, writable=True) as library:
        library.scan().result()


def _measure(context: PageContext, count: int) -> Iterator[Figure]:
    from photofinder.ui.similar_page import SimilarPage

    page = SimilarPage(context)
    page.resize(*SIZE)
    page.show()
    page.header.threshold.slider.setValue(0)
    try:
        cells_ms, rows_ms, queries = _press_keys(page, context.bridge, count)
        bare_ms = _search_barely(context.bridge, queries)
    finally:
        page.deleteLater()
    bare = f"bare search median {median(bare_ms):.1f}, p95 {percentile(bare_ms, 95):.1f} ms"
    yield Figure(
        f"find similar, {count:,} photos: key to painted, p95",
        f"{percentile(rows_ms, 95):.0f} ms",
        f"median {median(rows_ms):.0f} ms = {median(rows_ms) / median(bare_ms):.1f} x the bare"
        f" search ({bare}); {len(queries)} queries",
        GOAL,
    )
    yield Figure(
        f"find similar, {count:,} photos: key to first paint, p95",
        f"{percentile(cells_ms, 95):.0f} ms",
        f"median {median(cells_ms):.0f} ms; cells and scores, names follow",
    )


def _press_keys(
    page: SimilarPage, bridge: Bridge, count: int
) -> tuple[list[float], list[float], list[object]]:
    """Search from result to result; return the times to the first and to the whole painting."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    watch = _paint_watch(page)
    rng = np.random.default_rng(5)
    cells_ms, rows_ms, queries = [], [], []
    for number in range(WARM_UP + QUERIES):
        if number % 10 == 0:  # somewhere else in the library
            _begin_at(page, bridge, int(rng.integers(1, count + 1)))
        page.grid.choose(int(rng.integers(0, min(12, page.model.rowCount()))))
        _pause(PAUSE_MS)
        watch.begin()
        started = time.perf_counter()
        QTest.keyClick(page.grid, Qt.Key.Key_S)
        _wait_until(lambda: watch.whole_s > 0)
        if number >= WARM_UP:
            cells_ms.append((watch.cells_s - started) * 1e3)
            rows_ms.append((watch.whole_s - started) * 1e3)
            queries.append(page.query)
    return cells_ms, rows_ms, queries


def _begin_at(page: SimilarPage, bridge: Bridge, file_id: int) -> None:
    from photofinder.core.views import QueryImage, SimilarQuery

    path = bridge.library.viewing.rows([file_id])[file_id].path
    page.search(SimilarQuery(like=(QueryImage(path=path),)))
    _wait_until(lambda: not page.is_searching and page.model.known(0) is not None)


def _paint_watch(page: SimilarPage):  # its class needs Qt
    """Return an object that notes when the results of a new search have been painted."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        """Looks after each paint of the grid what it was that was painted."""

        def __init__(self) -> None:
            super().__init__(page)
            self.cells_s = self.whole_s = 0.0
            self._before: object = None

        def begin(self) -> None:
            self.cells_s = self.whole_s = 0.0
            self._before = page.results.answer

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's
            if event.type() == QEvent.Type.Paint and not self.whole_s:
                model = page.model
                is_new = page.results.answer is not self._before
                whole = is_new and all(model.known(n) is not None for n in page.grid.visible())
                if is_new:  # the paint itself comes after this filter: note the time behind it
                    QTimer.singleShot(0, self, lambda: self._note(whole))
            return False

        def _note(self, whole: bool) -> None:
            now = time.perf_counter()
            self.cells_s = self.cells_s or now
            if whole:
                self.whole_s = self.whole_s or now

    watch = Watch()
    page.grid.viewport().installEventFilter(watch)
    return watch


def _search_barely(bridge: Bridge, queries: list[object]) -> list[float]:
    """Time the library's own answer to the same queries, with nothing else going on."""
    times = []
    for query in queries:
        started = time.perf_counter()
        bridge.library.find_similar(query)
        times.append((time.perf_counter() - started) * 1e3)
    return times


def _pause(milliseconds: int) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _wait_until(condition: Callable[[], object]) -> None:
    """Run the event loop until the condition holds; it lets other threads have their turn."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    look = QTimer(interval=5)
    look.timeout.connect(lambda: loop.quit() if condition() else None)
    late = QTimer(singleShot=True, interval=PATIENCE_MS)
    late.timeout.connect(loop.quit)
    look.start()
    late.start()
    if not condition():
        loop.exec()
    if not condition():
        raise TimeoutError
