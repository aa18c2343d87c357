"""A home folder for entries, and what is in it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from photofinder.desktop.places import Places


@pytest.fixture
def places_at() -> Callable[..., Places]:
    """Return the places of a user whose system has what one folder holds."""

    def places(home: Path, system: Path | None = None) -> Places:
        return Places(
            home=home,
            data_home=home / ".local" / "share",
            config_home=home / ".config",
            data_dirs=() if system is None else (system / "share",),
            config_dirs=() if system is None else (system / "xdg",),
            record=home / ".local" / "state" / "photofinder" / "made-places.json",
        )

    return places


@pytest.fixture
def tree() -> Callable[[Path], dict[str, tuple[bytes | None, int]]]:
    """Return everything below a folder: content (None for a folder) and rights."""

    def look(folder: Path) -> dict[str, tuple[bytes | None, int]]:
        return {
            os.fspath(path.relative_to(folder)): (
                path.read_bytes() if path.is_file() else None,
                path.stat().st_mode,
            )
            for path in sorted(folder.rglob("*"))
        }

    return look


@pytest.fixture
def plain_launch() -> tuple[str, ...]:
    """Return a command without surprises."""
    return ("/opt/photofinder/photofinder",)


@pytest.fixture
def nasty_launch() -> tuple[str, ...]:
    """Return a path with what a program's can hold, and a quoting rule can get wrong."""
    name = "/opt/my 100% %f \"prog\" 'dir' $X `id` \\b;&| \N{GRINNING FACE}\nx/-photo finder"
    return (name,)
