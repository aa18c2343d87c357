"""Lists of photos: which, in which order, under which headers; and the rows behind them."""

from __future__ import annotations

import datetime
import json
import os
import sqlite3
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photofinder.app.viewing import Viewing
from photofinder.core.text_filter import fold
from photofinder.core.types import FileState
from photofinder.core.views import PhotoQuery, PhotoSort, Section
from photofinder.storage.database import Database
from photofinder.storage.photo_lists import PhotoLists
from photofinder.storage.photo_rows import PhotoRows

ROOT, DRIVE = Path("/mnt/Bilder"), Path("/media/usb")
NO_CLOCK = 0


class Shelf:
    """A catalog that is written row by row."""

    def __init__(self, folder: Path) -> None:
        self.database = Database(folder / "c.sqlite3", folder / "backups")
        self.viewing = Viewing(PhotoLists(self.database), PhotoRows(self.database), None)
        with self.database.transaction() as connection:
            for number, path, online in ((1, ROOT, 1), (2, DRIVE, 0)):
                connection.execute(
                    "INSERT INTO folder (id, path, online, added_at) VALUES (?, ?, ?, '')",
                    (number, os.fsencode(path), online),
                )

    def add(
        self,
        relpath: str | bytes,
        *,
        taken_at: str | None = None,
        mtime: str | None = None,
        state: str = "indexed",
        size: int = 10,
        content: int | None = None,
        camera: tuple[str, str] | None = None,
        folder: int = 1,
        added_s: int = 0,
    ) -> int:
        """Write a file and, unless it is a copy of another, its content; return the file's id."""
        mtime_ns = NO_CLOCK
        if mtime is not None:
            mtime_ns = round(datetime.datetime.fromisoformat(mtime).timestamp() * 1e9)
        metadata = {} if camera is None else {"camera_make": camera[0], "camera_model": camera[1]}
        with self.database.transaction() as connection:
            if content is None:
                content = self._add_content(connection, taken_at, metadata)
            row = connection.execute(
                "INSERT INTO file (folder_id, relpath, size_bytes, mtime_ns, content_id, state,"
                " added_s) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
                (folder, os.fsencode(relpath), size, mtime_ns, content, state, added_s),
            ).fetchone()
        return int(row[0])

    @staticmethod
    def _add_content(
        connection: sqlite3.Connection, taken_at: str | None, metadata: dict[str, str]
    ) -> int:
        row = connection.execute(
            "INSERT INTO content (digest, size_bytes, width, height, format, taken_at, metadata)"
            " VALUES (randomblob(32), 10, 4000, 3000, 'JPEG', ?, ?) RETURNING id",
            (taken_at, json.dumps(metadata)),
        ).fetchone()
        return int(row[0])

    def names(self, **query: object) -> list[str]:
        found = self.viewing.photo_list(PhotoQuery(**query))
        rows = self.viewing.rows(found.file_ids.tolist())
        return [rows[number].path.name for number in found.file_ids.tolist()]

    def sections(self, **query: object) -> tuple[Section, ...]:
        return self.viewing.photo_list(PhotoQuery(**query)).sections


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path)
    yield made
    made.database.close()


# -- order and headers -----------------------------------------------------------------------------


def test_by_date_means_the_camera_else_the_file_and_unknown_is_last(shelf: Shelf) -> None:
    shelf.add("unknown.jpg")
    shelf.add("camera.jpg", taken_at="2019-07-24T10:00:00", mtime="2024-01-01T00:00:00")
    shelf.add("file.jpg", mtime="2021-03-01T12:00:00")
    shelf.add("changed.jpg", taken_at="2010-01-01T00:00:00", mtime="2022-05-05T00:00:00",
              state="pending")  # fmt: skip  # what it held before says nothing
    newest = ["changed.jpg", "file.jpg", "camera.jpg", "unknown.jpg"]
    assert shelf.names() == newest
    assert shelf.names(descending=False) == [*newest[2::-1], "unknown.jpg"]
    keys = [(section.key, section.start, section.count) for section in shelf.sections()]
    assert keys == [("2022-05", 0, 1), ("2021-03", 1, 1), ("2019-07", 2, 1), ("", 3, 1)]


