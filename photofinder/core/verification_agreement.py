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
from photofinder.core.verification_alignment import invert

if TYPE_CHECKING:
    from photofinder.core.pair_features import PictureFeatures
    from photofinder.core.verification_alignment import Placement

#: blocks per long edge of the compared frame, and their bounds in pixels
_BLOCKS = 20
_MIN_BLOCK_PX = 6
#: standard deviation of structure, grey levels, from which a block has something to say
STRUCTURE_LEVELS = 2.0
#: no block counts more than one of this structure: a page's edge must not outweigh its text
_MAX_WEIGHT_LEVELS = 12.0
#: a block shows the same when its structure correlates this much
_SAME_BLOCK = 0.6
_MIN_COVER = 0.95
_FINE_SIGMA, _COARSE_SIGMA = 0.8, 4.0


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """Both pictures in one frame.

    Attributes
    ----------
    one, two : ndarray, float32, (h, w, 3)
        ``one`` is the picture whose frame it is.
    inside : ndarray, bool, (h, w)
        Where both show something.
    """

    one: NDArray[np.float32]
    two: NDArray[np.float32]
    inside: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Agreement:
    """What comparing says.

    Attributes
    ----------
    correlation : float
        Of grey levels over the overlap, -1..1.
    structure : float
        Of the structure, block by block, weighted, -1..1; 0 when there is none.
    same_share : float
        Weighted share of the structured blocks that show the same.
    blocks : int
        Blocks that have structure in either picture.
    contrast : float
        Standard deviation of grey levels in the overlap, the lower one.
    residual : float
        Root mean square of what a photometric fit leaves of the grey levels.
    plain_residual : float
        Largest of the channels' mean absolute differences, without any fit, after shading.
    gains, offsets : tuple of float
        Of the photometric fit, two = gain x one + offset, by channel.
    """

    correlation: float
    structure: float
    same_share: float
    blocks: int
    contrast: float
    residual: float
    plain_residual: float
    gains: tuple[float, ...]
    offsets: tuple[float, ...]
    one_only: float
    two_only: float
    both_differ: float


def compared(first: PictureFeatures, second: PictureFeatures, placement: Placement) -> Compared:
    """Bring both into the frame of the one that shows the scene smaller."""
    if placement.scale <= 1.0:
        return _in_frame(first, second, placement.matrix)
    return _in_frame(second, first, placement.inverse())


