"""Thumbnails for whoever shows photos: from the cache, or made again when they are not there.

The cache may be thrown away, trimmed or damaged at any time; indexing fills it, this heals it.
Any thread may ask; decoding happens in threads of its own, which start with the first need.
"""

from __future__ import annotations

import logging
import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from photofinder.app.decode_pool import DecodePool
from photofinder.app.photo_reader import check_still_there, read_photo
from photofinder.core.analysis import thumbnail_of
from photofinder.core.types import FileState
from photofinder.errors import EnvironmentProblem, PhotoUnreadable, UsageProblem

if TYPE_CHECKING:
    from photofinder.app.photo_reader import ReadPhoto
    from photofinder.core.types import CatalogFile, Content
    from photofinder.storage.catalog import Catalog
    from photofinder.storage.content_store import ContentStore
    from photofinder.storage.thumbnail_cache import ThumbnailCache

log = logging.getLogger(__name__)


class Thumbnails:
    """The thumbnails of one library. Close it.

    Parameters
    ----------
    catalog : Catalog
    store : ContentStore
    cache : ThumbnailCache
    threads : int
        Decode threads; 0 takes the default.
    """

    def __init__(
        self, catalog: Catalog, store: ContentStore, cache: ThumbnailCache, threads: int = 0
    ) -> None:
        self._catalog = catalog
        self._store = store
        self._cache = cache
        self._threads = threads
        self._pool: DecodePool | None = None
        self._lock = threading.Lock()

    def of_content(self, content_id: int) -> bytes:
        """Return the JPEG of a content, wherever it lies.

        Raises
        ------
        PhotoUnreadable
            It is not in the cache and none of its files can be read now.
        """
        content = self._store.contents([content_id]).get(content_id)
        if content is None:
            raise PhotoUnreadable("vanished")
        cached = self._cache.get(content.digest)
        return cached if cached is not None else self._made_again(content)

    def of_path(self, path: Path) -> bytes:
        """Return the JPEG of a photo of the library.

        Raises
        ------
        UsageProblem
            ``photo_not_added``.
        PhotoUnreadable
            It is not in the cache and cannot be read now.
        """
        file = self._file_at(path)
        if file.content_id is not None and file.state in (FileState.INDEXED, FileState.MISSING):
            return self.of_content(file.content_id)
        # not indexed yet, or it could not be read: what is there now counts
        photo = read_photo(file.path)
        cached = self._cache.get(photo.digest)
        return cached if cached is not None else self._decoded(photo)

    def close(self) -> None:
        """End the threads."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.close()

    def _file_at(self, path: Path) -> CatalogFile:
        for place in (Path(os.path.abspath(path)), Path(os.path.realpath(path))):  # noqa: PTH100  # not resolved
            file = self._catalog.file_at(place)
            if file is not None:
                return file
        raise UsageProblem("photo_not_added", path=path)

    def _made_again(self, content: Content) -> bytes:
        """Decode the first of a content's files that still holds it."""
        problem = PhotoUnreadable("vanished")
        for file in self._catalog.files_of([content.content_id]).get(content.content_id, []):
            try:
                photo = read_photo(file.path, file.stamp)
                if photo.digest == content.digest:
                    return self._decoded(photo)
                problem = PhotoUnreadable("changed")
            except PhotoUnreadable as error:
                problem = error
        raise problem

    def _decoded(self, photo: ReadPhoto) -> bytes:
        with self._lock:
            if self._pool is None:
                self._pool = DecodePool(self._threads)
            pool = self._pool
        jpeg = pool.submit(pool.decode, thumbnail_of, photo.source).result()
        check_still_there(photo)
        try:
            self._cache.put(photo.digest, jpeg)
        except (OSError, EnvironmentProblem) as error:  # it is a cache
            log.debug("thumbnail not kept: %s", error)
        return jpeg
