"""The values of a clean-up after it: what was done, what became of each file, what can be undone.

What was planned is in `core.cleanup`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from photofinder.core.cleanup import LEAD_ROLE

if TYPE_CHECKING:
    from pathlib import Path

    from photofinder.core.cleanup import FileFacts
    from photofinder.core.phrases import Phrase
    from photofinder.core.types import PairClass


class ItemState(StrEnum):
    """Where one photo of a batch is between its plan and its return."""

    PLANNED = "planned"
    MOVING = "moving"
    TRASHED = "trashed"
    #: a check said no; nothing was done
    SKIPPED = "skipped"
    #: the trash said no; the photo is where it was
    FAILED = "failed"
    #: gone from its place and not found in the trash: somebody has to look
    UNCLEAR = "unclear"
    RESTORING = "restoring"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class CleanupProblem:
    """A photo that was not removed, or not put back, and why."""

    path: Path
    message: Phrase


@dataclass(frozen=True, slots=True)
class CleanupReport:
    """What a clean-up did.

    Attributes
    ----------
    batch_id : int
        For `undo`; 0 when there was nothing to do.
    trashed, bytes : int
        Photos removed, and their size.
    quarantined : int
        How many of them lie in a folder on their own drive, which has no trash: nothing empties
        that folder but the user.
    cancelled : bool
        The user stopped it; the rest is where it was.
    planned : int
        How many photos it was to remove.
    unclear : int
        Photos that are gone from their place and not certainly in the trash; an undo looks for
        them.
    stopped_by : Phrase or None
        The error that ended it before its last photo.
    """

    batch_id: int
    trashed: int
    bytes: int
    problems: tuple[CleanupProblem, ...] = ()
    quarantined: int = 0
    cancelled: bool = False
    planned: int = 0
    unclear: int = 0
    stopped_by: Phrase | None = None


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What an undo did; a photo that is not back can be tried again.

    ``sidecars`` are those of kept photos that do not say any more what was taken over.
    """

    batch_id: int
    restored: int
    problems: tuple[CleanupProblem, ...] = ()
    cancelled: bool = False
    sidecars: int = 0


@dataclass(frozen=True, slots=True)
class BatchInfo:
    """One clean-up of the past.

    Attributes
    ----------
    started_at : str
        ISO, UTC.
    files, bytes : int
        Photos that it removed, whether or not they came back since.
    restorable : int
        Photos that lie in the trash now and can be put back.
    restored : int
        Photos that are back.
    problems : int
        Photos that it did not remove, or that did not come back when asked.
    unclear : int
        Those of the restorable that an undo has to look for.
    away : int
        Photos on a drive that is not connected, or with their trash on one; not counted as
        restorable, and asked about again later.
    sidecars_left : int
        Sidecars of kept photos that still say what was taken over, though the photos that it came
        from are back.
    """

    batch_id: int
    started_at: str
    files: int
    bytes: int
    restorable: int
    restored: int
    problems: int
    unclear: int = 0
    away: int = 0
    sidecars_left: int = 0


@dataclass(frozen=True, slots=True)
class BatchItem:
    """One photo of a clean-up of the past.

    Attributes
    ----------
    victim, keeper : FileFacts
        As they were reviewed.
    state : ItemState
    place : Path or None
        Where in the trash it is or was.
    problem : Phrase or None
        What went wrong last.
    changed_at : str
        ISO, UTC: when its state changed last.
    lead_id : int or None
        The item of the photo that this file belongs to; None for a photo.
    role : str
        "photo", or what it is to that photo: "raw", "sidecar", "film", ...
    """

    item_id: int
    batch_id: int
    victim: FileFacts
    keeper: FileFacts
    pair_class: PairClass
    reason: str
    rule: str
    root: Path
    state: ItemState
    place: Path | None
    in_quarantine: bool
    problem: Phrase | None
    changed_at: str
    lead_id: int | None = None
    role: str = LEAD_ROLE

    @property
    def path(self) -> Path:
        """Where the photo was, and comes back to."""
        return self.victim.path


class SidecarState(StrEnum):
    """Where a sidecar of a batch is between its plan and its return."""

    PLANNED = "planned"
    WRITTEN = "written"
    SKIPPED = "skipped"
    FAILED = "failed"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class BatchSidecar:
    """A sidecar that a clean-up of the past wrote beside a keeper.

    Attributes
    ----------
    photo, path : Path
        The keeper, and its sidecar.
    before, after : bytes
        Its content; ``before`` is None where there was no sidecar.
    problem : Phrase or None
        What went wrong last.
    changed_at : str
        ISO, UTC.
    """

    sidecar_id: int
    batch_id: int
    photo: Path
    path: Path
    before: bytes | None
    before_mtime_ns: int | None
    after: bytes
    state: SidecarState
    problem: Phrase | None
    changed_at: str
