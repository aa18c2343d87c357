"""Files that are one photo: remembered, taken apart by what was read, and checked on the disk."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from photofinder.app import folder_walk
from photofinder.app.asset_proof import prove_assets
from photofinder.app.events import EventBus
from photofinder.app.folder_walk import WalkRules
from photofinder.app.jobs import NULL_CONTEXT
from photofinder.app.scanner import Scanner
from photofinder.app.viewing import Viewing
from photofinder.core.assets import AssetKind, UnitKind
from photofinder.core.views import PhotoQuery, PhotoSort
from photofinder.storage.catalog import Catalog
from photofinder.storage.database import Database
from photofinder.storage.file_rows import path_to_blob
from photofinder.storage.photo_lists import PhotoLists
from photofinder.storage.photo_rows import PhotoRows
from photofinder.storage.photo_search import PhotoSearch

NOON = "2020-05-01T12:00:00"
IDENTIFIER = b"6A8AD6C2-9F3B-4C7B-8E0A-5D1F0C9B7E21"
FILM = (
    (8).to_bytes(4, "big") + b"wide" + (74 + 8).to_bytes(4, "big") + b"moov"
    + b"com.apple.quicktime.content.identifier" + IDENTIFIER
)  # fmt: skip


class Folder:
    """A real folder, its catalog, and pictures that are read by the test."""

    def __init__(self, home: Path) -> None:
        self.path = home / "photos"
        self.path.mkdir()
        self.database = Database(home / "c.sqlite3", home / "backups")
        self.catalog = Catalog(self.database)
        self.assets = self.catalog.assets
        self.folder = self.catalog.add_folder(self.path)
        self.scanner = Scanner(self.catalog, EventBus(), WalkRules)
        self.viewing = Viewing(PhotoLists(self.database), PhotoRows(self.database), None)

    def write(self, *names: str, data: bytes = b"") -> None:
        for name in names:
            path = self.path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data or os.fsencode(name))

    def scan(self, under: str = "", *, recursive: bool = True) -> None:
        self.scanner.scan(self.folder, NULL_CONTEXT, under, recursive=recursive)

    def read(self, name: str, taken_at: str | None = NOON, phash: int | None = None) -> None:
        """Say that a photo was read, and what was found."""
        blob = None if phash is None else np.full(8, phash, "<u8").tobytes()
        with self.database.transaction() as connection:
            row = connection.execute(
                "INSERT INTO content (digest, size_bytes, taken_at, phash)"
                " VALUES (randomblob(32), 1, ?, ?) RETURNING id",
                (taken_at, blob),
            ).fetchone()
            connection.execute(
                "UPDATE file SET state = 'indexed', content_id = ? WHERE relpath = ?",
                (row[0], os.fsencode(name)),
            )

    def prove(self) -> None:
        prove_assets(self.assets, EventBus(), NULL_CONTEXT, has_read=True)

    def read_all(self) -> None:
        """Scan, and read every photo as of the same moment."""
        self.scan()
        for row in self.database.read(
            "SELECT relpath FROM file WHERE state = 'pending'"
        ).fetchall():
            self.read(os.fsdecode(row[0]))
        self.prove()

    def id_of(self, name: str) -> int:
        row = self.database.read("SELECT id FROM file WHERE relpath = ?", (os.fsencode(name),))
        return int(row.fetchone()[0])

    def unit(self, name: str) -> list[tuple[str, str]]:
        unit = self.assets.unit_of_path(self.path / name)
        assert not unit.files or unit.lead == unit.files[0].path
        for file in unit.files:
            stat = file.path.stat()
            assert (file.size_bytes, file.mtime_ns) == (stat.st_size, stat.st_mtime_ns)
        return [(f.path.relative_to(self.path).as_posix(), f.kind.value) for f in unit.files]

    def shown(self, **query: object) -> list[str]:
        found = self.viewing.photo_list(PhotoQuery(sort=PhotoSort.NAME, descending=False, **query))
        rows = self.viewing.rows(found.file_ids.tolist())
        return [rows[number].path.name for number in found.file_ids.tolist()]

    def companions(self) -> set[str]:
        return {os.fsdecode(row[0]) for row in self.database.read("SELECT relpath FROM companion")}


@pytest.fixture
def folder(tmp_path: Path, stable_inodes: None) -> Iterator[Folder]:
    made = Folder(tmp_path)
    yield made
    made.database.close()


# -- what may be removed together ------------------------------------------------------------------


def test_unit_is_the_same_from_each_of_its_files(folder: Folder) -> None:
    names = ["a/I.JPG", "a/I.CR2", "a/I.CR2.xmp", "a/I.xmp"]
    folder.write(*names, "b/I.JPG", "a/J.JPG")
    folder.read_all()
    for name in names:
        assert folder.unit(name) == [
            ("a/I.JPG", "photo"), ("a/I.CR2", "raw"), ("a/I.CR2.xmp", "sidecar"),
            ("a/I.xmp", "sidecar"),
        ]  # fmt: skip
    assert folder.unit("b/I.JPG") == [("b/I.JPG", "photo")]
    assert folder.unit("a/J.JPG") == [("a/J.JPG", "photo")]


def test_stranger_is_by_itself(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "x.jpg").write_bytes(b"x")
    unit = folder.assets.unit_of_path(tmp_path / "x.jpg")
    assert [file.path for file in unit.files] == [tmp_path / "x.jpg"]
    assert folder.assets.unit_of_path(tmp_path / "nothing.jpg").files == ()
    assert folder.assets.unit_of_path(tmp_path / "a\0b.jpg").files == ()


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (NOON, NOON, True),
        (NOON, "2020-05-01T12:00:02", True),
        (NOON, "2020-05-01T12:00:00.480000", True),
        (NOON, "2020-05-01T12:00:03", False),
        (NOON, "2019-05-01T12:00:00", False),
    ],
)
def test_clocks_say_whether_it_was_one_press(
    folder: Folder, one: str, other: str, together: bool
) -> None:
    folder.write("I.JPG", "I.CR2")
    folder.scan()
    assert folder.shown() == ["I.JPG"]  # until they are read the names are all there is
    folder.read("I.JPG", one)
    folder.read("I.CR2", other)
    folder.prove()
    assert folder.shown() == (["I.JPG"] if together else ["I.CR2", "I.JPG"])
    assert ("I.CR2", "raw") in folder.unit("I.JPG") or not together
    assert len(folder.unit("I.JPG")) == 1 + together
    folder.scan()  # does not put together again what the pictures took apart
    assert len(folder.shown()) == 2 - together


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [(0x0F0F, 0x0F0F, True), (0x0F0F, 0x0F0E, True), (0, (1 << 64) - 1, False), (0, None, False)],
)
def test_without_clocks_looks_decide_what_may_be_removed(
    folder: Folder, one: int | None, other: int | None, together: bool
) -> None:
    folder.write("I.JPG", "I.CR2")
    folder.scan()
    folder.read("I.JPG", None, one)
    folder.read("I.CR2", NOON, other)
    folder.prove()
    assert folder.shown() == ["I.JPG"]
    assert len(folder.unit("I.JPG")) == 1 + together


def test_raw_that_was_not_read_stays(folder: Folder) -> None:
    folder.write("I.JPG", "I.CR2", "I.CR2.xmp")
    folder.scan()
    folder.read("I.JPG")
    assert folder.unit("I.JPG") == [("I.JPG", "photo")]
    assert folder.unit("I.CR2") == [("I.CR2", "photo"), ("I.CR2.xmp", "sidecar")]


@pytest.mark.parametrize("changed", ["I.JPG", "I.CR2"])
def test_raw_stays_when_either_has_changed_since(folder: Folder, changed: str) -> None:
    folder.write("I.JPG", "I.CR2")
    folder.read_all()
    assert len(folder.unit("I.JPG")) == 2
    folder.write(changed, data=b"another picture")
    assert folder.unit("I.JPG") == [("I.JPG", "photo")]
    folder.write(changed)
    os.utime(folder.path / changed, ns=(1, 1))
    assert folder.unit("I.JPG") == [("I.JPG", "photo")]


def test_what_vanished_since_the_scan_is_not_named(folder: Folder) -> None:
    folder.write("I.JPG", "I.CR2", "I.xmp", "I.JPG.xmp")
    folder.read_all()
    (folder.path / "I.xmp").unlink()
    assert [name for name, _ in folder.unit("I.JPG")] == ["I.JPG", "I.CR2", "I.JPG.xmp"]
    (folder.path / "I.CR2").unlink()
    assert [name for name, _ in folder.unit("I.JPG")] == ["I.JPG", "I.JPG.xmp"]
    shutil.rmtree(folder.path)
    assert folder.assets.unit_of_path(folder.path / "I.JPG").files == ()


@pytest.mark.parametrize("other", ["I.CR2", "I.DNG", "I.psd", "I.mov", "I.AVI", "I"])
@pytest.mark.parametrize("companion", ["I.xmp", "I.pp3", "I.dop"])
def test_what_came_beside_since_the_scan_may_own_the_sidecar(
    folder: Folder, companion: str, other: str
) -> None:
    folder.write("I.JPG", companion, "I.JPG.xmp")
    folder.read_all()
    assert len(folder.unit("I.JPG")) == 3
    folder.write(other)
    assert folder.unit("I.JPG") == [("I.JPG", "photo"), ("I.JPG.xmp", "sidecar")]
    assert folder.unit(companion) == [(companion, "photo")]
    folder.scan()  # and so do lists and keeper rules know it
    number = folder.id_of("I.JPG")
    members = folder.assets.members(number)
    assert members is not None
    if other not in ("I.mov", "I.CR2", "I.DNG"):  # which may be the photo's own
        assert [path.name for path in members.companions] == ["I.JPG.xmp"]
    (folder.path / other).unlink()
    folder.scan()
    folder.prove()
    assert len(folder.unit("I.JPG")) == 3


def test_raw_that_came_since_the_scan_takes_the_other_one_out(folder: Folder) -> None:
    folder.write("I.JPG", "I.CR2")
    folder.read_all()
    assert len(folder.unit("I.JPG")) == 2
    folder.write("I.DNG")  # made of the other one, or another shot
    assert folder.unit("I.JPG") == [("I.JPG", "photo")]
    assert folder.unit("I.CR2") == [("I.CR2", "photo")]


def test_sidecar_of_two_that_were_taken_apart_is_nobodys(folder: Folder) -> None:
    folder.write("I.JPG", "I.CR2", "I.xmp", "I.CR2.xmp")
    folder.scan()
    folder.read("I.JPG", NOON)
    folder.read("I.CR2", "2019-05-01T12:00:00")
    folder.prove()
    assert folder.unit("I.JPG") == [("I.JPG", "photo")]
    assert folder.unit("I.CR2") == [("I.CR2", "photo"), ("I.CR2.xmp", "sidecar")]


@pytest.mark.parametrize("name", ["I.JPG.xmp", "I.pp3", "I.JPG.json"])
@pytest.mark.parametrize("how", ["new", "size", "time"])
def test_sidecar_that_nobody_has_reviewed_is_named_apart(
    folder: Folder, name: str, how: str
) -> None:
    folder.write("I.JPG")
    if how != "new":
        folder.write(name)
    folder.read_all()
    if how == "time":
        os.utime(folder.path / name, ns=(1, 1))
    else:
        folder.write(name, data=b"the edits of last night")
    unit = folder.assets.unit_of_path(folder.path / "I.JPG")
    assert [file.path.name for file in unit.files] == ["I.JPG"]
    assert unit.unsettled == (folder.path / name,)
    folder.scan()
    unit = folder.assets.unit_of_path(folder.path / "I.JPG")
    assert ([file.path.name for file in unit.files], unit.unsettled) == (["I.JPG", name], ())


def test_edits_go_with_the_film_that_says_whose_they_are(folder: Folder) -> None:
    folder.write("I.HEIC", data=b"picture " + IDENTIFIER)
    folder.write("I.MOV", data=FILM)
    folder.write("I.AAE")
    folder.read_all()
    number = folder.id_of("I.HEIC")
    assert AssetKind.EDITS in folder.assets.kinds_of([number])[number]
    assert len(folder.unit("I.HEIC")) == 3
    (folder.path / "I.MOV").write_bytes(b"another film")
    assert folder.unit("I.HEIC") == [("I.HEIC", "photo")]
    folder.scan()
    folder.prove()
    assert folder.unit("I.HEIC") == [("I.HEIC", "photo")]


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes")
def test_links_and_folders_never_belong(folder: Folder, tmp_path: Path) -> None:
    folder.write("I.JPG", "J.JPG", "J.xmp")
    (tmp_path / "elsewhere.xmp").write_bytes(b"x")
    (folder.path / "I.xmp").symlink_to(tmp_path / "elsewhere.xmp")
    (folder.path / "I.CR2").symlink_to(tmp_path / "elsewhere.xmp")
    (folder.path / "I.JPG.xmp").mkdir()
    folder.read_all()
    assert folder.unit("I.JPG") == [("I.JPG", "photo")]
    (folder.path / "J.xmp").unlink()  # and what becomes one after the scan
    (folder.path / "J.xmp").symlink_to(tmp_path / "elsewhere.xmp")
    assert folder.unit("J.JPG") == [("J.JPG", "photo")]


# -- films -----------------------------------------------------------------------------------------


def test_live_photo_is_one_photo(folder: Folder) -> None:
    folder.write("I.HEIC", data=b"picture " + IDENTIFIER)
    folder.write("I.MOV", data=FILM)
    folder.write("I.AAE")
    folder.read_all()
    row = folder.viewing.rows([folder.id_of("I.HEIC")])[folder.id_of("I.HEIC")]
    assert row.unit is UnitKind.LIVE_PHOTO
    assert folder.unit("I.HEIC") == [("I.HEIC", "photo"), ("I.AAE", "edits"), ("I.MOV", "film")]
    assert folder.unit("I.MOV") == folder.unit("I.HEIC")
    details = folder.viewing.details(row.file_id)
    assert details is not None
    assert [path.name for path in details.belonging] == ["I.HEIC", "I.AAE", "I.MOV"]


def test_recording_of_the_same_name_is_left_alone(folder: Folder) -> None:
    folder.write("DSC_0001.JPG", "DSC_0001.MOV")
    folder.read_all()
    number = folder.id_of("DSC_0001.JPG")
    assert folder.viewing.rows([number])[number].unit is UnitKind.LONE
    assert folder.unit("DSC_0001.JPG") == [("DSC_0001.JPG", "photo")]
    assert folder.unit("DSC_0001.MOV") == [("DSC_0001.MOV", "photo")]
    assert folder.assets.kinds_of([number]) == {}
    assert folder.assets.unknown_films((0, b""), 10) == []  # looked at once


def test_film_is_looked_at_again_when_it_changed(folder: Folder) -> None:
    folder.write("I.HEIC", data=b"picture " + IDENTIFIER)
    folder.write("I.MOV", data=FILM)
    folder.read_all()
    (folder.path / "I.MOV").write_bytes(b"another film")
    assert folder.unit("I.HEIC") == [("I.HEIC", "photo")]
    folder.scan()
    folder.prove()
    assert folder.assets.kinds_of([folder.id_of("I.HEIC")]) == {}
    folder.write("I.MOV", data=FILM)
    assert folder.unit("I.HEIC") == [("I.HEIC", "photo"), ("I.MOV", "film")]


def test_film_that_cannot_be_read_is_tried_again(folder: Folder) -> None:
    folder.write("I.HEIC", data=b"picture " + IDENTIFIER)
    folder.write("I.MOV", data=FILM)
    folder.scan()
    (folder.path / "I.MOV").rename(folder.path / "away")
    folder.prove()
    assert len(folder.assets.unknown_films((0, b""), 10)) == 1
    (folder.path / "away").rename(folder.path / "I.MOV")
    folder.prove()
    assert folder.assets.unknown_films((0, b""), 10) == []
    assert (
        AssetKind.FILM in folder.assets.kinds_of([folder.id_of("I.HEIC")])[folder.id_of("I.HEIC")]
    )


def test_many_films_are_proven_in_parts(folder: Folder) -> None:
    for number in range(230):
        folder.write(f"I{number:03}.HEIC", data=b"picture " + IDENTIFIER)
        folder.write(f"I{number:03}.MOV", data=FILM)
    folder.scan()
    folder.prove()
    ids = [folder.id_of(f"I{number:03}.HEIC") for number in range(230)]
    assert len(folder.assets.kinds_of(ids)) == 230


# -- shown and counted once ------------------------------------------------------------------------


def test_kinds_of_tells_for_every_file_of_a_unit(folder: Folder) -> None:
    folder.write("I.JPG", "I.CR2", "I.xmp", "J.JPG")
    folder.read_all()
    raw, lead, lone = (folder.id_of(name) for name in ("I.CR2", "I.JPG", "J.JPG"))
    kinds = folder.assets.kinds_of([raw, lead, lone, 12345])
    expected = frozenset({AssetKind.PHOTO, AssetKind.RAW, AssetKind.SIDECAR})
    assert kinds == {raw: expected, lead: expected}
    assert folder.assets.leads_of([raw, lead, lone]) == {raw: lead}
    rows = folder.viewing.rows([raw, lead])
    assert (rows[raw].lead_id, rows[lead].lead_id) == (lead, None)
    assert rows[lead].unit is UnitKind.RAW_JPEG
    members = folder.assets.members(raw)
    assert members is not None
    assert [path.name for path in members.photos] == ["I.JPG", "I.CR2"]
    assert [path.name for path in members.companions] == ["I.xmp"]
    assert folder.assets.members(12345) is None


def test_a_photo_of_two_files_counts_once(folder: Folder) -> None:
    folder.write("a/I.JPG", "a/I.CR2", "a/J.JPG", "b/K.CR2", "b/L.JPG", "b/L.NEF")
    folder.read_all()
    assert folder.shown() == ["I.JPG", "J.JPG", "K.CR2", "L.JPG"]
    assert folder.viewing.folder_counts() == {folder.path: 4}
    assert [(s.path.name, s.photos) for s in folder.viewing.subfolders(folder.path)] == [
        ("a", 2),
        ("b", 2),
    ]
    counts = folder.catalog.counts()
    assert (counts.present, counts.behind) == (6, 2)
    (folder.path / "b" / "L.NEF").unlink()
    (folder.path / "a" / "J.JPG").unlink()
    folder.scan()
    assert folder.viewing.folder_counts() == {folder.path: 3}
    assert [s.photos for s in folder.viewing.subfolders(folder.path)] == [1, 2]
    assert folder.catalog.counts().behind == 1
    assert len(folder.shown()) == 3


def test_filter_finds_a_photo_by_the_name_of_its_raw(folder: Folder) -> None:
    folder.write("I.JPG", "I.CR2", "J.JPG", "K.CR2")
    folder.read_all()
    assert folder.shown(text="cr2") == ["I.JPG", "K.CR2"]
    assert folder.shown(text="i") == ["I.JPG"]
    assert folder.shown(text="jpg") == ["I.JPG", "J.JPG"]
    assert folder.shown(text="jpg", folder=folder.path / "none") == []


def test_search_gives_the_photo_that_is_shown(folder: Folder) -> None:
    folder.write("I.JPG", "I.CR2")
    folder.read_all()
    search = PhotoSearch(folder.database)
    lead, raw = folder.id_of("I.JPG"), folder.id_of("I.CR2")
    contents = [
        row[0] for row in folder.database.read("SELECT content_id FROM file WHERE id = ?", (raw,))
    ]
    assert search.files_of(contents, []) == {contents[0]: [lead]}
    assert search.shown({raw}) == {raw, lead}
    assert search.shown({lead}) == {lead}


def test_unreadable_rendering_does_not_hide_its_raw(folder: Folder) -> None:
    folder.write("I.JPG", "I.CR2")
    folder.scan()
    folder.read("I.CR2")
    with folder.database.transaction() as connection:
        connection.execute("UPDATE file SET state = 'unreadable' WHERE relpath = ?", (b"I.JPG",))
    folder.prove()
    assert folder.shown() == ["I.CR2", "I.JPG"]
    folder.read("I.JPG")
    folder.prove()
    assert folder.shown() == ["I.JPG"]


# -- as files come and go --------------------------------------------------------------------------


def test_photos_come_and_go(folder: Folder) -> None:
    folder.write("I.CR2", "I.xmp")
    folder.read_all()
    assert folder.unit("I.CR2") == [("I.CR2", "photo"), ("I.xmp", "sidecar")]
    folder.write("I.JPG")
    folder.read_all()
    assert folder.shown() == ["I.JPG"]
    (folder.path / "I.JPG").unlink()
    folder.scan()
    assert folder.shown() == ["I.CR2"]
    (folder.path / "I.CR2").rename(folder.path / "J.CR2")
    folder.scan()
    assert folder.companions() == set()
    (folder.path / "I.xmp").rename(folder.path / "J.xmp")
    folder.read_all()
    assert folder.unit("J.CR2") == [("J.CR2", "photo"), ("J.xmp", "sidecar")]
    (folder.path / "J.xmp").unlink()
    folder.scan()
    assert folder.companions() == set()


def test_raw_that_was_missing_comes_back_to_its_place(folder: Folder) -> None:
    folder.write("I.JPG", "I.CR2")
    folder.read_all()
    (folder.path / "I.CR2").rename(folder.path / "away")
    folder.scan()
    assert len(folder.unit("I.JPG")) == 1
    (folder.path / "away").rename(folder.path / "I.CR2")
    folder.scan()
    assert folder.shown() == ["I.JPG"]
    assert len(folder.unit("I.JPG")) == 2


def test_one_folder_alone_is_looked_at(folder: Folder) -> None:
    folder.write("a/I.CR2", "a/I.xmp", "a/b/J.CR2", "a/b/J.xmp", "c/K.CR2", "c/K.xmp")
    folder.read_all()
    for name in ("a/I.xmp", "a/b/J.xmp", "c/K.xmp"):
        (folder.path / name).unlink()
    folder.write("a/I.JPG")
    folder.scan("a", recursive=False)
    assert folder.companions() == {"a/b/J.xmp", "c/K.xmp"}
    assert folder.assets.leads_of([folder.id_of("a/I.CR2")]) == {
        folder.id_of("a/I.CR2"): folder.id_of("a/I.JPG")
    }
    folder.scan("a")
    assert folder.companions() == {"c/K.xmp"}


def test_unchanged_folder_writes_nothing(folder: Folder) -> None:
    folder.write("a/I.JPG", "a/I.CR2", "a/I.xmp", "a.d/I.JPG", "a/I.D/x.jpg", "I.MOV", "I.JPG")
    folder.read_all()
    folder.scan()
    before = folder.database.connection.execute("PRAGMA data_version").fetchone()
    changes = folder.database.connection.total_changes
    folder.scan()
    # what is written all the same: that the problems of the walk are gone
    assert folder.database.connection.total_changes == changes
    assert folder.database.connection.execute("PRAGMA data_version").fetchone() == before


def test_what_a_kill_left_undone_is_done_by_the_next_scan(folder: Folder) -> None:
    """Pictures were read and contradict their names, but nobody came to look at that."""
    folder.write("I.JPG", "I.CR2", "J.JPG", "J.CR2")
    folder.scan()
    for name in ("I.JPG", "J.JPG", "J.CR2"):
        folder.read(name)
    folder.read("I.CR2", "2001-01-01T00:00:00")
    assert folder.shown() == ["I.JPG", "J.JPG"]
    folder.scan()
    assert folder.shown() == ["I.CR2", "I.JPG", "J.JPG"]


def test_folder_that_went_offline_forgets_nothing(folder: Folder) -> None:
    folder.write("I.JPG", "I.CR2", "I.xmp")
    folder.read_all()
    folder.path.rename(folder.path.with_name("away"))
    folder.scan()
    assert folder.companions() == {"I.xmp"}
    assert folder.shown() == ["I.JPG"]
    folder.path.with_name("away").rename(folder.path)
    folder.scan()
    assert len(folder.unit("I.JPG")) == 3


def test_folder_that_cannot_be_entered_forgets_nothing(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.write("a/I.JPG", "a/I.CR2", "a/I.xmp", "b.xmp", "b.JPG")
    folder.read_all()
    listed = folder_walk._list

    def refuse(path: str, entered: set[tuple[int, int]]) -> list[os.DirEntry[str]]:
        if path.endswith("a"):
            raise PermissionError(13, "Permission denied")
        return listed(path, entered)

    monkeypatch.setattr(folder_walk, "_list", refuse)
    (folder.path / "b.xmp").unlink()
    folder.scan()
    assert folder.companions() == {"a/I.xmp"}
    assert folder.shown() == ["b.JPG", "I.JPG"]


def test_sub_folder_that_is_gone_takes_its_companions_along(folder: Folder) -> None:
    folder.write("a/I.CR2", "a/I.xmp", "b/J.CR2", "b/J.xmp")
    folder.read_all()
    shutil.rmtree(folder.path / "a")
    folder.scan("a")
    assert folder.shown() == ["J.CR2"]
    folder.scan()
    assert folder.companions() == {"b/J.xmp"}


def test_hidden_and_excluded_files_never_belong(folder: Folder) -> None:
    folder.write("I.JPG", ".I.xmp", "._I.MOV", ".hidden/J.JPG", ".hidden/J.xmp")
    folder.read_all()
    assert folder.companions() == set()


def test_strange_names(folder: Folder) -> None:
    stems = ["two\nlines", "smile 🙂", "100% #?&", "Ü"]
    if sys.platform == "linux":
        stems.append("\udcff\udcfe")
    for stem in stems:
        folder.write(f"{stem}.JPG", f"{stem}.CR2", f"{stem}.xmp")
    folder.read_all()
    assert len(folder.shown()) == len(stems)
    for stem in stems:
        assert [name for name, _ in folder.unit(f"{stem}.JPG")] == [
            f"{stem}.JPG", f"{stem}.CR2", f"{stem}.xmp",
        ]  # fmt: skip


def test_lead_and_raw_of_different_commits_find_each_other(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The RAW sorts before its JPEG, and sub-folders between them: they may be written apart."""
    monkeypatch.setattr("photofinder.app.scanner.ROWS_PER_COMMIT", 1)
    folder.write("I.CR2", "I.D/x.JPG", "I.D/x.CR2", "I.E/y.JPG", "I.JPG", "I.xmp")
    folder.scan()
    assert folder.shown() == ["I.JPG", "x.JPG", "y.JPG"]
    assert folder.companions() == {"I.xmp"}


