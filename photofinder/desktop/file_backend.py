"""A menu whose entries are files of our own: most of them are. Any thread."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from photofinder.desktop.entries import EntryReport, EntryState, FileEntry, look, put, take

if TYPE_CHECKING:
    from collections.abc import Callable

    from photofinder.desktop.made_places import MadePlaces


def _nothing() -> None:
    """Nobody has to be told."""


@dataclass(frozen=True, slots=True)
class FileBackend:
    """The entries of one file manager.

    Attributes
    ----------
    entries : tuple of FileEntry
        What should be there.
    former : tuple of FileEntry
        What another version or another situation had written: removed by both verbs.
    found : bool
        Whether what shows them is on this computer.
    tell : callable
        Called after a change: a cache is renewed. Its failing is not the entries' failing.
    """

    key: str
    title: str
    entries: tuple[FileEntry, ...]
    made: MadePlaces
    found: bool = True
    former: tuple[FileEntry, ...] = ()
    advice: str = ""
    tell: Callable[[], None] = field(default=_nothing)

    def present(self) -> bool:
        """Whether this computer has what shows the entries."""
        return self.found

    def status(self) -> tuple[EntryReport, ...]:
        """Look at every entry; those of before count where they are still there."""
        reports = [look(self.key, entry) for entry in self.entries]
        return (*reports, *self._left_over())

    def install(self) -> tuple[EntryReport, ...]:
        """Write every entry, and remove those of before."""
        kept = tuple(put(self.key, entry, self.made) for entry in self.entries)
        failed = [report for report in self._taken(self.former) if _stays(report)]
        self.tell()
        return (*kept, *failed)

    def remove(self) -> tuple[EntryReport, ...]:
        """Remove every entry."""
        gone = self._taken(self.entries)
        failed = [report for report in self._taken(self.former) if _stays(report)]
        self.tell()
        return (*gone, *failed)

    def _taken(self, entries: tuple[FileEntry, ...]) -> tuple[EntryReport, ...]:
        return tuple(take(self.key, entry, self.made) for entry in entries)

    def _left_over(self) -> list[EntryReport]:
        found = (look(self.key, entry) for entry in self.former)
        return [
            report
            for report in found
            if report.state in (EntryState.INSTALLED, EntryState.OUTDATED, EntryState.FAILED)
        ]


def _stays(report: EntryReport) -> bool:
    """Whether a failure is to be told: a file of somebody else in a place of before is none."""
    return report.state is EntryState.FAILED
