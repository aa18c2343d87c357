"""A canvas that shows photos by path: thumbnail, then as it fits, then full pixels when zoomed.

GUI thread. Whatever arrives under an old ticket is dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Signal, Slot

from photofinder.errors import PhotofinderError, PhotoUnreadable
from photofinder.ui import canvas_painting as painting
from photofinder.ui import words
from photofinder.ui.canvas_surface import CanvasState
from photofinder.ui.image_canvas import ImageCanvas
from photofinder.ui.picture_loader import serves
from photofinder.ui.words import tr

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtWidgets import QWidget

    from photofinder.ui.picture_image import ImageLevels, PictureImage
    from photofinder.ui.picture_loader import PictureLoader
    from photofinder.ui.thumbnail_provider import ThumbnailProvider

_MIN_EDGE_PX, _EDGE_STEP_PX = 512, 256
_THUMBNAIL_EDGE_PX = 320
_MAY_COME_BACK = frozenset({"vanished", "io_error", "no_permission", "changed"})


def failure_text(error: Exception) -> str:
    """Return why a photo cannot be shown and what to do, without its path."""
    if isinstance(error, MemoryError):
        return tr(
            "There is not enough free memory for this picture.\nClose other programs and try again."
        )
    template = error.messages.get(error.code) if isinstance(error, PhotofinderError) else None
    if template is None or not isinstance(error, PhotofinderError):
        return words.error_text(error)
    return words.engine_text(template, error.params)


class PhotoCanvas(ImageCanvas):
    """Shows a photo of the disk.

    Parameters
    ----------
    loader : PictureLoader
    thumbnails : ThumbnailProvider, optional
        What is shown until a photo is decoded.

    Signals
    -------
    imageArrived(PictureImage)
        The photo is shown, or is shown finer, or its file has changed.
    imageFailed(Exception)
        It cannot be read; the canvas says why.
    """

    imageArrived = Signal(object)
    imageFailed = Signal(object)

    def __init__(
        self,
        loader: PictureLoader,
        thumbnails: ThumbnailProvider | None = None,
        parent: QWidget | None = None,
        *,
        enlarge: bool = False,
    ) -> None:
        super().__init__(parent, enlarge=enlarge)
        self._loader = loader
        self._thumbnails = thumbnails
        self._path: Path | None = None
        self._image: PictureImage | None = None
        self._error: Exception | None = None
        self._ticket = 0
        self._finer = self._full = False
        loader.loaded.connect(self._on_loaded)
        loader.failed.connect(self._on_failed)
        loader.filesChanged.connect(self._on_files_changed)
        if thumbnails is not None:
            thumbnails.pathThumbnailReady.connect(self._on_thumbnail)
        self.detailWanted.connect(self._on_detail_wanted)

    @property
    def path(self) -> Path | None:
        """The photo that is shown or will be."""
        return self._path

    @property
    def image(self) -> PictureImage | None:
        """What is there of it."""
        return self._image

    @property
    def error(self) -> Exception | None:
        """Why it cannot be shown."""
        return self._error

    @property
    def fit_edge_px(self) -> int:
        """The long edge that serves the canvas as large as it is, in a few steps."""
        longest = max(self.width(), self.height()) * self.devicePixelRatioF()
        steps = -(-int(longest) // _EDGE_STEP_PX)
        return max(_MIN_EDGE_PX, steps * _EDGE_STEP_PX)

    def show_photo(self, path: Path, size: QSize | None = None) -> None:
        """Take the old photo away and show another.

        Parameters
        ----------
        path : Path
        size : QSize, optional
            Its full size where it is known.
        """
        self._let_go()
        self._path = path
        known = self._loader.cached(path, self.fit_edge_px)
        thumbnail = None if known is not None else self._thumbnail(path)
        self.start_loading(words.path_text(path.name), thumbnail, size)
        if known is not None:
            self._show(known)
        self._ticket = self._loader.request(path, self.fit_edge_px, known)

    def show_thumbnail_of(self, path: Path, pixels: ImageLevels) -> None:
        """Show what is left of a photo that is out of reach now; nothing is loaded."""
        self._let_go()
        self.start_loading(words.path_text(path.name))
        self.show_pixels(pixels)

    def want_edge(self, edge_px: int) -> None:
        """Load the photo this fine although it is not seen so large yet."""
        self._on_detail_wanted(edge_px)

    def _thumbnail(self, path: Path) -> QImage | None:
        if self._thumbnails is None:
            return None
        ratio = self.devicePixelRatioF()
        pixmap = self._thumbnails.thumbnail_for_path(path, _THUMBNAIL_EDGE_PX, ratio)
        return None if pixmap is None else pixmap.toImage()

    @Slot(object)
    def _on_thumbnail(self, path: Path) -> None:
        if path == self._path and self.state is CanvasState.LOADING:
            image = self._thumbnail(path)
            if image is not None:
                self.set_placeholder(image)

    def show_nothing(self, title: str = "", text: str = "") -> None:
        """Show no photo, but words."""
        self._let_go()
        self.clear(title, text)

    def _let_go(self) -> None:
        self._loader.cancel(self._ticket)
        self._ticket = 0
        self._path = self._image = self._error = None
        self._finer = self._full = False

    def _show(self, image: PictureImage) -> None:
        self._image, self._error = image, None
        self.show_pixels(image.pixels)
        self.imageArrived.emit(image)

    @Slot(int, object)
    def _on_loaded(self, ticket: int, image: PictureImage) -> None:
        if ticket != self._ticket or image.path != self._path:
            return
        self._ticket = 0
        self._finer = self._full = False
        if image is not self._image:
            self._show(image)
        self.update()

    @Slot(int, object)
    def _on_failed(self, ticket: int, error: Exception) -> None:
        if ticket != self._ticket:
            return
        self._ticket = 0
        self._finer = self._full = False
        if self._image is not None and not isinstance(error, PhotoUnreadable):
            self.update()
            return  # what is there already is better than nothing
        self._image, self._error = None, error
        self.show_failure(failure_text(error))
        self.imageFailed.emit(error)

    @Slot(int)
    def _on_detail_wanted(self, edge_px: int) -> None:
        if self._path is None or self._image is None or self._finer:
            return
        if serves(self._image, edge_px):
            return
        wanted = self.fit_edge_px if edge_px <= self.fit_edge_px else None
        self._loader.cancel(self._ticket)
        self._finer, self._full = True, wanted is None
        self._ticket = self._loader.request(self._path, wanted)
        self.update()

    @Slot()
    def _on_files_changed(self) -> None:
        """Look whether the file is still the same, unless something is on its way anyway."""
        if self._path is None or self._ticket or not self.isVisible():
            return
        if self._error is not None and getattr(self._error, "code", "") not in _MAY_COME_BACK:
            return
        self._ticket = self._loader.request(self._path, self.fit_edge_px, self._image)

    def _paint_over(self, painter: QPainter, picture: QRectF) -> None:
        super()._paint_over(painter, picture)
        if self._full and self.state is CanvasState.SHOWN and not self.region_mode:
            painting.paint_pill(painter, self.rect(), self.tr("Loading full size…"), self._colour)