def test_by_name_numbers_count_and_case_does_not(shelf: Shelf) -> None:
    for name in ("c/IMG_10.jpg", "b/img_9.jpg", "a/Zoo.jpg", "d/apple.jpg", b"e/\xff.jpg"):
        shelf.add(name)
    expected = ["apple.jpg", "img_9.jpg", "IMG_10.jpg", "Zoo.jpg", os.fsdecode(b"\xff.jpg")]
    assert shelf.names(sort=PhotoSort.NAME, descending=False) == expected
    assert shelf.names(sort=PhotoSort.NAME) == expected[::-1]
    assert shelf.sections(sort=PhotoSort.NAME) == ()


def test_by_folder_each_comes_before_what_it_holds(shelf: Shelf) -> None:
    for path in ("10/x.jpg", "9/2.jpg", "9/10.jpg", "9/sub/1.jpg", "top.jpg", b"a\xff/y.jpg"):
        shelf.add(path)
    shelf.add("A/1.jpg")  # two folders whose names sort alike are two
    shelf.add("a/2.jpg")
    shelf.add("u.jpg", folder=2)
    query = {"sort": PhotoSort.FOLDER, "descending": False}
    assert shelf.names(**query) == [
        "u.jpg", "top.jpg", "2.jpg", "10.jpg", "1.jpg", "x.jpg", "1.jpg", "2.jpg", "y.jpg",
    ]  # fmt: skip
    keys = [Path(section.key) for section in shelf.sections(**query)]
    below = ["", "9", "9/sub", "10", "A", "a", os.fsdecode(b"a\xff")]
    assert keys == [DRIVE, *(ROOT / path for path in below)]


def test_by_size_and_by_arrival(shelf: Shelf) -> None:
    now = int(time.time())
    shelf.add("old.jpg", size=3, added_s=now - 40 * 86_400)
    shelf.add("today.jpg", size=1, added_s=now)
    shelf.add("before.jpg", size=2)
    assert shelf.names(sort=PhotoSort.SIZE) == ["old.jpg", "before.jpg", "today.jpg"]
    assert shelf.names(sort=PhotoSort.ADDED) == ["today.jpg", "old.jpg", "before.jpg"]
    day = time.strftime("%Y-%m-%d", time.localtime(now))
    sections = shelf.sections(sort=PhotoSort.ADDED)
    assert (sections[0].key, sections[-1].key, len(sections)) == (day, "", 3)
    assert shelf.names(added_within_days=30) == ["today.jpg"]


def test_of_one_second_the_order_is_that_of_arrival(shelf: Shelf) -> None:
    for number in range(5):
        shelf.add(f"burst{number}.jpg", taken_at="2020-01-01T00:00:00")
    assert shelf.names(descending=False) == [f"burst{number}.jpg" for number in range(5)]
    assert shelf.names() == [f"burst{number}.jpg" for number in reversed(range(5))]


