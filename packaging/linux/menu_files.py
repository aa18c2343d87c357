"""Writes what a desktop shows of an installed program: menu entry, icons, description.

    python menu_files.py SHARE PROGRAM

Run with the bundle's own Python: the entry is the one that `photofinder integrate` writes for a
user, and the icon is drawn by Qt. Types of photos are left out of the entry for everybody: where
nobody chose a viewer, the first entry by name that names a type is what a double click starts.
"Open with" comes with `photofinder integrate install`, which looks at the user's choices first.
"""

from __future__ import annotations

import datetime
import os
import sys
from pathlib import Path
from xml.sax.saxutils import escape

EDGES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
COMPONENT = "io.github.photofinder.photofinder"
ROOT = Path(__file__).resolve().parents[2]


def main(share: Path, program: str) -> int:
    """Write everything below ``share``, as /usr/share has it."""
    from photofinder.desktop.actions import MIME_TYPES
    from photofinder.desktop.freedesktop import DESKTOP_NAME, application

    _write(share / "applications" / DESKTOP_NAME, application((program,), ()))
    description = metainfo(DESKTOP_NAME, MIME_TYPES, _version())
    _write(share / "metainfo" / f"{COMPONENT}.metainfo.xml", description.encode())
    icons = share / "icons" / "hicolor"
    vector = ROOT / "resources" / "icons" / "photofinder.svg"
    _write(icons / "scalable" / "apps" / "photofinder.svg", vector.read_bytes())
    for edge in EDGES:
        _write(icons / f"{edge}x{edge}" / "apps" / "photofinder.png", png(vector, edge))
    return 0


def png(vector: Path, edge_px: int) -> bytes:
    """Draw the icon."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QByteArray, QRectF, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(edge_px, edge_px, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(vector)).render(painter, QRectF(0, 0, edge_px, edge_px))
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    buffer.close()
    return bytes(data.data())


def metainfo(desktop_name: str, types: tuple[str, ...], version: str) -> str:
    """Return the AppStream description, which software centres show.

    References
    ----------
    AppStream 1.0, "Desktop Applications".
    """
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    media = "\n".join(f"    <mediatype>{escape(kind)}</mediatype>" for kind in types)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<component type="desktop-application">
  <id>{COMPONENT}</id>
  <metadata_license>CC0-1.0</metadata_license>
  <project_license>MIT</project_license>
  <name>photofinder</name>
  <summary>Find similar photos and copies in your own library</summary>
  <description>
    <p>
      photofinder indexes the photos on your own drives and finds those that look alike, and
      copies of one photo in other sizes, formats and qualities. Everything happens on your
      machine: nothing is uploaded.
    </p>
    <ul>
      <li>Find photos that look like another one, or like a part of it</li>
      <li>Find copies, see why they are copies, keep the best and undo at any time</li>
      <li>Right-click a photo or a folder in the file manager</li>
    </ul>
  </description>
  <launchable type="desktop-id">{escape(desktop_name)}</launchable>
  <icon type="stock">photofinder</icon>
  <categories>
    <category>Graphics</category>
    <category>Photography</category>
  </categories>
  <developer id="io.github.photofinder">
    <name>The photofinder developers</name>
  </developer>
  <content_rating type="oars-1.1"/>
  <provides>
    <binary>photofinder</binary>
{media}
  </provides>
  <releases>
    <release version="{escape(version)}" date="{today}"/>
  </releases>
</component>
"""


def _version() -> str:
    from photofinder import __version__

    return __version__


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
