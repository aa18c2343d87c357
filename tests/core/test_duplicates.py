"""Groups: no chains, nothing identical hidden, any order of the input, true reasons."""

from __future__ import annotations

import dataclasses
import random
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photofinder.core.cleanup import Decision, DecisionKind
from photofinder.core.duplicates import group_duplicates
from photofinder.core.keepers import KeeperPolicy
from photofinder.core.phrases import all_templates
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

BASE = Content(1, b"1", 1_000_000, 4000, 3000, "JPEG")


def content(number: int, **facts: object) -> Content:
    return dataclasses.replace(BASE, content_id=number, digest=bytes([number]), **facts)


def place(number: int, name: str, inode: int = 0) -> CatalogFile:
    path = Path("/photos") / name
    file_id = zlib.crc32(name.encode())
    return CatalogFile(file_id, 1, path, FileStamp(1, 1, 7, inode), FileState.INDEXED, number)


def pair(
    first: int, second: int, kind: PairClass = PairClass.SAME_SHOT, score: float = 0.9
) -> PairEvidence:
    return PairEvidence(min(first, second), max(first, second), kind, "", score)


def grouped(
    contents: list[Content], names: dict[int, list[str]], pairs: list[PairEvidence]
) -> list[DuplicateGroup]:
    places = {number: [place(number, name) for name in all_] for number, all_ in names.items()}
    return group_duplicates({one.content_id: one for one in contents}, places, pairs)


def names_of(group: DuplicateGroup) -> list[str]:
    return [group.keeper.name, *(member.path.name for member in group.members)]


# -- for any input ---------------------------------------------------------------------------------


@st.composite
def libraries(draw: st.DrawFn):
    count = draw(st.integers(1, 9))
    contents = {
        number: content(
            number,
            width=draw(st.sampled_from([100, 200])),
            format=draw(st.sampled_from(["JPEG", "RAW"])),
            taken_at=draw(st.sampled_from([None, "2020-01-01", "2021-01-01"])),
            size_bytes=draw(st.sampled_from([1_000, 90_000])),
            pixel_digest=draw(st.sampled_from([None, None, b"x", b"y"])),
        )
        for number in range(1, count + 1)
    }
    places = {
        number: [place(number, f"{number}-{i}.jpg") for i in range(draw(st.integers(0, 3)))]
        for number in contents
    }
    possible = [(a, b) for a in contents for b in contents if a < b]
    chosen = draw(st.lists(st.sampled_from(possible), unique=True)) if possible else []
    classes = st.sampled_from([PairClass.SAME_SHOT, PairClass.SERIES])
    pairs = [pair(a, b, draw(classes), draw(st.sampled_from([0.5, 0.9]))) for a, b in chosen]
    return contents, {n: files for n, files in places.items() if files}, pairs


def unit(content: Content) -> object:
    """Name what has the same pixels."""
    return content.pixel_digest or content.content_id


@given(libraries())
def test_every_member_has_a_pair_with_its_keeper_or_the_same_pixels(library) -> None:
    contents, places, pairs = library
    owner = {file.path: contents[n] for n, files in places.items() for file in files}
    known: dict[frozenset, set[PairClass]] = {}
    for p in pairs:
        if p.first_id in places and p.second_id in places:
            ends = frozenset((unit(contents[p.first_id]), unit(contents[p.second_id])))
            known.setdefault(ends, set()).add(p.pair_class)
    for group in group_duplicates(contents, places, pairs):
        keeper = owner[group.keeper]
        assert group.members
        assert group.pair_class.rank == min(m.pair_class.rank for m in group.members)
        paths = [group.keeper, *(member.path for member in group.members)]
        assert len(paths) == len(set(paths))
        for member in group.members:
            mine = owner[member.path]
            if mine is keeper:
                assert member.pair_class is PairClass.IDENTICAL_FILE
            elif unit(mine) == unit(keeper):
                assert member.pair_class is PairClass.IDENTICAL_PICTURE
            else:
                allowed = known[frozenset((unit(mine), unit(keeper)))]
                if "copy of another shot" in member.relation:
                    assert member.pair_class is PairClass.SERIES
                else:
                    assert member.pair_class in allowed


