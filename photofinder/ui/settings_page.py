"""What the pages of the settings share: how a choice is saved, and how a field looks. GUI thread.

Every choice applies at once; one that cannot be saved is taken back, and the field says why.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from photofinder.app.questions import Desk
from photofinder.errors import PhotofinderError
from photofinder.ui import theme, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from photofinder.app.library import Library
    from photofinder.settings import Settings
    from photofinder.ui.context import PageContext

_BOTH = Qt.AlignmentFlag(0)
_INDENT_PX = 6


class SettingsEditor(QObject):
    """Saves one choice after the other in a worker thread.

    Signals
    -------
    settingsChanged(Settings)
        They are saved and used.
    foldersChanged()
    """

    settingsChanged = Signal(object)
    foldersChanged = Signal()

    def __init__(self, context: PageContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._on_their_way = 0

    @property
    def settled(self) -> bool:
        """Whether every choice was saved or refused: what is in use is what the user wants."""
        return self._on_their_way == 0

    @property
    def settings(self) -> Settings:
        """The settings in use."""
        library = self.context.bridge.library
        assert library is not None  # the dialog is only open while the library is
        return library.settings

    @property
    def writable(self) -> bool:
        """Whether this process may change anything."""
        library = self.context.bridge.library
        return library is not None and library.writable

    def edit(
        self, on_failed: Callable[[str], None], change: Callable[[Settings], Settings]
    ) -> None:
        """Save what ``change`` makes of the settings; ``on_failed`` gets the reason.

        ``change`` runs in a worker thread, when the choices before it are saved: whatever is added
        to a list or taken from it has to be so there, not computed from `settings` beforehand.
        """

        def save(library: Library) -> Settings:
            return library.edit_settings(change)

        def saved(settings: Settings) -> None:
            self._on_their_way -= 1
            self.settingsChanged.emit(settings)

        def failed(error: Exception) -> None:
            self._on_their_way -= 1
            if not isinstance(error, PhotofinderError):
                raise error
            on_failed(words.error_text(error))

        self._on_their_way += 1
        asked = self.context.bridge.ask(self, save, saved, failed, desk=Desk.WAIT)
        if asked.cancelled:  # the library is not open any more
            self._on_their_way -= 1


class FieldNote(QLabel):
    """The words below a field: what it does, or why a choice was refused."""

    def __init__(self, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = hint
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.clear_error()

    def say(self, hint: str) -> None:
        """Tell what the field does."""
        self._hint = hint
        self.clear_error()

    def clear_error(self) -> None:
        """All is well again."""
        self._show(self._hint, "muted")

    def refuse(self, reason: str) -> None:
        """Tell why a choice was not taken."""
        self._show(reason, "danger")

    @property
    def is_error(self) -> bool:
        """Whether a refusal is shown."""
        return bool(self.property("role") == "danger")

    def _show(self, text: str, role: str) -> None:
        self.setText(text)
        self.setVisible(bool(text))
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)


class SettingsPage(QScrollArea):
    """One page: headings, labelled fields with notes, and lists over the whole width."""

    def __init__(self, editor: SettingsEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self._loading = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(theme.GROUP, theme.GROUP, theme.GROUP, theme.GROUP)
        column.setSpacing(0)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(theme.GROUP)
        self.grid.setVerticalSpacing(theme.GAP)
        self.grid.setColumnStretch(1, 1)
        column.addLayout(self.grid)
        column.addStretch(1)
        self.setWidget(inner)
        self.build()
        editor.settingsChanged.connect(self._on_changed)
        self.reload()

    # -- for the pages -------------------------------------------------------------------------

    def build(self) -> None:
        """Make the fields."""
        raise NotImplementedError

    def load(self, settings: Settings) -> None:
        """Show the settings."""
        raise NotImplementedError

    def change(self, note: FieldNote, **choices: Any) -> None:
        """Save what the user chose, named like the fields of `Settings`, whatever was there."""
        self.edit(note, lambda settings: dataclasses.replace(settings, **choices))

    def edit(self, note: FieldNote, change: Callable[[Settings], Settings]) -> None:
        """Save what ``change`` makes of the settings; a refusal is told in ``note``.

        The field goes back then. ``change`` runs in a worker thread: see `SettingsEditor.edit`.
        """
        if self._loading:
            return
        note.clear_error()

        def failed(reason: str) -> None:
            if self.editor.settled:
                self.reload()
            note.refuse(reason)

        self.editor.edit(failed, change)

    def add_heading(self, text: str) -> QLabel:
        """Begin a group of fields."""
        label = QLabel(text, self)
        label.setProperty("role", "heading")
        if self.grid.count():
            self.grid.setRowMinimumHeight(self.grid.rowCount(), theme.GAP)
        self.grid.addWidget(label, self.grid.rowCount(), 0, 1, 2)
        return label

    def add_field(self, text: str, field: QWidget, hint: str = "") -> FieldNote:
        """Add a field with its label, and the note below it."""
        label = QLabel(text, self)
        label.setBuddy(field)
        if isinstance(field, QSpinBox):
            _dress_spin_box(field, words.plain(text))
        row = self.grid.rowCount()
        self.grid.addWidget(label, row, 0)
        self.grid.addWidget(field, row, 1, Qt.AlignmentFlag.AlignLeft)
        return self._add_note(hint, row + 1, 1)

    def add_wide(self, field: QWidget, hint: str = "") -> FieldNote:
        """Add a field over the whole width, and the note below it."""
        row = self.grid.rowCount()
        side = Qt.AlignmentFlag.AlignLeft if isinstance(field, QAbstractButton) else _BOTH
        self.grid.addWidget(field, row, 0, 1, 2, side)
        return self._add_note(hint, row + 1, 0)

    def add_note(self, text: str) -> FieldNote:
        """Add words that belong to all fields above."""
        return self._add_note(text, self.grid.rowCount(), 0)

    def _add_note(self, hint: str, row: int, column: int) -> FieldNote:
        note = FieldNote(hint, self)
        self.grid.addWidget(note, row, column, 1, 2 - column)
        return note

    # -- following -----------------------------------------------------------------------------

    def _on_changed(self, settings: Settings) -> None:
        if (
            self.editor.settled
        ):  # while choices are on their way, the fields show more than is saved
            self._show(settings)

    def reload(self) -> None:
        """Show the settings that are in use."""
        self._show(self.editor.settings)

    def _show(self, settings: Settings) -> None:
        self._loading = True
        try:
            self.load(settings)
        finally:
            self._loading = False


def _dress_spin_box(field: QSpinBox, name: str) -> None:
    """Name the line within, which has the keyboard; move its text away from the edge."""
    line = field.lineEdit()
    line.setAccessibleName(name)
    line.setTextMargins(_INDENT_PX, 0, 0, 0)  # no style sheet does that
