"""Pictures of what the desktop asks of the program: questions about files, duplicates of folders.

Parts of the tour of screen_scripts.py. The files that are asked about lie in a folder of
downloads, which the library does not know.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import scenery
from PIL import Image
from screen_album import Album
from window_driver import Driver, Script

from photofinder.core.types import PairClass
from photofinder.desktop.quiet_policy import HoldReason
from photofinder.ui.check_window import CheckWindow

#: what of the library lies in the downloads, under which names
COPIED = {
    "2019/07 Lofoten/DSC_0412.JPG": (
        "Fjord near Reine, seen from the ferry, sent by Jonas (original size, please print).jpg"
    ),
    "2023/03 Desert/IMG_6205.JPG": "canyon (2).jpg",
}
#: smaller ones of the same pictures
SMALLER = {"2020/08 Tuscany/IMG_4133.JPG": "two\nlines.jpg", "2024/06 Berlin": "city.jpg"}
NEW = ("tulip field", "stars")


def lay_downloads(photos: Path) -> Path:
    """Write the files that are asked about; return their folder."""
    folder = photos.parent / "Downloads"
    folder.mkdir()
    for source, name in COPIED.items():
        shutil.copy2(photos / source, folder / name)
    for source, name in SMALLER.items():
        path = photos / source
        with Image.open(path if path.is_file() else min(path.iterdir())) as picture:
            picture.reduce(2).save(folder / name, quality=80)
    for name in NEW:
        scenery.paint(name, (720, 480)).save(folder / f"{name}.jpg", quality=85)
    (folder / "notes.jpg").write_text("no picture at all\n")
    return folder


# -- is this a duplicate? ------------------------------------------------------------------------


def questions(d: Driver, album: Album) -> Script:
    """Ask about files, as a file manager does; the window with the answer is on its own."""
    photos = Path(d.values["photos"])
    downloads = photos.parent / "Downloads"
    window = album.beside = CheckWindow(d.window.context)
    burst = sorted((photos / "2019/07 Lofoten").glob("DSC_041[89].JPG"))
    copied, smaller = list(COPIED.values()), list(SMALLER.values())
    for name, paths in (
        ("check-identical", [downloads / copied[0]]),
        ("check-version", [downloads / smaller[0]]),
        ("check-no", [downloads / f"{NEW[0]}.jpg"]),
        ("check-series", burst[:1]),
        ("check-failed", [downloads / "notes.jpg"]),
        ("check-several", sorted(downloads.iterdir())),
    ):
        yield from _answered(window, paths)
        yield from album.take(name)
    album.beside = None
    window.close()
    window.deleteLater()


def _answered(window: Any, paths: list[Path]) -> Script:
    """Ask, and wait until the answer is there with its pictures."""
    window.check(paths)
    yield lambda: not window.is_checking
    panel = window.panel
    for box in (panel.asked, panel.found):
        yield lambda box=box: not box.isVisible() or box.is_settled


# -- duplicates of some folders ------------------------------------------------------------------


def its_folders(d: Driver, album: Album) -> Script:
    """Show the duplicates of a folder that is known, of one that is not, and of both."""
    photos = Path(d.values["photos"])
    downloads = lay_downloads(photos)
    page, known = d.window.duplicates_page, photos / "WhatsApp Images"
    shown = page.head.pair_class
    d.window.find_duplicates([known])
    yield lambda: page.head.scope.isVisible() and page.board.list.current_group() is not None
    yield lambda: page.head.pair_class is PairClass.SAME_SHOT
    yield from album.take("duplicates-of-folder")
    d.window.find_duplicates([downloads])
    yield lambda: page.message.isVisible()
    yield from album.take("duplicates-of-new-folder")
    d.window.find_duplicates([known, downloads])
    yield page.head.scope.add.isVisible
    yield page.board.isVisible
    yield from album.take("duplicates-of-both")
    page.head.scope.all.click()
    yield lambda: not page.head.scope.isVisible()
    page.show_class(shown)
    yield lambda: page.board.list.current_group() is not None


# -- waiting -------------------------------------------------------------------------------------


def held(d: Driver, album: Album) -> Script:
    """Let the work wait as on battery, then go on by the button that says so."""
    bridge, status = d.window.context.bridge, d.window.progress
    bridge.hold(HoldReason.BATTERY)
    yield lambda: bridge.library.held_by and all(job.paused for job in bridge.library.jobs())
    yield from album.take("held", review=False)
    status._go_on.click()
    yield lambda: not bridge.library.held_by
