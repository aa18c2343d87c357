"""What only the copies know goes into an XMP sidecar of the photo that stays; and comes out again.

Planning may run in any thread; writing and taking back are on the interactive lane. The photos
themselves are never changed. A sidecar is only ever written over the very bytes that were planned
from, and only taken back while it is as it was written.
"""

from __future__ import annotations

import contextlib
import glob
import logging
import os
import stat as stat_bits
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from photofinder.app.moving import move_without_replacing, sync_folders
from photofinder.core.assets import AssetKind
from photofinder.core.cleanup import CleanupProblem, SidecarChange, SidecarState, phrase_of
from photofinder.core.formats import RAW_SUFFIXES
from photofinder.core.metadata_union import NOT_ADDED, Source, unite
from photofinder.core.photo_notes import notes_of_photo, notes_of_sidecar
from photofinder.core.phrases import Phrase
from photofinder.core.xmp_tree import MAX_BYTES, XmpError
from photofinder.core.xmp_writing import with_notes
from photofinder.errors import CleanupRefused
from photofinder.files import TEMP_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photofinder.core.cleanup import BatchSidecar, PlanItem
    from photofinder.core.xmp import Notes
    from photofinder.storage.asset_store import AssetStore
    from photofinder.storage.sidecar_journal import SidecarJournal

log = logging.getLogger(__name__)

XMP_SUFFIX = ".xmp"


def plan_sidecars(items: Sequence[PlanItem], assets: AssetStore) -> tuple[SidecarChange, ...]:
    """Find what the photos of a plan know that their keepers do not.

    Notes
    -----
    Opens every photo of the plan and every keeper: some 1 ms each.
    """
    victims: dict[Path, list[PlanItem]] = {}
    for item in items:
        victims.setdefault(item.keeper.path, []).append(item)
    found = (_change(keeper, several, assets) for keeper, several in victims.items())
    return tuple(change for change in found if change is not None)


def _change(keeper: Path, items: Sequence[PlanItem], assets: AssetStore) -> SidecarChange | None:
    path = _sidecar_of(keeper, assets)
    try:
        before = _read(path)
    except OSError as error:
        return _nothing(keeper, path, None, error.strerror or str(error))
    known = notes_of_photo(keeper)
    if before is not None:
        known = notes_of_sidecar(before, path).filled_from(known)
    sources = [Source(item.path, _notes_of(item)) for item in items]
    union = unite(known, sources)
    if not union.added:
        if not union.conflicts:
            return None
        return SidecarChange(keeper, path, (), union.conflicts, before, before or b"")
    try:
        after = with_notes(before, union.notes)
    except XmpError as error:
        return _nothing(keeper, path, before, str(error))
    paths = tuple(source.path for source in sources)
    return SidecarChange(
        keeper, path, union.added, union.conflicts, before, after, paths, _mtime_ns(path)
    )


def _mtime_ns(path: Path) -> int | None:
    try:
        return path.lstat().st_mtime_ns
    except OSError:
        return None


def _nothing(keeper: Path, path: Path, before: bytes | None, reason: str) -> SidecarChange:
    """Return the change that says why there is none."""
    words = Phrase(NOT_ADDED, {"name": path.name, "reason": reason})
    return SidecarChange(keeper, path, (), (words,), before, before or b"")


def _notes_of(item: PlanItem) -> Notes:
    """Return what a photo and its own sidecars say, the sidecars first: people edit those."""
    notes = notes_of_photo(item.path)
    for file in item.together:
        path = file.facts.path
        if file.role == AssetKind.SIDECAR and path.suffix.lower() == XMP_SUFFIX:
            try:
                data = _read(path)
            except OSError as error:
                log.info("the sidecar %s is not read: %s", path, error)
                continue
            notes = notes_of_sidecar(data or b"", path).filled_from(notes)
    return notes


def _sidecar_of(photo: Path, assets: AssetStore) -> Path:
    """Return the XMP sidecar that a photo has, or the name that one of it gets.

    ``IMG_1.JPG.xmp``, which cannot be taken for that of another file; ``IMG_1.xmp`` for a RAW,
    which is where Adobe's programs look.
    """
    found = [
        file.path
        for file in assets.unit_of_path(photo).files
        if file.kind is AssetKind.SIDECAR and file.path.suffix.lower() == XMP_SUFFIX
    ]
    own = photo.with_name(photo.name + XMP_SUFFIX)
    if found:
        return own if own in found else found[0]
    is_raw = photo.suffix.lower() in RAW_SUFFIXES and not os.path.lexists(own)
    return photo.with_suffix(XMP_SUFFIX) if is_raw else own


