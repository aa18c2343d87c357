"""What the self-test looks at: each check returns what it found, or raises. Main thread.

They run in the order of `CHECKS`: later ones use the library of earlier ones.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from photofinder.paths import AppPaths, build_record, bundled_models_dir, resources_dir
from photofinder.sample_pictures import encoded, every_format, painted
from photofinder.settings import Settings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from photofinder.ui.desktop_program import DesktopProgram

PATIENCE_S = 120.0
"""For one job; a cold disk and a slow processor need some of it, a hanging one all."""

_LARGEST_DIFFERENCE = 12.0
"""Between what was painted and what is decoded, mean of 0..255: a GIF's palette costs 7."""

_VECTORS, _DIM = 2_000, 256
_MATRIX = 120
_LANGUAGES = ("de", "zh_CN")
_LEAST_COLOURS = 16
"""A window that painted nothing but its background has one."""


class SelfTestFailed(Exception):
    """A check found what it must not find; the message says what."""


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


def _difference(found: NDArray[np.uint8], wanted: NDArray[np.uint8]) -> float:
    if found.shape != wanted.shape:
        return float("inf")
    return float(np.abs(found.astype(np.int16) - wanted).mean())


def _check_opencv(_place: Place) -> str:
    """Compute with OpenCV what NumPy computes: a bundle may have them share one OpenBLAS."""
    checked = 0
    for kind, tolerance in ((np.float32, 1e-3), (np.float64, 1e-9)):
        for name, found, wanted in _computed_twice(kind):
            difference = float(np.abs(found - wanted).max() / np.abs(wanted).max())
            if not difference < tolerance:
                raise SelfTestFailed(f"{name} with {kind.__name__} is off by {difference:.2g}")
            checked += 1
    return f"{checked} matrix computations as NumPy has them"


def _computed_twice(kind: type[np.floating[Any]]) -> list[tuple[str, Any, Any]]:
    """Return the name of a computation, OpenCV's result and NumPy's.

    Notes
    -----
    Large enough for OpenCV to call BLAS and LAPACK: it does smaller ones by itself.
    """
    from photofinder.core.images import load_opencv

    cv2, solve = load_opencv(), np.linalg.solve
    rng = np.random.default_rng(2)

    def matrix(rows: int, columns: int) -> NDArray[Any]:
        return rng.standard_normal((rows, columns)).astype(kind)

    a, b, tall = matrix(_MATRIX, _MATRIX), matrix(_MATRIX, 3), matrix(_MATRIX + 20, _MATRIX)
    far, scaled = matrix(_MATRIX + 20, 3), (_MATRIX * np.eye(_MATRIX)).astype(kind)
    regular, positive = a + scaled, a @ a.T + scaled
    results = [
        ("gemm", cv2.gemm(a, b, 1.0, None, 0.0), a @ b),
        (
            "complex gemm",
            _complex(cv2.gemm(_channels(a), _channels(regular), 1.0, None, 0.0)),
            (1 + 2j) ** 2 * (a @ regular),
        ),
        ("LU", cv2.solve(regular, b, flags=cv2.DECOMP_LU)[1], solve(regular, b)),
        ("Cholesky", cv2.solve(positive, b, flags=cv2.DECOMP_CHOLESKY)[1], solve(positive, b)),
        (
            "QR",
            cv2.solve(tall, far, flags=cv2.DECOMP_QR)[1],
            np.linalg.lstsq(tall, far, rcond=None)[0],
        ),
        ("SVD", cv2.SVDecomp(tall)[0].ravel(), np.linalg.svd(tall, compute_uv=False)),
        ("inverse", cv2.invert(regular)[1], np.linalg.inv(regular)),
    ]
    if kind is np.float64:
        found = np.sort(cv2.eigenNonSymmetric(positive + np.triu(a))[0].ravel())
        results.append(
            ("eigenvalues", found, np.sort(np.linalg.eigvals(positive + np.triu(a)).real))
        )
    return results


def _channels(matrix: NDArray[Any]) -> NDArray[Any]:
    """Return ``matrix * (1 + 2j)`` as OpenCV has complex numbers: two channels."""
    return np.dstack([matrix, 2 * matrix])


def _complex(channels: NDArray[Any]) -> NDArray[Any]:
    return channels[..., 0] + 1j * channels[..., 1]


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
        for job in library.jobs():  # what nobody looked at closely is not removed
            job.result(PATIENCE_S)
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


def _check_resources(place: Place) -> str:
    """Find every icon, translate into every language, load Qt's plugins, open a local socket."""
    from PySide6.QtGui import QImageReader
    from PySide6.QtNetwork import QLocalServer

    from photofinder.desktop.instance_protocol import server_name
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
    server = QLocalServer()  # by which a second start reaches the first
    if not server.listen(server_name(place.root)):
        raise SelfTestFailed(f"no local socket: {server.errorString()}")
    server.close()
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
    "opencv": _check_opencv,
    "model": _check_model,
    "annoy": _check_annoy,
    "library": _check_library,
    "clean-up": _check_cleanup,
    "resources": _check_resources,
    "window": _check_window,
}
"""In this order: the later ones use the library of the earlier ones."""
