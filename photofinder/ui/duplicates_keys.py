"""The keys of the duplicates page: what they do, and the line that tells of them. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt

from photofinder.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

_LAST_NUMBER = 9


class ReviewActions(Protocol):
    """What keys can do."""

    def next_group(self) -> bool:
        """Go to the next group."""

    def previous_group(self) -> bool:
        """Go to the group before."""

    def step_member(self, by: int) -> None:
        """Go to another file of the group."""

    def keep_number(self, number: int) -> None:
        """Keep a file, counted from 1."""

    def keep_all(self) -> None:
        """Keep every file."""

    def dismiss(self) -> None:
        """Call the group none."""

    def toggle_trash(self) -> None:
        """Mark the current file for the trash, or not."""

    def ask_rule(self) -> None:
        """Mark all groups, after a question."""

    def compare(self) -> None:
        """See the files side by side."""

    def find_similar(self) -> None:
        """Search for what looks like the current file."""

    def undo(self) -> None:
        """Take the last step back."""

    def redo(self) -> None:
        """Do it again."""


class ReviewKeys:
    """Does what keys mean.

    Parameters
    ----------
    actions : ReviewActions
    """

    def __init__(self, actions: ReviewActions) -> None:
        key = Qt.Key
        self._plain: dict[int, Callable[[], object]] = {
            key.Key_N: actions.next_group,
            key.Key_P: actions.previous_group,
            key.Key_Left: lambda: actions.step_member(-1),
            key.Key_Right: lambda: actions.step_member(1),
            key.Key_A: actions.keep_all,
            key.Key_X: actions.dismiss,
            key.Key_T: actions.toggle_trash,
            key.Key_Delete: actions.toggle_trash,
            key.Key_R: actions.ask_rule,
            key.Key_C: actions.compare,
            key.Key_Return: actions.compare,
            key.Key_Enter: actions.compare,
            key.Key_S: actions.find_similar,
        }
        for number in range(1, _LAST_NUMBER + 1):
            self._plain[key.Key_0 + number] = self._keeper(actions, number)
        self._with_ctrl: dict[int, Callable[[], object]] = {
            key.Key_Z: actions.undo,
            key.Key_Y: actions.redo,
        }
        self._with_ctrl_shift: dict[int, Callable[[], object]] = {key.Key_Z: actions.redo}

    @staticmethod
    def _keeper(actions: ReviewActions, number: int) -> Callable[[], object]:
        return lambda: actions.keep_number(number)

    def handle(self, event: QKeyEvent) -> bool:
        """Do what a key means; False when it is none of these."""
        modifier = Qt.KeyboardModifier
        held = event.modifiers() & ~modifier.KeypadModifier
        keys = {
            modifier.NoModifier: self._plain,
            modifier.ControlModifier: self._with_ctrl,
            modifier.ControlModifier | modifier.ShiftModifier: self._with_ctrl_shift,
        }.get(held, {})
        action = keys.get(event.key())
        if action is None:
            return False
        action()
        return True


def legend() -> list[tuple[str, str]]:
    """Return the keys with their words, the most needed first."""
    return [
        (tr("N P", "two keys"), tr("next, previous group")),
        (tr("1–9", "keys"), tr("keep that one")),
        (tr("A", "a key"), tr("keep all")),
        (tr("T", "a key"), tr("trash or not")),
        (tr("X", "a key"), tr("not duplicates")),
        (tr("C", "a key"), tr("compare")),
        (tr("Ctrl+Z", "a key"), tr("undo")),
        (tr("← →", "two keys"), tr("file of the group")),
        (tr("R", "a key"), tr("mark all")),
        (tr("S", "a key"), tr("find similar")),
    ]
