"""The seen half of the canvas: states, view and painting; `image_canvas` adds mouse and keys.

GUI thread. Painting costs what is visible, not what the picture has; `last_paint_ms` tells it.
"""

from __future__ import annotations

import time
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, QSizeF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from photofinder.ui import canvas_painting as painting
from photofinder.ui import theme
from photofinder.ui.canvas_painting import Message, Sign
from photofinder.ui.canvas_view import FIT, CanvasView, Frame, Placement
from photofinder.ui.placing import PLAIN, Turn
from photofinder.ui.words import plain_tip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QImage, QPaintEvent, QResizeEvent

    from photofinder.ui.picture_image import ImageLevels

    Shape = tuple[tuple[float, float], ...]

#: a part that is looked at takes so much of the canvas
_PART_SHARE = 1 / 3
_SPINNER_AFTER_MS, _SPINNER_TICK_MS, _SPINNER_STEP_DEG = 150, 40, 24
_DETAIL_AFTER_MS = 120
_REFINE_AFTER_MS = 120
_SLOW_PAINT_MS = 12.0
"""Where painting takes longer, it is coarse while the picture moves and fine right after."""


class CanvasState(Enum):
    """What a canvas shows."""

    EMPTY = auto()
    LOADING = auto()
    SHOWN = auto()
    FAILED = auto()


