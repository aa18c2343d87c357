"""What goes with a photo: its RAW, its sidecars, its film. Any thread; reads catalog and disk.

A unit is removed whole or not at all. What only it has, a RAW or a film that the photo to keep has
not, is a picture of its own: then the unit is refused, however alike the leading files are. So it
is with edits and sidecars: the twin that nobody edited is no substitute for them, unless what an
XMP sidecar says is taken over, or all of it is handed to a file of the very same bytes.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from typing import TYPE_CHECKING

from photofinder.core.assets import AssetKind
from photofinder.core.cleanup import FileFacts, UnitFile, phrase_of
from photofinder.core.xmp_rest import is_packet, says_only_notes
from photofinder.core.xmp_tree import MAX_BYTES
from photofinder.errors import CleanupRefused
from photofinder.storage.folder_assets import FolderAssets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from io import BufferedReader
    from pathlib import Path

    from photofinder.core.cleanup import PlanItem
    from photofinder.storage.asset_files import AssetFile, AssetUnit
    from photofinder.storage.asset_store import AssetStore
    from photofinder.storage.placed_files import PlacedFile, PlacedFiles

#: what people made; the keeper has its own, or the very same
_MADE = frozenset({AssetKind.SIDECAR, AssetKind.EDITS})
_XMP_SUFFIX = ".xmp"


class UnitsOfPlan:
    """The units of the photos of one plan.

    Parameters
    ----------
    assets : AssetStore
    files : PlacedFiles
    placed : mapping of Path to PlacedFile
        The photos of the plan: those to go, and their keepers.
    merges : bool
        Whether what an XMP sidecar says of position, time, words and stars is taken over.

    Notes
    -----
    One query for all of them and one look into each folder find those of several files; only these
    are looked at, some 0.5 ms each, and what the catalog has no digest of (films, sidecars) is
    read.
    """

    def __init__(
        self,
        assets: AssetStore,
        files: PlacedFiles,
        placed: Mapping[Path, PlacedFile],
        *,
        merges: bool = False,
    ) -> None:
        self._merges = merges
        self._disk = FolderAssets()
        self._assets = assets
        self._files = files
        numbers = [one.file.file_id for one in placed.values()]
        self._several = frozenset(assets.kinds_of(numbers)) if numbers else frozenset()
        self._units: dict[Path, AssetUnit] = {}
        self._facts: dict[Path, FileFacts] = {}

    def lead_of(self, file: PlacedFile) -> Path:
        """Return the photo that leads a file's unit; a photo by itself leads its own."""
        unit = self._unit(file)
        return file.file.path if unit is None else unit.lead

    def together(self, victim: PlacedFile, keeper: PlacedFile) -> tuple[UnitFile, ...]:
        """Return what goes with a photo, each with what stays for it.

        Raises
        ------
        CleanupRefused
            ``belongs_to``: it does not lead its unit; ``same_unit``; ``only_here``: the photo to
            keep has no such RAW, film, sound, edits or sidecar; ``only_here_xmp``: neither, but
            with metadata taken over it could go; ``says_more``: its sidecar has edits or faces,
            that of the photo to keep none; ``unit_refused``: something of it came or changed since
            the scan.
        OSError
            Its folder cannot be listed: nobody knows what belongs to it.
        """
        self._disk.check_listed(victim.file.path.parent)
        unit = self._unit(victim)
        if unit is None:
            return ()
        path = victim.file.path
        paths = {file.path for file in unit.files}
        if keeper.file.path in paths:
            raise CleanupRefused("same_unit", keeper=keeper.file.path)
        if unit.lead != path:
            raise CleanupRefused("belongs_to", lead=unit.lead)
        for unsettled in unit.unsettled:
            raise _changed(unsettled)
        kept_unit = self._unit(keeper)
        kept = [] if kept_unit is None else list(kept_unit.files)
        return tuple(
            self._with_counterpart(file, kept, keeper, is_copy=victim.digest == keeper.digest)
            for file in unit.files
            if file.path != path
        )

    def _with_counterpart(
        self, file: AssetFile, kept: Sequence[AssetFile], keeper: PlacedFile, *, is_copy: bool
    ) -> UnitFile:
        facts = self._facts_of(file)
        if file.kind is AssetKind.OTHER:
            return UnitFile(facts, file.kind.value)
        for other in kept:
            same = (other.kind, other.size_bytes) == (file.kind, file.size_bytes)
            if same and (found := self._facts_of(other)).digest == facts.digest:
                return UnitFile(facts, file.kind.value, found)
        suffix = file.path.suffix.lower()
        own = [other for other in kept if other.path.suffix.lower() == suffix]
        if file.kind in _MADE and own:
            if _says_more(file, own):
                raise CleanupRefused("says_more", name=file.path.name, keeper=keeper.file.path)
            return UnitFile(facts, file.kind.value)
        can_be_kept = file.kind in _MADE and _can_be_kept(file, is_copy=is_copy)
        if can_be_kept and self._merges:
            return UnitFile(facts, file.kind.value, is_taken_over=True)
        code = "only_here_xmp" if can_be_kept else "only_here"
        raise CleanupRefused(code, name=file.path.name, keeper=keeper.file.path)

    def _unit(self, file: PlacedFile) -> AssetUnit | None:
        path = file.file.path
        if file.file.file_id not in self._several and not self._disk.companions(path):
            return None
        if path not in self._units:
            self._units[path] = self._assets.unit_of_path(path, self._disk)
        return self._units[path]

    def _facts_of(self, file: AssetFile) -> FileFacts:
        """Return what a file is: by the catalog where it is as it was read, else by its bytes."""
        if file.path not in self._facts:
            known = self._files.at([file.path]).get(file.path)
            stamp = None if known is None else known.file.stamp
            stated = (file.size_bytes, file.mtime_ns)
            if known is not None and stamp is not None and stated == (
                stamp.size_bytes, stamp.mtime_ns
            ):  # fmt: skip
                digest = known.digest
            else:
                digest = _digest(file)
            self._facts[file.path] = FileFacts(file.path, *stated, digest)
        return self._facts[file.path]


