"""Groups that are kept with what they were made of are those that are made in one go."""

from __future__ import annotations

import dataclasses
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photofinder.core import duplicate_plans
from photofinder.core.cleanup import Decision, DecisionKind
from photofinder.core.duplicates import group_duplicates, group_order
from photofinder.core.group_matter import GroupMatter
from photofinder.core.keepers import KeeperPolicy
from photofinder.core.kept_groups import KeptGroups
from photofinder.core.types import (
    CatalogFile,
    Content,
    FileStamp,
    FileState,
    PairClass,
    PairEvidence,
    Verification,
)


class Folder:
    """Photos that come, change and go: what is of each content, and what is between two."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.matter = GroupMatter()
        self.decisions: list[Decision] = []
        for number in range(1, self.random.randint(3, 12)):
            self.put(number)

    def put(self, number: int) -> None:
        """Let a content be, with a new file or two and other pairs."""
        pick = self.random.choice
        self.drop(number)
        self.matter.contents[number] = Content(
            number, bytes([number]), pick([10, 5_000]), pick([1, 2]), pick([1, 2]),
            pick(["JPEG", "RAW"]), pixel_digest=pick([None, None, None, b"x", b"y"]),
        )  # fmt: skip
        files = [number * 10 + n for n in range(self.random.randint(0, 2))]
        self.matter.places[number] = [
            CatalogFile(
                n, 1, Path(f"/photos/{n}.jpg"), FileStamp(1, 1, 7, 0), FileState.INDEXED, number
            )
            for n in files
        ]
        for other in self.matter.contents:
            if other != number and pick([True, False, False]):
                self.matter.pairs.append(self.pair(number, other))

    def pair(self, *numbers: int) -> PairEvidence:
        kind = self.random.choice([PairClass.SAME_SHOT, PairClass.SERIES])
        seen = Verification((), None, None, self.random.random(), 9, self.random.random(), 0.0, 1)
        return PairEvidence(min(numbers), max(numbers), kind, "", 0.9, 3, seen)

    def drop(self, number: int) -> None:
        self.matter.contents.pop(number, None)
        self.matter.places.pop(number, None)
        self.matter.pairs = [
            p for p in self.matter.pairs if number not in (p.first_id, p.second_id)
        ]

    def of(self, numbers: set[int]) -> GroupMatter:
        """Return what is to be told of some contents."""
        whole = self.matter
        return GroupMatter(
            {n: whole.contents[n] for n in numbers if n in whole.contents},
            {n: whole.places[n] for n in numbers if n in whole.places},
            [p for p in whole.pairs if numbers & {p.first_id, p.second_id}],
        )


@pytest.mark.parametrize("few", [0, 500])
@given(seed=st.integers(0, 1 << 30))
def test_kept_groups_are_those_that_are_made_in_one_go(few: int, seed: int) -> None:
    folder = Folder(seed)
    kept = KeptGroups(KeeperPolicy())
    changed = set(folder.matter.contents)
    at_least = 0.0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(duplicate_plans, "_FEW_NEW", few)
        for _ in range(6):
            kept.change(changed, folder.of(changed), folder.decisions, same_shot_at_least=at_least)
            whole = folder.matter
            expected = group_duplicates(
                whole.contents, whole.places, whole.pairs, KeeperPolicy(), folder.decisions,
                same_shot_at_least=at_least,
            )  # fmt: skip
            assert sorted(kept.groups, key=group_order) == expected
            assert set(kept.content_ids) == set(whole.contents)
            assert kept.size == whole.size
            changed = set(folder.random.sample(range(1, 14), folder.random.randint(0, 3)))
            for number in changed:
                (folder.put if folder.random.random() < 0.7 else folder.drop)(number)
            at_least = folder.random.choice([at_least, at_least, 0.0, 0.5])
            if folder.random.random() < 0.3:
                changed |= decide(folder)


def decide(folder: Folder) -> set[int]:
    """Decide something, or take all back; return the contents that it is about."""
    known = folder.decisions
    about = {digest for one in known for digest in one.digests}
    if known:
        folder.decisions = []
    else:
        about = {bytes([folder.random.randint(1, 12)]) for _ in range(3)}
        kind = folder.random.choice(list(DecisionKind))
        folder.decisions = [Decision(1, kind, "2026", frozenset(about), frozenset(list(about)[:1]))]
    return {digest[0] for digest in about}


def test_groups_that_a_change_does_not_concern_are_the_same_objects() -> None:
    folder = Folder(5)
    folder.matter = GroupMatter()
    for number in (1, 2, 3, 4):
        folder.put(number)
        folder.matter.contents[number] = dataclasses.replace(
            folder.matter.contents[number], pixel_digest=None
        )
        place = CatalogFile(
            number, 1, Path(f"/{number}.jpg"), FileStamp(1, 1, 7, 0), FileState.INDEXED, number
        )
        folder.matter.places[number] = [place]
    folder.matter.pairs = [folder.pair(1, 2), folder.pair(3, 4)]
    kept = KeptGroups(KeeperPolicy())
    kept.change((), folder.matter, ())
    before = {group.keeper_content_id: group for group in kept.groups}
    kept.change((), folder.of({1}), ())
    after = {group.keeper_content_id: group for group in kept.groups}
    assert before == after
    assert [before[n] is after[n] for n in sorted(before)] == [False, True]
