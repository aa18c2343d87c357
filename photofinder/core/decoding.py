"""Opening a photo with the right decoder, bounded in cost, with one kind of error.

Every third-party decoder call of the program happens inside ``opened``: whatever it raises
leaves as PhotoUnreadable. The cost is estimated from the header before a pixel is decoded.
Thread: any; a decode releases the GIL. No state but Pillow's process-wide settings.
"""

from __future__ import annotations

import io
import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from photofinder.core.formats import header_size, sniff_format, too_many_chunks
from photofinder.core.jpeg_header import JpegFacts, scan_jpeg, without_metadata
from photofinder.errors import PhotoUnreadable

if TYPE_CHECKING:
    from types import ModuleType

    from PIL import Image

logger = logging.getLogger(__name__)

COST_LIMIT_MB = 500
"""Memory that reading one photo may take; its header tells beforehand."""

TIME_LIMIT_S = 10
"""Time that reading one photo may take."""

FILE_LIMIT_MB = 300
"""Largest file that is read into memory whole; TIFF and RAW are read where they lie."""

_HEAD_BYTES = 1 << 16
_IMPOSSIBLE_PIXELS = 10**12
_READ_IN_PLACE = frozenset(("TIFF", "RAW"))
# Every scan visits every 8 x 8 block, at 4.4 ns a visit however little it says.
_MAX_BLOCK_VISITS = 1_000_000_000
# Decoder buffers besides the picture itself, measured as peak memory of a decode.
_DECODER_BYTES_PER_PIXEL = {"WEBP": 12, "AVIF": 6, "TIFF": 4}
_PIXEL_BYTES = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16L": 2, "I;16B": 2, "I;16N": 2}
# Untouched canvases cost no memory, but count against the limit of the isolated decoder.
_BYTES_TO_OPEN = {"WEBP": 8}
_NOISE = re.compile(r"<[^<>]*>|0x[0-9a-fA-F]+|'[^']*BytesIO[^']*'")


@dataclass(slots=True)
class OpenedPhoto:
    """A photo whose header has been read and whose pixels have not (HEIF, RAW previews: maybe).

    Attributes
    ----------
    image : Image
        Pillow's lazy picture; the first frame. For RAW the embedded preview.
    width, height : int
        Full size as stored, before orientation.
    orientation : int
        EXIF orientation 1..8 that is still to be applied to ``image``.
    jpeg : JpegFacts or None
        Header facts if the decoder can scale while decoding.
    heif : HeifFile or None
        The container, whose pixels are taken without a copy through Pillow.
    data : bytes or None
        The file, if it is in memory.
    raw_facts : dict
        Capture facts from LibRaw, for files whose EXIF Pillow cannot reach.
    """

    image: Image.Image
    format: str
    width: int
    height: int
    orientation: int = 1
    frames: int = 1
    bit_depth: int = 8
    jpeg: JpegFacts | None = None
    heif: Any = None
    raw_facts: dict[str, Any] | None = None
    data: bytes | None = None


@contextmanager
def opened(source: bytes | Path) -> Iterator[OpenedPhoto]:
    """Open a photo for decoding inside the block.

    Parameters
    ----------
    source : bytes or Path
        The file's content, or where it is.

    Raises
    ------
    PhotoUnreadable
        For whatever is wrong with the file, also when it shows only inside the block.
    """
    handle: io.BufferedReader | None = None
    try:
        head, body = _read(source)
        format_name = sniff_format(head)
        if format_name is None:
            raise PhotoUnreadable("unsupported", found=describe_unknown(head))
        with decoder_errors(format_name):
            if format_name in ("HEIF", "RAW"):
                from photofinder.core import containers

                open_it = containers.open_heif if format_name == "HEIF" else containers.open_raw
                with open_it(body) as photo:
                    yield photo
                return
            if isinstance(body, Path):
                handle = body.open("rb")
            yield _open_with_pillow(handle or io.BytesIO(body), body, format_name)  # type: ignore[arg-type]
    finally:
        if handle is not None:
            handle.close()


@contextmanager
def decoder_errors(format_name: str) -> Iterator[None]:
    """Turn anything that a decoder raises into PhotoUnreadable."""
    try:
        yield
    except PhotoUnreadable:
        raise
    except MemoryError:
        raise PhotoUnreadable("too_much_memory", limit_mb=COST_LIMIT_MB) from None
    except Exception as error:
        logger.debug("decoder failed", exc_info=True)
        raise _unreadable(error, format_name) from None


@lru_cache(maxsize=1)
def load_pillow() -> ModuleType:
    """Import Pillow and set its process-wide limits, once.

    Notes
    -----
    Our own estimate comes first and knows each format; Pillow's fixed pixel limit would refuse
    200-megapixel JPEGs that cost nothing at 1/8. It stays as a second line for what a header
    does not say.
    """
    from PIL import Image, ImageFile

    Image.MAX_IMAGE_PIXELS = 2_200_000_000
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    Image.preinit()
    return Image


