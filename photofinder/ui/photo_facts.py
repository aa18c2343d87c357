"""What is known of a photo, as words: for the details panel and the compare view. GUI thread.

`read_facts` alone runs in a worker thread.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from photofinder.ui import words
from photofinder.ui.words import tr

if TYPE_CHECKING:
    from pathlib import Path

    from photofinder.app.library import Library
    from photofinder.core.metadata import PhotoMetadata
    from photofinder.core.views import PhotoDetails
    from photofinder.ui.picture_image import PictureImage

_MEGA = 1_000_000
_SHORT_EXPOSURE_S = 0.3
"""From here down exposures are told as parts of a second, as cameras do."""
_MAX_RATING = 5


class Fact(StrEnum):
    """What can be known, in the order of showing."""

    PIXELS = "pixels"
    BYTES = "bytes"
    FORMAT = "format"
    TAKEN = "taken"
    MODIFIED = "modified"
    CAMERA = "camera"
    LENS = "lens"
    EXPOSURE = "exposure"
    ISO = "iso"
    FOCAL = "focal"
    POSITION = "position"
    RATING = "rating"
    SOFTWARE = "software"


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What is known of one photo; 0, empty or None where it is not."""

    path: Path
    size_bytes: int = 0
    mtime_ns: int = 0
    width: int = 0
    height: int = 0
    format: str = ""
    metadata: PhotoMetadata | None = None

    @property
    def is_known(self) -> bool:
        """Whether anything is known but the path; otherwise nothing follows from what is not."""
        return bool(self.size_bytes or self.width or self.metadata)


def facts_of_details(details: PhotoDetails) -> PhotoFacts:
    """Return what the library knows of a photo."""
    row = details.row
    return PhotoFacts(
        row.path,
        row.size_bytes,
        row.mtime_ns,
        row.width,
        row.height,
        row.format,
        details.metadata,
    )


def read_facts(library: Library, paths: tuple[Path, ...]) -> dict[Path, PhotoFacts]:
    """Return what the library knows of photos; strangers are left out. Worker threads."""
    found = {}
    for row in library.viewing.rows_of_paths(paths):
        details = library.viewing.details(row.file_id)
        if details is not None:
            found[row.path] = facts_of_details(details)
    return found


def with_image(facts: PhotoFacts, image: PictureImage) -> PhotoFacts:
    """Add what the file itself says, which is newer than what the library knows."""
    return replace(
        facts,
        size_bytes=max(0, image.facts.size_bytes),
        mtime_ns=max(0, image.facts.mtime_ns),
        width=image.pixels.size.width(),
        height=image.pixels.size.height(),
        format=image.format,
        metadata=image.metadata,
    )


def label(fact: Fact) -> str:
    """Return the name of a fact."""
    return {
        Fact.PIXELS: tr("Size"),
        Fact.BYTES: tr("File size"),
        Fact.FORMAT: tr("Format"),
        Fact.TAKEN: tr("Taken"),
        Fact.MODIFIED: tr("Changed"),
        Fact.CAMERA: tr("Camera"),
        Fact.LENS: tr("Lens"),
        Fact.EXPOSURE: tr("Exposure"),
        Fact.ISO: tr("ISO"),
        Fact.FOCAL: tr("Focal length"),
        Fact.POSITION: tr("Place"),
        Fact.RATING: tr("Rating"),
        Fact.SOFTWARE: tr("Software"),
    }[fact]


def text(facts: PhotoFacts, fact: Fact) -> str:
    """Return a fact in words; empty where it is not known."""
    if fact is Fact.PIXELS:
        return pixels_text(facts.width, facts.height)
    if fact is Fact.BYTES:
        return words.size_text(facts.size_bytes) if facts.size_bytes else ""
    if fact is Fact.FORMAT:
        return facts.format
    if fact is Fact.MODIFIED:
        return _modified_text(facts.mtime_ns)
    metadata = facts.metadata
    return "" if metadata is None else _METADATA_TEXTS[fact](metadata)


