"""Files with the same pixels are one unit: what groups of duplicates are made of.

The files of one asset (a RAW and its JPEG) are represented by the one that leads them: a file
behind a lead is only shown where it is a copy of something outside its asset.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from photofinder.core.assets import AssetKind
from photofinder.core.cleanup import DecisionKind
from photofinder.core.keepers import Candidate, KeeperPolicy, place_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from photofinder.core.cleanup import Decision
    from photofinder.core.keeper_beside import Beside
    from photofinder.core.types import CatalogFile, Content


@dataclass(slots=True)  # not frozen: it is made in a third of the time
class Place:
    """A content at one of its places.

    Attributes
    ----------
    candidate : Candidate
        What keeper rules look at.
    key : tuple
        The rank among those that could be kept: the greatest is kept.
    asset : int
        Id of the file that leads the asset.
    behind : bool
        Another file, which is there, leads it.
    """

    content: Content
    file: CatalogFile
    candidate: Candidate
    key: tuple[Any, ...]
    asset: int
    behind: bool


@dataclass(slots=True)
class Unit:
    """Files with the same pixels, the one to keep first."""

    places: tuple[Place, ...]

    @property
    def keeper(self) -> Place:
        """The place to keep."""
        return self.places[0]

    @property
    def contents(self) -> dict[int, Content]:
        """The contents of its files, by id."""
        return {place.content.content_id: place.content for place in self.places}


@dataclass(frozen=True, slots=True)
class Units:
    """All units, by the id of the content to keep of each.

    Attributes
    ----------
    of : dict of int to Unit
    heads : dict of int to int
        By content id the unit that stands for it: its own, or that of the lead of its asset.
    folded : dict of int to int
        By content id the content that leads it, of those that have no unit of their own.
    """

    of: dict[int, Unit]
    heads: dict[int, int]
    folded: dict[int, int]

    def fold(self) -> None:
        """Let units of leads stand for what is folded, where they have any."""
        for number, lead in self.folded.items():
            head = None if lead in self.folded else self.heads.get(lead)
            if head is not None:
                self.heads[number] = head
            else:
                self.heads.pop(number, None)


class Decided:
    """Quick answers to what the user decided about two contents."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._of: dict[bytes, set[int]] = {}
        self._copies: set[bytes] = set()
        self._stay: set[bytes] = set()
        for decision in decisions:
            if decision.kind is DecisionKind.KEEP_ALL:
                self._stay |= decision.digests
            self._copies |= decision.copies
            for digest in decision.digests:
                self._of.setdefault(digest, set()).add(decision.decision_id)

    def __bool__(self) -> bool:
        """Whether anything was decided."""
        return bool(self._of or self._copies)

    def apart(self, first: Content, second: Content) -> bool:
        """Whether two contents are not to be shown as copies of each other."""
        mine = self._of.get(first.digest)
        return mine is not None and not mine.isdisjoint(self._of.get(second.digest, ()))

    def about(self, contents: Iterable[Content]) -> frozenset[int]:
        """Return the decisions about contents; those that share one are apart."""
        return frozenset().union(*(self._of.get(content.digest, ()) for content in contents))

    def stays(self, content: Content) -> bool:
        """Whether a file is not to go for another one of the same pixels."""
        return content.digest in self._stay

    def forbids(self, victim: bytes, keeper: bytes, *, same_pixels: bool) -> bool:
        """Whether a file is not to go for another one, by their digests."""
        if victim == keeper:
            return victim in self._copies
        if same_pixels and victim in self._stay:
            return True
        return not self._of.get(victim, set()).isdisjoint(self._of.get(keeper, ()))

    def copies_stay(self, content: Content) -> bool:
        """Whether files of the same bytes are not to be shown as copies of each other."""
        return content.digest in self._copies


def make_units(
    contents: Mapping[int, Content],
    places: Mapping[int, Sequence[CatalogFile]],
    policy: KeeperPolicy,
    decided: Decided,
    leads: Mapping[int, int],
    beside: Mapping[int, Beside],
    content_at: Mapping[int, int] | None = None,
) -> Units:
    """Join contents of equal pixels.

    Parameters
    ----------
    contents, places : mapping
        By content id.
    policy : KeeperPolicy
    decided : Decided
        Parts what the user wants to keep apart.
    leads : mapping of int to int
        By file id the file that leads it; only of files that are not their own lead.
    beside : mapping of int to tuple of AssetKind
        By file that leads what lies beside it.
    content_at : mapping of int to int, optional
        By file that is there its content, where ``contents`` are not all that there are.
    """
    if content_at is None:
        files_of = places.items() if leads else ()
        content_at = {file.file_id: number for number, files in files_of for file in files}
    same_pixels: dict[object, list[Place]] = {}
    for number, content in contents.items():
        for file in places.get(number, ()):
            lead = leads.get(file.file_id, file.file_id)
            behind = lead != file.file_id and lead in content_at
            near = _near(beside, lead, file.file_id, behind=behind) if beside else ()
            candidate = Candidate(content, file.path, near)
            place = Place(content, file, candidate, policy.key(candidate), lead, behind)
            same_pixels.setdefault(content.pixel_digest or number, []).append(place)
    units: dict[int, Unit] = {}
    heads: dict[int, int] = {}
    folded: dict[int, int] = {}
    for same in same_pixels.values():
        best_first(same)
        if leads and all(place.behind for place in same):
            folded.update((place.content.content_id, content_at[place.asset]) for place in same)
            continue
        for unit in _parted(same, decided):
            head = unit.keeper.content.content_id
            units[head] = unit
            heads.update((place.content.content_id, head) for place in unit.places)
    made = Units(units, heads, folded)
    made.fold()
    return made


def _near(beside: Mapping[int, Beside], lead: int, file_id: int, *, behind: bool) -> Beside:
    """Return what lies beside a file: for one that another leads, that and the rest of its unit."""
    if not behind:
        return beside.get(file_id, ())
    others = list(beside.get(lead, ()))
    if AssetKind.RAW in others:
        others.remove(AssetKind.RAW)
    return tuple(sorted((AssetKind.PHOTO, *others)))


def best_first(places: list[Place]) -> list[Place]:
    """Sort places, the one to keep first; by path where the rules cannot tell them apart."""
    if len(places) == 1:
        return places
    places.sort(key=lambda place: place_order(place.file.path))
    places.sort(key=lambda place: place.key, reverse=True)
    return places


def _parted(places: Sequence[Place], decided: Decided) -> list[Unit]:
    """Divide files of the same pixels, the best first, where the user said that they stay.

    What stays is a keeper or alone: the program never offers it as the copy of a better file.
    """
    if len(places) == 1 or not decided:
        return [Unit(tuple(places))]
    parts: list[tuple[dict[int, Content], list[Place]]] = []
    part_of: dict[int, int] = {}
    for place in places:
        content = place.content
        number = part_of.get(content.content_id)
        if number is not None:
            if not decided.copies_stay(content):
                parts[number][1].append(place)
            continue
        fitting = (
            n
            for n, (contents, _) in enumerate(parts)
            if not decided.stays(content)
            and not any(decided.apart(content, other) for other in contents.values())
        )
        number = next(fitting, len(parts))
        if number == len(parts):
            parts.append(({}, []))
        part_of[content.content_id] = number
        parts[number][0][content.content_id] = content
        parts[number][1].append(place)
    return [Unit(tuple(part)) for _, part in parts]
