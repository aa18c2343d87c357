"""One picture that is searched with, as a card: its thumbnail or cut-out, name, part, and removal.

GUI thread. The card shows what it is given; `similar_pictures` fetches the thumbnail.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from photofinder.ui import icons, theme, words

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QImage, QPaintEvent, QPixmap

    from photofinder.core.views import QueryImage

THUMBNAIL_PX = 56
_TEXT_PX = 128
_BADGE_PX = 18
_CLOSE_PX = 24
_SIGN_PX = 2


class QueryCard(QFrame):
    """A picture of the query.

    Parameters
    ----------
    image : QueryImage
    unlike : bool
        "Less like this".

    Signals
    -------
    removed(), menuRequested(QPoint)
        The position is global.
    """

    removed = Signal()
    menuRequested = Signal(QPoint)

    def __init__(self, image: QueryImage, *, unlike: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image = image
        self.unlike = unlike
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.name = self._name()
        self.picture = _Thumbnail(unlike, self)
        self._close = QToolButton(self)
        self._build()
        self._say()

    def set_pixmap(self, pixmap: QPixmap) -> None:
        """Show the thumbnail."""
        self.picture.set_pixmap(pixmap)

    def set_image(self, image: QImage) -> None:
        """Show a picture that was decoded for this card."""
        from PySide6.QtGui import QPixmap

        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self.picture.set_pixmap(pixmap)

    def set_failed(self, why: str) -> None:
        """Show that the picture cannot be read, and why."""
        self.picture.set_failed()
        self._caption.setText(self.tr("Cannot be read"))
        self._dress("danger")
        self.setToolTip(words.plain_tip(why))
        self.setAccessibleDescription(why)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the picture away."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu, at the mouse or at the card."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        position = event.globalPos() if by_mouse else self.mapToGlobal(self.rect().center())
        self.menuRequested.emit(position)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the focus."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring of the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("accent"), 2))
            inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(inside, theme.RADIUS, theme.RADIUS)

    # -- private -------------------------------------------------------------------------------

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GAP, theme.GAP, theme.TIGHT, theme.GAP)
        row.setSpacing(theme.GAP)
        row.addWidget(self.picture)
        column = QVBoxLayout()
        column.setSpacing(theme.TIGHT)
        self._title, self._caption = QLabel(self), QLabel(self)
        column.addStretch(1)
        for label in (self._title, self._caption):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setMinimumWidth(_TEXT_PX)
            column.addWidget(label)
        column.addStretch(1)
        row.addLayout(column)
        self._close.setProperty("role", "flat")
        self._close.setFixedSize(_CLOSE_PX, _CLOSE_PX)
        self._close.setStyleSheet("padding: 0")
        icons.dress(self._close, "close")
        self._close.clicked.connect(lambda _: self.removed.emit())
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)

    def _say(self) -> None:
        shown = self.fontMetrics().elidedText(self.name, Qt.TextElideMode.ElideMiddle, _TEXT_PX)
        self._title.setText(shown)
        self._caption.setText(self._role())
        self._dress("warning" if self.unlike else "muted")
        path = self.image.path
        self.setToolTip(words.plain_tip(self.name if path is None else words.path_text(path)))
        self.setAccessibleName(self.tr("{role}: {name}").format(role=self._role(), name=self.name))
        remove = self.tr("Remove {name} from the search").format(name=self.name)
        self._close.setAccessibleName(remove)
        self._close.setToolTip(words.plain_tip(remove))

    def _dress(self, role: str) -> None:
        self._caption.setProperty("role", role)
        self._caption.style().unpolish(self._caption)
        self._caption.style().polish(self._caption)

    def _name(self) -> str:
        if self.image.path is not None:
            return words.path_text(self.image.path.name)
        return words.path_text(self.image.name) or self.tr("Picture")

    def _role(self) -> str:
        if self.unlike:
            return (
                self.tr("Less like this part") if self.image.region else self.tr("Less like this")
            )
        return self.tr("Like this part") if self.image.region else self.tr("Like this")


class _Thumbnail(QWidget):
    """The picture of a card; a sign in its corner marks "less like this"."""

    def __init__(self, unlike: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._unlike = unlike
        self._pixmap: QPixmap | None = None
        self._failed = False
        self.setFixedSize(THUMBNAIL_PX, THUMBNAIL_PX)

    @property
    def is_loaded(self) -> bool:
        """Whether the picture is shown."""
        return self._pixmap is not None

    def set_pixmap(self, pixmap: QPixmap) -> None:
        """Show a picture."""
        self._pixmap, self._failed = pixmap, False
        self.update()

    def set_failed(self) -> None:
        """Show that there is none to be had."""
        self._pixmap, self._failed = None, True
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture and its sign."""
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        whole = QRectF(self.rect())
        shape = QPainterPath()
        shape.addRoundedRect(whole, theme.TIGHT, theme.TIGHT)
        painter.setClipPath(shape)
        painter.fillRect(whole, theme.colour("danger_soft" if self._failed else "placeholder"))
        if self._pixmap is not None:
            painter.drawPixmap(self._place(whole), self._pixmap, QRectF(self._pixmap.rect()))
        elif self._failed:
            self._paint_icon(painter, whole)
        if self._unlike:
            self._paint_sign(painter, whole)

    def _place(self, whole: QRectF) -> QRectF:
        """Fit the whole picture in: of a cut-out every edge matters."""
        assert self._pixmap is not None
        size = QSize(self._pixmap.size()).scaled(
            self.size() * self.devicePixelRatioF(), Qt.AspectRatioMode.KeepAspectRatio
        )
        fitted = QRectF(QPointF(), size / self.devicePixelRatioF())
        fitted.moveCenter(whole.center())
        return fitted

    def _paint_icon(self, painter: QPainter, whole: QRectF) -> None:
        edge = THUMBNAIL_PX // 2
        icon = icons.pixmap("warning", edge, self.devicePixelRatioF(), theme.colour("danger"))
        corner = whole.center() - QPointF(edge / 2, edge / 2)
        painter.drawPixmap(corner, icon)

    def _paint_sign(self, painter: QPainter, whole: QRectF) -> None:
        badge = QRectF(0, 0, _BADGE_PX, _BADGE_PX)
        badge.moveBottomRight(whole.bottomRight() - QPointF(2, 2))
        painter.setPen(QPen(theme.colour("raised"), _SIGN_PX))
        painter.setBrush(theme.colour("warning"))
        painter.drawEllipse(badge)
        middle = badge.center()
        arm = QPointF(_BADGE_PX / 4, 0)
        painter.drawLine(middle - arm, middle + arm)
