"""Writing so that a power cut does not take it back: files are moved on the journal's word."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from photofinder.storage.database import Database


@contextlib.contextmanager
def durable(database: Database) -> Iterator[sqlite3.Connection]:
    """Run one transaction that is on the disk when the block ends; any thread.

    Notes
    -----
    Waits for the disk, some milliseconds; everything else in the catalog may be lost in a power
    cut and is found again by a scan.
    """
    with database.errors():
        database.connection.execute("PRAGMA synchronous = FULL")
    try:
        with database.transaction() as connection:
            yield connection
    finally:
        with database.errors():
            database.connection.execute("PRAGMA synchronous = NORMAL")
