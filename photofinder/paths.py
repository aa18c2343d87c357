"""Where everything lies: the user's data, and what was installed with the program.

``--data-dir`` redirects all of the user's data at once; nothing is written anywhere else. What
ships with the program lies in one of three places: a frozen bundle, a wheel, or the checkout.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from photofinder.errors import EnvironmentProblem
from photofinder.files import TEMP_SUFFIX, full_disk_reported

BUILD_RECORD = "bundle.json"

_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class AppPaths:
    """The places of one library's data, all below one folder.

    Parameters
    ----------
    data_dir : Path
        Absolute. Use :meth:`default` or :meth:`at` to make one.
    """

    data_dir: Path

    @classmethod
    def default(cls) -> AppPaths:
        """Give the user's own library, where this system keeps application data."""
        return cls.at(Path(platformdirs.user_data_dir("photofinder", appauthor=False)))

    @classmethod
    def at(cls, path: Path) -> AppPaths:
        """Give the library below ``path``; a leading ``~`` and relative paths are resolved.

        Symbolic links stay as they are, so that messages name the path that the user knows.
        """
        try:
            expanded = path.expanduser()
        except RuntimeError:  # no home folder is known: then "~" is only a name
            expanded = path
        return cls(expanded.absolute())

    @property
    def catalog(self) -> Path:
        """The SQLite catalog: the truth about the library."""
        return self.data_dir / "library.sqlite3"

    @property
    def lock(self) -> Path:
        """Held by the one process that writes."""
        return self.data_dir / "library.lock"

    @property
    def index_dir(self) -> Path:
        """Vector index segments and their manifest; can be rebuilt from the catalog."""
        return self.data_dir / "index"

    @property
    def thumbnail_dir(self) -> Path:
        """Thumbnails by content; can be made again from the photos."""
        return self.data_dir / "thumbnails"

    @property
    def models_dir(self) -> Path:
        """The user's own models, one folder each."""
        return self.data_dir / "models"

    @property
    def log_dir(self) -> Path:
        """Log files; see :mod:`photofinder.log`."""
        return self.data_dir / "logs"

    @property
    def settings(self) -> Path:
        """The settings; see :mod:`photofinder.settings`."""
        return self.data_dir / "settings.json"

    @property
    def backup_dir(self) -> Path:
        """Copies of the catalog, made before it is migrated."""
        return self.data_dir / "backups"

    def ensure(self) -> None:
        """Create the folders and prove, by writing into each, that they can be used.

        Raises
        ------
        EnvironmentProblem
            ``data_dir_unwritable`` naming the folder and the system's reason, or ``disk_full``.

        Notes
        -----
        Any thread, any number of times. Costs one empty temporary file per folder, about 0.1 ms
        each on a local disk. New folders are the owner's only: thumbnails are private.
        """
        for folder in (
            self.data_dir,
            self.index_dir,
            self.thumbnail_dir,
            self.models_dir,
            self.log_dir,
            self.backup_dir,
        ):
            _ensure_writable(folder)


def resources_dir() -> Path:
    """Give the folder of the test card and, later, style sheets and translations."""
    return _shipped("resources", "resources")


def bundled_models_dir() -> Path:
    """Give the folder of the models that ship with the program, one folder each."""
    return _shipped("models", "models")


def benchmarks_dir() -> Path:
    """Give the folder of the benchmarks.

    Raises
    ------
    EnvironmentProblem
        ``benchmarks_missing`` in an installation without them.
    """
    folder = _shipped("benchmarks", "tests/benchmarks")
    if not folder.is_dir():
        raise EnvironmentProblem("benchmarks_missing", path=folder)
    return folder


def build_record() -> Path | None:
    """Give the file in which a bundle's build wrote what it checked; None outside of bundles."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is None:
        return None
    record = Path(bundle) / BUILD_RECORD
    return record if record.is_file() else None


def _shipped(name: str, in_checkout: str) -> Path:
    """Find a shipped folder; where there is none, the reader of the missing file names it."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle) / name
    in_wheel = _PACKAGE / "_data" / name
    return in_wheel if in_wheel.is_dir() else _PACKAGE.parent / in_checkout


def _ensure_writable(folder: Path) -> None:
    try:
        with full_disk_reported(folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder, prefix=".", suffix=TEMP_SUFFIX):
                return
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise EnvironmentProblem("data_dir_unwritable", path=folder, reason=reason) from error
