"""Bars at the edges are found, whatever lies in them; a picture without bars stays whole."""

from __future__ import annotations

import numpy as np
import pytest

from photofinder.core.borders import without_borders
from photofinder.core.hashing import describe, hamming_distances


def picture(height: int = 180, width: int = 240, seed: int = 1) -> np.ndarray:
    """Smooth shapes, as a photo has."""
    rng = np.random.default_rng(seed)
    coarse = rng.integers(0, 255, (9, 12)).astype(np.float64)
    rows = np.linspace(0, 8, height)
    columns = np.linspace(0, 11, width)
    across = np.stack([np.interp(columns, np.arange(12), row) for row in coarse])
    full = np.stack([np.interp(rows, np.arange(9), line) for line in across.T], axis=1)
    return full.astype(np.uint8)


@pytest.mark.parametrize("level", [0, 128, 255])
@pytest.mark.parametrize("bars", [((30, 50), (0, 0)), ((0, 0), (25, 10)), ((40, 0), (20, 20))])
def test_bars_are_cut_off(level: int, bars: tuple[tuple[int, int], tuple[int, int]]) -> None:
    inner = picture()
    whole = np.pad(inner, bars, constant_values=level)
    left = without_borders(whole)
    assert left is not None
    np.testing.assert_array_equal(np.array(left.shape), np.array(inner.shape))


def test_clock_in_a_bar_does_not_end_it() -> None:
    whole = np.pad(picture(), ((40, 40), (0, 0)), constant_values=250)
    whole[10:18, 5:30] = 20
    left = without_borders(whole)
    assert left is not None
    assert left.shape == (180, 240)


def test_window_of_two_greys_is_taken_off() -> None:
    window = np.pad(picture(), ((0, 0), (30, 30)), constant_values=90)
    left = without_borders(np.pad(window, ((20, 0), (0, 0)), constant_values=240))
    assert left is not None
    assert left.shape == (180, 240)


def test_picture_without_bars_has_no_inner_one() -> None:
    assert without_borders(picture()) is None
    assert describe(picture()).inner_phash is None


@pytest.mark.parametrize("whole", [np.zeros((50, 60), np.uint8), np.full((1, 1), 9, np.uint8)])
def test_blank_picture_has_no_inner_one(whole: np.ndarray) -> None:
    assert without_borders(whole) is None


def test_background_of_a_small_thing_is_no_bar() -> None:
    whole = np.full((200, 200), 255, np.uint8)
    whole[95:105, 95:105] = picture(10, 10)
    assert without_borders(whole) is None


def test_screenshot_has_the_inner_hash_of_its_picture() -> None:
    inner = picture(220, 300)
    shot = np.pad(inner, ((60, 90), (0, 0)), constant_values=16)
    found = describe(np.stack([shot] * 3, axis=-1)).inner_phash
    assert found is not None
    whole = describe(np.stack([inner] * 3, axis=-1)).phash[:1]
    assert hamming_distances(np.array([found], np.uint64), whole)[0] <= 6
