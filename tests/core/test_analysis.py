"""One decode gives everything, small enough to travel between processes."""

from __future__ import annotations

import io
import pickle
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photofinder.core import hashing
from photofinder.core.analysis import analyse
from photofinder.core.images import FitSpec, decode_scaled, fit_square
from photofinder.errors import PhotoUnreadable


def photo() -> bytes:
    rng = np.random.default_rng(5)
    coarse = rng.integers(0, 256, (12, 16, 3), dtype=np.uint8)
    exif = Image.Exif()
    exif[274], exif[306] = 6, "2020:01:01 10:00:00"
    buffer = io.BytesIO()
    Image.fromarray(coarse).resize((1600, 1200)).save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


def test_everything_comes_from_one_decode() -> None:
    fit = FitSpec(224, 192)
    found = analyse(photo(), fit)
    rgb = decode_scaled(photo()).rgb
    assert (found.width, found.height, found.orientation) == (1200, 1600, 6)
    assert (found.format, found.frames, found.bit_depth) == ("JPEG", 1, 8)
    assert found.metadata.taken_at == "2020-01-01T10:00:00"
    assert found.model_input is not None
    assert np.array_equal(found.model_input, fit_square(rgb, fit))
    described = hashing.describe(rgb)
    assert np.array_equal(found.phash, described.phash)
    assert found.hash_contrast == described.contrast
    assert found.sharpness == described.sharpness
    assert Image.open(io.BytesIO(found.thumbnail)).size == (240, 320)


def test_model_input_can_be_left_out() -> None:
    assert analyse(photo(), None).model_input is None


def test_path_and_bytes_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "IMG_0001_BURST002.jpg"
    path.write_bytes(photo())
    assert np.array_equal(analyse(path, None).phash, analyse(photo(), None).phash)
    assert analyse(path, None).metadata.sequence_hint == "IMG_0001"


def test_result_travels_in_few_bytes() -> None:
    found = analyse(photo(), FitSpec(224, 224))
    packed = pickle.dumps(found, protocol=pickle.HIGHEST_PROTOCOL)
    assert len(packed) < 224 * 224 * 3 + 40_000
    again = pickle.loads(packed)
    assert np.array_equal(again.model_input, found.model_input)
    assert again.metadata == found.metadata


def test_unreadable_photo_says_why() -> None:
    with pytest.raises(PhotoUnreadable) as caught:
        analyse(photo()[:5000], None)
    assert caught.value.code == "truncated"
