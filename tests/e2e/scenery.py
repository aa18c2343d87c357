"""Painted photos for screenshots: what a family might bring home from its journeys.

Everything is painted by script, so that pictures of the program show nobody's photos. The same
name gives the same picture.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import scenery_things as things
from PIL import Image
from scenery_brushes import Array, Sky, develop
from scenery_near import (
    Aurora,
    City,
    Flower,
    Forest,
    Sea,
    Table,
    add_aurora,
    at_night,
    paint_city,
    paint_flower,
    paint_forest,
    paint_sea,
    paint_table,
)
from scenery_terrain import Land, paint_land

Painter = Callable[[np.random.Generator, int, int], Array]

WIDTH, HEIGHT = 1200, 800

NOON = Sky(("3a76bd", "78ace0", "d5e6f2"), sun=(1.4, -0.2))
FAIR = replace(NOON, clouds=0.36, streak=0.9)
OVERCAST = Sky(
    ("8f9aa6", "b3bcc6", "d6dce0"), sun=(0.5, -0.5), clouds=0.8, lit="e8ecef", shade="9aa5b0",
    light="dfe4ea", ambient="a4b0bd",
)  # fmt: skip
EVENING = Sky(
    ("44608f", "c99a86", "ffcf8f"), sun=(0.72, 0.36), glow="ffd890", disc=0.02, reach=0.3,
    lit="ffe2bd", shade="9c7a86", light="ffd29a", ambient="7f86ab",
)  # fmt: skip
DUSK = Sky(
    ("1b2547", "5a4a78", "f08a5c"), sun=(0.3, 0.7), glow="ff9a5c", reach=0.35, lit="d88a8a",
    shade="4a4268", clouds=0.45, light="e8a88a", ambient="5a5a88",
)  # fmt: skip
DAWN = Sky(
    ("7a9cc4", "e8c0c0", "fbe3c8"), sun=(0.25, 0.5), glow="fff0c8", reach=0.3, clouds=0.42,
    lit="fff0e4", shade="b09ab4", light="ffe6cc", ambient="9aa4c4", streak=2.2,
)  # fmt: skip
RED = replace(EVENING, stops=("3a2a58", "b8485a", "ffa050"), glow="ffb45a", lit="ffb08a",
              shade="6a3a5c", sun=(0.35, 0.42), clouds=0.62, streak=2.0)  # fmt: skip
BLUE_HOUR = at_night(replace(DUSK, stops=("0c1838", "24406e", "6a86a8"), ambient="6a86b8",
                             light="a8bce0", glow="88a0c8"))  # fmt: skip
NIGHT = at_night(replace(DUSK, stops=("050a18", "0c1a34", "1c3450"), ambient="4a6088",
                         light="6a80a8", glow="203860"))  # fmt: skip
MOON = replace(NIGHT, sun=(0.68, 0.24), disc=0.035, glow="f4f0dc", reach=0.12, light="8a9cc0")
DESERT = replace(NOON, stops=("4a86c8", "9ac0de", "ecdcc0"), clouds=0.25)

FJORD = Land(
    "alpine", ("58703c", "66763f", "76736a", "8b8880"), rise=2.2, steep="6a6661", snow=1.7,
    water=0.3, camera=0.45, fog=0.03, things=((things.conifer, 120, 0.14), (things.cabin, 9, 0.12)),
)  # fmt: skip
ALPS = Land(
    "alpine", ("3f5a30", "50643a", "7a7568", "8b8880"), rise=2.8, steep="6a6661", snow=1.5,
    camera=0.9, sun=(0.8, 0.3, 0.4), things=((things.conifer, 400, 0.16),),
)  # fmt: skip
WINTER = replace(
    ALPS, tones=("dfe8f2", "eef3f8", "f8fafc"), snow=0.0, steep="7a8088", fog=0.035,
    things=((things.snowy_conifer, 500, 0.2), (things.cabin, 4, 0.13)),
)  # fmt: skip
HILLS = Land("hills", ("5f7f38", "7d9444", "a9a45a"), camera=0.6, fog=0.03,
             things=((things.broadleaf, 60, 0.3),))  # fmt: skip
TUSCANY = Land(
    "hills", ("8a8f4a", "a9a050", "c2ad62"), rise=2.8, camera=0.8, fog=0.06, sun=(0.8, 0.3, 0.3),
    things=((things.cypress, 90, 0.35), (things.broadleaf, 50, 0.16)),
)  # fmt: skip
ROWS = Land("hills", ("6f9a3c", "8fae4a"), rise=1, stripes=("7a5aa8", "4c5a38"), camera=0.35,
            fog=0.02, horizon=0.4)  # fmt: skip
LAKE = Land(
    "hills", ("6a6a38", "8a7a3c", "7a6a38"), rise=4.5, water=0.0, camera=0.4, fog=0.03,
    things=((things.autumn_tree, 500, 0.28), (things.conifer, 160, 0.3)),
)  # fmt: skip
DUNES = Land("dunes", ("c9955a", "e0b076"), rise=2.5, camera=0.9, fog=0.03, sun=(0.9, 0.2, 0.3),
             horizon=0.35, patchy=0.015)  # fmt: skip
CANYON = Land("mesa", ("b5683c", "c47a48", "8d4a30", "cf9060"), rise=1.6, steep="9a4d30",
              camera=0.5, fog=0.02, horizon=0.5)  # fmt: skip


def _land(sky: Sky, land: Land, **changes: object) -> Painter:
    chosen = replace(land, **changes)  # type: ignore[arg-type]
    return lambda rng, width, height: paint_land(sky, chosen, rng, width, height)


def _sea(sky: Sky, sea: Sea) -> Painter:
    return lambda rng, width, height: paint_sea(sky, sea, rng, width, height)


def _city(sky: Sky, city: City) -> Painter:
    return lambda rng, width, height: paint_city(sky, city, rng, width, height)


def _forest(*tones: str, trunks: int = 7, bright: bool = False) -> Painter:
    forest = Forest(tones, trunks, bright)  # type: ignore[arg-type]
    return lambda rng, width, height: paint_forest(forest, rng, width, height)


def _flower(flower: Flower) -> Painter:
    return lambda rng, width, height: paint_flower(flower, rng, width, height)


def _table(*dishes: str, wood: tuple[str, str] = ("6b4428", "a8744a")) -> Painter:
    table = Table(wood, dishes)
    return lambda rng, width, height: paint_table(table, rng, width, height)


def _aurora(land: Land, tones: tuple[str, str], curtains: int) -> Painter:
    def paint(rng: np.random.Generator, width: int, height: int) -> Array:
        lights = Aurora(tones, curtains)
        return paint_land(NIGHT, land, rng, width, height, lambda sky: add_aurora(
            sky, lights, rng, land.horizon))  # fmt: skip

    return paint


DARK_LEAVES, MEADOW = ("14240f", "2f5022", "6a8a3c"), ("2c4a1c", "6a9a3a", "d8e08a")
AFTER_RAIN, HEATH = ("26343c", "5a7480", "b8ccd0"), ("3a2a1c", "8a6a3c", "e0c48a")

#: painters by name
SCENES: dict[str, Painter] = {
    "fjord": _land(NOON, FJORD),
    "fjord village": _land(FAIR, FJORD, rise=1.8, camera=0.3, valley=0.7,
                           things=((things.cabin, 40, 0.14), (things.conifer, 160, 0.13))),
    "fjord evening": _land(EVENING, FJORD, rise=2.6, snow=1.9, camera=0.3),
    "fjord grey": _land(OVERCAST, FJORD, rise=3.0, fog=0.08, waves=0.5),
    "midnight sun": _sea(RED, Sea(waves=0.4, things=((things.lighthouse, 0.82, 0.2),))),
    "sailing": _sea(EVENING, Sea(things=((things.sailing_boat, 0.3, 0.16),))),
    "regatta": _sea(FAIR, Sea(waves=0.8, deep="0f4a6a", horizon=0.42, things=(
        (things.sailing_boat, 0.2, 0.1), (things.sailing_boat, 0.46, 0.16),
        (things.sailing_boat, 0.78, 0.22)))),
    "beach": _sea(NOON, Sea(waves=0.5, deep="1d6a7f", beach=0.35)),
    "beach evening": _sea(DUSK, Sea(waves=0.4, beach=0.25)),
    "storm": _sea(replace(OVERCAST, stops=("3c4652", "6a7682", "a8b0b4"), shade="4a5460"),
                  Sea(waves=1.3, deep="22343a", horizon=0.38)),
    "alps": _land(FAIR, ALPS),
    "alps evening": _land(EVENING, ALPS, rise=2.4),
    "alps meadow": _land(NOON, ALPS, tones=("6a8a3a", "7a9440", "8a8a70", "8b8880"), valley=1.6,
                         things=((things.conifer, 200, 0.16), (things.cabin, 14, 0.12))),
    "alps lake": _land(DAWN, ALPS, water=0.16, waves=0.08, camera=0.35),
    "summit": _land(NOON, WINTER, rise=3.6, things=()),
    "winter valley": _land(FAIR, WINTER),
    "winter dawn": _land(DAWN, WINTER, rise=1.8),
    "winter moon": _land(MOON, WINTER, rise=2.0),
    "aurora": _aurora(replace(WINTER, water=0.2, camera=0.35, waves=0.1),
                      ("5cf09a", "8a5ad8"), 3),
    "aurora red": _aurora(replace(WINTER, rise=1.6), ("6af0b8", "e05a9a"), 2),
    "stars": _land(replace(NIGHT, stars=2600, stops=("04060f", "121a38", "3a3a5c")), CANYON),
    "hills": _land(FAIR, HILLS),
    "hills spring": _land(NOON, HILLS, things=((things.blossom_tree, 120, 0.3),)),
    "hills balloons": _land(DAWN, HILLS, rise=1.6, camera=0.9, fog=0.06,
                            things=((things.balloon, 26, 0.5), (things.broadleaf, 80, 0.2))),
    "tuscany": _land(EVENING, TUSCANY),
    "tuscany mist": _land(DAWN, TUSCANY, fog=0.14, rise=3.2),
    "lavender": _land(EVENING, ROWS),
    "tulip field": _land(NOON, ROWS, stripes=("d8343c", "5a8a34")),
    "rape field": _land(FAIR, ROWS, stripes=("e8c820", "b0b030"),
                        things=((things.broadleaf, 20, 0.35),)),
    "vineyard": _land(FAIR, ROWS, rise=2.2, stripes=("4a6a2a", "a8845a"), horizon=0.36),
    "autumn lake": _land(NOON, LAKE, waves=0.1),
    "autumn lake grey": _land(OVERCAST, LAKE, waves=0.1, fog=0.09),
    "island lighthouse": _land(FAIR, LAKE, rise=1.4, water=0.1, waves=0.4, deep="1c5a74",
                               things=((things.lighthouse, 12, 0.7), (things.broadleaf, 40, 0.2))),
    "dunes": _land(EVENING, DUNES),
    "dunes noon": _land(DESERT, DUNES, camera=1.3, sun=(0.6, 0.5, 0.4)),
    "dunes dusk": _land(DUSK, DUNES, camera=1.6),
    "canyon": _land(DESERT, CANYON),
    "canyon evening": _land(RED, CANYON, rise=1.2, camera=0.8),
    "city": _city(DUSK, City()),
    "city night": _city(BLUE_HOUR, City(wall="182038", lit=0.5, horizon=0.72, tall=0.5)),
    "city dawn": _city(DAWN, City(wall="6a7088", lit=0.06, tall=0.36)),
    "forest": _forest("dfe8d8", "7f9a5c", "3f5a2a", "2e2a20", "4a4a2a"),
    "forest mist": _forest("c8d0d0", "8a9a94", "4a5c54", "2c302e", "4a5048", trunks=10),
    "forest autumn": _forest("f2dfb8", "d89a3c", "b4511c", "2e241c", "8a5224"),
    "birches": _forest("e4ecf4", "c8d4dc", "a8b8c0", "d8d8d4", "eef2f6", bright=True),
    "birches autumn": _forest("e8eef0", "e8c860", "d8a020", "dcdcd6", "b08a3c", bright=True),
    "daisy": _flower(Flower(18, 2, ("e8e8e0", "fbfbf8", "ffffff"), 0.26)),
    "sunflower": _flower(Flower(21, 3, ("c87a0c", "f0ac14", "ffd23c"), 0.46,
                                ("2a1808", "7a4a14"), ground=AFTER_RAIN)),
    "dahlia": _flower(Flower(14, 6, ("8a1848", "d84a88", "fbb0d0"), 0.08,
                             ("8a1848", "d8487f"), ground=DARK_LEAVES)),
    "dahlia orange": _flower(Flower(12, 7, ("a82c0c", "ec6a1c", "fbc05a"), 0.07,
                                    ("a82c0c", "ec6a1c"), ground=HEATH, others=1)),
    "poppy": _flower(Flower(5, 2, ("5a0a08", "c8201a", "f0503c"), 0.16, ("141014", "4a4a3a"),
                            wide=1.5, ground=MEADOW)),
    "aster": _flower(Flower(26, 2, ("4a3a98", "7a6ad0", "b8b0f0"), 0.28, ground=DARK_LEAVES)),
    "anemone": _flower(Flower(7, 2, ("8a9ad8", "d8dcf4", "f8f8ff"), 0.18, ("20243a", "5a6480"),
                              wide=1.3, ground=AFTER_RAIN, others=2)),
    "coffee": _table("coffee"),
    "brunch": _table("oranges", "cherries", "coffee", wood=("8a8478", "d8d2c4")),
    "buns": _table("buns", wood=("3a4a54", "6a7c86")),
    "plums": _table("plums", "buns", "oranges", wood=("5a3a28", "8a5c3c")),
}  # fmt: skip


def paint(name: str, size: tuple[int, int] = (WIDTH, HEIGHT), variant: int = 0) -> Image.Image:
    """Return a scene as a camera would have taken it; another variant is another place."""
    rng = np.random.default_rng((zlib.crc32(name.encode()), variant))
    return develop(SCENES[name](rng, *size), rng)


def frames(name: str, count: int, size: tuple[int, int] = (WIDTH, HEIGHT)) -> list[Image.Image]:
    """Return what a camera takes in a burst: the hand moves a little, the grain is another."""
    rng = np.random.default_rng((zlib.crc32(name.encode()), 0))
    width, height = size
    margin = 36
    scene = SCENES[name](rng, width + margin, height + margin)
    taken = []
    corner = np.array([margin / 2, margin / 2])
    for _ in range(count):
        corner = np.clip(corner + rng.normal(0, 6, 2), 0, margin)
        left, top = corner.astype(int)
        part = scene[top : top + height, left : left + width]
        taken.append(develop(part * rng.uniform(0.98, 1.02), rng))
    return taken
