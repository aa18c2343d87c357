"""A picture to be zoomed, moved and measured out with a rectangle. GUI thread.

The canvas knows no files: it is given pixels, and says by `detailWanted` when it could use finer
ones. `photo_canvas` brings it together with the loader.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QNativeGestureEvent
from PySide6.QtWidgets import QWidget

from photofinder.ui import canvas_painting as painting
from photofinder.ui import canvas_region
from photofinder.ui.canvas_region import ARROWS, RegionChooser
from photofinder.ui.canvas_surface import CanvasState, CanvasSurface
from photofinder.ui.canvas_view import FIT, ZOOM_STEP, CanvasView

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QImage, QMouseEvent, QPainter, QWheelEvent

    from photofinder.core.views import Region

__all__ = ["CanvasState", "ImageCanvas"]

_WHEEL_STEP = 120
_PAN_SHARE = 0.1
"""An arrow key moves by this share of the canvas."""


class ImageCanvas(CanvasSurface):
    """Shows one picture and lets it be moved.

    Keys: ``+`` ``-`` zoom, ``0`` fits, ``1`` is 100 %, arrows move; while a rectangle is chosen
    arrows move it, Shift and arrows change its size, Enter takes it, Esc leaves.

    Attributes
    ----------
    has_digit_keys : bool
        Whether ``1`` is 100 %; false where digits choose a photo.
    shows_region_help : bool
        Whether the keys of the rectangle are told on the picture; false where they are beside it.

    Signals
    -------
    viewChanged(CanvasView)
        The user zoomed or moved; not after `set_view`.
    pressed()
        The canvas was clicked or got the keyboard.
    regionChosen(Region), regionModeChanged(bool)
    """

    viewChanged = Signal(object)
    pressed = Signal()
    regionChosen = Signal(object)
    regionModeChanged = Signal(bool)

    def __init__(self, parent: QWidget | None = None, *, enlarge: bool = False) -> None:
        super().__init__(parent, enlarge=enlarge)
        self._drag_from: QPointF | None = None
        self.has_digit_keys = True
        self.shows_region_help = True
        self._chooser = RegionChooser(self)
        self._chooser.changed.connect(self._on_region_changed)
        self._chooser.modeChanged.connect(self.regionModeChanged)
        self._chooser.chosen.connect(self.regionChosen)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # -- zoom ----------------------------------------------------------------------------------

    def zoom_in(self) -> None:
        """Zoom in by a step."""
        self._zoom(ZOOM_STEP)

    def zoom_out(self) -> None:
        """Zoom out by a step."""
        self._zoom(1 / ZOOM_STEP)

    def zoom_to_fit(self) -> None:
        """Show all of the picture."""
        self._go_to(FIT)

    def zoom_to_actual(self, about: QPointF | None = None) -> None:
        """Show a pixel of the picture on one of the screen."""
        if (frame := self._frame()) is not None:
            self._go_to(frame.at_scale(self._view, 1.0, about))

    def _zoom(self, factor: float, about: QPointF | None = None) -> None:
        if (frame := self._frame()) is not None:
            self._go_to(frame.zoomed(self._view, factor, about))

    def _pan(self, by: QPointF) -> None:
        if (frame := self._frame()) is not None:
            self._go_to(frame.panned(self._view, by))

    def _go_to(self, view: CanvasView) -> None:
        if self._pixels is None or view == self._view:
            return
        self.set_view(view)
        self.viewChanged.emit(view)

    # -- region --------------------------------------------------------------------------------

    @property
    def region(self) -> Region | None:
        """The rectangle that is marked."""
        return self._chooser.region

    @property
    def region_mode(self) -> bool:
        """Whether a rectangle is being chosen."""
        return self._chooser.choosing

    def set_region_mode(self, on: bool) -> None:
        """Begin or leave the choice of a rectangle; it begins in the middle."""
        if on and self._state is CanvasState.SHOWN:
            self._chooser.begin()
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._chooser.choosing:
            self._chooser.mark(None)

    @Slot()
    def _on_region_changed(self) -> None:
        self._show_cursor()
        self.update()

    def clear(self, title: str = "", text: str = "") -> None:
        """Show no picture, but words."""
        self._chooser.mark(None)
        super().clear(title, text)

    def start_loading(
        self, name: str, placeholder: QImage | None = None, size: QSize | None = None
    ) -> None:
        """Take the old picture away at once, its rectangle too."""
        self._drag_from = None
        self._chooser.mark(None)
        super().start_loading(name, placeholder, size)

    def show_failure(self, text: str) -> None:
        """Say why the picture of the present name cannot be shown."""
        self._chooser.mark(None)
        super().show_failure(text)

    # -- keys ----------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Zoom by two fingers; keep the keys of the rectangle from shortcuts."""
        zooms = Qt.NativeGestureType.ZoomNativeGesture
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == zooms:
            self._zoom(1 + event.value(), event.position() * self.devicePixelRatioF())
            return True
        overrides = event.type() == QEvent.Type.ShortcutOverride and self.region_mode
        if overrides and isinstance(event, QKeyEvent) and event.key() in canvas_region.KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom and move by keys; what is not ours goes on to the parent."""
        key = Qt.Key(event.key())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self._chooser.key(key, shift=shift):
            return
        actions = {
            Qt.Key.Key_Plus: self.zoom_in,
            Qt.Key.Key_Equal: self.zoom_in,
            Qt.Key.Key_Minus: self.zoom_out,
            Qt.Key.Key_0: self.zoom_to_fit,
            Qt.Key.Key_1: self.zoom_to_actual,
        }
        if key == Qt.Key.Key_1 and not self.has_digit_keys:
            super().keyPressEvent(event)
        elif self._pixels is not None and key in actions:
            actions[key]()
        elif key in ARROWS and self.can_pan:
            port, step = self._port(), ARROWS[key] * -_PAN_SHARE
            self._pan(QPointF(step.x() * port.width(), step.y() * port.height()))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that this canvas is meant now."""
        super().focusInEvent(event)
        self.pressed.emit()

    # -- mouse ---------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom under the pointer."""
        turned = event.angleDelta().y() or event.angleDelta().x()
        if self._pixels is None or not turned:
            super().wheelEvent(event)
            return
        factor = ZOOM_STEP ** (turned / _WHEEL_STEP)
        self._zoom(factor, event.position() * self.devicePixelRatioF())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to move the picture, or to pull up a rectangle."""
        placement, point = self._placement(), event.position() * self.devicePixelRatioF()
        if placement is None or event.button() not in (
            Qt.MouseButton.LeftButton,
            Qt.MouseButton.MiddleButton,
        ):
            super().mousePressEvent(event)
            return
        if self.region_mode and event.button() == Qt.MouseButton.LeftButton:
            self._chooser.press(placement.fraction_at(point))
        else:
            self._drag_from = point
        self._show_cursor()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the picture with the pointer, or the rectangle's corner."""
        placement, point = self._placement(), event.position() * self.devicePixelRatioF()
        if placement is None:
            return
        if self._chooser.dragging:
            self._chooser.drag_to(placement.fraction_at(point))
        elif self._drag_from is not None:
            self._pan(point - self._drag_from)
            self._drag_from = point

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the movement; a rectangle that was pulled up is taken."""
        self._drag_from = None
        self._chooser.release()
        self._show_cursor()
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Change between all of the picture and 100 % at the pointer."""
        if self.region_mode or event.button() != Qt.MouseButton.LeftButton:
            return
        if self._view.edge_px is None and abs(self._scale - 1.0) > 1e-6:
            self.zoom_to_actual(event.position() * self.devicePixelRatioF())
        else:
            self.zoom_to_fit()

    def _view_shown(self) -> None:
        super()._view_shown()
        self._show_cursor()

    def _show_cursor(self) -> None:
        shape = Qt.CursorShape.ArrowCursor
        if self.region_mode:
            shape = Qt.CursorShape.CrossCursor
        elif self.can_pan:
            held = self._drag_from is not None
            shape = Qt.CursorShape.ClosedHandCursor if held else Qt.CursorShape.OpenHandCursor
        self.setCursor(shape)

    # -- painting ------------------------------------------------------------------------------

    def _paint_over(self, painter: QPainter, picture: QRectF) -> None:
        super()._paint_over(painter, picture)
        if self.region is not None:
            painting.paint_region(painter, self.region, picture, self._colour)
        if self.region_mode and self.shows_region_help:
            words = self.tr(
                "Drag a rectangle, or move it with the arrow keys and size it with Shift. "
                "Enter searches, Esc cancels."
            )
            painting.paint_pill(painter, self.rect(), words, self._colour)
