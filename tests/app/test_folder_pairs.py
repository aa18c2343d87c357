"""Folders that hold the same photos, in a library of real files, and the clean-up they offer."""

from __future__ import annotations

import dataclasses
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from photofinder.app.library import Library
from photofinder.core.folder_pairs import FolderRelation
from photofinder.core.types import PairClass
from photofinder.errors import UsageProblem

PATIENCE_S = 60.0


@dataclasses.dataclass(frozen=True)
class Albums:
    """``a`` and ``a/sub`` lie in ``backup`` too, but for two photos; ``link`` is hard-linked."""

    photos: Path
    open: Callable[..., Library]

    def names(self, paths: object) -> list[str]:
        return [path.relative_to(self.photos).as_posix() for path in paths]


def _fill(photos: Path, pictures: type) -> None:
    for number in range(6):
        pictures.save(photos / "a" / f"p{number}.jpg", number)
    pictures.save(photos / "a" / "sub" / "q.jpg", 20)
    pictures.save(photos / "a" / "same.png", 21)
    (photos / "backup" / "deep").mkdir(parents=True)
    for number in range(5):
        shutil.copy(photos / "a" / f"p{number}.jpg", photos / "backup" / f"copy {number}.jpg")
    shutil.copy(photos / "a" / "sub" / "q.jpg", photos / "backup" / "deep" / "\udcff\n.jpg")
    with Image.open(photos / "a" / "same.png") as image:
        image.save(photos / "backup" / "same.webp", lossless=True)
    pictures.save(photos / "backup" / "more.jpg", 30)
    (photos / "link").mkdir()
    os.link(photos / "a" / "p0.jpg", photos / "link" / "p0.jpg")
    (photos / "text").mkdir()
    (photos / "text" / "read.me").write_text("no photo")


@pytest.fixture
def albums(library: object, pictures: type, tmp_path: Path, monkeypatch: object) -> Albums:
    """Give a library of folders that overlap; its trash is the test's own."""
    photos = library.photos  # type: ignore[attr-defined]
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))  # type: ignore[attr-defined]
    _fill(photos, pictures)
    with library.open(writable=True) as opened:  # type: ignore[attr-defined]
        opened.add_folder(photos)
        opened.scan().result(PATIENCE_S)
    return Albums(photos, library.open)  # type: ignore[attr-defined]


@pytest.fixture
def opened(albums: Albums) -> Iterator[Library]:
    """Give the library, open to write."""
    with albums.open(writable=True) as opened:
        yield opened


def test_any_two_folders(albums: Albums, opened: Library) -> None:
    pair = opened.folder_pairs.compare(albums.photos / "a", albums.photos / "backup")
    assert (pair.photos, pair.files, pair.pictures, pair.only_first) == (8, 6, 1, 1)
    assert (pair.other_photos, pair.only_second) == (8, 1)
    assert pair.relation is FolderRelation.OVERLAPPING
    linked = (albums.photos / "a" / "p0.jpg").stat().st_size  # gains nothing
    paths = [albums.photos / "a" / f"p{number}.jpg" for number in range(5)]
    paths += [albums.photos / "a" / "sub" / "q.jpg", albums.photos / "a" / "same.png"]
    assert pair.gain_bytes == sum(path.stat().st_size for path in paths) - linked
    assert pair.picture_gain_bytes == paths[-1].stat().st_size


def test_without_subfolders_what_is_below_does_not_count(albums: Albums, opened: Library) -> None:
    pair = opened.folder_pairs.compare(
        albums.photos / "a", albums.photos / "backup", with_subfolders=False
    )
    assert (pair.photos, pair.files, pair.pictures) == (7, 5, 1)


def test_photo_by_photo(albums: Albums, opened: Library) -> None:
    found = opened.folder_pairs.photos(albums.photos / "a", albums.photos / "backup")
    assert albums.names(photo.path for photo in found.only_first) == ["a/p5.jpg"]
    assert albums.names(photo.path for photo in found.only_second) == ["backup/more.jpg"]
    both = {photo.path.name: photo for photo in found.both}
    assert albums.names([both["p1.jpg"].copy, both["q.jpg"].copy, both["same.png"].copy]) == [
        "backup/copy 1.jpg",
        "backup/deep/\udcff\n.jpg",
        "backup/same.webp",
    ]
    assert both["same.png"].pair_class is PairClass.IDENTICAL_PICTURE
    assert both["p1.jpg"].pair_class is PairClass.IDENTICAL_FILE


