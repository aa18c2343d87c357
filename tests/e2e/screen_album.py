"""Takes the pictures of a tour, and notes what can be measured of each screen.

Played by window_driver.py inside the program. GUI thread.
"""

from __future__ import annotations

import time

import screen_review
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from window_driver import Driver, Script

#: of PNG, how little is compressed: twice as fast as usual, and hardly larger
QUALITY = 80
#: a screen that does not change for so long counts as painted
STILL_S = 0.12
#: what never stands still, as a moving bar, is taken after so long
PATIENCE_S = 4.0


class Album:
    """Takes the pictures of one tour."""

    def __init__(self, driver: Driver) -> None:
        self.d = driver
        #: a window of its own, which is taken instead of the main one
        self.beside: QWidget | None = None
        driver.seen["screens"] = {}
        QApplication.setCursorFlashTime(0)

    def take(self, name: str, *, still: bool = True, review: bool = True) -> Script:
        """Wait until nothing moves any more, then keep the picture and what can be measured."""
        if still:
            yield from self._still()
        self._grab().save(str(self.d.out / f"{name}.png"), quality=QUALITY)
        top = self._top()
        notes = {
            "cut": screen_review.cut_texts(top),
            "shortened": screen_review.shortened_texts(top),
        }
        if review and self.d.values.get("walk"):
            stops = screen_review.tab_stops(top)
            notes["stops"] = [screen_review.name_of(stop) for stop in stops]
            notes["unnamed"] = screen_review.unnamed(stops)
            notes["one way"] = screen_review.one_way(top, stops)
            notes["left out"] = screen_review.left_out(top, stops)
        self.d.seen["screens"][name] = notes

    def _still(self) -> Script:
        began = since = time.monotonic()
        last = self._grab()

        def stands() -> bool:
            nonlocal since, last
            image, now = self._grab(), time.monotonic()
            if image != last:
                last, since = image, now
            return now - since >= STILL_S or now - began >= PATIENCE_S

        yield stands

    def _top(self) -> QWidget:
        modal: QWidget | None = QApplication.activeModalWidget()
        return modal or self.beside or self.d.window

    def _grab(self) -> QImage:
        """Return the window, with a dialog or a menu in front of it as the desktop shows them."""
        window = self.d.window
        top = QApplication.activePopupWidget() or self._top()
        if top in (window, self.beside) or not isinstance(top, (QDialog, QMenu)):
            return top.grab().toImage()
        image = window.grab().toImage()
        painter = QPainter(image)
        inner = top.rect()
        if isinstance(top, QDialog):
            painter.fillRect(window.rect(), QColor(0, 0, 0, 60))
            inner.moveCenter(window.rect().center())
        else:
            inner.moveTopLeft(window.mapFromGlobal(top.pos()))
        for step in range(12):
            painter.setPen(QColor(0, 0, 0, 26 - 2 * step))
            painter.drawRect(inner.adjusted(-step, -step, step - 1, step - 1))
        painter.drawPixmap(inner.topLeft(), top.grab())
        painter.end()
        return image
