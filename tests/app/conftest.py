"""A library with copies of every class, for clean-ups; its trash is the test's own."""

from __future__ import annotations

import dataclasses
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from photofinder.app.library import Library
from photofinder.core.cleanup import CleanupPlan, TrashChoice
from photofinder.core.cleanup_past import CleanupReport, UndoReport
from photofinder.core.types import PairClass

PATIENCE_S = 60.0
#: names that programs stumble over; the last one is no text
ODD_NAMES = ("new\nline.png", "smile \N{GRINNING FACE}.png", "100%41 #?&.png", "\udcff\udcfe.png")


@dataclasses.dataclass(frozen=True)
class Copies:
    """A library of copies; `photos` and `data` are the test's own."""

    photos: Path
    data: Path
    trash: Path
    open: Callable[..., Library]

    def path(self, name: str) -> Path:
        return self.photos / name

    def choice(
        self, name: str, keeper: str, pair_class: PairClass = PairClass.IDENTICAL_FILE
    ) -> TrashChoice:
        return TrashChoice(self.path(name), self.path(keeper), pair_class, "by hand")

    def clean(self, library: Library, *choices: TrashChoice) -> CleanupReport:
        """Plan and carry out; nothing may be refused by the plan."""
        plan = self.plan(library, *choices)
        assert plan.refused == ()
        return library.cleanup.carry_out(plan).result(PATIENCE_S)

    def plan(self, library: Library, *choices: TrashChoice) -> CleanupPlan:
        return library.cleanup.plan(choices)

    def undo(self, library: Library, batch_id: int, items: set[int] | None = None) -> UndoReport:
        return library.cleanup.undo(batch_id, items).result(PATIENCE_S)

    def snapshot(self) -> dict[str, tuple[bytes, int]]:
        """Return bytes and time of every photo."""
        return {
            path.relative_to(self.photos).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
            for path in sorted(self.photos.rglob("*"))
            if path.is_file() and ".photofinder-quarantine" not in path.parts
        }

    def in_trash(self) -> set[str]:
        files = self.trash / "files"
        return {path.name for path in files.iterdir()} if files.is_dir() else set()


@pytest.fixture(scope="session")
def _copies_master(tmp_path_factory: pytest.TempPathFactory, pictures: type) -> Path:
    from photofinder.paths import AppPaths

    root = tmp_path_factory.mktemp("copies")
    photos = root / "photos"
    pictures.save(photos / "a" / "photo.png", 1)
    for place in ("b/photo copy.png", "c/deep/er/photo.png"):
        (photos / place).parent.mkdir(parents=True)
        shutil.copy(photos / "a" / "photo.png", photos / place)
    pictures.save(photos / "a" / "picture.png", 2)
    with Image.open(photos / "a" / "picture.png") as image:
        image.save(photos / "b" / "picture.webp", lossless=True)
    pictures.save(photos / "a" / "shot.jpg", 3)
    with Image.open(photos / "a" / "shot.jpg") as image:
        image.resize((150, 100)).save(photos / "b" / "shot.jpg", quality=90)
    pictures.save(photos / "a" / "alone.jpg", 4)
    pictures.save(photos / "odd" / "kept.png", 5)
    for name in ODD_NAMES if sys.platform == "linux" else ODD_NAMES[1:2]:
        shutil.copy(photos / "odd" / "kept.png", photos / "odd" / name)
    for number, path in enumerate(sorted(photos.rglob("*.*"))):
        os.utime(path, ns=(1, 1_500_000_000_123_456_789 + number))  # told apart
    with Library.open(AppPaths.at(root / "data"), writable=True) as library:
        library.add_folder(photos)
        library.scan().result(PATIENCE_S)
        for job in library.jobs():  # shots of which nobody has looked closely are not removed
            job.result(PATIENCE_S)
    return root


@pytest.fixture
def copies(
    _copies_master: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    library: object,
) -> Copies:
    """Give a library of copies, for the test alone, and a trash that is empty."""
    photos, data = library.photos, library.data  # type: ignore[attr-defined]
    shutil.copytree(_copies_master / "photos", photos, dirs_exist_ok=True)
    shutil.copytree(_copies_master / "data", data)
    library.rows("UPDATE folder SET path = ?", os.fsencode(photos))  # type: ignore[attr-defined]
    library.rows("UPDATE file SET inode = 0")  # type: ignore[attr-defined]
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    return Copies(photos, data, tmp_path / "xdg" / "Trash", library.open)  # type: ignore[attr-defined]
