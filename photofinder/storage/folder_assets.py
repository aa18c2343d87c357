"""What belongs to what in folders as they are at this moment. Any thread, one object in one thread.

Between a scan and a clean-up files come and change: a RAW that was copied to a JPEG makes the
sidecar that lay beside it the RAW's. So nothing is removed but what the disk still says.
"""

from __future__ import annotations

import logging
import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from photofinder.core.assets import AssetKind, pair_assets

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    from photofinder.core.assets import Belonging

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Listing:
    """A folder when it was listed: what belongs to what, and all names that were in it.

    ``problem``: it may be there and was not listed.
    """

    at_s: float
    pairs: dict[str, Belonging]
    owned: dict[str, list[Belonging]]
    names: frozenset[str]
    problem: OSError | None = None


def pair_entries(
    entries: Iterable[os.DirEntry[str]], gone: Iterable[str] = ()
) -> dict[str, Belonging]:
    """Pair the files of one folder; links and folders are none, whatever their names.

    ``gone`` are names of files that were in it a moment ago.
    """
    files, links = list(gone), []
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
        After so long `look_again` pairs a folder again of which files went; None: never.

    Notes
    -----
    0.1 s for a folder of 30,000 files.
    """

    def __init__(self, max_age_s: float | None = None) -> None:
        self._max_age_s = max_age_s
        self._listings: dict[Path, _Listing] = {}

    def look_again(self, folder: Path, gone: Iterable[str] = ()) -> None:
        """See what came into a folder since it was listed.

        Parameters
        ----------
        folder : Path
        gone : iterable of str
            Files of it that the program itself has moved away: what belongs together with them
            still does.

        Notes
        -----
        Names alone are a quarter of the time, 20 ms for 30,000 files; only where one came, or some
        went and the listing is old, all are paired again. The folder's time is not asked: not
        every drive keeps it, some by 2 s only, and our own moves change it each time. Where the
        kernel tells what comes, `app.cleanup_arrivals` spares most of these looks.

        Raises
        ------
        OSError
            As of `check_listed`.
        """
        known = self._listings.get(folder)
        names = None if known is None else _names(folder)
        if known is not None and names is not None and names <= known.names:
            age_s = time.monotonic() - known.at_s
            is_old = self._max_age_s is not None and age_s > self._max_age_s
            if len(names) == len(known.names) or not is_old:
                return
        self._listings[folder] = _list(folder, gone)
        self.check_listed(folder)

    def check_listed(self, folder: Path) -> None:
        """Make sure that what belongs to what in a folder is known, unless it is not there.

        Raises
        ------
        OSError
            It cannot be listed.
        """
        problem = self._listing(folder).problem
        if problem is not None:
            raise problem

    def belonging(self, path: Path) -> Belonging | None:
        """Return to what a file belongs; None for photos that lead, strangers, and what is gone."""
        return self._listing(path.parent).pairs.get(path.name)

    def companions(self, photo: Path) -> Sequence[Belonging]:
        """Return what belongs to a photo itself, sure or not, in the order of their names."""
        return self._listing(photo.parent).owned.get(photo.name, ())

    def is_whole(self, photo: Path, unit: Collection[Path]) -> bool:
        """Tell whether all photos that are one with this one by their names are in a unit."""
        belonging = self.belonging(photo)
        lead = photo if belonging is None else photo.with_name(belonging.owner)
        raws = (one.name for one in self.companions(lead) if one.kind is AssetKind.RAW)
        return lead in unit and all(photo.with_name(name) in unit for name in raws)

    def _listing(self, folder: Path) -> _Listing:
        known = self._listings.get(folder)
        if known is None:
            known = self._listings[folder] = _list(folder)
        return known


def _names(folder: Path) -> frozenset[str] | None:
    try:
        return frozenset(os.listdir(folder))  # noqa: PTH208  # a third of the time of Path's
    except OSError:  # told of where it is listed whole
        return None


def _list(folder: Path, gone: Iterable[str] = ()) -> _Listing:
    now = time.monotonic()
    names: frozenset[str] = frozenset()
    problem: OSError | None = None
    try:
        with os.scandir(folder) as entries:
            found = list(entries)
        names = frozenset(entry.name for entry in found)
        pairs = pair_entries(found, [name for name in gone if name not in names])
    except (FileNotFoundError, NotADirectoryError):
        pairs = {}
    except (OSError, ValueError) as error:
        log.info("%s is not listed: %s", folder, error)
        pairs = {}
        problem = error if isinstance(error, OSError) else OSError(str(error))
    owned: dict[str, list[Belonging]] = {}
    for name in sorted(pairs):
        owned.setdefault(pairs[name].owner, []).append(pairs[name])
    return _Listing(now, pairs, owned, names, problem)
