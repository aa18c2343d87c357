"""The embedder: the shipped models, a hand-made one, and accelerators that fail."""

from __future__ import annotations

import csv
import hashlib
import json
import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from PIL import Image, ImageOps

from photofinder.core.embedder import OnnxEmbedder, choose_embedder
from photofinder.core.images import fit_square
from photofinder.core.model_manifest import ModelManifest, discover_models, read_manifest
from photofinder.core.onnx_session import Session, open_session
from photofinder.errors import EnvironmentProblem, ModelMismatch, UsageProblem

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
MODELS = ROOT / "models"
CARD = ROOT / "resources" / "test-card.png"
NAMES = ["efficientnet-lite0", "efficientnet-lite0-int8", "efficientnet-lite1"]
CUDA, COREML, CPU = "CUDAExecutionProvider", "CoreMLExecutionProvider", "CPUExecutionProvider"

Images = NDArray[np.uint8]


@pytest.fixture(scope="module", params=NAMES)
def embedder(request: pytest.FixtureRequest) -> OnnxEmbedder:
    return OnnxEmbedder(read_manifest(MODELS / request.param))


@pytest.fixture(scope="module")
def lite0() -> OnnxEmbedder:
    return OnnxEmbedder(read_manifest(MODELS / "efficientnet-lite0"))


@pytest.fixture(scope="module")
def card() -> Images:
    with Image.open(CARD) as opened:
        return np.asarray(opened.convert("RGB"))


def noise(embedder: OnnxEmbedder, count: int) -> Images:
    shape = (count, embedder.input_height_px, embedder.input_width_px, 3)
    return np.random.default_rng(3).integers(0, 256, shape, dtype=np.uint8)


# --- the shipped models


def test_embeddings_are_unit_vectors(embedder: OnnxEmbedder) -> None:
    vectors = embedder.embed(noise(embedder, 3))
    assert vectors.shape == (3, embedder.dim) == (3, 256)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


@pytest.mark.parametrize("count", [2, 5, 9])
def test_embedding_does_not_depend_on_the_batch(embedder: OnnxEmbedder, count: int) -> None:
    images = noise(embedder, count)
    alone = np.concatenate([embedder.embed(image[None]) for image in images])
    np.testing.assert_allclose(embedder.embed(images), alone, atol=1e-5)


@pytest.mark.parametrize("level", [0, 127, 128, 255])
def test_flat_pictures_give_finite_unit_vectors(embedder: OnnxEmbedder, level: int) -> None:
    image = np.full((1, embedder.input_height_px, embedder.input_width_px, 3), level, np.uint8)
    assert np.linalg.norm(embedder.embed(image)) == pytest.approx(1, abs=1e-5)


def test_no_pictures_give_no_vectors(lite0: OnnxEmbedder) -> None:
    assert lite0.embed(noise(lite0, 0)).shape == (0, 256)


@pytest.mark.parametrize("shape", [(1, 100, 224, 3), (224, 224, 3), (1, 224, 224, 4)])
def test_pictures_of_a_wrong_shape_are_a_bug(lite0: OnnxEmbedder, shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="expected uint8"):
        lite0.embed(np.zeros(shape, np.uint8))


def test_self_check_passes(embedder: OnnxEmbedder, card: Images) -> None:
    assert embedder.self_check(card) > 0.999


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda card: card[..., ::-1], id="swapped colours"),
        pytest.param(lambda card: card[:, ::-1], id="mirrored"),
        pytest.param(lambda card: card[::-1], id="upside down"),
        pytest.param(lambda card: card.transpose(1, 0, 2), id="transposed"),
        pytest.param(lambda card: card // 2, id="half as bright"),
    ],
)
def test_self_check_notices_a_wrong_picture(
    embedder: OnnxEmbedder, card: Images, spoil: Callable[[Images], Images]
) -> None:
    with pytest.raises(ModelMismatch) as caught:
        embedder.self_check(spoil(card))
    assert caught.value.code == "self_check"


