"""Places of compared photos where something moved: a smile, closed eyes. GUI thread; no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    Shape = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class MovedPlace:
    """Where something moved between two photos.

    Attributes
    ----------
    first, second : Path
    on_first, on_second : tuple of points
        Corners of the place on either picture as its file is, in shares of width and height.
    """

    first: Path
    second: Path
    on_first: Shape
    on_second: Shape

    def on(self, path: Path | None) -> Shape | None:
        """Return the place on a photo's picture; None on that of a stranger."""
        if path == self.first:
            return self.on_first
        return self.on_second if path == self.second else None


class MovedPlaces:
    """The places of the photos that are compared."""

    def __init__(self) -> None:
        self._places: tuple[MovedPlace, ...] = ()
        self._last: MovedPlace | None = None

    def take(self, places: Iterable[MovedPlace], paths: Collection[Path]) -> None:
        """Know those between photos that are seen, and no others any more."""
        self._places = tuple(
            place for place in places if place.first in paths and place.second in paths
        )
        self._last = None

    def __bool__(self) -> bool:
        return bool(self._places)

    def on(self, path: Path | None) -> list[Shape]:
        """Return all places on a photo's picture."""
        shapes = (place.on(path) for place in self._places)
        return [shape for shape in shapes if shape is not None]

    def between(self, first: Path | None, second: Path | None) -> list[Shape]:
        """Return the places where two photos differ, on the first one."""
        shapes = (place.on(first) for place in self._places if place.on(second) is not None)
        return [shape for shape in shapes if shape is not None]

    def step(self, path: Path | None) -> MovedPlace | None:
        """Go to the next place of a photo, after the last the first again; of any if it has none.

        Returns
        -------
        MovedPlace or None
            None where nothing moved.
        """
        found = [place for place in self._places if place.on(path) is not None]
        found = found or list(self._places)
        if not found:
            return None
        number = found.index(self._last) + 1 if self._last in found else 0
        self._last = found[number % len(found)]
        return self._last
