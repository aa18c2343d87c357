"""Proof that pictures are identical, for pairs that may be.

Two files of which a decoder reads the same bytes have the same pixels, and two whose first rows are
others have not: that is told from a sketch of each while photos are indexed (`prove`, index lane).
What is left needs a digest of all pixels, decoded in full, which nobody waits for: it stays wanted
in the catalog until the background lane gets to it (`retry`), however often that is stopped. Either
way, equal digests in the catalog are the proof, and nothing else is.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from photofinder.app.decode_pool import wait_for
from photofinder.app.photo_reader import read_photo
from photofinder.core.pixel_digest import pixel_digest
from photofinder.core.pixel_sketch import NOTHING_KNOWN, is_coded, pixel_sketch
from photofinder.errors import PhotoUnreadable
from photofinder.storage.file_rows import UNLUCKY_CODES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from concurrent.futures import Future

    from photofinder.app.decode_pool import DecodePool
    from photofinder.core.pixel_sketch import PixelSketch
    from photofinder.core.types import CatalogFile, Content, WorkContext
    from photofinder.storage.catalog import Catalog
    from photofinder.storage.content_store import ContentStore

log = logging.getLogger(__name__)

#: digests computed at a time: what a kill costs
DIGEST_BATCH = 32
#: these say that the picture itself cannot be compared; anything else may be better next time
_FINAL_CODES = frozenset({"damaged", "truncated", "unsupported", "too_large", "empty"})
_WANTED_STATES = frozenset({"wanted", "failed_once"})
#: 6 ms in full: what is smaller is not left to the background
SMALL_PIXELS = 500_000
#: 60 ms: larger pictures are decoded where that can be cut short, so that a stop takes no longer
LARGE_PIXELS = 4_000_000
#: what progress says
PROVING = "proving identical pictures"

_State = tuple[str, "bytes | None"]


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

    def prove(self, pairs: Sequence[tuple[int, int]], ctx: WorkContext) -> set[tuple[int, int]]:
        """Tell which pairs of content ids have the same pixels; large ones are not decoded in full.

        Pictures of pairs that this does not decide are wanted from then on, see `retry`.

        Returns
        -------
        set of tuple of int
            Of those pairs, the smaller id first.
        """
        wanted = sorted({(min(pair), max(pair)) for pair in pairs})
        sketches: dict[int, PixelSketch] = {}
        for start in range(0, len(wanted), DIGEST_BATCH):
            self._prove(wanted[start : start + DIGEST_BATCH], sketches, ctx)
        self._digest_small(sorted(sketches), ctx)
        return self._same(wanted)

    def retry(self, ctx: WorkContext, on_digested: Callable[[int], None] = lambda _: None) -> int:
        """Digest in full what is wanted and there; return how many contents were.

        Parameters
        ----------
        ctx : WorkContext
        on_digested : callable
            Takes how many more there are, every few of them, and where the job is stopped.
        """
        ids = self._store.wanted_pixel_digests()
        total = len(ids)
        done: set[int] = set()
        for start in range(0, total, DIGEST_BATCH):
            ctx.progress(start, total, PROVING)
            before = len(done)
            try:
                self._digest(ids[start : start + DIGEST_BATCH], done, ctx)
            finally:
                if len(done) > before:
                    on_digested(len(done) - before)
        ctx.check_cancelled()
        return len(done)

    # -- private -------------------------------------------------------------------------------

    def _same(self, pairs: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
        ids = sorted({number for pair in pairs for number in pair})
        digests = {n: digest for n, (_, digest) in self._store.pixel_digests(ids).items()}
        return {
            (low, high)
            for low, high in pairs
            if digests.get(low) is not None and digests.get(low) == digests.get(high)
        }

    def _prove(
        self,
        pairs: Sequence[tuple[int, int]],
        sketches: dict[int, PixelSketch],
        ctx: WorkContext,
    ) -> None:
        states = self._store.pixel_digests(sorted({n for pair in pairs for n in pair}))
        open_pairs = [pair for pair in pairs if _is_open(pair, states)]
        self._sketch({n for pair in open_pairs for n in pair} - set(sketches), sketches, ctx)
        notes = _Notes(states)
        for low, high in open_pairs:
            one, two = sketches[low], sketches[high]
            notes.add_coded(low, one)
            notes.add_coded(high, two)
            if one.coded is not None and one.coded == two.coded:
                notes.join(low, high, one.coded)
            elif not one.rules_out(two):
                notes.want(low, high)
        if notes.new:
            self._store.set_pixel_digests(notes.new)
        for coded, digest in notes.full_of.items():
            self._store.replace_pixel_digest(coded, digest)

    def _sketch(
        self, content_ids: set[int], sketches: dict[int, PixelSketch], ctx: WorkContext
    ) -> None:
        ctx.check_cancelled()
        ids = sorted(content_ids)
        places, contents = self._catalog.files_of(ids), self._store.contents(ids)
        futures = {
            number: self._pool.submit(_sketch_of, content, places.get(number, []), self._pool)
            for number, content in contents.items()
        }
        sketches.update(dict.fromkeys(ids, NOTHING_KNOWN))
        sketches.update({number: wait_for(future, ctx) for number, future in futures.items()})

    def _digest_small(self, content_ids: Sequence[int], ctx: WorkContext) -> None:
        """Digest in full what is wanted and no more work than another sketch."""
        states = self._store.pixel_digests(content_ids)
        wanted = [number for number, (state, _) in states.items() if state == "wanted"]
        contents = self._store.contents(wanted)
        small = [
            number
            for number, content in contents.items()
            if content.width * content.height <= SMALL_PIXELS
        ]
        for start in range(0, len(small), DIGEST_BATCH):
            self._digest(small[start : start + DIGEST_BATCH], set(), ctx)

    def _digest(self, content_ids: Sequence[int], done: set[int], ctx: WorkContext) -> None:
        """Digest some in full; of several with the same coded data only one is decoded."""
        ctx.check_cancelled()
        states = self._store.pixel_digests(content_ids)
        first_of: dict[bytes, int] = {}
        ids = [
            number
            for number, (state, coded) in states.items()
            if state in _WANTED_STATES
            and (coded is None or first_of.setdefault(coded, number) == number)
        ]
        places, contents = self._catalog.files_of(ids), self._store.contents(ids)
        futures: dict[int, Future[_State]] = {
            number: self._pool.submit(
                _digest_of, content, states[number][0], places.get(number, []), self._pool
            )
            for number, content in contents.items()
        }
        for number, future in futures.items():
            state, digest = wait_for(future, ctx)
            coded = states[number][1]
            if digest is not None and coded is not None:
                self._store.replace_pixel_digest(coded, digest)
            else:
                self._store.set_pixel_digests({number: (state, digest or coded)})
            done.add(number)


class _Notes:
    """What is to be written of a few contents.

    Parameters
    ----------
    states : mapping
        What is in the catalog.
    """

    def __init__(self, states: Mapping[int, _State]) -> None:
        self._states = states
        self.new: dict[int, _State] = {}
        #: of coded data the digest of its pixels, where one of its files was decoded before
        self.full_of: dict[bytes, bytes] = {}

    def _state(self, number: int) -> _State:
        return self.new.get(number, self._states[number])

    def add_coded(self, number: int, sketch: PixelSketch) -> None:
        """Note the coded data of a content that has no digest yet."""
        state, digest = self._state(number)
        if digest is None and sketch.coded is not None:
            self.new[number] = ("known" if state == "unknown" else state, sketch.coded)

    def join(self, low: int, high: int, coded: bytes) -> None:
        """Note that two contents have the same coded data, which both have noted."""
        for number in (low, high):
            digest = self._state(number)[1]
            if digest is not None and not is_coded(digest):
                self.full_of.setdefault(coded, digest)

    def want(self, low: int, high: int) -> None:
        """Note that a full decode must tell whether two contents have the same pixels."""
        both = {number: self._state(number) for number in (low, high)}
        if any(state == "unprovable" for state, _ in both.values()):
            return
        for number, (state, digest) in both.items():
            if state in ("unknown", "known") and not _is_full(digest):
                self.new[number] = ("wanted", digest)


def _is_full(digest: bytes | None) -> bool:
    return digest is not None and not is_coded(digest)


def _is_open(pair: tuple[int, int], states: Mapping[int, _State]) -> bool:
    """Whether what is in the catalog leaves it open that two pictures have the same pixels."""
    known = [states.get(number) for number in pair]
    if None in known:  # forgotten meanwhile
        return False
    digests = [state[1] for state in known if state is not None]
    if digests[0] is not None and digests[0] == digests[1]:
        return False
    return not all(state is not None and _is_decided(state) for state in known)


def _is_decided(state: _State) -> bool:
    return state[0] == "unprovable" or _is_full(state[1])


def _sketch_of(content: Content, places: Sequence[CatalogFile], pool: DecodePool) -> PixelSketch:
    """Sketch a content from the first of its files that still holds it. Decode thread."""
    for file in places:
        try:
            photo = read_photo(file.path, file.stamp)
            if photo.digest == content.digest:  # else changed since it was indexed, stamp and all
                return pool.decode(pixel_sketch, photo.source)
        except PhotoUnreadable as error:  # a full decode says what is to be said
            log.debug("no sketch of %s: %s", file.path, error)
    return NOTHING_KNOWN


def _is_large(content: Content) -> bool:
    return content.width * content.height > LARGE_PIXELS


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
            digest = pool.decode(
                pixel_digest, photo.source, full_size=True, can_be_cut=_is_large(content)
            )
        except PhotoUnreadable as error:
            log.info("the pixels of %s cannot be compared: %s", file.path, error)
            if error.code in _FINAL_CODES:
                return "unprovable", None
            if error.code in UNLUCKY_CODES:
                return ("unprovable" if state == "failed_once" else "failed_once"), None
            continue
        return ("unprovable" if digest is None else "known"), digest
    return ("failed_once" if state == "failed_once" else "wanted"), None
