"""What can go wrong between the plan and the last file: kills, drives, disks, other programs.

After each: no last copy is lost, the journal tells the truth, undo restores every byte and time.
"""

from __future__ import annotations

import dataclasses
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from photofinder.app.library import Library
from photofinder.core.cleanup import CleanupPlan
from photofinder.core.cleanup_past import ItemState, SidecarState
from photofinder.core.types import PairClass
from photofinder.core.xmp import Notes, read_notes
from photofinder.core.xmp_writing import with_notes
from photofinder.errors import CleanupRefused, EnvironmentProblem

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="needs fork and the Linux trash")

UNIT = "b/photo copy.png"
ODD = "odd/\udcff\udcfe.png"
CHOICES = [
    (UNIT, "a/photo.png", PairClass.IDENTICAL_FILE),
    ("c/deep/er/photo.png", "a/photo.png", PairClass.IDENTICAL_FILE),
    (ODD, "odd/kept.png", PairClass.IDENTICAL_FILE),
]
SIDECAR = "a/photo.png.xmp"
#: a server that imports once and forks for each run: the copy of it is killed before its nth step
_SERVER = """
import os, signal, sys
from pathlib import Path

from photofinder.app import moving
from photofinder.app.library import Library
from photofinder.app.trash import SystemTrash
from photofinder.core.cleanup import TrashChoice
from photofinder.core.types import PairClass
from photofinder.paths import AppPaths
from photofinder.storage.journal import Journal
from photofinder.storage.sidecar_journal import SidecarJournal

data = AppPaths.at(Path(sys.argv[1]))
pairs = list(zip(sys.argv[2::3], sys.argv[3::3], sys.argv[4::3]))
choices = [TrashChoice(Path(v), Path(k), PairClass(c)) for v, k, c in pairs]
SystemTrash.serves = lambda self, path: "odd" not in path.parts  # on a drive without a trash

def work(what, number):
    count = 0
    what, _, reserves = what.partition("-")
    armed = False

    def watch(holder, name, counts=lambda *arguments: True):
        original = getattr(holder, name)
        def watched(*arguments, **more):
            nonlocal count
            if armed and counts(*arguments):
                count += 1
                if count == number:
                    os.kill(os.getpid(), signal.SIGKILL)
            return original(*arguments, **more)
        setattr(holder, name, watched)

    for name in ("start", "set_moving", "set_trashed", "set_unclear", "set_state", "set_restored"):
        watch(Journal, name)
    for name in ("add", "set_state"):
        watch(SidecarJournal, name)
    for name in ("fsync", "mkdir", "rmdir", "unlink", "replace", "rename", "chmod", "utime"):
        watch(os, name)
    watch(os, "open", lambda path, flags, *rest: flags & os.O_CREAT)
    if reserves:  # drives whose rename cannot refuse
        watch(os, "write", lambda _, data: data == moving.RESERVED)
        moving._exclusive_rename = lambda: None
    else:
        class Renames:
            rename = staticmethod(moving._exclusive_rename())
        watch(Renames, "rename")
        moving._exclusive_rename = lambda: Renames.rename
    armed = what == "recover"
    with Library.open(data, writable=True) as library:
        if what == "clean":
            plan = library.cleanup.plan(choices, merge_metadata=True)
            assert len(plan.items) == len(choices) and plan.sidecars, plan
            armed = True
            report = library.cleanup.carry_out(plan).result(60)
            assert report.trashed == len(choices), report
        elif what == "undo":
            armed = True
            report = library.cleanup.undo(1).result(60)
            assert not report.problems, report
        armed = False
    print(f"done {count}", flush=True)

for line in sys.stdin:
    what, number = line.split()
    child = os.fork()
    if not child:
        status = 1
        try:
            work(what, int(number))
            status = 0
        finally:
            os._exit(status)
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status):
        print(f"killed {os.WTERMSIG(status)}", flush=True)
    elif status:
        print("failed", flush=True)
"""


