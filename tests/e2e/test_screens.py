"""Every screen of the real program, as pictures in build/screens and with what can be measured.

``PHOTOFINDER_SCREENS_HOME`` names an empty folder to be the home of the person whose photos are
shown; paths on the pictures then begin there instead of in a temporary folder.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

pytest.importorskip("PySide6", reason="the engine runs without Qt")

HERE = Path(__file__).parent
BUILD = HERE.parents[1] / "build"
SCREENS = BUILD / "screens"
SCREEN_PX = {"width": 1920, "height": 1080, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
#: a picture of one colour, or of a colour and its edges, shows nothing
LEAST_COLOURS = 200
#: what a tour shows; each is a picture
EXPECTED = {
    "empty", "indexing", "jobs-none", "grid", "grid-selection", "grid-menu", "grid-no-match",
    "preview", "similar-empty", "similar", "notice", "duplicates", "duplicates-rule",
    "duplicates-same-picture", "duplicates-same-shot", "series", "compare", "compare-flip",
    "compare-difference", "clean-up-plan", "clean-up-result", "folders", "folders-compared",
    "history", "history-undone", "problems", "settings-folders", "settings-recognition",
    "settings-watching", "settings-keepers", "settings-desktop", "settings-appearance", "about",
    "shortcuts", "held", "duplicates-of-folder", "duplicates-of-new-folder", "duplicates-of-both",
    "history-sidecars", "settings-keepers-rules", "settings-keepers-folders",
    "settings-desktop-installed", "check-identical", "check-version", "check-no", "check-series",
    "check-failed", "check-several",
}  # fmt: skip


@pytest.fixture(scope="module")
def album() -> Path:
    """Paint the photo library; it is kept for the next run until its painter changes."""
    digest = hashlib.sha256()
    for source in ("photo_album.py", *sorted(path.name for path in HERE.glob("scenery*.py"))):
        digest.update((HERE / source).read_bytes())
    folder = BUILD / "album" / digest.hexdigest()[:16]
    if not folder.exists():
        unfinished = folder.with_suffix(f".{os.getpid()}")
        command = [sys.executable, str(HERE / "photo_album.py"), str(unfinished)]
        subprocess.run(command, check=True)
        unfinished.rename(folder)
    return folder


class Person:
    """A home folder with the photos, in which the program is started."""

    def __init__(self, home: Path, album: Path, tmp_path: Path) -> None:
        self.home, self._tmp = home, tmp_path
        self.photos = home / "Pictures"
        self.data, self.out = tmp_path / "data", tmp_path / "out"
        shutil.copytree(album, self.photos)
        self.out.mkdir()
        self._file_managers = self._installed("nautilus", "dolphin", "thunar")
        self.files = sum(path.is_file() for path in self.photos.rglob("*"))

    def _installed(self, *names: str) -> Path:
        """Let some file managers be found on this computer, whatever it has."""
        folder = self._tmp / "bin"
        folder.mkdir()
        for name in names:
            (folder / name).touch(0o755)
        return folder

    def play(self, script: str, *, scale: int = 1, **values: object) -> dict[str, Any]:
        """Run a script in the program and return what it has seen."""
        screens = self._tmp / "screens.json"
        screens.write_text(json.dumps({"screens": [{"name": "one", "x": 0, "y": 0, **SCREEN_PX}]}))
        environment = {
            **os.environ,
            "HOME": str(self.home),
            "XDG_DATA_HOME": str(self.home / ".local" / "share"),
            "PATH": os.pathsep.join((str(self._file_managers), os.environ["PATH"])),
            "QT_QPA_PLATFORM": f"offscreen:configfile={screens}",
            "QT_SCALE_FACTOR": str(scale),
        }
        # the empty file is no photo that could be listed; the damaged one is
        told = {"photos": self.photos, "files": self.files, "count": self.files, **values}
        pairs = [f"{name}={value}" for name, value in told.items()]
        command = [sys.executable, str(HERE / "window_driver.py"), f"screen_scripts.{script}"]
        done = subprocess.run(
            [*command, str(self.data), str(self.out), *pairs, "--"],
            env=environment, capture_output=True, text=True, timeout=240, check=False,
        )  # fmt: skip
        result = self.out / "result.json"
        assert result.exists(), done.stdout + done.stderr
        found = json.loads(result.read_text())
        assert not found["error"], found["error"] + done.stderr
        assert done.returncode == 0, done.stderr
        return found["seen"]

    def keep(self, folder: Path) -> None:
        """Put the pictures where people look for them."""
        folder.mkdir(parents=True, exist_ok=True)
        for picture in self.out.glob("*.png"):
            shutil.move(picture, folder / picture.name)


@pytest.fixture
def person(tmp_path: Path, album: Path) -> Iterator[Person]:
    """Lay the photos out in a home folder, and clear a given one away afterwards."""
    given = os.environ.get("PHOTOFINDER_SCREENS_HOME")
    home = Path(given) if given else tmp_path / "home"
    home.mkdir(parents=True, exist_ok=True)
    assert not any(home.iterdir()), f"{home} is not empty"
    yield Person(home, album, tmp_path)
    if given:
        for path in home.iterdir():
            shutil.rmtree(path)


def settle(person: Person, theme: str, language: str) -> None:
    person.data.mkdir()
    chosen = {"version": 1, "theme": theme, "language": language}
    (person.data / "settings.json").write_text(json.dumps(chosen))


def check_pictures(folder: Path, names: set[str]) -> None:
    for name in names:
        with Image.open(folder / f"{name}.png") as picture:
            small = picture.convert("RGB").resize((700, 450))
        colours = small.getcolors(700 * 450)
        assert colours is not None
        assert len(colours) > LEAST_COLOURS, f"{name} is flat"


def faults(seen: dict[str, Any], kind: str) -> list[str]:
    """Return each fault once, with the first screen that has it."""
    first: dict[str, str] = {}
    for screen, notes in seen["screens"].items():
        for fault in notes.get(kind, ()):
            first.setdefault(fault, screen)
    return [f"{screen}: {fault}" for fault, screen in first.items()]


@pytest.mark.slow
@pytest.mark.parametrize(("theme", "language"), [("light", "en"), ("dark", "en"), ("light", "de")])
def test_every_screen_is_shown_and_no_text_is_cut(
    person: Person, theme: str, language: str
) -> None:
    settle(person, theme, language)
    walk = "1" if (theme, language) == ("light", "en") else ""
    seen = person.play("tour", walk=walk)
    folder = SCREENS / f"{language}-{theme}"
    person.keep(folder)
    (folder / "notes.json").write_text(json.dumps(seen["screens"], indent=1, ensure_ascii=False))
    assert set(seen["screens"]) == EXPECTED
    check_pictures(folder, EXPECTED)
    assert faults(seen, "cut") == []
    if walk:
        assert any(notes.get("stops") for notes in seen["screens"].values())
        assert faults(seen, "unnamed") == []
        assert faults(seen, "left out") == []
        assert faults(seen, "one way") == []


@pytest.mark.slow
def test_grid_is_sharp_on_a_screen_of_twice_the_pixels(person: Person) -> None:
    settle(person, "light", "en")
    seen = person.play("sharp_grid", scale=2)
    person.keep(SCREENS / "en-light-2x")
    assert seen["ratio"] == 2.0
    with Image.open(SCREENS / "en-light-2x" / "grid.png") as picture:
        assert picture.size == (2800, 1800)
    check_pictures(SCREENS / "en-light-2x", {"grid"})
