"""What can be said of a picture's pixels without decoding them in full.

Two proofs, one each way, of what `core.pixel_digest` says at the price of a full decode:

- *The same*: what the decoder reads is the same. Of a JPEG every byte but those of metadata, of a
  PNG every chunk but texts, times and sizes in print, of a WebP every chunk but metadata;
  together with what else the pixel digest depends on: orientation, colours, and what the file
  holds beside its picture. A file that is written in another way (other scans, other filters) is
  another one here, whatever it shows.
- *Not the same*: the first rows, decoded exactly as of the whole picture, are others; or the
  colours are.

What neither decides is left to the pixel digest. JPEG, PNG and WebP of one frame and 8 bits; any
thread. About 10 ms for a JPEG of 12 megapixels, 2 MB.
"""

from __future__ import annotations

import hashlib
import io
import logging
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from photofinder.core.colour_marks import colour_marks
from photofinder.core.decoding import decoder_errors, load_pillow, opened
from photofinder.core.enclosed import Enclosed, said_in_header
from photofinder.core.jpeg_header import SOF_MARKERS, segments
from photofinder.core.metadata import read_orientation
from photofinder.core.pixel_digest import MAX_TOTAL_PIXELS, meant_colours, plain_mode
from photofinder.errors import PhotoUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from photofinder.core.decoding import OpenedPhoto

logger = logging.getLogger(__name__)

_CODED_MARK = b"coded:"
_CODED_BYTES = len(_CODED_MARK) + hashlib.sha256().digest_size
#: rows decoded, whole blocks of every subsampling; of the last ones the colour of those below is
#: missing, so that fewer are compared
_DECODED_ROWS, _COMPARED_ROWS = 64, 32
_FIRST_SEGMENT_AT = 2
_START_OF_SCAN, _END_OF_IMAGE = 0xDA, b"\xff\xd9"
_APP0, _ADOBE, _LAST_APP, _COMMENT = 0xE0, 0xEE, 0xEF, 0xFE
_JFIF_BYTES, _ADOBE_BYTES = 14, 12
#: the sizes that a frame header gives: height at its second byte
_HEIGHT_AT = 1
_YCC_IDS, _RGB_IDS = b"\x01\x02\x03", b"RGB"
_PNG_SIGN_BYTES, _CHUNK_FRAME_BYTES = 8, 12
_PNG_INTERLACE_AT = 28
#: texts in which Pillow looks for an orientation
_TEXTS_WITH_ORIENTATION = (b"Raw profile type ", b"XML:com.adobe.xmp")
_PNG_TEXTS = (b"tEXt", b"zTXt", b"iTXt")
_PNG_UNSEEN = (b"tIME", b"pHYs")
_WEBP_SIGN_BYTES, _WEBP_CHUNK_BYTES = 12, 8
_WEBP_PICTURES = (b"VP8 ", b"VP8L")
_WEBP_UNSEEN = (b"EXIF", b"XMP ", b"ICCP")
#: in the first byte of VP8X: there is alpha, an animation
_WEBP_ALPHA_FLAG, _WEBP_PICTURE_FLAGS = 0x10, 0x12
_VP8_START = b"\x9d\x01\x2a"
_SAMPLE_MODES = ("1", "L", "LA", "P", "PA", "RGB", "RGBA", "RGBX")


@dataclass(frozen=True, slots=True)
class PixelSketch:
    """What is known of a picture's pixels.

    Attributes
    ----------
    coded : bytes or None
        Equal ones prove equal pixels; 38 bytes, told from a pixel digest by `is_coded`.
    rows : bytes or None
        Digest of the first rows as stored, of 8-bit samples.
    orientation : int
        How the stored rows are turned to be shown.
    colours : str or None
        What the samples mean.
    """

    coded: bytes | None = None
    rows: bytes | None = None
    orientation: int = 1
    colours: str | None = None

    def rules_out(self, other: PixelSketch) -> bool:
        """Whether the two pictures cannot have the same pixels."""
        if None not in (self.colours, other.colours) and self.colours != other.colours:
            return True
        if self.rows is None or other.rows is None or self.orientation != other.orientation:
            return False
        return self.rows != other.rows


NOTHING_KNOWN = PixelSketch()


def is_coded(digest: bytes | None) -> bool:
    """Whether what is kept as a pixel digest is that of coded data."""
    return digest is not None and digest.startswith(_CODED_MARK) and len(digest) == _CODED_BYTES


