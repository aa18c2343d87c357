"""Watching: what happens on disk is in the catalog soon, and told in one line per change."""

from __future__ import annotations

import errno
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from watchdog.events import FileMovedEvent

from photofinder.app import watcher as watcher_module
from photofinder.app import watching as watching_module
from photofinder.app.events import ChangeSet, FolderStateChanged, ProblemsFound
from photofinder.app.file_systems import FileSystem
from photofinder.app.watcher import DirtyFolder, Watcher
from photofinder.core.types import Folder

SETTLE_S = 0.15


class Watched:
    """A library that is being watched, and the events it told."""

    def __init__(self, library, opened, watching) -> None:
        self.watching = watching
        self.library = library
        self.photos: Path = library.photos
        self.opened = opened
        self.events: list[object] = []
        opened.events.subscribe(self.events.append)

    def told(self, kind: str) -> set[object]:
        """Return paths relative to the photo folder."""
        found: set[object] = set()
        for event in list(self.events):
            if isinstance(event, ChangeSet):
                for item in getattr(event, kind):
                    pair = item if isinstance(item, tuple) else (item,)
                    names = tuple(path.relative_to(self.photos).as_posix() for path in pair)
                    found.add(names if len(names) > 1 else names[0])
        return found


@pytest.fixture
def watched(indexed, monkeypatch: pytest.MonkeyPatch, wait_until) -> Iterator[Watched]:
    monkeypatch.setattr(watcher_module, "SETTLE_S", SETTLE_S)
    with indexed.open(writable=True) as opened, opened.watch() as watching:
        result = Watched(indexed, opened, watching)
        assert watching.problems == ()
        yield result
        assert not watching._watch._failed.is_set()


def test_new_changed_moved_and_deleted_files_are_told(watched, pictures, wait_until) -> None:
    photos = watched.photos
    pictures.save(photos / "2020" / "new.jpg", 800)
    wait_until(lambda: watched.told("added") == {"2020/new.jpg"})
    pictures.save(photos / "2020" / "new.jpg", 801)
    wait_until(lambda: watched.told("changed") == {"2020/new.jpg"})
    (photos / "2020" / "new.jpg").rename(photos / "2021" / "moved.jpg")
    wait_until(lambda: watched.told("moved") == {("2020/new.jpg", "2021/moved.jpg")})
    (photos / "2021" / "moved.jpg").unlink()
    wait_until(lambda: watched.told("missing") == {"2021/moved.jpg"})
    assert watched.told("added") == {"2020/new.jpg"}


def test_copy_of_what_went_earlier_in_the_watch_is_no_move(
    watched, wait_until, monkeypatch, tmp_path: Path
) -> None:
    photo = watched.photos / "2020" / "p00.jpg"
    photo.rename(tmp_path / "backup.jpg")
    wait_until(lambda: watched.told("missing") == {"2020/p00.jpg"})
    wait_until(lambda: not watched.watching._watch._indexing)
    monkeypatch.setattr(watching_module, "ROUND_GAP_S", 0.0)  # as if that was long ago
    shutil.copy(tmp_path / "backup.jpg", watched.photos / "copy.jpg")
    wait_until(lambda: watched.told("added") == {"copy.jpg"})
    assert watched.told("moved") == set()
    assert watched.library.names("missing") == {"2020/p00.jpg"}


def test_copy_of_what_went_in_an_earlier_watch_is_no_move(indexed, wait_until, tmp_path) -> None:
    photo = indexed.photos / "2020" / "p00.jpg"
    with indexed.open(writable=True) as opened, opened.watch() as watching:
        photo.rename(tmp_path / "backup.jpg")
        wait_until(lambda: indexed.names("missing") == {"2020/p00.jpg"})
        wait_until(lambda: not watching._watch._looks and not watching._watch._indexing)
    shutil.copy(tmp_path / "backup.jpg", indexed.photos / "copy.jpg")
    report = indexed.scan()
    assert (report.moved, report.missing) == (0, 1)


