"""Thumbnails for everything in the window that shows photos: asked for while painting, there later.

`ThumbnailProvider` lives on the GUI thread and never waits. Two threads read, decode and scale, the
latest wish first: what is looked at now comes before what was scrolled past. Only `QImage` crosses
threads. What they share is changed by single steps that Python does not interrupt, without a lock:
a thread that is held up while it has one would hold up the painting. The threads start with the
first wish; close the provider before the bridge.
"""

from __future__ import annotations

import contextlib
import logging
import math
import queue
import threading
import time
from collections import OrderedDict, deque
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QImageReader, QPixmap

from photofinder.errors import PhotofinderError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from photofinder.core.views import PhotoRow
    from photofinder.ui.bridge import Bridge

log = logging.getLogger(__name__)

THREADS = 2
DEFAULT_MAX_BYTES = 256 << 20
#: how long a thumbnail that could not be had is not asked for again
FAILURE_S = 30.0
#: the same where photos changed meanwhile: at once, then longer with each time that it failed;
#: while photos are indexed, changes come twice a second
CHANGED_S = 4.0
#: how long quitting waits for what is being read: a drive that hangs may never answer
CLOSE_S = 3.0
#: wishes that wait; older ones were scrolled past long ago
MAX_WAITING = 2_048
#: what the GUI thread spends at once on what arrived; the rest comes with the next turn
_BUDGET_S = 0.002
_BYTES_PER_PIXEL = 4


class _Key(NamedTuple):
    """A thumbnail at one size: of a content, or of whatever lies at a path.

    ``grows`` where the photo itself is known to be as large, though its thumbnail may not be.
    Of plain values, which are hashed and compared without running Python: two threads share them.
    """

    source: int | str
    edge_px: int
    dpr: float
    grows: bool


@dataclass(slots=True)
class _Wish:
    """Who wants a thumbnail."""

    file_ids: set[int]
    owner: int


@dataclass(frozen=True, slots=True)
class _Arrival:
    """What a thread made of a wish; no image where it failed."""

    key: _Key
    image: QImage | None


@dataclass(frozen=True, slots=True)
class _Failure:
    """A thumbnail that could not be had, and how often in a row."""

    at_s: float
    times: int

    def holds(self, changed_s: float) -> bool:
        """Tell whether it is too early to try again; photos changed last at ``changed_s``."""
        pause_s = FAILURE_S
        if changed_s > self.at_s:
            pause_s = min(CHANGED_S * (2 ** (self.times - 1) - 1), FAILURE_S)
        return time.monotonic() < self.at_s + pause_s


