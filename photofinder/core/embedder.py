"""From pictures to embeddings: the ONNX session, its execution provider, and the self-check.

Everything about *which* model is in `photofinder.core.model_manifest`; here it is loaded, compared
with its manifest and run. An embedder belongs to one thread at a time (the index lane, or the
interactive lane for a query picture). Pictures come fitted by `core.images.fit_square`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from photofinder.core.images import fit_square
from photofinder.core.model_manifest import ModelManifest, OutputSpec, verify_file
from photofinder.core.onnx_session import (
    ACCELERATORS,
    CPU,
    DEVICES,
    SessionFactory,
    available_providers,
    check_graph,
    first_line,
    open_session,
    session_errors,
    usable_cores,
)
from photofinder.errors import EnvironmentProblem, ModelMismatch, UsageProblem

#: Accelerators round differently: on the test card half precision stays above 0.9999, bfloat16
#: too, while swapped colours or a mirrored card are at 0.98 and below (models/README.md).
MIN_SELF_CHECK_COSINE: Final = 0.99

# On the CPU a larger batch is not faster (models/README.md) and costs 12 MB a picture.
_CPU_CHUNK: Final = 4
_ACCELERATOR_CHUNK: Final = 32
_UNIT_TOLERANCE: Final = 1e-3

logger = logging.getLogger(__name__)


class Embedder(Protocol):
    """What the rest of the program needs of a model."""

    @property
    def model_id(self) -> str:
        """Key of the embedding space."""

    @property
    def dim(self) -> int:
        """Length of an embedding."""

    @property
    def input_width_px(self) -> int:
        """Width of the pictures that `embed` takes."""

    @property
    def input_height_px(self) -> int:
        """Height of the pictures that `embed` takes."""

    def embed(self, images: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Embed fitted pictures ``(n, h, w, 3)``: float32 ``(n, dim)``, unit norm."""


