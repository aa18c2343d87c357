"""Any colour mode that a decoder yields -> 8-bit sRGB, on pictures already made small.

Thread: any; conversions hold no state but a small cache of colour transforms.
"""

from __future__ import annotations

import io
import logging
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from PIL import Image

logger = logging.getLogger(__name__)

SRGB_TOLERANCE = 3
"""A profile is sRGB if no test colour moves by more than this many of 255 levels."""

_MAX_PROFILE_BYTES = 4_000_000
_WHITE = (255, 255, 255)
_PLAIN_MODES = ("L", "RGB", "CMYK", "YCbCr", "LAB")
_BAND_PIXELS = 1 << 21


def has_alpha(image: Image.Image) -> bool:
    """Tell whether any part of the picture can be transparent."""
    return image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info


def averaged(image: Image.Image, factor: int) -> Image.Image:
    """Scale a decoded picture down by a whole factor, in a mode whose values may be averaged.

    Palettes, bits, 16-bit greys and transparency need converting first: band by band, so that
    no second full-size picture exists.

    Returns
    -------
    Image
        Mode L, RGB, RGBA, CMYK, YCbCr or LAB.
    """
    if image.mode in ("I", "F"):
        return _deep_grey(image.reduce(factor) if factor > 1 else image)
    if image.mode in _PLAIN_MODES and not has_alpha(image):
        return image.reduce(factor) if factor > 1 else image
    from PIL import Image as pillow  # noqa: N813

    width, height = image.size
    rows = max(1, _BAND_PIXELS // (width * factor)) * factor
    result: Image.Image | None = None
    for top in range(0, height, rows):
        band = _plain(image.crop((0, top, width, min(height, top + rows))))
        if factor > 1:
            band = band.reduce(factor)
        if result is None:
            result = pillow.new(band.mode, (-(-width // factor), -(-height // factor)))
        result.paste(band, (0, top // factor))
    if result is None:
        raise ValueError("a picture without rows")
    return result


def _plain(image: Image.Image) -> Image.Image:
    if has_alpha(image):
        return image if image.mode == "RGBA" else image.convert("RGBA")
    if image.mode == "1":
        return image.convert("L")
    return _deep_grey(image) if image.mode.startswith("I;16") else image.convert("RGB")


def to_rgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Turn a small picture into sRGB on white, through its colour profile if it has another one.

    Parameters
    ----------
    image : Image
        In one of the modes that ``averaged`` returns.
    profile : bytes or None
        The embedded ICC profile. One that cannot be used is ignored.
    """
    if image.mode == "RGBA":
        from PIL import Image as pillow  # noqa: N813

        backdrop = pillow.new("RGBA", image.size, (*_WHITE, 255))
        image = pillow.alpha_composite(backdrop, image).convert("RGB")
    if profile and image.mode in ("RGB", "CMYK"):
        transform = _transform_to_srgb(profile, image.mode)
        if transform is not None:
            from PIL import ImageCms

            try:
                converted = ImageCms.applyTransform(image, transform)
            except (ImageCms.PyCMSError, ValueError) as error:
                logger.debug("colour profile not applied: %s", error)
            else:
                image = converted or image
    return image if image.mode == "RGB" else image.convert("RGB")


def is_srgb(profile: bytes | None) -> bool:
    """Tell whether a profile means the same colours as sRGB, or none was given.

    Notes
    -----
    Judged by what it does to 729 colours, not by its name; a broken profile is not sRGB. A
    CMYK profile never is.
    """
    return not profile or _deviation_from_srgb(profile) <= SRGB_TOLERANCE


def _deep_grey(image: Image.Image) -> Image.Image:
    """16-bit grey keeps its high byte; 32-bit and float greys are told by their range."""
    from PIL import Image as pillow  # noqa: N813

    values = np.asarray(image)
    if image.mode.startswith("I;16"):
        return pillow.fromarray((values >> 8).astype(np.uint8))
    return pillow.fromarray(_scaled_to_bytes(values))


def _scaled_to_bytes(values: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    finite = np.isfinite(values) if values.dtype.kind == "f" else np.True_
    known = values if np.all(finite) else values[finite]
    low, high = (float(known.min()), float(known.max())) if known.size else (0.0, 1.0)
    is_float = values.dtype.kind == "f"
    if low >= 0 and is_float and high <= 1:
        scale = 255.0
    elif low >= 0 and high <= 255:
        scale = 1.0
    elif low >= 0 and high <= 65535:
        scale = 1 / 257
    else:
        scale = 255.0 / max(high - low, 1e-30)
        values = values - np.float32(low)
    scaled = values.astype(np.float32) * np.float32(scale)
    levels: np.ndarray[Any, Any] = np.nan_to_num(np.clip(scaled, 0, 255), nan=0.0).astype(np.uint8)
    return levels


@lru_cache(maxsize=16)
def _transform_to_srgb(profile: bytes, mode: str) -> Any | None:
    """Build the transform for pictures in ``mode``; None if none is needed or possible."""
    if len(profile) > _MAX_PROFILE_BYTES or (mode == "RGB" and is_srgb(profile)):
        return None
    from PIL import ImageCms

    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.buildTransform(source, _srgb(), mode, "RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError) as error:
        logger.debug("colour profile ignored: %s", error)
        return None


@lru_cache(maxsize=64)
def _deviation_from_srgb(profile: bytes) -> int:
    """Largest change of any test colour, 0..255; 256 for a profile that cannot be used."""
    from PIL import Image as pillow  # noqa: N813
    from PIL import ImageCms

    levels = np.linspace(0, 255, 9).round().astype(np.uint8)
    cube = np.stack(np.meshgrid(levels, levels, levels), axis=-1).reshape(27, 27, 3)
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        transform = ImageCms.buildTransform(source, _srgb(), "RGB", "RGB")
        seen = ImageCms.applyTransform(pillow.fromarray(cube), transform)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError) as error:
        logger.debug("colour profile not usable: %s", error)
        return 256
    return int(np.abs(np.asarray(seen).astype(np.int16) - cube).max())


@lru_cache(maxsize=1)
def _srgb() -> Any:
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