def test_models_have_spaces_of_their_own() -> None:
    found = discover_models([MODELS]).models.values()
    assert len({manifest.model_id for manifest in found}) == len(NAMES)


def sample_photos(limit: int) -> list[tuple[Path, int]]:
    """An even part of the shared photos, with their class numbers."""
    folder, table = SHARED / "photos" / "sample", SHARED / "photos" / "imagenet-classes.tsv"
    if not folder.is_dir():
        pytest.skip(f"the sample photos are not there: {folder}")
    with table.open(encoding="utf-8", newline="") as file:
        classes = {row["wnid"]: int(row["index"]) for row in csv.DictReader(file, delimiter="\t")}
    paths = sorted(folder.glob("*.JPEG"))
    return [(p, classes[p.name.partition("_")[0]]) for p in paths[:: len(paths) // limit]]


@pytest.mark.shared
@pytest.mark.parametrize("name", NAMES)
def test_photos_are_recognized(name: str) -> None:
    embedder = OnnxEmbedder(read_manifest(MODELS / name))
    photos = sample_photos(200)
    right = 0
    for path, label in photos:
        with Image.open(path) as opened:
            opened.draft("RGB", (448, 448))
            rgb = np.asarray(ImageOps.exif_transpose(opened).convert("RGB"))
        logits = embedder.classify(fit_square(rgb, embedder.manifest.input.fit_spec)[None])
        right += int(logits[0].argmax()) == label
    assert right / len(photos) >= 0.80


# --- a model of one's own


def tiny_graph(
    *, layout: str = "NHWC", kind: int = TensorProto.UINT8, dim: int = 4, batch: object = "n"
) -> onnx.ModelProto:
    """Mean colour and a constant, projected to `dim` numbers and not normalised."""
    axes, size = ([1, 2], [6, 8, 3]) if layout == "NHWC" else ([2, 3], [3, 6, 8])
    rng = np.random.default_rng(1)
    constants = [
        numpy_helper.from_array(rng.normal(size=(3, dim)).astype(np.float32), "matrix"),
        numpy_helper.from_array(rng.normal(size=dim).astype(np.float32), "offset"),
        numpy_helper.from_array(np.float32(255), "white"),
    ]
    nodes = [
        helper.make_node("Cast", ["image"], ["number"], to=TensorProto.FLOAT),
        helper.make_node("Div", ["number", "white"], ["share"]),
        helper.make_node("ReduceMean", ["share"], ["mean"], axes=axes, keepdims=0),
        helper.make_node("Gemm", ["mean", "matrix", "offset"], ["vector"]),
    ]
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info("image", kind, [batch, *size])],
        [helper.make_tensor_value_info("vector", TensorProto.FLOAT, [batch, dim])],
        constants,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    return model


def drop_model(folder: Path, model: onnx.ModelProto | bytes, **changes: object) -> ModelManifest:
    """Write a model folder; `changes` go into the manifest, "input" and "embedding" merged."""
    data = model if isinstance(model, bytes) else model.SerializeToString()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tiny.onnx").write_bytes(data)
    document: dict[str, Any] = {
        "manifest_version": 1,
        "name": "tiny",
        "title": "Tiny",
        "version": "1",
        "file": "tiny.onnx",
        "sha256": hashlib.sha256(data).hexdigest(),
        "size_bytes": len(data),
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
        "outputs": {"embedding": {"name": "vector", "dim": 4, "unit_norm": False}},
        "licence": "MIT",
        "source": "made by hand",
    }
    for key, value in changes.items():
        if isinstance(value, dict):
            part = document["outputs"] if key == "embedding" else document
            part[key] |= value
        else:
            document[key] = value
    (folder / "manifest.json").write_text(json.dumps(document), "utf-8")
    return read_manifest(folder)


def test_dropped_in_model_works(tmp_path: Path) -> None:
    drop_model(tmp_path / "Mein Modell é", tiny_graph())
    manifest = discover_models([MODELS, tmp_path]).models["tiny"]
    choice = choose_embedder(manifest, card_path=CARD)
    vectors = choice.embedder.embed(noise(choice.embedder, 7))
    assert vectors.shape == (7, 4)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    with pytest.raises(ValueError, match="no logits"):
        choice.embedder.classify(noise(choice.embedder, 1))


def test_channel_first_float_model_gets_normalised_pixels(tmp_path: Path) -> None:
    plain = OnnxEmbedder(drop_model(tmp_path / "a", tiny_graph()))
    other = drop_model(
        tmp_path / "b",
        tiny_graph(layout="NCHW", kind=TensorProto.FLOAT),
        input={"layout": "NCHW", "dtype": "float32", "mean": [0, 0, 0], "std": [1, 1, 1]},
    )
    images = noise(plain, 5)
    np.testing.assert_allclose(OnnxEmbedder(other).embed(images), plain.embed(images), atol=1e-5)


def test_model_for_single_pictures_works(tmp_path: Path) -> None:
    free = OnnxEmbedder(drop_model(tmp_path / "a", tiny_graph()))
    single = OnnxEmbedder(drop_model(tmp_path / "b", tiny_graph(batch=1)))
    images = noise(free, 3)
    np.testing.assert_allclose(single.embed(images), free.embed(images), atol=1e-5)


@pytest.mark.parametrize(
    ("graph", "changes", "reason"),
    [
        ({}, {"input": {"name": "picture"}}, "further input 'image'"),
        ({}, {"input": {"width_px": 9}}, "input 'image' has the shape"),
        ({}, {"input": {"layout": "NCHW"}}, "input 'image' has the shape"),
        ({"kind": TensorProto.FLOAT}, {}, r"is tensor\(float\), not tensor\(uint8\)"),
        ({"batch": 4}, {}, "takes 4 pictures"),
        ({}, {"embedding": {"name": "out"}}, r"outputs\.embedding\.name is 'out'"),
        ({"dim": 5}, {}, r"outputs\.embedding 'vector' has the shape"),
    ],
)
def test_graph_that_differs_is_refused(
    tmp_path: Path, graph: dict[str, Any], changes: dict[str, Any], reason: str
) -> None:
    manifest = drop_model(tmp_path, tiny_graph(**graph), **changes)
    with pytest.raises(ModelMismatch, match=reason) as caught:
        OnnxEmbedder(manifest)
    assert caught.value.code == "graph_differs"
    assert str(manifest.path) in str(caught.value)


def test_file_that_is_no_graph_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelMismatch) as caught:
        OnnxEmbedder(drop_model(tmp_path, b"not a graph"))
    assert caught.value.code == "graph_invalid"


