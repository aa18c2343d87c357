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
KEYPOINTS = 450
FAST_THRESHOLD = 7
PYRAMID_LEVELS = 4
PYRAMID_SCALE = 1.4
#: below this ORB has no room for a patch
_MIN_KEYPOINT_EDGE_PX = 40
#: a bar around a picture is of one colour but for a clock or a title
_BAR_LEVELS = 6
_BAR_SHARE = 0.8
#: bars that leave less than this of an edge are no bars but an empty picture
_MIN_INNER_SHARE = 0.3


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
    def inner(self) -> InnerBox:
        """Where the picture lies between bars; all of it where there are none."""
        return _inner_box(self.grey)

    @cached_property
    def turned_glances(self) -> NDArray[np.float32]:
        """(8, n): the inner part at a glance, unit norm, under the turns of ``hashing.TRANSFORMS``."""
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
    def is_flat(self) -> bool:
        """Whether most of it has no structure: pages, screens, skies, dark frames."""
        cv2 = load_opencv()
        edges = cv2.Laplacian(cv2.GaussianBlur(self.grey, (0, 0), 1.0), cv2.CV_16S)
        return bool((np.abs(edges) <= _FLAT_EDGE_LEVELS).mean() > _FLAT_SHARE)

    @cached_property
    def is_grey(self) -> bool:
        """Whether it has no colour."""
        spread = self.rgb.max(axis=2).astype(np.int16) - self.rgb.min(axis=2)
        return bool(np.percentile(spread, 98) <= _GREY_SPREAD_LEVELS)

    @cached_property
    def keypoints(self) -> Keypoints:
        """Of the picture as it is."""
        return _find_keypoints(self.grey)

    @cached_property
    def mirrored_keypoints(self) -> Keypoints:
        """Of the mirrored picture; places in the mirrored picture, too."""
        return _find_keypoints(np.ascontiguousarray(self.grey[:, ::-1]))


_GLANCE_PX = 32
_FLAT_EDGE_LEVELS = 2
_FLAT_SHARE = 0.75

#: chroma that JPEG leaves in a grey picture
_GREY_SPREAD_LEVELS = 6


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
    height, width = grey.shape
    top = _bar(grey)
    bottom = height - _bar(grey[::-1])
    if bottom - top < height * _MIN_INNER_SHARE:
        return InnerBox(0, 0, width, height)
    rows = grey[top:bottom]
    left = _bar(rows.T)
    right = width - _bar(rows.T[::-1])
    if right - left < width * _MIN_INNER_SHARE:
        return InnerBox(0, 0, width, height)
    return InnerBox(left, top, right, bottom)


def _bar(grey: NDArray[np.uint8]) -> int:
    """Count the first rows that are all of the first one's colour."""
    colour = int(np.median(grey[0]))
    same = np.abs(grey.astype(np.int16) - colour) <= _BAR_LEVELS
    others = np.flatnonzero(same.mean(axis=1) < _BAR_SHARE)
    return int(others[0]) if len(others) else len(grey)
