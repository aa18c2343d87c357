"""Where removed photos go, on drives with and without a trash; never over another file."""

from __future__ import annotations

import configparser
import contextlib
import errno
import os
import subprocess
import sys
import urllib.parse
from datetime import datetime
from pathlib import Path

import pytest

from photofinder.app import freedesktop_trash, moving, trash
from photofinder.app.folder_walk import stamp_of
from photofinder.app.moving import copy_without_replacing, drop_second_name, move_without_replacing
from photofinder.app.trash import QUARANTINE_NAME, Quarantine, SystemTrash, is_in_trash
from photofinder.errors import CleanupRefused

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the trash of Linux desktops")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder of the user's own trash; nothing is there yet, not even what is above."""
    data = tmp_path / "new" / "home" / "share"
    monkeypatch.setenv("XDG_DATA_HOME", str(data))
    return data / "Trash"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photos" / "sub" / "one.jpg"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"one")
    return path


# -- the system's trash ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["one.jpg", "a b%20.jpg", "\N{CAT FACE}.jpg", "new\nline.jpg", "#?.jpg"]
)
def test_photo_goes_to_the_users_trash_and_is_found_there(
    home: Path, photo: Path, name: str
) -> None:
    path = photo.rename(photo.with_name(name))
    stamp = stamp_of(path.lstat())
    system = SystemTrash()
    assert system.serves(path)
    place = system.move(path, None)
    assert place == home / "files" / name
    assert (place.read_bytes(), path.exists()) == (b"one", False)
    assert system.find(path, stamp) == place
    system.forget(place)
    assert (home / "info" / f"{name}.trashinfo").exists()  # the photo is still there
    place.rename(path)
    system.forget(place)
    assert list((home / "info").iterdir()) == []
    assert system.find(path, stamp) is None


def test_of_many_alike_the_right_one_is_found(home: Path, photo: Path) -> None:
    """Copies of the same bytes and time from several folders, one after the other."""
    system = SystemTrash()
    places = {}
    for number in range(4):
        path = photo.parent / str(number) / "one.jpg"
        path.parent.mkdir()
        path.write_bytes(b"one")
        os.utime(path, ns=(5, 5))
        stamp = stamp_of(path.lstat())
        places[path] = (system.move(path, None), stamp)
    for path, (place, stamp) in places.items():
        assert system.find(path, stamp) == place
        unnumbered = stamp_of(place.lstat())
        unnumbered = type(unnumbered)(unnumbered.size_bytes, unnumbered.mtime_ns)
        assert system.find(path, unnumbered) == place


def test_another_file_of_the_same_name_is_not_taken_for_it(home: Path, photo: Path) -> None:
    system = SystemTrash()
    stamp = stamp_of(photo.lstat())
    place = system.move(photo, None)
    assert place is not None
    place.write_bytes(b"another")
    assert system.find(photo, stamp) is None


def noted(home: Path, place: Path) -> str:
    """Return what other programs read in the note beside a file in the trash."""
    note = configparser.ConfigParser(interpolation=None)
    note.read(home / "info" / f"{place.name}.trashinfo", "ascii")
    datetime.fromisoformat(note["Trash Info"]["DeletionDate"])
    return note["Trash Info"]["Path"]


@pytest.mark.parametrize("name", ["one.jpg", "\udcff.jpg", "a b%20\n.jpg"])
def test_other_programs_read_where_a_photo_was(home: Path, photo: Path, name: str) -> None:
    path = photo.rename(photo.with_name(name))
    assert SystemTrash().serves(path)
    place = SystemTrash().move(path, None)
    quoted = noted(home, place)
    assert urllib.parse.unquote_to_bytes(quoted) == os.fsencode(path)
    assert (home / "info").stat().st_mode & 0o077 == 0


def test_two_of_one_name_both_come_to_the_trash(home: Path, photo: Path) -> None:
    other = photo.parent.parent / "one.jpg"
    other.write_bytes(b"another")
    places = {path: SystemTrash().move(path, None) for path in (photo, other)}
    assert [place.name for place in places.values()] == ["one.jpg", "one.2.jpg"]
    assert [place.read_bytes() for place in places.values()] == [b"one", b"another"]
    assert {noted(home, place): path for path, place in places.items()} == {
        str(path): path for path in places
    }


