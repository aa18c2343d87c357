"""Pages that take each other's place: who had the keyboard in the one has it in the other.

GUI thread. Qt would leave it on what is hidden now, or give it to whatever comes next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStackedLayout, QStackedWidget, QWidget


def has_focus_within(widget: QWidget) -> bool:
    """Whether the keyboard of the window is in a widget or below it."""
    focused = widget.window().focusWidget()
    return focused is not None and (focused is widget or widget.isAncestorOf(focused))


def turn_to(stack: QStackedLayout | QStackedWidget, page: QWidget, focus: QWidget) -> None:
    """Show a page of a stack.

    Parameters
    ----------
    stack : QStackedLayout or QStackedWidget
    page : QWidget
    focus : QWidget
        Gets the keyboard if it was in the page that was shown until now.
    """
    before = stack.currentWidget()
    if before is page or before is None:
        return
    had_focus = has_focus_within(before)
    stack.setCurrentWidget(page)
    if had_focus:
        focus.setFocus(Qt.FocusReason.OtherFocusReason)
