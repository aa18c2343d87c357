"""The keeper rules by name: any order of them, and reasons that are true of all."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photofinder.core.assets import AssetKind
from photofinder.core.keeper_beside import MADE, ORIGINALS, weight
from photofinder.core.keepers import KEEPER_RULES, Candidate, KeeperPolicy
from photofinder.core.types import Content
from photofinder.keeper_rules import (
    DEFAULT_KEEPER_RULES,
    KEEPER_PRESETS,
    KEEPER_RULE_NAMES,
    with_unit_rules,
)

BASE = Content(1, b"1", 1_000_000, 4000, 3000, "JPEG")


def candidate(path: str, *beside: AssetKind, **facts: object) -> Candidate:
    return Candidate(dataclasses.replace(BASE, **facts), Path(path), tuple(sorted(beside)))


def test_every_rule_of_the_settings_exists_in_their_order() -> None:
    assert tuple(KEEPER_RULES) == KEEPER_RULE_NAMES


candidates = st.builds(
    candidate,
    st.sampled_from(["/p/a.jpg", "/p/a copy.jpg", "/p/q/b.jpg", "/safe/x/y/long name.jpg"]),
    st.sampled_from(AssetKind),
    st.sampled_from(AssetKind),
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
        beaten = [r for r in rivals if first.key(policy, r) != first.key(policy, keeper)]
        assert reason.words.startswith(first.words(policy, keeper, beaten))
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


def test_reason_has_the_numbers_and_what_else_speaks_for_it() -> None:
    keeper = candidate("/safe/a.jpg", width=4032, height=3024, has_camera=True)
    rival = candidate("/p/b.jpg", width=1600, height=1200)
    policy = KeeperPolicy(("resolution", "camera", "protected", "oldest"), (Path("/safe"),))
    found = policy.reason(keeper, [rival])
    assert found.rule == "resolution"
    assert found.words == (
        "4032 x 3024 instead of 1600 x 1200; has camera data; in a protected folder"
    )
    several = policy.reason(keeper, [rival, candidate("/p/c.jpg", width=10, height=10)])
    assert several.words.startswith("4032 x 3024 instead of at most 1600 x 1200;")


def test_what_a_rival_has_too_is_not_praised() -> None:
    keeper = candidate("/p/a.jpg", width=4032, has_camera=True)
    rivals = [candidate("/p/b.jpg", has_camera=True), candidate("/p/c.jpg", width=50)]
    reason = KeeperPolicy(("resolution", "camera")).reason(keeper, rivals)
    assert "camera" not in reason.words


@pytest.mark.parametrize(
    ("rule", "kept", "gone"),
    [
        ("name:IMG_*", "/p/img_1.jpg", "/p/a.jpg"),
        ("not_name:*edited*", "/p/z.jpg", "/p/a-Edited.jpg"),
    ],
)
def test_pattern_of_a_name_is_a_rule(rule: str, kept: str, gone: str) -> None:
    policy = KeeperPolicy((rule,))
    found = [candidate(gone), candidate(kept)]
    assert max(found, key=policy.key).path == Path(kept)
    reason = policy.reason(found[1], [found[0]])
    assert reason.rule == rule
    assert rule.split(":")[1] in reason.words


def test_first_of_the_users_folders_wins_then_the_next_then_any_other() -> None:
    folders = (Path("/albums"), Path("/camera"))
    policy = KeeperPolicy(("folder_priority",), folder_priority=folders)
    order = ["/albums/x/a.jpg", "/camera/a.jpg", "/albumsx/a.jpg"]
    keys = [policy.key(candidate(path)) for path in order]
    assert keys == sorted(keys, reverse=True)
    assert len(set(keys)) == 3
    reason = policy.reason(candidate(order[1]), [candidate(order[2])])
    assert reason.words == "in the preferred folder /camera"


RAW, FILM, EDITS, SIDECAR = AssetKind.RAW, AssetKind.FILM, AssetKind.EDITS, AssetKind.SIDECAR


@pytest.mark.parametrize(
    ("mine", "others", "rule", "words"),
    [
        ((RAW,), ((),), "has_original", "has its RAW beside it"),
        ((RAW, FILM), ((),), "has_original", "has its RAW and its film beside it"),
        ((RAW, FILM), ((FILM,),), "has_original", "has its RAW beside it"),
        ((AssetKind.PHOTO,), ((),), "has_original", "has its picture beside it"),
        (
            (RAW, EDITS),
            ((),),
            "has_original",
            "has its RAW beside it; has edits beside it",
        ),
        ((EDITS, SIDECAR), ((),), "has_edits", "has edits and a sidecar beside it"),
        ((EDITS,), ((SIDECAR,), ()), "has_edits", "has edits beside it"),
        (
            (SIDECAR, SIDECAR),
            ((SIDECAR,),),
            "has_edits",
            "has more files beside it (2 instead of 1)",
        ),
        (
            (SIDECAR, SIDECAR, SIDECAR),
            ((SIDECAR,), (SIDECAR, SIDECAR)),
            "has_edits",
            "has more files beside it (3 instead of at most 2)",
        ),
    ],
)
def test_photo_with_more_beside_it_is_kept(mine, others, rule: str, words: str) -> None:
    policy = KeeperPolicy()
    keeper = candidate("/p/z/photo (1).jpg", *mine)
    rivals = [candidate("/p/a.jpg", *other) for other in others]
    assert max([*rivals, keeper], key=policy.key) is keeper
    reason = policy.reason(keeper, rivals)
    assert (reason.rule, reason.words) == (rule, words)


@given(st.sets(st.sampled_from(AssetKind)), st.lists(st.sampled_from(AssetKind), min_size=1))
def test_who_has_all_of_it_and_more_weighs_more(has, more) -> None:
    small, large = tuple(sorted(has)), tuple(sorted([*has, *more]))
    told = [kind for alike in (*ORIGINALS, *MADE) for kind in alike]
    for kinds in (ORIGINALS, MADE):
        assert weight(small, kinds) <= weight(large, kinds)
    if any(kind in told for kind in more):
        assert any(weight(small, kinds) < weight(large, kinds) for kinds in (ORIGINALS, MADE))


def test_every_mixture_of_what_lies_beside_a_photo_has_words() -> None:
    for rule in ("has_original", "has_edits"):
        policy = KeeperPolicy((rule,))
        for number in range(1, 1 << len(AssetKind)):
            kinds = [kind for place, kind in enumerate(AssetKind) if number >> place & 1]
            keeper = candidate("/p/a.jpg", *kinds)
            if policy.key(keeper) > policy.key(candidate("/p/b.jpg")):
                assert "beside it" in policy.reason(keeper, [candidate("/p/b.jpg")]).words


def test_larger_version_of_a_shot_is_better_than_a_small_one_with_a_sidecar() -> None:
    large, small = candidate("/p/a.jpg"), candidate("/p/b.jpg", SIDECAR, width=400, height=300)
    assert max((large, small), key=KeeperPolicy().key) is large


def test_older_orders_get_the_new_rules_where_they_stand_by_default() -> None:
    for rules in KEEPER_PRESETS.values():
        older = tuple(rule for rule in rules if rule not in ("has_original", "has_edits"))
        assert with_unit_rules(older) == rules
    assert with_unit_rules(("name:a*",)) == ("name:a*", "has_original", "has_edits")
    mine = ("has_edits", "camera")
    assert with_unit_rules(mine) == ("has_edits", "has_original", "camera")


def test_equals_are_spoken_of_once_in_a_sentence() -> None:
    keeper = candidate("/p/a.jpg", has_camera=True, taken_at="2001", metadata_fields=1)
    rivals = [
        candidate("/p/b.jpg", width=100, has_camera=True, taken_at="2001", metadata_fields=1),
        candidate("/p/c.jpg", taken_at="2001", metadata_fields=1),
        candidate("/p/d.jpg", has_camera=True, taken_at="2002", metadata_fields=1),
        candidate("/p/e.jpg", has_camera=True, taken_at="2001", metadata_fields=0),
    ]
    policy = KeeperPolicy(("resolution", "camera", "oldest", "metadata"))
    assert policy.reason(keeper, rivals).words == (
        "4000 x 3000 instead of 100 x 3000; among equals in that, has camera data; of these, "
        "taken earlier (2001 instead of 2002); of these, 1 field of metadata instead of 0"
    )


@pytest.mark.parametrize(
    ("mine", "others", "words"),
    [
        (1, [0], "1 field of metadata instead of 0"),
        (2, [1], "2 fields of metadata instead of 1"),
        (3, [1, 2], "3 fields of metadata instead of at most 2"),
    ],
)
def test_fields_of_metadata_are_counted_in_english(mine: int, others, words: str) -> None:
    keeper = candidate("/p/a.jpg", metadata_fields=mine)
    rivals = [candidate("/p/b.jpg", metadata_fields=other) for other in others]
    assert KeeperPolicy(("metadata",)).reason(keeper, rivals).words == words


@pytest.mark.parametrize("name", KEEPER_PRESETS)
def test_every_preset_holds_rules_once_and_protects_first(name: str) -> None:
    rules = KEEPER_PRESETS[name]
    assert rules[0] == "protected"
    assert len(set(rules)) == len(rules)
    assert set(rules) <= set(KEEPER_RULE_NAMES)


def test_presets_decide_differently() -> None:
    small_old = candidate("/p/a.jpg", taken_at="2001", width=100, has_camera=True)
    large_new = candidate("/p/b.jpg", taken_at="2020", width=9000)
    kept = {
        name: max((small_old, large_new), key=KeeperPolicy(rules).key)
        for name, rules in KEEPER_PRESETS.items()
    }
    assert kept["oldest"] is small_old
    assert kept["newest"] is large_new
    assert kept["largest"] is large_new
    assert kept["default"] is small_old  # it has the camera's data
