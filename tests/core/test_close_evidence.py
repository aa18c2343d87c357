"""Which pairs are looked at closely, and what is known of them afterwards."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photofinder.core.close_evidence import after_look, needs_look
from photofinder.core.close_look import EDGE_PX, CloseLook, Sight
from photofinder.core.types import Box, Content, PairClass, PairEvidence, Relation, Verification

WHOLE = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
PLACE = Box(0.4, 0.3, 0.5, 0.35)
NOON = "2024-05-01T12:00:00"
ONE = Content(1, b"1", 500_000, 4000, 3000, "JPEG")
TWO = Content(2, b"2", 90_000, 1600, 1200, "JPEG")
COPY = Verification(
    relations=(Relation.GREY, Relation.CROPPED, Relation.RESIZED, Relation.RECOMPRESSED),
    transform=WHOLE,
    overlap=Box(0.0, 0.0, 1.0, 1.0),
    agreement=0.97,
    keypoints=80,
    same_shot=0.9,
    series=0.06,
    version=1,
)
PAIR = PairEvidence(
    1, 2, PairClass.SAME_SHOT, "black and white; cropped to 90 %", 0.96, 3, verified=COPY
)


def taken(content: Content, at: str | None, subsec_s: float | None = None, **more) -> Content:
    """Return what a camera took at a time."""
    return dataclasses.replace(content, taken_at=at, subsec_s=subsec_s, has_camera=True, **more)


def verified(evidence: PairEvidence) -> Verification:
    assert evidence.verified is not None
    return evidence.verified


# -- which pairs


def test_copies_without_capture_times_need_a_look() -> None:
    assert needs_look(PAIR, ONE, TWO)


@pytest.mark.parametrize(
    "pair_class", [each for each in PairClass if each is not PairClass.SAME_SHOT]
)
def test_what_is_no_same_shot_needs_none(pair_class: PairClass) -> None:
    assert not needs_look(dataclasses.replace(PAIR, pair_class=pair_class), ONE, TWO)


def test_pairs_that_lie_nowhere_need_none() -> None:
    unverified = dataclasses.replace(PAIR, verified=None)
    unplaced = dataclasses.replace(PAIR, verified=dataclasses.replace(COPY, transform=None))
    assert not needs_look(unverified, ONE, TWO)
    assert not needs_look(unplaced, ONE, TWO)


def test_identical_pixels_need_none() -> None:
    one, same, other = (
        dataclasses.replace(content, pixel_digest=digest)
        for content, digest in ((ONE, b"a"), (TWO, b"a"), (TWO, b"b"))
    )
    assert not needs_look(PAIR, one, same)
    assert needs_look(PAIR, one, other)
    assert needs_look(PAIR, one, TWO)  # of one, nobody has read the pixels
    assert needs_look(PAIR, ONE, same)


@pytest.mark.parametrize(
    ("first", "second", "needed"),
    [
        (taken(ONE, NOON, 0.25), taken(TWO, NOON, 0.25), False),
        (taken(ONE, NOON, 0.257), taken(TWO, NOON, 0.25), False),  # two digits of three
        (taken(ONE, NOON), taken(TWO, NOON), True),  # room for ten shots
        (taken(ONE, NOON, 0.25), taken(TWO, NOON), True),
        (taken(ONE, NOON), taken(TWO, NOON, 0.25), True),
        (taken(ONE, NOON, 0.0), taken(TWO, NOON, 0.0), True),  # nobody knows fractions
        (taken(ONE, NOON, 0.25), taken(TWO, None), True),
        (taken(ONE, None), taken(TWO, None), True),
        # another clock, which says nothing of the shot
        (taken(ONE, NOON, 0.25), taken(TWO, "2024-05-01T14:00:00", 0.25), True),
    ],
)
def test_only_fractions_of_a_second_save_a_look(
    first: Content, second: Content, needed: bool
) -> None:
    assert needs_look(PAIR, first, second) is needed
    assert needs_look(PAIR, second, first) is needed


def test_times_of_programs_save_no_look() -> None:
    """A file's time that no camera wrote."""
    camera = taken(ONE, NOON, 0.25)
    program = dataclasses.replace(taken(TWO, NOON, 0.25), has_camera=False)
    assert needs_look(PAIR, camera, program)
    assert needs_look(PAIR, program, camera)


# -- what is known afterwards


@pytest.mark.parametrize("sight", [Sight.UNDECIDED, Sight.DRAWN])
def test_a_look_that_shows_nothing_of_moments_changes_nothing(sight: Sight) -> None:
    """Beside letters something may have moved: nobody says that nothing has."""
    assert after_look(PAIR, CloseLook(sight), ONE, TWO) is PAIR


def test_a_pair_that_nobody_verified_stays_so() -> None:
    bare = dataclasses.replace(PAIR, verified=None)
    for sight in Sight:
        assert after_look(bare, CloseLook(sight, PLACE), ONE, TWO) is bare


