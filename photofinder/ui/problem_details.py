"""What is wrong with the chosen line, in full, and what can be done about it. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from photofinder.ui import icons, theme, words
from photofinder.ui.problems_model import ProblemKind
from photofinder.ui.wrapped_text import WrappedText

if TYPE_CHECKING:
    from pathlib import Path

    from photofinder.ui.problems_model import Problem


class ProblemDetails(QFrame):
    """The foot of the problems page.

    Signals
    -------
    showRequested(Path), copyRequested(Path)
    removeConfirmed(Path, bool)
        A folder is to leave the library; whether what was learnt of it is forgotten too.
    """

    showRequested = Signal(object)
    copyRequested = Signal(object)
    removeConfirmed = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._problem: Problem | None = None
        self._writable = False
        self._build()
        self.show_problem(None)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GROUP, theme.GAP + 4, theme.GROUP, theme.GAP + 4)
        column.setSpacing(theme.GAP)
        self._path = WrappedText(self, max_lines=3)
        self._path.setAccessibleName(self.tr("Path"))
        self._reason = WrappedText(self)
        self._reason.setAccessibleName(self.tr("What is wrong"))
        column.addWidget(self._path)
        column.addWidget(self._reason)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        self._show = self._button(self.tr("Show in file manager"), "folder")
        self._show.clicked.connect(lambda: self._emit(self.showRequested))
        self._copy = self._button(self.tr("Copy path"), "copy")
        self._copy.clicked.connect(lambda: self._emit(self.copyRequested))
        self._remove = self._button(self.tr("Remove from the library..."), "remove")
        self._remove.clicked.connect(self._on_remove)
        self._keep = QPushButton(self.tr("Remove, keep what was learnt"), self)
        self._keep.setProperty("role", "primary")
        self._keep.clicked.connect(lambda: self._on_confirmed(forget=False))
        self._forget = QPushButton(self.tr("Remove and forget"), self)
        self._forget.setProperty("role", "danger")
        self._forget.clicked.connect(lambda: self._on_confirmed(forget=True))
        self._cancel = QPushButton(self.tr("Cancel"), self)
        self._cancel.clicked.connect(self._on_cancel)
        for button in (
            self._show,
            self._copy,
            self._remove,
            self._keep,
            self._forget,
            self._cancel,
        ):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)

    def _button(self, text: str, icon: str) -> QPushButton:
        button = QPushButton(text, self)
        icons.dress(button, icon)
        return button

    @property
    def problem(self) -> Problem | None:
        """What is shown."""
        return self._problem

    def show_problem(self, problem: Problem | None) -> None:
        """Tell of one problem; hidden without any."""
        self._problem = problem
        self.setVisible(problem is not None)
        if problem is not None:
            self._ask(confirm=False)

    def set_writable(self, writable: bool) -> None:
        """Allow changes only where this process may write to the library."""
        self._writable = writable
        self._remove.setEnabled(writable)

    @Slot()
    def _on_remove(self) -> None:
        self._ask(confirm=True)
        self._cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_cancel(self) -> None:
        self._ask(confirm=False)
        self._remove.setFocus(Qt.FocusReason.OtherFocusReason)

    def start_removal(self) -> None:
        """Ask whether the folder is to leave the library, where the problem is a folder's."""
        if self._writable and self._remove.isVisibleTo(self):
            self._on_remove()

    def _ask(self, *, confirm: bool) -> None:
        """Show the problem, or the question whether its folder shall go."""
        problem = self._problem
        if problem is None:
            return
        has_path = problem.path is not None
        self._path.setVisible(has_path)
        self._path.set_text("" if problem.path is None else words.path_text(problem.path))
        question = self.tr(
            "Take this folder out of the library? Its photos stay where they are.\n"
            "If what was learnt of them is kept, adding the folder again takes no time."
        )
        self._reason.set_text(question if confirm else problem.reason)
        offline = problem.kind is ProblemKind.OFFLINE
        self._show.setVisible(has_path and not offline and not confirm)
        self._copy.setVisible(has_path and not confirm)
        self._remove.setVisible(offline and not confirm)
        for button in (self._keep, self._forget, self._cancel):
            button.setVisible(confirm)

    def _on_confirmed(self, *, forget: bool) -> None:
        problem = self._problem
        if problem is not None and problem.path is not None:
            self._ask(confirm=False)
            self.removeConfirmed.emit(problem.path, forget)

    def _emit(self, signal: object) -> None:
        path: Path | None = None if self._problem is None else self._problem.path
        if path is not None:
            signal.emit(path)  # type: ignore[attr-defined]  # one of the signals above
