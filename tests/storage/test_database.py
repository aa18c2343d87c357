"""The catalog file: transactions, migrations, damage, rights. Nothing is overwritten."""

from __future__ import annotations

import contextlib
import dataclasses
import shutil
import sqlite3
import sys
import threading
from pathlib import Path

import pytest

from photofinder.core.cleanup import DecisionKind
from photofinder.core.types import FileStamp, PairClass
from photofinder.errors import CatalogTooNew, EnvironmentProblem, JobCancelled
from photofinder.storage import database as database_module
from photofinder.storage import schema
from photofinder.storage.catalog import Catalog
from photofinder.storage.database import KEPT_BACKUPS, Database
from photofinder.storage.decisions import Decisions
from photofinder.storage.file_rows import WalkChanges, WalkScope
from photofinder.storage.journal import Journal
from photofinder.storage.pair_store import PairStore

#: the tests that migrate a catalog of version i to i + 1, with data in it; add one with each
MIGRATION_TESTS = {
    0: "test_new_catalog_has_every_table",
    1: "test_files_of_version_1_came_with_their_folder",
    2: "test_catalog_of_version_2_learns_of_clean_ups_and_decisions",
    3: "test_files_of_version_3_get_what_sorts_their_names",
    4: "test_pairs_of_version_4_serve_until_they_are_verified",
    5: "test_pairs_of_version_5_are_to_be_looked_at_closely",
}


@pytest.fixture
def database(tmp_path: Path):
    opened = Database(tmp_path / "c.sqlite3", tmp_path / "backups")
    yield opened
    opened.close()


def test_every_migration_has_a_test() -> None:
    assert set(MIGRATION_TESTS) == set(range(schema.SCHEMA_VERSION))
    assert all(callable(globals().get(name)) for name in MIGRATION_TESTS.values())


def test_new_catalog_has_every_table(database: Database) -> None:
    names = {row[0] for row in database.read("SELECT name FROM sqlite_schema WHERE type='table'")}
    assert {"folder", "file", "content", "embedding", "model", "pair", "meta"} <= names
    assert database.is_current
    assert database.integrity_problems() == []
    assert database.read("PRAGMA journal_mode").fetchone() == ("wal",)
    assert database.read("PRAGMA foreign_keys").fetchone() == (1,)


def old_catalog(path: Path, version: int) -> sqlite3.Connection:
    """Make a catalog as an older program left it."""
    connection = sqlite3.connect(path, isolation_level=None)
    for migrate in schema.MIGRATIONS[:version]:
        migrate(connection)
    connection.execute(f"PRAGMA user_version = {version}")
    return connection


def test_files_of_version_1_came_with_their_folder(tmp_path: Path) -> None:
    with contextlib.closing(old_catalog(tmp_path / "c.sqlite3", 1)) as old:
        old.execute("INSERT INTO folder VALUES (1, '/p', 1, '2024-05-06T07:08:09+00:00', NULL)")
        old.execute(
            "INSERT INTO file (folder_id, relpath, size_bytes, mtime_ns, state)"
            " VALUES (1, x'61', 1, 1, 'pending')"
        )
    with contextlib.closing(Database(tmp_path / "c.sqlite3", tmp_path / "backups")) as database:
        assert database.is_current
        assert database.read("SELECT added_s FROM file").fetchone() == (1714979289,)


def test_catalog_of_version_2_learns_of_clean_ups_and_decisions(tmp_path: Path) -> None:
    with contextlib.closing(old_catalog(tmp_path / "c.sqlite3", 2)) as old:
        old.execute("INSERT INTO content (digest, size_bytes) VALUES (x'01', 5)")
    with contextlib.closing(Database(tmp_path / "c.sqlite3", tmp_path / "backups")) as database:
        assert database.is_current
        assert Journal(database).batches() == []
        number = Decisions(database).add(DecisionKind.KEEP_ALL, [b"1", b"1", b"2"])
        (decision,) = Decisions(database).all()
        assert (decision.decision_id, decision.digests) == (number, {b"1", b"2"})
        assert decision.copies == {b"1"}
        assert database.read("SELECT digest FROM content").fetchall() == [(b"\x01",)]


