"""How good the answers are: class top-1 of each model, duplicates against known truth.

Duplicates are compared on the same files in the same run with what the usual perceptual hashes
find (`hash_peers`). Needs the shared folder with sample photos, the library generator and its
scorer beside the checkout; says so where it is missing.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hash_peers
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

    from figures import Settings
    from numpy.typing import NDArray

    from photofinder.core.model_manifest import ModelManifest

WNID_DIGITS = 9
BATCH = 16
SPEED_BATCHES = 12
STRANGE = "ukcrop,flip,vflip,rotate25,square"
GENERATED = (
    # files, megapixels, seed, what is derived (empty: everything); nothing was fitted on these
    ("800 files of 1 MP, seed 101", 800, 1, 101, ""),
    ("120 files of 12 MP, seed 202", 120, 12, 202, ""),
    ("250 files, turned by 25 degrees, squashed ..., seed 303", 250, 1, 303, STRANGE),
)
ORDER = ("identical_file", "identical_picture", "same_shot", "series")


def run(settings: Settings) -> Iterator[Figure]:
    """Measure every model on the sample photos, then duplicates on generated libraries."""
    samples = sample_photos()
    if not samples:
        yield Figure("quality", "-", "needs the shared sample photos beside the checkout")
        return
    yield from _models(samples)
    for name, count, megapixels, seed, only in GENERATED:
        folder = settings.work / f"library-{seed}"
        _make(folder, count, megapixels, seed, only)
        yield from _duplicates(folder, name)
        yield from _peers(folder, name)


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


def _make(folder: Path, count: int, megapixels: int, seed: int, only: str) -> None:
    made = [sys.executable, str(_bench() / "make_library.py"), "--out", str(folder)]
    options = {"--n": count, "--mp": megapixels, "--seed": seed, "--only": only}
    flat = [str(part) for option in options.items() for part in option if option[1]]
    subprocess.run([*made, *flat], check=True, capture_output=True)


def _bench() -> Path:
    return repository().parent / "shared" / "bench"


def _duplicates(folder: Path, name: str) -> Iterator[Figure]:
    with Library.open(AppPaths.at(folder.with_suffix(".data")), writable=True) as library:
        library.add_folder(folder)
        started = time.perf_counter()
        library.scan().result()
        taken_s = time.perf_counter() - started
        for job in library.jobs():  # full decodes and close looks, which nobody waits for
            job.result()
        later_s = time.perf_counter() - started - taken_s
        groups = [group_as_json(group) for group in library.duplicates()]
    score = _score(folder, {"groups": groups})
    for what, values, goal in (
        ("identical classes", score["identical"], "1.0 / 1.0"),
        ("duplicates", score["duplicates"], ">= 0.99 / >= 0.97"),
        ("all classes", score, ">= 0.985 / -"),
    ):
        detail = f"{values['found']} pairs found, {values['true']} true"
        yield Figure(f"{name}, {what}: precision / recall", _rates(values), detail, goal)
    series, bursts = _bursts(folder, groups)
    if bursts:
        detail = f"{bursts} pairs of a burst that were found; wrong: {score['wrong_class']}"
        yield Figure(f"{name}, bursts called series", f"{series / bursts:.3f}", detail, ">= 0.95")
    found = {how: _ratio(text) for how, text in score["by_relation"].items()}
    worst = min(found, key=lambda how: found[how])
    detail = ", ".join(f"{how} {text}" for how, text in score["by_relation"].items())
    yield Figure(f"{name}, worst relation", f"{worst} {found[worst]:.3f}", detail, ">= 0.9")
    detail = f"with comparing all pairs; {later_s:.0f} s in the background afterwards"
    yield Figure(f"{name}, indexed in", f"{taken_s:.0f} s", detail)


def _rates(values: dict[str, Any]) -> str:
    both = [values["precision"], values["recall"]]
    return " / ".join("-" if value is None else f"{value:.3f}" for value in both)


def _ratio(text: str) -> float:
    found, total = map(int, text.split("/"))
    return found / total


def _score(folder: Path, result: dict[str, Any]) -> dict[str, Any]:
    answer = folder.with_suffix(".result.json")
    answer.write_text(to_json(result))
    scored = subprocess.run(
        [sys.executable, str(_bench() / "score.py"), f"{folder}.truth.json", str(answer)],
        check=True,
        capture_output=True,
        text=True,
    )
    score: dict[str, Any] = json.loads(scored.stdout)
    return score


def _bursts(folder: Path, groups: list[dict[str, Any]]) -> tuple[int, int]:
    """Count pairs of a burst with the keeper, those called series and all that were found."""
    files = json.loads(Path(f"{folder}.truth.json").read_text())["files"]
    classes = []
    for group in groups:
        keeper = files[_inside(folder, group["keeper"])]
        for member in group["members"]:
            other = files[_inside(folder, member["path"])]
            of_burst = "burst" in (keeper["relation"], other["relation"])
            if of_burst and keeper["group"] == other["group"]:
                classes.append(member["class"])
    return classes.count("series"), len(classes)


def _inside(folder: Path, path: str) -> str:
    return os.path.relpath(os.path.realpath(path), os.path.realpath(folder))


def _peers(folder: Path, name: str) -> Iterator[Figure]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    try:
        found = hash_peers.answers(paths)
    except ImportError:
        missing = "needs ImageHash: pip install imagehash (the extra peers)"
        yield Figure(f"{name}, other tools", "-", missing)
        return
    for tool, answer in found.items():
        score = _score(folder, {"groups": answer.groups})
        detail = (
            f"duplicates {_rates(score['duplicates'])}; "
            f"{score['found']} pairs found in {answer.seconds:.1f} s"
        )
        yield Figure(f"{name}, {tool}: precision / recall of all", _rates(score), detail)
