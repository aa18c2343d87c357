"""Whether two photos are called the same shot without their pixels having been compared.

Any thread; reads only, some 0.1 ms each.
"""

from __future__ import annotations

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
_EVIDENCE = "SELECT p.evidence FROM pair p WHERE p.class = 'same_shot' AND"


class PairDoubts:
    """Finds pairs that nothing but their hashes speaks for.

    Parameters
    ----------
    database : Database
    version : int
        The oldest verifier that is believed.
    """

    def __init__(self, database: Database, version: int) -> None:
        self._db = database
        self._version = version

    def is_unverified(self, one: CatalogFile, two: CatalogFile) -> bool:
        """Whether there are pairs that make two photos one shot, and none of them was verified.

        Two photos without a pair are not: they are together because the user said so.
        """
        first, second = self._stand_for(one), self._stand_for(two)
        seen = [
            verification_of(row[0])
            for few, many in ((first, second), (second, first))
            for number in few
            for row in self._db.read(
                f"{_EVIDENCE} p.first_id = ? AND p.second_id IN ({','.join('?' * len(many))})",
                (number, *many),
            )
        ]
        good = [found for found in seen if found and found.version >= self._version]
        return bool(seen) and not good

    def _stand_for(self, file: CatalogFile) -> list[int]:
        rows = self._db.read(_STAND_FOR, (file.content_id, file.file_id)).fetchall()
        return [row[0] for row in rows if row[0] is not None][:_MOST]
