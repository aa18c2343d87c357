"""The vector index against exact search, and against every damage that can be made to it."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from photofinder.app.jobs import NULL_CONTEXT
from photofinder.core.similarity import recall, top_k
from photofinder.core.types import FileStamp
from photofinder.errors import EnvironmentProblem, JobCancelled
from photofinder.storage import exact_tail
from photofinder.storage import vector_index as module
from photofinder.storage.catalog import Catalog
from photofinder.storage.content_store import ContentStore
from photofinder.storage.database import Database
from photofinder.storage.file_rows import WalkChanges
from photofinder.storage.index_commit import IndexedFile, NewContent
from photofinder.storage.index_files import (
    file_digest,
    read_manifest,
    segment_path,
    segment_problem,
    seqs_path,
    write_manifest,
)
from photofinder.storage.vector_index import VectorIndex

DIM = 256
COUNT = 3_000
KEY = "test@1"


class Shelf:
    """A catalog of vectors without pictures, and an index of them."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "index"
        self.database = Database(root / "c.sqlite3", root)
        self.catalog = Catalog(self.database)
        self.store = ContentStore(self.database)
        self.model_id = self.store.model_id(KEY, DIM)
        self.seqs = np.empty(0, np.int64)
        self.vectors = np.empty((0, DIM), np.float32)

    def index(self, key: str = KEY, dim: int = DIM) -> VectorIndex:
        return VectorIndex(self.folder, self.store, model_id=self.model_id, model_key=key, dim=dim)

    def put(self, vectors: np.ndarray) -> tuple[int, ...]:
        """Store vectors as the indexer does; return their seqs."""
        start = len(self.seqs)
        contents = [
            NewContent((start + number).to_bytes(32, "big"), 1) for number in range(len(vectors))
        ]
        batch = []
        folder = self.catalog.folders() or [self.catalog.add_folder(Path("/p"))]
        names = [(f"{start + n}.jpg".encode(), FileStamp(1, 1)) for n in range(len(vectors))]
        self.catalog.apply_walk(folder[0].folder_id, WalkChanges(new=names))
        pending = self.catalog.pending_files((0, b""), len(vectors))
        for (file, _), content, vector in zip(pending, contents, vectors, strict=True):
            batch.append(IndexedFile(file, content.digest, content, vector))
        seqs = self.store.commit(batch, self.model_id).new_seqs
        self.seqs = np.append(self.seqs, seqs)
        self.vectors = np.concatenate([self.vectors, vectors])
        return seqs

    def truth(self, query: np.ndarray, k: int) -> np.ndarray:
        return top_k(query, self.vectors, self.seqs, k).ids


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory, unit_vectors) -> Shelf:
    """Give a closed shelf with an index, to copy."""
    made = Shelf(tmp_path_factory.mktemp("master"))
    made.put(unit_vectors(1, COUNT, DIM))
    index = made.index()
    index.load()
    index.rebuild(NULL_CONTEXT)
    index.close()
    made.database.close()
    return made


