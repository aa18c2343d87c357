"""Contents: written once, whole batches or nothing, files only where they did not change."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from photofinder.core.types import CatalogFile, FileStamp
from photofinder.errors import PhotoUnreadable
from photofinder.storage import catalog as catalog_module
from photofinder.storage import content_store as module
from photofinder.storage.catalog import Catalog
from photofinder.storage.content_store import ContentStore
from photofinder.storage.database import Database
from photofinder.storage.file_rows import WalkChanges
from photofinder.storage.index_commit import IndexedFile, NewContent

DIM = 4


class Store:
    def __init__(self, root: Path) -> None:
        self.database = Database(root / "c.sqlite3", root)
        self.catalog = Catalog(self.database)
        self.contents = ContentStore(self.database)
        self.model_id = self.contents.model_id("m@1", DIM)
        self.folder_id = self.catalog.add_folder(Path("/p")).folder_id

    def pending(self, *names: str) -> list[CatalogFile]:
        new = [(name.encode(), FileStamp(1, 1)) for name in names]
        self.catalog.apply_walk(self.folder_id, WalkChanges(new=new))
        files = {file.path.name: file for file, _ in self.catalog.pending_files((0, b""), 99)}
        return [files[name] for name in names]

    def states(self) -> dict[str, str]:
        rows = self.database.read("SELECT relpath, state FROM file")
        return {relpath.decode(): state for relpath, state in rows}


@pytest.fixture
def store(tmp_path: Path):
    made = Store(tmp_path)
    yield made
    made.database.close()


def vector(number: int) -> np.ndarray:
    return np.eye(DIM, dtype=np.float32)[number % DIM]


def good(file: CatalogFile, number: int) -> IndexedFile:
    content = NewContent(bytes([number]) * 32, 1, phash=np.arange(8, dtype=np.uint64))
    return IndexedFile(file, content.digest, content, vector(number))


def test_copies_in_one_batch_are_one_content(store: Store) -> None:
    one, two = store.pending("a.jpg", "b.jpg")
    report = store.contents.commit([good(one, 1), IndexedFile(two, b"\1" * 32)], store.model_id)
    assert (report.indexed, report.reused, len(report.new_seqs)) == (1, 1, 1)
    assert store.states() == {"a.jpg": "indexed", "b.jpg": "indexed"}
    assert store.contents.repeated_contents() == [1]


def test_copy_that_comes_before_its_content_waits_for_it(store: Store) -> None:
    early, late = store.pending("a.jpg", "b.jpg")
    waiting = IndexedFile(early, b"\1" * 32)
    report = store.contents.commit([waiting], store.model_id)
    assert report.unresolved == (waiting,)
    assert store.states()["a.jpg"] == "pending"
    report = store.contents.commit([*report.unresolved, good(late, 1)], store.model_id)
    assert report.unresolved == ()
    assert set(store.states().values()) == {"indexed"}


def test_file_that_changed_while_it_was_read_stays_pending(store: Store) -> None:
    (file,) = store.pending("a.jpg")
    changed = WalkChanges(changed=[(file.file_id, FileStamp(1, 2))])
    store.catalog.apply_walk(store.folder_id, changed)
    report = store.contents.commit([good(file, 1)], store.model_id)
    assert report.indexed == 0
    assert store.states() == {"a.jpg": "pending"}
    error = IndexedFile(file, error=PhotoUnreadable("changed"))
    store.contents.commit([error], store.model_id)
    assert store.states() == {"a.jpg": "pending"}


def test_batch_that_fails_leaves_nothing(store: Store) -> None:
    one, two = store.pending("a.jpg", "b.jpg")
    broken = IndexedFile(two, b"\2" * 32, NewContent(b"\2" * 32, 1 << 70))
    with pytest.raises(OverflowError):
        store.contents.commit([good(one, 1), broken], store.model_id)
    assert set(store.states().values()) == {"pending"}
    assert store.contents.find(b"\1" * 32) is None
    assert store.contents.embedding_count(store.model_id) == 0


def test_copy_of_an_unreadable_picture_is_unreadable_too(store: Store) -> None:
    one, two = store.pending("a.jpg", "b.jpg")
    content = NewContent(b"\3" * 32, 1, error=PhotoUnreadable("truncated"))
    report = store.contents.commit(
        [IndexedFile(one, content.digest, content), IndexedFile(two, content.digest)],
        store.model_id,
    )
    assert (report.indexed, report.unreadable) == (0, 2)
    problems = store.catalog.photo_problems()
    assert [(p.path.name, p.code) for p in problems] == [
        ("a.jpg", "truncated"),
        ("b.jpg", "truncated"),
    ]


def test_content_in_a_new_place_is_moved_when_its_old_one_is_missing(store: Store) -> None:
    (old,) = store.pending("a.jpg")
    store.contents.commit([good(old, 1)], store.model_id)
    store.catalog.apply_walk(store.folder_id, WalkChanges(missing=[old.file_id]))
    (new,) = store.pending("b.jpg")
    report = store.contents.commit([IndexedFile(new, b"\1" * 32)], store.model_id)
    assert report.moved == ((Path("/p/a.jpg"), Path("/p/b.jpg")),)
    assert store.states() == {"b.jpg": "indexed"}


def test_seq_is_never_given_out_twice(store: Store) -> None:
    (one,) = store.pending("a.jpg")
    (first,) = store.contents.commit([good(one, 1)], store.model_id).new_seqs
    with store.database.transaction() as connection:
        connection.execute("DELETE FROM content")
    (two,) = store.pending("b.jpg")
    (second,) = store.contents.commit([good(two, 2)], store.model_id).new_seqs
    assert second > first
    assert store.contents.last_seq() == second


def test_vectors_are_streamed_in_order(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "VECTOR_CHUNK_ROWS", 3)
    names = [f"{number:02}.jpg" for number in range(10)]
    files = store.pending(*names)
    store.contents.commit([good(f, n + 1) for n, f in enumerate(files)], store.model_id)
    chunks = list(store.contents.vectors_after(store.model_id, 0, DIM))
    assert [len(seqs) for seqs, _ in chunks] == [3, 3, 3, 1]
    assert np.concatenate([seqs for seqs, _ in chunks]).tolist() == list(range(1, 11))
    found = np.concatenate([vectors for _, vectors in chunks])
    np.testing.assert_array_equal(found, np.stack([vector(n + 1) for n in range(10)]))


def test_more_ids_than_sqlite_takes_at_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for target in (module, catalog_module):
        monkeypatch.setattr(target, "MAX_VARIABLES", 3)
    files = store.pending(*[f"{number:02}.jpg" for number in range(10)])
    store.contents.commit([good(f, n + 1) for n, f in enumerate(files)], store.model_id)
    ids = [*range(1, 11), 99]
    assert set(store.contents.contents(ids)) == set(range(1, 11))
    assert set(store.contents.vectors(ids)) == set(range(1, 11))
    assert set(store.contents.pixel_digests(ids)) == set(range(1, 11))
    assert set(store.contents.contents_of_seqs(ids)) == set(range(1, 11))
    assert set(store.catalog.files_of(ids)) == set(range(1, 11))


def test_pixel_digest_is_kept(store: Store) -> None:
    files = store.pending("a.jpg", "b.jpg")
    store.contents.commit([good(f, n + 1) for n, f in enumerate(files)], store.model_id)
    states = {1: ("known", b"d"), 2: ("unprovable", None)}
    store.contents.set_pixel_digests(states)
    assert store.contents.pixel_digests([1, 2]) == states
    assert store.contents.same_pixel_contents() == []
    store.contents.set_pixel_digests({2: ("known", b"d")})
    assert store.contents.same_pixel_contents() == [1, 2]


def test_pixels_that_could_not_be_compared_stay_wanted(store: Store) -> None:
    (file,) = store.pending("a.jpg")
    store.contents.commit([good(file, 1)], store.model_id)
    store.contents.set_pixel_digests({1: ("wanted", None)})
    assert store.contents.wanted_pixel_digests() == [1]
    store.contents.set_pixel_digests({1: ("known", b"d")})
    assert store.contents.wanted_pixel_digests() == []
