"""One decode feeds everything that indexing wants to know of a photo.

Pure: runs in decode threads and, pickled, in the isolated decoder. The digest is not here: it
is computed from the file's bytes, which the caller has.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photofinder.core import hashing, images
from photofinder.core.images import FitSpec
from photofinder.core.metadata import PhotoMetadata

THUMBNAIL_QUALITY = 85


@dataclass(frozen=True, slots=True, eq=False)
class AnalysedPhoto:
    """What one decode gave; small enough to travel between processes.

    Attributes
    ----------
    width, height : int
        Full size as displayed, in pixels.
    model_input : ndarray, uint8, (h, w, 3), or None
        The picture fitted to the model's input.
    thumbnail : bytes
        JPEG, long edge at most 320 px.
    phash : ndarray, uint64, (8,)
        Perceptual hash under the eight rotations and mirrors, ``hashing.TRANSFORMS``.
    hash_contrast : float
        Low where the hash says nothing, see ``hashing.PictureDescription``.
    sharpness : float
        Variance of the Laplacian at a fixed size.
    inner_phash : int or None
        Perceptual hash of the picture without its uniform borders; None: it has none.
    """

    format: str
    width: int
    height: int
    frames: int
    orientation: int
    bit_depth: int
    metadata: PhotoMetadata
    model_input: NDArray[np.uint8] | None
    thumbnail: bytes
    phash: NDArray[np.uint64]
    hash_contrast: float
    sharpness: float
    inner_phash: int | None = None


def thumbnail_of(source: bytes | Path) -> bytes:
    """Decode a photo for its thumbnail alone: the same JPEG as `analyse` makes.

    Raises
    ------
    PhotoUnreadable
    """
    return images.thumbnail_jpeg(images.decode_scaled(source).rgb, quality=THUMBNAIL_QUALITY)


def analyse(source: bytes | Path, fit: FitSpec | None) -> AnalysedPhoto:
    """Decode a photo once and describe it.

    Parameters
    ----------
    source : bytes or Path
        The file's content, or where it is.
    fit : FitSpec or None
        The model's input; None leaves ``model_input`` out.

    Raises
    ------
    PhotoUnreadable
        And nothing else, whatever the file holds.
    """
    decoded = images.decode_scaled(source)
    small = images.shrink_to_edge(decoded.rgb, images.THUMBNAIL_EDGE_PX)
    described = hashing.describe(small)
    return AnalysedPhoto(
        format=decoded.format,
        width=decoded.width,
        height=decoded.height,
        frames=decoded.frames,
        orientation=decoded.orientation,
        bit_depth=decoded.bit_depth,
        metadata=decoded.metadata,
        model_input=None if fit is None else images.fit_square(decoded.rgb, fit),
        thumbnail=images.thumbnail_jpeg(small, quality=THUMBNAIL_QUALITY),
        phash=described.phash,
        hash_contrast=described.contrast,
        sharpness=described.sharpness,
        inner_phash=described.inner_phash,
    )
