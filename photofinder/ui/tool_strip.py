"""A row of buttons that leaves their words out where there is no room for them. GUI thread.

What is offered only now and then keeps its word the longest: nobody knows its icon.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from photofinder.ui import icons, theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent, QShowEvent

#: what the title beside the buttons needs to say anything
_TITLE_PX = 180
_REMEASURE = frozenset({QEvent.Type.FontChange, QEvent.Type.StyleChange})


class ToolStrip(QWidget):
    """Flat buttons with icon, word and key; the word goes first, the tooltip stays.

    Attributes
    ----------
    row : QHBoxLayout
        Where whoever builds the strip puts the buttons.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        #: the room for all words, and for those that go last
        self._wide_px = self._middle_px = 0
        self._shrinking: list[QToolButton] = []
        self._last: set[QToolButton] = set()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        self.row.setSpacing(theme.TIGHT)

    # -- buttons -------------------------------------------------------------------------------

    def button(
        self, icon: str, text: str, key: str, act: Callable[[], None], *, words: bool = True
    ) -> QToolButton:
        """Return a button.

        Parameters
        ----------
        icon : str
            Empty for a button of words alone.
        text : str
        key : str
            What the tooltip says of the keyboard.
        act : callable
        words : bool
            Whether the text is seen beside the icon where there is room.
        """
        button = self._made(icon, text, key, words=words)
        button.clicked.connect(lambda _checked: act())
        return button

    def keep_words(self, button: QToolButton) -> None:
        """Leave out the word of a button only where there is no room for it alone."""
        self._last.add(button)

    def toggle(self, icon: str, text: str, key: str, act: Callable[[bool], None]) -> QToolButton:
        """Return a button that stays down; ``act`` hears of every change."""
        button = self._made(icon, text, key, words=True)
        button.setCheckable(True)
        button.toggled.connect(act)
        return button

    def _made(self, icon: str, text: str, key: str, *, words: bool) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "flat")
        button.setText(text)
        button.setAccessibleName(text)
        button.setToolTip(self.tr("{text} ({keys})").format(text=text, keys=key))
        styles = Qt.ToolButtonStyle
        if not icon:
            button.setToolButtonStyle(styles.ToolButtonTextOnly)
            return button
        self.set_icon(button, icon)
        if words:
            self._shrinking.append(button)
            button.setToolButtonStyle(styles.ToolButtonTextBesideIcon)
        else:
            button.setToolButtonStyle(styles.ToolButtonIconOnly)
        return button

    def set_icon(self, button: QToolButton, name: str) -> None:
        """Give a button its icon, in the colours of the theme."""
        icons.dress(button, name)

    # -- room ----------------------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        """Let any width do."""
        return QSize(_TITLE_PX, super().minimumSizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:
        """Measure what is seen for the first time."""
        super().showEvent(event)
        self._share_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words out, or bring them back."""
        super().resizeEvent(event)
        self._share_room()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again with another font or theme."""
        super().changeEvent(event)
        if event.type() in _REMEASURE:
            self.remeasure()

    def remeasure(self) -> None:
        """Look again whether there is room for the words; after buttons came or went."""
        self._wide_px = self._middle_px = 0
        self._share_room()

    def _share_room(self) -> None:
        if not self.isVisible():
            return
        if not self._wide_px:
            self._wide_px = self._room(words=True, last=True)
            self._middle_px = self._room(words=False, last=True)
        width = self.width()
        self._set_words(words=width >= self._wide_px, last=width >= self._middle_px)

    def _room(self, *, words: bool, last: bool) -> int:
        self._set_words(words=words, last=last)
        return self.row.minimumSize().width() + _TITLE_PX

    def _set_words(self, *, words: bool, last: bool) -> None:
        styles = Qt.ToolButtonStyle
        for button in self._shrinking:
            shown = last if button in self._last else words
            style = styles.ToolButtonTextBesideIcon if shown else styles.ToolButtonIconOnly
            if button.toolButtonStyle() != style:
                button.setToolButtonStyle(style)
                button.style().unpolish(button)  # its padding follows
                button.style().polish(button)
        self.row.invalidate()
