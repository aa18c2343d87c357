"""From pairs to groups around a keeper, without chains, with the reasons in words.

Every member of a group has a pair of its own with the keeper, or the same pixels as a picture that
has: two pictures that only have a third in common never meet because of it. What is identical is
never hidden behind something weaker: copies that are members of a larger group have a group of
their own beside it. What the user decided, that pictures are no duplicates or stay all, holds.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from photofinder.core.cleanup import DecisionKind
from photofinder.core.keepers import Candidate, KeeperPolicy, place_order
from photofinder.core.pair_rules import OF_THE_SERIES, relation_phrase
from photofinder.core.phrases import Phrase, joined, template
from photofinder.core.releasing import let_go
from photofinder.core.types import DuplicateGroup, DuplicateMember, PairClass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from photofinder.core.cleanup import Decision
    from photofinder.core.types import CatalogFile, Content, PairEvidence

_SEVERAL = 2

_SAME_BYTES = template("same bytes")
_HARD_LINK = template("the same file under another name (hard link)")
_SAME_PIXELS = template("same pixels, {difference}")
_OTHER_FORMAT = template("{format} instead of {keeper_format}")
_OTHER_METADATA = template("other metadata")
_STORED_OTHERWISE = template("stored in another way")
_OTHER_SIZE = template("{width} x {height} instead of {keeper_width} x {keeper_height}")
_EDITED = template("recompressed or edited")


@dataclass(frozen=True, slots=True)
class _Place:
    """A content at one of its places, with its rank among those that could be kept."""

    content: Content
    file: CatalogFile
    key: tuple[Any, ...]

    @property
    def candidate(self) -> Candidate:
        return Candidate(self.content, self.file.path)


@dataclass(frozen=True, slots=True)
class _Unit:
    """Files with the same pixels, the one to keep first."""

    places: tuple[_Place, ...]

    @property
    def keeper(self) -> _Place:
        return self.places[0]

    @property
    def contents(self) -> dict[int, Content]:
        return {place.content.content_id: place.content for place in self.places}


@dataclass(slots=True)
class _Plan:
    """A group before it is written out: units around a keeper unit, with their evidence."""

    keeper: int
    same_shot: dict[int, PairEvidence]
    series: dict[int, PairEvidence]


class _Decided:
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

    def copies_stay(self, content: Content) -> bool:
        """Whether files of the same bytes are not to be shown as copies of each other."""
        return content.digest in self._copies


def group_duplicates(
    contents: Mapping[int, Content],
    places: Mapping[int, Sequence[CatalogFile]],
    pairs: Iterable[PairEvidence],
    policy: KeeperPolicy | None = None,
    decisions: Iterable[Decision] = (),
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
    decided = _Decided(decisions)
    units = _units(contents, places, policy, decided)
    same_shot, series = _edges(units, pairs, decided)
    ranked = _ranked(units)
    plans = _same_shot_plans(ranked, same_shot, series)
    _add_series(plans, series, same_shot)
    covered = {plan.keeper for plan in plans}
    alone = [_Plan(number, {}, {}) for number in ranked if number not in covered]
    groups = [
        _Writer(units, policy).group(plan)
        for plan in [*plans, *alone]
        if plan.same_shot or plan.series or len(units[plan.keeper].places) >= _SEVERAL
    ]
    groups.sort(key=lambda group: (group.pair_class.rank, str(group.keeper)))
    let_go(plans, alone, same_shot, series, units)
    return groups


def only_classes(group: DuplicateGroup, classes: frozenset[PairClass]) -> DuplicateGroup | None:
    """Return a group without members of other classes; None when none is left."""
    members = tuple(member for member in group.members if member.pair_class in classes)
    if not members:
        return None
    return dataclasses.replace(group, pair_class=members[0].pair_class, members=members)


# -- units and edges -------------------------------------------------------------------------------


def _units(
    contents: Mapping[int, Content],
    places: Mapping[int, Sequence[CatalogFile]],
    policy: KeeperPolicy,
    decided: _Decided,
) -> dict[int, _Unit]:
    """Join contents of equal pixels; return units by the id of the content to keep of each."""
    joined_contents: dict[object, list[_Place]] = {}
    for number, content in contents.items():
        for file in places.get(number, ()):
            place = _Place(content, file, policy.key(Candidate(content, file.path)))
            joined_contents.setdefault(content.pixel_digest or number, []).append(place)
    units = {}
    for same in joined_contents.values():
        for unit in _parted(_best_first(same), decided):
            units[unit.keeper.content.content_id] = unit
    return units


def _best_first(places: list[_Place]) -> list[_Place]:
    # stable: what the rules cannot tell apart stays in the order of the paths
    places.sort(key=lambda place: place_order(place.file.path))
    places.sort(key=lambda place: place.key, reverse=True)
    return places


def _parted(places: Sequence[_Place], decided: _Decided) -> list[_Unit]:
    """Divide files of the same pixels, the best first, where the user said that they stay.

    What stays is a keeper or alone: the program never offers it as the copy of a better file.
    """
    parts: list[tuple[dict[int, Content], list[_Place]]] = []
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
    return [_Unit(tuple(part)) for _, part in parts]


_Edges = dict[int, dict[int, "PairEvidence"]]


def _edges(
    units: Mapping[int, _Unit], pairs: Iterable[PairEvidence], decided: _Decided
) -> tuple[_Edges, _Edges]:
    """Lift pairs of contents to units; of several between two units the strongest stays.

    What was decided about one file is true of all with its pixels, whichever is the keeper now.
    """
    words = {head: decided.about(unit.contents.values()) for head, unit in units.items()}
    unit_of = {number: head for head, unit in units.items() for number in unit.contents}
    same_shot: _Edges = {}
    series: _Edges = {}
    for pair in pairs:
        one, two = unit_of.get(pair.first_id), unit_of.get(pair.second_id)
        if one is None or two is None or one == two:
            continue
        if not words[one].isdisjoint(words[two]):
            continue
        if _same_pixels(units[one], units[two]):  # two units of one picture: the user parted them
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


def _same_pixels(one: _Unit, two: _Unit) -> bool:
    digest = one.keeper.content.pixel_digest
    return digest is not None and digest == two.keeper.content.pixel_digest


def _strength(pair: PairEvidence) -> tuple[int, float, str]:
    return pair.hash_distance, -pair.score, pair.relation


def _ranked(units: Mapping[int, _Unit]) -> list[int]:
    """Return the numbers of units, the best to keep first."""
    heads = _best_first([unit.keeper for unit in units.values()])
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
    return dataclasses.replace(pair, pair_class=PairClass.SERIES, relation=OF_THE_SERIES)


# -- writing out -----------------------------------------------------------------------------------


class _Writer:
    """Writes plans out as groups."""

    def __init__(self, units: Mapping[int, _Unit], policy: KeeperPolicy) -> None:
        self._units = units
        self._policy = policy

    def group(self, plan: _Plan) -> DuplicateGroup:
        unit = self._units[plan.keeper]
        keeper = unit.keeper
        members = [_identical_member(keeper, place) for place in unit.places[1:]]
        # a series has no keeper: only what is the same is a rival
        rivals = [place.candidate for place in unit.places[1:]]
        for number, pair in (*plan.same_shot.items(), *plan.series.items()):
            shown = self._units[number].places
            members += [_near_member(keeper, place, pair) for place in shown]
            if number in plan.same_shot:
                rivals += [place.candidate for place in shown]
        members.sort(key=lambda member: (member.pair_class.rank, -member.score, str(member.path)))
        why = self._policy.reason(keeper.candidate, rivals)
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


def _identical_member(keeper: _Place, place: _Place) -> DuplicateMember:
    if place.content.content_id != keeper.content.content_id:
        difference = _file_difference(keeper.content, place.content)
        words = Phrase(_SAME_PIXELS, {"difference": difference})
        return _member(place, PairClass.IDENTICAL_PICTURE, words, 1.0)
    mine, kept = place.file.stamp, keeper.file.stamp
    linked = kept.inode != 0 and (mine.device, mine.inode) == (kept.device, kept.inode)
    words = Phrase(_HARD_LINK if linked else _SAME_BYTES)
    member = _member(place, PairClass.IDENTICAL_FILE, words, 1.0)
    return dataclasses.replace(member, is_hard_link=linked)


def _near_member(keeper: _Place, place: _Place, pair: PairEvidence) -> DuplicateMember:
    words = _relation(keeper.content, place.content, pair)
    return _member(place, pair.pair_class, words, round(pair.score, 4))


def _member(
    place: _Place, pair_class: PairClass, relation: Phrase, score: float
) -> DuplicateMember:
    return DuplicateMember(
        place.file.path,
        pair_class,
        relation,
        score,
        file_id=place.file.file_id,
        content_id=place.content.content_id,
        size_bytes=place.file.stamp.size_bytes,
        width=place.content.width,
        height=place.content.height,
    )


def _file_difference(keeper: Content, other: Content) -> Phrase:
    """Say in what files of the same pixels differ."""
    if keeper.format != other.format:
        return _other_format(keeper, other)
    facts = [(c.taken_at, c.has_camera, c.metadata_fields) for c in (keeper, other)]
    return Phrase(_OTHER_METADATA if facts[0] != facts[1] else _STORED_OTHERWISE)


def _other_format(keeper: Content, other: Content) -> Phrase:
    return Phrase(_OTHER_FORMAT, {"format": other.format, "keeper_format": keeper.format})


def _relation(keeper: Content, member: Content, pair: PairEvidence) -> Phrase:
    """Say what was done to the member, as seen from the keeper."""
    words = [relation_phrase(pair.relation)] if pair.relation else []
    if keeper.format != member.format:
        words.append(_other_format(keeper, member))
    if {keeper.width, keeper.height} != {member.width, member.height}:
        sizes = {
            "width": member.width,
            "height": member.height,
            "keeper_width": keeper.width,
            "keeper_height": keeper.height,
        }
        words.append(Phrase(_OTHER_SIZE, sizes))
    return joined(words) if words else Phrase(_EDITED)
