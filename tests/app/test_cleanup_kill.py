"""kill -9 between any two steps of a clean-up and of an undo: nothing lost, the journal true."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from photofinder.core.cleanup import ItemState
from photofinder.core.types import PairClass

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs SIGKILL and the Linux trash")

ODD = "odd/\udcff\udcfe.png"
CHOICES = [
    ("b/photo copy.png", "a/photo.png", PairClass.IDENTICAL_FILE),
    ("c/deep/er/photo.png", "a/photo.png", PairClass.IDENTICAL_FILE),
    (ODD, "odd/kept.png", PairClass.IDENTICAL_FILE),
]
#: the program, killed before or after the nth time that it comes by a step
_PROGRAM = """
import os, signal, sys
from importlib import import_module
from pathlib import Path

from photofinder.app.library import Library
from photofinder.app.trash import SystemTrash
from photofinder.core.cleanup import TrashChoice
from photofinder.core.types import PairClass
from photofinder.paths import AppPaths

data, work, module, owner, step, when, number = sys.argv[1:8]
holder = getattr(import_module(module), owner) if owner else import_module(module)
original = getattr(holder, step)
count = 0

def kill(now):
    if now == when and count == int(number):
        os.kill(os.getpid(), signal.SIGKILL)

def watched(*arguments, **more):
    global count
    count += 1
    kill("before")
    result = original(*arguments, **more)
    kill("after")
    return result

setattr(holder, step, watched)
SystemTrash.serves = lambda self, path: "odd" not in path.parts  # on a drive without a trash
with Library.open(AppPaths.at(Path(data)), writable=True) as library:
    if work == "undo":
        library.cleanup.undo(1).result(60)
    elif work == "clean":
        pairs = zip(sys.argv[8::3], sys.argv[9::3], sys.argv[10::3])
        choices = [TrashChoice(Path(v), Path(k), PairClass(c)) for v, k, c in pairs]
        plan = library.cleanup.plan(choices)
        assert len(plan.items) == len(choices), plan.refused
        library.cleanup.carry_out(plan).result(60)
print("was not killed")
"""
JOURNAL = ("photofinder.storage.journal", "Journal")
TRASH = ("photofinder.app.trash", "SystemTrash")
QUARANTINE = ("photofinder.app.trash", "Quarantine")
UNDO = ("photofinder.app.undo", "")
CLEAN_STEPS = [
    (*JOURNAL, "start", 1),
    (*JOURNAL, "set_moving", 2),
    (*TRASH, "move", 1),
    (*TRASH, "move", 2),
    ("photofinder.app.freedesktop_trash", "", "move_without_replacing", 1),
    ("photofinder.app.freedesktop_trash", "", "move_without_replacing", 2),
    ("photofinder.app.trash", "", "move_without_replacing", 1),
    (*JOURNAL, "set_trashed", 1),
    (*JOURNAL, "set_trashed", 3),
]
UNDO_STEPS = [
    (*JOURNAL, "set_state", 1),
    (*UNDO, "move_without_replacing", 1),
    (*UNDO, "move_without_replacing", 3),
    (*TRASH, "forget", 1),
    (*QUARANTINE, "forget", 1),
    (*JOURNAL, "set_restored", 2),
]


@pytest.fixture(autouse=True)
def _drive_without_a_trash(monkeypatch) -> None:
    """Let one folder stand for a drive that has none."""
    from photofinder.app.trash import SystemTrash

    monkeypatch.setattr(SystemTrash, "serves", lambda self, path: "odd" not in path.parts)


def run(copies, work: str, step: tuple[str, str, str, int], when: str) -> None:
    """Let the program do something and be killed on the way."""
    module, owner, name, number = step
    words = [copies.data, work, module, owner, name, when, str(number)]
    for victim, keeper, pair_class in CHOICES:
        words += [copies.path(victim), copies.path(keeper), pair_class.value]
    done = subprocess.run([sys.executable, "-c", _PROGRAM, *words], capture_output=True, text=True)
    assert done.returncode == -signal.SIGKILL, done.stdout + done.stderr


def check_truth(copies, library, before: dict[str, tuple[bytes, int]]) -> None:
    """Every photo is at its place or in the trash, and the journal says where."""
    now = copies.snapshot()
    newest = {}
    for info in reversed(library.cleanup.history()):
        newest.update({item.path: item for item in library.cleanup.items(info.batch_id)})
    for path, item in newest.items():
        name = path.relative_to(copies.photos).as_posix()
        if item.state in (ItemState.SKIPPED, ItemState.RESTORED):
            assert now[name] == before[name]
        else:
            assert item.state is ItemState.TRASHED
            assert name not in now
            assert (item.place.read_bytes(), item.place.stat().st_mtime_ns) == before[name]
        (row,) = library.viewing.rows_of_paths([path])
        assert row.state == ("indexed" if name in now else "missing")
    removed = {one[0] for one in CHOICES}
    assert {name: one for name, one in before.items() if name not in removed}.items() <= now.items()


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", CLEAN_STEPS, ids=lambda step: f"{step[2]}-{step[3]}")
def test_clean_up_that_is_killed_loses_nothing(copies, step, when: str) -> None:
    before = copies.snapshot()
    run(copies, "clean", step, when)
    with copies.open(writable=True) as library:
        check_truth(copies, library, before)
        choices = [copies.choice(*one) for one in CHOICES if copies.path(one[0]).exists()]
        assert copies.clean(library, *choices).trashed == len(choices)  # it goes on
        check_truth(copies, library, before)
        for info in library.cleanup.history():
            assert copies.undo(library, info.batch_id).problems == ()
    assert copies.snapshot() == before
    assert copies.in_trash() == set()
    assert list((copies.trash / "info").iterdir()) == []
    assert not (copies.photos / ".photofinder-quarantine").exists()


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", UNDO_STEPS, ids=lambda step: f"{step[1]}{step[2]}-{step[3]}")
def test_undo_that_is_killed_goes_on(copies, step, when: str) -> None:
    before = copies.snapshot()
    with copies.open(writable=True) as library:
        copies.clean(library, *(copies.choice(*one) for one in CHOICES))
    run(copies, "undo", step, when)
    with copies.open(writable=True) as library:
        check_truth(copies, library, before)
        assert copies.undo(library, 1).problems == ()
        check_truth(copies, library, before)
    assert copies.snapshot() == before
    assert copies.in_trash() == set()
    assert list((copies.trash / "info").iterdir()) == []
    assert not (copies.photos / ".photofinder-quarantine").exists()


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
