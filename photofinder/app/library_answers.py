"""What a library answers: in the calling thread, which may be any; nothing is changed.

`Library` makes the parts and is what everybody uses.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from photofinder.app.doctor import Doctor
from photofinder.app.scan_work import PROVIDER_KEY
from photofinder.app.similar import SimilarSearch
from photofinder.app.status import LibraryStatus, read_problems, read_status
from photofinder.core.duplicates import only_classes
from photofinder.core.keepers import KeeperPolicy
from photofinder.core.types import PairClass
from photofinder.errors import PhotofinderError
from photofinder.storage.photo_pages import PhotoPages
from photofinder.storage.photo_search import PhotoSearch

if TYPE_CHECKING:
    from pathlib import Path

    from photofinder.app.cleanup import CleanUp
    from photofinder.app.doctor import Finding
    from photofinder.app.duplicate_book import DuplicateBook, GroupsSoFar
    from photofinder.app.engine import ModelRoom, ModelRooms
    from photofinder.app.pictures import Pictures
    from photofinder.app.thumbnails import Thumbnails
    from photofinder.app.watching import Watch
    from photofinder.core.duplicates import CopiedFiles
    from photofinder.core.types import DuplicateGroup, PhotoInfo, SimilarResult
    from photofinder.core.views import ProblemReport, SimilarList, SimilarQuery
    from photofinder.paths import AppPaths
    from photofinder.settings import Settings
    from photofinder.storage.catalog import Catalog
    from photofinder.storage.content_store import ContentStore
    from photofinder.storage.database import Database
    from photofinder.storage.pair_store import PairStore
    from photofinder.storage.photo_rows import PhotoRows


class LibraryAnswers:
    """The questions of a library; see `Library`."""

    paths: AppPaths
    settings: Settings
    cleanup: CleanUp
    _catalog: Catalog
    _groups: DuplicateBook
    _database: Database
    _pictures: Pictures
    _rooms: ModelRooms
    _rows: PhotoRows
    _shown_thumbnails: Thumbnails
    _pairs: PairStore
    _store: ContentStore
    _watch: Watch | None

    def similar(self, image: Path, *, k: int = 20, min_score: float = -1.0) -> SimilarResult:
        """Return the photos that look most like an image file, in the library or not.

        Parameters
        ----------
        image : Path
        k : int
            At most this many photos, at least 1.
        min_score : float
            Lowest cosine, -1..1.

        Raises
        ------
        UsageProblem
            ``no_such_file``, ``not_an_image_file``, ``bad_number``.
        PhotoUnreadable
            The image cannot be decoded.
        """
        return self._search().run(image, k=k, min_score=min_score)

    def find_similar(self, query: SimilarQuery) -> SimilarList:
        """Return the photos that look most like some pictures, and less like others.

        Photos on drives that are not there are found too: what was learnt of them counts, and
        rows say that they are offline.

        Raises
        ------
        UsageProblem
            ``no_query``, ``no_such_file``, ``not_an_image_file``, ``bad_number``,
            ``bad_region``, ``bad_date``.
        PhotoUnreadable
            A picture cannot be decoded.

        Notes
        -----
        Some milliseconds for photos of the library; each other picture is decoded and embedded.
        """
        return self._search().find(query)

    def _search(self) -> SimilarSearch:
        return SimilarSearch(
            self._catalog,
            self._store,
            PhotoSearch(self._database),
            self._rows,
            self._rooms.serving(),
            self._pictures,
        )

    def photos(self, after: Path | None = None, limit: int = 1_000) -> list[PhotoInfo]:
        """Return the next photos in path order, also pending, unreadable and missing ones.

        Parameters
        ----------
        after : Path, optional
            The last photo of the page before; none for the first page.
        limit : int
            At most this many; an empty page is the end. Any page costs the same.
        """
        return PhotoPages(self._database, self._catalog.folders).page(after, limit)

    def thumbnail(self, photo: Path | int) -> bytes:
        """Return a photo's thumbnail as JPEG, long edge at most 320 px, upright.

        Parameters
        ----------
        photo : Path or int
            A photo of the library, or a content id.

        Raises
        ------
        UsageProblem
            ``photo_not_added``.
        PhotoUnreadable
            There is no thumbnail in the cache, and none can be made now.

        Notes
        -----
        0.1 ms from the cache, else one decode; works for missing and offline photos as long as
        the cache has them.
        """
        if isinstance(photo, int):
            return self._shown_thumbnails.of_content(photo)
        return self._shown_thumbnails.of_path(photo)

    def duplicates(
        self,
        classes: frozenset[PairClass] | None = None,
        *,
        same_shot_at_least: float = 0.0,
    ) -> list[DuplicateGroup]:
        """Return the groups of copies, strongest class first.

        Parameters
        ----------
        classes : frozenset of PairClass, optional
            Only members of these; all by default.
        same_shot_at_least : float
            Pairs of the same shot that are less certain, 0..1, count as none.

        Notes
        -----
        The first answer takes seconds in a large library, the next ones what changed since.
        """
        groups = self._groups.groups(same_shot_at_least)
        if classes is None:
            return groups
        kept = (only_classes(group, classes) for group in groups)
        return [group for group in kept if group is not None]

    def first_duplicates(self, *, same_shot_at_least: float = 0.0) -> GroupsSoFar:
        """Return the groups of each class that free most, or all where they are known.

        Notes
        -----
        For whoever looks at them: a tenth of the time that the first `duplicates` takes.
        """
        return self._groups.first_groups(same_shot_at_least)

    def copied_files(self) -> CopiedFiles:
        """Return which files are copies of each other: by numbers alone, to count what is new."""
        return self._groups.copied_files()

    def _keeper_policy(self) -> KeeperPolicy:
        settings = self.settings
        return KeeperPolicy(settings.keeper_rules, settings.protected, settings.folder_priority)

    def status(self) -> LibraryStatus:
        """Return the state of folders, photos, model and index."""
        provider = self._catalog.get_meta(PROVIDER_KEY)
        polled = self._watch.polled if self._watch is not None else ()
        return read_status(self._catalog, self._store, self._pairs, self._rooms, provider, polled)

    def problems(self) -> ProblemReport:
        """Return what the user may want to do something about; some milliseconds."""
        return read_problems(self._catalog, self._rows)

    def doctor(self) -> list[Finding]:
        """Check everything that can be broken; each finding has its remedy."""
        room: ModelRoom | None = None
        with contextlib.suppress(PhotofinderError):  # the doctor finds that itself
            room = self._rooms.serving()
        doctor = Doctor(self.paths, self.settings, self._database, self._catalog, room)
        return doctor.examine()
