"""`photofinder --self-test`: does this installation work, all of it, on this machine.

Everything happens in a temporary folder with a data folder of its own: the user's library,
settings and trash are not touched. Meant for bundles, where a library, a plugin or a picture may
have been left out without anybody noticing before a user does; it runs in a checkout as well.
Main thread.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import json
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from photofinder import __version__
from photofinder.cli_output import Output, printable
from photofinder.paths import AppPaths, build_record, bundled_models_dir, resources_dir
from photofinder.sample_pictures import encoded, every_format, painted
from photofinder.settings import Settings

if TYPE_CHECKING:
    from photofinder.ui.desktop_program import DesktopProgram

EXIT_OK, EXIT_FAILED = 0, 3
PATIENCE_S = 120.0
"""For one job; a cold disk and a slow processor need some of it, a hanging one all."""

_LARGEST_DIFFERENCE = 12.0
"""Between what was painted and what is decoded, mean of 0..255: a GIF's palette costs 7."""

_VECTORS, _DIM = 2_000, 256
_LANGUAGES = ("de", "zh_CN")
_LEAST_COLOURS = 16
"""A window that painted nothing but its background has one."""


class SelfTestFailed(Exception):
    """A check found what it must not find; the message says what."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one check found."""

    name: str
    passed: bool
    message: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Place:
    """The temporary folder of one self-test."""

    root: Path

    @property
    def photos(self) -> Path:
        """Where the pictures of the test library lie."""
        return self.root / "photos"

    @property
    def paths(self) -> AppPaths:
        """The test's own data folder."""
        return AppPaths.at(self.root / "data")


def run(arguments: Sequence[str]) -> int:
    """Run every check, also after one that failed; return the exit code.

    Parameters
    ----------
    arguments : sequence of str
        What follows ``--self-test`` on the command line: nothing or ``--json``.
    """
    as_json = "--json" in arguments
    output = Output(as_json=as_json)
    results: list[CheckResult] = []
    with tempfile.TemporaryDirectory(prefix="photofinder-self-test-") as folder:
        place = Place(Path(folder).resolve())
        with _environment(place):
            for name, check in CHECKS.items():
                result = _checked(name, check, place)
                results.append(result)
                if not as_json:
                    output.answer(None, [_line(result)])
    passed = all(result.passed for result in results)
    if as_json:
        output.answer(_as_json(results, passed), [])
    else:
        output.answer(None, ["self-test passed" if passed else "self-test FAILED"])
    return EXIT_OK if passed else EXIT_FAILED


@contextlib.contextmanager
def _environment(place: Place) -> Iterator[None]:
    """Open no window on the user's screen, and let the trash lie in the temporary folder."""
    wanted = {"QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": str(place.root / "xdg")}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _checked(name: str, check: Callable[[Place], str], place: Place) -> CheckResult:
    started = time.perf_counter()
    try:
        message, passed = check(place), True
    except SelfTestFailed as error:
        message, passed = str(error), False
    except Exception as error:  # noqa: BLE001  # whatever is broken here is what it looks for
        message, passed = "".join(traceback.format_exception_only(error)).strip(), False
        for frame in traceback.extract_tb(error.__traceback__)[-1:]:
            message += f" [{Path(frame.filename).name}:{frame.lineno}]"
    return CheckResult(name, passed, message, round(time.perf_counter() - started, 3))


def _line(result: CheckResult) -> str:
    mark = "ok    " if result.passed else "FAILED"
    return f"{mark}  {result.name:<12} {result.seconds:6.2f} s  {printable(result.message)}"


def _as_json(results: Sequence[CheckResult], passed: bool) -> dict[str, object]:
    return {
        "version": __version__,
        "frozen": bool(getattr(sys, "frozen", False)),
        "passed": passed,
        "checks": [
            {
                "name": result.name,
                "passed": result.passed,
                "message": result.message,
                "seconds": result.seconds,
            }
            for result in results
        ],
    }


# -- the checks ------------------------------------------------------------------------------------


def _check_formats(_place: Place) -> str:
    """Decode a picture of every format, the risky ones in the decoder process as always."""
    from photofinder.app.decode_pool import DecodePool
    from photofinder.core.formats import needs_isolation
    from photofinder.core.images import decode_scaled

    isolated, read = [], []
    pool = DecodePool(threads=1)
    try:
        for sample in every_format():
            decoded = pool.submit(pool.decode, decode_scaled, sample.data).result(PATIENCE_S)
            difference = _difference(decoded.rgb, sample.rgb)
            if decoded.format != sample.format or difference > _LARGEST_DIFFERENCE:
                raise SelfTestFailed(
                    f"{sample.format} was decoded as {decoded.format}, off by {difference:.1f}"
                )
            read.append(sample.format)
            if needs_isolation(sample.data):
                isolated.append(sample.format)
    finally:
        pool.close()
    return f"{', '.join(read)}; in the decoder process: {', '.join(isolated)}"


