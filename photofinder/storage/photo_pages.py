"""Every photo of the library in path order, page by page. Reads only; any thread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from photofinder.core.types import FileState, Folder, PhotoInfo
from photofinder.storage.file_rows import blob_to_path, path_to_blob

if TYPE_CHECKING:
    from collections.abc import Callable

    from photofinder.storage.database import Database


class PhotoPages:
    """Pages of photos, for whoever goes through all of them.

    Parameters
    ----------
    database : Database
    folders : callable
        Gives the library's folders by path.
    """

    def __init__(self, database: Database, folders: Callable[[], list[Folder]]) -> None:
        self._db = database
        self._folders = folders

    def page(self, after: Path | None, limit: int) -> list[PhotoInfo]:
        """Return the next photos in path order (by folder, then in the byte order of the names).

        Parameters
        ----------
        after : Path or None
            The last one seen; it need not be there any more.
        limit : int

        Notes
        -----
        Reads ``limit`` rows through the index, wherever in the library they are.
        """
        photos: list[PhotoInfo] = []
        for folder, relpath in self._rest_of_folders(after):
            rows = self._db.read(
                "SELECT f.relpath, f.state, f.size_bytes, c.id, c.width, c.height, c.taken_at"
                " FROM file f LEFT JOIN content c ON c.id = f.content_id AND f.state <> 'pending'"
                " WHERE f.folder_id = ? AND f.relpath > ? ORDER BY f.relpath LIMIT ?",
                (folder.folder_id, relpath, limit - len(photos)),
            )
            root = path_to_blob(folder.path)
            for name, state, size, content_id, width, height, taken_at in rows:
                known = (content_id, width or 0, height or 0, taken_at)
                path = blob_to_path(root, name)
                photos.append(PhotoInfo(path, FileState(state), folder.online, size, *known))
            if len(photos) >= limit:
                break
        return photos

    def _rest_of_folders(self, after: Path | None) -> list[tuple[Folder, bytes]]:
        """Return the folders that are not behind a path yet, with where each goes on."""
        folders = self._folders()
        if after is None:
            return [(folder, b"") for folder in folders]
        holding = [n for n, folder in enumerate(folders) if after.is_relative_to(folder.path)]
        if holding:
            # of folders inside each other the innermost: it is not walked through the others
            number = max(holding, key=lambda n: len(folders[n].path.parts))
            reached = path_to_blob(after.relative_to(folders[number].path))
            return [(folders[number], reached), *((f, b"") for f in folders[number + 1 :])]
        # its folder was taken out meanwhile
        blob = path_to_blob(after)
        return [(folder, b"") for folder in folders if path_to_blob(folder.path) > blob]
