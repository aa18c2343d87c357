"""Where one picture lies on another: keypoints, RANSAC, and turns of the whole frame.

A `Placement` maps the second picture to the first, in pixels from the corners of the thumbnails.
Any thread; deterministic.

References
----------
Rublee et al., ORB: an efficient alternative to SIFT or SURF, ICCV 2011.
Fischler and Bolles, Random sample consensus, CACM 24, 1981.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from photofinder.core.images import load_opencv

if TYPE_CHECKING:
    from photofinder.core.pair_features import InnerBox, Keypoints, PictureFeatures

#: Lowe's ratio: the second-best match must be this much worse
_RATIO = 0.8
_RANSAC_PX = 3.0
_RANSAC_ROUNDS = 1_000
_REFIT_PX = 2.0
#: from here on an affine map is fitted: copies may be squashed
_AFFINE_INLIERS = 24
_MIN_MATCHES = 5
#: by accident, fewer keypoints agree, and fewer of those that look alike
_BELIEVED = 9
_BELIEVED_SHARE = 0.5
#: no copy is scaled by more than this between two thumbnails
_MAX_SCALE = 5.0


@dataclass(frozen=True, slots=True, eq=False)
class Placement:
    """Where the second picture lies on the first.

    Attributes
    ----------
    matrix : ndarray, float64, (2, 3)
        Second to first, pixels of the thumbnails measured from their corners.
    inliers : int
        Keypoints that agree; 0 for a guess of the whole frame.
    matches : int
        Keypoints that looked alike.
    """

    matrix: NDArray[np.float64]
    inliers: int = 0
    matches: int = 0

    @property
    def scale(self) -> float:
        """Pixels of the first per pixel of the second."""
        return float(np.sqrt(abs(np.linalg.det(self.matrix[:, :2]))))

    @property
    def is_mirrored(self) -> bool:
        """Whether left and right are exchanged."""
        return bool(np.linalg.det(self.matrix[:, :2]) < 0)

    @property
    def rotation_deg(self) -> float:
        """By what the second is turned clockwise to lie on the first, after mirroring."""
        a, b = self.matrix[:, :2].T
        if self.is_mirrored:
            a = -a
        # the mean direction of both axes: a squashed copy is not turned
        along = np.arctan2(a[1], a[0])
        down = np.arctan2(-b[0], b[1])
        return float(
            np.degrees(np.arctan2(np.sin(along) + np.sin(down), np.cos(along) + np.cos(down)))
        )

    def inverse(self) -> NDArray[np.float64]:
        """First to second."""
        return invert(self.matrix)


def invert(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn a (2, 3) map around."""
    linear = np.linalg.inv(matrix[:, :2])
    return np.hstack([linear, -linear @ matrix[:, 2:]])


