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

from photofinder.core.duplicate_units import Decided, best_first, make_units
from photofinder.core.duplicate_words import identical_member, near_member
from photofinder.core.keepers import KeeperPolicy
from photofinder.core.pair_rules import OF_THE_SERIES
from photofinder.core.releasing import let_go
from photofinder.core.types import DuplicateGroup, DuplicateMember, PairClass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from photofinder.core.cleanup import Decision
    from photofinder.core.duplicate_units import Place, Unit, Units
    from photofinder.core.keeper_beside import Beside
    from photofinder.core.types import CatalogFile, Content, PairEvidence

_SEVERAL = 2
HASH_BITS = 64
_NO_LEADS: dict[int, int] = {}
_NOTHING_BESIDE: dict[int, Beside] = {}


@dataclass(slots=True)
class _Plan:
    """A group before it is written out: units around a keeper unit, with their evidence."""

    keeper: int
    same_shot: dict[int, PairEvidence]
    series: dict[int, PairEvidence]


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
    good = (p for p in pairs if not _is_doubtful(p, same_shot_at_least))
    same_shot, series = _edges(units, good, decided)
    ranked = _ranked(units.of)
    plans = _same_shot_plans(ranked, same_shot, series)
    _add_series(plans, series, same_shot)
    covered = {plan.keeper for plan in plans}
    alone = [_Plan(number, {}, {}) for number in ranked if number not in covered]
    writer = _Writer(units.of, policy)
    written = (
        writer.group(plan)
        for plan in [*plans, *alone]
        if plan.same_shot or plan.series or len(units.of[plan.keeper].places) >= _SEVERAL
    )
    groups = sorted((group for group in written if group is not None), key=group_order)
    let_go(plans, alone, same_shot, series, units.of, units.heads)
    return groups


def group_order(group: DuplicateGroup) -> tuple[int, str]:
    """Return what groups are sorted by: strongest class first, then the keeper's path."""
    return group.pair_class.rank, str(group.keeper)


def _member_order(member: DuplicateMember) -> tuple[int, float, str]:
    return member.pair_class.rank, -member.score, str(member.path)


def _is_doubtful(pair: PairEvidence, same_shot_at_least: float) -> bool:
    return pair.pair_class is PairClass.SAME_SHOT and pair.probability < same_shot_at_least


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


# -- edges and plans -------------------------------------------------------------------------------


_Edges = dict[int, dict[int, "PairEvidence"]]


def _edges(units: Units, pairs: Iterable[PairEvidence], decided: Decided) -> tuple[_Edges, _Edges]:
    """Lift pairs of contents to units; of several between two units the strongest stays.

    What was decided about one file is true of all with its pixels, whichever is the keeper now.
    """
    words = (
        {head: decided.about(unit.contents.values()) for head, unit in units.of.items()}
        if decided
        else {}
    )
    same_shot: _Edges = {}
    series: _Edges = {}
    for pair in pairs:
        one, two = units.heads.get(pair.first_id), units.heads.get(pair.second_id)
        if one is None or two is None or one == two:
            continue
        if words and not words[one].isdisjoint(words[two]):
            continue
        if _same_pixels(units.of[one], units.of[two]):
            continue  # two units of one picture: the user parted them
        edges = series if pair.pair_class is PairClass.SERIES else same_shot
        known = edges.setdefault(one, {}).get(two)
        if known is None or _strength(pair) < _strength(known):
            edges[one][two] = pair
            edges.setdefault(two, {})[one] = pair
    for one, near in series.items():  # other moments are no copies, whatever else is alike
        for two in near:
            same_shot.get(one, {}).pop(two, None)
    return same_shot, series


def _same_pixels(one: Unit, two: Unit) -> bool:
    digest = one.keeper.content.pixel_digest
    return digest is not None and digest == two.keeper.content.pixel_digest


def _strength(pair: PairEvidence) -> tuple[float, int, float, str, int, int]:
    """Return what is the smaller the closer two pictures are."""
    seen = pair.verified
    difference = pair.hash_distance / HASH_BITS if seen is None else 1.0 - seen.agreement
    return (
        difference,
        pair.hash_distance,
        -pair.score,
        pair.relation,
        pair.first_id,
        pair.second_id,
    )


def _ranked(units: Mapping[int, Unit]) -> list[int]:
    """Return the numbers of units, the best to keep first."""
    heads = best_first([unit.keeper for unit in units.values()])
    return [place.content.content_id for place in heads]


def _same_shot_plans(ranked: Sequence[int], same_shot: _Edges, series: _Edges) -> list[_Plan]:
    taken: set[int] = set()
    plans = []
    for number in ranked:
        if number in taken:
            continue
        taken.add(number)
        others = [n for n in series.get(number, {}) if n not in taken]
        members = {
            n: pair
            for n, pair in same_shot.get(number, {}).items()
            if n not in taken and not _belongs_to(n, pair, others, same_shot)
        }
        taken.update(members)
        plans.append(_Plan(number, members, {}))
    return plans


def _belongs_to(number: int, pair: PairEvidence, others: Sequence[int], same_shot: _Edges) -> bool:
    """Whether a picture is closer to another shot of its keeper's series than to the keeper."""
    near = same_shot.get(number, {})
    return any(_strength(near[n])[:3] < _strength(pair)[:3] for n in others if n in near)


def _add_series(plans: Sequence[_Plan], series: _Edges, same_shot: _Edges) -> None:
    """Let each keeper take its series, best keeper first; one that was taken takes none.

    Copies of the other shots come with them where they pair with the keeper too.
    """
    by_keeper = {plan.keeper: plan for plan in plans}
    taken: set[int] = set()
    for plan in plans:
        if plan.keeper in taken:
            continue
        near = series.get(plan.keeper, {})
        plan.series = {
            number: pair
            for number, pair in near.items()
            if number not in taken and number not in plan.same_shot
        }
        for number in list(plan.series):
            copies = by_keeper[number].same_shot if number in by_keeper else {}
            for copy in copies:
                pair = same_shot.get(plan.keeper, {}).get(copy)
                if pair is not None and copy not in taken and copy not in plan.same_shot:
                    plan.series.setdefault(copy, _as_series(pair))
        taken.update(plan.series)


def _as_series(pair: PairEvidence) -> PairEvidence:
    """Say of a pair that is the same shot by itself what it is beside a nearer one."""
    seen = pair.verified
    if seen is not None:
        related = min(1.0, seen.same_shot + seen.series)
        seen = dataclasses.replace(seen, same_shot=0.0, series=related)
    return dataclasses.replace(
        pair, pair_class=PairClass.SERIES, relation=OF_THE_SERIES, verified=seen
    )


# -- writing out -----------------------------------------------------------------------------------


class _Writer:
    """Writes plans out as groups."""

    def __init__(self, units: Mapping[int, Unit], policy: KeeperPolicy) -> None:
        self._units = units
        self._policy = policy

    def group(self, plan: _Plan) -> DuplicateGroup | None:
        """Return a group; None where all members are files of the keeper's own asset."""
        unit = self._units[plan.keeper]
        keeper = unit.keeper
        near = {**plan.same_shot, **plan.series}
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
