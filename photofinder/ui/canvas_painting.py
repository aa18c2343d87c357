"""What a canvas paints: a picture's visible part, words, a spinner, a rectangle. GUI thread."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QTransform,
)

from photofinder.ui.placing import PLAIN, Turn
from photofinder.ui.theme import GAP, GROUP, RADIUS, TIGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QImage

    from photofinder.core.views import Region
    from photofinder.ui.canvas_view import Placement
    from photofinder.ui.picture_image import ImageLevels

#: beyond this scale single pixels are shown as squares
SQUARES_FROM = 2.0
_SPINNER_ARC_DEG = 100
_TEXT_WIDTH_PX = 440
_SIGN_PX = 32
_SMALL_PX = 40
"""A canvas with a shorter side has no room for words."""
#: a frame with shorter sides than this hides more than it shows
_LEAST_FRAME_PX = 20.0
_DASH_PX, _GAP_PX = 8.0, 6.0

_CENTRED = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_ANYWHERE = int(Qt.TextFlag.TextWrapAnywhere)


class Sign(Enum):
    """What stands above the words of a canvas."""

    NONE = auto()
    PROBLEM = auto()
    BUSY = auto()


@dataclass(frozen=True, slots=True)
class Message:
    """Words in the middle of a canvas."""

    title: str
    text: str = ""
    sign: Sign = Sign.NONE


def paint_pixels(
    painter: QPainter,
    pixels: ImageLevels,
    placement: Placement,
    port: QSizeF,
    *,
    coarse: bool,
    turn: Turn = PLAIN,
) -> None:
    """Paint what is visible of a picture. The painter counts device pixels.

    Parameters
    ----------
    coarse : bool
        Take the next smaller level: a quarter of the work, while the picture moves.
    turn : Turn
        How the picture is laid; the placement is that of the turned one.
    """
    visible = placement.rect & QRectF(QPointF(0, 0), port)
    if visible.isEmpty():
        return
    number = pixels.level_for(placement.scale)
    if coarse and placement.scale <= 1.0:
        number = min(number + 1, len(pixels.levels) - 1)
    image = pixels.levels[number]
    squares = pixels.complete and placement.scale > SQUARES_FROM
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not squares)
    if turn.is_plain:
        painter.drawImage(visible, image, _source(image, visible, placement.rect))
    else:
        _paint_turned(painter, image, visible, placement.rect, turn)


def _paint_turned(
    painter: QPainter, image: QImage, visible: QRectF, whole: QRectF, turn: Turn
) -> None:
    """Paint the visible part of a picture that is turned or mirrored."""
    lies = turn.placing()
    across, down = whole.width() / image.width(), whole.height() / image.width()
    across_y, down_y = whole.width() / image.height(), whole.height() / image.height()
    way = QTransform(
        lies.a * across,
        lies.d * down,
        lies.b * across_y,
        lies.e * down_y,
        whole.left() + lies.c * whole.width(),
        whole.top() + lies.f * whole.height(),
    )
    back, _ = way.inverted()
    source = back.mapRect(visible) & QRectF(image.rect())
    painter.save()
    painter.setTransform(way, True)
    painter.drawImage(source, image, source)
    painter.restore()


def paint_shape(
    painter: QPainter,
    shape: Sequence[tuple[float, float]],
    picture: QRectF,
    colours: Callable[[str], QColor],
) -> None:
    """Frame a part of a picture, given in shares of it; visible on light and dark."""
    _frame(
        painter, _corners(shape, picture), (_pen(colours("base"), 4), _pen(colours("accent"), 2))
    )


def paint_moved(
    painter: QPainter,
    shape: Sequence[tuple[float, float]],
    picture: QRectF,
    colours: Callable[[str], QColor],
) -> None:
    """Frame with dashes where something moved; never so small that it hides what is inside."""
    corners = _corners(shape, picture)
    bounds = corners.boundingRect()
    shorter = min(bounds.width(), bounds.height())
    if 0 < shorter < _LEAST_FRAME_PX:
        middle = bounds.center()
        grown = QTransform.fromTranslate(middle.x(), middle.y())
        grown.scale(_LEAST_FRAME_PX / shorter, _LEAST_FRAME_PX / shorter)
        corners = grown.translate(-middle.x(), -middle.y()).map(corners)
    rim, dashes = _pen(colours("base"), 4), _pen(colours("warning"), 2)
    for pen, beyond in ((rim, 1), (dashes, 0)):
        # each dash has a rim all around; Qt counts in widths of the line
        lengths = (_DASH_PX + 2 * beyond, _GAP_PX - 2 * beyond)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([length / pen.widthF() for length in lengths])
        pen.setDashOffset(beyond / pen.widthF())
    _frame(painter, corners, (rim, dashes))


def _corners(shape: Sequence[tuple[float, float]], picture: QRectF) -> QPolygonF:
    return QPolygonF(
        [
            QPointF(picture.left() + x * picture.width(), picture.top() + y * picture.height())
            for x, y in shape
        ]
    )


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return pen


def _frame(painter: QPainter, corners: QPolygonF, pens: Sequence[QPen]) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in pens:
        painter.setPen(pen)
        painter.drawPolygon(corners)
    painter.restore()


def paint_placeholder(painter: QPainter, image: QImage, rect: QRectF) -> None:
    """Paint a thumbnail where the picture will be."""
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
    painter.drawImage(rect, image, QRectF(image.rect()))


def _source(image: QImage, visible: QRectF, whole: QRectF) -> QRectF:
    across, down = image.width() / whole.width(), image.height() / whole.height()
    return QRectF(
        (visible.left() - whole.left()) * across,
        (visible.top() - whole.top()) * down,
        visible.width() * across,
        visible.height() * down,
    )


def paint_message(
    painter: QPainter, area: QRect, message: Message, colours: Callable[[str], QColor]
) -> QRect:
    """Paint a title and a text in the middle; what has no room is left out, the sign first.

    Returns
    -------
    QRect
        Where the sign stands; empty without one. A spinner is painted there by the caller.
    """
    if min(area.width(), area.height()) < _SMALL_PX:
        return QRect()
    text_font, title_font = painter.font(), QFont(painter.font())
    title_font.setWeight(QFont.Weight.DemiBold)
    width, room = min(_TEXT_WIDTH_PX, area.width() - 2 * GAP), area.height() - 2 * GAP
    title = min(room, _height(title_font, width, message.title))
    text = min(room - title, _height(text_font, width, message.text))
    gap = TIGHT if text else 0
    sign = _SIGN_PX + GAP if message.sign is not Sign.NONE else 0
    if sign + title + gap + text > room:
        sign = 0
    left = area.left() + (area.width() - width) // 2
    top = area.top() + max(GAP, (area.height() - sign - title - gap - text) // 2)
    sign_rect = QRect(area.center().x() - _SIGN_PX // 2, top, _SIGN_PX, _SIGN_PX if sign else 0)
    if sign and message.sign is Sign.PROBLEM:
        _paint_warning(painter, QRectF(sign_rect).center(), colours)
    painter.setFont(title_font)
    painter.setPen(colours("text"))
    _draw(painter, QRect(left, top + sign, width, title), message.title)
    painter.setFont(text_font)
    painter.setPen(colours("muted"))
    _draw(painter, QRect(left, top + sign + title + gap, width, text), message.text)
    return sign_rect


def _height(font: QFont, width: int, text: str) -> int:
    if not text:
        return 0
    flags = _wrapping(QFontMetrics(font), width, text)
    return QFontMetrics(font).boundingRect(QRect(0, 0, width, 10_000), flags, text).height()


def _wrapping(metrics: QFontMetrics, width: int, text: str) -> int:
    """Break between words, but a word that is wider than the canvas anywhere."""
    widest = max((metrics.horizontalAdvance(word) for word in text.split()), default=0)
    return _CENTRED if widest <= width else _CENTRED | _ANYWHERE


def _draw(painter: QPainter, rect: QRect, text: str) -> None:
    painter.drawText(rect, _wrapping(painter.fontMetrics(), rect.width(), text), text)


def _paint_warning(painter: QPainter, middle: QPointF, colours: Callable[[str], QColor]) -> None:
    """Paint a triangle with an exclamation mark."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    half = _SIGN_PX / 2
    triangle = QPainterPath(QPointF(middle.x(), middle.y() - half + 3))
    triangle.lineTo(middle.x() + half - 1, middle.y() + half - 3)
    triangle.lineTo(middle.x() - half + 1, middle.y() + half - 3)
    triangle.closeSubpath()
    pen = QPen(colours("warning"), 2.5)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawPath(triangle)
    painter.drawLine(middle + QPointF(0, -4), middle + QPointF(0, 3))
    painter.drawPoint(middle + QPointF(0, 8))
    painter.restore()


