"""The onnxruntime session: opening one on a provider, its errors, and whether it fits its manifest.

With `core.onnx_runtime`, the only module that knows onnxruntime; the embedder sees the `Session`
protocol, which tests fill with sessions that fail. Any thread; a session is used by one thread at a
time.
"""

from __future__ import annotations

import contextlib
import io
import logging
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, Protocol

from photofinder.core.model_manifest import ModelManifest
from photofinder.core.onnx_runtime import load_onnxruntime
from photofinder.errors import ModelMismatch

CPU: Final = "CPUExecutionProvider"
#: What each ``device`` setting stands for, in the order in which "auto" tries them.
ACCELERATORS: Final = {
    "cuda": "CUDAExecutionProvider",
    "directml": "DmlExecutionProvider",
    "coreml": "CoreMLExecutionProvider",
}
DEVICES: Final = ("auto", "cpu", *ACCELERATORS)

logger = logging.getLogger(__name__)

_SILENT: Final = 4  # onnxruntime's "fatal only": what goes wrong reaches us as an exception


class GraphNode(Protocol):
    """An input or output as onnxruntime describes it."""

    name: str
    type: str
    shape: list[int | str | None]


class Session(Protocol):
    """The part of ``onnxruntime.InferenceSession`` used here."""

    def run(self, output_names: list[str], feeds: dict[str, Any], /) -> list[Any]:
        """Compute the outputs."""

    def get_inputs(self) -> Sequence[GraphNode]:
        """Describe the inputs."""

    def get_outputs(self) -> Sequence[GraphNode]:
        """Describe the outputs."""

    def get_providers(self) -> list[str]:
        """Name the providers really in use, first choice first."""


SessionFactory = Callable[[Path, str, int], Session]


def open_session(path: Path, provider: str, intra_threads: int) -> Session:
    """Load a model with onnxruntime.

    Parameters
    ----------
    path : Path
        The ONNX file.
    provider : str
        onnxruntime's name of the execution provider; the CPU stands behind it for operators that
        it does not know.
    intra_threads : int
        Threads of one operator.

    Notes
    -----
    The memory arena stays on: without it a batch takes a third longer. Its growth is bounded by the
    size of a batch, which `OnnxEmbedder` keeps small. Threads wait asleep instead of spinning:
    on the same cores photos are decoded.
    """
    ort = load_onnxruntime()
    ort.set_default_logger_severity(_SILENT)
    options = ort.SessionOptions()
    options.log_severity_level = _SILENT
    options.intra_op_num_threads = intra_threads
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    if provider == ACCELERATORS["cuda"]:
        _load_cuda(ort)
    if provider == ACCELERATORS["directml"]:
        options.enable_mem_pattern = False  # DirectML refuses it
    providers = [provider] if provider == CPU else [provider, CPU]
    session: Session = ort.InferenceSession(str(path), options, providers=providers)
    return session


def _load_cuda(ort: Any) -> None:
    """Load CUDA's libraries where pip put them: onnxruntime itself looks in the system only."""
    if hasattr(ort, "preload_dlls"):  # since 1.21
        said = io.StringIO()
        with contextlib.redirect_stdout(said):  # it prints what is missing; the session says so too
            ort.preload_dlls()
        logger.debug("CUDA's libraries: %s", said.getvalue().strip() or "loaded")


def available_providers() -> list[str]:
    """List the execution providers of the installed onnxruntime."""
    ort = load_onnxruntime()
    found: list[str] = ort.get_available_providers()
    return found


def session_errors() -> tuple[type[Exception], ...]:
    """List what onnxruntime raises: RuntimeError, and classes of its own below Exception."""
    state = load_onnxruntime().capi.onnxruntime_pybind11_state
    own = [
        found
        for found in vars(state).values()
        if isinstance(found, type) and issubclass(found, Exception)
    ]
    return (RuntimeError, *own)


def first_line(error: Exception) -> str:
    """Shorten an error to what fits into a message."""
    return (str(error).splitlines() or [type(error).__name__])[0]


def usable_cores() -> int:
    """Cores that this process may run on, which in a container are fewer than the machine's."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def check_graph(session: Session, manifest: ModelManifest) -> int:
    """Compare the graph with the manifest; returns the fixed batch size, 0 if it is free."""
    spec = manifest.input
    size = [spec.height_px, spec.width_px]
    wanted = [*size, 3] if spec.layout == "NHWC" else [3, *size]
    graph_inputs = {node.name: node for node in session.get_inputs()}
    others = sorted(set(graph_inputs) - {spec.name})
    if others:
        raise _differs(manifest, f"the graph has a further input {others[0]!r}")
    batch = _check_node(manifest, "input", graph_inputs.get(spec.name), spec.name, wanted)
    graph_outputs = {node.name: node for node in session.get_outputs()}
    for label, output in (("embedding", manifest.embedding), ("logits", manifest.logits)):
        if output is not None:
            node = graph_outputs.get(output.name)
            _check_node(manifest, f"outputs.{label}", node, output.name, [output.dim])
    return batch


def _check_node(
    manifest: ModelManifest, field: str, node: GraphNode | None, name: str, dims: list[int]
) -> int:
    if node is None:
        raise _differs(manifest, f"{field}.name is {name!r}, which the graph does not have")
    is_bytes = field == "input" and manifest.input.dtype == "uint8"
    wanted_type = "tensor(uint8)" if is_bytes else "tensor(float)"
    if node.type != wanted_type:
        raise _differs(manifest, f"{field} {name!r} is {node.type}, not {wanted_type}")
    batch, *rest = node.shape or [None]
    # a name or None stands for a free dimension
    if len(rest) != len(dims) or any(
        isinstance(found, int) and found != dim for found, dim in zip(rest, dims, strict=True)
    ):
        raise _differs(manifest, f"{field} {name!r} has the shape {node.shape}, not [n, {dims}]")
    if isinstance(batch, int) and batch != 1:
        raise _differs(manifest, f"{field} {name!r} takes {batch} pictures; it must be 1 or any")
    return batch if isinstance(batch, int) else 0


def _differs(manifest: ModelManifest, reason: str) -> ModelMismatch:
    return ModelMismatch("graph_differs", path=manifest.path, reason=reason)