@given(st.lists(st.sampled_from(["2020-01", "2020-02", "2021-01", None]), max_size=12))
def test_sections_cover_the_list(dates: list[str | None]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        shelf = Shelf(Path(folder))
        for number, date in enumerate(dates):
            shelf.add(f"{number}.jpg", taken_at=date and f"{date}-05T00:00:00")
        for descending in (True, False):
            found = shelf.viewing.photo_list(PhotoQuery(descending=descending))
            assert sum(section.count for section in found.sections) == len(found.file_ids)
            ends = np.cumsum([0, *(section.count for section in found.sections)])[:-1]
            assert [section.start for section in found.sections] == ends.tolist()
            keys = [section.key for section in found.sections]
            assert len(set(keys)) == len(keys)
            assert sorted(filter(None, keys), reverse=descending) == [k for k in keys if k]
        shelf.database.close()


def test_missing_photos_are_left_out_and_all_others_are_there(shelf: Shelf) -> None:
    shelf.add("missing.jpg", state="missing")
    shelf.add("unreadable.jpg", state="unreadable")
    shelf.add("pending.jpg", state="pending")
    shelf.add("offline.jpg", folder=2)
    assert sorted(shelf.names()) == ["offline.jpg", "pending.jpg", "unreadable.jpg"]
    found = shelf.viewing.photo_list(PhotoQuery())
    rows = shelf.viewing.rows(found.file_ids.tolist())
    assert {row.path.name: row.online for row in rows.values()} == {
        "unreadable.jpg": True,
        "pending.jpg": True,
        "offline.jpg": False,
    }


# -- filters ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", {"eos", "umlaut", "nfd", "bytes", "usb"}),
        ("BERLIN", {"eos"}),
        ("berlin canon", {"eos"}),
        ("berlin nikon", set()),
        ("canon 2019-07", {"eos"}),
        ("2019", {"eos", "umlaut"}),
        ("österreich", {"umlaut"}),
        ("ÖSTERREICH leica", {"umlaut"}),
        ("zürich", {"nfd"}),
        ("raw.jpg", {"bytes"}),
        ("usb", {"usb"}),
        ("bilder", {"eos", "umlaut", "nfd", "bytes"}),
        ("mnt", set()),  # the path of the library's folder is not the photo's
        ("camera_make", set()),
        ("100%", {"usb"}),
        ("_", {"bytes", "usb"}),
        ("x%y", set()),
        ("!", set()),
        ("'", set()),
        ("überkamera", {"nfd"}),
        ('back\\slash"', {"nfd"}),
        ("bilder/berlin", {"eos"}),
        ("usb/a_b", {"usb"}),
        ("/berlin", {"eos"}),
        ("no such thing", set()),
        ("\udcff", set()),  # no valid text
    ],
)
def test_every_word_must_occur_somewhere(shelf: Shelf, text: str, found: set[str]) -> None:
    shelf.add("Berlin/eos", taken_at="2019-07-24T10:00:00", camera=("Canon", "EOS 80D"))
    shelf.add("Österreich/umlaut", mtime="2019-12-24T10:00:00", camera=("LEICA", "Q2"))
    nfd = unicodedata.normalize("NFD", "Zürich/nfd")
    shelf.add(nfd, camera=("ÜberKamera", 'back\\slash"'))
    shelf.add(b"\xe9_raw.jpg/bytes")
    shelf.add("a_b 100%/usb", folder=2, camera=("x%", "%y"))
    assert set(shelf.names(text=text)) == found


words = st.text(
    st.sampled_from([*"aAbB1_%!. \\'\"éÉßſKﬁ日\u0301\u0130/"]),  # noqa: RUF001
    max_size=4,
)


@given(st.lists(st.tuples(words, words), min_size=1, max_size=6), words)
def test_filter_finds_what_folding_everything_finds(
    photos: list[tuple[str, str]], text: str
) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        shelf = Shelf(Path(folder))
        expected = set()
        for number, (name, camera) in enumerate(photos):
            path = f"{name.strip('/')}/{number}"
            shelf.add(path, camera=(camera, "model"))
            searched = f"{ROOT.name}/{path}\n{camera} model"
            if all(word in fold(searched) for word in fold(text).split()):
                expected.add(str(number))
        assert set(shelf.names(text=text)) == expected
        shelf.database.close()


@pytest.mark.parametrize(
    ("folder", "found"),
    [
        (ROOT, {"1", "2", "3", "4", "5"}),
        (ROOT / "a", {"1", "2"}),
        (ROOT / "a" / "sub", {"2"}),
        (ROOT / "a b", {"3"}),
        (ROOT / "none", set()),
        (ROOT.parent, {"1", "2", "3", "4", "5"}),
        (Path("/"), {"1", "2", "3", "4", "5", "6"}),
        (DRIVE, {"6"}),
        (Path(os.fsdecode(b"/mnt/Bilder/\xff")), {"5"}),
    ],
)
def test_only_what_lies_below_a_folder(shelf: Shelf, folder: Path, found: set[str]) -> None:
    for path in ("a/1", "a/sub/2", "a b/3", "a-b/4", b"\xff/5"):
        shelf.add(path)
    shelf.add("6", folder=2)
    assert set(shelf.names(folder=folder)) == found
    assert set(shelf.names(folder=folder, text="/")) == found


# -- rows ------------------------------------------------------------------------------------------


