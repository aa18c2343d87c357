"""Folders and files: nothing is read again without need, nothing is remembered wrongly."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photofinder.core.types import FileStamp
from photofinder.storage import catalog as catalog_module
from photofinder.storage.catalog import Catalog
from photofinder.storage.database import Database
from photofinder.storage.file_rows import (
    WalkChanges,
    WalkScope,
    blob_to_path,
    params_to_json,
    path_to_blob,
)

bytes_names = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux takes any bytes as a name"
)


def add_file(catalog: Catalog, folder_id: int, name: bytes) -> None:
    catalog.apply_walk(folder_id, WalkChanges(new=[(name, FileStamp(1, 2))]))


@pytest.fixture
def catalog(tmp_path: Path):
    database = Database(tmp_path / "c.sqlite3", tmp_path)
    yield Catalog(database)
    database.close()


@given(
    st.binary(min_size=1, max_size=255).filter(lambda name: b"\0" not in name and b"/" not in name)
)
@bytes_names
def test_any_name_survives_the_catalogs_encoding(name: bytes) -> None:
    path = Path("/photos") / os.fsdecode(name)
    assert path_to_blob(path) == b"/photos/" + name or name == b"."
    assert blob_to_path(b"/photos", name) == path


@given(st.dictionaries(st.text(), st.text(st.characters(exclude_categories=())) | st.integers()))
def test_facts_of_an_error_survive_json(params: dict[str, object]) -> None:
    assert json.loads(params_to_json(params)) == params


STRANGE_NAMES = (
    b"broken \xff\xfe utf-8.jpg",
    b"line\nbreak.jpg",
    b"tab\tand \x1b[31mescape.jpg",
    "🏔️ Ünïcode 写真.jpg".encode(),
    b"n" * 251 + b".jpg",
    "\u202egpj.exe.jpg".encode(),
    b'quote".jpg',
    b"%s {} $(x).jpg",
    b"-rf.jpg",
)


@bytes_names
def test_strange_names_are_indexed_and_come_back_in_json(library, pictures, program) -> None:
    data = pictures.data(1)
    folder = os.fsencode(library.photos) + b"/\xfffolder"
    Path(os.fsdecode(folder)).mkdir()
    expected = {folder + b"/" + name for name in STRANGE_NAMES}
    for name in STRANGE_NAMES:
        Path(os.fsdecode(folder + b"/" + name)).write_bytes(data)
        Path(os.fsdecode(folder + b"/bad " + name[:200] + b".jpg")).touch()
    library.add()
    report = library.scan()
    assert (report.indexed, report.reused) == (1, len(STRANGE_NAMES) - 1)

    status = program("status", "--json", "--data-dir", library.data).json
    unreadable = {os.fsencode(photo["path"]) for photo in status["unreadable"]}
    assert unreadable == {folder + b"/bad " + name[:200] + b".jpg" for name in STRANGE_NAMES}

    query = os.fsdecode(folder + b"/" + STRANGE_NAMES[0])
    answer = program("similar", query, "--json", "--data-dir", library.data).json
    assert os.fsencode(answer["query"]) == os.fsencode(query)
    found = {os.fsencode(match["path"]) for match in answer["matches"]}
    assert found == expected - {os.fsencode(query)}

    groups = program("duplicates", "--json", "--data-dir", library.data).json["groups"]
    assert len(groups) == 1
    paths = {os.fsencode(groups[0]["keeper"])} | {
        os.fsencode(member["path"]) for member in groups[0]["members"]
    }
    assert paths == expected


@bytes_names
def test_people_see_strange_names_on_one_line(library, pictures, program) -> None:
    for name in STRANGE_NAMES:
        (library.photos / os.fsdecode(name)).touch()
    library.add()
    library.scan()
    text = program("status", "--data-dir", library.data).out
    assert text.count("unreadable: ") == len(STRANGE_NAMES)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "line\\nbreak.jpg" in text


# -- folders within folders ----------------------------------------------------------------------


def test_folder_inside_a_known_one_is_not_added(indexed) -> None:
    with indexed.open(writable=True) as library:
        folder, note = library.add_folder(indexed.photos / "2020")
        assert folder.path == indexed.photos
        assert "is part of" in str(note)
        assert len(library.folders()) == 1


def test_adding_a_folder_twice_changes_nothing(indexed) -> None:
    with indexed.open(writable=True) as library:
        _, note = library.add_folder(indexed.photos / "." / ".." / indexed.photos.name)
        assert "already" in str(note)
        assert [folder.path for folder in library.folders()] == [indexed.photos]


def test_parent_takes_its_children_in_without_reading_again(library, pictures) -> None:
    for number, name in enumerate(("a/b", "a/c", "d")):
        pictures.save(library.photos / name / "p.jpg", number)
    library.add(library.photos / "a" / "b", library.photos / "a" / "c")
    assert library.scan().indexed == 2
    ids = library.rows("SELECT id, content_id FROM file ORDER BY id")
    library.add(library.photos)
    assert set(library.states()) == {"a/b/p.jpg", "a/c/p.jpg"}
    assert library.rows("SELECT id, content_id FROM file ORDER BY id") == ids
    report = library.scan()
    assert (report.indexed, report.reused, report.missing) == (1, 0, 0)
    assert library.rows("SELECT count(*) FROM folder") == [(1,)]


def test_sibling_with_the_same_beginning_is_not_taken_in(library, pictures) -> None:
    pictures.save(library.photos / "trip" / "p.jpg", 1)
    pictures.save(library.photos / "trip 2" / "p.jpg", 2)
    library.add(library.photos / "trip", library.photos / "trip 2")
    assert library.rows("SELECT count(*) FROM folder") == [(2,)]


@bytes_names
def test_child_with_undecodable_names_is_taken_in(library, pictures) -> None:
    child = library.photos / os.fsdecode(b"\xe4\xff")
    pictures.save(child / os.fsdecode(b"\xfe.jpg"), 1)
    library.add(child)
    library.scan()
    library.add(library.photos)
    report = library.scan()
    assert (report.indexed, report.reused, report.photos) == (0, 0, 1)


@pytest.mark.parametrize("forget", [False, True])
def test_removed_folder_is_out_of_every_answer(indexed, program, forget: bool) -> None:
    photo = indexed.photos / "2020" / "p00.jpg"
    arguments = ["--forget"] if forget else []
    answer = program("remove", indexed.photos, *arguments, "--json", "--data-dir", indexed.data)
    assert answer.json == {"removed": str(indexed.photos), "forgotten": forget}
    assert photo.exists()
    assert program("similar", photo, "--json", "--data-dir", indexed.data).json["matches"] == []
    assert program("status", "--json", "--data-dir", indexed.data).json["photos"] == 0


def test_adding_a_removed_folder_again_costs_no_decode(indexed) -> None:
    with indexed.open(writable=True) as library:
        library.remove_folder(indexed.photos)
    indexed.add()
    report = indexed.scan()
    assert (report.indexed, report.reused) == (0, 36)


def test_forgotten_folder_leaves_no_thumbnail_and_is_read_again(indexed) -> None:
    with indexed.open(writable=True) as library:
        library.remove_folder(indexed.photos, forget=True)
    assert list(indexed.paths.thumbnail_dir.rglob("*.jpg")) == []
    assert indexed.rows("SELECT count(*) FROM embedding") == [(0,)]
    indexed.add()
    assert indexed.scan().indexed == 36


def test_forgetting_a_folder_keeps_what_others_know(indexed, pictures, tmp_path: Path) -> None:
    """Neither the copy in another folder nor what an earlier removal was to keep."""
    other, kept = tmp_path / "other", tmp_path / "kept"
    other.mkdir()
    shutil.copy2(indexed.photos / "2020" / "p00.jpg", other / "copy.jpg")
    pictures.save(kept / "k.jpg", 500)
    indexed.add(other, kept)
    indexed.scan()
    with indexed.open(writable=True) as library:
        library.remove_folder(kept)
        library.remove_folder(indexed.photos, forget=True)
    assert indexed.rows("SELECT count(*) FROM content") == [(2,)]
    indexed.add(kept)
    report = indexed.scan()
    assert (report.indexed, report.reused) == (0, 1)


def test_what_a_removed_folder_left_can_be_forgotten_later(indexed, program, pictures) -> None:
    other = pictures.save(indexed.photos.with_name("other") / "o.jpg", 500).parent
    indexed.add(other)
    indexed.scan()
    assert program("remove", indexed.photos, "--data-dir", indexed.data).code == 0
    words = ("remove", indexed.photos, "--forget", "--json", "--data-dir", indexed.data)
    answer = program(*words)
    assert (answer.code, answer.json) == (0, {"removed": None, "forgotten": True, "pictures": 36})
    assert indexed.rows("SELECT count(*) FROM content") == [(1,)]
    assert len(list(indexed.paths.thumbnail_dir.rglob("*.jpg"))) == 1
    again = program(*words)
    assert (again.code, again.json["error"]["code"]) == (3, "folder_not_added")


def test_removing_an_unknown_folder_is_refused(indexed, program, tmp_path: Path) -> None:
    answer = program("remove", tmp_path, "--json", "--data-dir", indexed.data)
    assert answer.code == 3
    assert answer.json["error"]["code"] == "folder_not_added"


def test_folder_that_is_gone_can_be_removed(indexed, program) -> None:
    shutil.rmtree(indexed.photos)
    assert program("remove", indexed.photos, "--data-dir", indexed.data).code == 0
    assert indexed.rows("SELECT count(*) FROM folder") == [(0,)]


# -- what a missing file is remembered as ----------------------------------------------------------


def test_file_that_changed_and_vanished_unread_is_not_taken_for_the_old_one(
    indexed, pictures
) -> None:
    """It comes back with its new stamp: that content was never read."""
    photo = indexed.photos / "2020" / "p00.jpg"
    with indexed.open(writable=True) as library:
        pictures.save(photo, 900)
        scanner, folder = library._scanner, library.folders()[0]
        from photofinder.app.jobs import NULL_CONTEXT

        scanner.scan(folder, NULL_CONTEXT)  # pending; killed before it is indexed
        away = photo.with_name("away.bin")
        photo.rename(away)
        scanner.scan(folder, NULL_CONTEXT)
        away.rename(photo)
        scanner.scan(folder, NULL_CONTEXT)
    assert indexed.states()["2020/p00.jpg"] == "pending"
    assert indexed.scan().indexed == 1


def test_equal_names_of_two_unicode_forms_are_two_files(library, pictures) -> None:
    forms = {unicodedata.normalize(form, "é.jpg") for form in ("NFC", "NFD")}
    for number, name in enumerate(sorted(forms)):
        pictures.save(library.photos / name, number)
    if len(list(library.photos.iterdir())) < 2:
        pytest.skip("this file system takes both for one")
    library.add()
    assert library.scan().indexed == 2


def test_small_facts_are_kept(catalog: Catalog) -> None:
    assert catalog.get_meta("x") is None
    catalog.set_meta("x", "1")
    catalog.set_meta("x", "2")
    assert catalog.get_meta("x") == "2"


def test_files_below_a_path_are_not_those_of_its_neighbours(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalog_module, "PAGE_ROWS", 2)
    folder = catalog.add_folder(Path("/p"))
    names = {b"a/1.jpg", b"a/b/2.jpg", b"a/b/3.jpg", b"a/z.jpg", b"a0/3.jpg", b"a!/4.jpg", b"b.jpg"}
    for name in names:
        add_file(catalog, folder.folder_id, name)

    def known(under: bytes, *, recursive: bool) -> set[bytes]:
        scope = WalkScope(under, recursive)
        return {row.relpath for row in catalog.known_files(folder.folder_id, scope)}

    assert known(b"", recursive=True) == names
    assert known(b"", recursive=False) == {b"b.jpg"}
    assert known(b"a", recursive=True) == {b"a/1.jpg", b"a/b/2.jpg", b"a/b/3.jpg", b"a/z.jpg"}
    assert known(b"a", recursive=False) == {b"a/1.jpg", b"a/z.jpg"}


def test_pending_files_come_in_pages_in_path_order(catalog: Catalog) -> None:
    folder = catalog.add_folder(Path("/p"))
    names = sorted(f"{number:02}.jpg".encode() for number in range(10))
    for name in reversed(names):
        add_file(catalog, folder.folder_id, name)
    seen, after = [], (0, b"")
    while page := catalog.pending_files(after, 3):
        seen += [key[1] for _, key in page]
        after = page[-1][1]
    assert seen == names


# -- folders that the paths do not tell apart ------------------------------------------------------


@pytest.mark.parametrize("order", [("", ".secret"), (".secret", "")])
def test_hidden_folder_in_a_known_one_is_a_folder_by_itself(
    library, pictures, order: tuple[str, str]
) -> None:
    for number, name in enumerate(("seen.jpg", ".secret/a.jpg", ".secret/deep/b.jpg")):
        pictures.save(library.photos / name, number)
    for name in order:
        library.add(library.photos / name)
        report = library.scan()
    assert (report.photos, report.missing) == (3, 0)
    assert library.states() == dict.fromkeys(("seen.jpg", "a.jpg", "deep/b.jpg"), "indexed")
    with library.open(writable=True) as opened:
        folder, note = opened.add_folder(library.photos / ".secret" / "deep")
    assert folder.path == library.photos / ".secret"
    assert "is part of" in str(note)


def test_folder_that_is_no_longer_excluded_counts_once(library, pictures) -> None:
    pictures.save(library.photos / "lost+found" / "p.jpg", 1)
    library.add(library.photos, library.photos / "lost+found")
    library.paths.settings.write_text('{"excluded": []}')
    assert library.scan().photos == 1


@pytest.fixture
def twin(library, pictures):
    """Mount the folder of the photos a second time; needs root on Linux."""
    pictures.save(library.photos / "2020" / "p.jpg", 1)
    twin = library.photos.with_name("twin")
    twin.mkdir()
    mount = shutil.which("mount")
    if sys.platform != "linux" or mount is None:
        pytest.skip("needs mount")
    done = subprocess.run([mount, "--bind", library.photos, twin], capture_output=True)
    if done.returncode != 0:
        pytest.skip("only root may mount a folder twice")
    yield twin
    subprocess.run(["umount", "-l", twin], check=True)


@pytest.mark.parametrize("under", ["", "2020"])
def test_folder_known_under_another_path_is_not_added(library, twin, under: str) -> None:
    library.add()
    library.scan()
    with library.open(writable=True) as opened:
        folder, note = opened.add_folder(twin / under)
        assert folder.path == library.photos
        assert "in the library already" in str(note)
        assert len(opened.folders()) == 1
        assert opened.duplicates() == []


def test_folder_around_one_known_under_another_path_takes_it_in(library, twin) -> None:
    library.add(library.photos / "2020")
    library.scan()
    library.add(twin)
    report = library.scan()
    assert (report.photos, report.indexed, report.reused, report.missing) == (1, 0, 0, 0)
    assert library.rows("SELECT path FROM folder") == [(os.fsencode(twin),)]


def test_folder_is_removed_by_any_of_its_paths(library, twin, program) -> None:
    library.add()
    assert program("remove", twin, "--data-dir", library.data).code == 0
    assert library.rows("SELECT count(*) FROM folder") == [(0,)]
