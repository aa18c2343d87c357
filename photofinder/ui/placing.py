"""Where one picture lies on another: the arithmetic of a stored transform. Any thread; no Qt.

Points are in shares of a picture's width and height as displayed: (0, 0) is the upper left corner,
(1, 1) the lower right one. `Placing` leads from a picture's points to those of the picture that it
was compared with.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    Point = tuple[float, float]

_CORNERS = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
#: a picture that shrinks to less than this share of another's area lies nowhere on it
_LEAST_AREA = 1e-6
#: what covers more than this share covers all: the rim of a crop is not that exact
WHOLE = 0.985


@dataclass(frozen=True, slots=True)
class Placing:
    """The point (x, y) of a picture lies on the other at (a x + b y + c, d x + e y + f)."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 0.0
    e: float = 1.0
    f: float = 0.0

    @classmethod
    def of(cls, values: Iterable[float]) -> Placing | None:
        """Take six stored numbers; None where they place nothing."""
        found = cls(*map(float, values))
        area = found.area
        return found if math.isfinite(area) and area > _LEAST_AREA else None

    @property
    def area(self) -> float:
        """Area of the picture as a share of the other's; more than 1 where it shows more."""
        return abs(self.a * self.e - self.b * self.d)

    def point(self, x: float, y: float) -> Point:
        """Return where a point of the picture lies on the other."""
        return self.a * x + self.b * y + self.c, self.d * x + self.e * y + self.f

    def inverse(self) -> Placing:
        """Return the way back: from the other's points to the picture's."""
        det = self.a * self.e - self.b * self.d
        a, b, d, e = self.e / det, -self.b / det, -self.d / det, self.a / det
        return Placing(a, b, -(a * self.c + b * self.f), d, e, -(d * self.c + e * self.f))

    def then(self, other: Placing) -> Placing:
        """Return the way over a second placing."""
        c, f = other.point(self.c, self.f)
        return Placing(
            other.a * self.a + other.b * self.d,
            other.a * self.b + other.b * self.e,
            c,
            other.d * self.a + other.e * self.d,
            other.d * self.b + other.e * self.e,
            f,
        )

    def overlap(self) -> tuple[Point, ...]:
        """Return the corners of what the other picture shows of this one; none without any."""
        return self.laid(_CORNERS)

    def laid(self, corners: Iterable[Point]) -> tuple[Point, ...]:
        """Return where a shape of the picture lies on the other, cut off at the other's rim."""
        shape = [self.point(x, y) for x, y in corners]
        for axis in (0, 1):
            shape = _above(shape, axis, 0.0, 1.0)
            shape = _above(shape, axis, 1.0, -1.0)
        return tuple(shape)

    def covered(self) -> float:
        """Return the share of the other picture that this one shows, 0..1."""
        return min(shape_area(self.overlap()), 1.0)

    def turn(self) -> Turn:
        """Return how the picture has to be turned and mirrored to lie as the other does."""
        if abs(self.b * self.d) > abs(self.a * self.e):
            return Turn(swapped=True, flip_x=self.b < 0, flip_y=self.d < 0)
        return Turn(swapped=False, flip_x=self.a < 0, flip_y=self.e < 0)


@dataclass(frozen=True, slots=True)
class Turn:
    """One of the eight ways to lay a picture: width and height swapped, then mirrored."""

    swapped: bool = False
    flip_x: bool = False
    flip_y: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether the picture lies as it is."""
        return not (self.swapped or self.flip_x or self.flip_y)

    def placing(self) -> Placing:
        """Return where points of the picture are seen once it is turned."""
        x_sign, x_start = (-1.0, 1.0) if self.flip_x else (1.0, 0.0)
        y_sign, y_start = (-1.0, 1.0) if self.flip_y else (1.0, 0.0)
        if self.swapped:
            return Placing(0.0, x_sign, x_start, y_sign, 0.0, y_start)
        return Placing(x_sign, 0.0, x_start, 0.0, y_sign, y_start)


PLAIN = Turn()
SAME_PLACE = Placing()


def shape_area(shape: tuple[Point, ...]) -> float:
    """Return the area of a polygon."""
    twice = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise((*shape, *shape[:1])))
    return abs(twice) / 2


def _above(shape: list[Point], axis: int, limit: float, sign: float) -> list[Point]:
    """Cut off what lies beyond a limit of one axis (Sutherland and Hodgman, 1974)."""
    kept: list[Point] = []
    for start, end in pairwise((*shape, *shape[:1])):
        before, after = sign * (start[axis] - limit), sign * (end[axis] - limit)
        if before >= 0:
            kept.append(start)
        if (before < 0) != (after < 0):
            share = before / (before - after)
            kept.append(
                (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1]))
            )
    return kept