def pixels_text(width: int, height: int) -> str:
    """Return width, height and megapixels; empty for a size that is not known."""
    if not width or not height:
        return ""
    mega = width * height / _MEGA
    digits = 0 if mega >= 10 else 1  # 12 MP, but 2.1 MP
    form = tr("{width} × {height} ({mega} MP)")  # noqa: RUF001  # the sign that is meant
    if mega < 0.1:  # an icon
        form = tr("{width} × {height}")  # noqa: RUF001
    return form.format(width=width, height=height, mega=QLocale().toString(mega, "f", digits))


def _modified_text(mtime_ns: int) -> str:
    if not mtime_ns:
        return ""
    try:
        moment = datetime.datetime.fromtimestamp(mtime_ns / 1e9, datetime.UTC)
    except (OverflowError, OSError, ValueError):  # a clock far out
        return ""
    return words.moment_text(moment.isoformat(timespec="seconds"))


def _taken_text(metadata: PhotoMetadata) -> str:
    return words.moment_text(metadata.taken_at)


def camera_text(metadata: PhotoMetadata) -> str:
    """Return maker and model, the maker once."""
    make, model = metadata.camera_make or "", metadata.camera_model or ""
    first = make.split(maxsplit=1)[0] if make.split() else ""
    if first and first.lower() in model.lower():
        return model
    return " ".join(part for part in (make, model) if part)


def _lens_text(metadata: PhotoMetadata) -> str:
    return metadata.lens or ""


def _exposure_text(metadata: PhotoMetadata) -> str:
    parts = []
    if metadata.exposure_s:
        parts.append(exposure_text(metadata.exposure_s))
    if metadata.f_number:
        parts.append(tr("f/{number}").format(number=QLocale().toString(metadata.f_number, "g", 3)))
    return ", ".join(parts)


def exposure_text(seconds: float) -> str:
    """Return ``1/250 s`` or ``2.5 s``."""
    if seconds <= _SHORT_EXPOSURE_S:
        return tr("1/{part} s").format(part=round(1 / seconds))
    return tr("{seconds} s").format(seconds=QLocale().toString(seconds, "g", 3))


def _iso_text(metadata: PhotoMetadata) -> str:
    return str(metadata.iso) if metadata.iso else ""


def _focal_text(metadata: PhotoMetadata) -> str:
    if not metadata.focal_mm:
        return ""
    return tr("{length} mm").format(length=QLocale().toString(metadata.focal_mm, "g", 4))


def _position_text(metadata: PhotoMetadata) -> str:
    latitude, longitude = metadata.gps_latitude, metadata.gps_longitude
    if latitude is None or longitude is None:
        return ""
    north = tr("{degrees}° N") if latitude >= 0 else tr("{degrees}° S")
    east = tr("{degrees}° E") if longitude >= 0 else tr("{degrees}° W")
    locale = QLocale()
    return ", ".join(
        form.format(degrees=locale.toString(abs(value), "f", 5))
        for form, value in ((north, latitude), (east, longitude))
    )


def _rating_text(metadata: PhotoMetadata) -> str:
    if metadata.rating is None or metadata.rating == 0:
        return ""
    if metadata.rating < 0:
        return tr("Rejected")
    return tr("{stars} of {most} stars").format(stars=metadata.rating, most=_MAX_RATING)


def _software_text(metadata: PhotoMetadata) -> str:
    return metadata.software or ""


_METADATA_TEXTS = {
    Fact.TAKEN: _taken_text,
    Fact.CAMERA: camera_text,
    Fact.LENS: _lens_text,
    Fact.EXPOSURE: _exposure_text,
    Fact.ISO: _iso_text,
    Fact.FOCAL: _focal_text,
    Fact.POSITION: _position_text,
    Fact.RATING: _rating_text,
    Fact.SOFTWARE: _software_text,
}


def summary(facts: PhotoFacts) -> str:
    """Return the main facts in one line."""
    shown = (Fact.PIXELS, Fact.BYTES, Fact.FORMAT, Fact.TAKEN, Fact.CAMERA)
    return " · ".join(part for part in (text(facts, fact) for fact in shown) if part)
