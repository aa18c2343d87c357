"""Why a file is in its group: columns of evidence, words of it, frames where the pictures meet."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt

from photofinder.core.phrases import Phrase
from photofinder.core.types import (
    Box,
    DuplicateGroup,
    DuplicateMember,
    PairClass,
    PairEvidence,
    Relation,
    Verification,
)
from photofinder.ui import duplicates_why
from photofinder.ui.duplicates_build import build_review
from photofinder.ui.duplicates_evidence import NOT_VERIFIED, PairSight, ShotCertainty
from photofinder.ui.duplicates_ledger import Ledger
from photofinder.ui.duplicates_marks import Marks
from photofinder.ui.duplicates_model import MemberModel
from photofinder.ui.duplicates_request import compare_request
from photofinder.ui.elided_text import ElidedText
from photofinder.ui.placing import SAME_PLACE, Placing, Turn

TIP = Qt.ItemDataRole.ToolTipRole
CROP = (0.5, 0.0, 0.25, 0.0, 0.5, 0.25)
WORDS = Phrase("a test's words")
FILE, PICTURE, SHOT, SERIES = PairClass


def verified(
    certain: float, transform: tuple[float, ...] | None = CROP, keypoints: int = 120
) -> Verification:
    box = None if transform is None else Box(0.25, 0.25, 0.75, 0.75)
    relations = (Relation.CROPPED,)
    return Verification(relations, transform, box, 0.97, keypoints, certain, 1 - certain, 1)


def pair(
    first: int,
    second: int,
    certain: float = 0.9,
    kind: PairClass = SHOT,
    transform: tuple[float, ...] | None = CROP,
) -> PairEvidence:
    return PairEvidence(first, second, kind, "cropped", 0.8, 3, verified(certain, transform))


def member(
    number: int, kind: PairClass = SHOT, evidence: PairEvidence | None = None
) -> DuplicateMember:
    path = Path(f"/photos/{number}.jpg")
    return DuplicateMember(path, kind, WORDS, 0.8, number, number, 1_000, 40, 30, evidence=evidence)


def group(keeper: int, *members: DuplicateMember) -> DuplicateGroup:
    return DuplicateGroup(
        Path(f"/photos/{keeper}.jpg"), members[0].pair_class, WORDS, members, "", keeper, keeper
    )


def model_of(found: DuplicateGroup) -> MemberModel:
    marks = Marks(Ledger.of(build_review([found])))
    model = MemberModel()
    model.show_group(marks, 0)
    return model


# -- columns ---------------------------------------------------------------------------------------


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
            member(4, SERIES, pair(3, 4, 0.3, SERIES, None)),
        ),
    ]
    review = build_review(groups)
    assert review.sight(0, 1).placing is None
    series = review.sight(1, 3)
    assert series.placing is None
    assert series.probability == pytest.approx(0.7), "of a series its own"


def test_pairs_from_before_pictures_were_verified_are_not_certain(qapp) -> None:
    old = PairEvidence(1, 2, SHOT, "", 0.9)
    found = group(1, member(2, evidence=old), member(3, evidence=pair(1, 3, 0.9)), member(4))
    review = build_review([found])
    assert review.sight(0, 1) is NOT_VERIFIED
    assert review.evidence.certainty(np.array([1, 2, 3])).tolist() == pytest.approx([0, 0.9, 1])
    left = ShotCertainty.of(review).left
    assert (left(0.0), left(0.001)) == ((1, 4), (1, 3)), "it passes no threshold"
    model = model_of(found)
    assert duplicates_why.certainty_text(SHOT, model.sight(1)) == "not verified yet"
    assert duplicates_why.why_text(model.sight(1)) == ""
    assert "Not verified yet" in model.data(model.index(1), TIP)
    assert "%" not in model.data(model.index(1), Qt.ItemDataRole.AccessibleTextRole)
    assert duplicates_why.shapes(model, 1, 1) == duplicates_why.shapes(model, 0, 1) == []


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


# -- places that moved -----------------------------------------------------------------------------

BOX = Box(0.4, 0.5, 0.5, 0.7)
MIRRORED = Turn(flip_x=True).placing()
#: with half its size around it
SEEN = ((0.35, 0.4), (0.55, 0.8))
TURNS = [Turn(swapped, x, y) for swapped in (False, True) for x in (False, True) for y in (0, 1)]


def another_moment(
    first: int, second: int, placing: Placing = SAME_PLACE, box: Box | None = BOX
) -> PairEvidence:
    values = (placing.a, placing.b, placing.c, placing.d, placing.e, placing.f)
    seen = Verification((), values, None, 0.99, 80, 0.03, 0.97, 1, 1280, box)
    return PairEvidence(first, second, SERIES, "another moment", 0.99, 1, seen)


def corners(shape: tuple[tuple[float, float], ...]) -> tuple[tuple[float, float], ...]:
    """Return the upper left and the lower right corner of a rectangle."""
    assert len(shape) == 4
    return min(shape), max(shape)


def close(*points: tuple[float, float]) -> object:
    return pytest.approx(np.array(points), abs=1e-5)


@pytest.mark.parametrize("turn", TURNS)
def test_place_that_moved_is_known_on_both_pictures_whichever_was_first(turn: Turn) -> None:
    placing = turn.placing()
    groups = [
        group(1, member(2, SERIES, another_moment(1, 2, placing))),
        group(9, member(3, SERIES, another_moment(3, 9, placing))),
    ]
    review = build_review(groups)
    as_stored, other_way = review.sight(0, 1), review.sight(1, 3)
    assert as_stored.looked_px == other_way.looked_px == 1280
    laid = [placing.inverse().point(*corner) for corner in SEEN]
    second = (tuple(np.min(laid, axis=0)), tuple(np.max(laid, axis=0)))
    assert np.array(corners(as_stored.moved.on_keeper)) == close(*SEEN)
    assert np.array(corners(as_stored.moved.on_member)) == close(*second)
    assert np.array(corners(other_way.moved.on_member)) == close(*SEEN)
    assert np.array(corners(other_way.moved.on_keeper)) == close(*second)
    for sight in (as_stored, other_way):
        there = [sight.placing.point(*corner) for corner in sight.moved.on_member]
        assert np.array(there) == close(*sight.moved.on_keeper)


def test_small_place_has_room_around_it_on_both_pictures_as_far_as_they_reach() -> None:
    small = Box(0.0, 0.5, 0.01, 0.51)
    wider = Placing(*CROP).inverse()  # the second picture shows twice as much across
    groups = [
        group(1, member(2, SERIES, another_moment(1, 2, box=small))),
        group(3, member(4, SERIES, another_moment(3, 4, wider, small))),
    ]
    review = build_review(groups)
    plain, inside = review.sight(0, 1).moved, review.sight(1, 3).moved
    assert np.array(corners(plain.on_keeper)) == close((0, 0.48), (0.03, 0.53))
    assert np.array(corners(inside.on_keeper)) == close((0, 0.46), (0.05, 0.55))
    (left, top), (right, bottom) = corners(inside.on_member)
    assert right - left == pytest.approx(0.005 + 0.02), "what lies left of the crop is cut off"
    assert bottom - top == pytest.approx(0.005 + 2 * 0.02)


def test_nothing_moved_where_only_thumbnails_were_compared_or_the_pair_is_of_others() -> None:
    shot = pair(1, 2)
    groups = [
        group(1, member(2, evidence=shot)),
        group(3, member(4, SERIES, another_moment(5, 6)), member(7, SERIES, another_moment(3, 7))),
        group(8, member(9, SERIES, another_moment(8, 9, box=None))),
    ]
    review = build_review(groups)
    assert (review.sight(0, 1).looked_px, review.sight(0, 1).moved) == (0, None)
    assert review.sight(1, 3).moved is None
    assert review.sight(1, 4).moved is not None, "each has its own"
    assert (review.sight(2, 6).looked_px, review.sight(2, 6).moved) == (1280, None)


def test_pair_of_another_picture_with_the_keepers_pixels_moves_on_the_keeper() -> None:
    found = group(8, member(7, PICTURE), member(3, SERIES, another_moment(3, 7)))
    review = build_review([found])
    series = int(review.of_class(SERIES.rank)[0])
    sight = review.sight(series, review.members[series].tolist()[1])
    assert np.array(corners(sight.moved.on_member)) == close(*SEEN)
    assert np.array(corners(sight.moved.on_keeper)) == close(*SEEN)


def test_review_without_groups_has_evidence_of_nothing() -> None:
    review = build_review([])
    assert ShotCertainty.of(review).left(0.5) == (0, 0)


# -- words and frames ------------------------------------------------------------------------------


def test_certainty_is_told_in_percent_and_never_as_more_than_is_known(qapp) -> None:
    for certain, text in (
        (0.972, "97 % the same shot"),
        (0.996, "over 99 % the same shot"),
        (1.0, "100 % the same shot"),
        (0.0, "0 % the same shot"),
    ):
        assert duplicates_why.certainty_text(SHOT, PairSight(certain, 1, 9, None)) == text
    assert duplicates_why.certainty_text(SERIES, PairSight(0.8, 0, 9, None)) == "80 % one series"


def test_what_it_is_based_on_is_told_as_far_as_there_is_something(qapp) -> None:
    why = duplicates_why.why_text
    assert why(PairSight(0.9, 0.97, 0, SAME_PLACE)) == "97 % alike"
    assert why(PairSight(0.9, -0.2, 0, SAME_PLACE)) == "0 % alike"
    assert why(PairSight(0.9, 0.97, 0, None)) == ""
    assert why(PairSight(0.9, 0.97, 12, SAME_PLACE)).startswith("12 matching")
    told = duplicates_why.why_told(SERIES, PairSight(0.9, 0.1, 0, None))
    assert told == "90 % one series. No place was found where one shows what the other does."


def test_crop_is_told_and_framed_on_the_picture_it_was_cut_from(qapp) -> None:
    model = model_of(group(1, member(2, evidence=pair(1, 2)), member(3)))
    tip = model.data(model.index(1), TIP)
    assert tip.startswith("/photos/2.jpg\n90 % the same shot. 120 detail")
    assert tip.endswith("It shows 25 % of the suggested picture: what lies in the frame there.")
    spoken = model.data(model.index(1), Qt.ItemDataRole.AccessibleTextRole)
    assert "90 % the same shot" in spoken
    (shape,) = duplicates_why.shapes(model, 0, 1)
    assert set(shape) == {(0.25, 0.25), (0.75, 0.25), (0.75, 0.75), (0.25, 0.75)}
    assert duplicates_why.shapes(model, 0, 0) == [shape], "the suggested one frames all others"
    assert duplicates_why.shapes(model, 0, 2) == [], "another file is current"
    assert duplicates_why.shapes(model, 1, 1) == [], "the crop shows nothing else"


def test_picture_with_more_around_it_is_framed_itself(qapp) -> None:
    wider = Placing(*CROP).inverse()
    values = (wider.a, wider.b, wider.c, wider.d, wider.e, wider.f)
    model = model_of(group(1, member(2, evidence=pair(1, 2, transform=values))))
    assert duplicates_why.shapes(model, 0, 1) == []
    (shape,) = duplicates_why.shapes(model, 1, 1)
    assert min(shape) == pytest.approx((0.25, 0.25))
    assert "The suggested picture shows 25 % of it" in model.data(model.index(1), TIP)


def test_close_look_is_told_as_far_as_there_was_one(qapp) -> None:
    def told(kind: PairClass, looked_px: int, evidence: PairEvidence | None = None) -> str:
        sight = PairSight(0.97, 0.99, 80, SAME_PLACE, looked_px)
        if evidence is not None:
            sight = build_review([group(1, member(2, SERIES, evidence))]).sight(0, 1)
        assert "closely" not in duplicates_why.why_text(sight)
        return duplicates_why.why_told(kind, sight)

    assert "closely" not in told(SHOT, 0)
    assert "closely" not in told(SERIES, 0)
    assert "Compared closely, at 1280 pixels: nothing moved." in told(SHOT, 1280)
    moved = told(SERIES, 0, another_moment(1, 2))
    assert "Compared closely, at 1280 pixels: something moved inside the dashed frame." in moved
    assert "at 1280 pixels: something moved." in told(SERIES, 0, another_moment(1, 2, box=None))


def test_place_that_moved_is_framed_on_both_pictures(qapp) -> None:
    first, second = another_moment(1, 2), another_moment(1, 3, box=Box(0, 0, 0.1, 0.1))
    model = model_of(group(1, member(2, SERIES, first), member(3, SERIES, second)))

    def framed(place: int, current: int) -> list[tuple[tuple[float, float], ...]]:
        return [corners(shape) for shape in duplicates_why.moved_shapes(model, place, current)]

    assert np.array(framed(1, 1)) == close(SEEN)
    assert framed(0, 1) == framed(1, 1)
    assert framed(0, 2) == framed(2, 2)
    assert framed(0, 2) != framed(0, 1)
    assert framed(0, 0) == [*framed(0, 1), *framed(0, 2)], "the suggested one frames all"
    still = model_of(group(1, member(2, evidence=pair(1, 2)), member(3, FILE)))
    assert duplicates_why.moved_shapes(still, 0, 0) == []
    assert duplicates_why.moved_shapes(still, 1, 1) == []


def test_group_to_be_compared_tells_where_something_moved(qapp) -> None:
    first, second = another_moment(1, 2), another_moment(1, 3, MIRRORED)
    found = group(1, member(2, SERIES, first), member(3, SERIES, second), member(4, SERIES))
    model = model_of(found)
    request = compare_request(model.marks, 0, model, 1)
    one, other, *rest = (Path(f"/photos/{number}.jpg") for number in range(1, 5))
    assert [(place.first, place.second) for place in request.moved] == [
        (one, other),
        (one, rest[0]),
    ]
    for place, sight in zip(request.moved, (model.sight(1), model.sight(2)), strict=True):
        assert place.on_first == sight.moved.on_keeper
        assert place.on_second == sight.moved.on_member
    assert "moved inside the dashed frame" in request.told[other]
    assert request.told[rest[1]] == ""
    still = model_of(group(1, member(2, evidence=pair(1, 2))))
    asked = compare_request(still.marks, 0, still, 1)
    assert asked.moved == ()
    assert "moved" not in asked.told[other]


def test_identical_files_need_no_evidence(qapp) -> None:
    model = model_of(group(1, member(2, FILE)))
    assert model.data(model.index(1), TIP) == "/photos/2.jpg"
    assert duplicates_why.shapes(model, 0, 1) == duplicates_why.shapes(model, 1, 1) == []


def test_long_reason_is_broken_into_lines_and_shortened_at_the_last(qtbot) -> None:
    label = ElidedText(most_lines=2)
    qtbot.addWidget(label)
    label.setText("4032 x 3024 instead of 1600 x 1200; has camera data; " * 3)
    wide = label.fontMetrics().horizontalAdvance(label.text()) + 20
    assert len(label.lines(wide)) == 1
    assert label.heightForWidth(wide) < label.heightForWidth(200)
    lines = label.lines(200)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert lines[0] in label.text()
    label.resize(200, label.heightForWidth(200))
    label.show()
    label.grab()
    assert label.toolTip() == label.text()
    label.setText("short")
    label.grab()
    assert label.toolTip() == ""
