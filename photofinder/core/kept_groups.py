"""Groups of what hangs together, with all that they were made of: a change costs what changed.

What `core.duplicates.group_duplicates` makes in one go is kept in its steps: places by pixels,
units, pairs of units, their ranking, plans, groups. After a change only the units around it are
made anew; plans are drawn anew, as one more picture may move all that follow it in a series, but
only plans that differ are written out. Pure; one thread at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from photofinder.core.duplicate_plans import lift, plans_of, ranked_again, sure_pairs
from photofinder.core.duplicate_units import Decided, Units, make_units
from photofinder.core.duplicates import Writer
from photofinder.core.group_matter import GroupMatter
from photofinder.core.releasing import let_go
from photofinder.core.types import PairClass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from photofinder.core.cleanup import Decision
    from photofinder.core.duplicate_plans import Edges, Plan
    from photofinder.core.keepers import KeeperPolicy
    from photofinder.core.types import DuplicateGroup, PairEvidence


class KeptGroups:
    """Groups of contents that hang together.

    Parameters
    ----------
    policy : KeeperPolicy
        Which one to keep.

    Attributes
    ----------
    groups : list of DuplicateGroup
        As of the last change; in no order.

    Notes
    -----
    Of a series of 100,000 pictures with 200,000 pairs a change of one takes 0.35 s instead of 6,
    and what is kept is 0.6 kB for each picture, each file and each pair.
    """

    def __init__(self, policy: KeeperPolicy) -> None:
        self.groups: list[DuplicateGroup] = []
        self._policy = policy
        self._matter = GroupMatter()
        self._pairs: dict[int, dict[int, PairEvidence]] = {}
        self._mates: dict[int, set[int]] = {}
        self._content_at: dict[int, int] = {}
        #: of pixels that are known; contents whose pixels are not are like no other one
        self._by_digest: dict[bytes, set[int]] = {}
        self._decided = Decided(())
        self._at_least = 0.0
        self._units = Units({}, {}, {})
        self._same_shot: Edges = {}
        self._series: Edges = {}
        self._ranking: list[int] = []
        self._written: dict[int, tuple[Plan, DuplicateGroup | None]] = {}

    @property
    def size(self) -> int:
        """How many contents, files and pairs are kept."""
        pairs = sum(map(len, self._pairs.values())) // 2
        return len(self._matter.contents) + len(self._content_at) + pairs

    @property
    def content_ids(self) -> Collection[int]:
        """The contents."""
        return self._matter.contents.keys()

    def like(self, pixel_digest: bytes) -> int | None:
        """Return one of the contents with these pixels."""
        return next(iter(self._by_digest.get(pixel_digest, ())), None)

    def sharing(self, content_ids: Iterable[int]) -> set[int]:
        """Return those of some contents that are here, with all that share assets with them."""
        found: set[int] = set()
        new = {number for number in content_ids if number in self._matter.contents}
        while new:
            found |= new
            new = {mate for number in new for mate in self._mates.get(number, ())} - found
        return found

    def chances(self) -> Iterator[float]:
        """Yield how probable each pair of the same shot is."""
        for pair in self._each_pair(self._pairs):
            if pair.pair_class is PairClass.SAME_SHOT:
                yield pair.probability

    def matter_without(self, content_ids: Collection[int]) -> GroupMatter:
        """Return what is known of all but some contents, for whoever takes it over; last call."""
        self._forget(content_ids)
        known = self._matter
        pairs = list(self._each_pair(self._pairs))
        shared = {(one, two) for one, mates in self._mates.items() for two in mates}
        return GroupMatter(known.contents, known.places, pairs, known.leads, known.beside, shared)

    def change(
        self,
        gone: Iterable[int],
        new: GroupMatter,
        decisions: Iterable[Decision],
        *,
        same_shot_at_least: float = 0.0,
    ) -> None:
        """Take in what changed, and make the groups of all.

        Parameters
        ----------
        gone : iterable of int
            Contents that went, or of which ``new`` tells what they are now.
        new : GroupMatter
            Contents with all that share assets with them; with pairs among them and with the others
            here, all that there are.
        decisions : iterable of Decision
            All; contents about which they differ from before are among those of ``new``.
        same_shot_at_least : float
            As `group_duplicates` takes it.
        """
        self._decided = Decided(decisions)
        gone = {*(n for n in gone if n in self._matter.contents)}
        gone.update(n for n in new.contents if n in self._matter.contents)
        digests = {self._matter.contents[number].pixel_digest for number in gone}
        digests.update(content.pixel_digest for content in new.contents.values())
        before = gone | self._of_digests(digests)
        self._forget(gone)
        self._put(new)
        now = new.contents.keys() | self._of_digests(digests)
        remade, touched = self._remake_units(before, now)
        if same_shot_at_least != self._at_least:
            self._at_least = same_shot_at_least
            touched.update(self._units.of)
        self._lift_again(touched)
        self._ranking = ranked_again(self._ranking, self._units.of, remade)
        self._write(remade)

    def let_go(self) -> None:
        """Forget everything, without every other thread waiting for it."""
        known = self._matter
        let_go(self.groups, self._written, self._pairs, self._same_shot, self._series)
        let_go(self._units.of, self._units.heads, self._by_digest, self._content_at)
        let_go(known.contents, known.places, known.leads, known.beside, self._mates)

    # -- private -------------------------------------------------------------------------------

    def _forget(self, content_ids: Collection[int]) -> None:
        known = self._matter
        for number in content_ids:
            digest = known.contents.pop(number).pixel_digest
            if digest is not None:
                self._by_digest[digest].discard(number)
            for file in known.places.pop(number, ()):
                del self._content_at[file.file_id]
                known.beside.pop(known.leads.pop(file.file_id, file.file_id), None)
            for other in self._pairs.pop(number, {}):
                del self._pairs[other][number]
            for mate in self._mates.pop(number, ()):
                self._mates.get(mate, set()).discard(number)

    def _put(self, new: GroupMatter) -> None:
        known = self._matter
        known.contents.update(new.contents)
        known.places.update(new.places)
        known.leads.update(new.leads)
        known.beside.update(new.beside)
        self._content_at.update(new.content_at())
        for number, content in new.contents.items():
            if content.pixel_digest is not None:
                self._by_digest.setdefault(content.pixel_digest, set()).add(number)
        for one, two in new.shared:
            if one != two:
                self._mates.setdefault(one, set()).add(two)
                self._mates.setdefault(two, set()).add(one)
        for pair in new.pairs:
            one, two = pair.first_id, pair.second_id
            if one in known.contents and two in known.contents:
                self._pairs.setdefault(one, {})[two] = pair
                self._pairs.setdefault(two, {})[one] = pair

    def _of_digests(self, digests: Iterable[bytes | None]) -> set[int]:
        known = (digest for digest in digests if digest is not None)
        return {number for digest in known for number in self._by_digest.get(digest, ())}

    def _remake_units(self, before: set[int], now: set[int]) -> tuple[set[int], set[int]]:
        """Make the units of some pixels anew.

        Parameters
        ----------
        before, now : set of int
            All contents of those pixels.

        Returns
        -------
        tuple of two sets of int
            Units that went or were made; those and all with other contents behind them than before.
        """
        units, known = self._units, self._matter
        remade = {number for number in before if number in units.of}
        touched = {units.heads[number] for number in before if number in units.heads}
        for number in before:
            units.of.pop(number, None)
            units.heads.pop(number, None)
            units.folded.pop(number, None)
        made = make_units(
            {number: known.contents[number] for number in sorted(now)},
            known.places,
            self._policy,
            self._decided,
            known.leads,
            known.beside,
            self._content_at,
        )
        units.of.update(made.of)
        units.folded.update(made.folded)
        units.heads.update({n: h for n, h in made.heads.items() if n not in made.folded})
        remade.update(made.of)
        units.fold()
        # behind what stayed as it was there may be more now: what lost its last file by itself
        touched.update(units.heads[number] for number in now if number in units.heads)
        return remade, touched | remade

    def _lift_again(self, touched: set[int]) -> None:
        """Lift the pairs of some units again."""
        for edges in (self._same_shot, self._series):
            for one in touched:
                for two in edges.pop(one, ()):
                    edges.get(two, {}).pop(one, None)
        units = self._units
        under = {n for one in touched if one in units.of for n in units.of[one].contents}
        under.update(n for n in units.folded if units.heads.get(n) in touched)
        pairs = sure_pairs(self._each_pair(under), self._at_least)
        same_shot, series = lift(units, pairs, self._decided)
        for all_, some in ((self._same_shot, same_shot), (self._series, series)):
            for one, near in some.items():
                all_.setdefault(one, {}).update(near)

    def _each_pair(self, content_ids: Collection[int]) -> Iterator[PairEvidence]:
        """Yield each pair of some contents once."""
        for number in content_ids:
            for other, pair in self._pairs.get(number, {}).items():
                if number < other or other not in content_ids:
                    yield pair

    def _write(self, remade: set[int]) -> None:
        """Draw plans, and write out those that differ."""
        before, self._written = self._written, {}
        writer = Writer(self._units.of, self._policy)
        for plan in plans_of(self._ranking, self._units.of, self._same_shot, self._series):
            known = before.get(plan.keeper)
            if known is None or known[0] != plan or _concerns(plan, remade):
                known = (plan, writer.group(plan))
            self._written[plan.keeper] = known
        self.groups = [group for _, group in self._written.values() if group is not None]
        let_go(before)


def _concerns(plan: Plan, units: set[int]) -> bool:
    return (
        plan.keeper in units
        or not units.isdisjoint(plan.same_shot)
        or not units.isdisjoint(plan.series)
    )
