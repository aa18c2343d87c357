"""What can compute here, how rightly and how fast: for the doctor. Any thread, some seconds."""

from __future__ import annotations

import importlib.metadata
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from photofinder.app.engine import TEST_CARD
from photofinder.app.indexer import EMBED_BATCH
from photofinder.core.embedder import OnnxEmbedder, read_card
from photofinder.core.onnx_session import (
    ACCELERATORS,
    CPU,
    available_providers,
    first_line,
    session_errors,
)
from photofinder.errors import PhotofinderError
from photofinder.paths import resources_dir

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from photofinder.core.model_manifest import ModelManifest

#: of each provider, beside opening it; enough to tell one from another
MEASURE_S = 1.0
#: packages that install the same folder ``onnxruntime``, and what each of them is for
_PACKAGES = {
    "onnxruntime": CPU,
    "onnxruntime-gpu": ACCELERATORS["cuda"],
    "onnxruntime-directml": ACCELERATORS["directml"],
}


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of one provider.

    Attributes
    ----------
    provider : str
        By onnxruntime's name.
    cosine : float
        With the reference of the test card; 1.0 where the model has none.
    photos_per_s : float
        Of embedding alone, in batches as indexing makes them.
    problem : str
        Why it cannot be used; empty where it can.
    """

    provider: str
    cosine: float = 0.0
    photos_per_s: float = 0.0
    problem: str = ""


def try_providers(
    manifest: ModelManifest,
    *,
    providers: Sequence[str] | None = None,
    without: Collection[str] = (),
    measure_s: float | None = None,
    load: Callable[..., OnnxEmbedder] = OnnxEmbedder,
) -> list[Trial]:
    """Open the model on every provider that there is, compute the test card, and measure.

    Parameters
    ----------
    manifest : ModelManifest
    providers : sequence of str, optional
        Those of the installed onnxruntime by default; the CPU comes last.
    without : collection of str
        Accelerators that are known not to work.
    measure_s : float
        How long each of them computes; `MEASURE_S` by default.
    load : callable
        Opens an embedder; exchanged in tests.
    """
    available = available_providers() if providers is None else providers
    card = read_card(resources_dir() / TEST_CARD)
    wanted = [name for name in ACCELERATORS.values() if name in available and name not in without]
    seconds = MEASURE_S if measure_s is None else measure_s
    return [_trial(manifest, name, card, seconds, load) for name in (*wanted, CPU)]


def _trial(
    manifest: ModelManifest,
    provider: str,
    card: NDArray[np.uint8],
    measure_s: float,
    load: Callable[..., OnnxEmbedder],
) -> Trial:
    try:
        embedder = load(manifest, provider=provider)
        cosine = embedder.self_check(card)
        speed = _photos_per_s(embedder, measure_s)
    except PhotofinderError as error:
        no_start = error.code == "no_provider"
        return Trial(provider, problem=str(error.params["reason"]) if no_start else error.what)
    except session_errors() as error:
        return Trial(provider, problem=first_line(error))
    if embedder.provider != provider:
        return Trial(provider, cosine, problem="it failed on a batch of photos")
    return Trial(provider, cosine, speed)


def _photos_per_s(embedder: OnnxEmbedder, measure_s: float) -> float:
    shape = (EMBED_BATCH, embedder.input_height_px, embedder.input_width_px, 3)
    pictures = np.random.default_rng(1).integers(0, 256, shape, dtype=np.uint8)
    embedder.embed(pictures)  # the first batch takes its memory
    began, done = time.perf_counter(), 0
    while True:
        embedder.embed(pictures)
        done += len(pictures)
        seconds = time.perf_counter() - began
        if seconds >= measure_s:
            return done / seconds


@dataclass(frozen=True, slots=True)
class RuntimeClash:
    """Several packages of onnxruntime in one folder.

    Attributes
    ----------
    packages : tuple of str
        With their versions.
    lost : str
        The provider that one of them should bring and does not; empty where all are there.
    commands : tuple of str
        What puts that right.
    """

    packages: tuple[str, ...]
    lost: str
    commands: tuple[str, ...]


def find_clash(
    installed: Mapping[str, str] | None = None, available: Sequence[str] | None = None
) -> RuntimeClash | None:
    """Tell whether several packages have written over each other.

    They share a folder, so that the one installed last decides what there is, and removing either
    of them breaks the other.

    Parameters
    ----------
    installed : mapping of str to str, optional
        Versions by package; those of this Python by default.
    available : sequence of str, optional
        Providers; onnxruntime's own list by default.
    """
    installed = _installed() if installed is None else installed
    if len(installed) < 2:
        return None
    available = available_providers() if available is None else available
    kept = next(name for name in reversed(_PACKAGES) if name in installed)
    provider = _PACKAGES[kept]
    python = f'"{sys.executable}" -m pip'
    return RuntimeClash(
        tuple(f"{name} {version}" for name, version in installed.items()),
        "" if provider in available else provider,
        (
            f"{python} uninstall -y {' '.join(installed)}",
            f"{python} install --no-deps {kept}=={installed[kept]}",
        ),
    )


def _installed() -> dict[str, str]:
    found = {}
    for name in _PACKAGES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found
