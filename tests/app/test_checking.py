"""Is this a duplicate: files of the library and others, gone, changed, offline, undecided."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from photofinder.app.checking import Checker
from photofinder.app.comparing_one import OneComparison
from photofinder.app.decode_pool import DecodePool
from photofinder.app.jobs import NULL_CONTEXT
from photofinder.app.library import Library
from photofinder.core.checking import CheckAnswer
from photofinder.core.cleanup import DecisionKind
from photofinder.core.types import PairClass
from photofinder.errors import JobCancelled, PhotoUnreadable, UsageProblem
from photofinder.paths import AppPaths
from photofinder.storage.content_store import ContentStore

FILE, PICTURE, SHOT, SERIES = PairClass
PATIENCE_S = 120.0


@dataclasses.dataclass(frozen=True)
class Place:
    """A library of some pictures, and a folder beside it."""

    photos: Path
    data: Path
    outside: Path

    def open(self, *, writable: bool = False) -> Library:
        return Library.open(AppPaths.at(self.data), writable=writable)

    def scan(self) -> None:
        with self.open(writable=True) as library:
            library.scan().result(PATIENCE_S)
            for job in library.jobs():
                job.result(PATIENCE_S)

    def check(self, path: Path) -> CheckAnswer:
        with self.open() as library:
            return library.check(path)


@pytest.fixture(scope="module")
def _master(tmp_path_factory: pytest.TempPathFactory, pictures: type) -> Path:
    root = tmp_path_factory.mktemp("checking")
    photos = root / "photos"
    for seed in range(12):
        pictures.save(photos / f"p{seed:02}.jpg", seed)
    pictures.save(photos / "lossless.png", 20)
    shutil.copy(photos / "p00.jpg", photos / "p00 copy.jpg")
    with Library.open(AppPaths.at(root / "data"), writable=True) as library:
        library.add_folder(photos)
        library.scan().result(PATIENCE_S)
        for job in library.jobs():
            job.result(PATIENCE_S)
    return root


@pytest.fixture
def place(_master: Path, tmp_path: Path, move_library: Callable[..., None]) -> Place:
    shutil.copytree(_master, tmp_path / "own")
    found = Place(tmp_path / "own" / "photos", tmp_path / "own" / "data", tmp_path / "outside")
    found.outside.mkdir()
    move_library(found.data, found.photos)
    return found


@pytest.fixture
def move_library() -> Callable[[Path, Path], None]:
    """Give a function that tells a copied library where its photos lie now."""
    import sqlite3

    def move(data: Path, photos: Path) -> None:
        connection = sqlite3.connect(data / "library.sqlite3")
        connection.execute("UPDATE folder SET path = ?", (os.fsencode(photos),))
        for path in photos.iterdir():
            stat = path.stat()
            connection.execute(
                "UPDATE file SET inode = ?, device = ?, mtime_ns = ? WHERE relpath = ?",
                (stat.st_ino, stat.st_dev, stat.st_mtime_ns, os.fsencode(path.name)),
            )
        connection.commit()
        connection.close()

    return move


def changed(source: Path, target: Path, **how: int) -> Path:
    """Save a picture again."""
    with Image.open(source) as image:
        if "width" in how:
            image = image.resize((how["width"], how["width"] * image.height // image.width))
        image.save(target, quality=how.get("quality", 70))
    return target


# -- yes -----------------------------------------------------------------------------------------


def test_photo_of_the_library_with_a_copy_is_a_duplicate(place: Place) -> None:
    answer = place.check(place.photos / "p00.jpg")
    assert answer.is_duplicate
    assert [(copy.path.name, copy.pair_class) for copy in answer.copies] == [("p00 copy.jpg", FILE)]
    assert answer.copies[0].relation == "same bytes"
    assert answer.in_library
    assert answer.nearest is None
    assert answer.notes == ()


def test_a_file_is_not_its_own_duplicate(place: Place) -> None:
    answer = place.check(place.photos / "p05.jpg")
    assert not answer.is_duplicate
    assert answer.nearest is not None
    assert answer.nearest.path != place.photos / "p05.jpg"
    assert -1 <= answer.nearest.score < 0.999


@pytest.mark.parametrize(
    "name",
    ["a b.jpg", "new\nline.jpg", "100%20.jpg", "\U0001f4f7.jpg", "'\".jpg", "-x.jpg", "\udcff.jpg"],
)
def test_copy_elsewhere_is_a_duplicate_whatever_its_name(place: Place, name: str) -> None:
    copy = place.outside / name
    shutil.copy(place.photos / "p03.jpg", copy)
    answer = place.check(copy)
    assert [(c.path.name, c.pair_class) for c in answer.copies] == [("p03.jpg", FILE)]
    assert not answer.in_library


def test_same_pixels_in_another_file_are_an_identical_picture(place: Place) -> None:
    with Image.open(place.photos / "lossless.png") as image:
        image.save(place.outside / "again.tif")
        image.save(place.outside / "again.png", compress_level=1)
    for name, said in (
        ("again.tif", "TIFF instead of PNG"),
        ("again.png", "stored in another way"),
    ):
        answer = place.check(place.outside / name)
        assert [(c.path.name, c.pair_class) for c in answer.copies] == [("lossless.png", PICTURE)]
        assert answer.copies[0].relation == f"same pixels, {said}"
        assert answer.copies[0].probability == 1


def test_smaller_version_is_the_same_shot_with_what_was_done_to_it(place: Place) -> None:
    small = changed(place.photos / "p04.jpg", place.outside / "small.jpg", width=210)
    answer = place.check(small)
    assert [(c.path.name, c.pair_class) for c in answer.copies] == [("p04.jpg", SHOT)]
    assert "210 x 140 instead of 300 x 200" in answer.copies[0].relation
    assert 0.5 < answer.copies[0].probability <= 1


def test_turned_version_is_found(place: Place) -> None:
    with Image.open(place.photos / "p06.jpg") as image:
        image.transpose(Image.Transpose.ROTATE_90).save(place.outside / "turned.jpg", quality=85)
    answer = place.check(place.outside / "turned.jpg")
    assert [c.path.name for c in answer.copies] == ["p06.jpg"]
    assert "turned by 270 degrees" in answer.copies[0].relation


def test_answer_is_the_same_once_the_file_is_indexed(place: Place) -> None:
    small = changed(place.photos / "p04.jpg", place.photos / "small.jpg", width=210)
    before = place.check(small)
    assert before.notes == ()
    place.scan()
    after = place.check(small)
    assert [(c.path, c.pair_class, c.relation) for c in before.copies] == [
        (c.path, c.pair_class, c.relation) for c in after.copies
    ]
    assert (before.in_library, after.in_library) == (False, True)


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
def test_links_are_told_from_copies(place: Place) -> None:
    hard, soft = place.outside / "hard.jpg", place.outside / "soft.jpg"
    os.link(place.photos / "p07.jpg", hard)
    soft.symlink_to(place.photos / "p07.jpg")
    answer = place.check(hard)
    assert [(c.path.name, c.is_hard_link) for c in answer.copies] == [("p07.jpg", True)]
    assert "hard link" in answer.copies[0].relation
    assert not place.check(soft).is_duplicate, "it is that very photo"


# -- no, and what is left open --------------------------------------------------------------------


def test_unknown_picture_is_none_and_the_nearest_is_named(place: Place, pictures: type) -> None:
    pictures.save(place.outside / "new.jpg", 99)
    answer = place.check(place.outside / "new.jpg")
    assert not answer.is_duplicate
    assert answer.pair_class is None
    assert answer.nearest is not None
    assert answer.nearest.path.parent == place.photos


def test_copy_that_is_gone_meanwhile_does_not_count(place: Place) -> None:
    (place.photos / "p00 copy.jpg").unlink()
    assert not place.check(place.photos / "p00.jpg").is_duplicate


def test_copy_that_was_changed_meanwhile_does_not_count(place: Place, pictures: type) -> None:
    pictures.save(place.photos / "p00 copy.jpg", 77)
    answer = place.check(place.photos / "p00.jpg")
    assert not answer.is_duplicate
    itself = place.check(place.photos / "p00 copy.jpg")
    assert not itself.is_duplicate
    assert itself.notes == ("This file was changed since it was indexed.",)


def test_copy_on_a_drive_that_is_away_counts_and_is_said_to_be_away(place: Place) -> None:
    copy = place.outside / "copy.jpg"
    shutil.copy(place.photos / "p02.jpg", copy)
    place.photos.rename(place.photos.with_name("elsewhere"))
    place.scan()
    answer = place.check(copy)
    assert [(c.path.name, c.online) for c in answer.copies] == [("p02.jpg", False)]
    assert any("is not connected" in note for note in answer.notes)
    gone = place.check(place.photos / "p00.jpg")
    assert [c.path.name for c in gone.copies] == ["p00 copy.jpg"]
    assert "This file is not there now; what was learnt of it counts." in gone.notes


def test_drive_that_went_since_the_last_look_makes_no_copy_a_stranger(place: Place) -> None:
    copy = place.outside / "copy.jpg"
    shutil.copy(place.photos / "p02.jpg", copy)
    small = changed(place.photos / "p04.jpg", place.outside / "small.jpg", width=210)
    place.photos.rename(place.photos.with_name("elsewhere"))
    for path, name, found in ((copy, "p02.jpg", FILE), (small, "p04.jpg", SHOT)):
        answer = place.check(path)
        told = [(c.path.name, c.pair_class, c.online) for c in answer.copies]
        assert told == [(name, found, False)]
        assert any("is not connected" in note for note in answer.notes)
    strange = changed(copy, place.outside / "strange.jpg", width=8)
    assert any("is not connected" in note for note in place.check(strange).notes)


def test_what_was_decided_is_respected_and_said(place: Place) -> None:
    small = changed(place.photos / "p04.jpg", place.outside / "small.jpg", width=210)
    both = (small, place.photos / "p04.jpg")
    digests = [hashlib.sha256(path.read_bytes()).digest() for path in both]
    with place.open(writable=True) as library:
        library.cleanup._decisions.add(DecisionKind.NOT_DUPLICATES, digests)
    answer = place.check(small)
    assert not answer.is_duplicate
    assert answer.notes == ("You decided that 1 look-alikes are no duplicates of it.",)


def test_library_that_is_not_indexed_says_so(place: Place, pictures: type) -> None:
    pictures.save(place.outside / "new.jpg", 98)
    more = place.outside.with_name("more")
    pictures.save(more / "one.jpg", 97)
    with place.open(writable=True) as library:
        library.add_folder(more)
        for folder in library.folders():
            library._scanner.scan(folder, NULL_CONTEXT)
    notes = place.check(place.outside / "new.jpg").notes
    assert notes == ("1 photos of the library are not indexed yet; one may be a copy.",)
    itself = place.check(more / "one.jpg")
    assert "This file lies in the library, but is not indexed yet." in itself.notes


def test_empty_library_knows_nothing(tmp_path: Path, pictures: type) -> None:
    pictures.save(tmp_path / "a.jpg", 1)
    with Library.open(AppPaths.at(tmp_path / "data"), writable=True) as library:
        answer = library.check(tmp_path / "a.jpg")
    assert not answer.is_duplicate
    assert answer.nearest is None
    assert answer.notes == ("The library has no folders yet.",)


def test_what_is_no_picture_is_said(place: Place) -> None:
    (place.outside / "text.jpg").write_text("no picture")
    (place.outside / "empty.jpg").touch()
    with place.open() as library:
        for name in ("text.jpg", "empty.jpg"):
            with pytest.raises(PhotoUnreadable) as raised:
                library.check(place.outside / name)
            assert raised.value.params["path"] == place.outside / name
        with pytest.raises(UsageProblem, match="There is no file"):
            library.check(place.outside / "gone.jpg")
        with pytest.raises(UsageProblem):
            library.check(place.outside)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
@pytest.mark.parametrize("target", ["x" * 300, "loop.jpg", "gone.jpg"])
def test_link_that_leads_nowhere_is_said(place: Place, target: str) -> None:
    (place.outside / "loop.jpg").symlink_to(target)
    with pytest.raises(PhotoUnreadable):
        place.check(place.outside / "loop.jpg")


def test_it_answers_while_another_program_writes(place: Place) -> None:
    copy = place.outside / "copy.jpg"
    shutil.copy(place.photos / "p02.jpg", copy)
    small = changed(place.photos / "p04.jpg", place.outside / "small.jpg", width=210)
    with place.open(writable=True), place.open() as reader:
        assert not reader.writable
        assert reader.check(copy).pair_class is FILE
        assert reader.check(small).pair_class is SHOT


def test_asking_writes_nothing_into_the_catalog(place: Place, pictures: type) -> None:
    pictures.save(place.outside / "new.jpg", 96)
    with place.open() as library:
        before = library._database.read("PRAGMA data_version").fetchone()
        library.check(place.outside / "new.jpg")
        assert library._database.read("PRAGMA data_version").fetchone() == before
    assert not [p for p in place.photos.iterdir() if p.name.startswith(".")]


# -- the command ---------------------------------------------------------------------------------


@pytest.fixture
def answered(place: Place, program) -> Callable[..., object]:
    return lambda *words: program("--data-dir", place.data, "check", *words)


def test_closing_meanwhile_is_no_error_of_the_question(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = changed(place.photos / "p04.jpg", place.outside / "small.jpg", width=210)
    opened = Checker._opened

    def opened_and_closed(checker: Checker) -> DecodePool:
        pool = opened(checker)
        checker.close()
        return pool

    monkeypatch.setattr(Checker, "_opened", opened_and_closed)
    with place.open() as library, pytest.raises(JobCancelled):
        library.check(small)


def test_exit_code_is_the_answer(place: Place, answered) -> None:
    yes, no = place.photos / "p00.jpg", place.photos / "p01.jpg"
    assert answered(yes).code == 0
    assert answered(no).code == 1
    assert answered(yes, no).code == 1
    assert answered(yes, place.outside / "gone.jpg").code == 2
    text = place.outside / "text.jpg"
    text.write_text("no picture")
    assert answered(no, text).code == 4


def test_text_names_class_place_and_reason(place: Place, answered) -> None:
    told = answered(place.photos / "p00.jpg").out
    assert "a duplicate" in told
    assert f"identical file as {place.photos / 'p00 copy.jpg'} (same bytes)" in told
    assert "looks most like" in answered(place.photos / "p01.jpg").out


def test_json_has_everything(place: Place, answered) -> None:
    odd = place.outside / "new\nline \U0001f4f7.jpg"
    shutil.copy(place.photos / "p03.jpg", odd)
    answer = answered("--json", odd, place.outside / "gone.jpg")
    assert answer.code == 2
    one, other = answer.json["files"]
    assert one["path"] == str(odd)
    assert one["duplicate"] is True
    assert one["class"] == "identical_file"
    assert one["copies"][0]["path"] == str(place.photos / "p03.jpg")
    assert other["error"]["code"] == "no_such_file"


def test_json_keeps_the_order_of_the_files(place: Place, answered) -> None:
    files = [
        place.outside / "gone.jpg",
        place.photos / "p00.jpg",
        place.outside / "gone too.jpg",
        place.photos / "p01.jpg",
    ]
    answer = answered("--json", *files)
    assert answer.code == 2
    assert [file["path"] for file in answer.json["files"]] == [str(path) for path in files]
    assert ["error" in file for file in answer.json["files"]] == [True, False, True, False]


def test_what_is_indexed_meanwhile_is_found(place: Place, pictures: type) -> None:
    pictures.save(place.outside / "new.jpg", 95)
    with place.open() as reader:
        reader.warm_up()
        assert not reader.check(place.outside / "new.jpg").is_duplicate
        pictures.save(place.photos / "p95.jpg", 95, quality=60)
        place.scan()
        answer = reader.check(place.outside / "new.jpg")
    assert [copy.path.name for copy in answer.copies] == ["p95.jpg"]


def test_no_picture_is_compared_twice_for_being_indexed_meanwhile(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last number may be read before, and by another thread much before, the pictures are."""
    with place.open() as library:
        comparison = OneComparison(
            library._catalog, library._store, library._pairs, library._thumbnails
        )
        model_id = library._rooms.serving().model_id
        with monkeypatch.context() as patch:
            patch.setattr(ContentStore, "last_seq", lambda _: 0)
            seqs = comparison._known(model_id).seqs.tolist()
        assert seqs
        assert comparison._known(model_id).seqs.tolist() == seqs