@given(libraries())
def test_what_is_identical_is_always_shown_as_identical(library) -> None:
    contents, places, pairs = library
    identical = {PairClass.IDENTICAL_FILE, PairClass.IDENTICAL_PICTURE}
    together: dict[object, set[Path]] = {}
    for number, files in places.items():
        together.setdefault(unit(contents[number]), set()).update(file.path for file in files)
    shown = [
        {group.keeper, *(m.path for m in group.members if m.pair_class in identical)}
        for group in group_duplicates(contents, places, pairs)
    ]
    for paths in together.values():
        if len(paths) > 1:
            assert paths in shown


@given(libraries())
def test_no_file_is_the_same_shot_of_two_keepers(library) -> None:
    for kind in (PairClass.SAME_SHOT, PairClass.SERIES):
        groups = group_duplicates(*library)
        paths = [m.path for g in groups for m in g.members if m.pair_class is kind]
        assert len(paths) == len(set(paths))


@given(libraries(), st.randoms(use_true_random=False))
def test_order_of_the_input_does_not_matter(library, shuffle: random.Random) -> None:
    contents, places, pairs = library
    expected = group_duplicates(contents, places, pairs)

    def shuffled(items):
        items = list(items)
        shuffle.shuffle(items)
        return items

    again = group_duplicates(
        dict(shuffled(contents.items())),
        {number: shuffled(files) for number, files in shuffled(places.items())},
        shuffled(pairs),
    )
    assert again == expected


@given(libraries())
def test_numbers_of_the_contents_do_not_matter(library) -> None:
    """Two catalogs of the same photos answer alike, in whatever order they were indexed."""
    contents, places, pairs = library
    top = max(contents) + 1
    renamed = {top - n: dataclasses.replace(c, content_id=top - n) for n, c in contents.items()}
    again = group_duplicates(
        renamed,
        {top - number: files for number, files in places.items()},
        [
            dataclasses.replace(p, first_id=top - p.second_id, second_id=top - p.first_id)
            for p in pairs
        ],
    )
    expected = group_duplicates(contents, places, pairs)
    assert [renumbered(group, top) for group in again] == [
        # which of several pairs of two pictures is shown may depend on the numbers
        renumbered(renumbered(group, top), top)
        for group in expected
    ]


def renumbered(group: DuplicateGroup, top: int) -> DuplicateGroup:
    """Give a group's contents their other numbers."""
    return dataclasses.replace(
        group,
        keeper_content_id=top - group.keeper_content_id,
        members=tuple(
            dataclasses.replace(m, content_id=top - m.content_id, evidence=None)
            for m in group.members
        ),
    )


@given(libraries())
def test_every_file_that_exists_twice_is_in_a_group(library) -> None:
    contents, places, pairs = library
    groups = group_duplicates(contents, places, pairs)
    inside = {path for g in groups for path in (g.keeper, *(m.path for m in g.members))}
    for files in places.values():
        if len(files) > 1:
            assert {file.path for file in files} <= inside


@st.composite
def decided_libraries(draw: st.DrawFn):
    contents, places, pairs = draw(libraries())
    digests = [content.digest for content in contents.values()]
    decisions = []
    for number in range(draw(st.integers(0, 3))):
        chosen = draw(st.lists(st.sampled_from(digests), min_size=1, max_size=4))
        copies = frozenset(digest for digest in chosen if chosen.count(digest) > 1)
        kind = draw(st.sampled_from(DecisionKind))
        decisions.append(Decision(number, kind, "", frozenset(chosen), copies))
    return contents, places, pairs, decisions


@given(decided_libraries())
def test_what_was_decided_is_never_shown_together(library) -> None:
    contents, places, pairs, decisions = library
    owner = {file.path: contents[n] for n, files in places.items() for file in files}
    for group in group_duplicates(contents, places, pairs, None, decisions):
        keeper = owner[group.keeper].digest
        assert group.members
        for member in group.members:
            mine = owner[member.path].digest
            for decision in decisions:
                if mine == keeper:
                    assert mine not in decision.copies
                else:
                    assert not {mine, keeper} <= decision.digests


