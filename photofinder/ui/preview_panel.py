"""A photo as large as there is room, with the next and the one before. GUI thread.

The panel knows the photos by their ids, in order; the row of the current one and of its neighbours
is asked for, the neighbours' pictures are loaded when nothing else is to be done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from photofinder.core.types import FileState
from photofinder.core.views import QueryImage, Region, SimilarQuery
from photofinder.ui import photo_facts, words
from photofinder.ui.photo_canvas import PhotoCanvas
from photofinder.ui.photo_facts import PhotoFacts
from photofinder.ui.picture_loader import shared_loader
from photofinder.ui.preview_bar import PreviewBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from photofinder.core.views import PhotoRow
    from photofinder.ui.context import PageContext
    from photofinder.ui.picture_image import PictureImage

_SLOW_MS = 150
_AHEAD, _BEHIND = 2, 1
_NO_IDS = np.empty(0, np.int64)


class PreviewPanel(QWidget):
    """Shows the photos of a list one by one.

    Keys: left and right (while all of the photo is seen), page up and down, N and P, Home and End
    go through the list; S finds similar, R searches a region; Esc and Space close.

    Signals
    -------
    currentChanged(int)
        The file id of the photo that was gone to.
    closeRequested()
    """

    currentChanged = Signal(object)
    closeRequested = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._loader = shared_loader(context.bridge)
        self._ids: NDArray[np.int64] = _NO_IDS
        self._number = -1
        self._step = 1
        self._row: PhotoRow | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.bar = PreviewBar(self)
        self.canvas = PhotoCanvas(self._loader, context.thumbnails, self)
        self.canvas.shows_focus = False
        layout.addWidget(self.bar)
        layout.addWidget(self.canvas, 1)
        self._slow = QTimer(self, singleShot=True, interval=_SLOW_MS)
        self._slow.timeout.connect(self._on_slow)
        self._connect()
        self._keys = self._key_actions()
        self.setFocusProxy(self.canvas)

    def _connect(self) -> None:
        bar, canvas = self.bar, self.canvas
        bar.closeRequested.connect(self.closeRequested)
        bar.stepRequested.connect(self.step)
        bar.similarRequested.connect(self.find_similar)
        bar.regionToggled.connect(canvas.set_region_mode)
        bar.fitRequested.connect(canvas.zoom_to_fit)
        bar.actualRequested.connect(canvas.zoom_to_actual)
        canvas.scaleChanged.connect(bar.set_scale)
        canvas.regionModeChanged.connect(bar.set_region_mode)
        canvas.regionChosen.connect(self._search_region)
        canvas.stateChanged.connect(lambda _: self._enable())
        canvas.imageArrived.connect(self._on_image)

    # -- what is shown -------------------------------------------------------------------------

    @property
    def file_id(self) -> int | None:
        """The photo that is meant."""
        return int(self._ids[self._number]) if 0 <= self._number < len(self._ids) else None

    @property
    def row(self) -> PhotoRow | None:
        """The photo that is shown; None while it is looked up."""
        return self._row

    def show_photos(self, file_ids: NDArray[np.int64], number: int) -> None:
        """Show one photo of a list.

        Parameters
        ----------
        file_ids : ndarray, int64, (n,)
        number : int
            Which one, from 0.
        """
        self._ids = file_ids
        self._number = min(max(0, number), len(file_ids) - 1)
        self._look_up()

    def set_photos(self, file_ids: NDArray[np.int64]) -> None:
        """Take a newer list; the photo stays, or is the one that took its place."""
        current = self.file_id
        self._ids = file_ids
        found = np.flatnonzero(file_ids == current) if current is not None else _NO_IDS
        if found.size:
            self._number = int(found[0])
            self._tell_place()
        else:
            self._number = min(self._number, len(file_ids) - 1)
            self._look_up()

    @Slot(int)
    def step(self, by: int) -> None:
        """Go on or back; stays at the end."""
        self._step = 1 if by >= 0 else -1
        self._go_to(self._number + by)

    def _go_to(self, number: int) -> None:
        number = min(max(0, number), len(self._ids) - 1)
        if number == self._number or number < 0:
            return
        self._number = number
        self._look_up()
        self.currentChanged.emit(self.file_id)

    def _look_up(self) -> None:
        self._tell_place()
        file_id = self.file_id
        if file_id is None:
            self._slow.stop()
            self._row = None
            self.bar.set_photo("", "")
            self.canvas.show_nothing(self.tr("No photo to show"))
            return
        self._slow.start()
        around = self._around()
        self._context.bridge.ask(
            self,
            lambda library: library.viewing.rows(around),
            lambda rows: self._on_rows(file_id, rows),
            key="rows",
        )

    def _around(self) -> list[int]:
        """Return the current photo and those that will be wanted next, in that order."""
        places = [self._number + self._step * ahead for ahead in range(_AHEAD + 1)]
        places += [self._number - self._step * behind for behind in range(1, _BEHIND + 1)]
        return [int(self._ids[place]) for place in places if 0 <= place < len(self._ids)]

    def _on_rows(self, file_id: int, rows: dict[int, PhotoRow]) -> None:
        if file_id != self.file_id:
            return
        self._slow.stop()
        row = rows.pop(file_id, None)
        if row is None:
            self._row = None
            self.bar.set_photo("", "")
            self.canvas.show_nothing(
                self.tr("This photo is no longer in the library"),
                self.tr("Go on to the next one, or close the preview."),
            )
        elif self._row is None or self._row.path != row.path or self.canvas.path != row.path:
            self._show(row)
        self._prefetch(rows)

    def _show(self, row: PhotoRow) -> None:
        self._row = row
        self.bar.set_photo(words.path_text(row.path.name), _summary(row))
        self.bar.set_path(words.path_text(row.path))
        self.canvas.show_photo(row.path, QSize(row.width, row.height))
        self._enable()

    def _prefetch(self, rows: dict[int, PhotoRow]) -> None:
        wanted = (rows.get(file_id) for file_id in self._around()[1:])
        paths = [row.path for row in wanted if row is not None and _can_be_shown(row)]
        self._loader.prefetch(paths, self.canvas.fit_edge_px)

    @Slot()
    def _on_slow(self) -> None:
        self._row = None
        self.bar.set_photo("", "")
        self.canvas.show_nothing(self.tr("Loading…"))

    @Slot(object)
    def _on_image(self, image: PictureImage) -> None:
        """Say what the file itself says; it is newer than what the library knows."""
        facts = photo_facts.with_image(PhotoFacts(image.path), image)
        self.bar.set_photo(words.path_text(image.path.name), photo_facts.summary(facts))

    def _tell_place(self) -> None:
        self.bar.set_place(self._number, len(self._ids))

    def _enable(self) -> None:
        self.bar.set_can_search(photo=self._row is not None, region=self.canvas.pixels is not None)

    # -- search --------------------------------------------------------------------------------

    @Slot()
    def find_similar(self) -> None:
        """Look for what is like this photo, and close."""
        self._search(None)

    @Slot(object)
    def _search_region(self, region: Region) -> None:
        self._search(region)

    def _search(self, region: Region | None) -> None:
        if self._row is None:
            return
        image = QueryImage(path=self._row.path, region=region)
        self.closeRequested.emit()
        self._context.requests.similarRequested.emit(SimilarQuery(like=(image,)))

    # -- keys ----------------------------------------------------------------------------------

    def _key_actions(self) -> dict[Qt.Key, Callable[[], None]]:
        key = Qt.Key

        def steps(*keys: Qt.Key, by: int) -> dict[Qt.Key, Callable[[], None]]:
            return dict.fromkeys(keys, lambda: self.step(by))

        return {
            **steps(key.Key_Right, key.Key_Down, key.Key_PageDown, key.Key_N, by=1),
            **steps(key.Key_Left, key.Key_Up, key.Key_PageUp, key.Key_P, by=-1),
            key.Key_Home: lambda: self._go_to(0),
            key.Key_End: lambda: self._go_to(len(self._ids) - 1),
            key.Key_S: self.find_similar,
            key.Key_R: lambda: self.canvas.set_region_mode(True),
            key.Key_Z: self.canvas.zoom_to_actual,
            key.Key_Escape: self.closeRequested.emit,
            key.Key_Space: self.closeRequested.emit,
        }

    def event(self, event: QEvent) -> bool:
        """Take our keys before shortcuts of the same letters, where the panel is in a window."""
        overrides = event.type() == QEvent.Type.ShortcutOverride
        if overrides and isinstance(event, QKeyEvent) and self._action_of(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key means; the canvas has taken those that zoom and move."""
        action = self._action_of(event)
        if action is None:
            super().keyPressEvent(event)
        else:
            action()

    def _action_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        return self._keys.get(Qt.Key(event.key()))


def _summary(row: PhotoRow) -> str:
    facts = PhotoFacts(row.path, row.size_bytes, row.mtime_ns, row.width, row.height, row.format)
    return photo_facts.summary(facts)


def _can_be_shown(row: PhotoRow) -> bool:
    return row.online and row.state in (FileState.INDEXED, FileState.PENDING)
