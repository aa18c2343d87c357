"""The right-click actions of every file manager on this computer: installed, removed, looked at.

Per user only: nothing here writes where the system keeps what is everybody's; a package manager
does that for its own packages. Any thread, one at a time; some tens of small files.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import photofinder
from photofinder.desktop import (
    dolphin,
    freedesktop,
    macos_services,
    nautilus,
    nemo,
    windows_package,
)
from photofinder.desktop.autostart import Autostart
from photofinder.desktop.entries import EntryReport, EntryState, FileEntry, put
from photofinder.desktop.languages import user_language
from photofinder.desktop.launcher import icon_path, launch_command
from photofinder.desktop.places import Places
from photofinder.desktop.thunar import ThunarBackend
from photofinder.desktop.windows_registry import MemoryRegistry, reg_file
from photofinder.desktop.windows_verbs import WindowsVerbs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from photofinder.desktop.entries import Backend


class Integration:
    """The actions of one user.

    Parameters
    ----------
    launch : tuple of str, optional
        What the actions start; by default this program.
    backends : sequence of Backend, optional
        The menus; by default those of this system.
    """

    def __init__(
        self,
        launch: tuple[str, ...] | None = None,
        backends: Sequence[Backend] | None = None,
    ) -> None:
        launch = launch_command() if launch is None else launch
        self.backends = tuple(backends_here(launch) if backends is None else backends)

    def status(self) -> tuple[EntryReport, ...]:
        """Look at every entry.

        Entries of a file manager that is not on this computer are ``unused`` where they are
        absent.
        """
        return tuple(
            _unused(report) if not backend.present() else report
            for backend in self.backends
            for report in backend.status()
        )

    def install(self) -> tuple[EntryReport, ...]:
        """Write the entries of the file managers that are there, and renew those of the others."""
        reports: list[EntryReport] = []
        for backend in self.backends:
            if backend.present() or _has_some(backend.status()):
                reports += backend.install()
            else:
                reports += map(_unused, backend.status())
        return tuple(reports)

    def remove(self) -> tuple[EntryReport, ...]:
        """Remove every entry, also of file managers that went meanwhile."""
        return tuple(report for backend in self.backends for report in backend.remove())

    def advice(self, before: Sequence[EntryReport], after: Sequence[EntryReport]) -> list[str]:
        """Return what makes running file managers notice the difference."""
        changed = {report.backend for report in set(after) - set(before)}
        return [b.advice for b in self.backends if b.key in changed and b.advice and b.present()]

    def title_of(self, report: EntryReport) -> str:
        """Return the file manager's name for people."""
        return next((b.title for b in self.backends if b.key == report.backend), report.backend)


def backends_here(launch: tuple[str, ...]) -> list[Backend]:
    """Return the menus that this system can have."""
    if sys.platform == "win32":
        from photofinder.desktop.windows_registry import UserRegistry

        return [WindowsVerbs(UserRegistry(), launch, windows_icon(launch), user_language())]
    places = Places.of_user()
    if sys.platform == "darwin":
        return [macos_services.backend(places, launch)]
    return freedesktop_backends(places, launch)


def freedesktop_backends(places: Places, launch: tuple[str, ...]) -> list[Backend]:
    """Return the menus of Linux and its like."""
    return [
        freedesktop.backend(places, launch),
        nautilus.nautilus(places, launch),
        nautilus.caja(places, launch),
        nemo.backend(places, launch),
        dolphin.backend(places, launch),
        ThunarBackend(places, launch),
    ]


def windows_icon(launch: tuple[str, ...]) -> str:
    """Return the icon of the verbs: ours, else the one in the program."""
    icon = icon_path(".ico")
    return f"{launch[0]},0" if icon is None else str(icon)


def dry_run(folder: Path, launch: tuple[str, ...] | None = None) -> tuple[EntryReport, ...]:
    """Write into a folder what every system's entries would be.

    Parameters
    ----------
    folder : Path
        Made if missing; files in it that are not from here are left as they are.
    launch : tuple of str, optional
        What the entries start; by default this program.

    Returns
    -------
    tuple of EntryReport
        Every file.
    """
    launch = launch_command() if launch is None else launch
    reports: list[EntryReport] = []
    linux = Places.below(folder / "linux")
    for backend in (
        *freedesktop_backends(linux, launch)[:1],
        nautilus.nautilus(linux, launch, with_python=True),
        *freedesktop_backends(linux, launch)[2:],
    ):
        reports += backend.install()
    reports.append(Autostart(launch, places=linux, platform="linux").enable())
    mac = Places.below(folder / "macos")
    reports += macos_services.backend(mac, launch).install()
    reports.append(Autostart(launch, places=mac, platform="darwin").enable())
    reports += _dry_windows(folder / "windows", launch)
    for places in (linux, mac):
        places.record.unlink(missing_ok=True)  # of this computer nothing was made
    return tuple(reports)


def _dry_windows(folder: Path, launch: tuple[str, ...]) -> list[EntryReport]:
    registry = MemoryRegistry()
    WindowsVerbs(registry, launch, windows_icon(launch)).install()
    Autostart(launch, registry=registry, platform="win32").enable()
    entries = [
        FileEntry("registry", folder / "photofinder.reg", reg_file(registry)),
        FileEntry(
            "package",
            folder / "AppxManifest.xml",
            windows_package.manifest(photofinder.__version__),
        ),
    ]
    made = Places.below(folder).made
    reports = [put("windows", entry, made) for entry in entries]
    Places.below(folder).record.unlink(missing_ok=True)
    return reports


def _has_some(reports: Sequence[EntryReport]) -> bool:
    return any(report.state in (EntryState.INSTALLED, EntryState.OUTDATED) for report in reports)


def _unused(report: EntryReport) -> EntryReport:
    if report.state is not EntryState.ABSENT:
        return report
    return EntryReport(report.backend, report.name, report.place, EntryState.UNUSED)
