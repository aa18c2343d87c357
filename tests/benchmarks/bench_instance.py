"""A file manager's action while the window is open: from the start of its process to the painting.

The real window of a large library runs without a screen; each action is a real second process,
``python -m photofinder --data-dir DIR --similar -- FILE``. Beside it stands the raw floor of the
same run: Python that starts and does nothing, and for files that the library does not know one
decode of that file.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from bench_painted import _build_index
from figures import MODEL, Figure, median, percentile
from picture_maker import make_picture
from window_library import make_window_library

from photofinder.app.pairing import comparison_version
from photofinder.storage.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from figures import Settings

    from photofinder.paths import AppPaths

COUNT = 100_000
RUNS = 20
WARM_UP = 3
PATIENCE_S = 60.0
KNOWN_GOAL, UNKNOWN_GOAL = "<= 0.3 s", "<= 0.6 s"
#: 12 megapixels as phones write them, and 24 as cameras do, with 20 MB
UNKNOWN_PX, LARGE_PX = (4_000, 3_000), (6_000, 4_000)
LARGE_BYTES = 20_000_000


def run(settings: Settings) -> Iterator[Figure]:
    """Measure at ``settings.count`` photos."""
    try:
        import PySide6  # noqa: F401  # is it installed at all?
    except ImportError:
        return
    paths = make_window_library(settings.work, settings.count or COUNT)
    known = _known(paths, settings.count or COUNT)
    _build_index(paths)
    unknown = _unknown(settings.work)
    large = _large(settings.work)
    with _Window(paths) as window:
        bare = [_bare() for _ in range(RUNS)]
        for what, asked in (("similar", "--similar"), ("check", "--check")):
            times = _measure(window, what, asked, known)
            yield _figure(f"{asked}, indexed photo", times, bare, (), KNOWN_GOAL)
            times = _measure(window, what, asked, unknown)
            decoded = [_decode(path) for path in unknown]
            yield _figure(f"{asked}, unknown file of 12 MP", times, bare, decoded, UNKNOWN_GOAL)
            times = _measure(window, what, asked, large)
            decoded = [_decode(path) for path in large]
            size = large[0].stat().st_size / 1e6
            title = f"{asked}, unknown file of {size:.0f} MB"
            yield _figure(title, times, bare, decoded, UNKNOWN_GOAL)


def _figure(
    what: str, times: Sequence[float], bare: Sequence[float], decoded: Sequence[float], goal: str
) -> Figure:
    floor = median(list(bare)) + (median(list(decoded)) if decoded else 0.0)
    beside = "Python that starts" + (" and one decode" if decoded else "")
    middle = median(list(times))
    return Figure(
        f"{what}: process to painted, p95",
        f"{percentile(list(times), 95):.2f} s",
        f"median {middle:.2f} s = {middle / floor:.1f} x {beside} ({floor:.3f} s);"
        f" {len(times)} starts",
        goal,
    )


class _Window:
    """The running window, as a process of its own."""

    def __init__(self, paths: AppPaths) -> None:
        self.data = paths.data_dir
        # the path of a socket must be short
        runtime = paths.data_dir.parent / "run"
        runtime.mkdir(exist_ok=True)
        self.environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_RUNTIME_DIR": str(runtime),
            "TMPDIR": str(runtime),  # files of a temporary folder would be read whole, to keep them
        }
        probe = Path(__file__).with_name("instance_probe.py")
        self._process = subprocess.Popen(
            [sys.executable, str(probe), "--data-dir", str(self.data)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self.environment,
        )
        self._rest = b""

    def __enter__(self) -> _Window:
        self.wait_for("ready")
        time.sleep(8.0)  # what a start leaves to do is done, and what is loaded ahead
        return self

    def __exit__(self, *_: object) -> None:
        self._process.send_signal(signal.SIGTERM)
        self._process.communicate(timeout=PATIENCE_S)

    def wait_for(self, what: str, path: str = "") -> dict[str, Any]:
        """Return the line about a painting; what came before is passed over."""
        assert self._process.stdout is not None
        descriptor = self._process.stdout.fileno()
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            line, separator, rest = self._rest.partition(b"\n")
            if separator:
                self._rest = rest
                said: dict[str, Any] = json.loads(line)
                if said["what"] == what and said.get("path", "") == path:
                    return said
            elif select.select([descriptor], [], [], 0.5)[0]:
                part = os.read(descriptor, 1 << 16)
                if not part:
                    break
                self._rest += part
        raise TimeoutError(f"nothing was painted for {path}")


def _measure(window: _Window, what: str, asked: str, paths: Sequence[Path]) -> list[float]:
    """Start a process for each file; return the seconds until it was painted."""
    times = []
    for number, path in enumerate(paths):
        command = [sys.executable, "-m", "photofinder", "--data-dir", str(window.data)]
        began = time.monotonic()
        process = subprocess.Popen([*command, asked, "--", str(path)], env=window.environment)
        painted = window.wait_for(what, str(path))
        if process.wait(PATIENCE_S) != 0:
            raise RuntimeError("the start failed")
        if number >= WARM_UP:
            times.append(painted["moment"] - began)
        time.sleep(0.5)  # what was painted fetches its thumbnails; nobody clicks sooner
    return times


def _bare() -> float:
    began = time.monotonic()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return time.monotonic() - began


def _decode(path: Path) -> float:
    """Decode a file for the model, as every search has to."""
    from photofinder.core.display import model_input
    from photofinder.core.model_manifest import read_manifest
    from photofinder.paths import bundled_models_dir

    fit = read_manifest(bundled_models_dir() / MODEL).input.fit_spec
    data = path.read_bytes()
    began = time.monotonic()
    model_input(data, fit, None)
    return time.monotonic() - began


def _known(paths: AppPaths, count: int) -> list[Path]:
    """Return photos of the library; their files become pictures, and all count as compared."""
    rng = np.random.default_rng(7)
    photos = paths.data_dir.parent / "photos"
    found = []
    database = Database(paths.catalog, paths.backup_dir)
    try:
        for number in rng.choice(np.arange(1, count), RUNS + WARM_UP, replace=False).tolist():
            (path,) = photos.glob(f"*/IMG_{number:07d}.jpg")
            path.write_bytes(make_picture(number, 320, 240))
            stat, relpath = path.stat(), path.relative_to(photos).as_posix().encode()
            with database.transaction() as connection:
                connection.execute(
                    "UPDATE file SET size_bytes = ?, mtime_ns = ? WHERE relpath = ?",
                    (stat.st_size, stat.st_mtime_ns, relpath),
                )
            found.append(path)
        with database.transaction() as connection:
            connection.execute("UPDATE embedding SET paired = ?", (comparison_version(),))
    finally:
        database.close()
    return found


def _unknown(work: Path) -> list[Path]:
    """Return files that the library does not know, of 12 megapixels."""
    folder = work / "unknown"
    if not folder.exists():
        folder.mkdir()
        for number in range(RUNS + WARM_UP):
            data = make_picture(5_000 + number, *UNKNOWN_PX, quality=90)
            (folder / f"IMG {number:02}.jpg").write_bytes(data)
    return sorted(folder.iterdir())


def _large(work: Path) -> list[Path]:
    """Return some files of 20 MB, each another one."""
    folder = work / "large"
    if not folder.exists():
        folder.mkdir()
        data = make_picture(9_000, *LARGE_PX, quality=97)
        padding = bytes(max(LARGE_BYTES - len(data), 0))
        for number in range(WARM_UP + RUNS // 2):
            # behind the end of the picture nothing is decoded, but everything is read
            (folder / f"{number}.jpg").write_bytes(data + padding + bytes([number]))
    return sorted(folder.iterdir())
