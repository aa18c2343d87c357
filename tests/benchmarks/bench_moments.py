"""What a close look tells of moments that thumbnails do not: smiles, blinks, what moves a little.

    photofinder bench moments
    .venv/bin/python tests/benchmarks/bench_moments.py [--seed N] [--scenes N] [--photos DIR]

Scenes come from `moment_pictures`; either picture of a pair may be the first. Pairs are verified on
thumbnails, as by an index, then looked at closely where `core.close_evidence` asks for it. Run by
itself it prints a table of every kind. The close look's thresholds were chosen on other scenes. Of
the time only the ratio counts: looks and decodes take turns in the same run.
"""

from __future__ import annotations

import argparse
import itertools
import multiprocessing
import os
import random
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import cv2

sys.path.insert(0, str(Path(__file__).resolve().parent))

from figures import Figure, median, repository, sample_photos
from moment_pictures import (
    COPIES,
    DRAWN,
    FACE_MOMENTS,
    MOMENTS,
    PLACES,
    background_of,
    take_scene,
)

from photofinder.core.close_evidence import after_look, needs_look
from photofinder.core.close_look import Sight, large_picture, look_closer
from photofinder.core.images import decode_scaled, thumbnail_jpeg
from photofinder.core.pair_features import describe_picture
from photofinder.core.pair_rules import Candidate
from photofinder.core.types import Content, PairClass
from photofinder.core.verification import verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import numpy as np
    from figures import Settings
    from moment_pictures import Taken
    from numpy.typing import NDArray

    from photofinder.core.pair_features import PictureFeatures
    from photofinder.core.types import PairEvidence

SEED = 7
SCENES = 32
MAX_PROCESSES = 4
#: short edge of what a camera may have taken
MIN_LARGE_PX = 900
#: widths of faces that are told apart in the table, in shares of the picture's
NARROW, WIDE = 1 / 20, 1 / 10
#: of another frame in which nothing moved there is nothing to tell
TOLD = tuple(name for name in MOMENTS if name != "still")


@dataclass(frozen=True, slots=True)
class Judged:
    """What was made of a pair.

    Attributes
    ----------
    scene : str
    how : str
    face : float
        Width of the face that moves, as a share of the picture's.
    thumbnails, close : PairClass or None
        What the pair is by its thumbnails, and after the close look; None: nothing.
    sight : Sight or None
        None where nobody looked.
    look_s, decodes_s : float
        What the look took, and the two decodes it needed.
    """

    scene: str
    how: str
    face: float
    thumbnails: PairClass | None
    close: PairClass | None
    sight: Sight | None = None
    look_s: float = 0.0
    decodes_s: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class _Indexed:
    """What indexing knows of a file."""

    content: Content
    features: PictureFeatures
    data: bytes


def run(settings: Settings) -> Iterator[Figure]:
    """Judge the scenes of the default seed."""
    yield from figures(judged_scenes(SEED, SCENES, settings.photos))


def figures(judged: list[Judged]) -> Iterator[Figure]:
    """Sum up all kinds."""
    yield _told("smiles, blinks and gazes taken for other moments", judged, FACE_MOMENTS)
    others = tuple(name for name in TOLD if name not in FACE_MOMENTS)
    yield _told("small things that bend or move, likewise", judged, others)
    yield _told("copies taken for other moments", judged, COPIES)
    yield _told("copies with letters or a logo, likewise", judged, DRAWN)
    yield _told("copies with one place made anew, likewise", judged, PLACES)
    looked = [each for each in judged if each.sight is not None]
    spent = sum(each.look_s for each in looked), sum(each.decodes_s for each in looked)
    yield Figure(
        "a close look in terms of the two decodes that it needs",
        f"{spent[0] / spent[1]:.1f} x",
        f"median {1e3 * median([each.look_s for each in looked]):.0f} ms beside"
        f" {1e3 * median([each.decodes_s for each in looked]):.0f} ms",
    )


