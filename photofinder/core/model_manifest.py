"""What a model folder promises: reading and checking ``manifest.json`` and the model file.

Here and not in the embedder, because the list of models is shown without loading any of them.
Plain functions of the file system; any thread. ``models/README.md`` tells the manifest's form.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, cast, get_args

from photofinder.core.images import FitSpec
from photofinder.errors import EnvironmentProblem, ModelMismatch, PhotofinderError

MANIFEST_VERSION: Final = 1
MANIFEST_NAME: Final = "manifest.json"
CARD_NAME: Final = "test-card.png"

Fit = Literal["squash", "crop", "pad"]
Layout = Literal["NHWC", "NCHW"]
PixelType = Literal["uint8", "float32"]
Resample = Literal["area", "bilinear", "bicubic", "lanczos"]

MAX_EDGE_PX: Final = 1024  # a larger input is a slip of the pen: 1024 is 20 times lite0's work
MAX_DIM: Final = 4096  # 100,000 photos of it would fill 1.6 GB
MAX_CLASSES: Final = 100_000
ID_DIGITS: Final = 12  # 48 bits of the digest: enough to tell the models of one machine apart

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_UNIT_TOLERANCE: Final = 1e-3  # the reference is written with six decimals
_CHUNK_BYTES: Final = 1 << 20


@dataclass(frozen=True)
class InputSpec:
    """The picture that the graph takes.

    Attributes
    ----------
    mean, std : tuple of float
        Per channel, on the 0..255 scale: the graph gets ``(x - mean) / std``. Only for a float32
        input; a uint8 input has its normalisation in the graph.
    """

    name: str
    width_px: int
    height_px: int
    layout: Layout
    dtype: PixelType
    fit: Fit
    resample: Resample
    mean: tuple[float, ...] = ()
    std: tuple[float, ...] = ()

    @property
    def fit_spec(self) -> FitSpec:
        """How `core.images.fit_square` brings a picture to this input."""
        return FitSpec(self.width_px, self.height_px, self.fit, self.resample)


@dataclass(frozen=True)
class OutputSpec:
    """A float32 output ``(n, dim)`` of the graph; ``unit_norm`` is the graph's own promise."""

    name: str
    dim: int
    unit_norm: bool = False


@dataclass(frozen=True)
class Thresholds:
    """Cosines that mean something in this embedding space.

    Attributes
    ----------
    same_shot : float
        A pair below it need not be verified as a copy, turned and watermarked copies apart.
    similar : float
        A sensible lower bound of "looks alike", for the user to move.
    measured : str
        On what the two were measured.
    """

    same_shot: float
    similar: float
    measured: str


#: For a model that states none. Too low costs time, too high would lose copies: so, low.
UNMEASURED: Final = Thresholds(same_shot=0.2, similar=0.5, measured="not measured")


@dataclass(frozen=True)
class ModelManifest:
    """A checked manifest; the model file itself is checked by `verify_file`.

    Attributes
    ----------
    folder : Path
        Where the manifest lies.
    reference : tuple of float
        The embedding of the test card, unit norm; empty if the manifest gives none.
    """

    folder: Path
    name: str
    title: str
    version: str
    file: str
    sha256: str
    size_bytes: int
    input: InputSpec
    embedding: OutputSpec
    logits: OutputSpec | None
    licence: str
    source: str
    reference: tuple[float, ...]
    thresholds: Thresholds

    @property
    def path(self) -> Path:
        """The model file."""
        return self.folder / self.file

    @property
    def model_id(self) -> str:
        """Key of the embedding space: vectors are comparable only where it is the same."""
        return f"{self.name}@{self.sha256[:ID_DIGITS]}"


@dataclass(frozen=True)
class FoundModels:
    """What the model folders hold: usable models by name, and what is wrong with the others."""

    models: dict[str, ModelManifest]
    problems: tuple[PhotofinderError, ...]


