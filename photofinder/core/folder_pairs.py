"""What two folders hold in common, as values and in words: contained, overlapping, the same.

Counted are photos. One that consists of several files (RAW and JPEG) is one photo, and is found in
the other folder only when all of its files are. A photo that was not read yet is like no other, so
that nothing is called contained that was not looked at.

The two sides never share a file: where one folder lies inside the other, the outer one counts
without the inner one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from photofinder.core.phrases import Phrase, template

if TYPE_CHECKING:
    from photofinder.core.types import PairClass

#: from this share on a folder is called mostly contained
MOSTLY = 0.9


class FolderRelation(StrEnum):
    """What the first folder of a pair is to the second."""

    #: every photo of either is in the other
    EQUAL = "equal"
    #: every photo of the first is in the second
    CONTAINED = "contained"
    #: nearly every one is
    MOSTLY_CONTAINED = "mostly_contained"
    OVERLAPPING = "overlapping"
    #: no photo of the first is in the second
    APART = "apart"

    @property
    def is_contained(self) -> bool:
        """Whether nothing would be lost without the first folder."""
        return self in (FolderRelation.EQUAL, FolderRelation.CONTAINED)


@dataclass(frozen=True, slots=True)
class FolderPair:
    """Two folders and what the first one has that the second has too.

    Attributes
    ----------
    first, second : Path
        The first is the one that could be cleaned up.
    with_subfolders : bool
        Whether everything below counts, or only what lies directly in them.
    photos, other_photos : int
        How many there are in the first and in the second.
    files : int
        Photos of the first that are in the second byte for byte.
    pictures : int
        Photos of the first that are there with exactly the same pixels only.
    only_second : int
        Photos of the second that are not in the first.
    gain_bytes : int
        What the disk gains without ``files`` and ``pictures``. Files with several names (hard
        links) and those in protected folders gain nothing.
    picture_gain_bytes : int
        The part of it that is ``pictures``.
    unread : int
        Photos of the first that could not be compared, because they were not read; they count
        as being only there.
    """

    first: Path
    second: Path
    with_subfolders: bool
    relation: FolderRelation
    photos: int
    other_photos: int
    files: int
    pictures: int
    only_second: int
    gain_bytes: int
    picture_gain_bytes: int = 0
    unread: int = 0

    @property
    def identical(self) -> int:
        """Photos of the first that the second has too."""
        return self.files + self.pictures

    @property
    def only_first(self) -> int:
        """Photos of the first that the second has not."""
        return self.photos - self.identical

    @property
    def is_nested(self) -> bool:
        """Whether one folder lies inside the other, which counts without it."""
        inside = self.first.is_relative_to(self.second) or self.second.is_relative_to(self.first)
        return inside and self.with_subfolders


@dataclass(frozen=True, slots=True)
class FolderSurvey:
    """The best pairs of a library, and every folder that can be compared, each by path."""

    pairs: tuple[FolderPair, ...]
    folders: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class FolderPhoto:
    """A photo of one of two folders.

    Attributes
    ----------
    path : Path
        Of several files that are one photo, the one that is shown.
    content_id : int or None
        None where it was not read.
    copy : Path or None
        The file of the other folder that is the same; None where there is none.
    pair_class : PairClass or None
        Identical file or identical picture; None without a copy.
    """

    file_id: int
    path: Path
    size_bytes: int
    content_id: int | None
    copy: Path | None = None
    copy_content_id: int | None = None
    pair_class: PairClass | None = None


@dataclass(frozen=True, slots=True)
class FolderComparison:
    """Two folders, photo by photo, each list by path.

    ``both`` holds the photos of the first folder that the second has too.
    """

    pair: FolderPair
    only_first: tuple[FolderPhoto, ...]
    both: tuple[FolderPhoto, ...]
    only_second: tuple[FolderPhoto, ...]


# -- in words --------------------------------------------------------------------------------------

_SENTENCES = {
    FolderRelation.EQUAL: template(
        "{first} and {second} hold the same photos ({same} of {photos} identical)"
    ),
    FolderRelation.CONTAINED: template(
        "{first} is contained in {second} ({same} of {photos} identical)"
    ),
    FolderRelation.MOSTLY_CONTAINED: template(
        "{first} is mostly contained in {second} ({same} of {photos} identical, "
        "{only} only in {first})"
    ),
    FolderRelation.OVERLAPPING: template(
        "{first} and {second} overlap ({same} of {photos} identical, {only} only in {first})"
    ),
    FolderRelation.APART: template("{first} and {second} have no photo in common"),
}
_SAME_FILE = template("The same file is kept in {folder}")
_SAME_PICTURE = template("The same picture is kept in {folder}")


def sentence(pair: FolderPair, first: str, second: str) -> Phrase:
    """Return what two folders have in common, in words.

    Parameters
    ----------
    pair : FolderPair
    first, second : str
        What to call the folders.
    """
    facts = {
        "first": first,
        "second": second,
        "same": pair.identical,
        "photos": pair.photos,
        "only": pair.only_first,
    }
    return Phrase(_SENTENCES[pair.relation], facts)


def reason_to_go(folder: Path, *, same_bytes: bool) -> Phrase:
    """Return why a photo may go: its copy in the other folder stays."""
    return Phrase(_SAME_FILE if same_bytes else _SAME_PICTURE, {"folder": str(folder)})


def short_names(first: Path, second: Path) -> tuple[str, str]:
    """Return the shortest ends of two paths that tell them apart."""
    one, two = first.parts, second.parts
    length = 1
    while one[-length:] == two[-length:] and length < max(len(one), len(two)):
        length += 1
    return str(Path(*one[-length:])), str(Path(*two[-length:]))


def relation_of(photos: int, identical: int, only_second: int) -> FolderRelation:
    """Return what a folder is to another by what was counted."""
    if not identical:
        return FolderRelation.APART
    if identical == photos:
        return FolderRelation.CONTAINED if only_second else FolderRelation.EQUAL
    if identical >= MOSTLY * photos:
        return FolderRelation.MOSTLY_CONTAINED
    return FolderRelation.OVERLAPPING
