"""What a clean-up would do: the files that go, their folders, what is left alone. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QLabel, QTabWidget, QVBoxLayout, QWidget

from photofinder.core.types import PairClass
from photofinder.ui import cleanup_words, theme, words
from photofinder.ui.row_text import RowText
from photofinder.ui.table_model import Column
from photofinder.ui.table_view import TableView
from photofinder.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from photofinder.core.cleanup import CleanupPlan
    from photofinder.ui.cleanup_faces import Face, Faces

_NAME_PX, _FOLDER_PX, _SIZE_PX, _REASON_PX = 180, 200, 80, 260


class PlanView(QWidget):
    """A plan in words and tables."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._faces: Faces | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        self.title = QLabel(self)
        self.title.setProperty("role", "title")
        self.what = QLabel(self)
        self.what.setWordWrap(True)
        self.classes = QLabel(self)
        self.classes.setWordWrap(True)
        self.classes.setProperty("role", "muted")
        self.tabs = QTabWidget(self)
        self.tabs.setAccessibleName(self.tr("Parts of the plan"))
        self.files = TableView(_file_columns(), (_NAME_PX, _FOLDER_PX, _SIZE_PX, _FOLDER_PX), self)
        self.files.setAccessibleName(self.tr("Files that go"))
        self.sidecars = TableView(sidecar_columns(), (_NAME_PX, _NAME_PX, 2 * _REASON_PX), self)
        self.sidecars.setAccessibleName(self.tr("What kept photos are told"))
        self.union = QCheckBox(
            self.tr(
                "Take over what the copies know (place, date, caption, keywords, rating) into "
                "sidecars of the kept photos"
            ),
            self,
        )
        self.union.toggled.connect(self._on_union)
        self.union_note = QLabel(self)
        self.union_note.setProperty("role", "muted")
        self.union_note.setWordWrap(True)
        self.folders = TableView(_folder_columns(), (_FOLDER_PX * 2, _SIZE_PX), self)
        self.folders.setAccessibleName(self.tr("Folders that files are taken out of"))
        self.refused = TableView(refusal_columns(), (_NAME_PX, _FOLDER_PX), self)
        self.refused.setAccessibleName(self.tr("Files that are left alone"))
        for label in (self.title, self.what, self.classes):
            column.addWidget(label)
        column.addWidget(self.union)
        column.addWidget(self.union_note)
        column.addWidget(self.tabs, 1)
        self.row_text = RowText(self)
        self.row_text.follow(self.files, cleanup_words.full_item)
        self.row_text.follow(self.sidecars, cleanup_words.full_sidecar)
        self.row_text.follow(self.refused, lambda row: cleanup_words.full(row.path, row.reason))
        self.tabs.currentChanged.connect(lambda _: self.row_text.say(""))
        column.addWidget(self.row_text)

    def show_faces(self, faces: Faces) -> None:
        """Show what would go, and offer to keep what only the copies know, where there is such."""
        self._faces = faces
        for widget in (self.union, self.union_note):
            widget.setVisible(faces.differ)
        self.union.setChecked(False)
        self.sidecars.set_rows(faces.merged.plan.sidecars)
        self._on_union()

    @Slot()
    def _on_union(self) -> None:
        """Show the plan as the check mark is now."""
        faces = self._faces
        if faces is None:
            return
        self.union_note.setText(cleanup_words.union_note(faces, merges=self.union.isChecked()))
        self._show(faces.face(merges=self.union.isChecked()))

    def _show(self, face: Face) -> None:
        plan = face.plan
        count = plan.files
        if count:
            text = self.tr("Clean up {files} · {size}")
            files = self.tr("%Ln file(s)", "", count)
            self.title.setText(text.format(files=files, size=words.size_text(plan.bytes)))
            self.what.setText(self._where_to(plan))
        else:
            self.title.setText(self.tr("There is nothing to clean up"))
            self.what.setText(self.tr("None of the marked files can go now; the list says why."))
        self.classes.setText(cleanup_words.class_counts(plan))
        self.classes.setVisible(bool(count))
        alone = any(item.pair_class is PairClass.SERIES for item in plan.items)
        self.classes.setProperty("role", "warning" if alone else "muted")
        self.classes.style().unpolish(self.classes)
        self.classes.style().polish(self.classes)
        self._fill(face)

    def _where_to(self, plan: CleanupPlan) -> str:
        """Say where the files go, and what frees the space."""
        if cleanup_words.is_quarantined(plan):
            return self.tr(
                "Their drive has no trash: they are moved to the folder .photofinder-quarantine on "
                "it, which is emptied by nobody but you. Of each group at least one file stays "
                "where it is. You can undo this in History, also later."
            )
        text = self.tr(
            "They are moved to the system's trash; of each group at least one file stays "
            "where it is. You can undo this in History, also later. Emptying the trash "
            "frees the space."
        )
        if plan.quarantined:
            more = self.tr(
                "%Ln of them lie on a drive without a trash and go to a folder on it named "
                ".photofinder-quarantine, which is emptied by nobody but you.",
                "",
                plan.quarantined,
            )
            text = f"{text} {more}"
        return text

    def _fill(self, face: Face) -> None:
        """Fill the tables; the one that is looked at stays in front where it has rows."""
        plan, shares, in_front = face.plan, face.shares, self.tabs.currentWidget()
        self.files.set_rows(plan.items)
        self.folders.set_rows(shares)
        self.refused.set_rows(plan.refused)
        self.tabs.clear()
        self.row_text.say("")
        number = words.count_text
        for view, title, count in (
            (self.files, self.tr("Files ({count})"), len(plan.items)),
            (self.folders, self.tr("Folders ({count})"), len(shares)),
            (self.sidecars, self.tr("Taken over ({count})"), len(self.sidecars.table.rows)),
            (self.refused, self.tr("Left alone ({count})"), len(plan.refused)),
        ):
            if count:
                self.tabs.addTab(view, title.format(count=number(count)))
            else:
                view.hide()
        if in_front is not None and self.tabs.indexOf(in_front) >= 0:
            self.tabs.setCurrentWidget(in_front)


