"""An accelerator that fails while photos are read: no photo is lost or done twice, one word."""

from __future__ import annotations

import dataclasses
import functools
import json
import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from photofinder.app import accelerator_check, doctor
from photofinder.app.accelerator_check import find_clash, try_providers
from photofinder.app.events import ProviderFailed
from photofinder.app.library import Library
from photofinder.core import embedder
from photofinder.core.embedder import OnnxEmbedder
from photofinder.core.model_manifest import read_manifest
from photofinder.core.views import QueryImage, SimilarQuery
from photofinder.paths import bundled_models_dir

PATIENCE_S = 60.0
CPU, CUDA = "CPUExecutionProvider", "CUDAExecutionProvider"
PHOTOS = 41


class Accelerator:
    """What a session on CUDA answers: the CPU's numbers, until it is told to go wrong."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.batches = 0
        self.fault: Callable[[int, list[Any]], list[Any]] = lambda _, found: found

    def open(self, path: Path, provider: str, intra_threads: int) -> Any:
        self.opened.append(provider)
        session = embedder.open_session(path, CPU, intra_threads)
        return session if provider == CPU else _Session(session, self)


class _Session:
    def __init__(self, session: Any, accelerator: Accelerator) -> None:
        self._session, self._accelerator = session, accelerator
        self.get_inputs, self.get_outputs = session.get_inputs, session.get_outputs

    def get_providers(self) -> list[str]:
        return [CUDA, CPU]

    def run(self, names: list[str], feeds: dict[str, Any], /) -> list[Any]:
        self._accelerator.batches += 1
        found = self._session.run(names, feeds)
        return self._accelerator.fault(self._accelerator.batches, found)


@pytest.fixture
def accelerator(monkeypatch: pytest.MonkeyPatch) -> Accelerator:
    """Give a computer with a graphics card."""
    made = Accelerator()
    defaults = embedder.choose_embedder.__kwdefaults__
    monkeypatch.setitem(defaults, "session_factory", made.open)
    monkeypatch.setitem(defaults, "available", [CUDA, CPU])
    return made


def raising(_: list[Any]) -> list[Any]:
    raise RuntimeError("CUDA failure 700: an illegal memory access was encountered\nfile x.cc")


def nothing(found: list[Any]) -> list[Any]:
    return [np.full_like(found[0], np.nan)]


def too_long(found: list[Any]) -> list[Any]:
    return [found[0] * 3]


def half(found: list[Any]) -> list[Any]:
    return [found[0][: len(found[0]) // 2]]


def vectors(library: Any) -> dict[str, np.ndarray]:
    """Return each photo's embedding by name; fails where there is none, or more than one."""
    rows = library.rows(
        "SELECT f.relpath, e.vector FROM file f JOIN embedding e ON e.content_id = f.content_id"
    )
    found = {os.fsdecode(name): np.frombuffer(blob, np.float16) for name, blob in rows}
    assert len(rows) == len(found)
    return found


def fill(library: Any, pictures: Any) -> None:
    for seed in range(PHOTOS):
        pictures.save(library.photos / f"p{seed:02}.jpg", seed)
    library.add()


@pytest.mark.parametrize(
    ("fault", "low_priority"),
    [(raising, True), (raising, False), (nothing, True), (too_long, True), (half, True)],
)
def test_a_failure_in_the_middle_loses_no_photo(
    library, pictures, accelerator: Accelerator, caplog, tmp_path, fault, low_priority: bool
) -> None:
    fill(library, pictures)
    # the self-check is the first batch, and 16 photos a batch follow
    accelerator.fault = lambda number, found: fault(found) if number > 2 else found
    told: list[ProviderFailed] = []
    with caplog.at_level(logging.WARNING), library.open(writable=True) as opened:
        chosen = dataclasses.replace(opened.settings, low_priority=low_priority)
        opened.change_settings(chosen)
        opened.events.subscribe(lambda e: told.append(e) if isinstance(e, ProviderFailed) else None)
        report = opened.scan().result(PATIENCE_S)
        assert (report.indexed, report.unreadable) == (PHOTOS, 0)
        assert accelerator.batches == 3, "it is not asked again once it failed"
        assert opened.status().provider == CPU
        # remembered for this run: a session that is opened later does not try it
        opened._rooms.reopen()
        opened.find_similar(SimilarQuery((QueryImage(data=pictures.data(200)),)))
        pictures.save(library.photos / "late.jpg", 99)
        assert opened.scan().result(PATIENCE_S).indexed == 1
        assert accelerator.opened.count(CUDA) == 1
    assert [(e.provider, "\n" in e.reason) for e in told] == [(CUDA, False)]
    failures = [r for r in caplog.records if "goes on with the CPU" in r.getMessage()]
    assert len(failures) == 1
    found = vectors(library)
    assert len(found) == PHOTOS + 1
    np.testing.assert_array_equal(library.rows("SELECT count(*) FROM embedding")[0], (PHOTOS + 1,))
    # what the CPU alone computes
    accelerator.fault = lambda _, answer: answer
    alone = dataclasses.replace(library, data=tmp_path / "alone")
    alone.data.mkdir()
    (alone.data / "settings.json").write_text(json.dumps({"version": 1, "device": "cpu"}))
    alone.add()
    alone.scan()
    expected = vectors(alone)
    assert found.keys() == expected.keys()
    for name, vector in expected.items():
        np.testing.assert_allclose(found[name], vector, atol=2e-3, err_msg=name)


