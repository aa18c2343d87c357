"""A drive that is pulled while its photos are read: nothing is called unreadable, work goes on."""

from __future__ import annotations

import queue
import threading
from pathlib import Path

import pytest

from photofinder.app import indexer, photo_reader
from photofinder.app.events import FolderStateChanged
from photofinder.app.photo_reader import is_away
from photofinder.core.types import FileStamp
from photofinder.settings import Settings

PATIENCE_S = 60
COUNT = 40


@pytest.fixture
def pulled(library, pictures, monkeypatch) -> Path:
    """Give a folder of pictures whose drive is pulled while the fifth is read."""
    folder = library.photos / "stick"
    folder.mkdir(parents=True)
    for number in range(COUNT):
        pictures.save(folder / f"p{number:02}.jpg", number)
    library.add(folder)
    read, count, lock = photo_reader.read_photo, [0], threading.Lock()

    def pull(path, expected=None):
        with lock:
            count[0] += 1
            if count[0] == 5:
                folder.rename(folder.with_name("pocket"))
        return read(path, expected)

    monkeypatch.setattr(indexer, "read_photo", pull)
    return folder


def test_pulled_during_a_scan(library, pulled) -> None:
    report = library.scan()
    assert report.unreadable == 0
    assert report.offline_folders == (pulled,)
    with library.open() as seen:
        assert seen.problems().unreadable_count == 0
        assert [folder.path for folder in seen.problems().offline] == [pulled]
    pulled.with_name("pocket").rename(pulled)
    report = library.scan()
    assert (report.photos, report.unreadable, report.offline_folders) == (COUNT, 0, ())


def test_pulled_while_watching_is_gone_on_with_when_it_is_back(library, pulled, wait_until) -> None:
    states: queue.Queue[bool] = queue.Queue()
    with library.open(writable=True) as opened:
        opened.change_settings(Settings(watch_poll_s=1.0))
        opened.events.subscribe(
            lambda event: (
                states.put(event.online) if isinstance(event, FolderStateChanged) else None
            )
        )
        with opened.watch():
            assert states.get(timeout=PATIENCE_S) is False
            assert opened.problems().unreadable_count == 0
            pulled.with_name("pocket").rename(pulled)
            assert states.get(timeout=PATIENCE_S) is True

            def is_done() -> bool:
                counts = opened.status().counts
                return counts.present == COUNT and counts.pending == 0

            wait_until(is_done)
            assert opened.problems().count == 0


def test_what_is_left_of_a_mount_point_is_away(tmp_path) -> None:
    device = tmp_path.stat().st_dev
    assert is_away(FileStamp(1, 1, device + 1, 1), tmp_path)
    assert not is_away(FileStamp(1, 1, device, 1), tmp_path)  # emptied by somebody
    assert not is_away(FileStamp(1, 1, 0, 0), tmp_path)  # the file system has no numbers
    (tmp_path / "letter.txt").write_text("still here")
    assert not is_away(FileStamp(1, 1, device + 1, 1), tmp_path)
    assert is_away(FileStamp(1, 1, device, 1), tmp_path / "gone")
