"""What the window's tests share: a dressed application, a bridge to a real library, a leak guard."""

from __future__ import annotations

import gc
import os
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
def qapp(qapp: QApplication) -> QApplication:
    """Give the one application, dressed, speaking English."""
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    qapp.setQuitOnLastWindowClosed(False)
    theme.apply(qapp, "light")
    return qapp


def _destroy_deleted() -> None:
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


@pytest.fixture(autouse=True)
def _no_widget_outlives_the_test(qapp: QApplication) -> Iterator[None]:
    _destroy_deleted()
    before = {id(widget) for widget in qapp.topLevelWidgets()}
    yield
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