def test_folder_that_was_taken_out_is_not_written_to(folder: Folder) -> None:
    folder.write("I.JPG", "I.CR2", "I.xmp")
    folder.read_all()
    folder.catalog.remove_folder(folder.folder.folder_id, forget=False)
    folder.scan()
    assert folder.companions() == set()
    unit = folder.assets.unit_of_path(folder.path / "I.JPG")
    assert [file.path.name for file in unit.files] == ["I.JPG"]


def test_photos_of_a_parent_that_was_added_belong_together_still(
    folder: Folder, tmp_path: Path
) -> None:
    folder.write("I.JPG", "I.CR2", "I.xmp")
    folder.read_all()
    parent = folder.catalog.add_folder(tmp_path, [folder.folder])
    folder.folder = parent
    folder.scanner.scan(parent, NULL_CONTEXT)
    assert [name for name, _ in folder.unit("I.JPG")] == ["I.JPG", "I.CR2", "I.xmp"]


def test_forgotten_photos_leave_nothing_behind(folder: Folder) -> None:
    folder.write("I.JPG", "I.CR2", "I.CR2.xmp", "I.JPG.xmp")
    folder.read_all()
    (folder.path / "I.JPG").unlink()
    folder.scan()
    folder.catalog.forget_missing()
    assert folder.shown() == ["I.CR2"]
    assert folder.companions() == {"I.CR2.xmp"}
    assert path_to_blob("I.JPG") not in {
        row[0] for row in folder.database.read("SELECT relpath FROM file")
    }


def test_large_folder(folder: Folder) -> None:
    """Pages of what is known are read to the end, and every pair is found."""
    names = [f"I{number:05}" for number in range(2_500)]
    folder.path.joinpath("a").mkdir()
    for name in names:
        for suffix in ("JPG", "CR2", "xmp"):
            (folder.path / "a" / f"{name}.{suffix}").touch()
    folder.scan()
    assert len(folder.shown()) == len(names)
    assert len(folder.companions()) == len(names)
    changes = folder.database.connection.total_changes
    folder.scan()
    assert folder.database.connection.total_changes == changes
