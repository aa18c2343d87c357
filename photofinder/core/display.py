"""A photo decoded for the screen: upright, at a size that was asked for, and never too large.

Pure: runs in decode threads and, pickled, in the isolated decoder.
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photofinder.core.formats import header_size, sniff_format
from photofinder.core.images import (
    MIN_EDGE_PX,
    DecodedPhoto,
    FitSpec,
    decode_scaled,
    fit_square,
)
from photofinder.core.views import Region
from photofinder.errors import PhotoUnreadable

#: 300 MB as RGB: the largest sensors of cameras, so that 100 % means pixels of theirs
MAX_PIXELS = 102_000_000
#: Pillow's four bytes a pixel, the picture turned or converted, and the array
COST_LIMIT_MB = 1_400
#: what may be decoded all the same at a smaller size
TOO_COSTLY = frozenset({"too_large", "too_much_memory"})
#: the longest edge of a picture that has no more pixels than that, whatever its shape
_NO_EDGE_PX = 1 << 24
#: a region is decoded from at most so large a picture: 50 MB as RGB
_REGION_EDGE_PX = 8_192


def decode_for_display(source: bytes | Path, edge_px: int | None) -> DecodedPhoto:
    """Decode a photo so that its long edge is ``edge_px`` to twice that, or its full size.

    Parameters
    ----------
    source : bytes or Path
    edge_px : int or None
        None: full size. Never more than `MAX_PIXELS`, whatever was asked.

    Raises
    ------
    PhotoUnreadable
    """
    edge_px = _bounded_edge(source, edge_px or _NO_EDGE_PX)
    return decode_scaled(
        source,
        min_edge_px=1,
        thumbnail_edge_px=edge_px,
        max_edge_px=2 * edge_px,
        cost_limit_mb=COST_LIMIT_MB,
    )


def _bounded_edge(source: bytes | Path, edge_px: int) -> int:
    """Return the edge to ask for so that no more than `MAX_PIXELS` are decoded.

    What tells no size in its header, or is too large for memory, is of the formats whose decoders
    are isolated and have limits of their own.
    """
    name = sniff_format(source) if isinstance(source, bytes) else None
    size = header_size(source, name) if isinstance(source, bytes) and name else None
    if size is None or min(size) < 1:
        return edge_px
    factor = max(1, max(size) // edge_px)
    while size[0] * size[1] > MAX_PIXELS * factor**2:
        factor += 1
    return edge_px if factor == 1 else max(1, max(size) // factor)


def model_input(source: bytes | Path, fit: FitSpec, region: Region | None) -> NDArray[np.uint8]:
    """Decode a picture, or a part of it, as the model wants it.

    Parameters
    ----------
    source : bytes or Path
    fit : FitSpec
    region : Region or None
        Of the upright picture. It is decoded as large as the whole picture would be: a face in
        the crowd keeps its pixels.

    Returns
    -------
    ndarray, uint8, (height_px, width_px, 3)

    Raises
    ------
    PhotoUnreadable
    """
    if region is None:  # the decode that indexing does: the same vector
        return fit_square(decode_scaled(source).rgb, fit)
    return fit_square(_cropped(_decoded_for(source, region), region), fit)


def _decoded_for(source: bytes | Path, region: Region) -> NDArray[np.uint8]:
    """Decode a picture so large that the region has the pixels it needs, or as far as that goes."""
    short_px = math.ceil(MIN_EDGE_PX / min(region.width, region.height))
    try:
        return decode_scaled(
            source,
            min_edge_px=min(short_px, _REGION_EDGE_PX),
            max_edge_px=_REGION_EDGE_PX,
            cost_limit_mb=COST_LIMIT_MB,
        ).rgb
    except PhotoUnreadable as error:
        if error.code not in TOO_COSTLY:
            raise
    return decode_scaled(source).rgb


def _cropped(rgb: NDArray[np.uint8], region: Region) -> NDArray[np.uint8]:
    """Cut a region out, at least one pixel of it."""
    height, width = rgb.shape[:2]
    left, top = min(int(region.left * width), width - 1), min(int(region.top * height), height - 1)
    right = max(left + 1, round((region.left + region.width) * width))
    bottom = max(top + 1, round((region.top + region.height) * height))
    return np.ascontiguousarray(rgb[top:bottom, left:right])
