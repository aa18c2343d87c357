"""What a window shows: lists of ids, rows for what is painted, details, pictures. Any thread.

Reads only. Lists are asked for anew when something changed; rows only for what is on the screen.
"""

from __future__ import annotations

import os
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from photofinder.core.display import decode_for_display
from photofinder.core.views import PhotoList, PhotoSort, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from photofinder.app.pictures import Pictures
    from photofinder.core.views import FolderShare, PhotoDetails, PhotoQuery, PhotoRow, Picture
    from photofinder.storage.photo_lists import PhotoLists
    from photofinder.storage.photo_rows import PhotoRows

#: of a date: ``YYYY-MM``
_MONTH_CHARACTERS = 7
_WITHOUT_SECTIONS = frozenset({PhotoSort.NAME, PhotoSort.SIZE})


class Viewing:
    """The photos of one library as a window asks for them.

    Parameters
    ----------
    lists : PhotoLists
    rows : PhotoRows
    pictures : Pictures
    """

    def __init__(self, lists: PhotoLists, rows: PhotoRows, pictures: Pictures) -> None:
        self._lists = lists
        self._rows = rows
        self._pictures = pictures

    def photo_list(self, query: PhotoQuery) -> PhotoList:
        """Return the photos of a query, without missing ones.

        Notes
        -----
        By date means the camera's clock, else the time of the file; photos without either come
        last. About 100 ms for 100,000 photos, most of it without Python's lock.
        """
        found = self._lists.ids(query)
        file_ids = np.fromiter((row[0] for row in found), np.int64, len(found))
        if query.sort in _WITHOUT_SECTIONS:
            return PhotoList(query, file_ids)
        keys: Iterable[str | bytes | None] = (row[1] for row in found)
        if query.sort is PhotoSort.DATE:
            keys = (str(row[1])[:_MONTH_CHARACTERS] for row in found)
        sections: list[Section] = []
        start = 0
        for key, run in groupby(keys):
            count = sum(1 for _ in run)
            text = os.fsdecode(key) if isinstance(key, bytes) else key or ""
            sections.append(Section(text, start, count))
            start += count
        return PhotoList(query, file_ids, tuple(sections))

    def rows(self, file_ids: Sequence[int]) -> dict[int, PhotoRow]:
        """Return photos by file id; ids that are gone are left out. 3 ms for 256."""
        return self._rows.rows(file_ids)

    def rows_of_paths(self, paths: Sequence[Path]) -> list[PhotoRow]:
        """Return the photos at absolute paths, in their order; unknown ones are left out."""
        ids = self._rows.ids_of_paths(paths)
        rows = self._rows.rows(ids)
        return [rows[number] for number in ids if number in rows]

    def details(self, file_id: int) -> PhotoDetails | None:
        """Return everything known of a photo; None when it is gone."""
        return self._rows.details(file_id)

    def folder_counts(self) -> dict[Path, int]:
        """Count the photos of each folder of the library, missing ones apart."""
        return self._rows.folder_counts()

    def subfolders(self, parent: Path) -> list[FolderShare]:
        """Return the folders directly below one, in natural order, with the photos below each."""
        return self._rows.subfolders(parent)

    def picture(self, path: Path, edge_px: int | None) -> Picture:
        """Decode a photo, in the library or not, upright.

        Parameters
        ----------
        path : Path
        edge_px : int or None
            Wanted length of the long edge; the picture's is as long or up to twice as long, and
            never longer than the photo's own. None: full size. Above 100 megapixels it is
            scaled down whatever was asked.

        Raises
        ------
        PhotoUnreadable
            Also when the file is gone.
        """
        return self._pictures.picture(path, edge_px)

    def pixels(self, data: bytes, edge_px: int) -> NDArray[np.uint8]:
        """Decode a picture that has no file, upright; ``edge_px`` is as for `picture`.

        Returns
        -------
        ndarray, uint8, (h, w, 3)

        Raises
        ------
        PhotoUnreadable
        """
        return self._pictures.decode(decode_for_display, data, edge_px).rgb
