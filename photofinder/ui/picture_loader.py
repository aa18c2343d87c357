"""Photos from disk to pixels, off the GUI thread, each answer under the ticket of its question.

One loader serves a view with all its canvases: at most two pictures are decoded at once, what is
looked at before what may be looked at next. A late answer carries an old ticket, so that it is
never shown under another photo's name. GUI thread, but `load_picture`.
"""

from __future__ import annotations

import itertools
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from photofinder.app.questions import Desk
from photofinder.errors import JobCancelled, PhotofinderError
from photofinder.ui.picture_image import FileFacts, PictureImage, make_picture_image

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from photofinder.app.library import Library
    from photofinder.ui.bridge import Bridge

CACHE_BYTES = 400_000_000
"""Three photos of 24 megapixels at full size with their pyramids, or a hundred as they fit."""

_AT_ONCE = 2
_FULL = 1 << 30
"""Stands for full size where edges are compared."""


def load_picture(
    library: Library, path: Path, edge_px: int | None, known: PictureImage | None
) -> PictureImage:
    """Decode a photo, unless it is known and the file is still the same. Worker threads.

    Raises
    ------
    PhotoUnreadable
        Also when the file is gone.
    MemoryError
    """
    facts = _facts(path)
    if known is not None and facts == known.facts:
        return known
    picture = library.viewing.picture(path, edge_px)
    return make_picture_image(picture, facts, complete=edge_px is None)


def _facts(path: Path) -> FileFacts:
    try:
        stat = path.stat()
    except OSError:  # whoever decodes says why
        return FileFacts(-1, -1)
    return FileFacts(stat.st_size, stat.st_mtime_ns)


class PictureCache:
    """The best that is known of each of the last photos, bounded in bytes.

    Parameters
    ----------
    limit_bytes : int
    """

    def __init__(self, limit_bytes: int = CACHE_BYTES) -> None:
        self._limit_bytes = limit_bytes
        self._images: OrderedDict[Path, PictureImage] = OrderedDict()
        self._bytes = 0

    @property
    def size_bytes(self) -> int:
        """What the pictures take."""
        return self._bytes

    def find(self, path: Path, edge_px: int | None) -> PictureImage | None:
        """Return a picture that serves a long edge (None: full size), or None."""
        image = self._images.get(path)
        if image is None or not serves(image, edge_px):
            return None
        self._images.move_to_end(path)
        return image

    def put(self, image: PictureImage) -> None:
        """Keep a picture, unless a finer one of the same file is there."""
        present = self._images.get(image.path, image)
        finer = present.pixels.edge_px > image.pixels.edge_px
        if finer and present.facts == image.facts:
            return
        self.drop(image.path)
        if image.pixels.memory_bytes > self._limit_bytes:
            return
        self._images[image.path] = image
        self._bytes += image.pixels.memory_bytes
        while self._bytes > self._limit_bytes:
            self.drop(next(iter(self._images)))

    def drop(self, path: Path) -> None:
        """Forget a picture."""
        image = self._images.pop(path, None)
        if image is not None:
            self._bytes -= image.pixels.memory_bytes

    def clear(self) -> None:
        """Forget all."""
        self._images.clear()
        self._bytes = 0


def serves(image: PictureImage, edge_px: int | None) -> bool:
    """Tell whether a picture is fine enough for a long edge (None: full size)."""
    if image.pixels.complete:
        return True
    return edge_px is not None and image.pixels.edge_px >= edge_px


@dataclass(eq=False, slots=True)
class _Job:
    path: Path
    edge_px: int | None
    known: PictureImage | None
    tickets: set[int] = field(default_factory=set)

    def answers(self, path: Path, edge_px: int | None) -> bool:
        own = _FULL if self.edge_px is None else self.edge_px
        return self.path == path and own >= (_FULL if edge_px is None else edge_px)


def shared_loader(bridge: Bridge) -> PictureLoader:
    """Return the one loader of a bridge, so that its bounds hold for all views together."""
    for child in bridge.children():
        if isinstance(child, PictureLoader):
            return child
    return PictureLoader(bridge, bridge)


