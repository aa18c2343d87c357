"""Walking a photo folder: what lies there, without opening a single file.

Symbolic links are not followed, to files neither: a link is not a second copy, and calling it one
could cost the only copy. Folders are entered once, whatever loops mounts or junctions make.
"""

from __future__ import annotations

import dataclasses
import fnmatch
import logging
import os
import stat as stat_bits
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from photofinder.app.file_systems import file_system_of
from photofinder.core.assets import COMPANION_SUFFIXES, AssetKind, suffix_of
from photofinder.core.formats import PHOTO_SUFFIXES, RAW_SUFFIXES
from photofinder.core.types import FileStamp
from photofinder.errors import EnvironmentProblem, PhotoUnreadable
from photofinder.storage.folder_assets import pair_entries

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from photofinder.core.assets import Belonging

    #: entry, relative path, whether it is to be entered, to what it belongs
    _Child = tuple[os.DirEntry[str], str, bool, Belonging | None]

log = logging.getLogger(__name__)

#: only where there is one of these can a file belong to another one
_BELONGING_SUFFIXES = RAW_SUFFIXES | COMPANION_SUFFIXES
_CATALOG_LIMIT = (1 << 63) - 1
_KINDS = (
    (stat_bits.S_ISDIR, "folder"),
    (stat_bits.S_ISFIFO, "pipe"),
    (stat_bits.S_ISSOCK, "socket"),
    (stat_bits.S_ISCHR, "device"),
    (stat_bits.S_ISBLK, "device"),
)


@dataclass(frozen=True, slots=True)
class WalkEntry:
    """Something with a photo's name. ``error`` says why it cannot be one.

    ``lead`` is the relative path of the photo that it stands behind, by their names.
    """

    relpath: str
    stamp: FileStamp
    error: PhotoUnreadable | None = None
    lead: str | None = None


@dataclass(frozen=True, slots=True)
class WalkCompanion:
    """A file that belongs to a photo (``owner``, a relative path) and is none; see `Belonging`.

    ``is_sure`` None: the names do not tell, but the files do.
    """

    relpath: str
    stamp: FileStamp
    kind: AssetKind
    owner: str
    is_sure: bool | None


@dataclass(frozen=True, slots=True)
class WalkProblem:
    """A folder that could not be entered, or a file that could not be looked at."""

    relpath: str
    error: EnvironmentProblem


@dataclass(frozen=True, slots=True)
class WalkRules:
    """What is left out: folder name patterns, and folders by path (photofinder's own data)."""

    excluded_names: Sequence[str] = ()
    excluded_paths: Sequence[Path] = ()

    def without(self, paths: Sequence[Path]) -> WalkRules:
        """Leave out more folders."""
        return WalkRules(self.excluded_names, (*self.excluded_paths, *paths))

    def enters(self, name: str, path: str) -> bool:
        """Whether a folder is walked: not hidden, not excluded."""
        if name.startswith("."):
            return False
        lower = name.lower()
        if any(fnmatch.fnmatchcase(lower, p.lower()) for p in self.excluded_names):
            return False
        return all(path != os.fspath(excluded) for excluded in self.excluded_paths)

    def reaches(self, root: Path, under: str) -> bool:
        """Whether a walk of ``root`` comes by its sub-folder ``under`` (parts separated by /)."""
        path = os.fspath(root)
        for name in under.split("/") if under else ():
            path = os.path.join(path, name)  # noqa: PTH118  # str paths, as in `walk`
            if not self.enters(name, path) or os.path.islink(path):  # noqa: PTH114
                return False
        return True


