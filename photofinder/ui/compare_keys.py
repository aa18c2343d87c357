"""The keys of the compare view. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from photofinder.ui.compare_bar import CompareMode
from photofinder.ui.compare_pane import KEEP, TRASH

if TYPE_CHECKING:
    from collections.abc import Callable

    from photofinder.ui.compare_view import CompareView

_MOST_PHOTOS = 4


def key_actions(view: CompareView) -> dict[Qt.Key, Callable[[], None]]:
    """Return what each key does."""
    key = Qt.Key
    actions: dict[Qt.Key, Callable[[], None]] = {
        key.Key_K: lambda: view.ask_mark(KEEP),
        key.Key_T: lambda: view.ask_mark(TRASH),
        key.Key_Delete: lambda: view.ask_mark(TRASH),
        key.Key_Space: view.flip,
        key.Key_F: view.flip,
        key.Key_B: lambda: view.set_mode(CompareMode.SIDE),
        key.Key_D: view.toggle_difference,
        key.Key_S: view.bar.toggle_sync,
        key.Key_A: view.toggle_align,
        key.Key_M: view.show_moved,
        key.Key_I: view.bar.toggle_facts,
        key.Key_0: view.zoom_to_fit,
        key.Key_Z: view.zoom_to_actual,
        key.Key_N: view.ask_next,
        key.Key_P: view.ask_previous,
        key.Key_Escape: view.go_back,
    }
    for number in range(_MOST_PHOTOS):
        actions[Qt.Key(key.Key_1.value + number)] = _chooser(view, number + 1)
    return actions


def _chooser(view: CompareView, number: int) -> Callable[[], None]:
    return lambda: view.choose(number)
