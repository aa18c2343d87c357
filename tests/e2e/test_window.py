"""The real program in a process of its own, on real files: what a person does with it, by keys."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("PySide6", reason="the engine runs without Qt")

SHARED = Path(__file__).resolve().parents[3] / "shared"
SCENES, COPIES = 24, 6
KNOWN_FILES = 120
IMAGE_SUFFIXES = {".jpg", ".jpeg", ".png", ".webp"}


@pytest.fixture
def photos(tmp_path: Path, pictures: Any) -> Path:
    """Make scenes, each in three takes that look alike, and copies of some."""
    folder = tmp_path / "Fotos \N{SMILING FACE WITH OPEN MOUTH}"
    for seed in range(SCENES):
        pictures.save(folder / "2020" / f"scene{seed:02}.jpg", seed)
    for seed in range(COPIES):
        source = folder / "2020" / f"scene{seed:02}.jpg"
        target = folder / "backup" / f"scene{seed:02} copy.jpg"
        target.parent.mkdir(exist_ok=True)
        shutil.copy2(source, target)
    (folder / "web").mkdir()
    for seed in (0, 1, 2, 10):  # the same shot, smaller
        pictures.image(seed).resize((210, 140)).save(folder / "web" / f"small{seed:02}.jpg")
    return folder


def make_known_library(folder: Path) -> tuple[Path, dict[str, Any]]:
    """Make a personal library of real photos, with what is a copy of what."""
    script = SHARED / "bench" / "make_library.py"
    if not script.exists():
        pytest.skip("needs the shared photos beside the checkout")
    command = [sys.executable, str(script), "--out", str(folder), "--n", str(KNOWN_FILES)]
    subprocess.run([*command, "--seed", "5", "--mp", "0.5"], check=True, capture_output=True)
    return folder, json.loads(folder.with_name(f"{folder.name}.truth.json").read_text())


def digests(folder: Path) -> dict[str, tuple[str, int]]:
    """Return digest and time of every file."""
    return {
        str(path.relative_to(folder)): (
            hashlib.sha256(path.read_bytes()).hexdigest(),
            path.stat().st_mtime_ns,
        )
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_journey_from_an_empty_library_to_a_clean_one_and_back(play: Any, photos: Path) -> None:
    before = digests(photos)
    seen = play.run("journey", photos=photos, count=len(before), query="scene03.jpg")
    similar = [Path(path).name for path in seen["similar"]]
    assert similar[0] == "scene03 copy.jpg"
    assert seen["groups"] >= COPIES
    gone = set(before) - set(seen["left"])
    assert gone, "nothing was cleaned up"
    kept = {before[name][0] for name in seen["left"]}
    assert all(before[name][0] in kept for name in gone), "a last copy is gone"
    assert digests(photos) == before


def test_clean_up_can_be_undone_after_a_restart(play: Any, photos: Path) -> None:
    before = digests(photos)
    seen = play.run("journey", photos=photos, count=len(before), query="scene03.jpg", undo="later")
    assert len(seen["left"]) < len(before)
    play.run("undo_after_restart", photos=photos, count=len(before))
    assert digests(photos) == before


def test_journey_on_photos_with_known_truth(play: Any, tmp_path: Path) -> None:
    photos, truth = make_known_library(tmp_path / "known")
    before = digests(photos)
    count = sum(1 for name in before if Path(name).suffix.lower() in IMAGE_SUFFIXES)
    copies: dict[str, list[str]] = {}
    for name, facts in truth["files"].items():
        if facts["relation"] in ("original", "jpeg_q", "resize", "exact", "png"):
            copies.setdefault(facts["group"], []).append(name)
    # a name of its own, so that the filter finds it alone
    family = next(
        names for names in copies.values()
        if len(names) > 1 and sum(Path(names[0]).name in other for other in before) == 1
    )  # fmt: skip
    seen = play.run("journey", photos=photos, count=count, query=Path(family[0]).name)
    similar = {str(Path(path).relative_to(photos)) for path in seen["similar"]}
    assert similar & set(family[1:]), "the nearest neighbours have no copy among them"
    group_of = {name: facts["group"] for name, facts in truth["files"].items()}
    kept = {group_of[name] for name in seen["left"] if name in group_of}
    gone = set(before) - set(seen["left"])
    assert gone
    assert all(group_of[name] in kept for name in gone), "a photo is gone altogether"
    assert digests(photos) == before


def test_killed_while_indexing_it_goes_on_at_the_next_start(
    play: Any, photos: Path, pictures: Any, wait_until: Callable[..., None]
) -> None:
    for seed in range(100, 160):
        pictures.save(photos / "more" / f"m{seed}.jpg", seed)
    count = len(digests(photos))
    process = play.start("wait_for_all", "--add", str(photos), count=count)
    thumbnails = play.data / "thumbnails"
    wait_until(lambda: sum(1 for _ in thumbnails.rglob("*.jpg")) >= 5, 60.0)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    seen = play.run("wait_for_all", count=count)
    assert seen["status"] == {"indexed": count, "unreadable": 0}


def test_second_start_hands_its_picture_to_the_first_and_ends(
    play: Any, photos: Path, wait_until: Callable[..., None]
) -> None:
    count = len(digests(photos))
    play.run("wait_for_all", "--add", str(photos), count=count)
    first = play.start("second_start")
    wait_until((play.out / "ready").exists, 60.0)
    began = time.monotonic()
    second = subprocess.run(
        [sys.executable, "-m", "photofinder", "--data-dir", str(play.data), "--similar",
         str(photos / "2020" / "scene05.jpg")],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(play.home)},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert second.returncode == 0, second.stderr
    assert time.monotonic() - began < 30
    seen = play.finish(first)
    assert Path(seen["first"]).name == "scene05 copy.jpg"
    assert seen["windows"] == 1
