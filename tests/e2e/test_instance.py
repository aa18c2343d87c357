"""A file manager's actions with real processes: handed to a running program, or starting one."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("PySide6", reason="the engine runs without Qt")

from photofinder.app.library import Library
from photofinder.desktop.instance_protocol import server_name
from photofinder.paths import AppPaths

PATIENCE_S = 120.0
SCENES = 14
ODD = ["new\nline.jpg", "100%25 %F.jpg", "'\"`$(x).jpg", "\U0001f4f7.jpg", "-similar.jpg", " .jpg"]


@pytest.fixture
def photos(tmp_path: Path, play: Any, pictures: Any) -> Path:
    """Give the folder of a library of some pictures, one of them twice, that is indexed."""
    folder = tmp_path / "photos"
    for seed in range(SCENES):
        pictures.save(folder / "2020" / f"p{seed:02}.jpg", seed)
    (folder / "backup").mkdir()
    shutil.copy(folder / "2020" / "p00.jpg", folder / "backup" / "p00.jpg")
    with Library.open(AppPaths.at(play.data), writable=True) as library:
        library.add_folder(folder)
        library.scan().result(PATIENCE_S)
    return folder


@pytest.fixture
def other_start(play: Any) -> Callable[..., None]:
    """Give a function that starts the program once more, in another folder, and wants it to end."""

    def start(*words: str, cwd: Path | None = None) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "photofinder", "--data-dir", str(play.data), *words],
            env=play.environment,
            cwd=cwd,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert not done.stderr

    return start


def begin(play: Any, script: str, wait_until: Callable[..., None]) -> Any:
    process = play.start(f"instance_scripts.{script}")
    wait_until((play.out / "ready").exists, PATIENCE_S)
    return process


def test_running_program_answers_for_odd_names(
    play: Any, photos: Path, tmp_path: Path, other_start, wait_until
) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    for name in ODD:
        shutil.copy(photos / "2020" / "p01.jpg", folder / name)
    process = begin(play, "answer_others", wait_until)
    other_start("--check", "--", *ODD, cwd=folder)
    seen = play.finish(process)
    assert seen["files"] == len(ODD)
    assert seen["counts"].startswith(f"{len(ODD)} duplicates · 0 not")
    assert seen["place"] == str(photos / "2020" / "p01.jpg")
    assert seen["windows"] == 1


def test_hundreds_of_files_and_some_that_are_gone_meanwhile(
    play: Any, photos: Path, tmp_path: Path, other_start, wait_until
) -> None:
    folder = tmp_path / ("a long name of a folder " * 5)
    folder.mkdir()
    paths = [folder / f"copy {number:04}.jpg" for number in range(400)]
    for path in paths[:380]:
        shutil.copy(photos / "2020" / "p02.jpg", path)
    process = begin(play, "answer_others", wait_until)
    other_start("--check", "--", *map(str, paths))
    seen = play.finish(process)
    assert seen["files"] == 400
    assert seen["counts"] == "380 duplicates · 0 not · 20 could not be checked"


def test_search_with_hundreds_takes_the_first_and_counts_the_rest(
    play: Any, photos: Path, tmp_path: Path, other_start, wait_until
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(200):
        shutil.copy(photos / "2020" / f"p{number % SCENES:02}.jpg", folder / f"{number:03}.jpg")
    process = begin(play, "search_for_others", wait_until)
    other_start("--similar", "--", *map(str, sorted(folder.iterdir())))
    seen = play.finish(process)
    assert seen["pictures"] == 10
    assert seen["notice"] == "Only the first 10 pictures are searched with; 190 left out."
    assert seen["windows"] == 1


def test_duplicates_of_a_folder(
    play: Any, photos: Path, other_start, wait_until: Callable[..., None]
) -> None:
    process = begin(play, "duplicates_for_others", wait_until)
    other_start("--duplicates", "--", "backup", cwd=photos)
    seen = play.finish(process)
    assert seen["scope"].endswith(str(photos / "backup"))
    assert seen["groups"] == 1


def test_without_a_running_program_one_starts_and_answers(play: Any, photos: Path) -> None:
    photo = photos / "backup" / "p00.jpg"
    process = play.start("instance_scripts.answer_own", "--check", "--", str(photo))
    seen = play.finish(process)
    assert seen["verdict"] == "Yes: you have this very file"
    assert seen["place"] == str(photos / "2020" / "p00.jpg")
    assert not seen["library shown"]


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe leaves nothing behind")
def test_what_a_crashed_program_left_is_in_nobodys_way(
    play: Any, photos: Path, other_start, wait_until: Callable[..., None]
) -> None:
    process = begin(play, "answer_others", wait_until)
    wait_until(Path(server_name(play.data)).exists, PATIENCE_S)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert Path(server_name(play.data)).exists(), "the socket is still there"
    (play.out / "ready").unlink()
    after = begin(play, "answer_others", wait_until)
    other_start("--check", "--", str(photos / "2020" / "p03.jpg"))
    seen = play.finish(after)
    assert seen["verdict"] == "No duplicate"
