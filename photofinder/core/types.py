"""The values that cross modules and threads: frozen, without behaviour beyond small readings."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from photofinder.core.phrases import Phrase


class FileState(StrEnum):
    """What the catalog knows of a file on disk."""

    PENDING = "pending"
    INDEXED = "indexed"
    UNREADABLE = "unreadable"
    MISSING = "missing"


class PairClass(StrEnum):
    """The four honest classes of a pair, strongest first."""

    IDENTICAL_FILE = "identical_file"
    IDENTICAL_PICTURE = "identical_picture"
    SAME_SHOT = "same_shot"
    SERIES = "series"

    @property
    def rank(self) -> int:
        """0 for the strongest class."""
        return _CLASS_ORDER.index(self)


_CLASS_ORDER = list(PairClass)


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What a stat says: enough to see that a file is unchanged.

    ``device`` and ``inode`` tell hard links apart from copies; both are 0 where the file
    system has none.
    """

    size_bytes: int
    mtime_ns: int
    device: int = 0
    inode: int = 0


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of the library. ``online`` is what the last scan found."""

    folder_id: int
    path: Path
    online: bool = True


@dataclass(frozen=True, slots=True)
class CatalogFile:
    """Where a content lies: one row of the catalog's ``file`` table."""

    file_id: int
    folder_id: int
    path: Path
    stamp: FileStamp
    state: FileState
    content_id: int | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What is known of a picture, wherever its file lies.

    ``burst`` is the camera's name for a series of shots; ``pixel_digest`` is only there once it
    was worth comparing the pixels; ``subsec_s`` is a fraction of a second to add to ``taken_at``.
    """

    content_id: int
    digest: bytes
    size_bytes: int
    width: int
    height: int
    format: str
    taken_at: str | None = None
    has_camera: bool = False
    metadata_fields: int = 0
    sharpness: float = 0.0
    pixel_digest: bytes | None = None
    burst: str | None = None
    subsec_s: float | None = None


class Relation(StrEnum):
    """What was done to one picture of a pair to get the other; a pair may have several."""

    IDENTICAL_FILE = "identical_file"
    METADATA_ONLY = "metadata_only"
    FORMAT_CHANGED = "format_changed"
    RECOMPRESSED = "recompressed"
    RESIZED = "resized"
    CROPPED = "cropped"
    ROTATED = "rotated"
    MIRRORED = "mirrored"
    COLOUR_EDITED = "colour_edited"
    GREY = "grey"
    OVERLAY = "overlay"
    SCREENSHOT_OF = "screenshot_of"
    BURST = "burst"
    SAME_SCENE = "same_scene"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in shares of a picture's width and height as displayed; 0..1, left < right."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Verification:
    """What comparing the pixels of two pictures has shown.

    Attributes
    ----------
    relations : tuple of Relation
        All that was seen, the one that names the pair first.
    transform : tuple of float, (6,), or None
        ``(a, b, c, d, e, f)``: the point (x, y) of the second picture lies on the first at
        ``(a x + b y + c, d x + e y + f)``, both in shares of the pictures' width and height as
        displayed. None: no place was found (series by time alone).
    overlap : Box or None
        The part of the first picture that the second one shows too.
    agreement : float
        Normalised cross-correlation over the overlap, aligned, -1..1.
    keypoints : int
        Matched keypoints that fit the transform; 0 when correlation alone decided.
    same_shot, series : float
        Calibrated probabilities, 0..1; what is missing to 1 is "unrelated".
    version : int
        Of the verifier, `core.verification.VERSION`.
    looked_px : int
        Long edge, in pixels, at which they were compared again (`core.close_look`); 0 where the
        thumbnails alone were.
    moved : Box or None
        Where on the first picture something was seen to have moved then.
    """

    relations: tuple[Relation, ...]
    transform: tuple[float, float, float, float, float, float] | None
    overlap: Box | None
    agreement: float
    keypoints: int
    same_shot: float
    series: float
    version: int
    looked_px: int = 0
    moved: Box | None = None


@dataclass(frozen=True, slots=True)
class PairEvidence:
    """Why two contents are called a pair.

    Attributes
    ----------
    first_id, second_id : int
        Content ids, the smaller first.
    pair_class : PairClass
    relation : str
        What was done to one to get the other, in words ("mirrored", "resized").
    score : float
        Cosine of the embeddings, -1..1; 1.0 for identical pictures.
    hash_distance : int
        Bits (0..64) between the perceptual hashes under the best turn.
    verified : Verification or None
        What the pixels say; None for pairs from before pictures were verified.
    """

    first_id: int
    second_id: int
    pair_class: PairClass
    relation: str
    score: float
    hash_distance: int = 0
    verified: Verification | None = None

    @property
    def probability(self) -> float:
        """How certain the class of the pair is, 0..1; 0 where nobody has compared the pixels."""
        if self.verified is None:
            return 0.0
        series = self.pair_class is PairClass.SERIES
        return self.verified.series if series else self.verified.same_shot


@dataclass(frozen=True, slots=True)
class Match:
    """A photo that looks like the query. ``score`` is the cosine, -1..1."""

    path: Path
    score: float
    content_id: int


@dataclass(frozen=True, slots=True)
class SimilarResult:
    """The answer to "what looks like this one?", best first."""

    query: Path
    matches: tuple[Match, ...]
    search_ms: float
    index: str


@dataclass(frozen=True, slots=True)
class DuplicateMember:
    """A file of a duplicate group, with its class relative to the group's keeper.

    Attributes
    ----------
    relation : Phrase
        What it is to the keeper, in words.
    score : float
        Cosine of the embeddings, -1..1; 1.0 for identical pictures.
    width, height : int
        In pixels.
    is_hard_link : bool
        It is the keeper's own file under another name: removing it gains nothing.
    evidence : PairEvidence or None
        Why it is of the class; None for identical files and pictures, which are proven.
    """

    path: Path
    pair_class: PairClass
    relation: Phrase
    score: float
    file_id: int = 0
    content_id: int = 0
    size_bytes: int = 0
    width: int = 0
    height: int = 0
    is_hard_link: bool = False
    evidence: PairEvidence | None = None


@dataclass(frozen=True, slots=True)
class DuplicateGroup:
    """A keeper and what was found to be the same. ``pair_class`` is the strongest of the members.

    ``reason`` says in words why the keeper is the one to keep, ``rule`` is the name of the first
    keeper rule that decided (empty: none did, it is the first by path).
    """

    keeper: Path
    pair_class: PairClass
    reason: Phrase
    members: tuple[DuplicateMember, ...]
    rule: str = ""
    keeper_file_id: int = 0
    keeper_content_id: int = 0
    keeper_bytes: int = 0
    keeper_width: int = 0
    keeper_height: int = 0


@dataclass(frozen=True, slots=True)
class PhotoInfo:
    """One photo of the library as a list shows it.

    ``content_id``, size in pixels and capture time (ISO form, the camera's own clock) are only
    known of a photo that was indexed: None and 0 until then. ``online`` tells its folder's state.
    """

    path: Path
    state: FileState
    online: bool
    size_bytes: int
    content_id: int | None
    width: int
    height: int
    taken_at: str | None


@dataclass(frozen=True, slots=True)
class PhotoProblem:
    """A photo that cannot be read, and why."""

    path: Path
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class ScanReport:
    """What one scan did.

    ``photos`` are the files on disk now; ``indexed`` were decoded and embedded in this scan,
    ``reused`` were new or changed places of a known content (no decode), ``unreadable`` is the
    number of photos that cannot be read, whenever that was found.
    """

    photos: int
    indexed: int
    reused: int
    unreadable: int
    seconds: float
    added: int = 0
    changed: int = 0
    moved: int = 0
    missing: int = 0
    offline_folders: tuple[Path, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def photos_per_s(self) -> float:
        """Photos decoded and embedded per second of this scan."""
        return self.indexed / self.seconds if self.seconds > 0 else 0.0


@dataclass(frozen=True, slots=True)
class RankedIds:
    """Search result: ids best first, with their cosines; both (k,)."""

    ids: NDArray[np.int64]
    scores: NDArray[np.float32]


class WorkContext(Protocol):
    """What long work tells and asks: progress out, cancellation in. Any thread."""

    def progress(self, done: int, total: int, what: str = "") -> None:
        """Say how far the work is; cheap enough to be called per photo."""

    def check_cancelled(self) -> None:
        """Raise `JobCancelled` when the user asked to stop."""