def test_new_sub_folders_are_watched_too(watched, pictures, wait_until, tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    for seed in (810, 811):
        pictures.save(ready / "deep" / f"{seed}.jpg", seed)
    shutil.move(ready, watched.photos / "new")
    wait_until(lambda: len(watched.told("added")) == 2)
    pictures.save(watched.photos / "new" / "deep" / "later.jpg", 812)
    wait_until(lambda: "new/deep/later.jpg" in watched.told("added"))


def test_deleted_and_renamed_sub_folders_are_told(watched, wait_until) -> None:
    shutil.rmtree(watched.photos / "2020")
    wait_until(lambda: len(watched.told("missing")) == 12)
    (watched.photos / "2021").rename(watched.photos / "renamed")
    wait_until(lambda: len(watched.told("moved")) == 12)
    assert watched.told("added") == set()


def test_unreadable_file_is_told_with_its_reason(watched, wait_until) -> None:
    (watched.photos / "bad.jpg").write_bytes(b"\xff\xd8\xff nothing")

    def problems() -> list[ProblemsFound]:
        return [event for event in watched.events if isinstance(event, ProblemsFound)]

    wait_until(problems)
    assert problems()[0].problems[0].path == watched.photos / "bad.jpg"


def rename(source: Path, target: Path) -> None:
    source.rename(target)


def copy_and_delete(source: Path, target: Path) -> None:
    shutil.copytree(source, target)
    shutil.rmtree(source)


@pytest.mark.parametrize("move", [rename, copy_and_delete])
def test_folder_that_goes_and_comes_back_is_told(indexed, monkeypatch, wait_until, move) -> None:
    monkeypatch.setattr(watcher_module, "SETTLE_S", SETTLE_S)
    away = indexed.photos.with_name("away")
    with indexed.open(writable=True) as opened:
        monkeypatch.setattr(
            opened, "settings", type(opened.settings)(watch_poll_s=0.2), raising=True
        )
        events: list[object] = []
        opened.events.subscribe(events.append)

        def states() -> list[bool]:
            return [event.online for event in events if isinstance(event, FolderStateChanged)]

        with opened.watch():
            indexed.photos.rename(away)
            wait_until(lambda: states() == [False])
            move(away, indexed.photos)
            wait_until(lambda: states() == [False, True])
    assert indexed.names("missing") == set()
    assert not any(isinstance(event, ChangeSet) for event in events)


def test_data_folder_among_the_photos_stays_quiet(
    library, pictures, monkeypatch, wait_until
) -> None:
    """Its own thumbnails and its log would otherwise keep it busy for ever."""
    monkeypatch.setattr(watcher_module, "SETTLE_S", SETTLE_S)
    inside = type(library)(library.photos, library.photos / "data")
    inside.add(library.photos)
    looks: list[str] = []
    with inside.open(writable=True) as opened:
        scan = opened._scanner.scan

        def counted(folder, ctx, under="", **options):
            looks.append(under)
            return scan(folder, ctx, under, **options)

        monkeypatch.setattr(opened._scanner, "scan", counted)
        events: list[object] = []
        opened.events.subscribe(events.append)
        with opened.watch():
            pictures.save(library.photos / "one.jpg", 1)
            wait_until(lambda: any(isinstance(event, ChangeSet) for event in events))
            pictures.save(library.photos / "two.jpg", 2)
            wait_until(lambda: inside.states().get("two.jpg") == "indexed")
    assert not [under for under in looks if under.startswith("data")]
    assert set(inside.states()) == {"one.jpg", "two.jpg"}


def test_what_happened_before_the_watch_is_taken_up(indexed, pictures, wait_until) -> None:
    pictures.save(indexed.photos / "early.jpg", 820)
    with indexed.open(writable=True) as opened, opened.watch():
        wait_until(lambda: indexed.states().get("early.jpg") == "indexed")


# -- the watcher alone -----------------------------------------------------------------------------


class Refusing:
    """An observer of a system that has no watches left."""

    def schedule(self, *_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def start(self) -> None:
        pass

    stop = join = start


def test_reached_watch_limit_is_named_and_folders_are_polled(
    indexed, pictures, monkeypatch, wait_until, expected_warnings
) -> None:
    expected_warnings.append("cannot watch all of")
    monkeypatch.setattr("watchdog.observers.Observer", Refusing)
    with indexed.open(writable=True) as opened:
        monkeypatch.setattr(opened, "settings", type(opened.settings)(watch_poll_s=0.2))
        with opened.watch() as watching:
            (problem,) = watching.problems
            assert problem.code == "watch_limit"
            assert "max_user_watches" in str(problem)
            pictures.save(indexed.photos / "2020" / "new.jpg", 830)
            wait_until(lambda: indexed.states().get("2020/new.jpg") == "indexed")


def test_network_drive_is_polled_and_named(indexed, pictures, monkeypatch, wait_until) -> None:
    """What another computer writes there is heard of by nobody."""
    nas = FileSystem("nfs4", is_remote=True, has_stable_inodes=True)
    monkeypatch.setattr(watcher_module, "file_system_of", lambda _: nas)
    with indexed.open(writable=True) as opened:
        monkeypatch.setattr(opened, "settings", type(opened.settings)(watch_poll_s=0.2))
        with opened.watch() as watching:
            (problem,) = watching.problems
            assert problem.code == "network_drive"
            assert "nfs4" in str(problem)
            assert watching._watch._watcher._watched == {}
            for number in (1, 2):
                pictures.save(indexed.photos / "2020" / f"new{number}.jpg", 830 + number)
                wait_until(lambda n=number: indexed.states().get(f"2020/new{n}.jpg") == "indexed")


def test_polls_do_not_queue_up_behind_a_slow_look(indexed, monkeypatch, wait_until) -> None:
    slow, looks = threading.Event(), []
    with indexed.open(writable=True) as opened:
        scan = opened._scanner.scan

        def wait(folder, ctx, under="", **options):
            looks.append(under)
            slow.wait(30)
            return scan(folder, ctx, under, **options)

        monkeypatch.setattr(opened._scanner, "scan", wait)
        with opened.watch() as watching:
            wait_until(lambda: looks)
            for _ in range(20):
                watching._watch._on_settled([DirtyFolder(opened.folders()[0], "", recursive=True)])
            assert watching._watch._looks == 2
            slow.set()
            wait_until(lambda: watching._watch._looks == 0)
    assert len(looks) == 2


@pytest.fixture
def dirty(tmp_path: Path, monkeypatch) -> Iterator[tuple[Watcher, Folder, list[DirtyFolder]]]:
    monkeypatch.setattr(watcher_module, "SETTLE_S", 0.1)
    monkeypatch.setattr(watcher_module, "SETTLE_MAX_S", 0.5)
    handed: list[DirtyFolder] = []
    watcher = Watcher(handed.extend, poll_interval_s=3_600)
    watcher.start()
    yield watcher, Folder(1, tmp_path), handed
    watcher.close()


def test_many_events_are_one_look(dirty, wait_until: Callable[..., None]) -> None:
    watcher, folder, handed = dirty
    for _ in range(200):
        watcher.mark(folder, "a", recursive=False)
    watcher.mark(folder, "b", recursive=False)
    watcher.mark(folder, "b", recursive=True)
    wait_until(lambda: len(handed) == 2)
    assert handed == [DirtyFolder(folder, "a", False), DirtyFolder(folder, "b", True)]


def test_both_ends_of_a_move_are_handed_over_together(dirty, wait_until) -> None:
    watcher, folder, handed = dirty
    batches: list[int] = []
    watcher._on_settled = lambda batch: (batches.append(len(batch)), handed.extend(batch))
    handler = watcher_module._event_handler(watcher, folder)
    for number in range(20):
        old, new = folder.path / "a" / f"{number}.jpg", folder.path / "b" / f"{number}.jpg"
        handler.on_any_event(FileMovedEvent(str(old), str(new)))
        wait_until(lambda: len(handed) == 2)
        handed.clear()
    assert batches == [2] * 20


def test_what_is_never_quiet_is_looked_at_all_the_same(dirty, wait_until) -> None:
    watcher, folder, handed = dirty

    def mark() -> bool:
        watcher.mark(folder, "a", recursive=False)
        return bool(handed)

    wait_until(mark)


def test_a_failing_look_does_not_end_the_watch(tmp_path, monkeypatch, wait_until, caplog) -> None:
    monkeypatch.setattr(watcher_module, "SETTLE_S", 0.05)
    calls: list[str] = []

    def fail_once(dirty: list[DirtyFolder]) -> None:
        calls.extend(item.relpath for item in dirty)
        if len(calls) == 1:
            raise ValueError("a bug")

    watcher = Watcher(fail_once, poll_interval_s=3_600)
    watcher.start()
    try:
        watcher.mark(Folder(1, tmp_path), "a", recursive=False)
        wait_until(lambda: calls == ["a"])
        watcher.mark(Folder(1, tmp_path), "b", recursive=False)
        wait_until(lambda: calls == ["a", "b"])
    finally:
        watcher.close()
    assert "a bug" in caplog.text
