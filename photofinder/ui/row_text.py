"""What the chosen row of a table says, in full: sentences are longer than cells. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from photofinder.ui.wrapped_text import WrappedText

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from photofinder.ui.table_view import TableView


class RowText(WrappedText):
    """Follows the current rows of tables; hidden where there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("The chosen line"))
        self.hide()

    def follow(self, table: TableView, text: Callable[[Any], str]) -> None:
        """Show ``text`` of the row that is chosen in a table."""
        table.rowChosen.connect(lambda row: self.say("" if row is None else text(row)))

    def say(self, text: str) -> None:
        """Show a text; nothing for an empty one."""
        self.setVisible(bool(text))
        self.set_text(text)