@dataclasses.dataclass
class Server:
    """Runs clean-ups that are killed, on a library that is put back to its beginning."""

    process: subprocess.Popen[str]

    def run(self, what: str, number: int = 0) -> bool:
        """Do something and be killed before its nth step; return whether it got there."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{what} {number}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().split()
        assert answer, "the server ended"
        assert answer[0] in ("done", "killed"), answer
        assert answer[0] == "done" or int(answer[1]) == signal.SIGKILL
        return answer[0] == "killed"


@pytest.fixture
def _sidecars(copies) -> None:
    """Give one photo two sidecars, one of them with words that its keeper has not."""
    notes = with_notes(None, Notes(keywords=("beach",), caption="At sea"))
    copies.path(f"{UNIT}.xmp").write_bytes(notes)
    for name in (UNIT, "a/photo.png"):  # edits that only one has would keep it
        copies.path(f"{name}.pp3").write_bytes(b"[Version]\n")
    with copies.open(writable=True) as library:
        library.scan().result(60)


@pytest.fixture
def server(copies, _sidecars, monkeypatch) -> Iterator[Server]:
    from photofinder.app.trash import SystemTrash

    monkeypatch.setattr(SystemTrash, "serves", lambda self, path: "odd" not in path.parts)
    words = [str(copies.data)]
    for victim, keeper, pair_class in CHOICES:
        words += [os.fspath(copies.path(victim)), os.fspath(copies.path(keeper)), pair_class.value]
    process = subprocess.Popen(
        [sys.executable, "-c", _SERVER, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        yield Server(process)
        assert process.stdin is not None
        process.stdin.close()


class Beginning:
    """The folders of a library as they are now, to begin from again."""

    def __init__(self, copies, kept: Path) -> None:
        self._places = (copies.photos, copies.data, copies.trash)
        self._kept = kept
        for number, place in enumerate(self._places):
            if place.exists():
                shutil.copytree(place, kept / str(number))

    def again(self) -> None:
        for number, place in enumerate(self._places):
            if place.exists():
                shutil.rmtree(place)
            if (self._kept / str(number)).exists():
                shutil.copytree(self._kept / str(number), place)


def contents(copies) -> set[bytes]:
    """Return what there is in the photos' folders, the quarantine and the trash."""
    roots = (copies.photos, copies.trash / "files")
    return {p.read_bytes() for root in roots for p in root.rglob("*") if p.is_file()}


def check_truth(copies, library: Library, before: dict[str, tuple[bytes, int]]) -> None:
    """Every file is where the journal says, and units and sidecars are whole."""
    now = copies.snapshot()
    (info,) = library.cleanup.history() or (None,)
    if info is None:
        assert now == before
        return
    gone: dict[int, set[bool]] = {}
    for item in library.cleanup.items(info.batch_id):
        name = item.path.relative_to(copies.photos).as_posix()
        is_gone = item.state is ItemState.TRASHED
        assert is_gone or item.state in (ItemState.SKIPPED, ItemState.RESTORED), item
        assert (name in now) is not is_gone
        if is_gone:
            assert item.place is not None
            assert (item.place.read_bytes(), item.place.stat().st_mtime_ns) == before[name]
        else:
            assert now[name] == before[name]
        gone.setdefault(item.lead_id or item.item_id, set()).add(is_gone)
    assert all(len(states) == 1 for states in gone.values()), "a photo is torn"
    removed = any(True in states for states in gone.values())
    for written in library.cleanup.sidecars(info.batch_id):
        assert (written.state is SidecarState.WRITTEN) is (SIDECAR in now)
        assert removed or written.state is not SidecarState.WRITTEN
    if SIDECAR in now:
        assert read_notes(now[SIDECAR][0]).keywords == ("beach",)
    victims = {one[0] for one in CHOICES} | {f"{UNIT}.xmp", f"{UNIT}.pp3"}
    kept = {name: one for name, one in before.items() if name not in victims}
    assert kept.items() <= now.items()


def check_undone(copies, library: Library, before: dict[str, tuple[bytes, int]]) -> None:
    for info in library.cleanup.history():
        assert copies.undo(library, info.batch_id).problems == ()
    assert copies.snapshot() == before
    assert copies.in_trash() == set()
    notes = copies.trash / "info"
    assert not notes.is_dir() or list(notes.iterdir()) == []
    assert not (copies.photos / ".photofinder-quarantine").exists()


