"""What the window is started with. No Qt here, nothing heavy: every start reads this first.

File managers call ``--similar -- FILES``, ``--check -- FILES`` and ``--duplicates -- FOLDERS``:
what follows ``--`` is a name as it stands, with whatever it begins.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

TYPE_CHECKING = False  # typing costs a start 6 ms
if TYPE_CHECKING:
    from collections.abc import Sequence

_LISTS = {
    "--similar": "similar",
    "--check": "check",
    "--duplicates": "duplicates",
    "--add": "add",
}
_FLAGS = {
    "--hidden": "hidden",
    "--autostart": "hidden",
    "-v": "verbose",
    "--verbose": "verbose",
}
#: what follows is a name, whatever it looks like
_END = "--"


@dataclass(frozen=True, slots=True)
class WindowArguments:
    """What a start of the window asks for.

    Attributes
    ----------
    data_dir : Path or None
        None: the user's own.
    similar, check, duplicates, add : tuple of Path
        Absolute; they need not exist.
    """

    data_dir: Path | None = None
    similar: tuple[Path, ...] = ()
    check: tuple[Path, ...] = ()
    duplicates: tuple[Path, ...] = ()
    add: tuple[Path, ...] = ()
    hidden: bool = False
    verbose: bool = False

    @property
    def is_only_check(self) -> bool:
        """Whether only an answer is wanted, not the window with the library."""
        return bool(self.check) and not (self.similar or self.duplicates or self.add)

    def to_texts(self) -> list[str]:
        """Return the arguments that a running window is handed; `parse` reads them."""
        texts = ["--hidden"] if self.hidden else []
        for option, name in _LISTS.items():
            paths: tuple[Path, ...] = getattr(self, name)
            if paths:
                texts += [option, *(os.fspath(path) for path in paths)]
        return texts


def parse(arguments: Sequence[str]) -> WindowArguments | None:
    """Read the arguments of a window; None where they are for the command line."""
    data_dir: Path | None = None
    lists: dict[str, list[Path]] = {name: [] for name in _LISTS.values()}
    flags: set[str] = set()
    taking: list[Path] | None = None
    rest = iter(arguments)
    for word in rest:
        if word == _END and taking is not None:
            taking.extend(Path(os.path.abspath(name)) for name in rest)  # noqa: PTH100
            break
        if taking is not None and not word.startswith("--"):
            taking.append(_absolute(word))
            continue
        taking = None
        name, equals, value = word.partition("=")
        if name == "--data-dir":
            given = value if equals else next(rest, None)
            if given is None:
                return None
            data_dir = Path(given)
        elif word in _LISTS:
            taking = lists[_LISTS[word]]
        elif word in _FLAGS:
            flags.add(_FLAGS[word])
        else:
            return None
    return WindowArguments(
        data_dir=data_dir,
        hidden="hidden" in flags,
        verbose="verbose" in flags,
        **{name: tuple(paths) for name, paths in lists.items()},
    )


def _absolute(word: str) -> Path:
    """Return a name from before ``--``; some file managers (Nemo) give addresses instead."""
    if word.startswith("file:///"):
        from urllib.parse import unquote_to_bytes

        word = os.fsdecode(unquote_to_bytes(word.removeprefix("file://")))
        if os.name == "nt":
            word = word.removeprefix("/")
    path = Path(word)
    with suppress(RuntimeError, ValueError):  # nobody of that name, or no name at all: a path as is
        path = path.expanduser()
    return Path(os.path.abspath(path))  # noqa: PTH100  # links stay as they are
