"""One photo in the details panel: preview, search, path, facts, copies. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from photofinder.core.types import FileState
from photofinder.core.views import QueryImage, Region, SimilarQuery
from photofinder.ui import icons, photo_facts, theme, words
from photofinder.ui.canvas_surface import CanvasState
from photofinder.ui.details_copies import CopiesList
from photofinder.ui.details_facts import FactsList
from photofinder.ui.details_unit import UnitList
from photofinder.ui.photo_canvas import PhotoCanvas
from photofinder.ui.picture_image import ImageLevels, levels_of_thumbnail
from photofinder.ui.picture_loader import shared_loader
from photofinder.ui.words import tr
from photofinder.ui.wrapped_text import WrappedText

if TYPE_CHECKING:
    from pathlib import Path

    from photofinder.app.library import Library
    from photofinder.core.views import PhotoDetails, PhotoRow
    from photofinder.ui.context import PageContext

_PREVIEW_HEIGHT_PX = 220


class PhotoSheet(QScrollArea):
    """Everything about one photo.

    Signals
    -------
    photoChosen(Path)
        A copy was chosen in the list.
    """

    photoChosen = Signal(object)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._details: PhotoDetails | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._build()
        self.canvas.stateChanged.connect(self._on_canvas_state)
        self.canvas.regionModeChanged.connect(self._on_region_mode)
        self.canvas.regionChosen.connect(self._search_region)
        self.copies.photoChosen.connect(self.photoChosen)

    # -- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        body = QWidget(self)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(theme.GROUP, theme.GROUP, theme.GROUP, theme.GROUP)
        layout.setSpacing(theme.GAP)
        context = self._context
        self.canvas = PhotoCanvas(shared_loader(context.bridge), context.thumbnails, body)
        self.canvas.shows_region_help = False
        self.canvas.setFixedHeight(_PREVIEW_HEIGHT_PX)
        layout.addWidget(self.canvas)
        self._region_help = QLabel(
            self.tr(
                "Drag a rectangle over the preview, or use the arrow keys, with Shift to resize. "
                "Enter searches, Esc cancels."
            ),
            body,
        )
        self._region_help.setWordWrap(True)
        self._region_help.setProperty("role", "muted")
        self._region_help.hide()
        layout.addWidget(self._region_help)
        self._add_buttons(body, layout)
        layout.addSpacing(theme.GAP)
        self._add_words(body, layout)
        layout.addSpacing(theme.GAP)
        self.facts = FactsList(body)
        layout.addWidget(self.facts)
        layout.addSpacing(theme.GAP)
        self.unit = UnitList(body)
        layout.addWidget(self.unit)
        self.copies = CopiesList(context, body)
        layout.addWidget(self.copies)
        layout.addStretch(1)
        self.setWidget(body)

    def _add_buttons(self, body: QWidget, layout: QVBoxLayout) -> None:
        self.similar = QPushButton(self.tr("Find similar"), body)
        self.similar.setToolTip(self.tr("Find similar (S)"))
        icons.dress(self.similar, "similar")
        self.similar.clicked.connect(self._search_photo)
        self.region = QPushButton(self.tr("Search by a region"), body)
        self.region.setToolTip(self.tr("Find what looks like a part of this photo"))
        self.region.setCheckable(True)
        icons.dress(self.region, "region")
        self.region.clicked.connect(self.canvas.set_region_mode)
        layout.addWidget(self.similar)
        layout.addWidget(self.region)

    def _add_words(self, body: QWidget, layout: QVBoxLayout) -> None:
        self.name = WrappedText(body, max_lines=3)
        font = self.name.font()
        font.setBold(True)
        self.name.setFont(font)
        self.name.setAccessibleName(self.tr("Name"))
        self.path = WrappedText(body)
        self.path.set_colour("muted")
        self.path.setAccessibleName(self.tr("Path"))
        self.state = WrappedText(body)
        self.state.set_colour("warning")
        self.state.setAccessibleName(self.tr("What is wrong"))
        for widget in (self.name, self.path, self.state):
            layout.addWidget(widget)

    # -- what is shown -------------------------------------------------------------------------

    @property
    def details(self) -> PhotoDetails | None:
        """What is shown; None while it is being looked up."""
        return self._details

    def show_waiting(self) -> None:
        """Take the old photo away: the next one is not known yet."""
        self._details = None
        self.canvas.show_nothing(self.tr("Loading…"))
        self.name.set_text("")
        self.path.set_text("")
        self.state.hide()
        self.facts.show_facts(None)
        self.unit.show_files(())
        self.copies.show_copies(())
        self._enable()

    def show_details(self, details: PhotoDetails) -> None:
        """Show a photo, or what is new about it."""
        before, self._details = self._details, details
        row = details.row
        self.name.set_text(words.path_text(row.path.name))
        self.path.set_text(words.path_text(row.path))
        self.path.setAccessibleDescription(words.path_text(row.path))
        self.facts.show_facts(photo_facts.facts_of_details(details))
        self.unit.show_files(details.belonging)
        self.copies.show_copies(details.copies)
        text = _state_text(details)
        self.state.set_text(text)
        self.state.setVisible(bool(text))
        if before is None or _place(before.row) != _place(row):
            self.verticalScrollBar().setValue(0)
            self._show_picture(row)
        self._enable()

    def _show_picture(self, row: PhotoRow) -> None:
        size = QSize(row.width, row.height)
        if _is_in_reach(row):
            self.canvas.show_photo(row.path, size)
            return
        self.canvas.show_nothing(words.path_text(row.path.name), self.tr("Not within reach now"))
        if row.content_id is not None:
            self._context.bridge.ask(
                self,
                lambda library: _thumbnail(library, row.content_id, size),
                lambda pixels: self._on_thumbnail(row, pixels),
                lambda _: None,  # then the words stay
                key="thumbnail",
            )

    def _on_thumbnail(self, row: PhotoRow, pixels: ImageLevels | None) -> None:
        if self._details is not None and self._details.row.path == row.path and pixels is not None:
            self.canvas.show_thumbnail_of(row.path, pixels)

    # -- search --------------------------------------------------------------------------------

    def _enable(self) -> None:
        has_photo = self._details is not None
        self.similar.setEnabled(has_photo)
        shown = self.canvas.state is CanvasState.SHOWN and self.canvas.path is not None
        self.region.setEnabled(has_photo and shown)

    @Slot(object)
    def _on_canvas_state(self, _state: CanvasState) -> None:
        self._enable()

    @Slot(bool)
    def _on_region_mode(self, on: bool) -> None:
        self.region.setChecked(on)
        self._region_help.setVisible(on)

    @Slot()
    def _search_photo(self) -> None:
        self._search(None)

    @Slot(object)
    def _search_region(self, region: Region) -> None:
        self._search(region)

    def _search(self, region: Region | None) -> None:
        if self._details is not None:
            image = QueryImage(path=self._details.row.path, region=region)
            self._context.requests.similarRequested.emit(SimilarQuery(like=(image,)))


def _place(row: PhotoRow) -> tuple[Path, bool]:
    return row.path, _is_in_reach(row)


def _is_in_reach(row: PhotoRow) -> bool:
    return row.online and row.state is not FileState.MISSING


def _thumbnail(library: Library, content_id: int | None, size: QSize) -> ImageLevels | None:
    """Return what is kept of a photo whose file is away. Worker thread."""
    if content_id is None:
        return None
    image = QImage.fromData(library.thumbnail(content_id))
    return None if image.isNull() else levels_of_thumbnail(image, size)


def _state_text(details: PhotoDetails) -> str:
    """Return why a photo is not simply there, and what to do."""
    row = details.row
    if not row.online:
        return tr("The drive or folder of this photo is not connected.")
    if row.state is FileState.MISSING:
        return tr("The file is not where it was. It is taken up again when it comes back.")
    if row.state is FileState.UNREADABLE:
        return words.phrase_text(details.problem or tr("This photo cannot be read."))
    if row.state is FileState.PENDING:
        return tr("Waiting to be read; searches do not know this photo yet.")
    return ""
