"""What stands above the results of "Find similar": the way back, the pictures, the filters.

GUI thread. The header shows a step and tells what the user changes; the page searches.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from photofinder.ui import icons, theme
from photofinder.ui.empty_page import line
from photofinder.ui.query_strip import CARD_HEIGHT_PX, QueryStrip
from photofinder.ui.similar_filters import NO_FILTERS, FilterBar, Filters
from photofinder.ui.similar_pictures import QueryPictures
from photofinder.ui.similar_threshold import ThresholdBar

if TYPE_CHECKING:
    from photofinder.core.views import SimilarQuery
    from photofinder.ui.context import PageContext


class SimilarHeader(QWidget):
    """Back and forward, query strip, threshold and filters.

    Signals
    -------
    openRequested(bool), pasteRequested(bool)
        True: the picture joins the ones that are searched with.
    """

    openRequested = Signal(bool)
    pasteRequested = Signal(bool)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = self._action("back", self.tr("Back"), "Alt+Left", Qt.Key.Key_Back)
        self.forward = self._action("forward", self.tr("Forward"), "Alt+Right", Qt.Key.Key_Forward)
        self.strip = QueryStrip(context, QueryPictures(context, self), self)
        self.threshold = ThresholdBar(self)
        self.filters = FilterBar(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._picture_row())
        layout.addLayout(self._threshold_row())
        self._filter_row = self._filters_below()
        layout.addWidget(self._filter_row)
        layout.addWidget(line(self))
        self._order_tabs()
        self.show_filters(NO_FILTERS)
        self.show_query(None)

    # -- what is shown -------------------------------------------------------------------------

    def show_query(self, query: SimilarQuery | None) -> None:
        """Show the pictures of a query."""
        self.strip.show_query(query)
        has_query = query is not None
        self.strip.setVisible(has_query)
        self.threshold.setEnabled(has_query)

    def show_filters(self, filters: Filters) -> None:
        """Show filters; the row stays open while one is set."""
        self.filters.set_filters(filters)
        if filters != NO_FILTERS:
            self.filter_button.setChecked(True)
        self._name_filters(filters)

    def focus_filters(self) -> None:
        """Open the filters and go to the first."""
        self.filter_button.setChecked(True)
        self.filters.folder.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_ways(self, *, back: bool, forward: bool) -> None:
        """Enable the ways through the history."""
        self.back.setEnabled(back)
        self.forward.setEnabled(forward)

    # -- building ------------------------------------------------------------------------------

    def _action(self, icon: str, text: str, *keys: str | Qt.Key) -> QAction:
        action = QAction(text, self)
        icons.dress(action, icon)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        native = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(self.tr("{text} ({keys})").format(text=text, keys=native))
        return action

    def _picture_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.GROUP, theme.GAP, theme.GROUP, theme.GAP)
        row.setSpacing(theme.GAP)
        self._ways = [self._way(action) for action in (self.back, self.forward)]
        self.add_button = self._add_button()
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self._beside_cards(self._ways), 0, top)
        row.addWidget(self.strip, 1)
        row.addStretch(0)
        row.addWidget(self._beside_cards([self.add_button]), 0, top)
        return row

    def _beside_cards(self, buttons: list[QToolButton]) -> QWidget:
        """Return buttons at the middle height of the cards, whatever comes below them."""
        holder = QWidget(self)
        holder.setFixedHeight(CARD_HEIGHT_PX)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for button in buttons:
            row.addWidget(button)
        return holder

    def _way(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setProperty("role", "flat")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(action.text())
        return button

    def _add_button(self) -> QToolButton:
        button = QToolButton(self)
        icons.dress(button, "add")
        button.setText(self.tr("Picture"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setToolTip(self.tr("Search with a picture from elsewhere"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        for text, signal, joins in (
            (self.tr("Open image..."), self.openRequested, False),
            (self.tr("Paste picture"), self.pasteRequested, False),
            ("", None, False),
            (self.tr("Add image to this search..."), self.openRequested, True),
            (self.tr("Add pasted picture to this search"), self.pasteRequested, True),
        ):
            if signal is None:
                menu.addSeparator()
                continue
            action = menu.addAction(text)
            action.triggered.connect(lambda _=False, signal=signal, joins=joins: signal.emit(joins))
            if joins:
                menu.aboutToShow.connect(
                    lambda action=action: action.setEnabled(bool(self.strip.cards))
                )
        button.setMenu(menu)
        return button

    def _threshold_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.GROUP, 0, theme.GROUP, theme.GAP)
        row.setSpacing(theme.GAP)
        row.addWidget(self.threshold, 1)
        self.filter_button = QToolButton(self)
        self.filter_button.setCheckable(True)
        self.filter_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        icons.dress(self.filter_button, "filter")
        self.filter_button.setToolTip(self.tr("Folder, date and copies"))
        row.addWidget(self.filter_button)
        return row

    def _filters_below(self) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(theme.GROUP, 0, theme.GROUP, theme.GAP)
        row.addWidget(self.filters, 1)
        holder.hide()
        self.filter_button.toggled.connect(holder.setVisible)
        self.filters.changed.connect(self._name_filters)
        return holder

    def _name_filters(self, filters: Filters) -> None:
        count = sum(
            (
                filters.folder is not None,
                filters.taken_from is not None or filters.taken_to is not None,
                filters.exclude_copies,
            )
        )
        text = self.tr("Filters ({count})").format(count=count) if count else self.tr("Filters")
        self.filter_button.setText(text)

    def _order_tabs(self) -> None:
        order = [
            *self._ways,
            self.strip,
            self.add_button,
            self.threshold.slider,
            self.filter_button,
            self.filters.folder,
            self.filters.taken_from,
            self.filters.taken_to,
            self.filters.exclude_copies,
            self.filters.clear_button,
        ]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