def read_manifest(folder: Path) -> ModelManifest:
    """Read and check the manifest in `folder`; the model file is not opened.

    Raises
    ------
    ModelMismatch
        ``manifest_missing``, or ``manifest_invalid`` naming the file and the field.
    """
    path = folder / MANIFEST_NAME
    try:
        document = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise ModelMismatch("manifest_missing", path=folder) from None
    except OSError as error:
        raise _invalid(path, f"it cannot be read ({error.strerror})") from error
    except ValueError as error:  # bad JSON and bad UTF-8
        raise _invalid(path, f"it is not JSON ({error})") from error
    fields = _Fields(path, "", document)
    version = fields.integer("manifest_version", 1, 1_000_000)
    if version != MANIFEST_VERSION:
        raise _invalid(path, f"manifest_version is {version}, this program reads version 1")
    embedding, logits = _outputs(fields.section("outputs"))
    manifest = ModelManifest(
        folder=folder,
        name=fields.matching("name", _NAME, "small letters, digits, '.', '_' and '-'"),
        title=fields.text("title"),
        version=fields.text("version"),
        file=_file_name(fields),
        sha256=fields.matching("sha256", _SHA256, "64 hexadecimal digits in small letters"),
        size_bytes=fields.integer("size_bytes", 1, 1 << 40),
        input=_input(fields.section("input")),
        embedding=embedding,
        logits=logits,
        licence=fields.text("licence"),
        source=fields.text("source"),
        reference=_reference(fields, embedding.dim),
        thresholds=_thresholds(fields),
    )
    fields.no_others()
    return manifest


def verify_file(manifest: ModelManifest) -> None:
    """Compare the model file with the size and SHA-256 of its manifest (13 ms for 17 MB).

    Raises
    ------
    EnvironmentProblem
        ``model_missing`` or ``model_damaged``.
    ModelMismatch
        ``graph_invalid`` if the file is there and cannot be read.
    """
    digest = hashlib.sha256()
    size_bytes = 0
    try:
        with manifest.path.open("rb") as file:
            while chunk := file.read(_CHUNK_BYTES):
                digest.update(chunk)
                size_bytes += len(chunk)
    except FileNotFoundError:
        raise EnvironmentProblem(
            "model_missing", name=manifest.name, path=manifest.folder
        ) from None
    except OSError as error:
        raise ModelMismatch("graph_invalid", path=manifest.path, reason=error.strerror) from error
    if size_bytes != manifest.size_bytes or digest.hexdigest() != manifest.sha256:
        raise EnvironmentProblem("model_damaged", path=manifest.path)


def discover_models(folders: Sequence[Path]) -> FoundModels:
    """Find the models in `folders`, each the parent of one folder per model.

    A broken model folder is reported and hides no other. Where two have the same name, the one
    in the earlier parent folder stays and the other is reported: a model that changes under its
    name would leave the user with vectors of a space that is gone.

    Parameters
    ----------
    folders : sequence of Path
        Parent folders, the built-in one first; one that does not exist holds no models.
    """
    models: dict[str, ModelManifest] = {}
    problems: list[PhotofinderError] = []
    for folder in _model_folders(folders, problems):
        try:
            manifest = read_manifest(folder)
        except ModelMismatch as error:
            problems.append(error)
            continue
        other = models.setdefault(manifest.name, manifest)
        if other is not manifest:
            problems.append(
                ModelMismatch("name_taken", name=manifest.name, path=folder, other=other.folder)
            )
    return FoundModels(models, tuple(problems))


def _model_folders(parents: Iterable[Path], problems: list[PhotofinderError]) -> list[Path]:
    """Subfolders that hold a manifest or a model, in a stable order."""
    found: list[Path] = []
    for parent in parents:
        try:
            children = sorted(child for child in parent.iterdir() if child.is_dir())
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            problems.append(
                EnvironmentProblem("folder_unreadable", path=parent, reason=error.strerror)
            )
            continue
        found += [c for c in children if (c / MANIFEST_NAME).exists() or any(c.glob("*.onnx"))]
    return found


def _invalid(path: Path, reason: str) -> ModelMismatch:
    return ModelMismatch("manifest_invalid", path=path, reason=reason)


