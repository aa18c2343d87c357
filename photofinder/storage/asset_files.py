"""The values of photos of several files, and what makes sure that files are one photo.

Any thread; reads the files, never the catalog.
"""

from __future__ import annotations

import contextlib
import datetime
import logging
import os
import stat as stat_bits
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from photofinder.core.assets import AssetKind
from photofinder.core.companion_proof import is_proven
from photofinder.core.types import FileStamp

if TYPE_CHECKING:
    from photofinder.storage.folder_assets import FolderAssets

log = logging.getLogger(__name__)

#: between what a camera writes into the RAW and into the JPEG of one press of the shutter
SAME_PRESS_S = 2
#: of 64 bits between the perceptual hashes of one shot, developed twice
SAME_LOOK_BITS = 10


@dataclass(frozen=True, slots=True)
class AssetFile:
    """A file of a photo, as it lies on the disk now."""

    path: Path
    kind: AssetKind
    size_bytes: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class AssetUnit:
    """What is kept, moved, removed and restored together; see `AssetStore.unit_of_path`.

    ``files`` are on the disk, the one that leads first. ``unsettled`` are sidecars that are its by
    their names, but came or changed since the last scan: nobody has reviewed them.
    """

    lead: Path
    files: tuple[AssetFile, ...]
    unsettled: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class AssetMembers:
    """What belongs together as the catalog knows it, for showing; by path.

    ``photos`` are ``lead`` and the RAW files behind it, ``companions`` everything else that
    belongs to them for sure.
    """

    lead: Path
    photos: tuple[Path, ...]
    companions: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownCompanion:
    """What the catalog holds of a companion, for the difference against the disk."""

    relpath: bytes
    kind: str
    size_bytes: int
    mtime_ns: int
    owner: bytes
    is_sure: bool | None


@dataclass(frozen=True, slots=True)
class FoundCompanion:
    """A companion as the walk found it. ``is_sure`` None: the names do not tell, the files do."""

    relpath: bytes
    kind: AssetKind
    stamp: FileStamp
    owner: bytes
    is_sure: bool | None


@dataclass(frozen=True, slots=True)
class UnknownFilm:
    """A film, or a sidecar, that may belong to a photo; the file itself tells."""

    folder_id: int
    relpath: bytes
    film: Path
    photo: Path


@dataclass(frozen=True, slots=True)
class AssetRow:
    """A file of the catalog with what tells whether two are one shot."""

    file_id: int
    lead_id: int | None
    path: Path
    size_bytes: int
    mtime_ns: int
    state: str
    taken_at: str | None
    phash: bytes | None


# -- certainty -------------------------------------------------------------------------------------


def _are_one_shot(lead: AssetRow, raw: AssetRow) -> bool:
    """Tell whether both were read, are as they were read, and come from one press of a shutter."""
    if not (_is_as_read(lead) and _is_as_read(raw)):
        return False
    if lead.taken_at is not None and raw.taken_at is not None:
        with contextlib.suppress(ValueError):
            gap = abs(_seconds(lead.taken_at) - _seconds(raw.taken_at))
            return gap <= SAME_PRESS_S
    if not lead.phash or not raw.phash:
        return False
    first, second = (np.frombuffer(row.phash or b"", "<u8")[0] for row in (lead, raw))
    return int(first ^ second).bit_count() <= SAME_LOOK_BITS


def _seconds(taken_at: str) -> float:
    return datetime.datetime.fromisoformat(taken_at[:19]).replace(tzinfo=datetime.UTC).timestamp()


def _is_as_read(row: AssetRow) -> bool:
    file = on_disk(row.path, AssetKind.PHOTO)
    known = (row.size_bytes, row.mtime_ns)
    return (
        row.state == "indexed"
        and file is not None
        and known
        == (
            file.size_bytes,
            file.mtime_ns,
        )
    )


def stand_together(lead: AssetRow, raw: AssetRow, disk: FolderAssets) -> bool:
    """Tell whether a RAW stands behind a picture by the names there are now, and by what is in."""
    belonging = disk.belonging(raw.path)
    if belonging is None or raw.path.with_name(belonging.owner) != lead.path:
        return False
    return _are_one_shot(lead, raw)


def proven(companion: AssetFile, photo: Path, is_sure: int | None) -> bool:
    """Tell whether a companion belongs to a photo; where that is not known yet, its file tells."""
    if is_sure is not None:
        return bool(is_sure)
    try:
        return is_proven(companion.path, photo)
    except OSError as error:  # then nobody knows, and it stays
        log.info("%s is not looked at: %s", companion.path, error)
        return False


def on_disk(path: Path, kind: AssetKind) -> AssetFile | None:
    """Return a file as it is now; None for one that is gone, and for links, folders, devices."""
    try:
        found = os.lstat(path)
    except (OSError, ValueError):
        return None
    if not stat_bits.S_ISREG(found.st_mode):
        return None
    return AssetFile(path, kind, found.st_size, found.st_mtime_ns)
