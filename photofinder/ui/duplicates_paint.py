"""What group rows and member cards are painted with: pills, thumbnails, lines of text. GUI thread.

What costs, rounded shapes and icons, is drawn once into pixmaps and kept.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap

from photofinder.ui import icons, theme

if TYPE_CHECKING:
    from photofinder.core.views import PhotoRow
    from photofinder.ui.thumbnail_provider import ThumbnailProvider

PILL_HEIGHT = 20
_PILL_PAD = 7
_ICON = 14
_MAX_KEPT = 512
_TRASHED_OPACITY = 0.4
_SMALLER = 0.9
_HAIR = 0.5


class Dress(StrEnum):
    """How a pill looks; the ink is the theme's colour of that name, the ground its soft one."""

    SUCCESS = "success"
    DANGER = "danger"
    QUIET = "muted"


_GROUNDS = {Dress.SUCCESS: "success_soft", Dress.DANGER: "danger_soft", Dress.QUIET: "raised"}


class Kit:
    """Fonts and pieces for one view.

    Parameters
    ----------
    thumbnails : ThumbnailProvider
    owner : object
        The view, for thumbnails that scroll away.
    """

    def __init__(self, thumbnails: ThumbnailProvider, owner: object) -> None:
        self._thumbnails = thumbnails
        self._owner = owner
        self._kept: dict[tuple[object, ...], QPixmap] = {}
        self.dress(QFont())

    def dress(self, font: QFont) -> None:
        """Take a font and the present theme's colours; call it when either has changed."""
        self.font, self.small, self.bold = QFont(font), QFont(font), QFont(font)
        if font.pointSizeF() > 0:
            self.small.setPointSizeF(max(font.pointSizeF() * _SMALLER, 7.0))
        self.bold.setWeight(QFont.Weight.DemiBold)
        self.line = QFontMetrics(self.font).height()
        self.small_line = QFontMetrics(self.small).height()
        self._metrics = {id(one): QFontMetrics(one) for one in (self.font, self.small, self.bold)}
        self._kept.clear()

    # -- text ----------------------------------------------------------------------------------

    def text(
        self,
        painter: QPainter,
        place: QRect,
        text: str,
        *,
        font: QFont | None = None,
        ink: str = "text",
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> int:
        """Write one line, shortened to its place; return how wide it came out."""
        font = font or self.font
        metrics = self._metrics[id(font)]
        shown = metrics.elidedText(text, mode, place.width())
        painter.setFont(font)
        painter.setPen(theme.colour(ink))
        flags = align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(place, flags, shown)
        return metrics.horizontalAdvance(shown)

    def broken(self, text: str, width: int, most: int, font: QFont) -> list[str]:
        """Break a text into lines at its blanks; what is left over is in the last."""
        metrics, lines = self._metrics[id(font)], list[str]()
        rest = text
        while rest and len(lines) < most - 1 and metrics.horizontalAdvance(rest) > width:
            fits = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)[:-1]
            cut = fits.rfind(" ") if rest.startswith(fits) else -1
            if cut <= 0:
                break
            lines.append(rest[:cut])
            rest = rest[cut + 1 :]
        return [*lines, rest] if rest else lines

    def width_of(self, text: str, font: QFont | None = None) -> int:
        """Return how wide a text is."""
        return self._metrics[id(font or self.font)].horizontalAdvance(text)

    # -- pills ---------------------------------------------------------------------------------

    def pill(self, text: str, dress: Dress, icon: str, dpr: float) -> QPixmap:
        """Return a rounded ground with an icon and a word; either may be empty."""
        key = ("pill", text, dress, icon, dpr)
        found = self._kept.get(key)
        if found is not None:
            return found
        icon_width = _ICON if icon else 0
        gap = theme.TIGHT if icon and text else 0
        width = 2 * _PILL_PAD + icon_width + gap + self.width_of(text, self.small)
        made = _blank(QSize(width, PILL_HEIGHT), dpr)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = theme.colour(dress.value)
        painter.setPen(QPen(ink if dress is not Dress.QUIET else theme.colour("border"), 1))
        painter.setBrush(theme.colour(_GROUNDS[dress]))
        area = QRectF(_HAIR, _HAIR, width - 1, PILL_HEIGHT - 1)
        painter.drawRoundedRect(area, PILL_HEIGHT / 2, PILL_HEIGHT / 2)
        if icon:
            top = (PILL_HEIGHT - _ICON) // 2
            painter.drawPixmap(_PILL_PAD, top, icons.pixmap(icon, _ICON, dpr, ink))
        painter.setFont(self.small)
        painter.setPen(ink)
        left = _PILL_PAD + icon_width + gap
        painter.drawText(
            QRect(left, 0, width - left, PILL_HEIGHT), Qt.AlignmentFlag.AlignVCenter, text
        )
        painter.end()
        return self._keep(key, made)

    def button(self, text: str, icon: str, dress: Dress | None, size: QSize, dpr: float) -> QPixmap:
        """Return a button to be painted; filled in a colour where it is the chosen one."""
        key = ("button", text, icon, dress, size.width(), size.height(), dpr)
        found = self._kept.get(key)
        if found is not None:
            return found
        made = _blank(size, dpr)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = theme.colour("text") if dress is None else theme.colour(dress.value)
        painter.setPen(QPen(theme.colour("border") if dress is None else ink, 1))
        painter.setBrush(theme.colour("base" if dress is None else _GROUNDS[dress]))
        area = QRectF(_HAIR, _HAIR, size.width() - 1, size.height() - 1)
        painter.drawRoundedRect(area, theme.RADIUS, theme.RADIUS)
        width = _ICON + theme.TIGHT + self.width_of(text, self.small)
        left = max((size.width() - width) // 2, theme.TIGHT)
        top = (size.height() - _ICON) // 2
        painter.drawPixmap(left, top, icons.pixmap(icon, _ICON, dpr, ink))
        painter.setFont(self.small)
        painter.setPen(ink)
        left += _ICON + theme.TIGHT
        painter.drawText(
            QRect(left, 0, size.width() - left, size.height()), Qt.AlignmentFlag.AlignVCenter, text
        )
        painter.end()
        return self._keep(key, made)

    # -- thumbnails ----------------------------------------------------------------------------

    def thumbnail(
        self, painter: QPainter, place: QRect, photo: PhotoRow, *, trashed: bool = False
    ) -> QRect:
        """Paint a thumbnail in the middle of a place; return what it covers."""
        dpr = painter.device().devicePixelRatio()
        edge = max(place.width(), place.height())
        pixmap = self._thumbnails.pixmap(photo, edge, dpr, self._owner)
        covered = self._shape(place, photo, pixmap)
        if pixmap is None:
            painter.fillRect(covered, theme.colour("placeholder"))
            if self._thumbnails.has_failed(photo):
                self._stand_in(painter, covered, dpr)
            return covered
        if trashed:
            painter.setOpacity(_TRASHED_OPACITY)
        painter.drawPixmap(covered, pixmap)
        painter.setOpacity(1.0)
        return covered

    @staticmethod
    def _shape(place: QRect, photo: PhotoRow, pixmap: QPixmap | None) -> QRect:
        if pixmap is not None:
            size = pixmap.deviceIndependentSize().toSize()
        elif photo.width and photo.height:
            size = QSize(photo.width, photo.height)
        else:
            size = place.size()
        size = size.scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
        covered = QRect(QPoint(0, 0), size.expandedTo(QSize(1, 1)))
        covered.moveCenter(place.center())
        return covered

    def _stand_in(self, painter: QPainter, place: QRect, dpr: float) -> None:
        icon = icons.pixmap("photo", _ICON, dpr, theme.colour("muted"))
        painter.drawPixmap(place.center() - QPoint(_ICON // 2, _ICON // 2), icon)

    def icon(self, name: str, edge_px: int, ink: str, dpr: float) -> QPixmap:
        """Return an icon in one of the theme's colours."""
        key = ("icon", name, edge_px, ink, dpr)
        found = self._kept.get(key)
        if found is None:
            found = self._keep(key, icons.pixmap(name, edge_px, dpr, theme.colour(ink)))
        return found

    def disc(self, icon: str, dress: Dress, edge_px: int, dpr: float) -> QPixmap:
        """Return an icon on a round ground, to lie on a picture."""
        key = ("disc", icon, dress, edge_px, dpr)
        found = self._kept.get(key)
        if found is not None:
            return found
        made = _blank(QSize(edge_px, edge_px), dpr)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = theme.colour(dress.value)
        painter.setPen(QPen(ink, 1))
        painter.setBrush(theme.colour(_GROUNDS[dress]))
        painter.drawEllipse(QRectF(_HAIR, _HAIR, edge_px - 1, edge_px - 1))
        inset = (edge_px - _ICON) // 2
        painter.drawPixmap(inset, inset, icons.pixmap(icon, _ICON, dpr, ink))
        painter.end()
        return self._keep(key, made)

    def _keep(self, key: tuple[object, ...], made: QPixmap) -> QPixmap:
        if len(self._kept) > _MAX_KEPT:
            self._kept.clear()
        self._kept[key] = made
        return made


def frame(
    painter: QPainter, area: QRect, ground: QColor | None, border: QColor | None, width: float = 1.0
) -> None:
    """Paint a rounded plate."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen if border is None else QPen(border, width))
    painter.setBrush(Qt.BrushStyle.NoBrush if ground is None else ground)
    half = width / 2
    rounded = QRectF(area).adjusted(half, half, -half, -half)
    painter.drawRoundedRect(rounded, theme.RADIUS, theme.RADIUS)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _blank(size: QSize, dpr: float) -> QPixmap:
    made = QPixmap(size * dpr)
    made.setDevicePixelRatio(dpr)
    made.fill(Qt.GlobalColor.transparent)
    return made
