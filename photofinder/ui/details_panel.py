"""The panel at the right: what is known of the chosen photo or photos. GUI thread.

The first choice is looked up at once, choices in quick succession only when they come to rest, so
that a key that is held down queues nothing up. The newest choice wins; while it is looked up
longer than an eye needs, the old photo is taken away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from photofinder.ui.canvas_surface import CanvasSurface
from photofinder.ui.details_photo import PhotoSheet
from photofinder.ui.details_selection import SelectionSummary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PySide6.QtGui import QShowEvent

    from photofinder.core.views import PhotoDetails
    from photofinder.ui.context import PageContext

REST_MS = 80
_SLOW_MS = 150


class DetailsPanel(QWidget):
    """What is known of the chosen photos; `show_file` for one, `show_chosen` for any number."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._file_id: int | None = None
        self._is_stale = False
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._on_rest)
        self._slow = QTimer(self, singleShot=True, interval=_SLOW_MS)
        self._slow.timeout.connect(self._on_slow)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.stack = QStackedWidget(self)
        self.empty = CanvasSurface(self)
        self.empty.clear(
            self.tr("No photo selected"),
            self.tr("Choose a photo to see it here, with its facts and its copies."),
        )
        self.sheet = PhotoSheet(context, self)
        self.selection = SelectionSummary(context, self)
        for page in (self.empty, self.sheet, self.selection):
            self.stack.addWidget(page)
        layout.addWidget(self.stack)
        self.sheet.photoChosen.connect(context.requests.photoShowRequested)
        context.bridge.photosChanged.connect(self._on_photos_changed)

    @property
    def file_id(self) -> int | None:
        """The photo that is meant; None for none or several."""
        return self._file_id

    # -- what is shown -------------------------------------------------------------------------

    def show_file(self, file_id: int | None) -> None:
        """Show one photo, or the words for none."""
        if file_id is None:
            self._forget()
            self.stack.setCurrentWidget(self.empty)
            return
        is_new = file_id != self._file_id
        self._file_id = file_id
        self._is_stale = True
        if not self._rest.isActive():
            self._look_up()
            self._rest.start()
        elif is_new:
            self._rest.start()

    def show_chosen(self, file_ids: NDArray[np.int64]) -> None:
        """Sum several photos up; one is shown, none are the words for none."""
        if len(file_ids) <= 1:
            self.show_file(int(file_ids[0]) if len(file_ids) else None)
            return
        self._forget()
        self.selection.show_chosen(file_ids)
        self.stack.setCurrentWidget(self.selection)

    def _forget(self) -> None:
        self._file_id = None
        self._is_stale = False
        self._slow.stop()
        self.sheet.show_waiting()

    def showEvent(self, event: QShowEvent) -> None:
        """Look up what was chosen while nobody looked."""
        super().showEvent(event)
        self._look_up()

    # -- looking up ----------------------------------------------------------------------------

    @Slot()
    def _on_rest(self) -> None:
        self._look_up()

    @Slot()
    def _on_photos_changed(self) -> None:
        if self._file_id is not None:
            self.show_file(self._file_id)

    def _look_up(self) -> None:
        if not self._is_stale or self._file_id is None or not self.isVisible():
            return
        self._is_stale = False
        file_id = self._file_id
        shown = self.sheet.details
        if shown is None or shown.row.file_id != file_id:
            self._slow.start()
        self._context.bridge.ask(
            self,
            lambda library: library.viewing.details(file_id),
            lambda details: self._on_details(file_id, details),
            key="details",
        )

    @Slot()
    def _on_slow(self) -> None:
        self.sheet.show_waiting()
        self.stack.setCurrentWidget(self.sheet)

    def _on_details(self, file_id: int, details: PhotoDetails | None) -> None:
        if file_id != self._file_id:
            return
        self._slow.stop()
        if details is None:
            self._forget()
            self.stack.setCurrentWidget(self.empty)
            return
        self.sheet.show_details(details)
        self.stack.setCurrentWidget(self.sheet)
