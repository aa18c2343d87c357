"""The current group: what it is, who stays and why, its files as cards. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from photofinder.core.types import PairClass
from photofinder.ui import duplicates_words, icons, theme
from photofinder.ui.duplicates_cards import CardView
from photofinder.ui.duplicates_model import MemberModel
from photofinder.ui.elided_label import ElidedLabel
from photofinder.ui.elided_text import ElidedText

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent

    from photofinder.core.views import PhotoRow
    from photofinder.ui.context import PageContext
    from photofinder.ui.duplicates_marks import Marks


#: a title and three buttons without words
_LEAST_PX = 400
#: a button around its word: icon, gap and both edges
_BUTTON_PX = 52


class GroupDetail(QWidget):
    """Everything about one group.

    Signals
    -------
    markRequested(int, object)
        Row of a file in the review, and the `Mark`.
    keepAllRequested(), dismissRequested(), compareRequested()
    """

    markRequested = Signal(int, object)
    keepAllRequested = Signal()
    dismissRequested = Signal()
    compareRequested = Signal()

    def __init__(
        self,
        context: PageContext,
        handle_key: Callable[[QKeyEvent], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self.members = MemberModel(self)
        #: where one was before the groups were read again
        self._before: Path | None = None
        self.cards = CardView(self.members, context.thumbnails, handle_key, self)
        self.cards.markRequested.connect(self._on_mark)
        self.cards.doubleClicked.connect(lambda _: self.compareRequested.emit())
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP, 0, 0, 0)
        column.setSpacing(theme.GAP)
        self._title = QLabel(self)
        self._title.setProperty("role", "heading")
        self._marked = ElidedLabel(self)
        self._marked.setProperty("role", "muted")
        self._reason = ElidedText(self)
        self._reason.setProperty("role", "muted")
        head = QHBoxLayout()
        head.setSpacing(theme.GAP)
        head.addWidget(self._title)
        head.addWidget(self._marked, 1)
        self.keep_all = self._button(self.tr("Keep all"), "check", self.keepAllRequested.emit)
        self.keep_all.setToolTip(self.tr("Nothing of this group goes (A)"))
        self.dismiss = self._button("", "close", self.dismissRequested.emit)
        self.compare = self._button(self.tr("Compare"), "compare", self.compareRequested.emit)
        self.compare.setToolTip(self.tr("See the photos side by side (C)"))
        self._words = dict.fromkeys((self.keep_all, self.dismiss, self.compare), "")
        for button in self._words:
            head.addWidget(button)
            self._say(button, button.text())
        column.addLayout(head)
        column.addWidget(self._reason)
        column.addWidget(self.cards, 1)

    # -- room ----------------------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        """Do without the words of the buttons."""
        return QSize(_LEAST_PX, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words of the buttons out, or bring them back."""
        super().resizeEvent(event)
        self._share_room()

    def _say(self, button: QPushButton, text: str) -> None:
        """Give a button its word; it is said aloud also where it is not seen."""
        self._words[button] = text
        button.setAccessibleName(text)

    def _share_room(self) -> None:
        """Show the words of the buttons where the title leaves room for them."""
        metrics = self.fontMetrics()
        needed = self._title.sizeHint().width() + theme.GAP
        for text in self._words.values():
            needed += metrics.horizontalAdvance(text) + _BUTTON_PX + theme.GAP
        has_room = self.width() >= needed
        for button, text in self._words.items():
            button.setText(text if has_room else "")

    def _button(self, text: str, icon: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        icons.dress(button, icon)
        button.clicked.connect(lambda _checked=False: act())
        return button

    # -- what is shown -------------------------------------------------------------------------

    def show_group(self, marks: Marks | None, group: int | None) -> None:
        """Show another group, or the same after another look at the library."""
        before, self._before = self._before or self.current_path(), None
        self.members.show_group(marks, group)
        self.setEnabled(group is not None)
        self.retell()
        if marks is None or group is None:
            return
        self.cards.go_to(self._place_of(before, 1))
        ids = [int(marks.review.files.ids[row]) for row in self.members.rows]
        self._context.bridge.ask(
            self,
            lambda library: library.viewing.rows(ids),
            self.members.set_photos,
            key="rows",
        )

    def expect_renewal(self) -> None:
        """Let go of rows that mean other files in the next reading; stay at the current file."""
        self._before = self.current_path()
        self.members.show_group(None, None)

    def follow_marks(self) -> None:
        """Show the marks as they are now."""
        place = self.cards.current_place()
        self.members.follow_marks()
        if self.cards.current_place() != place:
            self.cards.go_to(place)
        self.retell()

    def retell(self) -> None:
        """Say what the group is, and who stays."""
        marks, group = self.members.marks, self.members.group
        if marks is None or group is None:
            for label in (self._title, self._marked, self._reason):
                label.clear()
            return
        review = marks.review
        pair_class = review.pair_class(group)
        count = len(review.members[group])
        self._title.setText(duplicates_words.group_title(pair_class, count))
        self._marked.setText(duplicates_words.marked_text(marks, group))
        self._reason.setText(duplicates_words.keeper_text(marks, group))
        self._dress_dismiss(pair_class)
        self._share_room()

    def _dress_dismiss(self, pair_class: PairClass) -> None:
        """Name what the button does: of equal pixels nobody can say that they are not equal."""
        if pair_class in (PairClass.IDENTICAL_FILE, PairClass.IDENTICAL_PICTURE):
            text = self.tr("Keep and hide")
            tip = self.tr("Keep all of them and never ask about them again (X)")
        elif pair_class is PairClass.SAME_SHOT:
            text = self.tr("Not duplicates")
            tip = self.tr("They are no copies of each other; remember that (X)")
        else:
            text = self.tr("Not related")
            tip = self.tr("They do not belong together; remember that (X)")
        self._say(self.dismiss, text)
        self.dismiss.setToolTip(tip)

    # -- the current file ----------------------------------------------------------------------

    def current_row(self) -> int | None:
        """Return the review's row of the current file."""
        place = self.cards.current_place()
        return self.members.rows[place] if 0 <= place < len(self.members.rows) else None

    def current_path(self) -> Path | None:
        """Return where the current file lies."""
        photo = self.current_photo()
        return None if photo is None else photo.path

    def current_photo(self) -> PhotoRow | None:
        """Return the current file."""
        row = self.current_row()
        return None if row is None else self.members.photo_of_row(row)

    def paths(self) -> list[Path]:
        """Return where the files of the group lie."""
        return [self.members.photo_of_row(row).path for row in self.members.rows]

    def step(self, by: int) -> None:
        """Go to another file of the group."""
        self.cards.go_to(self.cards.current_place() + by)

    def _place_of(self, path: Path | None, default: int) -> int:
        paths = self.paths()
        return paths.index(path) if path is not None and path in paths else default

    def _on_mark(self, place: int, mark: object) -> None:
        self.cards.go_to(place)
        self.markRequested.emit(self.members.rows[place], mark)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons anew in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            icons.redress(self)
