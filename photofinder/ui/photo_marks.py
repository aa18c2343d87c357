"""What cells of photos are marked with, drawn once and kept: plates, badges, icons. GUI thread.

Drawing a rounded shape or laying out a word costs more than a whole cell may; copying a small
pixmap costs a few microseconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPixmap

from photofinder.ui import icons, theme

BADGE_HEIGHT = 20
_BADGE_ICON = 14
_BADGE_PAD = 6
_CHECK = 20
_FOCUS_WIDTH = 2.0
_MAX_KEPT = 512


@dataclass(frozen=True, slots=True)
class Tint:
    """A badge's ground, ink and border, by their names in the theme."""

    ground: str
    ink: str
    border: str


PLAIN = Tint("raised", "text", "border")
QUIET = Tint("raised", "muted", "border")
WARNING = Tint("warning_soft", "warning", "warning")
COUNT = Tint("accent", "on_accent", "on_accent")


class Mark(NamedTuple):
    """A drawn badge and its width in device-independent pixels."""

    pixmap: QPixmap
    width: int


class Marks:
    """Drawings for one font and theme; `dress` forgets them."""

    def __init__(self) -> None:
        self._pixmaps: dict[tuple[object, ...], QPixmap] = {}
        self._badges: dict[tuple[str, str, str, float], Mark] = {}
        self.dress(QFont())

    def dress(self, font: QFont) -> None:
        """Take a font and the present theme's colours."""
        self._font = font
        self._metrics = QFontMetrics(font)
        self._pixmaps.clear()
        self._badges.clear()

    def plate(
        self, size: QSize, dpr: float, *, selected: bool, focused: bool, hovered: bool
    ) -> QPixmap:
        """Return the ground of a cell: selection by colour, focus by a ring of the ink's."""
        key = ("plate", selected, focused, hovered, size.width(), size.height(), dpr)
        found = self._pixmaps.get(key)
        if found is not None:
            return found
        made, area = _blank(size, dpr), QRectF(0, 0, size.width(), size.height())
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if selected:
            painter.setPen(QPen(theme.colour("accent"), 1.0))
            painter.setBrush(theme.colour("accent_soft"))
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
        elif hovered:
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(area, theme.RADIUS, theme.RADIUS)
        if focused:
            half = _FOCUS_WIDTH / 2
            painter.setPen(QPen(theme.colour("text"), _FOCUS_WIDTH))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(
                area.adjusted(half, half, -half, -half), theme.RADIUS, theme.RADIUS
            )
        painter.end()
        return self._keep(key, made)

    def check(self, dpr: float) -> QPixmap:
        """Return the mark of a chosen photo: it must not be told by colour alone."""
        key = ("check", dpr)
        found = self._pixmaps.get(key)
        if found is not None:
            return found
        made = _blank(QSize(_CHECK, _CHECK), dpr)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("base"), 1.5))
        painter.setBrush(theme.colour("accent"))
        painter.drawEllipse(QRectF(0.75, 0.75, _CHECK - 1.5, _CHECK - 1.5))
        inset = (_CHECK - _BADGE_ICON) // 2
        mark = icons.pixmap("check", _BADGE_ICON, dpr, theme.colour("on_accent"))
        painter.drawPixmap(inset, inset, mark)
        painter.end()
        return self._keep(key, made)

    def badge(self, icon: str, text: str, tint: Tint, dpr: float) -> Mark:
        """Return a pill with an icon, a short text, or both."""
        key = (icon, text, tint.ground, dpr)
        found = self._badges.get(key)
        if found is None:
            if len(self._badges) >= _MAX_KEPT:
                del self._badges[next(iter(self._badges))]
            found = self._badges[key] = self._drawn_badge(icon, text, tint, dpr)
        return found

    def _drawn_badge(self, icon: str, text: str, tint: Tint, dpr: float) -> Mark:
        icon_width = _BADGE_ICON if icon else 0
        text_width = self._metrics.horizontalAdvance(text)
        gap = theme.TIGHT if icon and text else 0
        pad = _BADGE_PAD if text else 0
        width = max(2 * pad + icon_width + gap + text_width, BADGE_HEIGHT)
        made = _blank(QSize(width, BADGE_HEIGHT), dpr)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour(tint.border), 1.0))
        painter.setBrush(theme.colour(tint.ground))
        radius = (BADGE_HEIGHT - 1) / 2
        painter.drawRoundedRect(QRectF(0.5, 0.5, width - 1, BADGE_HEIGHT - 1), radius, radius)
        x = (width - icon_width - gap - text_width) // 2
        if icon:
            drawn = icons.pixmap(icon, _BADGE_ICON, dpr, theme.colour(tint.ink))
            painter.drawPixmap(x, (BADGE_HEIGHT - _BADGE_ICON) // 2, drawn)
        painter.setPen(theme.colour(tint.ink))
        painter.setFont(self._font)
        area = QRect(x + icon_width + gap, 0, text_width + 1, BADGE_HEIGHT)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()
        return Mark(made, width)

    def icon(self, name: str, edge_px: int, ink: str, dpr: float) -> QPixmap:
        """Return an icon in a colour of the theme."""
        key = ("icon", name, edge_px, ink, dpr)
        found = self._pixmaps.get(key)
        if found is None:
            found = self._keep(key, icons.pixmap(name, edge_px, dpr, theme.colour(ink)))
        return found

    def _keep(self, key: tuple[object, ...], made: QPixmap) -> QPixmap:
        if len(self._pixmaps) >= _MAX_KEPT:
            del self._pixmaps[next(iter(self._pixmaps))]
        self._pixmaps[key] = made
        return made


def _blank(size: QSize, dpr: float) -> QPixmap:
    made = QPixmap(size * dpr)
    made.setDevicePixelRatio(dpr)
    made.fill(Qt.GlobalColor.transparent)
    return made
