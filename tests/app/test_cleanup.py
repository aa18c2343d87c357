"""Clean-ups on real files and a real trash: what goes, what stays, what comes back."""

from __future__ import annotations

import contextlib
import csv
import errno
import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from photofinder.app.events import ChangeSet, DecisionsChanged
from photofinder.core.cleanup import TrashChoice
from photofinder.core.cleanup_past import ItemState
from photofinder.core.types import PairClass
from photofinder.errors import CleanupRefused, EnvironmentProblem, JobCancelled, UsageProblem

IDENTICAL = PairClass.IDENTICAL_FILE
ALL_CLASSES = [
    ("b/photo copy.png", "a/photo.png", PairClass.IDENTICAL_FILE),
    ("b/picture.webp", "a/picture.png", PairClass.IDENTICAL_PICTURE),
    ("b/shot.jpg", "a/shot.jpg", PairClass.SAME_SHOT),
    ("a/alone.jpg", "a/shot.jpg", PairClass.SERIES),
]


class FailingTrash:
    """A trash that takes nothing, or lies; the one fake here."""

    is_quarantine = False

    def __init__(self, how: str = "refuse") -> None:
        self.how = how
        self.asked: list[Path] = []

    def serves(self, path: Path) -> bool:
        if self.how == "break":
            raise PermissionError(13, "Permission denied")
        return True

    def place_for(self, path: Path, root: Path, batch_id: int) -> Path | None:
        return None

    def move(self, path: Path, place: Path | None) -> Path | None:
        self.asked.append(path)
        if self.how == "refuse":
            raise CleanupRefused("trash_refused", reason="it is Sunday")
        if self.how == "lose":
            path.rename(path.with_name(f".lost {path.name}"))
            return path.with_name("nowhere.png")
        if self.how == "lose and refuse":
            path.rename(path.with_name(f".lost {path.name}"))
            raise CleanupRefused("trash_refused", reason="oops")
        return path.with_name("nowhere.png") if self.how == "lie" else None

    def find(self, path: Path, stamp: object) -> Path | None:
        return None

    def forget(self, place: Path) -> None: ...

    def give_up(self, path: Path, stamp: object, place: Path | None) -> None: ...


def reasons(report) -> dict[str, str]:
    return {problem.path.name: str(problem.message) for problem in report.problems}


def fill(disk: Path) -> None:
    """Leave no byte free on a disk."""
    with (disk / "full").open("ab", buffering=0) as filler, contextlib.suppress(OSError):
        while True:
            filler.write(bytes(1 << 12))


def clean_and_undo_for_long(library, plan) -> None:
    """Use up what is left of the journal's last page."""
    for _ in range(200):
        report = library.cleanup.carry_out(plan).result(60)
        library.cleanup.undo(report.batch_id).result(60)


def states(library, batch_id: int) -> dict[str, ItemState]:
    return {item.path.name: item.state for item in library.cleanup.items(batch_id)}


# -- what goes and comes back ----------------------------------------------------------------------


def test_every_class_goes_to_the_trash_and_comes_back_byte_for_byte(copies) -> None:
    before = copies.snapshot()
    with copies.open(writable=True) as library:
        report = copies.clean(library, *(copies.choice(*one) for one in ALL_CLASSES))
        assert (report.trashed, report.problems, report.quarantined) == (4, (), 0)
        assert report.bytes == sum(len(before[name][0]) for name, _, _ in ALL_CLASSES)
        gone = {name for name, _, _ in ALL_CLASSES}
        assert set(before) - set(copies.snapshot()) == gone
        assert copies.in_trash() == {Path(name).name for name in gone}
        undone = copies.undo(library, report.batch_id)
        assert (undone.restored, undone.problems) == (4, ())
    assert copies.snapshot() == before
    assert copies.in_trash() == set()
    assert list((copies.trash / "info").iterdir()) == []


def test_window_hears_of_it_and_the_catalog_knows_without_a_scan(copies) -> None:
    with copies.open(writable=True) as library:
        events = []
        library.events.subscribe(events.append)
        report = copies.clean(library, copies.choice("b/photo copy.png", "a/photo.png"))
        (change,) = [event for event in events if isinstance(event, ChangeSet)]
        assert change.missing == (copies.path("b/photo copy.png"),)
        (group,) = [g for g in library.duplicates() if g.keeper.name == "photo.png"]
        assert [m.path.parent.name for m in group.members] == ["er"]
        events.clear()
        copies.undo(library, report.batch_id)
        (change,) = [event for event in events if isinstance(event, ChangeSet)]
        assert change.added == (copies.path("b/photo copy.png"),)
        (group,) = [g for g in library.duplicates() if g.keeper.name == "photo.png"]
        assert len(group.members) == 2


def test_scan_after_clean_up_and_undo_reads_nothing_again(copies) -> None:
    with copies.open(writable=True) as library:
        report = copies.clean(library, *(copies.choice(*one) for one in ALL_CLASSES))
        scanned = library.scan().result(60)
        assert (scanned.indexed, scanned.reused, scanned.changed) == (0, 0, 0)
        assert scanned.missing == 4
        copies.undo(library, report.batch_id)
        scanned = library.scan().result(60)
        assert (scanned.indexed, scanned.reused, scanned.changed, scanned.missing) == (0, 0, 0, 0)


def test_copy_that_appears_later_is_no_move_of_the_removed_one(copies) -> None:
    with copies.open(writable=True) as library:
        report = copies.clean(library, copies.choice("b/photo copy.png", "a/photo.png"))
        shutil.copy2(copies.path("a/photo.png"), copies.path("a/again.png"))
        assert library.scan().result(60).moved == 0
        copies.undo(library, report.batch_id)
        (group,) = [g for g in library.duplicates() if g.keeper.name == "again.png"]
        assert len(group.members) == 3


def test_undo_works_after_a_restart_partly_and_repeatedly(copies) -> None:
    before = copies.snapshot()
    with copies.open(writable=True) as library:
        batch = copies.clean(library, *(copies.choice(*one) for one in ALL_CLASSES)).batch_id
    with copies.open(writable=True) as library:
        first, *_ = library.cleanup.items(batch)
        assert copies.undo(library, batch, {first.item_id}).restored == 1
        (info,) = library.cleanup.history()
        assert (info.files, info.restorable, info.restored) == (4, 3, 1)
    with copies.open(writable=True) as library:
        assert copies.undo(library, batch).restored == 3
        assert copies.undo(library, batch) == type(copies.undo(library, batch))(batch, 0)
        (info,) = library.cleanup.history()
        assert (info.files, info.restorable, info.restored, info.problems) == (4, 0, 4, 0)
        again = copies.clean(library, copies.choice(*ALL_CLASSES[0]))
        assert copies.undo(library, again.batch_id).restored == 1
    assert copies.snapshot() == before


@pytest.mark.skipif(sys.platform != "linux", reason="names that other systems do not have")
def test_odd_names_go_and_come_back(copies) -> None:
    names = [p.name for p in copies.path("odd").iterdir() if p.name != "kept.png"]
    before = copies.snapshot()
    with copies.open(writable=True) as library:
        choices = [copies.choice(f"odd/{name}", "odd/kept.png") for name in names]
        report = copies.clean(library, *choices)
        assert (report.trashed, report.problems) == (4, ())
        assert report.quarantined == 0
        assert set(names) == copies.in_trash()
        library.scan().result(60)
        assert len([g for g in library.duplicates() if g.keeper.name == "kept.png"]) == 0
        assert copies.undo(library, report.batch_id).restored == 4
    assert copies.snapshot() == before
    assert not (copies.photos / ".photofinder-quarantine").exists()


