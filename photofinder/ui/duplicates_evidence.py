"""Why a member of a group is one: how certain, where it lies on the keeper. No Qt.

Half a million members stay columns: ten numbers each for those that were verified, nothing for
identical files, and a box for the few where something moved. A `PairSight` is made of them when a
group is looked at.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from photofinder.core.types import PairClass
from photofinder.ui.placing import SAME_PLACE, Placing

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from numpy.typing import NDArray

    from photofinder.core.types import (
        Box,
        DuplicateGroup,
        DuplicateMember,
        PairEvidence,
        Verification,
    )
    from photofinder.ui.duplicates_review import Review

    Shape = tuple[tuple[float, float], ...]

#: probability, agreement, keypoints, pixels of the close look, and the six numbers of the placing
_NUMBERS = 10
_NOWHERE = (float("nan"),) * 6
_UNSEEN, _UNVERIFIED = -1, -2
_IDENTICAL = (PairClass.IDENTICAL_FILE, PairClass.IDENTICAL_PICTURE)
#: beside what moved, so much of it is shown too on each side; and of the picture at least so much
_AROUND, _LEAST_AROUND = 0.5, 0.02


@dataclass(frozen=True, slots=True)
class Moved:
    """Where something moved between a group's suggested keeper and a member, with some room.

    Attributes
    ----------
    on_keeper, on_member : tuple of points
        Corners of the same place on either picture, in shares of its width and height.
    """

    on_keeper: Shape
    on_member: Shape


@dataclass(frozen=True, slots=True)
class PairSight:
    """What comparing a member with its group's suggested keeper has shown.

    Attributes
    ----------
    probability : float or None
        How certain the class is, 0..1; None where the pixels were not compared yet.
    agreement : float
        Correlation of the pixels where both show the same, -1..1.
    keypoints : int
        Details found at the same places of both; 0 where pixels alone decided.
    placing : Placing or None
        Where the member's points lie on the keeper.
    looked_px : int
        Long edge, in pixels, at which they were compared again; 0 where the thumbnails alone were.
    moved : Moved or None
        Where something was seen to have moved then.
    """

    probability: float | None
    agreement: float
    keypoints: int
    placing: Placing | None
    looked_px: int = 0
    moved: Moved | None = None


NOT_VERIFIED = PairSight(None, 0.0, 0, None)
"""Of a pair from before pictures were verified: it is taken for one by its hash."""


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """Sights of all members, as columns.

    Attributes
    ----------
    slots : ndarray, int32, (members,)
        Row in ``numbers`` of each of the review's ``members.values``; -1 of identical files and
        keepers, -2 of what was not verified yet.
    numbers : ndarray, float32, (verified, 10)
    moved : mapping of int to (tuple of points, bool)
        By row of ``numbers``, for the few that have one: the place that moved, and whether it is
        given on the keeper's picture rather than on the member's.
    """

    slots: NDArray[np.int32]
    numbers: NDArray[np.float32]
    moved: Mapping[int, tuple[Shape, bool]] = field(default_factory=dict)

    def sight(self, place: int) -> PairSight | None:
        """Return what is known of the member at a place of ``members.values``."""
        slot = int(self.slots[place])
        if slot == _UNSEEN:
            return None
        if slot == _UNVERIFIED:
            return NOT_VERIFIED
        probability, agreement, keypoints, looked_px, *numbers = self.numbers[slot].tolist()
        placing = Placing.of(numbers)
        moved = self._moved(slot, placing)
        return PairSight(probability, agreement, int(keypoints), placing, int(looked_px), moved)

    def _moved(self, slot: int, placing: Placing | None) -> Moved | None:
        if placing is None or slot not in self.moved:
            return None
        shape, is_keepers = self.moved[slot]
        if is_keepers:
            return Moved(shape, placing.inverse().laid(shape))
        return Moved(placing.laid(shape), shape)

    def certainty(self, places: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the probabilities of members: 1 of identical ones, 0 of what nobody compared."""
        slots = self.slots[places]
        found = (slots == _UNSEEN).astype(np.float32)
        found[slots >= 0] = self.numbers[slots[slots >= 0], 0]
        return found


