"""The keeper rules by name: any order of them, and reasons that are true of all."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photofinder.core.keepers import KEEPER_RULES, Candidate, KeeperPolicy
from photofinder.core.types import Content
from photofinder.settings import DEFAULT_KEEPER_RULES

BASE = Content(1, b"1", 1_000_000, 4000, 3000, "JPEG")


def candidate(path: str, **facts: object) -> Candidate:
    return Candidate(dataclasses.replace(BASE, **facts), Path(path))


def test_every_rule_of_the_settings_exists_in_their_order() -> None:
    assert tuple(KEEPER_RULES) == DEFAULT_KEEPER_RULES


candidates = st.builds(
    candidate,
    st.sampled_from(["/p/a.jpg", "/p/a copy.jpg", "/p/q/b.jpg", "/safe/x/y/long name.jpg"]),
    width=st.sampled_from([100, 200]),
    format=st.sampled_from(["JPEG", "RAW", "odd"]),
    has_camera=st.booleans(),
    taken_at=st.sampled_from([None, "2020-01-01", "2021-01-01"]),
    size_bytes=st.sampled_from([0, 1_000, 90_000]),
    metadata_fields=st.integers(0, 2),
)
rules = st.permutations(DEFAULT_KEEPER_RULES).flatmap(
    lambda names: st.integers(0, len(names)).map(lambda count: tuple(names[:count]))
)


@given(rules, st.lists(candidates, min_size=2, max_size=5))
def test_first_named_rule_is_the_first_that_decides(names, found) -> None:
    policy = KeeperPolicy(names, (Path("/safe"),))
    keeper = max(found, key=policy.key)
    rivals = list(found)
    rivals.remove(keeper)
    reason = policy.reason(keeper, rivals)
    deciding = [
        name
        for name in names
        if any(
            KEEPER_RULES[name].key(policy, r) != KEEPER_RULES[name].key(policy, keeper)
            for r in rivals
        )
    ]
    assert reason.rule == (deciding[0] if deciding else "")
    if deciding:
        first = KEEPER_RULES[deciding[0]]
        assert reason.words.startswith(first.words(keeper))
        # true of every rival: none is better by it
        assert all(first.key(policy, rival) <= first.key(policy, keeper) for rival in rivals)
    else:
        assert "nothing tells them apart" in reason.words


def test_order_of_the_rules_decides() -> None:
    large, old = candidate("/p/large.jpg", width=9000), candidate("/p/old.jpg", taken_at="2001")
    for names, keeper in ((("resolution", "oldest"), large), (("oldest", "resolution"), old)):
        policy = KeeperPolicy(names)
        assert max((large, old), key=policy.key) is keeper
        assert policy.reason(keeper, [large if keeper is old else old]).rule == names[0]


@pytest.mark.parametrize(
    ("path", "inside"),
    [
        ("/safe/a.jpg", True),
        ("/safe/x/a.jpg", True),
        ("/safer/a.jpg", False),
        ("/safe", False),
        ("/p/safe/a.jpg", False),
    ],
)
def test_protected_is_what_lies_below(path: str, inside: bool) -> None:
    assert KeeperPolicy(protected=(Path("/safe"),)).protects(Path(path)) is inside


def test_everything_is_protected_below_the_root() -> None:
    assert KeeperPolicy(protected=(Path("/"),)).protects(Path("/a.jpg"))
