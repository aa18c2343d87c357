"""Photos on the canvas: late answers, deleted, changed and unreadable files, the cache."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QSize, Qt
from pytestqt.qtbot import QtBot

from photofinder.core.metadata import PhotoMetadata
from photofinder.core.views import Picture
from photofinder.errors import PhotoUnreadable
from photofinder.ui.bridge import Bridge
from photofinder.ui.image_canvas import CanvasState
from photofinder.ui.photo_canvas import PhotoCanvas
from photofinder.ui.picture_image import FileFacts, PictureImage, make_picture_image
from photofinder.ui.picture_loader import PictureCache, PictureLoader

RED, GREEN, BLUE = (220, 20, 20), (20, 200, 20), (20, 20, 220)


def save(path: Path, colour: tuple[int, int, int], size: tuple[int, int] = (400, 300)) -> Path:
    Image.new("RGB", size, colour).save(path)
    return path


class Gate:
    """Stands before a library's decoder and lets pictures through one by one."""

    def __init__(self, viewing: object) -> None:
        self._viewing = viewing
        self._open: dict[str, threading.Event] = {}
        self.asked: list[tuple[str, int | None]] = []

    def hold(self, path: Path) -> threading.Event:
        return self._open.setdefault(path.name, threading.Event())

    def open_all(self) -> None:
        for event in self._open.values():
            event.set()

    def picture(self, path: Path, edge_px: int | None) -> Picture:
        self.asked.append((path.name, edge_px))
        if path.name in self._open:
            assert self._open[path.name].wait(20)
        return self._viewing.picture(path, edge_px)

    def __getattr__(self, name: str) -> object:
        return getattr(self._viewing, name)


@pytest.fixture
def gate(bridge: Bridge) -> Iterator[Gate]:
    gate = Gate(bridge.library.viewing)
    bridge.library.viewing = gate
    yield gate
    gate.open_all()


@pytest.fixture
def loader(bridge: Bridge) -> PictureLoader:
    return PictureLoader(bridge, bridge)


@pytest.fixture
def canvas(loader: PictureLoader, qtbot: QtBot) -> PhotoCanvas:
    widget = PhotoCanvas(loader)
    widget.resize(400, 300)
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def middle(canvas: PhotoCanvas) -> tuple[int, int, int]:
    colour = canvas.grab().toImage().pixelColor(200, 150)
    return (colour.red(), colour.green(), colour.blue())


def is_near(colour: tuple[int, int, int], wanted: tuple[int, int, int]) -> bool:
    return max(abs(a - b) for a, b in zip(colour, wanted, strict=True)) < 12


def wait_shown(qtbot: QtBot, canvas: PhotoCanvas) -> None:
    qtbot.waitUntil(lambda: canvas.state is CanvasState.SHOWN, timeout=20_000)


def test_a_photo_of_the_disk_is_shown(canvas: PhotoCanvas, tmp_path: Path, qtbot: QtBot) -> None:
    canvas.show_photo(save(tmp_path / "red.jpg", RED))
    assert canvas.state is CanvasState.LOADING
    assert canvas.name == "red.jpg"
    wait_shown(qtbot, canvas)
    assert is_near(middle(canvas), RED)


def test_a_late_answer_is_not_shown_under_another_name(
    canvas: PhotoCanvas, gate: Gate, tmp_path: Path, qtbot: QtBot
) -> None:
    slow, quick = save(tmp_path / "slow.jpg", RED), save(tmp_path / "quick.jpg", BLUE)
    held = gate.hold(slow)
    canvas.show_photo(slow)
    qtbot.waitUntil(lambda: ("slow.jpg", 512) in gate.asked)
    canvas.show_photo(quick)
    wait_shown(qtbot, canvas)
    with qtbot.assertNotEmitted(canvas.imageArrived, wait=300):
        held.set()
    assert canvas.name == "quick.jpg"
    assert is_near(middle(canvas), BLUE)


def test_a_late_failure_is_not_shown_under_another_name(
    canvas: PhotoCanvas, gate: Gate, tmp_path: Path, qtbot: QtBot
) -> None:
    bad, good = tmp_path / "bad.jpg", save(tmp_path / "good.jpg", GREEN)
    bad.write_bytes(b"\xff\xd8 no picture")
    held = gate.hold(bad)
    canvas.show_photo(bad)
    qtbot.waitUntil(lambda: bool(gate.asked))
    canvas.show_photo(good)
    wait_shown(qtbot, canvas)
    with qtbot.assertNotEmitted(canvas.imageFailed, wait=300):
        held.set()
    assert canvas.state is CanvasState.SHOWN


