"""From pending files to rows: decode in threads, embed in batches, commit in order.

`Indexer.run` belongs to the index lane. The decode pool looks ahead by a bounded window and the
results are taken in path order, so that memory does not depend on the number of photos, and a
killed run goes on exactly where it was: what is committed stays, the rest is still pending.
"""

from __future__ import annotations

import dataclasses
import logging
import threading
import time
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from photofinder.app.decode_pool import wait_for
from photofinder.app.events import (
    ChangeSet,
    EventBus,
    FoldersLost,
    ListsChanged,
    PairsFound,
    ProblemsFound,
)
from photofinder.app.photo_reader import ReadPhoto, check_still_there, is_away, read_photo
from photofinder.core.analysis import AnalysedPhoto, analyse
from photofinder.core.types import PhotoProblem
from photofinder.errors import PhotoUnreadable
from photofinder.storage.file_rows import TRANSIENT_CODES
from photofinder.storage.index_commit import CommitReport, IndexedFile, NewContent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from numpy.typing import NDArray

    from photofinder.app.decode_pool import DecodePool
    from photofinder.app.engine import Engine
    from photofinder.core.types import CatalogFile, Content, Folder, WorkContext
    from photofinder.storage.catalog import Catalog
    from photofinder.storage.content_store import ContentStore
    from photofinder.storage.thumbnail_cache import ThumbnailCache

log = logging.getLogger(__name__)

#: pictures per inference; more does not make it faster on a CPU, and costs 1 MB each
EMBED_BATCH = 16
#: a commit costs a millisecond; this many photos are decoded again at most after a kill
COMMIT_FILES = 64
COMMIT_INTERVAL_S = 2.0
#: files read ahead per decode thread: enough to bridge one slow file without idling
WINDOW_PER_THREAD = 8
PAGE_ROWS = 1_000
#: what progress says
INDEXING = "indexing"
EMBEDDING = "embedding with the new model"
#: what befalls a file when its drive goes
_LOST_CODES = frozenset({"vanished", "io_error", "no_permission"})
#: what a decoder that reads the path itself says of the file, not of its content
FILE_CODES = TRANSIENT_CODES | {"not_a_file"}


