"""Whether a file is a duplicate of something in the library. Any thread; nothing is written.

A photo that was indexed and compared is looked up; any other is read, decoded, embedded and
compared as indexing would do it. The file itself is never its own copy.
"""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from photofinder.app.comparing_one import AskedPicture, OneComparison, asked_content
from photofinder.app.decode_pool import DecodePool
from photofinder.app.photo_reader import ReadPhoto, check_still_there, is_away, read_photo
from photofinder.app.query_vectors import QueryVector
from photofinder.core import checking
from photofinder.core.analysis import analyse
from photofinder.core.checking import CheckAnswer, FoundCopy, LookAlike
from photofinder.core.duplicate_units import Decided
from photofinder.core.duplicate_words import HARD_LINK, SAME_BYTES, relation_to, same_pixels
from photofinder.core.types import FileState, PairClass
from photofinder.errors import JobCancelled, PhotoUnreadable, UsageProblem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from photofinder.app.engine import ModelRoom, ModelRooms
    from photofinder.app.similar import SimilarSearch
    from photofinder.core.cleanup import Decision
    from photofinder.core.phrases import Phrase
    from photofinder.core.types import CatalogFile, Content, PairEvidence
    from photofinder.storage.catalog import Catalog
    from photofinder.storage.check_rows import CheckRows, FilePlace
    from photofinder.storage.content_store import ContentStore
    from photofinder.storage.photo_rows import PhotoRows

#: one that reads, and one that lends a hand
_THREADS = 2
_KNOWN_STATES = frozenset({FileState.INDEXED, FileState.MISSING})


@dataclass(frozen=True, slots=True)
class _Link:
    """What the file that was asked about is to a content."""

    pair_class: PairClass
    relation: Phrase
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class _Asked:
    """A file as far as it had to be looked at.

    ``photo`` is None where the catalog knows the file as it is; ``content`` None where the
    library has no such picture.
    """

    path: Path
    file: CatalogFile | None
    photo: ReadPhoto | None
    content: Content | None
    notes: tuple[Phrase, ...] = ()