class _Fields:
    """One JSON object of the manifest, read field by field; complains with the dotted name."""

    def __init__(self, path: Path, prefix: str, value: object) -> None:
        self._path = path
        self._prefix = prefix
        if not isinstance(value, dict):
            raise _invalid(path, f"{prefix.rstrip('.') or 'the file'} must be a JSON object")
        self._values: dict[str, Any] = value
        self._read: set[str] = set()

    def has(self, name: str) -> bool:
        return name in self._values

    def error(self, name: str, wanted: str) -> ModelMismatch:
        found = repr(self._values.get(name))
        if len(found) > 60:  # a list of 256 numbers helps nobody
            found = found[:57] + "..."
        return _invalid(self._path, f"{self._prefix}{name} must be {wanted}, not {found}")

    def value(self, name: str) -> Any:
        self._read.add(name)
        if name not in self._values:
            raise _invalid(self._path, f"{self._prefix}{name} is missing")
        return self._values[name]

    def section(self, name: str) -> _Fields:
        return _Fields(self._path, f"{self._prefix}{name}.", self.value(name))

    def text(self, name: str) -> str:
        value = self.value(name)
        if not isinstance(value, str) or not value.strip():
            raise self.error(name, "a text")
        return value

    def matching(self, name: str, pattern: re.Pattern[str], wanted: str) -> str:
        value = self.text(name)
        if pattern.fullmatch(value) is None:
            raise self.error(name, wanted)
        return value

    def one_of(self, name: str, choices: Sequence[str]) -> str:
        value = self.text(name)
        if value not in choices:
            raise self.error(name, " or ".join(f'"{choice}"' for choice in choices))
        return value

    def integer(self, name: str, low: int, high: int) -> int:
        value = self.value(name)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise self.error(name, f"a whole number from {low} to {high}")
        return value

    def cosine(self, name: str) -> float:
        value = self.value(name)
        if not _is_number(value) or not -1 <= value <= 1:
            raise self.error(name, "a number from -1 to 1")
        return float(value)

    def flag(self, name: str) -> bool:
        value = self.value(name)
        if not isinstance(value, bool):
            raise self.error(name, "true or false")
        return value

    def numbers(self, name: str, count: int) -> tuple[float, ...]:
        value = self.value(name)
        if (
            not isinstance(value, list)
            or len(value) != count
            or not all(_is_number(v) for v in value)
        ):
            raise self.error(name, f"a list of {count} numbers")
        return tuple(float(v) for v in value)

    def no_others(self) -> None:
        """Refuse what nobody read: a misspelt optional field would be ignored in silence."""
        others = sorted(set(self._values) - self._read)
        if others:
            raise _invalid(self._path, f"{self._prefix}{others[0]} is not a known field")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _file_name(fields: _Fields) -> str:
    """Take a plain name: a manifest must not lead out of its folder."""
    name = fields.text("file")
    if name in {".", ".."} or any(mark in name for mark in "/\\:\0"):
        raise fields.error("file", "the name of a file in the same folder")
    return name


def _input(fields: _Fields) -> InputSpec:
    dtype = cast(PixelType, fields.one_of("dtype", get_args(PixelType)))
    mean: tuple[float, ...] = ()
    std: tuple[float, ...] = ()
    if dtype == "float32":
        mean, std = fields.numbers("mean", 3), fields.numbers("std", 3)
        if min(std) <= 0:
            raise fields.error("std", "three numbers above 0")
    fields.one_of("colour", ("RGB",))
    spec = InputSpec(
        name=fields.text("name"),
        width_px=fields.integer("width_px", 1, MAX_EDGE_PX),
        height_px=fields.integer("height_px", 1, MAX_EDGE_PX),
        layout=cast(Layout, fields.one_of("layout", get_args(Layout))),
        dtype=dtype,
        fit=cast(Fit, fields.one_of("fit", get_args(Fit))),
        resample=cast(Resample, fields.one_of("resample", get_args(Resample))),
        mean=mean,
        std=std,
    )
    fields.no_others()
    return spec


def _outputs(fields: _Fields) -> tuple[OutputSpec, OutputSpec | None]:
    part = fields.section("embedding")
    unit_norm = part.flag("unit_norm") if part.has("unit_norm") else True
    embedding = OutputSpec(part.text("name"), part.integer("dim", 2, MAX_DIM), unit_norm)
    part.no_others()
    logits = None
    if fields.has("logits"):
        part = fields.section("logits")
        logits = OutputSpec(part.text("name"), part.integer("dim", 2, MAX_CLASSES))
        part.no_others()
    fields.no_others()
    return embedding, logits


def _reference(fields: _Fields, dim: int) -> tuple[float, ...]:
    if not fields.has("reference"):
        return ()
    part = fields.section("reference")
    part.one_of("card", (CARD_NAME,))
    vector = part.numbers("embedding", dim)
    if abs(math.hypot(*vector) - 1) > _UNIT_TOLERANCE:
        raise part.error("embedding", "a vector of length 1")
    part.no_others()
    return vector


def _thresholds(fields: _Fields) -> Thresholds:
    if not fields.has("thresholds"):
        return UNMEASURED
    part = fields.section("thresholds")
    found = Thresholds(part.cosine("same_shot"), part.cosine("similar"), part.text("measured"))
    part.no_others()
    return found