@linux_only
@pytest.mark.parametrize("what", ["clean", "undo", "clean-reserving", "undo-reserving"])
def test_kill_before_any_step(copies, server, what: str, tmp_path: Path) -> None:
    """Every file operation and every line of the journal, one after the other, is the last.

    Also on drives whose rename cannot refuse: there a name is taken before the file gets it.
    """
    before = copies.snapshot()
    if what.startswith("undo"):
        assert not server.run("clean")
    beginning = Beginning(copies, tmp_path / "kept")
    number = 0
    while True:
        number += 1
        beginning.again()
        was_killed = server.run(what, number)
        assert {data for data, _ in before.values()} <= contents(copies), f"lost at step {number}"
        with copies.open(writable=True) as library:
            check_truth(copies, library, before)
            if what.startswith("clean") and number % 3 == 0:  # it goes on
                left = [copies.choice(*one) for one in CHOICES if copies.path(one[0]).exists()]
                plan = library.cleanup.plan(left, merge_metadata=True)
                assert library.cleanup.carry_out(plan).result(60).trashed == len(left)
            check_undone(copies, library, before)
        if not was_killed:
            break
    assert number > 30, "the steps were counted"


@linux_only
def test_kill_in_the_recovery_after_a_kill(copies, server, tmp_path: Path) -> None:
    """A recovery that is cut off, wherever, is taken up by the next."""
    before = copies.snapshot()
    assert server.run("clean", 30), "in the middle of the photo with sidecars"
    beginning = Beginning(copies, tmp_path / "kept")
    for number in range(1, 200):
        beginning.again()
        was_killed = server.run("recover", number)
        with copies.open(writable=True) as library:
            check_truth(copies, library, before)
            check_undone(copies, library, before)
        if not was_killed:
            break
    assert number > 3


# -- between the plan and the first move -----------------------------------------------------------


def plan_of(copies, library: Library) -> CleanupPlan:
    plan = library.cleanup.plan([copies.choice(*CHOICES[0])], merge_metadata=True)
    assert len(plan.items) == len(plan.sidecars) == 1
    assert [file.role for file in plan.items[0].together] == ["edits", "sidecar"]
    return plan


def nothing_is_done(copies, library: Library, plan: CleanupPlan) -> str:
    """Carry a plan out; nothing may change. Return why."""
    before = copies.snapshot()
    report = library.cleanup.carry_out(plan).result(60)
    assert (report.trashed, report.unclear) == (0, 0)
    assert copies.snapshot() == before
    assert copies.in_trash() == set()
    items = library.cleanup.items(report.batch_id)
    assert {item.state for item in items} <= {ItemState.SKIPPED, ItemState.FAILED}
    written = {one.state for one in library.cleanup.sidecars(report.batch_id)}
    assert written <= {SidecarState.SKIPPED, SidecarState.RESTORED}
    return " ".join(problem.message for problem in report.problems)


def _deleted(keeper: Path) -> None:
    keeper.rename(keeper.with_name(".aside"))


def _changed(keeper: Path) -> None:
    keeper.write_bytes(keeper.read_bytes() + b"x")