def test_folder_that_is_gone_is_made_again(copies) -> None:
    before = copies.snapshot()
    with copies.open(writable=True) as library:
        choice = copies.choice("c/deep/er/photo.png", "a/photo.png")
        report = copies.clean(library, choice)
        shutil.rmtree(copies.path("c"))
        assert copies.undo(library, report.batch_id).restored == 1
    assert copies.snapshot() == before


def test_undo_finds_the_photo_when_its_folder_is_part_of_a_larger_one_now(copies) -> None:
    with copies.open(writable=True) as library:
        report = copies.clean(library, copies.choice("b/photo copy.png", "a/photo.png"))
        library.add_folder(copies.photos.parent)
        assert copies.undo(library, report.batch_id).restored == 1
        assert (
            library.viewing.rows_of_paths([copies.path("b/photo copy.png")])[0].state == "indexed"
        )


def test_undo_of_a_photo_whose_folder_was_taken_out_and_forgotten(copies) -> None:
    before = copies.snapshot()
    with copies.open(writable=True) as library:
        report = copies.clean(library, copies.choice("b/photo copy.png", "a/photo.png"))
        library.remove_folder(copies.photos, forget=True)
        assert copies.undo(library, report.batch_id).restored == 1
    assert copies.snapshot() == before


# -- what is refused by the plan -------------------------------------------------------------------


def test_photos_that_name_each_other_are_both_refused(copies) -> None:
    with copies.open(writable=True) as library:
        plan = copies.plan(
            library,
            copies.choice("a/photo.png", "b/photo copy.png"),
            copies.choice("b/photo copy.png", "a/photo.png"),
        )
        assert plan.items == ()
        assert ["to be removed too" in reason for _, reason in plan.refused] == [True, True]


def test_chain_keeps_the_last_link_only(copies) -> None:
    with copies.open(writable=True) as library:
        plan = copies.plan(
            library,
            copies.choice("a/photo.png", "b/photo copy.png"),
            copies.choice("b/photo copy.png", "c/deep/er/photo.png"),
        )
        assert [item.path.name for item in plan.items] == ["photo copy.png"]
        assert [path.name for path, _ in plan.refused] == ["photo.png"]


@pytest.mark.parametrize(
    ("name", "keeper", "pair_class", "words"),
    [
        ("a/photo.png", "a/photo.png", IDENTICAL, "is the photo to keep"),
        ("a/picture.png", "a/photo.png", IDENTICAL, "not identical"),
        ("a/picture.png", "b/picture.webp", IDENTICAL, "not identical"),
        ("a/picture.png", "a/photo.png", PairClass.IDENTICAL_PICTURE, "not identical"),
        ("a/nothing.png", "a/photo.png", IDENTICAL, "not an indexed photo"),
        ("a/photo.png", "a/nothing.png", IDENTICAL, "The photo to keep"),
    ],
)
def test_plan_refuses_what_is_not_so(copies, name, keeper, pair_class, words) -> None:
    with copies.open() as library:
        plan = copies.plan(library, copies.choice(name, keeper, pair_class))
    assert plan.items == ()
    ((path, reason),) = plan.refused
    assert path == copies.path(name)
    assert words in reason


def test_photo_in_two_groups_goes_once_as_the_stronger_class(copies) -> None:
    with copies.open() as library:
        plan = copies.plan(
            library,
            copies.choice("b/photo copy.png", "a/shot.jpg", PairClass.SAME_SHOT),
            copies.choice("b/photo copy.png", "a/photo.png"),
        )
    (item,) = plan.items
    assert (item.pair_class, item.keeper.path) == (IDENTICAL, copies.path("a/photo.png"))
    assert plan.refused == ()


def test_weaker_choice_counts_where_the_stronger_is_refused(copies) -> None:
    with copies.open() as library:
        plan = copies.plan(
            library,
            copies.choice("b/photo copy.png", "c/nothing.png"),
            copies.choice("b/photo copy.png", "a/shot.jpg", PairClass.SAME_SHOT),
        )
    assert [item.keeper.path.name for item in plan.items] == ["shot.jpg"]


def test_another_picture_than_the_one_that_was_shown_is_refused(copies, pictures) -> None:
    with copies.open(writable=True) as library:
        group = next(g for g in library.duplicates() if g.keeper.name == "shot.jpg")
        (member,) = group.members
        pictures.save(member.path, 77)
        library.scan().result(60)
        ((_, reason),) = library.cleanup.plan([TrashChoice.of_member(group, member)]).refused
        assert "another picture now" in reason
        keeper_changed = TrashChoice(
            copies.path("b/photo copy.png"), group.keeper, PairClass.SAME_SHOT, keeper_content_id=99
        )
        ((_, reason),) = library.cleanup.plan([keeper_changed]).refused
        assert "The photo to keep" in reason


@pytest.mark.parametrize("behind_link", [False, True])
def test_protected_photo_is_refused_by_plan_and_by_carrying_out(
    copies, behind_link: bool, tmp_path: Path
) -> None:
    import dataclasses

    protected = copies.path("b")
    if behind_link:
        protected = tmp_path / "by another name"
        protected.symlink_to(copies.path("b"))
    with copies.open(writable=True) as library:
        choice = copies.choice("b/photo copy.png", "a/photo.png")
        plan = copies.plan(library, choice)
        library.change_settings(dataclasses.replace(library.settings, protected=(protected,)))
        ((_, reason),) = copies.plan(library, choice).refused
        assert "protected folder" in reason
        report = library.cleanup.carry_out(plan).result(60)
        assert "protected folder" in reasons(report)["photo copy.png"]
        assert states(library, report.batch_id) == {"photo copy.png": ItemState.SKIPPED}
        # the other way round it may go
        assert copies.plan(library, copies.choice("a/photo.png", "b/photo copy.png")).items
    assert copies.path("b/photo copy.png").exists()


def test_plan_tells_files_bytes_and_folders(copies) -> None:
    with copies.open() as library:
        plan = copies.plan(library, *(copies.choice(*one) for one in ALL_CLASSES))
    sizes = {name: copies.path(name).stat().st_size for name, _, _ in ALL_CLASSES}
    assert plan.bytes == sum(sizes.values())
    shares = {share.folder.name: (share.files, share.bytes) for share in plan.by_folder()}
    in_b = [size for name, size in sizes.items() if name.startswith("b/")]
    assert shares == {"b": (3, sum(in_b)), "a": (1, sizes["a/alone.jpg"])}


def test_plan_of_nothing_is_carried_out_as_nothing(copies) -> None:
    with copies.open(writable=True) as library:
        report = copies.clean(library)
        assert (report.batch_id, report.trashed) == (0, 0)
        assert library.cleanup.history() == []


# -- between plan and commit -----------------------------------------------------------------------


def vanish(path: Path) -> None:
    path.unlink()


def edit(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"x")


def edit_keeping_size_and_time(path: Path) -> None:
    """What no stat can tell."""
    stat = path.stat()
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def become_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def become_a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def become_a_link(path: Path) -> None:
    hidden = path.with_name(".hidden")
    path.rename(hidden)
    path.symlink_to(hidden)


def folder_becomes_a_link(path: Path) -> None:
    elsewhere = path.parents[2] / "elsewhere"
    path.parent.rename(elsewhere)
    path.parent.symlink_to(elsewhere)


