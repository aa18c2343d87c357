"""What goes on behind the window: photos that appear while they are indexed, pausing, folders
that come and go, settings that change."""

from __future__ import annotations

import dataclasses
import shutil
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from photofinder import settings as settings_file
from photofinder.app import indexer, scanner, watcher
from photofinder.app.events import ChangeSet, FoldersChanged, ListsChanged, PairsFound
from photofinder.app.library import Library
from photofinder.core.phrases import Phrase, all_templates
from photofinder.core.types import FileState
from photofinder.core.views import PhotoQuery, QueryImage, SimilarQuery
from photofinder.errors import EnvironmentProblem, JobCancelled, UsageProblem
from photofinder.settings import Settings

PATIENCE_S = 60.0


def fill(folder: Path, pictures, count: int, start: int = 0) -> None:
    """Write small photos that all differ."""
    data = pictures.data(start)
    folder.mkdir(exist_ok=True, parents=True)
    for number in range(start, start + count):
        (folder / f"p{number:04}.jpg").write_bytes(data + number.to_bytes(4, "big"))


class Gate:
    """Holds decode threads back until they may go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, free: int) -> None:
        self._permits = threading.Semaphore(free)
        self.decoded = 0
        read = indexer.read_photo

        def held(path: Path, *stamp: object) -> object:
            self._permits.acquire(timeout=PATIENCE_S)
            self.decoded += 1
            return read(path, *stamp)

        monkeypatch.setattr(indexer, "read_photo", held)

    def open(self, permits: int = 100_000) -> None:
        self._permits.release(permits)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], Gate]:
    return lambda free: Gate(monkeypatch, free)


# -- a first scan ----------------------------------------------------------------------------------


def test_photos_are_listed_before_they_are_indexed_and_searched_before_all_are(
    library, pictures, gate, monkeypatch, wait_until
) -> None:
    monkeypatch.setattr(indexer, "COMMIT_FILES", 4)
    fill(library.photos, pictures, 40)
    library.add()
    held = gate(20)
    with library.open(writable=True) as opened:
        events: list[object] = []
        opened.events.subscribe(events.append)
        job = opened.scan()
        wait_until(lambda: len(opened.viewing.photo_list(PhotoQuery()).file_ids) == 40)
        assert any(isinstance(event, ListsChanged) for event in events)

        def states() -> list[FileState]:
            ids = opened.viewing.photo_list(PhotoQuery()).file_ids.tolist()
            return [row.state for row in opened.viewing.rows(ids).values()]

        wait_until(lambda: states().count(FileState.INDEXED) >= 4)
        assert FileState.PENDING in states()
        assert any(isinstance(event, ChangeSet) for event in events)
        query = SimilarQuery((QueryImage(library.photos / "p0000.jpg"),))
        assert len(opened.find_similar(query).file_ids) >= 3
        held.open()
        job.result(PATIENCE_S)
        assert set(states()) == {FileState.INDEXED}


def test_slow_drive_shows_its_first_photos_soon(library, pictures, monkeypatch) -> None:
    monkeypatch.setattr(scanner, "COMMIT_INTERVAL_S", 0.0)
    fill(library.photos, pictures, 10)
    library.add()
    listed: list[int] = []
    with library.open(writable=True) as opened:
        opened.events.subscribe(
            lambda event: (
                isinstance(event, ListsChanged)
                and listed.append(len(opened.viewing.photo_list(PhotoQuery()).file_ids))
            )
        )
        opened.scan().result(PATIENCE_S)
    assert listed[0] <= 2
    assert sorted(listed) == listed


def test_progress_says_how_many_photos_are_left(
    library, pictures, gate, monkeypatch, wait_until
) -> None:
    monkeypatch.setattr(indexer, "COMMIT_FILES", 4)
    fill(library.photos, pictures, 30)
    library.add()
    held = gate(10)
    with library.open(writable=True) as opened:
        job = opened.scan()
        wait_until(lambda: job.progress.done == 10)
        assert (job.progress.total, job.progress.what) == (30, indexer.INDEXING)
        assert [listed.name for listed in opened.jobs()] == ["scan"]
        held.open()
        job.result(PATIENCE_S)
        wait_until(lambda: opened.jobs() == [])


def test_identical_files_and_pairs_are_told_as_duplicates(library, pictures) -> None:
    from PIL import Image

    first = pictures.save(library.photos / "a.jpg", 1)
    pictures.save(library.photos / "b.jpg", 2)
    library.add()
    found: list[int] = []

    def note(event: object) -> None:
        if isinstance(event, PairsFound):
            found.append(event.count)

    with library.open(writable=True) as opened:
        opened.events.subscribe(note)
        opened.scan().result(PATIENCE_S)
        assert found == []
        shutil.copy(first, library.photos / "copy.jpg")
        opened.scan().result(PATIENCE_S)
        assert found == [1]
        first.rename(library.photos / "moved.jpg")  # a move makes no duplicate
        opened.scan().result(PATIENCE_S)
        assert found == [1]
        with Image.open(library.photos / "b.jpg") as picture:
            picture.save(library.photos / "same pixels.png")
            picture.resize((150, 100)).save(library.photos / "small.jpg", quality=95)
        opened.scan().result(PATIENCE_S)
        assert sum(found[1:]) >= 2
        assert len(opened.duplicates()) == 2


# -- pausing ---------------------------------------------------------------------------------------


def test_paused_scan_decodes_nothing_and_goes_on_where_it_was(
    library, pictures, gate, wait_until
) -> None:
    fill(library.photos, pictures, 60)
    library.add()
    held = gate(4)
    with library.open(writable=True) as opened:
        job = opened.scan()
        wait_until(lambda: held.decoded == 4)
        opened.pause()
        assert opened.paused
        held.open()
        # what the window of the decode threads holds is still read, nothing beyond it
        wait_until(lambda: not opened._jobs._lanes["index"]._work_queue.qsize())
        with pytest.raises(TimeoutError):
            job.result(0.5)
        window = indexer.WINDOW_PER_THREAD * 4 + 4
        assert held.decoded <= window < 60
        assert job.paused
        # what the user asks for goes on: rows, pictures, a search with a picture from outside
        outside = pictures.data(77)
        opened.find_similar(SimilarQuery((QueryImage(data=outside),)))
        assert opened.viewing.picture(library.photos / "p0001.jpg", 100).width == 300
        decoded = held.decoded
        with pytest.raises(TimeoutError):
            job.result(0.3)
        assert held.decoded == decoded
        opened.resume()
        assert job.result(PATIENCE_S).indexed == 60


def test_paused_scan_is_cancelled_and_the_library_closes(
    library, pictures, gate, wait_until
) -> None:
    fill(library.photos, pictures, 60)
    library.add()
    held = gate(4)
    with library.open(writable=True) as opened:
        job = opened.scan()
        wait_until(lambda: held.decoded == 4)
        opened.pause()
        held.open()
        job.cancel()
        with pytest.raises(JobCancelled):
            job.result(PATIENCE_S)
        queued = opened.scan()
        assert queued.paused
    with pytest.raises(JobCancelled):
        queued.result(0)
    assert library.scan().photos == 60


def test_scan_that_waits_behind_a_paused_index_job_can_be_cancelled(
    library, pictures, wait_until
) -> None:
    fill(library.photos, pictures, 3)
    library.add()
    from photofinder.app.jobs import Lane

    with library.open(writable=True) as opened:
        ready, go = threading.Event(), threading.Event()

        def block(ctx) -> None:
            ready.set()
            go.wait(PATIENCE_S)
            ctx.check_cancelled()

        blocking = opened._jobs.submit(Lane.INDEX, "other", block)
        ready.wait(PATIENCE_S)
        opened.pause()
        go.set()
        opened.resume()
        blocking.result(PATIENCE_S)
        opened.scan().result(PATIENCE_S)
        go.clear()
        ready.clear()
        blocking = opened._jobs.submit(Lane.INDEX, "other", block)
        ready.wait(PATIENCE_S)
        job = opened.scan()
        wait_until(lambda: job.running)
        job.cancel()
        with pytest.raises(JobCancelled):
            job.result(PATIENCE_S)
        assert not blocking.done
        go.set()
        blocking.result(PATIENCE_S)


# -- folders that come and go while it works -------------------------------------------------------


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watcher, "SETTLE_S", 0.3)


def count_looks(opened, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, str]]:
    looks: list[tuple[Path, str]] = []
    scan = opened._scanner.scan

    def counted(folder, ctx, under="", **options):
        looks.append((folder.path, under))
        return scan(folder, ctx, under, **options)

    monkeypatch.setattr(opened._scanner, "scan", counted)
    return looks


def test_folder_added_while_watching_is_looked_at_and_the_others_are_not(
    indexed, pictures, tmp_path: Path, monkeypatch, wait_until, quick
) -> None:
    other = tmp_path / "other"
    pictures.save(other / "one.jpg", 900)
    with indexed.open(writable=True) as opened:
        looks = count_looks(opened, monkeypatch)
        first = opened.watch()
        wait_until(lambda: looks == [(indexed.photos, "")])
        opened.add_folder(other)
        second = opened.watch()
        wait_until(lambda: indexed.states().get("one.jpg") == "indexed")
        assert looks == [(indexed.photos, ""), (other, "")]
        first.close()  # it counts no more: the watch goes on
        pictures.save(indexed.photos / "2020" / "later.jpg", 901)
        pictures.save(other / "two.jpg", 902)
        wait_until(lambda: indexed.states().get("2020/later.jpg") == "indexed")
        wait_until(lambda: indexed.states().get("two.jpg") == "indexed")
        second.close()
        looks.clear()
        with opened.watch():  # nobody heard in between: everything is looked at
            wait_until(lambda: {(other, ""), (indexed.photos, "")} <= set(looks))


def test_what_was_heard_before_is_not_lost_when_a_folder_is_added(
    indexed, pictures, tmp_path: Path, wait_until, quick
) -> None:
    with indexed.open(writable=True) as opened, opened.watch():
        wait_until(lambda: opened.jobs() == [])
        for number in range(5):
            pictures.save(indexed.photos / f"early{number}.jpg", 910 + number)
            (tmp_path / f"more{number}").mkdir()
            opened.add_folder(tmp_path / f"more{number}")
            opened.watch()
        wait_until(
            lambda: all(indexed.states().get(f"early{n}.jpg") == "indexed" for n in range(5))
        )


def test_folder_taken_out_is_not_watched_any_more(
    indexed, pictures, tmp_path: Path, monkeypatch, wait_until, quick
) -> None:
    other = tmp_path / "other"
    pictures.save(other / "one.jpg", 900)
    indexed.add(other)
    with indexed.open(writable=True) as opened:
        looks = count_looks(opened, monkeypatch)
        with opened.watch():
            wait_until(lambda: indexed.states().get("one.jpg") == "indexed")
            opened.remove_folder(other)
            with opened.watch() as watching:
                looks.clear()
                pictures.save(other / "two.jpg", 901)
                pictures.save(indexed.photos / "new.jpg", 902)
                wait_until(lambda: indexed.states().get("new.jpg") == "indexed")
                assert {folder for folder, _ in looks} == {indexed.photos}
                watching.wait(0)


@pytest.mark.parametrize("forget", [False, True])
def test_folder_taken_out_while_it_is_walked_ends_the_walk(
    indexed, pictures, tmp_path: Path, monkeypatch, forget: bool
) -> None:
    other = tmp_path / "other"
    fill(other, pictures, 30)
    indexed.add(other)
    monkeypatch.setattr(scanner, "ROWS_PER_COMMIT", 5)
    with indexed.open(writable=True) as opened:
        write = opened._catalog.apply_walk
        writes: list[int] = []

        def taken_out(folder_id: int, changes: object) -> None:
            writes.append(folder_id)
            if len(writes) == 3:
                opened.remove_folder(other, forget=forget)
            write(folder_id, changes)

        monkeypatch.setattr(opened._catalog, "apply_walk", taken_out)
        report = opened.scan().result(PATIENCE_S)
        assert report.photos == 36
        assert [folder.path for folder in opened.folders()] == [indexed.photos]
    assert len(writes) < 9
    assert len(indexed.rows("SELECT 1 FROM file")) == 36
    assert indexed.rows("PRAGMA foreign_key_check") == []


def test_folder_taken_out_while_it_is_indexed_leaves_nothing_behind(
    library, pictures, gate, wait_until
) -> None:
    fill(library.photos, pictures, 40)
    library.add()
    held = gate(10)
    with library.open(writable=True) as opened:
        job = opened.scan()
        wait_until(lambda: held.decoded == 10)
        opened.remove_folder(library.photos)
        held.open()
        assert job.result(PATIENCE_S).photos == 0
    assert library.rows("SELECT 1 FROM file") == []
    assert library.rows("PRAGMA foreign_key_check") == []


def test_watch_believes_the_catalog_about_folders_being_there(
    indexed, monkeypatch, wait_until, quick
) -> None:
    """A scan beside the watch may be the first to find a drive gone."""
    away = indexed.photos.with_name("away")
    with indexed.open(writable=True) as opened:
        slow = dataclasses.replace(opened.settings, watch_poll_s=3_600.0)
        monkeypatch.setattr(opened, "settings", slow)
        with opened.watch():
            wait_until(lambda: opened.jobs() == [])
            indexed.photos.rename(away)
            opened.scan().result(PATIENCE_S)
            assert not opened.folders()[0].online
            away.rename(indexed.photos)
            opened.watch()._watch._on_settled(
                [watcher.DirtyFolder(opened.folders()[0], "", recursive=True)]
            )
            wait_until(lambda: opened.folders()[0].online)


def test_jobs_of_the_watch_that_the_user_stops_do_not_end_it(
    indexed, pictures, monkeypatch, wait_until, quick
) -> None:
    (indexed.photos / "2020" / "p00.jpg").unlink()
    events: list[object] = []
    with indexed.open(writable=True) as opened:
        opened.events.subscribe(events.append)
        index = opened._work.index_pending
        stopped: list[str] = []

        def stop_once(ctx) -> object:
            if not stopped:
                (job,) = [job for job in opened.jobs() if job.name == "index"]
                job.cancel()
                stopped.append(job.name)
                ctx.check_cancelled()
            return index(ctx)

        monkeypatch.setattr(opened._work, "index_pending", stop_once)
        with opened.watch() as watching:
            wait_until(lambda: stopped == ["index"] and opened.jobs() == [])
            watching.wait(0)
            pictures.save(indexed.photos / "new.jpg", 930)
            wait_until(lambda: indexed.states().get("new.jpg") == "indexed")
            wait_until(  # nor is it forgotten what the stopped job should have told
                lambda: any(isinstance(e, ChangeSet) and e.missing for e in events)
            )
            watching.wait(0)


def test_watch_whose_look_failed_begins_anew(indexed, pictures, monkeypatch, wait_until) -> None:
    with indexed.open(writable=True) as opened:
        scan = opened._scanner.scan

        def full(*_: object, **__: object) -> None:
            raise EnvironmentProblem("disk_full", path="x")

        monkeypatch.setattr(opened._scanner, "scan", full)
        watching = opened.watch()
        with pytest.raises(EnvironmentProblem):
            watching.wait(PATIENCE_S)
        monkeypatch.setattr(opened._scanner, "scan", scan)
        pictures.save(indexed.photos / "new.jpg", 940)
        with opened.watch() as again:
            wait_until(lambda: indexed.states().get("new.jpg") == "indexed")
            again.wait(0)


def test_adding_and_removing_folders_is_told(library, tmp_path: Path) -> None:
    events: list[object] = []
    with library.open(writable=True) as opened:
        opened.events.subscribe(events.append)
        opened.add_folder(library.photos)
        opened.add_folder(library.photos)  # nothing new
        assert events == [FoldersChanged()]
        opened.remove_folder(library.photos)
        assert events == [FoldersChanged()] * 2
        with pytest.raises(EnvironmentProblem):
            opened.remove_folder(library.photos)
    assert len(events) == 2


# -- problems and missing photos -------------------------------------------------------------------


def test_problems_are_those_that_the_user_can_do_something_about(indexed, pictures) -> None:
    (indexed.photos / "bad.jpg").write_bytes(b"no picture")
    (indexed.photos / "2020" / "p00.jpg").unlink()
    with indexed.open(writable=True) as opened:
        assert opened.problems().count == 0
        opened.scan().result(PATIENCE_S)
        report = opened.problems()
        (problem,) = report.unreadable
        assert (problem.path, problem.code) == (indexed.photos / "bad.jpg", "unsupported")
        assert (report.count, report.unreadable_count, report.missing) == (1, 1, 1)
        indexed.photos.rename(indexed.photos.with_name("away"))
        opened.scan().result(PATIENCE_S)
        report = opened.problems()
        assert [folder.path for folder in report.offline] == [indexed.photos]
        assert report.unreadable == ()  # they are not there to be read


def test_missing_photos_are_forgotten_when_the_user_says_so(indexed, pictures) -> None:
    photo = indexed.photos / "2020" / "p00.jpg"
    data = photo.read_bytes()
    photo.unlink()
    events: list[object] = []
    with indexed.open(writable=True) as opened:
        opened.scan().result(PATIENCE_S)
        opened.events.subscribe(events.append)
        assert opened.problems().missing == 1
        assert opened.forget_missing() == 1
        assert opened.forget_missing() == 0
        assert events == [ListsChanged(went=True)]
        assert opened.problems().missing == 0
        photo.write_bytes(data)
        report = opened.scan().result(PATIENCE_S)
    assert (report.indexed, report.reused) == (0, 1)  # what was learnt of it was kept


def test_missing_photos_of_a_drive_that_is_away_are_not_forgotten(indexed) -> None:
    (indexed.photos / "2020" / "p00.jpg").unlink()
    indexed.scan()
    indexed.photos.rename(indexed.photos.with_name("away"))
    indexed.scan()
    with indexed.open(writable=True) as opened:
        assert opened.problems().missing == 0
        assert opened.forget_missing() == 0


# -- settings --------------------------------------------------------------------------------------


def test_changed_settings_are_kept_and_count_from_the_next_scan(indexed, pictures) -> None:
    fill(indexed.photos / "raw", pictures, 3, start=100)
    with indexed.open(writable=True) as opened:
        chosen = dataclasses.replace(
            opened.settings, excluded=("raw",), decode_threads=1, theme="dark", language="de"
        )
        opened.change_settings(chosen)
        assert opened.settings == chosen
        assert opened.scan().result(PATIENCE_S).photos == 36
        assert settings_file.load(indexed.paths.settings) == chosen
        opened.change_settings(dataclasses.replace(chosen, excluded=()))
        assert opened.scan().result(PATIENCE_S).photos == 39


@pytest.mark.parametrize("name", ["a\0b", "half \ud800"])
def test_a_name_that_no_folder_can_have_is_a_missing_folder(library, name: str) -> None:
    with library.open(writable=True) as opened:
        with pytest.raises(EnvironmentProblem) as caught:
            opened.add_folder(library.photos / name)
        assert caught.value.code == "folder_missing"
        with pytest.raises(EnvironmentProblem) as caught:
            opened.remove_folder(library.photos / name)
        assert caught.value.code == "folder_not_added"


def test_what_adding_a_folder_tells_can_be_translated(library) -> None:
    inner = library.photos / "2020" / "May"
    inner.mkdir(parents=True)
    with library.open(writable=True) as opened:
        assert opened.add_folder(inner)[1] is None
        _, takes_in = opened.add_folder(library.photos)
        _, again = opened.add_folder(library.photos)
        _, part = opened.add_folder(inner)
    for note, facts in (
        (takes_in, {"path": str(library.photos), "folders": str(inner)}),
        (again, {"path": str(library.photos)}),
        (part, {"path": str(inner), "folder": str(library.photos)}),
    ):
        assert isinstance(note, Phrase)
        assert note.params == facts
        assert note.template in all_templates()


def test_settings_edited_by_several_threads_hold_all(indexed) -> None:
    names = [f"folder {number}" for number in range(24)]
    with indexed.open(writable=True) as opened, ThreadPoolExecutor(8) as threads:

        def add(name: str) -> None:
            opened.edit_settings(
                lambda settings: dataclasses.replace(settings, excluded=(*settings.excluded, name))
            )

        list(threads.map(add, names))
        assert set(names) <= set(opened.settings.excluded)
        assert settings_file.load(indexed.paths.settings) == opened.settings


@pytest.mark.parametrize(
    "change",
    [
        {"decode_threads": 65},
        {"watch_poll_s": 0.0},
        {"theme": "pink"},
        {"language": "German"},
        {"excluded": ("",)},
        {"model": "no such model"},
        {"device": "gpu"},
    ],
)
def test_settings_that_cannot_be_used_change_nothing(indexed, change: dict[str, object]) -> None:
    with indexed.open(writable=True) as opened:
        before = opened.settings
        with pytest.raises(UsageProblem) as caught:
            opened.change_settings(dataclasses.replace(before, **change))
        assert opened.settings == before
        assert str(next(iter(change.values()))).strip("()',") in str(caught.value)
    assert not indexed.paths.settings.exists()


def test_device_is_opened_anew_for_the_next_picture(indexed, pictures, tmp_path: Path) -> None:
    outside = SimilarQuery((QueryImage(pictures.save(tmp_path / "q.jpg", 77)),))
    with indexed.open(writable=True) as opened:
        before = opened.find_similar(outside)
        engine = opened._rooms.serving().engine
        opened.change_settings(dataclasses.replace(opened.settings, theme="dark"))
        assert opened._rooms.serving().engine is engine
        opened.change_settings(dataclasses.replace(opened.settings, device="cpu"))
        assert opened._rooms.serving().engine is not engine
        after = opened.find_similar(outside)
    assert after.file_ids.tolist() == before.file_ids.tolist()


def test_settings_that_cannot_be_written_change_nothing(indexed) -> None:
    indexed.paths.settings.mkdir()
    with Library.open(indexed.paths, writable=True, settings=Settings()) as opened:
        with pytest.raises(EnvironmentProblem) as caught:
            opened.change_settings(Settings(theme="dark"))
        assert caught.value.code == "data_dir_unwritable"
        assert opened.settings.theme == "system"


# -- status ----------------------------------------------------------------------------------------


def test_status_names_what_is_polled_and_what_a_new_model_has_not_seen(
    indexed, monkeypatch
) -> None:
    from photofinder.app.file_systems import FileSystem

    nas = FileSystem("nfs4", is_remote=True, has_stable_inodes=True)
    with indexed.open(writable=True) as opened:
        assert opened.status().polled == ()
        assert (opened.status().next_model, opened.status().unembedded) == (None, 0)
        monkeypatch.setattr(watcher, "file_system_of", lambda _: nas)
        with opened.watch():
            assert opened.status().polled == (indexed.photos,)
        assert opened.status().polled == ()
        others = [name for name in opened.models().models if name != opened.settings.model]
        if not others:
            pytest.skip("one model only")
        opened.change_settings(dataclasses.replace(opened.settings, model=others[0]))
        status = opened.status()
        assert status.next_model.startswith(others[0])
        assert (status.unembedded, status.embedded) == (36, 36)
        assert status.model.startswith(Settings().model)
        opened.scan().result(PATIENCE_S)
        status = opened.status()
        assert (status.next_model, status.unembedded) == (None, 0)
        assert status.model.startswith(others[0])
