"""The groups of duplicates, kept between two questions; only what changed is grouped again.

Grouping is local to what hangs together (pairs, equal pixels, assets): such a component is grouped
by itself, and again only when something in it changed; of a large one that did once, all is kept
(`app.kept_parts`), so that it need not be read again. What changed is told by the catalog, whose
triggers note it whoever made the change; whatever else decides about groups (folders that come and
go, keeper rules, decisions, the threshold) is compared with what it was. Whoever shows groups may
have those that free most before the others are read. Any thread may ask; one question is answered
at a time.
"""

from __future__ import annotations

import contextlib
import heapq
import itertools
import threading
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from photofinder.app.duplicate_parts import parts_of
from photofinder.app.held_garbage import garbage_held_back
from photofinder.app.kept_parts import KeptParts
from photofinder.core.duplicates import copied_files, group_duplicates, group_order
from photofinder.core.group_matter import GroupMatter
from photofinder.core.releasing import let_go
from photofinder.core.types import PairClass

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from photofinder.core.cleanup import Decision
    from photofinder.core.duplicates import CopiedFiles
    from photofinder.core.keepers import KeeperPolicy
    from photofinder.core.types import DuplicateGroup, Folder
    from photofinder.storage.group_store import GroupStore

#: of the contents in groups; beyond, reading all of them anew is as quick
_MANY_CHANGES = 0.1
_FEW_CHANGES = 2_000
#: contents that are read and grouped at a time: 20 MB while they are
_BATCH = 4_096


@dataclass(frozen=True, slots=True)
class _Deciding:
    """What decides about all groups at once."""

    folders: tuple[Folder, ...]
    policy: KeeperPolicy


@dataclass(frozen=True, slots=True)
class _Component:
    """What hangs together; ``chances`` are the probabilities of its same shots."""

    content_ids: tuple[int, ...]
    chances: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class GroupsSoFar:
    """Groups that were read.

    Attributes
    ----------
    groups : list of DuplicateGroup
        In the order of all; each as it is among all. The list belongs to the caller.
    unread : int
        Contents of which groups are still to be made; 0 when these are all.
    """

    groups: list[DuplicateGroup]
    unread: int


_Entry = tuple[tuple[int, str], int, "DuplicateGroup"]


