"""What can be done with chosen photos: one list, for every menu and every view. GUI thread."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeySequence

from photofinder.core.views import QueryImage, SimilarQuery
from photofinder.ui import icons, words
from photofinder.ui.context import CompareRequest, Notice
from photofinder.ui.file_urls import file_url, files_as_mime
from photofinder.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QMenu

    from photofinder.core.views import PhotoRow
    from photofinder.ui.context import PageContext
    from photofinder.ui.grid_view import GridView

MAX_COMPARED = 4
MAX_QUERY_PHOTOS = 10
#: more would open a window each
MAX_OPENED = 10


@dataclass(frozen=True, slots=True)
class ChosenPhotos:
    """Photos that something is to be done with, though not each need be known by now.

    Attributes
    ----------
    count : int
    ask : callable
        Gets what to do with the paths, in order, and how many of them are wanted at most (None:
        all). It is done at once, or once they have been fetched; a photo that is gone has none.
    """

    count: int
    ask: Callable[[Callable[[Sequence[Path]], None], int | None], None]

    @classmethod
    def of_paths(cls, paths: Sequence[Path]) -> ChosenPhotos:
        """Return photos whose paths are known."""
        return cls(len(paths), lambda act, most: act(paths[:most]))

    @classmethod
    def of_grid(cls, grid: GridView) -> ChosenPhotos:
        """Return what is chosen in a grid at this moment, whether it was painted or not."""
        ids = grid.selected_file_ids()

        def ask(act: Callable[[Sequence[Path]], None], most: int | None) -> None:
            grid.photos.ask_rows(ids[:most], lambda rows: act([row.path for row in rows]))

        return cls(int(ids.size), ask)


def fill_photo_menu(menu: QMenu, context: PageContext, rows: Sequence[PhotoRow]) -> None:
    """Fill a menu with what can be done with these photos; the shortcuts are the window's own."""
    fill_chosen_menu(menu, context, ChosenPhotos.of_paths([row.path for row in rows]))


def fill_chosen_menu(menu: QMenu, context: PageContext, chosen: ChosenPhotos) -> None:
    """Fill a menu with what can be done with the photos that are chosen now."""
    add = _Adder(menu)
    some, one = chosen.count > 0, chosen.count == 1
    compare = 2 <= chosen.count <= MAX_COMPARED
    add("similar", tr("Find similar"), "S", lambda: find_similar_to(context, chosen), some)
    add("compare", tr("Compare"), "C", lambda: compare_chosen(context, chosen), compare)
    menu.addSeparator()
    add("open", tr("Open"), "Ctrl+Return", lambda: open_chosen(context, chosen), some)
    add("folder", tr("Show in file manager"), "", lambda: show_chosen(context, chosen), one)
    add("", tr("Show in library"), "", lambda: _show_in_library(context, chosen), one)
    menu.addSeparator()
    add("copy", tr("Copy"), "Ctrl+C", lambda: chosen.ask(copy_photos, None), some)
    add("", tr("Copy path"), "Ctrl+Shift+C", lambda: chosen.ask(copy_paths, None), some)


def find_similar_to(context: PageContext, chosen: ChosenPhotos) -> None:
    """Search for what looks like the chosen photos."""
    chosen.ask(lambda paths: find_similar(context, paths), MAX_QUERY_PHOTOS + 1)


def compare_chosen(context: PageContext, chosen: ChosenPhotos) -> None:
    """Show two to four chosen photos side by side."""
    chosen.ask(lambda paths: compare_photos(context, paths), MAX_COMPARED + 1)


def open_chosen(context: PageContext, chosen: ChosenPhotos) -> None:
    """Open chosen photos with the system's own program."""
    chosen.ask(lambda paths: open_photos(context, paths), MAX_OPENED)


def show_chosen(context: PageContext, chosen: ChosenPhotos) -> None:
    """Show the first chosen photo in the system's file manager."""

    def show(paths: Sequence[Path]) -> None:
        for path in paths:
            show_in_folder(context, path)

    chosen.ask(show, 1)


def _show_in_library(context: PageContext, chosen: ChosenPhotos) -> None:
    def show(paths: Sequence[Path]) -> None:
        for path in paths:
            context.requests.photoShowRequested.emit(path)

    chosen.ask(show, 1)


class _Adder:
    """Adds entries to a menu."""

    def __init__(self, menu: QMenu) -> None:
        self._menu = menu

    def __call__(
        self, icon: str, text: str, keys: str, act: Callable[[], None], enabled: bool
    ) -> None:
        action = self._menu.addAction(text)
        if icon:
            action.setIcon(icons.icon(icon))
        if keys:  # shown beside the text; the window's own action has the key
            sequence = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            action.setText(f"{text}\t{sequence}")
        action.setEnabled(enabled)
        action.triggered.connect(lambda _checked=False: act())


def find_similar(context: PageContext, paths: Sequence[Path]) -> None:
    """Search for what looks like these photos; of several their mean counts."""
    if not paths:
        return
    if len(paths) > MAX_QUERY_PHOTOS:
        text = tr("Only the first {count} of the photos are searched with.")
        context.requests.noticeRaised.emit(
            Notice(text.format(count=MAX_QUERY_PHOTOS), key="too-many-queries")
        )
    images = tuple(QueryImage(path=path) for path in paths[:MAX_QUERY_PHOTOS])
    context.requests.similarRequested.emit(SimilarQuery(like=images))


def compare_photos(context: PageContext, paths: Sequence[Path]) -> None:
    """Show two to four photos side by side."""
    if 2 <= len(paths) <= MAX_COMPARED:
        context.requests.compareRequested.emit(CompareRequest(tuple(paths)))
        return
    text = tr("Choose 2 to {most} photos to compare.").format(most=MAX_COMPARED)
    context.requests.noticeRaised.emit(Notice(text, key="compare-count"))


def open_photos(context: PageContext, paths: Sequence[Path]) -> None:
    """Open photos with the system's own program."""
    for path in paths[:MAX_OPENED]:
        if not QDesktopServices.openUrl(file_url(path)):
            text = tr("No program opens {path}.").format(path=words.path_text(path))
            context.requests.noticeRaised.emit(Notice(text, level="warning", key="open"))


def show_in_folder(context: PageContext, path: Path) -> None:
    """Show a file in the system's file manager, marked where the system can."""
    if sys.platform == "win32":
        subprocess.Popen(["explorer", f"/select,{path}"])
    elif sys.platform == "darwin":
        subprocess.Popen(["open", "-R", str(path)])
    else:
        open_photos(context, [path.parent])


def copy_photos(paths: Sequence[Path]) -> None:
    """Put files on the clipboard, for a file manager or a mail."""
    QGuiApplication.clipboard().setMimeData(files_as_mime(paths))


def copy_paths(paths: Sequence[Path]) -> None:
    """Put the paths on the clipboard as text."""
    QGuiApplication.clipboard().setText("\n".join(words.path_text(path) for path in paths))