@pytest.fixture
def built(master: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    small = {"SEGMENT_MIN_COUNT": 1_000, "TAIL_MIN": 200}
    for name, value in small.items():
        monkeypatch.setattr(module, name, value)
    root = tmp_path / "shelf"
    shutil.copytree(master.folder.parent, root)
    made = Shelf(root)
    made.seqs, made.vectors = master.seqs, master.vectors
    index = made.index()
    index.load()
    yield made, index
    index.close()
    made.database.close()


@pytest.fixture
def shelf(built) -> Shelf:
    """Give the vectors without an index."""
    made, index = built
    index.close()
    shutil.rmtree(made.folder)
    return made


def mean_recall(shelf: Shelf, index: VectorIndex, queries: np.ndarray, k: int = 10) -> float:
    shares = [recall(index.search(query, k)[0].ids, shelf.truth(query, k)) for query in queries]
    return float(np.mean(shares))


# -- answers ---------------------------------------------------------------------------------------


def test_without_a_segment_search_is_exact(shelf: Shelf, unit_vectors) -> None:
    index = shelf.index()
    index.load()
    for query in unit_vectors(2, 20, DIM):
        found, kind = index.search(query, 10)
        assert kind == "exact"
        assert found.ids.tolist() == shelf.truth(query, 10).tolist()
    assert index.wants_rebuild()


def test_segment_and_tail_agree_with_exact_search(built, unit_vectors) -> None:
    shelf, index = built
    assert not index.wants_rebuild()
    tail = unit_vectors(3, 150, DIM)
    index.add(shelf.put(tail), tail)
    queries = np.concatenate([shelf.vectors[::30], unit_vectors(4, 50, DIM), tail[:20]])
    assert index.search(queries[0], 10)[1] == "annoy"
    assert mean_recall(shelf, index, queries) >= 0.99
    info = index.info()
    assert (info.segment_count, info.tail_count) == (COUNT, 150)
    assert info.recall is not None
    assert info.recall >= 0.99


def test_scores_are_cosines(built) -> None:
    shelf, index = built
    query = shelf.vectors[5]
    found, _ = index.search(query, 10)
    by_seq = dict(zip(shelf.seqs.tolist(), shelf.vectors @ query, strict=True))
    for seq, score in zip(found.ids.tolist(), found.scores.tolist(), strict=True):
        assert score == pytest.approx(by_seq[seq], abs=1e-4)
    assert found.ids[0] == shelf.seqs[5]


def test_added_vector_is_found_at_once(built, unit_vectors) -> None:
    shelf, index = built
    for vector in unit_vectors(5, 5, DIM):
        (seq,) = shelf.put(vector[None])
        index.add([seq], vector[None])
        found, _ = index.search(vector, 3)
        assert found.ids[0] == seq


def test_k_larger_than_the_library_gives_all(built) -> None:
    shelf, index = built
    found, _ = index.search(shelf.vectors[0], COUNT * 2)
    assert set(found.ids.tolist()) == set(shelf.seqs.tolist())


def test_too_many_for_memory_are_streamed(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, unit_vectors
) -> None:
    monkeypatch.setattr(exact_tail, "TAIL_MAX", 1_000)
    monkeypatch.setattr(module, "TAIL_MAX", 1_000)
    index = shelf.index()
    index.load()
    more = unit_vectors(6, 50, DIM)
    index.add(shelf.put(more), more)
    for query in more[:5]:
        found, kind = index.search(query, 10)
        assert (kind, found.ids.tolist()) == ("exact", shelf.truth(query, 10).tolist())
    assert index.wants_rebuild()
    assert index.is_overfull()
    index.rebuild(NULL_CONTEXT)
    assert index.search(more[0], 10)[1] == "annoy"
    index.close()


def test_growing_beyond_memory_switches_to_streaming(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, unit_vectors
) -> None:
    monkeypatch.setattr(exact_tail, "TAIL_MAX", COUNT + 10)
    index = shelf.index()
    index.load()
    more = unit_vectors(7, 20, DIM)
    index.add(shelf.put(more), more)
    found, _ = index.search(more[3], 10)
    assert found.ids.tolist() == shelf.truth(more[3], 10).tolist()
    assert index._snapshot.tail.count == COUNT + 10


def test_tail_above_a_segment_stays_within_its_memory(
    built, monkeypatch: pytest.MonkeyPatch, unit_vectors
) -> None:
    monkeypatch.setattr(exact_tail, "TAIL_MAX", 50)
    shelf, index = built
    more = unit_vectors(12, 300, DIM)
    for start in range(0, 300, 40):
        index.add(shelf.put(more[start : start + 40]), more[start : start + 40])
    again = shelf.index()
    again.load()
    for reader in (index, again):
        assert reader._snapshot.tail.count == 50
        assert mean_recall(shelf, reader, more[::30]) >= 0.99
    again.close()


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_vector_that_is_no_number_is_refused(built, bad: float) -> None:
    shelf, index = built
    vector = shelf.vectors[:1].copy()
    vector[0, 3] = bad
    with pytest.raises(ValueError, match="NaN"):
        index.add([10_000], vector)
    assert 10_000 not in index.search(shelf.vectors[0], 10)[0].ids


def test_searches_go_on_while_the_tail_grows(built, unit_vectors) -> None:
    """A snapshot taken before is not changed by what is added."""
    shelf, index = built
    before = index._snapshot
    for vector in unit_vectors(8, 40, DIM):
        (seq,) = shelf.put(vector[None])
        index.add([seq], vector[None])
    assert before.tail.count == 0
    kept = index._snapshot.tail
    query = shelf.vectors[-1]
    then = kept.search(query, 40, shelf.store, shelf.model_id)
    more = unit_vectors(9, 6_000, DIM)
    index.add(shelf.put(more), more)
    now = kept.search(query, 40, shelf.store, shelf.model_id)
    assert now.ids.tolist() == then.ids.tolist()


# -- rebuilding ------------------------------------------------------------------------------------


def test_rebuild_swaps_the_generation_and_removes_old_files(built, unit_vectors) -> None:
    shelf, index = built
    more = unit_vectors(10, 700, DIM)
    index.add(shelf.put(more), more)
    assert index.wants_rebuild()
    manifest = index.rebuild(NULL_CONTEXT)
    assert (manifest.generation, manifest.count) == (2, COUNT + 700)
    assert index.info().tail_count == 0
    assert sorted(path.name for path in shelf.folder.iterdir()) == [
        "manifest.json",
        "segment-2.ann",
        "segment-2.npy",
    ]
    assert mean_recall(shelf, index, more[:50]) >= 0.99


def test_another_process_takes_up_the_new_generation(built, unit_vectors) -> None:
    shelf, index = built
    reader = shelf.index()
    reader.load()
    more = unit_vectors(11, 700, DIM)
    index.add(shelf.put(more), more)
    index.rebuild(NULL_CONTEXT)
    reader.load()
    found, kind = reader.search(more[0], 5)
    assert (kind, found.ids[0]) == ("annoy", shelf.truth(more[0], 1)[0])
    assert reader.info().generation == 2
    reader.close()


def test_forgotten_vectors_are_left_out_of_the_next_segment(built) -> None:
    shelf, index = built
    with shelf.database.transaction() as connection:
        connection.execute("DELETE FROM content WHERE id % 2 = 0")
    manifest = index.rebuild(NULL_CONTEXT)
    assert manifest.count == COUNT // 2
    found, _ = index.search(shelf.vectors[0], COUNT)
    assert len(found.ids) == COUNT // 2


def test_leftovers_of_killed_rebuilds_go_with_the_next(built) -> None:
    shelf, index = built
    for name in ("building-7-123.ann", "segment-9.ann", "segment-9.npy"):
        (shelf.folder / name).write_bytes(b"half")
    index.rebuild(NULL_CONTEXT)
    names = {path.name for path in shelf.folder.iterdir()}
    assert names == {"manifest.json", "segment-2.ann", "segment-2.npy"}


def test_cancelled_rebuild_changes_nothing(built) -> None:
    shelf, index = built

    class Cancelled:
        def progress(self, *_: object) -> None:
            pass

        def check_cancelled(self) -> None:
            raise JobCancelled("cancelled")

    before = {path.name: path.stat().st_mtime_ns for path in shelf.folder.iterdir()}
    with pytest.raises(JobCancelled):
        index.rebuild(Cancelled())
    assert {path.name: path.stat().st_mtime_ns for path in shelf.folder.iterdir()} == before
    assert index.search(shelf.vectors[0], 3)[1] == "annoy"


def test_rebuild_without_room_on_the_disk_is_refused_first(shelf: Shelf, small_disk: Path) -> None:
    shelf.folder = small_disk / "index"
    index = shelf.index()
    index.load()
    with pytest.raises(EnvironmentProblem) as caught:
        index.rebuild(NULL_CONTEXT)
    assert caught.value.code == "disk_full"
    assert index.search(shelf.vectors[0], 3)[1] == "exact"


# -- damage ----------------------------------------------------------------------------------------


def truncate(folder: Path) -> None:
    path = segment_path(folder, 1)
    path.write_bytes(path.read_bytes()[:-4096])


def flip_bytes_keeping_size_and_time(folder: Path) -> None:
    path = segment_path(folder, 1)
    stat = path.stat()
    data = bytearray(path.read_bytes())
    for position in range(0, len(data), 5_000):
        data[position] ^= 0xFF
    path.write_bytes(data)
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def another_file_of_the_same_size(folder: Path) -> None:
    path = segment_path(folder, 1)
    path.write_bytes(bytes(path.stat().st_size))


def manifest_garbage(folder: Path) -> None:
    (folder / "manifest.json").write_bytes(b"\x00{{{")


def manifest_empty(folder: Path) -> None:
    (folder / "manifest.json").write_bytes(b"")


def manifest_of_other_form(folder: Path) -> None:
    (folder / "manifest.json").write_text('["a", 1]')


def change_manifest(folder: Path, **values: object) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **values}))


