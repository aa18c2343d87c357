"""A home folder for entries, and what is in it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from photofinder.desktop import languages
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


@pytest.fixture
def catalogs(monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, str]]:
    """Have these translations and no others: texts of entries then change with the code alone."""
    known = {
        "de": {
            "Find similar photos": "Ähnliche Fotos finden",
            "Is this a duplicate?": "Ist das ein Duplikat?",
            "Say whether the library has it already": "Sagt, ob die Sammlung es schon hat",
            "Photo Organizer": "Fotoverwaltung",
            "photo;picture;image;similar;duplicate;": "Foto;Bild;ähnlich;Duplikat;",
            "Keeps the photo library up to date in the background": "Hält die Fotosammlung aktuell",
        },
        "zh_CN": {
            "Find similar photos": "查找相似照片",
            "Is this a duplicate?": "这是重复照片吗",
            "Find duplicates here": "在此查找重复照片",
        },
    }
    monkeypatch.setattr(languages, "catalogs", lambda: known)
    return known
