"""All that decides about groups of duplicates, but for the user's own choices. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from photofinder.core.keeper_beside import Beside
    from photofinder.core.types import CatalogFile, Content, PairEvidence


@dataclass(slots=True)
class GroupMatter:
    """Contents with all that decides about their groups.

    Attributes
    ----------
    contents : dict of int to Content
    places : dict of int to list of CatalogFile
        Where they lie now: on disk, folder online.
    pairs : list of PairEvidence
        Between any two of them; or of any of them, with whatever else.
    leads : dict of int to int
        By file id the file that leads its asset, of files that others lead.
    beside : dict of int to tuple of AssetKind
        By id of the file that leads what lies beside it, of assets of several files.
    shared : set of tuple of two int
        Contents that share an asset, whether or not their files are there: led, lead.
    """

    contents: dict[int, Content] = field(default_factory=dict)
    places: dict[int, list[CatalogFile]] = field(default_factory=dict)
    pairs: list[PairEvidence] = field(default_factory=list)
    leads: dict[int, int] = field(default_factory=dict)
    beside: dict[int, Beside] = field(default_factory=dict)
    shared: set[tuple[int, int]] = field(default_factory=set)

    @property
    def size(self) -> int:
        """How many contents, files and pairs they are."""
        return len(self.contents) + sum(map(len, self.places.values())) + len(self.pairs)

    def content_at(self) -> dict[int, int]:
        """Return the content of each file."""
        return {file.file_id: n for n, files in self.places.items() for file in files}

    def add(self, other: GroupMatter) -> None:
        """Take in what is known of other contents."""
        self.contents.update(other.contents)
        self.places.update(other.places)
        self.pairs += other.pairs
        self.leads.update(other.leads)
        self.beside.update(other.beside)
        self.shared |= other.shared
