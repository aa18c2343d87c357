"""The review of duplicates: four classes, filters, the groups of the one chosen. GUI thread.

What is marked is in `Marks`; what the library knows comes by `DuplicatesLoader`; what is done to
groups is `ReviewBoard`'s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from photofinder.core.types import PairClass
from photofinder.ui import duplicates_states, duplicates_words, theme
from photofinder.ui.duplicates_board import ReviewBoard
from photofinder.ui.duplicates_head import BY_GAIN, DuplicatesHead, RuleBar
from photofinder.ui.duplicates_loader import DuplicatesLoader, Loaded
from photofinder.ui.duplicates_marks import Marks
from photofinder.ui.duplicates_review import CLASSES
from photofinder.ui.duplicates_rule import RuleQuestion
from photofinder.ui.duplicates_scope import ScopeControl
from photofinder.ui.duplicates_states import Remedy, State
from photofinder.ui.empty_page import Message
from photofinder.ui.turning import turn_to

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QShowEvent

    from photofinder.ui.context import CompareRequest, PageContext
    from photofinder.ui.duplicates_review import GroupKey, Review
    from photofinder.ui.duplicates_scope import Scope


class DuplicatesPage(QWidget):
    """Groups of duplicates and of series, to be decided.

    Signals
    -------
    countsChanged(object)
        Number of groups by `PairClass`.
    classChanged(object)
        The `PairClass` that is shown now.
    """

    countsChanged = Signal(object)
    classChanged = Signal(object)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._marks: Marks | None = None
        self._loaded: Loaded | None = None
        self._matched: NDArray[np.bool_] | None = None
        self._remedy = Remedy.NONE
        #: the first class with something to show is gone to, once it is known which
        self._lands = False
        self._loader = DuplicatesLoader(context.bridge, self)
        self._scope = ScopeControl(context, self)
        self._build()
        self._connect()
        self.head.certainty.set_at_least(context.session.same_shot_at_least)
        self._loader.set_certainty(context.session.same_shot_at_least)
        self._say(duplicates_states.loading())
        self._load_folders()
        if context.bridge.library is not None:  # the page was built after the library was opened
            self._loader.on_changed()
            self._load_folders()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GROUP, theme.GROUP, theme.GROUP, theme.GAP)
        column.setSpacing(theme.GAP)
        self.head = DuplicatesHead(self)
        self.rule_bar = RuleBar(self)
        self.message = Message(self)
        self.board = ReviewBoard(self._context, self)
        self.rule = RuleQuestion(
            self._context, self.head, self.board, self.rule_bar, self._loader.reload_now
        )
        self._stack = QStackedLayout()
        self._stack.addWidget(self.message)
        self._stack.addWidget(self.board)
        column.addWidget(self.head)
        column.addWidget(self.rule_bar)
        column.addLayout(self._stack, 1)

    def _connect(self) -> None:
        bridge, board, head = self._context.bridge, self.board, self.head
        self._loader.loaded.connect(self._on_loaded)
        self._loader.failed.connect(self._on_failed)
        bridge.foldersChanged.connect(self._load_folders)
        bridge.opened.connect(self._load_folders)
        head.classChosen.connect(self._on_class)
        head.filterChanged.connect(self._apply_filter)
        head.text.left.connect(self._take_focus)
        head.certainty.chosen.connect(self._on_certainty)
        head.folderPicked.connect(self._scope.leave)
        head.scope.allRequested.connect(self._show_all)
        head.scope.addRequested.connect(self._scope.add_unknown)
        self._scope.found.connect(self._on_scope)
        head.undoRequested.connect(board.undo)
        head.redoRequested.connect(board.redo)
        self.message.actionRequested.connect(self._on_remedy)
        board.marksChanged.connect(self._on_marks_changed)
        board.groupsChanged.connect(lambda key: self._list(key, board.row, board.current_top()))
        self.rule_bar.closed.connect(self._take_focus)

    # -- contents ------------------------------------------------------------------------------

    @property
    def marks(self) -> Marks | None:
        """The marks; None until the groups were read."""
        return self._marks

    def _load_folders(self) -> None:
        self._context.bridge.ask(
            self, lambda library: library.folders(), self.head.set_folders, key="folders"
        )

    def _on_loaded(self, loaded: Loaded) -> None:
        """Show what was read, once the filter has been through it."""
        if loaded.unread and not (len(loaded.ledger.review) and self._takes_part()):
            return
        if not self.head.has_filter:
            self._take(loaded, None)
            return
        asked = self.head.text.text(), self.head.chosen_folders

        def matched(found: NDArray[np.bool_]) -> None:
            self._take(loaded, found)
            if asked != (self.head.text.text(), self.head.chosen_folders):
                self._apply_filter()

        # under a key of its own: what is typed meanwhile must not lose the reading
        self._match(loaded.ledger.review, matched, "reading")

    def _take(self, loaded: Loaded, matched: NDArray[np.bool_] | None) -> None:
        """Show what was read; the current group and the marks stay."""
        key, row, top = self.board.current_key(), self.board.row, self.board.current_top()
        is_first = self._marks is None
        if self._marks is None:
            self._marks = self._first_marks(loaded)
        else:
            self.board.expect_renewal()
            self._marks.renew(loaded.ledger)
        self._loaded, self._matched = loaded, matched
        if loaded.certainty is not None:
            self.head.certainty.set_curve(loaded.certainty)
        if is_first:
            self._leave_empty_class()
        self._list(key, row, top)
        self.rule.follow(self._marks, are_all=not loaded.unread)

    def _takes_part(self) -> bool:
        """Whether some groups are better than none: a filter or marks may mean all of them."""
        is_part = self._loaded is not None and self._loaded.unread > 0
        is_new = is_part or (self._marks is None and self._context.session.marks is None)
        return is_new and not self._lands and not self.head.has_filter

    def _first_marks(self, loaded: Loaded) -> Marks:
        """Return the marks of this session, also those of a window before this one."""
        kept = self._context.session.marks
        if kept is None:
            kept = self._context.session.marks = Marks(loaded.ledger)
        else:
            kept.renew(loaded.ledger)
        return kept

    def _land(self, marks: Marks) -> bool:
        """Go to the first class that lists something; False where none does."""
        self._lands = False
        for pair_class in CLASSES:
            groups = marks.live(pair_class.rank)
            if self._matched is None or self._matched[groups].any():
                self.head.show_class(pair_class)
                return True
        return False

    def _leave_empty_class(self) -> None:
        """Go to the first class of duplicates that has groups, when this one has none."""
        marks = self._marks
        if marks is None or len(marks.live(self.head.pair_class.rank)):
            return
        for pair_class in CLASSES[: PairClass.SERIES.rank]:
            if len(marks.live(pair_class.rank)):
                self.head.show_class(pair_class)
                return

    def _match(
        self, review: Review, on_matched: Callable[[NDArray[np.bool_]], None], key: str = "filter"
    ) -> None:
        text, folders = self.head.text.text(), self.head.chosen_folders
        self._context.bridge.ask(
            self, lambda _: review.matching(text, folders), on_matched, key=key
        )

    @Slot()
    def _apply_filter(self) -> None:
        """List the groups that the filters let through, in the chosen order."""
        if self._marks is None:
            return
        review = self._marks.review

        def matched(found: NDArray[np.bool_] | None) -> None:
            if self._marks is not None and self._marks.review is review:
                self._matched = found
                self._list(self.board.current_key(), 0, None)

        if self.head.has_filter:
            self._match(review, matched)
        else:
            matched(None)

    def _list(self, key: GroupKey | None, row: int, top: int | None) -> None:
        """Fill the list; go to the group of a key, else to a row."""
        marks, loaded = self._marks, self._loaded
        if marks is None or loaded is None:
            return
        groups = marks.live(self.head.pair_class.rank)
        if self._matched is not None:
            groups = groups[self._matched[groups]]
        if self._lands and not len(groups) and self._land(marks):
            return
        self._lands = False
        if self.head.order.currentData() == BY_GAIN:
            groups = groups[np.argsort(-loaded.gains[groups], kind="stable")]
        self.board.show_groups(marks, groups, key=key, row=row, top=top)
        self._on_marks_changed()

    @Slot()
    def _on_marks_changed(self) -> None:
        """Show the marks as they are now, everywhere."""
        marks, loaded = self._marks, self._loaded
        if marks is None or loaded is None:
            return
        self.head.tell_marks(marks, are_all=not loaded.unread)
        is_series = self.head.pair_class is PairClass.SERIES
        self.board.retell(writable=loaded.writable, can_rule=not is_series)
        self._show_state(marks, loaded)
        if not loaded.unread:
            self.countsChanged.emit({one: marks.gain(one.rank)[0] for one in CLASSES})

    # -- states --------------------------------------------------------------------------------

    def _show_state(self, marks: Marks, loaded: Loaded) -> None:
        """Show the groups, or say why there are none."""
        scope = self._scope.scope
        self.head.scope.tell(self.head.chosen_folders, scope.unknown)
        self.head.state.setText(duplicates_states.waiting_text(loaded))
        pair_class = self.head.pair_class
        has_groups = self.board.groups.rowCount() > 0
        is_new = bool(scope.unknown) and not scope.shown
        explains = has_groups and not is_new
        self.head.explanation.setText(duplicates_words.explanation(pair_class) if explains else "")
        self.head.certainty.setVisible(pair_class is PairClass.SAME_SHOT and not is_new)
        if is_new:
            self._say(duplicates_states.not_added(scope.unknown))
        elif has_groups:
            turn_to(self._stack, self.board, self.board.list)
        else:
            self._say(
                duplicates_states.nothing(
                    loaded,
                    marks,
                    pair_class,
                    matches=None if self._matched is None else bool(self._matched.any()),
                    folders=self.head.chosen_folders,
                )
            )

    def _say(self, state: State) -> None:
        self._remedy = state.remedy
        self.message.say(state.heading, state.text, state.button)
        turn_to(self._stack, self.message, self.message)

    def _on_failed(self, error: Exception) -> None:
        if self._loaded is None or self._loaded.unread:
            self._say(duplicates_states.failed(error))
        else:
            self._context.bridge.report(error)

    def _on_remedy(self) -> None:
        if self._remedy is Remedy.TRY_AGAIN:
            self._say(duplicates_states.loading())
            self._loader.reload_now()
        elif self._remedy is Remedy.ADD_FOLDER:
            self._context.requests.pageRequested.emit("all")
        elif self._remedy is Remedy.CLEAR_FILTER:
            self._show_all()
        elif self._remedy is Remedy.ADD_UNKNOWN:
            self._scope.add_unknown()
        elif self._remedy is Remedy.LESS_CERTAIN:
            self.head.certainty.slider.setValue(0)

    # -- where one is --------------------------------------------------------------------------

    def show_class(self, pair_class: PairClass | None) -> None:
        """Show a class; None for the duplicates: those seen last, or the first there are."""
        if pair_class is not None:
            self.head.show_class(pair_class)
        else:
            if self.head.pair_class is PairClass.SERIES:
                self.head.show_class(PairClass.IDENTICAL_FILE)
            self._leave_empty_class()

    def show_folders(self, folders: Sequence[Path]) -> None:
        """Show only groups with something in one of these folders; ask to add those not known."""
        self._scope.show(folders)

    def _on_scope(self, scope: Scope) -> None:
        self._lands = bool(scope.shown)
        self.head.choose_folders(scope.shown)

    def _show_all(self) -> None:
        self._scope.leave()
        self.head.clear_filter()

    def _on_class(self, pair_class: PairClass) -> None:
        self.rule_bar.close_bar()
        self.board.foot.say("")
        self._list(None, 0, None)
        self.classChanged.emit(pair_class)

    def _on_certainty(self, at_least: float) -> None:
        self.rule_bar.close_bar()
        self._context.session.same_shot_at_least = at_least
        self._loader.set_certainty(at_least)

    def focus_filter(self) -> None:
        """Go to the filter."""
        self.head.text.begin()

    # -- for the compare view and the window ---------------------------------------------------

    def next_group(self) -> bool:
        """Go to the next group; False at the end."""
        return self.board.next_group()

    def previous_group(self) -> bool:
        """Go to the group before; False at the beginning."""
        return self.board.previous_group()

    def current_paths(self) -> list[Path]:
        """Return the path of the current file; none without a group."""
        return self.board.current_paths()

    def current_request(self) -> CompareRequest | None:
        """Return the current group to be compared."""
        return self.board.current_request()

    def next_paths(self) -> list[Path]:
        """Return the photos that will probably be compared next."""
        return self.board.next_paths()

    def current_marks(self) -> Mapping[Path, str]:
        """Return ``keep``, ``trash`` or an empty text for each file of the current group."""
        return self.board.current_marks()

    def apply_mark(self, path: Path, mark: str) -> None:
        """Mark a file of the current group ``keep`` or ``trash``."""
        self.board.apply_mark(path, mark)

    # -- Qt ------------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on; as a focus proxy the list would catch the Tab key in a circle."""
        super().focusInEvent(event)
        self._take_focus(event.reason())

    @Slot()
    def _take_focus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the keyboard to the groups, or to what can be done about there being none."""
        shows_groups = self._stack.currentWidget() is self.board
        (self.board.list if shows_groups else self.message).setFocus(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take keys that buttons and tabs leave over."""
        if not self.board.keys.handle(event):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Read more often while somebody looks."""
        super().showEvent(event)
        self._loader.set_eager(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Read less often."""
        super().hideEvent(event)
        self._loader.set_eager(False)
