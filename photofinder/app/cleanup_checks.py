"""What must be true of a photo and of its keeper before the photo is moved. Interactive lane.

Everything is asked of the disk, nothing of the catalog: between the review and the click, and
between two photos of one batch, anything may have happened. Each check raises `CleanupRefused`
with its reason; what cannot be found out is a refusal too.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat as stat_bits
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from photofinder.app.cleanup_arrivals import MAX_AGE_S, Arrivals
from photofinder.app.cleanup_units import check_unit
from photofinder.app.folder_walk import place_below, stamp_of
from photofinder.app.trash import is_in_trash
from photofinder.core.duplicate_units import Decided
from photofinder.core.enclosed import enclosed, holds_the_same
from photofinder.core.types import PairClass
from photofinder.errors import CleanupRefused
from photofinder.storage.folder_assets import FolderAssets

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from typing import BinaryIO

    from photofinder.core.cleanup import FileFacts, PlanItem
    from photofinder.core.types import FileStamp, Folder, WorkContext

_CHUNK_BYTES = 1 << 20
#: not through a link, and a pipe that took the photo's place must not block for ever
_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)
#: ESTALE: a network drive remembers a file that its server does not have any more
_GONE = frozenset({errno.ENOENT, errno.ENOTDIR, getattr(errno, "ESTALE", errno.ENOENT)})
_Signature = tuple[int, ...]
_KINDS = (
    (stat_bits.S_ISLNK, "link"),
    (stat_bits.S_ISDIR, "folder"),
    (stat_bits.S_ISFIFO, "pipe"),
    (stat_bits.S_ISSOCK, "socket"),
)


class CleanupChecks:
    """The checks of one batch; remembers which keepers were read already.

    Parameters
    ----------
    folders : sequence of Folder
        The library's, with what the last scan found.
    protected : sequence of Path
        Folders whose photos are never removed.
    queued : collection of Path
        Every photo that this batch is to remove: none of them is a keeper.
    decided : Decided, optional
        What the user said about pictures: what is no duplicate, or stays all the same.
    """

    def __init__(
        self,
        folders: Sequence[Folder],
        protected: Sequence[Path],
        queued: Collection[Path],
        decided: Decided | None = None,
    ) -> None:
        self._decided = decided if decided is not None else Decided(())
        self._online = {folder.path: folder.online for folder in folders}
        self._protected = protected
        self._queued = {os.path.normcase(path) for path in queued}
        self._queued_numbers = {number for number in map(_number, queued) if number is not None}
        self.arrivals = Arrivals()  # spares listings while it is entered
        self._read: dict[Path, tuple[_Signature, bytes]] = {}
        # pairing a folder of 30,000 files for each of them would take an hour
        self._disk = FolderAssets(MAX_AGE_S)

    def check_unit(self, item: PlanItem, gone: Collection[Path] = ()) -> None:
        """Check that what goes with a photo is all that it has at this moment, and nobody else's.

        Parameters
        ----------
        item : PlanItem
        gone : collection of Path
            Files of it that were moved already.

        Raises
        ------
        CleanupRefused
            ``unit_refused``
        OSError
            Its folder cannot be listed: somebody may have saved edits beside it.
        """
        folder = item.path.parent
        if not self.arrivals.is_as_listed(folder):
            with self.arrivals.listing(folder):
                self._disk.look_again(folder, [path.name for path in gone])
        check_unit(item, self._disk)

    def check(self, item: PlanItem, ctx: WorkContext) -> FileStamp:
        """Check a photo and its keeper, byte for byte.

        Returns
        -------
        FileStamp
            Of the photo, as the system knows it now.

        Raises
        ------
        CleanupRefused
        JobCancelled
            While the files were read.
        """
        self._check_places(item, PlacesSeen())
        self._check_bytes(item.keeper, "keeper_", ctx)
        read = self._check_bytes(item.victim, "", ctx)
        self.check_holdings(item)
        # reading takes a moment: the file that was read must be the one that is there
        found = self._check_places(item, PlacesSeen())
        if _signature(found) != read:
            raise CleanupRefused("changed")
        return stamp_of(found)

    def check_at_a_glance(self, item: PlanItem, places: PlacesSeen) -> None:
        """Check what needs no file to be opened, for a plan; some 0.05 ms.

        Parameters
        ----------
        item : PlanItem
        places : PlacesSeen
            What was found out of folders: of a plan each is looked at once.
        """
        self._check_places(item, places)

    @staticmethod
    def check_holdings(item: PlanItem, *, at_a_glance: bool = False) -> None:
        """Refuse a photo that holds more than its picture, unless the keeper holds the very same.

        Parameters
        ----------
        item : PlanItem
        at_a_glance : bool
            Do not read the photo whole, for a plan; some 0.6 ms.

        Raises
        ------
        CleanupRefused
            ``holds_film``, ``holds_gain_map``, ``holds_picture``, ``holds_data``.
        """
        facts = item.victim
        # what goes along with the copy of a file has no counterpart, and was told of by its name
        is_copy = item.pair_class is PairClass.IDENTICAL_FILE
        if is_copy or facts.digest == item.keeper.digest:
            return
        try:
            with os.fdopen(os.open(facts.path, _OPEN_FLAGS), "rb") as file:
                found = enclosed(file, at_a_glance=at_a_glance)
                if found is not None and _is_kept_too(file, item.keeper):
                    return
        except OSError as error:
            raise _refused("unreadable", "", facts.path, reason=_reason(error)) from error
        if found is not None:
            raise CleanupRefused(f"holds_{found.value}", keeper=item.keeper.path)

    def _check_places(self, item: PlanItem, places: PlacesSeen) -> os.stat_result:
        """Check where both files are and that they look as they were reviewed."""
        same_pixels = item.pair_class is PairClass.IDENTICAL_PICTURE
        digests = (item.victim.digest, item.keeper.digest)
        if self._decided.forbids(*digests, same_pixels=same_pixels):
            raise CleanupRefused("decided", keeper=item.keeper.path)
        found, real = self._look(item.victim, item.root, "", places)
        kept, real_kept = self._look(item.keeper, item.keeper_root, "keeper_", places)
        protecting = places.protecting(item.path.parent, real.parent, self._protected)
        if protecting is not None:
            raise CleanupRefused("protected", folder=protecting)
        if not places.is_open(item.path.parent):
            raise CleanupRefused("closed", folder=item.path.parent)
        self._check_keeper_stays(item, kept)
        if os.path.normcase(real) == os.path.normcase(real_kept):
            raise CleanupRefused("same_file", keeper=item.keeper.path)
        _check_other_file(item, found, kept)
        return found

    def check_keeper_is_left(self, item: PlanItem, device: int) -> None:
        """Open the keeper once more, after the photo went: it may have been the same file.

        A drive that is mounted twice shows every file under two names, and not every one tells.

        Parameters
        ----------
        item : PlanItem
        device : int
            The number of the drive that the photo was on.
        """
        facts = item.keeper
        try:
            descriptor = os.open(facts.path, _OPEN_FLAGS)
            try:
                found = os.fstat(descriptor)
                os.read(descriptor, 1)  # some drives only ask their server now
            finally:
                os.close(descriptor)
        except OSError as error:
            if error.errno in _GONE:
                raise _refused("vanished", "keeper_", facts.path) from error
            reason = _reason(error)
            raise _refused("unreadable", "keeper_", facts.path, reason=reason) from error
        if not _is_as_reviewed(found, facts):
            raise _refused("changed", "keeper_", facts.path)
        # a union of folders still opens by name what its folder does not hold any more
        if found.st_dev != device and not _is_listed(facts.path):
            raise _refused("vanished", "keeper_", facts.path)

    def _look(
        self, facts: FileFacts, root: Path, who: str, places: PlacesSeen
    ) -> tuple[os.stat_result, Path]:
        """Check where a file is and that it looks as it was reviewed; return its real path too."""
        path = facts.path
        if not self._online.get(root, True) or not places.is_there(root):
            raise _refused("offline", who, path, folder=root)
        try:
            found = path.lstat()
        except (FileNotFoundError, NotADirectoryError) as error:
            raise _refused("vanished", who, path) from error
        except OSError as error:
            raise _refused("unreadable", who, path, reason=_reason(error)) from error
        if not stat_bits.S_ISREG(found.st_mode):
            kind = next((name for is_kind, name in _KINDS if is_kind(found.st_mode)), "device")
            raise _refused("not_a_file", who, path, kind=kind)
        # the file is no link itself: its folder decides where it really is
        real = places.real(path.parent) / path.name
        expected = places.real(root) / path.relative_to(root)
        if os.path.normcase(real) != os.path.normcase(expected):
            raise _refused("link", who, path, target=real)
        if places.is_trash(path.parent) or places.is_trash(real.parent):
            raise _refused("in_trash", who, path)
        if not _is_as_reviewed(found, facts):
            raise _refused("changed", who, path)
        return found, real

    def _check_keeper_stays(self, item: PlanItem, kept: os.stat_result) -> None:
        keeper = item.keeper.path
        number = (kept.st_dev, kept.st_ino)
        if os.path.normcase(keeper) == os.path.normcase(item.path):
            raise CleanupRefused("keeper_itself")
        if os.path.normcase(keeper) in self._queued:
            raise CleanupRefused("keeper_queued", keeper=keeper)
        if kept.st_ino and number in self._queued_numbers and number != _number(item.path):
            raise CleanupRefused("keeper_queued", keeper=keeper)

    def _check_bytes(self, facts: FileFacts, who: str, ctx: WorkContext) -> _Signature:
        """Read a file and compare its digest; a keeper of many is read once while it is unchanged.

        A group of copies has one keeper: reading it for each of them would double the time.
        """
        try:
            descriptor = os.open(facts.path, _OPEN_FLAGS)
            with os.fdopen(descriptor, "rb", buffering=0) as file:
                before = _signature(os.fstat(descriptor))
                known = self._read.get(facts.path)
                if known is None or known[0] != before:
                    digest = hashlib.sha256()
                    while chunk := file.read(_CHUNK_BYTES):
                        ctx.check_cancelled()
                        digest.update(chunk)
                    if _signature(os.fstat(descriptor)) != before:
                        raise _refused("changed", who, facts.path)
                    known = (before, digest.digest())
        except OSError as error:
            raise _refused("unreadable", who, facts.path, reason=_reason(error)) from error
        if known[1] != facts.digest:
            raise _refused("changed", who, facts.path)
        if who:
            self._read[facts.path] = known
        return before


class PlacesSeen:
    """What was found out of folders, each asked for once.

    For a plan one serves all photos; before a photo is moved each is asked again.
    """

    def __init__(self) -> None:
        self._there: dict[Path, bool] = {}
        self._open: dict[Path, bool] = {}
        self._real: dict[Path, Path] = {}
        self._trash: dict[Path, bool] = {}
        self._protecting: dict[Path, Path | None] = {}

    def is_there(self, folder: Path) -> bool:
        """Whether a folder is there."""
        if folder not in self._there:
            self._there[folder] = folder.is_dir()
        return self._there[folder]

    def is_open(self, folder: Path) -> bool:
        """Whether the user may take files out of a folder."""
        if folder not in self._open:
            self._open[folder] = os.access(folder, os.W_OK | os.X_OK)
        return self._open[folder]

    def real(self, folder: Path) -> Path:
        """Return where a folder really is, links followed."""
        if folder not in self._real:
            self._real[folder] = Path(os.path.realpath(folder))
        return self._real[folder]

    def is_trash(self, folder: Path) -> bool:
        """Whether a folder is part of a trash."""
        if folder not in self._trash:
            self._trash[folder] = is_in_trash(folder / "photo")
        return self._trash[folder]

    def protecting(self, folder: Path, real: Path, protected: Sequence[Path]) -> Path | None:
        """Return the protected folder that holds a folder, under this name or its real one."""
        if folder not in self._protecting:
            self._protecting[folder] = next(
                (
                    outer
                    for outer in protected
                    if place_below(outer, folder) is not None
                    or place_below(self.real(outer), real) is not None
                ),
                None,
            )
        return self._protecting[folder]


def _is_kept_too(file: BinaryIO, keeper: FileFacts) -> bool:
    """Whether what a photo holds beside its picture stays in the keeper, byte for byte."""
    try:
        with os.fdopen(os.open(keeper.path, _OPEN_FLAGS), "rb") as kept:
            if enclosed(kept, at_a_glance=True) is None:
                return False
            file.seek(0)
            kept.seek(0)
            return holds_the_same(file, kept)
    except OSError as error:
        raise _refused("unreadable", "keeper_", keeper.path, reason=_reason(error)) from error


def _is_as_reviewed(found: os.stat_result, facts: FileFacts) -> bool:
    stamp = stamp_of(found)
    return (stamp.size_bytes, stamp.mtime_ns) == (facts.size_bytes, facts.mtime_ns)


def _check_other_file(item: PlanItem, found: os.stat_result, kept: os.stat_result) -> None:
    """Refuse two names of one file: hard links, a folder mounted twice, letters of another case."""
    same_number = found.st_ino != 0 and found.st_ino == kept.st_ino
    if same_number and found.st_dev == kept.st_dev:
        raise CleanupRefused("same_file", keeper=item.keeper.path)
    # network drives that are mounted twice, and unions of folders, have another device number
    alike = (found.st_size, found.st_mtime_ns) == (kept.st_size, kept.st_mtime_ns)
    if same_number and alike:
        raise CleanupRefused("same_file", keeper=item.keeper.path)


def _is_listed(path: Path) -> bool:
    """Whether a folder lists a file; some systems spell accents in another way than we do."""
    name = unicodedata.normalize("NFC", os.path.normcase(path.name))
    try:
        with os.scandir(path.parent) as entries:
            return any(
                unicodedata.normalize("NFC", os.path.normcase(entry.name)) == name
                for entry in entries
            )
    except OSError as error:
        raise _refused("unreadable", "keeper_", path, reason=_reason(error)) from error


def _number(path: Path) -> tuple[int, int] | None:
    try:
        found = path.lstat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found.st_ino else None


def _signature(found: os.stat_result) -> _Signature:
    return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def _refused(code: str, who: str, path: Path, **params: object) -> CleanupRefused:
    if who:
        params["keeper"] = path
    return CleanupRefused(who + code, **params)


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
