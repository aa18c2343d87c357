"""The library: the only door for the command line and the window.

`Library.open` gives a reader or, with the writer's lock, a writer. Questions (`similar`,
`duplicates`, `status`) are answered in the calling thread and may come from any; work (`scan`,
`watch`) runs as jobs on the lanes.
"""

from __future__ import annotations

import dataclasses
import logging
import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from photofinder import settings as settings_file
from photofinder.app.checking import Checker
from photofinder.app.cleanup import CleanUp
from photofinder.app.comparing_one import OneComparison
from photofinder.app.doctor import Doctor, finding_of
from photofinder.app.duplicate_book import DuplicateBook
from photofinder.app.engine import (
    ModelRooms,
    chosen_manifest,
    find_models,
    open_embedder,
)
from photofinder.app.events import (
    ChangeSet,
    EventBus,
    FolderStateChanged,
    IndexSwapped,
    ListsChanged,
)
from photofinder.app.folder_book import FolderBook
from photofinder.app.folder_pairs import FolderPairs
from photofinder.app.folder_walk import WalkRules
from photofinder.app.jobs import JobHandle, JobRunner, Lane
from photofinder.app.library_answers import LibraryAnswers
from photofinder.app.library_lock import LibraryLock
from photofinder.app.pictures import Pictures
from photofinder.app.scan_work import ScanWork
from photofinder.app.scanner import Scanner
from photofinder.app.status import LibraryStatus
from photofinder.app.thumbnails import Thumbnails
from photofinder.app.viewing import Viewing
from photofinder.app.watching import Watch, Watching
from photofinder.errors import JobCancelled, PhotofinderError
from photofinder.storage.catalog import Catalog
from photofinder.storage.check_rows import CheckRows
from photofinder.storage.content_store import ContentStore
from photofinder.storage.database import Database
from photofinder.storage.group_store import GroupStore
from photofinder.storage.pair_store import PairStore
from photofinder.storage.photo_lists import PhotoLists
from photofinder.storage.photo_rows import PhotoRows
from photofinder.storage.thumbnail_cache import ThumbnailCache

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from photofinder.app.doctor import Finding
    from photofinder.core.checking import CheckAnswer
    from photofinder.core.model_manifest import FoundModels
    from photofinder.core.types import (
        Folder,
        ScanReport,
    )
    from photofinder.core.views import FolderPlace
    from photofinder.paths import AppPaths
    from photofinder.settings import Settings

log = logging.getLogger(__name__)