def _told(what: str, judged: list[Judged], kinds: Iterable[str]) -> Figure:
    row = _Row.of([each for each in judged if each.how in kinds])
    return Figure(
        what,
        f"{row.close} of {row.pairs}",
        f"by thumbnails alone {row.thumbnails}; pictures not found at all: {row.lost}",
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """Counts of a kind: pairs found, those called other moments, what was seen."""

    pairs: int
    lost: int
    thumbnails: int
    close: int
    drawn: int
    undecided: int

    @classmethod
    def of(cls, judged: list[Judged]) -> _Row:
        """Count."""

        def count(is_so: Callable[[Judged], bool]) -> int:
            return sum(map(is_so, judged))

        lost = count(lambda each: each.thumbnails is None)
        return cls(
            pairs=len(judged) - lost,
            lost=lost,
            thumbnails=count(lambda each: each.thumbnails is PairClass.SERIES),
            close=count(lambda each: each.close is PairClass.SERIES),
            drawn=count(lambda each: each.sight is Sight.DRAWN),
            undecided=count(lambda each: each.sight is Sight.UNDECIDED),
        )


# -- scenes -----------------------------------------------------------------------------------


def judged_scenes(seed: int, count: int, photos: Path | None) -> list[Judged]:
    """Make scenes and judge them, in several processes.

    Parameters
    ----------
    seed, count : int
    photos : Path or None
        A folder of photos to draw faces on; None: the shared ones, or drawn landscapes where
        there are none.
    """
    jobs = [(f"{seed}/{number}", path) for number, path in enumerate(_chosen(seed, count, photos))]
    processes = min(MAX_PROCESSES, os.cpu_count() or 1)
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(
        processes, fresh, initializer=cv2.setNumThreads, initargs=(1,)
    ) as pool:
        return [*itertools.chain.from_iterable(pool.map(_judged_scene, jobs))]


def _chosen(seed: int, count: int, photos: Path | None) -> list[Path | None]:
    """Return what scenes are drawn on: as many large photos as small ones, where there are."""
    rng = random.Random(seed)
    if photos is not None:
        found = sorted(path for path in photos.rglob("*") if path.is_file())
        return [*rng.sample(found, min(count, len(found)))]
    folder = repository().parent / "shared" / "photos" / "camera"
    camera = sorted(folder.iterdir()) if folder.is_dir() else []
    large = (path for path in rng.sample(camera, len(camera)) if _is_large(path))
    chosen: list[Path | None] = [*itertools.islice(large, count // 2)]
    small = sample_photos()
    chosen += rng.sample(small, min(count - len(chosen), len(small)))
    return chosen + [None] * (count - len(chosen))


def _is_large(path: Path) -> bool:
    photo = background_of(path)
    return photo is not None and min(photo.size) >= MIN_LARGE_PX


def _judged_scene(job: tuple[str, Path | None]) -> list[Judged]:
    name, path = job
    background = background_of(path) if path is not None else None
    taken = take_scene(name, background)
    first = next(taken)
    return [_judged(name, first, other, other_first=n % 2 == 1) for n, other in enumerate(taken)]


def _judged(name: str, first: Taken, other: Taken, *, other_first: bool) -> Judged:
    one, two = (other, first) if other_first else (first, other)
    pair = _indexed(1, one.data), _indexed(2, two.data)
    found = _verified(*pair)
    if found is None:
        return Judged(name, other.how, other.face, None, None)
    contents = pair[0].content, pair[1].content
    if not needs_look(found, *contents):
        return Judged(name, other.how, other.face, found.pair_class, found.pair_class)
    assert found.verified is not None
    assert found.verified.transform is not None
    started = time.perf_counter()
    large = large_picture(pair[0].data), large_picture(pair[1].data)
    decoded = time.perf_counter()
    seen = look_closer(*large, found.verified.transform)
    looked = time.perf_counter()
    after = after_look(found, seen, *contents)
    return Judged(
        name,
        other.how,
        other.face,
        found.pair_class,
        after.pair_class,
        seen.sight,
        look_s=looked - decoded,
        decodes_s=decoded - started,
    )


def _indexed(content_id: int, data: bytes) -> _Indexed:
    photo = decode_scaled(data)
    content = Content(
        content_id, bytes([content_id]), len(data), photo.width, photo.height, photo.format
    )
    return _Indexed(content, describe_picture(_decoded(thumbnail_jpeg(photo.rgb))), data)


def _decoded(thumbnail: bytes) -> NDArray[np.uint8]:
    return decode_scaled(thumbnail).rgb


def _verified(one: _Indexed, two: _Indexed) -> PairEvidence | None:
    """Compare thumbnails of which a hash has said that they are close."""
    facts = Candidate(one.content, two.content, 0, 0, 0.9, 1.0)
    return verify(one.features, two.features, facts)


# -- by itself --------------------------------------------------------------------------------


def _print_table(judged: list[Judged]) -> None:
    print(
        f"{'':30}{'found':>7}{'not':>5} | another moment: {'thumbnails':>10}{'close':>7} | ", end=""
    )
    print(f"{'drawn':>6}{'undecided':>11}")
    for title, some in _kinds(judged):
        row = _Row.of(some)
        print(f"{title:30}{row.pairs:7}{row.lost:5} | {row.thumbnails:26}{row.close:7} | ", end="")
        print(f"{row.drawn:6}{row.undecided:11}")


def _print_errors(judged: list[Judged]) -> None:
    """Name the scenes (seed/number) that a close look was wrong about."""
    for how in (*TOLD, *COPIES, *DRAWN, *PLACES):
        wrong = PairClass.SAME_SHOT if how in TOLD else PairClass.SERIES
        of_how = [each for each in judged if each.how == how and each.sight is not None]
        if scenes := [each.scene for each in of_how if each.close is wrong]:
            print(f"  wrong about {how}: {', '.join(scenes)}")


def _kinds(judged: list[Judged]) -> Iterator[tuple[str, list[Judged]]]:
    widths = {
        "below 1/20": (0.0, NARROW),
        "1/20 to 1/10": (NARROW, WIDE),
        "above": (WIDE, 1.0),
    }
    for how in (*MOMENTS, *COPIES, *DRAWN, *PLACES):
        some = [each for each in judged if each.how == how]
        if how not in FACE_MOMENTS:
            yield how, some
            continue
        for name, (low, high) in widths.items():
            yield f"{how}, a face {name}", [each for each in some if low <= each.face < high]


def main() -> None:
    """Judge what was asked for and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--scenes", type=int, default=SCENES)
    parser.add_argument("--photos", type=Path, help="faces are drawn on these photos")
    options = parser.parse_args()
    judged = judged_scenes(options.seed, options.scenes, options.photos)
    _print_table(judged)
    _print_errors(judged)
    for figure in figures(judged):
        print(f"{figure.what:56} {figure.value:>12}  {figure.detail}")


if __name__ == "__main__":
    main()
