"""What computes in the background yields to other programs; what somebody waits for does not."""

from __future__ import annotations

import ctypes
import dataclasses
import os
import platform
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from photofinder.app import priority
from photofinder.app.decode_pool import DecodePool
from photofinder.app.jobs import JobRunner, Lane
from photofinder.app.priority import PROCESS_NICE, THREAD_NICE, lower_thread
from photofinder.core.views import QueryImage, SimilarQuery

PATIENCE_S = 60.0

linux = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="a thread's priority can be read on Linux only"
)


def nice(number: int = 0) -> int:
    return os.getpriority(os.PRIO_PROCESS, number or threading.get_native_id())


def low() -> int:
    """Return what a thread of ours that yields has; the tests themselves may run with a value."""
    return min(nice(os.getpid()) + THREAD_NICE, 19)


def nice_in_child(_source: bytes) -> tuple[int, int]:
    return nice(os.getpid()), io_priority()


def io_priority() -> int:
    """Return what ioprio_get says of this thread."""
    number = {"x86_64": 252, "aarch64": 31}.get(platform.machine())
    if number is None:
        pytest.skip("the number of ioprio_get is not known here")
    return int(ctypes.CDLL(None).syscall(number, 1, 0))


def in_thread(work: Callable[[], object]) -> object:
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.append(work()))
    thread.start()
    thread.join(PATIENCE_S)
    return found[0]


@linux
def test_one_thread_yields_and_what_it_starts_and_no_other() -> None:
    def lowered() -> tuple[int, int, int]:
        lower_thread()
        lower_thread()
        return nice(), io_priority(), int(str(in_thread(nice)))

    before = nice()
    assert in_thread(lowered) == (low(), priority.IO_BEST_EFFORT_LAST, low())
    assert nice() == before
    assert not priority.is_lowered()


@linux
def test_what_is_lower_already_is_not_raised() -> None:
    def lowered() -> int:
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 19)
        lower_thread()
        return nice()

    assert in_thread(lowered) == 19


def test_what_the_system_refuses_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise PermissionError(1, "not permitted")

    monkeypatch.setattr(priority, "_lower_thread", refuse)
    monkeypatch.setattr(priority, "_lower_process", refuse)
    in_thread(lower_thread)
    in_thread(priority.lower_process)


@linux
def test_jobs_that_nobody_waits_for_yield_and_stay_one_at_a_time() -> None:
    wanted = [True]
    runner = JobRunner(lambda: wanted[0])
    try:
        found = {lane: runner.submit(lane, "look", lambda _: nice()) for lane in Lane}
        usual = nice()
        assert {lane: job.result(PATIENCE_S) for lane, job in found.items()} == {
            Lane.INTERACTIVE: usual,
            Lane.SCAN: usual,
            Lane.INDEX: low(),
            Lane.BACKGROUND: low(),
        }
        running, most = [0], [0]

        def count(_: object) -> None:
            running[0] += 1
            most[0] = max(most[0], running[0])
            running[0] -= 1

        jobs = []
        for number in range(40):
            wanted[0] = bool(number % 2)
            jobs.append(runner.submit(Lane.INDEX, "count", count))
        for job in jobs:
            job.result(PATIENCE_S)
        assert most == [1]
        wanted[0] = False
        assert runner.submit(Lane.INDEX, "look", lambda _: nice()).result(PATIENCE_S) == usual
    finally:
        runner.close()


@linux
def test_a_pool_made_by_who_yields_yields_with_its_children(pictures) -> None:
    def looked(lowered: bool) -> list[object]:
        def look() -> list[object]:
            if lowered:
                lower_thread()
            pool = DecodePool(1)
            try:
                thread = pool.submit(lambda: (nice(), io_priority())).result(PATIENCE_S)
                child = pool.submit(pool.decode, nice_in_child, pictures.data(1, "TIFF")).result(
                    PATIENCE_S
                )
            finally:
                pool.close()
            return [thread, child]

        return in_thread(look)  # type: ignore[return-value]

    last = priority.IO_BEST_EFFORT_LAST
    assert looked(True) == [(low(), last), (min(low() + PROCESS_NICE, 19), last)]
    thread, child = looked(False)
    assert thread[0] == child[0] == nice()  # type: ignore[index]


def session_threads() -> set[int]:
    return {int(place.name) for place in Path("/proc/self/task").iterdir()}


@linux
@pytest.mark.parametrize("yields", [True, False])
def test_indexing_yields_and_a_search_beside_it_does_not(
    library, pictures, monkeypatch: pytest.MonkeyPatch, yields: bool
) -> None:
    """The threads of the ONNX session, too: those that index are not those that search."""
    from photofinder.core import embedder

    opened_by: list[tuple[int, set[int]]] = []

    def opening(path, provider: str, intra_threads: int):
        before = session_threads()
        session = real(path, provider, 2)  # one thread beside the caller's, on any machine
        opened_by.append((nice(), {nice(number) for number in session_threads() - before}))
        return session

    real = embedder.open_session
    monkeypatch.setitem(embedder.choose_embedder.__kwdefaults__, "session_factory", opening)
    for seed in range(4):
        pictures.save(library.photos / f"p{seed}.jpg", seed)
    library.add()
    usual = nice()
    with library.open(writable=True) as opened:
        opened.change_settings(dataclasses.replace(opened.settings, low_priority=yields))
        opened.scan().result(PATIENCE_S)
        opened.find_similar(SimilarQuery((QueryImage(data=pictures.data(77)),)))
        engine = opened._rooms.serving().engine
        outside = engine.embed(_black(engine.fit))
    if yields:
        assert opened_by == [(low(), {low()}), (usual, {usual})]
    else:
        assert opened_by == [(usual, {usual})]
    assert outside.shape == (1, 256)


def _black(fit):  # type: ignore[no-untyped-def]
    import numpy as np

    return np.zeros((1, fit.height_px, fit.width_px, 3), np.uint8)
