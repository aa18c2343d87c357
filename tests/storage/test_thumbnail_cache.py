"""Thumbnails: whole or absent, bounded in size, found again by content."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from photofinder.errors import EnvironmentProblem
from photofinder.files import TEMP_SUFFIX
from photofinder.storage.thumbnail_cache import EVICT_TO, ThumbnailCache

JPEG = b"\xff\xd8" + b"x" * 1_000 + b"\xff\xd9"


def digest(number: int) -> bytes:
    return hashlib.sha256(bytes([number])).digest()


@pytest.fixture
def cache(tmp_path: Path) -> ThumbnailCache:
    return ThumbnailCache(tmp_path / "thumbnails", max_bytes=10 * len(JPEG))


def test_what_was_put_is_found(cache: ThumbnailCache) -> None:
    assert cache.get(digest(1)) is None
    assert cache.size_bytes() == 0
    cache.put(digest(1), JPEG)
    assert cache.get(digest(1)) == JPEG
    assert cache.digests() == {digest(1)}
    assert cache.size_bytes() == len(JPEG)


@pytest.mark.parametrize("left", [b"", JPEG[:500], b"\x00" * len(JPEG)])
def test_half_a_thumbnail_is_none(cache: ThumbnailCache, left: bytes) -> None:
    cache.put(digest(1), JPEG)
    cache.path(digest(1)).write_bytes(left)
    assert cache.get(digest(1)) is None
    cache.put(digest(1), JPEG)
    assert cache.get(digest(1)) == JPEG


def test_least_recently_used_go_first(cache: ThumbnailCache) -> None:
    for number in range(20):
        cache.put(digest(number), JPEG)
        os.utime(cache.path(digest(number)), (number, number))
    freed = cache.trim()
    left = {number for number in range(20) if cache.get(digest(number))}
    assert cache.size_bytes() <= EVICT_TO * 10 * len(JPEG)
    assert left == set(range(20 - len(left), 20))
    assert freed == (20 - len(left)) * len(JPEG)
    assert cache.trim() == 0


def test_unfinished_files_of_killed_writers_go_first(cache: ThumbnailCache) -> None:
    for number in range(11):
        cache.put(digest(number), JPEG)
    leftover = cache.path(digest(0)).with_name(f".half{TEMP_SUFFIX}")
    leftover.write_bytes(b"half")
    cache.trim()
    assert not leftover.exists()
    assert len(cache.digests()) >= 8


def test_foreign_files_are_no_digests(cache: ThumbnailCache) -> None:
    cache.put(digest(1), JPEG)
    (cache.path(digest(1)).parent / "readme.txt").write_text("x")
    (cache.path(digest(1)).parents[1] / "stray.jpg").write_bytes(JPEG)
    assert cache.digests() == {digest(1)}


def test_discarded_thumbnails_are_gone(cache: ThumbnailCache) -> None:
    cache.put(digest(1), JPEG)
    cache.discard([digest(1), digest(2)])
    assert cache.get(digest(1)) is None


def test_full_disk_is_named_and_leaves_no_half_file(small_disk: Path) -> None:
    cache = ThumbnailCache(small_disk / "t")
    big = b"\xff\xd8" + bytes(900_000) + b"\xff\xd9"

    def fill() -> None:
        for number in range(20):
            cache.put(digest(number), big)

    with pytest.raises(EnvironmentProblem) as caught:
        fill()
    assert caught.value.code == "disk_full"
    assert not list((small_disk / "t").rglob(f"*{TEMP_SUFFIX}"))
