"""Which folders and files were made for entries, so that removing leaves what was there before.

An empty folder that the user or a file manager had made is not ours to remove. The record is a
small file where the desktop keeps state, and goes with the last entry. Any thread, one at a time.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

from photofinder.errors import EnvironmentProblem
from photofinder.files import write_atomic

log = logging.getLogger(__name__)

_KINDS = ("folders", "files")


class MadePlaces:
    """The record.

    Parameters
    ----------
    record : Path
        Where it is kept. What it says is believed only of places that are empty now.
    other : Path, optional
        Where it is kept as long as the first place cannot be written: without it nothing that was
        made could be removed again.
    """

    def __init__(self, record: Path, other: Path | None = None) -> None:
        self._records = (record,) if other is None else (record, other)

    def folder(self, folder: Path) -> None:
        """Make a folder with its parents and note those that were missing.

        Raises
        ------
        OSError
            The system refuses.
        """
        missing: list[Path] = []
        at = folder
        while not at.exists() and at != at.parent:
            missing.append(at)
            at = at.parent
        if not missing:
            folder.mkdir(parents=True, exist_ok=True)  # says so where it is a file
            return
        self._note("folders", [str(path) for path in missing])
        folder.mkdir(parents=True, exist_ok=True)

    def file(self, path: Path) -> None:
        """Note a file that did not exist and holds others' text beside ours."""
        self._note("files", [str(path)])

    def made_file(self, path: Path) -> bool:
        """Whether a file is there because of us."""
        return str(path) in self._read()["files"]

    def forget_file(self, path: Path) -> None:
        """Drop a file from the record."""
        noted = self._read()
        noted["files"].discard(str(path))
        self._write(noted)

    def leave(self, folder: Path) -> None:
        """Remove a folder, and its parents, as far as they are ours and empty.

        Raises
        ------
        OSError
            The system refuses, for another reason than that something is inside.
        """
        noted = self._read()
        before = {kind: set(paths) for kind, paths in noted.items()}
        at = folder
        while str(at) in noted["folders"] and _is_empty(at):
            at.rmdir()
            noted["folders"].discard(str(at))
            at = at.parent
        noted["folders"] -= {path for path in noted["folders"] if not Path(path).is_dir()}
        noted["files"] -= {path for path in noted["files"] if not Path(path).exists()}
        if noted != before:
            self._write(noted)

    def _note(self, kind: str, paths: list[str]) -> None:
        noted = self._read()
        if set(paths) <= noted[kind]:
            return
        noted[kind].update(paths)
        self._write(noted)

    def _read(self) -> dict[str, set[str]]:
        for record in self._records:
            try:
                found: Any = json.loads(record.read_bytes())
                return {kind: {str(path) for path in found[kind]} for kind in _KINDS}
            except (OSError, ValueError, TypeError, KeyError):
                continue
        return {kind: set() for kind in _KINDS}

    def _write(self, noted: dict[str, set[str]]) -> None:
        """Write the record where it is, else to the first place that takes it."""
        found = [record for record in self._records if record.is_file()]
        for record in found[:1] or self._records:
            try:
                _write_to(record, {kind: set(paths) for kind, paths in noted.items()})
            except (OSError, EnvironmentProblem) as error:
                # then a folder that was made stays; the entries themselves are not concerned
                log.info("cannot note the folders made for desktop entries: %s", error)
            else:
                return


def _write_to(record: Path, noted: dict[str, set[str]]) -> None:
    own = [str(folder) for folder in record.parents]
    if not noted["files"] and noted["folders"] <= set(own):
        _end(record, noted["folders"])
        return
    noted["folders"] |= {path for path in own if not Path(path).exists()}
    record.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    text = json.dumps({kind: sorted(paths) for kind, paths in noted.items()}, indent=1)
    write_atomic(record, text.encode("ascii"))


def _end(record: Path, made: set[str]) -> None:
    """Remove the record, which holds nothing but its own folders, and those."""
    record.unlink(missing_ok=True)
    for folder in record.parents:
        if str(folder) not in made or not _is_empty(folder):
            return
        folder.rmdir()


def _is_empty(folder: Path) -> bool:
    return folder.is_dir() and not folder.is_symlink() and next(folder.iterdir(), None) is None
