"""Thumbnails and cut-outs of the pictures that are searched with. GUI thread; workers decode.

A whole photo of the library comes from the thumbnails that the window has anyway. Everything else
(a part of a photo, a file outside the library, pasted bytes) is decoded for its card, and kept for
the way back.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QRect, QSize, Qt, Slot
from PySide6.QtGui import QImage
from shiboken6 import isValid

from photofinder.errors import PhotofinderError
from photofinder.ui import words
from photofinder.ui.similar_card import THUMBNAIL_PX, QueryCard

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from photofinder.app.library import Library
    from photofinder.core.views import QueryImage, Region
    from photofinder.ui.context import PageContext

#: cut-outs of the last searches, a few kilobytes each
MAX_KEPT = 60
#: a tiny region is not worth decoding a photo larger than this for
MAX_DECODED_EDGE_PX = 2_048


class QueryPictures(QObject):
    """Fetches the pictures of cards.

    Parameters
    ----------
    context : PageContext
    """

    def __init__(self, context: PageContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._kept: OrderedDict[tuple[QueryImage, int], QImage] = OrderedDict()
        self._waiting: dict[Path, list[QueryCard]] = {}
        context.thumbnails.pathThumbnailReady.connect(self._on_thumbnail)
        context.thumbnails.pathThumbnailFailed.connect(self._on_thumbnail)
        context.bridge.photosChanged.connect(self._forget)

    def load(self, card: QueryCard) -> None:
        """Show a card's picture, at once where it is there already."""
        path = card.image.path
        if card.image.region is not None or path is None:
            self._decode(card)
            return
        thumbnails = self._context.thumbnails
        pixmap = thumbnails.thumbnail_for_path(path, THUMBNAIL_PX, card.devicePixelRatioF())
        if pixmap is not None:
            card.set_pixmap(pixmap)
        elif thumbnails.has_failed(path):  # no photo of the library, or never indexed
            self._decode(card)
        else:
            self._waiting.setdefault(path, []).append(card)

    @Slot(object)
    def _on_thumbnail(self, path: Path) -> None:
        for card in self._waiting.pop(path, []):
            if isValid(card):
                self.load(card)

    @Slot()
    def _forget(self) -> None:
        """Decode again when asked again: a file may hold another picture now."""
        self._kept.clear()

    def _decode(self, card: QueryCard) -> None:
        edge_px = round(THUMBNAIL_PX * card.devicePixelRatioF())
        key = (card.image, edge_px)
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
            card.set_image(kept)
            return
        self._context.bridge.ask(
            card,
            partial(decoded, card.image, edge_px),
            partial(self._on_image, card, key),
            partial(self._on_error, card),
        )

    def _on_image(self, card: QueryCard, key: tuple[QueryImage, int], image: QImage) -> None:
        self._kept[key] = image
        while len(self._kept) > MAX_KEPT:
            self._kept.popitem(last=False)
        card.set_image(image)

    def _on_error(self, card: QueryCard, error: Exception) -> None:
        """Show it on the card; the search itself says it in words."""
        if not isinstance(error, PhotofinderError):
            raise error
        card.set_failed(words.error_text(error))


def decoded(query: QueryImage, edge_px: int, library: Library) -> QImage:
    """Return a query picture, or its part, fitting into a square. Worker threads.

    Raises
    ------
    PhotoUnreadable
    """
    wanted_px = edge_px
    if query.region is not None:
        share = max(query.region.width, query.region.height, edge_px / MAX_DECODED_EDGE_PX)
        wanted_px = round(edge_px / share)
    if query.data is not None:
        rgb = library.viewing.pixels(query.data, wanted_px)
    else:
        rgb = library.viewing.picture(Path(query.path or ""), wanted_px).rgb
    image = image_of(rgb)
    if query.region is not None:
        image = image.copy(_rect_of(query.region, image.size()))
    return _fitted(image, edge_px)


def image_of(rgb: NDArray[np.uint8]) -> QImage:
    """Return pixels (h, w, 3) as an image that owns them. Any thread."""
    rgb = np.ascontiguousarray(rgb)
    height, width = rgb.shape[:2]
    return QImage(rgb.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def _rect_of(region: Region, size: QSize) -> QRect:
    """Return a region's pixels, at least one."""
    left = min(round(region.left * size.width()), size.width() - 1)
    top = min(round(region.top * size.height()), size.height() - 1)
    width = max(1, round(region.width * size.width()))
    height = max(1, round(region.height * size.height()))
    return QRect(left, top, width, height).intersected(QRect(0, 0, size.width(), size.height()))


def _fitted(image: QImage, edge_px: int) -> QImage:
    return image.scaled(
        edge_px,
        edge_px,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
