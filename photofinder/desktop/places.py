"""Where this user's desktop keeps what it reads: the XDG folders, and the home folder."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from photofinder.desktop.languages import user_language
from photofinder.desktop.made_places import MadePlaces

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Places:
    """The folders.

    Attributes
    ----------
    home : Path
        Where macOS has ``Library``.
    data_home, config_home : Path
        The user's own.
    data_dirs, config_dirs : tuple of Path
        The system's, the first counts most. Read, never written.
    record : Path
        Which folders were made.
    language : str
        What the desktop speaks, as a catalog is named; empty for English.
    """

    home: Path
    data_home: Path
    config_home: Path
    data_dirs: tuple[Path, ...]
    config_dirs: tuple[Path, ...]
    record: Path
    language: str = ""

    @classmethod
    def of_user(cls, environment: Mapping[str, str] | None = None) -> Places:
        """Give the folders by the XDG Base Directory Specification.

        Relative paths in the variables are ignored, as the specification wants it.
        """
        env = os.environ if environment is None else environment
        home = Path(env.get("HOME") or Path("~").expanduser())
        return cls(
            home=home,
            data_home=_one(env, "XDG_DATA_HOME") or home / ".local" / "share",
            config_home=_one(env, "XDG_CONFIG_HOME") or home / ".config",
            data_dirs=_several(env, "XDG_DATA_DIRS", "/usr/local/share:/usr/share"),
            config_dirs=_several(env, "XDG_CONFIG_DIRS", "/etc/xdg"),
            record=_state_home(env, home) / "photofinder" / "made-places.json",
            language=user_language(env, home),
        )

    @classmethod
    def below(cls, folder: Path) -> Places:
        """Give folders below one: for a dry run, where nothing of this computer counts."""
        return cls(
            home=folder,
            data_home=folder / ".local" / "share",
            config_home=folder / ".config",
            data_dirs=(),
            config_dirs=(),
            record=folder / "made-places.json",
        )

    @property
    def made(self) -> MadePlaces:
        """The record of what was made."""
        return MadePlaces(self.record, self.config_home / "photofinder" / self.record.name)


def _state_home(env: Mapping[str, str], home: Path) -> Path:
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "photofinder desktop"
    return _one(env, "XDG_STATE_HOME") or home / ".local" / "state"


def _one(env: Mapping[str, str], name: str) -> Path | None:
    value = env.get(name, "")
    return Path(value) if value.startswith("/") else None


def _several(env: Mapping[str, str], name: str, default: str) -> tuple[Path, ...]:
    found = [path for path in (env.get(name) or default).split(":") if path.startswith("/")]
    return tuple(Path(path) for path in found)