def test_photos_that_were_left_before_their_turn_are_not_decoded(
    canvas: PhotoCanvas, gate: Gate, tmp_path: Path, qtbot: QtBot
) -> None:
    photos = [save(tmp_path / f"{n}.jpg", RED) for n in range(8)]
    held = [gate.hold(photo) for photo in photos]
    for photo in photos:
        canvas.show_photo(photo)
    qtbot.waitUntil(lambda: len(gate.asked) == 2)
    for one in held:
        one.set()
    wait_shown(qtbot, canvas)
    assert sorted([name for name, _ in gate.asked]) == ["0.jpg", "1.jpg", "7.jpg"]


def test_a_photo_deleted_while_it_loads_says_so(
    canvas: PhotoCanvas, gate: Gate, tmp_path: Path, qtbot: QtBot
) -> None:
    photo = save(tmp_path / "gone.jpg", RED)
    held = gate.hold(photo)
    canvas.show_photo(photo)
    qtbot.waitUntil(lambda: bool(gate.asked))
    photo.unlink()
    with qtbot.waitSignal(canvas.imageFailed, timeout=20_000) as failed:
        held.set()
    assert isinstance(failed.args[0], PhotoUnreadable)
    assert canvas.state is CanvasState.FAILED
    assert "gone" in canvas.message.text
    assert str(tmp_path) not in canvas.message.text


def test_a_deleted_photo_does_not_live_on_in_the_cache(
    canvas: PhotoCanvas, tmp_path: Path, qtbot: QtBot
) -> None:
    photo, other = save(tmp_path / "a.jpg", RED), save(tmp_path / "b.jpg", BLUE)
    for path in (photo, other):
        canvas.show_photo(path)
        wait_shown(qtbot, canvas)
    photo.unlink()
    with qtbot.waitSignal(canvas.imageFailed, timeout=20_000):
        canvas.show_photo(photo)
    assert canvas.state is CanvasState.FAILED


def test_a_known_photo_is_there_at_once_and_not_decoded_again(
    canvas: PhotoCanvas, gate: Gate, loader: PictureLoader, tmp_path: Path, qtbot: QtBot
) -> None:
    one, two = save(tmp_path / "a.jpg", RED), save(tmp_path / "b.jpg", BLUE)
    for path in (one, two):
        canvas.show_photo(path)
        wait_shown(qtbot, canvas)
    with qtbot.waitSignal(loader.loaded):
        canvas.show_photo(one)
        assert canvas.state is CanvasState.SHOWN
        assert is_near(middle(canvas), RED)
    assert len(gate.asked) == 2


def test_a_file_that_changed_is_read_again(
    canvas: PhotoCanvas, bridge: Bridge, tmp_path: Path, qtbot: QtBot
) -> None:
    photo = save(tmp_path / "a.jpg", RED)
    canvas.show_photo(photo)
    wait_shown(qtbot, canvas)
    save(photo, GREEN, (800, 600))
    os.utime(photo, ns=(1, 1))
    with qtbot.waitSignal(canvas.imageArrived, timeout=20_000):
        bridge.photosChanged.emit()
    assert is_near(middle(canvas), GREEN)
    assert canvas.state is CanvasState.SHOWN


def test_a_photo_that_comes_back_is_shown(
    canvas: PhotoCanvas, bridge: Bridge, tmp_path: Path, qtbot: QtBot
) -> None:
    photo = tmp_path / "a.jpg"
    with qtbot.waitSignal(canvas.imageFailed, timeout=20_000):
        canvas.show_photo(photo)
    save(photo, BLUE)
    with qtbot.waitSignal(canvas.imageArrived, timeout=20_000):
        bridge.photosChanged.emit()
    assert is_near(middle(canvas), BLUE)


def test_unreadable_photos_say_why_and_the_next_one_is_shown(
    canvas: PhotoCanvas, tmp_path: Path, qtbot: QtBot
) -> None:
    cases = {
        "empty.jpg": b"",
        "text.jpg": b"hello, this is no picture at all",
        "broken.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 60,
    }
    for name, data in cases.items():
        (tmp_path / name).write_bytes(data)
        with qtbot.waitSignal(canvas.imageFailed, timeout=20_000):
            canvas.show_photo(tmp_path / name)
        assert canvas.message.title == name
        assert canvas.message.text
    canvas.show_photo(save(tmp_path / "good.jpg", GREEN))
    wait_shown(qtbot, canvas)


