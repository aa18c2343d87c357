"""Folders against folders, by a table of arrays and by brute force over sets of paths."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from photofinder.core import folder_ranking
from photofinder.core.folder_overlap import Overlap, copies_of, match, measure
from photofinder.core.folder_pairs import (
    FolderPair,
    FolderRelation,
    relation_of,
    sentence,
    short_names,
)
from photofinder.core.folder_ranking import rank_key, ranked_overlaps
from photofinder.core.folder_table import NOWHERE, FileColumns, FolderTable, rows_of

ROOTS = (b"/r", b"/r-2")


@dataclass(frozen=True)
class Photo:
    """A photo of the model: files that are (content, pixels), and whether it was read."""

    folder: bytes
    files: tuple[tuple[int, int], ...]
    size: int = 10
    link: int = 0


def table_of(photos: list[Photo]) -> FolderTable:
    folders = sorted({above for photo in photos for above in _chain(photo.folder)})
    columns: list[tuple[int, ...]] = []
    file_id = 0
    for photo in photos:
        lead = file_id + 1
        for content, pixels in photo.files:
            file_id += 1
            place = folders.index(photo.folder)
            gain = 0 if photo.link else photo.size
            row = (file_id, lead, place, content, pixels, photo.size, gain, photo.link)
            columns.append(row)
    arrays = [np.array(column, np.int64) for column in zip(*columns, strict=True)]
    unread = np.zeros(len(columns), np.bool_)
    return FolderTable(folders, ROOTS, FileColumns(*arrays, unread))


def _chain(folder: bytes) -> list[bytes]:
    found = [folder]
    while found[-1] not in ROOTS:
        found.append(found[-1].rpartition(b"/")[0])
    return found


# -- the oracle ------------------------------------------------------------------------------------


def _inside(photo: Photo, folder: bytes, *, deep: bool) -> bool:
    return photo.folder == folder or (deep and photo.folder.startswith(folder + b"/"))


def oracle_sides(
    photos: list[Photo], first: bytes, second: bytes, *, deep: bool
) -> tuple[list[Photo], list[Photo]]:
    one = [photo for photo in photos if _inside(photo, first, deep=deep)]
    two = [photo for photo in photos if _inside(photo, second, deep=deep)]
    if deep and second.startswith(first + b"/"):
        one = [photo for photo in one if not _inside(photo, second, deep=True)]
    if deep and first.startswith(second + b"/"):
        two = [photo for photo in two if not _inside(photo, first, deep=True)]
    return one, two


def oracle(photos: list[Photo], first: bytes, second: bytes, *, deep: bool) -> dict[str, int]:
    one, two = oracle_sides(photos, first, second, deep=deep)

    def split(side: list[Photo], other: list[Photo]) -> tuple[list[Photo], list[Photo]]:
        contents = {content for photo in other for content, _ in photo.files}
        pixels = {pixels for photo in other for _, pixels in photo.files}
        whole = [photo for photo in side if all(c in contents for c, _ in photo.files)]
        seen = [photo for photo in side if all(p in pixels for _, p in photo.files)]
        return whole, seen

    whole, seen = split(one, two)
    _, other_seen = split(two, one)
    return {
        "photos": len(one),
        "other_photos": len(two),
        "files": len(whole),
        "pictures": len(seen) - len(whole),
        "only_second": len(two) - len(other_seen),
        "gain_bytes": sum(0 if p.link else p.size * len(p.files) for p in seen),
    }


names = st.sampled_from([b"a", b"b", b"a-b", b"a b"])
folders = st.builds(
    lambda root, parts: b"/".join([root, *parts]),
    st.sampled_from(ROOTS),
    st.lists(names, max_size=3),
)


@st.composite
def libraries(draw: st.DrawFn) -> list[Photo]:
    contents = draw(st.integers(2, 12))
    # several contents may be one picture
    pixels = draw(st.lists(st.integers(0, 5), min_size=contents, max_size=contents))
    one_file = st.integers(0, contents - 1).map(lambda number: (number, pixels[number]))
    photo = st.builds(
        Photo,
        folders,
        st.lists(one_file, min_size=1, max_size=2).map(tuple),
        st.integers(1, 9),
        st.sampled_from([0, 0, 0, 1]),
    )
    return draw(st.lists(photo, min_size=1, max_size=30))


@given(libraries(), st.booleans())
@example(
    [Photo(b"/r/a", ((1, 1),)), Photo(b"/r/a/a", ((1, 1),)), Photo(b"/r/a-b", ((2, 2),))], True
)
def test_every_two_folders_are_counted_as_by_brute_force(photos: list[Photo], deep: bool) -> None:
    table = table_of(photos)
    for first, one in enumerate(table.folders):
        for second, two in enumerate(table.folders):
            if first == second:
                continue
            found = measure(table, first, second, deep=deep)
            expected = oracle(photos, one, two, deep=deep)
            assert {name: getattr(found, name) for name in expected} == expected


@given(libraries(), st.booleans())
def test_copies_lie_in_the_other_folder_and_are_no_name_of_the_same_file(
    photos: list[Photo], deep: bool
) -> None:
    table = table_of(photos)
    columns = table.columns
    for first in range(len(table.folders)):
        for second in range(len(table.folders)):
            if first == second:
                continue
            _, others = table.sides(first, second, deep=deep)
            leads = match(table, first, second, deep=deep)[0].leads
            there = rows_of(others)
            for row, copy in zip(leads, copies_of(table, leads, others), strict=True):
                free = there[
                    (columns.links[there] == 0) | (columns.links[there] != columns.links[row])
                ]
                same = free[columns.contents[free] == columns.contents[row]]
                alike = free[columns.pictures[free] == columns.pictures[row]]
                expected = same if len(same) else alike
                assert (copy == NOWHERE) == (not len(expected))
                assert copy == NOWHERE or copy in expected


@given(libraries(), st.booleans())
def test_ranked_pairs_are_true_and_none_that_is_contained_is_missing(
    photos: list[Photo], deep: bool
) -> None:
    table = table_of(photos)
    ranked = ranked_overlaps(table, 10_000, deep=deep)
    keys = [rank_key(table, overlap) for overlap in ranked]
    assert keys == sorted(keys)
    assert len({frozenset((o.first, o.second)) for o in ranked}) == len(ranked)
    for overlap in ranked:
        assert overlap == measure(table, overlap.first, overlap.second, deep=deep)
        assert overlap.files + overlap.pictures > 0
    for first in range(len(table.folders)):
        for second in range(len(table.folders)):
            if first == second:
                continue
            found = measure(table, first, second, deep=deep)
            # with nothing to gain (names of one file), the folders above may be named alone
            gain = found.gain_bytes + found.picture_gain_bytes
            if gain and found.relation.is_contained:
                assert any(_tells(table, overlap, first, second, deep=deep) for overlap in ranked)


def _tells(table: FolderTable, overlap: Overlap, first: int, second: int, *, deep: bool) -> bool:
    """Whether a ranked pair says that a folder, one above it or a part of it, is contained."""
    named = (overlap.first, overlap.second)
    if not deep:
        return set(named) == {first, second}
    return overlap.relation.is_contained and any(
        table.holds(number, first) or table.holds(first, number) for number in named
    )


# -- what is worth most ----------------------------------------------------------------------------


def photos_in(folder: bytes, contents: range, size: int = 10) -> list[Photo]:
    return [Photo(folder, ((number, number),), size) for number in contents]


def named(table: FolderTable, overlaps: list) -> list[tuple[bytes, bytes, str]]:
    return [(table.folders[o.first], table.folders[o.second], o.relation.value) for o in overlaps]


def test_a_copied_tree_is_one_line() -> None:
    photos = []
    for top in (b"/r/2019", b"/r-2/backup/2019"):
        photos += photos_in(top + b"/may", range(10)) + photos_in(top + b"/june", range(10, 30))
    photos += photos_in(b"/r-2/backup/other", range(100, 110))
    found = ranked_overlaps(table_of(photos), 10, deep=True)
    assert named(table_of(photos), found) == [(b"/r-2/backup/2019", b"/r/2019", "equal")]


def test_a_tree_that_is_part_of_a_larger_one_is_one_line_too() -> None:
    photos = []
    for number in range(10):
        own = range(number * 10, number * 10 + 10)
        photos += photos_in(b"/r/camera/%d" % number, own)
        if number < 4:
            photos += photos_in(b"/r/backup/%d" % number, own)
    table = table_of(photos)
    found = ranked_overlaps(table, 100, deep=True)
    assert named(table, found) == [(b"/r/backup", b"/r/camera", "contained")]


def test_what_is_contained_comes_before_what_gains_more() -> None:
    photos = [
        *photos_in(b"/r/small", range(3)),
        *photos_in(b"/r/large", range(5)),
        *photos_in(b"/r/x", range(100, 200), 1_000),
        *photos_in(b"/r/y", range(120, 240), 1_000),
    ]
    table = table_of(photos)
    assert named(table, ranked_overlaps(table, 10, deep=False)) == [
        (b"/r/small", b"/r/large", "contained"),
        (b"/r/x", b"/r/y", "overlapping"),
    ]


def test_a_folder_whose_copies_are_scattered_is_contained_in_the_rest() -> None:
    photos = [
        *photos_in(b"/r/best", range(4)),
        *photos_in(b"/r/one", range(2)),
        *photos_in(b"/r/two", range(2, 4)),
        *photos_in(b"/r/two", range(10, 20)),
    ]
    table = table_of(photos)
    first = ranked_overlaps(table, 10, deep=True)[0]
    assert named(table, [first]) == [(b"/r/best", b"/r", "contained")]
    assert (first.photos, first.other_photos, first.gain_bytes) == (4, 14, 40)


def test_an_icon_in_every_folder_pairs_none_but_counts() -> None:
    icon = ((9_999, 9_999),)
    folders = [b"/r/f%04d" % number for number in range(5_000)]
    photos = [Photo(folder, icon) for folder in folders]
    photos += photos_in(folders[7], range(5)) + photos_in(folders[9], range(5))
    table = table_of(photos)
    for deep in (False, True):
        found = ranked_overlaps(table, 10, deep=deep)
        assert named(table, found) == [(folders[9], folders[7], "equal")]
        assert (found[0].files, found[0].photos) == (6, 6)


def test_meetings_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    photos = [photo for number in range(40) for photo in photos_in(b"/r/f%02d" % number, range(20))]
    photos += photos_in(b"/r/rare", range(50, 60)) + photos_in(b"/r/rarer", range(50, 60))
    table = table_of(photos)
    monkeypatch.setattr(folder_ranking, "MAX_MEETINGS", 15)
    found = ranked_overlaps(table, 10, deep=False)  # the rarest pictures are what is looked at
    assert named(table, found) == [(b"/r/rarer", b"/r/rare", "equal")]


def test_measured_files_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    photos = [
        *photos_in(b"/r/a", range(5), 100),
        *photos_in(b"/r/b", range(5), 100),
        *photos_in(b"/r/c", range(10, 15)),
        *photos_in(b"/r/d", range(10, 15)),
    ]
    table = table_of(photos)
    monkeypatch.setattr(folder_ranking, "MAX_MEASURED_ROWS", 5)
    assert named(table, ranked_overlaps(table, 10, deep=False)) == [(b"/r/b", b"/r/a", "equal")]


def test_an_empty_library_has_no_pairs() -> None:
    none = np.zeros(0, np.int64)
    table = FolderTable((), (), FileColumns(*([none] * 8), np.zeros(0, np.bool_)))
    assert ranked_overlaps(table, 10, deep=True) == []
    assert ranked_overlaps(table, 10, deep=False) == []


def test_half_of_a_raw_pair_is_not_the_photo() -> None:
    both = Photo(b"/r/a", ((1, 1), (2, 2)))
    alone = Photo(b"/r/b", ((1, 1),))
    table = table_of([both, alone])
    a, b = table.number_of(b"/r/a"), table.number_of(b"/r/b")
    assert measure(table, a, b, deep=False).relation is FolderRelation.APART
    assert measure(table, b, a, deep=False).relation is FolderRelation.CONTAINED


# -- in words --------------------------------------------------------------------------------------


def pair(photos: int, identical: int, only_second: int) -> FolderPair:
    relation = relation_of(photos, identical, only_second)
    return FolderPair(
        Path("/r/A"), Path("/r/B"), True, relation, photos, 500, identical, 0, only_second, 1
    )


@pytest.mark.parametrize(
    ("photos", "identical", "only_second", "text"),
    [
        (420, 420, 0, "A and B hold the same photos (420 of 420 identical)"),
        (420, 420, 1, "A is contained in B (420 of 420 identical)"),
        (420, 412, 9, "A is mostly contained in B (412 of 420 identical, 8 only in A)"),
        (420, 100, 9, "A and B overlap (100 of 420 identical, 320 only in A)"),
        (420, 0, 9, "A and B have no photo in common"),
    ],
)
def test_sentences(photos: int, identical: int, only_second: int, text: str) -> None:
    assert sentence(pair(photos, identical, only_second), "A", "B") == text


@pytest.mark.parametrize(
    ("first", "second", "names"),
    [
        ("/p/a", "/p/b", ("a", "b")),
        ("/p/2019", "/backup/2019", ("p/2019", "backup/2019")),
        ("/p/x", "/p", ("x", "p")),
        ("/p/p", "/p", ("p/p", "/p")),
    ],
)
def test_short_names_tell_folders_apart(first: str, second: str, names: tuple[str, str]) -> None:
    assert short_names(Path(first), Path(second)) == names