def _file_columns() -> list[Column]:
    return [
        Column(
            tr("File"),
            cleanup_words.unit_name,
            tip=cleanup_words.unit_told,
            is_path=True,
        ),
        Column(
            tr("Folder"),
            lambda item: words.path_text(_within(item.path.parent, item.root)),
            tip=lambda item: words.path_text(item.path.parent),
            is_path=True,
        ),
        Column(
            tr("Size"),
            lambda item: words.size_text(item.bytes),
            lambda item: item.bytes,
            is_number=True,
        ),
        Column(
            tr("Stays instead"),
            lambda item: words.path_text(_within(item.keeper.path, item.keeper_root)),
            tip=lambda item: words.path_text(item.keeper.path),
            is_path=True,
        ),
        Column(tr("Why"), cleanup_words.item_reason),
    ]


def sidecar_columns() -> list[Column]:
    """Return columns for what is written beside kept photos."""
    return [
        Column(
            tr("Kept photo"),
            lambda change: words.path_text(change.photo.name),
            tip=lambda change: words.path_text(change.photo),
            is_path=True,
        ),
        Column(
            tr("Sidecar"),
            lambda change: words.path_text(change.path.name),
            tip=lambda change: words.path_text(change.path),
            is_path=True,
        ),
        Column(tr("Is added"), lambda change: cleanup_words.sentences(change.added)),
        Column(tr("Stays as it is"), lambda change: cleanup_words.sentences(change.conflicts)),
    ]


def _folder_columns() -> list[Column]:
    return [
        Column(tr("Folder"), lambda share: words.path_text(share.folder), is_path=True),
        Column(
            tr("Files"),
            lambda share: words.count_text(share.files),
            lambda share: share.files,
            is_number=True,
        ),
        Column(tr("Size"), lambda share: words.size_text(share.bytes), lambda share: share.bytes),
    ]


def refusal_columns() -> list[Column]:
    """Return columns for files that are left alone."""
    return [
        name_column(),
        folder_column(),
        sentence_column(tr("Why"), lambda row: words.phrase_text(row.reason)),
    ]


def problem_columns() -> list[Column]:
    """Return columns for files that something went wrong with."""
    return [
        name_column(),
        folder_column(),
        sentence_column(tr("What went wrong"), lambda row: words.phrase_text(row.message)),
    ]


def sentence_column(title: str, text: Callable[[Any], str]) -> Column:
    """Return a column for sentences: one line in the cell, their own lines in the tip."""
    return Column(title, lambda row: " ".join(text(row).split("\n")), tip=text)


def _within(path: Path, root: Path) -> Path:
    """Return a path from the library's folder on, with that folder's own name."""
    return path.relative_to(root.parent) if path.is_relative_to(root) else path


def name_column() -> Column:
    """Return the column of file names, for rows with a path."""
    return Column(
        tr("File"),
        lambda row: words.path_text(row.path.name),
        tip=lambda row: words.path_text(row.path),
        is_path=True,
    )


def folder_column() -> Column:
    """Return the column of folders, for rows with a path."""

    def folder(row: object) -> str:
        path: Path = row.path  # type: ignore[attr-defined]  # rows of these tables have one
        return words.path_text(path.parent)

    return Column(tr("Folder"), folder, is_path=True)