def spinner_at_foot(area: QRect) -> QRect:
    """Return where the spinner turns on a thumbnail."""
    x = area.center().x() - _SIGN_PX // 2
    return QRect(x, area.bottom() - _SIGN_PX - GROUP, _SIGN_PX, _SIGN_PX)


def paint_spinner(
    painter: QPainter, rect: QRect, angle_deg: int, colours: Callable[[str], QColor]
) -> None:
    """Paint a ring of which a part turns; a disc behind it keeps it visible on any photo."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours("raised"))
    painter.drawEllipse(rect)
    inner = rect.adjusted(5, 5, -5, -5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colours("border"), 2.5))
    painter.drawEllipse(inner)
    painter.setPen(QPen(colours("accent"), 2.5))
    painter.drawArc(inner, -angle_deg * 16, _SPINNER_ARC_DEG * 16)
    painter.restore()


def paint_region(
    painter: QPainter, region: Region, picture: QRectF, colours: Callable[[str], QColor]
) -> None:
    """Paint a rectangle on a picture, visible on light and dark, the rest of it shaded."""
    frame = region_rect(region, picture)
    painter.save()
    rest = QPainterPath()
    rest.addRect(picture)
    hole = QPainterPath()
    hole.addRect(frame)
    shade = QColor(colours("shade"))
    shade.setAlpha(max(shade.alpha(), 0x70))
    painter.fillPath(rest.subtracted(hole), shade)
    painter.setPen(QPen(colours("base"), 4))
    painter.drawRect(frame)
    painter.setPen(QPen(colours("accent"), 2))
    painter.drawRect(frame)
    painter.restore()


def region_rect(region: Region, picture: QRectF) -> QRectF:
    """Return a region's rectangle on the canvas."""
    return QRectF(
        math.floor(picture.left() + region.left * picture.width()),
        math.floor(picture.top() + region.top * picture.height()),
        math.ceil(region.width * picture.width()),
        math.ceil(region.height * picture.height()),
    )


def paint_focus(painter: QPainter, area: QRect, colours: Callable[[str], QColor]) -> None:
    """Paint the frame of the canvas that has the keyboard."""
    painter.setPen(QPen(colours("accent"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(area.adjusted(1, 1, -1, -1))


def paint_pill(painter: QPainter, area: QRect, text: str, colours: Callable[[str], QColor]) -> None:
    """Paint a line or two of help at the foot of the canvas."""
    width = min(_TEXT_WIDTH_PX, area.width() - 2 * GROUP)
    flags = _CENTRED
    size = QFontMetrics(painter.font()).boundingRect(QRect(0, 0, width, 10_000), flags, text)
    box = QRect(0, 0, size.width() + 2 * GROUP, size.height() + 2 * GAP)
    box.moveCenter(area.center())
    box.moveBottom(area.bottom() - GAP)
    if box.height() > area.height() // 3 or box.width() > area.width():
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(QPen(colours("border"), 1))
    painter.setBrush(colours("raised"))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
    painter.setPen(colours("text"))
    painter.drawText(box.adjusted(GROUP, GAP, -GROUP, -GAP), flags, text)
    painter.restore()
