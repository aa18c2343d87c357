"""Holding garbage back: nothing is collected meanwhile, and all is as before in the end."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest

from photofinder.app.held_garbage import garbage_held_back


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    was_enabled = gc.isenabled()
    gc.enable()
    yield
    gc.unfreeze()
    if not was_enabled:
        gc.disable()


def test_nothing_is_collected_meanwhile_also_after_an_error() -> None:
    def fail() -> None:
        with garbage_held_back():
            seen.append(gc.isenabled())
            raise ValueError("oops")

    seen: list[bool] = []
    with pytest.raises(ValueError, match="oops"):
        fail()
    assert seen == [False]
    assert gc.isenabled()


def test_the_last_of_several_threads_switches_it_on() -> None:
    inside, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with garbage_held_back():
            inside.set()
            leave.wait(30)

    other = threading.Thread(target=hold)
    other.start()
    assert inside.wait(30)
    with garbage_held_back():
        pass
    assert not gc.isenabled()
    leave.set()
    other.join()
    assert gc.isenabled()


def test_where_nobody_collects_nobody_begins_to() -> None:
    gc.disable()
    with garbage_held_back():
        pass
    assert not gc.isenabled()


def test_what_was_made_counts_as_looked_at() -> None:
    seen: list[int] = []
    gc.callbacks.append(lambda phase, info: seen.append(info["generation"]))
    try:
        gc.collect()
        seen.clear()
        with garbage_held_back():
            kept = [[number] for number in range(100_000)]
        assert seen == []
        assert len(gc.get_objects(generation=0)) < 10_000
        assert len(gc.get_objects(generation=2)) > len(kept)
    finally:
        gc.callbacks.pop()


def test_what_lives_is_frozen_with_what_was_frozen_before() -> None:
    gc.freeze()
    frozen = gc.get_freeze_count()
    with garbage_held_back():
        kept = [[number] for number in range(30_000)]
    assert gc.get_freeze_count() >= frozen + len(kept)


def test_without_anything_frozen_cycles_are_found_later() -> None:
    class Node:
        pass

    gone: list[int] = []
    with garbage_held_back():
        node = Node()
        node.self = node  # type: ignore[attr-defined]
        weakref.finalize(node, gone.append, 1)
        del node
    assert gone == []
    gc.collect()
    assert gone == [1]