def test_files_in_the_trash_without_a_note_are_not_replaced(home: Path, photo: Path) -> None:
    (home / "files").mkdir(parents=True)
    for number in ("", *(f".{n}" for n in range(2, 30))):
        (home / "files" / f"one{number}.jpg").write_bytes(b"old")
    place = SystemTrash().move(photo, None)
    assert place.read_bytes() == b"one"
    assert [note.name for note in (home / "info").iterdir()] == [f"{place.name}.trashinfo"]
    assert sum(path.read_bytes() == b"old" for path in (home / "files").iterdir()) == 29


@pytest.mark.parametrize("letter", ["x", "\N{CAT FACE}", "\udcff"])
def test_name_too_long_for_its_note_is_shortened_in_the_trash(
    home: Path, photo: Path, letter: str
) -> None:
    stem = letter * (251 // len(os.fsencode(letter)))
    path = photo.rename(photo.with_name(f"{stem}.jpg"))
    place = SystemTrash().move(path, None)
    assert place.suffix == ".jpg"
    assert stem.startswith(place.stem)
    assert SystemTrash().find(path, stamp_of(place.lstat())) == place
    assert urllib.parse.unquote_to_bytes(noted(home, place)) == os.fsencode(path)


def test_photo_saved_anew_just_before_the_rename_is_not_deleted(
    home: Path, photo: Path, monkeypatch
) -> None:
    """As programs save: the new file under another name, then renamed over the old one."""

    def saved_meanwhile(source: Path, target: Path) -> None:
        new = source.with_name("new")
        new.write_bytes(b"worked on for hours")
        new.replace(source)
        move_without_replacing(source, target)

    monkeypatch.setattr(freedesktop_trash, "move_without_replacing", saved_meanwhile)
    place = SystemTrash().move(photo, None)
    assert place.read_bytes() == b"worked on for hours"
    assert noted(home, place) == str(photo)


def test_refused_rename_leaves_no_note(home: Path, photo: Path, monkeypatch) -> None:
    def fail(source: Path, target: Path) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(freedesktop_trash, "move_without_replacing", fail)
    with pytest.raises(CleanupRefused, match="Input/output") as caught:
        SystemTrash().move(photo, None)
    assert caught.value.code == "trash_refused"
    assert photo.read_bytes() == b"one"
    assert list((home / "info").iterdir()) == []


def test_trash_that_cannot_be_reached_is_none(home: Path, photo: Path, monkeypatch) -> None:
    """As where parts of a drive have quotas of their own: only the rename itself tells."""

    def fail(source: Path, target: Path) -> None:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))

    monkeypatch.setattr(freedesktop_trash, "move_without_replacing", fail)
    with pytest.raises(CleanupRefused) as caught:
        SystemTrash().move(photo, None)
    assert caught.value.code == "no_trash"
    assert list((home / "info").iterdir()) == []


def test_note_of_a_move_that_was_cut_off_goes(home: Path, photo: Path, monkeypatch) -> None:
    stamp = stamp_of(photo.lstat())
    place = SystemTrash().move(photo, None)
    place.rename(photo)
    other = home / "info" / "other.jpg.trashinfo"
    other.write_text("[Trash Info]\nPath=/photos/other.jpg\n")
    SystemTrash().give_up(photo, stamp, None)
    assert list((home / "info").iterdir()) == [other]


def test_drive_of_its_own_has_a_trash_of_its_own(home: Path, small_disk: Path) -> None:
    path = small_disk / "sub" / "one.jpg"
    path.parent.mkdir()
    path.write_bytes(b"one")
    stamp = stamp_of(path.lstat())
    system = SystemTrash()
    assert system.serves(path)
    place = system.move(path, None)
    assert place == small_disk / f".Trash-{os.getuid()}" / "files" / "one.jpg"
    assert noted(place.parent.parent, place) == "sub/one.jpg"
    assert system.find(path, stamp) == place
    assert system.find(path, type(stamp)(stamp.size_bytes, stamp.mtime_ns)) == place


def test_shared_trash_of_a_drive_is_used(home: Path, small_disk: Path) -> None:
    shared = small_disk / ".Trash"
    shared.mkdir()
    shared.chmod(0o1777)
    path = small_disk / "one.jpg"
    path.write_bytes(b"one")
    stamp = stamp_of(path.lstat())
    place = SystemTrash().move(path, None)
    assert place == shared / str(os.getuid()) / "files" / "one.jpg"
    assert SystemTrash().find(path, type(stamp)(stamp.size_bytes, stamp.mtime_ns)) == place


def test_drive_whose_trash_is_a_link_has_none(home: Path, small_disk: Path, tmp_path: Path) -> None:
    (tmp_path / "anybody").mkdir()
    (small_disk / f".Trash-{os.getuid()}").symlink_to(tmp_path / "anybody")
    assert not SystemTrash().serves(small_disk / "one.jpg")


def fill(disk: Path) -> None:
    """Leave no byte free."""
    with (disk / "filler").open("wb", buffering=0) as filler, contextlib.suppress(OSError):
        while True:
            filler.write(bytes(1 << 12))


def test_full_drive_refuses_and_keeps_the_photo(home: Path, small_disk: Path) -> None:
    path = small_disk / "one.jpg"
    path.write_bytes(b"one")
    fill(small_disk)
    with pytest.raises(CleanupRefused, match="No space left"):
        SystemTrash().move(path, None)
    assert path.read_bytes() == b"one"


_ASK = """
import sys
import urllib.parse
from datetime import datetime
from pathlib import Path
from photofinder.app.trash import Quarantine, SystemTrash
path, root = map(Path, sys.argv[1:])
print(SystemTrash().serves(path))
place = Quarantine().place_for(path, root, 1)
print(Quarantine().move(path, place))
"""


def test_drive_on_which_no_trash_can_be_made_gets_a_quarantine(
    home: Path, small_disk: Path, as_ordinary_user: list[str]
) -> None:
    """As on a stick that an administrator mounted: only a folder on it can be written."""
    root = small_disk / "photos"
    root.mkdir()
    (root / "one.jpg").write_bytes(b"one")
    small_disk.chmod(0o555)
    os.chown(small_disk, 12345, 12345)
    command = [*as_ordinary_user, sys.executable, "-c", _ASK, root / "one.jpg", root]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n")
    assert said[0] == "False"
    assert said[1] == str(root / QUARANTINE_NAME / "batch-000001" / "one.jpg")
    assert Path(said[1]).read_bytes() == b"one"


# -- the quarantine --------------------------------------------------------------------------------


def test_quarantine_keeps_the_path_below_the_librarys_folder(photo: Path, tmp_path: Path) -> None:
    root = tmp_path / "photos"
    quarantine = Quarantine()
    place = quarantine.place_for(photo, root, 12)
    assert place == root / QUARANTINE_NAME / "batch-000012" / "sub" / "one.jpg"
    assert not (root / QUARANTINE_NAME).exists()
    assert quarantine.move(photo, place) == place
    assert place.read_bytes() == b"one"
    assert (root / QUARANTINE_NAME).stat().st_mode & 0o077 == 0
    other = quarantine.place_for(photo, root, 12)
    assert other == place.with_name("one (2).jpg")
    quarantine.forget(other)
    assert place.exists()
    place.rename(photo)
    quarantine.forget(place)
    assert not (root / QUARANTINE_NAME).exists()


def test_quarantine_lies_on_the_photos_own_drive(small_disk: Path, tmp_path: Path) -> None:
    path = small_disk / "sub" / "one.jpg"
    path.parent.mkdir()
    path.write_bytes(b"one")
    place = Quarantine().place_for(path, tmp_path, 1)
    assert place == small_disk / QUARANTINE_NAME / "batch-000001" / "sub" / "one.jpg"


def test_quarantine_does_not_follow_a_link(photo: Path, tmp_path: Path, monkeypatch) -> None:
    root = tmp_path / "photos"
    (root / QUARANTINE_NAME).symlink_to(tmp_path)
    monkeypatch.setattr(trash, "_quarantine_bases", lambda path, root: iter([root]))
    with pytest.raises(CleanupRefused, match="no folder"):
        Quarantine().place_for(photo, root, 1)


def test_quarantine_never_copies_to_another_drive(photo: Path, small_disk: Path) -> None:
    with pytest.raises(CleanupRefused, match="no trash"):
        Quarantine().move(photo, small_disk / QUARANTINE_NAME / "batch-000001" / "one.jpg")
    assert photo.read_bytes() == b"one"
    assert list(small_disk.iterdir()) == []


