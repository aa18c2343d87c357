"""The groups of one class, the current one beside them, and what is done to them. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QMenu, QSplitter, QVBoxLayout, QWidget

from photofinder.app.questions import Desk
from photofinder.ui import (
    duplicates_keys,
    duplicates_request,
    duplicates_words,
    icons,
    photo_actions,
    theme,
    words,
)
from photofinder.ui.context import CompareRequest, Notice
from photofinder.ui.duplicates_choices import choices_of
from photofinder.ui.duplicates_decisions import Decisions, photos_to_part
from photofinder.ui.duplicates_detail import GroupDetail
from photofinder.ui.duplicates_foot import DuplicatesFoot
from photofinder.ui.duplicates_ledger import Mark
from photofinder.ui.duplicates_list import GroupList
from photofinder.ui.duplicates_model import GroupModel
from photofinder.ui.duplicates_request import MAX_COMPARED
from photofinder.ui.key_legend import KeyLegend

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from photofinder.core.cleanup import TrashChoice
    from photofinder.ui.context import PageContext
    from photofinder.ui.duplicates_marks import Marks
    from photofinder.ui.duplicates_review import GroupKey
    from photofinder.ui.duplicates_steps import Outcome, Step

_LIST_PX, _DETAIL_PX = 400, 680
_MARK_NAMES = {Mark.KEEP: "keep", Mark.TRASH: "trash", Mark.UNDECIDED: ""}


class ReviewBoard(QWidget):
    """Where groups are decided.

    Signals
    -------
    marksChanged()
        Marks, or the groups that are left.
    groupsChanged(object)
        A group came back or went: the list has to be made anew; the key of the one to go to.
    ruleRequested()
        The user wants all groups marked by the rule.
    """

    marksChanged = Signal()
    groupsChanged = Signal(object)
    ruleRequested = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._marks: Marks | None = None
        #: the current group took the place of another one while nobody asked for it
        self._unseen = False
        self.keys = duplicates_keys.ReviewKeys(self)
        self._decisions = Decisions(context.bridge, context.session.decisions, self)
        self._decisions.failed.connect(self._on_decision_failed)
        self.groups = GroupModel(self)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.list = GroupList(self.groups, self._context.thumbnails, self.keys.handle, self)
        self.detail = GroupDetail(self._context, self.keys.handle, self)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(theme.GAP)
        splitter.setStyleSheet("QSplitter::handle { background: transparent; width: 8px; }")
        splitter.addWidget(self.list)
        splitter.addWidget(self.detail)
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 3)
        splitter.setSizes([_LIST_PX, _DETAIL_PX])
        self.foot = DuplicatesFoot(KeyLegend(duplicates_keys.legend(), self), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP + theme.TIGHT)
        column.addWidget(splitter, 1)
        column.addWidget(self.foot)

    def _connect(self) -> None:
        self.list.groupChanged.connect(self._on_group)
        self.list.doubleClicked.connect(lambda _: self.compare())
        for view in (self.list, self.detail.cards):
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._on_list_menu)
        self.detail.cards.customContextMenuRequested.connect(self._on_card_menu)
        self.detail.markRequested.connect(self._on_mark)
        self.detail.keepAllRequested.connect(self.keep_all)
        self.detail.dismissRequested.connect(self.dismiss)
        self.detail.compareRequested.connect(self.compare)
        self.foot.ruleRequested.connect(self.ask_rule)
        self.foot.clearRequested.connect(self.clear_marks)
        self.foot.cleanUpRequested.connect(self.clean_up)

    # -- what is shown -------------------------------------------------------------------------

    def show_groups(
        self,
        marks: Marks,
        groups: NDArray[np.int64],
        *,
        key: GroupKey | None = None,
        row: int = 0,
        top: int | None = None,
    ) -> None:
        """List groups.

        Parameters
        ----------
        marks : Marks
        groups : ndarray, int64, (n,)
        key : GroupKey, optional
            The group to go to; where it is not listed, to ``row``.
        row : int
        top : int, optional
            How far below the list's top that group is to be; near where it is by default.
        """
        self._marks = marks
        self.groups.show_groups(marks, groups)
        found = None if key is None else marks.review.find_like(key)
        place = -1 if found is None else self.groups.row_of(found)
        is_same = place >= 0 and found is not None and marks.review.key(found) == key
        if place >= 0:
            self.list.go_to(place, top)
        elif len(groups):
            self.list.go_to(row)
        else:
            self.detail.show_group(marks, None)
        self._unseen = key is not None and not is_same and len(groups) > 0

    def expect_renewal(self) -> None:
        """Get ready for another reading: its rows are not those that are shown."""
        self.detail.expect_renewal()

    def _is_unseen(self) -> bool:
        """Whether the current group was never looked at; said once, then it counts as seen.

        A key that was meant for the group before must not decide about this one.
        """
        if not self._unseen:
            return False
        self._unseen = False
        self.foot.say(
            self.tr(
                "The group you were looking at has changed or is gone. Look at this one, then "
                "press again."
            ),
            warns=True,
        )
        return True

    def retell(self, *, writable: bool, can_rule: bool) -> None:
        """Show the marks as they are now."""
        if self._marks is None:
            return
        self.foot.tell_total(self._marks.total, writable=writable)
        self.foot.rule.setVisible(can_rule)
        self.groups.touch()
        self.detail.follow_marks()

    @Slot(object)
    def _on_group(self, group: int | None) -> None:
        self._unseen = False
        self.detail.show_group(self._marks, group)

    # -- where one is --------------------------------------------------------------------------

    @property
    def row(self) -> int:
        """The current row; -1 without one."""
        return self.list.currentIndex().row()

    def current_key(self) -> GroupKey | None:
        """Return the key of the current group."""
        group = self.list.current_group()
        return None if group is None or self._marks is None else self._marks.review.key(group)

    def current_top(self) -> int | None:
        """Return how far below the list's top the current group begins."""
        return self.list.top_offset() if self.list.current_group() is not None else None

    def next_group(self) -> bool:
        """Go to the next group; False at the end."""
        return self.list.step(1)

    def previous_group(self) -> bool:
        """Go to the group before; False at the beginning."""
        return self.list.step(-1)

    def step_member(self, by: int) -> None:
        """Go to another file of the group."""
        self.detail.step(by)

    def current_paths(self) -> list[Path]:
        """Return the path of the current file; none without a group."""
        path = self.detail.current_path()
        return [] if path is None else [path]

    def current_request(self) -> CompareRequest | None:
        """Return the current group to be compared: who stays, the current file, others."""
        marks, group = self._marks, self.list.current_group()
        if marks is None or group is None:
            return None
        current = self.detail.cards.current_place()
        return duplicates_request.compare_request(marks, group, self.detail.members, current)

    def next_paths(self) -> list[Path]:
        """Return the first files of the next group: what will probably be compared next."""
        marks, row = self._marks, self.row + 1
        if marks is None or not 0 < row < self.groups.rowCount():
            return []
        rows = marks.shown(self.groups.group(row))[:MAX_COMPARED]
        return [marks.review.files.path(one) for one in rows]

    def current_marks(self) -> Mapping[Path, str]:
        """Return ``keep``, ``trash`` or an empty text for each file of the current group."""
        marks = self._marks
        if marks is None:
            return {}
        rows = self.detail.members.rows
        return {marks.review.files.path(row): _MARK_NAMES[marks.mark(row)] for row in rows}

    # -- marking -------------------------------------------------------------------------------

    def apply_mark(self, path: Path, mark: str) -> None:
        """Mark a file of the current group ``keep`` or ``trash``."""
        rows = dict(zip(self.detail.paths(), self.detail.members.rows, strict=True))
        row, marks = rows.get(path), self._marks
        if row is None or marks is None:
            text = self.tr("{name} does not belong to the group any more and was not marked.")
            notice = Notice(text.format(name=words.path_text(path.name)), "warning", key="mark")
            self._context.requests.noticeRaised.emit(notice)
            return
        given = Mark.KEEP if mark == "keep" else Mark.TRASH
        self._did(marks.set(row, given, self.list.current_group()))

    def _on_mark(self, row: int, mark: Mark) -> None:
        if self._marks is not None and not self._is_unseen():
            self._did(self._marks.set(row, mark, self.list.current_group()))

    def toggle_trash(self) -> None:
        """Mark the current file for the trash, or keep it after all."""
        row = self.detail.current_row()
        if self._marks is not None and row is not None and not self._is_unseen():
            self._did(self._marks.toggle(row, self.list.current_group()))

    def keep_number(self, number: int) -> None:
        """Keep one file of the group, counted from 1, and mark the others."""
        group, rows = self.list.current_group(), self.detail.members.rows
        if self._marks is None or group is None or number > len(rows) or self._is_unseen():
            return
        self.detail.cards.go_to(number - 1)
        self._did(self._marks.keep_only(group, rows[number - 1]))

    def keep_file(self, file_id: int, key: GroupKey) -> None:
        """Keep one file of a group and mark the others, if that is the current group still."""
        marks, group = self._marks, self.list.current_group()
        if marks is None or group is None or not self._is_current(key):
            return
        for place, row in enumerate(self.detail.members.rows):
            if int(marks.review.files.ids[row]) == file_id:
                self.detail.cards.go_to(place)
                self._did(marks.keep_only(group, row))

    def _is_current(self, key: GroupKey) -> bool:
        """Whether a group is the current one as it was; says so where it is not."""
        if self.current_key() == key:
            return True
        self.foot.say(self.tr("The group has changed meanwhile; nothing was done."), warns=True)
        return False

    def keep_all(self) -> None:
        """Keep every file of the group."""
        group = self.list.current_group()
        if self._marks is not None and group is not None and not self._is_unseen():
            self._did(self._marks.keep_all(group))

    def clear_marks(self) -> None:
        """Take away every mark in the groups that are listed."""
        if self._marks is not None:
            self._did(self._marks.clear(self.groups.groups))

    def ask_rule(self) -> None:
        """Ask whether to mark all groups that are listed by the rule."""
        self.ruleRequested.emit()

    def mark_by_rule(self) -> None:
        """Mark all groups that are listed by the rule."""
        if self._marks is not None:
            self._did(self._marks.mark_by_rule(self.groups.groups))

    def _did(self, outcome: Outcome) -> None:
        """Show what a step did."""
        refused = duplicates_words.outcome_text(outcome)
        if refused:
            self.foot.say(refused, warns=True)
        elif outcome.trashed.files:
            text = self.tr("Marked: {totals}. Ctrl+Z takes it back.")
            self.foot.say(text.format(totals=duplicates_words.totals_text(outcome.trashed)))
        else:
            self.foot.say("")
        self.marksChanged.emit()

    # -- whole groups --------------------------------------------------------------------------

    def dismiss(self) -> None:
        """Call the current group no duplicates, for ever; of identical files: all of them stay."""
        marks, group = self._marks, self.list.current_group()
        if marks is None or group is None or self._is_unseen():
            return
        photos = photos_to_part(marks.review, group)
        self._decisions.remember(marks.review.key(group), photos)
        marks.dismiss(group, photos)
        row = self.row
        self.groups.remove(row)
        self.list.go_to(row)
        if not self.groups.rowCount():
            self.detail.show_group(marks, None)
        self.foot.say(self.tr("The group is not shown any more. Ctrl+Z brings it back."))
        self.marksChanged.emit()

    def _on_decision_failed(self, key: GroupKey, error: Exception) -> None:
        if self._marks is not None:
            self._marks.restore_group(key)
            self.groupsChanged.emit(key)
        self._context.bridge.report(error)

    def undo(self) -> None:
        """Take the last step back."""
        step = None if self._marks is None else self._marks.undo()
        if step is None:
            self.foot.say(self.tr("There is nothing to undo."))
            return
        if step.dismissed is not None:
            self._decisions.withdraw(step.dismissed)
        self.foot.say(self.tr("Taken back. Ctrl+Y does it again."))
        self._replayed(step)

    def redo(self) -> None:
        """Do again what was taken back."""
        marks = self._marks
        step = None if marks is None else marks.redo()
        if marks is None or step is None:
            self.foot.say(self.tr("There is nothing to do again."))
            return
        if step.dismissed is not None:
            self._decisions.remember(step.dismissed, list(step.photos))
        self.foot.say("")
        self._replayed(step)

    def _replayed(self, step: Step) -> None:
        if step.dismissed is None:
            self.marksChanged.emit()
        else:
            self.groupsChanged.emit(step.dismissed)

    # -- what others do ------------------------------------------------------------------------

    def compare(self) -> None:
        """See the current group side by side."""
        request = self.current_request()
        if request is not None:
            self._context.requests.compareRequested.emit(request)

    def find_similar(self) -> None:
        """Search for what looks like the current file."""
        photo_actions.find_similar(self._context, self.current_paths())

    def clean_up(self) -> None:
        """Ask the window to show the plan for what is marked."""
        if self._marks is None or not self._marks.total.files:
            return
        snapshot = self._marks.snapshot()
        self.foot.clean_up.setEnabled(False)

        def found(choices: list[TrashChoice]) -> None:
            self.marksChanged.emit()
            self._context.requests.cleanUpRequested.emit(choices)

        def failed(error: Exception) -> None:
            self.marksChanged.emit()
            self._context.bridge.report(error)

        self._context.bridge.ask(
            self, lambda _: choices_of(snapshot), found, failed, key="choices", desk=Desk.WAIT
        )

    def _on_list_menu(self, position: QPoint) -> None:
        key = self.current_key()
        if key is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for icon, text, act in (
            ("check", self.tr("Keep all"), self.keep_all),
            ("close", self.detail.dismiss.text(), self.dismiss),
            ("compare", self.tr("Compare"), self.compare),
        ):
            chosen = menu.addAction(icons.icon(icon), text).triggered
            chosen.connect(lambda _=False, act=act: self._is_current(key) and act())
        menu.popup(self.list.viewport().mapToGlobal(position))

    def _on_card_menu(self, position: QPoint) -> None:
        photo, key = self.detail.current_photo(), self.current_key()
        if photo is None or key is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        only = menu.addAction(icons.icon("check"), self.tr("Keep only this one"))
        only.triggered.connect(lambda: self.keep_file(photo.file_id, key))
        menu.addSeparator()
        photo_actions.fill_photo_menu(menu, self._context, [photo])
        menu.popup(self.detail.cards.viewport().mapToGlobal(position))
