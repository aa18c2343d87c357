"""What a benchmark reports, and what the benchmarks share."""

from __future__ import annotations

import statistics
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

MODEL = "efficientnet-lite0"


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table."""

    what: str
    value: str
    detail: str
    goal: str = ""

    def as_dict(self) -> dict[str, str]:
        """Return the figure for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the command line asked for."""

    work: Path
    photos: Path | None
    count: int
    large: bool


def repository() -> Path:
    """Return the checkout that the benchmarks lie in."""
    return Path(__file__).resolve().parents[2]


def sample_photos() -> list[Path]:
    """Return the shared sample photos, if they lie beside the checkout."""
    folder = repository().parent / "shared" / "photos" / "sample"
    return sorted(folder.iterdir()) if folder.is_dir() else []


def seconds(work: Callable[[], object]) -> float:
    """Time one call."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def percentile(values: list[float], share: float) -> float:
    """Return a percentile, 0..100."""
    return float(np.percentile(values, share))


def median(values: list[float]) -> float:
    """Return the median."""
    return statistics.median(values)


def anonymous_mb() -> float:
    """Return this process's anonymous memory in MB, mapped files apart (Linux)."""
    if sys.platform != "linux":
        return float("nan")
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) / 1024
    return float("nan")


def base_embeddings() -> NDArray[np.float32]:
    """Return real embeddings to draw synthetic libraries around.

    Of the shared sample photos; without them, of pictures made by script.
    """
    from picture_maker import make_picture

    from photofinder.core.analysis import analyse
    from photofinder.core.embedder import OnnxEmbedder
    from photofinder.core.model_manifest import read_manifest
    from photofinder.paths import bundled_models_dir

    manifest = read_manifest(bundled_models_dir() / MODEL)
    embedder = OnnxEmbedder(manifest)
    sources: list[bytes] = [path.read_bytes() for path in sample_photos()]
    if not sources:
        sources = [make_picture(seed, 480, 360) for seed in range(300)]
    inputs = [analyse(source, manifest.input.fit_spec).model_input for source in sources]
    batches = [np.stack(inputs[i : i + 16]) for i in range(0, len(inputs), 16)]
    return np.concatenate([embedder.embed(batch) for batch in batches])