def test_row_tells_what_a_grid_shows(shelf: Shelf) -> None:
    number = shelf.add("a/b.jpg", taken_at="2019-07-24T10:00:00", size=77)
    row = shelf.viewing.rows([number])[number]
    assert row.path == ROOT / "a" / "b.jpg"
    assert (row.state, row.online, row.size_bytes) == (FileState.INDEXED, True, 77)
    assert (row.width, row.height, row.format) == (4000, 3000, "JPEG")
    assert (row.taken_at, row.copies) == ("2019-07-24T10:00:00", 0)
    pending = shelf.add("p.jpg", state="pending")
    row = shelf.viewing.rows([pending])[pending]
    assert (row.content_id, row.width, row.taken_at) == (None, 0, None)


def test_gone_ids_are_left_out(shelf: Shelf) -> None:
    number = shelf.add("a.jpg")
    assert set(shelf.viewing.rows([number, 999, -1])) == {number}
    assert shelf.viewing.rows([]) == {}
    assert shelf.viewing.details(999) is None


def test_copies_are_the_other_files_of_the_same_bytes(shelf: Shelf) -> None:
    first = shelf.add("a.jpg")
    content = shelf.viewing.rows([first])[first].content_id
    shelf.add("b.jpg", content=content)
    shelf.add("c.jpg", content=content, folder=2)
    shelf.add("gone.jpg", content=content, state="missing")
    shelf.add("changing.jpg", content=content, state="pending")
    details = shelf.viewing.details(first)
    assert details.row.copies == 2
    assert details.copies == (DRIVE / "c.jpg", ROOT / "b.jpg")


def test_details_hold_the_metadata_or_the_problem(shelf: Shelf) -> None:
    number = shelf.add("a.jpg", taken_at="2019-07-24T10:00:00", camera=("Canon", "EOS 80D"))
    details = shelf.viewing.details(number)
    assert details.metadata.camera_model == "EOS 80D"
    assert details.metadata.taken_at == "2019-07-24T10:00:00"
    assert details.problem is None
    bad = shelf.add("bad.jpg", state="unreadable")
    with shelf.database.transaction() as connection:
        connection.execute(
            "UPDATE content SET error_code = 'unsupported', error_params = '{\"found\": \"PDF\"}'"
            " WHERE id = (SELECT content_id FROM file WHERE id = ?)",
            (bad,),
        )
    details = shelf.viewing.details(bad)
    assert "PDF" in details.problem
    assert details.metadata is None
    with shelf.database.transaction() as connection:  # the file's own reason comes first
        connection.execute("UPDATE file SET error_code = 'no_permission' WHERE id = ?", (bad,))
    assert "not allowed" in shelf.viewing.details(bad).problem


def test_rows_of_paths_come_in_the_order_asked_for(shelf: Shelf) -> None:
    names = ["b.jpg", "a.jpg", os.fsdecode(b"\xff.jpg")]
    for name in names:
        shelf.add(name)
    shelf.add("u.jpg", folder=2)
    paths = [DRIVE / "u.jpg", *(ROOT / name for name in names)]
    asked = [*paths, ROOT / "nowhere.jpg", Path("/mnt/Bilder2/a.jpg"), ROOT]
    assert [row.path for row in shelf.viewing.rows_of_paths(asked)] == paths
    assert [row.path for row in shelf.viewing.rows_of_paths(paths[::-1])] == paths[::-1]


# -- folders and problems --------------------------------------------------------------------------


def test_folders_tell_what_lies_below_them(shelf: Shelf) -> None:
    for path in ("10/a.jpg", "9/a.jpg", "9/x/b.jpg", "9/x/y/c.jpg", "top.jpg", b"\xff/d.jpg"):
        shelf.add(path)
    shelf.add("gone/e.jpg", state="missing")
    shelf.add("9/f.jpg", state="missing")
    shelf.add("u.jpg", folder=2)
    assert shelf.viewing.folder_counts() == {ROOT: 6, DRIVE: 1}
    shares = [
        (share.path, share.photos, share.has_subfolders) for share in shelf.viewing.subfolders(ROOT)
    ]
    assert shares == [
        (ROOT / "9", 3, True),
        (ROOT / "10", 1, False),
        (ROOT / os.fsdecode(b"\xff"), 1, False),
    ]
    (deep,) = shelf.viewing.subfolders(ROOT / "9")
    assert (deep.path, deep.photos, deep.has_subfolders) == (ROOT / "9" / "x", 2, True)
    assert shelf.viewing.subfolders(ROOT / "10") == []
    assert shelf.viewing.subfolders(Path("/elsewhere")) == []