class DuplicateBook:
    """All groups of a library.

    Parameters
    ----------
    store : GroupStore
    policy : callable
        Gives the keeper rules as they are now.
    decisions : callable
        Gives what the user decided so far.
    """

    def __init__(
        self,
        store: GroupStore,
        policy: Callable[[], KeeperPolicy],
        decisions: Callable[[], Iterable[Decision]],
    ) -> None:
        self._store = store
        self._policy = policy
        self._decisions = decisions
        self._lock = threading.Lock()
        self._number = -1
        self._deciding: _Deciding | None = None
        self._decided: dict[int, Decision] = {}
        self._threshold = 0.0
        self._last_component = 0
        self._components: dict[int, _Component] = {}
        self._component_of: dict[int, int] = {}
        #: large components, which are in neither of the two
        self._kept = KeptParts()
        #: sorted: (order, component, group)
        self._entries: list[_Entry] = []
        #: where sorted runs of them end; they are merged before anybody sees them
        self._run_ends: list[int] = []
        #: what hangs together and is still to be read: first that which is wanted last
        self._unread: list[tuple[int, ...]] = []
        #: of those at the end, what is wanted first
        self._wanted_first = 0
        self._copied: CopiedFiles | None = None

    def groups(self, same_shot_at_least: float = 0.0) -> list[DuplicateGroup]:
        """Return all groups as `core.duplicates.group_duplicates` makes them, and in its order.

        Parameters
        ----------
        same_shot_at_least : float
            Probability, 0..1, below which two pictures are not called the same shot.

        Notes
        -----
        The first question reads everything: 50,000 groups of 150,000 files in 5 to 7 s; one after a
        change of one file takes a hundredth of that. 405 MB stay with facts and evidence of each
        photo, 325 MB without, and 110 MB more are needed while they are made. The list belongs to
        the caller.
        """
        with self._answering():
            self._refresh(same_shot_at_least)
            self._read_on(len(self._unread))
            return [entry[2] for entry in self._entries]

    def first_groups(self, same_shot_at_least: float = 0.0) -> GroupsSoFar:
        """Return all groups where they are known, else those of each class that free most.

        Notes
        -----
        A tenth of the time that the first question for all takes, which then has to read the rest.
        Groups of one class that free less may be among them, others that free more are not missing
        but for estimates: what they free is known for sure when they are grouped.
        """
        with self._answering():
            self._refresh(same_shot_at_least)
            self._read_on(self._wanted_first)
            groups = [entry[2] for entry in self._entries]
            return GroupsSoFar(groups, sum(len(numbers) for numbers in self._unread))

    def copied_files(self) -> CopiedFiles:
        """Return which files are copies of each other, as certain as the last question wanted it.

        Notes
        -----
        Counted once after a change: 50 ms for 50,000 groups, of which 2 MB are kept.
        """
        with self._answering():
            self._refresh(self._threshold)
            self._read_on(len(self._unread))
            if self._copied is None:
                self._copied = copied_files(entry[2] for entry in self._entries)
            return self._copied

    # -- private -------------------------------------------------------------------------------

    @contextlib.contextmanager
    def _answering(self) -> Iterator[None]:
        """Answer one question at a time; after one that failed half-way all is read anew."""
        with self._lock:
            try:
                yield
            except BaseException:
                self._deciding = None
                raise

    def _refresh(self, threshold: float) -> None:
        # before anything else is read: what changes meanwhile is looked at by the next question
        number = self._store.last_change()
        deciding = _Deciding(self._store.folders(), self._policy())
        decided = {decision.decision_id: decision for decision in self._decisions()}
        if deciding != self._deciding or number < self._number:
            self._rebuild(deciding, decided, threshold)
        else:
            changed = set(self._store.changed_after(self._number))
            changed.update(self._decided_otherwise(decided))
            changed.update(self._doubted_otherwise(threshold))
            self._decided, self._threshold = decided, threshold
            known = len(self._component_of) + len(self._kept.component_of)
            if len(changed) > max(_FEW_CHANGES, _MANY_CHANGES * known):
                self._rebuild(deciding, decided, threshold)
            elif changed:
                self._regroup(changed)
        self._number = number

    def _decided_otherwise(self, decided: dict[int, Decision]) -> list[int]:
        """Return the contents about which there are other decisions than before."""
        if decided == self._decided:
            return []
        differing = set(decided.values()) ^ set(self._decided.values())
        return self._store.of_digests({d for decision in differing for d in decision.digests})

    def _doubted_otherwise(self, threshold: float) -> list[int]:
        """Return contents with a pair that the other threshold lets in or keeps out."""
        low, high = sorted((self._threshold, threshold))
        if low == high:
            return []
        return self._kept.with_chances(low, high) + [
            component.content_ids[0]
            for component in self._components.values()
            if any(low <= chance < high for chance in component.chances)
        ]

    def _rebuild(self, deciding: _Deciding, decided: dict[int, Decision], threshold: float) -> None:
        self._deciding = None  # all that is known goes, whatever happens below
        let_go(self._components, self._component_of, self._entries, self._unread)
        self._kept.let_go()
        self._run_ends = []
        self._copied = None
        outline = self._store.outline()
        self._unread = [*outline.first, *outline.rest]
        self._unread.reverse()
        self._wanted_first = len(outline.first)
        self._deciding, self._decided, self._threshold = deciding, decided, threshold

    def _read_on(self, components: int) -> None:
        """Read so many of the components that are still to be read, a batch at a time."""
        left = len(self._unread) - components
        with garbage_held_back():
            while len(self._unread) > left:
                place, numbers = len(self._unread), set[int]()
                while place > left and len(numbers) < _BATCH:
                    place -= 1
                    # what changed meanwhile was read with what it hangs together with by now
                    numbers.update(n for n in self._unread[place] if not self._is_known(n))
                self._read(numbers)
                self._wanted_first = max(self._wanted_first - len(self._unread) + place, 0)
                del self._unread[place:]
        self._put_in_order()

    def _is_known(self, content_id: int) -> bool:
        return content_id in self._component_of or content_id in self._kept.component_of

    def _put_in_order(self) -> None:
        """Sort the entries; stable: groups of one keeper stay as they were made.

        Runs are merged one by one: a sort of all would stop every thread for 25 ms.
        """
        if self._run_ends != [len(self._entries)]:
            if self._runs_are_known():
                ends = [0, *self._run_ends]
                runs = [self._entries[start:end] for start, end in itertools.pairwise(ends)]
                self._entries = list(heapq.merge(*runs, key=itemgetter(0)))
            else:
                self._entries.sort(key=itemgetter(0))
            self._run_ends = [len(self._entries)]

    def _runs_are_known(self) -> bool:
        return (self._run_ends[-1] if self._run_ends else 0) == len(self._entries)

    def _reach(self, changed: Collection[int]) -> set[int]:
        """Return the changed contents and all that hang together with them, then or now.

        What is kept is not followed: of any two that are linked since one has changed.
        """
        reached: set[int] = set()
        new = set(changed)
        while new:
            known = {self._component_of[number] for number in new if number in self._component_of}
            for component in known:
                new.update(self._components[component].content_ids)
            reached |= new
            asked = {n for n in new if n in changed or n not in self._kept.component_of}
            new = self._store.linked(asked) - reached
        return reached

    def _regroup(self, changed: Collection[int]) -> None:
        """Group again what changed, with what hangs together with it."""
        if self._deciding is None:
            return
        kept = self._kept
        wanted = {n for n in self._reach(changed) if n not in kept.component_of}
        again = kept.sharing(changed)
        with garbage_held_back():
            matter = self._store.matter(
                wanted.union(*again.values()), self._deciding.folders, pairs_with_others=True
            )
            strange = matter.contents.keys() - wanted - kept.component_of.keys()
            if strange:  # somebody wrote just now: these hang together with others since
                self._regroup({*changed, *wanted, *strange})
                return
            gone = {self._component_of.pop(number, 0) for number in wanted}
            for component in gone:
                self._components.pop(component, None)
            gone |= set(kept.components)
            divided = kept.divide(matter, again, self._deciding.policy, self._new_component)
            gone -= set(kept.components) - divided.keys() - again.keys()
            self._entries = [entry for entry in self._entries if entry[1] not in gone]
            self._run_ends = []
            for component in (divided.keys() | again.keys()) & set(kept.components):
                self._change_kept(component, again, divided.get(component) or GroupMatter())
            self._take_in(divided.get(0) or GroupMatter())
            self._put_in_order()

    def _change_kept(
        self, component: int, again: Mapping[int, Collection[int]], new: GroupMatter
    ) -> None:
        self._copied = None
        groups = self._kept.change(
            component,
            again.get(component, ()),
            new,
            self._decided.values(),
            same_shot_at_least=self._threshold,
        )
        self._entries += [(group_order(group), component, group) for group in groups]
        given_up = self._kept.given_up(component)
        if given_up is not None:
            known = _Component(tuple(given_up.content_ids), tuple(given_up.chances()))
            self._components[component] = known
            self._component_of.update(dict.fromkeys(known.content_ids, component))
            given_up.let_go()

    def _new_component(self) -> int:
        self._last_component += 1
        return self._last_component

    def _read(self, content_ids: set[int]) -> None:
        """Read and group contents of which nothing is known yet."""
        if self._deciding is None:
            return
        matter = self._store.matter(content_ids, self._deciding.folders)
        if matter.contents.keys() <= content_ids:
            self._take_in(matter)
        else:  # somebody wrote just now: these hang together with others since
            self._regroup(content_ids | matter.contents.keys())

    def _take_in(self, matter: GroupMatter) -> None:
        """Group contents of which nothing is known yet."""
        self._copied = None
        if self._deciding is None:
            return
        for part in parts_of(matter, {}, {}):
            component = self._new_component()
            self._components[component] = _Component(part.content_ids, ())
            self._component_of.update(dict.fromkeys(part.content_ids, component))
        self._note_chances(matter)
        groups = group_duplicates(
            matter.contents,
            matter.places,
            matter.pairs,
            self._deciding.policy,
            self._decided.values(),
            leads=matter.leads,
            beside=matter.beside,
            same_shot_at_least=self._threshold,
        )
        in_runs = self._runs_are_known()
        self._entries += [
            (group_order(group), self._component_of[group.keeper_content_id], group)
            for group in groups
        ]
        if in_runs:
            self._run_ends.append(len(self._entries))
        let_go(matter.contents, matter.places, matter.pairs, matter.leads, matter.beside, groups)

    def _note_chances(self, matter: GroupMatter) -> None:
        chances: dict[int, list[float]] = {}
        for pair in matter.pairs:
            if pair.pair_class is PairClass.SAME_SHOT:
                component = self._component_of.get(pair.first_id)
                if component is not None:
                    chances.setdefault(component, []).append(pair.probability)
        for component, found in chances.items():
            known = self._components[component]
            self._components[component] = _Component(known.content_ids, tuple(found))