@dataclass(slots=True)
class IndexTotals:
    """What one run did, counted in files."""

    indexed: int = 0
    reused: int = 0
    unreadable: int = 0
    moved: int = 0
    changed_while_read: int = 0
    #: went away meanwhile; what is pending there stays pending
    lost: frozenset[Folder] = frozenset()

    def merge(self, other: IndexTotals) -> None:
        """Add another run's numbers."""
        self.indexed += other.indexed
        self.reused += other.reused
        self.unreadable += other.unreadable
        self.moved += other.moved
        self.changed_while_read = other.changed_while_read
        self.lost |= other.lost

    def add(self, report: CommitReport) -> None:
        """Add one commit's numbers."""
        self.indexed += report.indexed
        self.reused += report.reused
        self.unreadable += report.unreadable
        self.moved += len(report.moved)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A file that a decode thread has dealt with; ``photo`` is None for a known digest.

    ``is_away``: its whole folder is gone, nothing can be said of the file.
    """

    item: IndexedFile
    model_input: NDArray[np.uint8] | None = None
    is_away: bool = False


class _Claims:
    """Digests that a thread has begun to decode in this run: a copy must not be decoded too."""

    def __init__(self) -> None:
        self._digests: set[bytes] = set()
        self._lock = threading.Lock()

    def claim(self, digest: bytes) -> bool:
        with self._lock:
            if digest in self._digests:
                return False
            self._digests.add(digest)
            return True

    def release(self, digests: Iterable[bytes]) -> None:
        """Forget digests that the catalog knows by now."""
        with self._lock:
            self._digests.difference_update(digests)


class Indexer:
    """Turns pending files into contents, embeddings and thumbnails.

    Parameters
    ----------
    catalog : Catalog
    store : ContentStore
    thumbnails : ThumbnailCache
    events : EventBus
    """

    def __init__(
        self, catalog: Catalog, store: ContentStore, thumbnails: ThumbnailCache, events: EventBus
    ) -> None:
        self._catalog = catalog
        self._store = store
        self._thumbnails = thumbnails
        self._events = events
        #: those of the catalog, and which of them went away in this run
        self._folders: dict[int, Folder] = {}
        self._away: set[int] = set()

    def run(
        self,
        engine: Engine,
        pool: DecodePool,
        ctx: WorkContext,
        rebuild: Callable[[WorkContext], None],
    ) -> IndexTotals:
        """Index until nothing is pending.

        Parameters
        ----------
        engine : Engine
        pool : DecodePool
        ctx : WorkContext
        rebuild : callable
            Builds the vector index anew; called when too much of it would be in memory.

        Raises
        ------
        JobCancelled
            What was committed so far stays.
        EnvironmentProblem
            The disk is full or the catalog cannot be written; likewise.
        """
        totals = IndexTotals()
        batch = _Batch(self._store, engine)
        claims = _Claims()
        self._folders = {folder.folder_id: folder for folder in self._catalog.folders()}
        self._away = set()
        total = self._catalog.pending_count()
        ctx.progress(0, total, INDEXING)
        for done, prepared in enumerate(self._prepared(engine, pool, claims, ctx), start=1):
            if prepared.is_away:
                self._away.add(prepared.item.file.folder_id)
            else:
                batch.add(prepared)
            ctx.progress(done, max(total, done), INDEXING)
            if batch.is_due():
                self._commit(batch, totals, claims)
                # what the watch found meanwhile is done in this run too
                total = max(done, done + self._catalog.pending_count() - batch.waiting)
                if engine.index.is_overfull():
                    rebuild(ctx)
        self._commit(batch, totals, claims)
        if self._away:
            totals.lost = frozenset(self._folders[number] for number in self._away)
            log.info("%d folder(s) went away while they were read", len(self._away))
            self._events.publish(FoldersLost(tuple(totals.lost)))
        return totals

    def embed_known(self, engine: Engine, pool: DecodePool, ctx: WorkContext) -> int:
        """Embed contents that are known from another model; return how many were."""
        after, done, total = 0, 0, 0
        while ids := self._store.known_without_embedding(engine.model_id, after, PAGE_ROWS):
            after = ids[-1]
            total = total or self._store.count_without_embedding(engine.model_id)
            places, contents = self._catalog.files_of(ids), self._store.contents(ids)
            for start in range(0, len(ids), EMBED_BATCH):
                inputs = {
                    number: pool.submit(
                        self._model_input, contents[number], places[number], engine, pool
                    )
                    for number in ids[start : start + EMBED_BATCH]
                    if number in places and number in contents
                }
                done += self._embed_chunk(engine, inputs, ctx)
                ctx.progress(done, max(total, done), EMBEDDING)
        return done

    # -- private -------------------------------------------------------------------------------

    def _embed_chunk(
        self,
        engine: Engine,
        inputs: dict[int, Future[NDArray[np.uint8] | None]],
        ctx: WorkContext,
    ) -> int:
        pictures = {number: wait_for(future, ctx) for number, future in inputs.items()}
        good = {number: picture for number, picture in pictures.items() if picture is not None}
        if not good:
            return 0
        vectors = engine.embed(np.stack(list(good.values())))
        seqs = self._store.add_embeddings(list(good), vectors, engine.model_id)
        engine.index.add(seqs, vectors)
        return len(good)

    def _model_input(
        self, content: Content, places: Sequence[CatalogFile], engine: Engine, pool: DecodePool
    ) -> NDArray[np.uint8] | None:
        """Decode a known content again, from whichever of its places still holds it."""
        for file in places:
            try:
                photo = read_photo(file.path, file.stamp)
                if photo.digest != content.digest:  # rewritten in place, with its old stamp
                    raise PhotoUnreadable("changed")
                return pool.decode(analyse, photo.source, engine.fit).model_input
            except PhotoUnreadable as error:
                log.warning("%s cannot be embedded with the new model: %s", file.path, error)
                if error.code in TRANSIENT_CODES:  # the next scan looks at this file again
                    self._catalog.mark_unreadable(file, error)
        return None

    def _prepared(
        self, engine: Engine, pool: DecodePool, claims: _Claims, ctx: WorkContext
    ) -> Iterator[_Prepared]:
        """Yield files in path order, decoded ahead by at most the window."""
        window: deque[Future[_Prepared]] = deque()
        size = pool.threads * WINDOW_PER_THREAD
        try:
            for file in self._pending():
                window.append(pool.submit(self._prepare, file, engine, pool, claims))
                if len(window) >= size:
                    yield wait_for(window.popleft(), ctx)
            while window:
                yield wait_for(window.popleft(), ctx)
        finally:
            for future in window:
                future.cancel()

    def _pending(self) -> Iterator[CatalogFile]:
        after = (0, b"")
        while page := self._catalog.pending_files(after, PAGE_ROWS):
            for file, _ in page:
                if file.folder_id not in self._away:
                    yield file
            after = page[-1][1]

    def _prepare(
        self, file: CatalogFile, engine: Engine, pool: DecodePool, claims: _Claims
    ) -> _Prepared:
        """Read, digest and, when its content is new, decode one file. Decode thread."""
        try:
            photo = read_photo(file.path, file.stamp)
        except PhotoUnreadable as error:
            return self._unreadable(file, error)
        if self._store.find(photo.digest) is not None or not claims.claim(photo.digest):
            return _Prepared(IndexedFile(file, photo.digest))
        try:
            analysed = pool.decode(analyse, photo.source, engine.fit)
            check_still_there(photo)
        except PhotoUnreadable as error:
            item = _undecodable(file, photo, error, claims)
            return _Prepared(item) if item.error is None else self._unreadable(file, item.error)
        self._thumbnails.put(photo.digest, analysed.thumbnail)
        content = _new_content(photo, analysed)
        return _Prepared(IndexedFile(file, photo.digest, content), analysed.model_input)

    def _unreadable(self, file: CatalogFile, error: PhotoUnreadable) -> _Prepared:
        """Tell a file that is gone from a drive that is: of its photos nothing can be said."""
        folder = self._folders.get(file.folder_id)
        lost = folder is not None and error.code in _LOST_CODES
        return _Prepared(
            IndexedFile(file, error=error),
            is_away=lost and folder is not None and is_away(file.stamp, folder.path),
        )

    def _commit(self, batch: _Batch, totals: IndexTotals, claims: _Claims) -> None:
        report, items = batch.commit()
        if report is None:
            return
        totals.add(report)
        waiting = {item.digest for item in report.unresolved}
        claims.release(item.digest for item in items if item.digest not in waiting)
        problems: list[PhotoProblem] = []
        added: list[Path] = []
        changed: list[Path] = []
        silent = {new for _, new in report.moved} | set(report.touched)
        unresolved = set(map(id, report.unresolved))
        for item in items:
            error = item.error or (item.content.error if item.content else None)
            if error is None:
                log.debug("indexed %s", item.file.path)
                if item.file.path not in silent and id(item) not in unresolved:
                    known = item.file.content_id is not None
                    (changed if known else added).append(item.file.path)
                continue
            totals.changed_while_read += error.code == "changed"
            problems.append(PhotoProblem(item.file.path, error.code, error.message))
        if problems:
            self._events.publish(ProblemsFound(tuple(problems)))
        changes = ChangeSet(tuple(added), tuple(changed), report.moved)
        if changes:
            self._events.publish(changes)
        elif report.touched:  # not pending any more
            self._events.publish(ListsChanged())
        if report.repeated:
            self._events.publish(PairsFound(report.repeated))


class _Batch:
    """Collects prepared files; embeds them a few at a time and commits them together."""

    def __init__(self, store: ContentStore, engine: Engine) -> None:
        self._store = store
        self._engine = engine
        self._items: list[IndexedFile] = []
        self._waiting: list[_Prepared] = []
        self._unresolved: list[IndexedFile] = []
        self._since_s = time.monotonic()

    def add(self, prepared: _Prepared) -> None:
        if prepared.model_input is None:
            self._items.append(prepared.item)
            return
        self._waiting.append(prepared)
        if len(self._waiting) >= EMBED_BATCH:
            self._embed()

    @property
    def waiting(self) -> int:
        """Files that are done but for their commit."""
        return len(self._items) + len(self._waiting) + len(self._unresolved)

    def is_due(self) -> bool:
        if len(self._items) >= COMMIT_FILES:
            return True
        return time.monotonic() - self._since_s > COMMIT_INTERVAL_S

    def commit(self) -> tuple[CommitReport | None, list[IndexedFile]]:
        """Write everything collected; what a later batch must resolve is kept."""
        self._embed()
        self._since_s = time.monotonic()
        items = [*self._unresolved, *self._items]
        if not items:
            return None, []
        report = self._store.commit(items, self._engine.model_id)
        self._unresolved = list(report.unresolved)
        self._items = []
        if report.new_vectors:
            self._engine.index.add(report.new_seqs, np.stack(report.new_vectors))
        return report, items

    def _embed(self) -> None:
        if not self._waiting:
            return
        pictures = np.stack([p.model_input for p in self._waiting if p.model_input is not None])
        vectors = self._engine.embed(pictures)
        for prepared, vector in zip(self._waiting, vectors, strict=True):
            self._items.append(dataclasses.replace(prepared.item, vector=vector))
        self._waiting = []


def _undecodable(
    file: CatalogFile, photo: ReadPhoto, error: PhotoUnreadable, claims: _Claims
) -> IndexedFile:
    """Tell what is wrong with the content from what befell the file while it was decoded."""
    if error.code not in FILE_CODES:
        try:
            check_still_there(photo)
        except PhotoUnreadable as cause:
            error = cause
    if error.code in FILE_CODES:
        claims.release([photo.digest])  # a copy may be decoded instead
        return IndexedFile(file, error=error)
    return IndexedFile(file, photo.digest, NewContent(photo.digest, photo.size_bytes, error=error))


def _new_content(photo: ReadPhoto, analysed: AnalysedPhoto) -> NewContent:
    metadata = {
        name: value
        for name, value in dataclasses.asdict(analysed.metadata).items()
        if value not in (None, False) and name != "taken_at"
    }
    return NewContent(
        photo.digest,
        photo.size_bytes,
        analysed.width,
        analysed.height,
        analysed.format,
        analysed.frames,
        analysed.metadata.taken_at,
        metadata,
        analysed.phash,
        analysed.hash_contrast,
        analysed.sharpness,
        analysed.inner_phash,
    )
