"""Starting with the session, hidden in the tray: one entry of this user on each system.

XDG autostart on Linux, the registry's ``Run`` on Windows, a LaunchAgent on macOS. Any thread.
"""

from __future__ import annotations

import plistlib
import sys

from photofinder.core.phrases import template
from photofinder.desktop.desktop_file import key_file, spoken
from photofinder.desktop.entries import (
    ENTRY_VERSION,
    MARK_KEY,
    EntryReport,
    EntryState,
    FileEntry,
    foreign,
    look,
    put,
    reason_of,
    take,
)
from photofinder.desktop.freedesktop import ICON_NAME, launch_text
from photofinder.desktop.launcher import launch_command
from photofinder.desktop.places import Places
from photofinder.desktop.quoting import exec_value, key_value, windows_words, without_percent
from photofinder.desktop.windows_registry import Registry
from photofinder.errors import EnvironmentProblem

OPTION = "--hidden"
RUN_KEY = "Software\\Microsoft\\Windows\\CurrentVersion\\Run"
RUN_NAME = "photofinder"
AGENT = "photofinder.autostart"
_BACKEND = "autostart"
_COMMENT = template("Keeps the photo library up to date in the background")
_THERE = (EntryState.INSTALLED, EntryState.OUTDATED)


class Autostart:
    """The entry.

    Parameters
    ----------
    launch : tuple of str, optional
        The command; by default this program's own.
    places : Places, optional
        Whose session; by default this user's.
    registry : Registry, optional
        Given: the entry is one of Windows.
    platform : str, optional
        As `sys.platform` names it.
    """

    def __init__(
        self,
        launch: tuple[str, ...] | None = None,
        *,
        places: Places | None = None,
        registry: Registry | None = None,
        platform: str = sys.platform,
    ) -> None:
        self._places = Places.of_user() if places is None else places
        launch = launch_command() if launch is None else launch
        self._registry = registry if registry is not None else _user_registry()
        self._command = (*launch, OPTION)
        self._entry = (
            agent_entry(self._places, launch)
            if platform == "darwin"
            else xdg_entry(self._places, launch)
        )

    @property
    def enabled(self) -> bool:
        """Whether a session starts photofinder: the entry is there, and nobody switched it off."""
        return self.status().state in _THERE and not self._is_off()

    def status(self) -> EntryReport:
        """Look at the entry."""
        if self._registry is not None:
            return self._run_status(self._registry)
        return look(_BACKEND, self._entry)

    def enable(self) -> EntryReport:
        """Write the entry, or renew it."""
        if self._registry is not None:
            return self._run_enable(self._registry)
        return put(_BACKEND, self._entry, self._places.made)

    def disable(self) -> EntryReport:
        """Remove the entry."""
        if self._registry is not None:
            return self._run_disable(self._registry)
        return take(_BACKEND, self._entry, self._places.made)

    def _is_off(self) -> bool:
        """Whether the desktop's own settings switched it off without removing it."""
        if self._registry is not None:
            return False
        try:
            lines = self._entry.path.read_text("utf-8", "replace").splitlines()
        except OSError:
            return True
        words = {line.replace(" ", "").lower() for line in lines}
        return bool(words & {"hidden=true", "x-gnome-autostart-enabled=false"})

    # -- Windows -------------------------------------------------------------------------------

    @property
    def _run_text(self) -> str:
        # nothing replaces %1 here, unlike in a verb
        return windows_words(self._command).replace("%%", "%")

    def _run_status(self, registry: Registry) -> EntryReport:
        try:
            found = (registry.values(RUN_KEY) or {}).get(RUN_NAME)
        except OSError as error:
            return self._run_failed("entry_unreadable", error)
        if found is None:
            return self._run_report(EntryState.ABSENT)
        if found == self._run_text:
            return self._run_report(EntryState.INSTALLED)
        if not found.endswith(f" {OPTION}"):
            return self._run_report(EntryState.FOREIGN, foreign(self._run_place))
        problem = EnvironmentProblem("entry_other_command", path=self._run_place)
        return self._run_report(EntryState.OUTDATED, problem)

    def _run_enable(self, registry: Registry) -> EntryReport:
        before = self._run_status(registry)
        if before.state not in (EntryState.ABSENT, EntryState.OUTDATED):
            return before
        try:
            registry.write(RUN_KEY, {RUN_NAME: self._run_text})
        except OSError as error:
            return self._run_failed("entry_unwritable", error)
        return self._run_status(registry)

    def _run_disable(self, registry: Registry) -> EntryReport:
        before = self._run_status(registry)
        if before.state not in _THERE:
            return before
        try:
            registry.delete_value(RUN_KEY, RUN_NAME)
        except OSError as error:
            return self._run_failed("entry_unremovable", error)
        return self._run_status(registry)

    @property
    def _run_place(self) -> str:
        return f"HKEY_CURRENT_USER\\{RUN_KEY}\\{RUN_NAME}"

    def _run_report(
        self, state: EntryState, problem: EnvironmentProblem | None = None
    ) -> EntryReport:
        return EntryReport(_BACKEND, _BACKEND, self._run_place, state, problem)

    def _run_failed(self, code: str, error: OSError) -> EntryReport:
        problem = EnvironmentProblem(code, path=self._run_place, reason=reason_of(error))
        return self._run_report(EntryState.FAILED, problem)


def xdg_entry(places: Places, launch: tuple[str, ...]) -> FileEntry:
    """Return the entry of a freedesktop session."""
    keys = {
        "Type": "Application",
        "Version": "1.4",
        "Name": "photofinder",
        **spoken("Comment", _COMMENT),
        "Icon": ICON_NAME,
        "TryExec": key_value(launch[0]),
        "Exec": exec_value((*without_percent(launch), OPTION)),
        "Terminal": "false",
        "X-GNOME-Autostart-enabled": "true",
    }
    path = places.config_home / "autostart" / "photofinder.desktop"
    return FileEntry(_BACKEND, path, key_file({"Desktop Entry": keys}), launch_text(launch))


def agent_entry(places: Places, launch: tuple[str, ...]) -> FileEntry:
    """Return the LaunchAgent of macOS."""
    value = {
        MARK_KEY: ENTRY_VERSION,
        "Label": AGENT,
        "ProgramArguments": [*launch, OPTION],
        "RunAtLoad": True,
        "LimitLoadToSessionType": "Aqua",
        "ProcessType": "Interactive",
    }
    path = places.home / "Library" / "LaunchAgents" / f"{AGENT}.plist"
    content = plistlib.dumps(value, sort_keys=True)
    text = plistlib.dumps(list(launch)).decode("utf-8")
    words = text[text.index("<string>") : text.rindex("</array>")].rstrip()
    # one level deeper in the agent's own list
    start = words.replace("\n\t<string>", "\n\t\t<string>").encode("utf-8")
    return FileEntry(_BACKEND, path, content, start)


def _user_registry() -> Registry | None:
    if sys.platform == "win32":
        from photofinder.desktop.windows_registry import UserRegistry

        return UserRegistry()
    return None
