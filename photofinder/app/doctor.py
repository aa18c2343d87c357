"""Checks everything that can be broken, and names the remedy of each finding. Any thread."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from photofinder.app.accelerator_check import find_clash, try_providers
from photofinder.app.engine import chosen_manifest, find_models, open_embedder
from photofinder.app.watcher import INOTIFY_LIMIT_REMEDY
from photofinder.errors import PhotofinderError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from photofinder.app.engine import ModelRoom
    from photofinder.core.embedder import EmbedderChoice
    from photofinder.core.model_manifest import ModelManifest
    from photofinder.paths import AppPaths
    from photofinder.settings import Settings
    from photofinder.storage.catalog import Catalog
    from photofinder.storage.database import Database

_INOTIFY_LIMIT = Path("/proc/sys/fs/inotify/max_user_watches")
#: an embedding, a thumbnail, the index and the write-ahead log of some thousand photos
LOW_SPACE_BYTES = 1 << 30
#: other programs watch folders too
WATCH_SHARE = 0.8


class Level(StrEnum):
    """How bad a finding is."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked. ``remedy`` is empty when all is well."""

    level: Level
    check: str
    message: str
    remedy: str = ""


class Doctor:
    """One examination.

    Parameters
    ----------
    paths : AppPaths
    settings : Settings
    database : Database or None
    catalog : Catalog or None
        None when the catalog cannot be opened: what needs it is left out.
    room : ModelRoom or None
        The model that answers, if one can be used.
    """

    def __init__(
        self,
        paths: AppPaths,
        settings: Settings,
        database: Database | None,
        catalog: Catalog | None,
        room: ModelRoom | None,
    ) -> None:
        self._paths = paths
        self._settings = settings
        self._database = database
        self._catalog = catalog
        self._room = room

    def examine(self) -> list[Finding]:
        """Run every check; the catalog and the index are read in full."""
        findings: list[Finding] = []
        for name, check in self._checks().items():
            try:
                findings += check()
            except PhotofinderError as error:  # the other checks are wanted all the more
                findings.append(finding_of(name, error))
            except OSError as error:
                remedy = f"Check the disk of {self._paths.data_dir} and your rights there."
                findings.append(Finding(Level.ERROR, name, f"{error}.", remedy))
        return findings

    def _checks(self) -> dict[str, Callable[[], Iterable[Finding]]]:
        checks: dict[str, Callable[[], Iterable[Finding]]] = {
            "data folder": self._check_writable,
            "free space": self._check_space,
            "model": self._check_models,
        }
        if self._room is not None:
            checks["vector index"] = partial(self._check_index, self._room)
        if self._database is not None:
            checks["catalog"] = partial(self._check_catalog, self._database)
        if self._catalog is not None:
            checks["folder"] = partial(self._check_folders, self._catalog)
            checks["watching"] = partial(self._check_watch_limit, self._catalog)
            checks["photos"] = partial(self._check_photos, self._catalog)
        return checks

    def _check_catalog(self, database: Database) -> Iterator[Finding]:
        problems = database.integrity_problems()
        if not problems:
            yield Finding(Level.OK, "catalog", "The catalog is sound.")
            return
        yield Finding(
            Level.ERROR,
            "catalog",
            f"The catalog is damaged: {'; '.join(problems[:3])}.",
            f"Close photofinder, move {database.path} away and scan again; your photos are "
            f"not touched. Backups, if there are any, lie in {self._paths.backup_dir}.",
        )

    def _check_writable(self) -> Iterator[Finding]:
        try:
            self._paths.ensure()
        except PhotofinderError as error:
            yield finding_of("data folder", error)
        else:
            yield Finding(Level.OK, "data folder", f"{self._paths.data_dir} can be written.")

    def _check_space(self) -> Iterator[Finding]:
        free = shutil.disk_usage(self._paths.data_dir).free
        text = f"{free / 1e9:.1f} GB are free on the disk of {self._paths.data_dir}."
        if free >= LOW_SPACE_BYTES:
            yield Finding(Level.OK, "free space", text)
        else:
            yield Finding(
                Level.WARNING, "free space", text, "Free some space, or choose another --data-dir."
            )

    def _check_models(self) -> Iterator[Finding]:
        for problem in find_models(self._paths).problems:
            yield finding_of("models", problem, Level.WARNING)
        try:
            manifest = chosen_manifest(self._paths, self._settings.model)
            choice = open_embedder(manifest, self._settings)
        except PhotofinderError as error:
            yield finding_of("model", error)
            return
        for note in choice.notes:
            yield Finding(
                Level.WARNING,
                "accelerator",
                note,
                "photofinder works on without it. Update its driver, or set device to cpu in "
                f"{self._paths.settings}.",
            )
        yield Finding(
            Level.OK,
            "model",
            f"{manifest.model_id} computes the test card rightly on {choice.embedder.provider}.",
        )
        yield from self._check_providers(manifest, choice)
        yield from self._check_packages()

    def _check_providers(
        self, manifest: ModelManifest, choice: EmbedderChoice
    ) -> Iterator[Finding]:
        """Measure everything that could compute, also what the settings leave out."""
        told = {note.partition(":")[0] for note in choice.notes}
        for trial in try_providers(manifest, without=told):
            if trial.problem:
                yield Finding(
                    Level.WARNING,
                    "provider",
                    f"{trial.provider}: {trial.problem}",
                    "photofinder works on without it. Update its driver to use it.",
                )
                continue
            role = "in use" if trial.provider == choice.embedder.provider else "not in use"
            yield Finding(
                Level.OK,
                "provider",
                f"{trial.provider} ({role}): {trial.photos_per_s:,.0f} photos/s of embedding "
                f"alone, cosine {trial.cosine:.4f} with the reference.",
            )

    def _check_packages(self) -> Iterator[Finding]:
        clash = find_clash()
        if clash is None:
            return
        names = " and ".join(clash.packages)
        if clash.lost:
            yield Finding(
                Level.WARNING,
                "onnxruntime",
                f"{names} are installed over each other; {clash.lost} is lost by that.",
                f"Run {' and then '.join(clash.commands)}",
            )
        else:
            yield Finding(
                Level.OK,
                "onnxruntime",
                f"{names} are installed over each other, and work. Once one of them is updated, "
                f"run {' and then '.join(clash.commands)}",
            )

    def _check_index(self, room: ModelRoom) -> Iterator[Finding]:
        problem = room.index.problem()
        if problem is None:
            yield Finding(Level.OK, "vector index", "The vector index is sound.")
        else:
            yield Finding(
                Level.WARNING,
                "vector index",
                f"{problem}. It is not used; searches are exact meanwhile.",
                "Run `photofinder scan`: the index is built again.",
            )

    def _check_folders(self, catalog: Catalog) -> Iterator[Finding]:
        for folder in catalog.folders():
            if folder.path.is_dir():
                yield Finding(Level.OK, "folder", f"{folder.path} is there.")
            else:
                yield Finding(
                    Level.WARNING,
                    "folder",
                    f"{folder.path} is offline. Nothing of it is forgotten.",
                    "Connect its drive, or take it out with `photofinder remove`.",
                )
        for problem in catalog.walk_problems():
            yield finding_of("folder", problem, Level.WARNING)

    def _check_watch_limit(self, catalog: Catalog) -> Iterator[Finding]:
        if sys.platform != "linux" or not _INOTIFY_LIMIT.exists():
            yield Finding(Level.OK, "watching", "This system sets no limit on watched folders.")
            return
        limit = int(_INOTIFY_LIMIT.read_text())
        needed = sum(_count_folders(folder.path) for folder in catalog.folders())
        text = f"Watching needs {needed} of the {limit} folders that the system allows."
        if needed <= limit * WATCH_SHARE:
            yield Finding(Level.OK, "watching", text)
        else:
            yield Finding(Level.WARNING, "watching", text, f"{INOTIFY_LIMIT_REMEDY}.")

    def _check_photos(self, catalog: Catalog) -> Iterator[Finding]:
        number = catalog.counts().unreadable
        if number == 0:
            yield Finding(Level.OK, "photos", "Every photo can be read.")
        else:
            yield Finding(
                Level.WARNING,
                "photos",
                f"{number} photos cannot be read.",
                "`photofinder status` lists them with their reasons; `photofinder scan --retry` "
                "tries them again.",
            )


def finding_of(check: str, error: PhotofinderError, level: Level = Level.ERROR) -> Finding:
    """Report an error of the program's own, whose remedy it knows."""
    return Finding(level, check, error.what, error.remedy)


def _count_folders(path: Path) -> int:
    return sum(1 for _ in os.walk(path))