def test_files_of_version_3_get_what_sorts_their_names(tmp_path: Path) -> None:
    names = [b"b/IMG_10.jpg", b"a/img_9.JPG", b"c/\xff2.jpg"]
    with contextlib.closing(old_catalog(tmp_path / "c.sqlite3", 3)) as old:
        old.execute("INSERT INTO folder VALUES (1, '/p', 1, '2024-05-06T07:08:09+00:00', NULL)")
        old.executemany(
            "INSERT INTO file (folder_id, relpath, size_bytes, mtime_ns, state)"
            " VALUES (1, ?, 1, 1, 'pending')",
            [(name,) for name in names],
        )
    with contextlib.closing(Database(tmp_path / "c.sqlite3", tmp_path / "backups")) as database:
        assert database.is_current
        rows = database.read("SELECT relpath FROM file ORDER BY name_key").fetchall()
        assert [row[0] for row in rows] == [names[1], names[0], names[2]]
        walk = WalkChanges(new=[(b"d/img_9b.jpg", FileStamp(1, 2))])
        Catalog(database).apply_walk(1, walk)  # what comes later has one too
        rows = database.read("SELECT relpath FROM file ORDER BY name_key").fetchall()
        assert rows[1][0] == b"d/img_9b.jpg"


def test_pairs_of_version_4_serve_until_they_are_verified(tmp_path: Path) -> None:
    with contextlib.closing(old_catalog(tmp_path / "c.sqlite3", 4)) as old:
        old.execute("INSERT INTO folder VALUES (1, '/p', 1, '2024-05-06T07:08:09+00:00', NULL)")
        old.execute("INSERT INTO model VALUES (1, 'm@1', 4)")
        names = (b"a/IMG_2041.jpg", b"b/IMG_2041_edited.jpg", b"c/x.jpg")
        for number, name in enumerate(names, start=1):
            old.execute(
                "INSERT INTO content (id, digest, size_bytes) VALUES (?1, ?1, 5)", (number,)
            )
            old.execute(
                "INSERT INTO file (folder_id, relpath, size_bytes, mtime_ns, state, content_id)"
                " VALUES (1, ?, 1, 1, 'indexed', ?)",
                (name, number),
            )
            old.execute(
                "INSERT INTO embedding (content_id, model_id, vector, paired)"
                " VALUES (?, 1, zeroblob(16), ?)",
                (number, number < len(names)),
            )
        old.execute("INSERT INTO pair VALUES (1, 2, 'same_shot', '', 0.9, 3)")
    with contextlib.closing(Database(tmp_path / "c.sqlite3", tmp_path / "backups")) as database:
        assert database.is_current
        (pair,) = database.read("SELECT first_id, second_id, evidence, verifier FROM pair")
        assert pair == (1, 2, "", 1)
        paired = database.read("SELECT paired FROM embedding ORDER BY seq").fetchall()
        assert paired == [(1,), (1,), (0,)]
        stems = database.read("SELECT name_stem FROM content ORDER BY id").fetchall()
        assert stems[0] == stems[1] != (None,)
        assert stems[2] == (None,)
        files = database.read("SELECT DISTINCT lead_id FROM file").fetchall()
        assert files == [(None,)]


