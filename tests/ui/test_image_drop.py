"""Drops and pastes: every way a picture may come, and words for what cannot be searched with."""

from __future__ import annotations

import base64
import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from photofinder.app.library import Library
from photofinder.core.views import QueryImage
from photofinder.ui import image_drop, similar_mime
from photofinder.ui.bridge import Bridge
from photofinder.ui.context import Notice, PageContext, Requests
from photofinder.ui.image_drop import DropTarget, PictureIntake
from photofinder.ui.photo_actions import MAX_QUERY_PHOTOS
from photofinder.ui.similar_mime import BITMAP_EDGE_PX, Refusal, encoded, local_path, read_mime
from photofinder.ui.thumbnail_provider import ThumbnailProvider


class Desk:
    """An intake, and what came out of it."""

    def __init__(self, qtbot, context: PageContext) -> None:
        self._qtbot = qtbot
        self.context = context
        self.intake = PictureIntake(context)
        self.images: list[QueryImage] = []
        self.notices: list[Notice] = []
        self.intake.picturesTaken.connect(self.images.extend)
        context.requests.noticeRaised.connect(self.notices.append)

    def take(self, mime: QMimeData) -> list[QueryImage]:
        """Drop something and wait for what comes of it."""
        self.images.clear()
        self.notices.clear()
        self.intake.take(mime)
        self._qtbot.waitUntil(lambda: bool(self.images or self.notices))
        return self.images

    @property
    def words(self) -> str:
        return "\n".join(notice.text for notice in self.notices)


@pytest.fixture
def desk(qtbot, context: PageContext) -> Desk:
    return Desk(qtbot, context)


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder outside the library that is not below the system's temp folder."""
    temp = tmp_path / "system-temp"
    temp.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temp))
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return folder


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def of_type(kind: str, data: bytes) -> QMimeData:
    mime = QMimeData()
    mime.setData(kind, data)
    return mime


def web(address: str) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl(address)])
    mime.setText(address)
    return mime


# -- what is taken -------------------------------------------------------------------------------


def test_files_are_taken_by_their_path(desk: Desk, indexed, elsewhere, pictures) -> None:
    known = indexed.photos / "2020" / "p00.jpg"
    stranger = pictures.save(elsewhere / "käse & 狗.jpg", 99)
    assert desk.take(files(known, stranger)) == [QueryImage(path=known), QueryImage(path=stranger)]
    assert not desk.notices


def test_file_named_twice_is_taken_once(desk: Desk, indexed) -> None:
    path = indexed.photos / "2020" / "p00.jpg"
    assert len(desk.take(files(path, path))) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="names are text on other systems")
def test_name_that_is_no_utf8_survives(desk: Desk, elsewhere, pictures) -> None:
    path = elsewhere / os.fsdecode(b"caf\xe9.jpg")
    path.write_bytes(pictures.data(98))
    address = b"file://" + bytes(QUrl.toPercentEncoding(str(elsewhere), b"/").data())
    mime = of_type("text/uri-list", address + b"/caf%E9.jpg\r\n")
    assert desk.take(mime) == [QueryImage(path=path)]


def test_browsers_file_in_the_temp_folder_is_kept_as_bytes(
    desk: Desk, tmp_path, monkeypatch, pictures
) -> None:
    temp = tmp_path / "system-temp"
    monkeypatch.setattr("tempfile.tempdir", str(temp))
    path = pictures.save(temp / "drag.jpg", 97)
    assert desk.take(files(path)) == [QueryImage(data=path.read_bytes(), name="drag.jpg")]


def test_library_in_the_temp_folder_keeps_its_paths(desk: Desk, indexed, monkeypatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(indexed.photos.parent))
    path = indexed.photos / "2020" / "p00.jpg"
    assert desk.take(files(path)) == [QueryImage(path=path)]


@pytest.mark.parametrize(("kind", "format_name"), [("image/png", "PNG"), ("image/jpeg", "JPEG")])
def test_picture_data_is_taken_as_it_is(desk: Desk, pictures, kind: str, format_name: str) -> None:
    data = pictures.data(5, format_name)
    (image,) = desk.take(of_type(kind, data))
    assert image.data == data
    assert image.name


def test_files_come_before_picture_data(desk: Desk, indexed, pictures) -> None:
    path = indexed.photos / "2020" / "p00.jpg"
    mime = files(path)
    mime.setData("image/png", pictures.data(5, "PNG"))
    assert desk.take(mime) == [QueryImage(path=path)]


def test_picture_data_comes_before_the_web_address_it_came_from(desk: Desk, pictures) -> None:
    mime = web("https://example.org/cat.jpg")
    mime.setData("image/png", pictures.data(5, "PNG"))
    (image,) = desk.take(mime)
    assert image.data is not None
    assert not desk.notices


def test_bitmap_becomes_png(desk: Desk) -> None:
    bitmap = QImage(40, 30, QImage.Format.Format_RGB32)
    bitmap.fill(Qt.GlobalColor.red)
    mime = QMimeData()
    mime.setImageData(bitmap)
    (image,) = desk.take(mime)
    assert image.data is not None
    again = QImage.fromData(image.data, "PNG")
    assert again.convertToFormat(bitmap.format()) == bitmap


