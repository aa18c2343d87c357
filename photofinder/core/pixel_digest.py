"""Proof that two files show exactly the same picture, whatever their container and metadata.

Equal digests mean: decoded at full size and turned upright, every sample of every frame is the
same. What counts as the same was chosen so that it never says more than that:

- A grey picture equals the same picture stored in colour; palettes and bits equal what they
  stand for; a fully opaque alpha channel is none.
- 16-bit, CMYK, Lab and translucent pictures stay what they are. 16-bit colour, which Pillow cuts
  to 8 bits, is not compared at all.
- A colour profile that means other colours than sRGB is part of the picture, and so is whatever
  else a file says of its colours (`core.colour_marks`); sRGB and no profile are equal.
- All frames count, with their duration: the second image of an MPO, the pages of a TIFF.
- What holds more than its frames (`core.enclosed`) is more than its still. Of a film, a gain map or
  other data behind a JPEG every byte counts but padding; a HEIF that has any is not compared.

Thread: any; not at index time, only for pairs that look alike. About 150 ms for 12 megapixels.
"""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from photofinder.core import colour
from photofinder.core.colour_marks import colour_marks
from photofinder.core.decoding import (
    OpenedPhoto,
    bytes_per_pixel,
    check_cost,
    decoder_bytes_per_pixel,
    opened,
    upright,
)
from photofinder.core.enclosed import (
    Enclosed,
    holdings_of_boxes,
    holdings_of_jpeg,
    says_film,
)
from photofinder.core.metadata import read_orientation
from photofinder.errors import PhotoUnreadable

if TYPE_CHECKING:
    from hashlib import _Hash

    from PIL import Image

logger = logging.getLogger(__name__)

MAX_TOTAL_PIXELS = 400_000_000
"""Of all frames together: 5 s of decoding and hashing."""

_FRAME_PIXELS = 10_000
"""What one more frame costs, in pixels."""

_STRIP_PIXELS = 1 << 20
#: what can have more in it than its frames: films, gain maps, sounds
_MAY_HOLD_MORE = ("JPEG", "HEIF", "AVIF")
#: second pictures are frames, everything else is compared byte for byte
_MORE_THAN_FRAMES = (Enclosed.FILM, Enclosed.GAIN_MAP)
_DEEP_GREY_MODES = ("I", "F")


def pixel_digest(source: bytes | Path) -> bytes | None:
    """SHA-256 over the full-size displayed pixels of all frames.

    Parameters
    ----------
    source : bytes or Path
        The file's content, or where it is.

    Returns
    -------
    bytes or None
        32 bytes; None where the proof is not to be had within the cost of one photo: RAW,
        16-bit colour, unmarked AVIF, HEIF with a film or a gain map, pictures or animations
        that are too large.

    Raises
    ------
    PhotoUnreadable
        The file cannot be decoded whole.
    """
    try:
        with opened(source) as photo:
            effort = photo.frames * (photo.width * photo.height + _FRAME_PIXELS)
            if photo.format == "RAW" or effort > MAX_TOTAL_PIXELS:
                return None
            rest = _proof_of_the_rest(photo)
            marks = colour_marks(photo)
            if marks is None or rest is None:
                return None
            digest = hashlib.sha256(f"frames {photo.frames}|{marks}".encode() + rest)
            for image, orientation in _frames(photo):
                if not _add_frame(digest, photo, image, orientation):
                    return None
    except PhotoUnreadable as error:
        if error.code in ("too_large", "too_slow", "too_much_memory"):
            logger.debug("no pixel digest: %s", error)
            return None
        raise
    return digest.digest()


def _proof_of_the_rest(photo: OpenedPhoto) -> bytes | None:
    """Return what there is beside the picture; None where that is more than can be compared."""
    data = photo.data
    if data is None or photo.format not in _MAY_HOLD_MORE:
        return b""
    if photo.format != "JPEG":
        # The coded items of a HEIF with a gain map could be compared byte for byte, as cheaply as
        # reading it. What the map means could not: Apple's headroom lies in the MakerNote, its
        # version in XMP, other makers' elsewhere. Files that differ in nothing but such metadata
        # may shine differently, so both stay.
        packet = photo.image.info.get("xmp") or b""
        found = holdings_of_boxes(io.BytesIO(data))
        return None if found.kind is not None or says_film(packet) else _hashed(found.rest)
    found = holdings_of_jpeg(data)
    if found.is_in_header:
        return None
    if not found.is_whole:
        return _hashed(data)
    # second pictures that the header lists are frames, so that their metadata need not be equal
    are_frames = found.kind not in _MORE_THAN_FRAMES and found.pictures == photo.frames - 1
    return _hashed(found.rest if are_frames else (found.kind or "").encode() + found.behind)


