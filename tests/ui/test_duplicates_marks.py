"""Marks: one file of each group always stays, sums are right, every step can be undone."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photofinder.core.duplicates import group_duplicates
from photofinder.core.keepers import KeeperPolicy
from photofinder.core.types import (
    CatalogFile,
    Content,
    DuplicateGroup,
    FileStamp,
    FileState,
    PairClass,
    PairEvidence,
    Verification,
)
from photofinder.ui.duplicates_build import build_review
from photofinder.ui.duplicates_choices import choices_of
from photofinder.ui.duplicates_ledger import Ledger, Mark, Refused
from photofinder.ui.duplicates_marks import Marks
from photofinder.ui.duplicates_review import Totals

FILE, PICTURE, SHOT, SERIES = PairClass
BASE = Content(1, b"1", 1_000_000, 4000, 3000, "JPEG")
ROOT = Path("/photos")


def content(number: int, **facts: object) -> Content:
    return dataclasses.replace(BASE, content_id=number, digest=bytes([number]), **facts)


@dataclasses.dataclass
class Shelf:
    """A small library as the engine sees it: contents, the files that hold them, and pairs."""

    contents: dict[int, Content] = dataclasses.field(default_factory=dict)
    places: dict[int, list[CatalogFile]] = dataclasses.field(default_factory=dict)
    pairs: list[PairEvidence] = dataclasses.field(default_factory=list)

    def add(self, number: int, *names: str, inode: int = 0, **facts: object) -> Shelf:
        self.contents[number] = content(number, **facts)
        self.places[number] = [
            CatalogFile(
                number * 100 + place,
                1,
                ROOT / name,
                FileStamp(self.contents[number].size_bytes, 1, 7, inode),
                FileState.INDEXED,
                number,
            )
            for place, name in enumerate(names)
        ]
        return self

    def pair(
        self, first: int, second: int, kind: PairClass = SHOT, *, verified: bool = True
    ) -> Shelf:
        first, second = sorted((first, second))
        seen = Verification((), None, None, 0.9, 9, 1.0, 1.0, 1) if verified else None
        self.pairs.append(PairEvidence(first, second, kind, "", 0.9, 0, seen))
        return self

    def groups(self, protected: tuple[Path, ...] = ()) -> list[DuplicateGroup]:
        policy = KeeperPolicy(protected=protected)
        return group_duplicates(self.contents, self.places, self.pairs, policy)

    def ledger(self, protected: tuple[Path, ...] = ()) -> Ledger:
        return Ledger.of(build_review(self.groups(protected), protected))

    def marks(self, protected: tuple[Path, ...] = ()) -> Marks:
        return Marks(self.ledger(protected))


def row_of(marks: Marks, name: str) -> int:
    return marks.review.files.paths.index(str(ROOT / name))


def names(marks: Marks, rows: object) -> list[str]:
    return [marks.review.files.path(int(row)).name for row in rows]


def marked(marks: Marks, wanted: Mark = Mark.TRASH) -> set[str]:
    rows = range(len(marks.review.files))
    return set(names(marks, [row for row in rows if marks.mark(row) is wanted]))


def group_of(marks: Marks, pair_class: PairClass, keeper: str | None = None) -> int:
    found = [
        int(group)
        for group in marks.live(pair_class.rank)
        if keeper is None or names(marks, marks.review.members[group])[0] == keeper
    ]
    assert len(found) == 1, found
    return found[0]


def everything(marks: Marks) -> np.ndarray:
    return np.arange(len(marks.review))


def stored(marks: Marks) -> tuple[list[int], list[bool]]:
    rows = range(len(marks.review.files))
    groups = range(len(marks.review))
    return [marks.mark(row) for row in rows], [marks.is_gone(group) for group in groups]


# -- from the start --------------------------------------------------------------------------------


def test_only_copies_of_the_identical_classes_are_marked_from_the_start() -> None:
    shelf = Shelf().add(1, "a.jpg", "a copy.jpg", pixel_digest=b"p", metadata_fields=5)
    shelf.add(2, "stripped.jpg", pixel_digest=b"p").add(3, "small.jpg", width=100)
    shelf.add(4, "next.jpg").pair(1, 3).pair(1, 4, SERIES)
    marks = shelf.marks()
    assert marked(marks) == {"a copy.jpg", "stripped.jpg"}
    assert marked(marks, Mark.KEEP) == {"a.jpg"}
    assert marked(marks, Mark.UNDECIDED) == {"small.jpg", "next.jpg"}


def test_a_group_of_several_classes_is_reviewed_class_by_class() -> None:
    shelf = Shelf().add(1, "a.jpg", "a copy.jpg", metadata_fields=5)
    shelf.add(3, "small.jpg", width=100).add(4, "next.jpg").pair(1, 3).pair(1, 4, SERIES)
    marks = shelf.marks()
    for pair_class, shown in (
        (FILE, ["a.jpg", "a copy.jpg"]),
        (SHOT, ["a.jpg", "small.jpg"]),
        (SERIES, ["a.jpg", "next.jpg"]),
    ):
        assert names(marks, marks.shown(group_of(marks, pair_class))) == shown
    assert marks.gain(PICTURE.rank) == (0, Totals())


def test_what_can_be_gained_is_told_by_class() -> None:
    shelf = Shelf().add(1, "a.jpg", "b.jpg", "c.jpg", size_bytes=500)
    shelf.add(2, "small.jpg", width=100, size_bytes=30).pair(1, 2)
    marks = shelf.marks()
    assert marks.gain(FILE.rank) == (1, Totals(2, 1_000))
    assert marks.gain(SHOT.rank) == (1, Totals(1, 30))
    assert marks.marked(FILE.rank) == Totals(2, 1_000)
    assert marks.marked(SHOT.rank) == Totals(0, 0)
    assert marks.total == Totals(2, 1_000)


def test_a_second_name_of_one_file_is_no_gain_and_is_not_marked() -> None:
    marks = Shelf().add(1, "a.jpg", "linked.jpg", inode=5).marks()
    assert marked(marks) == set()
    assert marks.gain(FILE.rank) == (1, Totals(0, 0))
    linked = row_of(marks, "linked.jpg")
    assert marks.toggle(linked).refused == ((linked, Refused.HARD_LINK),)


def test_photos_in_a_protected_folder_are_never_marked() -> None:
    shelf = Shelf().add(1, "safe/a.jpg", "safe/deep/b.jpg", "c.jpg")
    marks = shelf.marks(protected=(ROOT / "safe",))
    assert marked(marks) == {"c.jpg"}
    row = row_of(marks, "safe/deep/b.jpg")
    assert marks.toggle(row).refused == ((row, Refused.PROTECTED),)
    assert marked(marks) == {"c.jpg"}


# -- the last one stays ----------------------------------------------------------------------------


def test_last_of_identical_files_cannot_be_marked() -> None:
    marks = Shelf().add(1, "a.jpg", "b.jpg").marks()
    keeper = row_of(marks, "a.jpg")
    outcome = marks.toggle(keeper)
    assert outcome.refused == ((keeper, Refused.LAST),)
    assert outcome.changed == 0
    assert not marks.can_undo
    assert marked(marks) == {"b.jpg"}


def test_copies_of_a_smaller_picture_may_all_go_while_the_larger_one_stays() -> None:
    shelf = Shelf().add(1, "large.jpg").add(2, "small.jpg", "small copy.jpg", width=100)
    marks = shelf.pair(1, 2).marks()
    assert marked(marks) == {"small copy.jpg"}
    assert marks.toggle(row_of(marks, "small.jpg")).refused == ()
    assert marked(marks) == {"small.jpg", "small copy.jpg"}
    large = row_of(marks, "large.jpg")
    assert marks.toggle(large).refused == ((large, Refused.LAST),)
    own = group_of(marks, FILE)
    assert names(marks, marks.shown(own)) == ["small.jpg", "small copy.jpg", "large.jpg"]


def test_copy_that_the_larger_picture_is_not_shown_with_keeps_its_copies_together() -> None:
    """The group of the same shot lacks one of two copies: it does not answer for them."""
    shelf = Shelf().add(1, "large.jpg", width=9_000)
    shelf.add(2, "a.jpg", "a copy.jpg").pair(1, 2)
    groups = shelf.groups()
    for number, group in enumerate(groups):
        if group.pair_class is SHOT:
            shown = tuple(m for m in group.members if m.path.name == "a.jpg")
            groups[number] = dataclasses.replace(group, members=shown)
    marks = Marks(Ledger.of(build_review(groups)))
    assert marked(marks) == {"a copy.jpg"}
    outcome = marks.set(row_of(marks, "a.jpg"), Mark.TRASH)
    assert outcome.refused == ((row_of(marks, "a.jpg"), Refused.LAST),)
    assert marked(marks) == {"a copy.jpg"}


def test_copies_of_a_shot_may_not_all_go_for_another_shot_of_its_series() -> None:
    shelf = Shelf().add(1, "first.jpg").add(2, "second.jpg", "second copy.jpg", width=100)
    marks = shelf.pair(1, 2, SERIES).marks()
    second = row_of(marks, "second.jpg")
    assert marks.toggle(second).refused == ((second, Refused.LAST),)


def test_kept_copy_stands_in_for_the_keeper_elsewhere() -> None:
    shelf = Shelf().add(1, "a.jpg", "b.jpg").add(2, "small.jpg", width=100).pair(1, 2)
    marks = shelf.marks()
    marks.keep_only(group_of(marks, FILE), row_of(marks, "b.jpg"))
    assert marked(marks) == {"a.jpg"}
    shot = group_of(marks, SHOT)
    assert names(marks, marks.shown(shot)) == ["a.jpg", "small.jpg", "b.jpg"]
    assert marks.toggle(row_of(marks, "small.jpg")).refused == ()
    assert names(marks, [marks.keeper(shot)]) == ["b.jpg"]


def test_keep_one_trashes_the_others_but_not_in_a_series() -> None:
    shelf = Shelf().add(1, "a.jpg").add(2, "b.jpg", width=100).add(3, "c.jpg", width=90)
    marks = shelf.pair(1, 2).pair(1, 3, SERIES).marks()
    marks.keep_only(group_of(marks, SHOT), row_of(marks, "b.jpg"))
    assert (marked(marks), marked(marks, Mark.KEEP)) == ({"a.jpg"}, {"b.jpg"})
    marks.keep_only(group_of(marks, SERIES), row_of(marks, "c.jpg"))
    assert (marked(marks), marked(marks, Mark.KEEP)) == ({"a.jpg"}, {"b.jpg", "c.jpg"})


# -- all groups at once ----------------------------------------------------------------------------


def test_rule_leaves_what_the_user_decided() -> None:
    shelf = Shelf()
    for number in range(1, 9, 2):
        shelf.add(number, f"{number}.jpg").add(number + 1, f"{number}s.jpg", width=100)
        shelf.pair(number, number + 1)
    marks = shelf.marks()
    marks.keep_all(group_of(marks, SHOT, "1.jpg"))
    marks.keep_only(group_of(marks, SHOT, "3.jpg"), row_of(marks, "3s.jpg"))
    groups = marks.live(SHOT.rank)
    assert marks.preview_rule(groups) == Totals(2, 2_000_000)
    assert marks.mark_by_rule(groups).trashed == Totals(2, 2_000_000)
    assert marked(marks) == {"3.jpg", "5s.jpg", "7s.jpg"}
    marks.undo()
    assert marked(marks) == {"3.jpg"}


def test_rule_takes_a_copy_that_only_the_program_had_kept() -> None:
    shelf = Shelf().add(1, "large.jpg").add(2, "small.jpg", "small copy.jpg", width=100)
    marks = shelf.pair(1, 2).marks()
    assert marked(marks, Mark.KEEP) == {"small.jpg"}
    marks.mark_by_rule(marks.live(SHOT.rank))
    assert marked(marks) == {"small.jpg", "small copy.jpg"}


def test_clearing_leaves_other_groups_alone() -> None:
    shelf = Shelf().add(1, "a.jpg", "a2.jpg").add(2, "b.jpg", "b2.jpg")
    marks = shelf.marks()
    marks.clear(np.array([group_of(marks, FILE, "a.jpg")]))
    assert marked(marks) == {"b2.jpg"}
    assert marked(marks, Mark.UNDECIDED) == {"a.jpg", "a2.jpg"}


# -- not duplicates --------------------------------------------------------------------------------


def test_group_that_is_no_duplicates_goes_with_its_marks_and_comes_back() -> None:
    shelf = Shelf().add(1, "a.jpg").add(2, "b.jpg", width=100, size_bytes=7).pair(1, 2)
    marks = shelf.marks()
    group = group_of(marks, SHOT)
    marks.toggle(row_of(marks, "b.jpg"))
    marks.dismiss(group)
    assert list(marks.live(SHOT.rank)) == []
    assert (marked(marks), marks.gain(SHOT.rank)) == (set(), (0, Totals()))
    step = marks.undo()
    assert step is not None
    assert step.dismissed == marks.review.key(group)
    assert (list(marks.live(SHOT.rank)), marked(marks)) == ([group], {"b.jpg"})


def test_one_of_identical_files_stays_once_the_larger_picture_is_another() -> None:
    shelf = Shelf().add(1, "large.jpg").add(2, "small.jpg", "small copy.jpg", width=100)
    marks = shelf.pair(1, 2).marks()
    marks.mark_by_rule(marks.live(SHOT.rank))
    marks.dismiss(group_of(marks, SHOT))
    assert marked(marks) == {"small copy.jpg"}


def test_mark_of_a_copy_does_not_become_the_mark_of_a_series() -> None:
    shelf = Shelf().add(1, "a.jpg").add(2, "b.jpg", width=100).add(3, "c.jpg")
    marks = shelf.pair(1, 2).pair(1, 3, SERIES).pair(2, 3, SERIES).marks()
    group = group_of(marks, SHOT)
    shown = marks.shown(group)
    marks.toggle(shown[1])
    marks.dismiss(group)
    assert marked(marks) == set()


# -- another look ----------------------------------------------------------------------------------


def test_marks_survive_another_look_at_the_library() -> None:
    shelf = Shelf().add(1, "a.jpg").add(2, "b.jpg", width=100).pair(1, 2)
    marks = shelf.add(5, "x.jpg", "y.jpg").marks()
    marks.toggle(row_of(marks, "b.jpg"))
    marks.toggle(row_of(marks, "y.jpg"))
    shelf.add(7, "more.jpg", "most.jpg")
    marks.renew(shelf.ledger())
    assert marked(marks) == {"b.jpg", "most.jpg"}
    assert marks.total.files == 2
    while marks.can_undo:
        marks.undo()
    assert marked(marks) == {"y.jpg", "most.jpg"}


def test_mark_is_gone_when_the_file_holds_another_picture() -> None:
    shelf = Shelf().add(1, "a.jpg").add(2, "b.jpg", width=100).pair(1, 2)
    marks = shelf.marks()
    marks.toggle(row_of(marks, "b.jpg"))
    changed = Shelf().add(1, "a.jpg").add(3, "b.jpg", width=100).pair(1, 3)
    changed.places[3] = [dataclasses.replace(shelf.places[2][0], content_id=3)]
    marks.renew(changed.ledger())
    assert marked(marks) == set()


def test_nothing_goes_for_a_keeper_that_was_not_seen() -> None:
    shelf = Shelf().add(1, "a.jpg").add(2, "b.jpg", width=100).pair(1, 2)
    marks = shelf.marks()
    marks.toggle(row_of(marks, "b.jpg"))
    better = shelf.add(3, "best.jpg", width=9_000).pair(1, 3).pair(2, 3)
    marks.renew(better.ledger())
    assert marked(marks) == set()


def test_group_stays_away_until_the_library_has_heard_of_it() -> None:
    shelf = Shelf().add(1, "a.jpg").add(2, "b.jpg", width=100).pair(1, 2)
    marks = shelf.marks()
    marks.dismiss(group_of(marks, SHOT))
    marks.renew(shelf.ledger())
    assert list(marks.live(SHOT.rank)) == []
    marks.undo()
    assert len(marks.live(SHOT.rank)) == 1


# -- what is asked of the engine -------------------------------------------------------------------


def test_each_file_goes_with_the_nearest_that_stays() -> None:
    shelf = Shelf().add(1, "a.jpg", "a2.jpg", pixel_digest=b"p", metadata_fields=9)
    shelf.add(2, "bare.jpg", pixel_digest=b"p").add(3, "small.jpg", "small2.jpg", width=100)
    shelf.add(4, "next.jpg", width=120).pair(1, 3).pair(1, 4, SERIES)
    marks = shelf.marks()
    marks.mark_by_rule(marks.live(SHOT.rank))
    marks.mark_by_rule(marks.live(SERIES.rank))
    found = {
        choice.path.name: (choice.keeper.name, choice.pair_class)
        for choice in choices_of(marks.snapshot())
    }
    assert found == {
        "a2.jpg": ("a.jpg", FILE),
        "bare.jpg": ("a.jpg", PICTURE),
        "small.jpg": ("a.jpg", SHOT),
        "small2.jpg": ("a.jpg", SHOT),
        "next.jpg": ("a.jpg", SERIES),
    }


def test_reason_is_the_engines_only_where_its_keeper_stays() -> None:
    shelf = Shelf().add(1, "a.jpg").add(2, "b.jpg", width=100).pair(1, 2)
    marks = shelf.marks()
    marks.toggle(row_of(marks, "b.jpg"))
    (choice,) = choices_of(marks.snapshot())
    assert (choice.rule, choice.content_id, choice.keeper_content_id) == ("resolution", 2, 1)
    assert choice.reason == "4000 x 3000 instead of 100 x 3000"
    marks.keep_only(group_of(marks, SHOT), row_of(marks, "b.jpg"))
    (choice,) = choices_of(marks.snapshot())
    assert (choice.path.name, choice.reason, choice.rule) == ("a.jpg", "", "")


# -- filters ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "folder", "found"),
    [
        ("", None, ["2019/a.jpg", "2020/b.jpg"]),
        ("HOLIDAY", None, ["2019/a.jpg"]),
        ("copy 2020", None, ["2020/b.jpg"]),
        ("", ROOT / "2020", ["2020/b.jpg"]),
        ("nothing", None, []),
        ("", ROOT / "202", []),
    ],
)
def test_groups_are_found_by_text_and_folder(text, folder, found) -> None:
    shelf = Shelf().add(1, "2019/a.jpg", "holiday/a.jpg").add(2, "2020/b.jpg", "2020/b copy.jpg")
    review = shelf.ledger().review
    hits = np.flatnonzero(review.matching(text, [folder] if folder else []))
    keepers = [review.files.path(int(review.members[g][0])).relative_to(ROOT) for g in hits]
    assert sorted(map(str, keepers)) == found


def test_nothing_to_review() -> None:
    marks = Shelf().marks()
    assert marks.total == Totals()
    assert list(marks.review.matching("x", [ROOT])) == []
    assert marks.mark_by_rule(everything(marks)).changed == 0
    assert marks.undo() is None
    assert choices_of(marks.snapshot()) == []


# -- for any library and any steps -----------------------------------------------------------------


@st.composite
def shelves(draw: st.DrawFn) -> Shelf:
    shelf = Shelf()
    count = draw(st.integers(2, 8))
    for number in range(1, count + 1):
        copies = draw(st.integers(1, 3))
        shelf.add(
            number,
            *(f"{draw(st.sampled_from('ab'))}/{number}-{copy}.jpg" for copy in range(copies)),
            width=draw(st.sampled_from([100, 4_000])),
            size_bytes=draw(st.integers(1, 9)),
            pixel_digest=draw(st.sampled_from([None, b"x", b"y"])),
            inode=draw(st.sampled_from([0, 0, 0, number])),
        )
    numbers = st.integers(1, count)
    for _ in range(draw(st.integers(0, 10))):
        first, second = draw(numbers), draw(numbers)
        if first != second:
            shelf.pair(first, second, draw(st.sampled_from([SHOT, SHOT, SERIES])))
    return shelf


STEPS = st.tuples(
    st.sampled_from(
        ["toggle", "keep_only", "keep_all", "rule", "rule_all", "clear", "dismiss", "undo", "redo"]
    ),
    st.integers(0, 50),
    st.integers(0, 50),
)


def perform(marks: Marks, step: tuple[str, int, int]) -> None:
    name, one, two = step
    live = [int(group) for rank in range(4) for group in marks.live(rank)]
    if name in ("undo", "redo"):
        getattr(marks, name)()
    elif live and name == "rule_all":
        marks.mark_by_rule(np.array(live))
    elif live:
        group = live[one % len(live)]
        shown = marks.shown(group)
        row = shown[two % len(shown)]
        {
            "toggle": lambda: marks.toggle(row),
            "keep_only": lambda: marks.keep_only(group, row),
            "keep_all": lambda: marks.keep_all(group),
            "rule": lambda: marks.mark_by_rule(np.array([group])),
            "clear": lambda: marks.clear(np.array([group])),
            "dismiss": lambda: marks.dismiss(group),
        }[name]()


def check(marks: Marks) -> None:
    files = marks.review.files
    trash = {row for row in range(len(files)) if marks.mark(row) is Mark.TRASH}
    live = [int(group) for rank in range(4) for group in marks.live(rank)]
    for group in live:
        assert not trash.issuperset(marks.shown(group)), "a group of which nothing stays"
    assert marks.total == Totals(len(trash), sum(int(files.sizes[row]) for row in trash))
    for rank in range(4):
        everywhere = np.flatnonzero(marks.review.ranks == rank)
        shown = {int(row) for group in everywhere for row in marks.review.members[group]}
        here = shown & trash
        assert marks.marked(rank) == Totals(len(here), sum(int(files.sizes[r]) for r in here))
    assert not (files.locks[sorted(trash)] != 0).any()
    choices = choices_of(marks.snapshot())
    assert {str(choice.path) for choice in choices} == {files.paths[row] for row in trash}
    assert {str(choice.keeper) for choice in choices}.isdisjoint(files.paths[row] for row in trash)


@given(shelf=shelves(), steps=st.lists(STEPS, max_size=12), protect=st.booleans())
@settings(max_examples=100)
def test_of_each_group_something_stays_and_sums_are_right(shelf, steps, protect) -> None:
    marks = shelf.marks((ROOT / "a",) if protect else ())
    check(marks)
    for step in steps:
        perform(marks, step)
        check(marks)


@given(shelf=shelves(), steps=st.lists(STEPS, max_size=10))
@settings(max_examples=60)
def test_undo_restores_every_mark_and_redo_brings_it_back(shelf, steps) -> None:
    marks = shelf.marks()
    seen = [stored(marks)]
    for step in steps:
        if step[0] not in ("undo", "redo"):
            perform(marks, step)
            seen.append(stored(marks))
    after = stored(marks)
    while marks.can_undo:
        marks.undo()
        assert stored(marks) in seen
        check(marks)
    assert stored(marks) == seen[0]
    while marks.can_redo:
        marks.redo()
        check(marks)
    assert stored(marks) == after


@given(shelf=shelves(), other=shelves(), steps=st.lists(STEPS, max_size=8), more=st.lists(STEPS))
@settings(max_examples=60)
def test_something_stays_whatever_the_library_becomes(shelf, other, steps, more) -> None:
    marks = shelf.marks()
    for step in steps:
        perform(marks, step)
    marks.renew(other.ledger())
    check(marks)
    for step in more[:8]:
        perform(marks, step)
        check(marks)


@given(shelf=shelves(), steps=st.lists(STEPS, max_size=10))
@settings(max_examples=60)
def test_the_same_library_again_changes_nothing(shelf, steps) -> None:
    marks = shelf.marks()
    for step in steps:
        perform(marks, step)
    before = stored(marks)
    marks.renew(shelf.ledger())
    assert stored(marks) == before


# -- read again ------------------------------------------------------------------------------------


def test_what_was_kept_stays_kept_while_its_drive_is_away() -> None:
    shelf = Shelf().add(1, "a.jpg", "usb/a.jpg")
    marks = shelf.marks()
    assert marks.mark(row_of(marks, "usb/a.jpg")) is Mark.TRASH
    marks.set(row_of(marks, "usb/a.jpg"), Mark.KEEP)
    marks.renew(Shelf().add(2, "x.jpg", "y.jpg").ledger())
    marks.renew(shelf.ledger())
    assert marks.mark(row_of(marks, "usb/a.jpg")) is Mark.KEEP
    marks.set(row_of(marks, "usb/a.jpg"), Mark.TRASH)  # decided anew: not kept for ever
    marks.renew(shelf.ledger())
    assert marks.mark(row_of(marks, "usb/a.jpg")) is Mark.TRASH


def test_redo_marks_nothing_for_a_keeper_that_was_not_seen() -> None:
    small = {"width": 2_000, "height": 1_500}
    shelf = Shelf().add(1, "k.jpg").add(2, "v.jpg", **small).pair(1, 2)
    marks = shelf.marks()
    marks.set(row_of(marks, "v.jpg"), Mark.TRASH)
    marks.undo()
    other = Shelf().add(1, "k.jpg").add(2, "v.jpg", **small)
    other.add(3, "new.jpg", width=8_000, height=6_000).pair(2, 3)
    marks.renew(other.ledger())
    marks.redo()
    assert marks.mark(row_of(marks, "v.jpg")) is not Mark.TRASH


def test_redo_of_no_duplicates_holds_before_the_next_reading() -> None:
    shelf = Shelf().add(1, "k.jpg").add(2, "v.jpg").pair(1, 2)
    marks = shelf.marks()
    marks.dismiss(int(marks.live(SHOT.rank)[0]), [ROOT / "k.jpg", ROOT / "v.jpg"])
    marks.renew(Shelf().add(8, "x.jpg", "y.jpg").ledger())  # the library remembered it
    assert marks.undo() is not None
    step = marks.redo()
    assert step is not None
    assert step.photos == (ROOT / "k.jpg", ROOT / "v.jpg")
    marks.renew(shelf.ledger())  # read before it was remembered again
    assert not len(marks.live(SHOT.rank))


# -- what was not verified yet ---------------------------------------------------------------------


def test_what_was_not_verified_is_never_marked() -> None:
    shelf = Shelf().add(1, "a.jpg", width=9_000).add(2, "b.jpg").pair(1, 2, verified=False)
    marks = shelf.marks()
    groups = marks.live(SHOT.rank)
    assert marks.preview_rule(groups) == Totals()
    assert marks.mark_by_rule(groups).trashed == Totals()
    for row in (0, 1):  # neither the suggested one, nor the other for it
        assert marks.set(row, Mark.TRASH, 0).refused == ((row, Refused.UNVERIFIED),)
    assert {why for _, why in marks.keep_only(0, 1).refused} == {Refused.UNVERIFIED}
    assert marks.total == Totals()


def test_copy_of_what_was_not_verified_is_marked_as_a_copy() -> None:
    shelf = Shelf().add(1, "a.jpg", width=9_000).add(2, "b.jpg", "c.jpg").add(3, "d.jpg")
    marks = shelf.pair(1, 2, verified=False).pair(1, 3).marks()
    rows = {marks.review.files.path(row).name: row for row in range(len(marks.review.files))}
    assert marks.mark(rows["c.jpg"]) is Mark.TRASH, "it is identical to b.jpg"
    assert marks.set(rows["d.jpg"], Mark.TRASH).refused == (), "it was verified"
    (refused,) = (
        Shelf()
        .add(1, "a.jpg", width=9_000)
        .add(2, "b.jpg")
        .add(3, "d.jpg")
        .pair(1, 2, verified=False)
        .pair(1, 3)
        .marks()
        .keep_only(0, 0)
        .refused
    )
    assert refused[1] is Refused.UNVERIFIED


def test_last_of_identical_files_stays_where_the_other_version_was_not_verified() -> None:
    for verified in (True, False):
        shelf = Shelf().add(1, "a.jpg", width=9_000).add(2, "b.jpg", "c.jpg")
        marks = shelf.pair(1, 2, verified=verified).marks()
        rows = {marks.review.files.path(row).name: row for row in range(3)}
        shot = int(marks.live(SHOT.rank)[0])
        refused = marks.set(rows["b.jpg"], Mark.TRASH, shot).refused
        assert refused == (() if verified else ((rows["b.jpg"], Refused.LAST),))
        marks.mark_by_rule(marks.live(SHOT.rank))
        assert (marks.mark(rows["b.jpg"]) is Mark.TRASH) is verified


def test_protected_file_that_was_not_verified_is_told_as_protected() -> None:
    shelf = Shelf().add(1, "a.jpg", width=9_000).add(2, "b.jpg").pair(1, 2, verified=False)
    marks = shelf.marks((ROOT,))
    assert marks.set(1, Mark.TRASH).refused == ((1, Refused.PROTECTED),)
