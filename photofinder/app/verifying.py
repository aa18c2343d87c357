"""Compares candidates pixel by pixel, on the thumbnails that indexing made. Decode threads.

No photo is decoded for it, unless the thumbnail cache has lost its picture.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

import numpy as np

from photofinder.app.photo_reader import read_photo
from photofinder.core.analysis import thumbnail_of
from photofinder.core.images import load_opencv
from photofinder.core.pair_features import describe_picture
from photofinder.errors import EnvironmentProblem, PhotoUnreadable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photofinder.app.decode_pool import DecodePool
    from photofinder.core.pair_features import PictureFeatures
    from photofinder.core.pair_rules import Candidate
    from photofinder.core.types import Content, PairEvidence, WorkContext
    from photofinder.storage.catalog import Catalog
    from photofinder.storage.thumbnail_cache import ThumbnailCache

log = logging.getLogger(__name__)

#: features kept, about 200 pictures: those of one batch meet each other again and again
MAX_FEATURE_BYTES = 96 << 20
#: grey levels, glances and keypoints beside the colours
_EXTRA_BYTES = 180_000
#: of a picture of which there is nothing to compare
_NOTHING_BYTES = 200


class Verifier:
    """Verifies candidates; remembers the features of the pictures met last. Any thread.

    Parameters
    ----------
    catalog : Catalog
    thumbnails : ThumbnailCache
    pool : DecodePool
    """

    def __init__(self, catalog: Catalog, thumbnails: ThumbnailCache, pool: DecodePool) -> None:
        self._catalog = catalog
        self._thumbnails = thumbnails
        self._pool = pool
        self._known: OrderedDict[int, tuple[PictureFeatures | None, int]] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def verify_all(self, candidates: Sequence[Candidate], ctx: WorkContext) -> list[PairEvidence]:
        """Return what the candidates of one picture are to it; unrelated ones are left out.

        Parameters
        ----------
        candidates : sequence of Candidate
            The most promising first.
        """
        from photofinder.core.verification import verify

        found = []
        for candidate in candidates:
            ctx.check_cancelled()
            first, second = self._features(candidate.first), self._features(candidate.second)
            if first is None or second is None:
                continue
            evidence = verify(first, second, candidate)
            if evidence is not None:
                found.append(evidence)
        return found

    def _features(self, content: Content) -> PictureFeatures | None:
        """Return what a picture is compared by; None when neither thumbnail nor file is there."""
        number = content.content_id
        with self._lock:
            known = self._known.get(number)
            if known is not None:
                self._known.move_to_end(number)
                return known[0]
        jpeg = self._thumbnails.get(content.digest) or self._made_again(content)
        made = None if jpeg is None else _decoded(jpeg)
        size = _NOTHING_BYTES if made is None else made.rgb.nbytes + _EXTRA_BYTES
        with self._lock:
            if number not in self._known:
                self._known[number] = (made, size)
                self._bytes += size
            while self._bytes > MAX_FEATURE_BYTES:
                self._bytes -= self._known.popitem(last=False)[1][1]
        return made

    def _made_again(self, content: Content) -> bytes | None:
        """Decode a picture once more for its thumbnail, from the first file that still holds it."""
        for file in self._catalog.files_of([content.content_id]).get(content.content_id, []):
            try:
                photo = read_photo(file.path, file.stamp)
                if photo.digest != content.digest:  # changed since it was indexed
                    continue
                jpeg = self._pool.decode(thumbnail_of, photo.source)
            except PhotoUnreadable as error:
                log.info("%s cannot be compared: %s", file.path, error)
                continue
            try:
                self._thumbnails.put(content.digest, jpeg)
            except (OSError, EnvironmentProblem) as error:  # it is a cache
                log.debug("thumbnail not kept: %s", error)
            return jpeg
        return None


def _decoded(jpeg: bytes) -> PictureFeatures | None:
    cv2 = load_opencv()
    bgr = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    return None if bgr is None else describe_picture(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB))