CHANGES = [
    (vanish, "not there any more"),
    (edit, "changed since"),
    (edit_keeping_size_and_time, "changed since"),
    (become_a_folder, "folder"),
    (become_a_pipe, "pipe"),
    (become_a_link, "link"),
    (folder_becomes_a_link, "link"),
]


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes are another matter there")
@pytest.mark.parametrize("which", ["b/photo copy.png", "a/photo.png"])
@pytest.mark.parametrize(("change", "words"), CHANGES)
def test_what_happened_to_photo_or_keeper_meanwhile_saves_the_photo(
    copies, change, words: str, which: str
) -> None:
    with copies.open(writable=True) as library:
        plan = copies.plan(library, copies.choice("b/photo copy.png", "a/photo.png"))
        change(copies.path(which))
        before = copies.snapshot()
        report = library.cleanup.carry_out(plan).result(60)
        assert report.trashed == 0
        (reason,) = reasons(report).values()
        assert words in reason
        assert ("The photo to keep" in reason or "photo to keep, " in reason) == (which[0] == "a")
        (item,) = library.cleanup.items(report.batch_id)
        assert (item.state, item.problem) == (ItemState.SKIPPED, reason)
    assert copies.snapshot() == before
    assert copies.in_trash() == set()


def test_keeper_that_another_clean_up_removed_meanwhile(copies) -> None:
    with copies.open(writable=True) as library:
        one = copies.plan(library, copies.choice("a/photo.png", "b/photo copy.png"))
        two = copies.plan(library, copies.choice("b/photo copy.png", "a/photo.png"))
        handles = [library.cleanup.carry_out(plan) for plan in (one, two)]
        reports = [handle.result(60) for handle in handles]
    assert [report.trashed for report in reports] == [1, 0]
    assert copies.path("b/photo copy.png").exists()


def test_plan_made_by_hand_cannot_remove_a_keeper(copies) -> None:
    from photofinder.core.cleanup import CleanupPlan

    with copies.open(writable=True) as library:
        one = copies.plan(library, copies.choice("a/photo.png", "b/photo copy.png"))
        two = copies.plan(library, copies.choice("b/photo copy.png", "a/photo.png"))
        report = library.cleanup.carry_out(CleanupPlan(one.items + two.items)).result(60)
    assert report.trashed == 0
    assert len(report.problems) == 2


@pytest.mark.parametrize("what", ["gone", "offline"])
def test_folder_that_went_away_keeps_everything(copies, what: str, tmp_path: Path) -> None:
    other = tmp_path / "stick"
    other.mkdir()
    shutil.copy2(copies.path("a/photo.png"), other / "photo.png")
    with copies.open(writable=True) as library:
        library.add_folder(other)
        library.scan().result(60)
        plan = library.cleanup.plan(
            [TrashChoice(copies.path("b/photo copy.png"), other / "photo.png", IDENTICAL)]
        )
        assert plan.items
        other.rename(tmp_path / "unplugged")
        if what == "offline":
            library.scan().result(60)
            (tmp_path / "unplugged").rename(other)  # back, but nobody has looked yet
        report = library.cleanup.carry_out(plan).result(60)
        assert "is not there" in reasons(report)["photo copy.png"]
    assert copies.path("b/photo copy.png").exists()


def test_hard_links_are_never_removed_for_each_other(copies) -> None:
    os.link(copies.path("a/photo.png"), copies.path("a/linked.png"))
    with copies.open(writable=True) as library:
        library.scan().result(60)
        ((_, reason),) = copies.plan(library, copies.choice("a/linked.png", "a/photo.png")).refused
    assert "one file under two names" in reason


@pytest.mark.parametrize("name", [".Trash-1000/files", "$RECYCLE.BIN", ".photofinder-quarantine"])
def test_keeper_in_a_trash_is_no_keeper(copies, name: str, tmp_path: Path) -> None:
    trash = tmp_path / name
    trash.mkdir(parents=True)
    shutil.copy2(copies.path("a/photo.png"), trash / "photo.png")
    with copies.open(writable=True) as library:
        library.add_folder(trash)  # nobody should, but one can
        library.scan().result(60)
        choice = TrashChoice(copies.path("a/photo.png"), trash / "photo.png", IDENTICAL)
        ((_, reason),) = library.cleanup.plan([choice]).refused
        assert "lies in a trash" in reason
        back = TrashChoice(trash / "photo.png", copies.path("a/photo.png"), IDENTICAL)
        ((_, reason),) = library.cleanup.plan([back]).refused
        assert "in a trash already" in reason


@pytest.mark.skipif(sys.platform != "linux", reason="needs a bind mount")
def test_folder_that_is_mounted_twice_is_no_second_copy(copies, tmp_path: Path) -> None:
    twice = tmp_path / "twice"
    twice.mkdir()
    if subprocess.run(["mount", "--bind", copies.path("b"), twice], capture_output=True).returncode:
        pytest.skip("only root may mount")
    try:
        with copies.open(writable=True) as library:
            library.add_folder(twice)
            library.scan().result(60)
            choice = TrashChoice(copies.path("b/shot.jpg"), twice / "shot.jpg", IDENTICAL)
            plan = library.cleanup.plan([choice])
        assert plan.items == ()
    finally:
        subprocess.run(["umount", twice], check=True)


@pytest.fixture
def union(copies, tmp_path: Path):
    """Show the folder of the photos a second time through an overlay, as another drive."""
    seen, upper, work = (tmp_path / name for name in ("union", "layers/upper", "layers/work"))
    for folder in (seen, tmp_path / "layers"):
        folder.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "tmpfs", tmp_path / "layers"], capture_output=True
    ).returncode:
        pytest.skip("only root may mount")
    upper.mkdir()
    work.mkdir()
    options = f"lowerdir={copies.photos},upperdir={upper},workdir={work}"
    mount = ["mount", "-t", "overlay", "overlay", "-o", options, seen]
    if subprocess.run(mount, capture_output=True).returncode:
        subprocess.run(["umount", tmp_path / "layers"], check=True)
        pytest.skip("no overlay here")
    yield seen
    subprocess.run(["umount", "-l", seen], check=True)
    subprocess.run(["umount", "-l", tmp_path / "layers"], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="needs an overlay")
def test_union_of_folders_holds_no_second_copy(copies, union: Path) -> None:
    with copies.open(writable=True) as library:
        library.add_folder(union)
        library.scan().result(60)
        choice = TrashChoice(copies.path("b/shot.jpg"), union / "b/shot.jpg", IDENTICAL)
        plan = library.cleanup.plan([choice])
        assert plan.items == ()
    assert copies.path("b/shot.jpg").exists()


def _found(inode: int, device: int, size: int = 3, mtime: int = 4) -> os.stat_result:
    entries = (0o100644, inode, device, 1, 0, 0, size, mtime, mtime, mtime)
    return os.stat_result(entries, {"st_mtime_ns": mtime * 10**9})


def test_one_number_on_two_drives_is_one_file_when_size_and_time_agree(copies) -> None:
    from photofinder.app.cleanup_checks import _check_other_file

    with copies.open(writable=True) as library:
        (item,) = copies.plan(library, copies.choice("b/photo copy.png", "a/photo.png")).items
    with pytest.raises(CleanupRefused) as caught:
        _check_other_file(item, _found(7, 1), _found(7, 2))
    assert caught.value.code == "same_file"
    for other in (_found(8, 2), _found(7, 2, size=5), _found(7, 2, mtime=5)):
        _check_other_file(item, _found(7, 1), other)


