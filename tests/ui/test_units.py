"""Photos of several files in the window: a word on the picture, names in the details."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter

from photofinder.core.assets import UnitKind
from photofinder.core.types import FileState
from photofinder.core.views import PhotoRow
from photofinder.ui import unit_words
from photofinder.ui.details_unit import UnitList
from photofinder.ui.photo_delegate import PhotoDelegate

ROW = PhotoRow(
    1, Path("/p/IMG_1.JPG"), FileState.INDEXED, True, 10, 1, 1, 400, 300, "JPEG", unit=UnitKind.LONE
)


def with_unit(kind: UnitKind) -> PhotoRow:
    return dataclasses.replace(ROW, unit=kind)


@pytest.mark.parametrize(
    ("kind", "badge"),
    [
        (UnitKind.LONE, ""),
        (UnitKind.RAW_JPEG, "RAW+JPEG"),
        (UnitKind.LIVE_PHOTO, "Live"),
        (UnitKind.MOTION_PHOTO, "Motion"),
        (UnitKind.SIDECAR, "+ sidecar"),
    ],
)
def test_every_kind_has_its_words(qapp, kind: UnitKind, badge: str) -> None:
    assert unit_words.badge_text(with_unit(kind)) == badge
    assert bool(unit_words.told(with_unit(kind))) == (kind is not UnitKind.LONE)
    heif = dataclasses.replace(ROW, unit=UnitKind.RAW_JPEG, format="HEIF")
    assert unit_words.badge_text(heif) == "RAW+HEIF"


class _NoThumbnails:
    def pixmap(self, *_: object) -> None:
        return None

    def has_failed(self, _: object) -> bool:
        return False


def painted(row: PhotoRow, *, score: float | None = None) -> QImage:
    delegate = PhotoDelegate(_NoThumbnails())  # type: ignore[arg-type]
    size = QSize(delegate.sizeHint(None, None))  # type: ignore[arg-type]
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    delegate.paint_photo(painter, QRect(0, 0, size.width(), size.height()), row, 1.0, score=score)
    painter.end()
    return image


def test_a_photo_of_several_files_is_marked(qapp) -> None:
    plain = painted(ROW)
    marked = {kind: painted(with_unit(kind)) for kind in UnitKind if kind is not UnitKind.LONE}
    assert all(image != plain for image in marked.values())
    assert marked[UnitKind.LIVE_PHOTO] != marked[UnitKind.RAW_JPEG]


def test_the_score_has_the_place_where_there_is_one(qapp) -> None:
    assert painted(with_unit(UnitKind.LIVE_PHOTO), score=0.9) == painted(ROW, score=0.9)


def test_names_of_what_belongs_together(qtbot) -> None:
    unit = UnitList()
    qtbot.addWidget(unit)
    assert unit.isHidden()
    unit.show_files([Path("/p/IMG_1.JPG")])
    assert unit.isHidden()
    unit.show_files([Path("/p/IMG_1.JPG"), Path("/p/IMG_1.CR2"), Path("/p/two\nlines.xmp")])
    assert not unit.isHidden()
    lines = unit.names.toPlainText().splitlines()
    assert lines[:2] == ["IMG_1.JPG", "IMG_1.CR2"]
    assert len(lines) == 3
    unit.show_files([Path(f"/p/{number}.xmp") for number in range(500)])
    assert len(unit.names.toPlainText().splitlines()) == 13
    unit.show_files(())
    assert unit.isHidden()