def check_unit(item: PlanItem, disk: FolderAssets) -> None:
    """Make sure that what goes with a photo is still its own, and all that it has.

    Raises
    ------
    CleanupRefused
        ``unit_refused``: a file came meanwhile to which it may belong, or that belongs to it.
    """
    unit = set(item.paths)
    photos = [item.path]
    for file in item.together:
        path = file.facts.path
        if file.role == AssetKind.RAW:
            photos.append(path)
            continue
        belonging = disk.belonging(path)
        if belonging is None or path.with_name(belonging.owner) not in unit:
            raise _changed(path)
        if not (belonging.is_sure or belonging.can_be_proven):
            raise _changed(path)
    for photo in photos:
        for belonging in disk.companions(photo):
            path = photo.with_name(belonging.name)
            is_its = belonging.is_sure and belonging.kind in _MADE
            is_its = is_its and (not belonging.is_by_stem or disk.is_whole(photo, unit))
            if is_its and path not in unit and path.is_file():
                raise _changed(path)


def _can_be_kept(file: AssetFile, *, is_copy: bool) -> bool:
    """Whether a clean-up can keep what a sidecar says (`app.cleanup_union`)."""
    if file.path.suffix.lower() != _XMP_SUFFIX or file.size_bytes > MAX_BYTES:
        return False
    data = _read(file)
    return says_only_notes(data) or (is_copy and is_packet(data))


def _says_more(file: AssetFile, own: Sequence[AssetFile]) -> bool:
    """Whether an XMP sidecar has edits or faces, and none of those of the photo to keep has any.

    Of two that both have some the photo to keep was chosen with its own.
    """
    if file.path.suffix.lower() != _XMP_SUFFIX or not _has_more_than_notes(file):
        return False
    return not any(_has_more_than_notes(other) for other in own)


def _has_more_than_notes(file: AssetFile) -> bool:
    if file.size_bytes > MAX_BYTES:
        return True
    data = _read(file)
    return bool(data.strip()) and not says_only_notes(data)


def _changed(path: Path) -> CleanupRefused:
    reason = phrase_of(CleanupRefused("changed"))
    return CleanupRefused("unit_refused", name=path.name, reason=reason)


def _digest(file: AssetFile) -> bytes:
    with _opened(file) as stream:
        return hashlib.file_digest(stream, "sha256").digest()


def _read(file: AssetFile) -> bytes:
    with _opened(file) as stream:
        return stream.read(MAX_BYTES)


@contextlib.contextmanager
def _opened(file: AssetFile) -> Iterator[BufferedReader]:
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(file.path, flags), "rb") as stream:
            yield stream
    except OSError as error:
        reason = f"{file.path.name}: {error.strerror or error}"
        raise CleanupRefused("unreadable", reason=reason) from error
