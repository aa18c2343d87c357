"""From pairs to groups around a keeper, without chains, with the reasons in words.

Every member of a group has a pair of its own with the keeper: two pictures that only have a
third in common never meet in one group because of it.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from photofinder.core.types import DuplicateGroup, DuplicateMember, PairClass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from photofinder.core.types import CatalogFile, Content, PairEvidence

#: files whose bytes per pixel lie in the same quarter of an octave are equally compressed
COMPRESSION_STEPS_PER_OCTAVE = 4
#: what file managers, browsers and people append to a copy's name
_COPY_NAME = re.compile(
    r"(\bcop(y|ie|ia)\b|\bkopie\b|副本|コピー|\(\d+\)$|[ _-]copy\d*$|_\d+px$|~\d+$)", re.IGNORECASE
)
_SEVERAL_FILES = 2


@dataclass(frozen=True, slots=True)
class KeeperRule:
    """One reason to keep a picture rather than another; the greater key wins."""

    key: object
    reason: str


def group_duplicates(
    contents: Mapping[int, Content],
    places: Mapping[int, Sequence[CatalogFile]],
    pairs: Iterable[PairEvidence],
) -> list[DuplicateGroup]:
    """Group pictures that are the same around the one to keep.

    Parameters
    ----------
    contents : mapping of int to Content
        By content id; must hold every id of ``pairs`` and ``places``.
    places : mapping of int to sequence of CatalogFile
        Where each content lies now; one without a place is left out.
    pairs : iterable of PairEvidence

    Returns
    -------
    list of DuplicateGroup
        Strongest class first, then by the keeper's path. No file is in two groups.

    Notes
    -----
    In each set of connected pictures the best one by `keeper_rules` takes all that pair with
    it, then the best of the rest, and so on: time is linear in the pairs, apart from sorting.
    """
    neighbours = _neighbours(pairs, places)
    candidates = set(neighbours) | {
        number for number, files in places.items() if len(files) >= _SEVERAL_FILES
    }
    # stable: what the rules cannot tell apart stays in the order of the places
    ranked = sorted(candidates, key=lambda number: min(map(_place_key, places[number])))
    ranked.sort(key=lambda number: keeper_key(contents[number]), reverse=True)
    taken: set[int] = set()
    groups = []
    for keeper in ranked:
        if keeper in taken:
            continue
        taken.add(keeper)
        near = neighbours.get(keeper, {})
        members = [number for number in near if number not in taken]
        taken.update(members)
        if members or len(places[keeper]) >= _SEVERAL_FILES:
            groups.append(_group(contents, places, keeper, {n: near[n] for n in members}))
    groups.sort(key=lambda group: (group.pair_class.rank, str(group.keeper)))
    return groups


def keeper_rules(content: Content) -> tuple[KeeperRule, ...]:
    """Return what speaks for keeping a picture, the weightiest first."""
    pixels = content.width * content.height
    per_pixel = content.size_bytes / max(pixels, 1)
    compression = math.floor(math.log2(max(per_pixel, 1e-6)) * COMPRESSION_STEPS_PER_OCTAVE)
    return (
        KeeperRule(content.format == "RAW", "it is the camera's RAW file"),
        KeeperRule(content.has_camera, "it has the camera's data and the others have none"),
        KeeperRule(pixels, f"it has the highest resolution ({content.width} x {content.height})"),
        KeeperRule(compression, f"it is the least compressed ({_megabytes(content.size_bytes)})"),
        KeeperRule(_oldest_first(content.taken_at), f"it was taken first ({content.taken_at})"),
        KeeperRule(content.metadata_fields, "it has the richest metadata"),
    )


def keeper_key(content: Content) -> tuple[object, ...]:
    """Return the sort key of `keeper_rules`."""
    return tuple(rule.key for rule in keeper_rules(content))


def _oldest_first(taken_at: str | None) -> tuple[int, ...]:
    """Return a key that is greater the older the time; no time at all is the least."""
    if taken_at is None:
        return ()
    return tuple(-ord(character) for character in taken_at)


def _neighbours(
    pairs: Iterable[PairEvidence], places: Mapping[int, Sequence[CatalogFile]]
) -> dict[int, dict[int, PairEvidence]]:
    found: dict[int, dict[int, PairEvidence]] = {}
    for pair in pairs:
        if places.get(pair.first_id) and places.get(pair.second_id):
            found.setdefault(pair.first_id, {})[pair.second_id] = pair
            found.setdefault(pair.second_id, {})[pair.first_id] = pair
    return found


def _group(
    contents: Mapping[int, Content],
    places: Mapping[int, Sequence[CatalogFile]],
    keeper_id: int,
    near: Mapping[int, PairEvidence],
) -> DuplicateGroup:
    keeper, *copies = sorted(places[keeper_id], key=_place_key)
    members = list(_same_bytes(keeper, copies))
    for number, pair in near.items():
        relation = _relation(contents[keeper_id], contents[number], pair)
        members += [
            DuplicateMember(file.path, pair.pair_class, relation, round(pair.score, 4))
            for file in sorted(places[number], key=_place_key)
        ]
    members.sort(key=lambda member: (member.pair_class.rank, -member.score, str(member.path)))
    rivals = [contents[number] for number in near]
    reason = _content_reason(contents[keeper_id], rivals)
    if reason is None:  # as pictures they are equals
        others = [*copies, *(file for number in near for file in places[number])]
        reason = _place_reason(keeper, sorted(others, key=_place_key))
    return DuplicateGroup(keeper.path, members[0].pair_class, reason, tuple(members))


def _same_bytes(keeper: CatalogFile, copies: Sequence[CatalogFile]) -> Iterator[DuplicateMember]:
    for copy in copies:
        same_inode = (copy.stamp.device, copy.stamp.inode) == (
            keeper.stamp.device,
            keeper.stamp.inode,
        )
        linked = same_inode and keeper.stamp.inode != 0
        relation = "the same file under another name (hard link)" if linked else "same bytes"
        yield DuplicateMember(copy.path, PairClass.IDENTICAL_FILE, relation, 1.0)


def _relation(keeper: Content, member: Content, pair: PairEvidence) -> str:
    """Say what was done to the member, as seen from the keeper."""
    words = [pair.relation] if pair.relation else []
    if keeper.format != member.format:
        words.append(f"{member.format} instead of {keeper.format}")
    if pair.pair_class is PairClass.IDENTICAL_PICTURE:
        return ", ".join(["same pixels", *words, "other metadata" if not words else ""]).strip(", ")
    sizes = ({keeper.width, keeper.height}, {member.width, member.height})
    if sizes[0] != sizes[1]:
        words.append(
            f"{member.width} x {member.height} instead of {keeper.width} x {keeper.height}"
        )
    return ", ".join(words) or "recompressed or edited"


def _content_reason(keeper: Content, rivals: Sequence[Content]) -> str | None:
    """Return the first rule in which the keeper beats its strongest rival."""
    if not rivals:
        return None
    rival = max(rivals, key=keeper_key)
    for mine, other in zip(keeper_rules(keeper), keeper_rules(rival), strict=True):
        if mine.key != other.key:
            return mine.reason
    return None


def _place_key(file: CatalogFile) -> tuple[bool, int, int, str]:
    """Order the places of one content: no copy's name, fewest folders, shortest, by path."""
    path = file.path
    looks_copied = _COPY_NAME.search(path.stem) is not None
    return looks_copied, len(path.parts), len(str(path)), str(path)


def _place_reason(keeper: CatalogFile, others: Sequence[CatalogFile]) -> str:
    reasons = (
        "the others' names look like copies",
        "it lies in the fewest folders",
        "it has the shortest path",
    )
    if others:
        mine, other = _place_key(keeper), _place_key(others[0])
        for reason, one, two in zip(reasons, mine, other, strict=False):
            if one != two:
                return reason
    return "nothing tells them apart; it is the first by path"


def _megabytes(size_bytes: int) -> str:
    return f"{size_bytes / 1e6:.1f} MB"
