"""Whether two pictures agree where one lies on the other: structure by blocks, colours, residuals.

Both are compared at the coarser one's resolution. Structure is what lies between fine grain and
slow shading, so that compression, edited colours and vignettes leave it alone, and a page of other
text does not have it. Any thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from photofinder.core.images import load_opencv
from photofinder.core.pair_features import COLOUR_SCALE, structure_of
from photofinder.core.verification_alignment import apply

if TYPE_CHECKING:
    from photofinder.core.pair_features import PictureFeatures
    from photofinder.core.verification_alignment import Placement

#: blocks per long edge of the compared frame, their bounds in pixels
_BLOCKS = 20
_MIN_BLOCK_PX = 8
#: blocks overlap by half, so each place is counted about so many times
_OVERLAPPING = 4.0
#: standard deviation of structure, grey levels, from which a block has something to say
STRUCTURE_LEVELS = 2.0
#: no block counts more than one of this structure: a page's edge must not outweigh its text
_MAX_WEIGHT_LEVELS = 12.0
#: a block shows the same when its structure correlates this much
_SAME_BLOCK = 0.6
#: below this scale a picture is smoothed before it is made smaller
_SHRINKS = 0.85
_MIN_SIDE_PX = 12


@dataclass(frozen=True, slots=True, eq=False)
class Frames:
    """Both pictures in the frame of the one that shows the scene smaller.

    Attributes
    ----------
    one, two : ndarray, float32, (h, w)
        Structure; ``one`` is the picture whose frame it is.
    one_grey, two_grey : ndarray, uint8, (h, w)
        Brightness.
    inside : ndarray, uint8, (h, w), or None
        1 where both show something; None where they do everywhere.
    matrix : ndarray, (2, 3)
        From the picture of ``two`` to the frame of ``one``, see `Placement`.
    exchanged : bool
        Whether ``one`` is the second picture of the pair.
    origin : ndarray, (2, 3)
        From the frame, which begins at the inner part, to the picture of ``one``.
    """

    one: NDArray[np.float32]
    two: NDArray[np.float32]
    one_grey: NDArray[np.uint8]
    two_grey: NDArray[np.uint8]
    inside: NDArray[np.uint8] | None
    matrix: NDArray[np.float64]
    exchanged: bool
    origin: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class BlockGrid:
    """Blocks that overlap by half, over a frame of ``height`` x ``width`` pixels."""

    height: int
    width: int

    @property
    def size_px(self) -> int:
        """Side of a block."""
        return max(_MIN_BLOCK_PX, round(max(self.height, self.width) / _BLOCKS))

    @property
    def shape(self) -> tuple[int, int]:
        """Blocks down and across."""
        step = self.size_px // 2
        return self.height // step - 1, self.width // step - 1

    def means(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        """Average each block."""
        step = self.size_px // 2
        down, across = self.height // step, self.width // step
        cut = values[: down * step, : across * step]
        cv2 = load_opencv()
        cells = cv2.resize(cut, (across, down), interpolation=cv2.INTER_AREA)
        rows = cells[1:] + cells[:-1]
        blocks: NDArray[np.float32] = (rows[:, 1:] + rows[:, :-1]) * np.float32(0.25)
        return blocks


@dataclass(frozen=True, slots=True, eq=False)
class Blocks:
    """Structure compared block by block; arrays of the blocks that have any, (n,).

    Attributes
    ----------
    same : ndarray
        Correlation of structure, -1..1.
    one, two : ndarray
        Standard deviations of structure, ``two`` with the contrast of ``one``.
    rows, columns : ndarray of int
        Where the block is, in half blocks.
    grid : BlockGrid
    covered : int
        Blocks that both pictures cover, structured or not.
    """

    same: NDArray[np.float32]
    one: NDArray[np.float32]
    two: NDArray[np.float32]
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    grid: BlockGrid
    covered: int

    @property
    def count(self) -> float:
        """How many blocks have structure, overlapping ones counted once."""
        return len(self.same) / _OVERLAPPING

    @property
    def weights(self) -> NDArray[np.float32]:
        """What each block counts."""
        strength: NDArray[np.float32] = np.minimum(
            np.maximum(self.one, self.two), _MAX_WEIGHT_LEVELS
        )
        return strength

    @property
    def typical(self) -> float:
        """Median correlation; 0 where there is no structure."""
        return float(np.median(self.same)) if len(self.same) else 0.0

    @property
    def structure(self) -> float:
        """Weighted mean correlation; 0 where there is no structure."""
        weights = self.weights
        return float(weights @ self.same / weights.sum()) if len(weights) else 0.0

    @property
    def same_share(self) -> float:
        """Weighted share of blocks that show the same; 0 where there is no structure."""
        weights = self.weights
        same = self.same >= _SAME_BLOCK
        return float(weights[same].sum() / weights.sum()) if len(weights) else 0.0


def frames(
    first: PictureFeatures,
    second: PictureFeatures,
    placement: Placement,
    *,
    exchanged: bool | None = None,
) -> Frames | None:
    """Bring both into one frame; None when hardly anything would overlap.

    ``exchanged`` chooses the second one's frame; left out, the one that shows the scene smaller.
    """
    if exchanged is None:
        exchanged = placement.scale > 1.0
    if exchanged:
        first, second = second, first
    matrix = placement.inverse() if exchanged else placement.matrix
    box = first.inner
    if min(box.width, box.height) < _MIN_SIDE_PX:
        return None
    size = (box.width, box.height)
    source = second.inner
    # from inner part to inner part: bars are not compared
    shift = matrix[:, :2] @ np.array([source.left, source.top]) - [box.left, box.top]
    moved = matrix + np.hstack([np.zeros((2, 2)), shift[:, None]])
    grey = warped(second.inner_grey, moved, size)
    inside = _inside(moved, (source.width, source.height), size, _EDGE_PX)
    origin = np.array([[1, 0, box.left], [0, 1, box.top]], np.float64)
    two = structure_of(grey)
    return Frames(first.structure, two, first.inner_grey, grey, inside, matrix, exchanged, origin)


#: an edge that lies inside the other picture is the end of all there is, not structure
_EDGE_PX = 8.0


def warped(
    picture: NDArray[np.uint8],
    matrix: NDArray[np.float64],
    size: tuple[int, int],
    *,
    border: int | None = None,
) -> NDArray[np.uint8]:
    """Return a grey picture laid on a frame of (width, height).

    What lies around it goes on from its edge, or is of one level.
    """
    cv2 = load_opencv()
    scale = float(np.sqrt(abs(np.linalg.det(matrix[:, :2]))))
    if scale < _SHRINKS:
        picture = cv2.GaussianBlur(picture, (0, 0), 0.5 * np.sqrt(1 / scale**2 - 1))
    # from corners to the centres that OpenCV counts
    shift = matrix[:, :2] @ np.array([0.5, 0.5]) + matrix[:, 2] - 0.5
    onto = np.hstack([matrix[:, :2], shift[:, None]])
    around = cv2.BORDER_REPLICATE if border is None else cv2.BORDER_CONSTANT
    laid: NDArray[np.uint8] = cv2.warpAffine(
        picture, onto, size, flags=cv2.INTER_LINEAR, borderMode=around, borderValue=border or 0
    )
    return laid


def _inside(
    matrix: NDArray[np.float64], picture: tuple[int, int], size: tuple[int, int], edge_px: float
) -> NDArray[np.uint8] | None:
    """Return where a picture is seen in a frame, 1 or 0, without its edges inside the frame.

    None where it is seen everywhere.
    """
    width, height = picture
    whole = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float64)
    at = apply(matrix, whole)
    area = abs(np.linalg.det(matrix[:, :2])) * width * height
    at_edges = (np.maximum(at - size, -at).max(axis=1) > -_AT_THE_EDGE_PX).all()
    if at_edges and area > _FULL_AREA * size[0] * size[1]:  # one turned by 25 degrees is not
        return None
    centre = np.array([width, height]) / 2
    margin = edge_px / float(np.sqrt(abs(np.linalg.det(matrix[:, :2]))))
    shrunk = centre + (whole - centre) * np.maximum(0, 1 - margin / centre)
    mask = np.zeros((size[1], size[0]), np.uint8)
    points = np.round((apply(matrix, shrunk) - 0.5) * _SUBPIXELS).astype(np.int32)
    load_opencv().fillConvexPoly(mask, points, 1, shift=4)
    return mask


#: a copy's corners may lie so far inside the other's frame, from rounding of sizes
_AT_THE_EDGE_PX = 1.5
_FULL_AREA = 0.95
_SUBPIXELS = 16


def compare_blocks(pair: Frames) -> Blocks:
    """Correlate the structure of both, block by block."""
    height, width = pair.one.shape
    grid = BlockGrid(height, width)
    mean = grid.means
    cover = np.ones(grid.shape, bool)
    if pair.inside is not None:
        cover = mean(pair.inside.astype(np.float32)) > _COVERED
    one, two = pair.one, pair.two
    m_a, m_b = mean(one)[cover], mean(two)[cover]
    v_a = np.maximum(mean(one * one)[cover] - m_a**2, 0)
    v_b = np.maximum(mean(two * two)[cover] - m_b**2, 0)
    shared = mean(one * two)[cover] - m_a * m_b
    # the structure of a flatter edit is compared as if it had the other's contrast
    gain = float(np.clip(np.sqrt((v_a.sum() + 1) / (v_b.sum() + 1)), 0.5, 2.0))
    s_a, s_b = np.sqrt(v_a), np.sqrt(v_b) * gain
    strong = np.maximum(s_a, s_b) >= STRUCTURE_LEVELS
    same = (shared / np.sqrt(v_a * v_b + _LITTLE))[strong]
    rows, columns = np.nonzero(cover)
    return Blocks(
        same,
        s_a[strong],
        s_b[strong],
        rows[strong],
        columns[strong],
        grid,
        int(cover.sum()),
    )


_COVERED = 0.98
#: keeps blocks without any structure in one picture at zero
_LITTLE = 0.05


def compare_detail(pair: Frames, blocks: Blocks) -> float:
    """Correlate what is left of the structure without the lines that run across, -1..1.

    Pages with other words on the same lines have these in common, and nothing else.
    """
    cv2 = load_opencv()
    mean = blocks.grid.means
    across = (2 * blocks.grid.size_px + 1, 1)
    one, two = (s - cv2.blur(s, across) for s in (pair.one, pair.two))
    at = blocks.rows, blocks.columns
    power = mean(one * one)[at] * mean(two * two)[at]
    same = mean(one * two)[at] / np.sqrt(np.maximum(power, 0) + _LITTLE)
    weights = blocks.weights
    return float(weights @ same / weights.sum()) if len(weights) else 0.0


@dataclass(frozen=True, slots=True)
class Shading:
    """How colours and brightness of the second differ from the first's in the overlap.

    Attributes
    ----------
    correlation : float
        Of grey levels, -1..1.
    contrast : float
        Standard deviation of grey levels, the lower one.
    difference : float
        Largest of the channels' mean absolute differences, levels.
    residual : float
        The same after the fit.
    gains, offsets : tuple of float
        Of the fit, second = gain x first + offset, red, green, blue.
    """

    correlation: float
    contrast: float
    difference: float
    residual: float
    gains: tuple[float, float, float]
    offsets: tuple[float, float, float]


def compare_shading(
    first: PictureFeatures, second: PictureFeatures, placement: Placement
) -> Shading | None:
    """Compare colours at a quarter of the size; None when hardly anything overlaps."""
    cv2 = load_opencv()
    box = first.inner
    matrix = placement.matrix.copy()
    matrix[:, 2] /= COLOUR_SCALE
    height, width = first.small_rgb.shape[:2]
    shift = matrix[:, :2] @ np.array([0.5, 0.5]) + matrix[:, 2] - 0.5
    onto = np.hstack([matrix[:, :2], shift[:, None]])
    two = cv2.warpAffine(
        second.small_rgb,
        onto,
        (width, height),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    seen = _inside_small(matrix, second, (width, height))
    keep = np.zeros((height, width), bool)
    rows = slice(-(-box.top // COLOUR_SCALE), box.bottom // COLOUR_SCALE)
    keep[rows, -(-box.left // COLOUR_SCALE) : box.right // COLOUR_SCALE] = True
    if seen is not None:
        keep &= seen > 0
    if np.count_nonzero(keep) < _MIN_COLOURS:
        return None
    return _shading(first.small_rgb[keep], two[keep])


_MIN_COLOURS = 24


def _inside_small(
    matrix: NDArray[np.float64], picture: PictureFeatures, size: tuple[int, int]
) -> NDArray[np.uint8] | None:
    box = picture.inner
    whole = matrix.copy()  # from the inner part, full size, to the small frame
    whole[:, :2] /= COLOUR_SCALE
    whole[:, 2] += whole[:, :2] @ np.array([box.left, box.top])
    return _inside(whole, (box.width, box.height), size, 1.0)


def _shading(one: NDArray[np.float32], two: NDArray[np.float32]) -> Shading:
    ones = np.ascontiguousarray(one.T)
    twos = np.ascontiguousarray(two.T)
    gains, offsets, left = [], [], []
    for a, b in zip(ones, twos, strict=True):
        centred, other = a - a.mean(), b - b.mean()
        gain = float(centred @ other) / max(float(centred @ centred), 1.0)
        gains.append(gain)
        offsets.append(float(b.mean() - gain * a.mean()))
        left.append(float(np.abs(other - gain * centred).mean()))
    grey = np.array([0.299, 0.587, 0.114], np.float32)
    a, b = grey @ ones, grey @ twos
    a, b = a - a.mean(), b - b.mean()
    power = float(np.sqrt((a @ a) * (b @ b)))
    return Shading(
        correlation=float(a @ b) / power if power > 1.0 else 0.0,
        contrast=float(min(a.std(), b.std())),
        difference=float(np.abs(ones - twos).mean(axis=1).max()),
        residual=max(left),
        gains=(gains[0], gains[1], gains[2]),
        offsets=(offsets[0], offsets[1], offsets[2]),
    )
