"""Files go out under the very bytes of their names, and come back."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication

from photofinder.ui import photo_actions
from photofinder.ui.file_urls import file_url, files_as_mime
from photofinder.ui.similar_mime import local_path, read_mime

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="names are Unicode there")

NAMES = (b"caf\xe9.jpg", b"\xff\xfe", "Gr\u00fc\u00dfe # 100 %?.jpg".encode(), b"a b&c;d=e+f.jpg")


@pytest.mark.parametrize("name", NAMES)
def test_address_leads_back_to_the_file(qapp: object, name: bytes) -> None:
    path = Path(os.fsdecode(b"/photos/" + name))
    assert local_path(file_url(path)) == path
    assert read_mime(files_as_mime([path])).paths == (path,)


def test_copied_file_is_found_by_its_bytes(qapp: object) -> None:
    path = Path(os.fsdecode(b"/photos/caf\xe9.jpg"))
    photo_actions.copy_photos([path])
    mime = QGuiApplication.clipboard().mimeData()
    assert bytes(mime.data("text/uri-list").data()).strip() == b"file:///photos/caf%E9.jpg"
    assert mime.text() == "/photos/caf\N{REPLACEMENT CHARACTER}.jpg"


def test_opened_file_is_found_by_its_bytes(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[bytes] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(url.toEncoded().data()) or True
    )
    photo_actions.open_photos(None, [Path(os.fsdecode(b"/p/\xe9.jpg"))])  # type: ignore[arg-type]
    assert opened == [b"file:///p/%E9.jpg"]
