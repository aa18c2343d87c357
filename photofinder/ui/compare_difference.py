"""The pane that shows where two photos differ; computed in a worker thread. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from photofinder.app.questions import Desk
from photofinder.ui import difference, duplicates_why, photo_facts, theme, words
from photofinder.ui.elided_label import ElidedLabel
from photofinder.ui.image_canvas import ImageCanvas
from photofinder.ui.placing import WHOLE

if TYPE_CHECKING:
    from photofinder.ui.bridge import Asked, Bridge
    from photofinder.ui.compare_pane import ComparePane
    from photofinder.ui.difference import Difference
    from photofinder.ui.picture_image import ImageLevels
    from photofinder.ui.placing import Placing

_LEVELS = 255


class DifferencePane(QWidget):
    """Lays one photo over another."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._asked: Asked | None = None
        self._shown: tuple[ImageLevels, ImageLevels, Placing | None] | None = None
        self.canvas = ImageCanvas(self, enlarge=True)
        self.canvas.has_digit_keys = False
        self.canvas.shows_focus = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.GAP, theme.TIGHT, theme.GAP, theme.TIGHT)
        layout.setSpacing(theme.TIGHT)
        row = QHBoxLayout()
        self._title = ElidedLabel(self, Qt.TextElideMode.ElideMiddle)
        font = self.font()
        font.setBold(True)
        self._title.setFont(font)
        row.addWidget(self._title, 1)
        layout.addLayout(row)
        layout.addWidget(self.canvas, 1)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        layout.addWidget(self._words)

    @property
    def words_shown(self) -> str:
        """What is said of the difference."""
        return self._words.text()

    def show_pair(
        self, first: ComparePane, second: ComparePane, placing: Placing | None = None
    ) -> None:
        """Show how the second photo differs from the first; call again when one has arrived.

        Parameters
        ----------
        first, second : ComparePane
        placing : Placing, optional
            Where the second lies on the first; without it only copies of the same shape can be
            laid over each other.
        """
        title = self.tr("Difference: {first} {first_name} and {second} {second_name}").format(
            first=first.number,
            first_name=_name(first),
            second=second.number,
            second_name=_name(second),
        )
        self._title.setText(title)
        for pane in (first, second):
            if pane.canvas.error is not None:
                text = self.tr("{name} cannot be shown, so there is nothing to compare.")
                self._say(self.tr("No difference to show"), text.format(name=_name(pane)))
                return
        one, other = first.canvas.image, second.canvas.image
        if one is None or other is None:
            self._load(title)
        elif placing is None and not difference.shapes_agree(one.pixels.size, other.pixels.size):
            self._say_shapes_differ(first, second)
        elif self._shown != (one.pixels, other.pixels, placing):
            self._compute(title, one.pixels, other.pixels, placing)

    def forget(self) -> None:
        """Let go of the pictures, and of the answer that may be on its way."""
        self._drop()
        self.canvas.clear()
        self._words.clear()

    def _drop(self) -> None:
        if self._asked is not None:
            self._asked.cancel()
        self._asked = self._shown = None

    def _say(self, title: str, text: str) -> None:
        self._drop()
        self.canvas.clear(title, text)
        self._words.clear()

    def _say_shapes_differ(self, first: ComparePane, second: ComparePane) -> None:
        sizes = [
            photo_facts.pixels_text(pane.facts.width, pane.facts.height)
            for pane in (first, second)
            if pane.facts is not None
        ]
        text = self.tr(
            "One is cropped, turned or has a border: {first} and {second} cannot be laid over "
            "each other. Flip between them instead (F)."
        )
        self._say(
            self.tr("The shapes differ too much"), text.format(first=sizes[0], second=sizes[-1])
        )

    def _load(self, title: str) -> None:
        self._drop()
        self._words.clear()
        view = self.canvas.view
        self.canvas.start_loading(title)
        self.canvas.set_view(view)

    def _compute(
        self, title: str, first: ImageLevels, second: ImageLevels, placing: Placing | None
    ) -> None:
        same_photos = self.canvas.name == title and self.canvas.pixels is not None
        if not same_photos:
            self._load(title)
        self._shown = (first, second, placing)
        self._asked = self._bridge.ask(
            self,
            lambda _: difference.compute_difference(first, second, placing),
            self._on_difference,
            key="difference",
            desk=Desk.WAIT,
        )

    def _on_difference(self, found: Difference) -> None:
        self.canvas.show_pixels(found.pixels)
        size = photo_facts.pixels_text(found.compared.width(), found.compared.height())
        if found.most_levels == 0:
            text = self.tr("No pixel differs, compared at {size}.").format(size=size)
        else:
            locale = QLocale()
            text = self.tr(
                "{share} % of the pixels differ visibly, on average by {mean} of {levels} levels. "
                "Bright is different ({gain} times amplified), dark is the same; compared at "
                "{size}."
            ).format(
                share=locale.toString(found.visible_share * 100, "f", 1),
                mean=locale.toString(found.mean_levels, "f", 1),
                levels=_LEVELS,
                gain=difference.GAIN,
                size=size,
            )
        if found.overlap_share < WHOLE:
            share = duplicates_why.percent_text(found.overlap_share)
            text += " " + self.tr("Both show {share} of the first; the rest is dimmed.").format(
                share=share
            )
        self._words.setText(text)
        self.canvas.setAccessibleDescription(text)


def _name(pane: ComparePane) -> str:
    return "" if pane.path is None else words.path_text(pane.path.name)