def test_the_next_start_tries_it_again(library, pictures, accelerator: Accelerator, caplog) -> None:
    fill(library, pictures)
    accelerator.fault = lambda number, found: raising(found) if number > 1 else found
    with caplog.at_level(logging.WARNING):
        library.scan()
    accelerator.fault = lambda _, found: found
    pictures.save(library.photos / "late.jpg", 99)
    before = accelerator.batches
    library.scan()
    assert accelerator.batches > before
    with library.open() as opened:
        assert opened.status().provider == CUDA


def test_one_that_is_silently_wrong_never_embeds_a_photo(
    library, pictures, accelerator: Accelerator, caplog
) -> None:
    fill(library, pictures)
    accelerator.fault = lambda _, found: [np.ascontiguousarray(found[0][:, ::-1])]
    told: list[ProviderFailed] = []
    with caplog.at_level(logging.WARNING), library.open(writable=True) as opened:
        opened.events.subscribe(lambda e: told.append(e) if isinstance(e, ProviderFailed) else None)
        assert opened.scan().result(PATIENCE_S).indexed == PHOTOS
        assert opened.status().provider == CPU
    assert accelerator.batches == 1, "the test card, and nothing else"
    assert told == [], "it is told by the doctor: it never began"
    assert any("computes efficientnet-lite0 wrongly" in r.getMessage() for r in caplog.records)


# -- what the doctor says --------------------------------------------------------------------------


def trials(accelerator: Accelerator) -> dict[str, accelerator_check.Trial]:
    found = try_providers(
        read_manifest(bundled_models_dir() / "efficientnet-lite0-int8"),
        providers=[CPU, CUDA],
        measure_s=0.0,
        load=functools.partial(OnnxEmbedder, session_factory=accelerator.open),
    )
    assert [trial.provider for trial in found] == [CUDA, CPU]
    return {trial.provider: trial for trial in found}


def test_every_provider_is_tried_and_measured(accelerator: Accelerator) -> None:
    for trial in trials(accelerator).values():
        assert trial.cosine > 0.99
        assert trial.photos_per_s > 0
        assert not trial.problem


def test_one_that_is_wrong_and_one_that_fails_are_told_without_a_speed(
    accelerator: Accelerator, caplog
) -> None:
    accelerator.fault = lambda _, found: [np.ascontiguousarray(found[0][:, ::-1])]
    wrong = trials(accelerator)[CUDA]
    assert "wrongly" in wrong.problem
    assert wrong.photos_per_s == 0
    accelerator.batches = 0
    accelerator.fault = lambda number, found: raising(found) if number > 1 else found
    with caplog.at_level(logging.WARNING):
        failed = trials(accelerator)[CUDA]
    assert "failed on a batch" in failed.problem
    assert trials(accelerator)[CPU].photos_per_s > 0


def findings(library: Any) -> dict[str, list[doctor.Finding]]:
    found: dict[str, list[doctor.Finding]] = {}
    for finding in Library.examine(library.paths):
        found.setdefault(finding.check, []).append(finding)
    return found


def test_the_doctor_names_the_provider_that_runs_its_check_and_its_speed(
    library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accelerator_check, "MEASURE_S", 0.0)
    (cpu,) = findings(library)["provider"]
    assert cpu.level is doctor.Level.OK
    assert cpu.message.startswith(f"{CPU} (in use): ")
    assert "photos/s" in cpu.message
    assert "cosine 1.0000" in cpu.message


def test_the_doctor_tells_once_of_what_does_not_start(
    library, accelerator: Accelerator, caplog, monkeypatch: pytest.MonkeyPatch
) -> None:
    accelerator.fault = lambda _, found: raising(found)
    monkeypatch.setattr(accelerator_check, "available_providers", lambda: [CUDA, CPU])
    with caplog.at_level(logging.WARNING):
        found = findings(library)
    (note,) = found["accelerator"]
    assert "CUDA failure 700" in note.message
    assert [finding.message.partition(" ")[0] for finding in found["provider"]] == [CPU]


BOTH = {"onnxruntime": "1.31.1", "onnxruntime-gpu": "1.30.0"}


def test_packages_that_wrote_over_each_other_are_found() -> None:
    assert find_clash({"onnxruntime": "1.31.1"}, [CPU]) is None
    assert find_clash({"onnxruntime-gpu": "1.31.1"}, [CUDA, CPU]) is None
    clash = find_clash(BOTH, [CPU])
    assert clash is not None
    assert clash.lost == CUDA
    assert clash.packages == ("onnxruntime 1.31.1", "onnxruntime-gpu 1.30.0")
    assert clash.commands[0].endswith("-m pip uninstall -y onnxruntime onnxruntime-gpu")
    assert clash.commands[1].endswith("-m pip install --no-deps onnxruntime-gpu==1.30.0")
    works = find_clash(BOTH, [CUDA, CPU])
    assert works is not None
    assert works.lost == ""


@pytest.mark.parametrize("available", [[CPU], [CUDA, CPU]])
def test_the_doctor_says_how_to_put_packages_right(
    library, monkeypatch: pytest.MonkeyPatch, available: list[str]
) -> None:
    monkeypatch.setattr(doctor, "find_clash", lambda: find_clash(BOTH, available))
    monkeypatch.setattr(accelerator_check, "MEASURE_S", 0.0)
    (finding,) = findings(library)["onnxruntime"]
    lost = available == [CPU]
    assert finding.level is (doctor.Level.WARNING if lost else doctor.Level.OK)
    assert "uninstall -y onnxruntime onnxruntime-gpu" in finding.message + finding.remedy
