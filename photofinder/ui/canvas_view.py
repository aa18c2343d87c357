"""Where a picture lies on a canvas: zoom and position as values, and the arithmetic between them.

Lengths are device pixels, so that 100 % is one pixel of the picture on one of the screen whatever
the scaling of the desktop. Pure values; any thread.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF

#: one step of the wheel or of a key; three steps double
ZOOM_STEP = 2 ** (1 / 3)
MAX_SCALE = 32.0
_MIDDLE = 0.5


@dataclass(frozen=True, slots=True)
class CanvasView:
    """What part of a picture is looked at, in terms that pictures of other sizes share.

    Scaled copies under one view show the same content at the same place and size.

    Attributes
    ----------
    edge_px : float or None
        Device pixels that the whole picture's long edge takes; None: as it fits.
    x, y : float
        The point of the picture in the middle, as fractions of its width and height, 0..1.
    bound : bool
        Whether the picture keeps to the canvas. One that is laid as another lies does not: it may
        leave a rim free, or the canvas may look beside it.
    """

    edge_px: float | None = None
    x: float = _MIDDLE
    y: float = _MIDDLE
    bound: bool = True


FIT = CanvasView()


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the whole picture lies relative to the canvas' corner. ``scale``: 1.0 is 100 %."""

    scale: float
    rect: QRectF

    def fraction_at(self, point: QPointF) -> QPointF:
        """Return the point of the picture under a point of the canvas, as fractions."""
        rect = self.rect
        return QPointF(
            (point.x() - rect.left()) / rect.width(), (point.y() - rect.top()) / rect.height()
        )


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture before a canvas.

    Attributes
    ----------
    picture : QSize
        Full size in picture pixels, not empty.
    port : QSizeF
        The canvas in device pixels; may be empty.
    enlarge : bool
        Whether a picture that is smaller than the canvas is enlarged to fit.
    """

    picture: QSize
    port: QSizeF
    enlarge: bool = False

    @property
    def long_edge(self) -> int:
        """The picture's long edge in its own pixels."""
        return max(self.picture.width(), self.picture.height())

    @property
    def fit_scale(self) -> float:
        """The scale at which all of the picture is seen."""
        across = max(1.0, self.port.width()) / self.picture.width()
        down = max(1.0, self.port.height()) / self.picture.height()
        scale = min(across, down)
        return scale if self.enlarge else min(1.0, scale)

    def place(self, view: CanvasView) -> Placement:
        """Lay the picture out: never an empty rim beside a picture that is larger than the canvas.

        The corner is on whole device pixels, so that 100 % stays sharp.
        """
        scale = self.fit_scale if view.edge_px is None else view.edge_px / self.long_edge
        width = max(1.0, self.picture.width() * scale)
        height = max(1.0, self.picture.height() * scale)
        if view.bound:
            left = _start(self.port.width(), width, view.x)
            top = _start(self.port.height(), height, view.y)
        else:
            left = round(self.port.width() / 2 - view.x * width)
            top = round(self.port.height() / 2 - view.y * height)
        return Placement(scale, QRectF(left, top, width, height))

    def settled(self, view: CanvasView) -> CanvasView:
        """Return the view with the middle that is really shown."""
        if not view.bound:
            return view
        rect = self.place(view).rect
        x, y = _MIDDLE, _MIDDLE
        if rect.width() > self.port.width():
            x = (self.port.width() / 2 - rect.left()) / rect.width()
        if rect.height() > self.port.height():
            y = (self.port.height() / 2 - rect.top()) / rect.height()
        return replace(view, x=x, y=y)

    def at_scale(self, view: CanvasView, scale: float, about: QPointF | None = None) -> CanvasView:
        """Zoom so that the point of the picture under ``about`` (the middle) stays there."""
        port = self.port
        point = about if about is not None else QPointF(port.width() / 2, port.height() / 2)
        held = self.place(view).fraction_at(point)
        width, height = self.picture.width() * scale, self.picture.height() * scale
        x = held.x() + (port.width() / 2 - point.x()) / width
        y = held.y() + (port.height() / 2 - point.y()) / height
        return self.settled(CanvasView(self.long_edge * scale, x, y, view.bound))

    def showing(self, part: QRectF, share: float) -> CanvasView:
        """Return the view at which a part takes a share of the canvas, or all if that is more.

        Parameters
        ----------
        part : QRectF
            In fractions of the picture's width and height, not empty.
        share : float
            Of the canvas' width and height, 0..1.
        """
        across = share * self.port.width() / (part.width() * self.picture.width())
        down = share * self.port.height() / (part.height() * self.picture.height())
        scale = min(across, down, MAX_SCALE)
        if scale <= self.fit_scale:
            return FIT
        middle = part.center()
        return self.settled(CanvasView(self.long_edge * scale, middle.x(), middle.y()))

    def zoomed(self, view: CanvasView, factor: float, about: QPointF | None = None) -> CanvasView:
        """Zoom by a factor; halts at the size that fits and at 100 % on the way."""
        fit = self.fit_scale
        before = self.place(view).scale
        after = min(MAX_SCALE, max(min(fit, 1.0), before * factor))
        if _passes(before, after, fit) or after == fit:
            return FIT
        if _passes(before, after, 1.0):
            after = 1.0
        return self.at_scale(view, after, about)

    def panned(self, view: CanvasView, by: QPointF) -> CanvasView:
        """Move the picture by device pixels, as far as there is more of it."""
        rect = self.place(view).rect
        at = self.settled(view)
        moved = replace(at, x=at.x - by.x() / rect.width(), y=at.y - by.y() / rect.height())
        return self.settled(moved)

    def can_pan(self, view: CanvasView) -> bool:
        """Tell whether there is more of the picture than the canvas shows."""
        rect = self.place(view).rect
        return rect.width() > self.port.width() + 0.5 or rect.height() > self.port.height() + 0.5


def _start(port: float, length: float, middle: float) -> float:
    if length <= port:
        return round((port - length) / 2)
    return round(min(0.0, max(port - length, port / 2 - middle * length)))


def _passes(before: float, after: float, halt: float) -> bool:
    """Tell whether a zoom leads over a halt, or nearly onto it."""
    if abs(before - halt) < halt * 1e-6:
        return False
    return (before - halt) * (after - halt) <= 0 or abs(after - halt) < halt * 1e-3
