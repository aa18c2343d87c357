"""Above and below the groups: classes, filters, the question before all are marked. GUI thread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from photofinder.core.types import PairClass
from photofinder.ui import duplicates_words, icons, theme, words
from photofinder.ui.duplicates_certainty import CertaintyBar
from photofinder.ui.duplicates_review import CLASSES
from photofinder.ui.duplicates_scope import ScopeBar
from photofinder.ui.elided_label import ElidedLabel
from photofinder.ui.filter_edit import FilterEdit
from photofinder.ui.folding_row import FoldingRow
from photofinder.ui.settings_presets import PresetBox

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from photofinder.core.types import Folder
    from photofinder.settings import Settings
    from photofinder.ui.duplicates_marks import Marks
    from photofinder.ui.duplicates_review import Totals

#: a filter that is being typed is not applied at every letter
FILTER_DELAY_MS = 200
_FILTER_PX, _FOLDER_PX = 224, 192
#: beside the icon and the arrow
_FOLDER_TEXT_PX = _FOLDER_PX - 64
_MIDDLE = Qt.TextElideMode.ElideMiddle
#: for the explanation in three lines
_WORDS_PX = 180
BY_GAIN, BY_PATH = "gain", "path"


class DuplicatesHead(QWidget):
    """Title, classes, filters.

    Signals
    -------
    classChosen(object), filterChanged(), undoRequested(), redoRequested()
    folderPicked()
        A folder was chosen by hand; `filterChanged` follows.
    """

    classChosen = Signal(object)
    folderPicked = Signal()
    filterChanged = Signal()
    undoRequested = Signal()
    redoRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typing = QTimer(self, singleShot=True, interval=FILTER_DELAY_MS)
        self._typing.timeout.connect(self.filterChanged.emit)
        self._folders: tuple[Path, ...] = ()
        self._offered: list[tuple[Path, ...]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addLayout(self._title_row())
        self.tabs = self._make_tabs()
        column.addWidget(self.tabs)
        column.addWidget(self._filter_row())
        self.scope = ScopeBar(self)
        column.addWidget(self.scope)
        self.certainty = CertaintyBar(self)
        self.certainty.hide()
        column.addWidget(self.certainty)
        self.tabs.currentChanged.connect(self._on_tab)

    def _on_tab(self, number: int) -> None:
        self.certainty.setVisible(CLASSES[number] is PairClass.SAME_SHOT)
        self.classChosen.emit(CLASSES[number])

    def _title_row(self) -> QHBoxLayout:
        title = QLabel(self.tr("Duplicates"), self)
        title.setProperty("role", "title")
        self.state = ElidedLabel(self)
        self.state.setProperty("role", "muted")
        self.undo = self._tool("undo", self.tr("Undo"), "Ctrl+Z", self.undoRequested.emit)
        self.redo = self._tool("redo", self.tr("Redo"), "Ctrl+Y", self.redoRequested.emit)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(title)
        row.addWidget(self.state, 1)
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        return row

    def _tool(self, icon: str, name: str, key: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "flat")
        button.setAccessibleName(name)
        button.setToolTip(self.tr("{name} ({key})").format(name=name, key=key))
        button.clicked.connect(lambda _checked=False: act())
        button.setEnabled(False)
        icons.dress(button, icon)
        return button

    def _make_tabs(self) -> QTabBar:
        tabs = QTabBar(self)
        tabs.setAccessibleName(self.tr("Classes"))
        tabs.setExpanding(False)
        tabs.setDrawBase(False)
        tabs.setUsesScrollButtons(True)
        tabs.setElideMode(Qt.TextElideMode.ElideNone)
        for pair_class in CLASSES:
            number = tabs.addTab(words.class_text(pair_class))
            tabs.setTabToolTip(number, duplicates_words.explanation(pair_class))
        return tabs

    def _filter_row(self) -> FoldingRow:
        self.explanation = QLabel(self)
        self.explanation.setProperty("role", "muted")
        self.explanation.setWordWrap(True)
        self.folder = QComboBox(self)
        self.folder.setAccessibleName(self.tr("Only groups with something in this folder"))
        self.folder.setToolTip(words.plain_tip(self.folder.accessibleName()))
        self.folder.setFixedWidth(_FOLDER_PX)
        self.folder.activated.connect(self._on_folder)
        self._list_folders(())
        self.text = FilterEdit(self)
        self.text.setPlaceholderText(self.tr("Filter by name or folder"))
        self.text.setAccessibleName(self.tr("Filter by name or folder"))
        self.text.setFixedWidth(_FILTER_PX)
        self.text.textChanged.connect(lambda _: self._typing.start())
        self.order = QComboBox(self)
        self.order.setAccessibleName(self.tr("Order"))
        self.order.addItem(self.tr("Largest first"), BY_GAIN)
        self.order.addItem(self.tr("By folder"), BY_PATH)
        self.order.activated.connect(lambda _: self.filterChanged.emit())
        row = FoldingRow(self, extra_px=_WORDS_PX)
        row.first.addWidget(self.explanation)
        for widget in (self.folder, self.text, self.order):
            row.second.addWidget(widget)
        row.second.addStretch(0)
        return row

    # -- what is chosen ------------------------------------------------------------------------

    @property
    def pair_class(self) -> PairClass:
        """The class that is shown."""
        return CLASSES[self.tabs.currentIndex()]

    def show_class(self, pair_class: PairClass) -> None:
        """Go to a class."""
        self.tabs.setCurrentIndex(pair_class.rank)

    @property
    def chosen_folders(self) -> tuple[Path, ...]:
        """The folders of which groups have to have something in one; empty for all."""
        place = self.folder.currentIndex() - 1  # after "All folders"
        return self._offered[place] if 0 <= place < len(self._offered) else ()

    @property
    def has_filter(self) -> bool:
        """Whether only some groups are listed."""
        return bool(self.chosen_folders) or bool(self.text.text().strip())

    def clear_filter(self) -> None:
        """List every group."""
        self.text.clear()
        self._typing.stop()
        self._list_folders(())
        self.filterChanged.emit()

    def choose_folders(self, folders: Sequence[Path]) -> None:
        """List only groups with something in one of these; whatever name they have."""
        self.text.clear()
        self._typing.stop()
        self._list_folders(tuple(folders))
        self.filterChanged.emit()

    def set_folders(self, folders: Sequence[Folder]) -> None:
        """Offer the library's folders."""
        self._folders = tuple(folder.path for folder in folders)
        self._list_folders(self.chosen_folders)

    def _list_folders(self, chosen: tuple[Path, ...]) -> None:
        self.folder.clear()
        self.folder.addItem(self.tr("All folders"), None)
        offered: list[tuple[Path, ...]] = [(path,) for path in self._folders]
        if chosen and chosen not in offered:
            offered.append(chosen)
        self._offered = offered
        for paths in offered:
            text = duplicates_words.folders_text(paths)
            shown = self.folder.fontMetrics().elidedText(text, _MIDDLE, _FOLDER_TEXT_PX)
            self.folder.addItem(icons.icon("folder"), shown, paths[0] if len(paths) == 1 else None)
            place = self.folder.count() - 1
            self.folder.setItemData(place, text, Qt.ItemDataRole.AccessibleTextRole)
            tip = "\n".join(words.path_text(path) for path in paths)
            self.folder.setItemData(place, words.plain_tip(tip), Qt.ItemDataRole.ToolTipRole)
        self.folder.addItem(self.tr("Choose a folder..."), "choose")
        self.folder.setCurrentIndex(offered.index(chosen) + 1 if chosen else 0)

    def _on_folder(self, place: int) -> None:
        self.folderPicked.emit()
        if self.folder.itemData(place) != "choose":
            self.filterChanged.emit()
            return
        start = str(self._folders[0]) if self._folders else ""
        text = self.tr("Only groups with something in this folder")
        chosen = QFileDialog.getExistingDirectory(self, text, start)
        self._list_folders((Path(chosen),) if chosen else ())
        self.filterChanged.emit()

    # -- what is told --------------------------------------------------------------------------

    def tell_marks(self, marks: Marks, *, are_all: bool = True) -> None:
        """Show counts, bytes, and whether there is something to undo.

        Parameters
        ----------
        marks : Marks
        are_all : bool
            Otherwise groups are still being read, and nothing is counted yet.
        """
        for pair_class in CLASSES:
            groups, totals = marks.gain(pair_class.rank)
            text = duplicates_words.tab_text(pair_class, groups if are_all else 0, totals)
            if self.tabs.tabText(pair_class.rank) != text:
                self.tabs.setTabText(pair_class.rank, text)
        groups, totals = marks.gain(PairClass.SAME_SHOT.rank)
        self.certainty.tell(groups, groups + totals.files)
        self.undo.setEnabled(marks.can_undo)
        self.redo.setEnabled(marks.can_redo)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons anew in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            icons.redress(self)


