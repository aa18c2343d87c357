"""Pictures for the screen: upright, as large as asked for, never too large, never a crash."""

from __future__ import annotations

import io
import os
import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photofinder.app import pictures as pictures_module
from photofinder.core import display
from photofinder.errors import PhotoUnreadable


def save(path: Path, width: int, height: int, **options: object) -> Path:
    """Write a picture whose upper left quarter is red, the lower right one blue."""
    picture = Image.new("RGB", (width, height), (128, 128, 128))
    picture.paste((255, 0, 0), (0, 0, width // 2, height // 2))
    picture.paste((0, 0, 255), (width // 2, height // 2, width, height))
    picture.save(path, **options)
    return path


def quarters(rgb: np.ndarray) -> tuple[str, str]:
    """Say what the upper left and the lower right quarter show."""
    height, width = rgb.shape[:2]
    names = ("red", "green", "blue")
    corner = [rgb[height // 4, width // 4], rgb[3 * height // 4, 3 * width // 4]]
    return tuple(names[int(np.argmax(pixel))] for pixel in corner)


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "tif"])
@pytest.mark.parametrize("edge_px", [None, 100, 333, 900, 1_200, 5_000])
def test_long_edge_is_what_was_asked_for_to_twice_that(
    library, tmp_path: Path, suffix: str, edge_px: int | None
) -> None:
    path = save(tmp_path / f"p.{suffix}", 1_200, 800)
    with library.open() as opened:
        picture = opened.viewing.picture(path, edge_px)
    long_px = max(picture.rgb.shape[:2])
    wanted = min(edge_px or 1_200, 1_200)
    assert wanted <= long_px <= min(2 * wanted, 1_200)
    assert (picture.width, picture.height, picture.path) == (1_200, 800, path)
    assert picture.rgb.dtype == np.uint8
    assert picture.rgb.shape[1] / picture.rgb.shape[0] == pytest.approx(1.5, abs=0.03)
    assert quarters(picture.rgb) == ("red", "blue")


def test_orientation_is_applied(library, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 3  # upside down
    exif[0x0110] = "A camera"
    path = save(tmp_path / "p.jpg", 600, 400, exif=exif)
    exif[0x0112] = 8  # to be turned by 90 degrees
    turned = save(tmp_path / "t.jpg", 600, 400, exif=exif)
    with library.open() as opened:
        picture = opened.viewing.picture(path, None)
        assert quarters(picture.rgb) == ("blue", "red")
        assert picture.metadata.camera_model == "A camera"
        picture = opened.viewing.picture(turned, None)
        assert (picture.width, picture.height) == (400, 600)
        assert picture.rgb.shape == (600, 400, 3)


def test_full_size_has_every_pixel(library, tmp_path: Path) -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (37, 53, 3), dtype=np.uint8)
    Image.fromarray(pixels).save(tmp_path / "p.png")
    with library.open() as opened:
        picture = opened.viewing.picture(tmp_path / "p.png", None)
    np.testing.assert_array_equal(picture.rgb, pixels)


@pytest.mark.parametrize("suffix", ["jpg", "png"])
@pytest.mark.parametrize("edge_px", [None, 1_200, 700])
def test_above_the_limit_it_is_scaled_down_whatever_was_asked(
    library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, edge_px: int | None
) -> None:
    monkeypatch.setattr(display, "MAX_PIXELS", 400_000)
    path = save(tmp_path / f"p.{suffix}", 1_200, 800)
    with library.open() as opened:
        picture = opened.viewing.picture(path, edge_px)
    height, width = picture.rgb.shape[:2]
    assert 100_000 <= height * width <= 400_000
    assert (picture.width, picture.height) == (1_200, 800)


def test_picture_that_costs_too_much_is_tried_smaller(
    library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(display, "COST_LIMIT_MB", 6)
    monkeypatch.setattr(pictures_module, "SMALLER_EDGES_PX", (1_100, 500))
    path = save(tmp_path / "p.jpg", 1_200, 800)
    with library.open() as opened:
        picture = opened.viewing.picture(path, None)
        assert max(picture.rgb.shape) == 600
        monkeypatch.setattr(display, "COST_LIMIT_MB", 0)
        with pytest.raises(PhotoUnreadable) as caught:
            opened.viewing.picture(path, None)
    assert caught.value.code == "too_large"


def test_what_is_gone_or_no_picture_is_told_with_its_path(library, tmp_path: Path) -> None:
    (tmp_path / "text.jpg").write_text("no picture")
    (tmp_path / "empty.jpg").touch()
    whole = save(tmp_path / "whole.jpg", 300, 200).read_bytes()
    (tmp_path / "half.jpg").write_bytes(whole[: len(whole) // 2])
    cases = {"gone.jpg": "vanished", "text.jpg": "unsupported", "empty.jpg": "empty"}
    with library.open() as opened:
        for name, code in {**cases, "half.jpg": "truncated"}.items():
            with pytest.raises(PhotoUnreadable) as caught:
                opened.viewing.picture(tmp_path / name, 100)
            assert caught.value.code == code
            assert str(tmp_path / name) in str(caught.value)
        with pytest.raises(PhotoUnreadable):
            opened.viewing.picture(tmp_path, 100)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_pipe_in_a_photos_place_blocks_nobody(library, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "p.jpg")
    with library.open() as opened, pytest.raises(PhotoUnreadable) as caught:
        opened.viewing.picture(tmp_path / "p.jpg", 100)
    assert caught.value.code == "not_a_file"


def test_picture_without_a_file_is_decoded_too(library) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (600, 400), (255, 0, 0)).save(buffer, "BMP")
    with library.open() as opened:
        assert opened.viewing.pixels(buffer.getvalue(), 300).shape == (200, 300, 3)


def test_several_threads_may_ask_and_closing_ends_them(library, tmp_path: Path) -> None:
    path = save(tmp_path / "p.jpg", 1_200, 800)
    found: list[int] = []
    with library.open() as opened:
        threads = [
            threading.Thread(
                target=lambda: found.append(len(opened.viewing.picture(path, 100).rgb))
            )
            for _ in range(6)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    assert len(found) == 6
    # that no thread and no child process is left is what conftest checks


def test_nothing_starts_before_the_first_picture(library) -> None:
    before = threading.active_count()
    with library.open() as opened:
        assert opened.viewing is not None
        assert threading.active_count() == before
