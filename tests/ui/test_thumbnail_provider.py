"""Thumbnails come later, the latest wish first, and none is asked for in vain."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from photofinder.core.types import FileState
from photofinder.core.views import PhotoQuery, PhotoRow, PhotoSort
from photofinder.errors import PhotoUnreadable
from photofinder.ui import thumbnail_provider
from photofinder.ui.bridge import Bridge
from photofinder.ui.thumbnail_provider import ThumbnailProvider, scaled_jpeg


def row_of(number: int, width: int = 400, height: int = 300) -> PhotoRow:
    path = Path(f"/photos/{number}.jpg")
    return PhotoRow(
        number, path, FileState.INDEXED, True, 1, 1, number + 1_000, width, height, "JPEG"
    )


class SlowLibrary:
    """Gives the same JPEG for everything, when it may."""

    def __init__(self, jpeg: bytes) -> None:
        self.jpeg = jpeg
        self.go_on = threading.Event()
        self.asked: list[object] = []
        self.failing: set[object] = set()

    def thumbnail(self, source: object) -> bytes:
        self.asked.append(source)
        assert self.go_on.wait(20)
        if source in self.failing:
            raise PhotoUnreadable("vanished")
        return self.jpeg


@pytest.fixture
def slow(pictures) -> SlowLibrary:
    return SlowLibrary(pictures.data(1))


@pytest.fixture
def idle_bridge(qapp, slow: SlowLibrary) -> Bridge:
    bridge = Bridge()
    bridge.library = slow  # type: ignore[assignment]
    return bridge


@pytest.fixture
def provider(idle_bridge: Bridge, slow: SlowLibrary) -> Iterator[ThumbnailProvider]:
    provider = ThumbnailProvider(idle_bridge)
    yield provider
    slow.go_on.set()
    provider.close()


def heard(provider: ThumbnailProvider) -> tuple[list[int], list[int]]:
    ready: list[int] = []
    failed: list[int] = []
    provider.thumbnailReady.connect(ready.append)
    provider.thumbnailFailed.connect(failed.append)
    return ready, failed


def test_thumbnail_comes_in_the_size_that_was_asked_for(qtbot: QtBot, provider, slow) -> None:
    ready, _ = heard(provider)
    slow.go_on.set()
    assert provider.pixmap(row_of(1), 120, 1.0) is None
    qtbot.waitUntil(lambda: ready == [1])
    pixmap = provider.pixmap(row_of(1), 120, 1.0)
    assert (pixmap.width(), pixmap.height()) == (120, 80)
    assert pixmap.devicePixelRatio() == 1.0
    assert slow.asked == [1_001]


def test_sharp_screens_get_more_pixels(qtbot: QtBot, provider, slow) -> None:
    ready, _ = heard(provider)
    slow.go_on.set()
    row = row_of(1, 4_000, 2_667)
    provider.pixmap(row, 200, 2.0)
    qtbot.waitUntil(lambda: ready == [1])
    pixmap = provider.pixmap(row, 200, 2.0)
    # more than the cache has: enlarged beforehand, not at every painting
    assert pixmap.width() == 400
    assert pixmap.deviceIndependentSize().width() == 200


def test_small_photo_stays_small(qtbot: QtBot, provider, slow) -> None:
    ready, _ = heard(provider)
    slow.go_on.set()
    row = row_of(1, 60, 40)
    provider.pixmap(row, 200, 1.0)
    qtbot.waitUntil(lambda: ready == [1])
    assert provider.pixmap(row, 200, 1.0).width() == 60


def test_another_size_stands_in_meanwhile(qtbot: QtBot, provider, slow) -> None:
    ready, _ = heard(provider)
    slow.go_on.set()
    provider.pixmap(row_of(1), 120, 1.0)
    qtbot.waitUntil(lambda: ready == [1])
    assert provider.pixmap(row_of(1), 240, 1.0).width() == 120
    qtbot.waitUntil(lambda: ready == [1, 1])
    assert provider.pixmap(row_of(1), 240, 1.0).width() == 240


def test_latest_wish_first(qtbot: QtBot, provider, slow) -> None:
    ready, _ = heard(provider)
    for number in range(2):
        provider.pixmap(row_of(number), 120, 1.0)
    qtbot.waitUntil(lambda: len(slow.asked) == thumbnail_provider.THREADS)
    for number in (2, 3, 4, 2):
        provider.pixmap(row_of(number), 120, 1.0)
    slow.go_on.set()
    qtbot.waitUntil(lambda: len(ready) == 5)
    assert slow.asked[2:] == [1_002, 1_004, 1_003]


def test_what_was_scrolled_past_is_not_read(qtbot: QtBot, provider, slow) -> None:
    ready, _ = heard(provider)
    owner, other = object(), object()
    for number in range(10):
        provider.pixmap(row_of(number), 120, 1.0, owner)
    provider.pixmap(row_of(99), 120, 1.0, other)
    qtbot.waitUntil(lambda: len(slow.asked) == 2)
    provider.keep_only(owner, [7])
    slow.go_on.set()
    qtbot.waitUntil(lambda: {7, 99} <= set(ready))
    qtbot.wait(50)
    assert set(slow.asked) <= {1_000, 1_001, 1_007, 1_009, 1_008, 1_099}
    assert len(ready) <= 4
    provider.pixmap(row_of(3), 120, 1.0, owner)  # back again
    qtbot.waitUntil(lambda: 3 in ready)


def test_old_wishes_fall_off_the_end(qtbot: QtBot, provider, slow, monkeypatch) -> None:
    monkeypatch.setattr(thumbnail_provider, "MAX_WAITING", 5)
    ready, _ = heard(provider)
    for number in range(50):
        provider.pixmap(row_of(number), 120, 1.0)
    slow.go_on.set()
    qtbot.waitUntil(lambda: 49 in ready and 45 in ready)
    qtbot.wait(50)
    assert len(slow.asked) <= 5 + 2 * thumbnail_provider.THREADS


def test_failure_is_remembered_for_a_while(qtbot: QtBot, provider, slow, monkeypatch) -> None:
    _, failed = heard(provider)
    slow.failing = {1_001}
    slow.go_on.set()
    provider.pixmap(row_of(1), 120, 1.0)
    qtbot.waitUntil(lambda: failed == [1])
    assert provider.has_failed(row_of(1))
    assert provider.pixmap(row_of(1), 120, 1.0) is None
    assert provider.pixmap(row_of(1), 240, 1.0) is None
    qtbot.wait(30)
    assert slow.asked == [1_001]
    later = time.monotonic() + thumbnail_provider.FAILURE_S + 1
    monkeypatch.setattr(thumbnail_provider.time, "monotonic", lambda: later)
    assert not provider.has_failed(row_of(1))
    slow.failing = set()
    provider.pixmap(row_of(1), 120, 1.0)
    qtbot.waitUntil(lambda: provider.pixmap(row_of(1), 120, 1.0) is not None)


def test_change_of_the_library_clears_failures(qtbot: QtBot, provider, slow, idle_bridge) -> None:
    _, failed = heard(provider)
    slow.failing = {1_001}
    slow.go_on.set()
    provider.pixmap(row_of(1), 120, 1.0)
    qtbot.waitUntil(lambda: failed == [1])
    slow.failing = set()
    idle_bridge.photosChanged.emit()
    assert not provider.has_failed(row_of(1))
    provider.pixmap(row_of(1), 120, 1.0)
    qtbot.waitUntil(lambda: provider.pixmap(row_of(1), 120, 1.0) is not None)


def test_what_fails_again_and_again_is_not_decoded_with_every_change(
    qtbot: QtBot, provider, slow, idle_bridge
) -> None:
    _, failed = heard(provider)
    slow.failing = {1_001}
    slow.go_on.set()
    for _ in range(20):  # ten seconds of indexing
        provider.pixmap(row_of(1), 120, 1.0)
        qtbot.wait(5)
        idle_bridge.photosChanged.emit()
    qtbot.waitUntil(lambda: failed == [1, 1])
    assert slow.asked == [1_001, 1_001], "at once after the first change, then not so soon"
    assert provider.has_failed(row_of(1))


def test_closing_does_not_wait_for_a_drive_that_hangs(
    provider, slow, monkeypatch, expected_warnings: list[str]
) -> None:
    expected_warnings.append("a thumbnail is still being read")
    monkeypatch.setattr(thumbnail_provider, "CLOSE_S", 0.05)
    provider.pixmap(row_of(1), 120, 1.0)
    threads = list(provider._threads)
    provider.close()
    assert any(thread.is_alive() for thread in threads)
    slow.go_on.set()
    for thread in threads:
        thread.join(20)


def test_bug_in_the_library_is_logged_and_shown_as_failure(
    qtbot: QtBot, provider, slow, monkeypatch, expected_warnings: list[str]
) -> None:
    expected_warnings.append("no thumbnail of 1001")
    _, failed = heard(provider)

    def broken(source: object) -> bytes:
        raise RuntimeError("broken")

    monkeypatch.setattr(slow, "thumbnail", broken)
    provider.pixmap(row_of(1), 120, 1.0)
    qtbot.waitUntil(lambda: failed == [1])


def test_copies_share_a_thumbnail_and_hear_of_it_each(qtbot: QtBot, provider, slow) -> None:
    import dataclasses

    ready, _ = heard(provider)
    for file_id in (1, 2):
        provider.pixmap(dataclasses.replace(row_of(1), file_id=file_id), 120, 1.0)
    slow.go_on.set()
    qtbot.waitUntil(lambda: sorted(ready) == [1, 2])
    assert slow.asked == [1_001]


def test_memory_is_bounded_and_the_longest_unused_go_first(qtbot: QtBot, idle_bridge, slow) -> None:
    slow.go_on.set()
    one = 120 * 80 * 4
    provider = ThumbnailProvider(idle_bridge, max_bytes=3 * one)
    ready, _ = heard(provider)
    for number in range(4):
        if number == 3:
            provider.pixmap(row_of(0), 120, 1.0)  # used again
        provider.pixmap(row_of(number), 120, 1.0)
        qtbot.waitUntil(lambda: len(ready) == number + 1)  # noqa: B023
    assert provider.held_bytes == 3 * one
    assert provider.pixmap(row_of(0), 120, 1.0) is not None
    assert provider.pixmap(row_of(1), 120, 1.0) is None
    provider.close()


def test_photo_that_was_never_read_has_none_and_costs_nothing(provider, slow) -> None:
    import dataclasses

    row = dataclasses.replace(row_of(1), content_id=None)
    assert provider.pixmap(row, 120, 1.0) is None
    assert not provider.has_failed(row)
    assert slow.asked == []


def test_painting_holds_the_threads_back(qtbot: QtBot, provider, slow) -> None:
    slow.go_on.set()
    with provider.held():
        provider.pixmap(row_of(1), 120, 1.0)
        qtbot.wait(50)
        assert slow.asked == []
    qtbot.waitUntil(lambda: slow.asked == [1_001])


def test_threads_end_while_they_are_held_or_at_work(qtbot: QtBot, idle_bridge, slow) -> None:
    before = threading.active_count()
    provider = ThumbnailProvider(idle_bridge)
    for number in range(20):
        provider.pixmap(row_of(number), 120, 1.0)
    qtbot.waitUntil(lambda: len(slow.asked) == 2)
    threading.Timer(0.1, slow.go_on.set).start()
    with provider.held():
        provider.close()
    qtbot.waitUntil(lambda: threading.active_count() <= before)
    provider.pixmap(row_of(50), 120, 1.0)
    assert threading.active_count() <= before
    provider.close()


def test_paths(qtbot: QtBot, open_bridge: Callable[..., Bridge], indexed) -> None:
    bridge = open_bridge(indexed)
    provider = ThumbnailProvider(bridge)
    ready: list[Path] = []
    failed: list[Path] = []
    provider.pathThumbnailReady.connect(ready.append)
    provider.pathThumbnailFailed.connect(failed.append)
    photo = next(indexed.photos.rglob("*.jpg"))
    assert provider.thumbnail_for_path(photo, 90) is None
    assert provider.thumbnail_for_path(indexed.photos / "none.jpg", 90) is None
    qtbot.waitUntil(lambda: ready == [photo] and failed == [indexed.photos / "none.jpg"])
    assert provider.thumbnail_for_path(photo, 90).width() == 90
    assert provider.has_failed(indexed.photos / "none.jpg")
    bridge.photosChanged.emit()
    assert provider.thumbnail_for_path(photo, 90) is None  # another photo may lie there now
    qtbot.waitUntil(lambda: len(ready) == 2)
    provider.close()


def test_thumbnails_of_a_real_library(qtbot: QtBot, bridge: Bridge) -> None:
    provider = ThumbnailProvider(bridge)
    viewing = bridge.library.viewing
    rows = viewing.rows(viewing.photo_list(PhotoQuery(sort=PhotoSort.NAME)).file_ids)
    ready, failed = heard(provider)
    for row in rows.values():
        provider.pixmap(row, 100, 1.0)
    qtbot.waitUntil(lambda: sorted(ready) == sorted(rows), timeout=20_000)
    assert failed == []
    sizes = {(p.width(), p.height()) for p in (provider.pixmap(r, 100, 1.0) for r in rows.values())}
    assert sizes == {(100, 66)}
    provider.close()


@pytest.mark.parametrize(
    ("edge", "grows", "width"), [(100, False, 100), (900, False, 300), (900, True, 900)]
)
def test_decoding(pictures, edge: int, grows: bool, width: int) -> None:
    image = scaled_jpeg(pictures.data(3), edge, grows=grows)
    assert image.width() == width
    assert image.format() == QImage.Format.Format_RGB32


def test_grey_and_damaged_data(pictures) -> None:
    import io

    buffer = io.BytesIO()
    pictures.image(3).convert("L").save(buffer, "JPEG")
    assert scaled_jpeg(buffer.getvalue(), 100).format() == QImage.Format.Format_RGB32
    assert scaled_jpeg(b"no picture", 100) is None
    assert scaled_jpeg(b"", 100) is None
