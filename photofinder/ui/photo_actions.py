"""What can be done with chosen photos: one list, for every menu and every view. GUI thread."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeySequence

from photofinder.core.views import QueryImage, SimilarQuery
from photofinder.ui import icons, words
from photofinder.ui.context import CompareRequest, Notice
from photofinder.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QMenu

    from photofinder.core.views import PhotoRow
    from photofinder.ui.context import PageContext

MAX_COMPARED = 4
MAX_QUERY_PHOTOS = 10
#: more would open a window each
MAX_OPENED = 10


def fill_photo_menu(menu: QMenu, context: PageContext, rows: Sequence[PhotoRow]) -> None:
    """Fill a menu with what can be done with these photos; the shortcuts are the window's own."""
    paths = tuple(row.path for row in rows)
    add = _Adder(menu)
    add("similar", tr("Find similar"), "S", lambda: find_similar(context, paths), bool(paths))
    compare = 2 <= len(paths) <= MAX_COMPARED
    add("compare", tr("Compare"), "C", lambda: compare_photos(context, paths), compare)
    menu.addSeparator()
    add("open", tr("Open"), "Ctrl+Return", lambda: open_photos(context, paths), bool(paths))
    one = len(paths) == 1
    add("folder", tr("Show in file manager"), "", lambda: show_in_folder(context, paths[0]), one)
    add("", tr("Show in library"), "", lambda: _show(context, paths[0]), one)
    menu.addSeparator()
    add("copy", tr("Copy"), "Ctrl+C", lambda: copy_photos(paths), bool(paths))
    add("", tr("Copy path"), "Ctrl+Shift+C", lambda: copy_paths(paths), bool(paths))


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
    text = tr("Choose two to {most} photos to compare.").format(most=MAX_COMPARED)
    context.requests.noticeRaised.emit(Notice(text, key="compare-count"))


def open_photos(context: PageContext, paths: Sequence[Path]) -> None:
    """Open photos with the system's own program."""
    for path in paths[:MAX_OPENED]:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
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


def _show(context: PageContext, path: Path) -> None:
    context.requests.photoShowRequested.emit(path)


def copy_photos(paths: Sequence[Path]) -> None:
    """Put files on the clipboard, for a file manager or a mail."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    mime.setText("\n".join(str(path) for path in paths))
    QGuiApplication.clipboard().setMimeData(mime)


def copy_paths(paths: Sequence[Path]) -> None:
    """Put the paths on the clipboard as text."""
    QGuiApplication.clipboard().setText("\n".join(words.path_text(path) for path in paths))
