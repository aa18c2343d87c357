"""What is shown where there is nothing yet: what the program does, and the one thing to do."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from photofinder.ui import icons, theme, words
from photofinder.ui.elided_label import ElidedLabel
from photofinder.ui.turning import has_focus_within

_TEXT_WIDTH_PX = 460
_ICON_PX = 72


def pictures_folder() -> Path | None:
    """Return the system's folder of pictures where there is one."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation)
    if not place or place == home:
        return None
    folder = Path(place)
    return folder if folder.is_dir() else None


class EmptyPage(QWidget):
    """The first run."""

    addRequested = Signal()
    folderOffered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(self._picture(), 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addSpacing(theme.GROUP)
        for label in self._texts():
            outer.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
            outer.addSpacing(theme.GAP)
        outer.addSpacing(theme.GAP)
        outer.addLayout(self._buttons())
        outer.addStretch(3)
        self.setFocusProxy(self.add_button)

    def _picture(self) -> QLabel:
        self._icon = QLabel(self)
        self._icon.setPixmap(icons.icon("photofinder").pixmap(_ICON_PX, _ICON_PX))
        return self._icon

    def _texts(self) -> list[QLabel]:
        title = QLabel(self.tr("Find what looks alike, and what you have twice"), self)
        title.setProperty("role", "title")
        what = QLabel(
            self.tr(
                "photofinder looks through your folders of photos, shows which look like any "
                "picture you choose, and which you have several times."
            ),
            self,
        )
        promise = QLabel(
            self.tr(
                "Everything stays on this computer. Your photos are only read; nothing is moved "
                "unless you ask for it, and that can be undone."
            ),
            self,
        )
        promise.setProperty("role", "muted")
        for label in (what, promise):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            _take_room(label)
        return [title, what, promise]

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addStretch(1)
        self.add_button = QPushButton(self.tr("Add a folder..."), self)
        self.add_button.setProperty("role", "primary")
        self.add_button.setDefault(True)
        self.add_button.clicked.connect(self.addRequested)
        row.addWidget(self.add_button)
        folder = pictures_folder()
        if folder is not None:
            text = self.tr("Add {folder}").format(folder=words.path_text(folder.name))
            offer = QPushButton(text, self)
            offer.setToolTip(words.plain_tip(words.path_text(folder)))
            offer.clicked.connect(lambda: self.folderOffered.emit(folder))
            row.addWidget(offer)
        row.addStretch(1)
        return row


class Message(QWidget):
    """A state without photos: a heading, a sentence, and at most one button.

    The keyboard is on the button; without one on the message itself, which is then read aloud.
    """

    actionRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        self._heading = ElidedLabel(self, Qt.TextElideMode.ElideMiddle)  # it may name a folder
        self._heading.setProperty("role", "heading")
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setProperty("role", "muted")
        self._text.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._button = QPushButton(self)
        self._button.setAutoDefault(True)  # Enter presses it, too
        self._button.clicked.connect(self.actionRequested)
        for widget in (self._heading, self._text, self._button):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
            layout.addSpacing(theme.GAP)
        layout.addStretch(3)

    def say(self, heading: str, text: str, button: str = "") -> None:
        """Show a state; without ``button`` there is none."""
        had_focus = has_focus_within(self)
        if had_focus and not button:
            self.setFocus()  # before the button goes, else whatever comes next would have it
        self._heading.setText(heading)
        self._text.setText(text)
        _take_room(self._text)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self.setAccessibleName(heading)
        self.setAccessibleDescription(text)
        self._button.setAccessibleDescription(f"{heading}\n{text}")
        if had_focus and button:
            self._button.setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to what can be done."""
        super().focusInEvent(event)
        if not self._button.isHidden():
            self._button.setFocus(event.reason())


def _take_room(label: QLabel) -> None:
    """Make a label as high as its text is at its width.

    A layout that centres asks for the height at its own width, not at the label's.
    """
    label.setFixedWidth(_TEXT_WIDTH_PX)
    label.ensurePolished()
    label.setMinimumHeight(max(label.heightForWidth(_TEXT_WIDTH_PX), 0))


def line(parent: QWidget | None = None) -> QFrame:
    """Return a thin horizontal line."""
    frame = QFrame(parent)
    frame.setProperty("role", "line")
    frame.setFixedHeight(1)
    return frame