def _difference(found: np.ndarray, wanted: np.ndarray) -> float:
    if found.shape != wanted.shape:
        return float("inf")
    return float(np.abs(found.astype(np.int16) - wanted).mean())


def _check_model(place: Place) -> str:
    """Compute the test card with every model that ships, and compare with its manifest."""
    from photofinder.app.engine import find_models, open_embedder

    found = find_models(place.paths)
    if found.problems:
        raise SelfTestFailed("; ".join(str(problem) for problem in found.problems))
    if Settings().model not in found.models:
        raise SelfTestFailed(f"no model in {bundled_models_dir()}")
    told = []
    for name, manifest in sorted(found.models.items()):
        choice = open_embedder(manifest, Settings())  # checks itself against the reference
        told.append(f"{name} on {choice.embedder.provider.removesuffix('ExecutionProvider')}")
    return ", ".join(told)


def _check_annoy(place: Place) -> str:
    """Build an index and ask it; then tell what its machine code asks of the processor."""
    from annoy import AnnoyIndex

    rng = np.random.default_rng(1)
    vectors = rng.standard_normal((_VECTORS, _DIM)).astype(np.float32)
    index, file = AnnoyIndex(_DIM, "angular"), str(place.root / "self-test.ann")
    for row, vector in enumerate(vectors.tolist()):
        index.add_item(row, vector)
    index.build(4)
    index.save(file)
    read = AnnoyIndex(_DIM, "angular")
    read.load(file)
    asked = range(0, _VECTORS, 100)
    found = sum(read.get_nns_by_vector(vectors[row].tolist(), 1)[0] == row for row in asked)
    read.unload()
    index.unload()
    if found != len(asked):
        raise SelfTestFailed(f"{len(asked) - found} of {len(asked)} vectors are not found again")
    return f"{_VECTORS} vectors built, saved, asked; {_annoy_code()}"


def _annoy_code() -> str:
    """Tell Annoy's instruction set as the build found it, if this is still the same file."""
    annoylib = importlib.import_module("annoy.annoylib")
    record = build_record()
    if record is None:
        if getattr(sys, "frozen", False):
            raise SelfTestFailed("the bundle has no record of its build")
        return "compiled for this machine (no bundle)"
    about = json.loads(record.read_text(encoding="utf-8"))["annoy"]
    file = Path(str(annoylib.__file__))
    if hashlib.sha256(file.read_bytes()).hexdigest() != about["sha256"]:
        raise SelfTestFailed(f"{file.name} is not the file whose machine code was checked")
    if about["beyond_baseline"]:
        raise SelfTestFailed(f"{file.name} needs {', '.join(about['beyond_baseline'])}")
    return f"portable: {about['instructions']} instructions, all of {about['baseline']}"


def _check_library(place: Place) -> str:
    """Add a folder, index it, ask it, and have copies of each class verified."""
    from photofinder.app.library import Library
    from photofinder.core.types import PairClass

    _write_photos(place)
    count = sum(1 for path in place.photos.rglob("*") if path.is_file())
    with Library.open(place.paths, writable=True) as library:
        library.add_folder(place.photos)
        report = library.scan().result(PATIENCE_S)
        if report.photos != count or report.unreadable:
            raise SelfTestFailed(f"{report.photos - report.unreadable} of {count} can be read")
        answer = library.similar(place.photos / "shot.jpg", k=2)
        nearest = answer.matches[0].path.name if answer.matches else "nothing"
        if nearest != "shot small.jpg":
            raise SelfTestFailed(f"shot.jpg looks most like {nearest}")
        classes = {
            PairClass(member.pair_class)
            for group in library.duplicates()
            for member in group.members
        }
    wanted = {PairClass.IDENTICAL_FILE, PairClass.IDENTICAL_PICTURE, PairClass.SAME_SHOT}
    if not wanted <= classes:
        raise SelfTestFailed(f"copies were not found: {', '.join(sorted(wanted - classes))}")
    return f"{count} photos indexed and asked; copies found: {', '.join(sorted(classes))}"


def _write_photos(place: Place) -> None:
    """Write one picture of each format, and copies of three classes."""
    place.photos.mkdir(exist_ok=True)
    for number, sample in enumerate(every_format()):
        (place.photos / f"{number:02} {sample.format}{sample.suffix}").write_bytes(sample.data)
    file = encoded(painted(40), "JPEG", quality=90)
    for name in ("file.jpg", "file again.jpg"):
        (place.photos / name).write_bytes(file)
    (place.photos / "picture.png").write_bytes(encoded(painted(41), "PNG"))
    (place.photos / "picture.webp").write_bytes(encoded(painted(41), "WEBP", lossless=True))
    shot = painted(42, (640, 480))
    (place.photos / "shot.jpg").write_bytes(encoded(shot, "JPEG", quality=90))
    small = encoded(shot.resize((480, 360)), "JPEG", quality=85)
    (place.photos / "shot small.jpg").write_bytes(small)


