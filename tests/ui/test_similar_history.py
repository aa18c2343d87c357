"""Back and forward: bounded, and without the steps that nobody saw."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from photofinder.core.views import QueryImage, SimilarList, SimilarQuery
from photofinder.ui.similar_history import SearchHistory, Step, ViewState


def step(name: str, *, seen: bool = True, data: bytes | None = None) -> Step:
    image = QueryImage(path=Path("/p") / name) if data is None else QueryImage(data=data, name=name)
    return Step(SimilarQuery(like=(image,)), 0.5, seen=seen)


def name_of(found: Step | None) -> str:
    assert found is not None
    image = found.query.like[0]
    return image.path.name if image.path is not None else image.name


def filled(*names: str) -> SearchHistory:
    history = SearchHistory()
    for name in names:
        history.push(step(name))
    return history


def test_back_and_forward_return_to_the_same_steps() -> None:
    history = filled("a", "b", "c")
    assert name_of(history.back()) == "b"
    assert name_of(history.back()) == "a"
    assert history.back() is None
    assert name_of(history.forward()) == "b"
    assert history.can_go_back
    assert history.can_go_forward


def test_new_search_drops_what_lay_ahead() -> None:
    history = filled("a", "b", "c")
    history.back()
    history.push(step("d"))
    assert not history.can_go_forward
    assert name_of(history.back()) == "b"
    assert len(history) == 3


def test_step_that_was_never_seen_is_replaced() -> None:
    history = filled("a")
    history.push(step("b", seen=False))
    history.push(step("c"))
    assert name_of(history.back()) == "a"
    assert len(history) == 2


def test_view_threshold_and_answer_stay_with_their_step() -> None:
    history = filled("a", "b")
    history.back()
    view = ViewState(240, (3, 4), 3)
    history.change(view=view, threshold=0.7)
    history.forward()
    found = history.back()
    assert found is not None
    assert (found.view, found.threshold) == (view, 0.7)


def test_answers_are_forgotten_when_the_library_changed() -> None:
    history = filled("a", "b")
    current = history.current
    assert current is not None
    answer = SimilarList(current.query, np.array([1]), np.array([0.5], np.float32), 1.0)
    history.change(answer=answer)
    history.forget_answers()
    assert history.current is not None
    assert history.current.answer is None


def test_only_the_last_steps_are_kept() -> None:
    history = SearchHistory(max_steps=3)
    for number in range(8):
        history.push(step(str(number)))
    assert len(history) == 3
    names = [name_of(history.current), name_of(history.back()), name_of(history.back())]
    assert names == ["7", "6", "5"]
    assert not history.can_go_back


def test_pasted_pictures_are_bounded_in_bytes_and_the_current_one_stays() -> None:
    history = SearchHistory(max_bytes=1_000)
    history.push(step("a", data=b"x" * 600))
    history.push(step("b", data=b"y" * 600))
    assert len(history) == 1
    assert name_of(history.current) == "b"
    history.push(step("c", data=b"z" * 5_000))
    assert name_of(history.current) == "c"


def test_the_same_pasted_picture_counts_once() -> None:
    history = SearchHistory(max_bytes=1_000)
    data = b"x" * 600
    for number in range(4):
        history.push(step(str(number), data=data))
    assert len(history) == 4


def test_leaving_keeps_the_way_back() -> None:
    history = filled("a", "b")
    history.leave()
    assert history.current is None
    assert name_of(history.back()) == "b"
    history.leave()
    history.push(step("c"))
    assert name_of(history.back()) == "b"


def test_empty_history_goes_nowhere() -> None:
    history = SearchHistory()
    history.leave()
    history.change(threshold=0.1)
    assert history.current is None
    assert history.back() is None
    assert history.forward() is None