@given(decided_libraries())
def test_decisions_hide_nothing_else_that_is_identical(library) -> None:
    """Two files of the same pixels are together somewhere, unless the user parted them."""
    contents, places, pairs, decisions = library
    identical = {PairClass.IDENTICAL_FILE, PairClass.IDENTICAL_PICTURE}
    shown = [
        {group.keeper, *(m.path for m in group.members if m.pair_class in identical)}
        for group in group_duplicates(contents, places, pairs, None, decisions)
    ]
    parted = {digest for decision in decisions for digest in decision.digests}
    together: dict[object, set[Path]] = {}
    for number, files in places.items():
        if contents[number].digest not in parted:
            together.setdefault(unit(contents[number]), set()).update(f.path for f in files)
    for paths in together.values():
        if len(paths) > 1:
            assert any(paths <= group for group in shown)


def decided(kind: DecisionKind, *digests: int, number: int = 1) -> Decision:
    """Decide about contents; one that is named twice with its copy."""
    chosen = [bytes([digest]) for digest in digests]
    copies = frozenset(digest for digest in chosen if chosen.count(digest) > 1)
    return Decision(number, kind, "", frozenset(chosen), copies)


@pytest.mark.parametrize("paired", [False, True])
def test_files_that_stay_are_no_copies_of_a_better_one_that_comes_later(paired: bool) -> None:
    contents = [content(1, pixel_digest=b"p"), content(2, pixel_digest=b"p", metadata_fields=9)]
    places = {1: [place(1, "a/x.jpg"), place(1, "b/x.jpg")], 2: [place(2, "rich.jpg")]}
    word = decided(DecisionKind.KEEP_ALL, 1, 1)
    pairs = [pair(1, 2)] if paired else []
    assert group_duplicates({c.content_id: c for c in contents}, places, pairs, None, [word]) == []


def test_files_that_stay_are_kept_before_a_poorer_one() -> None:
    contents = [content(1, pixel_digest=b"p", metadata_fields=9), content(2, pixel_digest=b"p")]
    places = {1: [place(1, "a/x.jpg"), place(1, "b/x.jpg")], 2: [place(2, "poor.jpg")]}
    word = decided(DecisionKind.KEEP_ALL, 1, 1)
    (group,) = group_duplicates({c.content_id: c for c in contents}, places, [], None, [word])
    assert names_of(group) == ["x.jpg", "poor.jpg"]


def test_new_copy_of_one_of_two_pictures_that_stay_is_a_copy_of_that_one() -> None:
    contents = [content(1, pixel_digest=b"p"), content(2, pixel_digest=b"p", metadata_fields=9)]
    places = {1: [place(1, "a.jpg"), place(1, "x/a.jpg")], 2: [place(2, "rich.jpg")]}
    word = decided(DecisionKind.KEEP_ALL, 1, 2)
    (group,) = group_duplicates({c.content_id: c for c in contents}, places, [], None, [word])
    assert names_of(group) == ["a.jpg", "a.jpg"]
    assert group.pair_class is PairClass.IDENTICAL_FILE


@pytest.mark.parametrize("fields", [1, 5, 9])
def test_no_duplicates_stay_none_when_a_lossless_copy_of_one_comes(fields: int) -> None:
    """Whether the newcomer is the better file or not."""
    contents = [
        content(1, pixel_digest=b"p", metadata_fields=5),
        content(2, pixel_digest=b"q", width=400, metadata_fields=5),
        content(3, pixel_digest=b"p", metadata_fields=fields),
        content(4, pixel_digest=b"q", width=400, metadata_fields=fields),
    ]
    places = {number: [place(number, f"{number}.jpg")] for number in range(1, 5)}
    pairs = [pair(1, 2), pair(2, 3), pair(1, 4), pair(3, 4)]
    words = [decided(DecisionKind.NOT_DUPLICATES, 1, 2)]
    groups = group_duplicates({c.content_id: c for c in contents}, places, pairs, None, words)
    assert [group.pair_class for group in groups] == [PairClass.IDENTICAL_PICTURE] * 2
    assert sorted(sorted(names_of(group)) for group in groups) == [
        ["1.jpg", "3.jpg"],
        ["2.jpg", "4.jpg"],
    ]


# -- by example ------------------------------------------------------------------------------------


