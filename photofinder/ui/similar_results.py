"""Where the results of "Find similar" are: the grid, or words where there are none. GUI thread.

Results that belong to an earlier search stay in sight under a veil until the new ones are there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photofinder.ui import theme, words
from photofinder.ui.empty_page import Message
from photofinder.ui.grid_view import GridView
from photofinder.ui.photo_model import PhotoModel
from photofinder.ui.similar_cover import Cover
from photofinder.ui.similar_history import ViewState
from photofinder.ui.similar_threshold import passing, percent_text
from photofinder.ui.turning import turn_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

    from photofinder.core.views import SimilarList
    from photofinder.ui.context import PageContext

_VEIL_ALPHA = 170
_PILL_TOP_PX = 24


class ResultsArea(QWidget):
    """The grid of results with its veil, its banner, and the words in its place.

    Attributes
    ----------
    grid : GridView
    model : PhotoModel
    is_old : bool
        What is in sight belongs to an earlier search.

    Signals
    -------
    updateWanted()
        The user wants the results that the library has gained since.
    """

    updateWanted = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = PhotoModel(context.bridge, self)
        self.grid = GridView(context.thumbnails, self)
        self.grid.setModel(self.model)
        self.grid.setAccessibleName(self.tr("Similar photos, the most similar first"))
        self.veil = Veil(self.grid, self.tr("Searching..."))
        self._message = Message(self)
        self._act: Callable[[], None] | None = None
        self._message.actionRequested.connect(self._on_action)
        self._answer: SimilarList | None = None
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self._message)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._banner_row())
        layout.addWidget(self._stack, 1)
        self._update_offered = False

    # -- results -------------------------------------------------------------------------------

    @property
    def answer(self) -> SimilarList | None:
        """What the results are cut from; None while there are words."""
        return self._answer

    @property
    def is_old(self) -> bool:
        """Whether what is in sight belongs to an earlier search."""
        return not self.veil.isHidden()

    @property
    def shows_photos(self) -> bool:
        """Whether the grid is in sight."""
        return self._stack.currentWidget() is self.grid

    def show_answer(self, answer: SimilarList, threshold: float, *, keep: bool = False) -> int:
        """Show what passes the threshold, best first; return how many.

        Parameters
        ----------
        answer : SimilarList
        threshold : float
            0..1.
        keep : bool
            A newer answer to the same query: what is looked at stays where it is.
        """
        self._answer = answer
        self.veil.hide()
        count = passing(answer.scores, threshold)
        self.model.set_ranked(answer.file_ids[:count], answer.scores[:count], keep=keep, stale=keep)
        turn_to(self._stack, self.grid, self.grid)
        return count

    def cut(self, threshold: float) -> int:
        """Apply another threshold to the same answer; return how many pass."""
        if self._answer is None:
            return 0
        count = passing(self._answer.scores, threshold)
        if count != self.model.rowCount() or not self.shows_photos:
            ids, scores = self._answer.file_ids[:count], self._answer.scores[:count]
            self.model.set_ranked(ids, scores, keep=True)
        turn_to(self._stack, self.grid, self.grid)
        return count

    def mark_old(self) -> None:
        """Have what is in sight seen as belonging to an earlier search."""
        self.veil.cover()

    # -- words in place of photos --------------------------------------------------------------

    def say_begin(self, open_image: Callable[[], None]) -> None:
        """Say how a search begins."""
        text = self.tr(
            "Press S on a photo of the library, drop a picture here, or paste one. Of several "
            "pictures, what they have in common counts."
        )
        self._let_go()
        self._say(self.tr("What looks like this one?"), text, self.tr("Open image..."), open_image)

    def say_searching(self) -> None:
        """Say that a first answer is awaited."""
        self._let_go()
        self._say(self.tr("Searching..."), "")

    def say_failed(self, try_again: Callable[[], None]) -> None:
        """Say that there was no search; why is said in the header."""
        self._let_go()
        text = self.tr("What went wrong, and what can be done, is said above.")
        self._say(self.tr("Nothing was searched for"), text, self.tr("Try again"), try_again)

    def say_none_above(self, show_all: Callable[[], None]) -> None:
        """Say that no result passes the threshold."""
        best = 0.0 if self._answer is None else max(0.0, float(self._answer.scores[0]))
        text = self.tr("The most similar one reaches {percent}.")
        text = text.format(percent=percent_text(best))
        self._say(self.tr("No photo is that similar"), text, self.tr("Show all"), show_all)

    def say_none_fits(self, clear_filters: Callable[[], None]) -> None:
        """Say that no photo passes the filters."""
        text = self.tr("There is no photo in this folder or of this time.")
        heading = self.tr("No photo fits the filters")
        self._say(heading, text, self.tr("Clear filters"), clear_filters)

    def say_nothing_there(self) -> None:
        """Say that the library has no photo to compare with."""
        text = self.tr("Photos can be found as soon as they were read; they appear here.")
        self._say(self.tr("There is nothing to compare with yet"), text)

    def _let_go(self) -> None:
        self._answer = None
        self.model.set_ranked(np.empty(0, np.int64), np.empty(0, np.float32))

    def _say(
        self, heading: str, text: str, button: str = "", act: Callable[[], None] | None = None
    ) -> None:
        self._act = act
        self.veil.hide()
        self._message.say(heading, text, button)
        turn_to(self._stack, self._message, self._message)

    def _on_action(self) -> None:
        if self._act is not None:
            self._act()

    def take_focus(self) -> None:
        """Give the keyboard to the photos, or to what can be done about there being none."""
        (self.grid if self.shows_photos else self._message).setFocus()

    # -- how they are looked at ----------------------------------------------------------------

    def view_state(self) -> ViewState:
        """Return scroll position, selection and current photo."""
        number = self.grid.current
        current = int(self.model.file_ids[number]) if number >= 0 else None
        selected = tuple(self.grid.selected_file_ids().tolist())
        return ViewState(self.grid.verticalScrollBar().value(), selected, current)

    def restore_view(self, view: ViewState) -> None:
        """Take up a view of the same results; at the start the best photo is the current one."""
        number = 0 if view.current is None else self.model.number_of(view.current)
        if 0 <= number < self.model.rowCount():
            self.grid.set_current(number, scroll=False)
        chosen = np.asarray(view.selected, np.int64)
        if chosen.size:
            self.grid.select_ids(chosen)
        self.grid.verticalScrollBar().setValue(view.scroll_px)

    # -- the banner ----------------------------------------------------------------------------

    def _banner_row(self) -> QFrame:
        self._banner = QFrame(self)
        self._banner.setProperty("role", "notice-info")
        row = QHBoxLayout(self._banner)
        row.setContentsMargins(theme.GROUP, theme.TIGHT, theme.GROUP, theme.TIGHT)
        row.setSpacing(theme.GAP)
        self._banner_text = QLabel(self._banner)
        self._banner_text.setTextFormat(Qt.TextFormat.PlainText)
        row.addWidget(self._banner_text, 1)
        self._update = QPushButton(self.tr("Update results"), self._banner)
        self._update.clicked.connect(lambda _: self.updateWanted.emit())
        row.addWidget(self._update)
        self._banner.hide()
        self._searchable = ""
        return self._banner

    def set_searchable(self, done: int, total: int) -> None:
        """Say how many of the library's photos can be found yet; nothing once all can."""
        text = self.tr("{done} of {total} photos are searchable yet.")
        self._searchable = (
            text.format(done=words.count_text(done), total=words.count_text(total))
            if done < total
            else ""
        )
        self._show_banner()

    def offer_update(self, offered: bool) -> None:
        """Offer the results that the library has gained since."""
        self._update_offered = offered
        self._show_banner()

    @property
    def banner(self) -> str:
        """What the banner says; empty without one."""
        return "" if self._banner.isHidden() else self._banner_text.text()

    def _show_banner(self) -> None:
        text = self._searchable
        if self._update_offered and not text:
            text = self.tr("The library has changed since this search.")
        self._banner_text.setText(text)
        self._update.setVisible(self._update_offered)
        self._banner.setVisible(bool(text))


class Veil(Cover):
    """Dims results that belong to an earlier search."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim, and say why."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = theme.colour("base")
        ground.setAlpha(_VEIL_ALPHA)
        painter.fillRect(self.rect(), ground)
        metrics = painter.fontMetrics()
        height = metrics.height() + 2 * theme.GAP
        width = metrics.horizontalAdvance(self.text) + 2 * theme.GROUP
        pill = QRectF((self.width() - width) / 2, _PILL_TOP_PX, width, height)
        painter.setPen(theme.colour("border"))
        painter.setBrush(theme.colour("raised"))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(theme.colour("text"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self.text)