def test_damaged_file_is_refused(tmp_path: Path) -> None:
    manifest = drop_model(tmp_path, tiny_graph())
    data = bytearray(manifest.path.read_bytes())
    data[len(data) // 2] ^= 1
    manifest.path.write_bytes(data)
    with pytest.raises(EnvironmentProblem) as caught:
        choose_embedder(manifest, card_path=CARD)
    assert caught.value.code == "model_damaged"


def test_promise_of_unit_vectors_is_checked(tmp_path: Path) -> None:
    manifest = drop_model(tmp_path, tiny_graph(), embedding={"unit_norm": True})
    embedder = OnnxEmbedder(manifest)
    with pytest.raises(ModelMismatch, match="instead of 1") as caught:
        embedder.embed(noise(embedder, 2))
    assert caught.value.code == "wrong_output"


def test_not_a_number_is_refused(tmp_path: Path) -> None:
    model = tiny_graph()
    model.graph.initializer[2].CopyFrom(numpy_helper.from_array(np.float32("nan"), "white"))
    embedder = OnnxEmbedder(drop_model(tmp_path, model))
    with pytest.raises(ModelMismatch, match="not finite") as caught:
        embedder.embed(noise(embedder, 2))
    assert caught.value.code == "wrong_output"


# --- execution providers


class FakeAccelerator:
    """A CPU session that says it is another provider, and answers as `spoil` makes it."""

    def __init__(
        self, session: Session, provider: str, spoil: Callable[[NDArray[Any]], NDArray[Any]]
    ) -> None:
        self._session = session
        self._provider = provider
        self._spoil = spoil
        self.get_inputs = session.get_inputs
        self.get_outputs = session.get_outputs

    def get_providers(self) -> list[str]:
        return [self._provider, CPU]

    def run(self, output_names: list[str], feeds: dict[str, Any], /) -> list[Any]:
        return [self._spoil(found) for found in self._session.run(output_names, feeds)]


class Machine:
    """A session factory for a machine whose accelerators behave as told."""

    def __init__(self, **accelerators: Callable[[NDArray[Any]], NDArray[Any]]) -> None:
        self.accelerators = accelerators
        self.opened: list[str] = []

    def open(self, path: Path, provider: str, intra_threads: int) -> Session:
        self.opened.append(provider)
        session = open_session(path, CPU, intra_threads)
        if provider == CPU:
            return session
        return FakeAccelerator(session, provider, lambda out: self.accelerators[provider](out))

    @property
    def available(self) -> Sequence[str]:
        return [*self.accelerators, CPU]


def good(found: NDArray[Any]) -> NDArray[Any]:
    return found


def backwards(found: NDArray[Any]) -> NDArray[Any]:
    return np.ascontiguousarray(found[:, ::-1])


def only_first_right(found: NDArray[Any]) -> NDArray[Any]:
    return np.concatenate([found[:1], np.ascontiguousarray(found[1:, ::-1])])


def not_finite(found: NDArray[Any]) -> NDArray[Any]:
    return np.full_like(found, np.nan)


def failing(found: NDArray[Any]) -> NDArray[Any]:
    raise RuntimeError("out of device memory\nand a long trace")


def choose(machine: Machine, device: str = "auto", name: str = "efficientnet-lite0") -> Any:
    return choose_embedder(
        read_manifest(MODELS / name),
        device,
        card_path=CARD,
        available=machine.available,
        session_factory=machine.open,
    )


def test_accelerator_that_is_right_is_taken() -> None:
    choice = choose(Machine(**{CUDA: good}))
    assert choice.embedder.provider == CUDA
    assert choice.notes == ()


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (backwards, "wrongly"),
        (only_first_right, "wrongly"),
        (not_finite, "not finite"),
        (failing, "out of device memory"),
    ],
)
def test_accelerator_that_is_wrong_is_left_for_the_cpu(
    fault: Callable[[NDArray[Any]], NDArray[Any]], told: str
) -> None:
    choice = choose(Machine(**{CUDA: fault}))
    assert choice.embedder.provider == CPU
    (note,) = choice.notes
    assert CUDA in note
    assert told in note
    assert "\n" not in note


