"""One photo of the compare view: name, mark, canvas, path and main facts. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from photofinder.ui import icons, photo_facts, theme, words
from photofinder.ui.elided_label import ElidedLabel
from photofinder.ui.path_label import PathLabel
from photofinder.ui.photo_canvas import PhotoCanvas
from photofinder.ui.photo_facts import PhotoFacts

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QPaintEvent

    from photofinder.ui.picture_image import PictureImage
    from photofinder.ui.picture_loader import PictureLoader
    from photofinder.ui.thumbnail_provider import ThumbnailProvider

KEEP, TRASH = "keep", "trash"


class ComparePane(QWidget):
    """A photo beside others.

    Parameters
    ----------
    number : int
        From 1; its key.

    Signals
    -------
    chosen(int)
        The pane was clicked or got the keyboard.
    markRequested(int, str)
        "keep" or "trash", by its buttons.
    factsChanged(int)
        More is known of the photo.
    """

    chosen = Signal(int)
    markRequested = Signal(int, str)
    factsChanged = Signal(int)

    def __init__(
        self,
        number: int,
        loader: PictureLoader,
        thumbnails: ThumbnailProvider,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.number = number
        self._is_chosen = False
        self._facts: PhotoFacts | None = None
        self._mark = ""
        self._told = ""
        self.canvas = PhotoCanvas(loader, thumbnails, self, enlarge=True)
        self.canvas.has_digit_keys = False
        self.canvas.shows_focus = False
        self._build()
        self.canvas.pressed.connect(self._on_pressed)
        self.canvas.imageArrived.connect(self._on_image)
        self.canvas.scaleChanged.connect(self._on_scale)

    # -- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.GAP, theme.TIGHT, theme.GAP, theme.TIGHT)
        layout.setSpacing(theme.TIGHT)
        layout.addLayout(self._header())
        layout.addWidget(self.canvas, 1)
        self.path_label = PathLabel(self)
        layout.addWidget(self.path_label)
        self._summary = ElidedLabel(self)
        self._summary.setProperty("role", "muted")
        layout.addWidget(self._summary)

    def _header(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        self._number_label = QLabel(str(self.number), self)
        self._number_label.setProperty("role", "muted")
        row.addWidget(self._number_label)
        self._name = ElidedLabel(self, Qt.TextElideMode.ElideMiddle)
        row.addWidget(self._name, 1)
        self._mark_label = QLabel(self)
        row.addWidget(self._mark_label)
        self._scale_label = QLabel(self)
        self._scale_label.setProperty("role", "muted")
        self._scale_label.setMinimumWidth(self.fontMetrics().horizontalAdvance("0000 %"))
        self._scale_label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._scale_label)
        self._keep = self._button("keep", self.tr("Keep this photo (K)"), KEEP)
        self._trash = self._button("trash", self.tr("Mark this photo for the trash (T)"), TRASH)
        row.addWidget(self._keep)
        row.addWidget(self._trash)
        self.set_name_large(False)
        return row

    def _button(self, icon: str, text: str, mark: str) -> QToolButton:
        button = QToolButton(self)
        button.setCheckable(True)
        button.setProperty("role", "flat")
        button.setToolTip(text)
        button.setAccessibleName(text)
        icons.dress(button, icon)
        button.clicked.connect(lambda: self._on_mark_clicked(mark))
        button.hide()
        return button

    # -- what is shown -------------------------------------------------------------------------

    @property
    def path(self) -> Path | None:
        """The photo; None while the pane is not used."""
        return self.canvas.path

    @property
    def facts(self) -> PhotoFacts | None:
        """What is known of it."""
        return self._facts

    def show_photo(self, path: Path, *, is_keeper: bool, told: str = "") -> None:
        """Take the old photo away, and everything said of it, and show another.

        Parameters
        ----------
        path : Path
        is_keeper : bool
        told : str
            Why it belongs to the others.
        """
        # below the photo: beside its name there is no room with four of them
        suggested = self.tr("Suggested to keep") if is_keeper else ""
        self._told = words.dotted(suggested, told)
        self._facts = PhotoFacts(path)
        self._mark = ""
        name = words.path_text(path.name)
        self._name.setText(name)
        self._name.setAccessibleName(
            self.tr("Photo {number}: {name}").format(number=self.number, name=name)
        )
        self.path_label.set_path(path)
        self._summary.setText(self._told)
        self._show_mark()
        self.canvas.show_photo(path)

    def show_nothing(self) -> None:
        """Let go of the photo."""
        self._facts = None
        self.canvas.show_nothing()

    def add_facts(self, facts: PhotoFacts) -> None:
        """Take what the library knows; what the file says is newer."""
        if self.canvas.image is None and facts.path == self.path:
            self._set_facts(facts)

    @Slot(object)
    def _on_image(self, image: PictureImage) -> None:
        if self._facts is not None:
            self._set_facts(photo_facts.with_image(self._facts, image))

    def _set_facts(self, facts: PhotoFacts) -> None:
        if facts != self._facts:
            self._facts = facts
            self._summary.setText(words.dotted(self._told, photo_facts.summary(facts)))
            self.factsChanged.emit(self.number)

    @Slot(float)
    def _on_scale(self, scale: float) -> None:
        text = self.tr("{percent} %").format(percent=round(scale * 100)) if scale else ""
        self._scale_label.setText(text)

    def set_name_large(self, large: bool) -> None:
        """Write the name large, where one photo is seen at a time."""
        font = self.font()
        font.setBold(True)
        if large:
            font.setPointSizeF(font.pointSizeF() * 1.5)
        self._name.setFont(font)
        self._number_label.setFont(font)
        self._name.updateGeometry()

    # -- choice and mark -----------------------------------------------------------------------

    @property
    def mark(self) -> str:
        """``keep``, ``trash`` or nothing."""
        return self._mark

    def set_chosen(self, chosen: bool) -> None:
        """Show that the keys mean this photo."""
        if chosen != self._is_chosen:
            self._is_chosen = chosen
            self.update()

    def set_can_mark(self, can: bool) -> None:
        """Show the buttons for marks, or not."""
        self._keep.setVisible(can)
        self._trash.setVisible(can)

    def set_mark(self, mark: str) -> None:
        """Show a mark, in words."""
        self._mark = mark
        self._show_mark()

    def _show_mark(self) -> None:
        self._keep.setChecked(self._mark == KEEP)
        self._trash.setChecked(self._mark == TRASH)
        text, role = {
            KEEP: (self.tr("Keep"), "success"),
            TRASH: (self.tr("Trash"), "danger"),
        }.get(self._mark, ("", "muted"))
        self._mark_label.setText(text)
        self._mark_label.setVisible(bool(text))
        self._mark_label.setProperty("role", role)
        self._mark_label.style().polish(self._mark_label)

    def _on_mark_clicked(self, mark: str) -> None:
        self._show_mark()  # whoever decides says by `set_mark` whether it is so
        self.markRequested.emit(self.number, mark)

    @Slot()
    def _on_pressed(self) -> None:
        self.chosen.emit(self.number)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame the chosen photo."""
        super().paintEvent(event)
        if not self._is_chosen:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent"), 2))
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, theme.RADIUS, theme.RADIUS)
        painter.end()
