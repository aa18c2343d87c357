"""Groups that are kept: always those that a full computation gives, whatever changed."""

from __future__ import annotations

import dataclasses
import random
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photofinder.app import duplicate_book as module
from photofinder.app.duplicate_book import DuplicateBook
from photofinder.core.cleanup import DecisionKind
from photofinder.core.duplicates import CopiedFiles, group_duplicates
from photofinder.core.keepers import KeeperPolicy
from photofinder.core.types import DuplicateGroup, PairClass, PairEvidence, Verification
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
        self._write("DELETE FROM content WHERE id = ?", self._content())

    def decide(self) -> None:
        digests = [bytes([self._content()]) * 32 for _ in range(3)]
        self.decisions.add(self.random.choice(list(DecisionKind)), digests)

    def take_back(self) -> None:
        self.decisions.remove([decision.decision_id for decision in self.decisions.all()][:1])

    def lead(self) -> None:
        lead = self.random.choice([None, self._file()])
        self._write(
            "UPDATE file SET lead_id = ?1 WHERE id = ?2 AND id IS NOT ?1 AND NOT EXISTS"
            " (SELECT 1 FROM file o WHERE o.lead_id = ?2 OR (o.id = ?1 AND o.lead_id IS NOT NULL))",
            lead,
            self._file(),
        )

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
            same_shot_at_least=self.threshold,
        )

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
        world = World(root, seed)
        try:
            for _ in range(40):
                if world.random.random() < 0.9:
                    event = world.random.choice(EVENTS)
                    event(world)
                if world.random.random() < 0.6:
                    assert world.book.groups(world.threshold) == world.expected()
                if world.random.random() < 0.3:
                    world.book.groups(world.threshold)
                    copied = world.book.copied_files()
                    assert by_group(copied) == copies(world.expected())
        finally:
            world.database.close()
            world.database.path.unlink()


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
    for number in range(2, CONTENTS, 2):
        pair = PairEvidence(number, number + 1, PairClass.SAME_SHOT, "", 0.9)
        world.pairs.replace(world.model_id, [Due(number + 1, number + 1)], [pair], 2)
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