def apply(matrix: NDArray[np.float64], points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Map (n, 2) points."""
    return points @ matrix[:, :2].T + matrix[:, 2]


def frame_placement(first: InnerBox, second: InnerBox, turn: int) -> Placement:
    """Lay all of the second box on all of the first one, turned.

    Parameters
    ----------
    turn : int
        Index into `core.hashing.TRANSFORMS`: what to do to the second.
    """
    # unit square to unit square: what EXIF orientation turn + 1 does
    unit = np.array(_TURNS[turn], np.float64)
    inward = np.array(
        [
            [1 / second.width, 0, -second.left / second.width],
            [0, 1 / second.height, -second.top / second.height],
            [0, 0, 1],
        ]
    )
    outward = np.array(
        [[first.width, 0, first.left], [0, first.height, first.top], [0, 0, 1]], np.float64
    )
    return Placement((outward @ unit @ inward)[:2])


_TURNS = (
    ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    ((-1, 0, 1), (0, 1, 0), (0, 0, 1)),
    ((-1, 0, 1), (0, -1, 1), (0, 0, 1)),
    ((1, 0, 0), (0, -1, 1), (0, 0, 1)),
    ((0, 1, 0), (1, 0, 0), (0, 0, 1)),
    ((0, -1, 1), (1, 0, 0), (0, 0, 1)),
    ((0, -1, 1), (-1, 0, 1), (0, 0, 1)),
    ((0, 1, 0), (-1, 0, 1), (0, 0, 1)),
)


@dataclass(frozen=True, slots=True)
class Glance:
    """How two pictures look alike at a glance, as whole frames, -1..1.

    Attributes
    ----------
    turn : int
        The best of ``hashing.TRANSFORMS``; 0 when in doubt.
    best : float
        Correlation under that turn.
    plain, mirrored : float
        The best of the turns without and with a mirror.
    """

    turn: int
    best: float
    plain: float
    mirrored: float


def at_a_glance(first: PictureFeatures, second: PictureFeatures) -> Glance:
    """Compare two pictures of 32 x 32 pixels under all turns."""
    alike = second.turned_glances @ first.turned_glances[0]
    best = int(alike.argmax())
    turn = best if alike[best] > alike[0] + _TURN_MARGIN else 0
    plain, mirrored = float(alike[list(_PLAIN)].max()), float(alike[list(_MIRRORED)].max())
    return Glance(turn, float(alike[turn]), plain, mirrored)


_PLAIN, _MIRRORED = (0, 2, 5, 7), (1, 3, 4, 6)
#: a picture that looks the same turned is taken as it is
_TURN_MARGIN = 0.02


def keypoint_placement(
    first: PictureFeatures, second: PictureFeatures, *, mirrored: bool
) -> Placement | None:
    """Find where the second lies on the first by what their keypoints have in common."""
    points = second.mirrored_keypoints if mirrored else second.keypoints
    found = _placement(first.keypoints, points)
    if found is None or not mirrored:
        return found
    flip = np.array([[-1, 0, second.width], [0, 1, 0], [0, 0, 1]], np.float64)
    return Placement(found.matrix @ flip, found.inliers, found.matches)


def _placement(first: Keypoints, second: Keypoints) -> Placement | None:
    pairs = _matches(first, second)
    if len(pairs) < _MIN_MATCHES:
        return None
    onto, source = first.places[pairs[:, 0]], second.places[pairs[:, 1]]
    cv2 = load_opencv()
    matrix, _ = cv2.estimateAffinePartial2D(
        source,
        onto,
        method=cv2.RANSAC,
        ransacReprojThreshold=_RANSAC_PX,
        maxIters=_RANSAC_ROUNDS,
        confidence=0.995,
        refineIters=10,
    )
    if matrix is None:
        return None
    scale = np.hypot(matrix[0, 0], matrix[1, 0])
    if not 1 / _MAX_SCALE <= scale <= _MAX_SCALE:
        return None
    found = _refitted(np.asarray(matrix, np.float64), onto, source, len(pairs))
    believed = found.inliers >= _BELIEVED or found.inliers >= _BELIEVED_SHARE * found.matches
    return found if believed else None


def _refitted(
    matrix: NDArray[np.float64],
    onto: NDArray[np.float32],
    source: NDArray[np.float32],
    matches: int,
) -> Placement:
    """Fit to all that agree by now, twice; an affine map where there are enough."""
    near = _errors(matrix, onto, source) <= _RANSAC_PX
    for _ in range(2):
        if near.sum() < _AFFINE_INLIERS:
            break
        better = _least_squares(onto[near], source[near])
        linear = np.linalg.svd(better[:, :2], compute_uv=False)
        if linear[1] < linear[0] / _MAX_SQUASH:
            break
        matrix = better
        near = _errors(matrix, onto, source) <= _REFIT_PX
    return Placement(matrix, int(near.sum()), matches)


#: 16:9 squashed to a square
_MAX_SQUASH = 1.8


def _least_squares(onto: NDArray[np.float32], source: NDArray[np.float32]) -> NDArray[np.float64]:
    design = np.hstack([source, np.ones((len(source), 1), np.float32)]).astype(np.float64)
    solution = np.linalg.lstsq(design, onto.astype(np.float64), rcond=None)[0]
    return np.asarray(solution.T, np.float64)


def _errors(
    matrix: NDArray[np.float64], onto: NDArray[np.float32], source: NDArray[np.float32]
) -> NDArray[np.float64]:
    return np.asarray(
        np.linalg.norm(apply(matrix, source.astype(np.float64)) - onto, axis=1), np.float64
    )


def _matches(first: Keypoints, second: Keypoints) -> NDArray[np.int64]:
    """Return (n, 2) indices: the second's keypoints that have one clear counterpart."""
    if min(len(first.places), len(second.places)) < _MIN_MATCHES:
        return np.zeros((0, 2), np.int64)
    cv2 = load_opencv()
    # the two nearest of each; of equally near ones the first
    bits, order = cv2.batchDistance(
        second.descriptors, first.descriptors, cv2.CV_32S, normType=cv2.NORM_HAMMING, K=2
    )
    nearest = order[:, 0]
    distance, next_one = bits.astype(np.float32).T
    clear = np.flatnonzero(distance < _RATIO * next_one)
    clear = clear[np.argsort(distance[clear], kind="stable")]
    # a keypoint has one counterpart: the nearest of those that chose it
    _, unique = np.unique(nearest[clear], return_index=True)
    chosen = clear[np.sort(unique)]
    return np.stack([nearest[chosen], chosen], axis=1).astype(np.int64)