def test_keeper_on_another_drive_must_be_listed_in_its_folder(copies, monkeypatch) -> None:
    """An overlay opens a file by its name that was taken away below it."""
    from photofinder.app import cleanup_checks

    with copies.open(writable=True) as library:
        (item,) = copies.plan(library, copies.choice("b/photo copy.png", "a/photo.png")).items
    checks = cleanup_checks.CleanupChecks((), (), ())
    device = item.keeper.path.stat().st_dev
    checks.check_keeper_is_left(item, device + 1)
    empty = copies.photos / "empty"
    empty.mkdir()
    scandir = os.scandir
    monkeypatch.setattr(cleanup_checks.os, "scandir", lambda _: scandir(empty))
    checks.check_keeper_is_left(item, device)
    with pytest.raises(CleanupRefused) as caught:
        checks.check_keeper_is_left(item, device + 1)
    assert caught.value.code == "keeper_vanished"


def test_keeper_that_goes_with_the_photo_brings_it_back(copies, monkeypatch) -> None:
    """A drive that is mounted twice and tells other numbers: only the disk afterwards knows."""
    from photofinder.app import trash

    before = copies.snapshot()
    keeper = copies.path("a/photo.png")
    move = trash.SystemTrash.move

    def both_go(self, path: Path, place: Path | None) -> Path | None:
        keeper.rename(keeper.with_name(".aside"))
        return move(self, path, place)

    put_back = trash.SystemTrash.forget

    def both_come(self, place: Path) -> None:
        keeper.with_name(".aside").rename(keeper)
        put_back(self, place)

    monkeypatch.setattr(trash.SystemTrash, "move", both_go)
    monkeypatch.setattr(trash.SystemTrash, "forget", both_come)
    with copies.open(writable=True) as library:
        report = copies.clean(library, copies.choice("b/photo copy.png", "a/photo.png"))
        assert "vanished with it" in reasons(report)["photo copy.png"]
        assert states(library, report.batch_id) == {"photo copy.png": ItemState.FAILED}
    assert copies.snapshot() == before
    assert copies.in_trash() == set()


def test_file_that_took_the_photos_place_in_the_last_moment_is_put_back(
    copies, monkeypatch
) -> None:
    from photofinder.app import trash

    move = trash.SystemTrash.move
    path = copies.path("b/photo copy.png")

    def replaced(self, moved: Path, place: Path | None) -> Path | None:
        path.rename(path.with_name(".aside"))
        path.write_bytes(b"the only copy of something else")
        return move(self, moved, place)

    monkeypatch.setattr(trash.SystemTrash, "move", replaced)
    with copies.open(writable=True) as library:
        report = copies.clean(library, copies.choice("b/photo copy.png", "a/photo.png"))
        assert "changed" in reasons(report)["photo copy.png"]
    assert path.read_bytes() == b"the only copy of something else"
    assert copies.in_trash() == set()
    assert list((copies.trash / "info").iterdir()) == []


def test_file_saved_over_the_photo_just_before_the_rename_is_put_back(copies, monkeypatch) -> None:
    from photofinder.app import freedesktop_trash

    path = copies.path("b/photo copy.png")
    move = freedesktop_trash.move_without_replacing

    def saved_meanwhile(source: Path, target: Path) -> None:
        new = path.with_name(".new")
        new.write_bytes(b"the only copy of something else")
        new.replace(path)
        move(source, target)

    monkeypatch.setattr(freedesktop_trash, "move_without_replacing", saved_meanwhile)
    with copies.open(writable=True) as library:
        report = copies.clean(library, copies.choice("b/photo copy.png", "a/photo.png"))
        assert "changed" in reasons(report)["photo copy.png"]
    assert path.read_bytes() == b"the only copy of something else"
    assert copies.in_trash() == set()
    assert list((copies.trash / "info").iterdir()) == []


# -- a trash that fails ----------------------------------------------------------------------------


@pytest.fixture
def fails_at_second(monkeypatch):
    """Let the system's trash refuse the second photo only."""
    from photofinder.app import trash

    move = trash.SystemTrash.move
    count = 0

    def sometimes(self, path: Path, place: Path | None) -> Path | None:
        nonlocal count
        count += 1
        if count == 2:
            raise CleanupRefused("trash_refused", reason="No space left on device")
        return move(self, path, place)

    monkeypatch.setattr(trash.SystemTrash, "move", sometimes)


def test_trash_that_cannot_be_reached_gives_way_to_the_quarantine(copies, monkeypatch) -> None:
    from photofinder.app import freedesktop_trash

    def other_drive(source: Path, target: Path) -> None:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))

    before = copies.snapshot()
    monkeypatch.setattr(freedesktop_trash, "move_without_replacing", other_drive)
    with copies.open(writable=True) as library:
        report = copies.clean(library, copies.choice("b/photo copy.png", "a/photo.png"))
        assert (report.trashed, report.quarantined, report.problems) == (1, 1, ())
        assert list((copies.trash / "info").iterdir()) == []
        assert copies.undo(library, report.batch_id).restored == 1
    assert copies.snapshot() == before


def test_refused_photo_stays_and_the_others_go_on(copies, fails_at_second) -> None:
    with copies.open(writable=True) as library:
        report = copies.clean(library, *(copies.choice(*one) for one in ALL_CLASSES))
        assert report.trashed == 3
        ((name, reason),) = reasons(report).items()
        assert "No space left on device" in reason
        assert states(library, report.batch_id)[name] is ItemState.FAILED
        (info,) = library.cleanup.history()
        assert (info.files, info.problems, info.restorable) == (3, 1, 3)
        assert copies.undo(library, report.batch_id).restored == 3


@pytest.mark.parametrize("how", ["refuse", "lie", "do nothing"])
def test_trash_that_takes_nothing_loses_nothing(copies, how: str) -> None:
    before = copies.snapshot()
    with copies.open(writable=True) as library:
        library.cleanup._bins = (FailingTrash(how),)
        report = copies.clean(library, copies.choice("b/photo copy.png", "a/photo.png"))
        assert report.trashed == 0
        (reason,) = reasons(report).values()
        assert ("it is Sunday" in reason) == (how == "refuse")
        assert states(library, report.batch_id) == {"photo copy.png": ItemState.FAILED}
        (group,) = [g for g in library.duplicates() if g.keeper.name == "photo.png"]
        assert len(group.members) == 2
    assert copies.snapshot() == before


def test_drive_that_fails_while_it_is_asked_fails_one_photo(copies) -> None:
    before = copies.snapshot()
    with copies.open(writable=True) as library:
        library.cleanup._bins = (FailingTrash("break"),)
        report = copies.clean(library, *(copies.choice(*one) for one in ALL_CLASSES))
        assert set(states(library, report.batch_id).values()) == {ItemState.SKIPPED}
        assert all("Permission denied" in reason for reason in reasons(report).values())
    assert copies.snapshot() == before


@pytest.mark.parametrize("how", ["lose", "lose and refuse"])
def test_photo_that_the_trash_lost_is_told_of_and_undone_once_it_is_back(
    copies, how: str, expected_warnings
) -> None:
    expected_warnings.append("the trash does not say where")
    path = copies.path("b/photo copy.png")
    with copies.open(writable=True) as library:
        library.cleanup._bins = (FailingTrash(how),)
        report = copies.clean(library, copies.choice("b/photo copy.png", "a/photo.png"))
        assert report.trashed == 0
        assert "Look for photo copy.png" in reasons(report)["photo copy.png"]
        assert states(library, report.batch_id) == {"photo copy.png": ItemState.UNCLEAR}
        assert copies.undo(library, report.batch_id).restored == 0
        path.with_name(f".lost {path.name}").rename(path)  # found by hand
        assert copies.undo(library, report.batch_id).restored == 1
        assert states(library, report.batch_id) == {"photo copy.png": ItemState.RESTORED}