def test_next_accelerator_is_tried() -> None:
    choice = choose(Machine(**{CUDA: failing, COREML: good}))
    assert choice.embedder.provider == COREML
    assert len(choice.notes) == 1


def test_provider_that_silently_becomes_the_cpu_is_noted(lite0: OnnxEmbedder) -> None:
    def open_cpu(path: Path, provider: str, intra_threads: int) -> Session:
        return open_session(path, CPU, intra_threads)

    choice = choose_embedder(
        lite0.manifest, card_path=CARD, available=[CUDA], session_factory=open_cpu
    )
    assert choice.embedder.provider == CPU
    assert "does not start" in choice.notes[0]


def test_cpu_can_be_asked_for() -> None:
    machine = Machine(**{CUDA: good})
    assert choose(machine, "cpu").embedder.provider == CPU
    assert machine.opened == [CPU]


def test_accelerator_that_is_not_there_is_noted() -> None:
    choice = choose(Machine(**{CUDA: good}), "coreml")
    assert choice.embedder.provider == CPU
    assert choice.notes == (f"{COREML}: the installed onnxruntime does not have it",)


def test_unknown_device_is_refused() -> None:
    with pytest.raises(UsageProblem, match="auto, cpu, cuda, directml, coreml"):
        choose(Machine(), "gpu")


