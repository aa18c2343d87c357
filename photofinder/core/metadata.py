"""What a camera wrote beside the picture: when, with what, where.

Works on Pillow's Exif object of a photo that is open already, so nothing is read twice. A field
that is malformed is absent; no field is worth losing a photo for. Any thread.
"""

from __future__ import annotations

import logging
import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

logger = logging.getLogger(__name__)

_EXIF_IFD, _GPS_IFD = 0x8769, 0x8825
_MAKE, _MODEL, _ORIENTATION, _SOFTWARE = 271, 272, 274, 305
_DATE, _DATE_ORIGINAL, _DATE_DIGITIZED = 306, 36867, 36868
_OFFSET, _OFFSET_ORIGINAL, _OFFSET_DIGITIZED = 36880, 36881, 36882
_SUBSEC, _SUBSEC_ORIGINAL, _SUBSEC_DIGITIZED = 37520, 37521, 37522
_RATING, _RATING_PERCENT = 18246, 18249
_EXPOSURE, _F_NUMBER, _ISO, _FOCAL, _LENS, _MAKER_NOTE = 33434, 33437, 34855, 37386, 42036, 37500

_DATE_FORM = re.compile(r"(\d{4})[:\-/.](\d\d?)[:\-/.](\d\d?)[T ]+(\d\d?):(\d\d?)(?::(\d\d?))?")
_OFFSET_FORM = re.compile(r"([+-])(\d\d):?(\d\d)|Z")
_NO_DATE_YEAR = 1970
_ZERO = (_NO_DATE_YEAR, 1, 1, 0, 0, 0)
"""What a program without a clock writes for the time 0."""

_DAYS_OF_ZERO = ("1969-12-31T", "1970-01-01T")

_EARLIEST_YEAR = 1826
"""The year of the oldest photograph that is kept; anything before is a camera without a clock."""

_BURST_NAMES = (
    re.compile(r".*BURST(?P<key>\d{14,})", re.IGNORECASE),  # Google, Sony: the burst's start
    re.compile(r"(?P<key>.+?)[_-]?BURST\d+", re.IGNORECASE),  # Huawei, Nokia
    re.compile(r"(?P<key>(?:IMG_)?\d{8}_\d{6})(?:_\d{1,3}|\(\d+\))$", re.IGNORECASE),  # Samsung
)
_XMP_BURST = re.compile(rb"(?:BurstID|BurstUUID|burstid)(?:=\"|>)\s*([\w.:-]{1,80})", re.IGNORECASE)
_XMP_RATING = re.compile(rb"xmp:Rating(?:=\"|>)\s*(-?\d)")
_APPLE_NOTE = b"Apple iOS\0"
_APPLE_BURST_TAG = 0x000B


@dataclass(frozen=True, slots=True)
class PhotoMetadata:
    """What is known of a photo's taking; None where it is not.

    Attributes
    ----------
    taken_at : str or None
        Local time of the camera, ``YYYY-MM-DDTHH:MM:SS``.
    subsec_s : float or None
        Fraction of a second to add to ``taken_at``, 0 <= x < 1.
    utc_offset_min : int or None
        Minutes that local time is ahead of UTC.
    gps_latitude, gps_longitude : float or None
        Decimal degrees, north and east positive.
    orientation : int
        EXIF orientation 1..8 as written in the file.
    has_exif : bool
        There is camera data: an EXIF directory, or a maker, model or date.
    rating : int or None
        -1 (rejected) to 5 stars.
    sequence_hint : str or None
        Equal for the pictures of one burst: the burst's id, or what their names share.
    """

    taken_at: str | None = None
    subsec_s: float | None = None
    utc_offset_min: int | None = None
    camera_make: str | None = None
    camera_model: str | None = None
    lens: str | None = None
    gps_latitude: float | None = None
    gps_longitude: float | None = None
    orientation: int = 1
    rating: int | None = None
    iso: int | None = None
    exposure_s: float | None = None
    f_number: float | None = None
    focal_mm: float | None = None
    software: str | None = None
    has_exif: bool = False
    sequence_hint: str | None = None


