"""A timeline beside the grid: years and months of the list, to jump to. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractSlider, QLabel, QSizePolicy

from photofinder.core.views import PhotoSort
from photofinder.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from photofinder.core.views import PhotoList
    from photofinder.ui.grid_view import GridView

_BY_DATE = frozenset({PhotoSort.DATE, PhotoSort.ADDED})
_TICK_PX = 6
_LEAST_TICK_GAP_PX = 4
_MARK_PX, _MARK_WIDTH_PX = 3, _TICK_PX + theme.TIGHT


class DateScrubber(QAbstractSlider):
    """The sections of a list by date from top to bottom, as far apart as their photos.

    Its value is the section at the top of the grid. Hidden where a list has no dates.

    Parameters
    ----------
    grid : GridView
        Which it scrolls and follows.
    parent : QWidget, optional
    """

    def __init__(self, grid: GridView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = grid
        self._bar = grid.verticalScrollBar()
        self._titles: list[str] = []
        self._years: list[str] = []
        self.bubble = QLabel(grid)
        self.bubble.setTextFormat(Qt.TextFormat.PlainText)
        self.bubble.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.bubble.setMargin(theme.GAP)
        self.bubble.setAutoFillBackground(True)
        self.bubble.hide()
        self.setOrientation(Qt.Orientation.Vertical)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Timeline"))
        self.setVisible(False)
        self._bar.valueChanged.connect(self._follow)
        grid.layoutChanged.connect(self._follow)
        self.valueChanged.connect(self._describe)

    def set_list(self, photos: PhotoList) -> None:
        """Take the sections of the list that the grid shows."""
        by_date = photos.query.sort in _BY_DATE
        sections = photos.sections if by_date else ()
        self._years = [section.key[:4] for section in sections]
        model = self._grid.photos
        self._titles = [model.section_title(number) for number in range(len(sections))]
        self.setRange(0, max(len(sections) - 1, 0))
        self.setVisible(len(sections) > 1)
        self._follow()
        self._describe(self.value())

    def sizeHint(self) -> QSize:
        """Return room for a year and its tick."""
        width = QFontMetrics(self.font()).horizontalAdvance("0000") + _TICK_PX + 3 * theme.TIGHT
        return QSize(width, 0)

    # -- where things are ----------------------------------------------------------------------

    def _y_of(self, section: int) -> int:
        """Return the height at which a section begins."""
        end = max(self._bar.maximum(), 1)
        return round(min(self._grid.grid.section_top(section), end) / end * (self.height() - 1))

    def _section_at(self, y: int) -> int:
        return min(self._grid.grid.section_at(self._scrolled_to(y)), len(self._titles) - 1)

    def _scrolled_to(self, y: int) -> int:
        share = min(max(y / max(self.height() - 1, 1), 0.0), 1.0)
        return round(share * self._bar.maximum())

    def _follow(self) -> None:
        """Show where the grid is now."""
        if len(self._titles) > 1 and self._grid.grid.section_count == len(self._titles):
            self.setValue(self._grid.grid.section_at(self._bar.value()))
        self.update()

    def _describe(self, section: int) -> None:
        if section < len(self._titles):
            self.setAccessibleDescription(self._titles[section])

    def _jump(self, section: int) -> None:
        section = min(max(section, 0), len(self._titles) - 1)
        self._bar.setValue(self._grid.grid.section_top(section))
        self.setValue(section)  # near the end, several begin on the last screen
        self._show_bubble(section, self._y_of(section))

    # -- mouse and keys ------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Scroll to what is pressed."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._scroll_to(event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Scroll along, or say what is there."""
        point = event.position().toPoint()
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._scroll_to(point)
        elif self._titles:
            self._show_bubble(self._section_at(point.y()), point.y())

    def _scroll_to(self, point: QPoint) -> None:
        if self._titles:
            self._bar.setValue(self._scrolled_to(point.y()))
            self._show_bubble(self._section_at(point.y()), point.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the bubble away where the pointer has left."""
        if not self.rect().contains(event.position().toPoint()):
            self.bubble.hide()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Say what is under the pointer."""
        if self._titles:
            y = round(event.position().y())
            self._show_bubble(self._section_at(y), y)

    def leaveEvent(self, event: QEvent) -> None:
        """Take the bubble away."""
        self.bubble.hide()
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the bubble away."""
        self.bubble.hide()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next or previous month or year, the first or the last."""
        section = self.value()
        wanted = {
            Qt.Key.Key_Up: section - 1,
            Qt.Key.Key_Down: section + 1,
            Qt.Key.Key_PageUp: self._year_before(section),
            Qt.Key.Key_PageDown: self._year_after(section),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._titles) - 1,
        }.get(Qt.Key(event.key()))
        if wanted is None or not self._titles:
            event.ignore()
        else:
            self._jump(wanted)

    def _year_before(self, section: int) -> int:
        """Return the first section of this year, or of the year before where it is that one."""
        before = max(section - 1, 0)
        return self._years.index(self._years[before]) if self._years else 0

    def _year_after(self, section: int) -> int:
        """Return the first section of the next year."""
        for number in range(section + 1, len(self._years)):
            if self._years[number] != self._years[section]:
                return number
        return len(self._years) - 1

    # -- painting ------------------------------------------------------------------------------

    def _show_bubble(self, section: int, y: int) -> None:
        self.bubble.setStyleSheet(
            f"background: {theme.colour('text').name()}; color: {theme.colour('base').name()};"
            f" border-radius: {theme.RADIUS}px; font-weight: 600;"
        )
        self.bubble.setText(self._titles[section])
        self.bubble.adjustSize()
        place = QRect(QPoint(0, 0), self.bubble.size())
        right = self._grid.mapFromGlobal(self.mapToGlobal(QPoint(0, y)))
        place.moveRight(min(right.x(), self._grid.width()) - theme.GAP)
        place.moveTop(min(max(right.y() - place.height() // 2, 0), self.height() - place.height()))
        self.bubble.setGeometry(place)
        self.bubble.show()
        self.bubble.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint years, ticks for months, and where the grid is."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().base())
        if len(self._titles) > 1 and self._grid.grid.section_count == len(self._titles):
            self._paint_dates(painter)
            self._paint_mark(painter)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_dates(self, painter: QPainter) -> None:
        """Paint each year once, unless it would run into another, and ticks between."""
        metrics = self.fontMetrics()
        line, right = metrics.height(), self.width() - _TICK_PX - theme.TIGHT
        free_from, tick_from = 0, 0
        for section, year in enumerate(self._years):
            y = self._y_of(section)
            begins = section == 0 or self._years[section - 1] != year
            if begins and year and y >= free_from and y + line <= self.height():
                painter.setPen(theme.colour("muted"))
                area = QRect(0, y, right, line)
                painter.drawText(area, Qt.AlignmentFlag.AlignRight, year)
                free_from = y + line + theme.TIGHT
            if y >= tick_from:
                painter.setPen(theme.colour("disabled" if begins else "border"))
                painter.drawLine(self.width() - (_TICK_PX if begins else 4), y, self.width(), y)
                tick_from = y + _LEAST_TICK_GAP_PX

    def _paint_mark(self, painter: QPainter) -> None:
        share = self._bar.value() / max(self._bar.maximum(), 1)
        y = round(share * (self.height() - _MARK_PX))
        left = self.width() - _MARK_WIDTH_PX  # a line through a year would strike it out
        painter.fillRect(left, y, _MARK_WIDTH_PX, _MARK_PX, theme.colour("accent"))
