"""SQLite connections, one per thread, and the one writer lock.

Any thread may read through `Database.connection`; writes go through `Database.transaction`,
which is the only place that takes the process-wide writer lock and rolls back on any exception.
"""

from __future__ import annotations

import contextlib
import datetime
import logging
import sqlite3
import threading
from typing import TYPE_CHECKING, Any

from photofinder.errors import CatalogTooNew, EnvironmentProblem
from photofinder.storage.schema import MIGRATIONS, SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

log = logging.getLogger(__name__)

BUSY_TIMEOUT_S = 10.0
# negative: KiB. 16 MiB keeps the b-tree's upper levels of a million photos in memory
CACHE_KIB = 16_384
# written pages between checkpoints; 1,000 pages is SQLite's default, larger lets the WAL grow
WAL_AUTOCHECKPOINT_PAGES = 1_000
BACKUP_PAGES_PER_STEP = 4_096
KEPT_BACKUPS = 3


class Rows:
    """The answer to a query; what SQLite says about the disk while it is read is translated."""

    def __init__(self, database: Database, cursor: sqlite3.Cursor) -> None:
        self._database = database
        self._cursor = cursor

    def __iter__(self) -> Iterator[Any]:
        with self._database.errors():
            yield from self._cursor

    def fetchone(self) -> Any:
        """Return the next row; None after the last."""
        with self._database.errors():
            return self._cursor.fetchone()

    def fetchmany(self, number: int) -> list[Any]:
        """Return the next rows, empty after the last."""
        with self._database.errors():
            return self._cursor.fetchmany(number)

    def fetchall(self) -> list[Any]:
        """Return all rows that are left."""
        with self._database.errors():
            return self._cursor.fetchall()