@pytest.mark.parametrize(
    ("path", "inside"),
    [
        ("/media/stick/.Trash-1000/files/a.jpg", True),
        ("/media/stick/.Trash/1000/files/a.jpg", True),
        ("/Volumes/x/.Trashes/501/a.jpg", True),
        ("/x/$RECYCLE.BIN/S-1/$Rabc.jpg", True),
        ("/share/#recycle/a.jpg", True),
        (f"/photos/{QUARANTINE_NAME}/batch-000001/a.jpg", True),
        ("/photos/Trash/a.jpg", False),
        ("/photos/.trash", False),
        ("/photos/2020/a.jpg", False),
    ],
)
def test_what_is_a_trash_by_its_name(path: str, inside: bool) -> None:
    assert is_in_trash(Path(path)) is inside


def test_users_own_trash_is_one(home: Path) -> None:
    assert is_in_trash(home / "files" / "a.jpg")


# -- moving ----------------------------------------------------------------------------------------

WAYS = ["rename", "reserve"]


@pytest.fixture(params=WAYS)
def way(request, monkeypatch) -> str:
    """Move as systems and file systems do that know more or less."""

    def unknown(*_: object, **__: object) -> None:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))

    if request.param != "rename":
        monkeypatch.setattr(moving, "_exclusive_rename", lambda: unknown)
    return request.param


def test_move_keeps_bytes_time_and_number(way: str, photo: Path) -> None:
    os.utime(photo, ns=(1, 123_456_789))
    before = photo.lstat()
    target = photo.with_name("\udcff\n.jpg")
    move_without_replacing(photo, target)
    after = target.lstat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert target.read_bytes() == b"one"
    assert [p.name for p in photo.parent.iterdir()] == [target.name]


def test_move_is_on_the_disk_when_it_returns(way: str, photo: Path, monkeypatch) -> None:
    target = photo.parent.parent / "two.jpg"
    synced = []
    monkeypatch.setattr(
        moving.os, "fsync", lambda fd: synced.append((os.fstat(fd).st_ino, target.exists()))
    )
    move_without_replacing(photo, target)
    folders = {photo.parent.stat().st_ino, target.parent.stat().st_ino}
    assert set(synced) == {(number, True) for number in folders}


def test_drive_that_cannot_synchronise_folders_moves_all_the_same(
    way: str, photo: Path, monkeypatch
) -> None:
    def unknown(_: int) -> None:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))

    monkeypatch.setattr(moving.os, "fsync", unknown)
    move_without_replacing(photo, photo.with_name("two.jpg"))
    assert photo.with_name("two.jpg").read_bytes() == b"one"


@pytest.mark.parametrize("kind", ["file", "folder", "link", "empty"])
def test_move_never_replaces(way: str, photo: Path, kind: str) -> None:
    target = photo.with_name("two.jpg")
    if kind == "folder":
        target.mkdir()
    elif kind == "link":
        target.symlink_to("nowhere")
    else:
        target.write_bytes(b"two" if kind == "file" else b"")
    with pytest.raises(FileExistsError):
        move_without_replacing(photo, target)
    assert photo.read_bytes() == b"one"
    if kind == "file":
        assert target.read_bytes() == b"two"
    assert os.path.lexists(target)


def test_file_saved_over_the_source_in_the_last_moment_moves(photo: Path, monkeypatch) -> None:
    """On a drive without an exclusive rename: a second name would be left with the old file."""

    def unknown(*_: object) -> None:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))

    replace = Path.replace

    def saved_meanwhile(source: Path, target: Path) -> Path:
        new = source.with_name("new")
        new.write_bytes(b"worked on for hours")
        replace(new, source)
        return replace(source, target)

    monkeypatch.setattr(moving, "_exclusive_rename", lambda: unknown)
    monkeypatch.setattr(Path, "replace", saved_meanwhile)
    move_without_replacing(photo, photo.with_name("two.jpg"))
    assert photo.with_name("two.jpg").read_bytes() == b"worked on for hours"
    assert not photo.exists()


