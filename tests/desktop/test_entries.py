"""Entries as files: written once, renewed, left where they are somebody else's, removed whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from photofinder.desktop.entries import MARK, EntryState, FileEntry, look, put, take
from photofinder.desktop.made_places import MadePlaces
from photofinder.files import TEMP_SUFFIX

CONTENT = f"# {MARK}\nExec=/opt/photofinder -\n".encode()
START = b"Exec=/opt/photofinder -"
is_root = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def made(tmp_path: Path) -> MadePlaces:
    return MadePlaces(tmp_path / "state" / "photofinder" / "made.json")


def entry(tmp_path: Path, **changes) -> FileEntry:
    path = tmp_path / "home" / "a" / "b" / "photofinder.desktop"
    return FileEntry("x", path, **{"content": CONTENT, "launch": START, **changes})


def test_file_that_was_noted_and_never_made_keeps_no_record(tmp_path: Path, made, tree) -> None:
    (tmp_path / "home").mkdir()
    before = tree(tmp_path)
    put("m", entry(tmp_path), made)
    made.file(tmp_path / "home" / "a" / "cache")  # its maker failed
    take("m", entry(tmp_path), made)
    assert tree(tmp_path) == before


def test_entry_goes_in_and_out_without_a_trace(tmp_path: Path, made, tree) -> None:
    (tmp_path / "home").mkdir()
    before = tree(tmp_path)
    wanted = entry(tmp_path, runnable=True)
    assert look("m", wanted).state is EntryState.ABSENT
    assert put("m", wanted, made).state is EntryState.INSTALLED
    assert wanted.path.read_bytes() == CONTENT
    stamp = wanted.path.stat().st_mtime_ns
    assert put("m", wanted, made).state is EntryState.INSTALLED
    assert wanted.path.stat().st_mtime_ns == stamp
    assert not list(tmp_path.rglob(f"*{TEMP_SUFFIX}"))
    if os.name == "posix":
        assert wanted.path.stat().st_mode & 0o777 == 0o755
    assert take("m", wanted, made).state is EntryState.ABSENT
    assert tree(tmp_path) == before
    assert take("m", wanted, made).state is EntryState.ABSENT


def test_folder_that_was_there_before_stays(tmp_path: Path, made, tree) -> None:
    (tmp_path / "home" / "a").mkdir(parents=True)
    before = tree(tmp_path)
    put("m", entry(tmp_path), made)
    take("m", entry(tmp_path), made)
    assert tree(tmp_path) == before


def test_folder_that_somebody_else_uses_now_stays(tmp_path: Path, made) -> None:
    put("m", entry(tmp_path), made)
    other = entry(tmp_path).path.with_name("other.desktop")
    other.write_text("theirs")
    assert take("m", entry(tmp_path), made).state is EntryState.ABSENT
    assert other.read_text() == "theirs"
    assert not entry(tmp_path).path.exists()


@pytest.mark.parametrize("kind", ["file", "folder", "link"])
def test_what_is_not_ours_is_never_touched(tmp_path: Path, made, tree, kind: str) -> None:
    wanted = entry(tmp_path)
    wanted.path.parent.mkdir(parents=True)
    if kind == "file":
        wanted.path.write_text("[Desktop Entry]\nName=photofinder\n")
    elif kind == "folder":
        wanted.path.mkdir()
    else:
        (tmp_path / "real").write_bytes(CONTENT)
        wanted.path.symlink_to(tmp_path / "real")
    before = tree(tmp_path)
    for report in (look("m", wanted), put("m", wanted, made), take("m", wanted, made)):
        assert report.state is EntryState.FOREIGN
        assert report.problem is not None
        assert report.problem.code == "entry_foreign"
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    ("old", "code"),
    [
        (CONTENT.replace(b"/opt/", b"/old/"), "entry_other_command"),
        (CONTENT.replace(b"entry 2", b"entry 0.9"), "entry_other_version"),
        (CONTENT + b"Icon=mine\n", "entry_other_version"),
    ],
)
def test_outdated_entry_is_said_and_renewed(tmp_path: Path, made, old: bytes, code: str) -> None:
    wanted = entry(tmp_path)
    wanted.path.parent.mkdir(parents=True)
    wanted.path.write_bytes(old)
    found = look("m", wanted)
    assert found.state is EntryState.OUTDATED
    assert found.problem is not None
    assert found.problem.code == code
    assert put("m", wanted, made).state is EntryState.INSTALLED
    assert wanted.path.read_bytes() == CONTENT


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
def test_lost_right_to_run_makes_it_outdated(tmp_path: Path, made) -> None:
    wanted = entry(tmp_path, runnable=True)
    put("m", wanted, made)
    wanted.path.chmod(0o644)
    assert look("m", wanted).state is EntryState.OUTDATED
    assert put("m", wanted, made).state is EntryState.INSTALLED


def test_folder_that_is_a_file_is_said(tmp_path: Path, made, tree) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "a").write_text("a file where a folder should be")
    before = tree(tmp_path / "home")
    report = put("m", entry(tmp_path), made)
    assert report.state is EntryState.FAILED
    assert report.problem is not None
    assert report.problem.code == "entry_unwritable"
    assert tree(tmp_path / "home") == before
    assert take("m", entry(tmp_path), made).state is EntryState.ABSENT


@pytest.mark.skipif(is_root or os.name != "posix", reason="root may write everywhere")
def test_no_right_to_write_is_said(tmp_path: Path, made) -> None:
    (tmp_path / "home").mkdir(mode=0o500)
    report = put("m", entry(tmp_path), made)
    assert report.state is EntryState.FAILED
    assert "Permission denied" in str(report.problem)


def test_refusing_system_is_said(tmp_path: Path, made, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("photofinder.desktop.entries.tempfile.mkstemp", refuse)
    report = put("m", entry(tmp_path), made)
    assert report.state is EntryState.FAILED
    assert "Permission denied" in str(report.problem)


def test_damaged_record_costs_only_the_folders(tmp_path: Path, made) -> None:
    put("m", entry(tmp_path), made)
    (tmp_path / "state" / "photofinder" / "made.json").write_text("{")
    assert take("m", entry(tmp_path), made).state is EntryState.ABSENT
    assert entry(tmp_path).path.parent.is_dir()
