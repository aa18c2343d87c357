"""Proof that pictures are identical: a digest of their pixels, decoded in full. Index lane.

Only for pictures that may be identical: it is the one thing that needs another decode.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from photofinder.app.decode_pool import wait_for
from photofinder.app.photo_reader import read_photo
from photofinder.core.pixel_digest import pixel_digest
from photofinder.errors import PhotoUnreadable
from photofinder.storage.file_rows import UNLUCKY_CODES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future

    from photofinder.app.decode_pool import DecodePool
    from photofinder.core.types import CatalogFile, Content, WorkContext
    from photofinder.storage.catalog import Catalog
    from photofinder.storage.content_store import ContentStore

log = logging.getLogger(__name__)

#: digests computed at a time: what a kill costs
DIGEST_BATCH = 32
#: these say that the picture itself cannot be compared; anything else may be better next time
_FINAL_CODES = frozenset({"damaged", "truncated", "unsupported", "too_large", "empty"})
_FRESH_STATES = frozenset({"unknown"})
_RETRIED_STATES = frozenset({"wanted", "failed_once"})


class PixelProofs:
    """Digests the pixels of contents.

    Parameters
    ----------
    catalog : Catalog
    store : ContentStore
    pool : DecodePool
    """

    def __init__(self, catalog: Catalog, store: ContentStore, pool: DecodePool) -> None:
        self._catalog = catalog
        self._store = store
        self._pool = pool

    def retry(self, ctx: WorkContext) -> None:
        """Digest what could not be digested so far and is there now."""
        self._digest(self._store.wanted_pixel_digests(), _RETRIED_STATES, ctx)

    def prove(self, content_ids: Sequence[int], ctx: WorkContext) -> None:
        """Digest contents that have no digest yet; what is not there now stays wanted."""
        self._digest(content_ids, _FRESH_STATES, ctx)

    def same(self, pairs: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
        """Return those pairs of content ids, the smaller first, whose pixels are the same."""
        ids = sorted({number for pair in pairs for number in pair})
        digests = {n: digest for n, (_, digest) in self._store.pixel_digests(ids).items()}
        sorted_pairs = {(min(pair), max(pair)) for pair in pairs}
        return {
            (low, high)
            for low, high in sorted_pairs
            if digests.get(low) is not None and digests.get(low) == digests.get(high)
        }

    def _digest(
        self, content_ids: Sequence[int], states_wanted: frozenset[str], ctx: WorkContext
    ) -> None:
        states = self._store.pixel_digests(content_ids)
        open_ids = [n for n, (state, _) in states.items() if state in states_wanted]
        for start in range(0, len(open_ids), DIGEST_BATCH):
            ctx.check_cancelled()
            ids = open_ids[start : start + DIGEST_BATCH]
            places, contents = self._catalog.files_of(ids), self._store.contents(ids)
            futures: dict[int, Future[tuple[str, bytes | None]]] = {
                number: self._pool.submit(
                    _digest_of, content, states[number][0], places.get(number, []), self._pool
                )
                for number, content in contents.items()
            }
            found = {number: wait_for(future, ctx) for number, future in futures.items()}
            self._store.set_pixel_digests(found)
        ctx.check_cancelled()


def _digest_of(
    content: Content, state: str, places: Sequence[CatalogFile], pool: DecodePool
) -> tuple[str, bytes | None]:
    """Return (state, digest) of a content's pixels. Decode thread.

    What was too slow or took too much memory is tried once more, by a later scan.
    """
    for file in places:
        try:
            photo = read_photo(file.path, file.stamp)
            if photo.digest != content.digest:  # changed since it was indexed, stamp and all
                continue
            digest = pool.decode(pixel_digest, photo.source, full_size=True)
        except PhotoUnreadable as error:
            log.info("the pixels of %s cannot be compared: %s", file.path, error)
            if error.code in _FINAL_CODES:
                return "unprovable", None
            if error.code in UNLUCKY_CODES:
                return ("unprovable" if state == "failed_once" else "failed_once"), None
            continue
        return ("unprovable" if digest is None else "known"), digest
    return ("failed_once" if state == "failed_once" else "wanted"), None