def _in_frame(one: PictureFeatures, two: PictureFeatures, matrix: NDArray[np.float64]) -> Compared:
    cv2 = load_opencv()
    scale = float(np.sqrt(abs(np.linalg.det(matrix[:, :2]))))
    source = two.rgb
    if scale < _SHRINKS:
        source = cv2.GaussianBlur(source, (0, 0), 0.5 * np.sqrt(1 / scale**2 - 1))
    # from corners to the centres that OpenCV counts
    shift = matrix[:, :2] @ np.array([0.5, 0.5]) + matrix[:, 2] - 0.5
    onto = np.hstack([matrix[:, :2], shift[:, None]])
    size = (one.width, one.height)
    warped = cv2.warpAffine(
        source, onto, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    back = invert(matrix)
    x = np.arange(one.width) + 0.5
    y = np.arange(one.height)[:, None] + 0.5
    u = back[0, 0] * x + back[0, 1] * y + back[0, 2]
    v = back[1, 0] * x + back[1, 1] * y + back[1, 2]
    inside = (u >= 0) & (v >= 0) & (u <= two.width) & (v <= two.height)
    box = one.inner
    rows, columns = slice(box.top, box.bottom), slice(box.left, box.right)
    return Compared(
        one.rgb[rows, columns].astype(np.float32),
        warped[rows, columns].astype(np.float32),
        inside[rows, columns],
    )


#: below this scale a picture is smoothed before it is made smaller
_SHRINKS = 0.85


def agreement(pair: Compared) -> Agreement | None:
    """Measure; None when hardly anything overlaps."""
    inside = pair.inside
    if inside.sum() < _MIN_OVERLAP_PX:
        return None
    one, two = pair.one[inside], pair.two[inside]
    gains, offsets = _photometric(one, two)
    grey = np.array([0.299, 0.587, 0.114], np.float32)
    a, b = pair.one @ grey, pair.two @ grey
    inside_a, inside_b = a[inside], b[inside]
    deviation = float(inside_a.std()), float(inside_b.std())
    correlation = _correlation(inside_a, inside_b)
    plain = float(np.abs(one - two).mean(axis=0).max())
    blocks = _Blocks(a, b, inside)
    return Agreement(
        correlation=correlation,
        structure=blocks.structure,
        same_share=blocks.same_share,
        blocks=blocks.count,
        contrast=min(deviation),
        residual=float(deviation[1] * np.sqrt(max(0.0, 1 - correlation**2))),
        plain_residual=plain,
        gains=gains,
        offsets=offsets,
        one_only=blocks.one_only,
        two_only=blocks.two_only,
        both_differ=blocks.both_differ,
    )


_MIN_OVERLAP_PX = 400


def _photometric(
    one: NDArray[np.float32], two: NDArray[np.float32]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    mean_one, mean_two = one.mean(axis=0), two.mean(axis=0)
    centred = one - mean_one
    variance = (centred**2).mean(axis=0)
    shared = (centred * (two - mean_two)).mean(axis=0)
    gains = shared / np.maximum(variance, 1e-3)
    offsets = mean_two - gains * mean_one
    return tuple(map(float, gains)), tuple(map(float, offsets))


def _correlation(a: NDArray[np.float32], b: NDArray[np.float32]) -> float:
    a, b = a - a.mean(), b - b.mean()
    power = float(np.sqrt((a @ a) * (b @ b)))
    return float(a @ b) / power if power > 1e-3 else 0.0


class _Blocks:
    """Structure compared block by block."""

    def __init__(
        self, a: NDArray[np.float32], b: NDArray[np.float32], inside: NDArray[np.bool_]
    ) -> None:
        size = max(_MIN_BLOCK_PX, round(max(a.shape) / _BLOCKS))
        mask = inside.astype(np.float32)
        fine_a, fine_b = _structure(a, mask), _structure(b, mask)
        shape = a.shape[0] // size, a.shape[1] // size

        def mean(values: NDArray[np.float32]) -> NDArray[np.float32]:
            cut = values[: shape[0] * size, : shape[1] * size]
            means: NDArray[np.float32] = cut.reshape(shape[0], size, shape[1], size).mean(
                axis=(1, 3)
            )
            return means.ravel()

        cover = mean(mask) >= _MIN_COVER
        m_a, m_b = mean(fine_a)[cover], mean(fine_b)[cover]
        v_a = np.maximum(mean(fine_a * fine_a)[cover] - m_a**2, 0)
        v_b = np.maximum(mean(fine_b * fine_b)[cover] - m_b**2, 0)
        shared = mean(fine_a * fine_b)[cover] - m_a * m_b
        self._judge(v_a, v_b, shared)

    def _judge(
        self, v_a: NDArray[np.float32], v_b: NDArray[np.float32], shared: NDArray[np.float32]
    ) -> None:
        total_a, total_b = float(v_a.sum()), float(v_b.sum())
        # the structure of a flatter edit is compared as if it had the other's contrast
        gain = np.clip(np.sqrt((total_a + 1) / (total_b + 1)), 0.5, 2.0)
        s_a, s_b = np.sqrt(v_a), np.sqrt(v_b) * gain
        strong = np.maximum(s_a, s_b) >= STRUCTURE_LEVELS
        weight = np.minimum(np.maximum(s_a, s_b), _MAX_WEIGHT_LEVELS)[strong]
        ncc = (shared / np.sqrt(v_a * v_b + 0.05))[strong]
        total = float(weight.sum())
        self.count = int(strong.sum())
        self.structure = float((weight * ncc).sum() / total) if total else 0.0
        same = ncc >= _SAME_BLOCK
        self.same_share = float(weight[same].sum() / total) if total else 0.0
        s_a, s_b = s_a[strong], s_b[strong]
        other = ~same
        self.one_only = float((other & (s_b < 0.5 * s_a)).mean()) if total else 0.0
        self.two_only = float((other & (s_a < 0.5 * s_b)).mean()) if total else 0.0
        self.both_differ = float(other.mean()) - self.one_only - self.two_only if total else 0.0


def _structure(grey: NDArray[np.float32], mask: NDArray[np.float32]) -> NDArray[np.float32]:
    cv2 = load_opencv()
    fine = cv2.GaussianBlur(grey, (0, 0), _FINE_SIGMA)
    coarse = cv2.GaussianBlur(grey, (0, 0), _COARSE_SIGMA)
    result: NDArray[np.float32] = (fine - coarse) * mask
    return result