def test_a_copy_is_more_certain_and_else_the_same() -> None:
    after = after_look(PAIR, CloseLook(Sight.SAME), ONE, TWO)
    assert after.probability > PAIR.probability
    assert 0 < verified(after).series < COPY.series
    assert verified(after).same_shot + verified(after).series == pytest.approx(0.96, abs=2e-4)
    assert verified(after).looked_px == EDGE_PX
    assert verified(after).moved is None
    like_before = dataclasses.replace(
        verified(after), same_shot=COPY.same_shot, series=COPY.series, looked_px=COPY.looked_px
    )
    assert dataclasses.replace(after, verified=like_before) == PAIR


def test_a_pair_without_chances_keeps_none() -> None:
    hopeless = dataclasses.replace(
        PAIR, verified=dataclasses.replace(COPY, same_shot=0.0, series=0.0)
    )
    for sight in (Sight.SAME, Sight.MOVED):
        after = verified(after_look(hopeless, CloseLook(sight), ONE, TWO))
        assert (after.same_shot, after.series) == (0, 0)
        assert after.looked_px == EDGE_PX


def test_what_moved_is_a_series() -> None:
    after = after_look(PAIR, CloseLook(Sight.MOVED, PLACE), ONE, TWO)
    assert after.pair_class is PairClass.SERIES
    assert after.relation == "another moment: something moved"
    assert after.probability > 0.9
    assert verified(after).same_shot < 0.05
    assert verified(after).same_shot + verified(after).series == pytest.approx(0.96, abs=2e-4)
    assert verified(after).moved == PLACE
    assert verified(after).looked_px == EDGE_PX
    # a crop is a camera held elsewhere; what files and colours are stays
    scene = (Relation.SAME_SCENE, Relation.GREY, Relation.RESIZED, Relation.RECOMPRESSED)
    assert verified(after).relations == scene
    for name in ("transform", "overlap", "agreement", "keypoints", "version"):
        assert getattr(verified(after), name) == getattr(COPY, name)
    for name in ("first_id", "second_id", "score", "hash_distance"):
        assert getattr(after, name) == getattr(PAIR, name)


def test_a_place_that_could_not_be_named_is_none() -> None:
    after = after_look(PAIR, CloseLook(Sight.MOVED), ONE, TWO)
    assert after.pair_class is PairClass.SERIES
    assert verified(after).moved is None


def test_a_series_is_not_looked_at_again() -> None:
    after = after_look(PAIR, CloseLook(Sight.MOVED, PLACE), ONE, TWO)
    assert not needs_look(after, ONE, TWO)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (ONE, TWO, Relation.SAME_SCENE),
        (taken(ONE, NOON), taken(TWO, None), Relation.SAME_SCENE),
        (taken(ONE, NOON), taken(TWO, "2024-05-01T13:00:00"), Relation.SAME_SCENE),
        (taken(ONE, NOON), taken(TWO, NOON), Relation.BURST),
        (taken(ONE, None, burst="b7"), taken(TWO, None, burst="b7"), Relation.BURST),
        (taken(ONE, None, burst="b7"), taken(TWO, None, burst="b8"), Relation.SAME_SCENE),
        (taken(ONE, NOON), dataclasses.replace(TWO, taken_at=NOON), Relation.SAME_SCENE),
    ],
)
def test_cameras_say_whether_what_moved_is_a_burst(
    first: Content, second: Content, expected: Relation
) -> None:
    after = after_look(PAIR, CloseLook(Sight.MOVED, PLACE), first, second)
    assert verified(after).relations[0] is expected


@pytest.mark.parametrize("relation", [*Relation])
def test_relations_of_copies_do_not_stay_with_a_series(relation: Relation) -> None:
    """A series is neither edited, nor drawn on, nor of the same bytes."""
    of_series = {
        Relation.MIRRORED,
        Relation.GREY,
        Relation.SCREENSHOT_OF,
        Relation.FORMAT_CHANGED,
        Relation.RESIZED,
        Relation.RECOMPRESSED,
    }
    pair = dataclasses.replace(PAIR, verified=dataclasses.replace(COPY, relations=(relation,)))
    after = verified(after_look(pair, CloseLook(Sight.MOVED, PLACE), ONE, TWO))
    kept = (relation,) if relation in of_series else ()
    assert after.relations == (Relation.SAME_SCENE, *kept)


@given(
    related=st.floats(0, 1),
    apart=st.floats(0, 1),
    sight=st.sampled_from(list(Sight)),
)
def test_chances_stay_chances(related: float, apart: float, sight: Sight) -> None:
    before = dataclasses.replace(
        COPY, same_shot=round(related * (1 - apart), 4), series=round(related * apart, 4)
    )
    pair = dataclasses.replace(PAIR, verified=before)
    after = verified(after_look(pair, CloseLook(sight, PLACE), ONE, TWO))
    assert 0 <= after.same_shot <= 1
    assert 0 <= after.series <= 1
    total = before.same_shot + before.series
    assert after.same_shot + after.series == pytest.approx(total, abs=2e-4)
    if sight in (Sight.SAME, Sight.DRAWN):
        assert after.series <= before.series + 1e-4
