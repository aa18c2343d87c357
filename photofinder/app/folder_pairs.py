"""Folders that hold the same photos: the list over the library, any two, and the way to clean up.

Called in any thread; answers come from the catalog alone. Nothing is changed here: what may go is
handed to `CleanUp`, which checks each photo and the one that stays byte for byte.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from photofinder.core.cleanup import TrashChoice
from photofinder.core.folder_overlap import copies_of, match, measure
from photofinder.core.folder_pairs import (
    FolderComparison,
    FolderPair,
    FolderPhoto,
    FolderSurvey,
    reason_to_go,
)
from photofinder.core.folder_ranking import ranked_overlaps
from photofinder.core.folder_table import NOWHERE
from photofinder.core.types import PairClass
from photofinder.errors import UsageProblem
from photofinder.storage.file_rows import blob_to_path, path_to_blob
from photofinder.storage.folder_pair_store import FolderPairStore

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from photofinder.core.folder_overlap import Overlap, SideMatches
    from photofinder.core.folder_table import FolderTable
    from photofinder.storage.database import Database

DEFAULT_LIMIT = 100


class FolderPairs:
    """Compares the folders of one library.

    Parameters
    ----------
    database : Database
    protected : callable
        Gives the folders whose photos are never removed, as they are now.
    """

    def __init__(self, database: Database, protected: Callable[[], Sequence[Path]]) -> None:
        self._store = FolderPairStore(database)
        self._protected = protected

    def ranked(
        self, limit: int = DEFAULT_LIMIT, *, with_subfolders: bool = True
    ) -> list[FolderPair]:
        """Return the folders that have most in common: contained ones first, then bytes to gain.

        Parameters
        ----------
        limit : int
            At most this many.
        with_subfolders : bool
            Count each folder with everything below it; otherwise only what it holds directly.

        Notes
        -----
        Some 1 s for 100,000 photos; the bounds on larger libraries are those of
        `core.folder_ranking`.
        """
        return list(self.survey(limit, with_subfolders=with_subfolders).pairs)

    def survey(self, limit: int = DEFAULT_LIMIT, *, with_subfolders: bool = True) -> FolderSurvey:
        """Return what `ranked` does, and every folder that holds photos which are there now."""
        if limit < 1:
            raise UsageProblem("bad_number", name="limit", reason="at least 1", value=limit)
        table = self._store.table(self._protected())
        overlaps = ranked_overlaps(table, limit, deep=with_subfolders)
        return FolderSurvey(
            tuple(_pair(table, overlap, deep=with_subfolders) for overlap in overlaps),
            tuple(blob_to_path(path) for path in table.folders),
        )

    def compare(self, first: Path, second: Path, *, with_subfolders: bool = True) -> FolderPair:
        """Return what two folders have in common.

        Raises
        ------
        UsageProblem
            ``folder_unknown``: it holds no photo of the library that is there now;
            ``same_folder``.
        """
        table = self._store.table(self._protected())
        one, two = _numbers(table, first, second)
        overlap = measure(table, one, two, deep=with_subfolders)
        return _pair(table, overlap, deep=with_subfolders)

    def photos(
        self, first: Path, second: Path, *, with_subfolders: bool = True
    ) -> FolderComparison:
        """Return what two folders have in common photo by photo; raises as `compare`."""
        table = self._store.table(self._protected())
        one, two = _numbers(table, first, second)
        overlap = measure(table, one, two, deep=with_subfolders)
        sides = match(table, one, two, deep=with_subfolders)
        found = [
            self._listed(table, side, runs)
            for side, runs in zip(
                sides, table.sides(one, two, deep=with_subfolders)[::-1], strict=True
            )
        ]
        return FolderComparison(
            _pair(table, overlap, deep=with_subfolders),
            tuple(photo for photo in found[0] if photo.pair_class is None),
            tuple(photo for photo in found[0] if photo.pair_class is not None),
            tuple(photo for photo in found[1] if photo.pair_class is None),
        )

    def choices(self, pair: FolderPair, *, pictures: bool = True) -> list[TrashChoice]:
        """Return what may go of the first folder, each with the file of the second that stays.

        Parameters
        ----------
        pair : FolderPair
            Read again: what counts is what the folders hold now.
        pictures : bool
            Also photos that are there with the same pixels only, which may have other metadata.

        Returns
        -------
        list of TrashChoice
            For `CleanUp.plan`, which enforces protected folders and that a copy is left. A photo
            whose only copy is the same file under another name (a hard link) is left out.
        """
        found = self.photos(pair.first, pair.second, with_subfolders=pair.with_subfolders)
        choices = [_choice(photo, pair) for photo in found.both if photo.copy is not None]
        return [
            choice
            for choice in choices
            if pictures or choice.pair_class is PairClass.IDENTICAL_FILE
        ]

    def _listed(
        self, table: FolderTable, side: SideMatches, others: Sequence[tuple[int, int]]
    ) -> list[FolderPhoto]:
        """Return the photos of one folder by path, each with its copy in the other one."""
        copies = copies_of(table, side.leads, others)
        copies = np.where(side.as_picture, copies, NOWHERE)
        ids = table.columns.file_ids
        numbers = ids[side.leads]
        copy_ids = np.where(copies == NOWHERE, 0, ids[copies])
        known = self._store.photos(np.unique(np.concatenate((numbers, copy_ids))))
        listed = []
        for number, copy_id, as_file, as_picture in zip(
            numbers.tolist(),
            copy_ids.tolist(),
            side.as_file.tolist(),
            side.as_picture.tolist(),
            strict=True,
        ):
            photo, copy = known.get(number), known.get(copy_id)
            if photo is None:  # it went while we looked
                continue
            listed.append(
                FolderPhoto(
                    number,
                    photo.path,
                    photo.size_bytes,
                    photo.content_id,
                    None if copy is None else copy.path,
                    None if copy is None else copy.content_id,
                    _class_of(as_file=as_file, as_picture=as_picture),
                )
            )
        return sorted(listed, key=lambda photo: path_to_blob(photo.path))


def _class_of(*, as_file: bool, as_picture: bool) -> PairClass | None:
    if as_file:
        return PairClass.IDENTICAL_FILE
    return PairClass.IDENTICAL_PICTURE if as_picture else None


def _choice(photo: FolderPhoto, pair: FolderPair) -> TrashChoice:
    """Choose a photo that has a copy; one whose same bytes are itself goes for the same pixels."""
    assert photo.copy is not None
    same_bytes = (
        photo.pair_class is PairClass.IDENTICAL_FILE and photo.content_id == photo.copy_content_id
    )
    return TrashChoice(
        photo.path,
        photo.copy,
        PairClass.IDENTICAL_FILE if same_bytes else PairClass.IDENTICAL_PICTURE,
        reason_to_go(pair.second, same_bytes=same_bytes),
        content_id=photo.content_id or 0,
        keeper_content_id=photo.copy_content_id or 0,
    )


def _numbers(table: FolderTable, first: Path, second: Path) -> tuple[int, int]:
    one, two = _number(table, first), _number(table, second)
    if one == two:
        raise UsageProblem("same_folder", path=first)
    return one, two


def _number(table: FolderTable, folder: Path) -> int:
    """Return the number of a folder, by its name or by where it really is."""
    for name in (os.path.abspath(folder), os.path.realpath(folder)):  # noqa: PTH100  # no links
        number = table.number_of(path_to_blob(name))
        if number is not None:
            return number
    raise UsageProblem("folder_unknown", path=folder)


def _pair(table: FolderTable, overlap: Overlap, *, deep: bool) -> FolderPair:
    return FolderPair(
        blob_to_path(table.folders[overlap.first]),
        blob_to_path(table.folders[overlap.second]),
        deep,
        overlap.relation,
        overlap.photos,
        overlap.other_photos,
        overlap.files,
        overlap.pictures,
        overlap.only_second,
        overlap.gain_bytes,
        overlap.picture_gain_bytes,
        overlap.unread,
    )
