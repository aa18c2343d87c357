"""The difference between disk and catalog: nothing forgotten, nothing decoded twice."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from photofinder.app import folder_walk
from photofinder.app.events import ChangeSet
from photofinder.app.file_systems import UNKNOWN
from photofinder.app.folder_walk import WalkRules, walk
from photofinder.app.jobs import NULL_CONTEXT
from photofinder.core.types import FileStamp

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes")


def summary(report) -> tuple[int, int, int]:
    return report.indexed, report.reused, report.missing


# -- one file --------------------------------------------------------------------------------------


def test_unchanged_library_costs_nothing(indexed) -> None:
    report = indexed.scan()
    assert summary(report) == (0, 0, 0)
    assert (report.added, report.changed, report.moved) == (0, 0, 0)


def test_new_file_is_indexed(indexed, pictures) -> None:
    pictures.save(indexed.photos / "2022" / "new.jpg", 700)
    report = indexed.scan()
    assert summary(report) == (1, 0, 0)
    assert (report.added, report.photos) == (1, 37)


def test_changed_file_is_read_again_and_its_old_content_is_gone(indexed, pictures) -> None:
    photo = indexed.photos / "2020" / "p00.jpg"
    old = indexed.rows("SELECT content_id FROM file WHERE relpath = ?", b"2020/p00.jpg")
    pictures.save(photo, 701)
    report = indexed.scan()
    assert summary(report) == (1, 0, 0)
    assert report.changed == 1
    assert indexed.rows("SELECT content_id FROM file WHERE relpath = ?", b"2020/p00.jpg") != old


def test_touched_file_costs_one_digest(indexed) -> None:
    os.utime(indexed.photos / "2020" / "p00.jpg")
    report = indexed.scan()
    assert summary(report) == (0, 1, 0)
    assert report.moved == 0


def test_touched_copy_is_not_a_move(indexed) -> None:
    """One copy vanishes, the other is touched: it was there before."""
    photo = indexed.photos / "2020" / "p00.jpg"
    copy = Path(shutil.copy2(photo, photo.with_name("copy.jpg")))
    assert indexed.scan().reused == 1
    photo.unlink()
    os.utime(copy)
    report = indexed.scan()
    assert (report.moved, report.missing) == (0, 1)


@pytest.mark.parametrize("target", ["2020/renamed.jpg", "2021/p00.jpg", "new/folder/p00.jpg"])
def test_moved_file_costs_one_digest_and_leaves_no_trace(indexed, target: str) -> None:
    photo = indexed.photos / "2020" / "p00.jpg"
    (indexed.photos / target).parent.mkdir(parents=True, exist_ok=True)
    photo.rename(indexed.photos / target)
    report = indexed.scan()
    assert summary(report) == (0, 1, 0)
    assert report.moved == 1
    assert "2020/p00.jpg" not in indexed.states()


def test_moved_to_another_folder_of_the_library(indexed, tmp_path: Path) -> None:
    other = tmp_path / "aaa first by path"
    other.mkdir()
    indexed.add(other)
    (indexed.photos / "2020" / "p00.jpg").rename(other / "p.jpg")
    report = indexed.scan()
    assert (report.moved, report.missing, report.reused) == (1, 0, 1)


def test_copy_of_what_went_long_ago_is_no_move(indexed, tmp_path: Path) -> None:
    photo = indexed.photos / "2020" / "p00.jpg"
    photo.rename(tmp_path / "backup.jpg")
    assert indexed.scan().missing == 1
    shutil.copy(tmp_path / "backup.jpg", indexed.photos / "copy.jpg")
    report = indexed.scan()
    assert (report.moved, report.reused, report.missing) == (0, 1, 1)
    assert indexed.states()["2020/p00.jpg"] == "missing"
    (tmp_path / "backup.jpg").rename(photo)
    assert summary(indexed.scan()) == (0, 0, 0)


def test_move_seen_by_a_scan_that_was_killed_is_a_move_in_the_next(indexed) -> None:
    photo = indexed.photos / "2020" / "p00.jpg"
    photo.rename(photo.with_name("renamed.jpg"))
    with indexed.open(writable=True) as library:  # and never comes to index
        library._scanner.scan(library.folders()[0], NULL_CONTEXT)
    assert indexed.names("missing") == {"2020/p00.jpg"}
    report = indexed.scan()
    assert (report.moved, report.missing) == (1, 0)


def test_copied_file_is_reused(indexed) -> None:
    photo = indexed.photos / "2020" / "p00.jpg"
    shutil.copy(photo, indexed.photos / "copy.jpg")
    report = indexed.scan()
    assert summary(report) == (0, 1, 0)
    assert report.moved == 0


def test_missing_file_is_remembered_and_returns_without_reading(indexed, tmp_path: Path) -> None:
    photo = indexed.photos / "2020" / "p00.jpg"
    photo.rename(tmp_path / "elsewhere.jpg")
    assert summary(indexed.scan()) == (0, 0, 1)
    assert indexed.names("missing") == {"2020/p00.jpg"}
    (tmp_path / "elsewhere.jpg").rename(photo)
    assert summary(indexed.scan()) == (0, 0, 0)
    assert indexed.names("missing") == set()


def test_swapped_files_are_told_apart(indexed) -> None:
    one, two = indexed.photos / "2020" / "p00.jpg", indexed.photos / "2020" / "p01.jpg"
    os.utime(one, ns=(1_000, 1_000))
    os.utime(two, ns=(2_000, 2_000))
    indexed.scan()
    digests = dict(
        indexed.rows("SELECT f.relpath, c.digest FROM file f JOIN content c ON c.id = f.content_id")
    )
    one.rename(one.with_name("x"))
    two.rename(one)
    one.with_name("x").rename(two)
    assert summary(indexed.scan()) == (0, 2, 0)
    swapped = dict(
        indexed.rows("SELECT f.relpath, c.digest FROM file f JOIN content c ON c.id = f.content_id")
    )
    assert swapped[b"2020/p00.jpg"] == digests[b"2020/p01.jpg"]
    assert swapped[b"2020/p01.jpg"] == digests[b"2020/p00.jpg"]


@pytest.mark.parametrize("year", [1901, 1969, 2105, 2400])
def test_times_far_away_are_taken(library, pictures, program, year: int) -> None:
    photo = pictures.save(library.photos / "p.jpg", 1)
    seconds = int((year - 1970) * 365.25 * 86_400)
    try:
        os.utime(photo, (seconds, seconds))
    except (OSError, OverflowError):
        pytest.skip("this file system has no such time")
    library.add()
    assert summary(library.scan()) == (1, 0, 0)
    assert summary(library.scan()) == (0, 0, 0)
    assert program("similar", photo, "--data-dir", library.data).code == 0


# -- whole folders ---------------------------------------------------------------------------------


def test_folder_that_is_away_is_offline_and_comes_back_unread(indexed, program) -> None:
    away = indexed.photos.with_name("away")
    indexed.photos.rename(away)
    report = indexed.scan()
    assert report.offline_folders == (indexed.photos,)
    assert summary(report) == (0, 0, 0)
    status = program("status", "--json", "--data-dir", indexed.data).json
    assert status["folders"] == [{"path": str(indexed.photos), "state": "offline", "photos": 36}]
    assert (status["photos"], status["offline"], status["missing"]) == (0, 36, 0)
    away.rename(indexed.photos)
    report = indexed.scan()
    assert summary(report) == (0, 0, 0)
    assert report.photos == 36


def test_photos_of_an_offline_folder_are_no_match(indexed, program, tmp_path: Path) -> None:
    query = Path(shutil.copy(indexed.photos / "2020" / "p00.jpg", tmp_path / "q.jpg"))
    indexed.photos.rename(indexed.photos.with_name("away"))
    indexed.scan()
    assert program("similar", query, "--json", "--data-dir", indexed.data).json["matches"] == []


def test_empty_mount_point_is_offline(indexed) -> None:
    """Of another device than the photos were: as when their drive is not mounted."""
    indexed.rows("UPDATE file SET device = device + 1")
    shutil.rmtree(indexed.photos)
    indexed.photos.mkdir()
    report = indexed.scan()
    assert report.offline_folders == (indexed.photos,)
    assert report.missing == 0


def test_folder_that_the_user_emptied_is_not_offline(indexed, tmp_path: Path) -> None:
    indexed.rows("UPDATE file SET device = ?", indexed.photos.stat().st_dev)
    archive = tmp_path / "archive"
    archive.mkdir()
    indexed.add(archive)
    for path in list(indexed.photos.iterdir()):
        path.rename(archive / path.name)
    report = indexed.scan()
    assert report.offline_folders == ()
    assert (report.moved, report.missing, report.indexed) == (36, 0, 0)


def test_folder_with_other_files_left_is_not_offline(indexed) -> None:
    indexed.rows("UPDATE file SET device = device + 1")
    shutil.rmtree(indexed.photos)
    indexed.photos.mkdir()
    (indexed.photos / "notes.txt").touch()
    report = indexed.scan()
    assert report.offline_folders == ()
    assert report.missing == 36


def test_unreadable_sub_folder_makes_nothing_missing(indexed, program, as_ordinary_user) -> None:
    closed = indexed.photos / "2021"
    closed.chmod(0)
    try:
        answer = program.run("scan", "--json", "--data-dir", indexed.data, prefix=as_ordinary_user)
        assert answer.code == 0
        assert (answer.json["photos"], answer.json["missing"]) == (36, 0)
        assert str(closed) in answer.json["notes"][0]
        status = program("status", "--json", "--data-dir", indexed.data).json
        assert str(closed) in status["folder_problems"][0]
    finally:
        closed.chmod(0o700)
    assert indexed.scan().notes == ()


def test_unreadable_folder_is_offline_and_named(indexed, program, as_ordinary_user) -> None:
    indexed.photos.chmod(0)
    try:
        answer = program.run("scan", "--json", "--data-dir", indexed.data, prefix=as_ordinary_user)
        assert answer.json["offline_folders"] == [str(indexed.photos)]
        assert "Permission denied" in answer.json["notes"][0]
    finally:
        indexed.photos.chmod(0o700)
    report = indexed.scan()
    assert (report.notes, report.missing, report.indexed) == ((), 0, 0)


def test_unreadable_file_is_listed_and_tried_again(
    library, pictures, program, as_ordinary_user
) -> None:
    photo = pictures.save(library.photos / "p.jpg", 1)
    photo.chmod(0)
    library.add()
    answer = program.run("scan", "--json", "--data-dir", library.data, prefix=as_ordinary_user)
    assert answer.code == 4
    assert answer.json["unreadable"] == 1
    (problem,) = program("status", "--json", "--data-dir", library.data).json["unreadable"]
    assert problem["code"] == "no_permission"
    photo.chmod(0o600)
    assert summary(library.scan()) == (1, 0, 0)


# -- what is no photo ------------------------------------------------------------------------------


@posix_only
def test_links_and_loops_are_not_followed(library, pictures) -> None:
    photo = pictures.save(library.photos / "a" / "p.jpg", 1)
    (library.photos / "a" / "loop").symlink_to(library.photos)
    (library.photos / "a" / "self.jpg").symlink_to("self.jpg")
    (library.photos / "link.jpg").symlink_to(photo)
    (library.photos / "dangling.jpg").symlink_to("nowhere.jpg")
    library.add()
    assert summary(library.scan()) == (1, 0, 0)
    assert set(library.states()) == {"a/p.jpg"}


@posix_only
def test_folder_added_through_a_link_is_stored_as_what_it_is(library, pictures) -> None:
    pictures.save(library.photos / "p.jpg", 1)
    link = library.photos.with_name("link")
    link.symlink_to(library.photos)
    library.add(link, library.photos)
    assert library.rows("SELECT path FROM folder") == [(os.fsencode(library.photos),)]
    with library.open(writable=True) as opened:
        opened.remove_folder(link)
    assert library.rows("SELECT count(*) FROM folder") == [(0,)]


@posix_only
def test_hard_links_are_told_from_copies(library, pictures, program) -> None:
    photo = pictures.save(library.photos / "a.jpg", 1)
    os.link(photo, library.photos / "b longer.jpg")
    shutil.copy(photo, library.photos / "c even longer.jpg")
    library.add()
    assert summary(library.scan()) == (1, 2, 0)
    (group,) = program("duplicates", "--json", "--data-dir", library.data).json["groups"]
    relations = {Path(m["path"]).name[0]: m["relation"] for m in group["members"]}
    assert "hard link" in relations["b"]
    assert relations["c"] == "same bytes"


@posix_only
def test_folders_and_pipes_with_photo_names_are_named(library, pictures, program) -> None:
    pictures.save(library.photos / "x.jpg" / "inside.jpg", 1)
    os.mkfifo(library.photos / "y.jpg")
    (library.photos / "0.jpg").touch()
    library.add()
    report = library.scan()
    assert (report.indexed, report.unreadable) == (1, 3)
    problems = program("status", "--json", "--data-dir", library.data).json["unreadable"]
    found = {Path(p["path"]).name: (p["code"], p["reason"]) for p in problems}
    assert found["x.jpg"][0] == found["y.jpg"][0] == "not_a_file"
    assert "folder" in found["x.jpg"][1]
    assert "pipe" in found["y.jpg"][1]
    assert found["0.jpg"][0] == "empty"
    assert summary(library.scan()) == (0, 0, 0)


def test_folder_with_a_photos_name_that_goes_comes_back_and_becomes_a_photo(
    library, pictures
) -> None:
    place = library.photos / "x.jpg"
    pictures.save(library.photos / "other.jpg", 2)
    place.mkdir()
    library.add()
    library.scan()
    assert library.states()["x.jpg"] == "unreadable"
    place.rmdir()
    library.scan()
    assert library.states()["x.jpg"] == "missing"
    place.mkdir()
    library.scan()
    assert library.states()["x.jpg"] == "unreadable"
    place.rmdir()
    pictures.save(place, 1)
    assert summary(library.scan()) == (1, 0, 0)
    place.unlink()
    place.mkdir()
    library.scan()
    assert library.states()["x.jpg"] == "unreadable"


def test_looking_into_a_folder_with_a_photos_name_keeps_its_own_row(library, pictures) -> None:
    pictures.save(library.photos / "x.jpg" / "p.jpg", 1)
    library.add()
    library.scan()
    with library.open(writable=True) as opened:
        folder = opened.folders()[0]
        for recursive in (False, True):
            opened._scanner.scan(folder, NULL_CONTEXT, "x.jpg", recursive=recursive)
    assert library.states() == {"x.jpg": "unreadable", "x.jpg/p.jpg": "indexed"}


def test_hidden_and_excluded_folders_are_left_out(library, pictures) -> None:
    for name in (".hidden", "@eaDir", ".Trash-1000", "lost+found", "$RECYCLE.BIN"):
        pictures.save(library.photos / name / "p.jpg", 1)
    pictures.save(library.photos / "seen" / "p.jpg", 2)
    (library.photos / "._p.jpg").write_bytes(b"resource fork")
    library.add()
    library.scan()
    assert set(library.states()) == {"seen/p.jpg"}


@pytest.mark.parametrize(
    "name",
    [
        "Photos Library.photoslibrary/originals/A",
        "iPhoto Library.photolibrary/Masters/2012",
        "iPhoto Library.migratedphotolibrary/Masters",
        "Aperture Library.aplibrary/Masters",
        "Catalog Previews.lrdata/0",
        "Lightroom Library.lrlibrary/x",
        "Studio.cocatalog/Cache",
        "UPPER.PHOTOSLIBRARY/x",
        "@EADIR",
        "$recycle.bin",
    ],
)
def test_libraries_of_other_programs_are_left_out(library, pictures, name: str) -> None:
    inside = pictures.save(library.photos / name / "p.jpg", 1)
    pictures.save(library.photos / "seen.jpg", 2)
    library.add()
    library.scan()
    assert set(library.states()) == {"seen.jpg"}
    library.add(inside.parent)  # asked for by itself
    library.scan()
    assert set(library.states()) == {"seen.jpg", "p.jpg"}


@pytest.mark.parametrize("under", [".hidden", "a/@eaDir", "a/@eaDir/b", "data/thumbnails/ab"])
def test_a_hint_from_a_left_out_folder_is_not_followed(library, pictures, under: str) -> None:
    inside = type(library)(library.photos, library.photos / "data")
    pictures.save(library.photos / under / "p.jpg", 1)
    inside.add(library.photos)
    with inside.open(writable=True) as opened:
        opened._scanner.scan(opened.folders()[0], NULL_CONTEXT, under, recursive=True)
    assert inside.states() == {}


@posix_only
def test_a_hint_through_a_link_is_not_followed(library, pictures, tmp_path: Path) -> None:
    pictures.save(tmp_path / "outside" / "p.jpg", 1)
    (library.photos / "link").symlink_to(tmp_path / "outside")
    library.add()
    with library.open(writable=True) as opened:
        opened._scanner.scan(opened.folders()[0], NULL_CONTEXT, "link", recursive=True)
    assert library.states() == {}


def test_data_folder_among_the_photos_is_left_out(library, pictures) -> None:
    inside = type(library)(library.photos, library.photos / "data")
    pictures.save(library.photos / "p.jpg", 1)
    inside.add(library.photos)
    assert summary(inside.scan()) == (1, 0, 0)
    assert summary(inside.scan()) == (0, 0, 0)
    assert set(inside.states()) == {"p.jpg"}


def test_data_folder_itself_cannot_be_added(indexed, program) -> None:
    for folder in (indexed.data, indexed.data / "thumbnails"):
        answer = program("add", folder, "--json", "--data-dir", indexed.data)
        assert answer.code == 3
        assert answer.json["errors"][0]["code"] == "folder_is_data"


@pytest.mark.parametrize(
    ("make", "code"),
    [(lambda path: None, "folder_missing"), (lambda path: path.touch(), "not_a_folder")],
)
def test_what_is_no_folder_cannot_be_added(library, program, make, code: str) -> None:
    path = library.photos / "x"
    make(path)
    answer = program("add", path, library.photos, "--json", "--data-dir", library.data)
    assert answer.code == 3
    assert [error["code"] for error in answer.json["errors"]] == [code]
    assert answer.json["folders"] == [str(library.photos)]


# -- while it is looked at -------------------------------------------------------------------------


def test_folder_that_vanishes_during_the_walk_is_offline(
    indexed, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Vanishing:
        def progress(self, *_: object) -> None:
            if indexed.photos.exists():
                shutil.rmtree(indexed.photos)

        def check_cancelled(self) -> None:
            pass

    with indexed.open(writable=True) as library:
        found = library._scanner.scan(library.folders()[0], Vanishing())
    assert not found.online
    assert indexed.names("missing") == set()


def test_sub_folder_that_vanishes_during_the_walk_is_missing(indexed) -> None:
    class Vanishing:
        def progress(self, *_: object) -> None:
            shutil.rmtree(indexed.photos / "2022", ignore_errors=True)

        def check_cancelled(self) -> None:
            pass

    with indexed.open(writable=True) as library:
        library._scanner.scan(library.folders()[0], Vanishing())
    assert {name[:4] for name in indexed.names("missing")} <= {"2022"}


def test_walk_enters_each_folder_once(tmp_path: Path, pictures) -> None:
    for name in ("a/b/c", "a/d"):
        pictures.save(tmp_path / name / "p.jpg", 1)
    found = [entry.relpath for entry in walk(tmp_path, "", WalkRules())]
    assert sorted(found) == ["a/b/c/p.jpg", "a/d/p.jpg"]
    flat = [entry.relpath for entry in walk(tmp_path, "a", WalkRules(), recursive=False)]
    assert flat == []


# -- another file in a file's place ----------------------------------------------------------------


@pytest.fixture
def two_bitmaps(library, pictures) -> Path:
    """Index two bitmaps of the same size and time; return the first."""
    for name, seed in (("a.bmp", 1), ("b.bmp", 2)):
        os.utime(pictures.save(library.photos / name, seed), ns=(10**18, 10**18))
    library.add()
    assert summary(library.scan()) == (2, 0, 0)
    return library.photos / "a.bmp"


def contents(library) -> dict[str, int]:
    return {
        os.fsdecode(row[0]): row[1] for row in library.rows("SELECT relpath, content_id FROM file")
    }


@posix_only
def test_file_of_same_size_and_time_in_anothers_place_is_seen(
    library, two_bitmaps, program
) -> None:
    before = contents(library)
    two_bitmaps.with_name("b.bmp").rename(two_bitmaps)
    report = library.scan()
    assert (summary(report), report.changed, report.moved) == ((0, 1, 0), 1, 1)
    assert contents(library) == {"a.bmp": before["b.bmp"]}
    shutil.copy2(two_bitmaps, two_bitmaps.with_name("c.bmp"))
    library.scan()
    (group,) = program("duplicates", "--json", "--data-dir", library.data).json["groups"]
    assert group["class"] == "identical_file"


def test_drive_mounted_under_another_number_costs_nothing(library, two_bitmaps) -> None:
    library.rows("UPDATE file SET device = device + 1, inode = inode + 1")
    assert summary(library.scan()) == (0, 0, 0)
    stat = two_bitmaps.stat()
    found = library.rows("SELECT device, inode FROM file WHERE relpath = ?", b"a.bmp")
    if sys.platform != "win32":
        assert found == [(stat.st_dev, stat.st_ino)]


def test_numbers_that_a_file_system_makes_up_are_not_believed(
    library, two_bitmaps, monkeypatch
) -> None:
    """FAT and exFAT: every look may see others; digesting the drive each time would be harm."""
    monkeypatch.setattr("photofinder.app.folder_walk.file_system_of", lambda _: UNKNOWN)
    library.rows("UPDATE file SET inode = inode + 1")
    assert summary(library.scan()) == (0, 0, 0)
    assert library.rows("SELECT DISTINCT inode FROM file") == [(0,)]
    assert summary(library.scan()) == (0, 0, 0)


def test_restored_files_are_digested_once_and_not_told_as_changed(library, two_bitmaps) -> None:
    library.rows("UPDATE file SET inode = inode + 1")
    events: list[object] = []
    with library.open(writable=True) as opened:
        opened.events.subscribe(events.append)
        report = opened.scan().result(30)
    assert summary(report) == ((0, 2, 0) if sys.platform != "win32" else (0, 0, 0))
    assert not any(isinstance(event, ChangeSet) for event in events)
    assert summary(library.scan()) == (0, 0, 0)


def test_numbers_too_large_for_the_catalog_are_the_same_each_time(
    library, pictures, monkeypatch
) -> None:
    """ReFS and some network drives have inode numbers of 64 bits and more."""
    pictures.save(library.photos / "p.jpg", 1)
    real = folder_walk.stamp_of

    def huge(stat: os.stat_result) -> FileStamp:
        numbers = {"st_dev": stat.st_dev, "st_ino": (1 << 64) - 5}
        times = {"st_mtime_ns": stat.st_mtime_ns, "st_size": stat.st_size}
        return real(SimpleNamespace(**numbers, **times))

    monkeypatch.setattr(folder_walk, "stamp_of", huge)
    library.add()
    assert summary(library.scan()) == (1, 0, 0)
    assert summary(library.scan()) == (0, 0, 0)
