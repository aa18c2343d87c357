"""What belongs to what in folders as they are at this moment. Any thread, one object in one thread.

Between a scan and a clean-up files come and change: a RAW that was copied to a JPEG makes the
sidecar that lay beside it the RAW's. So nothing is removed but what the disk still says.
"""

from __future__ import annotations

import logging
import os
import time
from typing import TYPE_CHECKING

from photofinder.core.assets import AssetKind, pair_assets

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    from photofinder.core.assets import Belonging

log = logging.getLogger(__name__)

_Listing = tuple[dict[str, "Belonging"], dict[str, list["Belonging"]]]


def pair_entries(entries: Iterable[os.DirEntry[str]]) -> dict[str, Belonging]:
    """Pair the files of one folder; links and folders are none, whatever their names."""
    files, links = [], []
    for entry in entries:
        if entry.is_file(follow_symlinks=False):
            files.append(entry.name)
        elif entry.is_symlink():
            links.append(entry.name)
    return pair_assets(files, links)


class FolderAssets:
    """Folders, each listed once.

    Parameters
    ----------
    max_age_s : float or None
        After so long a folder is listed again; None: never.

    Notes
    -----
    0.1 s for a folder of 30,000 files.
    """

    def __init__(self, max_age_s: float | None = None) -> None:
        self._max_age_s = max_age_s
        self._listings: dict[Path, tuple[float, _Listing]] = {}

    def belonging(self, path: Path) -> Belonging | None:
        """Return to what a file belongs; None for photos that lead, strangers, and what is gone."""
        return self._listing(path.parent)[0].get(path.name)

    def companions(self, photo: Path) -> Sequence[Belonging]:
        """Return what belongs to a photo itself, sure or not, in the order of their names."""
        return self._listing(photo.parent)[1].get(photo.name, ())

    def is_whole(self, photo: Path, unit: Collection[Path]) -> bool:
        """Tell whether all photos that are one with this one by their names are in a unit."""
        belonging = self.belonging(photo)
        lead = photo if belonging is None else photo.with_name(belonging.owner)
        raws = (one.name for one in self.companions(lead) if one.kind is AssetKind.RAW)
        return lead in unit and all(photo.with_name(name) in unit for name in raws)

    def _listing(self, folder: Path) -> _Listing:
        known = self._listings.get(folder)
        now = time.monotonic()
        is_old = self._max_age_s is not None and known and now - known[0] > self._max_age_s
        if known is None or is_old:
            known = (now, _list(folder))
            self._listings[folder] = known
        return known[1]


def _list(folder: Path) -> _Listing:
    try:
        with os.scandir(folder) as entries:
            pairs = pair_entries(entries)
    except (OSError, ValueError) as error:  # then nothing is known to belong, and all stays
        log.info("%s is not listed: %s", folder, error)
        pairs = {}
    owned: dict[str, list[Belonging]] = {}
    for name in sorted(pairs):
        owned.setdefault(pairs[name].owner, []).append(pairs[name])
    return pairs, owned
