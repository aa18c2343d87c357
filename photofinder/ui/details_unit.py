"""The files that are one photo, by their names: what goes and comes with it. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from photofinder.ui import theme, words
from photofinder.ui.wrapped_text import WrappedText

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_MAX_NAMES_SHOWN = 12


class UnitList(QWidget):
    """Names of files that are kept, removed and restored together; hidden for a single one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.TIGHT)
        heading = QLabel(self.tr("Belongs together"), self)
        heading.setProperty("role", "heading")
        layout.addWidget(heading)
        self.names = WrappedText(self)
        self.names.setAccessibleName(heading.text())
        self.names.setToolTip(
            self.tr("These files are one photo: they are kept, removed and restored together.")
        )
        layout.addWidget(self.names)
        self.show_files(())

    def show_files(self, paths: Sequence[Path]) -> None:
        """Show the files of one photo, all of one folder."""
        names = [words.path_text(path.name) for path in paths[:_MAX_NAMES_SHOWN]]
        if len(paths) > len(names):
            names.append(self.tr("%n more", "", len(paths) - len(names)))
        self.names.set_text("\n".join(names))
        self.setVisible(len(paths) > 1)
