"""Model folders: what is accepted, and that a refusal names the file and the field."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from photofinder.core.model_manifest import (
    UNMEASURED,
    discover_models,
    read_manifest,
    verify_file,
)
from photofinder.errors import EnvironmentProblem, ModelMismatch

MODELS = Path(__file__).resolve().parents[2] / "models"
NAMES = ["efficientnet-lite0", "efficientnet-lite0-int8", "efficientnet-lite1"]
MISSING = object()

GOOD: dict[str, Any] = {
    "manifest_version": 1,
    "name": "tiny",
    "title": "Tiny",
    "version": "1",
    "file": "encoder.onnx",
    "sha256": "0" * 64,
    "size_bytes": 10,
    "input": {
        "name": "image",
        "width_px": 8,
        "height_px": 6,
        "layout": "NHWC",
        "dtype": "uint8",
        "colour": "RGB",
        "fit": "squash",
        "resample": "bicubic",
    },
    "outputs": {"embedding": {"name": "embedding", "dim": 2}},
    "licence": "MIT",
    "source": "made by hand",
    "reference": {"card": "test-card.png", "embedding": [0.6, 0.8]},
    "thresholds": {"same_shot": 0.5, "similar": 0.4, "measured": "nothing"},
}


def write(folder: Path, document: object) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "manifest.json").write_text(json.dumps(document), "utf-8")
    return folder


def changed(field: str, value: object) -> dict[str, Any]:
    document = copy.deepcopy(GOOD)
    *sections, last = field.split(".")
    part = document
    for section in sections:
        part = part[section]
    if value is MISSING:
        del part[last]
    else:
        part[last] = value
    return document


def test_manifest_is_read_whole(tmp_path: Path) -> None:
    manifest = read_manifest(write(tmp_path / "Größe", GOOD))
    assert manifest.path == tmp_path / "Größe" / "encoder.onnx"
    assert manifest.model_id == "tiny@000000000000"
    assert (manifest.input.width_px, manifest.input.height_px) == (8, 6)
    assert manifest.embedding.dim == 2
    assert manifest.embedding.unit_norm
    assert manifest.logits is None
    assert manifest.reference == (0.6, 0.8)
    assert manifest.thresholds.similar == 0.4


@pytest.mark.parametrize("field", ["reference", "thresholds"])
def test_optional_sections_may_be_missing(tmp_path: Path, field: str) -> None:
    manifest = read_manifest(write(tmp_path, changed(field, MISSING)))
    if field == "reference":
        assert manifest.reference == ()
    else:
        assert manifest.thresholds == UNMEASURED


def test_float_input_states_its_normalisation(tmp_path: Path) -> None:
    document = changed("input.dtype", "float32")
    with pytest.raises(ModelMismatch, match=r"input\.mean is missing"):
        read_manifest(write(tmp_path, document))
    document["input"] |= {"layout": "NCHW", "mean": [127, 127, 127], "std": [128, 128, 128]}
    assert read_manifest(write(tmp_path, document)).input.std == (128.0, 128.0, 128.0)
    document["input"]["std"] = [128, 0, 128]
    with pytest.raises(ModelMismatch, match=r"input\.std must be three numbers above 0"):
        read_manifest(write(tmp_path, document))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("manifest_version", 2),
        ("manifest_version", "1"),
        ("name", "Tiny Model"),
        ("name", ""),
        ("title", None),
        ("version", 1),
        ("file", "../encoder.onnx"),
        ("file", "C:encoder.onnx"),
        ("sha256", "0" * 63),
        ("sha256", MISSING),
        ("size_bytes", 0),
        ("size_bytes", True),
        ("input", []),
        ("input.name", 3),
        ("input.width_px", 0),
        ("input.width_px", 8.0),
        ("input.height_px", 100_000),
        ("input.layout", "CHW"),
        ("input.dtype", "float16"),
        ("input.colour", "BGR"),
        ("input.fit", "stretch"),
        ("input.resample", "nearest"),
        ("input.size", 8),
        ("outputs", MISSING),
        ("outputs.embedding", MISSING),
        ("outputs.embedding.dim", 1),
        ("outputs.embedding.unit_norm", "yes"),
        ("outputs.logits", {"name": "logits"}),
        ("outputs.other", {}),
        ("licence", " "),
        ("source", MISSING),
        ("reference.card", "my-card.png"),
        ("reference.embedding", [0.6]),
        ("reference.embedding", [0.6, 0.6]),
        ("reference.embedding", ["0.6", "0.8"]),
        ("thresholds.same_shot", 1.5),
        ("thresholds.similar", MISSING),
        ("thresholds.close", 0.9),
        ("threshold", {}),
    ],
)
def test_wrong_manifest_is_refused_by_file_and_field(
    tmp_path: Path, field: str, value: object
) -> None:
    folder = write(tmp_path, changed(field, value))
    with pytest.raises(ModelMismatch) as caught:
        read_manifest(folder)
    assert caught.value.code == "manifest_invalid"
    assert str(folder / "manifest.json") in str(caught.value)
    assert field in str(caught.value)


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"{", "not JSON"), (b"[]", "must be a JSON object"), (b"\xff\xfe", "not JSON")],
)
def test_file_that_is_no_manifest_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "manifest.json").write_bytes(data)
    with pytest.raises(ModelMismatch, match=reason):
        read_manifest(tmp_path)


def test_not_a_number_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path, changed("thresholds.similar", float("nan")))
    with pytest.raises(ModelMismatch, match=r"thresholds\.similar"):
        read_manifest(folder)


def test_missing_manifest_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelMismatch) as caught:
        read_manifest(tmp_path / "nothing")
    assert caught.value.code == "manifest_missing"


def test_damaged_and_missing_model_files_are_told_apart(tmp_path: Path) -> None:
    manifest = read_manifest(write(tmp_path, GOOD))
    with pytest.raises(EnvironmentProblem) as caught:
        verify_file(manifest)
    assert caught.value.code == "model_missing"
    manifest.path.write_bytes(b"0123456789")
    with pytest.raises(EnvironmentProblem) as caught:
        verify_file(manifest)
    assert caught.value.code == "model_damaged"


def test_broken_folder_hides_no_other(tmp_path: Path) -> None:
    write(tmp_path / "good", GOOD)
    write(tmp_path / "bad", changed("size_bytes", -1))
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "encoder.onnx").touch()
    (tmp_path / "notes").mkdir()  # neither manifest nor model: none of our business
    found = discover_models([tmp_path, tmp_path / "does not exist"])
    assert list(found.models) == ["tiny"]
    assert sorted(p.code for p in found.problems) == ["manifest_invalid", "manifest_missing"]


def test_taken_name_is_told_and_the_first_stays(tmp_path: Path) -> None:
    first = write(tmp_path / "built-in" / "tiny", GOOD)
    second = write(tmp_path / "user" / "mine", GOOD)
    found = discover_models([tmp_path / "built-in", tmp_path / "user"])
    assert found.models["tiny"].folder == first
    (problem,) = found.problems
    assert problem.code == "name_taken"
    assert str(second) in str(problem)


def test_shipped_models_are_whole() -> None:
    found = discover_models([MODELS])
    assert sorted(found.models) == NAMES
    assert found.problems == ()
    for manifest in found.models.values():
        verify_file(manifest)
        assert len(manifest.reference) == manifest.embedding.dim == 256
        assert (manifest.folder / "LICENSE").is_file()


def test_shipped_models_stay_small() -> None:
    files = [path for path in MODELS.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 50_000_000
