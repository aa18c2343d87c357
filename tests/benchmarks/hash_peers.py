"""What perceptual hashes alone find, as people use them: for the tables of `bench_quality`.

ImageHash with its usual threshold of 10 bits, groups by connection. imagededup cannot be installed
beside us (it brings TensorFlow or torch of other versions); its `PHash` is the same 64-bit hash of
the DCT, and `find_duplicates` with its default ``max_distance_threshold=10`` lists the pairs
without connecting them, which is what is done here.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

BITS = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """Groups as the scorer reads them, and what finding them took."""

    groups: list[dict[str, Any]]
    seconds: float


def answers(paths: list[Path]) -> dict[str, Answer]:
    """Return what each way finds.

    Raises
    ------
    ImportError
        ImageHash is not installed.
    """
    import imagehash

    found = {}
    for name, hash_of, connect in (
        (f"ImageHash pHash <= {BITS}", imagehash.phash, True),
        (f"ImageHash dHash <= {BITS}", imagehash.dhash, True),
        (f"imagededup's way, pHash <= {BITS}", imagehash.phash, False),
    ):
        started = time.perf_counter()
        near = _near(_hashes(paths, hash_of))
        groups = _connected(near) if connect else [[int(i), int(j)] for i, j in near]
        written = [_as_json([paths[n] for n in group]) for group in groups]
        found[name] = Answer(written, time.perf_counter() - started)
    return found


def _hashes(paths: list[Path], hash_of: Callable[..., Any]) -> NDArray[np.bool_]:
    from PIL import Image

    hashes = []
    for path in paths:
        with Image.open(path) as picture:
            hashes.append(hash_of(picture).hash.ravel())
    return np.array(hashes)


def _near(hashes: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the pairs, (n, 2), of at most `BITS` different bits."""
    signs = hashes.astype(np.float32) * 2 - 1
    distance = (signs.shape[1] - signs @ signs.T) / 2
    first, second = np.nonzero(np.triu(distance <= BITS, 1))
    return np.stack([first, second], axis=1)


def _connected(pairs: NDArray[np.int64]) -> list[list[int]]:
    head: dict[int, int] = {}

    def find(number: int) -> int:
        while head.setdefault(number, number) != number:
            head[number] = head[head[number]]
            number = head[number]
        return number

    for one, two in pairs.tolist():
        head[find(one)] = find(two)
    groups: dict[int, list[int]] = {}
    for number in sorted(head):
        groups.setdefault(find(number), []).append(number)
    return list(groups.values())


def _as_json(paths: list[Path]) -> dict[str, Any]:
    members = [{"path": str(path), "class": "same_shot", "relation": ""} for path in paths[1:]]
    return {"keeper": str(paths[0]), "members": members}