def test_model_without_reference_is_compared_with_the_cpu(tmp_path: Path) -> None:
    manifest = drop_model(tmp_path, tiny_graph())
    for answer, provider in ((good, CUDA), (backwards, CPU)):
        machine = Machine(**{CUDA: answer})
        choice = choose_embedder(
            manifest, card_path=CARD, available=machine.available, session_factory=machine.open
        )
        assert choice.embedder.provider == provider


def test_cpu_that_is_wrong_is_an_error(lite0: OnnxEmbedder) -> None:
    def open_wrong(path: Path, provider: str, intra_threads: int) -> Session:
        return FakeAccelerator(open_session(path, CPU, intra_threads), CPU, backwards)

    with pytest.raises(ModelMismatch) as caught:
        choose_embedder(lite0.manifest, card_path=CARD, session_factory=open_wrong)
    assert caught.value.code == "self_check"


def test_missing_test_card_is_told(lite0: OnnxEmbedder, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem) as caught:
        choose_embedder(lite0.manifest, card_path=tmp_path / "card.png")
    assert caught.value.code == "test_card_missing"


@pytest.mark.parametrize("fault", [failing, not_finite])
def test_failed_batch_runs_again_on_the_cpu_and_stays_there(
    lite0: OnnxEmbedder,
    caplog: pytest.LogCaptureFixture,
    fault: Callable[[NDArray[Any]], NDArray[Any]],
) -> None:
    machine = Machine(**{CUDA: good})
    embedder = choose(machine).embedder
    assert embedder.provider == CUDA
    machine.accelerators[CUDA] = fault
    images = noise(embedder, 3)
    with caplog.at_level(logging.WARNING):
        vectors = embedder.embed(images)
    np.testing.assert_allclose(vectors, lite0.embed(images), atol=1e-6)
    assert embedder.provider == CPU
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    opened = len(machine.opened)
    embedder.embed(images)
    assert len(machine.opened) == opened


def test_real_accelerators_are_only_taken_if_right(lite0: OnnxEmbedder, card: Images) -> None:
    choice = choose_embedder(lite0.manifest, "auto", card_path=CARD)
    assert choice.embedder.self_check(card) >= 0.99


# --- the fit


@pytest.mark.parametrize("fit", ["squash", "crop", "pad"])
@pytest.mark.parametrize("size", [(1, 1), (2, 500), (700, 3), (400, 300)])
def test_every_picture_fits(tmp_path: Path, fit: str, size: tuple[int, int]) -> None:
    manifest = drop_model(tmp_path, tiny_graph(), input={"fit": fit})
    fitted = fit_square(np.full((*size, 3), 90, np.uint8), manifest.input.fit_spec)
    assert fitted.shape == (6, 8, 3)
    assert fitted.dtype == np.uint8
    assert (fitted == 90).any()


def test_fits_differ_as_named(tmp_path: Path) -> None:
    wide = np.zeros((60, 240, 3), np.uint8)
    wide[:, :80] = 255  # the left third is white
    shares = {}
    for fit in ("squash", "crop", "pad"):
        manifest = drop_model(tmp_path / fit, tiny_graph(), input={"fit": fit})
        fitted = fit_square(wide, manifest.input.fit_spec)
        shares[fit] = (fitted > 200).mean(), (fitted == 127).mean()
    assert shares["squash"][0] == pytest.approx(1 / 3, abs=0.1)
    assert shares["crop"][0] == 0
    assert shares["pad"][1] > 0.5


def test_part_of_an_array_can_be_fitted(lite0: OnnxEmbedder) -> None:
    image = np.random.default_rng(0).integers(0, 256, (300, 400, 3), dtype=np.uint8)
    part = image[10:200, 20:380, ::-1]
    expected = fit_square(np.ascontiguousarray(part), lite0.manifest.input.fit_spec)
    np.testing.assert_array_equal(fit_square(part, lite0.manifest.input.fit_spec), expected)