def _changed_unnoticed(keeper: Path) -> None:
    """Change a byte, and neither size nor time."""
    stat = keeper.stat()
    keeper.write_bytes(keeper.read_bytes()[:-1] + b"x")
    os.utime(keeper, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def _linked(keeper: Path) -> None:
    _deleted(keeper)
    keeper.symlink_to(keeper.with_name(".aside"))


def _linked_to_the_copy(keeper: Path) -> None:
    _deleted(keeper)
    keeper.hardlink_to(keeper.parent.parent / UNIT)


def _folder_linked(keeper: Path) -> None:
    keeper.parent.rename(keeper.parent.with_name("moved"))
    keeper.parent.symlink_to(keeper.parent.with_name("moved"))


def _folder_gone(keeper: Path) -> None:
    keeper.parent.rename(keeper.parent.parent.parent / "unplugged")


@pytest.mark.usefixtures("_sidecars")
@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize(
    ("happens", "told"),
    [
        (_deleted, "not there any more"),
        (_changed, "changed since"),
        (_changed_unnoticed, "changed since"),
        (_linked, "a link in the place"),
        (_linked_to_the_copy, "changed|one file under two names"),
        (_folder_linked, "is a link now"),
        (_folder_gone, "not there any more|is not there"),
    ],
)
def test_keeper_that_is_not_what_it_was_saves_the_whole_unit(
    copies, happens: Callable[[Path], None], told: str
) -> None:
    import re

    with copies.open(writable=True) as library:
        plan = plan_of(copies, library)
        happens(copies.path("a/photo.png"))
        assert re.search(told, nothing_is_done(copies, library, plan))


@pytest.mark.usefixtures("_sidecars")
def test_drive_of_the_keeper_that_went_offline_saves_it(copies, tmp_path: Path) -> None:
    """The keeper lies in a folder of the library of its own, which is gone at the commit."""
    other = tmp_path / "other drive"
    other.mkdir()
    shutil.copy2(copies.path("a/photo.png"), other / "kept.png")
    shutil.copy2(copies.path("a/photo.png.pp3"), other / "kept.png.pp3")
    with copies.open(writable=True) as library:
        library.add_folder(other)
        library.scan().result(60)
        choice = dataclasses.replace(copies.choice(*CHOICES[0]), keeper=other / "kept.png")
        plan = library.cleanup.plan([choice], merge_metadata=True)
        assert len(plan.items) == 1
        other.rename(tmp_path / "unplugged")
        assert "not there" in nothing_is_done(copies, library, plan)
        other.mkdir()  # the empty place where it was mounted
        assert "not there" in nothing_is_done(copies, library, plan)


@pytest.mark.usefixtures("_sidecars")
@pytest.mark.parametrize("protects", ["path", "link", "hard link"])
def test_folder_that_is_protected_after_the_plan_keeps_the_unit(
    copies, protects: str, tmp_path: Path
) -> None:
    folder = copies.path("b")
    if protects == "link":
        (tmp_path / "by another name").symlink_to(folder)
        folder = tmp_path / "by another name"
    with copies.open(writable=True) as library:
        plan = plan_of(copies, library)
        if protects == "hard link":
            folder = copies.path("safe")
            folder.mkdir()
            (folder / "same.png").hardlink_to(copies.path(UNIT))
        settings = dataclasses.replace(library.settings, protected=(folder,))
        library.change_settings(settings)
        if protects != "hard link":
            assert "protected folder" in nothing_is_done(copies, library, plan)
            return
        # another name of the same file stays in the protected folder, with its bytes
        kept = (folder / "same.png").read_bytes()
        library.cleanup.carry_out(plan).result(60)
        assert (folder / "same.png").read_bytes() == kept


# -- disks and other programs ----------------------------------------------------------------------


@pytest.mark.usefixtures("_sidecars")
@pytest.mark.parametrize("code", ["ENOSPC", "EROFS", "EACCES"])
def test_sidecar_that_cannot_be_written_keeps_the_photo(copies, monkeypatch, code: str) -> None:
    import errno

    from photofinder.app import cleanup_sidecars

    def refuse(_: int) -> None:
        raise OSError(getattr(errno, code), os.strerror(getattr(errno, code)))

    with copies.open(writable=True) as library:
        plan = plan_of(copies, library)
        with monkeypatch.context() as patched:
            patched.setattr(cleanup_sidecars.os, "fsync", refuse)
            told = nothing_is_done(copies, library, plan)
        assert os.strerror(getattr(errno, code)) in told
        assert library.cleanup.carry_out(plan).result(60).trashed == 1, "and later it goes"


@pytest.mark.usefixtures("_sidecars")
@pytest.mark.parametrize("step", range(1, 16))
def test_journal_that_cannot_be_written_loses_nothing(copies, monkeypatch, step: int) -> None:
    """The disk of the library is full at the nth write; the next start tells the truth."""
    from photofinder.storage.database import Database

    before = copies.snapshot()
    transaction = Database.transaction
    count = 0

    def full(self: Database):
        nonlocal count
        count += 1
        if count >= step:
            raise EnvironmentProblem("disk_full", path=copies.data)
        return transaction(self)

    with copies.open(writable=True) as library:
        plan = plan_of(copies, library)
        with monkeypatch.context() as patched:
            patched.setattr(Database, "transaction", full)
            job = library.cleanup.carry_out(plan)
            try:
                assert job.result(60).stopped_by is not None or count < step
            except EnvironmentProblem as error:
                assert error.code == "disk_full"  # noqa: PT017  # either is right
    with copies.open(writable=True) as library:
        check_truth(copies, library, before)
        check_undone(copies, library, before)


@pytest.mark.usefixtures("_sidecars")
@pytest.mark.parametrize("number", [1, 2, 3])
def test_trash_that_is_full_keeps_the_unit_whole(copies, monkeypatch, number: int) -> None:
    from photofinder.app.trash import Quarantine, SystemTrash

    calls = []
    move = SystemTrash.move

    def full(self: SystemTrash, path: Path, place: Path | None) -> Path | None:
        calls.append(path)
        if len(calls) == number:
            raise CleanupRefused("trash_refused", reason="No space left on device")
        return move(self, path, place)

    monkeypatch.setattr(SystemTrash, "move", full)
    monkeypatch.setattr(Quarantine, "serves", lambda *_: False)
    with copies.open(writable=True) as library:
        assert "No space left" in nothing_is_done(copies, library, plan_of(copies, library))


@pytest.mark.usefixtures("_sidecars")
def test_second_program_is_refused_and_changes_nothing(copies, program) -> None:
    before = copies.snapshot()
    with copies.open(writable=True) as library:
        for words in (["clean", "--class", "identical_file", "--apply"], ["undo", "1"]):
            answer = program(*words, "--json", "--data-dir", copies.data)
            assert (answer.code, answer.json["error"]["code"]) == (3, "library_locked")
        words = ["--class", "identical_file", "--merge-metadata", "--dry-run", "--json"]
        answer = program("clean", *words, "--data-dir", copies.data)
        assert answer.code == 0, "looking is allowed"
        assert library.cleanup.history() == []
    assert copies.snapshot() == before


@pytest.mark.usefixtures("_sidecars")
@pytest.mark.parametrize("taken", [UNIT, f"{UNIT}.xmp", f"{UNIT}.pp3"])
def test_name_that_is_taken_at_undo_keeps_all_of_the_photo_in_the_trash(copies, taken) -> None:
    """What came back beside another file would be taken for that file's own."""
    before = copies.snapshot()
    with copies.open(writable=True) as library:
        batch = library.cleanup.carry_out(plan_of(copies, library)).result(60).batch_id
        copies.path(taken).write_bytes(b"theirs")
        with_theirs = copies.snapshot()
        report = copies.undo(library, batch)
        told = {one.path: one.message for one in report.problems}
        assert set(told) == {copies.path(name) for name in (UNIT, f"{UNIT}.xmp", f"{UNIT}.pp3")}
        assert told[copies.path(taken)].startswith("There is a file in its old place")
        assert all("in its old place" in message for message in told.values())
        assert report.restored == 0
    for _ in range(2):  # a start changes nothing, nor does what has its name go
        with copies.open(writable=True) as library:
            assert {n: copies.snapshot()[n] for n in with_theirs} == with_theirs
            (info,) = library.cleanup.history()
            assert (info.restorable, info.restored) == (1, 0)
    copies.path(taken).unlink()
    with copies.open(writable=True) as library:
        assert not any(copies.path(name).exists() for name in (UNIT, f"{UNIT}.xmp"))
        assert copies.undo(library, batch).problems == ()
    assert copies.snapshot() == before


@pytest.mark.usefixtures("_sidecars")
@pytest.mark.parametrize("number", [1, 2, 3])
def test_file_that_cannot_be_put_back_takes_the_others_back_into_the_trash(
    copies, monkeypatch, number: int
) -> None:
    from photofinder.app import undo

    before = copies.snapshot()
    move = undo.move_without_replacing
    calls = []

    def sometimes(source: Path, target: Path) -> None:
        calls.append(source)
        if len(calls) == number:
            raise PermissionError(13, "Permission denied")
        move(source, target)

    with copies.open(writable=True) as library:
        batch = library.cleanup.carry_out(plan_of(copies, library)).result(60).batch_id
        after, in_trash = copies.snapshot(), copies.in_trash()
        with monkeypatch.context() as patched:
            patched.setattr(undo, "move_without_replacing", sometimes)
            report = copies.undo(library, batch)
        assert (report.restored, len(report.problems)) == (0, 3)
        assert all("Permission denied" in one.message for one in report.problems)
        assert (copies.snapshot(), copies.in_trash()) == (after, in_trash)
    with copies.open(writable=True) as library:
        assert (copies.snapshot(), copies.in_trash()) == (after, in_trash)
        assert copies.undo(library, batch).problems == ()
    assert copies.snapshot() == before


@pytest.mark.usefixtures("_sidecars")
def test_sidecar_that_is_gone_from_the_trash_keeps_no_photo_there(copies) -> None:
    before = copies.snapshot()
    with copies.open(writable=True) as library:
        batch = library.cleanup.carry_out(plan_of(copies, library)).result(60).batch_id
        lost = next(i for i in library.cleanup.items(batch) if i.path.suffix == ".pp3")
        lost.place.unlink()
        report = copies.undo(library, batch)
        assert report.restored == 1
        assert [one.path for one in report.problems] == [lost.path]
    del before[f"{UNIT}.pp3"]
    assert copies.snapshot() == before


@pytest.mark.usefixtures("_sidecars")
@pytest.mark.parametrize("stranger", [True, False])
def test_sidecar_comes_back_only_to_its_photo(copies, stranger: bool) -> None:
    """Killed between two files of an undo, and by the next start the photo is another one."""
    with copies.open(writable=True) as library:
        batch = library.cleanup.carry_out(plan_of(copies, library)).result(60).batch_id
        assert copies.undo(library, batch).restored == 1
        members = [one for one in library.cleanup.items(batch) if one.role != "photo"]
    connection = sqlite3.connect(copies.data / "library.sqlite3")
    for item in members:
        place = copies.trash / "files" / item.path.name
        item.path.rename(place)
        connection.execute(
            "UPDATE cleanup_item SET state = 'trashed', place = ? WHERE id = ?",
            (os.fsencode(place), item.item_id),
        )
    connection.commit()
    connection.close()
    if stranger:
        copies.path(UNIT).write_bytes(b"another picture")
    else:
        copies.path(UNIT).rename(copies.path("b/renamed.png"))
    for _ in range(2):
        with copies.open(writable=True) as library:
            assert not any(item.path.exists() for item in members)
            states = {one.state for one in library.cleanup.items(batch) if one.role != "photo"}
            assert states == {ItemState.TRASHED}
            problems = copies.undo(library, batch).problems
            assert {one.path for one in problems} == {item.path for item in members}


@pytest.mark.usefixtures("_sidecars")
def test_keeper_that_is_another_file_after_a_kill_brings_the_photo_back(
    copies, expected_warnings
) -> None:
    """Killed in the middle of a move: what has the keeper's name is not what was reviewed."""
    expected_warnings.append("is put back")
    before = copies.snapshot()
    keeper = copies.path("a/photo.png")
    with copies.open(writable=True) as library:
        plan = library.cleanup.plan([copies.choice(*CHOICES[1])])
        library.cleanup.carry_out(plan).result(60)
    connection = sqlite3.connect(copies.data / "library.sqlite3")
    connection.execute("UPDATE cleanup_item SET state = 'moving'")
    connection.commit()
    connection.close()
    keeper.rename(keeper.with_name(".aside"))
    keeper.write_bytes(b"another file")
    with copies.open(writable=True) as library:
        (item,) = library.cleanup.items(1)
        assert item.state is ItemState.RESTORED
    keeper.with_name(".aside").replace(keeper)
    assert copies.snapshot() == before
