"""What a kill leaves that is hard to come by: names given twice, drives that are away.

Kills between any two steps are in `test_cleanup_faults`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from photofinder.core.cleanup_past import ItemState
from photofinder.core.types import PairClass

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs SIGKILL and the Linux trash")

ODD = "odd/\udcff\udcfe.png"
CHOICES = [
    ("b/photo copy.png", "a/photo.png", PairClass.IDENTICAL_FILE),
    ("c/deep/er/photo.png", "a/photo.png", PairClass.IDENTICAL_FILE),
    (ODD, "odd/kept.png", PairClass.IDENTICAL_FILE),
]


@pytest.fixture(autouse=True)
def _drive_without_a_trash(monkeypatch) -> None:
    """Let one folder stand for a drive that has none."""
    from photofinder.app.trash import SystemTrash

    monkeypatch.setattr(SystemTrash, "serves", lambda self, path: "odd" not in path.parts)


@pytest.mark.parametrize("work", ["clean", "undo"])
def test_kill_between_the_new_name_and_the_old_one(copies, work: str) -> None:
    """On a drive whose renames replace, a photo has two names for a moment."""
    before = copies.snapshot()
    with copies.open(writable=True) as library:
        report = copies.clean(library, copies.choice(*CHOICES[2]))
        (item,) = library.cleanup.items(report.batch_id)
    assert item.in_quarantine
    os.link(item.place, item.path)
    copies_journal(copies)(
        "UPDATE cleanup_item SET state = ?", "moving" if work == "clean" else "restoring"
    )
    with copies.open(writable=True) as library:
        (item,) = library.cleanup.items(report.batch_id)
    assert item.state is (ItemState.SKIPPED if work == "clean" else ItemState.RESTORED)
    assert copies.snapshot() == before
    assert not (copies.photos / ".photofinder-quarantine").exists()


@pytest.mark.parametrize("work", ["clean", "undo"])
def test_kill_between_the_second_name_in_the_trash_and_the_first(copies, work: str) -> None:
    """Qt, used in earlier versions, links a photo into the trash before its old name goes."""
    before = copies.snapshot()
    with copies.open(writable=True) as library:
        report = copies.clean(library, copies.choice(*CHOICES[0]))
        (item,) = library.cleanup.items(report.batch_id)
    os.link(item.place, item.path)
    if work == "clean":
        copies_journal(copies)("UPDATE cleanup_item SET state = 'moving', place = NULL")
    else:
        copies_journal(copies)("UPDATE cleanup_item SET state = 'restoring'")
    with copies.open(writable=True) as library:
        (item,) = library.cleanup.items(report.batch_id)
    assert item.state is (ItemState.SKIPPED if work == "clean" else ItemState.RESTORED)
    assert copies.snapshot() == before
    assert copies.in_trash() == set()
    assert list((copies.trash / "info").iterdir()) == []


@pytest.mark.parametrize("state", ["moving", "restoring"])
def test_nothing_is_decided_while_the_drive_is_not_there(copies, state: str) -> None:
    before = copies.snapshot()
    with copies.open(writable=True) as library:
        report = copies.clean(library, copies.choice(*CHOICES[0]))
    copies_journal(copies)("UPDATE cleanup_item SET state = ?, place = NULL", state)
    unplugged = copies.photos.with_name("unplugged")
    copies.photos.rename(unplugged)
    trash = copies.trash.with_name("unplugged trash")
    copies.trash.rename(trash)
    for mounted in (False, True):  # not even the place where the drive is mounted, or only that
        if mounted:
            copies.photos.mkdir()
            copies_journal(copies)("UPDATE cleanup_item SET device = 12345")
        with copies.open(writable=True) as library:
            (item,) = library.cleanup.items(report.batch_id)
            assert item.state == state
    copies.photos.rmdir()
    unplugged.rename(copies.photos)
    trash.rename(copies.trash)
    with copies.open(writable=True) as library:
        (item,) = library.cleanup.items(report.batch_id)
        assert item.state is ItemState.TRASHED
        assert copies.undo(library, report.batch_id).restored == 1
    assert copies.snapshot() == before


@pytest.mark.parametrize("state", ["moving", "restoring"])
def test_photo_that_is_nowhere_is_told_of(copies, state: str, expected_warnings) -> None:
    expected_warnings.append("not in the trash|nor in the trash")
    with copies.open(writable=True) as library:
        report = copies.clean(library, copies.choice(*CHOICES[0]))
        (item,) = library.cleanup.items(report.batch_id)
    copies_journal(copies)("UPDATE cleanup_item SET state = ?, place = NULL", state)
    item.place.unlink()
    with copies.open(writable=True) as library:
        (item,) = library.cleanup.items(report.batch_id)
        assert item.state is ItemState.UNCLEAR
        assert "Look for photo copy.png" in item.problem
        (info,) = library.cleanup.history()
        assert (info.problems, info.restorable, info.unclear) == (1, 1, 1), "an undo looks for it"


def test_photo_whose_keeper_went_with_it_comes_back_at_the_next_start(
    copies, expected_warnings
) -> None:
    """Killed after the move, before the program could see that both were one file."""
    expected_warnings.append("is put back")
    before = copies.snapshot()
    keeper = copies.path("a/photo.png")
    with copies.open(writable=True) as library:
        report = copies.clean(library, copies.choice(*CHOICES[0]))
    copies_journal(copies)("UPDATE cleanup_item SET state = 'moving'")
    keeper.rename(keeper.with_name(".aside"))
    with copies.open(writable=True) as library:
        (item,) = library.cleanup.items(report.batch_id)
        assert item.state is ItemState.RESTORED
    keeper.with_name(".aside").rename(keeper)
    assert copies.snapshot() == before


def copies_journal(copies):
    """Give a way to write into the journal past the program."""
    import sqlite3

    def run(sql: str, *values: object) -> None:
        connection = sqlite3.connect(Path(copies.data, "library.sqlite3"))
        connection.execute(sql, values)
        connection.commit()
        connection.close()

    return run


@pytest.mark.parametrize("whose", ["ours", "theirs", "without what was to come"])
def test_empty_sidecar_goes_only_where_the_journal_says_that_it_is_ours(copies, whose: str) -> None:
    """On a drive whose rename cannot refuse a new sidecar's name is taken before."""
    from photofinder.core.cleanup import SidecarChange
    from photofinder.core.cleanup_past import SidecarState
    from photofinder.files import TEMP_SUFFIX
    from photofinder.storage.database import Database
    from photofinder.storage.sidecar_journal import SidecarJournal

    with copies.open(writable=True) as library:
        batch = copies.clean(library, copies.choice(*CHOICES[0])).batch_id
    photo = copies.path("a/photo.png")
    sidecar = copies.path("a/photo.png.xmp")
    unfinished = sidecar.with_name(f".{sidecar.name}.abc{TEMP_SUFFIX}")
    after = b"<what was to come/>"
    database = Database(Path(copies.data, "library.sqlite3"), copies.data)
    SidecarJournal(database).add(
        batch, [SidecarChange(photo, sidecar, (), (), None, after, (photo,))]
    )
    database.close()
    sidecar.touch()
    if whose != "without what was to come":
        unfinished.write_bytes(after)
    if whose == "theirs":
        os.utime(sidecar, (1_000_000_000, 1_000_000_000))
    with copies.open(writable=True) as library:
        (row,) = library.cleanup.sidecars(batch)
        assert row.state is SidecarState.SKIPPED
    assert sidecar.exists() is (whose != "ours")
    assert not unfinished.exists()
