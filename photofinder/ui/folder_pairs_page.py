"""Folders that hold the same photos: the best pairs, any two, and one of them cleaned up.

GUI thread; what folders hold is read and counted in a worker thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photofinder.app.questions import Desk
from photofinder.errors import UsageProblem
from photofinder.ui import folder_pairs_words, icons, theme
from photofinder.ui.context import Notice
from photofinder.ui.elided_label import ElidedLabel
from photofinder.ui.empty_page import Message
from photofinder.ui.folder_pairs_compare import FolderComparisonView
from photofinder.ui.folder_pairs_detail import FolderPairDetail
from photofinder.ui.folder_pairs_pick import FolderPicks
from photofinder.ui.table_view import TableView
from photofinder.ui.turning import has_focus_within, turn_to

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QShowEvent

    from photofinder.core.cleanup import TrashChoice
    from photofinder.core.folder_pairs import FolderComparison, FolderPair, FolderSurvey
    from photofinder.ui.context import PageContext

LIMIT = 200
#: while an index is being made everything changes twice a second
RELOAD_MS = 1_500


class FolderPairsPage(QWidget):
    """The list of pairs above what is said of the chosen one; or its photos in three lists.

    Signals
    -------
    loaded()
        The list is there; tests wait for it.
    """

    loaded = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._stale = True
        self._loading = False
        self._pair: FolderPair | None = None
        self._base: Path | None = None
        self._later = QTimer(self, singleShot=True, interval=RELOAD_MS)
        self._later.timeout.connect(self._load_if_seen)
        self._build()
        bridge = context.bridge
        bridge.opened.connect(self._on_changed)
        bridge.duplicatesChanged.connect(self._on_changed)
        bridge.foldersChanged.connect(self._on_changed)
        self._retell()

    # -- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GROUP, theme.GROUP, theme.GROUP, theme.GROUP)
        column.setSpacing(theme.GAP + theme.TIGHT)
        column.addLayout(self._make_head())
        self.picks = FolderPicks(self)
        self.picks.compareRequested.connect(self.compare)
        column.addWidget(self.picks)
        self.stack = QStackedWidget(self)
        self.message = Message(self.stack)
        self.message.say(self.tr("Looking for folders that hold the same photos..."), "")
        self.list = TableView(
            folder_pairs_words.columns(lambda: self._base), folder_pairs_words.WIDTHS, self.stack
        )
        self.list.setAccessibleName(self.tr("Folders that hold the same photos"))
        self.list.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.list.rowChosen.connect(self._on_row)
        self.list.activated.connect(lambda _: self.compare_current())
        self.comparison = FolderComparisonView(self._context, self.stack)
        for widget in (self.message, self.list, self.comparison):
            self.stack.addWidget(widget)
        column.addWidget(self.stack, 1)
        self.detail = FolderPairDetail(self)
        self.detail.compareRequested.connect(self.compare_current)
        self.detail.swapRequested.connect(self.swap_current)
        self.detail.cleanRequested.connect(self.clean_up)
        column.addWidget(self.detail)
        self._add_keys()

    def _make_head(self) -> QHBoxLayout:
        title = QLabel(self.tr("Duplicate folders"), self)
        title.setProperty("role", "title")
        self.summary = ElidedLabel(self)
        self.summary.setProperty("role", "muted")
        self.deep = QCheckBox(self.tr("With &subfolders"), self)
        self.deep.setChecked(True)
        self.deep.setToolTip(
            self.tr("Count each folder with everything below it, or only what it holds itself")
        )
        self.deep.toggled.connect(self._on_depth)
        self.back = QPushButton(self.tr("Back to the list"), self)
        self.back.clicked.connect(self.show_list)
        self.back.hide()
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(title)
        row.addWidget(self.summary, 1)
        row.addWidget(self.deep)
        row.addWidget(self.back)
        return row

    def _add_keys(self) -> None:
        shortcut = QShortcut(QKeySequence(Qt.Key.Key_Delete), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.clean_up)

    # -- the list ------------------------------------------------------------------------------

    @Slot()
    def _on_changed(self) -> None:
        self._stale = True
        if not self._later.isActive():
            self._later.start()

    @Slot()
    def _load_if_seen(self) -> None:
        if self.isVisible() and self._stale and not self._loading:
            self._load()

    @Slot()
    def _on_depth(self) -> None:
        self._load()

    def _load(self) -> None:
        if self._context.bridge.library is None:
            return
        self._stale, self._loading = False, True
        deep = self.deep.isChecked()
        self.summary.setText(self.tr("Comparing folders..."))
        self._context.bridge.ask(
            self,
            lambda library: library.folder_pairs.survey(LIMIT, with_subfolders=deep),
            self._on_survey,
            self._on_failed,
            key="folder-pairs",
            desk=Desk.SLOW,
        )

    def _on_survey(self, survey: FolderSurvey) -> None:
        """Show the pairs; the chosen one stays chosen."""
        pairs = list(survey.pairs)
        self._loading = False
        self._base = folder_pairs_words.common_place(survey.folders)
        self.picks.set_folders(survey.folders)
        self.summary.setText(
            self.tr("%Ln pair(s), the most useful first", "", len(pairs)) if pairs else ""
        )
        self._say_nothing(are_there_photos=bool(survey.folders))
        if pairs != self.list.table.rows:
            self._set_rows(pairs)
        if self._is_comparing and self._pair is not None:
            self._ask_comparison(self._pair.first, self._pair.second)
        else:
            self.show_list()
        self.loaded.emit()
        if self._stale:  # something has changed meanwhile
            self._later.start()

    def _set_rows(self, pairs: list[FolderPair]) -> None:
        chosen = self._pair
        names = [(pair.first, pair.second) for pair in pairs]
        place = 0
        if chosen is not None and (chosen.first, chosen.second) in names:
            place = names.index((chosen.first, chosen.second))
        blocked = self.list.blockSignals(
            self._is_comparing
        )  # what is compared is not the list's choice
        self.list.set_rows(pairs)
        if pairs:
            self.list.selectRow(place)
        self.list.blockSignals(blocked)

    def _say_nothing(self, *, are_there_photos: bool) -> None:
        if are_there_photos:
            self.message.say(
                self.tr("No two folders hold the same photo"),
                self.tr(
                    "When a folder turns up a second time, say as a backup or an old export, it is "
                    "listed here, with how much of it is there already."
                ),
            )
        else:
            self.message.say(
                self.tr("No photos yet"),
                self.tr("Add a folder of photos; those that hold the same are listed here."),
            )

    def _on_failed(self, error: Exception) -> None:
        self._loading = False
        self.summary.setText("")
        self._context.bridge.report(error)

    @Slot(object)
    def _on_row(self, pair: FolderPair | None) -> None:
        self._pair = pair
        if pair is not None:
            self.picks.choose(pair.first, pair.second)
        self._retell()

    # -- the chosen pair -----------------------------------------------------------------------

    @property
    def pair(self) -> FolderPair | None:
        """The pair that the buttons are about."""
        return self._pair

    def _retell(self) -> None:
        library = self._context.bridge.library
        self.detail.show_pair(
            self._pair,
            is_writable=library is not None and library.writable,
            is_compared=self._is_comparing,
        )

    @property
    def _is_comparing(self) -> bool:
        return self.stack.currentWidget() is self.comparison

    @Slot()
    def swap_current(self) -> None:
        """Ask what the second folder has that the first one has too."""
        if self._pair is not None:
            self.compare(self._pair.second, self._pair.first)

    @Slot()
    def compare_current(self) -> None:
        """Show the photos of the chosen pair."""
        if self._pair is not None:
            self.compare(self._pair.first, self._pair.second)

    @Slot(object, object)
    def compare(self, first: Path, second: Path) -> None:
        """Show what two folders have in common, photo by photo."""
        self.picks.choose(first, second)
        self.summary.setText(self.tr("Comparing folders..."))
        self._ask_comparison(first, second)

    def _ask_comparison(self, first: Path, second: Path) -> None:
        deep = self.deep.isChecked()
        self._context.bridge.ask(
            self,
            lambda library: library.folder_pairs.photos(first, second, with_subfolders=deep),
            self._on_comparison,
            self._on_not_compared,
            key="folder-comparison",
            desk=Desk.WAIT,
        )

    def _on_comparison(self, found: FolderComparison) -> None:
        comes = not self._is_comparing
        self._pair = found.pair
        self.summary.setText("")
        self.comparison.show_comparison(found)
        self.stack.setCurrentWidget(self.comparison)
        self.back.show()
        self._retell()
        if comes:
            self.comparison.setFocus()

    def _on_not_compared(self, error: Exception) -> None:
        """Go back to the list: one of the folders holds no photo any more."""
        self.summary.setText("")
        was_shown = self._is_comparing
        self.show_list()
        if not (was_shown and isinstance(error, UsageProblem)):
            self._context.bridge.report(error)

    @Slot()
    def show_list(self) -> None:
        """Show the list, or the words in its place."""
        was_compared, had_keyboard = self._is_comparing, has_focus_within(self)
        shown = self.list if self.list.table.rows else self.message
        turn_to(self.stack, shown, shown)
        if was_compared and had_keyboard:  # it may be on the way back, which goes
            shown.setFocus()
        self.back.hide()
        self._on_row(self.list.current())

    @Slot()
    def clean_up(self) -> None:
        """Offer to remove what the other folder has too; the dialog shows it before."""
        pair = self._pair
        if pair is None or not self.detail.clean.isEnabled():
            return
        pictures = self.detail.pictures.isChecked()
        self.detail.clean.setEnabled(False)
        self._context.bridge.ask(
            self,
            lambda library: library.folder_pairs.choices(pair, pictures=pictures),
            self._on_choices,
            self._on_no_choices,
            key="folder-choices",
            desk=Desk.WAIT,
        )

    def _on_choices(self, choices: list[TrashChoice]) -> None:
        self._retell()
        if choices:
            self._context.requests.cleanUpRequested.emit(choices)
            return
        text = self.tr(
            "Nothing of this folder can be removed: what the other one has too are further names "
            "of the same files."
        )
        self._context.requests.noticeRaised.emit(Notice(text, key="folder-pairs"))

    def _on_no_choices(self, error: Exception) -> None:
        self._retell()
        self._context.bridge.report(error)

    # -- Qt ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back to the list; there it is for the window."""
        if event.key() == Qt.Key.Key_Escape and self._is_comparing:
            self.show_list()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on; as a focus proxy the list would catch the Tab key in a circle."""
        super().focusInEvent(event)
        shown = self.stack.currentWidget()
        if shown is not None:
            shown.setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while the page was not seen."""
        super().showEvent(event)
        if self._stale and not self._loading:
            self._load()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons anew in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            icons.redress(self)
