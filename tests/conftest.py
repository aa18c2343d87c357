"""What all tests share: pictures made by script, a small indexed library, guards.

Three guards hold for every test: no thread and no child process outlives it, no warning is logged
that it did not declare, and nothing is written to the user's own data folder.
"""

from __future__ import annotations

import dataclasses
import gc
import io
import json
import logging
import multiprocessing
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from photofinder.app.file_systems import FileSystem
from photofinder.app.jobs import NULL_CONTEXT
from photofinder.app.library import Library
from photofinder.core.types import ScanReport
from photofinder.paths import AppPaths

# the first draw on a cold machine, and any example on a busy one, may take a second; a change is
# judged by the same examples each time, and new ones are looked for with PHOTOFINDER_EXPLORE=1
hypothesis.settings.register_profile(
    "photofinder",
    deadline=None,
    derandomize=not os.environ.get("PHOTOFINDER_EXPLORE"),
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("photofinder")

ROOT = Path(__file__).resolve().parents[1]
PATIENCE_S = 30.0
POLL_S = 0.02


def wait_until(condition: Callable[[], object], timeout_s: float = PATIENCE_S) -> None:
    """Poll until the condition holds; fail after the timeout."""
    deadline = time.monotonic() + timeout_s
    while not condition():
        if time.monotonic() > deadline:
            pytest.fail(f"did not happen within {timeout_s} s")
        time.sleep(POLL_S)


@pytest.fixture(name="wait_until", scope="session")
def _wait_until() -> Callable[..., None]:
    return wait_until


# -- what is measured ----------------------------------------------------------------------------

ATTEMPTS = 5


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Try a measured comparison again: a busy machine fails it once, a slow program every time."""
    if pyfuncitem.get_closest_marker("measured") is None:
        return None
    arguments = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
    for _ in range(ATTEMPTS - 1):
        try:
            pyfuncitem.obj(**arguments)
        except AssertionError:
            continue
        return True
    pyfuncitem.obj(**arguments)
    return True


@pytest.hookimpl(wrapper=True)
def pytest_report_to_serializable() -> Iterator[object]:
    """Let reports of names that are no text pass between processes, which take only text."""
    return _as_text((yield))


def _as_text(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, dict):
        return {key: _as_text(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_as_text(inner) for inner in value)
    return value


# -- guards --------------------------------------------------------------------------------------


def _children() -> set[int]:
    """Child processes of this one; the multiprocessing module's own helper is not counted."""
    multiprocessing.active_children()  # reaps those that ended
    found: set[int] = set()
    for path in Path("/proc/self/task").glob("*/children"):
        try:
            words = path.read_text().split()
        except OSError:  # the thread has ended meanwhile
            continue
        for word in words:
            try:
                command = Path(f"/proc/{word}/cmdline").read_bytes()
            except OSError:
                continue
            if b"resource_tracker" not in command and command:
                found.add(int(word))
    return found


#: objects made since the last collection that make one worth its time
_MANY = 50_000


@pytest.fixture(autouse=True)
def _garbage_is_collected_between_tests() -> Iterator[None]:
    """Collect on this thread alone, as the program does: see `photofinder.ui.garbage`."""
    gc.disable()
    yield
    gc.disable()
    if gc.get_count()[0] > _MANY:
        gc.collect()


def _threads() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if not thread.daemon}


@pytest.fixture(autouse=True)
def _nothing_is_left_running() -> Iterator[None]:
    threads, children = _threads(), _children()
    yield
    deadline = time.monotonic() + 5.0
    while time.monotonic() < deadline and (_threads() - threads or _children() - children):
        time.sleep(POLL_S)
    left = [thread.name for thread in _threads() - threads]
    assert not left, f"threads outlive the test: {left}"
    orphans = _children() - children
    assert not orphans, f"processes outlive the test: {orphans}"


