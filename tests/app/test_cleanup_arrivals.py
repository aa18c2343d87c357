"""A folder is listed again before each move, unless the kernel says that nothing came into it."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from photofinder.app import cleanup_arrivals as module
from photofinder.app.cleanup_arrivals import Arrivals
from photofinder.app.cleanup_checks import CleanupChecks
from photofinder.app.file_systems import FileSystem
from photofinder.storage import folder_assets

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such a list")


@pytest.fixture(autouse=True)
def _local(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "file_system_of", lambda _: FileSystem("ext4"))
    monkeypatch.setattr(module, "MAX_AGE_S", 1_000.0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "photos"
    made.mkdir()
    for name in ("1.jpg", "2.jpg", "3.jpg"):
        (made / name).touch()
    return made


def listed(arrivals: Arrivals, folder: Path) -> None:
    with arrivals.listing(folder):
        list(folder.iterdir())


def created(folder: Path) -> None:
    (folder / "1.jpg.xmp").touch()


def moved_in(folder: Path) -> None:
    (folder.parent / "x").touch()
    (folder.parent / "x").rename(folder / "1.xmp")


def linked(folder: Path) -> None:
    (folder / "1.jpg.xmp").hardlink_to(folder / "2.jpg")


def written_over(folder: Path) -> None:
    (folder / "2.jpg").rename(folder / "1.jpg")


def replaced(folder: Path) -> None:
    folder.rename(folder.parent / "before")
    folder.mkdir()


def parent_replaced(folder: Path) -> None:
    folder.parent.rename(folder.parent.parent / "elsewhere")
    folder.mkdir(parents=True)


def removed(folder: Path) -> None:
    shutil.rmtree(folder)


CHANGES = (created, moved_in, linked, written_over, replaced, parent_replaced, removed)


@pytest.mark.parametrize("change", CHANGES)
def test_what_comes_is_heard_of_until_it_was_listed(folder: Path, change) -> None:
    with Arrivals() as arrivals:
        assert not arrivals.is_as_listed(folder)
        listed(arrivals, folder)
        assert arrivals.is_as_listed(folder)
        change(folder)
        assert not arrivals.is_as_listed(folder)
        assert not arrivals.is_as_listed(folder)
        folder.mkdir(exist_ok=True)
        listed(arrivals, folder)
        assert arrivals.is_as_listed(folder)
        (folder / "later.xmp").touch()
        assert not arrivals.is_as_listed(folder)


def test_what_goes_is_no_arrival(folder: Path) -> None:
    with Arrivals() as arrivals:
        listed(arrivals, folder)
        (folder / "1.jpg").rename(folder.parent / "1.jpg")
        (folder / "2.jpg").unlink()
        assert arrivals.is_as_listed(folder)


def test_what_comes_during_a_move_of_ours_is_heard_of_after_it(folder: Path) -> None:
    with Arrivals() as arrivals:
        listed(arrivals, folder)
        (folder / "2.jpg.xmp").touch()
        (folder / "1.jpg").rename(folder.parent / "1.jpg")
        assert not arrivals.is_as_listed(folder)


def test_old_listing_is_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Arrivals() as arrivals:
        listed(arrivals, folder)
        monkeypatch.setattr(module, "MAX_AGE_S", -1.0)
        assert not arrivals.is_as_listed(folder)


def test_listing_that_failed_is_none(folder: Path) -> None:
    with Arrivals() as arrivals:
        listed(arrivals, folder)
        with pytest.raises(OSError, match="drive"), arrivals.listing(folder):
            raise OSError("drive")
        assert not arrivals.is_as_listed(folder)


@pytest.mark.parametrize("name", ["nfs4", "cifs", "vfat", "exfat", "fuseblk", "overlay", ""])
def test_other_drives_are_listed_each_time(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(module, "file_system_of", lambda _: FileSystem(name))
    with Arrivals() as arrivals:
        listed(arrivals, folder)
        assert not arrivals.is_as_listed(folder)


def test_without_a_list_of_the_kernel_all_is_listed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrivals = Arrivals()
    listed(arrivals, folder)
    assert not arrivals.is_as_listed(folder)
    monkeypatch.setattr(module, "_new_queue", lambda: None)
    with arrivals:
        listed(arrivals, folder)
        assert not arrivals.is_as_listed(folder)


def test_too_many_events_mean_that_anything_may_have_come(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Arrivals() as arrivals:
        listed(arrivals, folder)
        events = iter([module._EVENT.pack(-1, module._IN_Q_OVERFLOW, 0, 0)])
        monkeypatch.setattr(arrivals, "_noted", lambda: next(events, b""))
        assert not arrivals.is_as_listed(folder)


def test_one_folder_under_two_names(folder: Path) -> None:
    other = folder.parent / "link"
    other.symlink_to(folder)
    with Arrivals() as arrivals:
        for path in (folder, other):
            listed(arrivals, path)
        created(folder)
        assert not arrivals.is_as_listed(folder)
        listed(arrivals, folder)
        assert arrivals.is_as_listed(folder)
        assert not arrivals.is_as_listed(other)


def test_only_so_many_folders_are_watched(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MAX_FOLDERS", 2)
    folders = [folder, folder.parent / "b", folder.parent / "c"]
    with Arrivals() as arrivals:
        for path in folders:
            path.mkdir(exist_ok=True)
            listed(arrivals, path)
        assert [arrivals.is_as_listed(path) for path in folders] == [False, True, True]
        listed(arrivals, folder)
        assert arrivals.is_as_listed(folder)


def test_its_file_is_closed() -> None:
    with Arrivals() as arrivals:
        queue = arrivals._queue
        assert queue is not None
        os.fstat(queue)
    with pytest.raises(OSError, match="Bad file"):
        os.fstat(queue)


def test_of_many_moves_in_one_folder_the_first_alone_lists_it(
    copies, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(8):
        shutil.copy(copies.path("a/photo.png"), copies.path(f"b/copy {number}.png"))
    with copies.open(writable=True) as library:
        library.scan().result(60)
        choices = [copies.choice(f"b/copy {number}.png", "a/photo.png") for number in range(8)]
        plan = copies.plan(library, *choices)
        assert len(plan.items) == 8
        names = folder_assets._names
        looks: list[Path] = []
        monkeypatch.setattr(folder_assets, "_names", lambda path: looks.append(path) or names(path))
        check = CleanupChecks.check
        late = copies.path("b/copy 5.png.xmp")

        def checked(self, item, ctx):
            if item.path == copies.path("b/copy 4.png"):
                late.write_bytes(b"<edits/>")
            return check(self, item, ctx)

        monkeypatch.setattr(CleanupChecks, "check", checked)
        report = library.cleanup.carry_out(plan).result(60)
    assert report.trashed == 7
    (problem,) = report.problems
    assert problem.path == copies.path("b/copy 5.png")
    assert late.name in problem.message
    assert looks == [copies.path("b")]