def read_metadata(
    exif: Any, *, xmp: bytes | str | None = None, name: str | None = None
) -> PhotoMetadata:
    """Read a photo's metadata.

    Parameters
    ----------
    exif : PIL.Image.Exif or mapping or None
        Of the open photo.
    xmp : bytes or str, optional
        The XMP packet; only the rating and the burst are looked up.
    name : str, optional
        The file's name, whose pattern may tell of a burst.
    """
    main = _Fields(exif)
    detail = _Fields(_directory(exif, _EXIF_IFD))
    packet = xmp.encode("utf-8", "replace") if isinstance(xmp, str) else xmp or b""
    taken_at, subsec, offset = _taken(main, detail)
    latitude, longitude = _position(_Fields(_directory(exif, _GPS_IFD)))
    return PhotoMetadata(
        taken_at=taken_at,
        subsec_s=subsec,
        utc_offset_min=offset,
        camera_make=main.text(_MAKE),
        camera_model=main.text(_MODEL),
        lens=detail.text(_LENS),
        gps_latitude=latitude,
        gps_longitude=longitude,
        orientation=read_orientation(exif),
        rating=_rating(main, packet),
        iso=_whole(detail.number(_ISO)),
        exposure_s=_positive(detail.number(_EXPOSURE)),
        f_number=_positive(detail.number(_F_NUMBER)),
        focal_mm=_positive(detail.number(_FOCAL)),
        software=main.text(_SOFTWARE),
        has_exif=bool(detail) or any(main.text(tag) for tag in (_MAKE, _MODEL, _DATE)),
        sequence_hint=_apple_burst(detail.get(_MAKER_NOTE))
        or _xmp_burst(packet)
        or (sequence_hint_of_name(name) if name else None),
    )


def with_raw_facts(metadata: PhotoMetadata, facts: Mapping[str, Any]) -> PhotoMetadata:
    """Fill what EXIF left open from LibRaw's reading of a RAW file.

    The preview's EXIF may be LibRaw's own, with the time 0 as the time zone shows it.
    """
    if metadata.taken_at is not None and metadata.taken_at.startswith(_DAYS_OF_ZERO):
        metadata = replace(metadata, taken_at=None)
    additions: dict[str, Any] = {
        "iso": _whole(_finite(facts.get("iso"))),
        "exposure_s": _positive(_finite(facts.get("exposure_s"))),
        "f_number": _positive(_finite(facts.get("f_number"))),
        "focal_mm": _positive(_finite(facts.get("focal_mm"))),
        "lens": _clean(facts.get("lens")),
    }
    moment = facts.get("taken_at")
    # LibRaw's "no date" is 0; a time zone may make it the eve. Windows cannot convert it back
    if isinstance(moment, datetime) and moment.year > _NO_DATE_YEAR:
        additions["taken_at"] = moment.strftime("%Y-%m-%dT%H:%M:%S")
    missing = {
        name: value
        for name, value in additions.items()
        if value is not None and getattr(metadata, name) is None
    }
    return replace(metadata, **missing)


def read_orientation(exif: Any) -> int:
    """EXIF orientation 1..8; 1 where it is missing or makes no sense."""
    value = _Fields(exif).get(_ORIENTATION)
    if isinstance(value, tuple) and value:
        value = value[0]
    return int(value) if isinstance(value, int) and 1 <= value <= 8 else 1


def exif_value(exif: Any, tag: int, *, in_detail: bool = False) -> Any:
    """Return one field as Pillow has it, None where it is missing or malformed.

    Parameters
    ----------
    exif : PIL.Image.Exif
    tag : int
    in_detail : bool
        Look in the directory of the taking (Exif IFD), not in the main one.
    """
    return _Fields(_directory(exif, _EXIF_IFD) if in_detail else exif).get(tag)


def sequence_hint_of_name(name: str) -> str | None:
    """Give what one burst's names share, such as ``IMG_0001`` of IMG_0001_BURST002.jpg."""
    stem = name.rsplit(".", 1)[0]
    for form in _BURST_NAMES:
        if (match := form.match(stem)) is not None and match["key"]:
            return match["key"]
    return None


class _Fields:
    """A directory of EXIF fields in which a malformed field is a missing one."""

    def __init__(self, directory: Any) -> None:
        self._directory = directory if directory is not None else {}

    def __bool__(self) -> bool:
        return bool(_attempt(lambda: len(self._directory)))

    def get(self, tag: int) -> Any:
        return _attempt(lambda: self._directory.get(tag))

    def text(self, tag: int) -> str | None:
        return _clean(self.get(tag))

    def number(self, tag: int) -> float | None:
        return _finite(self.get(tag))


def _attempt(read: Callable[[], Any]) -> Any:
    """Read a field lazily parsed by Pillow, which raises anything at all on damaged ones."""
    try:
        return read()
    except MemoryError:
        raise
    except Exception:
        logger.debug("malformed EXIF field", exc_info=True)
        return None


def _directory(exif: Any, tag: int) -> Any:
    get_ifd = getattr(exif, "get_ifd", None)
    return _attempt(lambda: get_ifd(tag)) if get_ifd is not None else None


