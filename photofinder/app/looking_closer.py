"""Looks closely at same shots that no capture time proves. Background lane.

Both photos are decoded once more, at four times a thumbnail's size, which nobody waits for: until
then a pair is what its thumbnails say. Each pair is looked at once, however often the job is
stopped; what is offline is looked at when it is back.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from photofinder.app.decode_pool import wait_for
from photofinder.app.photo_reader import check_still_there, read_photo
from photofinder.errors import PhotoUnreadable
from photofinder.storage.file_rows import UNLUCKY_CODES

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


def seen_closely(
    pair: PairEvidence, contents: tuple[Content, Content], pictures: tuple[Picture, Picture]
) -> PairEvidence:
    """Return what is known of a pair once its pictures were looked at closely. Any thread.

    Parameters
    ----------
    pair : PairEvidence
    contents : tuple of Content
        Of ``pair.first_id`` and ``pair.second_id``.
    pictures : tuple of ndarray, uint8, (h, w, 3)
        As `core.close_look.large_picture` gives them.
    """
    from photofinder.core.close_evidence import after_look
    from photofinder.core.close_look import look_closer

    seen = pair.verified
    if seen is None or seen.transform is None:
        return pair
    return after_look(pair, look_closer(*pictures, seen.transform), *contents)


class CloserLooks:
    """Looks at pairs.

    Parameters
    ----------
    catalog : Catalog
    store : ContentStore
    pairs : PairStore
    pool : DecodePool
    in_vain : set of tuple of int, optional
        Pairs, by ids, that are left out; those that could not be looked at now are added.
    """

    def __init__(
        self,
        catalog: Catalog,
        store: ContentStore,
        pairs: PairStore,
        pool: DecodePool,
        in_vain: set[tuple[int, int]] | None = None,
    ) -> None:
        self._catalog = catalog
        self._store = store
        self._pairs = pairs
        self._pool = pool
        self._in_vain = set() if in_vain is None else in_vain
        self._pictures: dict[int, Picture | None] = {}

    def run(self, ctx: WorkContext, on_moved: Callable[[int], None] = lambda _: None) -> int:
        """Look at every pair that needs it and is there; return at how many.

        Parameters
        ----------
        ctx : WorkContext
        on_moved : callable
            Takes how many more pairs are not what they were, every few of them.
        """
        version = look_version()
        steps = _Steps(self._pairs.to_look_count(version), ctx, on_moved)
        for seen_by in range(version):
            after = 0, 0
            while page := self._pairs.to_look(seen_by, PAGE, after):
                after = _ids(page[-1])
                self._look_at_page(page, version, steps)
        ctx.check_cancelled()
        return steps.looked

    def _look_at_page(self, page: Sequence[PairEvidence], version: int, steps: _Steps) -> None:
        contents = self._store.contents(sorted({n for pair in page for n in _ids(pair)}))
        due = [pair for pair in page if _needs_look(pair, contents)]
        waiting = {_ids(pair) for pair in due}
        self._pairs.set_looked(version, [(p, p) for p in page if _ids(p) not in waiting])
        due = [pair for pair in due if _ids(pair) not in self._in_vain]
        steps.passed(len(page) - len(due))
        for start in range(0, len(due), BATCH):
            batch = due[start : start + BATCH]
            steps.begin()
            seen = self._look(batch, contents, steps.ctx)
            self._pairs.set_looked(version, seen)
            self._in_vain |= {_ids(pair) for pair in batch} - {_ids(pair) for pair, _ in seen}
            steps.saw(seen)
            steps.passed(len(batch))

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
        results = [(pair, wait_for(future, ctx)) for pair, future in futures]
        return [(pair, seen) for pair, seen in results if seen is not None]

    def _seen(self, pair: PairEvidence, contents: Mapping[int, Content]) -> PairEvidence | None:
        """Look at one pair; None where that failed, which is a bug. Decode thread."""
        first, second = (self._pictures[number] for number in _ids(pair))
        if first is None or second is None:
            return pair
        one, two = (contents[number] for number in _ids(pair))
        try:
            return seen_closely(pair, (one, two), (first, second))
        except Exception:  # at a thread's edge: other pairs are looked at all the same
            log.exception("no close look at contents %d and %d", *_ids(pair))
            return None

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


class _Steps:
    """Counts what was done, and tells it."""

    def __init__(self, total: int, ctx: WorkContext, on_moved: Callable[[int], None]) -> None:
        self.ctx = ctx
        self.looked = 0
        self._total = total
        self._done = 0
        self._on_moved = on_moved

    def begin(self) -> None:
        self.ctx.progress(self._done, max(self._total, self._done), LOOKING)

    def passed(self, number: int) -> None:
        self._done += number

    def saw(self, seen: Sequence[tuple[PairEvidence, PairEvidence]]) -> None:
        self.looked += len(seen)
        if moved := sum(before.pair_class != now.pair_class for before, now in seen):
            self._on_moved(moved)


def _ids(pair: PairEvidence) -> tuple[int, int]:
    return pair.first_id, pair.second_id


def _needs_look(pair: PairEvidence, contents: Mapping[int, Content]) -> bool:
    from photofinder.core.close_evidence import needs_look

    first, second = (contents.get(number) for number in _ids(pair))
    return first is not None and second is not None and needs_look(pair, first, second)


def _picture_of(
    content: Content, places: Sequence[CatalogFile], pool: DecodePool
) -> tuple[bool, Picture | None]:
    """Return whether it is known how a content looks, and its picture. Decode thread.

    No picture where it cannot be decoded, which the next time would not change. Nothing is known
    where it is away, or the decoder had no luck: who was not seen is not called looked at.
    """
    from photofinder.core.close_look import large_picture

    is_known = False
    for file in places:
        is_read = False
        try:
            photo = read_photo(file.path, file.stamp)
            if photo.digest != content.digest:  # changed since it was indexed, stamp and all
                continue
            is_read = True
            picture = pool.decode(large_picture, photo.source)
            check_still_there(photo)
        except PhotoUnreadable as error:
            log.info("no close look at %s: %s", file.path, error)
            is_known |= is_read and error.code not in _SAYS_NOTHING
        else:
            return True, picture
    return is_known, None


#: of the moment, or of the file, not of the content
_SAYS_NOTHING = frozenset({*UNLUCKY_CODES, "changed", "vanished", "no_permission", "io_error"})
