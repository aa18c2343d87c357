"""Which pairs need a close look, and what it makes of their evidence. Pure."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from photofinder.core import pair_rules
from photofinder.core import verification_words as words
from photofinder.core.close_look import EDGE_PX, MIN_EDGE_PX, CloseLook, Sight
from photofinder.core.pair_rules import Candidate
from photofinder.core.phrases import Phrase
from photofinder.core.types import PairClass, PairEvidence, Relation

if TYPE_CHECKING:
    from photofinder.core.types import Content, Verification

#: how likely two pictures are of different moments where something is seen to have moved: of
#: copies, 1 in 150 is mistaken
_MOVED_CHANCE = 0.97
#: of the moments that thumbnails do not tell, so many are not seen from near either
_UNSEEN_SHARE = 0.1
#: what a series has of a copy's relations
_OF_SERIES = frozenset(
    {
        Relation.MIRRORED,
        Relation.GREY,
        Relation.SCREENSHOT_OF,
        Relation.FORMAT_CHANGED,
        Relation.RESIZED,
        Relation.RECOMPRESSED,
    }
)


def needs_look(pair: PairEvidence, first: Content, second: Content) -> bool:
    """Return whether only a close look can tell that two pictures are one shot.

    Parameters
    ----------
    pair : PairEvidence
    first, second : Content
        Of ``pair.first_id`` and ``pair.second_id``.

    Notes
    -----
    Not where cameras noted the same moment to fractions of a second: programs that edit a photo
    keep the capture time or drop it. The same second alone has room for ten shots of a burst.
    """
    if pair.pair_class is not PairClass.SAME_SHOT:
        return False
    if pair.verified is None or pair.verified.transform is None:
        return False
    if any(max(each.width, each.height) < MIN_EDGE_PX for each in (first, second)):
        return False  # its thumbnail shows all there is
    if first.pixel_digest is not None and first.pixel_digest == second.pixel_digest:
        return False
    return not pair_rules.are_at_once(_facts(pair, first, second))


def after_look(
    pair: PairEvidence, look: CloseLook, first: Content, second: Content
) -> PairEvidence:
    """Return what is known of a pair once it was looked at closely.

    Parameters
    ----------
    pair : PairEvidence
        For which `needs_look` is true.
    look : CloseLook
    first, second : Content
    """
    seen = pair.verified
    if seen is None or look.sight in (Sight.UNDECIDED, Sight.DRAWN):
        return pair  # letters may hide that something moved beside them
    looked = dataclasses.replace(seen, looked_px=EDGE_PX)
    if look.sight is not Sight.MOVED:
        return dataclasses.replace(pair, verified=_less_doubtful(looked))
    facts = _facts(pair, first, second)
    is_burst = pair_rules.are_of_one_burst(facts) or pair_rules.camera_seconds_apart(facts) == 0
    kept = tuple(name for name in seen.relations if name in _OF_SERIES)
    related = seen.same_shot + seen.series
    return dataclasses.replace(
        pair,
        pair_class=PairClass.SERIES,
        relation=words.stored([Phrase(words.MOVED)]),
        verified=dataclasses.replace(
            looked,
            relations=(Relation.BURST if is_burst else Relation.SAME_SCENE, *kept),
            same_shot=round(related * (1 - _MOVED_CHANCE), 4),
            series=round(related * _MOVED_CHANCE, 4),
            moved=look.place,
        ),
    )


def _less_doubtful(seen: Verification) -> Verification:
    """Return the chances once most of the moments that might be hidden are ruled out."""
    related = seen.same_shot + seen.series
    if not related:
        return seen
    hidden = seen.series * _UNSEEN_SHARE
    apart = hidden / (hidden + seen.same_shot)
    return dataclasses.replace(
        seen, same_shot=round(related * (1 - apart), 4), series=round(related * apart, 4)
    )


def _facts(pair: PairEvidence, first: Content, second: Content) -> Candidate:
    return Candidate(first, second, pair.hash_distance, 0, pair.score, 1.0)
