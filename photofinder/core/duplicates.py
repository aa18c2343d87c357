"""From pairs to groups around a keeper, without chains, with the reasons in words.

Every member of a group has a pair of its own with the keeper, or the same pixels as a picture that
has: two pictures that only have a third in common never meet because of it. What is identical is
never hidden behind something weaker: copies that are members of a larger group have a group of
their own beside it.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from photofinder.core.keepers import keeper_key, keeper_reason, place_key
from photofinder.core.types import DuplicateGroup, DuplicateMember, PairClass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from photofinder.core.types import CatalogFile, Content, PairEvidence

_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class _Unit:
    """Contents with the same pixels, the one to keep first; and where they lie."""

    contents: tuple[Content, ...]
    places: Mapping[int, Sequence[CatalogFile]]

    @property
    def head(self) -> Content:
        return self.contents[0]

    @property
    def files(self) -> int:
        return sum(len(self.places[content.content_id]) for content in self.contents)


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

    Returns
    -------
    list of DuplicateGroup
        Strongest class first, then by the keeper's path. Identical files that belong to another
        group as something weaker are in a group of their own too.

    Notes
    -----
    The best picture by `keeper_rules` takes all that pair with it as the same shot, then the best
    of the rest, and so on; series are added to the keepers afterwards, so that they never keep
    copies apart. Linear in the pairs, apart from sorting.
    """
    units = _units(contents, places)
    same_shot, series = _edges(units, pairs)
    ranked = _ranked(units)
    plans = _same_shot_plans(ranked, same_shot, series)
    _add_series(plans, series, same_shot)
    covered = {plan.keeper for plan in plans}
    alone = [_Plan(number, {}, {}) for number in ranked if number not in covered]
    groups = [
        _group(units, plan)
        for plan in [*plans, *alone]
        if plan.same_shot or plan.series or units[plan.keeper].files >= _SEVERAL
    ]
    groups.sort(key=lambda group: (group.pair_class.rank, str(group.keeper)))
    return groups


def only_classes(group: DuplicateGroup, classes: frozenset[PairClass]) -> DuplicateGroup | None:
    """Return a group without members of other classes; None when none is left."""
    members = tuple(member for member in group.members if member.pair_class in classes)
    if not members:
        return None
    return DuplicateGroup(group.keeper, members[0].pair_class, group.reason, members)


# -- units and edges -------------------------------------------------------------------------------


def _units(
    contents: Mapping[int, Content], places: Mapping[int, Sequence[CatalogFile]]
) -> dict[int, _Unit]:
    """Join contents of equal pixels; return units by the id of each one's head."""
    joined: dict[object, list[Content]] = {}
    for number, content in contents.items():
        if places.get(number):
            joined.setdefault(content.pixel_digest or number, []).append(content)
    units = {}
    for same in joined.values():
        # stable: what the rules cannot tell apart stays in the order of the places
        same.sort(key=lambda c: min(place_key(file.path) for file in places[c.content_id]))
        same.sort(key=keeper_key, reverse=True)
        units[same[0].content_id] = _Unit(tuple(same), places)
    return units


_Edges = dict[int, dict[int, "PairEvidence"]]


def _edges(units: Mapping[int, _Unit], pairs: Iterable[PairEvidence]) -> tuple[_Edges, _Edges]:
    """Lift pairs of contents to units; of several between two units the strongest stays."""
    unit_of = {
        content.content_id: head for head, unit in units.items() for content in unit.contents
    }
    same_shot: _Edges = {}
    series: _Edges = {}
    for pair in pairs:
        one, two = unit_of.get(pair.first_id), unit_of.get(pair.second_id)
        if one is None or two is None or one == two:
            continue
        edges = series if pair.pair_class is PairClass.SERIES else same_shot
        known = edges.setdefault(one, {}).get(two)
        if known is None or _strength(pair) < _strength(known):
            edges[one][two] = pair
            edges.setdefault(two, {})[one] = pair
    for one, near in series.items():  # other moments are no copies, whatever else is alike
        for two in near:
            same_shot.get(one, {}).pop(two, None)
    return same_shot, series


