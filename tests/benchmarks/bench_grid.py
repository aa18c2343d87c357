"""The photo grid with 100,000 photos: how long the event loop is blocked while scrolling.

Blocked means one turn of the event loop, which is what a key press has to wait. The turns are
counted while the grid is scrolled by wheel at 60 notches a second and by jumps of the scroll bar,
in a window of 1920 x 1080 without a screen, with rows and thumbnails read from a real library.
Time in which this thread could run but another process or thread had the core is told apart: a
busy machine is not what is judged.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from figures import Figure, median, percentile, seconds
from window_library import THUMBNAILS, make_window_library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from figures import Settings
    from PySide6.QtWidgets import QApplication

    from photofinder.ui.bridge import Bridge
    from photofinder.ui.grid_view import GridView
    from photofinder.ui.photo_model import PhotoModel

FRAME_S = 1 / 60
BLOCK_MS = 16
SIZE = (1920, 1080)
NOTCHES = 600
JUMPS = 200
APPENDS = 7
PATIENCE_S = 60
_RUN_DELAYS = Path("/proc/thread-self/schedstat")


def run(settings: Settings) -> Iterator[Figure]:
    """Measure scrolling, and what one more photo costs, beside `QListView` in icon mode."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from photofinder.app.library import Library
    from photofinder.ui.bridge import Bridge

    paths = make_window_library(settings.work, settings.count)
    application = QApplication.instance() or QApplication([])
    bridge = Bridge()
    bridge.open(lambda: Library.open(paths))
    _turn_until(application, lambda: bridge.library is not None, Turns())
    try:
        yield from _measure(application, bridge, settings.count)
    finally:
        bridge.close()


def _measure(application: QApplication, bridge: Bridge, count: int) -> Iterator[Figure]:
    from photofinder.core.views import PhotoQuery
    from photofinder.ui import theme
    from photofinder.ui.desktop_program import SWITCH_S
    from photofinder.ui.garbage import IdleCollector
    from photofinder.ui.grid_view import MIN_CELL_PX, GridView
    from photofinder.ui.photo_model import PhotoModel
    from photofinder.ui.thumbnail_provider import ThumbnailProvider

    theme.apply(application, "light")
    sys.setswitchinterval(SWITCH_S)  # as the program does, in a process of its own
    thumbnails = ThumbnailProvider(bridge)
    model = PhotoModel(bridge)
    view = GridView(thumbnails)
    view.setModel(model)
    view.resize(*SIZE)
    view.show()
    collector = IdleCollector()
    collector.start()
    try:
        photos = bridge.library.viewing.photo_list(PhotoQuery())
        first_ms = 1e3 * seconds(lambda: (model.set_list(photos), view.viewport().repaint()))
        what = f"grid, {count:,} photos: from the list to paint"
        yield Figure(what, f"{first_ms:.1f} ms", "cells and headers, still empty")
        for cell_px, name in ((view.cell_px, "usual"), (MIN_CELL_PX, "smallest")):
            view.set_cell_px(cell_px)
            yield _wheel(application, view).figure(f"grid, {name} cells: wheel")
            yield _jumps(application, view).figure(f"grid, {name} cells: scroll bar jumps")
        yield _append(model, view, count)
        yield _select(view)
    finally:
        collector.close()
        view.deleteLater()
        thumbnails.close()


# -- turns of the event loop -----------------------------------------------------------------------


@dataclass
class Turns:
    """How long the turns of the event loop took: by the clock, and without waiting for a core."""

    wall_ms: list[float] = field(default_factory=list)
    net_ms: list[float] = field(default_factory=list)

    def figure(self, what: str) -> Figure:
        """Tell the longest turn."""
        over = sum(net > BLOCK_MS for net in self.net_ms)
        return Figure(
            what,
            f"{max(self.net_ms):.1f} ms",
            f"longest of {len(self.net_ms):,} turns of the event loop; p99.9"
            f" {percentile(self.net_ms, 99.9):.1f} ms, {over} over {BLOCK_MS} ms;"
            f" {max(self.wall_ms):.1f} ms with waiting for a core",
            f"none over {BLOCK_MS} ms",
        )


def _waited_ns() -> int:
    """Return how long this thread was ready to run and had no core; 0 where nobody tells."""
    if sys.platform != "linux":
        return 0
    return int(_RUN_DELAYS.read_text().split()[1])


