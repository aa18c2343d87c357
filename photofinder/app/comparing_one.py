"""One picture that was never indexed, compared with the library as indexing would. Any thread.

The same candidates, the same verifier and the same proofs as in `app.pairing`, but nothing is
written: it also works beside a program that is writing.
"""

from __future__ import annotations

import calendar
import dataclasses
import logging
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from photofinder.app.candidates import find_candidates
from photofinder.app.jobs import NULL_CONTEXT
from photofinder.app.looking_closer import seen_closely
from photofinder.app.photo_reader import read_photo
from photofinder.app.verifying import Verifier
from photofinder.core.name_stems import stem_number
from photofinder.core.pair_rules import Candidate, CosineBounds, may_be_identical
from photofinder.core.pixel_digest import pixel_digest
from photofinder.core.pixel_sketch import pixel_sketch
from photofinder.core.types import Content
from photofinder.errors import PhotoUnreadable
from photofinder.storage.pair_store import NO_STEM, UNKNOWN_S, CompareTable, sign_codes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from photofinder.app.decode_pool import DecodePool
    from photofinder.app.engine import ModelRoom
    from photofinder.core.analysis import AnalysedPhoto
    from photofinder.core.pixel_sketch import PixelSketch
    from photofinder.core.types import PairEvidence
    from photofinder.storage.catalog import Catalog
    from photofinder.storage.content_store import ContentStore
    from photofinder.storage.pair_store import PairStore
    from photofinder.storage.thumbnail_cache import ThumbnailCache

log = logging.getLogger(__name__)

#: stands for the picture that is in no catalog: later than all of them
ASKED_ID = 1 << 62
#: pictures decoded in full for a proof at most; of more that look exactly so, a few tell as much
MAX_PROOFS = 4
#: same shots looked at closely at most: 0.1 s each, and as much to decode them
MAX_LOOKS = 2
#: 45 MB; of more the first comparison has to wait some seconds
MAX_WARM = 300_000


@dataclass(frozen=True, slots=True, eq=False)
class AskedPicture:
    """A picture that is compared.

    Attributes
    ----------
    content : Content
        Its id is `ASKED_ID`.
    analysed : AnalysedPhoto
    vector : ndarray, float32, (dim,)
    source : bytes or Path
        Its file.
    name : str
        Of the file.
    known_as : int or None
        Its content in the catalog, which is no copy of it.
    """

    content: Content
    analysed: AnalysedPhoto
    vector: NDArray[np.float32]
    source: bytes | Path
    name: str
    known_as: int | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """What a picture is to others: contents with its pixels, and pairs with `ASKED_ID`."""

    same_pixels: tuple[int, ...]
    pairs: tuple[PairEvidence, ...]


