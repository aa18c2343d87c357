"""Find similar: a query above, its results below, and the way back. GUI thread.

The header and the results change together: when the answer comes within `VEIL_DELAY_MS`, as it
does for photos of the library, in one step; else the header changes first and what is left of the
earlier search lies under a veil. An answer is only taken for the query that is current.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from photofinder.app.questions import Desk
from photofinder.core.views import QueryImage, SimilarQuery
from photofinder.errors import PhotofinderError
from photofinder.ui import image_drop, words
from photofinder.ui.context import Notice
from photofinder.ui.photo_actions import MAX_QUERY_PHOTOS
from photofinder.ui.similar_actions import ResultActions
from photofinder.ui.similar_filters import NO_FILTERS, Filters
from photofinder.ui.similar_header import SimilarHeader
from photofinder.ui.similar_history import SearchHistory, Step
from photofinder.ui.similar_refresh import ResultsRefresh
from photofinder.ui.similar_results import ResultsArea
from photofinder.ui.turning import has_focus_within

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QShowEvent

    from photofinder.core.views import SimilarList
    from photofinder.ui.bridge import Asked
    from photofinder.ui.context import PageContext
    from photofinder.ui.grid_view import GridView
    from photofinder.ui.photo_model import PhotoModel

log = logging.getLogger(__name__)

#: photos of one answer; the threshold cuts them without another search
RESULTS = 500
#: an answer that comes sooner changes everything at once, without a veil that would only flicker
VEIL_DELAY_MS = 100


class SimilarPage(QWidget):
    """The page.

    Signals
    -------
    currentChanged(object)
        The `PhotoRow` that is current now, or None.
    selectionChanged(), previewRequested()
    """

    currentChanged = Signal(object)
    selectionChanged = Signal()
    previewRequested = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        # of a window before this one, too
        kept = context.session.searches
        self._history = SearchHistory() if kept is None else kept
        context.session.searches = self._history
        self._asked: Asked | None = None
        self.header = SimilarHeader(context, self)
        self.results = ResultsArea(context, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.results, 1)
        self._late = QTimer(self, singleShot=True, interval=VEIL_DELAY_MS)
        self._late.timeout.connect(self._on_late)
        self._refresh = ResultsRefresh(context.bridge, self.results, self)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self.tr("Find similar"))
        self._connect()
        self.results.say_begin(self.open_image)
        self._name_ways()
        if self._history.current is not None:
            self._enter()

    # -- what others ask for -------------------------------------------------------------------

    @property
    def grid(self) -> GridView:
        """The grid of results."""
        return self.results.grid

    @property
    def model(self) -> PhotoModel:
        """The results as far as they are shown."""
        return self.results.model

    @property
    def query(self) -> SimilarQuery | None:
        """What is searched for, or was last; None before the first search."""
        return self._history.current.query if self._history.current else None

    @property
    def is_searching(self) -> bool:
        """Whether an answer is awaited; not while there is no library to ask."""
        return self._asked is not None and not self._asked.cancelled

    def search(self, query: SimilarQuery) -> None:
        """Search; the present search stays one step back."""
        query = replace(query, k=RESULTS)
        if not query.like:
            self.clear()
        elif query == self.query:
            self._ask()
        else:
            self._remember_view()
            self._history.push(Step(query, self.header.threshold.threshold))
            self._enter()

    def add(self, images: Sequence[QueryImage]) -> None:
        """Search with these pictures too."""
        like, unlike = self._images()
        kept = tuple(image for image in unlike if image not in images)
        new = tuple(image for image in images if image not in like)
        self._search_with(like + new, kept)

    def less_like(self, images: Sequence[QueryImage]) -> None:
        """Search for what is less like these pictures."""
        like, unlike = self._images()
        kept = tuple(image for image in like if image not in images)
        new = tuple(image for image in images if image not in unlike)
        if not kept:
            self._tell(self.tr("At least one picture must stay that the photos are like."))
            return
        self._search_with(kept, unlike + new)

    def clear(self) -> None:
        """Return to the state before the first search; the history stays within reach."""
        focused = self.window().focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        self._cancel()
        self._remember_view()
        self._history.leave()
        self.header.show_query(None)
        self.header.threshold.clear_count()
        self._refresh.forget()
        self.results.say_begin(self.open_image)
        self._name_ways()
        if had_focus:
            self.results.take_focus()

    def go_back(self) -> None:
        """Return to the search before."""
        self._remember_view()
        if self._history.back() is not None:
            self._enter()

    def go_forward(self) -> None:
        """Go on to the search after."""
        self._remember_view()
        if self._history.forward() is not None:
            self._enter()

    def open_image(self, *, joins: bool = False) -> None:
        """Let the user choose a picture from the disk to search with."""
        path = image_drop.choose_image(self)
        if path is not None:
            self._intake_for(joins).take_paths([path])

    # -- searching -----------------------------------------------------------------------------

    def _enter(self) -> None:
        """Go to the current step: its answer is there, or is asked for."""
        step = self._history.current
        assert step is not None
        self._name_ways()
        self._refresh.forget()
        self.header.show_filters(Filters.of(step.query))
        self.header.threshold.set_threshold(step.threshold)
        if step.answer is not None:
            self._cancel()
            self._show(step.answer)
        else:
            self._ask()

    def _ask(self) -> None:
        query = self.query
        if query is None:
            return
        self._late.start()
        self._asked = self._context.bridge.ask(
            self,
            lambda library: library.find_similar(query),
            partial(self._on_answer, query),
            partial(self._on_error, query),
            key="similar",
            desk=Desk.WAIT,
        )

    def _cancel(self) -> None:
        self._late.stop()
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None

    def _on_answer(self, query: SimilarQuery, answer: SimilarList) -> None:
        if query is not self.query:  # the user went on meanwhile
            return
        self._cancel()
        self._history.change(answer=answer)
        self._show(answer)
        self._refresh.count_searchable()

    def _on_error(self, query: SimilarQuery, error: Exception) -> None:
        """Say what is wrong; results of another search must not stand under this query."""
        if query is not self.query:
            return
        log.info("no search: %s", error)
        self._cancel()
        self._history.change(seen=True)
        self.header.show_query(query)
        self.header.threshold.clear_count()
        self.header.strip.show_problem(words.error_text(error), _at_fault(query, error))
        self.results.say_failed(self._ask)
        if not isinstance(error, PhotofinderError):
            raise error

    def _on_late(self) -> None:
        """Show what is searched for, and what is still the old: the answer takes its time."""
        self.header.show_query(self.query)
        self.header.threshold.set_busy()
        if self.results.shows_photos:
            self.results.mark_old()
        else:
            self.results.say_searching()

    # -- showing -------------------------------------------------------------------------------

    def _show(self, answer: SimilarList) -> None:
        step = self._history.current
        assert step is not None
        self.header.show_query(step.query)
        self._say_count(self.results.show_answer(answer, step.threshold))
        self.results.restore_view(step.view)
        self._history.change(seen=True)
        said = QAccessibleAnnouncementEvent(self, self.header.threshold.count_text)
        QAccessible.updateAccessibility(said)

    def _say_count(self, count: int) -> None:
        """Say how many photos are shown; words where there are none."""
        answer = self.results.answer
        if answer is None:
            return
        found = len(answer.file_ids)
        self.header.threshold.set_count(count, found)
        if count:
            return
        if found:
            self.results.say_none_above(lambda: self.header.threshold.slider.setValue(0))
        elif self.header.filters.filters != NO_FILTERS:
            self.results.say_none_fits(lambda: self._on_filters(NO_FILTERS))
        else:
            self.results.say_nothing_there()

    def _on_newer(self, answer: SimilarList) -> None:
        """Take the place of results that the library has outgrown."""
        self._history.change(answer=answer)
        self._say_count(
            self.results.show_answer(answer, self.header.threshold.threshold, keep=True)
        )

    def _name_ways(self) -> None:
        self.header.set_ways(back=self._history.can_go_back, forward=self._history.can_go_forward)

    def _remember_view(self) -> None:
        """Keep how the results of the current step are looked at."""
        step = self._history.current
        answer = self.results.answer
        if step is not None and answer is not None and answer.query is step.query:
            self._history.change(view=self.results.view_state())

    # -- the user's doing ----------------------------------------------------------------------

    def _connect(self) -> None:
        header, bridge = self.header, self._context.bridge
        header.back.triggered.connect(lambda _: self.go_back())
        header.forward.triggered.connect(lambda _: self.go_forward())
        self.addActions([header.back, header.forward])
        header.strip.imagesChanged.connect(self._on_images)
        header.filters.changing.connect(self._on_filters_changing)
        header.filters.changed.connect(self._on_filters)
        header.filters.folderRefused.connect(self._on_folder_refused)
        header.threshold.thresholdChanged.connect(self._on_threshold)
        header.openRequested.connect(lambda joins: self.open_image(joins=joins))
        header.pasteRequested.connect(lambda joins: self._intake_for(joins).paste())
        self._intake, self._joining = (
            image_drop.PictureIntake(self._context, self) for _ in range(2)
        )
        self._intake.picturesTaken.connect(self._search_from)
        self._joining.picturesTaken.connect(self.add)
        text = self.tr("Drop a picture to add it to the search")
        image_drop.DropTarget(header.strip, self._joining, text, takes_own=True)
        self._connect_results()
        bridge.opened.connect(self._on_opened)
        bridge.foldersChanged.connect(self._load_folders)
        bridge.photosChanged.connect(self._history.forget_answers)
        if bridge.library is not None:
            self._load_folders()

    def _connect_results(self) -> None:
        grid, actions = self.grid, ResultActions(self._context, self.grid, self)
        actions.searchWanted.connect(self._search_from)
        actions.addWanted.connect(self.add)
        actions.unlikeWanted.connect(self.less_like)
        actions.backWanted.connect(self.go_back)
        actions.forwardWanted.connect(self.go_forward)
        self.actions_on_results = actions
        grid.photoActivated.connect(lambda _: self.previewRequested.emit())
        grid.previewRequested.connect(self.previewRequested)
        grid.selectionCountChanged.connect(lambda _: self.selectionChanged.emit())
        grid.currentIndexChanged.connect(lambda _: self._tell_current())
        self.model.rowsArrived.connect(self._tell_current)
        self._refresh.answered.connect(self._on_newer)

    def _search_from(self, images: Sequence[QueryImage]) -> None:
        """Search with these pictures only, and the filters that are set."""
        if len(images) > MAX_QUERY_PHOTOS:
            text = self.tr("Only the first {count} pictures are searched with.")
            self._tell(text.format(count=MAX_QUERY_PHOTOS))
        self._search_with(images[:MAX_QUERY_PHOTOS], ())

    def _search_with(self, like: Sequence[QueryImage], unlike: Sequence[QueryImage]) -> None:
        """Search with other pictures and the filters that are set."""
        if len(like) + len(unlike) > MAX_QUERY_PHOTOS:
            text = self.tr("At most {count} pictures can be searched with.")
            self._tell(text.format(count=MAX_QUERY_PHOTOS))
            return
        filters = self.header.filters.filters
        self.search(filters.on(SimilarQuery(like=tuple(like), unlike=tuple(unlike))))

    def _images(self) -> tuple[tuple[QueryImage, ...], tuple[QueryImage, ...]]:
        query = self.query
        return ((), ()) if query is None else (query.like, query.unlike)

    def _on_filters_changing(self) -> None:
        """Results of other filters must not stand under these: they are old from now on."""
        if self.query is not None and self.results.shows_photos:
            self.results.mark_old()

    def _on_filters(self, filters: Filters) -> None:
        query = self.query
        if query is not None:
            self.search(filters.on(query))
        else:
            self.header.show_filters(filters)

    def _on_threshold(self, threshold: float) -> None:
        self._history.change(threshold=threshold)
        if self.results.answer is not None:
            self._say_count(self.results.cut(threshold))

    def _on_images(self, like: Sequence[QueryImage], unlike: Sequence[QueryImage]) -> None:
        if like:
            self._search_with(like, unlike)
        else:
            self.clear()

    def _on_folder_refused(self, folder: Path) -> None:
        text = self.tr("{folder} holds no photos of the library. Add it to the library first.")
        self._tell(text.format(folder=words.path_text(folder)))

    def _intake_for(self, joins: bool) -> image_drop.PictureIntake:
        return self._joining if joins else self._intake

    def _tell(self, text: str) -> None:
        self._context.requests.noticeRaised.emit(Notice(text, key="similar"))

    # -- around --------------------------------------------------------------------------------

    def _on_opened(self) -> None:
        self._load_folders()
        if self.query is not None and not self.is_searching:
            self._ask()

    def _load_folders(self) -> None:
        self._context.bridge.ask(
            self,
            lambda library: [folder.path for folder in library.folders()],
            self.header.filters.set_folders,
            key="folders",
        )

    def _tell_current(self) -> None:
        index = self.grid.currentIndex()
        self.currentChanged.emit(self.model.row_at(index) if index.isValid() else None)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while the page was hidden."""
        super().showEvent(event)
        self._refresh.run_if_due()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep how the results are looked at, in case the page is built anew."""
        super().hideEvent(event)
        self._remember_view()

    def focus_filter(self) -> None:
        """Go to the filters."""
        self.header.focus_filters()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads from pictures and filters back to the photos."""
        if event.key() == Qt.Key.Key_Escape and has_focus_within(self.header):
            self.results.take_focus()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on."""
        super().focusInEvent(event)
        self.results.take_focus()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go back and forward with the side buttons."""
        if event.button() == Qt.MouseButton.BackButton:
            self.go_back()
        elif event.button() == Qt.MouseButton.ForwardButton:
            self.go_forward()
        else:
            super().mousePressEvent(event)


def _at_fault(query: SimilarQuery, error: Exception) -> QueryImage | None:
    """Return the picture that an error is about."""
    params = error.params if isinstance(error, PhotofinderError) else {}
    what = params.get("path")
    for image in (*query.like, *query.unlike):
        if what is not None and str(what) == str(image.path or image.name):
            return image
    return None
