"""Takes some of the screens that test_screens.py has written into resources/screenshots.

Started by hand, after the test was run with ``PHOTOFINDER_SCREENS_HOME``, so that paths on the
pictures are those of a home folder.
"""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
SCREENS, SHOWN = ROOT / "build" / "screens", ROOT / "resources" / "screenshots"
CHOSEN = {
    "grid.png": "en-light/grid.png",
    "similar.png": "en-light/similar.png",
    "duplicates.png": "en-light/duplicates.png",
    "compare.png": "en-dark/compare.png",
    "cleanup-plan.png": "en-light/clean-up-plan.png",
    "check.png": "en-light/check-version.png",
}
#: they travel with every copy of the program
LARGEST_BYTES = 400_000
#: colours of the window itself, which stay as they are
FLAT_COLOURS = 64


def keep(source: Path, target: Path) -> None:
    """Write a picture, the photos in it as fine as there is room for."""
    with Image.open(source) as picture:
        pixels = np.asarray(picture.convert("RGB")).astype(np.int32)
    flat = _flat(pixels)
    for step in (1, 2, 4, 6, 8, 10, 12, 16):
        coarse = np.clip((pixels + step // 2) // step * step, 0, 255)
        data = _png(np.where(flat[..., None], pixels, coarse))
        if len(data) < LARGEST_BYTES:
            target.write_bytes(data)
            return
    raise ValueError(f"{source.name} does not become smaller than {len(data)} bytes")


def _flat(pixels: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Return where the most frequent colours are."""
    codes = pixels @ np.array([1 << 16, 1 << 8, 1])
    found, counts = np.unique(codes, return_counts=True)
    return np.isin(codes, found[np.argsort(-counts)[:FLAT_COLOURS]])


def _png(pixels: NDArray[np.int32]) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(pixels.astype(np.uint8)).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


if __name__ == "__main__":
    SHOWN.mkdir(parents=True, exist_ok=True)
    for name, screen in CHOSEN.items():
        keep(SCREENS / screen, SHOWN / name)
