"""The facts of one photo as a list of names and values. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from photofinder.ui import photo_facts, theme
from photofinder.ui.photo_facts import Fact

if TYPE_CHECKING:
    from photofinder.ui.photo_facts import PhotoFacts


class FactsList(QWidget):
    """A row a fact; those that are not known take no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.GROUP)
        grid.setVerticalSpacing(theme.TIGHT)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        self._rows: dict[Fact, tuple[QLabel, QLabel]] = {}
        for number, fact in enumerate(Fact):
            name = QLabel(photo_facts.label(fact), self)
            name.setProperty("role", "muted")
            value = QLabel(self)
            value.setTextFormat(Qt.TextFormat.PlainText)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setWordWrap(True)
            grid.addWidget(name, number, 0, top)
            grid.addWidget(value, number, 1, top)
            self._rows[fact] = (name, value)
        self.show_facts(None)

    def show_facts(self, facts: PhotoFacts | None) -> None:
        """Show what is known of a photo."""
        for fact, (name, value) in self._rows.items():
            text = "" if facts is None else photo_facts.text(facts, fact)
            value.setText(text)
            value.setAccessibleName(f"{name.text()}: {text}")
            for label in (name, value):
                label.setVisible(bool(text))

    def shown(self) -> dict[Fact, str]:
        """Return what is seen."""
        return {fact: value.text() for fact, (_, value) in self._rows.items() if value.text()}
