"""Between the compare view and the page it was opened from. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from photofinder.ui import photo_actions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from photofinder.ui.context import CompareRequest, PageContext
    from photofinder.ui.page_stack import PageStack


class CompareControl(QObject):
    """Opens and leaves the compare view; marks go to the duplicates it was opened from.

    Parameters
    ----------
    context : PageContext
    stack : PageStack
    """

    def __init__(self, context: PageContext, stack: PageStack) -> None:
        super().__init__(stack)
        self._context = context
        self._stack = stack
        self._before = "library"
        context.requests.compareRequested.connect(self.compare)

    def connect_view(self, view: Any) -> None:
        """Listen to the compare view, once it is built."""
        view.closed.connect(self._leave)
        self._stack.pageShown.connect(
            lambda name: None if name == "compare" else view.release_photos()
        )
        view.keepRequested.connect(lambda path: self._mark(path, "keep"))
        view.trashRequested.connect(lambda path: self._mark(path, "trash"))
        view.nextRequested.connect(lambda: self._other(self._duplicates.next_group))
        view.previousRequested.connect(lambda: self._other(self._duplicates.previous_group))

    def compare_chosen(self, paths: Sequence[Path]) -> None:
        """Compare chosen photos; on the duplicates page the current group."""
        if self._stack.shown == "duplicates":
            request = self._duplicates.current_request()
            if request is not None:
                self.compare(request)
        elif self._stack.shown != "compare":
            photo_actions.compare_photos(self._context, paths)

    def compare(self, request: CompareRequest) -> None:
        """Show photos side by side; Esc leads back."""
        if self._stack.shown != "compare":
            self._before = self._stack.shown
        view = self._stack.show_page("compare")
        view.show_photos(request)
        if self._before == "duplicates":
            view.set_marks(self._duplicates.current_marks())
            view.prefetch(self._duplicates.next_paths())
        else:
            view.set_can_mark(False)

    @property
    def _duplicates(self) -> Any:
        return self._stack.page("duplicates")

    def _leave(self) -> None:
        self._stack.show_page(self._before)

    def _mark(self, path: Path, mark: str) -> None:
        if self._before == "duplicates":
            self._duplicates.apply_mark(path, mark)
            self._stack.page("compare").set_marks(self._duplicates.current_marks())

    def _other(self, move: Callable[[], bool]) -> None:
        if self._before == "duplicates" and move():
            request = self._duplicates.current_request()
            if request is not None:
                self.compare(request)
