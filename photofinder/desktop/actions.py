"""What a file manager offers: three verbs, and the files each is for.

Which files are pictures is what core decodes, as suffixes and as the MIME types that desktops
give them. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from photofinder.core.formats import PHOTO_SUFFIXES, RAW_SUFFIXES
from photofinder.core.phrases import template

#: the type that shared-mime-info gives each suffix; a RAW file without one of its own is
#: recognised by its content, or by its name where the file manager looks at names
_TYPE_OF_SUFFIX = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".jpe": "image/jpeg",
    ".jfif": "image/jpeg",
    ".mpo": "image/jpeg",
    ".png": "image/png",
    ".apng": "image/apng",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".bmp": "image/bmp",
    ".dib": "image/bmp",
    ".heic": "image/heic",
    ".heics": "image/heic",
    ".heif": "image/heif",
    ".heifs": "image/heif",
    ".hif": "image/heif",
    ".avif": "image/avif",
    ".avifs": "image/avif",
    ".arw": "image/x-sony-arw",
    ".cr2": "image/x-canon-cr2",
    ".cr3": "image/x-canon-cr3",
    ".crw": "image/x-canon-crw",
    ".dcr": "image/x-kodak-dcr",
    ".dng": "image/x-adobe-dng",
    ".k25": "image/x-kodak-k25",
    ".kdc": "image/x-kodak-kdc",
    ".mrw": "image/x-minolta-mrw",
    ".nef": "image/x-nikon-nef",
    ".nrw": "image/x-nikon-nrw",
    ".orf": "image/x-olympus-orf",
    ".pef": "image/x-pentax-pef",
    ".raf": "image/x-fuji-raf",
    ".raw": "image/x-panasonic-rw",
    ".rw2": "image/x-panasonic-rw2",
    ".sr2": "image/x-sony-sr2",
    ".srf": "image/x-sony-srf",
    ".x3f": "image/x-sigma-x3f",
}
#: what every camera's type is a kind of, and what KDE calls those without one
_ANY_RAW = ("image/x-dcraw", "image/x-kde-raw")


def mime_type_of(suffix: str) -> str | None:
    """Return the MIME type of a file name's suffix, None for a RAW format without its own."""
    known = _TYPE_OF_SUFFIX.get(suffix)
    return known if known is not None or suffix in RAW_SUFFIXES else "image/x-unknown"


SUFFIXES = tuple(sorted(PHOTO_SUFFIXES))
MIME_TYPES = tuple(
    sorted({found for s in SUFFIXES if (found := mime_type_of(s)) is not None} | set(_ANY_RAW))
)
FOLDER_TYPE = "inode/directory"


class Target(StrEnum):
    """What a verb is offered on."""

    PHOTOS = "photos"
    FOLDERS = "folders"


@dataclass(frozen=True, slots=True)
class Action:
    """A verb of the menu.

    Attributes
    ----------
    key : str
        Stable; names the entries.
    label, comment : str
        What the menu says, in English; `languages` has the others.
    option : str
        What the program is started with, before ``--`` and the names.
    """

    key: str
    label: str
    comment: str
    option: str
    target: Target

    @property
    def mime_types(self) -> tuple[str, ...]:
        """The types that it is offered on."""
        return MIME_TYPES if self.target is Target.PHOTOS else (FOLDER_TYPE,)

    def command(self, launch: tuple[str, ...]) -> tuple[str, ...]:
        """Return the start of the program; the names come after it."""
        return (*launch, self.option, "--")


SIMILAR = Action(
    "similar",
    template("Find similar photos"),
    template("Show the photos of the library that look most like it"),
    "--similar",
    Target.PHOTOS,
)
CHECK = Action(
    "check",
    template("Is this a duplicate?"),
    template("Say whether the library has it already"),
    "--check",
    Target.PHOTOS,
)
DUPLICATES = Action(
    "duplicates",
    template("Find duplicates here"),
    template("Show the copies among the photos of this folder"),
    "--duplicates",
    Target.FOLDERS,
)
ACTIONS = (SIMILAR, CHECK, DUPLICATES)
