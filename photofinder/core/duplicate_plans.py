"""Who keeps whom: pairs lifted to units of the same pixels, and plans of groups. Pure.

The best picture takes all that pair with it as the same shot, then the best of the rest, and so on;
series are added to the keepers afterwards, so that they never keep copies apart.
"""

from __future__ import annotations

import bisect
import dataclasses
import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from photofinder.core.duplicate_units import best_first
from photofinder.core.keepers import place_order
from photofinder.core.pair_rules import OF_THE_SERIES
from photofinder.core.releasing import let_go
from photofinder.core.types import PairClass, PairEvidence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from photofinder.core.duplicate_units import Decided, Place, Unit, Units

HASH_BITS = 64
#: sorting all anew is as quick as finding the places of more
_FEW_NEW = 500
_SEVERAL = 2

#: by unit those that it pairs with; each pair is there from both ends
Edges = dict[int, dict[int, PairEvidence]]


@dataclass(slots=True)
class Plan:
    """A group before it is written out: units around a keeper unit, with their evidence."""

    keeper: int
    same_shot: dict[int, PairEvidence]
    series: dict[int, PairEvidence]


def lift(units: Units, pairs: Iterable[PairEvidence], decided: Decided) -> tuple[Edges, Edges]:
    """Lift pairs of contents to units; of several between two units the strongest stays.

    What was decided about one file is true of all with its pixels, whichever is the keeper now.

    Returns
    -------
    tuple of two Edges
        The same shot, and series.
    """

    @functools.cache
    def words(head: int) -> frozenset[int]:
        return decided.about(units.of[head].contents.values())

    same_shot: Edges = {}
    series: Edges = {}
    for pair in pairs:
        one, two = units.heads.get(pair.first_id), units.heads.get(pair.second_id)
        if one is None or two is None or one == two:
            continue
        if decided and not words(one).isdisjoint(words(two)):
            continue
        if _same_pixels(units.of[one], units.of[two]):
            continue  # two units of one picture: the user parted them
        edges = series if pair.pair_class is PairClass.SERIES else same_shot
        known = edges.setdefault(one, {}).get(two)
        if known is None or _strength(pair) < _strength(known):
            edges[one][two] = pair
            edges.setdefault(two, {})[one] = pair
    if same_shot:
        for one, near in series.items():  # other moments are no copies, whatever else is alike
            for two in near:
                same_shot.get(one, {}).pop(two, None)
    return same_shot, series


def sure_pairs(pairs: Iterable[PairEvidence], same_shot_at_least: float) -> Iterable[PairEvidence]:
    """Return pairs without those of the same shot that are less probable."""
    if same_shot_at_least <= 0.0:
        return pairs
    return (
        pair
        for pair in pairs
        if pair.pair_class is not PairClass.SAME_SHOT or pair.probability >= same_shot_at_least
    )


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


def ranked(units: Mapping[int, Unit]) -> list[int]:
    """Return the numbers of units, the best to keep first."""
    heads = best_first([unit.keeper for unit in units.values()])
    return [place.content.content_id for place in heads]


def ranked_again(
    known: Sequence[int], units: Mapping[int, Unit], remade: Collection[int]
) -> list[int]:
    """Return what `ranked` does, from what it was before some units were made anew or went."""
    new = [number for number in remade if number in units]
    if len(new) > _FEW_NEW:
        return ranked(units)
    numbers = [number for number in known if number not in remade]
    place = functools.cmp_to_key(_order)
    for number in new:
        bisect.insort(numbers, number, key=lambda head: place(units[head].keeper))
    return numbers


def _order(one: Place, two: Place) -> int:
    """Compare as `best_first` sorts."""
    if one.key != two.key:
        return -1 if one.key > two.key else 1
    first, second = place_order(one.file.path), place_order(two.file.path)
    return (first > second) - (first < second)


def plans_of(
    ranking: Sequence[int], units: Mapping[int, Unit], same_shot: Edges, series: Edges
) -> Iterator[Plan]:
    """Plan groups: each unit with what it keeps, and lone ones of several files.

    Parameters
    ----------
    ranking : sequence of int
        Units, the best to keep first.
    units : mapping of int to Unit
    same_shot, series : Edges
    """
    plans = _same_shot_plans(ranking, same_shot, series)
    _add_series(plans, series, same_shot)
    covered = {plan.keeper for plan in plans}
    for plan in plans:
        if plan.same_shot or plan.series or len(units[plan.keeper].places) >= _SEVERAL:
            yield plan
    for number in ranking:
        if number not in covered and len(units[number].places) >= _SEVERAL:
            yield Plan(number, {}, {})
    let_go(plans)


def _same_shot_plans(ranking: Sequence[int], same_shot: Edges, series: Edges) -> list[Plan]:
    taken: set[int] = set()
    plans = []
    for number in ranking:
        if number in taken:
            continue
        taken.add(number)
        members: dict[int, PairEvidence] = {}
        if near := same_shot.get(number):
            others = [n for n in series.get(number, ()) if n not in taken]
            members = {
                n: pair
                for n, pair in near.items()
                if n not in taken and not _belongs_to(n, pair, others, same_shot)
            }
            taken.update(members)
        plans.append(Plan(number, members, {}))
    return plans


def _belongs_to(number: int, pair: PairEvidence, others: Sequence[int], same_shot: Edges) -> bool:
    """Whether a picture is closer to another shot of its keeper's series than to the keeper."""
    near = same_shot.get(number, {})
    return any(_strength(near[n])[:3] < _strength(pair)[:3] for n in others if n in near)


def _add_series(plans: Sequence[Plan], series: Edges, same_shot: Edges) -> None:
    """Let each keeper take its series, best keeper first; one that was taken takes none.

    Copies of the other shots come with them where they pair with the keeper too.
    """
    by_keeper = {plan.keeper: plan for plan in plans}
    taken: set[int] = set()
    for plan in plans:
        near = series.get(plan.keeper)
        if not near or plan.keeper in taken:
            continue
        plan.series = {
            number: pair
            for number, pair in near.items()
            if number not in taken and number not in plan.same_shot
        }
        alike = same_shot.get(plan.keeper)
        for number in list(plan.series) if alike else ():
            copies = by_keeper[number].same_shot if number in by_keeper else {}
            for copy in copies:
                pair = alike.get(copy) if alike else None
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
