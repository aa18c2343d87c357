"""Duplicates of some folders only: what says so, and what asks to add those not known. GUI thread.

"Find duplicates here" of a file manager ends here. A folder that the library does not look into
is never added without a click.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from photofinder.app.questions import Desk
from photofinder.errors import EnvironmentProblem
from photofinder.ui import theme, words
from photofinder.ui.elided_label import ElidedLabel
from photofinder.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from photofinder.app.library import Library
    from photofinder.ui.context import PageContext


@dataclass(frozen=True, slots=True)
class Scope:
    """Some folders, as the library sees them.

    Attributes
    ----------
    shown : tuple of Path
        What groups are shown of: what the library looks into, as it writes it.
    unknown : tuple of Path
        What it does not look into, or not into all of.
    problems : tuple of EnvironmentProblem
        What is no folder that can be looked into.
    """

    shown: tuple[Path, ...] = ()
    unknown: tuple[Path, ...] = ()
    problems: tuple[EnvironmentProblem, ...] = ()


def read_scope(library: Library, folders: Sequence[Path]) -> Scope:
    """Look folders up. Worker threads."""
    shown: list[Path] = []
    unknown: list[Path] = []
    problems: list[EnvironmentProblem] = []
    for folder in dict.fromkeys(folders):
        try:
            place = library.find_folder(folder)
        except EnvironmentProblem as error:
            problems.append(error)
            continue
        if not place.is_inside:
            unknown.append(place.path)
        shown += [place.path] if place.is_inside else place.holds
    return Scope(tuple(dict.fromkeys(shown)), tuple(unknown), tuple(problems))


class ScopeBar(QFrame):
    """Says that only some folders are looked at, and leads back to all.

    Signals
    -------
    allRequested(), addRequested()
    """

    allRequested = Signal()
    addRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice-info")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GROUP, theme.GAP, theme.GAP, theme.GAP)
        row.setSpacing(theme.GAP)
        self.text = ElidedLabel(self, Qt.TextElideMode.ElideMiddle)
        self.add = QPushButton(self)
        self.add.clicked.connect(self.addRequested)
        self.all = QPushButton(self.tr("Show all groups"), self)
        self.all.clicked.connect(self.allRequested)
        row.addWidget(self.text, 1)
        row.addWidget(self.add)
        row.addWidget(self.all)
        self.hide()

    def tell(self, shown: Sequence[Path], unknown: Sequence[Path] = ()) -> None:
        """Say what is shown, and what could be added."""
        self.setVisible(bool(shown or unknown))
        self.add.setVisible(bool(shown and unknown))  # without photos to show, the page asks
        self.add.setText(add_text(len(unknown)))
        if shown and unknown:
            self.text.setText(unknown_text(unknown))
        else:  # what is not known is said by the page itself, where nothing else is shown
            self.text.setText(self._only_text(tuple(shown) or tuple(unknown)))
        self.setAccessibleName(self.text.text())

    def _only_text(self, folders: Sequence[Path]) -> str:
        if len(folders) == 1:
            text = self.tr("Only groups with something in {folder}")
            return text.format(folder=words.path_text(folders[0]))
        return self.tr("Only groups with something in one of %n folder(s)", "", len(folders))


def add_text(count: int) -> str:
    """Return what the button says that adds folders."""
    return tr("Add %n folder(s) and look for duplicates", "", count)


def unknown_text(unknown: Sequence[Path], *, short: bool = False) -> str:
    """Say that folders are not looked into; ``short`` leaves out where one lies."""
    if len(unknown) == 1:
        name = (short and unknown[0].name) or unknown[0]
        return tr("{folder} is not in the library yet.").format(folder=words.path_text(name))
    return tr("%n folder(s) are not in the library yet.", "", len(unknown))


class ScopeControl(QObject):
    """Looks wanted folders up, also again once some were added.

    Signals
    -------
    found(Scope)
    """

    found = Signal(object)

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._wanted: tuple[Path, ...] = ()
        self.scope = Scope()
        context.bridge.foldersChanged.connect(self._on_folders)

    def show(self, folders: Sequence[Path]) -> None:
        """Look folders up."""
        self._wanted = tuple(folders)
        self.scope = Scope()
        self._ask()

    def leave(self) -> None:
        """Forget them: all groups are shown again."""
        self._wanted = ()
        self.scope = Scope()

    def add_unknown(self) -> None:
        """Take what is not looked into into the library; the user said so."""
        for folder in self.scope.unknown:
            self._context.requests.folderAddRequested.emit(folder)

    @Slot()
    def _on_folders(self) -> None:
        if self.scope.unknown:
            self._ask()

    def _ask(self) -> None:
        wanted = self._wanted
        self._context.bridge.ask(
            self,
            lambda library: read_scope(library, wanted),
            self._on_found,
            key="scope",
            desk=Desk.WAIT,
        )

    def _on_found(self, scope: Scope) -> None:
        if scope == self.scope:
            return
        self.scope = scope
        for problem in scope.problems:
            self._context.bridge.report(problem)
        self.found.emit(scope)
