"""Moving one photo to a trash, and believing nothing that the disk does not confirm.

Interactive lane. The caller has checked photo and keeper and has journalled that the photo is
being moved.
"""

from __future__ import annotations

import hashlib
import logging
import os
import stat as stat_bits
from typing import TYPE_CHECKING

from photofinder.app.folder_walk import stamp_of
from photofinder.app.moving import move_without_replacing
from photofinder.errors import CleanupRefused

if TYPE_CHECKING:
    from pathlib import Path

    from photofinder.app.cleanup_checks import CleanupChecks
    from photofinder.app.trash import TrashBin
    from photofinder.core.cleanup import PlanItem
    from photofinder.core.types import FileStamp

log = logging.getLogger(__name__)


class Unclear(Exception):
    """A photo is gone from its place, and somebody has to look; ``place`` is where, if known."""

    def __init__(self, error: CleanupRefused, place: Path | None = None) -> None:
        super().__init__(str(error))
        self.error = error
        self.place = place


def move_to_trash(
    item: PlanItem,
    stamp: FileStamp,
    trash: TrashBin,
    place: Path | None,
    checks: CleanupChecks,
) -> Path | None:
    """Move a photo and make sure that it, and no other file, went where the trash says.

    Parameters
    ----------
    item : PlanItem
    stamp : FileStamp
        Of the photo as it was checked.
    trash : TrashBin
    place : Path or None
        What the trash chose beforehand.
    checks : CleanupChecks

    Returns
    -------
    Path or None
        Where it lies; None where the trash took it and does not tell.

    Raises
    ------
    CleanupRefused
        The photo is where it was.
    Unclear
        It is not there, and not certainly in the trash.
    """
    arrived = _moved(item.path, stamp, trash, place)
    if is_the_file(item.path, stamp) or has_digest(item.path, item.victim.digest):
        trash.give_up(item.path, stamp, arrived)
        raise CleanupRefused("trash_kept")
    if arrived is not None and not _is_the_photo(arrived, item, stamp):
        _put_back(arrived, item, trash, CleanupRefused("other_file_moved", place=arrived))
        raise CleanupRefused("changed")
    try:
        checks.check_keeper_is_left(item, stamp.device)
    except CleanupRefused as error:
        keeper = item.keeper.path
        stuck = CleanupRefused("keeper_went_stuck", keeper=keeper, reason=error.what)
        if arrived is None:
            raise Unclear(stuck) from error
        _put_back(arrived, item, trash, stuck)
        if error.code == "keeper_vanished":
            raise CleanupRefused("keeper_went_too", keeper=keeper) from error
        raise
    return arrived


def is_the_file(path: Path, stamp: FileStamp) -> bool:
    """Whether there is a regular file of this size and time, and of this number where there is one.

    Numbers of devices are not compared: they change with every start of the system.
    """
    try:
        found = path.lstat()
    except OSError:
        return False
    if not stat_bits.S_ISREG(found.st_mode):
        return False
    mine = stamp_of(found)
    if (mine.size_bytes, mine.mtime_ns) != (stamp.size_bytes, stamp.mtime_ns):
        return False
    return 0 in (mine.inode, stamp.inode) or mine.inode == stamp.inode


def has_digest(path: Path, digest: bytes) -> bool:
    """Whether there is a regular file that can be read and has this SHA-256."""
    try:
        if not os.path.lexists(path):
            return False
        if not stat_bits.S_ISREG(path.lstat().st_mode):
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest() == digest
    except OSError as error:
        log.info("%s cannot be read: %s", path, error)
        return False


def _moved(path: Path, stamp: FileStamp, trash: TrashBin, place: Path | None) -> Path | None:
    """Move, and return where the photo is by the disk; None only where no trash ever said."""
    try:
        said = trash.move(path, place)
    except CleanupRefused:
        if os.path.lexists(path):
            raise
        said = None  # refused, and gone all the same: look for it
        if trash.find(path, stamp) is None:
            raise Unclear(CleanupRefused("trash_lost", name=path.name)) from None
    if said is not None and os.path.lexists(said):
        return said
    found = trash.find(path, stamp)
    if found is None and said is not None and not is_the_file(path, stamp):
        raise Unclear(CleanupRefused("trash_lost", name=path.name))
    return found


def _is_the_photo(arrived: Path, item: PlanItem, stamp: FileStamp) -> bool:
    """Whether what lies in the trash is what was checked; some drives number moved files anew."""
    if stamp.inode and is_the_file(arrived, stamp):
        return True
    return has_digest(arrived, item.victim.digest)


def _put_back(arrived: Path, item: PlanItem, trash: TrashBin, stuck: CleanupRefused) -> None:
    """Undo the move at once; what cannot be put back is told with its place."""
    try:
        move_without_replacing(arrived, item.path)
    except OSError as error:
        raise Unclear(stuck, arrived) from error
    trash.forget(arrived)
