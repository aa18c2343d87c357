"""How good the answers are: class top-1 of each model, duplicates against known truth.

Needs the shared folder with sample photos, the library generator and its scorer beside the
checkout; says so where it is missing.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import numpy as np
from figures import MODEL, Figure, repository, sample_photos

from photofinder.app.library import Library
from photofinder.cli_json import group_as_json, to_json
from photofinder.core.analysis import analyse
from photofinder.core.embedder import OnnxEmbedder
from photofinder.core.model_manifest import discover_models
from photofinder.paths import AppPaths, bundled_models_dir

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from figures import Settings
    from numpy.typing import NDArray

    from photofinder.core.model_manifest import ModelManifest

WNID_DIGITS = 9
BATCH = 16
SPEED_BATCHES = 12
LIBRARIES = ((800, 11), (1000, 7))


def run(settings: Settings) -> Iterator[Figure]:
    """Measure every model on the sample photos, then duplicates on generated libraries."""
    samples = sample_photos()
    if not samples:
        yield Figure("quality", "-", "needs the shared sample photos beside the checkout")
        return
    yield from _models(samples)
    for count, seed in LIBRARIES:
        yield from _duplicates(settings.work / f"library-{seed}", count, seed)


def _models(samples: list[Path]) -> Iterator[Figure]:
    classes = _classes(samples[0].parents[1] / "imagenet-classes.tsv")
    photos = [path for path in samples if path.name[:WNID_DIGITS] in classes]
    truth = np.array([classes[path.name[:WNID_DIGITS]] for path in photos])
    found = discover_models([bundled_models_dir()]).models
    speeds = {name: _speed(manifest) for name, manifest in found.items()}
    for name, manifest in found.items():
        right = float((_classify(manifest, photos) == truth).mean())
        yield Figure(
            f"{name}: top-1 on {len(photos)} sample photos",
            f"{right:.3f}",
            f"inference {speeds[name] / speeds[MODEL]:.2f} x {MODEL}'s speed on one thread",
            ">= 0.80" if name == MODEL else "",
        )


def _classes(path: Path) -> dict[str, int]:
    with path.open(newline="") as file:
        return {row["wnid"]: int(row["index"]) for row in csv.DictReader(file, delimiter="\t")}


def _classify(manifest: ModelManifest, photos: list[Path]) -> NDArray[np.int64]:
    embedder = OnnxEmbedder(manifest)
    best = []
    for start in range(0, len(photos), BATCH):
        chunk = photos[start : start + BATCH]
        inputs = [analyse(path.read_bytes(), manifest.input.fit_spec).model_input for path in chunk]
        best.append(embedder.classify(np.stack(inputs)).argmax(axis=1))
    return np.concatenate(best)


def _speed(manifest: ModelManifest) -> float:
    """Return pictures per second on one thread, the best of several batches."""
    embedder = OnnxEmbedder(manifest, intra_threads=1)
    batch = np.zeros((BATCH, manifest.input.height_px, manifest.input.width_px, 3), np.uint8)
    taken = []
    for _ in range(SPEED_BATCHES):
        started = time.perf_counter()
        embedder.embed(batch)
        taken.append(time.perf_counter() - started)
    return BATCH / min(taken)


def _duplicates(folder: Path, count: int, seed: int) -> Iterator[Figure]:
    bench = repository().parent / "shared" / "bench"
    made = [sys.executable, str(bench / "make_library.py"), "--out", str(folder)]
    subprocess.run([*made, "--n", str(count), "--seed", str(seed)], check=True, capture_output=True)
    result = folder.with_suffix(".result.json")
    with Library.open(AppPaths.at(folder.with_suffix(".data")), writable=True) as library:
        library.add_folder(folder)
        library.scan().result()
        groups = [group_as_json(group) for group in library.duplicates()]
        result.write_text(to_json({"groups": groups}))
    scored = subprocess.run(
        [sys.executable, str(bench / "score.py"), f"{folder}.truth.json", str(result)],
        check=True,
        capture_output=True,
        text=True,
    )
    score = json.loads(scored.stdout)
    name = f"library of {count} files, seed {seed}"
    for what, values, goal in (
        ("identical classes", score["identical"], "1.0 / 1.0"),
        ("all classes", score, ""),
    ):
        yield Figure(
            f"{name}, {what}: precision / recall",
            f"{values['precision']:.3f} / {values['recall']:.3f}",
            f"{values['found']} pairs found, {values['true']} true",
            goal,
        )
