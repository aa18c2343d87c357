"""Looks closely at same shots that no capture time proves. Background lane.

Both photos are decoded once more, at four times a thumbnail's size, which nobody waits for: until
then a pair is what its thumbnails say. Each pair is looked at once, however often the job is
stopped; what is offline is looked at when it is back.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from photofinder.app.decode_pool import wait_for
from photofinder.app.photo_reader import read_photo
from photofinder.errors import PhotoUnreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from photofinder.app.decode_pool import DecodePool
    from photofinder.core.types import CatalogFile, Content, PairEvidence, WorkContext
    from photofinder.storage.catalog import Catalog
    from photofinder.storage.content_store import ContentStore
    from photofinder.storage.pair_store import PairStore

    Picture = NDArray[np.uint8]

log = logging.getLogger(__name__)

#: pairs looked at a time: what a kill costs; sixteen pictures of 4 MB
BATCH = 8
#: pairs asked of the catalog at a time: many need no look
PAGE = 256
#: what progress says
LOOKING = "looking closely"


def look_version() -> int:
    """Return what `pair.looked` holds of a pair that was looked at as now."""
    from photofinder.core import close_look

    return close_look.VERSION


class CloserLooks:
    """Looks at pairs.

    Parameters
    ----------
    catalog : Catalog
    store : ContentStore
    pairs : PairStore
    pool : DecodePool
    """

    def __init__(
        self, catalog: Catalog, store: ContentStore, pairs: PairStore, pool: DecodePool
    ) -> None:
        self._catalog = catalog
        self._store = store
        self._pairs = pairs
        self._pool = pool
        self._pictures: dict[int, Picture | None] = {}

    def run(self, ctx: WorkContext, on_moved: Callable[[int], None] = lambda _: None) -> int:
        """Look at every pair that needs it and is there; return at how many.

        Parameters
        ----------
        ctx : WorkContext
        on_moved : callable
            Takes how many more pairs are not what they were, every few of them.
        """
        version, after, looked, done = look_version(), (0, 0), 0, 0
        total = self._pairs.to_look_count(version)
        while page := self._pairs.to_look(version, PAGE, after):
            after = page[-1].first_id, page[-1].second_id
            contents = self._store.contents(sorted({n for pair in page for n in _ids(pair)}))
            due = [pair for pair in page if _needs_look(pair, contents)]
            waiting = {_ids(pair) for pair in due}
            self._pairs.set_looked(version, [(p, p) for p in page if _ids(p) not in waiting])
            done += len(page) - len(due)
            for start in range(0, len(due), BATCH):
                ctx.progress(done, max(total, done), LOOKING)
                seen = self._look(due[start : start + BATCH], contents, ctx)
                self._pairs.set_looked(version, seen)
                if moved := sum(before.pair_class != now.pair_class for before, now in seen):
                    on_moved(moved)
                looked += len(seen)
                done += min(BATCH, len(due) - start)
        ctx.check_cancelled()
        return looked

    def _look(
        self, pairs: Sequence[PairEvidence], contents: Mapping[int, Content], ctx: WorkContext
    ) -> list[tuple[PairEvidence, PairEvidence]]:
        """Return the pairs that could be looked at, as they were and as they are."""
        ctx.check_cancelled()
        self._decode({number for pair in pairs for number in _ids(pair)}, contents, ctx)
        futures = [
            (pair, self._pool.submit(self._seen, pair, contents))
            for pair in pairs
            if all(number in self._pictures for number in _ids(pair))
        ]
        return [(pair, wait_for(future, ctx)) for pair, future in futures]

    def _seen(self, pair: PairEvidence, contents: Mapping[int, Content]) -> PairEvidence:
        """Look at one pair. Decode thread."""
        from photofinder.core.close_evidence import after_look
        from photofinder.core.close_look import look_closer

        first, second = (self._pictures[number] for number in _ids(pair))
        seen = pair.verified
        if first is None or second is None or seen is None or seen.transform is None:
            return pair
        look = look_closer(first, second, seen.transform)
        return after_look(pair, look, *(contents[number] for number in _ids(pair)))

    def _decode(
        self, content_ids: set[int], contents: Mapping[int, Content], ctx: WorkContext
    ) -> None:
        """Keep the pictures of these contents, and no others; those that are away are left out."""
        for number in set(self._pictures) - content_ids:
            del self._pictures[number]
        missing = sorted(content_ids - set(self._pictures))
        places = self._catalog.files_of(missing)
        futures = {
            number: self._pool.submit(
                _picture_of, contents[number], places.get(number, []), self._pool
            )
            for number in missing
        }
        for number, future in futures.items():
            is_known, picture = wait_for(future, ctx)
            if is_known:
                self._pictures[number] = picture


def _ids(pair: PairEvidence) -> tuple[int, int]:
    return pair.first_id, pair.second_id


def _needs_look(pair: PairEvidence, contents: Mapping[int, Content]) -> bool:
    from photofinder.core.close_evidence import needs_look

    first, second = (contents.get(number) for number in _ids(pair))
    return first is not None and second is not None and needs_look(pair, first, second)


def _picture_of(
    content: Content, places: Sequence[CatalogFile], pool: DecodePool
) -> tuple[bool, Picture | None]:
    """Return whether a content is there, and its picture. Decode thread.

    No picture where it cannot be decoded, which the next time would not change.
    """
    from photofinder.core.close_look import large_picture

    is_there = False
    for file in places:
        try:
            photo = read_photo(file.path, file.stamp)
            if photo.digest != content.digest:  # changed since it was indexed, stamp and all
                continue
            is_there = True
            return True, pool.decode(large_picture, photo.source)
        except PhotoUnreadable as error:
            log.info("no close look at %s: %s", file.path, error)
    return is_there, None