class ThumbnailProvider(QObject):
    """The thumbnails of one window.

    Parameters
    ----------
    bridge : Bridge
    parent : QObject, optional
    max_bytes : int
        What the pixmaps may take together.

    Signals
    -------
    thumbnailReady(int), thumbnailFailed(int)
        With the file id of the row that it was asked for.
    pathThumbnailReady(Path), pathThumbnailFailed(Path)
    """

    # ids are 64 bits wide, Qt's int is not
    thumbnailReady = Signal(object)
    thumbnailFailed = Signal(object)
    pathThumbnailReady = Signal(object)
    pathThumbnailFailed = Signal(object)
    _loaded = Signal()

    def __init__(
        self, bridge: Bridge, parent: QObject | None = None, max_bytes: int = DEFAULT_MAX_BYTES
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._max_bytes = max_bytes
        self._pixmaps: OrderedDict[_Key, QPixmap] = OrderedDict()
        self._sizes: dict[int | str, list[_Key]] = {}
        self._bytes = 0
        self._failures: dict[int | str, _Failure] = {}
        self._changed_s = 0.0
        self._wishes: dict[_Key, _Wish] = {}
        self._threads: list[threading.Thread] = []
        # what the threads share: wishes, the latest last; a token for each that was added
        self._waiting: OrderedDict[_Key, None] = OrderedDict()
        self._tokens: queue.SimpleQueue[None] = queue.SimpleQueue()
        self._arrived: deque[_Arrival] = deque()
        self._told = False
        self._closed = threading.Event()
        self._go = threading.Event()
        self._go.set()
        self._loaded.connect(self._on_loaded, Qt.ConnectionType.QueuedConnection)
        bridge.photosChanged.connect(self.on_photos_changed)

    # -- asking --------------------------------------------------------------------------------

    def pixmap(
        self, row: PhotoRow, edge_px: int, dpr: float, owner: object = None
    ) -> QPixmap | None:
        """Return a photo's thumbnail, or None and fetch it.

        Parameters
        ----------
        row : PhotoRow
        edge_px : int
            Long edge at most, in device-independent pixels.
        dpr : float
            Device pixels per pixel.
        owner : object, optional
            Whose wish it is, for `keep_only`.

        Returns
        -------
        QPixmap or None
            Of another size as long as only that is there; in the end it is ``edge_px`` long, or
            as long as the photo where that is smaller.
        """
        if row.content_id is None:
            return None
        natural_px = max(row.width, row.height)
        edge = math.ceil(min(edge_px, natural_px or edge_px) * dpr)
        key = _Key(row.content_id, edge, dpr, grows=natural_px > 0)
        return self._pixmap(key, row.file_id, owner)

    def thumbnail_for_path(
        self, path: Path, edge_px: int, dpr: float = 1.0, owner: object = None
    ) -> QPixmap | None:
        """Return the thumbnail of a photo of the library by its path, or None and fetch it."""
        return self._pixmap(
            _Key(str(path), math.ceil(edge_px * dpr), dpr, grows=False), None, owner
        )

    def has_failed(self, source: PhotoRow | Path) -> bool:
        """Whether a thumbnail could not be had lately."""
        key = str(source) if isinstance(source, Path) else source.content_id
        return key is not None and self._holds_back(key)

    def _holds_back(self, source: int | str) -> bool:
        failure = self._failures.get(source)
        return failure is not None and failure.holds(self._changed_s)

    def keep_only(self, owner: object, file_ids: Collection[int]) -> None:
        """Drop the owner's wishes for other photos than these, as far as they still wait."""
        wanted = set(file_ids)
        for key in list(self._waiting):
            wish = self._wishes[key]
            if wish.owner == id(owner) and wish.file_ids and not (wish.file_ids & wanted):
                self._forget(key)

    def _forget(self, key: _Key) -> None:
        """Drop a wish unless a thread has taken it up meanwhile."""
        if self._waiting.pop(key, self) is None:
            del self._wishes[key]

    def _pixmap(self, key: _Key, file_id: int | None, owner: object) -> QPixmap | None:
        found = self._pixmaps.get(key)
        if found is not None:
            self._pixmaps.move_to_end(key)
            return found
        if self._failures and self._holds_back(key.source):
            return None
        self._wish(key, file_id, owner)
        others = self._sizes.get(key.source)
        return None if not others else self._pixmaps[others[-1]]

    def _wish(self, key: _Key, file_id: int | None, owner: object) -> None:
        if self._closed.is_set():
            return
        wish = self._wishes.get(key)
        if wish is None:
            wish = self._wishes[key] = _Wish(set(), id(owner))
            self._waiting[key] = None
            self._tokens.put(None)
        else:
            wish.owner = id(owner)
            with contextlib.suppress(KeyError):  # a thread has taken it up
                self._waiting.move_to_end(key)
        if file_id is not None:
            wish.file_ids.add(file_id)
        if len(self._waiting) > MAX_WAITING:
            self._forget(list(self._waiting)[0])  # noqa: RUF015  # one step; iter and next are two
        if not self._threads:
            self._start_threads()

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Have the threads begin nothing: while somebody paints, Python's lock is the painter's."""
        self._go.clear()
        try:
            yield
        finally:
            self._go.set()

    # -- what became of it ---------------------------------------------------------------------

    @Slot()
    def _on_loaded(self) -> None:
        """Take what the threads have made; as much as the budget allows."""
        until = time.perf_counter() + _BUDGET_S
        while True:
            if not self._arrived:
                self._told = False
                if not self._arrived:  # a thread that still saw itself told relies on this look
                    return
            self._take(self._arrived.popleft())
            if time.perf_counter() > until:
                QTimer.singleShot(0, self._on_loaded)
                return

    def _take(self, arrival: _Arrival) -> None:
        key = arrival.key
        wish = self._wishes.pop(key, None)
        if arrival.image is None:
            before = self._failures.get(key.source)
            times = 1 if before is None else before.times + 1
            self._failures[key.source] = _Failure(time.monotonic(), times)
        else:
            self._failures.pop(key.source, None)
            pixmap = QPixmap.fromImage(arrival.image)
            pixmap.setDevicePixelRatio(key.dpr)
            self._keep(key, pixmap)
        if wish is None:
            return
        failed = arrival.image is None
        if isinstance(key.source, str):
            told = self.pathThumbnailFailed if failed else self.pathThumbnailReady
            told.emit(Path(key.source))
        for file_id in wish.file_ids:
            (self.thumbnailFailed if failed else self.thumbnailReady).emit(file_id)

    def _keep(self, key: _Key, pixmap: QPixmap) -> None:
        self._drop(key)
        self._pixmaps[key] = pixmap
        self._sizes.setdefault(key.source, []).append(key)
        self._bytes += _size_of(pixmap)
        while self._bytes > self._max_bytes and len(self._pixmaps) > 1:
            self._drop(next(iter(self._pixmaps)))

    def _drop(self, key: _Key) -> None:
        pixmap = self._pixmaps.pop(key, None)
        if pixmap is None:
            return
        self._bytes -= _size_of(pixmap)
        sizes = self._sizes[key.source]
        sizes.remove(key)
        if not sizes:
            del self._sizes[key.source]

    @property
    def held_bytes(self) -> int:
        """What the pixmaps take."""
        return self._bytes

    @Slot()
    def on_photos_changed(self) -> None:
        """Try again what failed, soon, and what lies at a path: it may be another photo now."""
        self._changed_s = time.monotonic()
        for key in [key for key in self._pixmaps if isinstance(key.source, str)]:
            self._drop(key)

    # -- threads -------------------------------------------------------------------------------

    def close(self) -> None:
        """Drop what waits, wait a while for what runs, end the threads."""
        self._closed.set()
        self._go.set()
        self._waiting.clear()
        for _ in self._threads:
            self._tokens.put(None)
        until = time.monotonic() + CLOSE_S
        for thread in self._threads:
            thread.join(max(until - time.monotonic(), 0.0))
        if any(thread.is_alive() for thread in self._threads):
            log.warning("a thumbnail is still being read after %.0f s: not waited for", CLOSE_S)
        self._threads.clear()
        self._wishes.clear()
        self._arrived.clear()

    def _start_threads(self) -> None:
        self._threads = [
            threading.Thread(target=self._work, name=f"photofinder-thumbnails-{number}")
            for number in range(THREADS)
        ]
        for thread in self._threads:
            thread.start()

    def _work(self) -> None:
        """Make one thumbnail after the other. Worker thread."""
        while True:
            self._tokens.get()
            if self._closed.is_set():
                return
            self._wait_while_held()
            try:
                key, _ = self._waiting.popitem()
            except KeyError:  # its wish was dropped
                continue
            arrival = _Arrival(key, self._made(key))
            if self._closed.is_set():
                return
            self._arrived.append(arrival)
            if not self._told:
                self._told = True
                self._loaded.emit()

    def _wait_while_held(self) -> None:
        if not self._go.is_set():  # asked first, because waiting takes a lock even for nothing
            self._go.wait()

    def _made(self, key: _Key) -> QImage | None:
        """Read, decode and scale. Worker thread."""
        library = self._bridge.library
        if library is None:
            return None
        try:
            source = key.source
            data = library.thumbnail(Path(source) if isinstance(source, str) else source)
            self._wait_while_held()
            return scaled_jpeg(data, key.edge_px, grows=key.grows)
        except PhotofinderError as error:
            log.debug("no thumbnail of %s: %s", key.source, error)
        except Exception:
            # a library that is being closed fails in ways of its own
            if self._bridge.library is library:
                log.exception("no thumbnail of %s", key.source)
        return None


def scaled_jpeg(data: bytes, edge_px: int, *, grows: bool = False) -> QImage | None:
    """Decode a JPEG to ``edge_px`` on the long edge; None if it is none. Any thread.

    A smaller one stays small, unless it ``grows``.

    Notes
    -----
    `QImageReader` works without Python's lock, `QImage.fromData` holds it throughout; and it
    scales while decoding: 0.5 ms for 160 of 320 px against 1.1 ms.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    reader = QImageReader(buffer, QByteArray(b"jpeg"))
    size = reader.size()
    longest = max(size.width(), size.height())
    if longest > edge_px or (grows and longest < edge_px):
        size.scale(QSize(edge_px, edge_px), Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(size.expandedTo(QSize(1, 1)))
    image = reader.read()
    if image.isNull():
        return None
    if image.format() != QImage.Format.Format_RGB32:
        image = image.convertToFormat(QImage.Format.Format_RGB32)
    return image


def _size_of(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * _BYTES_PER_PIXEL
