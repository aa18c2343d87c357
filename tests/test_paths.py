"""Where data lies, that it can be written, and files that are replaced whole."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from photofinder import files, paths
from photofinder.errors import EnvironmentProblem
from photofinder.files import TEMP_SUFFIX, write_atomic
from photofinder.paths import AppPaths


def test_everything_lies_below_the_data_folder(tmp_path: Path) -> None:
    app = AppPaths.at(tmp_path / "data")
    names = ("catalog", "lock", "index_dir", "thumbnail_dir", "models_dir", "log_dir", "settings")
    places = [getattr(app, name) for name in (*names, "backup_dir")]
    assert len(set(places)) == len(places)
    assert all(place.parent == app.data_dir for place in places)


def test_relative_and_home_folders_become_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    assert AppPaths.at(Path("here")).data_dir == tmp_path / "here"
    assert AppPaths.at(Path("~/there")).data_dir == tmp_path / "home" / "there"
    assert AppPaths.default().data_dir.is_absolute()


def test_ensure_makes_the_folders_and_leaves_nothing_else(tmp_path: Path) -> None:
    app = AppPaths.at(tmp_path / "a" / "b ü\n")
    app.ensure()
    app.ensure()
    assert sorted(path.name for path in app.data_dir.iterdir()) == [
        "backups",
        "index",
        "logs",
        "models",
        "thumbnails",
    ]
    assert all(not list(path.iterdir()) for path in app.data_dir.iterdir())


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")
    with pytest.raises(EnvironmentProblem, match="cannot be written") as caught:
        AppPaths.at(tmp_path / "data").ensure()
    assert caught.value.code == "data_dir_unwritable"
    assert caught.value.params["path"] == tmp_path / "data"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(EnvironmentProblem, match="cannot be written"):
        AppPaths.at(tmp_path / "data").ensure()
    tmp_path.chmod(0o700)


def test_a_refusing_file_system_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(paths.tempfile, "TemporaryFile", refuse)
    with pytest.raises(EnvironmentProblem, match="Read-only file system") as caught:
        AppPaths.at(tmp_path).ensure()
    assert caught.value.code == "data_dir_unwritable"


def test_shipped_folders_are_found_in_the_checkout() -> None:
    root = Path(paths.__file__).parents[1]
    assert paths.resources_dir() == root / "resources"
    assert paths.bundled_models_dir() == root / "models"


def test_a_wheel_comes_before_the_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "photofinder"
    (package / "_data" / "benchmarks").mkdir(parents=True)
    (tmp_path / "models").mkdir()
    monkeypatch.setattr(paths, "_PACKAGE", package)
    assert paths.benchmarks_dir() == package / "_data" / "benchmarks"
    assert paths.bundled_models_dir() == tmp_path / "models"


def test_a_frozen_bundle_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.bundled_models_dir() == tmp_path / "models"
    with pytest.raises(EnvironmentProblem) as caught:
        paths.benchmarks_dir()
    assert caught.value.code == "benchmarks_missing"


@pytest.mark.parametrize("durable", [True, False])
def test_write_atomic_replaces_and_leaves_no_temporary_file(tmp_path: Path, durable: bool) -> None:
    target = tmp_path / "x"
    write_atomic(target, b"old", durable=durable)
    write_atomic(target, b"new", durable=durable)
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_failed_write_keeps_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def fail(_: int) -> None:
        raise OSError(code, os.strerror(code))

    target = tmp_path / "x"
    write_atomic(target, b"old")
    monkeypatch.setattr(files.os, "fsync", fail)
    expected = EnvironmentProblem if code == errno.ENOSPC else OSError
    with pytest.raises(expected) as caught:
        write_atomic(target, b"new")
    if isinstance(caught.value, EnvironmentProblem):
        assert caught.value.code == "disk_full"
        assert caught.value.params["path"] == target
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_really_full_device_is_a_full_disk() -> None:
    with (
        pytest.raises(EnvironmentProblem) as caught,
        files.full_disk_reported(Path("/dev/full")),
        Path("/dev/full").open("wb", buffering=0) as stream,
    ):
        stream.write(b"x")
    assert caught.value.code == "disk_full"


def test_unfinished_files_can_be_told_by_their_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    replace = Path.replace

    def spy(self: Path, target: Path) -> Path:
        seen.append(self.name)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", spy)
    write_atomic(tmp_path / "x", b"")
    assert len(seen) == 1
    assert seen[0].startswith(".")
    assert seen[0].endswith(TEMP_SUFFIX)
