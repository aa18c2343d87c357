"""Whether two photos are called the same shot without having been compared as they must be.

Any thread; reads only, some 0.1 ms each.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from photofinder.storage.pair_evidence import verification_of

if TYPE_CHECKING:
    from photofinder.core.types import CatalogFile
    from photofinder.storage.database import Database

#: the contents that a photo is grouped by: its own, those of its pixels, those of its asset
_STAND_FOR = (
    "SELECT ?1 AS id UNION SELECT o.id FROM content c JOIN content o USING (pixel_digest)"
    " WHERE c.id = ?1 UNION SELECT content_id FROM file WHERE lead_id = ?2"
)
#: photos of equal pixels that are looked at
_MOST = 1_000
_EVIDENCE = "SELECT p.evidence, p.looked, p.class = 'same_shot' FROM pair p WHERE"


class Doubt(enum.Enum):
    """What is missing between two photos."""

    NONE = enum.auto()
    UNVERIFIED = enum.auto()
    """Nothing but their hashes speaks for them."""
    NOT_LOOKED_AT = enum.auto()
    """Only thumbnails were compared, on which a smile is not seen."""
    SERIES = enum.auto()
    """They are of one series: what was shown as one shot was looked at since."""


class PairDoubts:
    """Finds pairs that too little speaks for.

    Parameters
    ----------
    database : Database
    version, look_version : int
        The oldest verifier, and the oldest close look, that are believed.
    """

    def __init__(self, database: Database, version: int, look_version: int) -> None:
        self._db = database
        self._version = version
        self._look_version = look_version

    def between(self, one: CatalogFile, two: CatalogFile) -> Doubt:
        """Return what is missing in all pairs that make two photos one shot.

        Nothing between two photos without a pair: they are together because the user said so.
        """
        first, second = self._stand_for(one), self._stand_for(two)
        pairs = [
            (verification_of(row[0]), row[1] >= self._look_version, bool(row[2]))
            for few, many in ((first, second), (second, first))
            for number in few
            for row in self._db.read(
                f"{_EVIDENCE} p.first_id = ? AND p.second_id IN ({','.join('?' * len(many))})",
                (number, *many),
            )
        ]
        seen = [(found, looked) for found, looked, is_same_shot in pairs if is_same_shot]
        if pairs and not seen:
            return Doubt.SERIES
        looks = [looked for found, looked in seen if found and found.version >= self._version]
        if not seen or any(looks):
            return Doubt.NONE
        return Doubt.NOT_LOOKED_AT if looks else Doubt.UNVERIFIED

    def _stand_for(self, file: CatalogFile) -> list[int]:
        rows = self._db.read(_STAND_FOR, (file.content_id, file.file_id)).fetchall()
        return [row[0] for row in rows if row[0] is not None][:_MOST]
