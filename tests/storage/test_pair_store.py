"""Pairs: replaced by what a newer verifier found, with all that it saw; the table to compare by."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photofinder.core.types import (
    Box,
    FileStamp,
    PairClass,
    PairEvidence,
    Relation,
    Verification,
)
from photofinder.storage import pair_store as module
from photofinder.storage.catalog import Catalog
from photofinder.storage.content_store import ContentStore
from photofinder.storage.database import Database
from photofinder.storage.file_rows import WalkChanges
from photofinder.storage.index_commit import IndexedFile, NewContent
from photofinder.storage.pair_evidence import verification_of, verification_text
from photofinder.storage.pair_store import NO_STEM, UNKNOWN_S, Due, PairStore, sign_codes

DIM = 4
SEEN = Verification(
    (Relation.CROPPED, Relation.RESIZED),
    (0.5, 0.0, 0.25, 0.0, 0.5, 0.125),
    Box(0.25, 0.125, 0.75, 0.625),
    0.97,
    120,
    0.99,
    0.005,
    1,
)


class Store:
    def __init__(self, root: Path) -> None:
        self.database = Database(root / "c.sqlite3", root)
        self.catalog = Catalog(self.database)
        self.contents = ContentStore(self.database)
        self.pairs = PairStore(self.database)
        self.model_id = self.contents.model_id("m@1", DIM)
        self.folder_id = self.catalog.add_folder(Path("/p")).folder_id

    def fill(self, names: list[str], **facts: object) -> None:
        """Index photos; content, seq and file have the same number."""
        new = [(name.encode(), FileStamp(1, 1)) for name in names]
        self.catalog.apply_walk(self.folder_id, WalkChanges(new=new))
        files = {file.path.name: file for file, _ in self.catalog.pending_files((0, b""), 99)}
        items = []
        for number, name in enumerate(names, start=1):
            content = NewContent(bytes([number]) * 32, 1, phash=np.arange(8, dtype=np.uint64))
            content = dataclasses.replace(content, **facts)
            vector = np.eye(DIM, dtype=np.float32)[number % DIM]
            items.append(IndexedFile(files[name], content.digest, content, vector))
        self.contents.commit(items, self.model_id)

    def found(self) -> dict[tuple[int, int], str]:
        return {(p.first_id, p.second_id): p.relation for p in self.pairs.all()}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(tmp_path)
    yield made
    made.database.close()


def pair(first: int, second: int, relation: str = "", **facts: object) -> PairEvidence:
    made = PairEvidence(first, second, PairClass.SAME_SHOT, relation, 0.9, 3)
    return dataclasses.replace(made, **facts)


def due(*numbers: int) -> list[Due]:
    return [Due(number, number) for number in numbers]


def test_pairs_come_back_with_what_was_seen(store: Store) -> None:
    store.fill(["a.jpg", "b.jpg", "c.jpg"])
    known = [pair(1, 2, "cropped", verified=SEEN), pair(1, 3)]
    store.pairs.replace(store.model_id, due(1, 2, 3), known, 2)
    assert store.pairs.all() == known
    assert store.pairs.due(store.model_id, 2, 9) == []


def test_pairs_go_with_a_forgotten_content(store: Store) -> None:
    store.fill(["a.jpg", "b.jpg"])
    store.pairs.replace(store.model_id, due(1, 2), [pair(1, 2)], 2)
    with store.database.transaction() as connection:
        connection.execute("DELETE FROM content WHERE id = 2")
    assert store.pairs.all() == []
    store.pairs.replace(store.model_id, due(2), [pair(1, 2)], 2)
    assert store.pairs.all() == []


def test_newer_verifier_replaces_the_pairs_with_earlier_pictures_only(store: Store) -> None:
    store.fill(["a.jpg", "b.jpg", "c.jpg", "d.jpg"])
    old = [pair(1, 2, "old"), pair(1, 3, "old"), pair(2, 3, "old"), pair(3, 4, "old")]
    store.pairs.replace(store.model_id, due(1, 2, 3, 4), old, 2)
    assert store.pairs.due(store.model_id, 3, 9, again=True) == due(1, 2, 3, 4)
    assert store.pairs.due(store.model_id, 3, 9) == []
    store.pairs.replace(store.model_id, due(3), [pair(1, 3, "new")], 3)
    assert store.found() == {(1, 2): "old", (1, 3): "new", (3, 4): "old"}
    assert store.pairs.due(store.model_id, 3, 9, again=True) == due(1, 2, 4)
    assert store.pairs.due_count(store.model_id, 3, again=True) == 3


def test_what_was_never_compared_is_not_done_again(store: Store) -> None:
    store.fill(["a.jpg", "b.jpg"])
    assert store.pairs.due(store.model_id, 3, 9) == due(1, 2)
    assert store.pairs.due(store.model_id, 3, 9, again=True) == []
    store.pairs.replace(store.model_id, due(1), [], 3)
    assert store.pairs.due(store.model_id, 3, 9) == due(2)


def test_replacing_is_all_or_nothing(store: Store) -> None:
    store.fill(["a.jpg", "b.jpg"])
    store.pairs.replace(store.model_id, due(1, 2), [pair(1, 2, "old")], 2)
    broken = pair(1, 2, relation=object())  # type: ignore[arg-type]  # SQLite will not take it
    with pytest.raises(Exception, match="type 'object' is not supported"):
        store.pairs.replace(store.model_id, due(2), [broken], 3)
    assert store.found() == {(1, 2): "old"}
    assert len(store.pairs.due(store.model_id, 3, 9, again=True)) == 2


def test_another_models_pairs_are_forgotten(store: Store) -> None:
    store.fill(["a.jpg", "b.jpg"])
    store.pairs.replace(store.model_id, due(1, 2), [pair(1, 2)], 2)
    store.pairs.forget(store.model_id)
    assert store.pairs.all() == []
    assert store.pairs.due(store.model_id, 2, 9) == due(1, 2)


def test_table_holds_what_pictures_are_compared_by(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CHUNK_ROWS", 2)
    store.fill(
        ["a.jpg", "IMG_2041.jpg", "IMG_2041 copy.jpg"],
        inner_phash=1 << 63,
        taken_at="2024-05-06T07:08:09.5+02:00",
    )
    with store.database.transaction() as connection:
        connection.execute("UPDATE content SET inner_phash = NULL, taken_at = NULL WHERE id = 1")
    table = store.pairs.table(store.model_id)
    assert table.seqs.tolist() == table.content_ids.tolist() == [1, 2, 3]
    assert table.hashes.shape == (3, 8)
    assert table.has_inner.tolist() == [False, True, True]
    assert table.inner.tolist()[1:] == [1 << 63] * 2
    assert table.taken_s.tolist() == [UNKNOWN_S, 1714979289, 1714979289]
    assert table.stems[0] == NO_STEM
    assert table.stems[1] == table.stems[2] != NO_STEM
    assert table.codes.shape == (3, 1)
    assert len(set(table.codes[:, 0].tolist())) == 3


def test_table_of_nothing_is_empty(store: Store) -> None:
    table = store.pairs.table(store.model_id)
    assert [len(getattr(table, f.name)) for f in dataclasses.fields(table)] == [0] * 10


def test_sign_codes_have_a_bit_for_each_dimension() -> None:
    vectors = np.random.default_rng(1).standard_normal((5, 100)).astype(np.float32)
    codes = sign_codes(vectors)
    assert codes.shape == (5, 2)
    for one, mine in zip(vectors, codes, strict=True):
        for two, theirs in zip(vectors, codes, strict=True):
            bits = sum(int(a ^ b).bit_count() for a, b in zip(mine, theirs, strict=True))
            assert bits == np.count_nonzero((one > 0) != (two > 0))


UNIT = st.floats(0, 1, allow_nan=False).map(lambda number: round(number, 6))
BOXES = st.builds(Box, UNIT, UNIT, UNIT, UNIT)
TRANSFORMS = st.tuples(*[st.floats(-9, 9).map(lambda number: round(number, 6))] * 6)


@given(
    st.builds(
        Verification,
        st.lists(st.sampled_from(Relation), max_size=3).map(tuple),
        st.none() | TRANSFORMS,
        st.none() | BOXES,
        UNIT,
        st.integers(0, 999),
        UNIT,
        UNIT,
        st.integers(1, 9),
    )
)
def test_evidence_comes_back_from_its_text(seen: Verification) -> None:
    assert verification_of(verification_text(seen)) == seen


def test_no_evidence_is_no_text() -> None:
    assert verification_text(None) == ""
    assert verification_of("") is None
