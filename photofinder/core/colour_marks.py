"""What a file says about its colours beside an ICC profile, where that is not sRGB.

Two files with equal samples look different where one of them is marked as Display P3 or linear:
their pixel digests must differ. Decoders hand over samples without these marks, so they are read
from the container here. Any thread; pure.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from photofinder.core.decoding import OpenedPhoto

SRGB_GAMMA = 1 / 2.2
_GAMMA_TOLERANCE = 0.01
SRGB_CHROMATICITIES = (0.3127, 0.329, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06)
"""White, red, green and blue as x and y (PNG specification, 11.3.2.1)."""
_CHROMATICITY_TOLERANCE = 0.0015
"""Writers round to three or four digits."""

_SRGB_PRIMARIES = (1, 2)
_SRGB_TRANSFERS = (2, 13)
"""ITU-T H.273: BT.709 primaries, IEC 61966-2-1 transfer; 2 is unspecified, shown as sRGB."""

_TIFF_COLOUR_TAGS = (301, 318, 319)  # TransferFunction, WhitePoint, PrimaryChromaticities
_BOX_HEAD_BYTES = 8


def colour_marks(photo: OpenedPhoto) -> str | None:
    """Name what is said about the colours, empty where it amounts to sRGB.

    Returns
    -------
    str or None
        None where the file leaves it to a bitstream that is not read here.

    Notes
    -----
    An ICC profile, which overrules most of these marks, is compared on its own. PNG's ``cICP``
    overrules even that, but only in readers that know it: there both count.
    """
    if photo.format == "PNG":
        return _png_marks(photo)
    if photo.format == "TIFF":
        tags = getattr(photo.image, "tag_v2", {})
        found = [(tag, tags[tag]) for tag in _TIFF_COLOUR_TAGS if tag in tags]
        return "" if not found or _profile(photo) else _hashed(found)
    if photo.format in ("HEIF", "AVIF") and not _profile(photo):
        return _coded_marks(photo)
    return ""


def _profile(photo: OpenedPhoto) -> Any:
    return photo.image.info.get("icc_profile")


def _png_marks(photo: OpenedPhoto) -> str:
    info = photo.image.info
    marks = [f"cicp {body.hex()}" for body in _png_chunks(photo.data or b"", b"cICP")]
    marks = [mark for mark in marks if mark != "cicp 010d0001"]
    if "srgb" in info or _profile(photo):
        return " ".join(marks)
    gamma, corners = info.get("gamma"), info.get("chromaticity")
    if isinstance(gamma, float) and abs(gamma - SRGB_GAMMA) >= _GAMMA_TOLERANCE:
        marks.append(f"gamma {gamma:.4f}")
    if corners and not _is_srgb_gamut(corners):
        marks.append("corners " + " ".join(f"{value:.4f}" for value in corners))
    return " ".join(marks)


def _is_srgb_gamut(corners: Any) -> bool:
    return len(corners) == len(SRGB_CHROMATICITIES) and all(
        abs(found - srgb) <= _CHROMATICITY_TOLERANCE
        for found, srgb in zip(corners, SRGB_CHROMATICITIES, strict=True)
    )


def _png_chunks(data: bytes, kind: bytes) -> Iterator[bytes]:
    """Yield the bodies of a PNG's chunks of one kind that stand before its pixels."""
    at = 8
    while at + 12 <= len(data) and data[at + 4 : at + 8] != b"IDAT":
        length = int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] == kind:
            yield data[at + 8 : at + 8 + length]
        at += 12 + length


def _coded_marks(photo: OpenedPhoto) -> str | None:
    """Read the ``nclx`` boxes of a HEIF or AVIF; several pictures may have one each."""
    data = photo.data
    if data is None:
        return None
    codes = set()
    for at in _positions(data, b"colrnclx"):
        body = data[at + _BOX_HEAD_BYTES : at + _BOX_HEAD_BYTES + 4]
        if len(body) == 4:
            codes.add(struct.unpack(">HH", body))
    if codes:
        odd = sorted(
            (primaries, transfer)
            for primaries, transfer in codes
            if primaries not in _SRGB_PRIMARIES or transfer not in _SRGB_TRANSFERS
        )
        return " ".join(f"nclx {primaries}/{transfer}" for primaries, transfer in odd)
    if photo.format == "AVIF":
        return None
    # HEVC says it in its parameter sets, which lie here: equal sets, equal colours
    sets = [_box_body(data, at) for at in _positions(data, b"hvcC")]
    return _hashed(sets) if sets else None


def _positions(data: bytes, mark: bytes) -> Iterator[int]:
    at = data.find(mark)
    while at >= 0:
        yield at
        at = data.find(mark, at + len(mark))


def _box_body(data: bytes, name_at: int) -> bytes:
    size = int.from_bytes(data[max(name_at - 4, 0) : name_at], "big")
    return data[name_at : name_at - 4 + size]


def _hashed(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()
