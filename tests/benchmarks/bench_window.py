"""How long from the start of the process to the painted window, with 100,000 photos."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from figures import Figure, median
from window_library import make_window_library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from figures import Settings

RUNS = 5
COUNT = 100_000
GOAL = "<= 0.8 s"
_BARE = """
import time
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1280, 820)
window.show()
app.processEvents()
print(time.monotonic())
"""


def run(settings: Settings) -> Iterator[Figure]:
    """Measure the real program, against an empty window of Qt's."""
    paths = make_window_library(settings.work, settings.count or COUNT)
    probe = [sys.executable, str(Path(__file__).with_name("window_probe.py")), str(paths.data_dir)]
    _started(probe)
    bare, window, photos = [], [], []
    for _ in range(RUNS):
        began, said = _started([sys.executable, "-c", _BARE])
        bare.append(float(said) - began)
        began, said = _started(probe)
        moments = json.loads(said.splitlines()[-1])
        window.append(moments["window"] - began)
        photos.append(moments["photos"] - began)
    rows = moments["rows"]
    beside = f"an empty window of Qt's ({median(bare):.2f} s)"
    yield Figure(
        f"start to painted window, {rows:,} photos",
        f"{median(window):.2f} s",
        f"{median(window) / median(bare):.1f} x {beside}",
        GOAL,
    )
    yield Figure(
        f"start to painted photos, {rows:,} photos",
        f"{median(photos):.2f} s",
        f"{median(photos) / median(bare):.1f} x {beside}",
    )


def _started(command: list[str]) -> tuple[float, str]:
    """Run a command; return when it began and what it printed."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    began = time.monotonic()
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return began, done.stdout.strip()