class OneComparison:
    """Compares single pictures; remembers what the library's are compared by.

    Parameters
    ----------
    catalog : Catalog
    store : ContentStore
    pairs : PairStore
    thumbnails : ThumbnailCache

    Notes
    -----
    150 bytes for each picture of the library are kept from the first comparison on.
    """

    def __init__(
        self, catalog: Catalog, store: ContentStore, pairs: PairStore, thumbnails: ThumbnailCache
    ) -> None:
        self._catalog = catalog
        self._store = store
        self._pairs = pairs
        self._thumbnails = thumbnails
        self._lock = threading.Lock()
        self._model_id = self._last_seq = 0
        self._table: CompareTable | None = None

    def compare(self, asked: AskedPicture, room: ModelRoom, pool: DecodePool) -> Findings:
        """Return what a picture is to those of the library."""
        bounds = CosineBounds.of_model(room.manifest.thresholds.same_shot)
        chosen, provable = self._candidates(asked, room.model_id, bounds, pool)
        same = self._proven(asked, provable, pool)
        thumbnails = _WithAsked(self._thumbnails, asked)
        verifier = Verifier(self._catalog, thumbnails, pool)  # type: ignore[arg-type]  # a cache
        rest = [pair for pair in chosen if pair.first.content_id not in same]
        found = verifier.verify_all(rest, NULL_CONTEXT)
        return Findings(tuple(same), tuple(self._looked_at(found, rest, asked, pool)))

    # -- private -------------------------------------------------------------------------------

    def _candidates(
        self, asked: AskedPicture, model_id: int, bounds: CosineBounds, pool: DecodePool
    ) -> tuple[list[Candidate], list[Candidate]]:
        """Return what is to be verified, and what may have the same pixels."""
        known = self._known(model_id)
        table = _with_asked(known, asked)
        last = len(known.seqs)

        def vectors(rows: NDArray[np.int64]) -> NDArray[np.float32]:
            stored = self._store.vectors(table.seqs[rows[rows < last]].tolist())
            nothing = np.zeros_like(asked.vector)  # of what was forgotten meanwhile
            return np.stack(
                [
                    asked.vector if row == last else stored.get(int(table.seqs[row]), nothing)
                    for row in rows.tolist()
                ]
            )

        found = find_candidates(
            table, np.array([last]), vectors, bounds, pool=pool, ctx=NULL_CONTEXT
        )
        contents = self._store.contents(table.content_ids[found.earlier].tolist())
        chosen, provable = [], []
        for number, earlier in enumerate(found.earlier.tolist()):
            first = contents.get(int(table.content_ids[earlier]))
            if first is None or first.content_id == asked.known_as:
                continue
            pair = Candidate(
                first,
                asked.content,
                int(found.distance[number]),
                int(found.turn[number]),
                float(found.cosine[number]),
                float(min(table.contrast[earlier], table.contrast[last])),
            )
            if found.chosen[number]:
                chosen.append(pair)
            if found.provable[number] and may_be_identical(pair, bounds):
                provable.append(pair)
        return chosen, provable

    def warm_up(self, model_id: int) -> None:
        """Read what the library's pictures are compared by, unless there are very many."""
        if self._store.embedding_count(model_id) <= MAX_WARM:
            self._known(model_id)

    def _known(self, model_id: int) -> CompareTable:
        """Return what the library's pictures are compared by; what is new is read and added."""
        last = self._store.last_seq()
        with self._lock:
            if self._table is None or self._model_id != model_id:
                self._table = self._pairs.table(model_id)
            elif last > self._last_seq:
                new = self._pairs.table(model_id, self._last_seq)
                self._table = _joined(self._table, new)
            newest = int(self._table.seqs[-1]) if len(self._table.seqs) else 0
            # what was added while it was read is in it already
            self._model_id, self._last_seq = model_id, max(last, newest)
            return self._table

    def _proven(
        self, asked: AskedPicture, provable: Sequence[Candidate], pool: DecodePool
    ) -> list[int]:
        """Return the contents that have the very pixels of the picture."""
        proof = _Proof(asked.source, pool)
        nearest = sorted(provable, key=lambda pair: (pair.hash_distance, -pair.cosine))
        same = []
        for pair in nearest[:MAX_PROOFS]:
            source = self._source_of(pair.first)
            if source is not None and proof.has_pixels_of(source):
                same.append(pair.first.content_id)
        return same

    def _looked_at(
        self,
        pairs: Sequence[PairEvidence],
        candidates: Sequence[Candidate],
        asked: AskedPicture,
        pool: DecodePool,
    ) -> list[PairEvidence]:
        """Look closely at those that are most certain, where no capture time proves them."""
        from photofinder.core.close_evidence import needs_look
        from photofinder.core.close_look import large_picture

        known = {pair.first.content_id: pair.first for pair in candidates}
        due = [pair for pair in pairs if needs_look(pair, known[pair.first_id], asked.content)]
        due.sort(key=lambda pair: -pair.probability)
        if not due:
            return list(pairs)
        mine = pool.submit(pool.decode, large_picture, asked.source)

        def closely(pair: PairEvidence) -> PairEvidence:
            """Look at one pair. Pool thread; the picture asked about was given to one before."""
            first = known[pair.first_id]
            source = self._source_of(first)
            if source is None:
                return pair
            try:
                pictures = pool.decode(large_picture, source), mine.result()
            except PhotoUnreadable as error:
                log.info("no close look: %s", error)
                return pair
            return seen_closely(pair, (first, asked.content), pictures)

        work = {pair.first_id: pool.submit(closely, pair) for pair in due[:MAX_LOOKS]}
        looked = {number: future.result() for number, future in work.items()}
        return [looked.get(pair.first_id, pair) for pair in pairs]

    def _source_of(self, content: Content) -> bytes | Path | None:
        """Return the first file that still holds a content; None where none is there."""
        for file in self._catalog.files_of([content.content_id]).get(content.content_id, []):
            try:
                photo = read_photo(file.path, file.stamp)
            except PhotoUnreadable as error:
                log.info("%s cannot be compared: %s", file.path, error)
                continue
            if photo.digest == content.digest:  # else changed since it was indexed
                return photo.source
        return None


