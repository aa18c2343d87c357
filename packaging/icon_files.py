"""Writes the program's icon as Windows (.ico) and macOS (.icns) want it.

    python icon_files.py FOLDER

Run with the bundle's own Python: Qt draws, Pillow writes the files.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from linux.menu_files import png

VECTOR = Path(__file__).resolve().parents[1] / "resources" / "icons" / "photofinder.svg"
ICO_EDGES = (16, 20, 24, 32, 40, 48, 64, 256)
ICNS_EDGES = (16, 32, 64, 128, 256, 512, 1024)


def main(folder: Path) -> int:
    """Write both files; each size is drawn for itself, not scaled."""
    from PIL import Image

    for name, edges in (("photofinder.ico", ICO_EDGES), ("photofinder.icns", ICNS_EDGES)):
        drawn = [Image.open(io.BytesIO(png(VECTOR, edge))) for edge in edges]
        largest = drawn[-1]
        options = {"sizes": [(edge, edge) for edge in edges]} if name.endswith(".ico") else {}
        largest.save(folder / name, append_images=drawn[:-1], **options)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
