"""Where removed photos go: the system's trash, or a folder on a drive that has none.

Nothing is ever deleted here, and nothing copied to another drive: a photo is renamed on its own
drive or stays. What a trash answers is checked by the caller on disk. Interactive lane.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import stat as stat_bits
import sys
import urllib.parse
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from photofinder.app.file_systems import file_system_of
from photofinder.app.folder_walk import stamp_of
from photofinder.app.freedesktop_trash import (
    home_trashes,
    is_usable,
    make_folders,
    mount_point,
    move_to_trash_of,
    on_one_device,
    trashes_for,
)
from photofinder.app.moving import (
    drop_reservation,
    drop_second_name,
    move_without_replacing,
    sync_folders,
)
from photofinder.errors import CleanupRefused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from photofinder.core.types import FileStamp

#: the folder of photos that were removed from a drive without a trash; scans do not enter it
QUARANTINE_NAME = ".photofinder-quarantine"
_TRASH_NAMES = frozenset(
    {".trash", ".trashes", "$recycle.bin", "recycler", "#recycle", "@recycle", QUARANTINE_NAME}
)
_TRASH_PREFIX = ".trash-"
_WINDOWS_FIXED_DRIVE = 3


class TrashBin(Protocol):
    """A place for removed photos."""

    #: whether photos stay there until the user takes them away by hand
    is_quarantine: bool

    def serves(self, path: Path) -> bool:
        """Whether the drive of a photo has this trash."""

    def place_for(self, path: Path, root: Path, batch_id: int) -> Path | None:
        """Return where a photo will go, as far as that is known before: it is journalled.

        Raises
        ------
        CleanupRefused
            ``no_trash``.
        """

    def move(self, path: Path, place: Path | None) -> Path | None:
        """Move a photo; return where it lies now, None where the system does not say.

        Raises
        ------
        CleanupRefused
            ``trash_refused`` or ``no_trash``; the photo is where it was.
        """

    def find(self, path: Path, stamp: FileStamp) -> Path | None:
        """Look for a photo that was moved when the program ended, or whose place was not told.

        Parameters
        ----------
        path : Path
            Where it was.
        stamp : FileStamp
            What it was known by there.
        """

    def forget(self, place: Path) -> None:
        """Remove what the trash wrote about a photo that was put back."""

    def give_up(self, path: Path, stamp: FileStamp, place: Path | None) -> None:
        """Remove what is left of a move that did not happen: the photo is where it was."""


class SystemTrash:
    """The trash of the desktop: by Qt on Windows and macOS, by our own hand elsewhere.

    Notes
    -----
    Works without an application object. On Linux Qt 6.11 gives a photo a second name in the trash
    and then deletes the first one [seen with strace]: another program's file that was saved over
    the photo meanwhile would be deleted with it. `app.freedesktop_trash` renames, and no more.
    """

    is_quarantine = False

    def serves(self, path: Path) -> bool:
        """Whether the drive has a trash, and Qt can spell the path where Qt moves it."""
        if sys.platform == "win32":
            return _windows_drive_type(path) == _WINDOWS_FIXED_DRIVE
        if sys.platform == "darwin":
            return _is_text(path) and not file_system_of(path.parent).is_remote
        return any(is_usable(folder, path) for folder in trashes_for(path))

    def place_for(self, path: Path, root: Path, batch_id: int) -> Path | None:  # noqa: ARG002
        """Return None: the trash chooses the name."""
        return None

    def move(self, path: Path, place: Path | None) -> Path | None:  # noqa: ARG002
        """Move a photo to the trash."""
        if not _knows_qt_better():
            return move_to_trash_of(path)
        return _moved_by_qt(path)

    def find(self, path: Path, stamp: FileStamp) -> Path | None:
        """Look through the drive's trash for the file's number, then for its old path."""
        wanted = (stamp.size_bytes, stamp.mtime_ns)
        best, best_likeness = None, (False, False)
        for folder in _trash_folders(path):
            for place in _files_in(folder):
                found = _stamp(place)
                if found is None or (found.size_bytes, found.mtime_ns) != wanted:
                    continue
                numbered = stamp.inode != 0 and found.inode == stamp.inode
                likeness = (numbered, _came_from(place, path))
                if likeness > best_likeness:
                    best, best_likeness = place, likeness
        return best

    def forget(self, place: Path) -> None:
        """Remove the note beside the file, which is what the desktop lists."""
        if os.path.lexists(place):  # a copy was left in the trash: it stays listed
            return
        note = _note_of(place)
        if note is not None:
            with contextlib.suppress(OSError):
                note.unlink()

    def give_up(self, path: Path, stamp: FileStamp, place: Path | None) -> None:
        """Remove a second name, which Qt gave in earlier versions, and a note without its file."""
        second = place or self.find(path, stamp)
        if second is not None and _came_from(second, path) and drop_second_name(second, path):
            self.forget(second)
        for folder in _trash_folders(path):
            notes = _files_in(folder.with_name("info")) if folder.name == "files" else []
            for note in notes:
                place = folder / note.stem
                if not _came_from(place, path):
                    continue
                with contextlib.suppress(OSError):  # killed between the note and the move
                    if not os.path.lexists(place) or drop_reservation(place, note.lstat().st_mtime):
                        self.forget(place)


class Quarantine:
    """A hidden folder on the photo's own drive: below the library's folder, else above the photo.

    Photos lie there by batch, under the path they had, so that they can be found by hand too.
    """

    is_quarantine = True

    def serves(self, path: Path) -> bool:  # noqa: ARG002
        """Return True: where there is no place for it, `place_for` says so."""
        return True

    def place_for(self, path: Path, root: Path, batch_id: int) -> Path | None:
        """Choose a free name in the first folder on the drive that can be written."""
        for base in _quarantine_bases(path, root):
            folder = base / QUARANTINE_NAME
            if folder.is_symlink() or not os.access(base, os.W_OK | os.X_OK):
                continue
            if not on_one_device(base, path.parent):
                continue
            place = folder / f"batch-{batch_id:06}" / path.relative_to(base)
            number = 1
            while os.path.lexists(place):
                number += 1
                place = place.with_name(f"{path.stem} ({number}){path.suffix}")
            return place
        raise CleanupRefused("no_trash", reason="no folder there can be written")

    def move(self, path: Path, place: Path | None) -> Path | None:
        """Move a photo to the place that was journalled."""
        if place is None:
            raise ValueError("a quarantine needs the place that it chose")
        try:
            make_folders(place.parent)
            move_without_replacing(path, place)
        except OSError as error:
            self.forget(place)
            raise CleanupRefused("no_trash", reason=error.strerror or str(error)) from error
        return place

    def find(self, path: Path, stamp: FileStamp) -> Path | None:  # noqa: ARG002
        """Return None: its place was journalled before."""
        return None

    def forget(self, place: Path) -> None:
        """Remove the folders that are empty now."""
        if QUARANTINE_NAME not in place.parts:
            return
        for folder in place.parents:
            try:
                folder.rmdir()  # refuses where anything is left
            except FileNotFoundError:
                pass  # not made yet, but one above may have been
            except OSError:
                return
            if folder.name == QUARANTINE_NAME:
                return

    def give_up(self, path: Path, stamp: FileStamp, place: Path | None) -> None:  # noqa: ARG002
        """Remove the second name, on drives whose renames replace, and empty folders."""
        if place is not None:
            drop_second_name(place, path)
            with contextlib.suppress(OSError):  # the folder is ours: so is what is empty in it
                drop_reservation(place, place.lstat().st_mtime)
            self.forget(place)


def is_in_trash(path: Path) -> bool:
    """Whether a path lies in a trash or a quarantine, by its name."""
    for part in path.parts[:-1]:
        name = part.lower()
        if name in _TRASH_NAMES or name.startswith(_TRASH_PREFIX):
            return True
    return any(path.is_relative_to(home) for home in home_trashes())


# -- which trash a drive has -----------------------------------------------------------------------


def _is_text(path: Path) -> bool:
    """Whether Qt can hold a path: it takes names for UTF-8, and others it would change."""
    try:
        os.fspath(path).encode()
    except UnicodeEncodeError:
        return False
    return True


def _knows_qt_better() -> bool:
    return sys.platform in ("win32", "darwin")


def _moved_by_qt(path: Path) -> Path | None:
    try:
        from PySide6.QtCore import QFile
    except ImportError as error:
        raise CleanupRefused("trash_refused", reason=str(error)) from error
    file = QFile(os.fspath(path))
    if not file.moveToTrash():
        raise CleanupRefused("trash_refused", reason=file.errorString())
    place_text = file.fileName()
    # Windows may not know it: then the name stays the old one, or is empty
    if not place_text or Path(place_text) == path:
        return None
    sync_folders(path.parent, Path(place_text).parent)
    return Path(place_text)


def _windows_drive_type(path: Path) -> int:
    windll: Any = getattr(ctypes, "windll")  # noqa: B009  # only Windows has it
    drive = os.path.splitdrive(os.path.realpath(path))[0]
    return int(windll.kernel32.GetDriveTypeW(f"{drive}\\"))


def _trash_folders(path: Path) -> list[Path]:
    """Return the folders in which the system may have put a photo."""
    if sys.platform == "win32":
        recycle = Path(path.anchor, "$RECYCLE.BIN")
        try:
            return [folder for folder in recycle.iterdir() if folder.is_dir()]
        except OSError:
            return []
    if sys.platform == "darwin":
        user = os.getuid()  # type: ignore[attr-defined,unused-ignore]
        return [Path("~/.Trash").expanduser(), mount_point(path) / ".Trashes" / str(user)]
    folders = [*trashes_for(path), *home_trashes()]
    return [folder / "files" for folder in dict.fromkeys(folders)]


def _files_in(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _stamp(place: Path) -> FileStamp | None:
    """Return the stamp of a regular file; Windows tells its number only when asked apart."""
    try:
        found = place.lstat()
    except OSError:
        return None
    return stamp_of(found) if stat_bits.S_ISREG(found.st_mode) else None


def _note_of(place: Path) -> Path | None:
    """Return where a trash wrote what a file was."""
    if sys.platform == "win32" and place.name.startswith("$R"):
        return place.with_name("$I" + place.name[2:])
    if place.parent.name != "files":
        return None
    return place.parent.parent / "info" / f"{place.name}.trashinfo"


def _came_from(place: Path, path: Path) -> bool:
    """Whether the note beside a file in the trash names a path, links in it followed or not."""
    noted = _original_path(place)
    if noted is None or noted.name != path.name:
        return False
    return noted == path or os.path.realpath(noted.parent) == os.path.realpath(path.parent)


def _original_path(place: Path) -> Path | None:
    """Return where a file in the trash came from, as its note says."""
    note = _note_of(place)
    if note is None or note.suffix != ".trashinfo":
        return None
    try:
        lines = note.read_bytes().splitlines()
    except OSError:
        return None
    for line in lines:
        if line.startswith(b"Path="):
            path = Path(os.fsdecode(urllib.parse.unquote_to_bytes(line[len(b"Path=") :])))
            # of a trash on the drive itself the path is told from the drive's top
            return path if path.is_absolute() else _top_of(place) / path
    return None


def _top_of(place: Path) -> Path:
    trash = place.parent.parent
    return trash.parent if trash.name.startswith(".Trash-") else trash.parent.parent


def _quarantine_bases(path: Path, root: Path) -> Iterator[Path]:
    """Give folders on the photo's drive: the library's, the drive's top, those between."""
    top = mount_point(path)
    if mount_point(root) == top:
        yield root
    if path.is_relative_to(top):
        yield top
        for folder in reversed(path.parents):
            if folder != top and folder.is_relative_to(top) and folder.is_relative_to(root):
                yield folder
