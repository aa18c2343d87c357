"""The pages of the main window, built when they are first needed. GUI thread.

Building them all would take as long as everything else before the first paint; those that were
not asked for are built afterwards, one at a time.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

if TYPE_CHECKING:
    from photofinder.ui.context import PageContext

#: module and class of each page, in the order they are built in the background
_CLASSES = {
    "library": ("photofinder.ui.library_page", "LibraryPage"),
    "duplicates": ("photofinder.ui.duplicates_page", "DuplicatesPage"),
    "similar": ("photofinder.ui.similar_page", "SimilarPage"),
    "folders": ("photofinder.ui.folder_pairs_page", "FolderPairsPage"),
    "problems": ("photofinder.ui.problems_page", "ProblemsPage"),
    "history": ("photofinder.ui.history_page", "HistoryPage"),
    "compare": ("photofinder.ui.compare_view", "CompareView"),
}
#: between two pages the window answers what came meanwhile
PAUSE_MS = 60


class PageStack(QStackedWidget):
    """Pages by name.

    Signals
    -------
    pageBuilt(str, QWidget)
        A page is there for the first time: connect it.
    pageShown(str)
    """

    pageBuilt = Signal(str, object)
    pageShown = Signal(str)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._pages: dict[str, Any] = {}
        self._later = QTimer(self, interval=PAUSE_MS)
        self._later.timeout.connect(self._build_next)

    def page(self, name: str) -> Any:
        """Return a page; it is built at the first call.

        Raises
        ------
        KeyError
            There is no page of that name.
        """
        page = self._pages.get(name)
        if page is None:
            module, kind = _CLASSES[name]
            page = getattr(importlib.import_module(module), kind)(self._context, self)
            self._pages[name] = page
            self.addWidget(page)
            self.pageBuilt.emit(name, page)
        return page

    @property
    def shown(self) -> str:
        """The name of the page that is shown; empty before the first."""
        current = self.currentWidget()
        return next((name for name, page in self._pages.items() if page is current), "")

    def minimumSizeHint(self) -> QSize:
        """Ask for the room of the page that is shown, not of the widest one."""
        page = self.currentWidget()
        return super().minimumSizeHint() if page is None else page.minimumSizeHint()

    def show_page(self, name: str, *, focus: bool = True) -> Any:
        """Show a page and return it; ``focus`` gives it the keyboard."""
        page = self.page(name)
        self.setCurrentWidget(page)
        self.pageShown.emit(name)
        if focus:
            self.focus_page()
        return page

    def focus_page(self) -> None:
        """Give the page that is shown the keyboard; it hands it on."""
        page = self.currentWidget()
        if page is not None and not page.hasFocus():
            page.setFocus()

    def build_rest(self) -> None:
        """Build the pages that nobody asked for yet, one at a time."""
        self._later.start()

    def _build_next(self) -> None:
        missing = next((name for name in _CLASSES if name not in self._pages), None)
        if missing is None:
            self._later.stop()
        else:
            self.page(missing)
