"""HEIF and RAW, the two formats that Pillow does not open: through libheif and LibRaw.

Both belong in the isolated decoder: their libraries parse much and cannot be stopped.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from photofinder.core.decoding import OpenedPhoto, check_cost, hush_pillow, load_pillow
from photofinder.core.jpeg_header import scan_jpeg
from photofinder.errors import PhotoUnreadable

logger = logging.getLogger(__name__)

# YUV planes (up to 16 bits) and the interleaved RGB that comes out of them
_HEIF_BYTES_PER_PIXEL = 8
# sensor values 2, half-size colour picture 4 x 2 / 4, its 8-bit copy 3 / 4
_RAW_BYTES_PER_PIXEL = 6
_EXIF_ORIENTATION_OF_FLIP = {0: 1, 3: 3, 5: 8, 6: 6}
"""LibRaw's flip -> EXIF orientation."""


@contextmanager
def open_heif(body: bytes | Path) -> Iterator[OpenedPhoto]:
    """Open a HEIF; its rotation and mirroring are applied by the decoder, not by EXIF."""
    import pi_heif

    pillow = load_pillow()
    hush_pillow()
    pi_heif.options.DECODE_THREADS = 2
    pi_heif.options.THUMBNAILS = False
    pi_heif.options.DEPTH_IMAGES = False
    pi_heif.options.AUX_IMAGES = False
    data = body.read_bytes() if isinstance(body, Path) else body
    heif = pi_heif.open_heif(data, convert_hdr_to_8bit=True)
    primary = heif[heif.primary_index]
    width, height = primary.size
    check_cost(width, height, _HEIF_BYTES_PER_PIXEL, fixed_bytes=len(data))
    # a stand-in that carries the metadata; the pixels come from the container
    image = pillow.new("L", (1, 1))
    image.info.update(
        {
            key: primary.info[key]
            for key in ("exif", "xmp", "icc_profile")
            if primary.info.get(key) is not None
        }
    )
    yield OpenedPhoto(
        image,
        "HEIF",
        width,
        height,
        frames=len(heif),
        bit_depth=int(primary.info.get("bit_depth", 8)),
        heif=heif,
        data=data,
    )


@contextmanager
def open_raw(body: bytes | Path) -> Iterator[OpenedPhoto]:
    """Open a RAW file as its largest embedded preview, or else a quick half-size development.

    Raises
    ------
    PhotoUnreadable
        ``no_preview`` where LibRaw cannot make anything of the file.
    """
    import rawpy

    try:
        with rawpy.imread(str(body) if isinstance(body, Path) else io.BytesIO(body)) as raw:
            flip = _EXIF_ORIENTATION_OF_FLIP.get(raw.sizes.flip, 1)
            width, height = raw.sizes.width, raw.sizes.height
            image = _preview(raw, rawpy) or _develop(raw)
            facts = _capture_facts(raw)
    except rawpy.LibRawError as error:
        raise PhotoUnreadable("no_preview", reason=_reason(error)) from None
    orientation = _preview_orientation(image, flip)
    jpeg = getattr(image, "photofinder_jpeg", None)
    yield OpenedPhoto(
        image,
        "RAW",
        width,
        height,
        orientation=orientation,
        bit_depth=16,
        jpeg=jpeg,
        raw_facts=facts,
    )


def _preview(raw: Any, rawpy: Any) -> Any | None:
    """Open the largest embedded preview as a Pillow picture, or None."""
    pillow = load_pillow()
    hush_pillow()
    try:
        thumb = raw.extract_thumb()
    except (rawpy.LibRawNoThumbnailError, rawpy.LibRawUnsupportedThumbnailError):
        return None
    if thumb.format == rawpy.ThumbFormat.BITMAP:
        return pillow.fromarray(thumb.data)
    if not thumb.data.startswith(b"\xff\xd8\xff"):
        return None
    image = pillow.open(io.BytesIO(thumb.data), formats=("JPEG",))
    image.photofinder_jpeg = scan_jpeg(thumb.data)
    return image


def _develop(raw: Any) -> Any:
    check_cost(raw.sizes.raw_width, raw.sizes.raw_height, _RAW_BYTES_PER_PIXEL)
    pixels = raw.postprocess(
        half_size=True, use_camera_wb=True, output_bps=8, user_flip=0, no_auto_bright=False
    )
    return load_pillow().fromarray(pixels)


def _preview_orientation(image: Any, flip: int) -> int:
    """Orientation for a preview: its own tag if it has one, else that of the RAW file.

    A preview that is upright already, seen by its being taller than wide while the sensor's
    picture is to be turned, is left alone.
    """
    own = image.getexif().get(274, 1) if hasattr(image, "getexif") else 1
    if isinstance(own, int) and 2 <= own <= 8:
        return own
    if flip in (6, 8) and image.height > image.width:
        return 1
    return flip


def _capture_facts(raw: Any) -> dict[str, Any]:
    """Collect what LibRaw read of the circumstances, as far as this rawpy gives access to it."""
    other, lens = getattr(raw, "other", None), getattr(raw, "lens", None)
    return {
        "taken_at": getattr(other, "timestamp", None),
        "iso": getattr(other, "iso_speed", None),
        "exposure_s": getattr(other, "shutter_speed", None),
        "f_number": getattr(other, "aperture", None),
        "focal_mm": getattr(other, "focal_length", None),
        "lens": getattr(lens, "model", None),
    }


def _reason(error: Exception) -> str:
    text = error.args[0] if error.args else ""
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    return str(text) or type(error).__name__
