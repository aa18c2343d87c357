"""Which folders the library holds: adding them, taking them out. Any thread."""

from __future__ import annotations

import os
import stat as stat_bits
from pathlib import Path
from typing import TYPE_CHECKING

from photofinder.app.events import FoldersChanged
from photofinder.app.folder_walk import place_below
from photofinder.core import folder_notes
from photofinder.core.types import Folder
from photofinder.core.views import FolderPlace
from photofinder.errors import EnvironmentProblem

if TYPE_CHECKING:
    from photofinder.app.events import EventBus
    from photofinder.app.scanner import Scanner
    from photofinder.paths import AppPaths
    from photofinder.storage.catalog import Catalog


class FolderBook:
    """The folders of one library.

    Parameters
    ----------
    paths : AppPaths
        Where the library's own data lies, which is no photo folder.
    catalog : Catalog
    scanner : Scanner
        Tells what scans reach.
    events : EventBus
    """

    def __init__(
        self, paths: AppPaths, catalog: Catalog, scanner: Scanner, events: EventBus
    ) -> None:
        self._paths = paths
        self._catalog = catalog
        self._scanner = scanner
        self._events = events

    def add(self, path: Path) -> tuple[Folder, str | None]:
        """Add a folder; see `Library.add_folder`."""
        real = self._checked(path)
        folders = self._catalog.folders()
        for folder in folders:
            under = place_below(folder.path, real)
            if under == "":
                return folder, folder_notes.there_already(real, folder.path)
            # what scans do not reach, a hidden folder, becomes a folder of the library by itself
            if under is not None and self._scanner.reaches(folder, under):
                return folder, folder_notes.part_of(real, folder.path)
        inside = []
        for folder in folders:
            under = place_below(real, folder.path)
            if under is not None and self._scanner.reaches(Folder(0, real), under):
                inside.append(Folder(folder.folder_id, real / under))
        added = self._catalog.add_folder(real, inside)
        self._events.publish(FoldersChanged())
        if not inside:
            return added, None
        return added, folder_notes.takes_in(real, [folder.path for folder in inside])

    def find(self, path: Path) -> FolderPlace:
        """Return where a folder lies in the library; see `Library.find_folder`."""
        folders = self._catalog.folders()
        try:
            real = Path(os.path.realpath(path))
        except ValueError:  # no folder can be named so
            raise EnvironmentProblem("folder_missing", path=path) from None
        holds = []
        for folder in folders:
            under = place_below(folder.path, real)
            if under is not None and self._scanner.reaches(folder, under):
                return FolderPlace(folder.path / under, is_inside=True)
            inner = place_below(real, folder.path)
            if inner is not None:
                holds.append(folder.path)
        self._checked(path)
        return FolderPlace(real, is_inside=False, holds=tuple(holds))

    def remove(self, path: Path, *, forget: bool) -> Folder:
        """Take a folder out; see `Library.remove_folder`."""
        try:
            wanted = {path.absolute(), Path(os.path.realpath(path))}
        except ValueError:  # no file has such a name: a NUL, half a character
            raise EnvironmentProblem("folder_not_added", path=path) from None
        folders = self._catalog.folders()
        if not any(folder.path in wanted for folder in folders):  # known under another name
            wanted = {f.path for f in folders if place_below(f.path, path.absolute()) == ""}
        for folder in folders:
            if folder.path in wanted:
                self._catalog.remove_folder(folder.folder_id, forget=forget)
                self._events.publish(FoldersChanged())
                return folder
        raise EnvironmentProblem("folder_not_added", path=path)

    def _checked(self, path: Path) -> Path:
        """Return the real path of a folder that can be read and is not our own."""
        try:
            mode = path.stat().st_mode
        except (FileNotFoundError, NotADirectoryError, ValueError):  # or no file can be named so
            raise EnvironmentProblem("folder_missing", path=path) from None
        except OSError as error:  # a name that is too long, a folder above that is closed
            raise _unreadable(path, error) from error
        if not stat_bits.S_ISDIR(mode):
            raise EnvironmentProblem("not_a_folder", path=path)
        real = Path(os.path.realpath(path))
        if real.is_relative_to(os.path.realpath(self._paths.data_dir)):
            raise EnvironmentProblem("folder_is_data", path=path)
        try:
            with os.scandir(real) as entries:
                next(entries, None)
        except OSError as error:
            raise _unreadable(path, error) from error
        return real


def _unreadable(path: Path, error: OSError) -> EnvironmentProblem:
    return EnvironmentProblem("folder_unreadable", path=path, reason=error.strerror or str(error))