class Checker:
    """Answers whether files are duplicates. Close it.

    Parameters
    ----------
    catalog : Catalog
    store : ContentStore
    rows : PhotoRows
    around : CheckRows
    comparison : OneComparison
    rooms : ModelRooms
    search : callable
        Gives a search by the model that answers.
    decisions : callable
        Gives what the user decided about look-alikes.
    """

    def __init__(
        self,
        catalog: Catalog,
        store: ContentStore,
        rows: PhotoRows,
        around: CheckRows,
        comparison: OneComparison,
        *,
        rooms: ModelRooms,
        search: Callable[[], SimilarSearch],
        decisions: Callable[[], Iterable[Decision]],
    ) -> None:
        self._catalog = catalog
        self._store = store
        self._rows = rows
        self._around = around
        self._comparison = comparison
        self._rooms = rooms
        self._search = search
        self._decisions = decisions
        self._pool: DecodePool | None = None
        self._closed = False
        self._lock = threading.Lock()

    def check(self, path: Path) -> CheckAnswer:
        """Answer; see `Library.check`."""
        try:
            return self._check(path)
        except PhotoUnreadable as error:
            raise PhotoUnreadable(error.code, **{**error.params, "path": path}) from error
        except RuntimeError as error:  # threads that are ending take no work
            if self._closed:
                raise JobCancelled("cancelled") from error
            raise

    def warm_up(self) -> None:
        """Load what the first question about an unknown file would have to wait for."""
        room = self._rooms.serving()
        if self._store.embedding_count(room.model_id):
            room.load_index()
            _ = room.engine
            self._comparison.warm_up(room.model_id)

    def close(self) -> None:
        """End the threads."""
        with self._lock:
            pool, self._pool, self._closed = self._pool, None, True
        if pool is not None:
            pool.close()

    # -- private -------------------------------------------------------------------------------

    def _check(self, path: Path) -> CheckAnswer:
        asked = self._asked(path)
        room = self._rooms.serving()
        decided = Decided(self._decisions())
        links: dict[int, _Link] = {}
        parted: set[int] = set()
        picture = None
        if asked.content is not None:
            links, parted = self._stored(asked.content, decided)
        content_id = None if asked.content is None else asked.content.content_id
        if content_id is None or not self._around.is_compared(content_id, room.model_id):
            picture = self._picture(asked, room)
        if picture is not None:
            found = self._compared(picture, room, decided, parted)
            links = {**found, **links}
        away: set[Path] = set()
        copies, related = checking.split(self._placed(asked, links, away))
        nearest = None if copies else self._nearest(asked, picture, room)
        notes = (*asked.notes, *self._notes(len(parted), away))
        return CheckAnswer(path, copies, related, nearest, asked.file is not None, notes)

    def _asked(self, path: Path) -> _Asked:
        """Find out which picture a file holds, reading it only where that is not known."""
        place = Path(os.path.abspath(path))  # noqa: PTH100  # links stay as they are
        file = self._catalog.file_at(place) or self._catalog.file_at(Path(os.path.realpath(path)))
        there = os.path.lexists(path)
        if not there and file is None:
            raise UsageProblem("no_such_file", path=path)
        if os.path.isdir(path):  # noqa: PTH112  # one that cannot be looked at is none
            raise UsageProblem("not_an_image_file", path=path)
        is_known = file is not None and file.state in _KNOWN_STATES and file.content_id is not None
        if file is not None and is_known and (not there or _is_as_indexed(file)):
            content = self._content(file.content_id)
            if content is not None:
                return _Asked(path, file, None, content, () if there else (checking.AWAY_NOTE,))
        if not there:
            raise PhotoUnreadable("vanished")
        photo = read_photo(Path(os.path.realpath(path)))
        known = self._store.find(photo.digest)
        notes: tuple[Phrase, ...] = ()
        if file is not None and file.state is not FileState.UNREADABLE:
            notes = (checking.CHANGED_NOTE if is_known else checking.UNINDEXED_NOTE,)
        content = self._content(known[0]) if known is not None and known[1] else None
        return _Asked(path, file, photo, content, notes)

    def _content(self, content_id: int | None) -> Content | None:
        return None if content_id is None else self._store.contents([content_id]).get(content_id)

    def _stored(self, content: Content, decided: Decided) -> tuple[dict[int, _Link], set[int]]:
        """Return what is known of a content, and what the user parted from it."""
        number = content.content_id
        links = {number: _Link(PairClass.IDENTICAL_FILE, SAME_BYTES)}
        same = set(self._around.same_pixels(number))
        pairs = {_other(pair, number): pair for pair in self._around.pairs(number)}
        others = self._store.contents(sorted(same | pairs.keys()))
        parted = {n for n, other in others.items() if decided.apart(content, other)}
        for other in others.values():
            if other.content_id in parted:
                continue
            if other.content_id in same:
                links[other.content_id] = _same_pixels(other, content)
            else:
                links[other.content_id] = _near(other, content, pairs[other.content_id])
        return links, parted

    def _picture(self, asked: _Asked, room: ModelRoom) -> AskedPicture | None:
        """Decode and embed a file; None where it is not there to be read."""
        if asked.photo is None and not os.path.lexists(asked.path):
            return None
        photo = asked.photo or read_photo(Path(os.path.realpath(asked.path)))
        pool = self._opened()
        analysed = pool.submit(pool.decode, analyse, photo.source, room.fit).result()
        check_still_there(photo)
        if analysed.model_input is None:  # it was asked for
            raise RuntimeError("no input for the model")
        vector = room.engine.embed(analysed.model_input[None])[0]
        return AskedPicture(
            asked_content(photo.digest, photo.size_bytes, analysed),
            analysed,
            vector,
            photo.source,
            asked.path.name,
            None if asked.content is None else asked.content.content_id,
        )

    def _compared(
        self, picture: AskedPicture, room: ModelRoom, decided: Decided, parted: set[int]
    ) -> dict[int, _Link]:
        """Compare a picture with all; what the user parted from it is added to ``parted``."""
        found = self._comparison.compare(picture, room, self._opened())
        mine = picture.content
        pairs = {_other(pair, mine.content_id): pair for pair in found.pairs}
        links = {}
        others = self._store.contents(sorted({*found.same_pixels, *pairs}))
        for number, other in others.items():
            if decided.apart(mine, other):
                parted.add(number)
            elif number in found.same_pixels:
                links[number] = _same_pixels(other, mine)
            else:
                links[number] = _near(other, mine, pairs[number])
        return links

    def _placed(self, asked: _Asked, links: dict[int, _Link], away: set[Path]) -> list[FoundCopy]:
        """Return where related contents lie, but for the file itself and what is one with it.

        Folders that went since the last look at them are added to ``away``.
        """
        own = asked.file
        asset = None if own is None else self._around.asset_of(own.file_id)
        found = []
        for place in self._around.places(links):
            link = links[place.content_id]
            if own is not None and place.file_id == own.file_id:
                continue
            if place.asset == asset and link.pair_class is not PairClass.IDENTICAL_FILE:
                continue
            if place.online and not _is_still_there(place):
                if place.root not in away and not is_away(place.stamp, place.root):
                    continue
                away.add(place.root)
            linked = link.pair_class is PairClass.IDENTICAL_FILE and _is_same_file(asked, place)
            if linked and os.path.realpath(asked.path) == os.path.realpath(place.path):
                continue  # the very file, by way of a link
            found.append(
                FoundCopy(
                    place.path,
                    link.pair_class,
                    HARD_LINK if linked else link.relation,
                    link.probability,
                    place.online and place.root not in away,
                    place.content_id,
                    linked,
                )
            )
        return found

    def _nearest(
        self, asked: _Asked, picture: AskedPicture | None, room: ModelRoom
    ) -> LookAlike | None:
        """Return the photo that looks most like the file."""
        content_id = None if asked.content is None else asked.content.content_id
        vector = None if picture is None else picture.vector
        if vector is None and content_id is not None:
            vector = self._store.vector_of(content_id, room.model_id)
        if vector is None:
            return None
        file_id = None if asked.file is None else asked.file.file_id
        ranked = self._search().nearest(QueryVector(vector, file_id, content_id), 1)
        for number, row in self._rows.rows(ranked.ids.tolist()).items():
            place = ranked.ids.tolist().index(number)
            score = round(min(float(ranked.scores[place]), 1.0), 4)
            return LookAlike(row.path, score, row.online, row.content_id or 0)
        return None

    def _notes(self, parted: int, away: set[Path]) -> list[Phrase]:
        """Say what the answer leaves open."""
        folders = self._catalog.folders()
        if not folders:
            return [checking.EMPTY_NOTE]
        notes = [checking.decided_note(parted)] if parted else []
        pending = self._catalog.pending_count()
        if pending:
            notes.append(checking.pending_note(pending))
        notes += [
            checking.offline_note(folder.path)
            for folder in folders
            if not folder.online or folder.path in away or not _is_folder(folder.path)
        ]
        return notes

    def _opened(self) -> DecodePool:
        with self._lock:
            if self._closed:
                raise JobCancelled("cancelled")
            if self._pool is None:
                self._pool = DecodePool(_THREADS)
            return self._pool


def _other(pair: PairEvidence, number: int) -> int:
    return pair.second_id if pair.first_id == number else pair.first_id


def _same_pixels(known: Content, asked: Content) -> _Link:
    return _Link(PairClass.IDENTICAL_PICTURE, same_pixels(known, asked))


def _near(known: Content, asked: Content, pair: PairEvidence) -> _Link:
    return _Link(pair.pair_class, relation_to(known, asked, pair), pair.probability)


def _is_as_indexed(file: CatalogFile) -> bool:
    try:
        stat = file.path.stat()
    except OSError:
        return False
    return (stat.st_size, stat.st_mtime_ns) == (file.stamp.size_bytes, file.stamp.mtime_ns)


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112  # one that cannot be looked at is none


def _is_still_there(place: FilePlace) -> bool:
    """Whether a file is as it was indexed; what is gone or was changed is no copy any more."""
    try:
        stat = place.path.stat()
    except OSError:
        return False
    return (stat.st_size, stat.st_mtime_ns) == (place.stamp.size_bytes, place.stamp.mtime_ns)


def _is_same_file(asked: _Asked, place: FilePlace) -> bool:
    try:
        return os.path.samefile(asked.path, place.path)  # noqa: PTH121  # of two paths
    except OSError:
        return False
