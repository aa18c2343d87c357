"""What only the files themselves can tell of belonging together. Index lane only.

After pictures were read: clocks that contradict names take a RAW and a JPEG apart. After films were
found: Apple's identifier says whether they are a Live Photo's; so with sidecars whose names leave
it open. Both are remembered, so a scan that finds nothing new does nothing here.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from photofinder.app.events import ListsChanged
from photofinder.core.companion_proof import is_proven

if TYPE_CHECKING:
    from photofinder.app.events import EventBus
    from photofinder.core.types import WorkContext
    from photofinder.storage.asset_files import UnknownFilm
    from photofinder.storage.asset_store import AssetStore

log = logging.getLogger(__name__)

FILMS_PER_COMMIT = 100


def prove_assets(assets: AssetStore, events: EventBus, ctx: WorkContext, *, has_read: bool) -> None:
    """Find out what belongs together for sure.

    Parameters
    ----------
    assets : AssetStore
    events : EventBus
    ctx : WorkContext
    has_read : bool
        Whether pictures were read since the last time.

    Notes
    -----
    0.2 ms for each new film that is called as a photo is; one that cannot be read is tried again
    the next time.
    """
    changed = assets.settle() if has_read else 0
    after = (0, b"")
    while True:
        ctx.check_cancelled()
        films = assets.unknown_films(after, FILMS_PER_COMMIT)
        if not films:
            break
        after = (films[-1].folder_id, films[-1].relpath)
        answers = [(film, answer) for film in films if (answer := _is_film(film)) is not None]
        assets.set_sure(answers)
        changed += sum(answer for _, answer in answers)
    if changed:
        events.publish(ListsChanged())


def _is_film(film: UnknownFilm) -> bool | None:
    try:
        return is_proven(film.film, film.photo)
    except OSError as error:
        log.info("%s is looked at later: %s", film.film, error)
        return None
