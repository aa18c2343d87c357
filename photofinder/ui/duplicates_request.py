"""From the current group to what the compare view is asked to show. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from photofinder.core.types import PairClass
from photofinder.ui import duplicates_why, duplicates_words
from photofinder.ui.compare_moved import MovedPlace
from photofinder.ui.context import CompareRequest
from photofinder.ui.duplicates_words import DOT
from photofinder.ui.placing import SAME_PLACE, Placing
from photofinder.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from photofinder.ui.duplicates_marks import Marks
    from photofinder.ui.duplicates_model import MemberModel

MAX_COMPARED = 4
_IDENTICAL = (PairClass.IDENTICAL_FILE, PairClass.IDENTICAL_PICTURE)


def compare_request(marks: Marks, group: int, members: MemberModel, current: int) -> CompareRequest:
    """Ask for a group side by side: who stays, the current file, others; with the evidence.

    Parameters
    ----------
    marks : Marks
    group : int
    members : MemberModel
        The files of the group.
    current : int
        Place of the current file among them.
    """
    review = marks.review
    keeper = review.files.path(marks.keeper(group))
    paths = [review.files.path(row) for row in members.rows]
    ordered = tuple(dict.fromkeys([keeper, *paths[max(current, 0) :], *paths]))[:MAX_COMPARED]
    pair_class = review.pair_class(group)
    placings: dict[Path, Placing] = {}
    told: dict[Path, str] = {}
    for place, path in enumerate(paths):
        if path not in ordered:
            continue
        placing = _placing(members, place, pair_class)
        if placing is not None:
            placings[path] = placing
        told[path] = _told(members, place, pair_class)
    title = duplicates_words.group_title(pair_class, len(paths))
    return CompareRequest(ordered, keeper, title, placings, told, _moved(members, paths))


def _moved(members: MemberModel, paths: Sequence[Path]) -> tuple[MovedPlace, ...]:
    """Return where something moved between the suggested file and each of the others."""
    suggested = next((n for n in range(len(paths)) if members.is_suggested(n)), None)
    if suggested is None:
        return ()
    sights = ((path, members.sight(place)) for place, path in enumerate(paths))
    return tuple(
        MovedPlace(paths[suggested], path, sight.moved.on_keeper, sight.moved.on_member)
        for path, sight in sights
        if sight is not None and sight.moved is not None
    )


def _placing(members: MemberModel, place: int, pair_class: PairClass) -> Placing | None:
    sight = members.sight(place)
    if sight is not None:
        return sight.placing
    same = members.is_suggested(place) or pair_class in _IDENTICAL
    return SAME_PLACE if same else None


def _told(members: MemberModel, place: int, pair_class: PairClass) -> str:
    sight = members.sight(place)
    if sight is None:
        return ""
    moved = "" if sight.moved is None else tr("moved inside the dashed frame")
    parts = (
        duplicates_why.certainty_text(pair_class, sight),
        moved,
        duplicates_why.why_text(sight),
    )
    return DOT.join(part for part in parts if part)
