"""One answer to "is this a duplicate?": the file, what it is like, and why. GUI thread."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QImage, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from photofinder.core.views import QueryImage
from photofinder.errors import PhotofinderError
from photofinder.ui import check_words, theme, words
from photofinder.ui.elided_label import ElidedLabel
from photofinder.ui.similar_pictures import decoded
from photofinder.ui.wrapped_text import WrappedText

if TYPE_CHECKING:
    from pathlib import Path

    from photofinder.app.library import Library
    from photofinder.core.checking import CheckAnswer
    from photofinder.ui.bridge import Bridge

PICTURE_PX = 220
_MOST_LINES = 4


class PictureBox(QFrame):
    """A picture with what it is above, and its name below."""

    def __init__(self, bridge: Bridge, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        column.setSpacing(theme.GAP)
        self._title = QLabel(title, self)
        self._title.setProperty("role", "muted")
        self._picture = QLabel(self)
        self._picture.setFixedSize(PICTURE_PX, PICTURE_PX)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setWordWrap(True)
        self._name = ElidedLabel(self, Qt.TextElideMode.ElideMiddle)
        # a long name makes no card wider than the other
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        column.addWidget(self._title)
        column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._name)

    @property
    def is_settled(self) -> bool:
        """Whether there is a picture, or the words that there is none."""
        return not self._picture.pixmap().isNull() or bool(self._picture.text())

    def set_title(self, title: str) -> None:
        """Say what the picture is."""
        self._title.setText(title)

    def show_name(self, path: Path) -> None:
        """Name a file whose picture follows."""
        name = words.path_text(path.name)
        self._name.setText(name)
        self._picture.setAccessibleName(f"{self._title.text()}: {name}")
        self._picture.clear()

    def show_file(self, path: Path, content_id: int = 0) -> None:
        """Show a file; of a photo of the library also one that is out of reach."""
        self.show_name(path)
        ratio = self.devicePixelRatioF()
        self._bridge.ask(
            self,
            partial(_image, path, content_id, round(PICTURE_PX * ratio)),
            partial(self._on_image, ratio),
            self._on_error,
            key="picture",
        )

    def _on_image(self, ratio: float, image: QImage) -> None:
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(ratio)
        self._picture.setPixmap(pixmap)

    def _on_error(self, error: Exception) -> None:
        """Say it where the picture would be; the answer itself does not depend on it."""
        if not isinstance(error, PhotofinderError):
            raise error
        self._picture.setText(self.tr("No picture to show"))


def _image(path: Path, content_id: int, edge_px: int, library: Library) -> QImage:
    """Return a picture that fits into a square. Worker threads."""
    if content_id:
        image = QImage.fromData(library.thumbnail(content_id))
        return image.scaled(
            edge_px,
            edge_px,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    return decoded(QueryImage(path=path), edge_px, library)


class CheckPanel(QWidget):
    """The answer for one file."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        self.verdict = QLabel(self)
        self.verdict.setTextFormat(Qt.TextFormat.PlainText)
        self.verdict.setProperty("role", "heading")
        self.verdict.setWordWrap(True)
        self.asked = PictureBox(bridge, self.tr("This file"), self)
        self.found = PictureBox(bridge, self.tr("In your library"), self)
        pictures = QGridLayout()
        pictures.setHorizontalSpacing(theme.GROUP)
        for place, box in enumerate((self.asked, self.found)):
            pictures.addWidget(box, 0, place)
            pictures.setColumnStretch(place, 1)  # half of the room, also while it is alone
        self.reason = self._text(self.tr("Reason"))
        self.place = self._text(self.tr("Where it is"))
        self.notes = self._text(self.tr("What is left open"))
        self.notes.set_colour("muted")
        column.addWidget(self.verdict)
        column.addLayout(pictures)
        for text in (self.reason, self.place, self.notes):
            column.addWidget(text)
        column.addStretch(1)

    def _text(self, name: str) -> WrappedText:
        text = WrappedText(self, max_lines=_MOST_LINES)
        text.setAccessibleName(name)
        return text

    def show_waiting(self, path: Path) -> None:
        """Say that the file is being looked at."""
        self.verdict.setText(self.tr("Looking for it in your library..."))
        self.asked.show_name(path)  # to decode it now would keep the answer waiting
        self._show("", "", "")
        self.found.hide()

    def show_answer(self, answer: CheckAnswer) -> None:
        """Show what the library says."""
        self.verdict.setText(check_words.verdict(answer))
        self.asked.show_file(answer.path)
        copies = answer.copies or answer.related
        nearest = answer.nearest
        reason = place = ""
        self.found.setVisible(bool(copies) or nearest is not None)
        if copies:
            first = copies[0]
            self.found.set_title(self.tr("In your library"))
            self.found.show_file(first.path, first.content_id)
            reason = check_words.found_text(first)
            place = words.dotted(words.path_text(first.path), check_words.more_text(answer))
        elif nearest is not None:
            self.found.set_title(self.tr("The nearest look-alike"))
            self.found.show_file(nearest.path, nearest.content_id)
            reason = check_words.nearest_text(nearest.score, online=nearest.online)
            place = words.path_text(nearest.path)
        notes = check_words.notes_text(answer)
        self._show(reason, place, notes)
        self._say(check_words.spoken(answer, (reason, place, notes)))

    def show_error(self, path: Path, error: Exception) -> None:
        """Say why there is no answer."""
        self.verdict.setText(self.tr("This file could not be checked"))
        self.asked.show_file(path)
        self.found.hide()
        text = words.error_text(error)
        self._show(text, "", "")
        self._say(text)

    def _show(self, reason: str, place: str, notes: str) -> None:
        for widget, text in ((self.reason, reason), (self.place, place), (self.notes, notes)):
            # what is hidden was not laid out: as narrow as it is, it would want too many lines
            widget.resize(self.width(), widget.height())
            widget.set_text(text)
            widget.setVisible(bool(text))

    def _say(self, text: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
