"""What stands on the land: trees, cabins, boats. Each is drawn with its foot at a point."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PIL import ImageDraw

Pen = ImageDraw.ImageDraw
Tint = Callable[[str], tuple]
Rng = np.random.Generator


def conifer(pen: Pen, rng: Rng, x: float, y: float, tall: float, tint: Tint) -> None:
    """Draw a spruce."""
    _spruce(pen, rng, (x, y), tall, tint, ("1f3324", "2c4630"))


def snowy_conifer(pen: Pen, rng: Rng, x: float, y: float, tall: float, tint: Tint) -> None:
    """Draw a spruce after a night of snow."""
    _spruce(pen, rng, (x, y), tall, tint, ("2c3d3c", "dfe8f0"))


def _spruce(
    pen: Pen, rng: Rng, foot: tuple[float, float], tall: float, tint: Tint, tones: tuple[str, str]
) -> None:
    x, y = foot
    pen.rectangle((x - tall * 0.015, y - tall * 0.1, x + tall * 0.015, y), fill=tint("33281e"))
    tiers = max(4, min(11, int(tall / 5)))
    for tier in range(tiers):
        share = tier / tiers
        wide = tall * 0.21 * (1 - share) ** 0.85 * rng.uniform(0.8, 1.15)
        base, top = y - tall * (0.06 + 0.86 * share), y - tall * min(1.0, 0.3 + 0.86 * share)
        pen.polygon([(x - wide, base), (x, top), (x + wide, base)], fill=tint(tones[0]))
        lit = [(x - wide * 0.9, base - tall * 0.01), (x, top), (x + wide * 0.15, base)]
        pen.polygon(lit, fill=tint(tones[1]))


def broadleaf(pen: Pen, rng: Rng, x: float, y: float, tall: float, tint: Tint) -> None:
    """Draw a green tree with a round crown."""
    _crown(pen, rng, (x, y), tall, tint, ("31491f", "4c6a2a", "6f8a3c"))


def autumn_tree(pen: Pen, rng: Rng, x: float, y: float, tall: float, tint: Tint) -> None:
    """Draw a tree in October."""
    _crown(pen, rng, (x, y), tall, tint, OCTOBER[int(rng.integers(len(OCTOBER)))])


OCTOBER = (
    ("7a3416", "b4511c", "e08a2c"),
    ("6d5a1c", "b08a24", "e6c04a"),
    ("5a2018", "94301c", "c85428"),
)


def blossom_tree(pen: Pen, rng: Rng, x: float, y: float, tall: float, tint: Tint) -> None:
    """Draw an apple tree in May."""
    _crown(pen, rng, (x, y), tall, tint, ("b8879a", "e6b9c8", "fbe6ee"))


def _crown(
    pen: Pen,
    rng: Rng,
    foot: tuple[float, float],
    tall: float,
    tint: Tint,
    tones: tuple[str, str, str],
) -> None:
    x, y = foot
    pen.rectangle((x - tall * 0.03, y - tall * 0.45, x + tall * 0.03, y), fill=tint("3a2c20"))
    blobs = int(np.clip(tall * 3, 10, 320))
    reach = tall * 0.33 * np.sqrt(rng.random(blobs))
    angle = rng.uniform(0, 2 * np.pi, blobs)
    across, up = reach * np.cos(angle) * 1.05, reach * np.sin(angle) * 0.92
    light = np.clip(0.45 + (up - across * 0.7) / tall + rng.normal(0, 0.22, blobs), 0, 0.99)
    size = tall * rng.uniform(0.025, 0.07, blobs)
    for number in np.argsort(light):
        at_x, at_y, wide = x + across[number], y - tall * 0.66 - up[number], size[number]
        tone = tint(tones[int(light[number] * 3)])
        pen.ellipse((at_x - wide, at_y - wide * 0.8, at_x + wide, at_y + wide * 0.8), fill=tone)


def cypress(pen: Pen, rng: Rng, x: float, y: float, tall: float, tint: Tint) -> None:
    """Draw a tree of Tuscany."""
    wide = tall * 0.1
    for share, tone in ((1.0, "22301c"), (0.6, "33472a")):
        shift = wide * 0.3 * (1 - share)
        box = (x - wide * share - shift, y - tall, x + wide * share - shift, y - tall * 0.02)
        pen.ellipse(box, fill=tint(tone))


def cabin(pen: Pen, rng: Rng, x: float, y: float, tall: float, tint: Tint) -> None:
    """Draw a red house with a white edge."""
    wide, wall = tall * 0.95, tall * 0.55
    pen.rectangle((x - wide, y - wall, x + wide * 0.15, y), fill=tint("8e2f24"))
    pen.polygon(
        [(x + wide * 0.15, y), (x + wide, y), (x + wide, y - wall), (x + wide * 0.575, y - tall),
         (x + wide * 0.15, y - wall)],
        fill=tint("b03c2c"),
    )  # fmt: skip
    roof = [
        (x - wide * 1.08, y - wall * 0.95), (x - wide * 0.5, y - tall * 1.03),
        (x + wide * 0.6, y - tall * 1.03), (x + wide * 0.12, y - wall * 0.95),
    ]  # fmt: skip
    pen.polygon(roof, fill=tint("4a4644"))
    for at in (-0.75, -0.35, 0.45):
        left, top = x + wide * at, y - wall * 0.75
        box = (left, top, left + wide * 0.2, top + wall * 0.4)
        pen.rectangle(box, fill=tint("f6e8c0"), outline=tint("f4f4f0"))


def lighthouse(pen: Pen, rng: Rng, x: float, y: float, tall: float, tint: Tint) -> None:
    """Draw a white tower with red bands."""
    for number in range(5):
        low, high = y - tall * 0.17 * number, y - tall * 0.17 * (number + 1)
        a, b = tall * (0.09 - 0.008 * number), tall * (0.09 - 0.008 * (number + 1))
        tone = "e9e6e0" if number % 2 == 0 else "b3362c"
        pen.polygon([(x - a, low), (x + a, low), (x + b, high), (x - b, high)], fill=tint(tone))
    top = y - tall * 0.85
    pen.rectangle((x - tall * 0.07, top - tall * 0.02, x + tall * 0.07, top), fill=tint("2c2c30"))
    pen.rectangle((x - tall * 0.04, top - tall * 0.1, x + tall * 0.04, top), fill=tint("f9e9a8"))
    cap = [(x - tall * 0.06, top - tall * 0.1), (x + tall * 0.06, top - tall * 0.1), (x, y - tall)]
    pen.polygon(cap, fill=tint("b3362c"))


def sailing_boat(pen: Pen, rng: Rng, x: float, y: float, tall: float, tint: Tint) -> None:
    """Draw a boat under sail."""
    hull = [
        (x - tall * 0.3, y - tall * 0.1), (x + tall * 0.34, y - tall * 0.1),
        (x + tall * 0.24, y), (x - tall * 0.24, y),
    ]  # fmt: skip
    pen.polygon(hull, fill=tint("5a2a22"))
    mast = x + tall * 0.02
    pen.polygon(
        [(mast - tall * 0.02, y - tall), (mast - tall * 0.02, y - tall * 0.14),
         (mast - tall * 0.3, y - tall * 0.14)],
        fill=tint("fbf7ee"),
    )  # fmt: skip
    pen.polygon(
        [(mast + tall * 0.01, y - tall * 0.95), (mast + tall * 0.01, y - tall * 0.14),
         (mast + tall * 0.34, y - tall * 0.14)],
        fill=tint("e6dccb"),
    )  # fmt: skip


def balloon(pen: Pen, rng: Rng, x: float, y: float, tall: float, tint: Tint) -> None:
    """Draw a hot-air balloon; its basket hangs at the point."""
    tones = (("c2402e", "f0b23c"), ("2f6f9f", "f2efe6"), ("7a3f8c", "f0b23c"))[int(rng.integers(3))]
    wide = tall * 0.38
    top, low = y - tall, y - tall * 0.25
    for stripe in range(7):
        share = 1 - stripe / 7
        box = (x - wide * share, top, x + wide * share, low)
        pen.ellipse(box, fill=tint(tones[stripe % 2]))
    pen.polygon([(x - wide * 0.55, low - tall * 0.1), (x + wide * 0.55, low - tall * 0.1),
                 (x + tall * 0.05, y - tall * 0.12), (x - tall * 0.05, y - tall * 0.12)],
                fill=tint(tones[0]))  # fmt: skip
    pen.rectangle((x - tall * 0.045, y - tall * 0.07, x + tall * 0.045, y), fill=tint("4a3220"))
