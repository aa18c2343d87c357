"""The header of "Find similar": the pictures that are searched with, each removable.

GUI thread. The strip shows a query and says how the user changed it; the page searches.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from photofinder.ui import icons, theme
from photofinder.ui.similar_card import THUMBNAIL_PX, QueryCard
from photofinder.ui.wrapped_text import WrappedText

if TYPE_CHECKING:
    from photofinder.core.views import QueryImage, SimilarQuery
    from photofinder.ui.context import PageContext
    from photofinder.ui.similar_pictures import QueryPictures

CARD_HEIGHT_PX = THUMBNAIL_PX + 2 * theme.GAP + 2
_SCROLL_BAR_PX = 12
_WHEEL_DIVISOR = 2


class QueryStrip(QWidget):
    """Thumbnails of the query's pictures, and what is wrong with one of them.

    Parameters
    ----------
    context : PageContext
    pictures : QueryPictures
        Fetches the thumbnails.

    Signals
    -------
    imagesChanged(like tuple of QueryImage, unlike tuple of QueryImage)
        The user took one away, or turned it round.
    """

    imagesChanged = Signal(object, object)

    def __init__(
        self, context: PageContext, pictures: QueryPictures, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._pictures = pictures
        self._shown: tuple[object, ...] | None = None
        self.cards: list[QueryCard] = []
        self._wanted: QueryCard | None = None
        self._at_fault: QueryImage | None = None
        self._problem = QFrame(self)
        self._problem_text = WrappedText(self._problem, max_lines=3)
        self._problem_text.setAccessibleName(self.tr("What is wrong"))
        self._without = QPushButton(self.tr("Search without it"), self._problem)
        self._area = QScrollArea(self)
        self._row = QHBoxLayout()
        self._build()

    # -- what is shown -------------------------------------------------------------------------

    def show_query(self, query: SimilarQuery | None) -> None:
        """Show the pictures of a query; None for none."""
        self.clear_problem()
        like = query.like if query else ()
        unlike = query.unlike if query else ()
        if (like, unlike) == self._shown:
            return
        self._shown = like, unlike
        focused = next((n for n, card in enumerate(self.cards) if _has_focus(card)), None)
        old, self.cards = self.cards, []
        for card in old:
            self._row.removeWidget(card)
        for unliked, images in ((False, like), (True, unlike)):
            for image in images:
                self._add_card(image, unlike=unliked)
        if focused is not None and self.cards:
            self.cards[min(focused, len(self.cards) - 1)].setFocus()
        elif 0 < len(old) < len(self.cards):
            known = {card.image for card in old}
            new = (card for card in reversed(self.cards) if card.image not in known)
            self._bring_into_view(next(new, self.cards[-1]))
        for card in old:  # only now, so that the focus does not wander off with them
            card.hide()
            card.deleteLater()

    def show_problem(self, text: str, image: QueryImage | None = None) -> None:
        """Say why the query cannot be answered; ``image`` is the picture at fault."""
        self._problem_text.set_text(text)
        self._problem_text.setAccessibleName(text)
        self._shown = None  # the next query, be it the same, gets cards that have not failed
        self._without.setVisible(image is not None and len(self._liked()) > 1)
        self._at_fault = image
        self._problem.show()
        for card in self.cards:
            if image is not None and card.image == image:
                card.set_failed(text)
                self._bring_into_view(card)

    def clear_problem(self) -> None:
        """Take the words about a problem away."""
        self._at_fault = None
        self._problem.hide()

    @property
    def problem(self) -> str:
        """What is said to be wrong; empty when nothing is."""
        return "" if self._problem.isHidden() else self._problem_text.toPlainText()

    # -- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setAccessibleName(self.tr("Pictures searched with"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.GAP)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFixedHeight(CARD_HEIGHT_PX)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.viewport().setAutoFillBackground(False)
        inside = QWidget()
        inside.setAutoFillBackground(False)
        inside.setLayout(self._row)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.GAP)
        self._row.addStretch(1)
        self._area.setWidget(inside)
        self._area.horizontalScrollBar().rangeChanged.connect(self._on_range)
        self._area.viewport().installEventFilter(self)
        outer.addWidget(self._area)
        outer.addWidget(self._problem_row())

    def _problem_row(self) -> QFrame:
        self._problem.setProperty("role", "notice-error")
        row = QHBoxLayout(self._problem)
        row.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        row.setSpacing(theme.GAP)
        row.addWidget(self._problem_text, 1)
        self._without.clicked.connect(self._on_without)
        row.addWidget(self._without)
        self._problem.hide()
        return self._problem

    def _add_card(self, image: QueryImage, *, unlike: bool) -> None:
        card = QueryCard(image, unlike=unlike, parent=self._area.widget())
        card.removed.connect(partial(self._remove, card))
        card.menuRequested.connect(partial(self._show_menu, card))
        self._row.insertWidget(self._row.count() - 1, card)
        self.cards.append(card)
        card.show()
        self._pictures.load(card)

    # -- the user's doing ----------------------------------------------------------------------

    def _remove(self, card: QueryCard) -> None:
        like = [c.image for c in self.cards if c is not card and not c.unlike]
        unlike = [c.image for c in self.cards if c is not card and c.unlike]
        self.imagesChanged.emit(tuple(like), tuple(unlike))

    def _turn(self, card: QueryCard) -> None:
        like = [c.image for c in self.cards if c.unlike == (c is card)]
        unlike = [c.image for c in self.cards if c.unlike != (c is card)]
        self.imagesChanged.emit(tuple(like), tuple(unlike))

    def _liked(self) -> list[QueryCard]:
        return [card for card in self.cards if not card.unlike]

    def _only(self, card: QueryCard) -> None:
        self.imagesChanged.emit((card.image,), ())

    def _on_without(self) -> None:
        for card in self.cards:
            if card.image == self._at_fault:
                self._remove(card)
                return

    def _show_menu(self, card: QueryCard, position: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        several = len(self.cards) > 1
        only = menu.addAction(self.tr("Search with this one only"), partial(self._only, card))
        only.setEnabled(several)
        text = self.tr("More like this") if card.unlike else self.tr("Less like this")
        turn = menu.addAction(text, partial(self._turn, card))
        turn.setEnabled(card.unlike or len(self._liked()) > 1)
        path = card.image.path
        if path is not None:
            show = self._context.requests.photoShowRequested
            menu.addAction(self.tr("Show in library"), lambda: show.emit(path))
        menu.addSeparator()
        remove = menu.addAction(icons.icon("remove"), self.tr("Remove"))
        remove.triggered.connect(lambda _: self._remove(card))
        menu.popup(position)

    # -- scrolling -----------------------------------------------------------------------------

    def _bring_into_view(self, card: QueryCard) -> None:
        """Scroll to a card as soon as it has its place."""
        self._wanted = card
        QTimer.singleShot(0, self, self._scroll_to_wanted)

    def _scroll_to_wanted(self) -> None:
        if self._wanted in self.cards and self._wanted is not None:
            self._area.ensureWidgetVisible(self._wanted, theme.GAP, 0)

    def _on_range(self, _: int, most: int) -> None:
        """Make room for the scroll bar when there are more cards than the width holds."""
        self._area.setFixedHeight(CARD_HEIGHT_PX + (_SCROLL_BAR_PX if most > 0 else 0))
        self._scroll_to_wanted()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scroll sideways with the wheel."""
        if event.type() == QEvent.Type.Wheel and watched is self._area.viewport():
            bar = self._area.horizontalScrollBar()
            delta = event.angleDelta()  # type: ignore[attr-defined]  # a QWheelEvent
            bar.setValue(bar.value() - (delta.y() or delta.x()) // _WHEEL_DIVISOR)
            return True
        return False


def _has_focus(card: QueryCard) -> bool:
    focused = card.window().focusWidget()
    return focused is not None and (focused is card or card.isAncestorOf(focused))
