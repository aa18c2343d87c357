"""What counts as left behind in the clean root, and what does not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "packaging"))

from linux import clean_root

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="for Linux")


def write(root: Path, name: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x")


def test_a_file_that_stays_is_seen_and_so_is_one_that_went(tmp_path: Path) -> None:
    write(tmp_path, "usr/bin/sh")
    write(tmp_path, "home/alice/photo.jpg")
    before = clean_root.files_of(tmp_path)
    write(tmp_path, "usr/lib/photofinder/left")
    write(tmp_path, "home/alice/.config/autostart/photofinder.desktop")
    (tmp_path / "home/alice/photo.jpg").unlink()
    after = clean_root.files_of(tmp_path)
    assert {name for name in after - before if not (tmp_path / name).is_dir()} == {
        "usr/lib/photofinder/left",
        "home/alice/.config/autostart/photofinder.desktop",
    }
    assert before - after == {"home/alice/photo.jpg"}


def test_a_link_that_leads_nowhere_and_an_empty_folder_are_left_behind_too(tmp_path: Path) -> None:
    before = clean_root.files_of(tmp_path)
    (tmp_path / "usr" / "share" / "photofinder").mkdir(parents=True)
    (tmp_path / "usr" / "photofinder").symlink_to("lib/photofinder/photofinder")
    assert clean_root.files_of(tmp_path) - before == {
        "usr",
        "usr/share",
        "usr/share/photofinder",
        "usr/photofinder",
    }


def test_the_users_own_data_and_the_systems_bookkeeping_do_not_count(tmp_path: Path) -> None:
    write(tmp_path, "home/alice/notes.txt")
    before = clean_root.files_of(tmp_path)
    write(tmp_path, "home/alice/.local/share/photofinder/library.sqlite3")
    write(tmp_path, "home/alice/.cache/fontconfig/x")
    write(tmp_path, "var/lib/dpkg/info/photofinder.list")
    write(tmp_path, "var/log/apt/history.log")
    assert {name for name in clean_root.files_of(tmp_path) - before if name != "var"} == {"var/lib"}
