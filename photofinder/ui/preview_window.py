"""The large photo on the whole screen, moving the grid's current photo along. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from photofinder.ui import theme
from photofinder.ui.preview_panel import PreviewPanel

if TYPE_CHECKING:
    from photofinder.ui.context import PageContext
    from photofinder.ui.grid_view import GridView


class PreviewWindow(QWidget):
    """A window of its own, without a frame, dark whatever the theme; gone when it is closed.

    Parameters
    ----------
    context : PageContext
    grid : GridView
        Its list is shown, beginning with its current photo, which follows.
    parent : QWidget
        The window to which it belongs.
    """

    def __init__(self, context: PageContext, grid: GridView, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        theme.dress_dark(self)
        self._grid = grid
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.panel = PreviewPanel(context, self)
        self.panel.canvas.set_dark_ground(True)
        layout.addWidget(self.panel)
        self.setFocusProxy(self.panel)
        self.panel.closeRequested.connect(self.close)
        self.panel.currentChanged.connect(self._on_current)
        self._grid.photos.modelReset.connect(self._on_list)
        self.setWindowTitle(self.tr("Preview"))

    @classmethod
    def show_for(
        cls, context: PageContext, grid: GridView, parent: QWidget
    ) -> PreviewWindow | None:
        """Show the grid's current photo on the screen of the window.

        Returns
        -------
        PreviewWindow or None
            None for a grid without photos.
        """
        if not grid.photos.file_ids.size:
            return None
        window = cls(context, grid, parent)
        window.setGeometry(parent.screen().geometry())
        window.showFullScreen()
        window.start()
        return window

    def start(self) -> None:
        """Show the current photo of the grid, or its first one."""
        self.panel.show_photos(self._grid.photos.file_ids, max(0, self._grid.current))
        self.panel.setFocus()

    @Slot(object)
    def _on_current(self, file_id: int) -> None:
        number = self._grid.photos.number_of(file_id)
        if number >= 0:
            self._grid.choose(number)

    @Slot()
    def _on_list(self) -> None:
        self.panel.set_photos(self._grid.photos.file_ids)
