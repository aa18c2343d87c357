"""The right-click actions as the settings show them: a line for each file manager. GUI thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from photofinder.desktop.entries import EntryState
from photofinder.ui import words
from photofinder.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photofinder.desktop.entries import EntryReport
    from photofinder.desktop.integration import Integration


@dataclass(frozen=True, slots=True)
class MenuState:
    """What stands in one file manager's menu.

    Attributes
    ----------
    title : str
        The file manager's name.
    states : frozenset of EntryState
        Of its entries.
    problems : tuple of str
        Why some are not as they should be, in words.
    """

    title: str
    states: frozenset[EntryState]
    problems: tuple[str, ...]

    @property
    def removable(self) -> bool:
        """Whether some of it is ours."""
        return bool(self.states & {EntryState.INSTALLED, EntryState.OUTDATED})

    @property
    def complete(self) -> bool:
        """Whether nothing is left to install."""
        return self.states == {EntryState.INSTALLED}


@dataclass(frozen=True, slots=True)
class MenuStates:
    """All of them, and what to do so that a running file manager notices a change."""

    menus: tuple[MenuState, ...]
    advice: tuple[str, ...] = ()


def read_menus(integration: Integration) -> MenuStates:
    """Look at every entry; file managers that are not on this computer are left out. Any thread."""
    return _states(integration, integration.status())


def install_menus(integration: Integration) -> MenuStates:
    """Write every entry. Any thread."""
    before = integration.status()
    return _changed(integration, before, integration.install())


def remove_menus(integration: Integration) -> MenuStates:
    """Remove every entry. Any thread."""
    before = integration.status()
    done = integration.remove()
    states = _changed(integration, before, done)
    # an entry of a file manager that is gone has no line any more, unless it could not be removed
    absent = frozenset({EntryState.ABSENT})
    there = {menu.title for menu in read_menus(integration).menus}
    left = tuple(m for m in states.menus if m.title in there or m.states != absent)
    return MenuStates(left, states.advice)


def _changed(
    integration: Integration, before: Sequence[EntryReport], after: Sequence[EntryReport]
) -> MenuStates:
    return _states(integration, after, tuple(integration.advice(before, after)))


def _states(
    integration: Integration, reports: Sequence[EntryReport], advice: tuple[str, ...] = ()
) -> MenuStates:
    by_title: dict[str, list[EntryReport]] = {}
    for report in reports:
        if report.state is not EntryState.UNUSED:
            by_title.setdefault(integration.title_of(report), []).append(report)
    menus = tuple(
        MenuState(
            title,
            frozenset(report.state for report in found),
            tuple(
                dict.fromkeys(
                    words.error_text(report.problem)
                    for report in found
                    if report.problem is not None
                    and report.state in (EntryState.FAILED, EntryState.FOREIGN)
                )
            ),
        )
        for title, found in by_title.items()
    )
    return MenuStates(menus, advice)


def state_text(menu: MenuState) -> str:
    """Return the state of a menu in a word or two."""
    states = menu.states
    if EntryState.FAILED in states:
        return tr("failed")
    if EntryState.FOREIGN in states:
        return tr("another program's file is in the way")
    if EntryState.OUTDATED in states:
        return tr("of another version")
    if len(states) > 1:
        return tr("partly installed")
    return tr("installed") if menu.complete else tr("not installed")


def title_text(menu: MenuState) -> str:
    """Return the name of a menu; those of programs are the same in every language."""
    return QCoreApplication.translate(words.ENGINE_CONTEXT, menu.title)


def advice_text(advice: str) -> str:
    """Return what makes a file manager notice, in the user's language."""
    return QCoreApplication.translate(words.ENGINE_CONTEXT, advice)