def pixel_sketch(source: bytes | Path) -> PixelSketch:
    """Return what can be said without a full decode.

    Parameters
    ----------
    source : bytes or Path
        The file's content; of a path, a file too large for memory, nothing is said.

    Raises
    ------
    PhotoUnreadable
    """
    if not isinstance(source, bytes):
        return NOTHING_KNOWN
    with opened(source) as photo:
        is_small = photo.width * photo.height <= MAX_TOTAL_PIXELS
        if photo.format not in ("JPEG", "PNG", "WEBP") or photo.frames != 1 or not is_small:
            return NOTHING_KNOWN
        marks = colour_marks(photo)
        if photo.bit_depth > 8 or photo.image.mode.startswith("I") or marks is None:
            return NOTHING_KNOWN
        colours = f"{marks}|{meant_colours(photo.image.info.get('icc_profile'))}"
        top, orientation = _top(photo, source)
        if photo.format == "PNG":
            coded = _coded_png(source, colours)
        elif photo.format == "WEBP":
            coded = _coded_webp(photo, source, colours)
        else:
            coded = _coded_jpeg(photo, source, colours)
        return PixelSketch(coded, top, orientation, colours)


def _finished(parts: Any) -> bytes:
    digest: bytes = _CODED_MARK + parts.digest()
    return digest


# -- the same --------------------------------------------------------------------------------------


def _coded_jpeg(photo: OpenedPhoto, data: bytes, colours: str) -> bytes | None:
    """Digest what a JPEG's decoder reads; None where the header is not plain."""
    beside = said_in_header(data)
    if beside is Enclosed.DATA or (photo.jpeg is not None and photo.jpeg.tedious):
        return None
    parts = hashlib.sha256()
    at, frame, jfif, adobe = _FIRST_SEGMENT_AT, b"", False, b""
    for marker, start, end in segments(data):
        if start - 4 != at:
            return None
        if marker == _START_OF_SCAN:
            break
        body = data[start:end]
        if marker == _APP0:
            jfif = jfif or (len(body) >= _JFIF_BYTES and body.startswith(b"JFIF\0"))
        elif marker == _ADOBE and len(body) >= _ADOBE_BYTES and body.startswith(b"Adobe"):
            adobe = body[:_ADOBE_BYTES]
        elif not (_APP0 <= marker <= _LAST_APP or marker == _COMMENT):
            parts.update(data[at:end])
            frame = body if marker in SOF_MARKERS else frame
        at = end
    tail = data[at:].rstrip(b"\0\xff")
    if not tail.startswith(b"\xff\xda") or _END_OF_IMAGE not in tail:
        return None
    orientation = read_orientation(photo.image.getexif())
    facts = (beside, orientation, colours, _colour_space(frame, jfif=jfif, adobe=adobe))
    parts.update(repr(("JPEG", *facts)).encode())
    parts.update(tail)
    return _finished(parts)


def _colour_space(frame: bytes, *, jfif: bool, adobe: bytes) -> str:
    """Name how a JPEG's components are turned into colours.

    References
    ----------
    ``default_decompress_parms`` of libjpeg, jdapimin.c.
    """
    count, ids = frame[5] if len(frame) > 5 else 0, frame[6::3]
    if count == 1:
        return "grey"
    if count != 3:
        return f"{jfif} {adobe.hex()}"
    if jfif:
        return "YCC"
    if adobe:
        return "RGB" if adobe[-1] == 0 else "YCC"
    return "RGB" if ids[:3] == _RGB_IDS else "YCC"


def _coded_png(data: bytes, colours: str) -> bytes | None:
    """Digest what a PNG's decoder reads; None for one that does not end."""
    parts = hashlib.sha256(repr(("PNG", colours)).encode())
    in_pixels = False
    for name, start, end in _chunks(data):
        if name == b"IEND":
            return _finished(parts)
        if _is_unseen(name, data[start : min(end, start + 80)]):
            continue
        if name != b"IDAT" or not in_pixels:  # one stream, however it is cut
            parts.update(b"|" + name)
        if name != b"IDAT":
            parts.update((end - start).to_bytes(4, "big"))
        in_pixels = name == b"IDAT"
        parts.update(memoryview(data)[start:end])
    return None


def _is_unseen(name: bytes, head: bytes) -> bool:
    if name in _PNG_TEXTS:
        return not head.startswith(_TEXTS_WITH_ORIENTATION)
    return name in _PNG_UNSEEN