def _check_cleanup(place: Place) -> str:
    """Move the copies to the trash and put them back, byte for byte."""
    from photofinder.app.library import Library
    from photofinder.core.cleanup import TrashChoice

    before = _contents(place.photos)
    with Library.open(place.paths, writable=True) as library:
        choices = [
            TrashChoice(member.path, group.keeper, member.pair_class, "self-test")
            for group in library.duplicates()
            for member in group.members
        ]
        plan = library.cleanup.plan(choices)
        done = library.cleanup.carry_out(plan).result(PATIENCE_S)
        left = _contents(place.photos)
        undone = library.cleanup.undo(done.batch_id).result(PATIENCE_S)
    if not choices or done.problems or len(before) - len(left) != len(choices):
        reasons = "; ".join(str(problem.message) for problem in done.problems)
        raise SelfTestFailed(f"{len(before) - len(left)} of {len(choices)} went. {reasons}")
    if undone.problems or _contents(place.photos) != before:
        raise SelfTestFailed("not every photo came back as it was")
    where = "the quarantine" if done.quarantined else "the trash"
    return f"{len(choices)} copies into {where} and back, byte for byte"


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def _check_resources(_place: Place) -> str:
    """Find every icon, translate into every language, load Qt's plugins for pictures."""
    from PySide6.QtGui import QImageReader

    from photofinder.ui import application, icons, words

    app = application.make_application()
    names = sorted(path.stem for path in (resources_dir() / "icons").glob("*.svg"))
    empty = [name for name in names if icons.icon(name).pixmap(16, 16).isNull()]
    if not names or empty:
        raise SelfTestFailed(f"icons that do not show: {', '.join(empty) or 'all'}")
    for language in _LANGUAGES:
        translators = application.install_language(app, language)
        said = words.tr("&File")
        for translator in translators:
            app.removeTranslator(translator)
        if len(translators) != 2 or said == "&File":
            raise SelfTestFailed(f"the window does not speak {language}")
    kinds = {bytes(kind.data()).decode() for kind in QImageReader.supportedImageFormats()}
    if not {"jpeg", "png", "svg"} <= kinds:
        raise SelfTestFailed(f"Qt reads only {', '.join(sorted(kinds))}")
    return f"{len(names)} icons, {', '.join(_LANGUAGES)}; {_window_systems()}"


def _window_systems() -> str:
    """Load what opens a window on the user's screen; the self-test itself paints off screen."""
    from PySide6.QtCore import QLibraryInfo, QPluginLoader

    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms"
    wanted = {"win32": ("qwindows",), "darwin": ("qcocoa",)}.get(sys.platform, ("qxcb", "qwayland"))
    usable, reasons = [], []
    for name in wanted:
        files = [path for path in folder.glob(f"*{name}.*") if path.suffix != ".debug"]
        loader = QPluginLoader(str(files[0])) if files else None
        if loader is not None and loader.load():
            usable.append(name.removeprefix("q"))
        else:
            reasons.append(loader.errorString() if loader else f"there is no {name} in {folder}")
    if not usable:
        raise SelfTestFailed("; ".join(reasons))
    return "windows by " + ", ".join(usable)


def _check_window(place: Place) -> str:
    """Open the program's window on the test library, paint it, and close it again."""
    from photofinder.ui.application import make_application
    from photofinder.ui.arguments import WindowArguments
    from photofinder.ui.desktop_program import DesktopProgram

    app = make_application()
    program = DesktopProgram(
        app, place.paths, Settings(language="en", watch=False), WindowArguments()
    )
    try:
        seen = _painted_window(program)
    finally:
        program.close()
    return seen


def _painted_window(program: DesktopProgram) -> str:
    """Run Qt until the library's photos are painted, or patience ends."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop, started = QEventLoop(), time.perf_counter()
    window = program.window

    def look() -> None:
        page = window.library_page
        shown = page.model.rowCount() > 0 and page.model.known(0) is not None
        if shown or time.perf_counter() - started > PATIENCE_S:
            loop.quit()

    timer = QTimer(interval=20)
    timer.timeout.connect(look)
    timer.start()
    program.start()
    loop.exec()
    timer.stop()
    image = window.grab().toImage()
    colours = {
        image.pixel(x, y) for x in range(0, image.width(), 4) for y in range(0, image.height(), 4)
    }
    rows = window.library_page.model.rowCount()
    if not rows or len(colours) < _LEAST_COLOURS:
        raise SelfTestFailed(f"the window shows {rows} photos in {len(colours)} colours")
    return f"{image.width()} x {image.height()} px with {rows} photos"


CHECKS: dict[str, Callable[[Place], str]] = {
    "formats": _check_formats,
    "model": _check_model,
    "annoy": _check_annoy,
    "library": _check_library,
    "clean-up": _check_cleanup,
    "resources": _check_resources,
    "window": _check_window,
}
"""In this order: the later ones use the library of the earlier ones."""