def test_ranked_over_the_library(albums: Albums, opened: Library) -> None:
    first, *others = opened.folder_pairs.ranked()
    assert albums.names([first.first, first.second]) == ["backup/deep", "a/sub"]
    assert first.relation is FolderRelation.EQUAL
    assert albums.names([others[0].first, others[0].second]) == ["a", "backup"]
    assert (others[0].identical, others[0].photos) == (7, 8)
    assert opened.folder_pairs.ranked(1) == [first]
    flat = opened.folder_pairs.ranked(with_subfolders=False)
    assert ("a", "backup") in [tuple(albums.names([pair.first, pair.second])) for pair in flat]
    assert not any(pair.with_subfolders for pair in flat)


def test_clean_up_removes_what_is_in_the_other_folder_and_can_be_undone(
    albums: Albums, opened: Library
) -> None:
    before = sorted(albums.photos.rglob("*"))
    pair = opened.folder_pairs.compare(albums.photos / "a", albums.photos / "backup")
    plan = opened.cleanup.plan(opened.folder_pairs.choices(pair))
    assert plan.refused == ()
    assert all(item.keeper.path.is_relative_to(pair.second) for item in plan.items)
    report = opened.cleanup.carry_out(plan).result(PATIENCE_S)
    assert (report.trashed, report.problems) == (7, ())
    left = [path for path in (albums.photos / "a").rglob("*") if path.is_file()]
    assert albums.names(left) == ["a/p5.jpg"]
    assert len(list((albums.photos / "backup").rglob("*.*"))) == 8
    with pytest.raises(UsageProblem):  # `a/sub` is empty now
        opened.folder_pairs.compare(pair.first / "sub", pair.second)
    after = opened.folder_pairs.compare(pair.first, pair.second)
    assert (after.photos, after.identical, after.relation) == (1, 0, FolderRelation.APART)
    opened.cleanup.undo(report.batch_id).result(PATIENCE_S)
    assert sorted(albums.photos.rglob("*")) == before
    opened.scan().result(PATIENCE_S)
    assert opened.folder_pairs.compare(pair.first, pair.second) == pair


def test_identical_pictures_are_left_out_when_not_wanted(albums: Albums, opened: Library) -> None:
    pair = opened.folder_pairs.compare(albums.photos / "a", albums.photos / "backup")
    some = opened.folder_pairs.choices(pair, pictures=False)
    assert {choice.pair_class for choice in some} == {PairClass.IDENTICAL_FILE}
    assert len(some) == 6


def test_another_name_of_the_same_file_is_no_copy(albums: Albums, opened: Library) -> None:
    pair = opened.folder_pairs.compare(albums.photos / "link", albums.photos / "a")
    assert (pair.relation, pair.gain_bytes) == (FolderRelation.CONTAINED, 0)
    assert opened.folder_pairs.choices(pair) == []
    away = opened.folder_pairs.compare(albums.photos / "link", albums.photos / "backup")
    assert [choice.keeper.name for choice in opened.folder_pairs.choices(away)] == ["copy 0.jpg"]


def test_of_a_folder_in_the_other_one_only_the_rest_counts(albums: Albums, opened: Library) -> None:
    inner = opened.folder_pairs.compare(albums.photos / "backup", albums.photos)
    assert (inner.photos, inner.identical, inner.other_photos) == (8, 7, 9)
    for choice in opened.folder_pairs.choices(inner):
        assert choice.path.is_relative_to(inner.first)
        assert not choice.keeper.is_relative_to(inner.first)
    outer = opened.folder_pairs.compare(albums.photos, albums.photos / "backup")
    assert (outer.photos, outer.identical, outer.other_photos) == (9, 8, 8)
    for choice in opened.folder_pairs.choices(outer):
        assert not choice.path.is_relative_to(outer.second)
        assert choice.keeper.is_relative_to(outer.second)


