"""A photo decoded for the screen: upright, at a size that was asked for, and never too large.

Pure: runs in decode threads and, pickled, in the isolated decoder.
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photofinder.core.images import (
    MIN_EDGE_PX,
    DecodedPhoto,
    FitSpec,
    decode_scaled,
    fit_square,
)
from photofinder.core.views import Region

#: 300 MB as RGB; no screen shows more at once
MAX_PIXELS = 100_000_000
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
        None: full size, up to `MAX_PIXELS`.

    Raises
    ------
    PhotoUnreadable
    """
    if edge_px is None:
        return decode_scaled(
            source, min_edge_px=_NO_EDGE_PX, thumbnail_edge_px=_NO_EDGE_PX, max_edge_px=_NO_EDGE_PX
        )
    return decode_scaled(
        source, min_edge_px=1, thumbnail_edge_px=edge_px, max_edge_px=max(2 * edge_px, 1)
    )


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
    short_px = math.ceil(MIN_EDGE_PX / min(region.width, region.height))
    decoded = decode_scaled(
        source, min_edge_px=min(short_px, _REGION_EDGE_PX), max_edge_px=_REGION_EDGE_PX
    )
    return fit_square(_cropped(decoded.rgb, region), fit)


def _cropped(rgb: NDArray[np.uint8], region: Region) -> NDArray[np.uint8]:
    """Cut a region out, at least one pixel of it."""
    height, width = rgb.shape[:2]
    left, top = min(int(region.left * width), width - 1), min(int(region.top * height), height - 1)
    right = max(left + 1, round((region.left + region.width) * width))
    bottom = max(top + 1, round((region.top + region.height) * height))
    return np.ascontiguousarray(rgb[top:bottom, left:right])