def test_chain_is_cut() -> None:
    contents = [content(1, width=500), content(2, width=400), content(3, width=300)]
    names = {1: ["a.jpg"], 2: ["b.jpg"], 3: ["c.jpg"]}
    (group,) = grouped(contents, names, [pair(1, 2), pair(2, 3)])
    assert names_of(group) == ["a.jpg", "b.jpg"]


def test_no_copies_no_groups() -> None:
    assert grouped([content(1), content(2)], {1: ["a.jpg"], 2: ["b.jpg"]}, []) == []


def test_pair_of_which_one_is_not_on_disk_is_left_out() -> None:
    assert grouped([content(1), content(2)], {1: ["a.jpg"]}, [pair(1, 2)]) == []


def test_strongest_class_comes_first() -> None:
    contents = [
        content(number, pixel_digest=b"p" if number > 3 else None) for number in range(1, 6)
    ]
    names = {number: [f"{number}.jpg"] for number in range(1, 6)}
    names[1] = ["1.jpg", "1 copy.jpg"]
    groups = grouped(contents, names, [pair(2, 3, PairClass.SERIES)])
    assert [g.pair_class for g in groups] == [
        PairClass.IDENTICAL_FILE,
        PairClass.IDENTICAL_PICTURE,
        PairClass.SERIES,
    ]


