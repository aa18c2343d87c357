"""The Explorer's menu: verbs of this user on pictures and folders, in the registry.

Notes
-----
On Windows 11 they stand below "Show more options"; the short menu takes a signed package
(`windows_package`). The Explorer starts the command once for each selected file, up to a hundred
(``MultiSelectModel`` ``Player``); the running program gathers them.

References
----------
Microsoft, "Creating Shortcut Menu Handlers" and "Verbs and File Associations".
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from photofinder.core.formats import PHOTO_SUFFIXES
from photofinder.desktop.actions import ACTIONS, Target
from photofinder.desktop.entries import (
    ENTRY_VERSION,
    MARK_KEY,
    EntryReport,
    EntryState,
    foreign,
    reason_of,
)
from photofinder.desktop.languages import in_language
from photofinder.desktop.quoting import windows_words
from photofinder.desktop.windows_registry import DEFAULT
from photofinder.errors import EnvironmentProblem

if TYPE_CHECKING:
    from photofinder.desktop.actions import Action
    from photofinder.desktop.windows_registry import Registry

CLASSES = "Software\\Classes"
_SYSTEM = f"{CLASSES}\\SystemFileAssociations"
_FOLDERS = f"{CLASSES}\\Directory"
#: what Windows itself calls pictures; the others get the verbs by their own suffix
_PERCEIVED_LIST = ".jpg .jpeg .jpe .jfif .png .gif .bmp .dib .tif .tiff .webp .heic .heif .avif"
_PERCEIVED = frozenset(_PERCEIVED_LIST.split())


class WindowsVerbs:
    """The verbs.

    Parameters
    ----------
    registry : Registry
        This user's.
    launch : tuple of str
        The command.
    icon : str
        A path, with the number of the icon in it where it is a program.
    language : str
        Of the verbs' names, as a catalog is named; empty for English.
    """

    key = "windows"
    title = "Windows Explorer"
    advice = ""

    def __init__(
        self, registry: Registry, launch: tuple[str, ...], icon: str, language: str = ""
    ) -> None:
        self._registry = registry
        self._language = language
        self._launch = launch
        self._icon = icon

    def present(self) -> bool:
        """Whether this is Windows."""
        return sys.platform == "win32"

    def status(self) -> tuple[EntryReport, ...]:
        """Look at every verb."""
        return tuple(self._look(action) for action in ACTIONS)

    def install(self) -> tuple[EntryReport, ...]:
        """Write every verb, unless a key of somebody else is in the way."""
        return tuple(self._put(action) for action in ACTIONS)

    def remove(self) -> tuple[EntryReport, ...]:
        """Remove every verb, and the keys above it that hold nothing else."""
        return tuple(self._take(action) for action in ACTIONS)

    def _look(self, action: Action) -> EntryReport:
        states: set[EntryState] = set()
        problem: EnvironmentProblem | None = None
        try:
            for key, wanted in self._keys(action):
                state, found = self._look_at(key, wanted)
                states.add(state)
                problem = problem or found
        except OSError as error:
            place = verb_keys(action)[0]
            problem = EnvironmentProblem("entry_unreadable", path=place, reason=reason_of(error))
            return self._report(action, EntryState.FAILED, problem)
        if len(states) == 1:
            return self._report(action, states.pop(), problem)
        if EntryState.FOREIGN in states:
            return self._report(action, EntryState.FOREIGN, problem)
        place = verb_keys(action)[0]
        missing = EnvironmentProblem("entry_other_version", path=place)
        return self._report(action, EntryState.OUTDATED, problem or missing)

    def _look_at(
        self, key: str, wanted: dict[str, dict[str, str]]
    ) -> tuple[EntryState, EnvironmentProblem | None]:
        found = self._registry.values(key)
        if found is None:
            return EntryState.ABSENT, None
        if MARK_KEY not in found:
            return EntryState.FOREIGN, foreign(f"HKEY_CURRENT_USER\\{key}")
        if all(self._registry.values(name) == values for name, values in wanted.items()):
            return EntryState.INSTALLED, None
        command = (self._registry.values(f"{key}\\command") or {}).get(DEFAULT)
        is_other = command != wanted[f"{key}\\command"][DEFAULT]
        code = "entry_other_command" if is_other else "entry_other_version"
        return EntryState.OUTDATED, EnvironmentProblem(code, path=f"HKEY_CURRENT_USER\\{key}")

    def _put(self, action: Action) -> EntryReport:
        try:
            for key, wanted in self._keys(action):
                if self._look_at(key, wanted)[0] in (EntryState.ABSENT, EntryState.OUTDATED):
                    self._delete(key)  # what another version had in it
                    for name, values in wanted.items():
                        self._registry.write(name, values)
        except OSError as error:
            return self._failed(action, "entry_unwritable", error)
        return self._look(action)

    def _take(self, action: Action) -> EntryReport:
        try:
            for key, wanted in self._keys(action):
                if self._look_at(key, wanted)[0] in (EntryState.INSTALLED, EntryState.OUTDATED):
                    self._delete(key)
                self._delete_empty(key.rpartition("\\")[0])
        except OSError as error:
            return self._failed(action, "entry_unremovable", error)
        return self._look(action)

    def _delete(self, key: str) -> None:
        if self._registry.values(key) is None:
            return
        for name in self._registry.subkeys(key):
            self._delete(f"{key}\\{name}")
        self._registry.delete_key(key)

    def _delete_empty(self, key: str) -> None:
        """Remove keys that hold nothing, upwards; never the one that all programs share."""
        while key.startswith(f"{CLASSES}\\") and self._registry.values(key) is not None:
            if self._registry.values(key) or self._registry.subkeys(key):
                return
            self._registry.delete_key(key)
            key = key.rpartition("\\")[0]

    def _keys(self, action: Action) -> list[tuple[str, dict[str, dict[str, str]]]]:
        """Return each key of a verb, and the texts in it and below it."""
        label = in_language(action.label, self._language)
        values = {
            DEFAULT: label,
            "MUIVerb": label,
            "Icon": self._icon,
            "MultiSelectModel": "Player",
            MARK_KEY: ENTRY_VERSION,
        }
        command = {DEFAULT: f'{windows_words(action.command(self._launch))} "%1"'}
        return [(key, {key: values, f"{key}\\command": command}) for key in verb_keys(action)]

    def _report(
        self, action: Action, state: EntryState, problem: EnvironmentProblem | None = None
    ) -> EntryReport:
        place = f"HKEY_CURRENT_USER\\{verb_keys(action)[0]}"
        return EntryReport(self.key, action.key, place, state, problem)

    def _failed(self, action: Action, code: str, error: OSError) -> EntryReport:
        place = f"HKEY_CURRENT_USER\\{verb_keys(action)[0]}"
        problem = EnvironmentProblem(code, path=place, reason=reason_of(error))
        return self._report(action, EntryState.FAILED, problem)


def verb_keys(action: Action) -> list[str]:
    """Return where a verb stands: on what Windows calls pictures, and on every other suffix."""
    verb = f"shell\\photofinder.{action.key}"
    if action.target is Target.FOLDERS:
        return [f"{_FOLDERS}\\{verb}"]
    others = sorted(PHOTO_SUFFIXES - _PERCEIVED)
    return [f"{_SYSTEM}\\image\\{verb}", *(f"{_SYSTEM}\\{suffix}\\{verb}" for suffix in others)]
