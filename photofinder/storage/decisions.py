"""What the user decided about pictures that look like copies, by digest and for ever.

A decision outlives files, folders and everything that was learnt of a picture: whoever comes back
with the same bytes finds it. Reads may come from any thread, each change is one transaction.
"""

from __future__ import annotations

import datetime
from collections import Counter
from typing import TYPE_CHECKING

from photofinder.core.cleanup import Decision, DecisionKind

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from photofinder.storage.database import Database


class Decisions:
    """The user's decisions.

    Parameters
    ----------
    database : Database
    """

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, kind: DecisionKind, digests: Sequence[bytes]) -> int:
        """Remember a decision about files; return its number.

        Parameters
        ----------
        kind : DecisionKind
        digests : sequence of bytes
            One per file: files of the same bytes are decided about by naming them twice.
        """
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        with self._db.transaction() as connection:
            cursor = connection.execute(
                "INSERT INTO decision (kind, decided_at) VALUES (?, ?)", (kind.value, now)
            )
            number = int(cursor.lastrowid or 0)
            connection.executemany(
                "INSERT INTO decision_member (decision_id, digest, has_copies) VALUES (?, ?, ?)",
                [(number, digest, files > 1) for digest, files in Counter(digests).items()],
            )
        return number

    def remove(self, decision_ids: Collection[int]) -> None:
        """Take decisions back."""
        with self._db.transaction() as connection:
            connection.executemany(
                "DELETE FROM decision WHERE id = ?", [(number,) for number in decision_ids]
            )

    def all(self) -> list[Decision]:
        """Return every decision, the oldest first."""
        members: dict[int, tuple[set[bytes], set[bytes]]] = {}
        rows = self._db.read("SELECT decision_id, digest, has_copies FROM decision_member")
        for number, digest, has_copies in rows:
            digests, copies = members.setdefault(number, (set(), set()))
            digests.add(bytes(digest))
            if has_copies:
                copies.add(bytes(digest))
        rows = self._db.read("SELECT id, kind, decided_at FROM decision ORDER BY id")
        found = []
        for number, kind, decided_at in rows:
            digests, copies = members.get(number, (set(), set()))
            found.append(
                Decision(
                    number, DecisionKind(kind), decided_at, frozenset(digests), frozenset(copies)
                )
            )
        return found