def wrong_dimension(folder: Path) -> None:
    change_manifest(folder, dim=128)


def wrong_model(folder: Path) -> None:
    change_manifest(folder, model="other@1")


def wrong_count(folder: Path) -> None:
    change_manifest(folder, count=COUNT - 1)


def later_version(folder: Path) -> None:
    change_manifest(folder, version=99)


def no_segment(folder: Path) -> None:
    segment_path(folder, 1).unlink()


def no_numbers(folder: Path) -> None:
    seqs_path(folder, 1).unlink()


def numbers_damaged(folder: Path) -> None:
    path = seqs_path(folder, 1)
    data = bytearray(path.read_bytes())
    data[-8] ^= 1
    path.write_bytes(data)


def no_manifest(folder: Path) -> None:
    (folder / "manifest.json").unlink()


DAMAGES = [
    truncate,
    flip_bytes_keeping_size_and_time,
    another_file_of_the_same_size,
    manifest_garbage,
    manifest_empty,
    manifest_of_other_form,
    wrong_dimension,
    wrong_model,
    wrong_count,
    later_version,
    no_segment,
    no_numbers,
    numbers_damaged,
    no_manifest,
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_segment_is_not_loaded_and_the_next_rebuild_mends(
    built, damage, expected_warnings: list[str]
) -> None:
    expected_warnings += ["vector index"]
    shelf, index = built
    index.close()
    damage(shelf.folder)
    again = shelf.index()
    again.load()
    for query in shelf.vectors[:5]:
        found, kind = again.search(query, 10)
        assert (kind, found.ids.tolist()) == ("exact", shelf.truth(query, 10).tolist())
    if damage is not wrong_count:  # only seen when the segment is opened
        assert again.info().recall is None
    assert again.wants_rebuild()
    again.rebuild(NULL_CONTEXT)
    assert again.search(shelf.vectors[0], 10)[1] == "annoy"
    assert mean_recall(shelf, again, shelf.vectors[:20]) >= 0.99
    assert again.problem() is None
    again.close()


def count_full_digests(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    read: list[str] = []

    def counted(path: Path) -> str:
        if path.suffix == ".ann":
            read.append(path.name)
        return file_digest(path)

    monkeypatch.setattr("photofinder.storage.index_files.file_digest", counted)
    return read


def test_restored_segment_is_read_in_full_once(built, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf, index = built
    os.utime(segment_path(shelf.folder, 1), ns=(1, 1))  # as a copy without its times
    read = count_full_digests(monkeypatch)
    for _ in range(3):
        index.load()
        assert index.info().segment_count == COUNT
        assert index.search(shelf.vectors[0], 3)[1] == "annoy"
    assert read == ["segment-1.ann"]


def test_restored_segment_answers_where_the_time_cannot_be_kept(
    built, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf, index = built

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("photofinder.storage.index_files.write_atomic", refuse)
    os.utime(segment_path(shelf.folder, 1), ns=(1, 1))
    index.load()
    assert index.search(shelf.vectors[0], 3)[1] == "annoy"


def test_rebuild_of_another_process_is_not_undone(built, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf, _ = built
    manifest = read_manifest(shelf.folder)
    assert manifest is not None
    os.utime(segment_path(shelf.folder, 1), ns=(1, 1))

    def meanwhile(path: Path) -> str:
        if path.suffix == ".ann":
            write_manifest(shelf.folder, dataclasses.replace(manifest, generation=2))
        return file_digest(path)

    monkeypatch.setattr("photofinder.storage.index_files.file_digest", meanwhile)
    assert segment_problem(shelf.folder, manifest) is None
    found = read_manifest(shelf.folder)
    assert found is not None
    assert found.generation == 2


def test_doctor_finds_a_flip_between_the_samples(built, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf, index = built
    monkeypatch.setattr("photofinder.storage.index_files.SAMPLED_BLOCKS", 2)
    monkeypatch.setattr("photofinder.storage.index_files.SAMPLED_BLOCK_BYTES", 64)
    index.rebuild(NULL_CONTEXT)
    path = segment_path(shelf.folder, 2)
    stat = path.stat()
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert "other content" in str(index.problem())


@pytest.mark.parametrize("count", [40, COUNT + 40])
def test_index_of_a_catalog_made_anew_is_not_used(
    built, tmp_path: Path, unit_vectors, expected_warnings: list[str], count: int
) -> None:
    """A damaged catalog was moved away, its index stayed: the numbers begin again."""
    expected_warnings.append("is of another")
    old, index = built
    index.close()
    (tmp_path / "fresh").mkdir()
    fresh = Shelf(tmp_path / "fresh")
    fresh.folder = old.folder
    fresh.put(unit_vectors(20, count, DIM))
    again = fresh.index()
    again.load()
    for query in fresh.vectors[:10]:
        found, kind = again.search(query, 5)
        assert (kind, found.ids.tolist()) == ("exact", fresh.truth(query, 5).tolist())
    again.close()
    fresh.database.close()


def test_index_newer_than_a_restored_catalog_is_not_used(
    built, unit_vectors, expected_warnings: list[str]
) -> None:
    expected_warnings.append("is of another")
    shelf, index = built
    backup = shelf.database.backup("test")
    more = unit_vectors(21, 300, DIM)
    index.add(shelf.put(more), more)
    index.rebuild(NULL_CONTEXT)
    index.close()
    shelf.database.close()
    backup.replace(shelf.database.path)

    restored = Shelf(shelf.database.path.parent)
    restored.seqs, restored.vectors = shelf.seqs[:COUNT], shelf.vectors[:COUNT]
    for seed, count in ((22, 100), (23, 300)):  # fewer than the index knows, then more
        restored.put(unit_vectors(seed, count, DIM))
        again = restored.index()
        again.load()
        query = restored.vectors[-1]
        found, kind = again.search(query, 5)
        assert (kind, found.ids.tolist()) == ("exact", restored.truth(query, 5).tolist())
        again.close()
    restored.database.close()