class OnnxEmbedder:
    """An `Embedder` that runs an ONNX graph as its manifest describes it.

    Parameters
    ----------
    manifest : ModelManifest
        The model; its file is verified against the manifest's SHA-256.
    provider : str
        onnxruntime's name of the execution provider.
    intra_threads : int, optional
        Threads of one operator; all usable cores by default.
    session_factory : callable
        Opens a session; exchanged in tests.

    Raises
    ------
    EnvironmentProblem
        ``model_missing``, ``model_damaged``; ``no_provider`` if `provider` does not start.
    ModelMismatch
        ``graph_invalid`` if the file is no usable graph, ``graph_differs`` if the graph is not
        what the manifest says.

    Notes
    -----
    One thread at a time. A batch that an accelerator fails on is run again on the CPU, as a whole,
    where this embedder then stays; ``on_fallback`` is told, with the provider and the reason.
    """

    def __init__(
        self,
        manifest: ModelManifest,
        *,
        provider: str = CPU,
        intra_threads: int | None = None,
        session_factory: SessionFactory = open_session,
    ) -> None:
        verify_file(manifest)
        self.manifest = manifest
        self.on_fallback: Callable[[str, str], None] | None = None
        self._intra_threads = intra_threads or usable_cores()
        self._session_factory = session_factory
        self._use(provider)

    @property
    def provider(self) -> str:
        """The execution provider in use, by onnxruntime's name."""
        return self._provider

    @property
    def accelerated(self) -> bool:
        """Whether something else than the CPU computes."""
        return self._provider != CPU

    @property
    def model_id(self) -> str:
        """Key of the embedding space."""
        return self.manifest.model_id

    @property
    def dim(self) -> int:
        """Length of an embedding."""
        return self.manifest.embedding.dim

    @property
    def input_width_px(self) -> int:
        """Width of the pictures that `embed` takes."""
        return self.manifest.input.width_px

    @property
    def input_height_px(self) -> int:
        """Height of the pictures that `embed` takes."""
        return self.manifest.input.height_px

    def embed(self, images: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Embed pictures.

        Parameters
        ----------
        images : ndarray, uint8, (n, h, w, 3)
            RGB, fitted by `fit_square`; any n, also 0.

        Returns
        -------
        ndarray, float32, (n, dim)
            Unit norm. A row does not depend on its neighbours (to 1e-5).

        Raises
        ------
        ModelMismatch
            ``wrong_output`` if the CPU, too, gives numbers that are no unit vectors.

        Notes
        -----
        Cost on one core: 10 ms a picture (lite0), 5 ms (lite0-int8). Memory grows by at most
        60 MB whatever n is.
        """
        return self._run(images, self.manifest.embedding)

    def classify(self, images: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Classify pictures (as `embed`); float32 ``(n, classes)``, raw logits.

        Raises
        ------
        ValueError
            If the manifest names no logits.
        """
        if self.manifest.logits is None:
            raise ValueError(f"the model {self.manifest.name} has no logits")
        return self._run(images, self.manifest.logits)

    def self_check(
        self, card: NDArray[np.uint8], reference: NDArray[np.float32] | None = None
    ) -> float:
        """Embed the test card and compare with what should come out.

        Parameters
        ----------
        card : ndarray, uint8, (h, w, 3)
            The test card, not yet fitted.
        reference : ndarray, float32, (dim,), optional
            The right answer; the manifest's by default. Without either only the form is checked.

        Returns
        -------
        float
            The lowest cosine with the reference; 1.0 where there is none.

        Raises
        ------
        ModelMismatch
            ``self_check`` below 0.99, ``wrong_output`` if the answer is no unit vector.
        """
        if reference is None and self.manifest.reference:
            reference = np.asarray(self.manifest.reference, np.float32)
        fitted = fit_square(card, self.manifest.input.fit_spec)
        # first and last of a batch: some accelerators are right for the first picture only
        batch = np.stack([fitted, np.zeros_like(fitted), fitted])
        vectors = self._checked(self._infer(batch, self.manifest.embedding))
        if reference is None:
            return 1.0
        cosine = float((vectors[[0, -1]] @ reference).min())
        if cosine < MIN_SELF_CHECK_COSINE:
            raise ModelMismatch(
                "self_check",
                provider=self._provider,
                name=self.manifest.name,
                cosine=round(cosine, 4),
                minimum=MIN_SELF_CHECK_COSINE,
            )
        return cosine

    def _use(self, provider: str) -> None:
        """Open a session on `provider` and check it against the manifest."""
        try:
            session = self._session_factory(self.manifest.path, provider, self._intra_threads)
        except session_errors() as error:
            if provider == CPU:
                raise ModelMismatch(
                    "graph_invalid", path=self.manifest.path, reason=first_line(error)
                ) from error
            raise self._no_provider(first_line(error)) from error
        if session.get_providers()[0] != provider:  # onnxruntime falls back without raising
            raise self._no_provider("it does not start; its driver or its libraries are missing")
        self._batch_limit = check_graph(session, self.manifest)
        self._session = session
        self._provider = provider

    def _no_provider(self, reason: str) -> EnvironmentProblem:
        return EnvironmentProblem("no_provider", name=self.manifest.name, reason=reason)

    def _run(self, images: NDArray[np.uint8], output: OutputSpec) -> NDArray[np.float32]:
        spec = self.manifest.input
        if images.dtype != np.uint8 or images.shape[1:] != (spec.height_px, spec.width_px, 3):
            raise ValueError(
                f"expected uint8 (n, {spec.height_px}, {spec.width_px}, 3), "
                f"got {images.dtype} {images.shape}"
            )
        if not len(images):
            return np.zeros((0, output.dim), np.float32)
        try:
            return self._checked_as(output, self._infer(images, output))
        except _batch_failures() as error:
            if self._provider == CPU:
                raise
            logger.warning(
                "%s failed on a batch of %d (%s); %s goes on with the CPU",
                self._provider,
                len(images),
                first_line(error),
                self.manifest.name,
            )
            failed, reason = self._provider, first_line(error)
        self._use(CPU)
        vectors = self._checked_as(output, self._infer(images, output))
        if self.on_fallback is not None:
            self.on_fallback(failed, reason)
        return vectors

    def _infer(self, images: NDArray[np.uint8], output: OutputSpec) -> NDArray[np.float32]:
        """Run the graph chunk by chunk; normalises where the graph does not."""
        size = _CPU_CHUNK if self._provider == CPU else _ACCELERATOR_CHUNK
        size = min(size, self._batch_limit or size)
        name = self.manifest.input.name
        rows = np.empty((len(images), output.dim), np.float32)
        for start in range(0, len(images), size):
            pixels = self._pixels(images[start : start + size])
            (found,) = self._session.run([output.name], {name: pixels})
            if found.shape != (len(pixels), output.dim):
                raise self._wrong(f"{output.name} has the shape {found.shape}")
            rows[start : start + size] = found
        if output is self.manifest.embedding and not output.unit_norm:
            rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
        return rows

    def _pixels(self, images: NDArray[np.uint8]) -> NDArray[Any]:
        """Bring a chunk into the type and order that the graph takes."""
        spec = self.manifest.input
        pixels: NDArray[Any] = images
        if spec.dtype == "float32":
            pixels = (images.astype(np.float32) - np.array(spec.mean, np.float32)) / np.array(
                spec.std, np.float32
            )
        if spec.layout == "NCHW":
            pixels = pixels.transpose(0, 3, 1, 2)
        return np.ascontiguousarray(pixels)

    def _checked_as(self, output: OutputSpec, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        if output is self.manifest.embedding:
            return self._checked(rows)
        if not np.isfinite(rows).all():
            raise self._wrong(f"{output.name} is not finite")
        return rows

    def _checked(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """Refuse what would poison the index: NaN, infinity, a length other than 1."""
        norms = np.linalg.norm(rows, axis=1)
        if not np.isfinite(norms).all():
            raise self._wrong("an embedding is not finite")
        worst = float(norms[np.argmax(np.abs(norms - 1))])
        if abs(worst - 1) > _UNIT_TOLERANCE:
            raise self._wrong(f"an embedding has the length {worst:.4g} instead of 1")
        return rows

    def _wrong(self, reason: str) -> ModelMismatch:
        return ModelMismatch("wrong_output", path=self.manifest.path, reason=reason)


@dataclass(frozen=True)
class EmbedderChoice:
    """A self-checked embedder, and in words why something faster was not taken."""

    embedder: OnnxEmbedder
    notes: tuple[str, ...]


def choose_embedder(
    manifest: ModelManifest,
    device: str = "auto",
    *,
    card_path: Path,
    intra_threads: int | None = None,
    available: Sequence[str] | None = None,
    failed: Collection[str] = (),
    session_factory: SessionFactory = open_session,
) -> EmbedderChoice:
    """Load a model on the best execution provider that computes the test card rightly.

    Parameters
    ----------
    manifest : ModelManifest
        The model.
    device : {"auto", "cpu", "cuda", "directml", "coreml"}
        "auto" tries all accelerators; a named one is tried alone. The CPU always comes last.
    card_path : Path
        The test card (``resources/test-card.png``).
    intra_threads : int, optional
        Threads of one operator on the CPU; all usable cores by default.
    available : sequence of str, optional
        Providers to choose from; onnxruntime's own list by default.
    failed : collection of str
        Those that failed before in this run: noted, not tried again.
    session_factory : callable
        Opens a session; exchanged in tests.

    Returns
    -------
    EmbedderChoice
        With one note for each provider that was tried and not taken.

    Raises
    ------
    EnvironmentProblem
        ``model_missing``, ``model_damaged``, ``test_card_missing``.
    ModelMismatch
        What the CPU answers, if not even the CPU is right.
    UsageProblem
        ``bad_setting`` for an unknown `device`.
    """
    if device not in DEVICES:
        raise UsageProblem(
            "bad_setting", name="device", value=device, reason=f"known: {', '.join(DEVICES)}"
        )
    card = read_card(card_path)
    if available is None:
        available = available_providers()

    def load(provider: str) -> OnnxEmbedder:
        return OnnxEmbedder(
            manifest,
            provider=provider,
            intra_threads=intra_threads,
            session_factory=session_factory,
        )

    reference: NDArray[np.float32] | None = None
    notes: list[str] = []
    for provider in _candidates(device, available, notes):
        if provider in failed:
            notes.append(f"{provider}: it failed while photos were read")
            continue
        try:
            embedder = load(provider)
            if not manifest.reference and reference is None:
                reference = load(CPU).embed(fit_square(card, manifest.input.fit_spec)[None])[0]
            embedder.self_check(card, reference)
        except session_errors() as error:
            notes.append(f"{provider}: {first_line(error)}")
        except (ModelMismatch, EnvironmentProblem) as error:
            if error.code in {"model_missing", "model_damaged"}:
                raise
            why = error.params["reason"] if error.code == "no_provider" else error.message
            notes.append(f"{provider}: {why}")
        else:
            return EmbedderChoice(embedder, tuple(notes))
    embedder = load(CPU)
    embedder.self_check(card)
    return EmbedderChoice(embedder, tuple(notes))


def _candidates(device: str, available: Sequence[str], notes: list[str]) -> list[str]:
    """List the accelerators to try; note one that was asked for and is not there."""
    if device == "cpu":
        return []
    if device == "auto":
        return [name for name in ACCELERATORS.values() if name in available]
    wanted = ACCELERATORS[device]
    if wanted in available:
        return [wanted]
    notes.append(f"{wanted}: the installed onnxruntime does not have it")
    return []


def _batch_failures() -> tuple[type[Exception], ...]:
    """List what makes a batch worth a second run on the CPU."""
    return (ModelMismatch, *session_errors())


def read_card(path: Path) -> NDArray[np.uint8]:
    """Read the test card.

    Raises
    ------
    EnvironmentProblem
        ``test_card_missing``.
    """
    from PIL import Image

    try:
        with Image.open(path) as picture:
            return np.asarray(picture.convert("RGB"))
    except OSError as error:  # also PIL's UnidentifiedImageError
        raise EnvironmentProblem("test_card_missing", path=path) from error
