"""What a frozen program puts right before it starts other programs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from photofinder import frozen


@pytest.fixture
def started_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The variables of the start, as Linux keeps them; a frozen program."""
    file = tmp_path / "environ"
    file.write_bytes(b"HOME=/home/alice\0QT_PLUGIN_PATH=/opt/plugins\0BROKEN\0")
    monkeypatch.setattr(frozen, "_AT_START", file)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    return file


def test_the_bundles_own_paths_are_not_handed_on(started_with: Path) -> None:
    environment = {
        "HOME": "/home/alice",
        "LD_LIBRARY_PATH": "/usr/lib/photofinder/_internal",
        "QT_PLUGIN_PATH": "/usr/lib/photofinder/_internal/PySide6/Qt/plugins",
        "QML2_IMPORT_PATH": "/usr/lib/photofinder/_internal/PySide6/Qt/qml",
    }
    frozen.restore_environment(environment)
    assert environment == {"HOME": "/home/alice", "QT_PLUGIN_PATH": "/opt/plugins"}


def test_the_users_own_library_path_comes_back(started_with: Path) -> None:
    environment = {
        "LD_LIBRARY_PATH": "/usr/lib/photofinder/_internal:/opt/lib",
        "LD_LIBRARY_PATH_ORIG": "/opt/lib",
    }
    frozen.restore_environment(environment)
    assert environment == {"LD_LIBRARY_PATH": "/opt/lib", "QT_PLUGIN_PATH": "/opt/plugins"}


def test_where_the_start_is_not_kept_qts_variables_go(
    started_with: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frozen, "_AT_START", tmp_path / "nowhere")
    environment = {"QT_PLUGIN_PATH": "/bundle"}
    frozen.restore_environment(environment)
    assert environment == {}


def test_a_program_that_is_not_frozen_changes_nothing(
    started_with: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(sys, "frozen", raising=False)
    environment = {"LD_LIBRARY_PATH": "/mine", "QT_PLUGIN_PATH": "/mine"}
    frozen.restore_environment(environment)
    assert environment == {"LD_LIBRARY_PATH": "/mine", "QT_PLUGIN_PATH": "/mine"}
