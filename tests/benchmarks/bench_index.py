"""The first index of a library against the raw limit: scaled decode and inference, nothing else.

The raw limit runs on the same files, the same cores, in the same process and run: every core
decodes, then every core infers, both without any of photofinder's work.
"""

from __future__ import annotations

import io
import os
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
from figures import MODEL, Figure, anonymous_mb, median, sample_photos
from picture_maker import make_picture

from photofinder.app.library import Library
from photofinder.core.embedder import OnnxEmbedder
from photofinder.core.model_manifest import read_manifest
from photofinder.paths import AppPaths, bundled_models_dir

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from figures import Settings

PHOTOS = 160
WIDTH, HEIGHT = 4000, 3000
ROUNDS = 3
SHORT_EDGE_PX, LONG_EDGE_PX = 256, 320
BATCH = 16


def run(settings: Settings) -> Iterator[Figure]:
    """Index 12-megapixel photos (or the user's own) three times, the raw limit beside each."""
    photos = settings.photos or _make_photos(settings.work / "photos")
    files = sorted(path for path in photos.rglob("*") if path.is_file())
    for path in files:
        path.read_bytes()
    ratios, rates, limits, peaks = [], [], [], []
    for number in range(ROUNDS):
        limit = _raw_limit(files)
        rate, peak_mb = _index(photos, settings.work / f"index-{number}")
        ratios.append(rate / limit)
        rates.append(rate)
        limits.append(limit)
        peaks.append(peak_mb)
    yield Figure(
        f"first index, {len(files)} photos: share of the raw limit",
        f"{median(ratios):.2f}",
        f"{median(rates):.1f} photos/s; scaled decode and inference alone {median(limits):.1f}",
        ">= 0.8",
    )
    yield Figure(
        "memory while indexing", f"{max(peaks):.0f} MB", "anonymous, highest seen", "700 MB"
    )


def _make_photos(folder: Path) -> Path:
    """Enlarge the sample photos, or pictures made by script, to 12 megapixels."""
    from PIL import Image

    folder.mkdir()
    samples = sample_photos()
    for number in range(PHOTOS):
        path = folder / f"IMG_{number:04d}.jpg"
        if number < len(samples):
            with Image.open(samples[number]) as picture:
                large = picture.convert("RGB").resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
            grain = np.random.default_rng(number).normal(0, 3, (HEIGHT, WIDTH, 1))
            pixels = np.clip(np.asarray(large) + grain, 0, 255).astype(np.uint8)
            Image.fromarray(pixels).save(path, "JPEG", quality=90)
        else:
            path.write_bytes(make_picture(number, WIDTH, HEIGHT))
    return folder


def _raw_limit(files: list[Path]) -> float:
    """Return photos/s of the decoder with DCT scaling, then the network, on all cores."""
    from PIL import Image

    cores = os.cpu_count() or 1
    manifest = read_manifest(bundled_models_dir() / MODEL)
    embedder = OnnxEmbedder(manifest)
    size = (manifest.input.width_px, manifest.input.height_px)

    def decode(path: Path) -> None:
        with Image.open(io.BytesIO(path.read_bytes())) as picture:
            width, height = picture.size
            scale = max(SHORT_EDGE_PX / min(width, height), LONG_EDGE_PX / max(width, height))
            picture.draft("RGB", (int(width * scale) + 1, int(height * scale) + 1))
            picture.load()

    batch = np.zeros((BATCH, size[1], size[0], 3), np.uint8)
    embedder.embed(batch)
    started = time.perf_counter()
    with ThreadPoolExecutor(cores) as pool:
        list(pool.map(decode, files))
    for start in range(0, len(files), BATCH):
        embedder.embed(batch[: len(files) - start])
    return len(files) / (time.perf_counter() - started)


def _index(photos: Path, data_dir: Path) -> tuple[float, float]:
    """Return photos/s of a first scan, and the highest anonymous memory seen while it ran."""
    peak_mb = 0.0
    with Library.open(AppPaths.at(data_dir), writable=True) as library:
        library.add_folder(photos)
        started = time.perf_counter()
        job = library.scan()
        while True:
            try:
                report = job.result(0.05)
                break
            except TimeoutError:
                peak_mb = max(peak_mb, anonymous_mb())
        return report.indexed / (time.perf_counter() - started), peak_mb
