"""The values that those who show photos ask with and get: frozen, without behaviour.

Lists hold ids only; rows are fetched for what is painted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from photofinder.core.assets import UnitKind
from photofinder.core.types import FileState

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from photofinder.core.metadata import PhotoMetadata
    from photofinder.core.types import Folder, PhotoProblem


#: more are counted, not listed
MAX_PROBLEMS = 2_000


class PhotoSort(StrEnum):
    """What a list of photos is ordered by."""

    DATE = "date"
    NAME = "name"
    FOLDER = "folder"
    SIZE = "size"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class PhotoQuery:
    """Which photos to list, in which order.

    Attributes
    ----------
    text : str
        Each word of it must occur in the name, the folder, the camera or the date, in any case
        of letters.
    folder : Path or None
        Only what lies below.
    added_within_days : int or None
        Only what the library has known for at most so long.
    """

    text: str = ""
    folder: Path | None = None
    added_within_days: int | None = None
    sort: PhotoSort = PhotoSort.DATE
    descending: bool = True


@dataclass(frozen=True, slots=True)
class Section:
    """A run of photos under one header.

    ``key`` is ``YYYY-MM`` by date (empty: unknown), the day ``YYYY-MM-DD`` by arrival, the
    folder's path by folder; lists by name and size have no sections.
    """

    key: str
    start: int
    count: int


@dataclass(frozen=True, slots=True, eq=False)
class PhotoList:
    """The answer to a `PhotoQuery`.

    Attributes
    ----------
    file_ids : ndarray, int64, (n,)
        In order.
    sections : tuple of Section
        In order; they cover the list, or there are none.
    """

    query: PhotoQuery
    file_ids: NDArray[np.int64]
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """One photo as a grid shows it.

    ``content_id`` is None and ``width``, ``height`` are 0 until it was read. ``taken_at`` is the
    camera's own clock in ISO form. ``copies`` counts the other files of the same bytes. ``unit``
    says what belongs to it. ``lead_id`` is the photo that lists show for this one (the JPEG for
    its RAW); None where it is shown itself.
    """

    file_id: int
    path: Path
    state: FileState
    online: bool
    size_bytes: int
    mtime_ns: int
    content_id: int | None = None
    width: int = 0
    height: int = 0
    format: str = ""
    taken_at: str | None = None
    copies: int = 0
    unit: UnitKind = UnitKind.LONE
    lead_id: int | None = None


@dataclass(frozen=True, slots=True)
class PhotoDetails:
    """Everything known of one photo.

    ``copies`` are the other places of the same bytes; ``problem`` says why it cannot be read;
    ``belonging`` are the files that are one photo with it, RAW files before sidecars.
    """

    row: PhotoRow
    metadata: PhotoMetadata | None
    copies: tuple[Path, ...] = ()
    problem: str | None = None
    belonging: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A photo decoded for the screen.

    Attributes
    ----------
    rgb : ndarray, uint8, (h, w, 3)
        Upright sRGB; ``h, w`` are smaller than ``height, width`` where it was scaled down.
    width, height : int
        Full size as displayed.
    """

    path: Path
    rgb: NDArray[np.uint8]
    width: int
    height: int
    format: str
    metadata: PhotoMetadata


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle of an upright picture, each number a fraction of its width or height, 0..1."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class QueryImage:
    """One picture to search with: a file, in the library or not, or a picture's bytes.

    ``region`` takes a part of it. ``name`` is what the user sees of a picture without a file.
    """

    path: Path | None = None
    data: bytes | None = field(default=None, repr=False)
    region: Region | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class SimilarQuery:
    """What to look for.

    Attributes
    ----------
    like : tuple of QueryImage
        At least one; of several their mean counts.
    unlike : tuple of QueryImage
        "Less like these".
    k : int
        At most this many photos.
    folder : Path or None
        Only what lies below.
    taken_from, taken_to : str or None
        ISO dates, both included; photos without a date are left out where one is given.
    exclude_copies : bool
        Leave out copies of the query pictures, and show each picture once.
    """

    like: tuple[QueryImage, ...]
    unlike: tuple[QueryImage, ...] = ()
    k: int = 200
    folder: Path | None = None
    taken_from: str | None = None
    taken_to: str | None = None
    exclude_copies: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class SimilarList:
    """The answer to a `SimilarQuery`, best first.

    Attributes
    ----------
    file_ids : ndarray, int64, (n,)
    scores : ndarray, float32, (n,)
        Cosine, -1..1; of several query pictures the cosine with their mean, with unwanted ones
        that with the direction away from them.
    search_ms : float
        Of the search alone.
    """

    query: SimilarQuery
    file_ids: NDArray[np.int64]
    scores: NDArray[np.float32]
    search_ms: float


@dataclass(frozen=True, slots=True)
class FolderShare:
    """A folder below one of the library's, and how many photos lie anywhere below it."""

    path: Path
    photos: int
    has_subfolders: bool


@dataclass(frozen=True, slots=True)
class FolderPlace:
    """A folder of the disk as the library sees it.

    Attributes
    ----------
    path : Path
        As the library writes it, whatever link led there.
    is_inside : bool
        Whether the library looks into it.
    holds : tuple of Path
        The library's folders below it, where it is not inside itself.
    """

    path: Path
    is_inside: bool
    holds: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class ProblemReport:
    """What the user may want to do something about.

    Attributes
    ----------
    unreadable : tuple of PhotoProblem
        By path; the first `MAX_PROBLEMS` of ``unreadable_count``.
    offline : tuple of Folder
        Folders of the library that were not there at the last look.
    walk : tuple of str
        Sub-folders that could not be entered, each with its reason.
    missing : int
        Photos that are not where they were; what was learnt of them is kept.
    """

    unreadable: tuple[PhotoProblem, ...] = ()
    unreadable_count: int = 0
    offline: tuple[Folder, ...] = ()
    walk: tuple[str, ...] = ()
    missing: int = 0

    @property
    def count(self) -> int:
        """How many problems there are; that photos were removed is none."""
        return self.unreadable_count + len(self.offline) + len(self.walk)
