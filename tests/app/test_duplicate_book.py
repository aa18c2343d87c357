"""Groups that are kept: always those that a full computation gives, whatever changed."""

from __future__ import annotations

import dataclasses
import random
import threading
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import Mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photofinder.app import duplicate_book as module
from photofinder.app import kept_parts
from photofinder.app.duplicate_book import DuplicateBook, GroupsSoFar
from photofinder.core.assets import AssetKind
from photofinder.core.cleanup import DecisionKind
from photofinder.core.duplicates import CopiedFiles, group_duplicates
from photofinder.core.keepers import KeeperPolicy
from photofinder.core.types import DuplicateGroup, FileStamp, PairClass, PairEvidence, Verification
from photofinder.storage import group_outline
from photofinder.storage.asset_files import FoundCompanion
from photofinder.storage.asset_store import AssetStore
from photofinder.storage.catalog import Catalog
from photofinder.storage.content_store import ContentStore
from photofinder.storage.database import Database
from photofinder.storage.decisions import Decisions
from photofinder.storage.group_store import GroupStore
from photofinder.storage.pair_store import Due, PairStore

CONTENTS = 14
FOLDERS = ("/a", "/b")
POLICIES = (KeeperPolicy(), KeeperPolicy(("resolution",)), KeeperPolicy(protected=(Path("/b"),)))


