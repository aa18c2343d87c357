"""What only the copies know, and the XMP sidecar of the photo that stays that is to say it.

Any thread; opens files, changes nothing. A copy that knows something which cannot be kept, because
the sidecar cannot be added to or its own cannot be read, does not go. What a sidecar says beside
that (edits, faces) is only kept whole: handed to a file of the very same bytes that has none.
"""

from __future__ import annotations

import logging
import os
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from photofinder.app.cleanup_handing import handed_over
from photofinder.app.cleanup_sidecars import read_sidecar
from photofinder.core.assets import AssetKind, pair_assets
from photofinder.core.cleanup import SidecarChange, phrase_of
from photofinder.core.formats import RAW_SUFFIXES
from photofinder.core.metadata_union import Source, unite
from photofinder.core.photo_notes import notes_of_photo
from photofinder.core.takeout import TakeoutError, read_takeout
from photofinder.core.xmp import Notes, read_notes
from photofinder.core.xmp_tree import XmpError
from photofinder.core.xmp_writing import in_the_way, with_notes
from photofinder.errors import CleanupRefused
from photofinder.storage.folder_assets import FolderAssets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from photofinder.core.cleanup import PlanItem
    from photofinder.core.metadata_union import MetadataUnion
    from photofinder.storage.asset_store import AssetStore

log = logging.getLogger(__name__)

XMP_SUFFIX = ".xmp"
_JSON_SUFFIX = ".json"
_UNREADABLE = (XmpError, TakeoutError, OSError)


def plan_sidecars(items: Sequence[PlanItem], assets: AssetStore) -> tuple[SidecarChange, ...]:
    """Find what the photos of a plan know that their keepers do not.

    Notes
    -----
    Opens every photo of the plan and every keeper: some 1 ms each.
    """
    victims: dict[Path, list[PlanItem]] = {}
    for item in items:
        victims.setdefault(item.keeper.path, []).append(item)
    planner = _Planner(assets)
    found = (planner.change(keeper, several) for keeper, several in victims.items())
    return tuple(change for change in found if change is not None)


class _Planner:
    """Plans sidecars; lists each folder once."""

    def __init__(self, assets: AssetStore) -> None:
        self._assets = assets
        self._neighbours = Neighbours()
        self._disk = FolderAssets()

    def change(self, keeper: Path, items: Sequence[PlanItem]) -> SidecarChange | None:
        """Return what the copies of one keeper add; None where they add nothing."""
        path = self._neighbours.sidecar_of(keeper)
        known, problem = self._known(keeper, path)
        notes: dict[Path, Notes] = {}
        refused: list[tuple[Path, CleanupRefused]] = []
        for item in items:
            try:
                notes[item.path] = _notes_of(item)
            except CleanupRefused as error:
                refused.append((item.path, error))
        going = [item for item in items if item.path in notes]
        handed, stay = handed_over(going, path, self._neighbours.sidecars(keeper))
        refused += stay
        sources = [Source(p, said) for p, said in notes.items() if p not in dict(stay)]
        try:
            before = read_sidecar(path)
            base = before if handed is None else handed.data
            if handed is not None:
                known = read_notes(handed.data).filled_from(known)
            union = unite(known, sources, in_the_way(base) if base is not None else {})
            if (union.added or handed) and problem is not None:
                raise problem
            after = with_notes(base, union.notes) if union.added else base or b""
        except (CleanupRefused, *_UNREADABLE) as error:
            why = error if isinstance(error, CleanupRefused) else _unmergeable(path, error)
            refused += [(s.path, why) for s in sources if handed or unite(known, [s]).added]
            return _nothing(keeper, path, refused)
        if handed is not None:
            union = replace(union, added=(handed.words, *union.added))
        return _as_change(keeper, path, before, after, union, sources, refused)

    def _known(self, keeper: Path, path: Path) -> tuple[Notes, CleanupRefused | None]:
        """Return what a keeper and all its sidecars say, and which of them cannot be read."""
        known, problem = Notes(), None
        unit = self._assets.unit_of_path(keeper, self._disk).files
        others = [file.path for file in unit if file.kind is AssetKind.SIDECAR]
        for sidecar in dict.fromkeys((path, *self._neighbours.sidecars(keeper), *others)):
            try:
                known = known.filled_from(_said_by(sidecar))
            except _UNREADABLE as error:
                log.info("the sidecar %s is not read: %s", sidecar, error)
                problem = problem or _unmergeable(sidecar, error)
        return known.filled_from(notes_of_photo(keeper)), problem


