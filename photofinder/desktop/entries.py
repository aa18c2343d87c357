"""Entries in other programs' folders: written, renewed, and removed without a trace.

An entry is a file that is photofinder's alone, and says so by a mark in its text. A file without
the mark that stands in an entry's place is somebody else's and is never touched. Any thread;
some small files each.
"""

from __future__ import annotations

import os
import re
import stat
import tempfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from photofinder.errors import EnvironmentProblem
from photofinder.files import TEMP_SUFFIX, full_disk_reported

if TYPE_CHECKING:
    from photofinder.desktop.made_places import MadePlaces

#: of the entries' texts, not of the program: raised when what is written changes
ENTRY_VERSION = "2"
MARK = f"photofinder-desktop-entry {ENTRY_VERSION}"
MARK_KEY = "photofinder-desktop-entry"
#: in a comment, as a key with a value, as a key and a text in a property list
_MARK = re.compile(
    rb"photofinder-desktop-entry(?:[ =]|</key>\s*<string>|\"=\")(\d+(?:\.\d+)*)", re.ASCII
)
#: whatever is longer is no entry of ours
_MAX_BYTES = 1_000_000
_READABLE = 0o644
_RUNNABLE = 0o755


class EntryState(StrEnum):
    """What stands in an entry's place."""

    INSTALLED = "installed"
    OUTDATED = "outdated"
    ABSENT = "absent"
    FOREIGN = "foreign"
    FAILED = "failed"
    #: the file manager is not on this computer
    UNUSED = "unused"


@dataclass(frozen=True, slots=True)
class EntryReport:
    """One entry as it was found, or as it is after something was done.

    Attributes
    ----------
    backend : str
        Whose menu it is: ``thunar``, ``windows`` ...
    name : str
        Which entry: the verb's key, ``icon`` ...
    place : str
        A path, or a registry key.
    problem : EnvironmentProblem or None
        Why it is not as it should be.
    """

    backend: str
    name: str
    place: str
    state: EntryState
    problem: EnvironmentProblem | None = None


class Backend(Protocol):
    """One kind of menu.

    Attributes
    ----------
    key, title : str
        For scripts, and for people.
    advice : str
        What makes a running file manager notice; empty where nothing is needed.
    """

    @property
    def key(self) -> str:
        """For scripts."""

    @property
    def title(self) -> str:
        """For people."""

    @property
    def advice(self) -> str:
        """For people, after a change."""

    def present(self) -> bool:
        """Whether this computer has what shows the entries."""

    def status(self) -> tuple[EntryReport, ...]:
        """Look at every entry."""

    def install(self) -> tuple[EntryReport, ...]:
        """Write or renew every entry."""

    def remove(self) -> tuple[EntryReport, ...]:
        """Remove every entry."""


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file that is an entry.

    Attributes
    ----------
    content : bytes
        Holds the mark.
    launch : bytes
        How the command is spelt in it: by this a text of another program is told from one of
        another version.
    runnable : bool
        The file manager wants the executable bit.
    """

    name: str
    path: Path
    content: bytes
    launch: bytes = b""
    runnable: bool = False

    @property
    def mode(self) -> int:
        """The file's rights."""
        return _RUNNABLE if self.runnable else _READABLE


def foreign(path: object) -> EnvironmentProblem:
    """Say that somebody else's file is in the way."""
    return EnvironmentProblem("entry_foreign", path=path)


def reason_of(error: OSError | EnvironmentProblem) -> str:
    """Return the system's own words."""
    if isinstance(error, EnvironmentProblem):
        return error.what
    return error.strerror or type(error).__name__


def look(backend: str, entry: FileEntry) -> EntryReport:
    """Compare what stands in an entry's place with what should."""

    def report(state: EntryState, problem: EnvironmentProblem | None = None) -> EntryReport:
        return EntryReport(backend, entry.name, str(entry.path), state, problem)

    try:
        found = entry.path.lstat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > _MAX_BYTES:
            return report(EntryState.FOREIGN, foreign(entry.path))
        content = entry.path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return report(EntryState.ABSENT)
    except OSError as error:
        problem = EnvironmentProblem("entry_unreadable", path=entry.path, reason=reason_of(error))
        return report(EntryState.FAILED, problem)
    version = version_in(content)
    if version is None:
        return report(EntryState.FOREIGN, foreign(entry.path))
    if content == entry.content and not _lacks_right(entry, found.st_mode):
        return report(EntryState.INSTALLED)
    is_other_program = version == ENTRY_VERSION and entry.launch not in content
    code = "entry_other_command" if is_other_program else "entry_other_version"
    return report(EntryState.OUTDATED, EnvironmentProblem(code, path=entry.path))


def version_in(content: bytes) -> str | None:
    """Return the version of the entries that wrote a text, None where none did."""
    match = _MARK.search(content.replace(b"\0", b""))  # .reg files are UTF-16
    return None if match is None else match[1].decode("ascii")


def put(backend: str, entry: FileEntry, made: MadePlaces) -> EntryReport:
    """Write an entry unless it is there already or something else is."""
    before = look(backend, entry)
    if before.state in (EntryState.INSTALLED, EntryState.FOREIGN, EntryState.FAILED):
        return before
    try:
        made.folder(entry.path.parent)
        write(entry.path, entry.content, entry.mode)
    except (OSError, EnvironmentProblem) as error:
        problem = EnvironmentProblem("entry_unwritable", path=entry.path, reason=reason_of(error))
        return EntryReport(backend, entry.name, str(entry.path), EntryState.FAILED, problem)
    return look(backend, entry)


def take(backend: str, entry: FileEntry, made: MadePlaces) -> EntryReport:
    """Remove an entry if it is ours, and the folders that were made for it."""
    before = look(backend, entry)
    if before.state in (EntryState.FOREIGN, EntryState.FAILED):
        return before
    try:
        if before.state is not EntryState.ABSENT:
            entry.path.unlink()
        made.leave(entry.path.parent)
    except OSError as error:
        problem = EnvironmentProblem("entry_unremovable", path=entry.path, reason=reason_of(error))
        return EntryReport(backend, entry.name, str(entry.path), EntryState.FAILED, problem)
    return EntryReport(backend, entry.name, str(entry.path), EntryState.ABSENT)


def write(path: Path, content: bytes, mode: int) -> None:
    """Replace a file in one step, with its rights: a file manager that watches sees it whole.

    Raises
    ------
    EnvironmentProblem
        ``disk_full``.
    OSError
        Whatever else the system refuses; what was there is untouched.
    """
    with full_disk_reported(path):
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=TEMP_SUFFIX)
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            temporary.chmod(mode)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


def _lacks_right(entry: FileEntry, mode: int) -> bool:
    return entry.runnable and os.name == "posix" and not mode & stat.S_IXUSR