def check_cost(
    width: int,
    height: int,
    bytes_per_pixel: float,
    *,
    fixed_bytes: int = 0,
    limit_mb: int = COST_LIMIT_MB,
) -> None:
    """Refuse a picture whose decoding would take more memory than one photo may.

    Raises
    ------
    PhotoUnreadable
        ``too_large``, or ``damaged`` for a size that no picture has.
    """
    if width <= 0 or height <= 0:
        raise PhotoUnreadable("damaged", reason=f"its size is {width} x {height}")
    if width * height > _IMPOSSIBLE_PIXELS:
        raise PhotoUnreadable("damaged", reason=f"an impossible size, {width} x {height}")
    need = width * height * bytes_per_pixel + fixed_bytes
    if need > limit_mb * 1_000_000:
        raise PhotoUnreadable(
            "too_large",
            megapixels=round(width * height / 1e6, 1),
            need_mb=round(need / 1e6),
            limit_mb=limit_mb,
        )


def bytes_per_pixel(mode: str) -> int:
    """Bytes that Pillow keeps per pixel of a mode."""
    return _PIXEL_BYTES.get(mode, 4)


def decoder_bytes_per_pixel(format_name: str) -> int:
    """Bytes per pixel that a decoder needs besides the picture it hands over."""
    return _DECODER_BYTES_PER_PIXEL.get(format_name, 0)


def upright(image: Image.Image, orientation: int) -> Image.Image:
    """Apply an EXIF orientation 1..8 to a picture."""
    from PIL import Image as pillow  # noqa: N813

    how = {
        2: pillow.Transpose.FLIP_LEFT_RIGHT,
        3: pillow.Transpose.ROTATE_180,
        4: pillow.Transpose.FLIP_TOP_BOTTOM,
        5: pillow.Transpose.TRANSPOSE,
        6: pillow.Transpose.ROTATE_270,
        7: pillow.Transpose.TRANSVERSE,
        8: pillow.Transpose.ROTATE_90,
    }.get(orientation)
    return image if how is None else image.transpose(how)


def describe_unknown(head: bytes) -> str:
    """Say in a few printable words how a file that is none of our formats begins."""
    known = {
        b"8BPS": "Photoshop document",
        b"%PDF": "PDF",
        b"<svg": "SVG",
        b"<?xm": "XML",
        b"<htm": "HTML",
        b"<!DO": "HTML",
        b"PK\x03\x04": "ZIP archive",
        b"\0\0\0\x0c": "JPEG 2000",
        b"\xff\x4f\xff\x51": "JPEG 2000",
        b"DDS ": "DDS texture",
        b"icns": "Apple icon",
        b"\0\0\1\0": "Windows icon",
    }
    if head[4:8] == b"ftyp":
        brand = head[8:12].decode("ascii", "replace")
        return f"ISO media of type {brand!a}"
    if not head.strip(b"\0"):
        return "only zero bytes"
    return known.get(head[:4], f"begins with {head[:8].hex(' ')}")


def _read(source: bytes | Path) -> tuple[bytes, bytes | Path]:
    """Source -> (head, content or the path that a decoder reads itself)."""
    if not isinstance(source, Path):
        if not source:
            raise PhotoUnreadable("empty")
        return source, source
    try:
        with source.open("rb") as file:
            head = file.read(_HEAD_BYTES)
            if not head:
                raise PhotoUnreadable("empty")
            if sniff_format(head) in _READ_IN_PLACE:
                return head, source
            size = os.fstat(file.fileno()).st_size
            if size > FILE_LIMIT_MB * 1_000_000:
                raise PhotoUnreadable(
                    "too_big_file", size_mb=round(size / 1e6), limit_mb=FILE_LIMIT_MB
                )
            file.seek(0)
            content = file.read(size + 1)  # in one piece: no second copy
    except OSError as error:
        raise unreadable_file(error) from None
    return content, content


def unreadable_file(error: OSError) -> PhotoUnreadable:
    """Name the reason why a file could not be read."""
    if isinstance(error, FileNotFoundError):
        return PhotoUnreadable("vanished")
    if isinstance(error, PermissionError):
        return PhotoUnreadable("no_permission")
    if isinstance(error, IsADirectoryError):
        return PhotoUnreadable("not_a_file", kind="folder")
    return PhotoUnreadable("io_error", reason=error.strerror or type(error).__name__)


