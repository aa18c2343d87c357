"""Evidence in columns: as certain as the engine said, placed on the keeper whichever is first."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from photofinder.core.phrases import Phrase, template
from photofinder.core.types import (
    Box,
    DuplicateGroup,
    DuplicateMember,
    PairClass,
    PairEvidence,
    Relation,
    Verification,
)
from photofinder.ui.duplicates_build import build_review
from photofinder.ui.duplicates_evidence import ShotCertainty

FILE, PICTURE, SHOT, SERIES = PairClass
CROP = (0.5, 0.0, 0.25, 0.0, 0.5, 0.25)
WORDS = Phrase(template("a test's words"))


def verified(certain: float, transform: tuple[float, ...] | None = CROP) -> Verification:
    box = None if transform is None else Box(0.25, 0.25, 0.75, 0.75)
    return Verification((Relation.CROPPED,), transform, box, 0.97, 120, certain, 1 - certain, 1)


def pair(first: int, second: int, certain: float = 0.9, kind: PairClass = SHOT) -> PairEvidence:
    return PairEvidence(first, second, kind, "cropped", 0.8, 3, verified(certain))


def member(number: int, kind: PairClass = SHOT, evidence: PairEvidence | None = None):
    path = Path(f"/photos/{number}.jpg")
    return DuplicateMember(path, kind, WORDS, 0.8, number, number, 1_000, 40, 30, evidence=evidence)


def group(keeper: int, *members: DuplicateMember) -> DuplicateGroup:
    return DuplicateGroup(
        Path(f"/photos/{keeper}.jpg"), members[0].pair_class, WORDS, members, "", keeper, keeper
    )


def test_member_is_placed_on_the_keeper_whichever_was_first() -> None:
    groups = [
        group(1, member(2, evidence=pair(1, 2))),
        group(9, member(3, evidence=pair(3, 9))),
    ]
    review = build_review(groups)
    as_stored = review.sight(0, 1)
    assert as_stored.placing.point(0, 0) == pytest.approx((0.25, 0.25))
    other_way = review.sight(1, 3)
    assert other_way.placing.point(0.25, 0.25) == pytest.approx((0, 0))
    assert (as_stored.probability, as_stored.keypoints) == (pytest.approx(0.9), 120)
    assert as_stored.agreement == pytest.approx(0.97)
    assert review.sight(0, 0) is None, "the keeper is compared with nothing"


def test_evidence_about_another_file_of_the_keepers_pixels_places_the_member() -> None:
    groups = [group(8, member(7, PICTURE), member(3, evidence=pair(3, 7)))]
    review = build_review(groups)
    shot = int(review.of_class(SHOT.rank)[0])
    row = review.members[shot].tolist()[1]
    assert review.sight(shot, row).placing.point(0.25, 0.25) == pytest.approx((0, 0))
    picture = int(review.of_class(PICTURE.rank)[0])
    assert review.sight(picture, review.members[picture].tolist()[1]) is None


def test_evidence_about_strangers_or_without_a_place_places_nothing() -> None:
    groups = [
        group(1, member(2, evidence=pair(5, 6))),
        group(
            3,
            member(4, SERIES, PairEvidence(3, 4, SERIES, "", 0.8, 3, verified(0.3, None))),
        ),
    ]
    review = build_review(groups)
    assert review.sight(0, 1).placing is None
    series = review.sight(1, 3)
    assert series.placing is None
    assert series.probability == pytest.approx(0.7), "of a series its own"


def test_pairs_from_before_pictures_were_verified_count_as_certain() -> None:
    old = PairEvidence(1, 2, SHOT, "", 0.9)
    review = build_review([group(1, member(2, evidence=old), member(3))])
    assert review.sight(0, 1) is None
    assert review.evidence.certainty(np.array([1, 2])).tolist() == [1, 1]


def test_groups_and_files_that_are_left_at_each_certainty() -> None:
    groups = [
        group(1, member(2, evidence=pair(1, 2, 0.6)), member(3, evidence=pair(1, 3, 0.9))),
        group(4, member(5, evidence=pair(4, 5, 0.7))),
        group(6, member(7, FILE)),
    ]
    left = ShotCertainty.of(build_review(groups)).left
    assert left(0) == (2, 5)
    assert left(0.65) == (2, 4)
    assert left(0.8) == (1, 2)
    assert left(0.95) == (0, 0)


def test_review_without_groups_has_evidence_of_nothing() -> None:
    review = build_review([])
    assert ShotCertainty.of(review).left(0.5) == (0, 0)
