"""What two pictures are to each other, checked on their pixels: the second stage of duplicates.

A candidate comes from embeddings, hashes, capture times or names, all of which err. Here one
picture is laid on the other, as a whole or by keypoints, and what lies there must agree; where
they differ tells what was done. Any thread; deterministic.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from photofinder.core import pair_rules
from photofinder.core.types import PairClass, PairEvidence, Verification
from photofinder.core.verification_agreement import Agreement, agreement, compared
from photofinder.core.verification_alignment import (
    Placement,
    best_turn,
    frame_placement,
    keypoint_placement,
)
from photofinder.core.verification_moments import are_moments_apart
from photofinder.core.verification_odds import odds
from photofinder.core.verification_relations import overlap_box, relations_of, shares

if TYPE_CHECKING:
    from collections.abc import Iterator

    from photofinder.core.pair_features import PictureFeatures
    from photofinder.core.pair_rules import Candidate

#: goes up when the same pictures may get another answer; pairs of an older one are done again
VERSION = 1

#: related from here on
ACCEPTED = 0.5
#: nothing better will come: keypoints need not be looked for
_CERTAIN_SHARE = 0.96
_CERTAIN_BLOCKS = 24
#: the share of structure that makes a place worth more than others
_FULL_BLOCKS = 20


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """A placement and what is seen there."""

    placement: Placement
    seen: Agreement

    @property
    def rank(self) -> float:
        """The higher the better."""
        return self.seen.same_share * min(1.0, self.seen.blocks / _FULL_BLOCKS)


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
        Same shot or series, with the transform from the content with the larger id to the other.

    Notes
    -----
    Costs about a millisecond for copies of the whole frame and for pictures that have nothing in
    common, a few for crops. Identical pictures are not proven here but by their digests.
    """
    if facts.first.content_id > facts.second.content_id:
        facts = pair_rules.exchanged(facts)
        first, second = second, first
    found = find(first, second)
    if found is None:
        return None
    chance = odds(first, second, found.placement, found.seen, facts)
    if chance.related < ACCEPTED:
        return None
    moments = are_moments_apart(first, second, found.placement, found.seen, facts)
    pair_class = PairClass.SERIES if moments >= ACCEPTED else PairClass.SAME_SHOT
    relations = relations_of(first, second, found.placement, found.seen, facts, pair_class)
    verified = Verification(
        relations=relations.names,
        transform=shares(found.placement, first, second),
        overlap=overlap_box(found.placement, first, second),
        agreement=round(found.seen.correlation, 4),
        keypoints=found.placement.inliers,
        same_shot=round(chance.related * (1 - moments), 4),
        series=round(chance.related * moments, 4),
        version=VERSION,
    )
    return PairEvidence(
        facts.first.content_id,
        facts.second.content_id,
        pair_class,
        relations.words,
        facts.cosine,
        facts.hash_distance,
        verified,
    )


def find(first: PictureFeatures, second: PictureFeatures) -> Finding | None:
    """Find the best place of the second picture on the first; None when there is none."""
    best: Finding | None = None
    for placement in _placements(first, second):
        seen = agreement(compared(first, second, placement))
        if seen is None:
            continue
        found = Finding(placement, seen)
        if best is None or found.rank > best.rank:
            best = found
        if seen.same_share >= _CERTAIN_SHARE and seen.blocks >= _CERTAIN_BLOCKS:
            break
    return best


def _placements(first: PictureFeatures, second: PictureFeatures) -> Iterator[Placement]:
    """The cheap ones first: most copies show the whole frame."""
    if min(first.width, first.height, second.width, second.height) < _MIN_EDGE_PX:
        return
    yield frame_placement(first.inner, second.inner, best_turn(first, second))
    for mirrored in (False, True):
        placement = keypoint_placement(first, second, mirrored=mirrored)
        if placement is not None:
            yield placement


#: below this nothing can be compared
_MIN_EDGE_PX = 16