class World:
    """A catalog that changes at random."""

    def __init__(self, root: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.database = Database(root / f"{seed}.sqlite3", root)
        self.catalog = Catalog(self.database)
        self.contents = ContentStore(self.database)
        self.pairs = PairStore(self.database)
        self.decisions = Decisions(self.database)
        self.policy = KeeperPolicy()
        self.threshold = 0.0
        self.names = 0
        self.store = GroupStore(self.database)
        self.assets = AssetStore(self.database)
        self.book = DuplicateBook(self.store, lambda: self.policy, self.decisions.all)
        self.model_id = self.contents.model_id("m@1", 4)
        self.folders = [self.catalog.add_folder(Path(path)).folder_id for path in FOLDERS]
        with self.database.transaction() as connection:
            for number in range(1, CONTENTS + 1):
                connection.execute(
                    "INSERT INTO content (id, digest, size_bytes, width, height, format, metadata)"
                    " VALUES (?, ?, 5, ?, 10, 'JPEG', ?)",
                    (number, bytes([number]) * 32, 10 + number % 3,
                     "{}" if number % 2 else '{"camera_model": "X", "sequence_hint": "s"}'),
                )  # fmt: skip
                connection.execute(
                    "INSERT INTO embedding (seq, content_id, model_id, vector)"
                    " VALUES (?1, ?1, ?2, zeroblob(16))",
                    (number, self.model_id),
                )
        for number in range(1, CONTENTS + 1):
            self.add_file(number)

    # -- what may happen -----------------------------------------------------------------------

    def add_file(self, content: int | None = None) -> None:
        self.names += 1
        self._write(
            "INSERT INTO file (folder_id, relpath, size_bytes, mtime_ns, content_id, state)"
            " VALUES (?, ?, 5, 1, ?, 'indexed')",
            self.random.choice(self.folders),
            f"{self.random.choice('xyz')}/{self.names}.jpg".encode(),
            content or self._content(),
        )

    def remove_file(self) -> None:
        self._write("DELETE FROM file WHERE id = ?", self._file())

    def lose_file(self) -> None:
        state = self.random.choice(["missing", "indexed", "pending"])
        self._write("UPDATE file SET state = ? WHERE id = ?", state, self._file())

    def touch_file(self) -> None:
        self._write("UPDATE file SET mtime_ns = mtime_ns + 1, inode = 7 WHERE id = ?", self._file())

    def rewrite_file(self) -> None:
        other = self._content()
        self._write("UPDATE file SET content_id = ? WHERE id = ?", other, self._file())

    def digest_pixels(self) -> None:
        digest = self.random.choice([None, b"p", b"q"])
        self.contents.set_pixel_digests({self._content(): ("known", digest)})

    def compare(self) -> None:
        number = self.random.randint(2, CONTENTS)
        known = {row[0] for row in self.database.read("SELECT id FROM content")}
        earlier = sorted(n for n in known if n < number)
        others = self.random.sample(earlier, min(len(earlier), self.random.randint(0, 3)))
        found = [self._pair(other, number) for other in others]
        self.pairs.replace(self.model_id, [Due(number, number)], found, 2)

    def forget_pairs(self) -> None:
        self.pairs.forget(self.model_id)

    def forget_content(self) -> None:
        number = self._content()  # what has no content is not read, and led by nothing
        self._write("UPDATE file SET lead_id = NULL WHERE content_id = ?", number)
        self._write("DELETE FROM content WHERE id = ?", number)

    def decide(self) -> None:
        digests = [bytes([self._content()]) * 32 for _ in range(3)]
        self.decisions.add(self.random.choice(list(DecisionKind)), digests)

    def take_back(self) -> None:
        self.decisions.remove([decision.decision_id for decision in self.decisions.all()][:1])

    def lead(self) -> None:
        lead = self.random.choice([None, self._file()])
        self._write(
            "UPDATE file SET lead_id = ?1 WHERE id = ?2 AND id IS NOT ?1"
            " AND content_id IS NOT NULL AND NOT EXISTS"
            " (SELECT 1 FROM file o WHERE o.lead_id = ?2 OR (o.id = ?1 AND o.lead_id IS NOT NULL))",
            lead,
            self._file(),
        )

    def put_beside(self) -> None:
        """Let a walk find a sidecar or a film, new or of another owner."""
        rows = self.database.read("SELECT folder_id, relpath FROM file ORDER BY id").fetchall()
        folder_id, owner = self.random.choice(rows or [(0, b"")])
        kind = self.random.choice([AssetKind.SIDECAR, AssetKind.EDITS, AssetKind.FILM])
        found = FoundCompanion(
            b"%d.side" % self.random.randint(0, 9), kind, FileStamp(1, 1, 0, 0), owner,
            self.random.choice([True, None]),
        )  # fmt: skip
        if rows:
            self.assets.apply_walk(folder_id, companions=[found])

    def take_away(self) -> None:
        for folder_id in self.folders:
            self.assets.apply_walk(folder_id, gone=[b"%d.side" % self.random.randint(0, 9)])

    def prove(self) -> None:
        for film in self.assets.unknown_films((0, b""), 3):
            self.assets.set_sure([(film, self.random.random() < 0.5)])

    def unplug(self) -> None:
        folder = self.random.choice(self.folders)
        self.catalog.set_online(folder, online=self.random.random() < 0.5)

    def change_rules(self) -> None:
        self.policy = self.random.choice(POLICIES)

    def slide(self) -> None:
        self.threshold = self.random.choice([0.0, 0.5, 0.9, 1.0])

    # -- what must be --------------------------------------------------------------------------

    def expected(self) -> list[DuplicateGroup]:
        """Group everything anew, as read by other means."""
        pairs = self.pairs.all()
        numbers = [row[0] for row in self.database.read("SELECT id FROM content")]
        leads = dict(
            self.database.read("SELECT id, lead_id FROM file WHERE lead_id IS NOT NULL").fetchall()
        )
        return group_duplicates(
            self.contents.contents(numbers),
            self.catalog.files_of(numbers),
            pairs,
            self.policy,
            self.decisions.all(),
            leads=leads,
            beside=self._beside(),
            same_shot_at_least=self.threshold,
        )

    def _beside(self) -> dict[int, tuple[AssetKind, ...]]:
        found: dict[int, list[AssetKind]] = {}
        leads = self.database.read("SELECT id, lead_id, state FROM file").fetchall()
        for _, lead, state in leads:
            if lead is not None and state == "indexed":
                found.setdefault(lead, []).append(AssetKind.RAW)
        lead_of = {number: lead or number for number, lead, _ in leads}
        rows = self.database.read("SELECT file_id, kind FROM companion WHERE is_sure = 1")
        for number, kind in rows.fetchall():
            found.setdefault(lead_of[number], []).append(AssetKind(kind))
        return {number: tuple(sorted(kinds)) for number, kinds in found.items()}

    def _pair(self, first: int, second: int) -> PairEvidence:
        kind = self.random.choice([PairClass.SAME_SHOT, PairClass.SAME_SHOT, PairClass.SERIES])
        chance = self.random.choice([0.4, 0.7, 0.95])
        chances = (chance, 0.0) if kind is PairClass.SAME_SHOT else (0.0, chance)
        seen = Verification((), None, None, self.random.random(), 9, *chances, 1)
        seen = dataclasses.replace(seen, agreement=round(seen.agreement, 6))
        return PairEvidence(first, second, kind, "", 0.9, 3, self.random.choice([seen, None]))

    def _content(self) -> int:
        numbers = [row[0] for row in self.database.read("SELECT id FROM content ORDER BY id")]
        return self.random.choice(numbers or [1])

    def _file(self) -> int:
        numbers = [row[0] for row in self.database.read("SELECT id FROM file ORDER BY id")]
        return self.random.choice(numbers or [0])

    def _write(self, sql: str, *values: object) -> None:
        with self.database.transaction() as connection:
            connection.execute(sql, values)


EVENTS = (
    World.add_file, World.remove_file, World.lose_file, World.touch_file, World.rewrite_file,
    World.digest_pixels, World.compare, World.compare, World.compare, World.forget_pairs,
    World.forget_content, World.decide, World.take_back, World.lead, World.lead, World.unplug,
    World.put_beside, World.put_beside, World.take_away, World.prove,
    World.change_rules, World.slide,
)  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("worlds")


@given(st.integers(0, 1 << 30))
@settings(max_examples=25, deadline=None)
def test_kept_groups_are_those_of_a_full_computation(root: Path, seed: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_MANY_CHANGES", 2.0)  # never all anew but where it must be
        patch.setattr(module, "_BATCH", 3)
        patch.setattr(group_outline, "FIRST_OF_CLASS", 1)
        world = World(root, seed)
        patch.setattr(kept_parts, "KEPT_FROM", world.random.choice([1, 2, 5, 1_000]))
        patch.setattr(kept_parts, "KEPT_AT_MOST", world.random.choice([10, 1_000, 1_000]))
        try:
            for _ in range(40):
                if world.random.random() < 0.9:
                    event = world.random.choice(EVENTS)
                    event(world)
                if world.random.random() < 0.5:
                    check_first(world)
                if world.random.random() < 0.4:
                    assert world.book.groups(world.threshold) == world.expected()
                if world.random.random() < 0.3:
                    world.book.groups(world.threshold)
                    copied = world.book.copied_files()
                    assert by_group(copied) == copies(world.expected())
        finally:
            world.database.close()
            world.database.path.unlink()


def check_first(world: World) -> None:
    """Ask for the first groups: they are among all of them, in the same order."""
    so_far = world.book.first_groups(world.threshold)
    expected = world.expected()
    if not so_far.unread:
        assert so_far.groups == expected
    kept = iter(expected)
    assert all(group in kept for group in so_far.groups)


def copies(groups: list[DuplicateGroup]) -> list[list[int]]:
    """Return the files of each group that are no other moments."""
    found = [
        [g.keeper_file_id, *(m.file_id for m in g.members if m.pair_class is not PairClass.SERIES)]
        for g in groups
    ]
    return [files for files in found if len(files) > 1]


def by_group(copied: CopiedFiles) -> list[list[int]]:
    numbers = sorted(set(copied.groups.tolist()))
    return [copied.files[copied.groups == number].tolist() for number in numbers]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path, 1)
    yield made
    made.database.close()


def test_only_what_changed_is_read_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    pair_up(world)
    first = world.book.groups()
    assert len(first) == 6
    read: list[set[int]] = []
    whole = GroupStore.matter
    monkeypatch.setattr(
        GroupStore, "matter", lambda *a, **k: read.append(set(a[1])) or whole(*a, **k)
    )
    assert world.book.groups() == first
    assert read == []
    world._write("UPDATE file SET mtime_ns = 99 WHERE content_id = 4")
    world.book.groups()
    assert read == [{4, 5}]


@pytest.fixture
def series(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """Let neighbours be of one series, all in one component that is kept from its first change."""
    monkeypatch.setattr(kept_parts, "KEPT_FROM", 5)
    for number in range(2, CONTENTS + 1):
        join(world, number - 1, number)
    world.book.groups()
    world.add_file(3)
    assert world.book.groups() == world.expected()
    return world


def join(world: World, *numbers: int, chance: float = 0.95) -> None:
    first, second = sorted(numbers)
    seen = Verification((), None, None, 0.5, 9, chance, 0.0, 1)
    pair = PairEvidence(first, second, PairClass.SAME_SHOT, "", 0.9, 3, seen)
    pairs = [p for p in world.pairs.all() if p.second_id == second and p.first_id != first]
    world.pairs.replace(world.model_id, [Due(second, second)], [*pairs, pair], 2)


def reading(monkeypatch: pytest.MonkeyPatch) -> list[set[int]]:
    """Return the contents that are read from now on, question by question."""
    read: list[set[int]] = []
    whole = GroupStore.matter
    monkeypatch.setattr(
        GroupStore, "matter", lambda *a, **k: read.append(set(a[1])) or whole(*a, **k)
    )
    return read


def test_of_a_large_component_only_what_changed_is_read_again(
    series: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = reading(monkeypatch)
    series._write("UPDATE file SET state = 'missing' WHERE content_id = 7")
    assert series.book.groups() == series.expected()
    series._write("DELETE FROM pair WHERE first_id = 4 AND second_id = 5")
    assert series.book.groups() == series.expected()
    assert read == [{7}, {4, 5}]


def test_threshold_of_a_large_component_needs_no_reading_of_all(
    series: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    join(series, 6, 7, chance=0.6)
    everything = series.book.groups()
    read = reading(monkeypatch)
    for series.threshold in (0.7, 0.5):
        assert series.book.groups(series.threshold) == series.expected()
    assert series.book.groups(0.5) == everything
    assert [len(numbers) for numbers in read] == [1, 1]


def test_a_new_picture_joins_a_large_component(
    series: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    series._write(
        "INSERT INTO content (id, digest, size_bytes, width, height, format, metadata)"
        " VALUES (99, zeroblob(32), 5, 99, 99, 'JPEG', '{}')"
    )
    series._write(
        "INSERT INTO embedding (seq, content_id, model_id, vector)"
        " VALUES (99, 99, ?, zeroblob(16))",
        series.model_id,
    )
    series.add_file(99)
    series.book.groups()
    read = reading(monkeypatch)
    join(series, 8, 99)
    assert series.book.groups() == series.expected()
    series._write("UPDATE file SET mtime_ns = 77 WHERE content_id = 99")
    assert series.book.groups() == series.expected()
    assert read == [{8, 99}, {99}]


def test_what_falls_back_behind_its_lead_takes_its_pairs_along(series: World) -> None:
    series.contents.set_pixel_digests({4: ("known", b"p"), 5: ("known", b"p")})
    lead = series.database.read("SELECT id FROM file WHERE content_id = 9").fetchone()[0]
    series._write("UPDATE file SET lead_id = ? WHERE content_id = 4", lead)
    assert series.book.groups() == series.expected()
    series._write("DELETE FROM file WHERE content_id = 5")
    assert series.book.groups() == series.expected()


def test_two_large_components_become_one(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_parts, "KEPT_FROM", 3)
    for number in (2, 3, 4, 6, 7, 8, 9):
        join(world, number - 1, number)
    world.book.groups()
    world.add_file(2)
    world.add_file(7)
    assert world.book.groups() == world.expected()
    read = reading(monkeypatch)
    join(world, 4, 5)
    world._write("DELETE FROM content WHERE id = 1")
    assert world.book.groups() == world.expected()
    world._write("UPDATE content SET width = 500 WHERE id = 6")
    assert world.book.groups() == world.expected()
    assert read == [{1, 2, 4, 5}, {6}]


def test_what_is_too_much_to_keep_is_read_again(
    series: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_parts, "KEPT_AT_MOST", 20)
    read = reading(monkeypatch)
    for number in (3, 5):
        series.add_file(number)
        assert series.book.groups() == series.expected()
    assert read == [{3}, set(range(1, CONTENTS + 1))]


def test_many_copies_of_few_pictures_are_too_much_to_keep_as_well(
    series: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_parts, "KEPT_AT_MOST", 60)
    read = reading(monkeypatch)
    for _ in range(50):
        series.add_file(3)
    for _ in range(2):
        series.add_file(3)
        assert series.book.groups() == series.expected()
    assert read == [{3}, set(range(1, CONTENTS + 1))]


def test_edits_of_a_raw_that_cannot_be_read_are_news_of_its_picture(world: World) -> None:
    world.add_file(3)
    world.add_file(9)
    raw = world.names
    world._write(
        "UPDATE file SET content_id = NULL, state = 'unreadable',"
        " lead_id = (SELECT max(id) FROM file WHERE content_id = 3) WHERE id = ?",
        raw,
    )
    assert world.book.groups() == world.expected()
    rows = world.database.read("SELECT folder_id, relpath FROM file WHERE id = ?", (raw,))
    folder_id, owner = rows.fetchone()
    edits = FoundCompanion(b"x/1.pp3", AssetKind.EDITS, FileStamp(1, 1, 0, 0), owner, True)
    world.assets.apply_walk(folder_id, companions=[edits])
    (group,) = world.book.groups()
    assert group.rule == "has_edits"
    assert [group] == world.expected()


def pair_up(world: World) -> list[DuplicateGroup]:
    """Let every second picture be the same shot as the one before, and return the groups."""
    for number in range(2, CONTENTS, 2):
        pair = PairEvidence(number, number + 1, PairClass.SAME_SHOT, "", 0.9)
        world.pairs.replace(world.model_id, [Due(number + 1, number + 1)], [pair], 2)
    return world.expected()


def test_those_that_free_most_come_before_the_rest_is_read(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(group_outline, "FIRST_OF_CLASS", 2)
    world._write("UPDATE content SET size_bytes = 900 WHERE id IN (6, 7)")
    world._write("UPDATE content SET size_bytes = 800 WHERE id IN (10, 11)")
    every = pair_up(world)
    so_far = world.book.first_groups()
    assert {group.keeper_bytes for group in so_far.groups} == {5}
    assert {group.keeper_content_id // 2 for group in so_far.groups} == {3, 5}
    assert so_far.unread == 8
    assert world.book.groups() == every
    assert world.book.first_groups() == GroupsSoFar(every, 0)


def test_what_changes_while_the_rest_is_unread_is_grouped_as_it_is_then(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(group_outline, "FIRST_OF_CLASS", 1)
    pair_up(world)
    assert len(world.book.first_groups().groups) == 1
    joining = PairEvidence(2, 13, PairClass.SERIES, "", 0.9)
    world.pairs.replace(world.model_id, [Due(13, 13)], [joining], 2)
    world._write("DELETE FROM file WHERE content_id = 8")
    assert world.book.groups() == world.expected()


def test_what_is_joined_while_a_batch_is_read_is_one_component(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_BATCH", 1)
    pair_up(world)
    places = GroupStore._add_places
    files = dict(world.database.read("SELECT content_id, id FROM file").fetchall())

    def joined(store: GroupStore, *args: object) -> None:
        monkeypatch.setattr(GroupStore, "_add_places", places)
        world._write("UPDATE file SET lead_id = ? WHERE id = ?", files[4], files[3])
        world._write("UPDATE file SET lead_id = ? WHERE id = ?", files[4], files[9])
        places(store, *args)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(GroupStore, "_add_places", joined)
    world.book.groups()
    assert world.book.groups() == world.expected()


def test_a_reading_that_failed_begins_anew(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    every = pair_up(world)
    for name in ("outline", "matter"):
        with monkeypatch.context() as patch:
            patch.setattr(GroupStore, name, Mock(side_effect=OSError("gone")))
            with pytest.raises(OSError, match="gone"):
                world.book.groups()
    assert world.book.groups() == every


@pytest.mark.parametrize("step", ["linked", "matter"])
def test_a_change_that_could_not_be_read_is_not_forgotten(
    world: World, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair_up(world)
    assert len(world.book.groups()) == 6
    world.decisions.add(DecisionKind.NOT_DUPLICATES, [bytes([2]) * 32, bytes([3]) * 32])
    with monkeypatch.context() as patch:
        patch.setattr(GroupStore, step, Mock(side_effect=OSError("gone")))
        with pytest.raises(OSError, match="gone"):
            world.book.groups()
    assert len(world.book.groups()) == 5
    with monkeypatch.context() as patch:
        patch.setattr(GroupStore, step, Mock(side_effect=OSError("gone")))
        with pytest.raises(OSError, match="gone"):
            world.book.groups(0.95)
    assert world.book.groups(0.95) == []


@pytest.mark.parametrize("is_known", [False, True])
def test_groups_that_could_not_be_made_are_not_lost(
    world: World, monkeypatch: pytest.MonkeyPatch, *, is_known: bool
) -> None:
    every = pair_up(world)
    if is_known:
        world.book.groups()
        world._write("UPDATE file SET mtime_ns = 99 WHERE content_id = 4")
    with monkeypatch.context() as patch:
        patch.setattr(module, "group_duplicates", Mock(side_effect=MemoryError))
        with pytest.raises(MemoryError):
            world.book.groups()
    assert len(world.book.groups()) == len(every)


def test_what_another_process_writes_is_seen(world: World, tmp_path: Path) -> None:
    assert world.book.groups() == []
    other = Database(world.database.path, tmp_path)
    with other.transaction() as connection:
        connection.execute("UPDATE file SET content_id = 1 WHERE content_id = 2")
    other.close()
    (group,) = world.book.groups()
    assert group.pair_class is PairClass.IDENTICAL_FILE


def test_copies_are_counted_once_and_as_certain_as_they_were_asked_for(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = Verification((), None, None, 0.9, 50, 0.7, 0.1, 1)
    pair = PairEvidence(1, 2, PairClass.SAME_SHOT, "", 0.9, verified=seen)
    world.pairs.replace(world.model_id, [Due(2, 2)], [pair], 2)
    assert len(world.book.copied_files().files) == 2
    assert world.book.groups(0.9) == []
    monkeypatch.setattr(DuplicateBook, "_regroup", None)  # not called: nothing is asked otherwise
    copied = world.book.copied_files()
    assert len(copied.files) == 0
    assert world.book.copied_files() is copied
    monkeypatch.undo()
    world.book.groups(0.0)
    assert by_group(world.book.copied_files()) == copies(world.book.groups())


def test_many_changes_are_read_in_one_go(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_FEW_CHANGES", 3)
    world.book.groups()
    monkeypatch.setattr(DuplicateBook, "_regroup", None)  # not called
    for _ in range(9):
        world.add_file()
    world._write("UPDATE file SET mtime_ns = 99")
    assert world.book.groups() == world.expected()


def test_questions_of_several_threads_are_answered_alike(world: World) -> None:
    answers: list[list[DuplicateGroup]] = []
    for _ in range(6):
        world.compare()
    threads = [
        threading.Thread(target=lambda: answers.append(world.book.groups())) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [world.expected()] * 4


def test_answer_belongs_to_the_caller(world: World) -> None:
    world._write("UPDATE file SET content_id = 1 WHERE content_id = 2")
    world.book.groups().clear()
    assert len(world.book.groups()) == 1
