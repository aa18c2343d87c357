"""Tables and numbered migrations. ``PRAGMA user_version`` says which one a catalog has.

Keyed by content: what is known of a picture hangs on its digest; ``file`` only says where it
lies. Paths are BLOBs in the file system's own encoding, because names need not be valid text.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from photofinder.core.name_stems import stem_number
from photofinder.core.text_filter import name_key

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

SCHEMA_1 = """
CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE folder (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path BLOB NOT NULL UNIQUE,
    online INTEGER NOT NULL DEFAULT 1,
    added_at TEXT NOT NULL,
    scanned_at TEXT
);

CREATE TABLE content (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    digest BLOB NOT NULL UNIQUE,
    size_bytes INTEGER NOT NULL,
    width INTEGER NOT NULL DEFAULT 0,
    height INTEGER NOT NULL DEFAULT 0,
    format TEXT NOT NULL DEFAULT '',
    frames INTEGER NOT NULL DEFAULT 1,
    taken_at TEXT,
    metadata TEXT NOT NULL DEFAULT '{}',
    phash BLOB,
    hash_contrast REAL NOT NULL DEFAULT 0,
    sharpness REAL NOT NULL DEFAULT 0,
    pixel_digest BLOB,
    pixel_state TEXT NOT NULL DEFAULT 'unknown'
        CHECK (pixel_state IN ('unknown', 'wanted', 'failed_once', 'known', 'unprovable')),
    error_code TEXT,
    error_params TEXT
);

CREATE INDEX content_by_pixels ON content (pixel_digest) WHERE pixel_digest IS NOT NULL;
CREATE INDEX content_wanted ON content (id) WHERE pixel_state IN ('wanted', 'failed_once');

CREATE TABLE file (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    folder_id INTEGER NOT NULL REFERENCES folder (id) ON DELETE CASCADE,
    relpath BLOB NOT NULL,
    size_bytes INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    device INTEGER NOT NULL DEFAULT 0,
    inode INTEGER NOT NULL DEFAULT 0,
    content_id INTEGER REFERENCES content (id) ON DELETE SET NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'indexed', 'unreadable', 'missing')),
    error_code TEXT,
    error_params TEXT,
    -- the round of looking (meta 'round') that found it missing
    missing_round INTEGER,
    UNIQUE (folder_id, relpath)
);
CREATE INDEX file_by_content ON file (content_id);
CREATE INDEX file_by_state ON file (state) WHERE state <> 'indexed';
-- pages of a million pending files must not sort them all each time
CREATE INDEX file_pending ON file (folder_id, relpath) WHERE state = 'pending';

-- what a walk could not enter: its files keep their state, nothing there is called missing
CREATE TABLE walk_problem (
    folder_id INTEGER NOT NULL REFERENCES folder (id) ON DELETE CASCADE,
    relpath BLOB NOT NULL,
    error_code TEXT NOT NULL,
    error_params TEXT NOT NULL,
    PRIMARY KEY (folder_id, relpath)
) WITHOUT ROWID;

CREATE TABLE model (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    dim INTEGER NOT NULL
);

-- seq is never used again: the vector index may still hold what the catalog has forgotten
CREATE TABLE embedding (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    content_id INTEGER NOT NULL REFERENCES content (id) ON DELETE CASCADE,
    model_id INTEGER NOT NULL REFERENCES model (id),
    vector BLOB NOT NULL,
    paired INTEGER NOT NULL DEFAULT 0,
    UNIQUE (content_id, model_id)
);
CREATE INDEX embedding_by_model ON embedding (model_id, seq);
CREATE INDEX embedding_unpaired ON embedding (model_id, seq) WHERE paired = 0;

CREATE TABLE pair (
    first_id INTEGER NOT NULL REFERENCES content (id) ON DELETE CASCADE,
    second_id INTEGER NOT NULL REFERENCES content (id) ON DELETE CASCADE,
    class TEXT NOT NULL CHECK (class IN ('same_shot', 'series')),
    relation TEXT NOT NULL,
    score REAL NOT NULL,
    hash_distance INTEGER NOT NULL,
    PRIMARY KEY (first_id, second_id),
    CHECK (first_id < second_id)
) WITHOUT ROWID;
CREATE INDEX pair_by_second ON pair (second_id);
"""


def _create(connection: sqlite3.Connection) -> None:
    for statement in SCHEMA_1.split(";\n"):
        if statement.strip():
            connection.execute(statement)


def _add_arrival(connection: sqlite3.Connection) -> None:
    """Remember since when a file is known, for "recently added"; earlier files came with theirs."""
    connection.execute("ALTER TABLE file ADD COLUMN added_s INTEGER NOT NULL DEFAULT 0")
    connection.execute(
        "UPDATE file SET added_s = coalesce((SELECT CAST(strftime('%s', added_at) AS INTEGER)"
        " FROM folder WHERE folder.id = folder_id), 0)"
    )


SCHEMA_3 = """
-- what a clean-up did, photo by photo; nothing here is ever deleted or overwritten by a scan
CREATE TABLE cleanup_batch (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    started_at TEXT NOT NULL
);

