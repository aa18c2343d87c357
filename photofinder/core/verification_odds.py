"""How likely what was seen of a pair is to be seen of related pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from photofinder.core.pair_features import PictureFeatures
    from photofinder.core.pair_rules import Candidate
    from photofinder.core.verification_agreement import Agreement
    from photofinder.core.verification_alignment import Placement


@dataclass(frozen=True, slots=True)
class Odds:
    """``related`` is 0..1."""

    related: float


def odds(
    first: PictureFeatures,
    second: PictureFeatures,
    placement: Placement,
    seen: Agreement,
    facts: Candidate,
) -> Odds:
    """Weigh what was seen."""
    if seen.blocks < 8:
        return Odds(0.0)
    needed = 0.6 if placement.inliers >= 40 else 0.97
    if first.is_flat or second.is_flat:
        needed = 0.97
    value = 40 * (seen.same_share - needed) + 10 * (seen.structure - 0.6)
    return Odds(float(1 / (1 + np.exp(-value))))
