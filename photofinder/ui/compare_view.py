"""Two to four photos compared: side by side, flipped in place, or their difference. GUI thread.

Keys: 1 to 4 choose a photo, K keeps, T or Del marks for the trash, Space or F flips, B is side by
side, D the difference, S moves together, A aligns, M shows what moved, 0 fits, Z is 100 %, I facts,
N and P other groups, Esc back. They are taken before the shortcuts of the window, of which some
have the same letters.
"""

from __future__ import annotations

import dataclasses
import functools
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QSplitter, QVBoxLayout, QWidget

from photofinder.ui import compare_keys, photo_facts, theme
from photofinder.ui.canvas_view import FIT, CanvasView
from photofinder.ui.compare_alignment import Alignment
from photofinder.ui.compare_area import PaneArea
from photofinder.ui.compare_bar import CompareBar, CompareMode
from photofinder.ui.compare_difference import DifferencePane
from photofinder.ui.compare_pane import KEEP, ComparePane
from photofinder.ui.compare_table import CompareTable
from photofinder.ui.context import CompareRequest
from photofinder.ui.picture_loader import shared_loader

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from photofinder.ui.context import PageContext
    from photofinder.ui.image_canvas import ImageCanvas
    from photofinder.ui.photo_facts import PhotoFacts

MAX_PHOTOS = 4
_TABLE_PX = 200


class CompareView(QWidget):
    """Photos beside each other. `show_photos`, then `set_marks` where they can be marked.

    Signals
    -------
    keepRequested(Path), trashRequested(Path)
        The user wants a mark; it is shown once `set_marks` says so.
    nextRequested(), previousRequested()
        Another group is wanted.
    closed()
    """

    keepRequested = Signal(object)
    trashRequested = Signal(object)
    nextRequested = Signal()
    previousRequested = Signal()
    closed = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._loader = shared_loader(context.bridge)
        self._request = CompareRequest(())
        self._mode = CompareMode.SIDE
        self._chosen = 0
        self._can_mark = False
        self._is_synchronous = True
        self.alignment = Alignment()
        self._is_arranging = False
        self._build()
        self._connect()
        self._keys = compare_keys.key_actions(self)
        self.set_can_mark(False)

    # -- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.bar = CompareBar(self)
        layout.addWidget(self.bar)
        self.area = PaneArea(self)
        thumbnails = self._context.thumbnails
        self.all_panes = [
            ComparePane(number, self._loader, thumbnails, self.area)
            for number in range(1, MAX_PHOTOS + 1)
        ]
        for pane in self.all_panes:
            pane.hide()
        self.difference = DifferencePane(self._context.bridge, self.area)
        self.difference.hide()
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.area)
        self.splitter.addWidget(self._facts_panel())
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([600, _TABLE_PX])
        layout.addWidget(self.splitter, 1)

    def _facts_panel(self) -> QWidget:
        self.facts_panel = QWidget(self)
        column = QVBoxLayout(self.facts_panel)
        column.setContentsMargins(theme.GAP, theme.TIGHT, theme.GAP, theme.GAP)
        column.setSpacing(theme.TIGHT)
        self.only_differences = QCheckBox(self.tr("Show only what differs"), self.facts_panel)
        column.addWidget(self.only_differences)
        self.table = CompareTable(self.facts_panel)
        column.addWidget(self.table, 1)
        return self.facts_panel

    def _connect(self) -> None:
        bar = self.bar
        bar.backRequested.connect(self.close_photos)
        bar.modeRequested.connect(self.set_mode)
        bar.syncToggled.connect(self.set_synchronous)
        bar.alignToggled.connect(self.set_aligned)
        bar.movedRequested.connect(self.show_moved)
        bar.fitRequested.connect(self.zoom_to_fit)
        bar.actualRequested.connect(self.zoom_to_actual)
        bar.factsToggled.connect(self.facts_panel.setVisible)
        bar.nextRequested.connect(self.nextRequested)
        bar.previousRequested.connect(self.previousRequested)
        self.only_differences.toggled.connect(self.table.set_only_differences)
        for pane in self.all_panes:
            pane.chosen.connect(self._on_pane_chosen)
            pane.markRequested.connect(self._on_mark_requested)
            pane.factsChanged.connect(self._on_facts_changed)
            pane.canvas.viewChanged.connect(functools.partial(self._on_view_changed, pane))
            pane.canvas.imageArrived.connect(self._on_image)
            pane.canvas.imageFailed.connect(self._show_difference)
        self.difference.canvas.viewChanged.connect(self._share_view)
        self.difference.canvas.detailWanted.connect(self._on_finer_difference_wanted)

    # -- what is shown -------------------------------------------------------------------------

    @property
    def panes(self) -> list[ComparePane]:
        """The panes that show a photo."""
        return self.all_panes[: len(self._request.paths)]

    @property
    def mode(self) -> CompareMode:
        """How the photos are seen."""
        return self._mode

    @property
    def chosen_pane(self) -> ComparePane | None:
        """The photo that the keys mean."""
        return self.panes[self._chosen] if self._request.paths else None

    def show_photos(self, request: CompareRequest) -> None:
        """Show other photos, all of each; the mode stays, marks have to be allowed anew."""
        paths = tuple(dict.fromkeys(request.paths))[:MAX_PHOTOS]
        self._request = dataclasses.replace(request, paths=paths)
        self.bar.set_title(request.title or self.tr("Compare %n photo(s)", "", len(paths)))
        self.set_can_mark(False)
        self.difference.forget()
        self.area.set_panes(self.panes)
        for pane, path in zip(self.panes, paths, strict=True):
            pane.show_photo(path, is_keeper=path == request.keeper, told=request.told.get(path, ""))
        for pane in self.all_panes[len(paths) :]:
            pane.show_nothing()
        self.alignment.take(self._request)
        self.bar.set_can_align(self.alignment.is_possible)
        self.bar.set_can_show_moved(bool(self.alignment.moved))
        self.alignment.dress(self.panes)
        self._fill_table()
        self._context.bridge.ask(
            self,
            lambda library: photo_facts.read_facts(library, paths),
            self._on_facts,
            key="facts",
        )
        self._choose(0)
        self._show_mode()

    @Slot()
    def close_photos(self) -> None:
        """Let go of the photos and lead back."""
        self.release_photos()
        self.closed.emit()

    def release_photos(self) -> None:
        """Let go of the photos, which may be large."""
        self._request = CompareRequest(())
        self.difference.forget()
        for pane in self.all_panes:
            pane.show_nothing()
        self._fill_table()

    def set_marks(self, marks: Mapping[Path, str]) -> None:
        """Show which photos are marked ``keep`` or ``trash``, and let marks be changed."""
        self.set_can_mark(True)
        for pane in self.panes:
            pane.set_mark(marks.get(pane.path, "") if pane.path is not None else "")

    def set_can_mark(self, can: bool) -> None:
        """Offer marks and other groups, or not."""
        self._can_mark = can
        self.bar.set_can_review(can)
        for pane in self.all_panes:
            pane.set_can_mark(can)

    def prefetch(self, paths: Sequence[Path]) -> None:
        """Load photos that will probably be compared next, when nothing else is to be done."""
        if self.panes:
            self._loader.prefetch(paths, self.panes[0].canvas.fit_edge_px)

    # -- mode and choice -----------------------------------------------------------------------

    @Slot(object)
    def set_mode(self, mode: CompareMode) -> None:
        """See the photos in another way, at the same view."""
        was_flipping = self._mode is CompareMode.FLIP and mode is not CompareMode.FLIP
        self._mode = mode
        if was_flipping and not all(pane.canvas.view.bound for pane in self.panes):
            self._share_view(FIT)  # they were laid on each other at the size of the whole view
        self._show_mode()

    def flip(self) -> None:
        """Show the next photo in the place of this one."""
        if self._mode is CompareMode.FLIP:
            self._choose((self._chosen + 1) % max(1, len(self.panes)))
        else:
            self._mode = CompareMode.FLIP
        self._show_mode()

    def choose(self, number: int) -> None:
        """Let the keys mean a photo, counted from 1."""
        if 1 <= number <= len(self.panes):
            self._choose(number - 1)
            self._show_mode()

    def _choose(self, index: int) -> None:
        self._chosen = index
        for number, pane in enumerate(self.all_panes):
            pane.set_chosen(number == index)

    def _show_mode(self) -> None:
        self.bar.set_mode(self._mode)
        pane = self.chosen_pane
        if pane is None:
            return
        flipping = self._mode is CompareMode.FLIP
        only = self.difference if self._mode is CompareMode.DIFFERENCE else None
        for one in self.all_panes:
            one.set_name_large(flipping)
        self._is_arranging = True  # what is hidden hands the keyboard to the next pane
        self.area.show_only(pane if flipping else only)
        if self.isVisible():
            self._current_canvas().setFocus(Qt.FocusReason.OtherFocusReason)
        self._is_arranging = False
        self._show_difference()
        if flipping:
            self._share_view(pane.canvas.view)
            for one in self.panes:
                one.canvas.want_edge(one.canvas.fit_edge_px)

    @Slot()
    def _show_difference(self) -> None:
        if self._mode is CompareMode.DIFFERENCE and len(self.panes) > 1:
            first, second = self._difference_pair()
            placing = self.alignment.between(first.path, second.path)
            self.difference.canvas.set_turn(first.canvas.turn)
            self.difference.canvas.set_shapes((), self.alignment.moved_between(first, second))
            self.difference.show_pair(first, second, placing)

    @Slot(int)
    def _on_finer_difference_wanted(self, edge_px: int) -> None:
        for pane in self._difference_pair():
            pane.canvas.want_edge(edge_px)

    def _difference_pair(self) -> tuple[ComparePane, ComparePane]:
        """Return the reference, the keeper or the first photo, and the chosen one."""
        keeper = self._request.keeper
        reference = next((pane for pane in self.panes if pane.path == keeper), self.panes[0])
        chosen = self.panes[self._chosen]
        if chosen is reference:
            chosen = next(pane for pane in self.panes if pane is not reference)
        return reference, chosen

    def _current_canvas(self) -> ImageCanvas:
        if self._mode is CompareMode.DIFFERENCE:
            return self.difference.canvas
        pane = self.chosen_pane
        return pane.canvas if pane is not None else self.difference.canvas

    # -- view ----------------------------------------------------------------------------------

    @Slot(bool)
    def set_synchronous(self, on: bool) -> None:
        """Let the photos move together, from the chosen one's view on, or each alone."""
        self._is_synchronous = on
        if on:
            self._share_view(self._current_canvas().view)

    @Slot(bool)
    def set_aligned(self, on: bool) -> None:
        """Lay photos as the suggested one lies and show the same place of each, or as they are."""
        self.alignment.is_on = on
        self.alignment.dress(self.panes)
        if not on:
            self._share_view(FIT)
        self._share_view(self._current_canvas().view)

    @Slot()
    def zoom_to_fit(self) -> None:
        """Show all of the photo; of all photos where they move together."""
        canvas = self._current_canvas()
        canvas.zoom_to_fit()
        if self._is_synchronous:
            self._share_view(FIT)

    @Slot()
    def zoom_to_actual(self) -> None:
        """Show the chosen photo's pixels, and the same part of the others."""
        self._current_canvas().zoom_to_actual()

    @Slot()
    def show_moved(self) -> None:
        """Show large where something moved, on all photos; at the next call the next place."""
        pane = self.chosen_pane
        if pane is None or not self.alignment.moved:
            return
        if not self.alignment.is_on:
            self.toggle_align()
        found = self.alignment.next_moved(self.panes, pane)
        if found is not None:
            pane, view = found
            self._share_view(view, pane)

    def _on_view_changed(self, pane: ComparePane, view: CanvasView) -> None:
        if self._is_synchronous or self._mode is not CompareMode.SIDE:
            self._share_view(view, pane)

    @Slot()
    def _on_image(self) -> None:
        """Lay a photo that has come beside those that were moved already."""
        if self._is_synchronous or self._mode is CompareMode.FLIP:
            self._share_view(self._current_canvas().view)
        self._show_difference()

    @Slot(object)
    def _share_view(self, view: CanvasView, moved: ComparePane | None = None) -> None:
        """Show on every photo what one, or else the current canvas, shows at a view."""
        if not self.panes:
            return
        canvas = self._current_canvas() if moved is None else moved.canvas
        source = self._view_source() if moved is None else moved
        whole = view.edge_px is None and self._mode is not CompareMode.FLIP
        self._look(canvas, view)
        for pane in self.panes:
            if pane.canvas is not canvas:
                same = None
                if pane is not source and not whole:
                    same = self.alignment.view_of_same(view, source, canvas, pane)
                self._look(pane.canvas, view if same is None else same)
        if canvas is not self.difference.canvas and len(self.panes) > 1:
            self._look(self.difference.canvas, self._difference_pair()[0].canvas.view)

    def _view_source(self) -> ComparePane:
        """Return the photo that the current canvas shows; of a difference the one below."""
        if self._mode is CompareMode.DIFFERENCE and len(self.panes) > 1:
            return self._difference_pair()[0]
        return self.panes[self._chosen]

    @staticmethod
    def _look(canvas: ImageCanvas, view: CanvasView) -> None:
        if canvas.view != view:
            canvas.set_view(view)

    # -- facts and marks -----------------------------------------------------------------------

    def _on_facts(self, found: dict[Path, PhotoFacts]) -> None:
        for pane in self.panes:
            if pane.path in found:
                pane.add_facts(found[pane.path])

    @Slot(int)
    def _on_facts_changed(self, _number: int) -> None:
        self._fill_table()

    def _fill_table(self) -> None:
        self.table.show_facts([pane.facts for pane in self.panes if pane.facts is not None])

    @Slot(int)
    def _on_pane_chosen(self, number: int) -> None:
        if number <= len(self.panes) and not self._is_arranging:
            self._choose(number - 1)

    @Slot(int, str)
    def _on_mark_requested(self, number: int, mark: str) -> None:
        self._choose(number - 1)
        self.ask_mark(mark)

    def ask_mark(self, mark: str) -> None:
        """Want a mark for the chosen photo, where photos can be marked."""
        pane = self.chosen_pane
        if not self._can_mark or pane is None or pane.path is None:
            return
        (self.keepRequested if mark == KEEP else self.trashRequested).emit(pane.path)

    # -- keys ----------------------------------------------------------------------------------

    def toggle_difference(self) -> None:
        """See the difference, or the photos beside each other."""
        on = self._mode is not CompareMode.DIFFERENCE
        self.set_mode(CompareMode.DIFFERENCE if on else CompareMode.SIDE)

    def toggle_align(self) -> None:
        """Lay photos as the suggested one lies, or as they are; where that is known."""
        if self.bar.can_align:
            self.bar.toggle_align()

    def ask_next(self) -> None:
        """Want the next group."""
        if self._can_mark:
            self.nextRequested.emit()

    def ask_previous(self) -> None:
        """Want the group before."""
        if self._can_mark:
            self.previousRequested.emit()

    def go_back(self) -> None:
        """Go back to side by side, or to where one came from."""
        if self._mode is CompareMode.SIDE:
            self.close_photos()
        else:
            self.set_mode(CompareMode.SIDE)

    def event(self, event: QEvent) -> bool:
        """Take our keys before the window's shortcuts of the same letters."""
        overrides = event.type() == QEvent.Type.ShortcutOverride
        if overrides and isinstance(event, QKeyEvent) and self._action_of(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key means; it comes here from whichever pane has the keyboard."""
        action = self._action_of(event)
        if action is None:
            super().keyPressEvent(event)
        else:
            action()

    def _action_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        shift_or_pad = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        if event.modifiers() & ~shift_or_pad:
            return None
        return self._keys.get(Qt.Key(event.key()))