def _strength(pair: PairEvidence) -> tuple[int, float, str]:
    return pair.hash_distance, -pair.score, pair.relation


def _ranked(units: Mapping[int, _Unit]) -> list[int]:
    """Return unit heads, the best to keep first."""
    ranked = sorted(units, key=lambda number: place_key(_keeper_file(units[number]).path))
    ranked.sort(key=lambda number: keeper_key(units[number].head), reverse=True)
    return ranked


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
    return any(_strength(near[n])[:2] < _strength(pair)[:2] for n in others if n in near)


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
    relation = "copy of another shot of the series"
    return dataclasses.replace(pair, pair_class=PairClass.SERIES, relation=relation)


# -- writing out -----------------------------------------------------------------------------------


def _keeper_file(unit: _Unit) -> CatalogFile:
    files = unit.places[unit.head.content_id]
    return min(files, key=lambda file: place_key(file.path))


def _group(units: Mapping[int, _Unit], plan: _Plan) -> DuplicateGroup:
    unit = units[plan.keeper]
    keeper = _keeper_file(unit)
    members = _identical_members(unit, keeper)
    for near in (plan.same_shot, plan.series):
        for number, pair in near.items():
            members += _near_members(unit.head, units[number], pair)
    members.sort(key=lambda member: (member.pair_class.rank, -member.score, str(member.path)))
    # a series has no keeper: only what is the same is a rival
    rivals = [
        (content, file.path)
        for rival in (unit, *(units[number] for number in plan.same_shot))
        for content in rival.contents
        for file in rival.places[content.content_id]
        if file is not keeper
    ]
    reason = keeper_reason((unit.head, keeper.path), rivals)
    return DuplicateGroup(keeper.path, members[0].pair_class, reason, tuple(members))


def _identical_members(unit: _Unit, keeper: CatalogFile) -> list[DuplicateMember]:
    members = []
    for file in unit.places[unit.head.content_id]:
        if file is keeper:
            continue
        inodes = {(place.stamp.device, place.stamp.inode) for place in (file, keeper)}
        linked = len(inodes) == 1 and keeper.stamp.inode != 0
        relation = "the same file under another name (hard link)" if linked else "same bytes"
        members.append(DuplicateMember(file.path, PairClass.IDENTICAL_FILE, relation, 1.0))
    for content in unit.contents[1:]:
        relation = f"same pixels, {_file_difference(unit.head, content)}"
        members += [
            DuplicateMember(file.path, PairClass.IDENTICAL_PICTURE, relation, 1.0)
            for file in unit.places[content.content_id]
        ]
    return members


def _near_members(keeper: Content, unit: _Unit, pair: PairEvidence) -> list[DuplicateMember]:
    return [
        DuplicateMember(
            file.path, pair.pair_class, _relation(keeper, content, pair), round(pair.score, 4)
        )
        for content in unit.contents
        for file in unit.places[content.content_id]
    ]


def _file_difference(keeper: Content, other: Content) -> str:
    """Say in what files of the same pixels differ."""
    if keeper.format != other.format:
        return f"{other.format} instead of {keeper.format}"
    facts = [(c.taken_at, c.has_camera, c.metadata_fields) for c in (keeper, other)]
    return "other metadata" if facts[0] != facts[1] else "stored in another way"


def _relation(keeper: Content, member: Content, pair: PairEvidence) -> str:
    """Say what was done to the member, as seen from the keeper."""
    words = [pair.relation] if pair.relation else []
    if keeper.format != member.format:
        words.append(f"{member.format} instead of {keeper.format}")
    if {keeper.width, keeper.height} != {member.width, member.height}:
        words.append(
            f"{member.width} x {member.height} instead of {keeper.width} x {keeper.height}"
        )
    return ", ".join(words) or "recompressed or edited"
