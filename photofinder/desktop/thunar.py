"""Thunar, of Xfce: our actions among the user's own, in the one file that Thunar has for all.

Where the user has no such file, Thunar reads the system's: a new one begins with a copy of that,
or its actions would be gone. It is removed again when nothing was added to it. Any thread.
"""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from photofinder.core.phrases import template
from photofinder.desktop.actions import ACTIONS, SUFFIXES, Target
from photofinder.desktop.entries import EntryReport, EntryState, reason_of, write
from photofinder.desktop.freedesktop import ICON_NAME
from photofinder.desktop.languages import translations
from photofinder.desktop.quoting import shell_words
from photofinder.desktop.thunar_file import EMPTY, BrokenFile, ThunarAction, ThunarFile
from photofinder.errors import EnvironmentProblem

if TYPE_CHECKING:
    from photofinder.desktop.actions import Action
    from photofinder.desktop.places import Places

_NAME = Path("Thunar") / "uca.xml"
_MAX_BYTES = 16_000_000
_ID = "photofinder-{key}"


class ThunarBackend:
    """The entries of Thunar.

    Parameters
    ----------
    places : Places
        Whose desktop.
    launch : tuple of str
        The command.
    """

    key = "thunar"
    title = "Thunar"
    advice = template("Thunar shows them after its next start: thunar -q")

    def __init__(self, places: Places, launch: tuple[str, ...]) -> None:
        self._places = places
        self._path = places.config_home / _NAME
        self._actions = {
            action.key: thunar_action(action, launch, places.language) for action in ACTIONS
        }

    def present(self) -> bool:
        """Whether Thunar is installed."""
        return shutil.which("thunar") is not None

    def status(self) -> tuple[EntryReport, ...]:
        """Look at every action."""
        try:
            data = self._read()
            file = None if data is None else ThunarFile(data)
        except (OSError, BrokenFile) as error:
            return self._all(EntryState.FAILED, self._unread(error))
        if file is None:
            return self._all(EntryState.ABSENT)
        return tuple(
            self._report(key, *self._look(file, action)) for key, action in self._actions.items()
        )

    def install(self) -> tuple[EntryReport, ...]:
        """Add every action, or renew it where it stands."""
        before = self.status()
        if all(report.state is EntryState.INSTALLED for report in before):
            return before
        try:
            data = self._read()
            is_new = data is None
            text = self._system() if data is None else data
            for action in self._actions.values():
                file = ThunarFile(text)
                if not file.has(action):
                    text = file.with_action(action)
        except (OSError, BrokenFile) as error:
            return self._all(EntryState.FAILED, self._unread(error))
        except ValueError as error:
            return self._all(EntryState.FAILED, self._unwritten(str(error)))
        try:
            self._places.made.folder(self._path.parent)
            if is_new:
                self._places.made.file(self._path)
            self._replace(text)
        except (OSError, EnvironmentProblem) as error:
            return self._all(EntryState.FAILED, self._unwritten(reason_of(error)))
        return self.status()

    def remove(self) -> tuple[EntryReport, ...]:
        """Take every action out, and the file where it holds nothing that was not there before."""
        try:
            data = self._read()
            if data is not None:
                text = data
                for action in self._actions.values():
                    text = ThunarFile(text).without(action.unique_id)
                self._leave(data, text)
            self._places.made.leave(self._path.parent)
        except BrokenFile as error:
            return self._all(EntryState.FAILED, self._unread(error))
        except (OSError, EnvironmentProblem) as error:
            return self._all(EntryState.FAILED, self._unwritten(reason_of(error)))
        return self.status()

    # -- the file ------------------------------------------------------------------------------

    def _read(self) -> bytes | None:
        """Return the user's file, None where there is none."""
        try:
            with self._path.open("rb") as file:
                if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    raise BrokenFile("it is no file")
                data = file.read(_MAX_BYTES + 1)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except IsADirectoryError as error:
            raise BrokenFile("it is a folder") from error
        if len(data) > _MAX_BYTES:
            raise BrokenFile("it is too long")
        return data

    def _system(self) -> bytes:
        """Return what Thunar reads as long as the user has no file."""
        for folder in self._places.config_dirs:
            try:
                data = (folder / _NAME).read_bytes()
                ThunarFile(data)
            except (OSError, BrokenFile):
                continue
            return data
        return EMPTY

    def _replace(self, text: bytes) -> None:
        """Write the file; one that a link leads to is written where it lies."""
        target = Path(os.path.realpath(self._path))
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o644
        write(target, text, mode)

    def _leave(self, data: bytes, text: bytes) -> None:
        is_ours = self._places.made.made_file(self._path)
        if is_ours and (ThunarFile(text).is_empty or text == self._system()):
            self._path.unlink()
        elif text != data:
            self._replace(text)
        if is_ours:
            self._places.made.forget_file(self._path)

    # -- reports -------------------------------------------------------------------------------

    def _look(
        self, file: ThunarFile, action: ThunarAction
    ) -> tuple[EntryState, EnvironmentProblem | None]:
        if file.has(action):
            return EntryState.INSTALLED, None
        if not file.found(action.unique_id):
            return EntryState.ABSENT, None
        other = file.command_of(action.unique_id) != dict(action.texts)["command"]
        code = "entry_other_command" if other else "entry_other_version"
        return EntryState.OUTDATED, EnvironmentProblem(code, path=self._path)

    def _report(
        self, key: str, state: EntryState, problem: EnvironmentProblem | None
    ) -> EntryReport:
        return EntryReport(self.key, key, str(self._path), state, problem)

    def _all(
        self, state: EntryState, problem: EnvironmentProblem | None = None
    ) -> tuple[EntryReport, ...]:
        return tuple(self._report(key, state, problem) for key in self._actions)

    def _unread(self, error: OSError | BrokenFile) -> EnvironmentProblem:
        if isinstance(error, BrokenFile):
            return EnvironmentProblem("entry_damaged", path=self._path, reason=str(error))
        return EnvironmentProblem("entry_unreadable", path=self._path, reason=reason_of(error))

    def _unwritten(self, reason: str) -> EnvironmentProblem:
        return EnvironmentProblem("entry_unwritable", path=self._path, reason=reason)


def thunar_action(action: Action, launch: tuple[str, ...], language: str = "") -> ThunarAction:
    """Return a verb as Thunar has it.

    Thunar gives the command to a shell, after it replaced ``%F`` by quoted names. It compares
    names letter by letter, so every suffix is there in the three ways that people write them.
    """
    command = shell_words(action.command(launch)).replace("%", "%%")
    if action.target is Target.PHOTOS:
        forms = (str.lower, str.upper, str.title)
        patterns = ";".join(f"*{form(suffix)}" for form in forms for suffix in SUFFIXES)
        flags = frozenset({"image-files", "other-files"})
    else:
        patterns, flags = "*", frozenset({"directories"})
    texts = {
        "icon": ICON_NAME,
        "name": action.label,
        "unique-id": _ID.format(key=action.key),
        "command": f"{command} %F",
        "description": action.comment,
        "patterns": patterns,
    }
    spoken = {name: translations(texts[name]) for name in ("name", "description")}
    return ThunarAction(tuple(texts.items()), flags, spoken, language)
