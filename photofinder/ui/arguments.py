"""What the window is started with. No Qt here: the command line is chosen by this too."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_WITH_VALUES = ("--similar", "--add")


@dataclass(frozen=True, slots=True)
class WindowArguments:
    """What a start of the window asks for.

    Attributes
    ----------
    data_dir : Path or None
        None: the user's own.
    similar, add : tuple of Path
        Absolute; they need not exist.
    """

    data_dir: Path | None = None
    similar: tuple[Path, ...] = ()
    add: tuple[Path, ...] = ()
    hidden: bool = False
    verbose: bool = False

    def to_texts(self) -> list[str]:
        """Return the arguments that a running window is handed; `parse` reads them."""
        texts = ["--hidden"] if self.hidden else []
        for name, paths in (("--similar", self.similar), ("--add", self.add)):
            if paths:
                texts += [name, *(os.fspath(path) for path in paths)]
        return texts


def parse(arguments: Sequence[str]) -> WindowArguments | None:
    """Read the arguments of a window; None where they are for the command line."""
    data_dir: Path | None = None
    lists: dict[str, list[Path]] = {name: [] for name in _WITH_VALUES}
    flags = {"--hidden": False, "-v": False, "--verbose": False}
    taking: list[Path] | None = None
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        if taking is not None and not word.startswith("--"):
            taking.append(_absolute(word))
            continue
        taking = None
        name, equals, value = word.partition("=")
        if name == "--data-dir" and (equals or rest):
            data_dir = Path(value if equals else rest.pop(0))
        elif word in _WITH_VALUES:
            taking = lists[word]
        elif word in flags:
            flags[word] = True
        else:
            return None
    return WindowArguments(
        data_dir=data_dir,
        similar=tuple(lists["--similar"]),
        add=tuple(lists["--add"]),
        hidden=flags["--hidden"],
        verbose=flags["-v"] or flags["--verbose"],
    )


def _absolute(word: str) -> Path:
    path = Path(word)
    with suppress(RuntimeError, ValueError):  # nobody of that name, or no name at all: a path as is
        path = path.expanduser()
    return Path(os.path.abspath(path))  # noqa: PTH100  # links stay as they are