def _hashed(rest: bytes) -> bytes:
    return hashlib.sha256(rest).digest() if rest else b""


def _frames(photo: OpenedPhoto) -> Iterator[tuple[Any, int]]:
    """Decode frame by frame; with each the orientation that is still to be applied."""
    if photo.heif is not None:
        for page in photo.heif:
            width, height = page.size
            check_cost(width, height, 12)
            yield page.to_pillow(), 1
        return
    image: Any = photo.image
    fixed = len(photo.data or b"") + (photo.jpeg.coefficient_bytes if photo.jpeg else 0)
    for index in range(photo.frames):
        if index:
            image.seek(index)
        width, height = image.size
        per_pixel = bytes_per_pixel(image.mode) + decoder_bytes_per_pixel(photo.format)
        check_cost(width, height, per_pixel, fixed_bytes=fixed)
        image.load()
        orientation = read_orientation(image.getexif())
        if orientation > 1:
            check_cost(width, height, 2 * per_pixel, fixed_bytes=fixed)
        yield image, orientation


def _add_frame(digest: _Hash, photo: OpenedPhoto, image: Any, orientation: int) -> bool:
    """Feed one frame; False if its samples are not known exactly."""
    profile = image.info.get("icc_profile")
    duration = image.info.get("duration", 0) if photo.frames > 1 else 0
    deep = image.mode.startswith("I;16") or image.mode in _DEEP_GREY_MODES
    if photo.bit_depth > 8 and not deep:
        return False
    picture = upright(image, orientation)
    channels, mode = _needed_channels(picture)
    width, height = picture.size
    digest.update(f"|{mode} {width} x {height} {meant_colours(profile)} {duration:g}|".encode())
    for strip in _strips(picture):
        digest.update((strip[..., :channels] if channels else strip).tobytes())
    return True


def meant_colours(profile: Any) -> str:
    """Name the colours that an ICC profile, or none, stands for."""
    return "sRGB" if colour.is_srgb(profile) else hashlib.sha256(profile).hexdigest()


def plain_mode(strip: Image.Image) -> Image.Image:
    """Palettes and bits written out, alpha of every kind as RGBA; exact for every one of them."""
    if colour.has_alpha(strip):
        return strip if strip.mode == "RGBA" else strip.convert("RGBA")
    if strip.mode == "1":
        return strip.convert("L")
    if strip.mode in ("P", "RGBX"):
        return strip.convert("RGB")
    return strip


def _needed_channels(picture: Image.Image) -> tuple[int, str]:
    """How many leading channels say it all (0: the whole array), and the name of that mode."""
    grey = opaque = True
    for strip in _strips(picture):
        if strip.ndim == 2 or picture.mode in ("CMYK", "LAB", "YCbCr", "HSV"):
            plain = "L" if picture.mode in ("1", "L") else picture.mode
            return 0, "I;16" if plain.startswith("I;16") else plain
        opaque = opaque and (strip.shape[2] == 3 or bool(strip[..., 3].min() == 255))
        grey = grey and _is_grey(strip)
        if not (grey or opaque):
            break
    if not opaque:
        return 4, "RGBA"
    return (1, "L") if grey else (3, "RGB")


def _is_grey(strip: NDArray[Any]) -> bool:
    red, green, blue = strip[..., 0], strip[..., 1], strip[..., 2]
    return bool(np.array_equal(red, green) and np.array_equal(red, blue))


def _strips(picture: Image.Image) -> Iterator[NDArray[Any]]:
    """Cut the picture into bands of whole rows, so that no second full-size copy exists."""
    width, height = picture.size
    rows = max(1, _STRIP_PIXELS // width)
    for top in range(0, height, rows):
        strip = np.asarray(plain_mode(picture.crop((0, top, width, min(height, top + rows)))))
        yield strip.astype(strip.dtype.newbyteorder("<"), copy=False)