def _chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield (name, start, end) of a PNG's chunks as far as they are whole."""
    at = _PNG_SIGN_BYTES
    while at + _CHUNK_FRAME_BYTES <= len(data):
        start = at + 8
        end = start + int.from_bytes(data[at : at + 4], "big")
        if end + 4 > len(data):
            return
        yield data[at + 4 : start], start, end
        at = end + 4


def _coded_webp(photo: OpenedPhoto, data: bytes, colours: str) -> bytes | None:
    """Digest what a WebP's decoder reads; None where its picture is not whole."""
    orientation, flags = read_orientation(photo.image.getexif()), 0
    parts = hashlib.sha256()
    has_picture = False
    for name, start, end in _webp_chunks(data):
        has_picture = has_picture or name in _WEBP_PICTURES
        if name == b"VP8X":
            flags = data[start] & _WEBP_PICTURE_FLAGS
        elif name not in _WEBP_UNSEEN:
            parts.update(b"|" + name + (end - start).to_bytes(4, "little"))
            parts.update(memoryview(data)[start:end])
    facts = (photo.image.mode, photo.width, photo.height, flags, orientation, colours)
    parts.update(repr(("WEBP", *facts)).encode())
    return _finished(parts) if has_picture else None


def _webp_chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield (name, start, end) of a WebP's chunks as far as they are whole."""
    at = _WEBP_SIGN_BYTES
    while at + _WEBP_CHUNK_BYTES <= len(data):
        start = at + _WEBP_CHUNK_BYTES
        end = start + int.from_bytes(data[at + 4 : start], "little")
        if end > len(data):
            return
        yield data[at : at + 4], start, end
        at = end + (end - start) % 2


# -- not the same ----------------------------------------------------------------------------------


def _top(photo: OpenedPhoto, data: bytes) -> tuple[bytes | None, int]:
    """Digest the first rows; None where they cannot be decoded alone. Also the orientation."""
    low = _made_low(photo, data)
    if low is None:
        return None, 1
    try:
        with decoder_errors(photo.format):
            image = load_pillow().open(io.BytesIO(low), formats=(photo.format,))
            if photo.format == "JPEG":
                image.decodermaxblock = max(image.decodermaxblock, len(low))
            image.load()
            orientation = read_orientation(image.getexif())
            if image.mode not in _SAMPLE_MODES:
                return None, 1
            samples = np.asarray(plain_mode(image.crop((0, 0, photo.width, _COMPARED_ROWS))))
    except PhotoUnreadable as error:
        logger.debug("first rows not decoded alone: %s", error)
        return None, 1
    if samples.ndim == 2:
        samples = np.repeat(samples[..., None], 3, axis=2)
    return hashlib.sha256(samples[..., :3].tobytes()).digest(), orientation


def _made_low(photo: OpenedPhoto, data: bytes) -> bytes | None:
    """Copy a file as if it ended after its first rows: its decoder reads no more than those."""
    if photo.height <= _DECODED_ROWS:
        return None
    low = bytearray(data)
    if photo.format == "PNG":
        if data[_PNG_INTERLACE_AT]:
            return None
        low[20:24] = _DECODED_ROWS.to_bytes(4, "big")
        low[29:33] = zlib.crc32(low[12:29]).to_bytes(4, "big")
        return bytes(low)
    if photo.format == "WEBP":
        return _low_webp(low)
    if photo.jpeg is None or photo.jpeg.tedious:
        return None
    for marker, start, _ in segments(data):
        if marker in SOF_MARKERS:
            low[start + _HEIGHT_AT : start + _HEIGHT_AT + 2] = _DECODED_ROWS.to_bytes(2, "big")
            return bytes(low)
    return None


def _low_webp(low: bytearray) -> bytes | None:
    """Lower a WebP with loss and without alpha, whose rows of blocks lie one after the other."""
    has_picture = False
    for name, start, _ in _webp_chunks(bytes(low)):
        if name == b"VP8X":
            if low[start] & _WEBP_ALPHA_FLAG:
                return None
            low[start + 7 : start + 10] = (_DECODED_ROWS - 1).to_bytes(3, "little")
        elif name == b"VP8 " and low[start + 3 : start + 6] == _VP8_START:
            low[start + 8 : start + 10] = _DECODED_ROWS.to_bytes(2, "little")
            has_picture = True
    return bytes(low) if has_picture else None