@pytest.mark.parametrize(
    ("better", "worse", "reason"),
    [
        ({"format": "RAW", "width": 1}, {}, "RAW"),
        ({"has_camera": True, "width": 1}, {}, "has camera data"),
        (
            {"has_camera": True, "format": "HEIF"},
            {"has_camera": True, "size_bytes": 9_000_000},
            "HEIF",
        ),
        ({"width": 4001}, {}, "4001 x 3000 instead of 4000 x 3000"),
        (
            {"size_bytes": 5_000_000},
            {"size_bytes": 1_000_000},
            "(5.0 MB instead of 1.0 MB)",
        ),
        (
            {"taken_at": "2019-01-01"},
            {"taken_at": "2020-01-01"},
            "(2019-01-01 instead of 2020-01-01)",
        ),
        ({"taken_at": "2020-01-01"}, {}, "capture time"),
        ({"metadata_fields": 3}, {"metadata_fields": 1}, "3 fields of metadata instead of 1"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_keeper_is_the_better_picture_and_says_why(
    better: dict[str, object], worse: dict[str, object], reason: str, turned: bool
) -> None:
    numbers = (2, 1) if turned else (1, 2)
    contents = [content(numbers[0], **better), content(numbers[1], **worse)]
    names = {numbers[0]: ["z good.jpg"], numbers[1]: ["a.jpg"]}
    (group,) = grouped(contents, names, [pair(1, 2)])
    assert group.keeper.name == "z good.jpg"
    assert reason in group.reason


@pytest.mark.parametrize(
    ("keep", "other", "reason"),
    [
        ("x/y/photo.jpg", "photo (1).jpg", "look like a copy's"),
        ("x/y/photo.jpg", "photo - Copy.jpg", "look like a copy's"),
        ("x/y/photo.jpg", "photo~2.jpg", "look like a copy's"),
        ("zzzzzz.jpg", "x/a.jpg", "in fewer folders"),
        ("zz.jpg", "aaa.jpg", "the shorter path"),
        ("a.jpg", "b.jpg", "first by path"),
    ],
)
@pytest.mark.parametrize("same_bytes", [True, False])
def test_among_equals_the_better_place_is_kept(
    keep: str, other: str, reason: str, same_bytes: bool
) -> None:
    if same_bytes:
        (group,) = grouped([content(1)], {1: [other, keep]}, [])
    else:
        contents = [content(1, pixel_digest=b"p"), content(2, pixel_digest=b"p")]
        (group,) = grouped(contents, {1: [other], 2: [keep]}, [])
    assert group.keeper == Path("/photos") / keep
    assert reason in group.reason


def test_hard_link_is_no_second_copy() -> None:
    places = {1: [place(1, "a.jpg", 5), place(1, "bb.jpg", 5), place(1, "ccc.jpg", 6)]}
    (group,) = group_duplicates({1: content(1)}, places, [])
    relations = {member.path.name: member.relation for member in group.members}
    assert "hard link" in relations["bb.jpg"]
    assert relations["ccc.jpg"] == "same bytes"


def test_without_inode_numbers_nothing_is_called_a_hard_link() -> None:
    (group,) = group_duplicates({1: content(1)}, {1: [place(1, "a.jpg"), place(1, "b.jpg")]}, [])
    assert group.members[0].relation == "same bytes"


@pytest.mark.parametrize(
    ("facts", "same_pixels", "words"),
    [
        ({"width": 400, "height": 300}, False, "400 x 300 instead of 4000 x 3000"),
        ({}, False, "recompressed or edited"),
        ({"format": "PNG"}, True, "same pixels, PNG instead of JPEG"),
        ({}, True, "same pixels, other metadata"),
        ({"has_camera": True}, True, "same pixels, stored in another way"),
    ],
)
def test_relation_says_what_was_done(facts, same_pixels: bool, words: str) -> None:
    contents = [content(1, has_camera=True), content(2, **facts)]
    if same_pixels:
        contents = [dataclasses.replace(c, pixel_digest=b"p") for c in contents]
    (group,) = grouped(contents, {1: ["a.jpg"], 2: ["b.jpg"]}, [pair(1, 2)])
    assert group.members[0].relation == words


def test_reason_is_true_of_every_rival() -> None:
    """The largest one has no camera data: the keeper does not have the highest resolution."""
    contents = [
        content(1, has_camera=True),
        content(2, width=8000, height=6000),
        content(3, has_camera=True, width=400, height=300),
    ]
    names = {1: ["a.jpg"], 2: ["b.jpg"], 3: ["c.jpg"]}
    (group,) = grouped(contents, names, [pair(1, 2), pair(1, 3)])
    assert group.reason == (
        "has camera data; among equals in that, 4000 x 3000 instead of 400 x 300"
    )


def test_copies_within_a_series_have_a_group_of_their_own() -> None:
    contents = [content(1, width=5000), content(2)]
    names = {1: ["burst1.jpg"], 2: ["burst2.jpg", "backup/burst2.jpg"]}
    copies, series = grouped(contents, names, [pair(1, 2, PairClass.SERIES)])
    assert names_of(copies) == ["burst2.jpg", "burst2.jpg"]
    assert copies.pair_class is PairClass.IDENTICAL_FILE
    assert {m.pair_class for m in series.members} == {PairClass.SERIES}


def test_a_series_takes_no_copy_from_its_keeper() -> None:
    contents = [content(1, width=6000), content(2, width=5000), content(3)]
    names = {1: ["1.jpg"], 2: ["2.jpg"], 3: ["3.jpg"]}
    groups = grouped(contents, names, [pair(1, 2, PairClass.SERIES), pair(2, 3)])
    assert [names_of(group) for group in groups] == [["2.jpg", "3.jpg"], ["1.jpg", "2.jpg"]]


def test_copy_goes_to_the_shot_of_the_series_it_is_closest_to() -> None:
    """The best shot of a burst does not take the small copy of another one for its own."""
    contents = [content(1, size_bytes=9_000_000), content(2), content(3, width=400, height=300)]
    names = {1: ["burst1.jpg"], 2: ["burst2.jpg"], 3: ["burst2 small.jpg"]}
    near = dataclasses.replace(pair(2, 3, score=0.999), hash_distance=0)
    far = dataclasses.replace(pair(1, 3, score=0.98), hash_distance=4)
    copies, series = grouped(contents, names, [pair(1, 2, PairClass.SERIES), near, far])
    assert names_of(copies) == ["burst2.jpg", "burst2 small.jpg"]
    assert copies.pair_class is PairClass.SAME_SHOT
    found = {m.path.name: (m.pair_class, m.relation) for m in series.members}
    assert found["burst2 small.jpg"][0] is PairClass.SERIES
    assert "copy of another shot" in found["burst2 small.jpg"][1]


def test_reason_names_what_decides_between_equal_files_too() -> None:
    contents = [content(1, has_camera=True), content(2)]
    names = {1: ["photo.jpg", "x/IMG-1.jpg"], 2: ["edit.jpg"]}
    (group,) = grouped(contents, names, [pair(1, 2)])
    assert "has camera data" in group.reason
    assert "in fewer folders" in group.reason


def test_series_alone_has_no_keeper_to_praise() -> None:
    contents = [content(1), content(2)]
    (group,) = grouped(contents, {1: ["1.jpg"], 2: ["2.jpg"]}, [pair(1, 2, PairClass.SERIES)])
    assert "none of them is a copy" in group.reason


def test_protected_folder_decides_among_files_of_one_picture() -> None:
    contents = [
        content(1, width=9000),
        content(2, pixel_digest=b"p"),
        content(3, pixel_digest=b"p"),
    ]
    places = {n: [place(n, f"{n}.jpg")] for n in (1, 2)}
    places[3] = [place(3, "safe/deep/3 copy.jpg"), place(3, "3.jpg")]
    policy = KeeperPolicy(protected=(Path("/photos/safe"),))
    (group,) = group_duplicates({c.content_id: c for c in contents}, places, [pair(1, 2)], policy)[
        :1
    ]
    assert group.keeper == Path("/photos/safe/deep/3 copy.jpg")
    assert group.rule == "protected"


def test_group_carries_the_facts_of_its_files() -> None:
    contents = [content(1), content(2, width=400, height=300)]
    (group,) = grouped(contents, {1: ["a.jpg"], 2: ["b.jpg"]}, [pair(1, 2)])
    assert (group.keeper_content_id, group.keeper_bytes) == (1, 1)
    assert group.keeper_file_id == place(1, "a.jpg").file_id
    assert (group.keeper_width, group.keeper_height) == (4000, 3000)
    (member,) = group.members
    assert (member.content_id, member.size_bytes) == (2, 1)
    assert member.file_id == place(2, "b.jpg").file_id
    assert (member.width, member.height, member.is_hard_link) == (400, 300, False)


def test_relation_can_be_translated() -> None:
    contents = [content(1), content(2, width=400, height=300, format="PNG")]
    turned = dataclasses.replace(pair(1, 2), relation="mirrored")
    (group,) = grouped(contents, {1: ["a.jpg"], 2: ["b.jpg"]}, [turned])
    relation = group.members[0].relation
    assert relation == "mirrored, PNG instead of JPEG, 400 x 300 instead of 4000 x 3000"
    assert relation.params["second"].template.startswith("{width} x {height} instead of")
    assert group.reason.template in all_templates()


def test_stored_words_that_nobody_knows_are_shown_as_they_are() -> None:
    odd = dataclasses.replace(pair(1, 2), relation="by {nobody}")
    (group,) = grouped([content(1), content(2)], {1: ["a.jpg"], 2: ["b.jpg"]}, [odd])
    assert group.members[0].relation == "by {nobody}"
    apart = dataclasses.replace(pair(1, 2, PairClass.SERIES), relation="taken 7 s apart")
    (group,) = grouped([content(1), content(2)], {1: ["a.jpg"], 2: ["b.jpg"]}, [apart])
    assert group.members[0].relation.params == {"seconds": 7}


# -- probabilities and assets ----------------------------------------------------------------------


def verified(pair: PairEvidence, probability: float, agreement: float = 0.95) -> PairEvidence:
    series = pair.pair_class is PairClass.SERIES
    chances = (1 - probability, probability) if series else (probability, 1 - probability)
    seen = Verification((), None, None, agreement, 30, *chances, 1)
    return dataclasses.replace(pair, verified=seen)


def test_doubtful_pairs_are_left_out_on_request() -> None:
    contents = {n: content(n) for n in (1, 2, 3)}
    places = {n: [place(n, f"{n}.jpg")] for n in contents}
    pairs = [verified(pair(1, 2), 0.7), verified(pair(1, 3), 0.95)]
    (group,) = group_duplicates(contents, places, pairs)
    assert [m.path.name for m in group.members] == ["2.jpg", "3.jpg"]
    assert [m.evidence for m in group.members] == pairs
    (group,) = group_duplicates(contents, places, pairs, same_shot_at_least=0.9)
    assert [m.path.name for m in group.members] == ["3.jpg"]
    assert group_duplicates(contents, places, pairs, same_shot_at_least=0.99) == []


def test_slider_of_the_same_shot_leaves_series_alone() -> None:
    contents = {n: content(n) for n in (1, 2)}
    places = {n: [place(n, f"{n}.jpg")] for n in contents}
    pairs = [verified(pair(1, 2, PairClass.SERIES), 0.6)]
    (group,) = group_duplicates(contents, places, pairs, same_shot_at_least=0.99)
    assert group.pair_class is PairClass.SERIES


def test_copy_of_a_shot_goes_to_the_shot_that_it_agrees_with_best() -> None:
    """3 is a copy of 2; 1 and 2 are a series, and 3 resembles 1 enough to pass for a copy of it."""
    contents = {n: content(n, sharpness=float(-n)) for n in (1, 2, 3)}
    places = {n: [place(n, f"{n}.jpg")] for n in contents}
    pairs = [
        verified(pair(1, 2, PairClass.SERIES), 0.9),
        verified(pair(2, 3), 0.99, agreement=0.99),
        verified(pair(1, 3), 0.6, agreement=0.8),
    ]
    groups = group_duplicates(contents, places, pairs)
    shots = [g for g in groups if g.pair_class is PairClass.SAME_SHOT]
    assert [{g.keeper.name, *(m.path.name for m in g.members)} for g in shots] == [
        {"2.jpg", "3.jpg"}
    ]
    (series,) = [g for g in groups if g.pair_class is PairClass.SERIES]
    chances = {m.path.name: m.evidence.probability for m in series.members if m.evidence}
    assert chances == {"2.jpg": 0.9, "3.jpg": pytest.approx(1.0)}


def asset(number: int, name: str) -> tuple[dict, dict, dict]:
    """A RAW, which leads, and its JPEG."""
    raw, jpeg = place(number, f"{name}.dng"), place(number + 1, f"{name}.jpg")
    contents = {number: content(number, format="RAW"), number + 1: content(number + 1)}
    return contents, {number: [raw], number + 1: [jpeg]}, {jpeg.file_id: raw.file_id}


def test_files_of_one_asset_are_no_duplicates_of_each_other() -> None:
    contents, places, leads = asset(1, "a")
    assert len(group_duplicates(contents, places, [pair(1, 2)])) == 1
    assert group_duplicates(contents, places, [pair(1, 2)], leads=leads) == []


def test_asset_is_represented_by_its_lead() -> None:
    contents, places, leads = asset(1, "a")
    contents[3] = content(3, width=100, height=75)
    places[3] = [place(3, "small.jpg")]
    pairs = [pair(1, 2), pair(2, 3)]  # only the JPEG was found to be the same as the small one
    (group,) = group_duplicates(contents, places, pairs, leads=leads)
    assert {group.keeper.name, *(m.path.name for m in group.members)} == {"a.dng", "small.jpg"}


def test_copy_of_a_file_behind_its_lead_is_still_found() -> None:
    contents, places, leads = asset(1, "a")
    places[2].append(place(2, "elsewhere.jpg"))
    groups = group_duplicates(contents, places, [pair(1, 2)], leads=leads)
    files = [{g.keeper.name, *(m.path.name for m in g.members)} for g in groups]
    assert {"a.jpg", "elsewhere.jpg"} in files
    assert all(not {"a.dng", "a.jpg"} <= names for names in files)


def test_two_copies_of_an_asset_are_shown_once() -> None:
    contents, places, leads = asset(1, "a")
    raw, jpeg = place(1, "copy/a.dng"), place(2, "copy/a.jpg")
    places[1].append(raw)
    places[2].append(jpeg)
    leads[jpeg.file_id] = raw.file_id
    (group,) = group_duplicates(contents, places, [pair(1, 2)], leads=leads)
    assert {group.keeper.name, *(m.path.name for m in group.members)} == {"a.dng"}


def test_file_whose_lead_is_away_stands_for_itself() -> None:
    contents, places, leads = asset(1, "a")
    contents[3], places[3] = content(3), [place(3, "b.jpg")]
    del places[1]
    (group,) = group_duplicates(contents, places, [pair(2, 3)], leads=leads)
    assert {group.keeper.name, *(m.path.name for m in group.members)} == {"a.jpg", "b.jpg"}
