"""Cleaning up: the plan, the work, the result with its way back. One dialog. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photofinder.app.questions import Desk
from photofinder.errors import JobCancelled, PhotofinderError
from photofinder.ui import cleanup_words, theme, words
from photofinder.ui.cleanup_faces import Faces
from photofinder.ui.cleanup_plan_view import PlanView, problem_columns
from photofinder.ui.cleanup_undo import offer_undo, start_undo, tell_undone
from photofinder.ui.elided_label import ElidedLabel
from photofinder.ui.row_text import RowText
from photofinder.ui.table_view import TableView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photofinder.app.jobs import JobHandle
    from photofinder.core.cleanup import CleanupPlan, TrashChoice
    from photofinder.core.cleanup_past import CleanupProblem, CleanupReport, UndoReport
    from photofinder.ui.context import PageContext

_WIDTH_PX, _HEIGHT_PX = 1080, 620
_POLL_MS = 100
_NAME_PX, _FOLDER_PX = 200, 240


class CleanupDialog(QDialog):
    """Shows what would go, moves it, says what happened.

    Closing it while it works stops the work first; what was moved stays moved and can be undone.

    Parameters
    ----------
    context : PageContext
    choices : sequence of TrashChoice
    """

    def __init__(
        self,
        context: PageContext,
        choices: Sequence[TrashChoice],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._choices = tuple(choices)
        self._faces: Faces | None = None
        self._report: CleanupReport | None = None
        self._undone: UndoReport | None = None
        self._handle: JobHandle[Any] | None = None
        self.setWindowTitle(self.tr("Clean up"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.resize(_WIDTH_PX, _HEIGHT_PX)
        self._poll = QTimer(self, interval=_POLL_MS)
        self._poll.timeout.connect(self._on_poll)
        self._build()
        self._load_plan()

    # -- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        self.plan_view = PlanView(self)
        self.plan_view.union.toggled.connect(self._tell_go)
        self.work_view = self._work_view()
        self.result_view = self._result_view()
        self._stack = QStackedWidget(self)
        for view in (self.work_view, self.plan_view, self.result_view):
            self._stack.addWidget(view)
        self.cancel = self._button(self.tr("Cancel"), self.reject)
        self.go = self._button("", self._carry_out)
        self.go.setProperty("role", "danger")
        self.undo = self._button(self.tr("Undo"), self._undo)
        self.history = self._button(self.tr("Show in History"), self._show_history)
        self.close_button = self._button(self.tr("Close"), self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GAP)
        buttons.addWidget(self.history)
        buttons.addStretch(1)
        for button in (self.undo, self.go, self.cancel, self.close_button):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GROUP, theme.GROUP, theme.GROUP, theme.GROUP)
        column.setSpacing(theme.GROUP)
        column.addWidget(self._stack, 1)
        column.addLayout(buttons)

    def _button(self, text: str, act: object) -> QPushButton:
        """Return a button that Enter presses only while it has the keyboard."""
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def _work_view(self) -> QWidget:
        view = QWidget(self)
        self.work_title = QLabel(view)
        self.work_title.setProperty("role", "heading")
        self.progress = QProgressBar(view)
        self.progress.setTextVisible(False)
        self.work_what = ElidedLabel(view, Qt.TextElideMode.ElideMiddle)
        self.work_what.setProperty("role", "muted")
        column = QVBoxLayout(view)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addStretch(1)
        for widget in (self.work_title, self.progress, self.work_what):
            column.addWidget(widget)
        column.addStretch(1)
        return view

    def _result_view(self) -> QWidget:
        view = QWidget(self)
        self.result_title = QLabel(view)
        self.result_title.setProperty("role", "title")
        self.result_text = QLabel(view)
        self.result_text.setTextFormat(Qt.TextFormat.PlainText)
        self.result_text.setWordWrap(True)
        self.problems_title = QLabel(view)
        self.problems_title.setProperty("role", "warning")
        self.problems = TableView(problem_columns(), (_NAME_PX, _FOLDER_PX), view)
        self.problems.setAccessibleName(self.tr("Problems"))
        self.row_text = RowText(view)
        self.row_text.follow(self.problems, lambda row: cleanup_words.full(row.path, row.message))
        column = self._result_column = QVBoxLayout(view)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addStretch(0)
        column.addWidget(self.result_title)
        column.addWidget(self.result_text)
        column.addSpacing(theme.GAP)
        column.addWidget(self.problems_title)
        column.addWidget(self.problems, 1)
        column.addWidget(self.row_text)
        column.addStretch(0)
        return view

    def _show(self, view: QWidget, *buttons: QPushButton) -> None:
        """Show one state with its buttons; the keyboard goes to the harmless one."""
        self._stack.setCurrentWidget(view)
        for button in (self.history, self.undo, self.go, self.cancel, self.close_button):
            button.setVisible(button in buttons)
        harmless = self.cancel if self.cancel in buttons else self.close_button
        harmless.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- plan ----------------------------------------------------------------------------------

    def _load_plan(self) -> None:
        text = self.tr("Looking at %Ln file(s) on the disk...", "", len(self._choices))
        self.work_title.setText(text)
        self.work_what.setText("")
        self.progress.setRange(0, 0)
        self._show(self.work_view, self.cancel)
        choices = self._choices
        self._context.bridge.ask(
            self,
            lambda library: Faces.of(library.cleanup.plan(choices, merge_metadata=True)),
            self._on_plan,
            self._on_error,
            key="plan",
            desk=Desk.WAIT,
        )

    def _on_plan(self, faces: Faces) -> None:
        self._faces = faces
        self.plan_view.show_faces(faces)
        self._tell_go()
        if faces.has_items:
            self._show(self.plan_view, self.go, self.cancel)
        else:
            self._show(self.plan_view, self.close_button)

    @Slot()
    def _tell_go(self) -> None:
        """Say on the button what it does, as the check mark is now."""
        plan = self._plan
        if plan is not None:
            self.go.setText(cleanup_words.go_text(plan))
            self.go.setEnabled(bool(plan.items))

    @property
    def _plan(self) -> CleanupPlan | None:
        """The plan that was chosen; None while it is made."""
        if self._faces is None:
            return None
        return self._faces.face(merges=self.plan_view.union.isChecked()).plan

    # -- work ----------------------------------------------------------------------------------

    @Slot()
    def _carry_out(self) -> None:
        library = self._context.bridge.library
        plan = self._plan
        if library is None or plan is None:
            return
        self._start_work(self.tr("Moving to the trash..."))
        handle = library.cleanup.carry_out(plan)
        self._handle = handle
        self._context.bridge.follow(self, handle, self._on_report, self._on_error)

    def _start_work(self, title: str) -> None:
        self.work_title.setText(title)
        self.work_what.setText("")
        self.progress.setRange(0, 0)
        self.cancel.setEnabled(True)
        self._show(self.work_view, self.cancel)
        self._poll.start()

    @Slot()
    def _on_poll(self) -> None:
        if self._handle is None:
            return
        progress = self._handle.progress
        if progress.total:
            self.progress.setRange(0, progress.total)
            self.progress.setValue(progress.done)
            text = self.tr("{done} of {total} · {file}").format(
                done=words.count_text(progress.done),
                total=words.count_text(progress.total),
                file=words.path_text(progress.what),
            )
            self.work_what.setText(text)

    def _end_work(self) -> None:
        self._poll.stop()
        self._handle = None

    # -- result --------------------------------------------------------------------------------

    def _on_report(self, report: CleanupReport) -> None:
        self._end_work()
        self._report = report
        self._context.bridge.tell("photosChanged", "duplicatesChanged")
        self._show_result(
            cleanup_words.report_title(report), cleanup_words.report_text(report), report.problems
        )
        if _can_be_undone(report):
            self._show(self.result_view, self.history, self.undo, self.close_button)

    def _on_undone(self, report: UndoReport) -> None:
        self._end_work()
        self._undone = report
        title = self.tr("Undone") if report.restored else self.tr("Nothing was put back")
        self._show_result(title, cleanup_words.undo_text(report), report.problems)

    def _on_error(self, error: Exception) -> None:
        self._end_work()
        if isinstance(error, JobCancelled):  # before it began
            super().reject()
            return
        if not isinstance(error, PhotofinderError):
            super().reject()
            raise error
        self._show_result(self.tr("That did not work"), words.error_text(error), ())

    def _show_result(self, title: str, text: str, problems: Sequence[CleanupProblem]) -> None:
        self.result_title.setText(title)
        self.result_text.setText(text)
        self.problems_title.setText(self.tr("%Ln problem(s)", "", len(problems)))
        self.problems.set_rows(problems)
        for widget in (self.problems_title, self.problems):
            widget.setVisible(bool(problems))
        side = Qt.AlignmentFlag.AlignLeft if problems else Qt.AlignmentFlag.AlignHCenter
        for label in (self.result_title, self.result_text):
            label.setAlignment(side)
        # without a table below them the words stand in the middle
        for place, share in ((0, 2), (self._result_column.count() - 1, 3)):
            self._result_column.setStretch(place, 0 if problems else share)
        self.problems.selectRow(0)
        buttons = (self.history,) if self._report is not None and self._report.batch_id else ()
        self._show(self.result_view, *buttons, self.close_button)

    @Slot()
    def _undo(self) -> None:
        if self._report is None:
            return
        self._start_work(self.tr("Putting back..."))
        self._handle = start_undo(
            self._context, self._report.batch_id, self._on_undone, self._on_error, owner=self
        )

    @Slot()
    def _show_history(self) -> None:
        self.accept()
        self._context.requests.pageRequested.emit("history")

    # -- closing -------------------------------------------------------------------------------

    def reject(self) -> None:
        """Close; while it works, stop the work and show what was done."""
        if self._handle is not None:
            self._handle.cancel()
            self.cancel.setEnabled(False)
            self.work_title.setText(self.tr("Stopping..."))
            return
        super().reject()

    def done(self, result: int) -> None:
        """Leave the way back in the message bar."""
        super().done(result)
        if self._undone is not None:
            tell_undone(self._context, self._undone)
        elif self._report is not None and _can_be_undone(self._report):
            offer_undo(self._context, self._report)


def _can_be_undone(report: CleanupReport) -> bool:
    """Whether an undo may find something; a file to look for may be the last copy."""
    return bool(report.trashed or report.unclear)