class _Recorder(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


#: what whole test files log on purpose
_DECLARED = {
    "test_log.py": [""],
    "test_settings.py": ["settings that this version does not know are kept"],
}


@pytest.fixture
def expected_warnings(request: pytest.FixtureRequest) -> list[str]:
    """Regular expressions of log messages from WARNING up that this test provokes."""
    return list(_DECLARED.get(request.path.name, []))


@pytest.fixture(autouse=True)
def _no_undeclared_warning(
    request: pytest.FixtureRequest, expected_warnings: list[str]
) -> Iterator[None]:
    recorder = _Recorder()
    logging.getLogger().addHandler(recorder)
    yield
    logging.getLogger().removeHandler(recorder)
    if "caplog" in request.fixturenames:  # it looks at the log itself
        return
    unexpected = [
        f"{record.levelname} {record.name}: {record.getMessage()}"
        for record in recorder.records
        if record.name.startswith("photofinder")
        and not any(re.search(pattern, record.getMessage()) for pattern in expected_warnings)
    ]
    assert not unexpected, f"logged without being declared: {unexpected}"


@pytest.fixture(autouse=True)
def _away_from_the_users_library(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path_factory.getbasetemp() / "home"
    for name in ("HOME", "XDG_DATA_HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(home))


# -- pictures ------------------------------------------------------------------------------------


class Pictures:
    """Small photos that differ from each other as real ones do; the same for the same seed."""

    SIZE = (300, 200)

    @staticmethod
    def image(seed: int, size: tuple[int, int] = SIZE) -> Image.Image:
        """Paint light and dark areas, some shapes and a little grain."""
        rng = np.random.default_rng(seed)
        coarse = rng.integers(0, 256, (6, 9, 3), dtype=np.uint8)
        picture = Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC)
        pen = ImageDraw.Draw(picture)
        for _ in range(6):
            x, y = rng.integers(0, size[0]), rng.integers(0, size[1])
            width, height = rng.integers(20, 90, 2)
            colour = tuple(int(value) for value in rng.integers(0, 256, 3))
            shape = pen.ellipse if rng.random() < 0.5 else pen.rectangle
            shape([int(x), int(y), int(x + width), int(y + height)], fill=colour)
        pixels = np.asarray(picture, np.int16) + rng.integers(-6, 7, (size[1], size[0], 1))
        return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))

    @classmethod
    def data(cls, seed: int, kind: str = "JPEG", **options: object) -> bytes:
        """Encode a picture."""
        buffer = io.BytesIO()
        if kind == "JPEG":
            options.setdefault("quality", 88)
        cls.image(seed).save(buffer, kind, **options)
        return buffer.getvalue()

    @classmethod
    def save(cls, path: Path, seed: int, **options: object) -> Path:
        """Write a picture in the format that the name says."""
        kind = {".jpg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".tif": "TIFF", ".bmp": "BMP"}
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(cls.data(seed, kind[path.suffix], **options))
        return path


@pytest.fixture(scope="session")
def pictures() -> type[Pictures]:
    """Give the maker of pictures."""
    return Pictures


# -- a library -----------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True)
class PhotoLibrary:
    """A folder of photos and the data folder of a library; the test drives both."""

    photos: Path
    data: Path

    @property
    def paths(self) -> AppPaths:
        return AppPaths.at(self.data)

    def open(self, *, writable: bool = False) -> Library:
        return Library.open(self.paths, writable=writable)

    def add(self, *folders: Path) -> None:
        with self.open(writable=True) as library:
            for folder in folders or (self.photos,):
                library.add_folder(folder)

    def scan(self, *, retry: bool = False) -> ScanReport:
        with self.open(writable=True) as library:
            report = library.scan(retry=retry).result(PATIENCE_S * 4)
            for job in library.jobs():  # what nobody waits for: proofs of identical pictures
                job.result(PATIENCE_S * 4)
            return report

    def rows(self, sql: str, *values: object) -> list[tuple]:
        """Ask the catalog, past the program."""
        connection = sqlite3.connect(self.paths.catalog)
        try:
            rows = connection.execute(sql, values).fetchall()
            connection.commit()
        finally:
            connection.close()
        return rows

    def states(self) -> dict[str, str]:
        """Return state by relative path, over all folders."""
        rows = self.rows("SELECT relpath, state FROM file")
        return {os.fsdecode(relpath): state for relpath, state in rows}

    def names(self, state: str) -> set[str]:
        return {name for name, found in self.states().items() if found == state}


@pytest.fixture
def stable_inodes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have inodes believed whatever this machine's drive is; Windows tells the walk none."""
    if sys.platform != "win32":
        ext4 = FileSystem("ext4", has_stable_inodes=True)
        monkeypatch.setattr("photofinder.app.folder_walk.file_system_of", lambda _: ext4)


@pytest.fixture
def library(tmp_path: Path, stable_inodes: None) -> PhotoLibrary:
    """Give an empty photo folder and no library yet."""
    photos = tmp_path / "photos"
    photos.mkdir()
    return PhotoLibrary(photos, tmp_path / "data")


INDEXED_COUNT = 36


@pytest.fixture(scope="session")
def _indexed_master(tmp_path_factory: pytest.TempPathFactory) -> PhotoLibrary:
    root = tmp_path_factory.mktemp("master")
    master = PhotoLibrary(root / "photos", root / "data")
    for seed in range(INDEXED_COUNT):
        folder = master.photos / f"{2020 + seed // 12}"
        suffix = (".jpg", ".jpg", ".png", ".webp")[seed % 4]
        Pictures.save(folder / f"p{seed:02}{suffix}", seed)
    master.add()
    report = master.scan()
    assert report.indexed == INDEXED_COUNT
    return master


@pytest.fixture
def indexed(_indexed_master: PhotoLibrary, tmp_path: Path, stable_inodes: None) -> PhotoLibrary:
    """Give a library of 36 indexed pictures in three sub-folders, for the test alone."""
    copy = PhotoLibrary(tmp_path / "photos", tmp_path / "data")
    shutil.copytree(_indexed_master.photos, copy.photos)
    shutil.copytree(_indexed_master.data, copy.data)
    copy.rows("UPDATE folder SET path = ?", os.fsencode(copy.photos))
    for path in copy.photos.rglob("*.*"):  # they are copies, which a scan would see
        relpath = path.relative_to(copy.photos).as_posix()
        inode = path.stat().st_ino
        copy.rows("UPDATE file SET inode = ? WHERE relpath = ?", inode, os.fsencode(relpath))
    return copy


# -- the program as a process --------------------------------------------------------------------


@dataclasses.dataclass(frozen=True)
class Answer:
    """What a command said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict:
        return json.loads(self.out)


class Program:
    """Runs photofinder in this process, or as one of its own."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self._started: list[subprocess.Popen[str]] = []

    def __call__(self, *arguments: object) -> Answer:
        """Run a command in this process."""
        from photofinder.cli import run

        self._capsys.readouterr()
        try:
            code = run([str(argument) for argument in arguments])
        except SystemExit as end:  # argparse
            code = int(end.code or 0)
        captured = self._capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    def start(self, *arguments: object, prefix: list[str] | None = None) -> subprocess.Popen[str]:
        """Start a command as a process of its own; it is ended with the test."""
        command = [*(prefix or []), sys.executable, "-m", "photofinder"]
        process = subprocess.Popen(
            [*command, *(os.fspath(a) if isinstance(a, Path) else str(a) for a in arguments)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="backslashreplace",
            cwd=ROOT,
        )
        self._started.append(process)
        return process

    def finish(self, process: subprocess.Popen[str], timeout_s: float = 120.0) -> Answer:
        out, err = process.communicate(timeout=timeout_s)
        return Answer(process.returncode, out, err)

    def run(self, *arguments: object, prefix: list[str] | None = None) -> Answer:
        """Run a command as a process of its own."""
        return self.finish(self.start(*arguments, prefix=prefix))

    def close(self) -> None:
        for process in self._started:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()
            process.communicate()


@pytest.fixture
def program(capsys: pytest.CaptureFixture[str]) -> Iterator[Program]:
    """Give the command line."""
    runner = Program(capsys)
    yield runner
    runner.close()


@pytest.fixture(scope="session")
def as_ordinary_user() -> list[str]:
    """Give the words before a command that make permissions count, for root too."""
    if sys.platform == "win32":
        pytest.skip("permissions are another matter on Windows")
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root ignores permissions, and there is no setpriv to change that")
    powers = "-dac_override,-dac_read_search"
    return ["setpriv", f"--bounding-set={powers}", f"--inh-caps={powers}"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 6 MB; needs root on Linux."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    if sys.platform != "linux" or mount is None:
        pytest.skip("needs mount")
    done = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(disk)], capture_output=True
    )
    if done.returncode != 0:
        pytest.skip("only root may mount a small disk")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


@pytest.fixture(scope="session")
def no_context() -> object:
    """Give the context of work that nobody waits for."""
    return NULL_CONTEXT


def unit_vectors(seed: int, count: int, dim: int, clusters: int = 60) -> NDArray[np.float32]:
    """Return vectors of norm 1 in clusters, as embeddings lie; the clusters are always the same."""
    rng = np.random.default_rng(seed)
    centres = np.random.default_rng(0).normal(size=(clusters, dim))
    vectors = centres[rng.integers(0, clusters, count)] + 0.6 * rng.normal(size=(count, dim))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors.astype(np.float32)


@pytest.fixture(name="unit_vectors", scope="session")
def _unit_vectors() -> Callable[..., NDArray[np.float32]]:
    return unit_vectors
