"""What two pictures are to each other, checked on their pixels: the second stage of duplicates.

A candidate comes from embeddings, hashes, capture times or names, all of which err. Here one
picture is laid on the other, as a whole or by keypoints, and what lies there must agree; where
they differ tells what was done. Any thread; deterministic.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from photofinder.core import pair_rules
from photofinder.core.pair_features import InnerBox
from photofinder.core.types import PairClass, PairEvidence, Verification
from photofinder.core.verification_agreement import (
    Blocks,
    Frames,
    compare_blocks,
    compare_detail,
    compare_shading,
    frames,
)
from photofinder.core.verification_alignment import (
    Placement,
    apply,
    at_a_glance,
    frame_placement,
    keypoint_placement,
)
from photofinder.core.verification_bends import is_bent
from photofinder.core.verification_changes import find_changes
from photofinder.core.verification_odds import ACCEPTED, Seen, corners, moments_apart, related
from photofinder.core.verification_refinement import refine
from photofinder.core.verification_relations import overlap_box, relations_of, shares, words_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from photofinder.core.pair_features import PictureFeatures
    from photofinder.core.pair_rules import Candidate

#: goes up when the same pictures may get another answer; pairs of an older one are done again
VERSION = 2

#: nothing better will come: keypoints need not be looked for
_CERTAIN_SHARE = 0.96
_CERTAIN_BLOCKS = 24.0
#: blocks that make a place worth as much as any
_FULL_BLOCKS = 20.0
#: unrelated photos have hardly a block in common, true pairs many
_HOPELESS_SHARE = 0.2
#: whole frames that have less in common need keypoints that say the same
_DOUBTFUL_SHARE = 0.6
#: or that letters all over a picture leave every second block recognisable
_TYPICAL_SAME = 0.45
#: below this nothing can be compared
_MIN_EDGE_PX = 16
#: how likely two pictures are of different moments where all that differs is bent
_BENT_CHANCE = 0.9


def verify(
    first: PictureFeatures, second: PictureFeatures, facts: Candidate
) -> PairEvidence | None:
    """Compare two pictures; None when they are not related.

    Parameters
    ----------
    first, second : PictureFeatures
        Of ``facts.first`` and ``facts.second``.
    facts : Candidate
        What is known beside the pixels.

    Returns
    -------
    PairEvidence or None
        Same shot or series; the transform is from the content with the larger id to the other.

    Notes
    -----
    Costs about a millisecond for copies of the whole frame and for pictures that have nothing in
    common, a few for crops. Identical pictures are not proven here but by their digests.
    """
    if facts.first.content_id > facts.second.content_id:
        facts = pair_rules.exchanged(facts)
        first, second = second, first
    seen = look(first, second)
    if seen is None:
        return None
    chance = related(seen)
    if chance < ACCEPTED["dense"]:
        return None
    apart = pair_rules.chance_apart(facts, moments_apart(seen))
    if apart < ACCEPTED["moments"] and is_bent(seen):
        apart = _BENT_CHANCE
    pair_class = PairClass.SERIES if apart >= ACCEPTED["moments"] else PairClass.SAME_SHOT
    names = relations_of(seen, facts, pair_class)
    verified = Verification(
        relations=names,
        transform=shares(seen.placement, first, second),
        overlap=overlap_box(seen.placement, first, second),
        agreement=round(seen.shading.correlation, 4),
        keypoints=seen.placement.inliers,
        same_shot=round(chance * (1 - apart), 4),
        series=round(chance * apart, 4),
        version=VERSION,
    )
    return PairEvidence(
        facts.first.content_id,
        facts.second.content_id,
        pair_class,
        words_for(seen, facts, names),
        facts.cosine,
        facts.hash_distance,
        verified,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    placement: Placement
    pair: Frames
    blocks: Blocks

    @property
    def rank(self) -> float:
        return self.blocks.same_share * min(1.0, self.blocks.count / _FULL_BLOCKS)


def look(first: PictureFeatures, second: PictureFeatures) -> Seen | None:
    """Measure two pictures at the best place; None where they have nothing in common."""
    place = _best_place(first, second)
    if place is None:
        return None
    placement, pair, blocks = place.placement, place.pair, place.blocks
    if blocks.count >= _FULL_BLOCKS and blocks.same_share < _HOPELESS_SHARE:
        return None
    if (
        blocks.same_share < _DOUBTFUL_SHARE
        and not placement.inliers
        and blocks.count > _FULL_BLOCKS
    ):
        return None  # frames, letters or black corners in common, and no place inside
    if blocks.count > 1:
        placement, pair = refine(first, second, placement, pair)
        if placement is not place.placement:
            blocks = compare_blocks(pair)
    shading = compare_shading(first, second, placement)
    if shading is None:
        return None
    changes, detail = find_changes(pair, blocks), compare_detail(pair, blocks)
    return Seen(first, second, placement, pair, blocks, shading, changes, detail)


def _best_place(first: PictureFeatures, second: PictureFeatures) -> _Place | None:
    best: _Place | None = None
    for placement in _placements(first, second):
        pair = frames(first, second, placement)
        if pair is None:
            continue
        place = _Place(placement, pair, compare_blocks(pair))
        if best is None or place.rank > best.rank:
            best = place
        elif best.placement.inliers == 0 and _is_near(placement, best.placement, second):
            best = dataclasses.replace(best, placement=_supported(best.placement, placement))
        if place.blocks.same_share >= _CERTAIN_SHARE and place.blocks.count >= _CERTAIN_BLOCKS:
            break
    return best


def _is_near(one: Placement, two: Placement, picture: PictureFeatures) -> bool:
    """Whether two placements lay a picture on nearly the same place."""
    there = corners(InnerBox(0, 0, picture.width, picture.height))
    away = apply(one.matrix, there) - apply(two.matrix, there)
    return float(abs(away).max()) <= _NEAR_PX


_NEAR_PX = 8.0


def _supported(whole: Placement, by_keypoints: Placement) -> Placement:
    return dataclasses.replace(whole, inliers=by_keypoints.inliers, matches=by_keypoints.matches)


def _placements(first: PictureFeatures, second: PictureFeatures) -> Iterator[Placement]:
    """Guess where the second lies: the whole frame first, as of most copies."""
    if min(first.width, first.height, second.width, second.height) < _MIN_EDGE_PX:
        return
    glance = at_a_glance(first, second)
    if glance.best >= _WHOLE_FRAME:
        yield frame_placement(first.inner, second.inner, glance.turn)
    for mirrored in (glance.mirrored > glance.plain, glance.mirrored <= glance.plain):
        if mirrored and _SLIGHT > glance.mirrored < glance.plain:
            continue
        placement = keypoint_placement(first, second, mirrored=mirrored)
        if placement is not None:
            yield placement


#: copies of a whole frame look so at a glance, whatever was drawn on them
_WHOLE_FRAME = 0.6
#: mirrored copies look a little alike at a glance, also cropped ones
_SLIGHT = 0.2