def _open_with_pillow(
    file: io.BytesIO | io.BufferedReader, body: bytes | Path, format_name: str
) -> OpenedPhoto:
    """Read the header, after refusing what would be costly even to open."""
    pillow = load_pillow()
    hush_pillow()
    jpeg: JpegFacts | None = None
    if format_name == "JPEG" and isinstance(body, bytes):
        jpeg = _checked_jpeg(body)
        image = _open_jpeg(body, jpeg)
    else:
        if isinstance(body, bytes):
            _check_header(body, format_name)
        image = pillow.open(file, formats=(format_name,))
    width, height = image.size
    return OpenedPhoto(
        image,
        format_name,
        width,
        height,
        frames=_count_frames(image),
        bit_depth=_bit_depth(image, body, format_name),
        jpeg=jpeg,
        data=body if isinstance(body, bytes) else None,
    )


def _check_header(data: bytes, format_name: str) -> None:
    """Refuse before the decoder opens the file: some allocate their canvas on opening."""
    if format_name == "PNG" and too_many_chunks(data):
        raise PhotoUnreadable("damaged", reason="it consists of too many chunks")
    if (size := header_size(data, format_name)) is not None:
        check_cost(*size, _BYTES_TO_OPEN.get(format_name, 1))


def _checked_jpeg(data: bytes) -> JpegFacts:
    facts = scan_jpeg(data)
    if facts is None and b"\xff\xda" in data:
        raise PhotoUnreadable("damaged", reason="its header does not describe a picture")
    if facts is None:
        raise PhotoUnreadable("truncated")
    if facts.block_visits > _MAX_BLOCK_VISITS:
        raise PhotoUnreadable("too_slow", limit_s=TIME_LIMIT_S)
    check_cost(facts.width, facts.height, 0, fixed_bytes=facts.coefficient_bytes)
    return facts


def _open_jpeg(data: bytes, facts: JpegFacts) -> Any:
    """Open a JPEG; one whose metadata breaks or delays the reader, without the metadata."""
    pillow = load_pillow()
    if not facts.tedious:
        try:
            image = pillow.open(io.BytesIO(data), formats=("JPEG",))
        except MemoryError:
            raise
        except Exception:
            logger.debug("JPEG opened without its metadata", exc_info=True)
        else:
            # one decoder call, so that the GIL is released once
            image.decodermaxblock = max(image.decodermaxblock, len(data))
            return image
    return pillow.open(io.BytesIO(without_metadata(data)), formats=("JPEG",))


def _count_frames(image: Any) -> int:
    try:
        return max(1, int(getattr(image, "n_frames", 1)))
    except MemoryError:
        raise
    except Exception:
        logger.debug("frames not counted", exc_info=True)
        image.seek(0)
        return 1


def _bit_depth(image: Any, body: bytes | Path, format_name: str) -> int:
    """Bits per sample as stored; Pillow's mode hides it for colour pictures."""
    if format_name == "PNG" and isinstance(body, bytes):
        return body[24]
    if format_name == "TIFF":
        depths = image.tag_v2.get(258, 1)
        return int(max(depths)) if isinstance(depths, tuple) else int(depths)
    if format_name == "AVIF" and isinstance(body, bytes):
        at = body.find(b"av1C")
        flags = body[at + 6] if 0 <= at < len(body) - 6 else 0
        return 12 if flags & 0x20 and flags & 0x40 else 10 if flags & 0x40 else 8
    return 8


def hush_pillow() -> None:
    """Keep Pillow's warnings about damaged metadata off the terminal.

    Notes
    -----
    ``warnings.catch_warnings`` swaps process-wide state and is not safe in threads. A filter
    for Pillow's modules, put back only where someone has reset the list, is.
    """
    import warnings

    if not any(rule[3] is _PILLOW_MODULES for rule in warnings.filters):
        warnings.filters.insert(0, ("ignore", None, Warning, _PILLOW_MODULES, 0))  # type: ignore[attr-defined]


_PILLOW_MODULES = re.compile(r"(PIL|pi_heif)\.")


def _unreadable(error: Exception, format_name: str) -> PhotoUnreadable:
    from PIL import Image, UnidentifiedImageError

    text = str(error)
    if isinstance(error, Image.DecompressionBombError):
        return PhotoUnreadable(
            "too_large", megapixels="?", need_mb=f"> {COST_LIMIT_MB}", limit_mb=COST_LIMIT_MB
        )
    if isinstance(error, UnidentifiedImageError):
        return PhotoUnreadable("damaged", reason=f"not a valid {format_name}")
    if isinstance(error, OSError) and error.errno is not None:
        return unreadable_file(error)
    if isinstance(error, EOFError) or "runcated" in text or "end of file" in text.lower():
        return PhotoUnreadable("truncated")
    if "memory" in text.lower():
        return PhotoUnreadable("too_much_memory", limit_mb=COST_LIMIT_MB)
    if text.startswith("decoder error"):
        text = f"the {format_name} data does not decode"
    reason = _NOISE.sub("", text).strip(" :,.")[:120]
    return PhotoUnreadable("damaged", reason=reason or type(error).__name__)
