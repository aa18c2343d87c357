"""The filters of "Find similar": folder, date range, copies. GUI thread.

Every change is told once, a moment after the last one of a run; what the bar shows can be set
without being told.
"""

from __future__ import annotations

import datetime
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QDate,
    QEvent,
    QLocale,
    QObject,
    QSignalBlocker,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from photofinder.ui import theme, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from photofinder.core.views import SimilarQuery

#: a filter that is being changed is not asked for at every step
FILTER_DELAY_MS = 150
#: before the first photograph; stands for "any" in a date field
ANY_DATE = QDate(1800, 1, 1)
_COMBO_LEAST_PX, _COMBO_MOST_PX = 112, 224
_DATE_PX = 108
_ALL, _CHOOSE = "all", "choose"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the bar shows; the fields are those of `SimilarQuery`."""

    folder: Path | None = None
    taken_from: str | None = None
    taken_to: str | None = None
    exclude_copies: bool = False

    @classmethod
    def of(cls, query: SimilarQuery) -> Filters:
        """Return the filters of a query."""
        return cls(query.folder, query.taken_from, query.taken_to, query.exclude_copies)

    def on(self, query: SimilarQuery) -> SimilarQuery:
        """Return the query with these filters."""
        return replace(
            query,
            folder=self.folder,
            taken_from=self.taken_from,
            taken_to=self.taken_to,
            exclude_copies=self.exclude_copies,
        )


NO_FILTERS = Filters()


def choose_folder(parent: QWidget, start: Path | None) -> Path | None:
    """Let the user choose a folder; None when they think better of it."""
    title = QCoreApplication.translate("similar_filters", "Choose a folder to search in")
    chosen = QFileDialog.getExistingDirectory(parent, title, str(start or ""))
    return Path(chosen) if chosen else None


class AnyDateEdit(QDateEdit):
    """A date, or "any". Delete or Backspace in it returns to "any"."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCalendarPopup(True)
        self.setDisplayFormat(_date_format())
        self.setMinimumDate(ANY_DATE)
        self.setSpecialValueText(self.tr("any"))
        self.setDate(ANY_DATE)
        for named in (self, self.lineEdit()):  # the line within has the keyboard
            named.setAccessibleName(name)
        self.setToolTip(self.tr("{name}. Delete stands for any date.").format(name=name))
        self.setMinimumWidth(_DATE_PX)
        self.calendarWidget().installEventFilter(self)

    @property
    def iso(self) -> str | None:
        """The date as ISO text; None for any."""
        return None if self.is_any else self.date().toString(Qt.DateFormat.ISODate)

    @property
    def is_any(self) -> bool:
        """Whether there is no limit."""
        return self.date() == ANY_DATE

    def set_iso(self, text: str | None) -> None:
        """Show a date."""
        date = QDate.fromString(text, Qt.DateFormat.ISODate) if text else ANY_DATE
        self.setDate(date if date.isValid() else ANY_DATE)

    def stepBy(self, steps: int) -> None:
        """From "any" the arrows lead to today, not to the year 1800."""
        if self.is_any:
            self.setDate(_today())
        else:
            super().stepBy(steps)

    def focusNextPrevChild(self, next_one: bool) -> bool:
        """Let Tab out of "any", which has no day, month and year to go through."""
        if self.is_any:
            return QWidget.focusNextPrevChild(self, next_one)
        return super().focusNextPrevChild(next_one)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete leads to any date; the first digit begins at today."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.setDate(ANY_DATE)
            return
        if self.is_any and event.text().isdigit():
            with QSignalBlocker(self):
                self.setDate(_today())
            self.setSelectedSection(self.sectionAt(0))
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the calendar at today where no date is set."""
        if event.type() == QEvent.Type.Show and self.is_any:
            today = _today()
            self.calendarWidget().setCurrentPage(today.year(), today.month())
        return super().eventFilter(watched, event)


class FilterBar(QWidget):
    """Folder, date range and copies.

    Signals
    -------
    changing()
        By the user, at once.
    changed(Filters)
        By the user, `FILTER_DELAY_MS` after the last change of a run.
    folderRefused(Path)
        A chosen folder holds no photo of the library.
    """

    changing = Signal()
    changed = Signal(object)
    folderRefused = Signal(object)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        ask_folder: Callable[[QWidget, Path | None], Path | None] = choose_folder,
    ) -> None:
        super().__init__(parent)
        self._ask_folder = ask_folder
        self._library_folders: tuple[Path, ...] = ()
        self._folder: Path | None = None
        self._quiet = False
        self._delay = QTimer(self, singleShot=True, interval=FILTER_DELAY_MS)
        self._build()
        self._connect()
        self._fill_folders()
        self._show_clear()

    @property
    def filters(self) -> Filters:
        """What the controls show."""
        return Filters(
            self._folder,
            self.taken_from.iso,
            self.taken_to.iso,
            self.exclude_copies.isChecked(),
        )

    def set_filters(self, filters: Filters) -> None:
        """Show filters without telling; a change on its way is dropped."""
        self._delay.stop()
        with self._quietly():
            self._folder = filters.folder
            self._fill_folders()
            self.taken_from.set_iso(filters.taken_from)
            self.taken_to.set_iso(filters.taken_to)
            self.exclude_copies.setChecked(filters.exclude_copies)
        self._show_clear()

    def set_folders(self, folders: Sequence[Path]) -> None:
        """Offer the library's folders."""
        self._library_folders = tuple(folders)
        with self._quietly():
            self._fill_folders()

    # -- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        self.folder = QComboBox(self)
        self.folder.setMinimumWidth(_COMBO_LEAST_PX)
        self.folder.setMaximumWidth(_COMBO_MOST_PX)
        self.folder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.folder.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.folder.setAccessibleName(self.tr("Folder"))
        self.taken_from = AnyDateEdit(self.tr("Taken from"), self)
        self.taken_to = AnyDateEdit(self.tr("Taken until"), self)
        self.exclude_copies = QCheckBox(self.tr("Without copies"), self)
        self.exclude_copies.setToolTip(
            self.tr("Leave out copies of the pictures searched with, and show each picture once")
        )
        self.clear_button = QToolButton(self)
        self.clear_button.setProperty("role", "flat")
        self.clear_button.setText(self.tr("Clear"))
        self.clear_button.setToolTip(self.tr("Clear the filters"))
        self.clear_button.setAccessibleName(self.tr("Clear the filters"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        taken, until = QLabel(self.tr("Taken"), self), QLabel("\N{EN DASH}", self)
        row.addWidget(self.folder, 1)
        row.addSpacing(theme.GAP)
        self.folder.ensurePolished()
        for edit in (self.taken_from, self.taken_to):
            edit.setFixedHeight(self.folder.sizeHint().height())
        for widget in (taken, self.taken_from, until, self.taken_to):
            row.addWidget(widget)
        row.addSpacing(theme.GAP)
        row.addWidget(self.exclude_copies)
        row.addWidget(self.clear_button)
        row.addStretch(0)

    def _connect(self) -> None:
        self.folder.activated.connect(self._on_folder)
        self.taken_from.dateChanged.connect(lambda _: self._on_date(self.taken_from))
        self.taken_to.dateChanged.connect(lambda _: self._on_date(self.taken_to))
        self.exclude_copies.toggled.connect(lambda _: self._note_change())
        self.clear_button.clicked.connect(lambda _: self._clear())
        self._delay.timeout.connect(lambda: self.changed.emit(self.filters))

    def _fill_folders(self) -> None:
        """List all folders of the library and the chosen one, wherever it lies below them."""
        folders = list(self._library_folders)
        if self._folder is not None and self._folder not in folders:
            folders.append(self._folder)
        self.folder.clear()
        self.folder.addItem(self.tr("All folders"), _ALL)
        for folder in folders:
            self.folder.addItem(words.path_text(folder.name or folder), folder)
            row = self.folder.count() - 1
            tip = words.plain_tip(words.path_text(folder))
            self.folder.setItemData(row, tip, Qt.ItemDataRole.ToolTipRole)
        self.folder.insertSeparator(self.folder.count())
        self.folder.addItem(self.tr("Choose a folder..."), _CHOOSE)
        at = folders.index(self._folder) + 1 if self._folder is not None else 0
        self.folder.setCurrentIndex(at)
        tip = self.tr("Only photos of this folder")
        if self._folder is not None:
            tip = self.tr("Only photos of {folder}").format(folder=words.path_text(self._folder))
        self.folder.setToolTip(words.plain_tip(tip))

    # -- the user's doing ----------------------------------------------------------------------

    def _on_folder(self, row: int) -> None:
        chosen = self.folder.itemData(row)
        if chosen == _CHOOSE:
            chosen = self._asked_folder()
        elif chosen == _ALL:
            chosen = None
        is_new = chosen != self._folder
        self._folder = chosen
        with self._quietly():
            self._fill_folders()
        if is_new:
            self._note_change()

    def _asked_folder(self) -> Path | None:
        """Return the folder that the user chose, or the present one."""
        start = self._folder or next(iter(self._library_folders), None)
        chosen = self._ask_folder(self, start)
        if chosen is None:
            return self._folder
        for known in self._library_folders:
            if chosen.is_relative_to(known) or known.is_relative_to(chosen):
                return chosen
        self.folderRefused.emit(chosen)
        return self._folder

    def _on_date(self, changed: AnyDateEdit) -> None:
        """Keep the range in order: the other end follows."""
        begin, end = self.taken_from, self.taken_to
        if not self._quiet and not begin.is_any and not end.is_any and begin.date() > end.date():
            with self._quietly():
                (end if changed is begin else begin).setDate(changed.date())
        self._note_change()

    def _clear(self) -> None:
        self.set_filters(NO_FILTERS)
        self.folder.setFocus()
        self._note_change()

    def _note_change(self) -> None:
        if not self._quiet:
            self._show_clear()
            self._delay.start()
            self.changing.emit()

    def _show_clear(self) -> None:
        self.clear_button.setVisible(self.filters != NO_FILTERS)

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        before, self._quiet = self._quiet, True
        try:
            yield
        finally:
            self._quiet = before


def _date_format() -> str:
    """Return the language's short form of a date, with all four digits of the year."""
    form = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    return form if "yyyy" in form else form.replace("yy", "yyyy")


def _today() -> QDate:
    today = datetime.date.today()  # noqa: DTZ011  # the user's own day, as cameras write it
    return QDate(today.year, today.month, today.day)