def test_keeper_is_read_once_for_all_its_copies(copies, monkeypatch) -> None:
    monkeypatch.setattr("photofinder.app.cleanup_checks.hashlib.sha256", counted := _Counted())
    with copies.open(writable=True) as library:
        names = ("b/photo copy.png", "c/deep/er/photo.png")
        copies.clean(library, *(copies.choice(name, "a/photo.png") for name in names))
    assert counted.made == 3


class _Counted:
    """Counts the digests that are made."""

    def __init__(self) -> None:
        import hashlib

        self._sha256 = hashlib.sha256
        self.made = 0

    def __call__(self, *data: bytes):
        self.made += 1
        return self._sha256(*data)


def test_drive_without_a_trash_keeps_removed_photos_in_a_quarantine(copies) -> None:
    from photofinder.app.trash import Quarantine

    before = copies.snapshot()
    with copies.open(writable=True) as library:
        library.cleanup._bins = (Quarantine(),)
        report = copies.clean(library, *(copies.choice(*one) for one in ALL_CLASSES))
        assert (report.trashed, report.quarantined) == (4, 4)
        base = copies.photos / ".photofinder-quarantine" / f"batch-{report.batch_id:06}"
        assert {p.relative_to(base).as_posix() for p in base.rglob("*.*")} == {
            name for name, _, _ in ALL_CLASSES
        }
        assert library.scan().result(60).photos == len(before) - 4
        assert library.cleanup.history()[0].restorable == 4
    with copies.open(writable=True) as library:
        assert copies.undo(library, report.batch_id).restored == 4
    assert copies.snapshot() == before
    assert not (copies.photos / ".photofinder-quarantine").exists()


def test_library_on_a_drive_of_its_own(copies, small_disk: Path) -> None:
    photos = small_disk / "photos"
    shutil.copytree(copies.photos, photos)
    with copies.open(writable=True) as library:
        library.remove_folder(copies.photos)
        library.add_folder(photos)
        library.scan().result(60)
        choice = TrashChoice(photos / "b/photo copy.png", photos / "a/photo.png", IDENTICAL)
        report = copies.clean(library, choice)
        (item,) = library.cleanup.items(report.batch_id)
        assert item.place == small_disk / f".Trash-{os.getuid()}" / "files" / "photo copy.png"
        fill(small_disk)
        assert copies.undo(library, report.batch_id).restored == 1  # a rename needs no space
        fill(small_disk)
        report = copies.clean(library, choice)
        assert "No space left" in reasons(report)["photo copy.png"]
    assert (photos / "b/photo copy.png").exists()


def test_drive_that_numbers_its_files_anew_is_believed_by_the_bytes(copies, monkeypatch) -> None:
    """As FAT does: the file that arrives has another number than the one that was moved."""
    from photofinder.app import trash

    before = copies.snapshot()
    move = trash.SystemTrash.move

    def renumbered(self, path: Path, place: Path | None) -> Path | None:
        found = move(self, path, place)
        copied = found.with_name("copying")
        shutil.copy2(found, copied)
        copied.replace(found)
        return found

    monkeypatch.setattr(trash.SystemTrash, "move", renumbered)
    with copies.open(writable=True) as library:
        report = copies.clean(library, copies.choice("b/photo copy.png", "a/photo.png"))
        assert (report.trashed, report.problems) == (1, ())
        assert copies.undo(library, report.batch_id).restored == 1
    assert copies.snapshot() == before


