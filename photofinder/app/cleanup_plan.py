"""From choices to a plan: which photo may go, which stays for it. Nothing is changed.

May come from any thread; reads the catalog and looks at each file on disk once. Only photos that
are no copies byte for byte are opened, for what they hold beside their picture.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from photofinder.app.cleanup_checks import CleanupChecks, PlacesSeen
from photofinder.core.cleanup import (
    CleanupPlan,
    FileFacts,
    PlanItem,
    Refusal,
    phrase_of,
)
from photofinder.core.types import PairClass
from photofinder.errors import CleanupRefused
from photofinder.storage.pair_doubts import Doubt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from photofinder.app.cleanup_units import UnitsOfPlan
    from photofinder.core.cleanup import TrashChoice
    from photofinder.core.duplicate_units import Decided
    from photofinder.core.types import Folder
    from photofinder.storage.pair_doubts import PairDoubts
    from photofinder.storage.placed_files import PlacedFile

_RAW = "RAW"


def make_plan(
    choices: Sequence[TrashChoice],
    placed: Mapping[Path, PlacedFile],
    folders: Sequence[Folder],
    protected: Sequence[Path],
    units: UnitsOfPlan,
    decided: Decided,
    doubts: PairDoubts,
) -> CleanupPlan:
    """Check choices against catalog and disk.

    Parameters
    ----------
    choices : sequence of TrashChoice
        A photo may be chosen in several groups; the strongest class that is allowed counts.
    placed : mapping of Path to PlacedFile
        What the catalog knows of their files.
    folders : sequence of Folder
    protected : sequence of Path
    units : UnitsOfPlan
        A file that goes with a chosen photo needs no choice of its own.
    decided : Decided
        What the user keeps apart is refused, whoever chose it.
    doubts : PairDoubts
        What was not verified is refused, whoever chose it.
    """
    chosen: dict[Path, list[TrashChoice]] = {}
    for choice in choices:
        chosen.setdefault(choice.path, []).append(choice)
    checks = CleanupChecks(folders, protected, chosen, decided)
    seen = PlacesSeen()
    items: list[PlanItem] = []
    refused: list[Refusal] = []
    for path, several in chosen.items():
        lead = units.lead_of(placed[path]) if path in placed else path
        if lead != path and lead in chosen:
            continue
        several.sort(key=lambda choice: choice.pair_class.rank)
        found = _first_allowed(several, placed, checks, seen, units, doubts)
        if isinstance(found, PlanItem):
            items.append(found)
        else:
            refused.append(Refusal(path, phrase_of(found)))
    items.sort(key=lambda item: os.fsencode(item.path))
    return _without_lost_counterparts(items, refused)


def _without_lost_counterparts(items: list[PlanItem], refused: list[Refusal]) -> CleanupPlan:
    """Take out units of which a file stays for nothing: its counterpart goes with another unit."""
    going = {file.facts.path for item in items for file in item.together}
    going |= {item.path for item in items}
    kept = []
    for item in items:
        needed = [item.keeper.path, *(f.counterpart.path for f in item.together if f.counterpart)]
        lost = next((path for path in needed if path in going), None)
        if lost is None:
            kept.append(item)
        else:
            error = CleanupRefused("keeper_queued", keeper=lost)
            refused.append(Refusal(item.path, phrase_of(error)))
    return CleanupPlan(tuple(kept), tuple(refused))


def _first_allowed(
    choices: Sequence[TrashChoice],
    placed: Mapping[Path, PlacedFile],
    checks: CleanupChecks,
    seen: PlacesSeen,
    units: UnitsOfPlan,
    doubts: PairDoubts,
) -> PlanItem | CleanupRefused:
    """Return what the strongest allowed choice makes, or why the strongest one is not."""
    first_error: CleanupRefused | None = None
    for choice in choices:
        try:
            item = _plan_item(choice, placed, units, doubts)
            for one in (item, *map(item.member, item.together)):
                checks.check_at_a_glance(one, seen)
                checks.check_holdings(one, at_a_glance=True)
        except CleanupRefused as error:
            first_error = first_error or error
        except OSError as error:  # a folder above that is closed to us, a drive that fails
            reason = error.strerror or str(error)
            first_error = first_error or CleanupRefused("unreadable", reason=reason)
        else:
            return item
    assert first_error is not None
    return first_error


def _plan_item(
    choice: TrashChoice,
    placed: Mapping[Path, PlacedFile],
    units: UnitsOfPlan,
    doubts: PairDoubts,
) -> PlanItem:
    victim, keeper = placed.get(choice.path), placed.get(choice.keeper)
    if victim is None:
        raise CleanupRefused("not_indexed")
    if keeper is None:
        raise CleanupRefused("keeper_not_indexed", keeper=choice.keeper)
    if choice.content_id not in (0, victim.file.content_id):
        raise CleanupRefused("not_reviewed")
    if choice.keeper_content_id not in (0, keeper.file.content_id):
        raise CleanupRefused("keeper_not_reviewed", keeper=choice.keeper)
    if not _keeps_its_class(choice.pair_class, victim, keeper):
        raise CleanupRefused("not_identical", keeper=choice.keeper)
    _check_worth(choice, victim, keeper, doubts)
    return PlanItem(
        _facts(victim),
        _facts(keeper),
        choice.pair_class,
        choice.reason,
        choice.rule,
        victim.root,
        keeper.root,
        units.together(victim, keeper),
    )


def _check_worth(
    choice: TrashChoice, victim: PlacedFile, keeper: PlacedFile, doubts: PairDoubts
) -> None:
    """Refuse a photo that goes for less than it is, or for what only looks like it."""
    if victim.digest == keeper.digest:
        return
    if victim.format == _RAW and keeper.format != _RAW:
        raise CleanupRefused("raw_for_less", keeper=choice.keeper)
    is_same = _keeps_its_class(PairClass.IDENTICAL_PICTURE, victim, keeper)
    if choice.pair_class is not PairClass.SAME_SHOT or is_same:
        return
    doubt = doubts.between(victim.file, keeper.file)
    if doubt is not Doubt.NONE:
        raise CleanupRefused(_WHY[doubt], keeper=choice.keeper)


_WHY = {
    Doubt.UNVERIFIED: "not_verified",
    Doubt.NOT_LOOKED_AT: "not_looked_at",
    Doubt.SERIES: "not_identical",
}


def _keeps_its_class(pair_class: PairClass, victim: PlacedFile, keeper: PlacedFile) -> bool:
    """Whether what is called identical is so by the catalog's digests."""
    if victim.digest == keeper.digest or pair_class in (PairClass.SAME_SHOT, PairClass.SERIES):
        return True
    same_pixels = victim.pixel_digest is not None and victim.pixel_digest == keeper.pixel_digest
    return same_pixels and pair_class is PairClass.IDENTICAL_PICTURE


def _facts(placed: PlacedFile) -> FileFacts:
    stamp = placed.file.stamp
    return FileFacts(placed.file.path, stamp.size_bytes, stamp.mtime_ns, placed.digest)
