"""The two plans that a clean-up offers: with what the copies know taken over, and without. No Qt.

What is said before is what happens: copies whose metadata cannot be kept stay where it is asked
for, and those whose sidecar only goes because it is taken over stay where it is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from photofinder.core.cleanup import CleanupPlan, FolderShare


@dataclass(frozen=True, slots=True)
class Face:
    """A plan, and what it takes out of each folder, the most bytes first."""

    plan: CleanupPlan
    shares: list[FolderShare]


@dataclass(frozen=True, slots=True)
class Faces:
    """What a clean-up would do.

    Attributes
    ----------
    plain, merged : Face
        Without and with what the copies know taken over.
    only_merged, only_plain : int
        Photos that go in one of them only.
    forgotten : int
        Kept photos that are not told what goes to the trash in the plain one.
    """

    plain: Face
    merged: Face
    only_merged: int = 0
    only_plain: int = 0
    forgotten: int = 0

    @classmethod
    def of(cls, plan: CleanupPlan) -> Faces:
        """Make both of a plan with metadata; in a worker thread, it is long for thousands."""
        plain, merged = plan.without_merge(), plan.without_unkept()
        shares = merged.by_folder()
        same = plain.items == merged.items
        going = {item.path for item in plain.items}
        going_merged = going if same else {item.path for item in merged.items}
        told = (change for change in merged.sidecars if change.added)
        return cls(
            Face(plain, shares if same else plain.by_folder()),
            Face(merged, shares),
            len(going_merged - going),
            len(going - going_merged),
            sum(not going.isdisjoint(change.victims) for change in told),
        )

    def face(self, *, merges: bool) -> Face:
        """Return the one that was chosen."""
        return self.merged if merges else self.plain

    @property
    def differ(self) -> bool:
        """Whether there is a choice."""
        return self.plain.plan != self.merged.plan

    @property
    def has_items(self) -> bool:
        """Whether anything can go either way."""
        return bool(self.plain.plan.items or self.merged.plan.items)