CREATE TABLE cleanup_item (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    batch_id INTEGER NOT NULL REFERENCES cleanup_batch (id),
    state TEXT NOT NULL CHECK (state IN ('planned', 'moving', 'trashed', 'skipped', 'failed',
        'unclear', 'restoring', 'restored')),
    class TEXT NOT NULL,
    reason TEXT NOT NULL,
    rule TEXT NOT NULL,
    root BLOB NOT NULL,
    path BLOB NOT NULL,
    size_bytes INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    digest BLOB NOT NULL,
    keeper_root BLOB NOT NULL,
    keeper_path BLOB NOT NULL,
    keeper_size_bytes INTEGER NOT NULL,
    keeper_mtime_ns INTEGER NOT NULL,
    keeper_digest BLOB NOT NULL,
    -- where it lies now, or is going to: in the system's trash, or in a quarantine of ours
    place BLOB,
    in_quarantine INTEGER NOT NULL DEFAULT 0,
    -- what the system knew the file by while it was moved; both 0 where there is nothing
    device INTEGER NOT NULL DEFAULT 0,
    inode INTEGER NOT NULL DEFAULT 0,
    error_code TEXT,
    error_params TEXT,
    changed_at TEXT NOT NULL
);
CREATE INDEX cleanup_item_by_batch ON cleanup_item (batch_id);
CREATE INDEX cleanup_item_open ON cleanup_item (id)
    WHERE state IN ('planned', 'moving', 'restoring');

-- by digest, so that it holds for a picture wherever it lies, and when it comes back
CREATE TABLE decision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('not_duplicates', 'keep_all')),
    decided_at TEXT NOT NULL
);
CREATE TABLE decision_member (
    decision_id INTEGER NOT NULL REFERENCES decision (id) ON DELETE CASCADE,
    digest BLOB NOT NULL,
    has_copies INTEGER NOT NULL,
    PRIMARY KEY (decision_id, digest)
) WITHOUT ROWID;
CREATE INDEX decision_by_digest ON decision_member (digest);
"""


def _add_cleanup(connection: sqlite3.Connection) -> None:
    for statement in SCHEMA_3.split(";\n"):
        if statement.strip():
            connection.execute(statement)


def _add_name_key(connection: sqlite3.Connection) -> None:
    """Remember what sorts a file's name; 1 us of Python each, which lists would pay every time."""
    connection.create_function("natural_key", 1, name_key, deterministic=True)
    connection.execute("ALTER TABLE file ADD COLUMN name_key BLOB")
    connection.execute("UPDATE file SET name_key = natural_key(relpath)")


SCHEMA_5 = """
-- what comparing the pixels has shown (core.types.Verification as JSON), and by which verifier
ALTER TABLE pair ADD COLUMN evidence TEXT NOT NULL DEFAULT '';
ALTER TABLE pair ADD COLUMN verifier INTEGER NOT NULL DEFAULT 0;

-- the perceptual hash of what is left without uniform borders (screenshots); NULL: no borders
ALTER TABLE content ADD COLUMN inner_phash BLOB;

-- core.name_stems.stem_number of the name under which the picture came first
ALTER TABLE content ADD COLUMN name_stem INTEGER;

-- `paired` is the version of the verifier that compared the picture; 0: none did, 1: hashes only
DROP INDEX embedding_unpaired;
CREATE INDEX embedding_by_pairing ON embedding (model_id, paired, seq);

-- files that are one photo (RAW and JPEG): the id of the one that is shown; NULL for that one.
-- `named_lead_id` is what the names say, `lead_id` what is left of it once the pictures were read
ALTER TABLE file ADD COLUMN lead_id INTEGER;
ALTER TABLE file ADD COLUMN named_lead_id INTEGER;
CREATE INDEX file_by_lead ON file (lead_id) WHERE lead_id IS NOT NULL;
CREATE INDEX file_behind_lead ON file (folder_id, relpath) WHERE lead_id IS NOT NULL;
CREATE INDEX file_by_named_lead ON file (named_lead_id) WHERE named_lead_id IS NOT NULL;

-- what belongs to a photo and is none: sidecars, the film of a Live Photo
CREATE TABLE companion (
    folder_id INTEGER NOT NULL REFERENCES folder (id) ON DELETE CASCADE,
    relpath BLOB NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('sidecar', 'edits', 'film', 'sound', 'other')),
    size_bytes INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    file_id INTEGER NOT NULL REFERENCES file (id) ON DELETE CASCADE,
    -- whether it belongs there: NULL is "not looked at yet", of films the names do not tell
    is_sure INTEGER,
    PRIMARY KEY (folder_id, relpath)
) WITHOUT ROWID;
CREATE INDEX companion_by_file ON companion (file_id);
CREATE INDEX companion_unknown ON companion (folder_id, relpath) WHERE is_sure IS NULL;

-- photos and what belongs to them move together: the id of the item that leads them
ALTER TABLE cleanup_item ADD COLUMN lead_id INTEGER;
ALTER TABLE cleanup_item ADD COLUMN role TEXT NOT NULL DEFAULT 'photo';
CREATE INDEX cleanup_item_by_lead ON cleanup_item (lead_id) WHERE lead_id IS NOT NULL;

-- metadata that a clean-up wrote into the sidecar of a keeper, with what was there before
CREATE TABLE cleanup_sidecar (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    batch_id INTEGER NOT NULL REFERENCES cleanup_batch (id),
    state TEXT NOT NULL CHECK (state IN ('planned', 'written', 'skipped', 'failed', 'restored')),
    photo BLOB NOT NULL,
    path BLOB NOT NULL,
    before BLOB,
    before_mtime_ns INTEGER,
    after BLOB NOT NULL,
    error_code TEXT,
    error_params TEXT,
    changed_at TEXT NOT NULL
);
CREATE INDEX cleanup_sidecar_by_batch ON cleanup_sidecar (batch_id);
CREATE INDEX cleanup_sidecar_by_path ON cleanup_sidecar (path);

-- which contents may belong to other groups of duplicates than before: whoever knows the groups as
-- of a number looks at what has a higher one. Written by triggers, so that no change is forgotten
CREATE TABLE group_change (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    content_id INTEGER NOT NULL UNIQUE
);
"""

