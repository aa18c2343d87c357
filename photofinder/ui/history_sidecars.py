"""Sidecars of kept photos that an undo could not take back: told with their paths. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from photofinder.ui import theme, words
from photofinder.ui.cleanup_plan_view import folder_column, name_column, sentence_column
from photofinder.ui.table_view import TableView
from photofinder.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photofinder.core.cleanup_past import BatchSidecar

_NAME_PX, _FOLDER_PX = 220, 320
_ROWS_SHOWN = 3
_ROW_PX = 32


class SidecarsLeft(QWidget):
    """A warning and a table below the files of a clean-up; hidden where there is nothing left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel(self)
        self.title.setProperty("role", "warning")
        self.title.setWordWrap(True)
        columns = [name_column(), folder_column(), sentence_column(tr("Why"), why_text)]
        self.table = TableView(columns, (_NAME_PX, _FOLDER_PX), self)
        self.table.setAccessibleName(self.tr("Sidecars that were not taken back"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.title)
        column.addWidget(self.table)
        self.hide()

    def show_rows(self, rows: Sequence[BatchSidecar]) -> None:
        """Show what is left of one clean-up."""
        self.setVisible(bool(rows))
        if list(rows) == list(self.table.table.rows):
            return
        self.title.setText(
            self.tr(
                "%Ln sidecar(s) of kept photos still say what was taken over from photos that are "
                "back.",
                "",
                len(rows),
            )
        )
        self.table.set_rows(rows)
        self.table.setFixedHeight(_ROW_PX * (min(len(rows), _ROWS_SHOWN) + 1))


def why_text(sidecar: BatchSidecar) -> str:
    """Say why a sidecar was not taken back."""
    if sidecar.problem is None:
        return tr("It was not tried yet. Undo takes it back.")
    return words.phrase_text(sidecar.problem)


def full_text(sidecar: BatchSidecar) -> str:
    """Return everything that a line about a sidecar says."""
    of = tr("Beside the kept photo {path}").format(path=words.path_text(sidecar.photo))
    return "\n".join((words.path_text(sidecar.path), of, why_text(sidecar)))