def test_pairs_of_version_5_are_to_be_looked_at_closely(tmp_path: Path) -> None:
    with contextlib.closing(old_catalog(tmp_path / "c.sqlite3", 5)) as old:
        for number in (1, 2, 3):
            old.execute(
                "INSERT INTO content (id, digest, size_bytes) VALUES (?1, ?1, 5)", (number,)
            )
        old.execute("INSERT INTO folder (id, path, added_at) VALUES (1, '/photos', '')")
        for number in (1, 2, 3):
            old.execute(
                "INSERT INTO file (folder_id, relpath, size_bytes, mtime_ns, content_id, state)"
                " VALUES (1, ?1, 5, 0, ?1, 'indexed')",
                (number,),
            )
        for second, kind in ((2, "same_shot"), (3, "series")):
            old.execute(
                "INSERT INTO pair (first_id, second_id, class, relation, score, hash_distance)"
                " VALUES (1, ?, ?, '', 0.9, 3)",
                (second, kind),
            )
    with contextlib.closing(Database(tmp_path / "c.sqlite3", tmp_path / "backups")) as database:
        assert database.is_current
        pairs = PairStore(database)
        (due,) = pairs.to_look(0, 10)
        assert (due.first_id, due.second_id) == (1, 2)
        changes = "SELECT content_id FROM group_change ORDER BY content_id"
        with database.transaction() as connection:
            connection.execute("DELETE FROM group_change")
        pairs.set_looked(1, [(due, due)])
        assert pairs.to_look_count(1) == 0
        assert database.read(changes).fetchall() == []  # nothing is another than it was
        seen = dataclasses.replace(due, pair_class=PairClass.SERIES)
        pairs.set_looked(1, [(due, seen)])
        assert database.read(changes).fetchall() == [(1,), (2,)]


@pytest.mark.parametrize("error", [ValueError, JobCancelled, KeyboardInterrupt, sqlite3.Error])
def test_transaction_rolls_back_on_any_exception(database: Database, error: type) -> None:
    def fail() -> None:
        with database.transaction() as connection:
            connection.execute("INSERT INTO meta VALUES ('a', 'b')")
            raise error("stop")

    with pytest.raises(error):
        fail()
    assert database.read("SELECT count(*) FROM meta").fetchone() == (0,)
    assert not database.connection.in_transaction


def test_walk_that_cannot_be_written_leaves_no_rows(database: Database) -> None:
    catalog = Catalog(database)
    folder = catalog.add_folder(Path("/p"))
    good, bad = (b"a.jpg", FileStamp(1, 1)), (b"b.jpg", FileStamp(1, 1 << 70))
    with pytest.raises(OverflowError):
        catalog.apply_walk(folder.folder_id, WalkChanges(new=[good, bad]))
    assert list(catalog.known_files(folder.folder_id, WalkScope())) == []