def walk(
    root: Path, under: str, rules: WalkRules, *, recursive: bool = True
) -> Iterator[WalkEntry | WalkCompanion | WalkProblem]:
    """Yield every photo below ``root/under``, in the byte order of the relative paths.

    What belongs to a photo of its own folder comes too, as a `WalkCompanion`.

    The parts of a relative path are separated by ``/``. The order is the catalog's, so that both
    can be merged without holding either.

    Raises
    ------
    OSError
        ``root/under`` itself cannot be listed. Below it, problems are yielded.
    """
    start = os.fspath(root / under) if under else os.fspath(root)
    entered: set[tuple[int, int]] = set()
    inodes = _Inodes()
    stack = [_sorted_children(start, under, entered, rules, recursive=recursive)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            continue
        entry, relpath, enters, belonging = child
        if not enters:
            yield from _look(entry, relpath, belonging, inodes)
            continue
        try:
            stack.append(_sorted_children(entry.path, relpath, entered, rules, recursive=True))
        except FileNotFoundError:  # gone meanwhile is simply gone
            continue
        except OSError as error:
            yield WalkProblem(relpath, folder_unreadable(entry.path, error))


def _sorted_children(
    path: str, relative: str, entered: set[tuple[int, int]], rules: WalkRules, *, recursive: bool
) -> Iterator[_Child]:
    """List a folder's photos, what belongs to them, and its folders.

    A folder sorts as its name and ``/``, as the paths below it do. One with a photo's name comes
    twice.
    """
    entries = _list(path, entered)
    suffixes = [suffix_of(entry.name) for entry in entries]
    belongings = _belongings(entries, suffixes)
    found: list[tuple[bytes, _Child]] = []
    for entry, suffix in zip(entries, suffixes, strict=True):
        belonging = belongings.get(entry.name) if belongings else None
        if suffix in PHOTO_SUFFIXES or belonging is not None:
            relpath = f"{relative}/{entry.name}" if relative else entry.name
            found.append((os.fsencode(entry.name), (entry, relpath, False, belonging)))
        is_folder = recursive and entry.is_dir(follow_symlinks=False)
        if is_folder and rules.enters(entry.name, entry.path):
            relpath = f"{relative}/{entry.name}" if relative else entry.name
            found.append((os.fsencode(entry.name) + b"/", (entry, relpath, True, None)))
    found.sort(key=itemgetter(0))
    return iter([child for _, child in found])


def _belongings(entries: Sequence[os.DirEntry[str]], suffixes: list[str]) -> dict[str, Belonging]:
    """Pair the files of one folder, where any can belong to another one."""
    if _BELONGING_SUFFIXES.isdisjoint(suffixes):
        return {}
    return pair_entries(entries)


def stamp_of(stat: os.stat_result) -> FileStamp:
    """Turn a stat into a stamp that fits the catalog's signed 64 bits.

    Times after the year 2262 do not, nor the inode numbers of ReFS and some network drives.
    """
    mtime_ns = max(-_CATALOG_LIMIT, min(stat.st_mtime_ns, _CATALOG_LIMIT))
    return FileStamp(
        stat.st_size, mtime_ns, stat.st_dev & _CATALOG_LIMIT, stat.st_ino & _CATALOG_LIMIT
    )


def _list(path: str, entered: set[tuple[int, int]]) -> list[os.DirEntry[str]]:
    stat = os.stat(path)  # noqa: PTH116  # str paths: 100,000 Path objects cost a second
    identity = (stat.st_dev, stat.st_ino)
    if identity in entered and stat.st_ino != 0:
        log.info("%s was entered already under another name", path)
        return []
    entered.add(identity)
    with os.scandir(path) as entries:
        return list(entries)


class _Inodes:
    """Which devices number their files for life; each is asked for once in a walk."""

    def __init__(self) -> None:
        self._stable: dict[int, bool] = {}

    def stamp(self, stat: os.stat_result, path: str) -> FileStamp:
        """Make a stamp, without an inode number where it may be another one tomorrow."""
        stable = self._stable.get(stat.st_dev)
        if stable is None:
            stable = file_system_of(os.path.dirname(path)).has_stable_inodes  # noqa: PTH120
            self._stable[stat.st_dev] = stable
        stamp = stamp_of(stat)
        return stamp if stable else dataclasses.replace(stamp, inode=0)


def _look(
    entry: os.DirEntry[str], relpath: str, belonging: Belonging | None, inodes: _Inodes
) -> Iterator[WalkEntry | WalkCompanion | WalkProblem]:
    try:
        if entry.is_symlink():
            return
        stat = entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return
    except OSError as error:
        yield WalkProblem(relpath, folder_unreadable(entry.path, error))
        return
    stamp = inodes.stamp(stat, entry.path)
    for is_kind, name in _KINDS:
        if is_kind(stat.st_mode):
            yield WalkEntry(relpath, stamp, PhotoUnreadable("not_a_file", kind=name))
            return
    if belonging is None:
        yield WalkEntry(relpath, stamp)
        return
    owner = relpath[: len(relpath) - len(entry.name)] + belonging.owner
    if belonging.kind is AssetKind.RAW:
        yield WalkEntry(relpath, stamp, lead=owner)
    else:
        is_sure = None if belonging.can_be_proven else belonging.is_sure
        yield WalkCompanion(relpath, stamp, belonging.kind, owner, is_sure)


def folder_unreadable(path: str, error: OSError) -> EnvironmentProblem:
    """Say that a folder cannot be listed, and why."""
    return EnvironmentProblem(
        "folder_unreadable", path=path, reason=error.strerror or type(error).__name__
    )


def place_below(outer: Path, inner: Path) -> str | None:
    """Return where a folder lies below another, with ``/``; "" for the same one, else None.

    Also where the paths do not tell: names in another case, a folder mounted twice.
    """
    if inner.is_relative_to(outer):
        return _with_slashes(inner.relative_to(outer))
    wanted = _identity(outer)
    if wanted is None:
        return None
    for place in (inner, *inner.parents):
        if _identity(place) == wanted:
            return _with_slashes(inner.relative_to(place))
    return None


def _with_slashes(relative: Path) -> str:
    return "/".join(relative.parts)


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what the system knows a folder by; None where it is not there or has no number."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return (stat.st_dev, stat.st_ino) if stat.st_ino else None
