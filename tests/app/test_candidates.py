"""Candidates: found by each way in, bounded, and the same however the work was cut."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import numpy as np
import pytest

from photofinder.app import near_codes as codes_module
from photofinder.app import near_hashes as hashes_module
from photofinder.app.candidates import (
    MAX_BY_EMBEDDING,
    MAX_CANDIDATES,
    NEAR_TIME_S,
    Candidates,
    find_candidates,
)
from photofinder.app.decode_pool import DecodePool
from photofinder.app.jobs import NULL_CONTEXT
from photofinder.app.near_codes import MAX_CODES, near_codes
from photofinder.app.near_hashes import INNER_BITS, near_inner
from photofinder.core.pair_rules import CosineBounds
from photofinder.storage.pair_store import NO_STEM, UNKNOWN_S, CompareTable, sign_codes

DIM = 128
BOUNDS = CosineBounds.of_model(0.5)


@pytest.fixture
def pool() -> Iterator[DecodePool]:
    made = DecodePool(2)
    yield made
    made.close()


class Pictures:
    """Pictures that have nothing in common, to be changed."""

    def __init__(self, count: int, seed: int = 1) -> None:
        rng = np.random.default_rng(seed)
        vectors = rng.standard_normal((count, DIM)).astype(np.float32)
        self.vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        numbers = np.arange(count, dtype=np.int64)
        self.table = CompareTable(
            numbers + 1,
            numbers + 1,
            rng.integers(0, 1 << 63, (count, 8), dtype=np.uint64),
            np.full(count, 1.5, np.float32),
            rng.integers(1, 1 << 40, count),
            rng.integers(0, 1 << 63, count, dtype=np.uint64),
            np.zeros(count, np.bool_),
            np.full(count, NO_STEM, np.int64),
            np.full(count, UNKNOWN_S, np.int64),
            np.zeros((count, 2), np.uint64),
        )
        self.rng = rng

    def look_alike(self, one: int, two: int, noise: float) -> None:
        mixed = self.vectors[one] + noise * self.rng.standard_normal(DIM).astype(np.float32) / 11
        self.vectors[two] = mixed / np.linalg.norm(mixed)

    def find(self, rows: np.ndarray, pool: DecodePool) -> Candidates:
        table = dataclasses.replace(self.table, codes=sign_codes(self.vectors))
        return find_candidates(
            table, rows, lambda rows: self.vectors[rows], BOUNDS, pool=pool, ctx=NULL_CONTEXT
        )

    def pairs(self, pool: DecodePool) -> set[tuple[int, int]]:
        found = self.find(np.arange(len(self.vectors)), pool)
        chosen = found.chosen
        return set(zip(found.later[chosen].tolist(), found.earlier[chosen].tolist(), strict=True))


def test_strangers_are_no_candidates(pool: DecodePool) -> None:
    assert Pictures(200).pairs(pool) == set()


def test_look_alikes_are_found(pool: DecodePool) -> None:
    pictures = Pictures(100)
    pictures.look_alike(3, 90, 0.7)
    assert pictures.pairs(pool) == {(90, 3)}


def test_turned_pictures_are_found_by_their_hash(pool: DecodePool) -> None:
    pictures = Pictures(100)
    pictures.table.hashes[90, 5] = pictures.table.hashes[3, 0] ^ np.uint64(0b111)
    found = pictures.find(np.arange(100), pool)
    assert (found.later.tolist(), found.earlier.tolist()) == ([90], [3])
    assert (found.turn.tolist(), found.distance.tolist()) == ([5], [3])


def test_screenshot_is_found_in_either_order(pool: DecodePool) -> None:
    pictures = Pictures(100)
    for shot, photo in ((90, 3), (4, 91)):
        pictures.table.has_inner[shot] = True
        pictures.table.inner[shot] = pictures.table.hashes[photo, 0] ^ np.uint64(0b11)
    pictures.table.has_inner[[7, 92]] = True
    pictures.table.inner[92] = pictures.table.inner[7]
    assert pictures.pairs(pool) == {(90, 3), (91, 4), (92, 7)}


def test_moments_and_names_need_some_likeness(pool: DecodePool) -> None:
    pictures = Pictures(100)
    pictures.table.taken_s[[3, 90]] = 1_000, 1_000 + NEAR_TIME_S
    pictures.table.taken_s[[4, 91]] = 5_000, 5_001 + NEAR_TIME_S
    pictures.table.stems[[5, 92]] = 77
    pictures.table.stems[[6, 93]] = 78
    for one, two in ((3, 90), (4, 91), (5, 92)):
        pictures.look_alike(one, two, 2.7)
    cosines = [float(pictures.vectors[a] @ pictures.vectors[b]) for a, b in ((3, 90), (5, 92))]
    assert all(0.2 <= cosine < 0.4 for cosine in cosines), cosines
    assert pictures.pairs(pool) == {(90, 3), (92, 5)}


def test_number_of_candidates_is_bounded(pool: DecodePool) -> None:
    """Frames of a time-lapse: everything is near everything."""
    pictures = Pictures(300)
    pictures.vectors[:] = pictures.vectors[0]
    pictures.table.hashes[:] = pictures.table.hashes[0]
    pictures.table.stems[:] = 5
    pictures.table.taken_s[:] = np.arange(300)
    found = pictures.find(np.arange(300), pool)
    chosen = np.bincount(found.later[found.chosen], minlength=300)
    assert chosen.max() <= MAX_CANDIDATES
    assert chosen[1:10].tolist() == list(range(1, 10))


def test_best_by_cosine_are_taken(pool: DecodePool) -> None:
    pictures = Pictures(100)
    for row in range(50, 99):
        pictures.look_alike(99, row, 0.2 + row / 100)
    found = pictures.find(np.array([99]), pool)
    cosines = pictures.vectors[:99] @ pictures.vectors[99]
    best = set(np.argsort(-cosines)[:MAX_BY_EMBEDDING].tolist())
    assert set(found.earlier[found.chosen].tolist()) == best


def crowd(seed: int) -> Pictures:
    """Pictures that are near one another in every way."""
    pictures = Pictures(160, seed)
    rng = np.random.default_rng(seed)
    for row in range(1, 160):
        other = int(rng.integers(row))
        pictures.look_alike(other, row, float(rng.uniform(0, 2)))
        if rng.random() < 0.5:
            bits = rng.choice(64, rng.integers(16), replace=False)
            flips = np.uint64(sum(1 << int(bit) for bit in bits))
            pictures.table.hashes[row, rng.integers(8)] = pictures.table.hashes[other, 0] ^ flips
    pictures.table.has_inner[:] = rng.random(160) < 0.3
    pictures.table.stems[:] = rng.integers(0, 40, 160)
    pictures.table.taken_s[:] = np.where(rng.random(160) < 0.5, rng.integers(0, 900, 160), -1)
    return pictures


@pytest.mark.parametrize("seed", [1, 2])
def test_candidates_do_not_depend_on_how_the_work_is_cut(
    seed: int, pool: DecodePool, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures = crowd(seed)
    whole = pictures.pairs(pool)
    assert len(whole) > 300
    for module in (codes_module, hashes_module):
        monkeypatch.setattr(module, "_ROWS_AT_ONCE", 7)
        monkeypatch.setattr(module, "_COLUMNS_AT_ONCE", 30)
    in_parts = set()
    for start in range(0, 160, 23):  # later pictures are not there yet
        end = min(start + 23, 160)
        part = Pictures(160, seed)
        part.vectors = pictures.vectors[:end]
        columns = (getattr(pictures.table, f.name)[:end] for f in dataclasses.fields(CompareTable))
        part.table = CompareTable(*columns)
        found = part.find(np.arange(start, end), pool)
        pairs = zip(found.later.tolist(), found.earlier.tolist(), found.chosen, strict=True)
        in_parts |= {(later, earlier) for later, earlier, chosen in pairs if chosen}
    assert in_parts == whole


@pytest.mark.parametrize("seed", [1, 2])
def test_codes_are_those_of_a_plain_loop(
    seed: int, pool: DecodePool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codes_module, "_COLUMNS_AT_ONCE", 30)
    monkeypatch.setattr(codes_module, "_ROWS_AT_ONCE", 7)
    monkeypatch.setattr(codes_module, "MAX_CODES", 5)
    codes = sign_codes(crowd(seed).vectors)
    table = dataclasses.replace(Pictures(160).table, codes=codes)
    later, earlier = near_codes(table, np.arange(160), pool, NULL_CONTEXT)
    found: dict[int, list[int]] = {}
    for one, two in zip(later.tolist(), earlier.tolist(), strict=True):
        found.setdefault(one, []).append(two)
    limit = int(DIM * 0.44)
    for row in range(160):
        bits = [sum(int(a ^ b).bit_count() for a, b in zip(codes[row], codes[n], strict=True))
                for n in range(row)]  # fmt: skip
        near = sorted((b, n) for n, b in enumerate(bits) if b <= limit)[:5]
        assert found.get(row, []) == [n for _, n in near]
    assert MAX_CODES > 5


@pytest.mark.parametrize("seed", [1, 2])
def test_borders_are_compared_as_a_plain_loop_does(seed: int, pool: DecodePool) -> None:
    table = crowd(seed).table
    rng = np.random.default_rng(seed)
    for row in range(1, 160):
        other = int(rng.integers(row))
        source = table.inner if table.has_inner[other] and row % 2 else table.hashes[:, 0]
        table.inner[row] = source[other] ^ np.uint64((1 << int(rng.integers(0, 16))) - 1)
    expected = set()
    for row in range(160):
        for other in range(row):
            mine = [table.inner[row]] if table.has_inner[row] else []
            theirs = [table.inner[other]] if table.has_inner[other] else []
            pairs = [(a, b) for a in mine for b in (*theirs, table.hashes[other, 0])]
            pairs += [(table.hashes[row, 0], b) for b in theirs]
            if any((int(a) ^ int(b)).bit_count() <= INNER_BITS for a, b in pairs):
                expected.add((row, other))
    later, earlier = near_inner(table, np.arange(160), pool, NULL_CONTEXT)
    assert set(zip(later.tolist(), earlier.tolist(), strict=True)) == expected
    assert len(expected) > 20
