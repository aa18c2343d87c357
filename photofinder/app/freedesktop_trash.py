"""The trash of Linux desktops and their like, done by hand: a note, then one rename.

Qt links a photo into the trash and deletes its old name, which may be another file by then. A
rename takes whatever has the name, so that nothing is ever deleted; the caller looks at what
arrived. Interactive lane.

References
----------
The FreeDesktop.org Trash specification, version 1.0.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat as stat_bits
import time
import urllib.parse
from pathlib import Path
from typing import TYPE_CHECKING

from photofinder.app.file_systems import mount_points
from photofinder.app.moving import move_without_replacing, sync_folders
from photofinder.errors import CleanupRefused

if TYPE_CHECKING:
    from collections.abc import Iterator

NOTE_SUFFIX = ".trashinfo"
#: what names may have in bytes: nearly everywhere, and on encrypted folders (eCryptfs)
_NAME_LIMITS = (255, 143)
#: after so many taken names a random one is tried: a camera's names come a thousand times
_COUNTED_NAMES = 20
_TRIES = 100
#: why a trash cannot be made or reached, whatever is in the way now: the next one is tried
_NO_TRASH = frozenset(
    {
        errno.EXDEV,
        errno.EACCES,
        errno.EPERM,
        errno.EROFS,
        errno.ENOTDIR,
        errno.EEXIST,
        errno.ELOOP,
        errno.ENOENT,
    }
)


def move_to_trash_of(path: Path) -> Path:
    """Move a photo to the trash of its drive; return where it lies now.

    Raises
    ------
    CleanupRefused
        ``no_trash`` where the drive has none that can be used, ``trash_refused``; the photo is
        where it was.
    """
    why = "its drive has none"
    for trash in trashes_for(path):
        if not is_usable(trash, path):
            continue
        try:
            make_folders(trash / "files")
            make_folders(trash / "info")
        except OSError as error:
            if error.errno not in _NO_TRASH:
                raise CleanupRefused("trash_refused", reason=_reason(error)) from error
            why = _reason(error)
            continue
        try:
            return _move(path, trash)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise CleanupRefused("trash_refused", reason=_reason(error)) from error
            why = _reason(error)
    raise CleanupRefused("no_trash", reason=why)


def _move(path: Path, trash: Path) -> Path:
    """Write the note and move the photo, under the first name that is free for both."""
    text = _note_text(path, trash)
    for limit in _NAME_LIMITS:
        for number in range(1, _TRIES):
            place = trash / "files" / _name_in_trash(path, number, limit)
            try:
                _move_with_note(path, place, text)
            except FileExistsError:
                continue
            except OSError as error:
                if error.errno != errno.ENAMETOOLONG or limit == _NAME_LIMITS[-1]:
                    raise
                break
            return place
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), os.fspath(trash))


def _move_with_note(path: Path, place: Path, text: bytes) -> None:
    note = place.parent.with_name("info") / (place.name + NOTE_SUFFIX)
    descriptor = os.open(note, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        sync_folders(note.parent)
        move_without_replacing(path, place)
    except BaseException:
        with contextlib.suppress(OSError):
            if not os.path.lexists(place) or os.path.lexists(path):
                note.unlink()
        raise


def _note_text(path: Path, trash: Path) -> bytes:
    """Tell where a photo was: in full for the user's own trash, else from the drive's top."""
    noted = os.fsencode(path)
    if trash != home_trashes()[0]:
        real = Path(os.path.realpath(path.parent)) / path.name
        noted = os.fsencode(real.relative_to(mount_point(path)))
    date = time.strftime("%Y-%m-%dT%H:%M:%S")
    quoted = urllib.parse.quote(noted, safe="/")
    return f"[Trash Info]\nPath={quoted}\nDeletionDate={date}\n".encode()


def _name_in_trash(path: Path, number: int, limit: int) -> str:
    """Return the photo's name, numbered and cut so that its note's name is not too long."""
    mark = "" if number == 1 else f".{number}"
    if number > _COUNTED_NAMES:
        mark = f".{secrets.token_hex(4)}"
    stem, suffix = path.stem, path.suffix
    if len(os.fsencode(suffix)) > limit // 2:  # no suffix, but a name with a point
        stem, suffix = path.name, ""
    room = limit - len(os.fsencode(mark + suffix + NOTE_SUFFIX))
    while len(os.fsencode(stem)) > room:
        stem = stem[:-1]
    return f"{stem}{mark}{suffix}"


def _reason(error: OSError) -> str:
    return error.strerror or str(error)


# -- which trash a drive has -----------------------------------------------------------------------


def home_trashes() -> list[Path]:
    """Return where the user's own trash is, then where it may have been before."""
    usual = Path("~/.local/share").expanduser()
    wanted = os.environ.get("XDG_DATA_HOME", "")
    homes = [Path(wanted)] if os.path.isabs(wanted) else []  # noqa: PTH117  # empty is not
    return [home / "Trash" for home in dict.fromkeys([*homes, usual])]


def trashes_for(path: Path) -> Iterator[Path]:
    """Give the trash folders that the photo's drive may have."""
    home = home_trashes()[0]
    top = mount_point(path)
    if mount_point(home) == top:
        yield home
        return
    user = os.getuid()  # type: ignore[attr-defined,unused-ignore]  # not on Windows
    shared = top / ".Trash"
    with contextlib.suppress(OSError):
        mode = shared.lstat().st_mode
        if stat_bits.S_ISDIR(mode) and mode & stat_bits.S_ISVTX:
            mine = shared / str(user)
            if not mine.is_symlink():
                yield mine
    own = top / f".Trash-{user}"
    if not own.is_symlink():  # one behind a link may be anybody's
        yield own


def is_usable(folder: Path, path: Path) -> bool:
    """Whether a trash is there or can be made, and files can be renamed into it."""
    there = folder if folder.is_dir() else _nearest_folder(folder)
    if not os.access(there, os.W_OK | os.X_OK):
        return False
    return on_one_device(there, path.parent)


def on_one_device(first: Path, second: Path) -> bool:
    """Whether a file can be renamed from one folder into the other.

    Parts of a drive may be devices of their own (sub-volumes). Asked of folders only: overlays
    tell other numbers of files.
    """
    try:
        return first.stat().st_dev == second.stat().st_dev
    except OSError:
        return False


def _nearest_folder(path: Path) -> Path:
    return next((place for place in path.parents if place.is_dir()), Path(path.anchor))


def mount_point(path: Path) -> Path:
    """Return where the drive of a path, or of the folder that will hold it, is mounted."""
    real = Path(os.path.realpath(path if path.is_dir() else _nearest_folder(path)))
    known = mount_points()
    while real != real.parent:
        # Path.is_mount is not there on Windows before Python 3.12
        if real in known if known else os.path.ismount(real):
            return real
        real = real.parent
    return real


def make_folders(folder: Path) -> None:
    """Make folders that only their owner reads: photos are private, removed ones too."""
    for place in reversed([folder, *folder.parents]):
        with contextlib.suppress(FileExistsError):
            if not place.is_dir():
                place.mkdir(mode=0o700)
                sync_folders(place.parent)