def test_photo_that_cannot_be_put_back_at_once_is_undone_later(
    copies, monkeypatch, expected_warnings
) -> None:
    from photofinder.app import cleanup_move, trash

    expected_warnings.append("something is wrong with the photo to keep")
    before = copies.snapshot()
    keeper = copies.path("a/photo.png")
    move = trash.SystemTrash.move

    def keeper_goes_too(self, path: Path, place: Path | None) -> Path | None:
        keeper.rename(keeper.with_name(".aside"))
        return move(self, path, place)

    def refuse(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(trash.SystemTrash, "move", keeper_goes_too)
    monkeypatch.setattr(cleanup_move, "move_without_replacing", refuse)
    with copies.open(writable=True) as library:
        report = copies.clean(library, copies.choice("b/photo copy.png", "a/photo.png"))
        assert "Undo the clean-up" in reasons(report)["photo copy.png"]
        assert states(library, report.batch_id) == {"photo copy.png": ItemState.UNCLEAR}
        assert copies.undo(library, report.batch_id).restored == 1
    keeper.with_name(".aside").rename(keeper)
    assert copies.snapshot() == before


_REMOVE_ONE = """
import sys
from pathlib import Path
from photofinder.app.library import Library
from photofinder.core.cleanup import TrashChoice
from photofinder.core.types import PairClass
from photofinder.paths import AppPaths

with Library.open(AppPaths.at(Path(sys.argv[1])), writable=True) as library:
    choice = TrashChoice(Path(sys.argv[2]), Path(sys.argv[3]), PairClass.IDENTICAL_FILE)
    plan = library.cleanup.plan([choice])
    report = library.cleanup.carry_out(plan).result(60)
    problems = [problem.message for problem in report.problems]
    print(report.trashed, *[reason for _, reason in plan.refused], *problems)
"""


def test_photo_in_a_folder_that_cannot_be_written_stays(copies, as_ordinary_user) -> None:
    path = copies.path("b/photo copy.png")
    path.parent.chmod(0o555)
    words = [copies.data, path, copies.path("a/photo.png")]
    done = subprocess.run(
        [*as_ordinary_user, sys.executable, "-c", _REMOVE_ONE, *words],
        capture_output=True,
        text=True,
    )
    path.parent.chmod(0o755)
    assert done.stdout.startswith("0 "), done.stderr
    assert "You may not take files out of its folder" in done.stdout
    assert path.exists()


def test_second_name_that_the_trash_gave_and_could_not_take_back_goes(copies, monkeypatch) -> None:
    """What Qt does in a folder whose rights it cannot see beforehand."""
    from photofinder.app import trash

    before = copies.snapshot()
    path = copies.path("b/photo copy.png")
    move = trash.SystemTrash.move

    def half(self, moved: Path, place: Path | None) -> Path | None:
        found = move(self, moved, place)
        os.link(found, path)
        return found

    monkeypatch.setattr(trash.SystemTrash, "move", half)
    with copies.open(writable=True) as library:
        report = copies.clean(library, copies.choice("b/photo copy.png", "a/photo.png"))
        assert "still there" in reasons(report)["photo copy.png"]
        assert states(library, report.batch_id) == {"photo copy.png": ItemState.FAILED}
    assert copies.snapshot() == before
    assert copies.in_trash() == set()
    assert list((copies.trash / "info").iterdir()) == []


def test_keeper_that_may_not_be_read_saves_the_photo(copies, as_ordinary_user) -> None:
    copies.path("a/photo.png").chmod(0)
    words = [copies.data, copies.path("b/photo copy.png"), copies.path("a/photo.png")]
    done = subprocess.run(
        [*as_ordinary_user, sys.executable, "-c", _REMOVE_ONE, *words],
        capture_output=True,
        text=True,
    )
    assert done.stdout.startswith("0 The photo to keep"), done.stderr
    assert "cannot be read" in done.stdout
    assert copies.path("b/photo copy.png").exists()


# -- a journal that cannot be written --------------------------------------------------------------


def test_nothing_is_moved_when_the_journal_cannot_be_written(copies, monkeypatch) -> None:
    from photofinder.storage.journal import Journal

    def fail(*_: object, **__: object) -> None:
        raise EnvironmentProblem("disk_full", path="library.sqlite3")

    before = copies.snapshot()
    monkeypatch.setattr(Journal, "set_moving", fail)
    with copies.open(writable=True) as library:
        plan = copies.plan(library, *(copies.choice(*one) for one in ALL_CLASSES))
        with pytest.raises(EnvironmentProblem, match="No space"):
            library.cleanup.carry_out(plan).result(60)
    assert copies.snapshot() == before
    with copies.open(writable=True) as library:
        (info,) = library.cleanup.history()
        assert (info.files, info.problems) == (0, 0)
        assert set(states(library, info.batch_id).values()) == {ItemState.SKIPPED}


def test_move_that_could_not_be_marked_is_found_at_the_next_start(copies, monkeypatch) -> None:
    from photofinder.storage.journal import Journal

    def fail(*_: object, **__: object) -> None:
        raise EnvironmentProblem("disk_full", path="library.sqlite3")

    before = copies.snapshot()
    with monkeypatch.context() as patched:
        patched.setattr(Journal, "set_trashed", fail)
        with copies.open(writable=True) as library:
            report = copies.clean(library, *(copies.choice(*one) for one in ALL_CLASSES))
            assert (report.trashed, report.unclear, report.planned) == (0, 1, 4)
            assert "No space is left" in report.stopped_by
            assert library.cleanup.history()[0].restorable == 1, "an undo looks for it"
    with copies.open(writable=True) as library:
        (info,) = library.cleanup.history()
        assert (info.files, info.restorable) == (1, 1)
        assert copies.undo(library, info.batch_id).restored == 1
    assert copies.snapshot() == before


def test_journal_that_fails_in_the_middle_leaves_a_report_and_the_way_back(
    copies, monkeypatch
) -> None:
    from photofinder.storage.journal import Journal

    set_moving = Journal.set_moving
    begun: list[int] = []

    def sometimes(self: Journal, item_id: int, *args: object, **named: bool) -> None:
        begun.append(item_id)
        if len(begun) == 3:
            raise EnvironmentProblem("disk_full", path="library.sqlite3")
        set_moving(self, item_id, *args, **named)

    before = copies.snapshot()
    monkeypatch.setattr(Journal, "set_moving", sometimes)
    with copies.open(writable=True) as library:
        report = copies.clean(library, *(copies.choice(*one) for one in ALL_CLASSES))
        assert (report.trashed, report.planned, report.unclear) == (2, 4, 0)
        assert "No space is left" in report.stopped_by
        assert copies.undo(library, report.batch_id).restored == 2
    assert copies.snapshot() == before


def test_full_data_folder_stops_before_anything_is_moved(copies, small_disk: Path) -> None:
    from photofinder.app.library import Library
    from photofinder.paths import AppPaths

    before = copies.snapshot()
    data = small_disk / "data"
    shutil.copytree(copies.data, data)
    with Library.open(AppPaths.at(data), writable=True) as library:
        plan = library.cleanup.plan([copies.choice(*one) for one in ALL_CLASSES])
        fill(small_disk)
        with pytest.raises(EnvironmentProblem) as caught:
            clean_and_undo_for_long(library, plan)
        assert caught.value.code in ("disk_full", "catalog_io")
    (small_disk / "full").unlink()
    with Library.open(AppPaths.at(data), writable=True) as library:
        for info in library.cleanup.history():
            library.cleanup.undo(info.batch_id).result(60)
    assert copies.snapshot() == before


def test_second_program_cannot_change_the_library_meanwhile(copies) -> None:
    with copies.open(writable=True), pytest.raises(EnvironmentProblem, match="Another photofinder"):
        copies.open(writable=True)


# -- stopping --------------------------------------------------------------------------------------


def test_stopped_clean_up_ends_between_two_photos_and_says_so(copies, monkeypatch) -> None:
    from photofinder.app import trash

    moved, go_on = threading.Event(), threading.Event()
    move = trash.SystemTrash.move

    def slow(self, path: Path, place: Path | None) -> Path | None:
        found = move(self, path, place)
        moved.set()
        assert go_on.wait(60)
        return found

    monkeypatch.setattr(trash.SystemTrash, "move", slow)
    with copies.open(writable=True) as library:
        plan = copies.plan(library, *(copies.choice(*one) for one in ALL_CLASSES))
        handle = library.cleanup.carry_out(plan)
        assert moved.wait(60)
        handle.cancel()
        go_on.set()
        report = handle.result(60)
        assert (report.trashed, report.cancelled, report.problems) == (1, True, ())
        found = list(states(library, report.batch_id).values())
        assert sorted(found) == ["skipped"] * 3 + ["trashed"]
        (info,) = library.cleanup.history()
        assert (info.files, info.problems) == (1, 0)
        assert copies.undo(library, report.batch_id).restored == 1


def test_clean_up_that_is_stopped_before_it_begins_does_nothing(copies) -> None:
    with copies.open(writable=True) as library:
        blocker = threading.Event()
        from photofinder.app.jobs import Lane

        waiting = library._jobs.submit(Lane.INTERACTIVE, "block", lambda _: blocker.wait(60))
        plan = copies.plan(library, copies.choice(*ALL_CLASSES[0]))
        handle = library.cleanup.carry_out(plan)
        handle.cancel()
        blocker.set()
        waiting.result(60)
        with pytest.raises(JobCancelled):
            handle.result(60)
        assert library.cleanup.history() == []


def test_progress_is_told_per_photo(copies) -> None:
    from photofinder.app.cleanup_checks import CleanupChecks
    from photofinder.app.cleanup_run import CleanupRun
    from photofinder.app.trash import SystemTrash

    told = []

    class Context:
        def progress(self, done: int, total: int, what: str = "") -> None:
            told.append((done, total, what))

        def check_cancelled(self) -> None: ...

    with copies.open(writable=True) as library:
        plan = copies.plan(library, *(copies.choice(*one) for one in ALL_CLASSES[:2]))
        checks = CleanupChecks(library.folders(), (), ())
        run = CleanupRun(
            library.cleanup._journal,
            (SystemTrash(),),
            checks,
            lambda _: None,
            sidecars=library.cleanup._sidecars,
        )
        run.run(plan.items, Context())
    assert told == [(0, 2, "photo copy.png"), (1, 2, "picture.webp"), (2, 2, "")]


def test_reader_cannot_clean_up(copies) -> None:
    with copies.open() as library:
        plan = copies.plan(library, copies.choice(*ALL_CLASSES[0]))
        assert plan.items
        with pytest.raises(RuntimeError):
            library.cleanup.carry_out(plan)


# -- undo that cannot ------------------------------------------------------------------------------


@pytest.fixture
def removed(copies):
    """Give a library one photo of which was removed, and the number of that clean-up."""
    with copies.open(writable=True) as library:
        report = copies.clean(library, copies.choice("b/photo copy.png", "a/photo.png"))
        assert report.trashed == 1
        yield library, report.batch_id


def problem_of(report) -> str:
    assert report.restored == 0
    ((_, reason),) = reasons(report).items()
    return reason


def test_undo_keeps_existing_file(copies, removed) -> None:
    library, batch = removed
    path = copies.path("b/photo copy.png")
    path.write_bytes(b"mine")
    assert "not overwritten" in problem_of(copies.undo(library, batch))
    assert path.read_bytes() == b"mine"
    assert states(library, batch) == {"photo copy.png": ItemState.TRASHED}
    path.rename(path.with_name("mine.png"))
    assert copies.undo(library, batch).restored == 1


def test_undo_does_not_overwrite_what_appears_in_the_last_moment(
    copies, removed, monkeypatch
) -> None:
    library, batch = removed
    path = copies.path("b/photo copy.png")
    from photofinder.app import undo

    move = undo.move_without_replacing

    def race(source: Path, target: Path) -> None:
        target.write_bytes(b"mine")
        move(source, target)

    monkeypatch.setattr(undo, "move_without_replacing", race)
    assert "not overwritten" in problem_of(copies.undo(library, batch))
    assert path.read_bytes() == b"mine"
    assert copies.in_trash() == {"photo copy.png"}


def test_undo_after_the_trash_was_emptied_says_so(copies, removed) -> None:
    library, batch = removed
    shutil.rmtree(copies.trash)
    (info,) = library.cleanup.history()
    assert (info.files, info.restorable) == (1, 0)
    assert "not in the trash any more" in problem_of(copies.undo(library, batch))
    assert states(library, batch) == {"photo copy.png": ItemState.TRASHED}


def test_drive_that_is_not_connected_is_no_emptied_trash(copies, removed) -> None:
    library, batch = removed
    unplugged = copies.photos.with_name("unplugged")
    copies.photos.rename(unplugged)
    (info,) = library.cleanup.history()
    assert (info.restorable, info.away) == (0, 1)
    unplugged.rename(copies.photos)
    (info,) = library.cleanup.history()
    assert (info.restorable, info.away) == (1, 0)
    assert copies.undo(library, batch).restored == 1


def test_trash_on_a_drive_that_is_not_connected_is_not_emptied(
    copies, removed, tmp_path: Path
) -> None:
    library, _ = removed
    mount_point = tmp_path / "media"
    place = os.fsencode(mount_point / ".Trash-1000" / "files" / "photo copy.png")
    database = library.cleanup._journal._db
    with database.transaction() as connection:
        connection.execute("UPDATE cleanup_item SET place = ?", (place,))
    assert library.cleanup.history()[0].away == 1
    mount_point.mkdir()
    assert library.cleanup.history()[0].away == 1, "only the empty place for it is there"
    (mount_point / "documents").mkdir()
    assert (library.cleanup.history()[0].restorable, library.cleanup.history()[0].away) == (0, 0)


@pytest.mark.parametrize("state", ["unclear", "moving", "restoring"])
def test_photo_whose_place_is_known_counts_as_restorable(copies, removed, state: str) -> None:
    library, batch = removed
    database = library.cleanup._journal._db
    with database.transaction() as connection:
        connection.execute("UPDATE cleanup_item SET state = ?", (state,))
    (info,) = library.cleanup.history()
    assert (info.restorable, info.unclear) == (1, 1)
    assert copies.undo(library, batch).restored == 1


def test_undo_leaves_another_file_in_the_trash(copies, removed) -> None:
    """Emptied, and another photo of the same name removed: its place in the trash is the same."""
    library, batch = removed
    (copies.trash / "files" / "photo copy.png").write_bytes(b"another one")
    assert "another file now" in problem_of(copies.undo(library, batch))
    assert not copies.path("b/photo copy.png").exists()
    assert copies.in_trash() == {"photo copy.png"}


def test_photo_that_was_put_back_by_hand_is_restored(copies, removed) -> None:
    library, batch = removed
    (copies.trash / "files" / "photo copy.png").rename(copies.path("b/photo copy.png"))
    assert copies.undo(library, batch).restored == 1
    assert states(library, batch) == {"photo copy.png": ItemState.RESTORED}


def test_undo_needs_the_librarys_folder(copies, removed) -> None:
    library, batch = removed
    copies.photos.rename(copies.photos.with_name("unplugged"))
    assert "is not there" in problem_of(copies.undo(library, batch))
    copies.photos.with_name("unplugged").rename(copies.photos)
    assert copies.undo(library, batch).restored == 1


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_undo_does_not_follow_a_folder_that_leads_elsewhere(
    copies, removed, tmp_path: Path
) -> None:
    library, batch = removed
    elsewhere = tmp_path / "elsewhere"
    copies.path("b").rename(elsewhere)
    copies.path("b").symlink_to(elsewhere)
    assert "link" in problem_of(copies.undo(library, batch))
    assert not (elsewhere / "photo copy.png").exists()


def test_undo_brings_a_photo_from_another_drive_and_leaves_it_in_the_trash(
    copies, removed, monkeypatch
) -> None:
    import errno

    library, batch = removed
    before = (copies.trash / "files" / "photo copy.png").read_bytes()
    from photofinder.app import undo

    def other_drive(source: Path, target: Path) -> None:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))

    monkeypatch.setattr(undo, "move_without_replacing", other_drive)
    (item,) = library.cleanup.items(batch)
    assert copies.undo(library, batch).restored == 1
    path = copies.path("b/photo copy.png")
    assert path.read_bytes() == before
    assert path.stat().st_mtime_ns == item.victim.mtime_ns
    assert copies.in_trash() == {"photo copy.png"}
    assert (copies.trash / "info" / "photo copy.png.trashinfo").exists()
    assert [p.name for p in path.parent.iterdir() if p.name.startswith(".")] == []