class _Proof:
    """Tells whether other files have the pixels of one."""

    def __init__(self, source: bytes | Path, pool: DecodePool) -> None:
        self._source = source
        self._pool = pool
        self._sketch: PixelSketch | None = None
        self._digest: tuple[bytes | None] | None = None

    def has_pixels_of(self, other: bytes | Path) -> bool:
        """Compare what can be told without decoding all, then all."""
        try:
            if self._sketch is None:
                self._sketch = self._pool.decode(pixel_sketch, self._source)
            sketch = self._pool.decode(pixel_sketch, other)
            if sketch.coded is not None and sketch.coded == self._sketch.coded:
                return True
            if sketch.rules_out(self._sketch):
                return False
            if self._digest is None:
                self._digest = (self._pool.decode(pixel_digest, self._source, full_size=True),)
            mine = self._digest[0]
            return mine is not None and mine == self._pool.decode(
                pixel_digest, other, full_size=True
            )
        except PhotoUnreadable as error:
            log.info("pixels cannot be compared: %s", error)
            return False


class _WithAsked:
    """The thumbnails, and that of the picture that is in no cache."""

    def __init__(self, thumbnails: ThumbnailCache, asked: AskedPicture) -> None:
        self._thumbnails = thumbnails
        self._asked = asked

    def get(self, digest: bytes) -> bytes | None:
        """Return a thumbnail."""
        if digest == self._asked.content.digest:
            return self._asked.analysed.thumbnail
        return self._thumbnails.get(digest)

    def put(self, digest: bytes, jpeg: bytes) -> None:
        """Keep a thumbnail that had to be made again."""
        self._thumbnails.put(digest, jpeg)


def asked_content(digest: bytes, size_bytes: int, analysed: AnalysedPhoto) -> Content:
    """Return a picture that is in no catalog as one that is."""
    metadata = analysed.metadata
    facts = dataclasses.asdict(metadata)
    fields = [name for name, value in facts.items() if value not in (None, False)]
    return Content(
        ASKED_ID,
        digest,
        size_bytes,
        analysed.width,
        analysed.height,
        analysed.format,
        metadata.taken_at,
        bool(metadata.camera_model or metadata.camera_make),
        metadata_fields=len(fields) - (metadata.taken_at is not None),
        sharpness=analysed.sharpness,
        burst=metadata.sequence_hint,
        subsec_s=metadata.subsec_s,
    )


def _with_asked(table: CompareTable, asked: AskedPicture) -> CompareTable:
    """Return the table with one more row, of the picture that is asked about."""
    analysed = asked.analysed
    inner = analysed.inner_phash
    stem = stem_number(asked.name)
    row = (
        np.array([(int(table.seqs[-1]) if len(table.seqs) else 0) + 1], np.int64),
        np.array([ASKED_ID], np.int64),
        np.asarray(analysed.phash, np.uint64).reshape(1, -1),
        np.array([analysed.hash_contrast], np.float32),
        np.array([analysed.width << 32 | analysed.height], np.int64),
        np.array([inner or 0], np.uint64),
        np.array([inner is not None]),
        np.array([NO_STEM if stem is None else stem], np.int64),
        np.array([_seconds(analysed.metadata.taken_at)], np.int64),
        sign_codes(asked.vector.reshape(1, -1)),
    )
    return _joined(table, CompareTable(*row))


def _joined(table: CompareTable, more: CompareTable) -> CompareTable:
    if not len(table.seqs):
        return more
    if not len(more.seqs):
        return table
    names = [field.name for field in dataclasses.fields(CompareTable)]
    both = ((getattr(table, name), getattr(more, name)) for name in names)
    return CompareTable(*(np.concatenate(columns) for columns in both))


def _seconds(taken_at: str | None) -> int:
    """Return a moment as the catalog's table has it: seconds by the camera's own clock."""
    if not taken_at:
        return UNKNOWN_S
    try:
        return calendar.timegm(time.strptime(taken_at[:19], "%Y-%m-%dT%H:%M:%S"))
    except ValueError:
        return UNKNOWN_S