def test_picture_inside_an_address_is_taken(desk: Desk, pictures) -> None:
    data = pictures.data(6, "PNG")
    mime = QMimeData()
    address = "data:image/png;base64," + base64.b64encode(data).decode()
    mime.setHtml(f'<div><img alt="x" src="{address}"></div>')
    (image,) = desk.take(mime)
    assert image.data == data


def test_paths_as_text_are_taken(desk: Desk, indexed) -> None:
    path = indexed.photos / "2020" / "p00.jpg"
    mime = QMimeData()
    mime.setText(f'"{path}"\n')
    assert desk.take(mime) == [QueryImage(path=path)]


def test_paste_takes_the_clipboard(qtbot, desk: Desk, indexed) -> None:
    path = indexed.photos / "2020" / "p00.jpg"
    QGuiApplication.clipboard().setMimeData(files(path))
    with qtbot.waitSignal(desk.intake.picturesTaken):
        desk.intake.paste()
    QGuiApplication.clipboard().clear()
    assert desk.images == [QueryImage(path=path)]


def test_picture_that_comes_before_the_library_is_open_waits(qtbot, indexed) -> None:
    bridge = Bridge()
    intake = PictureIntake(PageContext(bridge, Requests(bridge), ThumbnailProvider(bridge)))
    path = indexed.photos / "2020" / "p00.jpg"
    intake.take_paths([path])
    try:
        with qtbot.waitSignal(intake.picturesTaken, timeout=20_000) as taken:
            bridge.open(lambda: Library.open(indexed.paths, writable=False))
    finally:
        bridge.close()
    assert taken.args == [(QueryImage(path=path),)]


def test_huge_bitmap_is_bounded() -> None:
    bitmap = QImage(20_000, 10_000, QImage.Format.Format_Grayscale8)  # 200 megapixels
    bitmap.fill(90)
    again = QImage.fromData(encoded(bitmap))
    assert (again.width(), again.height()) == (BITMAP_EDGE_PX, BITMAP_EDGE_PX // 2)


# -- what is refused, in words -------------------------------------------------------------------


def test_web_address_is_not_fetched(desk: Desk) -> None:
    assert desk.take(web("https://example.org/cat.jpg")) == []
    assert "does not go online" in desk.words
    assert "Save the picture first" in desk.words


def test_folder_is_refused(desk: Desk, indexed) -> None:
    assert desk.take(files(indexed.photos)) == []
    assert "photos is a folder" in desk.words


def test_folder_can_be_added_instead(desk: Desk, qtbot, elsewhere) -> None:
    folders = [elsewhere / "one", elsewhere / "two"]
    for folder in folders:
        folder.mkdir()
    assert desk.take(files(*folders)) == []
    added: list[Path] = []
    desk.context.requests.folderAddRequested.connect(added.append)
    notice = desk.notices[-1]
    assert notice.action is not None
    notice.action()
    assert added == folders


def test_file_that_is_no_picture_is_refused_by_its_content(desk: Desk, elsewhere) -> None:
    path = elsewhere / "letter.jpg"
    path.write_text("Dear Sir or Madam, " * 20)
    assert desk.take(files(path)) == []
    assert "letter.jpg is not a picture" in desk.words


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name")
def test_what_is_no_file_is_refused_and_not_waited_for(desk: Desk, elsewhere) -> None:
    os.mkfifo(elsewhere / "pipe.jpg")
    assert desk.take(files(elsewhere / "pipe.jpg", Path("/dev/zero"))) == []
    assert "that are no pictures" in desk.words


def test_file_that_is_gone_is_refused(desk: Desk, elsewhere) -> None:
    assert desk.take(files(elsewhere / "gone.jpg")) == []
    assert "gone.jpg is not there any more" in desk.words


def test_file_that_may_not_be_read_is_refused(desk: Desk, indexed, monkeypatch) -> None:
    def closed(path: str, flags: int) -> int:
        raise PermissionError(13, "Permission denied", path)

    with monkeypatch.context() as patch:
        patch.setattr(similar_mime, "_open", closed)
        assert desk.take(files(indexed.photos / "2020" / "p00.jpg")) == []
    assert "p00.jpg cannot be read" in desk.words


def test_the_rest_is_taken_and_one_notice_tells_all(desk: Desk, indexed, elsewhere) -> None:
    for name in ("a.txt", "b.txt"):
        (elsewhere / name).write_text("no picture")
    known = indexed.photos / "2020" / "p00.jpg"
    taken = desk.take(files(elsewhere / "a.txt", indexed.photos, known, elsewhere / "b.txt"))
    assert taken == [QueryImage(path=known)]
    assert len(desk.notices) == 1
    assert "2 file" in desk.words
    assert "folder" in desk.words


def test_more_than_ten_pictures_are_said_to_be_too_many(desk: Desk, indexed) -> None:
    many = sorted((indexed.photos / "2020").glob("*")) + sorted((indexed.photos / "2021").glob("*"))
    taken = desk.take(files(*many))
    assert [image.path for image in taken] == many[:MAX_QUERY_PHOTOS]
    assert f"first {MAX_QUERY_PHOTOS} pictures" in desk.words


@pytest.mark.parametrize("text", ["", "a sentence about cats", "relative/path.jpg"])
def test_nothing_to_search_with_is_said(desk: Desk, text: str) -> None:
    mime = QMimeData()
    mime.setText(text)
    assert desk.take(mime) == []
    assert "no picture" in desk.words


def test_data_that_is_no_picture_is_refused(desk: Desk) -> None:
    assert desk.take(of_type("image/png", b"\x89PNX broken")) == []
    assert "no picture" in desk.words


def test_reading_the_drop_touches_no_file(monkeypatch, tmp_path) -> None:
    def touched(*_: object) -> None:
        raise AssertionError("the GUI thread looked at a file")

    with monkeypatch.context() as patch:
        for name in ("stat", "is_dir", "open", "exists"):
            patch.setattr(Path, name, touched)
        found = read_mime(files(tmp_path / "x.jpg"))
    assert found.paths == (tmp_path / "x.jpg",)


def test_remote_file_address_is_no_local_path() -> None:
    assert local_path(QUrl("https://example.org/a.jpg")) is None
    assert local_path(QUrl("ftp://example.org/a.jpg")) is None
    assert read_mime(web("ftp://example.org/a.jpg")).refused[0].reason is Refusal.WEB


# -- the highlight -------------------------------------------------------------------------------


def enter_event(
    mime: QMimeData, actions: Qt.DropAction = Qt.DropAction.CopyAction
) -> QDragEnterEvent:
    return QDragEnterEvent(
        QPoint(5, 5), actions, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )


@pytest.fixture
def target(qtbot, desk: Desk) -> tuple[QWidget, DropTarget]:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(400, 300)
    widget.show()
    return widget, DropTarget(widget, desk.intake)


def test_highlight_comes_with_the_drag_and_goes_with_it(target, indexed) -> None:
    widget, drop = target
    mime = files(indexed.photos / "2020" / "p00.jpg")  # the event does not keep it alive
    event = enter_event(mime)
    QGuiApplication.sendEvent(widget, event)
    assert event.isAccepted()
    assert drop.overlay.isVisible()
    widget.resize(500, 200)
    assert drop.overlay.size() == widget.size()
    QGuiApplication.sendEvent(widget, QDragLeaveEvent())
    assert not drop.overlay.isVisible()


def test_drop_is_taken_as_a_copy(qtbot, desk: Desk, target, indexed) -> None:
    widget, drop = target
    path = indexed.photos / "2020" / "p00.jpg"
    mime = files(path)
    QGuiApplication.sendEvent(widget, enter_event(mime))
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction | Qt.DropAction.MoveAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QEvent.Type.Drop,
    )
    with qtbot.waitSignal(desk.intake.picturesTaken):
        QGuiApplication.sendEvent(widget, event)
    assert event.dropAction() == Qt.DropAction.CopyAction
    assert desk.images == [QueryImage(path=path)]
    assert not drop.overlay.isVisible()


