"""Catalogs of any size around the embeddings of real photos, and folders of any number of files.

A synthetic library behaves like a real one in what is measured: its vectors lie in clusters
around real embeddings (mixtures of two, with noise shaped by the real spread), its rows are those
that a scan writes.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from photofinder.storage.file_rows import path_to_blob

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from photofinder.storage.content_store import ContentStore
    from photofinder.storage.database import Database

BATCH = 10_000
#: weight of the nearer of the two embeddings of a mixture
NEARER = (0.55, 1.0)
#: noise in units of the real embeddings' standard deviation per dimension
NOISE = 0.5


def mixtures(base: NDArray[np.float32], count: int, seed: int = 1) -> Iterator[NDArray[np.float32]]:
    """Yield ``count`` unit vectors around ``base`` (n, d), in batches."""
    rng = np.random.default_rng(seed)
    spread = base.std(axis=0)
    for start in range(0, count, BATCH):
        size = min(BATCH, count - start)
        one = base[rng.integers(len(base), size=size)]
        two = base[rng.integers(len(base), size=size)]
        weight = rng.uniform(*NEARER, size=(size, 1)).astype(np.float32)
        noise = rng.standard_normal((size, base.shape[1]), np.float32) * spread * NOISE
        vectors = weight * one + (1 - weight) * two + noise
        yield vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def fill_catalog(
    database: Database,
    store: ContentStore,
    *,
    base: NDArray[np.float32],
    count: int,
    model_key: str,
    folder: Path,
) -> int:
    """Write ``count`` indexed photos below ``folder`` without any file; return the model's id."""
    dim = base.shape[1]
    model_id = store.model_id(model_key, dim)
    with database.transaction() as connection:
        row = connection.execute(
            "INSERT INTO folder (path, added_at) VALUES (?, '2026-01-01') RETURNING id",
            (path_to_blob(folder),),
        ).fetchone()
    folder_id, number = int(row[0]), 0
    rng = np.random.default_rng(2)
    for vectors in mixtures(base, count):
        hashes = rng.integers(0, 1 << 63, size=(len(vectors), 8), dtype=np.uint64)
        with database.transaction() as connection:
            for vector, phash in zip(vectors, hashes, strict=True):
                number += 1
                digest = hashlib.sha256(number.to_bytes(8, "little")).digest()
                connection.execute(
                    "INSERT INTO content (id, digest, size_bytes, width, height, format, phash,"
                    " hash_contrast) VALUES (?, ?, 4000000, 4000, 3000, 'JPEG', ?, 2.0)",
                    (number, digest, phash.tobytes()),
                )
                connection.execute(
                    "INSERT INTO file (folder_id, relpath, size_bytes, mtime_ns, content_id,"
                    " state) VALUES (?, ?, 4000000, 1, ?, 'indexed')",
                    (folder_id, f"{number // 500:05d}/IMG_{number:07d}.jpg".encode(), number),
                )
                connection.execute(
                    "INSERT INTO embedding (content_id, model_id, vector, paired)"
                    " VALUES (?, ?, ?, 1)",
                    (number, model_id, vector.astype("<f4").tobytes()),
                )
    return model_id


def tiny_files(folder: Path, count: int, per_folder: int = 500) -> None:
    """Make ``count`` small files with photo names: what a walk sees of a library."""
    for number in range(count):
        if number % per_folder == 0:
            parent = folder / f"{number // per_folder:05d}"
            parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(
            parent / f"IMG_{number:07d}.jpg", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600
        )
        os.write(descriptor, b"x")
        os.close(descriptor)
