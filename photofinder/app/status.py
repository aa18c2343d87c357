"""The state of the library, as one value. Any thread; reads only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from photofinder.app.pairing import comparison_version
from photofinder.core.views import MAX_PROBLEMS, ProblemReport
from photofinder.errors import PhotofinderError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from photofinder.app.engine import ModelRoom, ModelRooms
    from photofinder.core.types import PhotoProblem
    from photofinder.storage.catalog import Catalog
    from photofinder.storage.content_store import ContentStore
    from photofinder.storage.file_rows import FileCounts
    from photofinder.storage.pair_store import PairStore
    from photofinder.storage.photo_rows import PhotoRows
    from photofinder.storage.vector_index import IndexInfo


@dataclass(frozen=True, slots=True)
class FolderStatus:
    """A folder of the library and how many photos are known in it."""

    path: Path
    online: bool
    photos: int


@dataclass(frozen=True, slots=True)
class LibraryStatus:
    """What `photofinder status` shows.

    Attributes
    ----------
    counts : FileCounts
    embedded : int
        Pictures that can be found by the model that answers.
    uncompared : int
        Pictures not yet compared with the others for copies.
    unreadable : tuple of PhotoProblem
    folder_problems : tuple of str
        Sub-folders that could not be entered.
    model, provider : str or None
        The model that answers; where it ran last. None before the first scan.
    model_problem : str or None
        Why no model can be used.
    index : IndexInfo or None
    polled : tuple of Path
        Folders that are looked at now and then, because they cannot be watched; while a watch runs.
    next_model : str or None
        A model that was chosen and does not answer yet: the next scan goes on embedding with it.
    unembedded : int
        Pictures that it has not seen yet.
    """

    folders: tuple[FolderStatus, ...]
    counts: FileCounts
    embedded: int
    uncompared: int
    unreadable: tuple[PhotoProblem, ...]
    folder_problems: tuple[str, ...]
    model: str | None
    provider: str | None
    model_problem: str | None
    index: IndexInfo | None
    polled: tuple[Path, ...] = ()
    next_model: str | None = None
    unembedded: int = 0


def read_status(
    catalog: Catalog,
    store: ContentStore,
    pairs: PairStore,
    rooms: ModelRooms,
    provider: str | None,
    polled: Sequence[Path] = (),
) -> LibraryStatus:
    """Collect the state."""
    room, problem = _room_of(rooms.serving)
    chosen, _ = _room_of(rooms.chosen)
    waiting = chosen if room and chosen and chosen.model_id != room.model_id else None
    numbers = catalog.counts_by_folder()
    return LibraryStatus(
        folders=tuple(
            FolderStatus(folder.path, folder.online, numbers.get(folder.folder_id, 0))
            for folder in catalog.folders()
        ),
        counts=catalog.counts(),
        embedded=store.embedding_count(room.model_id) if room else 0,
        uncompared=pairs.due_count(room.model_id, comparison_version()) if room else 0,
        unreadable=tuple(catalog.photo_problems()),
        folder_problems=tuple(str(error) for error in catalog.walk_problems()),
        model=room.manifest.model_id if room else None,
        provider=provider,
        model_problem=str(problem) if problem else None,
        index=room.index.info() if room else None,
        polled=tuple(polled),
        next_model=waiting.manifest.model_id if waiting else None,
        unembedded=store.count_without_embedding(waiting.model_id) if waiting else 0,
    )


def _room_of(get: Callable[[], ModelRoom]) -> tuple[ModelRoom | None, PhotofinderError | None]:
    try:
        return get(), None
    except PhotofinderError as error:
        return None, error


def read_problems(catalog: Catalog, rows: PhotoRows) -> ProblemReport:
    """Collect what the user may want to do something about."""
    unreadable, total = rows.unreadable(MAX_PROBLEMS)
    return ProblemReport(
        unreadable=tuple(unreadable),
        unreadable_count=total,
        offline=tuple(folder for folder in catalog.folders() if not folder.online),
        walk=tuple(str(error) for error in catalog.walk_problems()),
        missing=rows.missing_count(),
    )
