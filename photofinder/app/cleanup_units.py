"""What goes with a photo: its RAW, its sidecars, its film. Any thread; reads catalog and disk.

A unit is removed whole or not at all. What only it has, a RAW or a film that the photo to keep has
not, is a picture of its own: then the unit is refused, however alike the leading files are.
"""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from photofinder.core.assets import AssetKind
from photofinder.core.cleanup import FileFacts, UnitFile
from photofinder.errors import CleanupRefused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from photofinder.storage.asset_store import AssetFile, AssetStore, AssetUnit
    from photofinder.storage.placed_files import PlacedFile, PlacedFiles

#: what is no picture of its own, or is about the file that goes: it goes without a counterpart
_GO_ALONG = frozenset({AssetKind.SIDECAR, AssetKind.EDITS, AssetKind.OTHER})


class UnitsOfPlan:
    """The units of the photos of one plan.

    Parameters
    ----------
    assets : AssetStore
    files : PlacedFiles
    placed : mapping of Path to PlacedFile
        The photos of the plan: those to go, and their keepers.

    Notes
    -----
    One query for all of them finds those of several files; only these are looked at, some 0.5 ms
    each, and what the catalog has no digest of (films, sidecars) is read.
    """

    def __init__(
        self, assets: AssetStore, files: PlacedFiles, placed: Mapping[Path, PlacedFile]
    ) -> None:
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
            keep has no such RAW, film or sound.
        """
        unit = self._unit(victim)
        if unit is None:
            return ()
        path = victim.file.path
        paths = {file.path for file in unit.files}
        if keeper.file.path in paths:
            raise CleanupRefused("same_unit", keeper=keeper.file.path)
        if unit.lead != path:
            raise CleanupRefused("belongs_to", lead=unit.lead)
        kept_unit = self._unit(keeper)
        kept = [] if kept_unit is None else list(kept_unit.files)
        return tuple(
            self._with_counterpart(file, kept, keeper) for file in unit.files if file.path != path
        )

    def _with_counterpart(
        self, file: AssetFile, kept: Sequence[AssetFile], keeper: PlacedFile
    ) -> UnitFile:
        facts = self._facts_of(file)
        if file.kind in _GO_ALONG:
            return UnitFile(facts, file.kind.value)
        for other in kept:
            same = (other.kind, other.size_bytes) == (file.kind, file.size_bytes)
            if same and (found := self._facts_of(other)).digest == facts.digest:
                return UnitFile(facts, file.kind.value, found)
        raise CleanupRefused("only_here", name=file.path.name, keeper=keeper.file.path)

    def _unit(self, file: PlacedFile) -> AssetUnit | None:
        if file.file.file_id not in self._several:
            return None
        path = file.file.path
        if path not in self._units:
            self._units[path] = self._assets.unit_of_path(path)
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


def _digest(file: AssetFile) -> bytes:
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(file.path, flags), "rb") as stream:
            return hashlib.file_digest(stream, "sha256").digest()
    except OSError as error:
        reason = f"{file.path.name}: {error.strerror or error}"
        raise CleanupRefused("unreadable", reason=reason) from error
