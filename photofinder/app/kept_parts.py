"""What hangs together and is large: its groups are kept with all that they were made of.

Of a time lapse or a long burst every picture hangs together with every other one; after a change of
one of them only that one is read again. One thread at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from photofinder.app.duplicate_parts import divide, parts_of
from photofinder.core.kept_groups import KeptGroups
from photofinder.core.releasing import let_go

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from photofinder.core.cleanup import Decision
    from photofinder.core.group_matter import GroupMatter
    from photofinder.core.keepers import KeeperPolicy
    from photofinder.core.types import DuplicateGroup

#: contents; what is smaller is read again in 50 ms
KEPT_FROM = 1_000
#: contents, files and pairs of all that is kept: 110 MB, as the whole program is to stay below 400;
#: a series of 45,000 pictures with two pairs each. What is beyond is read again after each change
KEPT_AT_MOST = 180_000


class KeptParts:
    """Everything that is kept, by component.

    Attributes
    ----------
    component_of : dict of int to int
        By content of what is kept its component.
    """

    def __init__(self) -> None:
        self.component_of: dict[int, int] = {}
        self._kept: dict[int, KeptGroups] = {}

    @property
    def components(self) -> Collection[int]:
        """The components that are kept."""
        return self._kept.keys()

    def sharing(self, content_ids: Collection[int]) -> dict[int, set[int]]:
        """Return by component what of some contents is kept, with all that shares their assets."""
        hit = {self.component_of[n] for n in content_ids if n in self.component_of}
        return {component: self._kept[component].sharing(content_ids) for component in hit}

    def with_chances(self, low: float, high: float) -> list[int]:
        """Return a content of each component with a pair so probable, not ``high`` itself."""
        return [
            min(groups.content_ids)
            for groups in self._kept.values()
            if any(low <= chance < high for chance in groups.chances())
        ]

    def divide(
        self,
        matter: GroupMatter,
        gone: Mapping[int, set[int]],
        policy: KeeperPolicy,
        new_component: Callable[[], int],
    ) -> dict[int, GroupMatter]:
        """Divide what was read: by the component that it belongs to, or is from now on.

        What belongs to several makes them one.

        Parameters
        ----------
        matter : GroupMatter
            With pairs among each other and with all that is kept.
        gone : mapping of int to set of int
            By component what is not as it was.
        policy : KeeperPolicy
        new_component : callable
            Gives a number.

        Returns
        -------
        dict of int to GroupMatter
            By component of what is kept; 0 for the rest.
        """
        room = KEPT_AT_MOST - self._size() - matter.size
        part_of: dict[int, int] = {}
        joined: dict[int, list[GroupMatter]] = {}
        for part in parts_of(matter, self._kept, self.component_of):
            component = 0
            if part.kept:
                component = max(part.kept, key=lambda one: len(self._kept[one].content_ids))
                for other in part.kept - {component}:
                    joined.setdefault(component, []).append(self._taken(other, gone))
            elif len(part.content_ids) >= KEPT_FROM and room >= 0:
                component = new_component()
                self._kept[component] = KeptGroups(policy)
            part_of.update(dict.fromkeys(part.content_ids, component))
        divided = divide(matter, part_of)
        for into, matters in joined.items():
            for before in matters:
                before.add(divided[into])
                divided[into] = before
        return divided

    def change(
        self,
        component: int,
        gone: Collection[int],
        new: GroupMatter,
        decisions: Iterable[Decision],
        *,
        same_shot_at_least: float,
    ) -> list[DuplicateGroup]:
        """Take in what changed of a component, and return all its groups."""
        kept = self._kept[component]
        kept.change(gone, new, decisions, same_shot_at_least=same_shot_at_least)
        for number in gone:
            if number not in kept.content_ids:
                del self.component_of[number]
        self.component_of.update(dict.fromkeys(new.contents, component))
        return kept.groups

    def given_up(self, component: int) -> KeptGroups | None:
        """Keep a component no longer if all became too much; return it then."""
        if self._size() <= KEPT_AT_MOST:
            return None
        kept = self._kept.pop(component)
        for number in kept.content_ids:
            del self.component_of[number]
        return kept

    def let_go(self) -> None:
        """Forget everything, without every other thread waiting for it."""
        for kept in self._kept.values():
            kept.let_go()
        let_go(self._kept, self.component_of)

    def _size(self) -> int:
        return sum(kept.size for kept in self._kept.values())

    def _taken(self, component: int, gone: Mapping[int, set[int]]) -> GroupMatter:
        """Return what is known of a component that is kept by itself no longer."""
        kept = self._kept.pop(component)
        for number in gone.get(component, ()):
            del self.component_of[number]
        return kept.matter_without(gone.get(component, ()))
