"""The bar above the page that says what happened: one notice at a time, no dialog. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QHideEvent,
    QKeyEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

from photofinder.ui import icons, theme
from photofinder.ui.notice_queue import NoticeQueue
from photofinder.ui.turning import has_focus_within
from photofinder.ui.wrapped_text import WrappedText

if TYPE_CHECKING:
    from photofinder.ui.context import Notice

#: people read some 200 words a minute, that is 60 ms a letter; a button needs time to be reached
SHOWN_MS, SHOWN_MS_PER_LETTER, SHOWN_WITH_ACTION_MS = 4_000, 60, 20_000

_ICON_PX = 20
_COLOURS = {"info": "accent", "warning": "warning", "error": "danger"}


class MessageBar(QFrame):
    """Shows notices one after the other; hidden while there are none.

    Notices that come before the window is on the screen wait for it: their time only runs while
    they can be read, and not while the bar has the focus or the mouse.
    """

    # Qt tells changes while the widget is being made
    _shown: Notice | None = None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._queue = NoticeQueue()
        self._focused_before: QWidget | None = None
        self._clock = QTimer(self, singleShot=True)
        self._clock.timeout.connect(self._on_time_over)
        self._build()
        self.hide()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    @property
    def current(self) -> Notice | None:
        """The notice on show."""
        return self._shown

    @property
    def waiting(self) -> int:
        """How many notices follow."""
        return self._queue.waiting

    @Slot(object)
    def show_notice(self, notice: Notice) -> None:
        """Show a notice now, or after those that weigh more."""
        self._queue.push(notice)
        self._refresh()

    @Slot()
    def dismiss(self) -> None:
        """Close the notice on show; the next one follows."""
        self._queue.dismiss()
        self._refresh()

    @Slot()
    def dismiss_all(self) -> None:
        """Close them all."""
        self._queue.clear()
        self._refresh()

    def take_focus(self) -> None:
        """Give the keyboard to what the notice offers; it goes back when the bar goes."""
        if self._shown is not None and not has_focus_within(self):
            button = self._close if self._action.isHidden() else self._action
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def withdraw(self, key: str) -> None:
        """Take away the notice of a key: what it told is over."""
        self._queue.withdraw(key)
        self._refresh()

    # -- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        self._icon = QLabel(self)
        self._icon.setFixedSize(_ICON_PX, _ICON_PX)
        self._level = QLabel(self)
        self._text = WrappedText(self)
        self._action = QPushButton(self)
        self._action.setAutoDefault(True)  # Enter presses it, too
        self._action.setToolTip(self.tr("F6 leads here"))
        self._action.clicked.connect(self._on_action)
        self._more = QLabel(self)
        self._more.setProperty("role", "muted")
        self._all = QPushButton(self.tr("Close all"), self)
        self._all.setProperty("role", "flat")
        self._all.clicked.connect(self.dismiss_all)
        self._close = QToolButton(self)
        self._close.setProperty("role", "flat")
        self._close.setToolTip(self.tr("Close this message (Esc, here or in the photos)"))
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.clicked.connect(self.dismiss)
        icons.dress(self._close, "close")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GROUP, theme.GAP, theme.GAP, theme.GAP)
        row.setSpacing(theme.GAP)
        row.addWidget(self._icon)
        row.addWidget(self._level)
        row.addWidget(self._text, 1)
        for widget in (self._more, self._action, self._all, self._close):
            row.addWidget(widget)

    # -- showing -------------------------------------------------------------------------------

    def _refresh(self) -> None:
        notice = self._queue.current
        if notice is None:
            self._shown = None
            self._clock.stop()
            self._leave()
            return
        self._tell_waiting()
        if notice is self._shown:
            return
        self._shown = notice
        self._fill(notice)
        self.show()
        self._start_clock()
        self._announce(notice)

    def _fill(self, notice: Notice) -> None:
        self.setProperty("role", f"notice-{notice.level}")
        self.style().unpolish(self)
        self.style().polish(self)
        self._dress(notice)
        word = self._word(notice)
        self._level.setText(f"<b>{word}</b>")
        self._text.set_text(notice.text)
        self._text.setAccessibleName(self.tr("Message"))
        self._action.setVisible(notice.action is not None and bool(notice.action_label))
        self._action.setText(notice.action_label)
        self.setAccessibleName(self.tr("{level}: {text}").format(level=word, text=notice.text))

    def _dress(self, notice: Notice) -> None:
        colour = _COLOURS[notice.level]
        self._icon.setPixmap(
            icons.pixmap(notice.level, _ICON_PX, self.devicePixelRatioF(), theme.colour(colour))
        )
        self._text.set_colour("text")

    def _word(self, notice: Notice) -> str:
        return {
            "info": self.tr("Note"),
            "warning": self.tr("Warning"),
            "error": self.tr("Problem"),
        }[notice.level]

    def _tell_waiting(self) -> None:
        waiting = self._queue.waiting + self._queue.dropped
        self._more.setVisible(waiting > 0)
        self._all.setVisible(waiting > 0)
        self._more.setText(self.tr("%n more", "", waiting))

    def _leave(self) -> None:
        """Hide, and give the focus back to where it was instead of to whatever comes next."""
        before = self._focused_before if has_focus_within(self) else None
        self._focused_before = None
        self.hide()
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        came_in = now is not None and self.isAncestorOf(now)
        if came_in and old is not None and not self.isAncestorOf(old):
            self._focused_before = old

    def _announce(self, notice: Notice) -> None:
        if not QAccessible.isActive():
            return
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        event = QAccessibleAnnouncementEvent(self, self.accessibleName())
        if notice.level == "error":
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)

    # -- time ----------------------------------------------------------------------------------

    def _start_clock(self) -> None:
        """Let an information go by itself; what went wrong stays until it is closed."""
        self._clock.stop()
        notice = self._shown
        if notice is None or notice.level != "info" or not self.isVisible():
            return
        needed = SHOWN_MS + SHOWN_MS_PER_LETTER * len(notice.text)
        self._clock.start(max(needed, SHOWN_WITH_ACTION_MS) if notice.action else needed)

    @Slot()
    def _on_time_over(self) -> None:
        if has_focus_within(self) or self.underMouse():
            self._start_clock()  # somebody is reading it
        else:
            self.dismiss()

    @Slot()
    def _on_action(self) -> None:
        notice = self._shown
        self.dismiss()
        if notice is not None and notice.action is not None:
            notice.action()

    # -- Qt ------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Start counting when the bar can be read."""
        super().showEvent(event)
        self._start_clock()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop counting while nobody can read it."""
        super().hideEvent(event)
        self._clock.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._shown is not None:
            self._dress(self._shown)
