"""Questions to a library: similar photos, copies, models; two processes at once."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

from photofinder.app import scan_work
from photofinder.app.jobs import Lane
from photofinder.app.library import Library
from photofinder.core.images import FitSpec, fit_square
from photofinder.core.onnx_runtime import load_onnxruntime
from photofinder.core.types import PairClass
from photofinder.errors import (
    EnvironmentProblem,
    JobCancelled,
    PhotofinderError,
    PhotoUnreadable,
    UsageProblem,
)
from photofinder.paths import AppPaths
from photofinder.storage.thumbnail_cache import ThumbnailCache

# -- similar ---------------------------------------------------------------------------------------


def photo_of(indexed) -> Path:
    return indexed.photos / "2020" / "p00.jpg"


def test_library_photo_is_answered_without_decoding(indexed, monkeypatch) -> None:
    monkeypatch.setattr("photofinder.app.query_vectors.read_photo", None)
    with indexed.open() as library:
        result = library.similar(photo_of(indexed), k=5)
    assert len(result.matches) == 5
    scores = [match.score for match in result.matches]
    assert scores == sorted(scores, reverse=True)
    assert photo_of(indexed) not in {match.path for match in result.matches}
    assert result.index == "exact"


def test_photo_from_outside_finds_its_copy_first(indexed, pictures, tmp_path: Path) -> None:
    outside = pictures.save(tmp_path / "out.png", 0)  # the pixels of p00 before it became a JPEG
    with indexed.open() as library:
        result = library.similar(outside, k=3)
    assert result.matches[0].path == photo_of(indexed)
    assert result.matches[0].score > 0.95


def test_every_copy_is_found_with_full_score_and_the_query_is_no_match(indexed) -> None:
    copies = {indexed.photos / name for name in ("copy one.jpg", "2021/copy two.jpg")}
    for copy in copies:
        shutil.copy(photo_of(indexed), copy)
    indexed.scan()
    with indexed.open() as library:
        result = library.similar(photo_of(indexed), k=2)
    assert {match.path for match in result.matches} == copies
    assert [match.score for match in result.matches] == [1.0, 1.0]


def test_query_through_a_link_is_no_match_of_itself(indexed, tmp_path: Path) -> None:
    link = tmp_path / "link.jpg"
    link.symlink_to(photo_of(indexed))
    with indexed.open() as library:
        result = library.similar(link, k=100)
    assert photo_of(indexed) not in {match.path for match in result.matches}
    assert len(result.matches) == 35


def test_changed_photo_is_searched_by_what_it_is_now(indexed, pictures) -> None:
    shutil.copyfile(indexed.photos / "2020" / "p01.jpg", photo_of(indexed))
    with indexed.open() as library:
        result = library.similar(photo_of(indexed), k=1)
    assert result.matches[0].path.name == "p01.jpg"
    assert result.matches[0].score == 1.0


@pytest.mark.parametrize("k", [1, 2, 35, 36, 1_000, 10**9])
def test_at_most_k_are_found(indexed, k: int) -> None:
    with indexed.open() as library:
        result = library.similar(photo_of(indexed), k=k)
    assert len(result.matches) == min(k, 35)
    assert len({match.path for match in result.matches}) == len(result.matches)


def test_min_score_cuts_the_list(indexed) -> None:
    with indexed.open() as library:
        everything = library.similar(photo_of(indexed), k=100).matches
        limit = everything[9].score
        some = library.similar(photo_of(indexed), k=100, min_score=limit).matches
        none = library.similar(photo_of(indexed), k=100, min_score=1.0).matches
    assert all(match.score >= limit for match in some)
    assert 9 <= len(some) <= 11
    assert none == ()


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"k": 0}, "bad_number"),
        ({"k": -3}, "bad_number"),
        ({"min_score": 1.5}, "bad_number"),
        ({"min_score": float("nan")}, "bad_number"),
    ],
)
def test_wrong_numbers_are_refused(indexed, options: dict[str, float], code: str) -> None:
    with indexed.open() as library, pytest.raises(UsageProblem) as caught:
        library.similar(photo_of(indexed), **options)
    assert caught.value.code == code


def test_queries_that_are_no_photo_are_refused(indexed, tmp_path: Path) -> None:
    (tmp_path / "empty.jpg").touch()
    (tmp_path / "text.jpg").write_text("no picture")
    cases: list[tuple[Path, type[PhotofinderError], str]] = [
        (tmp_path / "nowhere.jpg", UsageProblem, "no_such_file"),
        (indexed.photos, UsageProblem, "not_an_image_file"),
        (tmp_path / "empty.jpg", PhotoUnreadable, "empty"),
        (tmp_path / "text.jpg", PhotoUnreadable, "unsupported"),
    ]
    with indexed.open() as library:
        for path, kind, code in cases:
            with pytest.raises(kind) as caught:
                library.similar(path)
            assert caught.value.code == code


def test_empty_library_has_no_match(library, pictures, tmp_path: Path) -> None:
    query = pictures.save(tmp_path / "q.jpg", 1)
    with library.open() as opened:
        assert opened.similar(query).matches == ()
        assert opened.duplicates() == []


def test_photos_that_vanished_are_no_match_and_others_fill_up(indexed) -> None:
    with indexed.open() as library:
        best = library.similar(photo_of(indexed), k=12).matches
    for match in best:
        match.path.unlink()
    indexed.scan()
    with indexed.open() as library:
        result = library.similar(photo_of(indexed), k=12)
    assert len(result.matches) == 12
    assert not {match.path for match in best} & {match.path for match in result.matches}


def test_segment_answers_as_exact_search_does(indexed, monkeypatch) -> None:
    monkeypatch.setattr("photofinder.storage.vector_index.SEGMENT_MIN_COUNT", 20)
    with indexed.open() as library:
        exact = library.similar(photo_of(indexed), k=10)
    indexed.scan()
    with indexed.open() as library:
        result = library.similar(photo_of(indexed), k=10)
        assert library.status().index.segment_count == 36
    assert (exact.index, result.index) == ("exact", "annoy")
    assert [m.path for m in result.matches] == [m.path for m in exact.matches]


def test_any_number_may_be_asked_from_a_segment(indexed, monkeypatch) -> None:
    monkeypatch.setattr("photofinder.storage.vector_index.SEGMENT_MIN_COUNT", 20)
    indexed.scan()
    with indexed.open() as library:
        result = library.similar(photo_of(indexed), k=10**9)
    assert (len(result.matches), result.index) == (35, "annoy")


# -- copies ----------------------------------------------------------------------------------------


@pytest.fixture
def with_copies(library, pictures):
    """One picture in every relation, and others beside it."""
    folder = library.photos
    pictures.save(folder / "original.png", 1)
    shutil.copy(folder / "original.png", folder / "same bytes longer name.png")
    with Image.open(folder / "original.png") as image:
        image.load()
        image.save(folder / "other container.webp", lossless=True)
        image.save(folder / "recompressed.jpg", quality=60)
        image.resize((150, 100)).save(folder / "resized.jpg", quality=90)
        image.transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(folder / "mirrored.jpg")
        image.transpose(Image.Transpose.ROTATE_90).save(folder / "turned.jpg")
    for seed in range(50, 60):
        pictures.save(folder / f"other{seed}.jpg", seed)
    library.add()
    library.scan()
    return library


def test_copies_are_grouped_with_their_class_and_relation(with_copies) -> None:
    with with_copies.open() as library:
        (group,) = library.duplicates()
    found = {m.path.stem: (m.pair_class.value, m.relation) for m in group.members}
    assert group.keeper.stem in ("original", "other container")
    found.pop("original", None)
    assert found["same bytes longer name"][0] in ("identical_file", "identical_picture")
    assert found["recompressed"][0] == "same_shot"
    assert "150 x 100" in found["resized"][1]
    assert "mirrored" in found["mirrored"][1]
    assert "turned" in found["turned"][1]
    assert len(group.members) == 6


def test_only_the_wanted_classes_are_grouped(with_copies) -> None:
    with with_copies.open() as library:
        (group,) = library.duplicates(frozenset({PairClass.IDENTICAL_PICTURE}))
    assert [m.pair_class for m in group.members] == [PairClass.IDENTICAL_PICTURE]


def test_copies_that_arrive_later_find_the_earlier_ones(with_copies, pictures) -> None:
    pictures.save(with_copies.photos / "late.png", 55)
    with_copies.scan()
    with with_copies.open() as library:
        groups = library.duplicates()
    assert len(groups) == 2


def test_removed_copy_leaves_its_group(with_copies) -> None:
    for name in ("mirrored.jpg", "turned.jpg"):
        (with_copies.photos / name).unlink()
    with_copies.scan()
    with with_copies.open() as library:
        (group,) = library.duplicates()
    assert len(group.members) == 4


# -- models ----------------------------------------------------------------------------------------

TINY_PX, TINY_DIM = 16, 12


def tiny_encoder(folder: Path, name: str) -> None:
    """Make a model that sees the mean colours of a grid: 2 x 2 fields of 3 colours."""
    folder.mkdir(parents=True)
    nodes = [
        helper.make_node("Cast", ["image"], ["float"], to=TensorProto.FLOAT),
        helper.make_node("Sub", ["float", "grey"], ["centred"]),
        helper.make_node("Transpose", ["centred"], ["nchw"], perm=[0, 3, 1, 2]),
        helper.make_node("AveragePool", ["nchw"], ["pool"], kernel_shape=[8, 8], strides=[8, 8]),
        helper.make_node("Flatten", ["pool"], ["flat"]),
        helper.make_node("LpNormalization", ["flat"], ["embedding"], axis=1, p=2),
    ]
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info("image", TensorProto.UINT8, ["n", TINY_PX, TINY_PX, 3])],
        [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["n", TINY_DIM])],
        [numpy_helper.from_array(np.array(101.5, np.float32), "grey")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    data = model.SerializeToString()
    onnx.checker.check_model(model)
    (folder / "encoder.onnx").write_bytes(data)
    card = Path(__file__).resolve().parents[2] / "resources" / "test-card.png"
    manifest = {
        "manifest_version": 1,
        "name": name,
        "title": "Tiny",
        "version": "1.0.0",
        "file": "encoder.onnx",
        "sha256": hashlib.sha256(data).hexdigest(),
        "size_bytes": len(data),
        "input": {
            "name": "image",
            "width_px": TINY_PX,
            "height_px": TINY_PX,
            "layout": "NHWC",
            "dtype": "uint8",
            "colour": "RGB",
            "fit": "squash",
            "resample": "bicubic",
        },
        "outputs": {"embedding": {"name": "embedding", "dim": TINY_DIM}},
        "licence": "MIT",
        "source": "made in a test",
        "reference": {"card": "test-card.png", "embedding": reference(data, card)},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest))


def reference(model: bytes, card: Path) -> list[float]:
    session = load_onnxruntime().InferenceSession(model, providers=["CPUExecutionProvider"])
    with Image.open(card) as image:
        pixels = fit_square(
            np.asarray(image.convert("RGB")), FitSpec(TINY_PX, TINY_PX, "squash", "bicubic")
        )
    vector = session.run(None, {"image": pixels[None]})[0][0]
    return [round(float(value), 6) for value in vector]


def serving(library: Library) -> str | None:
    return library.status().model


def test_new_model_takes_over_after_it_has_seen_every_photo(indexed, program) -> None:
    tiny_encoder(indexed.paths.models_dir / "tiny", "tiny")
    answer = program("model", "tiny", "--json", "--data-dir", indexed.data)
    assert answer.json["chosen"] == "tiny"
    files = indexed.rows("SELECT * FROM file ORDER BY id")
    contents = indexed.rows("SELECT * FROM content ORDER BY id")
    with indexed.open() as library:
        assert str(serving(library)).startswith("efficientnet-lite0@")
        before = library.similar(photo_of(indexed), k=5).matches
        assert len(before) == 5

    report = indexed.scan()
    assert (report.indexed, report.reused) == (0, 0)
    assert indexed.rows("SELECT * FROM file ORDER BY id") == files
    assert indexed.rows("SELECT * FROM content ORDER BY id") == contents
    with indexed.open() as library:
        assert str(serving(library)).startswith("tiny@")
        after = library.similar(photo_of(indexed), k=5).matches
    assert len(after) == 5
    assert [m.score for m in after] != [m.score for m in before]


def test_new_model_never_embeds_other_bytes_under_a_known_digest(
    indexed, expected_warnings
) -> None:
    """A file rewritten in place with its old time is no longer the picture it was."""
    expected_warnings.append("cannot be embedded")
    small, *_, path = sorted(indexed.photos.rglob("*.jpg"), key=lambda p: p.stat().st_size)
    stat, kept = path.stat(), path.read_bytes()
    path.write_bytes(small.read_bytes().ljust(len(kept), b"\0"))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    tiny_encoder(indexed.paths.models_dir / "tiny", "tiny")
    with indexed.open(writable=True) as library:
        library.choose_model("tiny")
    indexed.scan()
    name = path.relative_to(indexed.photos).as_posix()
    assert indexed.names("unreadable") == {name}
    rows = indexed.rows(
        "SELECT count(*) FROM embedding e JOIN content c ON c.id = e.content_id"
        " JOIN model m ON m.id = e.model_id WHERE m.key LIKE 'tiny@%' AND c.digest = ?",
        hashlib.sha256(kept).digest(),
    )
    assert rows == [(0,)]
    indexed.scan()
    assert name in indexed.names("indexed")


def test_new_model_takes_any_place_of_a_content(indexed, expected_warnings) -> None:
    expected_warnings.append("cannot be embedded")
    path = photo_of(indexed)
    copy = path.with_name("zz copy.jpg")
    shutil.copy(path, copy)
    indexed.scan()
    tiny_encoder(indexed.paths.models_dir / "tiny", "tiny")
    with indexed.open(writable=True) as library:
        library.choose_model("tiny")
        path.unlink()  # after the last walk
        library._jobs.submit(Lane.INDEX, "index", library._work.index_pending).result()
        assert str(serving(library)).startswith("tiny@")
        other = next(p for p in sorted(indexed.photos.rglob("*.jpg")) if p != copy)
        assert copy in {m.path for m in library.similar(other, k=100).matches}


def test_old_model_answers_when_the_change_was_cut_short(indexed) -> None:
    tiny_encoder(indexed.paths.models_dir / "tiny", "tiny")
    with indexed.open(writable=True) as library:
        library.choose_model("tiny")

        class StopsHalfWay:
            def progress(self, done: int, total: int, what: str = "") -> None:
                if done >= 16 and "new model" in what:
                    raise JobCancelled("cancelled")

            def check_cancelled(self) -> None:
                pass

        with pytest.raises(JobCancelled):
            library._work.index_pending(StopsHalfWay())
        assert str(serving(library)).startswith("efficientnet-lite0@")
        assert len(library.similar(photo_of(indexed), k=100).matches) == 35
    assert indexed.scan().indexed == 0
    with indexed.open() as library:
        assert str(serving(library)).startswith("tiny@")
        assert len(library.similar(photo_of(indexed), k=100).matches) == 35


def test_going_back_to_the_first_model_costs_no_embedding(indexed) -> None:
    tiny_encoder(indexed.paths.models_dir / "tiny", "tiny")
    for name in ("tiny", "efficientnet-lite0"):
        with indexed.open(writable=True) as library:
            library.choose_model(name)
        indexed.scan()
    assert indexed.rows("SELECT count(*) FROM embedding") == [(72,)]
    with indexed.open() as library:
        assert str(serving(library)).startswith("efficientnet-lite0@")


def test_pairs_are_found_again_with_the_new_model(with_copies) -> None:
    with with_copies.open() as library:
        before = {m.path for g in library.duplicates() for m in g.members}
    tiny_encoder(with_copies.paths.models_dir / "tiny", "tiny")
    with with_copies.open(writable=True) as library:
        library.choose_model("tiny")
    with_copies.scan()
    with with_copies.open() as library:
        (group,) = library.duplicates()
    classes = {m.pair_class for m in group.members}
    assert {PairClass.IDENTICAL_FILE, PairClass.IDENTICAL_PICTURE} & classes
    assert {m.path for m in group.members} <= before | {group.keeper}


def test_unknown_model_is_refused_and_the_known_ones_named(indexed, program) -> None:
    answer = program("model", "nothing", "--json", "--data-dir", indexed.data)
    assert answer.code == 2
    assert "efficientnet-lite0" in answer.json["error"]["message"]


def test_model_that_cannot_be_loaded_is_not_chosen(indexed, program) -> None:
    folder = indexed.paths.models_dir / "tiny"
    tiny_encoder(folder, "tiny")
    garbage = b"no graph" * 100
    (folder / "encoder.onnx").write_bytes(garbage)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest |= {"sha256": hashlib.sha256(garbage).hexdigest(), "size_bytes": len(garbage)}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    answer = program("model", "tiny", "--json", "--data-dir", indexed.data)
    assert answer.code == 3
    assert answer.json["error"]["code"] == "graph_invalid"
    assert not indexed.paths.settings.exists()
    assert program("scan", "--data-dir", indexed.data).code == 0


def test_broken_manifest_is_the_reason_that_is_given(indexed, program) -> None:
    folder = indexed.paths.models_dir / "tiny"
    tiny_encoder(folder, "tiny")
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["licence"] = ""
    (folder / "manifest.json").write_text(json.dumps(manifest))
    answer = program("model", "tiny", "--json", "--data-dir", indexed.data)
    assert answer.code == 3
    assert answer.json["error"]["code"] == "manifest_invalid"
    assert "licence must be a text" in answer.json["error"]["message"]


def test_damaged_model_is_named_and_another_still_answers(indexed, program, expected_warnings):
    expected_warnings.append("tiny")
    tiny_encoder(indexed.paths.models_dir / "tiny", "tiny")
    program("model", "tiny", "--data-dir", indexed.data)
    (indexed.paths.models_dir / "tiny" / "encoder.onnx").write_bytes(b"damaged")
    answer = program("scan", "--json", "--data-dir", indexed.data)
    assert answer.code == 3
    assert "tiny" in answer.json["error"]["message"]
    similar = program("similar", photo_of(indexed), "--json", "--data-dir", indexed.data)
    assert similar.code == 0
    assert len(similar.json["matches"]) == 20


def test_catalog_moved_away_beside_an_old_index_answers_rightly(
    indexed, monkeypatch, expected_warnings
) -> None:
    expected_warnings.append("of another model or catalog")
    monkeypatch.setattr("photofinder.storage.vector_index.SEGMENT_MIN_COUNT", 20)
    indexed.scan()
    indexed.paths.catalog.unlink()
    indexed.add(indexed.photos / "2021")
    monkeypatch.setattr("photofinder.storage.vector_index.SEGMENT_MIN_COUNT", 1_000)
    indexed.scan()
    query = indexed.photos / "2021" / "p12.jpg"
    shutil.copy(query, indexed.photos / "2021" / "copy.jpg")
    indexed.scan()
    with indexed.open() as library:
        assert library.similar(query, k=1).matches[0].path.name == "copy.jpg"


# -- two processes ---------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["scan", "watch", "add", "remove"])
def test_second_writer_is_refused_and_told_who_writes(indexed, program, command: str) -> None:
    arguments = [indexed.photos] if command in ("add", "remove") else []
    with indexed.open(writable=True):
        answer = program.run(command, *arguments, "--json", "--data-dir", indexed.data)
    assert answer.code == 3
    assert answer.json["error"]["code"] == "library_locked"
    assert str(os.getpid()) in answer.json["error"]["message"]
    assert "Traceback" not in answer.err


def test_lock_of_a_killed_process_is_free(indexed, program, wait_until) -> None:
    process = program.start("watch", "--json", "--data-dir", indexed.data)
    assert "watching" in str(process.stdout and process.stdout.readline())
    with pytest.raises(EnvironmentProblem, match=str(process.pid)):
        indexed.open(writable=True)
    process.kill()
    process.wait(30)
    indexed.open(writable=True).close()


def test_readers_work_while_another_process_writes(indexed, pictures, program) -> None:
    for seed in range(100, 140):
        pictures.save(indexed.photos / "more" / f"{seed}.jpg", seed)
    process = program.start("scan", "--json", "--data-dir", indexed.data)
    answers = 0
    while process.poll() is None:
        with indexed.open() as library:
            assert len(library.similar(photo_of(indexed), k=5).matches) == 5
            library.duplicates()
            assert library.status().counts.indexed >= 36
        answers += 1
    assert program.finish(process).json["indexed"] == 40
    assert answers > 0


def test_open_reader_sees_what_is_committed_later(indexed, pictures) -> None:
    with indexed.open() as reader:
        assert reader.status().counts.indexed == 36
        pictures.save(indexed.photos / "new.jpg", 300)
        indexed.scan()
        assert reader.status().counts.indexed == 37


def test_reader_does_not_write(indexed) -> None:
    with indexed.open() as library:
        with pytest.raises((EnvironmentProblem, sqlite3.OperationalError)):
            library.remove_folder(indexed.photos)
        assert len(library.folders()) == 1


def test_library_can_be_opened_twice_in_a_row(tmp_path: Path) -> None:
    paths = AppPaths.at(tmp_path / "d")
    for _ in range(3):
        with Library.open(paths, writable=True) as library:
            assert library.folders() == []


def test_thumbnails_are_not_all_measured_after_each_photo(indexed, pictures, monkeypatch) -> None:
    """Each would cost a stat of every thumbnail: a second per photo of a large library."""
    monkeypatch.setattr(scan_work, "TRIM_AFTER", 40)
    trims: list[int] = []
    monkeypatch.setattr(ThumbnailCache, "trim", lambda _: trims.append(1))
    for seed in range(3):  # 36 were indexed before
        pictures.save(indexed.photos / f"new{seed}.jpg", 1_500 + seed)
        indexed.scan()
    assert trims == []
    pictures.save(indexed.photos / "fortieth.jpg", 1_510)
    indexed.scan()
    pictures.save(indexed.photos / "and one more.jpg", 1_511)
    indexed.scan()
    assert trims == [1]
