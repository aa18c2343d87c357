"""The values of a clean-up before it: what is chosen, what is planned, what the user decided.

What became of it is in `core.cleanup_past`.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from photofinder.core.phrases import Phrase, joined, register, template
from photofinder.errors import CleanupRefused, PhotofinderError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from photofinder.core.types import DuplicateGroup, DuplicateMember, PairClass

register(*CleanupRefused.messages.values())
_ALSO_MOVES = template("also moves {names}")


#: the role of a photo that leads the files that belong to it
LEAD_ROLE = "photo"


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
class UnitFile:
    """A file that goes with a photo: its RAW, sidecar, film. ``role`` is a `core.assets` kind.

    ``counterpart`` is the same file beside the photo to keep; None for what is about this photo
    alone (sidecars). ``is_taken_over``: it only goes because what it says is told to that photo.
    """

    facts: FileFacts
    role: str
    counterpart: FileFacts | None = None
    is_taken_over: bool = False


@dataclass(frozen=True, slots=True)
class PlanItem:
    """A photo to remove and the one that stays for it.

    ``root`` and ``keeper_root`` are the library's folders they lie in; ``together`` is what moves
    with the photo, or stays with it.
    """

    victim: FileFacts
    keeper: FileFacts
    pair_class: PairClass
    reason: str
    rule: str
    root: Path
    keeper_root: Path
    together: tuple[UnitFile, ...] = ()

    @property
    def path(self) -> Path:
        """The photo to remove."""
        return self.victim.path

    def member(self, file: UnitFile) -> PlanItem:
        """Return a file that goes with the photo as an item of its own, to be checked alike."""
        return PlanItem(
            file.facts,
            file.counterpart or self.keeper,
            self.pair_class,
            self.reason,
            self.rule,
            self.root,
            self.keeper_root,
        )

    @property
    def paths(self) -> tuple[Path, ...]:
        """All that goes, the photo first."""
        return (self.path, *(file.facts.path for file in self.together))

    @property
    def bytes(self) -> int:
        """Size of all that goes."""
        return self.victim.size_bytes + sum(file.facts.size_bytes for file in self.together)

    @property
    def also_moves(self) -> Phrase | None:
        """What moves with the photo, in words; None for a photo by itself."""
        if not self.together:
            return None
        names = joined([Phrase("{name}", {"name": f.facts.path.name}) for f in self.together])
        return Phrase(_ALSO_MOVES, {"names": names})


@dataclass(frozen=True, slots=True)
class SidecarChange:
    """Metadata that a clean-up writes beside a keeper.

    Attributes
    ----------
    photo, path : Path
        The keeper, and its XMP sidecar.
    added : tuple of Phrase
        What the keeper knows then, and did not.
    conflicts : tuple of Phrase
        What the others know otherwise; the keeper's word stands.
    before, after : bytes
        The sidecar; ``before`` is None where there was none.
    victims : tuple of Path
        Whose metadata that is.
    refused : tuple of (Path, CleanupRefused)
        Photos that know what cannot be kept, and why: they do not go while it is asked for.
    """

    photo: Path
    path: Path
    added: tuple[Phrase, ...]
    conflicts: tuple[Phrase, ...]
    before: bytes | None
    after: bytes
    victims: tuple[Path, ...] = ()
    before_mtime_ns: int | None = None
    refused: tuple[tuple[Path, CleanupRefused], ...] = ()


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
    without_trash : frozenset of Path
        Folders of photos that lie on a drive without a trash, as far as is known before.
    sidecars : tuple of SidecarChange
        What is written beside keepers, where that was asked for.
    """

    items: tuple[PlanItem, ...]
    refused: tuple[Refusal, ...] = ()
    without_trash: frozenset[Path] = frozenset()
    sidecars: tuple[SidecarChange, ...] = ()

    @property
    def quarantined(self) -> int:
        """How many of the photos go to a quarantine, as far as is known before."""
        if not self.without_trash:
            return 0
        return sum(item.path.parent in self.without_trash for item in self.items)

    @property
    def bytes(self) -> int:
        """Bytes that are gained once the trash is emptied."""
        return sum(item.bytes for item in self.items)

    def without_unkept(self) -> CleanupPlan:
        """Return the plan without photos that know something which cannot be kept."""
        unkept = {path: why for change in self.sidecars for path, why in change.refused}
        told = {phrase_of(why) for why in unkept.values()}
        left = (
            replace(change, conflicts=tuple(w for w in change.conflicts if w not in told))
            for change in self.sidecars
        )
        sidecars = tuple(change for change in left if change.added or change.conflicts)
        return replace(self._without(unkept), sidecars=sidecars)

    def without_merge(self) -> CleanupPlan:
        """Return the plan where nothing is taken over: what only goes with that stays."""
        stay = {
            item.path: CleanupRefused(
                "only_here_xmp", name=file.facts.path.name, keeper=item.keeper.path
            )
            for item in self.items
            for file in item.together
            if file.is_taken_over
        }
        return replace(self._without(stay), sidecars=())

    def _without(self, stay: Mapping[Path, CleanupRefused]) -> CleanupPlan:
        if not stay:
            return self
        items = tuple(item for item in self.items if item.path not in stay)
        refused = (
            Refusal(item.path, phrase_of(stay[item.path]))
            for item in self.items
            if item.path in stay
        )
        return replace(self, items=items, refused=(*self.refused, *refused))

    @property
    def files(self) -> int:
        """How many files go, those that belong to photos counted."""
        return sum(1 + len(item.together) for item in self.items)

    def by_folder(self) -> list[FolderShare]:
        """Return the folders that photos are taken out of, the most bytes first."""
        shares: dict[Path, list[int]] = {}
        for item in self.items:
            share = shares.setdefault(item.path.parent, [0, 0])
            share[0] += 1 + len(item.together)
            share[1] += item.bytes
        found = [FolderShare(folder, files, size) for folder, (files, size) in shares.items()]
        return sorted(found, key=lambda share: (-share.bytes, os.fsencode(share.folder)))


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