class Neighbours:
    """The sidecars that certainly are a photo's, by the names in its folder now."""

    def __init__(self) -> None:
        self._folders: dict[Path, dict[str, list[str]]] = {}

    def sidecars(self, photo: Path) -> list[Path]:
        """Return the sidecars of a photo that say what people know, in the order of names."""
        return [photo.with_name(name) for name in sorted(self._names(photo))]

    def sidecar_of(self, photo: Path) -> Path:
        """Return the XMP sidecar that a photo has, or the name that one of it gets.

        ``IMG_1.JPG.xmp``, which cannot be taken for that of another file; for a RAW ``IMG_1.xmp``,
        which is where Adobe's programs look, unless it could be another photo's.
        """
        own, short = photo.name + XMP_SUFFIX, photo.with_suffix(XMP_SUFFIX).name
        names = self._names(photo)
        for wanted in (own, short):
            there = [name for name in names if _fold(name) == _fold(wanted)]
            if there:
                return photo.with_name(wanted if wanted in there else there[0])
        is_raw = photo.suffix.lower() in RAW_SUFFIXES
        beside = {_fold(name) for name in self._beside(photo)}
        if (
            is_raw
            and not beside & {_fold(own), _fold(short)}
            and short in self._names(photo, short)
        ):
            return photo.with_name(short)
        return photo.with_name(own)

    def _names(self, photo: Path, *planned: str) -> list[str]:
        owned = pair_assets({*self._beside(photo), photo.name, *planned})
        return [
            name
            for name, belonging in owned.items()
            if belonging.owner == photo.name
            and belonging.kind is AssetKind.SIDECAR
            and belonging.is_sure
        ]

    def _beside(self, photo: Path) -> list[str]:
        """Return the names that begin like a photo's, which are all that its sidecars can have."""
        if photo.parent not in self._folders:
            found: dict[str, list[str]] = {}
            for name in _listed(photo.parent):
                found.setdefault(_start(name), []).append(name)
            self._folders[photo.parent] = found
        return self._folders[photo.parent].get(_start(photo.name), [])


def _listed(folder: Path) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            yield from (entry.name for entry in entries)
    except OSError as error:  # its photos are refused for that when it is their turn
        log.info("%s is not listed: %s", folder, error)


def _start(name: str) -> str:
    return _fold(name.partition(".")[0])


def _fold(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _notes_of(item: PlanItem) -> Notes:
    """Return what a photo and its own sidecars say, the sidecars first: people edit those.

    Raises
    ------
    CleanupRefused
        ``sidecar_unread``
    """
    said = Notes()
    for file in item.together:
        path = file.facts.path
        if file.role != AssetKind.SIDECAR:
            continue
        try:
            said = said.filled_from(_said_by(path))
        except _UNREADABLE as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            raise CleanupRefused("sidecar_unread", path=path, reason=reason) from error
    return said.filled_from(notes_of_photo(item.path))


def _said_by(path: Path) -> Notes:
    """Return what a sidecar says; nothing where there is none.

    Raises
    ------
    XmpError
    TakeoutError
    OSError
    """
    data = read_sidecar(path)
    if data is None:
        return Notes()
    return read_takeout(data) if path.suffix.lower() == _JSON_SUFFIX else read_notes(data)


def _unmergeable(path: Path, error: Exception) -> CleanupRefused:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return CleanupRefused("unmergeable", path=path, reason=reason)


def _nothing(
    keeper: Path, path: Path, refused: Sequence[tuple[Path, CleanupRefused]]
) -> SidecarChange | None:
    """Return the change that says why there is none; None where nothing would be added."""
    words = tuple(dict.fromkeys(phrase_of(why) for _, why in refused))
    if not words:
        return None
    return SidecarChange(keeper, path, (), words, None, b"", refused=tuple(refused))


def _as_change(
    keeper: Path,
    path: Path,
    before: bytes | None,
    after: bytes,
    union: MetadataUnion,
    sources: Sequence[Source],
    refused: Sequence[tuple[Path, CleanupRefused]],
) -> SidecarChange | None:
    told = dict.fromkeys((*union.conflicts, *(phrase_of(why) for _, why in refused)))
    if not (union.added or told):
        return None
    paths = tuple(source.path for source in sources) if union.added else ()
    return SidecarChange(
        keeper,
        path,
        union.added,
        tuple(told),
        before,
        after,
        paths,
        _mtime_ns(path),
        tuple(refused),
    )


def _mtime_ns(path: Path) -> int | None:
    try:
        return path.lstat().st_mtime_ns
    except OSError:
        return None