_PLACE = "folder_id, relpath, size_bytes, mtime_ns, device, inode, content_id, state, lead_id"
#: (table, what changes it, which contents are concerned)
_NOTED = (
    ("file", "INSERT", ("NEW.content_id",)),
    ("file", "DELETE", ("OLD.content_id",)),
    ("file", f"UPDATE OF {_PLACE}", ("OLD.content_id", "NEW.content_id")),
    ("content", "DELETE", ("OLD.id",)),
    ("content", "UPDATE OF width, height, taken_at, metadata, pixel_digest", ("NEW.id",)),
    ("pair", "INSERT", ("NEW.first_id", "NEW.second_id")),
    ("pair", "UPDATE", ("NEW.first_id", "NEW.second_id")),
    ("pair", "DELETE", ("OLD.first_id", "OLD.second_id")),
)


def _note_changes(connection: sqlite3.Connection) -> None:
    """Let every change of what groups are made of be noted in ``group_change``."""
    for table, event, columns in _NOTED:
        _note(connection, table, event, columns)


def _note(connection: sqlite3.Connection, table: str, event: str, columns: tuple[str, ...]) -> None:
    notes = " ".join(
        # no OR REPLACE: inside a trigger the outer statement's OR IGNORE would count
        f"DELETE FROM group_change WHERE content_id = {column}; INSERT INTO group_change"
        f" (content_id) SELECT {column} WHERE {column} IS NOT NULL;"
        for column in columns
    )
    name = f"note_{table}_{event.split()[0].lower()}"
    connection.execute(f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {notes} END")


def _add_verification(connection: sqlite3.Connection) -> None:
    """Make room for verified pairs; what is known serves until the verifier has seen it."""
    for statement in SCHEMA_5.split(";\n"):
        if statement.strip():
            connection.execute(statement)
    connection.execute("UPDATE pair SET verifier = 1")
    connection.create_function("stem_number", 1, _stem_of_path, deterministic=True)
    connection.execute(
        "UPDATE content SET name_stem = stem_number((SELECT relpath FROM file"
        " WHERE content_id = content.id ORDER BY id LIMIT 1))"
    )
    _note_changes(connection)


def _stem_of_path(relpath: bytes | None) -> int | None:
    return None if relpath is None else stem_number(os.fsdecode(relpath))


SCHEMA_6 = """
-- the version of the close look (core.close_look) that has seen a pair; 0: none has
ALTER TABLE pair ADD COLUMN looked INTEGER NOT NULL DEFAULT 0;
CREATE INDEX pair_to_look ON pair (looked, first_id, second_id) WHERE class = 'same_shot';

-- that somebody looked changes no group, unless something was seen
DROP TRIGGER note_pair_update
"""
_SEEN_OF_PAIR = "class, relation, score, hash_distance, evidence, verifier"


def _add_close_look(connection: sqlite3.Connection) -> None:
    for statement in SCHEMA_6.split(";\n"):
        connection.execute(statement)
    _note(connection, "pair", f"UPDATE OF {_SEEN_OF_PAIR}", ("NEW.first_id", "NEW.second_id"))


#: ``MIGRATIONS[i]`` takes a catalog from version ``i`` to ``i + 1``, inside one transaction.
MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    _create,
    _add_arrival,
    _add_cleanup,
    _add_name_key,
    _add_verification,
    _add_close_look,
)
SCHEMA_VERSION = len(MIGRATIONS)
