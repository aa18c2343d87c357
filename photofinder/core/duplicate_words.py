"""The members of a group of duplicates, with what they are to its keeper in words."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from photofinder.core.phrases import Phrase, joined, template
from photofinder.core.types import DuplicateMember, PairClass
from photofinder.core.verification_words import relation_words

if TYPE_CHECKING:
    from photofinder.core.duplicate_units import Place
    from photofinder.core.types import Content, PairEvidence

SAME_BYTES = Phrase(template("same bytes"))
HARD_LINK = Phrase(template("the same file under another name (hard link)"))
_SAME_PIXELS = template("same pixels, {difference}")
_OTHER_FORMAT = template("{format} instead of {keeper_format}")
_OTHER_METADATA = Phrase(template("other metadata"))
_STORED_OTHERWISE = Phrase(template("stored in another way"))
_OTHER_SIZE = template("{width} x {height} instead of {keeper_width} x {keeper_height}")
_EDITED = Phrase(template("recompressed or edited"))


def identical_member(keeper: Place, place: Place) -> DuplicateMember:
    """Return a place with the keeper's pixels as a member."""
    if place.content.content_id != keeper.content.content_id:
        words = same_pixels(keeper.content, place.content)
        return _member(place, PairClass.IDENTICAL_PICTURE, words, 1.0)
    mine, kept = place.file.stamp, keeper.file.stamp
    linked = kept.inode != 0 and (mine.device, mine.inode) == (kept.device, kept.inode)
    words = HARD_LINK if linked else SAME_BYTES
    return _member(place, PairClass.IDENTICAL_FILE, words, 1.0, is_hard_link=linked)


def near_member(keeper: Place, place: Place, pair: PairEvidence) -> DuplicateMember:
    """Return a place that pairs with the keeper as a member."""
    words = relation_to(keeper.content, place.content, pair)
    return _member(place, pair.pair_class, words, round(pair.score, 4), evidence=pair)


def _member(
    place: Place,
    pair_class: PairClass,
    relation: Phrase,
    score: float,
    *,
    is_hard_link: bool = False,
    evidence: PairEvidence | None = None,
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
        is_hard_link=is_hard_link,
        evidence=evidence,
    )


def same_pixels(keeper: Content, other: Content) -> Phrase:
    """Say what a file with the keeper's pixels is to it."""
    return Phrase(_SAME_PIXELS, {"difference": _file_difference(keeper, other)})


def _file_difference(keeper: Content, other: Content) -> Phrase:
    """Say in what files of the same pixels differ."""
    if keeper.format != other.format:
        return _other_format(keeper, other)
    facts = [(c.taken_at, c.has_camera, c.metadata_fields) for c in (keeper, other)]
    return _OTHER_METADATA if facts[0] != facts[1] else _STORED_OTHERWISE


def _other_format(keeper: Content, other: Content) -> Phrase:
    return Phrase(_OTHER_FORMAT, {"format": other.format, "keeper_format": keeper.format})


def relation_to(keeper: Content, member: Content, pair: PairEvidence) -> Phrase:
    """Say what was done to the member, as seen from the keeper."""
    # either may be another content with the pixels of one of the pair
    keeper_is_first = keeper.content_id == pair.first_id or member.content_id == pair.second_id
    said = relation_words(pair, keeper_is_first=keeper_is_first)
    words = [said] if said else []
    if keeper.format != member.format:
        words.append(_other_format(keeper, member))
    if {keeper.width, keeper.height} != {member.width, member.height}:
        words.append(_other_size(member.width, member.height, keeper.width, keeper.height))
    return joined(words) if words else _EDITED


@functools.lru_cache(maxsize=1_024)
def _other_size(width: int, height: int, keeper_width: int, keeper_height: int) -> Phrase:
    """Say both sizes; of the few that a camera has the same words serve all its photos."""
    sizes = {
        "width": width,
        "height": height,
        "keeper_width": keeper_width,
        "keeper_height": keeper_height,
    }
    return Phrase(_OTHER_SIZE, sizes)
