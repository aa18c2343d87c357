"""Photos decoded for the screen and for questions: any file, bounded, in threads of its own.

Apart from the threads of the thumbnails: whoever waits for one picture does not wait behind a
screenful. Any thread may ask.
"""

from __future__ import annotations

import threading
from concurrent.futures import CancelledError
from typing import TYPE_CHECKING, TypeVar

from photofinder.app.decode_pool import DecodePool
from photofinder.app.photo_reader import check_still_there, read_photo
from photofinder.core.display import TOO_COSTLY, decode_for_display
from photofinder.core.views import Picture
from photofinder.errors import JobCancelled, PhotoUnreadable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from photofinder.core.images import DecodedPhoto

T = TypeVar("T")

#: one that loads, and the next one that is asked for meanwhile
THREADS = 2
#: a picture that costs too much at full size is tried at these long edges
SMALLER_EDGES_PX = (8_192, 4_096, 2_048)


class Pictures:
    """Decodes single photos. Close it."""

    def __init__(self) -> None:
        self._pool: DecodePool | None = None
        self._closed = False
        self._lock = threading.Lock()

    def picture(self, path: Path, edge_px: int | None) -> Picture:
        """Decode a photo for the screen; see `Viewing.picture`."""
        try:
            photo = read_photo(path)
            edges = [edge_px, *(e for e in SMALLER_EDGES_PX if edge_px is None or e < edge_px)]
            decoded = self._first_that_fits(photo.source, edges)
            check_still_there(photo)
        except PhotoUnreadable as error:
            raise PhotoUnreadable(error.code, **{**error.params, "path": path}) from error
        return Picture(
            path, decoded.rgb, decoded.width, decoded.height, decoded.format, decoded.metadata
        )

    def decode(self, function: Callable[..., T], source: bytes | Path, *args: object) -> T:
        """Call ``function(source, *args)`` on a decode thread, isolated where need be.

        Raises
        ------
        JobCancelled
            The library was closed meanwhile.
        """
        pool = self._opened()
        try:
            return pool.submit(pool.decode, function, source, *args).result()
        except CancelledError:
            raise JobCancelled("cancelled") from None

    def close(self) -> None:
        """End the threads."""
        with self._lock:
            pool, self._pool, self._closed = self._pool, None, True
        if pool is not None:
            pool.close()

    # -- private -------------------------------------------------------------------------------

    def _first_that_fits(self, source: bytes | Path, edges: list[int | None]) -> DecodedPhoto:
        for edge_px in edges[:-1]:
            try:
                return self.decode(decode_for_display, source, edge_px)
            except PhotoUnreadable as error:
                if error.code not in TOO_COSTLY:
                    raise
        return self.decode(decode_for_display, source, edges[-1])

    def _opened(self) -> DecodePool:
        with self._lock:
            if self._closed:
                raise JobCancelled("cancelled")
            if self._pool is None:
                self._pool = DecodePool(THREADS)
            return self._pool
