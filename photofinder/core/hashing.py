"""Numbers that describe a picture: pixel digest, perceptual hash, sharpness.

Any thread; hashing and OpenCV release the GIL.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from photofinder.core.borders import without_borders
from photofinder.core.images import load_opencv, shrink_to_edge
from photofinder.core.pixel_digest import pixel_digest

__all__ = [
    "MIN_HASH_CONTRAST",
    "TRANSFORMS",
    "PictureDescription",
    "describe",
    "hamming_distances",
    "pixel_digest",
]

TRANSFORMS = 8
"""A perceptual hash exists for the picture under each of these, in the order of EXIF
orientations: what orientation ``index + 1`` does to the stored picture. 0 as it is, 1 mirrored,
2 turned by 180, 3 upside down (mirrored top to bottom), 4 transposed, 5 turned right by 90,
6 transversed, 7 turned left by 90 degrees."""

MIN_HASH_CONTRAST = 0.2
"""Below this a hash is noise. Measured: 150 photos have 0.43 to 5 and keep their hash within 4
bits when shrunk and recompressed; 90 synthetic skies, dark frames and blank pages have at most
0.003 and lose 28 of 64 bits, as many as two unrelated pictures differ in."""

_GREY_PX = 32
_LOW_FREQUENCIES = 8
_WORKING_EDGE_PX = 320
"""Everything is computed on a picture of the thumbnail's size, so that values compare."""


@dataclass(frozen=True, slots=True, eq=False)
class PictureDescription:
    """What `describe` says of a picture.

    Attributes
    ----------
    phash : ndarray, uint64, (8,)
        64-bit DCT hash under the eight rotations and mirrors, in the order of ``TRANSFORMS``;
        ``[0]`` is the picture as it is.
    contrast : float
        How far the hash's bits are from being noise, in grey levels: the median distance of the
        63 varying coefficients from the threshold. Low for skies, dark frames and blank pages,
        whose hashes say nothing, see ``MIN_HASH_CONTRAST``.
    sharpness : float
        Variance of the Laplacian, on a picture scaled to a fixed long edge so that it compares.
    inner_phash : int or None
        The hash, as it is, of what `core.borders` leaves of the picture; None: it has no borders.
    """

    phash: NDArray[np.uint64]
    contrast: float
    sharpness: float
    inner_phash: int | None = None


def describe(rgb: NDArray[np.uint8]) -> PictureDescription:
    """Compute perceptual hash, contrast and sharpness together, from one grey picture.

    Parameters
    ----------
    rgb : ndarray, uint8, (h, w, 3) or grey (h, w)

    Notes
    -----
    The hash: area-averaged 32 x 32 grey, two-dimensional DCT-II, the 8 x 8 lowest frequencies,
    each compared with their median. Mirroring negates the odd frequencies of an axis and
    transposing swaps the axes, so one DCT serves all eight.
    """
    grey = _working_grey(rgb)
    low = _low_frequencies(grey)
    return PictureDescription(
        _hash_bits(low), _contrast(low), _laplacian_variance(grey), _inner_hash(grey)
    )


def _inner_hash(grey: NDArray[np.uint8]) -> int | None:
    inner = without_borders(grey)
    if inner is None:
        return None
    low = _low_frequencies(np.ascontiguousarray(inner))
    return int(_hash_bits(low)[0]) if _contrast(low) >= MIN_HASH_CONTRAST else None


def _hash_bits(low: NDArray[np.float64]) -> NDArray[np.uint64]:
    signs = np.where(np.arange(_LOW_FREQUENCIES) % 2, -1.0, 1.0)
    across, down = low * signs, low * signs[:, None]
    both = across * signs[:, None]
    # mirroring the columns negates odd horizontal frequencies, the second axis here
    upright = (low, across, both, down)
    turned = (low.T, down.T, both.T, across.T)
    variants = np.stack((*upright, *turned)).reshape(TRANSFORMS, -1)
    middle = np.sort(variants, axis=1)[:, 31:33].mean(axis=1, keepdims=True)
    bits = variants > middle  # np.median, at a third of its cost
    return np.packbits(bits, axis=1).view(">u8").astype(np.uint64).reshape(TRANSFORMS)


def _contrast(low: NDArray[np.float64]) -> float:
    margins = np.abs(low - np.median(low)).ravel()[1:]
    return float(np.median(margins) / _GREY_PX)


def hamming_distances(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> NDArray[np.uint8]:
    """Differing bits, element by element, with broadcasting.

    Notes
    -----
    For a matrix give ``a[:, None]`` and ``b[None, :]``, in blocks: 8 bytes a pair in between.
    """
    differing = np.bitwise_xor(a, b)
    if hasattr(np, "bitwise_count"):
        counted: NDArray[np.uint8] = np.bitwise_count(differing)
        return counted
    quarters = np.ascontiguousarray(differing)[..., None].view(np.uint16)
    summed: NDArray[np.uint8] = _bits_of_16()[quarters].sum(axis=-1, dtype=np.uint8)
    return summed


def _laplacian_variance(grey: NDArray[np.uint8]) -> float:
    cv2 = load_opencv()
    _, deviation = cv2.meanStdDev(cv2.Laplacian(grey, cv2.CV_16S))
    return float(deviation[0, 0] ** 2)


def _working_grey(rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    small = shrink_to_edge(rgb, _WORKING_EDGE_PX)
    if small.ndim == 2:
        return small
    cv2 = load_opencv()
    grey: NDArray[np.uint8] = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    return grey


def _low_frequencies(grey: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Average to 32 x 32 and keep the 8 x 8 lowest frequencies, as two matrix products.

    Rounded, so that the order of additions does not decide the bits of a blank page.
    """
    height, width = grey.shape
    values = grey.astype(np.float32)
    low = (_frequency_rows(height) @ values) @ _frequency_rows(width).T
    return np.round(low, 2).astype(np.float64)


@lru_cache(maxsize=256)
def _frequency_rows(length: int) -> NDArray[np.float32]:
    """Compute (8, length): area average to 32 values, then the lowest rows of the DCT-II.

    References
    ----------
    Zauner, Implementation and Benchmarking of Perceptual Image Hash Functions, 2010, 3.2.1.
    """
    edges = np.linspace(0, length, _GREY_PX + 1)
    left, right = (
        np.maximum.outer(edges[:-1], np.arange(length)),
        np.minimum.outer(edges[1:], np.arange(1, length + 1)),
    )
    average = np.maximum(right - left, 0) * (_GREY_PX / length)
    frequency = np.arange(_LOW_FREQUENCIES)[:, None]
    position = np.arange(_GREY_PX)[None, :]
    basis = np.cos(np.pi * frequency * (2 * position + 1) / (2 * _GREY_PX))
    basis *= np.sqrt(2 / _GREY_PX)
    basis[0] /= np.sqrt(2)
    rows: NDArray[np.float32] = (basis @ average).astype(np.float32)
    return rows


@lru_cache(maxsize=1)
def _bits_of_16() -> NDArray[np.uint8]:
    values = np.arange(1 << 16, dtype=np.uint32)
    counts = np.zeros(1 << 16, np.uint8)
    for bit in range(16):
        counts += (values >> bit & 1).astype(np.uint8)
    return counts