def test_drag_that_only_offers_to_move_is_refused(target, indexed) -> None:
    widget, drop = target
    mime = files(indexed.photos / "2020" / "p00.jpg")
    event = enter_event(mime, Qt.DropAction.MoveAction)
    QGuiApplication.sendEvent(widget, event)
    assert not event.isAccepted()
    assert not drop.overlay.isVisible()


def test_drag_of_text_is_refused(target) -> None:
    widget, drop = target
    mime = QMimeData()
    mime.setText("hello")
    event = enter_event(mime)
    QGuiApplication.sendEvent(widget, event)
    assert not event.isAccepted()
    assert not drop.overlay.isVisible()


# -- the file dialog -----------------------------------------------------------------------------


def test_dialog_offers_every_format_that_a_scan_takes(qapp) -> None:
    filters = image_drop.name_filters()
    assert "*.heic" in filters[0]
    assert "*.cr2" in filters[0]
    assert "*.cr2" not in filters[1]
    assert "*.jpg" not in filters[2]


@pytest.mark.parametrize(("answer", "chosen"), [("/p/a.jpg", Path("/p/a.jpg")), ("", None)])
def test_choosing_an_image(qapp, monkeypatch, answer: str, chosen: Path | None) -> None:
    monkeypatch.setattr(image_drop.QFileDialog, "getOpenFileName", lambda *_: (answer, "whatever"))
    assert image_drop.choose_image(None) == chosen


def test_limit_of_kept_bytes(desk: Desk, tmp_path, monkeypatch, pictures) -> None:
    temp = tmp_path / "system-temp"
    monkeypatch.setattr("tempfile.tempdir", str(temp))
    monkeypatch.setattr(similar_mime, "MAX_KEPT_BYTES", 10)
    monkeypatch.setattr(similar_mime, "HEAD_BYTES", 100)
    path = pictures.save(temp / "large.jpg", 97)
    assert desk.take(files(path)) == [QueryImage(path=path)]