def test_full_pixels_come_when_zoomed_beyond_what_is_there(
    canvas: PhotoCanvas, gate: Gate, tmp_path: Path, qtbot: QtBot
) -> None:
    canvas.show_photo(save(tmp_path / "large.jpg", RED, (4800, 3600)))
    wait_shown(qtbot, canvas)
    assert not canvas.pixels.complete
    assert canvas.pixels.size == QSize(4800, 3600)
    with qtbot.waitSignal(canvas.imageArrived, timeout=20_000):
        qtbot.keyClick(canvas, Qt.Key.Key_1)
    assert canvas.pixels.complete
    assert canvas.scale == 1.0
    assert gate.asked == [("large.jpg", 512), ("large.jpg", None)]


def test_a_photo_deleted_before_full_pixels_came_says_so(
    canvas: PhotoCanvas, tmp_path: Path, qtbot: QtBot
) -> None:
    photo = save(tmp_path / "large.jpg", RED, (4800, 3600))
    canvas.show_photo(photo)
    wait_shown(qtbot, canvas)
    photo.unlink()
    with qtbot.waitSignal(canvas.imageFailed, timeout=20_000):
        canvas.zoom_to_actual()
    assert canvas.state is CanvasState.FAILED


def test_neighbours_are_loaded_when_nothing_else_is_to_be_done(
    canvas: PhotoCanvas, gate: Gate, loader: PictureLoader, tmp_path: Path, qtbot: QtBot
) -> None:
    photos = [save(tmp_path / f"{n}.jpg", RED) for n in range(3)]
    held = gate.hold(photos[0])
    canvas.show_photo(photos[0])
    loader.prefetch(photos[1:], 512)
    qtbot.waitUntil(lambda: len(gate.asked) == 1)
    held.set()
    qtbot.waitUntil(lambda: loader.cached(photos[2], 512) is not None, timeout=20_000)
    assert [name for name, _ in gate.asked] == ["0.jpg", "1.jpg", "2.jpg"]


def test_a_canvas_that_is_gone_gets_no_answer(
    loader: PictureLoader, gate: Gate, tmp_path: Path, qtbot: QtBot
) -> None:
    photo = save(tmp_path / "a.jpg", RED)
    held = gate.hold(photo)
    canvas = PhotoCanvas(loader)
    canvas.show_photo(photo)
    qtbot.waitUntil(lambda: bool(gate.asked))
    canvas.deleteLater()
    qtbot.waitUntil(lambda: not _is_alive(canvas))
    with qtbot.waitSignal(loader.loaded, timeout=20_000):
        held.set()


def _is_alive(canvas: PhotoCanvas) -> bool:
    from shiboken6 import isValid

    return isValid(canvas)


def test_photos_asked_for_before_the_library_is_open_come_after(
    open_bridge: Callable[..., Bridge], indexed: object, qtbot: QtBot
) -> None:
    from photofinder.app.library import Library

    bridge = Bridge()
    loader = PictureLoader(bridge)
    photo = next(indexed.photos.rglob("*.jpg"))
    ticket = loader.request(photo, 512)
    with qtbot.waitSignal(loader.loaded, timeout=20_000) as loaded:
        bridge.open(lambda: Library.open(indexed.paths))
    assert loaded.args[0] == ticket
    bridge.close()


# -- the cache -----------------------------------------------------------------------------------


def image(name: str, edge_px: int, *, of_px: int | None = None, mtime_ns: int = 1) -> PictureImage:
    rgb = np.zeros((edge_px, edge_px, 3), np.uint8)
    full = of_px or edge_px
    picture = Picture(Path(name), rgb, full, full, "JPEG", PhotoMetadata())
    return make_picture_image(picture, FileFacts(1, mtime_ns), complete=False)


def test_the_cache_is_bounded_in_bytes_and_forgets_the_oldest() -> None:
    cache = PictureCache(limit_bytes=3 * 4 * 100 * 100)
    for name in "abcd":
        cache.put(image(name, 100))
        cache.find(Path("a"), 100)
    assert cache.size_bytes == 3 * 4 * 100 * 100
    assert cache.find(Path("b"), 100) is None
    assert all(cache.find(Path(name), 100) for name in "acd")


def test_the_cache_takes_nothing_that_is_larger_than_itself() -> None:
    cache = PictureCache(limit_bytes=1_000)
    cache.put(image("a", 100))
    assert cache.size_bytes == 0
    assert cache.find(Path("a"), 100) is None


def test_the_cache_keeps_the_finer_picture_unless_the_file_changed() -> None:
    cache = PictureCache()
    fine, coarse = image("a", 800, of_px=1600), image("a", 200, of_px=1600)
    cache.put(fine)
    cache.put(coarse)
    assert cache.find(Path("a"), 100) is fine
    assert cache.find(Path("a"), None) is None
    changed = image("a", 200, of_px=1600, mtime_ns=2)
    cache.put(changed)
    assert cache.find(Path("a"), 100) is changed
    assert cache.size_bytes == changed.pixels.memory_bytes