class EvidenceRows:
    """Collects evidence while a review is built. Worker thread."""

    def __init__(self) -> None:
        self._slots = array("i")
        self._numbers = array("f")
        self._moved: dict[int, tuple[Shape, bool]] = {}
        self._count = 0

    def add(self, group: DuplicateGroup, members: Collection[DuplicateMember]) -> None:
        """Take the keeper and some members of a group, in the order they are shown."""
        self._slots.append(_UNSEEN)
        kept: frozenset[int] | None = None
        for member in members:
            pair = member.evidence
            if pair is None or pair.verified is None:
                self._slots.append(_UNSEEN if pair is None else _UNVERIFIED)
                continue
            if kept is None:
                kept = _contents_kept(group)
            self._numbers.extend(_numbers(pair, pair.verified, kept))
            box = pair.verified.moved
            if box is not None:
                shape = _with_room(box, pair.verified.transform)
                self._moved[self._count] = shape, pair.first_id in kept
            self._slots.append(self._count)
            self._count += 1

    def table(self) -> Evidence:
        """Return the columns."""
        numbers = np.array(self._numbers, np.float32).reshape(-1, _NUMBERS)
        return Evidence(np.array(self._slots, np.int32), numbers, self._moved)


def _contents_kept(group: DuplicateGroup) -> frozenset[int]:
    """Return the contents that have the keeper's pixels: evidence may be about any of them."""
    same = (member.content_id for member in group.members if member.pair_class in _IDENTICAL)
    return frozenset((group.keeper_content_id, *same))


def _numbers(pair: PairEvidence, verified: Verification, kept: frozenset[int]) -> tuple[float, ...]:
    placing = None if verified.transform is None else Placing.of(verified.transform)
    if placing is not None and pair.first_id not in kept:
        # stored as second on first, and here the first is the member
        placing = placing.inverse() if pair.second_id in kept else None
    place = _NOWHERE
    if placing is not None:
        place = (placing.a, placing.b, placing.c, placing.d, placing.e, placing.f)
    looked_px = float(verified.looked_px)
    return (pair.probability, verified.agreement, float(verified.keypoints), looked_px, *place)


def _with_room(box: Box, transform: tuple[float, ...] | None) -> Shape:
    """Return where on the first picture something moved, with room around it on both."""
    a, b, _, d, e, _ = transform or (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
    # of a picture that shows more than the first, a share is more of the first's
    across = max((box.right - box.left) * _AROUND, _LEAST_AROUND * max(1.0, abs(a) + abs(b)))
    down = max((box.bottom - box.top) * _AROUND, _LEAST_AROUND * max(1.0, abs(d) + abs(e)))
    left, right = box.left - across, box.right + across
    top, bottom = box.top - down, box.bottom + down
    return SAME_PLACE.laid([(left, top), (right, top), (right, bottom), (left, bottom)])


@dataclass(frozen=True, slots=True, eq=False)
class ShotCertainty:
    """How many groups of the same shot are left at each certainty, without asking the engine.

    Attributes
    ----------
    groups, members : ndarray, float32
        The greatest probability of each group's members; the probability of each member.
        Ascending.
    """

    groups: NDArray[np.float32]
    members: NDArray[np.float32]

    @classmethod
    def of(cls, review: Review) -> ShotCertainty:
        """Read a review of everything that was found. Worker thread."""
        shots = review.of_class(PairClass.SAME_SHOT.rank)
        starts, lengths = review.members.starts[shots], review.members.lengths()[shots]
        owners = np.repeat(np.arange(len(shots)), lengths)
        inside = np.arange(len(owners)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        places = np.repeat(starts, lengths) + inside
        places, owners = places[inside > 0], owners[inside > 0]
        members = review.evidence.certainty(places)
        best = np.zeros(len(shots), np.float32)
        np.maximum.at(best, owners, members)
        return cls(np.sort(best), np.sort(members))

    def left(self, at_least: float) -> tuple[int, int]:
        """Return how many groups, and how many files in them, are at least so certain."""
        wanted = np.float32(at_least)
        groups = len(self.groups) - int(np.searchsorted(self.groups, wanted))
        members = len(self.members) - int(np.searchsorted(self.members, wanted))
        return groups, groups + members
