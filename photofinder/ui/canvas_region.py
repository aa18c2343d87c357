"""Choosing a rectangle of a picture by mouse or keys, in fractions of it. GUI thread."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QPointF, Qt, Signal

from photofinder.core.views import Region

#: one press of an arrow key, as a fraction of the picture
KEY_STEP = 0.02
#: no side of a region is shorter: that was a click
MIN_SIDE = 0.02
_FIRST_SIDE = 0.5

ARROWS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}
_TAKE = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
KEYS = frozenset({*ARROWS, *_TAKE, Qt.Key.Key_Escape})


def first_region() -> Region:
    """Return where a choice by keys begins: the middle of the picture."""
    start = (1 - _FIRST_SIDE) / 2
    return Region(start, start, _FIRST_SIDE, _FIRST_SIDE)


def moved(region: Region, right: float, down: float) -> Region:
    """Move by fractions of the picture, up to its rim."""
    left = min(max(0.0, region.left + right), 1 - region.width)
    top = min(max(0.0, region.top + down), 1 - region.height)
    return replace(region, left=left, top=top)


def resized(region: Region, wider: float, higher: float) -> Region:
    """Grow or shrink at the right and lower side; grows to the left at the picture's rim."""
    width = min(1.0, max(MIN_SIDE, region.width + wider))
    height = min(1.0, max(MIN_SIDE, region.height + higher))
    return moved(replace(region, width=width, height=height), 0.0, 0.0)


def between(start: QPointF, end: QPointF) -> Region:
    """Return the rectangle between two points, cut at the picture's rim."""
    x1, x2 = sorted((_inside(start.x()), _inside(end.x())))
    y1, y2 = sorted((_inside(start.y()), _inside(end.y())))
    return Region(x1, y1, x2 - x1, y2 - y1)


def _inside(value: float) -> float:
    return min(1.0, max(0.0, value))


@dataclass(frozen=True, slots=True)
class _Drag:
    start: QPointF
    before: Region | None


class RegionChooser(QObject):
    """The rectangle on one canvas: a mark, or a choice that goes on.

    Signals
    -------
    changed()
        There is something else to be painted.
    modeChanged(bool)
        A choice began or ended.
    chosen(Region)
    """

    changed = Signal()
    modeChanged = Signal(bool)
    chosen = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._region: Region | None = None
        self._choosing = False
        self._drag: _Drag | None = None

    @property
    def region(self) -> Region | None:
        """The rectangle as it is now."""
        return self._region

    @property
    def choosing(self) -> bool:
        """Whether a choice goes on."""
        return self._choosing

    @property
    def dragging(self) -> bool:
        """Whether the mouse pulls a rectangle up."""
        return self._drag is not None

    def begin(self) -> None:
        """Start a choice with a rectangle in the middle."""
        if not self._choosing:
            self._region = first_region()
            self._choosing = True
            self.modeChanged.emit(True)
            self.changed.emit()

    def mark(self, region: Region | None) -> None:
        """End any choice; show a rectangle, or none."""
        ended, self._choosing = self._choosing, False
        self._region, self._drag = region, None
        if ended:
            self.modeChanged.emit(False)
        self.changed.emit()

    def take(self) -> None:
        """End the choice with the rectangle as it is."""
        region = self._region
        if self._choosing and region is not None:
            self.mark(region)
            self.chosen.emit(region)

    def press(self, at: QPointF) -> None:
        """Begin to pull a rectangle up."""
        self._drag = _Drag(at, self._region)

    def drag_to(self, at: QPointF) -> None:
        """Move the corner that is pulled."""
        if self._drag is not None:
            self._region = between(self._drag.start, at)
            self.changed.emit()

    def release(self) -> None:
        """Take what was pulled up, unless it was a click only."""
        drag, self._drag = self._drag, None
        if drag is None or self._region is None or self._region is drag.before:
            return
        if min(self._region.width, self._region.height) >= MIN_SIDE:
            self.take()
        else:
            self._region = drag.before
            self.changed.emit()

    def key(self, key: Qt.Key, *, shift: bool) -> bool:
        """Use a key while a choice goes on; tell whether it meant something."""
        if not self._choosing or key not in KEYS or self._region is None:
            return False
        if key == Qt.Key.Key_Escape:
            self.mark(None)
        elif key in _TAKE:
            self.take()
        else:
            step = ARROWS[key] * KEY_STEP
            change = resized if shift else moved
            self._region = change(self._region, step.x(), step.y())
            self.changed.emit()
        return True
