"""Lists of photos, filtered and in order. Reads only; any thread.

Ordering and filtering happen inside SQLite, which works without Python's lock but for the folding
of names, so that a window is not held up by a list of 100,000 photos. Folders, few as they are, are
put in order here: a function of ours that SQLite calls for each photo waits for the lock each time.
"""

from __future__ import annotations

import json
import os
import re
import time
from operator import itemgetter
from typing import TYPE_CHECKING

from photofinder.core.text_filter import fold, folder_key, name_key, words_of
from photofinder.core.views import PhotoQuery, PhotoSort
from photofinder.storage.photo_conditions import (
    CONTENT_JOIN,
    IS_SHOWN,
    SHOWN_DATE,
    Condition,
    all_of,
    lies_below,
    values_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photofinder.storage.database import Database

DAY_S = 86_400
_FROM = f" FROM file f JOIN folder d ON d.id = f.folder_id{CONTENT_JOIN}"
_ADDED_DAY = "CASE WHEN f.added_s > 0 THEN date(f.added_s, 'unixepoch', 'localtime') ELSE '' END"
#: stored with the file; computed where the row was written by something else than a walk
_NAME_KEY = "coalesce(f.name_key, name_key(f.relpath))"
#: what sections are made of, and the order; {way} is ASC or DESC. Photos of one second, or of the
#: same name, are in the order in which they came, which is that of their paths
_SORTS = {
    PhotoSort.DATE: (SHOWN_DATE, "shown = '', shown {way}, f.id {way}"),
    PhotoSort.ADDED: (_ADDED_DAY, "f.added_s {way}, f.id {way}"),
    PhotoSort.NAME: ("NULL", f"{_NAME_KEY} {{way}}, f.id {{way}}"),
    PhotoSort.FOLDER: ("d.path, f.relpath", f"{_NAME_KEY} {{way}}, f.id {{way}}"),
    PhotoSort.SIZE: ("NULL", "f.size_bytes {way}, f.id {way}"),
}
_CAMERA = re.compile(r'"camera_(?:make|model)": "([^"]*)"')
_LIKE_SPECIAL = re.compile(r"[%_!]")
_ESCAPED = r"!\g<0>"


class PhotoLists:
    """Lists of photos.

    Parameters
    ----------
    database : Database
    """

    def __init__(self, database: Database) -> None:
        self._db = database

    def ids(self, query: PhotoQuery) -> list[tuple[int, str | bytes | None]]:
        """Return (file id, section) of the photos of a query, in its order.

        The section is a date, by `PhotoSort.DATE` with its time; the folder's path as the file
        system's own bytes; or None. Files that are one photo come once; what was typed may be in
        the name of either.
        """
        section, order = _SORTS[query.sort]
        conditions = [Condition("f.state <> 'missing'"), IS_SHOWN, *self._conditions(query)]
        self._add_functions()
        shown = section if query.sort is PhotoSort.FOLDER else f"{section} AS shown"
        rows = self._db.read(
            f"SELECT f.id, {shown}{_FROM} WHERE {all_of(conditions)}"
            f" ORDER BY {order.format(way='DESC' if query.descending else 'ASC')}",
            values_of(conditions),
        )
        if query.sort is PhotoSort.FOLDER:
            return _by_folder(rows.fetchall(), descending=query.descending)
        return rows.fetchall()

    def _conditions(self, query: PhotoQuery) -> list[Condition]:
        found = []
        if query.folder is not None:
            found.append(lies_below(self._db, query.folder))
        if query.added_within_days is not None:
            since = int(time.time()) - query.added_within_days * DAY_S
            found.append(Condition("f.added_s >= ?", (since,)))
        typed = query.text.encode("utf-8", "replace").decode(
            "utf-8"
        )  # SQLite takes valid text only
        words = words_of(typed.replace(os.sep, "/"))
        if words:
            parts = [self._may_hold(word) for word in words]
            sql = f"holds_words(d.path, f.relpath, c.metadata, {SHOWN_DATE}, ?)"
            found.append(_of_any_file([*parts, Condition(sql, ("\n".join(words),))]))
        return found

    def _may_hold(self, word: str) -> Condition:
        """Return what SQLite can tell by itself: that a word is certainly not there.

        Its own LIKE folds ASCII only. So whatever holds other characters, or writes them as
        escapes, may hold the word; of a library with plain names hardly any is left to fold.
        """
        if "/" in word:  # it may begin in the name of the library's folder and end below it
            return Condition("1")
        roots = [
            str(number)
            for number, path in self._db.read("SELECT id, path FROM folder")
            if word in fold(_name_of(path))
        ]
        parts = [
            f"f.folder_id IN ({','.join(roots)})",
            "length(CAST(f.relpath AS TEXT)) <> length(f.relpath)",
            "instr(c.metadata, '\\') > 0",
        ]
        if not word.isascii():
            return Condition(f"({' OR '.join(parts)})")
        pattern = f"%{_LIKE_SPECIAL.sub(_ESCAPED, word)}%"
        plain = [
            "CAST(f.relpath AS TEXT) LIKE ? ESCAPE '!'",
            "c.metadata LIKE ? ESCAPE '!'",
            f"instr({SHOWN_DATE}, ?) > 0",
        ]
        return Condition(f"({' OR '.join([*plain, *parts])})", (pattern, pattern, word))

    def _add_functions(self) -> None:
        """Teach the calling thread's connection how names are folded; a few microseconds."""
        connection = self._db.connection
        for name, arguments, function in (
            ("holds_words", 5, _holds_words),
            ("name_key", 1, name_key),
        ):
            connection.create_function(name, arguments, function, deterministic=True)


def _of_any_file(conditions: list[Condition]) -> Condition:
    """Return what holds where a photo, or one that stands behind it, fulfils conditions."""
    sql = all_of(conditions)
    behind = f"SELECT f.lead_id{_FROM} WHERE f.lead_id IS NOT NULL AND {sql}"
    return Condition(f"({sql} OR f.id IN ({behind}))", values_of(conditions) * 2)


def _by_folder(
    rows: Sequence[tuple[int, bytes, bytes]], *, descending: bool
) -> list[tuple[int, str | bytes | None]]:
    """Put (file id, path of the library's folder, path below it) folder by folder.

    In the natural order of the folders; photos of one keep the order that they have.
    """
    found: dict[tuple[bytes, bytes], list[int]] = {}
    for number, root, relpath in rows:
        # without its last slash: the root itself is empty
        found.setdefault((root, relpath[: max(relpath.rfind(b"/"), 0)]), []).append(number)
    folders = []
    for (root, below), numbers in found.items():
        path = (root.rstrip(b"/") + b"/" + below).rstrip(b"/")
        folders.append((folder_key(path), path or b"/", numbers))
    folders.sort(key=itemgetter(0, 1), reverse=descending)
    return [(number, path) for _, path, numbers in folders for number in numbers]


# -- inside queries: called for every photo, and never raising -------------------------------------


def _holds_words(root: bytes, relpath: bytes, metadata: str | None, date: str, words: str) -> bool:
    """Look for the words in the library folder's own name, the path below it, camera and date."""
    path = root[root.rfind(b"/") + 1 :] + b"/" + relpath
    text = fold(path.decode("utf-8", "surrogateescape"))
    for word in words.split("\n"):
        if not (word in text or word in date or _camera_holds(metadata, word)):
            return False
    return True


def _name_of(path: bytes) -> str:
    return path.rpartition(b"/")[2].decode("utf-8", "surrogateescape")


def _camera_holds(metadata: str | None, word: str) -> bool:
    if metadata is None:
        return False
    if "\\" not in metadata:  # no character is written as another: all is plain ASCII
        lowered = metadata.lower()
        return word in lowered and any(word in value for value in _CAMERA.findall(lowered))
    facts = json.loads(metadata)
    return any(word in fold(facts.get(name, "")) for name in ("camera_make", "camera_model"))