def _clean(value: Any) -> str | None:
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if not isinstance(value, str):
        return None
    text = "".join(sign for sign in value.split("\0", 1)[0] if sign.isprintable()).strip()
    return text[:200] or None


def _finite(value: Any) -> float | None:
    if isinstance(value, tuple) and value:
        value = value[0]
    if isinstance(value, (str, bytes)) or value is None:
        return None
    number = _attempt(lambda: float(value))
    return number if isinstance(number, float) and math.isfinite(number) else None


def _positive(value: float | None) -> float | None:
    return value if value is not None and value > 0 else None


def _whole(value: float | None) -> int | None:
    return round(value) if value is not None and 0 < value < 1e9 else None


def _taken(main: _Fields, detail: _Fields) -> tuple[str | None, float | None, int | None]:
    """Find the first date that exists, with the fraction and the offset that belong to it."""
    sources = (
        (detail, _DATE_ORIGINAL, _SUBSEC_ORIGINAL, _OFFSET_ORIGINAL),
        (detail, _DATE_DIGITIZED, _SUBSEC_DIGITIZED, _OFFSET_DIGITIZED),
        (main, _DATE, _SUBSEC, _OFFSET),
    )
    for fields, date_tag, subsec_tag, offset_tag in sources:
        moment = _moment(fields.text(date_tag))
        if moment is not None:
            return moment, _fraction(detail.text(subsec_tag)), _offset(detail.text(offset_tag))
    return None, None, None


def _moment(text: str | None) -> str | None:
    """EXIF date -> ISO form; None for ``0000:00:00``, the time 0 and days that never were."""
    match = _DATE_FORM.match(text) if text else None
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
    if (year, month, day, hour, minute, second) == _ZERO:
        return None
    try:
        moment = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except ValueError:
        return None
    return moment.strftime("%Y-%m-%dT%H:%M:%S") if year >= _EARLIEST_YEAR else None


def _fraction(text: str | None) -> float | None:
    return float(f"0.{text}") if text and re.fullmatch(r"\d{1,9}", text, re.ASCII) else None


def _offset(text: str | None) -> int | None:
    match = _OFFSET_FORM.fullmatch(text) if text else None
    if match is None:
        return None
    if match[0] == "Z":
        return 0
    minutes = int(match[2]) * 60 + int(match[3])
    if minutes > 14 * 60:
        return None
    return -minutes if match[1] == "-" else minutes


def _position(gps: _Fields) -> tuple[float | None, float | None]:
    """Both coordinates or none; the point 0, 0 is a receiver without a fix."""
    latitude = _degrees(gps.get(2), gps.text(1), positive="N", negative="S", limit=90)
    longitude = _degrees(gps.get(4), gps.text(3), positive="E", negative="W", limit=180)
    if latitude is None or longitude is None or (latitude == 0 and longitude == 0):
        return None, None
    return latitude, longitude


def _degrees(
    value: Any, reference: str | None, *, positive: str, negative: str, limit: float
) -> float | None:
    if not isinstance(value, Iterable) or isinstance(value, (str, bytes)):
        return None
    parts = [_finite(part) for part in tuple(value)[:3]]
    if not parts or any(part is None for part in parts):
        return None
    angle = sum((part or 0.0) / 60**power for power, part in enumerate(parts))
    side = (reference or "")[:1].upper()
    if side not in (positive, negative) or not 0 <= angle <= limit:
        return None
    return round(float(-angle if side == negative else angle), 7)


def _rating(main: _Fields, packet: bytes) -> int | None:
    match = _XMP_RATING.search(packet)
    value = float(match[1]) if match else main.number(_RATING)
    return int(value) if value is not None and -1 <= value <= 5 else None


def _xmp_burst(packet: bytes) -> str | None:
    match = _XMP_BURST.search(packet)
    return match[1].decode("ascii", "replace") if match else None


def _apple_burst(note: Any) -> str | None:
    """Burst id in Apple's maker note: a small big-endian directory after a 14-byte head."""
    if not isinstance(note, bytes) or not note.startswith(_APPLE_NOTE) or note[12:14] != b"MM":
        return None
    entries = min(int.from_bytes(note[14:16], "big"), 200)
    for at in range(16, min(16 + 12 * entries, len(note) - 11), 12):
        if int.from_bytes(note[at : at + 2], "big") == _APPLE_BURST_TAG:
            count = int.from_bytes(note[at + 4 : at + 8], "big")
            offset = int.from_bytes(note[at + 8 : at + 12], "big")
            return _clean(note[offset : offset + min(count, 80)])
    return None
