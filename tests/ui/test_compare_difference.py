"""The difference of two pictures, against plain arithmetic."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QSize

from photofinder.ui.difference import (
    VISIBLE_LEVELS,
    Difference,
    compute_difference,
    shapes_agree,
)
from photofinder.ui.picture_image import ImageLevels, make_levels


def levels(rgb: np.ndarray, size: tuple[int, int] | None = None) -> ImageLevels:
    width, height = size or (rgb.shape[1], rgb.shape[0])
    return make_levels(rgb, QSize(width, height), complete=True)


def noise(width: int, height: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)


def smooth(width: int, height: int) -> np.ndarray:
    y, x = np.mgrid[0:height, 0:width]
    return np.stack([x * 200 // width, y * 200 // height, (x + y) % 60], 2).astype(np.uint8)


def marked(found: Difference) -> np.ndarray:
    image = found.pixels.levels[0]
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return rows[..., 2::-1].astype(int)  # RGB


def test_equal_pictures_do_not_differ() -> None:
    picture = noise(301, 203)
    found = compute_difference(levels(picture), levels(picture.copy()))
    assert (found.visible_share, found.mean_levels, found.most_levels) == (0.0, 0.0, 0)
    assert found.compared == QSize(301, 203)
    shown = marked(found)
    assert abs(shown[..., 0] - shown[..., 2]).max() == 0  # grey


def test_the_numbers_are_those_of_plain_arithmetic() -> None:
    one, other = noise(160, 120, 1), noise(160, 120, 2)
    apart = np.abs(one.astype(int) - other.astype(int)).max(axis=2)
    found = compute_difference(levels(one), levels(other))
    assert found.visible_share == pytest.approx((apart > VISIBLE_LEVELS).mean())
    assert found.mean_levels == pytest.approx(apart.mean())
    assert found.most_levels == apart.max()


def test_what_differs_is_bright_and_nothing_else() -> None:
    one = smooth(400, 300)
    other = one.copy()
    other[100:150, 200:300] = 255 - other[100:150, 200:300]
    found = compute_difference(levels(one), levels(other))
    shown = marked(found)
    assert shown[110:140, 210:290, 0].mean() > 180
    rest = np.ones((300, 400), bool)
    rest[95:155, 195:305] = False
    assert shown[rest].max() < 100
    assert found.visible_share == pytest.approx(100 * 50 / (400 * 300), rel=0.2)


def test_a_scaled_copy_hardly_differs() -> None:
    large = smooth(1600, 1200)
    small = large.reshape(600, 2, 800, 2, 3).mean(axis=(1, 3)).astype(np.uint8)
    found = compute_difference(levels(large), levels(small))
    assert found.compared == QSize(800, 600)
    assert found.mean_levels < 3
    assert found.pixels.size == QSize(1600, 1200)


def test_pictures_that_are_not_loaded_in_full_are_compared_as_far_as_they_are() -> None:
    coarse = levels(smooth(400, 300), (4000, 3000))
    found = compute_difference(coarse, levels(smooth(4000, 3000)))
    assert found.compared == QSize(400, 300)
    assert found.pixels.size == QSize(4000, 3000)


@pytest.mark.parametrize(
    ("first", "second", "agree"),
    [
        ((4000, 3000), (4000, 3000), True),
        ((4000, 3000), (160, 120), True),
        ((3000, 2000), (161, 107), True),
        ((4000, 3000), (3000, 4000), False),
        ((4000, 3000), (4000, 2250), False),
        ((1000, 1000), (1000, 960), False),
    ],
)
def test_only_pictures_of_one_shape_are_laid_over_each_other(
    first: tuple[int, int], second: tuple[int, int], agree: bool
) -> None:
    assert shapes_agree(QSize(*first), QSize(*second)) is agree
    assert shapes_agree(QSize(*second), QSize(*first)) is agree


def test_a_picture_of_one_pixel_can_be_compared() -> None:
    assert compute_difference(levels(noise(1, 1)), levels(noise(1, 1, 3))).most_levels > 0
