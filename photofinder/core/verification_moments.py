"""Whether two related pictures are of different moments: by what cameras wrote, and by look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from photofinder.core import pair_rules
from photofinder.core.verification_alignment import apply

if TYPE_CHECKING:
    from photofinder.core.pair_features import InnerBox, PictureFeatures
    from photofinder.core.pair_rules import Candidate
    from photofinder.core.verification_agreement import Agreement
    from photofinder.core.verification_alignment import Placement

#: a copy's corners may lie this far outside the other, in pixels of 320
_CONTAINED_PX = 1.5


def are_moments_apart(
    first: PictureFeatures,
    second: PictureFeatures,
    placement: Placement,
    seen: Agreement,
    facts: Candidate,
) -> float:
    """Return how likely the two are different moments, 0..1."""
    if pair_rules.cameras_say_apart(facts):
        return 0.99
    outside = min(
        outside_px(placement.matrix, first.inner, second.inner),
        outside_px(placement.inverse(), second.inner, first.inner),
    )
    return 0.9 if outside > _CONTAINED_PX else 0.02


def outside_px(matrix: np.ndarray, onto: InnerBox, box: InnerBox) -> float:
    """Return how far the corners of ``box``, mapped, lie outside of ``onto``."""
    corners = np.array(
        [
            (box.left, box.top),
            (box.right, box.top),
            (box.right, box.bottom),
            (box.left, box.bottom),
        ],
        np.float64,
    )
    mapped = apply(matrix, corners)
    low = np.array([onto.left, onto.top]) - mapped
    high = mapped - np.array([onto.right, onto.bottom])
    return float(max(low.max(), high.max(), 0.0))