class PictureLoader(QObject):
    """Loads photos for the canvases of a view.

    Signals
    -------
    loaded(int, PictureImage)
        The answer to a ticket.
    failed(int, Exception)
        `PhotoUnreadable` mostly; the cache has forgotten the photo.
    filesChanged()
        Photos on disk may have changed; whoever shows one asks again with what it knows.
    """

    loaded = Signal(int, object)
    failed = Signal(int, object)
    filesChanged = Signal()

    def __init__(
        self, bridge: Bridge, parent: QObject | None = None, *, cache_bytes: int = CACHE_BYTES
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._numbers = itertools.count(1)
        self._cache = PictureCache(cache_bytes)
        self._waiting: list[_Job] = []
        self._running: list[_Job] = []
        self._ahead: list[_Job] = []
        bridge.opened.connect(self._start_next)
        bridge.closed.connect(self._on_closed)
        bridge.photosChanged.connect(self.filesChanged)

    def cached(self, path: Path, edge_px: int | None) -> PictureImage | None:
        """Return what is there for a long edge (None: full size) without a look at the disk."""
        return self._cache.find(path, edge_px)

    def request(self, path: Path, edge_px: int | None, known: PictureImage | None = None) -> int:
        """Ask for a photo.

        Parameters
        ----------
        path : Path
        edge_px : int or None
            Wanted long edge; None: full size.
        known : PictureImage, optional
            It comes back by `loaded` if the file has not changed, at the cost of a stat.

        Returns
        -------
        int
            The ticket, never 0, with which `loaded` or `failed` will come; never within this call.
        """
        ticket = next(self._numbers)
        for job in (*self._running, *self._waiting):
            if job.answers(path, edge_px) and job.known is known:
                job.tickets.add(ticket)
                return ticket
        self._waiting.append(_Job(path, edge_px, known, {ticket}))
        self._start_next()
        return ticket

    def cancel(self, ticket: int) -> None:
        """Drop a question; what is being decoded already still goes to the cache."""
        for job in (*self._running, *self._waiting):
            job.tickets.discard(ticket)
        self._waiting = [job for job in self._waiting if job.tickets]

    def prefetch(self, paths: Iterable[Path], edge_px: int) -> None:
        """Load photos into the cache when nothing else is to be done; replaces earlier wishes."""
        self._ahead = [
            _Job(path, edge_px, None) for path in paths if not self._cache.find(path, edge_px)
        ]
        self._start_next()

    @Slot()
    def _start_next(self) -> None:
        if self._bridge.library is None:
            return
        while self._waiting and len(self._running) < _AT_ONCE:
            self._start(self._waiting.pop(0))
        if self._ahead and not self._running:
            self._start(self._ahead.pop(0))

    def _start(self, job: _Job) -> None:
        self._running.append(job)
        self._bridge.ask(
            self,
            lambda library: load_picture(library, job.path, job.edge_px, job.known),
            lambda image: self._on_loaded(job, image),
            lambda error: self._on_failed(job, error),
            desk=Desk.PICTURE,
        )

    def _on_loaded(self, job: _Job, image: PictureImage) -> None:
        self._running.remove(job)
        self._cache.put(image)
        for ticket in sorted(job.tickets):
            self.loaded.emit(ticket, image)
        self._start_next()

    def _on_failed(self, job: _Job, error: Exception) -> None:
        self._running.remove(job)
        if isinstance(error, JobCancelled):  # it never began: again, once the library is back
            if job.tickets:
                self._waiting.insert(0, job)
            self._start_next()
            return
        self._cache.drop(job.path)
        for ticket in sorted(job.tickets):
            self.failed.emit(ticket, error)
        self._start_next()
        if not isinstance(error, (PhotofinderError, MemoryError)):
            self._bridge.report(error)

    @Slot()
    def _on_closed(self) -> None:
        self._waiting.clear()
        self._running.clear()
        self._ahead.clear()
        self._cache.clear()
