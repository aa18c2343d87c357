"""From pairs to groups around a keeper, without chains, with the reasons in words.

Every member of a group has a pair of its own with the keeper, or the same pixels as a picture that
has: two pictures that only have a third in common never meet because of it. What is identical is
never hidden behind something weaker: copies that are members of a larger group have a group of
their own beside it. What the user decided, that pictures are no duplicates or stay all, holds.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from photofinder.core.duplicate_plans import lift, plans_of, ranked, sure_pairs
from photofinder.core.duplicate_units import Decided, make_units
from photofinder.core.duplicate_words import identical_member, near_member
from photofinder.core.keepers import KeeperPolicy, place_order
from photofinder.core.releasing import let_go
from photofinder.core.types import DuplicateGroup, DuplicateMember, PairClass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from photofinder.core.cleanup import Decision
    from photofinder.core.duplicate_plans import Plan
    from photofinder.core.duplicate_units import Place, Unit
    from photofinder.core.keeper_beside import Beside
    from photofinder.core.types import CatalogFile, Content, PairEvidence

_NO_LEADS: dict[int, int] = {}
_NOTHING_BESIDE: dict[int, Beside] = {}


def group_duplicates(
    contents: Mapping[int, Content],
    places: Mapping[int, Sequence[CatalogFile]],
    pairs: Iterable[PairEvidence],
    policy: KeeperPolicy | None = None,
    decisions: Iterable[Decision] = (),
    *,
    leads: Mapping[int, int] = _NO_LEADS,
    beside: Mapping[int, Beside] = _NOTHING_BESIDE,
    same_shot_at_least: float = 0.0,
) -> list[DuplicateGroup]:
    """Group pictures that are the same around the one to keep.

    Parameters
    ----------
    contents : mapping of int to Content
        By content id. Equal pixel digests make identical pictures.
    places : mapping of int to sequence of CatalogFile
        Where each content lies now; one without a place is left out.
    pairs : iterable of PairEvidence
        Of the classes same_shot and series.
    policy : KeeperPolicy, optional
        Which one to keep; the default rules without it.
    decisions : iterable of Decision
        What the user does not want to see together.
    leads : mapping of int to int
        By file id the file that leads its asset, of files that others lead.
    beside : mapping of int to tuple of AssetKind
        By file that leads what lies beside it, for keeper rules.
    same_shot_at_least : float
        Probability, 0..1, below which two pictures are not called the same shot; more than 0
        leaves out what was not verified yet.

    Returns
    -------
    list of DuplicateGroup
        Strongest class first, then by the keeper's path. Identical files that belong to another
        group as something weaker are in a group of their own too.

    Notes
    -----
    The best picture by ``policy`` takes all that pair with it as the same shot, then the best
    of the rest, and so on; series are added to the keepers afterwards, so that they never keep
    copies apart. Linear in the pairs, apart from sorting.
    """
    policy = policy or KeeperPolicy()
    units = make_units(contents, places, policy, decided := Decided(decisions), leads, beside)
    same_shot, series = lift(units, sure_pairs(pairs, same_shot_at_least), decided)
    writer = Writer(units.of, policy)
    written = (
        writer.group(plan) for plan in plans_of(ranked(units.of), units.of, same_shot, series)
    )
    groups = sorted((group for group in written if group is not None), key=group_order)
    let_go(same_shot, series, units.of, units.heads)
    return groups


def group_order(group: DuplicateGroup) -> tuple[int, str]:
    """Return what groups are sorted by: strongest class first, then the keeper's path."""
    return group.pair_class.rank, str(group.keeper)


def _member_order(member: DuplicateMember) -> tuple[int, float, str]:
    return member.pair_class.rank, -member.score, str(member.path)


def only_classes(group: DuplicateGroup, classes: frozenset[PairClass]) -> DuplicateGroup | None:
    """Return a group without members of other classes; None when none is left."""
    members = tuple(member for member in group.members if member.pair_class in classes)
    if not members:
        return None
    return dataclasses.replace(group, pair_class=members[0].pair_class, members=members)


@dataclass(frozen=True, slots=True, eq=False)
class CopiedFiles:
    """Which files are copies of each other, without anything else of them.

    Attributes
    ----------
    files : ndarray, int64, (n,)
        File ids, group after group; one may be in several.
    groups : ndarray, int64, (n,)
        The group of each, from 0.
    """

    files: NDArray[np.int64]
    groups: NDArray[np.int64]


def copied_files(groups: Iterable[DuplicateGroup]) -> CopiedFiles:
    """Return the files of all groups that have copies, keepers included; series are none."""
    files: list[int] = []
    sizes: list[int] = []
    for group in groups:
        copies = [m.file_id for m in group.members if m.pair_class is not PairClass.SERIES]
        if copies:
            files.append(group.keeper_file_id)
            files += copies
            sizes.append(len(copies) + 1)
    return CopiedFiles(np.array(files, np.int64), np.repeat(np.arange(len(sizes)), sizes))


# -- writing out -----------------------------------------------------------------------------------


class Writer:
    """Writes plans out as groups.

    Parameters
    ----------
    units : mapping of int to Unit
    policy : KeeperPolicy
    """

    def __init__(self, units: Mapping[int, Unit], policy: KeeperPolicy) -> None:
        self._units = units
        self._policy = policy

    def group(self, plan: Plan) -> DuplicateGroup | None:
        """Return a group; None where all members are files of the keeper's own asset."""
        unit = self._units[plan.keeper]
        keeper = unit.keeper
        near = {**plan.same_shot, **plan.series}
        if len(near) > 1:  # what is said of several does not depend on which was read first
            near = {n: near[n] for n in sorted(near, key=self._path)}
        shown = self._shown(keeper, [unit, *(self._units[number] for number in near)])
        members = [identical_member(keeper, place) for place in shown[0]]
        # a series has no keeper: only what is the same is a rival
        rivals = list(shown[0])
        for (number, pair), places in zip(near.items(), shown[1:], strict=True):
            members += [near_member(keeper, place, pair) for place in places]
            if number in plan.same_shot:
                rivals += places
        if not members:
            return None
        if len(members) > 1:
            members.sort(key=_member_order)
        why = self._policy.reason(
            keeper.candidate,
            [place.candidate for place in rivals],
            [place.key for place in (keeper, *rivals)],
        )
        return DuplicateGroup(
            keeper.file.path,
            members[0].pair_class,
            why.words,
            tuple(members),
            rule=why.rule,
            keeper_file_id=keeper.file.file_id,
            keeper_content_id=keeper.content.content_id,
            keeper_bytes=keeper.file.stamp.size_bytes,
            keeper_width=keeper.content.width,
            keeper_height=keeper.content.height,
        )

    def _path(self, number: int) -> tuple[object, ...]:
        return place_order(self._units[number].keeper.file.path)

    @staticmethod
    def _shown(keeper: Place, units: Sequence[Unit]) -> list[list[Place]]:
        """Return the places of units without the keeper's asset, and of others their lead."""
        places = [place for unit in units for place in unit.places]
        led = {place.asset for place in places if not place.behind}
        return [
            [
                place
                for place in unit.places
                if place.asset != keeper.asset and not (place.behind and place.asset in led)
            ]
            for unit in units
        ]
