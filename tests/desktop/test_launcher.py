"""How the program is started again, wherever it was installed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from photofinder.desktop import launcher

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows starts without a console")


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    program = tmp_path / "lib" / "photofinder" / "photofinder"
    program.parent.mkdir(parents=True)
    program.write_text("")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.delenv("APPIMAGE", raising=False)
    monkeypatch.delenv("APPDIR", raising=False)
    monkeypatch.setattr(launcher, "PACKAGED", tmp_path / "bin" / "photofinder")
    monkeypatch.setattr(launcher, "_PACKAGED_ROOTS", (tmp_path / "lib",))
    (tmp_path / "bin").mkdir()
    return program


def test_frozen_program_starts_itself(frozen: Path) -> None:
    assert launcher.launch_command() == (str(frozen),)


def test_packages_link_is_what_is_started(frozen: Path) -> None:
    launcher.PACKAGED.symlink_to(frozen)
    assert launcher.launch_command() == (str(launcher.PACKAGED),)


def test_packages_script_counts_only_where_it_names_the_program(frozen: Path) -> None:
    launcher.PACKAGED.write_text(f'#!/bin/sh\nexec "{frozen}" "$@"\n')
    assert launcher.launch_command() == (str(launcher.PACKAGED),)
    launcher.PACKAGED.write_text('#!/bin/sh\nexec /opt/other/photofinder "$@"\n')
    assert launcher.launch_command() == (str(frozen),)


def test_appimage_is_started_by_its_own_file(
    frozen: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    image = tmp_path / "photo finder.AppImage"
    image.write_text("")
    monkeypatch.setenv("APPIMAGE", str(image))
    monkeypatch.setenv("APPDIR", str(frozen.parents[1]))
    assert launcher.launch_command() == (str(image),)


def test_another_programs_appimage_is_not_ours(
    frozen: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    image = tmp_path / "Terminal.AppImage"
    image.write_text("")
    monkeypatch.setenv("APPIMAGE", str(image))
    monkeypatch.setenv("APPDIR", str(tmp_path / "mounted"))
    assert launcher.launch_command() == (str(frozen),)


def test_interpreter_where_no_script_belongs_to_this_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launcher, "_is_this_copy", lambda _: False)
    assert launcher.launch_command() == (sys.executable, "-P", "-m", "photofinder")


def test_command_really_starts_this_program(tmp_path: Path) -> None:
    answer = subprocess.run(
        [*launcher.launch_command(), "--version"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(launcher.__file__).parents[2])},
    )
    assert answer.stdout.startswith("photofinder ")