def test_move_to_another_drive_changes_nothing(way: str, photo: Path, small_disk: Path) -> None:
    with pytest.raises(OSError, match="cross-device") as caught:
        move_without_replacing(photo, small_disk / "one.jpg")
    assert caught.value.errno == errno.EXDEV
    assert photo.read_bytes() == b"one"
    assert list(small_disk.iterdir()) == []


def test_move_of_nothing_leaves_nothing(way: str, photo: Path) -> None:
    photo.unlink()
    with pytest.raises(FileNotFoundError):
        move_without_replacing(photo, photo.with_name("two.jpg"))
    assert list(photo.parent.iterdir()) == []


def test_only_a_second_name_of_one_file_is_dropped(photo: Path) -> None:
    second, alike = photo.with_name("second.jpg"), photo.with_name("alike.jpg")
    os.link(photo, second)
    alike.write_bytes(photo.read_bytes())
    assert not drop_second_name(alike, photo)
    assert not drop_second_name(photo.with_name("none.jpg"), photo)
    (photo.parent.parent / "seen again").symlink_to(photo.parent)
    for again in (photo, photo.parent.parent / "seen again" / photo.name):
        assert not drop_second_name(again, photo)  # one name, seen twice
    assert drop_second_name(second, photo)
    assert not drop_second_name(photo, photo)
    assert {path.name for path in photo.parent.iterdir()} == {"one.jpg", "alike.jpg"}


def test_copy_that_differs_takes_no_name(photo: Path, small_disk: Path) -> None:
    with pytest.raises(OSError, match="differs"):
        copy_without_replacing(photo, small_disk / "one.jpg", bytes(32))
    assert list(small_disk.iterdir()) == []


def test_copy_that_does_not_fit_leaves_nothing(photo: Path, small_disk: Path) -> None:
    photo.write_bytes(bytes(7 << 20))
    with pytest.raises(OSError, match="space"):
        copy_without_replacing(photo, small_disk / "one.jpg", bytes(32))
    assert list(small_disk.iterdir()) == []


# -- names that were taken -------------------------------------------------------------------------


def test_what_takes_a_name_says_whose_it_is(photo: Path, monkeypatch) -> None:
    target = photo.with_name("two.jpg")
    seen = []
    replace = Path.replace
    monkeypatch.setattr(moving, "_exclusive_rename", lambda: None)
    monkeypatch.setattr(
        Path, "replace", lambda one, two: (seen.append(two.read_bytes()), replace(one, two))[1]
    )
    move_without_replacing(photo, target)
    assert seen == [moving.RESERVED]
    assert target.read_bytes() == b"one"


def test_name_is_given_back_where_the_move_fails(photo: Path, monkeypatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(moving, "_exclusive_rename", lambda: None)
    for broken in (True, False):
        if broken:
            monkeypatch.setattr(moving.os, "write", full)
        with pytest.raises(FileNotFoundError):
            move_without_replacing(photo.with_name("gone.jpg"), photo.with_name("two.jpg"))
        assert list(photo.parent.iterdir()) == [photo]


@pytest.mark.parametrize(
    ("data", "age_s", "goes"),
    [
        (moving.RESERVED, 0.0, True),
        (moving.RESERVED, 1e6, True),
        (b"", 0.0, True),
        (b"", 1e6, False),  # somebody's: it was made at another time
        (b"", -1e6, False),
        (moving.RESERVED + b"\n", 0.0, False),
        (moving.RESERVED[:-1], 0.0, False),
        (b"x", 0.0, False),
    ],
)
def test_only_what_is_certainly_ours_is_removed(
    tmp_path: Path, data: bytes, age_s: float, goes: bool
) -> None:
    path = tmp_path / "photo.jpg.xmp"
    path.write_bytes(data)
    assert moving.drop_reservation(path, path.stat().st_mtime + age_s) is goes
    assert path.exists() is not goes


def test_empty_file_is_nobodys_where_the_time_is_not_known(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.touch()
    assert not moving.drop_reservation(path)
    (tmp_path / "folder").mkdir()
    assert not moving.drop_reservation(tmp_path / "folder", 0.0)
    assert not moving.drop_reservation(tmp_path / "nothing", 0.0)
    second = tmp_path / "second.jpg"
    os.link(path, second)
    assert not moving.drop_reservation(path, path.stat().st_mtime), "it has another name"
    assert path.exists()