def _read(path: Path) -> bytes | None:
    """Return a sidecar's bytes, None where there is none.

    Raises
    ------
    OSError
        Also for what is no regular file, or no sidecar by its size.
    """
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None
    if not stat_bits.S_ISREG(found.st_mode) or found.st_size > MAX_BYTES:
        raise OSError(f"{path.name} is no sidecar")
    return path.read_bytes()


class Sidecars:
    """Writes the sidecars of a batch and takes them back.

    Parameters
    ----------
    journal : SidecarJournal
    """

    def __init__(self, journal: SidecarJournal) -> None:
        self._journal = journal

    def write(
        self, batch_id: int, changes: Sequence[SidecarChange]
    ) -> tuple[list[CleanupProblem], dict[Path, CleanupRefused]]:
        """Write the sidecars of a batch, each journalled before.

        Returns
        -------
        list of CleanupProblem
        dict of Path to CleanupRefused
            Photos whose metadata could not be kept, with the reason: they must not go.
        """
        problems: list[CleanupProblem] = []
        refused: dict[Path, CleanupRefused] = {}
        wanted = [change for change in changes if change.added]
        if not wanted:
            return problems, refused
        for change, row in zip(wanted, self._journal.add(batch_id, wanted), strict=True):
            try:
                _replace(change.path, change.before, change.after)
            except (CleanupRefused, OSError) as error:
                why = _unwritable(change.path, error)
                self._journal.set_state(row.sidecar_id, SidecarState.SKIPPED, why)
                problems.append(CleanupProblem(change.path, phrase_of(why)))
                refused.update(dict.fromkeys(change.victims, why))
            else:
                self._journal.set_state(row.sidecar_id, SidecarState.WRITTEN)
        return problems, refused

    def take_back(self, batch_id: int | None = None) -> list[CleanupProblem]:
        """Take back what was written for photos that stayed, or are all back.

        What was changed since is left and told of; it is tried again for ``batch_id`` only.
        """
        found = (self._take_back(row) for row in reversed(self._journal.unused(batch_id)))
        return [problem for problem in found if problem is not None]

    def recover(self) -> None:
        """Write the truth about sidecars that a killed program was at."""
        for row in self._journal.unfinished():
            try:
                is_written = _read(row.path) == row.after
            except OSError as error:
                log.info("%s cannot be looked at, asked again later: %s", row.path, error)
                continue
            _sweep(row)
            if is_written:
                self._journal.set_state(row.sidecar_id, SidecarState.WRITTEN)
            else:
                stopped = CleanupRefused("interrupted")
                self._journal.set_state(row.sidecar_id, SidecarState.SKIPPED, stopped)

    def _take_back(self, row: BatchSidecar) -> CleanupProblem | None:
        try:
            if _read(row.path) != row.before:
                _restore(row)
        except (CleanupRefused, OSError) as error:
            why = _unwritable(row.path, error)
            log.info("%s is not taken back: %s", row.path, why)
            self._journal.set_state(row.sidecar_id, SidecarState.FAILED, why)
            return CleanupProblem(row.path, phrase_of(why))
        self._journal.set_state(row.sidecar_id, SidecarState.RESTORED)
        return None


def _restore(row: BatchSidecar) -> None:
    if _read(row.path) != row.after:
        raise CleanupRefused("sidecar_changed", path=row.path)
    if row.before is None:
        row.path.unlink()  # ours, byte for byte; it holds nothing that nobody else knows
        sync_folders(row.path.parent)
        return
    _replace(row.path, row.after, row.before)
    if row.before_mtime_ns is not None:
        os.utime(row.path, ns=(row.path.stat().st_atime_ns, row.before_mtime_ns))


def _replace(path: Path, before: bytes | None, after: bytes) -> None:
    """Write a sidecar in one step, over the very bytes that are expected there."""
    if _read(path) != before:
        raise CleanupRefused("sidecar_changed", path=path)
    mode = 0o644 if before is None else stat_bits.S_IMODE(path.stat().st_mode)
    descriptor, name = tempfile.mkstemp(
        dir=path.parent, prefix=f".{path.name}.", suffix=TEMP_SUFFIX
    )
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(after)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(mode)
        if before is None:
            move_without_replacing(temporary, path)
        elif _read(path) != before:
            raise CleanupRefused("sidecar_changed", path=path)
        else:
            temporary.replace(path)
            sync_folders(path.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _sweep(row: BatchSidecar) -> None:
    """Remove what a killed program left unfinished beside a sidecar."""
    for left in row.path.parent.glob(f".{glob.escape(row.path.name)}.*{TEMP_SUFFIX}"):
        with contextlib.suppress(OSError):
            left.unlink()


def _unwritable(path: Path, error: CleanupRefused | OSError) -> CleanupRefused:
    if isinstance(error, CleanupRefused):
        return error
    reason = error.strerror or str(error)
    return CleanupRefused("sidecar_unwritable", path=path, reason=reason)
