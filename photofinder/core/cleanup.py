"""The values of a clean-up: what is chosen, what is planned, what was done, what can be undone."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from photofinder.core.phrases import Phrase, register
from photofinder.errors import CleanupRefused, PhotofinderError

if TYPE_CHECKING:
    from pathlib import Path

    from photofinder.core.types import DuplicateGroup, DuplicateMember, PairClass

register(*CleanupRefused.messages.values())


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
class TrashChoice:
    """A photo that the user wants to remove, and the one that stays for it.

    Attributes
    ----------
    path, keeper : Path
        Photos of the library.
    reason : str
        Why the keeper is the one to keep; a `Phrase` where the engine said it.
    rule : str
        Name of the keeper rule that decided; empty where the user did.
    content_id, keeper_content_id : int
        The contents that were shown, so that another picture that took their place meanwhile is
        noticed; 0: the caller does not know.
    """

    path: Path
    keeper: Path
    pair_class: PairClass
    reason: str = ""
    rule: str = ""
    content_id: int = 0
    keeper_content_id: int = 0

    @classmethod
    def of_member(cls, group: DuplicateGroup, member: DuplicateMember) -> TrashChoice:
        """Choose a member of a group as it was shown."""
        return cls(
            member.path,
            group.keeper,
            member.pair_class,
            group.reason,
            group.rule,
            member.content_id,
            group.keeper_content_id,
        )


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file as it was reviewed. ``digest`` is the SHA-256 of its bytes."""

    path: Path
    size_bytes: int
    mtime_ns: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class PlanItem:
    """A photo to remove and the one that stays for it.

    ``root`` and ``keeper_root`` are the library's folders they lie in.
    """

    victim: FileFacts
    keeper: FileFacts
    pair_class: PairClass
    reason: str
    rule: str
    root: Path
    keeper_root: Path

    @property
    def path(self) -> Path:
        """The photo to remove."""
        return self.victim.path


class Refusal(NamedTuple):
    """A photo that was chosen and will not be removed, and why."""

    path: Path
    reason: Phrase


@dataclass(frozen=True, slots=True)
class FolderShare:
    """What a plan takes out of one folder."""

    folder: Path
    files: int
    bytes: int


@dataclass(frozen=True, slots=True)
class CleanupPlan:
    """What a clean-up would do. Nothing was changed yet.

    Attributes
    ----------
    quarantined : int
        How many of the photos lie on a drive without a trash, as far as is known before.
    """

    items: tuple[PlanItem, ...]
    refused: tuple[Refusal, ...] = ()
    quarantined: int = 0

    @property
    def bytes(self) -> int:
        """Bytes that are gained once the trash is emptied."""
        return sum(item.victim.size_bytes for item in self.items)

    def by_folder(self) -> list[FolderShare]:
        """Return the folders that photos are taken out of, the most bytes first."""
        shares: dict[Path, list[int]] = {}
        for item in self.items:
            share = shares.setdefault(item.path.parent, [0, 0])
            share[0] += 1
            share[1] += item.victim.size_bytes
        found = [FolderShare(folder, files, size) for folder, (files, size) in shares.items()]
        return sorted(found, key=lambda share: (-share.bytes, os.fsencode(share.folder)))


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
    """What an undo did; a photo that is not back can be tried again."""

    batch_id: int
    restored: int
    problems: tuple[CleanupProblem, ...] = ()
    cancelled: bool = False


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

    @property
    def path(self) -> Path:
        """Where the photo was, and comes back to."""
        return self.victim.path


class DecisionKind(StrEnum):
    """What the user said."""

    NOT_DUPLICATES = "not_duplicates"
    KEEP_ALL = "keep_all"


@dataclass(frozen=True, slots=True)
class Decision:
    """The user's word that pictures are no duplicates, or are but stay all.

    ``digests`` are contents; one that was decided about together with another file of the same
    bytes is in ``copies`` too.
    """

    decision_id: int
    kind: DecisionKind
    decided_at: str
    digests: frozenset[bytes]
    copies: frozenset[bytes]


def phrase_of(error: PhotofinderError) -> Phrase:
    """Return an error's message as a phrase that can be translated."""
    found = error.messages.get(error.code)
    if found is None:
        return Phrase("{text}", {"text": error.message})
    return Phrase(found, {name: _shown(value) for name, value in error.params.items()})


def _shown(value: object) -> object:
    return value if isinstance(value, int | float | str) else str(value)
