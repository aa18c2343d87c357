"""What a drop or the clipboard holds, as pictures to search with.

Two halves: `read_mime` takes what it can get at once, on the GUI thread and while the drag lives;
`examine` looks at files and encodes, in a worker thread. Nothing is ever fetched from the network.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
import stat
import sys
import tempfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QBuffer, QIODevice, Qt, QUrl
from PySide6.QtGui import QImage, QPixmap

from photofinder.core.formats import sniff_format
from photofinder.core.views import QueryImage
from photofinder.ui.photo_actions import MAX_QUERY_PHOTOS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtCore import QMimeData

    from photofinder.app.library import Library

#: long edge of a bitmap from the clipboard: nothing beyond it changes what is found, and encoding
#: 200 megapixels would take a minute
BITMAP_EDGE_PX = 2_048
#: a browser's file in the temp folder may be gone a moment later: up to here its bytes are kept
MAX_KEPT_BYTES = 64_000_000
#: enough for `sniff_format` to tell RAW from TIFF by the first directory
HEAD_BYTES = 65_536
#: of Qt's scale 0..100: six times as fast as the default, a quarter larger [measured]
_PNG_QUALITY = 80
#: lines of a pasted text that are taken for paths
_MAX_TEXT_LINES = 50
_PICTURE_TYPES = (
    "image/png",
    "image/jpeg",
    "image/webp",
    "image/tiff",
    "image/bmp",
    "image/gif",
    "image/avif",
    "image/heic",
)
_DATA_IMAGE = re.compile(r"""<img[^>]+src\s*=\s*["'](data:image/[^"']+)""", re.IGNORECASE)
_WEB_SCHEMES = frozenset({"http", "https", "ftp"})


class Refusal(StrEnum):
    """Why something is not searched with."""

    FOLDER = "folder"
    GONE = "gone"
    UNREADABLE = "unreadable"
    NOT_A_PICTURE = "not_a_picture"
    WEB = "web"
    NOTHING = "nothing"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Refused:
    """One thing that is not searched with.

    Attributes
    ----------
    name : str
        Its file's name, or empty.
    folder : Path or None
        A folder, which can be added to the library instead.
    """

    reason: Refusal
    name: str = ""
    folder: Path | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What a drop or the clipboard held, before any file was looked at.

    At most one of ``data`` and ``bitmap`` is there, and neither beside ``paths``.
    """

    paths: tuple[Path, ...] = ()
    data: bytes | None = None
    bitmap: QImage | None = None
    refused: tuple[Refused, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look at."""
        return not self.paths and self.data is None and self.bitmap is None


@dataclass(frozen=True, slots=True)
class Taken:
    """The pictures to search with, and what was refused."""

    images: tuple[QueryImage, ...] = ()
    refused: tuple[Refused, ...] = ()


# -- on the GUI thread ---------------------------------------------------------------------------


def may_hold_picture(mime: QMimeData) -> bool:
    """Tell whether a drag is worth an offer. Also for web addresses: a drop is then explained."""
    return mime.hasUrls() or mime.hasImage() or any(mime.hasFormat(t) for t in _PICTURE_TYPES)


def read_mime(mime: QMimeData) -> Found:
    """Take the pictures out of a drop or the clipboard: files first, then picture data."""
    urls = mime.urls() if mime.hasUrls() else []
    paths = [path for url in urls if (path := local_path(url)) is not None]
    if not paths and mime.hasText():
        paths = _paths_of_text(mime.text())
    if paths:
        return Found(paths=tuple(dict.fromkeys(paths)))
    data = _picture_bytes(mime) or _data_url_bytes(mime, urls)
    if data is not None:
        return Found(data=data)
    bitmap = _bitmap(mime)
    if bitmap is not None:
        return Found(bitmap=bitmap)
    web = any(url.scheme().lower() in _WEB_SCHEMES for url in urls) or _is_web_text(mime)
    return Found(refused=(Refused(Refusal.WEB if web else Refusal.NOTHING),))


def local_path(url: QUrl) -> Path | None:
    """Return the file of an address, also where its name is no UTF-8."""
    if not url.isLocalFile():
        return None
    if sys.platform != "win32" and not url.host():
        encoded = url.path(QUrl.ComponentFormattingOption.FullyEncoded)
        return Path(os.fsdecode(unquote_to_bytes(encoded)))
    return Path(url.toLocalFile())


def _paths_of_text(text: str) -> list[Path]:
    """Return the paths of a text that is nothing but paths, as "Copy as path" makes it."""
    lines = [line.strip().strip('"') for line in text.splitlines() if line.strip()]
    if not 0 < len(lines) <= _MAX_TEXT_LINES:
        return []
    paths = []
    for line in lines:
        path = local_path(QUrl(line)) if line.startswith("file:") else Path(line)
        if path is None or not path.is_absolute():
            return []
        paths.append(path)
    return paths


def _picture_bytes(mime: QMimeData) -> bytes | None:
    """Return an encoded picture as it was offered: nothing is decoded here."""
    for name in _PICTURE_TYPES:
        if mime.hasFormat(name):
            data = bytes(mime.data(name).data())
            if sniff_format(data[:HEAD_BYTES]) is not None:
                return data
    return None


def _data_url_bytes(mime: QMimeData, urls: list[QUrl]) -> bytes | None:
    """Return the picture that an address or a piece of a web page carries in itself."""
    texts = [url.toString() for url in urls if url.scheme().lower() == "data"]
    if mime.hasHtml() and (found := _DATA_IMAGE.search(mime.html())):
        texts.append(found[1])
    for text in texts:
        head, _, body = text.partition(",")
        try:
            data = base64.b64decode(body) if ";base64" in head.lower() else unquote_to_bytes(body)
        except (binascii.Error, ValueError):
            continue
        if sniff_format(data[:HEAD_BYTES]) is not None:
            return data
    return None


def _bitmap(mime: QMimeData) -> QImage | None:
    value = mime.imageData() if mime.hasImage() else None
    if isinstance(value, QPixmap):
        value = value.toImage()
    return value if isinstance(value, QImage) and not value.isNull() else None


def _is_web_text(mime: QMimeData) -> bool:
    words = mime.text().split() if mime.hasText() else []
    return len(words) == 1 and QUrl(words[0]).scheme().lower() in _WEB_SCHEMES


# -- in a worker thread --------------------------------------------------------------------------


def examine(found: Found, name: str, library: Library) -> Taken:
    """Turn what was found into query pictures. Worker threads; reads the files' first bytes.

    Parameters
    ----------
    found : Found
    name : str
        Of a picture that has no file.
    library : Library
        A file in the temp folder that belongs to it stays where it is.
    """
    if found.bitmap is not None:
        return Taken((QueryImage(data=encoded(found.bitmap), name=name),), found.refused)
    if found.data is not None:
        return Taken((QueryImage(data=found.data, name=name),), found.refused)
    is_known = _lookup(library)
    images: list[QueryImage] = []
    refused = list(found.refused)
    for number, path in enumerate(found.paths):
        if len(images) == MAX_QUERY_PHOTOS:
            refused += [Refused(Refusal.TOO_MANY)] * (len(found.paths) - number)
            break
        result = _examined(path, is_known)
        if isinstance(result, QueryImage):
            images.append(result)
        else:
            refused.append(result)
    return Taken(tuple(images), tuple(refused))


def encoded(bitmap: QImage) -> bytes:
    """Return a bitmap as PNG, its long edge at most `BITMAP_EDGE_PX`. Worker threads.

    Notes
    -----
    0.1 s to scale 200 megapixels down, 0.2 s to encode.
    """
    if max(bitmap.width(), bitmap.height()) > BITMAP_EDGE_PX:
        bitmap = bitmap.scaled(
            BITMAP_EDGE_PX,
            BITMAP_EDGE_PX,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    bitmap.save(buffer, "PNG", _PNG_QUALITY)  # type: ignore[call-overload]  # the stub wants bytes
    return bytes(buffer.data().data())


def _lookup(library: Library) -> Callable[[Path], bool]:
    return lambda path: bool(library.viewing.rows_of_paths([path]))


def _examined(path: Path, is_known: Callable[[Path], bool]) -> QueryImage | Refused:
    """Look at one file's first bytes; a browser's temporary file is read whole."""
    try:
        if path.is_dir():
            return Refused(Refusal.FOLDER, path.name or str(path), path.absolute())
        with open(path, "rb", opener=_open) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return Refused(Refusal.NOT_A_PICTURE, path.name)
            head = file.read(HEAD_BYTES)
            if sniff_format(head) is None:
                return Refused(Refusal.NOT_A_PICTURE, path.name)
            if _is_temporary(path) and not is_known(path):
                rest = file.read(MAX_KEPT_BYTES)
                if len(rest) < MAX_KEPT_BYTES:
                    return QueryImage(data=head + rest, name=path.name)
    except (FileNotFoundError, NotADirectoryError):
        return Refused(Refusal.GONE, path.name)
    except (OSError, ValueError):  # ValueError: a name that holds a NUL
        return Refused(Refusal.UNREADABLE, path.name)
    return QueryImage(path=path)


def _open(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))  # a pipe would be waited for


def _is_temporary(path: Path) -> bool:
    return any(path.is_relative_to(folder) for folder in _temp_folders())


def _temp_folders() -> Iterable[Path]:
    folder = tempfile.gettempdir()
    return {Path(folder), Path(os.path.realpath(folder))}