def test_protected_folders_gain_nothing_and_are_refused(albums: Albums, opened: Library) -> None:
    protected = (albums.photos / "a",)
    opened.change_settings(dataclasses.replace(opened.settings, protected=protected))
    pair = opened.folder_pairs.compare(albums.photos / "a", albums.photos / "backup")
    assert (pair.identical, pair.gain_bytes) == (7, 0)
    plan = opened.cleanup.plan(opened.folder_pairs.choices(pair))
    assert (plan.items, len(plan.refused)) == ((), 7)
    protected = (albums.photos / "backup",)
    opened.change_settings(dataclasses.replace(opened.settings, protected=protected))
    first = opened.folder_pairs.ranked()[0]
    assert albums.names([first.first, first.second]) == ["a/sub", "backup/deep"]


def test_what_was_not_read_is_only_there(albums: Albums, opened: Library) -> None:
    (albums.photos / "a" / "broken.jpg").write_bytes(b"\xff\xd8\xff no photo")
    opened.scan().result(PATIENCE_S)
    pair = opened.folder_pairs.compare(albums.photos / "a", albums.photos / "backup")
    assert (pair.photos, pair.only_first, pair.unread) == (9, 2, 1)


def test_folders_without_photos_of_the_library_are_refused(
    albums: Albums, opened: Library, tmp_path: Path
) -> None:
    a = albums.photos / "a"
    for first, second, code in (
        (a, tmp_path, "folder_unknown"),
        (albums.photos / "text", a, "folder_unknown"),
        (albums.photos.parent, a, "folder_unknown"),
        (a, albums.photos / "backup" / ".." / "a", "same_folder"),
    ):
        with pytest.raises(UsageProblem) as error:
            opened.folder_pairs.compare(first, second)
        assert error.value.code == code
    with pytest.raises(UsageProblem):
        opened.folder_pairs.ranked(0)


def test_folders_that_are_offline_are_left_out(albums: Albums, opened: Library) -> None:
    albums.photos.rename(albums.photos.with_name("away"))
    opened.scan().result(PATIENCE_S)
    assert opened.folder_pairs.ranked() == []
    with pytest.raises(UsageProblem):
        opened.folder_pairs.compare(albums.photos / "a", albums.photos / "backup")


def _file_id(library: object, name: str) -> int:
    ((number,),) = library.rows("SELECT id FROM file WHERE relpath = ?", name.encode())  # type: ignore[attr-defined]
    return int(number)


def test_photo_of_two_files_is_there_only_when_both_are(albums: Albums, library: object) -> None:
    raw, lead = _file_id(library, "a/p5.jpg"), _file_id(library, "a/p1.jpg")
    library.rows("UPDATE file SET lead_id = ? WHERE id = ?", lead, raw)  # type: ignore[attr-defined]
    with albums.open() as opened:
        pair = opened.folder_pairs.compare(albums.photos / "a", albums.photos / "backup")
        assert (pair.photos, pair.identical) == (7, 6)
        chosen = {choice.path.name for choice in opened.folder_pairs.choices(pair)}
    assert not chosen & {"p1.jpg", "p5.jpg"}


def test_photo_with_a_film_is_there_only_with_a_film_of_the_size(
    albums: Albums, library: object
) -> None:
    def add_film(name: str, size: int) -> None:
        library.rows(  # type: ignore[attr-defined]
            "INSERT INTO companion (folder_id, relpath, kind, size_bytes, mtime_ns, file_id,"
            " is_sure) VALUES (1, ?, 'film', ?, 1, ?, 1)",
            (name + ".mov").encode(),
            size,
            _file_id(library, name),
        )

    def photos_that_may_go() -> set[str]:
        with albums.open() as opened:
            pair = opened.folder_pairs.compare(albums.photos / "a", albums.photos / "backup")
            return {choice.path.name for choice in opened.folder_pairs.choices(pair)}

    add_film("a/p1.jpg", 5_000)
    add_film("backup/copy 2.jpg", 4_999)
    assert "p1.jpg" not in photos_that_may_go()
    add_film("backup/copy 1.jpg", 5_000)
    assert "p1.jpg" in photos_that_may_go()
