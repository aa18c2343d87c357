"""Addresses of files, as they go to the clipboard, to other programs and into a drag."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING
from urllib.parse import quote

from PySide6.QtCore import QMimeData, QUrl

from photofinder.ui import words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def file_url(path: Path) -> QUrl:
    """Return the address of a file, also of one whose name is no UTF-8.

    Notes
    -----
    Qt's own `fromLocalFile` takes text: of a byte that is none it makes another character, and
    nobody finds the file.
    """
    if sys.platform == "win32":
        return QUrl.fromLocalFile(str(path))
    return QUrl.fromEncoded(b"file://" + quote(os.fsencode(path)).encode("ascii"))


def files_as_mime(paths: Sequence[Path]) -> QMimeData:
    """Return files for a drag or the clipboard."""
    mime = QMimeData()
    mime.setUrls([file_url(path) for path in paths])
    mime.setText("\n".join(words.path_text(path) for path in paths))
    return mime
