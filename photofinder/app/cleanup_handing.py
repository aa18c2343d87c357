"""A sidecar that is handed over whole: to a file of the very same bytes that has none.

Edits, faces and all else that programs write of a picture are true of every file of its bytes. They
are not merged with anything: where the photo to keep has a sidecar, or two copies have different
ones, they stay with their photos. Reads only; any thread.
"""

from __future__ import annotations

import hashlib
import logging
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from photofinder.app.cleanup_sidecars import read_sidecar
from photofinder.core.assets import AssetKind
from photofinder.core.metadata_union import all_of
from photofinder.core.xmp_rest import is_packet, says_only_notes
from photofinder.errors import CleanupRefused

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from photofinder.core.cleanup import PlanItem, UnitFile
    from photofinder.core.phrases import Phrase

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The bytes of a sidecar, and what is said of it."""

    data: bytes
    words: Phrase


def handed_over(
    items: Sequence[PlanItem], path: Path, sidecars: Collection[Path]
) -> tuple[HandedOver | None, list[tuple[Path, CleanupRefused]]]:
    """Return the sidecar of one of the copies that its keeper gets, as it is.

    Parameters
    ----------
    items : sequence of PlanItem
        The copies of one keeper.
    path : Path
        The XMP sidecar that it has or would get.
    sidecars : collection of Path
        All that it has.

    Returns
    -------
    HandedOver or None
    list of tuple of Path and CleanupRefused
        Copies whose sidecar cannot be kept, with the reason: they must not go.
    """
    handed: HandedOver | None = None
    refused: list[tuple[Path, CleanupRefused]] = []
    for item in items:
        whole = [(file, data) for file in item.together if (data := _whole(file)) is not None]
        if not whole:
            continue
        file, data = whole[0]
        fits = len(whole) == 1 and not sidecars and _fits(item, file, data, path)
        if fits and handed is None:
            handed = HandedOver(data, all_of(file.facts.path))
        elif not fits or handed is None or handed.data != data:
            names = {"name": file.facts.path.name, "keeper": item.keeper.path}
            refused.append((item.path, CleanupRefused("only_here", **names)))
    return handed, refused


def _whole(file: UnitFile) -> bytes | None:
    """Return the bytes of a sidecar that says more than can be taken over; none of one unread."""
    if not file.is_taken_over or file.role != AssetKind.SIDECAR:
        return None
    try:
        data = read_sidecar(file.facts.path) or b""
    except OSError as error:
        log.info("the sidecar %s is not read: %s", file.facts.path, error)
        data = b""
    return None if says_only_notes(data) else data


def _fits(item: PlanItem, file: UnitFile, data: bytes, path: Path) -> bool:
    """Whether a sidecar is the copy's as the new one would be the keeper's, and as it was planned.

    ``IMG_1.JPG.xmp`` and ``IMG_1.xmp`` are read by different programs.
    """
    if item.victim.digest != item.keeper.digest or os.path.lexists(path):
        return False
    if not is_packet(data) or hashlib.sha256(data).digest() != file.facts.digest:
        return False
    mine, new = file.facts.path.name.casefold(), path.name
    copy, keeper, suffix = item.path, item.keeper.path, path.suffix
    if mine == (copy.name + suffix).casefold():
        return new == keeper.name + suffix
    is_short = mine == copy.with_suffix(suffix).name.casefold()
    return is_short and new == keeper.with_suffix(suffix).name
