"""Decode threads: closing does not wait for a child that is busy."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from photofinder.app.decode_pool import DecodePool
from photofinder.errors import PhotofinderError

FAR_LONGER_S = 60.0


def dawdle(_source: object) -> None:
    """Stand for a decoder that hangs."""
    time.sleep(FAR_LONGER_S)


def test_closing_cuts_a_slow_decode_short(tmp_path: Path) -> None:
    started = time.monotonic()
    pool = DecodePool(1)
    future = pool.submit(pool.decode, dawdle, tmp_path / "large.tif")
    while not any(decoder.pid for decoder in pool._decoders):
        assert time.monotonic() - started < FAR_LONGER_S
    begun = time.monotonic()
    pool.close()
    assert time.monotonic() - begun < FAR_LONGER_S / 2
    with pytest.raises(PhotofinderError):
        future.result()


def test_what_is_queued_at_the_end_is_dropped(tmp_path: Path) -> None:
    pool = DecodePool(1)
    futures = [pool.submit(pool.decode, dawdle, tmp_path / "large.tif") for _ in range(3)]
    begun = time.monotonic()
    pool.close()
    assert time.monotonic() - begun < FAR_LONGER_S / 2
    assert all(future.done() for future in futures)
    assert futures[-1].cancelled()