def test_undo_that_may_not_write_says_so(copies, removed, monkeypatch) -> None:
    library, batch = removed
    from photofinder.app import undo

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(undo, "move_without_replacing", refuse)
        shutil.rmtree(copies.path("b"))
        assert "still in the trash" in problem_of(copies.undo(library, batch))
        assert not copies.path("b").exists()  # folders that were made for nothing are gone
        patched.setattr(undo, "_make_way", refuse)
        assert "Permission denied" in problem_of(copies.undo(library, batch))
    assert states(library, batch) == {"photo copy.png": ItemState.TRASHED}
    assert copies.undo(library, batch).restored == 1


def test_undo_of_an_unknown_clean_up(copies) -> None:
    with copies.open(writable=True) as library:
        with pytest.raises(UsageProblem):
            library.cleanup.undo(7)
        with pytest.raises(UsageProblem):
            library.cleanup.items(7)


# -- looking back ----------------------------------------------------------------------------------


def test_journal_says_everything_of_a_photo(copies) -> None:
    with copies.open(writable=True) as library:
        group = next(g for g in library.duplicates() if g.keeper.name == "photo.png")
        member = next(m for m in group.members if m.path.name == "photo copy.png")
        report = copies.clean(library, TrashChoice.of_member(group, member))
        (item,) = library.cleanup.items(report.batch_id)
    assert item.keeper.path == group.keeper
    assert (item.reason, item.rule) == (group.reason, group.rule)
    assert item.reason.template == group.reason.template
    assert item.place == copies.trash / "files" / "photo copy.png"
    assert item.victim.digest == item.keeper.digest
    assert item.pair_class is IDENTICAL


@pytest.mark.skipif(sys.platform != "linux", reason="names that other systems do not have")
def test_export_escapes_what_is_no_text(copies, tmp_path: Path) -> None:
    with copies.open(writable=True) as library:
        names = ("odd/\udcff\udcfe.png", "odd/new\nline.png")
        report = copies.clean(library, *(copies.choice(n, "odd/kept.png") for n in names))
        copies.clean(library, copies.choice("b/photo copy.png", "a/photo.png"))
        assert library.cleanup.export(report.batch_id, tmp_path / "j.csv") == 2
        assert library.cleanup.export(None, tmp_path / "j.json", "json") == 3
    rows = list(csv.DictReader((tmp_path / "j.csv").read_text("utf-8-sig").splitlines(True)))
    assert {Path(row["path"]).name for row in rows} == {"\\xff\\xfe.png", "new\nline.png"}
    assert {row["state"] for row in rows} == {"trashed"}
    photos = json.loads((tmp_path / "j.json").read_bytes())["photos"]
    assert [set(photo) for photo in photos] == [set(rows[0])] * 3
    assert photos[2]["sha256"] == photos[2]["keeper_sha256"]


