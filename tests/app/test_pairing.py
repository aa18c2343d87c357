"""Finding pairs: blocks against a plain loop, floods of blank pictures, absent drives."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photofinder.app import near_hashes as module
from photofinder.app.decode_pool import DecodePool
from photofinder.app.jobs import NULL_CONTEXT
from photofinder.app.near_hashes import (
    MAX_NEAR,
    TURNED_BITS,
    UPRIGHT_BITS,
    Near,
    near_hashes,
)
from photofinder.app.pairing import _as_sharp
from photofinder.core.hashing import describe
from photofinder.core.pair_rules import NEAR_BITS, Candidate
from photofinder.core.types import Content, PairClass
from photofinder.storage.pair_store import NO_STEM, UNKNOWN_S, CompareTable

COUNT = 300


@pytest.fixture
def pool() -> Iterator[DecodePool]:
    made = DecodePool(2)
    yield made
    made.close()


def table_of(hashes: np.ndarray, contrast: float = 1.5, size: int = 0) -> CompareTable:
    count = len(hashes)
    numbers = np.arange(count, dtype=np.int64)
    return CompareTable(
        numbers + 1,
        numbers + 1,
        hashes.astype(np.uint64),
        np.full(count, contrast, np.float32),
        np.full(count, size, np.int64),
        np.zeros(count, np.uint64),
        np.zeros(count, np.bool_),
        np.full(count, NO_STEM, np.int64),
        np.full(count, UNKNOWN_S, np.int64),
        np.zeros((count, 4), np.uint64),
    )


def flipped(rng: np.random.Generator, value: int, bits: int) -> int:
    for bit in rng.choice(64, bits, replace=False):
        value ^= 1 << int(bit)
    return value


def planted(seed: int) -> np.ndarray:
    """Random hashes, half of them a few bits from an earlier one under some turn."""
    rng = np.random.default_rng(seed)
    hashes = rng.integers(0, 1 << 63, (COUNT, 8), dtype=np.uint64)
    for row in range(COUNT // 2, COUNT):
        earlier, turn = rng.integers(row), rng.integers(8)
        near = flipped(rng, int(hashes[earlier, 0]), int(rng.integers(0, UPRIGHT_BITS + 3)))
        hashes[row, turn] = near
    return hashes


def plain_loop(hashes: np.ndarray) -> set[Near]:
    found = set()
    for later in range(len(hashes)):
        for earlier in range(later):
            distances = [
                (int(hashes[later, turn]) ^ int(hashes[earlier, 0])).bit_count()
                for turn in range(8)
            ]
            if distances[0] <= UPRIGHT_BITS or min(distances) <= TURNED_BITS:
                upright = distances[0] <= NEAR_BITS
                turn = 0 if upright else distances.index(min(distances))
                found.add(Near(later, earlier, distances[turn], turn))
    return found


@pytest.mark.parametrize("seed", [1, 2])
def test_blocks_find_what_a_plain_loop_finds(seed: int, pool: DecodePool, monkeypatch) -> None:
    monkeypatch.setattr(module, "_COLUMNS_AT_ONCE", 50)
    monkeypatch.setattr(module, "_ROWS_AT_ONCE", 7)
    hashes = planted(seed)
    found = list(near_hashes(table_of(hashes), np.arange(COUNT), pool, NULL_CONTEXT))
    assert len(found) == len(set(found))
    assert set(found) == plain_loop(hashes)


def test_only_the_rows_asked_for_are_compared(pool: DecodePool) -> None:
    hashes = planted(3)
    rows = np.arange(COUNT - 20, COUNT)
    found = set(near_hashes(table_of(hashes), rows, pool, NULL_CONTEXT))
    assert found == {near for near in plain_loop(hashes) if near.later >= COUNT - 20}


def test_many_equal_ones_give_a_bounded_number(pool: DecodePool) -> None:
    table = table_of(np.zeros((1_000, 8), np.uint64))
    found = list(near_hashes(table, np.array([999]), pool, NULL_CONTEXT))
    assert len(found) == MAX_NEAR


def test_blank_pictures_of_other_sizes_are_no_candidates(pool: DecodePool) -> None:
    hashes = np.zeros((50, 8), np.uint64)
    sizes = table_of(hashes, contrast=0.0)
    mixed = dataclasses.replace(sizes, sizes=np.arange(50, dtype=np.int64))
    assert list(near_hashes(mixed, np.arange(50), pool, NULL_CONTEXT)) == []
    assert list(near_hashes(sizes, np.array([1]), pool, NULL_CONTEXT)) == [Near(1, 0, 0, 0)]


def test_symmetric_picture_is_not_called_mirrored(pool: DecodePool) -> None:
    """Where a turned hash is as near as the upright one, nothing was turned."""
    rgb = np.zeros((64, 64, 3), np.uint8)
    rgb[16:48, 8:56] = 200
    hashes = np.stack([describe(rgb).phash] * 2)
    (near,) = near_hashes(table_of(hashes), np.arange(2), pool, NULL_CONTEXT)
    assert (near.distance, near.turn) == (0, 0)


def test_identical_pictures_on_two_drives_never_there_together(library, pictures) -> None:
    """Both drives are indexed alone; together, the pixels are compared after all."""
    drives = [library.photos.parent / name for name in ("drive1", "drive2")]
    for drive in drives:
        drive.mkdir()
        for seed in range(60, 63):
            pictures.save(drive / f"other {drive.name} {seed}.jpg", seed + len(drive.name))
    pictures.save(drives[0] / "picture.png", 7)
    with Image.open(drives[0] / "picture.png") as image:
        image.save(drives[1] / "same pixels.webp", lossless=True)
    library.add(*drives)

    def scan_without(drive: Path) -> None:
        away = drive.with_name("away")
        shutil.move(drive, away)
        library.scan()
        shutil.move(away, drive)

    scan_without(drives[1])
    scan_without(drives[0])
    library.scan()
    with library.open() as opened:
        groups = opened.duplicates(frozenset({PairClass.IDENTICAL_PICTURE}))
    names = {frozenset((g.keeper.name, *(m.path.name for m in g.members))) for g in groups}
    assert frozenset(("picture.png", "same pixels.webp")) in names


@pytest.mark.parametrize(
    ("other", "may_be"),
    [
        ({"size_bytes": 9_000_000}, True),  # a film in the file: the same small picture
        ({"sharpness": 100.4}, True),  # turned without loss
        ({"sharpness": 100.4, "size_bytes": 4_900_000}, True),
        ({"sharpness": 100.4, "size_bytes": 6_000_000}, False),
        ({"sharpness": 101.0}, False),  # recompressed
        ({"sharpness": 55.0, "size_bytes": 20_000_000, "format": "PNG"}, True),
    ],
)
def test_recompressed_files_are_not_decoded_for_a_proof(other: dict, may_be: bool) -> None:
    one = Content(1, b"1", 4_000_000, 4_000, 3_000, "JPEG", sharpness=100.0)
    two = dataclasses.replace(one, content_id=2, digest=b"2", **other)
    assert _as_sharp(Candidate(one, two, 0, 0, 0.999, 1.0)) is may_be