class RuleBar(QFrame):
    """Asks before the marks of all groups are set by the rule.

    Signals
    -------
    confirmed(), closed()
    presetChosen(str)
        Another order of the keeper rules; ask anew once the groups follow it.
    """

    confirmed = Signal()
    closed = Signal()
    presetChosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GROUP, theme.GAP, theme.GAP, theme.GAP)
        row.setSpacing(theme.GAP)
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.mark = QPushButton(self)
        self.mark.setProperty("role", "primary")
        self.mark.clicked.connect(self._on_confirmed)
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self.cancel.clicked.connect(self.close_bar)
        self.preset = PresetBox(self)
        self.preset.setToolTip(self.tr("By which order of rules the one to keep is suggested"))
        self.preset.presetChosen.connect(self._on_preset)
        row.addWidget(self.text, 1)
        row.addWidget(self.preset)
        row.addWidget(self.mark)
        row.addWidget(self.cancel)
        self.hide()

    def ask(
        self,
        pair_class: PairClass,
        groups: int,
        totals: Totals,
        *,
        filtered: bool,
        settings: Settings | None = None,
    ) -> None:
        """Say what would be marked, and wait for a word.

        Parameters
        ----------
        pair_class : PairClass
        groups : int
            How many are listed.
        totals : Totals
            What would be marked.
        filtered : bool
        settings : Settings, optional
            Those in use, for the choice of a preset.
        """
        has_focus = self.preset.hasFocus() and self.isVisible()
        self.mark.setEnabled(True)
        self.preset.setVisible(settings is not None and pair_class is not PairClass.SERIES)
        if settings is not None:
            self.preset.show_presets(settings)
        size = words.size_text(totals.bytes)
        if pair_class is PairClass.SERIES:
            what = self.tr(
                "The photos of a series are different shots: what is marked here exists only once. "
                "Mark {files} photos ({size}) in {groups} series, all but the first of each?"
            )
        elif filtered:
            what = self.tr(
                "Mark {files} files ({size}) for the trash, in the {groups} groups that are "
                "listed? The suggested one of each stays, and so does what you decided yourself."
            )
        else:
            what = self.tr(
                "Mark {files} files ({size}) for the trash, in {groups} groups? The suggested one "
                "of each stays, and so does what you decided yourself."
            )
        count = words.count_text
        self.text.setText(what.format(files=count(totals.files), size=size, groups=count(groups)))
        self.mark.setText(self.tr("Mark %Ln file(s)", "", totals.files))
        warns = pair_class is PairClass.SERIES
        self.setProperty("role", "notice-warning" if warns else "notice-info")
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()
        if not has_focus:
            (self.cancel if warns else self.mark).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_preset(self, name: str) -> None:
        self.mark.setEnabled(False)  # what it says is not true any more
        self.presetChosen.emit(name)

    def _on_confirmed(self) -> None:
        self.close_bar()
        self.confirmed.emit()

    def close_bar(self) -> None:
        """Go away."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc means no."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)
