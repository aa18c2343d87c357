"""Marking all groups that are listed by the keeper rule, after a question. GUI thread.

The question is about the groups as they are listed when it is asked; where others are listed by
the time of the answer, it is asked again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Slot

from photofinder.app.questions import Desk
from photofinder.ui.settings_presets import with_preset

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from photofinder.ui.context import PageContext
    from photofinder.ui.duplicates_board import ReviewBoard
    from photofinder.ui.duplicates_head import DuplicatesHead, RuleBar
    from photofinder.ui.duplicates_marks import Marks
    from photofinder.ui.duplicates_review import Review


class RuleQuestion(QObject):
    """Asks in a bar before the rule marks anything; another order of rules may be chosen there.

    Parameters
    ----------
    context : PageContext
    head : DuplicatesHead
        Says which class is shown, and whether a filter is set.
    board : ReviewBoard
        Lists the groups, and marks them.
    bar : RuleBar
    reload : callable
        Reads the groups anew, by another order of the rules.
    """

    def __init__(
        self,
        context: PageContext,
        head: DuplicatesHead,
        board: ReviewBoard,
        bar: RuleBar,
        reload: Callable[[], None],
    ) -> None:
        super().__init__(bar)
        self._context, self._head, self._board, self._bar = context, head, board, bar
        self._reload = reload
        self._marks: Marks | None = None
        #: what the bar asks about
        self._asked: tuple[Review, NDArray[np.int64]] | None = None
        self._asks_again = False
        board.ruleRequested.connect(self.ask)
        bar.confirmed.connect(self._mark)
        bar.presetChosen.connect(self._on_preset)

    def follow(self, marks: Marks, *, are_all: bool) -> None:
        """Ask anew where another order of the rules was chosen and its groups are listed now.

        Parameters
        ----------
        marks : Marks
        are_all : bool
            Otherwise more groups are still to come.
        """
        self._marks = marks
        if self._asks_again and self._bar.isVisible():
            self.ask()
        self._asks_again = self._asks_again and not are_all

    @Slot()
    def ask(self) -> None:
        """Ask about the groups that are listed; say so where the rule marks nothing there."""
        groups = self._board.groups.groups
        if self._marks is None or not len(groups):
            return
        totals = self._marks.preview_rule(groups)
        if not totals.files:
            self._bar.close_bar()
            self._board.foot.say(self.tr("There is nothing left that the rule would mark here."))
            return
        self._asked = self._marks.review, groups
        library = self._context.bridge.library
        self._bar.ask(
            self._head.pair_class,
            len(groups),
            totals,
            filtered=self._head.has_filter,
            settings=None if library is None or not library.writable else library.settings,
        )

    @Slot(str)
    def _on_preset(self, name: str) -> None:
        """Suggest keepers by another order from now on, and ask again about those."""

        def saved(_: object) -> None:
            self._asks_again = True
            self._reload()

        def failed(error: Exception) -> None:
            self.ask()
            self._context.bridge.report(error)

        self._context.bridge.ask(
            self,
            lambda library: library.edit_settings(lambda old: with_preset(old, name)),
            saved,
            failed,
            desk=Desk.WAIT,
        )

    @Slot()
    def _mark(self) -> None:
        """Mark what was asked about; where other groups are listed meanwhile, ask again."""
        marks, asked = self._marks, self._asked
        if marks is None or asked is None:
            return
        review, groups = asked
        if review is marks.review and np.array_equal(groups, self._board.groups.groups):
            self._board.mark_by_rule()
        else:
            self.ask()