class Database:
    """The catalog file: opened, checked, migrated.

    Parameters
    ----------
    path : Path
        The SQLite file; made when missing and not ``read_only``.
    backup_dir : Path
        Where a copy goes before a migration.
    read_only : bool
        Never write, not even the schema. Works on a read-only disk too.

    Raises
    ------
    CatalogTooNew
        A newer photofinder made it.
    EnvironmentProblem
        ``catalog_damaged``, ``data_dir_unwritable``, ``disk_full``, ``catalog_busy``,
        ``catalog_unmerged``.
    """

    def __init__(self, path: Path, backup_dir: Path, *, read_only: bool = False) -> None:
        self._path = path
        self._backup_dir = backup_dir
        self._read_only = read_only
        self._local = threading.local()
        self._opened: list[tuple[threading.Thread, sqlite3.Connection]] = []
        self._opened_lock = threading.Lock()
        self._writer = threading.RLock()
        try:
            with self.errors():
                self._migrate()
        except BaseException:
            self.close()
            raise

    @property
    def path(self) -> Path:
        """The SQLite file."""
        return self._path

    @property
    def read_only(self) -> bool:
        """Whether writing is refused."""
        return self._read_only

    @property
    def is_current(self) -> bool:
        """Whether the catalog has this program's schema; a reader cannot bring it there."""
        with self.errors():
            row = self.connection.execute("PRAGMA user_version").fetchone()
        return int(row[0]) == SCHEMA_VERSION

    @property
    def connection(self) -> sqlite3.Connection:
        """The calling thread's connection, opened at its first use."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            with self.errors():
                connection = self._open()
            self._local.connection = connection
            self._remember(connection)
        return connection

    def read(self, sql: str, values: tuple[object, ...] = ()) -> Rows:
        """Run a query in the calling thread."""
        with self.errors():
            return Rows(self, self.connection.execute(sql, values))

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Write: everything inside is committed together, or, on any exception, not at all."""
        with self._writer, self.errors():
            connection = self.connection
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                with contextlib.suppress(sqlite3.OperationalError):  # SQLITE_FULL rolled back
                    connection.execute("ROLLBACK")
                raise
            try:
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def errors(self) -> Iterator[None]:
        """Turn what SQLite says about the environment into our words; other errors rise."""
        try:
            yield
        except sqlite3.Error as error:
            problem = self._environment_problem(error)
            if problem is None:
                raise
            raise problem from error

    def backup(self, name: str) -> Path:
        """Copy the catalog, consistently, into the backup folder; the oldest copies go.

        Notes
        -----
        SQLite's backup API: other threads go on reading. Any thread; as long as the disk needs.
        """
        self._backup_dir.mkdir(parents=True, exist_ok=True)
        stamp = datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%S")
        target = self._backup_dir / f"library-{name}-{stamp}.sqlite3"
        with contextlib.closing(sqlite3.connect(target)) as copy:
            self.connection.backup(copy, pages=BACKUP_PAGES_PER_STEP)
        for old in sorted(self._backup_dir.glob(f"library-{name}-*.sqlite3"))[:-KEPT_BACKUPS]:
            old.unlink()
        return target

    def integrity_problems(self) -> list[str]:
        """Run SQLite's full check; empty when all is well. Reads the whole file."""
        try:
            rows = self.connection.execute("PRAGMA integrity_check(20)").fetchall()
            foreign = self.connection.execute("PRAGMA foreign_key_check").fetchall()
        except sqlite3.DatabaseError as error:
            return [str(error)]
        problems = [str(row[0]) for row in rows if row[0] != "ok"]
        problems += [f"{row[0]} row {row[1]} points to a missing {row[2]}" for row in foreign]
        return problems

    def close(self) -> None:
        """Close every thread's connection. No thread may use the database afterwards."""
        with self._opened_lock:
            opened, self._opened = self._opened, []
        for _, connection in opened:
            connection.close()
        self._local = threading.local()

    def _remember(self, connection: sqlite3.Connection) -> None:
        """Keep a connection for `close`; those of threads that have ended are closed now.

        Every index job has decode threads of its own: a watch of days would otherwise run out of
        file descriptors.
        """
        with self._opened_lock:
            ended = [entry for entry in self._opened if not entry[0].is_alive()]
            self._opened = [entry for entry in self._opened if entry[0].is_alive()]
            self._opened.append((threading.current_thread(), connection))
        for _, old in ended:
            old.close()

    def _open(self) -> sqlite3.Connection:
        if self._read_only:
            return self._open_read_only()
        connection = sqlite3.connect(
            self._path, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
        )
        try:
            self._check_version(connection)  # first: what is not ours stays byte for byte
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
            connection.execute(f"PRAGMA wal_autocheckpoint = {WAL_AUTOCHECKPOINT_PAGES}")
        except BaseException:
            connection.close()
            raise
        return connection

    def _open_read_only(self) -> sqlite3.Connection:
        """Open for reading; where not even the WAL's index can be written, as immutable.

        Immutable reads nothing but the catalog itself: what a killed writer left in the WAL
        would be missing without a word, so that is refused.
        """
        try:
            return self._connect_read_only("mode=ro")
        except sqlite3.OperationalError as error:
            if _primary_code(error) not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
                raise
            if self._has_unmerged_changes():
                raise EnvironmentProblem(
                    "catalog_unmerged", path=self._path, folder=self._path.parent
                ) from error
            log.debug("read-only catalog, opened as immutable: %s", error)
        return self._connect_read_only("mode=ro&immutable=1")

    def _connect_read_only(self, query: str) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{self._path.absolute().as_uri()}?{query}",
            uri=True,
            timeout=BUSY_TIMEOUT_S,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            self._check_version(connection)
            connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        except BaseException:
            connection.close()
            raise
        return connection

    def _has_unmerged_changes(self) -> bool:
        """Tell whether there is a WAL that holds anything; one that cannot be seen counts too."""
        try:
            return self._path.with_name(f"{self._path.name}-wal").stat().st_size > 0
        except FileNotFoundError:
            return False
        except OSError:
            return True

    def _check_version(self, connection: sqlite3.Connection) -> None:
        """Refuse what a newer photofinder or another program made."""
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if version > SCHEMA_VERSION:
            raise CatalogTooNew(
                "catalog_too_new", path=self._path, found=version, known=SCHEMA_VERSION
            )
        tables = int(connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0])
        if version == 0 and tables:
            raise EnvironmentProblem(
                "catalog_damaged", path=self._path, reason="it is not photofinder's"
            )

    def _migrate(self) -> None:
        version = int(self.connection.execute("PRAGMA user_version").fetchone()[0])
        if version == SCHEMA_VERSION or self._read_only:
            return
        if version > 0:
            log.info("backed up to %s", self.backup(f"v{version}"))
        for number in range(version, SCHEMA_VERSION):
            with self.transaction() as connection:
                current = int(connection.execute("PRAGMA user_version").fetchone()[0])
                if current != number:  # another process was quicker
                    continue
                MIGRATIONS[number](connection)
                connection.execute(f"PRAGMA user_version = {number + 1}")
            log.info("catalog migrated to schema %d", number + 1)

    def _environment_problem(self, error: sqlite3.Error) -> EnvironmentProblem | None:
        primary = _primary_code(error)
        if primary == sqlite3.SQLITE_FULL:
            return EnvironmentProblem("disk_full", path=self._path)
        if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return EnvironmentProblem("catalog_damaged", path=self._path, reason=str(error))
        if primary in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
            return EnvironmentProblem(
                "data_dir_unwritable", path=self._path.parent, reason=str(error)
            )
        if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return EnvironmentProblem("catalog_busy", path=self._path)
        if primary == sqlite3.SQLITE_IOERR:
            return EnvironmentProblem("catalog_io", path=self._path, reason=str(error))
        return None


def _primary_code(error: sqlite3.Error) -> int | None:
    """Return SQLite's result code without its extension; None for errors of the module itself."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF
