"""Photos that are compared, laid so that the same place is seen on each. GUI thread.

What verification found says where each photo lies on the suggested one. Quarter turns and mirrored
copies are laid as that one lies; a view of one photo becomes the view of the same place on others.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from photofinder.ui.canvas_view import CanvasView
from photofinder.ui.compare_moved import MovedPlaces
from photofinder.ui.placing import PLAIN, WHOLE, Placing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from photofinder.ui.compare_pane import ComparePane
    from photofinder.ui.context import CompareRequest
    from photofinder.ui.image_canvas import ImageCanvas

    Shape = tuple[tuple[float, float], ...]

_SEVERAL = 2


class Alignment:
    """Where photos lie on each other, whether they are laid so, and what moved between them.

    Attributes
    ----------
    is_on : bool
    moved : MovedPlaces
    """

    def __init__(self) -> None:
        self.is_on = True
        self.moved = MovedPlaces()
        self._placings: Mapping[Path, Placing] = {}

    def take(self, request: CompareRequest) -> None:
        """Know other photos: where each lies on the one that they were compared with."""
        placings, paths = request.placings, request.paths
        self._placings = {path: placings[path] for path in paths if path in placings}
        self.moved.take(request.moved, paths)

    @property
    def is_possible(self) -> bool:
        """Whether two photos have a place on each other."""
        return len(self._placings) >= _SEVERAL

    def between(self, first: Path | None, second: Path | None) -> Placing | None:
        """Return where the second photo lies on the first, as their files are."""
        one, other = self._of(first), self._of(second)
        return None if one is None or other is None else other.then(one.inverse())

    def dress(self, panes: Iterable[ComparePane]) -> None:
        """Lay photos as they are to lie, and frame what others show of them."""
        known = [(pane, self._of(pane.path)) for pane in panes]
        for pane, placing in known:
            turn = placing.turn() if self.is_on and placing is not None else PLAIN
            pane.canvas.set_turn(turn)
            pane.canvas.set_shapes(
                [
                    seen.overlap()
                    for other, lies in known
                    if other is not pane and placing is not None and lies is not None
                    for seen in (lies.then(placing.inverse()).then(turn.placing()),)
                    if seen.covered() < WHOLE
                ],
                _laid(self.moved.on(pane.path), pane.canvas),
            )

    def moved_between(self, first: ComparePane, second: ComparePane) -> list[Shape]:
        """Return where something moved between two photos, on the first one as it is laid."""
        return _laid(self.moved.between(first.path, second.path), first.canvas)

    def next_moved(
        self, panes: Iterable[ComparePane], chosen: ComparePane
    ) -> tuple[ComparePane, CanvasView] | None:
        """Go to the next place where something moved, of the chosen photo if it has one.

        Returns
        -------
        (ComparePane, CanvasView) or None
            A photo that has the place, and the view that shows it large; None without such a
            place, or while the picture is not there yet.
        """
        place = self.moved.step(chosen.path)
        if place is None:
            return None
        pane = next(pane for pane in (chosen, *panes) if place.on(pane.path) is not None)
        (shape,) = _laid([place.on(pane.path) or ()], pane.canvas)
        view = pane.canvas.view_of(shape)
        return None if view is None else (pane, view)

    def view_of_same(
        self, view: CanvasView, source: ComparePane, canvas: ImageCanvas, target: ComparePane
    ) -> CanvasView | None:
        """Return the view of a photo at which it shows what another one shows at its view.

        Parameters
        ----------
        view : CanvasView
            On the source.
        source : ComparePane
        canvas : ImageCanvas
            Where the view was taken; the source's own, or that of a difference.
        target : ComparePane

        Returns
        -------
        CanvasView or None
            None where that is not known, or nothing is to be laid.
        """
        one, other = self._seen(source), self._seen(target)
        scale = canvas.scale
        if not self.is_on or one is None or other is None or not scale:
            return None
        picture, seen = canvas.laid_size, target.canvas.laid_size
        if picture is None or seen is None:
            return None
        way = one.then(other.inverse())
        x, y = way.point(*canvas.middle_of(view))
        area = picture.width() * picture.height() * scale * scale / way.area
        fits = math.sqrt(area / (seen.width() * seen.height()))
        return CanvasView(fits * max(seen.width(), seen.height()), x, y, bound=False)

    def _of(self, path: Path | None) -> Placing | None:
        return None if path is None else self._placings.get(path)

    def _seen(self, pane: ComparePane) -> Placing | None:
        """Return where points of a photo as it is laid lie on the common one."""
        placing = self._of(pane.path)
        if placing is None:
            return None
        return pane.canvas.turn.placing().inverse().then(placing)


def _laid(shapes: Iterable[Shape], canvas: ImageCanvas) -> list[Shape]:
    """Return where parts of a picture are seen as it is laid."""
    return [canvas.turn.placing().laid(shape) for shape in shapes]