def test_export_never_overwrites_a_photo(copies, tmp_path: Path) -> None:
    with copies.open() as library:
        with pytest.raises(UsageProblem):
            library.cleanup.export(None, copies.path("a/photo.png"))
        with pytest.raises(EnvironmentProblem):
            library.cleanup.export(None, tmp_path / "no" / "such" / "folder.csv")
        with pytest.raises(ValueError, match="csv or json"):
            library.cleanup.export(None, tmp_path / "x", "xml")


@pytest.mark.parametrize("replace_file", [False, True])
def test_export_never_overwrites_what_belongs_to_a_photo(copies, replace_file: bool) -> None:
    theirs = copies.path("a/photo.png.json")
    theirs.write_text('{"description": "only here"}')  # not even scanned
    with copies.open() as library, pytest.raises(UsageProblem) as caught:
        library.cleanup.export(None, theirs, "json", replace_file=replace_file)
    assert caught.value.code == "file_exists"
    assert theirs.read_text() == '{"description": "only here"}'


@pytest.mark.parametrize("form", ["csv", "json"])
def test_export_replaces_only_its_own_journals_unasked(copies, tmp_path: Path, form) -> None:
    path = tmp_path / f"journal.{form}"
    theirs = b"batch,item\nmine,1\n"
    path.write_bytes(theirs)
    with copies.open(writable=True) as library:
        copies.clean(library, copies.choice("b/photo copy.png", "a/photo.png"))
        with pytest.raises(UsageProblem):
            library.cleanup.export(None, path, form)
        assert path.read_bytes() == theirs
        assert library.cleanup.export(None, path, form, replace_file=True) == 1
        first = path.read_bytes()
        assert library.cleanup.export(None, path, form) == 1, "a journal of ours is replaced"
        assert path.read_bytes() == first
        (tmp_path / "link").symlink_to(path)
        with pytest.raises(UsageProblem):
            library.cleanup.export(None, tmp_path / "link", form)


# -- decisions -------------------------------------------------------------------------------------


def group_of(library, name: str) -> list[str]:
    return sorted(
        member.path.name
        for group in library.duplicates()
        if group.keeper.name == name
        for member in group.members
    )


def test_not_duplicates_is_respected_at_once_and_can_be_taken_back(copies) -> None:
    shots = [copies.path("a/shot.jpg"), copies.path("b/shot.jpg")]
    with copies.open(writable=True) as library:
        events = []
        library.events.subscribe(events.append)
        assert group_of(library, "shot.jpg") == ["shot.jpg"]
        library.cleanup.decide_not_duplicates(shots)
        assert group_of(library, "shot.jpg") == []
        assert events == [DecisionsChanged()]
        (decision,) = library.cleanup.decisions()
        assert library.cleanup.photos_of(decision) == sorted(shots)
        assert library.cleanup.withdraw_decision(shots) == 1
        assert group_of(library, "shot.jpg") == ["shot.jpg"]
        number = library.cleanup.decide_keep_all(shots)
        assert group_of(library, "shot.jpg") == []
        assert library.cleanup.withdraw_decision(number) == 1
        assert group_of(library, "shot.jpg") == ["shot.jpg"]


def test_decision_about_files_of_the_same_bytes(copies) -> None:
    with copies.open(writable=True) as library:
        both = [copies.path("a/photo.png"), copies.path("b/photo copy.png")]
        library.cleanup.decide_keep_all(both)
        assert group_of(library, "photo.png") == []
        assert library.cleanup.withdraw_decision(both[:1]) == 0
        assert library.cleanup.withdraw_decision(both) == 1
        assert len(group_of(library, "photo.png")) == 2


def test_decision_about_identical_pictures(copies) -> None:
    with copies.open(writable=True) as library:
        both = [copies.path("a/picture.png"), copies.path("b/picture.webp")]
        assert len(group_of(library, "picture.png") + group_of(library, "picture.webp")) == 1
        library.cleanup.decide_not_duplicates(both)
        assert group_of(library, "picture.png") + group_of(library, "picture.webp") == []


def test_decision_outlives_a_folder_that_is_forgotten(copies) -> None:
    with copies.open(writable=True) as library:
        library.cleanup.decide_not_duplicates(
            [copies.path("a/shot.jpg"), copies.path("b/shot.jpg")]
        )
        library.remove_folder(copies.photos, forget=True)
        assert library.duplicates() == []
        library.add_folder(copies.photos)
        library.scan().result(60)
        assert group_of(library, "shot.jpg") == []
        assert len(group_of(library, "photo.png")) == 2


@pytest.mark.parametrize("kind", ["keep_all", "not_duplicates"])
@pytest.mark.parametrize(
    ("victim", "keeper", "pair_class"),
    [
        ("b/photo copy.png", "a/photo.png", IDENTICAL),
        ("b/picture.webp", "a/picture.png", PairClass.IDENTICAL_PICTURE),
        ("b/shot.jpg", "a/shot.jpg", PairClass.SAME_SHOT),
    ],
)
def test_decision_holds_in_the_plan_and_when_it_is_carried_out(
    copies, kind: str, victim: str, keeper: str, pair_class: PairClass
) -> None:
    before = copies.snapshot()
    choice = copies.choice(victim, keeper, pair_class)
    with copies.open(writable=True) as library:
        plan = copies.plan(library, choice)
        assert len(plan.items) == 1
        decide = getattr(library.cleanup, f"decide_{kind}")
        decide([copies.path(victim), copies.path(keeper)])
        report = library.cleanup.carry_out(plan).result(60)  # planned before the decision
        assert report.trashed == 0
        assert "You decided" in report.problems[0].message
        plan = copies.plan(library, choice)
        assert plan.items == ()
        assert "You decided" in plan.refused[0].reason
        (decision,) = library.cleanup.decisions()
        library.cleanup.withdraw_decision(decision.decision_id)
        assert copies.plan(library, choice).refused == ()
    assert copies.snapshot() == before


def test_decision_about_two_leaves_a_third_free(copies) -> None:
    with copies.open(writable=True) as library:
        library.cleanup.decide_not_duplicates(
            [copies.path("a/shot.jpg"), copies.path("a/alone.jpg")]
        )
        choice = copies.choice("b/shot.jpg", "a/shot.jpg", PairClass.SAME_SHOT)
        assert copies.clean(library, choice).trashed == 1


def test_decision_needs_two_photos_of_the_library(copies) -> None:
    with copies.open(writable=True) as library:
        with pytest.raises(UsageProblem, match="at least 2"):
            library.cleanup.decide_keep_all([copies.path("a/shot.jpg")] * 2)
        with pytest.raises(UsageProblem, match="not a photo of the library"):
            library.cleanup.decide_keep_all([copies.path("a/shot.jpg"), Path("/nowhere.jpg")])


def test_photo_of_a_protected_folder_is_kept(copies) -> None:
    import dataclasses

    with copies.open(writable=True) as library:
        settings = dataclasses.replace(library.settings, protected=(copies.path("c"),))
        library.change_settings(settings)
        (group,) = [g for g in library.duplicates() if len(g.members) == 2]
        assert group.keeper == copies.path("c/deep/er/photo.png")
        assert (group.rule, group.reason) == ("protected", "in a protected folder")
        rules = tuple(rule for rule in settings.keeper_rules if rule != "protected")
        library.change_settings(dataclasses.replace(settings, keeper_rules=rules))
        (group,) = [g for g in library.duplicates() if len(g.members) == 2]
        assert group.keeper == copies.path("a/photo.png")
