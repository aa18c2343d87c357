"""What verification needs of a picture: grey levels, the picture's place inside bars, keypoints.

Made from the thumbnail that indexing has anyway. Any thread; keypoints are only looked for when a
pair asks for them, and kept then.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from photofinder.core.images import load_opencv, shrink_to_edge

if TYPE_CHECKING:
    from typing import Any

#: pictures are compared at this size: text lines of a page and a face's mouth can still be seen
EDGE_PX = 320
#: more keypoints cost time and find no more pairs
KEYPOINTS = 400
FAST_THRESHOLD = 7
PYRAMID_LEVELS = 4
PYRAMID_SCALE = 1.4
#: below this ORB has no room for a patch
_MIN_KEYPOINT_EDGE_PX = 40
#: a bar around a picture is of one colour but for a clock or a title
_BAR_LEVELS = 6
_BAR_SHARE = 0.6
#: bars that leave less than this of an edge are no bars but an empty picture
_MIN_INNER_SHARE = 0.3
#: thinner ones are no bars but a frame, or the tips of a turned picture
_MIN_BARS_SHARE = 0.03


@dataclass(frozen=True, slots=True, eq=False)
class Keypoints:
    """Places (pixels, from the picture's corner) and binary descriptors of an ORB search.

    Attributes
    ----------
    places : ndarray, float32, (n, 2)
    descriptors : ndarray, uint8, (n, 32)
    """

    places: NDArray[np.float32]
    descriptors: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class InnerBox:
    """The part of a picture inside bars of one colour, in pixels; right and bottom excluded."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """In pixels."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """In pixels."""
        return self.bottom - self.top


class PictureFeatures:
    """A picture as `core.verification.verify` compares it; made by `describe_picture`.

    Parameters
    ----------
    rgb : ndarray, uint8, (h, w, 3)
        Long edge at most `EDGE_PX`.
    """

    def __init__(self, rgb: NDArray[np.uint8]) -> None:
        self.rgb = rgb

    @property
    def width(self) -> int:
        """In pixels of the thumbnail."""
        return int(self.rgb.shape[1])

    @property
    def height(self) -> int:
        """In pixels of the thumbnail."""
        return int(self.rgb.shape[0])

    @cached_property
    def grey(self) -> NDArray[np.uint8]:
        """(h, w)."""
        cv2 = load_opencv()
        grey: NDArray[np.uint8] = cv2.cvtColor(self.rgb, cv2.COLOR_RGB2GRAY)
        return grey

    @cached_property
    def structure(self) -> NDArray[np.float32]:
        """Of the inner part, (h, w): what lies between fine grain and slow shading."""
        return structure_of(self.inner_grey)

    @cached_property
    def inner_grey(self) -> NDArray[np.uint8]:
        """The inner part's grey levels."""
        box = self.inner
        return self.grey[box.top : box.bottom, box.left : box.right]

    @cached_property
    def small_rgb(self) -> NDArray[np.float32]:
        """A `COLOUR_SCALE`-th of the size, for comparing colours."""
        cv2 = load_opencv()
        size = (-(-self.width // COLOUR_SCALE), -(-self.height // COLOUR_SCALE))
        small: NDArray[np.float32] = cv2.resize(self.rgb, size, interpolation=cv2.INTER_AREA)
        return small.astype(np.float32)

    @cached_property
    def inner(self) -> InnerBox:
        """Where the picture lies between bars; all of it where there are none."""
        return _inner_box(self.grey)

    @cached_property
    def turned_glances(self) -> NDArray[np.float32]:
        """(8, n): the inner part at a glance, unit norm, under each of ``hashing.TRANSFORMS``."""
        cv2 = load_opencv()
        box = self.inner
        inner = self.grey[box.top : box.bottom, box.left : box.right]
        small = cv2.resize(inner, (_GLANCE_PX, _GLANCE_PX), interpolation=cv2.INTER_AREA)
        small = small.astype(np.float32) - np.float32(small.mean())
        small /= max(float(np.linalg.norm(small)), 1.0)
        half = small[::-1, ::-1]
        turned = (small, small[:, ::-1], half, small[::-1])
        across = (small.T, half.T[:, ::-1], half.T, half.T[::-1])
        return np.stack([*turned, *across]).reshape(8, -1)

    @cached_property
    def plainness(self) -> float:
        """Share of pixels of the commonest brightness, 0..1: high for pages and screens."""
        counts = np.bincount(self.inner_grey.ravel(), minlength=256)
        sums = np.convolve(counts, np.ones(_PLAIN_LEVELS, np.int64))
        return float(sums.max() / counts.sum())

    @cached_property
    def is_grey(self) -> bool:
        """Whether it has no colour."""
        cv2 = load_opencv()
        red, green, blue = cv2.split(self.rgb)
        highest = cv2.max(cv2.max(red, green), blue)
        lowest = cv2.min(cv2.min(red, green), blue)
        spread = cv2.subtract(highest, lowest).ravel()
        return _percentile(spread, _GREY_PERCENT) <= _GREY_SPREAD_LEVELS

    @cached_property
    def keypoints(self) -> Keypoints:
        """Of the picture as it is."""
        return _find_keypoints(self.grey)

    @cached_property
    def mirrored_keypoints(self) -> Keypoints:
        """Of the mirrored picture; places in the mirrored picture, too."""
        return _find_keypoints(np.ascontiguousarray(self.grey[:, ::-1]))


_GLANCE_PX = 32
_PLAIN_LEVELS = 8

#: chroma that JPEG leaves in a grey picture
_GREY_SPREAD_LEVELS = 6
_GREY_PERCENT = 98


def _percentile(levels: NDArray[np.uint8], percent: float) -> float:
    """Return what ``np.percentile`` would, counted: a tenth of the time of putting in order."""
    below = np.cumsum(np.bincount(levels, minlength=256))
    place = (len(levels) - 1) * percent / 100
    low = int(place)
    first, second = (int(np.searchsorted(below, at, side="right")) for at in (low, low + 1))
    return first + (min(second, 255) - first) * (place - low)


def describe_picture(rgb: NDArray[np.uint8]) -> PictureFeatures:
    """Prepare a picture for `core.verification.verify`.

    Parameters
    ----------
    rgb : ndarray, uint8, (h, w, 3) or grey (h, w)
        Upright; a larger one than the thumbnail is scaled down.

    Notes
    -----
    Costs next to nothing; the first pair that needs keypoints pays 2 ms for them.
    """
    if rgb.ndim == 2:
        rgb = np.repeat(rgb[:, :, None], 3, axis=2)
    return PictureFeatures(np.ascontiguousarray(shrink_to_edge(rgb[:, :, :3], EDGE_PX)))


def structure_of(grey: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return what lies between fine grain and slow shading, in grey levels, mean about 0."""
    cv2 = load_opencv()
    fine = cv2.GaussianBlur(grey, (3, 3), 0.8)
    coarse = cv2.blur(fine, (_SHADING_PX, _SHADING_PX), borderType=cv2.BORDER_REPLICATE)
    structure: NDArray[np.float32] = cv2.subtract(fine, coarse, dtype=cv2.CV_32F)
    return structure


_SHADING_PX = 15
#: colours are compared at this part of the size
COLOUR_SCALE = 4


def _find_keypoints(grey: NDArray[np.uint8]) -> Keypoints:
    none = Keypoints(np.zeros((0, 2), np.float32), np.zeros((0, 32), np.uint8))
    if min(grey.shape) < _MIN_KEYPOINT_EDGE_PX:
        return none
    found, descriptors = _detector().detectAndCompute(grey, None)
    if descriptors is None:
        return none
    cv2 = load_opencv()
    places = cv2.KeyPoint_convert(found).astype(np.float32) + np.float32(0.5)
    return Keypoints(places, descriptors)


def _detector() -> Any:
    return load_opencv().ORB_create(
        KEYPOINTS,
        scaleFactor=PYRAMID_SCALE,
        nlevels=PYRAMID_LEVELS,
        edgeThreshold=16,
        fastThreshold=FAST_THRESHOLD,
    )


def _inner_box(grey: NDArray[np.uint8]) -> InnerBox:
    """Take bars away: they come in pairs, above and below or on both sides.

    A picture that is white at the top only, as of a bright sky, is all picture.
    """
    height, width = grey.shape
    top, bottom = _bars(grey)
    rows = grey[top : height - bottom]
    left, right = _bars(np.ascontiguousarray(rows.T))
    return InnerBox(left, top, width - right, height - bottom)


def _bars(grey: NDArray[np.uint8]) -> tuple[int, int]:
    first, last = _bar(grey), _bar(grey[::-1])
    inner = len(grey) - first - last
    thin = first + last < len(grey) * _MIN_BARS_SHARE
    if thin or not (first and last) or inner < len(grey) * _MIN_INNER_SHARE:
        return 0, 0
    return first, last


def _bar(grey: NDArray[np.uint8]) -> int:
    """Count the first rows that are all of the first one's colour, but for a clock or a title.

    The row next to the picture has nothing else: corners of a turned picture are no bars.
    """
    colour = int(np.median(grey[0]))
    low, high = max(colour - _BAR_LEVELS, 0), min(colour + _BAR_LEVELS, 255)
    same = load_opencv().inRange(grey, low, high).mean(axis=1) / 255
    others = np.flatnonzero(same < _BAR_SHARE)
    end = int(others[0]) if len(others) else len(grey)
    whole = np.flatnonzero(same[:end] >= _BAR_END_SHARE)
    return int(whole[-1]) + 1 if len(whole) else 0


_BAR_END_SHARE = 0.97
