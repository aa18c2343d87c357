"""Where the details of chosen photos stand: beside the page, where it leaves them room. GUI thread.

The panel is built for the first photo; until then an empty widget holds its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSplitter, QWidget

from photofinder.ui.context import Notice

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from photofinder.core.views import PhotoRow
    from photofinder.ui.context import PageContext
    from photofinder.ui.details_panel import DetailsPanel

WIDTH_PX = 312


class DetailsPlace(QObject):
    """The last widget of a splitter: the details, or nothing.

    Parameters
    ----------
    context : PageContext
    splitter : QSplitter
        With all that stands before the details.
    """

    def __init__(self, context: PageContext, splitter: QSplitter) -> None:
        super().__init__(splitter)
        self._context = context
        self._splitter = splitter
        self._wanted = True
        self._has_photos = False
        self._room_px = 0
        self._empty = QWidget(splitter)
        self._empty.setMinimumWidth(WIDTH_PX)
        self.panel: DetailsPanel | None = None
        splitter.addWidget(self._empty)
        splitter.setStretchFactor(splitter.indexOf(self._empty), 0)

    def arrange(self, *, has_photos: bool, room_px: int) -> None:
        """Show the details, or hide them.

        Parameters
        ----------
        has_photos : bool
            The page shows photos to tell of.
        room_px : int
            What the window is wider than what stands before the details needs.
        """
        self._has_photos, self._room_px = has_photos, room_px
        self._show()

    def want(self, wanted: bool) -> None:
        """Show the details where there is room, or never; says so where there is none."""
        self._wanted = wanted
        self._show()
        if wanted and self._has_photos and not self._has_room():
            text = self.tr("There is no room for the details: make the window wider.")
            self._context.requests.noticeRaised.emit(Notice(text, key="details"))

    def show_photo(self, row: PhotoRow | None) -> None:
        """Tell of one photo; None: of none."""
        if row is not None:
            self._built().show_file(row.file_id)
        elif self.panel is not None:
            self.panel.show_file(None)

    def show_chosen(self, file_ids: NDArray[np.int64]) -> None:
        """Tell of all photos that are chosen, their numbers in shape (n,)."""
        if file_ids.size:
            self._built().show_chosen(file_ids)

    def _has_room(self) -> bool:
        return self._room_px >= WIDTH_PX

    def _show(self) -> None:
        shown = self._has_photos and self._wanted and self._has_room()
        (self.panel or self._empty).setVisible(shown)

    def _built(self) -> DetailsPanel:
        if self.panel is None:
            from photofinder.ui.details_panel import DetailsPanel

            # not the splitter's child yet: it would be a widget of its own there
            self.panel = DetailsPanel(self._context, self._splitter.window())
            place = self._splitter.indexOf(self._empty)
            self._splitter.replaceWidget(place, self.panel)
            self._splitter.setStretchFactor(place, 0)
            self._empty.deleteLater()
            self._show()
        return self.panel
