"""What the window's tests share: a dressed application, bridges to real libraries, a leak guard."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("PySide6", reason="the engine runs without Qt")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QApplication

from photofinder.app.library import Library
from photofinder.ui import theme
from photofinder.ui.bridge import Bridge
from photofinder.ui.context import PageContext, Requests

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

PATIENCE_MS = 20_000


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> Iterator[QApplication]:
    """Give the one application, dressed, speaking English."""
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    qapp.setQuitOnLastWindowClosed(False)
    theme.apply(qapp, "light")
    yield qapp
    # the off-screen clipboard outlives Python, and what Python made must not
    qapp.clipboard().clear()


def _destroy_deleted() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


@pytest.fixture(autouse=True)
def _no_widget_outlives_the_test(qapp: QApplication) -> Iterator[None]:
    before = {id(widget) for widget in qapp.topLevelWidgets()}
    yield
    _destroy_deleted()
    left = [widget for widget in qapp.topLevelWidgets() if id(widget) not in before]
    if left:  # what only waits for Python's collector is no leak; collecting costs 0.1 s
        del left
        gc.collect()
        _destroy_deleted()
        left = [widget for widget in qapp.topLevelWidgets() if id(widget) not in before]
    assert not left, f"widgets outlive the test: {left}"


@pytest.fixture
def open_bridge(qtbot: QtBot) -> Iterator[Callable[..., Bridge]]:
    """Give a function that opens a bridge: ``open_bridge(photo_library_or_data_dir)``."""
    bridges: list[Bridge] = []

    def open_it(library: object, *, writable: bool = True) -> Bridge:
        from photofinder.paths import AppPaths

        paths = AppPaths.at(Path(getattr(library, "data", library)))  # type: ignore[call-overload]
        bridge = Bridge()
        bridges.append(bridge)
        with qtbot.waitSignal(bridge.opened, timeout=PATIENCE_MS):
            bridge.open(lambda: Library.open(paths, writable=writable))
        return bridge

    yield open_it
    for bridge in bridges:
        bridge.close()


@pytest.fixture
def bridge(open_bridge: Callable[..., Bridge], indexed: object) -> Bridge:
    """Give a bridge to a library of 36 indexed pictures, open to write."""
    return open_bridge(indexed)


@pytest.fixture
def context(bridge: Bridge) -> Iterator[PageContext]:
    """Give what pages are built with, for `bridge`."""
    from photofinder.ui.thumbnail_provider import ThumbnailProvider

    thumbnails = ThumbnailProvider(bridge)
    yield PageContext(bridge, Requests(bridge), thumbnails)
    thumbnails.close()


# -- a library with copies -----------------------------------------------------------------------


def _add_copies(photos: Path, pictures: type) -> None:
    """Write ten pictures, copies of every class of some, and a series of three."""
    from PIL import Image

    for seed in range(10):
        suffix = (".jpg", ".jpg", ".png", ".webp")[seed % 4]
        pictures.save(photos / "2020" / f"p{seed:02}{suffix}", seed)
    old, backup = photos / "2020", photos / "backup"
    backup.mkdir()
    shutil.copy(old / "p00.jpg", old / "p00 copy.jpg")
    for name in ("p00.jpg", "p01.jpg"):
        shutil.copy(old / name, backup / name)
    with Image.open(old / "p02.png") as image:
        image.save(backup / "p02.tif")
    for name in ("p04", "p05"):
        with Image.open(old / f"{name}.jpg") as image:
            image.resize((210, 140)).save(backup / f"{name}_small.jpg", quality=80)
    shutil.copy(backup / "p05_small.jpg", backup / "p05_small copy.jpg")
    for number in range(3):
        moved = pictures.image(30).crop(
            (number * 6, number * 4, number * 6 + 270, number * 4 + 180)
        )
        exif = Image.Exif()
        exif[271] = "Canon"  # make
        exif.get_ifd(0x8769)[0x9003] = f"2021:05:01 10:00:0{number}"  # taken
        moved.resize((300, 200)).save(photos / f"IMG_000{number}.jpg", quality=90, exif=exif)


@pytest.fixture(scope="session")
def _copies_master(tmp_path_factory: pytest.TempPathFactory, pictures: type) -> Path:
    from photofinder.paths import AppPaths

    root = tmp_path_factory.mktemp("copies")
    (root / "photos").mkdir()
    _add_copies(root / "photos", pictures)
    with Library.open(AppPaths.at(root / "data"), writable=True) as library:
        library.add_folder(root / "photos")
        library.scan().result(PATIENCE_MS / 1_000)
    return root


@pytest.fixture
def with_copies(_copies_master: Path, library: object) -> object:
    """Give a library of 20 photos, for the test alone.

    Three groups of identical files, one of identical pictures, two of one shot, a series.
    """
    shutil.copytree(_copies_master / "photos", library.photos, dirs_exist_ok=True)
    shutil.copytree(_copies_master / "data", library.data)
    library.rows("UPDATE folder SET path = ?", os.fsencode(library.photos))
    for path in library.photos.rglob("*.*"):  # they are copies, which a scan would see
        relpath = path.relative_to(library.photos).as_posix()
        inode = path.stat().st_ino
        library.rows("UPDATE file SET inode = ? WHERE relpath = ?", inode, os.fsencode(relpath))
    return library