class CanvasSurface(QWidget):
    """Shows one picture, or says why there is none.

    Attributes
    ----------
    shows_focus : bool
        Whether a frame tells that the keyboard is here; false where the surroundings tell it.
    last_paint_ms : float

    Signals
    -------
    scaleChanged(float)
        The scale is another now, for whatever reason; 1.0 is 100 %, 0.0 no picture.
    stateChanged(CanvasState)
    detailWanted(int)
        Pixels of this long edge would look sharper than what is there.
    """

    scaleChanged = Signal(float)
    stateChanged = Signal(object)
    detailWanted = Signal(int)

    def __init__(self, parent: QWidget | None = None, *, enlarge: bool = False) -> None:
        super().__init__(parent)
        self._enlarge = enlarge
        self._state = CanvasState.EMPTY
        self._name = ""
        self._message = Message("")
        self._pixels: ImageLevels | None = None
        self._placeholder: QImage | None = None
        self._placeholder_size = QSize()
        self._view = FIT
        self._scale = 0.0
        self._dark_ground = False
        self._spinner = QRect()
        self._angle_deg = 0
        self._coarse = False
        self._turn = PLAIN
        self._shapes: tuple[Shape, ...] = ()
        self._moved_shapes: tuple[Shape, ...] = ()
        self.last_paint_ms = 0.0
        self.shows_focus = True
        self._detail_timer = self._timer(_DETAIL_AFTER_MS, self._ask_for_detail)
        self._refine_timer = self._timer(_REFINE_AFTER_MS, self._refine)
        self._spinner_timer = self._timer(_SPINNER_AFTER_MS, self._turn_spinner)
        self.setMinimumSize(1, 1)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Picture"))

    def _timer(self, interval_ms: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=interval_ms)
        timer.timeout.connect(then)
        return timer

    def sizeHint(self) -> QSize:
        """Return room enough to see something."""
        return QSize(320, 240)

    # -- what is shown -------------------------------------------------------------------------

    @property
    def state(self) -> CanvasState:
        """What the canvas shows."""
        return self._state

    @property
    def name(self) -> str:
        """Whose picture it is or will be; empty without one."""
        return self._name

    @property
    def pixels(self) -> ImageLevels | None:
        """What is there of the picture."""
        return self._pixels

    @property
    def message(self) -> Message:
        """The words where there is no picture."""
        return self._message

    def clear(self, title: str = "", text: str = "") -> None:
        """Show no picture, but words."""
        self._message = Message(title, text)
        self._become(CanvasState.EMPTY, "", None)

    def start_loading(
        self, name: str, placeholder: QImage | None = None, size: QSize | None = None
    ) -> None:
        """Take the old picture away at once and show whose picture is coming.

        Parameters
        ----------
        name : str
        placeholder : QImage, optional
            A thumbnail of the same photo.
        size : QSize, optional
            The photo's full size where it is known.
        """
        self._message = Message(name, self.tr("Loading…"), Sign.BUSY)
        self._view = FIT
        self._placeholder = placeholder
        self._placeholder_size = size if size is not None else QSize()
        self._angle_deg = 0
        self._become(CanvasState.LOADING, name, None)

    def set_placeholder(self, image: QImage) -> None:
        """Show a thumbnail of the photo that is being loaded; it came a little later."""
        if self._state is CanvasState.LOADING:
            self._placeholder = image
            self.update()

    def show_pixels(self, pixels: ImageLevels) -> None:
        """Show the picture of the present name, or finer pixels of it; the view stays."""
        self._become(CanvasState.SHOWN, self._name, pixels)
        self._detail_timer.start()

    def show_failure(self, text: str) -> None:
        """Say why the picture of the present name cannot be shown, and what to do."""
        self._message = Message(self._name, text, Sign.PROBLEM)
        self._become(CanvasState.FAILED, self._name, None)

    def _become(self, state: CanvasState, name: str, pixels: ImageLevels | None) -> None:
        self._name, self._pixels = name, pixels
        for timer in (self._refine_timer, self._detail_timer, self._spinner_timer):
            timer.stop()
        if state is CanvasState.LOADING:
            self._spinner_timer.start(_SPINNER_AFTER_MS)
        else:
            self._placeholder = None
        self._coarse = False
        changed = state is not self._state
        self._state = state
        self._describe()
        self._view_shown()
        if changed:
            self.stateChanged.emit(state)

    def _describe(self) -> None:
        self.setAccessibleName(self._name or self._message.title or self.tr("Picture"))
        words = "" if self._state is CanvasState.SHOWN else self._message.text
        self.setAccessibleDescription(words)
        self.setToolTip(plain_tip(words if self._state is CanvasState.FAILED else ""))

    def set_dark_ground(self, dark: bool) -> None:
        """Paint on a dark ground whatever the theme, as for a whole screen."""
        self._dark_ground = dark
        self.update()

    def _colour(self, name: str) -> QColor:
        return QColor(theme.DARK[name]) if self._dark_ground else theme.colour(name)

    # -- view ----------------------------------------------------------------------------------

    @property
    def view(self) -> CanvasView:
        """What part of the picture is looked at."""
        return self._view

    def set_view(self, view: CanvasView) -> None:
        """Look at a part, as far as the picture reaches; before the picture is there, too."""
        self._view = view
        self._moving()
        self._view_shown()

    @property
    def scale(self) -> float:
        """1.0 is 100 %; 0 without a picture."""
        return self._scale

    @property
    def can_pan(self) -> bool:
        """Whether there is more of the picture than is seen."""
        frame = self._frame()
        return frame is not None and frame.can_pan(self._view)

    @property
    def turn(self) -> Turn:
        """How the picture is laid."""
        return self._turn

    def set_turn(self, turn: Turn) -> None:
        """Lay the picture turned or mirrored; views are of what is seen then."""
        if turn != self._turn:
            self._turn = turn
            self._view_shown()

    def set_shapes(self, shapes: Sequence[Shape], moved: Sequence[Shape] = ()) -> None:
        """Frame parts of the picture as it is laid, and with dashes where something moved."""
        if (tuple(shapes), tuple(moved)) != (self._shapes, self._moved_shapes):
            self._shapes, self._moved_shapes = tuple(shapes), tuple(moved)
            self.update()

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """The parts that are framed."""
        return self._shapes

    @property
    def moved_shapes(self) -> tuple[Shape, ...]:
        """The parts that are framed with dashes."""
        return self._moved_shapes

    def view_of(self, shape: Shape) -> CanvasView | None:
        """Return the view that shows a part of the picture large, with enough beside it."""
        frame = self._frame()
        if frame is None or not shape:
            return None
        across, down = zip(*shape, strict=True)
        left, top = min(across), min(down)
        part = QRectF(left, top, max(across) - left, max(down) - top)
        return frame.showing(part, _PART_SHARE)

    @property
    def laid_size(self) -> QSize | None:
        """Full size of the picture as it is laid; None without one."""
        frame = self._frame()
        return None if frame is None else frame.picture

    def middle_of(self, view: CanvasView) -> tuple[float, float]:
        """Return the point of the picture that a view has in the canvas' middle, in shares."""
        frame = self._frame()
        settled = view if frame is None else frame.settled(view)
        return settled.x, settled.y

    def _port(self) -> QSizeF:
        return QSizeF(self.size()) * self.devicePixelRatioF()

    def _frame(self) -> Frame | None:
        if self._pixels is None:
            return None
        size = self._pixels.size
        laid = size.transposed() if self._turn.swapped else size
        return Frame(laid, self._port(), self._enlarge)

    def _placement(self) -> Placement | None:
        frame = self._frame()
        return None if frame is None else frame.place(self._view)

    def _view_shown(self) -> None:
        placement = self._placement()
        scale = 0.0 if placement is None else placement.scale
        if scale != self._scale:
            self._scale = scale
            self.scaleChanged.emit(scale)
        self.update()

    def _moving(self) -> None:
        if self._pixels is None:
            return
        if not self._pixels.complete:
            self._detail_timer.start()
        if self._coarse or self.last_paint_ms > _SLOW_PAINT_MS:
            self._coarse = True
            self._refine_timer.start()

    @Slot()
    def _refine(self) -> None:
        self._coarse = False
        self.update()

    @Slot()
    def _ask_for_detail(self) -> None:
        frame = self._frame()
        if frame is None or self._pixels is None or self._pixels.complete or not self.isVisible():
            return
        wanted = min(frame.long_edge, round(frame.place(self._view).scale * frame.long_edge))
        if wanted > self._pixels.edge_px * 1.05:
            self.detailWanted.emit(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew; finer pixels may be wanted."""
        super().resizeEvent(event)
        self._moving()
        self._view_shown()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of a new theme."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.update()
        super().changeEvent(event)

    # -- painting ------------------------------------------------------------------------------

    @Slot()
    def _turn_spinner(self) -> None:
        if self._state is CanvasState.LOADING:
            self._angle_deg = (self._angle_deg + _SPINNER_STEP_DEG) % 360 or 360
            self._spinner_timer.start(_SPINNER_TICK_MS)
            self.update(self._spinner)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is visible."""
        began = time.perf_counter()
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._colour("window"))
        if self._pixels is not None:
            self._paint_picture(painter)
            self.last_paint_ms = (time.perf_counter() - began) * 1_000
        elif self._state is CanvasState.LOADING:
            self._paint_loading(painter)
        else:
            painting.paint_message(painter, self.rect(), self._message, self._colour)
        if self.hasFocus() and self.shows_focus:
            painting.paint_focus(painter, self.rect(), self._colour)
        painter.end()

    def _paint_picture(self, painter: QPainter) -> None:
        placement, pixels = self._placement(), self._pixels
        if placement is None or pixels is None:
            return
        ratio = self.devicePixelRatioF()
        painter.save()
        painter.scale(1 / ratio, 1 / ratio)
        painting.paint_pixels(
            painter, pixels, placement, self._port(), coarse=self._coarse, turn=self._turn
        )
        painter.restore()
        rect = placement.rect
        if not rect.intersects(QRectF(QPointF(0, 0), self._port())):
            words = Message(self.tr("This place is not on this picture"))
            painting.paint_message(painter, self.rect(), words, self._colour)
        self._paint_over(painter, QRectF(rect.topLeft() / ratio, rect.size() / ratio))

    def _paint_over(self, painter: QPainter, picture: QRectF) -> None:
        """Paint on the picture, whose place is given."""
        for shape in self._shapes:
            painting.paint_shape(painter, shape, picture, self._colour)
        for shape in self._moved_shapes:
            painting.paint_moved(painter, shape, picture, self._colour)

    def _paint_loading(self, painter: QPainter) -> None:
        image = self._placeholder
        if image is None or image.isNull():
            self._spinner = painting.paint_message(
                painter, self.rect(), self._message, self._colour
            )
        else:
            size = self._placeholder_size
            known = not size.isEmpty()
            frame = Frame(
                size if known else image.size(), QSizeF(self.size()), self._enlarge or not known
            )
            painting.paint_placeholder(painter, image, frame.place(FIT).rect)
            self._spinner = painting.spinner_at_foot(self.rect())
        if self._angle_deg and not self._spinner.isEmpty():
            painting.paint_spinner(painter, self._spinner, self._angle_deg, self._colour)