class Library(LibraryAnswers):
    """One photo library. Use `open`; close it, or use it as a context manager."""

    def __init__(
        self, paths: AppPaths, settings: Settings, database: Database, lock: LibraryLock | None
    ) -> None:
        self.paths = paths
        self.settings = settings
        self.events = EventBus()
        self._database = database
        self._lock = lock
        self._catalog = Catalog(database)
        self._store = ContentStore(database)
        self._pairs = PairStore(database)
        self._thumbnails = ThumbnailCache(paths.thumbnail_dir)
        self._shown_thumbnails = Thumbnails(
            self._catalog, self._store, self._thumbnails, settings.decode_threads
        )
        self._pictures = Pictures()
        self._rows = PhotoRows(database)
        self.viewing = Viewing(PhotoLists(database), self._rows, self._pictures)
        self._jobs = JobRunner(lambda: self.settings.low_priority)
        self.cleanup = CleanUp(
            database,
            self._catalog,
            self._jobs,
            events=self.events,
            settings=lambda: self.settings,
            writable=lock is not None,
        )
        self.folder_pairs = FolderPairs(database, lambda: self.settings.protected)
        self._groups = DuplicateBook(
            GroupStore(database), self._keeper_policy, self.cleanup.decisions
        )
        self._watch: Watch | None = None
        self._watch_lock = threading.Lock()
        self._settings_lock = threading.Lock()
        self._rooms = ModelRooms(
            paths,
            lambda: self.settings,
            self._catalog,
            self._store,
            self._pairs,
            events=self.events,
        )
        self._checker = Checker(
            self._catalog,
            self._store,
            self._rows,
            CheckRows(database),
            OneComparison(self._catalog, self._store, self._pairs, self._thumbnails),
            rooms=self._rooms,
            search=self._search,
            decisions=self.cleanup.decisions,
        )
        self._scanner = Scanner(self._catalog, self.events, self._rules)
        self._folders = FolderBook(paths, self._catalog, self._scanner, self.events)
        self._work = ScanWork(
            self._catalog,
            self._store,
            self._pairs,
            self._thumbnails,
            events=self.events,
            scanner=self._scanner,
            rooms=self._rooms,
            jobs=self._jobs,
            decode_threads=lambda: self.settings.decode_threads,
        )

    @classmethod
    def open(
        cls, paths: AppPaths, *, writable: bool = False, settings: Settings | None = None
    ) -> Library:
        """Open a library; it is made at the first use.

        Parameters
        ----------
        paths : AppPaths
        writable : bool
            Take the writer's lock. A reader needs no writable disk once the library exists.
        settings : Settings, optional
            Those of settings.json by default.

        Raises
        ------
        EnvironmentProblem
            ``library_locked``, ``data_dir_unwritable``, ``catalog_damaged``, ``disk_full``,
            ``settings_damaged``.
        CatalogTooNew
        """
        settings = settings or settings_file.load(paths.settings)
        if not writable and paths.catalog.exists():
            database = Database(paths.catalog, paths.backup_dir, read_only=True)
            if database.is_current:
                return cls(paths, settings, database, None)
            database.close()
        paths.ensure()
        lock = LibraryLock(paths.lock)
        try:
            database = Database(paths.catalog, paths.backup_dir)
        except BaseException:
            lock.release()
            raise
        if not writable:
            lock.release()
            return cls(paths, settings, database, None)
        library = cls(paths, settings, database, lock)
        library.cleanup.recover()
        return library

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def writable(self) -> bool:
        """Whether this process holds the writer's lock."""
        return self._lock is not None

    def close(self) -> None:
        """Stop every job, let go of files and of the lock."""
        if self._watch is not None:
            self._watch.close()
        self._jobs.close()
        self._shown_thumbnails.close()
        self._pictures.close()
        self._checker.close()
        self._rooms.close()
        self._database.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    # -- folders -------------------------------------------------------------------------------

    def folders(self) -> list[Folder]:
        """Return the library's folders by path."""
        return self._catalog.folders()

    def find_folder(self, path: Path) -> FolderPlace:
        """Return where a folder of the disk lies in the library, if it does.

        Raises
        ------
        EnvironmentProblem
            ``folder_missing``, ``not_a_folder``, ``folder_unreadable``, ``folder_is_data``; not
            for a folder of the library on a drive that is not there.
        """
        return self._folders.find(path)

    def add_folder(self, path: Path) -> tuple[Folder, str | None]:
        """Add a folder and everything below it; nothing is read yet.

        Returns
        -------
        Folder
            The library's folder that now holds ``path``.
        str or None
            What the user should know: it was part of the library already, or took others in.

        Raises
        ------
        EnvironmentProblem
            ``folder_missing``, ``not_a_folder``, ``folder_unreadable``, ``folder_is_data``.
        """
        return self._folders.add(path)

    def remove_folder(self, path: Path, *, forget: bool = False) -> Folder:
        """Take a folder out of the library. The photos themselves are not touched.

        Parameters
        ----------
        path : Path
        forget : bool
            Also forget what was learnt of its pictures (embeddings, thumbnails). Otherwise
            adding it again costs no decode.

        Raises
        ------
        EnvironmentProblem
            ``folder_not_added``.
        """
        folder = self._folders.remove(path, forget=forget)
        if forget:
            self._discard_thumbnails()
        return folder

    def forget_removed(self) -> int:
        """Forget what was kept of pictures that lie in no folder of the library any more.

        Returns
        -------
        int
            How many pictures that were. Adding their folders again reads them anew.
        """
        forgotten = self._store.forget_unplaced()
        self._discard_thumbnails()
        return forgotten

    def forget_missing(self) -> int:
        """Forget photos that are not where they were; return how many that were.

        What was learnt of their pictures is kept: one that comes back is not decoded again.
        """
        forgotten = self._catalog.forget_missing()
        if forgotten:
            self.events.publish(ListsChanged(went=True))
        return forgotten

    def _rules(self) -> WalkRules:
        return WalkRules(self.settings.excluded, (Path(os.path.realpath(self.paths.data_dir)),))

    def _discard_thumbnails(self) -> None:
        self._thumbnails.discard(self._store.forgotten_digests(self._thumbnails.digests()))

    # -- work ----------------------------------------------------------------------------------

    def scan(self, *, retry: bool = False) -> JobHandle[ScanReport]:
        """Look at every folder and index until nothing is pending.

        Parameters
        ----------
        retry : bool
            Also try photos again that could not be read before.
        """
        return self._jobs.submit(Lane.SCAN, "scan", lambda ctx: self._work.scan(ctx, retry=retry))

    def jobs(self) -> list[JobHandle[Any]]:
        """Return the jobs that run or wait their turn, oldest first."""
        return self._jobs.jobs()

    @property
    def paused(self) -> bool:
        """Whether scanning and indexing wait because the user wants it."""
        return self._jobs.paused

    @property
    def held_by(self) -> str:
        """Why they wait without his having said so; empty where they do not."""
        return self._jobs.held_by

    def hold(self, reason: str) -> None:
        """Let scanning and indexing wait for a reason (the battery); an empty one ends that.

        Beside `pause`, the user's own: the work goes on when neither keeps it.
        """
        self._jobs.hold(reason)

    def pause(self) -> None:
        """Let scanning and indexing wait where they are; what the user asks for goes on."""
        self._jobs.pause()

    def resume(self) -> None:
        """Let them go on."""
        self._jobs.resume()

    def watch(self) -> Watching:
        """Stay and index what comes; what happens is published on `events`. Close the result.

        Asked again, after folders were added or removed, the watch goes on with the folders as
        they are now: only new ones are looked at. The result before counts no more.
        """
        with self._watch_lock:
            if self._watch is not None:
                going_on = self._watch.follow(self.folders(), self.settings.watch_poll_s)
                if going_on is not None:
                    return going_on
            self._watch = Watch(
                self._scanner,
                self._jobs,
                self.events,
                self._work.index_pending,
                end_round=self._catalog.end_round,
                poll_interval_s=self.settings.watch_poll_s,
            )
            watching = self._watch.follow(self.folders(), self.settings.watch_poll_s)
            if watching is None:  # only the library's own end closes a watch that nobody has yet
                raise JobCancelled("cancelled")
            return watching

    # -- checking ------------------------------------------------------------------------------

    @classmethod
    def examine(cls, paths: AppPaths) -> list[Finding]:
        """Check a library that may not even open; each finding has its remedy.

        What can be checked without the catalog or the settings is checked all the same.
        """
        findings = []
        settings: Settings = settings_file.Settings()
        try:
            settings = settings_file.load(paths.settings)
        except PhotofinderError as error:
            findings.append(finding_of("settings", error))
        try:
            with cls.open(paths, settings=settings) as library:
                return findings + library.doctor()
        except PhotofinderError as error:
            findings.append(finding_of("catalog", error))
        return findings + Doctor(paths, settings, None, None, None).examine()

    def check(self, path: Path) -> CheckAnswer:
        """Say whether a file, in the library or not, is a duplicate of something in it.

        Parameters
        ----------
        path : Path
            It does not count as its own copy.

        Raises
        ------
        UsageProblem
            ``no_such_file``, ``not_an_image_file``.
        PhotoUnreadable
            The file cannot be read or decoded.

        Notes
        -----
        Some milliseconds for a photo that was indexed and compared; else one decode, and one
        comparison with each of at most 40 candidates. Any thread; also while another program
        writes to the library.
        """
        return self._checker.check(path)

    def warm_up(self) -> None:
        """Load the model and what pictures are compared by, so that the first question is quick.

        Raises
        ------
        PhotofinderError
            The model cannot be used.

        Notes
        -----
        About a second at 100,000 photos, 60 MB. Any thread.
        """
        self._checker.warm_up()

    # -- models --------------------------------------------------------------------------------

    def models(self) -> FoundModels:
        """Return the models that can be chosen, and what is wrong with others."""
        return find_models(self.paths)

    def change_settings(self, settings: Settings) -> None:
        """Save other settings and use them from now on.

        What runs goes on with the old ones. Excluded folders, decode threads and the model count
        from the next scan, the device from the next picture that is embedded, polling from the
        next `watch`.

        Raises
        ------
        PhotofinderError
            A value is not acceptable (`UsageProblem` ``setting_refused``), the model cannot be
            used, or the file cannot be written. Nothing was changed.

        Notes
        -----
        Loads the model where it or the device is another, about 0.3 s.
        """
        self.edit_settings(lambda _: settings)

    def edit_settings(self, edit: Callable[[Settings], Settings]) -> Settings:
        """Change what the settings are at this moment, and return them; see `change_settings`.

        Parameters
        ----------
        edit : callable
            Gets the settings in use and returns others; it is called while nobody else changes
            them, so that what several threads add to one list is all in it.

        Raises
        ------
        PhotofinderError
            As `change_settings` does. Nothing was changed.
        """
        with self._settings_lock:
            self._use_settings(edit(self.settings))
            return self.settings

    def _use_settings(self, settings: Settings) -> None:
        """Check, save and use settings; the caller has the lock."""
        settings_file.check(settings)
        old = self.settings
        if (settings.model, settings.device) != (old.model, old.device):
            open_embedder(chosen_manifest(self.paths, settings.model), settings)
        settings_file.save(self.paths.settings, settings)
        self.settings = settings
        if settings.device != old.device:
            self._rooms.reopen()

    def choose_model(self, name: str) -> None:
        """Use another model from the next scan on; the old one answers until then.

        Raises
        ------
        PhotofinderError
            There is no such model, its folder is not in order, or it fails the self-check.
            Nothing was changed.

        Notes
        -----
        Loads the model, about 0.3 s: a choice that every scan would fail on is refused here.
        """
        self.edit_settings(lambda settings: dataclasses.replace(settings, model=name))


__all__ = [
    "ChangeSet",
    "FolderStateChanged",
    "IndexSwapped",
    "Library",
    "LibraryStatus",
]
