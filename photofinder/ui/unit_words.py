"""What photos of several files are called. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from photofinder.core.assets import UnitKind
from photofinder.ui.words import tr

if TYPE_CHECKING:
    from photofinder.core.views import PhotoRow


def badge_text(row: PhotoRow) -> str:
    """Return the word on a picture; empty for a photo of one file."""
    if row.unit is UnitKind.RAW_JPEG:
        return tr("RAW+{format}").format(format=row.format or "JPEG")
    return {
        UnitKind.LONE: "",
        UnitKind.LIVE_PHOTO: tr("Live"),
        UnitKind.MOTION_PHOTO: tr("Motion"),
        UnitKind.SIDECAR: tr("+ sidecar"),
    }[row.unit]


def told(row: PhotoRow) -> str:
    """Return what belongs to a photo, as a part of a sentence; empty for a photo of one file."""
    return {
        UnitKind.LONE: "",
        UnitKind.RAW_JPEG: tr("With its RAW file"),
        UnitKind.LIVE_PHOTO: tr("Live Photo with its film"),
        UnitKind.MOTION_PHOTO: tr("Motion Photo"),
        UnitKind.SIDECAR: tr("With a sidecar file"),
    }[row.unit]
