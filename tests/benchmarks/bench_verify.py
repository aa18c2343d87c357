"""What comparing costs of a first index, in a library where two of five photos are duplicates.

The library is made by the shared generator at 12 megapixels; without it, by script. Comparing and
the rest of indexing are timed in the same run, so the ratio is what counts. What is proven in the
background after the photos are indexed is timed, too, and told beside it.
"""

from __future__ import annotations

import io
import subprocess
import sys
from typing import TYPE_CHECKING

from figures import Figure, median, repository, seconds
from picture_maker import make_picture

from photofinder.app.library import Library
from photofinder.app.pairing import PairFinder
from photofinder.app.pixel_proofs import PixelProofs
from photofinder.paths import AppPaths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from figures import Settings

PHOTOS = 100
MEGAPIXELS = 12
WIDTH, HEIGHT = 4000, 3000
ROUNDS = 3
GOAL = 0.25
#: of the generator: its plain photos, so that two of five of all are duplicates
SINGLE_SHARE = 0.42


def run(settings: Settings) -> Iterator[Figure]:
    """Index the library three times; compare what comparing took with the whole."""
    photos = settings.photos or _make_photos(settings.work / "verify-photos")
    for path in photos.rglob("*"):
        if path.is_file():
            path.read_bytes()
    shares, proofs, totals, later, per_photo = [], [], [], [], []
    for number in range(ROUNDS):
        timed = _index(photos, settings.work / f"verify-{number}")
        shares.append((timed.comparing_s - timed.proving_s) / timed.whole_s)
        proofs.append(timed.proving_s / timed.whole_s)
        totals.append(timed.comparing_s / timed.whole_s)
        later.append(timed.later_s / timed.whole_s)
        per_photo.append((timed.comparing_s - timed.proving_s) / timed.photos * 1e3)
    yield Figure(
        f"finding, proving and verifying pairs, {timed.photos} photos: share of the first index",
        f"{median(totals):.1%}",
        f"{timed.pairs} pairs; every round: {', '.join(f'{share:.1%}' for share in totals)}",
        f"<= {GOAL:.0%}",
    )
    yield Figure(
        "of it finding and verifying",
        f"{median(shares):.1%}",
        f"{median(per_photo):.1f} ms a photo",
    )
    yield Figure(
        "of it proving identical pictures",
        f"{median(proofs):.1%}",
        "by coded data and first rows, without a full decode",
    )
    yield Figure(
        "proving identical pictures in the background, afterwards: in terms of the first index",
        f"{median(later):.1%}",
        f"a full decode of {timed.wanted} of {timed.photos} photos; every round:"
        f" {', '.join(f'{share:.1%}' for share in later)}",
    )


class _Timed:
    """What one index took."""

    whole_s = 0.0
    comparing_s = 0.0
    proving_s = 0.0
    later_s = 0.0
    wanted = 0
    photos = 0
    pairs = 0

    def around(self, owner: type, method: str, name: str) -> Callable[[], None]:
        """Add the time of a method's calls to ``name``; the result undoes that."""
        original = getattr(owner, method)

        def timed(*arguments: object, **options: object) -> object:
            result: list[object] = []
            spent = seconds(lambda: result.append(original(*arguments, **options)))
            setattr(self, name, getattr(self, name) + spent)
            return result[0]

        setattr(owner, method, timed)
        return lambda: setattr(owner, method, original)


def _index(photos: Path, data: Path) -> _Timed:
    timed = _Timed()
    undo = [
        timed.around(PairFinder, "run", "comparing_s"),
        timed.around(PixelProofs, "prove", "proving_s"),
        timed.around(PixelProofs, "retry", "later_s"),
    ]
    try:
        with Library.open(AppPaths.at(data), writable=True) as library:
            library.add_folder(photos)
            report = library.scan().result()
            timed.photos, timed.whole_s = report.photos, report.seconds
            for job in library.jobs():
                timed.wanted = job.result()
            timed.pairs = len(library._pairs.all())
    finally:
        for restore in undo:
            restore()
    return timed


def _make_photos(folder: Path) -> Path:
    generator = repository().parent / "shared" / "bench" / "make_library.py"
    if generator.exists():
        options = ["--n", PHOTOS, "--mp", MEGAPIXELS, "--seed", 21, "--single", SINGLE_SHARE]
        command = [sys.executable, generator, "--out", folder, *options]
        subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL)
        return folder
    return _scripted(folder)


def _scripted(folder: Path) -> Path:
    """Make pictures, and copies of two thirds of them: smaller, cut, recompressed."""
    from PIL import Image

    folder.mkdir()
    for number in range(PHOTOS * 3 // 5):
        data = make_picture(number, WIDTH, HEIGHT)
        (folder / f"IMG_{number:04d}.jpg").write_bytes(data)
        if number % 3 == 0:
            continue
        with Image.open(io.BytesIO(data)) as picture:
            copies = (
                picture.resize((WIDTH // 3, HEIGHT // 3)),
                picture.crop((WIDTH // 8, HEIGHT // 8, WIDTH, HEIGHT)),
                picture.copy(),
            )
        copies[number % 3].save(folder / f"IMG_{number:04d}_copy.jpg", quality=75)
    return folder