def test_failed_migration_leaves_the_old_version(
    tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.transaction() as connection:
        connection.execute("INSERT INTO meta VALUES ('a', 'b')")
    database.close()

    def fail(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM meta")
        raise ValueError("half way")

    def succeed(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE extra (x)")

    monkeypatch.setattr(database_module, "SCHEMA_VERSION", schema.SCHEMA_VERSION + 1)
    monkeypatch.setattr(database_module, "MIGRATIONS", (*schema.MIGRATIONS, fail))
    with pytest.raises(ValueError, match="half way"):
        Database(database.path, tmp_path / "backups")
    assert sqlite_value(database.path, "SELECT value FROM meta") == "b"
    assert sqlite_value(database.path, "PRAGMA user_version") == schema.SCHEMA_VERSION
    (backup,) = (tmp_path / "backups").iterdir()
    assert sqlite_value(backup, "SELECT value FROM meta") == "b"

    monkeypatch.setattr(database_module, "MIGRATIONS", (*schema.MIGRATIONS, succeed))
    migrated = Database(database.path, tmp_path / "backups")
    assert migrated.is_current
    migrated.close()
    assert sqlite_value(database.path, "SELECT count(*) FROM extra") == 0


def test_reader_does_not_migrate(
    tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.close()
    before = database.path.read_bytes()
    monkeypatch.setattr(database_module, "SCHEMA_VERSION", schema.SCHEMA_VERSION + 1)
    reader = Database(database.path, tmp_path / "backups", read_only=True)
    assert not reader.is_current
    reader.close()
    assert database.path.read_bytes() == before


def test_oldest_backups_go(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = database.path.parent / "backups"
    folder.mkdir()
    for year in range(2001, 2007):
        (folder / f"library-v1-{year}0101T000000.sqlite3").touch()
    newest = database.backup("v1")
    left = sorted(path.name for path in folder.iterdir())
    assert len(left) == KEPT_BACKUPS
    assert newest.name == left[-1]


def sqlite_value(path: Path, sql: str) -> object:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(sql).fetchone()[0]
    finally:
        connection.close()


@pytest.mark.skipif(sys.platform != "linux", reason="counts /proc/self/fd")
def test_threads_that_ended_leave_no_open_file(database: Database) -> None:
    def read() -> None:
        database.read("SELECT count(*) FROM file").fetchone()

    def open_files() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    read()
    before = open_files()
    for _ in range(30):
        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
    assert open_files() <= before + 6


def test_second_thread_waits_for_the_first_ones_transaction(database: Database) -> None:
    inside, order = threading.Event(), []

    def second() -> None:
        inside.wait()
        with database.transaction():
            order.append("second")

    thread = threading.Thread(target=second)
    thread.start()
    with database.transaction():
        inside.set()
        thread.join(0.1)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


# -- other people's and damaged files ------------------------------------------------------------


@pytest.mark.parametrize("journal", ["wal", "delete"])
@pytest.mark.parametrize("command", ["scan", "status", "add"])
def test_newer_catalog_is_refused_untouched(indexed, program, journal: str, command: str) -> None:
    connection = sqlite3.connect(indexed.paths.catalog)
    connection.execute(f"PRAGMA journal_mode = {journal}")
    connection.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION + 1}")
    connection.close()
    before = indexed.paths.catalog.read_bytes()
    arguments = [indexed.photos] if command == "add" else []
    answer = program(command, *arguments, "--json", "--data-dir", indexed.data)
    assert answer.code == 3
    assert answer.json["error"]["code"] == "catalog_too_new"
    assert "Update photofinder" in answer.err
    assert indexed.paths.catalog.read_bytes() == before


def test_newer_catalog_raises_its_own_error(indexed) -> None:
    indexed.rows(f"PRAGMA user_version = {schema.SCHEMA_VERSION + 1}")
    for writable in (False, True):
        with pytest.raises(CatalogTooNew):
            indexed.open(writable=writable)


def test_another_programs_database_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(EnvironmentProblem, match="not photofinder's"):
        Database(path, tmp_path)
    assert path.read_bytes() == before


PAGE_BYTES = 4096


def garbage_header(data: bytes) -> bytes:
    return b"\x13garbage" * 12 + data[96:]


def truncated(data: bytes) -> bytes:
    return data[: len(data) // 3]


def zeroed_pages(data: bytes) -> bytes:
    return data[:PAGE_BYTES] + bytes(len(data) - PAGE_BYTES)


@pytest.mark.parametrize("damage", [garbage_header, truncated, zeroed_pages])
@pytest.mark.parametrize("command", ["scan", "status", "duplicates", "similar", "doctor"])
def test_damaged_catalog_is_named_and_not_overwritten(
    indexed, program, damage, command: str
) -> None:
    data = indexed.paths.catalog.read_bytes()
    indexed.paths.catalog.write_bytes(damage(data))
    before = indexed.paths.catalog.read_bytes()
    arguments = [indexed.photos / "2020" / "p00.jpg"] if command == "similar" else []
    answer = program(command, *arguments, "--json", "--data-dir", indexed.data)
    assert answer.code == 3
    assert "Traceback" not in answer.err
    if command == "doctor" and answer.json.get("findings"):
        finding = next(f for f in answer.json["findings"] if f["check"] == "catalog")
        assert finding["level"] == "error"
        assert "Your photos are" in answer.out or "your photos are" in answer.out
    else:
        assert answer.json["error"]["code"] == "catalog_damaged"
        assert str(indexed.paths.catalog) in answer.json["error"]["message"]
        assert "Move it away" in answer.json["error"]["message"]
    assert indexed.paths.catalog.read_bytes() == before


def test_no_damaged_page_makes_a_question_crash(indexed, program) -> None:
    data = indexed.paths.catalog.read_bytes()
    refused = 0
    for start in range(PAGE_BYTES, len(data), PAGE_BYTES):
        damaged = data[:start] + b"\xa5" * PAGE_BYTES + data[start + PAGE_BYTES :]
        indexed.paths.catalog.write_bytes(damaged)
        for command in ("status", "duplicates"):
            answer = program(command, "--json", "--data-dir", indexed.data)
            assert answer.code in (0, 3), answer
            refused += answer.code == 3
    assert refused > 0


def test_moving_a_damaged_catalog_away_is_a_remedy(indexed, program) -> None:
    indexed.paths.catalog.write_bytes(garbage_header(indexed.paths.catalog.read_bytes()))
    indexed.paths.catalog.rename(indexed.data / "old.sqlite3")
    indexed.add()
    assert indexed.scan().indexed == 36


def test_catalog_whose_creation_was_cut_short_is_made_anew(library) -> None:
    library.data.mkdir()
    library.paths.catalog.touch()
    library.add()
    assert len(library.rows("SELECT path FROM folder")) == 1


def test_catalog_that_another_program_locks_is_named(
    indexed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "BUSY_TIMEOUT_S", 0.05)
    other = sqlite3.connect(indexed.paths.catalog, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with indexed.open(writable=True) as library:
            with pytest.raises(EnvironmentProblem) as caught:
                library.remove_folder(indexed.photos)
            assert caught.value.code == "catalog_busy"
            other.execute("ROLLBACK")
            library.remove_folder(indexed.photos)
    finally:
        other.close()


# -- rights --------------------------------------------------------------------------------------


@pytest.fixture
def read_only_data(indexed):
    """Take the right to write from the whole data folder."""
    folders = [indexed.data, *(path for path in indexed.data.rglob("*") if path.is_dir())]
    for path in (*folders, indexed.paths.catalog, indexed.paths.lock):
        path.chmod(0o500 if path.is_dir() else 0o400)
    yield indexed
    for path in folders:
        path.chmod(0o700)


@pytest.mark.parametrize("command", ["similar", "duplicates", "status"])
def test_questions_are_answered_from_a_read_only_data_folder(
    read_only_data, program, as_ordinary_user, command: str
) -> None:
    photo = read_only_data.photos / "2020" / "p00.jpg"
    arguments = [photo] if command == "similar" else []
    answer = program.run(
        command, *arguments, "--json", "--data-dir", read_only_data.data, prefix=as_ordinary_user
    )
    assert answer.code == 0, answer.err
    if command == "similar":
        assert len(answer.json["matches"]) == 20
    if command == "status":
        assert answer.json["photos"] == 36


def test_changes_of_a_killed_writer_are_not_silently_left_out(
    tmp_path: Path, program, as_ordinary_user
) -> None:
    data, master = tmp_path / "data", tmp_path / "master.sqlite3"
    data.mkdir()
    writer = Database(master, tmp_path)
    writer.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with writer.transaction() as connection:
        connection.execute("INSERT INTO meta VALUES ('a', 'b')")
    for ending in ("", "-wal"):  # as a kill leaves them; the shm is gone
        shutil.copy(f"{master}{ending}", data / f"library.sqlite3{ending}")
    writer.close()
    data.chmod(0o500)
    try:
        command = ("status", "--json", "--data-dir", data)
        answer = program.run(*command, prefix=as_ordinary_user)
        assert answer.code == 3, answer
        assert answer.json["error"]["code"] == "catalog_unmerged"
        assert str(data) in answer.json["error"]["message"]
        assert "as its owner" in answer.json["error"]["message"]
        data.chmod(0o700)
        assert program("scan", "--data-dir", data).code == 0
        data.chmod(0o500)
        assert program.run(*command, prefix=as_ordinary_user).code == 0
    finally:
        data.chmod(0o700)


def test_locked_catalog_is_not_read_as_if_nobody_changed_it(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "BUSY_TIMEOUT_S", 0.05)
    database.close()
    other = sqlite3.connect(database.path, isolation_level=None)
    other.execute("PRAGMA journal_mode = DELETE")
    other.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(EnvironmentProblem) as caught:
            Database(database.path, tmp_path, read_only=True)
    finally:
        other.close()
    assert caught.value.code == "catalog_busy"


@pytest.mark.parametrize("command", ["scan", "add", "watch", "remove"])
def test_work_on_a_read_only_data_folder_is_refused_with_a_remedy(
    read_only_data, program, as_ordinary_user, command: str
) -> None:
    arguments = [read_only_data.photos] if command in ("add", "remove") else []
    answer = program.run(
        command, *arguments, "--json", "--data-dir", read_only_data.data, prefix=as_ordinary_user
    )
    assert answer.code == 3
    assert answer.json["error"]["code"] == "data_dir_unwritable"
    assert "Traceback" not in answer.err
    assert "--data-dir" in answer.json["error"]["message"]


def test_data_folder_that_cannot_be_made_is_named(
    tmp_path: Path, program, as_ordinary_user
) -> None:
    parent = tmp_path / "locked"
    parent.mkdir(mode=0o500)
    answer = program.run("status", "--json", "--data-dir", parent / "d", prefix=as_ordinary_user)
    assert answer.code == 3
    assert answer.json["error"]["code"] == "data_dir_unwritable"


def test_data_folder_that_is_a_file_is_named(tmp_path: Path, program) -> None:
    path = tmp_path / "file"
    path.touch()
    answer = program("status", "--json", "--data-dir", path)
    assert answer.code == 3
    assert str(path) in answer.json["error"]["message"]


# -- a full disk ---------------------------------------------------------------------------------


def test_full_disk_stops_a_scan_and_loses_nothing(
    library, pictures, program, small_disk: Path
) -> None:
    for seed in range(60):
        pictures.save(library.photos / f"p{seed:02}.jpg", seed)
    data = small_disk / "data"
    assert program("add", library.photos, "--data-dir", data).code == 0
    filler = small_disk / "filler"
    free = shutil.disk_usage(small_disk).free
    with filler.open("wb") as file:
        file.write(bytes(free - 400_000))
    answer = program.run("scan", "--json", "--data-dir", data)
    assert answer.code == 3, answer
    assert answer.json["error"]["code"] == "disk_full"
    assert "Traceback" not in answer.err
    before = sqlite_value(data / "library.sqlite3", "SELECT count(*) FROM file")
    assert before in (0, 60)

    filler.unlink()
    answer = program("scan", "--json", "--data-dir", data)
    assert answer.code == 0, answer
    assert answer.json["photos"] == 60
    assert program("scan", "--json", "--data-dir", data).json["indexed"] == 0
    assert sqlite_value(data / "library.sqlite3", "PRAGMA integrity_check") == "ok"
    assert len(list((data / "thumbnails").rglob("*.jpg"))) == 60


def test_disk_that_is_full_from_the_start_is_named(program, small_disk: Path, tmp_path) -> None:
    with contextlib.suppress(OSError), (small_disk / "filler").open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    answer = program("add", tmp_path, "--json", "--data-dir", small_disk / "data")
    assert answer.code == 3
    assert answer.json["error"]["code"] == "disk_full", answer
    assert "Traceback" not in answer.err