def _turn(application: QApplication, turns: Turns) -> float:
    """Let the event loop do what there is to do; return how long that took in seconds."""
    waited, started = _waited_ns(), time.perf_counter()
    application.processEvents()
    taken = time.perf_counter() - started
    turns.wall_ms.append(1e3 * taken)
    turns.net_ms.append(max(1e3 * taken - 1e-6 * (_waited_ns() - waited), 0.0))
    return taken


def _turn_until(application: QApplication, done: Callable[[], object], turns: Turns) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not done():
        if time.monotonic() > deadline:
            raise TimeoutError
        if _turn(application, turns) < 1e-4:
            time.sleep(5e-4)  # nothing to do: the other threads' turn


def _frame(application: QApplication, turns: Turns) -> None:
    """Run the event loop for the length of a frame."""
    end = time.perf_counter() + FRAME_S
    _turn_until(application, lambda: time.perf_counter() >= end, turns)


# -- what is measured ------------------------------------------------------------------------------


def _wheel(application: QApplication, view: GridView) -> Turns:
    from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
    from PySide6.QtGui import QWheelEvent

    turns = Turns()
    view.verticalScrollBar().setValue(0)
    _frame(application, Turns())
    at = QPointF(400, 400)
    for notch in range(NOTCHES):
        angle = QPoint(0, -120 if notch < NOTCHES * 2 // 3 else 120)
        event = QWheelEvent(
            at, view.viewport().mapToGlobal(at), QPoint(), angle,
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QCoreApplication.postEvent(view.viewport(), event)
        _frame(application, turns)
    return turns


def _jumps(application: QApplication, view: GridView) -> Turns:
    from PySide6.QtCore import QTimer

    turns = Turns()
    bar = view.verticalScrollBar()
    rng = np.random.default_rng(4)
    near = bar.maximum() * THUMBNAILS // max(view.count, THUMBNAILS)
    for number in range(JUMPS):  # half of them among the photos that have thumbnails
        value = int(rng.integers(0, near if number % 2 else bar.maximum()))
        QTimer.singleShot(0, lambda value=value: bar.setValue(value))
        for _ in range(3):
            _frame(application, turns)
    return turns


def _append(model: PhotoModel, view: GridView, count: int) -> Figure:
    """Compare one more photo at the top with an append to `QListView` in icon mode."""
    import dataclasses

    from PySide6.QtCore import QStringListModel
    from PySide6.QtWidgets import QListView

    from photofinder.core.views import PhotoList

    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    photos = PhotoList(model.query, model.file_ids, model.sections)
    ours = []
    for number in range(1, APPENDS + 1):
        ids = np.concatenate(([count + number], photos.file_ids))
        head = dataclasses.replace(photos.sections[0], count=photos.sections[0].count + 1)
        tail = [dataclasses.replace(s, start=s.start + 1) for s in photos.sections[1:]]
        photos = PhotoList(photos.query, ids, (head, *tail))
        started = time.perf_counter()
        model.set_list(photos)
        view.viewport().repaint()
        ours.append(time.perf_counter() - started)
    icons = QListView()
    icons.setViewMode(QListView.ViewMode.IconMode)
    icons.setResizeMode(QListView.ResizeMode.Adjust)
    icons.setUniformItemSizes(True)
    names = QStringListModel([f"IMG_{number:07d}.jpg" for number in range(count)])
    icons.setModel(names)
    icons.resize(*SIZE)
    icons.show()
    icons.viewport().repaint()

    def append() -> None:
        names.insertRow(names.rowCount())
        icons.grab()

    theirs = [seconds(append) for _ in range(APPENDS)]
    icons.deleteLater()
    return Figure(
        f"grid, {count:,} photos: one more photo",
        f"{1e3 * median(ours):.1f} ms",
        f"with painting; QListView in icon mode {1e3 * median(theirs):.0f} ms"
        f" ({median(theirs) / median(ours):.0f} x)",
    )


def _select(view: GridView) -> Figure:
    all_ms = 1e3 * min(seconds(view.selectAll) for _ in range(5))
    ids_ms = 1e3 * min(seconds(view.selected_file_ids) for _ in range(5))
    return Figure("grid: Ctrl+A", f"{all_ms:.2f} ms", f"and {ids_ms:.2f} ms for the chosen ids")
