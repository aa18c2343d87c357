"""Thumbnails on disk, keyed by content, so that one can never be stale.

A cache: everything here can be made again from the photos. Writes may come from many decode
threads at once; a reader sees a whole thumbnail or none.
"""

from __future__ import annotations

import logging
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from photofinder.files import TEMP_SUFFIX, write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterator

log = logging.getLogger(__name__)

DEFAULT_MAX_BYTES = 4 << 30
#: eviction goes a little below the cap, so that it does not run after every photo
EVICT_TO = 0.9
_JPEG_END = b"\xff\xd9"
_DIGEST_NAME = re.compile(r"[0-9a-f]{64}")


class ThumbnailCache:
    """JPEG thumbnails named by digest, spread over 256 folders.

    Parameters
    ----------
    folder : Path
    max_bytes : int
        Beyond this, `trim` removes those that were not used for longest.
    """

    def __init__(self, folder: Path, max_bytes: int = DEFAULT_MAX_BYTES) -> None:
        self._folder = folder
        self._max_bytes = max_bytes

    def path(self, digest: bytes) -> Path:
        """Return where the thumbnail of a content lies, or would."""
        name = digest.hex()
        return self._folder / name[:2] / f"{name[2:]}.jpg"

    def put(self, digest: bytes, jpeg: bytes) -> None:
        """Store a thumbnail.

        Raises
        ------
        EnvironmentProblem
            ``disk_full``.
        """
        path = self.path(digest)
        try:
            write_atomic(path, jpeg, durable=False)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(path, jpeg, durable=False)

    def get(self, digest: bytes) -> bytes | None:
        """Return the JPEG bytes; None when there are none or a power cut left half of them."""
        path = self.path(digest)
        try:
            data = path.read_bytes()
        except OSError as error:
            if not isinstance(error, FileNotFoundError):
                log.debug("thumbnail %s cannot be read: %s", path, error)
            return None
        if not data.endswith(_JPEG_END):
            return None
        return data

    def size_bytes(self) -> int:
        """Add up what the cache takes."""
        return sum(size for _, size, _ in self._entries())

    def trim(self) -> int:
        """Bring the cache below its cap, least recently used first; return the bytes freed."""
        entries = sorted(self._entries())
        excess = sum(size for _, size, _ in entries) - self._max_bytes
        if excess <= 0:
            return 0
        excess += int(self._max_bytes * (1 - EVICT_TO))
        freed = 0
        for _, size, path in entries:
            if freed >= excess:
                break
            try:
                os.unlink(path)  # noqa: PTH108  # str paths from scandir; a thumbnail, no photo
            except OSError as error:
                log.debug("thumbnail %s stays: %s", path, error)
                continue
            freed += size
        return freed

    def digests(self) -> set[bytes]:
        """Return the contents that have a thumbnail."""
        names = (f"{Path(path).parent.name}{Path(path).stem}" for _, _, path in self._entries())
        return {bytes.fromhex(name) for name in names if _DIGEST_NAME.fullmatch(name)}

    def discard(self, digests: list[bytes]) -> None:
        """Remove the thumbnails of contents that are forgotten."""
        for digest in digests:
            self.path(digest).unlink(missing_ok=True)

    def _entries(self) -> Iterator[tuple[float, int, str]]:
        """Yield (last use, bytes, path) of every file; half-written ones count as oldest."""
        if not self._folder.is_dir():
            return
        for shard in os.scandir(self._folder):
            if not shard.is_dir(follow_symlinks=False):
                continue
            for entry in os.scandir(shard.path):
                stat = entry.stat(follow_symlinks=False)
                used = max(stat.st_atime, stat.st_mtime)
                if entry.name.endswith(TEMP_SUFFIX):
                    used = 0.0
                yield used, stat.st_size, entry.path
